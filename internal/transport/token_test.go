package transport_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/transport"
)

const the401 = `{"errors":[{"message":"Sign in: the token is missing, wrong, ended or revoked.","extensions":{"code":"UNAUTHENTICATED"}}]}`

// The body is one and the same whatever is wrong; the challenge tells a refused token from a missing one, as RFC 6750
// (section 3.1) has it, and nothing more.
func TestEveryWrongTokenGetsTheSame401(t *testing.T) {
	asked := 0
	for _, mode := range []transport.SchemaMode{transport.SchemaPublic, transport.SchemaAuthenticated, transport.SchemaOff} {
		h := transport.GraphQL(options(func(o *transport.Options) {
			o.Mode = mode
			verify := o.Authenticate
			o.Authenticate = func(ctx context.Context, bearer string) (*auth.Claims, error) {
				asked++
				return verify(ctx, bearer)
			}
		}))
		for name, c := range map[string]struct {
			headers []string
			url     string
			reaches bool // the verifier
			missing bool // no bearer token was tried
		}{
			"none":            {missing: true},
			"empty":           {headers: []string{""}, missing: true},
			"scheme alone":    {headers: []string{"Bearer"}},
			"no token":        {headers: []string{"Bearer "}},
			"basic":           {headers: []string{"Basic good"}, missing: true},
			"unknown":         {headers: []string{"Bearer bad"}, reaches: true},
			"two headers":     {headers: []string{"Bearer good", "Bearer good"}},
			"two spaces":      {headers: []string{"Bearer  good"}},
			"space after":     {headers: []string{"Bearer good "}},
			"space inside":    {headers: []string{"Bearer go od"}},
			"tab":             {headers: []string{"Bearer\tgood"}},
			"equals sign":     {headers: []string{"Bearer good="}},
			"line end":        {headers: []string{"Bearer good\r\n"}},
			"comma":           {headers: []string{"Bearer good,good"}},
			"not ASCII":       {headers: []string{"Bearer góod"}},
			"4 KB and one":    {headers: []string{"Bearer " + strings.Repeat("a", 4097)}},
			"in the URL":      {url: "?access_token=good"},
			"in both":         {headers: []string{"Bearer good"}, url: "?access_token=good"},
			"in both, token":  {headers: []string{"Bearer good"}, url: "?token=good"},
			"token at 4 KB":   {headers: []string{"Bearer " + strings.Repeat("a", 4096)}, reaches: true},
			"scheme any case": {headers: []string{"bEARER bad"}, reaches: true},
		} {
			r := request(body("{ hello }", nil), "Authorization", "")
			r.Header["Authorization"] = c.headers
			r.URL.RawQuery = strings.TrimPrefix(c.url, "?")
			asked = 0
			a := serve(t, h, r)
			challenge := `Bearer error="invalid_token"`
			if c.missing {
				challenge = "Bearer"
			}
			if got := a.Header().Get("WWW-Authenticate"); a.Code != http.StatusUnauthorized || a.Body.String() != the401 || got != challenge {
				t.Errorf("%s, %s: %d %s %s, want the 401 with %s", mode, name, a.Code, got, a.Body, challenge)
			}
			if (asked > 0) != c.reaches {
				t.Errorf("%s, %s: verifier asked %d times", mode, name, asked)
			}
		}
	}
}

