package tests

import "testing"

// Acts on findings and problems, and on what is said of a problem elsewhere, two at once (D-GEN-3, D-TASK-7).
func TestTwoActsAtOnceOnProblems(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	finding := func(title string, more ...any) map[string]any {
		return in(append([]any{"organisation", qh, "source", "AUDIT", "title", title, "content", "x", "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", qh}, more...)...)
	}
	problem := func(title string, more ...any) map[string]any {
		return in(append([]any{"organisation", qh, "title", title, "description", title, "category", "PROCUREMENT", "severity", "GENERAL", "aboutOrganisation", qh}, more...)...)
	}
	held := p.step(p.office, "findingRegister", "finding", finding("已归入"))
	loose := p.step(p.office, "findingRegister", "finding", finding("未归入"))
	one := p.step(p.office, "problemRegister", "problem", problem("甲", "findings", []any{held}))
	two := p.step(p.office, "problemRegister", "problem", problem("乙"))
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "WRITTEN", "title", "会商"))
	version := func(noun, id string) any {
		return p.office.must(`query($id: ID!) { r: `+noun+`(id: $id) { version } }`, in("id", id)).get("r.version")
	}
	guest := w.uid(w.holderOf("REGION_STAFF@HN-QH-1"))
	on := func(id string, more ...any) map[string]any {
		return in(append([]any{"problem", id, "version", version("problem", id)}, more...)...)
	}
	found := func(id string, more ...any) map[string]any {
		return in(append([]any{"finding", id, "version", version("finding", id)}, more...)...)
	}
	x := newPairs(t, w, "problem", []string{one, two, held, loose, p.id}, nil,
		rows{"problem", "t.id = ANY ($1)"}, rows{"consultation", "t.id = ANY ($1)"}, rows{"finding", "t.id = ANY ($1) OR t.problem_id = ANY ($1)"},
		rows{"topic", "t.consultation_id = ANY ($1)"}, rows{"problem_relation", "t.problem_id = ANY ($1)"})
	x.try("OPEN",
		attempt{name: "problemUpdate", by: p.office, record: "problem", input: on(one, "systemic", true, "reason", "x")},
		attempt{name: "problemSetSecrecy", by: p.office, record: "problem", input: on(one, "concerns", []any{guest}, "reason", "x")},
		attempt{name: "problemAddFindings", by: p.office, record: "problem", input: on(one, "findings", []any{loose}, "reason", "x")},
		attempt{name: "problemMerge one into two", by: p.office, record: "problem", input: on(one, "into", two, "reason", "x")},
		attempt{name: "problemMerge two into one", by: p.office, record: "problem", input: on(two, "into", one, "reason", "x")},
		attempt{name: "problemRelate", by: p.office, record: "problem", input: on(one, "other", two, "reason", "x")},
		attempt{name: "problemRelate back", by: p.office, record: "problem", input: on(two, "other", one, "reason", "x")},
		attempt{name: "problemSetMandate", by: p.office, record: "problem", input: on(one, "issuer", "省纪委", "document", "x")},
		attempt{name: "problemTransfer", by: p.secretary, record: "problem", input: on(one, "transferredOn", "2026-11-18", "receiver", "省纪委")},
		attempt{name: "problemCloseWithoutMeasure", by: p.office, record: "problem", input: on(one, "reason", "x")},
		attempt{name: "problemRegister", by: p.office, record: "problem", input: problem("丙", "findings", []any{loose})},
		attempt{name: "findingRegister", by: p.office, record: "finding", input: finding("新", "problem", one)},
		attempt{name: "findingUpdate", by: p.office, record: "finding", input: found(loose, "severity", "SERIOUS", "reason", "x")},
		attempt{name: "findingSetSecrecy", by: p.office, record: "finding", input: found(held, "concerns", []any{guest}, "reason", "x")},
		attempt{name: "findingTransfer", by: p.secretary, record: "finding", input: found(loose, "transferredOn", "2026-11-18", "receiver", "省纪委")},
		attempt{name: "topicPropose", by: p.office, record: "topic", input: p.on("title", "议题", "problem", one)},
	)
	// One office agreed: with the other's the problem closes.
	p.step(p.office, "problemCloseWithoutMeasure", "problem", on(one, "reason", "x"))
	x = newPairs(t, w, "problem", []string{one, two, p.id}, nil,
		rows{"problem", "t.id = ANY ($1)"}, rows{"consultation", "t.id = ANY ($1)"}, rows{"finding", "t.problem_id = ANY ($1)"},
		rows{"topic", "t.consultation_id = ANY ($1)"})
	x.try("agreed by one",
		attempt{name: "problemCloseWithoutMeasure", by: p.partyclerk, record: "problem", input: on(one, "reason", "x")},
		attempt{name: "problemMerge two into one", by: p.office, record: "problem", input: on(two, "into", one, "reason", "x")},
		attempt{name: "findingRegister", by: p.office, record: "finding", input: finding("新", "problem", one)},
		attempt{name: "topicPropose", by: p.office, record: "topic", input: p.on("title", "议题", "problem", one)},
	)
}
