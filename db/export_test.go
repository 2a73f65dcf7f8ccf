package db

import (
	"context"
	"time"
)

// PlanOf is how PostgreSQL would read a page of an object's list, as the list itself asks for it.
func PlanOf[T any](ctx context.Context, o *Object[T], a ListArgs) (plan string, err error) {
	t := From(ctx)
	s, err := o.statement(ctx, t, a, rootPage, "")
	if err != nil {
		return "", err
	}
	return plan, t.Get(ctx, &plan, "EXPLAIN (FORMAT JSON) "+o.pageSQL(s, ""), s.args...)
}

// BeatAlone makes sure of a job's lock in another time, until the test ends.
func BeatAlone(t interface{ Cleanup(func()) }, every time.Duration) {
	was := aloneBeat
	aloneBeat = every
	t.Cleanup(func() { aloneBeat = was })
}

// ThroughTriggers has Fill write every row through its table's triggers.
func ThroughTriggers(o FillOptions) FillOptions {
	o.triggers = true
	return o
}
