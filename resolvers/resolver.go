// Package resolvers binds the schema's fields to the read side and to the rules, a line or three each. It
// decides nothing.
package resolvers

import (
	"context"
	"log/slog"
	"maps"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/db/tx"
	"huishang/graph"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/compiled"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

// Resolver is the root: the database, the schema, and how a request is named in logs.
type Resolver struct {
	DB        *db.DB
	Log       *slog.Logger
	RequestID func(ctx context.Context) string
	// Resolved leaves every read to the resolvers: nothing is compiled.
	Resolved bool
	// OnRead is told of each root field of a query: why it was left to its resolver, "" where it was compiled.
	OnRead func(field, why string)

	schema *ast.Schema
	reads  *compiled.Reads
}

// Schema makes the executable schema with @can wired.
func Schema(r *Resolver) graphql.ExecutableSchema {
	c := graph.Config{Resolvers: r, Directives: graph.DirectiveRoot{Can: can}}
	c.Schema = answered(graph.NewExecutableSchema(c).Schema())
	r.schema = c.Schema
	if !r.Resolved {
		r.reads = compiled.New(c.Schema, r, r.OnRead)
	}
	return graph.NewExecutableSchema(c)
}

// answered is the schema without what the parser adds to every schema and nobody here answers: an operation has one
// answer, so nothing of it is deferred.
func answered(s *ast.Schema) *ast.Schema {
	only := *s
	only.Directives = maps.Clone(s.Directives)
	delete(only.Directives, "defer")
	return &only
}

type (
	mutationResolver struct{ *Resolver }
	queryResolver    struct{ *Resolver }
)

// Mutation is the resolver of the mutations.
func (r *Resolver) Mutation() graph.MutationResolver { return &mutationResolver{r} }

// Query is the resolver of the queries.
func (r *Resolver) Query() graph.QueryResolver { return &queryResolver{r} }

// can refuses a root field whose act no grant of the viewer allows. A mutation's transaction is not open yet:
// it asks the same as its first step (act.Admit).
func can(ctx context.Context, _ any, next graphql.Resolver, do auth.Act) (any, error) {
	ctx = act.With(ctx, do)
	if graphql.GetFieldContext(ctx).Object != "Mutation" {
		if err := act.Admit(ctx, db.From(ctx).Viewer); err != nil {
			return nil, err
		}
	}
	return next(ctx)
}

// Operation gives a query operation its one transaction, opened before any field is asked for and committed,
// with the read log, before the answer leaves. A failed statement fails the operation.
func (r *Resolver) Operation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx).Operation
	if op == nil || op.Operation != ast.Query || auth.ClaimsFrom(ctx) == nil {
		return next(ctx)
	}
	respond := next(ctx)
	if t := tx.OfTable(ctx); t != nil {
		return func(ctx context.Context) *graphql.Response {
			defer read.Forget(t)
			response := respond(ctx)
			if err := t.Failed(); err != nil {
				return r.failed(ctx, err)
			}
			return response
		}
	}
	return func(ctx context.Context) *graphql.Response {
		t, err := r.DB.BeginRead(ctx, auth.ClaimsFrom(ctx), r.RequestID(ctx))
		if err != nil {
			return r.failed(ctx, err)
		}
		defer t.Abandon()
		response := respond(tx.With(ctx, t))
		if err := t.End(); err != nil {
			return r.failed(ctx, err)
		}
		return response
	}
}

// Table gives all pages of a table their one transaction; what was read of it is committed, with the read log, before
// any of it leaves.
func (r *Resolver) Table(ctx context.Context, read func(context.Context) *graphql.Response) *graphql.Response {
	t, err := r.DB.BeginTable(ctx, auth.ClaimsFrom(ctx), r.RequestID(ctx))
	if err != nil {
		return r.failed(ctx, err)
	}
	defer t.Abandon()
	if refused := read(tx.With(ctx, t)); refused != nil {
		return refused
	}
	if err := t.End(); err != nil {
		return r.failed(ctx, err)
	}
	return nil
}

// Zone is the province's, of the transaction that reads a table.
func (r *Resolver) Zone(ctx context.Context) *time.Location { return db.From(ctx).Viewer.Zone }

