package read

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// PeriodUnit is how long a period is.
type PeriodUnit string

// The units.
const (
	PeriodWeek     PeriodUnit = "WEEK"
	PeriodMonth    PeriodUnit = "MONTH"
	PeriodQuarter  PeriodUnit = "QUARTER"
	PeriodHalfYear PeriodUnit = "HALF_YEAR"
	PeriodYear     PeriodUnit = "YEAR"
)

// start is the first day of the period that a day lies in.
func (u PeriodUnit) start(day string) string {
	if u == PeriodHalfYear {
		return fmt.Sprintf("make_date(extract(year FROM %[1]s)::integer, CASE WHEN extract(month FROM %[1]s) <= 6 THEN 1 ELSE 7 END, 1)", day)
	}
	return fmt.Sprintf("date_trunc('%s', (%s)::timestamp)::date", strings.ToLower(string(u)), day)
}

func (u PeriodUnit) step() string {
	return map[PeriodUnit]string{PeriodWeek: "7 days", PeriodMonth: "1 month", PeriodQuarter: "3 months", PeriodHalfYear: "6 months", PeriodYear: "1 year"}[u]
}

// StatsPeriod is a week, month, quarter, half year or year.
type StatsPeriod struct {
	Unit     PeriodUnit
	From, To clock.Date
}

func (u PeriodUnit) from(first clock.Date) *StatsPeriod {
	next := map[PeriodUnit]clock.Duration{PeriodMonth: {Months: 1}, PeriodQuarter: {Months: 3}, PeriodHalfYear: {Months: 6}, PeriodYear: {Years: 1}}
	if u == PeriodWeek {
		return &StatsPeriod{u, first, first.AddDays(6)}
	}
	return &StatsPeriod{u, first, first.Add(next[u]).AddDays(-1)}
}

// end is the last day of the period that a day lies in.
func (u PeriodUnit) end(day clock.Date) clock.Date {
	first := day
	switch year, month, weekday := day.Parts(); u {
	case PeriodWeek:
		first = day.AddDays(-(int(weekday) + 6) % 7)
	case PeriodMonth:
		first = clock.DateOf(year, month, 1)
	case PeriodQuarter:
		first = clock.DateOf(year, month-(month-1)%3, 1)
	case PeriodHalfYear:
		first = clock.DateOf(year, month-(month-1)%6, 1)
	case PeriodYear:
		first = clock.DateOf(year, time.January, 1)
	}
	return u.from(first).To
}

// Period is its name: 2026-W31, 2026-07, 2026Q3, 2026H2, 2026.
func (p *StatsPeriod) Period() string {
	day, err := time.Parse(time.DateOnly, p.From.String())
	if err != nil {
		return ""
	}
	switch p.Unit {
	case PeriodWeek:
		year, week := day.ISOWeek()
		return fmt.Sprintf("%d-W%02d", year, week)
	case PeriodMonth:
		return day.Format("2006-01")
	case PeriodQuarter:
		return fmt.Sprintf("%dQ%d", day.Year(), (int(day.Month())+2)/3)
	case PeriodHalfYear:
		return fmt.Sprintf("%dH%d", day.Year(), (int(day.Month())+5)/6)
	}
	return day.Format("2006")
}

// Period is the period of a dimension of the row; nil where it is not grouped by or the rows have no such day.
func (r *StatsRow[T]) Period(field string) *StatsPeriod {
	i := slices.IndexFunc(r.Of.dims, func(d groupDimension) bool { return d.field == field })
	if i < 0 || i >= len(r.Keys) || r.Keys[i] == nil {
		return nil
	}
	first, err := clock.ParseDate(*r.Keys[i])
	if err != nil {
		return nil
	}
	return r.Of.dims[i].unit.from(first)
}

// The dimensions of all nouns: each knows the filter that finds the rows of its groups.

// PerOrganisation groups by an organisation, rolled up to a level.
func PerOrganisation(sql, filter string) Dimension {
	return Dimension{SQL: sql, Type: TypeID, Levels: true, Sort: "SELECT x.code FROM organisation x WHERE x.id = %s", Filter: func(k GroupKey) map[string]any {
		if k.Text == nil {
			return map[string]any{filter: map[string]any{"in": []any{}}}
		}
		op := "within"
		if k.Alone {
			op = "eq"
		}
		return map[string]any{filter: map[string]any{op: ident.Of[ident.OrganisationID](read(uuid.Parse(*k.Text))).String()}}
	}}
}

