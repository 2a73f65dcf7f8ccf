package cost

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// A refusal names so many paths, and as many plain lists of those on the way.
const (
	costliestShown = 3
	listsShown     = 2
)

// Path is a field of a refused operation, by field names from the root ("organisations.nodes.people"). Cost is its
// share of the whole; First is the page size that by itself brings the operation under the limit, 0 where none
// does; Rows is how many rows a plain list, which has no first, counts as.
type Path struct {
	Path  string `json:"path"`
	Cost  int64  `json:"cost"`
	First int64  `json:"first,omitempty"`
	Rows  int64  `json:"rows,omitempty"`
}

// costliest follows the most expensive root fields down, each time into the most expensive child: first what can be
// paged, then the plain lists that multiply. Where neither is at fault, it names the root fields.
func (w *walk) costliest(root *ast.Definition, whole *merged, total, limit int64) []Path {
	w.steps = 0
	var paged, plain, roots []Path
	fields := w.byCost(root, whole.sets)
	for _, f := range fields[:min(costliestShown, len(fields))] {
		roots = append(roots, Path{Path: f.name, Cost: w.field(f)})
		for _, p := range w.descend(f, total, limit) {
			if p.Rows > 0 {
				plain = append(plain, p)
			} else {
				paged = append(paged, p)
			}
		}
	}
	if len(paged)+len(plain) == 0 {
		return roots
	}
	return append(mostOf(paged, costliestShown), mostOf(plain, listsShown)...)
}

// mostOf sorts by cost, of two alike the outer first.
func mostOf(paths []Path, n int) []Path {
	slices.SortStableFunc(paths, func(a, b Path) int {
		return cmp.Or(cmp.Compare(b.Cost, a.Cost), cmp.Compare(len(a.Path), len(b.Path)))
	})
	return paths[:min(n, len(paths))]
}

func (w *walk) descend(f *merged, total, limit int64) []Path {
	var paths []Path
	var names []string
	for outer := int64(1); ; {
		names = append(names, f.name)
		t := w.schema.Types[f.definition.Type.Name()]
		if t == nil || t.IsLeafType() || f.isIntrospection() {
			return paths
		}
		n, s, kind := w.pageSize(f), w.of(t, f.sets), f.shape(w.schema)
		at := Path{Path: strings.Join(names, "."), Cost: mul(outer, w.field(f))}
		switch kind {
		case connection:
			at.First = fit(total, limit, n, mul(outer, s.rows))
			paths = append(paths, at)
		case list:
			if f.definition.Arguments.ForName("first") != nil {
				at.First = fit(total, limit, n, mul(outer, add(1, s.all())))
			} else {
				at.Rows = n
			}
			paths = append(paths, at)
			outer = mul(outer, n)
		}
		below := w.byCost(t, f.sets)
		if kind == connection {
			slices.SortStableFunc(below, func(a, b *merged) int { return cmp.Compare(w.times(b, n), w.times(a, n)) })
		}
		if len(below) == 0 {
			return paths
		}
		f = below[0]
		if kind == connection && f.isRows() {
			outer = mul(outer, n)
		}
	}
}

func (w *walk) times(f *merged, n int64) int64 {
	if f.isRows() {
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

// byCost lists a selection's fields that cost anything, the most expensive first; of an abstract type, those of the
// costliest of the types that it may have.
func (w *walk) byCost(t *ast.Definition, sets []ast.SelectionSet) []*merged {
	of := t
	if t.IsAbstractType() {
		var most int64
		for _, possible := range w.schema.GetPossibleTypes(t) {
			if c := w.object(possible, sets).all(); c > most {
				of, most = possible, c
			}
		}
	}
	fields := slices.DeleteFunc(w.collect(of, sets), func(f *merged) bool { return w.field(f) == 0 })
	slices.SortStableFunc(fields, func(a, b *merged) int { return cmp.Compare(w.field(b), w.field(a)) })
	return fields
}
