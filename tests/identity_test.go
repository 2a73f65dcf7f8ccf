package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const wholeItems = `query($id: ID!) { dutyList(id: $id) { version items(first: 100) { nodes {
	id no content standard evidenceRequired frequency normFrequency riskDomains { code } principal businessWork origin indicators { text target unit comparison origin } } } } }`

// copied are a list's items as a form sends them back: what an item holds, and of which it is.
func (c *client) copied(list string) []map[string]any {
	c.w.t.Helper()
	var items []map[string]any
	for _, n := range c.must(wholeItems, in("id", list)).list("dutyList.items.nodes") {
		m := n.(map[string]any)
		domains := []any{}
		for _, d := range m["riskDomains"].([]any) {
			domains = append(domains, d.(map[string]any)["code"])
		}
		indicators := []any{}
		for _, x := range m["indicators"].([]any) {
			i := x.(map[string]any)
			delete(i, "origin")
			indicators = append(indicators, i)
		}
		delete(m, "no")
		delete(m, "origin")
		m["item"], m["riskDomains"], m["indicators"] = m["id"], domains, indicators
		delete(m, "id")
		items = append(items, m)
	}
	return items
}

// compared are the kinds of change between two lists, in the order of the later.
func (c *client) compared(from, to string) (kinds []string, changes map[int]string) {
	c.w.t.Helper()
	changes = map[int]string{}
	a := c.must(`query($f: ID!, $t: ID!) { dutyListComparison(from: $f, to: $t) { items { kind changes { field } } } }`, in("f", from, "t", to))
	for n, i := range a.list("dutyListComparison.items") {
		m := i.(map[string]any)
		kinds = append(kinds, m["kind"].(string))
		for _, f := range m["changes"].([]any) {
			changes[n] += f.(map[string]any)["field"].(string) + " "
		}
	}
	return kinds, changes
}

// An edit of a draft keeps where each text comes from (D-DUTY-4) and each item's identity (D-DUTY-3): whether the form names
// the items or only copies them, whatever is taken out, moved or rewritten; the comparison tells that and nothing else.
func TestEditsOfADraftKeepItsItems(t *testing.T) {
	for name, named := range map[string]bool{"named": true, "copied": false} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			po := w.as("PARTY_OFFICE@HN")
			main := `kind: { eq: MAIN }, organisation: { eq: "` + po.id("organisation", "HN") + `" }`
			old, _ := po.inForce(main)
			draft, version := po.revise(main)
			marks := func(list string) string {
				var all []string
				for _, n := range po.must(wholeItems, in("id", list)).list("dutyList.items.nodes") {
					m := n.(map[string]any)
					mark := fmt.Sprint(m["content"], m["origin"])
					for _, x := range m["indicators"].([]any) {
						mark += fmt.Sprint(x.(map[string]any)["origin"])
					}
					all = append(all, mark)
				}
				slices.Sort(all)
				return strings.Join(all, "\n")
			}
			want := marks(old)
			if !strings.Contains(want, "TEXT") && !strings.Contains(want, "MECHANISM") {
				t.Fatalf("the sample's main list has no marks: %s", want)
			}
			save := func(items []map[string]any) {
				t.Helper()
				if !named {
					for _, i := range items {
						delete(i, "item")
					}
				}
				po.do("dutyListUpdateDraft", "dutyList", in("list", draft, "version", version, "items", items)).told(t, "save the draft")
				version = po.must(wholeItems, in("id", draft)).get("dutyList.version")
			}
			save(po.copied(draft))
			kinds, _ := po.compared(old, draft)
			if marks(draft) != want || slices.ContainsFunc(kinds, func(k string) bool { return k != "UNCHANGED" }) {
				t.Errorf("saved as it was: %v\n%s", kinds, marks(draft))
			}

			items := po.copied(draft)
			last := len(items) - 1
			save(append([]map[string]any{items[last]}, items[:last]...))
			if kinds, changes := po.compared(old, draft); marks(draft) != want || kinds[0] != "MOVED" || changes[0] != "no " || slices.Contains(kinds[1:], "CHANGED") || len(changes) != 1 {
				t.Errorf("the last put first: %v %v\n%s", kinds, changes, marks(draft))
			}

			items = po.copied(draft)
			save(append(items[:2:2], items[3:]...))
			kinds, changes := po.compared(old, draft)
			if count(kinds, "REMOVED") != 1 || count(kinds, "MOVED") != 1 || len(changes) != 1 || count(kinds, "UNCHANGED") != last-1 {
				t.Errorf("one taken out: %v %v", kinds, changes)
			}

			save(po.copied(old))
			if kinds, changes := po.compared(old, draft); marks(draft) != want || len(changes) > 0 || count(kinds, "UNCHANGED") != last+1 {
				t.Errorf("all back: %v %v", kinds, changes)
			}

			items = po.copied(draft)
			items[1]["standard"], items[3]["content"] = "另定标准", "改写的内容"
			items[0]["principal"] = !items[0]["principal"].(bool)
			save(items)
			if kinds, changes := po.compared(old, draft); count(kinds, "CHANGED") != 3 || changes[0] != "principal " || changes[1] != "standard " || changes[3] != "content " || len(changes) != 3 {
				t.Errorf("three rewritten: %v %v", kinds, changes)
			}
			if got := marks(draft); strings.Count(got, "<nil>") != strings.Count(want, "<nil>") {
				t.Errorf("a rewritten item lost its mark:\n%s", got)
			}
			items = po.copied(draft)
			items[3]["origin"] = nil
			save(items)
			if got := marks(draft); strings.Count(got, "<nil>") != strings.Count(want, "<nil>")+1 {
				t.Errorf("a mark cleared by null stays:\n%s", got)
			}
		})
	}
}

