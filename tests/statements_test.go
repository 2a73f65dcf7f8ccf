package tests

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// statements are the numbers of SQL statements that a root list takes for the first and more of its rows, as nodes and
// as edges.
func (c *client) statements(list, row string, sizes ...int) map[any]bool {
	c.w.t.Helper()
	found := map[any]bool{}
	for _, n := range sizes {
		for _, shape := range []string{"nodes { %s }", "edges { node { %s } }"} {
			a := c.must(fmt.Sprintf(`{ l: %s, first: %d) { %s } }`, list, n, fmt.Sprintf(shape, row)), nil)
			if got := len(a.list("l.nodes")) + len(a.list("l.edges")); got != n {
				c.w.t.Errorf("%s has %d rows, not %d: the comparison shows nothing", list, got, n)
			}
			found[a.Extensions["cost"].(map[string]any)["sqlStatements"]] = true
		}
	}
	return found
}

// The statements of a list's page with its edges and availableActions do not grow with the rows.
func TestCaseStatementsAreConstant(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("DISCIPLINE_OFFICE@HN")
	for _, l := range []struct {
		list, row string
		sizes     []int
	}{
		{`tasks(orderBy: [{ field: DUE_ON }]`, `number overdue missedReports person { name } department { name } organisation { name parent { name } } problem { title } consultation { title } outcome { rootCause } measure { text }
			evidence { description file { id } addedBy { name } } signatures { track person { name } actingOrganisation { name } } reports { text } holders { daysOverdue person { name } }
			availableActions { action allowed code } history(first: 3) { nodes { act actor { name } } }`, []int{10, 13}},
		{`problems(orderBy: [{ field: CREATED_AT }]`, `title sources { code } organisation { name } aboutOrganisation { name } aboutDepartment { name } registeredBy { name } findings(first: 3) { nodes { title } } tasks(first: 3) { nodes { number person { name } } } letters(first: 3) { nodes { number } }
			topics(first: 3) { nodes { title consultation { title } } } concerns { name } availableActions { action allowed code } history(first: 3) { nodes { act actor { name } } }`, []int{3, 5}},
		{`findings(orderBy: [{ field: FOUND_ON }]`, `title complaintText organisation { name } aboutOrganisation { name } problem { title } registeredBy { name } concerns { name } availableActions { action allowed code }`, []int{3, 5}},
		{`consultations(orderBy: [{ field: CREATED_AT }]`, `title organisation { name } compiledBy { name } ratifiedBy { name } alignment { gaps } quorum { required } topics(first: 3) { nodes { title problem { title } settledBy { name } } }
			participants(first: 3) { nodes { person { name } availableActions { allowed } } } outcomes(first: 3) { nodes { kind problem { title } } } measures(first: 3) { nodes { text } } tasks(first: 3) { nodes { number } } availableActions { action allowed code }`, []int{2, 3}},
		{`outcomes(orderBy: [{ field: CREATED_AT }]`, `kind consultation { title } topic { title } problem { title } answeredBy { name } measures(first: 3) { nodes { text tasks(first: 3) { nodes { number } } } } availableActions { action allowed code }`, []int{3, 5}},
		{`letters(orderBy: [{ field: CREATED_AT }]`, `number overdue organisation { name } problem { title } task { number } follows { number } recipientOrganisation { name } recipientDepartment { name } recipientPost { name }
			draftedBy { name } issuedBy { name } servedBy { name } repliedBy { name } acceptedBy { name } availableActions { action allowed code } history(first: 3) { nodes { act actor { name } } }`, []int{6, 7}},
		{`measures(orderBy: [{ field: DUE_ON }]`, `text outcome { rootCause } problem { title } responsibles { post { code } } tasks(first: 3) { nodes { number person { name } } }`, []int{3, 5}},
	} {
		if got := c.statements(l.list, l.row, l.sizes...); len(got) != 1 {
			t.Errorf("%s…: %v statements for %v rows, nodes and edges", l.list, got, l.sizes)
		}
	}
}

