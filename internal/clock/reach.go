package clock

import "huishang/internal/fault"

// Reach is how many years a day may lie before and after today. The zero value reaches nowhere.
type Reach struct{ Before, After int }

// The reaches. What is planned or due is at most ten years away, and at most one year past where it is put down late; what
// is recorded, a term of office or what has happened, lies within a working life.
var (
	Planned  = Reach{Before: 1, After: 10}
	Recorded = Reach{Before: 60, After: 10}
)

// From are the first and the last day in reach.
func (r Reach) From(today Date) (first, last Date) {
	return today.Add(Duration{Years: -r.Before}), today.Add(Duration{Years: r.After})
}

// Check refuses a day out of reach and names the days that are in reach.
func (r Reach) Check(d, today Date) *fault.Error {
	first, last := r.From(today)
	if !d.Before(first) && !d.After(last) {
		return nil
	}
	return fault.New(fault.InvalidValue, "expected", "a day from "+first.String()+" to "+last.String())
}

// Years are the first and the last year for which lists and plans are made today: last year's late, next year's early.
func Years(today Date) (first, last int32) {
	year := int32(today.Year())
	return year - 1, year + 1
}
