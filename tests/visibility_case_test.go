package tests

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"

	"github.com/google/uuid"
)

// The model of who sees a matter — findings, problems, consultations, what came of them, tasks and letters — written from
// domain.md §11, D-SEC-1, 3, 5, 7 and decisions.md, and not from the policies or triggers.

type (
	mFinding struct {
		id, source, secrecy string
		org                 *mOrg
		problem             *mProblem
		by                  *mPerson
		concerns, readers   []*mPerson
	}
	mProblem struct {
		id, category, secrecy string
		org                   *mOrg
		by, proposed          *mPerson // proposed: who of the discipline office proposed to close it without measure
		concerns, readers     []*mPerson
		transferred           bool
	}
	mConsultation struct {
		id       string
		org      *mOrg
		compiler *mPerson
		invited  []*mPerson
	}
	mTopic struct {
		id                string
		of                *mConsultation
		problem           *mProblem
		concerns, recused []*mPerson
	}
	mOutcome struct {
		id      string
		topic   *mTopic
		problem *mProblem
	}
	mTask struct {
		id, measure string
		of          *mOutcome
		post        *mPost
		person      *mPerson
		joint       *mDept
	}
	// mLetter goes to a post, a department or an organisation, once it is issued.
	mLetter struct {
		id      string
		problem *mProblem
		task    *mTask
		to      *mOrg
		dept    *mDept
		post    *mPost
		issued  bool
	}
	// carrier is who answers for a matter: the responsible side of a task, or the recipient of a letter.
	carrier struct {
		org   *mOrg
		depts []*mDept
		posts []*mPost
	}
)

// matters are a random province's cases.
type matters struct {
	*province
	findings      []*mFinding
	problems      []*mProblem
	consultations []*mConsultation
	topics        []*mTopic
	outcomes      []*mOutcome
	tasks         []*mTask
	letters       []*mLetter
	parts         map[string]map[string]string // of a table: row → the record that it belongs to
	before        map[*mPerson][]*mPost        // who held what when the matters were written
}

var domainsOf = map[string][]string{"FUNDS": {"FINANCE"}, "MARKETING": {"BUSINESS_LINES"}, "SITE_RENT_POWER": {"BUSINESS_LINES", "FINANCE"}, "APPOINTMENTS": {"GENERAL_MANAGEMENT"}}

var grades = []string{"INTERNAL", "INTERNAL", "INTERNAL", "RESTRICTED", "CONFIDENTIAL"}

// some draws a few people.
func (p *province) some(percent int) []*mPerson {
	var few []*mPerson
	for range 2 {
		if x := pickOne(p, p.people); p.chance(percent) && !slices.Contains(few, x) {
			few = append(few, x)
		}
	}
	return few
}

func newMatters(r *rand.Rand, n int) *matters {
	m := &matters{province: newProvince(r, n), parts: map[string]map[string]string{}}
	p := m.province
	for range 8 {
		m.problems = append(m.problems, &mProblem{id: uuid.NewString(), category: pickOne(p, []string{"FUNDS", "MARKETING", "SITE_RENT_POWER", "APPOINTMENTS"}),
			secrecy: pickOne(p, grades), org: pickOne(p, p.orgs), by: pickOne(p, p.people), concerns: p.some(15), readers: p.some(30), transferred: p.chance(12)})
		if x := m.problems[len(m.problems)-1]; p.chance(20) {
			x.proposed = pickOne(p, p.people)
		}
	}
	for range 8 {
		f := &mFinding{id: uuid.NewString(), source: pickOne(p, []string{"AUDIT", "COMPLAINT"}), secrecy: pickOne(p, grades), org: pickOne(p, p.orgs),
			by: pickOne(p, p.people), concerns: p.some(15), readers: p.some(30)}
		if p.chance(60) {
			f.problem = pickOne(p, m.problems)
		}
		m.findings = append(m.findings, f)
	}
	for range 4 {
		c := &mConsultation{id: uuid.NewString(), org: pickOne(p, p.orgs), compiler: pickOne(p, p.people), invited: p.some(60)}
		m.consultations = append(m.consultations, c)
		for range 2 {
			t := &mTopic{id: uuid.NewString(), of: c, concerns: p.some(10), recused: p.some(15)}
			if p.chance(70) {
				t.problem = pickOne(p, m.problems)
			}
			m.topics = append(m.topics, t)
			o := &mOutcome{id: uuid.NewString(), topic: t, problem: t.problem}
			if p.chance(20) {
				o.problem = pickOne(p, m.problems)
			}
			m.outcomes = append(m.outcomes, o)
			measure := uuid.NewString()
			for range p.r.IntN(3) {
				k := &mTask{id: uuid.NewString(), measure: measure, of: o, post: pickOne(p, p.posts)}
				if p.chance(80) {
					k.person = pickOne(p, p.people)
				}
				if len(p.depts) > 0 && p.chance(30) {
					k.joint = pickOne(p, p.depts)
				}
				m.tasks = append(m.tasks, k)
			}
		}
	}
	for range 8 {
		l := &mLetter{id: uuid.NewString(), to: pickOne(p, p.orgs), issued: p.chance(75)}
		if len(m.tasks) > 0 && p.chance(40) {
			l.task = pickOne(p, m.tasks)
			l.problem = l.task.of.problem
		} else {
			l.problem = pickOne(p, m.problems)
		}
		switch {
		case p.chance(35):
			l.post = pickOne(p, p.posts)
			l.to = l.post.org
		case len(p.depts) > 0 && p.chance(50):
			l.dept = pickOne(p, p.depts)
			l.to = l.dept.org
		}
		m.letters = append(m.letters, l)
	}
	return m
}

