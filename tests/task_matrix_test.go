package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// taskStates are the states of a task; taskIn plays one task of a department into each.
var taskStates = []string{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "SUBMITTED", "CLOSED", "CANCELLED"}

// taskIn takes a fresh task of 琼海's 建设维护室 to a state.
func (p *process) taskIn(state string, head *client, id string) {
	p.t.Helper()
	do := func(c *client, mutation string, pairs ...any) {
		c.act(mutation, "task", p.task(c, id, pairs...)).told(p.t, mutation)
	}
	if state == "ASSIGNED" {
		return
	}
	if state == "OBJECTED" {
		do(head, "taskObject", "kind", "WORDING", "text", "x")
		return
	}
	if state == "CANCELLED" {
		do(p.office, "taskCancel", "reason", "x")
		return
	}
	do(head, "taskAccept")
	if state == "ACCEPTED" {
		return
	}
	if state == "SUSPENDED" {
		do(p.office, "taskSuspend", "reviewOn", "2026-12-01", "reason", "x")
		return
	}
	head.act("evidenceAdd", "evidence", in("task", id, "description", "x", "effectiveOn", "2026-11-18")).told(p.t, "evidenceAdd")
	if state == "IN_PROGRESS" {
		return
	}
	do(head, "taskSubmit", "text", "x")
	if state == "SUBMITTED" {
		return
	}
	do(p.partyclerk, "taskSign", "track", "PARTY")
	do(p.office, "taskSign", "track", "DISCIPLINE")
}

// duty is one line of the table of acts for tasks (domain.md §11), kept by hand: who may do it to a task of 琼海's
// 建设维护室 that 琼海 set, which roles have it at all, and in which states.
type taskDuty struct {
	mutation, act, record string
	input                 map[string]any // with the one thing left wrong by which a permitted act is told
	done                  string
	who                   []string
	roles                 []string // empty: every role but analyst and administrator
	states                []string
}

var work = []string{"DEPARTMENT_HEAD@HN-QH/JS"}

