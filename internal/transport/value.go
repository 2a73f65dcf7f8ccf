package transport

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/fault"
	"huishang/internal/text"
)

// numberMax bounds a number as written, in bytes.
const numberMax = 40

// values coerces the variables of one operation, and refuses every wrong one with its path.
type values struct {
	ctx      context.Context
	schema   *ast.Schema
	limits   *Limits
	longText func(inputType, field string) bool
	mutation bool
	refused  gqlerror.List
}

// coerceVariables returns the operation's variables as the executor wants them: Int as int64, Float as float64,
// a single value for a list as a list of one.
func (e *endpoint) coerceVariables(ctx context.Context, op *ast.OperationDefinition, given map[string]any) (map[string]any, gqlerror.List) {
	v := &values{ctx: ctx, schema: e.Schema.Schema(), limits: &e.Limits, longText: e.LongText, mutation: op.Operation == ast.Mutation}
	coerced := make(map[string]any, len(op.VariableDefinitions))
	for _, def := range op.VariableDefinitions {
		path := ast.Path{ast.PathName("variable"), ast.PathName(def.Variable)}
		value, ok := given[def.Variable]
		switch {
		case ok:
			coerced[def.Variable] = v.value(path, def.Type, value, false)
		case def.DefaultValue != nil:
			if d, err := def.DefaultValue.Value(nil); err == nil {
				coerced[def.Variable] = v.value(path, def.Type, d, false)
			}
		case def.Type.NonNull:
			v.refuse(path, "a value of type "+def.Type.String())
		}
	}
	return coerced, v.refused[:min(len(v.refused), e.Limits.Errors)]
}

func (v *values) refuse(path ast.Path, expected string) {
	r := refusal(v.ctx, fault.New(fault.BadUserInput, "expected", expected))
	r.Path = slices.Clone(path)
	v.refused = append(v.refused, r)
}

func (v *values) value(path ast.Path, t *ast.Type, value any, long bool) any {
	if value == nil {
		if t.NonNull {
			v.refuse(path, t.String()+", not null")
		}
		return nil
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			return []any{v.value(path, t.Elem, value, long)}
		}
		coerced := make([]any, len(list))
		for i, item := range list {
			coerced[i] = v.value(append(path[:len(path):len(path)], ast.PathIndex(i)), t.Elem, item, long)
		}
		return coerced
	}
	def := v.schema.Types[t.NamedType]
	switch def.Kind {
	case ast.InputObject:
		return v.object(path, def, value)
	case ast.Enum:
		if name, ok := value.(string); ok && def.EnumValues.ForName(name) != nil {
			return name
		}
		v.refuse(path, "a value of the enum "+def.Name)
		return nil
	}
	return v.scalar(path, def.Name, value, long)
}

func (v *values) object(path ast.Path, def *ast.Definition, value any) any {
	fields, ok := value.(map[string]any)
	if !ok {
		v.refuse(path, "an object of type "+def.Name)
		return nil
	}
	at := func(name string) ast.Path { return append(path[:len(path):len(path)], ast.PathName(name)) }
	coerced := make(map[string]any, len(fields))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		field := def.Fields.ForName(name)
		if field == nil {
			v.refuse(at(short(name)), "only fields of "+def.Name)
			continue
		}
		coerced[name] = v.value(at(name), field.Type, fields[name], v.longText != nil && v.longText(def.Name, name))
	}
	for _, field := range def.Fields {
		if _, given := fields[field.Name]; !given && field.Type.NonNull && field.DefaultValue == nil {
			v.refuse(at(field.Name), "a value of type "+field.Type.String())
		}
	}
	if def.Directives.ForName("oneOf") != nil && !exactlyOne(fields) {
		v.refuse(path, "exactly one field of "+def.Name+", and not null")
	}
	return coerced
}

func exactlyOne(fields map[string]any) bool {
	for _, value := range fields {
		return len(fields) == 1 && value != nil
	}
	return false
}

func (v *values) scalar(path ast.Path, name string, value any, long bool) any {
	if expected := v.sized(value, long); expected != "" {
		v.refuse(path, expected)
		return nil
	}
	number, isNumber := value.(json.Number)
	given, isText := value.(string)
	whole, isWhole := wholeNumber(value)
	switch name {
	case "Int":
		if isWhole && whole == int64(int32(whole)) {
			return whole
		}
		v.refuse(path, "Int, a whole number of 32 bits")
	case "Float":
		if f, ok := decimal(value); ok {
			return f
		}
		v.refuse(path, "Float, a number")
	case "String":
		if isText {
			return v.text(path, given)
		}
		v.refuse(path, "String")
	case "Boolean":
		if b, ok := value.(bool); ok {
			return b
		}
		v.refuse(path, "Boolean, true or false")
	case "ID":
		switch {
		case isText:
			return given
		case isWhole:
			return strconv.FormatInt(whole, 10)
		}
		v.refuse(path, "ID, a string")
	default:
		if !isNumber {
			return value
		}
		if isWhole {
			return whole
		}
		if f, ok := decimal(number); ok {
			return f
		}
		v.refuse(path, "a number of 64 bits")
	}
	return nil
}

// text is a text as it is kept. What no text may hold is refused here for a query; a mutation's payload refuses it, with
// the path of the input (act.Given).
func (v *values) text(path ast.Path, given string) string {
	kept := text.Normal(given)
	if !v.mutation && text.Flaw(kept, text.Prose) != nil {
		v.refuse(path, "text without control characters")
	}
	return kept
}

// sized looks into strings, numbers and, for scalars that hold more, into lists and objects; it returns what
// was expected instead, "" where all is well.
func (v *values) sized(value any, long bool) string {
	switch value := value.(type) {
	case json.Number:
		if len(value) > numberMax {
			return "a number of at most " + strconv.Itoa(numberMax) + " digits"
		}
	case string:
		return textExpected(value, v.limits, long)
	case []any:
		for _, item := range value {
			if expected := v.sized(item, long); expected != "" {
				return expected
			}
		}
	case map[string]any:
		for key, item := range value {
			if expected := v.sized(key, false) + v.sized(item, long); expected != "" {
				return expected
			}
		}
	}
	return ""
}

// textExpected refuses text that PostgreSQL cannot hold, and text that is too long for its place.
func textExpected(given string, l *Limits, long bool) string {
	limit := l.Text
	if long {
		limit = l.LongText
	}
	switch {
	case len(given) > limit:
		return "text of at most " + strconv.Itoa(limit) + " bytes"
	case strings.ContainsRune(given, 0):
		return "text without U+0000"
	}
	return ""
}

func wholeNumber(value any) (int64, bool) {
	switch n := value.(type) {
	case int64:
		return n, true
	case json.Number:
		i, err := n.Int64()
		return i, err == nil
	}
	return 0, false
}

func decimal(value any) (float64, bool) {
	switch n := value.(type) {
	case float64:
		return n, true
	case int64:
		return float64(n), true
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	return 0, false
}
