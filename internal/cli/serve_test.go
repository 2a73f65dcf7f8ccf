package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/dbtest"
	"huishang/internal/sweep"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/alecthomas/kong"
)

// asked asks a server's handler whether it is ready.
func asked(p wiring.Parts) (status int, body string) {
	w := httptest.NewRecorder()
	wiring.Handler(p).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	return w.Code, w.Body.String()
}

// swept returns once a server has done all its jobs.
func swept(t *testing.T, d *dbtest.DB) {
	t.Helper()
	jobs := len(sweep.Jobs(nil, nil, sweep.Keep{}))
	end := time.Now().Add(30 * time.Second)
	for super, n := d.Super(t), 0; n < jobs; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d of %d jobs are done", n, jobs)
		}
		if err := super.QueryRowContext(t.Context(), `SELECT count(*) FROM job_run WHERE ended_at IS NOT NULL`).Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
}

// After PostgreSQL ended all connections an idle server is ready at the first probe; while all of a pool's connections
// are at work it is ready too: busy is not away.
func TestReadyMeansThatRequestsAreAnswered(t *testing.T) {
	d := dbtest.New(t)
	p, _ := servingOn(t, logins(d), observeFlags{})
	// A job under way holds one connection and wants another: with this test holding the rest neither would end.
	swept(t, d)
	for name, pool := range p.DB.Pools() {
		var held []io.Closer
		for range pool.Stats().MaxOpenConnections {
			c, err := pool.Connx(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			held = append(held, c)
		}
		if status, body := asked(p); status != http.StatusOK {
			t.Errorf("all of %s at work: %d %s", name, status, body)
		}
		for _, c := range held {
			_ = c.Close()
		}
	}
	super := d.Super(t)
	if _, err := super.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'huishang%'`); err != nil {
		t.Fatal(err)
	}
	if status, body := asked(p); status != http.StatusOK {
		t.Errorf("connections ended: %d %s", status, body)
	}
	for _, c := range []struct{ change, says string }{
		{`INSERT INTO schema_state (state, at) VALUES (repeat('0', 64), now() + interval '1 day')`, "schema is newer than this program"},
		{`UPDATE schema_state SET state = repeat('1', 64) WHERE state <> repeat('0', 64)`, "schema is older than this program: run its migrate"},
		{`DELETE FROM schema_state WHERE state = repeat('0', 64); UPDATE schema_state SET state = '` + db.MigratedState() + `'`, "ready"},
	} {
		if _, err := super.Exec(c.change); err != nil {
			t.Fatal(err)
		}
		if status, body := asked(p); (status == http.StatusOK) != (c.says == "ready") || !strings.Contains(body, c.says) {
			t.Errorf("after %s: %d %s", c.change, status, body)
		}
	}
	// Each pool is asked: the one of the analysts may have an address of its own.
	if _, err := super.Exec(`REVOKE CONNECT ON DATABASE ` + d.Name + ` FROM huishang_reader; GRANT CONNECT ON DATABASE ` + d.Name + ` TO huishang_api, huishang_read;
		SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'huishang_analyst'`); err != nil {
		t.Fatal(err)
	}
	if status, body := asked(p); status != http.StatusServiceUnavailable || !strings.Contains(body, "the database of the analyst pool does not answer") {
		t.Errorf("no login for analysts: %d %s", status, body)
	}
}

// A database that Huishang never migrated is not ready, and says so to the log and to the prober.
func TestAnEmptyDatabaseIsNotReady(t *testing.T) {
	d := dbtest.New(t)
	name := d.Name + "_empty"
	super := d.Super(t)
	if _, err := super.Exec(`CREATE DATABASE ` + name); err != nil {
		t.Fatal(err)
	}
	of := logins(d)
	for _, address := range []*string{&of.api, &of.read, &of.analyst} {
		*address = strings.Replace(*address, "/"+d.Name, "/"+name, 1)
	}
	s := &server{of: of, grace: 0}
	s.start(t)
	t.Cleanup(func() {
		s.stop(t)
		if _, err := super.Exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	s.until(t, "/readyz", http.StatusServiceUnavailable, "has no schema of Huishang: run migrate")
	s.until(t, "/healthz", http.StatusOK, "ok")
	if !strings.Contains(s.log.String(), "has no schema of Huishang") {
		t.Errorf("the log: %s", s.log.String())
	}
}

// server runs serve with its log, on a port of its own.
type server struct {
	of    *database
	grace time.Duration
	at    string
	log   lockedBuffer
	end   context.CancelFunc
	ended chan error
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (s *server) start(t *testing.T) {
	t.Helper()
	s.at = freeAddress(t)
	_, port, err := net.SplitHostPort(s.at)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	settings := &Settings{Contract: contents(t, "schema.graphqls"), Data: t.TempDir(), Pool: 2, StatementTimeout: 5 * time.Second, writes: &s.log}
	c := &serveCommand{Host: "127.0.0.1", Port: n, Dev: true, Schema: transport.SchemaPublic, Explorer: "off", sweepFlags: sweepFlags{KeepFiles: time.Hour, KeepKeys: 30, KeepReads: 1096}, Sweep: true, Cost: 5000, frontFlags: frontFlags{Grace: s.grace}}
	var ctx context.Context
	ctx, s.end = context.WithCancel(context.Background())
	s.ended = make(chan error, 1)
	go func() { s.ended <- c.serve(ctx, settings, s.of, nil) }()
}

// stop tells the server to end as a signal does, and waits for it.
func (s *server) stop(t *testing.T) {
	t.Helper()
	s.end()
	select {
	case err := <-s.ended:
		if err != nil {
			t.Errorf("the end: %v", err)
		}
	case <-time.After(30 * time.Second):
		t.Error("it does not end")
	}
}

func (s *server) get(path string) (status int, body string) {
	res, err := http.Get("http://" + s.at + path)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err.Error()
	}
	return res.StatusCode, string(b)
}

// until asks until the server answers so.
func (s *server) until(t *testing.T, path string, want int, holds string) {
	t.Helper()
	var status int
	var body string
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if status, body = s.get(path); status == want && strings.Contains(body, holds) {
			return
		}
	}
	t.Fatalf("%s: %d %s, want %d with %q", path, status, body, want, holds)
}

// A server whose database is not there yet lives, says that it is not ready, tries again with a line of the log for each
// try, and works once it is there.
func TestServeWaitsForItsDatabase(t *testing.T) {
	d := dbtest.New(t)
	folder := t.TempDir()
	of := logins(d)
	var real string
	for _, address := range []*string{&of.api, &of.read, &of.analyst} {
		u, err := url.Parse(*address)
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		real = q.Get("host")
		q.Set("host", folder)
		u.RawQuery = q.Encode()
		*address = u.String()
	}
	s := &server{of: of}
	s.start(t)
	s.until(t, "/healthz", http.StatusOK, "ok")
	s.until(t, "/readyz", http.StatusServiceUnavailable, "does not answer")
	const socket = ".s.PGSQL.5432"
	listener, err := net.Listen("unix", filepath.Join(folder, socket))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("unix", filepath.Join(real, socket))
			if err != nil {
				_ = c.Close()
				continue
			}
			go func() { _, _ = io.Copy(to, c); _ = to.Close() }()
			go func() { _, _ = io.Copy(c, to); _ = c.Close() }()
		}
	}()
	s.until(t, "/readyz", http.StatusOK, "ready")
	for end := time.Now().Add(20 * time.Second); !strings.Contains(s.log.String(), `"msg":"ready"`); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the log: %s", s.log.String())
		}
	}
	if !strings.Contains(s.log.String(), `"msg":"waiting"`) {
		t.Errorf("the log: %s", s.log.String())
	}
	s.stop(t)
}

// Told to stop, a server says at once that it is not ready, answers new requests for the time of grace and the open ones
// to their end, and ends well.
func TestAServerThatStopsIsNotReadyAndStillAnswers(t *testing.T) {
	d := dbtest.New(t)
	s := &server{of: logins(d), grace: 1500 * time.Millisecond}
	s.start(t)
	s.until(t, "/readyz", http.StatusOK, "ready")
	// An open request: its header has come, its body comes later than the time of grace.
	c, err := net.Dial("tcp", s.at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	body := `{"query": "{ __typename }"}`
	fmt.Fprintf(c, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body[:5])
	time.Sleep(50 * time.Millisecond) // until the server has read it: nothing tells
	s.end()
	s.until(t, "/readyz", http.StatusServiceUnavailable, "shutting down")
	for range 5 {
		res, err := http.Post("http://"+s.at+"/graphql", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatalf("a new request in the time of grace: %v", err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK || !res.Close {
			t.Errorf("a new request in the time of grace: %d, connection kept: %t", res.StatusCode, !res.Close)
		}
	}
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if status, _ := s.get("/healthz"); status == 0 {
			break
		}
	}
	if _, err := io.WriteString(c, body[5:]); err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, 12)
	if _, err := io.ReadFull(c, answer); err != nil || string(answer) != "HTTP/1.1 200" {
		t.Errorf("the open request: %q, %v", answer, err)
	}
	_ = c.Close()
	select {
	case err := <-s.ended:
		if err != nil {
			t.Errorf("the end: %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("it does not end")
	}
	for line := range strings.Lines(s.log.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("a line of the log that is no JSON: %s", line)
		}
	}
}

// A command without an address says so, and makes neither database nor folder. Only run has a database by itself; health and
// version need none.
func TestNoCommandStartsADatabaseUnasked(t *testing.T) {
	keep := sweepFlags{KeepFiles: time.Hour, KeepKeys: 30, KeepReads: 1096}
	all := map[string]func(context.Context, *Settings) error{
		"migrate": migrateCommand{}.Run, "demo": demoCommand{}.Run, "demo --tasks": demoCommand{Tasks: 1}.Run, "verify-audit": verifyAudit{}.Run, "verify-counters": verifyCounters{}.Run, "rebuild-counters": rebuildCounters{}.Run, "verify-files": verifyFiles{}.Run,
		"token":  (&tokenCommand{As: "PARTY_SECRETARY@HN"}).Run,
		"import": importCommand{Path: "sample/hainan"}.Run,
		"admin":  adminCommand{}.Run, "people": peopleCommand{}.Run, "sweep": (&sweepCommand{sweepFlags: keep}).Run,
		"analyst add": (&analystAdd{Number: "HN0001"}).Run, "analyst remove": analystRemove{"x"}.Run, "analyst list": analystList{}.Run,
		"serve": (&serveCommand{Host: "127.0.0.1", Dev: true, sweepFlags: keep, Sweep: true}).Run,
	}
	for _, c := range kong.Must(new(commands), described...).Model.Children {
		parts := c.Children
		if len(parts) == 0 {
			parts = []*kong.Node{c}
		}
		for _, part := range parts {
			if name := strings.TrimPrefix(part.Path(), "huishang "); all[name] == nil && !slices.Contains([]string{"run", "health", "version"}, name) {
				t.Errorf("%s is not tried", name)
			}
		}
	}
	for name, run := range all {
		data := filepath.Join(t.TempDir(), "data")
		err := run(t.Context(), &Settings{Data: data, Pool: 2, StatementTimeout: time.Second, writes: io.Discard})
		if err == nil || !strings.Contains(err.Error(), "set DATABASE_URL") {
			t.Errorf("%s: %v", name, err)
		}
		if matches, err := filepath.Glob(data + "*"); err != nil || len(matches) > 0 {
			t.Errorf("%s made %v, %v", name, matches, err)
		}
	}
}

// A variable that was meant as a setting and is none is named with the setting that was meant.
func TestMisspeltSettingsAreTold(t *testing.T) {
	settings := []string{"DATABASE_URL", "READ_DATABASE_URL", "HUISHANG_POOL", "HUISHANG_CURSOR_KEY", "METRICS_ADDR", "PORT"}
	found := map[string]string{}
	for name, meant := range misspelt([]string{"HUISHANG_POOL=8", "HUISHANG_POOLS=8", "HUISHANG_CURSORKEY=x", "DATABSE_URL=", "METRICS_ADRR=:1", "PATH=/bin", "PORTS=1", "HOSTNAME=x", "LANG=C"}, settings) {
		found[name] = meant
	}
	want := map[string]string{"HUISHANG_POOLS": "HUISHANG_POOL", "HUISHANG_CURSORKEY": "HUISHANG_CURSOR_KEY", "DATABSE_URL": "DATABASE_URL", "METRICS_ADRR": "METRICS_ADDR"}
	if fmt.Sprint(found) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", found, want)
	}
}

// Settings that cannot be meant are refused before anything is done with them.
func TestSettingsThatCannotBeMeant(t *testing.T) {
	good := Settings{Pool: 8, StatementTimeout: time.Second, writes: io.Discard}
	for name, change := range map[string]func(*Settings){
		"HUISHANG_POOL": func(s *Settings) { s.Pool = 1 }, "HUISHANG_POOL is": func(s *Settings) { s.Pool = -3 },
		"HUISHANG_STATEMENT_TIMEOUT": func(s *Settings) { s.StatementTimeout = 0 },
		"HUISHANG_CURSOR_KEY":        func(s *Settings) { s.CursorKey = "x" },
		"--own-database":             func(s *Settings) { s.OwnDatabase, s.DatabaseURL = true, "postgres://x/y" },
	} {
		s := good
		change(&s)
		if err := s.refuse(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := good.refuse(); err != nil {
		t.Error(err)
	}
	s := good
	s.CursorKey = strings.Repeat("k", cursorKeyLeast)
	if err := s.refuse(); err != nil {
		t.Error(err)
	}
}

// A pool of more connections than PostgreSQL has is told at the start.
func TestMoreConnectionsThanThereAre(t *testing.T) {
	d := dbtest.New(t)
	for size, want := range map[int]int{4: 0, 400: 1} {
		pools, err := db.Prepare(tx.Config{API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]), PoolSize: size,
			StatementTimeout: time.Second, AnalystTimeout: time.Second, Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		told, err := pools.Check(t.Context())
		if err != nil || len(told) != want {
			t.Errorf("%d connections: %v, %v", size, told, err)
		}
		if err := pools.Close(); err != nil {
			t.Error(err)
		}
	}
}
