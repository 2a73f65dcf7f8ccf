package read

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/fault"
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
	Whole Sight

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

// CountOf makes a figure that is 0 where there is none, and FigureOf one that is null.
func CountOf(column, sql string) Measured {
	return Measured{Figures: []Figure{{Column: column, SQL: sql, Type: TypeInt}}}
}

func FigureOf(column, sql string, t ColumnType) Measured {
	return Measured{Figures: []Figure{{Column: column, SQL: sql, Type: t, Nullable: true}}}
}

// CountWhere counts the rows of a group for which a condition holds.
func CountWhere(column, condition string) Measured {
	return CountOf(column, "count(*) FILTER (WHERE "+condition+")")
}

// Rate makes the share of the rows for which a condition holds among those that another one picks; null where there are none.
func Rate(column, holds, among string) Measured {
	return FigureOf(column, "count(*) FILTER (WHERE ("+among+") AND ("+holds+"))::numeric / NULLIF(count(*) FILTER (WHERE "+among+"), 0)", TypeNumeric)
}

// With is the measure with what it needs besides the row.
func (m Measured) With(join string) Measured {
	m.Join = join
	return m
}

// Spread is a share of the way through the days that rows took, shortest first.
func Spread(column, share, days string) Measured {
	return FigureOf(column, "percentile_cont("+share+") WITHIN GROUP (ORDER BY ("+days+")::float8)", TypeNumeric)
}

// DeclareStatistics completes a declaration.
func DeclareStatistics[T, R any](x Statistics[T, R]) *Statistics[T, R] {
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
func enumName(field string) string { return strings.ToUpper(Snake(field)) }

// Snake is a name of the schema as columns are called: dueOn is due_on.
func Snake(name string) string { return strings.ReplaceAll(fault.Words(name), " ", "_") }

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
	Of    *grouping[T]
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
	Whole    bool
	codes    map[CodeTable][]*Code
	days     []string // of a trend
}

func (r *StatsRow[T]) row() *StatsRow[T] { return r }

type statsRow[T any] interface{ row() *StatsRow[T] }

// Stats groups the rows of a list that the viewer sees, in one statement.
func Stats[T, R any](ctx context.Context, x *Statistics[T, R], a StatsArgs) (*StatsPage[R], error) {
	t := tx.From(ctx)
	g, err := x.grouping(t, a)
	if err != nil {
		return nil, err
	}
	s, groups, err := x.statement(ctx, t, g)
	if err != nil {
		return nil, err
	}
	var rows []Row[R]
	if err := t.Select(ctx, &rows, s.shared()+x.pageSQL(s, g, groups), s.args...); err != nil {
		return nil, err
	}
	p := &StatsPage[R]{Page: *new(Object[R]).page(t, s, rows), About: &StatsAbout{AsOf: clock.At(t.Now), Today: t.Viewer.Today, Basis: StatsOfSeen, Precision: Exact}}
	if last := a.lastDay(); last != nil {
		p.About.AsOf, p.About.Today = clock.At(endOf(t, *last)), *last
	}
	if g.Whole, err = x.Whole.at(ctx, t, t.Viewer.ProvinceID.UUID()); err != nil {
		return nil, err
	}
	if g.Whole {
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
func (x *Statistics[T, R]) complete(ctx context.Context, t *tx.Tx, g *grouping[T], rows []*R) error {
	Remember(t, rows)
	for _, d := range g.dims {
		table := d.Codes
		if table == "" {
			continue
		}
		list, err := CodesShown(ctx, t, table)
		if err != nil {
			return err
		}
		g.codes[table] = list
	}
	for _, r := range rows {
		of := any(r).(statsRow[T]).row()
		of.Of = g
		if g.days == nil {
			of.Day = g.args.AsOf
		}
	}
	return nil
}

// Filter is the list's filter that finds exactly the group's rows, as the client may send it.
func (r *StatsRow[T]) Filter(context.Context) (map[string]any, error) {
	return r.narrowed(r.Of.args.Raw), nil
}

// Rows lists a page of the group's rows.
func (r *StatsRow[T]) Rows(ctx context.Context, orderBy []*Order, first *int32, after *string, last *int32, before *string) (*Page[T], error) {
	return List(ctx, r.Of.list, ListArgs{Filter: r.narrowed(r.Of.args.Filter), OrderBy: orderBy, First: first, After: after, Last: last, Before: before, AsOf: r.Day})
}

// narrowed is a filter with the group's keys.
func (r *StatsRow[T]) narrowed(asked map[string]any) map[string]any {
	f := maps.Clone(asked)
	if f == nil {
		f = map[string]any{}
	}
	for i, d := range r.Of.dims {
		both(f, d.Filter(r.Of.key(d, r.Keys[i])))
	}
	return f
}

// both lets a filter hold another one's fields as well: beside each other where they meet nowhere, so that nothing nests
// deeper than it did.
func both(f, other map[string]any) {
	for name, value := range other {
		was := Plain(f[name])
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
		all := slices.Clone(items(Plain(f["and"])))
		if Plain(f["and"]) == nil {
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
