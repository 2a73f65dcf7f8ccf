package db

import (
	"slices"
	"strings"

	"huishang/db/read"
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
	for _, p := range read.PartlySeen() {
		why := "null where empty, but to whose roles the rows of the record's organisation show"
		if p.Everywhere {
			why = "null where empty, but to whose roles the rows of the whole province show: they may be any organisation's"
		}
		list = append(list, Derived{p.Field, NullUnlessWhole, why})
	}
	for _, d := range read.StatisticsCatalogue() {
		fields := slices.Concat(d.Dimensions, d.Measures, []string{"filter", d.Rows})
		list = append(list, derived(OfSeen, "the rows that the list shows to the viewer, which `about` says", d.Object+"StatsRow."+strings.Join(fields, " "+d.Object+"StatsRow."))...)
	}
	for _, d := range read.Catalogue() {
		for _, field := range d.Lists {
			list = append(list, Derived{d.Object + "Filter." + field, OfSeen, "as the list: some finds what it shows, none where it reads as empty and not as null"})
		}
		for field, f := range d.Filters {
			if f.Seen != "" {
				list = append(list, Derived{d.Object + "Filter." + field, OfSeen, "as the field: a record that does not show is none"})
			}
		}
	}
	slices.SortFunc(list, func(a, b Derived) int { return strings.Compare(a.Field, b.Field) })
	return list
}

