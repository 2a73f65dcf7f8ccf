// Package amount holds sums of money: yuan with at most two decimals, exact, as text between client and database.
package amount

import (
	"database/sql/driver"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"huishang/internal/fault"
)

// Amount is a sum in yuan, written as digits with at most two decimals; the zero value is no amount.
type Amount struct{ text string }

var form = regexp.MustCompile(`^\d{1,14}(\.\d{1,2})?$`)

// Parse reads an amount: "12000", "12000.5", "12000.50"; no sign, no separators.
func Parse(text string) (Amount, error) {
	if !form.MatchString(text) {
		return Amount{}, fault.New(fault.BadUserInput, "expected", "an amount in yuan as text, with at most two decimals: 12000.50")
	}
	return Amount{text}, nil
}

// String is the amount's text.
func (a Amount) String() string { return a.text }

// Exceeds tells whether a is more than b.
func (a Amount) Exceeds(b Amount) bool { return a.cents() > b.cents() }

// Plus adds b to a.
func (a Amount) Plus(b Amount) Amount {
	sum := a.cents() + b.cents()
	return Amount{fmt.Sprintf("%d.%02d", sum/100, sum%100)}
}

// cents is the amount in hundredths; a form of at most sixteen digits fits.
func (a Amount) cents() int64 {
	whole, part, _ := strings.Cut(a.text, ".")
	n, _ := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	return n
}

// MarshalGQL writes the text.
func (a Amount) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(a.text)) }

// UnmarshalGQL reads the text.
func (a *Amount) UnmarshalGQL(v any) error {
	text, _ := v.(string)
	parsed, err := Parse(text)
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}

// MarshalText writes the text form, for cursors' signatures.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.text), nil }

// Scan reads a numeric column.
func (a *Amount) Scan(src any) error {
	switch s := src.(type) {
	case []byte:
		a.text = string(s)
	case string:
		a.text = s
	default:
		return fmt.Errorf("amount from %T", src)
	}
	return nil
}

// Value writes a numeric column.
func (a Amount) Value() (driver.Value, error) { return a.text, nil }
