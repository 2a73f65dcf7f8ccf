package tests

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// brokenTasks are the rules of tasks as one statement each: a row is a breach (D-TASK-2…7, D-SEC-6, D-CON-9).
var brokenTasks = map[string]string{
	"closed without two people of two tracks in the last round": `SELECT t.number FROM task t WHERE t.state = 'CLOSED' AND (SELECT count(DISTINCT s.person_id) FROM signature s WHERE s.task_id = t.id AND s.round = t.round AND s.verdict = 'SIGNED') <> 2`,
	"closed without accepted evidence of its round":             `SELECT t.number FROM task t WHERE t.state = 'CLOSED' AND NOT EXISTS (SELECT FROM evidence e WHERE e.task_id = t.id AND e.round = t.round AND e.decision = 'ACCEPTED')`,
	"closed with evidence or an extension undecided":            `SELECT t.number FROM task t WHERE t.state = 'CLOSED' AND (EXISTS (SELECT FROM evidence e WHERE e.task_id = t.id AND e.decision = 'OPEN') OR EXISTS (SELECT FROM extension e WHERE e.task_id = t.id AND e.state = 'OPEN'))`,
	"signed by one of the responsible side":                     `SELECT t.number FROM task t JOIN signature s ON s.task_id = t.id WHERE s.person_id = ANY (task_side(t, '2026-11-18'))`,
	"numbers with a gap":                                        `SELECT org_id::text FROM task GROUP BY org_id, year HAVING max(serial) <> count(*)`,
	"close-out numbers with a gap":                              `SELECT org_id::text FROM task WHERE close_serial IS NOT NULL GROUP BY org_id, close_year HAVING max(close_serial) <> count(*)`,
	"another original deadline than the measure's":              `SELECT t.number FROM task t JOIN measure m ON m.id = t.measure_id WHERE t.original_due_on <> m.due_on`,
	"extensions that do not count up":                           `SELECT t.number FROM task t WHERE t.extensions <> (SELECT count(*) FROM extension e WHERE e.task_id = t.id AND e.state = 'GRANTED')`,
	"returns that do not count up":                              `SELECT t.number FROM task t WHERE t.returns <> (SELECT count(*) FROM signature s WHERE s.task_id = t.id AND s.verdict = 'RETURNED') OR t.round <> t.returns + 1`,
	"an open extension that the task does not know":             `SELECT t.number FROM task t WHERE t.extension_open <> EXISTS (SELECT FROM extension e WHERE e.task_id = t.id AND e.state = 'OPEN')`,
	"a history that does not replay":                            `SELECT t.number FROM task t WHERE NOT t.state IN (SELECT h.to_state FROM history h WHERE h.record_id = t.id AND h.at = (SELECT max(l.at) FROM history l WHERE l.record_id = t.id))`,
	"a step that does not follow the one before":                `SELECT x.record_id::text FROM (SELECT h.record_id, h.from_state, lag(h.to_state) OVER w AS was, h.at, lag(h.at) OVER w AS before, lead(h.at) OVER w AS after, lag(h.at, 2) OVER w AS earlier FROM history h WHERE h.noun = 'Task' AND h.from_state IS NOT NULL WINDOW w AS (PARTITION BY h.record_id ORDER BY h.at)) x WHERE x.was <> x.from_state AND x.at <> x.before AND x.at IS DISTINCT FROM x.after AND x.before IS DISTINCT FROM x.earlier`,
	"a consultation closed with a task open":                    `SELECT c.title FROM consultation c JOIN task t ON t.consultation_id = c.id WHERE c.state = 'CLOSED' AND t.ended_at IS NULL`,
	"a consultation open with all tasks ended":                  `SELECT c.title FROM consultation c WHERE c.state = 'CONCLUDED' AND EXISTS (SELECT FROM task t WHERE t.consultation_id = c.id) AND consultation_open(c.id) = 0`,
	"a problem closed with a task open":                         `SELECT p.title FROM problem p JOIN task t ON t.problem_id = p.id WHERE p.resolution = 'RECTIFIED' AND t.ended_at IS NULL`,
	"a problem open with a task closed and none open":           `SELECT p.title FROM problem p WHERE p.state = 'OPEN' AND EXISTS (SELECT FROM task t WHERE t.problem_id = p.id AND t.state = 'CLOSED') AND open_matters(p.id) = 0`,
}

