// Package tests holds the black-box tests: a real server, real signed tokens, a real database with the Hainan
// sample, and a clock that tests push.
package tests

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/demo"
	"huishang/internal/files"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/google/uuid"
)

// start is the day on which the tests' clocks begin: a Wednesday of the sample's year.
var start = time.Date(2026, 11, 18, 2, 0, 0, 0, time.UTC)

// world is one server over one database.
type world struct {
	t      testing.TB
	url    string
	files  string // the folder of the attached files
	kept   *files.Store
	server http.Handler
	db     *db.DB
	store  *dbtest.DB
	clock  *dbtest.Clock
	issuer *auth.Issuer
	log    *bytes.Buffer
	parts  wiring.Parts // what the server is made of, for a test that wants another one beside it
}

// sampled is the database that holds the sample, made once.
var sampled = dbtest.Common("sample", func(d *dbtest.DB) error {
	pools, err := open(d, dbtest.NewClock(start), 4)
	if err != nil {
		return err
	}
	defer pools.Close()
	return demo.Load(context.Background(), pools, io.Discard)
})

func open(d *dbtest.DB, clock *dbtest.Clock, pool int) (*db.DB, error) {
	return openVia(d, clock, pool, d.URL(db.Logins[0]))
}

// openVia opens with another address for what changes rows: a test may stand between server and database.
func openVia(d *dbtest.DB, clock *dbtest.Clock, pool int, api string) (*db.DB, error) {
	return db.Open(context.Background(), tx.Config{
		API: api, Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]),
		PoolSize: pool, StatementTimeout: 8 * time.Second, AnalystTimeout: 8 * time.Second, CursorKey: []byte("tests"), Now: clock.Now,
	})
}

// newWorld serves a copy of the sample that the test may change.
func newWorld(t testing.TB) *world { return serve(t, sampled(t).Clone(t), 4) }

func serve(t testing.TB, d *dbtest.DB, pool int) *world {
	t.Helper()
	return serveVia(t, d, pool, d.URL(db.Logins[0]))
}

func serveVia(t testing.TB, d *dbtest.DB, pool int, api string) *world {
	t.Helper()
	w := &world{t: t, store: d, clock: dbtest.NewClock(start), log: new(bytes.Buffer), files: filepath.Join(t.TempDir(), "files")}
	var err error
	if w.db, err = openVia(d, w.clock, pool, api); err != nil {
		t.Fatal(err)
	}
	if w.issuer, err = auth.OpenIssuer(filepath.Join(t.TempDir(), "issuer.pem")); err != nil {
		t.Fatal(err)
	}
	verifier, err := w.issuer.Verifier(w.clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	sdl, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(&lockedWriter{b: w.log}, &slog.HandlerOptions{Level: slog.LevelWarn}))
	if w.kept, err = files.Open(context.Background(), w.db, "file://"+w.files); err != nil {
		t.Fatal(err)
	}
	parts := wiring.Parts{
		DB: w.db, Files: w.kept, SDL: string(sdl), Mode: transport.SchemaAuthenticated, Verifier: verifier, Issuer: w.issuer,
		Metrics: transport.NewMetrics(nil), Log: log, Now: w.clock.Now,
	}
	if parts.Explorer, err = wiring.Explorer(parts); err != nil {
		t.Fatal(err)
	}
	w.parts = parts
	w.server = wiring.Handler(parts)
	server := httptest.NewServer(w.server)
	w.url = server.URL
	t.Cleanup(func() {
		server.Close()
		_ = w.kept.Close()
		if err := w.db.Close(); err != nil {
			t.Error(err)
		}
		if t.Failed() && w.log.Len() > 0 && w.log.Len() < 4000 {
			t.Log(w.log.String())
		}
	})
	return w
}

