package consultation

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/problem"

	"github.com/google/uuid"
)

// topicOf reads a topic and its consultation for an act, authorised with the topic's own people barred.
func topicOf(ctx context.Context, a auth.Act, id ident.TopicID, version *int32) (*db.Consultation, *db.Topic, error) {
	x, err := act.Need(ctx, db.Topics, id.UUID(), "input.topic")
	if err != nil {
		return nil, nil, err
	}
	c, err := act.Need(ctx, db.Consultations, x.ConsultationID.UUID(), "input.topic")
	if err != nil {
		return nil, nil, err
	}
	if err := admit(ctx, a, c, x.HiddenFrom, "input.topic"); err != nil {
		return nil, nil, err
	}
	if version != nil {
		return c, x, act.Version(c.ID, *version, c.Version)
	}
	return c, x, nil
}

// TopicPropose puts a topic on the list.
func TopicPropose(ctx context.Context, in TopicProposeInput) (uuid.UUID, error) {
	c, err := versioned(ctx, auth.ConsultationDraft, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	me := db.From(ctx).Viewer.PersonID
	x := &db.Topic{Title: in.Title, Content: in.Content, Part: in.Part, MajorDecision: in.MajorDecision, ProblemID: in.Problem, State: db.TopicProposed, ProposedByID: &me, Concerns: ident.UUIDs(in.Concerns)}
	var checks act.Checks
	known, err := db.Knows(ctx, db.People, ident.UUIDs(in.Concerns))
	if err != nil {
		return uuid.Nil, err
	}
	checks.Unless(known, fault.At("input.concerns", fault.NotFound, "noun", fault.Noun(db.People.Name)))
	checks.Unless(!slices.Contains(in.Concerns, me), fault.At("input.concerns", fault.OwnMatter))
	was, is := act.Kept{Secrecy: db.SecrecyInternal}, act.Kept{Secrecy: db.SecrecyInternal, From: x.Concerns}
	if in.Problem != nil {
		p, err := act.Need(ctx, db.Problems, in.Problem.UUID(), "input.problem")
		if err != nil {
			return uuid.Nil, err
		}
		checks.Unless(p.State == db.ProblemOpen, fault.At("input.problem", fault.ProblemClosed, "problem", p.Title))
		was, is = act.Kept{Secrecy: p.Secrecy, From: p.HiddenFrom}, act.Kept{Secrecy: p.Secrecy, From: act.Together(p.HiddenFrom, x.Concerns)}
	}
	if err := act.Overseen(ctx, &checks, c.OrgID, was, is, in.ExternalDocument); err != nil {
		return uuid.Nil, err
	}
	return addTopic(ctx, &checks, auth.ConsultationDraft, c, x)
}

// TopicAdd lets the principal leader add a topic while settling the list: it is approved, and says who added it.
func TopicAdd(ctx context.Context, in TopicAddInput) (uuid.UUID, error) {
	c, err := versioned(ctx, auth.TopicSettle, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := leader(ctx, auth.TopicSettle, c, nil)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	external(ctx, &checks, whose, in.ExternalDocument)
	me := db.From(ctx).Viewer.PersonID
	x := &db.Topic{Title: in.Title, Content: in.Content, Part: in.Part, MajorDecision: in.MajorDecision, State: db.TopicApproved, AddedByID: &me, SettledByID: &me, SettledAt: now(ctx), ExternalDocument: in.ExternalDocument}
	return addTopic(ctx, &checks, auth.TopicSettle, c, x)
}

func addTopic(ctx context.Context, checks *act.Checks, a auth.Act, c *db.Consultation, x *db.Topic) (uuid.UUID, error) {
	t := db.From(ctx)
	checks.Text("input.title", x.Title, 200)
	checks.Optional("input.content", x.Content, 4000)
	if x.MajorDecision != nil {
		if err := checks.Codes(ctx, "input.majorDecision", db.MajorDecisions, []string{*x.MajorDecision}); err != nil {
			return uuid.Nil, err
		}
	}
	checks.Unless(x.Part == nil || c.Kind == db.KindComprehensive, fault.At("input.part", fault.OnlyWith, "value", db.KindComprehensive))
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := touch(ctx, c); err != nil {
		return uuid.Nil, err
	}
	x.ID, x.ProvinceID, x.OrgID, x.ConsultationID = ident.Of[ident.TopicID](uuid.New()), c.ProvinceID, c.OrgID, c.ID
	if err := t.AddTopic(ctx, x); err != nil {
		return uuid.Nil, err
	}
	if err := db.Counted(ctx, db.Topics, x.ID.UUID(), c); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), recordTopic(ctx, x, a, nil, "", x.State)
}

func touch(ctx context.Context, c *db.Consultation) error {
	rows, err := db.From(ctx).Touch(ctx, c)
	return believe(rows, err, c)
}

// believe turns the row count of a guarded update of a consultation into its refusal: another act on it, or on a topic of it
// that its version does not count, came between reading and locking, so this one is judged again.
func believe(rows int64, err error, c *db.Consultation) error {
	if err == nil && rows == 0 {
		return db.MovedOn(act.Conflict(c.ID, c.Version, c.Version+1))
	}
	return err
}

// TopicWithdraw takes a topic off the list that is not settled, or was returned.
func TopicWithdraw(ctx context.Context, in TopicWithdrawInput) (uuid.UUID, error) {
	c, x, err := topicOf(ctx, auth.ConsultationDraft, in.Topic, &in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := setTopic(ctx, auth.ConsultationDraft, c, x, &in.Reason, topicStates[auth.ConsultationDraft], func(*act.Checks) {
		x.State = db.TopicWithdrawn
	})
	if err != nil {
		return uuid.Nil, err
	}
	return id, left(ctx, auth.ConsultationDraft, x)
}

// TopicSettle settles a topic (D-CON-3): approved as it is or as amended, the original kept; deferred or returned
// with reason. With the last one the consultation is approved, or, with none approved, a draft again.
func TopicSettle(ctx context.Context, in TopicSettleInput) (uuid.UUID, error) {
	c, x, err := topicOf(ctx, auth.TopicSettle, in.Topic, &in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := leader(ctx, auth.TopicSettle, c, x.HiddenFrom)
	if err != nil {
		return uuid.Nil, err
	}
	me := db.From(ctx).Viewer.PersonID
	id, err := setTopic(ctx, auth.TopicSettle, c, x, in.Reason, topicStates[auth.TopicSettle], func(checks *act.Checks) {
		checks.Optional("input.title", in.Title, 200)
		checks.Optional("input.content", in.Content, 4000)
		external(ctx, checks, whose, in.ExternalDocument)
		approve := in.Decision == db.DecideApprove
		checks.Unless(approve || in.Reason != nil, fault.At("input.reason", fault.Required))
		checks.Unless(approve || in.Title == nil, fault.At("input.title", fault.OnlyWith, "value", db.DecideApprove))
		checks.Unless(approve || in.Content == nil, fault.At("input.content", fault.OnlyWith, "value", db.DecideApprove))
		checks.Unless(x.ProposedByID == nil || *x.ProposedByID != me, fault.New(fault.SettlerCompiled))
		x.State = map[db.TopicDecision]db.TopicState{db.DecideApprove: db.TopicApproved, db.DecideDefer: db.TopicDeferred, db.DecideReturn: db.TopicReturned}[in.Decision]
		x.SettledByID, x.SettledAt, x.ExternalDocument = &me, now(ctx), in.ExternalDocument
		if in.Title != nil || in.Content != nil {
			title := x.Title
			x.OriginalTitle, x.OriginalContent = &title, x.Content
		}
		if in.Title != nil {
			x.Title = *in.Title
		}
		if in.Content != nil {
			x.Content = in.Content
		}
	})
	if err != nil {
		return uuid.Nil, err
	}
	if err := settled(ctx, c); err != nil {
		return uuid.Nil, err
	}
	return id, left(ctx, auth.TopicSettle, x)
}

// settled moves a submitted consultation on when its last topic is settled.
func settled(ctx context.Context, c *db.Consultation) error {
	t := db.From(ctx)
	counts, err := t.TopicCounts(ctx, c.ID)
	if err != nil || c.State != db.ConsultationSubmitted || counts[db.TopicProposed] > 0 {
		return err
	}
	to := db.ConsultationApproved
	if counts[db.TopicApproved] == 0 {
		to = db.ConsultationDraft
	}
	_, err = move(ctx, c, auth.TopicSettle, to, nil)
	return err
}

// TopicCarryOver carries an unfinished topic over to a draft of the same organisation; it is proposed there anew.
func TopicCarryOver(ctx context.Context, in TopicCarryOverInput) (uuid.UUID, error) {
	t := db.From(ctx)
	c, x, err := topicOf(ctx, auth.ConsultationRecord, in.Topic, &in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	to, err := need(ctx, auth.ConsultationDraft, in.To, "input.to")
	if err != nil {
		return uuid.Nil, err
	}
	outcomes, err := db.OutcomesOf(ctx, c.ID)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := setTopic(ctx, auth.ConsultationRecord, c, x, &in.Reason, []db.TopicState{db.TopicApproved}, func(checks *act.Checks) {
		checks.Unless(to.OrgID == c.OrgID && to.ID != c.ID && to.State == db.ConsultationDraft, fault.At("input.to", fault.InvalidValue, "expected", "another draft of the organisation"))
		checks.Unless(!slices.ContainsFunc(outcomes, func(o *db.Outcome) bool { return o.TopicID != nil && *o.TopicID == x.ID }), fault.At("input.topic", fault.OutcomeRecorded))
		x.State = db.TopicCarriedOver
	})
	if err != nil {
		return uuid.Nil, err
	}
	me := t.Viewer.PersonID
	next := &db.Topic{Title: x.Title, Content: x.Content, MajorDecision: x.MajorDecision, ProblemID: x.ProblemID, State: db.TopicProposed, ProposedByID: &me, CarriedFromID: &x.ID, Concerns: x.Concerns, Recused: x.Recused}
	_, err = addTopic(ctx, new(act.Checks), auth.ConsultationDraft, to, next)
	return id, err
}

// setTopic changes a topic in one of some states, under its consultation's version, and leaves a line of history.
func setTopic(ctx context.Context, a auth.Act, c *db.Consultation, x *db.Topic, reason *string, in []db.TopicState, edit func(*act.Checks)) (uuid.UUID, error) {
	var checks act.Checks
	was := x.State
	checks.Unless(!x.Study, fault.At("input.topic", fault.StudyTopic))
	checks.Unless(x.Study || slices.Contains(in, was), fault.At("input.topic", fault.WrongState, "state", was))
	checks.Optional("input.reason", reason, 500)
	x.Reason = reason
	edit(&checks)
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := TopicSteps.Check(a, was, x.State); err != nil {
		return uuid.Nil, err
	}
	if err := touch(ctx, c); err != nil {
		return uuid.Nil, err
	}
	rows, err := db.From(ctx).SetTopic(ctx, x, was)
	if err == nil && rows == 0 {
		err = db.MovedOn(act.Conflict(c.ID, c.Version, c.Version+1))
	}
	if err == nil {
		err = db.Counted(ctx, db.Topics, x.ID.UUID(), c)
	}
	if err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), recordTopic(ctx, x, a, reason, was, x.State)
}

// left closes the problem that a topic was about, where with the topic nothing of it is open (D-TASK-7).
func left(ctx context.Context, a auth.Act, x *db.Topic) error {
	if x.ProblemID == nil {
		return nil
	}
	return problem.Finish(ctx, a, *x.ProblemID)
}

func recordTopic(ctx context.Context, x *db.Topic, a auth.Act, reason *string, from, to db.TopicState, changes ...*db.FieldChange) error {
	e := db.CaseEvent(db.Topics.Name, x.ID.UUID(), x.OrgID, db.ForDeliberation, a, reason)
	is := string(to)
	e.To = &is
	if from != "" {
		was := string(from)
		e.From = &was
	}
	e.Changes = changes
	return db.From(ctx).Record(ctx, e)
}

// topicStates lists, act by act, the states of a topic in which it may be done: what was taken off the list is
// discussed no more, and only what waits is settled.
var topicStates = map[auth.Act][]db.TopicState{
	auth.ConsultationDraft:   {db.TopicProposed, db.TopicReturned, db.TopicDeferred},
	auth.TopicSettle:         {db.TopicProposed},
	auth.ConsultationPrepare: {db.TopicProposed, db.TopicApproved},
	auth.AttendanceRecord:    {db.TopicProposed, db.TopicApproved},
	auth.ConsultationRecord:  {db.TopicProposed, db.TopicApproved},
}

// takes tells whether a topic's state lets an act be done on it; nil where it does. The study is prepared and
// spoken on, and nothing else.
func takes(a auth.Act, x *db.Topic) *fault.Error {
	study := x.Study && a != auth.ConsultationPrepare && a != auth.ConsultationRecord
	if study {
		return fault.New(fault.StudyTopic)
	}
	if !slices.Contains(topicStates[a], x.State) {
		return fault.New(fault.WrongState, "state", x.State)
	}
	return nil
}

// TopicActions tells what the viewer may do with a topic now and, if not, why.
func TopicActions(ctx context.Context, x *db.Topic) ([]*auth.AvailableAction, error) {
	c, err := db.TopicConsultation.Of(ctx, x)
	if err != nil || c == nil {
		return []*auth.AvailableAction{}, err
	}
	list := []*auth.AvailableAction{}
	for _, a := range []auth.Act{auth.ConsultationDraft, auth.TopicSettle, auth.ConsultationPrepare, auth.AttendanceRecord, auth.ConsultationRecord} {
		one := &auth.AvailableAction{Action: a}
		err := admit(ctx, a, c, x.HiddenFrom, "topic")
		if refused := fault.All(err); len(refused) > 0 {
			one.Refusal = refused[0]
		} else if err != nil {
			return nil, err
		} else {
			one.Refusal = takes(a, x)
		}
		list = append(list, one)
	}
	return list, nil
}
