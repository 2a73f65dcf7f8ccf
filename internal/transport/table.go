package transport

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/fault"
)

// selected is a field of an operation under its response name, with the fields inside it.
type selected struct {
	name  string
	field *ast.Field
	inner []*selected
	// of is the instant beside which this stands as its day; it is no field of the operation.
	of string
}

// in is the field's value in an object.
func (f *selected) in(o map[string]any) any {
	if f.of != "" {
		return o[f.of]
	}
	return o[f.name]
}

// selection lists an operation's fields in the order in which the answer has them, fragments opened: the columns of a
// table are what was asked for, whatever the rows hold.
func selection(into []*selected, set ast.SelectionSet, variables map[string]any) []*selected {
	for _, s := range set {
		switch x := s.(type) {
		case *ast.Field:
			if left(x.Directives, variables) {
				continue
			}
			at := slices.IndexFunc(into, func(f *selected) bool { return f.name == x.Alias })
			if at < 0 {
				at, into = len(into), append(into, &selected{name: x.Alias, field: x})
			}
			into[at].inner = selection(into[at].inner, x.SelectionSet, variables)
		case *ast.InlineFragment:
			if !left(x.Directives, variables) {
				into = selection(into, x.SelectionSet, variables)
			}
		case *ast.FragmentSpread:
			if !left(x.Directives, variables) {
				into = selection(into, x.Definition.SelectionSet, variables)
			}
		}
	}
	return into
}

// left tells whether @skip or @include leave a selection out.
func left(directives ast.DirectiveList, variables map[string]any) bool {
	for _, d := range directives {
		if on, ok := d.ArgumentMap(variables)["if"].(bool); ok && (d.Name == "skip" && on || d.Name == "include" && !on) {
			return true
		}
	}
	return false
}

// shape is one list of an operation, as the document has it.
type shape struct {
	path []string // response names from the root to the list
	list *ast.Field
	// rows is what was asked of a row; under names, in a connection, the field that holds the rows.
	rows  []*selected
	under *selected
	bare  bool // the rows are edges of which the node was asked and nothing else
	// connection lists are read whole unless first or last ask for a page.
	connection, whole, backwards bool
	variables                    map[string]any
	pageInfo                     *ast.Definition
	// step is how many rows are read at a time, perRow what each of them costs.
	step, perRow int64
}

// name is the list's path in words.
func (s *shape) name() string { return strings.Join(s.path, ".") }

// What an operation must be like to be answered as a table, and as a document of several.
func notOneList() *fault.Error {
	return fault.New(fault.BadRequest, "expected", "one list: a connection's nodes or edges, or a plain list, and nothing beside it")
}

func notLists() *fault.Error {
	return fault.New(fault.BadRequest, "expected", "lists: connections' nodes or edges, or plain lists, and nothing beside them")
}

// shapesOf finds the lists of an operation, in the order of the document; it refuses an operation that has something else.
func shapesOf(schema *ast.Schema, asked []*selected, variables map[string]any, several bool) (all []*shape, refused *fault.Error) {
	wrong := notOneList
	if several {
		wrong = notLists
	}
	var walk func(path []string, asked []*selected) *fault.Error
	walk = func(path []string, asked []*selected) *fault.Error {
		for _, f := range asked {
			if f.field.Name == "__typename" {
				continue
			}
			if len(f.inner) == 0 {
				return wrong()
			}
			at := slices.Concat(path, []string{f.name})
			s := &shape{path: at, list: f.field, variables: variables, pageInfo: schema.Types["PageInfo"]}
			switch {
			case isPaged(f):
				if refused := s.connect(f, wrong); refused != nil {
					return refused
				}
			case f.field.Definition.Type.Elem != nil:
				s.rows = f.inner
				if refused := s.cut(s.rows); refused != nil {
					return refused
				}
			default:
				if refused := walk(at, f.inner); refused != nil {
					return refused
				}
				continue
			}
			all = append(all, s)
		}
		return nil
	}
	if refused := walk(nil, asked); refused != nil {
		return nil, refused
	}
	if len(all) == 0 || len(all) > 1 && !several {
		return nil, wrong()
	}
	if len(all) > 1 && slices.ContainsFunc(all, func(s *shape) bool { return s.connection && !s.whole }) {
		return nil, fault.New(fault.BadRequest, "expected", "lists without first and last where there are several: each is given whole")
	}
	return all, nil
}

// isPaged tells whether a field is a connection.
func isPaged(f *selected) bool {
	return f.field.Definition != nil && strings.HasSuffix(f.field.Definition.Type.Name(), "Connection")
}

// connect takes the shape of a connection.
func (s *shape) connect(f *selected, wrong func() *fault.Error) *fault.Error {
	s.connection = true
	first, last := s.given(f, "first"), s.given(f, "last")
	s.whole, s.backwards = !first && !last, last
	if s.whole && s.given(f, "before") {
		return fault.New(fault.BadRequest, "expected", "before, with last")
	}
	for _, inner := range f.inner {
		switch inner.field.Name {
		case "nodes", "edges":
			if s.under != nil {
				return wrong()
			}
			s.under = inner
		case "totalCount":
			if !s.whole {
				return fault.New(fault.BadRequest, "expected", "a table without first and last, whose rows are their count, or no totalCount")
			}
		}
	}
	if s.under == nil {
		return wrong()
	}
	s.rows = s.under.inner
	if s.under.field.Name == "edges" && len(s.rows) == 1 && s.rows[0].field.Name == "node" {
		s.bare, s.rows = true, s.rows[0].inner
	}
	return s.cut(s.rows)
}

