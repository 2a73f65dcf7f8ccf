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

type portfolioResolver struct{ *Resolver }

// Portfolio is the resolver of Portfolio's fields.
func (r *Resolver) Portfolio() graph.PortfolioResolver { return &portfolioResolver{r} }

func (r *portfolioResolver) Post(ctx context.Context, obj *db.Portfolio) (*db.Post, error) {
	return db.PortfolioPost.Of(ctx, obj)
}

func (r *portfolioResolver) Department(ctx context.Context, obj *db.Portfolio) (*db.Department, error) {
	return db.PortfolioDepartment.Of(ctx, obj)
}

func (r *portfolioResolver) Organisation(ctx context.Context, obj *db.Portfolio) (*db.Organisation, error) {
	return db.PortfolioOrganisation.Of(ctx, obj)
}

func (r *portfolioResolver) History(ctx context.Context, obj *db.Portfolio, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.PortfolioHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *portfolioResolver) AvailableActions(ctx context.Context, obj *db.Portfolio, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(org.PortfolioActions(ctx, obj))
}

func (r *queryResolver) Portfolios(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Portfolio], error) {
	return read.List(ctx, db.Portfolios, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) PortfolioCreate(ctx context.Context, input input.PortfolioCreateInput) (*graph.PortfolioPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Portfolios, input.IdempotencyKey, input, org.CreatePortfolio)
	return &graph.PortfolioPayload{Portfolio: record, Errors: errs}, err
}

func (r *mutationResolver) PortfolioEnd(ctx context.Context, input input.PortfolioEndInput) (*graph.PortfolioPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Portfolios, input.IdempotencyKey, input, org.EndPortfolio)
	return &graph.PortfolioPayload{Portfolio: record, Errors: errs}, err
}
