package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/transport"
	"huishang/internal/transport/internal/sample"
)

const (
	plain   = "application/json"
	special = "application/graphql-response+json"
)

// options are an endpoint that lets in the token "good" and holds the clock still.
func options(change ...func(*transport.Options)) transport.Options {
	o := transport.Options{
		Schema: sample.Schema(nil), Mode: transport.SchemaAuthenticated,
		Authenticate: func(_ context.Context, bearer string) (*auth.Claims, error) {
			switch bearer {
			case "good":
				return &auth.Claims{TokenID: "t"}, nil
			case "unavailable":
				return nil, fault.New(fault.Unavailable)
			}
			return nil, errors.New("signature of secret_token is wrong")
		},
		LongText: func(inputType, field string) bool { return inputType == "NoteInput" && field == "body" },
		Now:      func() time.Time { return time.Unix(1_790_000_000, 0) },
	}
	for _, c := range change {
		c(&o)
	}
	return o
}

// answer is what came back, its body read as a GraphQL response.
type answer struct {
	*httptest.ResponseRecorder
	t *testing.T
}

type failure struct {
	Message    string
	Path       []any
	Locations  []gqlerror.Location
	Extensions map[string]any
}

type response struct {
	Errors     []failure
	Data       map[string]any
	Extensions struct {
		Cost *struct{ Requested, Limit, SQLStatements int64 }
	}
}

func (a answer) response() response {
	a.t.Helper()
	var r response
	if err := json.Unmarshal(a.Body.Bytes(), &r); err != nil {
		a.t.Fatalf("%v in %s", err, a.Body)
	}
	return r
}

func (a answer) hasData() bool {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(a.Body.Bytes(), &keys); err != nil {
		a.t.Fatalf("%v in %s", err, a.Body)
	}
	_, has := keys["data"]
	return has
}

// code is the first error's code, "" without errors.
func (a answer) code() string {
	a.t.Helper()
	if errs := a.response().Errors; len(errs) > 0 {
		code, _ := errs[0].Extensions["code"].(string)
		return code
	}
	return ""
}

func request(body string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", plain)
	r.Header.Set("Authorization", "Bearer good")
	r.Header.Set("Accept-Language", "en")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Del(headers[i])
		if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	return r
}

func serve(t *testing.T, h http.Handler, r *http.Request) answer {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return answer{w, t}
}

func body(query string, variables any) string {
	b, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err)
	}
	return string(b)
}

func ask(t *testing.T, h http.Handler, query string, variables any, headers ...string) answer {
	t.Helper()
	return serve(t, h, request(body(query, variables), headers...))
}

func TestTheMediaTypeIsNegotiated(t *testing.T) {
	h := transport.GraphQL(options())
	for _, c := range []struct{ accept, want string }{
		{"", plain},
		{"*/*", plain},
		{"application/*", plain},
		{plain, plain},
		{special, special},
		{"application/json; charset=utf-8", plain},
		{"APPLICATION/GRAPHQL-RESPONSE+JSON", special},
		{special + ", " + plain, special},
		{plain + ", " + special, special},
		{special + ";q=0.5, " + plain, plain},
		{special + ", " + plain + ";q=0.9", special},
		{special + ";q=0.9, */*;q=0.1", special},
		{special + ";q=0, */*", plain},
		{plain + ";q=0, */*", special},
		{"text/html, */*;q=0.8", plain},
		{plain + ";q=many, " + special, special},
		{"text/html", ""},
		{plain + ";q=0", ""},
		{plain + "; charset=utf-16", ""},
		{"nonsense", ""},
	} {
		a := ask(t, h, "{ hello }", nil, "Accept", c.accept)
		got, _, _ := strings.Cut(a.Header().Get("Content-Type"), ";")
		switch {
		case c.want == "" && a.Code != http.StatusNotAcceptable:
			t.Errorf("Accept %q: %d, want 406", c.accept, a.Code)
		case c.want != "" && (a.Code != http.StatusOK || got != c.want):
			t.Errorf("Accept %q: %d %q, want 200 %q", c.accept, a.Code, got, c.want)
		}
	}
}

