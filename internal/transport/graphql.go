package transport

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"huishang/internal/auth"
	"huishang/internal/cost"
	"huishang/internal/fault"
	"huishang/internal/ident"
)

// endpoint serves POST /graphql.
type endpoint struct {
	Options
	documents *documents
	rules     *rules.Rules
	full      *executor.Executor
	bare      *executor.Executor // for introspection alone: without Operation
	tables    chan struct{}      // a place for each table that is being read
	held      atomic.Int64       // bytes in the files of tables
}

// GraphQL serves a schema by GraphQL over HTTP, POST only. A request error has no data; it is 200 as
// application/json and 4xx or 5xx as application/graphql-response+json. Every error has extensions.code, every
// answer but the 401 has extensions.cost.
func GraphQL(o Options) http.Handler {
	if o.Limits == (Limits{}) {
		o.Limits = LimitsDefault
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics(nil)
	}
	if o.Table == nil {
		o.Table = func(ctx context.Context, read func(context.Context) *graphql.Response) *graphql.Response {
			return read(ctx)
		}
	}
	if o.Zone == nil {
		o.Zone = func(context.Context) *time.Location { return time.UTC }
	}
	o.RootField = pastIntrospection(o.RootField)
	e := &endpoint{Options: o, documents: newDocuments(o.Limits.Cache), rules: rulesFor(o.Dev), tables: make(chan struct{}, max(o.Limits.Tables, 1))}
	e.full, e.bare = executor.New(o.Schema), executor.New(o.Schema)
	for _, x := range []*executor.Executor{e.full, e.bare} {
		x.SetErrorPresenter(e.present)
		x.SetRecoverFunc(e.recovered)
	}
	if o.Operation != nil {
		e.full.AroundOperations(o.Operation)
	}
	return e
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = identified(w, r)
	ctx, sql := cost.WithTally(e.startSpan(r))
	x := &exchange{w: w, r: r.WithContext(ctx), media: plainJSON, sql: sql, limit: e.Limits.Cost}
	started := e.Now()
	e.Metrics.inFlight.Inc()
	defer func() {
		if p := recover(); p != nil {
			logPanic(ctx, e.Log, p)
			x.fail(http.StatusInternalServerError, fault.New(fault.Internal))
		}
		e.Metrics.inFlight.Dec()
		if x.refused {
			e.Refusals.refused(x.bucket, e.Now)
		}
		e.note(x, e.Now().Sub(started))
	}()
	e.answer(x)
}

// answer checks the request from the outside in: method, media types, token, body, envelope.
func (e *endpoint) answer(x *exchange) {
	if x.r.Method != http.MethodPost {
		x.w.Header().Set("Allow", http.MethodPost)
		x.fail(http.StatusMethodNotAllowed, fault.New(fault.BadRequest, "expected", "the method POST"))
		return
	}
	media, ok := negotiate(x.r)
	if !ok {
		x.fail(http.StatusNotAcceptable, fault.New(fault.BadRequest, "expected", "Accept of "+graphqlJSON+", "+plainJSON+", "+csvText+", "+xlsxBook+" or "+ndJSON))
		return
	}
	if x.media = media; extensionOf[media] != "" {
		// A refusal is no table.
		x.media, x.form = graphqlJSON, media
	}
	if !sendsJSON(x.r) {
		x.fail(http.StatusUnsupportedMediaType, fault.New(fault.BadRequest, "expected", "Content-Type "+plainJSON+" in UTF-8, without Content-Encoding"))
		return
	}
	claims, err := authenticate(x.r, e.Authenticate)
	if fault.Is(err, fault.Unavailable) {
		x.fail(http.StatusServiceUnavailable, fault.New(fault.Unavailable))
		return
	}
	if !e.admits(x, claims, err != nil || claims == nil && e.Mode != SchemaPublic) {
		return
	}
	body, err := readBody(x.w, x.r, e.Limits.Body)
	if errors.Is(err, tooLong) {
		x.fail(http.StatusRequestEntityTooLarge, fault.New(fault.BadRequest, "expected", tooLong.Error()))
		return
	}
	if err != nil {
		x.fail(http.StatusBadRequest, fault.New(fault.BadRequest, "expected", "a whole body"))
		return
	}
	request, err := parseEnvelope(body)
	if errors.Is(err, onlyHash) {
		x.persisted()
		return
	}
	if err != nil {
		x.fail(http.StatusBadRequest, fault.New(fault.BadRequest, "expected", err.Error()))
		return
	}
	ctx := x.r.Context()
	if claims != nil {
		ctx = auth.WithClaims(ctx, claims)
		x.person = ident.Of[ident.PersonID](claims.Person).String()
	}
	if x.form == "" { // a table's time begins when it is read
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, e.Limits.Within)
		defer cancel()
	}
	x.respond(e.execute(ctx, x, request), e.Limits.Errors)
}

