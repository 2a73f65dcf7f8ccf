// Package consultation keeps the rules of consultations: from the topic list through alignment and session to
// outcomes and the tasks that come of them (domain.md §5).
package consultation

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/problem"

	"github.com/google/uuid"
)

// studyTitle is topic 1 of every consultation (D-CON-4).
const studyTitle = "学习党中央关于全面从严治党的重要论述"

// whole are the acts on the whole of a consultation, by whom any may do them: who does not see all of it leaves them to
// another, at the organisation or, where nobody is left there, at the next level; at the top they rest on a superior's
// document (D-SEC-6, D-CON-5).
var whole = map[auth.Act][]auth.Role{
	auth.ConsultationOpen:     {auth.PartySecretary, auth.DisciplineSecretary},
	auth.ConsultationConclude: {auth.PartySecretary, auth.DisciplineSecretary},
	auth.ConsultationCancel:   {auth.PartySecretary, auth.DisciplineSecretary},
}

// need takes a consultation that an act names and judges whether it may be done.
func need(ctx context.Context, a auth.Act, id ident.ConsultationID, path string) (*db.Consultation, error) {
	c, err := act.Take(ctx, db.Consultations, id.UUID(), path)
	if err != nil {
		return nil, err
	}
	return c, judge(ctx, a, c, nil, nil, path)
}

// versioned is need for an act that takes the version that it was based on.
func versioned(ctx context.Context, a auth.Act, id ident.ConsultationID, version int32) (*db.Consultation, error) {
	c, err := need(ctx, a, id, "input.consultation")
	if err != nil {
		return nil, err
	}
	return c, act.Version(c.ID, version, c.Version)
}

// judge tells whether an act may be done on a consultation or, by what the state of the topic or outcome refuses and by whom
// it is kept from, on a part of it.
func judge(ctx context.Context, a auth.Act, c *db.Consultation, part *fault.Error, hidden ident.List, path string) error {
	state := Consultations.Refused(a, c)
	if state == nil {
		state = part
	}
	return act.Judge(ctx, a, path, state, func() error { return admit(ctx, a, c, hidden) })
}

// admit authorises an act on a consultation or one of its topics.
func admit(ctx context.Context, a auth.Act, c *db.Consultation, hidden ident.List) (err error) {
	switch a {
	case auth.ConsultationOpen, auth.ConsultationConclude, auth.ConsultationCancel:
		_, err = wholly(ctx, a, c)
	case auth.ConsultationRatify:
		if hidden, err = db.KeptFrom(ctx, c); err == nil {
			_, err = leader(ctx, a, c, hidden)
		}
	case auth.TopicSettle, auth.TopicAdd, auth.RecommendationAnswer:
		_, err = leader(ctx, a, c, hidden)
	case auth.ResolutionRecord:
		_, err = onLine(ctx, a, c, []auth.Role{auth.PartyOffice}, hidden)
	case auth.AddendumAdd:
		err = act.AuthorizeCase(ctx, a, c.OrgID, hidden)
	default:
		err = prepares(ctx, a, c)
	}
	return err
}

// prepares authorises an act of who prepares, invites and records: somebody kept from a topic would show it to others, or
// learn of it, by them, so it goes up (D-SEC-6).
func prepares(ctx context.Context, a auth.Act, c *db.Consultation) error {
	kept, err := db.KeptFrom(ctx, c)
	if err != nil {
		return err
	}
	if err := act.AuthorizeCase(ctx, a, c.OrgID, kept); err != nil {
		return err
	}
	if slices.Contains(kept, db.From(ctx).Viewer.PersonID.UUID()) {
		return fault.New(fault.OutOfScope, "act", a)
	}
	return nil
}

// wholly authorises an act on the whole of a consultation and tells whose it is.
func wholly(ctx context.Context, a auth.Act, c *db.Consultation) (*db.Authority, error) {
	kept, err := db.KeptFrom(ctx, c)
	if err != nil {
		return nil, err
	}
	return onLine(ctx, a, c, whole[a], kept)
}

// onLine authorises an act that any of some roles does, with some people barred, and tells whose it is.
func onLine(ctx context.Context, a auth.Act, c *db.Consultation, roles []auth.Role, barred ident.List) (*db.Authority, error) {
	v := db.From(ctx).Viewer
	list, err := db.LineAuthority(ctx, roles, c.OrgID, barred)
	if err != nil {
		return nil, err
	}
	if v.System {
		return &db.Authority{OrgID: c.OrgID}, nil
	}
	for _, whose := range list {
		row := auth.Row{Org: c.OrgID, Routing: whose.Routing()}
		if v.Allows(a, row) == nil || slices.Contains(barred, v.PersonID.UUID()) {
			continue
		}
		return whose, act.Authorize(ctx, a, row)
	}
	return nil, v.Refusal(a)
}