// seen is what the model knows of one row that decides who sees it.
type seen struct {
	secrecy     string
	list        []*mPerson
	hidden      []*mPerson
	org         *mOrg
	of          *mConsultation
	by          *mPerson
	posts       []*mPost // whose holder the assignment put on the list
	tasks       []*mTask
	letters     []*mLetter // issued ones that carry it
	domains     []string
	proposed    bool
	transferred bool
}

func graver(a, b string) string {
	if slices.Index(grades, a) < slices.Index(grades, b) {
		return b
	}
	return a
}

// graded adds whoever set a grade above INTERNAL to its list.
func graded(secrecy string, list []*mPerson, who *mPerson) []*mPerson {
	if secrecy != "INTERNAL" {
		return append(slices.Clone(list), who)
	}
	return list
}

func (m *matters) tasksWhere(is func(*mTask) bool) []*mTask {
	var all []*mTask
	for _, t := range m.tasks {
		if is(t) {
			all = append(all, t)
		}
	}
	return all
}

func (m *matters) finding(f *mFinding) seen {
	return seen{secrecy: f.secrecy, list: graded(f.secrecy, f.readers, f.by), hidden: f.concerns, org: f.org, by: f.by}
}

func (m *matters) problem(p *mProblem) seen {
	s := seen{secrecy: p.secrecy, list: graded(p.secrecy, p.readers, p.by), hidden: slices.Clone(p.concerns), org: p.org, by: p.by, domains: domainsOf[p.category],
		proposed: p.proposed != nil, transferred: p.transferred, tasks: m.tasksWhere(func(t *mTask) bool { return t.of.problem == p })}
	for _, f := range m.findings {
		if f.problem == p {
			s.hidden = append(s.hidden, f.concerns...)
		}
	}
	for _, l := range m.letters {
		if l.problem == p && l.issued {
			s.letters = append(s.letters, l)
		}
	}
	return s
}

// issuer is the organisation that a letter is of: it registered the problem, or set the task.
func (l *mLetter) issuer() *mOrg {
	if l.task != nil {
		return l.task.of.topic.of.org
	}
	return l.problem.org
}

func (m *matters) letter(l *mLetter) seen {
	s := seen{secrecy: "INTERNAL"}
	for _, of := range m.about(l) {
		s.secrecy, s.list, s.hidden = graver(s.secrecy, of.secrecy), append(s.list, of.list...), append(s.hidden, of.hidden...)
	}
	s.org = l.issuer()
	return s
}

// about are what a letter is about: its problem, and what its task came of.
func (m *matters) about(l *mLetter) (all []seen) {
	if l.problem != nil {
		all = append(all, m.problem(l.problem))
	}
	if l.task != nil {
		all = append(all, m.outcome(l.task.of))
	}
	return all
}

// answering are the posts that answer for a letter's recipient: the post, those of the department's heads, of the region's managers.
func (m *matters) answering(l *mLetter) (posts []*mPost) {
	for _, x := range m.posts {
		if x == l.post || l.post == nil && l.dept != nil && x.dept == l.dept && slices.Contains(x.roles, "DEPARTMENT_HEAD") ||
			l.post == nil && l.dept == nil && x.org == l.to && l.to.level == "REGION" && slices.Contains(x.roles, "REGION_MANAGER") {
			posts = append(posts, x)
		}
	}
	return posts
}

// carriers are all who answer for a matter.
func (m *matters) carriers(s seen) (all []carrier) {
	for _, t := range s.tasks {
		all = append(all, carrier{t.post.org, []*mDept{t.post.dept, t.joint}, []*mPost{t.post}})
	}
	for _, l := range s.letters {
		all = append(all, carrier{l.to, []*mDept{l.dept}, m.answering(l)})
	}
	return all
}

func (m *matters) topic(t *mTopic) seen {
	s := seen{secrecy: "INTERNAL", list: t.of.invited, hidden: slices.Concat(t.concerns, t.recused), org: t.of.org, of: t.of}
	if t.problem != nil {
		p := m.problem(t.problem)
		s.secrecy, s.list, s.hidden = p.secrecy, append(p.list, s.list...), append(s.hidden, p.hidden...)
	}
	s.list = graded(s.secrecy, s.list, t.of.compiler)
	return s
}

