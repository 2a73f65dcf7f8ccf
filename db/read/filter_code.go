package read

import (
	"fmt"
	"slices"
	"strings"

	"huishang/internal/fault"

	"github.com/lib/pq"
)

// compareCodes compares a code, or a set of codes, with codes of its table: one that the table lacks is refused, with
// those that may have been meant, and one that has others below it takes them in.
func compareCodes(w *Where, f FilterField, op string, v any, path []string) (string, error) {
	column := f.sql()
	given, err := several(v, path)
	if err != nil {
		return "", err
	}
	families := make([]pq.StringArray, len(given))
	all := pq.StringArray{}
	for i, one := range given {
		at := path
		if op != "eq" && op != "neq" && op != "has" {
			at = append(slices.Clone(path), fmt.Sprint(i))
		}
		if families[i], err = w.family(f.Codes, one, path[len(path)-2], at); err != nil {
			return "", err
		}
		for _, code := range families[i] {
			if !slices.Contains(all, code) {
				all = append(all, code)
			}
		}
	}
	switch op {
	case "eq", "in":
		if op == "eq" && len(all) == 1 {
			return w.told(fmt.Sprintf("%s = %s", column, w.Arg(all[0], TypeText))), nil
		}
		return w.told(fmt.Sprintf("%s = ANY (%s)", column, w.Arg(all, TypeSet))), nil
	case "neq", "nin":
		if op == "neq" && len(all) == 1 {
			return fmt.Sprintf("(%s IS DISTINCT FROM %s)", column, w.Arg(all[0], TypeText)), nil
		}
		return fmt.Sprintf("NOT COALESCE(%s = ANY (%s), FALSE)", column, w.Arg(all, TypeSet)), nil
	case "hasAny":
		return fmt.Sprintf("(%s && %s)", column, w.Arg(all, TypeSet)), nil
	}
	parts := []string{}
	alone := pq.StringArray{}
	for _, family := range families {
		if len(family) == 1 {
			alone = append(alone, family[0])
			continue
		}
		parts = append(parts, fmt.Sprintf("%s && %s", column, w.Arg(family, TypeSet)))
	}
	if len(alone) > 0 || len(parts) == 0 {
		parts = append(parts, fmt.Sprintf("%s @> %s", column, w.Arg(alone, TypeSet)))
	}
	return "(" + strings.Join(parts, " AND ") + ")", nil
}

// family is a code of a table and all below it.
func (w *Where) family(kind CodeTable, given any, field string, path []string) (pq.StringArray, error) {
	code, ok := given.(string)
	if !ok {
		return nil, Bad(path, "a value")
	}
	table, err := w.codes(kind)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(table, func(c *Code) bool { return c.Code == code }) {
		return nil, &fault.Error{Code: fault.Unknown, Path: slices.Clone(path), Params: map[string]any{
			"field": fault.FilterField(w.object, field), "value": fault.Echoed(code), "nearest": Nearest(code, table),
		}}
	}
	family := pq.StringArray{code}
	for i := 0; i < len(family); i++ {
		for _, c := range table {
			if c.Parent != nil && *c.Parent == family[i] && !slices.Contains(family, c.Code) {
				family = append(family, c.Code)
			}
		}
	}
	return family, nil
}
