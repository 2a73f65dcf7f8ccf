package tests

import (
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"huishang/internal/auth"
	"huishang/internal/dbtest"
)

// secondPerson lists who may do, today, what takes a second administrator: person, role, organisation and, for an office,
// the department that lends it.
func secondPerson(t *testing.T, super *sql.DB) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, held := range rowsOf(t, super, `
		SELECT concat_ws(' ', u.number, h.role, o.code, CASE WHEN h.role LIKE '%OFFICE' THEN d.code || ':' || d.kind END)
		FROM held_on('2026-11-18') h
		JOIN organisation o ON o.id = h.org_id AND o.deactivated_at IS NULL
		JOIN person u ON u.id = h.person_id AND u.deactivated_at IS NULL
		LEFT JOIN department d ON d.id = h.department_id AND d.deactivated_at IS NULL
		WHERE h.role = ANY (second_person_roles())`) {
		all[held] = true
	}
	return all
}

// The two lists of roles that take a second administrator are one (internal/auth, db/functions/organisation.sql).
func TestSecondPersonRolesHaveOneList(t *testing.T) {
	var want []string
	for _, r := range auth.SecondPersonRoles() {
		want = append(want, string(r))
	}
	got := rowsOf(t, dbtest.New(t).Super(t), `SELECT unnest(second_person_roles()) ORDER BY 1`)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the database has %v, the act table %v", got, want)
	}
}

// A second-person role is confirmed for a place (D-SEC-6): moved with its post, it waits for a second administrator again,
// and until then confers nothing.
func TestAMovedPostAsksAgain(t *testing.T) {
	w := newWorld(t)
	first, super := w.as("ADMINISTRATOR@HN"), w.store.Super(t)
	number := rowsOf(t, super, `SELECT u.number FROM held_on('2026-11-18') h JOIN organisation o ON o.id = h.org_id JOIN person u ON u.id = h.person_id WHERE h.role = 'DISCIPLINE_OFFICE' AND o.code = 'HN-QH'`)[0]
	post := first.must(`query($f: PostFilter) { posts(filter: $f) { nodes { id version name categories { code } roles { role } } } }`,
		map[string]any{"f": map[string]any{"code": map[string]any{"eq": rowsOf(t, super, `SELECT p.code FROM post p JOIN post_role r ON r.post_id = p.id JOIN organisation o ON o.id = p.org_id WHERE r.role = 'DISCIPLINE_OFFICE' AND o.code = 'HN-QH'`)[0]}}}).list("posts.nodes")[0].(map[string]any)
	var roles []any
	for _, r := range post["roles"].([]any) {
		roles = append(roles, r.(map[string]any)["role"])
	}
	first.do("postUpdate", "post", map[string]any{"post": post["id"], "version": post["version"], "name": post["name"], "categories": codesOf(post["categories"]),
		"roles": roles, "organisation": first.id("organisation", "HN"), "department": first.id("department", "HN/JWB")}).told(t, "move the post")
	for held := range secondPerson(t, super) {
		if strings.HasPrefix(held, number+" ") {
			t.Errorf("the moved post's holder still has %s", held)
		}
	}
	if waits := rowsOf(t, super, `SELECT role FROM post_role WHERE state = 'PROPOSED' AND proposed_by IS NOT NULL`); !slices.Contains(waits, "DISCIPLINE_OFFICE") {
		t.Errorf("what waits for a second administrator: %v", waits)
	}
}

