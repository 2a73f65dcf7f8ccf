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

// rowsOf finds the one list of an answer; next is the cursor behind a page that is not the last.
func rowsOf(v any) (rows []any, next string, err error) {
	if list, ok := v.([]any); ok {
		return list, "", nil
	}
	o, ok := v.(object)
	if !ok {
		return nil, "", errNotFlat
	}
	if nodes, ok := o.get("nodes"); ok {
		return nodes.([]any), nextOf(o), nil
	}
	if edges, ok := o.get("edges"); ok {
		for _, e := range edges.([]any) {
			node, _ := e.(object).get("node")
			rows = append(rows, node)
		}
		return rows, nextOf(o), nil
	}
	var inner []any
	for _, f := range o {
		switch f.value.(type) {
		case object, []any:
			inner = append(inner, f.value)
		}
	}
	if len(inner) != 1 {
		return nil, "", errNotFlat
	}
	return rowsOf(inner[0])
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

// table gathers columns by the path of their fields, in the order in which they were selected.
type table struct {
	columns []string
	at      map[string]int
	rows    [][]string
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

func (t *table) put(path, text string) {
	i, known := t.at[path]
	if !known {
		i = len(t.columns)
		t.at[path] = i
		t.columns = append(t.columns, path)
	}
	row := &t.rows[len(t.rows)-1]
	for len(*row) < len(t.columns) {
		*row = append(*row, "")
	}
	if (*row)[i] != "" && text != "" {
		text = (*row)[i] + "; " + text
	}
	if text != "" {
		(*row)[i] = text
	}
}

// prune drops the column of an object that was null in some row and has columns of its own from others.
func (t *table) prune() {
	for i := len(t.columns) - 1; i >= 0; i-- {
		if !slices.ContainsFunc(t.columns, func(c string) bool { return strings.HasPrefix(c, t.columns[i]+".") }) {
			continue
		}
		t.columns = slices.Delete(t.columns, i, i+1)
		for n, r := range t.rows {
			if i < len(r) {
				t.rows[n] = slices.Delete(r, i, i+1)
			}
		}
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

// asCSV writes an answer's one list as a table in UTF-8 with a byte order mark, which spreadsheets ask for.
func asCSV(data []byte) (body []byte, next string, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	answer, err := ordered(d)
	if err != nil {
		return nil, "", err
	}
	rows, next, err := rowsOf(answer)
	if err != nil {
		return nil, "", err
	}
	t := &table{at: map[string]int{}}
	for _, r := range rows {
		t.add(r)
	}
	t.prune()
	out := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(out)
	w.UseCRLF = true
	records := append([][]string{t.columns}, t.rows...)
	for i := range records {
		for len(records[i]) < len(t.columns) {
			records[i] = append(records[i], "")
		}
	}
	if len(t.columns) > 0 {
		if err := w.WriteAll(records); err != nil {
			return nil, "", err
		}
	}
	return out.Bytes(), next, nil
}
