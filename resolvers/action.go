package resolvers

import (
	"context"
	"slices"

	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/fault"
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

// only keeps of what may be done and not what is asked for.
func only(allowed *bool) func([]*auth.AvailableAction, error) ([]*auth.AvailableAction, error) {
	return func(list []*auth.AvailableAction, err error) ([]*auth.AvailableAction, error) {
		if allowed == nil {
			return list, err
		}
		return slices.DeleteFunc(list, func(a *auth.AvailableAction) bool { return a.Allowed() != *allowed }), err
	}
}
