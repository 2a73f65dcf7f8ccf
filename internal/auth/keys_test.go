package auth_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/fault"

	"github.com/golang-jwt/jwt/v5"
)

// quiet fetches once at the start and once for an unknown key id, and never by the clock.
var quiet = auth.Refresh{Every: time.Hour, UnknownEvery: time.Hour, Retry: time.Hour, RetryMost: time.Hour}

// eager tries again at once whatever fails.
var eager = auth.Refresh{Every: time.Hour, UnknownEvery: time.Hour, Retry: time.Millisecond, RetryMost: 10 * time.Millisecond}

// keyServer publishes keys, or answers as a test wants, and counts how often it is asked.
type keyServer struct {
	*httptest.Server
	keys   atomic.Value // []map[string]string
	answer atomic.Value // http.HandlerFunc
	asked  atomic.Int64
}

func publish(t testing.TB, keys ...map[string]string) *keyServer {
	t.Helper()
	k := &keyServer{}
	k.keys.Store(keys)
	k.answer.Store(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"keys": k.keys.Load()})
	}))
	k.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k.asked.Add(1)
		k.answer.Load().(http.HandlerFunc)(w, r)
	}))
	t.Cleanup(k.Close)
	return k
}

// instead answers otherwise from now on, and returns the answer before.
func (k *keyServer) instead(answer http.HandlerFunc) (before http.HandlerFunc) {
	return k.answer.Swap(answer).(http.HandlerFunc)
}

func verifier(t testing.TB, k *keyServer) *auth.Verifier { return verifierOf(t, k, quiet, nil) }

func verifierOf(t testing.TB, k *keyServer, refresh auth.Refresh, log *slog.Logger, algorithms ...string) *auth.Verifier {
	t.Helper()
	v, err := auth.NewJWKSVerifier(t.Context(), auth.VerifierConfig{Issuer: "oa", Audience: "huishang", Algorithms: algorithms, Now: clock, Log: log}, k.URL, refresh)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// eventually waits for a cause, not for a time.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

// A key set counts however long the network takes, within the fetch's own five seconds: at the start, and when a new
// key is published beside the old one.
func TestSlowKeySets(t *testing.T) {
	for _, delay := range []time.Duration{0, 50 * time.Millisecond, 2 * time.Second} {
		t.Run(delay.String(), func(t *testing.T) {
			t.Parallel()
			old, next := newSigner(t, "old"), newSigner(t, "next")
			k := publish(t, old.jwk())
			fast := k.instead(nil)
			k.instead(func(w http.ResponseWriter, r *http.Request) {
				select {
				case <-time.After(delay):
					fast(w, r)
				case <-r.Context().Done():
				}
			})
			v := verifier(t, k)
			if _, err := v.Verify(t.Context(), old.sign(t, claims(), nil)); err != nil {
				t.Errorf("the first token: %v", err)
			}
			k.keys.Store([]map[string]string{old.jwk(), next.jwk()})
			if _, err := v.Verify(t.Context(), next.sign(t, claims(), nil)); err != nil {
				t.Errorf("the first token of the new key: %v", err)
			}
			if _, err := v.Verify(t.Context(), old.sign(t, claims(), nil)); err != nil {
				t.Errorf("a token of the old key after it: %v", err)
			}
		})
	}
}

// A set that never answers is given up after the fetch's own time, not after the request's.
func TestAKeySetThatHangs(t *testing.T) {
	t.Parallel()
	s := newSigner(t, "k1")
	k := publish(t, s.jwk())
	k.instead(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	v := verifier(t, k)
	if _, err := v.Verify(t.Context(), s.sign(t, claims(), nil)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("while nothing arrives: %v, want UNAVAILABLE", err)
	}
	eventually(t, "the fetch is given up", func() bool { return v.KeySet().Failures == 1 })
	if err := v.Ready(); err == nil || !strings.Contains(err.Error(), "within 5s") {
		t.Errorf("ready says %v, want the deadline", err)
	}
}

// Keys rotate: the new one is believed once published, the old one no more once taken away. Made-up key ids neither
// use up the refresh nor wait when none is allowed.
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
	refused(t, v, "the old key, once taken away", old.sign(t, claims(), nil))
	asked := k.asked.Load()
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { refused(t, v, "a made-up kid", newSigner(t, "made-up").sign(t, claims(), nil)) })
	}
	all.Wait()
	if n := k.asked.Load() - asked; n > 0 {
		t.Errorf("50 made-up key ids within the hour fetched the keys %d times more", n)
	}
}

