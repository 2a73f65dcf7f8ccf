package org

import (
	"context"
	"regexp"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

var personNumber = regexp.MustCompile(`^[A-Z0-9-]{1,32}$`)

// CreatePerson adds a person.
func CreatePerson(ctx context.Context, in input.PersonCreateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	var c act.Checks
	o, err := home(ctx, &c, auth.PersonCreate, in.Organisation)
	if err != nil {
		return uuid.Nil, err
	}
	c.Unless(personNumber.MatchString(in.Number), fault.At("input.number", fault.InvalidValue, "expected", "capital letters, digits and dashes, at most 32"))
	checkPerson(&c, in.Name, in.Phone, in.Email)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	p := &db.Person{ProvinceID: o.ProvinceID, OrgID: o.ID, Number: in.Number, Name: in.Name}
	id, err := t.AddPerson(ctx, p)
	if err != nil {
		return uuid.Nil, at(err, "input.number")
	}
	p.ID = ident.Of[ident.PersonID](id)
	if err := t.SetContact(ctx, p, in.Phone, in.Email); err != nil {
		return uuid.Nil, err
	}
	return id, t.Record(ctx, reference(db.People.Name, id, auth.PersonCreate, o.ID, nil))
}

// UpdatePerson changes a person's name, organisation and contacts. What the contacts were stands in a line of history of its
// own, for those who read contacts.
func UpdatePerson(ctx context.Context, in input.PersonUpdateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	p, err := person(ctx, auth.PersonUpdate, in.Person, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	next := *p
	var c act.Checks
	act.Needed(&c, "input.organisation", &next.OrgID, in.Organisation)
	act.Needed(&c, "input.name", &next.Name, in.Name)
	o, err := home(ctx, &c, auth.PersonUpdate, next.OrgID)
	if err != nil {
		return uuid.Nil, err
	}
	was, err := t.Contact(ctx, p.ID)
	if err != nil {
		return uuid.Nil, err
	}
	contact := *was
	act.Clearable(&contact.Phone, in.Phone)
	act.Clearable(&contact.Email, in.Email)
	checkPerson(&c, next.Name, in.Phone.Value(), in.Email.Value())
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	changes := db.Diff(p, &next)
	contacts := db.Diff(was, &contact)
	if len(changes) == 0 && len(contacts) == 0 {
		return uuid.Nil, fault.New(fault.NothingChanged)
	}
	rows, err := t.SetPerson(ctx, &next)
	if err := act.Believe(rows, err, p.ID, p.Version); err != nil {
		return uuid.Nil, err
	}
	if err := t.SetContact(ctx, &next, contact.Phone, contact.Email); err != nil {
		return uuid.Nil, err
	}
	e := reference(db.People.Name, p.ID.UUID(), auth.PersonUpdate, o.ID, nil)
	e.Changes = changes
	if err := t.Record(ctx, e); err != nil || len(contacts) == 0 {
		return p.ID.UUID(), err
	}
	e.Changes, e.Audience = contacts, db.ForContact
	return p.ID.UUID(), t.Record(ctx, e)
}

// DeactivatePerson takes a person out of use once they hold nothing.
func DeactivatePerson(ctx context.Context, in input.PersonDeactivateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	p, err := person(ctx, auth.PersonDeactivate, in.Person, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	if err := c.Include("input.person", freePerson(ctx, auth.PersonDeactivate, p)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *p
	now := clock.At(t.Now)
	next.DeactivatedAt = &now
	rows, err := t.SetPerson(ctx, &next)
	if err := act.Believe(rows, err, p.ID, p.Version); err != nil {
		return uuid.Nil, err
	}
	e := reference(db.People.Name, p.ID.UUID(), auth.PersonDeactivate, p.OrgID, &in.Reason)
	e.Changes = db.Diff(p, &next)
	return p.ID.UUID(), t.Record(ctx, e)
}

// RevokeTokens ends one token of a person, or all issued until now: both count from the next request.
func RevokeTokens(ctx context.Context, in input.PersonRevokeTokensInput) (uuid.UUID, error) {
	t := db.From(ctx)
	p, err := act.RestOn(ctx, db.People, in.Person.UUID(), "input.person")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.TokensRevoke, auth.Row{Org: p.OrgID}); err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	c.Optional("input.token", in.Token)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := t.Revoke(ctx, p, in.Token, in.Reason); err != nil {
		return uuid.Nil, at(err, "input.token")
	}
	return p.ID.UUID(), t.Record(ctx, reference(db.People.Name, p.ID.UUID(), auth.TokensRevoke, p.OrgID, &in.Reason))
}

func person(ctx context.Context, a auth.Act, id ident.PersonID, version int32) (*db.Person, error) {
	p, err := act.Take(ctx, db.People, id.UUID(), "input.person")
	if err != nil {
		return nil, err
	}
	if err := act.Authorize(ctx, a, auth.Row{Org: p.OrgID}); err != nil {
		return nil, err
	}
	return p, act.Version(p.ID, version, p.Version)
}

// home is the organisation where a person is or comes to, as an act asks for it.
func home(ctx context.Context, c *act.Checks, a auth.Act, id ident.OrganisationID) (*db.Organisation, error) {
	o, err := act.RestOn(ctx, db.Organisations, id.UUID(), "input.organisation")
	if err != nil {
		return nil, err
	}
	if err := c.Include("input.organisation", freeOrganisation(ctx, a, o)); err != nil {
		return nil, err
	}
	return o, act.Authorize(ctx, a, auth.Row{Org: o.ID})
}

func checkPerson(c *act.Checks, name string, phone, email *string) {
	c.Text("input.name", name)
	checkContact(c, "input.phone", phone, PhoneProblem)
	checkContact(c, "input.email", email, EmailProblem)
}

func checkContact(c *act.Checks, path string, value *string, problem func(string) *fault.Error) {
	c.Optional(path, value)
	if value == nil || *value == "" {
		return
	}
	if e := problem(*value); e != nil {
		c.Add(e.At(path))
	}
}
