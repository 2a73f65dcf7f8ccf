package workbook_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"huishang/internal/workbook"
	"huishang/internal/workbooktest"
)

var texts = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{"=", "+", "-", "@", "'", "\t", "\r", "\n", " ", "\u3000", "&", "<", ">", `"`, "]]>", "_x0041_", "_x005F_", "_x00", "_", "x", "\x00", "\x07", "\uffff", "张", "😀", "1", "=SUM(A1)"})
	return strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "")
})

// one is a cell with what a reader must find.
type one struct {
	cell workbook.Cell
	want workbooktest.Cell
	at   time.Time // of a day or an instant
}

var cells = rapid.Custom(func(t *rapid.T) one {
	day := func(format string) one {
		at := time.Date(1900, 3, 1+rapid.IntRange(0, 8000*365).Draw(t, "day"), 0, 0, rapid.IntRange(0, 86399).Draw(t, "second"), 0, time.UTC)
		if format == "yyyy-mm-dd" {
			at = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
			return one{workbook.Day(at.Format(time.DateOnly)), workbooktest.Cell{Type: "n", Format: format}, at}
		}
		at = at.Add(time.Duration(rapid.IntRange(0, 999).Draw(t, "ms")) * time.Millisecond)
		return one{workbook.Instant(at), workbooktest.Cell{Type: "n", Format: format}, at}
	}
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		s := texts.Draw(t, "text")
		return one{cell: workbook.Text(s), want: workbooktest.Cell{Type: "s", Value: s, Format: "General"}}
	case 1:
		s := texts.Draw(t, "guarded")
		return one{cell: workbook.Guarded(s), want: workbooktest.Cell{Type: "s", Value: s, Format: "@", Quoted: true}}
	case 2:
		n := strconv.FormatFloat(rapid.Float64Range(-1e15, 1e15).Draw(t, "number"), 'g', -1, 64)
		return one{cell: workbook.Number(n), want: workbooktest.Cell{Type: "n", Value: n, Format: "General"}}
	case 3:
		cents := rapid.Int64Range(-99_999_999_999_999, 99_999_999_999_999).Draw(t, "cents")
		s := fmt.Sprintf("%d.%02d", cents/100, max(cents%100, -(cents%100)))
		return one{cell: workbook.Amount(s), want: workbooktest.Cell{Type: "n", Value: s, Format: "#,##0.00"}}
	case 4:
		b := rapid.Bool().Draw(t, "bool")
		return one{cell: workbook.Bool(b), want: workbooktest.Cell{Type: "b", Value: map[bool]string{true: "1", false: "0"}[b], Format: "General"}}
	case 5:
		return day("yyyy-mm-dd")
	case 6:
		return day("yyyy-mm-dd hh:mm:ss")
	}
	return one{}
})

// Random workbooks come back as they were, cell by cell and type by type, from a reader that shares nothing with the
// writer, and their texts from excelize as well; no cell is a formula.
func TestWorkbooksReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sheets := rapid.SliceOfN(rapid.SliceOfN(rapid.SliceOfN(cells, 3, 3), 0, 6), 1, 3).Draw(rt, "sheets")
		var b bytes.Buffer
		w := workbook.New(&b, make([]string, len(sheets)))
		header := []string{texts.Draw(rt, "header"), "=1+1", "责任单位"}
		for _, rows := range sheets {
			if err := w.Sheet([]workbook.Column{{Header: header[0], Width: 10}, {Header: header[1], Width: 20.5}, {Header: header[2], Width: 30}}); err != nil {
				rt.Fatal(err)
			}
			for _, row := range rows {
				if err := w.Row([]workbook.Cell{row[0].cell, row[1].cell, row[2].cell}); err != nil {
					rt.Fatal(err)
				}
			}
		}
		if err := w.Close(); err != nil {
			rt.Fatal(err)
		}
		read, err := workbooktest.Read(b.Bytes())
		if err != nil || len(read) != len(sheets) {
			rt.Fatalf("%d sheets, %v", len(read), err)
		}
		other, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
		if err != nil {
			rt.Fatal(err)
		}
		defer other.Close()
		for n, rows := range sheets {
			s := read[n]
			if s.Frozen != 1 || fmt.Sprint(s.Widths) != "[10 20.5 30]" || len(s.Rows) != len(rows)+1 {
				rt.Fatalf("%d rows frozen, widths %v, %d rows", s.Frozen, s.Widths, len(s.Rows))
			}
			for i, h := range header {
				at := workbooktest.Cell{}
				if i < len(s.Rows[0]) {
					at = s.Rows[0][i]
				}
				if at.Value != h || at.Formula || h != "" && at.Type != "s" {
					rt.Fatalf("header %q is %+v", h, at)
				}
			}
			for r, row := range rows {
				for c, want := range row {
					var got workbooktest.Cell
					if c < len(s.Rows[r+1]) {
						got = s.Rows[r+1][c]
					}
					if want.want.Type == "s" && want.want.Value == "" {
						want.want = workbooktest.Cell{}
					}
					if !want.at.IsZero() {
						at, err := got.Time()
						if err != nil || !at.Equal(want.at) {
							rt.Fatalf("%s is %s (%s), %v", want.at, at, got.Value, err)
						}
						got.Value = ""
					}
					if got != want.want {
						rt.Fatalf("%+v is not %+v", got, want.want)
					}
					name, _ := excelize.CoordinatesToCellName(c+1, r+2)
					text, err := other.GetCellValue(s.Name, name, excelize.Options{RawCellValue: true})
					formula, _ := other.GetCellFormula(s.Name, name)
					if want.want.Type == "s" && !strings.ContainsAny(want.want.Value, "\x00\uffff") && text != want.want.Value || err != nil || formula != "" {
						rt.Fatalf("excelize reads %q as %q, formula %q, %v", want.want.Value, text, formula, err)
					}
				}
			}
		}
	})
}

