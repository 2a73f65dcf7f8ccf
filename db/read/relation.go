package read

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"huishang/db/tx"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// Relation is an edge of the catalogue.
type Relation struct {
	// Name is its object and field; To is what it leads to, From the struct of the row that it begins with.
	Name string
	To   Kind
	From reflect.Type
	// One of these four: the key of the one row that a row leads to; pages, with their counts; the places of the rows of a set;
	// those of parts, which are null where nothing is to be told.
	Key   func(row reflect.Value) *uuid.UUID
	Pages func(ctx context.Context, rows []reflect.Value, a ListArgs, r Reading) (*Pages, error)
	Sets  func(ctx context.Context, rows []reflect.Value, r Reading) ([]reflect.Value, []PlacesOf, error)

	// Follow follows the edge to one through the loaders, which may have followed it already, for rows that the program made
	// and may have given out before.
	Follow func(ctx context.Context, rows []reflect.Value) ([]reflect.Value, []int32, error)

	// Counts counts the lists of several parents.
	Counts func(ctx context.Context, rows []reflect.Value, a ListArgs, limit *int32) ([]*Count, error)

	asks  []int
	whole func() bool
}

// PlacesOf are the rows that one parent has, by their places.
type PlacesOf struct {
	At   []int32
	Null bool
	Err  error
}

// Fields are the fields of the row's struct that the edge asks for; nil: perhaps all of them.
func (e *Relation) Fields() []int {
	if e.whole != nil && e.whole() {
		return nil // the rule of what is seen whole asks the row, too
	}
	return e.asks
}

var (
	kinds = map[string]Kind{}
	edges = map[string]*Relation{}
)

// KindOf finds an object of the catalogue by its name; nil where there is none.
func KindOf(noun string) Kind { return kinds[noun] }

// RelationOf finds an edge by its object and field; nil where the catalogue has none.
func RelationOf(object, field string) *Relation { return edges[object+"."+field] }

// Relate keeps an edge for compiled reads.
func Relate[E interface{ kept() *Relation }](e E) E {
	k := e.kept()
	edges[k.Name] = k
	return e
}

func typed[F any](row reflect.Value) *F { return row.Addr().Interface().(*F) }

func (e *ToOne[F, T]) kept() *Relation {
	return &Relation{
		Name: e.Name, To: e.To, From: reflect.TypeFor[F](), asks: asksOne(e.Key),
		Key: func(row reflect.Value) *uuid.UUID { return e.Key(typed[F](row)) }, Follow: e.follow,
	}
}

func (e *ToOne[F, T]) follow(ctx context.Context, rows []reflect.Value) (found []reflect.Value, at []int32, err error) {
	loadsOf(tx.From(ctx)).meet(rows, func(list []reflect.Value) {
		nodes := make([]*F, len(list))
		for i, row := range list {
			nodes[i] = typed[F](row)
		}
		Remember(tx.From(ctx), nodes)
	})
	at = make([]int32, len(rows))
	places := map[*T]int32{}
	for i, row := range rows {
		to, err := e.Of(ctx, typed[F](row))
		if err != nil {
			return nil, nil, err
		}
		at[i] = -1
		if to == nil {
			continue
		}
		place, met := places[to]
		if !met {
			place = int32(len(found))
			places[to] = place
			found = append(found, reflect.ValueOf(to).Elem())
		}
		at[i] = place
	}
	return found, at, nil
}

// meet hands over those rows that were not read together with any.
func (l *loaders) meet(rows []reflect.Value, new func([]reflect.Value)) {
	var alone []reflect.Value
	l.mu.Lock()
	for _, row := range rows {
		if _, known := l.groups[row.Addr().Interface()]; !known {
			alone = append(alone, row)
		}
	}
	l.mu.Unlock()
	if len(alone) > 0 {
		new(alone)
	}
}

