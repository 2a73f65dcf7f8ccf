package resolvers

import (
	"context"
	"slices"

	"huishang/db/read"
	"huishang/internal/fault"
	"huishang/internal/offer"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/graph"
)

type codeResolver struct{ *Resolver }

// Code is the resolver of Code's fields.
func (r *Resolver) Code() graph.CodeResolver { return &codeResolver{r} }

func (r *codeResolver) Label(ctx context.Context, obj *read.Code, l *string) (string, error) {
	return codeLabel(obj, locale(ctx, l)), nil
}

func (r *queryResolver) Codes(ctx context.Context, table read.CodeTable) ([]*read.Code, error) {
	return read.Codes(ctx, table)
}

func (r *queryResolver) EnumValues(ctx context.Context, name string, l *string) ([]*graph.EnumValue, error) {
	e := r.schema.Types[name]
	if e == nil || e.Kind != ast.Enum || e.BuiltIn {
		return nil, fault.At("name", fault.BadUserInput, "expected", "the name of an enum of this schema")
	}
	values, terminal := make([]*graph.EnumValue, len(e.EnumValues)), offer.Terminal(name)
	for i, v := range e.EnumValues {
		values[i] = &graph.EnumValue{Value: v.Name, Label: fault.Label(name, v.Name).In(locale(ctx, l)), Order: int32(i + 1), Terminal: slices.Contains(terminal, v.Name)}
	}
	return values, nil
}

func (r *queryResolver) ErrorCodes(ctx context.Context, l *string) ([]*graph.ErrorCodeInfo, error) {
	var list []*graph.ErrorCodeInfo
	for _, e := range fault.Catalogue() {
		list = append(list, &graph.ErrorCodeInfo{Code: e.Code, Place: e.Place, Cause: e.Cause.In(locale(ctx, l)), Cure: e.Cure.In(locale(ctx, l))})
	}
	return list, nil
}

// labelOf is the label of a value that may be missing.
func labelOf[E ~string](enum string, value *E, l fault.Locale) *string {
	if value == nil {
		return nil
	}
	return new(fault.Label(enum, string(*value)).In(l))
}

// locale is the language asked for, the request's when none was.
func locale(ctx context.Context, asked *string) fault.Locale {
	switch {
	case asked == nil:
		return fault.LocaleFrom(ctx)
	case *asked == "EN":
		return fault.EN
	}
	return fault.ZH
}

func codeLabel(c *read.Code, l fault.Locale) string {
	return fault.Text{EN: c.LabelEN, ZH: c.LabelZH}.In(l)
}

func (r *codeResolver) RiskDomains(_ context.Context, obj *read.Code) ([]string, error) {
	return obj.RiskDomains, nil
}
