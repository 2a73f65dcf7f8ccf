package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/amount"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// ProblemStatsRow is a group of problems.
type ProblemStatsRow struct {
	read.StatsRow[Problem]
	OrganisationID      *ident.OrganisationID `db:"organisation"`
	AboutOrganisationID *ident.OrganisationID `db:"about_organisation"`
	CategoryCode        *string               `db:"category"`
	CategoryGroupCode   *string               `db:"category_group"`
	Severity            *Severity             `db:"severity"`
	State               *ProblemState         `db:"state"`
	Resolution          *ProblemResolution    `db:"resolution"`
	SourceCode          *string               `db:"source"`
	RiskDomainCode      *string               `db:"risk_domain"`
	CreatedFrom         *string               `db:"created"`
	ClosedFrom          *string               `db:"closed"`
	Count               int32                 `db:"count"`
	Recurrences         RecurrenceFigures     `db:"recurring"`
	Open                int32                 `db:"open"`
	OpenOverMonth       int32                 `db:"open_over_month"`
	Rectified           int32                 `db:"rectified"`
	Systemic            int32                 `db:"systemic"`
	AmountInvolved      *amount.Amount        `db:"amount_involved"`
	AmountRecovered     *amount.Amount        `db:"amount_recovered"`
	MedianDaysToClose   *float64              `db:"median_days_to_close"`
	P90DaysToClose      *float64              `db:"p90_days_to_close"`
	Organisations       int32                 `db:"organisations"`
}

// RecurrenceFigures are how many of a group's problems are confirmed to recur.
type RecurrenceFigures struct {
	Confirmed *int32   `db:"confirmed"`
	Rate      *float64 `db:"rate"`
	Withheld  *read.Withheld
}

// ProblemInstant is a day in the life of a problem.
type ProblemInstant string

// The days on which a problem was registered and closed.
const (
	problemCreated = "(t.created_at AT TIME ZONE {zone})::date"
	problemClosed  = "(t.closed_at AT TIME ZONE {zone})::date"
)

// ProblemStatistics are the statistics of problems.
var ProblemStatistics = read.DeclareStatistics(read.Statistics[Problem, ProblemStatsRow]{
	Of: Problems, Rows: "problems", Whole: seesFindings,
	Dimensions: map[string]read.Dimension{
		"organisation":      read.PerOrganisation("t.org_id", "organisation"),
		"aboutOrganisation": read.PerOrganisation("t.about_org_id", "aboutOrganisation"),
		"category":          read.PerCode("t.category", "category", read.ProblemCategories),
		"categoryGroup":     read.PerCodeGroup("t.category", "category", read.ProblemCategories),
		"severity":          read.PerEnum("t.severity", "severity", "GENERAL", "EMERGING", "SERIOUS"),
		"state":             read.PerEnum("t.state", "state", "OPEN", "CLOSED"),
		"resolution":        read.PerEnum("t.resolution", "resolution", "RECTIFIED", "NO_MEASURE", "MERGED", "TRANSFERRED"),
		"source":            read.PerCodeOf(shownSources, "a_source", "sources", read.Sources),
		"riskDomain":        read.PerCodeOf("t.risk_domains", "a_risk_domain", "riskDomains", read.RiskDomains),
		"created":           read.PerInstant("t.created_at", "createdAt"),
		"closed":            read.PerInstant("t.closed_at", "closedAt"),
	},
	Measures: map[string]read.Measured{
		"count":             read.CountOf("count", "count(*)"),
		"open":              read.CountWhere("open", "t.state = 'OPEN'"),
		"openOverMonth":     read.CountWhere("open_over_month", "t.state = 'OPEN' AND "+problemCreated+" < {today} - 30"),
		"rectified":         read.CountWhere("rectified", "t.resolution = 'RECTIFIED'"),
		"systemic":          read.CountWhere("systemic", "t.systemic"),
		"amountInvolved":    read.FigureOf("amount_involved", "sum(t.amount_involved)", read.TypeNumeric),
		"amountRecovered":   read.FigureOf("amount_recovered", "sum(t.amount_recovered)", read.TypeNumeric),
		"medianDaysToClose": read.Spread("median_days_to_close", "0.5", problemClosed+" - "+problemCreated),
		"p90DaysToClose":    read.Spread("p90_days_to_close", "0.9", problemClosed+" - "+problemCreated),
		"organisations":     read.CountOf("organisations", "count(DISTINCT t.about_org_id)"),
		"recurring": {Figures: []read.Figure{
			{Column: "recurring.confirmed", SQL: "count(*) FILTER (WHERE " + shownRecurrence + " = 'CONFIRMED')", Type: read.TypeInt},
			{Column: "recurring.rate", SQL: "count(*) FILTER (WHERE " + shownRecurrence + " = 'CONFIRMED')::numeric / NULLIF(count(*), 0)", Type: read.TypeNumeric, Nullable: true},
		}},
		"daysBetween": {Spans: true},
	},
	Instants: map[string]read.Instant{"CREATED": {SQL: problemCreated}, "CLOSED": {SQL: problemClosed}, "TODAY": {SQL: "{today}"}},
})

