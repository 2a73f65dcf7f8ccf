package compiled

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db/read"
)

// plan is how a root field is answered, for all requests of a document that include the same fields of it.
type plan struct {
	field graphql.CollectedField
	act   string
	asked []asked
	load  *load
	write *field
	// why is why it is left to the resolvers; then there is nothing else.
	why  string
	size int
}

// asked is a field that takes arguments, which each request reads anew.
type asked struct {
	field graphql.CollectedField
	name  string
}

// level is rows that are read together, whatever of the selection asks for them.
type level struct {
	row    reflect.Type // their struct
	fields []int        // the fields of it that are asked for
	whole  bool         // all of them are
	known  bool         // something is computed of the rows
	shared bool         // the program made them, and may give the same to others
	loads  []*load
}

// load is what one edge or one call gives for all rows of a level.
type load struct {
	name     string // the edge's, and how its arguments are written: who asks for the same shares it
	binding  *binding
	asked    int // its arguments; -1: none
	to       *level
	variants []variant // instead of one level, where rows are of several objects
	cursors  bool
	counts   []*count
	shape    shape
}

// variant is one object that rows of a load may be.
type variant struct {
	object *ast.Definition
	to     *level
}

// shape is what stands in one place of a load's answer.
type shape int

const (
	oneRow shape = iota
	rowList
	pageOf
	plain // a value that is no row
)

// count is one totalCount of a list.
type count struct {
	name  string
	asked int
	to    *level
}

// field is one field of the answer.
type field struct {
	graphql.CollectedField
	key    []byte // the alias as the answer has it, with the colon
	object string
	kind   kind
	asked  int
	column int
	leaf   leaf
	enum   string
	load   int
	below  *object
	each   []*object // below, by the load's variants
	of     int       // which count
	method bool
	solved bool
}

type kind int

const (
	typename kind = iota
	column
	label
	loaded
	edges
	nodes
	pageInfo
	totalCount
	node
	cursor
	hasNextPage
	hasPreviousPage
	startCursor
	endCursor
)

// object is a selection on an object.
type object struct {
	name   string
	fields []*field
}

// planner makes one plan.
type planner struct {
	*binder
	oc   *graphql.OperationContext
	plan *plan
}

var errUncovered = errors.New("left to the resolvers")

func (p *planner) uncovered(object *ast.Definition, field, why string) error {
	p.plan.why = object.Name + "." + field + ": " + why
	return errUncovered
}

// planFor plans a root field of a query.
func (b *binder) planFor(oc *graphql.OperationContext, f graphql.CollectedField) *plan {
	p := &planner{binder: b, oc: oc, plan: &plan{field: f}}
	query := b.schema.Query
	can := f.Definition.Directives.ForName("can")
	err := errUncovered
	switch {
	case f.Definition.Type.NonNull:
		p.plan.why = "Query." + f.Name + ": never null"
	case can == nil:
		p.plan.why = "Query." + f.Name + ": without @can"
	default:
		p.plan.act = can.Arguments.ForName("do").Value.Raw
		root := &level{}
		p.plan.write, err = p.field(query, root, f)
		if err == nil {
			p.plan.load = root.loads[0]
		}
	}
	if err != nil {
		return &plan{why: p.plan.why, size: p.plan.size}
	}
	return p.plan
}

func (p *planner) begin(of *ast.Definition, f graphql.CollectedField) *field {
	p.plan.size++
	var key bytes.Buffer
	quote(&key, f.Alias)
	key.WriteByte(':')
	return &field{CollectedField: f, key: key.Bytes(), object: of.Name, asked: -1}
}

// ask notes a field whose arguments are read with each request.
func (p *planner) ask(of *ast.Definition, f graphql.CollectedField) int {
	if len(f.Definition.Arguments) == 0 {
		return -1
	}
	p.plan.asked = append(p.plan.asked, asked{f, of.Name + "." + f.Name})
	return len(p.plan.asked) - 1
}

// satisfies are the type conditions that rows of an object meet.
func (p *planner) satisfies(d *ast.Definition) []string {
	names := append([]string{d.Name}, d.Interfaces...)
	for name, other := range p.schema.Types {
		if other.Kind == ast.Union && slices.Contains(other.Types, d.Name) {
			names = append(names, name)
		}
	}
	return names
}

// rows plans a selection on rows of a level.
func (p *planner) rows(d *ast.Definition, at *level, selected ast.SelectionSet) (*object, error) {
	if d.Kind != ast.Object {
		return nil, p.uncovered(d, "__typename", "rows of several types")
	}
	o := &object{name: d.Name}
	for _, f := range graphql.CollectFields(p.oc, selected, p.satisfies(d)) {
		one, err := p.field(d, at, f)
		if err != nil {
			return nil, err
		}
		o.fields = append(o.fields, one)
	}
	return o, nil
}

