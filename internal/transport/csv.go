package transport

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// csvText is the media type that answers an operation with one list as a table (api.md, "Analysts").
const csvText = "text/csv"

// cursorHeader carries a page's endCursor where there is a next page and the operation asked for pageInfo.
const cursorHeader = "Huishang-Next-Cursor"

// errNotFlat says that an answer is not one list.
var errNotFlat = errors.New("not one list")

// wantsCSV tells whether the client names text/csv and likes it no less than JSON.
func wantsCSV(r *http.Request) bool {
	header := strings.Join(r.Header.Values("Accept"), ",")
	q, named := weight(header, csvText)
	plain, _ := weight(header, plainJSON)
	special, _ := weight(header, graphqlJSON)
	return named && q > 0 && q >= plain && q >= special
}

// field is one member of an object, in the order in which it was selected.
type field struct {
	name  string
	value any
}

// object, list and scalars are what ordered JSON is read into; numbers stay text.
type object []field

// ordered reads JSON with its members in their order.
func ordered(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, err
	case json.Delim('{'):
		o := object{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			o = append(o, field{name.(string), v})
		}
		_, err = d.Token()
		return o, err
	}
	return token, nil
}

func (o object) get(name string) (any, bool) {
	for _, f := range o {
		if f.name == name {
			return f.value, true
		}
	}
	return nil, false
}

// selected is a field of an operation under its response name, with the fields inside it.
type selected struct {
	name  string
	inner []*selected
}

func under(fields []*selected, name string) []*selected {
	for _, f := range fields {
		if f.name == name {
			return f.inner
		}
	}
	return nil
}

// selection lists an operation's fields in the order in which the answer has them, fragments opened: the columns of a
// table are what was asked for, whatever the rows hold.
func selection(into []*selected, set ast.SelectionSet, variables map[string]any) []*selected {
	for _, s := range set {
		switch x := s.(type) {
		case *ast.Field:
			if left(x.Directives, variables) {
				continue
			}
			at := slices.IndexFunc(into, func(f *selected) bool { return f.name == x.Alias })
			if at < 0 {
				at, into = len(into), append(into, &selected{name: x.Alias})
			}
			into[at].inner = selection(into[at].inner, x.SelectionSet, variables)
		case *ast.InlineFragment:
			if !left(x.Directives, variables) {
				into = selection(into, x.SelectionSet, variables)
			}
		case *ast.FragmentSpread:
			if !left(x.Directives, variables) {
				into = selection(into, x.Definition.SelectionSet, variables)
			}
		}
	}
	return into
}

// left tells whether @skip or @include leave a selection out.
func left(directives ast.DirectiveList, variables map[string]any) bool {
	for _, d := range directives {
		if on, ok := d.ArgumentMap(variables)["if"].(bool); ok && (d.Name == "skip" && on || d.Name == "include" && !on) {
			return true
		}
	}
	return false
}

// rowsOf finds the one list of an answer and what was asked of its rows; next is the cursor behind a page that is
// not the last.
func rowsOf(v any, asked []*selected) (rows []any, of []*selected, next string, err error) {
	if list, ok := v.([]any); ok {
		return list, asked, "", nil
	}
	o, ok := v.(object)
	if !ok {
		return nil, nil, "", errNotFlat
	}
	if nodes, ok := o.get("nodes"); ok {
		return nodes.([]any), under(asked, "nodes"), nextOf(o), nil
	}
	if edges, ok := o.get("edges"); ok {
		for _, e := range edges.([]any) {
			node, _ := e.(object).get("node")
			rows = append(rows, node)
		}
		return rows, under(under(asked, "edges"), "node"), nextOf(o), nil
	}
	var inner []field
	for _, f := range o {
		switch f.value.(type) {
		case object, []any:
			inner = append(inner, f)
		}
	}
	if len(inner) != 1 {
		return nil, nil, "", errNotFlat
	}
	return rowsOf(inner[0].value, under(asked, inner[0].name))
}

func nextOf(o object) string {
	page, _ := o.get("pageInfo")
	info, _ := page.(object)
	if more, _ := info.get("hasNextPage"); more != true {
		return ""
	}
	end, _ := info.get("endCursor")
	text, _ := end.(string)
	return text
}

// table has a column for each field asked for, by its path and in the order of the selection.
type table struct {
	columns []string
	at      map[string]int
	rows    [][]string
}

func newTable(asked []*selected) *table {
	t := &table{at: map[string]int{}}
	t.head("", asked)
	return t
}

func (t *table) head(path string, asked []*selected) {
	for _, f := range asked {
		at := strings.TrimPrefix(path+"."+f.name, ".")
		if len(f.inner) == 0 {
			t.at[at] = len(t.columns)
			t.columns = append(t.columns, at)
		}
		t.head(at, f.inner)
	}
}

// add takes one row apart. A list inside it becomes one cell per field, its values separated by semicolons.
func (t *table) add(row any) {
	t.rows = append(t.rows, make([]string, len(t.columns)))
	t.flatten("", row)
}

func (t *table) flatten(path string, v any) {
	switch x := v.(type) {
	case object:
		for _, f := range x {
			t.flatten(strings.TrimPrefix(path+"."+f.name, "."), f.value)
		}
	case []any:
		for _, one := range x {
			t.flatten(path, one)
		}
	default:
		t.put(path, cell(v))
	}
}

// put fills a column; an object that is null has none of its own.
func (t *table) put(path, text string) {
	i, asked := t.at[path]
	if !asked {
		return
	}
	row := t.rows[len(t.rows)-1]
	if row[i] != "" && text != "" {
		text = row[i] + "; " + text
	}
	if text != "" {
		row[i] = text
	}
}

// cell writes one value. A text that a spreadsheet would run as a formula begins with an apostrophe.
func cell(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		if x != "" && strings.ContainsRune("=+-@\t\r", rune(x[0])) {
			return "'" + x
		}
		return x
	}
	return fmt.Sprint(v)
}

// asCSV writes the one list of an operation's answer as a table in UTF-8 with a byte order mark, which spreadsheets
// ask for.
func asCSV(data []byte, asked []*selected) (body []byte, next string, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	answer, err := ordered(d)
	if err != nil {
		return nil, "", err
	}
	rows, of, next, err := rowsOf(answer, asked)
	if err != nil {
		return nil, "", err
	}
	t := newTable(of)
	for _, r := range rows {
		t.add(r)
	}
	out := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if len(t.columns) > 0 {
		if err := w.WriteAll(append([][]string{t.columns}, t.rows...)); err != nil {
			return nil, "", err
		}
	}
	return out.Bytes(), next, nil
}
