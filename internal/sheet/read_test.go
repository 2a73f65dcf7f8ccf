package sheet_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"huishang/internal/fault"
	"huishang/internal/sheet"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// However a table is written, the same is read: importing it over the sample changes nothing.
func TestWaysToWrite(t *testing.T) {
	t.Parallel()
	for name, rewrite := range map[string]func(t *testing.T, x sheet.Sheet, lines [][]string) []byte{
		"Chinese headers": func(t *testing.T, x sheet.Sheet, lines [][]string) []byte {
			for i := range lines[0] {
				lines[0][i] = x.Columns[slices.IndexFunc(x.Columns, func(c sheet.Column) bool { return c.Name == lines[0][i] })].ZH
			}
			return csvText(t, lines)
		},
		"another order of columns": func(t *testing.T, _ sheet.Sheet, lines [][]string) []byte {
			for _, l := range lines {
				slices.Reverse(l)
			}
			return csvText(t, lines)
		},
		"another order of rows": func(t *testing.T, _ sheet.Sheet, lines [][]string) []byte {
			slices.Reverse(lines[1:])
			return csvText(t, lines)
		},
		"byte order mark and CRLF": func(t *testing.T, _ sheet.Sheet, lines [][]string) []byte {
			return append([]byte("\xef\xbb\xbf"), bytes.ReplaceAll(csvText(t, lines), []byte("\n"), []byte("\r\n"))...)
		},
		"blank rows and white space": func(t *testing.T, _ sheet.Sheet, lines [][]string) []byte {
			var spaced [][]string
			for _, l := range lines {
				for i := range l {
					l[i] = " " + l[i] + "\t"
				}
				spaced = append(spaced, make([]string, len(l)), l)
			}
			return csvText(t, spaced)
		},
		"empty columns at the end": func(t *testing.T, _ sheet.Sheet, lines [][]string) []byte {
			for i := range lines {
				lines[i] = append(lines[i], "", "")
			}
			return csvText(t, lines)
		},
		"full-width semicolons": func(t *testing.T, _ sheet.Sheet, lines [][]string) []byte {
			return bytes.ReplaceAll(csvText(t, lines), []byte(";"), []byte("；"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, folder, given := sampled(t), fstest.MapFS{}, hainan(t)
			for _, x := range sheet.Sheets {
				folder[x.Name+".csv"] = &fstest.MapFile{Data: rewrite(t, x, records(t, given, x.Name))}
			}
			before := entries(t, s)
			mustLoad(t, s, folder)
			if after := entries(t, s); after != before {
				t.Errorf("%d audit entries, before %d", after, before)
			}
		})
	}
}

func csvText(t *testing.T, lines [][]string) []byte {
	folder := fstest.MapFS{}
	write(t, folder, "x", lines)
	return folder["x.csv"].Data
}

// A file that is no such table is refused with the reason, at its line; other sheets that refer to it are not
// blamed.
func TestTables(t *testing.T) {
	t.Parallel()
	gbk := func(s string) string { return must(simplifiedchinese.GBK.NewEncoder().String(s))(t) }
	utf16 := func(s string) string {
		return must(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s))(t)
	}
	people := string(hainan(t)["people.csv"].Data)
	for name, c := range map[string]struct {
		text   string
		line   int
		column string
		code   fault.Code
		says   string
	}{
		"empty":              {"", 1, "number,organisation,name,phone,email,origin", fault.Required, ""},
		"blank":              {"\n\n,,,\n", 1, "number,organisation,name,phone,email,origin", fault.Required, ""},
		"no header":          {"HN0001,HN,云,,,SAMPLE\n", 1, "HN0001,HN,云,SAMPLE,number,organisation,name,phone,email,origin", "", ""},
		"unknown column":     {strings.Replace(people, "origin", "origin,age", 1), 1, "age", fault.ColumnUnknown, "age"},
		"column left out":    {strings.Replace(people, "phone,email,", "phone,", 1), 1, "email", fault.Required, "email"},
		"column twice":       {strings.Replace(people, "origin", "origin,姓名", 1), 1, "name", fault.Duplicate, ""},
		"header further on":  {"\n\n" + strings.Replace(people, "origin", "origin,age", 1), 3, "age", fault.ColumnUnknown, ""},
		"GBK":                {gbk(people), 1, "", fault.InvalidValue, "save as CSV UTF-8"},
		"UTF-16":             {utf16(people), 1, "", fault.InvalidValue, "save as CSV UTF-8"},
		"quote left open":    {people + "\"HN9999,HN,云,,,\n", 256, "", fault.InvalidValue, "CSV"},
		"quote in the first": {strings.Replace(people, "HN0001", "HN\"0001", 1), 2, "", fault.InvalidValue, "CSV"},
		"semicolons":         {strings.ReplaceAll(people, ",", ";"), 1, "number;organisation;name;phone;email;origin,number,organisation,name,phone,email,origin", "", ""},
		"too many rows":      {"number,organisation,name,phone,email,origin\n" + manyPeople(200_001), 200_002, "", fault.TooMany, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, folder := empty(t), hainan(t)
			folder["people.csv"] = &fstest.MapFile{Data: []byte(c.text)}
			var columns []string
			for _, p := range refused(t, s, folder) {
				columns = append(columns, p.Column)
				if p.Sheet != "people" || p.Row != c.line || c.code != "" && p.Error.Code != c.code || !strings.Contains(p.Message(fault.EN), c.says) {
					t.Errorf("%s, want people:%d %s", p.Message(fault.EN), c.line, c.code)
				}
			}
			if got := strings.Join(columns, ","); got != c.column {
				t.Errorf("columns %s, want %s", got, c.column)
			}
		})
	}
}

