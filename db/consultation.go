package db

import (
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/lib/pq"
)

// Consultation is a consultation between the committee and its commission, D-CON.
type Consultation struct {
	ID               ident.ConsultationID `db:"id"`
	OrgID            ident.OrganisationID `db:"org_id"`
	AboutOrgID       ident.OrganisationID `db:"about_org_id"`
	Kind             ConsultationKind     `db:"kind"`
	Form             ConsultationForm     `db:"form"`
	Title            string               `db:"title"`
	PlannedOn        *clock.Date          `db:"planned_on"`
	PlanItemID       *ident.PlanItemID    `db:"plan_item_id"`
	State            ConsultationState    `db:"state"`
	CompiledByID     *ident.PersonID      `db:"compiled_by"`
	SubmittedAt      *clock.DateTime      `db:"submitted_at"`
	RatifiedByID     *ident.PersonID      `db:"ratified_by"`
	RatifiedAt       *clock.DateTime      `db:"ratified_at"`
	ExternalDocument *string              `db:"external_document"`
	OpenedAt         *clock.DateTime      `db:"opened_at"`
	ConcludedAt      *clock.DateTime      `db:"concluded_at"`
	ClosedAt         *clock.DateTime      `db:"closed_at"`
	CancelledAt      *clock.DateTime      `db:"cancelled_at"`
	CancelReason     *string              `db:"cancel_reason"`
	Version          int32                `db:"version"`
	Revision         int32                `db:"revision"`
	CreatedAt        clock.DateTime       `db:"created_at"`
	ProvinceID       ident.OrganisationID `db:"province_id"`
	UpdatedAt        clock.DateTime       `db:"updated_at"`
}

// Topic is a topic of a consultation.
type Topic struct {
	ID               ident.TopicID        `db:"id"`
	ConsultationID   ident.ConsultationID `db:"consultation_id"`
	Version          int32                `db:"version"`
	Study            bool                 `db:"study"`
	StudyDocuments   pq.StringArray       `db:"study_documents"`
	Title            string               `db:"title"`
	Content          *string              `db:"content"`
	OriginalTitle    *string              `db:"original_title"`
	OriginalContent  *string              `db:"original_content"`
	Part             *TopicPart           `db:"part"`
	MajorDecision    *string              `db:"major_decision"`
	ProblemID        *ident.ProblemID     `db:"problem_id"`
	State            TopicState           `db:"state"`
	ProposedByID     *ident.PersonID      `db:"proposed_by"`
	AddedByID        *ident.PersonID      `db:"added_by"`
	SettledByID      *ident.PersonID      `db:"settled_by"`
	SettledAt        *clock.DateTime      `db:"settled_at"`
	ExternalDocument *string              `db:"external_document"`
	Reason           *string              `db:"reason"`
	CarriedFromID    *ident.TopicID       `db:"carried_from_id"`
	RootCause        *string              `db:"root_cause"`
	Concerns         ident.List           `db:"concerns"`
	Recused          ident.List           `db:"recused"`
	Secrecy          Secrecy              `db:"secrecy"`
	Readers          ident.List           `db:"readers"`
	ProvinceID       ident.OrganisationID `db:"province_id"`
	OrgID            ident.OrganisationID `db:"org_id"`
	HiddenFrom       ident.List           `db:"hidden_from"`
	UpdatedAt        clock.DateTime       `db:"updated_at"`
}

// Participant is who takes part in a consultation, from the invitation on.
type Participant struct {
	ID             ident.ParticipantID  `db:"id"`
	ConsultationID ident.ConsultationID `db:"consultation_id"`
	Version        int32                `db:"version"`
	PersonID       ident.PersonID       `db:"person_id"`
	Side           ParticipantSide      `db:"side"`
	Required       bool                 `db:"required"`
	Attended       *bool                `db:"attended"`
	InvitedByID    *ident.PersonID      `db:"invited_by"`
	InvitedAt      clock.DateTime       `db:"invited_at"`
	ProvinceID     ident.OrganisationID `db:"province_id"`
	OrgID          ident.OrganisationID `db:"org_id"`
	UpdatedAt      clock.DateTime       `db:"updated_at"`
}

// Statement is a report, a view or dissent on a topic.
type Statement struct {
	ID             ident.StatementID    `db:"id"`
	TopicID        ident.TopicID        `db:"topic_id"`
	Kind           StatementKind        `db:"kind"`
	PersonID       ident.PersonID       `db:"person_id"`
	Text           string               `db:"text"`
	RecordedByID   *ident.PersonID      `db:"recorded_by"`
	RecordedAt     clock.DateTime       `db:"recorded_at"`
	ProvinceID     ident.OrganisationID `db:"province_id"`
	Secrecy        Secrecy              `db:"secrecy"`
	ConsultationID ident.ConsultationID `db:"consultation_id"`
	UpdatedAt      clock.DateTime       `db:"updated_at"`
}

