package consultation

import (
	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// Steps are the ways of a consultation (D-CON-9). An immediate one opens from DRAFT and is ratified in session;
// refused, it is cancelled. A concluded one closes with the last matter that was open, whatever act ends it.
var Steps = act.Steps[db.ConsultationState]{
	auth.ConsultationDraft:    {"": {db.ConsultationDraft}},
	auth.ConsultationSubmit:   {db.ConsultationDraft: {db.ConsultationSubmitted}},
	auth.TopicSettle:          {db.ConsultationSubmitted: {db.ConsultationApproved, db.ConsultationDraft}},
	auth.ConsultationOpen:     {db.ConsultationApproved: {db.ConsultationInSession}, db.ConsultationDraft: {db.ConsultationInSession}},
	auth.ConsultationConclude: {db.ConsultationInSession: {db.ConsultationConcluded}, db.ConsultationConcluded: {db.ConsultationClosed}},
	auth.ConsultationRatify:   {db.ConsultationInSession: {db.ConsultationCancelled}},
	auth.ConsultationCancel:   {db.ConsultationDraft: {db.ConsultationCancelled}, db.ConsultationSubmitted: {db.ConsultationCancelled}, db.ConsultationApproved: {db.ConsultationCancelled}},
}

// TopicSteps are the ways of a topic; a cancelled consultation withdraws its topics.
var TopicSteps = act.Steps[db.TopicState]{
	auth.TopicPropose:       {"": {db.TopicProposed}},
	auth.TopicWithdraw:      {db.TopicProposed: {db.TopicWithdrawn}, db.TopicReturned: {db.TopicWithdrawn}, db.TopicDeferred: {db.TopicWithdrawn}},
	auth.TopicAdd:           {"": {db.TopicApproved}},
	auth.TopicSettle:        {db.TopicProposed: {db.TopicApproved, db.TopicDeferred, db.TopicReturned}},
	auth.ConsultationRatify: {db.TopicProposed: {db.TopicApproved, db.TopicWithdrawn}, db.TopicApproved: {db.TopicWithdrawn}},
	auth.TopicCarryOver:     {db.TopicApproved: {db.TopicCarriedOver}},
	auth.ConsultationCancel: {db.TopicProposed: {db.TopicWithdrawn}, db.TopicApproved: {db.TopicWithdrawn}},
}

// PlanSteps are the ways of rules and plans alike: the one before is superseded.
var PlanSteps = act.Steps[db.ProposalStage]{
	auth.PlanPropose: {"": {db.StageProposed}},
	auth.PlanDecide:  {db.StageProposed: {db.StageInForce, db.StageDeclined}, db.StageInForce: {db.StageSuperseded}},
}

// RecommendationSteps are the ways of a recommendation (D-CON-6).
var RecommendationSteps = act.Steps[db.RecommendationState]{
	auth.ConsultationConclude: {"": {db.RecommendationProposed}},
	auth.RecommendationAnswer: {db.RecommendationProposed: {db.RecommendationAdopted, db.RecommendationDeclined, db.RecommendationReportedAbove}, db.RecommendationReportedAbove: {db.RecommendationSettled}},
}

// InStates lists, act by act, in which states of a consultation it may be done.
func InStates() map[auth.Act][]db.ConsultationState { return states }
