package auth_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
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

// Take a good token, spoil one thing, and it is refused (security.md "Tokens").
func TestVerify(t *testing.T) {
	s := newSigner(t, "k1")
	v := verifier(t, publish(t, s.jwk()))
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
		"a header key twice":               signed(`{"alg":"ES256","typ":"at+jwt","kid":"k1","kid":"k1"}`, string(body)),
		"a claim twice by Unicode's case":  signed(header, strings.Replace(string(body), `"iss"`, `"ſub":"`+uuid.NewString()+`","iss"`, 1)),
		"grants twice by Unicode's case":   signed(header, strings.Replace(string(body), `"iss"`, `"grantſ":[{"role":"ADMINISTRATOR","org":"HN"}],"iss"`, 1)),
		"a header twice by Unicode's case": signed(`{"alg":"ES256","typ":"at+jwt","kid":"k1","\u212aid":"k2"}`, string(body)),
		"a grant's key twice":              signed(header, strings.Replace(string(body), `"org":"HN"`, `"org":"HN","org":"HN-QH"`, 1)),
		"a grant's key twice by case":      signed(header, strings.Replace(string(body), `"org":"HN"`, `"org":"HN","Org":"HN-QH"`, 1)),
		"sub by Unicode's case only":       signed(header, strings.Replace(string(body), `"sub"`, `"ſub"`, 1)),
		"sub in capitals only":             signed(header, strings.Replace(string(body), `"sub"`, `"SUB"`, 1)),
		"grants by Unicode's case only":    signed(header, strings.Replace(string(body), `"grants"`, `"grantſ"`, 1)),
		"a grant's role in capitals only":  signed(header, strings.Replace(string(body), `"role"`, `"ROLE"`, 1)),
		"trailing bytes":                   signed(header, string(body)+"{}"), "no object": signed(header, `[]`), "nested deep": signed(header, strings.Repeat("[", 50)+strings.Repeat("]", 50)),
		"standard alphabet": strings.NewReplacer("-", "+", "_", "/").Replace(raw) + "+",
	} {
		refused(t, v, what, token)
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

// Tokens as identity providers make them are believed by setting, each setting for itself; what is not set stays as
// security.md has it.
func TestTokensOfProviders(t *testing.T) {
	s := newSigner(t, "k1")
	k := publish(t, s.jwk())
	with := func(change func(*auth.VerifierConfig)) *auth.Verifier {
		c := auth.VerifierConfig{Issuer: "oa", Audience: "huishang", Now: clock}
		change(&c)
		v, err := auth.NewJWKSVerifier(t.Context(), c, k.URL, quiet)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	but := func(name string, value any) string {
		c := claims()
		if c[name] = value; value == nil {
			delete(c, name)
		}
		return s.sign(t, c, nil)
	}
	hours := func(n int) string {
		c := claims()
		c["exp"] = now.Add(time.Duration(n) * time.Hour).Unix()
		return s.sign(t, c, nil)
	}
	tokens := map[string]string{
		"as security.md": s.sign(t, claims(), nil), "typ application/at+jwt": s.sign(t, claims(), map[string]any{"typ": "application/at+jwt"}),
		"typ JWT": s.sign(t, claims(), map[string]any{"typ": "JWT"}), "no nbf": but("nbf", nil), "nbf to come": but("nbf", now.Add(time.Hour).Unix()),
		"8 hours": hours(8), "9 hours": hours(9), "no grants": but("grants", nil), "empty grants": but("grants", []string{}), "null grants": but("grants", jsonNull{}),
		"number": but("staff", "HN0001"), "number of a province": but("staff", "HN/HN0001"), "number strange": but("staff", "HN/../x"), "number no text": but("staff", 1),
	}
	for what, c := range map[string]struct {
		change   func(*auth.VerifierConfig)
		believed []string
	}{
		"nothing":                {func(*auth.VerifierConfig) {}, []string{"as security.md", "typ application/at+jwt"}},
		"JWT only":               {func(c *auth.VerifierConfig) { c.Types = []string{"JWT"} }, []string{"typ JWT"}},
		"nbf":                    {func(c *auth.VerifierConfig) { c.NotBeforeOptional = true }, []string{"as security.md", "typ application/at+jwt", "no nbf"}},
		"life":                   {func(c *auth.VerifierConfig) { c.Lifetime = 8 * time.Hour }, []string{"as security.md", "typ application/at+jwt", "8 hours"}},
		"grants":                 {func(c *auth.VerifierConfig) { c.GrantsOptional = true }, []string{"as security.md", "typ application/at+jwt", "no grants"}},
		"number":                 {func(c *auth.VerifierConfig) { c.PersonClaim, c.ByNumber = "staff", true }, []string{"number of a province"}},
		"number of the province": {func(c *auth.VerifierConfig) { c.PersonClaim, c.ByNumber, c.Province = "staff", true, "HN" }, []string{"number"}},
	} {
		v := with(c.change)
		for name, raw := range tokens {
			if strings.HasPrefix(name, "number") != strings.HasPrefix(what, "number") {
				continue
			}
			got, err := v.Verify(t.Context(), raw)
			if (err == nil) != slices.Contains(c.believed, name) {
				t.Errorf("with %s set, a token with %s: %v", what, name, err)
			}
			if err != nil {
				continue
			}
			if byNumber := got.Province == "HN" && got.Number == "HN0001" && got.Person == uuid.Nil; byNumber != strings.HasPrefix(what, "number") {
				t.Errorf("with %s set, a token with %s names %+v", what, name, got)
			}
			if none := got.Grants == nil; none != (name == "no grants") {
				t.Errorf("with %s set, a token with %s claims %v", what, name, got.Grants)
			}
		}
	}
	for what, change := range map[string]func(*auth.VerifierConfig){
		"a life without end": func(c *auth.VerifierConfig) { c.Lifetime = 13 * time.Hour }, "no life": func(c *auth.VerifierConfig) { c.Lifetime = time.Second },
		"type ID": func(c *auth.VerifierConfig) { c.Types = []string{"ID"} }, "a claim of another meaning": func(c *auth.VerifierConfig) { c.PersonClaim = "jti" },
		"a province for uuids": func(c *auth.VerifierConfig) { c.Province = "HN" }, "no province's code": func(c *auth.VerifierConfig) { c.ByNumber, c.Province = true, "hn/x" },
	} {
		c := auth.VerifierConfig{Issuer: "oa", Audience: "huishang", Now: clock}
		change(&c)
		if _, err := auth.NewJWKSVerifier(t.Context(), c, k.URL, quiet); err == nil {
			t.Errorf("%s is accepted at start", what)
		}
	}
}

// jsonNull is null as a claim's value, which is not the same as no claim.
type jsonNull struct{}

func (jsonNull) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

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
