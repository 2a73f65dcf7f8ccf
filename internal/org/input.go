package org

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"
)

// OrganisationCreateInput is the input: a branch or region to add.
type OrganisationCreateInput struct {
	Parent            ident.OrganisationID
	Code              string
	Name              string
	NumberPrefix      *string
	PartyOrganisation db.PartyOrganisation
	DisciplineBody    db.DisciplineBody
	IdempotencyKey    *uuid.UUID
}

// OrganisationUpdateInput is the input: an organisation as it shall be.
type OrganisationUpdateInput struct {
	Organisation      ident.OrganisationID
	Version           int32
	Name              graphql.Omittable[*string]               `json:",omitzero"`
	NumberPrefix      graphql.Omittable[*string]               `json:",omitzero"`
	PartyOrganisation graphql.Omittable[*db.PartyOrganisation] `json:",omitzero"`
	DisciplineBody    graphql.Omittable[*db.DisciplineBody]    `json:",omitzero"`
	IdempotencyKey    *uuid.UUID
}

// OrganisationMoveInput is the input: a region to move.
type OrganisationMoveInput struct {
	Organisation   ident.OrganisationID
	Version        int32
	Branch         ident.OrganisationID
	Reason         string
	IdempotencyKey *uuid.UUID
}

// OrganisationDeactivateInput is the input: an organisation to deactivate.
type OrganisationDeactivateInput struct {
	Organisation   ident.OrganisationID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// DepartmentCreateInput is the input: a department to add.
type DepartmentCreateInput struct {
	Organisation   ident.OrganisationID
	Code           string
	Name           string
	Kind           db.DepartmentKind
	RiskDomains    []string
	BusinessLines  []string
	LegalEntity    *string
	IdempotencyKey *uuid.UUID
}

// DepartmentUpdateInput is the input: a department as it shall be.
type DepartmentUpdateInput struct {
	Department     ident.DepartmentID
	Version        int32
	Name           graphql.Omittable[*string]            `json:",omitzero"`
	Kind           graphql.Omittable[*db.DepartmentKind] `json:",omitzero"`
	RiskDomains    graphql.Omittable[[]string]           `json:",omitzero"`
	BusinessLines  graphql.Omittable[[]string]           `json:",omitzero"`
	LegalEntity    graphql.Omittable[*string]            `json:",omitzero"`
	IdempotencyKey *uuid.UUID
}

// DepartmentDeactivateInput is the input: a department to deactivate.
type DepartmentDeactivateInput struct {
	Department     ident.DepartmentID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// PostCreateInput is the input: a post to add.
type PostCreateInput struct {
	Organisation   ident.OrganisationID
	Code           string
	Name           string
	Department     *ident.DepartmentID
	Categories     []string
	Roles          []auth.Role
	IdempotencyKey *uuid.UUID
}

// PostUpdateInput is the input: a post as it shall be.
type PostUpdateInput struct {
	Post           ident.PostID
	Version        int32
	Organisation   graphql.Omittable[*ident.OrganisationID] `json:",omitzero"`
	Name           graphql.Omittable[*string]               `json:",omitzero"`
	Department     graphql.Omittable[*ident.DepartmentID]   `json:",omitzero"`
	Categories     graphql.Omittable[[]string]              `json:",omitzero"`
	Roles          graphql.Omittable[[]auth.Role]           `json:",omitzero"`
	IdempotencyKey *uuid.UUID
}

// PostDeactivateInput is the input: a post to deactivate.
type PostDeactivateInput struct {
	Post           ident.PostID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// PostRoleConfirmInput is the input: a proposed role to confirm.
type PostRoleConfirmInput struct {
	PostRole       ident.PostRoleID
	Version        int32
	Reason         *string
	IdempotencyKey *uuid.UUID
}

// PostRoleRejectInput is the input: a proposed role to reject.
type PostRoleRejectInput struct {
	PostRole       ident.PostRoleID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// PersonCreateInput is the input: a person to add.
type PersonCreateInput struct {
	Organisation   ident.OrganisationID
	Number         string
	Name           string
	Phone          *string
	Email          *string
	IdempotencyKey *uuid.UUID
}

// PersonUpdateInput is the input: a person as they shall be.
type PersonUpdateInput struct {
	Person         ident.PersonID
	Version        int32
	Organisation   graphql.Omittable[*ident.OrganisationID] `json:",omitzero"`
	Name           graphql.Omittable[*string]               `json:",omitzero"`
	Phone          graphql.Omittable[*string]               `json:",omitzero"`
	Email          graphql.Omittable[*string]               `json:",omitzero"`
	IdempotencyKey *uuid.UUID
}

// PersonDeactivateInput is the input: a person to deactivate.
type PersonDeactivateInput struct {
	Person         ident.PersonID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// PersonRevokeTokensInput is the input: a person whose tokens end.
type PersonRevokeTokensInput struct {
	Person         ident.PersonID
	Token          *string
	Reason         string
	IdempotencyKey *uuid.UUID
}

// AppointmentCreateInput is the input: somebody to appoint.
type AppointmentCreateInput struct {
	Post           ident.PostID
	Person         ident.PersonID
	Kind           db.AppointmentKind
	From           clock.Date
	To             *clock.Date
	Basis          *string
	IdempotencyKey *uuid.UUID
}

// AppointmentEndInput is the input: an appointment to end.
type AppointmentEndInput struct {
	Appointment    ident.AppointmentID
	Version        int32
	To             clock.Date
	Reason         string
	IdempotencyKey *uuid.UUID
}

// AppointmentConfirmInput is the input: a proposed appointment to confirm.
type AppointmentConfirmInput struct {
	Appointment    ident.AppointmentID
	Version        int32
	Reason         *string
	IdempotencyKey *uuid.UUID
}

// AppointmentRejectInput is the input: a proposed appointment to reject.
type AppointmentRejectInput struct {
	Appointment    ident.AppointmentID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// PostHandOverInput is the input: a post to hand over.
type PostHandOverInput struct {
	Post           ident.PostID
	Version        int32
	Person         ident.PersonID
	From           clock.Date
	Basis          *string
	Reason         string
	IdempotencyKey *uuid.UUID
}

// SubstitutionCreateInput is the input: a substitute to name.
type SubstitutionCreateInput struct {
	Post           ident.PostID
	Person         ident.PersonID
	From           clock.Date
	To             clock.Date
	Reason         string
	IdempotencyKey *uuid.UUID
}

// SubstitutionEndInput is the input: a substitution to end early.
type SubstitutionEndInput struct {
	Substitution   ident.SubstitutionID
	Version        int32
	To             clock.Date
	Reason         string
	IdempotencyKey *uuid.UUID
}

// SubstitutionConfirmInput is the input: a proposed substitution to confirm.
type SubstitutionConfirmInput struct {
	Substitution   ident.SubstitutionID
	Version        int32
	Reason         *string
	IdempotencyKey *uuid.UUID
}

// SubstitutionRejectInput is the input: a proposed substitution to reject.
type SubstitutionRejectInput struct {
	Substitution   ident.SubstitutionID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// PortfolioCreateInput is the input: a leadership post to put in charge.
type PortfolioCreateInput struct {
	Post           ident.PostID
	Department     *ident.DepartmentID
	Organisation   *ident.OrganisationID
	From           clock.Date
	To             *clock.Date
	IdempotencyKey *uuid.UUID
}

// PortfolioEndInput is the input: a portfolio to end.
type PortfolioEndInput struct {
	Portfolio      ident.PortfolioID
	Version        int32
	To             clock.Date
	Reason         string
	IdempotencyKey *uuid.UUID
}
