package auth

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/golang-jwt/jwt/v5"
)

// Limits of a key set and of fetching one (security.md, "Added after the attack").
const (
	fetchWithin = 5 * time.Second
	maxSetBytes = 1 << 20
	maxSetKeys  = 50
	minRSABits  = 2048
	maxRSABits  = 8192
)

// Algorithms are the signatures that can be believed: all asymmetric, each with keys that fits checks.
var Algorithms = []string{"ES256", "ES384", "ES512", "EdDSA", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"}

// fetchKeys gets an address's set within fetchWithin and returns the keys that the algorithms can use; skipped says
// of each other one why not. An error means that there is no set: nothing arrived, too much, or something else.
func fetchKeys(ctx context.Context, address string, algorithms []string) (keys []jwkset.JWK, skipped []string, err error) {
	ctx, cancel := context.WithTimeout(ctx, fetchWithin)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return nil, nil, err
	}
	r.Header.Set("Accept", "application/jwk-set+json, application/json")
	res, err := fetcher.Do(r)
	if err != nil {
		return nil, nil, late(ctx, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, nil, fmt.Errorf("it answers %s", res.Status)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxSetBytes+1))
	if err != nil {
		return nil, nil, late(ctx, err)
	}
	if len(body) > maxSetBytes {
		return nil, nil, fmt.Errorf("the document is larger than %d bytes", maxSetBytes)
	}
	return parseKeys(body, algorithms)
}

// late names the deadline where it was what ended a fetch.
func late(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("no whole answer within %s: %w", fetchWithin, err)
	}
	return err
}

func parseKeys(body []byte, algorithms []string) (keys []jwkset.JWK, skipped []string, err error) {
	var document struct {
		Keys *[]json.RawMessage `json:"keys"`
	}
	if err := json.Unmarshal(body, &document); err != nil {
		return nil, nil, fmt.Errorf("the document is no key set: %w", err)
	}
	if document.Keys == nil {
		return nil, nil, errors.New("the document is no key set: it has no list of keys")
	}
	if len(*document.Keys) > maxSetKeys {
		return nil, nil, fmt.Errorf("the set has %d keys, more than %d", len(*document.Keys), maxSetKeys)
	}
	seen := map[string]bool{}
	for i, raw := range *document.Keys {
		key, kid, err := parseKey(raw, algorithms)
		if err == nil && seen[kid] {
			err = errors.New("another key before it has its kid")
		}
		if err != nil {
			skipped = append(skipped, fmt.Sprintf("key %d (kid %.100q): %v", i+1, kid, err))
			continue
		}
		seen[kid] = true
		keys = append(keys, key)
	}
	return keys, skipped, nil
}

// parseKey reads one key of a set; a panic of the library is an error of that key.
func parseKey(raw json.RawMessage, algorithms []string) (key jwkset.JWK, kid string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("it cannot be read: %v", p)
		}
	}()
	var m jwkset.JWKMarshal
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(&m); err != nil {
		return key, "", err
	}
	m.X5U = "" // where the key is said to be certified is never asked
	if !keyID.MatchString(m.KID) {
		return key, m.KID, errors.New("it has no kid of letters, digits, dots, dashes and underscores")
	}
	if m.USE != "" && m.USE != jwkset.UseSig {
		return key, m.KID, fmt.Errorf("its use is %q, not sig", m.USE)
	}
	if len(m.KEYOPS) > 0 && !slices.Contains(m.KEYOPS, jwkset.KeyOpsVerify) {
		return key, m.KID, errors.New("its key_ops are without verify")
	}
	if key, err = jwkset.NewJWKFromMarshal(m, jwkset.JWKMarshalOptions{}, jwkset.JWKValidateOptions{}); err != nil {
		return key, m.KID, err
	}
	if alg := string(m.ALG); alg != "" {
		if !slices.Contains(algorithms, alg) {
			return key, m.KID, fmt.Errorf("its algorithm %q is not one of %v (HUISHANG_ALGORITHMS)", alg, algorithms)
		}
		return key, m.KID, fits(alg, key.Key())
	}
	if !slices.ContainsFunc(algorithms, func(alg string) bool { return fits(alg, key.Key()) == nil }) {
		return key, m.KID, fmt.Errorf("none of %v takes such a key (HUISHANG_ALGORITHMS)", algorithms)
	}
	return key, m.KID, nil
}

// fits is an error unless the key is one that the algorithm verifies with, and strong enough: never one that signs as
// well.
func fits(alg string, key any) error {
	method := jwt.GetSigningMethod(alg)
	switch key := key.(type) {
	case *ecdsa.PublicKey:
		if m, ok := method.(*jwt.SigningMethodECDSA); ok && key.Params().BitSize == m.CurveBits {
			return nil
		}
	case ed25519.PublicKey:
		if _, ok := method.(*jwt.SigningMethodEd25519); ok {
			return nil
		}
	case *rsa.PublicKey:
		if bits := key.N.BitLen(); bits < minRSABits || bits > maxRSABits {
			return fmt.Errorf("an RSA key has %d to %d bits, not %d", minRSABits, maxRSABits, bits)
		}
		switch method.(type) {
		case *jwt.SigningMethodRSA, *jwt.SigningMethodRSAPSS:
			return nil
		}
	}
	return fmt.Errorf("a key of type %T does not verify %s", key, alg)
}
