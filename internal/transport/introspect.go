package transport

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/introspection"

	"huishang/internal/coding"
)

// schemaHeader names the schema in an answer to introspection, so that it is kept and not asked for again until there is
// another: by the hash that is the ETag of the schema's text.
const schemaHeader = "Huishang-Schema"

// SchemaHash names a schema by its text.
func SchemaHash(sdl string) string { return coding.NewFixed([]byte(sdl)).Hash() }

// kindsWith are, by the fields of __Type that are lists, the kinds that have one: the specification answers null for
// every other kind, where gqlgen answers an empty list.
var kindsWith = map[string][]string{
	"fields":        {"OBJECT", "INTERFACE"},
	"interfaces":    {"OBJECT", "INTERFACE"},
	"possibleTypes": {"INTERFACE", "UNION"},
	"enumValues":    {"ENUM"},
	"inputFields":   {"INPUT_OBJECT"},
}

// asSpecified is the field middleware of documents that introspect.
func asSpecified(ctx context.Context, next graphql.Resolver) (any, error) {
	f := graphql.GetFieldContext(ctx)
	kinds := kindsWith[f.Field.Name]
	if f.Object != "__Type" || kinds == nil || f.Parent == nil {
		return next(ctx)
	}
	if of, ok := f.Parent.Result.(*introspection.Type); ok && !slices.Contains(kinds, of.Kind()) {
		return nil, nil
	}
	return next(ctx)
}

// straight is the field middleware of all others.
func straight(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) }
