package tests

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// inForce reads the one list in force that a filter names: id and version.
func (c *client) inForce(filter string) (string, any) {
	c.w.t.Helper()
	a := c.must(`{ dutyLists(filter: { state: { eq: IN_FORCE }, `+filter+` }) { nodes { id version edition } } }`, nil)
	if len(a.list("dutyLists.nodes")) != 1 {
		c.w.t.Fatalf("%s: %s", filter, a.Body)
	}
	return a.text("dutyLists.nodes.0.id"), a.get("dutyLists.nodes.0.version")
}

func (c *client) revise(filter string) (string, any) {
	c.w.t.Helper()
	list, version := c.inForce(filter)
	return record(c.do("dutyListRevise", "dutyList", map[string]any{"list": list, "version": version}).told(c.w.t, "revise"), "dutyListRevise", "dutyList")
}

func item(content, frequency string, domains ...string) map[string]any {
	return map[string]any{"content": content, "frequency": frequency, "riskDomains": append([]string{}, domains...)}
}

// What is in force never changes: a revision is a draft beside it, its edition supersedes the one before, and
// there is one in force per holder and year (D-DUTY-3).
func TestEditions(t *testing.T) {
	w := newWorld(t)
	po, ps := w.as("PARTY_OFFICE@HN"), w.as("PARTY_SECRETARY@HN")
	main := `kind: { eq: MAIN }, organisation: { eq: "` + po.id("organisation", "HN") + `" }`
	old, version := po.inForce(main)
	items := []any{item("专题研究", "QUARTERLY")}
	po.do("dutyListUpdateDraft", "dutyList", map[string]any{"list": old, "version": version, "title": "x", "items": items}).told(t, "change what is in force", "WRONG_STATE")
	draft, v := po.revise(main)
	po.do("dutyListRevise", "dutyList", map[string]any{"list": old, "version": version}).told(t, "a second draft", "DRAFT_EXISTS")
	compare := `query($f: ID!, $t: ID!) { dutyListComparison(from: $f, to: $t) { items { kind before { no } after { no content } changes { field oldValue newValue } } } }`
	kinds := func() string {
		var all []string
		for _, i := range po.must(compare, map[string]any{"f": old, "t": draft}).list("dutyListComparison.items") {
			all = append(all, i.(map[string]any)["kind"].(string))
		}
		return strings.Join(all, " ")
	}
	if got := kinds(); got != strings.TrimSpace(strings.Repeat("UNCHANGED ", 13)) {
		t.Errorf("a fresh revision compares as %s", got)
	}
	po.do("dutyListUpdateDraft", "dutyList", map[string]any{"list": draft, "version": v, "title": "修订", "items": []any{}}).told(t, "empty the draft")
	ps.do("dutyListPutInForce", "dutyList", map[string]any{"list": draft, "version": 2}).told(t, "an empty list", "LIST_EMPTY")
	changed := []any{
		map[string]any{"content": "专题研究全面从严治党工作", "frequency": "MONTHLY", "normFrequency": "SEMIANNUAL", "principal": true, "indicators": []any{map[string]any{"text": "每月", "target": 1, "comparison": "GTE"}}},
		item("新增事项", "ANNUAL"),
	}
	po.do("dutyListUpdateDraft", "dutyList", map[string]any{"list": draft, "version": 2, "title": "修订", "items": changed}).told(t, "fill it")
	if got := kinds(); !strings.HasPrefix(got, "CHANGED ADDED") || strings.Count(got, "REMOVED") != 12 {
		t.Errorf("the revision compares as %s", got)
	}
	ps.do("dutyListPutInForce", "dutyList", map[string]any{"list": draft, "version": 3, "externalDocument": "x"}).told(t, "a document that is not asked for", "MUST_BE_EMPTY")
	ps.do("dutyListPutInForce", "dutyList", map[string]any{"list": draft, "version": 3}).told(t, "put in force")
	ps.do("dutyListPutInForce", "dutyList", map[string]any{"list": draft, "version": 4}).told(t, "twice", "WRONG_STATE")
	a := po.must(`query($id: ID!) { a: dutyList(id: $id) { state edition items(first: 50) { nodes { content } } } }`, map[string]any{"id": old})
	if a.text("a.state") != "SUPERSEDED" || len(a.list("a.items.nodes")) != 13 {
		t.Errorf("the old edition: %s", a.Body)
	}
	b := po.must(`query($id: ID!) { dutyList(id: $id) { state edition revises { id } inForceBy { number } history { nodes { act toState actor { number } } } } }`, map[string]any{"id": draft})
	if b.get("dutyList.edition") != float64(2) || b.text("dutyList.revises.id") != old || b.text("dutyList.inForceBy.number") != "HN0001" || len(b.list("dutyList.history.nodes")) != 4 {
		t.Errorf("the new edition: %s", b.Body)
	}
	// The region reads the list in force and its history, neither the superseded edition nor the drafting.
	r := w.as("REGION_MANAGER@HN-QH-1").must(`query($o: ID!, $n: ID!) { old: dutyList(id: $o) { id } new: dutyList(id: $n) { title history { nodes { toState } } } }`, map[string]any{"o": old, "n": draft})
	if r.get("old") != nil || r.text("new.title") != "修订" || len(r.list("new.history.nodes")) != 1 {
		t.Errorf("a region manager reads %s", r.Body)
	}
}

