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

func Some(s string) *string { return &s }

// OptionalText is a nullable text as text.
func OptionalText[T interface{ ~string }](v *T) *string {
	if v == nil {
		return nil
	}
	return Some(string(*v))
}

func OptionalID[T interface{ UUID() uuid.UUID }](v *T) *string {
	if v == nil {
		return nil
	}
	return Some((*v).UUID().String())
}