// derivedFields are the fields by what holds for them: a reason stands once.
var derivedFields = slices.Concat(
	derived(OfItself, "its own row",
		"Organisation.active Department.active Post.active Person.active File.sha256 File.url"),
	derived(OfItself, "the words and the record, which the viewer sees",
		"SearchHit.type SearchHit.title SearchHit.field SearchHit.score SearchExcerpt.text SearchExcerpt.matches TextRange.start TextRange.length"),
	derived(OfItself, "its own dates and the day",
		"Task.daysLeft Task.overdue Task.reportBy TaskFilter.dueWithin Letter.overdue"),
	derived(OfItself, "its reports and suspensions, which have the task's readers",
		"Task.missedReports"),
	derived(OfItself, "the task and its holdings, which have the task's readers",
		"TaskHolder.daysOverdue"),
	derived(OfItself, "what was asked for",
		"Task.asOf Problem.asOf Consultation.asOf DutyList.asOf TaskStatsRow.asOf ProblemStatsRow.asOf ConsultationStatsRow.asOf"),
	derived(OfItself, "part of the item",
		"Indicator.comparison Indicator.origin Indicator.target Indicator.text Indicator.unit DutyItem.indicators"),
	derived(OfItself, "two lists that the viewer names and sees, with all their items",
		"DutyItemChange.kind"),
	derived(OfItself, "the participants, who show to whoever sees the consultation",
		"Quorum.required Quorum.present"),
	derived(OfAll, "besides the participants it asks the share in the rule in force, which is no secret to who takes part",
		"Quorum.needed Quorum.held"),
	derived(OfItself, "organisation, posts, people and confirmed holdings show to the whole province",
		"OrganisationCounts.organisations OrganisationCounts.departments OrganisationCounts.posts OrganisationCounts.vacantPosts OrganisationCounts.people"),
	derived(NullUnlessWhole, "a number about an organisation, told where the viewer's roles show its lists, its tasks, and those below",
		"OrganisationCounts.listsInForce OrganisationCounts.openTasks OrganisationCounts.overdueTasks"),
	derived(OfAll, "who acts for whom is for the whole province: confirmed roles and holdings",
		"Authority.reason Authority.role AuthorityHolder.capacity PostHolder.capacity"),
	derived(OfAll, "whoever reads the plan knows whether it is kept; of the consultation it tells nothing else",
		"PlanItem.held PlanItem.late"),
	derived(OfSeen, "null where the earlier problem does not show; null never says that there is none",
		"Problem.recurrence"),
	derived(OfSeen, "COMPLAINT reads as WITHHELD to who may not read the complaint (D-SEC-3)",
		"Finding.source"),
	derived(OfSeen, "as the field: finds what the field shows",
		"FindingFilter.source ProblemFilter.sources ProblemFilter.recurrence"),
	derived(OfSeen, "COMPLAINT reads as WITHHELD to who may not read a complaint of it (D-SEC-3)",
		"Problem.sources"),
	derived(NullUnlessWhole, "the text is for discipline roles (D-SEC-3); to others null",
		"Finding.complaintText"),
	derived(OfSeen, "what waits for the viewer, of whom it speaks",
		"ViewerCounts.approvals ViewerCounts.consultationsToSettle ViewerCounts.draftLists ViewerCounts.invitations ViewerCounts.overdueTasks ViewerCounts.proposalsToConfirm ViewerCounts.tasks ViewerCounts.tasksDueSoon"),
	derived(NullUnlessWhole, "gaps of the organisations whose lists the viewer sees whole; null where there is no such organisation",
		"ViewerCounts.coverageGaps"),
	derived(NullUnlessWhole, "empty only where the viewer sees whole the lists of every organisation that the filter names, or of one at least where it names none",
		"Query.coverageGaps"),
	derived(OfSeen, "the list that it counts; the schema says so at every totalCount",
		"Count.count Count.precision"),
	derived(OfItself, "the clock, and the days of a period",
		"StatsAbout.asOf StatsAbout.today StatsAbout.precision StatsPeriod.unit StatsPeriod.period StatsPeriod.from StatsPeriod.to"),
	derived(OfSeen, "it is what says over which rows figures are",
		"StatsAbout.basis"),
	derived(OfSeen, "it is what says why figures are null",
		"DaysBetween.withheld RecurrenceFigures.withheld"),
	derived(OfSeen, "the group's rows, as its other figures",
		"OverdueAgeing.to14 OverdueAgeing.to29 OverdueAgeing.from30"),
	derived(NullUnlessWhole, "where one of the instants stands on a record out of sight, the days are null and withheld says why",
		"DaysBetween.median DaysBetween.p90 DaysBetween.average DaysBetween.least DaysBetween.most"),
	derived(NullUnlessWhole, "a recurrence shows to who sees the earlier problem: null to whom the roles do not show all of the province, and withheld says why",
		"RecurrenceFigures.confirmed RecurrenceFigures.rate"),
	derived(OfSeen, "the rows that have both instants; none where withheld says why",
		"DaysBetween.count"),
	derived(OfItself, "the tree shows to the whole province",
		"OrganisationFilter.within"),
	derived(OfItself, "confirmed roles and holdings show to the whole province",
		"PersonFilter.role PostFilter.vacant"),
	derived(OfAll, "as the field",
		"PlanItemFilter.held PlanItemFilter.late"),
	derived(OfItself, "the task's own columns and who the viewer is",
		"TaskFilter.awaiting TaskFilter.mine"),
	derived(OfSeen, "the record's readers; what a grade or a name keeps from a person is left out",
		"Consultation.topics Consultation.participants Consultation.papers Consultation.outcomes Consultation.measures Consultation.addenda Consultation.answers Consultation.history Topic.statements Topic.papers Topic.outcomes Topic.history Outcome.measures Measure.responsibles ConsultationPlan.items Finding.history Problem.history Task.history"),
	derived(OfItself, "they have the task's readers",
		"Task.reports Task.evidence Task.milestones Task.extensionRequests Task.objections Task.suspensions Task.signatures Task.instructions Task.holders"),
	derived(OfItself, "the task's holdings, which have the task's readers",
		"TaskHolder.from TaskHolder.to"),
	derived(OfItself, "they have the list's readers",
		"DutyList.items DutyListComparison.items"),
	derived(OfSeen, "what was done to a draft shows to its drafters",
		"DutyList.history Letter.history"),
	derived(OfItself, "for the whole province",
		"Organisation.children Organisation.departments Organisation.posts Department.posts Post.portfolios"),
	derived(OfSeen, "confirmed ones for the whole province; what is only proposed, for who may confirm it",
		"Post.roles Post.holders Post.appointments Post.substitutions Person.appointments Person.substitutions Authority.holders"),
	derived(OfItself, "people and departments show to the whole province",
		"Topic.concerns Topic.recused Topic.readers Finding.concerns Finding.readers Problem.concerns Problem.readers Task.jointDepartments Responsible.jointDepartments"),
	derived(OfSeen, "what waits for the viewer",
		"Viewer.tasks Viewer.approvals"),
	derived(OfItself, "the viewer's own",
		"Viewer.grants"),
	derived(OfAll, "a problem is open while anything stands against closing it, whoever sees that; whose problem it is knows",
		"Problem.state Problem.resolution Problem.closedAt"),
	derived(OfAll, "it settles when no task of its is open, whoever sees that; its readers know",
		"Letter.state Letter.endedAt"),
	derived(OfSeen, "the texts of those of its tasks that the viewer sees, once all have ended; null never says that nothing was improved",
		"Problem.improvement"),
	derived(OfAll, "what its tasks recorded, on the record of the problem, once all have ended",
		"Problem.amountRecovered"),
	derived(OfItself, "its category",
		"Problem.riskDomains"),
	derived(OfAll, "it closes when nothing that came of it is open, whoever sees that; its readers know",
		"Consultation.state Consultation.closedAt"),
	derived(OfAll, "handed down from the problem, so that whoever must act knows what he reads; of the problem they tell nothing else",
		"Topic.secrecy Task.secrecy Task.category Task.severity Letter.secrecy"),
	derived(OfItself, "its signatures, extensions and holdings, which have the task's readers",
		"Task.round Task.returns Task.extensions Task.person"),
)

// derived makes the rows of fields, named with blanks between.
func derived(basis Basis, why, fields string) (list []Derived) {
	for field := range strings.FieldsSeq(fields) {
		list = append(list, Derived{field, basis, why})
	}
	return list
}
