package sheet

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Written in turn, no row takes a value that another still has, unless it is of a circle; and only rows that wait for
// each other are.
func TestInTurn(t *testing.T) {
	t.Parallel()
	type row struct{ had, has string }
	values := []string{"a", "b", "c", "d", "e", "f", "g"}
	rapid.Check(t, func(t *rapid.T) {
		had := rapid.Permutation(values).Draw(t, "had")
		has := rapid.Permutation(values).Draw(t, "has")
		rows := make([]*row, rapid.IntRange(0, len(values)).Draw(t, "n"))
		for i := range rows {
			rows[i] = &row{had[i], has[i]}
			if rapid.Bool().Draw(t, "new") {
				rows[i].had = ""
			}
			if rapid.Bool().Draw(t, "none") {
				rows[i].has = ""
			}
		}
		ordered, circle := inTurn(rows, func(r *row) string { return r.had }, func(r *row) string { return r.has })
		holds := map[string]*row{}
		for _, r := range rows {
			if !slices.Contains(ordered, r) || len(ordered) != len(rows) {
				t.Fatalf("%d rows came back of %d", len(ordered), len(rows))
			}
			if r.had != "" {
				holds[r.had] = r
			}
		}
		for _, r := range circle {
			next := holds[r.has]
			for n := 0; next != r; n++ {
				if next == nil || n > len(rows) {
					t.Fatalf("%v is in no circle", *r)
				}
				next = holds[next.has]
			}
		}
		for _, r := range ordered {
			if slices.Contains(circle, r) {
				return // what follows a circle cannot be told
			}
			if other := holds[r.has]; r.has != "" && other != nil && other != r {
				t.Fatalf("%v takes what %v still has", *r, *other)
			}
			delete(holds, r.had)
			if r.has != "" {
				holds[r.has] = r
			}
		}
	})
}
