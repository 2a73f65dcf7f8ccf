package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/clock"

	"github.com/99designs/gqlgen/graphql"
)

// statistics are the arguments of a field of statistics: what it takes, and what is asked of its rows.
func statistics(ctx context.Context, filter map[string]any, groupBy []*read.GroupBy, having map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) read.StatsArgs {
	a := read.StatsArgs{ListArgs: list(filter, orderBy, first, after, last, before), GroupBy: groupBy, Having: having}
	of := graphql.GetFieldContext(ctx)
	if raw, ok := of.Field.ArgumentMap(graphql.GetOperationContext(ctx).Variables)["filter"].(map[string]any); ok {
		a.Raw = raw
	}
	a.Asked = askedOf(ctx, of.Field)
	return a
}

// askedOf are the fields asked of the objects that are the rows of a field.
func askedOf(ctx context.Context, of graphql.CollectedField) (asked []read.Asked) {
	op := graphql.GetOperationContext(ctx)
	within := func(f graphql.CollectedField) []graphql.CollectedField {
		return graphql.CollectFields(op, f.Selections, []string{f.Definition.Type.Name()})
	}
	for _, f := range within(of) {
		switch f.Name {
		case "edges":
			asked = append(asked, askedOf(ctx, f)...)
		case "nodes", "node", "totals":
			for _, inner := range within(f) {
				asked = append(asked, read.Asked{Field: inner.Name, Args: inner.ArgumentMap(op.Variables)})
			}
		}
	}
	return asked
}

func (r *queryResolver) TaskStats(ctx context.Context, filter map[string]any, groupBy []*read.GroupBy, having map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string, asOf *clock.Date, trend *read.Trend) (*db.TaskStatsConnection, error) {
	return statsOf(ctx, db.TaskStatistics, statistics(ctx, filter, groupBy, having, orderBy, first, after, last, before), asOf, trend)
}

func (r *queryResolver) ProblemStats(ctx context.Context, filter map[string]any, groupBy []*read.GroupBy, having map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string, asOf *clock.Date, trend *read.Trend) (*db.ProblemStatsConnection, error) {
	return statsOf(ctx, db.ProblemStatistics, statistics(ctx, filter, groupBy, having, orderBy, first, after, last, before), asOf, trend)
}

func (r *queryResolver) FindingStats(ctx context.Context, filter map[string]any, groupBy []*read.GroupBy, having map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*db.FindingStatsConnection, error) {
	return read.Stats(ctx, db.FindingStatistics, statistics(ctx, filter, groupBy, having, orderBy, first, after, last, before))
}

func (r *queryResolver) ConsultationStats(ctx context.Context, filter map[string]any, groupBy []*read.GroupBy, having map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string, asOf *clock.Date, trend *read.Trend) (*db.ConsultationStatsConnection, error) {
	return statsOf(ctx, db.ConsultationStatistics, statistics(ctx, filter, groupBy, having, orderBy, first, after, last, before), asOf, trend)
}

func (r *queryResolver) OutcomeStats(ctx context.Context, filter map[string]any, groupBy []*read.GroupBy, having map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*db.OutcomeStatsConnection, error) {
	return read.Stats(ctx, db.OutcomeStatistics, statistics(ctx, filter, groupBy, having, orderBy, first, after, last, before))
}

func (r *queryResolver) PlanItemStats(ctx context.Context, filter map[string]any, groupBy []*read.GroupBy, having map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*db.PlanItemStatsConnection, error) {
	return read.Stats(ctx, db.PlanItemStatistics, statistics(ctx, filter, groupBy, having, orderBy, first, after, last, before))
}
