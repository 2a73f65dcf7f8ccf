package transport

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"huishang/internal/fault"
	"huishang/internal/workbooktest"
)

// drawn is a row of a random table.
type drawn struct {
	Title  *string   `json:"title"`
	Count  *int      `json:"count"`
	Open   *bool     `json:"open"`
	Due    *string   `json:"due"`
	Ended  *string   `json:"ended"`
	Amount *string   `json:"amount"`
	Person *named    `json:"person"`
	Tags   []*string `json:"tags"`
	Tasks  struct {
		Nodes []task `json:"nodes"`
	} `json:"tasks"`
}

type named struct {
	Name string `json:"name"`
}

type task struct {
	No    *string `json:"no"`
	Ended *string `json:"ended"`
	Post  *struct {
		Code string `json:"code"`
	} `json:"post"`
	Marks []struct {
		Text *string `json:"text"`
	} `json:"marks"`
}

var drawnFields = []*selected{
	leaf("title"), typed("count", "Int"), typed("open", "Boolean"), typed("due", "Date"), typed("ended", "DateTime"), typed("amount", "Amount"), holding("person", leaf("name")),
	holding("tasks", holding("nodes", leaf("no"), typed("ended", "DateTime"), holding("post", leaf("code")), holding("marks", leaf("text")))), leaf("tags"),
}

const drawnColumns = "title count open due ended amount person.name tasks.nodes.no tasks.nodes.ended tasks.nodes.post.code tasks.nodes.marks.text tags"

func drawRow(rt *rapid.T) (r drawn) {
	maybe := rapid.Ptr(texts, true)
	instants := rapid.Ptr(rapid.Custom(func(t *rapid.T) string {
		return time.Date(1950, 1, 1, 0, 0, rapid.IntRange(0, 4_000_000_000).Draw(t, "second"), 1000*rapid.IntRange(0, 999_999).Draw(t, "µs"), time.UTC).Format("2006-01-02T15:04:05.999999Z07:00")
	}), true)
	r.Title, r.Count = maybe.Draw(rt, "title"), rapid.Ptr(rapid.IntRange(-500, 500), true).Draw(rt, "count")
	r.Open, r.Ended = rapid.Ptr(rapid.Bool(), true).Draw(rt, "open"), instants.Draw(rt, "ended")
	r.Due = rapid.Ptr(rapid.Custom(func(t *rapid.T) string {
		return time.Date(1850, 1, 1+rapid.IntRange(0, 100_000).Draw(t, "day"), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}), true).Draw(rt, "due")
	r.Amount = rapid.Ptr(rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("%d.%02d", rapid.Int64Range(0, 1e17).Draw(t, "yuan"), rapid.IntRange(0, 99).Draw(t, "fen"))
	}), true).Draw(rt, "amount")
	if rapid.Bool().Draw(rt, "person") {
		r.Person = &named{texts.Draw(rt, "name")}
	}
	r.Tags = rapid.SliceOfN(maybe, 0, 3).Draw(rt, "tags")
	for range rapid.IntRange(0, 3).Draw(rt, "tasks") {
		x := task{No: maybe.Draw(rt, "no"), Ended: instants.Draw(rt, "its end")}
		if rapid.Bool().Draw(rt, "post") {
			x.Post = &struct {
				Code string `json:"code"`
			}{texts.Draw(rt, "code")}
		}
		for range rapid.IntRange(0, 3).Draw(rt, "marks") {
			x.Marks = append(x.Marks, struct {
				Text *string `json:"text"`
			}{maybe.Draw(rt, "text")})
		}
		r.Tasks.Nodes = append(r.Tasks.Nodes, x)
	}
	return r
}

// asRead is a value as an answer in JSON is read.
func asRead(v any) (read any) {
	d := json.NewDecoder(bytes.NewReader(sure(json.Marshal(v))))
	d.UseNumber()
	if err := d.Decode(&read); err != nil {
		panic(err)
	}
	return read
}

func orEmpty[T any](v *T) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(*v)
}

