package clock_test

import (
	"bytes"
	"database/sql/driver"
	"fmt"
	"strings"
	"testing"
	"time"

	"huishang/internal/clock"
	"huishang/internal/fault"

	"pgregory.net/rapid"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func date(t *testing.T, text string) clock.Date {
	t.Helper()
	d, err := clock.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func duration(t *testing.T, text string) clock.Duration {
	t.Helper()
	d, err := clock.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The day is the organisation's, not the machine's: Shanghai's begins at 16:00 UTC of the day before.
func TestTodayIsOfTheZone(t *testing.T) {
	for _, c := range []struct{ instant, zone, day string }{
		{"2026-03-31T15:59:59.999999Z", "Asia/Shanghai", "2026-03-31"},
		{"2026-03-31T16:00:00Z", "Asia/Shanghai", "2026-04-01"},
		{"2026-12-31T16:00:00Z", "Asia/Shanghai", "2027-01-01"},
		{"2028-02-28T16:00:00Z", "Asia/Shanghai", "2028-02-29"},
		{"2026-03-31T16:00:00Z", "UTC", "2026-03-31"},
		{"2026-03-31T17:59:59Z", "Asia/Urumqi", "2026-03-31"},
		{"2026-03-31T18:00:00Z", "Asia/Urumqi", "2026-04-01"},
		// Shanghai had summer time in 1986: the day began an hour earlier.
		{"1986-07-01T15:00:00Z", "Asia/Shanghai", "1986-07-02"},
	} {
		now, err := time.Parse(time.RFC3339, c.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := clock.Today(now, zone(t, c.zone)).String(); got != c.day {
			t.Errorf("%s in %s is %s, not %s", c.instant, c.zone, got, c.day)
		}
	}
}

// The day does not depend on the zone that the instant happens to be written in.
func TestTodayIgnoresTheInstantsOwnZone(t *testing.T) {
	shanghai := zone(t, "Asia/Shanghai")
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "unix"), 0)
		if a, b := clock.Today(now.UTC(), shanghai), clock.Today(now.In(shanghai), shanghai); a != b {
			t.Fatalf("%v: %s and %s", now, a, b)
		}
	})
}

// A month later is the same day, or the month's last where it is shorter.
func TestMonthEndsStayInTheMonth(t *testing.T) {
	for _, c := range []struct{ from, by, to string }{
		{"2026-01-31", "P1M", "2026-02-28"},
		{"2028-01-31", "P1M", "2028-02-29"},
		{"2026-01-31", "P2M", "2026-03-31"},
		{"2026-03-31", "-P1M", "2026-02-28"},
		{"2026-05-31", "P1M", "2026-06-30"},
		{"2026-10-31", "P4M", "2027-02-28"},
		{"2026-12-31", "P2M", "2027-02-28"},
		{"2028-02-29", "P1Y", "2029-02-28"},
		{"2028-02-29", "-P4Y", "2024-02-29"},
		{"2026-01-31", "P1M1D", "2026-03-01"},
		{"2026-03-31", "-P1M1D", "2026-02-27"},
		{"2026-02-28", "P1D", "2026-03-01"},
		{"2026-03-01", "-P2W", "2026-02-15"},
		{"2026-12-31", "P1W1D", "2027-01-08"},
		{"2026-03-31", "P0D", "2026-03-31"},
	} {
		if got := date(t, c.from).Add(duration(t, c.by)).String(); got != c.to {
			t.Errorf("%s + %s = %s, not %s", c.from, c.by, got, c.to)
		}
	}
}

