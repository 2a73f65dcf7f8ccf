package db

import (
	"huishang/db/read"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// The catalog of cases: findings, problems, consultations and what came of them.

// Findings are 发现.
var Findings = read.Declare(read.Object[Finding]{
	Name: "Finding", Table: "finding", Default: by("-FOUND_ON"),
	Shown: map[string]string{"source": shownSource},
	Filters: map[string]read.FilterField{
		"id":                id("id", "Q"),
		"source":            coded("source", read.Sources),
		"category":          coded("category", read.ProblemCategories),
		"severity":          text("severity"),
		"state":             text("state"),
		"organisation":      read.Within("org_id"),
		"aboutOrganisation": read.Within("about_org_id"),
		"problem":           seen("problem_id", "B", "problem"),
		"title":             searched("title"),
		"foundOn":           date("found_on"),
		"reference":         optional(searched("reference")),
		"aboutDepartment":   optional(byCodeOf("about_department_id", "Department")),
		"transferredOn":     optional(date("transferred_on")),
		"transferredTo":     optional(searched("transferred_to")),
		"secrecy":           text("secrecy"),
		"registeredBy":      optional(byCodeOf("registered_by", "Person")),
		"createdAt":         instant("created_at"),
	},
	Orders: map[string]read.Sort{"FOUND_ON": {Column: "found_on", Type: read.TypeDate}, "CREATED_AT": created, "TITLE": titled, "SEVERITY": bySeverity, "TRANSFERRED_ON": {Column: "transferred_on", Type: read.TypeDate, Nullable: true}},
})

// shownImprovement is what the tasks that the viewer sees recorded, on a problem that closed with its tasks: another's text is
// the other task's readers' (D-SEC-1).
const shownImprovement = `(CASE WHEN t.improvement IS NOT NULL THEN (SELECT string_agg(x.improvement, E'\n' ORDER BY x.year, x.serial) FROM task x WHERE x.problem_id = t.id) END)`

// shownRecurrence is whether a problem recurs, to who sees the earlier one.
const shownRecurrence = "(CASE WHEN EXISTS (SELECT FROM problem e WHERE e.id = t.recurrence_of_id) THEN t.recurrence END)"

// Problems are 问题.
var Problems = read.Declare(read.Object[Problem]{
	Name: "Problem", Table: "problem", Default: by("-CREATED_AT"), Past: "problem_past",
	Shown: map[string]string{"sources": shownSources, "improvement": shownImprovement},
	Filters: map[string]read.FilterField{
		"id":                id("id", "B"),
		"category":          coded("category", read.ProblemCategories),
		"severity":          text("severity"),
		"state":             text("state"),
		"resolution":        optional(text("resolution")),
		"recurrence":        optional(text(shownRecurrence)),
		"organisation":      read.Within("org_id"),
		"aboutOrganisation": read.Within("about_org_id"),
		"title":             searched("title"),
		"systemic":          read.Flag("t.systemic"),
		"sources":           codeSet("sources", read.Sources),
		"riskDomains":       codeSet("risk_domains", read.RiskDomains),
		"createdAt":         instant("created_at"),
		"closedAt":          optional(instant("closed_at")),

		"aboutDepartment":    optional(byCodeOf("about_department_id", "Department")),
		"mergedInto":         seen("merged_into_id", "B", "problem"),
		"recurrenceOf":       seen("recurrence_of_id", "B", "problem"),
		"amountInvolved":     optional(number("amount_involved")),
		"amountRecovered":    optional(number("amount_recovered")),
		"mandateIssuer":      optional(searched("mandate_issuer")),
		"mandateDocument":    optional(searched("mandate_document")),
		"mandateItem":        optional(searched("mandate_item")),
		"transferredOn":      optional(date("transferred_on")),
		"transferredTo":      optional(searched("transferred_to")),
		"partyOfficeBy":      optional(byCodeOf("party_office_by", "Person")),
		"disciplineOfficeBy": optional(byCodeOf("discipline_office_by", "Person")),
		"secrecy":            text("secrecy"),
		"registeredBy":       optional(byCodeOf("registered_by", "Person")),
	},
	Orders: map[string]read.Sort{
		"CREATED_AT": created, "CLOSED_AT": {Column: "closed_at", Type: read.TypeInstant, Nullable: true}, "TITLE": titled, "SEVERITY": bySeverity,
		"AMOUNT_INVOLVED": {Column: "amount_involved", Type: read.TypeNumeric, Nullable: true}, "AMOUNT_RECOVERED": {Column: "amount_recovered", Type: read.TypeNumeric, Nullable: true},
		"TRANSFERRED_ON": {Column: "transferred_on", Type: read.TypeDate, Nullable: true},
	},
})

// Consultations are 会商.
var Consultations = read.Declare(read.Object[Consultation]{
	Name: "Consultation", Table: "consultation", Default: by("-CREATED_AT"), Past: "consultation_past",
	Filters: map[string]read.FilterField{
		"id":                id("id", "C"),
		"kind":              text("kind"),
		"form":              text("form"),
		"state":             text("state"),
		"organisation":      read.Within("org_id"),
		"aboutOrganisation": read.Within("about_org_id"),
		"title":             searched("title"),
		"plannedOn":         optional(date("planned_on")),
		"ratified":          read.Flag("t.ratified_at IS NOT NULL"),
		"createdAt":         instant("created_at"),
		"concludedAt":       optional(instant("concluded_at")),
		"planItem":          seen("plan_item_id", "NI", "plan_item"),
		"compiledBy":        optional(byCodeOf("compiled_by", "Person")),
		"submittedAt":       optional(instant("submitted_at")),
		"ratifiedBy":        optional(byCodeOf("ratified_by", "Person")),
		"ratifiedAt":        optional(instant("ratified_at")),
		"externalDocument":  optional(searched("external_document")),
		"openedAt":          optional(instant("opened_at")),
		"closedAt":          optional(instant("closed_at")),
		"cancelledAt":       optional(instant("cancelled_at")),
		"cancelReason":      optional(searched("cancel_reason")),
	},
	Orders: map[string]read.Sort{
		"CREATED_AT": created, "PLANNED_ON": {Column: "planned_on", Type: read.TypeDate, Nullable: true}, "CONCLUDED_AT": {Column: "concluded_at", Type: read.TypeInstant, Nullable: true}, "TITLE": titled,
		"SUBMITTED_AT": {Column: "submitted_at", Type: read.TypeInstant, Nullable: true}, "RATIFIED_AT": {Column: "ratified_at", Type: read.TypeInstant, Nullable: true},
		"OPENED_AT": {Column: "opened_at", Type: read.TypeInstant, Nullable: true}, "CLOSED_AT": {Column: "closed_at", Type: read.TypeInstant, Nullable: true}, "CANCELLED_AT": {Column: "cancelled_at", Type: read.TypeInstant, Nullable: true},
	},
})

// Topics are 议题.
var Topics = read.Declare(read.Object[Topic]{
	Name: "Topic", Table: "topic", Default: by("POSITION"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "K"),
		"state":        text("state"),
		"consultation": id("consultation_id", "C"),
		"problem":      seen("problem_id", "B", "problem"),
		"title":        searched("title"),
		"study":        read.Flag("t.study"),

		"originalTitle":    optional(searched("original_title")),
		"part":             optional(text("part")),
		"majorDecision":    optional(coded("major_decision", read.MajorDecisions)),
		"proposedBy":       optional(byCodeOf("proposed_by", "Person")),
		"addedBy":          optional(byCodeOf("added_by", "Person")),
		"settledBy":        optional(byCodeOf("settled_by", "Person")),
		"settledAt":        optional(instant("settled_at")),
		"externalDocument": optional(searched("external_document")),
		"reason":           optional(searched("reason")),
		"carriedFrom":      seen("carried_from_id", "K", "topic"),
		"secrecy":          text("secrecy"),
	},
	Orders: map[string]read.Sort{"POSITION": {Column: "position", Type: read.TypeInt}, "TITLE": titled, "SETTLED_AT": {Column: "settled_at", Type: read.TypeInstant, Nullable: true}},
})

