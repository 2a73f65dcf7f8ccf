package read

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// maxLists bounds how many lists below its rows a filter asks: each is one more condition over rows of another table.
const maxLists = 10

// below is a list below a record, as a filter asks it with some and none: its table's column is the record's key.
type below struct {
	name, object, table, column, key string
	filters                          func() map[string]FilterField
}

var lists []below

// asksLists lets filters ask an edge to many, where its rows have a filter.
func asksLists[F, T any](e *ToMany[F, T]) {
	lists = append(lists, below{e.Name, e.To.Name, e.To.Table, e.Column, columnOf(e.Key), func() map[string]FilterField { return e.To.Filters }})
}

// AskLists gives every filter the lists below its rows. The catalogue calls it once all objects and edges are declared.
func AskLists() {
	for _, l := range lists {
		object, field, _ := strings.Cut(l.name, ".")
		i := slices.IndexFunc(declared, func(d Declared) bool { return d.Object == object })
		if l.filters() == nil || declared[i].Filters == nil {
			continue
		}
		declared[i].Filters[field] = FilterField{Where: l.where}
		declared[i].Lists = append(declared[i].Lists, field)
	}
}

// where writes `some` and `none` over the list. `none` holds where the list reads as empty: not where it is null, because the
// viewer's roles do not show him all of it.
func (l below) where(w *Where, path []string, value any) (string, error) {
	if w.past || w.Each != "" {
		return "", Bad(path, "lists of now: what belonged to a record on a past day is not kept")
	}
	asked, ok := value.(map[string]any)
	if !ok {
		return "", Bad(path, "a comparator")
	}
	parts := []string{"TRUE"}
	for _, op := range slices.Sorted(maps.Keys(asked)) {
		at := append(slices.Clone(path), op)
		inner, ok := Plain(asked[op]).(map[string]any)
		if !ok {
			return "", Bad(at, "a value")
		}
		if err := w.Leaf(at); err != nil {
			return "", err
		}
		if w.lists++; w.lists > maxLists {
			return "", Bad(at, fmt.Sprintf("at most %d of some and none in a filter", maxLists))
		}
		sql, err := l.some(w, inner, at)
		if err != nil {
			return "", err
		}
		if op == "none" {
			sql = "NOT " + sql + l.whole(w)
		}
		parts = append(parts, sql)
	}
	return strings.Join(parts[min(1, len(parts)-1):], " AND "), nil
}

// some is the condition that the list has a row of the filter. The row stands as t in it, as everywhere in a filter.
func (l below) some(w *Where, f map[string]any, path []string) (string, error) {
	object, negated, depth := w.object, w.negated, w.depth
	w.object, w.negated = l.object, false
	w.either++
	cond, err := filter(w, l.filters(), f, path, depth+1)
	w.either--
	w.object, w.negated, w.depth = object, negated, depth
	return fmt.Sprintf("EXISTS (SELECT FROM (SELECT t.%s AS parent FROM %s AS t WHERE %s) AS x WHERE x.parent = t.%s)", l.column, l.table, cond, l.key), err
}

// whole is what must hold besides, where an empty list may tell only that the viewer sees none of it.
func (l below) whole(w *Where) string {
	i := slices.IndexFunc(partlySeen, func(p Partly) bool { return p.Field == l.name })
	if i < 0 || w.system {
		return ""
	}
	at := "t.province_id"
	if p := partlySeen[i]; !p.Everywhere {
		at = "t." + p.column
	}
	var parts []string
	for _, setting := range partlySeen[i].Settings {
		parts = append(parts, "COALESCE("+at+" = ANY ("+w.Session("setting_uuids", setting)+"::uuid[]), FALSE)")
	}
	return " AND (" + strings.Join(parts, " OR ") + ")"
}

// columnOf is the column of a row that a key reads.
func columnOf[F any](key func(*F) *uuid.UUID) string {
	return reflect.TypeFor[F]().Field(asksOne(key)[0]).Tag.Get("db")
}