// Whatever duration is taken, the day it leads to is one that PostgreSQL can read.
func TestDurationsLeadToDays(t *testing.T) {
	today := date(t, "2026-03-31")
	for _, text := range []string{"-P999Y366D", "P999Y366D", "-P9999M", "-P9999W", "P99999D"} {
		if year := today.Add(duration(t, text)).Year(); year < 1 || year > 9999 {
			t.Errorf("%s leads to the year %d", text, year)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?P([0-9]{1,4}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,6}D)?`).Draw(t, "text")
		d, err := clock.ParseDuration(text)
		if err != nil {
			if !fault.Is(err, fault.BadUserInput) {
				t.Fatal(err)
			}
			return
		}
		if year := today.Add(d).Year(); year < 1 || year > 9999 {
			t.Fatalf("%s leads to the year %d", text, year)
		}
		if d.String() != text {
			t.Fatalf("%s is read as %s", text, d)
		}
	})
	for _, text := range []string{"-P999Y9999M9999W99999D", "-P999Y367D", "P9999M9999W", "P1001Y"} {
		if d, err := clock.ParseDuration(text); !fault.Is(err, fault.BadUserInput) {
			t.Errorf("%s is taken as %+v", text, d)
		}
	}
}

// A date is YYYY-MM-DD of a day that exists, a duration counts whole days: anything else is refused.
func TestForms(t *testing.T) {
	for _, text := range []string{"", "2026-02-29", "2026-2-1", "2026-13-01", "2026-04-31", "26-03-31", "2026/03/31", "2026-03-31T00:00:00Z", " 2026-03-31", "1899-12-31", "2101-01-01", "P1D", "２０２６-03-31"} {
		if d, err := clock.ParseDate(text); !fault.Is(err, fault.BadUserInput) {
			t.Errorf("%q is taken as %s", text, d)
		}
	}
	for _, text := range []string{"", "P", "-P", "P1", "1D", "P1H", "PT1H", "P1DT1H", "P1D1W", "P-1D", "+P1D", "p1d", "P1.5D", "P1D ", "--P1D"} {
		if d, err := clock.ParseDuration(text); !fault.Is(err, fault.BadUserInput) {
			t.Errorf("%q is taken as %+v", text, d)
		}
	}
	for _, value := range []any{nil, 20260331, "2026-03-31", "2026-03-31T08:00:00", "1899-12-31T00:00:00Z"} {
		var at clock.DateTime
		if err := at.UnmarshalGQL(value); !fault.Is(err, fault.BadUserInput) {
			t.Errorf("%v is taken as %s", value, at)
		}
	}
	for _, value := range []any{nil, 7, "", "tomorrow", "P1H"} {
		var d clock.DateOrDuration
		if err := d.UnmarshalGQL(value); !fault.Is(err, fault.BadUserInput) {
			t.Errorf("%v is taken as %+v", value, d)
		}
	}
}

// A date says its text wherever it goes, and comes back from it.
func TestDatesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := clock.First
		d := first.AddDays(rapid.IntRange(0, clock.Last.Since(first)).Draw(t, "day"))
		parsed, err := clock.ParseDate(d.String())
		if err != nil || parsed != d {
			t.Fatalf("%s is parsed as %s, %v", d, parsed, err)
		}
		var b bytes.Buffer
		d.MarshalGQL(&b)
		var read clock.Date
		if err := read.UnmarshalGQL(strings.Trim(b.String(), `"`)); err != nil || read != d {
			t.Fatalf("%s is read as %s, %v", b.String(), read, err)
		}
		// lib/pq gives a date as midnight of some zone: the day counts, not the instant.
		var scanned clock.Date
		if err := scanned.Scan(time.Date(d.Year(), 1, 1, 0, 0, 0, 0, time.FixedZone("", 8*3600)).AddDate(0, 0, d.Since(clock.DateOf(d.Year(), 1, 1)))); err != nil || scanned != d {
			t.Fatalf("%s is scanned as %s, %v", d, scanned, err)
		}
		if v, err := d.Value(); err != nil || v != driver.Value(d.String()) {
			t.Fatalf("%s is written as %v, %v", d, v, err)
		}
	})
}

// Counting days and comparing agree.
func TestDaysCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := clock.DateOf(2026, time.January, 1).AddDays(rapid.IntRange(-40000, 40000).Draw(t, "day"))
		n := rapid.IntRange(-40000, 40000).Draw(t, "n")
		e := d.AddDays(n)
		if e.Since(d) != n || e.After(d) != (n > 0) || e.Before(d) != (n < 0) || (e.Compare(d) == 0) != (n == 0) {
			t.Fatalf("%s and %s, %d days on: since %d, after %t, before %t", d, e, n, e.Since(d), e.After(d), e.Before(d))
		}
	})
	if got := date(t, "2027-01-01").Since(date(t, "2026-12-31")); got != 1 {
		t.Errorf("New Year is %d days after the old year's last", got)
	}
	if (clock.Date{}).IsZero() != true || date(t, "1900-01-01").IsZero() {
		t.Error("only the zero value is no day")
	}
}

