package tests

import "testing"

// Problems are related in both directions, open or closed, once, by the discipline side and with reason; the relation
// shows to whoever sees both, and nothing of it — a row, a count, a line of history — to whoever sees one (D-SEC-1).
func TestRelatedProblems(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	one, two, kept := p.problem("关联甲"), p.problem("关联乙"), p.problem("关联丙", "secrecy", "CONFIDENTIAL")
	version := func(id string) any {
		return p.office.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", id)).get("problem.version")
	}
	relate := func(c *client, a, b string, codes ...string) {
		t.Helper()
		p.step(c, "problemRelate", "problem", in("problem", a, "version", version(a), "other", b, "reason", "同一供应商"), codes...)
	}
	relate(p.leader, one, two, "FORBIDDEN")
	relate(p.office, one, one, "INVALID_VALUE")
	relate(p.office, one, two)
	relate(p.office, two, one, "ALREADY_RELATED")
	relate(p.office, one, kept)
	related := func(c *client, id string) *answer {
		t.Helper()
		return c.must(`query($p: ID!) { problem(id: $p) { related { problem { id } reason relatedBy { name } relatedAt } history { totalCount { count } } } }`, in("p", id))
	}
	a := related(p.office, one)
	if a.text("problem.related.0.problem.id") != two || a.text("problem.related.1.problem.id") != kept || a.text("problem.related.0.relatedBy.name") == "" || a.text("problem.related.0.reason") != "同一供应商" {
		t.Errorf("related: %s", a.Body)
	}
	if a := related(p.office, two); a.text("problem.related.0.problem.id") != one {
		t.Errorf("the other way: %s", a.Body)
	}
	// A colleague who is not on the confidential problem's list sees one relation of the two, and no trace of the other.
	above := w.as("DISCIPLINE_OFFICE@HN")
	if a := related(above, one); len(a.list("problem.related")) != 1 || a.get("problem.history.totalCount.count") != float64(1) {
		t.Errorf("shown to whoever does not see the other: %s", a.Body)
	}
	p.step(p.office, "problemUnrelate", "problem", in("problem", two, "version", version(two), "other", one, "reason", "误关联"))
	p.step(p.office, "problemUnrelate", "problem", in("problem", two, "version", version(two), "other", one, "reason", "误关联"), "NOT_FOUND")
	if a := related(p.office, one); len(a.list("problem.related")) != 1 {
		t.Errorf("taken back: %s", a.Body)
	}
	relate(p.office, two, one)
}

// A finding that is registered to a problem brings its source, and hides the problem from whom it concerns, at once.
func TestFindingIntoProblem(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	one := p.problem("并入问题")
	secretary := w.as("PARTY_SECRETARY@HN-QH")
	if secretary.must(`query($p: ID!) { problem(id: $p) { id } }`, in("p", one)).get("problem") == nil {
		t.Fatal("the principal leader sees a problem of his organisation")
	}
	me := secretary.must(`{ viewer { person { id } } }`, nil).text("viewer.person.id")
	p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "problem", one, "title", "审计", "content", "x", "category", "FUNDS",
		"severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", qh, "concerns", []any{me}))
	if a := p.office.must(`query($p: ID!) { problem(id: $p) { sources { code } } }`, in("p", one)); a.text("problem.sources.0.code") != "AUDIT" {
		t.Errorf("the source: %s", a.Body)
	}
	if secretary.must(`query($p: ID!) { problem(id: $p) { id } }`, in("p", one)).get("problem") != nil {
		t.Error("a problem shows to the person whom its finding concerns")
	}
}

// What waits for the principal leader, and what somebody is invited to, is counted.
func TestCountsOfConsultations(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	count := func(c *client, field string) float64 {
		t.Helper()
		n, _ := c.must(`{ viewer { counts { `+field+` } } }`, nil).get("viewer.counts." + field).(float64)
		return n
	}
	guest := w.as("DEPARTMENT_HEAD@HN-QH/YW")
	settle, invited := count(p.leader, "consultationsToSettle"), count(guest, "invitations")
	p.draft("THEMATIC", in("title", "议题"))
	p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", w.uid(w.holderOf("DEPARTMENT_HEAD@HN-QH/YW")), "side", "BUSINESS")}))
	if got := count(p.leader, "consultationsToSettle") - settle; got != 1 {
		t.Errorf("to settle: %v more", got)
	}
	if got := count(guest, "invitations") - invited; got != 1 {
		t.Errorf("invited to: %v more", got)
	}
	if got := count(w.as("PARTY_SECRETARY@HN-WZS"), "consultationsToSettle"); got != 0 {
		t.Errorf("a neighbour: %v", got)
	}
}
