package read

import (
	"context"
	"fmt"
	"time"

	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/fault"
)

// The past of an object is kept by the day, in a table of its own with the object's columns and the run of days for which
// they held (docs/decisions/0050). A list of it is the same list over that table, its today the day that is asked for; who
// sees a row is decided by today's policies over what decides it today.

// begin begins a list's statement over the rows of now, or of a day's end.
func (o *Object[T]) begin(ctx context.Context, t *tx.Tx, a ListArgs) (*statement, error) {
	s := &statement{Where: whereOf(ctx, t, o.Name, a), from: o.Table}
	if a.AsOf == nil {
		return s, nil
	}
	if err := mustHaveEnded(t, "asOf", *a.AsOf); err != nil {
		return nil, err
	}
	s.from, s.past, s.Today = o.Past, true, *a.AsOf
	return s, nil
}

// mustHaveEnded refuses a day that has not ended.
func mustHaveEnded(t *tx.Tx, argument string, day clock.Date) error {
	if !day.Before(t.Viewer.Today) {
		return fault.At(argument, fault.BadUserInput, "expected", "a day before today")
	}
	return nil
}

// asOf is what the day adds to what a list is, for its cursors.
func (a ListArgs) asOf() []any {
	if a.AsOf == nil {
		return nil
	}
	return []any{a.AsOf.String()}
}

// stoodOn remembers rows as told of a day's end.
func stoodOn[T any](t *tx.Tx, rows []*T, day clock.Date) {
	l := loadsOf(t)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.days == nil {
		l.days = map[any]clock.Date{}
	}
	for _, r := range rows {
		l.days[r] = day
	}
}

// PastDay is the day at whose end a row stood as it is told; nil: now.
func PastDay(ctx context.Context, row any) *clock.Date {
	l := loadsOf(tx.From(ctx))
	l.mu.Lock()
	defer l.mu.Unlock()
	day, past := l.days[row]
	if !past {
		return nil
	}
	return &day
}

// DayOf is the day by which a row's days are counted: today, or that of the past at whose end it stood so.
func DayOf(ctx context.Context, row any) clock.Date {
	if day := PastDay(ctx, row); day != nil {
		return *day
	}
	return tx.From(ctx).Viewer.Today
}

// endOf is the instant with which a day of the province has ended.
func endOf(t *tx.Tx, day clock.Date) time.Time { return day.AddDays(1).Begins(t.Viewer.Zone) }

// Trend asks figures at the end of each period between two days, and of the last day where no period ends with it.
type Trend struct {
	From, To clock.Date
	Unit     PeriodUnit
}

// MaxTrend bounds the days of a trend: each is a statement over all rows of that day.
const MaxTrend = 60

// days are the days of a trend, as text; nil where none is asked for.
func days(t *tx.Tx, a StatsArgs) ([]string, error) {
	w := a.Trend
	if w == nil {
		return nil, nil
	}
	if a.AsOf != nil {
		return nil, fault.At("trend", fault.BadUserInput, "expected", "asOf or trend, not both")
	}
	if err := mustHaveEnded(t, "trend.to", w.To); err != nil {
		return nil, err
	}
	if w.To.Before(w.From) {
		return nil, fault.At("trend.to", fault.BadUserInput, "expected", "a day not before from")
	}
	var days []string
	for end := w.Unit.end(w.From); end.Before(w.To); end = w.Unit.end(end.AddDays(1)) {
		if days = append(days, end.String()); len(days) == MaxTrend {
			return nil, fault.At("trend", fault.BadUserInput, "expected", fmt.Sprintf("at most %d periods", MaxTrend))
		}
	}
	return append(days, w.To.String()), nil
}

// lastDay is the day that goes for an answer as a whole: that which is asked for, the last of a trend; nil: today.
func (a StatsArgs) lastDay() *clock.Date {
	if a.Trend != nil {
		return &a.Trend.To
	}
	return a.AsOf
}