// Eight actors at once do random acts on fifteen tasks, by the day, over a simulated year; after each day every rule holds on the
// rows, and what viewers are counted equals the rows that they are shown. SEED repeats a run.
func TestRandomActsOnTasks(t *testing.T) {
	seed := seeded(t)
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	departments := []string{"HN-QH/JS", "HN-QH/YW", "HN-QH/JWB"}
	var list []any
	for i := range 15 {
		who := in("department", p.office.id("department", departments[i%3]))
		if i%5 == 4 {
			who = in("region", p.office.id("organisation", fmt.Sprintf("HN-QH-%d", 1+i%3)))
		}
		list = append(list, toDo(fmt.Sprintf("措施%d", i), fmt.Sprintf("2027-%02d-%02d", 4+i%6, 1+i), who))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", list)
	region := in("region", p.office.id("organisation", "HN-QH-2"))
	grants := []string{"DEPARTMENT_HEAD@HN-QH/JS", "DEPARTMENT_HEAD@HN-QH/YW", "DEPARTMENT_HEAD@HN-QH/JWB", "REGION_MANAGER@HN-QH-2", "DISCIPLINE_OFFICE@HN-QH", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "PARTY_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN"}
	done := map[string]int{}
	var mu sync.Mutex
	super := w.knowing()
	little := func() bool { return done["taskSign"] == 0 || done["extensionDecide"] == 0 || done["taskReturn"] == 0 }
	// Chance may leave an act out of the first year: then another one goes by.
	for day := 0; day < 365 || little() && day < 730; day += 12 {
		w.days(12)
		var busy sync.WaitGroup
		for n, grant := range grants {
			actor, r := w.as(grant), rand.New(rand.NewPCG(seed, uint64(day*100+n)))
			busy.Go(func() {
				for range 5 {
					mutation := randomAct(actor, r, tasks[r.IntN(len(tasks))], region, w)
					mu.Lock()
					done[mutation]++
					mu.Unlock()
				}
			})
		}
		busy.Wait()
		for rule, query := range brokenTasks {
			if found := rowsOf(t, super, query); len(found) > 0 {
				t.Fatalf("SEED=%d day %d: %s: %v", seed, day, rule, found)
			}
		}
		countsHold(t, w, grants)
	}
	t.Log(done)
	if little() {
		t.Errorf("too little was done to show anything: %v", done)
	}
}

// randomAct does one random act, with what it reads just before, and returns its name where it was done, else "".
func randomAct(c *client, r *rand.Rand, id string, region map[string]any, w *world) string {
	// Mostly what waits for this actor.
	if waiting := c.ask(`{ tasks(filter: { awaiting: ME }, first: 50) { nodes { id } } }`, nil).list("tasks.nodes"); len(waiting) > 0 && r.IntN(5) > 0 {
		id = waiting[r.IntN(len(waiting))].(map[string]any)["id"].(string)
	}
	a := c.ask(`query($id: ID!) { task(id: $id) { version dueOn evidence { id decision } availableActions { action allowed } } }`, in("id", id))
	if a.get("task") == nil {
		return ""
	}
	today := w.clock.Now().UTC()
	day := func(n int) string { return today.AddDate(0, 0, n).Format(time.DateOnly) }
	with := func(pairs ...any) map[string]any {
		return in(append([]any{"task", id, "version", a.get("task.version")}, pairs...)...)
	}
	may := allowed(a, "task")
	// Few tasks are cancelled or given away, so that the others come to their end.
	may = slices.DeleteFunc(may, func(act string) bool {
		return act == "TASK_CANCEL" && r.IntN(60) > 0 || (act == "TASK_REASSIGN" || act == "TASK_SUSPEND") && r.IntN(8) > 0 || act == "TASK_RETURN" && r.IntN(3) == 0 || act == "MILESTONES_SET" || act == "TASK_INSTRUCT" || act == "LETTER_DRAFT"
	})
	if len(may) == 0 {
		return ""
	}
	track := []string{"PARTY", "DISCIPLINE"}[r.IntN(2)]
	one := map[string]struct {
		mutation, record string
		input            map[string]any
	}{
		"TASK_ACCEPT": {"taskAccept", "task", with()}, "TASK_OBJECT": {"taskObject", "task", with("kind", "WORDING", "text", "x")},
		"TASK_REPORT": {"taskReport", "task", in("task", id, "text", "x")}, "EVIDENCE_ADD": {"evidenceAdd", "evidence", in("task", id, "description", "x", "effectiveOn", day(-1))},
		"TASK_SUBMIT": {"taskSubmit", "task", with("text", "x")}, "TASK_REASSIGN": {"taskReassign", "task", with("responsible", region, "reason", "x")},
		"EXTENSION_REQUEST": {"extensionRequest", "task", with("until", day(90), "reason", "x")}, "EXTENSION_DECIDE": {"extensionDecide", "task", with("grant", r.IntN(3) > 0, "reason", "x")},
		"OBJECTION_DECIDE": {"objectionDecide", "task", with("result", "MAINTAINED", "reason", "x")}, "TASK_SUSPEND": {"taskSuspend", "task", with("reviewOn", day(20), "reason", "x")},
		"TASK_RESUME": {"taskResume", "task", with("reason", "x")}, "TASK_CANCEL": {"taskCancel", "task", with("reason", "x")}, "TASK_SIGN": {"taskSign", "task", with("track", track)},
		"TASK_RETURN": {"taskReturn", "task", with("track", track, "reason", "x")},
	}[may[r.IntN(len(may))]]
	w.clock.Push(time.Millisecond)
	answer := c.act(one.mutation, one.record, one.input)
	codes := answer.codes()
	if slices.Contains(codes, "INTERNAL") {
		w.t.Errorf("%s: %s", one.mutation, answer.Body)
	}
	if len(codes) > 0 {
		return ""
	}
	return one.mutation
}

// countsHold compares what a viewer is counted with the rows that the viewer is shown.
func countsHold(t *testing.T, w *world, grants []string) {
	t.Helper()
	for _, grant := range grants {
		a := w.as(grant).must(`{ viewer { counts { tasks overdueTasks approvals } tasks(first: 100) { totalCount { count } nodes { overdue } } approvals(first: 100) { totalCount { count } nodes { id } } } tasks(filter: { ended: false }, first: 100) { totalCount { count } nodes { overdue dueOn } } organisation(code: "HN-QH") { counts { openTasks overdueTasks } } }`, nil)
		late := func(path string) (n int) {
			for _, x := range a.list(path) {
				if x.(map[string]any)["overdue"] == true {
					n++
				}
			}
			return n
		}
		var open, overdue any = float64(len(a.list("tasks.nodes"))), float64(late("tasks.nodes"))
		if strings.HasPrefix(grant, "DEPARTMENT_") || strings.HasPrefix(grant, "REGION_") { // whose roles show a part of the branch
			open, overdue = nil, nil
		}
		for what, pair := range map[string][2]any{
			"tasks":                  {a.get("viewer.counts.tasks"), float64(len(a.list("viewer.tasks.nodes")))},
			"overdue":                {a.get("viewer.counts.overdueTasks"), float64(late("viewer.tasks.nodes"))},
			"approvals":              {a.get("viewer.counts.approvals"), float64(len(a.list("viewer.approvals.nodes")))},
			"all open":               {a.get("tasks.totalCount.count"), float64(len(a.list("tasks.nodes")))},
			"open in the branch":     {a.get("organisation.counts.openTasks"), open},
			"overdue in the branch ": {a.get("organisation.counts.overdueTasks"), overdue},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %s counted %v, shown %v: %s", grant, what, pair[0], pair[1], a.Body)
			}
		}
	}
}
