package org

import (
	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// What may wait for a second administrator is confirmed at once where no second is needed.
var (
	waits     = []db.ProposalState{db.Proposed}
	confirmed = []db.ProposalState{db.Confirmed}
	either    = []db.ProposalState{db.Proposed, db.Confirmed}
	rejected  = []db.ProposalState{db.Rejected}
	withdrawn = []db.ProposalState{db.Withdrawn}
)

// Appointments is the life of an appointment.
var Appointments = act.Machine[db.Appointment, db.ProposalState]{
	Object: db.Appointments, Path: "appointment", Title: "Appointments · 任职",
	State: func(a *db.Appointment) db.ProposalState { return a.State },
	Ways: []act.Way[db.Appointment, db.ProposalState]{
		{Act: auth.AppointmentCreate, To: either},
		{Act: auth.PostHandOver, To: either},
		{Act: auth.AppointmentEnd, From: confirmed},
		{Act: auth.AppointmentConfirm, From: waits, To: confirmed},
		{Act: auth.AppointmentReject, From: waits, To: rejected},
	},
}

// Substitutions is the life of a substitution.
var Substitutions = act.Machine[db.Substitution, db.ProposalState]{
	Object: db.Substitutions, Path: "substitution", Title: "Substitutions · 代行",
	State: func(s *db.Substitution) db.ProposalState { return s.State },
	Ways: []act.Way[db.Substitution, db.ProposalState]{
		{Act: auth.SubstitutionCreate, To: either},
		{Act: auth.SubstitutionEnd, From: confirmed},
		{Act: auth.SubstitutionConfirm, From: waits, To: confirmed},
		{Act: auth.SubstitutionReject, From: waits, To: rejected},
	},
}

// PostRoles is the life of a post's role.
var PostRoles = act.Machine[db.PostRole, db.ProposalState]{
	Object: db.PostRoles, Path: "postRole", Title: "Roles of posts · 岗位角色",
	State: func(r *db.PostRole) db.ProposalState { return r.State },
	Ways: []act.Way[db.PostRole, db.ProposalState]{
		{Act: auth.PostCreate, To: either},
		{Act: auth.PostUpdate, To: either},
		{Act: auth.PostRoleConfirm, From: waits, To: confirmed},
		{Act: auth.PostRoleReject, From: waits, To: rejected},
		{Act: auth.PostUpdate, From: either, To: withdrawn, Follows: true},
	},
}
