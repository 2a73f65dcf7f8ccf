package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"huishang/internal/fault"
	"huishang/internal/sheet"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const markedColour = "FFC7CE"

// few are the first lines of each sheet of the sample; of lists one, with its items and indicators, for it is compared
// whole. Imported over the sample they change nothing.
func few(t testing.TB) fstest.MapFS {
	t.Helper()
	folder := hainan(t)
	for _, x := range sheet.Sheets {
		lines := records(t, folder, x.Name)
		lines = slices.DeleteFunc(lines, func(l []string) bool {
			return lines[0][0] == "kind" && l[0] != "kind" && strings.Join(l[:3], " ") != "MAIN HN 2026"
		})
		write(t, folder, x.Name, lines[:min(len(lines), 20)])
	}
	for _, name := range []string{"items", "indicators"} {
		if n := len(records(t, folder, name)); n == 20 {
			t.Fatalf("%s: the list is cut", name)
		}
	}
	return folder
}

// fill is the template with a folder's cells in it.
func fill(t *testing.T, folder fstest.MapFS) *excelize.File {
	t.Helper()
	f := template(t)
	for _, x := range sheet.Sheets {
		lines := records(t, folder, x.Name)
		for r, line := range lines[1:] {
			for c, cell := range line {
				n := slices.IndexFunc(x.Columns, func(col sheet.Column) bool { return col.Name == lines[0][c] })
				if err := f.SetCellValue(x.ZH, must(excelize.CoordinatesToCellName(n+1, r+2))(t), native(cell)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return f
}

// returned is the marked copy of a workbook that an import refuses, and why it does.
func returned(t *testing.T, s store, book *sheet.Workbook) (string, sheet.Problems) {
	t.Helper()
	_, err := sheet.Import(t.Context(), s.DB, book, func(sheet.Report) {})
	var problems sheet.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("not refused: %v", err)
	}
	path := filepath.Join(t.TempDir(), "copy.xlsx")
	if err := sheet.Create(path, func(out io.Writer) error { return book.Mark(out, problems) }); err != nil {
		t.Fatal(err)
	}
	return path, problems
}

func openBook(t *testing.T, path string) *sheet.Workbook {
	t.Helper()
	return must(sheet.Open(path))(t)
}

func openCopy(t *testing.T, path string) *excelize.File {
	t.Helper()
	f := must(excelize.OpenFile(path))(t)
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// cellsOf are the cells that problems name, in a workbook whose columns stand as in the template.
func cellsOf(t *testing.T, problems sheet.Problems) []string {
	t.Helper()
	var cells []string
	for _, p := range problems {
		x := sheet.Sheets[slices.IndexFunc(sheet.Sheets, func(x sheet.Sheet) bool { return x.Name == p.Sheet })]
		n := max(0, slices.IndexFunc(x.Columns, func(c sheet.Column) bool { return c.Name == p.Column }))
		cells = append(cells, x.ZH+"!"+must(excelize.CoordinatesToCellName(n+1, p.Row))(t))
	}
	slices.Sort(cells)
	return slices.Compact(cells)
}

// marks are the cells of a copy that carry a mark's comment; each has to be coloured as well.
func marks(t *testing.T, f *excelize.File) map[string]string {
	t.Helper()
	cells := map[string]string{}
	for _, x := range sheet.Sheets {
		for _, n := range must(f.GetComments(x.ZH))(t) {
			if !strings.HasPrefix(n.Text, "⚠") {
				continue
			}
			cells[x.ZH+"!"+n.Cell] = n.Text
			style := must(f.GetStyle(must(f.GetCellStyle(x.ZH, n.Cell))(t)))(t)
			if !slices.Equal(style.Fill.Color, []string{markedColour}) {
				t.Errorf("%s!%s has the colour %v", x.ZH, n.Cell, style.Fill.Color)
			}
		}
	}
	return cells
}

func hold(t *testing.T, f *excelize.File, problems sheet.Problems) {
	t.Helper()
	found := marks(t, f)
	if got, want := slices.Sorted(maps.Keys(found)), cellsOf(t, problems); !slices.Equal(got, want) {
		t.Errorf("marked %v, want %v", got, want)
	}
	rows := must(f.GetRows("问题 Problems"))(t)
	if len(rows) != len(problems)+4 {
		t.Errorf("%d rows of problems, want %d", len(rows), len(problems)+4)
	}
	for n, p := range problems {
		row := rows[n+4]
		if !strings.HasSuffix(row[1], p.Sheet) || !strings.HasSuffix(row[3], p.Column) || row[4] != p.Error.Message(fault.ZH) || row[5] != p.Error.Message(fault.EN) {
			t.Errorf("row %v, want %s", row, p.Message(fault.EN))
		}
		linked, to, err := f.GetCellHyperLink("问题 Problems", must(excelize.CoordinatesToCellName(1, n+5))(t))
		if err != nil || !linked || !strings.Contains(found[strings.ReplaceAll(to, "'", "")], p.Error.Message(fault.ZH)) {
			t.Errorf("%s links to %q, %v", p.Message(fault.EN), to, err)
		}
	}
}

// spoilCells puts what no import takes into some cells, and answers with what was there.
func spoilCells(t *testing.T, f *excelize.File, folder fstest.MapFS, r *rand.Rand) map[[2]string]string {
	t.Helper()
	was := map[[2]string]string{}
	for range 1 + r.IntN(12) {
		x := sheet.Sheets[r.IntN(len(sheet.Sheets))]
		n := r.IntN(len(x.Columns))
		value := "#REF!"
		if c := x.Columns[n]; c.Name == "organisation" && c.Required {
			value = "HN-ZZ"
		} else if c.Kind != sheet.Text || c.Form != nil || c.Enum != nil {
			value = "?"
		}
		at := must(excelize.CoordinatesToCellName(n+1, 2+r.IntN(len(records(t, folder, x.Name))-1)))(t)
		if _, spoilt := was[[2]string{x.ZH, at}]; !spoilt {
			was[[2]string{x.ZH, at}] = must(f.GetCellValue(x.ZH, at, excelize.Options{RawCellValue: true}))(t)
		}
		if err := f.SetCellStr(x.ZH, at, value); err != nil {
			t.Fatal(err)
		}
	}
	return was
}

// Whatever cells are spoiled: the copy marks exactly the cells that the refusal names, is refused for the same reasons
// as it stands, holds what the workbook held, and imports once it is mended.
func TestMarkedCopy(t *testing.T) {
	t.Parallel()
	s, folder := sampled(t), few(t)
	before := entries(t, s)
	for seed := range uint64(12) {
		f := fill(t, folder)
		was := spoilCells(t, f, folder, rand.New(rand.NewPCG(seed, 0)))
		path := save(t, f)
		copied, problems := returned(t, s, openBook(t, path))
		c := openCopy(t, copied)
		hold(t, c, problems)
		for _, x := range sheet.Sheets {
			raw := excelize.Options{RawCellValue: true}
			given, got := must(f.GetRows(x.ZH, raw))(t), must(c.GetRows(x.ZH, raw))(t)
			if !slices.EqualFunc(given, got, slices.Equal) {
				t.Errorf("seed %d: %s is not as it was", seed, x.ZH)
			}
			if a, b := must(f.GetDataValidations(x.ZH))(t), must(c.GetDataValidations(x.ZH))(t); len(a) != len(b) {
				t.Errorf("seed %d: %s has %d drop-down lists, had %d", seed, x.ZH, len(b), len(a))
			}
		}
		again, same := returned(t, s, openBook(t, copied))
		if same.Error() != problems.Error() {
			t.Errorf("seed %d: the copy is refused for\n%v\nthe workbook for\n%v", seed, same, problems)
		}
		hold(t, openCopy(t, again), same)
		for at, v := range was {
			if err := c.SetCellStr(at[0], at[1], v); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := loadFile(t, s, save(t, c)); err != nil {
			t.Errorf("seed %d: mended: %v", seed, err)
		}
	}
	if after := entries(t, s); after != before {
		t.Errorf("%d audit entries, before %d", after, before)
	}
}

// A second copy marks what is still bad alone: what was mended loses its mark, and headers keep what they said.
func TestMarkedTwice(t *testing.T) {
	t.Parallel()
	s, f := sampled(t), fill(t, few(t))
	said := must(f.GetComments("人员"))(t)
	for _, at := range []string{"C2", "C3", "D1"} {
		if err := f.SetCellStr("人员", at, "#REF!"); err != nil {
			t.Fatal(err)
		}
	}
	copied, problems := returned(t, s, openBook(t, save(t, f)))
	if got := slices.Sorted(maps.Keys(marks(t, openCopy(t, copied)))); !slices.Equal(got, []string{"人员!A1", "人员!D1"}) {
		t.Errorf("marked %v for %v, want the header's first and the unknown one", got, problems)
	}
	c := openCopy(t, copied)
	if err := c.SetCellStr("人员", "D1", "电话"); err != nil {
		t.Fatal(err)
	}
	second, problems := returned(t, s, openBook(t, save(t, c)))
	c = openCopy(t, second)
	hold(t, c, problems)
	if got := slices.Sorted(maps.Keys(marks(t, c))); !slices.Equal(got, []string{"人员!C2", "人员!C3"}) {
		t.Errorf("marked %v", got)
	}
	notes := map[string]string{}
	for _, n := range must(c.GetComments("人员"))(t) {
		notes[n.Cell] = n.Text
	}
	for _, n := range said {
		if notes[n.Cell] != n.Text {
			t.Errorf("%s says %q, said %q", n.Cell, notes[n.Cell], n.Text)
		}
	}
}

// A folder comes back as one workbook: every line in the row of its number, text as text, whatever order its columns
// have. Mended it imports.
func TestMarkedFolder(t *testing.T) {
	t.Parallel()
	s, folder := sampled(t), few(t)
	for _, x := range sheet.Sheets {
		lines := records(t, folder, x.Name)
		for _, l := range lines {
			slices.Reverse(l)
		}
		write(t, folder, x.Name, slices.Insert(lines, 2, make([]string, len(lines[0]))))
	}
	edit(t, folder, "people", "云永守", `"=HYPERLINK(""x"")"`)
	edit(t, folder, "people", ",HN,HN0001", ",HN-ZZ,HN0001")
	copied, problems := returned(t, s, must(sheet.OpenFolder(folder))(t))
	f := openCopy(t, copied)
	if got := slices.Sorted(maps.Keys(marks(t, f))); !slices.Equal(got, []string{"人员!E2"}) {
		t.Fatalf("marked %v for %v", got, problems)
	}
	if formula := must(f.GetCellFormula("人员", "D2"))(t); formula != "" || must(f.GetCellValue("人员", "D2"))(t) != `=HYPERLINK("x")` {
		t.Errorf("D2 is the formula %q", formula)
	}
	if got := must(f.GetCellValue("人员", "F4"))(t); got != "HN0002" {
		t.Errorf("F4 is %q, want the number of line 4", got)
	}
	for at, v := range map[string]string{"D2": "云永守", "E2": "HN"} {
		if err := f.SetCellStr("人员", at, v); err != nil {
			t.Fatal(err)
		}
	}
	before := entries(t, s)
	if _, err := loadFile(t, s, save(t, f)); err != nil {
		t.Fatal(err)
	}
	if after := entries(t, s); after != before {
		t.Errorf("%d audit entries, before %d", after, before)
	}
}

// What could not be read of a folder stands in the copy to be seen, and the copy is not imported as if it were whole.
func TestMarkedUnreadable(t *testing.T) {
	t.Parallel()
	people := string(few(t)["people.csv"].Data)
	for name, c := range map[string]struct{ text, cell, holds string }{
		"GBK":             {must(simplifiedchinese.GBK.NewEncoder().String(people))(t), "A1", "people.csv"},
		"quote left open": {people + "\"HN9999,HN,云,,,\n", "A21", "\"HN9999,HN,云,,,"},
		"empty":           {"", "A1", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, folder := sampled(t), few(t)
			folder["people.csv"] = &fstest.MapFile{Data: []byte(c.text)}
			copied, problems := returned(t, s, must(sheet.OpenFolder(folder))(t))
			f := openCopy(t, copied)
			if got := must(f.GetCellValue("人员", c.cell))(t); got != c.holds {
				t.Errorf("%s holds %q, want %q", c.cell, got, c.holds)
			}
			if len(marks(t, f)) == 0 {
				t.Errorf("no mark for %v", problems)
			}
			if _, err := loadFile(t, s, copied); err == nil {
				t.Error("the copy imports as it stands")
			}
		})
	}
}

// Formulas stay formulas and are not run: what was their last value is what an import read.
func TestMarkedFormula(t *testing.T) {
	t.Parallel()
	s, f := sampled(t), fill(t, few(t))
	if err := f.SetCellValue("组织", "C2", 5); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellFormula("组织", "C2", "2+2"); err != nil {
		t.Fatal(err)
	}
	copied, _ := returned(t, s, openBook(t, save(t, f)))
	c := openCopy(t, copied)
	if got := must(c.GetCellFormula("组织", "C2"))(t); got != "2+2" {
		t.Errorf("the formula is %q", got)
	}
	if got := must(c.GetCellValue("组织", "C2"))(t); got != "5" {
		t.Errorf("its value is %q", got)
	}
}

// A copy stands beside the workbook and never takes the place of one that is there.
func TestMarkedNames(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(folder, "csv"), 0o700), os.WriteFile(filepath.Join(folder, "表.xlsx"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"表.xlsx", "表-marked.xlsx"}, {"表.xlsx", "表-marked-2.xlsx"}, {"表-marked.xlsx", "表-marked-3.xlsx"},
		{"csv", "csv-marked.xlsx"}, {"csv/", "csv-marked-2.xlsx"},
	} {
		path, err := sheet.CreateBeside(folder+"/"+c[0], func(io.Writer) error { return nil })
		if err != nil || path != filepath.Join(folder, c[1]) {
			t.Errorf("%s: %s, %v, want %s", c[0], path, err, c[1])
		}
	}
}

// foreign rewrites a workbook the way LibreOffice numbers and names its comments and their shapes.
func foreign(t *testing.T, path string) string {
	t.Helper()
	in := must(zip.OpenReader(path))(t)
	defer in.Close()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	numbered := regexp.MustCompile(`comments(\d+)\.xml`)
	shift := func(s string) string {
		return numbered.ReplaceAllStringFunc(s, func(m string) string {
			n := must(strconv.Atoi(numbered.FindStringSubmatch(m)[1]))(t)
			return fmt.Sprintf("comments%d.xml", n+2)
		})
	}
	for _, part := range in.File {
		r := must(part.Open())(t)
		text := shift(string(must(io.ReadAll(r))(t)))
		if strings.HasSuffix(part.Name, ".vml") {
			text = regexp.MustCompile(`id="_x0000_s\d+"`).ReplaceAllString(text, `id="shape_0"`)
		}
		w := must(out.Create(shift(part.Name)))(t)
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "foreign.xlsx")
	if err := os.WriteFile(other, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return other
}

// A workbook that LibreOffice saved is marked in the same cells, and every header still says what belongs there.
func TestMarkedForeign(t *testing.T) {
	t.Parallel()
	s, f := sampled(t), fill(t, few(t))
	for _, at := range []string{"C2", "B3"} {
		if err := f.SetCellStr("人员", at, "#REF!"); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.AddComment("取值 Values", excelize.Comment{Author: "李", Cell: "A2", Text: "我的批注"}); err != nil {
		t.Fatal(err)
	}
	copied, problems := returned(t, s, openBook(t, foreign(t, save(t, f))))
	c := openCopy(t, copied)
	hold(t, c, problems)
	for _, x := range append([]sheet.Sheet{{ZH: "取值 Values"}}, sheet.Sheets...) {
		said := map[string]string{}
		for _, n := range must(c.GetComments(x.ZH))(t) {
			said[n.Cell] = n.Text
		}
		for _, n := range must(f.GetComments(x.ZH))(t) {
			if said[n.Cell] != n.Text {
				t.Errorf("%s!%s says %q, said %q", x.ZH, n.Cell, said[n.Cell], n.Text)
			}
		}
	}
	again, same := returned(t, s, openBook(t, foreign(t, copied)))
	hold(t, openCopy(t, again), same)
}

// What a copy cannot keep is said, and no copy is written.
func TestMarkedControls(t *testing.T) {
	t.Parallel()
	s, f := sampled(t), fill(t, few(t))
	if err := errors.Join(f.SetCellStr("人员", "C2", "#REF!"), f.AddFormControl("人员", excelize.FormControl{Cell: "H1", Type: excelize.FormControlButton, Text: "x"})); err != nil {
		t.Fatal(err)
	}
	book := openBook(t, save(t, f))
	_, err := sheet.Import(t.Context(), s.DB, book, func(sheet.Report) {})
	var problems sheet.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	if err := book.Mark(io.Discard, problems); err == nil || !strings.Contains(err.Error(), "form controls") {
		t.Errorf("%v", err)
	}
}
