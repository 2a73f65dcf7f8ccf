package db

import (
	"context"
	"fmt"
	"strings"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// AddTasks makes one task of each responsible of some outcomes' measures, numbered in their order without gaps
// (D-CON-7, D-TASK-6), and returns how many.
func (t *Tx) AddTasks(ctx context.Context, c *Consultation, outcomes []ident.OutcomeID, origin TaskOrigin) (int, error) {
	var count int
	if err := t.Get(ctx, &count, `
		SELECT count(*) FROM responsible r JOIN measure m ON m.id = r.measure_id WHERE m.outcome_id = ANY ($1)`, ident.UUIDs(outcomes)); err != nil || count == 0 {
		return 0, err
	}
	var before int
	year := t.Viewer.Today.Year()
	if err := t.Get(ctx, &before, `SELECT take_numbers($1, 'TASK', $2, $3)`, c.OrgID, year, count); err != nil {
		return 0, err
	}
	n, err := t.Exec(ctx, `
		INSERT INTO task (province_id, org_id, responsible_org_id, department_id, post_id, person_id, joint_departments, leader_id,
		    number, year, serial, origin, consultation_id, outcome_id, measure_id, problem_id, text, category, severity, immediate,
		    original_due_on, due_on, state, assigned_at, assigned_by, assigned_on, accept_by)
		SELECT m.province_id, m.org_id, r.responsible_org_id, r.department_id, r.post_id,
		       holder_on(r.post_id, $6), r.joint_departments,
		       (SELECT holder_on(l, $6) FROM unnest(leader_posts(r.responsible_org_id, r.department_id, $6)) AS l LIMIT 1),
		       s.number_prefix || '会商督〔' || $3::integer || '〕' || ($4::integer + n.serial) || '号', $3::integer, $4::integer + n.serial, $5, m.consultation_id, m.outcome_id, m.id,
		       m.problem_id, m.text, p.category, p.severity, m.immediate, m.due_on, m.due_on, 'ASSIGNED', $2, $7, $6, working_days_after(m.province_id, $6, 3)
		FROM responsible r
		JOIN measure m ON m.id = r.measure_id
		JOIN outcome o ON o.id = m.outcome_id
		JOIN organisation s ON s.id = m.org_id
		LEFT JOIN problem p ON p.id = m.problem_id
		JOIN (SELECT x.id, row_number() OVER (ORDER BY y.created_at, y.id, z.no, x.no)::integer AS serial
		      FROM responsible x JOIN measure z ON z.id = x.measure_id JOIN outcome y ON y.id = z.outcome_id
		      WHERE y.id = ANY ($1)) n ON n.id = r.id
		WHERE o.id = ANY ($1)`,
		ident.UUIDs(outcomes), t.Now, year, before, origin, t.Viewer.Today, t.actor())
	if err == nil && int(n) != count {
		err = fmt.Errorf("%d numbers taken for %d tasks", count, n)
	}
	return count, err
}

// TasksOf lists a consultation's tasks in the order of their numbers.
func TasksOf(ctx context.Context, c ident.ConsultationID) ([]*Task, error) {
	return read.RowsWhere(ctx, Tasks, `t.consultation_id = $1 ORDER BY t.year, t.serial`, c)
}

// HeadPost finds the post that answers for a department or a region: of the role that heads it; nil when there is none.
func (t *Tx) HeadPost(ctx context.Context, org ident.OrganisationID, department *ident.DepartmentID) (*ident.PostID, error) {
	var posts []ident.PostID
	err := t.Select(ctx, &posts, `
		SELECT p.id
		FROM post p JOIN post_role r ON r.post_id = p.id AND r.state = 'CONFIRMED'
		WHERE p.org_id = $1 AND p.deactivated_at IS NULL AND p.department_id IS NOT DISTINCT FROM CASE WHEN $2::uuid IS NULL THEN p.department_id ELSE $2 END
		  AND r.role = CASE WHEN $2::uuid IS NULL THEN 'REGION_MANAGER' ELSE 'DEPARTMENT_HEAD' END
		ORDER BY p.code
		LIMIT 1`, org, department)
	if err != nil || len(posts) == 0 {
		return nil, err
	}
	return &posts[0], nil
}

// TaskHolding is who held a task's responsible post, from when to when.
type TaskHolding struct {
	ID         ident.TaskHoldingID  `db:"id"`
	TaskID     ident.TaskID         `db:"task_id"`
	PostID     ident.PostID         `db:"post_id"`
	PersonID   *ident.PersonID      `db:"person_id"`
	FromOn     clock.Date           `db:"from_on"`
	ToOn       *clock.Date          `db:"to_on"`
	ProvinceID ident.OrganisationID `db:"province_id"`
	Secrecy    Secrecy              `db:"secrecy"`
	// DaysOverdue is reckoned from the task.
	DaysOverdue int32
}

// TaskHolders lists who held a task's post, each with the days on which it was overdue (D-ORG-5).
func TaskHolders(ctx context.Context, x *Task) ([]*TaskHolding, error) {
	list, err := taskHoldings.Of(ctx, x)
	last := x.last(From(ctx).Viewer.Today)
	for _, h := range list {
		from, to := h.FromOn, last
		if first := x.DueOn.AddDays(1); first.After(from) {
			from = first
		}
		if h.ToOn != nil && h.ToOn.Before(to) {
			to = *h.ToOn
		}
		h.DaysOverdue = max(0, int32(to.Sub(from))+1)
	}
	return list, err
}

// last is the last day that counts: today, or the day on which the task's clock stopped.
func (x *Task) last(today clock.Date) clock.Date {
	if x.StoppedOn != nil {
		return *x.StoppedOn
	}
	return today
}

// Overdue tells whether the deadline has passed on a day; due that day is not overdue (D-TASK-4).
func (x *Task) Overdue(today clock.Date) bool { return x.DueOn.Before(x.last(today)) }

// DaysLeft counts the days until the deadline; below zero when it has passed.
func (x *Task) DaysLeft(today clock.Date) int32 { return int32(x.DueOn.Sub(x.last(today))) }

// interval is how long a report serves.
func (x *Task) interval() clock.Duration {
	if x.ReportInterval == ReportQuarterly {
		return clock.Duration{Months: 3}
	}
	return clock.Duration{Months: 1}
}

// intervals walks the reporting intervals from the assignment on that have begun: first and last day of each (D-TASK-5).
func (x *Task) intervals(today clock.Date, visit func(from, to clock.Date)) {
	step := x.interval()
	for n := 0; ; n++ {
		from := x.AssignedOn.Add(clock.Duration{Months: n * step.Months})
		if from.After(x.last(today)) {
			return
		}
		visit(from, x.AssignedOn.Add(clock.Duration{Months: (n + 1) * step.Months}).AddDays(-1))
	}
}

// ReportBy is the last day of the present reporting interval; nil where the task has ended.
func (x *Task) ReportBy(today clock.Date) *clock.Date {
	if x.EndedAt != nil {
		return nil
	}
	var by *clock.Date
	x.intervals(today, func(_, to clock.Date) { by = &to })
	return by
}

// MissedReports counts the intervals that passed without a report; those on whose days the task stood still do
// not count (D-TASK-5).
func MissedReports(ctx context.Context, x *Task) (n int32, err error) {
	reports, err := TaskReportsOf.Of(ctx, x)
	if err != nil {
		return 0, err
	}
	still, err := TaskSuspensions.Of(ctx, x)
	today := read.DayOf(ctx, x)
	last := x.last(today)
	x.intervals(today, func(from, to clock.Date) {
		within := func(a, b clock.Date) bool { return !b.Before(from) && !a.After(to) }
		for _, r := range reports {
			if within(r.ReportedOn, r.ReportedOn) {
				return
			}
		}
		for _, s := range still {
			if s.ToOn == nil && !s.FromOn.After(to) || s.ToOn != nil && within(s.FromOn, *s.ToOn) {
				return
			}
		}
		if to.Before(last) {
			n++
		}
	})
	return n, err
}

// TaskStanding is how the viewer stands to a task today, and whose acts on it are (D-SEC-6).
type TaskStanding struct {
	// Own is true where the viewer is of the responsible side, or concerned.
	Own bool
	// Leaders are the posts of the leader in charge.
	Leaders ident.List
	// StandIns are the posts that act for the responsible side where nobody of it is left (D-ORG-5).
	StandIns ident.List
	Lines    AuthorityLines
}

// StandingOf reads how the viewer stands to a task, for all tasks read with it.
func StandingOf(ctx context.Context, x *Task) (*TaskStanding, error) {
	return read.Batch(ctx, "Task.standing", x, func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*TaskStanding, error) {
		var rows []struct {
			ID       uuid.UUID      `db:"task_id"`
			Own      bool           `db:"own"`
			Leaders  ident.List     `db:"leaders"`
			StandIns ident.List     `db:"stand_ins"`
			Lines    AuthorityLines `db:"lines"`
		}
		if err := t.Select(ctx, &rows, `SELECT task_id, own, leaders, stand_ins, lines FROM task_standing($1, $2)`, ident.List(ids), t.Viewer.Today); err != nil {
			return nil, err
		}
		by := make(map[uuid.UUID]*TaskStanding, len(rows))
		for _, r := range rows {
			by[r.ID] = &TaskStanding{Own: r.Own, Leaders: r.Leaders, StandIns: r.StandIns, Lines: r.Lines}
		}
		return by, nil
	})
}

