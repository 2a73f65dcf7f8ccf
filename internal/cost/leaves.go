package cost

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// FilterLeaves is how many comparisons a filter may hold as a whole.
const FilterLeaves = 100

// listWeight is what `some` and `none` cost besides their comparisons: for each row they look into a list of its own.
const listWeight = 20

// leaves counts the comparisons in a field's filters: each costs 1, since each is a condition that every row of the
// list is held against. A list of values is one comparison, a list of filters as many as stand in it; one that asks a list
// below the rows costs listWeight besides.
func (w *walk) leaves(f *merged) int64 {
	n := int64(0)
	for _, def := range f.definition.Arguments {
		if t := w.schema.Types[def.Type.Name()]; t != nil && t.Kind == ast.InputObject && strings.HasSuffix(t.Name, "Filter") {
			if v, given := w.argument(f, def); given {
				n = add(n, compared(v))
			}
		}
	}
	return n
}

func compared(v any) int64 {
	switch it := v.(type) {
	case map[string]any:
		n := int64(0)
		for name, inner := range it {
			if name == "some" || name == "none" {
				n = add(n, listWeight)
			}
			n = add(n, compared(inner))
		}
		return n
	case []any:
		n := int64(0)
		for _, inner := range it {
			if m, ok := inner.(map[string]any); ok {
				n = add(n, compared(m))
			}
		}
		return max(n, 1)
	}
	return 1
}
