package read

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"huishang/db/tx"
	"huishang/internal/fault"

	"github.com/lib/pq"
)

// groupDimension is a dimension as one answer has it.
type groupDimension struct {
	Dimension
	field string
	by    *GroupBy
	unit  PeriodUnit
}

// column is the row struct's.
func (d groupDimension) column() string { return Snake(d.field) }

// sql is the expression of the key.
func (d groupDimension) sql() string {
	switch {
	case d.Levels && d.by.Level != nil && *d.by.Level == LevelProvince:
		return "COALESCE(" + d.org() + ".province_id, " + d.SQL + ")"
	case d.Levels && d.by.Level != nil && *d.by.Level == LevelBranch:
		return "COALESCE(" + d.org() + ".branch_id, " + d.SQL + ")"
	case d.Day:
		return d.unit.start(d.SQL)
	}
	return d.SQL
}

// org is the name under which the organisation of a dimension is joined.
func (d groupDimension) org() string { return "o_" + d.column() }

func (d groupDimension) join() string {
	if d.Levels && d.by.Level != nil && *d.by.Level != LevelRegion {
		return "LEFT JOIN organisation " + d.org() + " ON " + d.org() + ".id = " + d.SQL
	}
	return d.Join
}

// grouping reads what is asked.
func (x *Statistics[T, R]) grouping(t *tx.Tx, a StatsArgs) (*grouping[T], error) {
	g := &grouping[T]{list: x.Of, args: a, zone: t.Viewer.Zone, province: t.Viewer.ProvinceID.UUID().String(), codes: map[CodeTable][]*Code{}}
	if len(a.GroupBy) > MaxDimensions {
		return nil, fault.At("groupBy", fault.BadUserInput, "expected", fmt.Sprintf("at most %d dimensions", MaxDimensions))
	}
	var err error
	if g.days, err = days(t, a); err != nil {
		return nil, err
	}
	filled := g.days != nil
	for i, by := range a.GroupBy {
		at := fmt.Sprintf("groupBy.%d.", i)
		field, ok := x.orders[by.Field]
		d, isDimension := x.Dimensions[field]
		if !ok || !isDimension || slices.ContainsFunc(a.GroupBy[:i], func(b *GroupBy) bool { return b.Field == by.Field }) {
			return nil, fault.At(at+"field", fault.BadUserInput, "expected", "each field once")
		}
		if by.Level != nil && !d.Levels {
			return nil, fault.At(at+"level", fault.BadUserInput, "expected", "a level only with an organisation")
		}
		if by.Unit != nil && !d.Day {
			return nil, fault.At(at+"unit", fault.BadUserInput, "expected", "a period only with a day")
		}
		if by.Fill && (!d.Day || filled) {
			return nil, fault.At(at+"fill", fault.BadUserInput, "expected", "gaps filled of one day")
		}
		filled = filled || by.Fill
		one := groupDimension{Dimension: d, field: field, by: by, unit: PeriodMonth}
		if by.Unit != nil {
			one.unit = *by.Unit
		}
		g.dims = append(g.dims, one)
	}
	return g, nil
}

// statement prepares the groups: a query in brackets, and the statement that picks and orders from it.
func (x *Statistics[T, R]) statement(ctx context.Context, t *tx.Tx, g *grouping[T]) (*statement, string, error) {
	a := g.args
	s, err := x.Of.begin(ctx, t, a.ListArgs)
	if err != nil {
		return nil, "", err
	}
	if g.days != nil {
		s.from, s.past, s.Each = x.Of.Past, true, "d.it"
	}
	// A group's filter is the list's and its keys': it must be one that the list takes.
	s.leaves += keyLeaves * len(g.dims)
	if s.n, s.backwards, err = a.Size(RootPage, t.Whole()); err != nil {
		return nil, "", err
	}
	rows, err := x.Of.conditions(s, t, a.Filter, false)
	if err != nil {
		return nil, "", err
	}
	if s.cond, err = filter(&s.Where, x.having, a.Having, []string{"having"}, 0); err != nil {
		return nil, "", err
	}
	order, err := x.order(s, g)
	if err != nil {
		return nil, "", err
	}
	groups := x.groupSQL(s, t, g, rows, order)
	if s.list, err = json.Marshal(append([]any{x.Of.Name, "statistics", a.Filter, a.GroupBy, a.Having, a.OrderBy, g.days}, a.asOf()...)); err != nil {
		return nil, "", err
	}
	cursor, argument := a.After, "after"
	if s.backwards {
		cursor, argument = a.Before, "before"
	}
	if cursor != nil {
		values, err := t.Unseal(s.list, *cursor, argument)
		if err != nil {
			return nil, "", err
		}
		s.after = true
		s.cond += " AND " + s.keyset(values)
	}
	return s, groups, nil
}

