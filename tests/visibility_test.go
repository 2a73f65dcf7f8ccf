package tests

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/dbtest"

	"github.com/google/uuid"
)

// A naive model of who sees what, written from domain.md §11 and not from the policies, against random trees,
// holdings, claims and lists.

const today = "2026-11-18"

type (
	mOrg struct {
		id, code, level, party, body string
		parent                       *mOrg
	}
	mDept struct {
		id, code, kind string
		org            *mOrg
		domains        []string
	}
	mPerson struct {
		id  string
		org *mOrg
	}
	mPost struct {
		id    string
		org   *mOrg
		dept  *mDept
		roles []string
	}
	mHold struct {
		id, as, from, to, state string
		post                    *mPost
		person                  *mPerson
	}
	mCharge struct {
		post *mPost
		org  *mOrg
		dept *mDept
	}
	mList struct {
		id, kind, state string
		org             *mOrg
		dept            *mDept
		post            *mPost
	}
	mGrant struct {
		role string
		org  *mOrg
		dept *mDept
		post *mPost
	}
)

// province is one random case.
type province struct {
	r       *rand.Rand
	orgs    []*mOrg
	depts   []*mDept
	people  []*mPerson
	posts   []*mPost
	holds   []*mHold
	charges []*mCharge
	lists   []*mList
}

func (o *mOrg) within(above *mOrg) bool {
	for ; o != nil; o = o.parent {
		if o == above {
			return true
		}
	}
	return false
}

func (h *mHold) runs() bool {
	return h.state == "CONFIRMED" && h.from <= today && (h.to == "" || h.to >= today)
}

// held lists who holds a post today: the substantive, else the acting one, and the substitute (D-ORG-5).
func (p *province) held(post *mPost) []*mHold {
	var now []*mHold
	for _, as := range []string{"SUBSTANTIVE", "ACTING"} {
		for _, h := range p.holds {
			if len(now) == 0 && h.post == post && h.as == as && h.runs() {
				now = append(now, h)
			}
		}
	}
	for _, h := range p.holds {
		if h.post == post && h.as == "SUBSTITUTE" && h.runs() {
			now = append(now, h)
		}
	}
	return now
}

// body tells whether an organisation has the body that a role acts for (D-ORG-1).
func (p *province) body(o *mOrg, role string) bool {
	office := func(kind string) bool {
		return slices.ContainsFunc(p.depts, func(d *mDept) bool { return d.org == o && d.kind == kind })
	}
	switch role {
	case "PARTY_SECRETARY":
		return o.level != "REGION"
	case "PARTY_OFFICE":
		return office("PARTY_OFFICE")
	case "DISCIPLINE_OFFICE":
		return office("DISCIPLINE_OFFICE")
	case "DISCIPLINE_SECRETARY":
		return o.body == "COMMISSION"
	}
	return true
}

// acts names the organisation whose holder of a role acts for one: the nearest with body and holder.
func (p *province) acts(role string, o *mOrg) *mOrg {
	for ; o != nil; o = o.parent {
		for _, post := range p.posts {
			if post.org == o && slices.Contains(post.roles, role) && len(p.held(post)) > 0 && p.body(o, role) {
				return o
			}
		}
	}
	return nil
}

// grants are what a person holds of what is claimed.
func (p *province) grants(person *mPerson, claimed []auth.TokenGrant) []mGrant {
	var all []mGrant
	for _, post := range p.posts {
		for _, h := range p.held(post) {
			if h.person != person {
				continue
			}
			for _, role := range post.roles {
				for _, c := range claimed {
					inDept := post.dept != nil && c.Dept == post.dept.code
					if string(c.Role) == role && c.Org == post.org.code && (inDept || c.Dept == "" && !strings.HasPrefix(role, "DEPARTMENT_")) {
						all = append(all, mGrant{role, post.org, post.dept, post})
					}
				}
			}
		}
	}
	return all
}

