package db

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"huishang/internal/clock"
	"huishang/internal/cost"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/lib/pq"
)

// where collects a statement's arguments while its conditions are written.
type where struct {
	object  string // whose rows are filtered
	codes   func(CodeTable) ([]*Code, error)
	args    []any
	today   clock.Date
	each    string // in a trend: the expression of each of its days, in place of today
	negated bool   // below a `not`
	leaves  int
	sets    []string // sub-selects that conditions share, as definitions of WITH
	named   map[string]string
	// merges tells that the list may be walked in several ways, either that the condition stands beside others of which one is
	// enough, and ways are those that the rows are found by: one condition of the list's, left out of its text.
	merges bool
	wide   bool // the viewer may see all of the province
	either int
	ways   []way
}

// set names a sub-select that is computed once for the whole statement, however many conditions ask it: PostgreSQL
// would inline it anew into each (1,000 conditions over held_on took 1.5 GB). The same question has the same name;
// write gives its text when it is first asked.
func (w *where) set(question string, write func() string) string {
	if name, asked := w.named[question]; asked {
		return name
	}
	if w.named == nil {
		w.named = map[string]string{}
	}
	name := fmt.Sprintf("set_%d", len(w.sets)+1)
	w.named[question] = name
	w.sets = append(w.sets, name+" AS MATERIALIZED ("+write()+")")
	return name
}

// shared is the WITH that stands before the statement, empty where no condition asks a set.
func (w *where) shared() string {
	if len(w.sets) == 0 {
		return ""
	}
	return "WITH " + strings.Join(w.sets, ",\n") + "\n"
}

// session reads a setting of the session, once for the statement.
func (w *where) session(function, name string) string {
	return "(SELECT s.it FROM " + w.set(name, func() string { return "SELECT " + function + "('" + name + "') AS it" }) + " s)"
}

// leaf counts a comparison. A filter is bounded as a whole, whatever its shape; what it may hold is paid for, too
// (cost.Of).
func (w *where) leaf(path []string) error {
	if w.leaves++; w.leaves > cost.FilterLeaves {
		return bad(path, fmt.Sprintf("at most %d comparisons in a filter", cost.FilterLeaves))
	}
	return nil
}

// arg adds a value and returns its place, cast to a type.
func (w *where) arg(v any, t ColumnType) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d::%s", len(w.args), t)
}

// told writes a condition that may be NULL as one that is not, where that matters: NULL and FALSE alike keep a row out,
// and only the bare comparison is found by an index; but NOT NULL is no complement.
func (w *where) told(sql string) string {
	if !w.negated {
		return "(" + sql + ")"
	}
	return "COALESCE(" + sql + ", FALSE)"
}

// day is the day by which the condition counts: today, that of the past which is asked for, each day of a trend.
func (w *where) day() string {
	if w.each != "" {
		return w.each
	}
	return w.arg(w.today, TypeDate)
}

// on is the day that a client means, counted from today where it is a duration: which is no one day in a trend.
func (w *where) on(d clock.DateOrDuration, path []string) (clock.Date, error) {
	if w.each != "" && d.Relative() {
		return clock.Date{}, bad(path, "a date: a trend has no one today")
	}
	return d.On(w.today), nil
}

// maxFilterDepth bounds and, or and not.
const maxFilterDepth = 4

// filter writes a filter's condition; an empty filter is TRUE. Below `not` a condition is never NULL: it is the exact
// complement, and `neq`, `nin` hold for rows without a value.
func filter(w *where, fields map[string]FilterField, f map[string]any, path []string, depth int) (string, error) {
	if depth > maxFilterDepth {
		return "", bad(path, fmt.Sprintf("and, or and not nested at most %d deep", maxFilterDepth))
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		value := plain(f[name])
		if value == nil {
			return "", bad(append(path, name), "a value, or no field at all")
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
				return "", bad(at, "a field of this filter")
			}
			sql, err = condition(w, field, value, at)
		}
		if err != nil {
			return "", err
		}
		parts = append(parts, sql)
	}
	if len(parts) == 0 {
		return "TRUE", nil
	}
	return "(" + strings.Join(parts, " AND ") + ")", nil
}

