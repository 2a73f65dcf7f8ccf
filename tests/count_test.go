package tests

import (
	"fmt"
	"strings"
	"testing"
)

// many gives the world more people, posts and duty lists than any page or limit holds, at one organisation.
func (w *world) many(code string, n int) {
	w.t.Helper()
	if _, err := w.store.Super(w.t).Exec(fmt.Sprintf(`
		SET session_replication_role = replica;
		INSERT INTO person (province_id, org_id, number, name, created_at)
		SELECT o.province_id, o.id, 'X' || o.code || lpad(n::text, 6, '0'), CASE n %% 5 WHEN 0 THEN '=SUM(A1)' WHEN 1 THEN '张; 三' ELSE '众' || n END, '2026-01-01'
		FROM organisation o CROSS JOIN generate_series(1, %[2]d) n WHERE o.code = '%[1]s';
		INSERT INTO post (province_id, org_id, code, name, categories, created_at)
		SELECT o.province_id, o.id, o.code || '.X' || lpad(n::text, 6, '0'), 'x', '{STAFF}', '2026-01-01'
		FROM organisation o CROSS JOIN generate_series(1, %[2]d) n WHERE o.code = '%[1]s';
		ANALYZE person, post`, code, n)); err != nil {
		w.t.Fatal(err)
	}
}

// A count is exact; one with a limit says so where it stops. At the root, in a record, in a list, in the tree.
func TestCountsAreExactUnlessALimitIsAsked(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_SECRETARY@HN")
	before := c.must(`{ people { totalCount { count } } organisation(code: "HN-QH") { counts { posts } posts { totalCount { count } } } }`, nil)
	w.many("HN-QH", 1500)
	people, posts := before.get("people.totalCount.count").(float64)+1500, before.get("organisation.posts.totalCount.count").(float64)+1500
	a := c.must(`{ people(first: 1) { totalCount { count precision } few: totalCount(limit: 1000) { count precision } enough: totalCount(limit: 10000) { count precision } null: totalCount(limit: null) { count precision } }
		organisation(code: "HN-QH") { posts(first: 1) { totalCount { count precision } few: totalCount(limit: 5) { count precision } } }
		organisations(filter: { code: { in: ["HN-QH", "HN-HK"] } }) { nodes { posts(first: 1) { totalCount { count precision } few: totalCount(limit: 5) { count precision } } } } }`, nil)
	for path, want := range map[string]string{
		"people.totalCount": fmt.Sprint(people, " EXACT"), "people.enough": fmt.Sprint(people, " EXACT"), "people.null": fmt.Sprint(people, " EXACT"), "people.few": "1000 AT_LEAST",
		"organisation.posts.totalCount": fmt.Sprint(posts, " EXACT"), "organisation.posts.few": "5 AT_LEAST",
		"organisations.nodes.1.posts.totalCount": fmt.Sprint(posts, " EXACT"), "organisations.nodes.1.posts.few": "5 AT_LEAST",
	} {
		if got := fmt.Sprint(a.get(path+".count"), " ", a.get(path+".precision")); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	tree := c.must(`{ organisation(code: "HN-QH") { counts { people posts } } }`, nil)
	if got, want := tree.get("organisation.counts.posts"), before.get("organisation.counts.posts").(float64)+1500; got != want {
		t.Errorf("the tree counts %v posts of %v", got, want)
	}
	for _, limit := range []string{"0", "-1", "10001"} {
		if a := c.ask(`{ people { totalCount(limit: `+limit+`) { count } } }`, nil); strings.Join(a.codes(), "") != "BAD_USER_INPUT" {
			t.Errorf("limit %s: %s", limit, a.Body)
		}
	}
}

// A filter is bounded as a whole, whatever its shape and wherever it stands, and each comparison is paid for.
func TestAFilterIsBoundedAsAWholeAndPaidFor(t *testing.T) {
	c := newWorld(t).as("REGION_MANAGER@HN-QH-1")
	org := c.id("organisation", "HN")
	// leaves writes so many comparisons, in groups that stand side by side.
	leaves := func(one map[string]any, n int) map[string]any {
		groups := []any{}
		for ; n > 0; n -= 20 {
			group := []any{}
			for range min(n, 20) {
				group = append(group, one)
			}
			groups = append(groups, map[string]any{"and": group})
		}
		return map[string]any{"or": groups}
	}
	for name, one := range map[string]map[string]any{
		"domain": {"role": map[string]any{"eq": "ANALYST"}}, "flag": {"active": true}, "column": {"number": map[string]any{"eq": "HN0001"}},
		"subtree": {"organisation": map[string]any{"within": org}}, "negated": {"not": map[string]any{"role": map[string]any{"in": []string{"ANALYST"}}}},
	} {
		for n, refused := range map[int]bool{1: false, 100: false, 101: true, 400: true} {
			a := c.ask(`query($f: PersonFilter) { people(filter: $f, first: 1) { nodes { id } } }`, map[string]any{"f": leaves(one, n)})
			if refused != (strings.Join(a.codes(), "") == "BAD_USER_INPUT") || !refused && len(a.Errors) > 0 {
				t.Errorf("%s × %d: %s", name, n, a.Body)
			}
			if cost := a.Extensions["cost"].(map[string]any)["requested"]; cost != float64(n+2) {
				t.Errorf("%s × %d costs %v, want %d", name, n, cost, n+2)
			}
		}
	}
	// Several comparisons of one field are as many, in a list inside a list, and in what is only counted.
	many := leaves(map[string]any{"code": map[string]any{"neq": "a", "nin": []string{"b", "c"}}}, 51)
	for _, query := range []string{
		`query($f: PostFilter) { posts(filter: $f, first: 1) { nodes { id } } }`,
		`query($f: PostFilter) { posts(filter: $f, first: 1) { totalCount { count } } }`,
		`query($f: PostFilter) { organisation(code: "HN-QH") { posts(filter: $f, first: 1) { nodes { id } } } }`,
	} {
		if a := c.ask(query, map[string]any{"f": many}); strings.Join(a.codes(), "") != "BAD_USER_INPUT" {
			t.Errorf("%s: %s", query, a.Body)
		}
	}
}