// dayIn is the day of an instant in the zone of the tables under test.
func dayIn(at *string) string {
	if at == nil {
		return ""
	}
	return sure(time.Parse(time.RFC3339, *at)).In(time.FixedZone("", 8*3600)).Format(time.DateOnly)
}

// values are the row's, by columns, in texts: of a list inside it one for each element, of one inside that its own.
func (r *drawn) values() map[string]any {
	v := map[string]any{
		"title": orEmpty(r.Title), "count": orEmpty(r.Count), "open": orEmpty(r.Open), "due": orEmpty(r.Due), "ended": orEmpty(r.Ended),
		"ended.date": dayIn(r.Ended), "amount": orEmpty(r.Amount), "person.name": "",
	}
	if r.Person != nil {
		v["person.name"] = r.Person.Name
	}
	var no, ended, days, code, tags []any
	var marks []any
	for _, x := range r.Tasks.Nodes {
		no, ended, days = append(no, orEmpty(x.No)), append(ended, orEmpty(x.Ended)), append(days, dayIn(x.Ended))
		if x.Post != nil {
			code = append(code, x.Post.Code)
		} else {
			code = append(code, "")
		}
		var inner []any
		for _, m := range x.Marks {
			inner = append(inner, orEmpty(m.Text))
		}
		marks = append(marks, inner)
	}
	for _, tag := range r.Tags {
		tags = append(tags, orEmpty(tag))
	}
	v["tasks.nodes.no"], v["tasks.nodes.ended"], v["tasks.nodes.ended.date"], v["tasks.nodes.post.code"], v["tasks.nodes.marks.text"], v["tags"] = no, ended, days, code, marks, tags
	return v
}

// inCell holds a cell's text against a value: a list by its elements.
func inCell(rt *rapid.T, column, cell string, want any, same func(got, want string)) {
	list, ok := want.([]any)
	if !ok {
		same(cell, want.(string))
		return
	}
	got := cutCell(cell)
	if len(list) == 0 && cell == "" {
		return
	}
	if len(got) != len(list) {
		rt.Fatalf("%s: %q has %d elements, not %d", column, cell, len(got), len(list))
	}
	for i := range list {
		inCell(rt, column, got[i], list[i], same)
	}
}

// Random rows come back from a reader of RFC 4180 as they were: each value at its place, nulls and all, lists and
// lists in lists by element, each instant with its day beside it; and no cell, nor an element of one, begins as a formula does.
func TestATableReadsBackAsItsRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := make([]drawn, rapid.IntRange(0, 4).Draw(rt, "rows"))
		values := make([]any, len(rows))
		for i := range rows {
			rows[i] = drawRow(rt)
			values[i] = asRead(rows[i])
		}
		text := bytes.TrimPrefix(table(csvText, listOf(csvText, drawnFields...), values...), []byte("\ufeff"))
		read, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil || len(read) != len(rows)+1 {
			rt.Fatalf("%d lines, %v: %q", len(read), err, text)
		}
		if got := strings.Join(read[0], " "); got != withDays(drawnColumns) {
			rt.Fatalf("columns %s", got)
		}
		for i := range rows {
			want := rows[i].values()
			for at, column := range read[0] {
				inCell(rt, column, read[i+1][at], want[column], func(cell, want string) {
					first, _ := utf8.DecodeRuneInString(cell)
					shown := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) })
					at, _ := utf8.DecodeRuneInString(shown)
					if cell != "" && column != "count" && (unicode.IsControl(first) || strings.ContainsAny(norm.NFKC.String(string(at)), "=+-@")) {
						rt.Fatalf("%s: %q runs as a formula", column, cell)
					}
					// csv.Reader writes CR LF inside a field as LF.
					if got := bare(cell); got != strings.ReplaceAll(want, "\r\n", "\n") {
						rt.Fatalf("%s: %q is not %q", column, got, want)
					}
				})
			}
		}
	})
}

// withDays puts the day of each instant behind it.
func withDays(columns string) string {
	var all []string
	for column := range strings.SplitSeq(columns, " ") {
		all = append(all, column)
		if strings.HasSuffix(column, "ended") {
			all = append(all, column+dayOf)
		}
	}
	return strings.Join(all, " ")
}

