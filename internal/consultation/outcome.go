package consultation

import (
	"context"
	"fmt"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/problem"
	"huishang/internal/task"

	"github.com/google/uuid"
)

// OutcomeRecord records an outcome of a topic, or replaces one. What is missing is refused at the conclusion,
// so that a session can write down what it has; what is wrong is refused here.
func OutcomeRecord(ctx context.Context, in input.OutcomeRecordInput) (uuid.UUID, error) {
	t := db.From(ctx)
	c, x, err := topicOf(ctx, auth.OutcomeRecord, in.Topic, &in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	o, was, err := replacedOutcome(ctx, &checks, &in, x)
	if err != nil {
		return uuid.Nil, err
	}
	rewrite(o, &in)
	checks.Unless(in.Kind != db.OutMeasures || x.MajorDecision == nil, fault.At("input.kind", fault.MajorDecision))
	checks.Unless(o.TransferredOn == nil || !o.TransferredOn.After(t.Viewer.Today), past("input.transferredOn", o.TransferredOn))
	checks.Optional("input.rootCause", o.RootCause)
	checks.Optional("input.text", o.Text)
	checks.Optional("input.receiver", o.Receiver)
	ofKind(&checks, &in, o)
	if o.ProblemID != nil {
		p, err := act.Take(ctx, db.Problems, o.ProblemID.UUID(), "input.problem")
		if err != nil {
			return uuid.Nil, err
		}
		checks.Unless(p.State == db.ProblemOpen, fault.At("input.problem", fault.ProblemClosed, "problem", p.Title))
	}
	measures, err := planned(ctx, &checks, c, in.Measures.Value())
	if err != nil {
		return uuid.Nil, err
	}
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	if was != nil {
		if err := act.Replaces("input.outcomeVersion", was.ID, in.OutcomeVersion, was.Version); err != nil {
			return uuid.Nil, err
		}
	}
	if err := touch(ctx, c); err != nil {
		return uuid.Nil, err
	}
	anew := in.Measures.IsSet() || o.Kind != db.OutMeasures
	changes, err := setOutcome(ctx, was, o, measures, anew)
	if err != nil {
		return uuid.Nil, err
	}
	if err := db.Counted(ctx, db.Outcomes, o.ID.UUID(), c); err != nil {
		return uuid.Nil, err
	}
	if err := recordTopic(ctx, x, auth.OutcomeRecord, nil, x.State, x.State, act.About{Subject: act.Of(db.Outcomes, o.ID.UUID()).Subject, Parts: changes}); err != nil || was == nil || was.ProblemID == nil {
		return o.ID.UUID(), err
	}
	return o.ID.UUID(), problem.Finish(ctx, auth.OutcomeRecord, *was.ProblemID)
}

// replacedOutcome is the outcome to be written, and as it was where it replaces one; nil where it is new.
func replacedOutcome(ctx context.Context, checks *act.Checks, in *input.OutcomeRecordInput, x *db.Topic) (next, was *db.Outcome, err error) {
	if in.Outcome == nil {
		checks.Unless(in.OutcomeVersion == nil, fault.At("input.outcomeVersion", fault.OnlyWith, "value", fault.Noun(db.Outcomes.Name)))
		return &db.Outcome{ID: ident.Of[ident.OutcomeID](uuid.New()), TopicID: &x.ID}, nil, nil
	}
	if was, err = act.Need(ctx, db.Outcomes, in.Outcome.UUID(), "input.outcome"); err != nil {
		return nil, nil, err
	}
	checks.Unless(was.TopicID != nil && *was.TopicID == x.ID, fault.At("input.outcome", fault.NotFound, "noun", fault.Noun(db.Outcomes.Name)))
	copied := *was
	return &copied, was, nil
}

// ofKind refuses what goes only with another kind of outcome.
func ofKind(checks *act.Checks, in *input.OutcomeRecordInput, o *db.Outcome) {
	checks.Unless(in.Kind == db.OutMeasures || len(in.Measures.Value()) == 0, fault.At("input.measures", fault.OnlyWith, "value", db.OutMeasures))
	checks.Unless(in.Kind == db.OutTransferred || o.TransferredOn == nil, fault.At("input.transferredOn", fault.OnlyWith, "value", db.OutTransferred))
	checks.Unless(in.Kind == db.OutTransferred || o.Receiver == nil, fault.At("input.receiver", fault.OnlyWith, "value", db.OutTransferred))
}

// setOutcome writes an outcome as it becomes, its measures with it, and lists what changed of one that was there.
func setOutcome(ctx context.Context, was, next *db.Outcome, measures []*db.PlannedMeasure, anew bool) (db.FieldChanges, error) {
	t := db.From(ctx)
	before, err := t.WrittenMeasures(ctx, next.ID)
	if err != nil {
		return nil, err
	}
	if err := t.SetOutcome(ctx, next, measures, anew); err != nil || was == nil {
		return nil, err
	}
	after, err := t.WrittenMeasures(ctx, next.ID)
	if err != nil {
		return nil, err
	}
	changes := db.Diff(was, next)
	if before != after {
		changes = append(changes, &db.FieldChange{Field: "measures", Old: filled(before), New: filled(after), Noun: db.Outcomes.Name})
	}
	return changes, nil
}

// filled is a text, nil where there is none.
func filled(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// rewrite writes on an outcome what is given of it. What goes only with the kind that it was goes with that kind.
func rewrite(o *db.Outcome, in *input.OutcomeRecordInput) {
	if o.Kind = in.Kind; o.Kind != db.OutTransferred {
		o.TransferredOn, o.Receiver = nil, nil
	}
	act.Clearable(&o.ProblemID, in.Problem)
	act.Clearable(&o.RootCause, in.RootCause)
	act.Clearable(&o.Text, in.Text)
	act.Clearable(&o.TransferredOn, in.TransferredOn)
	act.Clearable(&o.Receiver, in.Receiver)
}

// past is the refusal of a day that has not come.
func past(path string, day *clock.Date) *fault.Error {
	if day == nil {
		return nil
	}
	return fault.At(path, fault.FutureDate, "day", *day)
}

// planned checks measures and finds who answers for them: a department's head or a region's manager, of the
// organisation that sets the task or below it.
func planned(ctx context.Context, checks *act.Checks, c *db.Consultation, in []*input.MeasureInput) ([]*db.PlannedMeasure, error) {
	today := db.From(ctx).Viewer.Today
	list := make([]*db.PlannedMeasure, len(in))
	for n, m := range in {
		at := fmt.Sprintf("input.measures.%d", n)
		checks.Text(at+".text", m.Text)
		checks.Unless(m.DueOn == nil || !m.DueOn.Before(today), fault.At(at+".dueOn", fault.DateOrder, "earliest", today))
		list[n] = &db.PlannedMeasure{Measure: db.Measure{Text: m.Text, DueOn: m.DueOn, Immediate: m.Immediate}}
		for k, r := range m.Responsibles {
			one, err := task.Responsible(ctx, checks, c.OrgID, fmt.Sprintf("%s.responsibles.%d", at, k), r)
			if err != nil {
				return nil, err
			}
			checks.Unless(one.PostID.UUID() == uuid.Nil || !slices.ContainsFunc(list[n].Responsibles, one.Same), fault.At(at+".responsibles", fault.Duplicate, "place", k+1))
			list[n].Responsibles = append(list[n].Responsibles, one)
		}
	}
	return list, nil
}

// outcomeOf takes an outcome and its consultation for what follows the conclusion.
func outcomeOf(ctx context.Context, a auth.Act, id ident.OutcomeID, version int32) (*db.Consultation, *db.Outcome, error) {
	o, err := act.Need(ctx, db.Outcomes, id.UUID(), "input.outcome")
	if err != nil {
		return nil, nil, err
	}
	c, err := act.Take(ctx, db.Consultations, o.ConsultationID.UUID(), "input.outcome")
	if err != nil {
		return nil, nil, err
	}
	if err := db.HoldSome(ctx, db.Problems, o.ProblemID); err != nil {
		return nil, nil, err
	}
	if o, err = act.Need(ctx, db.Outcomes, id.UUID(), "input.outcome"); err != nil {
		return nil, nil, err
	}
	if err := judge(ctx, a, c, waits(a, o), o.HiddenFrom, "input.outcome"); err != nil {
		return nil, nil, err
	}
	return c, o, act.Version(c.ID, version, c.Version)
}

// RecommendationAnswer adopts, declines or reports above; what was reported above is settled when it comes back.
func RecommendationAnswer(ctx context.Context, in input.RecommendationAnswerInput) (uuid.UUID, error) {
	t := db.From(ctx)
	c, o, err := outcomeOf(ctx, auth.RecommendationAnswer, in.Outcome, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	whose, err := leader(ctx, auth.RecommendationAnswer, c, o.HiddenFrom)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	external(ctx, &checks, whose, in.ExternalDocument)
	was := *o.Recommendation
	next := Recommendations.Leads(auth.RecommendationAnswer, was)
	checks.Unless(slices.Contains(next, in.Answer), fault.At("input.answer", fault.OneOf, "choices", next))
	checks.Unless(in.Answer == db.RecommendationAdopted || in.Reason != nil, fault.At("input.reason", fault.Required))
	checks.Optional("input.reason", in.Reason)
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := touch(ctx, c); err != nil {
		return uuid.Nil, err
	}
	o.Recommendation, o.AnswerReason = &in.Answer, in.Reason
	rows, err := t.AnswerRecommendation(ctx, o, was)
	if err := act.Believe(rows, err, o.ID, o.Version); err != nil {
		return uuid.Nil, err
	}
	if err := db.Counted(ctx, db.Outcomes, o.ID.UUID(), c); err != nil {
		return uuid.Nil, err
	}
	if err := recordOutcome(ctx, c, o, auth.RecommendationAnswer, in.Reason); err != nil {
		return uuid.Nil, err
	}
	return o.ID.UUID(), finish(ctx, auth.RecommendationAnswer, c)
}

// ResolutionRecord records what the Party committee resolved; its measures become tasks now (D-CON-6).
func ResolutionRecord(ctx context.Context, in input.ResolutionRecordInput) (uuid.UUID, error) {
	t := db.From(ctx)
	c, o, err := outcomeOf(ctx, auth.ResolutionRecord, in.Outcome, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Text("input.resolution", in.Resolution)
	checks.Text("input.document", in.Document)
	checks.Unless(!in.ResolvedOn.After(t.Viewer.Today), past("input.resolvedOn", &in.ResolvedOn))
	asked := clock.Today(c.ConcludedAt.Time, t.Viewer.Zone)
	checks.Unless(!in.ResolvedOn.Before(asked), fault.At("input.resolvedOn", fault.DateOrder, "earliest", asked))
	measures, err := planned(ctx, &checks, c, in.Measures)
	if err != nil {
		return uuid.Nil, err
	}
	for n, m := range measures {
		checks.Unless(m.DueOn != nil, fault.At(fmt.Sprintf("input.measures.%d.dueOn", n), fault.Required))
		checks.Unless(len(m.Responsibles) > 0, fault.At(fmt.Sprintf("input.measures.%d.responsibles", n), fault.Required))
	}
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := touch(ctx, c); err != nil {
		return uuid.Nil, err
	}
	o.Resolution, o.ResolutionDocument, o.ResolvedOn = &in.Resolution, &in.Document, &in.ResolvedOn
	rows, err := t.SetResolution(ctx, o)
	if err := act.Believe(rows, err, o.ID, o.Version); err != nil {
		return uuid.Nil, err
	}
	if err := db.Counted(ctx, db.Outcomes, o.ID.UUID(), c); err != nil {
		return uuid.Nil, err
	}
	if err := t.AddMeasures(ctx, o.ID, measures); err != nil {
		return uuid.Nil, err
	}
	if err := assign(ctx, auth.ResolutionRecord, c, []ident.OutcomeID{o.ID}, db.FromResolution); err != nil {
		return uuid.Nil, err
	}
	if err := recordOutcome(ctx, c, o, auth.ResolutionRecord, nil); err != nil {
		return uuid.Nil, err
	}
	return o.ID.UUID(), finish(ctx, auth.ResolutionRecord, c)
}

// recordOutcome leaves a line with the topic that an outcome is of, for those who see the topic.
func recordOutcome(ctx context.Context, c *db.Consultation, o *db.Outcome, a auth.Act, reason *string) error {
	e := db.CaseEvent(db.Topics.Name, o.TopicID.UUID(), c.OrgID, db.ForDeliberation, a, reason)
	e.Subject = act.Of(db.Outcomes, o.ID.UUID()).Subject
	return db.From(ctx).Record(ctx, e)
}

// OutcomeActions tells what the viewer may do with an outcome now and, if not, why.
func OutcomeActions(ctx context.Context, o *db.Outcome) ([]*auth.AvailableAction, error) {
	c, err := db.OutcomeConsultation.Of(ctx, o)
	if err != nil || c == nil {
		return []*auth.AvailableAction{}, err
	}
	x, err := db.OutcomeTopic.Of(ctx, o)
	if err != nil {
		return nil, err
	}
	return act.Available(db.Outcomes.Name, []auth.Act{auth.OutcomeRecord, auth.RecommendationAnswer, auth.ResolutionRecord}, func(a auth.Act) error {
		part := waits(a, o)
		if a == auth.OutcomeRecord && x != nil {
			part = takes(a, c, x)
		}
		return judge(ctx, a, c, part, o.HiddenFrom, "outcome")
	})
}

// waits tells whether an outcome waits for what follows it: an answer, or the committee's resolution.
func waits(a auth.Act, o *db.Outcome) *fault.Error {
	switch {
	case a == auth.RecommendationAnswer && Recommendations.Refused(a, o) != nil,
		a == auth.ResolutionRecord && (o.Kind != db.OutToCommittee || o.Resolution != nil):
		return fault.New(fault.WrongOutcome, "kind", o.Kind)
	}
	return nil
}
