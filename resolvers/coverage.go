package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
)

type coverageGapResolver struct{ *Resolver }

// CoverageGap is the resolver of CoverageGap's fields.
func (r *Resolver) CoverageGap() graph.CoverageGapResolver { return &coverageGapResolver{r} }

func (r *coverageGapResolver) Organisation(ctx context.Context, obj *db.CoverageGap) (*db.Organisation, error) {
	return db.CoverageGapOrganisation.Of(ctx, obj)
}

func (r *coverageGapResolver) Department(ctx context.Context, obj *db.CoverageGap) (*db.Department, error) {
	return db.CoverageGapDepartment.Of(ctx, obj)
}

func (r *coverageGapResolver) Post(ctx context.Context, obj *db.CoverageGap) (*db.Post, error) {
	return db.CoverageGapPost.Of(ctx, obj)
}

func (r *coverageGapResolver) Item(ctx context.Context, obj *db.CoverageGap) (*db.DutyItem, error) {
	return db.CoverageGapItem.Of(ctx, obj)
}

func (r *coverageGapResolver) RiskDomain(ctx context.Context, obj *db.CoverageGap) (*read.Code, error) {
	return riskDomain(ctx, obj.RiskDomain)
}

func (r *queryResolver) CoverageGaps(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.CoverageGap], error) {
	return db.ListCoverageGaps(ctx, list(filter, orderBy, first, after, last, before))
}

// riskDomain finds a gap's risk domain in its code table.
func riskDomain(ctx context.Context, code *string) (*read.Code, error) {
	if code == nil {
		return nil, nil
	}
	found, err := read.CodesOf(ctx, read.RiskDomains, []string{*code})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}
