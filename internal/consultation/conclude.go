package consultation

import (
	"context"
	"fmt"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/problem"
	"huishang/internal/task"

	"github.com/google/uuid"
)

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
	for _, x := range tasks {
		if x.OutcomeID == nil || !slices.Contains(outcomes, *x.OutcomeID) {
			continue
		}
		if err := task.Tasks.Begun(ctx, a, x, db.TaskAssigned); err != nil {
			return err
		}
	}
	return nil
}

// finish closes a concluded consultation of which nothing is open, and the problems of which nothing is.
func finish(ctx context.Context, a auth.Act, c *db.Consultation) error {
	if err := task.FinishConsultation(ctx, a, c.ID, c.OrgID); err != nil {
		return err
	}
	return problem.FinishOf(ctx, a, c.ID)
}

// unfinished checks what the conclusion asks.
func unfinished(ctx context.Context, checks *act.Checks, c *db.Consultation, sitting *db.Sitting) error {
	counts := sitting.Counts
	checks.Unless(c.RatifiedAt != nil, fault.At("input.consultation", fault.NotRatified))
	checks.Unless(counts[db.TopicProposed] == 0, fault.At("input.consultation", fault.TopicUnsettled, "count", counts[db.TopicProposed]))
	questions, err := read.Codes(ctx, read.AlignmentQuestions)
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

// AddendumAdd adds a dated correction; the minutes stay as they were concluded (D-GEN-5).
func AddendumAdd(ctx context.Context, in input.AddendumAddInput) (uuid.UUID, error) {
	c, err := need(ctx, auth.AddendumAdd, in.Consultation, "input.consultation")
	if err != nil {
		return uuid.Nil, err
	}
	var checks act.Checks
	checks.Text("input.text", in.Text)
	var x *db.Topic
	if in.Topic != nil {
		if x, err = act.Need(ctx, db.Topics, in.Topic.UUID(), "input.topic"); err != nil {
			return uuid.Nil, err
		}
		checks.Unless(x.ConsultationID == c.ID, fault.At("input.topic", fault.NotFound, "noun", fault.Noun(db.Topics.Name)))
	}
	a := &db.Addendum{ID: ident.Of[ident.AddendumID](uuid.New()), TopicID: in.Topic, Text: in.Text}
	_, err = keep(ctx, &checks, auth.AddendumAdd, c, x, func(t *db.Tx) (act.About, error) { return act.Of(db.Addenda, a.ID.UUID()), t.AddAddendum(ctx, c, a) })
	return a.ID.UUID(), err
}
