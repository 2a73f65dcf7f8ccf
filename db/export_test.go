package db

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// PlanOf is how PostgreSQL would read a page of an object's list, as the list itself asks for it.
func PlanOf[T any](ctx context.Context, o *Object[T], a ListArgs) (plan string, err error) {
	t := From(ctx)
	s, err := o.statement(ctx, t, a, rootPage, "")
	if err != nil {
		return "", err
	}
	return plan, t.Get(ctx, &plan, "EXPLAIN (FORMAT JSON) "+s.shared()+o.pageSQL(s, ""), s.args...)
}

// Plainly lists the ids of a whole list by its conditions alone, whatever ways it may be walked by.
func Plainly[T any](ctx context.Context, o *Object[T], a ListArgs) (ids []uuid.UUID, err error) {
	t := From(ctx)
	s, err := o.statement(ctx, t, ListArgs{Filter: a.Filter, OrderBy: a.OrderBy}, rootPage, "whole")
	if err != nil {
		return nil, err
	}
	return ids, t.Select(ctx, &ids, s.shared()+"SELECT t."+o.key+" FROM "+o.Table+" AS t WHERE "+s.cond+" ORDER BY "+s.orderSQL("t"), s.args...)
}

// Read is how PostgreSQL read a page of a list, and its count, as the list itself asks for them.
func Read[T any](ctx context.Context, o *Object[T], a ListArgs) (page, count string, err error) {
	t := From(ctx)
	const explain = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
	s, err := o.statement(ctx, t, a, rootPage, "")
	if err != nil {
		return "", "", err
	}
	if err := t.Get(ctx, &page, explain+s.shared()+o.pageSQL(s, ""), s.args...); err != nil {
		return "", "", err
	}
	if s, err = o.counting(ctx, t, a, false); err != nil {
		return "", "", err
	}
	return page, count, t.Get(ctx, &count, explain+s.shared()+o.countSQL(s, unlimited), s.args...)
}

// TaskReach are the conditions of the walks that find what a viewer may see, by column.
func TaskReach() map[string]string {
	found := map[string]string{}
	for _, w := range taskReach(asked) {
		found[w.column] += w.set + " " + w.and + "\n"
	}
	return found
}

// TaskSums is the condition of the sums of tasks that a viewer sees.
func TaskSums() string { return taskKept.Summed }

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

// SearchPlan is how PostgreSQL read what a page of a search is chosen from.
func SearchPlan(ctx context.Context, words string) (plan string, err error) {
	t := From(ctx)
	terms, err := searchWords(words)
	if err != nil {
		return "", err
	}
	var nouns pq.StringArray
	for _, s := range searchedNouns {
		nouns = append(nouns, s.Letter)
	}
	from := searchStart
	return plan, t.Get(ctx, &plan, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "+searchSQL, nouns, pq.StringArray(terms), from.Class, from.At, from.ID, 2*(rootPage+1))
}

// Fold is a text as search compares it.
func Fold(s string) string { return fold(s) }