// order reads the order of groups: what is asked, then the keys, so that it is complete. It tells which measures it needs.
func (x *Statistics[T, R]) order(s *statement, g *grouping[T]) (needed []string, err error) {
	if len(g.args.OrderBy) > 4 {
		return nil, fault.At("orderBy", fault.BadUserInput, "expected", "at most 4 keys")
	}
	asked := map[string]bool{}
	for i, by := range g.args.OrderBy {
		field, ok := x.orders[by.Field]
		at := slices.IndexFunc(g.dims, func(d groupDimension) bool { return d.field == field })
		_, measured := x.Measures[field]
		switch {
		case !ok || asked[field]:
			return nil, fault.At(fmt.Sprintf("orderBy.%d.field", i), fault.BadUserInput, "expected", "each field once")
		case !measured && at < 0:
			return nil, fault.At(fmt.Sprintf("orderBy.%d.field", i), fault.BadUserInput, "expected", "a dimension that is grouped by")
		}
		asked[field] = true
		k := key{desc: by.Direction == Descending}
		if measured {
			f := x.Measures[field].Figures[0]
			k.Sort = Sort{Column: f.Column, Type: f.Type, Nullable: f.Nullable}
			needed = append(needed, field)
		} else {
			k.Sort = g.dims[at].sort()
		}
		k.nullsFirst = k.Nullable && (by.Nulls == NullsFirst || by.Nulls == "" && k.desc)
		s.keys = append(s.keys, k)
	}
	if g.days != nil {
		s.keys = append(s.keys, key{Sort: Sort{Column: "as_of", Type: TypeDate}})
	}
	for _, d := range g.dims {
		if !asked[d.field] && d.Sort != "" {
			s.keys = append(s.keys, key{Sort: d.sort()})
		}
	}
	for _, d := range g.dims {
		s.keys = append(s.keys, key{Sort: Sort{Column: d.column(), Type: d.Type, Nullable: true}})
	}
	if len(s.keys) == 0 {
		s.keys = []key{{Sort: Sort{Column: "one", Type: TypeInt}}}
	}
	return needed, nil
}

// sort is the column by which groups are ordered by a dimension.
func (d groupDimension) sort() Sort {
	if d.Sort == "" {
		return Sort{Column: d.column(), Type: d.Type, Nullable: true}
	}
	return Sort{Column: d.column() + "_sort", Type: TypeText, Nullable: true}
}

// groupSQL is the groups in brackets: keys, figures, and what they are ordered by.
func (x *Statistics[T, R]) groupSQL(s *statement, t *tx.Tx, g *grouping[T], rows string, needed []string) string {
	var keys, figures, joins, by []string
	join := func(sql string) {
		if sql != "" && !slices.Contains(joins, sql) {
			joins = append(joins, sql)
		}
	}
	for i, d := range g.dims {
		keys = append(keys, fmt.Sprintf("(%s)::%s AS %s", d.sql(), d.Type, d.column()))
		by = append(by, fmt.Sprint(i+1))
		join(d.join())
	}
	all, kept, from := x.figures(g, needed), !s.past && x.kept(t.Viewer, g, needed), s.from
	if kept {
		from, rows = x.Of.Kept.Seen(s.Session, x.Of.Table, rows), "TRUE"
	}
	for _, m := range all {
		join(m.Join)
		for _, f := range m.Figures {
			figures = append(figures, fmt.Sprintf(`(%s)::%s AS "%s"`, f.sql(kept), f.Type, f.Column))
		}
	}
	sql := "SELECT " + strings.Join(append(slices.Clone(keys), figures...), ",\n       ") + "\nFROM " + from + " AS t"
	for _, j := range joins {
		sql += "\n" + j
	}
	sql += "\nWHERE " + rows
	if len(by) > 0 {
		sql += "\nGROUP BY " + strings.Join(by, ", ")
		if kept {
			sql += "\nHAVING sum(t.n) <> 0"
		}
	}
	if g.days != nil {
		sql = "SELECT d.it AS as_of, g.*\nFROM unnest(" + s.Arg(pq.StringArray(g.days), TypeDate+"[]") + ") AS d (it)\nCROSS JOIN LATERAL (" + inSession(s, t, sql) + ") AS g"
	}
	for i, d := range g.dims {
		if d.by.Fill {
			s.sets = append(s.sets, "grouped AS MATERIALIZED ("+inSession(s, t, sql)+")")
			sql = filled(g.dims, i, all)
		}
	}
	var sorts []string
	for _, d := range g.dims {
		if d.Sort != "" {
			sorts = append(sorts, fmt.Sprintf("(%s)::text AS %s_sort", fmt.Sprintf(d.Sort, "t."+d.column()), d.column()))
		}
	}
	return inSession(s, t, "(SELECT t.*, 1 AS one"+prefixed(sorts)+"\nFROM ("+sql+") AS t)")
}

func prefixed(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return ", " + strings.Join(parts, ", ")
}

