package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/cost"
	"huishang/internal/fault"
	"huishang/internal/transport"
	"huishang/internal/transport/internal/sample"
)

const sdl = "type Query { hello: String }\n"

func text(s string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(s)) })
}

func server(change ...func(*transport.ServerOptions)) http.Handler {
	o := transport.ServerOptions{
		GraphQL: transport.GraphQL(options()), SDL: sdl, Mode: transport.SchemaAuthenticated, Authenticate: options().Authenticate, Now: options().Now,
	}
	for _, c := range change {
		c(&o)
	}
	return transport.Mux(o)
}

func get(t *testing.T, h http.Handler, path string, headers ...string) answer {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.RemoteAddr = "127.0.0.1:50000"
	r.Header.Set("Accept-Language", "en")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return serve(t, h, r)
}

func TestWhatIsNotThereIs404InJSON(t *testing.T) {
	bare := server()
	full := server(func(o *transport.ServerOptions) {
		o.JWKS = func() []byte { return []byte(`{"keys":[]}`) }
		o.DevToken, o.Explorer, o.Metrics = text("token"), text("page"), transport.NewMetrics(nil)
		o.Files = text("file")
	})
	for path, c := range map[string]struct{ bare, full int }{
		"/": {200, 200}, "/healthz": {200, 200}, "/readyz": {200, 200}, "/graphql": {405, 405}, "/schema.graphqls": {401, 401},
		"/.well-known/jwks.json": {404, 200}, "/dev/token": {404, 200}, "/metrics": {404, 200}, "/explorer/app.js": {404, 200},
		"/nothing": {404, 404}, "/graphql/": {404, 404}, "//graphql": {404, 404}, "/explorer": {404, 404}, "/debug/pprof/": {404, 404},
		"/files": {404, 401}, "/files/x": {404, 401}, "/filesystem": {404, 404}, "/dev/token/x": {404, 404}, "/.git/config": {404, 404},
	} {
		for name, h := range map[string]http.Handler{"bare": bare, "full": full} {
			want := map[string]int{"bare": c.bare, "full": c.full}[name]
			a := get(t, h, path)
			if a.Code != want {
				t.Errorf("%s %s: %d, want %d", name, path, a.Code, want)
			}
			if want == 404 && (a.code() != "NOT_FOUND" || !strings.HasPrefix(a.Header().Get("Content-Type"), plain)) {
				t.Errorf("%s %s: %s, want NOT_FOUND in JSON", name, path, a.Body)
			}
		}
	}
	if a := get(t, bare, "/"); !strings.Contains(a.Body.String(), "/graphql") {
		t.Errorf("/: %q, want it to name /graphql", a.Body)
	}
}

// Who opens the address of GraphQL in a browser is taken to the explorer where there is one; a client is not.
func TestABrowserAtTheAddressIsTakenToTheExplorer(t *testing.T) {
	explored := server(func(o *transport.ServerOptions) { o.Explorer = text("page") })
	const browser = "text/html,application/xhtml+xml,*/*;q=0.8"
	for _, c := range []struct {
		h            http.Handler
		path, accept string
		want         int
	}{
		{explored, "/graphql", browser, 303}, {explored, "/graphql", "*/*", 405}, {explored, "/graphql", "application/graphql-response+json", 405},
		{explored, "/graphql?query=%7Bhello%7D", browser, 405}, {server(), "/graphql", browser, 405},
	} {
		a := get(t, c.h, c.path, "Accept", c.accept)
		if a.Code != c.want || (a.Code == 303) != (a.Header().Get("Location") == "./") {
			t.Errorf("%s, Accept %s: %d to %q, want %d", c.path, c.accept, a.Code, a.Header().Get("Location"), c.want)
		}
	}
}

func TestReadingEndpointsTakeGETAndHEADAlone(t *testing.T) {
	h := server()
	for _, path := range []string{"/", "/healthz", "/readyz", "/schema.graphqls", "/.well-known/jwks.json"} {
		for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
			if a := serve(t, h, httptest.NewRequest(method, path, nil)); a.Code != 405 || a.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d, want 405", method, path, a.Code)
			}
		}
	}
}