// SetTask writes what may change of a task, on the version and in the state it was read at.
func (t *Tx) SetTask(ctx context.Context, x *Task, was TaskState) (int64, error) {
	return t.Exec(ctx, `
		UPDATE task SET responsible_org_id = $4, department_id = $5, post_id = $6, person_id = $7, joint_departments = $8, leader_id = $9,
		    text = $10, due_on = $11, state = $12, accept_by = $13, accepted_at = $14::timestamptz, round = $15, returns = $16, extensions = $17,
		    extension_open = $18, submission = $19, submitted_by = $20, submitted_at = $21, party_signed_by = $22,
		    discipline_signed_by = $23, suspended_from = $24, review_on = $25, stopped_on = $26, ended_at = $27, end_reason = $28,
		    improvement = $29, amount_recovered = $30, accepted_by = CASE WHEN $14::timestamptz <> accepted_at OR accepted_at IS NULL AND $14::timestamptz IS NOT NULL THEN $31::uuid ELSE accepted_by END,
		    version = version + 1
		WHERE id = $1 AND version = $2 AND state = $3`,
		x.ID, x.Version, was, x.ResponsibleOrgID, x.DepartmentID, x.PostID, x.PersonID, x.JointDepartments, x.LeaderID,
		x.Text, x.DueOn, x.State, x.AcceptBy, x.AcceptedAt, x.Round, x.Returns, x.Extensions,
		x.ExtensionOpen, x.Submission, x.SubmittedByID, x.SubmittedAt, x.PartySignedByID,
		x.DisciplineSignedByID, x.SuspendedFrom, x.ReviewOn, x.StoppedOn, x.EndedAt, x.EndReason,
		x.Improvement, x.AmountRecovered, t.actor())
}

