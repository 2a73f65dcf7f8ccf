package transport

import (
	"context"
	"fmt"
	"maps"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/fault"
	"huishang/internal/text"
)

// What a client wants of a table stands in the request's extensions, beside the document and not in it: the same
// operation is asked as JSON and as a workbook.
//
//	"extensions": { "table": {
//	  "headers": "LABEL",          columns by the labels of their fields, or "PATH": as they were asked
//	  "dates": true,               beside each instant its day in the province's zone (CSV and NDJSON)
//	  "file": "督办台账",           the file's name, without its day and ending
//	  "lists": { "problems": {     by the list's path
//	    "title": "问题台账",        the sheet's name
//	    "unfold": "tasks",         a row for each element of this list inside the row
//	    "names": { "title": "标题" }  columns' names, by their paths
//	} } } }

// How columns are named.
const (
	headersLabel = "LABEL"
	headersPath  = "PATH"
)

// nameMost is how many characters a name has at most that a client gives to a file, a sheet or a column.
const nameMost = 100

// wanted reads extensions.table for the lists of an operation: what is unknown in it is refused, so that no wish is
// passed over in silence. file is the file's name without its day and ending.
func wanted(ctx context.Context, given any, shapes []*shape, form string) (all []*listing, file string, refused *gqlerror.Error) {
	w := &wishes{ctx: ctx, form: form, locale: fault.LocaleFrom(ctx), headers: headersLabel, dates: form != xlsxBook}
	if form == csvText {
		w.headers = headersPath
	}
	if given != nil {
		w.read(given)
	}
	names := make([]string, len(shapes))
	for i, s := range shapes {
		names[i] = s.name()
		all = append(all, w.listing(s))
	}
	for _, name := range slices.Sorted(maps.Keys(w.lists)) {
		if !slices.Contains(names, name) {
			w.refuse([]string{"lists", name}, "a list that is asked for: "+strings.Join(names, ", "))
		}
	}
	if file = w.file; file == "" {
		file = all[0].title
	}
	return all, fileName(file), w.refused
}

// fileName is a name that every system takes.
func fileName(name string) string {
	return strings.TrimLeft(strings.Map(func(r rune) rune {
		if strings.ContainsRune("/\\:*?\"<>|", r) {
			return '_'
		}
		return r
	}, name), ".")
}

// wishes are extensions.table as far as they were read; refused is the first that cannot be met.
type wishes struct {
	ctx           context.Context
	form          string
	locale        fault.Locale
	headers, file string
	dates         bool
	lists         map[string]any
	refused       *gqlerror.Error
}

func (w *wishes) refuse(at []string, expected string) {
	if w.refused != nil {
		return
	}
	w.refused = refusal(w.ctx, fault.New(fault.BadRequest, "expected", expected))
	w.refused.Path = ast.Path{ast.PathName("extensions"), ast.PathName("table")}
	for _, name := range at {
		w.refused.Path = append(w.refused.Path, ast.PathName(name))
	}
}

func (w *wishes) read(given any) {
	o, ok := given.(map[string]any)
	if !ok {
		w.refuse(nil, "an object of headers, dates, file and lists")
	}
	for _, key := range slices.Sorted(maps.Keys(o)) {
		at := []string{key}
		switch v := o[key]; key {
		case "headers":
			w.headers, _ = v.(string)
			if w.headers != headersLabel && w.headers != headersPath {
				w.refuse(at, "LABEL or PATH")
			}
			w.named(at)
		case "dates":
			if w.dates, ok = v.(bool); !ok || w.form == xlsxBook {
				w.refuse(at, "true or false, for text/csv and application/x-ndjson")
			}
		case "file":
			w.file = w.name(at, v)
		case "lists":
			if w.lists, ok = v.(map[string]any); !ok {
				w.refuse(at, "an object by the paths of lists")
			}
		default:
			w.refuse(at, "an object of headers, dates, file and lists")
		}
	}
}

// named refuses names of columns where a form has none.
func (w *wishes) named(at []string) {
	if w.form == ndJSON {
		w.refuse(at, "no names of columns for lines of JSON, which have those of the document")
	}
}

// name is a name that the client gives to something.
func (w *wishes) name(at []string, v any) string {
	given, _ := v.(string)
	given = text.Normal(given)
	if given == "" || utf8.RuneCountInString(given) > nameMost || text.Flaw(given, text.Line) != nil {
		w.refuse(at, fmt.Sprintf("a text of one line, 1 to %d characters", nameMost))
	}
	return given
}

// listing is a list as it is wanted.
func (w *wishes) listing(s *shape) *listing {
	l := &listing{shape: s, headers: w.headers, locale: w.locale, title: LabelOf(s.list.Definition).In(w.locale)}
	if w.dates {
		s.rows = dated(s.rows)
	}
	at := []string{"lists", s.name()}
	given := w.lists[s.name()]
	o, ok := given.(map[string]any)
	if given != nil && !ok {
		w.refuse(at, "an object by the paths of lists")
	}
	if unfold, given := o["unfold"]; given {
		path, _ := unfold.(string)
		if l.unfold = wayTo(s.rows, path); l.unfold == nil {
			w.refuse(slices.Concat(at, []string{"unfold"}), "the path of a list inside a row that is asked for")
		}
	}
	l.columns = columnsOf(s.rows, l.unfold)
	for _, key := range slices.Sorted(maps.Keys(o)) {
		at := slices.Concat(at, []string{key})
		switch v := o[key]; key {
		case "title":
			l.title = w.name(at, v)
		case "unfold":
		case "names":
			w.named(at)
			l.names = w.namesOf(at, l, v)
		default:
			w.refuse(at, "title, unfold and names")
		}
	}
	return l
}

// namesOf are the client's names of columns, by their paths.
func (w *wishes) namesOf(at []string, l *listing, v any) map[string]string {
	given, ok := v.(map[string]any)
	if !ok {
		w.refuse(at, "an object by the paths of columns")
	}
	names := make(map[string]string, len(given))
	for _, path := range slices.Sorted(maps.Keys(given)) {
		to := slices.Concat(at, []string{path})
		if !slices.ContainsFunc(l.columns, func(c column) bool { return c.path == path }) {
			w.refuse(to, "a column of the list, by its path")
		}
		names[path] = w.name(to, given[path])
	}
	return names
}

// wayTo is the way from a row to a list inside it, by its path; the rows of a page need not be named. Nil where there is
// no such list.
func wayTo(rows []*selected, path string) (way []*selected) {
	lists, inner := 0, rows
	take := func(f *selected) {
		way, inner = append(way, f), f.inner
		if isList(f) {
			lists++
		}
	}
	for name := range strings.SplitSeq(path, ".") {
		at := slices.IndexFunc(inner, func(f *selected) bool { return f.name == name && f.of == "" })
		if at < 0 {
			return nil
		}
		take(inner[at])
	}
	if last := way[len(way)-1]; isPaged(last) {
		if at := slices.IndexFunc(last.inner, func(f *selected) bool { return f.field.Name == "nodes" || f.field.Name == "edges" }); at >= 0 {
			take(last.inner[at])
		}
	}
	if lists == 0 || !isList(way[len(way)-1]) {
		return nil
	}
	return way
}

// Disposition offers a download under a name: in ASCII for old clients, and whole as RFC 5987 has it.
func Disposition(name string) string {
	whole := mime.FormatMediaType("attachment", map[string]string{"filename": name})
	if !strings.Contains(whole, "filename*=") {
		return whole
	}
	ascii := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	return strings.Replace(whole, "attachment;", `attachment; filename="`+ascii+`";`, 1)
}
