package auth

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// Role is what a grant confers (domain.md §11). The list is closed.
type Role string

// The roles, by family.
const (
	PartySecretary         Role = "PARTY_SECRETARY"
	PartyCommitteeMember   Role = "PARTY_COMMITTEE_MEMBER"
	PartyOffice            Role = "PARTY_OFFICE"
	DisciplineSecretary    Role = "DISCIPLINE_SECRETARY"
	DisciplineOffice       Role = "DISCIPLINE_OFFICE"
	DisciplineCommissioner Role = "DISCIPLINE_COMMISSIONER"
	DepartmentHead         Role = "DEPARTMENT_HEAD"
	DepartmentStaff        Role = "DEPARTMENT_STAFF"
	RegionManager          Role = "REGION_MANAGER"
	RegionStaff            Role = "REGION_STAFF"
	LeadershipMember       Role = "LEADERSHIP_MEMBER"
	Analyst                Role = "ANALYST"
	Administrator          Role = "ADMINISTRATOR"
)

// Roles lists every role in the order of domain.md.
var Roles = []Role{
	PartySecretary, PartyCommitteeMember, PartyOffice, DisciplineSecretary, DisciplineOffice,
	DisciplineCommissioner, DepartmentHead, DepartmentStaff, RegionManager, RegionStaff, LeadershipMember,
	Analyst, Administrator,
}

// TokenGrant is one grant as a token claims it: role at an organisation, and a department where the role is
// held in one, by code ("HN-QH", "HN-QH/YW").
type TokenGrant struct {
	Role Role   `json:"role"`
	Org  string `json:"org"`
	Dept string `json:"dept,omitempty"`
}

// Claims is what a verified token says. It is a claim only: the database intersects Grants with what the
// person holds now before anything is read.
type Claims struct {
	Person uuid.UUID
	// Province and Number name the person where a token has no uuid; Person is then nil until the database was asked.
	Province, Number string
	TokenID          string
	// Grants are nil where the token claims none, until the database was asked what the person holds.
	Grants    []TokenGrant
	IssuedAt  time.Time
	ExpiresAt time.Time
}

type claimsKey struct{}

// WithClaims puts the verified claims on the request.
func WithClaims(ctx context.Context, c *Claims) context.Context {
	return context.WithValue(ctx, claimsKey{}, c)
}

// ClaimsFrom returns the request's claims, nil for one without a token.
func ClaimsFrom(ctx context.Context) *Claims {
	c, _ := ctx.Value(claimsKey{}).(*Claims)
	return c
}
