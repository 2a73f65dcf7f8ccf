package reporting

import (
	"huishang/db/read"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

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

// db/views/reporting.sql is what catalogue and schema say now. WRITE=1 writes it.
func TestViewsAreFresh(t *testing.T) {
	got, err := SQL(schema(t))
	if err != nil {
		t.Fatal(err)
	}
	const file = "../../db/views/reporting.sql"
	if os.Getenv("WRITE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(b) != got {
		t.Error("db/views/reporting.sql is stale: make generate")
	}
}

// A column is called as its field in snake case, a key as its field with _id; otherwise it stands in Reserved or Under. Whatever is said of a
// field is of one that there is.
func TestColumnsAreCalledAsFields(t *testing.T) {
	s := schema(t)
	views, err := Views(s)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]bool{}
	for _, v := range views {
		d := s.Types[v.Type]
		for _, f := range d.Fields {
			fields[f.Name], fields[v.Type+"."+f.Name] = true, true
		}
		for _, c := range v.Columns {
			switch f := d.Fields.ForName(c.Field); {
			case c.Field == "" && (strings.TrimPrefix(c.Name, "of_") == Under[v.Noun] || c.Name == "id" && d.Fields.ForName("id") == nil):
			case f == nil:
				t.Errorf("%s.%s is of no field", v.Name, c.Name)
			case c.Name != read.Snake(f.Name) && c.Name != read.Snake(f.Name)+"_id" && c.Name != Reserved[f.Name]:
				t.Errorf("%s.%s is %s", v.Name, c.Name, f.Name)
			}
		}
	}
	for _, of := range slices.Concat(slices.Collect(maps.Keys(Left)), slices.Collect(maps.Keys(Written)), slices.Collect(maps.Keys(Reserved)), Passed) {
		if !fields[of] {
			t.Errorf("there is no field %s", of)
		}
	}
	for field := range Written {
		if Left[field] != "" || Left[field[strings.Index(field, ".")+1:]] != "" {
			t.Errorf("%s is left out and written", field)
		}
	}
}
