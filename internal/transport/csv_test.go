package transport

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// leaf, one and many are the fields of the tables under test.
func leaf(name string) *selected { return &selected{name: name} }

func holding(name string, inner ...*selected) *selected { return &selected{name: name, inner: inner} }

// cut reads a list's cell back: its elements at the separators that no backslash escapes.
func cutCell(cell string) []string {
	var all []string
	var b strings.Builder
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == '\\' && i+1 < len(cell):
			i++
			b.WriteByte(cell[i])
		case strings.HasPrefix(cell[i:], separator):
			all = append(all, b.String())
			b.Reset()
			i++
		default:
			b.WriteByte(cell[i])
		}
	}
	return append(all, b.String())
}

// bare reads a text back from a cell: an apostrophe before what would otherwise be a formula is the table's.
func bare(cell string) string {
	if rest, guarded := strings.CutPrefix(cell, "'"); guarded && dangerous(rest) {
		return rest
	}
	return cell
}

// texts are anything that may stand in a record, dangerous beginnings and separators above all.
var texts = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "⁺", "−", "'", "\t", "\r", "\n", "\r\n", " ", "\u00a0", "\u3000", "\u200b", "\u202e", "\ufeff", "\u00ad", "\u3164", ";", "; ", `\`, `\;`, ",", `"`, "1", "a", "张", "SUM(A1)", "\x00"})
	return strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "")
})

// Random rows come back from a reader of RFC 4180 as they were: each value at its place, nulls and all, lists and
// lists in lists by element; and no cell, nor an element of one, begins as a formula does.
func TestATableReadsBackAsItsRows(t *testing.T) {
	asked := []*selected{
		leaf("title"), leaf("count"), holding("person", leaf("name")),
		holding("tasks", holding("nodes", leaf("no"), holding("post", leaf("code")), holding("marks", leaf("text")))), leaf("tags"),
	}
	names := []string{"title", "count", "person.name", "tasks.nodes.no", "tasks.nodes.post.code", "tasks.nodes.marks.text", "tags"}
	if got := columns("", asked); strings.Join(got, " ") != strings.Join(names, " ") {
		t.Fatalf("columns %v", got)
	}
	type mark struct {
		Text *string `json:"text"`
	}
	type post struct {
		Code string `json:"code"`
	}
	type task struct {
		No    *string `json:"no"`
		Post  *post   `json:"post"`
		Marks []mark  `json:"marks"`
	}
	type person struct {
		Name string `json:"name"`
	}
	type row struct {
		Title  *string   `json:"title"`
		Count  *int      `json:"count"`
		Person *person   `json:"person"`
		Tags   []*string `json:"tags"`
		Tasks  struct {
			Nodes []task `json:"nodes"`
		} `json:"tasks"`
	}
	maybe := rapid.Ptr(texts, true)
	value := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	same := func(rt *rapid.T, what, cell, want string) {
		first, _ := utf8.DecodeRuneInString(cell)
		shown := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) })
		at, _ := utf8.DecodeRuneInString(shown)
		if cell != "" && (unicode.IsControl(first) || strings.ContainsAny(norm.NFKC.String(string(at)), "=+-@")) {
			rt.Fatalf("%s: %q runs as a formula", what, cell)
		}
		// csv.Reader writes CR LF inside a field as LF.
		if got := bare(cell); got != strings.ReplaceAll(want, "\r\n", "\n") {
			rt.Fatalf("%s: %q is not %q", what, got, want)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		rows := make([]row, rapid.IntRange(0, 4).Draw(rt, "rows"))
		text := string(line(names))
		for i := range rows {
			r := &rows[i]
			r.Title, r.Count = maybe.Draw(rt, "title"), rapid.Ptr(rapid.IntRange(-500, 500), true).Draw(rt, "count")
			if rapid.Bool().Draw(rt, "person") {
				r.Person = &person{texts.Draw(rt, "name")}
			}
			r.Tags = rapid.SliceOfN(maybe, 0, 3).Draw(rt, "tags")
			for range rapid.IntRange(0, 3).Draw(rt, "tasks") {
				x := task{No: maybe.Draw(rt, "no")}
				if rapid.Bool().Draw(rt, "post") {
					x.Post = &post{texts.Draw(rt, "code")}
				}
				for range rapid.IntRange(0, 3).Draw(rt, "marks") {
					x.Marks = append(x.Marks, mark{maybe.Draw(rt, "text")})
				}
				r.Tasks.Nodes = append(r.Tasks.Nodes, x)
			}
			raw, err := json.Marshal(r)
			if err != nil {
				rt.Fatal(err)
			}
			var v any
			d := json.NewDecoder(strings.NewReader(string(raw)))
			d.UseNumber()
			if err := d.Decode(&v); err != nil {
				rt.Fatal(err)
			}
			text += string(line(cells(&selected{inner: asked}, v)))
		}
		read, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(read) != len(rows)+1 {
			rt.Fatalf("%d lines, %v: %q", len(read), err, text)
		}
		for i, r := range rows {
			got := read[i+1]
			same(rt, "title", got[0], value(r.Title))
			if count := got[1]; r.Count == nil && count != "" || r.Count != nil && count != string(sure(json.Marshal(*r.Count))) {
				rt.Fatalf("count %q", count)
			}
			name := ""
			if r.Person != nil {
				name = r.Person.Name
			}
			same(rt, "name", got[2], name)
			for at, tags := 0, cutCell(got[6]); at < len(r.Tags); at++ {
				same(rt, "tag", tags[at], value(r.Tags[at]))
			}
			for at, x := range r.Tasks.Nodes {
				no, code, marks := cutCell(got[3]), cutCell(got[4]), cutCell(got[5])
				if len(no) != len(r.Tasks.Nodes) || len(code) != len(no) || len(marks) != len(no) {
					rt.Fatalf("%d tasks: %q %q %q", len(r.Tasks.Nodes), got[3], got[4], got[5])
				}
				same(rt, "no", no[at], value(x.No))
				if x.Post == nil && code[at] != "" {
					rt.Fatalf("code %q of no post", code[at])
				} else if x.Post != nil {
					same(rt, "code", code[at], x.Post.Code)
				}
				inner := cutCell(marks[at])
				if len(x.Marks) > 0 && len(inner) != len(x.Marks) || len(x.Marks) == 0 && marks[at] != "" {
					rt.Fatalf("%d marks: %q", len(x.Marks), marks[at])
				}
				for m := range x.Marks {
					same(rt, "mark", inner[m], value(x.Marks[m].Text))
				}
			}
		}
	})
}

