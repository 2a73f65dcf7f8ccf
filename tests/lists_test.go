package tests

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// noun is a list under test: its query, filter and order types, and how the naive model reads a row's fields.
type noun struct {
	list, filter, fields string
	// texts and sets are filter fields by the row's field; orders by the row's key, nullable where it may be "".
	texts  map[string]string
	orders map[string]string
}

var nouns = []noun{
	{"people", "PersonFilter", "number name organisation { code }", map[string]string{"number": "number", "name": "name"}, map[string]string{"NUMBER": "number", "NAME": "name"}},
	{"posts", "PostFilter", "code name organisation { code }", map[string]string{"code": "code", "name": "name"}, map[string]string{"CODE": "code", "NAME": "name"}},
	{"departments", "DepartmentFilter", "code name organisation { code }", map[string]string{"code": "code", "name": "name"}, map[string]string{"CODE": "code", "NAME": "name"}},
	{"appointments", "AppointmentFilter", "kind from to post { organisation { code } }", map[string]string{"kind": "kind"}, map[string]string{"FROM": "from", "TO": "to"}},
	{"dutyLists", "DutyListFilter", "kind title organisation { code }", map[string]string{"kind": "kind"}, map[string]string{"KIND": "kind", "TITLE": "title"}},
}

// row is a row as the model sees it: text fields, "" for null.
type row map[string]string

func rowOf(v any) row {
	r := row{}
	for k, x := range v.(map[string]any) {
		switch y := x.(type) {
		case string:
			r[k] = y
		case map[string]any:
			if o, ok := y["organisation"].(map[string]any); ok {
				y = o
			}
			r["org"], _ = y["code"].(string)
		}
	}
	return r
}

// TestListsAgainstModel holds lists against a naive filter and sort: the same rows in the same order, the same
// count, walked forwards and backwards in pages of any size, under random filters and orders.
func TestListsAgainstModel(t *testing.T) {
	w := newWorld(t)
	a := w.as("PARTY_SECRETARY@HN")
	// Ends for some appointments (not the viewer's own), so that nulls and values mix; people with one name, so that
	// ties occur.
	if _, err := w.store.Super(t).Exec(`SET session_replication_role = replica;
		UPDATE appointment SET to_on = from_on + (hashtext(id::text) % 900 + 900) WHERE hashtext(id::text) % 3 = 0 AND post_id <> (SELECT id FROM post WHERE code = 'HN.SJ');
		UPDATE person SET name = '同名' WHERE hashtext(id::text) % 4 = 0`); err != nil {
		t.Fatal(err)
	}
	all := map[string][]row{}
	for _, n := range nouns {
		after := ""
		for {
			args := map[string]any{}
			if after != "" {
				args["after"] = after
			}
			p := a.must(`query($after: String) { `+n.list+`(first: 100, after: $after) { nodes { id `+n.fields+` } pageInfo { hasNextPage endCursor } } }`, args)
			for _, v := range p.list(n.list + ".nodes") {
				all[n.list] = append(all[n.list], rowOf(v))
			}
			if p.get(n.list+".pageInfo.hasNextPage") != true {
				break
			}
			after = p.text(n.list + ".pageInfo.endCursor")
		}
		if len(all[n.list]) < 60 {
			t.Fatalf("%s: only %d rows", n.list, len(all[n.list]))
		}
	}
	orgs := map[string]string{}
	for _, code := range []string{"HN", "HN-QH", "HN-QH-1", "HN-WZS"} {
		orgs[code] = a.id("organisation", code)
	}
	// Names sort by pinyin, which the database alone knows: their places stand for them.
	pinyin := map[string]int{}
	for i, name := range rowsOf(t, w.store.Super(t), `SELECT name FROM (SELECT name FROM person UNION SELECT name FROM post UNION SELECT name FROM organisation UNION SELECT name FROM department UNION SELECT title FROM duty_list) n ORDER BY name COLLATE pinyin`) {
		pinyin[name] = i
	}
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.SampledFrom(nouns).Draw(rt, "noun")
		filter, keep := drawFilter(rt, n, all[n.list], orgs, 0)
		orders, less := drawOrder(rt, n, pinyin)
		var want []string
		rows := slices.DeleteFunc(slices.Clone(all[n.list]), func(r row) bool { return !keep(r) })
		slices.SortFunc(rows, less)
		for _, r := range rows {
			want = append(want, r["id"])
		}
		backwards := rapid.Bool().Draw(rt, "backwards")
		size := rapid.IntRange(1, 100).Draw(rt, "size")
		if len(want) > 12 {
			size = max(size, len(want)/6)
		}
		got, count := walk(rt, a, n, filter, orders, backwards, min(size, 100))
		if !slices.Equal(got, want) || count != len(want) {
			rt.Fatalf("%s filter %v order %v: got %d rows (count %d), want %d\n%v\n%v", n.list, filter, orders, len(got), count, len(want), got, want)
		}
	})
}

