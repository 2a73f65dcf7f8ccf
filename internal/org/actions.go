package org

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
)

// What may be done with a record of the organisation, and what no input mends: each act and availableActions ask the same
// functions. Rights come first here: nothing that decides on them is hidden.

// available tells of some acts on a record of an organisation: allowed by the table, and not refused by a rule.
func available(ctx context.Context, noun string, org ident.OrganisationID, acts []auth.Act, free func(auth.Act) error) ([]*auth.AvailableAction, error) {
	v := db.From(ctx).Viewer
	return act.Available(noun, acts, func(a auth.Act) error {
		if v.Allows(a, auth.Row{Org: org}) == nil {
			return v.Refusal(a)
		}
		return free(a)
	})
}

// OrganisationActions tells what the viewer may do with an organisation now and, if not, why.
func OrganisationActions(ctx context.Context, o *db.Organisation) ([]*auth.AvailableAction, error) {
	return available(ctx, db.Organisations.Name, o.ID, []auth.Act{
		auth.OrganisationCreate, auth.OrganisationUpdate, auth.OrganisationMove, auth.OrganisationDeactivate, auth.DepartmentCreate,
		auth.PostCreate, auth.PersonCreate,
	}, func(a auth.Act) error { return freeOrganisation(ctx, a, o) })
}

func freeOrganisation(ctx context.Context, a auth.Act, o *db.Organisation) error {
	var c act.Checks
	switch a {
	case auth.OrganisationUpdate:
		return nil
	case auth.OrganisationDeactivate:
		return idle(ctx, o, db.OrganisationUse)
	case auth.OrganisationMove:
		c.Unless(o.Level == read.LevelRegion, fault.New(fault.WrongLevel, "expected", "a region"))
		if c.Or() != nil {
			return c.Or()
		}
		return elsewhere(ctx, a, o)
	case auth.OrganisationCreate:
		c.Unless(o.Level != read.LevelRegion, fault.New(fault.WrongLevel, "expected", "a province or a branch"))
	}
	c.Unless(o.Active(), fault.New(fault.Inactive))
	return c.Or()
}

// elsewhere refuses who acts for no other branch: a region moves only between branches that he acts for.
func elsewhere(ctx context.Context, a auth.Act, o *db.Organisation) error {
	v := db.From(ctx).Viewer
	branches, err := db.Branches(ctx)
	other := func(b ident.OrganisationID) bool {
		return (o.ParentID == nil || b != *o.ParentID) && (v.System || v.Allows(a, auth.Row{Org: b}) != nil)
	}
	if err == nil && !slices.ContainsFunc(branches, other) {
		err = fault.New(fault.OutOfScope, "act", a)
	}
	return err
}

// DepartmentActions tells what the viewer may do with a department now and, if not, why.
func DepartmentActions(ctx context.Context, d *db.Department) ([]*auth.AvailableAction, error) {
	return available(ctx, db.Departments.Name, d.OrgID, []auth.Act{auth.DepartmentUpdate, auth.DepartmentDeactivate}, func(a auth.Act) error {
		return freeDepartment(ctx, a, d)
	})
}

func freeDepartment(ctx context.Context, a auth.Act, d *db.Department) error {
	if a != auth.DepartmentDeactivate {
		return nil
	}
	return idle(ctx, d, db.DepartmentUse)
}

// PostActions tells what the viewer may do with a post now and, if not, why.
func PostActions(ctx context.Context, p *db.Post) ([]*auth.AvailableAction, error) {
	return available(ctx, db.Posts.Name, p.OrgID, []auth.Act{
		auth.PostUpdate, auth.PostDeactivate, auth.AppointmentCreate, auth.PostHandOver, auth.SubstitutionCreate, auth.PortfolioCreate,
	}, func(a auth.Act) error { return freePost(ctx, a, p) })
}

func freePost(ctx context.Context, a auth.Act, p *db.Post) error {
	switch a {
	case auth.PostUpdate:
		return nil
	case auth.PostDeactivate:
		return idle(ctx, p, db.PostUse)
	}
	var c act.Checks
	c.Unless(p.Active(), fault.New(fault.Inactive))
	switch a {
	case auth.PostHandOver:
		held, err := db.PostHeld(ctx, p)
		if err != nil {
			return err
		}
		c.Unless(held, fault.New(fault.NoHolder))
	case auth.PortfolioCreate:
		c.Unless(MayBeInCharge(p), fault.At("input.post", fault.InvalidValue, "expected", "a leadership post"))
		if err := notHolder(ctx, &c, p.ID); err != nil {
			return err
		}
	}
	return c.Or()
}

// PostRoleActions tells whether the viewer may decide on a proposed role and, if not, why.
func PostRoleActions(ctx context.Context, r *db.PostRole) ([]*auth.AvailableAction, error) {
	return available(ctx, db.PostRoles.Name, r.OrgID, PostRoles.Acts(), func(a auth.Act) error { return freePostRole(ctx, a, r) })
}

