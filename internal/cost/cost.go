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

// The directives of the schema that costs are read from.
const (
	// ListSize declares how many rows a plain list counts as: @listSize(assumedSize: 3).
	ListSize = "listSize"
	// Weight declares what a field costs besides its objects: @cost(weight: 100).
	Weight = "cost"
)

// Estimate is the cost of an operation before it runs. Fields that the executor merges count once. An object
// costs 1, a scalar nothing, a field with @cost its weight besides; what stands in a list costs as often as its
// page is long, or as its @listSize says, and each comparison in a list's filter costs 1. Costliest is filled for
// an estimate above the limit.
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

// Of estimates a validated operation with its coerced variables. Equal selections are walked once however often
// they are reached, and sums saturate. Where merging alone would take more than mergeSteps, each field counts by
// itself instead, which is linear in the document and never less. The error is a *PageError.
func Of(schema *ast.Schema, fragments ast.FragmentDefinitionList, op *ast.OperationDefinition,
	variables map[string]any, limit int64) (*Estimate, error) {
	w := &walk{schema: schema, variables: variables, fragments: map[string]*ast.FragmentDefinition{}}
	for _, f := range fragments {
		w.fragments[f.Name] = f
	}
	whole := &merged{sets: []ast.SelectionSet{op.SelectionSet}}
	root := w.rootOf(op)
	total := w.merging(root, whole)
	if w.refused != nil {
		return nil, w.refused
	}
	e := &Estimate{Requested: total, Limit: limit}
	if e.TooCostly() {
		e.Costliest = w.costliest(root, whole, total, limit)
	}
	return e, nil
}

func (w *walk) rootOf(op *ast.OperationDefinition) *ast.Definition {
	switch op.Operation {
	case ast.Mutation:
		return w.schema.Mutation
	case ast.Subscription:
		return w.schema.Subscription
	}
	return w.schema.Query
}

// sum is the cost of a selection: rows is the part beneath edges or nodes, which a page multiplies.
type sum struct{ rows, rest int64 }

func (s sum) all() int64 { return add(s.rows, s.rest) }

type walk struct {
	schema    *ast.Schema
	variables map[string]any
	fragments map[string]*ast.FragmentDefinition
	merge
	refused *PageError
}

// of is what the selections of one object cost: of the costliest of the types that it may have.
func (w *walk) of(t *ast.Definition, sets []ast.SelectionSet) sum {
	if !t.IsAbstractType() {
		return w.object(t, sets)
	}
	var most sum
	for _, possible := range w.schema.GetPossibleTypes(t) {
		if s := w.object(possible, sets); s.all() > most.all() {
			most = s
		}
	}
	return most
}

func (w *walk) sumOf(fields []*merged) sum {
	var s sum
	for _, f := range fields {
		if c := w.field(f); f.isRows() {
			s.rows = add(s.rows, c)
		} else {
			s.rest = add(s.rest, c)
		}
	}
	return s
}

func (w *walk) field(f *merged) int64 {
	if f.definition == nil {
		return 0
	}
	if f.isIntrospection() {
		return introspection
	}
	n, weight := w.pageSize(f), w.weight(f)
	t := w.schema.Types[f.definition.Type.Name()]
	if t == nil || t.IsLeafType() {
		return weight
	}
	s := w.of(t, f.sets)
	switch f.shape(w.schema) {
	case connection:
		return add(weight, add(w.leaves(f), add(1, add(s.rest, mul(n, s.rows)))))
	case list:
		return add(weight, mul(n, add(1, s.all())))
	case edges:
		return s.all()
	default:
		return add(weight, add(1, s.all()))
	}
}

// weight is what a field costs by itself, and what its arguments add where they are given.
func (w *walk) weight(f *merged) int64 {
	weight := declared(f.definition.Directives, Weight, "weight", 0)
	for _, def := range f.definition.Arguments {
		if added := declared(def.Directives, Weight, "weight", 0); added > 0 {
			if _, given := w.argument(f, def); given {
				weight = add(weight, added)
			}
		}
	}
	return weight
}

type shape int

const (
	single     shape = iota
	connection       // multiplies what stands beneath its edges and nodes
	list             // a plain list of objects
	edges            // a connection's edges: a wrapper, free of cost
)

func (f *merged) shape(schema *ast.Schema) shape {
	switch {
	case f.isRows() && f.name == "edges":
		return edges
	case f.isRows():
		return single
	case f.definition.Type.Elem != nil:
		return list
	}
	if t := schema.Types[f.definition.Type.Name()]; isConnection(t) {
		return connection
	}
	return single
}

func isConnection(t *ast.Definition) bool {
	return t != nil && strings.HasSuffix(t.Name, "Connection") && t.Fields.ForName("pageInfo") != nil
}

// isRows tells whether a field holds the rows of a connection.
func (f *merged) isRows() bool {
	return (f.name == "edges" || f.name == "nodes") && isConnection(f.parent)
}

func (f *merged) isIntrospection() bool { return f.name == "__schema" || f.name == "__type" }

// declared is a number that a directive of the schema gives a field or an argument.
func declared(by ast.DirectiveList, directive, argument string, otherwise int64) int64 {
	d := by.ForName(directive)
	if d == nil {
		return otherwise
	}
	given := d.Arguments.ForName(argument)
	if given == nil {
		return otherwise
	}
	v, err := given.Value.Value(nil)
	n, whole := v.(int64)
	if err != nil || !whole || n < 0 {
		return otherwise
	}
	return n
}

// pageSize is how many rows a field may hold: first or last as asked, or as the schema defaults, the number of
// ids asked for, the size that the schema declares, else 20 at the root and 10 beneath it.
func (w *walk) pageSize(f *merged) int64 {
	size := int64(0)
	for _, name := range []string{"first", "last"} {
		def := f.definition.Arguments.ForName(name)
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
				w.refused = &PageError{Field: f.name, Argument: name, Position: f.position}
			}
			return PageMax
		}
		size = max(size, n)
	}
	if def := f.definition.Arguments.ForName("ids"); def != nil {
		if v, _ := w.argument(f, def); v != nil {
			if ids, ok := v.([]any); ok {
				size = max(size, int64(len(ids)), 1)
			}
		}
	}
	switch {
	case size > 0:
		return size
	case f.parent == w.schema.Query || f.parent == w.schema.Mutation || f.parent == w.schema.Subscription:
		return declared(f.definition.Directives, ListSize, "assumedSize", PageAtRoot)
	}
	return declared(f.definition.Directives, ListSize, "assumedSize", PageNested)
}

// argument is a value as the resolver will meet it; an explicit null, like none at all, is not given.
func (w *walk) argument(f *merged, def *ast.ArgumentDefinition) (any, bool) {
	value := def.DefaultValue
	if given := f.arguments.ForName(def.Name); given != nil {
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
