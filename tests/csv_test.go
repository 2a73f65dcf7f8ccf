package tests

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
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
		"measures of a consultation": {`query($id: ID!) { consultation(id: $id) { title measures { nodes { no text dueOn } } } }`, "no,text,dueOn", 2},
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
		if q.header != "" && strings.Join(rows[0], ",") != q.header {
			t.Errorf("%s: columns %v", name, rows[0])
		}
	}
	// A text that would run as a formula does not.
	if _, text := p.secretary.table(`{ tasks(orderBy: [{ field: NUMBER }]) { nodes { text } } }`, nil); !strings.Contains(text, `"'=HYPERLINK`) {
		t.Errorf("a formula: %s", text)
	}
	// A page that is not the last says where the next begins.
	res, _ := p.secretary.table(`{ tasks(first: 1) { nodes { number } pageInfo { hasNextPage endCursor } } }`, nil)
	if res.Header.Get("Huishang-Next-Cursor") == "" {
		t.Error("no cursor to the next page")
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
	for _, query := range []string{`{ viewer { person { name } grants { role } } }`, `{ tasks { nodes { number } } problems { nodes { title } } }`, `{ nothing }`} {
		if res, text := p.secretary.table(query, nil); res.StatusCode != http.StatusBadRequest || !strings.Contains(text, `"code"`) {
			t.Errorf("%s: %d %s", query, res.StatusCode, text)
		}
	}
}
