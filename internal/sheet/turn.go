package sheet

import "slices"

// inTurn orders changed rows so that who gives up a value stands before who takes it: each value is one row's at a
// time, and rows are written one after the other. What is left are the rows that exchange values in a circle.
func inTurn[T any](rows []*T, gives, takes func(*T) string) (ordered, circle []*T) {
	giver := map[string]*T{}
	for _, r := range rows {
		if v := gives(r); v != "" && v != takes(r) {
			giver[v] = r
		}
	}
	seen := map[*T]bool{}
	for _, r := range rows {
		var chain []*T
		next := r
		for ; next != nil && !seen[next]; next = giver[takes(next)] {
			seen[next] = true
			chain = append(chain, next)
		}
		if n := slices.Index(chain, next); n >= 0 {
			circle = append(circle, chain[n:]...)
		}
		slices.Reverse(chain)
		ordered = append(ordered, chain...)
	}
	return ordered, circle
}