// walk reads a whole list in pages, forwards or backwards.
func walk(rt *rapid.T, c *client, n noun, filter map[string]any, orders []any, backwards bool, size int) (ids []string, count int) {
	orderType := strings.TrimSuffix(n.filter, "Filter") + "Order"
	first, after, page := "first", "after", "hasNextPage endCursor"
	if backwards {
		first, after, page = "last", "before", "hasPreviousPage startCursor"
	}
	query := fmt.Sprintf(`query($f: %s, $o: [%s!], $n: Int, $c: String) { list: %s(filter: $f, orderBy: $o, %s: $n, %s: $c) {
		totalCount { count } nodes { id } edges { cursor node { id } } pageInfo { %s } } }`, n.filter, orderType, n.list, first, after, page)
	var cursor any
	for range 200 {
		a := c.ask(query, map[string]any{"f": filter, "o": orders, "n": size, "c": cursor})
		if len(a.Errors) > 0 {
			rt.Fatalf("%v: %s", filter, a.Body)
		}
		var page []string
		for i, v := range a.list("list.nodes") {
			id := v.(map[string]any)["id"].(string)
			if a.text(fmt.Sprintf("list.edges.%d.node.id", i)) != id {
				rt.Fatal("edges and nodes differ")
			}
			page = append(page, id)
		}
		count = int(a.get("list.totalCount.count").(float64))
		more, next := a.get("list.pageInfo.hasNextPage"), a.text("list.pageInfo.endCursor")
		if backwards {
			more, next = a.get("list.pageInfo.hasPreviousPage"), a.text("list.pageInfo.startCursor")
			ids = append(page, ids...)
		} else {
			ids = append(ids, page...)
		}
		if more != true {
			return ids, count
		}
		cursor = next
	}
	rt.Fatal("the walk does not end")
	return nil, 0
}

func drawFilter(rt *rapid.T, n noun, rows []row, orgs map[string]string, depth int) (map[string]any, func(row) bool) {
	kinds := []string{"text", "organisation", "empty"}
	if depth < 3 {
		kinds = append(kinds, "and", "or", "not")
	}
	switch kind := rapid.SampledFrom(kinds).Draw(rt, "filter"); kind {
	case "text":
		name := rapid.SampledFrom(slices.Sorted(mapKeys(n.texts))).Draw(rt, "field")
		field := n.texts[name]
		sample := func() string { return rapid.SampledFrom(rows).Draw(rt, "row")[field] }
		ops := []string{"eq", "neq", "in", "nin"}
		if field == "name" {
			ops = append(ops, "contains")
		}
		switch op := rapid.SampledFrom(ops).Draw(rt, "op"); op {
		case "eq", "neq":
			v := sample()
			return map[string]any{name: map[string]any{op: v}}, func(r row) bool { return (r[field] == v) == (op == "eq") }
		case "contains":
			v := []rune(sample())
			part := string(v[:rapid.IntRange(1, len(v)).Draw(rt, "part")])
			return map[string]any{name: map[string]any{op: part}}, func(r row) bool { return strings.Contains(strings.ToLower(r[field]), strings.ToLower(part)) }
		default:
			values := []string{}
			for range rapid.IntRange(0, 4).Draw(rt, "values") {
				values = append(values, sample())
			}
			return map[string]any{name: map[string]any{op: values}}, func(r row) bool { return slices.Contains(values, r[field]) == (op == "in") }
		}
	case "organisation":
		code := rapid.SampledFrom(slices.Sorted(mapKeys(orgs))).Draw(rt, "organisation")
		op := rapid.SampledFrom([]string{"eq", "within"}).Draw(rt, "op")
		return map[string]any{"organisation": map[string]any{op: orgs[code]}}, func(r row) bool {
			return r["org"] == code || op == "within" && strings.HasPrefix(r["org"], code+"-")
		}
	case "and", "or":
		var list []any
		var keeps []func(row) bool
		for range rapid.IntRange(1, 3).Draw(rt, "parts") {
			f, k := drawFilter(rt, n, rows, orgs, depth+1)
			list, keeps = append(list, f), append(keeps, k)
		}
		return map[string]any{kind: list}, func(r row) bool {
			holds := func(k func(row) bool) bool { return k(r) == (kind == "or") }
			return slices.ContainsFunc(keeps, holds) == (kind == "or")
		}
	case "not":
		f, k := drawFilter(rt, n, rows, orgs, depth+1)
		return map[string]any{"not": f}, func(r row) bool { return !k(r) }
	}
	return map[string]any{}, func(row) bool { return true }
}

func mapKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// drawOrder draws one or two keys with directions and places of nulls; ties fall to the id, in the direction of
// the last key.
func drawOrder(rt *rapid.T, n noun, pinyin map[string]int) ([]any, func(a, b row) int) {
	type key struct {
		field      string
		desc, last bool
	}
	names := rapid.Permutation(slices.Sorted(mapKeys(n.orders))).Draw(rt, "order")
	names = names[:rapid.IntRange(1, len(names)).Draw(rt, "keys")]
	var orders []any
	var keys []key
	for _, name := range names {
		k := key{field: n.orders[name], desc: rapid.Bool().Draw(rt, "desc")}
		o := map[string]any{"field": name, "direction": map[bool]string{true: "DESC", false: "ASC"}[k.desc]}
		k.last = !k.desc
		if nulls := rapid.SampledFrom([]string{"", "FIRST", "LAST"}).Draw(rt, "nulls"); nulls != "" {
			o["nulls"], k.last = nulls, nulls == "LAST"
		}
		orders, keys = append(orders, o), append(keys, k)
	}
	return orders, func(a, b row) int {
		for _, k := range keys {
			x, y := a[k.field], b[k.field]
			if (x == "") != (y == "") {
				if (x == "") == k.last {
					return 1
				}
				return -1
			}
			c := cmp.Compare(x, y)
			if i, named := pinyin[x]; named && (k.field == "name" || k.field == "title") {
				c = cmp.Compare(i, pinyin[y])
			}
			if c != 0 {
				if k.desc {
					return -c
				}
				return c
			}
		}
		c := compareIDs(a["id"], b["id"])
		if keys[len(keys)-1].desc {
			return -c
		}
		return c
	}
}

// compareIDs compares ids as the database orders their UUIDs: the text form's alphabet puts letters before digits.
func compareIDs(a, b string) int {
	const alphabet = "abcdefghijklmnopqrstuvwxyz234567"
	for i := 2; i < len(a); i++ {
		if c := cmp.Compare(strings.IndexByte(alphabet, a[i]), strings.IndexByte(alphabet, b[i])); c != 0 {
			return c
		}
	}
	return 0
}

