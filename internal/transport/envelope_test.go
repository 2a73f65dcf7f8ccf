package transport_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"huishang/internal/transport"
)

// wrongEnvelopes are bodies that are refused; each holds the word "marker", which no answer may repeat.
var wrongEnvelopes = map[string]string{
	"empty":                     ``,
	"white space":               ` `,
	"cut":                       `{"query":"{ hello }","marker`,
	"array":                     `[{"query":"{ hello } # marker"}]`,
	"string":                    `"marker"`,
	"null":                      `null`,
	"trailing value":            `{"query":"{ hello }"} {"marker":1}`,
	"trailing bytes":            `{"query":"{ hello }"}marker`,
	"trailing bracket":          `{"query":"{ hello }"}}`,
	"trailing comma":            `{"query":"{ hello }",}`,
	"comment":                   `{"query":"{ hello }" /* marker */}`,
	"single quotes":             `{'query':'{ hello }'}`,
	"byte order mark":           "\ufeff" + `{"query":"{ hello }"}`,
	"duplicate query":           `{"query":"{ hello }","query":"{ marker }"}`,
	"duplicate by escape":       `{"query":"{ hello }","\u0071uery":"{ marker }"}`,
	"duplicate in variables":    `{"query":"{ hello }","variables":{"marker":1,"marker":2}}`,
	"duplicate deeper":          `{"query":"{ hello }","variables":{"a":[{"marker":1,"marker":2}]}}`,
	"duplicate in extensions":   `{"query":"{ hello }","extensions":{"marker":1,"marker":2}}`,
	"case-folded query":         `{"Query":"{ hello } # marker"}`,
	"case-folded beside":        `{"query":"{ hello }","QUERY":"{ marker }"}`,
	"case-folded variables":     `{"query":"{ hello }","Variables":{"marker":1}}`,
	"case-folded long s":        `{"query":"{ hello }","variableſ":{"marker":1}}`,
	"unknown key":               `{"query":"{ hello }","marker":1}`,
	"query missing":             `{"variables":{"marker":1}}`,
	"query null":                `{"query":null}`,
	"query empty":               `{"query":""}`,
	"query blank":               `{"query":" \n "}`,
	"query object":              `{"query":{"marker":1}}`,
	"query array":               `{"query":["marker"]}`,
	"query number":              `{"query":0}`,
	"query boolean":             `{"query":false}`,
	"operationName number":      `{"query":"{ hello }","operationName":0}`,
	"operationName object":      `{"query":"{ hello }","operationName":{"marker":1}}`,
	"operationName array":       `{"query":"{ hello }","operationName":["marker"]}`,
	"variables string":          `{"query":"{ hello }","variables":"marker"}`,
	"variables array":           `{"query":"{ hello }","variables":["marker"]}`,
	"variables number":          `{"query":"{ hello }","variables":0}`,
	"variables boolean":         `{"query":"{ hello }","variables":false}`,
	"extensions string":         `{"query":"{ hello }","extensions":"marker"}`,
	"extensions array":          `{"query":"{ hello }","extensions":["marker"]}`,
	"bad UTF-8 in query":        "{\"query\":\"{ hello } # marker \xff\"}",
	"bad UTF-8 in key":          "{\"query\":\"{ hello }\",\"marker\xc3\":1}",
	"overlong UTF-8":            "{\"query\":\"{ hello } # \xc0\xaf marker\"}",
	"lone high surrogate":       `{"query":"{ hello } # \ud83d marker"}`,
	"lone low surrogate":        `{"query":"{ hello } # \ude00 marker"}`,
	"high before another":       `{"query":"{ hello } # \ud83d\u0041 marker"}`,
	"raw control character":     "{\"query\":\"{ hello } \x01 marker\"}",
	"deep":                      `{"query":"{ hello }","variables":{"a":` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `}}`,
	"very deep":                 `{"query":"{ hello }","variables":` + strings.Repeat(`{"a":`, 40000),
	"number that is no number":  `{"query":"{ hello }","variables":{"a":01}}`,
	"literal that is not whole": `{"query":"{ hello }","variables":{"a":tru}}`,
}