var (
	problemStatsOrganisation      = toOne("ProblemStatsRow.organisation", Organisations, func(x *ProblemStatsRow) *uuid.UUID { return ident.Some(x.OrganisationID) })
	problemStatsAboutOrganisation = toOne("ProblemStatsRow.aboutOrganisation", Organisations, func(x *ProblemStatsRow) *uuid.UUID { return ident.Some(x.AboutOrganisationID) })
)

// Organisation is the group's.
func (x *ProblemStatsRow) Organisation(ctx context.Context) (*Organisation, error) {
	return problemStatsOrganisation.Of(ctx, x)
}

// AboutOrganisation is the group's.
func (x *ProblemStatsRow) AboutOrganisation(ctx context.Context) (*Organisation, error) {
	return problemStatsAboutOrganisation.Of(ctx, x)
}

// Category is the group's.
func (x *ProblemStatsRow) Category(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, x.CategoryCode)
}

// CategoryGroup is the group's.
func (x *ProblemStatsRow) CategoryGroup(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, x.CategoryGroupCode)
}

// Source is the group's.
func (x *ProblemStatsRow) Source(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.Sources, x.SourceCode)
}

// RiskDomain is the group's.
func (x *ProblemStatsRow) RiskDomain(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.RiskDomains, x.RiskDomainCode)
}

// Created is the group's period.
func (x *ProblemStatsRow) Created() *read.StatsPeriod { return x.Period("created") }

// Closed is the group's period.
func (x *ProblemStatsRow) Closed() *read.StatsPeriod { return x.Period("closed") }

// DaysBetween counts the days between two instants.
func (x *ProblemStatsRow) DaysBetween(from, to ProblemInstant) *read.DaysBetween {
	return x.Between(string(from), string(to))
}

// Recurring are the group's recurrences. A recurrence shows to who sees the earlier problem: to whom the roles do not show all
// of the province, the figures are withheld whatever the rows are, so that null tells of none (D-SEC-1).
func (x *ProblemStatsRow) Recurring() *RecurrenceFigures {
	if !x.Of.Whole {
		why := read.WithheldOutOfSight
		return &RecurrenceFigures{Withheld: &why}
	}
	return &x.Recurrences
}

// FindingStatsRow is a group of findings.
type FindingStatsRow struct {
	read.StatsRow[Finding]
	OrganisationID      *ident.OrganisationID `db:"organisation"`
	AboutOrganisationID *ident.OrganisationID `db:"about_organisation"`
	CategoryCode        *string               `db:"category"`
	CategoryGroupCode   *string               `db:"category_group"`
	Severity            *Severity             `db:"severity"`
	State               *FindingState         `db:"state"`
	SourceCode          *string               `db:"source"`
	FoundFrom           *string               `db:"found"`
	Count               int32                 `db:"count"`
	WithoutProblem      int32                 `db:"without_problem"`
	Transferred         int32                 `db:"transferred"`
	Organisations       int32                 `db:"organisations"`
}