// Every unmet condition of a draft is named at once, each at its path; a local frequency may only be stricter
// than the norm's (D-DUTY-4).
func TestDraftRefusals(t *testing.T) {
	w := newWorld(t)
	po, head := w.as("PARTY_OFFICE@HN"), w.as("DEPARTMENT_HEAD@HN-QH/YW")
	looser := item("x", "ANNUAL")
	looser["normFrequency"] = "QUARTERLY"
	principal := item("x", "ANNUAL")
	principal["principal"] = true
	target := item("x", "ANNUAL")
	target["indicators"] = []any{map[string]any{"text": "x", "target": 3}}
	draft := func(c *client, kind, holder, id string, items ...any) *answer {
		return c.do("dutyListDraft", "dutyList", map[string]any{"kind": kind, holder: id, "year": 2027, "title": "2027", "items": items})
	}
	post := po.id("post", "HN/CW.JL")
	draft(po, "DUAL_DUTY", "post", post, looser, principal, target, item("", "ANNUAL"), item("x", "ANNUAL", "NOWHERE")).
		told(t, "everything wrong", "LOOSER_THAN_NORM", "MUST_BE_EMPTY", "TOGETHER", "REQUIRED", "UNKNOWN_REFERENCE")
	draft(po, "DUAL_DUTY", "organisation", po.id("organisation", "HN"), item("x", "ANNUAL")).told(t, "the wrong holder", "LIST_NOT_DUE")
	draft(po, "MAIN", "organisation", po.id("organisation", "HN-WZS"), item("x", "ANNUAL")).told(t, "a main list without a committee", "LIST_NOT_DUE")
	draft(w.as("DISCIPLINE_OFFICE@HN"), "SUPERVISORY", "organisation", po.id("organisation", "HN-WZS"), item("x", "ANNUAL")).told(t, "a supervisory list without a commission", "LIST_NOT_DUE")
	draft(head, "OVERSIGHT", "department", head.id("department", "HN-QH/YW"), item("x", "ANNUAL", "FINANCE")).told(t, "a domain that the department does not carry", "DOMAIN_NOT_CARRIED")
	draft(head, "OVERSIGHT", "department", head.id("department", "HN-QH/JS"), item("x", "ANNUAL")).told(t, "another department's list", "OUT_OF_SCOPE")
	for local, norm := range map[string]string{"QUARTERLY": "QUARTERLY", "MONTHLY": "ANNUAL", "ANNUAL": "ONCE", "ON_EVENT": "ON_EVENT"} {
		i := item("x", local)
		i["normFrequency"] = norm
		a := draft(po, "DUAL_DUTY", "post", post, i).told(t, local+" for "+norm)
		id, v := record(a, "dutyListDraft", "dutyList")
		po.do("dutyListWithdraw", "dutyList", map[string]any{"list": id, "version": v, "reason": "试拟"}).told(t, "withdraw")
	}
}

