package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"huishang/examples"
	"huishang/internal/coding"
	"huishang/internal/codingtest"
	"huishang/internal/explorer"
	"huishang/internal/transport"
)

// served is a whole server over the sample's schema, a schema's text and an explorer of some size.
func served(t *testing.T) http.Handler {
	t.Helper()
	page, err := explorer.Handler(explorer.Options{Schema: "x", Examples: []examples.Example{{Client: "c", Name: "Long", Query: strings.Repeat("{ hello } ", 200)}}})
	if err != nil {
		t.Fatal(err)
	}
	return server(func(o *transport.ServerOptions) {
		o.SDL, o.Explorer, o.Metrics = strings.Repeat(sdl, 100), page, transport.NewMetrics(nil)
		o.JWKS = func() []byte { return []byte(`{"keys":["` + strings.Repeat("k", 2000) + `"]}`) }
	})
}

// target is one address of the matrix: who may keep its answer, and whether it is compressed.
type target struct {
	method, path, body, keep string
	coded                    bool
	status                   int
}

func (x target) request(headers ...string) *http.Request {
	r := httptest.NewRequest(x.method, x.path, strings.NewReader(x.body))
	r.RemoteAddr = "127.0.0.1:50000"
	r.Header.Set("Authorization", "Bearer good")
	if x.body != "" {
		r.Header.Set("Content-Type", plain)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

var asset = regexp.MustCompile(`(explorer/[0-9a-f]+/)vendor`)

func targets(t *testing.T, h http.Handler) []target {
	long := body("query($n: String) { hello(name: $n) }", map[string]any{"n": strings.Repeat("整改", 1000)})
	base := asset.FindStringSubmatch(get(t, h, "/").Body.String())
	if base == nil {
		t.Fatal("the page asks for nothing")
	}
	return []target{
		{"POST", "/graphql", long, "no-store", true, 200},
		{"POST", "/graphql", body("{ hello }", nil), "no-store", false, 200},
		{"POST", "/graphql", body("{ "+strings.Repeat("nothing", 200)+" }", nil), "no-store", false, 200},
		{"POST", "/graphql", body(strings.ReplaceAll("{ anthing bnthing cnthing dnthing enthing fnthing gnthing hnthing inthing jnthing }", "nthing", ": nothing "), nil), "no-store", true, 200},
		{"GET", "/graphql", "", "no-store", false, 405},
		{"GET", "/schema.graphqls", "", "private, no-cache", true, 200},
		{"HEAD", "/schema.graphqls", "", "private, no-cache", true, 200},
		{"GET", "/", "", "no-store", true, 200},
		{"HEAD", "/", "", "no-store", true, 200},
		{"GET", "/" + base[1] + "vendor/graphiql.min.js", "", "public, max-age=31536000, immutable", true, 200},
		{"HEAD", "/" + base[1] + "vendor/graphiql.min.js", "", "public, max-age=31536000, immutable", true, 200},
		{"GET", "/" + base[1] + "icon.svg", "", "public, max-age=31536000, immutable", false, 200},
		{"GET", "/explorer/nothing.js", "", "no-store", false, 404},
		{"POST", "/schema.graphqls", "", "no-store", false, 405},
		{"GET", "/.well-known/jwks.json", "", "public, max-age=300", true, 200},
		{"GET", "/nothing", "", "no-store", false, 404},
		{"GET", "/metrics", "", "no-store", false, 200},
		{"GET", "/healthz", "", "no-store", false, 200},
	}
}

// What any address answers, refusals too, is compressed as the client takes it and not otherwise, says by what it
// varies and how long it is, and may be kept by whom it says; what is read back does not depend on the coding, and no
// wish about codings is refused.
func TestAnswersInEveryCoding(t *testing.T) {
	h := served(t)
	for _, x := range targets(t, h) {
		reference := serve(t, h, x.request())
		for accept, want := range map[string]string{
			"": "", "gzip": "gzip", "zstd": "zstd", "gzip, deflate, br, zstd": "zstd", "gzip;q=1, zstd;q=0.1": "gzip", "br": "", "*": "gzip",
			"identity;q=0": "", "identity;q=0, *;q=0": "", "gzip;q=0": "", "identity, gzip;q=0.2": "", "nonsense;;;q=": "",
		} {
			name := fmt.Sprintf("%s %.40s as %q", x.method, x.path, accept)
			a := serve(t, h, x.request("Accept-Encoding", accept))
			header := a.Header()
			if !x.coded {
				want = ""
			}
			if a.Code != x.status || header.Get("Content-Encoding") != want || header.Get("Cache-Control") != x.keep || header.Get("Content-Type") != reference.Header().Get("Content-Type") {
				t.Errorf("%s: %d %v, want %d as %q", name, a.Code, header, x.status, want)
			}
			if x.coded && header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s: varies by %q", name, header.Values("Vary"))
			}
			length := header.Get("Content-Length")
			if x.method == http.MethodHead {
				of := x
				of.method = http.MethodGet
				whole := serve(t, h, of.request("Accept-Encoding", accept))
				if x.path != "/" && length != strconv.Itoa(whole.Body.Len()) { // the page has a nonce, and its length goes by the content
					t.Errorf("%s: %s, GET %d", name, length, whole.Body.Len())
				}
				continue
			}
			if x.coded && length != strconv.Itoa(a.Body.Len()) || length != "" && length != strconv.Itoa(a.Body.Len()) {
				t.Errorf("%s: length %s of %d", name, length, a.Body.Len())
			}
			got := variable.ReplaceAllString(codingtest.Decoded(t, coding.Coding(want), a.Body), "")
			if before := variable.ReplaceAllString(reference.Body.String(), ""); got != before && x.path != "/metrics" {
				t.Errorf("%s: %.300s is not %.300s", name, got, before)
			}
		}
	}
}

// variable is what two answers to one question differ by.
var variable = regexp.MustCompile(`"requestId":"[^"]*"|nonce="[^"]*"`)

// Who has what is there now is told so without a body, in whatever coding he has it; where nothing may be kept there is
// no tag and no 304.
func TestWhatIsKeptIsAskedForByItsETag(t *testing.T) {
	h := served(t)
	for _, x := range targets(t, h) {
		for _, accept := range []string{"", "gzip", "zstd"} {
			first := serve(t, h, x.request("Accept-Encoding", accept))
			tag := first.Header().Get("ETag")
			kept := x.status == 200 && (strings.HasPrefix(x.path, "/explorer/") || x.path == "/schema.graphqls")
			if (tag != "") != kept || strings.HasPrefix(tag, "W/") {
				t.Errorf("%s %.40s as %q: ETag %q", x.method, x.path, accept, tag)
			}
			for held, want := range map[string]int{tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, "*": 304, `"x"`: x.status} {
				if !kept {
					want = x.status
				}
				a := serve(t, h, x.request("Accept-Encoding", accept, "If-None-Match", held))
				if a.Code != want || a.Header().Get("ETag") != tag || a.Header().Get("Cache-Control") != x.keep {
					t.Errorf("%s %.40s as %q, who has %s: %d %v, want %d", x.method, x.path, accept, held, a.Code, a.Header(), want)
				}
				if a.Code == http.StatusNotModified && (a.Body.Len() > 0 || a.Header().Get("Content-Encoding") != "" || a.Header().Get("Content-Length") != "" || a.Header().Get("Vary") != "Accept-Encoding") {
					t.Errorf("%s %.40s as %q: a 304 with %v", x.method, x.path, accept, a.Header())
				}
			}
		}
	}
}

// Over a connection: a client that asks for nothing is sent nothing compressed, net/http's own client reads what it
// asked for, and a preflight's origin is not forgotten among what an answer varies by.
func TestCodingsOverAConnection(t *testing.T) {
	page := served(t)
	s := httptest.NewServer(page)
	defer s.Close()
	text := strings.Repeat("整改", 1000)
	for _, c := range []string{"", "gzip", "zstd"} {
		r := target{"POST", s.URL + "/graphql", body("query($n: String) { hello(name: $n) }", map[string]any{"n": text}), "", true, 200}.request()
		r.RequestURI = ""
		client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
		if c != "" {
			r.Header.Set("Accept-Encoding", c)
		}
		res, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || res.Header.Get("Content-Encoding") != c || res.ContentLength != int64(len(b)) || !strings.Contains(codingtest.Decoded(t, coding.Coding(c), bytes.NewReader(b)), text) {
			t.Errorf("%q: %v, %d of %d bytes, %v", c, res.Header, len(b), res.ContentLength, err)
		}
		client.CloseIdleConnections()
	}
	h := server(func(o *transport.ServerOptions) { o.Origins = []string{"https://oa.example.cn"} })
	a := ask(t, h, "{ hello }", nil, "Origin", "https://oa.example.cn", "Accept-Encoding", "gzip")
	if got := a.Header().Values("Vary"); fmt.Sprint(got) != "[Origin Accept-Encoding]" {
		t.Errorf("varies by %q", got)
	}
}

// For a client that has gone nothing is compressed.
func TestNothingIsCompressedForNobody(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a := serve(t, served(t), target{"GET", "/", "", "", true, 200}.request("Accept-Encoding", "gzip").WithContext(ctx))
	if a.Header().Get("Content-Encoding") != "" {
		t.Error("compressed for nobody")
	}
}

// What guards the lengths of answers (SECURITY.md): nothing that a foreign page can make a browser send is answered
// with anything of somebody's, since no cookie signs anybody in; and the answers that hold a token are not compressed.
func TestNoForeignPageMeasuresAnAnswer(t *testing.T) {
	h := served(t)
	r := target{"POST", "/graphql", body("{ hello }", nil), "", false, 401}.request("Cookie", "token=good; Authorization=Bearer good")
	r.Header.Del("Authorization")
	if a := serve(t, h, r); a.Code != http.StatusUnauthorized || a.Header().Get("Set-Cookie") != "" {
		t.Errorf("signed in by a cookie: %d %v", a.Code, a.Header())
	}
	for _, mediaType := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"} { // what a page sends without asking
		if a := serve(t, h, target{"POST", "/graphql", body("{ hello }", nil), "", false, 415}.request("Content-Type", mediaType)); a.Code != http.StatusUnsupportedMediaType {
			t.Errorf("%s: %d", mediaType, a.Code)
		}
	}
	lengths := map[int]bool{}
	for i := range 100 {
		a := serve(t, h, target{"POST", "/graphql", body("query($n: String) { hello(name: $n) }", map[string]any{"n": strings.Repeat("整改", 1000) + strconv.Itoa(1000+i)}), "", true, 200}.request("Accept-Encoding", "zstd"))
		lengths[a.Body.Len()] = true
	}
	if len(lengths) < 20 {
		t.Errorf("a hundred answers have %d lengths", len(lengths))
	}
}