// Sheets have names that every spreadsheet takes, whatever is wished: short, without what is not allowed, and each once.
func TestSheetsHaveLegalNames(t *testing.T) {
	name := rapid.SliceOfN(rapid.SampledFrom([]string{"督办", "'", "[", "]", "*", "?", ":", "/", `\`, " ", "a", "A", "History", "😀", "\x00", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三", "(2)"}), 0, 4)
	rapid.Check(t, func(rt *rapid.T) {
		var wished []string
		for range rapid.IntRange(1, 6).Draw(rt, "n") {
			wished = append(wished, strings.Join(name.Draw(rt, "name"), ""))
		}
		names := workbook.New(new(bytes.Buffer), wished).Names()
		seen := map[string]bool{}
		for _, n := range names {
			if n == "" || len(utf16.Encode([]rune(n))) > 31 || strings.ContainsAny(n, "[]:*?/\\\x00") || strings.HasPrefix(n, "'") || strings.HasSuffix(n, "'") || strings.EqualFold(n, "history") || seen[strings.ToLower(n)] {
				rt.Fatalf("%q became %q", wished, names)
			}
			seen[strings.ToLower(n)] = true
		}
	})
	if got := workbook.New(new(bytes.Buffer), []string{"督办台账", "督办台账", "督办/台账"}).Names(); fmt.Sprint(got) != "[督办台账 督办台账 (2) 督办_台账]" {
		t.Error(got)
	}
}

// What a sheet does not hold is an error, and nothing is cut: a text of more characters than a cell takes, more rows, more
// columns. A day before spreadsheets count right and an amount of more digits than they keep are texts, whole.
func TestNothingIsCut(t *testing.T) {
	book := func(write func(w *workbook.Writer) error) error {
		var b bytes.Buffer
		w := workbook.New(&b, []string{"a"})
		if err := w.Sheet([]workbook.Column{{Header: "h"}}); err != nil {
			return err
		}
		if err := write(w); err != nil {
			if w.Close() != err {
				t.Error("a workbook with an error was closed")
			}
			if _, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len())); err == nil {
				t.Error("a workbook that is not whole opens")
			}
			return err
		}
		return w.Close()
	}
	row := func(c ...workbook.Cell) func(*workbook.Writer) error {
		return func(w *workbook.Writer) error { return w.Row(c) }
	}
	for _, c := range []struct {
		write func(*workbook.Writer) error
		want  error
	}{
		{row(workbook.Text(strings.Repeat("字", workbook.MaxText))), nil},
		{row(workbook.Text(strings.Repeat("字", workbook.MaxText+1))), workbook.ErrText},
		{row(workbook.Text(strings.Repeat("😀", workbook.MaxText/2+1))), workbook.ErrText},
		{row(workbook.Text(strings.Repeat("_x0041_", workbook.MaxText/7))), nil},
		{row(make([]workbook.Cell, workbook.MaxColumns)...), nil},
		{row(make([]workbook.Cell, workbook.MaxColumns+1)...), workbook.ErrColumns},
		{func(w *workbook.Writer) (err error) {
			for range workbook.MaxRows - 1 {
				if err = w.Row(nil); err != nil {
					return err
				}
			}
			return nil
		}, nil},
		{func(w *workbook.Writer) (err error) {
			for range workbook.MaxRows {
				if err = w.Row(nil); err != nil {
					return err
				}
			}
			return nil
		}, workbook.ErrRows},
	} {
		if err := book(c.write); err != c.want {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
	for _, c := range []struct {
		cell workbook.Cell
		want workbook.Cell
	}{
		{workbook.Day("1899-12-31"), workbook.Text("1899-12-31")},
		{workbook.Day("1900-02-28"), workbook.Text("1900-02-28")},
		{workbook.Instant(time.Date(1900, 2, 28, 8, 0, 0, 0, time.UTC)), workbook.Text("1900-02-28 08:00:00")},
		{workbook.Instant(time.Date(9999, 12, 31, 23, 59, 59, math.MaxInt32%1_000_000_000, time.UTC)), workbook.Instant(time.Date(9999, 12, 31, 23, 59, 59, 147_000_000, time.UTC))},
		{workbook.Amount("1234567890123456.78"), workbook.Text("1234567890123456.78")},
		{workbook.Amount("-9007199254740993.00"), workbook.Text("-9007199254740993.00")},
	} {
		if c.cell != c.want {
			t.Errorf("%+v, want %+v", c.cell, c.want)
		}
	}
}

// An instant is what clocks show in the zone, whatever the zone.
func TestInstantsAreOfTheZone(t *testing.T) {
	at := time.Date(2026, 11, 18, 16, 30, 15, 0, time.UTC)
	for _, c := range []struct {
		hours int
		want  string
	}{{8, "2026-11-19 00:30:15"}, {0, "2026-11-18 16:30:15"}, {-5, "2026-11-18 11:30:15"}} {
		var b bytes.Buffer
		w := workbook.New(&b, []string{"a"})
		_ = w.Sheet([]workbook.Column{{Header: "h"}})
		_ = w.Row([]workbook.Cell{workbook.Instant(at.In(time.FixedZone("", c.hours*3600)))})
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		sheets, err := workbooktest.Read(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := sheets[0].Rows[1][0].Time(); err != nil || got.Format(time.DateTime) != c.want {
			t.Errorf("%s, %v, want %s", got, err, c.want)
		}
	}
}
