package tests

import (
	"fmt"
	"slices"
	"sync"
	"testing"
)

// Two acts on one task at once (D-GEN-3): in every state, every act of the responsible side and of the office beside itself
// and each other. Both are done, or who loses is told the truth: a stale version, or a state in which that act is not
// done. Never a state that was read before the other act, and in which the act would have been done.
func TestTwoActsAtOnce(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := p.office.id("department", "HN-QH/JS")
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	// done says in which states an act is done (domain.md §6).
	open := []string{"ACCEPTED", "IN_PROGRESS"}
	acts := map[string]struct {
		by    *client
		done  []string
		input func(id string, version any) map[string]any
	}{
		"taskAccept": {head, []string{"ASSIGNED"}, func(id string, v any) map[string]any { return in("task", id, "version", v) }},
		"taskReport": {head, open, func(id string, _ any) map[string]any { return in("task", id, "text", "进展") }},
		"evidenceAdd": {head, open, func(id string, _ any) map[string]any {
			return in("task", id, "description", "x", "effectiveOn", "2026-11-18")
		}},
		"extensionRequest": {head, open, func(id string, v any) map[string]any {
			return in("task", id, "version", v, "until", "2027-01-31", "reason", "x")
		}},
		"taskCancel": {p.office, []string{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "SUBMITTED"},
			func(id string, v any) map[string]any { return in("task", id, "version", v, "reason", "x") }},
	}
	record := map[string]string{"evidenceAdd": "evidence", "extensionRequest": "extension"}
	names := []string{"evidenceAdd", "extensionRequest", "taskAccept", "taskCancel", "taskReport"}
	states := []string{"ASSIGNED", "ACCEPTED", "IN_PROGRESS"}
	var measures []any
	for range len(states) * len(names) * (len(names) + 1) / 2 {
		measures = append(measures, toDo("整改", "2026-12-31", in("department", js)))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", measures)
	next := 0
	for _, state := range states {
		for i, a := range names {
			for _, b := range names[i:] {
				id := tasks[next]
				next++
				if state != "ASSIGNED" {
					head.act("taskAccept", "task", p.task(head, id)).told(t, "accept")
				}
				if state == "IN_PROGRESS" {
					head.act("taskReport", "task", in("task", id, "text", "x")).told(t, "report")
				}
				version := p.office.must(`query($id: ID!) { task(id: $id) { version } }`, in("id", id)).get("task.version")
				var group sync.WaitGroup
				answers := make([]*answer, 2)
				for n, name := range []string{a, b} {
					group.Go(func() {
						what := record[name]
						if what == "" {
							what = "task"
						}
						answers[n] = acts[name].by.act(name, what, acts[name].input(id, version))
					})
				}
				group.Wait()
				for n, name := range []string{a, b} {
					for _, e := range answers[n].list(name + ".errors") {
						m := e.(map[string]any)
						told := fmt.Sprint(m["params"])
						for _, s := range acts[name].done {
							if m["code"] == "WRONG_STATE" && slices.Contains([]string{"[map[name:state value:" + s + "]]"}, told) {
								t.Errorf("%s beside %s in %s: refused because of %s, in which it is done", name, []string{b, a}[n], state, s)
							}
						}
						if !slices.Contains([]any{"WRONG_STATE", "VERSION_CONFLICT", "EXTENSION_UNDECIDED", "EXTENSION_OPEN"}, m["code"]) {
							t.Errorf("%s beside %s in %s: %s", name, []string{b, a}[n], state, answers[n].Body)
						}
					}
				}
				if len(answers[0].list(a+".errors")) > 0 && len(answers[1].list(b+".errors")) > 0 && slices.Contains(acts[a].done, state) && slices.Contains(acts[b].done, state) {
					t.Errorf("%s and %s in %s: both refused: %s %s", a, b, state, answers[0].Body, answers[1].Body)
				}
			}
		}
	}
}
