package db

import "testing"

// BenchmarkStatement writes the SQL of a list from the catalog, without asking it: plain, filtered, and of a page
// after a cursor.
func BenchmarkStatement(b *testing.B) {
	t := goldenTx()
	filter := map[string]any{"ended": false, "state": map[string]any{"in": []any{"ASSIGNED", "IN_PROGRESS"}}, "overdue": true}
	order := by("DUE_ON")
	s := sound(Tasks.statement(b.Context(), t, ListArgs{OrderBy: order}, rootPage, ""))
	cursor := encodeCursor(t.cursorKey, s.list, `["2026-03-31", "0d000000-0000-4000-8000-00000000000a"]`)
	for _, c := range []struct {
		name string
		ListArgs
	}{{"list=plain", ListArgs{}}, {"list=filtered", ListArgs{Filter: filter, OrderBy: order}}, {"list=after", ListArgs{OrderBy: order, After: &cursor}}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, err := Tasks.statement(b.Context(), t, c.ListArgs, rootPage, "")
				if err != nil {
					b.Fatal(err)
				}
				Tasks.pageSQL(s, "")
			}
		})
	}
}
