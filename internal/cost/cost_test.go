package cost_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"huishang/internal/cost"
	"huishang/internal/fault"
)

var schema = gqlparser.MustLoadSchema(&ast.Source{Input: `
type Query {
  viewer: Person
  node(id: ID!): Person
  nodes(ids: [ID!]!): [Person]!
  people(first: Int, last: Int): PersonConnection
  rows(first: Int = 50): [Row!]!
  codes: [Row!]!
  few: [Row!]! @listSize(assumedSize: 2)
  it: It
}
directive @listSize(assumedSize: Int!) on FIELD_DEFINITION
directive @cost(weight: Int!) on FIELD_DEFINITION
interface It { id: ID! }
type Robot implements It { id: ID! parts: [Row!]! @listSize(assumedSize: 4) }
type Row { n: Int }
type Person implements It { id: ID! name: String age: Int @cost(weight: 7) pets: [Row!]! @listSize(assumedSize: 3) friends: [Row!]! @listSize(assumedSize: 2) @cost(weight: 5) grants: [Row!]! boss: Person people(first: Int = 10, last: Int): PersonConnection! }
type PersonConnection { edges: [PersonEdge!]! nodes: [Person!]! pageInfo: PageInfo! totalCount: Count! size: Count! @cost(weight: 100) }
type PersonEdge { cursor: String! node: Person! }
type PageInfo { hasNextPage: Boolean! }
type Count { count: Int! }
`})

func estimate(t *testing.T, query string, variables map[string]any, limit int64) (*cost.Estimate, error) {
	t.Helper()
	doc, err := gqlparser.LoadQueryWithRules(schema, query, nil)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return cost.Of(schema, doc.Fragments, doc.Operations[0], variables, limit)
}

func TestAnObjectCostsOneAndAPageMultiplies(t *testing.T) {
	for _, c := range []struct {
		query     string
		variables map[string]any
		want      int64
	}{
		{query: `{ __typename }`, want: 0},
		{query: `{ __schema { types { name fields { name } } } }`, want: 1},
		{query: `{ viewer { id name } }`, want: 1},
		{query: `{ viewer { boss { boss { id } } } }`, want: 3},
		{query: `{ people { pageInfo { hasNextPage } totalCount { count } } }`, want: 3},
		{query: `{ people { nodes { id } } }`, want: 21},
		{query: `{ people { edges { cursor node { id } } } }`, want: 21},
		{query: `{ people { edges { cursor } } }`, want: 1},
		{query: `{ people(first: 5) { nodes { id } } }`, want: 6},
		{query: `{ people(last: 5) { nodes { id } } }`, want: 6},
		{query: `{ people(first: 5, last: 7) { nodes { id } } }`, want: 8},
		{query: `{ people(first: null) { nodes { id } } }`, want: 21},
		{query: `query ($n: Int) { people(first: $n) { nodes { id } } }`, want: 21},
		{query: `query ($n: Int) { people(first: $n) { nodes { id } } }`, variables: map[string]any{"n": int64(3)}, want: 4},
		{query: `query ($n: Int) { people(first: $n) { nodes { id } } }`, variables: map[string]any{"n": nil}, want: 21},
		{query: `query ($n: Int) { viewer { people(first: $n) { nodes { id } } } }`, want: 12},
		{query: `{ viewer { people { nodes { id } } } }`, want: 12},
		{query: `{ people(first: 5) { nodes { people(first: 4) { nodes { id } } } } }`, want: 1 + 5*(1+1+4)},
		{query: `{ rows { n } }`, want: 50},
		{query: `{ codes { n } }`, want: 20},
		{query: `{ viewer { grants { n } } }`, want: 11},
		{query: `{ viewer { pets { n } } }`, want: 4},
		{query: `{ few { n } }`, want: 2},
		{query: `{ viewer { age } }`, want: 8},
		{query: `{ viewer { age age } }`, want: 8},
		{query: `{ viewer { people { size { count } } } }`, want: 1 + 1 + 100 + 1},
		{query: `{ viewer { friends { n } } }`, want: 1 + 5 + 2},
		{query: `{ it { id } }`, want: 1},
		{query: `{ it { ... on Person { boss { id } } ... on Robot { parts { n } } } }`, want: 1 + 4},
		{query: `{ it { ... on Person { boss { boss { boss { boss { boss { id } } } } } } ... on Robot { parts { n } } } }`, want: 1 + 5},
		{query: `{ it { ...on It { id } ...p ...p } } fragment p on Person { boss { id } }`, want: 2},
		{query: `{ nodes(ids: ["a", "b", "c"]) { id boss { id } } }`, want: 6},
		{query: `{ viewer { ...f ...f } } fragment f on Person { boss { id } }`, want: 2},
		{query: `{ viewer { boss { id } boss { name } } }`, want: 2},
		{query: `{ viewer { boss { id } other: boss { id } } }`, want: 3},
		{query: `{ viewer { ...f ...g } } fragment f on Person { people(first: 5) { nodes { id } } } fragment g on Person { people(first: 5) { nodes { name } } }`, want: 7},
		{query: `{ ...a ...b } fragment a on Query { people { nodes { boss { id } } } } fragment b on Query { people { nodes { boss { id } } pageInfo { hasNextPage } } }`, want: 1 + 20*2 + 1},
		{query: `{ viewer { ... on Person { boss { id } } } }`, want: 2},
		{query: `{ people(first: 5) { ...page } } fragment page on PersonConnection { nodes { id } pageInfo { hasNextPage } }`, want: 7},
		{query: `query ($y: Boolean!) { viewer { boss @include(if: $y) { id } } }`, variables: map[string]any{"y": false}, want: 1},
		{query: `query ($y: Boolean!) { viewer { boss @include(if: $y) { id } } }`, variables: map[string]any{"y": true}, want: 2},
		{query: `query ($y: Boolean!) { viewer { ...f @skip(if: $y) } } fragment f on Person { boss { id } }`, variables: map[string]any{"y": true}, want: 1},
		{query: `{ viewer { ... @skip(if: true) { boss { id } } } }`, want: 1},
	} {
		e, err := estimate(t, c.query, c.variables, 5000)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
		} else if e.Requested != c.want {
			t.Errorf("%s %v: cost %d, want %d", c.query, c.variables, e.Requested, c.want)
		}
	}
}

