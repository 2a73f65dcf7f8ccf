package transport

import (
	"encoding/json"
	"errors"
	"time"

	"huishang/internal/fault"
	"huishang/internal/workbook"
)

// book answers with lists as a workbook: a sheet for each, with a header that stays in sight, and cells of the types of
// their fields.
type book struct {
	out  *sheet
	w    *workbook.Writer
	held int64
	// begun is the list whose sheet is being written, nil before its first rows: they decide the widths of its columns.
	begun *listing
	cells []workbook.Cell
}

func newBook(out *sheet, all []*listing) *book {
	names := make([]string, len(all))
	for i, l := range all {
		names[i] = l.title
	}
	return &book{out: out, w: workbook.New(out, names)}
}

func (b *book) begin(*listing) { b.begun = nil }

// The widths of columns, in characters.
const (
	narrow = 8.0
	wide   = 60.0
	beside = 2.0 // so that the text of a cell does not touch the next one
)

func (b *book) rows(l *listing, rows []any) *fault.Error {
	if b.begun == nil {
		if refused := b.sheet(l, rows); refused != nil {
			return refused
		}
	}
	for _, row := range rows {
		b.cells = l.typed(b.cells[:0], &selected{inner: l.rows}, row)
		if err := b.w.Row(b.cells); err != nil {
			return b.refused(l, err)
		}
	}
	// What unfolds from the bytes that are sent is what is bounded.
	held := b.w.Size()
	b.out.hold(int(held - b.held))
	b.held = held
	return nil
}

// sheet begins a list's sheet, whose columns are as wide as its first rows want.
func (b *book) sheet(l *listing, rows []any) *fault.Error {
	b.begun = l
	columns := make([]workbook.Column, len(l.columns))
	for i, name := range l.header() {
		columns[i] = workbook.Column{Header: name, Width: max(narrow, workbook.Text(name).Width()+beside)}
	}
	for _, row := range rows {
		b.cells = l.typed(b.cells[:0], &selected{inner: l.rows}, row)
		for i, c := range b.cells {
			columns[i].Width = max(columns[i].Width, c.Width()+beside)
		}
	}
	for i := range columns {
		columns[i].Width = min(columns[i].Width, wide)
	}
	if err := b.w.Sheet(columns); err != nil {
		return b.refused(l, err)
	}
	return nil
}

// refused tells what a workbook cannot hold: it is whole or none, so nothing is cut.
func (b *book) refused(l *listing, err error) *fault.Error {
	switch {
	case errors.Is(err, workbook.ErrText):
		name := l.name()
		for i, c := range b.cells {
			if c.TooLong() {
				name += "." + l.columns[i].path
				break
			}
		}
		return fault.New(fault.TableNotWhole, "list", name)
	case errors.Is(err, workbook.ErrRows), errors.Is(err, workbook.ErrColumns):
		return fault.New(fault.TableNotWhole, "list", l.name())
	}
	b.out.fail(err)
	return nil
}

func (b *book) end(all []*listing) *fault.Error {
	if err := b.w.Close(); err != nil {
		return b.refused(all[len(all)-1], err)
	}
	return nil
}

// typed appends a value's cells, as many as its field has columns, each of its field's type. A list inside the row is a text.
func (l *listing) typed(to []workbook.Cell, f *selected, v any) []workbook.Cell {
	switch x := v.(type) {
	case []any:
		for _, text := range listed(f, x, l.shown) {
			to = append(to, textCell(text))
		}
		return to
	case map[string]any:
		if len(f.inner) == 0 {
			return append(to, textCell(asJSON(x)))
		}
		for _, inner := range f.inner {
			to = l.typed(to, inner, inner.in(x))
		}
		return to
	case nil:
		for range width(f) {
			to = append(to, workbook.Cell{})
		}
		return to
	case json.Number:
		return append(to, workbook.Number(x.String()))
	case bool:
		return append(to, workbook.Bool(x))
	case string:
		return append(to, l.typedText(f, x))
	}
	return append(to, workbook.Cell{})
}

func (l *listing) typedText(f *selected, text string) workbook.Cell {
	switch typeOf(f) {
	case "Date":
		return workbook.Day(text)
	case "DateTime":
		if t, ok := l.at(text); ok {
			return workbook.Instant(t)
		}
	case "Amount":
		return workbook.Amount(text)
	}
	return textCell(text)
}

func textCell(text string) workbook.Cell {
	if dangerous(text) {
		return workbook.Guarded(text)
	}
	return workbook.Text(text)
}

// shown is a value as an element of a list in a cell: an instant as the cells of instants show it.
func (l *listing) shown(f *selected, v any) string {
	if typeOf(f) == "DateTime" {
		if t, ok := l.at(v); ok {
			return t.Format(time.DateTime)
		}
	}
	return l.text(f, v)
}
