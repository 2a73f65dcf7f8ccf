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

type appointmentResolver struct{ *Resolver }

// Appointment is the resolver of Appointment's fields.
func (r *Resolver) Appointment() graph.AppointmentResolver { return &appointmentResolver{r} }

func (r *appointmentResolver) Post(ctx context.Context, obj *db.Appointment) (*db.Post, error) {
	return db.AppointmentPost.Of(ctx, obj)
}

func (r *appointmentResolver) Person(ctx context.Context, obj *db.Appointment) (*db.Person, error) {
	return db.AppointmentPerson.Of(ctx, obj)
}

func (r *appointmentResolver) History(ctx context.Context, obj *db.Appointment, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.AppointmentHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *appointmentResolver) AvailableActions(ctx context.Context, obj *db.Appointment, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(org.AppointmentActions(ctx, obj))
}

func (r *queryResolver) Appointments(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Appointment], error) {
	return read.List(ctx, db.Appointments, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) AppointmentCreate(ctx context.Context, input input.AppointmentCreateInput) (*graph.AppointmentPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Appointments, input.IdempotencyKey, input, org.CreateAppointment)
	return &graph.AppointmentPayload{Appointment: record, Errors: errs}, err
}

func (r *mutationResolver) AppointmentEnd(ctx context.Context, input input.AppointmentEndInput) (*graph.AppointmentPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Appointments, input.IdempotencyKey, input, org.EndAppointment)
	return &graph.AppointmentPayload{Appointment: record, Errors: errs}, err
}

func (r *mutationResolver) AppointmentConfirm(ctx context.Context, input input.AppointmentConfirmInput) (*graph.AppointmentPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Appointments, input.IdempotencyKey, input, org.ConfirmAppointment)
	return &graph.AppointmentPayload{Appointment: record, Errors: errs}, err
}

func (r *mutationResolver) AppointmentReject(ctx context.Context, input input.AppointmentRejectInput) (*graph.AppointmentPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.Appointments, input.IdempotencyKey, input, org.RejectAppointment)
	return &graph.AppointmentPayload{Appointment: record, Errors: errs}, err
}

func (r *appointmentResolver) ProposedBy(ctx context.Context, obj *db.Appointment) (*db.Person, error) {
	return db.AppointmentProposedBy.Of(ctx, obj)
}

func (r *appointmentResolver) ConfirmedBy(ctx context.Context, obj *db.Appointment) (*db.Person, error) {
	return db.AppointmentConfirmedBy.Of(ctx, obj)
}
