package read

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"huishang/internal/clock"
	"huishang/internal/cost"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Where collects a statement's arguments while its conditions are written.
type Where struct {
	object  string // whose rows are filtered
	codes   func(CodeTable) ([]*Code, error)
	args    []any
	Today   clock.Date
	Each    string // in a trend: the expression of each of its days, in place of today
	past    bool   // the rows are those of a day's end
	zone    *time.Location
	system  bool // the viewer is the program itself
	named   func(n Names, codes []string) (map[string]uuid.UUID, error)
	negated bool // below a `not`
	depth   int  // of and, or, not, some and none
	leaves  int
	lists   int      // some and none
	seen    int      // comparisons with records that not everybody sees
	sets    []string // sub-selects that conditions share, as definitions of WITH
	asked   map[string]string
	// merges tells that the list may be walked in several ways, either that the condition stands beside others of which one is
	// enough, and ways are those that the rows are found by: one condition of the list's, left out of its text.
	merges bool
	wide   bool // the viewer may see all of the province
	either int
	ways   []Way
}

// Set names a sub-select that is computed once for the whole statement, however many conditions ask it: PostgreSQL
// would inline it anew into each (1,000 conditions over held_on took 1.5 GB). The same question has the same name;
// write gives its text when it is first asked.
func (w *Where) Set(question string, write func() string) string {
	if name, asked := w.asked[question]; asked {
		return name
	}
	if w.asked == nil {
		w.asked = map[string]string{}
	}
	name := fmt.Sprintf("set_%d", len(w.sets)+1)
	w.asked[question] = name
	w.sets = append(w.sets, name+" AS MATERIALIZED ("+write()+")")
	return name
}

// shared is the WITH that stands before the statement, empty where no condition asks a set.
func (w *Where) shared() string {
	if len(w.sets) == 0 {
		return ""
	}
	return "WITH " + strings.Join(w.sets, ",\n") + "\n"
}

// Session reads a setting of the session, once for the statement.
func (w *Where) Session(function, name string) string {
	return "(SELECT s.it FROM " + w.Set(name, func() string { return "SELECT " + function + "('" + name + "') AS it" }) + " s)"
}

// Leaf counts a comparison. A filter is bounded as a whole, whatever its shape; what it may hold is paid for, too
// (cost.Of).
func (w *Where) Leaf(path []string) error {
	if w.leaves++; w.leaves > cost.FilterLeaves {
		return Bad(path, fmt.Sprintf("at most %d comparisons in a filter", cost.FilterLeaves))
	}
	return nil
}

// Arg adds a value and returns its place, cast to a type.
func (w *Where) Arg(v any, t ColumnType) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d::%s", len(w.args), t)
}

// told writes a condition that may be NULL as one that is not, where that matters: NULL and FALSE alike keep a row out,
// and only the bare comparison is found by an index; but NOT NULL is no complement.
func (w *Where) told(sql string) string {
	if !w.negated {
		return "(" + sql + ")"
	}
	return "COALESCE(" + sql + ", FALSE)"
}

// day is the day by which the condition counts: today, that of the past which is asked for, each day of a trend.
func (w *Where) day() string {
	if w.Each != "" {
		return w.Each
	}
	return w.Arg(w.Today, TypeDate)
}

// on is the day that a client means, counted from today where it is a duration: which is no one day in a trend.
func (w *Where) on(d clock.DateOrDuration, path []string) (clock.Date, error) {
	if w.Each != "" && d.Relative() {
		return clock.Date{}, Bad(path, "a date: a trend has no one today")
	}
	return d.On(w.Today), nil
}

// moment writes a comparison with a day in place of an instant: the day is as long as it is in the province, so that lte
// takes all of it in and gt begins after it.
func (w *Where) moment(f FilterField, op string, d clock.DateOrDuration, path []string) (string, error) {
	day, err := w.on(d, path)
	if op == "gt" || op == "lte" {
		day = day.AddDays(1)
	}
	sign := "<"
	if op == "gt" || op == "gte" {
		sign = ">="
	}
	sql := fmt.Sprintf("%s %s %s", f.sql(), sign, w.Arg(day.Begins(w.zone).UTC().Format(time.RFC3339Nano), f.Type))
	if f.Nullable {
		return w.told(sql), err
	}
	return "(" + sql + ")", err
}

