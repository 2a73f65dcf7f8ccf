package consultation

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/problem"

	"github.com/google/uuid"
)

// topicOf takes a topic's consultation for an act, and the problem that it is about, whose readers it hands down, and judges
// whether the act may be done, the topic's own people barred.
func topicOf(ctx context.Context, a auth.Act, id ident.TopicID, version *int32) (*db.Consultation, *db.Topic, error) {
	x, err := act.Need(ctx, db.Topics, id.UUID(), "input.topic")
	if err != nil {
		return nil, nil, err
	}
	c, err := act.Take(ctx, db.Consultations, x.ConsultationID.UUID(), "input.topic")
	if err != nil {
		return nil, nil, err
	}
	if err := db.HoldSome(ctx, db.Problems, x.ProblemID); err != nil {
		return nil, nil, err
	}
	if x, err = act.Need(ctx, db.Topics, id.UUID(), "input.topic"); err != nil {
		return nil, nil, err
	}
	if err := judge(ctx, a, c, takes(a, c, x), x.HiddenFrom, "input.topic"); err != nil {
		return nil, nil, err
	}
	if version != nil {
		return c, x, act.Version(c.ID, *version, c.Version)
	}
	return c, x, nil
}

// TopicPropose puts a topic on the list.
func TopicPropose(ctx context.Context, in input.TopicProposeInput) (uuid.UUID, error) {
	c, err := versioned(ctx, auth.TopicPropose, in.Consultation, in.Version)
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
		p, err := act.Take(ctx, db.Problems, in.Problem.UUID(), "input.problem")
		if err != nil {
			return uuid.Nil, err
		}
		checks.Unless(p.State == db.ProblemOpen, fault.At("input.problem", fault.ProblemClosed, "problem", p.Title))
		was, is = act.Kept{Secrecy: p.Secrecy, From: p.HiddenFrom}, act.Kept{Secrecy: p.Secrecy, From: act.Together(p.HiddenFrom, x.Concerns)}
	}
	if err := act.Overseen(ctx, &checks, c.OrgID, was, is, in.ExternalDocument); err != nil {
		return uuid.Nil, err
	}
	return addTopic(ctx, &checks, auth.TopicPropose, c, x)
}

