package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// bind makes one workbook of a folder of CSV files: the template, with each line in the row of its number.
func (w *Workbook) bind() *pen {
	p := newBook(w.places)
	for _, s := range Sheets {
		if at, ok := w.places[s.Name]; ok {
			b, err := fs.ReadFile(w.folder, s.Name+".csv")
			p.do(err)
			p.pour(s, at.worksheet, bytes.TrimPrefix(b, byteOrderMark))
		}
	}
	return p
}

// pour writes a CSV file's cells as they are. From a line on that is no CSV each line is one cell, for a person to take
// apart; a file that is not UTF-8 leaves its name where the header was. Neither is imported as it stands.
func (p *pen) pour(s Sheet, worksheet string, b []byte) {
	for n := range s.Columns { // the file's own header takes the template's place
		p.text(worksheet, n+1, 1, "")
	}
	if !utf8.Valid(b) {
		p.text(worksheet, 1, 1, s.Name+".csv")
		return
	}
	c := csv.NewReader(bytes.NewReader(b))
	c.FieldsPerRecord = -1
	for p.err == nil {
		cells, err := c.Read()
		var wrong *csv.ParseError
		if errors.Is(err, io.EOF) {
			return
		}
		if errors.As(err, &wrong) {
			lines := strings.Split(string(b), "\n")
			for n := wrong.StartLine; n <= len(lines) && p.err == nil; n++ {
				p.text(worksheet, 1, n, strings.TrimSuffix(lines[n-1], "\r"))
			}
			return
		}
		line, _ := c.FieldPos(0)
		for i, cell := range cells {
			if cell != "" {
				p.text(worksheet, i+1, line, cell)
			}
		}
	}
}
