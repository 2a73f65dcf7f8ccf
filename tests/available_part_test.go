package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

// offered is what availableActions says of a record, nothing of one that the client does not see; of a Viewer, what it says of
// the client.
func (c *client) offered(noun, id string) []any {
	c.w.t.Helper()
	const asked = `availableActions { action mutation allowed code message params { name value } }`
	if noun == "Viewer" {
		return c.must(`{ viewer { `+asked+` } }`, nil).list("viewer.availableActions")
	}
	return c.must(fmt.Sprintf(`query($id: ID!) { node(id: $id) { ... on %s { %s } } }`, noun, asked), in("id", id)).list("node.availableActions")
}

// begun are the acts that begin a record, and those on parts: of a viewer, at each organisation, department and post.
func (s *subject) begun(act, mutation string) ([]try, bool) {
	made, known := s.part(act)
	if known {
		return made, true
	}
	var at []string
	switch s.noun {
	case "Organisation":
		at = []string{public("Organisation", s.id)}
	case "Department", "Post":
		return s.drafts(act)
	case "PlanItem":
		at = []string{public("Organisation", uuid.MustParse(s.value(`SELECT org_id::text FROM plan_item WHERE id = $1`, s.id).(string)))}
	case "Viewer":
		for _, id := range rowsOf(s.test, s.super, `SELECT id::text FROM organisation ORDER BY level <> 'BRANCH', code`) {
			at = append(at, public("Organisation", uuid.MustParse(id)))
		}
	default:
		return nil, false
	}
	for _, o := range at {
		tries, known := s.at(o, act, mutation)
		if !known {
			return nil, false
		}
		made = append(made, tries...)
	}
	if s.noun == "Viewer" && act == "LIST_DRAFT" {
		for _, of := range []string{"Department", "Post"} {
			for _, id := range rowsOf(s.test, s.super, fmt.Sprintf(`SELECT DISTINCT h.%[1]s_id::text FROM held_on('2026-11-18') h WHERE h.person_id = '%[2]s' AND h.%[1]s_id IS NOT NULL`, strings.ToLower(of), s.person)) {
				made = append(made, s.draftOf(of, uuid.MustParse(id))...)
			}
		}
	}
	return made, true
}

// at are the inputs that begin a record at an organisation.
func (s *subject) at(o, act, mutation string) ([]try, bool) {
	about := func(pairs ...any) []try {
		return []try{{mutation, in(append([]any{"organisation", o, "title", s.text(), "category", "FUNDS", "severity", "GENERAL", "aboutOrganisation", o}, pairs...)...)}}
	}
	switch act {
	case "FINDING_REGISTER":
		return about("source", "AUDIT", "content", "x", "foundOn", "2026-11-01"), true
	case "PROBLEM_REGISTER":
		return about("description", "x"), true
	case "CONSULTATION_DRAFT":
		input := in("organisation", o, "kind", "THEMATIC", "form", "WRITTEN", "title", s.text())
		if s.noun == "PlanItem" {
			input["planItem"], input["kind"] = public("PlanItem", s.id), s.value(`SELECT kind FROM plan_item WHERE id = $1`, s.id)
		}
		return []try{{mutation, input}}, true
	case "PLAN_PROPOSE":
		var tries []try
		if mutation == "consultationRulePropose" {
			for _, kind := range []string{"THEMATIC", "IMMEDIATE", "COMPREHENSIVE"} {
				tries = append(tries, try{mutation, in("organisation", o, "kind", kind, "superiorDocument", "x", "subjects", "x", "content", "x", "form", "MEETING", "procedure", "x", "frequency", "QUARTERLY", "useOfOutcomes", "x")})
			}
			return tries, true
		}
		for _, year := range []int{2025, 2026, 2027} {
			tries = append(tries, try{mutation, in("organisation", o, "year", year, "integrityPlan", "x", "supervisionPlan", "x", "items", []any{in("kind", "THEMATIC", "subject", "x", "dueOn", fmt.Sprintf("%d-12-01", year))})})
		}
		return tries, true
	case "LIST_DRAFT":
		var tries []try
		for _, kind := range []string{"MAIN", "SUPERVISORY"} {
			for _, year := range []int{2025, 2026, 2027} {
				tries = append(tries, try{mutation, in("kind", kind, "organisation", o, "year", year, "title", s.text(), "items", []any{})})
			}
		}
		return tries, true
	case "ORGANISATION_CREATE", "DEPARTMENT_CREATE", "POST_CREATE", "PERSON_CREATE":
		of := *s
		of.noun, of.id = "Organisation", s.uuidOf(o)
		plain := func(mutation string, pairs ...any) []try {
			return []try{{mutation, in(append([]any{"organisation", o}, pairs...)...)}}
		}
		return of.organised(act, nil, plain, nil)
	}
	return nil, false
}

// drafts are the inputs that draft a department's or a post's list.
func (s *subject) drafts(act string) ([]try, bool) {
	if act != "LIST_DRAFT" {
		return nil, false
	}
	return s.draftOf(s.noun, s.id), true
}

