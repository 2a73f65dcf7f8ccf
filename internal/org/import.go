package org

import (
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// What an import asks of this noun's rules, row by row: the same rules that guard the acts.

// DepartmentCode is the form of a department's code.
var DepartmentCode = departmentCode

// PersonNumber is the form of a person's number.
var PersonNumber = personNumber

// PostCode is the form of a post's code.
var PostCode = postCode

// importReason is the reason in the history of what an import does; nobody stands there as its actor, for it is the
// operator's.
const importReason = "import"

// Imported begins the line of history that an import leaves, as the act would that it stands for.
func Imported(noun string, record uuid.UUID, a auth.Act, of ident.OrganisationID, changes db.FieldChanges) db.Event {
	reason := importReason
	e := reference(noun, record, a, of, &reason)
	e.Changes = changes
	return e
}

// ImportedAppointment is Imported for a new appointment, which is confirmed at once.
func ImportedAppointment(a *db.Appointment) db.Event {
	reason := importReason
	return proposal(db.Appointments.Name, a.ID.UUID(), auth.AppointmentCreate, a.OrgID, &reason, "", db.Confirmed)
}

// RoleChanges tells of a post's roles that come and go as its history does.
func RoleChanges(gained, lost []*db.PostRole) (changes db.FieldChanges) {
	for _, r := range lost {
		was := string(r.Role)
		changes = append(changes, &db.FieldChange{Field: "role", Old: &was, Noun: db.PostRoles.Name})
	}
	for _, r := range gained {
		is := string(r.Role)
		changes = append(changes, &db.FieldChange{Field: "role", New: &is, Noun: db.PostRoles.Name})
	}
	return changes
}

// MayBeInCharge tells whether a post is one of leadership: only these have portfolios (D-ORG-6).
func MayBeInCharge(p *db.Post) bool {
	return slices.ContainsFunc(p.Categories, func(k string) bool { return slices.Contains(leadership, k) })
}

// EndProblems tells what stands against giving an appointment or a portfolio this end: an end is set once, and
// brought forward while it has not come; it is never taken away (D-ORG-5). The same end is no change.
func EndProblems(to *clock.Date, from clock.Date, was *clock.Date, today clock.Date) fault.List {
	if to == nil && was == nil || to != nil && was != nil && *to == *was {
		return nil
	}
	if to == nil {
		return fault.List{fault.New(fault.InvalidValue, "expected", "the end that is set, "+was.String())}
	}
	var c act.Checks
	c.Unless(!ended(from, was, today), fault.At("input.to", fault.Ended))
	checkEnd(&c, *to, from, was, today)
	return fault.All(c.Or())
}
