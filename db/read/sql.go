package read

import (
	"context"

	"huishang/db/tx"

	"github.com/google/uuid"
)

// What lists ask, as text with its arguments: for golden files, and for EXPLAIN.

// SQL is a statement's text, its arguments, and what the list is, for its cursors.
type SQL struct {
	Text string
	Args []any
	List []byte
}

func (s *statement) sql(text string) SQL {
	return SQL{Text: s.shared() + text, Args: s.args, List: s.list}
}

// PageSQL asks a page of a list at the root.
func PageSQL[T any](ctx context.Context, t *tx.Tx, o *Object[T], a ListArgs) (SQL, error) {
	s, err := o.statement(ctx, t, a, RootPage, "")
	if err != nil {
		return SQL{}, err
	}
	return s.sql(o.pageSQL(s, "")), nil
}

// CountSQL counts a list at the root, to its end or up to a limit.
func CountSQL[T any](ctx context.Context, t *tx.Tx, o *Object[T], a ListArgs, limit *int) (SQL, error) {
	s, err := o.counting(ctx, t, a, false)
	if err != nil {
		return SQL{}, err
	}
	return s.sql(o.countSQL(s, bound(limit))), nil
}

// PlainSQL asks the ids of a whole list by its conditions alone, whatever ways it may be walked by.
func PlainSQL[T any](ctx context.Context, t *tx.Tx, o *Object[T], a ListArgs) (SQL, error) {
	s, err := o.statement(ctx, t, ListArgs{Filter: a.Filter, OrderBy: a.OrderBy}, RootPage, "whole")
	if err != nil {
		return SQL{}, err
	}
	return s.sql("SELECT t." + o.key + " FROM " + o.Table + " AS t WHERE " + s.cond + " ORDER BY " + s.orderSQL("t")), nil
}

// NestedSQL asks the same page below each of several parents.
func NestedSQL[F, T any](ctx context.Context, t *tx.Tx, e *ToMany[F, T], a ListArgs, parents []uuid.UUID) (SQL, error) {
	s, err := e.To.statement(ctx, t, a, nestedPage, e.listOf(parents[0]))
	if err != nil {
		return SQL{}, err
	}
	text := e.pagesSQL(s, parents)
	return SQL{Text: text, Args: s.args, List: s.list}, nil
}

// NestedCountSQL counts the lists below several parents, each to its end or up to a limit.
func NestedCountSQL[F, T any](ctx context.Context, t *tx.Tx, e *ToMany[F, T], a ListArgs, parents []uuid.UUID, limit *int) (SQL, error) {
	s, err := e.To.counting(ctx, t, a, true)
	if err != nil {
		return SQL{}, err
	}
	text := e.countsSQL(s, parents, bound(limit))
	return SQL{Text: text, Args: s.args, List: s.list}, nil
}

// SQL asks statistics.
func (x *Statistics[T, R]) SQL(ctx context.Context, t *tx.Tx, a StatsArgs) (SQL, error) {
	g, err := x.grouping(t, a)
	if err != nil {
		return SQL{}, err
	}
	s, groups, err := x.statement(ctx, t, g)
	if err != nil {
		return SQL{}, err
	}
	return s.sql(x.pageSQL(s, g, groups)), nil
}

// FilterSQL is the condition of a filter of a declared object, and how many sets it asks that do not depend on the row.
func FilterSQL(ctx context.Context, t *tx.Tx, d Declared, filtered map[string]any) (cond string, sets int, err error) {
	w := whereOf(ctx, t, d.Object, ListArgs{})
	cond, err = filter(&w, d.Filters, filtered, nil, 0)
	return cond, len(w.sets), err
}

// KnowCodes gives the transaction its code tables, so that it does not read them.
func KnowCodes(t *tx.Tx, all []*Code) {
	known := tx.Own(t, func() *codes { return new(codes) })
	known.once.Do(func() { known.all = all })
}

func bound(limit *int) int {
	if limit == nil {
		return unlimited
	}
	return *limit
}
