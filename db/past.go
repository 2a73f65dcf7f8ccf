package db

import "strings"

// KeptByDay are the objects whose rows are told of as they stood at a day's end, and their parts, each with the fields that
// lead further and are told of then: people, posts and organisations, as they are called now, and parts that never change. What
// is no object is a column, or computed of the row and the day, but for those with a minus. Anything else is refused.
var KeptByDay = map[string][]string{
	"Task": strings.Fields(`settingOrganisation organisation department jointDepartments post person leaderInCharge category submittedBy partySignedBy
		disciplineSignedBy reports signatures instructions`),
	"TaskReport":   {"reportedBy"},
	"Signature":    {"person", "actingOrganisation"},
	"Instruction":  {"givenBy"},
	"Problem":      strings.Fields(`organisation category riskDomains sources aboutOrganisation aboutDepartment partyOfficeBy disciplineOfficeBy registeredBy`),
	"Consultation": strings.Fields(`organisation aboutOrganisation compiledBy ratifiedBy`),
	"DutyList":     strings.Fields(`organisation post department draftedBy inForceBy items`),
	"DutyItem":     strings.Fields(`riskDomains indicators -updatedAt`),
}
