package read

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"huishang/db/tx"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// The pages' default sizes.
const (
	RootPage   = 20
	nestedPage = 10
)

// key is one column of a list's complete order; the last is always the object's own key.
type key struct {
	Sort
	desc       bool
	nullsFirst bool
}

// statement is one list in SQL: text and arguments, complete but for the page's direction.
type statement struct {
	Where
	from, cond string
	keys       []key
	list       []byte // what the list is, for its cursors' signature
	n          int
	backwards  bool
	after      bool
	chosen     []int  // the columns that are read, by their places; nil: all
	bare       bool   // no cursor is asked for
	kept       string // the rows with kept numbers, where these are counted
}

// List reads one page of an object's list at the root. Row security decides the rows; the province is a hint
// to the planner.
func List[T any](ctx context.Context, o *Object[T], a ListArgs) (*Page[T], error) {
	t := tx.From(ctx)
	s, err := o.statement(ctx, t, a, RootPage, "")
	if err != nil {
		return nil, err
	}
	var rows []Row[T]
	if err := t.Select(ctx, &rows, s.shared()+o.pageSQL(s, ""), s.args...); err != nil {
		return nil, err
	}
	p := o.page(t, s, rows)
	Remember(t, p.Nodes)
	if a.AsOf != nil {
		stoodOn(t, p.Nodes, *a.AsOf)
	}
	if err := o.log(ctx, t, p.Nodes...); err != nil {
		return nil, err
	}
	p.count = o.counter(t, a)
	return p, nil
}

// counter counts a list at the root.
func (o *Object[T]) counter(t *tx.Tx, a ListArgs) func(context.Context, int) (int, error) {
	return func(ctx context.Context, limit int) (int, error) {
		c, err := o.counting(ctx, t, a, false)
		if err != nil {
			return 0, err
		}
		var n int
		err = t.Get(ctx, &n, c.shared()+o.countSQL(c, limit), c.args...)
		return n, err
	}
}

// statement prepares a list: conditions, order, keyset and size.
func (o *Object[T]) statement(ctx context.Context, t *tx.Tx, a ListArgs, byDefault int, parent string) (*statement, error) {
	s, err := o.begin(ctx, t, a)
	if err != nil {
		return nil, err
	}
	s.merges = parent == "" && !s.past
	n, backwards, err := a.Size(byDefault, t.Whole())
	if err != nil {
		return nil, err
	}
	s.n, s.backwards = n, backwards
	if s.keys, err = o.order(a.OrderBy); err != nil {
		return nil, err
	}
	if s.cond, err = o.conditions(s, t, a.Filter, o.walked(s.keys)); err != nil {
		return nil, err
	}
	what, err := json.Marshal(append([]any{o.Name, parent, a.Filter, a.OrderBy}, a.asOf()...))
	if err != nil {
		return nil, err
	}
	s.list = what
	cursor, argument := a.After, "after"
	if backwards {
		cursor, argument = a.Before, "before"
	}
	if cursor == nil {
		return s, nil
	}
	values, err := t.Unseal(s.list, *cursor, argument)
	if err != nil {
		return nil, err
	}
	if len(values) != len(s.keys) {
		return nil, fault.At(argument, fault.CursorMismatch)
	}
	s.after = true
	s.cond += " AND " + s.keyset(values)
	return s, nil
}

// counting prepares the same list without its page; nested where it is one below a row.
func (o *Object[T]) counting(ctx context.Context, t *tx.Tx, a ListArgs, nested bool) (*statement, error) {
	s, err := o.begin(ctx, t, a)
	if err != nil {
		return nil, err
	}
	sums := !nested && !s.past && o.keeps(t.Viewer, a.Filter)
	s.merges = !nested && !s.past && !sums
	if s.cond, err = o.conditions(s, t, a.Filter, true); err == nil && sums {
		s.kept = o.Kept.Seen(s.Session, o.Table, s.cond)
	}
	return s, err
}