func TestOnlyPOSTOfPlainJSONIsServed(t *testing.T) {
	h := transport.GraphQL(options())
	for _, method := range []string{"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"} {
		r := httptest.NewRequest(method, "/graphql?query={hello}", nil)
		r.Header.Set("Authorization", "Bearer good")
		if a := serve(t, h, r); a.Code != http.StatusMethodNotAllowed || a.Header().Get("Allow") != "POST" {
			t.Errorf("%s: %d, Allow %q, want 405 and POST", method, a.Code, a.Header().Get("Allow"))
		}
	}
	for _, c := range []struct {
		header, value string
		want          int
	}{
		{"Content-Type", "application/json; charset=UTF-8", 200},
		{"Content-Type", "", 415},
		{"Content-Type", "text/plain", 415},
		{"Content-Type", "application/graphql", 415},
		{"Content-Type", "application/x-www-form-urlencoded", 415},
		{"Content-Type", "multipart/form-data; boundary=x", 415},
		{"Content-Type", "application/json; charset=latin1", 415},
		{"Content-Encoding", "gzip", 415},
		{"Content-Encoding", "identity", 415},
	} {
		if a := ask(t, h, "{ hello }", nil, c.header, c.value); a.Code != c.want {
			t.Errorf("%s %q: %d, want %d", c.header, c.value, a.Code, c.want)
		}
	}
	r := request(body("{ hello }", nil))
	r.Header.Add("Content-Type", plain)
	if a := serve(t, h, r); a.Code != http.StatusUnsupportedMediaType {
		t.Errorf("two Content-Types: %d, want 415", a.Code)
	}
}

// A request error has no data; it is 200 to old clients and 400 to those that know the media type.
func TestRequestErrorsHaveACodeAndNoData(t *testing.T) {
	h := transport.GraphQL(options())
	for _, c := range []struct {
		query     string
		variables any
		code      string
	}{
		{"{", nil, "GRAPHQL_PARSE_FAILED"},
		{"# nothing", nil, "GRAPHQL_PARSE_FAILED"},
		{"fragment f on Query { hello }", nil, "GRAPHQL_PARSE_FAILED"},
		{"{ 8f }", nil, "GRAPHQL_PARSE_FAILED"},
		{"{ nothing }", nil, "GRAPHQL_VALIDATION_FAILED"},
		{"query ($id: ID!) { note(id: $id) { id } }", nil, "BAD_USER_INPUT"},
		{"query a { hello } query b { hello }", nil, "OPERATION_NOT_FOUND"},
		{"subscription { ticks }", nil, "BAD_REQUEST"},
		{"{ notes(first: 101) { nodes { id } } }", nil, "BAD_USER_INPUT"},
		{"{ notes(first: 100) { nodes { notes(first: 100) { nodes { notes { nodes { id } } } } } } }", nil, "QUERY_TOO_COSTLY"},
	} {
		for media, status := range map[string]int{plain: 200, special: 400} {
			a := ask(t, h, c.query, c.variables, "Accept", media)
			if a.Code != status || a.code() != c.code || a.hasData() {
				t.Errorf("%s as %s: %d %s data=%v, want %d %s without data", c.query, media, a.Code, a.code(), a.hasData(), status, c.code)
			}
			if a.response().Extensions.Cost == nil {
				t.Errorf("%s as %s: no extensions.cost", c.query, media)
			}
		}
	}
}