func TestTheSchemaIsServedByModeAndETag(t *testing.T) {
	for mode, want := range map[transport.SchemaMode][3]int{ // without, with a good, with a bad token
		transport.SchemaPublic: {200, 200, 401}, transport.SchemaAuthenticated: {401, 200, 401}, transport.SchemaOff: {404, 404, 404},
	} {
		h := server(func(o *transport.ServerOptions) { o.Mode = mode })
		none, good, bad := get(t, h, "/schema.graphqls"), get(t, h, "/schema.graphqls", "Authorization", "Bearer good"), get(t, h, "/schema.graphqls", "Authorization", "Bearer bad")
		if got := [3]int{none.Code, good.Code, bad.Code}; got != want {
			t.Errorf("%s: %v, want %v", mode, got, want)
		}
		if bad.Code == 401 && bad.Body.String() != the401 {
			t.Errorf("%s: %s, want the 401", mode, bad.Body)
		}
	}
	h := server()
	first := get(t, h, "/schema.graphqls", "Authorization", "Bearer good")
	etag := first.Header().Get("ETag")
	if first.Body.String() != sdl || !regexp.MustCompile(`^"[0-9a-f]{32}"$`).MatchString(etag) {
		t.Fatalf("%q with ETag %s", first.Body, etag)
	}
	for header, want := range map[string]int{etag: 304, "W/" + etag: 304, `"x", ` + etag: 304, "*": 304, `"x"`: 200, "": 200} {
		a := get(t, h, "/schema.graphqls", "Authorization", "Bearer good", "If-None-Match", header)
		if a.Code != want || a.Header().Get("ETag") != etag || (want == 304) != (a.Body.Len() == 0) {
			t.Errorf("If-None-Match %s: %d, want %d", header, a.Code, want)
		}
	}
	other := server(func(o *transport.ServerOptions) { o.SDL = sdl + "#" })
	if get(t, other, "/schema.graphqls", "Authorization", "Bearer good").Header().Get("ETag") == etag {
		t.Error("another schema has the same ETag")
	}
	if a := get(t, h, "/schema.graphqls", "If-None-Match", etag); a.Code != 401 {
		t.Errorf("the ETag without a token: %d, want 401", a.Code)
	}
}

// Files are served to who has a good token, whose claims stand on the context; nobody else gets past the 401.
func TestFilesAreForTheSignedIn(t *testing.T) {
	h := server(func(o *transport.ServerOptions) {
		o.Files = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprint(w, auth.ClaimsFrom(r.Context()) != nil)
		})
	})
	for token, want := range map[string]int{"": 401, "Bearer bad": 401, "Bearer good": 200, "Basic good": 401} {
		headers := []string{"Authorization", token}
		if token == "" {
			headers = nil
		}
		a := get(t, h, "/files/x", headers...)
		if a.Code != want || want == 401 && a.Body.String() != the401 || want == 200 && a.Body.String() != "true" {
			t.Errorf("%q: %d %s, want %d", token, a.Code, a.Body, want)
		}
	}
	if a := get(t, h, "/files?access_token=good"); a.Code != 401 {
		t.Errorf("a token in the URL: %d", a.Code)
	}
}

// A refusal outside GraphQL has the form of one inside, a status of its own, and hides what carries no code.
func TestRefuse(t *testing.T) {
	for err, want := range map[error]string{
		fault.New(fault.FileTooLarge, "limit", 20): `413 FILE_TOO_LARGE`, fault.New(fault.FileType): `415 FILE_TYPE`, fault.New(fault.NotFound, "noun", "file"): `404 NOT_FOUND`,
		fault.New(fault.Unauthenticated): `401 UNAUTHENTICATED`, fault.New(fault.Forbidden): `403 FORBIDDEN`, fault.New(fault.FileMalformed): `400 FILE_MALFORMED`,
		context.DeadlineExceeded: `503 TIMEOUT`, fault.New(fault.Unavailable): `503 UNAVAILABLE`, errors.New("dial 10.0.0.7"): `500 INTERNAL`,
	} {
		a := answer{httptest.NewRecorder(), t}
		transport.Refuse(a, httptest.NewRequest("GET", "/files", nil), slog.New(slog.DiscardHandler), err)
		if got := fmt.Sprint(a.Code, " ", a.code()); got != want || strings.Contains(a.Body.String(), "10.0.0.7") {
			t.Errorf("%v: %s %s, want %s", err, got, a.Body, want)
		}
	}
}

