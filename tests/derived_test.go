package tests

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/dbtest"

	"github.com/vektah/gqlparser/v2/ast"
)

// speaksOfNoRows are the types whose fields say nothing of records that somebody may not see.
var speaksOfNoRows = []string{"PageInfo", "Code", "EnumValue", "RuleError", "VersionConflict", "ErrorParam", "ErrorCodeInfo", "AvailableAction", "FormField", "FormChoice", "Grant", "FieldChange"}

// computed lists what the schema answers that is no column of its record: fields, lists below records, and the filters
// that ask more than the row and the day.
func computed(s *ast.Schema) (fields []string) {
	columns := map[string][]string{}
	for _, d := range read.Catalogue() {
		columns[d.Object] = d.Fields
		for _, f := range d.Asks {
			fields = append(fields, d.Object+"Filter."+f)
		}
		for c := range d.Shown { // columns of one word
			fields = append(fields, d.Object+"."+c)
		}
	}
	for name, d := range s.Types {
		if d.Kind != ast.Object || d.BuiltIn || slices.Contains(speaksOfNoRows, name) || strings.HasSuffix(name, "Payload") || strings.HasSuffix(name, "Connection") ||
			strings.HasSuffix(name, "Edge") || name == "Query" || name == "Mutation" {
			continue
		}
		for _, f := range d.Fields {
			of := s.Types[f.Type.Name()]
			if strings.HasPrefix(f.Name, "__") || strings.HasSuffix(f.Name, "Label") || slices.Contains(speaksOfNoRows, of.Name) {
				continue
			}
			list := f.Type.Elem != nil || strings.HasSuffix(of.Name, "Connection")
			own := slices.ContainsFunc(columns[name], func(c string) bool {
				return strings.EqualFold(c, f.Name) || strings.EqualFold(c, f.Name+"On")
			})
			if leaf := of.Kind == ast.Scalar || of.Kind == ast.Enum; leaf && !own || !leaf && list {
				fields = append(fields, name+"."+f.Name)
			}
		}
	}
	return fields
}

// Whatever is computed states over which rows, where its viewer may see only some of them (decisions.md: what is hidden
// never reads as "did not happen").
func TestComputedFieldsAreDecided(t *testing.T) {
	s, _ := schemaOf(t)
	decided := map[string]db.Basis{}
	for _, d := range db.DerivedFields() {
		if decided[d.Field] != "" {
			t.Errorf("%s is decided twice", d.Field)
		}
		if d.Why == "" {
			t.Errorf("%s is decided without a reason", d.Field)
		}
		decided[d.Field] = d.Basis
		name, field, _ := strings.Cut(d.Field, ".")
		of := s.Types[name]
		if of == nil || of.Fields.ForName(field) == nil {
			t.Errorf("%s is not in the schema", d.Field)
			continue
		}
		if of.Kind == ast.Object && d.Basis == db.NullUnlessWhole && of.Fields.ForName(field).Type.NonNull {
			t.Errorf("%s is to be null where it is not seen whole, and cannot be", d.Field)
		}
	}
	for _, f := range computed(s) {
		if decided[f] == "" {
			t.Errorf("%s is computed, and db/derived.go does not say over which rows", f)
		}
	}
}

