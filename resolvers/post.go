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

type postResolver struct{ *Resolver }

// Post is the resolver of Post's fields.
func (r *Resolver) Post() graph.PostResolver { return &postResolver{r} }

func (r *postResolver) Organisation(ctx context.Context, obj *db.Post) (*db.Organisation, error) {
	return db.PostOrganisation.Of(ctx, obj)
}

func (r *postResolver) Department(ctx context.Context, obj *db.Post) (*db.Department, error) {
	return db.PostDepartment.Of(ctx, obj)
}

func (r *postResolver) Categories(ctx context.Context, obj *db.Post) ([]*read.Code, error) {
	return read.CodesOf(ctx, read.PostCategories, obj.Categories)
}

func (r *postResolver) Roles(ctx context.Context, obj *db.Post) ([]*db.PostRole, error) {
	return db.RolesOf(ctx, obj)
}

func (r *postResolver) Holders(ctx context.Context, obj *db.Post, on *clock.Date) ([]*db.PostHolder, error) {
	return db.HoldersOf(ctx, obj, day(ctx, on))
}

func (r *postResolver) Appointments(ctx context.Context, obj *db.Post, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Appointment], error) {
	return db.PostAppointments.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *postResolver) Substitutions(ctx context.Context, obj *db.Post, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Substitution], error) {
	return db.PostSubstitutions.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *postResolver) Portfolios(ctx context.Context, obj *db.Post, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Portfolio], error) {
	return db.PostPortfolios.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *postResolver) DutyLists(ctx context.Context, obj *db.Post, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.DutyList], error) {
	return db.PostDutyLists.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *postResolver) History(ctx context.Context, obj *db.Post, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.PostHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *postResolver) AvailableActions(ctx context.Context, obj *db.Post, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(offer.Post(ctx, obj))
}

type postHolderResolver struct{ *Resolver }

// PostHolder is the resolver of PostHolder's fields.
func (r *Resolver) PostHolder() graph.PostHolderResolver { return &postHolderResolver{r} }

func (r *postHolderResolver) Post(ctx context.Context, obj *db.PostHolder) (*db.Post, error) {
	return db.HolderPost.Of(ctx, obj)
}

func (r *postHolderResolver) Person(ctx context.Context, obj *db.PostHolder) (*db.Person, error) {
	return db.HolderPerson.Of(ctx, obj)
}

type postRoleResolver struct{ *Resolver }

// PostRole is the resolver of PostRole's fields.
func (r *Resolver) PostRole() graph.PostRoleResolver { return &postRoleResolver{r} }

func (r *postRoleResolver) Post(ctx context.Context, obj *db.PostRole) (*db.Post, error) {
	return db.PostRolePost.Of(ctx, obj)
}

func (r *postRoleResolver) AvailableActions(ctx context.Context, obj *db.PostRole, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(org.PostRoleActions(ctx, obj))
}

func (r *queryResolver) Post(ctx context.Context, id *string, code *string) (*db.Post, error) {
	return either(ctx, db.Posts, id, "code", code)
}

func (r *queryResolver) Posts(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Post], error) {
	return read.List(ctx, db.Posts, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) PostCreate(ctx context.Context, input input.PostCreateInput) (*graph.PostPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Posts, input.IdempotencyKey, input, org.CreatePost)
	return &graph.PostPayload{Post: record, Errors: errs}, err
}

func (r *mutationResolver) PostUpdate(ctx context.Context, input input.PostUpdateInput) (*graph.PostPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Posts, input.IdempotencyKey, input, org.UpdatePost)
	return &graph.PostPayload{Post: record, Errors: errs}, err
}

func (r *mutationResolver) PostDeactivate(ctx context.Context, input input.PostDeactivateInput) (*graph.PostPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Posts, input.IdempotencyKey, input, org.DeactivatePost)
	return &graph.PostPayload{Post: record, Errors: errs}, err
}

func (r *mutationResolver) PostRoleConfirm(ctx context.Context, input input.PostRoleConfirmInput) (*graph.PostRolePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.PostRoles, input.IdempotencyKey, input, org.ConfirmPostRole)
	return &graph.PostRolePayload{PostRole: record, Errors: errs}, err
}

func (r *mutationResolver) PostRoleReject(ctx context.Context, input input.PostRoleRejectInput) (*graph.PostRolePayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.PostRoles, input.IdempotencyKey, input, org.RejectPostRole)
	return &graph.PostRolePayload{PostRole: record, Errors: errs}, err
}

func (r *mutationResolver) PostHandOver(ctx context.Context, input input.PostHandOverInput) (*graph.PostPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Posts, input.IdempotencyKey, input, org.HandOverPost)
	return &graph.PostPayload{Post: record, Errors: errs}, err
}

func (r *postRoleResolver) ProposedBy(ctx context.Context, obj *db.PostRole) (*db.Person, error) {
	return db.PostRoleProposedBy.Of(ctx, obj)
}

func (r *postRoleResolver) ConfirmedBy(ctx context.Context, obj *db.PostRole) (*db.Person, error) {
	return db.PostRoleConfirmedBy.Of(ctx, obj)
}
