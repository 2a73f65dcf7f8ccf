package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/consultation"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/problem"
	"huishang/internal/task"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
)

// stage is what all scenes share: the database, and one clock that only goes forward. The first error ends the play:
// what follows does nothing.
type stage struct {
	ctx  context.Context
	db   *db.DB
	base time.Time
	now  time.Time
	err  error

	orgs, departments map[string]uuid.UUID
}

// player plays one scene through the rules, as those who would. Scenes take turns: the one whose next day comes
// first goes on, so that numbers and days run in one order.
type player struct {
	*stage
	next chan time.Time // when the scene goes on; closed at its end
	wake chan struct{}
}

// Played counts what Play left.
type Played struct{ Findings, Problems, Consultations, Tasks, Letters int }

// Play plays consultations and their tasks into a province that has no consultation yet, up to today: of the three
// kinds, in every state, from every source. On one that has some it does nothing.
func Play(ctx context.Context, d *db.DB) (Played, error) {
	var n Played
	err := d.System(ctx, func(ctx context.Context, t *db.Tx) error {
		return t.Get(ctx, &n.Consultations, `SELECT count(*) FROM consultation`)
	})
	if err != nil || n.Consultations > 0 {
		return n, err
	}
	p := &stage{ctx: ctx, base: d.Now(), orgs: map[string]uuid.UUID{}, departments: map[string]uuid.UUID{}}
	p.db = d.At(func() time.Time { return p.now })
	p.now = p.base.AddDate(0, 0, -daysBack)
	p.know()
	p.play()
	if p.err != nil {
		return n, fmt.Errorf("sample on %s: %w", p.now.Format(time.DateOnly), p.err)
	}
	err = d.System(ctx, func(ctx context.Context, t *db.Tx) error {
		return t.Get(ctx, &n, `SELECT (SELECT count(*) FROM finding) AS findings, (SELECT count(*) FROM problem) AS problems,
			(SELECT count(*) FROM consultation) AS consultations, (SELECT count(*) FROM task) AS tasks,
			(SELECT count(*) FROM letter) AS letters`)
	})
	return n, err
}

// daysBack is how long ago the sample's first matter began.
const daysBack = 200

// know learns the ids of organisations and departments by code.
func (p *stage) know() {
	p.err = p.db.System(p.ctx, func(ctx context.Context, t *db.Tx) error {
		for into, table := range map[*map[string]uuid.UUID]string{&p.orgs: "organisation", &p.departments: "department"} {
			var rows []struct {
				ID   uuid.UUID
				Code string
			}
			if err := t.Select(ctx, &rows, `SELECT id, code FROM `+table); err != nil {
				return err
			}
			for _, r := range rows {
				(*into)[r.Code] = r.ID
			}
		}
		return nil
	})
}

// play lets the scenes go on in the order of their days.
func (p *stage) play() {
	type turn struct {
		*player
		at time.Time
	}
	var turns []*turn
	for _, scene := range scenes {
		t := &turn{player: &player{stage: p, next: make(chan time.Time), wake: make(chan struct{})}}
		go func() {
			defer close(t.next)
			scene(t.player)
		}()
		turns = append(turns, t)
		t.at = <-t.next
	}
	for len(turns) > 0 {
		first := slices.MinFunc(turns, func(a, b *turn) int { return a.at.Compare(b.at) })
		if first.at.After(p.now) {
			p.now = first.at
		}
		first.wake <- struct{}{}
		at, more := <-first.next
		if first.at = at; !more {
			turns = slices.DeleteFunc(turns, func(t *turn) bool { return t == first })
		}
	}
}

// ago waits for the day so many days before today.
func (p *player) ago(days int) {
	p.next <- p.base.AddDate(0, 0, -days)
	<-p.wake
}

// day is the date so many days after the clock's.
func (p *player) day(after int) clock.Date { return clock.Today(p.now, Shanghai).AddDays(after) }

// Shanghai is the zone by which the sample's and the invented days go.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

func (p *player) org(code string) ident.OrganisationID {
	return ident.Of[ident.OrganisationID](p.orgs[code])
}

