package act_test

import (
	"slices"
	"testing"

	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
)

type list struct {
	state string
	late  bool
	bound bool
}

// life is of drafts that are put in force; what is late is put in force from WITHDRAWN, too, and what is bound is not withdrawn.
var life = act.Machine[list, string]{
	State: func(l *list) string { return l.state },
	Ways: []act.Way[list, string]{
		{Act: auth.ListDraft, To: []string{"DRAFT"}},
		{Act: auth.ListUpdateDraft, From: []string{"DRAFT"}},
		{Act: auth.ListRevise, From: []string{"IN_FORCE"}, Part: true},
		{Act: auth.ListPutInForce, From: []string{"DRAFT"}, To: []string{"IN_FORCE"}},
		{Act: auth.ListPutInForce, From: []string{"WITHDRAWN"}, To: []string{"IN_FORCE"}, If: func(l *list) bool { return l.late }},
		{Act: auth.ListPutInForce, From: []string{"IN_FORCE"}, To: []string{"SUPERSEDED"}, Follows: true},
		{Act: auth.ListWithdraw, From: []string{"DRAFT"}, To: []string{"WITHDRAWN"}},
	},
	Bars: func(a auth.Act, l *list) *fault.Error {
		if a == auth.ListWithdraw && l.bound {
			return fault.New(fault.Inactive)
		}
		return nil
	},
}

var allStates = []string{"", "DRAFT", "IN_FORCE", "SUPERSEDED", "WITHDRAWN"}

// A way from state to state is taken only by the act, from the state and to the state that the table lists; staying is no way.
func TestMachinesRefuseByDefault(t *testing.T) {
	listed := map[[3]string]bool{
		{"LIST_DRAFT", "", "DRAFT"}: true, {"LIST_PUT_IN_FORCE", "DRAFT", "IN_FORCE"}: true, {"LIST_PUT_IN_FORCE", "WITHDRAWN", "IN_FORCE"}: true,
		{"LIST_PUT_IN_FORCE", "IN_FORCE", "SUPERSEDED"}: true, {"LIST_WITHDRAW", "DRAFT", "WITHDRAWN"}: true,
	}
	for _, a := range []auth.Act{auth.ListDraft, auth.ListUpdateDraft, auth.ListPutInForce, auth.ListWithdraw, auth.ListRevise} {
		for _, from := range allStates {
			for _, to := range allStates {
				err := life.Check(a, from, to)
				if allowed := from == to || listed[[3]string{string(a), from, to}]; (err == nil) != allowed {
					t.Errorf("%s from %q to %q: %v", a, from, to, err)
				}
			}
		}
	}
}

// An act is refused in every state that its ways do not begin in, where their condition does not hold, where only another
// record's act leads on, and where the record bars it.
func TestMachinesTellWhatTheyRefuse(t *testing.T) {
	for _, a := range []auth.Act{auth.ListDraft, auth.ListUpdateDraft, auth.ListPutInForce, auth.ListWithdraw, auth.ListRevise} {
		for _, s := range allStates {
			for _, late := range []bool{false, true} {
				for _, bound := range []bool{false, true} {
					expected := fault.WrongState
					switch {
					case a == auth.ListWithdraw && s == "DRAFT" && bound:
						expected = fault.Inactive
					case s == "IN_FORCE" && a == auth.ListRevise, s == "DRAFT" && (a == auth.ListUpdateDraft || a == auth.ListPutInForce || a == auth.ListWithdraw),
						s == "WITHDRAWN" && a == auth.ListPutInForce && late:
						expected = ""
					}
					var code fault.Code
					if e := life.Refused(a, &list{s, late, bound}); e != nil {
						code = e.Code
					}
					if code != expected {
						t.Errorf("%s in %q (late %v, bound %v): %q, expected %q", a, s, late, bound, code, expected)
					}
				}
			}
		}
	}
	if acts := life.Acts(); !slices.Equal(acts, []auth.Act{auth.ListUpdateDraft, auth.ListPutInForce, auth.ListWithdraw}) {
		t.Errorf("acts %v: those that begin a list, are done to a part of it or follow from another's are none of its own", acts)
	}
}