// A cursor belongs to its list: another filter, order or parent refuses it. One of its own survives rows that
// come in between.
func TestCursors(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	first := a.must(`{ people(first: 3) { nodes { number } pageInfo { endCursor } } organisation(code: "HN-QH") { posts(first: 1) { pageInfo { endCursor } } } }`, nil)
	cursor, nested := first.text("people.pageInfo.endCursor"), first.text("organisation.posts.pageInfo.endCursor")
	for what, query := range map[string]string{
		"another filter": `{ people(first: 3, after: "` + cursor + `", filter: { active: true }) { nodes { id } } }`,
		"another order":  `{ people(first: 3, after: "` + cursor + `", orderBy: [{ field: NAME }]) { nodes { id } } }`,
		"another list":   `{ posts(first: 3, after: "` + cursor + `") { nodes { id } } }`,
		"another parent": `{ organisation(code: "HN-WN") { posts(first: 1, after: "` + nested + `") { nodes { id } } } }`,
		"a made-up one":  `{ people(first: 3, after: "WyIxIl0") { nodes { id } } }`,
	} {
		if got := a.ask(query, nil).codes(); !slices.Equal(got, []string{"CURSOR_MISMATCH"}) {
			t.Errorf("%s: %v", what, got)
		}
	}
	second := a.must(`{ organisation(code: "HN-QH") { posts(first: 1, after: "`+nested+`") { nodes { code } } } }`, nil)
	if second.text("organisation.posts.nodes.0.code") == "" {
		t.Errorf("the next page of a nested list: %s", second.Body)
	}
	a.do("personCreate", "person", map[string]any{"organisation": a.id("organisation", "HN"), "number": "HN0000", "name": "插入"}).told(t, "insert")
	next := a.must(`{ people(first: 1, after: "`+cursor+`") { nodes { number } } }`, nil)
	if got := next.text("people.nodes.0.number"); got != "HN0004" {
		t.Errorf("after an insert before it, the page goes on with %s", got)
	}
	for what, args := range map[string]string{"zero": "first: 0", "too many": "first: 101", "negative": "last: -1", "both": "first: 1, last: 1", "first with before": `first: 1, before: "` + cursor + `"`} {
		if got := a.ask(`{ people(`+args+`) { nodes { id } } }`, nil).codes(); len(got) != 1 || got[0] != "BAD_USER_INPUT" && got[0] != "QUERY_TOO_COSTLY" {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// The number of statements does not depend on the number of rows, through edges and through nodes alike; 60 rows
// already hold every shape of each noun (an edge that no row has is not asked for).
func TestStatementsAreConstant(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	for _, body := range []string{
		`organisations(first: %d) { %s }`, `people(first: %d) { %s }`, `posts(first: %d) { %s }`, `dutyLists(first: %d) { %s }`, `appointments(first: %d) { %s }`, `departments(first: %d) { %s }`,
	} {
		noun, _, _ := strings.Cut(body, "(")
		inner := map[string]string{
			"organisations": `name parent { name } children(first: 3) { nodes { code } totalCount { count } } counts { posts } leaderInCharge { person { name } post { name } } availableActions { allowed } history(first: 2) { nodes { act actor { name } } }`,
			"people":        `name contact { phone } organisation { name parent { name } } appointments(first: 2) { nodes { post { name department { name } } } totalCount { count } }`,
			"posts":         `categories { label } roles { role } holders { person { name } } portfolios(first: 2) { nodes { department { name } } } dutyLists(first: 1) { nodes { title } } organisation { name }`,
			"dutyLists":     `title organisation { name } post { name holders { person { name } } } department { name } inForceBy { name } items(first: 2) { nodes { content riskDomains { label } } totalCount { count } }`,
			"appointments":  `post { name organisation { name } } person { name organisation { name } }`,
			"departments":   `riskDomains { label } leaderInCharge { person { name } } posts(first: 2) { nodes { code organisation { name } } }`,
		}[noun]
		statements := map[float64]bool{}
		for _, n := range []int{60, 100} {
			for _, shape := range []string{"nodes { %s }", "edges { node { %s } }"} {
				r := a.must("{ "+fmt.Sprintf(body, n, fmt.Sprintf(shape, inner))+" }", nil)
				statements[r.Extensions["cost"].(map[string]any)["sqlStatements"].(float64)] = true
			}
		}
		if len(statements) != 1 {
			t.Errorf("%s: %v statements for 60 and 100 rows, nodes and edges", noun, statements)
		}
	}
}

// `not` is the exact complement, also of what compares with a column that may be empty; and the second not undoes it.
func TestNotIsTheComplement(t *testing.T) {
	w := newPlayedWorld(t)
	a := w.as("DISCIPLINE_OFFICE@HN")
	count := func(list, filter string) float64 {
		n, _ := a.must(`{ l: `+list+`(filter: `+filter+`) { totalCount { count } } }`, nil).get("l.totalCount.count").(float64)
		return n
	}
	person := a.must(`{ tasks(first: 1) { nodes { person { id } } } }`, nil).text("tasks.nodes.0.person.id")
	for list, filters := range map[string][]string{
		"problems":      {`resolution: { eq: RECTIFIED }`, `resolution: { in: [RECTIFIED, MERGED] }`, `recurrence: { eq: CONFIRMED }`, `or: [{ resolution: { eq: NO_MEASURE } }, { recurrence: { eq: CONFIRMED } }]`},
		"consultations": {`plannedOn: { lt: "2026-11-18" }`, `plannedOn: { gte: "2026-01-01" }, state: { eq: CLOSED }`},
		"outcomes":      {`recommendation: { eq: ADOPTED }`, `awaitingResolution: true`},
		"tasks":         {`person: { eq: "` + person + `" }`, `severity: { eq: SERIOUS }`, `dueWithin: "P30D"`, `awaiting: PARTY_TRACK`, `mine: true`},
	} {
		all := count(list, `{}`)
		for _, f := range filters {
			with, without, again := count(list, `{ `+f+` }`), count(list, `{ not: { `+f+` } }`), count(list, `{ not: { not: { `+f+` } } }`)
			if with+without != all || again != with || all == 0 {
				t.Errorf("%s: %v of %v are %s, %v are not, %v are not not", list, with, all, f, without, again)
			}
		}
	}
}
