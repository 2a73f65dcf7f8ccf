package db

import (
	"context"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Organisation is a province, a branch or a region (D-ORG-1).
type Organisation struct {
	ID                ident.OrganisationID   `db:"id"`
	ProvinceID        ident.OrganisationID   `db:"province_id"`
	BranchID          *ident.OrganisationID  `db:"branch_id"`
	ParentID          *ident.OrganisationID  `db:"parent_id"`
	Level             read.OrganisationLevel `db:"level"`
	Code              string                 `db:"code"`
	Name              string                 `db:"name"`
	NumberPrefix      *string                `db:"number_prefix"`
	PartyOrganisation PartyOrganisation      `db:"party_organisation"`
	DisciplineBody    DisciplineBody         `db:"discipline_body"`
	Zone              string                 `db:"zone"`
	DeactivatedAt     *clock.DateTime        `db:"deactivated_at"`
	Version           int32                  `db:"version"`
	CreatedAt         clock.DateTime         `db:"created_at"`
	UpdatedAt         clock.DateTime         `db:"updated_at"`
}

// PartyOrganisation is the type of an organisation's Party organisation.
type PartyOrganisation string

// The types of Party organisation.
const (
	PartyCommittee     PartyOrganisation = "PARTY_COMMITTEE"
	GeneralPartyBranch PartyOrganisation = "GENERAL_PARTY_BRANCH"
	PartyBranch        PartyOrganisation = "PARTY_BRANCH"
)

// DisciplineBody is what an organisation has for discipline: a commission, a commissioner, or nothing of its own.
type DisciplineBody string

// The discipline bodies.
const (
	Commission       DisciplineBody = "COMMISSION"
	Commissioner     DisciplineBody = "COMMISSIONER"
	NoDisciplineBody DisciplineBody = "NONE"
)

// Department is a department, room or office of an organisation; the two offices are departments of a kind (D-ORG-3).
type Department struct {
	ID            ident.DepartmentID   `db:"id"`
	ProvinceID    ident.OrganisationID `db:"province_id"`
	OrgID         ident.OrganisationID `db:"org_id"`
	Code          string               `db:"code"`
	Name          string               `db:"name"`
	Kind          DepartmentKind       `db:"kind"`
	RiskDomains   pq.StringArray       `db:"risk_domains"`
	BusinessLines pq.StringArray       `db:"business_lines"`
	LegalEntity   *string              `db:"legal_entity"`
	Origin        *Origin              `db:"origin"`
	DeactivatedAt *clock.DateTime      `db:"deactivated_at"`
	Version       int32                `db:"version"`
	CreatedAt     clock.DateTime       `db:"created_at"`
	UpdatedAt     clock.DateTime       `db:"updated_at"`
}

// DepartmentKind tells the two offices from ordinary departments.
type DepartmentKind string

// The kinds of department.
const (
	OrdinaryDepartment   DepartmentKind = "ORDINARY"
	PartyOfficeKind      DepartmentKind = "PARTY_OFFICE"
	DisciplineOfficeKind DepartmentKind = "DISCIPLINE_OFFICE"
)

// Origin marks where a row of the sample comes from: the source text, a mechanism of it, or composed.
type Origin string

// The marks of origin.
const (
	OriginText      Origin = "TEXT"
	OriginMechanism Origin = "MECHANISM"
	OriginSample    Origin = "SAMPLE"
)

// Active tells whether it is in use.
func (x *Organisation) Active() bool { return x.DeactivatedAt == nil }

// Active tells whether it is in use.
func (x *Department) Active() bool { return x.DeactivatedAt == nil }

// OrganisationCounts count what is active in an organisation and everything below.
type OrganisationCounts struct {
	Root          uuid.UUID `db:"root"`
	Organisations int32     `db:"organisations"`
	Departments   int32     `db:"departments"`
	Posts         int32     `db:"posts"`
	VacantPosts   int32     `db:"vacant_posts"`
	People        int32     `db:"people"`
	// nil where the viewer's roles do not show him all lists, all tasks there.
	ListsInForce *int32 `db:"lists_in_force"`
	OpenTasks    *int32 `db:"open_tasks"`
	OverdueTasks *int32 `db:"overdue_tasks"`
}

// CountsOf counts for one organisation, and in the same statement for all that were read with it.
func CountsOf(ctx context.Context, o *Organisation) (*OrganisationCounts, error) {
	return read.Batch(ctx, "Organisation.counts", o, func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) },
		func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*OrganisationCounts, error) {
			var rows []*OrganisationCounts
			err := t.Select(ctx, &rows, organisationCounts, ident.List(ids), t.Viewer.Today, t.Viewer.ProvinceID)
			m := make(map[uuid.UUID]*OrganisationCounts, len(rows))
			for _, r := range rows {
				m[r.Root] = r
			}
			return m, err
		})
}

