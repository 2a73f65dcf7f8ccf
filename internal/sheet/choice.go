package sheet

import (
	"cmp"
	"strings"

	"huishang/db"
	"huishang/internal/fault"
)

// choice is a value of a drop-down list as it is offered, and what it means.
type choice struct {
	offered string
	en      string
}

// closed names the list of values that a column's cells come from; empty for a column without one.
func (c Column) closed() string {
	if c.Kind == YesNo {
		return "YesNo"
	}
	return cmp.Or(c.Of, string(c.Codes))
}

// choices are the values of a column with a closed list, each with its Chinese label.
func (c Column) choices() ([]choice, error) {
	var list []choice
	switch {
	case c.Kind == YesNo:
		return []choice{{yes[0], yes[1]}, {no[0], no[1]}}, nil
	case c.Codes != "":
		codes, err := db.SeededCodes(c.Codes)
		for _, code := range codes {
			list = append(list, choice{code.Code + " " + code.LabelZH, code.LabelEN})
		}
		return list, err
	}
	for _, v := range c.Enum {
		label := fault.Label(c.Of, v)
		list = append(list, choice{v + " " + label.ZH, label.EN})
	}
	return list, nil
}

// offer shows a cell's values as the drop-down list offers them.
func (c Column) offer(cell string, from []choice) string {
	values := []string{cell}
	if c.Kind == Set {
		values = split(cell)
	}
	for n, v := range values {
		for _, one := range from {
			if v == c.plain(one.offered) || c.Kind == YesNo && v == one.en {
				values[n] = one.offered
			}
		}
	}
	return strings.Join(values, ";")
}
