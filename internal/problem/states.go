package problem

import (
	"context"
	"fmt"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

var (
	openFinding  = []db.FindingState{db.FindingOpen}
	open         = []db.ProblemState{db.ProblemOpen}
	closed       = []db.ProblemState{db.ProblemClosed}
	openOrClosed = []db.ProblemState{db.ProblemOpen, db.ProblemClosed}
)

// Findings is the life of a finding.
var Findings = act.Machine[db.Finding, db.FindingState]{
	Object: db.Findings, Path: "finding", Title: "Findings · 发现",
	State: func(f *db.Finding) db.FindingState { return f.State },
	Ways: []act.Way[db.Finding, db.FindingState]{
		{Act: auth.FindingRegister, To: openFinding},
		{Act: auth.FindingClassify, From: openFinding},
		{Act: auth.SecrecySet, From: openFinding},
		{Act: auth.CaseTransfer, From: openFinding, To: []db.FindingState{db.FindingTransferred}},
	},
	Rights: func(ctx context.Context, a auth.Act, f *db.Finding) error {
		return act.AuthorizeCase(ctx, a, f.OrgID, f.HiddenFrom)
	},
	// The problem that it is in changes with it.
	Before: func(ctx context.Context, f *db.Finding) error { return db.HoldSome(ctx, db.Problems, f.ProblemID) },
	Key:    func(f *db.Finding) (fmt.Stringer, int32) { return f.ID, f.Version },
	Set: func(ctx context.Context, f *db.Finding, _ db.FindingState) (int64, error) {
		return db.From(ctx).SetFinding(ctx, f)
	},
	Event: func(f *db.Finding, a auth.Act, reason *string) db.Event {
		return db.CaseEvent(db.Findings.Name, f.ID.UUID(), f.OrgID, db.ForFinding, a, reason)
	},
}

// Problems is the life of a problem. Problems are related open or closed.
var Problems = act.Machine[db.Problem, db.ProblemState]{
	Object: db.Problems, Path: "problem", Title: "Problems · 问题",
	State: func(p *db.Problem) db.ProblemState { return p.State },
	Ways: append([]act.Way[db.Problem, db.ProblemState]{
		{Act: auth.ProblemRegister, To: open},
		{Act: auth.FindingClassify, From: open},
		{Act: auth.SecrecySet, From: open},
		{Act: auth.ProblemAddFindings, From: open},
		{Act: auth.ProblemMerge, From: open, To: closed},
		{Act: auth.ProblemRelate, From: openOrClosed},
		{Act: auth.ProblemUnrelate, From: openOrClosed},
		{Act: auth.RecurrenceConfirm, From: open},
		{Act: auth.MandateSet, From: open},
		{Act: auth.LetterDraft, From: open},
		{Act: auth.CaseTransfer, From: open, To: closed},
		{Act: auth.ProblemClose, From: open, To: closed},
	}, finishing(
		auth.TaskSign, auth.TaskCancel, auth.ObjectionDecide, auth.TopicWithdraw, auth.TopicSettle, auth.ConsultationRatify,
		auth.RecommendationAnswer, auth.OutcomeRecord, auth.ConsultationConclude, auth.ConsultationCancel, auth.ResolutionRecord,
		auth.LetterAccept, auth.LetterRevoke,
	)...),
	Rights: func(ctx context.Context, a auth.Act, p *db.Problem) error {
		return act.AuthorizeCase(ctx, a, p.OrgID, p.HiddenFrom)
	},
	Free: free,
	Key:  func(p *db.Problem) (fmt.Stringer, int32) { return p.ID, p.Version },
	Set: func(ctx context.Context, p *db.Problem, was db.ProblemState) (int64, error) {
		return db.From(ctx).SetProblem(ctx, p, was)
	},
	Event: func(p *db.Problem, a auth.Act, reason *string) db.Event {
		return db.CaseEvent(db.Problems.Name, p.ID.UUID(), p.OrgID, db.ForProblem, a, reason)
	},
}

// Recurrences is the life of what the system proposes of a problem that may repeat an earlier one (D-TASK-7).
var Recurrences = act.Machine[db.Problem, db.Recurrence]{
	Object: db.Problems, Title: "Recurrence · 重复发生认定",
	State: func(p *db.Problem) db.Recurrence {
		if p.RecurrenceState == nil {
			return ""
		}
		return *p.RecurrenceState
	},
	Ways: []act.Way[db.Problem, db.Recurrence]{
		{Act: auth.ProblemRegister, To: []db.Recurrence{db.RecurrenceProposed}},
		{
			Act: auth.RecurrenceConfirm, From: []db.Recurrence{db.RecurrenceProposed},
			To: []db.Recurrence{db.RecurrenceConfirmed, db.RecurrenceRejected},
		},
	},
}

// finishing are the acts that close a problem by taking the last obstacle away (D-TASK-7): see Finish.
func finishing(acts ...auth.Act) (ways []act.Way[db.Problem, db.ProblemState]) {
	for _, a := range acts {
		ways = append(ways, act.Way[db.Problem, db.ProblemState]{Act: a, From: open, To: closed, Follows: true})
	}
	return ways
}