// An answer to introspection names its schema by the hash that is the ETag of the schema's text; no other does.
func TestIntrospectionNamesItsSchema(t *testing.T) {
	text := strings.Repeat(sdl, 3)
	h := server(func(o *transport.ServerOptions) {
		o.SDL = text
		o.GraphQL = transport.GraphQL(options(func(o *transport.Options) { o.SchemaHash = transport.SchemaHash(text) }))
	})
	tag := get(t, h, "/schema.graphqls", "Authorization", "Bearer good").Header().Get("ETag")
	for query, want := range map[string]string{
		"{ __schema { queryType { name } } }": tag, `{ __type(name: "Note") { name } }`: tag,
		"{ hello }": "", "{ hello __schema { queryType { name } } }": "", "{ nothing }": "",
	} {
		name := ask(t, h, query, nil).Header().Get("Huishang-Schema")
		if want != strconv.Quote(name) && (want != "" || name != "") {
			t.Errorf("%s: %q, want %s", query, name, want)
		}
	}
}

// BenchmarkCodedEndpoint is the endpoint's own work for an answer of 30 KB, without a database, by what the client takes.
func BenchmarkCodedEndpoint(b *testing.B) {
	names := make([]string, 1500)
	for i := range names {
		names[i] = fmt.Sprintf("琼会商〔2026〕%d号", i*7919%9973)
	}
	text, err := json.Marshal(map[string]any{"query": "query($n: String) { hello(name: $n) }", "variables": map[string]any{"n": strings.Join(names, "，")}})
	if err != nil {
		b.Fatal(err)
	}
	h := transport.GraphQL(options(func(o *transport.Options) { o.Limits = transport.LimitsDefault; o.Limits.Text = 1 << 20 }))
	for _, c := range []coding.Coding{coding.Identity, coding.Gzip, coding.Zstd} {
		b.Run("coding="+string(c), func(b *testing.B) {
			sent := 0
			for b.Loop() {
				a := httptest.NewRecorder()
				h.ServeHTTP(a, request(string(text), "Accept-Encoding", string(c)))
				sent = a.Body.Len()
			}
			b.ReportMetric(float64(sent), "bytes")
		})
	}
}