// field plans one field of rows.
func (p *planner) field(d *ast.Definition, at *level, f graphql.CollectedField) (*field, error) {
	one := p.begin(d, f)
	if f.Name == "__typename" {
		return one, nil
	}
	by, err := p.bind(d, f.Definition, at.row)
	if err != nil {
		return nil, p.uncovered(d, f.Name, err.Error())
	}
	one.method, one.solved = by.call != nil, by.call == nil && (by.relation != nil || by.list != nil) || by.call != nil && by.call.resolver
	switch {
	case by.of != "":
		one.kind, one.enum, one.column = label, by.of, by.column
		one.asked, one.solved = p.ask(d, f), true
		at.want(by.column)
		return one, nil
	case by.relation == nil && by.list == nil && by.call == nil && len(f.Selections) == 0:
		one.kind, one.column = column, by.column
		at.want(by.column)
		if one.leaf, err = p.leaf(f.Definition.Type, by.out); err != nil {
			return nil, p.uncovered(d, f.Name, err.Error())
		}
		return one, nil
	}
	one.kind = loaded
	return one, p.loaded(d, at, one, by)
}

// leaf finds how the innermost values of a type are written, and that the type in Go is of the same form.
func (b *binder) leaf(t *ast.Type, in reflect.Type) (leaf, error) {
	if in.Kind() == reflect.Pointer {
		in = in.Elem()
	}
	if t.Elem != nil {
		if in.Kind() != reflect.Slice || in.Implements(marshalers) {
			return nil, fmt.Errorf("%s is no list", in)
		}
		return b.leaf(t.Elem, in.Elem())
	}
	return leafOf(b.schema.Types[t.NamedType], in)
}

// want tells a level that a field of its struct is asked for.
func (l *level) want(column int) {
	if !slices.Contains(l.fields, column) {
		l.fields = append(l.fields, column)
	}
}

// loaded plans what a field reads beside the row.
func (p *planner) loaded(d *ast.Definition, at *level, one *field, by *binding) error {
	f := one.CollectedField
	named := p.schema.Types[f.Definition.Type.Name()]
	name := f.Name + written(f)
	l := &load{name: name, binding: by, asked: -1, to: &level{}}
	one.load = slices.IndexFunc(at.loads, func(other *load) bool { return other.name == name })
	if one.load >= 0 {
		l = at.loads[one.load]
		one.asked = l.asked
	} else {
		l.asked = p.ask(d, f)
		one.asked = l.asked
		one.load = len(at.loads)
		at.loads = append(at.loads, l)
		p.wants(at, by)
		if err := p.shape(f.Definition, l); err != nil {
			return p.uncovered(d, f.Name, err.Error())
		}
	}
	var err error
	switch l.shape {
	case plain:
		if one.leaf, err = p.leaf(f.Definition.Type, by.out); err != nil {
			return p.uncovered(d, f.Name, err.Error())
		}
	case pageOf:
		one.below, err = p.connection(named, l, f.Selections)
	default:
		one.below, one.each, err = p.each(named, l, f.Selections)
	}
	return err
}

// each plans a selection on rows, for each object that they may be.
func (p *planner) each(d *ast.Definition, l *load, selected ast.SelectionSet) (below *object, each []*object, err error) {
	if l.variants == nil {
		below, err = p.rows(d, l.to, selected)
		return below, nil, err
	}
	for _, v := range l.variants {
		below, err = p.rows(v.object, v.to, selected)
		if err != nil {
			return nil, nil, err
		}
		each = append(each, below)
	}
	return nil, each, nil
}

// wants tells the level what of its rows a load asks for.
func (p *planner) wants(at *level, by *binding) {
	switch {
	case by.relation != nil:
		fields := by.relation.Fields()
		at.whole = at.whole || fields == nil
		for _, f := range fields {
			at.want(f)
		}
	case by.call != nil:
		at.whole, at.known = true, true
	case by.list == nil:
		at.want(by.column)
	}
}

var pages = reflect.TypeFor[read.Paged]()

