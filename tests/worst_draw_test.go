package tests

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/ident"
)

// request draws a request: most are mutations, some queries; the arguments stand in variables or in the document.
func (g *inputDraw) request() drawn {
	way := g.r.IntN(4)
	g.plain, g.spoil = way > 0, way > 1
	if g.r.IntN(5) == 0 {
		g.aimer = nil
		return g.query()
	}
	m := g.mutations[g.r.IntN(len(g.mutations))]
	if g.aimer, g.aimed = nil, (kept{}); g.plain && g.r.IntN(3) > 0 {
		m = g.aim(m)
	}
	times := []int{1, 1, 1, 1, 1, 1, 2, 5, 30, 31}[g.r.IntN(10)]
	in := m.Arguments.ForName("input").Type
	var one drawn
	variables := map[string]any{}
	var declared, fields []string
	selection := " { errors { code message path } __typename }"
	same := g.r.IntN(2) == 0
	for n := range times {
		input, _ := g.value(in, "", "", 0, nil).(map[string]any)
		if n > 0 && same {
			input = one.inputs[0]
		}
		if input == nil {
			input = map[string]any{}
		}
		one.acts, one.inputs = append(one.acts, m.Name), append(one.inputs, input)
		if g.r.IntN(6) == 0 {
			fields = append(fields, fmt.Sprintf("a%d: %s(input: %s)%s", n, m.Name, literal(g.s, in, input), selection))
			continue
		}
		declared = append(declared, fmt.Sprintf("$v%d: %s!", n, in.NamedType))
		variables["v"+strconv.Itoa(n)] = input
		fields = append(fields, fmt.Sprintf("a%d: %s(input: $v%d)%s", n, m.Name, n, selection))
	}
	head := "mutation"
	if len(declared) > 0 {
		head += "(" + strings.Join(declared, ", ") + ")"
	}
	one.body = g.envelope(head+" { "+strings.Join(fields, " ")+" }", variables)
	return one
}

// aim asks for what somebody may do now with some records, and takes one of those acts; m where there is none.
func (g *inputDraw) aim(m *ast.FieldDefinition) *ast.FieldDefinition {
	c := g.actor(nil)
	noun := g.acting[g.r.IntN(len(g.acting))]
	all := g.records[ident.PrefixOf(noun)]
	if len(all) == 0 {
		return m
	}
	var ids []string
	versions := map[string]int{}
	for range 30 {
		one := all[g.r.IntN(len(all))]
		ids, versions[one.id] = append(ids, one.id), one.version
	}
	a := c.ask(`query($ids: [ID!]!) { nodes(ids: $ids) { id ... on `+noun+` { availableActions { action allowed } } } }`, map[string]any{"ids": ids})
	where := map[string][]string{}
	for _, node := range a.list("nodes") {
		record, _ := node.(map[string]any)
		actions, _ := record["availableActions"].([]any)
		for _, one := range actions {
			if act := one.(map[string]any); act["allowed"] == true {
				where[act["action"].(string)] = append(where[act["action"].(string)], record["id"].(string))
			}
		}
	}
	acts := slices.DeleteFunc(slices.Sorted(maps.Keys(where)), func(act string) bool { return len(g.by[act]) == 0 })
	if len(acts) == 0 {
		return m
	}
	act := acts[g.r.IntN(len(acts))]
	g.aimer, g.aimed.id = c, where[act][g.r.IntN(len(where[act]))]
	g.aimed.version = versions[g.aimed.id]
	return g.s.Mutation.Fields.ForName(g.by[act][g.r.IntN(len(g.by[act]))])
}

// query draws one of the root's fields with its arguments, or a list below the viewer.
func (g *inputDraw) query() drawn {
	f := g.queries[g.r.IntN(len(g.queries))]
	variables := map[string]any{}
	var declared, args []string
	for _, a := range f.Arguments {
		if !a.Type.NonNull && g.r.IntN(3) == 0 {
			continue
		}
		v := g.value(a.Type, f.Name, a.Name, 0, nil)
		declared, args = append(declared, "$"+a.Name+": "+a.Type.String()), append(args, a.Name+": $"+a.Name)
		variables[a.Name] = v
	}
	text := f.Name
	head := "query"
	if len(args) > 0 {
		head, text = "query("+strings.Join(declared, ", ")+")", f.Name+"("+strings.Join(args, ", ")+")"
	}
	if d := g.s.Types[f.Type.Name()]; d.Kind == ast.Object || d.Kind == ast.Interface || d.Kind == ast.Union {
		text += " { __typename }"
	}
	return drawn{body: g.envelope(head+" { "+text+" }", variables)}
}

