package transport_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"huishang/internal/transport"
)

func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d: hello", i)
	}
	return b.String()
}

func nested(levels int, open, leaf, end string) string {
	return strings.Repeat(open, levels) + leaf + strings.Repeat(end, levels)
}

func times(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// Each limit is met twice: just kept, and just broken.
func TestDocumentLimits(t *testing.T) {
	notes := func(levels int) string {
		return "{ note(id: 1) {" + nested(levels, " notes(first: 1) { edges { node {", " id ", "}}}") + "} }"
	}
	ofType := func(levels int) string { return nested(levels, " ofType {", " name ", "}") }
	for _, c := range []struct {
		name, query string
		of          string // the limit broken, "" for none
		max         float64
	}{
		{"4000 tokens", "{" + strings.Repeat(" hello", 3998) + "}", "", 0},
		{"4001 tokens", "{" + strings.Repeat(" hello", 4000) + "}", "tokens", 4000},
		{"30 aliases", "{" + aliases(30) + "}", "", 0},
		{"31 aliases", "{" + aliases(31) + "}", "aliases", 30},
		{"31 aliases in a fragment", "{ ...f } fragment f on Query {" + aliases(31) + "}", "aliases", 30},
		{"10 operations", times(9, "query q%d { hello } ") + "query a { hello }", "", 0},
		{"11 operations", times(10, "query q%d { hello } ") + "query a { hello }", "operations", 10},
		{"20 directives", "query a {" + strings.Repeat(" hello @include(if: true)", 20) + "}", "", 0},
		{"21 directives", "query a {" + strings.Repeat(" hello @include(if: true)", 21) + "}", "directives", 20},
		{"21 directives on one field", "{ hello" + strings.Repeat(" @a", 21) + " }", "directives", 20},
		{"21 directives on an operation", "query" + strings.Repeat(" @a", 21) + "{ hello }", "directives", 20},
		{"21 directives on a variable", "query ($n: String" + strings.Repeat(" @a", 21) + ") { hello(name: $n) }", "directives", 20},
		{"21 directives on a fragment", "{ ...f } fragment f on Query" + strings.Repeat(" @a", 21) + "{ hello }", "directives", 20},
		{"21 directives on spreads", "{ " + strings.Repeat(" ...f @include(if: true)", 21) + " } fragment f on Query { hello }", "directives", 20},
		{"21 directives on inline fragments", "{ " + strings.Repeat(" ... @include(if: true) { hello }", 21) + " }", "directives", 20},
		{"12 levels", notes(10), "", 0},
		{"13 levels", notes(11), "depth", 12},
		{"13 levels through fragments", "{ note(id: 1) { ...f } } fragment f on Note {" +
			nested(5, " notes(first: 1) { edges { node {", " ...g ", "}}}") + "} fragment g on Note {" +
			nested(6, " notes(first: 1) { nodes {", " id ", "}}") + "}", "depth", 12},
		{"13 levels in inline fragments", "{ ... { note(id: 1) {" + nested(11, " ... on Note { notes(first: 1) { nodes {", " id ", "}}}") + "} } }", "depth", 12},
		{"20 levels of introspection", `{ __type(name: "Note") {` + ofType(18) + "} }", "", 0},
		{"21 levels of introspection", `{ __type(name: "Note") {` + ofType(19) + "} }", "introspectionDepth", 20},
		{"21 levels through a fragment", `{ __type(name: "Note") { ...t } } fragment t on __Type {` + ofType(19) + "}", "introspectionDepth", 20},
		{"two introspections", `{ __schema { types { name } } b: __schema { types { name } } }`, "introspection", 1},
		{"schema and type", `{ __schema { types { name } } __type(name: "Note") { name } }`, "introspection", 1},
		{"an introspection in each operation", `query a { __schema { types { name } } } query b { __schema { types { name } } }`, "introspection", 1},
	} {
		r := strings.Replace(body(c.query, nil), `"query"`, `"operationName":null,"query"`, 1)
		if strings.Contains(c.query, "query a") {
			r = strings.Replace(r, `"operationName":null`, `"operationName":"a"`, 1)
		}
		a := serve(t, transport.GraphQL(options()), request(r))
		if c.of == "" {
			if a.code() != "" {
				t.Errorf("%s: %.300s, want it accepted", c.name, a.Body)
			}
			continue
		}
		limit, _ := a.response().Errors[0].Extensions["limit"].(map[string]any)
		if a.code() != "DOCUMENT_TOO_LARGE" || limit["of"] != c.of || limit["max"] != c.max {
			t.Errorf("%s: %.300s, want DOCUMENT_TOO_LARGE of %s at %v", c.name, a.Body, c.of, c.max)
		}
	}
}

func TestTheIntrospectionOfGraphiQLFits(t *testing.T) {
	a := ask(t, transport.GraphQL(options()), `query IntrospectionQuery { __schema {
	  queryType { name } mutationType { name } subscriptionType { name }
	  types { ...FullType } directives { name description locations args { ...InputValue } } } }
	fragment FullType on __Type { kind name description
	  fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
	  inputFields { ...InputValue } interfaces { ...TypeRef }
	  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
	fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
	fragment TypeRef on __Type { kind name`+nested(9, " ofType { kind name", "", "}")+" }", nil)
	if a.code() != "" || a.response().Data["__schema"] == nil {
		t.Errorf("%.300s, want the schema", a.Body)
	}
}

// misspelt names a hidden field, argument, type, enum value, input field and sub-selection by almost its name.
var misspelt = map[string]string{
	"field":             "{ secretLedgr }",
	"argument":          `{ hello(nam: "x") }`,
	"directive":         `{ hello @include(iff: true) }`,
	"fragment's type":   "{ ...f } fragment f on Qeury { hello }",
	"enum value":        `{ on(day: "2026-01-01", colour: GREN) }`,
	"enum as a string":  `{ on(day: "2026-01-01", colour: "GREEN") }`,
	"input field":       `mutation { noteWrite(input: {titel: "x", title: "x"}) { id } }`,
	"missing selection": `{ note(id: 1) }`,
	"subfield":          `{ note(id: 1) { titel } }`,
}

func TestNothingIsSuggestedToThePublic(t *testing.T) {
	public := transport.GraphQL(options(func(o *transport.Options) { o.Mode = transport.SchemaPublic }))
	dev := transport.GraphQL(options(func(o *transport.Options) { o.Dev = true }))
	suggested := 0
	for name, query := range misspelt {
		a := ask(t, public, query, nil)
		if a.code() != "GRAPHQL_VALIDATION_FAILED" || strings.Contains(a.Body.String(), "Did you mean") || strings.Contains(a.Body.String(), "secretLedger") {
			t.Errorf("%s: %s, want a refusal that names nothing", name, a.Body)
		}
		if strings.Contains(ask(t, dev, query, nil).Body.String(), "Did you mean") {
			suggested++
		}
	}
	if suggested != len(misspelt) {
		t.Errorf("a developer gets %d suggestions for %d misspellings", suggested, len(misspelt))
	}
}

// Variables cannot be used to learn names either.
func TestNothingIsSuggestedForVariables(t *testing.T) {
	a := ask(t, transport.GraphQL(options()), "mutation ($i: NoteInput!) { noteWrite(input: $i) { id } }",
		map[string]any{"i": map[string]any{"title": "x", "pagse": 1, "colour": "GREN"}})
	if r := a.response(); len(r.Errors) != 2 || strings.Contains(a.Body.String(), "pages") || strings.Contains(a.Body.String(), "GREEN") {
		t.Errorf("%s, want two refusals that name nothing", a.Body)
	}
}

func TestMessagesRepeatLittleOfADocument(t *testing.T) {
	h := transport.GraphQL(options())
	long := strings.Repeat("会", 20000)
	for _, query := range []string{
		"{ " + strings.Repeat("a", 60000) + " }", `{ hello(name: "` + long + `" "` + long + `") }`,
		`{ on(day: "2026-01-01", colour: "` + long + `") }`, `{ hello(` + strings.Repeat("b", 60000) + `: 1) }`,
	} {
		if a := ask(t, h, query, nil); a.code() == "" || a.Body.Len() > 1500 {
			t.Errorf("%.40s…: %d bytes of answer", query, a.Body.Len())
		}
	}
}

// hostile documents grow exponentially or quadratically for whoever follows every spread or compares every pair.
func hostile() map[string]string {
	doubling := "{ note(id: 1) { ...f0 } }"
	sameField := "{ note(id: 1) { ...f0 } }"
	rootOnly := "{ ...f0 }"
	for i := range 250 {
		doubling += fmt.Sprintf(" fragment f%d on Note { ...f%d ...f%d }", i, i+1, i+1)
		rootOnly += fmt.Sprintf(" fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	for i := range 9 {
		sameField += fmt.Sprintf(" fragment f%d on Note { notes(first: 1) { nodes { ...f%d ...f%d } } notes(first: 1) { nodes { ...f%d } } }", i, i+1, i+1, i+1)
	}
	var wide strings.Builder
	for range 200 {
		wide.WriteString(" note(id: 1) { id title notes(first: 1) { nodes { id title } } }")
	}
	return map[string]string{
		"doubling fragments":     doubling + " fragment f250 on Note { id }",
		"doubling at the root":   rootOnly + " fragment f250 on Query { __typename }",
		"same field nested":      sameField + " fragment f9 on Note { id }",
		"cycle":                  "{ ...a } fragment a on Query { ...b hello } fragment b on Query { ...a ...b }",
		"cycle in introspection": "{ __schema { types { ...t } } } fragment t on __Type { ofType { ...t } fields { type { ...t } } }",
		"repeated field":         "{" + strings.Repeat(" hello", 3990) + " }",
		"repeated objects":       "{" + wide.String() + " }",
		"deep list":              "{ hello(name: " + strings.Repeat("[", 1900) + strings.Repeat("]", 1900) + ") }",
		"deep object":            "{ notes(filter: " + strings.Repeat("{all: ", 900) + "1" + strings.Repeat("}", 900) + ") { nodes { id } } }",
		"huge integer":           "{ on(day: 99999999999999999999999) }",
		"huge float":             "{ on(day: 1e999) }",
		"unknown everything":     "query ($a: Nothing) { x(y: $z) @w { ...v ... on U { t } } }",
		"missing fragment":       "{ ...nothing }",
		"variables unused":       "query (" + times(400, "$v%d: Int ") + ") { hello }",
	}
}

func TestHostileDocumentsAreAnsweredWithACode(t *testing.T) {
	h := transport.GraphQL(options())
	for name, query := range hostile() {
		a := ask(t, h, query, nil, "Accept", special)
		for _, e := range a.response().Errors {
			if e.Extensions["code"] == nil || e.Extensions["code"] == "INTERNAL" {
				t.Errorf("%s: %.300s", name, a.Body)
			}
		}
		if a.Code >= 500 || a.Body.Len() > 300_000 {
			t.Errorf("%s: %d with %d bytes", name, a.Code, a.Body.Len())
		}
	}
}

// FuzzDocument: whatever the document, the answer has a code on every error and no INTERNAL, with and without a
// token.
func FuzzDocument(f *testing.F) {
	for _, query := range hostile() {
		f.Add(query)
	}
	for _, query := range misspelt {
		f.Add(query)
	}
	f.Add(`mutation m($i: NoteInput = {title: "x"}) { noteWrite(input: $i) { id ... on Note { notes(first: 3) { edges { node { id } } } } } }`)
	f.Add("query ($n: Int = 3) { notes(first: $n, filter: {all: [{ids: [1]}]}) { pageInfo { hasNextPage } } }")
	h := transport.GraphQL(options(func(o *transport.Options) { o.Mode = transport.SchemaPublic }))
	f.Fuzz(func(t *testing.T, query string) {
		if strings.Contains(query, "fails") || strings.Contains(query, "breaks") || strings.Contains(query, "waits") {
			return
		}
		for _, token := range []string{"Bearer good", ""} {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request(body(query, nil), "Authorization", token))
			if w.Code >= 500 {
				t.Fatalf("%q: %d %s", query, w.Code, w.Body)
			}
			for _, e := range (answer{w, t}).response().Errors {
				if code, _ := e.Extensions["code"].(string); code == "" || code == "INTERNAL" {
					t.Fatalf("%q: %s", query, w.Body)
				}
			}
		}
	})
}

// The cache is bounded by memory, and answers alike with and without it.
func TestTheDocumentCacheIsBounded(t *testing.T) {
	for _, cache := range []int{1, 64 << 10, 16 << 20} {
		h := transport.GraphQL(options(func(o *transport.Options) {
			o.Limits = transport.LimitsDefault
			o.Limits.Cache = cache
		}))
		for round := range 2 {
			for i := range 100 {
				query := fmt.Sprintf("query q%d { hello(name: \"%d\") }", i, i)
				if got := ask(t, h, query, nil).response().Data["hello"]; got != fmt.Sprintf("hello %d", i) {
					t.Fatalf("cache %d, round %d: %v for %s", cache, round, got, query)
				}
			}
		}
	}
}
