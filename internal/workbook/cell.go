package workbook

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// Cell is one value with its type. The zero value is an empty cell.
type Cell struct {
	kind kind
	text string
}

type kind byte

const (
	empty kind = iota
	text
	dangerous // a text that stays one where it is edited
	number
	amount
	boolean
	day
	instant
	title
)

// Text is a text, whatever it looks like: it never runs as a formula.
func Text(s string) Cell { return Cell{text, s} }

// Guarded is such a text that a spreadsheet would take for a formula once somebody edits it: its cell is formatted as
// text, so that it stays one.
func Guarded(s string) Cell { return Cell{dangerous, s} }

// Number is a number as JSON writes it.
func Number(literal string) Cell { return Cell{number, literal} }

// digits is how many digits of a number spreadsheets keep.
const digits = 15

// Amount is an amount as text, "12000.50", shown with two decimals. One of more digits than spreadsheets keep is a text,
// so that none is lost.
func Amount(literal string) Cell {
	if n := strings.Trim(strings.Replace(strings.TrimPrefix(literal, "-"), ".", "", 1), "0"); len(n) > digits {
		return Text(literal)
	}
	return Cell{amount, literal}
}

// Bool is true or false.
func Bool(b bool) Cell {
	if b {
		return Cell{boolean, "1"}
	}
	return Cell{boolean, "0"}
}

// Days are counted from the day before 1899-12-31. Before March 1900 spreadsheets count a day that there was not.
var (
	zero  = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	first = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
	last  = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
)

// Day is a calendar day, YYYY-MM-DD; what no spreadsheet counts is a text.
func Day(s string) Cell {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Before(first) {
		return Text(s)
	}
	return Cell{day, strconv.FormatInt((t.Unix()-zero.Unix())/86400, 10)}
}

// Instant is the date and time that clocks show at an instant in its location, to the millisecond.
func Instant(t time.Time) Cell {
	shown := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC).Round(time.Millisecond)
	if shown.Before(first) || !shown.Before(last) {
		return Text(t.Format("2006-01-02 15:04:05"))
	}
	return Cell{instant, strconv.FormatFloat(float64(shown.UnixMilli()-zero.UnixMilli())/86_400_000, 'f', -1, 64)}
}

// Width is how many characters wide a cell shows, wide ones counted twice.
func (c Cell) Width() float64 {
	switch c.kind {
	case day:
		return 10
	case instant:
		return 19
	case number:
		return float64(len(c.text))
	case amount:
		return float64(len(c.text)) * 4 / 3
	case boolean:
		return 6
	}
	line, most := 0.0, 0.0
	for _, r := range c.text {
		switch {
		case r == '\n':
			line = 0
		case r < 0x1100:
			line++
		default:
			line += 2
		}
		most = math.Max(most, line)
	}
	return most
}

// styleOf are the places of the kinds among the formats of cells (parts.go).
var styleOf = map[kind]string{dangerous: "5", amount: "4", day: "2", instant: "3", title: "1"}

// append writes the cell as an element; what is empty is left out.
func (c Cell) append(to []byte, column, row int) ([]byte, error) {
	if c.kind == empty || (c.kind == text || c.kind == dangerous) && c.text == "" {
		return to, nil
	}
	to = append(to, `<c r="`...)
	to = appendName(to, column)
	to = strconv.AppendInt(to, int64(row), 10)
	to = append(to, '"')
	if s := styleOf[c.kind]; s != "" {
		to = append(to, ` s="`...)
		to = append(to, s...)
		to = append(to, '"')
	}
	switch c.kind {
	case number, amount, day, instant:
		to = append(to, `><v>`...)
		to = append(to, c.text...)
		return append(to, `</v></c>`...), nil
	case boolean:
		to = append(to, ` t="b"><v>`...)
		to = append(to, c.text...)
		return append(to, `</v></c>`...), nil
	}
	if c.TooLong() {
		return to, ErrText
	}
	to = append(to, ` t="inlineStr"><is><t xml:space="preserve">`...)
	to = appendEscaped(to, c.text)
	return append(to, `</t></is></c>`...), nil
}

// TooLong tells that a text is more than a cell takes.
func (c Cell) TooLong() bool {
	if len(c.text) <= MaxText {
		return false
	}
	n := 0
	for _, r := range c.text {
		n += utf16.RuneLen(r)
	}
	return n > MaxText
}

// appendName writes a column's letters: A to XFD.
func appendName(to []byte, column int) []byte {
	if column >= 26 {
		to = appendName(to, column/26-1)
	}
	return append(to, byte('A'+column%26))
}

// appendEscaped writes a text of a cell. What XML cannot hold stands as _xHHHH_, and so does the underscore of a text
// that has such a mark itself.
func appendEscaped(to []byte, s string) []byte {
	for at, r := range s {
		switch {
		case r == '&':
			to = append(to, "&amp;"...)
		case r == '<':
			to = append(to, "&lt;"...)
		case r == '>':
			to = append(to, "&gt;"...)
		case r == '_' && marks(s[at:]):
			to = append(to, "_x005F_"...)
		case r < ' ' && r != '\n' && r != '\t', r == 0xfffe, r == 0xffff:
			to = append(to, "_x"...)
			hex := strings.ToUpper(strconv.FormatInt(int64(r), 16))
			to = append(to, "0000"[len(hex):]...)
			to = append(to, hex...)
			to = append(to, '_')
		default:
			to = append(to, string(r)...)
		}
	}
	return to
}

// marks tells whether a text begins with what a reader would take for a character: _xHHHH_.
func marks(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return false
		}
	}
	return true
}