// RootField answers a field of a query by a compiled read where one covers all of it, and gives a mutation field the slot in
// which its payload's transaction stands once it has committed.
func (r *Resolver) RootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	if graphql.GetOperationContext(ctx).Operation.Operation != ast.Mutation {
		if r.reads != nil {
			if m, ok := r.reads.Answer(ctx); ok {
				return m
			}
		}
		return next(ctx)
	}
	ctx, slot := tx.WithSlot(ctx)
	m := next(ctx)
	if t := slot.Tx(); t != nil {
		defer t.Abandon()
		if err := t.End(); err != nil {
			graphql.AddError(ctx, unread(err))
			return graphql.Null
		}
	}
	return m
}

// change runs one act in its own transaction and reads what came of it in a new one, under the rights that
// hold then. Refusals of the act are the payload's; faults are the response's.
func change[I, T any](ctx context.Context, r *Resolver, o *read.Object[T], key *uuid.UUID, input I, rule func(context.Context, I) (uuid.UUID, error)) (*T, []graph.UserError, error) {
	id, errs, err := run(ctx, r, o.Name, key, input, rule)
	if err != nil || len(errs) > 0 || id == uuid.Nil {
		return nil, errs, err
	}
	record, err := read.One(ctx, o, id)
	return record, errs, unread(err)
}

// unread is the failure to read what an act has brought about, which was committed: the client sends it again with the
// same key and is answered.
func unread(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(err, fault.OutcomeUnknown)
}

// run does an act and answers with its record's id. An act that ends its author's own session is done like any other, but
// nothing is his to read any more: then there is no id.
func run[I any](ctx context.Context, r *Resolver, noun string, key *uuid.UUID, input I, rule func(context.Context, I) (uuid.UUID, error)) (uuid.UUID, []graph.UserError, error) {
	claims := auth.ClaimsFrom(ctx)
	var id uuid.UUID
	err := r.DB.Change(ctx, claims, r.RequestID(ctx), func(ctx context.Context, t *db.Tx) (err error) {
		if err := act.Admit(ctx, t.Viewer); err != nil {
			return err
		}
		given := act.Given(t.Viewer.Today, r.schema, graphql.GetFieldContext(ctx).Field.Field, graphql.GetOperationContext(ctx).Variables)
		if fault.Is(given.Or(), fault.TooMany) { // before anything is read
			return given
		}
		id, err = act.Once(ctx, key, noun, input, func() (uuid.UUID, error) { return rule(ctx, input) })
		return act.Joined(given, err)
	})
	t, begin := r.DB.BeginRead(ctx, claims, r.RequestID(ctx))
	switch {
	case err == nil && fault.Is(begin, fault.Unauthenticated):
		return uuid.Nil, []graph.UserError{}, nil
	case begin != nil && err == nil:
		return uuid.Nil, nil, unread(begin)
	case begin != nil && fault.Is(err, fault.OutcomeUnknown):
		return uuid.Nil, nil, err
	case begin != nil:
		return uuid.Nil, nil, begin
	}
	tx.FillSlot(ctx, t)
	if err != nil {
		errs, err := userErrors(ctx, err)
		return uuid.Nil, errs, err
	}
	return id, []graph.UserError{}, nil
}

// list gathers a connection's arguments.
func list(filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) read.ListArgs {
	return read.ListArgs{Filter: filter, OrderBy: orderBy, First: first, After: after, Last: last, Before: before}
}

// either reads one record by its id or by its human key; exactly one of them is given.
func either[T any](ctx context.Context, o *read.Object[T], id *string, column string, key *string) (*T, error) {
	if (id == nil) == (key == nil) {
		return nil, fault.New(fault.BadUserInput, "expected", "id or "+column+", one of them")
	}
	if key != nil {
		return read.OneBy(ctx, o, column, *key)
	}
	u, err := typed(o, *id, "id")
	if err != nil {
		return nil, err
	}
	return read.One(ctx, o, u)
}

// typed reads an id argument of one noun and refuses another's.
func typed[T any](o *read.Object[T], text, path string) (uuid.UUID, error) {
	prefix, u, err := ident.Split(text)
	if err != nil || prefix != ident.PrefixOf(o.Name) {
		return uuid.Nil, fault.At(path, fault.BadUserInput, "expected", "an id of "+o.Name+", beginning with "+ident.PrefixOf(o.Name)+"_")
	}
	return u, nil
}

// day is the day asked for, today when none was.
func day(ctx context.Context, on *clock.Date) clock.Date {
	if on == nil {
		return db.From(ctx).Viewer.Today
	}
	return *on
}
