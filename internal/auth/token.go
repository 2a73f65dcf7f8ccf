package auth

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"huishang/internal/clock"
	"huishang/internal/fault"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// Leeway is how far an issuer's clock may be from this one.
const Leeway = 30 * time.Second

// Limits of a token (security.md). How long it may live is a setting, within bounds.
const (
	maxTokenBytes   = 4096
	LifetimeDefault = 15 * time.Minute
	lifetimeLeast   = time.Minute
	lifetimeMost    = 12 * time.Hour
)

// ErrToken is the one refusal of a token: why is only for the log.
var ErrToken = errors.New("token refused")

// Verifier checks tokens. It believes only what its configuration names.
type Verifier struct {
	config VerifierConfig
	keys   func(ctx context.Context, token *jwt.Token) (any, error)
	set    *keySet // nil for the development issuer
	parser *jwt.Parser
}

// VerifierConfig says whose tokens are believed, and how they are made. What is left out is as security.md has it:
// RFC 9068 with a person's uuid as sub, 15 minutes, nbf and grants required.
type VerifierConfig struct {
	Issuer, Audience string
	// Algorithms are the signatures believed, of those in Algorithms: ES256 and EdDSA unless named.
	Algorithms []string
	// Types are the header's typ: at+jwt, unless JWT is named beside it or instead.
	Types []string
	// Lifetime is what a token may live, a minute to twelve hours.
	Lifetime time.Duration
	// NotBeforeOptional believes a token without nbf; one that is there counts all the same.
	NotBeforeOptional bool
	// GrantsOptional believes a token without grants, which then claims all that its person holds. An empty list is
	// refused all the same.
	GrantsOptional bool
	// PersonClaim names the person; sub unless named.
	PersonClaim string
	// ByNumber reads PersonClaim as a staff number and not as a uuid: of Province, by its code, or without one as
	// PROVINCE/NUMBER, as a number is unique in its province only.
	ByNumber bool
	Province string
	Now      clock.Clock
	// Log is told of every fetch of keys that failed; nil tells nobody.
	Log *slog.Logger
}

// whole fills in what was left out, and refuses what could not work.
func (c VerifierConfig) whole() (VerifierConfig, error) {
	if c.Issuer == "" || c.Audience == "" {
		return c, errors.New("issuer and audience are required")
	}
	if len(c.Algorithms) == 0 {
		c.Algorithms = []string{"ES256", "EdDSA"}
	}
	if len(c.Types) == 0 {
		c.Types = []string{"at+jwt"}
	}
	c.Lifetime = cmp.Or(c.Lifetime, LifetimeDefault)
	c.PersonClaim = cmp.Or(c.PersonClaim, "sub")
	for _, a := range c.Algorithms {
		if !slices.Contains(Algorithms, a) {
			return c, fmt.Errorf("algorithm %q: only asymmetric signatures are believed, %v", a, Algorithms)
		}
	}
	for _, t := range c.Types {
		if t != "at+jwt" && t != "JWT" {
			return c, fmt.Errorf("token type %q: at+jwt or JWT", t)
		}
	}
	switch {
	case c.Lifetime < lifetimeLeast || c.Lifetime > lifetimeMost:
		return c, fmt.Errorf("a token's life of %s: %s to %s", c.Lifetime, lifetimeLeast, lifetimeMost)
	case slices.Contains([]string{"iss", "aud", "exp", "nbf", "iat", "jti", "grants"}, c.PersonClaim):
		return c, fmt.Errorf("the claim %q names no person", c.PersonClaim)
	case c.Province != "" && !c.ByNumber:
		return c, errors.New("a province is for people named by their number: a uuid has none")
	case c.Province != "" && !provinceShape.MatchString(c.Province):
		return c, fmt.Errorf("province %q: its code, as HN", c.Province)
	}
	return c, nil
}

// newVerifier makes a verifier of a whole configuration over a source of keys.
func newVerifier(c VerifierConfig, keys func(context.Context, *jwt.Token) (any, error)) *Verifier {
	options := []jwt.ParserOption{
		jwt.WithValidMethods(c.Algorithms), jwt.WithStrictDecoding(), jwt.WithIssuer(c.Issuer), jwt.WithAudience(c.Audience),
		jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithTimeFunc(c.Now), jwt.WithLeeway(Leeway),
	}
	if !c.NotBeforeOptional {
		options = append(options, jwt.WithNotBeforeRequired())
	}
	return &Verifier{config: c, keys: keys, parser: jwt.NewParser(options...)}
}

// Ready fails until a key is there to verify with, and says why.
func (v *Verifier) Ready() error {
	if v.set == nil {
		return nil
	}
	return v.set.ready()
}

// KeySet is the state of the key set; the development issuer has none, and the zero state.
func (v *Verifier) KeySet() KeySetState {
	if v.set == nil {
		return KeySetState{}
	}
	return v.set.now()
}

// Verify checks a token's form, signature and claims (security.md "Tokens") and returns what it says. Every
// refusal is ErrToken with the cause wrapped, for the log; where no key can be had to judge with it is
// fault.Unavailable.
func (v *Verifier) Verify(ctx context.Context, raw string) (*Claims, error) {
	c, err := v.verify(ctx, raw)
	if fault.Is(err, fault.Unavailable) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrToken, err)
	}
	return c, nil
}