// maxFilterDepth bounds and, or, not, some and none.
const maxFilterDepth = 4

// filter writes a filter's condition; an empty filter is TRUE. Below `not` a condition is never NULL: it is the exact
// complement, and `neq`, `nin` hold for rows without a value.
func filter(w *Where, fields map[string]FilterField, f map[string]any, path []string, depth int) (string, error) {
	if depth > maxFilterDepth {
		return "", Bad(path, fmt.Sprintf("and, or, not, some and none nested at most %d deep", maxFilterDepth))
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		value := Plain(f[name])
		if value == nil {
			return "", Bad(append(path, name), "a value, or no field at all")
		}
		at := append(slices.Clone(path), name)
		var sql string
		var err error
		switch name {
		case "and", "or":
			sql, err = junction(w, fields, name, value, at, depth)
		case "not":
			was := w.negated
			w.negated = true
			w.either++
			if sql, err = filter(w, fields, value.(map[string]any), at, depth+1); err == nil {
				sql = "NOT " + sql
			}
			w.negated = was
			w.either--
		default:
			field, ok := fields[name]
			if !ok {
				return "", Bad(at, "a field of this filter")
			}
			w.depth = depth
			sql, err = condition(w, field, value, at)
		}
		if err != nil {
			return "", err
		}
		parts = append(parts, sql)
	}
	return allOf(parts), nil
}

// allOf is the condition that all of several hold; of none it is true.
func allOf(conditions []string) string {
	if len(conditions) == 0 {
		return "TRUE"
	}
	return "(" + strings.Join(conditions, " AND ") + ")"
}

func junction(w *Where, fields map[string]FilterField, name string, value any, path []string, depth int) (string, error) {
	list := items(value)
	if len(list) == 0 || len(list) > 20 {
		return "", Bad(path, "1 to 20 filters")
	}
	if name == "or" {
		w.either++
		defer func() { w.either-- }()
	}
	parts := make([]string, len(list))
	for i, v := range list {
		m, ok := v.(map[string]any)
		if !ok {
			return "", Bad(path, "filters")
		}
		sql, err := filter(w, fields, m, append(slices.Clone(path), fmt.Sprint(i)), depth+1)
		if err != nil {
			return "", err
		}
		parts[i] = sql
	}
	return "(" + strings.Join(parts, " "+strings.ToUpper(name)+" ") + ")", nil
}

// condition writes one field's comparators, all of which must hold.
func condition(w *Where, f FilterField, value any, path []string) (string, error) {
	if f.Where != nil {
		if _, several := value.(map[string]any); !several {
			if err := w.Leaf(path); err != nil {
				return "", err
			}
		}
		if f.Ways != nil && w.merges && w.either == 0 && w.ways == nil {
			if w.ways = f.Ways(w.Session, value); w.ways != nil {
				return "TRUE", nil
			}
		}
		sql, err := f.Where(w, path, value)
		return w.told(sql), err
	}
	comparators, ok := value.(map[string]any)
	if !ok {
		return "", Bad(path, "a comparator")
	}
	if len(comparators) == 0 {
		return "TRUE", nil
	}
	var parts []string
	for _, op := range slices.Sorted(maps.Keys(comparators)) {
		at := append(slices.Clone(path), op)
		v := Plain(comparators[op])
		if v == nil {
			return "", Bad(at, "a value; isNull asks for rows without one")
		}
		sql, err := compare(w, f, op, v, at)
		if err != nil {
			return "", err
		}
		parts = append(parts, sql)
	}
	return "(" + strings.Join(parts, " AND ") + ")", nil
}

