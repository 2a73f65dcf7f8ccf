package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"huishang/internal/fault"

	"github.com/MicahParks/jwkset"
	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/time/rate"
)

// Refresh says when a key set is fetched. Each fetch has its own five seconds, however it was caused.
type Refresh struct {
	// Every is the round by the clock.
	Every time.Duration
	// UnknownEvery is how often a key id that is not there may cause a fetch, so that made-up ones cannot use it up.
	// After a failed fetch the next round comes no later than this.
	UnknownEvery time.Duration
	// Retry is the pause after a first failure; it doubles with each further one, up to RetryMost while no key is there.
	Retry, RetryMost time.Duration
}

// RefreshDefault is how a server fetches its keys (docs/decisions/0021).
var RefreshDefault = Refresh{Every: 10 * time.Minute, UnknownEvery: time.Minute, Retry: 500 * time.Millisecond, RetryMost: 4 * time.Second}

// pause is how long after so many failures in a row the next fetch begins: between half of it and the whole, so that
// servers that lost their issuer together do not come back together.
func (r Refresh) pause(failures int, keys bool) time.Duration {
	most := r.RetryMost
	if keys {
		most = r.UnknownEvery
	}
	wait := r.Retry
	for range failures - 1 {
		if wait *= 2; wait >= most {
			break
		}
	}
	wait = max(min(wait, most), time.Millisecond)
	return wait/2 + rand.N(wait/2+1)
}

// KeySetState is what an operator wants to know of a key set.
type KeySetState struct {
	Fetches, Failures int64
	// Fetched is when the set last arrived; zero if it has not.
	Fetched time.Time
	Keys    int
}

