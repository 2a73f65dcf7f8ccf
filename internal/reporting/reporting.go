// Package reporting writes the views that are read by SQL (db/views/reporting.sql) from the catalogue and the schema: a column a
// field, by the field's name in snake case, with its description as a comment. What a view leaves out, or calls otherwise,
// stands here with the reason (docs/decisions/0053-sql-for-analysts.md).
package reporting

//go:generate env WRITE=1 go test -count=1 -run AreFresh .

// Nouns are the objects of the catalogue that have a view, in the order of the schema's chapters.
var Nouns = []string{
	"Organisation", "Department", "Post", "PostRole", "Person", "Appointment", "Substitution", "Portfolio",
	"DutyList", "DutyItem",
	"Finding", "Problem", "ProblemRelation",
	"ConsultationRule", "ConsultationPlan", "PlanItem", "Consultation", "Alignment", "Answer", "Participant", "Topic", "Statement", "Paper", "Addendum",
	"Outcome", "Measure", "Responsible",
	"Task", "TaskReport", "Evidence", "Milestone", "Extension", "Objection", "Suspension", "Signature", "Instruction", "TaskHolding",
	"Letter",
}

// Without are the objects of the catalogue that have no view, with the reason.
var Without = map[string]string{
	"PersonContact": logged,
	"Complaint":     logged,
	"CoverageGap":   "computed by functions that read the session of the API",
	"HistoryEvent":  "its old and new values are told by the API, each to its own readers",
	"File":          apiOnly,
	"CalendarDay":   "the schema has no type for it",
}

// called are the nouns whose type in the schema is called otherwise.
var called = map[string]string{"TaskHolding": "TaskHolder"}

// Under is the key of the record inside of which the schema shows a part: no field of the part says so.
var Under = map[string]string{
	"ProblemRelation": "problem_id", "Alignment": "consultation_id", "Answer": "consultation_id", "Responsible": "measure_id", "TaskHolding": "task_id",
}

// Reserved are the fields whose names in snake case are words of SQL, with the column's name.
var Reserved = map[string]string{"from": "from_on", "to": "to_on"}

const (
	logged   = "each read is logged, which a view cannot do"
	apiOnly  = "its bytes come by the API only"
	computed = "computed by the API, from more than the row"
	people   = "names whom a matter concerns or who may read it: the API's to tell"
)

// Left are the fields that views leave out, by field or by type and field, with the reason. Lists have views of their own, and
// labels stand in reporting.label.
var Left = map[string]string{
	"availableActions": "of acts, which the API does", "asOf": "a view tells of now",
	"concerns": people, "readers": people, "recused": people,
	"Person.contact": logged, "Finding.complaintText": logged, "Evidence.file": apiOnly, "Paper.file": apiOnly,
	"Organisation.counts": computed, "Consultation.quorum": computed, "PlanItem.held": computed, "PlanItem.late": computed,
	"Task.missedReports": computed, "Task.reportBy": computed, "TaskHolder.daysOverdue": computed,
	"Organisation.leaderInCharge": "reporting.portfolio has it", "Department.leaderInCharge": "reporting.portfolio has it",
	"Consultation.alignment": "a view of its own",
}

// Written are the columns that are more than a column of the row, which is t.
var Written = map[string]string{
	"Letter.overdue":      "t.issued_at IS NOT NULL AND t.ended_at IS NULL AND (t.state IN ('ISSUED', 'SERVED') AND t.reply_by < (SELECT reporting_today()) OR t.rectify_by < (SELECT reporting_today()))",
	"Organisation.active": "t.deactivated_at IS NULL",
	"Department.active":   "t.deactivated_at IS NULL",
	"Post.active":         "t.deactivated_at IS NULL",
	"Person.active":       "t.deactivated_at IS NULL",
	"Task.overdue":        "t.due_on < COALESCE(t.stopped_on, (SELECT reporting_today()))",
	"Task.daysLeft":       "t.due_on::date - COALESCE(t.stopped_on::date, (SELECT reporting_today()))",
	// To who sees the earlier problem.
	"Problem.recurrence": "CASE WHEN EXISTS (SELECT FROM problem e WHERE e.id = t.recurrence_of_id) THEN t.recurrence::text END",
}

// Passed are the fields that the API's resolvers answer with the column as it stands, but for its type.
var Passed = []string{"Problem.mandateReports", "Topic.studyDocuments", "Alignment.documents", "DutyItem.indicators"}

// besides are columns that expressions of the catalogue read of other tables than the view's.
var besides = map[string]string{"complaint": "id", "finding": "problem_id", "task": "improvement, problem_id, year, serial"}

// shownToAll are the nouns whose rows the whole province sees: a key that leads to one is told as it stands. Any other is null
// where its row is not shown, as the API's edges are.
var shownToAll = []string{"Organisation", "Department", "Post", "Person"}
