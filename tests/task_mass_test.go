//go:build bench

package tests

import (
	_ "embed"
	"testing"

	"huishang/internal/dbtest"
)

//go:embed task_mass.sql
var massSQL string

// massOfTasks fills a copy of the sample with 100,000 tasks, the consultations that they come from and four lines
// of history each, past the triggers and thus unaudited: what the speed of lists is measured with.
func massOfTasks(t testing.TB, d *dbtest.DB) {
	t.Helper()
	super := d.Super(t)
	super.SetMaxOpenConns(1)
	if _, err := super.Exec(massSQL); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{`VACUUM ANALYZE`, `CHECKPOINT`} {
		if _, err := super.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	var n int
	if err := super.QueryRow(`SELECT count(*) FROM task`).Scan(&n); err != nil || n < 100000 {
		t.Fatalf("%d tasks (%v)", n, err)
	}
}
