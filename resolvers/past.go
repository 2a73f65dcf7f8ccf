package resolvers

import (
	"context"
	"slices"
	"strings"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/fault"

	"github.com/99designs/gqlgen/graphql"
)

// listOf reads a list, of now or of a day's end.
func listOf[T any](ctx context.Context, o *read.Object[T], a read.ListArgs, asOf *clock.Date) (*read.Page[T], error) {
	if a.AsOf = asOf; asOf != nil {
		if err := toldThen(graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field); err != nil {
			return nil, err
		}
	}
	return read.List(ctx, o, a)
}

// statsOf counts the rows of a list, of now, of a day's end or of several.
func statsOf[T, R any](ctx context.Context, x *read.Statistics[T, R], a read.StatsArgs, asOf *clock.Date, trend *read.Trend) (*read.StatsPage[R], error) {
	if a.AsOf, a.Trend = asOf, trend; asOf != nil || trend != nil {
		if err := toldThen(graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field); err != nil {
			return nil, err
		}
	}
	return read.Stats(ctx, x, a)
}

// toldThen refuses what is asked of records of a past day that is not kept by the day, before anything is read: the record as
// it is now must not stand beside what it was.
func toldThen(op *graphql.OperationContext, of graphql.CollectedField) error {
	for _, f := range graphql.CollectFields(op, of.Selections, []string{of.Definition.Type.Name(), "Node"}) {
		object, leadsTo := f.ObjectDefinition.Name, f.Definition.Type.Name()
		kept, ofPast := db.KeptByDay[object]
		if leaf := len(f.Selections) == 0; ofPast && (leaf && slices.Contains(kept, "-"+f.Name) || !leaf && !slices.Contains(kept, f.Name)) {
			name := object + "." + f.Name
			return fault.At("asOf", fault.NotOfThePast, "field", fault.Term{Value: name, Label: fault.Text{EN: name, ZH: name}})
		}
		_, goesOn := db.KeptByDay[leadsTo]
		if goesOn || strings.HasSuffix(leadsTo, "Connection") || strings.HasSuffix(leadsTo, "Edge") || strings.HasSuffix(leadsTo, "StatsRow") {
			if err := toldThen(op, f); err != nil {
				return err
			}
		}
	}
	return nil
}
