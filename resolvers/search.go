package resolvers

import (
	"context"

	"huishang/db"
	"huishang/graph"
)

func (r *queryResolver) Search(ctx context.Context, text string, types []db.SearchType, first *int32, after *string) (*db.SearchConnection, error) {
	return db.Search(ctx, text, types, first, after)
}

// Node is the record, which is one of readers' as every node is.
func (r *searchHitResolver) Node(_ context.Context, obj *db.SearchHit) (graph.Node, error) {
	return obj.Row.(graph.Node), nil
}
