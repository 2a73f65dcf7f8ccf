package db_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"huishang/db"
	"huishang/internal/clock"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"
)

func filled(t *testing.T, o db.FillOptions) *dbtest.DB {
	t.Helper()
	d := dbtest.New(t)
	if err := db.Fill(context.Background(), d.URL(postgres.Superuser), o); err != nil {
		t.Fatal(err)
	}
	return d
}

// digest is one text over all rows of a table but for when they were written and, where asked, their own ids.
func digest(t *testing.T, pool *sql.DB, table, without string) (rows int, digest string) {
	t.Helper()
	err := pool.QueryRow(`SELECT count(*), COALESCE(md5(string_agg(x, E'\n' ORDER BY x)), '') FROM (SELECT (to_jsonb(r) - 'updated_at' - $1)::text AS x FROM `+table+` r) r`, without).Scan(&rows, &digest)
	if err != nil {
		t.Fatal(err)
	}
	return rows, digest
}

var filledTables = []string{"organisation", "department", "post", "post_role", "person", "person_contact", "appointment", "portfolio",
	"problem", "finding", "consultation", "participant", "topic", "statement", "outcome", "measure", "responsible", "task",
	"task_report", "evidence", "signature", "extension", "objection", "suspension", "instruction", "task_holding", "history", "counter", "search_entry"}

var small = db.FillOptions{Tasks: 2000, Provinces: 2, People: 200, Seed: 7, Today: clock.DateOf(2026, 11, 27)}

// The same seed and day give the same rows, another seed others, and the audit trail is whole.
func TestFillIsSeeded(t *testing.T) {
	t.Parallel()
	other := small
	other.Seed = 8
	d := filled(t, small)
	one, again, others := d.Super(t), filled(t, small).Super(t), filled(t, other).Super(t)
	for _, table := range filledTables {
		n, want := digest(t, one, table, "")
		if n == 0 {
			t.Errorf("no row in %s", table)
		}
		if _, got := digest(t, again, table, ""); got != want {
			t.Errorf("%s: the same seed gave other rows", table)
		}
		if _, got := digest(t, others, table, ""); got == want {
			t.Errorf("%s: another seed gave the same rows", table)
		}
	}
	whole(t, d)
}

// What is written past the row triggers is what they would have left, row by row; the trail is whole either way.
func TestFillLeavesWhatTriggersWould(t *testing.T) {
	t.Parallel()
	o := small
	o.Tasks = 150
	past, through := filled(t, o), filled(t, db.ThroughTriggers(o))
	a, b := past.Super(t), through.Super(t)
	for _, table := range filledTables {
		without := ""
		if table == "task_holding" {
			without = "id" // the trigger draws it
		}
		n, want := digest(t, a, table, without)
		if m, got := digest(t, b, table, without); got != want {
			t.Errorf("%s: the triggers leave other rows (%d, %d)", table, n, m)
		}
	}
	whole(t, past)
	whole(t, through)
	var asleep int
	if err := a.QueryRow(`SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'`).Scan(&asleep); err != nil || asleep != 0 {
		t.Errorf("%d triggers still rest (%v)", asleep, err)
	}
}

// Interrupted, it leaves what was committed, whole; and a database with organisations is refused as it is.
func TestFillInterruptedAndRefused(t *testing.T) {
	t.Parallel()
	d := dbtest.New(t)
	ctx, cancel := context.WithCancel(context.Background())
	o := small
	o.Tasks = 3000
	o.Told = func(int) { cancel() }
	if err := db.Fill(ctx, d.URL(postgres.Superuser), o); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	var tasks, asleep int
	if err := d.Super(t).QueryRow(`SELECT (SELECT count(*) FROM task), (SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O')`).Scan(&tasks, &asleep); err != nil || tasks != 2400 || asleep != 0 {
		t.Errorf("%d tasks, %d triggers at rest (%v)", tasks, asleep, err)
	}
	whole(t, d)
	if err := db.Fill(context.Background(), d.URL(postgres.Superuser), small); !errors.Is(err, db.ErrNotEmpty) {
		t.Errorf("a second time: %v", err)
	}
	for what, o := range map[string]db.FillOptions{
		"no task": {Provinces: 1, People: 50}, "no province": {Tasks: 1, People: 50}, "too many provinces": {Tasks: 1, Provinces: 32, People: 5000},
		"too few people": {Tasks: 1, Provinces: 2, People: 99}, "too many people": {Tasks: 1, Provinces: 1, People: 100000},
	} {
		if db.Fill(context.Background(), d.URL(postgres.Superuser), o) == nil {
			t.Errorf("%s: filled", what)
		}
	}
}

func whole(t *testing.T, d *dbtest.DB) {
	t.Helper()
	if report, err := db.VerifyAudit(context.Background(), d.URL(postgres.Superuser)); err != nil || report.Bad != "" {
		t.Errorf("audit: %v %+v", err, report)
	}
}
