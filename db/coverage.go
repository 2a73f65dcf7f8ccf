package db

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"huishang/internal/fault"
)

// gapsOfYears is the list of gaps with the years that it asks for: the present one where the filter names none. A year to
// come has no gaps yet, and of one before the records begin nothing is known: both are refused, not answered with none.
func gapsOfYears(ctx context.Context, t *Tx, a ListArgs) (ListArgs, error) {
	named := yearsNamed(a.Filter, []string{"filter"}, nil)
	last := int32(t.Viewer.Today.Year())
	if len(named) == 0 {
		f := maps.Clone(a.Filter)
		if f == nil {
			f = map[string]any{}
		}
		f["year"] = map[string]any{"eq": last}
		a.Filter = f
		a.own++
		return a, nil
	}
	var first int32
	if err := t.Get(ctx, &first, `
		SELECT COALESCE(min(extract(year FROM o.created_at AT TIME ZONE o.zone)), $1)::integer FROM organisation o WHERE o.level = 'PROVINCE'`, last); err != nil {
		return a, err
	}
	for _, n := range named {
		from, to := first, last
		switch n.path[slices.IndexFunc(n.path, func(p string) bool { return p == "year" })+1] {
		case "lt":
			to++
		case "gt":
			from--
		}
		if n.year < from || n.year > to {
			return a, fault.At(strings.Join(n.path, "."), fault.BadUserInput, "expected", fmt.Sprintf("a year from %d to %d", first, last), "from", first, "to", last)
		}
	}
	return a, nil
}

type yearNamed struct {
	year int32
	path []string
}

// yearsNamed are the years that a filter compares with, each with its path.
func yearsNamed(v any, path []string, named []yearNamed) []yearNamed {
	inYear := slices.Contains(path, "year")
	switch x := plain(v).(type) {
	case int32:
		if inYear {
			named = append(named, yearNamed{x, path})
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(x)) {
			named = yearsNamed(x[key], append(slices.Clone(path), key), named)
		}
	default:
		if r := reflect.ValueOf(x); r.IsValid() && r.Kind() == reflect.Slice {
			for i := range r.Len() {
				named = yearsNamed(r.Index(i).Interface(), append(slices.Clone(path), fmt.Sprint(i)), named)
			}
		}
	}
	return named
}
