package db

import (
	"context"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Alignment is the political alignment before a consultation (D-CON-4).
type Alignment struct {
	ID             ident.AlignmentID    `db:"id"`
	ConsultationID ident.ConsultationID `db:"consultation_id"`
	Version        int32                `db:"version"`
	Documents      pq.StringArray       `db:"documents"`
	WorkReviewed   string               `db:"work_reviewed"`
	Gaps           string               `db:"gaps"`
	FollowUp       string               `db:"follow_up"`
	RecordedByID   *ident.PersonID      `db:"recorded_by"`
	RecordedAt     clock.DateTime       `db:"recorded_at"`
}

// Answer is an answer to a question of political supervision (D-CON-8).
type Answer struct {
	ID             ident.AnswerID       `db:"id"`
	ConsultationID ident.ConsultationID `db:"consultation_id"`
	Version        int32                `db:"version"`
	QuestionCode   string               `db:"question"`
	Answer         string               `db:"answer"`
	Deviation      bool                 `db:"deviation"`
}

// Alignments and answers are read with their consultation.
var (
	Alignments          = read.Declare(read.Object[Alignment]{Name: "Alignment", Table: "alignment"})
	Answers             = read.Declare(read.Object[Answer]{Name: "Answer", Table: "answer"})
	AlignmentRecordedBy = toOne("Alignment.recordedBy", People, func(a *Alignment) *uuid.UUID { return ident.Some(a.RecordedByID) })
)

// AddConsultation adds a draft with its topic 1, the opening study.
func (t *Tx) AddConsultation(ctx context.Context, c *Consultation, study string) error {
	_, err := t.Exec(ctx, `
		INSERT INTO consultation (id, province_id, org_id, about_org_id, kind, form, title, planned_on, plan_item_id, state, compiled_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'DRAFT', $10, $11)`,
		c.ID, c.ProvinceID, c.OrgID, c.AboutOrgID, c.Kind, c.Form, c.Title, c.PlannedOn, c.PlanItemID, t.actor(), t.Now)
	if err != nil {
		return err
	}
	_, err = t.Exec(ctx, `
		INSERT INTO topic (province_id, org_id, consultation_id, position, study, title, state)
		VALUES ($1, $2, $3, 1, true, $4, 'APPROVED')`, c.ProvinceID, c.OrgID, c.ID, study)
	return err
}

// Move takes a consultation from one of some states to another, on the version it was read at. Who and when
// are noted for the state that it reaches.
func (t *Tx) Move(ctx context.Context, c *Consultation, to ConsultationState) (int64, error) {
	return t.Exec(ctx, `
		UPDATE consultation SET state = $4, version = version + 1, revision = revision + 1,
		    submitted_by = CASE $4 WHEN 'SUBMITTED' THEN $5::uuid ELSE submitted_by END,
		    submitted_at = CASE $4 WHEN 'SUBMITTED' THEN $6::timestamptz ELSE submitted_at END,
		    ratified_by = CASE $4 WHEN 'APPROVED' THEN $5::uuid WHEN 'DRAFT' THEN NULL ELSE ratified_by END,
		    ratified_at = CASE $4 WHEN 'APPROVED' THEN $6::timestamptz WHEN 'DRAFT' THEN NULL ELSE ratified_at END,
		    opened_by = CASE $4 WHEN 'IN_SESSION' THEN $5::uuid ELSE opened_by END,
		    opened_at = CASE $4 WHEN 'IN_SESSION' THEN $6::timestamptz ELSE opened_at END,
		    concluded_by = CASE $4 WHEN 'CONCLUDED' THEN $5::uuid ELSE concluded_by END,
		    concluded_at = CASE $4 WHEN 'CONCLUDED' THEN $6::timestamptz ELSE concluded_at END,
		    cancelled_by = CASE $4 WHEN 'CANCELLED' THEN $5::uuid ELSE cancelled_by END,
		    cancelled_at = CASE $4 WHEN 'CANCELLED' THEN $6::timestamptz ELSE cancelled_at END,
		    cancel_reason = $7, external_document = COALESCE($8, external_document)
		WHERE id = $1 AND version = $2 AND state = $3 AND revision = $9`,
		c.ID, c.Version, c.State, to, t.actor(), t.Now, c.CancelReason, c.ExternalDocument, c.Revision)
}

// Ratify notes the ratification of an immediate consultation in session, and approves the topics that wait.
func (t *Tx) Ratify(ctx context.Context, c *Consultation) (int64, error) {
	if _, err := t.Exec(ctx, `
		UPDATE topic SET state = 'APPROVED', settled_by = $2, settled_at = $3
		WHERE consultation_id = $1 AND state = 'PROPOSED' AND proposed_by IS DISTINCT FROM $2`, c.ID, t.actor(), t.Now); err != nil {
		return 0, err
	}
	return t.Exec(ctx, `
		UPDATE consultation SET ratified_by = $3, ratified_at = $4, external_document = $5, version = version + 1, revision = revision + 1
		WHERE id = $1 AND version = $2 AND state = 'IN_SESSION' AND ratified_at IS NULL AND revision = $6`,
		c.ID, c.Version, t.actor(), t.Now, c.ExternalDocument, c.Revision)
}

// Touch begins a change of a consultation's topics as it was read. Counted ends it.
func (t *Tx) Touch(ctx context.Context, c *Consultation) (int64, error) {
	n, err := t.Exec(ctx, `UPDATE consultation SET revision = revision + 1 WHERE id = $1 AND version = $2 AND state = $3 AND revision = $4`,
		c.ID, c.Version, c.State, c.Revision)
	c.Revision += int32(n)
	return n, err
}

// Counted counts a change of a topic or an outcome in the consultation's version where everybody who sees the consultation sees
// it: else the version would tell of what is hidden (D-SEC-1).
func Counted[T any](ctx context.Context, o *read.Object[T], id uuid.UUID, c *Consultation) error {
	n, err := From(ctx).Exec(ctx, `UPDATE consultation SET version = version + 1 WHERE id = $1
		AND EXISTS (SELECT FROM `+o.Table+` x WHERE x.id = $2 AND x.secrecy = 'INTERNAL' AND x.hidden_from = '{}')`, c.ID, id)
	c.Version += int32(n)
	return err
}

// KeptFrom lists the people from whom something of a consultation is kept, for all read with it.
func KeptFrom(ctx context.Context, c *Consultation) (ident.List, error) {
	return read.Batch(ctx, "Consultation.keptFrom", c, consultationKey, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]ident.List, error) {
		var rows []struct {
			ID   uuid.UUID  `db:"id"`
			From ident.List `db:"kept_from"`
		}
		err := t.Select(ctx, &rows, `SELECT c.id, kept_from(c.id) FROM unnest($1::uuid[]) AS c (id)`, ident.List(ids))
		m := map[uuid.UUID]ident.List{}
		for _, r := range rows {
			m[r.ID] = r.From
		}
		return m, err
	})
}