func freePostRole(ctx context.Context, a auth.Act, r *db.PostRole) error {
	v := db.From(ctx).Viewer
	var c act.Checks
	decides(v, &c, PostRoles.Refused(a, r), r.ProposedByID)
	holds, err := db.HoldsPost(ctx, r.PostID)
	if err != nil {
		return err
	}
	c.Unless(!holds, fault.New(fault.SecondAdministrator))
	return c.Or()
}

// PersonActions tells what the viewer may do with a person now and, if not, why.
func PersonActions(ctx context.Context, p *db.Person) ([]*auth.AvailableAction, error) {
	return available(ctx, db.People.Name, p.OrgID, []auth.Act{auth.PersonUpdate, auth.PersonDeactivate, auth.TokensRevoke}, func(a auth.Act) error {
		return freePerson(ctx, a, p)
	})
}

func freePerson(ctx context.Context, a auth.Act, p *db.Person) error {
	if a != auth.PersonDeactivate {
		return nil
	}
	return idle(ctx, p, db.PersonUse)
}

// AppointmentActions tells what the viewer may do with an appointment now and, if not, why.
func AppointmentActions(ctx context.Context, a *db.Appointment) ([]*auth.AvailableAction, error) {
	return available(ctx, db.Appointments.Name, a.OrgID, Appointments.Acts(), func(do auth.Act) error {
		return freeAppointment(ctx, do, a)
	})
}

func freeAppointment(ctx context.Context, do auth.Act, a *db.Appointment) error {
	v := db.From(ctx).Viewer
	var c act.Checks
	state := Appointments.Refused(do, a)
	if do == auth.AppointmentEnd {
		c.Unless(state == nil, state)
		c.Unless(!ended(a.FromOn, a.ToOn, v.Today), fault.At("input.to", fault.Ended))
		return c.Or()
	}
	decides(v, &c, state, a.ProposedByID)
	c.Unless(a.PersonID != v.PersonID, fault.New(fault.SelfAppointment))
	if do == auth.AppointmentConfirm && c.Or() == nil {
		meets, err := db.AppointmentMeets(ctx, a)
		if err != nil {
			return err
		}
		c.Unless(!meets.Holder, fault.New(fault.Overlap))
		c.Unless(!meets.Principal, fault.New(fault.PrincipalTaken))
	}
	return c.Or()
}

// SubstitutionActions tells what the viewer may do with a substitution now and, if not, why.
func SubstitutionActions(ctx context.Context, s *db.Substitution) ([]*auth.AvailableAction, error) {
	return available(ctx, db.Substitutions.Name, s.OrgID, Substitutions.Acts(), func(do auth.Act) error {
		return freeSubstitution(ctx, do, s)
	})
}

func freeSubstitution(ctx context.Context, do auth.Act, s *db.Substitution) error {
	v := db.From(ctx).Viewer
	var c act.Checks
	state := Substitutions.Refused(do, s)
	if do == auth.SubstitutionEnd {
		c.Unless(state == nil, state)
		c.Unless(!ended(s.FromOn, &s.ToOn, v.Today), fault.At("input.to", fault.Ended))
		return c.Or()
	}
	decides(v, &c, state, s.ProposedByID)
	c.Unless(s.PersonID != v.PersonID, fault.New(fault.SelfAppointment))
	if do == auth.SubstitutionConfirm && c.Or() == nil {
		meets, err := db.SubstitutionMeets(ctx, s)
		if err != nil {
			return err
		}
		c.Unless(!meets, fault.New(fault.Overlap))
	}
	return c.Or()
}

// PortfolioActions tells what the viewer may do with a portfolio now and, if not, why.
func PortfolioActions(ctx context.Context, f *db.Portfolio) ([]*auth.AvailableAction, error) {
	return available(ctx, db.Portfolios.Name, f.OrgID, []auth.Act{auth.PortfolioEnd}, func(auth.Act) error { return freePortfolio(ctx, f) })
}

func freePortfolio(ctx context.Context, f *db.Portfolio) error {
	var c act.Checks
	c.Unless(!ended(f.FromOn, f.ToOn, db.From(ctx).Viewer.Today), fault.At("input.to", fault.Ended))
	if err := notHolder(ctx, &c, f.PostID); err != nil {
		return err
	}
	return c.Or()
}

// decides is the second administrator's part of a proposal: that it waits, and another than the proposer.
func decides(v *auth.Viewer, c *act.Checks, state *fault.Error, by *ident.PersonID) {
	c.Unless(state == nil, state)
	c.Unless(by == nil || *by != v.PersonID, fault.New(fault.SecondAdministrator))
}

// notHolder refuses who holds the post himself.
func notHolder(ctx context.Context, c *act.Checks, p ident.PostID) error {
	v := db.From(ctx).Viewer
	if v.System {
		return nil
	}
	holds, err := db.HoldsPost(ctx, p)
	c.Unless(!holds, fault.New(fault.SelfAppointment))
	return err
}
