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
	"strings"
	"unicode/utf8"

	"huishang/internal/fault"
	"huishang/internal/text"

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

	// Unread names the sheets or files that are none of those that an import reads.
	Unread []string

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

// Open reads a workbook: an XLSX file, or a folder of CSV files. An error says that it cannot be read at all; *Unreadable
// says so in both languages.
func Open(path string) (*Workbook, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	var w *Workbook
	switch {
	case info.IsDir():
		w, err = OpenFolder(os.DirFS(path))
	case !strings.EqualFold(filepath.Ext(path), ".xlsx"):
		err = unreadable("expected a folder of CSV files or an .xlsx workbook", "须为 CSV 文件夹或 .xlsx 工作簿")
	case info.Size() > maxBytes:
		err = tooLarge()
	default:
		w, err = openXLSX(path)
	}
	var u *Unreadable
	if errors.As(err, &u) {
		u.Path = strings.TrimSuffix(path+"/"+u.Path, "/")
	}
	return w, err
}

func tooLarge() *Unreadable {
	return unreadable(fmt.Sprintf("at most %d MB", maxBytes>>20), fmt.Sprintf("最大 %d MB", maxBytes>>20))
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// OpenFolder reads SHEET.csv of each sheet that is there. Files that are nearly named so are refused, and those that are
// none of it are told as not read.
func OpenFolder(folder fs.FS) (*Workbook, error) {
	w := newWorkbook()
	w.folder = folder
	there, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	files := map[string]bool{}
	for _, f := range there {
		files[f.Name()] = true
	}
	for _, s := range Sheets {
		name := s.Name + ".csv"
		if !files[name] {
			continue
		}
		b, err := readLimited(folder, name)
		if err != nil {
			return nil, err
		}
		w.places[s.Name] = place{worksheet: s.ZH, line: 1}
		w.csv(s, bytes.TrimPrefix(b, byteOrderMark))
	}
	for _, f := range there {
		name, exact := f.Name(), false
		for _, s := range Sheets {
			exact = exact || name == s.Name+".csv"
		}
		if exact {
			continue
		}
		if s := nearlyFile(name); s != nil {
			file := s.Name + ".csv"
			w.misnamed(name, *s, fault.New(fault.InvalidValue, "expected", "in the file "+file+", not "+name))
		} else if !strings.HasPrefix(name, ".") {
			w.Unread = append(w.Unread, name)
		}
	}
	if len(w.places) == 0 {
		return nil, noSheet(Sheets[0].Name+".csv", Sheets[0].Name+".csv", w.Unread)
	}
	return w, nil
}

// readLimited reads a CSV file, unless it is larger than a workbook may be.
func readLimited(folder fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxBytes {
		u := tooLarge()
		u.Path = name
		return nil, u
	}
	return fs.ReadFile(folder, name)
}

// noSheet says that there is none of the sheets, and what there is instead.
func noSheet(en, zh string, there []string) *Unreadable {
	has, hasZH := "", ""
	if len(there) > 0 {
		has, hasZH = "; there are "+strings.Join(there, ", "), "；现有："+strings.Join(there, "、")
	}
	return unreadable("no sheet found: expected "+en+" and the like"+has, "没有可导入的表：应有 "+zh+" 等"+hasZH)
}

// misnamed refuses a sheet or file whose name is nearly that of one that an import reads.
func (w *Workbook) misnamed(name string, s Sheet, e *fault.Error) {
	if _, read := w.places[s.Name]; !read {
		w.places[s.Name] = place{worksheet: name, line: 1}
		w.unread[s.Name] = true
	}
	w.bad(s, 1, "", e)
}

// openFile opens a workbook for writing into it.
func openFile(path string) (*excelize.File, error) {
	return excelize.OpenFile(path, excelize.Options{UnzipSizeLimit: maxParts, UnzipXMLSizeLimit: maxPart})
}

func openXLSX(path string) (*Workbook, error) {
	a, err := openArchive(path)
	if err != nil {
		return nil, err
	}
	defer a.close()
	b, err := readBook(a)
	if err != nil {
		return nil, unreadable("the workbook is damaged: "+err.Error(), "工作簿已损坏："+err.Error())
	}
	w := newWorkbook()
	w.path = path
	for _, s := range Sheets {
		var found []tab
		for _, t := range b.sheets {
			if t.name == s.Name || t.name == s.ZH {
				found = append(found, t)
			}
		}
		if len(found) == 0 {
			continue
		}
		w.places[s.Name] = place{worksheet: found[0].name, line: 1}
		if len(found) > 1 {
			both := found[0].name + " and " + found[1].name
			w.bad(s, 1, "", fault.New(fault.InvalidValue, "expected", "on one sheet of the workbook, not on "+both))
		}
		w.xlsx(b, found[0], s)
	}
	for _, t := range b.sheets {
		if sheetNamed(t.name) != nil || slices.Contains([]string{guideSheet, exampleSheet, valueSheet, problemsSheet}, t.name) {
			continue
		}
		if s := nearly(t.name); s != nil {
			w.misnamed(t.name, *s, fault.New(fault.InvalidValue, "expected", "a sheet named "+s.ZH+" or "+s.Name+", not "+t.name))
		} else {
			w.Unread = append(w.Unread, t.name)
		}
	}
	if len(w.places) == 0 {
		return nil, noSheet(Sheets[0].Name, Sheets[0].ZH, w.Unread)
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
	if n := tooManyCommas(b); n > 0 {
		w.giveUp(s, n, fault.New(fault.InvalidValue, "expected", fmt.Sprintf("a table of at most %d columns", maxColumns)))
		return
	}
	t := table{w: w, sheet: s}
	c := csv.NewReader(bytes.NewReader(b))
	c.FieldsPerRecord = -1
	for t.more() {
		texts, err := c.Read()
		var wrong *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			t.end()
			return
		case errors.As(err, &wrong):
			w.giveUp(s, wrong.Line, fault.New(fault.InvalidValue, "expected", "CSV: "+wrong.Err.Error()))
			return
		}
		l := line{cells: make([]cell, len(texts))}
		l.no, _ = c.FieldPos(0)
		for i, one := range texts {
			l.cells[i].text = text.Normal(one)
		}
		t.add(l)
	}
}

// tooManyCommas finds the first line with more of them than any row has, in cells of the greatest size too: a file of
// commas takes thirty times its size in memory.
func tooManyCommas(b []byte) (at int) {
	for l := range bytes.Lines(b) {
		if at++; bytes.Count(l, []byte(",")) > maxColumns+maxCell {
			return at
		}
	}
	return 0
}

func (w *Workbook) xlsx(b *book, of tab, s Sheet) {
	if of.kind != "worksheet" {
		w.giveUp(s, 1, fault.New(fault.InvalidValue, "expected", "a sheet with cells"))
		return
	}
	rows, merged, err := b.lines(of.part)
	if err != nil {
		w.giveUp(s, 1, fault.New(fault.InvalidValue, "expected", "a sheet that is whole: "+err.Error()))
		return
	}
	t := table{w: w, sheet: s, merged: merged, from1904: b.from1904}
	for _, l := range rows {
		if !t.more() {
			return
		}
		t.add(l)
	}
	t.end()
}

// table takes one sheet's rows: the first that is not blank is the header.
type table struct {
	w        *Workbook
	sheet    Sheet
	columns  []*Column
	stopped  bool
	from1904 bool
	merged   []area       // in the order of their first lines, those to come
	over     map[int]area // by column, the one that reaches down furthest of those begun
	told     map[string]bool
}

// more tells whether further rows are wanted: not after a wrong header, nor beyond the limit.
func (t *table) more() bool { return !t.stopped }

func (t *table) add(l line) {
	blank := !l.wide
	for _, c := range l.cells {
		blank = blank && c == (cell{})
	}
	switch {
	case blank:
	case t.columns == nil:
		t.header(l)
	case len(t.w.rows[t.sheet.Name]) >= maxRows:
		t.w.giveUp(t.sheet, l.no, fault.New(fault.TooMany, "limit", maxRows, "count", maxRows+1))
		t.stopped = true
	default:
		t.row(l)
	}
}

// end refuses a sheet without a header.
func (t *table) end() {
	if t.columns == nil && !t.stopped {
		t.header(line{no: 1})
	}
}

// header finds each cell's column. Every column has to be there, each once and none besides: a column left out
// would otherwise empty what is stored.
func (t *table) header(l line) {
	before, line := len(t.w.problems), l.no
	cells := make([]string, len(l.cells))
	for i, c := range l.cells {
		cells[i] = c.text
		if c.is == uncalculated {
			t.w.bad(t.sheet, line, "", c.refuse())
		}
	}
	if l.wide {
		t.w.bad(t.sheet, line, "", fault.New(fault.InvalidValue, "expected", fmt.Sprintf("a table of at most %d columns", maxColumns)))
	}
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

func (t *table) row(l line) {
	before := len(t.w.problems)
	row := Row{Sheet: t.sheet.Name, Line: l.no, cells: make(map[string]string, len(t.columns))}
	refused := map[string]bool{}
	for i, c := range t.columns {
		if c == nil {
			continue
		}
		var given cell
		if i < len(l.cells) {
			given = l.cells[i]
		}
		if a, merged := t.mergedAt(i, l.no); merged {
			refused[c.Name] = true
			if !t.told[a.ref] {
				t.told[a.ref] = true
				t.w.bad(t.sheet, l.no, c.Name, fault.New(fault.InvalidValue, "expected", "in a cell of its own: "+a.ref+" is merged"))
			}
			continue
		}
		if t.w.path != "" && c.Kind == Day && serialText.MatchString(given.text) {
			given.is = number // in a workbook, a day number that was pasted as text
		}
		value, e := c.read(given, t.from1904)
		if e != nil {
			refused[c.Name] = true
			t.w.bad(t.sheet, l.no, c.Name, e)
		}
		row.cells[c.Name] = c.plain(value)
	}
	beyond := l.wide
	for i, c := range l.cells {
		beyond = beyond || c != (cell{}) && (i >= len(t.columns) || t.columns[i] == nil)
	}
	if beyond {
		t.w.bad(t.sheet, l.no, "", fault.New(fault.BeyondHeader))
	}
	for _, c := range t.sheet.Columns {
		if e := c.check(row.cells[c.Name]); e != nil && !refused[c.Name] {
			t.w.bad(t.sheet, l.no, c.Name, e)
		}
	}
	row.bad = len(t.w.problems) > before || len(refused) > 0
	t.w.rows[t.sheet.Name] = append(t.w.rows[t.sheet.Name], row)
}

// mergedAt tells whether a cell is one of several that are merged: then nobody can tell whose the value is. Lines come
// one after the other.
func (t *table) mergedAt(column, line int) (area, bool) {
	for ; len(t.merged) > 0 && t.merged[0].top <= line; t.merged = t.merged[1:] {
		a := t.merged[0]
		if t.over == nil {
			t.over, t.told = map[int]area{}, map[string]bool{}
		}
		if a.left == a.right && a.top == a.bottom {
			continue
		}
		for x := a.left; x <= min(a.right, len(t.columns)); x++ {
			if t.over[x].bottom < a.bottom {
				t.over[x] = a
			}
		}
	}
	a, begun := t.over[column]
	return a, begun && line <= a.bottom
}
