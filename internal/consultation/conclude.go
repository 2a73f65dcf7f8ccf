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
	checks.Optional("input.rootCause", o.RootCause, 4000)
	checks.Optional("input.text", o.Text, 8000)
	checks.Optional("input.receiver", o.Receiver, 200)
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
	if err := recordTopic(ctx, x, auth.OutcomeRecord, nil, x.State, x.State, changes...); err != nil || was == nil || was.ProblemID == nil {
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
		changes = append(changes, &db.FieldChange{Field: "measures", OldValue: filled(before), NewValue: filled(after)})
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
	checks.AtMost("input.measures", len(in), 200)
	today := db.From(ctx).Viewer.Today
	list := make([]*db.PlannedMeasure, len(in))
	for n, m := range in {
		at := fmt.Sprintf("input.measures.%d", n)
		checks.Text(at+".text", m.Text, 4000)
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

// ConsultationConclude concludes: every unmet condition is named with its topic and field at once; then every
// responsible of every measure gets its task, in the same transaction, numbered without gaps (D-CON-6, D-CON-7).
func ConsultationConclude(ctx context.Context, in input.ConsultationConcludeInput) (uuid.UUID, error) {
	t := db.From(ctx)
	c, err := versioned(ctx, auth.ConsultationConclude, in.Consultation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	about, err := t.ProblemsOf(ctx, c.ID)
	if err != nil {
		return uuid.Nil, err
	}
	if err := db.Hold(ctx, db.Problems, about...); err != nil {
		return uuid.Nil, err
	}
	whose, err := wholly(ctx, auth.ConsultationConclude, c)
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	if err := checks.Include("input.consultation", unmet(ctx, auth.ConsultationConclude, c)); err != nil {
		return uuid.Nil, err
	}
	external(ctx, &checks, whose, in.ExternalDocument)
	if err := checks.Or(); err != nil {
		return uuid.Nil, err
	}
	sitting, err := db.SittingOf(ctx, c)
	if err != nil {
		return uuid.Nil, err
	}
	if err := t.AddInformation(ctx, c.ID, "已学习"); err != nil {
		return uuid.Nil, err
	}
	if err := t.Settle(ctx, c.ID); err != nil {
		return uuid.Nil, err
	}
	var with []ident.OutcomeID
	for _, o := range sitting.Outcomes {
		if o.Kind == db.OutMeasures && slices.ContainsFunc(sitting.Topics, func(x *db.Topic) bool { return *o.TopicID == x.ID && x.State == db.TopicApproved }) {
			with = append(with, o.ID)
		}
	}
	if err := assign(ctx, auth.ConsultationConclude, c, with, db.FromOutcome); err != nil {
		return uuid.Nil, err
	}
	if _, err := move(ctx, c, auth.ConsultationConclude, db.ConsultationConcluded, nil); err != nil {
		return uuid.Nil, err
	}
	return c.ID.UUID(), finish(ctx, auth.ConsultationConclude, c)
}

// assign makes the tasks of some outcomes' measures and leaves a line in each one's history.
func assign(ctx context.Context, a auth.Act, c *db.Consultation, outcomes []ident.OutcomeID, origin db.TaskOrigin) error {
	t := db.From(ctx)
	n, err := t.AddTasks(ctx, c, outcomes, origin)
	if err != nil || n == 0 {
		return err
	}
	tasks, err := db.TasksOf(ctx, c.ID)
	if err != nil {
		return err
	}
	to := string(db.TaskAssigned)
	for _, x := range tasks {
		if x.OutcomeID == nil || !slices.Contains(outcomes, *x.OutcomeID) {
			continue
		}
		e := db.CaseEvent(db.Tasks.Name, x.ID.UUID(), x.OrgID, db.ForTask, a, nil)
		e.To = &to
		if err := t.Record(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// finish closes a concluded consultation of which nothing is open, and the problems of which nothing is.
func finish(ctx context.Context, a auth.Act, c *db.Consultation) error {
	closed, err := db.CloseFinishedConsultation(ctx, c.ID)
	if err == nil && closed {
		err = record(ctx, c, auth.ConsultationConclude, nil, db.ConsultationConcluded, db.ConsultationClosed)
	}
	if err != nil {
		return err
	}
	return problem.FinishOf(ctx, a, c.ID)
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

// unfinished checks what the conclusion asks.
func unfinished(ctx context.Context, checks *act.Checks, c *db.Consultation, sitting *db.Sitting) error {
	counts := sitting.Counts
	checks.Unless(c.RatifiedAt != nil, fault.At("input.consultation", fault.NotRatified))
	checks.Unless(counts[db.TopicProposed] == 0, fault.At("input.consultation", fault.TopicUnsettled, "count", counts[db.TopicProposed]))
	questions, err := db.Codes(ctx, db.AlignmentQuestions)
	if err != nil {
		return err
	}
	answers, err := db.AnswersOf(ctx, c)
	if err != nil {
		return err
	}
	for _, q := range questions {
		has := slices.ContainsFunc(answers, func(a *db.Answer) bool { return a.QuestionCode == q.Code })
		checks.Unless(!q.Mandatory || has, fault.At("input.consultation", fault.QuestionUnanswered, "question", q.Term()))
	}
	q, err := db.QuorumOf(ctx, c)
	if err != nil {
		return err
	}
	said := spoken(sitting.Statements, sitting.People)
	for _, x := range sitting.Topics {
		if x.Study || x.State != db.TopicApproved {
			continue
		}
		quorum(checks, c, q, sitting.People, x)
		if err := complete(ctx, checks, x, sitting.Outcomes, sitting.Measures, said); err != nil {
			return err
		}
	}
	return nil
}

// spoken leaves out the views of those who take part for another side now (D-CON-6).
func spoken(said []*db.Statement, people []*db.Participant) []*db.Statement {
	return slices.DeleteFunc(slices.Clone(said), func(s *db.Statement) bool {
		side, view := sideOf[s.Kind]
		return view && !slices.ContainsFunc(people, func(p *db.Participant) bool { return p.PersonID == s.PersonID && p.Side == side })
	})
}

// complete checks one topic: both views, unless all that came of it is information, and complete outcomes.
func complete(ctx context.Context, checks *act.Checks, x *db.Topic, outcomes []*db.Outcome, measures []*db.Measure, said []*db.Statement) error {
	lacks := func(missing bool, what fault.Term) {
		checks.Unless(!missing, fault.At("input.consultation", fault.TopicIncomplete, "topic", x.Title, "missing", what))
	}
	heard := func(kind db.StatementKind) bool {
		return slices.ContainsFunc(said, func(s *db.Statement) bool { return s.TopicID == x.ID && s.Kind == kind })
	}
	var mine []*db.Outcome
	views := false
	for _, o := range outcomes {
		if o.TopicID != nil && *o.TopicID == x.ID {
			mine = append(mine, o)
			views = views || o.Kind != db.OutInformation
		}
	}
	lacks(len(mine) == 0, part("outcome", "an outcome", "议定事项"))
	lacks(views && !heard(db.SaidBusinessView), part("businessView", "the business view", "业务意见"))
	lacks(views && !heard(db.SaidDisciplineView), part("disciplineView", "the discipline view", "纪检意见"))
	for _, o := range mine {
		switch o.Kind {
		case db.OutMeasures:
			lacks(o.ProblemID == nil, part("problem", "the problem that the measures are for", "整改措施所针对的问题"))
			lacks(o.RootCause == nil, part("rootCause", "the root cause", "根本原因"))
			if err := measured(ctx, lacks, o, measures); err != nil {
				return err
			}
		case db.OutTransferred:
			lacks(o.TransferredOn == nil, part("transferredOn", "the day of the transfer", "移送日期"))
			lacks(o.Receiver == nil, part("receiver", "the receiver of the transfer", "移送接收单位"))
		case db.OutInformation:
		default:
			lacks(o.Text == nil, part("text", "the text of the outcome", "议定内容"))
		}
	}
	return nil
}

// part names what a topic lacks.
func part(name, en, zh string) fault.Term {
	return fault.Term{Value: name, Label: fault.Text{EN: en, ZH: zh}}
}

// measured checks an outcome's measures: at least one, each with a deadline and somebody responsible.
func measured(ctx context.Context, lacks func(bool, fault.Term), o *db.Outcome, measures []*db.Measure) error {
	n := 0
	for _, m := range measures {
		if m.OutcomeID != o.ID {
			continue
		}
		n++
		lacks(m.DueOn == nil, part(fmt.Sprintf("measures.%d.dueOn", m.No-1), fmt.Sprintf("the deadline of measure %d", m.No), fmt.Sprintf("第 %d 项措施的完成期限", m.No)))
		who, err := db.MeasureResponsibles.Of(ctx, m)
		if err != nil {
			return err
		}
		lacks(len(who) == 0, part(fmt.Sprintf("measures.%d.responsibles", m.No-1), fmt.Sprintf("who is responsible for measure %d", m.No), fmt.Sprintf("第 %d 项措施的责任单位", m.No)))
	}
	lacks(n == 0, part("measures", "measures", "整改措施"))
	return nil
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
	if err := holdProblem(ctx, o.ProblemID); err != nil {
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
	next := []db.RecommendationState{db.RecommendationAdopted, db.RecommendationDeclined, db.RecommendationReportedAbove}
	if was == db.RecommendationReportedAbove {
		next = []db.RecommendationState{db.RecommendationSettled}
	}
	checks.Unless(slices.Contains(next, in.Answer), fault.At("input.answer", fault.OneOf, "choices", next))
	checks.Unless(in.Answer == db.RecommendationAdopted || in.Reason != nil, fault.At("input.reason", fault.Required))
	checks.Optional("input.reason", in.Reason, 2000)
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
	checks.Text("input.resolution", in.Resolution, 8000)
	checks.Text("input.document", in.Document, 200)
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

// AddendumAdd adds a dated correction; the minutes stay as they were concluded (D-GEN-5).
func AddendumAdd(ctx context.Context, in input.AddendumAddInput) (uuid.UUID, error) {
	c, err := need(ctx, auth.AddendumAdd, in.Consultation, "input.consultation")
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Text("input.text", in.Text, 8000)
	var x *db.Topic
	if in.Topic != nil {
		if x, err = act.Need(ctx, db.Topics, in.Topic.UUID(), "input.topic"); err != nil {
			return uuid.Nil, err
		}
		checks.Unless(x.ConsultationID == c.ID, fault.At("input.topic", fault.NotFound, "noun", fault.Noun(db.Topics.Name)))
	}
	a := &db.Addendum{ID: ident.Of[ident.AddendumID](uuid.New()), TopicID: in.Topic, Text: in.Text}
	_, err = keep(ctx, &checks, auth.AddendumAdd, c, x, func(t *db.Tx) (db.FieldChanges, error) { return nil, t.AddAddendum(ctx, c, a) })
	return a.ID.UUID(), err
}

// recordOutcome leaves a line with the topic that an outcome is of, for those who see the topic.
func recordOutcome(ctx context.Context, c *db.Consultation, o *db.Outcome, a auth.Act, reason *string) error {
	return db.From(ctx).Record(ctx, db.CaseEvent(db.Topics.Name, o.TopicID.UUID(), c.OrgID, db.ForDeliberation, a, reason))
}