// whereOf begins the conditions of an object's list.
func whereOf(ctx context.Context, t *tx.Tx, object string, a ListArgs) Where {
	return Where{
		object: object, leaves: -a.Added, wide: !t.Viewer.System && !narrow(t.Viewer), system: t.Viewer.System, Today: t.Viewer.Today, zone: t.Viewer.Zone,
		codes: func(kind CodeTable) ([]*Code, error) { return CodesShown(ctx, t, kind) },
		named: func(n Names, codes []string) (map[string]uuid.UUID, error) { return n.read(ctx, t, codes) },
	}
}

// conditions writes a list's condition and finds its ways: those of its filter, else, where the order is the ways' own, those that
// find what somebody sees who sees a part of the province.
func (o *Object[T]) conditions(s *statement, t *tx.Tx, f map[string]any, walked bool) (string, error) {
	cond, err := filter(&s.Where, o.Filters, f, []string{"filter"}, 0)
	if s.past {
		day := s.day()
		cond = "t.from_on <= " + day + " AND t.until_on > " + day + " AND " + cond
	}
	if s.merges && walked && s.ways == nil && o.Reach != nil && narrow(t.Viewer) {
		s.ways = o.Reach(s.Session)
	}
	if err != nil || !o.hasProvince() || t.Viewer.System {
		return cond, err
	}
	province := "t.province_id = " + s.Arg(t.Viewer.ProvinceID, TypeID)
	if s.ways != nil {
		// Not for an index: of a set's ids PostgreSQL knows no number, and might walk the province for each.
		province = "(" + province + ") IS TRUE"
	}
	return province + " AND " + cond, nil
}

func (o *Object[T]) order(by []*Order) ([]key, error) {
	if len(by) == 0 {
		by = o.Default
	}
	if len(by) > 4 {
		return nil, fault.At("orderBy", fault.BadUserInput, "expected", "at most 4 keys")
	}
	var keys []key
	for i, one := range by {
		sort, ok := o.Orders[one.Field]
		if !ok || slices.ContainsFunc(by[:i], func(b *Order) bool { return b.Field == one.Field }) {
			return nil, fault.At(fmt.Sprintf("orderBy.%d.field", i), fault.BadUserInput, "expected", "each field once")
		}
		k := key{Sort: sort, desc: one.Direction == Descending}
		k.nullsFirst = sort.Nullable && (one.Nulls == NullsFirst || one.Nulls == "" && k.desc)
		keys = append(keys, k)
	}
	last := len(keys) > 0 && keys[len(keys)-1].desc
	return append(keys, key{Sort: Sort{Column: o.key, Type: TypeID}, desc: last}), nil
}

// keyset writes "comes after these values" in the direction of the walk, for any mix of directions and nulls.
func (s *statement) keyset(values []*string) string {
	args := make([]string, len(values))
	for i, v := range values {
		if v != nil {
			args[i] = s.Arg(*v, s.keys[i].Type)
		}
	}
	if s.uniform() {
		columns := make([]string, len(s.keys))
		for i, k := range s.keys {
			columns[i] = k.of("t")
		}
		sign := ">"
		if s.keys[0].desc != s.backwards {
			sign = "<"
		}
		return fmt.Sprintf("(%s) %s (%s)", strings.Join(columns, ", "), sign, strings.Join(args, ", "))
	}
	var either []string
	for i := range s.keys {
		var all []string
		for j := range i {
			all = append(all, equal(s.keys[j], args[j]))
		}
		after, ok := s.later(s.keys[i], args[i])
		if !ok {
			continue
		}
		either = append(either, strings.Join(append(all, after), " AND "))
	}
	return "(" + strings.Join(either, " OR ") + ")"
}

// uniform tells that all keys run one way and none may be null: then one row comparison does.
func (s *statement) uniform() bool {
	for _, k := range s.keys {
		if k.desc != s.keys[0].desc || k.Nullable {
			return false
		}
	}
	return true
}

