package fault_test

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"huishang/internal/clock"
	"huishang/internal/fault"

	"golang.org/x/tools/go/packages"
)

// Every refusal that the code makes is found, understood and read in both languages: nothing is left empty, no code,
// field or Go text stands in a sentence, no English in a Chinese one. A place that this test does not understand fails
// it: a new refusal cannot be forgotten.
func TestEveryRefusalReads(t *testing.T) {
	sites, used := refusals(t), map[fault.Code]bool{}
	if len(sites) < 250 {
		t.Fatalf("only %d refusals are found: the walk no longer fits the code", len(sites))
	}
	for _, s := range sites {
		used[s.code] = true
		entry := fault.Lookup(s.code)
		if entry.Code != s.code {
			t.Errorf("%s: %s is no code", s.at, s.code)
			continue
		}
		for _, name := range parameters.FindAllStringSubmatch(optional.ReplaceAllString(entry.Message.EN, ""), -1) {
			if _, given := s.params[name[1]]; !given && (name[1] != "field" || s.path == "" && !s.named) {
				t.Errorf("%s: %s is not told {%s}", s.at, s.code, name[1])
			}
		}
		for _, e := range s.variants() {
			read(t, s, entry.Place, e)
		}
	}
	for _, e := range fault.Catalogue() {
		if !used[e.Code] {
			t.Errorf("nothing is refused with %s", e.Code)
		}
	}
}

var (
	parameters = regexp.MustCompile(`\{(\w+)\}`)
	optional   = regexp.MustCompile(`\[[^\]]*\]`)
	latin      = regexp.MustCompile(`[A-Za-z]+`)
	shouted    = regexp.MustCompile(`\b[A-Z][A-Z_]{3,}\b`)
	broken     = regexp.MustCompile(`…|  |[{}]|%!|%[a-z]|\[|\]|：。|：，|：$|“”|""|\bnil\b|map\[`)
	// proper are the names that stand in Latin letters in Chinese too.
	proper = []string{"CSV", "UTF", "Excel", "GBK", "Asia", "Shanghai", "YYYY", "MM", "DD"}
)

// read holds one sentence to the rules in both languages. Refusals of requests, not of acts, are for developers: they
// name arguments and headers.
func read(t *testing.T, s *site, of fault.Place, e *fault.Error) {
	t.Helper()
	for _, l := range []fault.Locale{fault.EN, fault.ZH} {
		said := e.Message(l)
		if broken.MatchString(said) && (of == fault.Payload || !strings.ContainsAny(said, "{[\"")) {
			t.Errorf("%s: %s reads %q", s.at, s.code, said)
		}
		if of != fault.Payload {
			continue
		}
		if l == fault.EN && (!strings.HasSuffix(said, ".") || !regexp.MustCompile(`^["A-Z]`).MatchString(said)) || l == fault.ZH && !strings.HasSuffix(said, "。") {
			t.Errorf("%s: %s is no sentence: %q", s.at, s.code, said)
		}
		for _, word := range shouted.FindAllString(said, -1) {
			if !s.own(word) {
				t.Errorf("%s: %s shouts %q in %q", s.at, s.code, word, said)
			}
		}
		for _, word := range latin.FindAllString(said, -1) {
			if l == fault.ZH && !slices.Contains(proper, word) && !s.own(word) {
				t.Errorf("%s: %s has %q in Chinese: %q", s.at, s.code, word, said)
			}
		}
	}
}

// site is one place that makes a refusal, with samples of what it gives.
type site struct {
	at     token.Position
	code   fault.Code
	path   string // with {n} for a place in a list and {} for what is not spelt out; empty where none is given
	named  bool   // whoever takes the refusal on names its field: a sheet, or a rule's caller
	params map[string][]any
}

// own tells whether a word is a sample that stands for what a user wrote.
func (s *site) own(word string) bool { return slices.Contains(samples, word) }

var samples = []string{"HN", "SAMPLE"}

// variants are the refusals of the site with each of the values that one parameter may have.
func (s *site) variants() []*fault.Error {
	make := func() *fault.Error {
		e := fault.New(s.code)
		e.Params = map[string]any{}
		for name, values := range s.params {
			e.Params[name] = values[0]
		}
		switch last := s.path[strings.LastIndex(s.path, ".")+1:]; {
		case s.path == "" && s.named, s.path != "" && strings.Contains(last, "{}"):
			e = e.About(fault.Term{Value: "column", Label: fault.Text{EN: "column", ZH: "栏目"}})
		case s.path != "":
			e = e.At(strings.ReplaceAll(s.path, "{n}", "0"))
		}
		return e
	}
	list := []*fault.Error{make()}
	for name, values := range s.params {
		for _, v := range values[1:] {
			e := make()
			e.Params[name] = v
			list = append(list, e)
		}
	}
	return list
}

