package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// CaseAuthority tells whose act something is for an organisation today, when some people are barred from it (D-SEC-6).
func CaseAuthority(ctx context.Context, role auth.Role, org ident.OrganisationID, barred ident.List) (*Authority, error) {
	t := From(ctx)
	return read.Once(t.Tx, fmt.Sprintf("authority %s %s %s", role, org, barred), func() (*Authority, error) { return t.caseAuthority(ctx, role, org, barred) })
}

// LineAuthority tells whose act something is for an organisation today that any of some roles does, when some people are
// barred from it: each role with somebody free, at the nearest level that has one; at the top those who record a superior's
// document. Empty where nobody is left (D-SEC-6, D-CON-5).
func LineAuthority(ctx context.Context, roles []auth.Role, org ident.OrganisationID, barred ident.List) ([]*Authority, error) {
	t := From(ctx)
	return read.Once(t.Tx, fmt.Sprintf("line %s %s %s", roles, org, barred), func() ([]*Authority, error) {
		var rows []*authorityRow
		names := make(pq.StringArray, len(roles))
		for i, r := range roles {
			names[i] = string(r)
		}
		err := t.Select(ctx, &rows, `SELECT role, acting_org_id, own, external FROM line_authority($1, $2, $3, $4)`, names, org, barred, t.Viewer.Today)
		list := make([]*Authority, len(rows))
		for i, r := range rows {
			list[i] = r.of(org, t.Viewer.Today)
		}
		return list, err
	})
}

type authorityRow struct {
	Role     auth.Role             `db:"role"`
	Acting   *ident.OrganisationID `db:"acting_org_id"`
	Own      bool                  `db:"own"`
	External bool                  `db:"external"`
}

func (r *authorityRow) of(org ident.OrganisationID, on clock.Date) *Authority {
	a := &Authority{Role: r.Role, OrgID: org, ActingOrgID: r.Acting, Reason: ByHolder, On: on, External: r.External}
	switch {
	case r.External:
		a.Reason = ByExternalDocument
	case r.Own:
		a.Reason = ByOwnMatter
	}
	return a
}

func (t *Tx) caseAuthority(ctx context.Context, role auth.Role, org ident.OrganisationID, barred ident.List) (*Authority, error) {
	var row authorityRow
	err := t.Get(ctx, &row, `SELECT role, acting_org_id, own, external FROM case_authority($1, $2, $3, $4)`, role, org, barred, t.Viewer.Today)
	if errors.Is(err, sql.ErrNoRows) {
		return &Authority{Role: role, OrgID: org, Reason: ByNobody, On: t.Viewer.Today}, nil
	}
	return row.of(org, t.Viewer.Today), err
}

// OnDisciplineSide tells whether the viewer holds a role of the discipline side today, whatever the token claims.
func (t *Tx) OnDisciplineSide(ctx context.Context) (bool, error) {
	return read.Once(t.Tx, "discipline side", func() (on bool, err error) {
		err = t.Get(ctx, &on, `SELECT on_discipline_side($1, $2)`, t.Viewer.PersonID, t.Viewer.Today)
		return on, err
	})
}

// Knows tells whether every id is an object's row that the viewer may see.
func Knows[T any](ctx context.Context, o *read.Object[T], ids []uuid.UUID) (bool, error) {
	found, err := read.Many(ctx, o, slices.Clone(ids))
	for _, id := range ids {
		if found[id] == nil {
			return false, err
		}
	}
	return true, err
}

// CaseEvent is a line of a case's history: the database fills who reads it from the record.
func CaseEvent(noun string, record uuid.UUID, org ident.OrganisationID, audience Audience, a auth.Act, reason *string) Event {
	return Event{Noun: noun, Record: record, Act: a, Reason: reason, Org: org, Audience: audience}
}

// The audiences of cases: the readers of the record.
const (
	ForFinding      Audience = "FINDING"
	ForProblem      Audience = "PROBLEM"
	ForDeliberation Audience = "DELIBERATION"
	ForTask         Audience = "TASK"
	ForPlan         Audience = "PLAN"
	ForLetter       Audience = "LETTER"
	ForLetterDraft  Audience = "LETTER_DRAFT"
)

// Complaint is a complaint's text, for discipline roles alone (D-SEC-3); each read is logged.
type Complaint struct {
	ID         ident.FindingID      `db:"id"`
	ProvinceID ident.OrganisationID `db:"province_id"`
	Text       string               `db:"text"`
}