// shape tells what stands in each place of what is loaded, and of which struct rows below are.
func (b *binder) shape(f *ast.FieldDefinition, l *load) error {
	named := b.schema.Types[f.Type.Name()]
	switch by := l.binding; {
	case by.list != nil:
		l.shape, l.to.row = pageOf, by.list.Struct()
	case by.relation != nil:
		l.to.row = by.relation.To.Struct()
		switch {
		case by.relation.Pages != nil:
			l.shape = pageOf
		case by.relation.Sets != nil:
			l.shape = rowList
		}
	case !named.IsCompositeType():
		l.shape = plain
	case by.out.Implements(pages):
		nodes, _ := by.out.Elem().FieldByName("Nodes")
		l.shape, l.to.row = pageOf, nodes.Type.Elem().Elem()
	default:
		out := by.out
		if f.Type.Elem != nil {
			if out.Kind() != reflect.Slice || f.Type.Elem.Elem != nil {
				return fmt.Errorf("%s is no list of rows", out)
			}
			l.shape, out = rowList, out.Elem()
		}
		if named.IsAbstractType() {
			return b.variants(named, l)
		}
		if out.Kind() == reflect.Pointer {
			out = out.Elem()
		}
		if out.Kind() != reflect.Struct {
			return fmt.Errorf("%s is no row", out)
		}
		kind := read.KindOf(named.Name)
		l.to.row, l.to.whole, l.to.shared = out, true, kind == nil || kind.Struct() != out
	}
	return nil
}

// variants are the objects of an interface, all of which are the catalogue's.
func (b *binder) variants(of *ast.Definition, l *load) error {
	for _, object := range b.schema.GetPossibleTypes(of) {
		kind := read.KindOf(object.Name)
		if kind == nil {
			return fmt.Errorf("%s is not of the catalogue", object.Name)
		}
		l.variants = append(l.variants, variant{object, &level{row: kind.Struct(), whole: true}})
	}
	return nil
}

// written is how the arguments of a field stand in the document.
func written(f graphql.CollectedField) string {
	var b strings.Builder
	for _, a := range f.Arguments {
		fmt.Fprintf(&b, " %s:%s", a.Name, a.Value.String())
	}
	return b.String()
}

// connection plans a selection on a page.
func (p *planner) connection(d *ast.Definition, l *load, selected ast.SelectionSet) (*object, error) {
	o := &object{name: d.Name}
	for _, f := range graphql.CollectFields(p.oc, selected, p.satisfies(d)) {
		one := p.begin(d, f)
		below := p.schema.Types[f.Definition.Type.Name()]
		var err error
		switch f.Name {
		case "__typename":
		case "edges":
			one.kind = edges
			one.below, err = p.parts(below, l, f.Selections)
		case "nodes":
			one.kind = nodes
			one.below, err = p.rows(below, l.to, f.Selections)
		case "pageInfo":
			one.kind = pageInfo
			one.below, err = p.parts(below, l, f.Selections)
		case "totalCount":
			err = p.total(d, below, l, one)
		default:
			err = p.uncovered(d, f.Name, "beside a page")
		}
		if err != nil {
			return nil, err
		}
		o.fields = append(o.fields, one)
	}
	return o, nil
}

// parts plans a selection on a page's edge or on what is said of the page.
func (p *planner) parts(d *ast.Definition, l *load, selected ast.SelectionSet) (*object, error) {
	o := &object{name: d.Name}
	for _, f := range graphql.CollectFields(p.oc, selected, p.satisfies(d)) {
		one := p.begin(d, f)
		var err error
		switch f.Name {
		case "__typename":
		case "node":
			one.kind = node
			one.below, err = p.rows(p.schema.Types[f.Definition.Type.Name()], l.to, f.Selections)
		case "cursor":
			one.kind, l.cursors = cursor, true
		case "hasNextPage":
			one.kind = hasNextPage
		case "hasPreviousPage":
			one.kind = hasPreviousPage
		case "startCursor":
			one.kind, l.cursors = startCursor, true
		case "endCursor":
			one.kind, l.cursors = endCursor, true
		default:
			err = p.uncovered(d, f.Name, "beside a page")
		}
		if err != nil {
			return nil, err
		}
		o.fields = append(o.fields, one)
	}
	return o, nil
}

// total plans a count of the list.
func (p *planner) total(d, counted *ast.Definition, l *load, one *field) (err error) {
	one.kind = totalCount
	name := written(one.CollectedField)
	one.of = slices.IndexFunc(l.counts, func(c *count) bool { return c.name == name })
	if one.of < 0 {
		one.of = len(l.counts)
		l.counts = append(l.counts, &count{name, p.ask(d, one.CollectedField), &level{row: reflect.TypeFor[read.Count](), whole: true}})
	}
	one.asked, one.solved = l.counts[one.of].asked, true
	one.below, err = p.rows(counted, l.counts[one.of].to, one.Selections)
	return err
}
