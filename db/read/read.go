// Package read is the engine of lists: an object is declared with its table, columns, filters and orders, and its edges to others; lists,
// pages, counts, edges, statistics and the past follow from that, as SQL under row security, each statement for all rows that were
// read together. It knows no noun.
package read

import (
	"context"
	"database/sql"
	"reflect"
	"slices"

	"huishang/db/tx"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// What compiled reads (internal/compiled) work with: the catalogue's objects and edges without their types in Go, and as
// many columns of a row as are asked for. Filters, orders, pages, cursors and the read log are those of lists and loaders.

// Kind is an object of the catalogue.
type Kind interface {
	// Noun is its name in the schema, Struct what a row is read into.
	Noun() string
	Struct() reflect.Type
	// Page reads a page of the list at the root, Keyed rows by their keys, each once, and each key's place among them.
	Page(ctx context.Context, a ListArgs, r Reading) (*Pages, error)
	Keyed(ctx context.Context, ids []uuid.UUID, r Reading) ([]reflect.Value, map[uuid.UUID]int32, error)
	// Count counts the list at the root.
	Count(ctx context.Context, a ListArgs, limit *int32) (*Count, error)
}

// Reading is what of the rows is read.
type Reading struct {
	// Fields are the fields of the struct that are wanted; nil: all of them. What a row is known and logged by is read too.
	Fields []int
	// Cursors tells that cursors are asked for.
	Cursors bool
	// Known tells that the loaders are to know which rows were read together, for what is computed of them.
	Known bool
}

// Pages are the pages of one list for several parents, one at the root, all their rows in one sequence.
type Pages struct {
	Rows []reflect.Value
	Of   []PageOf
}

// PageOf is one parent's page: rows From to To. It is null where nothing is to be told, and may have failed by itself.
type PageOf struct {
	From, To int32
	Info     PageInfo
	Null     bool
	Err      error
	cursors  []string
	seal     func(values string) string
}

// Cursor seals the place of the page's i-th row.
func (p *PageOf) Cursor(i int32) string { return p.seal(p.cursors[i]) }

// Noun is the object's name in the schema.
func (o *Object[T]) Noun() string { return o.Name }

// Struct is what a row is read into.
func (o *Object[T]) Struct() reflect.Type { return reflect.TypeFor[T]() }

// Page reads a page of the list at the root.
func (o *Object[T]) Page(ctx context.Context, a ListArgs, r Reading) (*Pages, error) {
	t := tx.From(ctx)
	s, err := o.statement(ctx, t, a, RootPage, "")
	if err != nil {
		return nil, err
	}
	s.chosen, s.bare = o.choose(r), !r.Cursors
	nodes, keys, _, err := o.scan(ctx, t, s.shared()+o.pageSQL(s, ""), s.args, s.chosen, r.Cursors, false)
	if err != nil {
		return nil, err
	}
	p := &Pages{Of: make([]PageOf, 1)}
	kept := o.turn(t, s, p, 0, nodes, keys)
	if r.Known {
		Remember(t, kept)
	}
	return p, o.log(ctx, t, kept...)
}

// Count counts the list at the root.
func (o *Object[T]) Count(ctx context.Context, a ListArgs, limit *int32) (*Count, error) {
	return (&Page[T]{count: o.counter(tx.From(ctx), a)}).TotalCount(ctx, limit)
}

// Keyed reads rows by their keys; what this viewer may not see is missing.
func (o *Object[T]) Keyed(ctx context.Context, ids []uuid.UUID, r Reading) ([]reflect.Value, map[uuid.UUID]int32, error) {
	if len(ids) == 0 {
		return nil, nil, nil
	}
	t := tx.From(ctx)
	chosen := o.choose(r)
	nodes, _, keys, err := o.scan(ctx, t, o.keyedSQL(chosen), []any{ident.List(ids)}, chosen, false, true)
	if err != nil {
		return nil, nil, err
	}
	if r.Known {
		Remember(t, nodes)
	}
	at := make(map[uuid.UUID]int32, len(nodes))
	for i, key := range keys {
		at[key] = int32(i)
	}
	return values(nodes), at, o.log(ctx, t, nodes...)
}

// choose gives the places of the columns that are read; nil for all. The key is always one, and so is the grade, as reads of
// confidential rows are logged.
func (o *Object[T]) choose(r Reading) []int {
	if r.Fields == nil {
		return nil
	}
	chosen := []int{0}
	for i, field := range o.fields {
		if i > 0 && (slices.Contains(r.Fields, field) || o.secrecy != nil && o.secrecy[0] == field) {
			chosen = append(chosen, i)
		}
	}
	return chosen
}

// scan reads a statement's rows: the chosen columns, then what cursors and parents are made of.
func (o *Object[T]) scan(ctx context.Context, t *tx.Tx, text string, args []any, chosen []int, cursor, parent bool) (nodes []*T, keys []string, parents []uuid.UUID, err error) {
	fields := o.fields
	if chosen != nil {
		fields = make([]int, len(chosen))
		for i, c := range chosen {
			fields[i] = o.fields[c]
		}
	}
	into := make([]any, len(fields), len(fields)+2)
	var key string
	var of uuid.UUID
	if cursor {
		into = append(into, &key)
	}
	if parent {
		into = append(into, &of)
	}
	err = t.Each(ctx, text, args, func(rows *sql.Rows) error {
		node := new(T)
		v := reflect.ValueOf(node).Elem()
		for i, f := range fields {
			into[i] = v.Field(f).Addr().Interface()
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		nodes = append(nodes, node)
		if cursor {
			keys = append(keys, key)
		}
		if parent {
			parents = append(parents, of)
		}
		return nil
	})
	return nodes, keys, parents, err
}

func values[T any](nodes []*T) []reflect.Value {
	list := make([]reflect.Value, len(nodes))
	for i, n := range nodes {
		list[i] = reflect.ValueOf(n).Elem()
	}
	return list
}

// turn makes the i-th page of rows read, and gives those that are on it.
func (o *Object[T]) turn(t *tx.Tx, s *statement, p *Pages, i int, nodes []*T, keys []string) []*T {
	kept, info := s.window(len(nodes))
	nodes = nodes[:kept]
	if s.backwards {
		slices.Reverse(nodes)
	}
	of := &p.Of[i]
	of.From, of.Info = int32(len(p.Rows)), info
	p.Rows = append(p.Rows, values(nodes)...)
	of.To = int32(len(p.Rows))
	if !s.bare {
		keys = keys[:kept]
		if s.backwards {
			slices.Reverse(keys)
		}
		list := s.list
		of.cursors, of.seal = keys, func(values string) string { return t.Seal(list, values) }
	}
	return nodes
}

// Paged is a page of which the program made more than a list of the catalogue.
type Paged interface {
	Turned() *Pages
	TotalCount(ctx context.Context, limit *int32) (*Count, error)
}

// Turned is the page as compiled reads have it; nothing of one that is not there.
func (p *Page[T]) Turned() *Pages {
	if p == nil {
		return nil
	}
	cursors := make([]string, len(p.Edges))
	for i, e := range p.Edges {
		cursors[i] = e.Cursor
	}
	return &Pages{Rows: values(p.Nodes), Of: []PageOf{{
		To: int32(len(p.Nodes)), Info: p.PageInfo, cursors: cursors, seal: func(cursor string) string { return cursor },
	}}}
}
