package transport

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/fault"
)

// term is the Chinese term in a description: "A sentence (词)."
var term = regexp.MustCompile(`\(([^()]*\p{Han}[^()]*)\)`)

// LabelOf is what people call a field: its name in words, and the Chinese term of its description.
func LabelOf(f *ast.FieldDefinition) fault.Text {
	if f == nil || f.Name == "__typename" {
		return fault.Text{EN: "Type", ZH: "类型"}
	}
	label := fault.Text{EN: inWords(f.Name), ZH: f.Name}
	if m := term.FindStringSubmatch(f.Description); m != nil {
		label.ZH = m[1]
	}
	return label
}

// inWords writes a name as words: "dueOn" is "Due on".
func inWords(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case i == 0:
			r = unicode.ToUpper(r)
		case unicode.IsUpper(r):
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
