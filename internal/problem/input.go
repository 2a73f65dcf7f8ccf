package problem

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"huishang/db"
	"huishang/internal/amount"
	"huishang/internal/clock"
	"huishang/internal/ident"
)

// FindingRegisterInput is the input: register a finding of a source.
type FindingRegisterInput struct {
	Organisation      ident.OrganisationID
	Source            string
	Reference         *string
	Content           *string
	ComplaintText     *string
	FoundOn           clock.Date
	Problem           *ident.ProblemID
	Title             string
	Category          string
	Severity          db.Severity
	AboutOrganisation ident.OrganisationID
	AboutDepartment   *ident.DepartmentID
	Concerns          []ident.PersonID
	Secrecy           db.Secrecy
	Readers           []ident.PersonID
	ExternalDocument  *string
	IdempotencyKey    *uuid.UUID
}

// FindingUpdateInput is the input: classify a finding.
type FindingUpdateInput struct {
	Finding        ident.FindingID
	Version        int32
	Title          graphql.Omittable[*string]      `json:",omitzero"`
	Category       graphql.Omittable[*string]      `json:",omitzero"`
	Severity       graphql.Omittable[*db.Severity] `json:",omitzero"`
	Reason         string
	IdempotencyKey *uuid.UUID
}

// FindingSetSecrecyInput is the input: set a finding's secrecy, readers and people concerned.
type FindingSetSecrecyInput struct {
	Finding          ident.FindingID
	Version          int32
	Secrecy          graphql.Omittable[*db.Secrecy]      `json:",omitzero"`
	Readers          graphql.Omittable[[]ident.PersonID] `json:",omitzero"`
	Concerns         graphql.Omittable[[]ident.PersonID] `json:",omitzero"`
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// FindingTransferInput is the input: note that a finding was transferred out of the system; no content goes along.
type FindingTransferInput struct {
	Finding        ident.FindingID
	Version        int32
	TransferredOn  clock.Date
	Receiver       string
	IdempotencyKey *uuid.UUID
}

// ProblemRegisterInput is the input: register a problem, of findings or by itself.
type ProblemRegisterInput struct {
	Organisation      ident.OrganisationID
	Description       string
	Systemic          bool
	Findings          []ident.FindingID
	AmountInvolved    *amount.Amount
	Title             string
	Category          string
	Severity          db.Severity
	AboutOrganisation ident.OrganisationID
	AboutDepartment   *ident.DepartmentID
	Concerns          []ident.PersonID
	Secrecy           db.Secrecy
	Readers           []ident.PersonID
	ExternalDocument  *string
	IdempotencyKey    *uuid.UUID
}

// ProblemUpdateInput is the input: classify a problem, mark it systemic, record amounts.
type ProblemUpdateInput struct {
	Problem         ident.ProblemID
	Version         int32
	Title           graphql.Omittable[*string]        `json:",omitzero"`
	Category        graphql.Omittable[*string]        `json:",omitzero"`
	Severity        graphql.Omittable[*db.Severity]   `json:",omitzero"`
	Description     graphql.Omittable[*string]        `json:",omitzero"`
	Systemic        graphql.Omittable[*bool]          `json:",omitzero"`
	AmountInvolved  graphql.Omittable[*amount.Amount] `json:",omitzero"`
	AmountRecovered graphql.Omittable[*amount.Amount] `json:",omitzero"`
	Reason          string
	IdempotencyKey  *uuid.UUID
}

// ProblemSetSecrecyInput is the input: set a problem's secrecy, readers and people concerned; all that hangs on it inherits them.
type ProblemSetSecrecyInput struct {
	Problem          ident.ProblemID
	Version          int32
	Secrecy          graphql.Omittable[*db.Secrecy]      `json:",omitzero"`
	Readers          graphql.Omittable[[]ident.PersonID] `json:",omitzero"`
	Concerns         graphql.Omittable[[]ident.PersonID] `json:",omitzero"`
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// ProblemAddFindingsInput is the input: put findings to a problem.
type ProblemAddFindingsInput struct {
	Problem          ident.ProblemID
	Version          int32
	Findings         []ident.FindingID
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// ProblemMergeInput is the input: merge a problem into another: its findings go along, it is closed.
type ProblemMergeInput struct {
	Problem          ident.ProblemID
	Version          int32
	Into             ident.ProblemID
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// ProblemRelateInput is the input: relate a problem to another.
type ProblemRelateInput struct {
	Problem        ident.ProblemID
	Version        int32
	Other          ident.ProblemID
	Reason         string
	IdempotencyKey *uuid.UUID
}

// ProblemUnrelateInput is the input: take a relation back.
type ProblemUnrelateInput struct {
	Problem        ident.ProblemID
	Version        int32
	Other          ident.ProblemID
	Reason         string
	IdempotencyKey *uuid.UUID
}

// ProblemConfirmRecurrenceInput is the input: confirm or reject that a problem repeats a closed one.
type ProblemConfirmRecurrenceInput struct {
	Problem        ident.ProblemID
	Version        int32
	Accept         bool
	Reason         string
	IdempotencyKey *uuid.UUID
}

// ProblemSetMandateInput is the input: record an external mandate.
type ProblemSetMandateInput struct {
	Problem        ident.ProblemID
	Version        int32
	Issuer         graphql.Omittable[*string]      `json:",omitzero"`
	Document       graphql.Omittable[*string]      `json:",omitzero"`
	Item           graphql.Omittable[*string]      `json:",omitzero"`
	Reports        graphql.Omittable[[]clock.Date] `json:",omitzero"`
	IdempotencyKey *uuid.UUID
}

// ProblemTransferInput is the input: note that a problem was transferred out of the system; it closes, for discipline roles alone.
type ProblemTransferInput struct {
	Problem        ident.ProblemID
	Version        int32
	TransferredOn  clock.Date
	Receiver       string
	IdempotencyKey *uuid.UUID
}

// ProblemCloseWithoutMeasureInput is the input: agree that a problem needs no measure; it closes when both offices have.
type ProblemCloseWithoutMeasureInput struct {
	Problem        ident.ProblemID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}
