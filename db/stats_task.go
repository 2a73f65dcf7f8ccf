package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/amount"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// TaskStatsRow is a group of tasks.
type TaskStatsRow struct {
	read.StatsRow[Task]
	OrganisationID        *ident.OrganisationID `db:"organisation"`
	SettingOrganisationID *ident.OrganisationID `db:"setting_organisation"`
	DepartmentID          *ident.DepartmentID   `db:"department"`
	PostID                *ident.PostID         `db:"post"`
	PersonID              *ident.PersonID       `db:"person"`
	CategoryCode          *string               `db:"category"`
	CategoryGroupCode     *string               `db:"category_group"`
	Severity              *Severity             `db:"severity"`
	State                 *TaskState            `db:"state"`
	Origin                *TaskOrigin           `db:"origin"`
	AssignedFrom          *string               `db:"assigned"`
	DueFrom               *string               `db:"due"`
	EndedFrom             *string               `db:"ended"`

	Count                   int32          `db:"count"`
	Open                    int32          `db:"open"`
	Overdue                 int32          `db:"overdue"`
	DueSoon                 int32          `db:"due_soon"`
	Closed                  int32          `db:"closed"`
	ClosedOnTime            int32          `db:"closed_on_time"`
	Cancelled               int32          `db:"cancelled"`
	OnTimeRate              *float64       `db:"on_time_rate"`
	AcceptedInTimeRate      *float64       `db:"accepted_in_time_rate"`
	Ageing                  OverdueAgeing  `db:"ageing"`
	AwaitingPartyTrack      int32          `db:"awaiting_party_track"`
	AwaitingDisciplineTrack int32          `db:"awaiting_discipline_track"`
	Returns                 int32          `db:"returns"`
	Returned                int32          `db:"returned"`
	PartyReturns            int32          `db:"party_returns"`
	DisciplineReturns       int32          `db:"discipline_returns"`
	Extensions              int32          `db:"extensions"`
	Extended                int32          `db:"extended"`
	ExtendedTwice           int32          `db:"extended_twice"`
	MissedReports           int32          `db:"missed_reports"`
	AmountRecovered         *amount.Amount `db:"amount_recovered"`
	MedianDaysToClose       *float64       `db:"median_days_to_close"`
	P90DaysToClose          *float64       `db:"p90_days_to_close"`
	Organisations           int32          `db:"organisations"`
	Departments             int32          `db:"departments"`
	People                  int32          `db:"people"`
}

// OverdueAgeing is how long open tasks are overdue (D-ESC-3).
type OverdueAgeing struct {
	To14   int32 `db:"to14"`
	To29   int32 `db:"to29"`
	From30 int32 `db:"from30"`
}

// TaskInstant is a day in the life of a task.
type TaskInstant string

const (
	openTask = "t.ended_at IS NULL"
	daysLate = "COALESCE(t.stopped_on, {today}) - t.due_on"
	lateTask = openTask + " AND " + daysLate
	inTime   = "(t.accepted_at AT TIME ZONE {zone})::date <= t.accept_by"
	toClose  = "CASE WHEN t.state = 'CLOSED' THEN t.stopped_on - t.assigned_on END"

	// returnedOn counts the verdicts of each track that sent a task back by the day: they have the task's readers.
	returnedOn = "LEFT JOIN (SELECT s.task_id, count(*) FILTER (WHERE s.track = 'PARTY') AS party, count(*) FILTER (WHERE s.track = 'DISCIPLINE') AS discipline\n    FROM signature s WHERE s.verdict = 'RETURNED' AND s.signed_at < {ends} GROUP BY s.task_id) AS r ON r.task_id = t.id"

	// missed counts the intervals that passed without a report, as MissedReports does (D-TASK-5). What was reported or suspended
	// after the day counts for none of them, and a suspension that ended since had begun.
	missed = `LEFT JOIN LATERAL (SELECT count(*) AS n
    FROM (SELECT (t.assigned_on + make_interval(months => k * m.step))::date AS first, (t.assigned_on + make_interval(months => (k + 1) * m.step))::date - 1 AS last
          FROM (SELECT CASE t.report_interval WHEN 'QUARTERLY' THEN 3 ELSE 1 END AS step, COALESCE(t.stopped_on, {today}) AS until) AS m
          CROSS JOIN LATERAL generate_series(0, (extract(year FROM age(m.until, t.assigned_on)) * 12 + extract(month FROM age(m.until, t.assigned_on)))::integer / m.step) AS k
          WHERE (t.assigned_on + make_interval(months => (k + 1) * m.step))::date - 1 < m.until) AS i
    WHERE NOT EXISTS (SELECT FROM task_report p WHERE p.task_id = t.id AND p.reported_on BETWEEN i.first AND i.last)
      AND NOT EXISTS (SELECT FROM suspension u WHERE u.task_id = t.id AND u.from_on <= i.last AND COALESCE(u.to_on >= i.first, true))) AS x ON true`
)