// A comparator's date stands, its duration counts from the organisation's today, across the ends of months too.
func TestDateOrDuration(t *testing.T) {
	today := date(t, "2026-03-31")
	for text, day := range map[string]string{"2026-02-01": "2026-02-01", "P1M": "2026-04-30", "-P1M": "2026-02-28", "P0D": "2026-03-31"} {
		var x clock.DateOrDuration
		if err := x.UnmarshalGQL(text); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		x.MarshalGQL(&b)
		signed, err := x.MarshalText()
		if x.On(today).String() != day || b.String() != fmt.Sprintf("%q", text) || string(signed) != text || err != nil {
			t.Errorf("%s is %s on %s, written %s, signed %s, %v", text, x.On(today), today, b.String(), signed, err)
		}
	}
}

// An instant is written in UTC, to the microsecond that PostgreSQL keeps, whatever zone it came in.
func TestInstants(t *testing.T) {
	for given, written := range map[string]string{
		"2026-03-31T08:00:00+08:00":        "2026-03-31T00:00:00Z",
		"2026-04-01T00:00:00.123456789Z":   "2026-04-01T00:00:00.123456Z",
		"2026-03-31T23:59:59.5-00:30":      "2026-04-01T00:29:59.5Z",
		"2026-03-31T16:00:00.000001+00:00": "2026-03-31T16:00:00.000001Z",
	} {
		var at clock.DateTime
		if err := at.UnmarshalGQL(given); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		at.MarshalGQL(&b)
		if b.String() != `"`+written+`"` {
			t.Errorf("%s is written %s, not %s", given, b.String(), written)
		}
		var scanned clock.DateTime
		if err := scanned.Scan(at.In(zone(t, "Asia/Shanghai"))); err != nil || scanned.Location() != time.UTC || !scanned.Equal(at.Time) {
			t.Errorf("%s is scanned as %s, %v", given, scanned, err)
		}
	}
	var at clock.DateTime
	if err := at.Scan("2026-03-31"); err == nil {
		t.Error("text is scanned as an instant")
	}
}

// A date array comes back as it was written; no array but PostgreSQL's is read.
func TestDateArrays(t *testing.T) {
	for _, list := range []clock.Dates{{}, {date(t, "2026-03-31")}, {date(t, "2026-12-31"), date(t, "2027-01-01")}} {
		text, err := list.Value()
		if err != nil {
			t.Fatal(err)
		}
		var fromText, fromBytes clock.Dates
		if err := fromText.Scan(text); err != nil || fmt.Sprint(fromText) != fmt.Sprint(list) {
			t.Errorf("%v is scanned as %v, %v", text, fromText, err)
		}
		if err := fromBytes.Scan([]byte(text.(string))); err != nil || fmt.Sprint(fromBytes) != fmt.Sprint(list) {
			t.Errorf("%v is scanned as %v, %v", text, fromBytes, err)
		}
	}
	var d clock.Dates
	for _, src := range []any{nil, 7, "{2026-02-30}", "{NULL}"} {
		if err := d.Scan(src); err == nil {
			t.Errorf("%v is scanned as %v", src, d)
		}
	}
}

// A day far from today is refused with the days that are in reach, both of them themselves included.
func TestReach(t *testing.T) {
	today := date(t, "2028-02-29")
	for text, fits := range map[string]bool{"2027-02-28": true, "2027-02-27": false, "2038-02-28": true, "2038-03-01": false, "2028-02-29": true} {
		if e := clock.Planned.Check(date(t, text), today); (e == nil) != fits || e != nil && e.Params["expected"] != "a day from 2027-02-28 to 2038-02-28" {
			t.Errorf("%s: %v", text, e)
		}
	}
	if (clock.Reach{}).Check(today.AddDays(1), today) == nil {
		t.Error("a reach that nobody gave takes a day")
	}
}

// A province's zone is an area and a location that mean the same on every machine.
func TestZones(t *testing.T) {
	for _, name := range []string{"Asia/Shanghai", "Asia/Urumqi", "Asia/Tokyo", "Europe/Berlin", "America/Argentina/Buenos_Aires"} {
		if z, err := clock.ParseZone(name); err != nil || z.String() != name {
			t.Errorf("%s: %v, %v", name, z, err)
		}
	}
	for _, name := range []string{
		"", "Local", "UTC", "GMT", "localtime", "posixrules", "Factory", "right/Asia/Shanghai", "posix/Asia/Shanghai", "CST6CDT", "EST", "PRC", "Etc/GMT-8",
		"asia/shanghai", "Asia/Beijing", "Asia/Chongqing", "US/Pacific", "../Asia/Shanghai", "Asia/Shanghai ", "+08:00", "Asia",
	} {
		if z, err := clock.ParseZone(name); !fault.Is(err, fault.InvalidValue) {
			t.Errorf("%q is the zone %v, %v", name, z, err)
		}
	}
}
