package tests

import "testing"

// Acts on an organisation, a department, a post, its roles, whoever holds it and a person, two at once: nobody is appointed to a
// post that is given up, nor is a post held by two (D-GEN-3, D-ORG-2, D-ORG-5).
func TestTwoActsAtOnceOnTheOrganisation(t *testing.T) {
	w := newWorld(t)
	first, second := w.as("ADMINISTRATOR@HN"), w.as("ADMINISTRATOR@HN-QH")
	qh := first.id("organisation", "HN-QH")
	made := func(mutation, noun string, input map[string]any) string {
		t.Helper()
		id, _ := record(first.do(mutation, noun, input).told(t, mutation), mutation, noun)
		return id
	}
	version := func(noun, id string) any {
		t.Helper()
		return first.must(`query($id: ID!) { node(id: $id) { ... on `+noun+` { version } } }`, in("id", id)).get("node.version")
	}
	region := made("organisationCreate", "organisation", in("parent", qh, "code", "HN-QH-ZZ", "name", "试点区域", "partyOrganisation", "PARTY_BRANCH", "disciplineBody", "NONE"))
	department := made("departmentCreate", "department", in("organisation", qh, "code", "HN-QH/ZZ", "name", "试点室", "kind", "ORDINARY", "riskDomains", []any{}, "businessLines", []any{}))
	post := made("postCreate", "post", in("organisation", qh, "department", department, "code", "HN-QH/ZZ.ZW", "name", "试点岗", "categories", []any{"STAFF"}, "roles", []any{"DEPARTMENT_STAFF"}))
	free := made("postCreate", "post", in("organisation", qh, "department", department, "code", "HN-QH/ZZ.KQ", "name", "空缺岗", "categories", []any{"STAFF"}, "roles", []any{"DEPARTMENT_STAFF"}))
	holder := made("personCreate", "person", in("organisation", qh, "number", "ZZ-A", "name", "甲"))
	idle := made("personCreate", "person", in("organisation", qh, "number", "ZZ-B", "name", "乙"))
	third := made("personCreate", "person", in("organisation", qh, "number", "ZZ-C", "name", "丙"))
	held := made("appointmentCreate", "appointment", in("post", post, "person", holder, "kind", "SUBSTANTIVE", "from", "2026-11-01"))
	stands := made("substitutionCreate", "substitution", in("post", post, "person", third, "from", "2026-11-01", "to", "2026-12-31", "reason", "x"))
	words := map[string]string{"HN-QH-ZZ": "HN-QH-Z%d", "HN-QH/ZZ": "HN-QH/Z%d", "ZZ-A": "ZA-%d", "ZZ-B": "ZB-%d", "ZZ-C": "ZC-%d", "HN-QH.ZN": "HN-QH.Z%d", "ZZ-N": "ZN-%d", "HN-QH/YN": "HN-QH/Y%d"}
	of := func(roots ...string) *pairs {
		return newPairs(t, w, "organisation", roots, words,
			rows{"organisation", "t.id = ANY ($1)"}, rows{"department", "t.id = ANY ($1) OR t.org_id = ANY ($1)"},
			rows{"post", "t.id = ANY ($1) OR t.department_id = ANY ($1) OR t.org_id = ANY ($1)"},
			rows{"person", "t.id = ANY ($1) OR t.org_id = ANY ($1)"}, rows{"appointment", "t.post_id = ANY ($1)"}, rows{"substitution", "t.post_id = ANY ($1)"}, rows{"portfolio", "t.post_id = ANY ($1)"},
			rows{"post_role", "t.post_id IN (SELECT p.id FROM post p WHERE p.id = ANY ($1) OR p.department_id = ANY ($1) OR p.org_id = ANY ($1))"})
	}
	try := func(state string, roots []string, acts ...attempt) {
		t.Helper()
		of(roots...).try(state, acts...)
	}
	does := func(name, record string, more ...any) attempt {
		return attempt{name: name, by: first, record: record, input: in(more...)}
	}
	post4 := []string{department, post, free, holder, idle, third}
	try("a post that is held", post4,
		does("appointmentEnd", "appointment", "appointment", held, "version", version("Appointment", held), "to", "2026-11-30", "reason", "x"),
		does("appointmentEnd earlier", "appointment", "appointment", held, "version", version("Appointment", held), "to", "2026-11-20", "reason", "x"),
		does("postHandOver", "post", "post", post, "version", version("Post", post), "person", idle, "from", "2026-11-18", "reason", "x"),
		does("postUpdate name", "post", "post", post, "version", version("Post", post), "name", "改"),
		does("postUpdate roles", "post", "post", post, "version", version("Post", post), "roles", []any{"DEPARTMENT_STAFF", "DEPARTMENT_HEAD"}),
		does("appointmentCreate acting", "appointment", "post", post, "person", idle, "kind", "ACTING", "from", "2026-12-01"),
		does("substitutionEnd", "substitution", "substitution", stands, "version", version("Substitution", stands), "to", "2026-11-20", "reason", "x"),
		does("substitutionCreate", "substitution", "post", post, "person", idle, "from", "2027-01-02", "to", "2027-01-31", "reason", "x"),
		does("personUpdate", "person", "person", idle, "version", version("Person", idle), "name", "改"),
		does("personDeactivate", "person", "person", idle, "version", version("Person", idle), "reason", "x"),
	)
	try("a post that is free", post4,
		does("appointmentCreate", "appointment", "post", free, "person", idle, "kind", "SUBSTANTIVE", "from", "2026-11-18"),
		does("appointmentCreate another", "appointment", "post", free, "person", third, "kind", "SUBSTANTIVE", "from", "2026-11-18"),
		does("substitutionCreate", "substitution", "post", free, "person", idle, "from", "2026-11-18", "to", "2026-12-31", "reason", "x"),
		does("postDeactivate", "post", "post", free, "version", version("Post", free), "reason", "x"),
		does("postUpdate", "post", "post", free, "version", version("Post", free), "roles", []any{"DEPARTMENT_STAFF", "ANALYST"}),
		does("personDeactivate", "person", "person", idle, "version", version("Person", idle), "reason", "x"),
		does("departmentUpdate", "department", "department", department, "version", version("Department", department), "name", "改"),
	)
	empty := made("departmentCreate", "department", in("organisation", qh, "code", "HN-QH/YY", "name", "空室", "kind", "ORDINARY", "riskDomains", []any{}, "businessLines", []any{}))
	words["HN-QH/YY"] = "HN-QH/V%d"
	try("a department that is free", []string{empty, free, idle},
		does("departmentDeactivate", "department", "department", empty, "version", version("Department", empty), "reason", "x"),
		does("departmentUpdate", "department", "department", empty, "version", version("Department", empty), "name", "改"),
		does("postCreate", "post", "organisation", qh, "department", empty, "code", "HN-QH.ZN", "name", "新岗", "categories", []any{"STAFF"}, "roles", []any{"DEPARTMENT_STAFF"}),
		does("postUpdate moves", "post", "post", free, "version", version("Post", free), "department", empty),
		does("appointmentCreate", "appointment", "post", free, "person", idle, "kind", "SUBSTANTIVE", "from", "2026-11-18"),
	)
	try("a region that is free", []string{region, idle},
		does("organisationDeactivate", "organisation", "organisation", region, "version", version("Organisation", region), "reason", "x"),
		does("organisationUpdate", "organisation", "organisation", region, "version", version("Organisation", region), "name", "改"),
		does("organisationMove", "organisation", "organisation", region, "version", version("Organisation", region), "branch", first.id("organisation", "HN-HK"), "reason", "x"),
		does("organisationMove elsewhere", "organisation", "organisation", region, "version", version("Organisation", region), "branch", first.id("organisation", "HN-WZS"), "reason", "x"),
		does("departmentCreate", "department", "organisation", region, "code", "HN-QH-ZZ/N", "name", "新室", "kind", "ORDINARY", "riskDomains", []any{}, "businessLines", []any{}),
		does("postCreate", "post", "organisation", region, "code", "HN-QH.ZN", "name", "新岗", "categories", []any{"STAFF"}, "roles", []any{"REGION_STAFF"}),
		does("personCreate", "person", "organisation", region, "number", "ZZ-N", "name", "新人"),
		does("personUpdate moves", "person", "person", idle, "version", version("Person", idle), "organisation", region),
	)
	// What waits for a second administrator.
	office := made("postCreate", "post", in("organisation", qh, "department", first.id("department", "HN-QH/JWB"), "code", "HN-QH/ZZ.JW", "name", "纪检岗", "categories", []any{"STAFF"}, "roles", []any{"DISCIPLINE_OFFICE", "DEPARTMENT_STAFF"}))
	one := made("appointmentCreate", "appointment", in("post", office, "person", idle, "kind", "SUBSTANTIVE", "from", "2026-11-18"))
	two := made("appointmentCreate", "appointment", in("post", office, "person", third, "kind", "SUBSTANTIVE", "from", "2026-11-18"))
	proposed := made("substitutionCreate", "substitution", in("post", office, "person", holder, "from", "2026-11-18", "to", "2026-12-31", "reason", "x"))
	var role string
	for _, r := range first.must(`query($id: ID!) { node(id: $id) { ... on Post { roles { id role } } } }`, in("id", office)).list("node.roles") {
		if m := r.(map[string]any); m["role"] == "DISCIPLINE_OFFICE" {
			role = m["id"].(string)
		}
	}
	decides := func(name, record, id string, more ...any) attempt {
		return attempt{name: name, by: second, record: record, input: in(append([]any{record, id, "version", 1}, more...)...)}
	}
	try("proposals", []string{office, holder, idle, third},
		decides("postRoleConfirm", "postRole", role), decides("postRoleReject", "postRole", role, "reason", "x"),
		decides("appointmentConfirm", "appointment", one), decides("appointmentConfirm another", "appointment", two), decides("appointmentReject", "appointment", one, "reason", "x"),
		decides("substitutionConfirm", "substitution", proposed), decides("substitutionReject", "substitution", proposed, "reason", "x"),
		does("postUpdate", "post", "post", office, "version", version("Post", office), "roles", []any{"DEPARTMENT_STAFF"}),
	)
}
