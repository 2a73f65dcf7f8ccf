package tests

import (
	"context"
	"encoding/base32"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db/read"
	"huishang/internal/ident"
	"huishang/internal/wiring"
)

// shaken makes rows of the played world harder to see: grades, concerned people, and rows that are gone though others point
// to them, as nothing of the program ever leaves them.
func shaken(t *testing.T, w *world, r *rand.Rand) {
	t.Helper()
	super := w.store.Super(t)
	some := func(n int) string { return fmt.Sprintf("abs(hashtext(id::text || '%d')) %% %d = 0", r.Uint32(), n) }
	statements := []string{"SET session_replication_role = replica"}
	for _, table := range []string{"task", "problem", "finding", "topic"} {
		statements = append(statements, "UPDATE "+table+" SET secrecy = 'CONFIDENTIAL' WHERE "+some(4), "UPDATE "+table+" SET secrecy = 'RESTRICTED' WHERE "+some(4))
	}
	for _, table := range []string{"problem", "finding", "topic"} {
		statements = append(statements, "UPDATE "+table+" SET concerns = (SELECT array_agg(id) FROM (SELECT id FROM person ORDER BY md5(id::text || '"+fmt.Sprint(r.Uint32())+"') LIMIT 2) p) WHERE "+some(5))
	}
	for _, table := range []string{"post", "outcome", "consultation", "person", "department", "measure"} {
		if r.IntN(2) == 0 {
			statements = append(statements, "DELETE FROM "+table+" WHERE "+some(12))
		}
	}
	statements = append(statements, "SET session_replication_role = DEFAULT")
	if _, err := super.Exec(strings.Join(statements, ";\n")); err != nil {
		t.Fatal(err)
	}
}

// drawer draws documents of the schema at random. It knows the ids and cursors of the answers so far.
type drawer struct {
	*rand.Rand
	schema    *ast.Schema
	ids       map[string][]string // by their prefix
	cursors   []string
	codes     []string
	declared  []string
	variables map[string]any
	fragments []string
	left      int // fields that may still be drawn
	turns     []string
}

func newDrawer(t *testing.T, w *world, r *rand.Rand) *drawer {
	t.Helper()
	sdl, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	d := &drawer{Rand: r, schema: gqlparser.MustLoadSchema(&ast.Source{Input: string(sdl)}), ids: map[string][]string{}}
	d.codes = rowsOf(t, w.store.Super(t), `SELECT code FROM code UNION SELECT code FROM organisation UNION SELECT code FROM post UNION SELECT number FROM person ORDER BY 1`)
	letters := base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
	for _, o := range read.Catalogue() {
		prefix := ident.PrefixOf(o.Object)
		if prefix == "" {
			continue
		}
		for _, id := range rowsOf(t, w.store.Super(t), "SELECT "+o.Columns[0]+"::text FROM "+o.Table+" ORDER BY 1 LIMIT 40") {
			u := uuid.MustParse(id)
			d.ids[prefix] = append(d.ids[prefix], prefix+"_"+letters.EncodeToString(u[:]))
		}
	}
	return d
}

// viewers are tokens of those who hold something today, one each.
func (d *drawer) viewers(t *testing.T, w *world) (tokens []string) {
	t.Helper()
	held := rowsOf(t, w.store.Super(t), `SELECT DISTINCT h.role || '@' || o.code || coalesce('/' || p.code, '')
		FROM held_on('`+w.clock.Now().Format("2006-01-02")+`') h JOIN organisation o ON o.id = h.org_id LEFT JOIN department p ON p.id = h.department_id ORDER BY 1`)
	d.Shuffle(len(held), func(i, j int) { held[i], held[j] = held[j], held[i] })
	for _, grant := range held {
		if token, err := wiring.Token(context.Background(), w.db, w.issuer, w.clock.Now, grant, ""); err == nil {
			tokens = append(tokens, token.Token)
		}
		if len(tokens) == 25 {
			break
		}
	}
	if len(tokens) < 5 {
		t.Fatalf("%d people hold something", len(tokens))
	}
	return tokens
}

var (
	anID    = regexp.MustCompile(`"([A-Z]{1,2})_[a-z2-7]{26}"`)
	aCursor = regexp.MustCompile(`[cC]ursor":"([\w-]{40,})"`)
)

