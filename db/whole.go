package db

import (
	"context"
	"slices"
	"strings"

	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// What is hidden never reads as "there is none" (decisions.md). A list below a record is null where it is empty for the
// viewer and his roles do not show him all such rows there: then it tells nothing. What a grade or a name keeps from a
// single person does not count: null must not tell of it (D-SEC-1).

// sight tells by which settings of the session a viewer sees all rows of a kind at an organisation.
type sight []string

// The sights.
var (
	seesLists    = sight{"orgs", "portfolio_orgs"}
	seesTasks    = sight{"orgs", "portfolio_orgs", "region_orgs"}
	seesChanges  = sight{"orgs", "admin_orgs"}
	seesCases    = sight{"committee_orgs"}
	seesFindings = sight{"discipline_below"}
)

// Partly is a list below a record whose rows have fewer readers than the record.
type Partly struct {
	Field string
	// Settings are the session's settings, one of which names an organisation all of whose rows the viewer sees.
	Settings []string
	// Everywhere tells that the rows may be any organisation's of the province.
	Everywhere bool
}

var partlySeen []Partly

// PartlySeen lists the lists below records that are null where they are empty and not seen whole.
func PartlySeen() []Partly { return slices.Clone(partlySeen) }

// seenWhole tells whether the viewer sees all rows of a list below a record.
type seenWhole[F any] func(context.Context, *F) (bool, error)

// at makes a list's rule: the viewer has the sight at the record's organisation.
func at[F any](field string, by sight, org func(*F) ident.OrganisationID) seenWhole[F] {
	partlySeen = append(partlySeen, Partly{Field: field, Settings: by})
	return func(ctx context.Context, of *F) (bool, error) { return by.at(ctx, From(ctx), org(of).UUID()) }
}

// everywhere makes the rule of a list whose rows may stand at any organisation: the viewer has the sight at the province.
func everywhere[F any](field string, by sight) seenWhole[F] {
	partlySeen = append(partlySeen, Partly{Field: field, Settings: by, Everywhere: true})
	return func(ctx context.Context, _ *F) (bool, error) {
		t := From(ctx)
		return by.at(ctx, t, t.Viewer.ProvinceID.UUID())
	}
}

func (s sight) at(ctx context.Context, t *Tx, org uuid.UUID) (bool, error) {
	if t.Viewer.System {
		return true, nil
	}
	set, err := once(t, "sights", func() (map[string]ident.List, error) {
		var settings pq.StringArray
		for _, p := range partlySeen {
			settings = append(settings, p.Settings...)
		}
		var rows []struct {
			Name string     `db:"name"`
			Orgs ident.List `db:"orgs"`
		}
		err := t.Select(ctx, &rows, `SELECT s.name, COALESCE(setting_uuids(s.name), '{}') AS orgs FROM (SELECT DISTINCT unnest($1::text[])) AS s (name)`, settings)
		set := make(map[string]ident.List, len(rows))
		for _, r := range rows {
			set[r.Name] = r.Orgs
		}
		return set, err
	})
	return slices.ContainsFunc(s, func(name string) bool { return slices.Contains(set[name], org) }), err
}

// sql is the organisations of the sight, as a statement names them.
func (s sight) sql() string {
	parts := make([]string, len(s))
	for i, name := range s {
		parts[i] = "COALESCE((SELECT setting_uuids('" + name + "')), '{}')"
	}
	return strings.Join(parts, " || ")
}

func init() {
	OrganisationDutyLists.whole = at(OrganisationDutyLists.Name, seesLists, func(x *Organisation) ident.OrganisationID { return x.ID })
	DepartmentDutyLists.whole = at(DepartmentDutyLists.Name, seesLists, func(x *Department) ident.OrganisationID { return x.OrgID })
	PostDutyLists.whole = at(PostDutyLists.Name, seesLists, func(x *Post) ident.OrganisationID { return x.OrgID })

	OrganisationHistory.whole = at(OrganisationHistory.Name, seesChanges, func(x *Organisation) ident.OrganisationID { return x.ID })
	DepartmentHistory.whole = at(DepartmentHistory.Name, seesChanges, func(x *Department) ident.OrganisationID { return x.OrgID })
	PostHistory.whole = at(PostHistory.Name, seesChanges, func(x *Post) ident.OrganisationID { return x.OrgID })
	PersonHistory.whole = at(PersonHistory.Name, seesChanges, func(x *Person) ident.OrganisationID { return x.OrgID })
	AppointmentHistory.whole = at(AppointmentHistory.Name, seesChanges, func(x *Appointment) ident.OrganisationID { return x.OrgID })
	SubstitutionHistory.whole = at(SubstitutionHistory.Name, seesChanges, func(x *Substitution) ident.OrganisationID { return x.OrgID })
	PortfolioHistory.whole = at(PortfolioHistory.Name, seesChanges, func(x *Portfolio) ident.OrganisationID { return x.OrgID })
	ConsultationRuleHistory.whole = at(ConsultationRuleHistory.Name, seesCases, func(x *ConsultationRule) ident.OrganisationID { return x.OrgID })
	ConsultationPlanHistory.whole = at(ConsultationPlanHistory.Name, seesCases, func(x *ConsultationPlan) ident.OrganisationID { return x.OrgID })

	ProblemFindings.whole = at(ProblemFindings.Name, seesFindings, func(x *Problem) ident.OrganisationID { return x.OrgID })
	ProblemTopics.whole = everywhere[Problem](ProblemTopics.Name, seesCases)
	ProblemTasks.whole = everywhere[Problem](ProblemTasks.Name, seesTasks)
	ProblemRelated.whole = everywhere[Problem](ProblemRelated.Name, seesFindings)
	PlanItemConsultations.whole = at(PlanItemConsultations.Name, seesCases, func(x *PlanItem) ident.OrganisationID { return x.OrgID })
	ConsultationTasks.whole = at(ConsultationTasks.Name, seesTasks, func(x *Consultation) ident.OrganisationID { return x.OrgID })
	MeasureTasks.whole = at(MeasureTasks.Name, seesTasks, func(x *Measure) ident.OrganisationID { return x.OrgID })
}
