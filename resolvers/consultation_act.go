package resolvers

import (
	"context"

	"huishang/db"
	"huishang/graph"
	"huishang/internal/consultation"
	"huishang/internal/input"
)

func (r *mutationResolver) ConsultationRulePropose(ctx context.Context, input input.ConsultationRuleProposeInput) (*graph.ConsultationRulePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.ConsultationRules, input.IdempotencyKey, input, consultation.ConsultationRulePropose)
	return &graph.ConsultationRulePayload{ConsultationRule: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationRuleEndorse(ctx context.Context, input input.ConsultationRuleEndorseInput) (*graph.ConsultationRulePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.ConsultationRules, input.IdempotencyKey, input, consultation.ConsultationRuleEndorse)
	return &graph.ConsultationRulePayload{ConsultationRule: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationRuleDecide(ctx context.Context, input input.ConsultationRuleDecideInput) (*graph.ConsultationRulePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.ConsultationRules, input.IdempotencyKey, input, consultation.ConsultationRuleDecide)
	return &graph.ConsultationRulePayload{ConsultationRule: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationPlanPropose(ctx context.Context, input input.ConsultationPlanProposeInput) (*graph.ConsultationPlanPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.ConsultationPlans, input.IdempotencyKey, input, consultation.ConsultationPlanPropose)
	return &graph.ConsultationPlanPayload{ConsultationPlan: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationPlanEndorse(ctx context.Context, input input.ConsultationPlanEndorseInput) (*graph.ConsultationPlanPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.ConsultationPlans, input.IdempotencyKey, input, consultation.ConsultationPlanEndorse)
	return &graph.ConsultationPlanPayload{ConsultationPlan: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationPlanDecide(ctx context.Context, input input.ConsultationPlanDecideInput) (*graph.ConsultationPlanPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.ConsultationPlans, input.IdempotencyKey, input, consultation.ConsultationPlanDecide)
	return &graph.ConsultationPlanPayload{ConsultationPlan: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationDraft(ctx context.Context, input input.ConsultationDraftInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.ConsultationDraft)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) TopicPropose(ctx context.Context, input input.TopicProposeInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.TopicPropose)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) TopicWithdraw(ctx context.Context, input input.TopicWithdrawInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.TopicWithdraw)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationSubmit(ctx context.Context, input input.ConsultationSubmitInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.ConsultationSubmit)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) TopicSettle(ctx context.Context, input input.TopicSettleInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.TopicSettle)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) TopicAdd(ctx context.Context, input input.TopicAddInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.TopicAdd)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationRatify(ctx context.Context, input input.ConsultationRatifyInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.ConsultationRatify)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) AlignmentRecord(ctx context.Context, input input.AlignmentRecordInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.AlignmentRecord)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) StudyRecord(ctx context.Context, input input.StudyRecordInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.StudyRecord)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) ParticipantsInvite(ctx context.Context, input input.ParticipantsInviteInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.ParticipantsInvite)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) PaperAdd(ctx context.Context, input input.PaperAddInput) (*graph.PaperPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Papers, input.IdempotencyKey, input, consultation.PaperAdd)
	return &graph.PaperPayload{Paper: record, Errors: errs}, err
}

func (r *mutationResolver) AttendanceRecord(ctx context.Context, input input.AttendanceRecordInput) (*graph.ParticipantPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Participants, input.IdempotencyKey, input, consultation.AttendanceRecord)
	return &graph.ParticipantPayload{Participant: record, Errors: errs}, err
}

func (r *mutationResolver) TopicRecusalUndo(ctx context.Context, input input.TopicRecusalUndoInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.TopicRecusalUndo)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) TopicRecuse(ctx context.Context, input input.TopicRecuseInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.TopicRecuse)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationOpen(ctx context.Context, input input.ConsultationOpenInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.ConsultationOpen)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) StatementRecord(ctx context.Context, input input.StatementRecordInput) (*graph.StatementPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Statements, input.IdempotencyKey, input, consultation.StatementRecord)
	return &graph.StatementPayload{Statement: record, Errors: errs}, err
}

func (r *mutationResolver) OutcomeRecord(ctx context.Context, input input.OutcomeRecordInput) (*graph.OutcomePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Outcomes, input.IdempotencyKey, input, consultation.OutcomeRecord)
	return &graph.OutcomePayload{Outcome: record, Errors: errs}, err
}

func (r *mutationResolver) TopicCarryOver(ctx context.Context, input input.TopicCarryOverInput) (*graph.TopicPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Topics, input.IdempotencyKey, input, consultation.TopicCarryOver)
	return &graph.TopicPayload{Topic: record, Errors: errs}, err
}

func (r *mutationResolver) AnswersRecord(ctx context.Context, input input.AnswersRecordInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.AnswersRecord)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationConclude(ctx context.Context, input input.ConsultationConcludeInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.ConsultationConclude)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) ConsultationCancel(ctx context.Context, input input.ConsultationCancelInput) (*graph.ConsultationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Consultations, input.IdempotencyKey, input, consultation.ConsultationCancel)
	return &graph.ConsultationPayload{Consultation: record, Errors: errs}, err
}

func (r *mutationResolver) RecommendationAnswer(ctx context.Context, input input.RecommendationAnswerInput) (*graph.OutcomePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Outcomes, input.IdempotencyKey, input, consultation.RecommendationAnswer)
	return &graph.OutcomePayload{Outcome: record, Errors: errs}, err
}

func (r *mutationResolver) ResolutionRecord(ctx context.Context, input input.ResolutionRecordInput) (*graph.OutcomePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Outcomes, input.IdempotencyKey, input, consultation.ResolutionRecord)
	return &graph.OutcomePayload{Outcome: record, Errors: errs}, err
}

func (r *mutationResolver) AddendumAdd(ctx context.Context, input input.AddendumAddInput) (*graph.AddendumPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Addenda, input.IdempotencyKey, input, consultation.AddendumAdd)
	return &graph.AddendumPayload{Addendum: record, Errors: errs}, err
}
