package db

import (
	"fmt"
	"slices"
	"strings"

	"huishang/internal/auth"
)

// way is one walk of an index: the rows whose column is one of a set and for which a condition holds; "" is none. A list whose
// rows are found by several ways reads the first rows of each of the set and merges them: so many buffers, however many
// rows the table has. One condition with OR would have PostgreSQL walk the order of the whole province.
type way struct{ set, column, and string }

// condition is the way's as a condition of the row.
func (w way) condition() string {
	sql := w.column + " = ANY (" + w.set + ")"
	if w.and != "" {
		sql = w.and + " AND " + sql
	}
	return sql
}

// waysCondition is true of the rows that any of the ways finds.
func waysCondition(ways []way) string {
	parts := make([]string, len(ways))
	for i, w := range ways {
		parts[i] = "(" + w.condition() + ")"
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// selects selects from each way's rows of a table, one of its set after the other; last stands at the end of each such select.
// Once leaves a row to the first way that finds it: for numbers. A page's first rows may come twice and are merged: a walk
// past all that another way has found would be long.
func selects(ways []way, once bool, selected, table, cond, last string) []string {
	parts := make([]string, len(ways))
	for i, w := range ways {
		conds := []string{w.column + " = s.it"}
		if w.and != "" {
			conds = append(conds, w.and)
		}
		if once && i > 0 {
			conds = append(conds, waysCondition(ways[:i])+" IS NOT TRUE")
		}
		parts[i] = fmt.Sprintf("SELECT w.* FROM (SELECT DISTINCT unnest(%s)) AS s (it) CROSS JOIN LATERAL (SELECT %s FROM %s AS t WHERE %s AND %s%s) AS w",
			w.set, selected, table, strings.Join(conds, " AND "), cond, last)
	}
	return parts
}

// each selects every row that the ways find, once.
func each(ways []way, selected, table, cond, last string) string {
	return "(\n" + strings.Join(selects(ways, true, selected, table, cond, last), "\nUNION ALL\n") + "\n)"
}

// apart keeps PostgreSQL from reading a way's rows otherwise than by their index.
const apart = " OFFSET 0"

// narrow tells that the viewer sees but a part of the province by his posts: none of them stands at its head, but a
// department's there.
func narrow(v *auth.Viewer) bool {
	return !v.System && !slices.ContainsFunc(v.Grants, func(g *auth.Grant) bool {
		return g.OrgID == v.ProvinceID && g.Role != auth.DepartmentStaff
	})
}

// union is several settings' ids as one set.
func (s session) union(settings ...string) string {
	parts := make([]string, len(settings))
	for i, name := range settings {
		parts[i] = s("setting_uuids", name)
	}
	return "(" + strings.Join(parts, " || ") + ")::uuid[]"
}

// set is a setting's ids as a set.
func (s session) set(setting string) string { return s("setting_uuids", setting) + "::uuid[]" }

// one is a setting's one id as a set.
func (s session) one(setting string) string { return "ARRAY[" + s("setting_uuid", setting) + "]" }
