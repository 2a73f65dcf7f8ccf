package org

import (
	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
)

// possible tells of one act on a record of an organisation: allowed by the table, and not refused by a rule.
func possible(v *auth.Viewer, a auth.Act, org ident.OrganisationID, rules ...*fault.Error) *auth.AvailableAction {
	action := &auth.AvailableAction{Action: a}
	if v.Allows(a, auth.Row{Org: org}) == nil {
		action.Refusal = v.Refusal(a)
		return action
	}
	for _, r := range rules {
		if r != nil {
			action.Refusal = r
			return action
		}
	}
	return action
}

func unless(holds bool, code fault.Code, params ...any) *fault.Error {
	if holds {
		return nil
	}
	return fault.New(code, params...)
}

// OrganisationActions tells what the viewer may do with an organisation now and, if not, why.
func OrganisationActions(v *auth.Viewer, o *db.Organisation) []*auth.AvailableAction {
	active := unless(o.Active(), fault.Inactive)
	below := unless(o.Level != db.LevelRegion, fault.WrongLevel, "expected", "a province or a branch")
	return []*auth.AvailableAction{
		possible(v, auth.OrganisationCreate, o.ID, active, below),
		possible(v, auth.OrganisationUpdate, o.ID),
		possible(v, auth.OrganisationMove, o.ID, unless(o.Level == db.LevelRegion, fault.WrongLevel, "expected", "a region")),
		possible(v, auth.OrganisationDeactivate, o.ID, active),
		possible(v, auth.DepartmentCreate, o.ID, active),
		possible(v, auth.PostCreate, o.ID, active),
		possible(v, auth.PersonCreate, o.ID, active),
		possible(v, auth.OversightSetPutInForce, o.ID),
	}
}

// DepartmentActions tells what the viewer may do with a department now and, if not, why.
func DepartmentActions(v *auth.Viewer, d *db.Department) []*auth.AvailableAction {
	return []*auth.AvailableAction{
		possible(v, auth.DepartmentUpdate, d.OrgID),
		possible(v, auth.DepartmentDeactivate, d.OrgID, unless(d.Active(), fault.Inactive)),
	}
}

// PostActions tells what the viewer may do with a post now and, if not, why.
func PostActions(v *auth.Viewer, p *db.Post) []*auth.AvailableAction {
	active := unless(p.Active(), fault.Inactive)
	return []*auth.AvailableAction{
		possible(v, auth.PostUpdate, p.OrgID),
		possible(v, auth.PostDeactivate, p.OrgID, active),
		possible(v, auth.AppointmentCreate, p.OrgID, active),
		possible(v, auth.PostHandOver, p.OrgID, active),
		possible(v, auth.SubstitutionCreate, p.OrgID, active),
		possible(v, auth.PortfolioCreate, p.OrgID, active),
	}
}

// PostRoleActions tells whether the viewer may confirm a proposed role and, if not, why.
func PostRoleActions(v *auth.Viewer, r *db.PostRole) []*auth.AvailableAction {
	return []*auth.AvailableAction{possible(v, auth.PostRoleConfirm, r.OrgID, proposed(v, r.State, r.ProposedByID)...)}
}

// PersonActions tells what the viewer may do with a person now and, if not, why.
func PersonActions(v *auth.Viewer, p *db.Person) []*auth.AvailableAction {
	return []*auth.AvailableAction{
		possible(v, auth.PersonUpdate, p.OrgID),
		possible(v, auth.PersonDeactivate, p.OrgID, unless(p.Active(), fault.Inactive)),
		possible(v, auth.TokensRevoke, p.OrgID),
	}
}

// AppointmentActions tells what the viewer may do with an appointment now and, if not, why.
func AppointmentActions(v *auth.Viewer, a *db.Appointment) []*auth.AvailableAction {
	return []*auth.AvailableAction{
		possible(v, auth.AppointmentEnd, a.OrgID, confirmed(a.State), unless(a.ToOn == nil || !a.ToOn.Before(v.Today), fault.Ended)),
		possible(v, auth.AppointmentConfirm, a.OrgID, append(proposed(v, a.State, a.ProposedByID), unless(a.PersonID != v.PersonID, fault.SelfAppointment))...),
	}
}

// SubstitutionActions tells what the viewer may do with a substitution now and, if not, why.
func SubstitutionActions(v *auth.Viewer, s *db.Substitution) []*auth.AvailableAction {
	return []*auth.AvailableAction{
		possible(v, auth.SubstitutionEnd, s.OrgID, confirmed(s.State), unless(!s.ToOn.Before(v.Today), fault.Ended)),
		possible(v, auth.SubstitutionConfirm, s.OrgID, append(proposed(v, s.State, s.ProposedByID), unless(s.PersonID != v.PersonID, fault.SelfAppointment))...),
	}
}

// PortfolioActions tells what the viewer may do with a portfolio now and, if not, why.
func PortfolioActions(v *auth.Viewer, f *db.Portfolio) []*auth.AvailableAction {
	return []*auth.AvailableAction{possible(v, auth.PortfolioEnd, f.OrgID, unless(f.ToOn == nil || !f.ToOn.Before(v.Today), fault.Ended))}
}

func proposed(v *auth.Viewer, s db.ProposalState, by *ident.PersonID) []*fault.Error {
	return []*fault.Error{
		unless(s == db.Proposed, fault.WrongState, "state", s),
		unless(by == nil || *by != v.PersonID, fault.SecondAdministrator),
	}
}

func confirmed(s db.ProposalState) *fault.Error {
	return unless(s == db.Confirmed, fault.WrongState, "state", s)
}