func junction(w *where, fields map[string]FilterField, name string, value any, path []string, depth int) (string, error) {
	list := items(value)
	if len(list) == 0 || len(list) > 20 {
		return "", bad(path, "1 to 20 filters")
	}
	if name == "or" {
		w.either++
		defer func() { w.either-- }()
	}
	parts := make([]string, len(list))
	for i, v := range list {
		m, ok := v.(map[string]any)
		if !ok {
			return "", bad(path, "filters")
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
func condition(w *where, f FilterField, value any, path []string) (string, error) {
	if f.Where != nil {
		if _, several := value.(map[string]any); !several {
			if err := w.leaf(path); err != nil {
				return "", err
			}
		}
		if f.Ways != nil && w.merges && w.either == 0 && w.ways == nil {
			if w.ways = f.Ways(w.session, value); w.ways != nil {
				return "TRUE", nil
			}
		}
		sql, err := f.Where(w, path, value)
		return w.told(sql), err
	}
	comparators, ok := value.(map[string]any)
	if !ok {
		return "", bad(path, "a comparator")
	}
	if len(comparators) == 0 {
		return "TRUE", nil
	}
	var parts []string
	for _, op := range slices.Sorted(maps.Keys(comparators)) {
		at := append(slices.Clone(path), op)
		v := plain(comparators[op])
		if v == nil {
			return "", bad(at, "a value; isNull asks for rows without one")
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

func compare(w *where, f FilterField, op string, v any, path []string) (string, error) {
	if err := w.leaf(path); err != nil {
		return "", err
	}
	column := f.sql()
	if f.Codes != "" && op != "isNull" && op != "isEmpty" {
		return compareCodes(w, f, op, v, path)
	}
	switch op {
	case "isNull":
		if v.(bool) {
			return column + " IS NULL", nil
		}
		return column + " IS NOT NULL", nil
	case "contains":
		if !f.Contains {
			return "", bad(path, "a field that can be searched")
		}
		sql := fmt.Sprintf("strpos(lower(%s), lower(%s)) > 0", column, w.arg(v.(string), TypeText))
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
	value, err := scalar(w, f, v, path)
	if err != nil {
		return "", err
	}
	if op == "neq" {
		return fmt.Sprintf("(%s IS DISTINCT FROM %s)", column, w.arg(value, f.Type)), nil
	}
	sql := fmt.Sprintf("%s %s %s", column, signs[op], w.arg(value, f.Type))
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
		return nil, bad(path, "at most 200 values")
	}
	return list, nil
}

func membership(w *where, f FilterField, op string, v any, path []string) (string, error) {
	list, err := several(v, path)
	if err != nil {
		return "", err
	}
	values := make(pq.StringArray, len(list))
	for i, one := range list {
		value, err := scalar(w, f, plain(one), append(slices.Clone(path), fmt.Sprint(i)))
		if err != nil {
			return "", err
		}
		values[i] = fmt.Sprint(value)
	}
	implied := ""
	if f.Implies != nil && op == "in" {
		implied = f.Implies(values...)
	}
	set := w.arg(values, f.Type+"[]")
	if f.Walked && op == "in" && w.wide && w.merges && w.either == 0 && w.ways == nil {
		w.ways = []way{{set, f.sql(), "t.province_id = " + w.session("setting_uuid", "province") + implied}}
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
func scalar(w *where, f FilterField, v any, path []string) (any, error) {
	switch f.Type {
	case TypeID:
		prefix, id, err := ident.Split(fmt.Sprint(v))
		if err != nil || (f.Prefix != "" && prefix != f.Prefix) {
			return nil, bad(path, "an id as this API gave it, beginning with "+f.Prefix+"_")
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

// within writes `organisation: { eq in within }` over an organisation column. The tree has three levels, so a
// subtree is three comparisons and no walk.
func within(column string) FilterField {
	return FilterField{own: true, Where: func(w *where, path []string, value any) (string, error) {
		f := FilterField{Column: column, Type: TypeID, Prefix: "O"}
		var parts []string
		m := value.(map[string]any)
		for _, op := range slices.Sorted(maps.Keys(m)) {
			at := append(slices.Clone(path), op)
			v := plain(m[op])
			if v == nil {
				return "", bad(at, "a value")
			}
			if op != "within" {
				sql, err := compare(w, f, op, v, at)
				if err != nil {
					return "", err
				}
				parts = append(parts, sql)
				continue
			}
			if err := w.leaf(at); err != nil {
				return "", err
			}
			sql, err := beneath(w, column, v, at)
			if err != nil {
				return "", err
			}
			parts = append(parts, sql)
		}
		if len(parts) == 0 {
			return "TRUE", nil
		}
		return "(" + strings.Join(parts, " AND ") + ")", nil
	}}
}

// beneath writes "the column's organisation is this one or below it".
func beneath(w *where, column string, v any, path []string) (string, error) {
	id, err := scalar(w, FilterField{Type: TypeID, Prefix: "O"}, v, path)
	if err != nil {
		return "", err
	}
	tree := w.set(fmt.Sprint("organisations of ", id), func() string {
		return "SELECT o.id FROM organisation o WHERE " + w.arg(id, TypeID) + " IN (o.id, o.branch_id, o.province_id)"
	})
	return fmt.Sprintf("t.%s IN (SELECT o.id FROM %s o)", column, tree), nil
}

// flag writes a boolean domain filter from the condition that holds when it is true; %s is today.
func flag(sql string) FilterField {
	return FilterField{own: own(sql), Where: func(w *where, _ []string, value any) (string, error) {
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

// oneOf writes a boolean domain filter from the set of the rows for which it is true, given as their ids; %s is today.
func oneOf(rows string) FilterField {
	return FilterField{Where: func(w *where, _ []string, value any) (string, error) {
		set := w.set(rows, func() string { return fmt.Sprintf(strings.ReplaceAll(rows, "%s", "%[1]s"), w.arg(w.today, TypeDate)) })
		if value.(bool) {
			return "t.id IN (SELECT s.id FROM " + set + " s)", nil
		}
		return "NOT (t.id IN (SELECT s.id FROM " + set + " s))", nil
	}}
}

// onDay writes a domain filter over a day; %s is the day.
func onDay(sql string) FilterField {
	return FilterField{own: own(sql), Where: func(w *where, path []string, value any) (string, error) {
		d, ok := value.(clock.DateOrDuration)
		if !ok {
			return "", bad(path, "a date, or a duration from today")
		}
		on, err := w.on(d, path)
		return "(" + fmt.Sprintf(strings.ReplaceAll(sql, "%s", "%[1]s"), w.arg(on, TypeDate)) + ")", err
	}}
}

// plain follows pointers and turns named strings into strings, so that an explicit null, whatever its type, is nil.
func plain(v any) any {
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
		list[i] = plain(r.Index(i).Interface())
	}
	return list
}

func texts(v any) pq.StringArray {
	list := items(v)
	out := make(pq.StringArray, len(list))
	for i, one := range list {
		out[i] = fmt.Sprint(one)
	}
	return out
}

func bad(path []string, expected string) error {
	return &fault.Error{Code: fault.BadUserInput, Path: slices.Clone(path), Params: map[string]any{"expected": expected}}
}