// Participants are 参会人员.
var Participants = read.Declare(read.Object[Participant]{
	Name: "Participant", Table: "participant", Default: by("INVITED_AT"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "V"),
		"side":         text("side"),
		"required":     read.Flag("t.required"),
		"person":       byCodeOf("person_id", "Person"),
		"consultation": id("consultation_id", "C"),
		"attended":     read.Flag("t.attended"),
		"invitedBy":    optional(byCodeOf("invited_by", "Person")),
		"invitedAt":    instant("invited_at"),
	},
	Orders: map[string]read.Sort{"INVITED_AT": {Column: "invited_at", Type: read.TypeInstant}},
})

// Statements are 发言.
var Statements = read.Declare(read.Object[Statement]{
	Name: "Statement", Table: "statement", Default: by("RECORDED_AT"),
	Filters: map[string]read.FilterField{
		"id":         id("id", "W"),
		"kind":       text("kind"),
		"person":     byCodeOf("person_id", "Person"),
		"topic":      id("topic_id", "K"),
		"recordedBy": optional(byCodeOf("recorded_by", "Person")),
		"recordedAt": instant("recorded_at"),
	},
	Orders: map[string]read.Sort{"RECORDED_AT": {Column: "recorded_at", Type: read.TypeInstant}},
})

// Papers are 材料.
var Papers = read.Declare(read.Object[Paper]{
	Name: "Paper", Table: "paper", Default: by("ADDED_AT"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "E"),
		"title":        searched("title"),
		"consultation": id("consultation_id", "C"),
		"topic":        seen("topic_id", "K", "topic"),
		"file":         seen("file_id", "X", "file"),
		"addedBy":      optional(byCodeOf("added_by", "Person")),
		"addedAt":      instant("added_at"),
	},
	Orders: map[string]read.Sort{"ADDED_AT": {Column: "added_at", Type: read.TypeInstant}, "TITLE": titled},
})

