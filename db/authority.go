package db

import (
	"context"
	"database/sql"
	"fmt"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// AuthorityReason says why an act is whose it is.
type AuthorityReason string

// The reasons (D-ORG-1, D-ORG-5, D-SEC-6).
const (
	ByHolder           AuthorityReason = "HOLDER"
	ByBodyAbove        AuthorityReason = "BODY_ABOVE"
	ByVacancy          AuthorityReason = "VACANT_ABOVE"
	ByOwnMatter        AuthorityReason = "OWN_MATTER"
	ByExternalDocument AuthorityReason = "EXTERNAL_DOCUMENT"
	ByNobody           AuthorityReason = "NOBODY"
)

// Authority is whose act it is on a day, and why.
type Authority struct {
	Role        auth.Role
	OrgID       ident.OrganisationID
	ActingOrgID *ident.OrganisationID
	Reason      AuthorityReason
	On          clock.Date
	// External is true where the act records a superior's document.
	External bool
	// Posts are those that act, where a role alone does not say which.
	Posts ident.List
}

// Routing is the authority as the act table asks for it.
func (a *Authority) Routing() *auth.Routing { return &auth.Routing{Role: a.Role, Org: a.ActingOrgID} }

// AuthorityOrganisation and AuthorityActing are its edges.
var (
	AuthorityOrganisation = toOne("Authority.organisation", Organisations, func(a *Authority) *uuid.UUID { return ident.Some(&a.OrgID) })
	AuthorityActing       = toOne("Authority.actingOrganisation", Organisations, func(a *Authority) *uuid.UUID { return ident.Some(a.ActingOrgID) })
)

// AuthorityHolder is somebody who may do an act on a day.
type AuthorityHolder struct {
	PersonID    ident.PersonID  `db:"person_id"`
	PostID      ident.PostID    `db:"post_id"`
	Capacity    auth.Capacity   `db:"capacity"`
	PrincipalID *ident.PersonID `db:"principal_id"`
}

// The holders' edges.
var (
	AuthorityHolderPerson     = toOne("AuthorityHolder.person", People, func(h *AuthorityHolder) *uuid.UUID { return ident.Some(&h.PersonID) })
	AuthorityHolderPost       = toOne("AuthorityHolder.post", Posts, func(h *AuthorityHolder) *uuid.UUID { return ident.Some(&h.PostID) })
	AuthorityHolderOnBehalfOf = toOne("AuthorityHolder.onBehalfOf", People, func(h *AuthorityHolder) *uuid.UUID { return ident.Some(h.PrincipalID) })
)

// AuthorityOf answers whose a role's act would be for an organisation on a day; a question asked again in one
// operation is answered once.
func AuthorityOf(ctx context.Context, role auth.Role, org ident.OrganisationID, on clock.Date) (*Authority, error) {
	t := From(ctx)
	return read.Once(t.Tx, fmt.Sprintf("authority of %s %s %s", role, org, on), func() (*Authority, error) {
		var row struct {
			Acting *ident.OrganisationID `db:"acting_org_id"`
			Why    AuthorityReason       `db:"why"`
		}
		err := t.Get(ctx, &row, `SELECT acting_org_id, why FROM authority($1, $2, $3)`, role, org, on)
		return &Authority{Role: role, OrgID: org, ActingOrgID: row.Acting, Reason: row.Why, On: on}, err
	})
}

// ResponsibleAuthority answers whose the act of a department's head or a region's manager would be on a day: where the post
// is vacant and no substitute is named, the leader's in charge, else the principal leader's (D-ORG-5).
func ResponsibleAuthority(ctx context.Context, role auth.Role, org ident.OrganisationID, department *ident.DepartmentID, on clock.Date) (*Authority, error) {
	var row struct {
		Role   auth.Role             `db:"role"`
		Acting *ident.OrganisationID `db:"acting_org_id"`
		Why    AuthorityReason       `db:"why"`
		Posts  ident.List            `db:"posts"`
	}
	err := From(ctx).Get(ctx, &row, `SELECT role, acting_org_id, why, posts FROM responsible_authority($1, $2, $3, $4)`, role, org, department, on)
	if err != nil {
		return nil, err
	}
	return &Authority{Role: row.Role, OrgID: org, ActingOrgID: row.Acting, Reason: row.Why, On: on, Posts: row.Posts}, nil
}

// ListAuthority answers who puts a list in force on a day, own matters routed (D-SEC-6), and the same for all lists
// read with it, in one statement.
func ListAuthority(ctx context.Context, l *DutyList, on clock.Date) (*Authority, error) {
	lists := read.GroupOf(tx.From(ctx), l).Rows
	key := func(l *DutyList) *uuid.UUID { return ident.Some(&l.ID) }
	return read.Batch(ctx, "DutyList.authority "+on.String(), l, key, func(ctx context.Context, t *tx.Tx, _ []uuid.UUID) (map[uuid.UUID]*Authority, error) {
		return From(ctx).listAuthorities(ctx, lists, on)
	})
}

func (t *Tx) listAuthorities(ctx context.Context, lists []*DutyList, on clock.Date) (map[uuid.UUID]*Authority, error) {
	var ids, orgs []uuid.UUID
	var kinds []string
	var posts []sql.NullString
	for _, l := range lists {
		ids, orgs, kinds = append(ids, l.ID.UUID()), append(orgs, l.OrgID.UUID()), append(kinds, string(l.Kind))
		post := sql.NullString{Valid: l.PostID != nil}
		if post.Valid {
			post.String = l.PostID.UUID().String()
		}
		posts = append(posts, post)
	}
	var rows []struct {
		ID       uuid.UUID             `db:"id"`
		OrgID    ident.OrganisationID  `db:"org_id"`
		Role     auth.Role             `db:"role"`
		Acting   *ident.OrganisationID `db:"acting_org_id"`
		Own      bool                  `db:"own"`
		External bool                  `db:"external"`
		Why      *AuthorityReason      `db:"why"`
	}
	err := t.Select(ctx, &rows, `
		SELECT l.id, l.org_id, a.role, a.acting_org_id, a.own, a.external, plain.why
		FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) AS l (id, kind, org_id, post_id)
		CROSS JOIN LATERAL list_authority(l.kind, l.org_id, l.post_id, $5) AS a
		LEFT JOIN LATERAL authority(a.role, l.org_id, $5) AS plain ON NOT a.own AND NOT a.external`,
		ident.List(ids), pq.StringArray(kinds), ident.List(orgs), pq.Array(posts), on)
	found := make(map[uuid.UUID]*Authority, len(rows))
	for _, row := range rows {
		a := &Authority{Role: row.Role, OrgID: row.OrgID, ActingOrgID: row.Acting, On: on, External: row.External}
		switch {
		case row.External:
			a.Reason = ByExternalDocument
		case row.Own:
			a.Reason = ByOwnMatter
		case row.Why != nil:
			a.Reason = *row.Why
		}
		found[row.ID] = a
	}
	return found, err
}

// AuthorityHolders lists those who may do it: all who hold the role where it is acted, that day.
func AuthorityHolders(ctx context.Context, a *Authority) ([]*AuthorityHolder, error) {
	if a.ActingOrgID == nil {
		return []*AuthorityHolder{}, nil
	}
	t := From(ctx)
	if a.Posts != nil {
		rows := []*AuthorityHolder{}
		err := t.Select(ctx, &rows, `SELECT person_id, post_id, capacity, principal_id FROM holders_of($1, $2)`, a.Posts, a.On)
		read.Remember(t.Tx, rows)
		return rows, err
	}
	return read.Once(t.Tx, fmt.Sprintf("holders of %s %s %s", a.Role, *a.ActingOrgID, a.On), func() ([]*AuthorityHolder, error) {
		rows := []*AuthorityHolder{}
		err := t.Select(ctx, &rows, `SELECT person_id, post_id, capacity, principal_id FROM holders($1, $2, NULL, $3)`, a.Role, *a.ActingOrgID, a.On)
		read.Remember(t.Tx, rows)
		return rows, err
	})
}

// AuthorityLine is one role that may act on a line of authority: an office's, a secretary's, or a track's.
type AuthorityLine struct {
	Line string               `json:"line"`
	Role auth.Role            `json:"role"`
	Org  ident.OrganisationID `json:"org"`
	// Own is true where the act was routed up; External where it records a superior's document.
	Own      bool `json:"own"`
	External bool `json:"external"`
}

// AuthorityLines are those of one record, one JSON array in its row.
type AuthorityLines []AuthorityLine

// Scan reads the JSON array.
func (x *AuthorityLines) Scan(src any) error { return tx.ScanJSON(src, x) }
