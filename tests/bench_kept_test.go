//go:build bench

package tests

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/clock"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"
)

// BenchKept: what is counted from kept numbers against the same counted from the rows (by a condition or a measure that is not kept), through HTTP, in
// turns; and writers in one organisation with the triggers, without them, and with a number that is updated in place. TASKS says of how many.
func TestBenchKept(t *testing.T) {
	tasks := 100_000
	if n, err := strconv.Atoi(os.Getenv("TASKS")); err == nil {
		tasks = n
	}
	d := dbtest.New(t)
	o := db.FillOptions{Tasks: tasks, Provinces: 1, People: 2000, Seed: 7, Today: clock.DateOf(2026, 11, 18)}
	began := time.Now()
	if err := db.Fill(t.Context(), d.URL(postgres.Superuser), o); err != nil {
		t.Fatal(err)
	}
	w, super := serve(t, d, 8), d.Super(t)
	var sums, days, orgs int
	if err := super.QueryRow(`SELECT (SELECT count(*) FROM task_sum), (SELECT count(*) FROM task_due), (SELECT count(*) FROM organisation)`).Scan(&sums, &days, &orgs); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%d tasks, %d organisations: %d sums, %d days; filled in %s\n", tasks, orgs, sums, days, time.Since(began).Round(time.Second))
	if _, err := super.Exec(`VACUUM ANALYZE`); err != nil {
		t.Fatal(err)
	}
	const bare = `returns: { gte: 0 }`
	for _, grant := range []string{"ANALYST@BJ", "PARTY_SECRETARY@BJ-01"} {
		c := w.as(grant)
		for what, pair := range map[string][2]string{
			"all":                  {`{ tasks(first: 1) { totalCount { count } } }`, `{ tasks(first: 1, filter: { ` + bare + ` }) { totalCount { count } } }`},
			"open":                 {`{ tasks(first: 1, filter: { ended: false }) { totalCount { count } } }`, `{ tasks(first: 1, filter: { ended: false ` + bare + ` }) { totalCount { count } } }`},
			"overdue":              {`{ tasks(first: 1, filter: { ended: false, overdue: true }) { totalCount { count } } }`, `{ tasks(first: 1, filter: { ended: false, overdue: true, ` + bare + ` }) { totalCount { count } } }`},
			"branch and state":     {`{ taskStats(groupBy: [{ field: ORGANISATION, level: BRANCH }, { field: STATE }], first: 100) { nodes { state count open overdue } } }`, `{ taskStats(filter: { ` + bare + ` }, groupBy: [{ field: ORGANISATION, level: BRANCH }, { field: STATE }], first: 100) { nodes { state count open overdue } } }`},
			"the tree, all counts": {`{ organisationTree { id counts { openTasks overdueTasks } } }`, ``},
		} {
			var took [2][]time.Duration
			for range 15 {
				for i, q := range pair {
					if q == "" {
						continue
					}
					at := time.Now()
					c.must(q, nil)
					took[i] = append(took[i], time.Since(at))
				}
			}
			kept := median(took[0])
			if pair[1] == "" {
				fmt.Printf("%s, %s: kept %s\n", grant, what, kept)
				continue
			}
			rows := median(took[1])
			fmt.Printf("%s, %s: kept %s, rows %s, ×%.1f\n", grant, what, kept, rows, float64(rows)/float64(kept))
		}
	}
	keptWriters(t, d, super)
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// keptWriters change tasks of one organisation, each in transactions of its own.
func keptWriters(t *testing.T, d *dbtest.DB, super *sql.DB) {
	open := rowsOf(t, super, `SELECT id::text FROM task WHERE state IN ('ACCEPTED', 'IN_PROGRESS') AND org_id = (SELECT org_id FROM task WHERE state = 'IN_PROGRESS' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) ORDER BY 1`)
	if _, err := super.Exec(`
		CREATE TABLE in_place (org_id uuid, state text, n bigint, PRIMARY KEY (org_id, state));
		ALTER TABLE in_place OWNER TO huishang_owner;
		CREATE FUNCTION in_place() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN
			INSERT INTO in_place AS p SELECT x.org_id, x.state, sum(x.n) FROM (SELECT a.org_id, a.state, 1 AS n FROM new_rows a UNION ALL SELECT b.org_id, b.state, -1 FROM old_rows b) x GROUP BY 1, 2 ORDER BY 1, 2
			ON CONFLICT (org_id, state) DO UPDATE SET n = p.n + excluded.n;
			RETURN NULL; END $$;
		CREATE TRIGGER in_place AFTER UPDATE ON task REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION in_place()`); err != nil {
		t.Fatal(err)
	}
	modes := map[string]string{
		"without": `ALTER TABLE task DISABLE TRIGGER keep_update, DISABLE TRIGGER in_place`, "kept": `ALTER TABLE task ENABLE TRIGGER keep_update, DISABLE TRIGGER in_place`,
		"in place": `ALTER TABLE task DISABLE TRIGGER keep_update, ENABLE TRIGGER in_place`,
	}
	for _, writers := range []int{1, 2, 8} {
		rate := map[string]float64{}
		for round := range 3 {
			for mode, set := range modes {
				if _, err := super.Exec(set); err != nil {
					t.Fatal(err)
				}
				pool := d.Super(t)
				pool.SetMaxOpenConns(writers + 1)
				var done atomic.Int64
				var all sync.WaitGroup
				until := time.Now().Add(2 * time.Second)
				for n := range writers {
					mine := open[n*len(open)/writers : (n+1)*len(open)/writers]
					r := rand.New(rand.NewPCG(uint64(round), uint64(n)))
					all.Go(func() {
						for time.Now().Before(until) {
							tx, err := pool.Begin()
							if err == nil {
								_, err = tx.Exec(`SELECT session_system(now())`)
							}
							if err == nil {
								_, err = tx.Exec(`UPDATE task SET state = CASE state WHEN 'ACCEPTED' THEN 'IN_PROGRESS' ELSE 'ACCEPTED' END, version = version + 1 WHERE id = $1`, mine[r.IntN(len(mine))])
							}
							if err == nil {
								err = tx.Commit()
							}
							if err != nil {
								t.Error(err)
								return
							}
							done.Add(1)
						}
					})
				}
				all.Wait()
				rate[mode] += float64(done.Load()) / 2 / 3
			}
		}
		var told []string
		for _, mode := range []string{"without", "kept", "in place"} {
			told = append(told, fmt.Sprintf("%s %.0f/s (×%.2f)", mode, rate[mode], rate[mode]/rate["without"]))
		}
		fmt.Printf("%d writers: %s\n", writers, strings.Join(told, ", "))
	}
}