// Addenda are 补充说明.
var Addenda = read.Declare(read.Object[Addendum]{
	Name: "Addendum", Table: "addendum", Default: by("ADDED_AT"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "J"),
		"consultation": id("consultation_id", "C"),
		"topic":        seen("topic_id", "K", "topic"),
		"addedBy":      optional(byCodeOf("added_by", "Person")),
		"addedAt":      instant("added_at"),
	},
	Orders: map[string]read.Sort{"ADDED_AT": {Column: "added_at", Type: read.TypeInstant}},
})

// Outcomes are 议定事项.
var Outcomes = read.Declare(read.Object[Outcome]{
	Name: "Outcome", Table: "outcome", Default: by("CREATED_AT"),
	Filters: map[string]read.FilterField{
		"id":                 id("id", "Y"),
		"kind":               text("kind"),
		"text":               optional(searched("text")),
		"consultation":       seen("consultation_id", "C", "consultation"),
		"topic":              seen("topic_id", "K", "topic"),
		"problem":            seen("problem_id", "B", "problem"),
		"recommendation":     optional(text("recommendation")),
		"transferredOn":      optional(date("transferred_on")),
		"receiver":           optional(searched("receiver")),
		"answeredBy":         optional(byCodeOf("answered_by", "Person")),
		"answeredAt":         optional(instant("answered_at")),
		"resolutionDocument": optional(searched("resolution_document")),
		"resolvedOn":         optional(date("resolved_on")),
		"resolutionBy":       optional(byCodeOf("resolution_by", "Person")),
		"createdAt":          instant("created_at"),
		"organisation":       read.Within("org_id"),
		"final":              read.Flag("t.final"),
		"awaitingResolution": read.Flag("t.kind = 'TO_COMMITTEE' AND t.final AND t.resolution IS NULL"),
	},
	Orders: map[string]read.Sort{
		"CREATED_AT": created, "TRANSFERRED_ON": {Column: "transferred_on", Type: read.TypeDate, Nullable: true}, "ANSWERED_AT": {Column: "answered_at", Type: read.TypeInstant, Nullable: true},
		"RESOLVED_ON": {Column: "resolved_on", Type: read.TypeDate, Nullable: true},
	},
})

