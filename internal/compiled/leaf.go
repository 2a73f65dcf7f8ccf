package compiled

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// leaf writes a value that is not null.
type leaf func(b *bytes.Buffer, v reflect.Value)

var marshalers = reflect.TypeFor[graphql.Marshaler]()

// leafOf is how values of a type in Go are written as a scalar or enum of the schema, as gqlgen writes them.
func leafOf(d *ast.Definition, t reflect.Type) (leaf, error) {
	switch {
	case t.Implements(marshalers):
		if t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface {
			break
		}
		return func(b *bytes.Buffer, v reflect.Value) {
			if v.CanAddr() {
				v = v.Addr()
			}
			v.Interface().(graphql.Marshaler).MarshalGQL(b)
		}, nil
	case t.Kind() == reflect.String && (d.Kind == ast.Enum || d.Name == "String" || d.Name == "Locale"):
		return func(b *bytes.Buffer, v reflect.Value) { quote(b, v.String()) }, nil
	case t.Kind() == reflect.Int32 && d.Name == "Int":
		return func(b *bytes.Buffer, v reflect.Value) { b.Write(strconv.AppendInt(b.AvailableBuffer(), v.Int(), 10)) }, nil
	case t.Kind() == reflect.Float64 && d.Name == "Float":
		return func(b *bytes.Buffer, v reflect.Value) { fmt.Fprintf(b, "%g", v.Float()) }, nil
	case t.Kind() == reflect.Bool && d.Name == "Boolean":
		return func(b *bytes.Buffer, v reflect.Value) { b.WriteString(strconv.FormatBool(v.Bool())) }, nil
	}
	return nil, fmt.Errorf("%s in Go is not known as %s", t, d.Name)
}

// quote writes a string as gqlgen does.
func quote(b *bytes.Buffer, s string) {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == '\\' || c == '"' {
			graphql.MarshalString(s).MarshalGQL(b)
			return
		}
	}
	b.WriteByte('"')
	b.WriteString(s)
	b.WriteByte('"')
}
