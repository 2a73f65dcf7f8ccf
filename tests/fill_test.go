package tests

import (
	"context"
	"testing"

	"huishang/db"
	"huishang/internal/clock"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"
)

// What demo --tasks fills answers as anything else does: a province sees all of its own and nothing of another, a branch,
// a region and a department what SQL counts of theirs (D-SEC-1).
func TestFilledDataAnswers(t *testing.T) {
	d := dbtest.New(t)
	o := db.FillOptions{Tasks: 2000, Provinces: 2, People: 200, Seed: 7, Today: clock.DateOf(2026, 11, 18)}
	if err := db.Fill(context.Background(), d.URL(postgres.Superuser), o); err != nil {
		t.Fatal(err)
	}
	w, super := serve(t, d, 4), d.Super(t)
	org := func(code string) string { return `(SELECT id FROM organisation WHERE code = '` + code + `')` }
	dept := `(SELECT id FROM department WHERE code = 'TJ/CW')`
	for grant, of := range map[string]string{
		"PARTY_SECRETARY@BJ":       `province_id = ` + org("BJ"),
		"DISCIPLINE_OFFICE@TJ/JWB": `province_id = ` + org("TJ"),
		"PARTY_SECRETARY@BJ-01":    `responsible_org_id IN (SELECT id FROM organisation WHERE branch_id = ` + org("BJ-01") + `) OR org_id = ` + org("BJ-01"),
		"REGION_MANAGER@TJ-02-1":   `responsible_org_id = ` + org("TJ-02-1"),
		// Its own, and its risk domain's in the organisations below.
		"DEPARTMENT_HEAD@TJ/CW": `department_id = ` + dept + ` OR risk_domains && ARRAY['FINANCE'] AND responsible_org_id IN (SELECT id FROM organisation WHERE province_id = ` + org("TJ") + ` AND level <> 'PROVINCE')`,
	} {
		var want, open int
		if err := super.QueryRow(`SELECT count(*), count(*) FILTER (WHERE ended_at IS NULL) FROM task WHERE `+of).Scan(&want, &open); err != nil {
			t.Fatal(err)
		}
		a := w.as(grant).must(`{ tasks(first: 5) { totalCount { count } nodes { number text problem { title } history(first: 5) { nodes { act actor { name } } } } } }`, nil)
		if got := a.get("tasks.totalCount.count"); want == 0 || got != float64(want) {
			t.Errorf("%s sees %v tasks, SQL counts %d", grant, got, want)
		}
		if open == 0 || open == want {
			t.Errorf("%s: of %d tasks %d are open", grant, want, open)
		}
	}
	var states, overdue, returned, extended int
	if err := super.QueryRow(`SELECT count(DISTINCT state), count(*) FILTER (WHERE ended_at IS NULL AND due_on < COALESCE(stopped_on, '2026-11-18')), count(*) FILTER (WHERE returns > 0), count(*) FILTER (WHERE extensions > 0) FROM task`).Scan(&states, &overdue, &returned, &extended); err != nil || states != 8 || overdue == 0 || returned == 0 || extended == 0 {
		t.Errorf("%d states of 8, %d overdue, %d returned, %d extended (%v)", states, overdue, returned, extended, err)
	}
}