// cut finds a list inside a row that is asked for as a page without showing where it goes on.
func (s *shape) cut(rows []*selected) *fault.Error {
	for _, f := range rows {
		if isPaged(f) {
			if s.given(f, "first") && !shows(f, "hasNextPage") {
				return fault.New(fault.BadRequest, "expected", "a list inside a row without first and last, or with its pageInfo { hasNextPage }")
			}
			if s.given(f, "last") && !shows(f, "hasPreviousPage") {
				return fault.New(fault.BadRequest, "expected", "a list inside a row without first and last, or with its pageInfo { hasPreviousPage }")
			}
		}
		if refused := s.cut(f.inner); refused != nil {
			return refused
		}
	}
	return nil
}

func shows(f *selected, end string) bool {
	return slices.ContainsFunc(f.inner, func(in *selected) bool {
		return in.field.Name == "pageInfo" && slices.ContainsFunc(in.inner, func(x *selected) bool { return x.field.Name == end })
	})
}

func (s *shape) given(f *selected, argument string) bool {
	return f.field.ArgumentMap(s.variables)[argument] != nil
}

// pageAlias is the name under which the server asks for a page's ends, beside what the client asked.
const pageAlias = "__huishangPage"

// operation is the client's with this list and no other, and with the list's next page of so many rows instead of what
// it asked; size 0 leaves the page to the client. What goes with the list is left out: it is no column.
func (s *shape) operation(op *ast.OperationDefinition, size int, after string) *ast.OperationDefinition {
	changed := *op
	changed.SelectionSet = s.along(op.SelectionSet, 0, size, after)
	return &changed
}

func (s *shape) along(set ast.SelectionSet, depth, size int, after string) ast.SelectionSet {
	changed := make(ast.SelectionSet, 0, len(set))
	within := func(f *ast.InlineFragment) {
		if f.SelectionSet = s.along(f.SelectionSet, depth, size, after); len(f.SelectionSet) > 0 {
			changed = append(changed, f)
		}
	}
	for _, one := range set {
		switch x := one.(type) {
		case *ast.Field:
			if x.Alias != s.path[depth] {
				continue
			}
			f := *x
			if depth+1 < len(s.path) {
				f.SelectionSet = s.along(f.SelectionSet, depth+1, size, after)
			} else if s.connection {
				s.turn(&f, size, after)
			}
			changed = append(changed, &f)
		case *ast.InlineFragment:
			f := *x
			within(&f)
		case *ast.FragmentSpread:
			within(&ast.InlineFragment{
				TypeCondition: x.Definition.TypeCondition, Directives: x.Directives, ObjectDefinition: x.ObjectDefinition,
				SelectionSet: x.Definition.SelectionSet, Position: x.Position,
			})
		}
	}
	return changed
}

// turn asks a connection for its next page, and for that page's ends.
func (s *shape) turn(f *ast.Field, size int, after string) {
	if size > 0 {
		f.Arguments = slices.DeleteFunc(slices.Clone(f.Arguments), func(a *ast.Argument) bool {
			return a.Name == "first" || a.Name == "last" || a.Name == "before" || a.Name == "after" && after != ""
		})
		f.Arguments = append(f.Arguments, &ast.Argument{Name: "first", Value: &ast.Value{Raw: strconv.Itoa(size), Kind: ast.IntValue}, Position: f.Position})
		if after != "" {
			f.Arguments = append(f.Arguments, &ast.Argument{Name: "after", Value: &ast.Value{Raw: after, Kind: ast.StringValue}, Position: f.Position})
		}
	}
	f.SelectionSet = slices.DeleteFunc(slices.Clone(f.SelectionSet), func(one ast.Selection) bool {
		beside, ok := one.(*ast.Field)
		return ok && slices.Contains([]string{"pageInfo", "totalCount", "totals", "about"}, beside.Name)
	})
	f.SelectionSet = append(f.SelectionSet, s.ends(f)...)
}

// ends is the page's pageInfo under the server's own name.
func (s *shape) ends(f *ast.Field) ast.SelectionSet {
	of := s.under.field.ObjectDefinition
	info := of.Fields.ForName("pageInfo")
	page := &ast.Field{Alias: pageAlias, Name: "pageInfo", Definition: info, ObjectDefinition: of, Position: f.Position}
	names := []string{"hasNextPage", "endCursor"}
	if s.backwards {
		names = []string{"hasPreviousPage", "startCursor"}
	}
	for i, name := range names {
		page.SelectionSet = append(page.SelectionSet, &ast.Field{
			Alias: []string{"more", "cursor"}[i], Name: name, Position: f.Position,
			Definition: s.pageInfo.Fields.ForName(name), ObjectDefinition: s.pageInfo,
		})
	}
	return ast.SelectionSet{page}
}

// page is what came of one page.
type page struct {
	rows   []any
	more   bool
	cursor string
}

// page takes an answer's list; false where the record that should hold it is not there.
func (s *shape) page(data any) (p page, found bool) {
	for _, name := range s.path {
		o, ok := data.(map[string]any)
		if !ok {
			return p, false
		}
		data = o[name]
	}
	if !s.connection {
		p.rows, found = data.([]any)
		return p, found
	}
	connection, found := data.(map[string]any)
	if !found {
		return p, false
	}
	p.rows, _ = connection[s.under.name].([]any)
	if ends, ok := connection[pageAlias].(map[string]any); ok {
		p.more, _ = ends["more"].(bool)
		p.cursor, _ = ends["cursor"].(string)
	}
	return p, true
}

// row is a row as its columns are asked of it.
func (s *shape) row(v any) any {
	if s.bare {
		edge, _ := v.(map[string]any)
		return edge[s.under.inner[0].name]
	}
	return v
}
