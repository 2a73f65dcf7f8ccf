package tests

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// provider is an identity provider: it publishes one key, while it is up, and signs what it is told to.
type provider struct {
	*httptest.Server
	key *ecdsa.PrivateKey
	up  atomic.Bool
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	point, err := key.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	b64 := base64.RawURLEncoding.EncodeToString
	p := &provider{key: key}
	p.up.Store(true)
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !p.up.Load() {
			http.Error(w, "starting", http.StatusServiceUnavailable)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"keys": []map[string]string{{
			"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "k1", "x": b64(point[1:33]), "y": b64(point[33:])}}})
	}))
	t.Cleanup(p.Close)
	return p
}

// sign makes a token as the tests' clock would have it, with some claims changed and those that are nil left out.
func (p *provider) sign(w *world, typ string, changed map[string]any) string {
	w.t.Helper()
	now := w.clock.Now()
	c := jwt.MapClaims{"iss": "https://id.example.cn", "aud": "huishang", "jti": uuid.NewString(), "iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix()}
	maps.Copy(c, changed)
	maps.DeleteFunc(c, func(_ string, v any) bool { return v == nil })
	token := jwt.NewWithClaims(jwt.SigningMethodES256, c)
	token.Header["typ"], token.Header["kid"] = typ, "k1"
	raw, err := token.SignedString(p.key)
	if err != nil {
		w.t.Fatal(err)
	}
	return raw
}

// trusting serves the same database to who has the provider's tokens, made as the settings say.
func (w *world) trusting(p *provider, settings auth.VerifierConfig) *world {
	w.t.Helper()
	settings.Issuer, settings.Audience, settings.Now = "https://id.example.cn", "huishang", w.clock.Now
	v, err := auth.NewJWKSVerifier(w.t.Context(), settings, p.URL, auth.Refresh{Every: time.Hour, UnknownEvery: time.Hour, Retry: time.Millisecond, RetryMost: 5 * time.Millisecond})
	if err != nil {
		w.t.Fatal(err)
	}
	other := *w
	other.log = new(bytes.Buffer)
	other.server = wiring.Handler(wiring.Parts{DB: w.db, Files: w.kept, SDL: "type Query", Mode: transport.SchemaAuthenticated, Verifier: v,
		Metrics: transport.NewMetrics(nil), Log: slog.New(slog.NewTextHandler(&lockedWriter{b: other.log}, nil)), Now: w.clock.Now})
	server := httptest.NewServer(other.server)
	w.t.Cleanup(server.Close)
	other.url = server.URL
	return &other
}

const whoAmI = `{ viewer { person { number } grants { role organisation { code } department { code } } } }`

// A provider that knows staff numbers and nothing of roles signs people in: whoever the number names in its province,
// with all that he holds today and not more.
func TestTokensByStaffNumberWithoutGrants(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := newProvider(t)
	settings := auth.VerifierConfig{Types: []string{"JWT"}, NotBeforeOptional: true, GrantsOptional: true, PersonClaim: "staff_number", ByNumber: true, Province: "HN", Lifetime: time.Hour}
	byNumber := w.trusting(p, settings)
	settings.Province = ""
	byBoth := w.trusting(p, settings)
	settings = auth.VerifierConfig{GrantsOptional: true}
	byID := w.trusting(p, settings)
	for _, holder := range []string{"PARTY_SECRETARY@HN", "DEPARTMENT_HEAD@HN-QH/YW", "ADMINISTRATOR@HN", "ANALYST@HN"} {
		full := w.as(holder).must(whoAmI, nil)
		number := full.text("viewer.person.number")
		var id uuid.UUID
		if err := w.store.Super(t).QueryRow(`SELECT id FROM person WHERE number = $1`, number).Scan(&id); err != nil {
			t.Fatal(err)
		}
		everything := w.person(id, w.everyGrant(t)...).must(whoAmI, nil)
		hour := w.clock.Now().Add(time.Hour).Unix()
		for what, got := range map[string]*answer{
			"number":          (&client{byNumber, p.sign(w, "JWT", map[string]any{"staff_number": number, "nbf": nil, "exp": hour}), "en"}).ask(whoAmI, nil),
			"province/number": (&client{byBoth, p.sign(w, "JWT", map[string]any{"staff_number": "HN/" + number}), "en"}).ask(whoAmI, nil),
			"uuid":            (&client{byID, p.sign(w, "at+jwt", map[string]any{"sub": id.String()}), "en"}).ask(whoAmI, nil),
		} {
			if got.Body == "" || string(mustJSON(t, got.Data)) != string(mustJSON(t, everything.Data)) {
				t.Errorf("%s by %s: %s, want all that he holds: %s", holder, what, got.Body, everything.Body)
			}
		}
	}
	for what, raw := range map[string]string{
		"a number of nobody": p.sign(w, "JWT", map[string]any{"staff_number": "HN9999"}), "another province": p.sign(w, "JWT", map[string]any{"staff_number": "GD/HN0001"}),
		"no number": p.sign(w, "JWT", map[string]any{"sub": "HN0001"}), "a grant that is not held": p.sign(w, "JWT", map[string]any{"staff_number": "HN0001", "grants": []any{}}),
	} {
		if a := (&client{byNumber, raw, "en"}).ask(whoAmI, nil); a.Status != http.StatusUnauthorized || a.codes()[0] != "UNAUTHENTICATED" {
			t.Errorf("%s: %d %s, want the 401", what, a.Status, a.Body)
		}
	}
	if !strings.Contains(byNumber.log.String(), "UNKNOWN_PERSON") {
		t.Errorf("the log does not say that the number is nobody's: %s", byNumber.log)
	}
	// What is claimed still narrows what is held.
	narrow := (&client{byNumber, p.sign(w, "JWT", map[string]any{"staff_number": "HN0001", "grants": []map[string]string{{"role": "ANALYST", "org": "HN"}}}), "en"}).ask(whoAmI, nil)
	if codes := narrow.codes(); len(codes) != 1 || codes[0] != "FORBIDDEN" {
		t.Errorf("a token that claims only what its person does not hold: %s", narrow.Body)
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// everyGrant claims every role everywhere, in so many grants as a token may have: all that anybody can hold.
func (w *world) everyGrant(t *testing.T) (grants []auth.TokenGrant) {
	t.Helper()
	for _, role := range auth.Roles {
		if role != auth.DepartmentHead && role != auth.DepartmentStaff {
			grants = append(grants, auth.TokenGrant{Role: role, Org: "HN"}, auth.TokenGrant{Role: role, Org: "HN-QH"})
		}
	}
	return append(grants, auth.TokenGrant{Role: auth.DepartmentHead, Org: "HN-QH", Dept: "HN-QH/YW"})
}

// While no key is there, nobody who has a token is told that it is wrong: 503 UNAVAILABLE at every door, and not ready;
// once the issuer is back both recover by themselves. Who has no token is told so all the same.
func TestNoKeyYetIsUnavailable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := newProvider(t)
	p.up.Store(false)
	away := w.trusting(p, auth.VerifierConfig{GrantsOptional: true})
	ask := func(path, token string) (int, string) {
		method := http.MethodGet
		if path == "/graphql" {
			method = http.MethodPost
		}
		r := httptest.NewRequest(method, path, strings.NewReader(`{"query":"{ viewer { person { number } } }"}`))
		r.Header.Set("Content-Type", "application/json")
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		rec := httptest.NewRecorder()
		away.server.ServeHTTP(rec, r)
		return rec.Code, rec.Body.String()
	}
	var id uuid.UUID
	if err := w.store.Super(t).QueryRow(`SELECT id FROM person WHERE number = 'HN0001'`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	token := p.sign(w, "at+jwt", map[string]any{"sub": id.String()})
	for _, door := range []string{"/graphql", "/files/F_AAAA", "/schema.graphqls"} {
		if status, body := ask(door, token); status != http.StatusServiceUnavailable || !strings.Contains(body, "UNAVAILABLE") {
			t.Errorf("%s with a token and no key: %d %s, want 503", door, status, body)
		}
		if status, body := ask(door, ""); status != http.StatusUnauthorized || !strings.Contains(body, "UNAUTHENTICATED") {
			t.Errorf("%s without a token: %d %s, want 401", door, status, body)
		}
	}
	if status, _ := ask("/readyz", ""); status != http.StatusServiceUnavailable {
		t.Errorf("ready without a key: %d", status)
	}
	p.up.Store(true)
	end := time.Now().Add(30 * time.Second)
	for status := 0; status != http.StatusOK; status, _ = ask("/readyz", "") {
		if time.Now().After(end) {
			t.Fatal("never ready")
		}
	}
	if status, body := ask("/graphql", token); status != http.StatusOK || !strings.Contains(body, "HN0001") {
		t.Errorf("once the key is there: %d %s", status, body)
	}
}

// The development issuer answers this machine's own browser and tools: a page whose host name was made to point here
// comes from a loopback address too, and gets no token.
func TestDevTokenAnswersLoopbackNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for host, want := range map[string]int{
		"127.0.0.1:8080": 200, "localhost:8080": 200, "LOCALHOST": 200, "[::1]:8080": 200, "127.0.0.1": 200,
		"evil.example": 403, "evil.example:8080": 403, "localhost.evil.example": 403, "127.0.0.1.nip.io": 403, "": 403, "10.0.0.7:8080": 403, "127.0.0.1:80@evil.example": 403,
	} {
		r := httptest.NewRequest(http.MethodPost, "/dev/token", strings.NewReader(`{"as":"ADMINISTRATOR@HN"}`))
		r.Header.Set("Content-Type", "application/json")
		r.RemoteAddr, r.Host = "127.0.0.1:50000", host
		rec := httptest.NewRecorder()
		if w.server.ServeHTTP(rec, r); rec.Code != want || want != 200 && strings.Contains(rec.Body.String(), "eyJ") {
			t.Errorf("host %q: %d %s, want %d", host, rec.Code, rec.Body, want)
		}
	}
}
