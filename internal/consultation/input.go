package consultation

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"huishang/db"
	"huishang/internal/clock"
	"huishang/internal/ident"
	"huishang/internal/task"
)

// PlanItemInput is the input: one consultation that a plan foresees.
type PlanItemInput struct {
	Item    *ident.PlanItemID `json:",omitzero"`
	Kind    db.ConsultationKind
	Subject string
	DueOn   clock.Date
}

// ParticipantInput is the input: somebody to invite.
type ParticipantInput struct {
	Person   ident.PersonID
	Version  *int32
	Side     db.ParticipantSide
	Required bool
}

// AnswerInput is the input: an answer to one question.
type AnswerInput struct {
	Question  string
	Version   *int32
	Answer    string
	Deviation bool
}

// MeasureInput is the input: a measure with who answers for it.
type MeasureInput struct {
	Text         string
	DueOn        *clock.Date
	Immediate    bool
	Responsibles []*task.ResponsibleInput
}

// ConsultationRuleProposeInput is the input: propose the rule of a kind of consultation.
type ConsultationRuleProposeInput struct {
	Organisation     ident.OrganisationID
	Kind             db.ConsultationKind
	SuperiorDocument string
	Subjects         string
	Content          string
	Form             db.ConsultationForm
	Procedure        string
	Frequency        db.Frequency
	UseOfOutcomes    string
	QuorumPercent    int32
	IdempotencyKey   *uuid.UUID
}

// ConsultationRuleEndorseInput is the input: join in proposing a rule, as the other office.
type ConsultationRuleEndorseInput struct {
	Rule           ident.ConsultationRuleID
	Version        int32
	IdempotencyKey *uuid.UUID
}

// ConsultationRuleDecideInput is the input: put a rule in force that both offices proposed, or decline it.
type ConsultationRuleDecideInput struct {
	Rule           ident.ConsultationRuleID
	Version        int32
	Accept         bool
	Reason         *string
	IdempotencyKey *uuid.UUID
}

// ConsultationPlanProposeInput is the input: propose the yearly plan.
type ConsultationPlanProposeInput struct {
	Organisation    ident.OrganisationID
	Year            int32
	IntegrityPlan   string
	SupervisionPlan string
	Items           []*PlanItemInput
	IdempotencyKey  *uuid.UUID
}

// ConsultationPlanEndorseInput is the input: join in proposing a plan, as the other office.
type ConsultationPlanEndorseInput struct {
	Plan           ident.ConsultationPlanID
	Version        int32
	IdempotencyKey *uuid.UUID
}

// ConsultationPlanDecideInput is the input: put a plan in force that both offices proposed, or decline it.
type ConsultationPlanDecideInput struct {
	Plan           ident.ConsultationPlanID
	Version        int32
	Accept         bool
	Reason         *string
	IdempotencyKey *uuid.UUID
}

// ConsultationDraftInput is the input: draft a consultation; its topic 1 is made with it.
type ConsultationDraftInput struct {
	Organisation      ident.OrganisationID
	AboutOrganisation *ident.OrganisationID
	Kind              db.ConsultationKind
	Form              db.ConsultationForm
	Title             string
	PlannedOn         *clock.Date
	PlanItem          *ident.PlanItemID
	IdempotencyKey    *uuid.UUID
}

