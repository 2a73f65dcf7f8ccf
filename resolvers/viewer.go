package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/offer"
)

type viewerResolver struct{ *Resolver }

// Viewer is the resolver of Viewer's fields.
func (r *Resolver) Viewer() graph.ViewerResolver { return &viewerResolver{r} }

func (r *viewerResolver) Person(ctx context.Context, obj *auth.Viewer) (*db.Person, error) {
	return db.ViewerPerson.Of(ctx, obj)
}

func (r *viewerResolver) AvailableActions(ctx context.Context, _ *auth.Viewer, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(offer.Viewer(ctx))
}

func (r *viewerResolver) Counts(ctx context.Context, obj *auth.Viewer) (*db.ViewerCounts, error) {
	return db.CountsFor(ctx)
}

func (r *viewerResolver) Tasks(ctx context.Context, _ *auth.Viewer, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Task], error) {
	return db.TasksOfViewer(ctx, list(filter, orderBy, first, after, last, before))
}

func (r *viewerResolver) Approvals(ctx context.Context, _ *auth.Viewer, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Task], error) {
	return db.ApprovalsOfViewer(ctx, list(filter, orderBy, first, after, last, before))
}

type grantResolver struct{ *Resolver }

// Grant is the resolver of Grant's fields.
func (r *Resolver) Grant() graph.GrantResolver { return &grantResolver{r} }

func (r *grantResolver) Organisation(ctx context.Context, obj *auth.Grant) (*db.Organisation, error) {
	return db.GrantOrganisation.Of(ctx, obj)
}

func (r *grantResolver) Department(ctx context.Context, obj *auth.Grant) (*db.Department, error) {
	return db.GrantDepartment.Of(ctx, obj)
}

func (r *grantResolver) Post(ctx context.Context, obj *auth.Grant) (*db.Post, error) {
	return db.GrantPost.Of(ctx, obj)
}

func (r *grantResolver) OnBehalfOf(ctx context.Context, obj *auth.Grant) (*db.Person, error) {
	return db.GrantOnBehalfOf.Of(ctx, obj)
}

func (r *queryResolver) Viewer(ctx context.Context) (*auth.Viewer, error) {
	return db.From(ctx).Viewer, nil
}