// FindingStatistics are the statistics of findings.
var FindingStatistics = read.DeclareStatistics(read.Statistics[Finding, FindingStatsRow]{
	Of: Findings, Rows: "findings", Whole: seesFindings,
	Dimensions: map[string]read.Dimension{
		"organisation":      read.PerOrganisation("t.org_id", "organisation"),
		"aboutOrganisation": read.PerOrganisation("t.about_org_id", "aboutOrganisation"),
		"category":          read.PerCode("t.category", "category", read.ProblemCategories),
		"categoryGroup":     read.PerCodeGroup("t.category", "category", read.ProblemCategories),
		"severity":          read.PerEnum("t.severity", "severity", "GENERAL", "EMERGING", "SERIOUS"),
		"state":             read.PerEnum("t.state", "state", "OPEN", "TRANSFERRED"),
		"source":            read.PerCode(shownSource, "source", read.Sources),
		"found":             read.PerDay("t.found_on", "foundOn"),
	},
	Measures: map[string]read.Measured{
		"count":          read.CountOf("count", "count(*)"),
		"withoutProblem": read.CountWhere("without_problem", "t.problem_id IS NULL"),
		"transferred":    read.CountWhere("transferred", "t.state = 'TRANSFERRED'"),
		"organisations":  read.CountOf("organisations", "count(DISTINCT t.about_org_id)"),
	},
})

var (
	findingStatsOrganisation      = toOne("FindingStatsRow.organisation", Organisations, func(x *FindingStatsRow) *uuid.UUID { return ident.Some(x.OrganisationID) })
	findingStatsAboutOrganisation = toOne("FindingStatsRow.aboutOrganisation", Organisations, func(x *FindingStatsRow) *uuid.UUID { return ident.Some(x.AboutOrganisationID) })
)

// Organisation is the group's.
func (x *FindingStatsRow) Organisation(ctx context.Context) (*Organisation, error) {
	return findingStatsOrganisation.Of(ctx, x)
}

// AboutOrganisation is the group's.
func (x *FindingStatsRow) AboutOrganisation(ctx context.Context) (*Organisation, error) {
	return findingStatsAboutOrganisation.Of(ctx, x)
}

// Category is the group's.
func (x *FindingStatsRow) Category(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, x.CategoryCode)
}

// CategoryGroup is the group's.
func (x *FindingStatsRow) CategoryGroup(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, x.CategoryGroupCode)
}

// Source is the group's.
func (x *FindingStatsRow) Source(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.Sources, x.SourceCode)
}

// Found is the group's period.
func (x *FindingStatsRow) Found() *read.StatsPeriod { return x.Period("found") }

// ConsultationStatsRow is a group of consultations.
type ConsultationStatsRow struct {
	read.StatsRow[Consultation]
	OrganisationID      *ident.OrganisationID `db:"organisation"`
	AboutOrganisationID *ident.OrganisationID `db:"about_organisation"`
	Kind                *ConsultationKind     `db:"kind"`
	Form                *ConsultationForm     `db:"form"`
	State               *ConsultationState    `db:"state"`
	CreatedFrom         *string               `db:"created"`
	PlannedFrom         *string               `db:"planned"`
	ConcludedFrom       *string               `db:"concluded"`
	Count               int32                 `db:"count"`
	Held                int32                 `db:"held"`
	Cancelled           int32                 `db:"cancelled"`
	Required            int32                 `db:"required"`
	Present             int32                 `db:"present"`
	AttendanceRate      *float64              `db:"attendance_rate"`
	Organisations       int32                 `db:"organisations"`
}

// attendance counts the participants required and those of them who were there; they show to whoever sees the consultation.
const attendance = "LEFT JOIN (SELECT v.consultation_id, count(*) FILTER (WHERE v.required) AS required, count(*) FILTER (WHERE v.required AND v.attended) AS present\n    FROM participant v GROUP BY v.consultation_id) AS p ON p.consultation_id = t.id"

