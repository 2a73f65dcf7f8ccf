package db

import (
	"context"
	"fmt"
	"strings"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// PostHolder is who holds a post on a day, and as what; without a person the post is vacant.
type PostHolder struct {
	PostID   ident.PostID    `db:"post_id"`
	PersonID *ident.PersonID `db:"person_id"`
	Capacity *auth.Capacity  `db:"capacity"`
	Key      uuid.UUID       `db:"key"`
}

// HolderPost and HolderPerson are its edges.
var (
	HolderPost   = toOne("PostHolder.post", Posts, func(h *PostHolder) *uuid.UUID { return ident.Some(&h.PostID) })
	HolderPerson = toOne("PostHolder.person", People, func(h *PostHolder) *uuid.UUID { return ident.Some(h.PersonID) })
)

// HoldersOf lists a post's holders on a day (D-ORG-5): the substantive, else the acting one, and the substitute.
func HoldersOf(ctx context.Context, post *Post, on clock.Date) ([]*PostHolder, error) {
	list, err := read.Batch(ctx, "Post.holders "+on.String(), post, func(p *Post) *uuid.UUID { return ident.Some(&p.ID) },
		func(ctx context.Context, t *tx.Tx, posts []uuid.UUID) (map[uuid.UUID][]*PostHolder, error) {
			var rows []*PostHolder
			err := t.Select(ctx, &rows, `
				SELECT a.post_id, a.person_id, a.kind AS capacity, a.post_id AS key
				FROM appointment a
				WHERE a.post_id = ANY ($1) AND a.state = 'CONFIRMED' AND a.from_on <= $2 AND (a.to_on IS NULL OR a.to_on >= $2)
				  AND (a.kind = 'SUBSTANTIVE' OR NOT EXISTS (
				      SELECT FROM appointment h
				      WHERE h.post_id = a.post_id AND h.kind = 'SUBSTANTIVE' AND h.state = 'CONFIRMED'
				        AND h.from_on <= $2 AND (h.to_on IS NULL OR h.to_on >= $2)))
				UNION ALL
				SELECT s.post_id, s.person_id, 'SUBSTITUTE', s.post_id
				FROM substitution s
				WHERE s.post_id = ANY ($1) AND s.state = 'CONFIRMED' AND s.from_on <= $2 AND s.to_on >= $2`, ident.List(posts), on)
			return grouped(t, rows), err
		})
	if list == nil {
		list = []*PostHolder{}
	}
	return list, err
}

// LeaderOfDepartment is the leadership post in charge of a department on a day, with its holder: its own leader, else its
// organisation's (D-ORG-6).
func LeaderOfDepartment(ctx context.Context, d *Department, on clock.Date) (*PostHolder, error) {
	return leader(ctx, "Department", "x.org_id, x.id", d, func(d *Department) *uuid.UUID { return ident.Some(&d.ID) }, on)
}

// LeaderOfOrganisation is the leadership post in charge of an organisation on a day, with its holder: of a region its own
// leader, else the branch's (D-ORG-6).
func LeaderOfOrganisation(ctx context.Context, o *Organisation, on clock.Date) (*PostHolder, error) {
	return leader(ctx, "Organisation", "x.id, NULL", o, func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) }, on)
}

func leader[F any](ctx context.Context, noun, place string, of *F, key func(*F) *uuid.UUID, on clock.Date) (*PostHolder, error) {
	list, err := read.Batch(ctx, noun+".leaderInCharge "+on.String(), of, key,
		func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID][]*PostHolder, error) {
			var rows []*PostHolder
			err := t.Select(ctx, &rows, fmt.Sprintf(`
				SELECT l.post_id, h.person_id, h.kind AS capacity, x.id AS key
				FROM %s AS x
				CROSS JOIN LATERAL unnest(leader_posts(%s, $2)) AS l (post_id)
				LEFT JOIN LATERAL (
				    SELECT a.person_id, a.kind
				    FROM appointment a
				    WHERE a.post_id = l.post_id AND a.state = 'CONFIRMED' AND a.from_on <= $2 AND (a.to_on IS NULL OR a.to_on >= $2)
				    ORDER BY a.kind DESC
				    LIMIT 1) h ON true
				WHERE x.id = ANY ($1)`, strings.ToLower(noun), place), ident.List(ids), on)
			return grouped(t, rows), err
		})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

func grouped(t *tx.Tx, rows []*PostHolder) map[uuid.UUID][]*PostHolder {
	read.Remember(t, rows)
	return read.ByParent(rows, func(r *PostHolder) uuid.UUID { return r.Key })
}

// RolesOf lists a post's roles that the viewer sees: those confirmed, and for its administrators those proposed.
func RolesOf(ctx context.Context, post *Post) ([]*PostRole, error) {
	list, err := read.Batch(ctx, "Post.roles", post, func(p *Post) *uuid.UUID { return ident.Some(&p.ID) },
		func(ctx context.Context, _ *tx.Tx, posts []uuid.UUID) (map[uuid.UUID][]*PostRole, error) {
			rows, err := read.RowsWhere(ctx, PostRoles, openRoles+` AND t.post_id = ANY ($1) ORDER BY t.role`, ident.List(posts))
			return read.ByParent(rows, func(r *PostRole) uuid.UUID { return r.PostID.UUID() }), err
		})
	if list == nil {
		list = []*PostRole{}
	}
	return list, err
}
