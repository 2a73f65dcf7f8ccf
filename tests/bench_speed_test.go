//go:build bench

package tests

import (
	"context"
	"database/sql"
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/wiring"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

const (
	rounds   = 6
	turn     = 3 * time.Second
	warmTurn = time.Second
)

// bench is two servers over one database of 100,000 tasks, and who asks them.
type bench struct {
	t          *testing.T
	program    string
	store      *dbtest.DB
	super      *sql.DB
	pools      *db.DB
	issuer     *auth.Issuer
	tokens     map[uuid.UUID]string
	postmaster int
	load       int // connections that ask at once
	huishang   served
	bare       served
	idle       [3]string // memory without requests: with Go's own settings, with those of the comparison, the bare server
}

// BenchSpeed: the program against a handler with one hand-written statement, over the same rows under the same row
// security, in turns; that both answer alike is tested first. It prints the tables of docs/benchmarks.md.
func TestBenchSpeed(t *testing.T) {
	b := newBench(t)
	var lines []string
	for _, q := range benchQueries {
		lines = append(lines, b.compare(q)...)
	}
	fmt.Printf("\n%s\n", b.machine())
	fmt.Println("\n| Query | Server | requests/s | × bare, median (min–max of the rounds) | p50, p99 in ms | CPU µs a request: server + PostgreSQL | answer kB | statements |\n|---|---|---|---|---|---|---|---|")
	fmt.Println(strings.Join(lines, "\n"))
	fmt.Printf("\n| Server | idle, MB | most under load, MB |\n|---|---|---|\n| Huishang, Go's own settings | %s | |\n| Huishang | %s | %s |\n| bare | %s | %s |\n\n",
		b.idle[0], b.idle[1], memory(t, b.huishang.pid, "VmHWM"), b.idle[2], memory(t, b.bare.pid, "VmHWM"))
}

// filledBench has the program, its database with 100,000 tasks, and the key of its tokens; no server runs yet.
func filledBench(t *testing.T) (b *bench, data string) {
	t.Helper()
	b = &bench{t: t, program: filepath.Join(t.TempDir(), "huishang"), store: sampled(t).Clone(t), tokens: map[uuid.UUID]string{}, load: connections}
	build := exec.Command("go", "build", "-o", b.program, "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	massOfTasks(t, b.store)
	b.super = b.store.Super(t)
	var backend int
	if err := b.super.QueryRow(`SELECT pg_backend_pid()`).Scan(&backend); err != nil {
		t.Fatal(err)
	}
	_, b.postmaster = ticks(backend, false)
	data = t.TempDir()
	var err error
	if b.issuer, err = auth.OpenIssuer(filepath.Join(data, "issuer.pem")); err != nil {
		t.Fatal(err)
	}
	if b.pools, err = open(b.store, dbtest.NewClock(time.Now()), 1); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.pools.Close(); err != nil {
			t.Error(err)
		}
	})
	return b, data
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b, data := filledBench(t)
	t.Run("idle", func(t *testing.T) {
		plain := startServer(t, b.program, data, b.store.URL)
		time.Sleep(2 * time.Second)
		b.idle[0] = memory(t, plain.pid, "VmRSS")
	})
	b.huishang, b.bare = startServer(t, b.program, data, b.store.URL, benchSettings...), startBare(t, b.store.URL)
	time.Sleep(2 * time.Second)
	b.idle[1], b.idle[2] = memory(t, b.huishang.pid, "VmRSS"), memory(t, b.bare.pid, "VmRSS")
	return b
}

// holder finds who holds "ROLE@ORG[/DEPARTMENT]" today.
func (b *bench) holder(as string) identity {
	b.t.Helper()
	g, err := wiring.ParseGrant(as)
	if err != nil {
		b.t.Fatal(err)
	}
	h, err := b.pools.FindHolder(context.Background(), g, "")
	if err != nil {
		b.t.Fatalf("%s: %v", as, err)
	}
	return identity{h.Person, []auth.TokenGrant{g}}
}