// Whatever a list's rows are, asking what may be done with each takes no more statements for many than for two: every
// noun that has availableActions, so that a new one is held to it.
func TestAvailableActionsTakeConstantStatements(t *testing.T) {
	s, _ := schemaOf(t)
	w := newPlayedWorld(t)
	// Whose it is to put a list in force is asked of drafts only: there are enough of them for it to show.
	office, drafts := w.as("PARTY_OFFICE@HN"), 0
	for _, p := range office.must(`query($id: ID!) { posts(first: 30, filter: { organisation: { eq: $id } }) { nodes { id } } }`, in("id", office.id("organisation", "HN"))).list("posts.nodes") {
		a := office.act("dutyListDraft", "dutyList", in("kind", "DUAL_DUTY", "post", p.(map[string]any)["id"], "year", 2027, "title", "一岗双责清单", "items", []any{in("content", "甲", "frequency", "MONTHLY")}))
		if a.text("dutyListDraft.dutyList.id") != "" {
			drafts++
		}
	}
	if drafts < 10 {
		t.Fatalf("%d drafts", drafts)
	}
	nouns := 0
	for _, grant := range []string{"PARTY_SECRETARY@HN", "DISCIPLINE_OFFICE@HN", "ADMINISTRATOR@HN"} {
		c := w.as(grant)
		for _, f := range s.Query.Fields {
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
				continue
			}
			of := s.Types[s.Types[f.Type.Name()].Fields.ForName("nodes").Type.Name()]
			if of.Fields.ForName("availableActions") == nil {
				continue
			}
			nouns++
			rows := len(c.must("{ l: "+f.Name+"(first: 30) { nodes { __typename } } }", nil).list("l.nodes"))
			if rows < 3 {
				continue
			}
			// Another row may ask a question that the first two do not; each is asked once, for all of them.
			least, most := math.Inf(1), 0.0
			for n := range c.statements(f.Name+"(orderBy: []", "availableActions { action allowed code message }", 2, rows) {
				least, most = min(least, n.(float64)), max(most, n.(float64))
			}
			if most > least+3 {
				t.Errorf("%s as %s: %v statements for 2 rows, %v for %d", f.Name, grant, least, most, rows)
			}
		}
	}
	// Parts are asked together, too, of all records of a page.
	for _, parts := range [][2]string{
		{"tasks(orderBy: []", `milestones { availableActions { code } } evidence { availableActions { code } } extensionRequests { availableActions { code } } objections { availableActions { code } }`},
		{"dutyLists(orderBy: []", `items(first: 5) { nodes { availableActions { code } } }`},
	} {
		c := w.as("DISCIPLINE_OFFICE@HN")
		least, most := math.Inf(1), 0.0
		for n := range c.statements(parts[0], parts[1], 2, 12) {
			least, most = min(least, n.(float64)), max(most, n.(float64))
		}
		if most > least+8 {
			t.Errorf("parts of %s: %v statements for 2 rows, %v for 12", parts[0], least, most)
		}
	}
	if nouns < 3*10 {
		t.Errorf("%d lists of nouns with availableActions", nouns)
	}
	// The same question under several names is asked once.
	c := w.as("PARTY_SECRETARY@HN")
	org := c.id("organisation", "HN-QH")
	asked := func(n int) any {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "a%d: authority(role: PARTY_SECRETARY, organisation: %q) { reason holders { person { name } } } ", i, org)
		}
		return c.must("{ "+b.String()+"}", nil).Extensions["cost"].(map[string]any)["sqlStatements"]
	}
	if one, many := asked(2).(float64), asked(20).(float64); many > one+18 {
		t.Errorf("authority under 2 names takes %v statements, under 20 %v", one, many)
	}
}

// Whose a decision on the topics of a consultation is, is asked once for all of them, by whoever may decide and by who may not.
func TestWhoseADecisionIsIsAskedOnce(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	var topics []map[string]any
	for i := range 8 {
		topics = append(topics, in("title", fmt.Sprintf("议题%d", i+1)))
	}
	p.draft("THEMATIC", topics...)
	for _, c := range []*client{p.leader, w.as("PARTY_SECRETARY@HN")} {
		asked := func(rows int) any {
			a := c.must(`query($id: ID!, $n: Int!) { consultation(id: $id) { topics(first: $n, filter: { study: false }) { nodes { availableActions { action allowed code } } } } }`, in("id", p.id, "n", rows))
			if got := len(a.list("consultation.topics.nodes")); got != rows {
				t.Fatalf("%d topics, not %d", got, rows)
			}
			return a.Extensions["cost"].(map[string]any)["sqlStatements"]
		}
		if few, many := asked(2), asked(8); few != many {
			t.Errorf("2 topics take %v statements, 8 take %v", few, many)
		}
	}
}
