package tests

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/act"
	"huishang/internal/clock"
	forms "huishang/internal/form"
	"huishang/internal/sheet"
)

// formOf are the fields of a mutation's form today, by their paths.
func formOf(s *ast.Schema, mutation string) map[string]*forms.Field {
	by := map[string]*forms.Field{}
	for _, f := range forms.Fields(s, clock.Today(start, time.UTC), mutation) {
		by[strings.Join(f.Path, ".")] = f
	}
	return by
}

var place = regexp.MustCompile(`\.\d+\b`)

// Of every text that a mutation takes its form tells how long it may be, or the code table that it is of; one character more is
// refused as TOO_LONG at that path, and what is as long as told is not.
func TestFormsTellHowLongTextsMayBe(t *testing.T) {
	w := newWorld(t)
	s, _ := schemaOf(t)
	by, held := actors(w), 0
	for _, l := range leaves(s, "String") {
		f := formOf(s, l.mutation)[strings.TrimSuffix(place.ReplaceAllString("input."+l.path, ".*"), ".*")]
		if f == nil {
			t.Errorf("%s %s is not in its form", l.mutation, l.path)
			continue
		}
		if f.MaxLength == nil {
			if f.Codes == nil {
				t.Errorf("%s %s has neither @limit(length:) nor @codes", l.mutation, l.path)
			}
			continue
		}
		held++
		c, most := actor(t, s, by, l.mutation), int(*f.MaxLength)
		for n, long := range map[int]bool{most: false, most + 1: true} {
			told := l.told(t, c, l.put(strings.Repeat("长", n)))
			if slices.Contains(told, "TOO_LONG input."+l.path) != long || strings.Contains(fmt.Sprint(told), "INTERNAL") {
				t.Errorf("%s %s takes %d by its form; of %d characters: told %.300v", l.mutation, l.path, most, n, told)
			}
		}
	}
	if held < 120 {
		t.Errorf("only %d texts have limits", held)
	}
}

// Of every list that is limited the form tells how many it takes: one more is refused as TOO_MANY at that path before anything is
// read, and as many as told are not.
func TestFormsTellHowManyAListTakes(t *testing.T) {
	w := newWorld(t)
	s, _ := schemaOf(t)
	by, held := actors(w), 0
	for _, m := range s.Mutation.Fields {
		input := m.Arguments.ForName("input").Type
		for _, f := range formOf(s, m.Name) {
			if f.MaxItems == nil {
				continue
			}
			if len(f.Path) != 2 {
				t.Errorf("%s: a limit of %v, which this test does not reach", m.Name, f.Path)
				continue
			}
			held++
			field := s.Types[input.Name()].Fields.ForName(f.Name)
			for n, many := range map[int]bool{int(*f.MaxItems): false, int(*f.MaxItems) + 1: true} {
				variables := needed(s, input).(map[string]any)
				list := make([]any, n)
				for i := range list {
					list[i] = entry(s, field)
				}
				variables[f.Name] = list
				l := leaf{m.Name, f.Name, f.Name, input.Name(), variables}
				told := l.told(t, actor(t, s, by, m.Name), map[string]any{"in": variables})
				if slices.Contains(told, "TOO_MANY input."+f.Name) != many || strings.Contains(fmt.Sprint(told), "INTERNAL") {
					t.Errorf("%s.%s takes %d by its form; of %d: told %.300v", m.Name, f.Name, *f.MaxItems, n, told)
				}
			}
		}
	}
	if held < 15 {
		t.Errorf("only %d lists have limits", held)
	}
}

// entry is an entry of a list that an input takes, its ids those of the nouns that they are of.
func entry(s *ast.Schema, list *ast.FieldDefinition) any {
	if list.Type.Elem.NamedType == "ID" {
		return public(nounOf(list), uuid.New())
	}
	one := needed(s, list.Type.Elem)
	if fields, ok := one.(map[string]any); ok {
		for _, f := range s.Types[list.Type.Elem.NamedType].Fields {
			if _, given := fields[f.Name]; given && f.Type.NamedType == "ID" {
				fields[f.Name] = public(nounOf(f), uuid.New())
			}
		}
	}
	return one
}

var limitTold = regexp.MustCompile(`(?:[Aa]t most|1 to) ([\d,]+)`)

