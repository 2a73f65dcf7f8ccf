package form_test

import (
	"strings"
	"testing"

	"huishang/internal/clock"
	"huishang/internal/form"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// A form lists the fields of a mutation's input in order, those of an input within after the field that holds it, with what
// their declarations say.
func TestFieldsSayWhatTheirDeclarationsSay(t *testing.T) {
	s := gqlparser.MustLoadSchema(&ast.Source{Input: `
		directive @limit(length: Int, items: Int) on INPUT_FIELD_DEFINITION
		directive @day(within: String!) on INPUT_FIELD_DEFINITION
		directive @number(within: String!) on INPUT_FIELD_DEFINITION
		directive @ref(to: String!) on INPUT_FIELD_DEFINITION
		scalar Date
		type Query { x: Int }
		type Mutation { plan(input: PlanInput!): Int }
		input PlanInput { owner: ID! @ref(to: "Person") task: ID items: [ItemInput!]! @limit(items: 3) tags: [String!]! = [] @limit(items: 2, length: 5) level: Level year: Int! @number(within: "YEAR") share: Int = 50 @number(within: "PERCENT") count: Int }
		input ItemInput { text: String! @limit(length: 7) on: Date @day(within: "PLANNED") }
		enum Level { HIGH LOW }`})
	today, err := clock.ParseDate("2026-11-18")
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]*form.Field{}
	var order []string
	for _, f := range form.Fields(s, today, "plan") {
		path := strings.Join(f.Path, ".")
		by[path], order = f, append(order, path)
	}
	if got := strings.Join(order, " "); got != "input.owner input.task input.items input.items.*.text input.items.*.on input.tags input.level input.year input.share input.count" {
		t.Fatal(got)
	}
	if f := by["input.owner"]; !f.Required || *f.Record != "Person" || f.Type != "ID" || f.MaxLength != nil {
		t.Errorf("%+v", f)
	}
	if f := by["input.task"]; f.Required || *f.Record != "Task" {
		t.Errorf("%+v", f)
	}
	if f := by["input.items"]; !f.List || *f.MaxItems != 3 || f.MaxLength != nil || !f.Required {
		t.Errorf("%+v", f)
	}
	if f := by["input.items.*.text"]; f.List || *f.MaxLength != 7 || !f.Required {
		t.Errorf("%+v", f)
	}
	if f := by["input.items.*.on"]; f.Min.String() != "2025-11-18" || f.Max.String() != "2036-11-18" {
		t.Errorf("%+v", f)
	}
	if f := by["input.tags"]; f.Required || *f.MaxItems != 2 || *f.MaxLength != 5 {
		t.Errorf("what has a default need not be given: %+v", f)
	}
	if f := by["input.year"]; *f.MinNumber != 2025 || *f.MaxNumber != 2027 {
		t.Errorf("%+v", f)
	}
	if f := by["input.share"]; *f.MinNumber != 1 || *f.MaxNumber != 100 || by["input.count"].MinNumber != nil {
		t.Errorf("%+v", f)
	}
	if f := by["input.level"]; len(f.Choices) != 2 || f.Choices[0].Value != "HIGH" {
		t.Errorf("%+v", f)
	}
	if form.Fields(s, today, "nothing") != nil {
		t.Error("a form of no mutation")
	}
}