// Measures are 整改措施.
var Measures = read.Declare(read.Object[Measure]{
	Name: "Measure", Table: "measure", Default: by("NO"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "M"),
		"outcome":      id("outcome_id", "Y"),
		"text":         searched("text"),
		"consultation": id("consultation_id", "C"),
		"problem":      seen("problem_id", "B", "problem"),
		"dueOn":        optional(date("due_on")),
		"organisation": read.Within("org_id"),
		"immediate":    read.Flag("t.immediate"),
		"no":           integer("no"),
	},
	Orders: map[string]read.Sort{"NO": {Column: "no", Type: read.TypeInt}, "DUE_ON": {Column: "due_on", Type: read.TypeDate, Nullable: true}},
})

// ConsultationRules are 会商规则.
var ConsultationRules = read.Declare(read.Object[ConsultationRule]{
	Name: "ConsultationRule", Table: "consultation_rule", Default: by("-CREATED_AT"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "Z"),
		"organisation": read.Within("org_id"),
		"state":        text("state"),
		"kind":         text("kind"),

		"superiorDocument":   searched("superior_document"),
		"form":               text("form"),
		"frequency":          text("frequency"),
		"quorumPercent":      integer("quorum_percent"),
		"partyOfficeBy":      optional(byCodeOf("party_office_by", "Person")),
		"disciplineOfficeBy": optional(byCodeOf("discipline_office_by", "Person")),
		"decidedBy":          optional(byCodeOf("decided_by", "Person")),
		"decidedAt":          optional(instant("decided_at")),
		"reason":             optional(searched("reason")),
		"createdAt":          instant("created_at"),
	},
	Orders: map[string]read.Sort{"CREATED_AT": created, "DECIDED_AT": decided, "QUORUM_PERCENT": {Column: "quorum_percent", Type: read.TypeInt}},
})

// ConsultationPlans are 会商计划.
var ConsultationPlans = read.Declare(read.Object[ConsultationPlan]{
	Name: "ConsultationPlan", Table: "consultation_plan", Default: by("-CREATED_AT"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "N"),
		"organisation": read.Within("org_id"),
		"state":        text("state"),
		"year":         integer("year"),

		"integrityPlan":      searched("integrity_plan"),
		"supervisionPlan":    searched("supervision_plan"),
		"partyOfficeBy":      optional(byCodeOf("party_office_by", "Person")),
		"disciplineOfficeBy": optional(byCodeOf("discipline_office_by", "Person")),
		"decidedBy":          optional(byCodeOf("decided_by", "Person")),
		"decidedAt":          optional(instant("decided_at")),
		"reason":             optional(searched("reason")),
		"createdAt":          instant("created_at"),
	},
	Orders: map[string]read.Sort{"CREATED_AT": created, "DECIDED_AT": decided, "YEAR": {Column: "year", Type: read.TypeInt}},
})

// PlanItems are 计划项.
var PlanItems = read.Declare(read.Object[PlanItem]{
	Name: "PlanItem", Table: "plan_item", Default: by("DUE_ON"),
	Filters: map[string]read.FilterField{
		"id":           id("id", "NI"),
		"kind":         text("kind"),
		"organisation": read.Within("org_id"),
		"plan":         seen("plan_id", "N", "consultation_plan"),
		"no":           integer("no"),
		"subject":      searched("subject"),
		"dueOn":        date("due_on"),
		"held":         read.OneOf("SELECT i.id FROM plan_item i WHERE plan_item_held(i.id)"),
		"late":         read.OneOf("SELECT i.id FROM plan_item i WHERE " + lateItem("i", "%s")),
	},
	Orders: map[string]read.Sort{"DUE_ON": {Column: "due_on", Type: read.TypeDate}, "NO": {Column: "no", Type: read.TypeInt}},
})