// forwards are the helpers that make the refusal that their callers name, by the place of its code among their arguments.
var forwards = map[string]int{"unless": 1}

// rules return refusals that their callers give a path, or a sheet a column.
var rules = []string{"RoleProblems", "EndProblems", "PhoneProblem", "EmailProblem", "Flaw", "ParseZone", "Check", "init"}

var loaded = sync.OnceValues(func() ([]*packages.Package, error) {
	return packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
		Dir:  "../..",
	}, "./...")
})

func load(t *testing.T) []*packages.Package {
	t.Helper()
	all, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(slices.Clone(all), func(p *packages.Package) bool {
		for _, e := range p.Errors {
			t.Error(e)
		}
		return p.PkgPath == "huishang/internal/fault" || p.PkgPath == "huishang/graph" || strings.Contains(p.PkgPath, "/internal/sample")
	})
}

func refusals(t *testing.T) []*site {
	t.Helper()
	var sites []*site
	for _, p := range load(t) {
		for _, f := range p.Syntax {
			for _, d := range f.Decls {
				w := walk{t: t, p: p, in: "init"}
				if fn, ok := d.(*ast.FuncDecl); ok {
					w.in = fn.Name.Name
				}
				ast.Inspect(d, w.visit)
				sites = append(sites, w.sites...)
			}
		}
	}
	return sites
}

type walk struct {
	t     *testing.T
	p     *packages.Package
	in    string
	sites []*site
	known map[*ast.Ident]bool
}

func (w *walk) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := w.maker(n)
		first, path := 0, ""
		switch name {
		case "New":
		case "At":
			first, path = 1, w.template(n.Args[0])
		case "Wrap":
			first = 1
		default:
			at, ok := forwards[name]
			if !ok {
				return true
			}
			first = at
		}
		if _, forwarding := forwards[w.in]; forwarding && n.Ellipsis.IsValid() {
			return true
		}
		w.add(n, n.Args[first], path, n.Args[first+1:])
	case *ast.CompositeLit:
		if w.is(n, "Error") {
			w.literal(n)
		}
	case *ast.Ident:
		if f, ok := w.p.TypesInfo.Uses[n].(*types.Func); ok && f.Pkg() != nil && f.Pkg().Path() == "huishang/internal/fault" && slices.Contains([]string{"New", "At", "Wrap"}, f.Name()) && f.Signature().Recv() == nil && !w.known[n] {
			w.t.Errorf("%s: fault.%s is handed on and not called", w.pos(n), f.Name())
		}
	}
	return true
}

// maker is the name of the function of package fault, or of a helper that forwards to it, that a call calls.
func (w *walk) maker(n *ast.CallExpr) string {
	var id *ast.Ident
	switch f := n.Fun.(type) {
	case *ast.SelectorExpr:
		id = f.Sel
	case *ast.Ident:
		id = f
	default:
		return ""
	}
	o, ok := w.p.TypesInfo.Uses[id].(*types.Func)
	if !ok || o.Signature().Recv() != nil || o.Pkg() == nil {
		return ""
	}
	if _, ok := forwards[o.Name()]; ok && o.Pkg() == w.p.Types {
		return o.Name()
	}
	if o.Pkg().Path() != "huishang/internal/fault" {
		return ""
	}
	if w.known == nil {
		w.known = map[*ast.Ident]bool{}
	}
	w.known[id] = true
	return o.Name()
}

func (w *walk) is(e ast.Expr, name string) bool {
	named, ok := types.Unalias(w.p.TypesInfo.TypeOf(e)).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "huishang/internal/fault"
}

// literal is a refusal that is spelt as a struct, for paths that are no text.
func (w *walk) literal(n *ast.CompositeLit) {
	var code ast.Expr
	var params []ast.Expr
	for _, e := range n.Elts {
		kv := e.(*ast.KeyValueExpr)
		switch kv.Key.(*ast.Ident).Name {
		case "Code":
			code = kv.Value
		case "Params":
			for _, p := range kv.Value.(*ast.CompositeLit).Elts {
				params = append(params, p.(*ast.KeyValueExpr).Key, p.(*ast.KeyValueExpr).Value)
			}
		}
	}
	if code == nil {
		w.t.Errorf("%s: a refusal without a code", w.pos(n))
		return
	}
	w.add(n, code, "{}", params)
}