// Complaints are read with their finding; FindingComplaint is the edge.
var (
	Complaints       = read.Declare(read.Object[Complaint]{Name: "Complaint", Table: "complaint", Logged: true})
	FindingComplaint = toOne("Finding.complaintText", Complaints, func(f *Finding) *uuid.UUID { return ident.Some(&f.ID) })
)

// AddFinding adds a finding, and a complaint's text in its own table.
func (t *Tx) AddFinding(ctx context.Context, f *Finding, complaint *string) error {
	_, err := t.Exec(ctx, `
		INSERT INTO finding (id, province_id, org_id, problem_id, source, reference, title, content, category, severity, about_org_id,
		    about_department_id, found_on, state, concerns, registered_by, created_at, secrecy, readers)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'OPEN', $14, $15, $16, $17, $18)`,
		f.ID, f.ProvinceID, f.OrgID, f.ProblemID, f.Source, f.Reference, f.Title, f.Content, f.Category, f.Severity, f.AboutOrgID,
		f.AboutDepartmentID, f.FoundOn, f.Concerns, t.actor(), t.Now, f.Secrecy, f.Readers)
	if err == nil && complaint != nil {
		_, err = t.Exec(ctx, `INSERT INTO complaint (id, province_id, org_id, text) VALUES ($1, $2, $3, $4)`, f.ID, f.ProvinceID, f.OrgID, *complaint)
	}
	return err
}

// SetFinding writes what may change of a finding, on the version it was read at.
func (t *Tx) SetFinding(ctx context.Context, f *Finding) (int64, error) {
	return t.Exec(ctx, `
		UPDATE finding SET title = $3, category = $4, severity = $5, secrecy = $6, readers = $7, concerns = $8, problem_id = $9,
		    state = $10, transferred_on = $11, transferred_to = $12, version = version + 1
		WHERE id = $1 AND version = $2`,
		f.ID, f.Version, f.Title, f.Category, f.Severity, f.Secrecy, f.Readers, f.Concerns, f.ProblemID, f.State, f.TransferredOn, f.TransferredTo)
}

// FindingsOf lists a problem's findings.
func FindingsOf(ctx context.Context, p ident.ProblemID) ([]*Finding, error) {
	return read.RowsWhere(ctx, Findings, `t.problem_id = $1 ORDER BY t.found_on, t.id`, p)
}

// AddProblem adds an open problem; where it may repeat a closed one, the recurrence is proposed (D-TASK-7).
func (t *Tx) AddProblem(ctx context.Context, p *Problem) error {
	_, err := t.Exec(ctx, `
		INSERT INTO problem (id, province_id, org_id, title, description, category, severity, about_org_id, about_department_id, systemic,
		    state, recurrence_of_id, recurrence, amount_involved, concerns, registered_by, created_at, secrecy, readers)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'OPEN', e.id, CASE WHEN e.id IS NOT NULL THEN 'PROPOSED' END, $11, $12, $13, $14, $15, $16
		FROM (SELECT earlier_problem($6, $8, $9, $14) AS id) e`,
		p.ID, p.ProvinceID, p.OrgID, p.Title, p.Description, p.Category, p.Severity, p.AboutOrgID, p.AboutDepartmentID, p.Systemic,
		p.AmountInvolved, p.Concerns, t.actor(), t.Now, p.Secrecy, p.Readers)
	return err
}

// SetProblem writes what may change of a problem, on the version and in the state it was read at.
func (t *Tx) SetProblem(ctx context.Context, p *Problem, was ProblemState) (int64, error) {
	var closed *clock.DateTime
	if p.State == ProblemClosed {
		now := clock.DateTime{Time: t.Now}
		closed = &now
	}
	return t.Exec(ctx, `
		UPDATE problem SET title = $4, description = $5, category = $6, severity = $7, systemic = $8, state = $9, resolution = $10,
		    merged_into_id = $11, amount_involved = $12, amount_recovered = $13, mandate_issuer = $14,
		    mandate_document = $15, mandate_item = $16, mandate_reports = $17, transferred_on = $18, transferred_to = $19,
		    no_measure_reason = $20, party_office_by = $21, discipline_office_by = $22, concerns = $23, secrecy = $24, readers = $25,
		    closed_at = COALESCE(closed_at, $26), version = version + 1
		WHERE id = $1 AND version = $2 AND state = $3`,
		p.ID, p.Version, was, p.Title, p.Description, p.Category, p.Severity, p.Systemic, p.State, p.Resolution,
		p.MergedIntoID, p.AmountInvolved, p.AmountRecovered, p.MandateIssuer, p.MandateDocument, p.MandateItem,
		p.MandateReports, p.TransferredOn, p.TransferredTo, p.NoMeasureReason, p.PartyOfficeByID, p.DisciplineOfficeByID, p.Concerns,
		p.Secrecy, p.Readers, closed)
}