// compare holds the answers to each other, then loads the servers in turns, and gives the lines of the table.
func (b *bench) compare(q benchQuery) []string {
	b.t.Helper()
	huishang, bare, kept := newSide("Huishang", b.huishang), newSide("bare", b.bare), newSide("bare, session kept", b.bare)
	huishang.graphql, kept.kept = true, true
	sides := []*side{huishang, bare, kept}
	if q.changes {
		sides = sides[:2] // each change has its own author
	}
	list := b.asks(q)
	statements := b.equal(q, list[0], sides)
	share := len(list)
	if q.changes {
		share /= len(sides) * (rounds + 1)
	}
	for round := range rounds + 1 {
		for _, s := range sides {
			within := turn
			if round == 0 {
				within = warmTurn
			}
			got := b.turn(s, q, list[:share], within)
			if q.changes {
				list = list[share:]
			}
			if round > 0 {
				s.slices = append(s.slices, got)
			}
		}
	}
	lines := make([]string, len(sides))
	for i, s := range sides {
		lines[i] = s.line(bare, []string{statements, "2", "1"}[i])
	}
	lines[0] = "| **" + q.name + "** " + q.what + " " + strings.TrimPrefix(lines[0], "| ")
	return lines
}

// line is a side's line of the table.
func (s *side) line(bare *side, statements string) string {
	all := s.total()
	ratios := make([]float64, len(s.slices))
	for i, x := range s.slices {
		ratios[i] = x.rate() / bare.slices[i].rate()
	}
	slices.Sort(ratios)
	middle := (ratios[(len(ratios)-1)/2] + ratios[len(ratios)/2]) / 2
	against := fmt.Sprintf("%.2f (%.2f–%.2f)", middle, ratios[0], ratios[len(ratios)-1])
	if s == bare {
		against = "1"
	}
	cpu := "not measured here"
	if measured {
		each := 1e6 / float64(len(all.times))
		cpu = fmt.Sprintf("%.0f + %.0f", all.server*each, all.dbases*each)
	}
	return fmt.Sprintf("| | %s | %.0f | %s | %.1f, %.1f | %s | %.1f | %s |", s.name, all.rate(), against,
		percentile(all.times, .5), percentile(all.times, .99), cpu, float64(s.size)/1000, statements)
}

// equal fails unless all sides answer alike: the same data, and of a change the same rows written. It returns how
// many statements the server under test says that it sent.
func (b *bench) equal(q benchQuery, a asked, sides []*side) string {
	b.t.Helper()
	var first any
	var firstRows []string
	var statements string
	for i, s := range sides {
		raw, err := s.send(q, a)
		if err != nil {
			b.t.Fatal(err)
		}
		s.size = len(raw)
		var body struct {
			Data       any
			Extensions struct{ Cost struct{ SQLStatements int } }
		}
		if err := json.Unmarshal(raw, &body); err != nil || body.Data == nil {
			b.t.Fatalf("%s: %v: %s", s.name, err, raw)
		}
		blankInstants(body.Data)
		var rows []string
		if q.changes {
			rows = b.written(a)
			b.undo(a)
		}
		if i == 0 {
			first, firstRows, statements = body.Data, rows, fmt.Sprint(body.Extensions.Cost.SQLStatements)
			continue
		}
		if diff := cmp.Diff(first, body.Data); diff != "" {
			b.t.Fatalf("%s: %s (-) and %s (+) answer differently:\n%s", q.name, sides[0].name, s.name, diff)
		}
		if diff := cmp.Diff(firstRows, rows); diff != "" {
			b.t.Fatalf("%s: %s (-) and %s (+) write differently:\n%s", q.name, sides[0].name, s.name, diff)
		}
	}
	return statements
}

// blankInstants blanks what no two answers have alike: when a change was made.
func blankInstants(v any) {
	switch x := v.(type) {
	case map[string]any:
		for k, inner := range x {
			if k == "acceptedAt" {
				x[k] = "an instant"
			}
			blankInstants(inner)
		}
	case []any:
		for _, inner := range x {
			blankInstants(inner)
		}
	}
}

