package sheet

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huishang/db"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/text"
)

// Row is one row as it was read; bad means that one of its cells by itself is, which is named already.
type Row struct {
	Sheet string
	Line  int
	cells map[string]string
	bad   bool
}

func (r Row) text(column string) string { return r.cells[column] }

func (r Row) optional(column string) *string {
	if v := r.cells[column]; v != "" {
		return &v
	}
	return nil
}

func (r Row) set(column string) []string { return split(r.cells[column]) }

// split takes a set apart; the full-width semicolon separates too.
func split(cell string) []string {
	values := []string{}
	for part := range strings.SplitSeq(strings.ReplaceAll(cell, "；", ";"), ";") {
		if part = strings.TrimSpace(part); part != "" {
			values = append(values, part)
		}
	}
	return values
}

func (r Row) day(column string) *clock.Date {
	d, err := clock.ParseDate(r.cells[column])
	if err != nil {
		return nil
	}
	return &d
}

func (r Row) whole(column string) int {
	n, _ := strconv.Atoi(r.cells[column])
	return n
}

func (r Row) number(column string) *float64 {
	f, err := strconv.ParseFloat(r.cells[column], 64)
	if err != nil {
		return nil
	}
	return &f
}

func (r Row) yes(column string) bool { return slices.Contains(yes, strings.ToLower(r.cells[column])) }

func (r Row) origin() *db.Origin {
	if v := r.cells["origin"]; v != "" {
		o := db.Origin(v)
		return &o
	}
	return nil
}

// key is what the row is known by in its sheet. Numbers of people are unique in a province, all other keys alone.
func (r Row) key(s Sheet) string {
	parts := make([]string, len(s.Key))
	for i, name := range s.Key {
		parts[i] = r.cells[name]
		if n, err := strconv.Atoi(parts[i]); err == nil && name != "number" {
			parts[i] = strconv.Itoa(n)
		}
	}
	if s.Name == "people" {
		return personKey(provinceOf(r.text("organisation")), r.text("number"))
	}
	return strings.Join(parts, " ")
}

// listKey is the key of the list that a row of lists, items or indicators belongs to.
func (r Row) listKey() string {
	return r.text("kind") + " " + strconv.Itoa(r.whole("year")) + " " + r.text("holder")
}

func personKey(province, number string) string { return province + " " + number }

var yes, no = []string{"是", "yes", "true", "1"}, []string{"否", "no", "false", "0", ""}

// plain is a cell without the labels of its values: what follows a value and a space is for readers ("BRANCH 市县分公司").
func (c Column) plain(cell string) string {
	switch {
	case c.Kind == Set:
		values := split(cell)
		for n, v := range values {
			values[n] = strings.Fields(v)[0]
		}
		return strings.Join(values, ";")
	case len(c.Enum) > 0 && cell != "":
		return strings.Fields(cell)[0]
	}
	return cell
}

// spreadsheetErrors are what a spreadsheet shows where a formula failed.
var spreadsheetErrors = []string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"}

const shortText = 40 // characters of a text without a Max of its own: codes, enumerations

// check tells what is wrong with a cell by itself; nil when nothing is.
func (c Column) check(value string) *fault.Error {
	if value == "" {
		if c.Required {
			return fault.New(fault.Required)
		}
		return nil
	}
	if len(value) > maxCell {
		return fault.New(fault.TooLong, "limit", maxCell, "length", len(value))
	}
	if e := text.Flaw(value, text.Kind(c.Prose)); e != nil {
		return e
	}
	if slices.Contains(spreadsheetErrors, value) {
		return fault.New(fault.InvalidValue, "expected", "a value, not a failed formula's "+value)
	}
	limit := cmp.Or(c.Max, shortText)
	if n := utf8.RuneCountInString(value); c.Kind == Text && n > limit {
		return fault.New(fault.TooLong, "limit", limit, "length", n)
	}
	return c.form(value)
}

// terms are the values that a column takes, with what they are called.
func (c Column) terms() []fault.Term {
	list := make([]fault.Term, len(c.Enum))
	for i, value := range c.Enum {
		list[i] = fault.Choice(c.Of, value)
	}
	return list
}

// form checks a value's form by the column's kind.
func (c Column) form(value string) *fault.Error {
	holds, form := true, ""
	switch c.Kind {
	case Day:
		_, err := clock.ParseDate(value)
		if holds = err == nil; !holds {
			form, _ = fault.All(err)[0].Params["expected"].(string)
		}
	case Whole:
		n, err := strconv.Atoi(value)
		holds, form = err == nil && n >= 0 && n < 10000, "a whole number"
	case Number:
		f, err := strconv.ParseFloat(value, 64)
		holds, form = err == nil && !math.IsNaN(f) && !math.IsInf(f, 0), "a number"
	case YesNo:
		v := strings.ToLower(value)
		holds, form = slices.Contains(yes, v) || slices.Contains(no, v), "yes or no"
	case Set:
		for _, one := range split(value) {
			holds = holds && (len(c.Enum) == 0 || slices.Contains(c.Enum, one))
		}
		if !holds {
			return fault.New(fault.OneOf, "choices", c.terms())
		}
	case Text:
		if len(c.Enum) > 0 {
			if !slices.Contains(c.Enum, value) {
				return fault.New(fault.OneOf, "choices", c.terms())
			}
		} else if c.Form != nil {
			holds, form = c.Form.MatchString(value), "capital letters, digits and - / . as in codes"
		} else if c.Check != nil {
			return c.Check(value)
		}
	}
	if holds {
		return nil
	}
	return fault.New(fault.InvalidValue, "expected", form)
}
