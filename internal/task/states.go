package task

import (
	"context"
	"fmt"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
)

// states is a list of a task's.
type states = []db.TaskState

var (
	working = states{db.TaskAccepted, db.TaskInProgress}
	unended = states{db.TaskAssigned, db.TaskObjected, db.TaskAccepted, db.TaskInProgress, db.TaskSuspended, db.TaskSubmitted}
)

// Tasks is the life of a task (D-TASK-2). The first report or evidence puts an accepted task in progress, a return puts it back,
// and the second signature closes it.
var Tasks = act.Machine[db.Task, db.TaskState]{
	Object: db.Tasks, Path: "task", Title: "Tasks · 督办事项",
	State: func(x *db.Task) db.TaskState { return x.State },
	Ways: []act.Way[db.Task, db.TaskState]{
		{Act: auth.ConsultationConclude, To: states{db.TaskAssigned}},
		{Act: auth.ResolutionRecord, To: states{db.TaskAssigned}},
		{Act: auth.TaskAccept, From: states{db.TaskAssigned}, To: states{db.TaskAccepted}},
		{Act: auth.TaskObject, From: states{db.TaskAssigned}, To: states{db.TaskObjected}},
		{Act: auth.ObjectionDecide, From: states{db.TaskObjected}, To: states{db.TaskAssigned, db.TaskCancelled, db.TaskSuspended}},
		{Act: auth.TaskReport, From: working, To: states{db.TaskInProgress}},
		{Act: auth.MilestoneReach, From: working, To: states{db.TaskInProgress}},
		{Act: auth.EvidenceAdd, From: working, To: states{db.TaskInProgress}},
		{Act: auth.ExtensionRequest, From: working},
		{Act: auth.ExtensionDecide, From: states{db.TaskAccepted, db.TaskInProgress, db.TaskSubmitted}},
		{Act: auth.MilestonesSet, From: states{db.TaskAssigned, db.TaskAccepted, db.TaskInProgress}},
		{Act: auth.TaskReassign, From: states{db.TaskAssigned, db.TaskAccepted, db.TaskInProgress}, To: states{db.TaskAssigned}},
		{Act: auth.TaskSuspend, From: working, To: states{db.TaskSuspended}},
		{Act: auth.TaskResume, From: states{db.TaskSuspended}, To: states{db.TaskAssigned, db.TaskAccepted, db.TaskInProgress}},
		{Act: auth.TaskSubmit, From: states{db.TaskInProgress}, To: states{db.TaskSubmitted}},
		{Act: auth.TaskSign, From: states{db.TaskSubmitted}, To: states{db.TaskClosed}},
		{Act: auth.TaskReturn, From: states{db.TaskSubmitted}, To: states{db.TaskInProgress}},
		{Act: auth.TaskCancel, From: unended, To: states{db.TaskCancelled}},
		{Act: auth.TaskInstruct, From: unended},
		{Act: auth.LetterDraft, From: unended},
	},
	Bars: bars, Rights: rights, Free: free,
	Key: func(x *db.Task) (fmt.Stringer, int32) { return x.ID, x.Version },
	Set: func(ctx context.Context, x *db.Task, was db.TaskState) (int64, error) {
		return db.From(ctx).SetTask(ctx, x, was)
	},
	Event: func(x *db.Task, a auth.Act, reason *string) db.Event {
		return db.CaseEvent(db.Tasks.Name, x.ID.UUID(), x.OrgID, db.ForTask, a, reason)
	},
}

// bars names what an undecided extension stands against, and that one must be there to be decided.
func bars(a auth.Act, x *db.Task) *fault.Error {
	switch {
	case a == auth.ExtensionDecide && !x.ExtensionOpen:
		return fault.New(fault.ExtensionNotAsked)
	case (a == auth.ExtensionRequest || a == auth.TaskReassign || a == auth.TaskSuspend) && x.ExtensionOpen:
		return fault.New(fault.ExtensionUndecided)
	}
	return nil
}

// Objections is the life of an objection; cancelling its task ends it too.
var Objections = act.Machine[db.Objection, db.ObjectionState]{
	Object: db.Objections, Title: "Objections · 异议",
	State: func(o *db.Objection) db.ObjectionState { return o.State },
	Ways: []act.Way[db.Objection, db.ObjectionState]{
		{Act: auth.TaskObject, To: []db.ObjectionState{db.ObjectionOpen}},
		{
			Act: auth.ObjectionDecide, From: []db.ObjectionState{db.ObjectionOpen},
			To: []db.ObjectionState{db.ObjectionMaintained, db.ObjectionAdjusted, db.ObjectionReassigned, db.ObjectionCancelled, db.ObjectionSuspended},
		},
		{Act: auth.TaskCancel, From: []db.ObjectionState{db.ObjectionOpen}, To: []db.ObjectionState{db.ObjectionCancelled}, Follows: true},
	},
}

// Extensions is the life of a request for a later deadline; it lapses with its task.
var Extensions = act.Machine[db.Extension, db.ExtensionState]{
	Object: db.Extensions, Title: "Extensions · 延期申请",
	State: func(e *db.Extension) db.ExtensionState { return e.State },
	Ways: []act.Way[db.Extension, db.ExtensionState]{
		{Act: auth.ExtensionRequest, To: []db.ExtensionState{db.ExtensionOpen}},
		{Act: auth.ExtensionDecide, From: []db.ExtensionState{db.ExtensionOpen}, To: []db.ExtensionState{db.ExtensionGranted, db.ExtensionRefused}},
		{Act: auth.TaskCancel, From: []db.ExtensionState{db.ExtensionOpen}, To: []db.ExtensionState{db.ExtensionLapsed}, Follows: true},
	},
}

// Evidence is the life of a piece of evidence: the first signer of its round decides.
var Evidence = act.Machine[db.Evidence, db.EvidenceDecision]{
	Object: db.Evidences, Title: "Evidence · 佐证材料",
	State: func(e *db.Evidence) db.EvidenceDecision { return e.Decision },
	Ways: []act.Way[db.Evidence, db.EvidenceDecision]{
		{Act: auth.EvidenceAdd, To: []db.EvidenceDecision{db.EvidenceOpen}},
		{Act: auth.TaskSign, From: []db.EvidenceDecision{db.EvidenceOpen}, To: []db.EvidenceDecision{db.EvidenceAccepted, db.EvidenceRejected}},
		{Act: auth.TaskReturn, From: []db.EvidenceDecision{db.EvidenceOpen}, To: []db.EvidenceDecision{db.EvidenceRejected}, Follows: true},
	},
}
