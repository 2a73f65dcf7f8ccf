package act

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/text"

	"github.com/vektah/gqlparser/v2/ast"
)

// Limit is how much an input field takes, as the schema's @limit has it: characters of a text or of each in a list, entries of
// a list; 0 where none is set.
type Limit struct{ Length, Items int }

// LimitOf reads a field's @limit.
func LimitOf(f *ast.FieldDefinition) (l Limit) {
	d := f.Directives.ForName("limit")
	if d == nil {
		return l
	}
	for name, to := range map[string]*int{"length": &l.Length, "items": &l.Items} {
		if a := d.Arguments.ForName(name); a != nil {
			*to, _ = strconv.Atoi(a.Value.Raw) // an Int, as the schema was parsed
		}
	}
	return l
}

// reaches are what the schema's @day calls them.
var reaches = map[string]clock.Reach{"RECORDED": clock.Recorded, "PLANNED": clock.Planned}

// ReachOf reads a field's @day: how far from today it may lie. A day without is refused whatever it is.
func ReachOf(f *ast.FieldDefinition) clock.Reach {
	if d := f.Directives.ForName("day"); d != nil {
		return reaches[d.Arguments.ForName("within").Value.Raw]
	}
	return clock.Reach{}
}

// Span are the numbers that a field takes.
type Span struct{ First, Last int32 }

// SpanOf reads a field's @number; nil where it has none.
func SpanOf(f *ast.FieldDefinition, today clock.Date) *Span {
	d := f.Directives.ForName("number")
	if d == nil {
		return nil
	}
	switch d.Arguments.ForName("within").Value.Raw {
	case "PERCENT":
		return &Span{1, 100}
	case "REPLY_DAYS":
		return &Span{1, 60}
	}
	first, last := clock.Years(today)
	return &Span{first, last}
}

// Given refuses what is wrong with a mutation's arguments by themselves: texts that are empty, too long or hold what no text may
// hold, lists of too many entries, days too far from today, and numbers out of range. No input is left to think of it by itself. Paths are those of the payload's errors.
func Given(today clock.Date, s *ast.Schema, f *ast.Field, variables map[string]any) fault.List {
	d := door{schema: s, today: today}
	values := f.ArgumentMap(variables)
	for _, a := range f.Definition.Arguments {
		d.value(a.Name, &ast.FieldDefinition{Name: a.Name}, a.Type, values[a.Name])
	}
	return d.refused
}

// Joined are the refusals of Given and those of the act, each path and code once. State and rights go before what is
// missing: that a text is empty is added only where the act itself refuses nothing. A fault that is no refusal stands by
// itself, unless what was given explains it.
func Joined(given fault.List, err error) error {
	rules := fault.All(err)
	all := slices.DeleteFunc(slices.Clone(given), func(g *fault.Error) bool { return g.Code == fault.Required && len(rules) > 0 })
	if len(all) == 0 {
		return err
	}
	for _, e := range rules {
		if fault.Lookup(e.Code).Place != fault.Payload {
			return err
		}
	}
	for _, e := range rules {
		if !slices.ContainsFunc(all, func(g *fault.Error) bool { return g.Code == e.Code && slices.Equal(g.Path, e.Path) }) {
			all = append(all, e)
		}
	}
	return all
}

type door struct {
	schema  *ast.Schema
	today   clock.Date
	refused fault.List
}

// value looks at a value where it stands: in a field of an input, or as an argument of its own.
func (d *door) value(path string, of *ast.FieldDefinition, t *ast.Type, value any) {
	if value == nil {
		return
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok { // one value for a list of one
			list = []any{value}
		}
		if most := LimitOf(of).Items; most > 0 && len(list) > most {
			d.refused = append(d.refused, fault.At(path, fault.TooMany, "limit", most, "count", len(list)))
			return
		}
		for n, one := range list {
			d.value(path+"."+strconv.Itoa(n), of, t.Elem, one)
		}
		return
	}
	if fields, ok := value.(map[string]any); ok {
		for _, f := range d.schema.Types[t.NamedType].Fields {
			d.value(path+"."+f.Name, f, f.Type, fields[f.Name])
		}
		return
	}
	switch given, _ := value.(string); t.NamedType {
	case "String":
		d.text(path, of, given)
	case "Date":
		d.day(path, of, given)
	case "Int":
		d.number(path, of, fmt.Sprint(value))
	}
}

func (d *door) number(path string, of *ast.FieldDefinition, given string) {
	span := SpanOf(of, d.today)
	n, err := strconv.ParseInt(given, 10, 32)
	if span == nil || err != nil { // what is no number is refused where values are read
		return
	}
	if n < int64(span.First) || n > int64(span.Last) {
		d.refused = append(d.refused, fault.At(path, fault.InvalidValue, "expected", fmt.Sprintf("%d to %d", span.First, span.Last)))
	}
}

func (d *door) text(path string, of *ast.FieldDefinition, given string) {
	if given = text.Normal(given); given == "" {
		d.refused = append(d.refused, fault.At(path, fault.Required))
	}
	if most, n := LimitOf(of).Length, utf8.RuneCountInString(given); most > 0 && n > most {
		d.refused = append(d.refused, fault.At(path, fault.TooLong, "limit", most, "length", n))
	}
	if e := text.Flaw(given, text.Of(of.Name)); e != nil {
		d.refused = append(d.refused, e.At(path))
	}
}

func (d *door) day(path string, of *ast.FieldDefinition, given string) {
	day, err := clock.ParseDate(given)
	if err != nil {
		return // refused where values are read
	}
	if e := ReachOf(of).Check(day, d.today); e != nil {
		d.refused = append(d.refused, e.At(path))
	}
}