// TopicProposeInput is the input: put a topic on the list.
type TopicProposeInput struct {
	Consultation     ident.ConsultationID
	Version          int32
	Title            string
	Content          *string
	Part             *db.TopicPart
	MajorDecision    *string
	Problem          *ident.ProblemID
	Concerns         []ident.PersonID
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TopicWithdrawInput is the input: take a topic off the list that is not settled.
type TopicWithdrawInput struct {
	Topic          ident.TopicID
	Version        int32
	Reason         string
	IdempotencyKey *uuid.UUID
}

// ConsultationSubmitInput is the input: report the topic list to the principal leader.
type ConsultationSubmitInput struct {
	Consultation   ident.ConsultationID
	Version        int32
	IdempotencyKey *uuid.UUID
}

// TopicSettleInput is the input: settle a topic: approve, amend, defer or return it.
type TopicSettleInput struct {
	Topic            ident.TopicID
	Version          int32
	Decision         db.TopicDecision
	Title            *string
	Content          *string
	Reason           *string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TopicAddInput is the input: add a topic while settling the list.
type TopicAddInput struct {
	Consultation     ident.ConsultationID
	Version          int32
	Title            string
	Content          *string
	Part             *db.TopicPart
	MajorDecision    *string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// ConsultationRatifyInput is the input: ratify an immediate consultation that opened unratified, or refuse: then it is cancelled.
type ConsultationRatifyInput struct {
	Consultation     ident.ConsultationID
	Version          int32
	Accept           bool
	Reason           *string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// AlignmentRecordInput is the input: record the political alignment before a consultation.
type AlignmentRecordInput struct {
	Consultation   ident.ConsultationID
	Version        *int32
	Documents      []string
	WorkReviewed   string
	Gaps           string
	FollowUp       string
	IdempotencyKey *uuid.UUID
}

// StudyRecordInput is the input: name the documents that topic 1 studies.
type StudyRecordInput struct {
	Topic          ident.TopicID
	Version        *int32
	Documents      []string
	IdempotencyKey *uuid.UUID
}

// ParticipantsInviteInput is the input: invite; from then on they see the consultation.
type ParticipantsInviteInput struct {
	Consultation   ident.ConsultationID
	Participants   []*ParticipantInput
	IdempotencyKey *uuid.UUID
}

// PaperAddInput is the input: add a paper as text, as a file, or both.
type PaperAddInput struct {
	Consultation   ident.ConsultationID
	Topic          *ident.TopicID
	Title          string
	Text           *string
	File           *ident.FileID
	IdempotencyKey *uuid.UUID
}

// AttendanceRecordInput is the input: record whether somebody attends.
type AttendanceRecordInput struct {
	Participant    ident.ParticipantID
	Version        *int32
	Attended       bool
	IdempotencyKey *uuid.UUID
}

// TopicRecuseInput is the input: recuse people from a topic: it is hidden from them and they do not count.
type TopicRecuseInput struct {
	Topic          ident.TopicID
	People         []ident.PersonID
	Reason         string
	IdempotencyKey *uuid.UUID
}

// TopicRecusalUndoInput is the input: undo a recusal, until the topic is discussed.
type TopicRecusalUndoInput struct {
	Topic          ident.TopicID
	People         []ident.PersonID
	Reason         string
	IdempotencyKey *uuid.UUID
}

// ConsultationOpenInput is the input: open the session; every unmet condition is named at once.
type ConsultationOpenInput struct {
	Consultation     ident.ConsultationID
	Version          int32
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// StatementRecordInput is the input: record a report, a view or dissent.
type StatementRecordInput struct {
	Topic          ident.TopicID
	Kind           db.StatementKind
	Person         ident.PersonID
	Text           string
	IdempotencyKey *uuid.UUID
}

// OutcomeRecordInput is the input: record an outcome of a topic, or replace one; what is missing is refused at the conclusion.
type OutcomeRecordInput struct {
	Topic          ident.TopicID
	Version        int32
	Outcome        *ident.OutcomeID
	OutcomeVersion *int32
	Kind           db.OutcomeKind
	Problem        graphql.Omittable[*ident.ProblemID] `json:",omitzero"`
	RootCause      graphql.Omittable[*string]          `json:",omitzero"`
	Text           graphql.Omittable[*string]          `json:",omitzero"`
	TransferredOn  graphql.Omittable[*clock.Date]      `json:",omitzero"`
	Receiver       graphql.Omittable[*string]          `json:",omitzero"`
	Measures       graphql.Omittable[[]*MeasureInput]  `json:",omitzero"`
	IdempotencyKey *uuid.UUID
}

// TopicCarryOverInput is the input: carry an unfinished topic over to a draft.
type TopicCarryOverInput struct {
	Topic          ident.TopicID
	Version        int32
	To             ident.ConsultationID
	Reason         string
	IdempotencyKey *uuid.UUID
}

// AnswersRecordInput is the input: answer the questions of political supervision.
type AnswersRecordInput struct {
	Consultation   ident.ConsultationID
	Answers        []*AnswerInput
	IdempotencyKey *uuid.UUID
}

// ConsultationConcludeInput is the input: conclude: every measure becomes its tasks in the same transaction; every unmet condition is named at once.
type ConsultationConcludeInput struct {
	Consultation     ident.ConsultationID
	Version          int32
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// ConsultationCancelInput is the input: cancel a consultation before its session.
type ConsultationCancelInput struct {
	Consultation     ident.ConsultationID
	Version          int32
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// RecommendationAnswerInput is the input: adopt, decline or report above a recommendation; settle one that was reported above.
type RecommendationAnswerInput struct {
	Outcome          ident.OutcomeID
	Version          int32
	Answer           db.RecommendationState
	Reason           *string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// ResolutionRecordInput is the input: record what the Party committee resolved; its measures become tasks.
type ResolutionRecordInput struct {
	Outcome        ident.OutcomeID
	Version        int32
	Resolution     string
	Document       string
	ResolvedOn     clock.Date
	Measures       []*MeasureInput
	IdempotencyKey *uuid.UUID
}

// AddendumAddInput is the input: add a dated correction to frozen minutes.
type AddendumAddInput struct {
	Consultation   ident.ConsultationID
	Topic          *ident.TopicID
	Text           string
	IdempotencyKey *uuid.UUID
}