func manyPeople(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("HN" + strconv.Itoa(100_000+i) + ",HN,云,,,\n")
	}
	return b.String()
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// What cannot be read at all is an error of its own, never a panic.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	put := func(name string, b []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	large := put("large.xlsx", nil)
	if err := os.Truncate(large, 50<<20+1); err != nil {
		t.Fatal(err)
	}
	wide := filepath.Join(folder, "wide")
	if err := os.Mkdir(wide, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(wide, "people.csv"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(wide, "people.csv"), 50<<20+1); err != nil {
		t.Fatal(err)
	}
	none := excelize.NewFile()
	defer none.Close()
	var other bytes.Buffer
	if err := none.Write(&other); err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string]string{
		filepath.Join(folder, "absent"):    "no such file",
		folder:                             "no sheet found",
		put("notes.txt", []byte("number")): "expected a folder of CSV files or an .xlsx workbook",
		put("broken.xlsx", []byte("PK\x03\x04 no zip")):   "broken.xlsx",
		put("text.xlsx", []byte("number,organisation\n")): "text.xlsx",
		put("other.xlsx", other.Bytes()):                  "no sheet found",
		put("bomb.xlsx", bomb(t)):                         "unfolds to more than 50 MB",
		large:                                             "at most 50 MB",
		wide:                                              "at most 50 MB",
	} {
		if book, err := sheet.Open(path); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, %v; want %q", filepath.Base(path), book, err, says)
		}
	}
}

// bomb is a small workbook that unfolds to 420 MB.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range 420 {
		if _, err := w.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 1<<20 {
		t.Fatalf("%d bytes are no bomb", b.Len())
	}
	return b.Bytes()
}