// lockedWriter lets the server's goroutines write one log.
type lockedWriter struct {
	mu sync.Mutex
	b  *bytes.Buffer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// client speaks as one person with one set of grants.
type client struct {
	w     *world
	token string
	lang  string
}

// as signs in whoever holds "ROLE@ORG[/DEPARTMENT]" now.
func (w *world) as(grant string) *client {
	w.t.Helper()
	token, err := wiring.Token(context.Background(), w.db, w.issuer, w.clock.Now, grant, "")
	if err != nil {
		w.t.Fatalf("token for %s: %v", grant, err)
	}
	return &client{w, token.Token, "en"}
}

// person signs in a person with these grants, held or not.
func (w *world) person(id uuid.UUID, grants ...auth.TokenGrant) *client {
	w.t.Helper()
	raw, _, err := w.issuer.Issue(w.clock.Now(), id, grants)
	if err != nil {
		w.t.Fatal(err)
	}
	return &client{w, raw, "en"}
}

// answer is a GraphQL response.
type answer struct {
	Data   map[string]any
	Errors []struct {
		Message    string
		Path       []any
		Extensions map[string]any
	}
	Extensions map[string]any
	Status     int
	Body       string
}

// ask sends an operation and reads the answer, whatever it is.
func (c *client) ask(query string, variables map[string]any) *answer {
	c.w.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		c.w.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, c.w.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		c.w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Accept-Language", c.lang)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		c.w.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		c.w.t.Fatal(err)
	}
	a := &answer{Status: res.StatusCode, Body: string(raw)}
	if err := json.Unmarshal(raw, a); err != nil {
		c.w.t.Fatalf("%v: %s", err, raw)
	}
	return a
}

// must asks and fails the test on any error of the response.
func (c *client) must(query string, variables map[string]any) *answer {
	c.w.t.Helper()
	a := c.ask(query, variables)
	if len(a.Errors) > 0 {
		c.w.t.Fatalf("%s\n%s", query, a.Body)
	}
	return a
}

// get walks an answer's data by a path with dots; numbers index lists. What is not there is nil.
func (a *answer) get(path string) any {
	var v any = a.Data
	for part := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[part]
		case []any:
			var n int
			if _, err := jsonNumber(part, &n); err != nil || n >= len(x) {
				return nil
			}
			v = x[n]
		default:
			return nil
		}
	}
	return v
}

func jsonNumber(s string, n *int) (int, error) { return 1, json.Unmarshal([]byte(s), n) }

// text is a string of the answer, "" where there is none.
func (a *answer) text(path string) string {
	s, _ := a.get(path).(string)
	return s
}

// list is a list of the answer.
func (a *answer) list(path string) []any {
	l, _ := a.get(path).([]any)
	return l
}

// codes are the codes of a refusal, wherever they stand: the payload's errors, or the response's.
func (a *answer) codes() []string {
	var codes []string
	for _, e := range a.Errors {
		codes = append(codes, e.Extensions["code"].(string))
	}
	for _, payload := range a.Data {
		if p, ok := payload.(map[string]any); ok {
			errs, _ := p["errors"].([]any)
			for _, e := range errs {
				codes = append(codes, e.(map[string]any)["code"].(string))
			}
		}
	}
	return codes
}

// id reads a record's id by its code or number: "organisation HN-QH", "post HN.SJ", "person HN0001".
func (c *client) id(noun, key string) string {
	c.w.t.Helper()
	argument := "code"
	if noun == "person" {
		argument = "number"
	}
	a := c.must(`query($k: String!) { `+noun+`(`+argument+`: $k) { id } }`, map[string]any{"k": key})
	id := a.text(noun + ".id")
	if id == "" {
		c.w.t.Fatalf("no %s %s", noun, key)
	}
	return id
}

// do runs a mutation with one input and returns the answer with the payload's record (id, version) and errors.
func (c *client) do(mutation, record string, input map[string]any) *answer {
	c.w.t.Helper()
	inputType := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	fields := record + " { id version }"
	if record == "dutyLists" {
		fields = "dutyLists { id version state }"
	}
	return c.ask(`mutation($in: `+inputType+`!) { `+mutation+`(input: $in) { `+fields+` errors { code message path } } }`, map[string]any{"in": input})
}
