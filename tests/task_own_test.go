package tests

import (
	"testing"
	"time"
)

// taskOf concludes a consultation of an organisation into one task of a department and plays it until it is submitted.
func (p *process) submitted(department string) string {
	p.t.Helper()
	head := p.w.as("DEPARTMENT_HEAD@" + department)
	id := p.concluded(p.org, "PROCUREMENT", []any{toDo("整改", "2026-12-31", in("department", p.office.id("department", department)))})[0]
	p.step(head, "taskAccept", "task", p.task(head, id))
	p.step(head, "evidenceAdd", "evidence", in("task", id, "description", "x", "effectiveOn", "2026-11-18"))
	p.step(head, "taskSubmit", "task", p.task(head, id, "text", "x"))
	return id
}

// An office that is itself responsible signs nothing of it: its secretary does, who is free; and where its own act is
// asked of it alone, the next level's office acts (D-TASK-3, D-SEC-6).
func TestOfficeIsResponsible(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	id := p.submitted("HN-QH/JWB")
	p.step(p.office, "taskSign", "task", p.task(p.office, id, "track", "DISCIPLINE"), "OWN_MATTER")
	p.step(p.office, "taskCancel", "task", p.task(p.office, id, "reason", "x"), "OWN_MATTER")
	above := w.as("DISCIPLINE_OFFICE@HN")
	p.step(above, "taskSign", "task", p.task(above, id, "track", "DISCIPLINE"), "OUT_OF_SCOPE")
	p.step(p.secretary, "taskSign", "task", p.task(p.secretary, id, "track", "DISCIPLINE"))
	p.step(p.leader, "taskSign", "task", p.task(p.leader, id, "track", "PARTY"))
	if a := above.must(`query($id: ID!) { task(id: $id) { state signatures { actingOrganisation { code } } } }`, in("id", id)); a.text("task.state") != "CLOSED" || a.text("task.signatures.0.actingOrganisation.code") != "HN-QH" {
		t.Errorf("signed by the secretaries: %s", a.Body)
	}
	// A cancellation is the office's, or the Party secretary's: of another task the office above cancels.
	other := newProcess(w, "HN-QH").submitted("HN-QH/JWB")
	p.step(above, "taskCancel", "task", p.task(above, other, "reason", "交由上级处理"))
}

// standsIn names a substitute for a post of 琼海 for these days, and has it confirmed.
func (w *world) standsIn(post, number string) {
	w.t.Helper()
	admin, second := w.as("ADMINISTRATOR@HN"), w.as("ADMINISTRATOR@HN-QH")
	made := admin.act("substitutionCreate", "substitution", in("post", admin.id("post", post), "person", w.uid(number), "from", "2026-11-18", "to", "2026-11-30", "reason", "休假")).told(w.t, "name a substitute")
	id := made.text("substitutionCreate.substitution.id")
	version := second.must(`query($id: ID!) { node(id: $id) { ... on Substitution { version } } }`, in("id", id)).get("node.version")
	second.act("substitutionConfirm", "substitution", in("substitution", id, "version", version)).told(w.t, "confirm")
}

// A substitute acts, and history says for whom; one person signs once though holding both tracks' roles (D-ORG-5, D-SEC-6).
func TestSubstituteSigns(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	id := p.submitted("HN-QH/JS")
	clerk := w.holderOf("DISCIPLINE_OFFICE@HN-QH")
	w.standsIn("HN-QH/DWB.ZR", clerk)
	post := w.as("ADMINISTRATOR@HN").must(`{ posts(filter: { code: { eq: "HN-QH/DWB.ZR" } }) { nodes { holders { person { number } } } } }`, nil)
	stand := w.holder("PARTY_OFFICE@HN-QH", clerk)
	if got := stand.actions("task", id)["TASK_SIGN"]; got != "" {
		t.Errorf("the substitute is not offered to sign: %q", got)
	}
	p.step(stand, "taskSign", "task", p.task(stand, id, "track", "PARTY"))
	a := p.secretary.must(`query($id: ID!) { task(id: $id) { history(first: 1) { nodes { act actor { number } onBehalfOf { number } } } } }`, in("id", id))
	if a.text("task.history.nodes.0.actor.number") != clerk || a.text("task.history.nodes.0.onBehalfOf.number") != post.text("posts.nodes.0.holders.0.person.number") {
		t.Errorf("who signed, and for whom: %s", a.Body)
	}
	// The same person in the other role is refused; the secretary closes.
	p.step(w.holder("DISCIPLINE_OFFICE@HN-QH", clerk), "taskSign", "task", p.task(p.office, id, "track", "DISCIPLINE"), "SECOND_PERSON_NEEDED")
	p.step(p.secretary, "taskSign", "task", p.task(p.secretary, id, "track", "DISCIPLINE"))
	if p.state() != "CLOSED" {
		t.Error("the last task closed, yet the consultation is " + p.state())
	}
}

