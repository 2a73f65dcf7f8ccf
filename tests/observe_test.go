package tests

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/google/uuid"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	spans "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// logged is the log of a server.
type logged struct {
	bytes.Buffer
	server *httptest.Server
}

// observed serves a world once more, with a log of its own in JSON and parts that the test changes.
func observed(w *world, change func(*wiring.Parts)) *logged {
	w.t.Helper()
	verifier, err := w.issuer.Verifier(w.clock.Now)
	if err != nil {
		w.t.Fatal(err)
	}
	log := new(logged)
	p := wiring.Parts{
		DB: w.db, Files: w.kept, SDL: "type Query", Mode: transport.SchemaAuthenticated, Verifier: verifier,
		Metrics: transport.NewMetrics([]string{"Mine"}), Now: time.Now,
		Log: slog.New(slog.NewJSONHandler(&lockedWriter{b: &log.Buffer}, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	change(&p)
	log.server = httptest.NewServer(wiring.Handler(p))
	w.t.Cleanup(log.server.Close)
	w.url = log.server.URL
	return log
}

// end ends the server: an answer may arrive before its line is written.
func (r *logged) end() { r.server.Close() }

// lines are the log's lines with one message, once the server has ended.
func lines(t *testing.T, log *logged, message string) (found []map[string]any) {
	t.Helper()
	log.end()
	for line := range bytes.Lines(log.Bytes()) {
		var l map[string]any
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if l["msg"] == message {
			found = append(found, l)
		}
	}
	return found
}

const (
	complaint = "举报人说财务科长收了红包"
	mineText  = `query Mine($text: String!) { viewer { person { id } } organisations(first: 3, filter: { name: { contains: $text } }) { nodes { code } } }`
)

// Each request is one line: who, what, how it ended, and what it took; neither token nor variable nor text.
func TestARequestIsOneLineOfTheLog(t *testing.T) {
	w := newWorld(t)
	log := observed(w, func(*wiring.Parts) {})
	c := w.as("DISCIPLINE_OFFICE@HN")
	person := c.must(mineText, in("text", complaint)).text("viewer.person.id")
	hn := c.id("organisation", "HN")
	made := c.must(`mutation Change($in: FindingRegisterInput!) { findingRegister(input: $in) { errors { code } } }`, in("in", in("organisation", hn, "aboutOrganisation", hn, "source", "COMPLAINT", "title", complaint, "complaintText", complaint, "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-01")))
	if codes := made.codes(); len(codes) > 0 {
		t.Fatalf("refused: %s", made.Body)
	}
	c.ask(`{ nothing }`, nil)
	(&client{w, "x", "en"}).ask(`query Mine { viewer { person { id } } }`, nil)
	got := lines(t, log, "graphql")
	if len(got) != 5 {
		t.Fatalf("%d lines for five requests: %s", len(got), log)
	}
	for _, want := range []struct {
		line                    int
		operation, kind, person string
		status, statements      float64
		code                    any
	}{
		{0, "Mine", "query", person, 200, 3, nil}, {2, "Change", "mutation", person, 200, -1, nil},
		{3, "", "", person, 200, 0, "GRAPHQL_VALIDATION_FAILED"}, {4, "", "", "", 401, 0, "UNAUTHENTICATED"},
	} {
		l := got[want.line]
		var code any
		if codes, _ := l["codes"].([]any); len(codes) > 0 {
			code = codes[0]
		}
		if l["operation"] != want.operation || l["kind"] != want.kind || l["person"] != want.person || l["status"] != want.status ||
			want.statements >= 0 && l["statements"] != want.statements || code != want.code {
			t.Errorf("line %d: %v, want %+v", want.line, l, want)
		}
		if l["duration"].(float64) <= 0 || l["sql"].(float64) >= l["duration"].(float64) || want.statements > 0 && l["sql"].(float64) <= 0 {
			t.Errorf("line %d: %v in SQL of %v", want.line, l["sql"], l["duration"])
		}
		if l["kind"] != "" && len(l["hash"].(string)) != 16 || l["request_id"] == "" || l["trace_id"] != nil {
			t.Errorf("line %d: %v", want.line, l)
		}
	}
	keepsSecrets(t, c, log.String())
}

// keepsSecrets fails where a text holds a value that a client sent, or its token.
func keepsSecrets(t *testing.T, c *client, text string) {
	t.Helper()
	for _, secret := range []string{complaint, c.token, c.token[strings.LastIndex(c.token, ".")+1:], "红包"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q was written down: %.2000s", secret, text)
		}
	}
}

// An upload and a download are a line each, without the file's name.
func TestARequestForAFileIsOneLineOfTheLog(t *testing.T) {
	w := newWorld(t)
	log := observed(w, func(*wiring.Parts) {})
	c := w.as("DISCIPLINE_OFFICE@HN")
	r, err := http.NewRequest(http.MethodPost, w.url+"/files?name=红包.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/pdf")
	r.Header.Set("Authorization", "Bearer "+c.token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusCreated {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	got := lines(t, log, "files")
	if len(got) != 1 || got[0]["method"] != "POST" || got[0]["status"] != 201.0 || got[0]["sent"].(float64) < 50 || !strings.HasPrefix(got[0]["person"].(string), "U_") {
		t.Errorf("%v", got)
	}
	keepsSecrets(t, c, log.String())
}

// A slow operation is logged with its SQL: each text once, how often and how long, the longest first, $n for every
// value. One that is not slow is not, and nothing is with 0.
func TestASlowOperationIsLoggedWithItsSQL(t *testing.T) {
	w := newWorld(t)
	for slow, want := range map[time.Duration]int{1: 1, time.Hour: 0, 0: 0} {
		log := observed(w, func(p *wiring.Parts) { p.Slow = slow })
		c := w.as("DISCIPLINE_OFFICE@HN")
		c.must(mineText, in("text", complaint))
		got := lines(t, log, "slow operation")
		if len(got) != want {
			t.Fatalf("slow from %v: %d lines, want %d", slow, len(got), want)
		}
		keepsSecrets(t, c, log.String())
		if want == 0 {
			continue
		}
		texts := got[0]["texts"].([]any)
		var all, before float64
		var sql strings.Builder
		for i, x := range texts {
			text := x.(map[string]any)
			if took := text["duration"].(float64); i > 0 && took > before {
				t.Errorf("%v after %v", took, before)
			}
			before = text["duration"].(float64)
			all += text["count"].(float64)
			fmt.Fprintln(&sql, text["sql"])
		}
		if all != got[0]["statements"] || got[0]["operation"] != "Mine" || got[0]["level"] != "WARN" {
			t.Errorf("%v", got[0])
		}
		if !strings.Contains(sql.String(), "session_open($1") || !strings.Contains(sql.String(), "FROM organisation") || len(texts) != 3 {
			t.Errorf("the texts: %s", sql.String())
		}
	}
}

// receiver is an OpenTelemetry collector that keeps what it is sent.
type receiver struct {
	mu    sync.Mutex
	spans []*spans.Span
	of    map[string]string
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	body, _ := io.ReadAll(q.Body)
	var sent collector.ExportTraceServiceRequest
	if q.URL.Path != "/v1/traces" || proto.Unmarshal(body, &sent) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, resource := range sent.ResourceSpans {
		r.of = attributes(resource.Resource.Attributes)
		for _, scope := range resource.ScopeSpans {
			r.spans = append(r.spans, scope.Spans...)
		}
	}
	w.Header().Set("Content-Type", "application/x-protobuf")
}

func attributes(list []*common.KeyValue) map[string]string {
	all := map[string]string{}
	for _, a := range list {
		all[a.Key] = a.Value.GetStringValue()
		if n, ok := a.Value.Value.(*common.AnyValue_IntValue); ok {
			all[a.Key] = fmt.Sprint(n.IntValue)
		}
	}
	return all
}

// With a collector, each request is a span below the client's own, and each SQL statement one below it, with what the
// log may hold and no more.
func TestRequestsAndStatementsAreSpans(t *testing.T) {
	w := newWorld(t)
	r := new(receiver)
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	var stop func() error
	log := observed(w, func(p *wiring.Parts) {
		tracer, flush, err := wiring.Tracing(t.Context(), server.URL, "v1", p.Log)
		if err != nil {
			t.Fatal(err)
		}
		p.Tracer, stop = tracer, func() error { return flush(t.Context()) }
	})
	c := w.as("DISCIPLINE_OFFICE@HN")
	const trace, parent = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
	q, err := http.NewRequest(http.MethodPost, w.url+"/graphql", strings.NewReader(fmt.Sprintf(`{"query": %q, "variables": {"text": %q}}`, mineText, complaint)))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "Authorization": "Bearer " + c.token, "traceparent": "00-" + trace + "-" + parent + "-01"} {
		q.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	c.ask(`{ nothing }`, nil)
	log.end()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if r.of["service.name"] != "huishang" || r.of["service.version"] != "v1" {
		t.Errorf("the resource: %v", r.of)
	}
	roots, statements := map[string]*spans.Span{}, []string{}
	for _, s := range r.spans {
		if s.Kind == spans.Span_SPAN_KIND_SERVER {
			roots[s.Name] = s
		}
	}
	request := roots["query Mine"]
	if request == nil || roots["graphql"] == nil || len(roots) != 2 {
		t.Fatalf("spans of requests: %v", slices.Collect(maps.Keys(roots)))
	}
	for _, s := range r.spans {
		if s.Kind != spans.Span_SPAN_KIND_CLIENT {
			continue
		}
		if !bytes.Equal(s.ParentSpanId, request.SpanId) || s.StartTimeUnixNano < request.StartTimeUnixNano || s.EndTimeUnixNano > request.EndTimeUnixNano || s.EndTimeUnixNano <= s.StartTimeUnixNano {
			t.Errorf("%s is not within its request", s.Name)
		}
		statements = append(statements, attributes(s.Attributes)["db.query.text"])
	}
	a := attributes(request.Attributes)
	if fmt.Sprintf("%x", request.TraceId) != trace || fmt.Sprintf("%x", request.ParentSpanId) != parent {
		t.Errorf("the client's traceparent is not its parent: %x below %x", request.TraceId, request.ParentSpanId)
	}
	if a["graphql.operation.name"] != "Mine" || a["graphql.operation.type"] != "query" || len(a["graphql.document.hash"]) != 16 || a["huishang.code"] != "OK" || a["http.response.status_code"] != "200" {
		t.Errorf("the span: %v", a)
	}
	if len(statements) != 3 || !strings.Contains(strings.Join(statements, "\n"), "session_open($1") {
		t.Errorf("the statements: %q", statements)
	}
	if code := attributes(roots["graphql"].Attributes)["huishang.code"]; code != "GRAPHQL_VALIDATION_FAILED" || len(roots["graphql"].ParentSpanId) != 0 {
		t.Errorf("what was refused: %s", code)
	}
	if l := lines(t, log, "graphql"); l[0]["trace_id"] != trace || !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(l[1]["trace_id"].(string)) {
		t.Errorf("the log names another trace: %v", l)
	}
	keepsSecrets(t, c, fmt.Sprint(r.spans))
}

// A collector that is away costs the request nothing, and is said in the log.
func TestACollectorThatIsAwayIsNoHarm(t *testing.T) {
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "300")
	w := newWorld(t)
	var flush func() error
	log := observed(w, func(p *wiring.Parts) {
		tracer, stop, err := wiring.Tracing(t.Context(), "http://127.0.0.1:1", "v1", p.Log)
		if err != nil {
			t.Fatal(err)
		}
		p.Tracer, flush = tracer, func() error { return stop(t.Context()) }
	})
	c := w.as("DISCIPLINE_OFFICE@HN")
	c.must(mineText, in("text", "x"))
	log.end()
	err := flush()
	if got := lines(t, log, "tracing"); err == nil && len(got) == 0 {
		t.Errorf("nothing says that spans are lost: %s", log.String())
	}
	for _, endpoint := range []string{"", "collector:4318", "grpc://127.0.0.1:4317", "http://"} {
		if _, _, err := wiring.Tracing(t.Context(), endpoint, "v1", slog.New(slog.DiscardHandler)); err == nil {
			t.Errorf("%q is taken for an endpoint", endpoint)
		}
	}
}

// A refused token leaves a line that says from where it came and whom it claims to be, marked as not verified; never the token.
func TestARefusedTokenSaysWhoItClaims(t *testing.T) {
	w := newWorld(t)
	log := observed(w, func(*wiring.Parts) {})
	person := w.uuid("person", "HN0001")
	forger, err := auth.OpenIssuer(filepath.Join(t.TempDir(), "forger.pem"))
	if err != nil {
		t.Fatal(err)
	}
	forged := func(who string) string {
		raw, _, err := forger.Issue(time.Now(), uuid.MustParse(who), []auth.TokenGrant{{Role: "PARTY_SECRETARY", Org: "HN"}})
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	named := forged(person)
	odd := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"ES256","typ":"at+jwt"}`)) + "." + base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"a\nlevel=ERROR"}`)) + ".e30"
	for _, token := range []string{named, odd, "x"} {
		if a := (&client{w, token, "en"}).ask(`{ viewer { person { id } } }`, nil); a.Status != 401 {
			t.Errorf("believed: %s", a.Body)
		}
	}
	var said []any
	for _, l := range lines(t, log, "token refused") {
		if l["client"] != "127.0.0.1" || l["request_id"] == "" || l["person"] != nil {
			t.Errorf("the line does not say from where: %v", l)
		}
		if l["unverified_person"] != nil {
			said = append(said, l["unverified_person"])
		}
	}
	if fmt.Sprint(said) != fmt.Sprint([]any{person, "", ""}) {
		t.Errorf("the lines claim %v", said)
	}
	if strings.Contains(log.String(), named) || strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("a token was written down: %s", log)
	}
}