// Oversight lists go in force as a set that covers every mandatory domain; the refusal names what is missing;
// one list is revised only if the set stays covered (D-DUTY-2).
func TestOversightSet(t *testing.T) {
	w := newWorld(t)
	qh := w.as("ADMINISTRATOR@HN").id("organisation", "HN-QH")
	po := w.as("PARTY_OFFICE@HN-QH")
	// A revision that drops the only list with FINANCE and GENERAL_MANAGEMENT leaves the set uncovered.
	zh := w.as("DEPARTMENT_HEAD@HN-QH/ZH")
	draft, v := zh.revise(`kind: { eq: OVERSIGHT }, department: { eq: "` + zh.id("department", "HN-QH/ZH") + `" }`)
	zh.do("dutyListUpdateDraft", "dutyList", map[string]any{"list": draft, "version": v, "title": "x", "items": []any{item("用印", "MONTHLY", "GENERAL_MANAGEMENT")}}).told(t, "drop FINANCE")
	refused := po.do("dutyListPutInForce", "dutyList", map[string]any{"list": draft, "version": 2}).told(t, "an uncovered revision", "DOMAINS_UNCOVERED")
	if !strings.Contains(refused.Body, "Finance and funds") || strings.Contains(refused.Body, "Business lines") {
		t.Errorf("the refusal names what is missing, and that alone: %s", refused.Body)
	}
	zh.do("dutyListUpdateDraft", "dutyList", map[string]any{"list": draft, "version": 2, "title": "x", "items": []any{item("用印", "MONTHLY", "GENERAL_MANAGEMENT"), item("报账", "MONTHLY", "FINANCE")}}).told(t, "cover it again")
	po.do("dutyListPutInForce", "dutyList", map[string]any{"list": draft, "version": 3}).told(t, "a covered revision")

	// The next year's first edition: singly refused, as a set refused until whole.
	type list struct {
		id string
		v  any
	}
	var set []list
	for dept, domains := range map[string][]string{"HN-QH/ZH": {"GENERAL_MANAGEMENT", "FINANCE"}, "HN-QH/YW": {"BUSINESS_LINES"}, "HN-QH/JS": {"BUSINESS_LINES"}} {
		head := w.as("DEPARTMENT_HEAD@" + dept)
		a := head.do("dutyListDraft", "dutyList", map[string]any{"kind": "OVERSIGHT", "department": head.id("department", dept), "year": 2027, "title": dept, "items": []any{item("x", "MONTHLY", domains...)}}).told(t, "draft "+dept)
		id, v := record(a, "dutyListDraft", "dutyList")
		set = append(set, list{id, v})
	}
	force := func(n int) *answer {
		var lists []any
		for _, l := range set[:n] {
			lists = append(lists, map[string]any{"list": l.id, "version": l.v})
		}
		return po.do("oversightSetPutInForce", "dutyLists", map[string]any{"organisation": qh, "year": 2027, "lists": lists})
	}
	po.do("dutyListPutInForce", "dutyList", map[string]any{"list": set[0].id, "version": set[0].v}).told(t, "the first edition alone", "SET_ONLY", "DOMAINS_UNCOVERED")
	force(2).told(t, "without one of the drafts", "SET_INCOMPLETE", "DOMAINS_UNCOVERED")
	refused = force(3).told(t, "an uncovered set", "DOMAINS_UNCOVERED")
	if !strings.Contains(refused.Body, "Partners and procurement") {
		t.Errorf("the refusal names what is missing: %s", refused.Body)
	}
	js := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	for i := range set {
		l := js.must(`query($id: ID!) { dutyList(id: $id) { version department { code } } }`, map[string]any{"id": set[i].id})
		if l.text("dutyList.department.code") == "HN-QH/JS" {
			js.do("dutyListUpdateDraft", "dutyList", map[string]any{"list": set[i].id, "version": set[i].v, "title": "x", "items": []any{item("x", "MONTHLY", "BUSINESS_LINES", "PARTNERS_PROCUREMENT")}}).told(t, "cover procurement")
			set[i].v = 2
		}
	}
	done := force(3).told(t, "a covered set")
	if n := len(done.list("oversightSetPutInForce.dutyLists")); n != 3 || done.text("oversightSetPutInForce.dutyLists.0.state") != "IN_FORCE" {
		t.Errorf("the set: %s", done.Body)
	}
}

// Nobody decides on the list of a post that he holds: it goes to the next level's counterpart, at the top to a
// superior's recorded document (D-SEC-6).
func TestOwnMatter(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		post, drafter, holder, above, reason string
		external                             bool
	}{
		{"HN-QH.SJ", "PARTY_OFFICE@HN-QH", "PARTY_SECRETARY@HN-QH", "PARTY_SECRETARY@HN", "OWN_MATTER", false},
		{"HN.SJ", "PARTY_OFFICE@HN", "PARTY_SECRETARY@HN", "DISCIPLINE_OFFICE@HN", "EXTERNAL_DOCUMENT", true},
	} {
		po := w.as(c.drafter)
		draft, v := po.revise(`kind: { eq: DUAL_DUTY }, post: { eq: "` + po.id("post", c.post) + `" }`)
		force := map[string]any{"list": draft, "version": v}
		w.as(c.holder).do("dutyListPutInForce", "dutyList", force).told(t, "his own list "+c.post, "OWN_MATTER")
		own := w.as(c.holder).must(`query($id: ID!) { dutyList(id: $id) { availableActions { action allowed code } } dutyListAuthority(list: $id) { reason role } }`, map[string]any{"id": draft})
		if own.text("dutyListAuthority.reason") != c.reason || own.text("dutyList.availableActions.2.code") != "OWN_MATTER" {
			t.Errorf("%s: %s", c.post, own.Body)
		}
		if c.external {
			w.as(c.above).do("dutyListPutInForce", "dutyList", force).told(t, "without the document", "EXTERNAL_RECORD_NEEDED")
			force["externalDocument"] = "集团党组批复〔2026〕8号"
		}
		w.as(c.above).do("dutyListPutInForce", "dutyList", force).told(t, "the counterpart of "+c.post)
		events := po.must(`query($id: ID!) { dutyList(id: $id) { history { nodes { toState document } } } }`, in("id", draft)).list("dutyList.history.nodes")
		if !slices.ContainsFunc(events, func(e any) bool {
			return reflect.DeepEqual(e, in("toState", "IN_FORCE", "document", force["externalDocument"]))
		}) {
			t.Errorf("history of %s: %v, want the document %v", c.post, events, force["externalDocument"])
		}
	}
}

