package tests

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/text"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

// leaf is a place in a mutation's input that takes a text or a day: its path from the input on, the field's name, and
// the input with nothing but what is needed to get there.
type leaf struct {
	mutation, path, field, of string
	input                     map[string]any
}

// put sets the leaf's value and answers with the variables.
func (l leaf) put(value any) map[string]any {
	var at any = map[string]any{"in": l.input}
	parts := strings.Split("in."+l.path, ".")
	for _, p := range parts[:len(parts)-1] {
		at = child(at, p)
	}
	if list, ok := at.([]any); ok {
		list[0] = value
	} else {
		at.(map[string]any)[parts[len(parts)-1]] = value
	}
	return map[string]any{"in": l.input}
}

func child(v any, name string) any {
	if list, ok := v.([]any); ok {
		n, _ := strconv.Atoi(name)
		return list[n]
	}
	return v.(map[string]any)[name]
}

// needed is the least value that a type takes.
func needed(s *ast.Schema, t *ast.Type) any {
	if t.Elem != nil {
		return []any{}
	}
	def := s.Types[t.NamedType]
	switch def.Kind {
	case ast.Enum:
		return def.EnumValues[0].Name
	case ast.InputObject:
		value := map[string]any{}
		for _, f := range def.Fields {
			if f.Type.NonNull && f.DefaultValue == nil {
				value[f.Name] = needed(s, f.Type)
			}
		}
		return value
	}
	return map[string]any{
		"ID": ident.Of[ident.OrganisationID](uuid.Max).String(), "String": "x", "Int": 1, "Float": 1.5, "Boolean": true, "Date": "2026-11-18", "Duration": "P1D",
		"Amount": "1", "UUID": uuid.NewString(), "DateTime": "2026-11-18T00:00:00Z",
	}[def.Name]
}

// leaves finds every place of a scalar in the mutations' inputs.
func leaves(s *ast.Schema, scalar string) (all []leaf) {
	for _, m := range s.Mutation.Fields {
		if strings.HasPrefix(m.Name, "__") {
			continue
		}
		in := m.Arguments.ForName("input").Type
		var walk func(t *ast.Type, path, field, of string, put func(root map[string]any, v any), deep int)
		walk = func(t *ast.Type, path, field, of string, put func(map[string]any, any), deep int) {
			if t.Elem != nil {
				walk(t.Elem, path+".0", field, of, func(root map[string]any, v any) { put(root, []any{v}) }, deep)
				return
			}
			def := s.Types[t.NamedType]
			if def.Kind == ast.InputObject && deep < 4 {
				for _, f := range def.Fields {
					walk(f.Type, strings.TrimPrefix(path+"."+f.Name, "."), f.Name, def.Name, func(root map[string]any, v any) {
						if path == "" {
							root[f.Name] = v
							return
						}
						inside := needed(s, &ast.Type{NamedType: def.Name}).(map[string]any)
						inside[f.Name] = v
						put(root, inside)
					}, deep+1)
				}
			}
			if def.Name == scalar {
				root := needed(s, in).(map[string]any)
				put(root, needed(s, t))
				all = append(all, leaf{m.Name, path, field, of, root})
			}
		}
		walk(in, "", "", "", func(root map[string]any, v any) { maps.Copy(root, v.(map[string]any)) }, 0)
	}
	return all
}

// actors are a token for each role of the sample, by role.
func actors(w *world) map[auth.Role]*client {
	by := map[auth.Role]*client{}
	for _, v := range viewers {
		role, _, _ := strings.Cut(v, "@")
		if by[auth.Role(role)] == nil {
			by[auth.Role(role)] = w.as(v)
		}
	}
	return by
}

// actor is somebody whose role has the mutation's act.
func actor(t *testing.T, s *ast.Schema, by map[auth.Role]*client, mutation string) *client {
	t.Helper()
	act := auth.Act(s.Mutation.Fields.ForName(mutation).Directives.ForName("can").Arguments.ForName("do").Value.Raw)
	var found *client
	auth.Rules(func(a auth.Act, role auth.Role, _ auth.Relation, _ []string) {
		if a == act && found == nil {
			found = by[role]
		}
	})
	if found == nil {
		t.Fatalf("nobody of the sample may %s", act)
	}
	return found
}

var idWanted = regexp.MustCompile(`"(\w+)_" and 26 letters`)