// own is the organisation and role that a dual-duty list is routed to past its own holder (D-SEC-6).
func (p *province) own(l *mList) (role string, at *mOrg) {
	routed := false
	for at = l.org; ; at = at.parent {
		if at = p.acts("PARTY_SECRETARY", at); at == nil {
			return "", nil
		}
		mine := false
		for _, post := range p.posts {
			if post.org != at || !slices.Contains(post.roles, "PARTY_SECRETARY") {
				continue
			}
			for _, h := range p.held(post) {
				holds := slices.ContainsFunc(p.holds, func(x *mHold) bool {
					return x.post == l.post && x.person == h.person && x.as != "SUBSTITUTE" && x.runs()
				})
				mine = mine || post == l.post || holds
			}
		}
		if !mine {
			if routed {
				return "PARTY_SECRETARY", at
			}
			return "", nil
		}
		routed = true
		if at.parent == nil {
			return "DISCIPLINE_OFFICE", p.acts("DISCIPLINE_OFFICE", at)
		}
	}
}

var committee = []string{"PARTY_SECRETARY", "PARTY_COMMITTEE_MEMBER", "PARTY_OFFICE", "DISCIPLINE_SECRETARY", "DISCIPLINE_OFFICE", "DISCIPLINE_COMMISSIONER", "ANALYST"}

// seesList is D-SEC-2.
func (p *province) seesList(grants []mGrant, l *mList) bool {
	for _, g := range grants {
		below := slices.Contains(committee, g.role) && l.org.within(g.org)
		for _, c := range p.charges {
			if g.role == "LEADERSHIP_MEMBER" && c.post == g.post && (c.org != nil && l.org.within(c.org) || c.dept != nil && l.dept == c.dept) {
				below = true
			}
		}
		drafts := map[string][]string{
			"MAIN": {"PARTY_OFFICE", "DISCIPLINE_OFFICE", "PARTY_SECRETARY"}, "DUAL_DUTY": {"PARTY_OFFICE", "PARTY_SECRETARY"},
			"SUPERVISORY": {"DISCIPLINE_OFFICE", "DISCIPLINE_SECRETARY"}, "OVERSIGHT": {"PARTY_OFFICE"},
		}
		switch l.state {
		case "IN_FORCE":
			if below || g.org.within(l.org) {
				return true
			}
		case "SUPERSEDED":
			if below {
				return true
			}
		default:
			if slices.Contains(drafts[l.kind], g.role) && p.acts(g.role, l.org) == g.org || l.kind == "OVERSIGHT" && g.role == "DEPARTMENT_HEAD" && g.dept == l.dept {
				return true
			}
			if l.kind == "DUAL_DUTY" && l.state == "DRAFT" {
				if role, at := p.own(l); at != nil && g.role == role && g.org == at {
					return true
				}
			}
		}
	}
	return false
}

func administers(grants []mGrant, o *mOrg) bool {
	return slices.ContainsFunc(grants, func(g mGrant) bool { return g.role == "ADMINISTRATOR" && o.within(g.org) })
}

func (p *province) chance(percent int) bool { return p.r.IntN(100) < percent }

func pickOne[T any](p *province, all []T) T { return all[p.r.IntN(len(all))] }

