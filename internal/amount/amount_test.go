package amount_test

import (
	"strings"
	"testing"

	"huishang/internal/amount"
)

func TestParse(t *testing.T) {
	for _, text := range []string{"0", "12000", "12000.5", "12000.50", "99999999999999.99"} {
		a, err := amount.Parse(text)
		if err != nil || a.String() != text {
			t.Errorf("%q reads as %q, %v", text, a, err)
		}
		var w strings.Builder
		a.MarshalGQL(&w)
		var back amount.Amount
		if w.String() != `"`+text+`"` || back.Scan([]byte(text)) != nil || back != a {
			t.Errorf("%q does not come back: %s", text, w.String())
		}
	}
	for _, text := range []string{"", "-1", "1,000", "1.234", "1e3", "１２", "100000000000000", " 1", "1."} {
		if a, err := amount.Parse(text); err == nil {
			t.Errorf("%q reads as %q", text, a)
		}
		var a amount.Amount
		if a.UnmarshalGQL(text) == nil || a.UnmarshalGQL(12) == nil {
			t.Errorf("%q is taken from a client", text)
		}
	}
}

func TestArithmetic(t *testing.T) {
	for _, c := range []struct {
		a, b, sum string
		exceeds   bool
	}{
		{"100", "100.00", "200.00", false}, {"100.01", "100", "200.01", true}, {"0.5", "0.49", "0.99", true}, {"9", "10", "19.00", false},
		{"99999999999999.99", "0.01", "100000000000000.00", true}, {"0", "0", "0.00", false},
	} {
		a, _ := amount.Parse(c.a)
		b, _ := amount.Parse(c.b)
		if a.Exceeds(b) != c.exceeds || a.Plus(b).String() != c.sum {
			t.Errorf("%s and %s: %v, %s", c.a, c.b, a.Exceeds(b), a.Plus(b))
		}
	}
	if (amount.Amount{}).Exceeds(amount.Amount{}) {
		t.Error("no amount exceeds none")
	}
}
