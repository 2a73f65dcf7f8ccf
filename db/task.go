package db

import (
	"huishang/internal/amount"
	"huishang/internal/clock"
	"huishang/internal/ident"
)

// Task is a task, with the organisation that set it and the one responsible, D-TASK-1.
type Task struct {
	ID                   ident.TaskID          `db:"id"`
	Number               string                `db:"number"`
	OrgID                ident.OrganisationID  `db:"org_id"`
	ResponsibleOrgID     ident.OrganisationID  `db:"responsible_org_id"`
	DepartmentID         *ident.DepartmentID   `db:"department_id"`
	JointDepartments     ident.List            `db:"joint_departments"`
	PostID               ident.PostID          `db:"post_id"`
	PersonID             *ident.PersonID       `db:"person_id"`
	LeaderID             *ident.PersonID       `db:"leader_id"`
	Origin               TaskOrigin            `db:"origin"`
	ConsultationID       *ident.ConsultationID `db:"consultation_id"`
	OutcomeID            *ident.OutcomeID      `db:"outcome_id"`
	MeasureID            *ident.MeasureID      `db:"measure_id"`
	ProblemID            *ident.ProblemID      `db:"problem_id"`
	Text                 string                `db:"text"`
	Category             *string               `db:"category"`
	Severity             *Severity             `db:"severity"`
	Immediate            bool                  `db:"immediate"`
	DueOn                clock.Date            `db:"due_on"`
	OriginalDueOn        clock.Date            `db:"original_due_on"`
	ReportInterval       ReportInterval        `db:"report_interval"`
	State                TaskState             `db:"state"`
	Secrecy              Secrecy               `db:"secrecy"`
	AssignedAt           clock.DateTime        `db:"assigned_at"`
	AssignedOn           clock.Date            `db:"assigned_on"`
	AcceptBy             clock.Date            `db:"accept_by"`
	AcceptedAt           *clock.DateTime       `db:"accepted_at"`
	Round                int32                 `db:"round"`
	Returns              int32                 `db:"returns"`
	Extensions           int32                 `db:"extensions"`
	ExtensionOpen        bool                  `db:"extension_open"`
	Submission           *string               `db:"submission"`
	SubmittedByID        *ident.PersonID       `db:"submitted_by"`
	SubmittedAt          *clock.DateTime       `db:"submitted_at"`
	PartySignedByID      *ident.PersonID       `db:"party_signed_by"`
	DisciplineSignedByID *ident.PersonID       `db:"discipline_signed_by"`
	SuspendedFrom        *TaskState            `db:"suspended_from"`
	ReviewOn             *clock.Date           `db:"review_on"`
	StoppedOn            *clock.Date           `db:"stopped_on"`
	EndedAt              *clock.DateTime       `db:"ended_at"`
	EndReason            *string               `db:"end_reason"`
	Improvement          *string               `db:"improvement"`
	AmountRecovered      *amount.Amount        `db:"amount_recovered"`
	CloseNumber          *string               `db:"close_number"`
	Version              int32                 `db:"version"`
	ProvinceID           ident.OrganisationID  `db:"province_id"`
	UpdatedAt            clock.DateTime        `db:"updated_at"`
}

// TaskReport is a progress report.
type TaskReport struct {
	ID           ident.TaskReportID   `db:"id"`
	TaskID       ident.TaskID         `db:"task_id"`
	Text         string               `db:"text"`
	ReportedOn   clock.Date           `db:"reported_on"`
	ReportedByID *ident.PersonID      `db:"reported_by"`
	ReportedAt   clock.DateTime       `db:"reported_at"`
	ProvinceID   ident.OrganisationID `db:"province_id"`
	Secrecy      Secrecy              `db:"secrecy"`
	UpdatedAt    clock.DateTime       `db:"updated_at"`
}