// Where an input field has a limit its description says so, with the same number; where a description speaks of one, there is one.
func TestLimitsStandInDescriptions(t *testing.T) {
	s, _ := schemaOf(t)
	for _, d := range s.Types {
		if d.Kind != ast.InputObject || !strings.HasSuffix(d.Name, "Input") {
			continue
		}
		for _, f := range d.Fields {
			var want, got []string
			if span := act.SpanOf(f, clock.DateOf(2026, 11, 27)); span != nil && span.First == 1 {
				want = append(want, fmt.Sprint(span.Last))
			}
			if l := f.Directives.ForName("limit"); l != nil {
				for _, name := range []string{"items", "length"} {
					if a := l.Arguments.ForName(name); a != nil {
						want = append(want, a.Value.Raw)
					}
				}
			}
			for _, m := range limitTold.FindAllStringSubmatch(f.Description, -1) {
				got = append(got, strings.ReplaceAll(m[1], ",", ""))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s.%s has the limits %v and is described with %v: %q", d.Name, f.Name, want, got, f.Description)
			}
		}
	}
}

// Every number that a mutation takes has a range, but versions and the year of lists that are there.
func TestNumbersHaveRanges(t *testing.T) {
	s, _ := schemaOf(t)
	ranges := 0
	for _, d := range s.Types {
		if d.Kind != ast.InputObject || !strings.HasSuffix(d.Name, "Input") {
			continue
		}
		for _, f := range d.Fields {
			free := strings.HasSuffix(strings.ToLower(f.Name), "version") || d.Name == "OversightSetPutInForceInput" && f.Name == "year"
			if f.Type.Name() == "Int" && !free && act.SpanOf(f, clock.DateOf(2026, 11, 27)) == nil {
				t.Errorf("%s.%s has no @number", d.Name, f.Name)
			}
			if act.SpanOf(f, clock.DateOf(2026, 11, 27)) != nil {
				ranges++
			}
		}
	}
	if ranges < 3 {
		t.Errorf("%d numbers have ranges", ranges)
	}
}

// What a form tells of a number is what the act takes: the ends of the range, and nothing beyond.
func TestNumbersAreTakenAsFormsTell(t *testing.T) {
	w := newWorld(t)
	c := w.as("PARTY_OFFICE@HN-QH")
	org := c.id("organisation", "HN-QH")
	rule := func(quorum int) map[string]any {
		return in("organisation", org, "kind", "THEMATIC", "superiorDocument", "琼党发〔2026〕1号", "subjects", "班子成员", "content", "内容", "form", "MEETING", "procedure", "程序", "frequency", "QUARTERLY", "useOfOutcomes", "运用", "quorumPercent", quorum)
	}
	plan := func(year int) map[string]any {
		return in("organisation", org, "year", year, "integrityPlan", "计划", "supervisionPlan", "计划", "items", []any{in("kind", "THEMATIC", "subject", "专题", "dueOn", fmt.Sprintf("%d-05-31", year))})
	}
	for _, one := range []struct {
		mutation, record, path string
		input                  map[string]any
		good                   bool
	}{
		{"consultationRulePropose", "consultationRule", "quorumPercent", rule(0), false},
		{"consultationRulePropose", "consultationRule", "quorumPercent", rule(101), false},
		{"consultationRulePropose", "consultationRule", "quorumPercent", rule(100), true},
		{"consultationPlanPropose", "consultationPlan", "year", plan(2024), false},
		{"consultationPlanPropose", "consultationPlan", "year", plan(2028), false},
		{"consultationPlanPropose", "consultationPlan", "year", plan(2027), true},
	} {
		a := c.act(one.mutation, one.record, one.input)
		if one.good {
			a.told(t, one.mutation)
			continue
		}
		if slices.Contains(a.codes(), "INVALID_VALUE") == one.good {
			t.Errorf("%s: %s", one.mutation, a.Body)
		}
		if !strings.Contains(a.Body, `"path":["input","`+one.path+`"]`) {
			t.Errorf("%s: %s", one.mutation, a.Body)
		}
	}
}

// A form comes with the act that it is for, in one question: what is asked for, how it is called, what it may be.
func TestFormsComeWithTheirActs(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("DISCIPLINE_OFFICE@HN")
	for _, in := range []struct{ language, reason, severe string }{{"ZH_CN", "理由", "突出"}, {"EN", "reason", "Serious"}} {
		a := c.must(`query($l: Locale) { findings(first: 1) { nodes { availableActions { mutation fields { path name label(locale: $l) description type record required list maxLength maxItems min max codes choices { value label(locale: $l) } } } } } }`, map[string]any{"l": in.language})
		by := map[string]map[string]any{}
		for _, x := range a.list("findings.nodes.0.availableActions") {
			m := x.(map[string]any)
			for _, f := range m["fields"].([]any) {
				field := f.(map[string]any)
				by[fmt.Sprint(m["mutation"], ".", field["name"])] = field
			}
		}
		if f := by["findingUpdate.reason"]; f["label"] != in.reason || f["maxLength"] != 500.0 || f["required"] != true || f["type"] != "String" || fmt.Sprint(f["path"]) != "[input reason]" {
			t.Errorf("reason: %v", f)
		}
		if f := by["findingUpdate.finding"]; f["record"] != "Finding" || f["type"] != "ID" {
			t.Errorf("finding: %v", f)
		}
		if f := by["findingUpdate.category"]; f["codes"] != "PROBLEM_CATEGORY" || f["required"] != false {
			t.Errorf("category: %v", f)
		}
		if f := by["findingUpdate.severity"]; !strings.Contains(fmt.Sprint(f["choices"]), "label:"+in.severe+" value:SERIOUS") {
			t.Errorf("severity: %v", f)
		}
		if f := by["findingTransfer.transferredOn"]; f["min"] != "1966-11-18" || f["max"] != "2036-11-18" {
			t.Errorf("transferredOn: %v", f)
		}
		if f := by["findingSetSecrecy.readers"]; f["list"] != true || f["record"] != "Person" {
			t.Errorf("readers: %v", f)
		}
	}
}

