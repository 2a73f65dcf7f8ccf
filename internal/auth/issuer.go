package auth

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// The development issuer's name, and who its tokens are for.
const (
	DevIssuer = "huishang-dev"
	Audience  = "huishang"
)

// Issuer signs tokens for development: it runs only with --dev and on a loopback address.
type Issuer struct {
	key *ecdsa.PrivateKey
	kid string
}

// OpenIssuer loads the issuer's ES256 key, or makes one, readable only by its owner.
func OpenIssuer(file string) (*Issuer, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return createIssuer(file)
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, fmt.Errorf("%s holds no PEM block", file)
	}
	key, err := x509.ParseECPrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return newIssuer(key)
}

func createIssuer(file string) (*Issuer, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), 0o600); err != nil {
		return nil, err
	}
	return newIssuer(key)
}

func newIssuer(key *ecdsa.PrivateKey) (*Issuer, error) {
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(der)
	return &Issuer{key: key, kid: base64.RawURLEncoding.EncodeToString(sum[:12])}, nil
}

type issued struct {
	jwt.RegisteredClaims
	Grants []TokenGrant `json:"grants"`
}

// Issue signs a token of 15 minutes for a person and what it claims.
func (i *Issuer) Issue(now time.Time, person uuid.UUID, grants []TokenGrant) (raw string, expires time.Time, err error) {
	expires = now.Add(LifetimeDefault)
	t := jwt.NewWithClaims(jwt.SigningMethodES256, issued{Grants: grants, RegisteredClaims: jwt.RegisteredClaims{
		Issuer: DevIssuer, Audience: jwt.ClaimStrings{Audience}, Subject: person.String(), ID: uuid.NewString(),
		IssuedAt: jwt.NewNumericDate(now), NotBefore: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(expires),
	}})
	t.Header["typ"], t.Header["kid"] = "at+jwt", i.kid
	raw, err = t.SignedString(i.key)
	return raw, expires, err
}

// JWKS is the issuer's public key as a key set.
func (i *Issuer) JWKS() []byte {
	point, err := i.key.PublicKey.Bytes()
	if err != nil {
		panic(err) // a P-256 key has a point
	}
	b64 := base64.RawURLEncoding.EncodeToString
	b, err := json.Marshal(map[string]any{"keys": []map[string]string{{
		"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": i.kid, "x": b64(point[1:33]), "y": b64(point[33:]),
	}}})
	if err != nil {
		panic(err) // strings always marshal
	}
	return b
}

// Verifier believes only this issuer.
func (i *Issuer) Verifier(now func() time.Time) (*Verifier, error) {
	c, err := VerifierConfig{Issuer: DevIssuer, Audience: Audience, Algorithms: []string{"ES256"}, Now: now}.whole()
	if err != nil {
		return nil, err
	}
	return newVerifier(c, func(_ context.Context, t *jwt.Token) (any, error) {
		if t.Header["kid"] != i.kid {
			return nil, errors.New("another issuer's key")
		}
		return &i.key.PublicKey, nil
	}), nil
}
