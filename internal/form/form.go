// Package form tells what a mutation takes, as a form asks for it: from the schema's inputs and from the declarations by which
// what is given is refused.
package form

import (
	"slices"
	"strings"

	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/clock"
	"huishang/internal/fault"

	"github.com/vektah/gqlparser/v2/ast"
)

// Field is a field of a mutation's input, or of an input within it.
type Field struct {
	Path              []string // as refusals name it, "*" for each place in a list
	Name              string
	Label             fault.Text
	Description, Type string
	Record            *string // the type that an id names
	Required, List    bool
	MaxLength         *int32
	MaxItems          *int32
	Min, Max          *clock.Date
	MinNumber         *int32
	MaxNumber         *int32
	Codes             *read.CodeTable
	Choices           []*Choice
}

// Choice is a value that a field takes.
type Choice struct {
	Value string
	Label fault.Text
}

// Fields are the fields of a mutation's input in the schema's order, those of an input within after the field that holds it.
func Fields(s *ast.Schema, today clock.Date, mutation string) (fields []*Field) {
	f := s.Mutation.Fields.ForName(mutation)
	if f == nil {
		return nil
	}
	for _, a := range f.Arguments {
		fields = append(fields, of(s, today, s.Types[a.Type.Name()], []string{a.Name})...)
	}
	return fields
}

// of are the fields of one input, which stands at a path. No input of the schema holds itself.
func of(s *ast.Schema, today clock.Date, input *ast.Definition, path []string) (fields []*Field) {
	for _, d := range input.Fields {
		one := describe(s, today, input, d)
		one.Path = append(slices.Clone(path), d.Name)
		fields = append(fields, one)
		held := s.Types[d.Type.Name()]
		if held.Kind != ast.InputObject {
			continue
		}
		at := one.Path
		if one.List {
			at = append(slices.Clone(at), "*")
		}
		fields = append(fields, of(s, today, held, at)...)
	}
	return fields
}

// describe tells of one field of an input what its declaration says.
func describe(s *ast.Schema, today clock.Date, input *ast.Definition, d *ast.FieldDefinition) *Field {
	limit := act.LimitOf(d)
	f := &Field{
		Name: d.Name, Label: fault.FieldLabel(input.Name, d.Name), Description: strings.TrimSpace(d.Description), Type: d.Type.Name(),
		Required: d.Type.NonNull && d.DefaultValue == nil, List: d.Type.Elem != nil, MaxLength: some(limit.Length), MaxItems: some(limit.Items),
		Choices: []*Choice{},
	}
	switch {
	case f.Type == "ID":
		noun := strings.ToUpper(d.Name[:1]) + d.Name[1:]
		if r := d.Directives.ForName("ref"); r != nil {
			noun = r.Arguments.ForName("to").Value.Raw
		}
		f.Record = &noun
	case f.Type == "Date":
		first, last := act.ReachOf(d).From(today)
		f.Min, f.Max = &first, &last
	case f.Type == "Int":
		if span := act.SpanOf(d, today); span != nil {
			f.MinNumber, f.MaxNumber = &span.First, &span.Last
		}
	case s.Types[f.Type].Kind == ast.Enum:
		for _, v := range s.Types[f.Type].EnumValues {
			f.Choices = append(f.Choices, &Choice{v.Name, fault.Label(f.Type, v.Name)})
		}
	}
	if c := d.Directives.ForName("codes"); c != nil {
		table := read.CodeTable(c.Arguments.ForName("table").Value.Raw)
		f.Codes = &table
	}
	return f
}

// some is a limit that is set.
func some(n int) *int32 {
	if n == 0 {
		return nil
	}
	most := int32(n)
	return &most
}