// Where all else of an input is good, that a text is too long is all that is told, and nothing is done.
func TestTooLongIsAllThatIsTold(t *testing.T) {
	w := newWorld(t)
	admin, office := w.as("ADMINISTRATOR@HN"), w.as("DISCIPLINE_OFFICE@HN")
	org := admin.id("organisation", "HN")
	long := func(n int) string { return strings.Repeat("长", n) }
	about := func(pairs ...any) map[string]any {
		return in(append([]any{"organisation", org, "category", "FUNDS", "severity", "GENERAL", "aboutOrganisation", org}, pairs...)...)
	}
	for _, x := range []struct {
		c                *client
		mutation, record string
		input            map[string]any
		path             string
	}{
		{admin, "personCreate", "person", in("organisation", org, "number", "ZZ1", "name", long(101)), "name"},
		{admin, "departmentCreate", "department", in("organisation", org, "code", "HN/ZZ", "name", "甲", "legalEntity", long(201)), "legalEntity"},
		{admin, "postCreate", "post", in("organisation", org, "code", "HN/ZZ", "name", long(201), "categories", []any{"STAFF"}, "roles", []any{}), "name"},
		{office, "findingRegister", "finding", about("source", "AUDIT", "title", "x", "content", long(8001), "foundOn", "2026-11-01"), "content"},
		{office, "findingRegister", "finding", about("source", "AUDIT", "title", long(201), "content", "x", "foundOn", "2026-11-01"), "title"},
		{office, "problemRegister", "problem", about("title", "x", "description", long(8001)), "description"},
		{office, "consultationDraft", "consultation", in("organisation", org, "kind", "THEMATIC", "form", "WRITTEN", "title", long(201)), "title"},
		{w.as("PARTY_OFFICE@HN"), "dutyListDraft", "dutyList", in("kind", "MAIN", "organisation", org, "year", 2027, "title", "x", "items", []any{in("content", long(2001), "frequency", "MONTHLY", "indicators", []any{})}), "items.0.content"},
	} {
		a := x.c.act(x.mutation, x.record, x.input)
		errs := a.list(x.mutation + ".errors")
		if len(errs) != 1 || errs[0].(map[string]any)["code"] != "TOO_LONG" || len(a.Errors) > 0 || a.get(x.mutation+"."+x.record) != nil {
			t.Errorf("%s of a %s too long: %.400s", x.mutation, x.path, a.Body)
		}
	}
}

// A workbook's column takes as many characters as the input's field of that name.
func TestSheetsTakeAsMuchAsInputs(t *testing.T) {
	s, _ := schemaOf(t)
	compared := 0
	for _, of := range sheet.Sheets {
		input := s.Types[map[string]string{
			"organisations": "OrganisationCreateInput", "departments": "DepartmentCreateInput", "posts": "PostCreateInput", "people": "PersonCreateInput",
			"appointments": "AppointmentCreateInput", "portfolios": "PortfolioCreateInput", "lists": "DutyListDraftInput", "items": "DutyItemInput", "indicators": "IndicatorInput",
		}[of.Name]]
		if input == nil {
			continue // working days, which no mutation takes
		}
		for _, c := range of.Columns {
			name := regexp.MustCompile(`_.`).ReplaceAllStringFunc(c.Name, func(m string) string { return strings.ToUpper(m[1:]) })
			f := input.Fields.ForName(name)
			if f == nil || c.Max == 0 {
				continue
			}
			compared++
			if most := act.LimitOf(f).Length; most != c.Max {
				t.Errorf("%s.%s takes %d characters, %s.%s %d", of.Name, c.Name, c.Max, input.Name, name, most)
			}
		}
	}
	if compared < 14 {
		t.Errorf("only %d columns are compared", compared)
	}
}
