//go:build bench

package tests

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchSession: session_open in PostgreSQL, kept and computed anew, for a discipline secretary and a region manager of a
// province of more and more people; over the Unix socket, one connection, each in its own transaction.
func TestBenchSession(t *testing.T) {
	store := sampled(t).Clone(t)
	super := store.Super(t)
	super.SetMaxOpenConns(1)
	people := 0
	if err := super.QueryRow(`SELECT count(*) FROM person`).Scan(&people); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("\n| people | session of | kept, median ms (p99) | computed, median ms (p99) |\n|---|---|---|---|\n")
	for _, size := range []int{people, 10_000, 100_000} {
		if _, err := super.Exec(`SET session_replication_role = replica`); err != nil {
			t.Fatal(err)
		}
		if _, err := super.Exec(`
			INSERT INTO person (province_id, org_id, number, name, created_at)
			SELECT o.province_id, o.id, 'Y' || n, 'x', '2026-01-01' FROM generate_series((SELECT count(*) FROM person), $1::int - 1) n
			JOIN (SELECT *, row_number() OVER (ORDER BY code) - 1 AS at, count(*) OVER () AS many FROM organisation) o ON o.at = n % o.many`, size); err != nil {
			t.Fatal(err)
		}
		if _, err := super.Exec(`
			INSERT INTO post (province_id, org_id, code, name, categories, created_at)
			SELECT province_id, org_id, 'HN.Y' || number, 'x', '{STAFF}', created_at FROM person WHERE number LIKE 'Y%' AND NOT EXISTS (SELECT FROM post q WHERE q.code = 'HN.Y' || number);
			INSERT INTO post_role (province_id, org_id, post_id, role, state, created_at)
			SELECT province_id, org_id, id, 'REGION_STAFF', 'CONFIRMED', created_at FROM post p WHERE code LIKE 'HN.Y%' AND NOT EXISTS (SELECT FROM post_role r WHERE r.post_id = p.id);
			INSERT INTO appointment (province_id, org_id, post_id, person_id, kind, from_on, principal, state, created_at)
			SELECT p.province_id, p.org_id, p.id, u.id, 'SUBSTANTIVE', '2026-01-01', false, 'CONFIRMED', p.created_at
			FROM post p JOIN person u ON p.code = 'HN.Y' || u.number WHERE NOT EXISTS (SELECT FROM appointment a WHERE a.post_id = p.id);
			SET session_replication_role = origin;
			ANALYZE`); err != nil {
			t.Fatal(err)
		}
		for _, c := range [][3]string{{"DISCIPLINE_SECRETARY@HN", "DISCIPLINE_SECRETARY", "HN"}, {"PARTY_SECRETARY@HN", "PARTY_SECRETARY", "HN"}, {"REGION_MANAGER@HN-QH-1", "REGION_MANAGER", "HN-QH-1"}} {
			var person string
			if err := super.QueryRow(`SELECT h.person_id FROM held_on($1) h JOIN organisation o ON o.id = h.org_id WHERE h.role = $2 AND o.code = $3 LIMIT 1`, start, c[1], c[2]).Scan(&person); err != nil {
				t.Fatal(err)
			}
			claims := fmt.Sprintf(`[{"role": %q, "org": %q}]`, c[1], c[2])
			took := func(n int, before string) string {
				var all []time.Duration
				for range n {
					if before != "" {
						if _, err := super.Exec(before); err != nil {
							t.Fatal(err)
						}
					}
					tx, err := super.Begin()
					if err != nil {
						t.Fatal(err)
					}
					began := time.Now()
					if _, err := tx.Exec(`SELECT * FROM session_open($1, $2, 'x', $3, $3)`, person, claims, start); err != nil {
						t.Fatal(err)
					}
					all = append(all, time.Since(began))
					if err := tx.Commit(); err != nil {
						t.Fatal(err)
					}
				}
				slices.Sort(all)
				return fmt.Sprintf("%.2f (%.2f)", all[n/2].Seconds()*1000, all[n*99/100].Seconds()*1000)
			}
			kept := took(300, "")
			fmt.Printf("| %d | `%s` | %s | %s |\n", size, c[0], kept, took(100, `DELETE FROM session_kept`))
		}
	}
}