// TopicAdd lets the principal leader add a topic while settling the list: it is approved, and says who added it.
func TopicAdd(ctx context.Context, in input.TopicAddInput) (uuid.UUID, error) {
	c, err := versioned(ctx, auth.TopicAdd, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := leader(ctx, auth.TopicAdd, c, nil)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	external(ctx, &checks, whose, in.ExternalDocument)
	me := db.From(ctx).Viewer.PersonID
	x := &db.Topic{Title: in.Title, Content: in.Content, Part: in.Part, MajorDecision: in.MajorDecision, State: db.TopicApproved, AddedByID: &me, SettledByID: &me, SettledAt: now(ctx), ExternalDocument: in.ExternalDocument}
	return addTopic(ctx, &checks, auth.TopicAdd, c, x)
}

func addTopic(ctx context.Context, checks *act.Checks, a auth.Act, c *db.Consultation, x *db.Topic) (uuid.UUID, error) {
	t := db.From(ctx)
	checks.Text("input.title", x.Title)
	checks.Optional("input.content", x.Content)
	if x.MajorDecision != nil {
		if err := checks.Codes(ctx, "input.majorDecision", read.MajorDecisions, []string{*x.MajorDecision}); err != nil {
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
	return act.Believe(rows, err, c.ID, c.Version)
}

// TopicWithdraw takes a topic off the list that is not settled, or was returned.
func TopicWithdraw(ctx context.Context, in input.TopicWithdrawInput) (uuid.UUID, error) {
	c, x, err := topicOf(ctx, auth.TopicWithdraw, in.Topic, &in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := setTopic(ctx, auth.TopicWithdraw, c, x, &in.Reason, func(*act.Checks) {
		x.State = db.TopicWithdrawn
	})
	if err != nil {
		return uuid.Nil, err
	}
	return id, left(ctx, auth.TopicWithdraw, x)
}

// TopicSettle settles a topic (D-CON-3): approved as it is or as amended, the original kept; deferred or returned
// with reason. With the last one the consultation is approved, or, with none approved, a draft again.
func TopicSettle(ctx context.Context, in input.TopicSettleInput) (uuid.UUID, error) {
	c, x, err := topicOf(ctx, auth.TopicSettle, in.Topic, &in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := leader(ctx, auth.TopicSettle, c, x.HiddenFrom)
	if err != nil {
		return uuid.Nil, err
	}
	if err := unmetOf(ctx, auth.TopicSettle, c, x); err != nil {
		return uuid.Nil, err
	}
	me := db.From(ctx).Viewer.PersonID
	id, err := setTopic(ctx, auth.TopicSettle, c, x, in.Reason, func(checks *act.Checks) {
		checks.Optional("input.title", in.Title)
		checks.Optional("input.content", in.Content)
		external(ctx, checks, whose, in.ExternalDocument)
		approve := in.Decision == db.DecideApprove
		checks.Unless(approve || in.Reason != nil, fault.At("input.reason", fault.Required))
		checks.Unless(approve || in.Title == nil, fault.At("input.title", fault.OnlyWith, "value", db.DecideApprove))
		checks.Unless(approve || in.Content == nil, fault.At("input.content", fault.OnlyWith, "value", db.DecideApprove))
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
func TopicCarryOver(ctx context.Context, in input.TopicCarryOverInput) (uuid.UUID, error) {
	t := db.From(ctx)
	if err := db.Hold(ctx, db.Consultations, in.To.UUID()); err != nil {
		return uuid.Nil, err
	}
	c, x, err := topicOf(ctx, auth.TopicCarryOver, in.Topic, &in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	to, err := need(ctx, auth.TopicPropose, in.To, "input.to")
	if err != nil {
		return uuid.Nil, err
	}
	if err := unmetOf(ctx, auth.TopicCarryOver, c, x); err != nil {
		return uuid.Nil, err
	}
	id, err := setTopic(ctx, auth.TopicCarryOver, c, x, &in.Reason, func(checks *act.Checks) {
		checks.Unless(to.OrgID == c.OrgID && to.ID != c.ID && to.State == db.ConsultationDraft, fault.At("input.to", fault.InvalidValue, "expected", "another draft of the organisation"))
		x.State = db.TopicCarriedOver
	})
	if err != nil {
		return uuid.Nil, err
	}
	me := t.Viewer.PersonID
	next := &db.Topic{Title: x.Title, Content: x.Content, MajorDecision: x.MajorDecision, ProblemID: x.ProblemID, State: db.TopicProposed, ProposedByID: &me, CarriedFromID: &x.ID, Concerns: x.Concerns, Recused: x.Recused}
	_, err = addTopic(ctx, new(act.Checks), auth.TopicPropose, to, next)
	return id, err
}

// setTopic changes a topic that takes the act, under its consultation's version, and leaves a line of history.
func setTopic(ctx context.Context, a auth.Act, c *db.Consultation, x *db.Topic, reason *string, edit func(*act.Checks)) (uuid.UUID, error) {
	var checks act.Checks
	was := x.State
	checks.Optional("input.reason", reason)
	x.Reason = reason
	edit(&checks)
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := Topics.Check(a, was, x.State); err != nil {
		return uuid.Nil, err
	}
	if err := touch(ctx, c); err != nil {
		return uuid.Nil, err
	}
	rows, err := db.From(ctx).SetTopic(ctx, x, was)
	err = act.Believe(rows, err, x.ID, x.Version)
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

func recordTopic(ctx context.Context, x *db.Topic, a auth.Act, reason *string, from, to db.TopicState, about ...act.About) error {
	e := db.CaseEvent(db.Topics.Name, x.ID.UUID(), x.OrgID, db.ForDeliberation, a, reason)
	e.From, e.To = act.StateOf(from), act.StateOf(to)
	act.Tell(&e, about)
	return db.From(ctx).Record(ctx, e)
}

// takes tells whether a topic lets an act be done on it; nil where it does. The study is prepared and spoken on, and nothing
// else; only of a session that is not ratified has a topic that waits an outcome.
func takes(a auth.Act, c *db.Consultation, x *db.Topic) *fault.Error {
	switch {
	case a == auth.StudyRecord && !x.Study:
		return fault.At("input.topic", fault.InvalidValue, "expected", "topic 1, the study")
	case x.Study && a != auth.StudyRecord && a != auth.PaperAdd && a != auth.StatementRecord:
		return fault.New(fault.StudyTopic)
	case a == auth.OutcomeRecord && x.State == db.TopicProposed && c.RatifiedAt != nil:
		return fault.New(fault.WrongState, "state", x.State)
	}
	return Topics.Refused(a, x)
}

// unmetOf names what no input mends of an act on a topic: who proposed it does not settle it, what was discussed is not
// carried over and its recusals stand, and nobody speaks where nobody takes part. The acts and availableActions ask it alike.
func unmetOf(ctx context.Context, a auth.Act, c *db.Consultation, x *db.Topic) error {
	var checks act.Checks
	if a == auth.TopicSettle {
		checks.Unless(x.ProposedByID == nil || *x.ProposedByID != db.From(ctx).Viewer.PersonID, fault.At("input.topic", fault.SettlerCompiled))
	}
	if !slices.Contains([]auth.Act{auth.TopicCarryOver, auth.TopicRecusalUndo, auth.StatementRecord}, a) {
		return checks.Or()
	}
	sitting, err := db.SittingOf(ctx, c)
	if err != nil {
		return err
	}
	decided := slices.ContainsFunc(sitting.Outcomes, func(o *db.Outcome) bool { return *o.TopicID == x.ID })
	switch a {
	case auth.TopicCarryOver:
		checks.Unless(!decided, fault.At("input.topic", fault.OutcomeRecorded))
	case auth.TopicRecusalUndo:
		said := slices.ContainsFunc(sitting.Statements, func(s *db.Statement) bool { return s.TopicID == x.ID })
		checks.Unless(!said && !decided, fault.At("input.topic", fault.TopicDiscussed))
		checks.Unless(len(x.Recused) > 0, fault.At("input.people", fault.NotFound, "noun", fault.Noun(db.People.Name)))
	case auth.StatementRecord:
		speaks := slices.ContainsFunc(sitting.People, func(p *db.Participant) bool { return !slices.Contains(x.HiddenFrom, p.PersonID.UUID()) })
		checks.Unless(speaks, fault.At("input.person", fault.InvalidValue, "expected", "a participant who is not recused"))
	}
	return checks.Or()
}

// TopicActions tells what the viewer may do with a topic now and, if not, why.
func TopicActions(ctx context.Context, x *db.Topic) ([]*auth.AvailableAction, error) {
	c, err := db.TopicConsultation.Of(ctx, x)
	if err != nil || c == nil {
		return []*auth.AvailableAction{}, err
	}
	acts := append(Topics.Acts(), auth.AddendumAdd)
	return act.Available(db.Topics.Name, acts, func(a auth.Act) error {
		if a == auth.AddendumAdd { // the minutes are the consultation's
			return judge(ctx, a, c, nil, nil, "topic")
		}
		if err := judge(ctx, a, c, takes(a, c, x), x.HiddenFrom, "topic"); err != nil {
			return err
		}
		return unmetOf(ctx, a, c, x)
	})
}