func (p *player) department(code string) *ident.DepartmentID {
	if code == "" {
		return nil
	}
	d := ident.Of[ident.DepartmentID](p.departments[code])
	return &d
}

// holder is who holds "ROLE@ORG[/DEPARTMENT]" on the clock's day.
func (p *player) holder(grant string) (uuid.UUID, auth.TokenGrant) {
	role, place, _ := strings.Cut(grant, "@")
	g := auth.TokenGrant{Role: auth.Role(role), Org: place}
	if org, _, ok := strings.Cut(place, "/"); ok {
		g.Org, g.Dept = org, place
	}
	if p.err != nil {
		return uuid.Nil, g
	}
	h, err := p.db.FindHolder(p.ctx, g, "")
	if err != nil {
		p.err = fmt.Errorf("%s: %w", grant, err)
		return uuid.Nil, g
	}
	return h.Person, g
}

func (p *player) person(grant string) ident.PersonID {
	id, _ := p.holder(grant)
	return ident.Of[ident.PersonID](id)
}

// does runs an act as whoever holds a grant and returns the record's id; the clock moves on a minute.
func does[I any](p *player, grant string, a auth.Act, rule func(context.Context, I) (uuid.UUID, error), in I) (id uuid.UUID) {
	person, g := p.holder(grant)
	if p.err != nil {
		return uuid.Nil
	}
	p.now = p.now.Add(time.Minute)
	claims := &auth.Claims{Person: person, TokenID: "demo", Grants: []auth.TokenGrant{g}}
	err := p.db.Change(act.With(p.ctx, a), claims, "demo", func(ctx context.Context, _ *db.Tx) (err error) {
		id, err = rule(ctx, in)
		return err
	})
	if err != nil {
		p.err = fmt.Errorf("%s by %s: %w", a, grant, err)
	}
	return id
}

// version reads a record's version.
func (p *player) version(table string, id uuid.UUID) (v int32) {
	if p.err == nil {
		p.err = p.db.System(p.ctx, func(ctx context.Context, t *db.Tx) error {
			return t.Get(ctx, &v, `SELECT version FROM `+table+` WHERE id = $1`, id)
		})
	}
	return v
}

// matter is a problem of the sample with its findings.
type matter struct {
	title, category, about, department string
	severity                           db.Severity
	sources                            []string
	secrecy                            db.Secrecy
}

// register registers a matter at an organisation: a finding per source, and the problem.
func (p *player) register(at string, m matter) ident.ProblemID {
	office := "DISCIPLINE_OFFICE@" + at
	if m.secrecy == "" {
		m.secrecy = db.SecrecyInternal
	}
	var findings []ident.FindingID
	for _, source := range m.sources {
		in := input.FindingRegisterInput{
			Organisation: p.org(at), Source: source, FoundOn: p.day(-3), Title: m.title, Category: m.category, Severity: m.severity,
			AboutOrganisation: p.org(m.about), AboutDepartment: p.department(m.department), Secrecy: m.secrecy,
		}
		text := "样例：" + m.title
		if source == "COMPLAINT" {
			in.ComplaintText = &text
		} else {
			in.Content = &text
		}
		findings = append(findings, ident.Of[ident.FindingID](does(p, office, auth.FindingRegister, problem.FindingRegister, in)))
	}
	return ident.Of[ident.ProblemID](does(p, office, auth.ProblemRegister, problem.ProblemRegister, input.ProblemRegisterInput{
		Organisation: p.org(at), Description: "样例：" + m.title, Findings: findings, Title: m.title, Category: m.category, Severity: m.severity,
		AboutOrganisation: p.org(m.about), AboutDepartment: p.department(m.department), Secrecy: m.secrecy,
	}))
}

// session is a consultation being played at an organisation.
type session struct {
	*player
	at string
	id ident.ConsultationID
}

func (p *player) draft(at, about string, kind db.ConsultationKind, form db.ConsultationForm, title string) *session {
	of := p.org(about)
	s := &session{player: p, at: at}
	s.id = ident.Of[ident.ConsultationID](does(p, "DISCIPLINE_OFFICE@"+at, auth.ConsultationDraft, consultation.ConsultationDraft, input.ConsultationDraftInput{
		Organisation: p.org(at), AboutOrganisation: &of, Kind: kind, Form: form, Title: title,
	}))
	return s
}

