package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/input"
	"huishang/internal/offer"
	"huishang/internal/org"
)

type departmentResolver struct{ *Resolver }

// Department is the resolver of Department's fields.
func (r *Resolver) Department() graph.DepartmentResolver { return &departmentResolver{r} }

func (r *departmentResolver) Organisation(ctx context.Context, obj *db.Department) (*db.Organisation, error) {
	return db.DepartmentOrganisation.Of(ctx, obj)
}

func (r *departmentResolver) RiskDomains(ctx context.Context, obj *db.Department) ([]*read.Code, error) {
	return read.CodesOf(ctx, read.RiskDomains, obj.RiskDomains)
}

func (r *departmentResolver) BusinessLines(ctx context.Context, obj *db.Department) ([]*read.Code, error) {
	return read.CodesOf(ctx, read.BusinessLines, obj.BusinessLines)
}

func (r *departmentResolver) Posts(ctx context.Context, obj *db.Department, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Post], error) {
	return db.DepartmentPosts.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *departmentResolver) DutyLists(ctx context.Context, obj *db.Department, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.DutyList], error) {
	return db.DepartmentDutyLists.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *departmentResolver) LeaderInCharge(ctx context.Context, obj *db.Department, on *clock.Date) (*db.PostHolder, error) {
	return db.LeaderOfDepartment(ctx, obj, day(ctx, on))
}

func (r *departmentResolver) History(ctx context.Context, obj *db.Department, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.DepartmentHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *departmentResolver) AvailableActions(ctx context.Context, obj *db.Department, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(offer.Department(ctx, obj))
}

func (r *queryResolver) Department(ctx context.Context, id *string, code *string) (*db.Department, error) {
	return either(ctx, db.Departments, id, "code", code)
}

func (r *queryResolver) Departments(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Department], error) {
	return read.List(ctx, db.Departments, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) DepartmentCreate(ctx context.Context, input input.DepartmentCreateInput) (*graph.DepartmentPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Departments, input.IdempotencyKey, input, org.CreateDepartment)
	return &graph.DepartmentPayload{Department: record, Errors: errs}, err
}

func (r *mutationResolver) DepartmentUpdate(ctx context.Context, input input.DepartmentUpdateInput) (*graph.DepartmentPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Departments, input.IdempotencyKey, input, org.UpdateDepartment)
	return &graph.DepartmentPayload{Department: record, Errors: errs}, err
}

func (r *mutationResolver) DepartmentDeactivate(ctx context.Context, input input.DepartmentDeactivateInput) (*graph.DepartmentPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Departments, input.IdempotencyKey, input, org.DeactivateDepartment)
	return &graph.DepartmentPayload{Department: record, Errors: errs}, err
}
