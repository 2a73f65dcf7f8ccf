package db

import (
	"regexp"
	"slices"
	"strings"
)

// Basis says which rows a computed value is computed over, where its viewer may see only some of them.
type Basis string

// The bases. A value never says "there is none" of what its viewer may not see.
const (
	// OfItself: the record, the day, and rows that everybody sees who sees the record.
	OfItself Basis = "OF_ITSELF"
	// OfAll: all rows, whoever sees them, because it tells no more than the reason says.
	OfAll Basis = "OF_ALL"
	// OfSeen: the rows that the viewer sees, and its description says so.
	OfSeen Basis = "OF_SEEN"
	// NullUnlessWhole: the rows that the viewer sees; null where his roles do not show him all of them.
	NullUnlessWhole Basis = "NULL_UNLESS_WHOLE"
)

// Derived is one computed value: a field of the schema that is no column of its record, a filter that asks more than a
// column, a column that is kept from other records.
type Derived struct {
	Field string
	Basis Basis
	Why   string
}

// DerivedFields are the computed fields, with the lists below records; a test holds the list complete.
func DerivedFields() []Derived {
	list := slices.Clone(derivedFields)
	for _, p := range PartlySeen() {
		why := "null where empty, but to whose roles the rows of the record's organisation show"
		if p.Everywhere {
			why = "null where empty, but to whose roles the rows of the whole province show: they may be any organisation's"
		}
		list = append(list, Derived{p.Field, NullUnlessWhole, why})
	}
	slices.SortFunc(list, func(a, b Derived) int { return strings.Compare(a.Field, b.Field) })
	return list
}