// CloseTask closes a task with the next close-out number of the organisation that set it, in one statement (D-TASK-3, D-TASK-6).
func (t *Tx) CloseTask(ctx context.Context, x *Task) (int64, error) {
	var before int
	year := t.Viewer.Today.Year()
	if err := t.Get(ctx, &before, `SELECT take_numbers($1, 'CLOSE_OUT', $2, 1)`, x.OrgID, year); err != nil {
		return 0, err
	}
	return t.Exec(ctx, `
		UPDATE task t SET state = 'CLOSED', party_signed_by = $4, discipline_signed_by = $5, stopped_on = $6, ended_at = $7, close_year = $8,
		    close_serial = $9, close_number = (SELECT o.number_prefix FROM organisation o WHERE o.id = t.org_id) || '会商销〔' || $8::integer || '〕' || $9::integer || '号',
		    version = version + 1
		WHERE id = $1 AND version = $2 AND state = $3`,
		x.ID, x.Version, TaskSubmitted, x.PartySignedByID, x.DisciplineSignedByID, t.Viewer.Today, t.Now, year, before+1)
}

// BeginWork puts an accepted task in progress, at the first sign of work.
func (t *Tx) BeginWork(ctx context.Context, x *Task) error {
	_, err := t.Exec(ctx, `UPDATE task SET state = 'IN_PROGRESS', version = version + 1 WHERE id = $1 AND state = 'ACCEPTED'`, x.ID)
	return err
}