func (e *ToMany[F, T]) kept() *Relation {
	asksLists(e)
	return &Relation{
		Name: e.Name, To: e.To, From: reflect.TypeFor[F](), asks: asksOne(e.Key), whole: func() bool { return e.Whole != nil },
		Pages: e.readPages, Counts: e.readCounts,
	}
}

func (e *ToSet[F, T]) kept() *Relation {
	return &Relation{Name: e.Name, To: e.To, From: reflect.TypeFor[F](), Sets: e.readSets}
}

func (e *ToRows[F, T]) kept() *Relation {
	return &Relation{
		Name: e.Name, To: e.To, From: reflect.TypeFor[F](), asks: asksOne(e.Key), whole: func() bool { return e.Whole != nil },
		Sets: e.readParts,
	}
}

// asksOne is the one field that a key is made of, found by giving each a value of its own; nil where it is not one field by
// itself, whatever stands in the others.
func asksOne[F any](key func(*F) *uuid.UUID) []int {
	t := reflect.TypeFor[F]()
	full := new(F)
	own := map[uuid.UUID]int{}
	fill := func(x *F, field int) {
		v := reflect.ValueOf(x).Elem().Field(field)
		if !v.CanSet() {
			return
		}
		if v.Kind() == reflect.Pointer {
			v.Set(reflect.New(v.Type().Elem()))
			v = v.Elem()
		}
		u := uuid.UUID{0: byte(field + 1), 15: 1}
		own[u] = field
		switch id := v.Addr().Interface().(type) {
		case interface{ Set(id uuid.UUID) }:
			id.Set(u)
		case *uuid.UUID:
			*id = u
		}
	}
	for i := range t.NumField() {
		fill(full, i)
	}
	got := key(full)
	if got == nil {
		return nil
	}
	field, ok := own[*got]
	if !ok {
		return nil
	}
	single := new(F)
	fill(single, field)
	if by := key(single); by == nil || *by != *got {
		return nil
	}
	reflect.ValueOf(full).Elem().Field(field).SetZero()
	if without := key(full); without != nil && *without != uuid.Nil {
		return nil
	}
	return []int{field}
}

// readPages reads the same page for each of several rows, in one statement; with a cursor, which belongs to one row's list,
// each by itself.
func (e *ToMany[F, T]) readPages(ctx context.Context, rows []reflect.Value, a ListArgs, r Reading) (*Pages, error) {
	p := &Pages{Of: make([]PageOf, len(rows))}
	if a.After != nil || a.Before != nil {
		for i, row := range rows {
			if err := e.pagesInto(ctx, p, []int{i}, []uuid.UUID{*e.Key(typed[F](row))}, a, r); err != nil {
				p.Of[i].Err = err
			}
		}
		return p, nil
	}
	all, ids := make([]int, len(rows)), make([]uuid.UUID, len(rows))
	for i, row := range rows {
		all[i], ids[i] = i, *e.Key(typed[F](row))
	}
	if err := e.pagesInto(ctx, p, all, ids, a, r); err != nil {
		return nil, err
	}
	if e.Whole == nil {
		return p, nil
	}
	for i, row := range rows {
		if of := &p.Of[i]; of.From == of.To {
			whole, err := e.Whole(ctx, typed[F](row))
			of.Null, of.Err = !whole, err
		}
	}
	return p, nil
}

