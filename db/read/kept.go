package read

import (
	"slices"
	"strings"

	"huishang/internal/auth"
)

// KeptRows are kept numbers (docs/decisions/0048): an object's rows counted by organisation and grade, kept in the transaction that
// changes a row. Row security shows a viewer the sums of those rows all of which he sees by organisation; rows that somebody is kept
// from, and those that he sees by name, are counted beside them.
type KeptRows struct {
	// Rows is the relation of kept numbers: rows as the object's, each with the number n of rows that it stands for.
	Rows string
	// Summed is the condition that a row is among those whose sums the viewer sees: the kept numbers' own policy.
	Summed string
	// Columns are those of the object's table that a condition or figure over Rows may ask.
	Columns []string
	// Filters and Dimensions are the fields that ask nothing but these.
	Filters, Dimensions []string
	// ByName are the ids of all rows that a viewer may see otherwise than by organisation and grade, a hint: row security decides.
	ByName string
}

// Seen is what the viewer sees of a table for which a condition holds: sums, and one by one what is in none of them.
func (k *KeptRows) Seen(s Session, table, cond string) string {
	columns := "t." + strings.Join(k.Columns, ", t.")
	one := "SELECT " + columns + ", 1::bigint AS n FROM " + table + " AS t WHERE "
	return "(\n" + strings.Join([]string{
		"SELECT " + columns + ", t.n FROM " + k.Rows + " AS t WHERE " + cond,
		one + "t.province_id = " + s("setting_uuid", "province") + " AND t.hidden_from <> '{}' AND " + cond,
		one + "t.id = ANY (" + k.ByName + ") AND t.hidden_from = '{}' AND (" + k.Summed + ") IS NOT TRUE AND " + cond,
	}, "\nUNION ALL\n") + "\n)"
}

// seesByOrganisation tells that sums serve a viewer: by none of the posts he sees rows by department, of which many would have to be
// counted beside them.
func seesByOrganisation(v *auth.Viewer) bool {
	sees := false
	for _, g := range v.Grants {
		switch g.Role {
		case auth.DepartmentHead, auth.DepartmentStaff, auth.LeadershipMember:
			return false
		case auth.Administrator:
		default:
			sees = true
		}
	}
	return sees && !v.System
}

// keeps tells whether numbers of the rows that a filter finds are kept for the viewer.
func (o *Object[T]) keeps(v *auth.Viewer, filter map[string]any) bool {
	return o.Kept != nil && seesByOrganisation(v) && o.Kept.covers(filter)
}

// covers tells whether a filter asks nothing but what is kept. What is no filter is refused where it is written.
func (k *KeptRows) covers(filter map[string]any) bool {
	for name, value := range filter {
		switch name {
		case "and", "or":
			for _, one := range items(Plain(value)) {
				if f, ok := Plain(one).(map[string]any); !ok || !k.covers(f) {
					return false
				}
			}
		case "not":
			if f, ok := Plain(value).(map[string]any); !ok || !k.covers(f) {
				return false
			}
		default:
			if !slices.Contains(k.Filters, name) {
				return false
			}
		}
	}
	return true
}

// kept tells whether statistics are answered from kept numbers: filter, dimensions and figures are all covered.
func (x *Statistics[T, R]) kept(v *auth.Viewer, g *grouping[T], needed []string) bool {
	return x.Of.keeps(v, g.args.Filter) &&
		!slices.ContainsFunc(g.dims, func(d groupDimension) bool { return !slices.Contains(x.Of.Kept.Dimensions, d.field) }) &&
		!slices.ContainsFunc(x.figures(g, needed), func(m Measured) bool {
			return m.Join != "" || slices.ContainsFunc(m.Figures, func(f Figure) bool { return f.Kept == "" })
		})
}

// KeptCount is the number of rows for which a condition holds, over kept numbers.
func KeptCount(condition string) string {
	return "COALESCE(sum(t.n) FILTER (WHERE " + condition + "), 0)"
}

// sql is the figure over rows, or over kept numbers.
func (f Figure) sql(kept bool) string {
	if kept {
		return f.Kept
	}
	return f.SQL
}

// KeptCountWhere counts the rows of a group for which a condition holds, kept numbers too; KeptRate is a rate of such.
func KeptCountWhere(column, condition string) Measured {
	m := CountWhere(column, condition)
	m.Figures[0].Kept = KeptCount(condition)
	return m
}

func KeptRate(column, holds, among string) Measured {
	m := Rate(column, holds, among)
	m.Figures[0].Kept = KeptCount("("+among+") AND ("+holds+")") + "::numeric / NULLIF(" + KeptCount(among) + ", 0)"
	return m
}
