package transport

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"huishang/internal/fault"
)

// leaf, typed and holding are the fields of the tables under test.
func leaf(name string) *selected { return typed(name, "String") }

func typed(name, of string) *selected {
	return &selected{name: name, field: &ast.Field{Name: name, Alias: name, Definition: &ast.FieldDefinition{Name: name, Type: ast.NamedType(of, nil)}}}
}

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

// table writes rows in a form and returns the bytes that are sent.
func table(form string, l *listing, rows ...any) []byte {
	out := &sheet{most: 1 << 30, media: form}
	to := formOf(out, []*listing{l})
	to.begin(l)
	if refused := to.rows(l, rows); refused != nil {
		panic(refused)
	}
	l.count = len(rows)
	if refused := to.end([]*listing{l}); refused != nil {
		panic(refused)
	}
	out.finish()
	from, err := out.reader()
	if err != nil || out.failed() != nil {
		panic(fmt.Sprint(err, out.failed()))
	}
	return sure(io.ReadAll(from))
}

// listOf is a list of rows with these fields, as a form has it.
func listOf(form string, asked ...*selected) *listing {
	l := &listing{shape: &shape{path: []string{"rows"}, rows: asked}, headers: headersPath, title: "rows", zone: time.FixedZone("", 8*3600), locale: fault.EN}
	if form != xlsxBook {
		l.rows = dated(asked)
	}
	l.columns = columnsOf(l.rows, nil)
	return l
}

// written is what a reader finds in the one cell of a table of one value.
func written(f *selected, v any) string {
	rows, err := csv.NewReader(bytes.NewReader(table(csvText, listOf(csvText, f), map[string]any{f.name: v}))).ReadAll()
	if err != nil || len(rows) != 2 {
		panic(fmt.Sprint(len(rows), err))
	}
	return rows[1][0]
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
			if text := before + sign + "1+1"; disarmed(text) != "'"+text {
				t.Errorf("%q is written as it is", text)
			}
		}
	}
	for _, text := range []string{"\t", "\r", "\n", "\tx", "\rx", "\nx"} {
		if disarmed(text) != "'"+text {
			t.Errorf("%q is written as it is", text)
		}
	}
	for _, text := range []string{"", "a=1", "2026-01-01", "张三", " 张三", "'a'", "13800000000", "1-1", "（=1）", "😀"} {
		if got := written(leaf("x"), text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := written(leaf("x"), json.Number("-311")); got != "-311" {
		t.Errorf("a number became %q", got)
	}
}

// A row of one empty cell is a line that readers count.
func TestARowOfNothingIsARow(t *testing.T) {
	text := table(csvText, listOf(csvText, leaf("name")), map[string]any{"name": nil}, map[string]any{"name": "x"})
	if rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll(); err != nil || len(rows) != 3 {
		t.Errorf("%v %v: %q", rows, err, text)
	}
}
