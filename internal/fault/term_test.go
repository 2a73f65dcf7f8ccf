package fault_test

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"huishang/internal/fault"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// What refusals call the values, types and input fields of the schema is read from its descriptions, their one home.
func TestTermsAreFresh(t *testing.T) {
	s := schema(t)
	var b bytes.Buffer
	b.WriteString("// Code generated from schema.graphqls by TestTermsAreFresh; DO NOT EDIT.\n\npackage fault\n\nvar enumTerms = map[string]map[string]Text{\n")
	names := slices.Sorted(maps.Keys(s.Types))
	for _, name := range names {
		d := s.Types[name]
		if d.Kind != ast.Enum || d.BuiltIn {
			continue
		}
		fmt.Fprintf(&b, "%q: {\n", name)
		for _, v := range d.EnumValues {
			fmt.Fprintf(&b, "%q: {EN: %q, ZH: %q},\n", v.Name, english(v.Description), chinese(t, name+"."+v.Name, v.Description))
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n\nvar nounTerms = map[string]Text{\n")
	for _, name := range names {
		if d := s.Types[name]; d.Kind == ast.Object && slices.Contains(d.Interfaces, "Node") {
			fmt.Fprintf(&b, "%q: {EN: %q, ZH: %q},\n", name, fault.Words(name), chinese(t, name, d.Description))
		}
	}
	b.WriteString("}\n\nvar inputTerms = map[string]map[string]named{\n")
	for _, name := range names {
		d := s.Types[name]
		if d.Kind != ast.InputObject || !strings.HasSuffix(name, "Input") {
			continue
		}
		fmt.Fprintf(&b, "%q: {\n", name)
		for _, f := range d.Fields {
			of := ""
			if held := s.Types[f.Type.Name()]; held.Kind == ast.InputObject {
				of = held.Name
			}
			fmt.Fprintf(&b, "%q: {Text{EN: %q, ZH: %q}, %q},\n", f.Name, fault.Words(f.Name), chinese(t, name+"."+f.Name, f.Description), of)
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n\nvar filterTerms = map[string]map[string]Text{\n")
	for _, name := range names {
		object, ok := strings.CutSuffix(name, "Filter")
		if d := s.Types[name]; d.Kind == ast.InputObject && ok {
			fmt.Fprintf(&b, "%q: {\n", object)
			for _, f := range d.Fields {
				takes := s.Types[f.Type.Name()].Fields
				if strings.HasPrefix(f.Type.Name(), "Code") || takes.ForName("code") != nil || takes.ForName("number") != nil {
					fmt.Fprintf(&b, "%q: {EN: %q, ZH: %q},\n", f.Name, fault.Words(f.Name), chinese(t, name+"."+f.Name, f.Description))
				}
			}
			b.WriteString("},\n")
		}
	}
	b.WriteString("}\n")
	want, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("WRITE") == "1" {
		if err := os.WriteFile("terms.go", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile("terms.go"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("terms.go is stale (%v): make generate", err)
	}
}

func schema(t *testing.T) *ast.Schema {
	t.Helper()
	b, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(b)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// chinese is the Chinese term of a description.
func chinese(t *testing.T, of, description string) string {
	t.Helper()
	zh := fault.Described("x", description).ZH
	if zh == "x" {
		t.Errorf("%s: no Chinese term in %q", of, description)
	}
	return zh
}

// english is the first sentence of an enum value's description, as its label.
func english(description string) string {
	if at := strings.LastIndex(description, " ("); at > 0 {
		description = description[:at]
	}
	first, _, _ := strings.Cut(description, ". ")
	return strings.TrimSuffix(strings.TrimSpace(first), ".")
}
