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
	HiddenFrom         ident.List            `db:"hidden_from"`
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
	ConsultationID ident.ConsultationID `db:"consultation_id"`
}

// Task is a task, with the organisation that set it and the one responsible, D-TASK-1.
type Task struct {
	ID               ident.TaskID          `db:"id"`
	Number           string                `db:"number"`
	OrgID            ident.OrganisationID  `db:"org_id"`
	ResponsibleOrgID ident.OrganisationID  `db:"responsible_org_id"`
	DepartmentID     *ident.DepartmentID   `db:"department_id"`
	JointDepartments ident.List            `db:"joint_departments"`
	PostID           ident.PostID          `db:"post_id"`
	PersonID         *ident.PersonID       `db:"person_id"`
	LeaderID         *ident.PersonID       `db:"leader_id"`
	Origin           TaskOrigin            `db:"origin"`
	ConsultationID   *ident.ConsultationID `db:"consultation_id"`
	OutcomeID        *ident.OutcomeID      `db:"outcome_id"`
	MeasureID        *ident.MeasureID      `db:"measure_id"`
	ProblemID        *ident.ProblemID      `db:"problem_id"`
	Text             string                `db:"text"`
	Category         *string               `db:"category"`
	Severity         *Severity             `db:"severity"`
	Immediate        bool                  `db:"immediate"`
	DueOn            clock.Date            `db:"due_on"`
	OriginalDueOn    clock.Date            `db:"original_due_on"`
	ReportInterval   ReportInterval        `db:"report_interval"`
	State            TaskState             `db:"state"`
	Secrecy          Secrecy               `db:"secrecy"`
	AssignedAt       clock.DateTime        `db:"assigned_at"`
	Version          int32                 `db:"version"`
	ProvinceID       ident.OrganisationID  `db:"province_id"`
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

// TaskState says where a task stands.
type TaskState string

// Its values.
const (
	TaskAssigned TaskState = "ASSIGNED"
)

// TaskOrigin says where a task comes from.
type TaskOrigin string

// Its values.
const (
	FromOutcome    TaskOrigin = "OUTCOME"
	FromResolution TaskOrigin = "RESOLUTION"
)

// ReportInterval says how often a task is reported on; monthly is an assumption.
type ReportInterval string

// Its values.
const (
	ReportMonthly   ReportInterval = "MONTHLY"
	ReportQuarterly ReportInterval = "QUARTERLY"
)