// The edges to one.
var (
	FindingOrganisation                = toOne("Finding.organisation", Organisations, func(x *Finding) *uuid.UUID { return ident.Some(&x.OrgID) })
	FindingAboutOrganisation           = toOne("Finding.aboutOrganisation", Organisations, func(x *Finding) *uuid.UUID { return ident.Some(&x.AboutOrgID) })
	FindingAboutDepartment             = toOne("Finding.aboutDepartment", Departments, func(x *Finding) *uuid.UUID { return ident.Some(x.AboutDepartmentID) })
	FindingProblem                     = toOne("Finding.problem", Problems, func(x *Finding) *uuid.UUID { return ident.Some(x.ProblemID) })
	FindingRegisteredBy                = toOne("Finding.registeredBy", People, func(x *Finding) *uuid.UUID { return ident.Some(x.RegisteredByID) })
	ProblemOrganisation                = toOne("Problem.organisation", Organisations, func(x *Problem) *uuid.UUID { return ident.Some(&x.OrgID) })
	ProblemAboutOrganisation           = toOne("Problem.aboutOrganisation", Organisations, func(x *Problem) *uuid.UUID { return ident.Some(&x.AboutOrgID) })
	ProblemAboutDepartment             = toOne("Problem.aboutDepartment", Departments, func(x *Problem) *uuid.UUID { return ident.Some(x.AboutDepartmentID) })
	ProblemMergedInto                  = toOne("Problem.mergedInto", Problems, func(x *Problem) *uuid.UUID { return ident.Some(x.MergedIntoID) })
	ProblemRecurrenceOf                = toOne("Problem.recurrenceOf", Problems, func(x *Problem) *uuid.UUID { return ident.Some(x.RecurrenceOfID) })
	ProblemPartyOfficeBy               = toOne("Problem.partyOfficeBy", People, func(x *Problem) *uuid.UUID { return ident.Some(x.PartyOfficeByID) })
	ProblemDisciplineOfficeBy          = toOne("Problem.disciplineOfficeBy", People, func(x *Problem) *uuid.UUID { return ident.Some(x.DisciplineOfficeByID) })
	ProblemRegisteredBy                = toOne("Problem.registeredBy", People, func(x *Problem) *uuid.UUID { return ident.Some(x.RegisteredByID) })
	ConsultationOrganisation           = toOne("Consultation.organisation", Organisations, func(x *Consultation) *uuid.UUID { return ident.Some(&x.OrgID) })
	ConsultationAboutOrganisation      = toOne("Consultation.aboutOrganisation", Organisations, func(x *Consultation) *uuid.UUID { return ident.Some(&x.AboutOrgID) })
	ConsultationPlanItem               = toOne("Consultation.planItem", PlanItems, func(x *Consultation) *uuid.UUID { return ident.Some(x.PlanItemID) })
	ConsultationCompiledBy             = toOne("Consultation.compiledBy", People, func(x *Consultation) *uuid.UUID { return ident.Some(x.CompiledByID) })
	ConsultationRatifiedBy             = toOne("Consultation.ratifiedBy", People, func(x *Consultation) *uuid.UUID { return ident.Some(x.RatifiedByID) })
	TopicConsultation                  = toOne("Topic.consultation", Consultations, func(x *Topic) *uuid.UUID { return ident.Some(&x.ConsultationID) })
	TopicProblem                       = toOne("Topic.problem", Problems, func(x *Topic) *uuid.UUID { return ident.Some(x.ProblemID) })
	TopicProposedBy                    = toOne("Topic.proposedBy", People, func(x *Topic) *uuid.UUID { return ident.Some(x.ProposedByID) })
	TopicAddedBy                       = toOne("Topic.addedBy", People, func(x *Topic) *uuid.UUID { return ident.Some(x.AddedByID) })
	TopicSettledBy                     = toOne("Topic.settledBy", People, func(x *Topic) *uuid.UUID { return ident.Some(x.SettledByID) })
	TopicCarriedFrom                   = toOne("Topic.carriedFrom", Topics, func(x *Topic) *uuid.UUID { return ident.Some(x.CarriedFromID) })
	ParticipantConsultation            = toOne("Participant.consultation", Consultations, func(x *Participant) *uuid.UUID { return ident.Some(&x.ConsultationID) })
	ParticipantPerson                  = toOne("Participant.person", People, func(x *Participant) *uuid.UUID { return ident.Some(&x.PersonID) })
	ParticipantInvitedBy               = toOne("Participant.invitedBy", People, func(x *Participant) *uuid.UUID { return ident.Some(x.InvitedByID) })
	StatementTopic                     = toOne("Statement.topic", Topics, func(x *Statement) *uuid.UUID { return ident.Some(&x.TopicID) })
	StatementPerson                    = toOne("Statement.person", People, func(x *Statement) *uuid.UUID { return ident.Some(&x.PersonID) })
	StatementRecordedBy                = toOne("Statement.recordedBy", People, func(x *Statement) *uuid.UUID { return ident.Some(x.RecordedByID) })
	PaperConsultation                  = toOne("Paper.consultation", Consultations, func(x *Paper) *uuid.UUID { return ident.Some(&x.ConsultationID) })
	PaperTopic                         = toOne("Paper.topic", Topics, func(x *Paper) *uuid.UUID { return ident.Some(x.TopicID) })
	PaperFile                          = toOne("Paper.file", Files, func(x *Paper) *uuid.UUID { return ident.Some(x.FileID) })
	PaperAddedBy                       = toOne("Paper.addedBy", People, func(x *Paper) *uuid.UUID { return ident.Some(x.AddedByID) })
	AddendumConsultation               = toOne("Addendum.consultation", Consultations, func(x *Addendum) *uuid.UUID { return ident.Some(&x.ConsultationID) })
	AddendumTopic                      = toOne("Addendum.topic", Topics, func(x *Addendum) *uuid.UUID { return ident.Some(x.TopicID) })
	AddendumAddedBy                    = toOne("Addendum.addedBy", People, func(x *Addendum) *uuid.UUID { return ident.Some(x.AddedByID) })
	OutcomeConsultation                = toOne("Outcome.consultation", Consultations, func(x *Outcome) *uuid.UUID { return ident.Some(x.ConsultationID) })
	OutcomeTopic                       = toOne("Outcome.topic", Topics, func(x *Outcome) *uuid.UUID { return ident.Some(x.TopicID) })
	OutcomeProblem                     = toOne("Outcome.problem", Problems, func(x *Outcome) *uuid.UUID { return ident.Some(x.ProblemID) })
	OutcomeAnsweredBy                  = toOne("Outcome.answeredBy", People, func(x *Outcome) *uuid.UUID { return ident.Some(x.AnsweredByID) })
	OutcomeResolutionBy                = toOne("Outcome.resolutionBy", People, func(x *Outcome) *uuid.UUID { return ident.Some(x.ResolutionByID) })
	MeasureOutcome                     = toOne("Measure.outcome", Outcomes, func(x *Measure) *uuid.UUID { return ident.Some(&x.OutcomeID) })
	MeasureProblem                     = toOne("Measure.problem", Problems, func(x *Measure) *uuid.UUID { return ident.Some(x.ProblemID) })
	TaskSettingOrganisation            = toOne("Task.settingOrganisation", Organisations, func(x *Task) *uuid.UUID { return ident.Some(&x.OrgID) })
	TaskOrganisation                   = toOne("Task.organisation", Organisations, func(x *Task) *uuid.UUID { return ident.Some(&x.ResponsibleOrgID) })
	TaskDepartment                     = toOne("Task.department", Departments, func(x *Task) *uuid.UUID { return ident.Some(x.DepartmentID) })
	TaskPost                           = toOne("Task.post", Posts, func(x *Task) *uuid.UUID { return ident.Some(&x.PostID) })
	TaskPerson                         = toOne("Task.person", People, func(x *Task) *uuid.UUID { return ident.Some(x.PersonID) })
	TaskLeaderInCharge                 = toOne("Task.leaderInCharge", People, func(x *Task) *uuid.UUID { return ident.Some(x.LeaderID) })
	TaskConsultation                   = toOne("Task.consultation", Consultations, func(x *Task) *uuid.UUID { return ident.Some(x.ConsultationID) })
	TaskOutcome                        = toOne("Task.outcome", Outcomes, func(x *Task) *uuid.UUID { return ident.Some(x.OutcomeID) })
	TaskMeasure                        = toOne("Task.measure", Measures, func(x *Task) *uuid.UUID { return ident.Some(x.MeasureID) })
	TaskProblem                        = toOne("Task.problem", Problems, func(x *Task) *uuid.UUID { return ident.Some(x.ProblemID) })
	ConsultationRuleOrganisation       = toOne("ConsultationRule.organisation", Organisations, func(x *ConsultationRule) *uuid.UUID { return ident.Some(&x.OrgID) })
	ConsultationRulePartyOfficeBy      = toOne("ConsultationRule.partyOfficeBy", People, func(x *ConsultationRule) *uuid.UUID { return ident.Some(x.PartyOfficeByID) })
	ConsultationRuleDisciplineOfficeBy = toOne("ConsultationRule.disciplineOfficeBy", People, func(x *ConsultationRule) *uuid.UUID { return ident.Some(x.DisciplineOfficeByID) })
	ConsultationRuleDecidedBy          = toOne("ConsultationRule.decidedBy", People, func(x *ConsultationRule) *uuid.UUID { return ident.Some(x.DecidedByID) })
	ConsultationPlanOrganisation       = toOne("ConsultationPlan.organisation", Organisations, func(x *ConsultationPlan) *uuid.UUID { return ident.Some(&x.OrgID) })
	ConsultationPlanPartyOfficeBy      = toOne("ConsultationPlan.partyOfficeBy", People, func(x *ConsultationPlan) *uuid.UUID { return ident.Some(x.PartyOfficeByID) })
	ConsultationPlanDisciplineOfficeBy = toOne("ConsultationPlan.disciplineOfficeBy", People, func(x *ConsultationPlan) *uuid.UUID { return ident.Some(x.DisciplineOfficeByID) })
	ConsultationPlanDecidedBy          = toOne("ConsultationPlan.decidedBy", People, func(x *ConsultationPlan) *uuid.UUID { return ident.Some(x.DecidedByID) })
	PlanItemPlan                       = toOne("PlanItem.plan", ConsultationPlans, func(x *PlanItem) *uuid.UUID { return ident.Some(x.PlanID) })
	PlanItemOrganisation               = toOne("PlanItem.organisation", Organisations, func(x *PlanItem) *uuid.UUID { return ident.Some(&x.OrgID) })
)

