package tests

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
)

// readers read the same rows and not the same of them: what one of them reads as null is null to his filter.
var readers = []string{"DISCIPLINE_OFFICE@HN-QH", "DEPARTMENT_HEAD@HN-QH/JS", "ANALYST@HN"}

// A filter finds what is read: every field of every filter that a row shows, with each of its comparisons, plain and negated,
// against a naive comparison of what the viewer read; so a filter tells nobody what a field hides from him (D-SEC-1).
func TestAFilterFindsWhatIsRead(t *testing.T) {
	s, _ := schemaOf(t)
	w := newPlayedWorld(t)
	tried := 0
	for _, grant := range readers {
		c := w.as(grant)
		for name, r := range routes(s, "filter") {
			l := &listed{t: t, s: s, c: c, who: grant, filter: s.Types[name], object: s.Types[strings.TrimSuffix(name, "Filter")], route: r}
			l.ids = l.column("id", "id", "")
			for _, f := range l.filter.Fields {
				if own := l.object.Fields.ForName(f.Name); own != nil && len(l.ids) > 0 {
					tried += l.compare(f, own)
				}
			}
		}
	}
	t.Logf("%d comparisons", tried)
	if tried < 5000 {
		t.Errorf("only %d comparisons were tried", tried)
	}
}

// listed is a list under test, as one viewer reads it: its first rows.
type listed struct {
	t              *testing.T
	s              *ast.Schema
	c              *client
	who            string
	filter, object *ast.Definition
	route          *route
	ids            []string
}

const fewRows = 25

// rows reads what is asked for of those rows, by alias.
func (l *listed) rows(asked map[string]string, selection string) map[string][]map[string]any {
	l.t.Helper()
	query := "query($ids: [ID!]!) { " + l.route.around(func(list string) string {
		var b strings.Builder
		for _, alias := range slices.Sorted(mapKeys(asked)) {
			filter := "id: { in: $ids }"
			if asked[alias] != "" {
				filter += ", and: [{ " + asked[alias] + " }]"
			}
			fmt.Fprintf(&b, "%s: %s(filter: { %s }, first: %d) { nodes { %s } } ", alias, list, filter, fewRows, selection)
		}
		return b.String()
	}) + " }"
	variables := in("ids", l.ids)
	if l.ids == nil {
		query, variables = strings.ReplaceAll(strings.ReplaceAll(query, "query($ids: [ID!]!)", "query"), "filter: { id: { in: $ids } }, ", ""), nil
	}
	a := l.c.must(query, variables)
	found := map[string][]map[string]any{}
	for alias := range asked {
		found[alias] = l.at(a.Data, alias)
	}
	return found
}

// at are the rows that an answer has at the end of the route.
func (l *listed) at(data any, alias string) (rows []map[string]any) {
	here := []any{data}
	fields := l.route.fields
	for i, f := range fields {
		name := f.Name
		if i == len(fields)-1 {
			name = alias
		}
		var next []any
		for _, v := range here {
			switch x := v.(map[string]any)[name].(type) {
			case map[string]any:
				if nodes, is := x["nodes"].([]any); is {
					next = append(next, nodes...)
				} else {
					next = append(next, x)
				}
			case nil:
			default:
				l.t.Fatalf("%s: %T", name, x)
			}
		}
		here = next
	}
	for _, v := range here {
		rows = append(rows, v.(map[string]any))
	}
	return rows
}

func (l *listed) column(field, selection, filter string) (values []string) {
	for _, r := range l.rows(map[string]string{"a": filter}, selection)["a"] {
		values = append(values, r[field].(string))
	}
	return values
}

// fieldCondition is a condition on a field and what it means for a row as it was read.
type fieldCondition struct {
	condition string
	holds     func(row map[string]any) bool
}

// innerFilter is asked of the rows of lists below.
const innerFilter = `{ updatedAt: { gte: "2026-11-10" } }`

