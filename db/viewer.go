package db

import (
	"context"

	"huishang/db/read"
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
	ProposalsToConfirm int32  `db:"proposals"`
	DraftLists         int32  `db:"drafts"`
	CoverageGaps       *int32 `db:"gaps"` // nil where the viewer sees no organisation's lists whole
	Tasks              int32  `db:"tasks"`
	OverdueTasks       int32  `db:"overdue"`
	TasksDueSoon       int32  `db:"soon"`
	Approvals          int32  `db:"approvals"`
	// ConsultationsToSettle wait for the principal leader; Invitations are open consultations to take part in.
	ConsultationsToSettle int32 `db:"settle"`
	Invitations           int32 `db:"invitations"`
}

// CountsFor counts what waits for the viewer.
func CountsFor(ctx context.Context) (*ViewerCounts, error) {
	t := From(ctx)
	read.Remember(t.Tx, t.Viewer.Grants)
	const open = "(t.province_id = $3) IS TRUE AND t.ended_at IS NULL"
	var c ViewerCounts
	err := t.Get(ctx, &c, `
		SELECT ((SELECT count(*) FROM post_role WHERE state = 'PROPOSED' AND proposed_by IS DISTINCT FROM $1)
		      + (SELECT count(*) FROM appointment WHERE state = 'PROPOSED' AND proposed_by IS DISTINCT FROM $1 AND person_id <> $1)
		      + (SELECT count(*) FROM substitution WHERE state = 'PROPOSED' AND proposed_by IS DISTINCT FROM $1 AND person_id <> $1)) AS proposals,
		       (SELECT count(*) FROM duty_list WHERE state = 'DRAFT') AS drafts,
		       CASE WHEN cardinality((SELECT setting_uuids('orgs'))) > 0 THEN (SELECT count(*) FROM coverage_gap WHERE year = extract(year FROM $2::date)) END AS gaps,
		       (SELECT count(*) FROM consultation c WHERE (c.state = 'SUBMITTED' OR c.state = 'IN_SESSION' AND c.ratified_at IS NULL)
		            AND `+read.Session(read.Setting).Among("c.org_id", "party_secretary_orgs")+`) AS settle,
		       (SELECT count(*) FROM participant p JOIN consultation c ON c.id = p.consultation_id
		        WHERE p.person_id = $1 AND c.state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION')) AS invitations, w.*, d.*
		FROM (SELECT count(*) AS tasks, count(*) FILTER (WHERE `+overdueTask("m", "$2")+`) AS overdue, count(*) FILTER (WHERE m.due_on BETWEEN $2 AND $2::date + 7) AS soon
		      FROM `+read.Each(mine(read.Setting), "t.due_on, t.stopped_on", "task", open, read.Apart)+` m) w,
		     (SELECT count(*) AS approvals FROM `+read.Each(myDecision(read.Setting), "1 AS it", "task", open, read.Apart)+` d) d`,
		t.Viewer.PersonID, t.Viewer.Today, t.Viewer.ProvinceID)
	return &c, err
}

// TasksOfViewer lists the viewer's own open work.
func TasksOfViewer(ctx context.Context, a read.ListArgs) (*read.Page[Task], error) {
	return read.List(ctx, Tasks, a.And(map[string]any{"mine": true, "ended": false}))
}

// ApprovalsOfViewer lists what waits for a decision or signature of the viewer's.
func ApprovalsOfViewer(ctx context.Context, a read.ListArgs) (*read.Page[Task], error) {
	return read.List(ctx, Tasks, a.And(map[string]any{"awaiting": "MY_DECISION"}))
}