// pagesInto reads the pages of some rows by their keys.
func (e *ToMany[F, T]) pagesInto(ctx context.Context, p *Pages, at []int, ids []uuid.UUID, a ListArgs, r Reading) error {
	t := tx.From(ctx)
	s, err := e.To.statement(ctx, t, a, nestedPage, e.listOf(ids[0]))
	if err != nil {
		return err
	}
	s.chosen, s.bare = e.To.choose(r), !r.Cursors
	text := e.pagesSQL(s, distinct(ids))
	nodes, keys, parents, err := e.To.scan(ctx, t, text, s.args, s.chosen, r.Cursors, true)
	if err != nil {
		return err
	}
	type found struct {
		nodes []*T
		keys  []string
	}
	byParent := make(map[uuid.UUID]found, len(ids))
	for i, parent := range parents {
		f := byParent[parent]
		f.nodes = append(f.nodes, nodes[i])
		if r.Cursors {
			f.keys = append(f.keys, keys[i])
		}
		byParent[parent] = f
	}
	var all []*T
	done := map[uuid.UUID]int{}
	for i, id := range ids {
		if first, twice := done[id]; twice {
			p.Of[at[i]] = p.Of[first]
			continue
		}
		done[id] = at[i]
		if r.Cursors {
			if s.list, err = json.Marshal([]any{e.To.Name, e.listOf(id), a.Filter, a.OrderBy}); err != nil {
				return err
			}
		}
		all = append(all, e.To.turn(t, s, p, at[i], byParent[id].nodes, byParent[id].keys)...)
	}
	if r.Known {
		Remember(t, all)
	}
	return e.To.log(ctx, t, all...)
}

func distinct(ids []uuid.UUID) []uuid.UUID {
	seen := make(map[uuid.UUID]bool, len(ids))
	once := make([]uuid.UUID, 0, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			once = append(once, id)
		}
	}
	return once
}

func (e *ToMany[F, T]) readCounts(ctx context.Context, rows []reflect.Value, a ListArgs, limit *int32) ([]*Count, error) {
	t := tx.From(ctx)
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = *e.Key(typed[F](row))
	}
	var counts map[uuid.UUID]int
	list := make([]*Count, len(rows))
	for i, id := range ids {
		p := Page[T]{count: func(ctx context.Context, limit int) (_ int, err error) {
			if counts == nil {
				counts, err = e.counts(ctx, t, distinct(ids), a, limit)
			}
			return counts[id], err
		}}
		var err error
		if list[i], err = p.TotalCount(ctx, limit); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (e *ToSet[F, T]) readSets(ctx context.Context, rows []reflect.Value, r Reading) ([]reflect.Value, []PlacesOf, error) {
	var wanted []uuid.UUID
	for _, row := range rows {
		_, ids := e.Keys(typed[F](row))
		wanted = append(wanted, ids...)
	}
	found, at, err := e.To.Keyed(ctx, wanted, r)
	if err != nil {
		return nil, nil, err
	}
	sets := make([]PlacesOf, len(rows))
	for i, row := range rows {
		_, ids := e.Keys(typed[F](row))
		for _, id := range ids {
			if place, ok := at[id]; ok {
				sets[i].At = append(sets[i].At, place)
			}
		}
	}
	return found, sets, nil
}

func (e *ToRows[F, T]) readParts(ctx context.Context, rows []reflect.Value, r Reading) ([]reflect.Value, []PlacesOf, error) {
	t := tx.From(ctx)
	ids := make(ident.List, 0, len(rows))
	for _, row := range rows {
		ids = append(ids, *e.Key(typed[F](row)))
	}
	text := fmt.Sprintf("SELECT %s FROM %s AS t WHERE %s", e.To.Selected(), e.To.Table, e.cond())
	nodes, _, _, err := e.To.scan(ctx, t, text, []any{ident.List(distinct(ids))}, nil, false, false)
	if err != nil {
		return nil, nil, err
	}
	if r.Known {
		Remember(t, nodes)
	}
	if err := e.To.log(ctx, t, nodes...); err != nil {
		return nil, nil, err
	}
	by := map[uuid.UUID][]int32{}
	for i, n := range nodes {
		by[e.Parent(n)] = append(by[e.Parent(n)], int32(i))
	}
	parts := make([]PlacesOf, len(rows))
	for i, row := range rows {
		parts[i].At = by[ids[i]]
		if e.Whole != nil && len(parts[i].At) == 0 {
			whole, err := e.Whole(ctx, typed[F](row))
			parts[i].Null, parts[i].Err = !whole, err
		}
	}
	return values(nodes), parts, nil
}
