package act

import (
	"huishang/internal/fault"

	"github.com/99designs/gqlgen/graphql"
)

// Clearable writes what an update gives for a field that may be empty: absent leaves it as it is, null clears it.
func Clearable[T any](to **T, given graphql.Omittable[*T]) {
	if value, ok := given.ValueOK(); ok {
		*to = value
	}
}

// Needed writes what an update gives for a field that no record goes without: absent leaves it as it is, null is refused.
func Needed[T any](c *Checks, path string, to *T, given graphql.Omittable[*T]) {
	value, ok := given.ValueOK()
	switch {
	case value != nil:
		*to = *value
	case ok:
		c.Add(fault.At(path, fault.Required))
	}
}

// Listed writes what an update gives for a list: absent leaves it as it is, null empties it.
func Listed[L ~[]T, T any](to *L, given graphql.Omittable[[]T]) {
	if value, ok := given.ValueOK(); ok {
		*to = append(L{}, value...)
	}
}
