package sheet_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huishang/internal/sheet"

	"pgregory.net/rapid"
)

// misfits fit no column that has a form, an enumeration or a kind.
var misfits = []string{"?", "ß→", "-1x", "#REF!", "\x00", strings.Repeat("长", 3000)}

// fitting are values that fit some columns, so that rules between rows answer and not the cell's form.
var fitting = []string{
	"", "HN", "HN-QH", "HN-QH-1", "HN-ZZ", "GD", "HN/CW", "HN/ZZ", "HN.SJ", "HN.ZZ", "HN0001", "HN9999", "1", "2", "2026", "2030", "2023-06-30",
	"2030-01-01", "ACTING", "BRANCH", "REGION", "NONE", "COMMISSION", "PARTY_OFFICE", "PARTY_BRANCH", "FINANCE", "STAFF", "PRINCIPAL_LEADER", "MAIN",
	"OVERSIGHT", "MONTHLY", "ONCE", "ON_EVENT", "yes", "EQ", "TEXT", "琼海", "Asia/Tokyo", "ADMINISTRATOR", "PARTY_SECRETARY",
}

// One spoiled cell of the sample: either it still imports, or its row is named, or one that refers to it or shares
// with it; never is anything half imported, and never is the answer anything but Problems (D-ORG-7).
func TestOneSpoiledCell(t *testing.T) {
	t.Parallel()
	s := empty(t)
	imported, refusedCells := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		x := rapid.SampledFrom(sheet.Sheets).Draw(r, "sheet")
		folder := hainan(t)
		lines := records(t, folder, x.Name)
		row := rapid.IntRange(1, len(lines)-1).Draw(r, "row")
		n := rapid.IntRange(0, len(x.Columns)-1).Draw(r, "column")
		column := x.Columns[slices.IndexFunc(x.Columns, func(c sheet.Column) bool { return c.Name == lines[0][n] })]
		misfit := rapid.Bool().Draw(r, "misfit")
		values := fitting
		if misfit {
			values = misfits
		} else if rapid.Bool().Draw(r, "another row's") {
			values = []string{lines[rapid.IntRange(1, len(lines)-1).Draw(r, "other")][n]}
		}
		was := slices.Clone(lines[row])
		lines[row][n] = rapid.SampledFrom(values).Draw(r, "value")
		write(t, folder, x.Name, lines)

		_, err := load(t, s, folder)
		var problems sheet.Problems
		switch {
		case err == nil:
			imported++
			if misfit && (column.Form != nil || column.Enum != nil || column.Kind != sheet.Text) {
				r.Fatalf("%q imports as %s", lines[row][n], column.Name)
			}
			s.close()
			s = empty(t)
			return
		case !errors.As(err, &problems):
			r.Fatalf("neither imported nor Problems: %v", err)
		}
		refusedCells++
		if n := count(t, s, `SELECT (SELECT count(*) FROM organisation) + (SELECT count(*) FROM person) + (SELECT count(*) FROM duty_item)`); n != 0 {
			r.Fatalf("%d rows stand after a refusal", n)
		}
		at := slices.ContainsFunc(problems, func(p sheet.Problem) bool { return p.Sheet == x.Name && p.Row == row+1 })
		if misfit && !slices.ContainsFunc(problems, func(p sheet.Problem) bool { return p.Sheet == x.Name && p.Row == row+1 && p.Column == column.Name }) {
			r.Fatalf("%s:%d %s is not named:\n%v", x.Name, row+1, column.Name, problems)
		}
		for _, p := range problems {
			other := records(t, folder, p.Sheet)[p.Row-1]
			if !at && !related(other, was, lines[row]) {
				r.Fatalf("%s has nothing to do with %s:%d, %v → %v", p.Message("en"), x.Name, row+1, was, lines[row])
			}
		}
	})
	t.Logf("imported %d, refused %d", imported, refusedCells)
	if imported == 0 || refusedCells == 0 {
		t.Errorf("imported %d, refused %d: the property was tried on one side only", imported, refusedCells)
	}
}

// related tells whether a row names, or shares a cell that names something with, the spoiled row as it was or is.
func related(other, was, is []string) bool {
	for _, cell := range slices.Concat(was, is) {
		for _, named := range other {
			if len(cell) >= 2 && (named == cell || strings.HasPrefix(named, cell+"-") || strings.HasPrefix(named, cell+".") || strings.HasPrefix(named, cell+"/")) {
				return true
			}
		}
	}
	return false
}

// Problems are told in one order, however often they are asked for.
func TestSameAnswerTwice(t *testing.T) {
	t.Parallel()
	s := empty(t)
	folder := hainan(t)
	edit(t, folder, "organisations", "HN-QH,HN,BRANCH", "HN-QH,HN-ZZ,BRANCH")
	edit(t, folder, "organisations", "万宁分公司,万宁", "万宁分公司,琼")
	edit(t, folder, "people", "HN0001,HN,", "HN0001,HN-ZZ,")
	first := fmt.Sprint(refused(t, s, folder))
	for range 5 {
		if again := fmt.Sprint(refused(t, s, folder)); again != first {
			t.Fatalf("first\n%s\nthen\n%s", first, again)
		}
	}
}
