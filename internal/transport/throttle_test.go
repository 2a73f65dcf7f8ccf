package transport_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"huishang/internal/auth"
	"huishang/internal/transport"
)

// throttled serves with a clock of its own; the tokens "one" and "two" are two people's.
func throttled(now *time.Time) http.Handler {
	refusals := transport.NewRefusals(transport.ThrottleOf(6))
	verify := func(_ context.Context, bearer string) (*auth.Claims, error) {
		if bearer == "one" || bearer == "two" {
			return &auth.Claims{TokenID: "t", Person: uuid.NewSHA1(uuid.Nil, []byte(bearer))}, nil
		}
		return nil, fmt.Errorf("wrong")
	}
	clock := func() time.Time { return *now }
	return transport.Mux(transport.ServerOptions{
		GraphQL: transport.GraphQL(options(func(o *transport.Options) { o.Authenticate, o.Now, o.Refusals = verify, clock, refusals })),
		SDL:     sdl, Mode: transport.SchemaAuthenticated, Authenticate: verify, Now: clock, Refusals: refusals,
		Files: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnsupportedMediaType) }),
	})
}

// askFrom asks as the holder of a token, from an address.
func askFrom(t *testing.T, h http.Handler, address, token, query string) answer {
	t.Helper()
	r := request(body(query, nil))
	r.RemoteAddr = address + ":1234"
	r.Header.Set("Authorization", "Bearer "+token)
	return serve(t, h, r)
}

// Who is refused too often is answered 429 with a code and Retry-After, and let in again after it; nobody else is.
func TestRefusedRequestsAreThrottledByPerson(t *testing.T) {
	now := time.Unix(1_790_000_000, 0)
	h := throttled(&now)
	for i := range 6 {
		if a := askFrom(t, h, "203.0.113.7", "one", "{ nothing }"); a.code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Fatalf("refusal %d: %s", i, a.Body)
		}
	}
	a := askFrom(t, h, "203.0.113.7", "one", "{ hello }")
	if a.Code != http.StatusTooManyRequests || a.code() != "TOO_MANY_REQUESTS" || a.Header().Get("Retry-After") != "20" {
		t.Errorf("%d %v %s", a.Code, a.Header(), a.Body)
	}
	if a := askFrom(t, h, "203.0.113.7", "two", "{ hello }"); a.Code != http.StatusOK || a.code() != "" {
		t.Errorf("a colleague behind the same address: %d %s", a.Code, a.Body)
	}
	now = now.Add(21 * time.Second)
	if a := askFrom(t, h, "203.0.113.7", "one", "{ hello }"); a.Code != http.StatusOK {
		t.Errorf("after Retry-After: %d %s", a.Code, a.Body)
	}
	for range 100 {
		if a := askFrom(t, h, "203.0.113.7", "one", "{ hello }"); a.Code != http.StatusOK {
			t.Fatalf("answers take no tokens: %d %s", a.Code, a.Body)
		}
	}
}

// An address whose tokens are wrong is throttled after ten times as many, at each door; who is signed in behind it is not.
func TestWrongTokensAreThrottledByAddress(t *testing.T) {
	now := time.Unix(1_790_000_000, 0)
	h := throttled(&now)
	for i := range 60 {
		if a := askFrom(t, h, "203.0.113.7", "wrong", "{ hello }"); a.Code != http.StatusUnauthorized {
			t.Fatalf("refusal %d: %d %s", i, a.Code, a.Body)
		}
	}
	if a := askFrom(t, h, "203.0.113.7", "wrong", "{ hello }"); a.Code != http.StatusTooManyRequests || a.Header().Get("Retry-After") != "2" {
		t.Errorf("%d %v", a.Code, a.Header())
	}
	for _, path := range []string{"/files", "/schema.graphqls"} {
		r := httptest.NewRequest("GET", path, nil)
		r.RemoteAddr = "203.0.113.7:99"
		if a := serve(t, h, r); a.Code != http.StatusTooManyRequests || a.code() != "TOO_MANY_REQUESTS" {
			t.Errorf("%s: %d %s", path, a.Code, a.Body)
		}
	}
	if a := askFrom(t, h, "203.0.113.7", "one", "{ hello }"); a.Code != http.StatusOK {
		t.Errorf("signed in, behind the same address: %d", a.Code)
	}
	if a := askFrom(t, h, "203.0.113.8", "wrong", "{ hello }"); a.Code != http.StatusUnauthorized {
		t.Errorf("another address: %d", a.Code)
	}
}

// A hash without its document is answered with what clients of automatic persisted queries fall back on.
func TestAHashAloneIsAnsweredAsNotSupported(t *testing.T) {
	h := transport.GraphQL(options())
	const hash = `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"}}}`
	for _, accept := range []string{plain, special} {
		a := serve(t, h, request(hash, "Accept", accept, "Accept-Language", "zh-CN"))
		r := a.response()
		if a.Code != http.StatusOK || len(r.Errors) != 1 || r.Errors[0].Message != "PersistedQueryNotSupported" || a.code() != "PERSISTED_QUERY_NOT_SUPPORTED" {
			t.Errorf("%s: %d %s", accept, a.Code, a.Body)
		}
	}
	if a := serve(t, h, request(`{"query":"{ hello }",`+hash[1:])); a.code() != "" || a.Code != http.StatusOK {
		t.Errorf("with its document: %d %s", a.Code, a.Body)
	}
}
