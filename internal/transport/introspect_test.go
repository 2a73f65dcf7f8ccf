package transport_test

import (
	"encoding/json"
	"slices"
	"testing"

	"huishang/internal/transport"
)

// Introspection answers null where the specification says null (4.2.2), a list where it says a list: every type, by its kind.
func TestIntrospectionIsNullWhereTheSpecificationSaysSo(t *testing.T) {
	lists := map[string][]string{
		"fields": {"OBJECT", "INTERFACE"}, "interfaces": {"OBJECT", "INTERFACE"}, "possibleTypes": {"INTERFACE", "UNION"},
		"enumValues": {"ENUM"}, "inputFields": {"INPUT_OBJECT"},
	}
	const asked = "kind name fields { name type { ...of } } interfaces { name } possibleTypes { name } enumValues { name } inputFields { name type { ...of } } ofType { kind }"
	a := ask(t, transport.GraphQL(options()), `{ __schema { types { `+asked+` } queryType { ...of } } }
		fragment of on __Type { kind fields { name } interfaces { name } possibleTypes { name } enumValues { name } inputFields { name }
			ofType { kind fields { name } interfaces { name } possibleTypes { name } enumValues { name } inputFields { name } } }`, nil)
	var answered any
	if err := json.Unmarshal(a.Body.Bytes(), &answered); err != nil || a.code() != "" {
		t.Fatalf("%v %s", err, a.Body)
	}
	seen := map[string]bool{}
	var look func(v any)
	look = func(v any) {
		switch it := v.(type) {
		case []any:
			for _, inner := range it {
				look(inner)
			}
		case map[string]any:
			if kind, ok := it["kind"].(string); ok {
				seen[kind] = true
				for field, kinds := range lists {
					value, asked := it[field]
					if _, list := value.([]any); asked && list != slices.Contains(kinds, kind) {
						t.Errorf("%s of %s %v is %v", field, kind, it["name"], value)
					}
				}
			}
			for _, inner := range it {
				look(inner)
			}
		}
	}
	look(answered)
	for _, kind := range []string{"SCALAR", "OBJECT", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL"} {
		if !seen[kind] {
			t.Errorf("no type of kind %s was looked at", kind)
		}
	}
}