var signs = map[string]string{"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}

// sql is what a comparator compares: the row's column, or an expression of the row as t, which stands in brackets.
func (f FilterField) sql() string {
	if strings.HasPrefix(f.Column, "(") {
		return f.Column
	}
	return "t." + f.Column
}

func compare(w *Where, f FilterField, op string, v any, path []string) (string, error) {
	if err := w.Leaf(path); err != nil {
		return "", err
	}
	switch {
	case f.Named != Names{} && namesOf[op] != "":
		return compareNamed(w, f, op, v, path)
	case f.Seen != "":
		return compareSeen(w, f, op, v, path)
	case f.Codes != "" && op != "isNull" && op != "isEmpty":
		return compareCodes(w, f, op, v, path)
	}
	return comparison(w, f, op, v, path)
}

// comparison writes one comparator over what the column holds.
func comparison(w *Where, f FilterField, op string, v any, path []string) (string, error) {
	column := f.sql()
	switch op {
	case "isNull":
		if v.(bool) {
			return column + " IS NULL", nil
		}
		return column + " IS NOT NULL", nil
	case "contains":
		if !f.Contains {
			return "", Bad(path, "a field that can be searched")
		}
		sql := fmt.Sprintf("strpos(lower(%s), lower(%s)) > 0", column, w.Arg(v.(string), TypeText))
		if f.Nullable {
			return w.told(sql), nil
		}
		return "(" + sql + ")", nil
	case "isEmpty":
		if v.(bool) {
			return "(" + column + " = '{}')", nil
		}
		return "(" + column + " <> '{}')", nil
	case "in", "nin":
		return membership(w, f, op, v, path)
	}
	if m, ok := v.(clock.Moment); ok {
		if m.Day != nil {
			return w.moment(f, op, *m.Day, path)
		}
		v = m.At
	}
	value, err := scalar(w, f, v, path)
	if err != nil {
		return "", err
	}
	if op == "neq" {
		return fmt.Sprintf("(%s IS DISTINCT FROM %s)", column, w.Arg(value, f.Type)), nil
	}
	sql := fmt.Sprintf("%s %s %s", column, signs[op], w.Arg(value, f.Type))
	if f.Implies != nil && op == "eq" {
		sql += f.Implies(fmt.Sprint(value))
	}
	if f.Nullable {
		return w.told(sql), nil
	}
	return "(" + sql + ")", nil
}

// several are the values that a column is compared with at once.
func several(v any, path []string) ([]any, error) {
	list := items(v)
	if len(list) > 200 {
		return nil, Bad(path, "at most 200 values")
	}
	return list, nil
}

func membership(w *Where, f FilterField, op string, v any, path []string) (string, error) {
	list, err := several(v, path)
	if err != nil {
		return "", err
	}
	values := make(pq.StringArray, len(list))
	for i, one := range list {
		value, err := scalar(w, f, Plain(one), append(slices.Clone(path), fmt.Sprint(i)))
		if err != nil {
			return "", err
		}
		values[i] = fmt.Sprint(value)
	}
	implied := ""
	if f.Implies != nil && op == "in" {
		implied = f.Implies(values...)
	}
	set := w.Arg(values, f.Type+"[]")
	if f.Walked && op == "in" && w.wide && w.merges && w.either == 0 && w.ways == nil {
		w.ways = []Way{{set, f.sql(), "t.province_id = " + w.Session("setting_uuid", "province") + implied}}
		return "TRUE", nil
	}
	sql := f.sql() + " = ANY (" + set + ")" + implied
	if op == "nin" {
		return "NOT COALESCE(" + sql + ", FALSE)", nil
	}
	return w.told(sql), nil
}

// scalar turns a client's value into an argument: ids are parsed here, before SQL ever sees them, and relative
// dates are counted from the session's today.
func scalar(w *Where, f FilterField, v any, path []string) (any, error) {
	switch f.Type {
	case TypeID:
		prefix, id, err := ident.Split(fmt.Sprint(v))
		if err != nil || (f.Prefix != "" && prefix != f.Prefix) {
			return nil, Bad(path, "an id as this API gave it, beginning with "+f.Prefix+"_")
		}
		return id.String(), nil
	case TypeDate:
		if d, ok := v.(clock.DateOrDuration); ok {
			on, err := w.on(d, path)
			return on.String(), err
		}
	case TypeInstant:
		if t, ok := v.(clock.DateTime); ok {
			return t.UTC().Format(time.RFC3339Nano), nil
		}
	}
	return v, nil
}

// Within writes `organisation: { eq in within }` over an organisation column. The tree has three levels, so a
// subtree is three comparisons and no walk.
func Within(column string) FilterField {
	return FilterField{own: true, Where: func(w *Where, path []string, value any) (string, error) {
		f := FilterField{Column: column, Type: TypeID, Prefix: "O", Named: organisations}
		var parts []string
		m := value.(map[string]any)
		for _, op := range slices.Sorted(maps.Keys(m)) {
			at := append(slices.Clone(path), op)
			v := Plain(m[op])
			if v == nil {
				return "", Bad(at, "a value")
			}
			if op != "within" {
				sql, err := compare(w, f, op, v, at)
				if err != nil {
					return "", err
				}
				parts = append(parts, sql)
				continue
			}
			if err := w.Leaf(at); err != nil {
				return "", err
			}
			sql, err := Beneath(w, column, v, at)
			if err != nil {
				return "", err
			}
			parts = append(parts, sql)
		}
		return allOf(parts), nil
	}}
}

// Beneath writes "the column's organisation is this one or below it".
func Beneath(w *Where, column string, v any, path []string) (string, error) {
	id, err := scalar(w, FilterField{Type: TypeID, Prefix: "O"}, v, path)
	if err != nil {
		return "", err
	}
	return w.below(column, fmt.Sprint(id)), nil
}

// below is the condition that the column's organisation is this one or below it.
func (w *Where) below(column, id string) string {
	tree := w.Set(fmt.Sprint("organisations of ", id), func() string {
		return "SELECT o.id FROM organisation o WHERE " + w.Arg(id, TypeID) + " IN (o.id, o.branch_id, o.province_id)"
	})
	return fmt.Sprintf("t.%s IN (SELECT o.id FROM %s o)", column, tree)
}

// Flag writes a boolean domain filter from the condition that holds when it is true; %s is today.
func Flag(sql string) FilterField {
	return FilterField{own: own(sql), Where: func(w *Where, _ []string, value any) (string, error) {
		text := sql
		if strings.Contains(sql, "%") {
			text = fmt.Sprintf(strings.ReplaceAll(sql, "%s", "%[1]s"), w.day())
		}
		if value.(bool) {
			return "(" + text + ")", nil
		}
		return "NOT (" + text + ")", nil
	}}
}

// OneOf writes a boolean domain filter from the set of the rows for which it is true, given as their ids; %s is today.
func OneOf(rows string) FilterField {
	return FilterField{Where: func(w *Where, _ []string, value any) (string, error) {
		set := w.Set(rows, func() string {
			if !strings.Contains(rows, "%s") {
				return rows
			}
			return fmt.Sprintf(strings.ReplaceAll(rows, "%s", "%[1]s"), w.Arg(w.Today, TypeDate))
		})
		if value.(bool) {
			return "t.id IN (SELECT s.id FROM " + set + " s)", nil
		}
		return "NOT (t.id IN (SELECT s.id FROM " + set + " s))", nil
	}}
}

// OnDay writes a domain filter over a day; %s is the day.
func OnDay(sql string) FilterField {
	return FilterField{own: own(sql), Where: func(w *Where, path []string, value any) (string, error) {
		d, ok := value.(clock.DateOrDuration)
		if !ok {
			return "", Bad(path, "a date, or a duration from today")
		}
		on, err := w.on(d, path)
		return "(" + fmt.Sprintf(strings.ReplaceAll(sql, "%s", "%[1]s"), w.Arg(on, TypeDate)) + ")", err
	}}
}

// Plain follows pointers and turns named strings into strings, so that an explicit null, whatever its type, is nil.
func Plain(v any) any {
	r := reflect.ValueOf(v)
	for r.IsValid() && (r.Kind() == reflect.Pointer || r.Kind() == reflect.Interface) {
		if r.IsNil() {
			return nil
		}
		r = r.Elem()
	}
	if !r.IsValid() || (r.Kind() == reflect.Map || r.Kind() == reflect.Slice) && r.IsNil() {
		return nil
	}
	if r.Kind() == reflect.String {
		return r.String()
	}
	return r.Interface()
}

func items(v any) []any {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Slice {
		return []any{v}
	}
	list := make([]any, r.Len())
	for i := range list {
		list[i] = Plain(r.Index(i).Interface())
	}
	return list
}

func Texts(v any) pq.StringArray {
	list := items(v)
	out := make(pq.StringArray, len(list))
	for i, one := range list {
		out[i] = fmt.Sprint(one)
	}
	return out
}

func Bad(path []string, expected string) error {
	return &fault.Error{Code: fault.BadUserInput, Path: slices.Clone(path), Params: map[string]any{"expected": expected}}
}

// own tells that a filter's condition asks nothing but the row and the day.
func own(sql string) bool { return !strings.Contains(sql, "SELECT") && !calls.MatchString(sql) }

var calls = regexp.MustCompile(`[a-z_]\(`)
