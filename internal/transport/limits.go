package transport

import (
	"context"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/fault"
)

// limited is what a document is measured by, in the languages of messages.
type limited struct{ key, en, zh string }

var (
	ofTokens        = limited{"tokens", "tokens", "标记"}
	ofAliases       = limited{"aliases", "aliases", "别名"}
	ofDepth         = limited{"depth", "levels", "层级"}
	ofOperations    = limited{"operations", "operations", "操作"}
	ofDirectives    = limited{"directives", "directives", "指令"}
	ofIntrospection = limited{"introspection", "introspections", "内省"}
	ofIntroDepth    = limited{"introspectionDepth", "levels of introspection", "内省层级"}
)

// overLimit refuses a document that is larger than a limit.
type overLimit struct {
	what limited
	max  int
}

func (o *overLimit) Error() string { return fmt.Sprintf("over the limit of %d %s", o.max, o.what.en) }

func tooLarge(ctx context.Context, o *overLimit) *gqlerror.Error {
	what := o.what.zh
	if fault.LocaleFrom(ctx) == fault.EN {
		what = o.what.en
	}
	r := refusal(ctx, fault.New(fault.DocumentTooLarge, "what", what, "limit", o.max))
	r.Extensions["limit"] = map[string]any{"of": o.what.key, "max": o.max}
	return r
}

// measure holds a parsed document, which nothing has validated yet, against its limits. Each fragment is
// measured once, so the work is linear in the document; a cycle of fragments counts as nothing and is left to
// validation.
func measure(d *ast.QueryDocument, l *Limits) *overLimit {
	if len(d.Operations) > l.Operations {
		return &overLimit{ofOperations, l.Operations}
	}
	var n tally
	for _, op := range d.Operations {
		n.directives += len(op.Directives)
		for _, v := range op.VariableDefinitions {
			n.directives += len(v.Directives)
		}
		n.set(op.SelectionSet)
	}
	for _, f := range d.Fragments {
		n.directives += len(f.Directives)
		n.set(f.SelectionSet)
	}
	shape := depths{fragments: fragmentsOf(d), plain: map[string]int{}, domain: map[string]int{}}
	deepest := 0
	for _, op := range d.Operations {
		deepest = max(deepest, shape.domainDepth(op.SelectionSet))
	}
	switch {
	case n.aliases > l.Aliases:
		return &overLimit{ofAliases, l.Aliases}
	case n.directives > l.Directives:
		return &overLimit{ofDirectives, l.Directives}
	case n.introspections > 1:
		return &overLimit{ofIntrospection, 1}
	case deepest > l.Depth:
		return &overLimit{ofDepth, l.Depth}
	case shape.introspection > l.IntrospectionDepth:
		return &overLimit{ofIntroDepth, l.IntrospectionDepth}
	}
	return nil
}

// tally counts what stands in the text, wherever it stands.
type tally struct{ aliases, directives, introspections int }

func (t *tally) set(set ast.SelectionSet) {
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			if it.Alias != it.Name {
				t.aliases++
			}
			if isIntrospection(it) {
				t.introspections++
			}
			t.directives += len(it.Directives)
			t.set(it.SelectionSet)
		case *ast.InlineFragment:
			t.directives += len(it.Directives)
			t.set(it.SelectionSet)
		case *ast.FragmentSpread:
			t.directives += len(it.Directives)
		}
	}
}

// depths measures depth through fragments: plain counts every field, domain neither edges, node and nodes nor
// what is beneath an introspection, whose own depth is kept apart.
type depths struct {
	fragments     map[string]*ast.FragmentDefinition
	plain, domain map[string]int
	introspection int
}

func (m *depths) domainDepth(set ast.SelectionSet) int {
	return m.deepest(set, m.domain, func(f *ast.Field) int {
		switch f.Name {
		case "__schema", "__type":
			m.introspection = max(m.introspection, 1+m.plainDepth(f.SelectionSet))
			return 0
		case "edges", "node", "nodes":
			return m.domainDepth(f.SelectionSet)
		}
		return 1 + m.domainDepth(f.SelectionSet)
	})
}

func (m *depths) plainDepth(set ast.SelectionSet) int {
	return m.deepest(set, m.plain, func(f *ast.Field) int { return 1 + m.plainDepth(f.SelectionSet) })
}

func (m *depths) deepest(set ast.SelectionSet, memo map[string]int, of func(*ast.Field) int) int {
	deepest := 0
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			deepest = max(deepest, of(it))
		case *ast.InlineFragment:
			deepest = max(deepest, m.deepest(it.SelectionSet, memo, of))
		case *ast.FragmentSpread:
			known, ok := memo[it.Name]
			if f := m.fragments[it.Name]; !ok && f != nil {
				memo[it.Name] = 0
				known = m.deepest(f.SelectionSet, memo, of)
				memo[it.Name] = known
			}
			deepest = max(deepest, known)
		}
	}
	return deepest
}

func isIntrospection(f *ast.Field) bool { return f.Name == "__schema" || f.Name == "__type" }

func introspects(d *ast.QueryDocument) bool {
	var n tally
	for _, op := range d.Operations {
		n.set(op.SelectionSet)
	}
	for _, f := range d.Fragments {
		n.set(f.SelectionSet)
	}
	return n.introspections > 0
}

// introspectsOnly tells whether a validated operation asks for nothing but the schema, or for __typename.
func introspectsOnly(set ast.SelectionSet) bool { return onlyIntrospection(set, map[string]bool{}) }

func onlyIntrospection(set ast.SelectionSet, entered map[string]bool) bool {
	for _, selection := range set {
		only := true
		switch it := selection.(type) {
		case *ast.Field:
			only = it.Name == "__typename" || isIntrospection(it)
		case *ast.InlineFragment:
			only = onlyIntrospection(it.SelectionSet, entered)
		case *ast.FragmentSpread:
			if !entered[it.Name] {
				entered[it.Name] = true
				only = onlyIntrospection(it.Definition.SelectionSet, entered)
			}
		}
		if !only {
			return false
		}
	}
	return true
}

func fragmentsOf(d *ast.QueryDocument) map[string]*ast.FragmentDefinition {
	byName := make(map[string]*ast.FragmentDefinition, len(d.Fragments))
	for _, f := range d.Fragments {
		byName[f.Name] = f
	}
	return byName
}