// PerRecord groups by another record, in the order of a column of its table; id writes its id as clients see it.
func PerRecord(sql, table, order, filter string, id func(uuid.UUID) string) Dimension {
	return Dimension{SQL: sql, Type: TypeID, Sort: "SELECT x." + order + " FROM " + table + " x WHERE x.id = %s", Filter: func(k GroupKey) map[string]any {
		if k.Text == nil {
			return map[string]any{filter: map[string]any{"isNull": true}}
		}
		return map[string]any{filter: map[string]any{"eq": id(read(uuid.Parse(*k.Text)))}}
	}}
}

// PerEnum groups by an enum with these values, in their order.
func PerEnum(sql, filter string, values ...string) Dimension {
	order := "lpad(array_position('{" + strings.Join(values, ",") + "}'::text[], %s)::text, 3, '0')"
	return Dimension{SQL: sql, Type: TypeText, Sort: order, Filter: func(k GroupKey) map[string]any {
		if k.Text == nil {
			return map[string]any{filter: map[string]any{"nin": anyOf(values)}}
		}
		return map[string]any{filter: map[string]any{"eq": *k.Text}}
	}}
}

// PerCode groups by a code, without those below it; perCodeGroup by the one above it, or itself at the top.
func PerCode(sql, filter string, table CodeTable) Dimension {
	return Dimension{SQL: sql, Type: TypeText, Codes: table, Sort: codeOrder(table), Filter: func(k GroupKey) map[string]any {
		if k.Text == nil {
			return map[string]any{filter: map[string]any{"nin": codesBelow(k.codes, nil)}}
		}
		f := map[string]any{"eq": *k.Text}
		if below := codesBelow(k.codes, k.Text); len(below) > 0 {
			f["nin"] = below
		}
		return map[string]any{filter: f}
	}}
}

func PerCodeGroup(sql, filter string, table CodeTable) Dimension {
	d := PerCode("COALESCE((SELECT x.parent FROM code x WHERE x.kind = '"+string(table)+"' AND x.code = "+sql+"), "+sql+")", filter, table)
	one := d.Filter
	d.Filter = func(k GroupKey) map[string]any {
		if k.Text == nil {
			return one(k)
		}
		return map[string]any{filter: map[string]any{"eq": *k.Text}}
	}
	return d
}

// PerCodeOf groups by each code of a set: a row counts with each of its codes.
func PerCodeOf(sql, as, filter string, table CodeTable) Dimension {
	return Dimension{SQL: as + ".code", Type: TypeText, Codes: table, Sort: codeOrder(table), Join: "LEFT JOIN LATERAL unnest(" + sql + ") AS " + as + " (code) ON true", Filter: func(k GroupKey) map[string]any {
		if k.Text == nil {
			return map[string]any{filter: map[string]any{"isEmpty": true}}
		}
		return map[string]any{filter: map[string]any{"has": *k.Text}}
	}}
}

func codeOrder(table CodeTable) string {
	return "SELECT lpad(x.sort::text, 6, '0') FROM code x WHERE x.kind = '" + string(table) + "' AND x.code = %s"
}

// codesBelow are the codes right below one, or at the top of the table.
func codesBelow(table []*Code, above *string) (below []any) {
	for _, c := range table {
		if above == nil && c.Parent == nil || above != nil && c.Parent != nil && *c.Parent == *above {
			below = append(below, c.Code)
		}
	}
	return below
}

// PerDay groups by periods of a day that is a column, perInstant of an instant in the province's zone.
func PerDay(sql, filter string) Dimension {
	return Dimension{SQL: sql, Type: TypeDate, Day: true, Filter: func(k GroupKey) map[string]any {
		if k.Text == nil {
			return map[string]any{filter: map[string]any{"isNull": true}}
		}
		return map[string]any{filter: map[string]any{"gte": *k.Text, "lte": k.Until}}
	}}
}