// Many requests with a key that is not there wait for one fetch, and that fetch is not broken off with the request
// that caused it.
func TestOneFetchForAll(t *testing.T) {
	old, next := newSigner(t, "old"), newSigner(t, "next")
	k := publish(t, old.jwk())
	v := verifier(t, k)
	if _, err := v.Verify(t.Context(), old.sign(t, claims(), nil)); err != nil {
		t.Fatal(err)
	}
	k.keys.Store([]map[string]string{old.jwk(), next.jwk()})
	release := make(chan struct{})
	fast := k.instead(nil)
	k.instead(func(w http.ResponseWriter, r *http.Request) { <-release; fast(w, r) })
	asked := k.asked.Load()
	raw := next.sign(t, claims(), nil)
	gone, leave := context.WithCancel(t.Context())
	defer leave()
	left := make(chan error)
	go func() { _, err := v.Verify(gone, raw); left <- err }()
	eventually(t, "the set is asked", func() bool { return k.asked.Load() > asked })
	leave()
	if err := <-left; !fault.Is(err, fault.Unavailable) {
		t.Errorf("who left: %v", err)
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := v.Verify(t.Context(), raw); err != nil {
				t.Errorf("who waited: %v", err)
			}
		})
	}
	close(release)
	all.Wait()
	if n := k.asked.Load() - asked; n != 1 {
		t.Errorf("the set was asked %d times, want once", n)
	}
}

// A set that is not there at the start is tried again until it is. Until then nobody is told that his token is wrong,
// each failure is one line with its cause, and one in the count.
func TestAKeySetThatComesLate(t *testing.T) {
	s := newSigner(t, "k1")
	var log lines
	k := publish(t, s.jwk())
	good := k.instead(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "not yet", http.StatusBadGateway) })
	v := verifierOf(t, k, eager, log.logger())
	eventually(t, "it tries again", func() bool { return v.KeySet().Failures >= 3 })
	if err := v.Ready(); err == nil || !strings.Contains(err.Error(), "502") {
		t.Errorf("ready says %v, want the cause", err)
	}
	if _, err := v.Verify(t.Context(), s.sign(t, claims(), nil)); !fault.Is(err, fault.Unavailable) || errors.Is(err, auth.ErrToken) {
		t.Errorf("a token before any key: %v, want UNAVAILABLE", err)
	}
	k.instead(good)
	eventually(t, "it is ready", func() bool { return v.Ready() == nil })
	if _, err := v.Verify(t.Context(), s.sign(t, claims(), nil)); err != nil {
		t.Errorf("a token once the key is there: %v", err)
	}
	state := v.KeySet()
	if n := int64(log.count("key set not fetched")); n != state.Failures || !log.has("502 Bad Gateway") {
		t.Errorf("%d lines of %d failures: %s", n, state.Failures, log.text())
	}
	if state.Keys != 1 || state.Fetched.IsZero() || state.Fetches != state.Failures+1 {
		t.Errorf("the state is %+v", state)
	}
}

// The pauses that a server makes are short while it has no key, so that it is ready within seconds.
func TestRetriesComeWithinSeconds(t *testing.T) {
	if r := auth.RefreshDefault; r.Retry > time.Second || r.RetryMost > 5*time.Second || r.UnknownEvery != time.Minute || r.Every != 10*time.Minute {
		t.Errorf("%+v", r)
	}
}

// What is no key set, too much, or somewhere else, is not believed: the keys that were there stay, and the cause is
// named. No key yet stays no key.
func TestStrangeKeySets(t *testing.T) {
	s := newSigner(t, "k1")
	elsewhere := publish(t, s.jwk())
	list := func(n int) string {
		keys := make([]any, n)
		for i := range keys {
			keys[i] = newSigner(t, fmt.Sprint("k", i)).jwk()
		}
		b, err := json.Marshal(map[string]any{"keys": keys})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	text := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
	}
	blank := bytes.Repeat([]byte(" "), 64<<10)
	var whole atomic.Bool
	for what, c := range map[string]struct {
		answer http.HandlerFunc
		cause  string
	}{
		"a redirect":   {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) }, "redirect"},
		"a page":       {text("<!DOCTYPE html><html>sign in</html>"), "no key set"},
		"another JSON": {text(`{"issuer":"oa","jwks_uri":"https://oa/jwks"}`), "no list of keys"},
		"null keys":    {text(`{"keys":null}`), "no list of keys"},
		"a list":       {text(`[]`), "no key set"},
		"nothing":      {text(""), "no key set"},
		"half a set":   {text(`{"keys":[`), "no key set"},
		"51 keys":      {text(list(51)), "51 keys"},
		"no page":      {http.NotFound, "404"},
		"no content":   {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }, "204"},
		"a set of 64 MB": {func(w http.ResponseWriter, r *http.Request) {
			for range 1024 {
				if _, err := w.Write(blank); err != nil || r.Context().Err() != nil {
					return
				}
			}
			whole.Store(true)
		}, "larger than 1048576 bytes"},
		"a broken answer": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, `{"keys":[]}`)
		}, "EOF"},
	} {
		t.Run(what, func(t *testing.T) {
			k := publish(t, s.jwk())
			good := k.instead(c.answer)
			first := verifierOf(t, k, eager, nil)
			eventually(t, "the set is refused", func() bool { return first.KeySet().Failures > 0 })
			if err := first.Ready(); err == nil || !strings.Contains(err.Error(), c.cause) {
				t.Errorf("ready without a key: %v, want %s", err, c.cause)
			}
			k.instead(good)
			eventually(t, "the good set counts", func() bool { return first.Ready() == nil })
			k.instead(c.answer)
			if _, err := first.Verify(t.Context(), newSigner(t, "k2").sign(t, claims(), nil)); !fault.Is(err, fault.Unavailable) {
				t.Errorf("a key that nobody can ask for: %v, want UNAVAILABLE", err)
			}
			if _, err := first.Verify(t.Context(), s.sign(t, claims(), nil)); err != nil || first.Ready() != nil {
				t.Errorf("the key that was there: %v, %v", err, first.Ready())
			}
		})
	}
	if n := elsewhere.asked.Load(); n > 0 {
		t.Errorf("the redirect was followed %d times", n)
	}
	if whole.Load() {
		t.Error("a set of 64 MB was read to its end")
	}
}

