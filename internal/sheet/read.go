package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"huishang/internal/fault"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook: bytes of a file, bytes of a cell, rows of a sheet.
const (
	maxBytes = 50 << 20
	maxCell  = 8 << 10
	maxRows  = 200_000
)

// Workbook is what was read, by sheet, with what is wrong with its cells: Import answers with that and with
// what is wrong between its rows at once.
type Workbook struct {
	rows     map[string][]Row
	problems Problems
	// unread sheets are those whose rows are not, or not all, known: nothing is said of what refers to them.
	unread map[string]bool

	// The source, for a marked copy: a file's path or a folder, and where each sheet stands in it.
	path   string
	folder fs.FS
	places map[string]place
}

// place is where a sheet was found: the worksheet's name, and its header's line, columns (nil for an unknown one) and
// texts.
type place struct {
	worksheet string
	line      int
	columns   []*Column
	titles    []string
}

func newWorkbook() *Workbook {
	return &Workbook{rows: map[string][]Row{}, unread: map[string]bool{}, places: map[string]place{}}
}

// Open reads a workbook: an XLSX file, or a folder of CSV files. An error says that it cannot be read at all.
func Open(path string) (*Workbook, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return OpenFolder(os.DirFS(path))
	}
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return nil, fmt.Errorf("%s: expected a folder of CSV files or an .xlsx workbook", path)
	}
	if info.Size() > maxBytes {
		return nil, fmt.Errorf("%s: at most %d MB", path, maxBytes>>20)
	}
	return openXLSX(path)
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// OpenFolder reads SHEET.csv of each sheet that is there.
func OpenFolder(folder fs.FS) (*Workbook, error) {
	w := newWorkbook()
	w.folder = folder
	found := 0
	for _, s := range Sheets {
		name := s.Name + ".csv"
		info, err := fs.Stat(folder, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if info.Size() > maxBytes {
			return nil, fmt.Errorf("%s: at most %d MB", name, maxBytes>>20)
		}
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		found++
		w.places[s.Name] = place{worksheet: s.ZH, line: 1}
		w.csv(s, bytes.TrimPrefix(b, byteOrderMark))
	}
	if found == 0 {
		return nil, fmt.Errorf("no sheet found: expected %s.csv and the like", Sheets[0].Name)
	}
	return w, nil
}

func openFile(path string) (*excelize.File, error) {
	return excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: 8 * maxBytes, UnzipXMLSizeLimit: 2 * maxBytes})
}

func openXLSX(path string) (*Workbook, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	defer f.Close()
	properties, err := f.GetWorkbookProps()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	from1904 := properties.Date1904 != nil && *properties.Date1904
	w := newWorkbook()
	w.path = path
	found := 0
	for _, s := range Sheets {
		names := slices.DeleteFunc(f.GetSheetList(), func(name string) bool { return name != s.Name && name != s.ZH })
		if len(names) == 0 {
			continue
		}
		found++
		w.places[s.Name] = place{worksheet: names[0], line: 1}
		if len(names) > 1 {
			w.bad(s, 1, "", fault.New(fault.InvalidValue, "expected", "on one sheet of the workbook, not on "+strings.Join(names, " and ")))
		}
		if err := w.xlsx(f, names[0], s, from1904); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, names[0], err)
		}
	}
	if found == 0 {
		return nil, fmt.Errorf("%s: no sheet found: expected %s or %s and the like", path, Sheets[0].Name, Sheets[0].ZH)
	}
	return w, nil
}

func (w *Workbook) bad(s Sheet, line int, column string, e *fault.Error) {
	w.problems = append(w.problems, Problem{s.Name, line, column, e.About(s.called(column))})
}

// giveUp leaves a sheet whose rows cannot be read, or not further.
func (w *Workbook) giveUp(s Sheet, line int, e *fault.Error) {
	w.bad(s, line, "", e)
	w.unread[s.Name] = true
}

func (w *Workbook) csv(s Sheet, b []byte) {
	if !utf8.Valid(b) {
		w.giveUp(s, 1, fault.New(fault.InvalidValue, "expected", "UTF-8 (a CSV saved by Excel is GBK or UTF-16: save as CSV UTF-8)"))
		return
	}
	t := table{w: w, sheet: s}
	c := csv.NewReader(bytes.NewReader(b))
	c.FieldsPerRecord = -1
	for t.more() {
		cells, err := c.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			t.end()
			return
		case errors.As(err, &wrong):
			w.giveUp(s, wrong.Line, fault.New(fault.InvalidValue, "expected", "CSV: "+wrong.Err.Error()))
			return
		}
		line, _ := c.FieldPos(0)
		t.add(line, cells)
	}
}

