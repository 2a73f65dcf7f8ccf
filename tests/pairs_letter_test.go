package tests

import (
	"fmt"
	"testing"
)

// numbered writes the numbers of a record's tasks and letters otherwise in each copy.
func (w *world) numbered(where string, args ...any) map[string]string {
	w.t.Helper()
	words := map[string]string{}
	for i, serial := range rowsOf(w.t.(*testing.T), w.store.Super(w.t), where, args...) {
		words["〕"+serial+"号"] = fmt.Sprintf("〕1%%d%d号", i)
		words[`"serial":`+serial+","] = fmt.Sprintf(`"serial":1%%d%d,`, i)
	}
	return words
}

// Acts on a letter two at once, in every state, beside acts on the problem and on the task that it waits for (D-GEN-3, D-ESC-2,
// D-TASK-7).
func TestTwoActsAtOnceOnLetters(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	js := in("department", p.office.id("department", "HN-QH/JS"))
	about := func(problem string, more ...any) map[string]any {
		v := p.office.must(`query($id: ID!) { problem(id: $id) { version } }`, in("id", problem)).get("problem.version")
		return in(append([]any{"problem", problem, "version", v}, more...)...)
	}
	for _, state := range []string{"DRAFT", "ISSUED", "SERVED", "REPLIED"} {
		problem := p.problem(state)
		id := p.drafts(problem, "FOLLOW_UP_ORDER", js)
		p.letterIn(state, p.office, head, id)
		one := func(name string, by *client, more ...any) attempt {
			return attempt{name: name, by: by, record: "letter", input: p.office.letter(id, more...)}
		}
		acts := []attempt{
			one("letterRevoke", p.office, "reason", "x"),
			{name: "letterDraftForProblem", by: p.office, record: "letter", input: in("problem", problem, "content", says("REMINDER", js))},
			{name: "problemSetSecrecy", by: p.office, record: "problem", input: about(problem, "secrecy", "RESTRICTED", "reason", "x")},
		}
		switch state {
		case "DRAFT":
			acts = append(acts, one("letterIssue", p.office, "reason", "x"), one("letterUpdate", p.office, "title", "y"),
				attempt{name: "problemCloseWithoutMeasure", by: p.office, record: "problem", input: about(problem, "reason", "x")},
				attempt{name: "problemUpdate", by: p.office, record: "problem", input: about(problem, "systemic", true, "reason", "x")})
		case "ISSUED":
			acts = append(acts, one("letterAcknowledge", head))
		case "SERVED":
			acts = append(acts, one("letterReply", head, "text", "x"))
		case "REPLIED":
			acts = append(acts, one("letterAccept", p.office), one("letterReturn", p.office, "reason", "x"))
		}
		newPairs(t, w, "letter", []string{problem}, w.numbered(`SELECT serial::text FROM letter WHERE problem_id = $1 AND serial IS NOT NULL`, w.uuidOf(problem)),
			rows{"problem", "t.id = ANY ($1)"}, rows{"letter", "t.problem_id = ANY ($1)"}).try(state, acts...)
	}

	// The last task and the letter end at once: the letter settles and the problem closes, whoever comes first.
	task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-12-31", js)})[0]
	problem := p.office.must(`query($id: ID!) { task(id: $id) { problem { id } } }`, in("id", task)).text("task.problem.id")
	for _, from := range []string{"letterDraftForProblem", "letterDraftForTask"} {
		input := in("problem", problem, "content", says("REMINDER", js))
		if from == "letterDraftForTask" {
			input = in("task", task, "content", says("REMINDER", js))
		}
		id := p.step(p.office, from, "letter", input)
		p.letterIn("REPLIED", p.office, head, id)
		if from == "letterDraftForProblem" {
			p.taskIn("SUBMITTED", head, task)
			p.partyclerk.act("taskSign", "task", p.task(p.partyclerk, task, "track", "PARTY")).told(t, "sign")
		}
		newPairs(t, w, "letter", []string{p.id, problem}, w.numbered(`SELECT serial::text FROM (SELECT serial FROM letter WHERE problem_id = $1 UNION SELECT serial FROM task WHERE problem_id = $1) AS n WHERE serial IS NOT NULL`, w.uuidOf(problem)),
			append(taskRows(), rows{"letter", "t.problem_id = ANY ($1)"})...).try("REPLIED, made by "+from,
			attempt{name: "letterAccept", by: p.office, record: "letter", input: p.office.letter(id)},
			attempt{name: "letterRevoke", by: p.office, record: "letter", input: p.office.letter(id, "reason", "x")},
			attempt{name: "taskSign", by: p.office, record: "task", input: p.task(p.office, task, "track", "DISCIPLINE")},
			attempt{name: "taskCancel", by: p.office, record: "task", input: p.task(p.office, task, "reason", "x")})
		p.step(p.office, "letterRevoke", "letter", p.office.letter(id, "reason", "x"))
	}
}