func (s *subject) draftOf(noun string, id uuid.UUID) (tries []try) {
	kind := map[string]string{"Department": "OVERSIGHT", "Post": "DUAL_DUTY"}[noun]
	for _, year := range []int{2025, 2026, 2027} {
		tries = append(tries, try{"dutyListDraft", in("kind", kind, strings.ToLower(noun), public(noun, id), "year", year, "title", s.text(), "items", []any{})})
	}
	return tries
}

// part are the inputs by which an act is done on a part: of the record that it is of, naming the part where the act does.
func (s *subject) part(act string) ([]try, bool) {
	me := public(s.noun, s.id)
	task := func(pairs ...any) map[string]any {
		id := public("Task", uuid.MustParse(s.value(`SELECT task_id::text FROM `+tables[s.noun]+` WHERE id = $1`, s.id).(string)))
		version := s.c.must(`query($id: ID!) { node(id: $id) { ... on Task { version } } }`, in("id", id)).get("node.version")
		return in(append([]any{"task", id, "version", version}, pairs...)...)
	}
	// Where another waits, the act would decide on that one.
	waits := func(cond string, tries ...try) []try {
		if s.value(`SELECT EXISTS (SELECT FROM `+tables[s.noun]+` t JOIN task x ON x.id = t.task_id WHERE t.id = $1 AND NOT (`+cond+`))`, s.id).(bool) {
			return nil
		}
		return tries
	}
	switch s.noun {
	case "Milestone":
		return []try{{"milestoneReach", in("milestone", me, "version", task()["version"], "reachedOn", "2026-11-18")}}, true
	case "Evidence":
		rejected := []any{}
		if s.value(`SELECT e.round <> x.round OR x.party_signed_by IS NOT NULL OR x.discipline_signed_by IS NOT NULL OR (SELECT count(*) FROM evidence b WHERE b.task_id = x.id AND b.round = x.round) > 1
			FROM evidence e JOIN task x ON x.id = e.task_id WHERE e.id = $1`, s.id).(bool) {
			rejected = append(rejected, in("evidence", me, "reason", "x"))
		}
		return []try{{"taskSign", task("track", "PARTY", "rejected", rejected)}, {"taskSign", task("track", "DISCIPLINE", "rejected", rejected)}}, true
	case "Extension":
		return waits(`t.state = 'OPEN' OR NOT x.extension_open`, try{"extensionDecide", task("grant", false, "reason", "x")}), true
	case "Objection":
		return waits(`t.state = 'OPEN' OR x.state <> 'OBJECTED'`, try{"objectionDecide", task("result", "MAINTAINED", "reason", "x")}), true
	case "Participant":
		v := s.value(`SELECT CASE WHEN attended IS NOT NULL THEN version END FROM participant WHERE id = $1`, s.id)
		return []try{{"attendanceRecord", in("participant", me, "version", v, "attended", s.r.IntN(2) == 0)}}, true
	case "DutyItem":
		list := public("DutyList", uuid.MustParse(s.value(`SELECT list_id::text FROM duty_item WHERE id = $1`, s.id).(string)))
		version := s.c.must(`query($id: ID!) { node(id: $id) { ... on DutyList { version } } }`, in("id", list)).get("node.version")
		return []try{{"dutyListUpdateDraft", in("list", list, "version", version, "title", s.text())}}, true
	}
	return nil, false
}

// Every mutation but those on several records at once is offered by some record's availableActions, and so is every act: those
// that begin a record by the organisation's and the viewer's (D-TASK-8).
func TestEveryActIsOffered(t *testing.T) {
	s, _ := schemaOf(t)
	w := newPlayedWorld(t)
	super := w.store.Super(t)
	admin := w.as("ADMINISTRATOR@HN")
	admin.do("substitutionCreate", "substitution", in("post", admin.id("post", "HN-QH.SJ"), "person", admin.id("person", "HN0108"), "from", "2028-01-01", "to", "2028-01-31", "reason", "x")).told(t, "a substitution")
	people := []*client{}
	for _, grant := range append(slices.Clone(viewers), "ADMINISTRATOR@HN", "DEPARTMENT_HEAD@HN-QH/JS") {
		people = append(people, w.as(grant))
	}
	offered := map[string]map[string]string{} // by type: the act of each mutation
	for name, of := range s.Types {
		if of.Kind != ast.Object || of.Fields.ForName("availableActions") == nil {
			continue
		}
		offered[name] = map[string]string{}
		for _, id := range rowsOf(t, super, `SELECT id::text FROM `+tables[name]+` ORDER BY updated_at DESC LIMIT 20`) {
			for _, c := range people {
				for _, x := range c.offered(name, public(name, uuid.MustParse(id))) {
					m := x.(map[string]any)
					offered[name][m["mutation"].(string)] = m["action"].(string)
				}
			}
			if len(offered[name]) > 0 {
				break
			}
		}
		if len(offered[name]) == 0 {
			t.Errorf("%s offers nothing", name)
		}
	}
	acts := map[string]bool{}
	for _, f := range s.Mutation.Fields {
		do := f.Directives.ForName("can").Arguments.ForName("do").Value.Raw
		named, needed, versioned := namedBy(s, f)
		for name, of := range offered {
			if got, is := of[f.Name]; is && got != do {
				t.Errorf("%s offers %s as %s, which is %s", name, f.Name, got, do)
			}
			acts[do] = acts[do] || of[f.Name] != ""
		}
		if len(named) == 0 {
			continue // of several at once
		}
		where := slices.DeleteFunc(slices.Clone(named), func(noun string) bool { return offered[noun][f.Name] == "" })
		if len(where) == 0 {
			t.Errorf("no record that %s names offers it: %v", f.Name, named)
		}
		begins := !versioned && !slices.ContainsFunc(needed, func(noun string) bool { return noun != "Organisation" })
		if begins && (offered["Organisation"][f.Name] == "" || offered["Viewer"][f.Name] == "") {
			t.Errorf("%s begins a record: the organisation offers %q, the viewer %q", f.Name, offered["Organisation"][f.Name], offered["Viewer"][f.Name])
		}
	}
	for _, v := range s.Types["Act"].EnumValues {
		if v.Name != "READ" && !acts[v.Name] {
			t.Errorf("no record offers %s", v.Name)
		}
	}
}

