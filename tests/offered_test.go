package tests

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/ident"
)

// An operation has one answer: no directive that would divide it is offered, and whoever sends one is told so before
// anything runs. What is offered works.
func TestNoDirectiveIsOfferedThatIsNotAnswered(t *testing.T) {
	c := newWorld(t).as("PARTY_SECRETARY@HN")
	var executable []string
	for _, d := range c.must(`{ __schema { directives { name locations } } }`, nil).list("__schema.directives") {
		m := d.(map[string]any)
		if slices.ContainsFunc(m["locations"].([]any), func(l any) bool {
			return slices.Contains([]any{"QUERY", "MUTATION", "FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "FRAGMENT_DEFINITION", "VARIABLE_DEFINITION"}, l)
		}) {
			executable = append(executable, m["name"].(string))
		}
	}
	slices.Sort(executable)
	if !slices.Equal(executable, []string{"include", "skip"}) {
		t.Errorf("directives for operations: %v", executable)
	}
	for _, query := range []string{
		`{ viewer { person { name } ... @defer { counts { tasks } } } }`,
		`{ viewer { ...V @defer } } fragment V on Viewer { counts { tasks } }`,
		`{ viewer { ... @defer(if: false) { counts { tasks } } } }`,
		`{ tasks { nodes @stream { number } } }`,
		`query @live { viewer { person { name } } }`,
	} {
		if a := c.ask(query, nil); !slices.Equal(a.codes(), []string{"GRAPHQL_VALIDATION_FAILED"}) || a.Data != nil {
			t.Errorf("%s: %s", query, a.Body)
		}
	}
	a := c.must(`{ viewer { person @skip(if: true) { name } ... @include(if: true) { counts { tasks } } } }`, nil)
	if a.get("viewer.person") != nil || a.get("viewer.counts.tasks") == nil {
		t.Error(a.Body)
	}
}

// route is how a list is reached from the root: its fields in order, lists opened by nodes.
type route struct {
	fields []*ast.FieldDefinition
}

// around writes the route's operation; inner is the last field with its arguments and selection.
func (r *route) around(inner func(name string) string) string {
	text := inner(r.fields[len(r.fields)-1].Name)
	for _, f := range slices.Backward(r.fields[:len(r.fields)-1]) {
		if strings.HasSuffix(f.Type.Name(), "Connection") {
			text = f.Name + "(first: 2) { nodes { " + text + " } }"
		} else {
			text = f.Name + " { " + text + " }"
		}
	}
	return text
}

// routes finds the shortest way to each type of filter or order, by the argument of that name.
func routes(s *ast.Schema, argument string) map[string]*route {
	found := map[string]*route{}
	type at struct {
		t    *ast.Definition
		path []*ast.FieldDefinition
	}
	seen := map[string]bool{"Query": true}
	for queue := []at{{t: s.Query}}; len(queue) > 0; queue = queue[1:] {
		here := queue[0]
		for _, f := range here.t.Fields {
			if slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull }) || strings.HasPrefix(f.Name, "__") {
				continue
			}
			path := append(slices.Clone(here.path), f)
			if a := f.Arguments.ForName(argument); a != nil && found[a.Type.Name()] == nil {
				found[a.Type.Name()] = &route{path}
			}
			to := s.Types[f.Type.Name()]
			if strings.HasSuffix(to.Name, "Connection") {
				to = s.Types[to.Fields.ForName("nodes").Type.Name()]
			} else if here.t == s.Query && f.Name != "viewer" {
				continue // one record of many: it needs a key
			}
			if to.Kind == ast.Object && !seen[to.Name] {
				seen[to.Name] = true
				queue = append(queue, at{to, path})
			}
		}
	}
	return found
}

// named are the nouns of id fields that are not called as their noun is.
var named = map[string]string{
	"parent": "Organisation", "within": "Organisation", "aboutOrganisation": "Organisation", "settingOrganisation": "Organisation", "list": "DutyList", "plan": "ConsultationPlan",
	"revises": "DutyList", "item": "DutyItem", "aboutDepartment": "Department", "mergedInto": "Problem", "recurrenceOf": "Problem", "carriedFrom": "Topic",
	"recipientOrganisation": "Organisation", "recipientDepartment": "Department", "recipientPost": "Post", "follows": "Letter",
}

// byName are codes and numbers by which filters find records.
var byName = map[string]string{"OrganisationComparator": "HN-QH", "ParentComparator": "HN", "DepartmentComparator": "HN-QH/YW", "PostComparator": "HN.SJ", "PersonComparator": "HN0107"}