func TestOperationNameChoosesAmongSeveral(t *testing.T) {
	h := transport.GraphQL(options())
	const query = `query a { hello } query b { hello(name: \"b\") }`
	for name, want := range map[string]string{`"a"`: "hello", `"b"`: "hello b", `"c"`: "", `""`: "", `null`: ""} {
		a := serve(t, h, request(`{"query":"`+query+`","operationName":`+name+`}`))
		if want == "" {
			if a.code() != "OPERATION_NOT_FOUND" {
				t.Errorf("%s: %s, want OPERATION_NOT_FOUND", name, a.Body)
			}
		} else if a.response().Data["hello"] != want {
			t.Errorf("%s: %s, want %q", name, a.Body, want)
		}
	}
}

func TestFailuresOfTheServerShowACodeAndTheRequestIDAlone(t *testing.T) {
	var log bytes.Buffer
	h := transport.GraphQL(options(func(o *transport.Options) { o.Log = slog.New(slog.NewJSONHandler(&log, nil)) }))
	for _, field := range []string{"fails", "breaks"} {
		log.Reset()
		a := ask(t, h, "{ "+field+" }", nil, "X-Request-Id", "request-0001")
		r := a.response()
		if a.Code != 200 || a.code() != "INTERNAL" || r.Errors[0].Extensions["requestId"] != "request-0001" {
			t.Errorf("%s: %d %s, want INTERNAL and the request id", field, a.Code, a.Body)
		}
		if strings.Contains(a.Body.String(), "secret_ledger") {
			t.Errorf("%s: %s tells what happened", field, a.Body)
		}
		if !strings.Contains(log.String(), "secret_ledger") || !strings.Contains(log.String(), "request-0001") {
			t.Errorf("%s: the log lacks the cause or the id: %s", field, log.String())
		}
	}
}

func TestAPanicOutsideResolversIs500(t *testing.T) {
	h := transport.GraphQL(options(func(o *transport.Options) {
		o.Operation = func(context.Context, graphql.OperationHandler) graphql.ResponseHandler { panic("secret_ledger") }
	}))
	a := ask(t, h, "{ hello }", nil)
	if a.Code != 500 || a.code() != "INTERNAL" || a.hasData() || strings.Contains(a.Body.String(), "secret") {
		t.Errorf("%d %s, want 500 INTERNAL", a.Code, a.Body)
	}
}

func TestAnOperationRefusedAsAWholeHasTheStatusOfItsCode(t *testing.T) {
	for code, status := range map[fault.Code]int{
		fault.Forbidden: 403, fault.Unavailable: 503, fault.Timeout: 503, fault.Internal: 500, fault.CursorMismatch: 400,
		fault.Unauthenticated: 401,
	} {
		h := transport.GraphQL(options(func(o *transport.Options) {
			o.Operation = func(context.Context, graphql.OperationHandler) graphql.ResponseHandler {
				return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{{Message: "no", Extensions: map[string]any{"code": string(code)}}}})
			}
		}))
		if a := ask(t, h, "{ hello }", nil, "Accept", special); a.Code != status || a.code() != string(code) || a.hasData() {
			t.Errorf("%s: %d %s, want %d", code, a.Code, a.Body, status)
		}
	}
}

func TestPresentShowsWhatResolversRefuse(t *testing.T) {
	h := transport.GraphQL(options(func(o *transport.Options) {
		o.Present = func(_ context.Context, err error) *gqlerror.Error {
			return &gqlerror.Error{Message: "presented", Extensions: map[string]any{"code": "TIMEOUT"}}
		}
	}))
	if a := ask(t, h, "{ fails }", nil); a.code() != "TIMEOUT" || a.response().Errors[0].Message != "presented" {
		t.Errorf("%s, want what Present gave", a.Body)
	}
	h = transport.GraphQL(options(func(o *transport.Options) {
		o.Present = func(context.Context, error) *gqlerror.Error { return &gqlerror.Error{Message: "uncoded secret"} }
	}))
	if a := ask(t, h, "{ fails }", nil); a.code() != "INTERNAL" || strings.Contains(a.Body.String(), "secret") {
		t.Errorf("%s, want INTERNAL for an error without a code", a.Body)
	}
}

