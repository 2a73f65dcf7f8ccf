package problem

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// ProblemRelate relates a problem to another of the organisation or below it, open or closed. The relation is its
// own record: by whom, when and why; no line of a problem's history tells of one that a reader may not see.
func ProblemRelate(ctx context.Context, in input.ProblemRelateInput) (uuid.UUID, error) {
	p, other, err := pair(ctx, auth.ProblemRelate, in.Problem, in.Other, in.Version, in.Reason)
	if err != nil {
		return uuid.Nil, err
	}
	return p.ID.UUID(), db.From(ctx).RelateProblems(ctx, p.ID, other.ID, in.Reason)
}

// ProblemUnrelate takes a relation back; that it was there is kept.
func ProblemUnrelate(ctx context.Context, in input.ProblemUnrelateInput) (uuid.UUID, error) {
	p, other, err := pair(ctx, auth.ProblemUnrelate, in.Problem, in.Other, in.Version, in.Reason)
	if err != nil {
		return uuid.Nil, err
	}
	n, err := db.From(ctx).UnrelateProblems(ctx, p.ID, other.ID, in.Reason)
	if err == nil && n == 0 {
		err = fault.At("input.other", fault.NotFound, "noun", fault.Noun(db.ProblemRelations.Name))
	}
	return p.ID.UUID(), err
}

// pair takes and checks the two problems that an act relates.
func pair(ctx context.Context, a auth.Act, id, with ident.ProblemID, version int32, reason string) (p, other *db.Problem, err error) {
	if err := db.Hold(ctx, db.Problems, id.UUID(), with.UUID()); err != nil {
		return nil, nil, err
	}
	if p, err = act.Need(ctx, db.Problems, id.UUID(), "input.problem"); err != nil {
		return nil, nil, err
	}
	if err := Problems.Judge(ctx, a, p, "input.problem"); err != nil {
		return nil, nil, err
	}
	if err := act.Version(p.ID, version, p.Version); err != nil {
		return nil, nil, err
	}
	if other, err = act.Need(ctx, db.Problems, with.UUID(), "input.other"); err != nil {
		return nil, nil, err
	}
	orgs, err := read.Many(ctx, db.Organisations, []uuid.UUID{p.OrgID.UUID(), other.OrgID.UUID()})
	if err != nil {
		return nil, nil, err
	}
	var c act.Checks
	c.Text("input.reason", reason)
	c.Unless(p.ID != other.ID && orgs[other.OrgID.UUID()].Within(orgs[p.OrgID.UUID()]), fault.At("input.other", fault.InvalidValue, "expected", "another problem of the organisation, or one below it"))
	return p, other, c.Or()
}
