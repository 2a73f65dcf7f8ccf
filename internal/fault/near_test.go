package fault_test

import (
	"slices"
	"strings"
	"testing"

	"huishang/internal/fault"
)

// The nearest of a list are found by value and by name, in either language, with a letter wrong, in small letters or cut;
// a sentence names both.
func TestTheNearestAreNamed(t *testing.T) {
	known := []fault.Term{
		{Value: "ENGINEERING", Label: fault.Text{EN: "Engineering", ZH: "工程建设"}},
		{Value: "PROCUREMENT", Label: fault.Text{EN: "Procurement", ZH: "物资采购"}},
		{Value: "FUNDS", Label: fault.Text{EN: "Funds", ZH: "资金管理"}},
		{Value: "SITE_RENT_POWER", Label: fault.Text{EN: "Site rent and electricity", ZH: "场租电费"}},
	}
	for given, want := range map[string]string{
		"FUND": "FUNDS", "funds": "FUNDS", "PROCURMENT": "PROCUREMENT", "采购": "PROCUREMENT", "资金管里": "FUNDS",
		"electricity": "SITE_RENT_POWER", "SITE_RENT": "SITE_RENT_POWER", "ENGINERING": "ENGINEERING",
	} {
		near := fault.Nearest(given, known)
		if len(near) != 3 || near[0].Value != want {
			t.Errorf("%q is nearest to %v, want %s", given, near, want)
		}
	}
	if known[0].Label.ZH != "工程建设" {
		t.Error("the list itself was changed")
	}
	e := fault.At("filter.category", fault.Unknown, "value", "FUND", "nearest", fault.Nearest("FUND", known)[:1])
	if got := e.Message(fault.ZH); got != "“类别代码”没有“FUND”这一取值，相近的有：资金管理（FUNDS）。" || e.Shown(fault.ZH)["nearest"] != "FUNDS" {
		t.Errorf("%q, shown %v", got, e.Shown(fault.ZH))
	}
	if got := fault.At("filter.category", fault.Unknown, "value", "FUND").Message(fault.ZH); got != "“类别代码”没有“FUND”这一取值。" {
		t.Errorf("%q", got)
	}
	if got := fault.Echoed(strings.Repeat("长", 5000)); len([]rune(got)) != 61 {
		t.Errorf("%d characters are given back", len([]rune(got)))
	}
	if near := fault.Nearest(strings.Repeat("长", 5000), known); len(near) != 3 || slices.Contains(near, fault.Term{}) {
		t.Errorf("%v", near)
	}
}
