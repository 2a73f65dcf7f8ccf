package resolvers

import (
	"context"

	"huishang/db"
	"huishang/graph"
	"huishang/internal/input"
	"huishang/internal/task"
)

func (r *mutationResolver) TaskAccept(ctx context.Context, input input.TaskAcceptInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskAccept)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskObject(ctx context.Context, input input.TaskObjectInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskObject)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskReport(ctx context.Context, input input.TaskReportInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskReport)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) MilestoneReach(ctx context.Context, input input.MilestoneReachInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.MilestoneReach)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) EvidenceAdd(ctx context.Context, input input.EvidenceAddInput) (*graph.EvidencePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Evidences, input.IdempotencyKey, input, task.EvidenceAdd)
	return &graph.EvidencePayload{Evidence: record, Errors: errs}, err
}

func (r *mutationResolver) ExtensionRequest(ctx context.Context, input input.ExtensionRequestInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.ExtensionRequest)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskSubmit(ctx context.Context, input input.TaskSubmitInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskSubmit)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) MilestonesSet(ctx context.Context, input input.MilestonesSetInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.MilestonesSet)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) ObjectionDecide(ctx context.Context, input input.ObjectionDecideInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.ObjectionDecide)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskReassign(ctx context.Context, input input.TaskReassignInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskReassign)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskSuspend(ctx context.Context, input input.TaskSuspendInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskSuspend)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskResume(ctx context.Context, input input.TaskResumeInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskResume)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskCancel(ctx context.Context, input input.TaskCancelInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskCancel)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) ExtensionDecide(ctx context.Context, input input.ExtensionDecideInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.ExtensionDecide)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskSign(ctx context.Context, input input.TaskSignInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskSign)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskReturn(ctx context.Context, input input.TaskReturnInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskReturn)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TaskInstruct(ctx context.Context, input input.TaskInstructInput) (*graph.TaskPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Tasks, input.IdempotencyKey, input, task.TaskInstruct)
	return &graph.TaskPayload{Task: record, Errors: errs}, err
}

func (r *mutationResolver) TasksReassign(ctx context.Context, input input.TasksReassignInput) (*graph.TasksPayload, error) {
	return several(ctx, r.Resolver, input.IdempotencyKey, input, input.Tasks, task.TasksReassign)
}

func (r *mutationResolver) TasksCancel(ctx context.Context, input input.TasksCancelInput) (*graph.TasksPayload, error) {
	return several(ctx, r.Resolver, input.IdempotencyKey, input, input.Tasks, task.TasksCancel)
}

func (r *mutationResolver) ExtensionsGrant(ctx context.Context, input input.ExtensionsGrantInput) (*graph.TasksPayload, error) {
	return several(ctx, r.Resolver, input.IdempotencyKey, input, input.Tasks, task.ExtensionsGrant)
}