// sampleOf writes a literal of an input type that a filter's field would take; like is an id whose prefix is
// exchanged for the noun's.
func sampleOf(s *ast.Schema, t *ast.Type, filter, field, like string) string {
	if t.Elem != nil {
		if e := s.Types[t.Name()]; e.Kind == ast.Enum {
			var all []string
			for _, v := range e.EnumValues {
				all = append(all, v.Name)
			}
			return "[" + strings.Join(all, ", ") + "]"
		}
		one := sampleOf(s, t.Elem, filter, field, like)
		return "[" + one + ", " + one + "]"
	}
	if e := s.Types[t.Name()]; e.Kind == ast.Enum {
		return e.EnumValues[0].Name
	} else if e.Kind == ast.InputObject {
		return `{ updatedAt: { gte: "-P1M" } }`
	}
	of := s.Types[filter].Fields.ForName(field)
	switch t.Name() {
	case "ID":
		noun := named[field]
		if noun == "" && of != nil && of.Type.Name() == "PersonComparator" {
			noun = "Person"
		}
		if noun == "" {
			noun = string(unicode.ToUpper(rune(field[0]))) + field[1:]
		}
		if field == "id" {
			noun = strings.TrimSuffix(filter, "Filter")
		}
		_, id, _ := strings.Cut(like, "_")
		return `"` + ident.PrefixOf(noun) + "_" + id + `"`
	case "Int":
		return "2026"
	case "Float":
		return "0.5"
	case "Boolean":
		return "true"
	case "DateOrDuration":
		return `"-P1M"`
	case "Duration":
		return `"P1M"`
	case "DateTimeOrDay":
		return `"2026-03-31T08:00:00Z"`
	case "Amount":
		return `"12000.50"`
	}
	if of != nil && strings.HasPrefix(of.Type.Name(), "Code") {
		return `"` + codeSamples[field] + `"`
	} else if of != nil && byName[of.Type.Name()] != "" {
		return `"` + byName[of.Type.Name()] + `"`
	}
	return `"PROCUREMENT"`
}

// codeSamples are codes of the tables whose codes filters take, by the filter's field.
var codeSamples = map[string]string{
	"category": "PROCUREMENT", "source": "AUDIT", "sources": "AUDIT", "riskDomain": "FINANCE", "riskDomains": "FINANCE",
	"businessLines": "SMART", "categories": "STAFF", "majorDecision": "DECISION",
}

// Whatever a filter's type offers for a field is answered: each field with each of its comparisons, plain and negated,
// on every list; and each order, in both directions and with nulls at either end.
func TestEveryComparisonAndOrderIsAnswered(t *testing.T) {
	s, _ := schemaOf(t)
	w := newPlayedWorld(t)
	c := w.as("PARTY_SECRETARY@HN")
	like := c.id("organisation", "HN")
	filters := routes(s, "filter")
	maps.Copy(filters, routes(s, "having"))
	for name, def := range s.Types {
		if def.Kind != ast.InputObject || !strings.HasSuffix(name, "Filter") {
			continue
		}
		r := filters[name]
		if r == nil {
			t.Errorf("%s: no list takes it", name)
			continue
		}
		argument := "filter"
		if strings.HasSuffix(name, "StatsFilter") {
			argument = "having"
		}
		for _, f := range def.Fields {
			if f.Name == "and" || f.Name == "or" || f.Name == "not" {
				continue
			}
			var tried []string
			if in := s.Types[f.Type.Name()]; in.Kind == ast.InputObject {
				for _, op := range in.Fields {
					tried = append(tried, fmt.Sprintf("{ %s: %s }", op.Name, sampleOf(s, op.Type, name, f.Name, like)))
				}
			} else if in.Kind == ast.Enum {
				for _, v := range in.EnumValues {
					tried = append(tried, v.Name)
				}
			} else {
				tried = append(tried, sampleOf(s, f.Type, name, f.Name, like))
			}
			for _, value := range tried {
				query := "{ " + r.around(func(list string) string {
					return fmt.Sprintf("a: %[1]s(%[4]s: { %[2]s: %[3]s }, first: 1) { totalCount { count } nodes { __typename } } b: %[1]s(%[4]s: { not: { %[2]s: %[3]s } }, first: 1) { totalCount { count } }", list, f.Name, value, argument)
				}) + " }"
				if a := c.ask(query, nil); len(a.Errors) > 0 {
					t.Errorf("%s.%s: %s: %s", name, f.Name, value, a.Body)
				}
			}
		}
	}
	if len(filters) < 20 {
		t.Errorf("%d filters were found", len(filters))
	}
	for name, r := range routes(s, "orderBy") {
		grouped := s.Types[strings.TrimSuffix(name, "StatsOrder")+"DimensionField"]
		for _, field := range s.Types[s.Types[name].Fields.ForName("field").Type.Name()].EnumValues {
			for _, rest := range []string{"", ", direction: DESC", ", nulls: FIRST", ", direction: DESC, nulls: LAST"} {
				by := ""
				if strings.HasSuffix(name, "StatsOrder") && grouped.EnumValues.ForName(field.Name) != nil {
					by = "groupBy: [{ field: " + field.Name + " }], "
				}
				query := "{ " + r.around(func(list string) string {
					return fmt.Sprintf("%s(%sorderBy: [{ field: %s%s }], first: 1) { nodes { __typename } pageInfo { endCursor } }", list, by, field.Name, rest)
				}) + " }"
				if a := c.ask(query, nil); len(a.Errors) > 0 {
					t.Errorf("%s by %s%s: %s", name, field.Name, rest, a.Body)
				}
			}
		}
	}
}