func (m *matters) outcome(o *mOutcome) seen {
	s := m.topic(o.topic)
	s.tasks = m.tasksWhere(func(t *mTask) bool { return t.of == o })
	if o.problem != nil {
		p := m.problem(o.problem)
		s.secrecy, s.list, s.hidden, s.domains = graver(s.secrecy, p.secrecy), slices.Concat(s.list, p.list), slices.Concat(s.hidden, p.hidden), p.domains
	}
	return s
}

func (m *matters) task(t *mTask) seen {
	s := m.outcome(t.of)
	s.tasks, s.posts = []*mTask{t}, []*mPost{t.post}
	return s
}

// seats lists the posts that each person holds or stands for today.
func (p *province) seats() map[*mPerson][]*mPost {
	all := map[*mPerson][]*mPost{}
	for _, post := range p.posts {
		for _, h := range p.held(post) {
			all[h.person] = append(all[h.person], post)
		}
	}
	return all
}

// moves lets people leave posts and take others after the matters were written, and says so in SQL.
func (m *matters) moves() string {
	var b strings.Builder
	for _, h := range slices.Clone(m.holds) {
		if h.as == "SUBSTITUTE" || !h.runs() || h.from == today || !m.chance(30) {
			continue
		}
		h.to = "2026-11-17"
		fmt.Fprintf(&b, "UPDATE appointment SET to_on = '%s' WHERE id = '%s';\n", h.to, h.id)
		next := &mHold{id: uuid.NewString(), as: "SUBSTANTIVE", from: today, state: "CONFIRMED", post: pickOne(m.province, m.posts), person: h.person}
		taken := slices.ContainsFunc(m.holds, func(x *mHold) bool {
			return x.post == next.post && (x.person == next.person || x.as == next.as && x.state == "CONFIRMED" && (x.to == "" || x.to >= today))
		})
		if m.chance(60) && !taken {
			m.holds = append(m.holds, next)
			fmt.Fprintf(&b, "INSERT INTO appointment (id, province_id, org_id, post_id, person_id, kind, from_on, principal, state, created_at) VALUES ('%s', '%s', '%s', '%s', '%s', '%s', '%s', false, 'CONFIRMED', '2026-11-18');\n",
				next.id, m.orgs[0].id, next.post.org.id, next.post.id, next.person.id, next.as, next.from)
		}
	}
	return b.String()
}

// viewer is one person with effective grants.
type mViewer struct {
	*matters
	me     *mPerson
	grants []mGrant
	seats  []*mPost // what the person holds or stands for, whatever the token claims
}

// named tells whether one of some names is the viewer's, who still holds a post that he held when it was written down:
// sight by name rests on a post (D-SEC-7).
func (v *mViewer) named(people ...*mPerson) bool {
	return slices.Contains(people, v.me) && slices.ContainsFunc(v.before[v.me], func(p *mPost) bool { return slices.Contains(v.seats, p) })
}

func (v *mViewer) any(is func(g mGrant) bool) bool { return slices.ContainsFunc(v.grants, is) }

var (
	sixRoles   = committee[:6]
	discipline = []string{"DISCIPLINE_SECRETARY", "DISCIPLINE_OFFICE"}
)

func (v *mViewer) above(o *mOrg, roles ...string) bool {
	return v.any(func(g mGrant) bool { return slices.Contains(roles, g.role) && o.within(g.org) })
}

// actsFor is by a role that acts for the organisation, by itself or after routing.
func (v *mViewer) actsFor(o *mOrg, role string) bool {
	return v.any(func(g mGrant) bool { return g.role == role && v.acts(role, o) == g.org })
}

// carried is the responsible side, and whoever sees it by organisation, portfolio or risk domain.
func (v *mViewer) carried(s seen) bool {
	return slices.ContainsFunc(v.carriers(s), func(a carrier) bool {
		return v.answers(a.posts) || v.any(func(g mGrant) bool {
			switch {
			case slices.Contains(committee, g.role) && (s.org.within(g.org) || a.org.within(g.org)):
				return true
			case g.role == "REGION_MANAGER" && a.org == g.org:
				return true
			case strings.HasPrefix(g.role, "DEPARTMENT_") && slices.Contains(a.depts, g.dept):
				return true
			case g.role == "DEPARTMENT_HEAD" && a.org != g.org && a.org.within(g.org):
				return slices.ContainsFunc(g.dept.domains, func(d string) bool { return slices.Contains(s.domains, d) })
			}
			return g.role == "LEADERSHIP_MEMBER" && slices.ContainsFunc(v.charges, func(c *mCharge) bool {
				return c.post == g.post && (c.org != nil && a.org.within(c.org) || c.dept != nil && slices.Contains(a.depts, c.dept))
			})
		})
	})
}

