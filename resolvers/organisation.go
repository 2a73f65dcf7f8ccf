package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/offer"
	"huishang/internal/org"
)

type organisationResolver struct{ *Resolver }

// Organisation is the resolver of Organisation's fields.
func (r *Resolver) Organisation() graph.OrganisationResolver { return &organisationResolver{r} }

func (r *organisationResolver) Parent(ctx context.Context, obj *db.Organisation) (*db.Organisation, error) {
	return db.OrganisationParent.Of(ctx, obj)
}

func (r *organisationResolver) Children(ctx context.Context, obj *db.Organisation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Organisation], error) {
	return db.OrganisationChildren.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *organisationResolver) Departments(ctx context.Context, obj *db.Organisation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Department], error) {
	return db.OrganisationDepartments.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *organisationResolver) Posts(ctx context.Context, obj *db.Organisation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Post], error) {
	return db.OrganisationPosts.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *organisationResolver) DutyLists(ctx context.Context, obj *db.Organisation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.DutyList], error) {
	return db.OrganisationDutyLists.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *organisationResolver) LeaderInCharge(ctx context.Context, obj *db.Organisation, on *clock.Date) (*db.PostHolder, error) {
	return db.LeaderOfOrganisation(ctx, obj, day(ctx, on))
}

func (r *organisationResolver) Counts(ctx context.Context, obj *db.Organisation) (*db.OrganisationCounts, error) {
	return db.CountsOf(ctx, obj)
}

func (r *organisationResolver) History(ctx context.Context, obj *db.Organisation, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.OrganisationHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *organisationResolver) AvailableActions(ctx context.Context, obj *db.Organisation, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(offer.Organisation(ctx, obj))
}

func (r *queryResolver) Organisation(ctx context.Context, id *string, code *string) (*db.Organisation, error) {
	return either(ctx, db.Organisations, id, "code", code)
}

func (r *queryResolver) Organisations(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Organisation], error) {
	return read.List(ctx, db.Organisations, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) OrganisationCreate(ctx context.Context, input input.OrganisationCreateInput) (*graph.OrganisationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Organisations, input.IdempotencyKey, input, org.CreateOrganisation)
	return &graph.OrganisationPayload{Organisation: record, Errors: errs}, err
}

func (r *mutationResolver) OrganisationUpdate(ctx context.Context, input input.OrganisationUpdateInput) (*graph.OrganisationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Organisations, input.IdempotencyKey, input, org.UpdateOrganisation)
	return &graph.OrganisationPayload{Organisation: record, Errors: errs}, err
}

func (r *mutationResolver) OrganisationMove(ctx context.Context, input input.OrganisationMoveInput) (*graph.OrganisationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Organisations, input.IdempotencyKey, input, org.MoveOrganisation)
	return &graph.OrganisationPayload{Organisation: record, Errors: errs}, err
}

func (r *mutationResolver) OrganisationDeactivate(ctx context.Context, input input.OrganisationDeactivateInput) (*graph.OrganisationPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Organisations, input.IdempotencyKey, input, org.DeactivateOrganisation)
	return &graph.OrganisationPayload{Organisation: record, Errors: errs}, err
}

func (r *queryResolver) OrganisationTree(ctx context.Context, root *string) ([]*db.Organisation, error) {
	if root == nil {
		return db.Tree(ctx, nil)
	}
	u, err := typed(db.Organisations, *root, "root")
	if err != nil {
		return nil, err
	}
	at := ident.Of[ident.OrganisationID](u)
	return db.Tree(ctx, &at)
}
