//go:build bench

package tests

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huishang/internal/ident"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

// The comparison with PostGraphile: from how many connections at once, in how many rounds.
var peerConnections = []int{1, 8, 32}

const (
	peerRounds = 4
	peerTurn   = 2 * time.Second
)

// peerFolder is where scripts/need-postgraphile installs it; git ignores it.
const peerFolder = "../.tools/postgraphile"

// BenchPostGraphile: the program against PostGraphile on the same database, by the same login and policies, what a session sets
// handed to it ready-made; that both answer alike is tested first. Where npm cannot install it the table is left out, and said.
func TestBenchPostGraphile(t *testing.T) {
	folder, err := filepath.Abs(peerFolder)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("../scripts/need-postgraphile", folder).Output(); err != nil {
		fmt.Printf("\nThe comparison with PostGraphile is left out: %s\n\n", strings.TrimSpace(string(out)))
		return
	}
	b := newBench(t)
	who := map[string]identity{}
	for _, q := range benchQueries {
		if !q.changes {
			who[q.name] = b.holder(q.as)
		}
	}
	peer, versions := startPeer(t, folder, b.store.URL("huishang_read"), b.sessions(who))
	var lines []string
	for _, q := range benchQueries {
		if q.changes {
			continue // its acts are triggers and rules of the program
		}
		b.peerAlike(q, who[q.name], peer)
		for _, n := range peerConnections {
			b.load = n
			clear(b.tokens)
			lines = append(lines, b.peerLines(q, who[q.name], peer)...)
		}
	}
	fmt.Printf("\n%s PostGraphile %s, one process, %d rounds of %v.\n", b.machine(), versions, peerRounds, peerTurn)
	fmt.Println("\n| Query | connections | Server | requests/s | × PostGraphile, median (min–max of the rounds) | p50, p99 in ms | CPU µs a request: server + PostgreSQL | answer kB |\n|---|---|---|---|---|---|---|---|")
	fmt.Println(strings.Join(lines, "\n"))
}

// peerAsked words a read for both: PostGraphile is asked by ids as the database has them.
func (b *bench) peerAsked(q benchQuery, who identity) asked {
	b.t.Helper()
	variables, args := benchArguments(b.t, b.super)
	a := b.ask(q, who, variables, args...)
	var department, province uuid.UUID
	if err := b.super.QueryRow(`SELECT id, province_id FROM department WHERE code = 'HN-QH/JS'`).Scan(&department, &province); err != nil {
		b.t.Fatal(err)
	}
	var err error
	if a.peer, err = json.Marshal(map[string]any{"query": benchFile("postgraphile/" + q.name + ".graphql"), "variables": in("id", args[0], "department", department, "province", province)}); err != nil {
		b.t.Fatal(err)
	}
	return a
}

func (b *bench) peerSides(peer served) []*side {
	huishang, other := newSide("Huishang", b.huishang), newSide("PostGraphile", peer)
	huishang.graphql, other.peer = true, true
	return []*side{huishang, other}
}

// peerAlike fails unless both answer alike, the names of fields and the form of ids apart.
func (b *bench) peerAlike(q benchQuery, who identity, peer served) {
	b.t.Helper()
	a := b.peerAsked(q, who)
	var answers []any
	for _, s := range b.peerSides(peer) {
		raw, err := s.send(q, a)
		if err != nil {
			b.t.Fatal(err)
		}
		var body struct{ Data map[string]any }
		if err := json.Unmarshal(raw, &body); err != nil {
			b.t.Fatal(err)
		}
		if viewer, ok := body.Data["viewer"].(map[string]any); ok {
			body.Data = viewer
		}
		answers = append(answers, alike(body.Data))
	}
	if diff := cmp.Diff(answers[0], answers[1]); diff != "" {
		b.t.Fatalf("%s: Huishang (-) and PostGraphile (+) answer differently:\n%s", q.name, diff)
	}
}