// answers tells whether the viewer holds one of some posts, or stands in where it is vacant.
func (v *mViewer) answers(posts []*mPost) bool {
	return slices.ContainsFunc(posts, func(p *mPost) bool { return slices.Contains(v.seats, p) || v.standsIn(p) })
}

// draftsLetter is the discipline side of the issuing organisation and above, and at the top the Party office (D-SEC-6).
func (v *mViewer) draftsLetter(l *mLetter) bool {
	o := l.issuer()
	return v.above(o, discipline...) || o.parent == nil && v.actsFor(o, "PARTY_OFFICE")
}

// mustAnswer is who answers a letter whatever its grade: the posts, the heads of the department, or of an organisation without
// such posts its principal leader and Party office.
func (v *mViewer) mustAnswer(l *mLetter) bool {
	posts := v.answering(l)
	return l.issued && (v.answers(posts) ||
		v.any(func(g mGrant) bool { return g.role == "DEPARTMENT_HEAD" && g.dept != nil && g.dept == l.dept }) ||
		l.dept == nil && len(posts) == 0 && (v.actsFor(l.to, "PARTY_SECRETARY") || v.actsFor(l.to, "PARTY_OFFICE")))
}

// seesLetter: drafts are the issuing side's; issued, both organisations' and above, and the recipient's (D-SEC-5, D-SEC-7).
func (v *mViewer) seesLetter(l *mLetter) bool {
	s := v.letter(l)
	if slices.Contains(s.hidden, v.me) {
		return false
	}
	family := v.above(l.issuer(), sixRoles...) || v.above(l.to, sixRoles...) || v.any(func(g mGrant) bool {
		return strings.HasPrefix(g.role, "DEPARTMENT_") && g.dept != nil && g.dept == l.dept
	})
	audience := v.draftsLetter(l) || l.issued && family
	return v.mustAnswer(l) || audience && v.narrow(s) || s.secrecy != "INTERNAL" && v.named(s.list...) && (l.issued || v.draftsLetter(l))
}

// seesDraft is who is told what was done to a letter before it was issued.
func (v *mViewer) seesDraft(l *mLetter) bool {
	s := v.letter(l)
	return !slices.Contains(s.hidden, v.me) && v.draftsLetter(l) && (v.narrow(s) || v.named(s.list...))
}

// mustAct is who acts on a task whatever its grade: who holds the responsible post or stands in where it is vacant, and the
// heads of its departments, the joint ones too.
func (v *mViewer) mustAct(t *mTask) bool {
	return v.any(func(g mGrant) bool {
		return g.role == "DEPARTMENT_HEAD" && g.dept != nil && slices.Contains([]*mDept{t.post.dept, t.joint}, g.dept)
	}) || slices.Contains(v.seats, t.post) || v.standsIn(t.post)
}

// standsIn tells whether the viewer acts for a vacant post of which department and region have nobody either: the leader in
// charge of the department, else the principal leader of its organisation or the next above (D-ORG-5).
func (v *mViewer) standsIn(post *mPost) bool {
	dept := post.dept
	if post.org.level == "REGION" {
		dept = nil
	}
	staffed := func(is func(*mPost) bool) []*mPost {
		var list []*mPost
		for _, x := range v.posts {
			if len(x.roles) > 0 && len(v.held(x)) > 0 && is(x) {
				list = append(list, x)
			}
		}
		return list
	}
	if len(staffed(func(x *mPost) bool {
		return x == post || dept != nil && x.dept == dept && slices.Contains(x.roles, "DEPARTMENT_HEAD") || dept == nil && x.org == post.org && slices.Contains(x.roles, "REGION_MANAGER")
	})) > 0 {
		return false
	}
	leaders := func(is func(*mCharge) bool) (list []*mPost) {
		for _, c := range v.charges {
			if is(c) {
				list = append(list, c.post)
			}
		}
		return list
	}
	var acting []*mPost
	if dept != nil {
		in := leaders(func(c *mCharge) bool { return c.dept == dept })
		if len(in) == 0 {
			in = leaders(func(c *mCharge) bool { return c.org == post.org })
		}
		acting = staffed(func(x *mPost) bool { return slices.Contains(in, x) })
	}
	for o := post.org; o != nil && len(acting) == 0; o = o.parent {
		acting = staffed(func(x *mPost) bool { return x.org == o && slices.Contains(x.roles, "PARTY_SECRETARY") })
	}
	above := v.any(func(g mGrant) bool {
		return (g.role == "PARTY_SECRETARY" || g.role == "LEADERSHIP_MEMBER") && post.org.within(g.org)
	})
	return above && v.any(func(g mGrant) bool { return slices.Contains(acting, g.post) })
}

