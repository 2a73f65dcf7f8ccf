package duty

import (
	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// ListSteps are the ways of a duty list: a draft is put in force, and the edition before it superseded (D-DUTY-4).
var ListSteps = act.Steps[db.DutyListState]{
	auth.ListDraft:              {"": {db.ListDraft}},
	auth.ListRevise:             {"": {db.ListDraft}},
	auth.ListWithdraw:           {db.ListDraft: {db.ListWithdrawn}},
	auth.ListPutInForce:         {db.ListDraft: {db.ListInForce}, db.ListInForce: {db.ListSuperseded}},
	auth.OversightSetPutInForce: {db.ListDraft: {db.ListInForce}, db.ListInForce: {db.ListSuperseded}},
}