// newProvince makes a random case; its code is of letters alone.
func newProvince(r *rand.Rand, n int) *province {
	p := &province{r: r}
	name := "T" + string(rune('A'+n/676%26)) + string(rune('A'+n/26%26)) + string(rune('A'+n%26))
	add := func(code, level string, parent *mOrg) *mOrg {
		o := &mOrg{id: uuid.NewString(), code: code, level: level, parent: parent, party: "PARTY_COMMITTEE", body: "NONE"}
		if level != "REGION" && p.chance(60) {
			o.body = "COMMISSION"
		}
		p.orgs = append(p.orgs, o)
		return o
	}
	top := add(name, "PROVINCE", nil)
	for b := range 2 + r.IntN(2) {
		branch := add(fmt.Sprintf("%s-B%d", name, b), "BRANCH", top)
		for x := range r.IntN(3) {
			add(fmt.Sprintf("%s-B%d-%d", name, b, x), "REGION", branch)
		}
	}
	for _, o := range p.orgs {
		for i, kind := range []string{"ORDINARY", "ORDINARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE"} {
			if o.level != "REGION" && p.chance(60) {
				d := &mDept{id: uuid.NewString(), code: fmt.Sprintf("%s/D%d", o.code, i), kind: kind, org: o}
				if kind == "ORDINARY" {
					d.domains = pickOne(p, [][]string{{"FINANCE"}, {"BUSINESS_LINES"}, {"BUSINESS_LINES", "FINANCE"}})
				}
				p.depts = append(p.depts, d)
			}
		}
	}
	for range 10 {
		p.people = append(p.people, &mPerson{uuid.NewString(), pickOne(p, p.orgs)})
	}
	for range 16 {
		post := &mPost{id: uuid.NewString(), org: pickOne(p, p.orgs)}
		if here := slices.DeleteFunc(slices.Clone(p.depts), func(d *mDept) bool { return d.org != post.org }); len(here) > 0 && p.chance(80) {
			post.dept = pickOne(p, here)
			if p.chance(40) {
				post.roles = []string{"DEPARTMENT_HEAD"}
			}
		}
		for range 1 + r.IntN(2) {
			if role := string(pickOne(p, auth.Roles)); !slices.Contains(post.roles, role) && (post.dept != nil || !strings.HasPrefix(role, "DEPARTMENT_")) {
				post.roles = append(post.roles, role)
			}
		}
		p.posts = append(p.posts, post)
	}
	p.hold()
	return p
}

func (p *province) hold() {
	for _, post := range p.posts {
		for _, as := range []string{"SUBSTANTIVE", "ACTING", "SUBSTITUTE"} {
			if !p.chance(map[string]int{"SUBSTANTIVE": 65, "ACTING": 30, "SUBSTITUTE": 25}[as]) {
				continue
			}
			h := &mHold{id: uuid.NewString(), as: as, from: "2026-01-01", state: "CONFIRMED", post: post, person: pickOne(p, p.people)}
			switch {
			case as == "SUBSTITUTE" || p.chance(20):
				h.to = pickOne(p, []string{"2026-11-17", today, "2026-12-31"})
			case p.chance(15):
				h.from = pickOne(p, []string{today, "2026-11-19"})
			}
			if p.chance(15) {
				h.state = "PROPOSED"
			}
			taken := slices.ContainsFunc(p.holds, func(x *mHold) bool { return x.post == post && x.person == h.person })
			if !taken {
				p.holds = append(p.holds, h)
			}
		}
		if slices.Contains(post.roles, "LEADERSHIP_MEMBER") {
			c := &mCharge{post: post, org: pickOne(p, p.orgs)}
			if len(p.depts) > 0 && p.chance(50) {
				c.org, c.dept = nil, pickOne(p, p.depts)
			}
			taken := slices.ContainsFunc(p.charges, func(x *mCharge) bool { return x.org == c.org && x.dept == c.dept })
			if !taken {
				p.charges = append(p.charges, c)
			}
		}
	}
	states := []string{"DRAFT", "IN_FORCE", "SUPERSEDED", "WITHDRAWN"}
	for _, o := range p.orgs {
		for _, kind := range []string{"MAIN", "SUPERVISORY"} {
			p.lists = append(p.lists, &mList{id: uuid.NewString(), kind: kind, state: pickOne(p, states), org: o})
		}
	}
	for _, d := range p.depts {
		p.lists = append(p.lists, &mList{id: uuid.NewString(), kind: "OVERSIGHT", state: pickOne(p, states), org: d.org, dept: d})
	}
	for _, post := range p.posts {
		p.lists = append(p.lists, &mList{id: uuid.NewString(), kind: "DUAL_DUTY", state: pickOne(p, states), org: post.org, dept: post.dept, post: post})
	}
}

