package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// Responsible is who answers for a measure: a department, or a region itself. One task comes of each.
type Responsible struct {
	ID               ident.ResponsibleID  `db:"id"`
	MeasureID        ident.MeasureID      `db:"measure_id"`
	OrgID            ident.OrganisationID `db:"responsible_org_id"`
	DepartmentID     *ident.DepartmentID  `db:"department_id"`
	PostID           ident.PostID         `db:"post_id"`
	JointDepartments ident.List           `db:"joint_departments"`
	Secrecy          Secrecy              `db:"secrecy"`
}

// Same tells whether another is the same post of the same department or region: two of one measure would be two tasks
// for one.
func (r *Responsible) Same(o *Responsible) bool {
	return r.OrgID == o.OrgID && r.PostID == o.PostID && (r.DepartmentID == nil) == (o.DepartmentID == nil) && (r.DepartmentID == nil || *r.DepartmentID == *o.DepartmentID)
}

// Responsibles are read with their measure.
var (
	Responsibles                = read.Declare(read.Object[Responsible]{Name: "Responsible", Table: "responsible"})
	ResponsibleOrganisation     = toOne("Responsible.organisation", Organisations, func(r *Responsible) *uuid.UUID { return ident.Some(&r.OrgID) })
	ResponsibleDepartment       = toOne("Responsible.department", Departments, func(r *Responsible) *uuid.UUID { return ident.Some(r.DepartmentID) })
	ResponsiblePost             = toOne("Responsible.post", Posts, func(r *Responsible) *uuid.UUID { return ident.Some(&r.PostID) })
	ResponsibleJointDepartments = toSet("Responsible.jointDepartments", Departments, func(r *Responsible) (uuid.UUID, ident.List) { return r.ID.UUID(), r.JointDepartments })
	MeasureResponsibles         = toRows("Measure.responsibles", Responsibles, "measure_id", "no", func(m *Measure) *uuid.UUID { return ident.Some(&m.ID) }, func(r *Responsible) uuid.UUID { return r.MeasureID.UUID() })
)

// PlannedMeasure is a measure with who answers for it, before the conclusion.
type PlannedMeasure struct {
	Measure
	Responsibles []*Responsible
}

// WrittenMeasures are an outcome's measures as history shows them, a line each: number, text, deadline, who answers.
func (t *Tx) WrittenMeasures(ctx context.Context, o ident.OutcomeID) (string, error) {
	var lines string
	err := t.Get(ctx, &lines, `
		SELECT COALESCE(string_agg(concat_ws(' ', m.no || '.', m.text, m.due_on,
		    (SELECT string_agg(p.name, '、' ORDER BY r.no) FROM responsible r JOIN post p ON p.id = r.post_id WHERE r.measure_id = m.id)), E'\n' ORDER BY m.no), '')
		FROM measure m
		WHERE m.outcome_id = $1`, o)
	return lines, err
}

// SetOutcome records an outcome, and where its measures are replaced these in place of what it had.
func (t *Tx) SetOutcome(ctx context.Context, o *Outcome, measures []*PlannedMeasure, replace bool) error {
	if _, err := t.Exec(ctx, `
		INSERT INTO outcome (id, province_id, org_id, consultation_id, topic_id, kind, problem_id, root_cause, text, transferred_on, receiver, created_at)
		SELECT $1, x.province_id, x.org_id, x.consultation_id, x.id, $3, $4, $5, $6, $7, $8, $9 FROM topic x WHERE x.id = $2
		ON CONFLICT (id) DO UPDATE SET kind = EXCLUDED.kind, problem_id = EXCLUDED.problem_id, root_cause = EXCLUDED.root_cause,
		    text = EXCLUDED.text, transferred_on = EXCLUDED.transferred_on, receiver = EXCLUDED.receiver, version = outcome.version + 1`,
		o.ID, o.TopicID, o.Kind, o.ProblemID, o.RootCause, o.Text, o.TransferredOn, o.Receiver, t.Now); err != nil {
		return err
	}
	if !replace {
		return nil
	}
	if _, err := t.Exec(ctx, `DELETE FROM responsible WHERE measure_id IN (SELECT m.id FROM measure m WHERE m.outcome_id = $1)`, o.ID); err != nil {
		return err
	}
	if _, err := t.Exec(ctx, `DELETE FROM measure WHERE outcome_id = $1`, o.ID); err != nil {
		return err
	}
	return t.AddMeasures(ctx, o.ID, measures)
}