func TestAtMost20Errors(t *testing.T) {
	h := transport.GraphQL(options())
	unknown := "{" + times(500, " nothing%d") + " }"
	for name, query := range map[string]string{
		"resolvers": "{ manyErrors { id } }", "validation": unknown, "variables": "query (" + times(28, "$v%d: Int! ") + ") {" + times(28, " a%[1]d: statements(count: $v%[1]d)") + " }",
	} {
		if n := len(ask(t, h, query, nil).response().Errors); n != 20 {
			t.Errorf("%s: %d errors, want 20", name, n)
		}
	}
}

func TestAnOperationEndsInTime(t *testing.T) {
	h := transport.GraphQL(options(func(o *transport.Options) {
		o.Limits = transport.LimitsDefault
		o.Limits.Within = 20 * time.Millisecond
	}))
	if a := ask(t, h, "{ waits }", nil); a.code() != "TIMEOUT" {
		t.Errorf("%s, want TIMEOUT", a.Body)
	}
}

func TestMiddlewareSurroundsWhatRuns(t *testing.T) {
	var passed []string
	o := options(func(o *transport.Options) {
		o.Mode = transport.SchemaPublic
		o.Operation = func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
			passed = append(passed, "operation of "+auth.ClaimsFrom(ctx).TokenID)
			return next(ctx)
		}
		o.RootField = func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
			passed = append(passed, graphql.GetRootFieldContext(ctx).Field.Name)
			return next(ctx)
		}
	})
	h := transport.GraphQL(o)
	ask(t, h, "{ hello }", nil)
	if want := []string{"operation of t", "hello"}; !slices.Equal(passed, want) {
		t.Errorf("passed %v, want %v", passed, want)
	}
	passed = nil
	for _, token := range []string{"Bearer good", ""} {
		if a := ask(t, h, "{ __typename __schema { queryType { name } } }", nil, "Authorization", token); a.code() != "" || len(passed) != 0 {
			t.Errorf("introspection with %q: %s passed %v, want an answer and no middleware", token, a.Body, passed)
		}
	}
}

func TestMessagesFollowTheLanguage(t *testing.T) {
	h := transport.GraphQL(options())
	for language, want := range map[string]string{
		"": "文档超出限制：别名最多 30。", "zh-CN": "文档超出限制：别名最多 30。", "fr": "文档超出限制：别名最多 30。",
		"en-GB,en;q=0.9": "The document is over a limit: aliases at most 30.",
	} {
		a := ask(t, h, "{"+aliases(31)+"}", nil, "Accept-Language", language)
		if got := a.response().Errors[0].Message; got != want {
			t.Errorf("%q: %q, want %q", language, got, want)
		}
	}
}

func TestTheCostIsPublished(t *testing.T) {
	h := transport.GraphQL(options())
	a := ask(t, h, "{ notes(first: 7) { nodes { id } } statements(count: 3) }", nil)
	c := a.response().Extensions.Cost
	if c == nil || c.Requested != 8 || c.Limit != 25000 || c.SQLStatements != 3 {
		t.Errorf("%s, want cost 8 of 25000 and 3 statements", a.Body)
	}
	h = transport.GraphQL(options(func(o *transport.Options) {
		o.Limits = transport.LimitsDefault
		o.Limits.Cost = 5000
	}))
	a = ask(t, h, "{ notes(first: 100) { nodes { notes(first: 90) { nodes { id } } } } }", nil)
	r := a.response()
	if a.code() != "QUERY_TOO_COSTLY" || r.Extensions.Cost.Requested != 9201 || !strings.Contains(r.Errors[0].Message, "notes (9201, first: 54)") {
		t.Errorf("%s, want the costliest path and the first that fits", a.Body)
	}
	if a := ask(t, h, "{ notes(first: 54) { nodes { notes(first: 90) { nodes { id } } } } }", nil); a.code() != "" {
		t.Errorf("%s, want the first that was named to fit", a.Body)
	}
}