// learn remembers ids and cursors of an answer.
func (d *drawer) learn(data string) {
	for _, m := range anID.FindAllStringSubmatch(data, 40) {
		if known := d.ids[m[1]]; len(known) < 60 && !slices.Contains(known, strings.Trim(m[0], `"`)) {
			d.ids[m[1]] = append(known, strings.Trim(m[0], `"`))
		}
	}
	for _, m := range aCursor.FindAllStringSubmatch(data, 20) {
		d.cursors = append(d.cursors, m[1])
	}
	if len(d.cursors) > 60 {
		d.cursors = d.cursors[len(d.cursors)-60:]
	}
}

// turn gives the variables that stand for cursors one of the last answers; false where there is none.
func (d *drawer) turn(variables map[string]any) bool {
	if len(d.cursors) == 0 || len(d.turns) == 0 {
		return false
	}
	last := d.cursors[max(0, len(d.cursors)-4):]
	for _, name := range d.turns {
		variables[name] = last[d.IntN(len(last))]
	}
	return true
}

func (d *drawer) chance(percent int) bool { return d.IntN(100) < percent }

// scope is what stands in one place of the answer: what each alias there asks for.
type scope map[string]*asks

type asks struct {
	field string // with its arguments
	below scope
}

// document draws a query.
func (d *drawer) document() (string, map[string]any) {
	d.declared, d.variables, d.fragments, d.turns, d.left = nil, map[string]any{}, nil, nil, 10+d.IntN(60)
	s := scope{}
	var roots []string
	for range 1 + d.IntN(3) {
		roots = append(roots, d.field(s, d.schema.Query, d.root(), 0))
	}
	if d.chance(10) {
		roots = append(roots, "__typename")
	}
	head := "query Drawn"
	if len(d.declared) > 0 {
		head += "(" + strings.Join(d.declared, ", ") + ")"
	}
	return head + " { " + strings.Join(roots, " ") + " }\n" + strings.Join(d.fragments, "\n"), d.variables
}

func (d *drawer) root() *ast.FieldDefinition {
	for {
		f := d.schema.Query.Fields[d.IntN(len(d.schema.Query.Fields))]
		if !strings.HasPrefix(f.Name, "__") {
			return f
		}
	}
}

// variable makes a variable of a type.
func (d *drawer) variable(t string, value any) string {
	name := fmt.Sprintf("v%d", len(d.declared))
	d.declared = append(d.declared, "$"+name+": "+t)
	d.variables[name] = value
	return "$" + name
}

// directives draws @skip and @include.
func (d *drawer) directives() string {
	if !d.chance(8) {
		return ""
	}
	name := []string{"skip", "include"}[d.IntN(2)]
	is := d.chance(60) == (name == "include")
	if d.chance(50) {
		return fmt.Sprintf(" @%s(if: %t)", name, is)
	}
	return fmt.Sprintf(" @%s(if: %s)", name, d.variable("Boolean!", is))
}

// selection draws what is asked for of an object; scope is what is asked for there already.
func (d *drawer) selection(s scope, of *ast.Definition, depth int) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if of.Kind == ast.Interface {
		for _, name := range d.some(of.Name) {
			add("... on " + name + d.directives() + " { " + d.selection(s, d.schema.Types[name], depth) + " }")
		}
		add("__typename")
	} else {
		n := 2 + d.IntN(6)
		for range n {
			f := of.Fields[d.IntN(len(of.Fields))]
			if !strings.HasPrefix(f.Name, "__") {
				add(d.field(s, of, f, depth))
			}
		}
		if d.chance(20) || len(parts) == 0 {
			add("__typename")
		}
	}
	if of.Kind == ast.Object && d.chance(15) {
		on := of.Name
		if len(of.Interfaces) > 0 && d.chance(30) {
			on = of.Interfaces[0]
		}
		inner := d.selection(s, of, depth)
		if on != of.Name {
			inner = "__typename ... on " + of.Name + " { " + inner + " }"
		}
		if d.chance(50) {
			add("... on " + on + d.directives() + " { " + inner + " }")
		} else {
			name := fmt.Sprintf("F%d", len(d.fragments))
			d.fragments = append(d.fragments, "fragment "+name+" on "+on+" { "+inner+" }")
			add("..." + name + d.directives())
			if d.chance(20) {
				add("..." + name)
			}
		}
	}
	return strings.Join(parts, " ")
}