func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// What begins as a formula in any spreadsheet is a text: behind white space, behind what does not show, in every
// width, and where a cell begins with a line end or a tab. Numbers and other texts stay as they are.
func TestNoCellRunsAsAFormula(t *testing.T) {
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁺", "⁻", "⁼", "₊", "−"} {
		for _, before := range []string{"", " ", "\t", "\r", "\n", "\r\n", "\u00a0", "\u3000", "\u200b", "\u200e", "\u202e", "\ufeff", "\u00ad", "\u2060", "\u3164", "\u2800", "\u0301", "\x00", "\u2028", "  \n\u200b", "'", "'' "} {
			if text := before + sign + "1+1"; cells(leaf("x"), text)[0] != "'"+text {
				t.Errorf("%q is written as it is", text)
			}
		}
	}
	for _, text := range []string{"\t", "\r", "\n", "\tx", "\rx", "\nx"} {
		if cells(leaf("x"), text)[0] != "'"+text {
			t.Errorf("%q is written as it is", text)
		}
	}
	for _, text := range []string{"", "a=1", "2026-01-01", "张三", " 张三", "'a'", "13800000000", "1-1", "（=1）", "😀"} {
		if got := cells(leaf("x"), text)[0]; got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := cells(leaf("x"), json.Number("-311"))[0]; got != "-311" {
		t.Errorf("a number became %q", got)
	}
}

// A row of one empty cell is a line that readers count.
func TestARowOfNothingIsARow(t *testing.T) {
	text := string(line([]string{"name"})) + string(line(cells(leaf("name"), nil))) + string(line(cells(leaf("name"), "x")))
	if rows, err := csv.NewReader(strings.NewReader(text)).ReadAll(); err != nil || len(rows) != 3 {
		t.Errorf("%v %v: %q", rows, err, text)
	}
}