// workbook writes the sample as XLSX the way people do: English or Chinese sheet names, dates as dates, numbers as
// numbers, codes as text.
func workbook(t *testing.T, folder fstest.MapFS, chinese, from1904 bool) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	t.Cleanup(func() { _ = f.Close() })
	if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
		t.Fatal(err)
	}
	for _, x := range sheet.Sheets {
		name := x.Name
		if chinese {
			name = x.ZH
		}
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, line := range records(t, folder, x.Name) {
			for c, cell := range line {
				at := must(excelize.CoordinatesToCellName(c+1, r+1))(t)
				if err := f.SetCellValue(name, at, native(cell)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return f
}

// native is a cell as a spreadsheet holds it.
func native(cell string) any {
	if d, err := time.Parse(time.DateOnly, cell); err == nil {
		return d
	}
	if n, err := strconv.ParseFloat(cell, 64); err == nil && !strings.HasPrefix(cell, "0") {
		return n
	}
	if cell == "" {
		return nil
	}
	return cell
}

func save(t *testing.T, f *excelize.File) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "workbook.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func loadFile(t *testing.T, s store, path string) ([]sheet.Report, error) {
	t.Helper()
	book, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return sheet.Import(t.Context(), s.DB, book, func(sheet.Report) {})
}

// A workbook says what the folder says: imported over it, it changes nothing.
func TestXLSX(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ chinese, from1904 bool }{"English": {}, "Chinese": {true, false}, "dates from 1904": {false, true}} {
		t.Run(name, func(t *testing.T) {
			s := sampled(t)
			before := entries(t, s)
			reports, err := loadFile(t, s, save(t, workbook(t, hainan(t), c.chinese, c.from1904)))
			if err != nil {
				t.Fatal(err)
			}
			if len(reports) != len(sheet.Sheets) {
				t.Errorf("%d sheets: %v", len(reports), reports)
			}
			if after := entries(t, s); after != before {
				t.Errorf("%d audit entries, before %d", after, before)
			}
		})
	}
}

// Excel's own ways: formulas count as their values, 001 stays 001, long numbers stay whole.
func TestXLSXCells(t *testing.T) {
	t.Parallel()
	s := empty(t)
	f := workbook(t, hainan(t), false, false)
	setRow(t, f, 300, "001", "HN", "长号", "+86-13812345678", nil, "SAMPLE")
	setRow(t, f, 301, 20260001, "HN", "公式", 13812345678, nil, nil)
	if err := f.SetCellFormula("people", "D301", "13812345677+1"); err != nil {
		t.Fatal(err)
	}
	if _, err := loadFile(t, s, save(t, f)); err != nil {
		t.Fatal(err)
	}
	const contact = `SELECT p.name || c.phone FROM person p JOIN person_contact c ON c.person_id = p.id WHERE p.number = $1`
	if got := text(t, s, contact, "001"); got != "长号+86-13812345678" {
		t.Errorf("001: %s", got)
	}
	if got := text(t, s, contact, "20260001"); got != "公式13812345678" {
		t.Errorf("20260001: %s", got)
	}
}

// Blank rows are skipped, and a bad row has the number that the spreadsheet shows.
func TestXLSXRows(t *testing.T) {
	t.Parallel()
	s := empty(t)
	f := workbook(t, hainan(t), false, false)
	setRow(t, f, 301, "HN9998", "HN", "#REF!", nil, nil, nil)
	setRow(t, f, 310, "HN9999", "HN-ZZ", "行", nil, nil, nil)
	_, err := loadFile(t, s, save(t, f))
	want := "2 problems; nothing was imported\npeople:301 name: \"name\" has to be a value, not a failed formula's #REF!.\npeople:310 organisation: \"organisation\" has no value \"HN-ZZ\"."
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func setRow(t *testing.T, f *excelize.File, row int, cells ...any) {
	t.Helper()
	for i, v := range cells {
		if err := f.SetCellValue("people", must(excelize.CoordinatesToCellName(i+1, row))(t), v); err != nil {
			t.Fatal(err)
		}
	}
}

// A day is a date: text that only begins like a day number, or a number that is no day, is refused.
func TestXLSXDays(t *testing.T) {
	t.Parallel()
	s := empty(t)
	f := workbook(t, hainan(t), false, false)
	days := []struct {
		cell any
		says string
	}{
		{"45292abc", "a date as YYYY-MM-DD"}, {45292.5, "a day without a time"}, {2024, "a date as YYYY-MM-DD"}, {"2024-01-01 08:00", "a date as YYYY-MM-DD"},
		{-1, "a date as YYYY-MM-DD"}, {80000, "a day from 1900-01-01 to 2100-12-31"}, {"1899-12-31", "a day from 1900-01-01 to 2100-12-31"},
		{"2024-01-01至2024-12-31", "one day, not 2024-01-01至2024-12-31"},
	}
	for n, d := range days {
		if err := f.SetCellValue("appointments", "D"+strconv.Itoa(n+2), d.cell); err != nil {
			t.Fatal(err)
		}
	}
	_, err := loadFile(t, s, save(t, f))
	if err == nil || !strings.HasPrefix(err.Error(), strconv.Itoa(len(days))+" problems") {
		t.Fatalf("%v", err)
	}
	for n, d := range days {
		if !strings.Contains(err.Error(), "appointments:"+strconv.Itoa(n+2)+" from: \"from\" has to be "+d.says+".") {
			t.Errorf("row %d is not named: %v", n+2, err)
		}
	}
}

// One sheet under both of its names is ambiguous.
func TestXLSXSheetTwice(t *testing.T) {
	t.Parallel()
	s := empty(t)
	f := workbook(t, hainan(t), false, false)
	if _, err := f.NewSheet("人员"); err != nil {
		t.Fatal(err)
	}
	_, err := loadFile(t, s, save(t, f))
	if err == nil || !strings.Contains(err.Error(), "people:1: \"people\" has to be on one sheet of the workbook, not on people and 人员.") {
		t.Errorf("%v", err)
	}
}
