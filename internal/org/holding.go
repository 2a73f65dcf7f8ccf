package org

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// CreateAppointment appoints somebody. To a post with a role of the committee family it is a proposal until a
// second administrator confirms it; nobody appoints himself (D-SEC-6).
func CreateAppointment(ctx context.Context, in input.AppointmentCreateInput) (uuid.UUID, error) {
	var c act.Checks
	p, person, err := holding(ctx, &c, auth.AppointmentCreate, in.Post, in.Person)
	if err != nil {
		return uuid.Nil, err
	}
	c.Optional("input.basis", in.Basis)
	c.Unless(in.To == nil || !in.To.Before(in.From), fault.At("input.to", fault.DateOrder, "earliest", in.From))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	a := &db.Appointment{ProvinceID: p.ProvinceID, OrgID: p.OrgID, PostID: p.ID, PersonID: person.ID, Kind: in.Kind, FromOn: in.From, ToOn: in.To, Basis: in.Basis}
	return appoint(ctx, auth.AppointmentCreate, a, nil)
}

// EndAppointment sets an appointment's last day, once (D-ORG-5).
func EndAppointment(ctx context.Context, in input.AppointmentEndInput) (uuid.UUID, error) {
	a, err := appointment(ctx, auth.AppointmentEnd, in.Appointment, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	checkEnd(&c, in.To, a.FromOn, a.ToOn, db.From(ctx).Viewer.Today)
	c.Text("input.reason", in.Reason)
	if err := c.Include("input.appointment", freeAppointment(ctx, auth.AppointmentEnd, a)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	return a.ID.UUID(), endAppointment(ctx, auth.AppointmentEnd, a, in.To, in.Reason)
}

// ConfirmAppointment confirms a proposal; a confirmed handover ends the holder's appointment.
func ConfirmAppointment(ctx context.Context, in input.AppointmentConfirmInput) (uuid.UUID, error) {
	return decideAppointment(ctx, auth.AppointmentConfirm, in.Appointment, in.Version, in.Reason)
}

// RejectAppointment rejects a proposal.
func RejectAppointment(ctx context.Context, in input.AppointmentRejectInput) (uuid.UUID, error) {
	return decideAppointment(ctx, auth.AppointmentReject, in.Appointment, in.Version, &in.Reason)
}

func decideAppointment(ctx context.Context, do auth.Act, id ident.AppointmentID, version int32, reason *string) (uuid.UUID, error) {
	t := db.From(ctx)
	a, err := appointment(ctx, do, id, version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", reason)
	if err := c.Include("input.appointment", freeAppointment(ctx, do, a)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	to := decided[do]
	if to == db.Confirmed && a.HandsOver {
		if err := endHolder(ctx, do, a.PostID, a.FromOn, "handover"); err != nil {
			return uuid.Nil, err
		}
	}
	if err := Appointments.Check(do, a.State, to); err != nil {
		return uuid.Nil, err
	}
	next := *a
	next.State, next.ConfirmedByID = to, &t.Viewer.PersonID
	rows, err := t.SetAppointment(ctx, &next)
	if err := act.Believe(rows, at(err, "input.appointment"), a.ID, a.Version); err != nil {
		return uuid.Nil, err
	}
	return a.ID.UUID(), t.Record(ctx, proposal(db.Appointments.Name, a.ID.UUID(), do, a.OrgID, reason, a.State, to))
}

// HandOverPost ends the holder's appointment on the day before and begins the successor's (D-ORG-5). To a post
// with a role of the committee family both wait for a second administrator, so that the post is never vacant
// in between.
func HandOverPost(ctx context.Context, in input.PostHandOverInput) (uuid.UUID, error) {
	t := db.From(ctx)
	var c act.Checks
	p, person, err := holding(ctx, &c, auth.PostHandOver, in.Post, in.Person)
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Version(p.ID, in.Version, p.Version); err != nil {
		return uuid.Nil, err
	}
	c.Optional("input.basis", in.Basis)
	c.Text("input.reason", in.Reason)
	holder, err := t.Holder(ctx, p.ID, in.From.AddDays(-1))
	if err != nil {
		return uuid.Nil, err
	}
	c.Unless(holder != nil, fault.At("input.from", fault.NoHolder))
	c.Unless(holder == nil || holder.PersonID != person.ID, fault.At("input.person", fault.InvalidValue, "expected", "somebody else than the holder"))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	second, err := needsSecond(ctx, p.ID)
	if err != nil {
		return uuid.Nil, err
	}
	if !second {
		if err := endHolder(ctx, auth.PostHandOver, p.ID, in.From, in.Reason); err != nil {
			return uuid.Nil, err
		}
	}
	a := &db.Appointment{ProvinceID: p.ProvinceID, OrgID: p.OrgID, PostID: p.ID, PersonID: person.ID, Kind: db.Substantive, FromOn: in.From, Basis: in.Basis, HandsOver: true}
	if _, err := appoint(ctx, auth.PostHandOver, a, &in.Reason); err != nil {
		return uuid.Nil, err
	}
	rows, err := t.SetPost(ctx, p)
	return p.ID.UUID(), act.Believe(rows, err, p.ID, p.Version)
}

// CreateSubstitution names a substitute for days; a proposal where the post has a role of the committee family.
func CreateSubstitution(ctx context.Context, in input.SubstitutionCreateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	var c act.Checks
	p, person, err := holding(ctx, &c, auth.SubstitutionCreate, in.Post, in.Person)
	if err != nil {
		return uuid.Nil, err
	}
	c.Text("input.reason", in.Reason)
	c.Unless(!in.To.Before(in.From), fault.At("input.to", fault.DateOrder, "earliest", in.From))
	holder, err := t.Holder(ctx, p.ID, in.From)
	if err != nil {
		return uuid.Nil, err
	}
	c.Unless(holder == nil || holder.PersonID != person.ID, fault.At("input.person", fault.InvalidValue, "expected", "somebody else than the holder"))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	s := &db.Substitution{ProvinceID: p.ProvinceID, OrgID: p.OrgID, PostID: p.ID, PersonID: person.ID, FromOn: in.From, ToOn: in.To, Reason: in.Reason}
	if s.State, err = firstState(ctx, p.ID); err != nil {
		return uuid.Nil, err
	}
	id, err := t.AddSubstitution(ctx, s)
	if err != nil {
		return uuid.Nil, at(err, "input.from")
	}
	return id, t.Record(ctx, proposal(db.Substitutions.Name, id, auth.SubstitutionCreate, p.OrgID, &in.Reason, "", s.State))
}

// EndSubstitution brings a substitution's last day forward.
func EndSubstitution(ctx context.Context, in input.SubstitutionEndInput) (uuid.UUID, error) {
	t := db.From(ctx)
	s, err := substitution(ctx, auth.SubstitutionEnd, in.Substitution, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	checkEnd(&c, in.To, s.FromOn, &s.ToOn, t.Viewer.Today)
	c.Text("input.reason", in.Reason)
	if err := c.Include("input.substitution", freeSubstitution(ctx, auth.SubstitutionEnd, s)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *s
	next.ToOn = in.To
	rows, err := t.SetSubstitution(ctx, &next)
	if err := act.Believe(rows, err, s.ID, s.Version); err != nil {
		return uuid.Nil, err
	}
	e := reference(db.Substitutions.Name, s.ID.UUID(), auth.SubstitutionEnd, s.OrgID, &in.Reason)
	e.Changes = db.Diff(s, &next)
	return s.ID.UUID(), t.Record(ctx, e)
}

// ConfirmSubstitution confirms a proposal.
func ConfirmSubstitution(ctx context.Context, in input.SubstitutionConfirmInput) (uuid.UUID, error) {
	return decideSubstitution(ctx, auth.SubstitutionConfirm, in.Substitution, in.Version, in.Reason)
}

// RejectSubstitution rejects a proposal.
func RejectSubstitution(ctx context.Context, in input.SubstitutionRejectInput) (uuid.UUID, error) {
	return decideSubstitution(ctx, auth.SubstitutionReject, in.Substitution, in.Version, &in.Reason)
}

func decideSubstitution(ctx context.Context, do auth.Act, id ident.SubstitutionID, version int32, reason *string) (uuid.UUID, error) {
	t := db.From(ctx)
	s, err := substitution(ctx, do, id, version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", reason)
	if err := c.Include("input.substitution", freeSubstitution(ctx, do, s)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	to := decided[do]
	if err := Substitutions.Check(do, s.State, to); err != nil {
		return uuid.Nil, err
	}
	next := *s
	next.State, next.ConfirmedByID = to, &t.Viewer.PersonID
	rows, err := t.SetSubstitution(ctx, &next)
	if err := act.Believe(rows, at(err, "input.substitution"), s.ID, s.Version); err != nil {
		return uuid.Nil, err
	}
	return s.ID.UUID(), t.Record(ctx, proposal(db.Substitutions.Name, s.ID.UUID(), do, s.OrgID, reason, s.State, to))
}

func substitution(ctx context.Context, a auth.Act, id ident.SubstitutionID, version int32) (*db.Substitution, error) {
	return seated(ctx, a, db.Substitutions, id.UUID(), "input.substitution", version, func(s *db.Substitution) ofPost { return ofPost{s.PostID, s.OrgID, s.ID, s.Version} })
}

func appointment(ctx context.Context, do auth.Act, id ident.AppointmentID, version int32) (*db.Appointment, error) {
	return seated(ctx, do, db.Appointments, id.UUID(), "input.appointment", version, func(a *db.Appointment) ofPost { return ofPost{a.PostID, a.OrgID, a.ID, a.Version} })
}

// holding takes the post and the person that an input names, and refuses oneself and what is out of use.
func holding(ctx context.Context, c *act.Checks, a auth.Act, postID ident.PostID, personID ident.PersonID) (*db.Post, *db.Person, error) {
	p, err := seatOf(ctx, postID, "input.post")
	if err != nil {
		return nil, nil, err
	}
	if err := act.Authorize(ctx, a, auth.Row{Org: p.OrgID}); err != nil {
		return nil, nil, err
	}
	person, err := act.RestOn(ctx, db.People, personID.UUID(), "input.person")
	if err != nil {
		return nil, nil, err
	}
	t := db.From(ctx)
	c.Unless(t.Viewer.System || person.ID != t.Viewer.PersonID, fault.At("input.person", fault.SelfAppointment))
	c.Unless(p.Active(), fault.At("input.post", fault.Inactive))
	c.Unless(person.Active(), fault.At("input.person", fault.Inactive))
	return p, person, nil
}

// appoint writes an appointment in the state that its post asks for.
func appoint(ctx context.Context, a auth.Act, new *db.Appointment, reason *string) (uuid.UUID, error) {
	t := db.From(ctx)
	var err error
	if new.State, err = firstState(ctx, new.PostID); err != nil {
		return uuid.Nil, err
	}
	id, err := t.AddAppointment(ctx, new)
	if err != nil {
		return uuid.Nil, at(err, "input.from")
	}
	return id, t.Record(ctx, proposal(db.Appointments.Name, id, a, new.OrgID, reason, "", new.State))
}

// needsSecond tells whether a post has, or is proposed to have, a role that waits for a second administrator.
func needsSecond(ctx context.Context, p ident.PostID) (bool, error) {
	t := db.From(ctx)
	if t.Viewer.System {
		return false, nil
	}
	open, err := db.OpenRoles(ctx, p)
	return slices.ContainsFunc(open, func(r *db.PostRole) bool { return slices.Contains(auth.SecondPersonRoles(), r.Role) }), err
}

func firstState(ctx context.Context, p ident.PostID) (db.ProposalState, error) {
	second, err := needsSecond(ctx, p)
	if second {
		return db.Proposed, err
	}
	return db.Confirmed, err
}

func endHolder(ctx context.Context, a auth.Act, p ident.PostID, successor clock.Date, reason string) error {
	holder, err := db.From(ctx).Holder(ctx, p, successor.AddDays(-1))
	if err != nil || holder == nil {
		return err
	}
	return endAppointment(ctx, a, holder, successor.AddDays(-1), reason)
}

func endAppointment(ctx context.Context, a auth.Act, of *db.Appointment, to clock.Date, reason string) error {
	t := db.From(ctx)
	next := *of
	next.ToOn = &to
	rows, err := t.SetAppointment(ctx, &next)
	if err := act.Believe(rows, err, of.ID, of.Version); err != nil {
		return err
	}
	e := reference(db.Appointments.Name, of.ID.UUID(), a, of.OrgID, &reason)
	e.Changes = db.Diff(of, &next)
	return t.Record(ctx, e)
}

// checkEnd lets an end be set once, or brought forward.
func checkEnd(c *act.Checks, to, from clock.Date, was *clock.Date, today clock.Date) {
	c.Unless(!to.Before(from), fault.At("input.to", fault.DateOrder, "earliest", from))
	c.Unless(was == nil || ended(from, was, today) || to.Before(*was), fault.At("input.to", fault.InvalidValue, "expected", "a day before the end that is set"))
}

// ended tells whether an end has come, or cannot be brought forward any more: no other day can be set.
func ended(from clock.Date, to *clock.Date, today clock.Date) bool {
	return to != nil && (to.Before(today) || !to.After(from))
}

// decided is what a second administrator's act makes of a proposal.
var decided = map[auth.Act]db.ProposalState{
	auth.AppointmentConfirm: db.Confirmed, auth.SubstitutionConfirm: db.Confirmed, auth.PostRoleConfirm: db.Confirmed,
	auth.AppointmentReject: db.Rejected, auth.SubstitutionReject: db.Rejected, auth.PostRoleReject: db.Rejected,
}

// proposal begins a line of history that only administrators read until it is confirmed.
func proposal(noun string, record uuid.UUID, a auth.Act, org ident.OrganisationID, reason *string, from, to db.ProposalState) db.Event {
	e := reference(noun, record, a, org, reason)
	if to != db.Confirmed {
		e.Audience = db.ForProposal
	}
	e.From, e.To = act.StateOf(from), act.StateOf(to)
	return e
}
