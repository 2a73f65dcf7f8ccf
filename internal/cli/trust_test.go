package cli

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/transport"

	"github.com/alecthomas/kong"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// token --check says of a token what the server with the same settings would, and why.
func TestTokenCheckSaysWhy(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	b64 := base64.RawURLEncoding.EncodeToString
	keys := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Error(w, "", http.StatusBadGateway)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"keys": []map[string]string{{"kty": "RSA", "kid": "k1", "use": "sig", "alg": "RS256",
			"n": b64(key.N.Bytes()), "e": b64(big.NewInt(int64(key.E)).Bytes())}}})
	}))
	defer keys.Close()
	sign := func(typ, kid string, changed map[string]any) string {
		now := time.Now()
		c := jwt.MapClaims{"iss": "https://id", "aud": "huishang", "sub": uuid.NewString(), "jti": "1", "iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix()}
		maps.Copy(c, changed)
		token := jwt.NewWithClaims(jwt.SigningMethodRS256, c)
		token.Header["typ"], token.Header["kid"] = typ, kid
		raw, err := token.SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	check := func(raw, address string, more ...string) string {
		t.Helper()
		var c commands
		k, err := kong.New(&c, described...)
		if err != nil {
			t.Fatal(err)
		}
		args := append([]string{"token", "--check", raw, "--jwks-url", address, "--issuer", "https://id", "--data", t.TempDir(), "--log-level", "error"}, more...)
		if _, err := k.Parse(args); err != nil {
			t.Fatal(err)
		}
		if err := c.Token.Run(t.Context(), &c.Settings); err != nil {
			return err.Error()
		}
		return "good"
	}
	good := sign("JWT", "k1", nil)
	set := []string{"--algorithms", "RS256", "--token-types", "JWT", "--nbf-optional", "--grants-optional"}
	for what, c := range map[string]struct{ got, want string }{
		"all is set":           {check(good, keys.URL, set...), "good"},
		"with its scheme":      {check("Bearer "+good+"\n", keys.URL, set...), "good"},
		"nothing is set":       {check(good, keys.URL), "signing method RS256 is invalid"},
		"typ":                  {check(good, keys.URL, "--algorithms", "RS256"), "HUISHANG_TOKEN_TYPES"},
		"nbf":                  {check(good, keys.URL, "--algorithms", "RS256", "--token-types", "JWT"), "nbf claim is required"},
		"grants":               {check(good, keys.URL, "--algorithms", "RS256", "--token-types", "JWT", "--nbf-optional"), "HUISHANG_GRANTS_OPTIONAL"},
		"life":                 {check(sign("JWT", "k1", map[string]any{"exp": time.Now().Add(time.Hour).Unix()}), keys.URL, set...), "HUISHANG_TOKEN_LIFETIME"},
		"the person":           {check(sign("JWT", "k1", map[string]any{"sub": "HN0001"}), keys.URL, set...), "people --ids"},
		"the number":           {check(sign("JWT", "k1", map[string]any{"sub": "HN0001"}), keys.URL, append(set, "--person-by", "number")...), "HUISHANG_PERSON_PROVINCE"},
		"the audience":         {check(sign("JWT", "k1", map[string]any{"aud": "account"}), keys.URL, set...), "audience"},
		"ended":                {check(sign("JWT", "k1", map[string]any{"exp": time.Now().Add(-time.Hour).Unix()}), keys.URL, set...), "expired"},
		"another key":          {check(sign("JWT", "k2", nil), keys.URL, set...), "k2"},
		"no token":             {check("hello", keys.URL, set...), "three parts"},
		"no key set":           {check(good, keys.URL+"/away", set...), "503"},
		"no key of the set":    {check(good, keys.URL, "--token-types", "JWT", "--nbf-optional", "--grants-optional", "--algorithms", "ES256,RS384"), "signing method RS256"},
		"an unknown algorithm": {check(good, keys.URL, "--algorithms", "HS256"), "only asymmetric"},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%s: %s, want %s", what, c.got, c.want)
		}
	}
	d := dbtest.New(t)
	if got := check(good, keys.URL, append(set, "--database-url", d.URL(db.Logins[0]), "--read-database-url", d.URL(db.Logins[1]), "--analyst-database-url", d.URL(db.Logins[2]))...); !strings.Contains(got, "UNKNOWN_PERSON") {
		t.Errorf("a person whom the database does not know: %s", got)
	}
}

// The key set's age begins with the server, so that an alert sees a set that never arrived, and ends with each fetch.
func TestKeySetMetrics(t *testing.T) {
	state := auth.KeySetState{}
	m := transport.NewMetrics(nil)
	registerKeys(m, func() auth.KeySetState { return state })
	value := func(name string) float64 {
		families, err := m.Gather()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range families {
			if f.GetName() == name {
				return f.GetMetric()[0].GetGauge().GetValue() + f.GetMetric()[0].GetCounter().GetValue()
			}
		}
		t.Fatalf("no %s", name)
		return 0
	}
	if v := value("huishang_key_set_age_seconds"); v != 0 {
		t.Errorf("age without a key set: %v", v)
	}
	state = auth.KeySetState{Fetches: 3, Failures: 3}
	if v := value("huishang_key_set_age_seconds"); v <= 0 {
		t.Errorf("age of a set that never arrived: %v", v)
	}
	state = auth.KeySetState{Fetches: 4, Failures: 3, Fetched: time.Now().Add(-time.Hour), Keys: 2}
	if v := value("huishang_key_set_age_seconds"); v < 3600 || v > 3700 {
		t.Errorf("age of an hour: %v", v)
	}
	if value("huishang_key_set_keys") != 2 || value("huishang_key_set_failures_total") != 3 || value("huishang_key_set_fetches_total") != 4 {
		t.Error("keys, failures or fetches are counted otherwise")
	}
}