// compare asks a field with each of its comparisons.
func (l *listed) compare(f, own *ast.FieldDefinition) int {
	rows := l.rows(map[string]string{"a": ""}, "id "+selected(l.s, own))["a"]
	conditions := map[string]fieldCondition{}
	filters := map[string]string{}
	for i, a := range conditionsOn(l.s, f, rows) {
		conditions[fmt.Sprintf("a%d", i)] = a
		filters[fmt.Sprintf("a%d", i)] = a.condition
		conditions[fmt.Sprintf("n%d", i)] = fieldCondition{"not: { " + a.condition + " }", func(r map[string]any) bool { return !a.holds(r) }}
		filters[fmt.Sprintf("n%d", i)] = "not: { " + a.condition + " }"
	}
	if len(filters) == 0 {
		return 0
	}
	for chunk := range slices.Chunk(slices.Sorted(mapKeys(filters)), 20) {
		part := map[string]string{}
		for _, alias := range chunk {
			part[alias] = filters[alias]
		}
		for alias, found := range l.rows(part, "id") {
			var got, want []string
			for _, r := range found {
				got = append(got, r["id"].(string))
			}
			for _, r := range rows {
				if conditions[alias].holds(r) {
					want = append(want, r["id"].(string))
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				l.t.Errorf("%s, %s { %s }: found %d rows, %d read so", l.who, l.filter.Name, conditions[alias].condition, len(got), len(want))
			}
		}
	}
	return len(filters)
}

// selected is a field's selection: what its filter compares.
func selected(s *ast.Schema, f *ast.FieldDefinition) string {
	of := s.Types[f.Type.Name()]
	switch {
	case of.IsLeafType():
		return f.Name
	case strings.HasSuffix(of.Name, "Connection"):
		return f.Name + "(first: 1) { nodes { id } } inner: " + f.Name + "(first: 1, filter: " + innerFilter + ") { nodes { id } }"
	}
	var parts []string
	for _, name := range []string{"id", "code", "number"} {
		if inner := of.Fields.ForName(name); inner != nil && (name != "number" || of.Name == "Person") {
			parts = append(parts, name)
		}
	}
	return f.Name + " { " + strings.Join(parts, " ") + " }"
}

// conditionsOn are the comparisons of a field, over values that its rows have.
func conditionsOn(s *ast.Schema, f *ast.FieldDefinition, rows []map[string]any) (list []fieldCondition) {
	of := s.Types[f.Type.Name()]
	add := func(value string, holds func(v any) bool) {
		list = append(list, fieldCondition{f.Name + ": " + value, func(r map[string]any) bool { return holds(r[f.Name]) }})
	}
	if of.Name == "Boolean" {
		add("true", func(v any) bool { return v == true })
		add("false", func(v any) bool { return v == false })
		return list
	}
	if of.Fields.ForName("some") != nil {
		for field, inner := range map[string]string{f.Name: "{}", "inner": innerFilter} {
			some := func(r map[string]any) bool {
				return r[field] != nil && len(r[field].(map[string]any)["nodes"].([]any)) > 0
			}
			list = append(list, fieldCondition{f.Name + ": { some: " + inner + " }", some})
			list = append(list, fieldCondition{f.Name + ": { none: " + inner + " }", func(r map[string]any) bool { return r[field] != nil && !some(r) }})
		}
		return list
	}
	var values []any
	for _, r := range rows {
		if v := r[f.Name]; v != nil && !slices.ContainsFunc(values, func(x any) bool { return fmt.Sprint(x) == fmt.Sprint(v) }) {
			values = append(values, v)
		}
	}
	if len(values) > 2 {
		values = []any{values[0], values[len(values)-1]}
	}
	for _, op := range of.Fields {
		if op.Type.Name() == "Boolean" {
			for _, is := range []bool{true, false} {
				add(fmt.Sprintf("{ %s: %v }", op.Name, is), func(v any) bool {
					set, several := v.([]any)
					return (v == nil || several && len(set) == 0) == is
				})
			}
			continue
		}
		for _, v := range values {
			c := comparator{s: s, op: op, of: of.Name}
			list = append(list, c.over(f.Name, v)...)
		}
	}
	return list
}

// comparator is one comparison of a filter's field with a value that was read.
type comparator struct {
	s  *ast.Schema
	op *ast.FieldDefinition
	of string
}

// over are the comparison's conditions with a value.
func (c comparator) over(field string, value any) (list []fieldCondition) {
	add := func(literal string, holds func(v any) bool) {
		if c.op.Type.Elem != nil {
			literal = "[" + literal + "]"
		}
		list = append(list, fieldCondition{fmt.Sprintf("%s: { %s: %s }", field, c.op.Name, literal), func(r map[string]any) bool { return holds(r[field]) }})
	}
	if set, several := value.([]any); several {
		if len(set) == 0 {
			return nil
		}
		code := set[0].(map[string]any)["code"]
		add(c.literal(code), func(v any) bool {
			return slices.ContainsFunc(v.([]any), func(x any) bool { return x.(map[string]any)["code"] == code })
		})
		return list
	}
	part := map[string]string{"code": "code", "codes": "code", "withinCode": "code", "number": "number", "numbers": "number"}[c.op.Name]
	keyOf := func(v any) any {
		m, object := v.(map[string]any)
		switch {
		case !object:
			return v
		case part != "":
			return m[part]
		case strings.HasPrefix(c.of, "Code"):
			return m["code"]
		}
		return m["id"]
	}
	key := keyOf(value)
	if c.op.Name == "contains" {
		text := []rune(key.(string))
		text = text[:min(2, len(text))]
		add(c.literal(string(text)), func(v any) bool {
			return v != nil && strings.Contains(strings.ToLower(v.(string)), strings.ToLower(string(text)))
		})
		return list
	}
	add(c.literal(key), func(v any) bool {
		is := keyOf(v)
		switch c.op.Name {
		case "within", "withinCode":
			return v != nil && (strings.HasPrefix(code(v)+"-", code(value)+"-"))
		case "neq", "nin":
			return v == nil || is != key
		case "lt", "lte", "gt", "gte":
			return v != nil && holds(c.op.Name, compareRead(c.of, is, key))
		}
		return v != nil && is == key
	})
	if c.of == "DateTimeComparator" {
		day := provinceDay(key.(string))
		add(strconv.Quote(day), func(v any) bool { return v != nil && holds(c.op.Name, cmp.Compare(provinceDay(v.(string)), day)) })
	}
	return list
}

func code(v any) string { return v.(map[string]any)["code"].(string) }

// holds tells whether a comparison holds of two values that compare so.
func holds(op string, c int) bool {
	return map[string]bool{"lt": c < 0, "lte": c <= 0, "gt": c > 0, "gte": c >= 0}[op]
}

// provinceDay is the day of the province on which an instant falls.
func provinceDay(instant string) string {
	at, err := time.Parse(time.RFC3339Nano, instant)
	if err != nil {
		panic(err)
	}
	return at.In(time.FixedZone("", 8*3600)).Format(time.DateOnly)
}

// compareRead compares two values as read, by the comparator that takes them.
func compareRead(comparator string, a, b any) int {
	switch comparator {
	case "IntComparator":
		return cmp.Compare(a.(float64), b.(float64))
	case "AmountComparator":
		x, _ := strconv.ParseFloat(a.(string), 64)
		y, _ := strconv.ParseFloat(b.(string), 64)
		return cmp.Compare(x, y)
	case "DateTimeComparator":
		x, _ := time.Parse(time.RFC3339Nano, a.(string))
		y, _ := time.Parse(time.RFC3339Nano, b.(string))
		return x.Compare(y)
	}
	return cmp.Compare(a.(string), b.(string))
}

// literal writes a value that was read as the comparison takes it.
func (c comparator) literal(v any) string {
	if c.s.Types[c.op.Type.Name()].Kind == ast.Enum {
		return v.(string)
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// An order puts rows by what is read: each that has a field of its name, up and down, nulls where they are asked for; and pages
// go on where the one before ended, whatever the order.
func TestAnOrderIsOfWhatIsRead(t *testing.T) {
	s, _ := schemaOf(t)
	c := newPlayedWorld(t).as("DISCIPLINE_SECRETARY@HN")
	tried := 0
	for name, r := range routes(s, "orderBy") {
		object := s.Types[strings.TrimSuffix(name, "Order")]
		if object == nil || len(r.fields) > 1 {
			continue
		}
		l := &listed{t: t, s: s, c: c, object: object, route: r}
		for _, f := range object.Fields {
			if s.Types[object.Name+"OrderField"].EnumValues.ForName(screaming(f.Name)) != nil && s.Types[f.Type.Name()].IsLeafType() {
				tried++
				for _, rest := range []string{"", ", direction: DESC", ", nulls: FIRST", ", direction: DESC, nulls: LAST"} {
					l.ordered(f, rest)
				}
			}
		}
	}
	if tried < 60 {
		t.Errorf("only %d orders were tried", tried)
	}
}

func (l *listed) ordered(f *ast.FieldDefinition, rest string) {
	list := l.route.fields[0].Name
	what := fmt.Sprintf("%s by %s%s", list, screaming(f.Name), rest)
	page := func(n int, after string) ([]any, *answer) {
		cursor := ""
		if after != "" {
			cursor = fmt.Sprintf(", after: %q", after)
		}
		a := l.c.must(fmt.Sprintf("{ l: %s(orderBy: [{ field: %s%s }], first: %d%s) { nodes { id %s } pageInfo { endCursor hasNextPage } } }", list, screaming(f.Name), rest, n, cursor, f.Name), nil)
		return a.list("l.nodes"), a
	}
	all, _ := page(2*fewRows, "")
	var walked []any
	for after := ""; len(walked) < len(all); {
		nodes, a := page(9, after)
		walked, after = append(walked, nodes...), a.text("l.pageInfo.endCursor")
		if a.get("l.pageInfo.hasNextPage") != true {
			break
		}
	}
	if len(walked) < len(all) || fmt.Sprint(walked[:len(all)]) != fmt.Sprint(all) {
		l.t.Errorf("%s: pages give other rows, or in another order", what)
	}
	descending := strings.Contains(rest, "DESC")
	nullsFirst := strings.Contains(rest, "FIRST") || descending && !strings.Contains(rest, "LAST")
	for i := range all[min(1, len(all)):] {
		a, b := all[i].(map[string]any)[f.Name], all[i+1].(map[string]any)[f.Name]
		switch {
		case a == nil && b == nil:
		case a == nil || b == nil:
			if (a == nil) != nullsFirst {
				l.t.Errorf("%s: %v before %v", what, a, b)
			}
		default:
			if c := l.rank(f, a, b); c > 0 && !descending || c < 0 && descending {
				l.t.Errorf("%s: %v before %v", what, a, b)
			}
		}
	}
}

// rank compares two values as an order does; texts are 0, for the database sorts them by pinyin.
func (l *listed) rank(f *ast.FieldDefinition, a, b any) int {
	of := l.s.Types[f.Type.Name()]
	if of.Kind == ast.Enum && !slices.Contains([]string{"kind", "gap"}, f.Name) {
		at := func(v any) int {
			return slices.IndexFunc(of.EnumValues, func(e *ast.EnumValueDefinition) bool { return e.Name == v })
		}
		return cmp.Compare(at(a), at(b))
	}
	switch of.Name {
	case "Int", "Amount", "DateTime", "Date":
		return compareRead(of.Name+"Comparator", a, b)
	}
	return 0
}

// Organisations, departments, posts and people are found by code or number wherever a filter compares their ids; one that nobody
// has is refused and never answered with "none".
func TestEveryNameInAFilterIsKnown(t *testing.T) {
	t.Parallel()
	s, _ := schemaOf(t)
	c := newPlayedWorld(t).as("PARTY_SECRETARY@HN")
	tried := 0
	for name, r := range routes(s, "filter") {
		for _, f := range s.Types[name].Fields {
			for _, op := range s.Types[f.Type.Name()].Fields {
				known := byName[f.Type.Name()]
				if known == "" || !slices.Contains([]string{"code", "codes", "withinCode", "number", "numbers"}, op.Name) {
					continue
				}
				tried++
				value, at := fmt.Sprintf("%q", known+"X"), []any{"filter", f.Name, op.Name}
				if op.Type.Elem != nil {
					value, at = fmt.Sprintf("[%q, %q]", known, known+"X"), append(at, "1")
				}
				a := c.ask("{ "+r.around(func(list string) string {
					return fmt.Sprintf("%s(filter: { %s: { %s: %s } }) { totalCount { count } }", list, f.Name, op.Name, value)
				})+" }", nil)
				if !slices.Equal(slices.Compact(a.codes()), []string{"UNKNOWN_REFERENCE"}) || !slices.Equal(a.Errors[0].Extensions["argument"].([]any), at) || strings.Contains(a.Errors[0].Message, "[") {
					t.Errorf("%s.%s.%s: %s", name, f.Name, op.Name, a.Body)
				}
			}
		}
	}
	if tried < 60 {
		t.Errorf("only %d comparators of names were found", tried)
	}
}

// A list below the rows is asked of now, a few times, and no deeper than filters go.
func TestListsInFiltersAreBounded(t *testing.T) {
	t.Parallel()
	c := newWorld(t).as("PARTY_SECRETARY@HN")
	for filter, fits := range map[string]bool{
		`or: [` + strings.Repeat(`{ tasks: { some: {} } }, `, 10) + `]`:                                                     true,
		`or: [` + strings.Repeat(`{ tasks: { some: {} } }, `, 11) + `]`:                                                     false,
		`topics: { some: { outcomes: { some: { measures: { some: { tasks: { none: {} } } } } } } }`:                         true,
		`topics: { some: { outcomes: { some: { measures: { some: { tasks: { none: { not: { overdue: true } } } } } } } } }`: false,
		`tasks: { some: null }`: false,
	} {
		if codes := c.ask(`{ problems(filter: { `+filter+` }) { totalCount { count } } }`, nil).codes(); fits != (len(codes) == 0) || !fits && codes[0] != "BAD_USER_INPUT" {
			t.Errorf("%s: %v", filter, codes)
		}
	}
	if codes := c.ask(`{ problems(asOf: "2026-11-17", filter: { tasks: { none: {} } }) { totalCount { count } } }`, nil).codes(); !slices.Equal(codes, []string{"BAD_USER_INPUT"}) {
		t.Errorf("of a past day: %v", codes)
	}
	cost := func(filter string) float64 {
		return c.must(`{ problems(filter: { `+filter+` }) { totalCount { count } } }`, nil).Extensions["cost"].(map[string]any)["requested"].(float64)
	}
	if more := cost(`tasks: { some: { overdue: true } }`) - cost(``); more != 21 {
		t.Errorf("a list in a filter costs %v", more)
	}
}
