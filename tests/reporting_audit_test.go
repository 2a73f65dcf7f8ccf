//go:build audit

package tests

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// A driver that tools are built on (node-postgres) finds the views with their comments by itself, reads them by prepared statements,
// and is told by its code what it may not.
func TestReportingByDriverAudits(t *testing.T) {
	w := newPlayedWorld(t)
	_, number := w.whoHolds("ANALYST@HN")
	login := reporter(t, w.store, "HN", number, nil)
	run(t, "npm", "ci")
	var said struct {
		Columns []struct {
			Table   string `json:"table_name"`
			Column  string `json:"column_name"`
			Kind    string `json:"data_type"`
			Comment string
		}
		Tasks   []string
		Grouped []struct {
			State string
			N     int
		}
		Refused string
	}
	if err := json.Unmarshal([]byte(run(t, "node", "sql.mjs", login.address)), &said); err != nil {
		t.Fatal(err)
	}
	if want := login.ids(`SELECT number FROM task ORDER BY number`); len(want) == 0 || !slices.Equal(said.Tasks, want) {
		t.Errorf("%d tasks, want %d", len(said.Tasks), len(want))
	}
	n := 0
	for _, g := range said.Grouped {
		if n += g.N; !hanAndLatin.MatchString(g.State + " ab") {
			t.Errorf("a state is called %q", g.State)
		}
	}
	if n != len(said.Tasks) || said.Refused != "42501" || len(said.Columns) < 400 {
		t.Errorf("%d counted of %d, refused by %q, %d columns", n, len(said.Tasks), said.Refused, len(said.Columns))
	}
	for _, c := range said.Columns {
		if !hanAndLatin.MatchString(c.Comment) || strings.Contains(c.Kind, "USER-DEFINED") {
			t.Errorf("%s.%s is %s: %q", c.Table, c.Column, c.Kind, c.Comment)
		}
	}
}
