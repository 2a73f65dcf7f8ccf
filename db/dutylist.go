package db

import (
	"database/sql/driver"
	"encoding/json"

	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// DutyList is one list of one holder and year, in one edition (D-DUTY-1, D-DUTY-3).
type DutyList struct {
	ID               ident.DutyListID     `db:"id"`
	ProvinceID       ident.OrganisationID `db:"province_id"`
	OrgID            ident.OrganisationID `db:"org_id"`
	PostID           *ident.PostID        `db:"post_id"`
	DepartmentID     *ident.DepartmentID  `db:"department_id"`
	Kind             DutyListKind         `db:"kind"`
	Year             int32                `db:"year"`
	Title            string               `db:"title"`
	State            DutyListState        `db:"state"`
	Edition          *int32               `db:"edition"`
	RevisesID        *ident.DutyListID    `db:"revises_id"`
	Origin           *Origin              `db:"origin"`
	DraftedByID      *ident.PersonID      `db:"drafted_by"`
	InForceAt        *clock.DateTime      `db:"in_force_at"`
	InForceByID      *ident.PersonID      `db:"in_force_by"`
	ExternalDocument *string              `db:"external_document"`
	SupersededAt     *clock.DateTime      `db:"superseded_at"`
	WithdrawnAt      *clock.DateTime      `db:"withdrawn_at"`
	Version          int32                `db:"version"`
	CreatedAt        clock.DateTime       `db:"created_at"`
	UpdatedAt        clock.DateTime       `db:"updated_at"`
}

// DutyListKind is one of the four kinds of list (D-DUTY-1).
type DutyListKind string

// The kinds of list.
const (
	MainList        DutyListKind = "MAIN"
	SupervisoryList DutyListKind = "SUPERVISORY"
	DualDutyList    DutyListKind = "DUAL_DUTY"
	OversightList   DutyListKind = "OVERSIGHT"
)

// DutyListState is where a list stands: draft, in force, superseded, or a withdrawn draft.
type DutyListState string

// The states of a list.
const (
	ListDraft      DutyListState = "DRAFT"
	ListInForce    DutyListState = "IN_FORCE"
	ListSuperseded DutyListState = "SUPERSEDED"
	ListWithdrawn  DutyListState = "WITHDRAWN"
)

// DutyItem is one item of a list (D-DUTY-4).
type DutyItem struct {
	ID               ident.DutyItemID     `db:"id"`
	ListID           ident.DutyListID     `db:"list_id"`
	ProvinceID       ident.OrganisationID `db:"province_id"`
	OrgID            ident.OrganisationID `db:"org_id"`
	PostID           *ident.PostID        `db:"post_id"`
	DepartmentID     *ident.DepartmentID  `db:"department_id"`
	Kind             DutyListKind         `db:"kind"`
	State            DutyListState        `db:"state"`
	Year             int32                `db:"year"`
	No               int32                `db:"no"`
	Content          string               `db:"content"`
	Standard         *string              `db:"standard"`
	EvidenceRequired *string              `db:"evidence_required"`
	Frequency        Frequency            `db:"frequency"`
	NormFrequency    *Frequency           `db:"norm_frequency"`
	RiskDomains      pq.StringArray       `db:"risk_domains"`
	Principal        bool                 `db:"principal"`
	BusinessWork     *string              `db:"business_work"`
	Origin           *Origin              `db:"origin"`
	Indicators       Indicators           `db:"indicators"`
	// Identity is the same in every edition that has the item (D-DUTY-3).
	Identity  uuid.UUID      `db:"identity"`
	UpdatedAt clock.DateTime `db:"updated_at"`
}

// Frequency is how often an item is due.
type Frequency string

// The frequencies.
const (
	Once       Frequency = "ONCE"
	Monthly    Frequency = "MONTHLY"
	Quarterly  Frequency = "QUARTERLY"
	Semiannual Frequency = "SEMIANNUAL"
	Annual     Frequency = "ANNUAL"
	OnEvent    Frequency = "ON_EVENT"
)

// Indicator says when an item counts as met: a text, and target, unit and comparison where it is numeric.
type Indicator struct {
	Text       string      `json:"text"`
	Target     *float64    `json:"target,omitempty"`
	Unit       *string     `json:"unit,omitempty"`
	Comparison *Comparison `json:"comparison,omitempty"`
	Origin     *Origin     `json:"origin,omitempty"`
}

// Comparison is how an indicator's value is held against its target.
type Comparison string

// The comparisons.
const (
	Equal          Comparison = "EQ"
	AtLeast        Comparison = "GTE"
	AtMost         Comparison = "LTE"
	GreaterThan    Comparison = "GT"
	LessThanTarget Comparison = "LT"
)

// Indicators are an item's indicators, one JSON array in its row.
type Indicators []*Indicator

// Scan reads the JSON array.
func (x *Indicators) Scan(src any) error { return tx.ScanJSON(src, x) }

// Value writes the JSON array, [] when empty.
func (x Indicators) Value() (driver.Value, error) {
	if x == nil {
		return "[]", nil
	}
	b, err := json.Marshal(x)
	return string(b), err
}

// CoverageGap is one place where duties are not covered (D-DUTY-5).
type CoverageGap struct {
	ID           ident.CoverageGapID  `db:"id"`
	Gap          CoverageGapKind      `db:"gap"`
	Year         int32                `db:"year"`
	ProvinceID   ident.OrganisationID `db:"province_id"`
	OrgID        ident.OrganisationID `db:"org_id"`
	DepartmentID *ident.DepartmentID  `db:"department_id"`
	PostID       *ident.PostID        `db:"post_id"`
	ItemID       *ident.DutyItemID    `db:"item_id"`
	ListKind     DutyListKind         `db:"list_kind"`
	RiskDomain   *string              `db:"risk_domain"`
	UpdatedAt    clock.DateTime       `db:"updated_at"`
}

// CoverageGapKind says what is missing.
type CoverageGapKind string

// The kinds of gap.
const (
	ListMissing       CoverageGapKind = "LIST_MISSING"
	PostWithoutList   CoverageGapKind = "POST_WITHOUT_LIST"
	ItemWithoutHolder CoverageGapKind = "ITEM_WITHOUT_HOLDER"
	DomainUncovered   CoverageGapKind = "DOMAIN_UNCOVERED"
)

// DutyItemChange is one item in two lists side by side.
type DutyItemChange struct {
	Kind          ItemChangeKind
	Before, After *DutyItem
	Changes       []*FieldChange
}

// ItemChangeKind says how an item differs between two lists.
type ItemChangeKind string

// The kinds of change.
const (
	ItemAdded     ItemChangeKind = "ADDED"
	ItemRemoved   ItemChangeKind = "REMOVED"
	ItemChanged   ItemChangeKind = "CHANGED"
	ItemMoved     ItemChangeKind = "MOVED"
	ItemUnchanged ItemChangeKind = "UNCHANGED"
)