// sees applies people concerned, then the audience, narrowed by the grade, or the list.
func (v *mViewer) sees(s seen, audience func(seen) bool) bool {
	if slices.Contains(s.hidden, v.me) {
		return false
	}
	if s.secrecy == "INTERNAL" {
		return audience(s)
	}
	if v.named(s.list...) || slices.ContainsFunc(s.posts, func(p *mPost) bool { return slices.Contains(v.seats, p) }) {
		return true
	}
	return v.narrow(s) && audience(s)
}

// narrow is whom a grade leaves of those who would see it as INTERNAL.
func (v *mViewer) narrow(s seen) bool {
	switch s.secrecy {
	case "INTERNAL":
		return true
	case "RESTRICTED":
		return v.above(s.org, discipline...) || v.any(func(g mGrant) bool {
			return slices.Contains(sixRoles, g.role) && (g.org == s.org || !slices.Contains([]string{"PARTY_COMMITTEE_MEMBER", "DISCIPLINE_COMMISSIONER"}, g.role) && v.actsFor(s.org, g.role))
		})
	}
	return v.actsFor(s.org, "PARTY_SECRETARY") || v.actsFor(s.org, "DISCIPLINE_SECRETARY") || v.above(s.org, "DISCIPLINE_SECRETARY")
}

func (v *mViewer) disciplines(s seen) bool { return v.above(s.org, discipline...) || v.named(s.by) }

func (v *mViewer) deliberates(s seen) bool {
	return v.above(s.org, sixRoles...) || v.named(s.of.invited...)
}

func (v *mViewer) seesProblem(p *mProblem) bool {
	s := v.problem(p)
	if s.transferred && !v.disciplines(s) {
		return false
	}
	return v.sees(s, func(s seen) bool {
		return v.disciplines(s) || v.actsFor(s.org, "PARTY_SECRETARY") || s.proposed && v.actsFor(s.org, "PARTY_OFFICE") || v.carried(s)
	})
}

func (v *mViewer) seesOutcome(o *mOutcome) bool {
	return v.sees(v.outcome(o), func(s seen) bool { return v.deliberates(s) || v.carried(s) })
}

// handed adds the lines of history that handed tasks on when people moved.
func (m *matters) handed(t *testing.T, super *sql.DB) {
	t.Helper()
	for _, k := range m.tasks {
		for _, id := range rowsOf(t, super, `SELECT id FROM history WHERE act = 'POST_HAND_OVER' AND record_id = $1`, k.id) {
			m.parts["history"][id] = k.id
		}
	}
}

// shown lists, table by table, the rows of the model that this viewer sees.
func (v *mViewer) shown() map[string][]string {
	records := map[string]bool{} // each record that is seen
	want := map[string][]string{}
	add := func(table, id string, sees bool) {
		if records[id] = sees; sees {
			want[table] = append(want[table], id)
		} else if want[table] == nil {
			want[table] = []string{}
		}
	}
	for _, f := range v.findings {
		s := v.finding(f)
		add("finding", f.id, v.sees(s, v.disciplines))
		if f.source == "COMPLAINT" && v.sees(s, v.disciplines) && v.disciplines(s) {
			want["complaint"] = append(want["complaint"], f.id)
		}
	}
	for _, p := range v.problems {
		add("problem", p.id, v.seesProblem(p))
	}
	for _, c := range v.consultations {
		add("consultation", c.id, v.deliberates(seen{org: c.org, of: c}))
	}
	for _, t := range v.topics {
		add("topic", t.id, v.sees(v.topic(t), v.deliberates))
	}
	for _, o := range v.outcomes {
		add("outcome", o.id, v.seesOutcome(o))
	}
	for _, t := range v.tasks {
		s := v.outcome(t.of)
		s.tasks = v.tasksWhere(func(x *mTask) bool { return x.measure == t.measure })
		if !slices.Contains(want["measure"], t.measure) {
			add("measure", t.measure, v.sees(s, func(s seen) bool { return v.deliberates(s) || v.carried(s) }))
		}
		add("task", t.id, v.sees(v.task(t), v.carried) || v.mustAct(t) && !slices.Contains(v.task(t).hidden, v.me))
	}
	for _, l := range v.letters {
		add("letter", l.id, v.seesLetter(l))
		records[l.id+" draft"] = v.seesDraft(l)
	}
	for table, rows := range v.parts {
		for row, of := range rows {
			add(table, row, records[of])
		}
	}
	for _, a := range v.problems {
		for _, b := range v.problems {
			if row, ok := v.parts["problem_relation"][a.id+b.id]; ok {
				delete(records, a.id+b.id)
				add("relation", row, v.seesProblem(b) && !slices.Contains(v.problem(a).hidden, v.me))
			}
		}
	}
	delete(want, "problem_relation")
	return want
}

