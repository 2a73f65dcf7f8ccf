package auth

import (
	"slices"

	"huishang/internal/fault"
)

// AvailableAction tells whether an act may be done now, by which mutation and, if not, why.
type AvailableAction struct {
	Action   Act
	Mutation string
	Refusal  *fault.Error
}

// Allowed is true where nothing stands against it.
func (a *AvailableAction) Allowed() bool { return a.Refusal == nil }

// Code is why not; nil where allowed.
func (a *AvailableAction) Code() *fault.Code {
	if a.Refusal == nil {
		return nil
	}
	return &a.Refusal.Code
}

// mutation is a root field that does an act, with the nouns that its input names one record of.
type mutation struct {
	name string
	of   []string
}

// Mutations are the root fields that do an act to one record of a noun: where several do the act, those that name one such
// record; where none does, those that name one record of any noun, so that none is for several at once.
func Mutations(noun string, do Act) (names []string) {
	single := slices.DeleteFunc(slices.Clone(mutations[do]), func(m mutation) bool { return len(m.of) == 0 })
	named := slices.DeleteFunc(slices.Clone(single), func(m mutation) bool { return !slices.Contains(m.of, noun) })
	if len(named) == 0 {
		named = single
	}
	for _, m := range named {
		names = append(names, m.name)
	}
	return names
}