// envelope writes the body, sometimes with what no client writes: numbers of any size, nesting of any depth.
func (g *inputDraw) envelope(query string, variables map[string]any) string {
	v, err := json.Marshal(variables)
	if err != nil {
		g.w.t.Fatal(err)
	}
	text := string(v)
	how := g.r.IntN(40)
	if g.plain {
		how = 40
	}
	switch how {
	case 0:
		text = strings.Replace(text, ":1,", ":1e400,", 1)
	case 1:
		text = strings.Replace(text, ":1,", ":"+strings.Repeat("9", 1+g.r.IntN(5000))+",", 1)
	case 2:
		deep := []int{10, 1000, 20000}[g.r.IntN(3)]
		text = strings.Replace(text, "{", `{"deep":`+strings.Repeat("[", deep)+strings.Repeat("]", deep)+",", 1)
		text = strings.Replace(text, ",}", "}", 1)
	case 3:
		text = strings.Replace(text, `":"`, `":"\ud800`, 1)
	case 4:
		text = strings.Replace(text, `":"`, `":"\u0000`, 1)
	case 5:
		text = strings.Replace(text, `null`, strings.Repeat(`{"x":`, 500)+"1"+strings.Repeat("}", 500), 1)
	}
	q, _ := json.Marshal(query)
	return `{"query":` + string(q) + `,"variables":` + text + `}`
}

// value draws a value of a type; of and field say where it stands, record is the one that its input names.
func (g *inputDraw) value(t *ast.Type, of, field string, deep int, named *kept) any {
	if !t.NonNull && !g.plain && g.r.IntN(15) == 0 {
		return nil
	}
	if t.Elem != nil {
		if g.r.IntN(25) == 0 {
			return g.value(t.Elem, of, field, deep+1, named)
		}
		n := []int{0, 1, 1, 1, 2, 3, 20, 100, 201, 500}[g.r.IntN(10)]
		if g.plain || deep > 1 {
			n = min(n, 3)
		}
		list := make([]any, 0, n)
		same := g.r.IntN(3) == 0
		for range n {
			if same && len(list) > 0 {
				list = append(list, list[0])
				continue
			}
			list = append(list, g.value(t.Elem, of, field, deep+1, named))
		}
		return list
	}
	def := g.s.Types[t.NamedType]
	if g.plain && g.spoil && def.Kind != ast.InputObject && g.r.IntN(6) == 0 {
		g.plain = false
		defer func() { g.plain = true }()
	}
	switch def.Kind {
	case ast.Enum:
		if !g.plain && g.r.IntN(60) == 0 {
			return "NO_SUCH_VALUE"
		}
		return def.EnumValues[g.r.IntN(len(def.EnumValues))].Name
	case ast.InputObject:
		return g.object(def, deep)
	}
	if !g.plain && g.r.IntN(80) == 0 {
		return []any{true, 1, "x", map[string]any{"x": 1}, []any{}}[g.r.IntN(5)]
	}
	return g.scalar(def.Name, of, field, named)
}

// object draws an input: what must be there, and of the rest some; the version is mostly that of the record named.
func (g *inputDraw) object(def *ast.Definition, deep int) any {
	value := map[string]any{}
	var named *kept
	often := g.r.IntN(4) // how many of those that may be left out are given
	one := len(def.Fields)
	if def.Directives.ForName("oneOf") != nil {
		one = g.r.IntN(len(def.Fields))
	}
	for n, f := range def.Fields {
		may := !f.Type.NonNull || f.DefaultValue != nil
		if one < len(def.Fields) {
			if n != one && g.r.IntN(20) > 0 {
				continue
			}
		} else if may && g.r.IntN(4) >= often || deep > 5 && may {
			continue
		}
		v := g.value(f.Type, def.Name, f.Name, deep+1, named)
		if id, ok := v.(string); ok && named == nil && f.Type.NamedType == "ID" {
			prefix, _, _ := strings.Cut(id, "_")
			if i := slices.IndexFunc(g.records[prefix], func(r kept) bool { return r.id == id }); i >= 0 {
				named = &g.records[prefix][i]
			}
		}
		value[f.Name] = v
	}
	return value
}

