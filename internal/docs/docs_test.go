package docs

import (
	"os"
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

const root = "../.."

// A generated page is what the code says now. WRITE=1 writes it.
func TestPagesAreFresh(t *testing.T) {
	pages, err := Pages(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	Fresh(t, root, pages)
}

// Every state that the schema names is reached, and none else.
func TestStatesAreTheSchemas(t *testing.T) {
	text, err := os.ReadFile(root + "/schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	reached := map[string][]string{}
	for _, m := range machines() {
		states, _ := m.states()
		for _, w := range m.ways {
			if w.from != "" && !slices.Contains(states, w.from) {
				t.Errorf("%s: nothing leads to %s, which %v leave", m.title, w.from, w.acts)
			}
		}
		reached[m.enum] = append(reached[m.enum], states...)
	}
	for enum, states := range reached {
		if schema.Types[enum] == nil {
			t.Errorf("the schema has no enum %s", enum)
			continue
		}
		var named []string
		for _, v := range schema.Types[enum].EnumValues {
			named = append(named, v.Name)
		}
		slices.Sort(named)
		slices.Sort(states)
		if states = slices.Compact(states); !slices.Equal(named, states) {
			t.Errorf("%s: the schema names %v, the steps reach %v", enum, named, states)
		}
	}
}
