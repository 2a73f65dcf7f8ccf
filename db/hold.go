package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// Hold lets the act wait for others that hold these records, and others for it, until its transaction ends: what is read from
// here on stays. Whether the viewer sees them is asked by who reads them.
func Hold[T any](ctx context.Context, o *read.Object[T], ids ...uuid.UUID) error {
	return hold(ctx, o.Table, ids, false)
}

// HoldSome is Hold for a record that there may be none of.
func HoldSome[T any, ID interface{ UUID() uuid.UUID }](ctx context.Context, o *read.Object[T], id *ID) error {
	if id == nil {
		return nil
	}
	return Hold(ctx, o, (*id).UUID())
}

// HoldBeside is Hold for an act that rests on records as they are: beside others that do, and never beside one that changes
// them.
func HoldBeside[T any](ctx context.Context, o *read.Object[T], ids ...uuid.UUID) error {
	return hold(ctx, o.Table, ids, true)
}

func hold(ctx context.Context, table string, ids []uuid.UUID, beside bool) error {
	_, err := From(ctx).Exec(ctx, `SELECT hold($1, $2, $3)`, table, ident.List(ids), beside)
	return err
}