// A set without any key takes all away, as the issuer says, and the server is not ready until one is there again.
func TestAnEmptyKeySet(t *testing.T) {
	s := newSigner(t, "k1")
	k := publish(t)
	v := verifierOf(t, k, eager, nil)
	eventually(t, "it tries again", func() bool { return v.KeySet().Fetches >= 3 })
	if v.Ready() == nil {
		t.Error("ready without a key")
	}
	k.keys.Store([]map[string]string{s.jwk()})
	eventually(t, "it is ready", func() bool { return v.Ready() == nil })
}

// One key that cannot be used takes no other with it: it is skipped, and the log says once which and why.
func TestBadKeysBesideGoodOnes(t *testing.T) {
	s := newSigner(t, "good")
	changed := func(kid, name, value string) map[string]string {
		jwk := newSigner(t, kid).jwk()
		if jwk[name] = value; value == "" {
			delete(jwk, name)
		}
		return jwk
	}
	small, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	var log lines
	k := publish(t, changed("other-alg", "alg", "RS256"), changed("other-size", "alg", "ES384"), changed("other-curve", "crv", "P-384"), changed("no-y", "y", ""), changed("enc", "use", "enc"),
		changed("off-curve", "y", base64.RawURLEncoding.EncodeToString(make([]byte, 32))), changed("", "kid", ""), changed("x", "kid", "../../x"),
		map[string]string{"kty": "oct", "kid": "secret", "k": "c2VjcmV0"}, map[string]string{"kty": "OKP", "crv": "Ed448", "kid": "ed448", "x": "AAAA"},
		map[string]string{"kty": "what", "kid": "what"}, map[string]string{}, rsaJWK("weak", &small.PublicKey, "RS256"), rsaJWK("no-modulus", &rsa.PublicKey{N: big.NewInt(0), E: 0}, ""),
		s.jwk(), newSigner(t, "good").jwk())
	v := verifierOf(t, k, eager, log.logger(), "ES256", "ES384", "RS256")
	if _, err := v.Verify(t.Context(), s.sign(t, claims(), nil)); err != nil {
		t.Errorf("the good key beside bad ones: %v", err)
	}
	for _, kid := range []string{"other-alg", "other-size", "other-curve", "no-y", "enc", "off-curve", "../../x", "secret", "ed448", "what", "weak", "no-modulus", "good"} {
		if !log.has(kid) {
			t.Errorf("nothing says that %s was skipped: %s", kid, log.text())
		}
	}
	if n := log.count("keys of the set are not used"); n != 1 {
		t.Errorf("%d lines say so, want one", n)
	}
	if _, err := v.Verify(t.Context(), newSigner(t, "enc").sign(t, claims(), nil)); !errors.Is(err, auth.ErrToken) {
		t.Errorf("a token of a skipped key: %v", err)
	}
	if n := log.count("keys of the set are not used"); n != 1 {
		t.Errorf("%d lines after another fetch, want one", n)
	}
}

func rsaJWK(kid string, key *rsa.PublicKey, alg string) map[string]string {
	b64 := base64.RawURLEncoding.EncodeToString
	jwk := map[string]string{"kty": "RSA", "kid": kid, "use": "sig", "n": b64(key.N.Bytes()), "e": b64(big.NewInt(int64(key.E)).Bytes())}
	if alg != "" {
		jwk["alg"] = alg
	}
	return jwk
}

