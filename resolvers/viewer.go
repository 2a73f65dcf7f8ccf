package resolvers

import (
	"context"
	"huishang/db"
	"huishang/graph"
	"huishang/internal/auth"
)

type viewerResolver struct{ *Resolver }

// Viewer is the resolver of Viewer's fields.
func (r *Resolver) Viewer() graph.ViewerResolver { return &viewerResolver{r} }

func (r *viewerResolver) Person(ctx context.Context, obj *auth.Viewer) (*db.Person, error) {
	return db.ViewerPerson.Of(ctx, obj)
}

func (r *viewerResolver) Counts(ctx context.Context, obj *auth.Viewer) (*db.ViewerCounts, error) {
	return db.CountsFor(ctx)
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