// The 401 speaks the language that was asked for, at every door that asks for a token.
func TestThe401IsInTheLanguageAsked(t *testing.T) {
	h := server(func(o *transport.ServerOptions) {
		o.GraphQL = transport.GraphQL(options())
		o.Files = http.NotFoundHandler()
	})
	for language, want := range map[string]string{
		"": "请登录", "zh-CN": "请登录", "fr": "请登录", "en": "Sign in", "en-GB, zh;q=0.5": "Sign in",
	} {
		for _, door := range []string{"/graphql", "/schema.graphqls", "/files/x"} {
			r := request(body("{ hello }", nil), "Accept-Language", language, "Authorization", "Bearer bad")
			if door != "/graphql" {
				r.Method = http.MethodGet
			}
			r.URL.Path = door
			a := serve(t, h, r)
			if a.Code != http.StatusUnauthorized || !strings.Contains(a.Body.String(), want) || a.Header().Get("WWW-Authenticate") != `Bearer error="invalid_token"` {
				t.Errorf("%s in %q: %d %s %s, want %s", door, language, a.Code, a.Header().Get("WWW-Authenticate"), a.Body, want)
			}
		}
		a := answer{httptest.NewRecorder(), t}
		r := httptest.NewRequest("GET", "/files", http.NoBody)
		r = r.WithContext(fault.WithLocale(r.Context(), fault.NegotiateLocale(language)))
		if transport.Refuse(a, r, slog.New(slog.DiscardHandler), fault.New(fault.Unauthenticated)); !strings.Contains(a.Body.String(), want) {
			t.Errorf("a refusal beside GraphQL in %q: %s, want %s", language, a.Body, want)
		}
	}
}

func TestAVerifierThatCannotAnswerIs503(t *testing.T) {
	h := transport.GraphQL(options())
	if a := ask(t, h, "{ hello }", nil, "Authorization", "Bearer unavailable"); a.Code != 503 || a.code() != "UNAVAILABLE" {
		t.Errorf("%d %s, want 503 UNAVAILABLE", a.Code, a.Body)
	}
}

func TestWhoMayAskForTheSchema(t *testing.T) {
	for _, c := range []struct {
		mode            transport.SchemaMode
		token, noToken  string // the code of an introspection
		typename        string // of { __typename } without a token
		fragmentNoToken string
	}{
		{transport.SchemaPublic, "", "", "", "UNAUTHENTICATED"},
		{transport.SchemaAuthenticated, "", "UNAUTHENTICATED", "UNAUTHENTICATED", "UNAUTHENTICATED"},
		{transport.SchemaOff, "INTROSPECTION_DISABLED", "UNAUTHENTICATED", "UNAUTHENTICATED", "UNAUTHENTICATED"},
	} {
		h := transport.GraphQL(options(func(o *transport.Options) { o.Mode = c.mode }))
		for query, want := range map[[2]string]string{
			{"{ __schema { types { name } } }", "Bearer good"}:                                       c.token,
			{`{ __type(name: "Note") { name } }`, "Bearer good"}:                                     c.token,
			{"{ ...f } fragment f on Query { __schema { types { name } } }", "Bearer good"}:          c.token,
			{"{ __typename }", "Bearer good"}:                                                        "",
			{"{ __schema { types { name } } }", ""}:                                                  c.noToken,
			{"{ ...f } fragment f on Query { ... { __schema { types { name } } } }", ""}:             c.noToken,
			{"{ __typename }", ""}:                                                                   c.typename,
			{"{ __schema { types { name } } hello }", ""}:                                            "UNAUTHENTICATED",
			{"{ __typename ...f } fragment f on Query { hello }", ""}:                                c.fragmentNoToken,
			{"{ __typename ... { hello } }", ""}:                                                     c.fragmentNoToken,
			{"{ ...f ...f } fragment f on Query { ...g ...g } fragment g on Query { hello }", ""}:    c.fragmentNoToken,
			{"mutation { noteWrite(input: {title: \"a\"}) { id } }", ""}:                             "UNAUTHENTICATED",
			{"query a { __typename } mutation b { noteWrite(input: {title: \"a\"}) { id } }", "bad"}: "UNAUTHENTICATED",
		} {
			if a := ask(t, h, query[0], nil, "Authorization", query[1]); a.code() != want {
				t.Errorf("%s, %s with %q: %s, want %q", c.mode, query[0], query[1], a.Body, want)
			}
		}
	}
}
