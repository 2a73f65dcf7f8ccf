//go:build bench

package tests

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchPast: what the past of 100,000 tasks costs in bytes, each changed on five days of a year, and what it takes to ask of
// it, beside the same question of now (docs/decisions/0050).
func TestBenchPast(t *testing.T) {
	d := sampled(t).Clone(t)
	massOfTasks(t, d)
	super := d.Super(t)
	super.SetMaxOpenConns(1)
	do := func(sql string, args ...any) {
		if _, err := super.Exec(sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	do(`SELECT set_config('huishang.now', '2026-01-08 02:00Z', false)`)
	do(`ALTER TABLE task DISABLE TRIGGER USER; ALTER TABLE task ENABLE TRIGGER past_update`)
	const changes = 5
	for n := range changes {
		do(`SELECT set_config('huishang.now', $1, false)`, time.Date(2026, 1, 8, 2, 0, 0, 0, time.UTC).AddDate(0, 0, 60*n).Format(time.RFC3339))
		do(`UPDATE task SET version = version + 1`)
	}
	do(`ALTER TABLE task ENABLE TRIGGER USER`)
	do(`VACUUM FULL ANALYZE task_past`)
	do(`VACUUM ANALYZE`)
	var tasks, kept, rows, index, audit float64
	if err := super.QueryRow(`SELECT (SELECT count(*) FROM task), (SELECT count(*) FROM task_past), pg_table_size('task_past'), pg_indexes_size('task_past'),
		(SELECT avg(pg_column_size(to_jsonb(t))) FROM task t)`).Scan(&tasks, &kept, &rows, &index, &audit); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\n%.0f tasks, %.1f rows of the past each: %.0f bytes of rows and %.0f of indexes a row, %.0f bytes a task; an image of the audit trail %.0f bytes\n\n",
		tasks, kept/tasks, rows/kept, index/kept, (rows+index)/tasks, audit)
	w := serve(t, d, 4)
	analyst, head := w.as("ANALYST@HN"), w.as("DEPARTMENT_HEAD@HN-QH/JS")
	took := func(c *client, query string) float64 {
		var all []time.Duration
		for range 5 {
			began := time.Now()
			c.must(query, nil)
			all = append(all, time.Since(began))
		}
		slices.Sort(all)
		return float64(all[2].Microseconds()) / 1000
	}
	fmt.Println("| asked | now, ms | as of a day, ms |\n|---|---|---|")
	for _, q := range []struct {
		what, query string
		who         *client
	}{
		{"a page of 20", `{ tasks%[1]s { nodes { number state dueOn overdue } } }`, analyst},
		{"a page of 20, a department's head", `{ tasks%[1]s { nodes { number state dueOn overdue } } }`, head},
		{"`totalCount`", `{ tasks%[1]s { totalCount { count } } }`, analyst},
		{"`taskStats`: `count open overdue`, branch × state", `{ taskStats(groupBy: [{ field: ORGANISATION, level: BRANCH }, { field: STATE }]%[2]s) { nodes { count open overdue } } }`, analyst},
	} {
		fmt.Printf("| %s | %.0f | %.0f |\n", q.what, took(q.who, filledIn(q.query, "")), took(q.who, filledIn(q.query, "2026-06-30")))
	}
	fmt.Printf("| a trend of ten months, `open overdue` | | %.0f |\n", took(analyst, `{ taskStats(trend: { from: "2026-01-31", to: "2026-10-31" }) { nodes { asOf open overdue } } }`))
}

// filledIn puts the argument of a day into a query, by itself and beside others.
func filledIn(query, day string) string {
	if day == "" {
		return fmt.Sprintf(query+"%.0[1]s%.0[2]s", "", "")
	}
	return fmt.Sprintf(query+"%.0[1]s%.0[2]s", fmt.Sprintf("(asOf: %q)", day), fmt.Sprintf(", asOf: %q", day))
}
