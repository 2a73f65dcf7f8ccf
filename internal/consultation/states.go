package consultation

import (
	"context"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// states is a list of a consultation's, topicStates of a topic's.
type (
	states      = []db.ConsultationState
	topicStates = []db.TopicState
)

var (
	drafted  = states{db.ConsultationDraft}
	ready    = states{db.ConsultationDraft, db.ConsultationSubmitted, db.ConsultationApproved}
	underway = states{db.ConsultationDraft, db.ConsultationSubmitted, db.ConsultationApproved, db.ConsultationInSession}
	session  = states{db.ConsultationInSession}
	attended = states{db.ConsultationApproved, db.ConsultationInSession}
	listed   = topicStates{db.TopicProposed, db.TopicApproved}
)

// when says of which consultations the ways are that only an immediate one goes.
const when = "immediate, not ratified"

// unratified tells whether a consultation is an immediate one that waits for its ratification: it opens from DRAFT, its topics
// are proposed and settled in session, and refused it is cancelled (D-CON-9).
func unratified(c *db.Consultation) bool { return c.Kind == db.KindImmediate && c.RatifiedAt == nil }

// Consultations is the life of a consultation (D-CON-9). A concluded one closes with the last matter that was open, whatever act
// ends it.
var Consultations = act.Machine[db.Consultation, db.ConsultationState]{
	Object: db.Consultations, Path: "consultation", Title: "Consultations · 会商",
	State: func(c *db.Consultation) db.ConsultationState { return c.State },
	Ways: append([]act.Way[db.Consultation, db.ConsultationState]{
		{Act: auth.ConsultationDraft, To: drafted},
		{Act: auth.TopicPropose, From: drafted},
		{Act: auth.TopicPropose, From: session, If: unratified, When: when},
		{Act: auth.TopicWithdraw, From: drafted, Part: true},
		{Act: auth.TopicWithdraw, From: session, If: unratified, When: when, Part: true},
		{Act: auth.ConsultationSubmit, From: drafted, To: states{db.ConsultationSubmitted}},
		{Act: auth.TopicSettle, From: states{db.ConsultationSubmitted}, To: states{db.ConsultationApproved, db.ConsultationDraft}, Part: true},
		{Act: auth.TopicSettle, From: session, If: unratified, When: when, Part: true},
		{Act: auth.TopicAdd, From: states{db.ConsultationSubmitted}},
		{Act: auth.TopicAdd, From: session, If: unratified, When: when},
		{Act: auth.ConsultationRatify, From: session, To: states{db.ConsultationCancelled}, If: unratified, When: when},
		{Act: auth.AlignmentRecord, From: ready},
		{Act: auth.StudyRecord, From: underway, Part: true},
		{Act: auth.ParticipantsInvite, From: underway},
		{Act: auth.PaperAdd, From: underway},
		{Act: auth.AttendanceRecord, From: attended},
		{Act: auth.AttendanceRecord, From: drafted, If: unratified, When: when},
		{Act: auth.TopicRecuse, From: attended, Part: true},
		{Act: auth.TopicRecuse, From: drafted, If: unratified, When: when, Part: true},
		{Act: auth.TopicRecusalUndo, From: attended, Part: true},
		{Act: auth.TopicRecusalUndo, From: drafted, If: unratified, When: when, Part: true},
		{Act: auth.ConsultationOpen, From: states{db.ConsultationApproved}, To: session},
		{Act: auth.ConsultationOpen, From: drafted, To: session, If: unratified, When: when},
		{Act: auth.StatementRecord, From: session, Part: true},
		{Act: auth.OutcomeRecord, From: session, Part: true},
		{Act: auth.TopicCarryOver, From: session, Part: true},
		{Act: auth.AnswersRecord, From: session},
		{Act: auth.ConsultationConclude, From: session, To: states{db.ConsultationConcluded}},
		{Act: auth.ConsultationCancel, From: ready, To: states{db.ConsultationCancelled}},
		{Act: auth.AddendumAdd, From: states{db.ConsultationConcluded, db.ConsultationClosed}},
		{Act: auth.ResolutionRecord, From: states{db.ConsultationConcluded}, Part: true},
		{Act: auth.RecommendationAnswer, From: states{db.ConsultationConcluded}, Part: true},
	}, closing(
		auth.ConsultationConclude, auth.ResolutionRecord, auth.RecommendationAnswer, auth.TaskSign, auth.TaskCancel, auth.ObjectionDecide,
	)...),
	Rights: func(ctx context.Context, a auth.Act, c *db.Consultation) error { return admit(ctx, a, c, nil) },
	Free:   unmet,
}

// closing are the acts that close a concluded consultation by ending what was open of it.
func closing(acts ...auth.Act) (ways []act.Way[db.Consultation, db.ConsultationState]) {
	for _, a := range acts {
		ways = append(ways, act.Way[db.Consultation, db.ConsultationState]{
			Act: a, From: states{db.ConsultationConcluded}, To: states{db.ConsultationClosed}, Follows: true,
		})
	}
	return ways
}

// Topics is the life of a topic: what was taken off the list is discussed no more, and only what waits is settled. A cancelled
// consultation withdraws its topics. The state of the consultation is asked first.
var Topics = act.Machine[db.Topic, db.TopicState]{
	Object: db.Topics, Path: "topic", Title: "Topics · 议题",
	State: func(x *db.Topic) db.TopicState { return x.State },
	Ways: []act.Way[db.Topic, db.TopicState]{
		{Act: auth.ConsultationDraft, To: topicStates{db.TopicApproved}},
		{Act: auth.TopicPropose, To: topicStates{db.TopicProposed}},
		{Act: auth.TopicAdd, To: topicStates{db.TopicApproved}},
		{Act: auth.TopicWithdraw, From: topicStates{db.TopicProposed, db.TopicReturned, db.TopicDeferred}, To: topicStates{db.TopicWithdrawn}},
		{Act: auth.TopicSettle, From: topicStates{db.TopicProposed}, To: topicStates{db.TopicApproved, db.TopicDeferred, db.TopicReturned}},
		{Act: auth.StudyRecord, From: topicStates{db.TopicApproved}},
		{Act: auth.PaperAdd, From: listed},
		{Act: auth.TopicRecuse, From: listed},
		{Act: auth.TopicRecusalUndo, From: listed},
		{Act: auth.StatementRecord, From: listed},
		{Act: auth.OutcomeRecord, From: listed},
		{Act: auth.TopicCarryOver, From: topicStates{db.TopicApproved}, To: topicStates{db.TopicCarriedOver}},
		{Act: auth.ConsultationRatify, From: topicStates{db.TopicProposed}, To: topicStates{db.TopicApproved, db.TopicWithdrawn}, Follows: true},
		{Act: auth.ConsultationRatify, From: topicStates{db.TopicApproved}, To: topicStates{db.TopicWithdrawn}, Follows: true},
		{Act: auth.ConsultationCancel, From: listed, To: topicStates{db.TopicWithdrawn}, Follows: true},
	},
}

// Plans is the life of rules and plans alike: the one before is superseded.
var Plans = act.Machine[proposal, db.ProposalStage]{
	Title: "Rules and plans of consultations · 会商规则与计划",
	State: func(p *proposal) db.ProposalStage { return p.state },
	Ways: []act.Way[proposal, db.ProposalStage]{
		{Act: auth.PlanPropose, To: []db.ProposalStage{db.StageProposed}},
		{Act: auth.PlanEndorse, From: []db.ProposalStage{db.StageProposed}},
		{Act: auth.PlanDecide, From: []db.ProposalStage{db.StageProposed}, To: []db.ProposalStage{db.StageInForce, db.StageDeclined}},
		{Act: auth.PlanDecide, From: []db.ProposalStage{db.StageInForce}, To: []db.ProposalStage{db.StageSuperseded}, Follows: true},
	},
	Rights: func(ctx context.Context, a auth.Act, p *proposal) error {
		return act.Authorize(ctx, a, auth.Row{Org: p.org})
	},
	Free: endorsed,
}

// Recommendations is the life of a recommendation among the outcomes (D-CON-6).
var Recommendations = act.Machine[db.Outcome, db.RecommendationState]{
	Object: db.Outcomes, Title: "Recommendations · 建议",
	State: func(o *db.Outcome) db.RecommendationState {
		if o.Recommendation == nil {
			return ""
		}
		return *o.Recommendation
	},
	Ways: []act.Way[db.Outcome, db.RecommendationState]{
		{Act: auth.ConsultationConclude, To: []db.RecommendationState{db.RecommendationProposed}},
		{
			Act: auth.RecommendationAnswer, From: []db.RecommendationState{db.RecommendationProposed},
			To: []db.RecommendationState{db.RecommendationAdopted, db.RecommendationDeclined, db.RecommendationReportedAbove},
		},
		{Act: auth.RecommendationAnswer, From: []db.RecommendationState{db.RecommendationReportedAbove}, To: []db.RecommendationState{db.RecommendationSettled}},
	},
}
