// Package wiring puts the parts of a server together: one handler over one database. server.go runs it; the
// black-box tests run the same one with a clock of their own.
package wiring

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/files"
	"huishang/internal/text"
	"huishang/internal/transport"
	"huishang/resolvers"

	"go.opentelemetry.io/otel/trace"
)

// Parts are what a server is made of. Issuer is there in development alone.
type Parts struct {
	DB       *db.DB
	SDL      string
	Mode     transport.SchemaMode
	Dev      bool
	Verifier *auth.Verifier
	Issuer   *auth.Issuer
	Origins  []string
	// Proxies are believed about a client's address; nil: this machine only.
	Proxies  transport.Proxies
	Throttle transport.Throttle
	Cost     int64
	Metrics  *transport.Metrics
	Log      *slog.Logger
	Now      clock.Clock
	// Slow is from where on an operation's SQL is logged; 0 logs none.
	Slow time.Duration
	// Tracer makes spans of requests and their statements; nil makes none.
	Tracer trace.Tracer
	// Files keeps what people attach; nil serves no /files.
	Files *files.Store
	// Explorer answers "/" and what is below "/explorer/"; nil serves neither page nor files.
	Explorer http.Handler
	// Resolved leaves every read to the resolvers, OnRead is told of each root field (resolvers.Resolver).
	Resolved bool
	OnRead   func(field, why string)
	// Ready is asked beside database and keys: not ready while shutting down.
	Ready func() error
}

// Handler serves every endpoint of the main port.
func Handler(p Parts) http.Handler {
	p.Log = transport.LogCallers(p.Log)
	r := &resolvers.Resolver{DB: p.DB, Log: p.Log, RequestID: transport.RequestID, Resolved: p.Resolved, OnRead: p.OnRead}
	limits := transport.LimitsDefault
	if p.Cost > 0 {
		limits.Cost = p.Cost
	}
	authenticate := func(ctx context.Context, bearer string) (*auth.Claims, error) {
		c, err := p.Verifier.Verify(ctx, bearer)
		if err == nil {
			c, err = p.DB.SignIn(ctx, c)
		}
		switch {
		case fault.Is(err, fault.Unavailable):
			p.Log.WarnContext(ctx, "token not judged", "request_id", transport.RequestID(ctx), "why", err.Error())
		case err != nil:
			p.Log.InfoContext(ctx, "token refused", "request_id", transport.RequestID(ctx), "why", err.Error(), "unverified_person", p.Verifier.Claimed(bearer))
		}
		return c, err
	}
	refusals := transport.NewRefusals(p.Throttle)
	o := transport.ServerOptions{
		Refusals: refusals, LoopbackOrigins: p.Dev,
		GraphQL: transport.GraphQL(transport.Options{
			Schema: resolvers.Schema(r), SchemaHash: transport.SchemaHash(p.SDL), Mode: p.Mode, Dev: p.Dev, Authenticate: authenticate, Present: r.Present, Refusals: refusals,
			Operation: r.Operation, RootField: r.RootField, Table: r.Table, Zone: r.Zone, LongText: func(_, field string) bool { return bool(text.Of(field)) }, Limits: limits, Log: p.Log, Metrics: p.Metrics, Slow: p.Slow, Tracer: p.Tracer, Now: p.Now,
		}),
		SDL: p.SDL, Mode: p.Mode, Authenticate: authenticate, Metrics: p.Metrics, Now: p.Now, Origins: p.Origins, Proxies: p.Proxies, Log: p.Log,
		Explorer: p.Explorer,
		Ready: func(ctx context.Context) error {
			if p.Ready != nil {
				if err := p.Ready(); err != nil {
					return err
				}
			}
			if err := p.Verifier.Ready(); err != nil {
				return errors.Join(&keyless{err}, p.DB.Ready(ctx))
			}
			return p.DB.Ready(ctx)
		},
	}
	if p.Files != nil {
		o.Files = files.Handler(p.Files, p.Log)
	}
	if p.Issuer != nil {
		o.JWKS = p.Issuer.JWKS
		o.DevToken = devToken(p)
	}
	return transport.Mux(o)
}

// keyless is a server without keys: what it lacks is for all to see, what came of fetching them for the log only.
type keyless struct{ error }

func (*keyless) Public() string { return "there is no key to verify tokens with" }

// devToken answers POST /dev/token {"as": "ROLE@ORG[/DEPARTMENT]", "person": "NUMBER"} with a token, to
// callers on this machine alone. It is there only with the development issuer.
func devToken(p Parts) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse := func(status int, e *fault.Error) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.WriteHeader(status)
			_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{
				"message": e.Message(fault.LocaleFrom(r.Context())), "extensions": map[string]any{"code": e.Code}}}})
		}
		// Whose address and whose name: a page's own host name may be made to point at this machine.
		client, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil || !auth.Loopback(client) || !transport.NamesLoopback(r) {
			refuse(http.StatusForbidden, fault.New(fault.Forbidden, "act", fault.Term{Value: "DEV_TOKEN", Label: fault.Text{EN: "Take a development token from another machine", ZH: "从其他机器领取开发令牌"}}))
			return
		}
		// A page of another origin cannot send JSON without asking first, and only pages of this machine and listed
		// origins are told that they may.
		if r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			w.Header().Set("Allow", http.MethodPost)
			refuse(http.StatusMethodNotAllowed, fault.New(fault.BadRequest, "expected", "POST with application/json"))
			return
		}
		var in struct{ As, Person string }
		d := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096))
		if err := d.Decode(&in); err != nil {
			refuse(http.StatusBadRequest, fault.New(fault.BadRequest, "expected", `{"as": "ROLE@ORG[/DEPARTMENT]", "person": "NUMBER"}`))
			return
		}
		token, err := Token(r.Context(), p.DB, p.Issuer, p.Now, in.As, in.Person)
		if err != nil {
			refuse(http.StatusNotFound, fault.New(fault.BadUserInput, "expected", err.Error()))
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		_ = json.NewEncoder(w).Encode(token)
	})
}