// Claimed is the person that a token names, for the log of one that is refused: nothing of it is verified, and what is no
// plain name is empty.
func (v *Verifier) Claimed(raw string) string {
	said := jwt.MapClaims{}
	if len(raw) > maxTokenBytes {
		return ""
	}
	if _, _, err := jwt.NewParser().ParseUnverified(raw, said); err != nil {
		return ""
	}
	name, _ := said[v.config.PersonClaim].(string)
	if !claimedShape.MatchString(name) {
		return ""
	}
	return name
}

var claimedShape = regexp.MustCompile(`^[A-Za-z0-9._/-]{1,100}$`)

// verify reads claims by their exact names: a struct would take "ſub" for "sub", as encoding/json folds case.
func (v *Verifier) verify(ctx context.Context, raw string) (*Claims, error) {
	if err := shaped(raw); err != nil {
		return nil, err
	}
	said := jwt.MapClaims{}
	if _, err := v.parser.ParseWithClaims(raw, said, func(t *jwt.Token) (any, error) {
		if err := v.typed(t.Header["typ"]); err != nil {
			return nil, err
		}
		if _, ok := t.Header["crit"]; ok {
			return nil, errors.New("crit is not understood")
		}
		return v.keys(ctx, t)
	}); err != nil {
		return nil, err
	}
	issued, err := said.GetIssuedAt()
	if err != nil || issued == nil {
		return nil, errors.New("iat is required")
	}
	ends, err := said.GetExpirationTime()
	if err != nil {
		return nil, err
	}
	if life := ends.Sub(issued.Time); life <= 0 || life > v.config.Lifetime {
		return nil, fmt.Errorf("it lives %s, and %s at most are believed (HUISHANG_TOKEN_LIFETIME)", life, v.config.Lifetime)
	}
	c := &Claims{IssuedAt: issued.Time, ExpiresAt: ends.Time}
	if c.TokenID, _ = said["jti"].(string); c.TokenID == "" || len(c.TokenID) > 200 {
		return nil, errors.New("jti is required, a text of 1 to 200 bytes")
	}
	return c, cmp.Or(v.person(c, said), v.grants(c, said))
}

// typed checks the header's typ, a media type without its "application/" (RFC 7515).
func (v *Verifier) typed(typ any) error {
	name, _ := typ.(string)
	for _, t := range v.config.Types {
		if strings.EqualFold(strings.TrimPrefix(name, "application/"), t) {
			return nil
		}
	}
	return fmt.Errorf("typ is %q, not %s (HUISHANG_TOKEN_TYPES)", name, strings.Join(v.config.Types, " or "))
}

var (
	provinceShape = regexp.MustCompile(`^[A-Z]{2,8}$`)
	numberShape   = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
)

// person reads who the token is of.
func (v *Verifier) person(c *Claims, said jwt.MapClaims) (err error) {
	name, ok := said[v.config.PersonClaim].(string)
	if !ok {
		return fmt.Errorf("the claim %s is required, a text that names the person", v.config.PersonClaim)
	}
	if !v.config.ByNumber {
		if c.Person, err = uuid.Parse(name); err != nil || c.Person.String() != name {
			return fmt.Errorf("the claim %s is no person's uuid (people --ids lists them; HUISHANG_PERSON_BY)", v.config.PersonClaim)
		}
		return nil
	}
	if c.Province, c.Number = v.config.Province, name; c.Province == "" {
		if c.Province, c.Number, ok = strings.Cut(name, "/"); !ok {
			return fmt.Errorf("the claim %s is not PROVINCE/NUMBER, and no province is set (HUISHANG_PERSON_PROVINCE)", v.config.PersonClaim)
		}
	}
	if !provinceShape.MatchString(c.Province) || !numberShape.MatchString(c.Number) {
		return fmt.Errorf("the claim %s is no person's number", v.config.PersonClaim)
	}
	return nil
}

// grants reads what the token claims; nil is all that the person holds.
func (v *Verifier) grants(c *Claims, said jwt.MapClaims) error {
	claimed, there := said["grants"]
	if !there && v.config.GrantsOptional {
		return nil
	}
	list, _ := claimed.([]any)
	c.Grants = make([]TokenGrant, len(list))
	for i, entry := range list {
		g, ok := entry.(map[string]any)
		for key, into := range map[string]*string{"role": (*string)(&c.Grants[i].Role), "org": &c.Grants[i].Org, "dept": &c.Grants[i].Dept} {
			value, there := g[key]
			text, isText := value.(string)
			ok = ok && (isText || !there)
			*into = text
		}
		if !ok {
			return fmt.Errorf("grant %d is not {role, org, dept} of texts", i+1)
		}
	}
	return checkGrants(c.Grants)
}

var (
	orgShape  = regexp.MustCompile(`^[A-Z]{2,8}(-[A-Z0-9]{1,8}){0,2}$`)
	deptShape = regexp.MustCompile(`^[A-Z][A-Z0-9/.-]{1,39}$`)
)

// checkGrants wants at least one grant, each of a known role and shaped codes: an empty or strange scope means
// nothing, never everything.
func checkGrants(grants []TokenGrant) error {
	if len(grants) == 0 || len(grants) > 50 {
		return errors.New("1 to 50 grants are required (HUISHANG_GRANTS_OPTIONAL)")
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

// singleKeys walks one JSON value and refuses an object that names a key twice, whatever the case of its letters: as
// Unicode folds them, by which "ſub" is "sub" and the Kelvin sign is a k.
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
			folded := fold(key.(string))
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

// fold gives all texts the same form that strings.EqualFold holds equal.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, text)
}
