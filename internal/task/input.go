package task

import (
	"huishang/db"
	"huishang/internal/amount"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// TaskVersionInput is a task and the version that the change is based on.
type TaskVersionInput struct {
	Task    ident.TaskID
	Version int32
}

// MilestoneInput is a milestone to set.
type MilestoneInput struct {
	Text  string
	DueOn clock.Date
}

// EvidenceRejectionInput is a piece of evidence that is not accepted.
type EvidenceRejectionInput struct {
	Evidence ident.EvidenceID
	Reason   string
}

// TaskAcceptInput is the input: accept a task.
type TaskAcceptInput struct {
	Task           ident.TaskID
	Version        int32
	IdempotencyKey *uuid.UUID
}

// TaskObjectInput is the input: object to a task.
type TaskObjectInput struct {
	Task           ident.TaskID
	Version        int32
	Kind           db.ObjectionKind
	Text           string
	IdempotencyKey *uuid.UUID
}

// TaskReportInput is the input: report progress; it serves the interval that it falls in.
type TaskReportInput struct {
	Task           ident.TaskID
	Text           string
	IdempotencyKey *uuid.UUID
}

// MilestoneReachInput is the input: note that a milestone was reached.
type MilestoneReachInput struct {
	Milestone      ident.MilestoneID
	Version        int32
	ReachedOn      clock.Date
	IdempotencyKey *uuid.UUID
}

// EvidenceAddInput is the input: bring evidence.
type EvidenceAddInput struct {
	Task           ident.TaskID
	Description    string
	EffectiveOn    clock.Date
	File           *ident.FileID
	IdempotencyKey *uuid.UUID
}

// ExtensionRequestInput is the input: ask for a later deadline, up to the due day.
type ExtensionRequestInput struct {
	Task           ident.TaskID
	Version        int32
	Until          clock.Date
	Reason         string
	IdempotencyKey *uuid.UUID
}

// TaskSubmitInput is the input: submit a task for close-out.
type TaskSubmitInput struct {
	Task            ident.TaskID
	Version         int32
	Text            string
	Improvement     *string
	AmountRecovered *amount.Amount
	IdempotencyKey  *uuid.UUID
}

// MilestonesSetInput is the input: set the milestones that are not reached yet, in place of those there were.
type MilestonesSetInput struct {
	Task           ident.TaskID
	Version        int32
	Milestones     []*MilestoneInput
	IdempotencyKey *uuid.UUID
}

// ObjectionDecideInput is the input: decide on an objection.
type ObjectionDecideInput struct {
	Task             ident.TaskID
	Version          int32
	Result           db.ObjectionState
	Reason           string
	Text             *string
	Responsible      *ResponsibleInput
	ReviewOn         *clock.Date
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TaskReassignInput is the input: give a task to somebody else; the three days run anew.
type TaskReassignInput struct {
	Task             ident.TaskID
	Version          int32
	Responsible      *ResponsibleInput
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TaskSuspendInput is the input: suspend a task; its clock stands still.
type TaskSuspendInput struct {
	Task             ident.TaskID
	Version          int32
	ReviewOn         clock.Date
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TaskResumeInput is the input: resume a suspended task; its deadline moves by the days suspended.
type TaskResumeInput struct {
	Task             ident.TaskID
	Version          int32
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TaskCancelInput is the input: cancel a task; it keeps its number.
type TaskCancelInput struct {
	Task             ident.TaskID
	Version          int32
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// ExtensionDecideInput is the input: grant or refuse a later deadline.
type ExtensionDecideInput struct {
	Task             ident.TaskID
	Version          int32
	Grant            bool
	Reason           *string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TaskSignInput is the input: sign a submission for one track; the second signature closes and numbers it.
type TaskSignInput struct {
	Task             ident.TaskID
	Version          int32
	Track            db.Track
	Rejected         []*EvidenceRejectionInput
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TaskReturnInput is the input: return a submission; a new round begins.
type TaskReturnInput struct {
	Task             ident.TaskID
	Version          int32
	Track            db.Track
	Reason           string
	ExternalDocument *string
	IdempotencyKey   *uuid.UUID
}

// TaskInstructInput is the input: leave an instruction on a task.
type TaskInstructInput struct {
	Task           ident.TaskID
	Text           string
	IdempotencyKey *uuid.UUID
}

// TasksReassignInput is the input: give several tasks to somebody else, all or none (D-TASK-9).
type TasksReassignInput struct {
	Tasks          []*TaskVersionInput
	Responsible    *ResponsibleInput
	Reason         string
	IdempotencyKey *uuid.UUID
}

// TasksCancelInput is the input: cancel several tasks, all or none (D-TASK-9).
type TasksCancelInput struct {
	Tasks          []*TaskVersionInput
	Reason         string
	IdempotencyKey *uuid.UUID
}

// ExtensionsGrantInput is the input: grant several first extensions, all or none (D-TASK-9).
type ExtensionsGrantInput struct {
	Tasks          []*TaskVersionInput
	Reason         *string
	IdempotencyKey *uuid.UUID
}

// ResponsibleInput is the input: who answers for a measure: a department or a region, one of them.
type ResponsibleInput struct {
	Department       *ident.DepartmentID
	Region           *ident.OrganisationID
	Post             *ident.PostID
	JointDepartments []ident.DepartmentID
}
