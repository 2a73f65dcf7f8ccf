package transport

import (
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/fault"
)

// LabelOf is what people call a field that a table asks for.
func LabelOf(f *ast.FieldDefinition) fault.Text {
	if f == nil || f.Name == "__typename" {
		return fault.Text{EN: "Type", ZH: "类型"}
	}
	return fault.Described(f.Name, f.Description)
}
