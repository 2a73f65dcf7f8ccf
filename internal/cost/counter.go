// Package cost says what an operation costs: an estimate from the document before it runs, and the statements
// it took.
package cost

import (
	"context"
	"sync/atomic"
)

type counterKey struct{}

// WithCounter puts a statement counter on the context.
func WithCounter(ctx context.Context) (context.Context, *atomic.Int64) {
	n := new(atomic.Int64)
	return context.WithValue(ctx, counterKey{}, n), n
}

// CountStatement counts one SQL statement for the operation, where one is counted.
func CountStatement(ctx context.Context) {
	if n, ok := ctx.Value(counterKey{}).(*atomic.Int64); ok {
		n.Add(1)
	}
}

// Statements is how many SQL statements the operation has taken so far.
func Statements(ctx context.Context) int64 {
	if n, ok := ctx.Value(counterKey{}).(*atomic.Int64); ok {
		return n.Load()
	}
	return 0
}