// TopicCounts counts a consultation's topics but the study by state, whoever sees them.
func (t *Tx) TopicCounts(ctx context.Context, c ident.ConsultationID) (map[TopicState]int, error) {
	var rows []struct {
		State TopicState `db:"state"`
		Count int        `db:"count"`
	}
	err := t.Select(ctx, &rows, `SELECT state, count FROM topic_states($1)`, c)
	counts := map[TopicState]int{}
	for _, r := range rows {
		counts[r.State] = r.Count
	}
	return counts, err
}

// AddTopic adds a topic at the end of the list.
func (t *Tx) AddTopic(ctx context.Context, x *Topic) error {
	_, err := t.Exec(ctx, `
		INSERT INTO topic (id, province_id, org_id, consultation_id, position, title, content, part, major_decision, problem_id, state,
		    proposed_by, added_by, settled_by, settled_at, carried_from_id, concerns, recused)
		VALUES ($1, $2, $3, $4, next_position($4), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		x.ID, x.ProvinceID, x.OrgID, x.ConsultationID, x.Title, x.Content, x.Part, x.MajorDecision, x.ProblemID, x.State,
		x.ProposedByID, x.AddedByID, x.SettledByID, x.SettledAt, x.CarriedFromID, x.Concerns, x.Recused)
	return err
}

// SetTopic writes what may change of a topic, in the state it was read at.
func (t *Tx) SetTopic(ctx context.Context, x *Topic, was TopicState) (int64, error) {
	return t.Exec(ctx, `
		UPDATE topic SET title = $3, content = $4, original_title = $5, original_content = $6, state = $7, settled_by = $8, settled_at = $9,
		    external_document = $10, reason = $11, study_documents = $12, recused = $13, root_cause = $14, version = version + 1
		WHERE id = $1 AND state = $2 AND version = $15`,
		x.ID, was, x.Title, x.Content, x.OriginalTitle, x.OriginalContent, x.State, x.SettledByID, x.SettledAt,
		x.ExternalDocument, x.Reason, x.StudyDocuments, x.Recused, x.RootCause, x.Version)
}

// ReleaseTopics withdraws what waits or was approved, when a consultation is cancelled.
func (t *Tx) ReleaseTopics(ctx context.Context, c ident.ConsultationID) error {
	_, err := t.Exec(ctx, `UPDATE topic SET state = 'WITHDRAWN' WHERE consultation_id = $1 AND state IN ('PROPOSED', 'APPROVED')`, c)
	return err
}

// SetAlignment records or replaces the alignment.
func (t *Tx) SetAlignment(ctx context.Context, c *Consultation, a *Alignment) error {
	_, err := t.Exec(ctx, `
		INSERT INTO alignment (province_id, org_id, consultation_id, documents, work_reviewed, gaps, follow_up, recorded_by, recorded_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (consultation_id) DO UPDATE SET documents = EXCLUDED.documents, work_reviewed = EXCLUDED.work_reviewed,
		    gaps = EXCLUDED.gaps, follow_up = EXCLUDED.follow_up, version = alignment.version + 1, recorded_by = EXCLUDED.recorded_by, recorded_at = EXCLUDED.recorded_at`,
		c.ProvinceID, c.OrgID, c.ID, a.Documents, a.WorkReviewed, a.Gaps, a.FollowUp, t.actor(), t.Now)
	return err
}

// AlignmentOf reads a consultation's alignment, for all read with it; nil when there is none.
func AlignmentOf(ctx context.Context, c *Consultation) (*Alignment, error) {
	return read.Batch(ctx, "Consultation.alignment", c, consultationKey, func(ctx context.Context, _ *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*Alignment, error) {
		found, err := read.RowsWhere(ctx, Alignments, `t.consultation_id = ANY ($1::uuid[])`, ident.List(ids))
		m := map[uuid.UUID]*Alignment{}
		for _, a := range found {
			m[a.ConsultationID.UUID()] = a
		}
		return m, err
	})
}

// AnswersOf reads a consultation's answers, for all read with it.
func AnswersOf(ctx context.Context, c *Consultation) ([]*Answer, error) {
	list, err := read.Batch(ctx, "Consultation.answers", c, consultationKey, func(ctx context.Context, _ *tx.Tx, ids []uuid.UUID) (map[uuid.UUID][]*Answer, error) {
		found, err := read.RowsWhere(ctx, Answers, `t.consultation_id = ANY ($1::uuid[]) ORDER BY t.question`, ident.List(ids))
		m := map[uuid.UUID][]*Answer{}
		for _, a := range found {
			m[a.ConsultationID.UUID()] = append(m[a.ConsultationID.UUID()], a)
		}
		return m, err
	})
	return append([]*Answer{}, list...), err
}

// Quorum is who is required and who attends (D-CON-5).
type Quorum struct{ Required, Present, Needed, Percent int32 }

// Of is how many of so many required must attend: the rule's share, rounded up.
func (q *Quorum) Of(required int32) int32 { return (required*q.Percent + 99) / 100 }

// Held tells whether enough attend.
func (q *Quorum) Held() bool { return q.Present >= q.Needed }

// QuorumOf counts a consultation's quorum, for all read with it, by the rule in force; half where there is none.
func QuorumOf(ctx context.Context, c *Consultation) (*Quorum, error) {
	q, err := read.Batch(ctx, "Consultation.quorum", c, consultationKey, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*Quorum, error) {
		var rows []struct {
			ID       uuid.UUID `db:"id"`
			Required int32     `db:"required"`
			Present  int32     `db:"present"`
			Needed   int32     `db:"needed"`
			Percent  int32     `db:"percent"`
		}
		err := t.Select(ctx, &rows, `
			SELECT c.id, q.required, q.present,
			       CASE WHEN c.form IN ('MEETING', 'REMOTE') THEN (q.required * q.percent + 99) / 100 ELSE 0 END AS needed, q.percent
			FROM consultation c
			CROSS JOIN LATERAL (
			    SELECT count(*) FILTER (WHERE p.required)::integer AS required, count(*) FILTER (WHERE p.required AND p.attended)::integer AS present,
			           quorum_percent(c.org_id, c.kind) AS percent
			    FROM participant p WHERE p.consultation_id = c.id) q
			WHERE c.id = ANY ($1::uuid[])`, ident.List(ids))
		m := map[uuid.UUID]*Quorum{}
		for _, r := range rows {
			m[r.ID] = &Quorum{r.Required, r.Present, r.Needed, r.Percent}
		}
		return m, err
	})
	if q == nil {
		q = &Quorum{}
	}
	return q, err
}

func consultationKey(c *Consultation) *uuid.UUID { return ident.Some(&c.ID) }

// AddParticipant invites a person; from then on they see the consultation.
func (t *Tx) AddParticipant(ctx context.Context, c *Consultation, p *Participant) error {
	_, err := t.Exec(ctx, `
		INSERT INTO participant (province_id, org_id, consultation_id, person_id, side, required, invited_by, invited_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (consultation_id, person_id) DO UPDATE
		SET side = EXCLUDED.side, required = EXCLUDED.required, version = participant.version + 1, invited_by = EXCLUDED.invited_by, invited_at = EXCLUDED.invited_at`,
		c.ProvinceID, c.OrgID, c.ID, p.PersonID, p.Side, p.Required, t.actor(), t.Now)
	return err
}

// ShowTopics shows a consultation's topics to people who are invited: those topics that the viewer sees.
func (t *Tx) ShowTopics(ctx context.Context, c ident.ConsultationID, people []ident.PersonID) error {
	_, err := t.Exec(ctx, `
		UPDATE topic SET invited = ARRAY(SELECT DISTINCT x FROM unnest(invited || $2) AS x ORDER BY x)
		WHERE consultation_id = $1`, c, ident.UUIDs(people))
	return err
}

// SetAttendance records whether a participant attends.
func (t *Tx) SetAttendance(ctx context.Context, p ident.ParticipantID, attended bool) error {
	_, err := t.Exec(ctx, `UPDATE participant SET attended = $2, version = version + 1 WHERE id = $1`, p, attended)
	return err
}

// ParticipantsOf lists a consultation's participants.
func ParticipantsOf(ctx context.Context, c ident.ConsultationID) ([]*Participant, error) {
	return read.RowsWhere(ctx, Participants, `t.consultation_id = $1 ORDER BY t.invited_at, t.id`, c)
}

// AddStatement records a report, a view or dissent.
func (t *Tx) AddStatement(ctx context.Context, x *Topic, s *Statement) error {
	_, err := t.Exec(ctx, `
		INSERT INTO statement (id, province_id, org_id, consultation_id, topic_id, kind, person_id, text, recorded_by, recorded_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		s.ID, x.ProvinceID, x.OrgID, x.ConsultationID, x.ID, s.Kind, s.PersonID, s.Text, t.actor(), t.Now)
	return err
}

// AddPaper adds a paper.
func (t *Tx) AddPaper(ctx context.Context, c *Consultation, p *Paper) error {
	_, err := t.Exec(ctx, `
		INSERT INTO paper (id, province_id, org_id, consultation_id, topic_id, title, text, file_id, added_by, added_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		p.ID, c.ProvinceID, c.OrgID, c.ID, p.TopicID, p.Title, p.Text, p.FileID, t.actor(), t.Now)
	return err
}

// AddAddendum adds a dated correction of frozen minutes.
func (t *Tx) AddAddendum(ctx context.Context, c *Consultation, a *Addendum) error {
	_, err := t.Exec(ctx, `
		INSERT INTO addendum (id, province_id, org_id, consultation_id, topic_id, text, added_by, added_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, a.ID, c.ProvinceID, c.OrgID, c.ID, a.TopicID, a.Text, t.actor(), t.Now)
	return err
}

// SetAnswer records or replaces an answer.
func (t *Tx) SetAnswer(ctx context.Context, c *Consultation, a *Answer) error {
	_, err := t.Exec(ctx, `
		INSERT INTO answer (province_id, org_id, consultation_id, question, answer, deviation)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (consultation_id, question) DO UPDATE SET answer = EXCLUDED.answer, deviation = EXCLUDED.deviation, version = answer.version + 1`,
		c.ProvinceID, c.OrgID, c.ID, a.QuestionCode, a.Answer, a.Deviation)
	return err
}

// Sitting is what opening and concluding a consultation ask about.
type Sitting struct {
	Counts     map[TopicState]int
	Topics     []*Topic
	People     []*Participant
	Outcomes   []*Outcome
	Measures   []*Measure
	Statements []*Statement
}

// SittingOf reads what opening and concluding a consultation ask about, for all consultations read with it. An act reads it
// before it writes.
func SittingOf(ctx context.Context, c *Consultation) (*Sitting, error) {
	return read.Batch(ctx, "Consultation.sitting", c, consultationKey, sittings)
}

func sittings(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*Sitting, error) {
	var rows []struct {
		ID    uuid.UUID  `db:"id"`
		State TopicState `db:"state"`
		Count int        `db:"count"`
	}
	if err := t.Select(ctx, &rows, `SELECT c.id, s.state, s.count FROM unnest($1::uuid[]) AS c (id), topic_states(c.id) AS s`, ident.List(ids)); err != nil {
		return nil, err
	}
	topics, err := ofConsultations(ctx, Topics, ids, `t.position`, func(x *Topic) uuid.UUID { return x.ConsultationID.UUID() })
	if err != nil {
		return nil, err
	}
	people, err := ofConsultations(ctx, Participants, ids, `t.invited_at, t.id`, func(x *Participant) uuid.UUID { return x.ConsultationID.UUID() })
	if err != nil {
		return nil, err
	}
	outcomes, err := ofConsultations(ctx, Outcomes, ids, `t.created_at, t.id`, func(x *Outcome) uuid.UUID { return x.ConsultationID.UUID() })
	if err != nil {
		return nil, err
	}
	measures, err := ofConsultations(ctx, Measures, ids, `t.outcome_id, t.no`, func(x *Measure) uuid.UUID { return x.ConsultationID.UUID() })
	if err != nil {
		return nil, err
	}
	statements, err := ofConsultations(ctx, Statements, ids, `t.recorded_at, t.id`, func(x *Statement) uuid.UUID { return x.ConsultationID.UUID() })
	if err != nil {
		return nil, err
	}
	found := map[uuid.UUID]*Sitting{}
	for _, id := range ids {
		found[id] = &Sitting{
			Counts: map[TopicState]int{}, Topics: topics[id], People: people[id], Outcomes: outcomes[id], Measures: measures[id], Statements: statements[id],
		}
	}
	for _, r := range rows {
		found[r.ID].Counts[r.State] = r.Count
	}
	return found, nil
}

// ofConsultations reads the rows of some consultations that the viewer sees, each consultation's in an order.
func ofConsultations[T any](ctx context.Context, o *read.Object[T], ids []uuid.UUID, order string, of func(*T) uuid.UUID) (map[uuid.UUID][]*T, error) {
	rows, err := read.RowsWhere(ctx, o, `t.consultation_id = ANY ($1::uuid[]) ORDER BY `+order, ident.List(ids))
	return read.ByParent(rows, of), err
}
