package read

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// loaders answer for all rows that were read together when one of them is asked for an edge: one statement per
// edge and level, whatever the number of rows, through edges and nodes alike, and without waiting for others
// to ask (docs/decisions). They live and die with the transaction.
type loaders struct {
	mu     sync.Mutex
	groups map[any]any
	loads  map[string]*load
	days   map[any]clock.Date // of rows that are told of as they stood at a day's end
}

// load is one edge's answer for one group, fetched once by whoever asks first.
type load struct {
	once sync.Once
	got  any
	err  error
}

// wholeRows is how many rows of one edge are read together for a table: more are read for fewer parents at a time.
const wholeRows = 10_000

// group is the rows that were read together.
type group[T any] struct {
	Rows []*T
	id   int
}

// loadsOf are the transaction's.
func loadsOf(t *tx.Tx) *loaders { return tx.Own(t, func() *loaders { return new(loaders) }) }

// Forget drops the rows of the pages read so far.
func Forget(t *tx.Tx) {
	l := loadsOf(t)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.groups, l.loads, l.days = nil, nil, nil
}

// Remember remembers rows as read together.
func Remember[T any](t *tx.Tx, rows []*T) {
	l := loadsOf(t)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.groups == nil {
		l.groups, l.loads = map[any]any{}, map[string]*load{}
	}
	g := &group[T]{Rows: rows, id: len(l.groups) + 1}
	for _, r := range rows {
		l.groups[r] = g
	}
}

func GroupOf[T any](t *tx.Tx, of *T) *group[T] {
	l := loadsOf(t)
	l.mu.Lock()
	defer l.mu.Unlock()
	if g, ok := l.groups[of].(*group[T]); ok {
		return g
	}
	if l.groups == nil {
		l.groups, l.loads = map[any]any{}, map[string]*load{}
	}
	g := &group[T]{Rows: []*T{of}, id: len(l.groups) + 1}
	l.groups[of] = g
	return g
}

// at is where an answer is kept.
func (l *loaders) at(name string) *load {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.loads == nil {
		l.groups, l.loads = map[any]any{}, map[string]*load{}
	}
	one, ok := l.loads[name]
	if !ok {
		one = new(load)
		l.loads[name] = one
	}
	return one
}

// Once answers a question that depends on no row once in a transaction, however many rows ask it. An act that changes
// the answer asks before it does.
func Once[V any](t *tx.Tx, question string, ask func() (V, error)) (V, error) {
	l := loadsOf(t).at(question)
	l.once.Do(func() { l.got, l.err = ask() })
	if l.err != nil {
		var zero V
		return zero, l.err
	}
	return l.got.(V), nil
}

// Batch answers name of one row by asking once for all rows that were read with it. keyOf is nil for a row
// that has nothing to ask for. The answer of a key that fetch leaves out is V's zero value.
func Batch[F, V any](ctx context.Context, name string, of *F, keyOf func(*F) *uuid.UUID, fetch func(context.Context, *tx.Tx, []uuid.UUID) (map[uuid.UUID]V, error)) (V, error) {
	var zero V
	key := keyOf(of)
	if key == nil {
		return zero, nil
	}
	t := tx.From(ctx)
	g := GroupOf(t, of)
	l := loadsOf(t).at(fmt.Sprintf("%d %s", g.id, name))
	l.once.Do(func() {
		seen := map[uuid.UUID]bool{}
		var keys []uuid.UUID
		for _, r := range g.Rows {
			if k := keyOf(r); k != nil && !seen[*k] {
				seen[*k] = true
				keys = append(keys, *k)
			}
		}
		l.got, l.err = fetch(ctx, t, keys)
	})
	if l.err != nil {
		return zero, l.err
	}
	return l.got.(map[uuid.UUID]V)[*key], nil
}

// Together answers name of a row by asking once of all rows that were read with it: the answer is all of theirs.
func Together[F, V any](ctx context.Context, name string, of *F, fetch func(context.Context, []*F) (V, error)) (V, error) {
	t := tx.From(ctx)
	g := GroupOf(t, of)
	return Once(t, fmt.Sprintf("%d %s", g.id, name), func() (V, error) { return fetch(ctx, g.Rows) })
}

// Those is for Batch, where the answer is yes or no: the ids that a statement finds, each true.
func Those(ctx context.Context, t *tx.Tx, statement string, args ...any) (map[uuid.UUID]bool, error) {
	var found []uuid.UUID
	err := t.Select(ctx, &found, statement, args...)
	is := map[uuid.UUID]bool{}
	for _, id := range found {
		is[id] = true
	}
	return is, err
}

// ToOne is an edge from a row to at most one other.
type ToOne[F, T any] struct {
	Name string
	To   *Object[T]
	Key  func(*F) *uuid.UUID
}

// Of follows the edge; nil where there is nothing, or nothing that this viewer may see.
func (e *ToOne[F, T]) Of(ctx context.Context, from *F) (*T, error) {
	return Batch(ctx, e.Name, from, e.Key, func(ctx context.Context, _ *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*T, error) {
		return Many(ctx, e.To, ids)
	})
}