// The same rows come back from a workbook with the types of their fields: texts are texts whatever they begin with,
// numbers and amounts numbers, yes and no, days and instants as the zone's clocks show them; no cell is a formula.
func TestAWorkbookReadsBackAsItsRows(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	rapid.Check(t, func(rt *rapid.T) {
		rows := make([]drawn, rapid.IntRange(0, 4).Draw(rt, "rows"))
		values := make([]any, len(rows))
		for i := range rows {
			rows[i] = drawRow(rt)
			values[i] = asRead(rows[i])
		}
		file := table(xlsxBook, listOf(xlsxBook, drawnFields...), values...)
		sheets, err := workbooktest.Read(file)
		if err != nil || len(sheets) != 1 || len(sheets[0].Rows) != len(rows)+1 || sheets[0].Frozen != 1 || len(sheets[0].Widths) != len(sheets[0].Rows[0]) {
			rt.Fatalf("%+v, %v", sheets, err)
		}
		if _, err := workbooktest.Read(file[:len(file)-1-rapid.IntRange(0, len(file)/2).Draw(rt, "cut")]); err == nil {
			rt.Fatal("a part of a workbook opens")
		}
		for i := range rows {
			want := rows[i].values()
			for at, head := range sheets[0].Rows[0] {
				column := head.Value
				var cell workbooktest.Cell
				if at < len(sheets[0].Rows[i+1]) {
					cell = sheets[0].Rows[i+1][at]
				}
				if cell.Formula {
					rt.Fatalf("%s is a formula", column)
				}
				instant := func(got, want string) {
					if want == "" && got == "" {
						return
					}
					if shown := sure(time.Parse(time.RFC3339, want)).In(zone).Format(time.DateTime); got != shown {
						rt.Fatalf("%s: %s is not %s", column, got, shown)
					}
				}
				whole, _ := want[column].(string)
				switch {
				case strings.HasSuffix(column, "nodes.ended"):
					inCell(rt, column, cell.Value, want[column], instant)
				case whole == "" && column != "tags" && !strings.Contains(column, "nodes"):
					if cell.Type != "" {
						rt.Fatalf("%s: %+v of nothing", column, cell)
					}
				case column == "ended":
					at, err := cell.Time()
					if wanted := sure(time.Parse(time.RFC3339, whole)).In(zone).Round(time.Millisecond).Format("2006-01-02 15:04:05.000"); cell.Type != "n" || cell.Format != "yyyy-mm-dd hh:mm:ss" || err != nil || at.Format("2006-01-02 15:04:05.000") != wanted {
						rt.Fatalf("%s: %+v is not %s", column, cell, wanted)
					}
				case column == "due" && whole >= "1900-03-01":
					at, err := cell.Time()
					if cell.Type != "n" || cell.Format != "yyyy-mm-dd" || err != nil || at.Format(time.DateOnly) != whole {
						rt.Fatalf("%s: %+v is not %s", column, cell, whole)
					}
				case column == "count" && (cell.Type != "n" || cell.Value != whole), column == "open" && (cell.Type != "b" || (cell.Value == "1") != (whole == "true")):
					rt.Fatalf("%s: %+v is not %s", column, cell, whole)
				case column == "amount":
					long := len(strings.Trim(strings.Replace(whole, ".", "", 1), "0")) > 15
					if cell.Value != whole || long != (cell.Type == "s") || !long && cell.Format != "#,##0.00" {
						rt.Fatalf("%s: %+v is not %s", column, cell, whole)
					}
				case column != "count" && column != "open":
					inCell(rt, column, cell.Value, want[column], func(got, want string) {
						if got != want {
							rt.Fatalf("%s: %q is not %q", column, got, want)
						}
					})
					if cell.Type != "s" && cell.Value != "" || dangerous(cell.Value) != cell.Quoted && cell.Type != "" {
						rt.Fatalf("%s: %+v is not guarded", column, cell)
					}
				}
			}
		}
	})
}

