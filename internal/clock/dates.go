package clock

import (
	"database/sql/driver"
	"fmt"
	"strings"
)

// Dates is a date array column.
type Dates []Date

// Scan reads PostgreSQL's array text.
func (d *Dates) Scan(src any) error {
	var text string
	switch s := src.(type) {
	case []byte:
		text = string(s)
	case string:
		text = s
	default:
		return fmt.Errorf("dates from %T", src)
	}
	*d = Dates{}
	for part := range strings.SplitSeq(strings.Trim(text, "{}"), ",") {
		if part == "" {
			continue
		}
		one, err := ParseDate(part)
		if err != nil {
			return err
		}
		*d = append(*d, one)
	}
	return nil
}

// Value writes PostgreSQL's array text.
func (d Dates) Value() (driver.Value, error) {
	parts := make([]string, len(d))
	for i, one := range d {
		parts[i] = one.String()
	}
	return "{" + strings.Join(parts, ",") + "}", nil
}
