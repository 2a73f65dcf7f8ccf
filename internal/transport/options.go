// Package transport is GraphQL over HTTP: POST only, one strict envelope, limits before anything is validated,
// and a cost before anything runs. It knows no noun: what runs is the executable schema it is given.
package transport

import (
	"context"
	"log/slog"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"go.opentelemetry.io/otel/trace"

	"huishang/internal/auth"
)

// SchemaMode says to whom the schema is shown, by introspection and at /schema.graphqls alike.
type SchemaMode string

// The modes. Public answers introspection without a token too; Off shows it to nobody.
const (
	SchemaPublic        SchemaMode = "public"
	SchemaAuthenticated SchemaMode = "authenticated"
	SchemaOff           SchemaMode = "off"
)

// Options are what the endpoint needs. Schema, Authenticate and Now are required.
type Options struct {
	Schema graphql.ExecutableSchema
	// SchemaHash names the schema in answers to introspection (SchemaHash of its text); empty names none.
	SchemaHash string
	Mode       SchemaMode
	// Dev lets validation suggest names ("Did you mean …").
	Dev bool
	// Authenticate verifies a bearer token; any error is the one 401, but fault.Unavailable is 503.
	Authenticate func(ctx context.Context, bearer string) (*auth.Claims, error)
	// Present turns a resolver's error into what the client sees; nil shows fault codes and nothing else.
	Present func(ctx context.Context, err error) *gqlerror.Error
	// Operation and RootField surround what runs. Operations of introspection alone pass neither Operation
	// nor its transaction.
	Operation graphql.OperationMiddleware
	RootField graphql.RootFieldMiddleware
	// Table surrounds the reading of one table, all pages of it: they are operations over one snapshot, and lists
	// inside its rows are whole. It returns what read returns, or why there is nothing; nil runs read and nothing else.
	Table func(ctx context.Context, read func(context.Context) *graphql.Response) *graphql.Response
	// Zone is the province's, of the transaction that reads a table; nil stands for UTC.
	Zone func(ctx context.Context) *time.Location
	// LongText names the fields of input types that hold long texts (64,000 characters); nil means none does.
	LongText func(inputType, field string) bool
	Limits   Limits
	Log      *slog.Logger
	Metrics  *Metrics
	// Refusals throttles who is refused too often; nil throttles nobody.
	Refusals *Refusals
	// Slow is from where on an operation's SQL is logged; 0 logs none.
	Slow time.Duration
	// Tracer makes a span of every request and of every statement in it; nil makes none.
	Tracer trace.Tracer
	Now    func() time.Time
}

// Limits bound a request. Sizes are in bytes. The zero value stands for LimitsDefault.
type Limits struct {
	Body               int64
	Tokens             int
	Aliases            int
	Depth              int
	IntrospectionDepth int
	Operations         int
	Directives         int
	Text               int
	LongText           int
	Errors             int
	Cost               int64
	Cache              int
	Within             time.Duration
	// Tables are read so many at once, each within so long and up to so many bytes; the files of all that are read or
	// being sent hold so many.
	Tables      int
	TableWithin time.Duration
	TableSize   int64
	TablesHeld  int64
}

// LimitsDefault are the limits of security.md, "Input".
var LimitsDefault = Limits{
	Body: 256 << 10, Tokens: 4000, Aliases: 30, Depth: 12, IntrospectionDepth: 20, Operations: 10, Directives: 20,
	Text: 8 << 10, LongText: 64_000 * utf8.UTFMax, Errors: 20, Cost: 25_000, Cache: 16 << 20, Within: 10 * time.Second,
	Tables: 2, TableWithin: 30 * time.Second, TableSize: 256 << 20, TablesHeld: 2 << 30,
}
