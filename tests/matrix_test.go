package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// viewers are one of each role at each level, and neighbours.
var viewers = []string{
	"PARTY_SECRETARY@HN", "PARTY_COMMITTEE_MEMBER@HN", "PARTY_OFFICE@HN", "DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN",
	"LEADERSHIP_MEMBER@HN", "DEPARTMENT_HEAD@HN/CW", "DEPARTMENT_STAFF@HN/CW", "ANALYST@HN", "ADMINISTRATOR@HN",
	"PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH",
	"DEPARTMENT_HEAD@HN-QH/YW", "DEPARTMENT_STAFF@HN-QH/ZH", "ADMINISTRATOR@HN-QH", "REGION_MANAGER@HN-QH-1", "REGION_STAFF@HN-QH-1",
	"PARTY_SECRETARY@HN-WZS", "DISCIPLINE_COMMISSIONER@HN-WZS", "DEPARTMENT_HEAD@HN-WZS/YW", "PARTY_SECRETARY@HN-HK", "REGION_MANAGER@HN-HK-1",
}

// cell is one operation on one row. An act that would be done is shown by the code of the one thing left wrong in its input: the tests change nothing.
type cell struct {
	mutation string
	record   string
	input    map[string]any
	done     string
}

// told is what each viewer is told; who is not named is told what the test says of the rest.
type told map[string]string

// TestMatrixOfReferenceNouns: administrators act in their organisation and below, and nobody else does
// (domain.md §11).
func TestMatrixOfReferenceNouns(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	in := func(pairs ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	}
	first := func(query, path string) string { return a.must(query, nil).text(path) }
	for _, place := range []struct {
		org, dept, post, person string
		told                    told
	}{
		{"HN-QH", "HN-QH/YW", "HN-QH/YW.ZR", "HN0107", told{"ADMINISTRATOR@HN": "", "ADMINISTRATOR@HN-QH": ""}},
		{"HN", "HN/CW", "HN/CW.JL", "HN0015", told{"ADMINISTRATOR@HN": "", "ADMINISTRATOR@HN-QH": "OUT_OF_SCOPE"}},
		{"HN-WZS", "HN-WZS/YW", "HN-WZS/YW.ZR", "", told{"ADMINISTRATOR@HN": "", "ADMINISTRATOR@HN-QH": "OUT_OF_SCOPE"}},
	} {
		org, dept, post := a.id("organisation", place.org), a.id("department", place.dept), a.id("post", place.post)
		holder := first(`{ post(code: "`+place.post+`") { holders { person { id } } } }`, "post.holders.0.person.id")
		appointment := first(`{ post(code: "`+place.post+`") { appointments { nodes { id } } } }`, "post.appointments.nodes.0.id")
		portfolio := first(`{ portfolios(filter: { on: "P0D" }, first: 1) { nodes { id } } }`, "portfolios.nodes.0.id")
		cells := []cell{
			{mutation: "organisationCreate", record: "organisation", done: "REQUIRED", input: in("parent", org, "code", "HN-X", "name", "", "partyOrganisation", "PARTY_BRANCH", "disciplineBody", "NONE", "numberPrefix", "新")},
			{mutation: "organisationUpdate", record: "organisation", done: "VERSION_CONFLICT", input: in("organisation", org, "version", 99, "name", "x", "partyOrganisation", "PARTY_BRANCH", "disciplineBody", "NONE")},
			{mutation: "organisationMove", record: "organisation", done: "VERSION_CONFLICT", input: in("organisation", org, "version", 99, "branch", org, "reason", "x")},
			{mutation: "organisationDeactivate", record: "organisation", done: "VERSION_CONFLICT", input: in("organisation", org, "version", 99, "reason", "x")},
			{mutation: "departmentCreate", record: "department", done: "REQUIRED", input: in("organisation", org, "code", place.org+"/XX", "name", "")},
			{mutation: "departmentUpdate", record: "department", done: "VERSION_CONFLICT", input: in("department", dept, "version", 99, "name", "x")},
			{mutation: "departmentDeactivate", record: "department", done: "VERSION_CONFLICT", input: in("department", dept, "version", 99, "reason", "x")},
			{mutation: "postCreate", record: "post", done: "REQUIRED", input: in("organisation", org, "code", place.org+".XX", "name", "", "categories", []string{"STAFF"}, "roles", []string{})},
			{mutation: "postUpdate", record: "post", done: "VERSION_CONFLICT", input: in("post", post, "version", 99, "organisation", org, "name", "x", "categories", []string{"STAFF"}, "roles", []string{})},
			{mutation: "postDeactivate", record: "post", done: "VERSION_CONFLICT", input: in("post", post, "version", 99, "reason", "x")},
			{mutation: "postHandOver", record: "post", done: "VERSION_CONFLICT", input: in("post", post, "version", 99, "person", holder, "from", "2026-12-01", "reason", "x")},
			{mutation: "personCreate", record: "person", done: "REQUIRED", input: in("organisation", org, "number", "X1", "name", "")},
			{mutation: "personUpdate", record: "person", done: "VERSION_CONFLICT", input: in("person", holder, "version", 99, "organisation", org, "name", "x")},
			{mutation: "personDeactivate", record: "person", done: "VERSION_CONFLICT", input: in("person", holder, "version", 99, "reason", "x")},
			{mutation: "personRevokeTokens", record: "person", done: "REQUIRED", input: in("person", holder, "reason", "")},
			{mutation: "appointmentCreate", record: "appointment", done: "DATE_ORDER", input: in("post", post, "person", holder, "kind", "ACTING", "from", "2026-12-01", "to", "2026-11-01")},
			{mutation: "appointmentEnd", record: "appointment", done: "VERSION_CONFLICT", input: in("appointment", appointment, "version", 99, "to", "2026-12-01", "reason", "x")},
			{mutation: "appointmentConfirm", record: "appointment", done: "VERSION_CONFLICT", input: in("appointment", appointment, "version", 99)},
			{mutation: "substitutionCreate", record: "substitution", done: "DATE_ORDER", input: in("post", post, "person", holder, "from", "2026-12-01", "to", "2026-11-01", "reason", "x")},
			{mutation: "portfolioCreate", record: "portfolio", done: "INVALID_VALUE", input: in("post", post, "from", "2026-12-01")},
		}
		if place.org == "HN" {
			cells = append(cells, cell{mutation: "portfolioEnd", record: "portfolio", done: "VERSION_CONFLICT", input: in("portfolio", portfolio, "version", 99, "to", "2026-12-01", "reason", "x")})
		}
		for _, c := range cells {
			for _, v := range viewers {
				want, named := place.told[v]
				switch {
				case !named:
					want = "FORBIDDEN"
				case want == "":
					want = c.done
				}
				if got := w.as(v).do(c.mutation, c.record, c.input).codes(); !slices.Contains(got, want) {
					t.Errorf("%s at %s by %s: told %v, want %s", c.mutation, place.org, v, got, want)
				}
			}
		}
	}
}