// However one administrator puts acts together, nobody ends with more of what takes two (D-SEC-6): random sequences of all
// acts on posts, people, departments and organisations, by the province's administrator alone.
func TestOneAdministratorRaisesNobody(t *testing.T) {
	seed := seeded(t)
	r := rand.New(rand.NewPCG(seed, 7))
	w := newWorld(t)
	admin := w.as("ADMINISTRATOR@HN")
	super := w.store.Super(t)
	before := secondPerson(t, super)
	done := map[string]int{}
	pick := func(all []any) map[string]any { return all[r.IntN(len(all))].(map[string]any) }
	page := func(query, path string) []any { return admin.must(query, nil).list(path) }
	for step := range 160 {
		posts := page(`{ posts(first: 100) { nodes { id version name categories { code } active organisation { id } department { id } roles { role } } } }`, "posts.nodes")
		people := page(`{ people(first: 100) { nodes { id version } } }`, "people.nodes")
		orgs := page(`{ organisations(first: 100) { nodes { id version level name numberPrefix partyOrganisation disciplineBody } } }`, "organisations.nodes")
		departments := page(`{ departments(first: 100) { nodes { id version name kind organisation { id } } } }`, "departments.nodes")
		post, org, dept := pick(posts), pick(orgs), pick(departments)
		roles := []any{}
		for _, x := range post["roles"].([]any) {
			roles = append(roles, x.(map[string]any)["role"])
		}
		if r.IntN(4) == 0 {
			roles = append(roles, string(auth.Roles[r.IntN(len(auth.Roles))]))
		}
		acts := map[string]map[string]any{
			"postUpdate post": {"post": post["id"], "version": post["version"], "name": post["name"], "categories": codesOf(post["categories"]), "roles": roles,
				"organisation": dept["organisation"].(map[string]any)["id"], "department": dept["id"]},
			"departmentUpdate department": {"department": dept["id"], "version": dept["version"], "name": dept["name"],
				"kind": []string{"ORDINARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE"}[r.IntN(3)]},
			"organisationMove organisation": {"organisation": org["id"], "version": org["version"], "branch": pick(orgs)["id"], "reason": "调整"},
			"organisationUpdate organisation": {"organisation": org["id"], "version": org["version"], "name": org["name"], "numberPrefix": org["numberPrefix"],
				"partyOrganisation": org["partyOrganisation"], "disciplineBody": []string{"NONE", "COMMISSION", "COMMISSIONER"}[r.IntN(3)]},
			"appointmentCreate appointment":   {"post": post["id"], "person": pick(people)["id"], "kind": []string{"SUBSTANTIVE", "ACTING"}[r.IntN(2)], "from": "2026-11-01"},
			"postHandOver post":               {"post": post["id"], "version": post["version"], "person": pick(people)["id"], "from": "2026-11-18", "reason": "调整"},
			"substitutionCreate substitution": {"post": post["id"], "person": pick(people)["id"], "from": "2026-11-18", "to": "2026-11-30", "reason": "出差"},
			"postCreate post": {"organisation": dept["organisation"].(map[string]any)["id"], "department": dept["id"], "code": fmt.Sprintf("HN/Z%d", step),
				"name": "新岗位", "categories": []string{"STAFF"}, "roles": []any{string(auth.Roles[r.IntN(len(auth.Roles))])}},
		}
		names := slices.Sorted(maps.Keys(acts))
		name := names[r.IntN(len(names))]
		mutation, record, _ := strings.Cut(name, " ")
		if answer := admin.do(mutation, record, acts[name]); len(answer.codes()) == 0 {
			done[mutation]++
		}
		for held := range secondPerson(t, super) {
			if !before[held] {
				t.Fatalf("SEED=%d step %d: after %s %v somebody has more: %s", seed, step, mutation, acts[name], held)
			}
		}
	}
	if len(done) < 6 {
		t.Errorf("SEED=%d: too few acts were done: %v", seed, done)
	}
	if len(secondPerson(t, super)) == 0 || len(rowsOf(t, super, `SELECT 1 FROM post_role WHERE state = 'PROPOSED'`)) == 0 {
		t.Error("the acts left nobody anything, or nothing waits: the search shows nothing")
	}
	t.Logf("acts done: %v", done)
}

// codesOf are the codes of a list of code table entries.
func codesOf(list any) []any {
	codes := []any{}
	for _, x := range list.([]any) {
		codes = append(codes, x.(map[string]any)["code"])
	}
	return codes
}