// A query answers where duties are not covered, for organisations whose lists the viewer sees whole, and for
// nobody else (D-DUTY-5).
func TestCoverage(t *testing.T) {
	w := newWorld(t)
	ask := `query($f: CoverageGapFilter) { coverageGaps(filter: $f, first: 100) { totalCount { count } nodes { gap listKind organisation { code } post { code } riskDomain { code } item { no } } } }`
	gaps := func(c *client, filter map[string]any) map[string]bool {
		m := map[string]bool{}
		a := c.must(ask, map[string]any{"f": filter})
		for _, n := range a.list("coverageGaps.nodes") {
			g := n.(map[string]any)
			key := g["gap"].(string) + " " + g["listKind"].(string) + " " + g["organisation"].(map[string]any)["code"].(string)
			if p, ok := g["post"].(map[string]any); ok {
				key += " " + p["code"].(string)
			}
			m[key] = true
		}
		if n := a.get("coverageGaps.totalCount.count"); a.get("coverageGaps") != nil && n != float64(len(a.list("coverageGaps.nodes"))) {
			t.Errorf("count %v, rows %d", n, len(a.list("coverageGaps.nodes")))
		}
		return m
	}
	year := map[string]any{"year": map[string]any{"eq": 2026}}
	got := gaps(w.as("ANALYST@HN"), year)
	want := []string{"LIST_MISSING MAIN HN-DZ", "LIST_MISSING MAIN HN-WC", "POST_WITHOUT_LIST DUAL_DUTY HN HN/CW.ZJ", "POST_WITHOUT_LIST DUAL_DUTY HN HN/SH.CG", "POST_WITHOUT_LIST DUAL_DUTY HN HN/GC.ZJ", "POST_WITHOUT_LIST DUAL_DUTY HN-LG HN-LG.FZ"}
	if len(got) != len(want) {
		t.Errorf("gaps %v", got)
	}
	for _, g := range want {
		if !got[g] {
			t.Errorf("missing %s in %v", g, got)
		}
	}
	if got := gaps(w.as("PARTY_SECRETARY@HN-DZ"), year); fmt.Sprint(got) != "map[LIST_MISSING MAIN HN-DZ:true]" {
		t.Errorf("a branch secretary: %v", got)
	}
	for _, v := range []string{"DEPARTMENT_HEAD@HN/CW", "REGION_MANAGER@HN-DZ-1", "LEADERSHIP_MEMBER@HN-DZ", "ADMINISTRATOR@HN"} {
		if got := gaps(w.as(v), year); len(got) != 0 {
			t.Errorf("%s: %v", v, got)
		}
	}
	// A vacancy uncovers items; a department that loses its domain uncovers the domain.
	a := w.as("ADMINISTRATOR@HN")
	head := a.must(`{ post(code: "HN-QH/YW.ZR") { appointments { nodes { id version } } } }`, nil)
	a.do("appointmentEnd", "appointment", map[string]any{"appointment": head.text("post.appointments.nodes.0.id"), "version": 1, "to": "2026-11-17", "reason": "调离"}).told(t, "end")
	a.do("departmentUpdate", "department", map[string]any{"department": a.id("department", "HN-QH/ZH"), "version": 1, "name": "综合室", "riskDomains": []string{"GENERAL_MANAGEMENT"}}).told(t, "take FINANCE away")
	got = gaps(w.as("DISCIPLINE_OFFICE@HN-QH"), year)
	for _, g := range []string{"ITEM_WITHOUT_HOLDER DUAL_DUTY HN-QH HN-QH/YW.ZR", "ITEM_WITHOUT_HOLDER OVERSIGHT HN-QH", "DOMAIN_UNCOVERED OVERSIGHT HN-QH"} {
		if !got[g] {
			t.Errorf("missing %s in %v", g, got)
		}
	}
}
