package cost

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// costliestShown is how many paths a refusal names.
const costliestShown = 3

// Path is a paged field of a refused operation, by field names from the root ("organisations.nodes.people").
// Cost is its share of the whole; First is the page size that alone brings the operation under the limit, 0
// where none does.
type Path struct {
	Path  string `json:"path"`
	Cost  int64  `json:"cost"`
	First int64  `json:"first,omitempty"`
}

// costliest follows the most expensive root fields down, each time into the most expensive child.
func (w *walk) costliest(set ast.SelectionSet, total, limit int64) []Path {
	var paths []Path
	for _, f := range w.byCost(set)[:min(costliestShown, len(w.byCost(set)))] {
		paths = append(paths, w.descend(f, total, limit)...)
	}
	slices.SortStableFunc(paths, func(a, b Path) int {
		if c := cmp.Compare(b.Cost, a.Cost); c != 0 {
			return c
		}
		return cmp.Compare(len(a.Path), len(b.Path))
	})
	return paths[:min(costliestShown, len(paths))]
}

func (w *walk) descend(f *ast.Field, total, limit int64) []Path {
	var paths []Path
	var names []string
	for outer := int64(1); ; {
		names = append(names, f.Name)
		n, s := w.pageSize(f), w.set(f.SelectionSet)
		kind := shapeOf(w.schema, f)
		switch kind {
		case connection:
			paths = append(paths, Path{strings.Join(names, "."), mul(outer, w.field(f)), fit(total, limit, n, mul(outer, s.rows))})
		case list:
			at := Path{Path: strings.Join(names, "."), Cost: mul(outer, w.field(f))}
			if f.Definition.Arguments.ForName("first") != nil {
				at.First = fit(total, limit, n, mul(outer, add(1, s.all())))
			}
			paths = append(paths, at)
			outer = mul(outer, n)
		}
		below := w.byCost(f.SelectionSet)
		if kind == connection {
			slices.SortStableFunc(below, func(a, b *ast.Field) int { return cmp.Compare(w.times(b, n), w.times(a, n)) })
		}
		if len(below) == 0 {
			return paths
		}
		f = below[0]
		if kind == connection && isRows(f) {
			outer = mul(outer, n)
		}
	}
}

func (w *walk) times(f *ast.Field, n int64) int64 {
	if isRows(f) {
		return mul(n, w.field(f))
	}
	return w.field(f)
}

// fit is the largest page size that keeps the whole within the limit when each of its rows costs perRow.
func fit(total, limit, n, perRow int64) int64 {
	if perRow == 0 || total == math.MaxInt64 || mul(n, perRow) == math.MaxInt64 {
		return 0
	}
	return max(0, min((limit-(total-n*perRow))/perRow, PageMax))
}

// byCost lists a selection's fields that cost anything, the most expensive first; a fragment is entered once.
func (w *walk) byCost(set ast.SelectionSet) []*ast.Field {
	var fields []*ast.Field
	entered := map[string]bool{}
	var enter func(ast.SelectionSet)
	enter = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch it := selection.(type) {
			case *ast.Field:
				if w.included(it.Directives) && w.field(it) > 0 {
					fields = append(fields, it)
				}
			case *ast.InlineFragment:
				if w.included(it.Directives) {
					enter(it.SelectionSet)
				}
			case *ast.FragmentSpread:
				if f := w.fragments[it.Name]; f != nil && !entered[it.Name] && w.included(it.Directives) {
					entered[it.Name] = true
					enter(f.SelectionSet)
				}
			}
		}
	}
	enter(set)
	slices.SortStableFunc(fields, func(a, b *ast.Field) int { return cmp.Compare(w.field(b), w.field(a)) })
	return fields
}