// An external mandate forbids extensions; asked up to the due day in the province's zone: at 23:59 in Shanghai, not at
// midnight (D-TASK-4, D-GEN-1).
func TestExtensionsOnTheirDay(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := p.office.id("department", "HN-QH/JS")
	id := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-11-20", in("department", js))})[0]
	head := w.as(work[0])
	p.step(head, "taskAccept", "task", p.task(head, id))
	for _, at := range []struct {
		instant string
		late    bool
		left    float64
	}{{"2026-11-20T15:59:59Z", false, 0}, {"2026-11-20T16:00:00Z", true, -1}} {
		instant, err := time.Parse(time.RFC3339, at.instant)
		if err != nil {
			t.Fatal(err)
		}
		w.clock.Set(instant)
		head = w.as(work[0])
		a := head.must(`query($id: ID!) { task(id: $id) { overdue daysLeft } late: tasks(filter: { overdue: true }) { totalCount { count } } soon: tasks(filter: { dueWithin: "P1D" }) { totalCount { count } } }`, in("id", id))
		if a.get("task.overdue") != at.late || a.get("task.daysLeft") != at.left || (a.get("late.totalCount.count") == 1.0) != at.late || (a.get("soon.totalCount.count") == 1.0) == at.late {
			t.Errorf("at %s: %s", at.instant, a.Body)
		}
		want := []string{}
		if at.late {
			want = append(want, "DEADLINE_PASSED")
		}
		if !at.late {
			office := w.as("DISCIPLINE_OFFICE@HN-QH")
			problem := office.must(`{ problems { nodes { id version } } }`, nil)
			head.act("extensionRequest", "task", p.task(head, id, "until", "2026-12-20", "reason", "")).told(t, "no reason", "REQUIRED")
			office.act("problemSetMandate", "problem", in("problem", problem.text("problems.nodes.0.id"), "version", problem.get("problems.nodes.0.version"), "issuer", "集团巡视办", "document", "巡视反馈〔1〕号")).told(t, "mandate")
			want = append(want, "MANDATED")
		} else {
			want = append(want, "MANDATED")
		}
		head.act("extensionRequest", "task", p.task(head, id, "until", "2026-12-20", "reason", "x")).told(t, at.instant, want...)
	}
}

// Reporting intervals of a task that was assigned on the last day of a month end within the shorter months; a report
// serves the interval that it falls in, and each that passed without one shows (D-TASK-5).
func TestIntervalsFromTheMonthsEnd(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(time.Date(2026, 12, 31, 2, 0, 0, 0, time.UTC))
	p := newProcess(w, "HN-QH")
	js := p.office.id("department", "HN-QH/JS")
	id := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2027-12-31", in("department", js))})[0]
	head := w.as(work[0])
	a := head.must(`query($id: ID!) { task(id: $id) { acceptBy reportBy } }`, in("id", id))
	// 1 January is free; Saturday and Sunday too: Monday 4, Tuesday 5, Wednesday 6 January.
	if a.text("task.acceptBy") != "2027-01-06" || a.text("task.reportBy") != "2027-01-30" {
		t.Errorf("assigned on 31 December 2026: %s", a.Body)
	}
	p.step(head, "taskAccept", "task", p.task(head, id))
	for _, on := range []struct {
		day    string
		by     string
		missed float64
		report bool
	}{
		{"2027-01-30", "2027-01-30", 0, true}, {"2027-01-31", "2027-02-27", 0, false}, {"2027-02-28", "2027-03-30", 1, false},
		{"2027-03-30", "2027-03-30", 1, true}, {"2027-04-30", "2027-05-30", 2, false},
	} {
		at, err := time.Parse(time.DateOnly, on.day)
		if err != nil {
			t.Fatal(err)
		}
		w.clock.Set(at.Add(4 * time.Hour))
		head = w.as(work[0])
		if on.report {
			head.act("taskReport", "task", in("task", id, "text", "进展")).told(t, "report")
		}
		a := head.must(`query($id: ID!) { task(id: $id) { reportBy missedReports } }`, in("id", id))
		if a.text("task.reportBy") != on.by || a.get("task.missedReports") != on.missed {
			t.Errorf("on %s: %s, want by %s and %v missed", on.day, a.Body, on.by, on.missed)
		}
	}
}