// alike renames PostGraphile's fields, reads ids and instants whatever their form, and leaves out what one of them computes.
func alike(v any) any {
	switch x := v.(type) {
	case map[string]any:
		named := map[string]any{}
		for k, inner := range x {
			name := strings.TrimPrefix(k, "all")
			name, _, _ = strings.Cut(name, "By")
			switch k {
			case "rowId":
				name = "id"
			case "organisationByParentId":
				name = "parent"
			case "organisationByAboutOrgId":
				name = "aboutOrganisation"
			case "historiesByRecordId":
				name = "history"
			case "personByActorId":
				name = "actor"
			case "overdue", "stoppedOn":
				continue
			}
			named[strings.ToLower(name[:1])+name[1:]] = alike(inner)
		}
		return named
	case []any:
		list := make([]any, len(x))
		for i, inner := range x {
			list[i] = alike(inner)
		}
		return list
	case string:
		if _, id, err := ident.Split(x); err == nil {
			return id.String()
		}
		if at, err := time.Parse(time.RFC3339Nano, x); err == nil {
			return at.UTC().String()
		}
	}
	return v
}

// peerLines loads both in turns and gives their lines of the table.
func (b *bench) peerLines(q benchQuery, who identity, peer served) []string {
	b.t.Helper()
	a := b.peerAsked(q, who)
	sides := b.peerSides(peer)
	for _, s := range sides {
		raw, err := s.send(q, a)
		if err != nil {
			b.t.Fatal(err)
		}
		s.size = len(raw)
	}
	for round := range peerRounds + 1 {
		for _, s := range sides {
			if got := b.turn(s, q, []asked{a}, peerTurn); round > 0 {
				s.slices = append(s.slices, got)
			}
		}
	}
	lines := make([]string, len(sides))
	for i, s := range sides {
		cells := strings.Split(s.line(sides[1], ""), " | ")
		lines[i] = fmt.Sprintf("| %s | %d | %s |", map[bool]string{true: "**" + q.name + "** " + q.what}[i == 0], b.load, strings.Join(cells[1:len(cells)-1], " | "))
	}
	return lines
}

// sessions is what session_open sets for each of some people, by query.
func (b *bench) sessions(who map[string]identity) map[string]map[string]string {
	b.t.Helper()
	all := map[string]map[string]string{}
	for name, w := range who {
		grants, err := json.Marshal(w.grants)
		if err != nil {
			b.t.Fatal(err)
		}
		tx, err := b.super.BeginTx(context.Background(), nil)
		if err != nil {
			b.t.Fatal(err)
		}
		var refusal *string
		if err := tx.QueryRow(`SELECT refusal FROM session_open($1, $2, 'x', now(), now())`, w.person, string(grants)).Scan(&refusal); err != nil || refusal != nil {
			b.t.Fatal(err, refusal)
		}
		var settings []byte
		if err := tx.QueryRow(`SELECT jsonb_object_agg('huishang.' || s, COALESCE(current_setting('huishang.' || s, true), '')) FROM unnest(session_settings() || 'now'::text) AS s`).Scan(&settings); err != nil {
			b.t.Fatal(err)
		}
		set := map[string]string{}
		if err := json.Unmarshal(settings, &set); err != nil {
			b.t.Fatal(err)
		}
		all[name] = set
		if err := tx.Rollback(); err != nil {
			b.t.Fatal(err)
		}
	}
	return all
}

func startPeer(t *testing.T, folder, address string, sessions map[string]map[string]string) (served, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sessions.json")
	text, err := json.Marshal(sessions)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	// Node is itself, not npm's link to it: its CPU is read by its process.
	node, err := filepath.EvalSymlinks(filepath.Join(folder, "node_modules/.bin/node"))
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(node, "bench/postgraphile/server.mjs")
	c.Env = append(os.Environ(), "NODE_ENV=production", "GRAPHILE_ENV=production", "BENCH_POSTGRAPHILE="+folder, "BENCH_SESSIONS="+file,
		fmt.Sprintf("BENCH_CONNECTIONS=%d", connections), "DATABASE_URL="+address)
	var said bytes.Buffer
	c.Stderr = &said
	input, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = c.Wait()
	})
	line, err := bufio.NewReader(output).ReadString('\n')
	words := strings.Fields(line)
	if err != nil || len(words) != 3 {
		t.Fatalf("PostGraphile does not serve: %v %s", err, &said)
	}
	return served{c.Process.Pid, words[0]}, words[1] + ", Node " + words[2]
}
