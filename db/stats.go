package db

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"huishang/internal/clock"
	"huishang/internal/fault"

	"github.com/lib/pq"
)

// Statistics declare what may be counted of an object: by which dimensions its rows are grouped, and what is measured of a
// group. A new noun adds a row struct and one declaration; statements, orders, conditions on measures, pages, totals and the
// filter of each group follow from them. Rows come from the same table under the same policies as the list's.
type Statistics[T, R any] struct {
	Of *Object[T]
	// Rows is the field of a group's row that lists its rows.
	Rows       string
	Dimensions map[string]Dimension
	Measures   map[string]Measured
	// Instants are the days between which days are counted, by the values of the noun's enum.
	Instants map[string]Instant
	// Whole is by which settings somebody sees all rows of the province.
	Whole sight

	having map[string]FilterField
	orders map[string]string // the field or measure by its name in the schema's enum
}

// Dimension is one way to group: an expression of the row as t, which gives a column of the row struct by the same name in
// snake case. In all SQL here {today} stands for the day by which is counted, {ends} for the instant with which it ends, and
// {zone} for the province's zone.
type Dimension struct {
	SQL  string
	Type ColumnType
	// Join is what the expression needs besides the row. A dimension that gives several values of a row counts it in each.
	Join string
	// Sort orders the groups: an expression over the key, which stands for %s. Empty: by the key itself.
	Sort string
	// Levels tells that organisations roll up to a level; Day that the expression is a day, grouped by periods.
	Levels, Day bool
	// Codes is the table that the keys are codes of.
	Codes CodeTable
	// Filter is what of the list's filter finds a group's rows.
	Filter func(k GroupKey) map[string]any
}

// Measured is what a field of a row holds: one figure, or those of an object.
type Measured struct {
	Figures []Figure
	Join    string
	// Spans tells that it is days between two instants that are asked for.
	Spans bool
}

// Instant is a day of a row. Hidden is where it stands on a row that the viewer may not see: then nothing is told of the group.
type Instant struct{ SQL, Join, Hidden string }

// Figure is one number of a group: an aggregate over the group's rows as t, and the column of the row struct that takes it.
// One that may be missing is null where there is nothing to tell; any other is 0 in a group without rows.
type Figure struct {
	Column   string
	SQL      string
	Type     ColumnType
	Nullable bool
	// Kept is the same over kept numbers, where they tell it.
	Kept string
}

// GroupKey is one key of a group: nil for the rows without a value.
type GroupKey struct {
	Text *string
	// Until is the last day of a period. Alone tells of an organisation whose rows are counted without those below it.
	Until string
	Alone bool
	codes []*Code
	zone  *time.Location
}

// GroupBy is one dimension as the client asks for it.
type GroupBy struct {
	Field string
	Level *OrganisationLevel
	Unit  *PeriodUnit
	Fill  bool
}

// Asked is a field that was asked of rows, with its arguments.
type Asked struct {
	Field string
	Args  map[string]any
}

// StatsArgs are the arguments of statistics.
type StatsArgs struct {
	ListArgs
	GroupBy []*GroupBy
	Having  map[string]any
	// Trend counts the groups at the end of each of several days, each as of that day.
	Trend *Trend
	// Asked are the fields asked of rows and totals. Raw is the filter as the client wrote it.
	Asked []Asked
	Raw   map[string]any
}

// MaxDimensions bounds how many dimensions are asked at once.
const MaxDimensions = 5

// keyLeaves is how many comparisons one key adds to a filter at most.
const keyLeaves = 2

// count makes a figure that is 0 where there is none, and figure one that is null.
func count(column, sql string) Measured {
	return Measured{Figures: []Figure{{Column: column, SQL: sql, Type: TypeInt}}}
}

func figure(column, sql string, t ColumnType) Measured {
	return Measured{Figures: []Figure{{Column: column, SQL: sql, Type: t, Nullable: true}}}
}

// counting counts the rows of a group for which a condition holds.
func counting(column, condition string) Measured {
	return count(column, "count(*) FILTER (WHERE "+condition+")")
}

