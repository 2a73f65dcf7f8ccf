//go:build bench

package tests

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// asked is one request in the words of each side: GraphQL with a token, the bare handler's, and PostGraphile's.
type asked struct{ token, graphql, bare, peer []byte }

// identity is who asks, by what the person holds.
type identity struct {
	person uuid.UUID
	grants []auth.TokenGrant
}

// ask words a request: args are the bare statement's, variables the operation's.
func (b *bench) ask(q benchQuery, who identity, variables map[string]any, args ...string) asked {
	b.t.Helper()
	if b.tokens[who.person] == "" {
		raw, _, err := b.issuer.Issue(time.Now(), who.person, who.grants)
		if err != nil {
			b.t.Fatal(err)
		}
		b.tokens[who.person] = "Bearer " + raw
	}
	grants, err := json.Marshal(who.grants)
	if err != nil {
		b.t.Fatal(err)
	}
	graphql, err := json.Marshal(map[string]any{"query": benchFile(q.name + ".graphql"), "variables": variables})
	if err != nil {
		b.t.Fatal(err)
	}
	bare, err := json.Marshal(bareRequest{who.person, grants, args})
	if err != nil {
		b.t.Fatal(err)
	}
	return asked{token: []byte(b.tokens[who.person]), graphql: graphql, bare: bare}
}

// asks words what a query is asked with: a read asks the same again and again; each acceptance takes another task,
// as its head.
func (b *bench) asks(q benchQuery) []asked {
	b.t.Helper()
	clear(b.tokens) // a token lives 15 minutes
	if !q.changes {
		variables, args := benchArguments(b.t, b.super)
		return []asked{b.ask(q, b.holder(q.as), variables, args...)}
	}
	rows, err := b.super.Query(`
		SELECT t.id, t.person_id, o.code, d.code
		FROM task t JOIN organisation o ON o.id = t.responsible_org_id JOIN department d ON d.id = t.department_id
		WHERE t.state = 'ASSIGNED' ORDER BY md5(t.id::text)`)
	if err != nil {
		b.t.Fatal(err)
	}
	defer rows.Close()
	var list []asked
	for rows.Next() {
		var id, person uuid.UUID
		g := auth.TokenGrant{Role: auth.DepartmentHead}
		if err := rows.Scan(&id, &person, &g.Org, &g.Dept); err != nil {
			b.t.Fatal(err)
		}
		list = append(list, b.ask(q, identity{person, []auth.TokenGrant{g}}, in("task", ident.Of[ident.TaskID](id).String(), "version", 1), id.String(), "1"))
	}
	if err := rows.Err(); err != nil {
		b.t.Fatal(err)
	}
	return list
}

// benchArguments are what the reads ask for: a consultation, where one is asked for.
func benchArguments(t testing.TB, super *sql.DB) (variables map[string]any, args []string) {
	t.Helper()
	var id uuid.UUID
	if err := super.QueryRow(`SELECT id FROM consultation ORDER BY id LIMIT 1`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return in("id", ident.Of[ident.ConsultationID](id).String()), []string{id.String()}
}

// side is one server under load.
type side struct {
	name    string
	url     string
	graphql bool
	kept    bool // the bare handler without its transaction
	peer    bool // PostGraphile
	pid     int

	client *http.Client
	size   int // of an answer, bytes
	slices []slice
}

func newSide(name string, s served) *side {
	return &side{name: name, url: s.url, pid: s.pid, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: slices.Max(peerConnections), DisableCompression: true}}}
}

// send asks once and reads the whole answer.
func (s *side) send(q benchQuery, a asked) ([]byte, error) {
	url, body := s.url+"/"+q.name, a.bare
	switch {
	case s.graphql:
		url, body = s.url+"/graphql", a.graphql
	case s.peer:
		url, body = s.url+"/graphql", a.peer
	case s.kept:
		url = s.url + "/kept/" + q.name
	}
	r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if s.graphql {
		r.Header.Set("Authorization", string(a.token))
	}
	if s.peer {
		r.Header.Set("X-Session", q.name)
	}
	res, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err == nil && (res.StatusCode != http.StatusOK || refused.Match(raw)) {
		err = fmt.Errorf("%s answers %s with %d: %.500s", s.name, q.name, res.StatusCode, raw)
	}
	return raw, err
}

// refused tells an answer with errors, of the response or of a payload, in either spelling of JSON.
var refused = regexp.MustCompile(`"errors" ?: ?\[ ?\{`)

// slice is what one side did in its turn of a round.
type slice struct {
	took           time.Duration
	times          []time.Duration
	server, dbases float64 // seconds of CPU
}

func (s slice) rate() float64 { return float64(len(s.times)) / s.took.Seconds() }

// turn loads one side from as many connections as are set, the pool's as it begins, until the time or what is to be asked runs out.
// A read asks its one request; else each request is asked once.
func (b *bench) turn(s *side, q benchQuery, list []asked, within time.Duration) slice {
	b.t.Helper()
	var next atomic.Int64
	var mu sync.Mutex
	var all slice
	var failed error
	server, _ := ticks(s.pid, false)
	dbases := family(b.postmaster)
	began := time.Now()
	var running sync.WaitGroup
	for range b.load {
		running.Go(func() {
			var times []time.Duration
			var err error
			for err == nil && time.Since(began) < within {
				n := int(next.Add(1)) - 1
				if q.changes && n >= len(list) {
					break
				}
				sent := time.Now()
				var raw []byte
				raw, err = s.send(q, list[n%len(list)])
				times = append(times, time.Since(sent))
				if err == nil && !q.changes && len(raw) != s.size {
					err = fmt.Errorf("%s answers %s with %d bytes, then %d", s.name, q.name, s.size, len(raw))
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all.times = append(all.times, times...)
			if failed == nil {
				failed = err
			}
		})
	}
	running.Wait()
	all.took = time.Since(began)
	if failed != nil {
		b.t.Fatal(failed)
	}
	now, _ := ticks(s.pid, false)
	all.server, all.dbases = now-server, family(b.postmaster)-dbases
	return all
}

// total is all turns of a side as one.
func (s *side) total() slice {
	var all slice
	for _, x := range s.slices {
		all.took += x.took
		all.times = append(all.times, x.times...)
		all.server += x.server
		all.dbases += x.dbases
	}
	slices.Sort(all.times)
	return all
}

// percentile is of sorted times, in milliseconds.
func percentile(sorted []time.Duration, p float64) float64 {
	return float64(sorted[int(p*float64(len(sorted)-1))].Microseconds()) / 1000
}