// ToMany is an edge from a row to a list: the rows whose Column is the row's key.
type ToMany[F, T any] struct {
	Name   string
	To     *Object[T]
	Column string
	Key    func(*F) *uuid.UUID
	// Whole is nil where whoever sees the record sees the list.
	Whole seenWhole[F]
}

// Of reads one page of the row's list, and the same page for all rows read with it, in one LATERAL statement.
func (e *ToMany[F, T]) Of(ctx context.Context, from *F, a ListArgs) (*Page[T], error) {
	shape, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	keyOf := e.Key
	parent := e.Key(from)
	if a.After != nil || a.Before != nil {
		// A cursor belongs to one parent's list: no other row can share this page.
		keyOf = func(f *F) *uuid.UUID {
			if k := e.Key(f); k != nil && *k == *parent {
				return k
			}
			return nil
		}
		shape = append(shape, parent[:]...)
	}
	name := e.Name + " " + string(shape)
	p, err := Batch(ctx, name, from, keyOf, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*Page[T], error) {
		return e.pages(ctx, t, ids, a)
	})
	if err != nil {
		return nil, err
	}
	if e.Whole != nil && len(p.Nodes) == 0 && a.After == nil && a.Before == nil {
		if all, err := e.Whole(ctx, from); err != nil || !all {
			return nil, err
		}
	}
	counted := *p
	counted.count = func(ctx context.Context, limit int) (int, error) {
		return Batch(ctx, fmt.Sprintf("count %d %s", limit, name), from, keyOf,
			func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]int, error) {
				return e.counts(ctx, t, ids, a, limit)
			})
	}
	return &counted, nil
}

func (e *ToMany[F, T]) pages(ctx context.Context, t *tx.Tx, ids []uuid.UUID, a ListArgs) (map[uuid.UUID]*Page[T], error) {
	// The cursor's signature names the parent; a batch of several parents carries no cursor in, and each
	// parent's cursors are signed for it below.
	byDefault, whole := nestedPage, t.Whole() && a.First == nil && a.Last == nil
	if whole {
		byDefault = wholeRows
	}
	s, err := e.To.statement(ctx, t, a, byDefault, e.listOf(ids[0]))
	if err != nil {
		return nil, err
	}
	sql := e.pagesSQL(s, ids)
	if whole {
		sql += fmt.Sprintf(" LIMIT %d", wholeRows+1)
	}
	var rows []Row[T]
	if err := t.Select(ctx, &rows, sql, s.args...); err != nil {
		return nil, err
	}
	if whole && len(rows) > wholeRows {
		return nil, fault.New(fault.TableNotWhole, "list", e.Name)
	}
	byParent := map[uuid.UUID][]Row[T]{}
	for _, r := range rows {
		byParent[*r.Parent] = append(byParent[*r.Parent], r)
	}
	pages := make(map[uuid.UUID]*Page[T], len(ids))
	var all []*T
	for _, id := range ids {
		s.list, err = json.Marshal([]any{e.To.Name, e.listOf(id), a.Filter, a.OrderBy})
		if err != nil {
			return nil, err
		}
		pages[id] = e.To.page(t, s, byParent[id])
		all = append(all, pages[id].Nodes...)
	}
	Remember(t, all)
	return pages, e.To.log(ctx, t, all...)
}

// pagesSQL is the statement of one page for each of several parents.
func (e *ToMany[F, T]) pagesSQL(s *statement, ids []uuid.UUID) string {
	in := s.Arg(ident.List(ids), TypeID+"[]")
	return s.shared() + fmt.Sprintf("SELECT x.* FROM unnest(%s) AS p (id) CROSS JOIN LATERAL (\n%s\n) AS x", in, e.To.pageSQL(s, e.Column))
}

func (e *ToMany[F, T]) listOf(parent uuid.UUID) string { return e.Name + " " + parent.String() }

func (e *ToMany[F, T]) counts(ctx context.Context, t *tx.Tx, ids []uuid.UUID, a ListArgs, limit int) (map[uuid.UUID]int, error) {
	s, err := e.To.counting(ctx, t, a, true)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		ID    uuid.UUID `db:"id"`
		Count int       `db:"count"`
	}
	err = t.Select(ctx, &rows, e.countsSQL(s, ids, limit), s.args...)
	counts := make(map[uuid.UUID]int, len(rows))
	for _, r := range rows {
		counts[r.ID] = r.Count
	}
	return counts, err
}

// countsSQL is the statement that counts the lists of several parents, each to its end or up to a limit.
func (e *ToMany[F, T]) countsSQL(s *statement, ids []uuid.UUID, limit int) string {
	in := s.Arg(ident.List(ids), TypeID+"[]")
	s.cond = "t." + e.Column + " = p.id AND " + s.cond
	return s.shared() + fmt.Sprintf("SELECT p.id, x.count FROM unnest(%s) AS p (id) CROSS JOIN LATERAL (%s) AS x", in, e.To.countSQL(s, limit))
}