// Evidence is a piece of evidence, decided on by the first signer.
type Evidence struct {
	ID          ident.EvidenceID     `db:"id"`
	TaskID      ident.TaskID         `db:"task_id"`
	Round       int32                `db:"round"`
	Description string               `db:"description"`
	EffectiveOn clock.Date           `db:"effective_on"`
	FileID      *ident.FileID        `db:"file_id"`
	AddedByID   *ident.PersonID      `db:"added_by"`
	AddedAt     clock.DateTime       `db:"added_at"`
	Decision    EvidenceDecision     `db:"decision"`
	DecidedByID *ident.PersonID      `db:"decided_by"`
	DecidedAt   *clock.DateTime      `db:"decided_at"`
	Reason      *string              `db:"reason"`
	ProvinceID  ident.OrganisationID `db:"province_id"`
	Secrecy     Secrecy              `db:"secrecy"`
	UpdatedAt   clock.DateTime       `db:"updated_at"`
}

// Milestone is a step on the way with a date of its own.
type Milestone struct {
	ID          ident.MilestoneID    `db:"id"`
	TaskID      ident.TaskID         `db:"task_id"`
	No          int32                `db:"no"`
	Text        string               `db:"text"`
	DueOn       clock.Date           `db:"due_on"`
	ReachedOn   *clock.Date          `db:"reached_on"`
	ReachedByID *ident.PersonID      `db:"reached_by"`
	ProvinceID  ident.OrganisationID `db:"province_id"`
	Secrecy     Secrecy              `db:"secrecy"`
	UpdatedAt   clock.DateTime       `db:"updated_at"`
}

// Extension is a request for a later deadline.
type Extension struct {
	ID               ident.ExtensionID    `db:"id"`
	TaskID           ident.TaskID         `db:"task_id"`
	FromDueOn        clock.Date           `db:"from_due_on"`
	Until            clock.Date           `db:"until_on"`
	Reason           string               `db:"reason"`
	First            bool                 `db:"first"`
	State            ExtensionState       `db:"state"`
	AskedByID        *ident.PersonID      `db:"asked_by"`
	AskedAt          clock.DateTime       `db:"asked_at"`
	DecidedByID      *ident.PersonID      `db:"decided_by"`
	DecidedAt        *clock.DateTime      `db:"decided_at"`
	DecisionReason   *string              `db:"decision_reason"`
	ExternalDocument *string              `db:"external_document"`
	ProvinceID       ident.OrganisationID `db:"province_id"`
	Secrecy          Secrecy              `db:"secrecy"`
	UpdatedAt        clock.DateTime       `db:"updated_at"`
}

// Objection is an objection to a task.
type Objection struct {
	ID          ident.ObjectionID    `db:"id"`
	TaskID      ident.TaskID         `db:"task_id"`
	Kind        ObjectionKind        `db:"kind"`
	Text        string               `db:"text"`
	State       ObjectionState       `db:"state"`
	RaisedByID  *ident.PersonID      `db:"raised_by"`
	RaisedAt    clock.DateTime       `db:"raised_at"`
	DecidedByID *ident.PersonID      `db:"decided_by"`
	DecidedAt   *clock.DateTime      `db:"decided_at"`
	Reason      *string              `db:"reason"`
	ProvinceID  ident.OrganisationID `db:"province_id"`
	Secrecy     Secrecy              `db:"secrecy"`
	UpdatedAt   clock.DateTime       `db:"updated_at"`
}

// Suspension is days on which a task stood still; they do not count.
type Suspension struct {
	ID           ident.SuspensionID   `db:"id"`
	TaskID       ident.TaskID         `db:"task_id"`
	FromOn       clock.Date           `db:"from_on"`
	ToOn         *clock.Date          `db:"to_on"`
	ReviewOn     clock.Date           `db:"review_on"`
	Reason       string               `db:"reason"`
	ApprovedByID *ident.PersonID      `db:"approved_by"`
	ApprovedAt   clock.DateTime       `db:"approved_at"`
	ProvinceID   ident.OrganisationID `db:"province_id"`
	Secrecy      Secrecy              `db:"secrecy"`
	UpdatedAt    clock.DateTime       `db:"updated_at"`
}

