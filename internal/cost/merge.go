package cost

import (
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// mergeSteps bounds the selections that merging looks at: a document of a page has hundreds, one made so that no
// two merged selections are alike could have more than any number.
const mergeSteps = 300_000

// merged is what the executor runs as one field: the fields of one response key on one object type. Validation
// has seen to it that name and arguments are the same.
type merged struct {
	name       string
	arguments  ast.ArgumentList
	position   *ast.Position
	parent     *ast.Definition
	definition *ast.FieldDefinition // as the object type has it; nil for __typename
	nodes      []*ast.Field
	sets       []ast.SelectionSet
}

// merge is how fields are brought together, and what is remembered of it.
type merge struct {
	alone bool // each field counts by itself: merging took too long
	steps int
	known map[string]sum
	ids   map[*ast.Field]int
}

// merging walks with fields merged; where that takes too long, with each by itself.
func (w *walk) merging(root *ast.Definition, whole *merged) int64 {
	w.merge = merge{known: map[string]sum{}, ids: map[*ast.Field]int{}}
	if s := w.of(root, whole.sets); w.steps <= mergeSteps {
		return s.all()
	}
	w.merge = merge{alone: true, known: map[string]sum{}, ids: map[*ast.Field]int{}}
	return w.of(root, whole.sets).all()
}

// object is what selections cost on one object type.
func (w *walk) object(t *ast.Definition, sets []ast.SelectionSet) sum {
	if w.alone {
		var s sum
		for _, set := range sets {
			s = plus(s, w.unmerged(t, set))
		}
		return s
	}
	fields := w.collect(t, sets)
	if w.steps > mergeSteps {
		return sum{}
	}
	return w.once(w.keyOf(t, fields), func() sum { return w.sumOf(fields) })
}

// keyOf names a merged selection: the type and the document's fields. Two selections of one name cost the same.
func (w *walk) keyOf(t *ast.Definition, fields []*merged) string {
	var ids []int
	for _, f := range fields {
		for _, n := range f.nodes {
			id, ok := w.ids[n]
			if !ok {
				id = len(w.ids)
				w.ids[n] = id
			}
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	key := []byte(t.Name)
	for _, id := range ids {
		key = strconv.AppendInt(append(key, ' '), int64(id), 36)
	}
	return string(key)
}

// collect brings the fields of selections together by response key, as the executor does for an object of one
// type: what is skipped is not there, and a fragment is entered once.
func (w *walk) collect(t *ast.Definition, sets []ast.SelectionSet) []*merged {
	c := collection{walk: w, of: t, byKey: map[string]*merged{}, entered: map[string]bool{}}
	for _, set := range sets {
		c.add(set)
	}
	return c.fields
}

type collection struct {
	*walk
	of      *ast.Definition
	fields  []*merged
	byKey   map[string]*merged
	entered map[string]bool
}

func (c *collection) add(set ast.SelectionSet) {
	c.steps += len(set)
	if c.steps > mergeSteps && !c.alone {
		return
	}
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			if c.included(it.Directives) {
				c.field(it)
			}
		case *ast.InlineFragment:
			if c.included(it.Directives) && c.applies(it.TypeCondition) {
				c.add(it.SelectionSet)
			}
		case *ast.FragmentSpread:
			if f := c.fragments[it.Name]; f != nil && !c.entered[it.Name] && c.included(it.Directives) {
				c.entered[it.Name] = true
				if c.applies(f.TypeCondition) {
					c.add(f.SelectionSet)
				}
			}
		}
	}
}

func (c *collection) field(f *ast.Field) {
	m := c.byKey[f.Alias]
	if m == nil {
		m = c.one(c.of, f)
		c.byKey[f.Alias] = m
		c.fields = append(c.fields, m)
		return
	}
	m.nodes = append(m.nodes, f)
	if len(f.SelectionSet) > 0 {
		m.sets = append(m.sets, f.SelectionSet)
	}
}

// one is a field by itself, as an object type has it.
func (w *walk) one(t *ast.Definition, f *ast.Field) *merged {
	m := &merged{
		name: f.Name, arguments: f.Arguments, position: f.Position, parent: t,
		definition: t.Fields.ForName(f.Name), nodes: []*ast.Field{f},
	}
	if m.definition == nil {
		m.definition = f.Definition // __schema, __type and __typename are no fields of the type
	}
	if len(f.SelectionSet) > 0 {
		m.sets = []ast.SelectionSet{f.SelectionSet}
	}
	return m
}

// applies tells whether a fragment's type takes in the object's.
func (c *collection) applies(condition string) bool { return c.takesIn(condition, c.of) }

func (w *walk) takesIn(condition string, t *ast.Definition) bool {
	if condition == "" || condition == t.Name {
		return true
	}
	return slices.Contains(w.schema.PossibleTypes[condition], t)
}

// unmerged adds up what each field costs by itself, a fragment as often as it is spread.
func (w *walk) unmerged(t *ast.Definition, set ast.SelectionSet) sum {
	var s sum
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			if w.included(it.Directives) {
				s = plus(s, w.byItself(t, it))
			}
		case *ast.InlineFragment:
			if w.included(it.Directives) && w.takesIn(it.TypeCondition, t) {
				s = plus(s, w.unmerged(t, it.SelectionSet))
			}
		case *ast.FragmentSpread:
			if f := w.fragments[it.Name]; f != nil && w.included(it.Directives) && w.takesIn(f.TypeCondition, t) {
				s = plus(s, w.fragment(t, f))
			}
		}
	}
	return s
}

func (w *walk) byItself(t *ast.Definition, f *ast.Field) sum {
	m := w.one(t, f)
	return w.once(w.keyOf(t, []*merged{m}), func() sum { return w.sumOf([]*merged{m}) })
}

func (w *walk) fragment(t *ast.Definition, f *ast.FragmentDefinition) sum {
	return w.once(t.Name+" ..."+f.Name, func() sum { return w.unmerged(t, f.SelectionSet) })
}

// once works out what a key costs the first time that it is met.
func (w *walk) once(key string, of func() sum) sum {
	s, ok := w.known[key]
	if !ok {
		s = of()
		w.known[key] = s
	}
	return s
}

func plus(a, b sum) sum { return sum{add(a.rows, b.rows), add(a.rest, b.rest)} }
