package fault_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huishang/internal/fault"
)

// Every text that a refusal says is expected has its Chinese in the one table, and the table has no other.
func TestEveryExpectedTextIsTranslated(t *testing.T) {
	written := map[string]string{}
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && slices.Contains([]string{".tools", "graph", "node_modules"}, entry.Name()) {
			return cmpOr(err, fs.SkipDir)
		}
		if entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || entry.Name() == "generated.go" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			for _, text := range expectedIn(n) {
				written[text] = path
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(written) < 100 {
		t.Fatalf("only %d texts are found: the search no longer fits the code", len(written))
	}
	listed := map[string]bool{}
	for _, p := range fault.Phrases() {
		if listed[p.EN] {
			t.Errorf("%q stands twice", p.EN)
		}
		listed[p.EN] = true
		if written[p.EN] == "" {
			t.Errorf("%q is expected nowhere", p.EN)
		}
		if p.ZH != "Content-Type" && !regexp.MustCompile(`\p{Han}|^eq `).MatchString(p.ZH) || !slices.Equal(slot.FindAllString(p.EN, -1), slot.FindAllString(p.ZH, -1)) {
			t.Errorf("%q is %q in Chinese", p.EN, p.ZH)
		}
	}
	for text, path := range written {
		if !listed[text] {
			t.Errorf("%s: %q has no Chinese in phrases.go", path, text)
		}
	}
}

func cmpOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// expectedIn lists the texts that a piece of code gives as expected: beside the parameter's name, to or from the
// helpers that put it there.
func expectedIn(n ast.Node) (texts []string) {
	add := func(e ast.Expr) {
		if text := template(e); regexp.MustCompile(`[A-Za-z]`).MatchString(slot.ReplaceAllString(text, "")) {
			texts = append(texts, text)
		}
	}
	switch n := n.(type) {
	case *ast.CallExpr:
		for i, a := range n.Args[:max(0, len(n.Args)-1)] {
			if name := template(a); slices.Contains([]string{"expected", "what", "why", "body"}, name) {
				add(n.Args[i+1])
			}
		}
		if name := calledName(n); slices.Contains([]string{"Bad", "refuse", "missing"}, name) && len(n.Args) > 1 {
			add(n.Args[len(n.Args)-1])
		}
	case *ast.FuncDecl:
		if !slices.Contains([]string{"textExpected", "sized", "expected"}, n.Name.Name) {
			return nil
		}
		ast.Inspect(n, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok {
				for _, e := range r.Results {
					add(e)
				}
			}
			return true
		})
	case *ast.ValueSpec:
		name, typed := n.Type.(*ast.Ident)
		for _, v := range n.Values {
			if typed && name.Name == "malformed" {
				add(v)
			}
			if table, ok := v.(*ast.CompositeLit); ok && n.Names[0].Name == "holders" {
				for _, e := range table.Elts {
					add(e.(*ast.KeyValueExpr).Value)
				}
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if name, ok := left.(*ast.Ident); ok && slices.Contains([]string{"form", "expected"}, name.Name) && i < len(n.Rhs) {
				add(n.Rhs[i])
			}
		}
	}
	return texts
}

func calledName(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

var (
	verb = regexp.MustCompile(`%[a-z]`)
	slot = regexp.MustCompile(`\{n?\}`)
)

// template is a text as the code puts it together, {} for each part that it does not spell out.
func template(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return text
		}
	case *ast.BinaryExpr:
		return strings.ReplaceAll(template(e.X)+template(e.Y), "{}{}", "{}")
	case *ast.CallExpr:
		switch calledName(e) {
		case "Sprintf":
			return verb.ReplaceAllString(strings.ReplaceAll(template(e.Args[0]), "%d", "{n}"), "{}")
		case "Itoa":
			return "{n}"
		}
	}
	return "{}"
}

// A sentence and its parameter are in one language, whatever the rule put into the text.
func TestExpectedIsInTheLanguage(t *testing.T) {
	for _, c := range []struct {
		text, zh string
	}{
		{"a region", "区域"},
		{"a number of at most 20 digits", "最多 20 位的数值"},
		{"2025 to 2027", "2025 至 2027 年"},
		{"from here to there", "from here to there"},
		{"an id of Post, beginning with P_", "Post 的标识，以 P_ 开头"},
		{"an id of {}, beginning with {n}_", "{} 的标识，以 {n}_ 开头"},
		{"something that no table knows", "something that no table knows"},
		{"PROVINCE", "PROVINCE"},
	} {
		e := fault.New(fault.InvalidValue, "expected", c.text)
		if en, zh := e.Shown(fault.EN)["expected"], e.Shown(fault.ZH)["expected"]; en != c.text || zh != c.zh {
			t.Errorf("%q is %q and %q", c.text, en, zh)
		}
		if m := e.Message(fault.ZH); !strings.Contains(m, c.zh) {
			t.Errorf("%q lacks %q", m, c.zh)
		}
		if m := e.Message(fault.EN); !strings.Contains(m, c.text) {
			t.Errorf("%q lacks %q", m, c.text)
		}
		if e.Params["expected"] != c.text {
			t.Errorf("the refusal itself has changed: %v", e.Params)
		}
	}
	if fault.New(fault.Internal).Shown(fault.ZH) != nil {
		t.Error("no parameters became some")
	}
}
