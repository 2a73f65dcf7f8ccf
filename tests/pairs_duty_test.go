package tests

import (
	"fmt"
	"slices"
	"testing"
)

// Acts on a duty list two at once: the edition in force, and the draft beside it (D-GEN-3, D-DUTY-3).
func TestTwoActsAtOnceOnDutyLists(t *testing.T) {
	w := newWorld(t)
	first, po, ps := w.as("ADMINISTRATOR@HN"), w.as("PARTY_OFFICE@HN"), w.as("PARTY_SECRETARY@HN")
	made := func(mutation, noun string, input map[string]any) string {
		t.Helper()
		id, _ := record(first.do(mutation, noun, input).told(t, mutation), mutation, noun)
		return id
	}
	hn := first.id("organisation", "HN")
	department := made("departmentCreate", "department", in("organisation", hn, "code", "HN/ZZ", "name", "试点室", "kind", "ORDINARY", "riskDomains", []any{}, "businessLines", []any{}))
	post := made("postCreate", "post", in("organisation", hn, "department", department, "code", "HN/ZZ.ZW", "name", "试点岗", "categories", []any{"STAFF"}, "roles", []any{"DEPARTMENT_STAFF"}))
	draft := in("kind", "DUAL_DUTY", "post", post, "year", 2026, "title", "清单", "items", []any{item("甲", "ANNUAL")})
	does := func(name string, by *client, more ...any) attempt {
		return attempt{name: name, by: by, record: "dutyList", input: in(more...)}
	}
	try := func(state string, acts ...attempt) {
		t.Helper()
		newPairs(t, w, "duty list", []string{department, post}, map[string]string{"HN/ZZ": "HN/Z%d"}, rows{"department", "t.id = ANY ($1)"}, rows{"post", "t.id = ANY ($1)"}, rows{"post_role", "t.post_id = ANY ($1)"},
			rows{"duty_list", "t.post_id = ANY ($1)"}, rows{"duty_item", "t.post_id = ANY ($1)"}).try(state, acts...)
	}
	give := attempt{name: "postDeactivate", by: first, record: "post", input: in("post", post, "version", 1, "reason", "x")}
	try("none", attempt{name: "dutyListDraft", by: po, record: "dutyList", input: draft}, give)
	at := func(id string, more ...any) []any {
		v := po.must(`query($id: ID!) { dutyList(id: $id) { version } }`, in("id", id)).get("dutyList.version")
		return append([]any{"list", id, "version", v}, more...)
	}
	id, _ := record(po.do("dutyListDraft", "dutyList", draft).told(t, "draft"), "dutyListDraft", "dutyList")
	inDraft := func() []attempt {
		return []attempt{
			does("dutyListUpdateDraft", po, at(id, "title", "改")...), does("dutyListUpdateDraft items", po, at(id, "items", []any{item("乙", "ANNUAL")})...),
			does("dutyListWithdraw", po, at(id, "reason", "x")...), does("dutyListPutInForce", ps, at(id)...),
		}
	}
	try("a draft", append(inDraft(), give)...)
	ps.act("dutyListPutInForce", "dutyList", in(at(id)...)).told(t, "put in force")
	try("in force", does("dutyListRevise", po, at(id)...), give)
	id, _ = record(po.do("dutyListRevise", "dutyList", in(at(id)...)).told(t, "revise"), "dutyListRevise", "dutyList")
	try("revised", inDraft()...)
}

// Oversight lists go in force once, and of two revisions that each leave the set covered where both do not the later one is told
// what both would leave uncovered (D-DUTY-2).
func TestOversightSetsAtOnce(t *testing.T) {
	w := newWorld(t)
	po := w.as("PARTY_OFFICE@HN-QH")
	qh := po.id("organisation", "HN-QH")
	var set []any
	for dept, domains := range map[string][]string{"HN-QH/ZH": {"GENERAL_MANAGEMENT", "FINANCE"}, "HN-QH/YW": {"BUSINESS_LINES"}, "HN-QH/JS": {"BUSINESS_LINES", "PARTNERS_PROCUREMENT"}} {
		head := w.as("DEPARTMENT_HEAD@" + dept)
		a := head.do("dutyListDraft", "dutyList", in("kind", "OVERSIGHT", "department", head.id("department", dept), "year", 2027, "title", dept, "items", []any{item("x", "MONTHLY", domains...)})).told(t, "draft "+dept)
		id, v := record(a, "dutyListDraft", "dutyList")
		set = append(set, in("list", id, "version", v))
	}
	force := func() *answer {
		return po.do("oversightSetPutInForce", "dutyLists", in("organisation", qh, "year", 2027, "lists", set))
	}
	if got := w.atOnce("duty_list", force, force); got[0] != "" || got[1] == "" {
		t.Errorf("a set put in force twice at once: told %q", got)
	}
	if got := rowsOf(t, w.store.Super(t), `SELECT DISTINCT concat(edition, ' ', state) FROM duty_list WHERE year = 2027`); fmt.Sprint(got) != "[1 IN_FORCE]" {
		t.Errorf("editions of 2027: %v", got)
	}
	revised := func(dept string, domains ...string) func() *answer {
		head := w.as("DEPARTMENT_HEAD@" + dept)
		id, v := head.revise(`year: { eq: 2027 }, kind: { eq: OVERSIGHT }, department: { eq: "` + head.id("department", dept) + `" }`)
		head.do("dutyListUpdateDraft", "dutyList", in("list", id, "version", v, "items", []any{item("x", "MONTHLY", domains...)})).told(t, "revise")
		return func() *answer { return po.do("dutyListPutInForce", "dutyList", in("list", id, "version", 2)) }
	}
	if got := w.atOnce("duty_list", revised("HN-QH/YW"), revised("HN-QH/JS", "PARTNERS_PROCUREMENT")); !slices.Equal(got, []string{"", "DOMAINS_UNCOVERED"}) {
		t.Errorf("two revisions that leave BUSINESS_LINES uncovered at once: told %q", got)
	}
}