func TestAMalformedEnvelopeIs400WithAFixedText(t *testing.T) {
	h := transport.GraphQL(options())
	for name, body := range wrongEnvelopes {
		for _, media := range []string{plain, special} {
			a := serve(t, h, request(body, "Accept", media))
			if a.Code != http.StatusBadRequest || a.code() != "BAD_REQUEST" || a.hasData() {
				t.Errorf("%s as %s: %d %s, want 400 BAD_REQUEST", name, media, a.Code, a.Body)
			}
			if strings.Contains(a.Body.String(), "marker") {
				t.Errorf("%s as %s: %s repeats the body", name, media, a.Body)
			}
		}
	}
}

func TestAStrictEnvelopeIsAccepted(t *testing.T) {
	h := transport.GraphQL(options())
	for name, body := range map[string]string{
		"query alone":     `{"query":"{ hello }"}`,
		"white space":     " \n{ \"query\" : \"{ hello }\" }\r\n\t ",
		"nulls":           `{"query":"{ hello }","operationName":null,"variables":null,"extensions":null}`,
		"all":             `{"extensions":{"a":{"b":[1]}},"variables":{"Query":1,"query":2},"operationName":"q","query":"query q { hello }"}`,
		"empty name":      `{"query":"{ hello }","operationName":""}`,
		"surrogate pair":  `{"query":"{ hello(name: \"\ud83d\ude00\") }"}`,
		"escaped slashes": `{"query":"{ hello(name: \"\\\\ud83d\") }"}`,
		"Chinese":         `{"query":"{ hello(name: \"会商\") }"}`,
	} {
		if a := serve(t, h, request(body)); a.Code != http.StatusOK || a.code() != "" {
			t.Errorf("%s: %d %s, want 200", name, a.Code, a.Body)
		}
	}
}

func TestABodyOver256KBIs413(t *testing.T) {
	h := transport.GraphQL(options())
	const max = 256 << 10
	start := `{"query":"{ hello }"`
	for _, known := range []bool{true, false} {
		for size, want := range map[int]int{max: 200, max + 1: 413, 4 * max: 413} {
			body := start + strings.Repeat(" ", size-len(start)-1) + "}"
			r := request(body)
			if !known {
				r.ContentLength = -1
				r.Body = io.NopCloser(strings.NewReader(body))
			}
			if a := serve(t, h, r); a.Code != want {
				t.Errorf("%d bytes, length known %v: %d, want %d", size, known, a.Code, want)
			}
		}
	}
}

// FuzzEnvelope: whatever the body, the answer is JSON in UTF-8 with a code on every error, and no 500; what is
// accepted is one JSON object that encoding/json reads as well.
func FuzzEnvelope(f *testing.F) {
	for _, body := range wrongEnvelopes {
		f.Add([]byte(body))
	}
	f.Add([]byte(body("query ($b: NoteBy!) { find(by: $b) { id } }", map[string]any{"b": map[string]any{"id": 1}})))
	h := transport.GraphQL(options())
	f.Fuzz(func(t *testing.T, body []byte) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request(string(body), "Accept", special))
		if w.Code >= 500 || !utf8.Valid(w.Body.Bytes()) {
			t.Fatalf("%q: %d %q", body, w.Code, w.Body)
		}
		for _, e := range (answer{w, t}).response().Errors {
			if code, _ := e.Extensions["code"].(string); code == "" || code == "INTERNAL" {
				t.Fatalf("%q: error with code %q", body, code)
			}
		}
		if w.Code == http.StatusOK && !json.Valid(body) {
			t.Fatalf("%q: accepted, and is not JSON", body)
		}
	})
}