func PerInstant(sql, filter string) Dimension {
	return Dimension{SQL: "(" + sql + " AT TIME ZONE {zone})::date", Type: TypeDate, Day: true, Filter: func(k GroupKey) map[string]any {
		if k.Text == nil {
			return map[string]any{filter: map[string]any{"isNull": true}}
		}
		return map[string]any{filter: map[string]any{"gte": midnight(*k.Text, 0, k.zone), "lt": midnight(k.Until, 1, k.zone)}}
	}}
}

// midnight is when a day begins in a zone, so many days later.
func midnight(day string, later int, zone *time.Location) string {
	d := read(time.ParseInLocation(time.DateOnly, day, zone))
	return d.AddDate(0, 0, later).UTC().Format(time.RFC3339)
}

// read is a value that the program itself wrote and reads again.
func read[V any](v V, err error) V {
	if err != nil {
		panic(fmt.Sprintf("db: a key of statistics: %v", err))
	}
	return v
}

func anyOf(values []string) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return list
}

func (u PeriodUnit) last(first string) string {
	return u.from(read(clock.ParseDate(first))).To.String()
}

// keyTexts are a group's keys as text, nil for the rows without a value.
type keyTexts []*string

// Scan reads a JSON list of texts.
func (k *keyTexts) Scan(src any) error { return tx.ScanJSON(src, (*[]*string)(k)) }

// spans are days between two instants by their names.
type spans map[string]*DaysBetween

// Scan reads a JSON object.
func (s *spans) Scan(src any) error {
	return tx.ScanJSON(src, (*map[string]*DaysBetween)(s))
}

// DaysBetween is how many days lie between two instants, over the rows that have both.
type DaysBetween struct {
	Count    int32     `json:"count"`
	Median   *float64  `json:"median"`
	P90      *float64  `json:"p90"`
	Average  *float64  `json:"average"`
	Least    *int32    `json:"least"`
	Most     *int32    `json:"most"`
	Withheld *Withheld `json:"withheld"`
}

// Between are the days between two instants of the row.
func (r *StatsRow[T]) Between(from, to string) *DaysBetween {
	if d := r.Spans[from+" "+to]; d != nil {
		return d
	}
	return &DaysBetween{}
}

// spans measures the days between pairs of instants.
func (x *Statistics[T, R]) spans(pairs []string) []Measured {
	var parts []string
	var all []Measured
	for _, pair := range pairs {
		a, b, _ := strings.Cut(pair, " ")
		from, to := x.Instants[a], x.Instants[b]
		days := "((" + to.SQL + ") - (" + from.SQL + "))"
		hidden := "false"
		for _, i := range []Instant{from, to} {
			if i.Hidden != "" {
				hidden = "COALESCE(bool_or(" + i.Hidden + "), false)"
			}
			all = append(all, Measured{Join: i.Join})
		}
		parts = append(parts, fmt.Sprintf(`'%s', CASE WHEN %s THEN jsonb_build_object('count', 0, 'withheld', '%s') ELSE jsonb_build_object('count', count(%[4]s),
           'median', percentile_cont(0.5) WITHIN GROUP (ORDER BY %[4]s::float8), 'p90', percentile_cont(0.9) WITHIN GROUP (ORDER BY %[4]s::float8),
           'average', avg(%[4]s), 'least', min(%[4]s), 'most', max(%[4]s)) END`, pair, hidden, WithheldOutOfSight, days))
	}
	all = append(all, Measured{Figures: []Figure{{Column: "spans", SQL: "jsonb_build_object(" + strings.Join(parts, ", ") + ")", Type: "jsonb", Nullable: true}}})
	return all
}

// StatisticsDeclared is what one noun's statistics offer.
type StatisticsDeclared struct {
	Object, Rows                   string
	Dimensions, Measures, Instants []string
}

var statisticsDeclared []StatisticsDeclared

// StatisticsCatalogue lists the statistics of all nouns.
func StatisticsCatalogue() []StatisticsDeclared { return slices.Clone(statisticsDeclared) }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// OrganisationLevel is one of the three levels of the tree.
type OrganisationLevel string

// The levels.
const (
	LevelProvince OrganisationLevel = "PROVINCE"
	LevelBranch   OrganisationLevel = "BRANCH"
	LevelRegion   OrganisationLevel = "REGION"
)