// AddMeasures adds an outcome's measures with who answers for them.
func (t *Tx) AddMeasures(ctx context.Context, o ident.OutcomeID, measures []*PlannedMeasure) error {
	for n, m := range measures {
		m.ID = ident.Of[ident.MeasureID](uuid.New())
		if _, err := t.Exec(ctx, `
			INSERT INTO measure (id, province_id, org_id, consultation_id, outcome_id, no, text, due_on, immediate)
			SELECT $1, o.province_id, o.org_id, o.consultation_id, o.id, $3, $4, $5, $6 FROM outcome o WHERE o.id = $2`,
			m.ID, o, n+1, m.Text, m.DueOn, m.Immediate); err != nil {
			return err
		}
		for k, r := range m.Responsibles {
			if _, err := t.Exec(ctx, `
				INSERT INTO responsible (province_id, org_id, consultation_id, measure_id, no, responsible_org_id, department_id, post_id, joint_departments)
				SELECT m.province_id, m.org_id, m.consultation_id, m.id, $2, $3, $4, $5, $6 FROM measure m WHERE m.id = $1`,
				m.ID, k+1, r.OrgID, r.DepartmentID, r.PostID, r.JointDepartments); err != nil {
				return err
			}
		}
	}
	return nil
}

// Settle makes the outcomes of a consultation's approved topics final; recommendations wait for their answer from now on.
func (t *Tx) Settle(ctx context.Context, c ident.ConsultationID) error {
	_, err := t.Exec(ctx, `
		UPDATE outcome o SET final = true, version = o.version + 1, recommendation = CASE kind WHEN 'RECOMMENDATION' THEN 'PROPOSED' END
		FROM topic x
		WHERE o.consultation_id = $1 AND NOT o.final AND x.id = o.topic_id AND x.state = 'APPROVED'`, c)
	return err
}

// AddInformation gives topic 1 its outcome, that the study was held.
func (t *Tx) AddInformation(ctx context.Context, c ident.ConsultationID, text string) error {
	_, err := t.Exec(ctx, `
		INSERT INTO outcome (province_id, org_id, consultation_id, topic_id, kind, text, created_at)
		SELECT x.province_id, x.org_id, x.consultation_id, x.id, 'INFORMATION', $2, $3
		FROM topic x
		WHERE x.consultation_id = $1 AND x.study`, c, text, t.Now)
	return err
}

// CloseFinishedConsultation closes a concluded consultation of which nothing is open any more (D-CON-9): no
// task, no awaited resolution, no unanswered recommendation.
func CloseFinishedConsultation(ctx context.Context, c ident.ConsultationID) (bool, error) {
	t := From(ctx)
	n, err := t.Exec(ctx, `
		UPDATE consultation SET state = 'CLOSED', closed_at = $2, version = version + 1
		WHERE id = $1 AND state = 'CONCLUDED' AND consultation_open($1) = 0`, c, t.Now)
	return n == 1, err
}

// AnswerRecommendation answers a recommendation in the state it was read at.
func (t *Tx) AnswerRecommendation(ctx context.Context, o *Outcome, was RecommendationState) (int64, error) {
	return t.Exec(ctx, `
		UPDATE outcome SET recommendation = $3, answer_reason = $4, answered_by = $5, answered_at = $6, version = version + 1
		WHERE id = $1 AND recommendation = $2`, o.ID, was, o.Recommendation, o.AnswerReason, t.actor(), t.Now)
}

// SetResolution records what the Party committee resolved; once.
func (t *Tx) SetResolution(ctx context.Context, o *Outcome) (int64, error) {
	return t.Exec(ctx, `
		UPDATE outcome SET resolution = $2, resolution_document = $3, resolved_on = $4, resolution_by = $5, version = version + 1
		WHERE id = $1 AND kind = 'TO_COMMITTEE' AND final AND resolution IS NULL`,
		o.ID, o.Resolution, o.ResolutionDocument, o.ResolvedOn, t.actor())
}