// admits answers who is not signed in, and who was refused too often.
func (e *endpoint) admits(x *exchange, claims *auth.Claims, signedOut bool) bool {
	x.bucket = addressOf(x.r)
	if !signedOut && claims != nil {
		x.bucket = personKeyOf(claims)
	}
	if wait := e.Refusals.wait(x.bucket, e.Now); wait > 0 {
		x.bucket = "" // what is throttled takes no more tokens
		tooMany(x.w, wait)
		x.fail(http.StatusTooManyRequests, fault.New(fault.TooManyRequests, "seconds", seconds(wait)))
		return false
	}
	if signedOut {
		x.unauthenticated()
	}
	return !signedOut
}

// execute runs the envelope's operation. A response without data is a request error.
func (e *endpoint) execute(ctx context.Context, x *exchange, request *envelope) *graphql.Response {
	d, refused := e.document(ctx, request.query)
	if len(refused) > 0 {
		return &graphql.Response{Errors: refused}
	}
	x.hash = d.hash
	op := d.ast.Operations.ForName(request.operationName)
	if op == nil {
		return refuse(ctx, fault.New(fault.OperationNotFound))
	}
	x.operation, x.kind = op.Name, string(op.Operation)
	if op.Operation == ast.Subscription {
		return refuse(ctx, fault.New(fault.BadRequest, "expected", "a query or a mutation, as subscriptions are not served over POST"))
	}
	introspection := introspectsOnly(op.SelectionSet)
	if auth.ClaimsFrom(ctx) == nil && !introspection {
		return refuse(ctx, fault.New(fault.Unauthenticated))
	}
	variables, refused := e.coerceVariables(ctx, op, request.variables)
	if len(refused) > 0 {
		return &graphql.Response{Errors: refused}
	}
	if x.form != "" {
		return e.tabulate(ctx, x, &tabling{document: d.ast, operation: op, variables: variables, wanted: request.table, run: func(ctx context.Context, op *ast.OperationDefinition) *graphql.Response {
			return e.run(ctx, e.full, request, d, op, variables)
		}})
	}
	if refused := e.tooCostly(ctx, x, d.ast, op, variables); refused != nil {
		return &graphql.Response{Errors: gqlerror.List{refused}}
	}
	run := e.full
	if introspection {
		run = e.bare
		if e.SchemaHash != "" {
			x.w.Header().Set(schemaHeader, e.SchemaHash)
		}
	}
	return e.run(ctx, run, request, d, op, variables)
}

// run runs a checked operation.
func (e *endpoint) run(ctx context.Context, by *executor.Executor, request *envelope, d *document, op *ast.OperationDefinition, variables map[string]any) *graphql.Response {
	handler, ctx := by.DispatchOperation(ctx, &graphql.OperationContext{
		RawQuery: request.query, OperationName: op.Name, Variables: variables, Doc: d.ast, Operation: op,
		DisableIntrospection: e.Mode == SchemaOff, RecoverFunc: e.recovered, RootResolverMiddleware: e.RootField,
		ResolverMiddleware: d.around,
	})
	if response := handler(ctx); response != nil {
		return response
	}
	return refuse(ctx, fault.New(fault.Timeout))
}

// pastIntrospection keeps __schema and __type, which no resolver answers, from the middleware.
func pastIntrospection(around graphql.RootFieldMiddleware) graphql.RootFieldMiddleware {
	return func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		if around == nil || isIntrospection(graphql.GetRootFieldContext(ctx).Field.Field) {
			return next(ctx)
		}
		return around(ctx, next)
	}
}

func refuse(ctx context.Context, f *fault.Error) *graphql.Response {
	return &graphql.Response{Errors: gqlerror.List{refusal(ctx, f)}}
}

// tooCostly keeps the operation's cost for the answer, and refuses what is above the limit.
func (e *endpoint) tooCostly(ctx context.Context, x *exchange, d *ast.QueryDocument, op *ast.OperationDefinition, variables map[string]any) *gqlerror.Error {
	estimate, err := cost.Of(e.Schema.Schema(), d.Fragments, op, variables, e.Limits.Cost)
	var page *cost.PageError
	if errors.As(err, &page) {
		r := refusal(ctx, fault.All(err)[0])
		r.Locations = []gqlerror.Location{{Line: page.Position.Line, Column: page.Position.Column}}
		r.Extensions["argument"] = page.Field + "." + page.Argument
		return r
	}
	x.cost = estimate.Requested
	if !estimate.TooCostly() {
		return nil
	}
	r := refusal(ctx, fault.New(fault.QueryTooCostly, "cost", estimate.Requested, "limit", estimate.Limit, "paths", pathsText(fault.LocaleFrom(ctx), estimate.Costliest)))
	r.Extensions["costliest"] = estimate.Costliest
	return r
}