// sql writes the case as one script, for the superuser.
func (p *province) sql() string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+";\n", args...) }
	null := func(id string) string {
		if id == "" {
			return "NULL"
		}
		return "'" + id + "'"
	}
	top := p.orgs[0].id
	for _, o := range p.orgs {
		parent, prefix := "", ""
		if o.parent != nil {
			parent = o.parent.id
		}
		if o.level != "REGION" {
			prefix = o.code[len(o.code)-2:]
		}
		say(`INSERT INTO organisation (id, province_id, parent_id, level, code, name, number_prefix, party_organisation, discipline_body, zone, created_at)
			VALUES ('%s', '%s', %s, '%s', '%s', 'x', %s, '%s', '%s', 'Asia/Shanghai', '2026-01-01')`, o.id, top, null(parent), o.level, o.code, null(prefix), o.party, o.body)
	}
	for _, d := range p.depts {
		say(`INSERT INTO department (id, province_id, org_id, code, name, kind, risk_domains, created_at) VALUES ('%s', '%s', '%s', '%s', 'x', '%s', '{%s}', '2026-01-01')`,
			d.id, top, d.org.id, d.code, d.kind, strings.Join(d.domains, ","))
	}
	for n, x := range p.people {
		say(`INSERT INTO person (id, province_id, org_id, number, name, created_at) VALUES ('%s', '%s', '%s', 'P%d', 'x', '2026-01-01')`, x.id, top, x.org.id, n)
		say(`INSERT INTO person_contact (person_id, province_id, org_id, phone) VALUES ('%s', '%s', '%s', '12388')`, x.id, top, x.org.id)
	}
	for n, x := range p.posts {
		dept := ""
		if x.dept != nil {
			dept = x.dept.id
		}
		say(`INSERT INTO post (id, province_id, org_id, department_id, code, name, categories, created_at) VALUES ('%s', '%s', '%s', %s, '%s.%d', 'x', '{STAFF}', '2026-01-01')`, x.id, top, x.org.id, null(dept), p.orgs[0].code, n)
		for _, role := range x.roles {
			say(`INSERT INTO post_role (province_id, org_id, post_id, role, state, created_at) VALUES ('%s', '%s', '%s', '%s', 'CONFIRMED', '2026-01-01')`, top, x.org.id, x.id, role)
		}
	}
	for _, h := range p.holds {
		if h.as == "SUBSTITUTE" {
			say(`INSERT INTO substitution (id, province_id, org_id, post_id, person_id, from_on, to_on, reason, state, created_at) VALUES ('%s', '%s', '%s', '%s', '%s', '%s', '%s', 'x', '%s', '2026-01-01')`, h.id, top, h.post.org.id, h.post.id, h.person.id, h.from, h.to, h.state)
			continue
		}
		say(`INSERT INTO appointment (id, province_id, org_id, post_id, person_id, kind, from_on, to_on, principal, state, created_at) VALUES ('%s', '%s', '%s', '%s', '%s', '%s', '%s', %s, false, '%s', '2026-01-01')`, h.id, top, h.post.org.id, h.post.id, h.person.id, h.as, h.from, null(h.to), h.state)
	}
	for _, c := range p.charges {
		org, dept := "", ""
		if c.org != nil {
			org = c.org.id
		} else {
			dept = c.dept.id
		}
		say(`INSERT INTO portfolio (province_id, org_id, post_id, department_id, organisation_id, from_on, created_at) VALUES ('%s', '%s', '%s', %s, %s, '2026-01-01', '2026-01-01')`, top, c.post.org.id, c.post.id, null(dept), null(org))
	}
	for _, l := range p.lists {
		post, dept := "", ""
		if l.post != nil {
			post = l.post.id
		}
		if l.dept != nil {
			dept = l.dept.id
		}
		stamps := map[string]string{"DRAFT": "NULL, NULL, NULL, NULL", "IN_FORCE": "'2026-01-01', 1, NULL, NULL", "SUPERSEDED": "'2026-01-01', 1, '2026-01-01', NULL", "WITHDRAWN": "NULL, NULL, NULL, '2026-01-01'"}[l.state]
		say(`INSERT INTO duty_list (id, province_id, org_id, post_id, department_id, kind, year, title, state, in_force_at, edition, superseded_at, withdrawn_at, created_at)
			VALUES ('%s', '%s', '%s', %s, %s, '%s', 2026, 'x', '%s', %s, '2026-01-01')`, l.id, top, l.org.id, null(post), null(dept), l.kind, l.state, stamps)
	}
	return b.String()
}