// script writes the matters as SQL for the superuser: first otherwise than they are meant, then changed to what
// they are, a row at a time or all in one statement.
func (m *matters) script() string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+";\n", args...) }
	ids := func(people []*mPerson) string {
		var all []string
		for _, x := range people {
			all = append(all, x.id)
		}
		return "{" + strings.Join(all, ",") + "}"
	}
	one := func(x *mPerson) string {
		if x == nil {
			return "NULL"
		}
		return "'" + x.id + "'"
	}
	ref := func(x *mProblem) string {
		if x == nil {
			return "NULL"
		}
		return "'" + x.id + "'"
	}
	part := func(table, of string) string {
		if m.parts[table] == nil {
			m.parts[table] = map[string]string{}
		}
		id := uuid.NewString()
		m.parts[table][id] = of
		return id
	}
	line := func(noun, audience, record string, org *mOrg) {
		say(`INSERT INTO history (id, province_id, noun, record_id, at, act, audience, org_id) VALUES ('%s', '%s', '%s', '%s', '2026-02-01', 'READ', '%s', '%s')`,
			part("history", record), m.orgs[0].id, noun, record, audience, org.id)
	}
	for _, p := range m.problems {
		say(`INSERT INTO problem (id, org_id, title, description, category, severity, about_org_id, state, concerns, registered_by, created_at, secrecy, readers)
			VALUES ('%s', '%s', 'x', 'x', '%s', 'GENERAL', '%s', 'OPEN', '%s', '%s', '2026-02-01', '%s', '%s')`,
			p.id, p.org.id, p.category, p.org.id, ids(m.some(20)), p.by.id, pickOne(m.province, grades), ids(m.some(20)))
		line("Problem", "PROBLEM", p.id, p.org)
	}
	m.parts["problem_relation"] = map[string]string{}
	for range 4 {
		x, y := pickOne(m.province, m.problems), pickOne(m.province, m.problems)
		if _, ok := m.parts["problem_relation"][x.id+y.id]; x != y && !ok {
			m.parts["problem_relation"][x.id+y.id], m.parts["problem_relation"][y.id+x.id] = uuid.NewString(), uuid.NewString()
			say(`INSERT INTO problem_relation (id, problem_id, other_id, reason, related_at) VALUES ('%s', '%s', '%s', 'x', '2026-02-01'), ('%s', '%s', '%s', 'x', '2026-02-01')`,
				m.parts["problem_relation"][x.id+y.id], x.id, y.id, m.parts["problem_relation"][y.id+x.id], y.id, x.id)
		}
	}
	for _, f := range m.findings {
		content, at := "'x'", "NULL"
		if f.source == "COMPLAINT" {
			content = "NULL"
		}
		if m.chance(50) {
			at = ref(f.problem)
		}
		say(`INSERT INTO finding (id, org_id, problem_id, source, title, content, category, severity, about_org_id, found_on, state, concerns, registered_by, created_at, secrecy, readers)
			VALUES ('%s', '%s', %s, '%s', 'x', %s, 'FUNDS', 'GENERAL', '%s', '2026-02-01', 'OPEN', '%s', '%s', '2026-02-01', '%s', '%s')`,
			f.id, f.org.id, at, f.source, content, f.org.id, ids(m.some(20)), f.by.id, pickOne(m.province, grades), ids(m.some(20)))
		if f.source == "COMPLAINT" {
			say(`INSERT INTO complaint (id, text) VALUES ('%s', 'x')`, f.id)
		}
		line("Finding", "FINDING", f.id, f.org)
	}
	for _, c := range m.consultations {
		say(`INSERT INTO consultation (id, org_id, about_org_id, kind, form, title, state, compiled_by, opened_at, created_at)
			VALUES ('%s', '%s', '%s', 'IMMEDIATE', 'MEETING', 'x', 'IN_SESSION', '%s', '2026-02-01', '2026-02-01')`, c.id, c.org.id, c.org.id, c.compiler.id)
		say(`INSERT INTO alignment (id, consultation_id, documents, work_reviewed, gaps, follow_up, recorded_at) VALUES ('%s', '%s', '{x}', 'x', 'x', 'x', '2026-02-01')`, part("alignment", c.id), c.id)
		say(`INSERT INTO answer (id, consultation_id, question, answer) VALUES ('%s', '%s', 'DEPLOYMENTS', 'x')`, part("answer", c.id), c.id)
		say(`INSERT INTO paper (id, consultation_id, title, text, added_at) VALUES ('%s', '%s', 'x', 'x', '2026-02-01')`, part("paper", c.id), c.id)
		line("Consultation", "DELIBERATION", c.id, c.org)
	}
	for n, t := range m.topics {
		say(`INSERT INTO topic (id, consultation_id, position, title, state, problem_id, concerns, recused) VALUES ('%s', '%s', %d, 'x', 'PROPOSED', %s, '%s', '%s')`,
			t.id, t.of.id, n+2, ref(t.problem), ids(t.concerns), ids(m.some(20)))
		say(`INSERT INTO statement (id, consultation_id, topic_id, kind, person_id, text, recorded_at) VALUES ('%s', '%s', '%s', 'REPORT', '%s', 'x', '2026-02-01')`, part("statement", t.id), t.of.id, t.id, m.people[0].id)
		say(`INSERT INTO paper (id, consultation_id, topic_id, title, text, added_at) VALUES ('%s', '%s', '%s', 'x', 'x', '2026-02-01')`, part("paper", t.id), t.of.id, t.id)
		say(`INSERT INTO addendum (id, consultation_id, topic_id, text, added_at) VALUES ('%s', '%s', '%s', 'x', '2026-02-01')`, part("addendum", t.id), t.of.id, t.id)
		line("Topic", "DELIBERATION", t.id, t.of.org)
	}
	for _, c := range m.consultations {
		for _, x := range c.invited {
			say(`INSERT INTO participant (id, consultation_id, person_id, side, required, invited_at) VALUES ('%s', '%s', '%s', 'OTHER', true, '2026-02-01')`, part("participant", c.id), c.id, x.id)
		}
	}
	for _, t := range m.topics {
		say(`UPDATE topic SET invited = '%s' WHERE id = '%s'`, ids(t.of.invited), t.id)
	}
	for _, o := range m.outcomes {
		say(`INSERT INTO outcome (id, consultation_id, topic_id, kind, problem_id, created_at) VALUES ('%s', '%s', '%s', 'MEASURES', %s, '2026-02-01')`, o.id, o.topic.of.id, o.topic.id, ref(o.problem))
	}
	said := map[string]bool{}
	for n, t := range m.tasks {
		c := t.of.topic.of
		if !said[t.measure] {
			said[t.measure] = true
			say(`INSERT INTO measure (id, outcome_id, no, text) VALUES ('%s', '%s', 1, 'x')`, t.measure, t.of.id)
			say(`INSERT INTO responsible (id, measure_id, no, responsible_org_id, post_id) VALUES ('%s', '%s', 1, '%s', '%s')`, part("responsible", t.measure), t.measure, t.post.org.id, t.post.id)
		}
		dept, joint := "NULL", "{}"
		if t.post.dept != nil {
			dept = "'" + t.post.dept.id + "'"
		}
		if t.joint != nil {
			joint = "{" + t.joint.id + "}"
		}
		say(`INSERT INTO task (id, org_id, responsible_org_id, department_id, post_id, person_id, joint_departments, number, year, serial, origin, consultation_id, outcome_id,
			    measure_id, problem_id, text, original_due_on, due_on, state, assigned_at, assigned_on, accept_by)
			VALUES ('%s', '%s', '%s', %s, '%s', %s, '%s', '%s', 2026, %d, 'OUTCOME', '%s', '%s', '%s', %s, 'x', '2026-12-01', '2026-12-01', 'ASSIGNED', '2026-02-01', '2026-02-01', '2026-02-04')`,
			t.id, c.org.id, t.post.org.id, dept, t.post.id, one(t.person), joint, t.id, n+1, c.id, t.of.id, t.measure, ref(t.of.problem))
		say(`INSERT INTO task_report (id, task_id, text, reported_on, reported_at) VALUES ('%s', '%s', 'x', '2026-02-01', '2026-02-01')`, part("task_report", t.id), t.id)
		say(`INSERT INTO signature (id, task_id, round, track, verdict, person_id, acting_org_id, signed_at) VALUES ('%s', '%s', 1, 'PARTY', 'SIGNED', '%s', '%s', '2026-02-01')`, part("signature", t.id), t.id, m.people[0].id, c.org.id)
		line("Task", "TASK", t.id, c.org)
	}
	for n, l := range m.letters {
		task, dept, post := "NULL", "NULL", "NULL"
		if l.task != nil {
			task = "'" + l.task.id + "'"
		}
		if l.dept != nil {
			dept = "'" + l.dept.id + "'"
		}
		if l.post != nil {
			post = "'" + l.post.id + "'"
		}
		say(`INSERT INTO letter (id, org_id, problem_id, task_id, kind, severity, title, text, recipient_org_id, rectify_by, reply_days, state, created_at)
			VALUES ('%s', '%s', %s, %s, 'REMINDER', 'GENERAL', 'x', 'x', '%s', '2026-12-31', 10, 'DRAFT', '2026-02-01')`, l.id, l.issuer().id, ref(l.problem), task, m.orgs[0].id)
		say(`UPDATE letter SET recipient_org_id = '%s', recipient_department_id = %s, recipient_post_id = %s WHERE id = '%s'`, l.to.id, dept, post, l.id)
		say(`INSERT INTO history (id, province_id, noun, record_id, at, act, audience, org_id) VALUES ('%s', '%s', 'Letter', '%s', '2026-02-01', 'READ', 'LETTER_DRAFT', '%s')`,
			part("history", l.id+" draft"), m.orgs[0].id, l.id, l.issuer().id)
		if l.issued {
			say(`UPDATE letter SET state = 'ISSUED', issued_at = '2026-02-01', number = '%s', year = 2026, serial = %d, reply_by = '2026-02-20' WHERE id = '%s'`, l.id, n+1, l.id)
		}
		line("Letter", "LETTER", l.id, l.issuer())
	}
	m.settle(say, ids, ref, one)
	return b.String()
}

