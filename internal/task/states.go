package task

import (
	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// Steps are the ways of a task (D-TASK-2). The first report or evidence puts an accepted task in progress, a return
// puts it back, and the second signature closes it.
var Steps = act.Steps[db.TaskState]{
	auth.ConsultationConclude: {"": {db.TaskAssigned}},
	auth.ResolutionRecord:     {"": {db.TaskAssigned}},
	auth.TaskAccept:           {db.TaskAssigned: {db.TaskAccepted}},
	auth.TaskObject:           {db.TaskAssigned: {db.TaskObjected}},
	auth.ObjectionDecide:      {db.TaskObjected: {db.TaskAssigned, db.TaskCancelled, db.TaskSuspended}},
	auth.TaskReport:           {db.TaskAccepted: {db.TaskInProgress}},
	auth.EvidenceAdd:          {db.TaskAccepted: {db.TaskInProgress}},
	auth.TaskReassign:         {db.TaskAccepted: {db.TaskAssigned}, db.TaskInProgress: {db.TaskAssigned}},
	auth.TaskSuspend:          {db.TaskAccepted: {db.TaskSuspended}, db.TaskInProgress: {db.TaskSuspended}},
	auth.TaskResume:           {db.TaskSuspended: {db.TaskAssigned, db.TaskAccepted, db.TaskInProgress}},
	auth.TaskSubmit:           {db.TaskInProgress: {db.TaskSubmitted}},
	auth.MilestoneReach:       {db.TaskAccepted: {db.TaskInProgress}},
	auth.TaskSign:             {db.TaskSubmitted: {db.TaskClosed}},
	auth.TaskReturn:           {db.TaskSubmitted: {db.TaskInProgress}},
	auth.TaskCancel: {
		db.TaskAssigned: {db.TaskCancelled}, db.TaskObjected: {db.TaskCancelled}, db.TaskAccepted: {db.TaskCancelled},
		db.TaskInProgress: {db.TaskCancelled}, db.TaskSuspended: {db.TaskCancelled}, db.TaskSubmitted: {db.TaskCancelled},
	},
}

// ObjectionSteps are the ways of an objection; cancelling its task ends it too.
var ObjectionSteps = act.Steps[db.ObjectionState]{
	auth.TaskObject:      {"": {db.ObjectionOpen}},
	auth.ObjectionDecide: {db.ObjectionOpen: {db.ObjectionMaintained, db.ObjectionAdjusted, db.ObjectionReassigned, db.ObjectionCancelled, db.ObjectionSuspended}},
	auth.TaskCancel:      {db.ObjectionOpen: {db.ObjectionCancelled}},
}

// ExtensionSteps are the ways of a request for a later deadline; it lapses with its task.
var ExtensionSteps = act.Steps[db.ExtensionState]{
	auth.ExtensionRequest: {"": {db.ExtensionOpen}},
	auth.ExtensionDecide:  {db.ExtensionOpen: {db.ExtensionGranted, db.ExtensionRefused}},
	auth.TaskCancel:       {db.ExtensionOpen: {db.ExtensionLapsed}},
}

// EvidenceSteps are the ways of a piece of evidence: the first signer of its round decides.
var EvidenceSteps = act.Steps[db.EvidenceDecision]{
	auth.EvidenceAdd: {"": {db.EvidenceOpen}},
	auth.TaskSign:    {db.EvidenceOpen: {db.EvidenceAccepted, db.EvidenceRejected}},
	auth.TaskReturn:  {db.EvidenceOpen: {db.EvidenceRejected}},
}

// InStates lists, act by act, in which states of a task it may be done.
func InStates() map[auth.Act][]db.TaskState { return states }