// Paper is a paper of a consultation or of one topic.
type Paper struct {
	ID             ident.PaperID        `db:"id"`
	ConsultationID ident.ConsultationID `db:"consultation_id"`
	TopicID        *ident.TopicID       `db:"topic_id"`
	Title          string               `db:"title"`
	Text           *string              `db:"text"`
	FileID         *ident.FileID        `db:"file_id"`
	AddedByID      *ident.PersonID      `db:"added_by"`
	AddedAt        clock.DateTime       `db:"added_at"`
	ProvinceID     ident.OrganisationID `db:"province_id"`
	Secrecy        Secrecy              `db:"secrecy"`
	UpdatedAt      clock.DateTime       `db:"updated_at"`
}

// Addendum is a dated correction of frozen minutes.
type Addendum struct {
	ID             ident.AddendumID     `db:"id"`
	ConsultationID ident.ConsultationID `db:"consultation_id"`
	TopicID        *ident.TopicID       `db:"topic_id"`
	Text           string               `db:"text"`
	AddedByID      *ident.PersonID      `db:"added_by"`
	AddedAt        clock.DateTime       `db:"added_at"`
	ProvinceID     ident.OrganisationID `db:"province_id"`
	Secrecy        Secrecy              `db:"secrecy"`
	UpdatedAt      clock.DateTime       `db:"updated_at"`
}

// ConsultationKind says the kinds of consultation.
type ConsultationKind string

// Its values.
const (
	KindComprehensive ConsultationKind = "COMPREHENSIVE"
	KindThematic      ConsultationKind = "THEMATIC"
	KindImmediate     ConsultationKind = "IMMEDIATE"
)

// ConsultationForm says how a consultation is held.
type ConsultationForm string

// Its values.
const (
	FormMeeting  ConsultationForm = "MEETING"
	FormOneToOne ConsultationForm = "ONE_TO_ONE"
	FormWritten  ConsultationForm = "WRITTEN"
	FormRemote   ConsultationForm = "REMOTE"
)

// ConsultationState says where a consultation stands.
type ConsultationState string

// Its values.
const (
	ConsultationDraft     ConsultationState = "DRAFT"
	ConsultationSubmitted ConsultationState = "SUBMITTED"
	ConsultationApproved  ConsultationState = "APPROVED"
	ConsultationInSession ConsultationState = "IN_SESSION"
	ConsultationConcluded ConsultationState = "CONCLUDED"
	ConsultationClosed    ConsultationState = "CLOSED"
	ConsultationCancelled ConsultationState = "CANCELLED"
)

// TopicState says where a topic stands.
type TopicState string

// Its values.
const (
	TopicProposed    TopicState = "PROPOSED"
	TopicApproved    TopicState = "APPROVED"
	TopicReturned    TopicState = "RETURNED"
	TopicDeferred    TopicState = "DEFERRED"
	TopicWithdrawn   TopicState = "WITHDRAWN"
	TopicCarriedOver TopicState = "CARRIED_OVER"
)

// TopicPart says what a comprehensive consultation must hold.
type TopicPart string

// Its values.
const (
	PartBriefing             TopicPart = "BRIEFING"
	PartPoliticalEnvironment TopicPart = "POLITICAL_ENVIRONMENT"
	PartIntegritySituation   TopicPart = "INTEGRITY_SITUATION"
)

// TopicDecision says how the principal leader settles a topic.
type TopicDecision string

// Its values.
const (
	DecideApprove TopicDecision = "APPROVE"
	DecideDefer   TopicDecision = "DEFER"
	DecideReturn  TopicDecision = "RETURN"
)

// ParticipantSide says for which side somebody takes part.
type ParticipantSide string

// Its values.
const (
	SideBusiness   ParticipantSide = "BUSINESS"
	SideDiscipline ParticipantSide = "DISCIPLINE"
	SideOther      ParticipantSide = "OTHER"
)

// StatementKind says what a statement is.
type StatementKind string

// Its values.
const (
	SaidReport         StatementKind = "REPORT"
	SaidBusinessView   StatementKind = "BUSINESS_VIEW"
	SaidDisciplineView StatementKind = "DISCIPLINE_VIEW"
	SaidDissent        StatementKind = "DISSENT"
)
