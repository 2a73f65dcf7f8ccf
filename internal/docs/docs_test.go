package docs

import (
	"os"
	"slices"
	"testing"

	"huishang/internal/offer"

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
	named := map[string][]string{}
	for _, m := range offer.Machines() {
		ways := waysOf(m)
		states := m.Reached()
		for _, w := range ways {
			if w.from != "" && !slices.Contains(states, w.from) {
				t.Errorf("%s: nothing leads to %s, which %v leave", m.Title, w.from, w.acts)
			}
		}
		for _, w := range m.Ways {
			for _, s := range w.From {
				if !slices.Contains(states, s) {
					t.Errorf("%s: %s is done in %s, to which nothing leads", m.Title, w.Act, s)
				}
			}
			if w.Follows && len(w.To) == 0 {
				t.Errorf("%s: nothing follows from %s", m.Title, w.Act)
			}
		}
		named[m.Enum] = append(named[m.Enum], states...)
	}
	for enum, states := range named {
		if schema.Types[enum] == nil {
			t.Errorf("the schema has no enum %s", enum)
			continue
		}
		var schemas []string
		for _, v := range schema.Types[enum].EnumValues {
			schemas = append(schemas, v.Name)
		}
		slices.Sort(schemas)
		slices.Sort(states)
		if states = slices.Compact(states); !slices.Equal(schemas, states) {
			t.Errorf("%s: the schema names %v, the steps reach %v", enum, schemas, states)
		}
	}
}
