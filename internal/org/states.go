package org

import (
	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// The ways of what may wait for a second administrator: confirmed at once where no second is needed.
var (
	AppointmentSteps = act.Steps[db.ProposalState]{
		auth.AppointmentCreate:  {"": {db.Proposed, db.Confirmed}},
		auth.PostHandOver:       {"": {db.Proposed, db.Confirmed}},
		auth.AppointmentConfirm: {db.Proposed: {db.Confirmed}},
		auth.AppointmentReject:  {db.Proposed: {db.Rejected}},
	}
	SubstitutionSteps = act.Steps[db.ProposalState]{
		auth.SubstitutionCreate:  {"": {db.Proposed, db.Confirmed}},
		auth.SubstitutionConfirm: {db.Proposed: {db.Confirmed}},
		auth.SubstitutionReject:  {db.Proposed: {db.Rejected}},
	}
	PostRoleSteps = act.Steps[db.ProposalState]{
		auth.PostCreate:      {"": {db.Proposed, db.Confirmed}},
		auth.PostUpdate:      {"": {db.Proposed, db.Confirmed}, db.Proposed: {db.Withdrawn}, db.Confirmed: {db.Withdrawn}},
		auth.PostRoleConfirm: {db.Proposed: {db.Confirmed}},
		auth.PostRoleReject:  {db.Proposed: {db.Rejected}},
	}
)
