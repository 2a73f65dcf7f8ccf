package act_test

import (
	"testing"

	"huishang/internal/act"
	"huishang/internal/auth"
)

// A way from state to state is taken only by the act, from the state and to the state that the table lists; staying
// is no way.
func TestStepsRefuseByDefault(t *testing.T) {
	steps := act.Steps[string]{
		auth.ListDraft:      {"": {"DRAFT"}},
		auth.ListPutInForce: {"DRAFT": {"IN_FORCE"}, "IN_FORCE": {"SUPERSEDED"}},
	}
	states := []string{"", "DRAFT", "IN_FORCE", "SUPERSEDED"}
	listed := map[[3]string]bool{
		{"LIST_DRAFT", "", "DRAFT"}: true, {"LIST_PUT_IN_FORCE", "DRAFT", "IN_FORCE"}: true, {"LIST_PUT_IN_FORCE", "IN_FORCE", "SUPERSEDED"}: true,
	}
	for _, a := range []auth.Act{auth.ListDraft, auth.ListPutInForce, auth.ListWithdraw} {
		for _, from := range states {
			for _, to := range states {
				err := steps.Check(a, from, to)
				if allowed := from == to || listed[[3]string{string(a), from, to}]; (err == nil) != allowed {
					t.Errorf("%s from %q to %q: %v", a, from, to, err)
				}
			}
		}
	}
}
