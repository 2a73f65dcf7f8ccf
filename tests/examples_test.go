package tests

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"huishang/internal/dbtest"
	"huishang/internal/demo"
)

// newPlayedWorld serves the whole sample, its consultations and tasks played up to the tests' first day.
func newPlayedWorld(t testing.TB) *world {
	d := dbtest.Kept(t, "played", func(d *dbtest.DB) error {
		pools, err := open(d, dbtest.NewClock(start), 4)
		if err != nil {
			return err
		}
		defer pools.Close()
		return demo.All(context.Background(), pools, io.Discard)
	})
	return serve(t, d.Clone(t), 4)
}

var heading = regexp.MustCompile(`(?m)^# (\w+): (.+)$`)

// example is an operation with what its heading says: as whom, what it is refused with, and where its variables come
// from: an operation before it (with), a path into that one's answer, or the value itself.
func (w *world) example(t testing.TB, text string) *answer {
	t.Helper()
	w.t = t
	said := map[string]string{}
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		said[m[1]] = m[2]
	}
	if said["as"] == "" || said["zh"] == "" || !strings.HasPrefix(text, "# ") {
		t.Fatal("it does not say, in both languages, what it is for and as whom")
	}
	c := w.as(said["as"])
	var before *answer
	if said["with"] != "" {
		before = c.must(said["with"], nil)
	}
	variables := map[string]any{}
	for name, from := range said {
		if !strings.Contains(text, "$"+name) {
			continue
		}
		if variables[name] = from; before != nil && strings.Contains(from, ".") {
			if variables[name] = before.get(from); variables[name] == nil {
				t.Fatalf("%s: nothing at %s: %s", name, from, before.Body)
			}
		}
	}
	a := c.must(text, variables)
	if codes := strings.Join(a.codes(), " "); codes != said["refused"] {
		t.Errorf("told %q: %s", codes, a.Body)
	}
	return a
}

// Every example runs as who it says and answers with rows, none of its lists empty, within the limit of cost.
func TestExamples(t *testing.T) {
	w := newPlayedWorld(t)
	files, err := filepath.Glob("../examples/*.graphql")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := w.example(t, string(b))
			for name, v := range a.Data {
				if m, ok := v.(map[string]any); v == nil || ok && m["nodes"] != nil && len(m["nodes"].([]any)) == 0 {
					t.Errorf("%s answers nothing: %s", name, a.Body)
				}
			}
		})
	}
}

// What some of them answer, on the sample as it was played (hand-kept).
func TestExamplesAnswer(t *testing.T) {
	w := newPlayedWorld(t)
	for _, want := range []struct {
		file, path string
		is         any
	}{
		{"analyst-sources", "withheld.totalCount.count", 1.0}, {"analyst-sources", "audit.totalCount.count", 1.0},
		{"analyst-tracks", "party.totalCount.count", 1.0}, {"analyst-tracks", "discipline.totalCount.count", 0.0},
		{"analyst-open", "resolutions.nodes.0.consultation.title", "上半年综合会商"},
		{"analyst-overdue", "organisationTree.0.counts.openTasks", 8.0},
		{"analyst-as-of", "taskStats.totals.open", 7.0}, {"analyst-as-of", "taskStats.totals.overdue", 3.0}, {"analyst-as-of", "taskStats.nodes.0.tasks.nodes.1.overdue", true},
		{"analyst-as-of-tasks", "tasks.totalCount.count", 12.0}, {"analyst-as-of-tasks", "tasks.nodes.1.state", "IN_PROGRESS"}, {"analyst-as-of-tasks", "tasks.nodes.1.signatures.0.verdict", "RETURNED"},
		{"analyst-months", "taskStats.nodes.0.asOf", "2026-06-30"}, {"analyst-months", "taskStats.nodes.1.open", 4.0}, {"analyst-months", "taskStats.nodes.4.overdue", 3.0},
		{"phone-home", "viewer.counts.approvals", 1.0}, {"phone-tasks", "viewer.counts.overdueTasks", 1.0},
		{"frontend-settle", "consultations.nodes.0.title", "财务资金专题会商"},
	} {
		b, err := os.ReadFile("../examples/" + want.file + ".graphql")
		if err != nil {
			t.Fatal(err)
		}
		if a := w.example(t, string(b)); a.get(want.path) != want.is {
			t.Errorf("%s: %s is %v, want %v: %s", want.file, want.path, a.get(want.path), want.is, a.Body)
		}
	}
}
