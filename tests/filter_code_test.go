package tests

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huishang/db/read"
	"huishang/internal/dbtest"

	"github.com/vektah/gqlparser/v2/ast"
)

// Codes in filters are checked like enums: wherever a filter compares a code, on every list and in every comparison,
// plain, negated or deep inside, one that its table lacks is refused with the nearest, and never answered with "none".
func TestEveryCodeInAFilterIsKnown(t *testing.T) {
	s, _ := schemaOf(t)
	c := newPlayedWorld(t).as("PARTY_SECRETARY@HN")
	tried := 0
	for name, r := range routes(s, "filter") {
		for _, f := range s.Types[name].Fields {
			of := f.Type.Name()
			if own := s.Types[strings.TrimSuffix(name, "Filter")].Fields.ForName(f.Name); own != nil && own.Type.Name() == "Code" && !strings.HasPrefix(of, "Code") {
				t.Errorf("%s.%s compares codes as %s", name, f.Name, of)
			}
			if !strings.HasPrefix(of, "Code") {
				continue
			}
			for _, op := range s.Types[of].Fields {
				if op.Type.Name() == "Boolean" {
					continue
				}
				for _, shape := range []string{"{ %s }", "{ not: { %s } }", "{ and: [{ or: [{ %s }] }] }"} {
					tried++
					refusedAsUnknown(t, c, r, f, op, shape)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d comparisons with codes were found", tried)
	}
}

func refusedAsUnknown(t *testing.T, c *client, r *route, f, op *ast.FieldDefinition, shape string) {
	t.Helper()
	known := codeSamples[f.Name]
	wrong, at := known+"X", []string{f.Name, op.Name}
	value := fmt.Sprintf("%q", wrong)
	if op.Type.Elem != nil {
		value, at = fmt.Sprintf("[%q, %q]", known, wrong), append(at, "1")
	}
	query := "{ " + r.around(func(list string) string {
		return fmt.Sprintf("%s(filter: "+shape+") { totalCount { count } nodes { __typename } }", list, fmt.Sprintf("%s: { %s: %s }", f.Name, op.Name, value))
	}) + " }"
	a := c.ask(query, nil)
	if !slices.Equal(slices.Compact(a.codes()), []string{"UNKNOWN_REFERENCE"}) {
		t.Errorf("%s: %.300s", query, a.Body)
		return
	}
	e := a.Errors[0]
	var path []string
	for _, part := range e.Extensions["argument"].([]any) {
		path = append(path, part.(string))
	}
	params := e.Extensions["params"].(map[string]any)
	if path[0] != "filter" || !slices.Equal(path[len(path)-len(at):], at) || params["value"] != wrong || params["field"] != f.Name || !strings.HasPrefix(params["nearest"].(string), known) {
		t.Errorf("%s: %s", query, a.Body)
	}
	if !strings.Contains(e.Message, "("+known+")") || strings.Contains(e.Message, "…") {
		t.Errorf("%s: %q", query, e.Message)
	}
}

// A filter over a column that the database holds to a code table takes that table's codes.
func TestFiltersOfCodedColumnsTakeTheirTable(t *testing.T) {
	call := regexp.MustCompile(`(?:code_is|codes_known)\('([A-Z_]+)'::text, (\w+)\)`)
	table := map[string]read.CodeTable{}
	for _, check := range rowsOf(t, dbtest.New(t).Super(t), `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE pg_get_constraintdef(oid) ~ 'code_is|codes_known'`) {
		for _, m := range call.FindAllStringSubmatch(check, -1) {
			if at, twice := table[m[2]]; twice && at != read.CodeTable(m[1]) {
				t.Errorf("%s holds codes of %s and of %s", m[2], at, m[1])
			}
			table[m[2]] = read.CodeTable(m[1])
		}
	}
	if len(table) < 8 {
		t.Fatalf("only these columns hold codes: %v", table)
	}
	for _, o := range read.Catalogue() {
		for column, codes := range o.Compared {
			if want := table[column]; want != codes && (want != "" || table[column+"s"] != codes) {
				t.Errorf("%s: the filter over %s takes codes of %q, its column holds %q", o.Object, column, codes, want)
			}
		}
	}
}

// A code that has others below it takes them in, in every comparison; what is asked without it is the exact rest.
func TestAParentTakesItsChildrenIn(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("DISCIPLINE_SECRETARY@HN")
	var children []string
	for _, k := range c.must(`{ codes(table: PROBLEM_CATEGORY) { code parent } }`, nil).list("codes") {
		if k := k.(map[string]any); k["parent"] == "BUSINESS" {
			children = append(children, fmt.Sprintf("%q", k["code"]))
		}
	}
	below := "[" + strings.Join(children, ", ") + "]"
	for _, list := range []string{"findings", "problems", "tasks"} {
		count := func(filter string) float64 {
			return c.must(fmt.Sprintf(`{ %s(filter: { %s }) { totalCount { count } } }`, list, filter), nil).get(list + ".totalCount.count").(float64)
		}
		all, want := count(""), count("category: { in: "+below+" }")
		if want == 0 || want == all {
			t.Fatalf("%s: %v of %v are below: the played matters no longer tell them apart", list, want, all)
		}
		for filter, n := range map[string]float64{
			`category: { eq: "BUSINESS" }`:                                      want,
			`category: { in: ["BUSINESS", "ENGINEERING"] }`:                     want,
			`category: { neq: "BUSINESS" }`:                                     all - want,
			`category: { nin: ["BUSINESS"] }`:                                   all - want,
			`not: { category: { eq: "BUSINESS" } }`:                             all - want,
			`not: { category: { neq: "BUSINESS" } }`:                            want,
			`and: [{ or: [{ category: { eq: "BUSINESS" } }] }]`:                 want,
			`category: { in: [] }`:                                              0,
			`category: { nin: [] }`:                                             all,
			`category: { eq: "BUSINESS", nin: ` + below + ` }`:                  0,
			`category: { in: ["BUSINESS", "MANAGEMENT", "PARTNERS", "MONEY"] }`: all,
		} {
			if got := count(filter); got != n {
				t.Errorf("%s with %s: %v, want %v of %v", list, filter, got, n, all)
			}
		}
	}
}
