package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// Coverage of a year that is over is that of its last day (D-DUTY-5): neither what is put in force afterwards nor who leaves a
// post changes it. Years to come and years before the records are refused with the range, wherever in the filter they
// stand; without a year it is this one's.
func TestCoverageOfPastYears(t *testing.T) {
	w := newWorld(t)
	gaps := func(filter string) string {
		t.Helper()
		c := w.as("PARTY_SECRETARY@HN")
		var all []string
		for cursor, more := "", true; more; {
			a := c.must(`{ coverageGaps(filter: { `+filter+` }, first: 100`+cursor+`) { pageInfo { hasNextPage endCursor } nodes { gap listKind year organisation { code } post { code } department { code } riskDomain { code } item { id } } } }`, nil)
			for _, n := range a.list("coverageGaps.nodes") {
				all = append(all, fmt.Sprint(n))
			}
			more, _ = a.get("coverageGaps.pageInfo.hasNextPage").(bool)
			cursor = `, after: "` + a.text("coverageGaps.pageInfo.endCursor") + `"`
		}
		if n := c.must(`{ coverageGaps(filter: { `+filter+` }) { totalCount { count } } }`, nil).get("coverageGaps.totalCount.count"); n != float64(len(all)) {
			t.Errorf("%s: count %v of %d", filter, n, len(all))
		}
		slices.Sort(all)
		return strings.Join(all, "\n")
	}
	refused := func(filter, path string) {
		t.Helper()
		a := w.as("PARTY_SECRETARY@HN").ask(`{ coverageGaps(filter: { `+filter+` }) { totalCount { count } nodes { year } } }`, nil)
		if !slices.Equal(a.codes(), []string{"BAD_USER_INPUT"}) {
			t.Errorf("%s: %s", filter, a.Body)
			return
		}
		params := a.Errors[0].Extensions["params"].(map[string]any)
		if fmt.Sprint(a.Errors[0].Extensions["argument"]) != path || params["from"] != float64(2026) || params["to"] != float64(w.clock.Now().Year()) {
			t.Errorf("%s: %s", filter, a.Body)
		}
	}
	before := gaps(`year: { eq: 2026 }`)
	if before == "" || gaps("") != before {
		t.Errorf("this year: %s\nwithout a year: %s", before, gaps(""))
	}
	refused(`year: { eq: 2027 }`, "[filter year eq]")
	refused(`year: { eq: 2025 }`, "[filter year eq]")
	refused(`year: { in: [2026, 2030] }`, "[filter year in 1]")
	refused(`not: { year: { eq: 2030 } }`, "[filter not year eq]")
	refused(`or: [{ gap: { eq: LIST_MISSING } }, { and: [{ year: { gte: 1999 } }] }]`, "[filter or 1 and 0 year gte]")
	if gaps(`year: { lt: 2027, gt: 2025 }`) != before {
		t.Error("open bounds around the years that there are")
	}

	w.clock.Push(time.Date(2027, 3, 10, 2, 0, 0, 0, time.UTC).Sub(w.clock.Now()))
	if got := gaps(`year: { eq: 2026 }`); got != before {
		t.Errorf("the year is over, nothing has changed:\n%s\nwas\n%s", got, before)
	}
	if this := gaps(""); strings.Count(this, "LIST_MISSING") <= strings.Count(before, "LIST_MISSING") || gaps(`year: { eq: 2027 }`) != this {
		t.Errorf("the new year has no lists yet: %s", this)
	}
	// Somebody leaves, a post goes, a list of the old year is put in force late: the past stays.
	a := w.as("ADMINISTRATOR@HN")
	head := a.must(`{ post(code: "HN-QH/YW.ZR") { appointments { nodes { id version } } } }`, nil)
	a.do("appointmentEnd", "appointment", in("appointment", head.text("post.appointments.nodes.0.id"), "version", 1, "to", "2027-03-01", "reason", "调离")).told(t, "end")
	po := w.as("PARTY_OFFICE@HN")
	id, v := record(po.do("dutyListDraft", "dutyList", in("kind", "DUAL_DUTY", "post", po.id("post", "HN/CW.ZJ"), "year", 2026, "title", "补", "items", []any{item("x", "ANNUAL")})).told(t, "draft"), "dutyListDraft", "dutyList")
	w.as("PARTY_SECRETARY@HN").do("dutyListPutInForce", "dutyList", in("list", id, "version", v)).told(t, "put in force late")
	if got := gaps(`year: { eq: 2026 }`); got != before {
		t.Errorf("what came afterwards changed the past:\n%s\nwas\n%s", got, before)
	}
	refused(`year: { eq: 2028 }`, "[filter year eq]")
	refused(`year: { eq: 2025 }`, "[filter year eq]")
	if both := gaps(`year: { in: [2026, 2027] }`); strings.Count(both, "\n")+1 != strings.Count(before, "\n")+1+strings.Count(gaps(""), "\n")+1 {
		t.Errorf("both years: %s", both)
	}
}
