package duty

import (
	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

var (
	draft   = []db.DutyListState{db.ListDraft}
	inForce = []db.DutyListState{db.ListInForce}
)

// Lists is the life of a duty list: a draft is put in force, and the edition before it superseded (D-DUTY-4).
var Lists = act.Machine[db.DutyList, db.DutyListState]{
	Object: db.DutyLists, Path: "list", Title: "Duty lists · 责任清单",
	State: func(l *db.DutyList) db.DutyListState { return l.State },
	Ways: []act.Way[db.DutyList, db.DutyListState]{
		{Act: auth.ListDraft, To: draft},
		{Act: auth.ListRevise, To: draft},
		{Act: auth.ListRevise, From: inForce},
		{Act: auth.ListUpdateDraft, From: draft},
		{Act: auth.ListPutInForce, From: draft, To: inForce},
		{Act: auth.ListWithdraw, From: draft, To: []db.DutyListState{db.ListWithdrawn}},
		{Act: auth.OversightSetPutInForce, From: draft, To: inForce, Follows: true},
		{Act: auth.ListPutInForce, From: inForce, To: []db.DutyListState{db.ListSuperseded}, Follows: true},
		{Act: auth.OversightSetPutInForce, From: inForce, To: []db.DutyListState{db.ListSuperseded}, Follows: true},
	},
	Rights: rights, Free: free,
}
