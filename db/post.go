package db

import (
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/lib/pq"
)

// Post is one seat: one substantive holder at a time; its categories are a set (D-ORG-4).
type Post struct {
	ID            ident.PostID         `db:"id"`
	ProvinceID    ident.OrganisationID `db:"province_id"`
	OrgID         ident.OrganisationID `db:"org_id"`
	DepartmentID  *ident.DepartmentID  `db:"department_id"`
	Code          string               `db:"code"`
	Name          string               `db:"name"`
	Categories    pq.StringArray       `db:"categories"`
	DeactivatedAt *clock.DateTime      `db:"deactivated_at"`
	Version       int32                `db:"version"`
	CreatedAt     clock.DateTime       `db:"created_at"`
	UpdatedAt     clock.DateTime       `db:"updated_at"`
}

// PostRole is a role that an appointment to the post confers, once confirmed.
type PostRole struct {
	ID            ident.PostRoleID     `db:"id"`
	ProvinceID    ident.OrganisationID `db:"province_id"`
	OrgID         ident.OrganisationID `db:"org_id"`
	PostID        ident.PostID         `db:"post_id"`
	Role          auth.Role            `db:"role"`
	State         ProposalState        `db:"state"`
	ProposedByID  *ident.PersonID      `db:"proposed_by"`
	ConfirmedByID *ident.PersonID      `db:"confirmed_by"`
	Version       int32                `db:"version"`
	CreatedAt     clock.DateTime       `db:"created_at"`
	UpdatedAt     clock.DateTime       `db:"updated_at"`
}

// ProposalState is where a role, an appointment or a substitution stands that needs a second administrator.
type ProposalState string

// The states of a proposal.
const (
	Proposed  ProposalState = "PROPOSED"
	Confirmed ProposalState = "CONFIRMED"
	Rejected  ProposalState = "REJECTED"
	Withdrawn ProposalState = "WITHDRAWN"
)

// Appointment puts a person in a post from a day to a day, both inclusive; it is ended, never overwritten (D-ORG-5).
type Appointment struct {
	ID            ident.AppointmentID  `db:"id"`
	ProvinceID    ident.OrganisationID `db:"province_id"`
	OrgID         ident.OrganisationID `db:"org_id"`
	PostID        ident.PostID         `db:"post_id"`
	PersonID      ident.PersonID       `db:"person_id"`
	Kind          AppointmentKind      `db:"kind"`
	FromOn        clock.Date           `db:"from_on"`
	ToOn          *clock.Date          `db:"to_on"`
	Basis         *string              `db:"basis"`
	Principal     bool                 `db:"principal"`
	HandsOver     bool                 `db:"hands_over"`
	State         ProposalState        `db:"state"`
	ProposedByID  *ident.PersonID      `db:"proposed_by"`
	ConfirmedByID *ident.PersonID      `db:"confirmed_by"`
	Version       int32                `db:"version"`
	CreatedAt     clock.DateTime       `db:"created_at"`
	UpdatedAt     clock.DateTime       `db:"updated_at"`
}

// AppointmentKind tells a substantive holder from an acting one.
type AppointmentKind string

// The kinds of appointment.
const (
	Substantive AppointmentKind = "SUBSTANTIVE"
	Acting      AppointmentKind = "ACTING"
)

// Substitution lets a person act for a post's holder on named days (D-ORG-5).
type Substitution struct {
	ID            ident.SubstitutionID `db:"id"`
	ProvinceID    ident.OrganisationID `db:"province_id"`
	OrgID         ident.OrganisationID `db:"org_id"`
	PostID        ident.PostID         `db:"post_id"`
	PersonID      ident.PersonID       `db:"person_id"`
	FromOn        clock.Date           `db:"from_on"`
	ToOn          clock.Date           `db:"to_on"`
	Reason        string               `db:"reason"`
	State         ProposalState        `db:"state"`
	ProposedByID  *ident.PersonID      `db:"proposed_by"`
	ConfirmedByID *ident.PersonID      `db:"confirmed_by"`
	Version       int32                `db:"version"`
	CreatedAt     clock.DateTime       `db:"created_at"`
	UpdatedAt     clock.DateTime       `db:"updated_at"`
}

// Portfolio puts a leadership post in charge of a department or an organisation, dated (D-ORG-6).
type Portfolio struct {
	ID             ident.PortfolioID     `db:"id"`
	ProvinceID     ident.OrganisationID  `db:"province_id"`
	OrgID          ident.OrganisationID  `db:"org_id"`
	PostID         ident.PostID          `db:"post_id"`
	DepartmentID   *ident.DepartmentID   `db:"department_id"`
	OrganisationID *ident.OrganisationID `db:"organisation_id"`
	FromOn         clock.Date            `db:"from_on"`
	ToOn           *clock.Date           `db:"to_on"`
	Version        int32                 `db:"version"`
	CreatedAt      clock.DateTime        `db:"created_at"`
	UpdatedAt      clock.DateTime        `db:"updated_at"`
}

// Active tells whether it is in use.
func (x *Post) Active() bool { return x.DeactivatedAt == nil }