func TestReadinessHidesItsReason(t *testing.T) {
	h := server(func(o *transport.ServerOptions) {
		o.Ready = func(context.Context) error { return errors.New("dial 10.0.0.7: refused") }
	})
	if a := get(t, h, "/readyz"); a.Code != 503 || strings.Contains(a.Body.String(), "10.0.0.7") {
		t.Errorf("%d %s, want 503 without a reason", a.Code, a.Body)
	}
	if a := get(t, h, "/healthz"); a.Code != 200 {
		t.Errorf("alive and not ready: %d, want 200", a.Code)
	}
}

func TestMetricsAreForLoopbackClients(t *testing.T) {
	m := transport.NewMetrics([]string{"Known"})
	h := server(func(o *transport.ServerOptions) {
		o.Metrics = m
		o.GraphQL = transport.GraphQL(options(func(o *transport.Options) { o.Metrics = m }))
	})
	for remote, want := range map[string]int{"127.0.0.1:1": 200, "[::1]:1": 200, "127.8.0.1:1": 200, "10.0.0.7:1": 404, "192.168.1.2:1": 404, "@": 404, "": 404} {
		r := httptest.NewRequest("GET", "/metrics", nil)
		r.RemoteAddr = remote
		if a := serve(t, h, r); a.Code != want {
			t.Errorf("%q: %d, want %d", remote, a.Code, want)
		}
	}
	for _, header := range []string{"Forwarded", "X-Forwarded-For", "X-Real-IP"} {
		if a := get(t, h, "/metrics", header, "for=10.0.0.7"); a.Code != 404 {
			t.Errorf("through a proxy with %s: %d, want 404", header, a.Code)
		}
	}
	ask(t, h, "query Known { statements(count: 3) }", nil)
	ask(t, h, "query Invented { hello }", nil)
	ask(t, h, "query Known { nothing }", nil)
	page := get(t, h, "/metrics").Body.String()
	for _, want := range []string{
		`huishang_graphql_requests_total{code="OK",operation="Known"} 1`, `huishang_graphql_requests_total{code="OK",operation="other"} 1`,
		`huishang_graphql_requests_total{code="GRAPHQL_VALIDATION_FAILED",operation="other"} 1`, `huishang_graphql_sql_statements_sum 3`,
		"huishang_graphql_in_flight 0", "huishang_graphql_cost_count 3", "huishang_graphql_sql_seconds_sum 0.003", "huishang_graphql_slow_total 0",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	if strings.Contains(page, "Invented") {
		t.Error("a client's own name became a label")
	}
}

func TestOnlyListedOriginsMayCall(t *testing.T) {
	listed := func(o *transport.ServerOptions) { o.Origins = []string{"https://oa.example.cn"} }
	for _, c := range []struct {
		h       http.Handler
		origin  string
		allowed bool
	}{
		{server(), "https://oa.example.cn", false},
		{server(listed), "https://oa.example.cn", true},
		{server(listed), "https://oa.example.cn.evil.cn", false},
		{server(listed), "http://oa.example.cn", false},
		{server(listed), "null", false},
		{server(listed), "", false},
	} {
		r := httptest.NewRequest("OPTIONS", "/graphql", nil)
		r.Header.Set("Origin", c.origin)
		r.Header.Set("Access-Control-Request-Method", "POST")
		preflight, call := serve(t, c.h, r), ask(t, c.h, "{ hello }", nil, "Origin", c.origin)
		want, status := "", 405
		if c.allowed {
			want, status = c.origin, 204
		}
		if preflight.Code != status || preflight.Header().Get("Access-Control-Allow-Origin") != want || call.Header().Get("Access-Control-Allow-Origin") != want {
			t.Errorf("%q: preflight %d %v, want %d %q", c.origin, preflight.Code, preflight.Header(), status, want)
		}
		if preflight.Header().Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%q: credentials allowed", c.origin)
		}
	}
}