// Two viewers of one record read the same of it, wherever a field is said to be of the record itself or of all rows: what one
// of them may not see changes nothing (the whole sample, its records as twenty roles see them).
func TestComputedFieldsDoNotDependOnWhoAsks(t *testing.T) {
	w := newPlayedWorld(t)
	lists := map[string]string{
		"organisations":     `active counts { organisations departments posts vacantPosts people } departments { totalCount { count } } posts { totalCount { count } } children { totalCount { count } }`,
		"departments":       `active posts { totalCount { count } }`,
		"posts":             `active holders { capacity person { number } } portfolios { totalCount { count } }`,
		"people":            `active`,
		"dutyLists":         `items { totalCount { count } }`,
		"dutyItems":         `indicators { text comparison origin target unit }`,
		"problems":          `state resolution closedAt amountRecovered riskDomains { code } concerns { number } readers { number }`,
		"consultations":     `state closedAt quorum { required present needed held }`,
		"planItems":         `held late`,
		"tasks":             `daysLeft overdue reportBy missedReports secrecy category { code } severity round returns extensions person { number } holders { from to daysOverdue } reports { id } evidence { id } milestones { id } extensionRequests { id } objections { id } suspensions { id } signatures { id } instructions { id } jointDepartments { code }`,
		"consultationRules": `state`,
	}
	viewers := []string{"PARTY_SECRETARY@HN", "PARTY_OFFICE@HN", "DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN", "ANALYST@HN", "ADMINISTRATOR@HN", "DEPARTMENT_HEAD@HN/CW",
		"PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH", "DEPARTMENT_HEAD@HN-QH/JS", "REGION_MANAGER@HN-QH-1", "REGION_STAFF@HN-QH-1",
		"PARTY_SECRETARY@HN-HK", "DISCIPLINE_COMMISSIONER@HN-WZS", "LEADERSHIP_MEMBER@HN"}
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		said, by, shared := map[string]string{}, map[string]string{}, 0
		for _, v := range viewers {
			for _, n := range w.as(v).must(`{ `+name+`(first: 20) { nodes { id `+lists[name]+` } } }`, nil).list(name + ".nodes") {
				b, err := json.Marshal(n)
				if err != nil {
					t.Fatal(err)
				}
				id := n.(map[string]any)["id"].(string)
				if said[id] == "" {
					said[id], by[id] = string(b), v
					continue
				}
				if shared++; said[id] != string(b) {
					t.Errorf("%s %s: %s reads %s, %s reads %s", name, id, by[id], said[id], v, b)
				}
			}
		}
		if shared == 0 {
			t.Errorf("no two viewers read the same of %s", name)
		}
	}
}

