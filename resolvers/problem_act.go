package resolvers

import (
	"context"

	"huishang/db"
	"huishang/graph"
	"huishang/internal/input"
	"huishang/internal/problem"
)

func (r *mutationResolver) FindingRegister(ctx context.Context, input input.FindingRegisterInput) (*graph.FindingPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Findings, input.IdempotencyKey, input, problem.FindingRegister)
	return &graph.FindingPayload{Finding: record, Errors: errs}, err
}

func (r *mutationResolver) FindingUpdate(ctx context.Context, input input.FindingUpdateInput) (*graph.FindingPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Findings, input.IdempotencyKey, input, problem.FindingUpdate)
	return &graph.FindingPayload{Finding: record, Errors: errs}, err
}

func (r *mutationResolver) FindingSetSecrecy(ctx context.Context, input input.FindingSetSecrecyInput) (*graph.FindingPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Findings, input.IdempotencyKey, input, problem.FindingSetSecrecy)
	return &graph.FindingPayload{Finding: record, Errors: errs}, err
}

func (r *mutationResolver) FindingTransfer(ctx context.Context, input input.FindingTransferInput) (*graph.FindingPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Findings, input.IdempotencyKey, input, problem.FindingTransfer)
	return &graph.FindingPayload{Finding: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemRegister(ctx context.Context, input input.ProblemRegisterInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemRegister)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemUpdate(ctx context.Context, input input.ProblemUpdateInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemUpdate)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemSetSecrecy(ctx context.Context, input input.ProblemSetSecrecyInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemSetSecrecy)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemAddFindings(ctx context.Context, input input.ProblemAddFindingsInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemAddFindings)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemMerge(ctx context.Context, input input.ProblemMergeInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemMerge)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemRelate(ctx context.Context, input input.ProblemRelateInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemRelate)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemUnrelate(ctx context.Context, input input.ProblemUnrelateInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemUnrelate)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemConfirmRecurrence(ctx context.Context, input input.ProblemConfirmRecurrenceInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemConfirmRecurrence)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemSetMandate(ctx context.Context, input input.ProblemSetMandateInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemSetMandate)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemTransfer(ctx context.Context, input input.ProblemTransferInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemTransfer)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}

func (r *mutationResolver) ProblemCloseWithoutMeasure(ctx context.Context, input input.ProblemCloseWithoutMeasureInput) (*graph.ProblemPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Problems, input.IdempotencyKey, input, problem.ProblemCloseWithoutMeasure)
	return &graph.ProblemPayload{Problem: record, Errors: errs}, err
}
