package transport_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"huishang/internal/transport"
)

const (
	onQuery    = "query ($day: Day!, $colour: Colour, $weight: Float, $urgent: Boolean) { on(day: $day, colour: $colour, weight: $weight, urgent: $urgent) }"
	noteQuery  = "query ($id: ID!) { note(id: $id) { id } }"
	countQuery = "query ($n: Int!) { statements(count: $n) }"
	atQuery    = "query ($moment: Moment!) { at(moment: $moment) }"
	helloQuery = "query ($name: String) { hello(name: $name) }"
	findQuery  = "query ($by: NoteBy!) { find(by: $by) { id } }"
	writeQuery = "mutation ($in: NoteInput!) { noteWrite(input: $in) { id } }"
	listQuery  = "query ($f: NoteFilter) { notes(filter: $f) { nodes { id } } }"
)

func TestVariablesAreCoercedAndRefusedWithTheirPath(t *testing.T) {
	h := transport.GraphQL(options())
	long, tooLong := strings.Repeat("a", 8<<10), strings.Repeat("a", 8<<10+1)
	longer, tooLonger := strings.Repeat("a", 64_000*utf8.UTFMax), strings.Repeat("a", 64_000*utf8.UTFMax+1)
	for _, c := range []struct {
		query, variables string
		path             string // of the first refusal, "" for none
	}{
		{countQuery, `{"n":3}`, ""},
		{countQuery, `{"n":3.0}`, "variable.n"},
		{countQuery, `{"n":"3"}`, "variable.n"},
		{countQuery, `{"n":true}`, "variable.n"},
		{countQuery, `{"n":null}`, "variable.n"},
		{countQuery, `{"n":[3]}`, "variable.n"},
		{countQuery, `{}`, "variable.n"},
		{countQuery, `{"n":2147483648}`, "variable.n"},
		{countQuery, `{"n":99999999999999999999}`, "variable.n"},
		{helloQuery, `{"name":"会商"}`, ""},
		{helloQuery, `{"name":null}`, ""},
		{helloQuery, `{}`, ""},
		{helloQuery, `{"unused":1}`, ""},
		{helloQuery, `{"name":1}`, "variable.name"},
		{helloQuery, `{"name":{"a":1}}`, "variable.name"},
		{helloQuery, `{"name":"a\u0000b"}`, "variable.name"},
		{helloQuery, `{"name":"` + long + `"}`, ""},
		{helloQuery, `{"name":"` + tooLong + `"}`, "variable.name"},
		{noteQuery, `{"id":"x"}`, ""},
		{noteQuery, `{"id":4}`, ""},
		{noteQuery, `{"id":4.5}`, "variable.id"},
		{noteQuery, `{"id":true}`, "variable.id"},
		{noteQuery, `{"id":"` + strings.Repeat("x", 40<<10) + `"}`, "variable.id"},
		{noteQuery, `{"id":` + strings.Repeat("9", 41) + `}`, "variable.id"},
		{onQuery, `{"day":"2026-03-31","colour":"RED","weight":1.5,"urgent":true}`, ""},
		{onQuery, `{"day":"2026-03-31","weight":1}`, ""},
		{onQuery, `{"day":"2026-03-31","weight":"1"}`, "variable.weight"},
		{onQuery, `{"day":"2026-03-31","weight":1e999}`, "variable.weight"},
		{onQuery, `{"day":"2026-03-31","urgent":"true"}`, "variable.urgent"},
		{onQuery, `{"day":"2026-03-31","urgent":1}`, "variable.urgent"},
		{onQuery, `{"day":"2026-03-31","colour":"red"}`, "variable.colour"},
		{onQuery, `{"day":"2026-03-31","colour":"BLUE"}`, "variable.colour"},
		{onQuery, `{"day":"2026-03-31","colour":0}`, "variable.colour"},
		{onQuery, `{"day":"yesterday"}`, "on.day"},
		{onQuery, `{"day":20260331}`, "on.day"},
		{onQuery, `{"day":1e999}`, "variable.day"},
		{onQuery, `{"day":{"a":["b\u0000"]}}`, "variable.day"},
		{onQuery, `{"day":{"` + tooLong + `":1}}`, "variable.day"},
		{atQuery, `{"moment":"2026-03-31T08:00:00Z"}`, ""},
		{atQuery, `{"moment":"yesterday"}`, "at.moment"},
		{atQuery, `{"moment":5}`, "at.moment"},
		{findQuery, `{"by":{"id":"1"}}`, ""},
		{findQuery, `{"by":{"title":"a"}}`, ""},
		{findQuery, `{"by":{}}`, "variable.by"},
		{findQuery, `{"by":{"id":"1","title":"a"}}`, "variable.by"},
		{findQuery, `{"by":{"id":"1","title":null}}`, "variable.by"},
		{findQuery, `{"by":{"id":null}}`, "variable.by"},
		{findQuery, `{"by":"1"}`, "variable.by"},
		{findQuery, `{"by":[]}`, "variable.by"},
		{writeQuery, `{"in":{"title":"a","tags":["b"],"colour":"RED","pages":1}}`, ""},
		{writeQuery, `{"in":{"title":"a","tags":"b"}}`, ""},
		{writeQuery, `{"in":{"title":"a","tags":["b",null]}}`, "variable.in.tags.1"},
		{writeQuery, `{"in":{"title":"a","tags":["b",{"c":1}]}}`, "variable.in.tags.1"},
		{writeQuery, `{"in":{"title":"a","pages":1.5}}`, "variable.in.pages"},
		{writeQuery, `{"in":{"title":"a","pages":"1"}}`, "variable.in.pages"},
		{writeQuery, `{"in":{"title":"a","Title":"b"}}`, "variable.in.Title"},
		{writeQuery, `{"in":{"title":"a","__typename":"NoteInput"}}`, "variable.in.__typename"},
		{writeQuery, `{"in":{"tags":[]}}`, "variable.in.title"},
		{writeQuery, `{"in":{"title":null}}`, "variable.in.title"},
		{writeQuery, `{"in":{"title":"` + tooLong + `"}}`, "variable.in.title"},
		{writeQuery, `{"in":{"title":"a","body":"` + longer + `"}}`, ""},
		{writeQuery, `{"in":{"title":"a","body":"` + tooLonger + `"}}`, "variable.in.body"},
		{writeQuery, `{"in":{"title":"a","body":"\u0000"}}`, "variable.in.body"},
		{listQuery, `{"f":{"all":[{"title":"a"},{"ids":["1",2]}]}}`, ""},
		{listQuery, `{"f":{"all":{"title":"a"}}}`, ""},
		{listQuery, `{"f":{"all":[{"title":"a"},{"ids":["1",2.5]}]}}`, "variable.f.all.1.ids.1"},
		{listQuery, `{"f":{"all":[null]}}`, "variable.f.all.0"},
	} {
		a := serve(t, h, request(body(c.query, json.RawMessage(c.variables))))
		if c.path == "" {
			if a.code() != "" {
				t.Errorf("%.120s: %.300s, want it accepted", c.variables, a.Body)
			}
			continue
		}
		if got := pathOf(a); a.code() != "BAD_USER_INPUT" || got != c.path {
			t.Errorf("%.120s: %.300s, want BAD_USER_INPUT at %s, not %s", c.variables, a.Body, c.path, got)
		}
	}
}

