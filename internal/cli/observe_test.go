package cli

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/docs"
	"huishang/internal/pg"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/jmoiron/sqlx"
	dto "github.com/prometheus/client_model/go"
)

// gathered are the metrics of a server that has answered one request, over pools that were never opened.
func gathered(t *testing.T) []*dto.MetricFamily {
	t.Helper()
	pools := map[string]*sqlx.DB{}
	for _, name := range []string{"api", "read", "analyst"} {
		pool, err := pg.Connect("postgres://127.0.0.1/none", pg.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = pool.Close() })
		pools[name] = pool
	}
	m := registered(nil, pools)
	(&sweepFlags{}).sweeper(nil, nil, nil, m.Register)
	watchReporting(nil, nil, m.Register)
	registerKeys(m, func() auth.KeySetState { return auth.KeySetState{} })
	h := transport.GraphQL(transport.Options{Metrics: m, Now: time.Now})
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/graphql", nil))
	families, err := m.Gather()
	if err != nil {
		t.Fatal(err)
	}
	return families
}

// docs/metrics.md lists what the server counts now, each with when to worry.
func TestMetricsAreFresh(t *testing.T) {
	page, err := docs.Metrics(gathered(t))
	if err != nil {
		t.Fatal(err)
	}
	docs.Fresh(t, ".", map[string]string{"metrics.md": page})
}

var (
	metricName  = regexp.MustCompile(`\b(?:huishang|go|process|promhttp)_[a-z0-9_]+`)
	matchedName = regexp.MustCompile(`([a-z_]+)(?:=~|!~|!=|=)"`)
	groupedBy   = regexp.MustCompile(`by \(([^)]*)\)`)
)

// labelsOf lists the labels of each metric as a query names it.
func labelsOf(families []*dto.MetricFamily) map[string][]string {
	labels := map[string][]string{}
	for _, f := range families {
		names := []string{"job", "instance"} // the scraper's
		for _, l := range f.GetMetric()[0].GetLabel() {
			names = append(names, l.GetName())
		}
		labels[f.GetName()] = names
		if f.GetType() == dto.MetricType_HISTOGRAM {
			labels[f.GetName()+"_sum"], labels[f.GetName()+"_count"], labels[f.GetName()+"_bucket"] = names, names, append(names, "le")
		}
	}
	return labels
}

// The dashboard is one that Grafana imports: panels with an id, a place, a data source and queries of their own;
// each query names only metrics that a server has, and labels that these metrics have.
func TestTheDashboardNamesMetricsThatExist(t *testing.T) {
	labels := labelsOf(gathered(t))
	b, err := os.ReadFile("deploy/grafana-dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		UID, Title    string
		SchemaVersion int
		Templating    struct{ List []struct{ Name, Type string } }
		Panels        []struct {
			ID          int
			Type, Title string
			GridPos     struct{ H, W, X, Y int }
			Datasource  struct{ Type, UID string }
			Targets     []struct{ RefID, Expr string }
		}
	}
	if err := json.Unmarshal(b, &board); err != nil {
		t.Fatal(err)
	}
	if board.UID == "" || board.Title == "" || board.SchemaVersion < 36 || board.Templating.List[0].Type != "datasource" || board.Templating.List[0].Name != "datasource" {
		t.Errorf("the head: %+v", board)
	}
	ids, taken := map[int]bool{}, map[[2]int]string{}
	for _, p := range board.Panels {
		if p.ID == 0 || ids[p.ID] || p.Title == "" || p.GridPos.W < 1 || p.GridPos.X+p.GridPos.W > 24 {
			t.Errorf("panel %d %q: %+v", p.ID, p.Title, p.GridPos)
		}
		ids[p.ID] = true
		for x := p.GridPos.X; x < p.GridPos.X+p.GridPos.W; x++ {
			for y := p.GridPos.Y; y < p.GridPos.Y+p.GridPos.H; y++ {
				if other := taken[[2]int{x, y}]; other != "" {
					t.Fatalf("%q lies over %q", p.Title, other)
				}
				taken[[2]int{x, y}] = p.Title
			}
		}
		if p.Type == "row" {
			continue
		}
		if p.Datasource.UID != "${datasource}" || len(p.Targets) == 0 {
			t.Errorf("panel %q has no data source or no query", p.Title)
		}
		for _, target := range p.Targets {
			checkQuery(t, labels, p.Title, target.Expr)
		}
	}
	if len(board.Panels) < 15 {
		t.Errorf("%d panels", len(board.Panels))
	}
}

