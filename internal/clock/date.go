// Package clock holds the scalars of time: days, instants, durations and periods. Dates and periods are of an
// organisation's zone, instants are UTC (D-GEN-1). Nothing here reads the machine's clock: a Clock is handed in.
package clock

import (
	"database/sql/driver"
	"fmt"
	"io"
	"strconv"
	"time"

	"huishang/internal/fault"
)

// Clock tells the instant; servers use time.Now, tests one that can be pushed.
type Clock func() time.Time

// Date is a calendar day without a zone; the zero value is no day.
type Date struct{ t time.Time }

// DateOf makes the day from its parts.
func DateOf(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// Today is the day that an instant falls on in a zone.
func Today(now time.Time, zone *time.Location) Date {
	y, m, d := now.In(zone).Date()
	return DateOf(y, m, d)
}

// First and Last are the days between which every date lies.
var (
	First = DateOf(1900, time.January, 1)
	Last  = DateOf(2100, time.December, 31)
)

// ParseDate reads YYYY-MM-DD and nothing else.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fault.New(fault.BadUserInput, "expected", "a date as YYYY-MM-DD")
	}
	d := Date{t}
	if d.Before(First) || d.After(Last) {
		return Date{}, fault.New(fault.BadUserInput, "expected", "a day from "+First.String()+" to "+Last.String())
	}
	return d, nil
}

// String is YYYY-MM-DD.
func (d Date) String() string { return d.t.Format(time.DateOnly) }

// IsZero tells "no day".
func (d Date) IsZero() bool { return d.t.IsZero() }

// Compare is -1, 0 or 1.
func (d Date) Compare(o Date) int { return d.t.Compare(o.t) }

// Before tells whether d is an earlier day.
func (d Date) Before(o Date) bool { return d.t.Before(o.t) }

// After tells whether d is a later day.
func (d Date) After(o Date) bool { return d.t.After(o.t) }

// AddDays moves by n days.
func (d Date) AddDays(n int) Date { return Date{d.t.AddDate(0, 0, n)} }

// Sub counts the days from o to d.
func (d Date) Sub(o Date) int { return int(d.t.Sub(o.t).Hours() / 24) }

// Begins is the instant with which the day begins in a zone.
func (d Date) Begins(zone *time.Location) time.Time {
	return time.Date(d.t.Year(), d.t.Month(), d.t.Day(), 0, 0, 0, 0, zone)
}

// Parts are its year, month and day of the week.
func (d Date) Parts() (int, time.Month, time.Weekday) {
	return d.t.Year(), d.t.Month(), d.t.Weekday()
}

// Year is the calendar year.
func (d Date) Year() int { return d.t.Year() }

// MarshalGQL writes "YYYY-MM-DD".
func (d Date) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(d.String())) }

// UnmarshalGQL reads "YYYY-MM-DD".
func (d *Date) UnmarshalGQL(v any) error {
	text, _ := v.(string)
	parsed, err := ParseDate(text)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Scan reads a date column.
func (d *Date) Scan(src any) error {
	t, ok := src.(time.Time)
	if !ok {
		return fmt.Errorf("date from %T", src)
	}
	y, m, day := t.Date()
	*d = DateOf(y, m, day)
	return nil
}

// Value writes a date column.
func (d Date) Value() (driver.Value, error) { return d.String(), nil }

// DateTime is an instant, written as RFC 3339 in UTC.
type DateTime struct{ time.Time }

// At makes a DateTime.
func At(t time.Time) DateTime { return DateTime{t.UTC()} }

// MarshalGQL writes RFC 3339 in UTC with microseconds, as PostgreSQL keeps them.
func (t DateTime) MarshalGQL(w io.Writer) {
	_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format("2006-01-02T15:04:05.999999Z07:00")))
}

// UnmarshalGQL reads RFC 3339.
func (t *DateTime) UnmarshalGQL(v any) error {
	text, _ := v.(string)
	parsed, err := time.Parse(time.RFC3339, text)
	if err != nil || parsed.Year() < First.Year() || parsed.Year() > Last.Year() {
		return fault.New(fault.BadUserInput, "expected", "an instant as RFC 3339, 2026-03-31T08:00:00Z")
	}
	t.Time = parsed.UTC()
	return nil
}

// Scan reads a timestamptz column.
func (t *DateTime) Scan(src any) error {
	v, ok := src.(time.Time)
	if !ok {
		return fmt.Errorf("instant from %T", src)
	}
	t.Time = v.UTC()
	return nil
}

// Value writes a timestamptz column.
func (t DateTime) Value() (driver.Value, error) { return t.Time, nil }

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Since is how many days d lies after another; negative before it.
func (d Date) Since(o Date) int { return int(d.t.Sub(o.t).Hours() / 24) }

// Spoken is an instant as a sentence says it, to the minute in a zone: text is RFC 3339, and stays as it is where it is not.
func Spoken(text string, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return at.In(zone).Format("2006-01-02 15:04")
}