// organisationCounts counts once per organisation and adds up along the tree's three levels.
var organisationCounts = `
	WITH place AS MATERIALIZED (
	    SELECT o.id, o.branch_id, o.province_id, o.deactivated_at IS NULL AS active
	    FROM organisation o
	    WHERE o.province_id = $3
	), held AS MATERIALIZED (
	    SELECT DISTINCT a.post_id
	    FROM appointment a
	    WHERE a.province_id = $3 AND a.state = 'CONFIRMED' AND a.from_on <= $2 AND (a.to_on IS NULL OR a.to_on >= $2)
	), facts (org_id, organisations, departments, posts, vacant, people, lists, open, overdue) AS (
	    SELECT id, 1, 0, 0, 0, 0, 0, 0, 0 FROM place WHERE active
	    UNION ALL
	    SELECT org_id, 0, count(*), 0, 0, 0, 0, 0, 0 FROM department WHERE province_id = $3 AND deactivated_at IS NULL GROUP BY org_id
	    UNION ALL
	    SELECT p.org_id, 0, 0, count(*), count(*) FILTER (WHERE h.post_id IS NULL), 0, 0, 0, 0
	    FROM post p LEFT JOIN held h ON h.post_id = p.id
	    WHERE p.province_id = $3 AND p.deactivated_at IS NULL GROUP BY p.org_id
	    UNION ALL
	    SELECT org_id, 0, 0, 0, 0, count(*), 0, 0, 0 FROM person WHERE province_id = $3 AND deactivated_at IS NULL GROUP BY org_id
	    UNION ALL
	    SELECT org_id, 0, 0, 0, 0, 0, count(*), 0, 0 FROM duty_list
	    WHERE province_id = $3 AND state = 'IN_FORCE' AND year = extract(year FROM $2::date) GROUP BY org_id
	    UNION ALL
	    SELECT t.responsible_org_id, 0, 0, 0, 0, 0, 0, COALESCE(sum(t.n), 0), ` + read.KeptCount(overdueTask("t", "$2")) + `
	    FROM ` + taskKept.Seen(read.Setting, "task", "t.province_id = $3 AND t.ended_at IS NULL") + ` AS t
	    GROUP BY t.responsible_org_id
	)
	SELECT r.id AS root,
	       COALESCE(sum(f.organisations) FILTER (WHERE f.org_id <> r.id), 0)::integer AS organisations,
	       COALESCE(sum(f.departments), 0)::integer AS departments,
	       COALESCE(sum(f.posts), 0)::integer AS posts,
	       COALESCE(sum(f.vacant), 0)::integer AS vacant_posts,
	       COALESCE(sum(f.people), 0)::integer AS people,
	       CASE WHEN r.id = ANY (` + seesLists.SQL() + `) THEN COALESCE(sum(f.lists), 0)::integer END AS lists_in_force,
	       CASE WHEN r.id = ANY (` + seesTasks.SQL() + `) THEN COALESCE(sum(f.open), 0)::integer END AS open_tasks,
	       CASE WHEN r.id = ANY (` + seesTasks.SQL() + `) THEN COALESCE(sum(f.overdue), 0)::integer END AS overdue_tasks
	FROM unnest($1::uuid[]) AS r (id)
	LEFT JOIN place p ON r.id IN (p.id, p.branch_id, p.province_id)
	LEFT JOIN facts f ON f.org_id = p.id
	GROUP BY r.id`

// Tree reads a subtree in one flat list, parents before children, by code; the province's when root is nil.
func Tree(ctx context.Context, root *ident.OrganisationID) ([]*Organisation, error) {
	t := From(ctx)
	at := t.Viewer.ProvinceID
	if root != nil {
		at = *root
	}
	var rows []read.Row[Organisation]
	err := t.Select(ctx, &rows, `
		SELECT `+Organisations.Selected()+`
		FROM organisation AS t
		LEFT JOIN organisation b ON b.id = t.branch_id
		WHERE $1 IN (t.id, t.branch_id, t.province_id)
		ORDER BY t.branch_id IS NOT NULL, b.code, t.level = 'REGION', t.code, t.id`, at)
	nodes := make([]*Organisation, len(rows))
	for i := range rows {
		nodes[i] = &rows[i].Node
	}
	read.Remember(t.Tx, nodes)
	return nodes, err
}

// Within tells whether an organisation is another or stands below it.
func (x *Organisation) Within(top *Organisation) bool {
	return x.ID == top.ID || x.ProvinceID == top.ID || x.BranchID != nil && *x.BranchID == top.ID
}
