package db

import (
	"fmt"
	"slices"

	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// The catalog of tasks and of what belongs to them.

// Tasks are 督办事项.
var Tasks = declare(Object[Task]{
	Name: "Task", Table: "task", Default: by("DUE_ON"), Past: "task_past",
	Filters: map[string]FilterField{
		"id":                  id("id", "T"),
		"number":              searched("number"),
		"text":                searched("text"),
		"state":               {Column: "state", Type: TypeText, Implies: openState, Walked: true},
		"origin":              text("origin"),
		"organisation":        within("responsible_org_id"),
		"settingOrganisation": within("org_id"),
		"department":          optional(id("department_id", "D")),
		"person":              optional(id("person_id", "U")),
		"problem":             optional(id("problem_id", "B")),
		"consultation":        optional(id("consultation_id", "C")),
		"severity":            optional(text("severity")),
		"category":            optional(coded("category", ProblemCategories)),
		"post":                id("post_id", "P"),
		"assignedOn":          date("assigned_on"),
		"dueOn":               date("due_on"),
		"endedAt":             optional(instant("ended_at")),
		"returns":             integer("returns"),
		"extensions":          integer("extensions"),
		"overdue":             flag(overdueTask("t", "%s")),
		"ended":               flag("t.ended_at IS NOT NULL"),
		"mine":                {Where: isMine, Ways: mineWays},
		"dueWithin":           {Where: dueWithin},
		"awaiting":            {Where: awaiting, Ways: awaitingWays},
		"immediate":           flag("t.immediate"),
	},
	Orders: map[string]Sort{"DUE_ON": {Column: "due_on", Type: TypeDate}, "ASSIGNED_AT": {Column: "assigned_at", Type: TypeInstant}, "NUMBER": {Column: "serial", Type: TypeInt}},
	Reach:  taskReach,
	Kept:   taskKept,
})

// TaskReports are read with their task.
var TaskReports = declare(Object[TaskReport]{Name: "TaskReport", Table: "task_report"})

// Evidences are read with their task.
var Evidences = declare(Object[Evidence]{Name: "Evidence", Table: "evidence"})

// Milestones are read with their task.
var Milestones = declare(Object[Milestone]{Name: "Milestone", Table: "milestone"})

// Extensions are read with their task.
var Extensions = declare(Object[Extension]{Name: "Extension", Table: "extension"})

// Objections are read with their task.
var Objections = declare(Object[Objection]{Name: "Objection", Table: "objection"})

// Suspensions are read with their task.
var Suspensions = declare(Object[Suspension]{Name: "Suspension", Table: "suspension"})

// Signatures are read with their task.
var Signatures = declare(Object[Signature]{Name: "Signature", Table: "signature"})

// Instructions are read with their task.
var Instructions = declare(Object[Instruction]{Name: "Instruction", Table: "instruction"})

// TaskHoldings are read with their task.
var TaskHoldings = declare(Object[TaskHolding]{Name: "TaskHolding", Table: "task_holding"})

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
	TaskReportsOf         = toRows("Task.reports", TaskReports, "task_id", "reported_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *TaskReport) uuid.UUID { return x.TaskID.UUID() }).written(func(x *TaskReport) clock.DateTime { return x.ReportedAt })
	TaskEvidence          = toRows("Task.evidence", Evidences, "task_id", "added_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Evidence) uuid.UUID { return x.TaskID.UUID() })
	TaskMilestones        = toRows("Task.milestones", Milestones, "task_id", "no", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Milestone) uuid.UUID { return x.TaskID.UUID() })
	TaskExtensionRequests = toRows("Task.extensionRequests", Extensions, "task_id", "asked_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Extension) uuid.UUID { return x.TaskID.UUID() })
	TaskObjections        = toRows("Task.objections", Objections, "task_id", "raised_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Objection) uuid.UUID { return x.TaskID.UUID() })
	TaskSuspensions       = toRows("Task.suspensions", Suspensions, "task_id", "approved_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Suspension) uuid.UUID { return x.TaskID.UUID() })
	TaskSignatures        = toRows("Task.signatures", Signatures, "task_id", "signed_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Signature) uuid.UUID { return x.TaskID.UUID() }).written(func(x *Signature) clock.DateTime { return x.SignedAt })
	TaskInstructions      = toRows("Task.instructions", Instructions, "task_id", "given_at", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *Instruction) uuid.UUID { return x.TaskID.UUID() }).written(func(x *Instruction) clock.DateTime { return x.GivenAt })
	taskHoldings          = toRows("Task.holders", TaskHoldings, "task_id", "from_on", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(x *TaskHolding) uuid.UUID { return x.TaskID.UUID() })
)

// session reads a setting of the session in a condition: by itself, or where a filter asks it, once for the statement.
type session func(function, name string) string

func asked(function, name string) string { return "(SELECT " + function + "('" + name + "'))" }

// me stands for the signed-in person in a condition, among for a column in the ids that a setting lists.
func (s session) me() string { return s("setting_uuid", "person") }

func (s session) among(column, setting string) string {
	return column + " = ANY (" + s("setting_uuids", setting) + "::uuid[])"
}

// taskReach finds the tasks that one may see by each of the policy's conditions: row security decides which (tests hold that
// nothing it shows is missed).
func taskReach(s session) []way {
	return []way{
		{s.union("seats", "stood_for"), "t.post_id", ""},
		{s.union("departments", "portfolio_departments", "head_departments"), "t.department_id", ""},
		{s.union("orgs", "region_orgs", "portfolio_orgs", "head_orgs"), "t.responsible_org_id", ""},
		{s.union("orgs", "committee_own", "discipline_below", "party_secretary_orgs", "discipline_secretary_orgs", "discipline_secretary_below"), "t.org_id", ""},
		{"(SELECT named_tasks())", "t.id", ""},
	}
}

// mine is the viewer's own work: held by the person or the post, of a vacant post stood in for, of the department headed,
// of the region managed.
func mine(s session) []way {
	return []way{
		{s.one("person"), "t.person_id", ""},
		{s.union("seats", "stood_for"), "t.post_id", ""},
		{s.set("head_departments"), "t.department_id", ""},
		{s.set("region_orgs"), "t.responsible_org_id", "t.department_id IS NULL"},
	}
}

// myDecision is what waits for a decision or signature of the viewer's, by role and organisation; whether own
// matter sends one of them up, availableActions tells.
func myDecision(s session) []way {
	me := s.me()
	submitted := "t.state = 'SUBMITTED' AND t.submitted_by IS DISTINCT FROM " + me + " AND t.person_id IS DISTINCT FROM " + me
	return []way{
		{s.union("party_office_orgs", "party_secretary_orgs"), "t.org_id", submitted + " AND t.party_signed_by IS NULL AND t.discipline_signed_by IS DISTINCT FROM " + me},
		{s.union("discipline_office_orgs", "discipline_secretary_orgs"), "t.org_id", submitted + " AND t.discipline_signed_by IS NULL AND t.party_signed_by IS DISTINCT FROM " + me},
		{s.set("discipline_office_orgs"), "t.org_id", "t.state = 'OBJECTED'"},
		{s.set("discipline_office_orgs"), "t.org_id", "t.extension_open AND t.extensions = 0"},
		{s.set("party_secretary_orgs"), "t.org_id", "t.extension_open AND t.extensions > 0"},
	}
}

// The ways of TaskAwaiting's values; a track's own are all of the viewer's tasks.
var awaits = map[string]func(session) []way{
	"ME": func(s session) []way {
		ways := myDecision(s)
		for _, w := range mine(s) {
			if w.and != "" {
				w.and += " AND "
			}
			w.and += "t.ended_at IS NULL AND t.state IN ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS')"
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

func awaiting(w *where, path []string, value any) (string, error) {
	if track, ok := tracks[fmt.Sprint(value)]; ok {
		return track, nil
	}
	if ways := awaitingWays(w.session, value); ways != nil {
		return waysCondition(ways), nil
	}
	return "", bad(path, "a value of TaskAwaiting")
}

func awaitingWays(s session, value any) []way {
	if ways, ok := awaits[fmt.Sprint(value)]; ok {
		return ways(s)
	}
	return nil
}

// isMine writes `mine`.
func isMine(w *where, _ []string, value any) (string, error) {
	if value.(bool) {
		return waysCondition(mine(w.session)), nil
	}
	return waysCondition(mine(w.session)) + " IS NOT TRUE", nil
}

func mineWays(s session, value any) []way {
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
func dueWithin(w *where, path []string, value any) (string, error) {
	d, ok := value.(clock.Duration)
	if !ok {
		return "", bad(path, "a duration such as P7D")
	}
	if w.each != "" {
		return "", bad(path, "a date: a trend has no one today")
	}
	return "(t.ended_at IS NULL AND t.due_on >= " + w.arg(w.today, TypeDate) + " AND t.due_on <= " + w.arg(w.today.Add(d), TypeDate) + ")", nil
}

// overdueTask is true of a task whose deadline had passed when its clock stopped, or has by today.
func overdueTask(task, today string) string {
	return task + ".due_on < COALESCE(" + task + ".stopped_on, " + today + ")"
}