// inSession puts the day and the session's zone into a text.
func inSession(s *statement, t *tx.Tx, sql string) string {
	sql = strings.ReplaceAll(sql, "{ends}", "(({today} + 1)::timestamp AT TIME ZONE {zone})")
	if strings.Contains(sql, "{today}") {
		sql = strings.ReplaceAll(sql, "{today}", s.day())
	}
	if strings.Contains(sql, "{zone}") {
		sql = strings.ReplaceAll(sql, "{zone}", s.Arg(t.Viewer.Zone.String(), TypeText))
	}
	return sql
}

// filled is the groups with one for each period between the first and the last, for each combination of the other keys.
func filled(dims []groupDimension, at int, measures []Measured) string {
	var keys, own, same []string
	for i, d := range dims {
		if i == at {
			keys = append(keys, "p.it AS "+d.column())
			continue
		}
		own = append(own, "g."+d.column())
		keys = append(keys, "k."+d.column())
		same = append(same, fmt.Sprintf("g.%[1]s IS NOT DISTINCT FROM k.%[1]s", d.column()))
	}
	day := dims[at].column()
	same = append(same, "g."+day+" = p.it")
	var figures, as []string
	for _, m := range measures {
		for _, f := range m.Figures {
			as = append(as, `g."`+f.Column+`"`)
			if f.Nullable {
				figures = append(figures, `g."`+f.Column+`"`)
			} else {
				figures = append(figures, fmt.Sprintf(`COALESCE(g."%[1]s", 0) AS "%[1]s"`, f.Column))
			}
		}
	}
	others := "(SELECT 1)"
	if len(own) > 0 {
		others = "(SELECT DISTINCT " + strings.Join(own, ", ") + " FROM grouped g)"
	}
	var plain []string
	for _, d := range dims {
		plain = append(plain, "g."+d.column())
	}
	return fmt.Sprintf(`SELECT %s
FROM %s AS k
CROSS JOIN (SELECT d::date AS it FROM (SELECT min(g.%[3]s) AS first, max(g.%[3]s) AS last FROM grouped g) AS b
    CROSS JOIN LATERAL generate_series(b.first::timestamp, b.last::timestamp, interval '%[4]s') AS d) AS p
LEFT JOIN grouped g ON %[5]s
UNION ALL
SELECT %[6]s FROM grouped g WHERE g.%[3]s IS NULL`,
		strings.Join(append(keys, figures...), ", "), others, day, dims[at].unit.step(), strings.Join(same, " AND "), strings.Join(append(plain, as...), ", "))
}

// figures are the measures that an answer needs: asked, compared or ordered by; each once.
func (x *Statistics[T, R]) figures(g *grouping[T], needed []string) (all []Measured) {
	fields := slices.Clone(needed)
	havingFields(g.args.Having, &fields)
	var days []string
	for _, a := range g.args.Asked {
		fields = append(fields, a.Field)
		if x.Measures[a.Field].Spans {
			days = append(days, fmt.Sprint(Plain(a.Args["from"]), " ", Plain(a.Args["to"])))
		}
	}
	slices.Sort(fields)
	for _, field := range slices.Compact(fields) {
		if m, ok := x.Measures[field]; ok && !m.Spans {
			all = append(all, m)
		}
	}
	slices.Sort(days)
	if days = slices.Compact(days); len(days) > 0 {
		all = append(all, x.spans(days)...)
	}
	return all
}

func havingFields(having map[string]any, into *[]string) {
	for name, value := range having {
		switch name {
		case "and", "or":
			for _, one := range items(Plain(value)) {
				if m, ok := one.(map[string]any); ok {
					havingFields(m, into)
				}
			}
		case "not":
			if m, ok := Plain(value).(map[string]any); ok {
				havingFields(m, into)
			}
		default:
			*into = append(*into, name)
		}
	}
}

// pageSQL picks one page of the groups.
func (x *Statistics[T, R]) pageSQL(s *statement, g *grouping[T], groups string) string {
	values := make([]string, len(s.keys))
	for i, k := range s.keys {
		values[i] = "t." + k.Column + "::text"
	}
	var columns, keys []string
	if g.days != nil {
		columns = append(columns, `t.as_of AS "node.as_of"`)
	}
	for _, d := range g.dims {
		columns = append(columns, fmt.Sprintf(`t.%[1]s AS "node.%[1]s"`, d.column()))
		keys = append(keys, "t."+d.column()+"::text")
	}
	for _, m := range x.figures(g, nil) {
		for _, f := range m.Figures {
			columns = append(columns, fmt.Sprintf(`t."%[1]s" AS "node.%[1]s"`, f.Column))
		}
	}
	columns = append(columns, fmt.Sprintf(`jsonb_build_array(%s)::text AS "node.keys"`, strings.Join(keys, ", ")),
		fmt.Sprintf(`jsonb_build_array(%s)::text AS "cursor_key"`, strings.Join(values, ", ")))
	return fmt.Sprintf("SELECT %s\nFROM %s AS t\nWHERE %s\nORDER BY %s\nLIMIT %d", strings.Join(columns, ",\n       "), groups, s.cond, s.orderSQL("t"), s.n+1)
}