// Where the viewer may not see all, null: never 0, never an empty list. Each field that is decided so is asked by one whose
// roles show all of it, and by one whose roles do not, of a record that both see.
func TestHiddenIsNotNone(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	plan := p.putInForce("consultationPlan", in("organisation", qh, "year", 2026, "integrityPlan", "x", "supervisionPlan", "x",
		"items", []any{in("kind", "THEMATIC", "subject", "x", "dueOn", "2026-12-17")}))
	item := p.office.must(`query($id: ID!) { consultationPlan(id: $id) { items { nodes { id } } } }`, in("id", plan)).text("consultationPlan.items.nodes.0.id")
	rule := p.office.must(`{ consultationRules(filter: { state: { eq: IN_FORCE } }, first: 1) { nodes { id } } }`, nil).text("consultationRules.nodes.0.id")
	if rule == "" {
		rule = p.putInForce("consultationRule", in("organisation", qh, "kind", "THEMATIC", "superiorDocument", "x", "subjects", "x", "content", "x", "form", "MEETING", "procedure", "x",
			"frequency", "ON_EVENT", "useOfOutcomes", "x", "quorumPercent", 60))
	}
	complaint := p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "COMPLAINT", "title", "群众反映", "complaintText", "举报内容", "category", "PROCUREMENT", "severity", "GENERAL",
		"foundOn", "2026-11-02", "aboutOrganisation", qh, "secrecy", "RESTRICTED", "readers", []any{w.uid(w.holderOf("PARTY_OFFICE@HN-QH"))}))
	problem := p.problem("无人知晓")
	guest := w.holderOf("REGION_STAFF@HN-QH-1")
	topics := p.written("THEMATIC", in("title", "议题", "problem", problem))
	p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("x", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", w.uid(guest), "side", "OTHER")}))
	did := p.office.must(`query($id: ID!) { consultation(id: $id) { measures { nodes { id } } } }`, in("id", p.id)).text("consultation.measures.nodes.0.id")
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	again := p.problem("新问题")

	top, office, below, leader := w.as("DISCIPLINE_OFFICE@HN"), p.office, w.as("REGION_STAFF@HN-QH-1"), p.leader
	took := w.holder("REGION_STAFF@HN-QH-1", guest)
	manager, beside := w.as("REGION_MANAGER@HN-QH-1"), w.as("PARTY_SECRETARY@HN-HK")
	of := func(noun, id, field string) string {
		return fmt.Sprintf(`{ at: %s(id: "%s") { is: %s } }`, noun, id, field)
	}
	ids := func(table string) string {
		return office.must(`query($o: ID!) { list: `+table+`(filter: { organisation: { eq: $o } }, first: 1) { nodes { id } } }`, in("o", qh)).text("list.nodes.0.id")
	}
	person := office.must(`query($o: ID!) { people(filter: { organisation: { eq: $o } }, first: 1) { nodes { id } } }`, in("o", qh)).text("people.nodes.0.id")
	none := `{ totalCount { count } }`
	type row struct {
		field, query string
		whole, part  *client
	}
	rows := []row{
		{"OrganisationCounts.listsInForce", of("organisation", qh, `counts { listsInForce }`), office, beside},
		{"OrganisationCounts.openTasks", of("organisation", qh, `counts { openTasks }`), office, below},
		{"OrganisationCounts.overdueTasks", of("organisation", qh, `counts { overdueTasks }`), office, w.as("ADMINISTRATOR@HN")},
		{"ViewerCounts.coverageGaps", `{ at: viewer { is: counts { coverageGaps } } }`, office, below},
		{"Query.coverageGaps", `{ is: coverageGaps(filter: { gap: { in: [] } }) ` + none + ` }`, office, below},
		{"Query.coverageGaps", fmt.Sprintf(`{ is: coverageGaps(filter: { gap: { in: [] }, organisation: { eq: "%s" } }) %s }`, qh, none), office, beside},
		{"Query.coverageGaps", fmt.Sprintf(`{ is: coverageGaps(filter: { or: [{ gap: { in: [] }, post: { in: ["%s"] } }] }) %s }`, ids("posts"), none), office, beside},
		{"Finding.complaintText", of("finding", complaint, "complaintText"), office, p.partyclerk},
		{"Organisation.dutyLists", of("organisation", qh, `dutyLists(filter: { year: { eq: 1999 } }) `+none), office, beside},
		{"Department.dutyLists", of("department", ids("departments"), `dutyLists(filter: { year: { eq: 1999 } }) `+none), office, beside},
		{"Post.dutyLists", of("post", ids("posts"), `dutyLists(filter: { year: { eq: 1999 } }) `+none), office, beside},
		{"Organisation.history", of("organisation", qh, `history `+none), office, beside},
		{"Department.history", of("department", ids("departments"), `history `+none), office, beside},
		{"Post.history", of("post", ids("posts"), `history `+none), office, below},
		{"Person.history", of("person", person, `history `+none), office, below},
		{"Appointment.history", fmt.Sprintf(`{ at: node(id: "%s") { ... on Appointment { is: history %s } } }`, ids("appointments"), none), office, below},
		{"Portfolio.history", fmt.Sprintf(`{ at: node(id: "%s") { ... on Portfolio { is: history %s } } }`, office.must(`{ portfolios(first: 1) { nodes { id } } }`, nil).text("portfolios.nodes.0.id"), none), top, below},
		{"ConsultationRule.history", of("consultationRule", rule, `history `+none), office, manager},
		{"ConsultationPlan.history", of("consultationPlan", plan, `history `+none), office, manager},
		{"PlanItem.consultations", of("planItem", item, `consultations `+none), office, manager},
		{"Problem.findings", of("problem", again, `findings `+none), office, leader},
		{"Problem.topics", of("problem", again, `topics `+none), top, office},
		{"Problem.tasks", of("problem", again, `tasks `+none), top, office},
		{"Problem.related", of("problem", again, `related { id: reason }`), top, leader},
		{"Problem.letters", of("problem", again, `letters `+none), top, office},
		{"Task.letters", of("task", office.must(`query($p: ID!) { problem(id: $p) { tasks { nodes { id } } } }`, in("p", problem)).text("problem.tasks.nodes.0.id"), `letters `+none), office, leader},
		{"Organisation.letters", of("organisation", qh, `letters `+none), top, office},
		{"Consultation.tasks", of("consultation", p.id, `tasks(filter: { number: { eq: "x" } }) `+none), office, took},
		{"Measure.tasks", of("measure", did, `tasks(filter: { number: { eq: "x" } }) `+none), office, took},
	}
	for _, figure := range []string{"median", "p90", "average", "least", "most"} {
		rows = append(rows, row{"DaysBetween." + figure, `{ at: taskStats { totals { is: daysBetween(from: CONCLUDED, to: DUE) { ` + figure + ` } } } }`, top, w.as("ANALYST@HN")})
	}
	for _, figure := range []string{"confirmed", "rate"} {
		rows = append(rows, row{"RecurrenceFigures." + figure, `{ at: problemStats { totals { is: recurring { ` + figure + ` } } } }`, top, office})
	}
	tried := map[string]bool{"Substitution.history": true} // the sample names nobody; it is an appointment's sibling
	for _, r := range rows {
		tried[r.field] = true
		at := "is"
		if strings.HasPrefix(r.query, "{ at:") {
			at = "at.is"
		}
		_, last, _ := strings.Cut(r.field, ".")
		switch {
		case strings.Contains(r.field, "Counts."):
			at += "." + last
		case strings.Contains(r.query, "Stats {"):
			at = "at.totals.is." + last
		}
		whole, part := r.whole.must(r.query, nil), r.part.must(r.query, nil)
		if whole.get(at) == nil {
			t.Errorf("%s: who sees all is told nothing: %s", r.field, whole.Body)
		}
		if strings.HasPrefix(at, "at.") && part.get("at") == nil {
			t.Errorf("%s: who sees a part does not see the record: %s", r.field, part.Body)
		}
		if got := part.get(at); got != nil {
			t.Errorf("%s: who does not see all is told %v", r.field, got)
		}
	}
	for _, d := range db.DerivedFields() {
		if d.Basis == db.NullUnlessWhole && !tried[d.Field] {
			t.Errorf("%s: null where it is not seen whole, and nobody tried", d.Field)
		}
	}
}

