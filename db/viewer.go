package db

import (
	"context"

	"huishang/internal/auth"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// A viewer's and a grant's edges.
var (
	ViewerPerson      = toOne("Viewer.person", People, func(v *auth.Viewer) *uuid.UUID { return ident.Some(&v.PersonID) })
	GrantOrganisation = toOne("Grant.organisation", Organisations, func(g *auth.Grant) *uuid.UUID { return ident.Some(&g.OrgID) })
	GrantDepartment   = toOne("Grant.department", Departments, func(g *auth.Grant) *uuid.UUID { return ident.Some(g.DepartmentID) })
	GrantPost         = toOne("Grant.post", Posts, func(g *auth.Grant) *uuid.UUID { return ident.Some(&g.PostID) })
	GrantOnBehalfOf   = toOne("Grant.onBehalfOf", People, func(g *auth.Grant) *uuid.UUID { return ident.Some(g.PrincipalID) })
)

// ViewerCounts is what waits for the viewer, counted under the viewer's own rights.
type ViewerCounts struct {
	ProposalsToConfirm int32 `db:"proposals"`
	DraftLists         int32 `db:"drafts"`
	CoverageGaps       int32 `db:"gaps"`
}

// CountsFor counts what waits for the viewer.
func CountsFor(ctx context.Context) (*ViewerCounts, error) {
	t := From(ctx)
	together(&t.loads, t.Viewer.Grants)
	var c ViewerCounts
	err := t.Get(ctx, &c, `
		SELECT ((SELECT count(*) FROM post_role WHERE state = 'PROPOSED' AND proposed_by IS DISTINCT FROM $1)
		      + (SELECT count(*) FROM appointment WHERE state = 'PROPOSED' AND proposed_by IS DISTINCT FROM $1 AND person_id <> $1)
		      + (SELECT count(*) FROM substitution WHERE state = 'PROPOSED' AND proposed_by IS DISTINCT FROM $1 AND person_id <> $1)) AS proposals,
		       (SELECT count(*) FROM duty_list WHERE state = 'DRAFT') AS drafts,
		       (SELECT count(*) FROM coverage_gap WHERE year = extract(year FROM $2::date)) AS gaps`,
		t.Viewer.PersonID, t.Viewer.Today)
	return &c, err
}
