package read

import (
	"context"
	"math"

	"huishang/internal/clock"
	"huishang/internal/fault"
)

// ListArgs are a connection's arguments. First and Last are checked, never corrected.
type ListArgs struct {
	Filter        map[string]any
	OrderBy       []*Order
	First, Last   *int32
	After, Before *string
	// AsOf is the day at whose end the rows are told of, as they stood then; nil: now.
	AsOf *clock.Date
	// Added are the comparisons that the program adds to the client's filter: the bound is the client's.
	Added int
}

// And narrows a list by another filter, which the client does not pay for.
func (a ListArgs) And(f map[string]any) ListArgs {
	a.Added += len(f)
	if len(a.Filter) > 0 {
		f = map[string]any{"and": []any{a.Filter, f}}
	}
	a.Filter = f
	return a
}

// Page is a connection (Relay), with nodes beside edges.
type Page[T any] struct {
	Edges    []*Edge[T]
	Nodes    []*T
	PageInfo PageInfo
	// count counts the list's rows, no further than one past a limit.
	count func(ctx context.Context, limit int) (int, error)
}

// Edge is a node with its cursor.
type Edge[T any] struct {
	Cursor string
	Node   *T
}

// PageInfo tells what lies before and after a page.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// Count is a number of rows, exact or a lower bound.
type Count struct {
	Count     int32
	Precision CountPrecision
}

// CountPrecision says which of the two a Count is.
type CountPrecision string

// The precisions.
const (
	Exact       CountPrecision = "EXACT"
	AtLeastThat CountPrecision = "AT_LEAST"
)

// unlimited counts to the end.
const unlimited = 0

// TotalCount counts the list's rows, only when asked: all of them, or up to a limit of 1 to 10,000.
func (p *Page[T]) TotalCount(ctx context.Context, limit *int32) (*Count, error) {
	if limit == nil {
		n, err := p.count(ctx, unlimited)
		return &Count{Count: int32(min(n, math.MaxInt32)), Precision: Exact}, err
	}
	if *limit < 1 || *limit > 10000 {
		return nil, fault.At("limit", fault.BadUserInput, "expected", "1 to 10000")
	}
	n, err := p.count(ctx, int(*limit))
	if err != nil {
		return nil, err
	}
	if n > int(*limit) {
		return &Count{Count: *limit, Precision: AtLeastThat}, nil
	}
	return &Count{Count: int32(n), Precision: Exact}, nil
}

// TableRows is how many rows of a table the server reads at a time, at most: what a client asks for is bounded before.
const TableRows = 500

// Size is how many rows a page asks for and whether it walks backwards.
func (a *ListArgs) Size(byDefault int, table bool) (n int, backwards bool, err error) {
	most := int32(100)
	if table {
		most = TableRows
	}
	check := func(v *int32, name string) error {
		if v != nil && (*v < 1 || *v > most) {
			return fault.At(name, fault.BadUserInput, "expected", "1 to 100")
		}
		return nil
	}
	if err := check(a.First, "first"); err != nil {
		return 0, false, err
	}
	if err := check(a.Last, "last"); err != nil {
		return 0, false, err
	}
	switch {
	case a.First != nil && a.Last != nil:
		return 0, false, fault.At("last", fault.BadUserInput, "expected", "first or last, not both")
	case a.Last != nil:
		if a.After != nil {
			return 0, false, fault.At("after", fault.BadUserInput, "expected", "before, with last")
		}
		return int(*a.Last), true, nil
	case a.Before != nil && a.First == nil:
		return byDefault, true, nil
	case a.Before != nil:
		return 0, false, fault.At("before", fault.BadUserInput, "expected", "after, with first")
	case a.First != nil:
		return int(*a.First), false, nil
	}
	return byDefault, false, nil
}