// Signature is a verdict of one track in one round.
type Signature struct {
	ID               ident.SignatureID    `db:"id"`
	TaskID           ident.TaskID         `db:"task_id"`
	Round            int32                `db:"round"`
	Track            Track                `db:"track"`
	Verdict          Verdict              `db:"verdict"`
	PersonID         ident.PersonID       `db:"person_id"`
	ActingOrgID      ident.OrganisationID `db:"acting_org_id"`
	Reason           *string              `db:"reason"`
	ExternalDocument *string              `db:"external_document"`
	SignedAt         clock.DateTime       `db:"signed_at"`
	ProvinceID       ident.OrganisationID `db:"province_id"`
	Secrecy          Secrecy              `db:"secrecy"`
	UpdatedAt        clock.DateTime       `db:"updated_at"`
}

// Instruction is a note of the leader in charge on a task.
type Instruction struct {
	ID         ident.InstructionID  `db:"id"`
	TaskID     ident.TaskID         `db:"task_id"`
	Text       string               `db:"text"`
	GivenByID  *ident.PersonID      `db:"given_by"`
	GivenAt    clock.DateTime       `db:"given_at"`
	ProvinceID ident.OrganisationID `db:"province_id"`
	Secrecy    Secrecy              `db:"secrecy"`
	UpdatedAt  clock.DateTime       `db:"updated_at"`
}

// EvidenceDecision is what the first signer decided on a piece of evidence.
type EvidenceDecision string

// Its values.
const (
	EvidenceOpen     EvidenceDecision = "OPEN"
	EvidenceAccepted EvidenceDecision = "ACCEPTED"
	EvidenceRejected EvidenceDecision = "REJECTED"
)

// ExtensionState is where a request for a later deadline stands.
type ExtensionState string

// Its values.
const (
	ExtensionOpen    ExtensionState = "OPEN"
	ExtensionGranted ExtensionState = "GRANTED"
	ExtensionRefused ExtensionState = "REFUSED"
	ExtensionLapsed  ExtensionState = "LAPSED"
)

// ObjectionKind is on what ground a task is objected to.
type ObjectionKind string

// Its values.
const (
	ObjectionNotOurs     ObjectionKind = "NOT_OURS"
	ObjectionWording     ObjectionKind = "WORDING"
	ObjectionExplanation ObjectionKind = "EXPLANATION_ONLY"
	ObjectionCannotNow   ObjectionKind = "CANNOT_NOW"
)

// ObjectionState is what came of an objection.
type ObjectionState string

// Its values.
const (
	ObjectionOpen       ObjectionState = "OPEN"
	ObjectionMaintained ObjectionState = "MAINTAINED"
	ObjectionAdjusted   ObjectionState = "ADJUSTED"
	ObjectionReassigned ObjectionState = "REASSIGNED"
	ObjectionCancelled  ObjectionState = "TASK_CANCELLED"
	ObjectionSuspended  ObjectionState = "SUSPENDED"
)

// Track is one of the two tracks of follow-up.
type Track string

// Its values.
const (
	PartyTrack      Track = "PARTY"
	DisciplineTrack Track = "DISCIPLINE"
)

// Verdict is what a track says to a submission.
type Verdict string

// Its values.
const (
	VerdictSigned   Verdict = "SIGNED"
	VerdictReturned Verdict = "RETURNED"
)

// TaskState says where a task stands.
type TaskState string

// Its values.
const (
	TaskAssigned   TaskState = "ASSIGNED"
	TaskObjected   TaskState = "OBJECTED"
	TaskAccepted   TaskState = "ACCEPTED"
	TaskInProgress TaskState = "IN_PROGRESS"
	TaskSuspended  TaskState = "SUSPENDED"
	TaskSubmitted  TaskState = "SUBMITTED"
	TaskClosed     TaskState = "CLOSED"
	TaskCancelled  TaskState = "CANCELLED"
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
