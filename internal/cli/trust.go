package cli

import (
	"context"
	"log/slog"
	"time"

	"huishang/internal/auth"
	"huishang/internal/transport"

	"github.com/prometheus/client_golang/prometheus"
)

// trustFlags say whose tokens are believed and how they are made (docs/tokens.md). What is not set is strict.
type trustFlags struct {
	JWKS           string        `name:"jwks-url" help:"Published keys of the token issuer: https, or http on loopback." env:"HUISHANG_JWKS_URL" placeholder:"URL"`
	Issuer         string        `help:"The token issuer's name (iss)." env:"HUISHANG_ISSUER"`
	Audience       string        `help:"Whom tokens are for (aud)." default:"huishang" env:"HUISHANG_AUDIENCE"`
	Algorithms     []string      `help:"Signatures believed: ES256, ES384, ES512, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512." default:"ES256,EdDSA" env:"HUISHANG_ALGORITHMS"`
	Types          []string      `name:"token-types" help:"The header's typ: at+jwt, JWT or both." default:"at+jwt" env:"HUISHANG_TOKEN_TYPES"`
	Lifetime       time.Duration `name:"token-lifetime" help:"What a token may live from iat to exp: 1m to 12h." default:"15m" env:"HUISHANG_TOKEN_LIFETIME"`
	NBFOptional    bool          `name:"nbf-optional" help:"Believe tokens without nbf; one that is there counts all the same." env:"HUISHANG_NBF_OPTIONAL"`
	GrantsOptional bool          `name:"grants-optional" help:"Believe tokens without grants: they count as all that the person holds." env:"HUISHANG_GRANTS_OPTIONAL"`
	PersonClaim    string        `help:"The claim that names the person." default:"sub" env:"HUISHANG_PERSON_CLAIM"`
	PersonBy       string        `help:"What that claim holds: uuid (people --ids lists them), or number, the staff number." default:"uuid" enum:"uuid,number" env:"HUISHANG_PERSON_BY"`
	PersonProvince string        `help:"The province of staff numbers, by its code as HN; without it the claim holds PROVINCE/NUMBER." env:"HUISHANG_PERSON_PROVINCE" placeholder:"CODE"`
}

// verifier believes the published keys; it fetches them until ctx ends.
func (f *trustFlags) verifier(ctx context.Context, log *slog.Logger) (*auth.Verifier, error) {
	return auth.NewJWKSVerifier(ctx, auth.VerifierConfig{
		Issuer: f.Issuer, Audience: f.Audience, Algorithms: f.Algorithms, Types: f.Types, Lifetime: f.Lifetime,
		NotBeforeOptional: f.NBFOptional, GrantsOptional: f.GrantsOptional,
		PersonClaim: f.PersonClaim, ByNumber: f.PersonBy == "number", Province: f.PersonProvince, Now: time.Now, Log: log,
	}, f.JWKS, auth.RefreshDefault)
}

// registerKeys counts the fetches of a server's key set; the development issuer's stay at zero.
func registerKeys(m *transport.Metrics, state func() auth.KeySetState) {
	count := func(name, help string, of func(auth.KeySetState) int64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(of(state())) })
	}
	gauge := func(name, help string, of func(auth.KeySetState) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return of(state()) })
	}
	m.Register(
		count("huishang_key_set_fetches_total", "Fetches of the issuer's key set, failed ones too.", func(s auth.KeySetState) int64 { return s.Fetches }),
		count("huishang_key_set_failures_total", "Fetches of the issuer's key set that failed.", func(s auth.KeySetState) int64 { return s.Failures }),
		gauge("huishang_key_set_age_seconds", "How long ago the issuer's key set last arrived; since the start if it has not, 0 with the development issuer.", age()),
		gauge("huishang_key_set_keys", "Keys of the issuer's set that tokens are verified with; 0 with the development issuer.", func(s auth.KeySetState) float64 { return float64(s.Keys) }),
	)
}

// age counts from the start until a set arrives, so that an alert on it sees a set that never did.
func age() func(auth.KeySetState) float64 {
	began := time.Now()
	return func(s auth.KeySetState) float64 {
		switch {
		case !s.Fetched.IsZero():
			return time.Since(s.Fetched).Seconds()
		case s.Fetches > 0:
			return time.Since(began).Seconds()
		}
		return 0
	}
}
