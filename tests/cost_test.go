package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/cost"
	"huishang/internal/transport"
)

// The pages that clients show (tests/pages), and every example, cost half of what an operation may.
func TestNaturalPagesFitTwiceOver(t *testing.T) {
	w := newPlayedWorld(t)
	var files []string
	for _, pattern := range []string{"pages/*.graphql", "../examples/*.graphql"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) < 8 {
			t.Fatalf("%d in %s: %v", len(found), pattern, err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := w.example(t, string(text))
			requested := a.Extensions["cost"].(map[string]any)["requested"].(float64)
			t.Logf("cost %.0f", requested)
			if 2*requested > float64(transport.LimitsDefault.Cost) {
				t.Errorf("cost %.0f, which does not fit into %d twice", requested, transport.LimitsDefault.Cost)
			}
		})
	}
}

// plainLists are the fields of the schema that lead to several objects without being asked how many.
func plainLists(s *ast.Schema) (all []plainList) {
	for _, t := range s.Types {
		if t.BuiltIn || t.Kind != ast.Object && t.Kind != ast.Interface || strings.HasSuffix(t.Name, "Connection") {
			continue
		}
		for _, f := range t.Fields {
			of := s.Types[f.Type.Name()]
			asked := f.Arguments.ForName("first") != nil || f.Arguments.ForName("ids") != nil
			if f.Type.Elem == nil || of.IsLeafType() || asked || strings.HasPrefix(f.Name, "__") {
				continue
			}
			l := plainList{t.Name, f, 0}
			if d := f.Directives.ForName(cost.ListSize); d != nil {
				l.size, _ = strconv.Atoi(d.Arguments.ForName("assumedSize").Value.Raw)
			}
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b plainList) int { return strings.Compare(a.String(), b.String()) })
	return all
}

type plainList struct {
	of    string
	field *ast.FieldDefinition
	size  int
}

func (l plainList) String() string { return l.of + "." + l.field.Name }

// longest is how many times its declared size a list may be in the sample.
const longest = 4

// Every plain list declares its size, and no list of the sample is four times as long.
func TestEveryPlainListDeclaresItsSize(t *testing.T) {
	s, _ := schemaOf(t)
	w := newPlayedWorld(t)
	reader := w.as("DISCIPLINE_SECRETARY@HN")
	reached := pathsOf(s)
	measured := 0
	for _, l := range plainLists(s) {
		if l.size < 1 {
			t.Errorf("%s is a plain list without @listSize", l)
			continue
		}
		path, ok := reached[l.of]
		if !ok || len(l.field.Arguments) > 0 {
			continue // payloads and comparisons, whose length is the request's, and lists that are asked for by a kind
		}
		query := fmt.Sprintf(path, l.field.Name+" { __typename }")
		a := reader.ask(query, nil)
		if len(a.Errors) > 0 {
			t.Errorf("%s: %s\n%s", l, query, a.Body)
			continue
		}
		measured++
		most := mostUnder(a.Data, l.field.Name)
		t.Logf("%s: declared %d, at most %d", l, l.size, most)
		if most > longest*l.size {
			t.Errorf("%s counts as %d rows, the sample has one of %d", l, l.size, most)
		}
	}
	if measured < 30 {
		t.Errorf("only %d lists were held against the sample", measured)
	}
}

// pathsOf writes, for each type that lists lead to, a query by which its objects are reached; %s stands for what is
// asked of them.
func pathsOf(s *ast.Schema) map[string]string {
	reached := map[string]string{"Query": "{ %s }"}
	for queue := []string{"Query"}; len(queue) > 0; queue = queue[1:] {
		for _, f := range s.Types[queue[0]].Fields {
			if slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.NonNull }) || strings.HasPrefix(f.Name, "__") {
				continue
			}
			of, inner := s.Types[f.Type.Name()], "%s"
			if nodes := of.Fields.ForName("nodes"); nodes != nil {
				of, inner = s.Types[nodes.Type.Name()], "nodes { %s }"
			}
			if of.Kind != ast.Object || reached[of.Name] != "" {
				continue
			}
			arguments := ""
			if queue[0] == "Query" && f.Arguments.ForName("first") != nil {
				arguments = "(first: 40)"
			} else if queue[0] == "Query" && len(f.Arguments) > 0 {
				continue // by id or code
			}
			reached[of.Name] = fmt.Sprintf(reached[queue[0]], f.Name+arguments+" { "+inner+" }")
			queue = append(queue, of.Name)
		}
	}
	return reached
}

// mostUnder is the length of the longest list of a name in an answer.
func mostUnder(v any, name string) int {
	most := 0
	switch it := v.(type) {
	case map[string]any:
		for key, inner := range it {
			if list, ok := inner.([]any); ok && key == name {
				most = max(most, len(list))
			}
			most = max(most, mostUnder(inner, name))
		}
	case []any:
		for _, inner := range it {
			most = max(most, mostUnder(inner, name))
		}
	}
	return most
}