// rate makes the share of the rows for which a condition holds among those that another one picks; null where there are none.
func rate(column, holds, among string) Measured {
	return figure(column, "count(*) FILTER (WHERE ("+among+") AND ("+holds+"))::numeric / NULLIF(count(*) FILTER (WHERE "+among+"), 0)", TypeNumeric)
}

// with is the measure with what it needs besides the row.
func (m Measured) with(join string) Measured {
	m.Join = join
	return m
}

// spread is a share of the way through the days that rows took, shortest first.
func spread(column, share, days string) Measured {
	return figure(column, "percentile_cont("+share+") WITHIN GROUP (ORDER BY ("+days+")::float8)", TypeNumeric)
}

// declareStatistics completes a declaration.
func declareStatistics[T, R any](x Statistics[T, R]) *Statistics[T, R] {
	x.having, x.orders = map[string]FilterField{}, map[string]string{}
	for field := range x.Dimensions {
		x.orders[enumName(field)] = field
	}
	for field, m := range x.Measures {
		if len(m.Figures) == 1 {
			f := m.Figures[0]
			x.having[field] = FilterField{Column: f.Column, Type: f.Type, Nullable: f.Nullable}
			x.orders[enumName(field)] = field
		}
	}
	statisticsDeclared = append(statisticsDeclared, StatisticsDeclared{x.Of.Name, x.Rows, sortedKeys(x.Dimensions), sortedKeys(x.Measures), sortedKeys(x.Instants)})
	return &x
}

// enumName is a field's name among the values of an enum, column among a row struct's columns.
func enumName(field string) string { return strings.ToUpper(snake(field)) }