// settle changes what was written to what the model says.
func (m *matters) settle(say func(string, ...any), ids func([]*mPerson) string, ref func(*mProblem) string, one func(*mPerson) string) {
	var topics, findings []string
	for _, t := range m.topics {
		topics = append(topics, fmt.Sprintf("('%s'::uuid, '%s'::uuid[])", t.id, ids(t.recused)))
	}
	say(`UPDATE topic t SET recused = v.recused FROM (VALUES %s) AS v (id, recused) WHERE t.id = v.id`, strings.Join(topics, ", "))
	for _, f := range m.findings {
		findings = append(findings, fmt.Sprintf("('%s'::uuid, %s::uuid, '%s'::uuid[], '%s', '%s'::uuid[])", f.id, ref(f.problem), ids(f.concerns), f.secrecy, ids(f.readers)))
	}
	say(`UPDATE finding f SET problem_id = v.problem, concerns = v.concerns, secrecy = v.secrecy, readers = v.readers FROM (VALUES %s) AS v (id, problem, concerns, secrecy, readers) WHERE f.id = v.id`, strings.Join(findings, ", "))
	for _, p := range m.problems {
		say(`UPDATE problem SET concerns = '%s', secrecy = '%s', readers = '%s', discipline_office_by = %s WHERE id = '%s'`, ids(p.concerns), p.secrecy, ids(p.readers), one(p.proposed), p.id)
		if p.transferred {
			say(`UPDATE problem SET state = 'CLOSED', resolution = 'TRANSFERRED', closed_at = '2026-03-01', transferred_on = '2026-03-01', transferred_to = 'x' WHERE id = '%s'`, p.id)
		}
	}
}