func TestEveryAnswerHasTheSecurityHeadersAndARequestID(t *testing.T) {
	h := server()
	for _, a := range []answer{get(t, h, "/"), get(t, h, "/nothing"), get(t, h, "/healthz"), get(t, h, "/graphql"), get(t, h, "/schema.graphqls"), ask(t, h, "{ hello }", nil)} {
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
		} {
			if got := a.Header().Get(name); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
		if id := a.Header().Get("X-Request-Id"); !regexp.MustCompile(`^[0-9a-f]{24}$`).MatchString(id) {
			t.Errorf("request id %q", id)
		}
	}
	for id, kept := range map[string]bool{
		"request-0001": true, "4bf92f3577b34da6a3ce929d0e0e4736": true, "short": false, "with space 1": false, "line\nend-0001": false,
		strings.Repeat("a", 64): true, strings.Repeat("a", 65): false, "../../etc/passwd": false, `quote"quote"`: false,
	} {
		if got := get(t, h, "/", "X-Request-Id", id).Header().Get("X-Request-Id"); (got == id) != kept {
			t.Errorf("%q: became %q, kept should be %v", id, got, kept)
		}
	}
}

func TestAPanicOutsideGraphQLIs500(t *testing.T) {
	h := server(func(o *transport.ServerOptions) {
		o.Explorer = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret") })
	})
	if a := get(t, h, "/"); a.Code != 500 || a.code() != "INTERNAL" || strings.Contains(a.Body.String(), "secret") {
		t.Errorf("%d %s, want 500 INTERNAL", a.Code, a.Body)
	}
}

func TestTheLogHasNamesAndNumbersAndNoValues(t *testing.T) {
	var log bytes.Buffer
	h := transport.GraphQL(options(func(o *transport.Options) {
		o.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		at := time.Unix(1_790_000_000, 0)
		o.Now = func() time.Time { at = at.Add(time.Millisecond); return at }
	}))
	const complaint = "complaint-text"
	ask(t, h, "query Greet($n: String) { hello(name: $n) notes(first: 3) { nodes { id } } statements(count: 2) nothing: note(id: \""+complaint+"\") { id } }",
		map[string]any{"n": complaint}, "X-Request-Id", "request-0001")
	var line struct {
		RequestID  string `json:"request_id"`
		Operation  string
		Hash       string
		Kind       string
		Person     string
		Status     int
		Duration   time.Duration
		Codes      []string
		Cost       int64
		Statements int64
		SQL        time.Duration
		TraceID    *string `json:"trace_id"`
	}
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatalf("%v in %s", err, log.String())
	}
	if line.RequestID != "request-0001" || line.Operation != "Greet" || len(line.Hash) != 16 || line.Status != 200 || line.Duration != time.Millisecond ||
		len(line.Codes) != 0 || line.Cost != 5 || line.Statements != 2 || line.Kind != "query" || line.SQL != 2*time.Millisecond || !strings.HasPrefix(line.Person, "U_") || line.TraceID != nil {
		t.Errorf("%s", log.String())
	}
	ask(t, h, "{ hello(name: 1, \""+complaint, nil)
	ask(t, h, "{ hello }", nil, "Authorization", "Bearer secret_token")
	ask(t, h, "query ($n: Int!) { statements(count: $n) }", map[string]any{"n": complaint})
	serve(t, h, request(`{"query":"`+complaint))
	for _, code := range []string{"GRAPHQL_PARSE_FAILED", "UNAUTHENTICATED", "BAD_USER_INPUT", "BAD_REQUEST"} {
		if !strings.Contains(log.String(), code) {
			t.Errorf("the log lacks %s", code)
		}
	}
	if strings.Contains(log.String(), complaint) || strings.Contains(log.String(), "secret_token") || strings.Contains(log.String(), "good") {
		t.Errorf("the log holds a value or a token: %s", log.String())
	}
}