func snake(field string) string {
	var b strings.Builder
	for _, r := range field {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// StatsPage is a page of groups, with what goes for all of them.
type StatsPage[R any] struct {
	Page[R]
	About  *StatsAbout
	totals func(context.Context) (*R, error)
}

// Totals is one row over all rows that the filter finds, whatever `having` leaves out.
func (p *StatsPage[R]) Totals(ctx context.Context) (*R, error) { return p.totals(ctx) }

// StatsAbout says of what figures are.
type StatsAbout struct {
	AsOf      clock.DateTime
	Today     clock.Date
	Basis     StatsBasis
	Precision CountPrecision
}

// StatsBasis is over which rows figures are.
type StatsBasis string

// The bases of figures.
const (
	StatsOfProvince StatsBasis = "PROVINCE"
	StatsOfSeen     StatsBasis = "SEEN"
)

// Withheld is why a figure is not told.
type Withheld string

// WithheldOutOfSight figures ask for rows that the viewer does not see.
const WithheldOutOfSight Withheld = "OUT_OF_SIGHT"

// StatsRow is what the rows of all statistics have besides keys and figures.
type StatsRow[T any] struct {
	Keys  keyTexts    `db:"keys"`
	Spans spans       `db:"spans"`
	Day   *clock.Date `db:"as_of"`
	of    *grouping[T]
}

// AsOf is the day at whose end the figures are; nil: now.
func (r *StatsRow[T]) AsOf() *clock.Date { return r.Day }

// grouping is what the rows of one answer have in common.
type grouping[T any] struct {
	list     *Object[T]
	args     StatsArgs
	dims     []groupDimension
	zone     *time.Location
	province string
	whole    bool
	codes    map[CodeTable][]*Code
	days     []string // of a trend
}

func (r *StatsRow[T]) row() *StatsRow[T] { return r }

type statsRow[T any] interface{ row() *StatsRow[T] }

// groupDimension is a dimension as one answer has it.
type groupDimension struct {
	Dimension
	field string
	by    *GroupBy
	unit  PeriodUnit
}

// column is the row struct's.
func (d groupDimension) column() string { return snake(d.field) }

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

// Stats groups the rows of a list that the viewer sees, in one statement.
func Stats[T, R any](ctx context.Context, x *Statistics[T, R], a StatsArgs) (*StatsPage[R], error) {
	t := From(ctx)
	g, err := x.grouping(t, a)
	if err != nil {
		return nil, err
	}
	s, groups, err := x.statement(ctx, t, g)
	if err != nil {
		return nil, err
	}
	var rows []row[R]
	if err := t.Select(ctx, &rows, s.shared()+x.pageSQL(s, g, groups), s.args...); err != nil {
		return nil, err
	}
	p := &StatsPage[R]{Page: *new(Object[R]).page(t, s, rows), About: &StatsAbout{AsOf: clock.At(t.Now), Today: t.Viewer.Today, Basis: StatsOfSeen, Precision: Exact}}
	if last := a.lastDay(); last != nil {
		p.About.AsOf, p.About.Today = clock.At(t.endOf(*last)), *last
	}
	if g.whole, err = x.Whole.at(ctx, t, t.Viewer.ProvinceID.UUID()); err != nil {
		return nil, err
	}
	if g.whole {
		p.About.Basis = StatsOfProvince
	}
	if err := x.complete(ctx, t, g, p.Nodes); err != nil {
		return nil, err
	}
	p.count = func(ctx context.Context, limit int) (int, error) {
		all := *g
		all.args.After, all.args.Before = nil, nil
		s, groups, err := x.statement(ctx, t, &all)
		if err != nil {
			return 0, err
		}
		sql := "SELECT count(*) FROM " + groups + " AS t WHERE " + s.cond
		if limit != unlimited {
			sql = fmt.Sprintf("SELECT count(*) FROM (SELECT FROM %s AS t WHERE %s LIMIT %d) AS counted", groups, s.cond, limit+1)
		}
		var n int
		err = t.Get(ctx, &n, s.shared()+sql, s.args...)
		return n, err
	}
	p.totals = func(ctx context.Context) (*R, error) {
		all := a
		all.GroupBy, all.Having, all.OrderBy, all.First, all.Last, all.After, all.Before = nil, nil, nil, nil, nil, nil, nil
		all.AsOf, all.Trend = a.lastDay(), nil
		whole, err := Stats(ctx, x, all)
		if err != nil {
			return nil, err
		}
		return whole.Nodes[0], nil
	}
	return p, nil
}

// complete gives the rows what they have in common.
func (x *Statistics[T, R]) complete(ctx context.Context, t *Tx, g *grouping[T], rows []*R) error {
	together(&t.loads, rows)
	for _, d := range g.dims {
		table := d.Codes
		if table == "" {
			continue
		}
		list, err := t.codesShown(ctx, table)
		if err != nil {
			return err
		}
		g.codes[table] = list
	}
	for _, r := range rows {
		of := any(r).(statsRow[T]).row()
		of.of = g
		if g.days == nil {
			of.Day = g.args.AsOf
		}
	}
	return nil
}

// grouping reads what is asked.
func (x *Statistics[T, R]) grouping(t *Tx, a StatsArgs) (*grouping[T], error) {
	g := &grouping[T]{list: x.Of, args: a, zone: t.Viewer.Zone, province: t.Viewer.ProvinceID.UUID().String(), codes: map[CodeTable][]*Code{}}
	if len(a.GroupBy) > MaxDimensions {
		return nil, fault.At("groupBy", fault.BadUserInput, "expected", fmt.Sprintf("at most %d dimensions", MaxDimensions))
	}
	var err error
	if g.days, err = t.days(a); err != nil {
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
func (x *Statistics[T, R]) statement(ctx context.Context, t *Tx, g *grouping[T]) (*statement, string, error) {
	a := g.args
	s, err := x.Of.begin(ctx, t, a.ListArgs)
	if err != nil {
		return nil, "", err
	}
	if g.days != nil {
		s.from, s.past, s.each = x.Of.Past, true, "d.it"
	}
	// A group's filter is the list's and its keys': it must be one that the list takes.
	s.leaves += keyLeaves * len(g.dims)
	if s.n, s.backwards, err = a.size(rootPage, t.whole); err != nil {
		return nil, "", err
	}
	rows, err := x.Of.conditions(s, t, a.Filter, false)
	if err != nil {
		return nil, "", err
	}
	if s.cond, err = filter(&s.where, x.having, a.Having, []string{"having"}, 0); err != nil {
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
		values, err := decodeCursor(t.cursorKey, s.list, *cursor, argument)
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
func (x *Statistics[T, R]) groupSQL(s *statement, t *Tx, g *grouping[T], rows string, needed []string) string {
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
		from, rows = x.Of.Kept.rows(s.session, x.Of.Table, rows), "TRUE"
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
		sql = "SELECT d.it AS as_of, g.*\nFROM unnest(" + s.arg(pq.StringArray(g.days), TypeDate+"[]") + ") AS d (it)\nCROSS JOIN LATERAL (" + inSession(s, t, sql) + ") AS g"
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
func inSession(s *statement, t *Tx, sql string) string {
	sql = strings.ReplaceAll(sql, "{ends}", "(({today} + 1)::timestamp AT TIME ZONE {zone})")
	if strings.Contains(sql, "{today}") {
		sql = strings.ReplaceAll(sql, "{today}", s.day())
	}
	if strings.Contains(sql, "{zone}") {
		sql = strings.ReplaceAll(sql, "{zone}", s.arg(t.Viewer.Zone.String(), TypeText))
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
			days = append(days, fmt.Sprint(plain(a.Args["from"]), " ", plain(a.Args["to"])))
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
			for _, one := range items(plain(value)) {
				if m, ok := one.(map[string]any); ok {
					havingFields(m, into)
				}
			}
		case "not":
			if m, ok := plain(value).(map[string]any); ok {
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

// Filter is the list's filter that finds exactly the group's rows, as the client may send it.
func (r *StatsRow[T]) Filter(context.Context) (map[string]any, error) {
	return r.narrowed(r.of.args.Raw), nil
}

// Rows lists a page of the group's rows.
func (r *StatsRow[T]) Rows(ctx context.Context, orderBy []*Order, first *int32, after *string, last *int32, before *string) (*Page[T], error) {
	return List(ctx, r.of.list, ListArgs{Filter: r.narrowed(r.of.args.Filter), OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: r.Day})
}

// narrowed is a filter with the group's keys.
func (r *StatsRow[T]) narrowed(asked map[string]any) map[string]any {
	f := maps.Clone(asked)
	if f == nil {
		f = map[string]any{}
	}
	for i, d := range r.of.dims {
		both(f, d.Filter(r.of.key(d, r.Keys[i])))
	}
	return f
}

// both lets a filter hold another one's fields as well: beside each other where they meet nowhere, so that nothing nests
// deeper than it did.
func both(f, other map[string]any) {
	for name, value := range other {
		was := plain(f[name])
		if was == nil {
			f[name] = value
			continue
		}
		a, isMap := was.(map[string]any)
		b, alike := value.(map[string]any)
		if isMap && alike && !slices.ContainsFunc(slices.Collect(maps.Keys(b)), func(op string) bool { return a[op] != nil }) {
			a = maps.Clone(a)
			maps.Copy(a, b)
			f[name] = a
			continue
		}
		all := slices.Clone(items(plain(f["and"])))
		if plain(f["and"]) == nil {
			all = nil
		}
		if len(all) >= 20 {
			all = []any{map[string]any{"and": all}}
		}
		f["and"] = append(all, map[string]any{name: value})
	}
}

// key is one key of a group with what its filter may ask.
func (g *grouping[T]) key(d groupDimension, text *string) GroupKey {
	k := GroupKey{Text: text, zone: g.zone, codes: g.codes[d.Codes]}
	if d.Day && text != nil {
		k.Until = d.unit.last(*text)
	}
	if d.Levels && text != nil {
		k.Alone = d.by.Level == nil || *d.by.Level == LevelRegion || *d.by.Level == LevelBranch && *text == g.province
	}
	return k
}