// leader authorises what only the principal leader does (D-CON-3): never the compiler, nobody of the
// discipline side, not in their own matter; there it is the next level's, at the top a superior's document.
func leader(ctx context.Context, a auth.Act, c *db.Consultation, barred ident.List) (*db.Authority, error) {
	t := db.From(ctx)
	if c.CompiledByID != nil {
		barred = append(slices.Clone(barred), c.CompiledByID.UUID())
	}
	whose, err := db.CaseAuthority(ctx, auth.PartySecretary, c.OrgID, barred)
	if err != nil || t.Viewer.System {
		return whose, err
	}
	if err := act.Authorize(ctx, a, auth.Row{Org: c.OrgID, Routing: whose.Routing()}); err != nil {
		return nil, err
	}
	side, err := t.OnDisciplineSide(ctx)
	if err != nil {
		return nil, err
	}
	// Who records a superior's document is of the discipline side; the compiler he is not, nor of those concerned.
	if c.CompiledByID != nil && *c.CompiledByID == t.Viewer.PersonID {
		return nil, fault.New(fault.SettlerCompiled)
	}
	if side && !whose.External {
		return nil, fault.New(fault.DisciplineSide)
	}
	if slices.Contains(barred, t.Viewer.PersonID.UUID()) {
		return nil, fault.New(fault.OutOfScope, "act", a)
	}
	return whose, nil
}

// external checks the superior's document, which history names.
func external(ctx context.Context, c *act.Checks, whose *db.Authority, document *string) {
	c.External(ctx, db.Consultations.Name, whose.External, document)
}

// ConsultationDraft drafts a consultation; topic 1 is made with it. It is held where there is a commission,
// about itself or about one below that has none of its own (D-ORG-1).
func ConsultationDraft(ctx context.Context, in input.ConsultationDraftInput) (uuid.UUID, error) {
	t := db.From(ctx)
	o, err := act.RestOn(ctx, db.Organisations, in.Organisation.UUID(), "input.organisation")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.ConsultationDraft, auth.Row{Org: o.ID}); err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	if err := c.Include("input.organisation", held(o)); err != nil {
		return uuid.Nil, err
	}
	about := o
	if in.AboutOrganisation != nil && *in.AboutOrganisation != o.ID {
		if about, err = act.RestOn(ctx, db.Organisations, in.AboutOrganisation.UUID(), "input.aboutOrganisation"); err != nil {
			return uuid.Nil, err
		}
		c.Unless(about.Within(o) && about.DisciplineBody != db.Commission && about.Level == read.LevelBranch,
			fault.At("input.aboutOrganisation", fault.NotHeldHere, "expected", "a branch below without a commission of its own"))
	}
	c.Text("input.title", in.Title)
	if in.PlanItem != nil {
		i, err := act.Need(ctx, db.PlanItems, in.PlanItem.UUID(), "input.planItem")
		if err != nil {
			return uuid.Nil, err
		}
		c.Unless(i.OrgID == o.ID && i.Kind == in.Kind, fault.At("input.planItem", fault.InvalidValue, "expected", "an item of the organisation's plan and of this kind"))
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	x := &db.Consultation{
		ID: ident.Of[ident.ConsultationID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, AboutOrgID: about.ID,
		Kind: in.Kind, Form: in.Form, Title: in.Title, PlannedOn: in.PlannedOn, PlanItemID: in.PlanItem,
	}
	if err := t.AddConsultation(ctx, x, studyTitle); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), record(ctx, x, auth.ConsultationDraft, nil, "", db.ConsultationDraft)
}

// held names what no input mends of holding consultations at an organisation: it has no commission, or is out of use.
func held(o *db.Organisation) error {
	var c act.Checks
	c.Unless(o.DisciplineBody == db.Commission && o.Active(), fault.At("input.organisation", fault.NotHeldHere, "expected", "an organisation with a commission"))
	return c.Or()
}

