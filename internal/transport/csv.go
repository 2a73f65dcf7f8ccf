package transport

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// csvText is the media type that answers an operation with one list as a table (api.md, "Tables are whole").
const csvText = "text/csv"

// wantsCSV tells whether the client names text/csv and likes it no less than JSON.
func wantsCSV(r *http.Request) bool {
	header := strings.Join(r.Header.Values("Accept"), ",")
	q, named := weight(header, csvText)
	plain, _ := weight(header, plainJSON)
	special, _ := weight(header, graphqlJSON)
	return named && q > 0 && q >= plain && q >= special
}

// columns are the paths of a row's fields, in the order of the selection: a table has them whatever its rows hold.
func columns(path string, asked []*selected) []string {
	var all []string
	for _, f := range asked {
		at := strings.TrimPrefix(path+"."+f.name, ".")
		if len(f.inner) == 0 {
			all = append(all, at)
		}
		all = append(all, columns(at, f.inner)...)
	}
	return all
}

// cells takes one value apart into as many cells as its field has columns. What is null leaves its cells empty, so
// that every value keeps its place.
func cells(f *selected, v any) []string {
	switch x := v.(type) {
	case []any:
		return listed(f, x)
	case map[string]any:
		if len(f.inner) == 0 { // a scalar whose values are JSON
			text, _ := json.Marshal(x) //nolint:errchkjson // it was read from JSON
			return []string{string(text)}
		}
		row := []string{}
		for _, inner := range f.inner {
			row = append(row, cells(inner, x[inner.name])...)
		}
		return row
	case nil:
		return make([]string, len(columns("", []*selected{f})))
	case string:
		return []string{disarmed(x)}
	}
	return []string{fmt.Sprint(v)}
}

// separator stands between the elements of a list in a cell; where it stands inside one, a backslash is before it,
// and before a backslash, too. A list in a list is one element of the outer one.
const separator = "; "

var apart = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

// listed writes a list inside a row: a cell for each column, an element in each for each of the list's, so that the
// n-th of one column belongs to the n-th of another.
func listed(f *selected, list []any) []string {
	row := make([]string, len(columns("", []*selected{f})))
	for i, one := range list {
		for at, text := range cells(f, one) {
			if i > 0 {
				row[at] += separator
			}
			row[at] += apart.Replace(text)
		}
	}
	return row
}

// disarmed puts an apostrophe before a text that a spreadsheet would run as a formula, and before one that begins with
// an apostrophe and would then be taken for such: what is behind the first apostrophe is the text.
func disarmed(text string) string {
	if dangerous(text) {
		return "'" + text
	}
	return text
}

// dangerous tells whether a text begins with what begins a formula, in ASCII or as the wide, small and raised forms
// that localised spreadsheets read alike, behind whatever does not show; or with a control character itself.
func dangerous(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "'"))
	if unicode.IsControl(first) {
		return true
	}
	shown := strings.TrimLeftFunc(text, func(r rune) bool { return r == '\'' || invisible(r) })
	if shown == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(shown)
	return strings.ContainsAny(norm.NFKC.String(string(r)), "=+-@\u2212")
}

// invisible tells whether a character shows nothing: space of any kind, control and format characters, marks without
// a letter, and the letters and symbols that are blank.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.C, unicode.Z, unicode.M) ||
		strings.ContainsRune("\u115f\u1160\u2800\u3164\uffa0", r)
}

// line writes a row as RFC 4180 has it, with CR LF at its end; texts keep their own line ends. A row of one empty cell
// is quoted, since readers skip an empty line.
func line(row []string) []byte {
	var b []byte
	for i, cell := range row {
		if i > 0 {
			b = append(b, ',')
		}
		if cell == "" && len(row) > 1 || cell != "" && !strings.ContainsAny(cell, "\",\r\n") && strings.TrimSpace(cell) == cell {
			b = append(b, cell...)
			continue
		}
		b = append(b, '"')
		b = append(b, strings.ReplaceAll(cell, `"`, `""`)...)
		b = append(b, '"')
	}
	return append(b, '\r', '\n')
}