func TestAPageSizeOutside1To100IsRefusedNotDefaulted(t *testing.T) {
	for _, argument := range []string{"first", "last"} {
		for _, size := range []string{"0", "-1", "101", "2147483647", "-9223372036854775808", "9223372036854775807"} {
			for _, query := range []string{
				"{ people(" + argument + ": " + size + ") { nodes { id } } }",
				"{ viewer { people(" + argument + ": " + size + ") { nodes { id } } } }",
				"{ viewer { ...f } } fragment f on Person { people(" + argument + ": " + size + ") { totalCount { count } } }",
			} {
				_, err := estimate(t, query, nil, math.MaxInt64)
				var page *cost.PageError
				if !errors.As(err, &page) || !fault.Is(err, fault.BadUserInput) || page.Argument != argument || page.Position == nil {
					t.Errorf("%s: %v, want the page refused", query, err)
				}
			}
		}
		query := "query ($n: Int) { people(" + argument + ": $n) { nodes { id } } }"
		for _, size := range []int64{0, -1, 101, math.MaxInt32} {
			if _, err := estimate(t, query, map[string]any{"n": size}, math.MaxInt64); !fault.Is(err, fault.BadUserInput) {
				t.Errorf("%s with %d: %v, want the page refused", query, size, err)
			}
		}
		for _, size := range []int64{1, 100} {
			if _, err := estimate(t, query, map[string]any{"n": size}, math.MaxInt64); err != nil {
				t.Errorf("%s with %d: %v, want it accepted", query, size, err)
			}
		}
	}
}