func equal(k key, arg string) string {
	if arg == "" {
		return k.of("t") + " IS NULL"
	}
	return k.of("t") + " = " + arg
}

// later writes "this key alone comes after the value"; false where nothing can.
func (s *statement) later(k key, arg string) (string, bool) {
	nullsFirst := k.nullsFirst != s.backwards
	if arg == "" {
		return k.of("t") + " IS NOT NULL", k.Nullable && nullsFirst
	}
	sign := ">"
	if k.desc != s.backwards {
		sign = "<"
	}
	sql := fmt.Sprintf("%s %s %s", k.of("t"), sign, arg)
	if k.Nullable && !nullsFirst {
		sql = "(" + sql + " OR " + k.of("t") + " IS NULL)"
	}
	return sql, true
}

// orderSQL is the page's order of the rows of t, or of what was selected of them.
func (s *statement) orderSQL(of string) string {
	parts := make([]string, len(s.keys))
	for i, k := range s.keys {
		parts[i] = k.of(of)
		if k.desc != s.backwards {
			parts[i] += " DESC"
		}
		if k.Nullable {
			if k.nullsFirst != s.backwards {
				parts[i] += " NULLS FIRST"
			} else {
				parts[i] += " NULLS LAST"
			}
		}
	}
	return strings.Join(parts, ", ")
}

// pageSQL is the page's statement; join is empty at the root, and the parent's condition in a nested list.
func (o *Object[T]) pageSQL(s *statement, parentColumn string) string {
	cursor, parent, cond := "", "", s.cond
	if !s.bare {
		values := make([]string, len(s.keys))
		for i, k := range s.keys {
			values[i] = k.of("t") + "::text"
		}
		cursor = fmt.Sprintf(`, jsonb_build_array(%s)::text AS "cursor_key"`, strings.Join(values, ", "))
	}
	if parentColumn != "" {
		parent = ", t." + parentColumn + ` AS "parent"`
		cond = "t." + parentColumn + " = p.id AND " + cond
	}
	if s.ways != nil {
		cond = o.firstOf(s)
	}
	return fmt.Sprintf(`SELECT %s%s%s
FROM %s AS t
WHERE %s
ORDER BY %s
LIMIT %d`, o.selectedOf(s.chosen), cursor, parent, s.from, cond, s.orderSQL("t"), s.n+1)
}

// firstOf is the condition that a row is one of the page's, found by the list's ways: the first of each, where they are walked
// in the list's order, else all of them.
func (o *Object[T]) firstOf(s *statement) string {
	columns := make([]string, len(s.keys))
	for i, k := range s.keys {
		columns[i] = "t." + k.Column
	}
	limit := fmt.Sprintf(" LIMIT %d", s.n+1)
	last := Apart
	if o.walked(s.keys) {
		last = " ORDER BY " + s.orderSQL("t") + limit
	}
	return fmt.Sprintf("t.%s = ANY (ARRAY(SELECT m.%s FROM (\n%s\n) AS m ORDER BY %s%s))", o.key, o.key,
		strings.Join(selects(s.ways, false, strings.Join(columns, ", "), s.from, s.cond, last), "\nUNION\n"), s.orderSQL("m"), limit)
}

// walked tells that an order begins as the object's own does, in which its ways are walked.
func (o *Object[T]) walked(keys []key) bool { return keys[0].Sort == o.Orders[o.Default[0].Field] }