// ConsultationStatistics are the statistics of consultations.
var ConsultationStatistics = read.DeclareStatistics(read.Statistics[Consultation, ConsultationStatsRow]{
	Of: Consultations, Rows: "consultations", Whole: seesCases,
	Dimensions: map[string]read.Dimension{
		"organisation":      read.PerOrganisation("t.org_id", "organisation"),
		"aboutOrganisation": read.PerOrganisation("t.about_org_id", "aboutOrganisation"),
		"kind":              read.PerEnum("t.kind", "kind", "COMPREHENSIVE", "THEMATIC", "IMMEDIATE"),
		"form":              read.PerEnum("t.form", "form", "MEETING", "ONE_TO_ONE", "WRITTEN", "REMOTE"),
		"state":             read.PerEnum("t.state", "state", "DRAFT", "SUBMITTED", "APPROVED", "IN_SESSION", "CONCLUDED", "CLOSED", "CANCELLED"),
		"created":           read.PerInstant("t.created_at", "createdAt"),
		"planned":           read.PerDay("t.planned_on", "plannedOn"),
		"concluded":         read.PerInstant("t.concluded_at", "concludedAt"),
	},
	Measures: map[string]read.Measured{
		"count":          read.CountOf("count", "count(*)"),
		"held":           read.CountWhere("held", "t.concluded_at IS NOT NULL"),
		"cancelled":      read.CountWhere("cancelled", "t.state = 'CANCELLED'"),
		"required":       read.CountOf("required", "COALESCE(sum(p.required) FILTER (WHERE t.concluded_at IS NOT NULL), 0)").With(attendance),
		"present":        read.CountOf("present", "COALESCE(sum(p.present) FILTER (WHERE t.concluded_at IS NOT NULL), 0)").With(attendance),
		"attendanceRate": read.FigureOf("attendance_rate", "sum(p.present) FILTER (WHERE t.concluded_at IS NOT NULL) / NULLIF(sum(p.required) FILTER (WHERE t.concluded_at IS NOT NULL), 0)", read.TypeNumeric).With(attendance),
		"organisations":  read.CountOf("organisations", "count(DISTINCT t.about_org_id)"),
	},
})

var (
	consultationStatsOrganisation      = toOne("ConsultationStatsRow.organisation", Organisations, func(x *ConsultationStatsRow) *uuid.UUID { return ident.Some(x.OrganisationID) })
	consultationStatsAboutOrganisation = toOne("ConsultationStatsRow.aboutOrganisation", Organisations, func(x *ConsultationStatsRow) *uuid.UUID { return ident.Some(x.AboutOrganisationID) })
)

// Organisation is the group's.
func (x *ConsultationStatsRow) Organisation(ctx context.Context) (*Organisation, error) {
	return consultationStatsOrganisation.Of(ctx, x)
}

// AboutOrganisation is the group's.
func (x *ConsultationStatsRow) AboutOrganisation(ctx context.Context) (*Organisation, error) {
	return consultationStatsAboutOrganisation.Of(ctx, x)
}

// Created is the group's period.
func (x *ConsultationStatsRow) Created() *read.StatsPeriod { return x.Period("created") }

// Planned is the group's period.
func (x *ConsultationStatsRow) Planned() *read.StatsPeriod { return x.Period("planned") }

// Concluded is the group's period.
func (x *ConsultationStatsRow) Concluded() *read.StatsPeriod { return x.Period("concluded") }

// OutcomeStatsRow is a group of outcomes.
type OutcomeStatsRow struct {
	read.StatsRow[Outcome]
	OrganisationID     *ident.OrganisationID `db:"organisation"`
	Kind               *OutcomeKind          `db:"kind"`
	Recommendation     *RecommendationState  `db:"recommendation"`
	Count              int32                 `db:"count"`
	Finals             int32                 `db:"finals"`
	Adopted            int32                 `db:"adopted"`
	Declined           int32                 `db:"declined"`
	AdoptionRate       *float64              `db:"adoption_rate"`
	AwaitingResolution int32                 `db:"awaiting_resolution"`
}

