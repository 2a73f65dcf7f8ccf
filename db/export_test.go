package db

import (
	"context"

	"huishang/db/read"
	"huishang/db/tx"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// PlanOf is how PostgreSQL would read a page of an object's list, as the list itself asks for it.
func PlanOf[T any](ctx context.Context, o *read.Object[T], a read.ListArgs) (plan string, err error) {
	s, err := read.PageSQL(ctx, tx.From(ctx), o, a)
	if err != nil {
		return "", err
	}
	return plan, From(ctx).Get(ctx, &plan, "EXPLAIN (FORMAT JSON) "+s.Text, s.Args...)
}

// Plainly lists the ids of a whole list by its conditions alone, whatever ways it may be walked by.
func Plainly[T any](ctx context.Context, o *read.Object[T], a read.ListArgs) (ids []uuid.UUID, err error) {
	s, err := read.PlainSQL(ctx, tx.From(ctx), o, a)
	if err != nil {
		return nil, err
	}
	return ids, From(ctx).Select(ctx, &ids, s.Text, s.Args...)
}

// Read is how PostgreSQL read a page of a list, and its count, as the list itself asks for them.
func Read[T any](ctx context.Context, o *read.Object[T], a read.ListArgs) (page, count string, err error) {
	const explain = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
	s, err := read.PageSQL(ctx, tx.From(ctx), o, a)
	if err != nil {
		return "", "", err
	}
	if err := From(ctx).Get(ctx, &page, explain+s.Text, s.Args...); err != nil {
		return "", "", err
	}
	if s, err = read.CountSQL(ctx, tx.From(ctx), o, a, nil); err != nil {
		return "", "", err
	}
	return page, count, From(ctx).Get(ctx, &count, explain+s.Text, s.Args...)
}

// TaskReach are the conditions of the walks that find what a viewer may see, by column.
func TaskReach() map[string]string {
	found := map[string]string{}
	for _, w := range taskReach(read.Setting) {
		found[w.Column] += w.Set + " " + w.And + "\n"
	}
	return found
}

// TaskSums is the condition of the sums of tasks that a viewer sees.
func TaskSums() string { return taskKept.Summed }

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
	return plan, t.Get(ctx, &plan, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "+searchSQL, nouns, pq.StringArray(terms), from.Class, from.At, from.ID, 2*(read.RootPage+1))
}

// Fold is a text as search compares it.
func Fold(s string) string { return fold(s) }