func (s *session) v() int32 { return s.version("consultation", s.id.UUID()) }

func (s *session) topic(title string, of *ident.ProblemID, part *db.TopicPart) ident.TopicID {
	return ident.Of[ident.TopicID](does(s.player, "DISCIPLINE_OFFICE@"+s.at, auth.TopicPropose, consultation.TopicPropose, input.TopicProposeInput{
		Consultation: s.id, Version: s.v(), Title: title, Problem: of, Part: part,
	}))
}

func (s *session) submit() {
	does(s.player, "DISCIPLINE_OFFICE@"+s.at, auth.ConsultationSubmit, consultation.ConsultationSubmit, input.ConsultationSubmitInput{Consultation: s.id, Version: s.v()})
}

func (s *session) settle(topics ...ident.TopicID) {
	for _, x := range topics {
		does(s.player, "PARTY_SECRETARY@"+s.at, auth.TopicSettle, consultation.TopicSettle, input.TopicSettleInput{Topic: x, Version: s.v(), Decision: db.DecideApprove})
	}
}

// open prepares a session and opens it: alignment, study, who is invited and attends.
func (s *session) open(business ...string) {
	office := "DISCIPLINE_OFFICE@" + s.at
	does(s.player, office, auth.AlignmentRecord, consultation.AlignmentRecord, input.AlignmentRecordInput{
		Consultation: s.id, Documents: []string{"样例：中央纪委全会公报", "样例：集团党风廉政建设工作要点"}, WorkReviewed: "样例：逐条对照上级最新要求梳理本领域工作",
		Gaps: "样例：责任压力逐级递减，条线监管不够经常", FollowUp: "样例：列入本次会商议定事项跟踪",
	})
	var study uuid.UUID
	if s.err == nil {
		s.err = s.db.System(s.ctx, func(ctx context.Context, t *db.Tx) error {
			return t.Get(ctx, &study, `SELECT id FROM topic WHERE consultation_id = $1 AND study`, s.id)
		})
	}
	does(s.player, office, auth.StudyRecord, consultation.StudyRecord, input.StudyRecordInput{Topic: ident.Of[ident.TopicID](study), Documents: []string{"样例：论党的自我革命"}})
	in := input.ParticipantsInviteInput{Consultation: s.id}
	invite := func(grant string, side db.ParticipantSide) {
		in.Participants = append(in.Participants, &input.ParticipantInput{Person: s.person(grant), Side: side, Required: true})
	}
	invite("PARTY_SECRETARY@"+s.at, db.SideOther)
	invite("DISCIPLINE_SECRETARY@"+s.at, db.SideDiscipline)
	for _, b := range business {
		invite(b, db.SideBusiness)
	}
	does(s.player, office, auth.ParticipantsInvite, consultation.ParticipantsInvite, in)
	var seats []ident.ParticipantID
	if s.err == nil {
		s.err = s.db.System(s.ctx, func(ctx context.Context, t *db.Tx) error {
			return t.Select(ctx, &seats, `SELECT id FROM participant WHERE consultation_id = $1 ORDER BY invited_at, id`, s.id)
		})
	}
	for _, seat := range seats {
		does(s.player, office, auth.AttendanceRecord, consultation.AttendanceRecord, input.AttendanceRecordInput{Participant: seat, Attended: true})
	}
	does(s.player, "DISCIPLINE_SECRETARY@"+s.at, auth.ConsultationOpen, consultation.ConsultationOpen, input.ConsultationOpenInput{Consultation: s.id, Version: s.v()})
}

