package transport

import (
	"context"
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

// unauthenticatedBody is the one body of every 401.
var unauthenticatedBody = []byte(`{"errors":[{"message":"` + fault.New(fault.Unauthenticated).Message(fault.EN) +
	`","extensions":{"code":"` + string(fault.Unauthenticated) + `"}}]}`)

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