func (w *Workbook) xlsx(f *excelize.File, name string, s Sheet, from1904 bool) error {
	rows, err := f.Rows(name)
	if err != nil {
		return err
	}
	defer rows.Close()
	t := table{w: w, sheet: s}
	for line := 1; t.more() && rows.Next(); line++ {
		// Raw values: what a cell holds and not how it is shown, so that 001 and long numbers stay.
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		for i, c := range t.columns {
			if i < len(cells) && c != nil && c.Kind == Day {
				cells[i] = fromSerial(cells[i], from1904)
			}
		}
		t.add(line, cells)
	}
	t.end()
	return rows.Error()
}

// fromSerial turns a spreadsheet's day number into a date; anything else stays as it is.
func fromSerial(cell string, from1904 bool) string {
	days, err := strconv.Atoi(cell)
	if err != nil || days < 10000 || days > 110000 {
		return cell
	}
	begin := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		begin = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return begin.AddDate(0, 0, days).Format(time.DateOnly)
}

// table takes one sheet's rows: the first that is not blank is the header.
type table struct {
	w       *Workbook
	sheet   Sheet
	columns []*Column
	stopped bool
}

// more tells whether further rows are wanted: not after a wrong header, nor beyond the limit.
func (t *table) more() bool { return !t.stopped }

func (t *table) add(line int, cells []string) {
	blank := true
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
		blank = blank && cells[i] == ""
	}
	switch {
	case blank:
	case t.columns == nil:
		t.header(line, cells)
	case len(t.w.rows[t.sheet.Name]) >= maxRows:
		t.w.giveUp(t.sheet, line, fault.New(fault.TooMany, "limit", maxRows, "count", maxRows+1))
		t.stopped = true
	default:
		t.row(line, cells)
	}
}

// end refuses a sheet without a header.
func (t *table) end() {
	if t.columns == nil && !t.stopped {
		t.header(1, nil)
	}
}

// header finds each cell's column. Every column has to be there, each once and none besides: a column left out
// would otherwise empty what is stored.
func (t *table) header(line int, cells []string) {
	before := len(t.w.problems)
	t.columns = make([]*Column, len(cells))
	given := map[string]bool{}
	for i, cell := range cells {
		n := slices.IndexFunc(t.sheet.Columns, func(c Column) bool { return cell != "" && (cell == c.Name || cell == c.ZH) })
		switch {
		case cell == "":
		case n < 0:
			t.w.bad(t.sheet, line, cell, fault.New(fault.ColumnUnknown, "value", cell))
		case given[t.sheet.Columns[n].Name]:
			t.w.bad(t.sheet, line, t.sheet.Columns[n].Name, fault.New(fault.Duplicate, "place", n+1))
		default:
			t.columns[i] = &t.sheet.Columns[n]
			given[t.columns[i].Name] = true
		}
	}
	for _, c := range t.sheet.Columns {
		if !given[c.Name] {
			t.w.bad(t.sheet, line, c.Name, fault.New(fault.Required))
		}
	}
	t.w.places[t.sheet.Name] = place{t.w.places[t.sheet.Name].worksheet, line, t.columns, cells}
	if len(t.w.problems) > before {
		t.stopped, t.w.unread[t.sheet.Name] = true, true
	}
}

func (t *table) row(line int, cells []string) {
	before := len(t.w.problems)
	row := Row{Sheet: t.sheet.Name, Line: line, cells: make(map[string]string, len(cells))}
	for i, cell := range cells {
		if i < len(t.columns) && t.columns[i] != nil {
			row.cells[t.columns[i].Name] = t.columns[i].plain(cell)
		} else if cell != "" {
			t.w.bad(t.sheet, line, "", fault.New(fault.BeyondHeader))
		}
	}
	for _, c := range t.sheet.Columns {
		if e := c.check(row.cells[c.Name]); e != nil {
			t.w.bad(t.sheet, line, c.Name, e)
		}
	}
	row.bad = len(t.w.problems) > before
	t.w.rows[t.sheet.Name] = append(t.w.rows[t.sheet.Name], row)
}
