package cost

import (
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/fault"
)

// Page sizes: what may be asked for, and what counts where nothing is asked.
const (
	PageMin       = 1
	PageMax       = 100
	PageAtRoot    = 20
	PageNested    = 10
	introspection = 1
)

// Estimate is the cost of an operation before it runs. An object costs 1, a scalar nothing; what stands in a
// list costs as often as its page is long. Costliest is filled for an estimate above the limit.
type Estimate struct {
	Requested int64
	Limit     int64
	Costliest []Path
}

// TooCostly tells whether the operation must be refused.
func (e *Estimate) TooCostly() bool { return e.Requested > e.Limit }

// PageError refuses a page size outside 1 to 100: it is never replaced by a default.
type PageError struct {
	Field    string
	Argument string
	Position *ast.Position
}

func (e *PageError) Error() string { return e.Field + ": " + e.Argument + " is outside 1 to 100" }

// Unwrap is the refusal as the client meets it.
func (e *PageError) Unwrap() error {
	return fault.New(fault.BadUserInput, "expected", e.Argument+" from 1 to 100")
}

// Of estimates a validated operation with its coerced variables. Each fragment is walked once however often it
// is spread, and sums saturate, so the work is linear in the document. The error is a *PageError.
func Of(schema *ast.Schema, fragments ast.FragmentDefinitionList, op *ast.OperationDefinition,
	variables map[string]any, limit int64) (*Estimate, error) {
	w := &walk{schema: schema, variables: variables, memo: map[string]sum{}, fragments: map[string]*ast.FragmentDefinition{}}
	for _, f := range fragments {
		w.fragments[f.Name] = f
	}
	total := w.set(op.SelectionSet).all()
	if w.refused != nil {
		return nil, w.refused
	}
	e := &Estimate{Requested: total, Limit: limit}
	if e.TooCostly() {
		e.Costliest = w.costliest(op.SelectionSet, total, limit)
	}
	return e, nil
}

// sum is the cost of a selection: rows is the part beneath edges or nodes, which a page multiplies.
type sum struct{ rows, rest int64 }

func (s sum) all() int64 { return add(s.rows, s.rest) }

type walk struct {
	schema    *ast.Schema
	variables map[string]any
	fragments map[string]*ast.FragmentDefinition
	memo      map[string]sum
	refused   *PageError
}

func (w *walk) set(set ast.SelectionSet) sum {
	var s sum
	for _, selection := range set {
		var part sum
		switch it := selection.(type) {
		case *ast.Field:
			if !w.included(it.Directives) {
				continue
			}
			if c := w.field(it); isRows(it) {
				part.rows = c
			} else {
				part.rest = c
			}
		case *ast.InlineFragment:
			if w.included(it.Directives) {
				part = w.set(it.SelectionSet)
			}
		case *ast.FragmentSpread:
			if w.included(it.Directives) {
				part = w.fragment(it.Name)
			}
		}
		s = sum{add(s.rows, part.rows), add(s.rest, part.rest)}
	}
	return s
}

func (w *walk) fragment(name string) sum {
	if s, ok := w.memo[name]; ok {
		return s
	}
	w.memo[name] = sum{}
	if f := w.fragments[name]; f != nil {
		w.memo[name] = w.set(f.SelectionSet)
	}
	return w.memo[name]
}

func (w *walk) field(f *ast.Field) int64 {
	if f.Definition == nil {
		return 0
	}
	if f.Name == "__schema" || f.Name == "__type" {
		return introspection
	}
	n := w.pageSize(f)
	if t := w.schema.Types[f.Definition.Type.Name()]; t == nil || t.IsLeafType() {
		return 0
	}
	s := w.set(f.SelectionSet)
	switch shapeOf(w.schema, f) {
	case connection:
		return add(1, add(s.rest, mul(n, s.rows)))
	case list:
		return mul(n, add(1, s.all()))
	case edges:
		return s.all()
	default:
		return add(1, s.all())
	}
}

type shape int

const (
	single     shape = iota
	connection       // multiplies what stands beneath its edges and nodes
	list             // a plain list of objects
	edges            // a connection's edges: a wrapper, free of cost
)

func shapeOf(schema *ast.Schema, f *ast.Field) shape {
	switch {
	case isRows(f) && f.Name == "edges":
		return edges
	case isRows(f):
		return single
	case f.Definition.Type.Elem != nil:
		return list
	}
	if t := schema.Types[f.Definition.Type.Name()]; isConnection(t) {
		return connection
	}
	return single
}

func isConnection(t *ast.Definition) bool {
	return t != nil && strings.HasSuffix(t.Name, "Connection") && t.Fields.ForName("pageInfo") != nil
}

// isRows tells whether a field holds the rows of a connection.
func isRows(f *ast.Field) bool {
	return (f.Name == "edges" || f.Name == "nodes") && isConnection(f.ObjectDefinition)
}

// pageSize is how many rows a field may hold: first or last as asked, or as the schema defaults, the number of
// ids asked for, else 20 at the root and 10 beneath it.
func (w *walk) pageSize(f *ast.Field) int64 {
	size := int64(0)
	for _, name := range []string{"first", "last"} {
		def := f.Definition.Arguments.ForName(name)
		if def == nil || def.Type.Name() != "Int" || def.Type.Elem != nil {
			continue
		}
		v, given := w.argument(f, def)
		if !given {
			continue
		}
		n, whole := v.(int64)
		if !whole || n < PageMin || n > PageMax {
			if w.refused == nil {
				w.refused = &PageError{Field: f.Name, Argument: name, Position: f.Position}
			}
			return PageMax
		}
		size = max(size, n)
	}
	if def := f.Definition.Arguments.ForName("ids"); def != nil {
		if v, _ := w.argument(f, def); v != nil {
			if ids, ok := v.([]any); ok {
				size = max(size, int64(len(ids)), 1)
			}
		}
	}
	switch {
	case size > 0:
		return size
	case f.ObjectDefinition == w.schema.Query || f.ObjectDefinition == w.schema.Mutation ||
		f.ObjectDefinition == w.schema.Subscription:
		return PageAtRoot
	}
	return PageNested
}

// argument is a value as the resolver will meet it; an explicit null, like none at all, is not given.
func (w *walk) argument(f *ast.Field, def *ast.ArgumentDefinition) (any, bool) {
	value := def.DefaultValue
	if given := f.Arguments.ForName(def.Name); given != nil {
		_, set := w.variables[given.Value.Raw]
		if given.Value.Kind != ast.Variable || set {
			value = given.Value
		}
	}
	if value == nil {
		return nil, false
	}
	v, err := value.Value(w.variables)
	if err != nil {
		return err, true
	}
	return v, v != nil
}

func (w *walk) included(directives ast.DirectiveList) bool {
	for _, d := range directives {
		if d.Name != "skip" && d.Name != "include" {
			continue
		}
		if arg := d.Arguments.ForName("if"); arg != nil {
			if v, err := arg.Value.Value(w.variables); err == nil && v == (d.Name == "skip") {
				return false
			}
		}
	}
	return true
}

func add(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

func mul(a, b int64) int64 {
	if b != 0 && a > math.MaxInt64/b {
		return math.MaxInt64
	}
	return a * b
}