// some are a few of the objects of an interface.
func (d *drawer) some(of string) (names []string) {
	possible := d.schema.PossibleTypes[of]
	for range 1 + d.IntN(3) {
		if name := possible[d.IntN(len(possible))].Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// field draws one field, or one of those that stand there already once more, with other things below.
func (d *drawer) field(s scope, on *ast.Definition, f *ast.FieldDefinition, depth int) string {
	below := d.schema.Types[f.Type.Name()]
	composite := below.IsCompositeType()
	if d.left <= 0 && (composite || d.chance(70)) && depth > 1 || depth > 9 && composite {
		return ""
	}
	d.left--
	alias, arguments := f.Name, ""
	if len(f.Arguments) > 0 {
		arguments = d.arguments(on, f)
	}
	asked := f.Name + arguments
	if there := s[alias]; there != nil && there.field != asked || d.chance(15) {
		if there != nil && there.field[:len(f.Name)] == f.Name && strings.HasPrefix(there.field, f.Name+"(") && d.chance(40) {
			asked = there.field // once more, as it stands there
		} else {
			alias = fmt.Sprintf("%s%d", []string{"x", "a", "id", "name"}[d.IntN(4)], len(s))
		}
	}
	if there := s[alias]; there != nil && there.field != asked {
		return ""
	}
	if s[alias] == nil {
		s[alias] = &asks{field: asked, below: scope{}}
	}
	text := asked
	if alias != f.Name {
		text = alias + ": " + asked
	}
	text += d.directives()
	if composite {
		text += " { " + d.selection(s[alias].below, below, depth+1) + " }"
	}
	return text
}

// arguments draws a field's arguments, with variables here and there.
func (d *drawer) arguments(on *ast.Definition, f *ast.FieldDefinition) string {
	var parts []string
	page := f.Arguments.ForName("first") != nil
	if page {
		if d.chance(75) {
			parts = append(parts, "first: "+d.size())
			if d.chance(15) {
				parts = append(parts, "after: "+d.cursor())
			}
		} else {
			parts = append(parts, "last: "+d.size())
			if d.chance(30) {
				parts = append(parts, "before: "+d.cursor())
			}
		}
	}
	either := -1
	if f.Arguments.ForName("id") != nil && !f.Arguments.ForName("id").Type.NonNull {
		either = d.IntN(2)
	}
	for i, a := range f.Arguments {
		if slices.Contains([]string{"first", "last", "after", "before"}, a.Name) || either >= 0 && i != either {
			continue
		}
		if a.Type.NonNull || either >= 0 || d.chance(35) {
			of := f.Type.Name()
			if noun := map[string]string{"organisation": "Organisation", "department": "Department", "list": "DutyList", "from": "DutyList", "to": "DutyList"}[a.Name]; noun != "" {
				of = noun
			}
			value := d.value(a.Type, of, 0)
			switch v, is := d.plain(a.Type, value); {
			case is && d.chance(30):
				parts = append(parts, a.Name+": "+d.variable(a.Type.String(), v))
			default:
				parts = append(parts, a.Name+": "+value)
			}
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (d *drawer) size() string {
	n := 1 + d.IntN(4)
	if d.chance(2) {
		n = []int{0, 101, -1}[d.IntN(3)]
	}
	if d.chance(20) {
		return d.variable("Int", n)
	}
	return fmt.Sprint(n)
}

func (d *drawer) cursor() string {
	if len(d.cursors) > 0 && d.chance(10) {
		return fmt.Sprintf("%q", d.cursors[d.IntN(len(d.cursors))])
	}
	d.turns = append(d.turns, fmt.Sprintf("v%d", len(d.declared)))
	return d.variable("String", nil)
}

// plain is a value as a variable has it, for types that are simple.
func (d *drawer) plain(t *ast.Type, value string) (any, bool) {
	switch def := d.schema.Types[t.Name()]; {
	case t.Elem != nil || value == "null":
		return nil, false
	case def.Kind == ast.Enum:
		return value, true
	case t.Name() == "Int" || t.Name() == "Boolean" || def.Kind == ast.InputObject:
		return nil, false
	}
	return strings.Trim(value, `"`), true
}

// value draws a literal of an input type, for a field that leads to an object.
func (d *drawer) value(t *ast.Type, of string, depth int) string {
	if !t.NonNull && d.chance(4) {
		return "null"
	}
	if t.Elem != nil && strings.HasSuffix(t.Name(), "Order") && d.chance(95) {
		// Each field at most once.
		fields := d.schema.Types[d.schema.Types[t.Name()].Fields.ForName("field").Type.Name()].EnumValues
		var parts []string
		for _, i := range d.Perm(len(fields))[:1+d.IntN(min(2, len(fields)))] {
			parts = append(parts, "{field: "+fields[i].Name+", direction: "+[]string{"ASC", "DESC"}[d.IntN(2)]+[]string{"", ", nulls: FIRST", ", nulls: LAST"}[d.IntN(3)]+"}")
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if t.Elem != nil {
		parts := make([]string, d.IntN(3)+1)
		for i := range parts {
			inner := *t.Elem
			inner.NonNull = true
			parts[i] = d.value(&inner, of, depth+1)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	def := d.schema.Types[t.NamedType]
	switch def.Kind {
	case ast.Enum:
		return def.EnumValues[d.IntN(len(def.EnumValues))].Name
	case ast.InputObject:
		return d.input(def, of, depth)
	}
	switch t.NamedType {
	case "ID":
		return d.id(of)
	case "Int":
		return fmt.Sprint([]int{1, 2, 3, 2026, 2025}[d.IntN(5)])
	case "Boolean":
		return fmt.Sprint(d.chance(50))
	case "Date":
		return fmt.Sprintf(`"2026-%02d-%02d"`, 1+d.IntN(12), 1+d.IntN(28))
	case "DateTime":
		return fmt.Sprintf(`"2026-%02d-%02dT08:00:00Z"`, 1+d.IntN(12), 1+d.IntN(28))
	case "DateTimeOrDay":
		return []string{`"-P30D"`, `"2026-06-01"`, `"2026-11-18T01:00:00Z"`}[d.IntN(3)]
	case "Amount":
		return fmt.Sprintf(`"%d.50"`, d.IntN(20000))
	case "Duration":
		return fmt.Sprintf(`"P%dD"`, 1+d.IntN(60))
	case "DateOrDuration":
		return []string{`"P7D"`, `"-P30D"`, `"2026-06-01"`}[d.IntN(3)]
	case "String":
		return fmt.Sprintf("%q", d.codes[d.IntN(len(d.codes))])
	}
	return `"x"`
}

// prefixes are the letters of the ids of what leads where; any other id now and then.
func (d *drawer) id(of string) string {
	want := ident.PrefixOf(strings.TrimSuffix(of, "Connection"))
	known := d.ids[want]
	if len(known) == 0 || d.chance(2) {
		prefixes := slices.Sorted(maps.Keys(d.ids))
		known = d.ids[prefixes[d.IntN(len(prefixes))]]
	}
	return fmt.Sprintf("%q", known[d.IntN(len(known))])
}

// input draws an input object: a filter, a comparator, an order.
func (d *drawer) input(def *ast.Definition, of string, depth int) string {
	var parts []string
	n := 1 + d.IntN(2)
	for _, i := range d.Perm(len(def.Fields)) {
		f := def.Fields[i]
		if !f.Type.NonNull && (len(parts) >= n || depth > 5) {
			continue
		}
		if (f.Name == "and" || f.Name == "or" || f.Name == "not") && (depth > 2 || !d.chance(20)) {
			continue
		}
		to := of
		if f.Name == "some" || f.Name == "none" {
			to = strings.TrimSuffix(f.Type.Name(), "Filter")
		}
		if noun := map[string]string{"organisation": "Organisation", "aboutOrganisation": "Organisation", "settingOrganisation": "Organisation", "within": "Organisation", "parent": "Organisation", "department": "Department", "post": "Post", "person": "Person", "problem": "Problem", "consultation": "Consultation"}[f.Name]; noun != "" {
			to = noun
		}
		parts = append(parts, f.Name+": "+d.value(f.Type, to, depth+1))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
