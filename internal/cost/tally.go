// Package cost says what an operation costs: an estimate from the document before it runs, and the statements
// it took.
package cost

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"
)

// keptStatements bounds what a tally remembers one by one; it counts the rest.
const keptStatements = 500

// Statement is one SQL statement that was run: its text, with $n for every value, when it began, and how long it
// took until its rows were read.
type Statement struct {
	SQL    string
	Began  time.Time
	Took   time.Duration
	Failed bool
}

// Tally is what one operation has asked of the database so far. Many goroutines may use it.
type Tally struct {
	mu    sync.Mutex
	count int64
	took  time.Duration
	kept  []Statement
}

type tallyKey struct{}

// WithTally puts an empty tally on the context.
func WithTally(ctx context.Context) (context.Context, *Tally) {
	t := new(Tally)
	return context.WithValue(ctx, tallyKey{}, t), t
}

// Add tells the operation's tally of a statement; without a tally nothing happens.
func Add(ctx context.Context, s Statement) {
	t, ok := ctx.Value(tallyKey{}).(*Tally)
	if !ok {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count++
	t.took += s.Took
	if len(t.kept) < keptStatements {
		t.kept = append(t.kept, s)
	}
}

// Count is how many statements were run.
func (t *Tally) Count() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.count
}

// Took is how long all statements took together.
func (t *Tally) Took() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.took
}

// Statements are the first 500, in their order.
func (t *Tally) Statements() []Statement {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.kept)
}

// Text is one SQL text with how often it was run and how long that took together.
type Text struct {
	SQL   string
	Count int
	Took  time.Duration
}

// Texts sums the kept statements by their text, the longest first.
func (t *Tally) Texts() []Text {
	at := map[string]int{}
	var texts []Text
	for _, s := range t.Statements() {
		i, seen := at[s.SQL]
		if !seen {
			i = len(texts)
			at[s.SQL] = i
			texts = append(texts, Text{SQL: s.SQL})
		}
		texts[i].Count++
		texts[i].Took += s.Took
	}
	slices.SortStableFunc(texts, func(a, b Text) int { return cmp.Compare(b.Took, a.Took) })
	return texts
}