// Every algorithm that is accepted at start verifies tokens, with keys that name it and with keys that name none; and
// none verifies with a key of another.
func TestEveryAlgorithmAcceptedWorks(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	b64 := base64.RawURLEncoding.EncodeToString
	keys := map[string]struct {
		private crypto.Signer
		jwk     map[string]string
	}{"RS": {rsaKey, rsaJWK("k", &rsaKey.PublicKey, "")}, "PS": {rsaKey, rsaJWK("k", &rsaKey.PublicKey, "")}}
	for alg, curve := range map[string]elliptic.Curve{"ES256": elliptic.P256(), "ES384": elliptic.P384(), "ES512": elliptic.P521()} {
		key, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err := key.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		half := len(point) / 2
		keys[alg] = struct {
			private crypto.Signer
			jwk     map[string]string
		}{key, map[string]string{"kty": "EC", "kid": "k", "crv": curve.Params().Name, "x": b64(point[1 : 1+half]), "y": b64(point[1+half:])}}
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	keys["EdDSA"] = struct {
		private crypto.Signer
		jwk     map[string]string
	}{private, map[string]string{"kty": "OKP", "crv": "Ed25519", "kid": "k", "x": b64(public)}}
	named := func(alg string) string {
		if strings.HasPrefix(alg, "RS") || strings.HasPrefix(alg, "PS") {
			return alg[:2]
		}
		return alg
	}
	sign := func(alg string) string {
		token := jwt.NewWithClaims(jwt.GetSigningMethod(alg), claims())
		token.Header["typ"], token.Header["kid"] = "at+jwt", "k"
		raw, err := token.SignedString(keys[named(alg)].private)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	for _, alg := range auth.Algorithms {
		for _, said := range []string{"", alg} {
			jwk := map[string]string{}
			for name, value := range keys[named(alg)].jwk {
				jwk[name] = value
			}
			if said != "" {
				jwk["alg"] = said
			}
			v := verifierOf(t, publish(t, jwk), quiet, nil, auth.Algorithms...)
			for _, other := range auth.Algorithms {
				_, err := v.Verify(t.Context(), sign(other))
				same := other == alg || said == "" && slices.Contains([]string{"RS", "PS"}, named(alg)) && slices.Contains([]string{"RS", "PS"}, named(other))
				if (err == nil) != same {
					t.Errorf("a key for %s that says %q and a token by %s: %v", alg, said, other, err)
				}
			}
		}
		if v := verifierOf(t, publish(t, keys[named(alg)].jwk), quiet, nil, alg); v == nil {
			t.Errorf("%s alone", alg)
		} else if _, err := v.Verify(t.Context(), sign(alg)); err != nil {
			t.Errorf("%s alone: %v", alg, err)
		}
	}
}

// Only asymmetric signatures are believed, from where nobody can put other keys; what could not work is refused at start.
func TestVerifierConfiguration(t *testing.T) {
	s := newSigner(t, "k1")
	v := verifier(t, publish(t, s.jwk(), map[string]string{"kty": "oct", "alg": "HS256", "use": "sig", "kid": "k2", "k": "c2VjcmV0"}))
	hs := jwt.NewWithClaims(jwt.SigningMethodHS256, claims())
	hs.Header["typ"], hs.Header["kid"] = "at+jwt", "k2"
	raw, err := hs.SignedString([]byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	refused(t, v, "a symmetric key", raw)
	for _, address := range []string{"", "http://example.com/jwks", "ftp://localhost/jwks", "file:///etc/passwd", "https://"} {
		if _, err := auth.NewJWKSVerifier(t.Context(), auth.VerifierConfig{Issuer: "oa", Audience: "huishang", Now: clock}, address, quiet); err == nil {
			t.Errorf("keys from %q", address)
		}
	}
	for _, c := range []auth.VerifierConfig{{Audience: "a"}, {Issuer: "i"}, {Issuer: "i", Audience: "a", Algorithms: []string{"HS256"}},
		{Issuer: "i", Audience: "a", Algorithms: []string{"none"}}, {Issuer: "i", Audience: "a", Algorithms: []string{"ES256", "ES256K"}}, {Issuer: "i", Audience: "a", Algorithms: []string{"Ed25519"}}} {
		if _, err := auth.NewJWKSVerifier(t.Context(), c, "https://localhost/jwks", quiet); err == nil {
			t.Errorf("configured with %+v", c)
		}
	}
}

// lines gathers what a logger wrote.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

func (l *lines) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *lines) count(message string) int { return strings.Count(l.text(), message) }

func (l *lines) has(text string) bool { return strings.Contains(l.text(), text) }
