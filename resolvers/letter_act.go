package resolvers

import (
	"context"

	"huishang/db"
	"huishang/graph"
	"huishang/internal/input"
	"huishang/internal/letter"
	"huishang/internal/task"
)

func (r *mutationResolver) LetterDraftForProblem(ctx context.Context, input input.LetterDraftForProblemInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterDraftForProblem)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterDraftForTask(ctx context.Context, input input.LetterDraftForTaskInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, task.LetterDraftForTask)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterUpdate(ctx context.Context, input input.LetterUpdateInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterUpdate)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterIssue(ctx context.Context, input input.LetterIssueInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterIssue)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterAcknowledge(ctx context.Context, input input.LetterAcknowledgeInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterAcknowledge)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterReply(ctx context.Context, input input.LetterReplyInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterReply)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterReturn(ctx context.Context, input input.LetterReturnInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterReturn)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterAccept(ctx context.Context, input input.LetterAcceptInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterAccept)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterRevoke(ctx context.Context, input input.LetterRevokeInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterRevoke)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}

func (r *mutationResolver) LetterUpgrade(ctx context.Context, input input.LetterUpgradeInput) (*graph.LetterPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Letters, input.IdempotencyKey, input, letter.LetterUpgrade)
	return &graph.LetterPayload{Letter: record, Errors: errs}, err
}