// A clerk of the office that sets a task, who stands in for the responsible department or reported on the task, signs
// nothing of it and decides neither an extension nor an objection; a colleague of the same office, who is free, does, at
// home and not above (D-SEC-6).
func TestColleagueIsFree(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN")
	tasks := p.concluded("HN", "FUNDS", []any{toDo("归集", "2026-12-31", in("department", p.office.id("department", "HN/CW"))), toDo("公示", "2026-12-31", in("department", p.office.id("department", "HN/CW")))})
	main, other := tasks[0], tasks[1]
	admin := w.as("ADMINISTRATOR@HN")
	post := admin.must(`{ post(code: "HN/CW.JL") { id } }`, nil).text("post.id")
	admin.act("substitutionCreate", "substitution", in("post", post, "person", w.uid("HN0010"), "from", "2026-11-18", "to", "2026-11-19", "reason", "出差")).told(t, "the clerk stands in")
	head, stands := w.as("DEPARTMENT_HEAD@HN/CW"), w.holder("DEPARTMENT_HEAD@HN/CW", "HN0010")
	clerk, colleague := w.holder("DISCIPLINE_OFFICE@HN", "HN0010"), w.holder("DISCIPLINE_OFFICE@HN", "HN0009")
	refused := func(mutation, id string, more ...any) {
		t.Helper()
		clerk.act(mutation, "task", p.task(clerk, id, more...)).told(t, mutation+" by the clerk", "OWN_MATTER")
	}

	// While he stands in, without a hand in it yet.
	p.step(head, "taskObject", "task", p.task(head, other, "kind", "WORDING", "text", "x"))
	refused("objectionDecide", other, "result", "MAINTAINED", "reason", "x")
	if a := clerk.must(`query($id: ID!) { task(id: $id) { availableActions { action allowed } } }`, in("id", other)); len(allowed(a, "task")) > 0 {
		t.Errorf("the clerk is offered %v", allowed(a, "task"))
	}
	p.step(colleague, "objectionDecide", "task", p.task(colleague, other, "result", "MAINTAINED", "reason", "x"))
	p.step(head, "taskAccept", "task", p.task(head, main))
	p.step(stands, "taskReport", "task", in("task", main, "text", "已归集"))

	// Afterwards: what he reported stays his; the task that he had no hand in is free of him.
	w.days(2)
	p = again(w, p)
	p.neighbours = nil
	head = w.as("DEPARTMENT_HEAD@HN/CW")
	clerk, colleague = w.holder("DISCIPLINE_OFFICE@HN", "HN0010"), w.holder("DISCIPLINE_OFFICE@HN", "HN0009")
	p.step(head, "extensionRequest", "task", p.task(head, main, "until", "2027-01-20", "reason", "x"))
	refused("extensionDecide", main, "grant", true)
	p.step(colleague, "extensionDecide", "task", p.task(colleague, main, "grant", true))
	p.step(head, "evidenceAdd", "evidence", in("task", main, "description", "x", "effectiveOn", "2026-11-20"))
	p.step(head, "taskSubmit", "task", p.task(head, main, "text", "x"))
	refused("taskSign", main, "track", "DISCIPLINE")
	refused("taskReturn", main, "track", "DISCIPLINE", "reason", "x")
	p.step(colleague, "taskSign", "task", p.task(colleague, main, "track", "DISCIPLINE"))
	p.step(head, "taskObject", "task", p.task(head, other, "kind", "WORDING", "text", "x"))
	p.step(clerk, "objectionDecide", "task", p.task(clerk, other, "result", "MAINTAINED", "reason", "x"))
}
