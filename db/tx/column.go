package tx

import (
	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Column gathers one field of many rows into an array argument; absent values are NULL.
func Column[T any](rows []*T, of func(*T) *string) any {
	values := make([]*string, len(rows))
	for i, r := range rows {
		values[i] = of(r)
	}
	return pq.Array(values)
}

// OptionalText is a nullable text as text.
func OptionalText[T interface{ ~string }](v *T) *string {
	if v == nil {
		return nil
	}
	return new(string(*v))
}

// OptionalID is a nullable id as text.
func OptionalID[T interface{ UUID() uuid.UUID }](v *T) *string {
	if v == nil {
		return nil
	}
	return new((*v).UUID().String())
}
