package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"huishang/internal/text"

	"github.com/xuri/excelize/v2"
)

// holds says what a cell holds by its own type.
type holds int

const (
	words        holds = iota
	number             // as written, perhaps with an exponent
	moment             // ISO 8601
	failed             // a formula's error
	uncalculated       // a formula without the value that it gives
)

// cell is what one cell holds.
type cell struct {
	text string
	is   holds
}

// line is a row that is not blank: its cells by their columns, from 0.
type line struct {
	no    int
	cells []cell
	// wide tells that there is something beyond maxColumns.
	wide bool
}

// area is a range of merged cells, columns from 0 and lines from 1, both ends included.
type area struct {
	ref                      string
	left, right, top, bottom int
}

// Limits of a worksheet: columns that are looked at, and ranges of merged cells.
const (
	maxColumns = 256
	maxMerged  = 10_000
)

// book is a workbook's sheets in their order, and what their cells share.
type book struct {
	*archive
	sheets   []tab
	from1904 bool
	strings  []string
}

// tab is a sheet as the workbook names it. kind is worksheet, or else something that has no cells.
type tab struct{ name, part, kind string }

// readBook reads what the workbook says of itself, and the texts that its cells share.
func readBook(a *archive) (*book, error) {
	b := &book{archive: a}
	top, err := a.relations("")
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	for _, r := range top {
		if r.kind == "officeDocument" {
			main = r.target
		}
	}
	parts, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	err = a.decode(main, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			on := attr(e, "date1904")
			b.from1904 = on == "1" || on == "true" || on == "on"
		case "sheet":
			id := ""
			for _, x := range e.Attr { // r:id, beside sheetId
				if x.Name.Local == "id" {
					id = x.Value
				}
			}
			b.sheets = append(b.sheets, tab{attr(e, "name"), parts[id].target, parts[id].kind})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, r := range parts {
		if r.kind == "sharedStrings" {
			if err := b.share(r.target); err != nil && !errors.Is(err, errNoPart) {
				return nil, err
			}
		}
	}
	return b, nil
}

// share reads the texts that cells refer to.
func (b *book) share(part string) error {
	return b.decode(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		one, err := rich(d)
		b.strings = append(b.strings, one)
		return err
	})
}

// rich reads the text inside of an element up to its end: of itself, or of its runs, but not how it is pronounced.
func rich(d *xml.Decoder) (string, error) {
	var all strings.Builder
	for deep, inText := 1, false; deep > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			deep++
			inText = t.Name.Local == "t"
		case xml.EndElement:
			deep--
			inText = false
		case xml.CharData:
			if inText && all.Len() <= maxCell {
				all.Write(t)
			}
		}
	}
	return unescaped(all.String()), nil
}

// escape is how a workbook writes a character that XML cannot hold: _x000D_.
var escape = regexp.MustCompile(`(?:_x[0-9A-Fa-f]{4}_)+`)

func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(run string) string {
		var units []uint16
		for ; run != ""; run = run[7:] {
			n, _ := strconv.ParseUint(run[2:6], 16, 16)
			units = append(units, uint16(n))
		}
		return string(utf16.Decode(units))
	})
}

// errOrder tells of a worksheet whose rows or cells do not come one after the other.
var errOrder = errors.New("rows or cells out of order")

// lines reads a worksheet's rows that are not blank, up to one more than an import takes, and its merged ranges.
func (b *book) lines(part string) (rows []line, merged []area, err error) {
	last := 0
	err = b.decode(part, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "row":
			no, err := strconv.Atoi(attr(e, "r"))
			if attr(e, "r") == "" {
				no, err = last+1, nil
			}
			if err != nil || no <= last || no > excelize.TotalRows {
				return errOrder
			}
			last = no
			limit := maxColumns
			if len(rows) > 0 { // the header
				limit = len(rows[0].cells)
			}
			row, err := b.row(d, no, limit)
			if len(row.cells) > 0 || row.wide {
				if len(rows) > maxRows+1 {
					return err
				}
				rows = append(rows, row)
			}
			return err
		case "mergeCell":
			a, err := areaOf(attr(e, "ref"))
			if len(merged) == maxMerged {
				return fmt.Errorf("more than %d merged ranges", maxMerged)
			}
			merged = append(merged, a)
			return err
		}
		return nil
	})
	slices.SortFunc(merged, func(a, b area) int { return a.top - b.top })
	return rows, merged, err
}

func areaOf(ref string) (area, error) {
	from, to, _ := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if to == "" {
		to = from
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	right, bottom, wrong := excelize.CellNameToCoordinates(to)
	return area{ref, min(left, right) - 1, max(left, right) - 1, min(top, bottom), max(top, bottom)}, errors.Join(err, wrong)
}

// row reads the cells of a row up to its end, as far as the limit of columns.
func (b *book) row(d *xml.Decoder, no, limit int) (line, error) {
	row, column := line{no: no}, -1
	for {
		token, err := d.Token()
		if err != nil {
			return row, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return row, nil
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := d.Skip(); err != nil {
					return row, err
				}
				continue
			}
			at := column + 1
			if ref := attr(t, "r"); ref != "" {
				x, y, err := excelize.CellNameToCoordinates(ref)
				if err != nil || y != no || x-1 <= column {
					return row, errOrder
				}
				at = x - 1
			}
			column = at
			c, err := b.cell(d, attr(t, "t"))
			if err != nil {
				return row, err
			}
			if c.is == words {
				c.text = text.Normal(c.text)
			}
			switch {
			case c == (cell{}):
			case at >= limit:
				row.wide = true
			default:
				row.cells = append(row.cells, make([]cell, at+1-len(row.cells))...)
				row.cells[at] = c
			}
		}
	}
}

// cell reads a cell up to its end.
func (b *book) cell(d *xml.Decoder, kind string) (cell, error) {
	var value, inline string
	var formula, valued bool
	for {
		token, err := d.Token()
		if err != nil {
			return cell{}, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			if _, ends := token.(xml.EndElement); ends {
				break
			}
			continue
		}
		switch start.Name.Local {
		case "v":
			// A text that a formula gives may be empty; a number that it gives may not.
			if err = d.DecodeElement(&value, &start); err == nil {
				valued = value != "" || kind == "str"
			}
		case "is":
			inline, err = rich(d)
			valued = true
		case "f":
			formula = true
			err = d.Skip()
		default:
			err = d.Skip()
		}
		if err != nil {
			return cell{}, err
		}
	}
	if formula && !valued {
		return cell{is: uncalculated}, nil
	}
	return b.value(kind, value, inline)
}

// value is what a cell of a type holds.
func (b *book) value(kind, value, inline string) (cell, error) {
	switch kind {
	case "s":
		if value == "" {
			return cell{}, nil
		}
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(b.strings) {
			return cell{}, errors.New("a text that is shared with no cell")
		}
		return cell{text: b.strings[n]}, nil
	case "inlineStr":
		return cell{text: inline}, nil
	case "str":
		return cell{text: unescaped(value)}, nil
	case "b":
		return cell{text: map[string]string{"1": "TRUE", "0": "FALSE"}[strings.TrimSpace(value)]}, nil
	case "e":
		return cell{value, failed}, nil
	case "d":
		return cell{value, moment}, nil
	}
	if strings.TrimSpace(value) == "" {
		return cell{text: inline}, nil
	}
	return cell{strings.TrimSpace(value), number}, nil
}