// The same rows come back from lines of JSON as GraphQL has them, with the day beside each instant; the last line says
// that all are there, and without it what is left is a part.
func TestLinesReadBackAsTheirRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := make([]drawn, rapid.IntRange(0, 4).Draw(rt, "rows"))
		values := make([]any, len(rows))
		for i := range rows {
			rows[i] = drawRow(rt)
			values[i] = asRead(rows[i])
		}
		all := strings.SplitAfter(string(table(ndJSON, listOf(ndJSON, drawnFields...), values...)), "\n")
		if len(all) != len(rows)+2 || all[len(all)-1] != "" {
			rt.Fatalf("%d lines for %d rows", len(all), len(rows))
		}
		for i := range rows {
			var got struct {
				List string
				Row  map[string]any
			}
			d := json.NewDecoder(strings.NewReader(all[i]))
			d.UseNumber()
			d.DisallowUnknownFields()
			if err := d.Decode(&got); err != nil || got.List != "rows" {
				rt.Fatalf("%v: %s", err, all[i])
			}
			days := func(o map[string]any, ended *string) {
				day, there := o["ended.date"]
				if text, _ := day.(string); !there || text != dayIn(ended) {
					rt.Fatalf("%v beside %s", day, orEmpty(ended))
				}
				delete(o, "ended.date")
			}
			days(got.Row, rows[i].Ended)
			nodes, _ := got.Row["tasks"].(map[string]any)["nodes"].([]any)
			for n, x := range nodes {
				days(x.(map[string]any), rows[i].Tasks.Nodes[n].Ended)
			}
			if !reflect.DeepEqual(any(got.Row), values[i]) {
				rt.Fatalf("%v is not %v", got.Row, values[i])
			}
		}
		if last := all[len(rows)]; last != fmt.Sprintf("{\"complete\":true,\"rows\":{\"rows\":%d},\"more\":false}\n", len(rows)) {
			rt.Fatal(last)
		}
	})
}

// A list unfolds into a row for each of its elements, along every list on the way; a row without any stays a row, and
// what stands beside the list is repeated.
func TestRowsUnfold(t *testing.T) {
	marks, nodes := asList(holding("marks", leaf("text"))), asList(holding("nodes", leaf("no")))
	nodes.inner = append(nodes.inner, marks)
	tasks := holding("tasks", nodes)
	tasks.field = &ast.Field{Name: "tasks", Definition: &ast.FieldDefinition{Name: "tasks", Type: ast.NamedType("TaskConnection", nil)}}
	nodes.field.Name = "nodes"
	asked := []*selected{leaf("title"), tasks}
	row := asRead(map[string]any{"title": "a", "tasks": map[string]any{"nodes": []any{
		map[string]any{"no": "1", "marks": []any{map[string]any{"text": "x"}, map[string]any{"text": "y"}}},
		map[string]any{"no": "2", "marks": []any{}},
	}}})
	for path, want := range map[string][]string{
		"tasks": {"a,1,x; y", "a,2,"}, "tasks.nodes": {"a,1,x; y", "a,2,"}, "tasks.nodes.marks": {"a,1,x", "a,1,y", "a,2,"},
	} {
		l := listOf(csvText, asked...)
		if l.unfold = wayTo(l.rows, path); l.unfold == nil {
			t.Fatalf("no way to %s", path)
		}
		text := string(table(csvText, l, append(unfolded(row, l.unfold), unfolded(asRead(map[string]any{"title": "b", "tasks": nil}), l.unfold)...)...))
		if got := strings.Split(strings.TrimSpace(text), "\r\n")[1:]; !slices.Equal(got, append(want, "b,,")) {
			t.Errorf("%s: %q", path, got)
		}
	}
	for _, path := range []string{"", "title", "tasks.nodes.no", "nothing", "tasks.nothing"} {
		if wayTo(asked, path) != nil {
			t.Errorf("%q is a list", path)
		}
	}
}