func TestTheServerHasItsTimeOuts(t *testing.T) {
	s := transport.Server("127.0.0.1:0", text("ok"), slog.New(slog.DiscardHandler))
	if s.ReadHeaderTimeout != 5*time.Second || s.ReadTimeout != 10*time.Second || s.WriteTimeout != 30*time.Second || s.IdleTimeout != time.Minute {
		t.Errorf("time-outs %v %v %v %v", s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(listener) }()
	defer s.Close()
	for size, want := range map[int]int{14 << 10: 200, 17 << 10: 431} {
		r, err := http.NewRequest("GET", "http://"+listener.Addr().String()+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Large", strings.Repeat("a", size))
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		if got.StatusCode != want {
			t.Errorf("%d bytes of headers: %d, want %d", size, got.StatusCode, want)
		}
	}
}

// A slow operation's SQL is logged once it took as long as Slow; at most 20 texts of 4,000 bytes each.
func TestTheSlowLogIsBounded(t *testing.T) {
	for slow, want := range map[time.Duration]bool{0: false, time.Millisecond: true, 2 * time.Millisecond: false} {
		var log bytes.Buffer
		m := transport.NewMetrics(nil)
		h := transport.GraphQL(options(func(o *transport.Options) {
			o.Log, o.Slow, o.Metrics = slog.New(slog.NewJSONHandler(&log, nil)), slow, m
			at := time.Unix(1_790_000_000, 0)
			o.Now = func() time.Time { at = at.Add(time.Millisecond); return at }
			o.Schema = sample.Schema(func(ctx context.Context) {
				for n := range 40 {
					cost.Add(ctx, cost.Statement{SQL: fmt.Sprintf("SELECT\n\t%d, '%s'", n, strings.Repeat("文", 4000)), Took: time.Duration(n)})
				}
			})
		}))
		ask(t, h, "{ hello }", nil)
		_, line, slowly := strings.Cut(log.String(), `"msg":"slow operation"`)
		if slowly != want {
			t.Errorf("slow from %v: %.300s", slow, log.String())
		}
		if !slowly {
			continue
		}
		if n := strings.Count(line, `"sql":"SELECT `); n != 20 || len(line) > 20*4100+500 || !strings.Contains(line, "SELECT 39, ") || strings.Contains(line, "SELECT 19, ") {
			t.Errorf("%d texts in %d bytes", n, len(line))
		}
		if page := get(t, server(func(o *transport.ServerOptions) { o.Metrics = m }), "/metrics").Body.String(); !strings.Contains(page, "huishang_graphql_slow_total 1") {
			t.Error("it is not counted as slow")
		}
	}
}

// Profiles show memory: a page whose host name was made to point at this machine gets none.
func TestProfilesAnswerLoopbackNames(t *testing.T) {
	for host, want := range map[string]int{"127.0.0.1:6060": 200, "localhost:6060": 200, "[::1]:6060": 200, "evil.example:6060": 404, "": 404} {
		r := httptest.NewRequest(http.MethodGet, "/debug/pprof/cmdline", http.NoBody)
		r.Host = host
		if a := serve(t, transport.Profiles(), r); a.Code != want {
			t.Errorf("host %q: %d, want %d", host, a.Code, want)
		}
	}
}

// In development every page of this machine may call, at /graphql and /files alike, and no other.
func TestLoopbackOriginsMayCallInDevelopment(t *testing.T) {
	h := server(func(o *transport.ServerOptions) { o.LoopbackOrigins, o.Files = true, text("file") })
	for origin, allowed := range map[string]bool{
		"http://localhost:5173": true, "http://localhost": true, "https://localhost:8443": true, "http://127.0.0.1:3000": true, "http://[::1]:3000": true,
		"http://localhost.evil.cn": false, "http://127.0.0.1.evil.cn": false, "http://evil.cn": false, "http://localhost:5173/": false, "http://10.0.0.1:3000": false,
		"null": false, "file://": false, "http://localhost@evil.cn": false, "": false,
	} {
		for _, path := range []string{"/graphql", "/files", "/files/X_1", "/schema.graphqls"} {
			r := httptest.NewRequest("OPTIONS", path, nil)
			r.Header.Set("Origin", origin)
			r.Header.Set("Access-Control-Request-Method", "POST")
			r.Header.Set("Access-Control-Request-Headers", "authorization, if-none-match")
			a := serve(t, h, r)
			if got := a.Header().Get("Access-Control-Allow-Origin") == origin && origin != ""; got != allowed || got != (a.Code == 204) {
				t.Errorf("%s from %q: %d %v", path, origin, a.Code, a.Header())
			}
			if allowed && (!strings.Contains(a.Header().Get("Access-Control-Allow-Headers"), "If-None-Match") || !strings.Contains(a.Header().Get("Access-Control-Expose-Headers"), "ETag")) {
				t.Errorf("%s: %v", path, a.Header())
			}
		}
	}
}