// claims draws what a token claims: some of what the person may hold, and some of what he may not.
func (p *province) claims() []auth.TokenGrant {
	var all []auth.TokenGrant
	for _, post := range p.posts {
		for _, role := range post.roles {
			if p.chance(70) {
				g := auth.TokenGrant{Role: auth.Role(role), Org: post.org.code}
				if post.dept != nil && p.chance(80) {
					g.Dept = post.dept.code
				}
				all = append(all, g)
			}
		}
	}
	return append(all, auth.TokenGrant{Role: auth.Administrator, Org: pickOne(p, p.orgs).code})
}

// TestVisibilityModel: for every viewer of random provinces, the rows that the database shows are exactly the
// model's, row by row and by count, over duty lists, contacts and appointments: at least ten thousand cases.
func TestVisibilityModel(t *testing.T) {
	seed := seeded(t)
	r := rand.New(rand.NewPCG(seed, 1))
	store := dbtest.New(t)
	super := store.Super(t)
	pools, err := open(store, dbtest.NewClock(start), 4)
	if err != nil {
		t.Fatal(err)
	}
	defer pools.Close()
	cases, shown := 0, 0
	for n := 0; cases < 10_000; n++ {
		p := newProvince(r, n)
		if _, err := super.Exec(p.sql()); err != nil {
			t.Fatalf("%v\n%s", err, p.sql())
		}
		for range 2 {
			for _, person := range p.people {
				claimed := p.claims()
				grants := p.grants(person, claimed)
				want := p.model(grants)
				err := pools.Read(context.Background(), &auth.Claims{Person: uuid.MustParse(person.id), TokenID: "x", Grants: claimed, IssuedAt: start}, "test", func(ctx context.Context, tx *db.Tx) error {
					for table, ids := range want {
						var got []string
						key := map[bool]string{true: "person_id", false: "id"}[table == "person_contact"]
						if err := tx.Select(ctx, &got, `SELECT `+key+`::text FROM `+table+` ORDER BY 1`); err != nil {
							return err
						}
						slices.Sort(ids)
						cases, shown = cases+1, shown+len(got)
						if !slices.Equal(got, ids) {
							t.Errorf("SEED=%d province %d, %s, grants %v: shown %v, model %v", seed, n, table, grants, got, ids)
						}
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d cases, %d rows shown", cases, shown)
}

// model is what a viewer sees.
func (p *province) model(grants []mGrant) map[string][]string {
	want := map[string][]string{"duty_list": nil, "person_contact": nil, "appointment": nil}
	for _, l := range p.lists {
		if p.seesList(grants, l) {
			want["duty_list"] = append(want["duty_list"], l.id)
		}
	}
	for _, x := range p.people {
		if administers(grants, x.org) {
			want["person_contact"] = append(want["person_contact"], x.id)
		}
	}
	for _, h := range p.holds {
		if h.as != "SUBSTITUTE" && (h.state == "CONFIRMED" || administers(grants, h.post.org)) {
			want["appointment"] = append(want["appointment"], h.id)
		}
	}
	return want
}