var derivedFields = []Derived{
	{"Organisation.active", OfItself, "its own row"},
	{"Department.active", OfItself, "its own row"},
	{"Post.active", OfItself, "its own row"},
	{"Person.active", OfItself, "its own row"},
	{"Task.daysLeft", OfItself, "its own dates and the day"},
	{"Task.overdue", OfItself, "its own dates and the day"},
	{"Task.reportBy", OfItself, "its own dates and the day"},
	{"Task.missedReports", OfItself, "its reports and suspensions, which have the task's readers"},
	{"TaskHolder.daysOverdue", OfItself, "the task and its holdings, which have the task's readers"},
	{"File.sha256", OfItself, "its own row"},
	{"File.url", OfItself, "its own row"},
	{"Indicator.comparison", OfItself, "part of the item"},
	{"Indicator.origin", OfItself, "part of the item"},
	{"Indicator.target", OfItself, "part of the item"},
	{"Indicator.text", OfItself, "part of the item"},
	{"Indicator.unit", OfItself, "part of the item"},
	{"DutyItemChange.kind", OfItself, "two lists that the viewer names and sees, with all their items"},
	{"Quorum.required", OfItself, "the participants, who show to whoever sees the consultation"},
	{"Quorum.present", OfItself, "the participants, who show to whoever sees the consultation"},
	{"Quorum.needed", OfAll, "besides the participants it asks the share in the rule in force, which is no secret to who takes part"},
	{"Quorum.held", OfAll, "besides the participants it asks the share in the rule in force, which is no secret to who takes part"},
	{"OrganisationCounts.organisations", OfItself, "organisation, posts, people and confirmed holdings show to the whole province"},
	{"OrganisationCounts.departments", OfItself, "organisation, posts, people and confirmed holdings show to the whole province"},
	{"OrganisationCounts.posts", OfItself, "organisation, posts, people and confirmed holdings show to the whole province"},
	{"OrganisationCounts.vacantPosts", OfItself, "organisation, posts, people and confirmed holdings show to the whole province"},
	{"OrganisationCounts.people", OfItself, "organisation, posts, people and confirmed holdings show to the whole province"},
	{"OrganisationCounts.listsInForce", NullUnlessWhole, "a number about an organisation, told where the viewer's roles show its lists, its tasks, and those below"},
	{"OrganisationCounts.openTasks", NullUnlessWhole, "a number about an organisation, told where the viewer's roles show its lists, its tasks, and those below"},
	{"OrganisationCounts.overdueTasks", NullUnlessWhole, "a number about an organisation, told where the viewer's roles show its lists, its tasks, and those below"},
	{"Authority.reason", OfAll, "who acts for whom is for the whole province: confirmed roles and holdings"},
	{"Authority.role", OfAll, "who acts for whom is for the whole province: confirmed roles and holdings"},
	{"AuthorityHolder.capacity", OfAll, "who acts for whom is for the whole province: confirmed roles and holdings"},
	{"PostHolder.capacity", OfAll, "who acts for whom is for the whole province: confirmed roles and holdings"},
	{"PlanItem.held", OfAll, "whoever reads the plan knows whether it is kept; of the consultation it tells nothing else"},
	{"PlanItem.late", OfAll, "whoever reads the plan knows whether it is kept; of the consultation it tells nothing else"},
	{"Problem.recurrence", OfSeen, "null where the earlier problem does not show; null never says that there is none"},
	{"Finding.source", OfSeen, "COMPLAINT reads as WITHHELD to who may not read the complaint (D-SEC-3)"},
	{"FindingFilter.source", OfSeen, "as the field: finds what the field shows"},
	{"Problem.sources", OfSeen, "COMPLAINT reads as WITHHELD to who may not read a complaint of it (D-SEC-3)"},
	{"ProblemFilter.sources", OfSeen, "as the field: finds what the field shows"},
	{"Finding.complaintText", NullUnlessWhole, "the text is for discipline roles (D-SEC-3); to others null"},
	{"ViewerCounts.approvals", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.consultationsToSettle", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.draftLists", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.invitations", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.overdueTasks", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.proposalsToConfirm", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.tasks", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.tasksDueSoon", OfSeen, "what waits for the viewer, of whom it speaks"},
	{"ViewerCounts.coverageGaps", NullUnlessWhole, "gaps of the organisations whose lists the viewer sees whole; null where there is no such organisation"},
	{"Query.coverageGaps", NullUnlessWhole, "empty only where the viewer sees whole the lists of every organisation that the filter names, or of one at least where it names none"},
	{"Count.count", OfSeen, "the list that it counts; the schema says so at every totalCount"},
	{"Count.precision", OfSeen, "the list that it counts; the schema says so at every totalCount"},
	{"OrganisationFilter.within", OfItself, "the tree shows to the whole province"},
	{"PersonFilter.role", OfItself, "confirmed roles and holdings show to the whole province"},
	{"PostFilter.vacant", OfItself, "confirmed roles and holdings show to the whole province"},
	{"PlanItemFilter.late", OfAll, "as the field"},
	{"ProblemFilter.recurrence", OfSeen, "as the field: finds what the field shows"},
	{"TaskFilter.awaiting", OfItself, "the task's own columns and who the viewer is"},
	{"TaskFilter.mine", OfItself, "the task's own columns and who the viewer is"},
	{"TaskFilter.dueWithin", OfItself, "its own dates and the day"},
	{"Consultation.topics", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Consultation.participants", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Consultation.papers", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Consultation.outcomes", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Consultation.measures", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Consultation.addenda", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Consultation.answers", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Consultation.history", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Topic.statements", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Topic.papers", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Topic.outcomes", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Topic.history", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Outcome.measures", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Measure.responsibles", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"ConsultationPlan.items", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Finding.history", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Problem.history", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Task.history", OfSeen, "the record's readers; what a grade or a name keeps from a person is left out"},
	{"Task.reports", OfItself, "they have the task's readers"},
	{"Task.evidence", OfItself, "they have the task's readers"},
	{"Task.milestones", OfItself, "they have the task's readers"},
	{"Task.extensionRequests", OfItself, "they have the task's readers"},
	{"Task.objections", OfItself, "they have the task's readers"},
	{"Task.suspensions", OfItself, "they have the task's readers"},
	{"Task.signatures", OfItself, "they have the task's readers"},
	{"Task.instructions", OfItself, "they have the task's readers"},
	{"Task.holders", OfItself, "they have the task's readers"},
	{"DutyItem.indicators", OfItself, "part of the item"},
	{"TaskHolder.from", OfItself, "the task's holdings, which have the task's readers"},
	{"TaskHolder.to", OfItself, "the task's holdings, which have the task's readers"},
	{"DutyList.items", OfItself, "they have the list's readers"},
	{"DutyListComparison.items", OfItself, "they have the list's readers"},
	{"DutyList.history", OfSeen, "what was done to a draft shows to its drafters"},
	{"Organisation.children", OfItself, "for the whole province"},
	{"Organisation.departments", OfItself, "for the whole province"},
	{"Organisation.posts", OfItself, "for the whole province"},
	{"Department.posts", OfItself, "for the whole province"},
	{"Post.portfolios", OfItself, "for the whole province"},
	{"Post.roles", OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it"},
	{"Post.holders", OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it"},
	{"Post.appointments", OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it"},
	{"Post.substitutions", OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it"},
	{"Person.appointments", OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it"},
	{"Person.substitutions", OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it"},
	{"Authority.holders", OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it"},
	{"Topic.concerns", OfItself, "people and departments show to the whole province"},
	{"Topic.recused", OfItself, "people and departments show to the whole province"},
	{"Topic.readers", OfItself, "people and departments show to the whole province"},
	{"Finding.concerns", OfItself, "people and departments show to the whole province"},
	{"Finding.readers", OfItself, "people and departments show to the whole province"},
	{"Problem.concerns", OfItself, "people and departments show to the whole province"},
	{"Problem.readers", OfItself, "people and departments show to the whole province"},
	{"Task.jointDepartments", OfItself, "people and departments show to the whole province"},
	{"Responsible.jointDepartments", OfItself, "people and departments show to the whole province"},
	{"Viewer.tasks", OfSeen, "what waits for the viewer"},
	{"Viewer.approvals", OfSeen, "what waits for the viewer"},
	{"Viewer.grants", OfItself, "the viewer's own"},
	{"Problem.state", OfAll, "a problem is open while anything stands against closing it, whoever sees that; whose problem it is knows"},
	{"Problem.resolution", OfAll, "a problem is open while anything stands against closing it, whoever sees that; whose problem it is knows"},
	{"Problem.closedAt", OfAll, "a problem is open while anything stands against closing it, whoever sees that; whose problem it is knows"},
	{"Problem.improvement", OfSeen, "the texts of those of its tasks that the viewer sees, once all have ended; null never says that nothing was improved"},
	{"Problem.amountRecovered", OfAll, "what its tasks recorded, on the record of the problem, once all have ended"},
	{"Problem.riskDomains", OfItself, "its category"},
	{"Consultation.state", OfAll, "it closes when nothing that came of it is open, whoever sees that; its readers know"},
	{"Consultation.closedAt", OfAll, "it closes when nothing that came of it is open, whoever sees that; its readers know"},
	{"Topic.secrecy", OfAll, "handed down from the problem, so that whoever must act knows what he reads; of the problem they tell nothing else"},
	{"Task.secrecy", OfAll, "handed down from the problem, so that whoever must act knows what he reads; of the problem they tell nothing else"},
	{"Task.category", OfAll, "handed down from the problem, so that whoever must act knows what he reads; of the problem they tell nothing else"},
	{"Task.severity", OfAll, "handed down from the problem, so that whoever must act knows what he reads; of the problem they tell nothing else"},
	{"Task.round", OfItself, "its signatures, extensions and holdings, which have the task's readers"},
	{"Task.returns", OfItself, "its signatures, extensions and holdings, which have the task's readers"},
	{"Task.extensions", OfItself, "its signatures, extensions and holdings, which have the task's readers"},
	{"Task.person", OfItself, "its signatures, extensions and holdings, which have the task's readers"},
}

// own tells that a filter's condition asks nothing but the row and the day.
func own(sql string) bool { return !strings.Contains(sql, "SELECT") && !calls.MatchString(sql) }

var calls = regexp.MustCompile(`[a-z_]\(`)
