package db

import (
	"huishang/internal/clock"
	"huishang/internal/ident"
)

// Outcome is what came of a topic, D-CON-6.
type Outcome struct {
	ID                 ident.OutcomeID       `db:"id"`
	ConsultationID     *ident.ConsultationID `db:"consultation_id"`
	TopicID            *ident.TopicID        `db:"topic_id"`
	Kind               OutcomeKind           `db:"kind"`
	ProblemID          *ident.ProblemID      `db:"problem_id"`
	RootCause          *string               `db:"root_cause"`
	Text               *string               `db:"text"`
	TransferredOn      *clock.Date           `db:"transferred_on"`
	Receiver           *string               `db:"receiver"`
	Final              bool                  `db:"final"`
	Recommendation     *RecommendationState  `db:"recommendation"`
	AnswerReason       *string               `db:"answer_reason"`
	AnsweredByID       *ident.PersonID       `db:"answered_by"`
	AnsweredAt         *clock.DateTime       `db:"answered_at"`
	Resolution         *string               `db:"resolution"`
	ResolutionDocument *string               `db:"resolution_document"`
	ResolvedOn         *clock.Date           `db:"resolved_on"`
	ResolutionByID     *ident.PersonID       `db:"resolution_by"`
	CreatedAt          clock.DateTime        `db:"created_at"`
	OrgID              ident.OrganisationID  `db:"org_id"`
	ProvinceID         ident.OrganisationID  `db:"province_id"`
	Version            int32                 `db:"version"`
	Secrecy            Secrecy               `db:"secrecy"`
	HiddenFrom         ident.List            `db:"hidden_from"`
	UpdatedAt          clock.DateTime        `db:"updated_at"`
}

// Measure is a measure, the parent of its tasks.
type Measure struct {
	ID             ident.MeasureID      `db:"id"`
	OutcomeID      ident.OutcomeID      `db:"outcome_id"`
	No             int32                `db:"no"`
	Text           string               `db:"text"`
	DueOn          *clock.Date          `db:"due_on"`
	Immediate      bool                 `db:"immediate"`
	ProblemID      *ident.ProblemID     `db:"problem_id"`
	OrgID          ident.OrganisationID `db:"org_id"`
	ProvinceID     ident.OrganisationID `db:"province_id"`
	Secrecy        Secrecy              `db:"secrecy"`
	ConsultationID ident.ConsultationID `db:"consultation_id"`
	UpdatedAt      clock.DateTime       `db:"updated_at"`
}

// OutcomeKind says what came of a topic.
type OutcomeKind string

// Its values.
const (
	OutMeasures       OutcomeKind = "MEASURES"
	OutRecommendation OutcomeKind = "RECOMMENDATION"
	OutToCommittee    OutcomeKind = "TO_COMMITTEE"
	OutTransferred    OutcomeKind = "TRANSFERRED"
	OutNoMeasure      OutcomeKind = "NO_MEASURE"
	OutInformation    OutcomeKind = "INFORMATION"
)

// RecommendationState says where a recommendation stands.
type RecommendationState string

// Its values.
const (
	RecommendationProposed      RecommendationState = "PROPOSED"
	RecommendationAdopted       RecommendationState = "ADOPTED"
	RecommendationDeclined      RecommendationState = "DECLINED"
	RecommendationReportedAbove RecommendationState = "REPORTED_ABOVE"
	RecommendationSettled       RecommendationState = "SETTLED"
)
