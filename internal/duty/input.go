package duty

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"huishang/db"
	"huishang/internal/ident"
)

// IndicatorInput is the input: an indicator.
type IndicatorInput struct {
	Text       string
	Target     *float64
	Unit       *string
	Comparison *db.Comparison
	Origin     graphql.Omittable[*db.Origin] `json:",omitzero"`
}

// DutyItemInput is the input: an item, numbered by its place.
type DutyItemInput struct {
	Item             *ident.DutyItemID `json:",omitzero"`
	Content          string
	Standard         *string
	EvidenceRequired *string
	Frequency        db.Frequency
	NormFrequency    *db.Frequency
	RiskDomains      []string
	Principal        bool
	BusinessWork     *string
	Indicators       []*IndicatorInput
	Origin           graphql.Omittable[*db.Origin] `json:",omitzero"`
}

// DutyListDraftInput is the input: a list to draft. The holder: an organisation for MAIN and SUPERVISORY, a post for DUAL_DUTY, a department for OVERSIGHT.
type DutyListDraftInput struct {
	Kind           db.DutyListKind
	Organisation   *ident.OrganisationID
	Post           *ident.PostID
	Department     *ident.DepartmentID
	Year           int32
	Title          string
	Items          []*DutyItemInput
	IdempotencyKey *uuid.UUID
}

// DutyListReviseInput is the input: a list in force to revise: a draft with the same items comes of it.
type DutyListReviseInput struct {
	List           ident.DutyListID
	Version        int32
	IdempotencyKey *uuid.UUID
}

// DutyListUpdateDraftInput is the input: a draft as it shall be.
type DutyListUpdateDraftInput struct {
	List           ident.DutyListID
	Version        int32
	Title          graphql.Omittable[*string]          `json:",omitzero"`
	Items          graphql.Omittable[[]*DutyItemInput] `json:",omitzero"`
	IdempotencyKey *uuid.UUID
}

// DutyListPutInForceInput is the input: a draft to put in force.
type DutyListPutInForceInput struct {
	List             ident.DutyListID
	Version          int32
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// OversightSetPutInForceInput is the input: an organisation's oversight drafts of a year, to put in force as a set.
type OversightSetPutInForceInput struct {
	Organisation   ident.OrganisationID
	Year           int32
	Lists          []*ListVersionInput
	IdempotencyKey *uuid.UUID
}

// ListVersionInput is the input: a list and the version it was read at.
type ListVersionInput struct {
	List    ident.DutyListID
	Version int32
}

// DutyListWithdrawInput is the input: a draft to withdraw.
type DutyListWithdrawInput struct {
	List           ident.DutyListID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}
