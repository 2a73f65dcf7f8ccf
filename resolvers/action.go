package resolvers

import (
	"context"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/fault"
)

type availableActionResolver struct{ *Resolver }

// AvailableAction is the resolver of AvailableAction's fields.
func (r *Resolver) AvailableAction() graph.AvailableActionResolver {
	return &availableActionResolver{r}
}

func (r *availableActionResolver) Reason(ctx context.Context, obj *auth.AvailableAction) (*fault.Code, error) {
	return reasonOf(obj), nil
}

func (r *availableActionResolver) Message(ctx context.Context, obj *auth.AvailableAction) (*string, error) {
	return messageOf(ctx, obj), nil
}

func reasonOf(a *auth.AvailableAction) *fault.Code {
	if a.Refusal == nil {
		return nil
	}
	return &a.Refusal.Code
}

func messageOf(ctx context.Context, a *auth.AvailableAction) *string {
	if a.Refusal == nil {
		return nil
	}
	m := a.Refusal.Message(fault.LocaleFrom(ctx))
	return &m
}
