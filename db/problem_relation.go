package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// ProblemRelation is one direction of what relates two problems, read from the first of them alone: it carries the
// other's readers, so it shows to whoever sees both (D-SEC-1).
type ProblemRelation struct {
	ID          ident.ProblemRelationID `db:"id"`
	ProblemID   ident.ProblemID         `db:"problem_id"`
	OtherID     ident.ProblemID         `db:"other_id"`
	Reason      string                  `db:"reason"`
	RelatedByID *ident.PersonID         `db:"related_by"`
	RelatedAt   clock.DateTime          `db:"related_at"`
	ProvinceID  ident.OrganisationID    `db:"province_id"`
	Secrecy     Secrecy                 `db:"secrecy"`
}

// ProblemRelations are read with their problem.
var ProblemRelations = read.Declare(read.Object[ProblemRelation]{Name: "ProblemRelation", Table: "problem_relation"})

// The edges of a relation, and a problem's relations that stand, the oldest first.
var (
	ProblemRelationProblem   = toOne("ProblemRelation.problem", Problems, func(x *ProblemRelation) *uuid.UUID { return ident.Some(&x.OtherID) })
	ProblemRelationRelatedBy = toOne("ProblemRelation.relatedBy", People, func(x *ProblemRelation) *uuid.UUID { return ident.Some(x.RelatedByID) })
	ProblemRelated           = toRows("Problem.related", ProblemRelations, "ended_at IS NULL AND t.problem_id", "related_at",
		func(x *Problem) *uuid.UUID { return ident.Some(&x.ID) }, func(x *ProblemRelation) uuid.UUID { return x.ProblemID.UUID() })
)

// RelateProblems relates two problems, in both directions.
func (t *Tx) RelateProblems(ctx context.Context, a, b ident.ProblemID, reason string) error {
	_, err := t.Exec(ctx, `
		INSERT INTO problem_relation (problem_id, other_id, reason, related_by, related_at)
		VALUES ($1, $2, $3, $4, $5), ($2, $1, $3, $4, $5)`, a, b, reason, t.actor(), t.Now)
	return err
}

// UnrelateProblems ends what relates two problems and tells how many directions that were.
func (t *Tx) UnrelateProblems(ctx context.Context, a, b ident.ProblemID, reason string) (int64, error) {
	return t.Exec(ctx, `
		UPDATE problem_relation SET ended_by = $3, ended_at = $4, end_reason = $5
		WHERE ended_at IS NULL AND (problem_id, other_id) IN (($1, $2), ($2, $1))`, a, b, t.actor(), t.Now, reason)
}
