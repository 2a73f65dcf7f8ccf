package db

import (
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// ConsultationRule is the rule of a kind of consultation in an organisation, D-CON-1.
type ConsultationRule struct {
	ID                   ident.ConsultationRuleID `db:"id"`
	OrgID                ident.OrganisationID     `db:"org_id"`
	Kind                 ConsultationKind         `db:"kind"`
	SuperiorDocument     string                   `db:"superior_document"`
	Subjects             string                   `db:"subjects"`
	Content              string                   `db:"content"`
	Form                 ConsultationForm         `db:"form"`
	Procedure            string                   `db:"procedure"`
	Frequency            Frequency                `db:"frequency"`
	UseOfOutcomes        string                   `db:"use_of_outcomes"`
	QuorumPercent        int32                    `db:"quorum_percent"`
	State                ProposalStage            `db:"state"`
	PartyOfficeByID      *ident.PersonID          `db:"party_office_by"`
	DisciplineOfficeByID *ident.PersonID          `db:"discipline_office_by"`
	DecidedByID          *ident.PersonID          `db:"decided_by"`
	DecidedAt            *clock.DateTime          `db:"decided_at"`
	Reason               *string                  `db:"reason"`
	Version              int32                    `db:"version"`
	CreatedAt            clock.DateTime           `db:"created_at"`
	ProvinceID           ident.OrganisationID     `db:"province_id"`
	UpdatedAt            clock.DateTime           `db:"updated_at"`
}

// ConsultationPlan is the yearly plan of consultations, D-CON-1.
type ConsultationPlan struct {
	ID                   ident.ConsultationPlanID `db:"id"`
	OrgID                ident.OrganisationID     `db:"org_id"`
	Year                 int32                    `db:"year"`
	IntegrityPlan        string                   `db:"integrity_plan"`
	SupervisionPlan      string                   `db:"supervision_plan"`
	State                ProposalStage            `db:"state"`
	PartyOfficeByID      *ident.PersonID          `db:"party_office_by"`
	DisciplineOfficeByID *ident.PersonID          `db:"discipline_office_by"`
	DecidedByID          *ident.PersonID          `db:"decided_by"`
	DecidedAt            *clock.DateTime          `db:"decided_at"`
	Reason               *string                  `db:"reason"`
	Version              int32                    `db:"version"`
	CreatedAt            clock.DateTime           `db:"created_at"`
	ProvinceID           ident.OrganisationID     `db:"province_id"`
	UpdatedAt            clock.DateTime           `db:"updated_at"`
}

// PlanItem is one consultation that a plan foresees.
type PlanItem struct {
	ID         ident.PlanItemID          `db:"id"`
	PlanID     *ident.ConsultationPlanID `db:"plan_id"`
	OrgID      ident.OrganisationID      `db:"org_id"`
	No         int32                     `db:"no"`
	Kind       ConsultationKind          `db:"kind"`
	Subject    string                    `db:"subject"`
	DueOn      clock.Date                `db:"due_on"`
	State      ProposalStage             `db:"state"`
	ProvinceID ident.OrganisationID      `db:"province_id"`
	// Identity is the same in every plan of the year that has the item (D-CON-1).
	Identity  uuid.UUID      `db:"identity"`
	UpdatedAt clock.DateTime `db:"updated_at"`
}

// ProposalStage says where a rule or plan stands.
type ProposalStage string

// Its values.
const (
	StageProposed   ProposalStage = "PROPOSED"
	StageInForce    ProposalStage = "IN_FORCE"
	StageDeclined   ProposalStage = "DECLINED"
	StageSuperseded ProposalStage = "SUPERSEDED"
)
