package docs

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huishang/internal/fault"

	"github.com/vektah/gqlparser/v2/ast"
)

// sayNothing are words that tell nothing of what is described: articles, pronouns, prepositions, question words, and those that
// stand for any element.
var sayNothing = strings.Fields(`a an the of in on at to for by with from as and or not no its it this that these those their them they he his who whom whose which
	what when where why how is are was were be been has have had does do did one some any all each every other there here so only stand stands row rows given value
	field name under into than then such true false left out null`)

var told = regexp.MustCompile(`At most [\d,]+, each of at most [\d,]+ characters|[Aa]t most [\d,]+( characters)?|1 to [\d,]+ characters`)

// sameAsName are the elements whose descriptions may say no more than their names, with the reason. None needs to.
var sameAsName = map[string]string{}

// stem cuts what makes a plural or a tense, so that "deadlines" is deadline.
func stem(word string) string {
	word = strings.ToLower(word)
	if s, ok := strings.CutSuffix(word, "ies"); ok {
		return s + "y"
	}
	for _, suffix := range []string{"ing", "ed", "es", "s"} {
		if s, ok := strings.CutSuffix(word, suffix); ok && len(s) > 2 {
			return strings.TrimRight(s, "e")
		}
	}
	return strings.TrimRight(word, "e")
}

// named are the words of names: of TaskFilter.dueOn they are task, filter, due and on.
func named(names ...string) (list []string) {
	for _, name := range names {
		if strings.ToUpper(name) != name {
			name = fault.Words(name)
		}
		for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == ' ' }) {
			list = append(list, stem(w))
		}
	}
	return list
}

// saysMore tells whether a description has a word of meaning that the names have not.
func saysMore(description string, names ...string) bool {
	english, _ := parts(description)
	have := named(names...)
	for _, w := range regexp.MustCompile(`[A-Za-z]+`).FindAllString(told.ReplaceAllString(english, ""), -1) {
		if !slices.Contains(sayNothing, strings.ToLower(w)) && !slices.Contains(have, stem(w)) {
			return true
		}
	}
	return false
}

// A description says more than the name of what it describes, of where that stands and of its enum: what it is, where it comes from,
// in what unit or form, what null means.
func TestDescriptionsSayMoreThanNames(t *testing.T) {
	s, err := schemaOf(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	seen, excused := 0, 0
	check := func(where, description string, names ...string) {
		seen++
		_, chinese := parts(description)
		switch says := chinese != "" && saysMore(description, names...); {
		case sameAsName[where] != "":
			excused++
			if says {
				t.Errorf("%s is excused, and needs no excuse: %q", where, description)
			}
		case !says:
			t.Errorf("%s says no more than its name: %q", where, description)
		}
	}
	for _, d := range s.Types {
		if d.BuiltIn {
			continue
		}
		check(d.Name, d.Description, d.Name)
		for _, v := range d.EnumValues {
			check(d.Name+"."+v.Name, v.Description, d.Name, v.Name)
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			check(d.Name+"."+f.Name, f.Description, d.Name, f.Name)
			for _, a := range f.Arguments {
				check(d.Name+"."+f.Name+"("+a.Name+")", a.Description, d.Name, f.Name, a.Name)
			}
		}
	}
	if seen < 4000 || excused != len(sameAsName) {
		t.Errorf("%d elements were looked at; of %d excuses %d are used", seen, len(sameAsName), excused)
	}
}

func TestWhatSaysMore(t *testing.T) {
	for _, x := range []struct {
		description string
		names       []string
		want        bool
	}{
		{"When (时间).", []string{"HistoryEvent", "at"}, false},
		{"Why. At most 500 characters (理由).", []string{"TaskCancelInput", "reason"}, false},
		{"Which rows (筛选).", []string{"Query", "tasks", "filter"}, false},
		{"In which order (排序).", []string{"Query", "tasks", "orderBy"}, false},
		{"The tasks (督办事项).", []string{"Task"}, false},
		{"Its deadlines (期限).", []string{"TaskFilter", "deadline"}, false},
		{"Cancel a task (撤销). Permission: the discipline office.", []string{"Mutation", "taskCancel"}, false},
		{"The deadline as it is now, extensions counted (期限).", []string{"Task", "dueOn"}, true},
		{"Cancelled. With a reason (已撤销).", []string{"TaskState", "CANCELLED"}, true},
	} {
		if got := saysMore(x.description, x.names...); got != x.want {
			t.Errorf("%q of %v says more: %v", x.description, x.names, got)
		}
	}
}

// Every list says its order where none is given, and every filter what it leaves in where it is left out.
func TestListsSayTheirOrderAndWhatTheyHold(t *testing.T) {
	s, err := schemaOf(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range s.Types {
		for _, f := range d.Fields {
			for _, name := range []string{"filter", "orderBy", "groupBy", "having"} {
				if a := f.Arguments.ForName(name); a != nil && !strings.Contains(a.Description, "left out: ") {
					t.Errorf("%s.%s(%s) does not say what holds where it is left out: %q", d.Name, f.Name, name, a.Description)
				}
			}
		}
	}
}

// What the schema says of an error code is what the catalogue gives as its cause.
func TestErrorCodesSayTheirCause(t *testing.T) {
	s, err := schemaOf(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, v := range s.Types["ErrorCode"].EnumValues {
		said[v.Name] = v.Description
	}
	for _, e := range fault.Catalogue() {
		if want := e.Cause.EN + " (" + strings.TrimSuffix(e.Cause.ZH, "。") + ")."; said[string(e.Code)] != want {
			t.Errorf("%s: %q, and the catalogue %q", e.Code, said[string(e.Code)], want)
		}
		delete(said, string(e.Code))
	}
	for code := range said {
		t.Errorf("%s is in no catalogue", code)
	}
}

// The glossary's own terms stand at elements that are there, once each.
func TestTheGlossaryFitsTheSchema(t *testing.T) {
	s, err := schemaOf(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, x := range terms {
		name, member, _ := strings.Cut(x.where, ".")
		d := s.Types[name]
		if d == nil || member != "" && d.Fields.ForName(member) == nil && d.EnumValues.ForName(member) == nil {
			t.Errorf("%s stands at %s, which the schema lacks", x.zh, x.where)
		}
		if known[x.zh] || known[x.en] {
			t.Errorf("%s (%s) is told twice", x.zh, x.en)
		}
		known[x.zh], known[x.en] = true, true
	}
	for _, name := range kinds {
		if d := s.Types[name]; d == nil || d.Kind != ast.Enum {
			t.Errorf("the schema has no enum %s", name)
		}
	}
}