// told sends an input, its ids changed to such of the nouns asked for, and answers with "CODE path" of each refusal.
func (l leaf) told(t *testing.T, c *client, variables map[string]any) []string {
	t.Helper()
	query := `mutation($in: ` + strings.ToUpper(l.mutation[:1]) + l.mutation[1:] + `Input!) { ` + l.mutation + `(input: $in) { errors { code path } } }`
	for range 20 {
		a := c.ask(query, variables)
		if len(a.Errors) == 0 {
			var told []string
			for _, e := range a.list(l.mutation + ".errors") {
				var path []string
				for _, p := range e.(map[string]any)["path"].([]any) {
					path = append(path, fmt.Sprint(p))
				}
				told = append(told, fmt.Sprint(e.(map[string]any)["code"], " ", strings.Join(path, ".")))
			}
			return told
		}
		wanted := idWanted.FindStringSubmatch(a.Errors[0].Message)
		if wanted == nil {
			return []string{a.Body}
		}
		var at any = variables
		path := a.Errors[0].Path
		path = path[slices.Index(path, any("input"))+1:]
		at = child(at, "in")
		for _, p := range path[:len(path)-1] {
			at = child(at, fmt.Sprint(p))
		}
		id := wanted[1] + "_" + strings.Repeat("a", 26)
		if list, ok := at.([]any); ok {
			n, _ := strconv.Atoi(fmt.Sprint(path[len(path)-1]))
			list[n] = id
		} else {
			at.(map[string]any)[fmt.Sprint(path[len(path)-1])] = id
		}
	}
	t.Fatalf("%s: no ids fit", l.mutation)
	return nil
}

// emptied are the paths of what an input leaves empty, as the one door of all mutations finds them.
func (l leaf) emptied(s *ast.Schema, variables map[string]any) (paths []string) {
	f := &ast.Field{Name: l.mutation, Definition: s.Mutation.Fields.ForName(l.mutation), Arguments: ast.ArgumentList{{Name: "input", Value: &ast.Value{Kind: ast.Variable, Raw: "in"}}}}
	for _, e := range act.Given(clock.Today(start, time.UTC), s, f, variables) {
		if e.Code == fault.Required {
			paths = append(paths, strings.Join(e.Path, "."))
		}
	}
	return paths
}

// The one rule for texts holds at every text that a mutation takes: what shows nothing is empty, what turns the direction
// of writing and what controls are refused, and several lines are for prose; always in the payload, at the input's path.
func TestTextsOfEveryInput(t *testing.T) {
	w := newWorld(t)
	s, _ := schemaOf(t)
	by, all := actors(w), leaves(s, "String")
	if len(all) < 150 {
		t.Fatalf("only %d texts are found", len(all))
	}
	kinds := map[text.Kind]int{}
	for _, l := range all {
		c := actor(t, s, by, l.mutation)
		kinds[text.Of(l.field)]++
		for _, empty := range []string{"", "\u200b", " \u3000\ufeff\n"} {
			if got := l.emptied(s, l.put(empty)); !slices.Equal(got, []string{"input." + l.path}) {
				t.Errorf("%s %s left %q: empty %v", l.mutation, l.path, empty, got)
			}
		}
		for _, bad := range []string{"x\u202ey", "x\u0007y", "x\ty", "x\r\ny"} {
			told := l.told(t, c, l.put(bad))
			want := "BAD_TEXT input." + l.path
			refuse := text.Of(l.field) == text.Line || bad[1] != '\t' && bad[1] != '\r'
			if slices.Contains(told, want) != refuse {
				t.Errorf("%s %s takes %q: told %v", l.mutation, l.path, bad, told)
			}
		}
	}
	t.Logf("%d texts: %v of one line, %v of prose", len(all), kinds[text.Line], kinds[text.Prose])
}

// What a field takes it takes in Chinese: where values are read, a text is bounded above the most characters of any field of
// its kind, so that the act says TOO_LONG of the characters and never the reader of the bytes.
func TestTextsAreCountedInCharacters(t *testing.T) {
	w := newWorld(t)
	s, _ := schemaOf(t)
	by := actors(w)
	for _, l := range leaves(s, "String") {
		most := 500
		if text.Of(l.field) == text.Prose {
			most = 64_000
		}
		if told := l.told(t, actor(t, s, by, l.mutation), l.put(strings.Repeat("长", most))); strings.Contains(fmt.Sprint(told), "BAD_USER_INPUT") {
			t.Errorf("%s %s of %d characters: told %.200v", l.mutation, l.path, most, told)
		}
	}
}

// An empty text is refused where the act itself would take it, too.
func TestEmptyTextsAreRefused(t *testing.T) {
	w := newWorld(t)
	c := w.as("ADMINISTRATOR@HN")
	post := c.must(`{ post(code: "HN/CW.JL") { id } }`, nil).text("post.id")
	a := c.do("substitutionCreate", "substitution", map[string]any{"post": post, "person": c.id("person", "HN0020"), "from": "2026-12-01", "to": "2026-12-02", "reason": "\u200b"})
	if got := fmt.Sprint(a.codes()); got != "[REQUIRED]" {
		t.Errorf("%s", a.Body)
	}
	b := c.do("departmentCreate", "department", map[string]any{"organisation": c.id("organisation", "HN"), "code": "HN/ZZ", "name": "甲", "legalEntity": " "})
	if got := fmt.Sprint(b.codes()); got != "[REQUIRED]" {
		t.Errorf("%s", b.Body)
	}
}