// The request's id that nginx gave is the one that PostgreSQL shows of the session that works for it.
func TestTheRequestIDReachesPostgreSQL(t *testing.T) {
	w := newWorld(t)
	super := w.store.Super(t)
	tx, err := super.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(`LOCK TABLE duty_list IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	const id = "nginx-0123456789abcdef"
	c := w.as("REGION_STAFF@HN-QH-1")
	done := make(chan *reply, 1)
	go func() {
		r, err := c.send(http.MethodPost, w.url+"/graphql", strings.NewReader(`{"query":"{ dutyLists { nodes { id } } }"}`), "Content-Type", "application/json", "X-Request-Id", id)
		if err != nil {
			t.Error(err)
		}
		done <- r
	}()
	shows := func() bool {
		return len(rowsOf(t, super, `SELECT usename FROM pg_stat_activity WHERE application_name = 'huishang ' || $1 AND wait_event_type = 'Lock'`, id)) == 1
	}
	for until := time.Now().Add(5 * time.Second); !shows(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(until) {
			t.Error("no session shows the request's id")
			break
		}
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if r := <-done; r == nil || r.Header.Get("X-Request-Id") != id {
		t.Errorf("the answer does not bear the request's id: %+v", r)
	}
	if left := rowsOf(t, super, `SELECT pid::text FROM pg_stat_activity WHERE application_name LIKE '%' || $1`, id); len(left) > 0 {
		t.Errorf("a connection goes on showing it: %v", left)
	}
}