// TaskStatistics are the statistics of tasks.
var TaskStatistics = read.DeclareStatistics(read.Statistics[Task, TaskStatsRow]{
	Of: Tasks, Rows: "tasks", Whole: seesTasks,
	Dimensions: map[string]read.Dimension{
		"organisation":        read.PerOrganisation("t.responsible_org_id", "organisation"),
		"settingOrganisation": read.PerOrganisation("t.org_id", "settingOrganisation"),
		"department":          read.PerRecord("t.department_id", "department", "code", "department", departmentID),
		"post":                read.PerRecord("t.post_id", "post", "code", "post", func(u uuid.UUID) string { return ident.Of[ident.PostID](u).String() }),
		"person":              read.PerRecord("t.person_id", "person", "name", "person", func(u uuid.UUID) string { return ident.Of[ident.PersonID](u).String() }),
		"category":            read.PerCode("t.category", "category", read.ProblemCategories),
		"categoryGroup":       read.PerCodeGroup("t.category", "category", read.ProblemCategories),
		"severity":            read.PerEnum("t.severity", "severity", "GENERAL", "EMERGING", "SERIOUS"),
		"state":               read.PerEnum("t.state", "state", "ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "SUBMITTED", "CLOSED", "CANCELLED"),
		"origin":              read.PerEnum("t.origin", "origin", "OUTCOME", "RESOLUTION"),
		"assigned":            read.PerDay("t.assigned_on", "assignedOn"),
		"due":                 read.PerDay("t.due_on", "dueOn"),
		"ended":               read.PerInstant("t.ended_at", "endedAt"),
	},
	Measures: map[string]read.Measured{
		"count":              {Figures: []read.Figure{{Column: "count", SQL: "count(*)", Kept: "COALESCE(sum(t.n), 0)", Type: read.TypeInt}}},
		"open":               read.KeptCountWhere("open", openTask),
		"overdue":            read.KeptCountWhere("overdue", openTask+" AND "+overdueTask("t", "{today}")),
		"dueSoon":            read.CountWhere("due_soon", openTask+" AND t.due_on BETWEEN {today} AND {today} + 7"),
		"closed":             read.KeptCountWhere("closed", "t.state = 'CLOSED'"),
		"closedOnTime":       read.KeptCountWhere("closed_on_time", "t.state = 'CLOSED' AND t.stopped_on <= t.due_on"),
		"cancelled":          read.KeptCountWhere("cancelled", "t.state = 'CANCELLED'"),
		"onTimeRate":         read.KeptRate("on_time_rate", "t.stopped_on <= t.due_on", "t.state = 'CLOSED'"),
		"acceptedInTimeRate": read.Rate("accepted_in_time_rate", "COALESCE("+inTime+", false)", "t.accepted_at IS NOT NULL OR t.state IN ('ASSIGNED', 'OBJECTED') AND t.accept_by < {today}"),
		"ageing": {Figures: []read.Figure{
			{Column: "ageing.to14", SQL: "count(*) FILTER (WHERE " + lateTask + " BETWEEN 1 AND 14)", Type: read.TypeInt},
			{Column: "ageing.to29", SQL: "count(*) FILTER (WHERE " + lateTask + " BETWEEN 15 AND 29)", Type: read.TypeInt},
			{Column: "ageing.from30", SQL: "count(*) FILTER (WHERE " + lateTask + " >= 30)", Type: read.TypeInt},
		}},
		"awaitingPartyTrack":      read.CountWhere("awaiting_party_track", "t.state = 'SUBMITTED' AND t.party_signed_by IS NULL"),
		"awaitingDisciplineTrack": read.CountWhere("awaiting_discipline_track", "t.state = 'SUBMITTED' AND t.discipline_signed_by IS NULL"),
		"returns":                 read.CountOf("returns", "COALESCE(sum(t.returns), 0)"),
		"returned":                read.CountWhere("returned", "t.returns > 0"),
		"partyReturns":            read.CountOf("party_returns", "COALESCE(sum(r.party), 0)").With(returnedOn),
		"disciplineReturns":       read.CountOf("discipline_returns", "COALESCE(sum(r.discipline), 0)").With(returnedOn),
		"extensions":              read.CountOf("extensions", "COALESCE(sum(t.extensions), 0)"),
		"extended":                read.CountWhere("extended", "t.extensions > 0"),
		"extendedTwice":           read.CountWhere("extended_twice", "t.extensions > 1"),
		"missedReports":           read.CountOf("missed_reports", "COALESCE(sum(x.n), 0)").With(missed),
		"amountRecovered":         read.FigureOf("amount_recovered", "sum(t.amount_recovered)", read.TypeNumeric),
		"medianDaysToClose":       read.Spread("median_days_to_close", "0.5", toClose),
		"p90DaysToClose":          read.Spread("p90_days_to_close", "0.9", toClose),
		"organisations":           read.CountOf("organisations", "count(DISTINCT t.responsible_org_id)"),
		"departments":             read.CountOf("departments", "count(DISTINCT t.department_id)"),
		"people":                  read.CountOf("people", "count(DISTINCT t.person_id)"),
		"daysBetween":             {Spans: true},
	},
	Instants: map[string]read.Instant{
		"CONCLUDED": {SQL: "(c.concluded_at AT TIME ZONE {zone})::date", Join: "LEFT JOIN consultation c ON c.id = t.consultation_id", Hidden: "t.consultation_id IS NOT NULL AND c.id IS NULL"},
		"ASSIGNED":  {SQL: "t.assigned_on"},
		"ACCEPTED":  {SQL: "(t.accepted_at AT TIME ZONE {zone})::date"},
		"DUE":       {SQL: "t.due_on"},
		"SUBMITTED": {SQL: "(t.submitted_at AT TIME ZONE {zone})::date"},
		"CLOSED":    {SQL: "CASE WHEN t.state = 'CLOSED' THEN t.stopped_on END"},
		"TODAY":     {SQL: "{today}"},
	},
})

func departmentID(u uuid.UUID) string { return ident.Of[ident.DepartmentID](u).String() }

// The edges of a group's keys.
var (
	taskStatsOrganisation        = toOne("TaskStatsRow.organisation", Organisations, func(x *TaskStatsRow) *uuid.UUID { return ident.Some(x.OrganisationID) })
	taskStatsSettingOrganisation = toOne("TaskStatsRow.settingOrganisation", Organisations, func(x *TaskStatsRow) *uuid.UUID { return ident.Some(x.SettingOrganisationID) })
	taskStatsDepartment          = toOne("TaskStatsRow.department", Departments, func(x *TaskStatsRow) *uuid.UUID { return ident.Some(x.DepartmentID) })
	taskStatsPost                = toOne("TaskStatsRow.post", Posts, func(x *TaskStatsRow) *uuid.UUID { return ident.Some(x.PostID) })
	taskStatsPerson              = toOne("TaskStatsRow.person", People, func(x *TaskStatsRow) *uuid.UUID { return ident.Some(x.PersonID) })
)

// Organisation is the group's organisation responsible.
func (x *TaskStatsRow) Organisation(ctx context.Context) (*Organisation, error) {
	return taskStatsOrganisation.Of(ctx, x)
}

// SettingOrganisation is the organisation that set the group's tasks.
func (x *TaskStatsRow) SettingOrganisation(ctx context.Context) (*Organisation, error) {
	return taskStatsSettingOrganisation.Of(ctx, x)
}

// Department is the group's department.
func (x *TaskStatsRow) Department(ctx context.Context) (*Department, error) {
	return taskStatsDepartment.Of(ctx, x)
}

// Post is the group's post.
func (x *TaskStatsRow) Post(ctx context.Context) (*Post, error) { return taskStatsPost.Of(ctx, x) }

// Person is who holds the group's tasks.
func (x *TaskStatsRow) Person(ctx context.Context) (*Person, error) {
	return taskStatsPerson.Of(ctx, x)
}

// Category is the group's category, CategoryGroup the one above it.
func (x *TaskStatsRow) Category(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, x.CategoryCode)
}

// CategoryGroup is the category above, or itself at the top.
func (x *TaskStatsRow) CategoryGroup(ctx context.Context) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, x.CategoryGroupCode)
}

// Assigned is the period in which the group's tasks were assigned.
func (x *TaskStatsRow) Assigned() *read.StatsPeriod { return x.Period("assigned") }

// Due is the period in which they are due.
func (x *TaskStatsRow) Due() *read.StatsPeriod { return x.Period("due") }

// Ended is the period in which they were closed or cancelled.
func (x *TaskStatsRow) Ended() *read.StatsPeriod { return x.Period("ended") }

// DaysBetween counts the days between two instants.
func (x *TaskStatsRow) DaysBetween(from, to TaskInstant) *read.DaysBetween {
	return x.Between(string(from), string(to))
}

// The statistics of the schema, by the names it gives them.
type (
	TaskStatsConnection = read.StatsPage[TaskStatsRow]
	TaskStatsEdge       = read.Edge[TaskStatsRow]
)