// LockCase locks, before a task ends, what its end may close.
func (t *Tx) LockCase(ctx context.Context, x *Task) error {
	_, err := t.Exec(ctx, `SELECT lock_case($1)`, x.ID)
	return err
}

// FinishProblem closes a problem of which a task is closed and nothing open; nil where it does not, else the
// organisation whose problem it is (D-TASK-7).
func (t *Tx) FinishProblem(ctx context.Context, p ident.ProblemID) (org *ident.OrganisationID, err error) {
	err = t.Get(ctx, &org, `SELECT finish_problem($1, $2)`, p, t.Now)
	return org, err
}

// Assignee is who holds a post today, and who is in charge of the department or organisation.
func (t *Tx) Assignee(ctx context.Context, r *Responsible) (person, leader *ident.PersonID, err error) {
	var row struct {
		Person *ident.PersonID `db:"person"`
		Leader *ident.PersonID `db:"leader"`
	}
	err = t.Get(ctx, &row, `SELECT holder_on($1, $4) AS person, (SELECT holder_on(l, $4) FROM unnest(leader_posts($2, $3, $4)) AS l LIMIT 1) AS leader`,
		r.PostID, r.OrgID, r.DepartmentID, t.Viewer.Today)
	return row.Person, row.Leader, err
}

// WorkingDaysAfter is the n-th working day after today, by the province's calendar.
func (t *Tx) WorkingDaysAfter(ctx context.Context, n int) (on clock.Date, err error) {
	err = t.Get(ctx, &on, `SELECT working_days_after($1, $2, $3)`, t.Viewer.ProvinceID, t.Viewer.Today, n)
	return on, err
}

// MoveTasks hands, for the operator, open tasks on to who holds their posts today: an appointment that was dated
// ahead takes effect without an act (D-ORG-5).
func (t *Tx) MoveTasks(ctx context.Context) (n int, err error) {
	err = t.Get(ctx, &n, `SELECT move_tasks(NULL)`)
	return n, err
}

// insertPart adds a row of a task; the database fills who sees it.
func (t *Tx) insertPart(ctx context.Context, table string, id, task uuid.UUID, columns string, values ...any) error {
	places := make([]string, len(values))
	for i := range values {
		places[i] = fmt.Sprintf("$%d", i+3)
	}
	_, err := t.Exec(ctx, `INSERT INTO `+table+` (id, task_id, province_id, org_id, `+columns+`)
		SELECT $1, x.id, x.province_id, x.org_id, `+strings.Join(places, ", ")+` FROM task x WHERE x.id = $2`, append([]any{id, task}, values...)...)
	return err
}

// AddReport adds a progress report.
func (t *Tx) AddReport(ctx context.Context, id uuid.UUID, task ident.TaskID, text string) error {
	return t.insertPart(ctx, "task_report", id, task.UUID(), "text, reported_on, reported_by, reported_at", text, t.Viewer.Today, t.actor(), t.Now)
}

// AddEvidence adds a piece of evidence, not decided yet.
func (t *Tx) AddEvidence(ctx context.Context, e *Evidence) error {
	return t.insertPart(ctx, "evidence", e.ID.UUID(), e.TaskID.UUID(), "round, description, effective_on, file_id, added_by, added_at, decision",
		e.Round, e.Description, e.EffectiveOn, e.FileID, t.actor(), t.Now, EvidenceOpen)
}

// DecideEvidence decides on a piece of evidence, once.
func (t *Tx) DecideEvidence(ctx context.Context, e ident.EvidenceID, d EvidenceDecision, reason *string) error {
	_, err := t.Exec(ctx, `UPDATE evidence SET decision = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE id = $1 AND decision = 'OPEN'`, e, d, t.actor(), t.Now, reason)
	return err
}

