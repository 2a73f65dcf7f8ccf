package tests

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// atOnce sends two requests, neither of which writes a table before both wait, for it or for each other. It returns what each
// is told, in order.
func (w *world) atOnce(table string, one, other func() *answer) []string {
	w.t.Helper()
	super := w.store.Super(w.t)
	hold, err := super.Begin()
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = hold.Rollback() }()
	if _, err := hold.Exec(`LOCK TABLE ` + table + ` IN SHARE MODE`); err != nil {
		w.t.Fatal(err)
	}
	told := make(chan string, 2)
	var answered atomic.Int32
	for _, ask := range []func() *answer{one, other} {
		go func() {
			told <- strings.Join(ask().codes(), " ")
			answered.Add(1)
		}()
	}
	bothWait(w.t, super, &answered)
	if err := hold.Commit(); err != nil {
		w.t.Fatal(err)
	}
	got := []string{<-told, <-told}
	slices.Sort(got)
	return got
}

// Of two who propose, join in or decide at once one does, and the other is told why not, by a code (D-GEN-3, D-GEN-4).
func TestRulesAndPlansAtOnce(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	proposals := map[string]map[string]any{
		"consultationRule": in("organisation", qh, "kind", "THEMATIC", "superiorDocument", "x", "subjects", "x", "content", "x", "form", "MEETING", "procedure", "x", "frequency", "QUARTERLY", "useOfOutcomes", "x"),
		"consultationPlan": in("organisation", qh, "year", 2026, "integrityPlan", "x", "supervisionPlan", "x", "items", []any{in("kind", "THEMATIC", "subject", "x", "dueOn", "2026-11-20")}),
	}
	for noun, proposal := range proposals {
		argument := strings.ToLower(strings.TrimPrefix(noun, "consultation"))
		table := "consultation_" + argument
		act := func(c *client, mutation string, input map[string]any) func() *answer {
			return func() *answer { return c.act(noun+mutation, noun, input) }
		}
		check := func(what string, got []string, loser ...string) {
			t.Helper()
			if got[0] != "" || !slices.Contains(loser, got[1]) {
				t.Errorf("%s: %s at once are told %q, want one done and one of %v", noun, what, got, loser)
			}
		}
		// Twice, so that the second comes into force in place of the first.
		for range 2 {
			check("two proposals", w.atOnce(table, act(p.partyclerk, "Propose", proposal), act(p.office, "Propose", proposal)), "PROPOSAL_EXISTS")
			list := p.leader.must(fmt.Sprintf(`{ l: %ss(filter: { state: { eq: PROPOSED } }) { nodes { id version partyOfficeBy { id } } } }`, noun), nil)
			on := func(version int, more ...any) map[string]any {
				return in(append([]any{argument, list.text("l.nodes.0.id"), "version", version}, more...)...)
			}
			if n := len(list.list("l.nodes")); n != 1 {
				t.Fatalf("%s: %d proposals", noun, n)
			}
			joins := p.partyclerk
			if list.get("l.nodes.0.partyOfficeBy") != nil {
				joins = p.office
			}
			check("two who join in", w.atOnce(table, act(joins, "Endorse", on(1)), act(joins, "Endorse", on(1))), "VERSION_CONFLICT")
			check("two decisions", w.atOnce(table, act(p.leader, "Decide", on(2, "accept", true)), act(p.leader, "Decide", on(2, "accept", true))), "WRONG_STATE")
		}
		check("two proposals", w.atOnce(table, act(p.partyclerk, "Propose", proposal), act(p.office, "Propose", proposal)), "PROPOSAL_EXISTS")
		list := p.leader.must(fmt.Sprintf(`{ l: %ss(filter: { state: { eq: PROPOSED } }) { nodes { id partyOfficeBy { id } } } }`, noun), nil)
		joins := p.partyclerk
		if list.get("l.nodes.0.partyOfficeBy") != nil {
			joins = p.office
		}
		on := in(argument, list.text("l.nodes.0.id"), "version", 1)
		decline := in(argument, list.text("l.nodes.0.id"), "version", 1, "accept", false, "reason", "x")
		check("who joins in and who decides", w.atOnce(table, act(joins, "Endorse", on), act(p.leader, "Decide", decline)), "VERSION_CONFLICT", "BOTH_OFFICES")
		if got := rowsOf(t, w.store.Super(t), `SELECT state FROM `+table+` ORDER BY state`); fmt.Sprint(got) != "[IN_FORCE PROPOSED SUPERSEDED]" {
			t.Errorf("%s: %v", noun, got)
		}
	}
}
