package cli

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huishang/internal/compiled"
	"huishang/internal/docs"
	"huishang/internal/reporting"
	"huishang/resolvers"
)

// docs/compiled-fields.md lists how compiled reads answer each field, and what they leave to the resolvers.
func TestCompiledFieldsAreFresh(t *testing.T) {
	docs.Fresh(t, ".", map[string]string{"compiled-fields.md": compiledFields()})
}

func compiledFields() string {
	root := &resolvers.Resolver{}
	by := map[compiled.Way]map[string][]string{}
	n := map[compiled.Way]int{}
	for _, c := range compiled.List(resolvers.Schema(root).Schema(), root) {
		if by[c.Way] == nil {
			by[c.Way] = map[string][]string{}
		}
		field := c.Field
		if c.Why != "" {
			field += " (" + c.Why + ")"
		}
		if c.Past {
			field += " (left where a past day is given)"
		}
		n[c.Way]++
		by[c.Way][c.Object] = append(by[c.Way][c.Object], field)
	}
	var b strings.Builder
	b.WriteString("# How compiled reads answer each field\n\nGenerated from the schema, the catalogue and the resolvers by `internal/compiled`. [compiled-reads.md](compiled-reads.md) says what it means.\n")
	for _, way := range []struct {
		of    compiled.Way
		title string
	}{
		{compiled.Left, "Left to the resolvers, with the whole root field that asks for it"},
		{compiled.ByCall, "Computed: the field's resolver or method is asked, row by row, and its row is read with all columns"},
		{compiled.ByList, "Lists at the root: one statement"},
		{compiled.ByEdge, "Edges: one statement for all rows of a level"},
		{compiled.ByLabel, "Labels of a column's code"},
		{compiled.ByColumn, "Columns of the row, read where they are asked for"},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n", way.title)
		if n[way.of] == 0 {
			b.WriteString("None.\n")
		}
		for _, object := range slices.Sorted(maps.Keys(by[way.of])) {
			fmt.Fprintf(&b, "- %s: %s\n", object, strings.Join(by[way.of][object], ", "))
		}
	}
	return b.String()
}

// Where compiled reads follow an edge, read a list or write a label, the field's resolver does that and nothing else: a
// resolver that does more makes this fail, and its field computed (internal/compiled).
func TestCompiledFieldsAreTheirResolvers(t *testing.T) {
	names := catalogue(t)
	bodies := resolverBodies(t)
	root := &resolvers.Resolver{}
	for _, c := range compiled.List(resolvers.Schema(root).Schema(), root) {
		body, there := bodies[strings.ToLower(c.Object)+"."+strings.ToLower(c.Field)]
		var wanted []string
		switch c.Way {
		case compiled.ByEdge:
			edge := "return db." + names[c.Object+"."+c.Field] + ".Of(ctx, obj"
			wanted = []string{edge + ")"}
			for _, filter := range []string{"nil", "filter"} {
				wanted = append(wanted, edge+", list("+filter+", orderBy, first, after, last, before))")
			}
		case compiled.ByList:
			for _, variable := range names {
				wanted = append(wanted, "return read.List(ctx, db."+variable+", list(filter, orderBy, first, after, last, before))")
			}
			for _, variable := range names { // compiled reads leave it to the resolver where a day is given
				wanted = append(wanted, "return listOf(ctx, db."+variable+", list(filter, orderBy, first, after, last, before), asOf)")
			}
			wanted = slices.DeleteFunc(wanted, func(w string) bool { return !strings.Contains(w, "db."+listOf(c.Field)+",") })
		case compiled.ByLabel:
			wanted = []string{
				fmt.Sprintf("return fault.Label(%q, string(obj.%s)).In(locale(ctx, l)), nil", c.Enum, c.Column),
				fmt.Sprintf("return labelOf(%q, obj.%s, locale(ctx, l)), nil", c.Enum, c.Column),
			}
		case compiled.ByColumn:
			if there {
				t.Errorf("%s.%s has a resolver and is read as a column:\n%s", c.Object, c.Field, body)
			}
			continue
		default:
			continue
		}
		if !slices.Contains(wanted, body) {
			t.Errorf("%s.%s is answered by its %s, and its resolver is\n%s\nnot one of\n%s", c.Object, c.Field, c.Way, body, strings.Join(wanted, "\n"))
		}
	}
}

// listOf is the variable of the catalogue's list that a root field reads.
func listOf(field string) string { return strings.ToUpper(field[:1]) + field[1:] }

// catalogue are the variables of package db by what they declare: an edge by its object and field, an object by its name.
func catalogue(t *testing.T) map[string]string {
	t.Helper()
	names := map[string]string{}
	declared := regexp.MustCompile(`(?m)^(?:var )?\s*(\w+)\s+= (?:to(?:One|Many|Set|Rows)\("([\w.]+)"|read\.Declare\(read\.Object\[\w+\]\{\s*Name: "(\w+)")`)
	files, err := filepath.Glob("db/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
			names[m[2]+m[3]] = m[1]
		}
	}
	return names
}

// resolverBodies are the bodies of the resolvers, by object and field in small letters.
func resolverBodies(t *testing.T) map[string]string {
	t.Helper()
	bodies := map[string]string{}
	files, err := filepath.Glob("resolvers/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	for _, file := range files {
		parsed, err := parser.ParseFile(set, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			of, ok := f.Recv.List[0].Type.(*ast.StarExpr)
			if !ok {
				continue
			}
			object := strings.TrimSuffix(of.X.(*ast.Ident).Name, "Resolver")
			var body bytes.Buffer
			if err := format.Node(&body, set, f.Body); err != nil {
				t.Fatal(err)
			}
			text := strings.TrimSpace(strings.Trim(strings.TrimSpace(body.String()), "{}"))
			bodies[strings.ToLower(object+"."+f.Name.Name)] = text
		}
	}
	return bodies
}

// A column of a view for reporting is what the API answers: of a field that a resolver answers, it is the code itself, what
// reporting.Written says, or a column that reporting.Passed says the resolver hands over.
func TestReportingKnowsWhatResolversDo(t *testing.T) {
	root := &resolvers.Resolver{}
	schema := resolvers.Schema(root).Schema()
	views, err := reporting.Views(schema)
	if err != nil {
		t.Fatal(err)
	}
	columns := map[string]reporting.Column{}
	for _, v := range views {
		for _, c := range v.Columns {
			columns[v.Type+"."+c.Field] = c
		}
	}
	asked := 0
	for _, l := range compiled.List(schema, root) {
		field := l.Object + "." + l.Field
		c, there := columns[field]
		if l.Way != compiled.ByCall || !there {
			continue
		}
		asked++
		code := schema.Types[l.Object].Fields.ForName(l.Field).Type.Name() == "Code"
		if !code && reporting.Written[field] == "" && !slices.Contains(reporting.Passed, field) {
			t.Errorf("%s is answered by a resolver and reads as %s: say in reporting.Passed that it is the same, or in reporting.Written what it is", field, c.SQL)
		}
	}
	if asked < 15 {
		t.Errorf("only %d fields", asked)
	}
}
