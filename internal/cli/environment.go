package cli

import (
	"iter"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// variables are the names of the environment that the command line reads.
func variables(k *kong.Kong) (names []string) {
	for _, f := range k.Model.Flags {
		names = append(names, f.Envs...)
	}
	for _, command := range k.Model.Children {
		for _, f := range command.Flags {
			names = append(names, f.Envs...)
		}
	}
	return names
}

// misspelt finds the variables that were meant as settings and are none: named HUISHANG_…, or all but like a setting. Each
// comes with the nearest setting.
func misspelt(environment, settings []string) iter.Seq2[string, string] {
	return func(yield func(name, meant string) bool) {
		for _, variable := range environment {
			name, _, _ := strings.Cut(variable, "=")
			if slices.Contains(settings, name) {
				continue
			}
			meant := slices.MinFunc(settings, func(a, b string) int { return distance(name, a) - distance(name, b) })
			near := len(name) > 8 && distance(name, meant) <= 2
			if (near || strings.HasPrefix(name, "HUISHANG_")) && !yield(name, meant) {
				return
			}
		}
	}
}

// distance is how many letters are put in, left out, changed or swapped with their neighbour to make b of a.
func distance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			next[j+1] = min(last[j+1]+1, next[j]+1, change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, last = last, next
	}
	return last[len(b)]
}
