package compiled

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db/read"
)

// binding is how a field of an object is answered, found as gqlgen finds it: by a resolver, else by a method of the struct,
// else by a field of it. Edges of the catalogue stand before all; a test holds that their resolvers follow the edge and do
// nothing else.
type binding struct {
	relation *read.Relation // an edge
	list     read.Kind      // a list at the root
	column   int            // a field of the struct, where it is one
	of       string         // the enum of that field, where this is its label
	call     *call
	out      reflect.Type
}

// call is a resolver, or a method of the row's struct.
type call struct {
	f         reflect.Value // of a resolver, with the resolver in it
	method    int           // of the struct's pointer otherwise
	resolver  bool
	context   bool
	row       bool
	arguments []string
	fails     bool
}

// binder finds bindings and keeps them.
type binder struct {
	root   reflect.Value
	schema *ast.Schema
	mu     sync.Mutex
	known  map[place]bound
}

type place struct {
	object, field string
	row           reflect.Type
}

type bound struct {
	binding *binding
	err     error
}

// bind finds how a field of an object is answered whose rows are structs of a type; nil for the query itself.
func (b *binder) bind(object *ast.Definition, field *ast.FieldDefinition, row reflect.Type) (*binding, error) {
	at := place{object.Name, field.Name, row}
	b.mu.Lock()
	defer b.mu.Unlock()
	if known, ok := b.known[at]; ok {
		return known.binding, known.err
	}
	found, err := b.find(object, field, row)
	b.known[at] = bound{found, err}
	return found, err
}

func (b *binder) find(object *ast.Definition, field *ast.FieldDefinition, row reflect.Type) (*binding, error) {
	if row == nil {
		if kind := read.KindOf(strings.TrimSuffix(field.Type.NamedType, "Connection")); kind != nil && kind.Noun() != field.Type.NamedType && !computedLists[field.Name] {
			return &binding{list: kind}, nil
		}
		return b.resolver("Query", field, nil)
	}
	if e := read.RelationOf(object.Name, field.Name); e != nil && e.From == row && leadsTo(field.Type, e) {
		// Where a method of the struct answers instead of a resolver, it may do more than follow the edge.
		if by, err := b.resolver(object.Name, field, row); by != nil || err != nil {
			return &binding{relation: e}, err
		}
	}
	if of, column := b.labelled(object, field, row); of != "" {
		return &binding{of: of, column: column, out: reflect.TypeFor[string]()}, nil
	}
	if found, err := b.resolver(object.Name, field, row); found != nil || err != nil {
		return found, err
	}
	pointer := reflect.PointerTo(row)
	for i := range pointer.NumMethod() {
		if m := pointer.Method(i); strings.EqualFold(m.Name, field.Name) {
			return signature(m.Type, 1, field, row, &call{method: i})
		}
	}
	if i := columnOf(row, field.Name); i >= 0 {
		return &binding{column: i, out: row.Field(i).Type}, nil
	}
	return nil, fmt.Errorf("%s has nothing for %s", row, field.Name)
}

// leadsTo tells whether a field's type is what an edge leads to: one row, a list of rows, a page of them.
func leadsTo(t *ast.Type, e *read.Relation) bool {
	switch {
	case e.Key != nil:
		return t.NamedType == e.To.Noun()
	case e.Pages != nil:
		return t.NamedType == e.To.Noun()+"Connection"
	}
	return t.Elem != nil && t.Elem.NamedType == e.To.Noun()
}

// renamed are the fields that gqlgen.yml binds to a column of another name.
var renamed = map[string]string{"from": "FromOn", "to": "ToOn"}

// columnOf finds the field of a struct that answers a field of the schema; -1 where there is none.
func columnOf(row reflect.Type, name string) int {
	for i := range row.NumField() {
		if f := row.Field(i); f.IsExported() && (strings.EqualFold(f.Name, name) || f.Name == renamed[name]) {
			return i
		}
	}
	return -1
}

// labelled finds the column whose label a field is, and its enum; empty where it is none.
func (b *binder) labelled(object *ast.Definition, field *ast.FieldDefinition, row reflect.Type) (string, int) {
	name, ok := strings.CutSuffix(field.Name, "Label")
	of := object.Fields.ForName(name)
	if !ok || of == nil || b.schema.Types[of.Type.NamedType] == nil || b.schema.Types[of.Type.NamedType].Kind != ast.Enum {
		return "", 0
	}
	if found, err := b.find(object, of, row); err == nil && found.relation == nil && found.call == nil && found.of == "" {
		return of.Type.NamedType, found.column
	}
	return "", 0
}

// resolver finds the resolver of a field; nil where it has none.
func (b *binder) resolver(object string, field *ast.FieldDefinition, row reflect.Type) (*binding, error) {
	of := b.root.MethodByName(object)
	if !of.IsValid() {
		return nil, nil
	}
	promised := of.Type().Out(0)
	for i := range promised.NumMethod() {
		if m := promised.Method(i); strings.EqualFold(m.Name, field.Name) {
			f := of.Call(nil)[0].Elem().MethodByName(m.Name)
			return signature(f.Type(), 0, field, row, &call{f: f, resolver: true})
		}
	}
	return nil, nil
}

var (
	contexts = reflect.TypeFor[context.Context]()
	failures = reflect.TypeFor[error]()
)

// signature reads what a function takes, after so many that are given, and gives.
func signature(t reflect.Type, given int, field *ast.FieldDefinition, row reflect.Type, c *call) (*binding, error) {
	if given < t.NumIn() && t.In(given) == contexts {
		c.context = true
		given++
	}
	if c.resolver && row != nil {
		if given == t.NumIn() || t.In(given) != reflect.PointerTo(row) {
			return nil, fmt.Errorf("%s is of other rows than %s", field.Name, row)
		}
		c.row = true
		given++
	}
	if t.NumIn()-given != len(field.Arguments) {
		return nil, fmt.Errorf("%s takes other arguments", field.Name)
	}
	for _, a := range field.Arguments {
		c.arguments = append(c.arguments, a.Name)
	}
	c.fails = t.NumOut() == 2 && t.Out(1) == failures
	if t.NumOut() != 1 && !c.fails {
		return nil, fmt.Errorf("%s gives something else", field.Name)
	}
	return &binding{call: c, out: t.Out(0)}, nil
}

// of calls it for a row; the zero row is the query's.
func (c *call) of(ctx context.Context, row reflect.Value, arguments map[string]any) (reflect.Value, error) {
	in := make([]reflect.Value, 0, 8)
	f := c.f
	if !c.resolver {
		f = row.Addr().Method(c.method)
	}
	if c.context {
		in = append(in, reflect.ValueOf(ctx))
	}
	if c.row {
		in = append(in, row.Addr())
	}
	for _, name := range c.arguments {
		v := reflect.ValueOf(arguments[name])
		if !v.IsValid() {
			v = reflect.Zero(f.Type().In(len(in)))
		}
		in = append(in, v)
	}
	out := f.Call(in)
	if c.fails && !out[1].IsNil() {
		return out[0], out[1].Interface().(error)
	}
	return out[0], nil
}