func pathOf(a answer) string {
	errs := a.response().Errors
	if len(errs) == 0 {
		return ""
	}
	parts := make([]string, len(errs[0].Path))
	for i, p := range errs[0].Path {
		parts[i] = fmt.Sprint(p)
	}
	return strings.Join(parts, ".")
}

func TestLiteralsAreHeldToTheSameRules(t *testing.T) {
	h := transport.GraphQL(options())
	tooLong, tooLonger := strings.Repeat("a", 8<<10+1), strings.Repeat("a", 64_000*utf8.UTFMax+1)
	for query, want := range map[string]string{
		`{ hello(name: "` + tooLong[1:] + `") }`:                                            "",
		`{ hello(name: "` + tooLong + `") }`:                                                "BAD_USER_INPUT",
		`{ hello(name: """` + tooLong + `""") }`:                                            "BAD_USER_INPUT",
		`{ hello(name: "a\u0000b") }`:                                                       "BAD_USER_INPUT",
		`query ($n: String = "a\u0000b") { hello(name: $n) }`:                               "BAD_USER_INPUT",
		`{ note(id: 1) { ...f } } fragment f on Note { notes { nodes { id } } }`:            "",
		`{ ...f } fragment f on Query { hello(name: "a\u0000") }`:                           "BAD_USER_INPUT",
		`{ ... { hello(name: "a\u0000") } }`:                                                "BAD_USER_INPUT",
		`{ statements(count: 2147483648) }`:                                                 "BAD_USER_INPUT",
		`{ on(day: 99999999999999999999999) }`:                                              "BAD_USER_INPUT",
		`{ on(day: 1e999) }`:                                                                "BAD_USER_INPUT",
		`{ on(day: "2026-13-01") }`:                                                         "BAD_USER_INPUT",
		`{ on(day: "2026-12-01", weight: 1e999) }`:                                          "GRAPHQL_VALIDATION_FAILED",
		`mutation { noteWrite(input: {title: "a", body: "` + tooLonger[1:] + `"}) { id } }`: "",
		`mutation { noteWrite(input: {title: "a", body: "` + tooLonger + `"}) { id } }`:     "BAD_USER_INPUT",
		`mutation { noteWrite(input: {title: "` + tooLong + `"}) { id } }`:                  "BAD_USER_INPUT",
		`{ find(by: {}) { id } }`:                                                           "GRAPHQL_VALIDATION_FAILED",
		`{ find(by: {id: 1, title: "a"}) { id } }`:                                          "GRAPHQL_VALIDATION_FAILED",
		`query ($id: ID) { find(by: {id: $id}) { id } }`:                                    "GRAPHQL_VALIDATION_FAILED",
	} {
		if a := ask(t, h, query, nil); a.code() != want {
			t.Errorf("%.100s: %.300s, want %q", query, a.Body, want)
		}
	}
}