// Documents whose objects, or whose ways of merging, are beyond counting are told within a moment: a chain of 300
// fragments that each reach the next one twice, under two names (2^300 objects), under one (300 objects, by 2^300
// ways), and one whose every branch merges another choice of selections (2^40 merged selections).
func TestNoDocumentTakesLongToCount(t *testing.T) {
	chain := func(link string) string {
		var doc strings.Builder
		doc.WriteString("{ viewer { ...f0 } }")
		for i := range 300 {
			fmt.Fprintf(&doc, " fragment f%d on Person { "+link+" }", i, i+1, i+1)
		}
		return doc.String() + " fragment f300 on Person { boss { id } }"
	}
	// Of 40 fields of a level, each name of the next one takes those with another bit set: no two choices are alike.
	var choices strings.Builder
	choices.WriteString("{ viewer { ...c0 } }")
	for i := range 40 {
		fmt.Fprintf(&choices, " fragment c%d on Person { a: boss { ...c%d ...l%d } b: boss { ...c%d ...r%d } }", i, i+1, i, i+1, i)
		fmt.Fprintf(&choices, " fragment l%d on Person { a: boss { ...l%d ...x%d } b: boss { ...l%d } }", i, i+1, i, i+1)
		fmt.Fprintf(&choices, " fragment r%d on Person { a: boss { ...r%d } b: boss { ...r%d ...x%d } }", i, i+1, i+1, i)
		fmt.Fprintf(&choices, " fragment x%d on Person { a: boss { ...x%d id } b: boss { ...x%d name } }", i, i+1, i+1)
	}
	choices.WriteString(" fragment c40 on Person { id } fragment l40 on Person { id } fragment r40 on Person { id } fragment x40 on Person { id }")
	for _, c := range []struct {
		name, query string
		want        int64
	}{
		{"two names", chain("a: boss { ...f%d } b: boss { ...f%d }"), math.MaxInt64},
		{"one name", chain("boss { ...f%d } boss { ...f%d }"), 302},
		{"no name", chain("...f%d ...f%d"), 2},
		{"choices", choices.String(), 0},
	} {
		doc, err := parser.ParseQuery(&ast.Source{Input: c.query})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		e, refused := cost.Of(schema, doc.Fragments, doc.Operations[0], nil, 5000)
		took := time.Since(began)
		if refused != nil || c.want > 0 && e.Requested != c.want || c.want == 0 && e.Requested < 1<<40 {
			t.Errorf("%s: cost %d, %v, want %d", c.name, e.Requested, refused, c.want)
		}
		if took > 2*time.Second {
			t.Errorf("%s: %v", c.name, took)
		}
	}
}

// parsed is the cost of a document that nothing has validated.
func parsed(t *testing.T, query string) int64 {
	t.Helper()
	doc, err := parser.ParseQuery(&ast.Source{Input: query})
	if err != nil {
		t.Fatal(err)
	}
	e, err := cost.Of(schema, doc.Fragments, doc.Operations[0], nil, math.MaxInt64)
	if err != nil {
		t.Fatal(err)
	}
	return e.Requested
}

// However a document is cut into fragments and repeated, it costs what the same document costs with everything
// merged beforehand: 2,000 random ones.
func TestADocumentCostsWhatItsMergedFormCosts(t *testing.T) {
	for seed := range uint64(2000) {
		m := &maker{rand: rand.New(rand.NewPCG(seed, 21))}
		tree := m.tree("Query", 4)
		cut := m.cut(tree, "Query")
		if got, want := parsed(t, cut), parsed(t, tree.String()); got != want {
			t.Fatalf("seed %d: %d\n%s\nmerged: %d\n%s", seed, got, cut, want, tree)
		}
	}
}

// However deep the pages nest, the cost is exact up to the largest number, and stays there.
func TestNestedPagesSaturateAndNeverWrap(t *testing.T) {
	for _, size := range []int64{2, 3, 7, 16, 33, 64, 99, 100} {
		query, want := "id", new(big.Int)
		for levels := range 70 {
			query = fmt.Sprintf("people(first: %d) { nodes { %s } }", size, query)
			want.Add(want, big.NewInt(1)).Mul(want, big.NewInt(size)).Add(want, big.NewInt(1))
			e, err := estimate(t, "{ "+query+" }", nil, 5000)
			if err != nil {
				t.Fatal(err)
			}
			if saturated := !want.IsInt64(); saturated && e.Requested != math.MaxInt64 || !saturated && e.Requested != want.Int64() {
				t.Fatalf("%d levels of %d: cost %d, want %d", levels+1, size, e.Requested, want)
			}
		}
	}
}

