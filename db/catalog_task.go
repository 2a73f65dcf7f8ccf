package db

import (
	"fmt"
	"slices"

	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// The catalog of tasks and of what belongs to them.

// Tasks are 督办事项.
var Tasks = read.Declare(read.Object[Task]{
	Name: "Task", Table: "task", Default: by("DUE_ON"), Past: "task_past",
	Filters: map[string]read.FilterField{
		"id":                  id("id", "T"),
		"number":              searched("number"),
		"text":                searched("text"),
		"state":               {Column: "state", Type: read.TypeText, Implies: openState, Walked: true},
		"origin":              text("origin"),
		"organisation":        read.Within("responsible_org_id"),
		"settingOrganisation": read.Within("org_id"),
		"department":          optional(byCodeOf("department_id", "Department")),
		"person":              optional(byCodeOf("person_id", "Person")),
		"problem":             seen("problem_id", "B", "problem"),
		"consultation":        seen("consultation_id", "C", "consultation"),
		"severity":            optional(text("severity")),
		"category":            optional(coded("category", read.ProblemCategories)),
		"post":                byCodeOf("post_id", "Post"),
		"assignedOn":          date("assigned_on"),
		"dueOn":               date("due_on"),
		"endedAt":             optional(instant("ended_at")),
		"returns":             integer("returns"),
		"extensions":          integer("extensions"),
		"overdue":             read.Flag(overdueTask("t", "%s")),
		"ended":               read.Flag("t.ended_at IS NOT NULL"),
		"mine":                {Where: isMine, Ways: mineWays},
		"dueWithin":           {Where: dueWithin},
		"awaiting":            {Where: awaiting, Ways: awaitingWays},
		"immediate":           read.Flag("t.immediate"),

		"leaderInCharge":     optional(byCodeOf("leader_id", "Person")),
		"outcome":            seen("outcome_id", "Y", "outcome"),
		"measure":            seen("measure_id", "M", "measure"),
		"originalDueOn":      date("original_due_on"),
		"reportInterval":     text("report_interval"),
		"secrecy":            text("secrecy"),
		"assignedAt":         instant("assigned_at"),
		"acceptBy":           date("accept_by"),
		"acceptedAt":         optional(instant("accepted_at")),
		"round":              integer("round"),
		"submittedBy":        optional(byCodeOf("submitted_by", "Person")),
		"submittedAt":        optional(instant("submitted_at")),
		"partySignedBy":      optional(byCodeOf("party_signed_by", "Person")),
		"disciplineSignedBy": optional(byCodeOf("discipline_signed_by", "Person")),
		"reviewOn":           optional(date("review_on")),
		"closeNumber":        optional(searched("close_number")),
		"amountRecovered":    optional(number("amount_recovered")),
	},
	Orders: map[string]read.Sort{
		"DUE_ON": {Column: "due_on", Type: read.TypeDate}, "ASSIGNED_AT": {Column: "assigned_at", Type: read.TypeInstant}, "NUMBER": {Column: "serial", Type: read.TypeInt},
		"SEVERITY": nullable(bySeverity), "STATE": read.Ranked("state", TaskAssigned, TaskObjected, TaskAccepted, TaskInProgress, TaskSuspended, TaskSubmitted, TaskClosed, TaskCancelled),
		"ORIGINAL_DUE_ON": {Column: "original_due_on", Type: read.TypeDate}, "ACCEPT_BY": {Column: "accept_by", Type: read.TypeDate}, "ACCEPTED_AT": {Column: "accepted_at", Type: read.TypeInstant, Nullable: true},
		"SUBMITTED_AT": {Column: "submitted_at", Type: read.TypeInstant, Nullable: true}, "REVIEW_ON": {Column: "review_on", Type: read.TypeDate, Nullable: true}, "ENDED_AT": {Column: "ended_at", Type: read.TypeInstant, Nullable: true},
		"RETURNS": {Column: "returns", Type: read.TypeInt}, "EXTENSIONS": {Column: "extensions", Type: read.TypeInt}, "AMOUNT_RECOVERED": {Column: "amount_recovered", Type: read.TypeNumeric, Nullable: true},
	},
	Reach: taskReach,
	Kept:  taskKept,
})

// TaskReports are read with their task.
var TaskReports = read.Declare(read.Object[TaskReport]{Name: "TaskReport", Table: "task_report"})

// Evidences are read with their task.
var Evidences = read.Declare(read.Object[Evidence]{Name: "Evidence", Table: "evidence"})

// Milestones are read with their task.
var Milestones = read.Declare(read.Object[Milestone]{Name: "Milestone", Table: "milestone"})

// Extensions are read with their task.
var Extensions = read.Declare(read.Object[Extension]{Name: "Extension", Table: "extension"})

// Objections are read with their task.
var Objections = read.Declare(read.Object[Objection]{Name: "Objection", Table: "objection"})

// Suspensions are read with their task.
var Suspensions = read.Declare(read.Object[Suspension]{Name: "Suspension", Table: "suspension"})

// Signatures are read with their task.
var Signatures = read.Declare(read.Object[Signature]{Name: "Signature", Table: "signature"})

// Instructions are read with their task.
var Instructions = read.Declare(read.Object[Instruction]{Name: "Instruction", Table: "instruction"})

// TaskHoldings are read with their task.
var TaskHoldings = read.Declare(read.Object[TaskHolding]{Name: "TaskHolding", Table: "task_holding"})

// The edges to one.
var (
	TaskSubmittedBy             = toOne("Task.submittedBy", People, func(x *Task) *uuid.UUID { return ident.Some(x.SubmittedByID) })
	TaskPartySignedBy           = toOne("Task.partySignedBy", People, func(x *Task) *uuid.UUID { return ident.Some(x.PartySignedByID) })
	TaskDisciplineSignedBy      = toOne("Task.disciplineSignedBy", People, func(x *Task) *uuid.UUID { return ident.Some(x.DisciplineSignedByID) })
	TaskHolderPost              = toOne("TaskHolder.post", Posts, func(x *TaskHolding) *uuid.UUID { return ident.Some(&x.PostID) })
	TaskHolderPerson            = toOne("TaskHolder.person", People, func(x *TaskHolding) *uuid.UUID { return ident.Some(x.PersonID) })
	TaskReportTask              = toOne("TaskReport.task", Tasks, func(x *TaskReport) *uuid.UUID { return ident.Some(&x.TaskID) })
	TaskReportReportedBy        = toOne("TaskReport.reportedBy", People, func(x *TaskReport) *uuid.UUID { return ident.Some(x.ReportedByID) })
	EvidenceTask                = toOne("Evidence.task", Tasks, func(x *Evidence) *uuid.UUID { return ident.Some(&x.TaskID) })
	EvidenceFile                = toOne("Evidence.file", Files, func(x *Evidence) *uuid.UUID { return ident.Some(x.FileID) })
	EvidenceAddedBy             = toOne("Evidence.addedBy", People, func(x *Evidence) *uuid.UUID { return ident.Some(x.AddedByID) })
	EvidenceDecidedBy           = toOne("Evidence.decidedBy", People, func(x *Evidence) *uuid.UUID { return ident.Some(x.DecidedByID) })
	MilestoneTask               = toOne("Milestone.task", Tasks, func(x *Milestone) *uuid.UUID { return ident.Some(&x.TaskID) })
	MilestoneReachedBy          = toOne("Milestone.reachedBy", People, func(x *Milestone) *uuid.UUID { return ident.Some(x.ReachedByID) })
	ExtensionTask               = toOne("Extension.task", Tasks, func(x *Extension) *uuid.UUID { return ident.Some(&x.TaskID) })
	ExtensionAskedBy            = toOne("Extension.askedBy", People, func(x *Extension) *uuid.UUID { return ident.Some(x.AskedByID) })
	ExtensionDecidedBy          = toOne("Extension.decidedBy", People, func(x *Extension) *uuid.UUID { return ident.Some(x.DecidedByID) })
	ObjectionTask               = toOne("Objection.task", Tasks, func(x *Objection) *uuid.UUID { return ident.Some(&x.TaskID) })
	ObjectionRaisedBy           = toOne("Objection.raisedBy", People, func(x *Objection) *uuid.UUID { return ident.Some(x.RaisedByID) })
	ObjectionDecidedBy          = toOne("Objection.decidedBy", People, func(x *Objection) *uuid.UUID { return ident.Some(x.DecidedByID) })
	SuspensionTask              = toOne("Suspension.task", Tasks, func(x *Suspension) *uuid.UUID { return ident.Some(&x.TaskID) })
	SuspensionApprovedBy        = toOne("Suspension.approvedBy", People, func(x *Suspension) *uuid.UUID { return ident.Some(x.ApprovedByID) })
	SignatureTask               = toOne("Signature.task", Tasks, func(x *Signature) *uuid.UUID { return ident.Some(&x.TaskID) })
	SignaturePerson             = toOne("Signature.person", People, func(x *Signature) *uuid.UUID { return ident.Some(&x.PersonID) })
	SignatureActingOrganisation = toOne("Signature.actingOrganisation", Organisations, func(x *Signature) *uuid.UUID { return ident.Some(&x.ActingOrgID) })
	InstructionTask             = toOne("Instruction.task", Tasks, func(x *Instruction) *uuid.UUID { return ident.Some(&x.TaskID) })
	InstructionGivenBy          = toOne("Instruction.givenBy", People, func(x *Instruction) *uuid.UUID { return ident.Some(x.GivenByID) })
)

// The rows of a task, oldest first; a task has few of each. What is written once and stays tells of a past day as well.
var (
	TaskReportsOf         = toRows("Task.reports", TaskReports, "task_id", "reported_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *TaskReport) uuid.UUID { return x.TaskID.UUID() }).Written(func(x *TaskReport) clock.DateTime { return x.ReportedAt })
	TaskEvidence          = toRows("Task.evidence", Evidences, "task_id", "added_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Evidence) uuid.UUID { return x.TaskID.UUID() })
	TaskMilestones        = toRows("Task.milestones", Milestones, "task_id", "no", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Milestone) uuid.UUID { return x.TaskID.UUID() })
	TaskExtensionRequests = toRows("Task.extensionRequests", Extensions, "task_id", "asked_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Extension) uuid.UUID { return x.TaskID.UUID() })
	TaskObjections        = toRows("Task.objections", Objections, "task_id", "raised_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Objection) uuid.UUID { return x.TaskID.UUID() })
	TaskSuspensions       = toRows("Task.suspensions", Suspensions, "task_id", "approved_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Suspension) uuid.UUID { return x.TaskID.UUID() })
	TaskSignatures        = toRows("Task.signatures", Signatures, "task_id", "signed_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Signature) uuid.UUID { return x.TaskID.UUID() }).Written(func(x *Signature) clock.DateTime { return x.SignedAt })
	TaskInstructions      = toRows("Task.instructions", Instructions, "task_id", "given_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Instruction) uuid.UUID { return x.TaskID.UUID() }).Written(func(x *Instruction) clock.DateTime { return x.GivenAt })
	taskHoldings          = toRows("Task.holders", TaskHoldings, "task_id", "from_on", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *TaskHolding) uuid.UUID { return x.TaskID.UUID() })
)

// taskReach finds the tasks that one may see by each of the policy's conditions: row security decides which (tests hold that
// nothing it shows is missed).
func taskReach(s read.Session) []read.Way {
	return []read.Way{
		{Set: s.Union("seats", "stood_for"), Column: "t.post_id"},
		{Set: s.Union("departments", "portfolio_departments", "head_departments"), Column: "t.department_id"},
		{Set: s.Union("orgs", "region_orgs", "portfolio_orgs", "head_orgs"), Column: "t.responsible_org_id"},
		{Set: s.Union("orgs", "committee_own", "discipline_below", "party_secretary_orgs", "discipline_secretary_orgs", "discipline_secretary_below"), Column: "t.org_id"},
		{Set: "(SELECT named_tasks())", Column: "t.id"},
	}
}

// mine is the viewer's own work: held by the person or the post, of a vacant post stood in for, of the department headed,
// of the region managed.
func mine(s read.Session) []read.Way {
	return []read.Way{
		{Set: s.One("person"), Column: "t.person_id"},
		{Set: s.Union("seats", "stood_for"), Column: "t.post_id"},
		{Set: s.Set("head_departments"), Column: "t.department_id"},
		{Set: s.Set("region_orgs"), Column: "t.responsible_org_id", And: "t.department_id IS NULL"},
	}
}

// myDecision is what waits for a decision or signature of the viewer's, by role and organisation; whether own
// matter sends one of them up, availableActions tells.
func myDecision(s read.Session) []read.Way {
	me := s.Me()
	submitted := "t.state = 'SUBMITTED' AND t.submitted_by IS DISTINCT FROM " + me + " AND t.person_id IS DISTINCT FROM " + me
	return []read.Way{
		{Set: s.Union("party_office_orgs", "party_secretary_orgs"), Column: "t.org_id", And: submitted + " AND t.party_signed_by IS NULL AND t.discipline_signed_by IS DISTINCT FROM " + me},
		{Set: s.Union("discipline_office_orgs", "discipline_secretary_orgs"), Column: "t.org_id", And: submitted + " AND t.discipline_signed_by IS NULL AND t.party_signed_by IS DISTINCT FROM " + me},
		{Set: s.Set("discipline_office_orgs"), Column: "t.org_id", And: "t.state = 'OBJECTED'"},
		{Set: s.Set("discipline_office_orgs"), Column: "t.org_id", And: "t.extension_open AND t.extensions = 0"},
		{Set: s.Set("party_secretary_orgs"), Column: "t.org_id", And: "t.extension_open AND t.extensions > 0"},
	}
}

// The ways of TaskAwaiting's values; a track's own are all of the viewer's tasks.
var awaits = map[string]func(read.Session) []read.Way{
	"ME": func(s read.Session) []read.Way {
		ways := myDecision(s)
		for _, w := range mine(s) {
			if w.And != "" {
				w.And += " AND "
			}
			w.And += "t.ended_at IS NULL AND t.state IN ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS')"
			ways = append(ways, w)
		}
		return ways
	},
	"MY_DECISION": myDecision,
}

var tracks = map[string]string{
	"PARTY_TRACK":      "(t.ended_at IS NULL AND t.state = 'SUBMITTED' AND t.party_signed_by IS NULL)",
	"DISCIPLINE_TRACK": "(t.ended_at IS NULL AND t.state = 'SUBMITTED' AND t.discipline_signed_by IS NULL)",
}

func awaiting(w *read.Where, path []string, value any) (string, error) {
	if track, ok := tracks[fmt.Sprint(value)]; ok {
		return track, nil
	}
	if ways := awaitingWays(w.Session, value); ways != nil {
		return read.WaysCondition(ways), nil
	}
	return "", read.Bad(path, "a value of TaskAwaiting")
}

func awaitingWays(s read.Session, value any) []read.Way {
	if ways, ok := awaits[fmt.Sprint(value)]; ok {
		return ways(s)
	}
	return nil
}

// isMine writes `mine`.
func isMine(w *read.Where, _ []string, value any) (string, error) {
	if value.(bool) {
		return read.WaysCondition(mine(w.Session)), nil
	}
	return read.WaysCondition(mine(w.Session)) + " IS NOT TRUE", nil
}

func mineWays(s read.Session, value any) []read.Way {
	if value.(bool) {
		return mine(s)
	}
	return nil
}

// openState tells of tasks in open states that they have not ended, as the table's check has it: such lists walk open tasks only.
func openState(states ...string) string {
	if len(states) == 0 || slices.Contains(states, string(TaskClosed)) || slices.Contains(states, string(TaskCancelled)) {
		return ""
	}
	return " AND t.ended_at IS NULL"
}

// dueWithin is open and due from today until so long from now.
func dueWithin(w *read.Where, path []string, value any) (string, error) {
	d, ok := value.(clock.Duration)
	if !ok {
		return "", read.Bad(path, "a duration such as P7D")
	}
	if w.Each != "" {
		return "", read.Bad(path, "a date: a trend has no one today")
	}
	return "(t.ended_at IS NULL AND t.due_on >= " + w.Arg(w.Today, read.TypeDate) + " AND t.due_on <= " + w.Arg(w.Today.Add(d), read.TypeDate) + ")", nil
}

// overdueTask is true of a task whose deadline had passed when its clock stopped, or has by today.
func overdueTask(task, today string) string {
	return task + ".due_on < COALESCE(" + task + ".stopped_on, " + today + ")"
}
