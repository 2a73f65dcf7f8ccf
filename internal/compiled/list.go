package compiled

import (
	"reflect"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/graph"
)

// Way is how a field is answered by compiled reads.
type Way string

// The ways.
const (
	ByColumn Way = "column" // of the row: one of the columns that its statement reads
	ByLabel  Way = "label"  // of a column's code, in the language asked for
	ByEdge   Way = "edge"   // one statement for all rows of the level
	ByList   Way = "list"   // a list of the catalogue at the root
	ByCall   Way = "call"   // its resolver or method, for each row; its row is read with all columns
	Left     Way = "left"   // with its root field to the resolvers
)

// Covered is one field with the way in which it is answered, and why it is left where it is.
type Covered struct {
	Object, Field string
	Way           Way
	Why           string
	// Past tells that it takes a day that is past: then it is left to the resolvers.
	Past bool
	// Column is the struct's field of a column or label, and Enum the label's.
	Column, Enum string
}

// List lists the fields below the root fields of queries, but for those of pages and their edges, which are written from the
// page.
func List(schema *ast.Schema, root graph.ResolverRoot) (all []Covered) {
	b := New(schema, root, nil).binder
	type at struct {
		object string
		row    reflect.Type
	}
	seen, next := map[at]bool{}, []at{{"Query", nil}}
	for len(next) > 0 {
		one := next[0]
		next = next[1:]
		d := schema.Types[one.object]
		if seen[one] || strings.HasPrefix(one.object, "__") {
			continue
		}
		seen[one] = true
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			c, l := b.covered(d, f, one.row)
			all = append(all, c)
			if l == nil {
				continue
			}
			for _, v := range l.variants {
				next = append(next, at{v.object.Name, v.to.row})
			}
			if l.to.row != nil {
				of := f.Type.Name()
				if l.shape == pageOf {
					of = schema.Types[of].Fields.ForName("nodes").Type.Name()
				}
				next = append(next, at{of, l.to.row})
			}
		}
	}
	slices.SortFunc(all, func(a, b Covered) int { return strings.Compare(a.Object+"."+a.Field, b.Object+"."+b.Field) })
	return all
}

// covered tells how one field is answered, and what it leads to.
func (b *binder) covered(d *ast.Definition, f *ast.FieldDefinition, row reflect.Type) (Covered, *load) {
	c := Covered{Object: d.Name, Field: f.Name, Way: Left, Past: slices.ContainsFunc(past, func(name string) bool { return f.Arguments.ForName(name) != nil })}
	by, err := b.bind(d, f, row)
	if err != nil {
		c.Why = err.Error()
		return c, nil
	}
	l := &load{binding: by, to: &level{}}
	if err := b.shape(f, l); err != nil {
		c.Why = err.Error()
		return c, nil
	}
	if l.shape == plain && by.of == "" {
		if _, err := b.leaf(f.Type, by.out); err != nil {
			c.Why = err.Error()
			return c, nil
		}
	}
	switch {
	case by.of != "":
		c.Way, c.Enum, c.Column = ByLabel, by.of, row.Field(by.column).Name
	case by.list != nil:
		c.Way = ByList
	case by.relation != nil:
		c.Way = ByEdge
	case by.call != nil:
		c.Way = ByCall
	default:
		c.Way, c.Column = ByColumn, row.Field(by.column).Name
	}
	return c, l
}
