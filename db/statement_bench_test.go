package db

import (
	"testing"

	"huishang/db/read"
)

// BenchmarkStatement writes the SQL of a list from the catalog, without asking it: plain, filtered, and of a page
// after a cursor.
func BenchmarkStatement(b *testing.B) {
	t := goldenTx()
	filter := map[string]any{"ended": false, "state": map[string]any{"in": []any{"ASSIGNED", "IN_PROGRESS"}}, "overdue": true}
	order := by("DUE_ON")
	cursor := t.Seal(sound(read.PageSQL(b.Context(), t, Tasks, read.ListArgs{OrderBy: order})).List, `["2026-03-31", "0d000000-0000-4000-8000-00000000000a"]`)
	for _, c := range []struct {
		name string
		read.ListArgs
	}{{"list=plain", read.ListArgs{}}, {"list=filtered", read.ListArgs{Filter: filter, OrderBy: order}}, {"list=after", read.ListArgs{OrderBy: order, After: &cursor}}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := read.PageSQL(b.Context(), t, Tasks, c.ListArgs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