// DecideRecurrence writes whether a problem counts as recurring. Its version goes on, and its updatedAt with it, only where everybody
// who sees it sees the earlier problem, too: else they would tell of that one (D-SEC-1). It tells whether they do.
func (t *Tx) DecideRecurrence(ctx context.Context, p *Problem, decided Recurrence) (told bool, err error) {
	err = t.Get(ctx, &told, `
		UPDATE problem AS p SET recurrence = $3, version = p.version + e.told::integer
		FROM (SELECT recurrence_told($1) AS told) AS e
		WHERE p.id = $1 AND p.version = $2
		RETURNING e.told`, p.ID, p.Version, decided)
	return told, err
}

// OpenMatters is what stands against closing a problem: how much there is, and by name what the viewer sees of it.
type OpenMatters struct {
	Count int
	Seen  []fault.Term
}

// OpenMattersOf counts open tasks, unsettled or running topics, awaited resolutions and open letters of a problem, for all read
// with it.
func OpenMattersOf(ctx context.Context, p *Problem) (*OpenMatters, error) {
	m, err := read.Batch(ctx, "Problem.openMatters", p, func(p *Problem) *uuid.UUID { return ident.Some(&p.ID) }, openMatters)
	if m == nil {
		m = &OpenMatters{}
	}
	return m, err
}

func openMatters(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*OpenMatters, error) {
	var rows []struct {
		ID   uuid.UUID `db:"id"`
		N    int       `db:"n"`
		Noun *string   `db:"noun"`
		Name *string   `db:"name"`
	}
	err := t.Select(ctx, &rows, `
		WITH p AS MATERIALIZED (SELECT id, open_matters(id) AS n FROM unnest($1::uuid[]) AS p (id)),
		seen AS (
		    SELECT t.problem_id, 'Task' AS noun, t.number AS name
		    FROM task AS t
		    WHERE t.problem_id = ANY ($1) AND t.ended_at IS NULL
		    UNION ALL
		    SELECT t.problem_id, 'Topic', t.title
		    FROM topic AS t
		    JOIN consultation AS c ON c.id = t.consultation_id
		    WHERE t.problem_id = ANY ($1) AND t.state IN ('PROPOSED', 'APPROVED') AND c.state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'IN_SESSION')
		    UNION ALL
		    SELECT o.problem_id, 'Outcome', coalesce(t.title, '')
		    FROM outcome AS o
		    LEFT JOIN topic AS t ON t.id = o.topic_id
		    WHERE o.problem_id = ANY ($1) AND o.kind = 'TO_COMMITTEE' AND o.final AND o.resolution IS NULL
		    UNION ALL
		    SELECT l.problem_id, 'Letter', l.number
		    FROM letter AS l
		    WHERE l.problem_id = ANY ($1) AND l.issued_at IS NOT NULL AND l.ended_at IS NULL)
		SELECT p.id, p.n, seen.noun, seen.name
		FROM p
		LEFT JOIN seen ON seen.problem_id = p.id
		WHERE p.n > 0
		ORDER BY 1, 3, 4`, ident.List(ids))
	found := map[uuid.UUID]*OpenMatters{}
	for _, r := range rows {
		if found[r.ID] == nil {
			found[r.ID] = &OpenMatters{Count: r.N}
		}
		if r.Noun != nil {
			found[r.ID].Seen = append(found[r.ID].Seen, fault.NamedNoun(*r.Noun, *r.Name))
		}
	}
	return found, err
}

// ProblemsOf lists the problems that a consultation is about, whoever sees them.
func (t *Tx) ProblemsOf(ctx context.Context, c ident.ConsultationID) (list ident.List, err error) {
	err = t.Get(ctx, &list, `SELECT problems_of($1)`, c)
	return list, err
}

// Set is the text array of codes or documents.
func Set(texts []string) pq.StringArray { return append(pq.StringArray{}, texts...) }

// Overseen tells whether somebody of the discipline side above is left who sees a matter from which some people are kept.
func (t *Tx) Overseen(ctx context.Context, org ident.OrganisationID, s Secrecy, hidden ident.List) (seen bool, err error) {
	err = t.Get(ctx, &seen, `SELECT overseen($1, $2, $3, $4)`, org, s, hidden, t.Viewer.Today)
	return seen, err
}