func (w *walk) pos(n ast.Node) token.Position {
	at := w.p.Fset.Position(n.Pos())
	at.Filename = at.Filename[strings.LastIndex(at.Filename, "/")+1:]
	return at
}

func (w *walk) add(n ast.Node, code ast.Expr, path string, params []ast.Expr) {
	value := w.p.TypesInfo.Types[code].Value
	if value == nil {
		w.t.Errorf("%s: a refusal whose code is no constant: give the whole refusal on instead", w.pos(n))
		return
	}
	if len(params)%2 != 0 {
		w.t.Errorf("%s: parameters come in pairs", w.pos(n))
		return
	}
	s := &site{at: w.pos(n), code: fault.Code(constant.StringVal(value)), path: path, params: map[string][]any{}, named: strings.HasSuffix(w.p.PkgPath, "/sheet") || slices.Contains(rules, w.in)}
	for i := 0; i < len(params); i += 2 {
		name := w.p.TypesInfo.Types[params[i]].Value
		if name == nil {
			w.t.Errorf("%s: a parameter whose name is no constant", w.pos(n))
			return
		}
		s.params[constant.StringVal(name)] = w.sample(s, constant.StringVal(name), params[i+1])
	}
	w.sites = append(w.sites, s)
}

// words are the parameters whose text is a phrase; names those that carry what people wrote or what a parser said.
var (
	phrased = []string{"expected", "what", "why", "body"}
	names   = map[string]string{"topic": "甲题", "problem": "甲题", "value": "SAMPLE", "prefix": "HN-", "detail": "某处", "paths": "某处", "list": "某处", "types": "某类", "record": "某记录", "character": "某字", "act": "某事", "reason": "某事"}
)

// sample is what a parameter may hold, by the type that it has in the code.
func (w *walk) sample(s *site, name string, e ast.Expr) []any {
	at := types.Unalias(w.p.TypesInfo.TypeOf(e))
	if _, ok := at.(*types.TypeParam); ok {
		if values := states(w.t); len(values) > 0 {
			return values
		}
	}
	if named, ok := at.(*types.Named); ok {
		switch full := named.Obj().Pkg().Path() + "." + named.Obj().Name(); full {
		case "huishang/internal/fault.Term":
			return []any{fault.Term{Value: "ONE", Label: fault.Text{EN: "one", ZH: "甲"}}}
		case "huishang/internal/fault.Noun":
			return []any{fault.Noun("Task"), fault.Noun("Organisation")}
		case "huishang/internal/clock.Date":
			return []any{clock.DateOf(2026, 11, 27)}
		}
		if values := fault.Values(named.Obj().Name()); len(values) > 0 {
			list := make([]any, len(values))
			for i, v := range values {
				list[i] = v
			}
			return list
		}
	}
	switch under := at.Underlying().(type) {
	case *types.Slice:
		if named, ok := types.Unalias(under.Elem()).(*types.Named); ok {
			if values := fault.Values(named.Obj().Name()); len(values) > 0 {
				return []any{values}
			}
			if named.Obj().Name() == "Term" {
				return []any{[]fault.Term{{Value: "ONE", Label: fault.Text{EN: "one", ZH: "甲"}}, {Value: "TWO", Label: fault.Text{EN: "two", ZH: "乙"}}}}
			}
		}
	case *types.Basic:
		if under.Info()&types.IsInteger != 0 {
			return []any{3}
		}
		if under.Info()&types.IsString == 0 {
			break
		}
		if value := w.p.TypesInfo.Types[e].Value; value != nil {
			return []any{constant.StringVal(value)}
		}
		if slices.Contains(phrased, name) {
			if phrase := w.template(e); fault.Lookup(s.code).Place == fault.TopLevel || phrase != "{}" || w.traced(e) {
				return []any{strings.ReplaceAll(strings.ReplaceAll(phrase, "{n}", "3"), "{}", "HN")}
			}
			break
		}
		if sample := names[name]; sample != "" {
			return []any{sample}
		}
	}
	w.t.Errorf("%s: {%s} of %s is given as %s: give a number, a day, a value of an enum, a Noun or a Term", s.at, name, s.code, at)
	return []any{""}
}

