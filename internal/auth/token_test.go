package auth_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huishang/internal/auth"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

var now = time.Date(2026, 11, 18, 2, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

// signer makes tokens with one thing spoiled.
type signer struct {
	key *ecdsa.PrivateKey
	kid string
}

func newSigner(t testing.TB, kid string) *signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &signer{key, kid}
}

func claims() jwt.MapClaims {
	return jwt.MapClaims{
		"iss": "oa", "aud": []string{"huishang"}, "sub": uuid.NewString(), "jti": uuid.NewString(),
		"iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(15 * time.Minute).Unix(),
		"grants": []map[string]string{{"role": "PARTY_SECRETARY", "org": "HN"}},
	}
}

func (s *signer) sign(t testing.TB, c jwt.MapClaims, header map[string]any) string {
	t.Helper()
	token := jwt.NewWithClaims(jwt.SigningMethodES256, c)
	token.Header["typ"], token.Header["kid"] = "at+jwt", s.kid
	for k, v := range header {
		if v == nil {
			delete(token.Header, k)
		} else {
			token.Header[k] = v
		}
	}
	raw, err := token.SignedString(s.key)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (s *signer) jwk() map[string]string {
	point, err := s.key.PublicKey.Bytes()
	if err != nil {
		panic(err)
	}
	b64 := base64.RawURLEncoding.EncodeToString
	return map[string]string{"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": s.kid, "x": b64(point[1:33]), "y": b64(point[33:])}
}

// keyServer publishes keys and counts how often it is asked.
type keyServer struct {
	*httptest.Server
	keys  atomic.Value
	asked atomic.Int64
}

func publish(t testing.TB, keys ...map[string]string) *keyServer {
	t.Helper()
	k := &keyServer{}
	k.keys.Store(keys)
	k.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		k.asked.Add(1)
		if err := json.NewEncoder(w).Encode(map[string]any{"keys": k.keys.Load()}); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(k.Close)
	return k
}

func verifier(t testing.TB, k *keyServer) *auth.Verifier {
	t.Helper()
	v, err := auth.NewJWKSVerifier(t.Context(), auth.VerifierConfig{Issuer: "oa", Audience: "huishang", Now: clock}, k.URL,
		auth.Refresh{Every: time.Hour, UnknownEvery: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Take a good token, spoil one thing, and it is refused (security.md "Tokens").
func TestVerify(t *testing.T) {
	s := newSigner(t, "k1")
	v := verifier(t, publish(t, s.jwk()))
	if err := v.Ready(); err != nil {
		t.Fatal(err)
	}
	good := claims()
	got, err := v.Verify(t.Context(), s.sign(t, good, nil))
	if err != nil || got.Person.String() != good["sub"] || got.TokenID != good["jti"] || len(got.Grants) != 1 {
		t.Fatalf("a good token: %+v %v", got, err)
	}
	set := func(name string, value any) func(jwt.MapClaims) {
		return func(c jwt.MapClaims) {
			if value == nil {
				delete(c, name)
			} else {
				c[name] = value
			}
		}
	}
	grant := func(role, org, dept string) any { return []map[string]string{{"role": role, "org": org, "dept": dept}} }
	for what, spoil := range map[string]func(jwt.MapClaims){
		"no iss": set("iss", nil), "another iss": set("iss", "evil"), "no aud": set("aud", nil), "another aud": set("aud", "other"),
		"no sub": set("sub", nil), "sub no uuid": set("sub", "root"), "sub in capitals": set("sub", strings.ToUpper(uuid.NewString())),
		"no jti": set("jti", nil), "no iat": set("iat", nil), "no nbf": set("nbf", nil), "no exp": set("exp", nil),
		"ended": set("exp", now.Add(-time.Minute).Unix()), "not yet": set("nbf", now.Add(time.Minute).Unix()), "issued later": set("iat", now.Add(time.Minute).Unix()),
		"lives too long": set("exp", now.Add(15*time.Minute+time.Second).Unix()), "ends before it began": set("iat", now.Add(20*time.Minute).Unix()),
		"no grants": set("grants", nil), "empty grants": set("grants", []any{}), "grants no list": set("grants", "all"),
		"unknown role": set("grants", grant("ROOT", "HN", "")), "role in small letters": set("grants", grant("administrator", "HN", "")),
		"no org": set("grants", grant("ADMINISTRATOR", "", "")), "org of everything": set("grants", grant("ADMINISTRATOR", "*", "")),
		"strange dept": set("grants", grant("DEPARTMENT_HEAD", "HN", "HN/%")), "sub a list": set("sub", []string{uuid.NewString()}),
	} {
		c := claims()
		spoil(c)
		refused(t, v, what, s.sign(t, c, nil))
	}
	for what, header := range map[string]map[string]any{
		"typ JWT": {"typ": "JWT"}, "no typ": {"typ": nil}, "crit": {"crit": []string{"exp"}}, "crit empty": {"crit": []string{}},
		"no kid": {"kid": nil}, "kid strange": {"kid": "../k1"}, "kid unknown": {"kid": "k2"}, "kid a number": {"kid": 1}, "alg none": {"alg": "none"}, "alg HS256": {"alg": "HS256"},
	} {
		refused(t, v, what, s.sign(t, claims(), header))
	}
	refused(t, v, "another key under the same kid", newSigner(t, "k1").sign(t, claims(), nil))
}

func refused(t *testing.T, v *auth.Verifier, what, raw string) {
	t.Helper()
	if c, err := v.Verify(context.Background(), raw); !errors.Is(err, auth.ErrToken) {
		t.Errorf("%s: believed: %+v %v", what, c, err)
	}
}

// What a JWT library forgives is refused: shape, alphabet, size, and a key named twice, whatever the case.
func TestVerifyForm(t *testing.T) {
	s := newSigner(t, "k1")
	v := verifier(t, publish(t, s.jwk()))
	raw := s.sign(t, claims(), nil)
	parts := strings.Split(raw, ".")
	b64 := base64.RawURLEncoding.EncodeToString
	signed := func(header, body string) string {
		m := jwt.SigningMethodES256
		text := b64([]byte(header)) + "." + b64([]byte(body))
		sig, err := m.Sign(text, s.key)
		if err != nil {
			t.Fatal(err)
		}
		return text + "." + b64(sig)
	}
	header := `{"alg":"ES256","typ":"at+jwt","kid":"k1"}`
	body, err := json.Marshal(claims())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Verify(t.Context(), signed(header, string(body))); err != nil {
		t.Fatalf("the hand-made token: %v", err)
	}
	double := strings.Replace(string(body), `"iss"`, `"sub":"`+uuid.NewString()+`","iss"`, 1)
	for what, token := range map[string]string{
		"empty": "", "two parts": parts[0] + "." + parts[1], "four parts": raw + ".x", "no signature": parts[0] + "." + parts[1] + ".",
		"padding": raw + "=", "a space": raw + " ", "a line end": raw + "\r\n", "too large": raw + strings.Repeat("A", 4096),
		"a claim twice": signed(header, double), "a claim twice by case": signed(header, strings.Replace(string(body), `"iss"`, `"SUB":"x","iss"`, 1)),
		"a header key twice": signed(`{"alg":"ES256","typ":"at+jwt","kid":"k1","kid":"k1"}`, string(body)),
		"trailing bytes":     signed(header, string(body)+"{}"), "no object": signed(header, `[]`), "nested deep": signed(header, strings.Repeat("[", 50)+strings.Repeat("]", 50)),
		"standard alphabet": strings.NewReplacer("-", "+", "_", "/").Replace(raw) + "+",
	} {
		refused(t, v, what, token)
	}
}

// Keys rotate: the new one is believed once published, the old one no more once taken away; readiness waits for
// a first key; made-up key ids do not use up the refresh.
func TestRotation(t *testing.T) {
	old, next := newSigner(t, "old"), newSigner(t, "next")
	k := publish(t, old.jwk())
	v := verifier(t, k)
	if _, err := v.Verify(t.Context(), old.sign(t, claims(), nil)); err != nil {
		t.Fatal(err)
	}
	k.keys.Store([]map[string]string{next.jwk()})
	if _, err := v.Verify(t.Context(), next.sign(t, claims(), nil)); err != nil {
		t.Errorf("the new key, once published: %v", err)
	}
	asked := k.asked.Load()
	for range 50 {
		refused(t, v, "a made-up kid", newSigner(t, "made-up").sign(t, claims(), nil))
	}
	if n := k.asked.Load() - asked; n > 1 {
		t.Errorf("50 made-up key ids fetched the keys %d times", n)
	}
	empty := verifier(t, publish(t))
	if empty.Ready() == nil {
		t.Error("ready without a key")
	}
}

// Only asymmetric signatures and keys are believed, and keys come only from where nobody can put others.
func TestVerifierConfiguration(t *testing.T) {
	symmetric := map[string]string{"kty": "oct", "alg": "HS256", "use": "sig", "kid": "k1", "k": "c2VjcmV0"}
	v := verifier(t, publish(t, symmetric))
	hs := jwt.NewWithClaims(jwt.SigningMethodHS256, claims())
	hs.Header["typ"], hs.Header["kid"] = "at+jwt", "k1"
	raw, err := hs.SignedString([]byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	refused(t, v, "a symmetric key", raw)
	encryption := newSigner(t, "k1")
	jwk := encryption.jwk()
	jwk["use"] = "enc"
	refused(t, verifier(t, publish(t, jwk)), "a key for encryption", encryption.sign(t, claims(), nil))
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	rs := jwt.NewWithClaims(jwt.SigningMethodRS256, claims())
	rs.Header["typ"], rs.Header["kid"] = "at+jwt", "k1"
	if raw, err = rs.SignedString(rsaKey); err != nil {
		t.Fatal(err)
	}
	refused(t, v, "an algorithm that is not configured", raw)
	for _, address := range []string{"", "http://example.com/jwks", "ftp://localhost/jwks", "file:///etc/passwd", "https://"} {
		if _, err := auth.NewJWKSVerifier(t.Context(), auth.VerifierConfig{Issuer: "oa", Audience: "huishang", Now: clock}, address, auth.Refresh{Every: time.Hour, UnknownEvery: time.Hour}); err == nil {
			t.Errorf("keys from %q", address)
		}
	}
	for _, c := range []auth.VerifierConfig{{Audience: "a"}, {Issuer: "i"}, {Issuer: "i", Audience: "a", Algorithms: []string{"HS256"}}, {Issuer: "i", Audience: "a", Algorithms: []string{"none"}}} {
		if _, err := auth.NewJWKSVerifier(t.Context(), c, "https://localhost/jwks", auth.Refresh{Every: time.Hour, UnknownEvery: time.Hour}); err == nil {
			t.Errorf("configured with %+v", c)
		}
	}
}

// The development issuer's key stays between starts and is its own only.
func TestIssuer(t *testing.T) {
	file := filepath.Join(t.TempDir(), "issuer.pem")
	first, err := auth.OpenIssuer(file)
	if err != nil {
		t.Fatal(err)
	}
	again, err := auth.OpenIssuer(file)
	if err != nil {
		t.Fatal(err)
	}
	other, err := auth.OpenIssuer(file + "2")
	if err != nil {
		t.Fatal(err)
	}
	v, err := again.Verifier(clock)
	if err != nil {
		t.Fatal(err)
	}
	grants := []auth.TokenGrant{{Role: auth.DepartmentHead, Org: "HN-QH", Dept: "HN-QH/YW"}}
	person := uuid.New()
	raw, expires, err := first.Issue(now, person, grants)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := v.Verify(t.Context(), raw); err != nil || c.Person != person || !c.ExpiresAt.Equal(expires) || c.Grants[0] != grants[0] {
		t.Errorf("%+v %v", c, err)
	}
	if raw, _, err = other.Issue(now, person, grants); err != nil {
		t.Fatal(err)
	}
	refused(t, v, "another issuer's token", raw)
	var set struct{ Keys []map[string]string }
	if err := json.Unmarshal(first.JWKS(), &set); err != nil || len(set.Keys) != 1 || set.Keys[0]["d"] != "" {
		t.Errorf("published: %s %v", first.JWKS(), err)
	}
}

// FuzzVerify: no input is believed that the issuer did not sign, and none panics.
func FuzzVerify(f *testing.F) {
	s := newSigner(f, "k1")
	v := verifier(f, publish(f, s.jwk()))
	raw := s.sign(f, claims(), nil)
	f.Add(raw)
	f.Add(strings.ToLower(raw))
	f.Add("a.b.c")
	f.Fuzz(func(t *testing.T, token string) {
		if _, err := v.Verify(t.Context(), token); err == nil && token != raw {
			t.Errorf("believed %q", token)
		}
	})
}
