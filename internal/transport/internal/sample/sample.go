// Package sample is a small schema for the tests of transport: generated code as the product has it, and fields
// that fail, panic, wait and count.
package sample

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"huishang/internal/clock"
	"huishang/internal/cost"
	"huishang/internal/fault"
)

//go:generate go tool gqlgen generate

// Schema is the executable schema. Ran, if set, is called by every root field.
func Schema(ran func(ctx context.Context)) graphql.ExecutableSchema {
	return NewExecutableSchema(Config{Resolvers: root{ran}})
}

type root struct{ ran func(ctx context.Context) }

func (r root) Query() QueryResolver               { return query{r} }
func (r root) Mutation() MutationResolver         { return mutation{r} }
func (r root) Subscription() SubscriptionResolver { return subscription{} }

func (r root) note(ctx context.Context) {
	if r.ran != nil {
		r.ran(ctx)
	}
}

type query struct{ root }

func (q query) Hello(ctx context.Context, name *string) (*string, error) {
	q.note(ctx)
	greeting := "hello"
	if name != nil {
		greeting += " " + *name
	}
	return &greeting, nil
}

func (q query) Note(_ context.Context, id string) (*Note, error) {
	return &Note{ID: id, Title: "a note", Notes: page()}, nil
}

func (q query) Node(ctx context.Context, id string) (*Note, error) { return q.Note(ctx, id) }

func (q query) Notes(context.Context, *int32, *string, *int32, map[string]any) (*NoteConnection, error) {
	return page(), nil
}

func (q query) On(_ context.Context, day clock.Date, _ *Colour, _ *float64, _ *bool) (*string, error) {
	text := day.String()
	return &text, nil
}

func (q query) At(_ context.Context, moment time.Time) (*string, error) {
	text := moment.String()
	return &text, nil
}

func (q query) Find(context.Context, NoteBy) (*Note, error) {
	return &Note{ID: "1", Title: "found"}, nil
}

func (q query) Statements(ctx context.Context, count int32) (*int32, error) {
	for range count {
		cost.Add(ctx, cost.Statement{SQL: "SELECT $1", Took: time.Millisecond})
	}
	return &count, nil
}

func (q query) ManyErrors(ctx context.Context) ([]*Note, error) {
	for range 50 {
		graphql.AddError(ctx, fault.New(fault.Forbidden, "act", "this"))
	}
	return nil, nil
}

func (q query) Fails(context.Context) (*string, error) {
	return nil, errors.New(`pq: relation "secret_ledger" does not exist (42P01)`)
}

func (q query) Breaks(context.Context) (*string, error) { panic("secret_ledger is nil") }

func (q query) Waits(ctx context.Context) (*string, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (q query) SecretLedger(context.Context) (*string, error) { return nil, nil }

type mutation struct{ root }

func (m mutation) NoteWrite(ctx context.Context, in NoteInput) (*Note, error) {
	m.note(ctx)
	return &Note{ID: "1", Title: strings.ToUpper(in.Title), Notes: page()}, nil
}

type subscription struct{}

func (subscription) Ticks(context.Context) (<-chan int32, error) {
	ticks := make(chan int32)
	close(ticks)
	return ticks, nil
}

func page() *NoteConnection {
	return &NoteConnection{Edges: []*NoteEdge{}, Nodes: []*Note{}, PageInfo: &PageInfo{}}
}
