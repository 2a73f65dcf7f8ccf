package db

import (
	"context"
	"slices"

	"huishang/internal/amount"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/lib/pq"
)

// Finding is a finding, as a source gave it.
type Finding struct {
	ID                ident.FindingID      `db:"id"`
	OrgID             ident.OrganisationID `db:"org_id"`
	Source            string               `db:"source"`
	Reference         *string              `db:"reference"`
	Title             string               `db:"title"`
	Content           *string              `db:"content"`
	Category          string               `db:"category"`
	Severity          Severity             `db:"severity"`
	AboutOrgID        ident.OrganisationID `db:"about_org_id"`
	AboutDepartmentID *ident.DepartmentID  `db:"about_department_id"`
	FoundOn           clock.Date           `db:"found_on"`
	State             FindingState         `db:"state"`
	ProblemID         *ident.ProblemID     `db:"problem_id"`
	TransferredOn     *clock.Date          `db:"transferred_on"`
	TransferredTo     *string              `db:"transferred_to"`
	Concerns          ident.List           `db:"concerns"`
	Secrecy           Secrecy              `db:"secrecy"`
	Readers           ident.List           `db:"readers"`
	RegisteredByID    *ident.PersonID      `db:"registered_by"`
	CreatedAt         clock.DateTime       `db:"created_at"`
	Version           int32                `db:"version"`
	ProvinceID        ident.OrganisationID `db:"province_id"`
	HiddenFrom        ident.List           `db:"hidden_from"`
	UpdatedAt         clock.DateTime       `db:"updated_at"`
}

// Problem is a problem: several findings, one problem, D-TASK-7.
type Problem struct {
	ID                   ident.ProblemID      `db:"id"`
	OrgID                ident.OrganisationID `db:"org_id"`
	Title                string               `db:"title"`
	Description          string               `db:"description"`
	Category             string               `db:"category"`
	RiskDomains          pq.StringArray       `db:"risk_domains"`
	Severity             Severity             `db:"severity"`
	Sources              pq.StringArray       `db:"sources"`
	AboutOrgID           ident.OrganisationID `db:"about_org_id"`
	AboutDepartmentID    *ident.DepartmentID  `db:"about_department_id"`
	Systemic             bool                 `db:"systemic"`
	State                ProblemState         `db:"state"`
	Resolution           *ProblemResolution   `db:"resolution"`
	MergedIntoID         *ident.ProblemID     `db:"merged_into_id"`
	RecurrenceOfID       *ident.ProblemID     `db:"recurrence_of_id"`
	RecurrenceState      *Recurrence          `db:"recurrence"`
	AmountInvolved       *amount.Amount       `db:"amount_involved"`
	Improvement          *string              `db:"improvement"`
	AmountRecovered      *amount.Amount       `db:"amount_recovered"`
	MandateIssuer        *string              `db:"mandate_issuer"`
	MandateDocument      *string              `db:"mandate_document"`
	MandateItem          *string              `db:"mandate_item"`
	MandateReports       clock.Dates          `db:"mandate_reports"`
	TransferredOn        *clock.Date          `db:"transferred_on"`
	TransferredTo        *string              `db:"transferred_to"`
	NoMeasureReason      *string              `db:"no_measure_reason"`
	PartyOfficeByID      *ident.PersonID      `db:"party_office_by"`
	DisciplineOfficeByID *ident.PersonID      `db:"discipline_office_by"`
	Concerns             ident.List           `db:"concerns"`
	Secrecy              Secrecy              `db:"secrecy"`
	Readers              ident.List           `db:"readers"`
	RegisteredByID       *ident.PersonID      `db:"registered_by"`
	CreatedAt            clock.DateTime       `db:"created_at"`
	ClosedAt             *clock.DateTime      `db:"closed_at"`
	Version              int32                `db:"version"`
	ProvinceID           ident.OrganisationID `db:"province_id"`
	HiddenFrom           ident.List           `db:"hidden_from"`
	SeenOrgs             ident.List           `db:"seen_orgs"`
	SeenDepartments      ident.List           `db:"seen_departments"`
	UpdatedAt            clock.DateTime       `db:"updated_at"`
}

// Severity says how grave a problem is.
type Severity string

// Its values.
const (
	SeverityGeneral  Severity = "GENERAL"
	SeverityEmerging Severity = "EMERGING"
	SeveritySerious  Severity = "SERIOUS"
)

// severities are in their order, each graver than the one before.
var severities = []Severity{SeverityGeneral, SeverityEmerging, SeveritySerious}

// Graver tells that a matter is graver than another.
func (s Severity) Graver(than Severity) bool {
	return slices.Index(severities, s) > slices.Index(severities, than)
}

// Secrecy says who may read a matter, D-SEC-7.
type Secrecy string

// Its values.
const (
	SecrecyInternal     Secrecy = "INTERNAL"
	SecrecyRestricted   Secrecy = "RESTRICTED"
	SecrecyConfidential Secrecy = "CONFIDENTIAL"
)

// FindingState says where a finding stands.
type FindingState string

// Its values.
const (
	FindingOpen        FindingState = "OPEN"
	FindingTransferred FindingState = "TRANSFERRED"
)

// ProblemState says where a problem stands.
type ProblemState string

// Its values.
const (
	ProblemOpen   ProblemState = "OPEN"
	ProblemClosed ProblemState = "CLOSED"
)

// ProblemResolution says how a problem was closed.
type ProblemResolution string

// Its values.
const (
	ProblemByRectified   ProblemResolution = "RECTIFIED"
	ProblemByNoMeasure   ProblemResolution = "NO_MEASURE"
	ProblemByMerged      ProblemResolution = "MERGED"
	ProblemByTransferred ProblemResolution = "TRANSFERRED"
)

// Recurrence tells whether the problem counts as recurring, to who sees the problem that it may repeat, too; to others it is
// null: else a register's answer would tell of problems that are kept from who registers (D-SEC-1, D-TASK-7).
func (p *Problem) Recurrence(ctx context.Context) (*Recurrence, error) {
	earlier, err := ProblemRecurrenceOf.Of(ctx, p)
	if err != nil || earlier == nil {
		return nil, err
	}
	return p.RecurrenceState, nil
}

// Recurrence says whether a problem counts as recurring.
type Recurrence string

// Its values.
const (
	RecurrenceProposed  Recurrence = "PROPOSED"
	RecurrenceConfirmed Recurrence = "CONFIRMED"
	RecurrenceRejected  Recurrence = "REJECTED"
)