// ToSet is an edge from a row to the rows that an array of its own names, in the array's order.
type ToSet[F, T any] struct {
	Name string
	To   *Object[T]
	// Keys gives the row's own id and the ids that it names.
	Keys func(*F) (uuid.UUID, ident.List)
}

// Of follows the edge; what this viewer may not see is left out.
func (e *ToSet[F, T]) Of(ctx context.Context, from *F) ([]*T, error) {
	t := tx.From(ctx)
	rows := GroupOf(t, from).Rows
	key := func(f *F) *uuid.UUID { id, _ := e.Keys(f); return &id }
	list, err := Batch(ctx, e.Name, from, key, func(ctx context.Context, _ *tx.Tx, _ []uuid.UUID) (map[uuid.UUID][]*T, error) {
		var wanted []uuid.UUID
		for _, r := range rows {
			_, ids := e.Keys(r)
			wanted = append(wanted, ids...)
		}
		found, err := Many(ctx, e.To, wanted)
		sets := make(map[uuid.UUID][]*T, len(rows))
		for _, r := range rows {
			own, ids := e.Keys(r)
			for _, id := range ids {
				if f := found[id]; f != nil {
					sets[own] = append(sets[own], f)
				}
			}
		}
		return sets, err
	})
	if list == nil {
		list = []*T{}
	}
	return list, err
}

// log writes a line in the read log for each confidential row, before the answer leaves (D-GEN-2).
func (o *Object[T]) log(ctx context.Context, t *tx.Tx, nodes ...*T) error {
	if !o.Logged && o.secrecy == nil || t.Viewer.System {
		return nil
	}
	var ids []uuid.UUID
	for _, n := range nodes {
		row := reflect.ValueOf(n).Elem()
		if o.Logged || row.FieldByIndex(o.secrecy).String() == "CONFIDENTIAL" {
			// The key is the first field: Declare holds it.
			ids = append(ids, row.Field(0).Interface().(interface{ UUID() uuid.UUID }).UUID())
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return t.LogRead(ctx, o.Name, ids)
}

// ToRows is an edge from a row to few others, all of them, in a fixed order: the parts of a record.
type ToRows[F, T any] struct {
	Name   string
	To     *Object[T]
	Column string
	Order  string
	Key    func(*F) *uuid.UUID
	Parent func(*T) uuid.UUID
	// Whole is nil where whoever sees the record sees its parts.
	Whole seenWhole[F]
	// at is when a part was written, where it never changes: a record as it stood at a day's end has those of until then.
	at func(*T) clock.DateTime
}

// Written tells when a part was written that never changes.
func (e *ToRows[F, T]) Written(at func(*T) clock.DateTime) *ToRows[F, T] {
	e.at = at
	return e
}

// Of reads the row's parts, and those of all rows read with it, in one statement.
func (e *ToRows[F, T]) Of(ctx context.Context, from *F) ([]*T, error) {
	list, err := Batch(ctx, e.Name, from, e.Key, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID][]*T, error) {
		found, err := RowsWhere(ctx, e.To, e.cond(), ident.List(ids))
		if err == nil {
			err = e.To.log(ctx, t, found...)
		}
		return ByParent(found, e.Parent), err
	})
	if e.Whole != nil && len(list) == 0 && err == nil {
		if all, err := e.Whole(ctx, from); err != nil || !all {
			return nil, err
		}
	}
	list = append([]*T{}, list...)
	if t := tx.From(ctx); e.at != nil && PastDay(ctx, from) != nil {
		end := endOf(t, *PastDay(ctx, from))
		list = slices.DeleteFunc(list, func(x *T) bool { return !e.at(x).Before(end) })
	}
	return list, err
}

// cond is the parts of several rows, in their order.
func (e *ToRows[F, T]) cond() string {
	return "t." + e.Column + " = ANY ($1::uuid[]) ORDER BY t." + e.Order + ", t.id"
}

// ByParent are rows by their parent, each parent's in the order in which they came.
func ByParent[T any](rows []*T, parent func(*T) uuid.UUID) map[uuid.UUID][]*T {
	by := map[uuid.UUID][]*T{}
	for _, r := range rows {
		by[parent(r)] = append(by[parent(r)], r)
	}
	return by
}

// RowsWhere reads an object's rows that meet a condition, under the viewer's rights, as read together.
func RowsWhere[T any](ctx context.Context, o *Object[T], cond string, args ...any) ([]*T, error) {
	t := tx.From(ctx)
	var rows []Row[T]
	err := t.Select(ctx, &rows, `SELECT `+o.Selected()+` FROM `+o.Table+` AS t WHERE `+cond, args...)
	list := make([]*T, len(rows))
	for i := range rows {
		list[i] = &rows[i].Node
	}
	Remember(t, list)
	return list, err
}