// TestMatrixOfDutyLists: who drafts, puts in force and withdraws each kind of list at a branch with a commission
// of its own, exactly; who may not see a draft is told that there is none (D-SEC-2).
func TestMatrixOfDutyLists(t *testing.T) {
	w := newWorld(t)
	drafts := map[string]string{}
	revise := func(who, kind, filter string) string {
		c := w.as(who)
		l := c.must(`{ dutyLists(filter: { state: { eq: IN_FORCE }, kind: { eq: `+kind+` }, `+filter+` }) { nodes { id version } } }`, nil)
		a := c.do("dutyListRevise", "dutyList", map[string]any{"list": l.text("dutyLists.nodes.0.id"), "version": l.get("dutyLists.nodes.0.version")})
		id := a.text("dutyListRevise.dutyList.id")
		if id == "" {
			t.Fatalf("revise %s: %s", kind, a.Body)
		}
		return id
	}
	admin := w.as("ADMINISTRATOR@HN")
	qh := `organisation: { eq: "` + admin.id("organisation", "HN-QH") + `" }`
	post := func(code string) string { return `post: { eq: "` + admin.id("post", code) + `" }` }
	drafts["MAIN"] = revise("PARTY_OFFICE@HN-QH", "MAIN", qh)
	drafts["SUPERVISORY"] = revise("DISCIPLINE_OFFICE@HN-QH", "SUPERVISORY", qh)
	drafts["DUAL_DUTY"] = revise("PARTY_OFFICE@HN-QH", "DUAL_DUTY", post("HN-QH/YW.ZR"))
	drafts["SECRETARY"] = revise("PARTY_OFFICE@HN-QH", "DUAL_DUTY", post("HN-QH.SJ"))
	drafts["TOP"] = revise("PARTY_OFFICE@HN", "DUAL_DUTY", post("HN.SJ"))
	drafts["OVERSIGHT"] = revise("DEPARTMENT_HEAD@HN-QH/YW", "OVERSIGHT", `department: { eq: "`+admin.id("department", "HN-QH/YW")+`" }`)

	const ok, no, none, out, own = "VERSION_CONFLICT", "FORBIDDEN", "NOT_FOUND", "OUT_OF_SCOPE", "OWN_MATTER"
	// By role: what those are told who are not named for the list. LIST_DRAFT and LIST_WITHDRAW are acts of
	// both offices and of department heads, LIST_PUT_IN_FORCE of secretaries and offices: who has the act for
	// some kind of list but does not see this draft is told that there is none.
	drafting := func(v string) string {
		return pick(v, none, no, "PARTY_OFFICE", "DISCIPLINE_OFFICE", "DEPARTMENT_HEAD")
	}
	forcing := func(v string) string {
		return pick(v, none, no, "PARTY_SECRETARY", "DISCIPLINE_SECRETARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE")
	}
	expected := map[string]struct{ draft, force told }{
		"MAIN": {
			told{"PARTY_OFFICE@HN-QH": ok, "DISCIPLINE_OFFICE@HN-QH": ok},
			told{"PARTY_SECRETARY@HN-QH": ok, "PARTY_OFFICE@HN-QH": out, "DISCIPLINE_OFFICE@HN-QH": out}},
		"SUPERVISORY": {
			told{"DISCIPLINE_OFFICE@HN-QH": ok},
			told{"DISCIPLINE_SECRETARY@HN-QH": ok, "DISCIPLINE_OFFICE@HN-QH": out}},
		"DUAL_DUTY": {
			told{"PARTY_OFFICE@HN-QH": ok},
			told{"PARTY_SECRETARY@HN-QH": ok, "PARTY_OFFICE@HN-QH": out}},
		"SECRETARY": {
			told{"PARTY_OFFICE@HN-QH": ok},
			told{"PARTY_SECRETARY@HN-QH": own, "PARTY_SECRETARY@HN": ok, "PARTY_OFFICE@HN-QH": out}},
		"TOP": {
			told{"PARTY_OFFICE@HN": ok, "DISCIPLINE_OFFICE@HN": out},
			told{"PARTY_SECRETARY@HN": own, "DISCIPLINE_OFFICE@HN": ok, "PARTY_OFFICE@HN": out}},
		"OVERSIGHT": {
			told{"DEPARTMENT_HEAD@HN-QH/YW": ok, "PARTY_OFFICE@HN-QH": out},
			told{"PARTY_OFFICE@HN-QH": ok}},
	}
	for kind, list := range drafts {
		for _, v := range viewers {
			c := w.as(v)
			for mutation, want := range map[string]string{
				"dutyListUpdateDraft": or(expected[kind].draft[v], drafting(v)),
				"dutyListWithdraw":    or(expected[kind].draft[v], drafting(v)),
				"dutyListPutInForce":  or(expected[kind].force[v], forcing(v)),
			} {
				input := map[string]any{"list": list, "version": 99}
				switch mutation {
				case "dutyListUpdateDraft":
					input["title"], input["items"] = "x", []any{}
				case "dutyListWithdraw":
					input["reason"] = "x"
				}
				if got := c.do(mutation, "dutyList", input).codes(); fmt.Sprint(got) != "["+want+"]" {
					t.Errorf("%s of %s by %s: told %v, want %s", mutation, kind, v, got, want)
				}
			}
			if seen := c.must(`query($id: ID!) { dutyList(id: $id) { id } }`, map[string]any{"id": list}).get("dutyList") != nil; seen != sees(kind, v) {
				t.Errorf("draft %s seen by %s: %v", kind, v, seen)
			}
		}
	}
}

// sees tells who sees each draft: its drafters and whoever puts it in force (D-SEC-2).
func sees(kind, viewer string) bool {
	return slices.Contains(map[string][]string{
		"MAIN":        {"PARTY_OFFICE@HN-QH", "DISCIPLINE_OFFICE@HN-QH", "PARTY_SECRETARY@HN-QH"},
		"SUPERVISORY": {"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"},
		"DUAL_DUTY":   {"PARTY_OFFICE@HN-QH", "PARTY_SECRETARY@HN-QH"},
		"SECRETARY":   {"PARTY_OFFICE@HN-QH", "PARTY_SECRETARY@HN-QH", "PARTY_SECRETARY@HN"},
		"TOP":         {"PARTY_OFFICE@HN", "PARTY_SECRETARY@HN", "DISCIPLINE_OFFICE@HN"},
		"OVERSIGHT":   {"DEPARTMENT_HEAD@HN-QH/YW", "PARTY_OFFICE@HN-QH"},
	}[kind], viewer)
}

func pick(viewer, yes, no string, roles ...string) string {
	role, _, _ := strings.Cut(viewer, "@")
	if slices.Contains(roles, role) {
		return yes
	}
	return no
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
