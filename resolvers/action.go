package resolvers

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/form"
)

type availableActionResolver struct{ *Resolver }

// AvailableAction is the resolver of AvailableAction's fields.
func (r *Resolver) AvailableAction() graph.AvailableActionResolver {
	return &availableActionResolver{r}
}

func (r *availableActionResolver) Message(ctx context.Context, obj *auth.AvailableAction) (*string, error) {
	if obj.Refusal == nil {
		return nil, nil
	}
	m := obj.Refusal.Message(fault.LocaleFrom(ctx))
	return &m, nil
}

func (r *availableActionResolver) Params(ctx context.Context, obj *auth.AvailableAction) ([]*graph.ErrorParam, error) {
	if obj.Refusal == nil {
		return []*graph.ErrorParam{}, nil
	}
	return params(ctx, obj.Refusal), nil
}

func (r *availableActionResolver) Fields(ctx context.Context, obj *auth.AvailableAction) ([]*form.Field, error) {
	return form.Fields(r.schema, db.From(ctx).Viewer.Today, obj.Mutation), nil
}

type formFieldResolver struct{ *Resolver }

// FormField is the resolver of FormField's fields.
func (r *Resolver) FormField() graph.FormFieldResolver { return &formFieldResolver{r} }

func (r *formFieldResolver) Label(ctx context.Context, obj *form.Field, l *string) (string, error) {
	return obj.Label.In(locale(ctx, l)), nil
}

type formChoiceResolver struct{ *Resolver }

// FormChoice is the resolver of FormChoice's fields.
func (r *Resolver) FormChoice() graph.FormChoiceResolver { return &formChoiceResolver{r} }

func (r *formChoiceResolver) Label(ctx context.Context, obj *form.Choice, l *string) (string, error) {
	return obj.Label.In(locale(ctx, l)), nil
}

// only keeps of what may be done and not what is asked for.
func only(allowed *bool) func([]*auth.AvailableAction, error) ([]*auth.AvailableAction, error) {
	return func(list []*auth.AvailableAction, err error) ([]*auth.AvailableAction, error) {
		if allowed == nil {
			return list, err
		}
		return slices.DeleteFunc(list, func(a *auth.AvailableAction) bool { return a.Allowed() != *allowed }), err
	}
}
