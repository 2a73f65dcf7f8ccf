// Package sheet reads and imports workbooks: one XLSX file or a folder of CSV files (D-ORG-7). Every bad cell
// and every bad row is found, all in one answer; nothing is half imported.
package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huishang/internal/fault"
)

// Problem is one thing wrong with a workbook: where, and what. Row counts from 1 as a spreadsheet or an editor
// shows it, so the header is 1; Column is the English header, empty where the row or the sheet as a whole is meant.
type Problem struct {
	Sheet  string
	Row    int
	Column string
	Error  *fault.Error
}

// Message is the problem in one line: where it stands, by the names of that language, and what it is.
func (p Problem) Message(l fault.Locale) string {
	if l == fault.ZH {
		s, column := sheetOf(p.Sheet), p.Column
		if n := slices.IndexFunc(s.Columns, func(c Column) bool { return c.Name == p.Column }); n >= 0 {
			column = s.Columns[n].ZH
		}
		return strings.TrimSpace(fmt.Sprintf("%s 第 %d 行 %s", s.ZH, p.Row, column)) + "：" + p.Error.Message(l)
	}
	return strings.TrimSpace(fmt.Sprintf("%s:%d %s", p.Sheet, p.Row, p.Column)) + ": " + p.Error.Message(l)
}

// Problems are all that is wrong with a workbook, in the order of sheets and rows.
type Problems []Problem

func (p Problems) Error() string { return p.Message(fault.EN) }

// Message is all of them in a language, a line each.
func (p Problems) Message(l fault.Locale) string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.Message(l)
	}
	head := fault.Text{EN: "%d problems; nothing was imported\n%s", ZH: "%d 个问题，未导入任何内容\n%s"}
	return fmt.Sprintf(head.In(l), len(p), strings.Join(lines, "\n"))
}

// sorted puts the problems in the order of sheets and rows.
func (p Problems) sorted() Problems {
	place := map[string]int{}
	for n, s := range Sheets {
		place[s.Name] = n
	}
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(place[a.Sheet], place[b.Sheet]), cmp.Compare(a.Row, b.Row))
	})
	return p
}

// Kind is what a column's cells hold.
type Kind int

// The kinds.
const (
	Text Kind = iota
	Set       // values separated by semicolons
	Day
	Whole
	Number
	YesNo
)
