package tests

import (
	"fmt"
	"strings"
	"testing"
)

// traces is all that somebody reads of a consultation that acts on what is hidden from him could move.
func (p *process) traces(c *client) string {
	p.t.Helper()
	return c.must(`query($id: ID!) { consultation(id: $id) { version updatedAt state
		history(first: 100) { totalCount { count } pageInfo { endCursor } nodes { act at } }
		topics(first: 100) { totalCount { count } pageInfo { endCursor } nodes { id version updatedAt history(first: 100) { totalCount { count } } } }
		papers(first: 100) { totalCount { count } } outcomes(first: 100) { totalCount { count } nodes { id version updatedAt } } addenda(first: 100) { totalCount { count } }
		participants(first: 100) { nodes { id version updatedAt } } }
		problems(first: 100) { nodes { id version updatedAt history(first: 100) { totalCount { count } } } } }`, in("id", p.id)).Body
}

// Every act on what is hidden from a participant — a topic that concerns him, its papers, views, recusals, outcomes and what
// follows from them, the problem that it is about — leaves what he reads of the consultation as it was: version, updatedAt,
// history, cursors, counts (D-SEC-1).
func TestNoActOnWhatIsHiddenMovesTheConsultation(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	guest, number := w.as("REGION_STAFF@HN-QH-1"), w.holderOf("REGION_STAFF@HN-QH-1")
	head, qh := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), p.office.id("organisation", "HN-QH")
	him := []any{w.uid(number)}
	problem := p.problem("涉及其本人", "concerns", him)
	next := p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "WRITTEN", "title", "下次"))
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "WRITTEN", "title", "会商"))
	open := p.step(p.office, "topicPropose", "topic", p.on("title", "公开议题"))
	p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", him[0], "side", "OTHER", "required", false)}))
	n := 0
	hidden := func(what string, act func() string) string {
		t.Helper()
		was := p.traces(guest)
		id := act()
		if is := p.traces(guest); withoutCost(is) != withoutCost(was) {
			t.Errorf("%s shows to whom it is kept from:\n%s\n%s", what, was, is)
		}
		n++
		return id
	}
	step := func(what string, c *client, mutation, record string, input func() map[string]any) string {
		t.Helper()
		return hidden(what, func() string { return p.step(c, mutation, record, input()) })
	}
	on := func(topic string, more ...any) func() map[string]any {
		return func() map[string]any { return in(append([]any{"topic", topic, "version", p.version()}, more...)...) }
	}
	plain := func(more ...any) func() map[string]any { return func() map[string]any { return in(more...) } }
	proposed := func(more ...any) func() map[string]any {
		return func() map[string]any { return p.on(append([]any{"concerns", him}, more...)...) }
	}
	one := step("to propose a topic", p.office, "topicPropose", "topic", proposed("title", "甲"))
	two := step("to propose another, of a problem that is hidden", p.office, "topicPropose", "topic", func() map[string]any { return p.on("title", "乙", "problem", problem) })
	gone := step("to propose a third", p.office, "topicPropose", "topic", proposed("title", "丙"))
	carried := step("to propose a fourth", p.office, "topicPropose", "topic", proposed("title", "丁"))
	step("a paper", p.office, "paperAdd", "paper", func() map[string]any { return in("consultation", p.id, "topic", one, "title", "材料", "text", "x") })
	step("to withdraw one", p.office, "topicWithdraw", "topic", on(gone, "reason", "x"))
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	for _, x := range []string{one, two, carried} {
		step("to settle", p.leader, "topicSettle", "topic", on(x, "decision", "APPROVE"))
	}
	p.settle(p.leader, open, "APPROVE").told(t, "approve")
	p.open()
	step("a recusal", p.office, "topicRecuse", "topic", plain("topic", one, "people", []any{w.uid(w.holderOf("DEPARTMENT_HEAD@HN-QH/YW"))}, "reason", "x"))
	step("to undo it", p.office, "topicRecusalUndo", "topic", plain("topic", one, "people", []any{w.uid(w.holderOf("DEPARTMENT_HEAD@HN-QH/YW"))}, "reason", "x"))
	step("to carry one over", p.office, "topicCarryOver", "topic", on(carried, "to", next, "reason", "x"))
	for _, x := range []string{one, two} {
		hidden("views", func() string { p.views(x); return "" })
	}
	step("dissent", p.office, "statementRecord", "statement", plain("topic", one, "kind", "DISSENT", "person", w.uid(head), "text", "x"))
	recommended := step("a recommendation", p.office, "outcomeRecord", "outcome", on(one, "kind", "RECOMMENDATION", "text", "x"))
	asked := step("what goes to the committee", p.office, "outcomeRecord", "outcome", on(two, "kind", "TO_COMMITTEE", "problem", problem, "text", "x"))
	hidden("to replace it", func() string { return p.outcome(two, "TO_COMMITTEE", "outcome", asked, "text", "y") })
	version := func() any {
		return p.office.must(`query($id: ID!) { problem(id: $id) { version } }`, in("id", problem)).get("problem.version")
	}
	step("to classify the problem", p.office, "problemUpdate", "problem", func() map[string]any {
		return in("problem", problem, "version", version(), "severity", "SERIOUS", "reason", "x")
	})
	p.outcome(open, "INFORMATION", "text", "x")
	p.step(p.leader, "consultationConclude", "consultation", p.on())
	step("an addendum", p.office, "addendumAdd", "addendum", func() map[string]any { return in("consultation", p.id, "topic", one, "text", "x") })
	step("an answer", p.leader, "recommendationAnswer", "outcome", func() map[string]any {
		return in("outcome", recommended, "version", p.version(), "answer", "REPORTED_ABOVE", "reason", "x")
	})
	step("a resolution", p.partyclerk, "resolutionRecord", "outcome", func() map[string]any {
		return in("outcome", asked, "version", p.version(), "resolution", "同意", "document", "x", "resolvedOn", "2026-11-18", "measures", []any{toDo("整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	})
	task := p.office.must(`query($id: ID!) { consultation(id: $id) { tasks { nodes { id } } } }`, in("id", p.id)).text("consultation.tasks.nodes.0.id")
	js := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	step("to accept its task", js, "taskAccept", "task", func() map[string]any { return p.task(js, task) })
	was := p.traces(guest)
	p.step(p.office, "paperAdd", "paper", in("consultation", p.id, "topic", open, "title", "材料", "text", "x"), "WRONG_STATE")
	p.step(p.office, "addendumAdd", "addendum", in("consultation", p.id, "text", "公开更正"))
	if withoutCost(p.traces(guest)) == withoutCost(was) {
		t.Error("an addendum that all see shows to nobody")
	}
	t.Logf("%d acts on what is hidden", n)
}

// A problem counts as recurring: where not everybody who sees it sees the earlier one, that moves nothing of it and stands in no
// history of it; where they do, it moves it (D-SEC-1, D-TASK-7).
func TestRecurrenceMovesNothingForWhoDoesNotSeeTheEarlierProblem(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	closes := func(title string) {
		t.Helper()
		if _, err := w.store.Super(t).Exec(`UPDATE problem SET state = 'CLOSED', resolution = 'NO_MEASURE', closed_at = '2026-11-18T03:00:00Z', no_measure_reason = 'x', party_office_by = $1, discipline_office_by = $2 WHERE title = $3`,
			w.uuid("person", w.holderOf("PARTY_OFFICE@HN-QH")), w.uuid("person", w.holderOf("DISCIPLINE_SECRETARY@HN-QH")), title); err != nil {
			t.Fatal(err)
		}
	}
	for grade, moves := range map[string]bool{"CONFIDENTIAL": false, "INTERNAL": true} {
		category := map[string]string{"CONFIDENTIAL": "PROCUREMENT", "INTERNAL": "FUNDS"}[grade]
		by := newProcess(w, "HN-QH")
		by.office = p.secretary
		by.problem("旧案"+grade, "secrecy", grade, "category", category)
		closes("旧案" + grade)
		again := by.problem("新案"+grade, "category", category)
		look := func(c *client) string {
			return withoutCost(c.must(`query($id: ID!) { problem(id: $id) { version updatedAt history(first: 20) { totalCount { count } nodes { act } } } }`, in("id", again)).Body)
		}
		clerk, sees := look(p.office), look(p.secretary)
		p.secretary.act("problemConfirmRecurrence", "problem", in("problem", again, "version", 1, "accept", true, "reason", "x")).told(t, "confirm")
		if is := look(p.office); (is != clerk) != moves {
			t.Errorf("earlier %s: who does not see it reads %s, before %s", grade, is, clerk)
		}
		if is := look(p.secretary); (is != sees) != moves {
			t.Errorf("earlier %s: who sees both reads %s, before %s", grade, is, sees)
		}
		a := p.secretary.must(`query($id: ID!) { problem(id: $id) { recurrence } }`, in("id", again))
		if a.text("problem.recurrence") != "CONFIRMED" {
			t.Errorf("earlier %s: %s", grade, a.Body)
		}
		p.secretary.act("problemConfirmRecurrence", "problem", in("problem", again, "version", map[bool]int{false: 1, true: 2}[moves], "accept", false, "reason", "x")).told(t, "decide again", "RECURRENCE_NOT_PROPOSED")
	}
}

// A problem shows of the improvements that its tasks recorded those of the tasks that the viewer sees: what another department
// wrote is the other's (D-SEC-1, docs/decisions/0038).
func TestImprovementsShowByTask(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	heads := map[string]*client{}
	var measures []any
	for _, d := range []string{"HN-QH/JS", "HN-QH/YW"} {
		heads[d] = w.as("DEPARTMENT_HEAD@" + d)
		measures = append(measures, toDo("整改", "2026-12-31", in("department", p.office.id("department", d))))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", measures)
	problem := p.office.must(`query($id: ID!) { task(id: $id) { problem { id } } }`, in("id", tasks[0])).text("task.problem.id")
	for i, d := range []string{"HN-QH/JS", "HN-QH/YW"} {
		c := heads[d]
		p.step(c, "taskAccept", "task", p.task(c, tasks[i]))
		p.step(c, "evidenceAdd", "evidence", in("task", tasks[i], "description", "x", "effectiveOn", "2026-11-18"))
		p.step(c, "taskSubmit", "task", p.task(c, tasks[i], "text", "x", "improvement", "制度"+d))
		p.step(p.partyclerk, "taskSign", "task", p.task(p.partyclerk, tasks[i], "track", "PARTY"))
		p.step(p.office, "taskSign", "task", p.task(p.office, tasks[i], "track", "DISCIPLINE"))
	}
	for who, c := range map[string]struct {
		c    *client
		want string
	}{
		"the office": {p.office, "制度HN-QH/JS\n制度HN-QH/YW"}, "one department": {heads["HN-QH/JS"], "制度HN-QH/JS"}, "the other": {heads["HN-QH/YW"], "制度HN-QH/YW"},
	} {
		a := c.c.must(`query($id: ID!) { problem(id: $id) { state improvement } }`, in("id", problem))
		if fmt.Sprint(a.get("problem.state"), " ", a.get("problem.improvement")) != "CLOSED "+c.want {
			t.Errorf("%s reads %s, want %q", who, a.Body, c.want)
		}
	}
}

// withoutCost is an answer without what it cost.
func withoutCost(body string) string {
	data, _, _ := strings.Cut(body, `,"extensions"`)
	return data
}
