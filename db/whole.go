package db

import (
	"context"
	"reflect"
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
		var rows []struct {
			Name string     `db:"name"`
			Orgs ident.List `db:"orgs"`
		}
		err := t.Select(ctx, &rows, `
			SELECT s.name, COALESCE(setting_uuids(s.name), '{}') AS orgs
			FROM unnest(ARRAY['orgs', 'portfolio_orgs', 'region_orgs', 'admin_orgs', 'committee_orgs', 'discipline_below']) AS s (name)`)
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
	OrganisationDutyLists.whole = at("Organisation.dutyLists", seesLists, func(x *Organisation) ident.OrganisationID { return x.ID })
	DepartmentDutyLists.whole = at("Department.dutyLists", seesLists, func(x *Department) ident.OrganisationID { return x.OrgID })
	PostDutyLists.whole = at("Post.dutyLists", seesLists, func(x *Post) ident.OrganisationID { return x.OrgID })

	OrganisationHistory.whole = at("Organisation.history", seesChanges, func(x *Organisation) ident.OrganisationID { return x.ID })
	DepartmentHistory.whole = at("Department.history", seesChanges, func(x *Department) ident.OrganisationID { return x.OrgID })
	PostHistory.whole = at("Post.history", seesChanges, func(x *Post) ident.OrganisationID { return x.OrgID })
	PersonHistory.whole = at("Person.history", seesChanges, func(x *Person) ident.OrganisationID { return x.OrgID })
	AppointmentHistory.whole = at("Appointment.history", seesChanges, func(x *Appointment) ident.OrganisationID { return x.OrgID })
	SubstitutionHistory.whole = at("Substitution.history", seesChanges, func(x *Substitution) ident.OrganisationID { return x.OrgID })
	PortfolioHistory.whole = at("Portfolio.history", seesChanges, func(x *Portfolio) ident.OrganisationID { return x.OrgID })
	ConsultationRuleHistory.whole = at("ConsultationRule.history", seesCases, func(x *ConsultationRule) ident.OrganisationID { return x.OrgID })
	ConsultationPlanHistory.whole = at("ConsultationPlan.history", seesCases, func(x *ConsultationPlan) ident.OrganisationID { return x.OrgID })

	ProblemFindings.whole = at("Problem.findings", seesFindings, func(x *Problem) ident.OrganisationID { return x.OrgID })
	ProblemTopics.whole = everywhere[Problem]("Problem.topics", seesCases)
	ProblemTasks.whole = everywhere[Problem]("Problem.tasks", seesTasks)
	ProblemRelated.whole = everywhere[Problem]("Problem.related", seesFindings)
	PlanItemConsultations.whole = at("PlanItem.consultations", seesCases, func(x *PlanItem) ident.OrganisationID { return x.OrgID })
	ConsultationTasks.whole = at("Consultation.tasks", seesTasks, func(x *Consultation) ident.OrganisationID { return x.OrgID })
	MeasureTasks.whole = at("Measure.tasks", seesTasks, func(x *Measure) ident.OrganisationID { return x.OrgID })
}

// ListCoverageGaps lists what is not covered; nil where nothing is found and the viewer sees whole the lists of no
// organisation, or not of one that the filter names.
func ListCoverageGaps(ctx context.Context, a ListArgs) (*Page[CoverageGap], error) {
	t := From(ctx)
	a, err := gapsOfYears(ctx, t, a)
	if err != nil {
		return nil, err
	}
	p, err := List(ctx, CoverageGaps, a)
	if err != nil || len(p.Nodes) > 0 || a.After != nil || a.Before != nil || t.Viewer.System {
		return p, err
	}
	if len(t.Viewer.Orgs) == 0 {
		return nil, nil
	}
	var hidden bool
	if names := placesNamed(a.Filter, nil); len(names) > 0 {
		err = t.Get(ctx, &hidden, `
			SELECT EXISTS (
			    SELECT FROM unnest($1::text[]) AS n (name)
			    JOIN (SELECT o.id::text, o.code, o.id AS org_id FROM organisation o
			          UNION ALL SELECT d.id::text, d.code, d.org_id FROM department d
			          UNION ALL SELECT p.id::text, p.code, p.org_id FROM post p) AS x ON n.name IN (x.id, x.code)
			    WHERE NOT x.org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[]))`, pq.StringArray(names))
	}
	if err != nil || hidden {
		return nil, err
	}
	return p, nil
}

// placesNamed are the organisations, departments and posts that a filter asks for, each by id or code.
func placesNamed(v any, names []string) []string {
	switch x := plain(v).(type) {
	case string:
		if _, id, err := ident.Split(x); err == nil {
			x = id.String()
		}
		return append(names, x)
	case map[string]any:
		for key, one := range x {
			switch key {
			case "not", "neq", "nin", "gap", "year", "listKind", "riskDomain", "isNull":
			default:
				names = placesNamed(one, names)
			}
		}
	default:
		if r := reflect.ValueOf(x); r.IsValid() && r.Kind() == reflect.Slice {
			for i := range r.Len() {
				names = placesNamed(r.Index(i).Interface(), names)
			}
		}
	}
	return names
}
