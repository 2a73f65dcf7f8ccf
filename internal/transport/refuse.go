package transport

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"huishang/internal/coding"
	"huishang/internal/fault"
)

// Refuse answers a request of an endpoint beside GraphQL with the first refusal in err, in the same form. What
// carries none is logged and shown as INTERNAL alone, unless the client has gone and nobody reads the answer.
func Refuse(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	ctx, refusals := r.Context(), fault.All(err)
	if len(refusals) == 0 && errors.Is(err, context.DeadlineExceeded) {
		refusals = fault.List{fault.New(fault.Timeout)}
	}
	if len(refusals) == 0 {
		if !errors.Is(ctx.Err(), context.Canceled) {
			log.ErrorContext(ctx, "request failed", "request_id", RequestID(ctx), "error", err)
		}
		refusals = fault.List{fault.New(fault.Internal)}
	}
	if cause := refusals[0].Unwrap(); cause != nil && statusFor(refusals[0].Code) >= http.StatusInternalServerError {
		log.WarnContext(ctx, "refused", "request_id", RequestID(ctx), "code", refusals[0].Code, "error", cause.Error())
	}
	if refusals[0].Code == fault.Unauthenticated {
		log.InfoContext(ctx, "token refused", "request_id", RequestID(ctx), "why", refusals[0].Error())
		answerUnauthenticated(w, r)
		return
	}
	shown := refusal(ctx, refusals[0])
	if len(refusals[0].Params) > 0 {
		shown.Extensions["params"] = refusals[0].Shown(fault.LocaleFrom(ctx))
	}
	answerRefusal(w, r, statusFor(refusals[0].Code), shown)
}

// statusFor is a refusal's status outside GraphQL.
func statusFor(code fault.Code) int {
	switch code {
	case fault.BadRequest, fault.BadUserInput, fault.FileMalformed:
		return http.StatusBadRequest
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.FileSlow:
		return http.StatusRequestTimeout
	case fault.FileQuota:
		return http.StatusTooManyRequests
	case fault.IdempotencyReused:
		return http.StatusUnprocessableEntity
	case fault.FileTooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.FileType:
		return http.StatusUnsupportedMediaType
	case fault.Timeout, fault.Unavailable, fault.OutcomeUnknown:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// answerUnauthenticated answers with the one 401.
func answerUnauthenticated(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("WWW-Authenticate", challenge(r))
	w.Header().Set("Content-Type", plainJSON+"; charset=utf-8")
	coding.Send(w, r, http.StatusUnauthorized, unauthenticatedBody(r.Context()))
}

// MethodNotAllowed answers a request whose method the endpoint does not have.
func MethodNotAllowed(w http.ResponseWriter, r *http.Request, allow string) {
	w.Header().Set("Allow", allow)
	answerJSON(w, r, http.StatusMethodNotAllowed, fault.New(fault.BadRequest, "expected", "the method "+allow))
}