// namedBy are the nouns of which a mutation's input names one record, those of them that it must name, and whether it takes a
// version, its own or a part's.
func namedBy(s *ast.Schema, f *ast.FieldDefinition) (named, needed []string, versioned bool) {
	input := s.Types[f.Arguments.ForName("input").Type.Name()]
	for _, i := range input.Fields {
		versioned = versioned || i.Name == "version" || s.Types[i.Type.Name()].Kind == ast.InputObject && s.Types[i.Type.Name()].Fields.ForName("version") != nil
		if i.Type.NamedType != "ID" {
			continue
		}
		named = append(named, nounOf(i))
		if i.Type.NonNull {
			needed = append(needed, nounOf(i))
		}
	}
	return named, needed, versioned
}

// nounOf is what an id in an input is of.
func nounOf(i *ast.FieldDefinition) string {
	if d := i.Directives.ForName("ref"); d != nil {
		return d.Arguments.ForName("to").Value.Raw
	}
	return strings.ToUpper(i.Name[:1]) + i.Name[1:]
}

// Whatever an input names by id tells what may be done with it, but a file, which is brought to an act; and so does what is
// decided on.
func TestWhatActsNameTellsItsActions(t *testing.T) {
	s, _ := schemaOf(t)
	nouns := map[string]bool{}
	for _, d := range s.Types {
		if d.Kind == ast.InputObject {
			for _, i := range d.Fields {
				if i.Type.Name() == "ID" && strings.HasSuffix(d.Name, "Input") {
					nouns[nounOf(i)] = true
				}
			}
		}
		if d.Kind == ast.Object && slices.Contains(d.Interfaces, "Node") && d.Fields.ForName("decidedBy") != nil {
			nouns[d.Name] = true
		}
	}
	delete(nouns, "File")
	for noun := range nouns {
		if d := s.Types[noun]; d == nil || d.Fields.ForName("availableActions") == nil {
			t.Errorf("%s tells no availableActions", noun)
		}
	}
	if len(nouns) < 20 {
		t.Errorf("%d nouns", len(nouns))
	}
}

// availableActions(allowed:) are those of availableActions that are so, and what is not allowed says why by the code, the
// sentence and the params of the refusal.
func TestAvailableActionsAreFiltered(t *testing.T) {
	w := newPlayedWorld(t)
	for _, grant := range []string{"ADMINISTRATOR@HN", "DISCIPLINE_OFFICE@HN"} {
		c := w.as(grant)
		a := c.must(`query($id: ID!) { organisation(id: $id) { all: availableActions { action mutation allowed code message params { name value } } yes: availableActions(allowed: true) { action mutation } no: availableActions(allowed: false) { action mutation } } }`, in("id", c.id("organisation", "HN")))
		var yes, no []string
		name := func(x any) string { return fmt.Sprint(x.(map[string]any)["action"], x.(map[string]any)["mutation"]) }
		for _, x := range a.list("organisation.all") {
			m := x.(map[string]any)
			said := m["code"] != nil && m["message"] != nil && len(m["params"].([]any)) > 0
			if m["allowed"] == true {
				yes = append(yes, name(x))
				said = m["code"] == nil && m["message"] == nil && len(m["params"].([]any)) == 0
			} else {
				no = append(no, name(x))
			}
			if m["code"] == "FORBIDDEN" && m["params"].([]any)[0].(map[string]any)["value"] != m["action"] {
				t.Errorf("params of %v", m)
			}
			if !said {
				t.Errorf("%v", m)
			}
		}
		names := func(path string) (list []string) {
			for _, x := range a.list(path) {
				list = append(list, name(x))
			}
			return list
		}
		if !slices.Equal(names("organisation.yes"), yes) || !slices.Equal(names("organisation.no"), no) || len(yes) == 0 || len(no) == 0 {
			t.Errorf("%s: %s", grant, a.Body)
		}
	}
}