// The edges to many.
var (
	FindingHistory           = toMany("Finding.history", HistoryEvents, "record_id", func(x *Finding) *uuid.UUID { return ident.Some(&x.ID) })
	ProblemFindings          = toMany("Problem.findings", Findings, "problem_id", func(x *Problem) *uuid.UUID { return ident.Some(&x.ID) })
	ProblemTopics            = toMany("Problem.topics", Topics, "problem_id", func(x *Problem) *uuid.UUID { return ident.Some(&x.ID) })
	ProblemTasks             = toMany("Problem.tasks", Tasks, "problem_id", func(x *Problem) *uuid.UUID { return ident.Some(&x.ID) })
	ProblemHistory           = toMany("Problem.history", HistoryEvents, "record_id", func(x *Problem) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationTopics       = toMany("Consultation.topics", Topics, "consultation_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationParticipants = toMany("Consultation.participants", Participants, "consultation_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationPapers       = toMany("Consultation.papers", Papers, "consultation_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationOutcomes     = toMany("Consultation.outcomes", Outcomes, "consultation_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationMeasures     = toMany("Consultation.measures", Measures, "consultation_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationTasks        = toMany("Consultation.tasks", Tasks, "consultation_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationAddenda      = toMany("Consultation.addenda", Addenda, "consultation_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationHistory      = toMany("Consultation.history", HistoryEvents, "record_id", func(x *Consultation) *uuid.UUID { return ident.Some(&x.ID) })
	TopicStatements          = toMany("Topic.statements", Statements, "topic_id", func(x *Topic) *uuid.UUID { return ident.Some(&x.ID) })
	TopicPapers              = toMany("Topic.papers", Papers, "topic_id", func(x *Topic) *uuid.UUID { return ident.Some(&x.ID) })
	TopicOutcomes            = toMany("Topic.outcomes", Outcomes, "topic_id", func(x *Topic) *uuid.UUID { return ident.Some(&x.ID) })
	TopicHistory             = toMany("Topic.history", HistoryEvents, "record_id", func(x *Topic) *uuid.UUID { return ident.Some(&x.ID) })
	OutcomeMeasures          = toMany("Outcome.measures", Measures, "outcome_id", func(x *Outcome) *uuid.UUID { return ident.Some(&x.ID) })
	MeasureTasks             = toMany("Measure.tasks", Tasks, "measure_id", func(x *Measure) *uuid.UUID { return ident.Some(&x.ID) })
	TaskHistory              = toMany("Task.history", HistoryEvents, "record_id", func(x *Task) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationRuleHistory  = toMany("ConsultationRule.history", HistoryEvents, "record_id", func(x *ConsultationRule) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationPlanItems    = toMany("ConsultationPlan.items", PlanItems, "plan_id", func(x *ConsultationPlan) *uuid.UUID { return ident.Some(&x.ID) })
	ConsultationPlanHistory  = toMany("ConsultationPlan.history", HistoryEvents, "record_id", func(x *ConsultationPlan) *uuid.UUID { return ident.Some(&x.ID) })
	PlanItemConsultations    = toMany("PlanItem.consultations", Consultations, "planned_identity", func(x *PlanItem) *uuid.UUID { return &x.Identity })
)

// The edges to a set that the row names.
var (
	FindingConcerns      = toSet("Finding.concerns", People, func(x *Finding) (uuid.UUID, ident.List) { return x.ID.UUID(), x.Concerns })
	FindingReaders       = toSet("Finding.readers", People, func(x *Finding) (uuid.UUID, ident.List) { return x.ID.UUID(), x.Readers })
	ProblemConcerns      = toSet("Problem.concerns", People, func(x *Problem) (uuid.UUID, ident.List) { return x.ID.UUID(), x.Concerns })
	ProblemReaders       = toSet("Problem.readers", People, func(x *Problem) (uuid.UUID, ident.List) { return x.ID.UUID(), x.Readers })
	TopicConcerns        = toSet("Topic.concerns", People, func(x *Topic) (uuid.UUID, ident.List) { return x.ID.UUID(), x.Concerns })
	TopicRecused         = toSet("Topic.recused", People, func(x *Topic) (uuid.UUID, ident.List) { return x.ID.UUID(), x.Recused })
	TopicReaders         = toSet("Topic.readers", People, func(x *Topic) (uuid.UUID, ident.List) { return x.ID.UUID(), x.Readers })
	TaskJointDepartments = toSet("Task.jointDepartments", Departments, func(x *Task) (uuid.UUID, ident.List) { return x.ID.UUID(), x.JointDepartments })
)

var (
	titled     = read.Sort{Column: "title", Type: read.TypeText}
	decided    = read.Sort{Column: "decided_at", Type: read.TypeInstant, Nullable: true}
	bySeverity = read.Ranked("severity", severities...)
)

func instant(column string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeInstant}
}

// dueItem is true of an item of a plan in force whose day has passed, lateItem where no consultation has opened for it either.
func dueItem(item, today string) string {
	return item + ".state = 'IN_FORCE' AND " + item + ".due_on < " + today
}

func lateItem(item, today string) string {
	return dueItem(item, today) + " AND NOT plan_item_held(" + item + ".id)"
}

// The sources as this viewer reads them. Row security on the complaint decides.
const (
	shownSource = `(CASE WHEN t.source = 'COMPLAINT' AND NOT EXISTS (SELECT FROM complaint c WHERE c.id = t.id) THEN 'WITHHELD' ELSE t.source END)`

	shownSources = `(CASE WHEN 'COMPLAINT' = ANY (t.sources) AND NOT EXISTS (SELECT FROM finding f JOIN complaint c ON c.id = f.id WHERE f.problem_id = t.id)
	    THEN array_replace(t.sources, 'COMPLAINT', 'WITHHELD') ELSE t.sources END)`
)