var keyID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,100}$`)

// NewJWKSVerifier believes the keys of a published set (JWKS). The address is https, or http on a loopback
// address. It fetches in the background until ctx ends; Ready fails until a first key is there.
func NewJWKSVerifier(ctx context.Context, c VerifierConfig, address string, refresh Refresh) (*Verifier, error) {
	u, err := url.Parse(address)
	if err != nil || !fetchable(u) {
		return nil, fmt.Errorf("key set address %q: https, or http on loopback", address)
	}
	if c, err = c.whole(); err != nil {
		return nil, err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	set := &keySet{
		Storage: jwkset.NewMemoryStorage(), address: address, algorithms: c.Algorithms, refresh: refresh, log: c.Log,
		unknown: rate.NewLimiter(rate.Every(refresh.UnknownEvery), 1), serving: ctx,
	}
	keys, err := keyfunc.New(keyfunc.Options{Ctx: ctx, Storage: set})
	if err != nil {
		return nil, err
	}
	go set.keepFresh(set.fetch())
	v := newVerifier(c, func(ctx context.Context, t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		if !keyID.MatchString(kid) {
			return nil, errors.New("kid is required and shaped")
		}
		key, err := keys.KeyfuncCtx(ctx)(t)
		if err != nil {
			return nil, err
		}
		return key, fits(t.Method.Alg(), key)
	})
	v.set = set
	return v, nil
}

func fetchable(u *url.URL) bool {
	if u.Scheme == "https" {
		return u.Host != ""
	}
	return u.Scheme == "http" && Loopback(u.Hostname())
}

// Loopback tells whether a host's name means this machine, whoever answers for names.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// keySet is what an address published last, kept in memory. What was published counts until something else is: an
// issuer that is away for a while takes no key away, and one that publishes a set without a key takes all.
type keySet struct {
	jwkset.Storage
	address    string
	algorithms []string
	refresh    Refresh
	log        *slog.Logger
	unknown    *rate.Limiter
	serving    context.Context // fetches end with the server, not with the request that caused them

	mu      sync.Mutex
	running chan struct{} // closed when the fetch under way ends; nil for none
	state   KeySetState
	failed  error  // of the last fetch
	skipped string // what it could not use, so that the log says it once
}

// fetch begins a fetch, or joins the one under way, and returns what is closed at its end.
func (s *keySet) fetch() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == nil {
		s.running = make(chan struct{})
		go s.run(s.running)
	}
	return s.running
}

func (s *keySet) run(done chan struct{}) {
	began := time.Now()
	keys, skipped, err := fetchKeys(s.serving, s.address, s.algorithms)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = nil
	defer close(done)
	if s.serving.Err() != nil {
		return
	}
	s.state.Fetches++
	s.failed = err
	if err != nil {
		s.state.Failures++
		s.log.Warn("key set not fetched", "address", redacted(s.address), "error", err, "took", time.Since(began), "keys", s.state.Keys)
		return
	}
	_ = s.KeyReplaceAll(s.serving, keys) // in memory it cannot fail
	if len(keys) != s.state.Keys || s.state.Fetched.IsZero() {
		s.log.Info("key set fetched", "address", redacted(s.address), "keys", len(keys))
	}
	s.state.Keys, s.state.Fetched = len(keys), time.Now()
	if why := strings.Join(skipped, "; "); why != s.skipped {
		s.skipped = why
		if why != "" {
			s.log.Warn("keys of the set are not used", "address", redacted(s.address), "why", why)
		}
	}
}

// keepFresh fetches by the clock, and in ever longer pauses after a failure, until the server ends; first is the fetch that
// began with the set.
func (s *keySet) keepFresh(first <-chan struct{}) {
	failures := 0
	for end := first; ; end = s.fetch() {
		select {
		case <-end:
		case <-s.serving.Done():
			return
		}
		s.mu.Lock()
		keys, failed := s.state.Keys > 0, s.failed
		s.mu.Unlock()
		wait := s.refresh.Every
		if failures++; failed == nil && keys {
			failures = 0
		} else {
			wait = s.refresh.pause(failures, keys)
		}
		select {
		case <-time.After(wait):
		case <-s.serving.Done():
			return
		}
	}
}

// KeyRead finds a key. One that is not there waits for the fetch under way, and causes one where that is allowed, but
// all in all no longer than one fetch may take; else it is refused at once. Where nobody can say that the key does not
// exist, as no set arrived or the last fetch failed, the refusal is UNAVAILABLE and not that of a wrong token.
func (s *keySet) KeyRead(ctx context.Context, kid string) (jwkset.JWK, error) {
	key, err := s.Storage.KeyRead(ctx, kid)
	if err == nil {
		return key, nil
	}
	ctx, cancel := context.WithTimeout(ctx, fetchWithin)
	defer cancel()
	for _, fetch := range []func() <-chan struct{}{s.underWay, s.allowed} {
		if end := fetch(); end != nil {
			select {
			case <-end:
			case <-ctx.Done():
				return jwkset.JWK{}, fault.Wrap(fmt.Errorf("key %q: %w", kid, ctx.Err()), fault.Unavailable)
			}
		}
		// Where none is under way any more, one may have ended since the key was looked for.
		if key, err = s.Storage.KeyRead(ctx, kid); err == nil {
			return key, nil
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed != nil || s.state.Keys == 0 {
		return jwkset.JWK{}, fault.Wrap(fmt.Errorf("key %q: %w", kid, s.absent()), fault.Unavailable)
	}
	return jwkset.JWK{}, err
}

// underWay is closed at the end of the fetch under way, nil for none.
func (s *keySet) underWay() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running
}

// allowed begins a fetch for an unknown key id, nil where there was one lately.
func (s *keySet) allowed() <-chan struct{} {
	if !s.unknown.Allow() {
		return nil
	}
	return s.fetch()
}

// absent says why a key may be missing.
func (s *keySet) absent() error {
	switch {
	case s.failed != nil:
		return fmt.Errorf("the key set could not be fetched: %w", s.failed)
	case s.state.Fetched.IsZero():
		return errors.New("the key set is still being fetched")
	case s.skipped != "":
		return fmt.Errorf("no key of the set can be used: %s", s.skipped)
	}
	return errors.New("the key set holds no key")
}

// ready fails until a key is there.
func (s *keySet) ready() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Keys == 0 {
		return fmt.Errorf("no key to verify tokens with yet: %w", s.absent())
	}
	return nil
}

func (s *keySet) now() KeySetState {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// redacted is an address without its password.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Redacted()
}

// one client for all fetches: it follows no redirect, and reads no endless headers.
var fetcher = func() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxResponseHeaderBytes = 64 << 10
	return &http.Client{Transport: t, CheckRedirect: func(to *http.Request, _ []*http.Request) error {
		return fmt.Errorf("it redirects to %s, which is not followed: name the last address", to.URL.Redacted())
	}}
}()
