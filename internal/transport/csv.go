package transport

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"huishang/internal/fault"
)

// commas answers with a list as a table of RFC 4180, in UTF-8 with a byte order mark.
type commas struct {
	out *sheet
}

func (c *commas) begin(l *listing) {
	c.out.write([]byte("\ufeff"))
	header := l.header()
	for i, name := range header {
		header[i] = disarmed(name)
	}
	c.out.write(line(header))
}

func (c *commas) rows(l *listing, rows []any) *fault.Error {
	for _, row := range rows {
		c.out.write(line(cells(&selected{inner: l.rows}, row, func(f *selected, v any) string {
			if text, ok := v.(string); ok && f.of == "" {
				return disarmed(text)
			}
			return l.text(f, v)
		})))
	}
	return nil
}

func (c *commas) end([]*listing) *fault.Error { return nil }

// disarmed puts an apostrophe before a text that a spreadsheet would run as a formula, and before one that begins with
// an apostrophe and would then be taken for such: what is behind the first apostrophe is the text.
func disarmed(text string) string {
	if dangerous(text) {
		return "'" + text
	}
	return text
}

// dangerous tells whether a text begins with what begins a formula, in ASCII or as the wide, small and raised forms
// that localised spreadsheets read alike, behind whatever does not show; or with a control character itself.
func dangerous(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "'"))
	if unicode.IsControl(first) {
		return true
	}
	shown := strings.TrimLeftFunc(text, func(r rune) bool { return r == '\'' || invisible(r) })
	if shown == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(shown)
	return strings.ContainsAny(norm.NFKC.String(string(r)), "=+-@\u2212")
}

// invisible tells whether a character shows nothing: space of any kind, control and format characters, marks without
// a letter, and the letters and symbols that are blank.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.C, unicode.Z, unicode.M) ||
		strings.ContainsRune("\u115f\u1160\u2800\u3164\uffa0", r)
}

// line writes a row as RFC 4180 has it, with CR LF at its end; texts keep their own line ends. A row of one empty cell
// is quoted, since readers skip an empty line.
func line(row []string) []byte {
	var b []byte
	for i, cell := range row {
		if i > 0 {
			b = append(b, ',')
		}
		if cell == "" && len(row) > 1 || cell != "" && !strings.ContainsAny(cell, "\",\r\n") && strings.TrimSpace(cell) == cell {
			b = append(b, cell...)
			continue
		}
		b = append(b, '"')
		b = append(b, strings.ReplaceAll(cell, `"`, `""`)...)
		b = append(b, '"')
	}
	return append(b, '\r', '\n')
}