// ConsultationSubmit reports the topic list to the principal leader.
func ConsultationSubmit(ctx context.Context, in input.ConsultationSubmitInput) (uuid.UUID, error) {
	c, err := versioned(ctx, auth.ConsultationSubmit, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	if err := unmet(ctx, auth.ConsultationSubmit, c); err != nil {
		return uuid.Nil, err
	}
	return move(ctx, c, auth.ConsultationSubmit, db.ConsultationSubmitted, nil)
}

// ConsultationCancel cancels a consultation before its session; its topics are free again.
func ConsultationCancel(ctx context.Context, in input.ConsultationCancelInput) (uuid.UUID, error) {
	c, err := versioned(ctx, auth.ConsultationCancel, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := wholly(ctx, auth.ConsultationCancel, c)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Text("input.reason", in.Reason)
	external(ctx, &checks, whose, in.ExternalDocument)
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	return cancel(ctx, c, auth.ConsultationCancel, in.Reason)
}

func cancel(ctx context.Context, c *db.Consultation, a auth.Act, reason string) (uuid.UUID, error) {
	if err := db.From(ctx).ReleaseTopics(ctx, c.ID); err != nil {
		return uuid.Nil, err
	}
	c.CancelReason = &reason
	id, err := move(ctx, c, a, db.ConsultationCancelled, &reason)
	if err != nil {
		return uuid.Nil, err
	}
	return id, problem.FinishOf(ctx, a, c.ID)
}

// ConsultationRatify ratifies an immediate consultation that opened unratified; refused, it is cancelled (D-CON-9).
func ConsultationRatify(ctx context.Context, in input.ConsultationRatifyInput) (uuid.UUID, error) {
	t := db.From(ctx)
	c, err := versioned(ctx, auth.ConsultationRatify, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	kept, err := db.KeptFrom(ctx, c)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := leader(ctx, auth.ConsultationRatify, c, kept)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Optional("input.reason", in.Reason)
	checks.Unless(in.Accept || in.Reason != nil, fault.At("input.reason", fault.Required))
	external(ctx, &checks, whose, in.ExternalDocument)
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	if !in.Accept {
		return cancel(ctx, c, auth.ConsultationRatify, *in.Reason)
	}
	c.ExternalDocument = in.ExternalDocument
	rows, err := t.Ratify(ctx, c)
	if err := act.Believe(rows, err, c.ID, c.Version); err != nil {
		return uuid.Nil, err
	}
	return c.ID.UUID(), record(ctx, c, auth.ConsultationRatify, in.Reason, c.State, c.State)
}

// move takes a consultation to a state and leaves a line of history.
func move(ctx context.Context, c *db.Consultation, a auth.Act, to db.ConsultationState, reason *string) (uuid.UUID, error) {
	if err := Consultations.Check(a, c.State, to); err != nil {
		return uuid.Nil, err
	}
	rows, err := db.From(ctx).Move(ctx, c, to)
	if err := act.Believe(rows, err, c.ID, c.Version); err != nil {
		return uuid.Nil, err
	}
	return c.ID.UUID(), record(ctx, c, a, reason, c.State, to)
}

func record(ctx context.Context, c *db.Consultation, a auth.Act, reason *string, from, to db.ConsultationState, about ...act.About) error {
	e := db.CaseEvent(db.Consultations.Name, c.ID.UUID(), c.OrgID, db.ForDeliberation, a, reason)
	e.From, e.To = act.StateOf(from), act.StateOf(to)
	act.Tell(&e, about)
	return db.From(ctx).Record(ctx, e)
}

// unmet names everything that stands against an act on the whole of a consultation and that no input mends: the acts and
// availableActions ask it alike (D-TASK-8).
func unmet(ctx context.Context, a auth.Act, c *db.Consultation) error {
	if !slices.Contains([]auth.Act{auth.ConsultationSubmit, auth.AttendanceRecord, auth.ConsultationOpen, auth.ConsultationConclude}, a) {
		return nil
	}
	sitting, err := db.SittingOf(ctx, c)
	if err != nil {
		return err
	}
	var checks act.Checks
	switch a {
	case auth.ConsultationSubmit:
		checks.Unless(sitting.Counts[db.TopicProposed] > 0, fault.At("input.consultation", fault.TopicMissing))
	case auth.AttendanceRecord:
		checks.Unless(len(sitting.People) > 0, fault.At("input.participant", fault.NotFound, "noun", fault.Noun(db.Participants.Name)))
	case auth.ConsultationOpen:
		err = unopened(ctx, &checks, c, sitting)
	case auth.ConsultationConclude:
		err = unfinished(ctx, &checks, c, sitting)
	}
	if err != nil {
		return err
	}
	return checks.Or()
}

// ConsultationActions tells what the viewer may do with a consultation now and, if not, why.
func ConsultationActions(ctx context.Context, c *db.Consultation) ([]*auth.AvailableAction, error) {
	return Consultations.Available(ctx, c)
}

func now(ctx context.Context) *clock.DateTime { return &clock.DateTime{Time: db.From(ctx).Now} }
