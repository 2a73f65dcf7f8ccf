package tests

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"
)

// unasked are the fields that a list's rows show and its filter does not ask, each kind with its reason. Version, history, labels and
// what may be done are of one record at a time. An id orders what else is equal.
var unasked = map[string]string{
	"a text of paragraphs: search finds it": `Finding.content Finding.complaintText Problem.description Problem.improvement Problem.noMeasureReason DutyItem.standard
		ConsultationRule.subjects ConsultationRule.content ConsultationRule.procedure ConsultationRule.useOfOutcomes Topic.content Topic.originalContent Topic.rootCause
		Statement.text Paper.text Addendum.text Outcome.rootCause Outcome.answerReason Outcome.resolution Task.submission Task.endReason Task.improvement
		Letter.text Letter.reply Letter.returnReason Letter.endReason`,
	"the day that is asked for":                                          `DutyList.asOf Problem.asOf Consultation.asOf Task.asOf`,
	"one for the whole province":                                         `Organisation.zone`,
	"computed of the day: posts, portfolios and appointments are asked":  `Organisation.leaderInCharge Department.leaderInCharge Post.holders`,
	"computed over rows of others":                                       `Organisation.counts Consultation.quorum Task.reportBy Task.missedReports`,
	"counted from the deadline: dueOn is asked":                          `Task.daysLeft`,
	"confidential, and each read is logged":                              `Person.contact`,
	"who is named on a matter is not looked up across matters (D-SEC-1)": `Finding.concerns Finding.readers Problem.concerns Problem.readers Topic.concerns Topic.recused Topic.readers`,
	"a part that is read with its record": `Post.roles DutyItem.indicators Problem.mandateReports Problem.related Consultation.alignment Consultation.answers Topic.studyDocuments
		Measure.responsibles Task.jointDepartments Task.reports Task.evidence Task.milestones Task.extensionRequests Task.objections Task.suspensions Task.signatures
		Task.instructions Task.holders`,
}

// unordered are the fields of one value by which a list is not ordered.
var unordered = map[string]string{
	"a text of paragraphs": unasked["a text of paragraphs: search finds it"] + ` Appointment.basis Substitution.reason DutyItem.content DutyItem.evidenceRequired DutyItem.businessWork
		Consultation.cancelReason Topic.reason ConsultationRule.reason ConsultationPlan.reason Outcome.text Measure.text Task.text`,
	"a title, number or name of something else: its filter finds it": `Organisation.numberPrefix Organisation.zone Department.legalEntity DutyList.externalDocument Finding.reference Finding.transferredTo
		Problem.mandateIssuer Problem.mandateDocument Problem.mandateItem Problem.transferredTo ConsultationRule.superiorDocument ConsultationPlan.integrityPlan ConsultationPlan.supervisionPlan
		PlanItem.subject Consultation.externalDocument Topic.originalTitle Topic.externalDocument Outcome.receiver Outcome.resolutionDocument`,
	"closed ones are ordered by ENDED_AT": `Task.closeNumber`,
	"its values have no order, or it has two: a filter, or a group of the statistics": `Organisation.partyOrganisation Organisation.disciplineBody Organisation.active Department.kind Department.origin
		Department.active Post.active Person.active Person.origin Appointment.kind Appointment.state Substitution.state DutyList.origin DutyItem.frequency DutyItem.normFrequency DutyItem.principal
		DutyItem.origin CoverageGap.listKind Finding.state Finding.secrecy Problem.systemic Problem.state Problem.resolution Problem.recurrence Problem.secrecy ConsultationRule.kind ConsultationRule.form
		ConsultationRule.frequency ConsultationRule.state ConsultationPlan.state PlanItem.kind PlanItem.held PlanItem.late Consultation.kind Consultation.form Consultation.state Topic.study Topic.part
		Topic.state Topic.secrecy Participant.side Participant.required Participant.attended Statement.kind Outcome.kind Outcome.final Outcome.recommendation Measure.immediate Task.origin
		Task.immediate Task.overdue Task.reportInterval Task.secrecy Letter.kind Letter.overdue Letter.secrecy`,
	"as another order has it":      `Task.assignedOn Task.daysLeft Task.round`,
	"the day that is asked for":    unasked["the day that is asked for"],
	"computed over rows of others": `Task.reportBy Task.missedReports`,
}

// Whatever a list's rows show is asked by its filter, and gives it an order where it has one; or it stands above with a reason.
func TestWhatIsReadIsFilteredAndOrdered(t *testing.T) {
	s, _ := schemaOf(t)
	reasons := func(table map[string]string) map[string]bool {
		left := map[string]bool{}
		for _, fields := range table {
			for _, f := range strings.Fields(fields) {
				left[f] = true
			}
		}
		return left
	}
	noFilter, noOrder := reasons(unasked), reasons(unordered)
	walked := 0
	for name, filter := range s.Types {
		object, is := strings.CutSuffix(name, "Filter")
		if !is || filter.Kind != ast.InputObject || strings.HasSuffix(object, "Stats") {
			continue
		}
		orders := s.Types[object+"OrderField"]
		for _, f := range s.Types[object].Fields {
			if ofOneRecord(f.Name) {
				continue
			}
			walked++
			at := object + "." + f.Name
			if asked := filter.Fields.ForName(f.Name) != nil; asked == noFilter[at] {
				t.Errorf("%s: its filter asks it: %v; a reason why not: %v", at, asked, noFilter[at])
			}
			delete(noFilter, at)
			if !s.Types[f.Type.Name()].IsLeafType() || f.Type.Elem != nil || f.Name == "id" {
				continue
			}
			if ordered := orders.EnumValues.ForName(screaming(f.Name)) != nil; ordered == noOrder[at] {
				t.Errorf("%s: gives the list an order: %v; a reason why not: %v", at, ordered, noOrder[at])
			}
			delete(noOrder, at)
		}
	}
	for at := range noFilter {
		t.Errorf("%s has a reason not to be asked, and is no field of a list", at)
	}
	for at := range noOrder {
		t.Errorf("%s has a reason not to order by, and is no field of a list", at)
	}
	if walked < 250 {
		t.Errorf("only %d fields were found", walked)
	}
}

// ofOneRecord tells of a field that says nothing by which rows of a list would be told apart.
func ofOneRecord(field string) bool {
	return strings.HasPrefix(field, "__") || strings.HasSuffix(field, "Label") || slices.Contains([]string{"version", "history", "availableActions"}, field)
}

// screaming is a field's name as an enum's value has it: dueOn is DUE_ON.
func screaming(field string) string {
	var b strings.Builder
	for _, r := range field {
		if unicode.IsUpper(r) {
			b.WriteRune('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}
