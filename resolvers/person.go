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

type personResolver struct{ *Resolver }

// Person is the resolver of Person's fields.
func (r *Resolver) Person() graph.PersonResolver { return &personResolver{r} }

func (r *personResolver) Organisation(ctx context.Context, obj *db.Person) (*db.Organisation, error) {
	return db.PersonOrganisation.Of(ctx, obj)
}

func (r *personResolver) Contact(ctx context.Context, obj *db.Person) (*db.PersonContact, error) {
	return db.PersonContactOf.Of(ctx, obj)
}

func (r *personResolver) Appointments(ctx context.Context, obj *db.Person, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Appointment], error) {
	return db.PersonAppointments.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *personResolver) Substitutions(ctx context.Context, obj *db.Person, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Substitution], error) {
	return db.PersonSubstitutions.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *personResolver) History(ctx context.Context, obj *db.Person, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.PersonHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *personResolver) AvailableActions(ctx context.Context, obj *db.Person, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(org.PersonActions(ctx, obj))
}

func (r *queryResolver) Person(ctx context.Context, id *string, number *string) (*db.Person, error) {
	return either(ctx, db.People, id, "number", number)
}

func (r *queryResolver) People(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Person], error) {
	return read.List(ctx, db.People, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) PersonCreate(ctx context.Context, input input.PersonCreateInput) (*graph.PersonPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.People, input.IdempotencyKey, input, org.CreatePerson)
	return &graph.PersonPayload{Person: record, Errors: errs}, err
}

func (r *mutationResolver) PersonUpdate(ctx context.Context, input input.PersonUpdateInput) (*graph.PersonPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.People, input.IdempotencyKey, input, org.UpdatePerson)
	return &graph.PersonPayload{Person: record, Errors: errs}, err
}

func (r *mutationResolver) PersonDeactivate(ctx context.Context, input input.PersonDeactivateInput) (*graph.PersonPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.People, input.IdempotencyKey, input, org.DeactivatePerson)
	return &graph.PersonPayload{Person: record, Errors: errs}, err
}

func (r *mutationResolver) PersonRevokeTokens(ctx context.Context, input input.PersonRevokeTokensInput) (*graph.PersonPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.People, input.IdempotencyKey, input, org.RevokeTokens)
	return &graph.PersonPayload{Person: record, Errors: errs}, err
}
