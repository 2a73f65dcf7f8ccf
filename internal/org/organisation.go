// Package org keeps the rules of organisations, departments, posts, people and who holds what (domain.md §2).
package org

import (
	"context"
	"regexp"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

var organisationCode = regexp.MustCompile(`^[A-Z]{2,8}(-[A-Z0-9]{1,8}){1,2}$`)

// CreateOrganisation adds a branch below a province or a region below a branch (D-ORG-1, D-ORG-2).
func CreateOrganisation(ctx context.Context, in input.OrganisationCreateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	parent, err := act.RestOn(ctx, db.Organisations, in.Parent.UUID(), "input.parent")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.OrganisationCreate, auth.Row{Org: parent.ID}); err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	if err := c.Include("input.parent", freeOrganisation(ctx, auth.OrganisationCreate, parent)); err != nil {
		return uuid.Nil, err
	}
	c.Text("input.name", in.Name)
	if err := codeBelow(ctx, &c, parent.ProvinceID, "input.code", in.Code, organisationCode, "-"); err != nil {
		return uuid.Nil, err
	}
	level := read.LevelBranch
	if parent.Level != read.LevelProvince {
		level = read.LevelRegion
	}
	o := &db.Organisation{
		ProvinceID: parent.ProvinceID, ParentID: &parent.ID, Level: level, Code: in.Code, Name: in.Name,
		NumberPrefix: in.NumberPrefix, PartyOrganisation: in.PartyOrganisation, DisciplineBody: in.DisciplineBody, Zone: parent.Zone,
	}
	checkOrganisation(&c, o)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	id, err := t.AddOrganisation(ctx, o)
	if err != nil {
		return uuid.Nil, at(err, "input.code")
	}
	return id, t.Record(ctx, reference(db.Organisations.Name, id, auth.OrganisationCreate, ident.Of[ident.OrganisationID](id), nil))
}

