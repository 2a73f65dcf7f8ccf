package sheet

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"huishang/internal/clock"
	"huishang/internal/fault"
)

// read is what a column takes a cell for: the text that a person sees there, a day as YYYY-MM-DD.
func (c Column) read(given cell, from1904 bool) (string, *fault.Error) {
	switch {
	case given.is == uncalculated || given.is == failed:
		return "", given.refuse()
	case c.Kind == Day && given.is == number:
		return fromSerial(given.text, from1904)
	case c.Kind == Day:
		return dayOf(given.text)
	case given.is == number:
		return shownNumber(given.text, c.Kind == Text || c.Kind == Set)
	}
	return given.text, nil
}

// refuse says why a formula's cell has no value.
func (c cell) refuse() *fault.Error {
	if c.is == uncalculated {
		return fault.New(fault.InvalidValue, "expected", "a value: its formula was never calculated; open the workbook in a spreadsheet and save it")
	}
	return fault.New(fault.InvalidValue, "expected", "a value, not a failed formula's "+c.text)
}

// exactDigits is how many digits a spreadsheet keeps of a number.
const exactDigits = 15

// shownNumber is a number without an exponent and without the noise behind a spreadsheet's fifteenth digit. A code or a
// phone number of more digits has lost some of them before anybody could see it.
func shownNumber(text string, code bool) (string, *fault.Error) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return "", fault.New(fault.InvalidValue, "expected", "a number")
	}
	if code && math.Abs(f) >= 1e15 {
		return "", fault.New(fault.InvalidValue, "expected", "text: of a number a spreadsheet keeps 15 digits only")
	}
	if math.Abs(f) < 1e15 {
		f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', exactDigits, 64), 64)
	}
	if f == 0 { // not -0
		return "0", nil
	}
	return strconv.FormatFloat(f, 'f', -1, 64), nil
}

// minute is a minute's part of a day.
const minute = 1.0 / (24 * 60)

// firstSerial is the least number that is a day: below, a year was typed (2024 would be a day of 1905).
const firstSerial = 10_000

// fromSerial is the day of a spreadsheet's day number, which some programs miss by some seconds.
func fromSerial(text string, from1904 bool) (string, *fault.Error) {
	days, err := strconv.ParseFloat(text, 64)
	whole := math.Round(days)
	begin := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		begin = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	switch {
	case err != nil || math.IsNaN(days) || whole < firstSerial:
		return text, nil // for its column to refuse
	case whole > 1e5:
		return "", fault.New(fault.InvalidValue, "expected", "a day from "+clock.First.String()+" to "+clock.Last.String())
	case math.Abs(days-whole) > minute:
		return "", fault.New(fault.InvalidValue, "expected", "a day without a time")
	}
	return begin.AddDate(0, 0, int(whole)).Format(time.DateOnly), nil
}

// These are the ways in which people and programs write a day: 2024-1-1, 2024/1/1, 2024年1月1日, each perhaps with
// midnight behind it; a day number; and what has two days in it.
var (
	dayForm    = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$`)
	serialText = regexp.MustCompile(`^\d{5}$`)
	severalOf  = regexp.MustCompile(`\d{4}[-/.年]\d{1,2}.*\d{4}[-/.年]\d{1,2}`)
)

// dayOf spells a day YYYY-MM-DD; what is none stays as it is, for its column to refuse.
func dayOf(text string) (string, *fault.Error) {
	m := dayForm.FindStringSubmatch(text)
	if m == nil {
		if severalOf.MatchString(text) {
			return "", fault.New(fault.InvalidValue, "expected", "one day, not "+short(text))
		}
		return text, nil
	}
	parts := slices.DeleteFunc(m[1:], func(p string) bool { return p == "" })
	for n, p := range parts[1:] {
		parts[n+1] = strings.Repeat("0", 2-len(p)) + p
	}
	return strings.Join(parts, "-"), nil
}

// short is a cell's text as a message may repeat it.
func short(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