// OutcomeStatistics are the statistics of outcomes.
var OutcomeStatistics = read.DeclareStatistics(read.Statistics[Outcome, OutcomeStatsRow]{
	Of: Outcomes, Rows: "outcomes", Whole: seesCases,
	Dimensions: map[string]read.Dimension{
		"organisation":   read.PerOrganisation("t.org_id", "organisation"),
		"kind":           read.PerEnum("t.kind", "kind", "MEASURES", "RECOMMENDATION", "TO_COMMITTEE", "TRANSFERRED", "NO_MEASURE", "INFORMATION"),
		"recommendation": read.PerEnum("t.recommendation", "recommendation", "PROPOSED", "ADOPTED", "DECLINED", "REPORTED_ABOVE", "SETTLED"),
	},
	Measures: map[string]read.Measured{
		"count":              read.CountOf("count", "count(*)"),
		"finals":             read.CountWhere("finals", "t.final"),
		"adopted":            read.CountWhere("adopted", "t.recommendation = 'ADOPTED'"),
		"declined":           read.CountWhere("declined", "t.recommendation = 'DECLINED'"),
		"adoptionRate":       read.Rate("adoption_rate", "t.recommendation = 'ADOPTED'", "t.recommendation IN ('ADOPTED', 'DECLINED', 'REPORTED_ABOVE', 'SETTLED')"),
		"awaitingResolution": read.CountWhere("awaiting_resolution", "t.kind = 'TO_COMMITTEE' AND t.final AND t.resolution IS NULL"),
	},
})

var (
	outcomeStatsOrganisation = toOne("OutcomeStatsRow.organisation", Organisations, func(x *OutcomeStatsRow) *uuid.UUID { return ident.Some(x.OrganisationID) })
)

// Organisation is the group's.
func (x *OutcomeStatsRow) Organisation(ctx context.Context) (*Organisation, error) {
	return outcomeStatsOrganisation.Of(ctx, x)
}

// PlanItemStatsRow is a group of plan items.
type PlanItemStatsRow struct {
	read.StatsRow[PlanItem]
	OrganisationID *ident.OrganisationID `db:"organisation"`
	Kind           *ConsultationKind     `db:"kind"`
	DueFrom        *string               `db:"due"`
	Count          int32                 `db:"count"`
	Held           int32                 `db:"held"`
	Late           int32                 `db:"late"`
	HeldRate       *float64              `db:"held_rate"`
}

// PlanItemStatistics are the statistics of plan items.
var PlanItemStatistics = read.DeclareStatistics(read.Statistics[PlanItem, PlanItemStatsRow]{
	Of: PlanItems, Rows: "planItems", Whole: seesCases,
	Dimensions: map[string]read.Dimension{
		"organisation": read.PerOrganisation("t.org_id", "organisation"),
		"kind":         read.PerEnum("t.kind", "kind", "COMPREHENSIVE", "THEMATIC", "IMMEDIATE"),
		"due":          read.PerDay("t.due_on", "dueOn"),
	},
	Measures: map[string]read.Measured{
		"count":    read.CountOf("count", "count(*)"),
		"held":     read.CountWhere("held", "plan_item_held(t.id)"),
		"late":     read.CountWhere("late", lateItem("t", "{today}")),
		"heldRate": read.Rate("held_rate", "plan_item_held(t.id)", dueItem("t", "{today}")),
	},
})

var (
	planItemStatsOrganisation = toOne("PlanItemStatsRow.organisation", Organisations, func(x *PlanItemStatsRow) *uuid.UUID { return ident.Some(x.OrganisationID) })
)

// Organisation is the group's.
func (x *PlanItemStatsRow) Organisation(ctx context.Context) (*Organisation, error) {
	return planItemStatsOrganisation.Of(ctx, x)
}

// Due is the group's period.
func (x *PlanItemStatsRow) Due() *read.StatsPeriod { return x.Period("due") }

// The statistics of cases, by the names that the schema gives them.
type (
	ProblemStatsConnection      = read.StatsPage[ProblemStatsRow]
	ProblemStatsEdge            = read.Edge[ProblemStatsRow]
	FindingStatsConnection      = read.StatsPage[FindingStatsRow]
	FindingStatsEdge            = read.Edge[FindingStatsRow]
	ConsultationStatsConnection = read.StatsPage[ConsultationStatsRow]
	ConsultationStatsEdge       = read.Edge[ConsultationStatsRow]
	OutcomeStatsConnection      = read.StatsPage[OutcomeStatsRow]
	OutcomeStatsEdge            = read.Edge[OutcomeStatsRow]
	PlanItemStatsConnection     = read.StatsPage[PlanItemStatsRow]
	PlanItemStatsEdge           = read.Edge[PlanItemStatsRow]
)
