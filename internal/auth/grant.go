package auth

import (
	"slices"
	"time"

	"huishang/internal/clock"
	"huishang/internal/ident"
)

// Capacity is as what a grant is held: the substantive holder, an acting one, or a substitute for the holder (D-ORG-5).
type Capacity string

// The capacities.
const (
	AsHolder     Capacity = "SUBSTANTIVE"
	AsActing     Capacity = "ACTING"
	AsSubstitute Capacity = "SUBSTITUTE"
)

// Grant is one effective grant: claimed by the token and held today. ActsFor are the organisations for which
// it acts after routing (D-ORG-1, D-ORG-5): its own, those below without the body, those below left vacant.
type Grant struct {
	Role         Role                   `json:"role"`
	OrgID        ident.OrganisationID   `json:"org"`
	DepartmentID *ident.DepartmentID    `json:"dept"`
	PostID       ident.PostID           `json:"post"`
	Capacity     Capacity               `json:"capacity"`
	PrincipalID  *ident.PersonID        `json:"principal"`
	ActsFor      []ident.OrganisationID `json:"acts_for"`
}

// For tells whether the grant acts for an organisation.
func (g *Grant) For(org ident.OrganisationID) bool { return slices.Contains(g.ActsFor, org) }

// Viewer is who asks, as the database has confirmed it for this transaction. Orgs are the organisations that
// the committee family sees whole: a hint for the planner and for coverage, never the rule.
type Viewer struct {
	PersonID   ident.PersonID
	ProvinceID ident.OrganisationID
	Zone       *time.Location
	Today      clock.Date
	Grants     []*Grant
	Orgs       []ident.OrganisationID
	TokenID    string
	System     bool
}
