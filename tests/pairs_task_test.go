package tests

import (
	"fmt"
	"testing"
)

// caseRows are the rows of a consultation, its topics, problems and tasks; the consultation and the problems are the roots.
var caseRows = []rows{
	{"consultation", "t.id = ANY ($1)"}, {"problem", "t.id = ANY ($1)"}, {"finding", "t.problem_id = ANY ($1)"}, {"topic", "t.consultation_id = ANY ($1)"},
	{"alignment", "t.consultation_id = ANY ($1)"}, {"participant", "t.consultation_id = ANY ($1)"}, {"answer", "t.consultation_id = ANY ($1)"},
	{"statement", "t.consultation_id = ANY ($1)"}, {"paper", "t.consultation_id = ANY ($1)"}, {"addendum", "t.consultation_id = ANY ($1)"},
	{"outcome", "t.consultation_id = ANY ($1)"}, {"measure", "t.consultation_id = ANY ($1)"}, {"responsible", "t.consultation_id = ANY ($1)"},
	{"task", "t.consultation_id = ANY ($1)"},
}

// taskRows are those of the tasks, too.
func taskRows() []rows {
	all := append([]rows{}, caseRows...)
	for _, table := range []string{"task_report", "evidence", "milestone", "extension", "objection", "suspension", "signature", "task_holding"} {
		all = append(all, rows{table, "t.task_id IN (SELECT x.id FROM task x WHERE x.consultation_id = ANY ($1))"})
	}
	return all
}

// Acts on a task two at once, in every state: of the responsible side, of the office and of who signs, on the same task and on
// the last two of a problem (D-GEN-3, D-TASK-2, D-TASK-3).
func TestTwoActsAtOnceOnTasks(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := in("department", p.office.id("department", "HN-QH/JS"))
	yw := in("department", p.office.id("department", "HN-QH/YW"))
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	for _, state := range []string{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "with an extension asked for", "SUSPENDED", "SUBMITTED", "signed by one"} {
		tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改一", "2026-12-31", js), toDo("整改二", "2026-12-31", js)})
		problem := p.office.must(`query($id: ID!) { task(id: $id) { problem { id } } }`, in("id", tasks[0])).text("task.problem.id")
		for _, id := range tasks {
			switch state {
			case "with an extension asked for":
				p.taskIn("IN_PROGRESS", head, id)
				head.act("extensionRequest", "task", p.task(head, id, "until", "2027-01-31", "reason", "x")).told(t, "ask")
			case "signed by one":
				p.taskIn("SUBMITTED", head, id)
				p.partyclerk.act("taskSign", "task", p.task(p.partyclerk, id, "track", "PARTY")).told(t, "sign")
			default:
				p.taskIn(state, head, id)
			}
			if state == "ASSIGNED" || state == "ACCEPTED" {
				p.office.act("milestonesSet", "task", p.task(p.office, id, "milestones", []any{in("text", "甲", "dueOn", "2026-12-01")})).told(t, "set")
			}
		}
		one := func(name string, by *client, more ...any) attempt {
			return attempt{name: name, by: by, record: "task", input: p.task(p.office, tasks[0], more...)}
		}
		other := func(name string, by *client, more ...any) attempt {
			return attempt{name: name, by: by, record: "task", input: p.task(p.office, tasks[1], more...)}
		}
		adds := func(name, record string, more ...any) attempt {
			return attempt{name: name, by: head, record: record, input: in(append([]any{"task", tasks[0]}, more...)...)}
		}
		both := func(name string, more ...any) attempt {
			input := in(append([]any{"tasks", []any{p.task(p.office, tasks[1]), p.task(p.office, tasks[0])}}, more...)...)
			return attempt{name: name, by: p.office, record: "tasks", input: input}
		}
		milestone := p.office.must(`query($id: ID!) { task(id: $id) { milestones { id } version } }`, in("id", tasks[0]))
		acts := []attempt{one("taskCancel", p.office, "reason", "x"), both("tasksCancel", "reason", "x")}
		switch state {
		case "ASSIGNED":
			acts = append(acts, one("taskAccept", head), one("taskObject", head, "kind", "WORDING", "text", "x"), one("taskReassign", p.office, "responsible", yw, "reason", "x"),
				one("milestonesSet", p.office, "milestones", []any{in("text", "乙", "dueOn", "2026-12-02")}))
		case "OBJECTED":
			acts = append(acts, one("objectionDecide maintained", p.office, "result", "MAINTAINED", "reason", "x"), one("objectionDecide cancelled", p.office, "result", "TASK_CANCELLED", "reason", "x"),
				one("objectionDecide suspended", p.office, "result", "SUSPENDED", "reviewOn", "2026-12-01", "reason", "x"))
		case "ACCEPTED":
			acts = append(acts, adds("taskReport", "task", "text", "进展"), adds("evidenceAdd", "evidence", "description", "x", "effectiveOn", "2026-11-18"),
				one("extensionRequest", head, "until", "2027-01-31", "reason", "x"), one("taskReassign", p.office, "responsible", yw, "reason", "x"), one("taskSuspend", p.office, "reviewOn", "2026-12-01", "reason", "x"),
				one("milestonesSet", p.office, "milestones", []any{in("text", "乙", "dueOn", "2026-12-02")}),
				attempt{name: "milestoneReach", by: head, record: "task", input: in("milestone", milestone.text("task.milestones.0.id"), "version", milestone.get("task.version"), "reachedOn", "2026-11-18")})
		case "IN_PROGRESS":
			acts = append(acts, one("taskSubmit", head, "text", "x"), adds("taskReport", "task", "text", "进展"), adds("evidenceAdd", "evidence", "description", "x", "effectiveOn", "2026-11-18"),
				one("taskSuspend", p.office, "reviewOn", "2026-12-01", "reason", "x"), one("extensionRequest", head, "until", "2027-01-31", "reason", "x"))
		case "with an extension asked for":
			acts = append(acts, one("extensionDecide granted", p.office, "grant", true), one("extensionDecide refused", p.office, "grant", false, "reason", "x"), both("extensionsGrant"),
				adds("taskReport", "task", "text", "进展"))
		case "SUSPENDED":
			acts = append(acts, one("taskResume", p.office, "reason", "x"))
		case "SUBMITTED":
			acts = append(acts, one("taskSign party", p.partyclerk, "track", "PARTY"), one("taskSign discipline", p.office, "track", "DISCIPLINE"),
				one("taskReturn party", p.partyclerk, "track", "PARTY", "reason", "x"), one("taskReturn discipline", p.office, "track", "DISCIPLINE", "reason", "x"))
		case "signed by one":
			acts = append(acts, one("taskSign one", p.office, "track", "DISCIPLINE"), other("taskSign other", p.office, "track", "DISCIPLINE"), other("taskCancel other", p.office, "reason", "x"),
				one("taskReturn", p.office, "track", "DISCIPLINE", "reason", "x"))
		}
		numbers := map[string]string{}
		for i, serial := range rowsOf(t, w.store.Super(t), `SELECT serial::text FROM task WHERE consultation_id = $1`, w.uuidOf(p.id)) {
			numbers["〕"+serial+"号"] = fmt.Sprintf("〕1%%d%d号", i)
			numbers[`"serial":`+serial+","] = fmt.Sprintf(`"serial":1%%d%d,`, i)
		}
		newPairs(t, w, "task", []string{p.id, problem}, numbers, taskRows()...).try(state, acts...)
	}
}
