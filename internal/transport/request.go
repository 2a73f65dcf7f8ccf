package transport

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"regexp"

	"huishang/internal/fault"
)

// RequestIDHeader carries the request id both ways.
const RequestIDHeader = "X-Request-Id"

var requestIDShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$`)

type requestIDKey struct{}

// RequestID is the id of the request: the client's own if it is 8 to 64 letters, digits, dots, dashes and
// underscores, else a random one. It is what a client quotes to the operator, and empty outside a request.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// WithRequestID puts a request id on the context.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// identified gives the request its id and its language, and the answer the headers that every answer has.
func identified(w http.ResponseWriter, r *http.Request) *http.Request {
	ctx := r.Context()
	if RequestID(ctx) == "" {
		id := r.Header.Get(RequestIDHeader)
		if !requestIDShape.MatchString(id) {
			var random [12]byte
			_, _ = rand.Read(random[:])
			id = hex.EncodeToString(random[:])
		}
		ctx = WithRequestID(ctx, id)
		w.Header().Set(RequestIDHeader, id)
	}
	ctx = fault.WithLocale(ctx, fault.NegotiateLocale(r.Header.Get("Accept-Language")))
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Cache-Control", "no-store")
	return r.WithContext(ctx)
}
