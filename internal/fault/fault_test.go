package fault_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huishang/internal/fault"
)

// Every declared code has one entry in both languages, and stands in the schema's ErrorCode: the list is closed.
func TestEveryCodeIsPublished(t *testing.T) {
	declared := codes(t)
	var listed []string
	for _, e := range fault.Catalogue() {
		listed = append(listed, string(e.Code))
		for _, text := range []fault.Text{e.Message, e.Cause, e.Cure} {
			if text.EN == "" || !regexp.MustCompile(`\p{Han}`).MatchString(text.ZH) {
				t.Errorf("%s lacks a text in one language: %+v", e.Code, text)
			}
		}
		if en, zh := params(e.Message.EN), params(e.Message.ZH); !slices.Equal(en, zh) {
			t.Errorf("%s: parameters %v in English, %v in Chinese", e.Code, en, zh)
		}
	}
	if !slices.Equal(declared, listed) {
		t.Errorf("declared %v, listed %v", declared, listed)
	}
	b, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	enum := regexp.MustCompile(`(?s)enum ErrorCode \{(.*?)\n\}`).FindStringSubmatch(string(b))[1]
	var published []string
	for _, m := range regexp.MustCompile(`(?m)^  ([A-Z_]+)$`).FindAllStringSubmatch(enum, -1) {
		published = append(published, m[1])
	}
	if !slices.Equal(declared, published) {
		t.Errorf("declared %v, published %v", declared, published)
	}
}

func params(s string) []string {
	all := regexp.MustCompile(`\{\w+\}`).FindAllString(s, -1)
	slices.Sort(all)
	return all
}

func codes(t *testing.T) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			if id, ok := v.Type.(*ast.Ident); ok && id.Name == "Code" {
				s, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				found = append(found, s)
			}
		}
		return true
	})
	return found
}

// A message fills its parameters in the language asked for; what was not given leaves no brace behind.
func TestMessage(t *testing.T) {
	e := fault.At("input.version", fault.VersionConflict, "given", 1, "current", 2)
	if got := e.Message(fault.EN); !strings.Contains(got, "since version 1; it is at version 2") {
		t.Error(got)
	}
	if got := fault.New(fault.VersionConflict).Message(fault.ZH); strings.ContainsAny(got, "{}") {
		t.Error(got)
	}
	for header, want := range map[string]fault.Locale{"": fault.ZH, "en": fault.EN, "en-GB,zh;q=0.5": fault.EN, "zh-TW": fault.ZH, "fr": fault.ZH, "de, en;q=0.1": fault.EN, "%%%": fault.ZH} {
		if got := fault.NegotiateLocale(header); got != want {
			t.Errorf("%q is answered in %s, want %s", header, got, want)
		}
	}
}