// Every day that a mutation takes lies within reach of today (D-GEN-1): the calendar's ends and what is far away are refused.
func TestDaysOfEveryInput(t *testing.T) {
	w := newWorld(t)
	s, _ := schemaOf(t)
	by, all := actors(w), leaves(s, "Date")
	if len(all) < 25 {
		t.Fatalf("only %d days are found", len(all))
	}
	for _, l := range all {
		c := actor(t, s, by, l.mutation)
		for day, fits := range map[string]bool{"2026-11-18": true, "2026-11-19": true, "2036-11-18": true, "2036-11-19": false, "2100-12-31": false, "1900-01-01": false} {
			if told := l.told(t, c, l.put(day)); slices.Contains(told, "INVALID_VALUE input."+l.path) == fits {
				t.Errorf("%s %s with %s: told %v", l.mutation, l.path, day, told)
			}
		}
		for _, day := range []string{"1899-12-31", "2101-01-01"} {
			if told := l.told(t, c, l.put(day)); !strings.Contains(fmt.Sprint(told), "BAD_USER_INPUT") {
				t.Errorf("%s %s with %s: told %v", l.mutation, l.path, day, told)
			}
		}
	}
	t.Logf("%d days", len(all))
}

// Texts that look the same are the same at the API: what is stored is trimmed and composed, a filter finds it however it
// is written, in variables and in the document, and the same request under the same key is the same.
func TestTextsAreNormal(t *testing.T) {
	w := newWorld(t)
	c := w.as("ADMINISTRATOR@HN")
	in := map[string]any{"organisation": c.id("organisation", "HN"), "number": " ZW001 ", "name": " 王五\u200b ", "idempotencyKey": uuid.NewString()}
	first := c.do("personCreate", "person", in).text("personCreate.person.id")
	in["name"], in["number"] = "王五", "ZW001"
	if again := c.do("personCreate", "person", in).text("personCreate.person.id"); first == "" || again != first {
		t.Errorf("%q, then %q", first, again)
	}
	for _, name := range []string{"王五", " 王五\u3000", "王\u200b五"} {
		if found := c.must(`query($n: String!) { people(filter: { name: { eq: $n } }) { nodes { id name } } }`, map[string]any{"n": name}); found.text("people.nodes.0.id") != first || found.text("people.nodes.0.name") != "王五" {
			t.Errorf("%q finds %s", name, found.Body)
		}
		if found := c.must(`{ people(filter: { name: { eq: "`+name+`" } }) { nodes { id } } }`, nil); found.text("people.nodes.0.id") != first {
			t.Errorf("%q in the document finds %s", name, found.Body)
		}
	}
	for query, variables := range map[string]map[string]any{
		`query($n: String!) { people(filter: { name: { eq: $n } }) { nodes { id } } }`: {"n": "王\u202e五"},
		`{ people(filter: { name: { eq: "王\u202e五" } }) { nodes { id } } }`:            nil,
	} {
		if a := c.ask(query, variables); !slices.Contains(a.codes(), "BAD_USER_INPUT") {
			t.Errorf("%s", a.Body)
		}
	}
}

// No more is recovered than was involved, whichever of the two is set later.
func TestRecoveredIsInvolved(t *testing.T) {
	w := newWorld(t)
	c := w.as("DISCIPLINE_OFFICE@HN")
	hn := c.id("organisation", "HN")
	problem := c.do("problemRegister", "problem", map[string]any{
		"organisation": hn, "title": "甲", "description": "乙", "category": "FUNDS", "severity": "GENERAL", "aboutOrganisation": hn, "amountInvolved": "100",
	})
	id, version := problem.text("problemRegister.problem.id"), 1
	if id == "" {
		t.Fatal(problem.Body)
	}
	for _, step := range []struct {
		involved, recovered any
		code                string
	}{
		{nil, "500", "INVALID_VALUE"}, {nil, "100.01", "INVALID_VALUE"}, {nil, "100.00", ""}, {"99.99", nil, "INVALID_VALUE"}, {"200", "200", ""},
	} {
		in := map[string]any{"problem": id, "version": version, "title": "甲", "description": "乙", "category": "FUNDS", "severity": "GENERAL", "systemic": false, "reason": "丙"}
		for name, v := range map[string]any{"amountInvolved": step.involved, "amountRecovered": step.recovered} {
			if v != nil {
				in[name] = v
			}
		}
		a := c.do("problemUpdate", "problem", in)
		if got := strings.Join(a.codes(), ","); got != step.code {
			t.Errorf("%v of %v: %s", step.recovered, step.involved, a.Body)
		}
		if step.code == "" {
			version++
		}
	}
}
