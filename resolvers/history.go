package resolvers

import (
	"context"
	"huishang/db"
	"huishang/graph"
)

type historyEventResolver struct{ *Resolver }

// HistoryEvent is the resolver of HistoryEvent's fields.
func (r *Resolver) HistoryEvent() graph.HistoryEventResolver { return &historyEventResolver{r} }

func (r *historyEventResolver) Actor(ctx context.Context, obj *db.HistoryEvent) (*db.Person, error) {
	return db.HistoryActor.Of(ctx, obj)
}

func (r *historyEventResolver) OnBehalfOf(ctx context.Context, obj *db.HistoryEvent) (*db.Person, error) {
	return db.HistoryOnBehalfOf.Of(ctx, obj)
}

func (r *historyEventResolver) Changes(ctx context.Context, obj *db.HistoryEvent) ([]*db.FieldChange, error) {
	return obj.Changes, nil
}