func (w *world) taskDuties() []taskDuty {
	version, text := in("version", 99), in("text", "")
	with := func(pairs ...any) map[string]any { return in(append([]any{"version", 99}, pairs...)...) }
	office := []string{"DISCIPLINE_OFFICE@HN-QH"}
	deciders := []string{"DISCIPLINE_OFFICE", "PARTY_OFFICE", "PARTY_SECRETARY"}
	region := in("region", w.as("ADMINISTRATOR@HN").id("organisation", "HN-QH-1"))
	signers := []string{"PARTY_OFFICE", "PARTY_SECRETARY", "DISCIPLINE_OFFICE", "DISCIPLINE_SECRETARY"}
	return []taskDuty{
		{"taskAccept", "TASK_ACCEPT", "task", version, "VERSION_CONFLICT", work, nil, []string{"ASSIGNED"}},
		{"taskObject", "TASK_OBJECT", "task", with("kind", "WORDING", "text", "x"), "VERSION_CONFLICT", work, nil, []string{"ASSIGNED"}},
		{"taskReport", "TASK_REPORT", "task", text, "REQUIRED", work, nil, []string{"ACCEPTED", "IN_PROGRESS"}},
		{"evidenceAdd", "EVIDENCE_ADD", "evidence", in("description", "", "effectiveOn", "2026-11-18"), "REQUIRED", work, nil, []string{"ACCEPTED", "IN_PROGRESS"}},
		{"extensionRequest", "EXTENSION_REQUEST", "task", with("until", "2027-06-01", "reason", "x"), "VERSION_CONFLICT", work, nil, []string{"ACCEPTED", "IN_PROGRESS"}},
		{"taskSubmit", "TASK_SUBMIT", "task", with("text", "x"), "VERSION_CONFLICT", work, nil, []string{"IN_PROGRESS"}},
		{"milestonesSet", "MILESTONES_SET", "task", with("milestones", []any{}), "VERSION_CONFLICT", []string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"}, signers, []string{"ASSIGNED", "ACCEPTED", "IN_PROGRESS"}},
		{"objectionDecide", "OBJECTION_DECIDE", "task", with("result", "MAINTAINED", "reason", "x"), "VERSION_CONFLICT", office, deciders, []string{"OBJECTED"}},
		{"taskReassign", "TASK_REASSIGN", "task", with("responsible", region, "reason", "x"), "VERSION_CONFLICT", office, deciders, []string{"ASSIGNED", "ACCEPTED", "IN_PROGRESS"}},
		{"taskSuspend", "TASK_SUSPEND", "task", with("reviewOn", "2026-12-01", "reason", "x"), "VERSION_CONFLICT", office, deciders, []string{"ACCEPTED", "IN_PROGRESS"}},
		{"taskResume", "TASK_RESUME", "task", with("reason", "x"), "VERSION_CONFLICT", office, deciders, []string{"SUSPENDED"}},
		{"taskCancel", "TASK_CANCEL", "task", with("reason", "x"), "VERSION_CONFLICT", []string{"DISCIPLINE_OFFICE@HN-QH", "PARTY_SECRETARY@HN-QH"}, signers, []string{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "SUBMITTED"}},
		// None of these tasks has an extension open.
		{"extensionDecide", "EXTENSION_DECIDE", "task", with("grant", true), "EXTENSION_NOT_ASKED", office, signers, []string{"ACCEPTED", "IN_PROGRESS", "SUBMITTED"}},
		{"taskSign", "TASK_SIGN", "task", with("track", "PARTY"), "VERSION_CONFLICT", []string{"PARTY_OFFICE@HN-QH", "PARTY_SECRETARY@HN-QH"}, signers, []string{"SUBMITTED"}},
		{"taskSign", "", "task", with("track", "DISCIPLINE"), "VERSION_CONFLICT", []string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"}, signers, []string{"SUBMITTED"}},
		{"taskReturn", "TASK_RETURN", "task", with("track", "DISCIPLINE", "reason", "x"), "VERSION_CONFLICT", []string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"}, signers, []string{"SUBMITTED"}},
		// 琼海 is in the portfolio of the province's deputy secretary, who sits in the Party committee.
		{"taskInstruct", "TASK_INSTRUCT", "task", text, "REQUIRED", []string{"PARTY_COMMITTEE_MEMBER@HN"}, []string{"LEADERSHIP_MEMBER", "PARTY_COMMITTEE_MEMBER", "PARTY_SECRETARY", "DISCIPLINE_SECRETARY"}, []string{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "SUBMITTED"}},
	}
}

// taskSeers are the viewers who see a task of 琼海's 建设维护室 on procurement, by organisation, department, or as the
// head of the province's department of that risk domain; 琼海's contact leader has it in the portfolio.
var taskSeers = []string{
	"PARTY_SECRETARY@HN", "PARTY_COMMITTEE_MEMBER@HN", "PARTY_OFFICE@HN", "DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN", "DEPARTMENT_HEAD@HN/SH", "ANALYST@HN",
	"PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH", "DEPARTMENT_HEAD@HN-QH/JS",
}

// State × act × role × relation, exact (D-TASK-1, D-TASK-2, D-TASK-3, D-SEC-1, D-SEC-6): every act of a task by every
// viewer in every state, and availableActions says what the act does (D-TASK-8).
func TestMatrixOfTasks(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	head := w.as(work[0])
	js := in("department", p.office.id("department", "HN-QH/JS"))
	var list []any
	for i := range taskStates {
		list = append(list, toDo(fmt.Sprintf("措施%d", i), "2026-12-31", js))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", list)
	for i, state := range taskStates {
		p.taskIn(state, head, tasks[i])
	}
	people := append(slices.Clone(viewers), "DEPARTMENT_HEAD@HN-QH/JS", "DEPARTMENT_HEAD@HN/SH", "DEPARTMENT_STAFF@HN-QH/ZH")
	duties := w.taskDuties()
	for _, grant := range slices.Compact(people) {
		role, _, _ := strings.Cut(grant, "@")
		c := w.as(grant)
		sees := slices.Contains(taskSeers, grant)
		for i, state := range taskStates {
			shown := c.must(`query($id: ID!) { task(id: $id) { state availableActions { action allowed code } } }`, in("id", tasks[i]))
			if got := shown.text("task.state"); (got == state) != sees || !sees && got != "" {
				t.Errorf("%s sees of a task that is %s: %q", grant, state, got)
			}
			for _, d := range duties {
				has := len(d.roles) == 0 && role != "ANALYST" && role != "ADMINISTRATOR" || slices.Contains(d.roles, role)
				want := d.done
				switch {
				case !has:
					want = "FORBIDDEN"
				case !sees:
					want = "NOT_FOUND"
				case !slices.Contains(d.states, state):
					// The state before the rights: it refuses everybody, and tells of nothing hidden.
					want = "WRONG_STATE"
				case d.done == "EXTENSION_NOT_ASKED":
				case !slices.Contains(d.who, grant):
					want = "OUT_OF_SCOPE"
				}
				input := in("task", tasks[i])
				for k, v := range d.input {
					input[k] = v
				}
				if got := strings.Join(c.act(d.mutation, d.record, input).codes(), " "); got != want {
					t.Errorf("%s by %s on %s: told %q, want %q", d.mutation, grant, state, got, want)
				}
				if d.act == "" || !sees {
					continue
				}
				allowed := slices.Contains(allowed(shown, "task"), d.act)
				may := want == d.done && want != "EXTENSION_NOT_ASKED"
				if d.act == "TASK_SIGN" || d.act == "TASK_RETURN" {
					may = state == "SUBMITTED" && slices.Contains([]string{"PARTY_OFFICE@HN-QH", "PARTY_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"}, grant)
				}
				if allowed != may {
					t.Errorf("availableActions shows %s to %s on %s: %v, yet the act is told %q", d.act, grant, state, allowed, want)
				}
			}
		}
	}
}
