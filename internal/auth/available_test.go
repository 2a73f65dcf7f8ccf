package auth_test

import (
	"slices"
	"testing"

	"huishang/internal/auth"
)

// The mutation of an act is the noun's own where several do the act, that of the whole where none names the noun, and never one
// on several records at once.
func TestMutationsAreTheNounsOwn(t *testing.T) {
	for _, x := range []struct {
		noun string
		do   auth.Act
		want []string
	}{
		{"Task", auth.TaskAccept, []string{"taskAccept"}},
		{"Task", auth.TaskCancel, []string{"taskCancel"}},
		{"Finding", auth.FindingClassify, []string{"findingUpdate"}},
		{"Problem", auth.FindingClassify, []string{"problemUpdate"}},
		{"Extension", auth.ExtensionDecide, []string{"extensionDecide"}},
		{"ConsultationPlan", auth.PlanDecide, []string{"consultationPlanDecide"}},
		{"Organisation", auth.PlanPropose, []string{"consultationRulePropose", "consultationPlanPropose"}},
		{"Viewer", auth.ConsultationDraft, []string{"consultationDraft"}},
		{"Task", auth.Read, nil},
	} {
		if got := auth.Mutations(x.noun, x.do); !slices.Equal(got, x.want) {
			t.Errorf("%s of %s is done by %v, want %v", x.do, x.noun, got, x.want)
		}
	}
}