// The alert rules are Prometheus's: each has a name of its own, two languages and a query of metrics and labels that a
// server has.
func TestTheAlertsNameMetricsThatExist(t *testing.T) {
	labels := labelsOf(gathered(t))
	text := contents(t, "deploy/alerts.yml")
	rules := regexp.MustCompile(`(?m)^      - alert: (\w+)\n        expr: (.+)\n(?:        for: \d+[mh]\n)?        labels: \{severity: (?:critical|warning)\}\n        annotations: \{summary: ".+", zh: ".+"\}$`).FindAllStringSubmatch(text, -1)
	if len(rules) < 10 || len(rules) != strings.Count(text, "- alert:") {
		t.Errorf("%d rules are well formed, of %d", len(rules), strings.Count(text, "- alert:"))
	}
	seen := map[string]bool{}
	for _, r := range rules {
		if seen[r[1]] {
			t.Errorf("%s stands twice", r[1])
		}
		seen[r[1]] = true
		checkQuery(t, labels, r[1], r[2])
	}
}

var (
	quoted     = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	calledName = regexp.MustCompile(`\b([a-z_0-9]+)(?: by \([a-z_, ]*\))? ?\(`)
	// queried are the functions and aggregations of Prometheus that the queries use.
	queried = []string{"absent", "by", "count", "histogram_quantile", "increase", "max", "min", "rate", "sum", "time", "topk", "vector"}
)

// balanced fails where a query's brackets or quotes do not close, or it calls what Prometheus does not know.
func balanced(t *testing.T, panel, query string) {
	t.Helper()
	bare := quoted.ReplaceAllString(query, "")
	var open []rune
	for _, r := range bare {
		switch r {
		case '(', '[', '{':
			open = append(open, r)
		case ')', ']', '}':
			if len(open) == 0 || open[len(open)-1] != map[rune]rune{')': '(', ']': '[', '}': '{'}[r] {
				t.Errorf("%s: %q closes what is not open", panel, query)
				return
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 || strings.Contains(bare, `"`) {
		t.Errorf("%s: %q does not close", panel, query)
	}
	for _, m := range calledName.FindAllStringSubmatch(bare, -1) {
		if !slices.Contains(queried, m[1]) {
			t.Errorf("%s: %q calls %s", panel, query, m[1])
		}
	}
}

// checkQuery holds a query's metrics and labels against those that are counted.
func checkQuery(t *testing.T, labels map[string][]string, panel, query string) {
	t.Helper()
	names := metricName.FindAllString(query, -1)
	if len(names) == 0 {
		t.Errorf("%s: %q asks for nothing", panel, query)
	}
	has := map[string]bool{}
	for _, name := range names {
		if labels[name] == nil {
			t.Errorf("%s: no server counts %s", panel, name)
		}
		for _, l := range labels[name] {
			has[l] = true
		}
	}
	balanced(t, panel, query)
	var used []string
	for _, m := range matchedName.FindAllStringSubmatch(query, -1) {
		used = append(used, m[1])
	}
	for _, m := range groupedBy.FindAllStringSubmatch(query, -1) {
		used = append(used, strings.Split(m[1], ", ")...)
	}
	for _, l := range used {
		if !has[l] {
			t.Errorf("%s: %q has no label %s", panel, query, l)
		}
	}
}

// Profiles are served on this machine or not at all.
func TestPprofWantsALoopbackAddress(t *testing.T) {
	for address, good := range map[string]bool{
		"": true, "127.0.0.1:6060": true, "[::1]:6060": true, "127.9.9.9:1": true,
		":6060": false, "0.0.0.0:6060": false, "[::]:6060": false, "10.0.0.7:6060": false, "localhost:6060": false, "127.0.0.1": false, "6060": false, "example.cn:6060": false,
	} {
		c := serveCommand{Host: "127.0.0.1", Dev: true, sweepFlags: sweepFlags{KeepFiles: time.Hour}, observeFlags: observeFlags{Pprof: address}}
		if err := c.check(); (err == nil) != good {
			t.Errorf("HUISHANG_PPROF=%q: %v", address, err)
		}
	}
	c := serveCommand{Host: "127.0.0.1", Dev: true, sweepFlags: sweepFlags{KeepFiles: time.Hour}, observeFlags: observeFlags{Slow: -1}}
	if c.check() == nil {
		t.Error("HUISHANG_SLOW=-1ns is taken")
	}
}

// freeAddress is a loopback address on which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func fetched(t *testing.T, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// serving runs serve over a migrated database until the test ends, and returns what it is made of.
func serving(t *testing.T, o observeFlags) (p wiring.Parts, stop func() error) {
	t.Helper()
	d := dbtest.New(t)
	if _, err := d.Super(t).Exec(`
		INSERT INTO idempotency (person_id, key, request, noun, record_id, at)
		SELECT gen_random_uuid(), gen_random_uuid(), '\x00', 'Task', gen_random_uuid(), now() - age FROM unnest(ARRAY[interval '31 days', '40 days', '29 days']) age;
		INSERT INTO read_log (person_id, noun, record_id, request_id, at)
		SELECT gen_random_uuid(), 'Task', gen_random_uuid(), 'x', now() - age FROM unnest(ARRAY[interval '4 years', '2 years']) age`); err != nil {
		t.Fatal(err)
	}
	return servingOn(t, logins(d), o)
}

// logins is a test's database as a command opens it.
func logins(d *dbtest.DB) *database {
	return &database{api: d.URL(db.Logins[0]), read: d.URL(db.Logins[1]), analyst: d.URL(db.Logins[2]), stop: func() {}}
}

func servingOn(t *testing.T, of *database, o observeFlags) (p wiring.Parts, stop func() error) {
	t.Helper()
	s := &Settings{Contract: contents(t, "schema.graphqls"), Data: t.TempDir(), Pool: 2, StatementTimeout: 5 * time.Second, LogLevel: 8}
	c := &serveCommand{Host: "127.0.0.1", Dev: true, Schema: transport.SchemaPublic, Explorer: "off", sweepFlags: sweepFlags{KeepFiles: time.Hour, KeepKeys: 30, KeepReads: 1096}, Sweep: true, Cost: 5000, observeFlags: o}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan wiring.Parts, 1), make(chan error, 1)
	go func() {
		ended <- c.serve(ctx, s, of, func(p wiring.Parts) error { ready <- p; return nil })
	}()
	select {
	case p = <-ready:
	case err := <-ended:
		cancel()
		t.Fatal(err)
	}
	var over bool
	stop = func() error {
		if over {
			return nil
		}
		over = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() { _ = stop() })
	return p, stop
}

// A server counts its pools and its sweep, and serves metrics and profiles on addresses of their own; neither is
// there unasked.
func TestAServerIsObserved(t *testing.T) {
	o := observeFlags{MetricsAddr: freeAddress(t), Pprof: freeAddress(t)}
	p, stop := serving(t, o)
	want := []string{
		`huishang_sweep_runs_total{part="files"} 1`, `huishang_sweep_runs_total{part="tasks"} 1`, `huishang_sweep_failures_total{part="files"} 0`,
		`huishang_sweep_runs_total{part="keys"} 1`, `huishang_sweep_failures_total{part="keys"} 0`, `huishang_sweep_failures_total{part="reads"} 0`,
		`huishang_sweep_done_total{what="keys_forgotten"} 2`, `huishang_sweep_done_total{what="reads_forgotten"} 1`,
		`huishang_sweep_done_total{what="tasks_handed_on"} 0`, `go_sql_max_open_connections{db_name="api"} 2`, `go_sql_max_open_connections{db_name="analyst"} 1`,
		`go_sql_wait_count_total{db_name="read"} 0`,
	}
	// Since when a job is well is told once its run is in the log: after the run is counted.
	well := regexp.MustCompile(`huishang_sweep_last_success_timestamp_seconds\{part="files"\} [1-9]`)
	var page string
	lacks := func() (lacks []string) {
		_, page = fetched(t, "http://"+o.MetricsAddr+"/metrics")
		for _, w := range want {
			if !strings.Contains(page, w) {
				lacks = append(lacks, w)
			}
		}
		if !well.MatchString(page) {
			lacks = append(lacks, well.String())
		}
		return lacks
	}
	for end := time.Now().Add(30 * time.Second); len(lacks()) > 0; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("metrics lack %q:\n%s", lacks(), page)
		}
	}
	for path, want := range map[string]int{"/debug/pprof/": 200, "/debug/pprof/heap": 200, "/debug/pprof/goroutine": 200, "/metrics": 404, "/": 404} {
		if status, body := fetched(t, "http://"+o.Pprof+path); status != want {
			t.Errorf("%s: %d, want %d: %.100s", path, status, want, body)
		}
	}
	handler := wiring.Handler(p)
	for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s on the main port: %d", path, w.Code)
		}
	}
	if err := stop(); err != nil {
		t.Errorf("the end: %v", err)
	}
	if _, err := net.DialTimeout("tcp", o.Pprof, time.Second); err == nil {
		t.Error("profiles are served after the end")
	}
}

