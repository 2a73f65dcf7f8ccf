package cost_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// field is one of a merged document: no two of a selection have one key.
type field struct {
	text     string // alias, name and arguments
	of       string // its type; empty for a scalar
	children fields
}

type fields []*field

func (f fields) String() string {
	var b strings.Builder
	b.WriteString("{ ")
	for _, it := range f {
		b.WriteString(it.text + " ")
		if it.of != "" {
			b.WriteString(it.children.String())
		}
	}
	return b.String() + "} "
}

// offered are the fields of the test's schema by type: text, and the type that it leads to.
var offered = map[string][][2]string{
	"Query":            {{"viewer", "Person"}, {"one: viewer", "Person"}, {"people(first: 7)", "PersonConnection"}, {"codes", "Row"}, {"few", "Row"}, {"rows(first: 3)", "Row"}},
	"Person":           {{"id", ""}, {"name", ""}, {"age", ""}, {"boss", "Person"}, {"chief: boss", "Person"}, {"people(last: 2)", "PersonConnection"}, {"pets", "Row"}, {"friends", "Row"}, {"grants", "Row"}},
	"PersonConnection": {{"nodes", "Person"}, {"edges", "PersonEdge"}, {"pageInfo", "PageInfo"}, {"size", "Count"}},
	"PersonEdge":       {{"cursor", ""}, {"node", "Person"}},
	"PageInfo":         {{"hasNextPage", ""}},
	"Count":            {{"count", ""}},
	"Row":              {{"n", ""}},
}

// maker makes random documents.
type maker struct {
	rand      *rand.Rand
	fragments []string
}

// tree chooses fields, each once.
func (m *maker) tree(of string, depth int) fields {
	var chosen fields
	for _, o := range offered[of] {
		if m.rand.IntN(2) == 0 || o[1] != "" && depth == 0 {
			continue
		}
		f := &field{text: o[0], of: o[1]}
		if f.of != "" {
			f.children = m.tree(f.of, depth-1)
		}
		chosen = append(chosen, f)
	}
	if len(chosen) == 0 {
		return fields{{text: "__typename"}}
	}
	return chosen
}

// cut writes a merged document as one whose selections stand in pieces, in fragments and inline ones, some twice.
func (m *maker) cut(f fields, of string) string {
	text := m.pieces(f, of)
	return text + strings.Join(m.fragments, "")
}

func (m *maker) pieces(f fields, of string) string {
	var b strings.Builder
	b.WriteString("{ ")
	for range 1 + m.rand.IntN(3) {
		var part fields
		for _, it := range f {
			if m.rand.IntN(2) == 0 {
				part = append(part, m.thinned(it))
			}
		}
		if len(part) > 0 {
			b.WriteString(m.piece(part, of))
		}
	}
	b.WriteString(m.piece(f, of))
	return b.String() + "} "
}

// thinned is a field with some of what it selects, one at least.
func (m *maker) thinned(f *field) *field {
	if f.of == "" {
		return f
	}
	var children fields
	for _, c := range f.children {
		if m.rand.IntN(2) == 0 {
			children = append(children, m.thinned(c))
		}
	}
	if len(children) == 0 {
		children = f.children
	}
	return &field{text: f.text, of: f.of, children: children}
}

// piece is some fields, as they are or in a fragment.
func (m *maker) piece(f fields, of string) string {
	var b strings.Builder
	for _, it := range f {
		b.WriteString(it.text + " ")
		if it.of != "" {
			b.WriteString(m.pieces(it.children, it.of))
		}
	}
	switch m.rand.IntN(4) {
	case 0:
		return "... on " + of + " { " + b.String() + "} "
	case 1:
		name := fmt.Sprintf("f%d", len(m.fragments))
		m.fragments = append(m.fragments, "fragment "+name+" on "+of+" { "+b.String()+"} ")
		return "..." + name + " "
	case 2:
		return "... { " + b.String() + "} "
	}
	return b.String()
}