// written is what an acceptance left behind: the task, its history, its audit trail, without ids and instants.
func (b *bench) written(a asked) []string {
	b.t.Helper()
	var r bareRequest
	if err := json.Unmarshal(a.bare, &r); err != nil {
		b.t.Fatal(err)
	}
	rows, err := b.super.Query(`
		SELECT (to_jsonb(t) - 'accepted_at')::text FROM task t WHERE t.id = $1
		UNION ALL SELECT (to_jsonb(h) - '{id,at,changes}'::text[])::text || (SELECT string_agg(c ->> 'field', ' ' ORDER BY c ->> 'field') FROM jsonb_array_elements(h.changes) c)
		    FROM history h WHERE h.record_id = $1 AND h.act = 'TASK_ACCEPT'
		UNION ALL SELECT e.op || ' ' || split_part(e.chain, ':', 1) || ' by ' || e.actor FROM audit_entry e
		    WHERE e.chain = 'task:' || $1 OR e.chain IN (SELECT 'history:' || h.id FROM history h WHERE h.record_id = $1 AND h.act = 'TASK_ACCEPT')`, r.Args[0])
	if err != nil {
		b.t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			b.t.Fatal(err)
		}
		list = append(list, one)
	}
	if err := rows.Err(); err != nil || len(list) != 4 {
		b.t.Fatalf("an acceptance writes task, history and two lines of the trail: %v %v", list, err)
	}
	slices.Sort(list)
	return list
}

// undo makes the task as it was.
func (b *bench) undo(a asked) {
	b.t.Helper()
	var r bareRequest
	if err := json.Unmarshal(a.bare, &r); err != nil {
		b.t.Fatal(err)
	}
	id := uuid.MustParse(r.Args[0])
	if _, err := b.super.Exec(fmt.Sprintf(`
		SET session_replication_role = replica;
		UPDATE task SET state = 'ASSIGNED', accepted_at = NULL, version = 1 WHERE id = '%[1]s';
		DELETE FROM audit_entry WHERE chain = 'task:%[1]s';
		DELETE FROM history WHERE record_id = '%[1]s' AND act = 'TASK_ACCEPT';
		SET session_replication_role = DEFAULT`, id)); err != nil {
		b.t.Fatal(err)
	}
}

// machine says where and with what it was measured.
func (b *bench) machine() string {
	b.t.Helper()
	info, err := buildinfo.ReadFile(b.program)
	if err != nil {
		b.t.Fatal(err)
	}
	parts := []string{fmt.Sprintf("%s/%s, %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())}
	if measured {
		parts = append(parts, whole(fileField(b.t, "/proc/meminfo", "MemTotal")/1024/1024)+" GB")
	}
	var version string
	var tasks, events int
	if err := b.super.QueryRow(`SELECT current_setting('server_version'), (SELECT count(*) FROM task), (SELECT count(*) FROM history)`).Scan(&version, &tasks, &events); err != nil {
		b.t.Fatal(err)
	}
	parts = append(parts, info.GoVersion, "PostgreSQL "+strings.Fields(version)[0])
	for _, d := range info.Deps {
		if name, ok := map[string]string{"github.com/99designs/gqlgen": "gqlgen", "github.com/lib/pq": "lib/pq", "github.com/jmoiron/sqlx": "sqlx"}[d.Path]; ok {
			parts = append(parts, name+" "+d.Version)
		}
	}
	load := ""
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = ", load " + strings.Fields(string(text))[1] + " over the last 5 minutes"
	}
	return fmt.Sprintf("%s; %d tasks, %d lines of history; %d connections, %d rounds of %v%s; both servers with %s.",
		strings.Join(parts, ", "), tasks, events, connections, rounds, turn, load, strings.Join(benchSettings, " "))
}

// whole is a quantity without decimals.
func whole(n float64) string { return fmt.Sprintf("%.0f", n) }
