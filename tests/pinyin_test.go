package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huishang/db/read"
	"huishang/internal/dbtest"
)

// Names sort by pinyin, not by their bytes and not by the database's locale, and page by page so in both directions; who
// have one name stand by id.
func TestNamesSortByPinyin(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	qh := a.id("organisation", "HN-QH")
	byBytes := []string{"丁测试", "安测试", "白测试", "阿测试", "陈测试", "陈测试"}
	byPinyin := []string{"阿测试", "安测试", "白测试", "陈测试", "陈测试", "丁测试"}
	if !slices.IsSorted(byBytes) || slices.IsSorted(byPinyin) {
		t.Fatal("these names do not tell the two orders apart")
	}
	for n, name := range byBytes {
		a.do("personCreate", "person", in("organisation", qh, "number", fmt.Sprintf("PY%d", n), "name", name)).told(t, "enter "+name)
	}
	for _, direction := range []string{"ASC", "DESC"} {
		want := slices.Clone(byPinyin)
		if direction == "DESC" {
			slices.Reverse(want)
		}
		var got, ids []string
		cursor := ""
		for range want {
			p := a.must(fmt.Sprintf(`{ people(filter: { name: { contains: "测试" } }, orderBy: [{ field: NAME, direction: %s }], first: 1%s) { nodes { id name } pageInfo { endCursor } } }`, direction, cursor), nil)
			got, ids = append(got, p.text("people.nodes.0.name")), append(ids, p.text("people.nodes.0.id"))
			cursor = fmt.Sprintf(`, after: "%s"`, p.text("people.pageInfo.endCursor"))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", direction, got, want)
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != len(want) {
			t.Errorf("%s: page by page somebody stands twice or is missing: %v", direction, got)
		}
	}
}

// Every name and title that a list is ordered by has that collation, in its table and in the views over it.
func TestNamesHaveTheirCollation(t *testing.T) {
	var tables []string
	for _, o := range read.Catalogue() {
		tables = append(tables, "'"+o.Table+"'")
	}
	found := rowsOf(t, dbtest.New(t).Super(t), `
		SELECT format('%s.%s %s', c.relname, a.attname, l.collname)
		FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation l ON l.oid = a.attcollation
		WHERE c.relnamespace = 'public'::regnamespace AND a.attname IN ('name', 'title', 'original_title') AND c.relname IN (`+strings.Join(tables, ", ")+`)
		ORDER BY 1`)
	for _, column := range found {
		if !strings.HasSuffix(column, " pinyin") && !strings.HasPrefix(column, "file.") { // no list is ordered by a file's name
			t.Errorf("%s", column)
		}
	}
	if len(found) < 11 {
		t.Errorf("only these were found: %v", found)
	}
}
