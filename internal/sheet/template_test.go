package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huishang/internal/fault"
	"huishang/internal/sheet"

	"github.com/xuri/excelize/v2"
)

// template is an empty workbook, as the command writes it.
func template(t testing.TB) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Template(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// The template as it is changes nothing; filled in it imports on an empty database, and again changes nothing.
func TestTemplateImports(t *testing.T) {
	t.Parallel()
	s := empty(t)
	before := entries(t, s)
	if _, err := loadFile(t, s, save(t, template(t))); err != nil {
		t.Fatal(err)
	}
	if after := entries(t, s); after != before {
		t.Errorf("the empty template: %d audit entries, before %d", after, before)
	}
	path := save(t, fill(t, hainan(t)))
	reports, err := loadFile(t, s, path)
	if err != nil || len(reports) != len(sheet.Sheets) {
		t.Fatalf("%v, %v", reports, err)
	}
	for _, r := range reports {
		if r.Added != r.Rows || r.Rows == 0 {
			t.Errorf("first import: %s", r)
		}
	}
	before = entries(t, s)
	if _, err := loadFile(t, s, path); err != nil {
		t.Fatal(err)
	}
	mustLoad(t, s, hainan(t)) // the folder says the same
	if after := entries(t, s); after != before {
		t.Errorf("again: %d audit entries, before %d", after, before)
	}
}

// Every sheet and header of an import is in the template, in order, and nothing besides; each says in both languages
// what belongs there, whether it must be filled in, and an example.
func TestTemplateHeaders(t *testing.T) {
	t.Parallel()
	f := template(t)
	want := []string{"说明 Read me"}
	for _, x := range sheet.Sheets {
		want = append(want, x.ZH)
	}
	if got := f.GetSheetList(); !slices.Equal(got, append(want, "示例 Examples", "取值 Values")) {
		t.Errorf("sheets %v", got)
	}
	for _, x := range sheet.Sheets {
		var headers []string
		for _, c := range x.Columns {
			headers = append(headers, c.ZH)
		}
		if rows := must(f.GetRows(x.ZH))(t); len(rows) != 1 || !slices.Equal(rows[0], headers) {
			t.Errorf("%s: rows %v, want the headers %v alone", x.ZH, rows, headers)
		}
		notes := map[string]string{}
		for _, n := range must(f.GetComments(x.ZH))(t) {
			notes[n.Cell] = n.Text
		}
		for n, c := range x.Columns {
			must := "May stay empty"
			if c.Required {
				must = "Must be filled in"
			}
			text := notes[fmt.Sprintf("%c1", 'A'+n)]
			for _, part := range []string{c.ZH, c.Name, c.Says.ZH, c.Says.EN, must} {
				if part == "" || !strings.Contains(text, part) {
					t.Errorf("%s %s: the comment %q lacks %q", x.Name, c.Name, text, part)
				}
			}
			if strings.HasSuffix(text, "Example: ") {
				t.Errorf("%s %s has no example", x.Name, c.Name)
			}
		}
	}
}

// offered are the values of a column's drop-down list; nil for a column without.
func offered(t *testing.T, f *excelize.File, x sheet.Sheet, column int) []string {
	t.Helper()
	for _, v := range must(f.GetDataValidations(x.ZH))(t) {
		if !strings.HasPrefix(v.Sqref, fmt.Sprintf("%c2:", 'A'+column)) {
			continue
		}
		var first, last int
		if _, err := fmt.Sscanf(v.Formula1, "'取值 Values'!$B$%d:$B$%d", &first, &last); err != nil {
			t.Fatalf("%s: %v", v.Formula1, err)
		}
		var values []string
		for row := first; row <= last; row++ {
			values = append(values, must(f.GetCellValue("取值 Values", fmt.Sprintf("B%d", row)))(t))
		}
		return values
	}
	return nil
}

// A drop-down list offers each value that an import accepts, once, with its Chinese label, and none besides: the closed
// values of the sheet, the codes that a database has.
func TestDropDowns(t *testing.T) {
	t.Parallel()
	s, f := empty(t), template(t)
	for _, x := range sheet.Sheets {
		for n, c := range x.Columns {
			want := slices.Clone(c.Enum)
			if c.Codes != "" {
				want = strings.Split(text(t, s, `SELECT string_agg(code, ' ' ORDER BY sort) FROM code WHERE kind = $1`, string(c.Codes)), " ")
			}
			if c.Kind == sheet.YesNo {
				want = []string{"是", "否"}
			}
			if c.Of != "" && len(fault.Values(c.Of)) != len(c.Enum) {
				t.Errorf("%s %s accepts %v, the schema's %s has other values", x.Name, c.Name, c.Enum, c.Of)
			}
			var got []string
			for _, v := range offered(t, f, x, n) {
				value, label, labelled := strings.Cut(v, " ")
				if got = append(got, value); labelled != (c.Kind != sheet.YesNo) || labelled && (label == "" || label == value) {
					t.Errorf("%s %s offers %q", x.Name, c.Name, v)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s %s offers %v, an import accepts %v", x.Name, c.Name, got, want)
			}
		}
	}
}

// Whatever a drop-down list offers an import takes, and refuses what is outside of it at its cell.
func TestOffered(t *testing.T) {
	t.Parallel()
	s, f := empty(t), template(t)
	for _, x := range sheet.Sheets {
		for n, c := range x.Columns {
			values := offered(t, f, x, n)
			if values == nil {
				continue
			}
			folder := hainan(t)
			lines := records(t, folder, x.Name)
			at := slices.Index(lines[0], c.Name)
			for i, v := range append(values, "国王 King") {
				lines[1+i][at] = v
			}
			write(t, folder, x.Name, lines)
			var outside []int
			for _, p := range refused(t, s, folder) {
				of := p.Error.Params["expected"]
				if p.Sheet == x.Name && p.Column == c.Name && (p.Error.Code == fault.Unknown || of == "yes or no" || p.Error.Code == fault.OneOf) {
					outside = append(outside, p.Row)
				}
			}
			if !slices.Equal(outside, []int{len(values) + 2}) {
				t.Errorf("%s %s: rows %v are refused as outside of %v, want the last", x.Name, c.Name, outside, values)
			}
		}
	}
}

// Examples say what they are. A file is never written over another, nor under a name that an import does not open, and
// is gone where writing it fails.
func TestTemplateFile(t *testing.T) {
	t.Parallel()
	f := template(t)
	rows := must(f.GetRows("示例 Examples"))(t)
	if !strings.Contains(rows[0][0], "never imported") || len(rows) < 5*len(sheet.Sheets) {
		t.Errorf("%d rows of examples: %v", len(rows), rows[0])
	}
	nothing := func(io.Writer) error { return nil }
	if err := sheet.Create(save(t, f), nothing); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another file: %v", err)
	}
	folder := t.TempDir()
	if err := sheet.Create(filepath.Join(folder, "x.xls"), nothing); err == nil {
		t.Error("written as .xls")
	}
	full := errors.New("no space left")
	if err := sheet.Create(filepath.Join(folder, "x.xlsx"), func(io.Writer) error { return full }); !errors.Is(err, full) {
		t.Errorf("%v, want %v", err, full)
	}
	if left := must(os.ReadDir(folder))(t); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// A cell that begins like a formula is text where it was typed as text.
func TestTextIsNoFormula(t *testing.T) {
	t.Parallel()
	s, f := empty(t), fill(t, hainan(t))
	names := []string{"=1+1", "+8613", "-老李", "@SUM(A1)"}
	for n, name := range names {
		for c, v := range []string{fmt.Sprintf("HN90%02d", n), "HN", name, "", "", ""} {
			if err := f.SetCellStr("人员", must(excelize.CoordinatesToCellName(c+1, 400+n))(t), v); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := loadFile(t, s, save(t, f)); err != nil {
		t.Fatal(err)
	}
	if got := text(t, s, `SELECT string_agg(name, ' ' ORDER BY number) FROM person WHERE number ~ '^HN90'`); got != strings.Join(names, " ") {
		t.Errorf("names %q, want %q", got, names)
	}
}
