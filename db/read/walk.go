package read

import (
	"fmt"
	"slices"
	"strings"

	"huishang/internal/auth"
)

// Way is one walk of an index: the rows whose column is one of a set and for which a condition holds; "" is none. A list whose
// rows are found by several ways reads the first rows of each of the set and merges them: so many buffers, however many
// rows the table has. One condition with OR would have PostgreSQL walk the order of the whole province.
type Way struct{ Set, Column, And string }

// condition is the way's as a condition of the row.
func (w Way) condition() string {
	sql := w.Column + " = ANY (" + w.Set + ")"
	if w.And != "" {
		sql = w.And + " AND " + sql
	}
	return sql
}

// WaysCondition is true of the rows that any of the ways finds.
func WaysCondition(ways []Way) string {
	parts := make([]string, len(ways))
	for i, w := range ways {
		parts[i] = "(" + w.condition() + ")"
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// selects selects from each way's rows of a table, one of its set after the other; last stands at the end of each such select.
// Once leaves a row to the first way that finds it: for numbers. A page's first rows may come twice and are merged: a walk
// past all that another way has found would be long.
func selects(ways []Way, once bool, selected, table, cond, last string) []string {
	parts := make([]string, len(ways))
	for i, w := range ways {
		conds := []string{w.Column + " = s.it"}
		if w.And != "" {
			conds = append(conds, w.And)
		}
		if once && i > 0 {
			conds = append(conds, WaysCondition(ways[:i])+" IS NOT TRUE")
		}
		parts[i] = fmt.Sprintf("SELECT w.* FROM (SELECT DISTINCT unnest(%s)) AS s (it) CROSS JOIN LATERAL (SELECT %s FROM %s AS t WHERE %s AND %s%s) AS w",
			w.Set, selected, table, strings.Join(conds, " AND "), cond, last)
	}
	return parts
}

// Each selects every row that the ways find, once.
func Each(ways []Way, selected, table, cond, last string) string {
	return "(\n" + strings.Join(selects(ways, true, selected, table, cond, last), "\nUNION ALL\n") + "\n)"
}

// Apart keeps PostgreSQL from reading a way's rows otherwise than by their index.
const Apart = " OFFSET 0"

// narrow tells that the viewer sees but a part of the province by his posts: none of them stands at its head, but a
// department's there.
func narrow(v *auth.Viewer) bool {
	return !v.System && !slices.ContainsFunc(v.Grants, func(g *auth.Grant) bool {
		return g.OrgID == v.ProvinceID && g.Role != auth.DepartmentStaff
	})
}

// Union is several settings' ids as one set.
func (s Session) Union(settings ...string) string {
	parts := make([]string, len(settings))
	for i, name := range settings {
		parts[i] = s("setting_uuids", name)
	}
	return "(" + strings.Join(parts, " || ") + ")::uuid[]"
}

// Set is a setting's ids as a set.
func (s Session) Set(setting string) string { return s("setting_uuids", setting) + "::uuid[]" }

// One is a setting's one id as a set.
func (s Session) One(setting string) string { return "ARRAY[" + s("setting_uuid", setting) + "]" }

// Session reads a setting of the session in a condition: by itself, or where a filter asks it, once for the statement.
type Session func(function, name string) string

func Setting(function, name string) string { return "(SELECT " + function + "('" + name + "'))" }

// Me stands for the signed-in person in a condition, among for a column in the ids that a setting lists.
func (s Session) Me() string { return s("setting_uuid", "person") }

func (s Session) Among(column, setting string) string {
	return column + " = ANY (" + s("setting_uuids", setting) + "::uuid[])"
}