// countSQL counts the list's rows: all, or no further than one past a limit.
func (o *Object[T]) countSQL(s *statement, limit int) string {
	if s.kept != "" {
		sum := "COALESCE(sum(t.n), 0)"
		if limit != unlimited {
			sum = fmt.Sprintf("LEAST(%s, %d)", sum, limit+1)
		}
		return "SELECT " + sum + " FROM " + s.kept + " AS t"
	}
	if s.ways != nil {
		if limit == unlimited {
			return "SELECT COALESCE(sum(c.n), 0) FROM " + Each(s.ways, "count(*) AS n", s.from, s.cond, "") + " AS c"
		}
		last := fmt.Sprintf(" LIMIT %d", limit+1)
		return "SELECT count(*) FROM (SELECT FROM " + Each(s.ways, "1 AS it", s.from, s.cond, last) + " AS c" + last + ") AS counted"
	}
	if limit == unlimited {
		return fmt.Sprintf("SELECT count(*) FROM %s AS t WHERE %s", s.from, s.cond)
	}
	return fmt.Sprintf("SELECT count(*) FROM (SELECT FROM %s AS t WHERE %s LIMIT %d) AS counted", s.from, s.cond, limit+1)
}

// page makes the connection of rows read: one more than asked tells that the list goes on.
func (o *Object[T]) page(t *tx.Tx, s *statement, rows []Row[T]) *Page[T] {
	kept, info := s.window(len(rows))
	rows = rows[:kept]
	if s.backwards {
		slices.Reverse(rows)
	}
	p := &Page[T]{Edges: make([]*Edge[T], len(rows)), Nodes: make([]*T, len(rows))}
	for i := range rows {
		node := &rows[i].Node
		p.Nodes[i] = node
		p.Edges[i] = &Edge[T]{Cursor: t.Seal(s.list, *rows[i].Key), Node: node}
	}
	if len(rows) > 0 {
		p.PageInfo.StartCursor, p.PageInfo.EndCursor = &p.Edges[0].Cursor, &p.Edges[len(rows)-1].Cursor
	}
	p.PageInfo.HasNextPage, p.PageInfo.HasPreviousPage = info.HasNextPage, info.HasPreviousPage
	return p
}

// window is how many of the rows found are the page's, and what lies on either side of them.
func (s *statement) window(found int) (kept int, info PageInfo) {
	more := found > s.n
	if s.backwards {
		return min(found, s.n), PageInfo{HasNextPage: s.after, HasPreviousPage: more}
	}
	return min(found, s.n), PageInfo{HasNextPage: more, HasPreviousPage: s.after}
}

// One reads a row by id; nil when there is none that this viewer may see.
func One[T any](ctx context.Context, o *Object[T], id uuid.UUID) (*T, error) {
	found, err := Many(ctx, o, []uuid.UUID{id})
	return found[id], err
}

// OneBy reads a row by a unique column; nil when there is none that this viewer may see.
func OneBy[T any](ctx context.Context, o *Object[T], column, value string) (*T, error) {
	t := tx.From(ctx)
	var rows []Row[T]
	err := t.Select(ctx, &rows, fmt.Sprintf("SELECT %s FROM %s AS t WHERE t.%s = $1", o.Selected(), o.Table, column), value)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0].Node, o.log(ctx, t, &rows[0].Node)
}

// Many reads rows by id; ids that are not there for this viewer are missing from the answer.
func Many[T any](ctx context.Context, o *Object[T], ids []uuid.UUID) (map[uuid.UUID]*T, error) {
	t := tx.From(ctx)
	if len(ids) == 0 {
		return map[uuid.UUID]*T{}, nil
	}
	var rows []Row[T]
	err := t.Select(ctx, &rows, o.keyedSQL(nil), ident.List(ids))
	if err != nil {
		return nil, err
	}
	found := make(map[uuid.UUID]*T, len(rows))
	nodes := make([]*T, len(rows))
	for i := range rows {
		nodes[i] = &rows[i].Node
		found[*rows[i].Parent] = nodes[i]
	}
	Remember(t, nodes)
	return found, o.log(ctx, t, nodes...)
}

// keyedSQL reads rows by their keys.
func (o *Object[T]) keyedSQL(chosen []int) string {
	return fmt.Sprintf(`SELECT %s, t.%s AS "parent" FROM %s AS t WHERE t.%s = ANY ($1::uuid[])`, o.selectedOf(chosen), o.key, o.Table, o.key)
}