// TestVisibilityModelOfCases: for every viewer of random provinces with random matters, whose grades, lists, people
// concerned and responsible sides changed after the rows were written, and whose people then left posts and took others, the rows that the database shows are
// exactly the model's, in every table of a case, its history included; and the audit trail is whole.
func TestVisibilityModelOfCases(t *testing.T) {
	seed := seeded(t)
	r := rand.New(rand.NewPCG(seed, 2))
	store := dbtest.New(t)
	super := store.Super(t)
	pools, err := open(store, dbtest.NewClock(start), 4)
	if err != nil {
		t.Fatal(err)
	}
	defer pools.Close()
	cases, shown := 0, 0
	for n := 0; cases < 10_000 && !t.Failed(); n++ {
		m := newMatters(r, n)
		// Apart: appointments hand tasks on when their transaction ends.
		m.before = m.seats()
		for _, script := range []string{m.sql(), `BEGIN; SET LOCAL huishang.today = '` + today + `';` + m.script() + `COMMIT`, `BEGIN; SET LOCAL huishang.now = '` + today + `T04:00:00Z';` + m.moves() + `COMMIT`} {
			if _, err := super.Exec(script); err != nil {
				t.Fatalf("SEED=%d: %v", seed, err)
			}
		}
		m.handed(t, super)
		for i := range 4 * len(m.people) {
			person, claimed := m.people[i%len(m.people)], m.claims()
			v := &mViewer{m, person, m.grants(person, claimed), m.seats()[person]}
			err := pools.Read(context.Background(), &auth.Claims{Person: uuid.MustParse(person.id), TokenID: "x", Grants: claimed, IssuedAt: start}, "test", func(ctx context.Context, tx *db.Tx) error {
				for table, ids := range v.shown() {
					var got []string
					if err := tx.Select(ctx, &got, `SELECT id::text FROM `+map[bool]string{true: "problem_relation", false: table}[table == "relation"]+` ORDER BY 1`); err != nil {
						return err
					}
					slices.Sort(ids)
					cases, shown = cases+1, shown+len(got)
					if !slices.Equal(got, ids) {
						t.Errorf("SEED=%d province %d, %s, person %s, grants %v: shown %v, model %v", seed, n, table, person.id, grantsText(v.grants), without(got, ids), without(ids, got))
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	report, err := db.VerifyAudit(context.Background(), store.URL(postgres.Superuser))
	if err != nil || report.Bad != "" {
		t.Errorf("the audit trail: %+v, %v", report, err)
	}
	t.Logf("%d cases, %d rows shown", cases, shown)
}

func grantsText(grants []mGrant) (all []string) {
	for _, g := range grants {
		all = append(all, g.role+"@"+g.org.code)
	}
	return all
}

// without lists what of a is not in b.
func without(a, b []string) (rest []string) {
	for _, x := range a {
		if !slices.Contains(b, x) {
			rest = append(rest, x)
		}
	}
	return rest
}