func (g *inputDraw) scalar(kind, of, field string, named *kept) any {
	// The first three of each kind are such as clients write.
	pick := func(all ...any) any {
		if g.plain {
			return all[g.r.IntN(min(3, len(all)))]
		}
		return all[g.r.IntN(len(all))]
	}
	switch kind {
	case "ID":
		return g.id(of, field)
	case "Int":
		if field == "version" || strings.HasSuffix(field, "Version") {
			if named != nil && (g.plain || g.r.IntN(5) > 0) {
				return named.version
			}
		}
		return pick(1, 1, 2, 3, 5, 50, 100, 2026, 2027, 0, -1, 101, 1<<31-1, -1<<31, 1<<31, int64(1)<<62, 1.5, "1")
	case "Float":
		return pick(0, 1, 0.5, -1, 1e308, 1e-308, 100)
	case "Boolean":
		return g.r.IntN(2) == 0
	case "Date":
		return pick("2026-11-18", "2026-11-18", "2026-11-17", "2026-11-25", "2026-12-20", "2027-03-31", "2026-06-30", "2026-02-30", "1900-01-01", "1899-12-31", "2100-12-31", "9999-12-31", "0000-01-01", "10000-01-01", "2026-11-18T00:00:00Z", "")
	case "DateTime":
		return pick("2026-11-18T01:00:00Z", "2026-11-18T09:00:00+08:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-11-18T25:00:00Z", "2026-11-18")
	case "Duration":
		return pick("P7D", "P1M", "P1Y", "P0D", "-P1D", "P999999999D", "P99999999999999999999Y", "P1Y1M1W1D", "PT1H", "P")
	case "DateTimeOrDay":
		return pick("2026-11-18T01:00:00Z", "-P1M", "2026-11-18", "P999999999D", "-P9999Y", "2100-12-31", "9999-12-31T23:59:59Z", "x")
	case "DateOrDuration":
		return pick("2026-11-18", "-P1M", "P30D", "P999999999D", "-P9999Y", "9999-12-31", "x")
	case "Amount":
		return pick("1", "12000.50", "0", "-1", "0.001", "999999999999.99", "9999999999999999.99", strings.Repeat("9", 200), "1e9", "NaN")
	case "UUID":
		if len(g.keys) > 0 && g.r.IntN(6) == 0 {
			return g.keys[g.r.IntN(len(g.keys))]
		}
		var b [16]byte
		for i := range b {
			b[i] = byte(g.r.Uint32())
		}
		b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
		key := uuid.UUID(b).String()
		g.keys = append(g.keys, key)
		return key
	}
	if kind == "String" && (field == "after" || field == "before") {
		if g.r.IntN(2) == 0 {
			return g.cursors[g.r.IntN(len(g.cursors))]
		}
		return pick("x", "", strings.Repeat("A", 40), strings.Repeat("A", 4000), "bm90IGEgY3Vyc29y", "=====", "\u0000")
	}
	return g.text()
}

// id is mostly one of the noun that the place takes, else one of another, of nothing, or none at all.
func (g *inputDraw) id(of, field string) string {
	noun := g.nouns[of+"."+field]
	if noun == "" {
		noun = ident.PrefixOf(cmp.Or(named[field], strings.ToUpper(field[:1])+field[1:]))
	}
	if noun == "" {
		noun = g.prefixes[g.r.IntN(len(g.prefixes))]
	}
	way := g.r.IntN(20)
	if g.plain {
		way = 20
	}
	switch way {
	case 0:
		noun = g.prefixes[g.r.IntN(len(g.prefixes))]
	case 1:
		return noun + "_" + strings.Repeat("a", 26)
	case 2:
		return []string{"", "x", noun + "_", noun + "_x", "_" + strings.Repeat("a", 26), noun + "_" + strings.Repeat("b", 26), strings.Repeat("x", 5000), noun + "_" + strings.Repeat("A", 26)}[g.r.IntN(8)]
	}
	if prefix, _, _ := strings.Cut(g.aimed.id, "_"); g.aimer != nil && prefix == noun && g.r.IntN(10) > 0 {
		return g.aimed.id
	}
	all := g.records[noun]
	if len(all) == 0 {
		return noun + "_" + strings.Repeat("a", 26)
	}
	return all[g.r.IntN(len(all))].id
}

// text is short, or at a bound, or of what no text may hold.
func (g *inputDraw) text() string {
	if n := g.r.IntN(10); n < 5 || g.plain && n > 6 {
		return "文" + strconv.Itoa(g.r.IntN(1000))
	} else if n < 7 {
		return g.codes[g.r.IntN(len(g.codes))]
	}
	n := []int{1, 2, 40, 41, 100, 101, 200, 201, 500, 501, 1000, 2000, 2001, 4000, 4001, 8000, 8001, 40000}[g.r.IntN(18)]
	one := []string{"x", "会", "e\u0301", "\u0301", "a\u200b", "\u200b", "\u202e", "\u2066", "\u0007", "\u0000", "\n", "\t", " ", "\u3000", "👨‍👩‍👧", "\ufeff", "\ufffd", "ﷺ", "İ", "ß", "ﬃ", "'", "\"", "\\", "%", "_", "$1", "=1+1", "<b>", "𠮷", "\U0010ffff", "\u1100\u1161\u11a8", "\u0f73"}[g.r.IntN(33)]
	return strings.Repeat(one, max(1, n/len([]rune(one))))
}

// literal writes a drawn value into the document.
func literal(s *ast.Schema, t *ast.Type, v any) string {
	switch it := v.(type) {
	case nil:
		return "null"
	case []any:
		parts := make([]string, len(it))
		for i, one := range it {
			inner := t
			if t.Elem != nil {
				inner = t.Elem
			}
			parts[i] = literal(s, inner, one)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		if t.Elem != nil {
			t = t.Elem
		}
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(it)) {
			inner := t
			if f := s.Types[t.Name()].Fields.ForName(name); f != nil {
				inner = f.Type
			}
			parts = append(parts, name+": "+literal(s, inner, it[name]))
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case string:
		if s.Types[t.Name()].Kind == ast.Enum && it != "" {
			return it
		}
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