func TestARefusalNamesTheCostliestPathsAndAFirstThatFits(t *testing.T) {
	const query = `query ($a: Int, $b: Int) {
	  viewer { id }
	  few: people(first: 2) { nodes { id } }
	  people(first: $a) { ...page }
	}
	fragment page on PersonConnection { edges { node { people(first: $b) { nodes { boss { id } } } } } }`
	variables := map[string]any{"a": int64(100), "b": int64(100)}
	e, err := estimate(t, query, variables, 5000)
	if err != nil || !e.TooCostly() {
		t.Fatalf("cost %v, %v, want a refusal", e, err)
	}
	if len(e.Costliest) < 2 || e.Costliest[0].Path != "people" || e.Costliest[1].Path != "people.edges.node.people" {
		t.Fatalf("costliest %v, want people and people.edges.node.people first", e.Costliest)
	}
	for i, name := range []string{"a", "b"} {
		fits := e.Costliest[i].First
		if fits < 1 || fits >= 100 {
			t.Fatalf("%s: first %d fits, want one below 100", e.Costliest[i].Path, fits)
		}
		for _, try := range []struct {
			size    int64
			refused bool
		}{{fits, false}, {fits + 1, true}} {
			with := map[string]any{"a": int64(100), "b": int64(100), name: try.size}
			again, err := estimate(t, query, with, 5000)
			if err != nil || again.TooCostly() != try.refused {
				t.Errorf("%s with first %d: cost %v, %v, refused should be %v", e.Costliest[i].Path, try.size, again, err, try.refused)
			}
		}
	}
}

// A plain list that multiplies is named with the rows that it counts as; where no list is at fault, the root field.
func TestARefusalNamesThePlainListThatMultiplies(t *testing.T) {
	e, err := estimate(t, `{ people(first: 100) { nodes { people(first: 10) { nodes { pets { n } grants { n } } } } } }`, nil, 5000)
	if err != nil || !e.TooCostly() {
		t.Fatalf("%+v, %v, want a refusal", e, err)
	}
	want := cost.Path{Path: "people.nodes.people.nodes.grants", Cost: 100 * 10 * 10, Rows: 10}
	if len(e.Costliest) != 3 || e.Costliest[2] != want || e.Costliest[0].First != 35 {
		t.Errorf("%+v, want the two pages and %+v", e.Costliest, want)
	}
	e, err = estimate(t, `{ viewer { boss { boss { boss { id } } } } }`, nil, 2)
	if err != nil || len(e.Costliest) != 1 || e.Costliest[0] != (cost.Path{Path: "viewer", Cost: 4}) {
		t.Errorf("%+v, %v, want the root field", e, err)
	}
}

func TestNoFirstIsNamedWhereNoneFits(t *testing.T) {
	e, err := estimate(t, `{ people(first: 100) { nodes { a: boss { id } } } }`, nil, 2)
	if err != nil || !e.TooCostly() || len(e.Costliest) != 1 || e.Costliest[0].First != 0 {
		t.Errorf("%+v, %v, want one path and no first", e, err)
	}
}

func TestStatementsAreCountedPerContext(t *testing.T) {
	a, b := cost.Statement{SQL: "SELECT $1", Took: time.Second}, cost.Statement{SQL: "UPDATE x", Took: 3 * time.Second, Failed: true}
	cost.Add(context.Background(), a)
	one, n := cost.WithTally(context.Background())
	two, m := cost.WithTally(context.Background())
	for _, s := range []cost.Statement{a, a, b} {
		cost.Add(one, s)
	}
	cost.Add(two, b)
	if n.Count() != 3 || n.Took() != 5*time.Second || m.Count() != 1 || m.Took() != 3*time.Second {
		t.Errorf("statements %d in %v, %d in %v", n.Count(), n.Took(), m.Count(), m.Took())
	}
	if got := n.Statements(); !slices.Equal(got, []cost.Statement{a, a, b}) {
		t.Errorf("kept %v", got)
	}
	if got := n.Texts(); !slices.Equal(got, []cost.Text{{SQL: "UPDATE x", Count: 1, Took: 3 * time.Second}, {SQL: "SELECT $1", Count: 2, Took: 2 * time.Second}}) {
		t.Errorf("texts %v, want the longest first", got)
	}
	for range 1000 {
		cost.Add(two, a)
	}
	if m.Count() != 1001 || len(m.Statements()) != 500 {
		t.Errorf("%d of %d kept, want 500 of 1001", len(m.Statements()), m.Count())
	}
}
