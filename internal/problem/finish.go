package problem

import (
	"context"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/ident"
)

// Finish closes those problems of which a task is closed and nothing is open any more, after an act that may have taken
// the last obstacle away: a task, a topic, a session, a resolution or a letter ended (D-TASK-7). Whoever does the act need not see
// them.
func Finish(ctx context.Context, a auth.Act, problems ...ident.ProblemID) error {
	t := db.From(ctx)
	for _, id := range problems {
		org, err := t.FinishProblem(ctx, id)
		if err != nil {
			return err
		}
		if org == nil {
			continue
		}
		if err := Problems.Check(a, db.ProblemOpen, db.ProblemClosed); err != nil {
			return err
		}
		e := db.CaseEvent(db.Problems.Name, id.UUID(), *org, db.ForProblem, a, nil)
		e.From, e.To = act.StateOf(db.ProblemOpen), act.StateOf(db.ProblemClosed)
		if err := t.Record(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// FinishOf is Finish for all problems that a consultation is about.
func FinishOf(ctx context.Context, a auth.Act, c ident.ConsultationID) error {
	list, err := db.From(ctx).ProblemsOf(ctx, c)
	if err != nil {
		return err
	}
	problems := make([]ident.ProblemID, len(list))
	for i, id := range list {
		problems[i] = ident.Of[ident.ProblemID](id)
	}
	return Finish(ctx, a, problems...)
}

// Reclassify makes a problem as grave as a letter that is issued about it, where it was less so (D-ESC-1). Whoever issues the letter
// need not see the problem.
func Reclassify(ctx context.Context, a auth.Act, id ident.ProblemID, severity db.Severity, reason *string) error {
	t := db.From(ctx)
	org, was, err := t.ReclassifyProblem(ctx, id, severity)
	if err != nil || org == nil {
		return err
	}
	e := db.CaseEvent(db.Problems.Name, id.UUID(), *org, db.ForProblem, a, reason)
	e.From, e.To = act.StateOf(db.ProblemOpen), act.StateOf(db.ProblemOpen)
	e.Changes = db.Diff(&db.Problem{Severity: was}, &db.Problem{Severity: severity})
	return t.Record(ctx, e)
}
