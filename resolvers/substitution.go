package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/input"
	"huishang/internal/org"
)

type substitutionResolver struct{ *Resolver }

// Substitution is the resolver of Substitution's fields.
func (r *Resolver) Substitution() graph.SubstitutionResolver { return &substitutionResolver{r} }

func (r *substitutionResolver) Post(ctx context.Context, obj *db.Substitution) (*db.Post, error) {
	return db.SubstitutionPost.Of(ctx, obj)
}

func (r *substitutionResolver) Person(ctx context.Context, obj *db.Substitution) (*db.Person, error) {
	return db.SubstitutionPerson.Of(ctx, obj)
}

func (r *substitutionResolver) History(ctx context.Context, obj *db.Substitution, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.SubstitutionHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *substitutionResolver) AvailableActions(ctx context.Context, obj *db.Substitution, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(org.SubstitutionActions(ctx, obj))
}

func (r *queryResolver) Substitutions(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Substitution], error) {
	return read.List(ctx, db.Substitutions, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) SubstitutionCreate(ctx context.Context, input input.SubstitutionCreateInput) (*graph.SubstitutionPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Substitutions, input.IdempotencyKey, input, org.CreateSubstitution)
	return &graph.SubstitutionPayload{Substitution: record, Errors: errs}, err
}

func (r *mutationResolver) SubstitutionEnd(ctx context.Context, input input.SubstitutionEndInput) (*graph.SubstitutionPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Substitutions, input.IdempotencyKey, input, org.EndSubstitution)
	return &graph.SubstitutionPayload{Substitution: record, Errors: errs}, err
}

func (r *mutationResolver) SubstitutionConfirm(ctx context.Context, input input.SubstitutionConfirmInput) (*graph.SubstitutionPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Substitutions, input.IdempotencyKey, input, org.ConfirmSubstitution)
	return &graph.SubstitutionPayload{Substitution: record, Errors: errs}, err
}

func (r *mutationResolver) SubstitutionReject(ctx context.Context, input input.SubstitutionRejectInput) (*graph.SubstitutionPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Substitutions, input.IdempotencyKey, input, org.RejectSubstitution)
	return &graph.SubstitutionPayload{Substitution: record, Errors: errs}, err
}

func (r *substitutionResolver) ProposedBy(ctx context.Context, obj *db.Substitution) (*db.Person, error) {
	return db.SubstitutionProposedBy.Of(ctx, obj)
}

func (r *substitutionResolver) ConfirmedBy(ctx context.Context, obj *db.Substitution) (*db.Person, error) {
	return db.SubstitutionConfirmedBy.Of(ctx, obj)
}
