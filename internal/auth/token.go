package auth

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"huishang/internal/clock"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// Limits of a token (security.md).
const (
	maxTokenBytes = 4096
	maxLifetime   = 15 * time.Minute
	leeway        = 30 * time.Second
)

// ErrToken is the one refusal of a token: why is for the log alone.
var ErrToken = errors.New("token refused")

// Verifier checks tokens. It believes only what its configuration names.
type Verifier struct {
	config VerifierConfig
	keys   func(ctx context.Context, token *jwt.Token) (any, error)
	ready  func() error
	parser *jwt.Parser
}

// VerifierConfig says whose tokens are believed.
type VerifierConfig struct {
	Issuer, Audience string
	// Algorithms are the signatures believed: ES256 and EdDSA, unless narrowed. HS256 is never among them.
	Algorithms []string
	Now        clock.Clock
}

// newVerifier makes a verifier over a source of keys.
func newVerifier(c VerifierConfig, keys func(context.Context, *jwt.Token) (any, error), ready func() error) (*Verifier, error) {
	if c.Issuer == "" || c.Audience == "" {
		return nil, errors.New("issuer and audience are required")
	}
	if len(c.Algorithms) == 0 {
		c.Algorithms = []string{"ES256", "EdDSA"}
	}
	for _, a := range c.Algorithms {
		if !slices.Contains([]string{"ES256", "ES384", "EdDSA", "PS256", "RS256"}, a) {
			return nil, fmt.Errorf("algorithm %q: only asymmetric signatures are believed", a)
		}
	}
	return &Verifier{config: c, keys: keys, ready: ready, parser: jwt.NewParser(
		jwt.WithValidMethods(c.Algorithms), jwt.WithStrictDecoding(), jwt.WithIssuer(c.Issuer), jwt.WithAudience(c.Audience),
		jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithNotBeforeRequired(), jwt.WithTimeFunc(c.Now), jwt.WithLeeway(leeway),
	)}, nil
}

// Ready fails until a key is there to verify with.
func (v *Verifier) Ready() error { return v.ready() }

type tokenClaims struct {
	jwt.RegisteredClaims
	Grants []TokenGrant `json:"grants"`
}

// Verify checks a token's form, signature and claims (security.md "Tokens") and returns what it says. Every
// refusal is ErrToken with the cause wrapped, for the log.
func (v *Verifier) Verify(ctx context.Context, raw string) (*Claims, error) {
	c, err := v.verify(ctx, raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrToken, err)
	}
	return c, nil
}

func (v *Verifier) verify(ctx context.Context, raw string) (*Claims, error) {
	if err := shaped(raw); err != nil {
		return nil, err
	}
	var claims tokenClaims
	token, err := v.parser.ParseWithClaims(raw, &claims, func(t *jwt.Token) (any, error) {
		if t.Header["typ"] != "at+jwt" {
			return nil, errors.New("typ is not at+jwt")
		}
		if _, ok := t.Header["crit"]; ok {
			return nil, errors.New("crit is not understood")
		}
		return v.keys(ctx, t)
	})
	if err != nil {
		return nil, err
	}
	if !token.Valid || claims.IssuedAt == nil {
		return nil, errors.New("iat is required")
	}
	if life := claims.ExpiresAt.Sub(claims.IssuedAt.Time); life <= 0 || life > maxLifetime {
		return nil, fmt.Errorf("lives %s", life)
	}
	person, err := uuid.Parse(claims.Subject)
	if err != nil || person.String() != claims.Subject {
		return nil, errors.New("sub is no person's uuid")
	}
	if claims.ID == "" || len(claims.ID) > 200 {
		return nil, errors.New("jti is required")
	}
	if err := checkGrants(claims.Grants); err != nil {
		return nil, err
	}
	return &Claims{Person: person, TokenID: claims.ID, Grants: claims.Grants, IssuedAt: claims.IssuedAt.Time, ExpiresAt: claims.ExpiresAt.Time}, nil
}

var (
	orgShape  = regexp.MustCompile(`^[A-Z]{2,8}(-[A-Z0-9]{1,8}){0,2}$`)
	deptShape = regexp.MustCompile(`^[A-Z][A-Z0-9/.-]{1,39}$`)
)

// checkGrants wants at least one grant, each of a known role and shaped codes: an empty or strange scope means
// nothing, never everything.
func checkGrants(grants []TokenGrant) error {
	if len(grants) == 0 || len(grants) > 50 {
		return errors.New("1 to 50 grants")
	}
	for _, g := range grants {
		if !slices.Contains(Roles, g.Role) || !orgShape.MatchString(g.Org) || (g.Dept != "" && !deptShape.MatchString(g.Dept)) {
			return fmt.Errorf("grant %q", g)
		}
	}
	return nil
}

// shaped checks what a JWT library forgives: size, white space, padding, and doubled keys, of which parsers
// disagree which one counts.
func shaped(raw string) error {
	if len(raw) > maxTokenBytes || strings.ContainsAny(raw, "= \t\r\n") {
		return errors.New("size or alphabet")
	}
	parts := strings.Split(raw, ".")
	if len(parts) != 3 || slices.Contains(parts, "") {
		return errors.New("not three parts")
	}
	for _, part := range parts[:2] {
		b, err := base64.RawURLEncoding.Strict().DecodeString(part)
		if err != nil {
			return err
		}
		if err := singleKeys(json.NewDecoder(bytes.NewReader(b))); err != nil {
			return err
		}
	}
	return nil
}

// singleKeys walks one JSON value and refuses an object that names a key twice, whatever the case.
func singleKeys(d *json.Decoder) error {
	if err := walk(d, 0); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("trailing bytes")
	}
	return nil
}

func walk(d *json.Decoder, depth int) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	open, ok := t.(json.Delim)
	if !ok {
		return nil
	}
	if depth > 8 {
		return errors.New("nested too deep")
	}
	seen := map[string]bool{}
	for d.More() {
		if open == '{' {
			key, err := d.Token()
			if err != nil {
				return err
			}
			folded := strings.ToLower(key.(string))
			if seen[folded] {
				return fmt.Errorf("key %q twice", folded)
			}
			seen[folded] = true
		}
		if err := walk(d, depth+1); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// asymmetric refuses a key that could be used to sign as well as to verify.
func asymmetric(key any) (any, error) {
	switch key.(type) {
	case *ecdsa.PublicKey, ed25519.PublicKey:
		return key, nil
	}
	return nil, fmt.Errorf("key of type %T", key)
}
