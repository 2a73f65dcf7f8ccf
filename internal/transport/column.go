package transport

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/fault"
)

// listing is one list on its way into a document, with what the client wants of it (extensions.table).
type listing struct {
	*shape
	columns []column
	headers string // headersLabel or headersPath
	names   map[string]string
	title   string
	unfold  []*selected // the way from a row to the list inside it whose elements are rows
	locale  fault.Locale
	zone    *time.Location
	count   int // rows written
	more    bool
	cursor  string
}

// column is one of a table's: the way from the row to its value.
type column struct {
	path   string
	fields []*selected
	listed bool // the value is one of a list inside the row: all of them stand in its cell
}

// columnsOf are the columns of a row, in the order of the selection: a table has them whatever its rows hold.
func columnsOf(asked, unfold []*selected) (all []column) {
	var walk func(fields []*selected, inner []*selected, listed bool)
	walk = func(fields []*selected, inner []*selected, listed bool) {
		for _, f := range inner {
			to := slices.Concat(fields, []*selected{f})
			in := listed || isList(f) && !(len(to) <= len(unfold) && slices.Equal(to, unfold[:len(to)]))
			if len(f.inner) > 0 {
				walk(to, f.inner, in)
				continue
			}
			names := make([]string, len(to))
			for i, f := range to {
				names[i] = f.name
			}
			all = append(all, column{strings.Join(names, "."), to, in})
		}
	}
	walk(nil, asked, false)
	return all
}

// width is how many columns a field has.
func width(f *selected) int {
	if len(f.inner) == 0 {
		return 1
	}
	n := 0
	for _, inner := range f.inner {
		n += width(inner)
	}
	return n
}

func isList(f *selected) bool {
	return f.of == "" && f.field != nil && f.field.Definition != nil && f.field.Definition.Type.Elem != nil
}

// typeOf is the name of the type of a field's values.
func typeOf(f *selected) string {
	switch {
	case f.of != "":
		return "Date"
	case f.field == nil || f.field.Definition == nil:
		return ""
	}
	return f.field.Definition.Type.Name()
}

// dayOf marks the day in the province's zone that stands beside an instant: no field of GraphQL has a dot in its name.
const dayOf = ".date"

// dated puts beside each instant its day in the province's zone.
func dated(asked []*selected) []*selected {
	var all []*selected
	for _, f := range asked {
		with := *f
		with.inner = dated(f.inner)
		all = append(all, &with)
		if typeOf(f) == "DateTime" {
			all = append(all, &selected{name: f.name + dayOf, field: f.field, of: f.name})
		}
	}
	return all
}

// unfolded makes a row for each element of the list that stands at the end of a way, and of those on it; a row whose
// list is empty stays one row.
func unfolded(v any, way []*selected) []any {
	if list, ok := v.([]any); ok {
		if len(list) == 0 {
			return []any{nil}
		}
		var all []any
		for _, one := range list {
			all = append(all, unfolded(one, way)...)
		}
		return all
	}
	o, ok := v.(map[string]any)
	if !ok || len(way) == 0 {
		return []any{v}
	}
	var all []any
	for _, inner := range unfolded(o[way[0].name], way[1:]) {
		row := maps.Clone(o)
		row[way[0].name] = inner
		all = append(all, row)
	}
	return all
}

// cells takes one value apart into as many cells as its field has columns; text writes one that has nothing inside.
// What is null leaves its cells empty, so that every value keeps its place.
func cells(f *selected, v any, text func(*selected, any) string) []string {
	switch x := v.(type) {
	case []any:
		return listed(f, x, text)
	case map[string]any:
		if len(f.inner) == 0 { // a scalar whose values are JSON
			return []string{asJSON(x)}
		}
		row := make([]string, 0, len(f.inner))
		for _, inner := range f.inner {
			row = append(row, cells(inner, inner.in(x), text)...)
		}
		return row
	case nil:
		return make([]string, width(f))
	}
	return []string{text(f, v)}
}

func asJSON(v any) string {
	text, _ := json.Marshal(v) //nolint:errchkjson // it was read from JSON
	return string(text)
}

// separator stands between the elements of a list in a cell; where it stands inside one, a backslash is before it,
// and before a backslash, too. A list in a list is one element of the outer one.
const separator = "; "

var apart = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

// listed writes a list inside a row: a cell for each column, an element in each for each of the list's, so that the
// n-th of one column belongs to the n-th of another.
func listed(f *selected, list []any, text func(*selected, any) string) []string {
	row := make([]string, width(f))
	for i, one := range list {
		for at, cell := range cells(f, one, text) {
			if i > 0 {
				row[at] += separator
			}
			row[at] += apart.Replace(cell)
		}
	}
	return row
}

// text is a value as a text.
func (l *listing) text(f *selected, v any) string {
	switch x := v.(type) {
	case string:
		if f.of == "" {
			return x
		}
		if t, ok := l.at(x); ok {
			return t.Format(time.DateOnly)
		}
		return ""
	case json.Number:
		return x.String()
	}
	return asJSON(v)
}

// at is an instant in the province's zone.
func (l *listing) at(v any) (time.Time, bool) {
	text, _ := v.(string)
	t, err := time.Parse(time.RFC3339, text)
	return t.In(l.zone), err == nil
}

// header names the columns: by the client's own names, else by the labels of their fields or as they were asked. Where
// two would have one name, what was asked stands behind it.
func (l *listing) header() []string {
	names := make([]string, len(l.columns))
	seen := map[string]int{}
	for i, c := range l.columns {
		given, ok := l.names[c.path]
		switch {
		case ok:
			names[i] = given
		case l.headers == headersPath:
			names[i] = c.path
		default:
			names[i] = c.label(l.locale)
		}
		seen[names[i]]++
	}
	for i, c := range l.columns {
		if seen[names[i]] > 1 && names[i] != c.path {
			names[i] = fault.Text{EN: names[i] + " (" + c.path + ")", ZH: names[i] + "（" + c.path + "）"}.In(l.locale)
		}
	}
	return names
}

// label names a column by the labels of the fields on the way to it. A record of which only the name is asked is called
// as the record is: 责任组织, not 责任组织 / 名称.
func (c column) label(l fault.Locale) string {
	var parts []string
	for i, f := range c.fields {
		if f.field == nil || wraps(f.field) || i > 0 && len(c.fields[i-1].inner) == 1 && !wraps(c.fields[i-1].field) && slices.Contains([]string{"name", "label"}, f.field.Name) {
			continue
		}
		part := LabelOf(f.field.Definition).In(l)
		if f.of != "" {
			part += fault.Text{EN: ", day", ZH: "（日期）"}.In(l)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " / ")
}

// wraps tells of the fields of a page that hold its rows.
func wraps(f *ast.Field) bool {
	if f == nil || f.ObjectDefinition == nil {
		return false
	}
	in := f.ObjectDefinition.Name
	return (f.Name == "nodes" || f.Name == "edges") && strings.HasSuffix(in, "Connection") || f.Name == "node" && strings.HasSuffix(in, "Edge")
}
