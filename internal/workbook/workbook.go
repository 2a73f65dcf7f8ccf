// Package workbook writes workbooks (XLSX, ISO/IEC 29500) row by row into a stream, in the memory of one row. It knows
// cells and sheets and nothing of Huishang. What was compared is in docs/decisions/0049.
package workbook

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/klauspost/compress/flate"
)

// MediaType is that of a workbook.
const MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// What a sheet holds at most, as spreadsheets do: nothing is cut to fit.
const (
	MaxRows    = 1 << 20
	MaxColumns = 1 << 14
	MaxText    = 32767 // UTF-16 code units of a cell
)

// The errors of what does not fit.
var (
	ErrRows    = fmt.Errorf("more than %d rows in a sheet", MaxRows)
	ErrColumns = fmt.Errorf("more than %d columns in a sheet", MaxColumns)
	ErrText    = fmt.Errorf("more than %d characters in a cell", MaxText)
)

// level is that of the compression: higher ones gain a tenth of the bytes for twice the work.
const level = 3

// Column is one of a sheet's: its header, and its width in characters.
type Column struct {
	Header string
	Width  float64
}

// Writer writes one workbook. The first error stays, and every later call returns it.
type Writer struct {
	zip   *zip.Writer
	names []string
	begun int // sheets
	part  io.Writer
	row   []byte
	rows  int
	size  int64
	err   error
}

// New begins a workbook of sheets with these names, or with what is nearest to them among the names that a workbook
// takes. It has no file beside w: what is not sent is not kept. Close ends it; without its end no reader opens it.
func New(w io.Writer, names []string) *Writer {
	b := &Writer{zip: zip.NewWriter(w), names: sheetNames(names)}
	b.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, level) })
	if len(names) == 0 {
		b.err = errors.New("a workbook without a sheet")
	}
	b.whole("[Content_Types].xml", b.contentTypes())
	b.whole("_rels/.rels", rels)
	b.whole("xl/workbook.xml", b.workbook())
	b.whole("xl/_rels/workbook.xml.rels", b.workbookRels())
	b.whole("xl/styles.xml", styles)
	b.pad()
	return b
}

// Names are the sheets' names as they stand in the workbook.
func (b *Writer) Names() []string { return b.names }

// Size is how many bytes were written into sheets, before they were compressed.
func (b *Writer) Size() int64 { return b.size }

func (b *Writer) create(name string, method uint16) {
	if b.err == nil {
		b.part, b.err = b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	}
}

func (b *Writer) write(p []byte) {
	if b.err == nil {
		_, b.err = b.part.Write(p)
		b.size += int64(len(p))
	}
}

func (b *Writer) whole(name, text string) {
	b.create(name, zip.Deflate)
	b.write([]byte(text))
}

// pad makes the workbook longer by chance: how long compressed text is tells of what stands beside a guess (0044).
func (b *Writer) pad() {
	b.create("docProps/app.xml", zip.Store)
	b.write([]byte(head + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><!--` +
		strings.Repeat("x", 1+rand.IntN(64)) + `--></Properties>`))
}

// Sheet begins the next sheet, with a header that stays in sight.
func (b *Writer) Sheet(columns []Column) error {
	b.endSheet()
	if len(columns) > MaxColumns && b.err == nil {
		b.err = ErrColumns
	}
	if b.begun == len(b.names) && b.err == nil {
		b.err = errors.New("more sheets than names")
	}
	b.begun++
	b.rows = 0
	b.create(sheetPath(b.begun), zip.Deflate)
	selected := ""
	if b.begun == 1 {
		selected = ` tabSelected="1"`
	}
	text := head + `<worksheet xmlns="` + main + `"><sheetViews><sheetView` + selected + ` workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>`
	header := make([]Cell, len(columns))
	if len(columns) > 0 {
		text += "<cols>"
		for i, c := range columns {
			text += fmt.Sprintf(`<col min="%d" max="%d" width="%.2f" customWidth="1"/>`, i+1, i+1, c.Width)
			header[i] = Cell{kind: title, text: c.Header}
		}
		text += "</cols>"
	}
	b.write([]byte(text + "<sheetData>"))
	return b.Row(header)
}

// Row writes a row of the sheet that was begun last.
func (b *Writer) Row(cells []Cell) error {
	if b.err != nil {
		return b.err
	}
	if b.rows++; b.rows > MaxRows {
		b.err = ErrRows
		return b.err
	}
	if len(cells) > MaxColumns {
		b.err = ErrColumns
		return b.err
	}
	b.row = append(b.row[:0], `<row r="`...)
	b.row = strconv.AppendInt(b.row, int64(b.rows), 10)
	b.row = append(b.row, `">`...)
	for i, c := range cells {
		if b.row, b.err = c.append(b.row, i, b.rows); b.err != nil {
			return b.err
		}
	}
	b.row = append(b.row, "</row>"...)
	b.write(b.row)
	return b.err
}

func (b *Writer) endSheet() {
	if b.begun > 0 {
		b.write([]byte(`</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/></worksheet>`))
	}
}

// Close ends the workbook with the directory without which no reader opens it; it does not close what it was written to.
func (b *Writer) Close() error {
	b.endSheet()
	if b.err == nil && b.begun < len(b.names) {
		b.err = errors.New("fewer sheets than names")
	}
	if b.err == nil {
		b.err = b.zip.Close()
	}
	return b.err
}

// nameMost is how long a sheet's name is at most, in UTF-16 code units.
const nameMost = 31

// sheetNames makes names of sheets: without what a name may not hold, short enough, and each once whatever its case.
func sheetNames(wished []string) []string {
	names, taken := make([]string, len(wished)), map[string]bool{"history": true} // which Excel keeps for itself
	for i, name := range wished {
		name = legal(name)
		for n, base := 2, name; taken[strings.ToLower(name)]; n++ {
			suffix := fmt.Sprintf(" (%d)", n)
			name = clipped(base, nameMost-len(suffix)) + suffix
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

func legal(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`[]:*?/\`, r):
			return '_'
		case r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff || r == utf8Error:
			return -1
		}
		return r
	}, name)
	// An apostrophe at either end, and blanks, which the eye does not see.
	name = strings.Trim(clipped(strings.Trim(name, "' "), nameMost), "' ")
	if name == "" {
		return "Sheet"
	}
	return name
}

const utf8Error = '\ufffd'

// clipped is what of a text fits into so many UTF-16 code units, whole characters.
func clipped(text string, most int) string {
	n := 0
	for at, r := range text {
		if n += utf16.RuneLen(r); n > most {
			return text[:at]
		}
	}
	return text
}