// SetMilestones puts new milestones in place of those that are not reached.
func (t *Tx) SetMilestones(ctx context.Context, task ident.TaskID, reached int, list []*Milestone) error {
	if _, err := t.Exec(ctx, `DELETE FROM milestone WHERE task_id = $1 AND reached_on IS NULL`, task); err != nil {
		return err
	}
	for i, m := range list {
		if err := t.insertPart(ctx, "milestone", uuid.New(), task.UUID(), "no, text, due_on", reached+i+1, m.Text, m.DueOn); err != nil {
			return err
		}
	}
	return nil
}

// ReachMilestone notes that a milestone was reached, once.
func (t *Tx) ReachMilestone(ctx context.Context, m ident.MilestoneID, on clock.Date) (int64, error) {
	return t.Exec(ctx, `UPDATE milestone SET reached_on = $2, reached_by = $3 WHERE id = $1 AND reached_on IS NULL`, m, on, t.actor())
}

// AskExtension asks for a later deadline.
func (t *Tx) AskExtension(ctx context.Context, id uuid.UUID, x *Task, until clock.Date, reason string) error {
	return t.insertPart(ctx, "extension", id, x.ID.UUID(), "from_due_on, until_on, reason, first, state, asked_by, asked_at",
		x.DueOn, until, reason, x.Extensions == 0, ExtensionOpen, t.actor(), t.Now)
}

// DecideExtension decides on the open request.
func (t *Tx) DecideExtension(ctx context.Context, e ident.ExtensionID, s ExtensionState, reason, document *string) error {
	_, err := t.Exec(ctx, `
		UPDATE extension SET state = $2, decided_by = $3, decided_at = $4, decision_reason = $5, external_document = $6
		WHERE id = $1 AND state = 'OPEN'`, e, s, t.actor(), t.Now, reason, document)
	return err
}

// RaiseObjection adds an objection.
func (t *Tx) RaiseObjection(ctx context.Context, id uuid.UUID, task ident.TaskID, kind ObjectionKind, text string) error {
	return t.insertPart(ctx, "objection", id, task.UUID(), "kind, text, state, raised_by, raised_at", kind, text, ObjectionOpen, t.actor(), t.Now)
}

// DecideObjection decides on a task's open objection.
func (t *Tx) DecideObjection(ctx context.Context, task ident.TaskID, s ObjectionState, reason string) error {
	_, err := t.Exec(ctx, `UPDATE objection SET state = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE task_id = $1 AND state = 'OPEN'`, task, s, t.actor(), t.Now, reason)
	return err
}

// Suspend begins a suspension.
func (t *Tx) Suspend(ctx context.Context, id uuid.UUID, task ident.TaskID, review clock.Date, reason string) error {
	return t.insertPart(ctx, "suspension", id, task.UUID(), "from_on, review_on, reason, approved_by, approved_at", t.Viewer.Today, review, reason, t.actor(), t.Now)
}

// Resume ends a task's suspension.
func (t *Tx) Resume(ctx context.Context, task ident.TaskID) error {
	_, err := t.Exec(ctx, `UPDATE suspension SET to_on = $2 WHERE task_id = $1 AND to_on IS NULL`, task, t.Viewer.Today)
	return err
}

// Sign adds a track's verdict on a round.
func (t *Tx) Sign(ctx context.Context, id uuid.UUID, task ident.TaskID, s *Signature) error {
	return t.insertPart(ctx, "signature", id, task.UUID(), "round, track, verdict, person_id, acting_org_id, reason, external_document, signed_at",
		s.Round, s.Track, s.Verdict, t.Viewer.PersonID, s.ActingOrgID, s.Reason, s.ExternalDocument, t.Now)
}

// Instruct adds an instruction.
func (t *Tx) Instruct(ctx context.Context, id uuid.UUID, task ident.TaskID, text string) error {
	return t.insertPart(ctx, "instruction", id, task.UUID(), "text, given_by, given_at", text, t.actor(), t.Now)
}

// Mandated tells whether an external mandate on a task's problem forbids an extension, whoever sees the problem (D-TASK-4);
// for all tasks read with it.
func Mandated(ctx context.Context, x *Task) (bool, error) {
	return read.Batch(ctx, "Task.mandated", x, func(x *Task) *uuid.UUID { return ident.Some(&x.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
		return read.Those(ctx, t, `SELECT t.id FROM unnest($1::uuid[]) AS t (id) WHERE task_mandated(t.id)`, ident.List(ids))
	})
}
