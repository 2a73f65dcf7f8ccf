package tests

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// table asks for a list as text/csv.
func (c *client) table(query string, variables map[string]any) (*http.Response, string) {
	c.w.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		c.w.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, c.w.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		c.w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Accept", "text/csv")
	r.Header.Set("Accept-Encoding", "identity") // else net/http asks for gzip and takes the length away
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		c.w.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		c.w.t.Fatal(err)
	}
	return res, string(text)
}

// The three lists of a consultation and both ledgers answer as tables, under the same rights as anywhere (D-CON-7, D-TASK-5).
func TestListsAsCSV(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	region := in("region", p.office.id("organisation", "HN-QH-1"))
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("=HYPERLINK(\"http://x\")", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS"))), toDo("逐月公示", "2027-01-31", region)})
	if len(tasks) != 2 {
		t.Fatal(len(tasks))
	}
	for name, q := range map[string]struct {
		query, header string
		rows          int
	}{
		"problems of a consultation": {`query($id: ID!) { consultation(id: $id) { outcomes(filter: { kind: { eq: MEASURES } }) { nodes { problem { title severity state } rootCause } } } }`, "problem.title,problem.severity,problem.state,rootCause", 1},
		"measures of a consultation": {`query($id: ID!) { consultation(id: $id) { __typename measures { nodes { no text dueOn } pageInfo { hasNextPage } totalCount { count } } } }`, "no,text,dueOn", 2},
		"who answers for them":       {`query($id: ID!) { consultation(id: $id) { measures { edges { node { text responsibles { organisation { name } department { name } post { name } } } } } } }`, "", 2},
		"progress ledger":            {`{ tasks(filter: { settingOrganisation: { within: "` + p.office.id("organisation", "HN-QH") + `" } }, orderBy: [{ field: NUMBER }]) { nodes { number text state dueOn overdue missedReports department { name } person { name } } pageInfo { hasNextPage endCursor } } }`, "number,text,state,dueOn,overdue,missedReports,department.name,person.name", 2},
		"rectification ledger":       {`{ problems { nodes { title state sources { label } tasks { nodes { number state } } } } }`, "title,state,sources.label,tasks.nodes.number,tasks.nodes.state", 1},
	} {
		variables := map[string]any{}
		if strings.Contains(q.query, "$id") {
			variables["id"] = p.id
		}
		res, text := p.secretary.table(q.query, variables)
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(text, "\ufeff") {
			t.Errorf("%s: %d %s %s", name, res.StatusCode, res.Header.Get("Content-Type"), text)
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
		if err != nil || len(rows) != q.rows+1 {
			t.Errorf("%s: %d rows (%v): %s", name, len(rows), err, text)
			continue
		}
		if res.Header.Get("Huishang-Rows") != fmt.Sprint(q.rows) || res.Header.Get("Huishang-More") != "false" {
			t.Errorf("%s: %v", name, res.Header)
		}
		if q.header != "" && strings.Join(rows[0], ",") != q.header {
			t.Errorf("%s: columns %v", name, rows[0])
		}
	}
	// A text that would run as a formula does not.
	if _, text := p.secretary.table(`{ tasks(orderBy: [{ field: NUMBER }]) { nodes { text } } }`, nil); !strings.Contains(text, `"'=HYPERLINK`) {
		t.Errorf("a formula: %s", text)
	}
	// A page that was asked for says whether more follow, and where.
	res, _ := p.secretary.table(`{ tasks(first: 1) { nodes { number } } }`, nil)
	if res.Header.Get("Huishang-More") != "true" || res.Header.Get("Huishang-Next-Cursor") == "" || res.Header.Get("Huishang-Rows") != "1" {
		t.Errorf("a first page: %v", res.Header)
	}
	res, _ = p.secretary.table(`query($c: String) { tasks(first: 1, after: $c) { nodes { number } } }`, map[string]any{"c": res.Header.Get("Huishang-Next-Cursor")})
	if res.StatusCode != http.StatusOK || res.Header.Get("Huishang-More") != "false" || res.Header.Get("Huishang-Next-Cursor") != "" {
		t.Errorf("the last page: %v", res.Header)
	}
	res, _ = p.secretary.table(`{ tasks(last: 1) { nodes { number } } }`, nil)
	if res.Header.Get("Huishang-More") != "true" || res.Header.Get("Huishang-Next-Cursor") == "" {
		t.Errorf("a last page: %v", res.Header)
	}
	// The columns are what was asked for, whatever the rows hold: no report, no leader, no row.
	asked := `fragment F on Task { number ... on Task { stateLabel } } query($no: Boolean = false) { tasks(filter: { number: { eq: "` + "%s" + `" } }) { nodes { reports { text } ...F leaderInCharge { name person: number } text @include(if: $no) } } }`
	for number, rows := range map[string]int{"无此号": 1, p.secretary.must(`{ tasks(first: 1) { nodes { number } } }`, nil).text("tasks.nodes.0.number"): 2} {
		_, text := p.secretary.table(strings.Replace(asked, "%s", number, 1), nil)
		if lines := strings.Split(strings.TrimSpace(text), "\n"); strings.TrimSpace(strings.TrimPrefix(lines[0], "\ufeff")) != "reports.text,number,stateLabel,leaderInCharge.name,leaderInCharge.person" || len(lines) != rows {
			t.Errorf("columns asked for: %q", text)
		}
	}
	// Rights are the same; what is no list is refused as JSON with a code.
	if _, text := w.as("PARTY_SECRETARY@HN-HK").table(`{ tasks { nodes { number } } }`, nil); strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")) != "number" {
		t.Errorf("a neighbour's table: %q", text)
	}
	for _, query := range []string{
		`{ viewer { person { name } grants { role } } }`, `{ tasks { nodes { number } } problems { nodes { title } } }`, `{ nothing }`, `{ viewer { person { name } } }`,
		`{ organisation(code: "HN") { name posts { nodes { code } } } }`, `{ tasks { nodes { number } edges { cursor } } }`, `{ tasks { pageInfo { hasNextPage } } }`,
		`{ tasks(first: 1) { nodes { number } totalCount { count } } }`, `{ tasks(before: "x") { nodes { number } } }`,
		`{ problems { nodes { title tasks(first: 5) { nodes { number } } } } }`, `{ problems { nodes { title tasks(last: 5) { nodes { number } pageInfo { hasNextPage } } } } }`,
	} {
		if res, text := p.secretary.table(query, nil); res.StatusCode != http.StatusBadRequest || !strings.Contains(text, `"code"`) {
			t.Errorf("%s: %d %s", query, res.StatusCode, text)
		}
	}
	// A record that is not there has no table; an act is not done where its answer could not be one.
	if res, text := p.secretary.table(`{ organisation(code: "XX") { posts { nodes { code } } } }`, nil); res.StatusCode != http.StatusNotFound || !strings.Contains(text, `"NOT_FOUND"`) {
		t.Errorf("no record: %d %s", res.StatusCode, text)
	}
	before := p.secretary.must(`{ tasks { totalCount { count } } consultations { nodes { version } } }`, nil).Body
	act := `mutation($c: ID!, $v: Int!) { consultationCancel(input: { consultation: $c, version: $v, reason: "样例" }) { errors { code } } }`
	if res, text := p.secretary.table(act, map[string]any{"c": p.id, "v": 1}); res.StatusCode != http.StatusBadRequest || !strings.Contains(text, `"BAD_REQUEST"`) {
		t.Errorf("an act: %d %s", res.StatusCode, text)
	}
	if after := p.secretary.must(`{ tasks { totalCount { count } } consultations { nodes { version } } }`, nil).Body; after != before {
		t.Errorf("an act was done: %s, %s", before, after)
	}
}

// parsed reads a table as any reader of RFC 4180 does: its columns, and its rows by column.
func parsed(t testing.TB, text string) (columns []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v: %.300s", err, text)
	}
	return all[0], all[1:]
}

