package auth

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/time/rate"
)

// Refresh says how a key set is fetched anew: by the clock, and once for a key id that is not there, but not
// more often than UnknownEvery, so that made-up ids cannot use it up.
type Refresh struct {
	Every, UnknownEvery time.Duration
}

var keyID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,100}$`)

// NewJWKSVerifier believes the keys of a published set (JWKS). The address is https, or http on a loopback
// address. It fetches in the background until ctx ends; Ready fails until a first key is there.
func NewJWKSVerifier(ctx context.Context, c VerifierConfig, address string, refresh Refresh) (*Verifier, error) {
	u, err := url.Parse(address)
	if err != nil || !fetchable(u) {
		return nil, fmt.Errorf("key set address %q: https, or http on loopback", address)
	}
	remote, err := jwkset.NewStorageFromHTTP(address, jwkset.HTTPClientStorageOptions{
		Ctx: ctx, HTTPTimeout: 5 * time.Second, Client: &http.Client{Timeout: 5 * time.Second},
		NoErrorReturnFirstHTTPReq: true, RefreshInterval: refresh.Every,
		RefreshErrorHandler: func(context.Context, error) {}, ValidateOptions: jwkset.JWKValidateOptions{},
	})
	if err != nil {
		return nil, err
	}
	client, err := jwkset.NewHTTPClient(jwkset.HTTPClientOptions{
		HTTPURLs: map[string]jwkset.Storage{address: remote},
		// Zero would mean a minute: a made-up key id must not hold its request.
		RateLimitWaitMax:  time.Millisecond,
		RefreshUnknownKID: rate.NewLimiter(rate.Every(refresh.UnknownEvery), 1),
	})
	if err != nil {
		return nil, err
	}
	keys, err := keyfunc.New(keyfunc.Options{Ctx: ctx, Storage: client, UseWhitelist: []jwkset.USE{jwkset.UseSig, ""}})
	if err != nil {
		return nil, err
	}
	return newVerifier(c, func(ctx context.Context, t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		if !keyID.MatchString(kid) {
			return nil, errors.New("kid is required and shaped")
		}
		key, err := keys.KeyfuncCtx(ctx)(t)
		if err != nil {
			return nil, err
		}
		return asymmetric(key)
	}, func() error {
		known, err := client.KeyReadAll(ctx)
		if err != nil || len(known) == 0 {
			return errors.New("no key to verify tokens with yet")
		}
		return nil
	})
}

func fetchable(u *url.URL) bool {
	if u.Scheme == "https" {
		return u.Host != ""
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}
