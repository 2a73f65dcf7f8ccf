package transport

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"huishang/internal/auth"
	"huishang/internal/fault"
)

// tokenMax bounds a bearer token in bytes.
const tokenMax = 4 << 10

// errUnauthenticated stands for every way in which a token can be wrong: the client is told none of them.
var errUnauthenticated = errors.New("unauthenticated")

// unauthenticatedBodies are the one body of every 401, in each language.
var unauthenticatedBodies = func() map[fault.Locale][]byte {
	bodies := map[fault.Locale][]byte{}
	for _, l := range []fault.Locale{fault.ZH, fault.EN} {
		body, err := json.Marshal(map[string]any{"errors": []any{refusal(fault.WithLocale(context.Background(), l), fault.New(fault.Unauthenticated))}})
		if err != nil {
			panic(err) // texts always marshal
		}
		bodies[l] = body
	}
	return bodies
}()

// unauthenticatedBody is the body of a 401 in the request's language.
func unauthenticatedBody(ctx context.Context) []byte {
	return unauthenticatedBodies[fault.LocaleFrom(ctx)]
}

// challenge is the header of a 401: one without a bearer token is asked for it, one whose token was refused is told
// invalid_token, for whatever reason it was (RFC 6750 section 3.1). The body is the same for all.
func challenge(r *http.Request) string {
	if inURL(r) {
		return `Bearer error="invalid_token"`
	}
	for _, header := range r.Header.Values("Authorization") {
		if words := strings.Fields(header); len(words) > 0 && strings.EqualFold(words[0], "Bearer") {
			return `Bearer error="invalid_token"`
		}
	}
	return "Bearer"
}

// verifier verifies a bearer token; any error is the one 401, but fault.Unavailable is 503.
type verifier = func(ctx context.Context, bearer string) (*auth.Claims, error)

// authenticate verifies the request's token. Without an Authorization header the claims are nil and so is the
// error; it is errUnauthenticated for a token that is wrong in whatever way, in a URL too.
func authenticate(r *http.Request, verify verifier) (*auth.Claims, error) {
	token, given := bearer(r)
	if !given {
		return nil, nil
	}
	if token == "" || inURL(r) {
		return nil, errUnauthenticated
	}
	claims, err := verify(r.Context(), token)
	if fault.Is(err, fault.Unavailable) {
		return nil, err
	}
	if err != nil || claims == nil {
		return nil, errUnauthenticated
	}
	return claims, nil
}

// bearer reads the one Authorization header; a token that is not shaped as one is given, and empty.
func bearer(r *http.Request) (token string, given bool) {
	headers := r.Header.Values("Authorization")
	if len(headers) == 0 && !inURL(r) {
		return "", false
	}
	if len(headers) != 1 {
		return "", true
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	if !strings.EqualFold(scheme, "Bearer") || len(token) > tokenMax {
		return "", true
	}
	for _, c := range []byte(token) {
		if !tokenByte(c) {
			return "", true
		}
	}
	return token, true
}

// tokenByte allows what a compact JWS is made of: no white space, no "=", no line end.
func tokenByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'
}

func inURL(r *http.Request) bool {
	q := r.URL.Query()
	return q.Has("access_token") || q.Has("token")
}