// Who takes part from another organisation does not see the rule in force, and counts the quorum by the same (D-CON-5).
func TestQuorumDoesNotDependOnWhoAsks(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	p.putInForce("consultationRule", in("organisation", qh, "kind", "THEMATIC", "superiorDocument", "x", "subjects", "x", "content", "x", "form", "MEETING", "procedure", "x",
		"frequency", "ON_EVENT", "useOfOutcomes", "x", "quorumPercent", 100))
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "MEETING", "title", "x"))
	var invited []any
	for _, n := range []string{w.holderOf("PARTY_SECRETARY@HN-HK"), w.holderOf("PARTY_SECRETARY@HN-QH")} {
		invited = append(invited, in("person", w.uid(n), "side", "BUSINESS"))
	}
	p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", invited))
	for who, c := range map[string]*client{"the office": p.office, "the guest": w.as("PARTY_SECRETARY@HN-HK")} {
		if a := c.must(`query($id: ID!) { consultation(id: $id) { quorum { needed } } }`, in("id", p.id)); a.get("consultation.quorum.needed") != 2.0 {
			t.Errorf("%s counts by another rule: %s", who, a.Body)
		}
	}
}

// answersAnybody are the owner's functions that ask for no identity, each with its reason.
var answersAnybody = map[string]string{
	"session_open": "makes the identity", "session_clear": "takes it away", "session_system": "makes the operator's", "session_act_for": "a line of the audit trail",
	"holder_on": "reference data", "leader_posts": "reference data", "on_discipline_side": "reference data", "working_days_after": "the calendar",
	"line_authority": "who acts for whom", "case_authority": "who acts for whom", "list_authority": "who acts for whom",
	"code_is": "checks of tables ask it", "codes_known": "checks of tables ask it",
	"take_numbers": "writes a counter, and tells a number", "lock_case": "locks, and tells nothing", "finish_problem": "asks open_matters",
	"reporting_watch": "ends what logins of analysts overrun, and counts their sessions",
}

// Whoever reads past row security answers nothing without an identity (decisions.md): each function of the owner that a
// login may call asks for one, or has its reason.
func TestOwnersFunctionsAskForAnIdentity(t *testing.T) {
	found := rowsOf(t, dbtest.New(t).Super(t), `
		SELECT DISTINCT p.proname FROM pg_proc p
		WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype AND p.prosrc !~ 'known\(\)|setting_'
		  AND (has_function_privilege('huishang_api', p.oid, 'EXECUTE') OR has_function_privilege('huishang_read', p.oid, 'EXECUTE'))`)
	for _, name := range found {
		if answersAnybody[name] == "" {
			t.Errorf("%s answers without an identity", name)
		}
	}
	for name := range answersAnybody {
		if !slices.Contains(found, name) {
			t.Errorf("%s is listed, and is not there or asks for an identity", name)
		}
	}
}
