package org

import (
	"context"
	"regexp"
	"strings"

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

var departmentCode = regexp.MustCompile(`^[A-Z][A-Z0-9-]{1,25}/[A-Z0-9]{1,8}$`)

// CreateDepartment adds a department, room or office (D-ORG-3).
func CreateDepartment(ctx context.Context, in input.DepartmentCreateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	o, err := act.RestOn(ctx, db.Organisations, in.Organisation.UUID(), "input.organisation")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.DepartmentCreate, auth.Row{Org: o.ID}); err != nil {
		return uuid.Nil, err
	}
	d := &db.Department{
		ProvinceID: o.ProvinceID, OrgID: o.ID, Code: in.Code, Name: in.Name, Kind: in.Kind,
		RiskDomains: in.RiskDomains, BusinessLines: in.BusinessLines, LegalEntity: in.LegalEntity,
	}
	var c act.Checks
	if err := c.Include("input.organisation", freeOrganisation(ctx, auth.DepartmentCreate, o)); err != nil {
		return uuid.Nil, err
	}
	c.Unless(strings.HasPrefix(in.Code, o.Code+"/"), fault.At("input.code", fault.CodePrefix, "prefix", o.Code+"/"))
	c.Unless(departmentCode.MatchString(in.Code), fault.At("input.code", fault.InvalidValue, "expected", "the organisation's code, a slash, capital letters and digits"))
	officeProblem(&c, o, d)
	if err := checkDepartment(ctx, &c, d); err != nil {
		return uuid.Nil, err
	}
	id, err := t.AddDepartment(ctx, d)
	if err != nil {
		return uuid.Nil, at(err, "input.code")
	}
	return id, t.Record(ctx, reference(db.Departments.Name, id, auth.DepartmentCreate, o.ID, nil))
}

// UpdateDepartment changes a department's name, kind, domains, lines and legal entity.
func UpdateDepartment(ctx context.Context, in input.DepartmentUpdateInput) (uuid.UUID, error) {
	d, err := department(ctx, auth.DepartmentUpdate, in.Department, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	next := *d
	var c act.Checks
	act.Needed(&c, "input.name", &next.Name, in.Name)
	act.Needed(&c, "input.kind", &next.Kind, in.Kind)
	act.Listed(&next.RiskDomains, in.RiskDomains)
	act.Listed(&next.BusinessLines, in.BusinessLines)
	act.Clearable(&next.LegalEntity, in.LegalEntity)
	o, err := act.Need(ctx, db.Organisations, d.OrgID.UUID(), "input.department")
	if err != nil {
		return uuid.Nil, err
	}
	officeProblem(&c, o, &next)
	if err := checkDepartment(ctx, &c, &next); err != nil {
		return uuid.Nil, err
	}
	return saveDepartment(ctx, auth.DepartmentUpdate, d, &next, nil)
}

// DeactivateDepartment takes a department out of use once nobody holds a post in it and no work is open on it (D-ORG-2).
func DeactivateDepartment(ctx context.Context, in input.DepartmentDeactivateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	d, err := department(ctx, auth.DepartmentDeactivate, in.Department, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	if err := c.Include("input.department", freeDepartment(ctx, auth.DepartmentDeactivate, d)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *d
	now := clock.At(t.Now)
	next.DeactivatedAt = &now
	return saveDepartment(ctx, auth.DepartmentDeactivate, d, &next, &in.Reason)
}

func department(ctx context.Context, a auth.Act, id ident.DepartmentID, version int32) (*db.Department, error) {
	d, err := act.Need(ctx, db.Departments, id.UUID(), "input.department")
	if err != nil {
		return nil, err
	}
	if err := db.HoldBeside(ctx, db.Organisations, d.OrgID.UUID()); err != nil {
		return nil, err
	}
	if d, err = act.Take(ctx, db.Departments, id.UUID(), "input.department"); err != nil {
		return nil, err
	}
	if err := act.Authorize(ctx, a, auth.Row{Org: d.OrgID}); err != nil {
		return nil, err
	}
	return d, act.Version(d.ID, version, d.Version)
}

func saveDepartment(ctx context.Context, a auth.Act, d, next *db.Department, reason *string) (uuid.UUID, error) {
	t := db.From(ctx)
	e := reference(db.Departments.Name, d.ID.UUID(), a, d.OrgID, reason)
	if e.Changes = db.Diff(d, next); len(e.Changes) == 0 {
		return uuid.Nil, fault.New(fault.NothingChanged)
	}
	rows, err := t.SetDepartment(ctx, next)
	if err := act.Believe(rows, at(err, "input.kind"), d.ID, d.Version); err != nil {
		return uuid.Nil, err
	}
	return d.ID.UUID(), t.Record(ctx, e)
}

// officeProblem refuses an office where its body is not (D-ORG-1).
func officeProblem(c *act.Checks, o *db.Organisation, d *db.Department) {
	if e := OfficeProblem(o, d.Kind); e != nil {
		e.Path = []string{"input", "kind"}
		c.Add(e)
	}
}

// OfficeProblem tells what stands against an office in an organisation; nil where nothing does: a discipline office is of a
// commission, a Party office of a province or branch.
func OfficeProblem(o *db.Organisation, kind db.DepartmentKind) *fault.Error {
	switch {
	case kind == db.DisciplineOfficeKind && o.DisciplineBody != db.Commission:
		return fault.New(fault.BodyMissing, "body", "a discipline commission", "role", auth.DisciplineOffice)
	case kind == db.PartyOfficeKind && o.Level == read.LevelRegion:
		return fault.New(fault.BodyMissing, "body", "a province or a branch", "role", auth.PartyOffice)
	}
	return nil
}

func checkDepartment(ctx context.Context, c *act.Checks, d *db.Department) error {
	c.Text("input.name", d.Name)
	c.Optional("input.legalEntity", d.LegalEntity)
	c.Unless(d.Kind != db.DisciplineOfficeKind || len(d.RiskDomains) == 0,
		fault.At("input.riskDomains", fault.MustBeEmpty, "why", "the discipline office supervises and carries no risk domains"))
	if err := c.Codes(ctx, "input.riskDomains", read.RiskDomains, d.RiskDomains); err != nil {
		return err
	}
	if err := c.Codes(ctx, "input.businessLines", read.BusinessLines, d.BusinessLines); err != nil {
		return err
	}
	return c.Or()
}
