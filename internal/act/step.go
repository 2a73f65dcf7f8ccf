package act

import (
	"fmt"
	"slices"

	"huishang/internal/auth"
)

// Steps are all the ways of one noun's records, act by act, from a state ("" is the beginning) to those that the
// act may take it to: what is not listed is refused. docs/states.md is drawn from them.
type Steps[S ~string] map[auth.Act]map[S][]S

// Check refuses a way that is not listed; staying in a state is none. It holds the rule to its table: by then
// the rule itself has refused what the client may not do.
func (s Steps[S]) Check(a auth.Act, from, to S) error {
	if from == to || slices.Contains(s[a][from], to) {
		return nil
	}
	return fmt.Errorf("%s takes nothing from %q to %q", a, from, to)
}

// StateOf is a state as history writes it: nil for "", the beginning.
func StateOf[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}
