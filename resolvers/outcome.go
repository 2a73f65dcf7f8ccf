package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/consultation"
)

type outcomeResolver struct{ *Resolver }

// Outcome is the resolver of Outcome's fields.
func (r *Resolver) Outcome() graph.OutcomeResolver { return &outcomeResolver{r} }

func (r *outcomeResolver) Consultation(ctx context.Context, obj *db.Outcome) (*db.Consultation, error) {
	return db.OutcomeConsultation.Of(ctx, obj)
}

func (r *outcomeResolver) Topic(ctx context.Context, obj *db.Outcome) (*db.Topic, error) {
	return db.OutcomeTopic.Of(ctx, obj)
}

func (r *outcomeResolver) Problem(ctx context.Context, obj *db.Outcome) (*db.Problem, error) {
	return db.OutcomeProblem.Of(ctx, obj)
}

func (r *outcomeResolver) AnsweredBy(ctx context.Context, obj *db.Outcome) (*db.Person, error) {
	return db.OutcomeAnsweredBy.Of(ctx, obj)
}

func (r *outcomeResolver) ResolutionBy(ctx context.Context, obj *db.Outcome) (*db.Person, error) {
	return db.OutcomeResolutionBy.Of(ctx, obj)
}

func (r *outcomeResolver) Measures(ctx context.Context, obj *db.Outcome, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Measure], error) {
	return db.OutcomeMeasures.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *outcomeResolver) AvailableActions(ctx context.Context, obj *db.Outcome, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(consultation.OutcomeActions(ctx, obj))
}

type measureResolver struct{ *Resolver }

// Measure is the resolver of Measure's fields.
func (r *Resolver) Measure() graph.MeasureResolver { return &measureResolver{r} }

func (r *measureResolver) Outcome(ctx context.Context, obj *db.Measure) (*db.Outcome, error) {
	return db.MeasureOutcome.Of(ctx, obj)
}

func (r *measureResolver) Problem(ctx context.Context, obj *db.Measure) (*db.Problem, error) {
	return db.MeasureProblem.Of(ctx, obj)
}

func (r *measureResolver) Tasks(ctx context.Context, obj *db.Measure, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Task], error) {
	return db.MeasureTasks.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *queryResolver) Outcome(ctx context.Context, id string) (*db.Outcome, error) {
	return either(ctx, db.Outcomes, &id, "", nil)
}

func (r *queryResolver) Outcomes(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Outcome], error) {
	return read.List(ctx, db.Outcomes, list(filter, orderBy, first, after, last, before))
}

func (r *queryResolver) Measure(ctx context.Context, id string) (*db.Measure, error) {
	return either(ctx, db.Measures, &id, "", nil)
}

func (r *queryResolver) Measures(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Measure], error) {
	return read.List(ctx, db.Measures, list(filter, orderBy, first, after, last, before))
}