// UpdateOrganisation changes an organisation's name, prefix and bodies.
func UpdateOrganisation(ctx context.Context, in input.OrganisationUpdateInput) (uuid.UUID, error) {
	o, err := organisation(ctx, auth.OrganisationUpdate, in.Organisation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	next := *o
	var c act.Checks
	act.Needed(&c, "input.name", &next.Name, in.Name)
	act.Clearable(&next.NumberPrefix, in.NumberPrefix)
	act.Needed(&c, "input.partyOrganisation", &next.PartyOrganisation, in.PartyOrganisation)
	act.Needed(&c, "input.disciplineBody", &next.DisciplineBody, in.DisciplineBody)
	c.Text("input.name", next.Name)
	checkOrganisation(&c, &next)
	kinds, err := db.From(ctx).Offices(ctx, o.ID)
	if err != nil {
		return uuid.Nil, err
	}
	for _, kind := range kinds {
		if e := OfficeProblem(&next, kind); e != nil {
			e.Path = []string{"input", "disciplineBody"}
			c.Add(e)
		}
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	return saveOrganisation(ctx, auth.OrganisationUpdate, o, &next, nil)
}

// MoveOrganisation moves a region to another branch of its province; its code and what it owes stay (D-ORG-2).
func MoveOrganisation(ctx context.Context, in input.OrganisationMoveInput) (uuid.UUID, error) {
	o, err := organisation(ctx, auth.OrganisationMove, in.Organisation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	branch, err := act.RestOn(ctx, db.Organisations, in.Branch.UUID(), "input.branch")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.OrganisationMove, auth.Row{Org: branch.ID}); err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	if err := c.Include("input.organisation", freeOrganisation(ctx, auth.OrganisationMove, o)); err != nil {
		return uuid.Nil, err
	}
	c.Unless(branch.Level == read.LevelBranch, fault.At("input.branch", fault.WrongLevel, "expected", "a branch"))
	c.Unless(branch.Active(), fault.At("input.branch", fault.Inactive))
	c.Unless(o.ParentID == nil || *o.ParentID != branch.ID, fault.At("input.branch", fault.InvalidValue, "expected", "another branch than the present one"))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *o
	next.ParentID = &branch.ID
	return saveOrganisation(ctx, auth.OrganisationMove, o, &next, &in.Reason)
}

// DeactivateOrganisation takes an organisation out of use, with its departments and posts, once nobody holds a
// post in it, nothing active stands below and no work is open on it (D-ORG-2).
func DeactivateOrganisation(ctx context.Context, in input.OrganisationDeactivateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	o, err := organisation(ctx, auth.OrganisationDeactivate, in.Organisation, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	if err := c.Include("input.organisation", freeOrganisation(ctx, auth.OrganisationDeactivate, o)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := t.CloseOrganisation(ctx, o.ID); err != nil {
		return uuid.Nil, err
	}
	next := *o
	now := clock.At(t.Now)
	next.DeactivatedAt = &now
	return saveOrganisation(ctx, auth.OrganisationDeactivate, o, &next, &in.Reason)
}

func organisation(ctx context.Context, a auth.Act, id ident.OrganisationID, version int32) (*db.Organisation, error) {
	o, err := act.Take(ctx, db.Organisations, id.UUID(), "input.organisation")
	if err != nil {
		return nil, err
	}
	if err := act.Authorize(ctx, a, auth.Row{Org: o.ID}); err != nil {
		return nil, err
	}
	return o, act.Version(o.ID, version, o.Version)
}

func saveOrganisation(ctx context.Context, a auth.Act, o, next *db.Organisation, reason *string) (uuid.UUID, error) {
	t := db.From(ctx)
	e := reference(db.Organisations.Name, o.ID.UUID(), a, o.ID, reason)
	if e.Changes = db.Diff(o, next); len(e.Changes) == 0 {
		return uuid.Nil, fault.New(fault.NothingChanged)
	}
	rows, err := t.SetOrganisation(ctx, next)
	if err := act.Believe(rows, at(err, "input.numberPrefix"), o.ID, o.Version); err != nil {
		return uuid.Nil, err
	}
	return o.ID.UUID(), t.Record(ctx, e)
}

func checkOrganisation(c *act.Checks, o *db.Organisation) {
	c.Optional("input.numberPrefix", o.NumberPrefix)
	if o.Level == read.LevelRegion {
		c.Unless(o.NumberPrefix == nil, fault.At("input.numberPrefix", fault.MustBeEmpty, "why", "a region has no document numbers of its own"))
		c.Unless(o.DisciplineBody != db.Commission, fault.At("input.disciplineBody", fault.InvalidValue, "expected", "a commissioner or none, as a region has no commission"))
		return
	}
	c.Unless(o.NumberPrefix != nil, fault.At("input.numberPrefix", fault.Required))
}

// codeBelow checks a code's form and that it begins with its province's (D-ORG-2).
func codeBelow(ctx context.Context, c *act.Checks, province ident.OrganisationID, path, code string, form *regexp.Regexp, separators string) error {
	p, err := read.One(ctx, db.Organisations, province.UUID())
	if err != nil {
		return err
	}
	n := len(p.Code)
	begins := len(code) > n && code[:n] == p.Code && regexp.MustCompile(`^[`+separators+`]`).MatchString(code[n:])
	c.Unless(begins, fault.At(path, fault.CodePrefix, "prefix", p.Code+separators[:1]))
	c.Unless(form.MatchString(code), fault.At(path, fault.InvalidValue, "expected", "capital letters and digits, parts of at most 8"))
	return nil
}

// reference begins a line of history of a reference noun.
func reference(noun string, record uuid.UUID, a auth.Act, org ident.OrganisationID, reason *string) db.Event {
	return db.Event{Noun: noun, Record: record, Act: a, Org: org, Reason: reason, Audience: db.ForReference}
}

// at gives a table's refusal the path of the input that it speaks of.
func at(err error, path string) error {
	for _, e := range fault.All(err) {
		if len(e.Path) == 0 && fault.Lookup(e.Code).Place == fault.Payload {
			return e.At(path)
		}
	}
	return err
}