// states are the values of all enums of which a machine is made: what is said of a machine's state is one of these.
func states(t *testing.T) (list []any) {
	for _, p := range load(t) {
		for _, is := range p.TypesInfo.Instances {
			if named, ok := is.Type.(*types.Named); ok && named.Obj().Name() == "Machine" {
				if enum, ok := types.Unalias(is.TypeArgs.At(1)).(*types.Named); ok {
					for _, v := range fault.Values(enum.Obj().Name()) {
						list = append(list, v)
					}
				}
			}
		}
	}
	return list
}

// traced are the phrases that stand in a variable or table which TestEveryExpectedTextIsTranslated reads.
func (w *walk) traced(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return slices.Contains([]string{"form", "expected", "body"}, e.Name)
	case *ast.IndexExpr:
		return w.traced(e.X) || e.X.(*ast.Ident).Name == "holders"
	}
	return false
}

// template is a text as the code puts it together; constants are spelt out.
func (w *walk) template(e ast.Expr) string {
	if value := w.p.TypesInfo.Types[e].Value; value != nil && value.Kind() == constant.String {
		return constant.StringVal(value)
	}
	return template(e)
}

// Every path that a rule gives names a field of the input of its act; where a rule serves several, of one of them.
func TestEveryPathIsInTheInput(t *testing.T) {
	n := 0
	for _, p := range load(t) {
		if !slices.Contains([]string{"org", "duty", "problem", "consultation", "task", "letter", "act", "db"}, p.Name) {
			continue
		}
		for _, f := range p.Syntax {
			for _, d := range f.Decls {
				inputs := fault.Inputs()
				if own := inputOf(p, d); own != "" {
					// What is done to each of a list is refused as of one; each gives it its place.
					inputs = append(fault.Held(own), own)
				}
				ast.Inspect(d, func(node ast.Node) bool {
					lit, ok := node.(*ast.BasicLit)
					if !ok || lit.Kind != token.STRING {
						return true
					}
					path, err := strconv.Unquote(lit.Value)
					if err != nil || !strings.HasPrefix(path, "input.") || path == "input." {
						return true
					}
					n++
					parts := strings.Split(strings.TrimSuffix(strings.ReplaceAll(path, "%d", "0"), "."), ".")[1:]
					if !slices.ContainsFunc(inputs, func(in string) bool { return fault.HasField(in, parts) }) {
						t.Errorf("%s: %q is no field of %s", p.Fset.Position(lit.Pos()), path, strings.Join(inputs[:min(3, len(inputs))], ", "))
					}
					return true
				})
			}
		}
	}
	if n < 150 {
		t.Fatalf("only %d paths are found: the walk no longer fits the code", n)
	}
}

// inputOf is the type of the input that a function takes, empty where it takes none.
func inputOf(p *packages.Package, d ast.Decl) string {
	fn, ok := d.(*ast.FuncDecl)
	if !ok {
		return ""
	}
	for _, f := range fn.Type.Params.List {
		if named, ok := types.Unalias(p.TypesInfo.TypeOf(f.Type)).(*types.Named); ok && slices.Contains(fault.Inputs(), named.Obj().Name()) {
			return named.Obj().Name()
		}
	}
	return ""
}

// A value of an enum is said by its label and shown as itself; so are lists of them.
func TestValuesAreSaidByTheirLabels(t *testing.T) {
	type TaskState string
	e := fault.New(fault.WrongState, "state", TaskState("IN_PROGRESS"))
	if got := e.Message(fault.ZH); got != "当前状态为“整改中”，不能办理此事。" || fmt.Sprint(e.Shown(fault.ZH)["state"]) != "IN_PROGRESS" {
		t.Errorf("%q, shown %v", got, e.Shown(fault.ZH))
	}
	type RecommendationState string
	list := fault.At("input.answer", fault.OneOf, "choices", []RecommendationState{"ADOPTED", "DECLINED"})
	if got := list.Message(fault.ZH); got != "“答复”应为以下之一：采纳、不采纳。" || list.Shown(fault.ZH)["choices"] != "ADOPTED, DECLINED" || list.Shown(fault.ZH)["field"] != "answer" {
		t.Errorf("%q, shown %v", got, list.Shown(fault.ZH))
	}
	if got := fault.At("input.items.3.content", fault.Required).Of("DutyListDraftInput").Message(fault.ZH); got != "“内容”为必填项。" {
		t.Error(got)
	}
}