// A table without first has every row of its list, as a walk through its pages has them: at the root, in a record,
// under a filter and an order, and under a cursor; in one snapshot.
func TestATableIsWhole(t *testing.T) {
	w := newWorld(t)
	w.many("HN-QH", 2300)
	c := w.as("PARTY_SECRETARY@HN")
	for _, list := range []string{`people`, `people(orderBy: [{ field: NAME, direction: DESC }, { field: NUMBER }])`, `people(filter: { name: { contains: "众" } })`, `organisation(code: "HN-QH") { posts`, `posts(orderBy: [{ field: CODE, direction: DESC }])`} {
		ends, field := "", "number"
		if strings.Contains(list, "posts") {
			field = "code"
		}
		if strings.Contains(list, "{ posts") {
			ends = "}"
		}
		var want []string
		var cursors []string
		for cursor := any(nil); ; {
			query := list
			if strings.HasSuffix(list, ")") && !strings.Contains(list, "{ posts") {
				query = strings.TrimSuffix(list, ")") + ", first: 100, after: $c)"
			} else {
				query += "(first: 100, after: $c)"
			}
			a := c.must(`query($c: String) { `+query+` { nodes { id `+field+` name } pageInfo { hasNextPage endCursor } }`+ends+` }`, map[string]any{"c": cursor})
			path := "people"
			if field == "code" {
				path = "posts"
			}
			if ends != "" {
				path = "organisation.posts"
			}
			for _, n := range a.list(path + ".nodes") {
				m := n.(map[string]any)
				want = append(want, fmt.Sprint(m["id"], " ", m[field], " ", m["name"]))
			}
			if a.get(path+".pageInfo.hasNextPage") != true {
				break
			}
			cursor = a.text(path + ".pageInfo.endCursor")
			cursors = append(cursors, a.text(path+".pageInfo.endCursor"))
		}
		whole := func(query string, variables map[string]any, want []string) {
			res, text := c.table(query, variables)
			if res.StatusCode != http.StatusOK || res.Header.Get("Huishang-Rows") != fmt.Sprint(len(want)) || res.Header.Get("Huishang-More") != "false" || res.Header.Get("Content-Length") != fmt.Sprint(len(text)) {
				t.Errorf("%s: %d %v, want %d rows: %.300s", query, res.StatusCode, res.Header, len(want), text)
				return
			}
			_, rows := parsed(t, text)
			var got []string
			for _, r := range rows {
				if strings.HasPrefix(r[2], "'=") {
					r[2] = r[2][1:]
				}
				got = append(got, strings.Join(r, " "))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %d rows are not the %d of the walk", query, len(got), len(want))
			}
		}
		if len(want) < 1200 {
			t.Fatalf("%s: %d rows show nothing", list, len(want))
		}
		whole(`{ `+list+` { nodes { id `+field+` name } }`+ends+` }`, nil, want)
		whole(`{ l: `+list+` { ...F }`+ends+` } fragment F on `+map[string]string{"number": "PersonConnection", "code": "PostConnection"}[field]+` { edges { node { id ...G } } } fragment G on `+map[string]string{"number": "Person", "code": "Post"}[field]+` { `+field+` name }`, nil, want)
		if !strings.Contains(list, "(") {
			whole(`query($c: String, $n: Int) { `+list+`(after: $c, first: $n) { nodes { id `+field+` name } } }`, map[string]any{"c": cursors[3]}, want[400:])
		}
	}
	// A list inside a row is whole as well; one that holds too many for any step is refused, not cut.
	_, text := c.table(`{ organisations(filter: { code: { in: ["HN-QH", "HN-HK"] } }) { nodes { code posts { nodes { code department { code } } } } } }`, nil)
	columns, rows := parsed(t, text)
	posts := strings.Split(rows[1][1], "; ")
	if !slices.Equal(columns, []string{"code", "posts.nodes.code", "posts.nodes.department.code"}) || len(posts) < 2300 || len(strings.Split(rows[1][2], "; ")) != len(posts) {
		t.Errorf("%v: %d posts, %d departments", columns, len(posts), len(strings.Split(rows[1][2], "; ")))
	}
	w.many("HN-HK", 10_001)
	res, text := c.table(`{ organisations { nodes { code posts { nodes { code } } } } }`, nil)
	if res.StatusCode != http.StatusBadRequest || !strings.Contains(text, `"TABLE_NOT_WHOLE"`) {
		t.Errorf("too many: %d %.300s", res.StatusCode, text)
	}
	// Where a page of it is asked for, a column shows whether it goes on.
	_, text = c.table(`{ organisations(filter: { code: { in: ["HN-QH", "HN-HK"] } }) { nodes { code posts(first: 3) { nodes { code } pageInfo { hasNextPage } } } } }`, nil)
	if _, rows := parsed(t, text); len(strings.Split(rows[1][1], "; ")) != 3 || rows[1][2] != "true" {
		t.Error(text)
	}
}
