package db

import (
	"context"

	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
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

// AuthorityOf answers whose a role's act would be for an organisation on a day.
func AuthorityOf(ctx context.Context, role auth.Role, org ident.OrganisationID, on clock.Date) (*Authority, error) {
	var row struct {
		Acting *ident.OrganisationID `db:"acting_org_id"`
		Why    AuthorityReason       `db:"why"`
	}
	err := From(ctx).Get(ctx, &row, `SELECT acting_org_id, why FROM authority($1, $2, $3)`, role, org, on)
	if err != nil {
		return nil, err
	}
	return &Authority{Role: role, OrgID: org, ActingOrgID: row.Acting, Reason: row.Why, On: on}, nil
}

// ListAuthority answers who puts a list in force on a day, own matters routed (D-SEC-6).
func ListAuthority(ctx context.Context, l *DutyList, on clock.Date) (*Authority, error) {
	var row struct {
		Role     auth.Role             `db:"role"`
		Acting   *ident.OrganisationID `db:"acting_org_id"`
		Own      bool                  `db:"own"`
		External bool                  `db:"external"`
	}
	err := From(ctx).Get(ctx, &row, `SELECT role, acting_org_id, own, external FROM list_authority($1, $2, $3, $4)`,
		l.Kind, l.OrgID, l.PostID, on)
	if err != nil {
		return nil, err
	}
	a := &Authority{Role: row.Role, OrgID: l.OrgID, ActingOrgID: row.Acting, On: on, External: row.External}
	switch {
	case row.External:
		a.Reason = ByExternalDocument
	case row.Own:
		a.Reason = ByOwnMatter
	default:
		plain, err := AuthorityOf(ctx, row.Role, l.OrgID, on)
		if err != nil {
			return nil, err
		}
		a.Reason = plain.Reason
	}
	return a, nil
}

// AuthorityHolders lists those who may do it: all who hold the role where it is acted, that day.
func AuthorityHolders(ctx context.Context, a *Authority) ([]*AuthorityHolder, error) {
	rows := []*AuthorityHolder{}
	if a.ActingOrgID == nil {
		return rows, nil
	}
	t := From(ctx)
	err := t.Select(ctx, &rows, `SELECT person_id, post_id, capacity, principal_id FROM holders($1, $2, NULL, $3)`, a.Role, *a.ActingOrgID, a.On)
	together(&t.loads, rows)
	return rows, err
}
