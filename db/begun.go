package db

import (
	"context"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Proposals is what is proposed at an organisation and not decided: of a kind of consultation there is one rule at most, of a
// year one plan.
type Proposals struct {
	Org   ident.OrganisationID `db:"org_id"`
	Kinds pq.StringArray       `db:"kinds"`
	Years pq.Int32Array        `db:"years"`
}

// ProposalsOf tells what is proposed at an organisation, for all read with it.
func ProposalsOf(ctx context.Context, o *Organisation) (*Proposals, error) {
	return read.Batch(ctx, "Organisation.proposals", o, func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*Proposals, error) {
		var rows []*Proposals
		err := t.Select(ctx, &rows, `
			SELECT o.id AS org_id,
			       ARRAY(SELECT r.kind FROM consultation_rule AS r WHERE r.org_id = o.id AND r.state = 'PROPOSED') AS kinds,
			       ARRAY(SELECT p.year FROM consultation_plan AS p WHERE p.org_id = o.id AND p.state = 'PROPOSED') AS years
			FROM unnest($1::uuid[]) AS o (id)`, ident.List(ids))
		found := map[uuid.UUID]*Proposals{}
		for _, r := range rows {
			found[r.Org.UUID()] = r
		}
		return found, err
	})
}

// Drafted is a list that is drafted of a holder: of a kind and year there is one at most.
type Drafted struct {
	Holder uuid.UUID    `db:"holder"`
	Kind   DutyListKind `db:"kind"`
	Year   int32        `db:"year"`
}

// DraftedOfOrganisation lists the drafts of an organisation's own lists, for all organisations read with it.
func DraftedOfOrganisation(ctx context.Context, o *Organisation) ([]*Drafted, error) {
	return drafted(ctx, o, func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) }, "org_id", "post_id IS NULL AND department_id IS NULL")
}

// DraftedOfDepartment lists the drafts of a department's lists, for all departments read with it.
func DraftedOfDepartment(ctx context.Context, d *Department) ([]*Drafted, error) {
	return drafted(ctx, d, func(d *Department) *uuid.UUID { return ident.Some(&d.ID) }, "department_id", "post_id IS NULL")
}

// DraftedOfPost lists the drafts of a post's lists, for all posts read with it.
func DraftedOfPost(ctx context.Context, p *Post) ([]*Drafted, error) {
	return drafted(ctx, p, postKey, "post_id", "true")
}

func drafted[T any](ctx context.Context, of *T, key func(*T) *uuid.UUID, holder, only string) ([]*Drafted, error) {
	return read.Batch(ctx, "drafted by "+holder, of, key, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID][]*Drafted, error) {
		var rows []*Drafted
		err := t.Select(ctx, &rows, `
			SELECT `+holder+` AS holder, kind, year FROM duty_list
			WHERE `+holder+` = ANY ($1) AND `+only+` AND state = 'DRAFT'`, ident.List(ids))
		return read.ByParent(rows, func(d *Drafted) uuid.UUID { return d.Holder }), err
	})
}

// ActedFor are the organisations for which the viewer acts by some grant, with its departments and posts of his own.
func ActedFor(ctx context.Context) (orgs map[uuid.UUID]*Organisation, departments map[uuid.UUID]*Department, posts map[uuid.UUID]*Post, err error) {
	var o, d, p []uuid.UUID
	for _, g := range From(ctx).Viewer.Grants {
		o = append(append(o, g.OrgID.UUID()), ident.UUIDs(g.ActsFor)...)
		p = append(p, g.PostID.UUID())
		if g.DepartmentID != nil {
			d = append(d, g.DepartmentID.UUID())
		}
	}
	if orgs, err = read.Many(ctx, Organisations, o); err != nil {
		return nil, nil, nil, err
	}
	if departments, err = read.Many(ctx, Departments, d); err != nil {
		return nil, nil, nil, err
	}
	posts, err = read.Many(ctx, Posts, p)
	return orgs, departments, posts, err
}