// discuss records both views on a topic and what came of it.
func (s *session) discuss(topic ident.TopicID, business string, out input.OutcomeRecordInput) {
	office := "DISCIPLINE_OFFICE@" + s.at
	for kind, grant := range map[db.StatementKind]string{db.SaidBusinessView: business, db.SaidDisciplineView: "DISCIPLINE_SECRETARY@" + s.at} {
		text := map[db.StatementKind]string{db.SaidBusinessView: "样例：业务方意见，流程可固化到系统", db.SaidDisciplineView: "样例：纪检方意见，责任未压到岗位"}[kind]
		does(s.player, office, auth.StatementRecord, consultation.StatementRecord, input.StatementRecordInput{Topic: topic, Kind: kind, Person: s.person(grant), Text: text})
	}
	out.Topic, out.Version = topic, s.v()
	does(s.player, office, auth.OutcomeRecord, consultation.OutcomeRecord, out)
}

// measures is an outcome of measures, each with who answers for it: departments or regions by code.
func (s *session) measures(of ident.ProblemID, list ...measure) input.OutcomeRecordInput {
	cause := "样例：制度有、执行弱，条线复核流于形式"
	out := input.OutcomeRecordInput{Kind: db.OutMeasures, Problem: given(of), RootCause: given(cause)}
	var planned []*input.MeasureInput
	for _, m := range list {
		due := s.day(m.days)
		one := &input.MeasureInput{Text: m.text, DueOn: &due, Immediate: m.days <= 15}
		for _, who := range m.who {
			r := &input.ResponsibleInput{}
			if strings.Contains(who, "/") {
				r.Department = s.department(who)
			} else {
				region := s.org(who)
				r.Region = &region
			}
			one.Responsibles = append(one.Responsibles, r)
		}
		planned = append(planned, one)
	}
	out.Measures = graphql.OmittableOf(planned)
	return out
}

// given is a value that an input gives, where it could leave it out.
func given[T any](value T) graphql.Omittable[*T] { return graphql.OmittableOf(&value) }

type measure struct {
	text string
	days int
	who  []string
}

// conclude answers the three questions and concludes; it returns the tasks in the order of their numbers.
func (s *session) conclude() []ident.TaskID {
	in := input.AnswersRecordInput{Consultation: s.id}
	for _, q := range []string{"INSTRUCTIONS", "DEPLOYMENTS", "RESPONSIBILITY"} {
		in.Answers = append(in.Answers, &input.AnswerInput{Question: q, Answer: "样例：总体落实，个别环节有差距", Deviation: q == "RESPONSIBILITY"})
	}
	does(s.player, "DISCIPLINE_OFFICE@"+s.at, auth.AnswersRecord, consultation.AnswersRecord, in)
	does(s.player, "PARTY_SECRETARY@"+s.at, auth.ConsultationConclude, consultation.ConsultationConclude, input.ConsultationConcludeInput{Consultation: s.id, Version: s.v()})
	var tasks []ident.TaskID
	if s.err == nil {
		s.err = s.db.System(s.ctx, func(ctx context.Context, t *db.Tx) error {
			return t.Select(ctx, &tasks, `SELECT id FROM task WHERE consultation_id = $1 ORDER BY year, serial`, s.id)
		})
	}
	return tasks
}

// tv is a task's version.
func (p *player) tv(x ident.TaskID) int32 { return p.version("task", x.UUID()) }

func (p *player) accept(who string, x ident.TaskID) {
	does(p, who, auth.TaskAccept, task.TaskAccept, input.TaskAcceptInput{Task: x, Version: p.tv(x)})
}

func (p *player) report(who string, x ident.TaskID, text string) {
	does(p, who, auth.TaskReport, task.TaskReport, input.TaskReportInput{Task: x, Text: text})
}

// finish brings evidence and submits.
func (p *player) finish(who string, x ident.TaskID, evidence string) {
	does(p, who, auth.EvidenceAdd, task.EvidenceAdd, input.EvidenceAddInput{Task: x, Description: evidence, EffectiveOn: p.day(0)})
	does(p, who, auth.TaskSubmit, task.TaskSubmit, input.TaskSubmitInput{Task: x, Version: p.tv(x), Text: "样例：整改措施已落实，附佐证材料"})
}

func (p *player) sign(who string, track db.Track, x ident.TaskID) {
	does(p, who, auth.TaskSign, task.TaskSign, input.TaskSignInput{Task: x, Version: p.tv(x), Track: track})
}
