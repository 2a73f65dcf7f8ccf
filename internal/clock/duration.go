package clock

import (
	"io"
	"regexp"
	"strconv"
	"strings"

	"huishang/internal/fault"
)

// Duration is an ISO 8601 duration in calendar parts, signed: P30D, -P2W, P1Y6M. Parts of a day do not occur
// in this domain's filters and are refused.
type Duration struct {
	Years, Months, Days int
	text                string
}

var durationForm = regexp.MustCompile(`^(-?)P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$`)

// maxYears bounds a duration, so that every day it leads to is one that PostgreSQL can read.
const maxYears = 1000

// ParseDuration reads the form above, up to 1000 years.
func ParseDuration(text string) (Duration, error) {
	refused := fault.New(fault.BadUserInput, "expected", "an ISO 8601 duration of days, weeks, months or years, such as P30D or -P2W")
	m := durationForm.FindStringSubmatch(text)
	if m == nil || strings.HasSuffix(text, "P") {
		return Duration{}, refused
	}
	part := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	d := Duration{Years: part(2), Months: part(3), Days: part(4)*7 + part(5), text: text}
	if d.Years*366+d.Months*31+d.Days > maxYears*366 {
		return Duration{}, refused
	}
	if m[1] == "-" {
		d.Years, d.Months, d.Days = -d.Years, -d.Months, -d.Days
	}
	return d, nil
}

// String is the text that was read.
func (d Duration) String() string { return d.text }

// Add moves a day by a duration; a month's end stays inside the month (31 January + P1M is 28 February).
func (d Date) Add(by Duration) Date {
	first := DateOf(d.t.Year()+by.Years, d.t.Month(), 1).t.AddDate(0, by.Months, 0)
	last := first.AddDate(0, 1, -1).Day()
	return DateOf(first.Year(), first.Month(), min(d.t.Day(), last)).AddDays(by.Days)
}

// MarshalGQL writes the text.
func (d Duration) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(d.text)) }

// UnmarshalGQL reads the text.
func (d *Duration) UnmarshalGQL(v any) error {
	text, _ := v.(string)
	parsed, err := ParseDuration(text)
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// DateOrDuration is a day, or a duration counted from today: what comparators of dates take.
type DateOrDuration struct {
	date     Date
	duration *Duration
}

// Relative tells that it is counted from today.
func (x DateOrDuration) Relative() bool { return x.duration != nil }

// On is the day meant, counted from today where it is a duration.
func (x DateOrDuration) On(today Date) Date {
	if x.duration != nil {
		return today.Add(*x.duration)
	}
	return x.date
}

// MarshalGQL writes the text.
func (x DateOrDuration) MarshalGQL(w io.Writer) {
	if x.duration != nil {
		x.duration.MarshalGQL(w)
		return
	}
	x.date.MarshalGQL(w)
}

// UnmarshalGQL reads either form.
func (x *DateOrDuration) UnmarshalGQL(v any) error {
	text, _ := v.(string)
	if date, err := ParseDate(text); err == nil {
		*x = DateOrDuration{date: date}
		return nil
	}
	d, err := ParseDuration(text)
	if err != nil {
		return fault.New(fault.BadUserInput, "expected", "a date as YYYY-MM-DD, or a duration from today such as P30D or -P2W")
	}
	*x = DateOrDuration{duration: &d}
	return nil
}

// Moment is an instant, or a day given or counted from today: what comparators of instants take.
type Moment struct {
	At DateTime
	// Day is nil where it is an instant.
	Day *DateOrDuration
}

// MarshalGQL writes the text.
func (m Moment) MarshalGQL(w io.Writer) {
	if m.Day != nil {
		m.Day.MarshalGQL(w)
		return
	}
	m.At.MarshalGQL(w)
}

// UnmarshalGQL reads either form.
func (m *Moment) UnmarshalGQL(v any) error {
	var at DateTime
	if err := at.UnmarshalGQL(v); err == nil {
		*m = Moment{At: at}
		return nil
	}
	var d DateOrDuration
	if err := d.UnmarshalGQL(v); err != nil {
		return fault.New(fault.BadUserInput, "expected", "an instant as RFC 3339, a date as YYYY-MM-DD, or a duration from today such as P30D or -P2W")
	}
	*m = Moment{Day: &d}
	return nil
}

// MarshalText writes the text form, for cursors' signatures.
func (m Moment) MarshalText() ([]byte, error) {
	if m.Day != nil {
		return m.Day.MarshalText()
	}
	return m.At.MarshalText()
}

// MarshalText writes the text form, for cursors' signatures.
func (x DateOrDuration) MarshalText() ([]byte, error) {
	if x.duration != nil {
		return []byte(x.duration.text), nil
	}
	return []byte(x.date.String()), nil
}