func count(kinds []string, kind string) (n int) {
	for _, k := range kinds {
		if k == kind {
			n++
		}
	}
	return n
}

// An item goes on with one of its own list, and no two with the same.
func TestItemsGoOnWithTheirOwn(t *testing.T) {
	w := newWorld(t)
	po := w.as("PARTY_OFFICE@HN")
	draft, version := po.revise(`kind: { eq: MAIN }, organisation: { eq: "` + po.id("organisation", "HN") + `" }`)
	items := po.copied(draft)
	items[1]["item"] = items[0]["item"]
	po.do("dutyListUpdateDraft", "dutyList", in("list", draft, "version", version, "items", items)).told(t, "two go on with one", "DUPLICATE")
	other := po.must(`{ dutyItems(filter: { kind: { eq: SUPERVISORY } }, first: 1) { nodes { id } } }`, nil).text("dutyItems.nodes.0.id")
	items[1]["item"] = other
	po.do("dutyListUpdateDraft", "dutyList", in("list", draft, "version", version, "items", items)).told(t, "another list's item", "NOT_FOUND")
}

// What was held under a plan is held under the one that takes its place: by the item that is named, by kind and subject, by
// kind and day; what the new plan does not have goes on with nothing, and the old plan's items are late no more (D-CON-1).
func TestAPlanTakesOnWhatWasHeld(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	issue := func(items ...any) map[string]map[string]any {
		t.Helper()
		plan := p.putInForce("consultationPlan", in("organisation", qh, "year", 2026, "integrityPlan", "x", "supervisionPlan", "x", "items", items))
		of := map[string]map[string]any{}
		for _, n := range p.office.must(`query($id: ID!) { consultationPlan(id: $id) { items { nodes { id subject held late consultations { nodes { id } } } } } }`, in("id", plan)).list("consultationPlan.items.nodes") {
			m := n.(map[string]any)
			of[m["subject"].(string)] = m
		}
		return of
	}
	old := issue(
		in("kind", "THEMATIC", "subject", "物资采购", "dueOn", "2026-03-18"), in("kind", "THEMATIC", "subject", "工程建设", "dueOn", "2026-06-18"),
		in("kind", "THEMATIC", "subject", "场租电费", "dueOn", "2026-09-18"), in("kind", "COMPREHENSIVE", "subject", "全年", "dueOn", "2026-12-20"))
	for _, subject := range []string{"物资采购", "工程建设", "场租电费"} {
		p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "WRITTEN", "title", subject, "planItem", old[subject]["id"]))
		topic := p.step(p.office, "topicPropose", "topic", p.on("title", "x"))
		p.step(p.office, "consultationSubmit", "consultation", p.on())
		p.settle(p.leader, topic, "APPROVE").told(t, "approve")
		p.open()
	}
	refused := in("organisation", qh, "year", 2026, "integrityPlan", "x", "supervisionPlan", "x", "items", []any{
		in("kind", "THEMATIC", "subject", "甲", "dueOn", "2026-03-18", "item", old["物资采购"]["id"]), in("kind", "THEMATIC", "subject", "乙", "dueOn", "2026-03-18", "item", old["物资采购"]["id"])})
	p.step(p.office, "consultationPlanPropose", "consultationPlan", refused, "DUPLICATE")
	next := issue(
		in("kind", "THEMATIC", "subject", "采购与合作", "dueOn", "2026-04-18", "item", old["物资采购"]["id"]),
		in("kind", "THEMATIC", "subject", "工程建设", "dueOn", "2026-07-18"), in("kind", "THEMATIC", "subject", "场租", "dueOn", "2026-09-18"),
		in("kind", "THEMATIC", "subject", "新增", "dueOn", "2026-10-18"), in("kind", "COMPREHENSIVE", "subject", "全年", "dueOn", "2026-12-20"))
	for subject, held := range map[string]bool{"采购与合作": true, "工程建设": true, "场租": true, "新增": false, "全年": false} {
		m := next[subject]
		if m["held"] != held || m["late"] != (subject == "新增") || len(m["consultations"].(map[string]any)["nodes"].([]any)) != map[bool]int{true: 1}[held] {
			t.Errorf("%s under the new plan: %v", subject, m)
		}
	}
	late := p.office.must(`query($o: ID!) { planItems(filter: { organisation: { eq: $o }, late: true }, first: 50) { nodes { subject } } }`, in("o", qh))
	if n := late.list("planItems.nodes"); len(n) != 1 || n[0].(map[string]any)["subject"] != "新增" {
		t.Errorf("late: %s", late.Body)
	}
}