// A setting that would lose what is needed is refused at the start.
func TestWhatIsKept(t *testing.T) {
	good, kept := filesFlags{FilesPerDay: 1, FilesMBPerDay: 20}, sweepFlags{KeepFiles: time.Hour}
	for what, c := range map[string]serveCommand{
		"FILES_KEEP_UNATTACHED": {filesFlags: good, sweepFlags: sweepFlags{KeepFiles: time.Minute}},
		"FILES_PER_DAY":         {filesFlags: filesFlags{FilesPerDay: -1}, sweepFlags: kept},
		"FILES_MB_PER_DAY":      {filesFlags: filesFlags{FilesPerDay: 1, FilesMBPerDay: 19}, sweepFlags: kept},
		"IDEMPOTENCY_KEEP_DAYS": {filesFlags: good, sweepFlags: sweepFlags{KeepFiles: time.Hour, KeepKeys: -1}},
		"READ_LOG_KEEP_DAYS":    {filesFlags: good, sweepFlags: sweepFlags{KeepFiles: time.Hour, KeepReads: 183}},
		"":                      {filesFlags: good, sweepFlags: sweepFlags{KeepFiles: time.Hour, KeepKeys: 1, KeepReads: 184}},
	} {
		c.Host, c.Dev = "127.0.0.1", true
		if err := c.check(); (err == nil) != (what == "") || err != nil && !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