func asList(f *selected) *selected {
	f.field = &ast.Field{Name: f.name, Definition: &ast.FieldDefinition{Name: f.name, Type: ast.ListType(ast.NamedType("T", nil), nil)}}
	return f
}

// Columns are named by the client, else by labels in his language or by their paths, and no two of a table alike.
func TestColumnsAreNamed(t *testing.T) {
	described := func(name, alias, description string) *selected {
		f := typed(name, "String")
		f.name, f.field.Definition.Description = alias, description
		return f
	}
	asked := []*selected{described("dueOn", "dueOn", "When it is due (到期日)."), described("amount", "a", "What it is (金额)."), described("amount", "b", "What it is (金额)."), typed("endedAt", "DateTime")}
	asked[3].field.Definition.Description = "When it ended (办结时间)."
	person := holding("person", described("name", "name", "Its name (姓名)."))
	person.field = described("person", "person", "Who (责任人).").field
	both := holding("person", described("name", "name", "Its name (姓名)."), described("number", "number", "Its number (工号)."))
	both.field = person.field
	for _, fields := range [][]*selected{{person}, {both}} {
		l := listOf(xlsxBook, fields...)
		l.headers, l.locale = headersLabel, fault.ZH
		if got, want := strings.Join(l.header(), ","), map[*selected]string{person: "责任人", both: "责任人 / 姓名,责任人 / 工号"}[fields[0]]; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, c := range []struct {
		locale  fault.Locale
		headers string
		names   map[string]string
		want    []string
	}{
		{fault.ZH, headersLabel, nil, []string{"到期日", "金额（a）", "金额（b）", "办结时间", "办结时间（日期）"}},
		{fault.EN, headersLabel, nil, []string{"Due on", "Amount (a)", "Amount (b)", "Ended at", "Ended at, day"}},
		{fault.ZH, headersPath, nil, []string{"dueOn", "a", "b", "endedAt", "endedAt.date"}},
		{fault.ZH, headersLabel, map[string]string{"a": "立项金额", "dueOn": "到期日", "endedAt.date": "到期日"}, []string{"到期日（dueOn）", "立项金额", "金额", "办结时间", "到期日（endedAt.date）"}},
	} {
		l := listOf(csvText, asked...)
		l.locale, l.headers, l.names = c.locale, c.headers, c.names
		if got := l.header(); !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %q", c.locale, c.headers, got)
		}
	}
}

// The client's own names and texts run as formulas in no form, nor in a header.
func TestNoHeaderRunsAsAFormula(t *testing.T) {
	l := listOf(csvText, leaf("x"))
	l.names = map[string]string{"x": "=1+1"}
	if got := string(table(csvText, l)); got != "\ufeff'=1+1\r\n" {
		t.Errorf("%q", got)
	}
	sheets, err := workbooktest.Read(table(xlsxBook, l, map[string]any{"x": "=1+1"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range sheets[0].Rows {
		if row[0].Type != "s" || row[0].Value != "=1+1" || row[0].Formula || row[0].Format != "@" {
			t.Errorf("%+v", row[0])
		}
	}
}

// What a workbook cannot hold whole is refused with the column: nothing is cut.
func TestALongTextIsNoWorkbook(t *testing.T) {
	l := listOf(xlsxBook, leaf("short"), leaf("text"))
	out := &sheet{most: 1 << 30, media: xlsxBook}
	refused := newBook(out, []*listing{l}).rows(l, []any{map[string]any{"short": "x", "text": strings.Repeat("字", 40_000)}})
	if !fault.Is(refused, fault.TableNotWhole) || refused.Params["list"] != "rows.text" {
		t.Errorf("%v", refused)
	}
	// What unfolds from the bytes that are sent is what is bounded.
	out = &sheet{most: 1 << 20, media: xlsxBook}
	b := newBook(out, []*listing{l})
	for range 100 {
		_ = b.rows(l, []any{map[string]any{"short": "x", "text": strings.Repeat("a", 30_000)}})
	}
	if out.failed() != errFull {
		t.Errorf("%d bytes of 3 MB, %v", out.buffer.Len(), out.failed())
	}
}
