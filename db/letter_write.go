package db

import (
	"context"
	"fmt"

	"huishang/internal/ident"
)

// letterNumbers are what stands in a letter's number for its kind: 琼会商提〔2026〕1号.
var letterNumbers = map[LetterKind]string{Reminder: "提", FollowUpOrder: "办", DisciplineRecommendation: "建"}

// AddLetter adds a draft; the database fills who sees it from what it is about.
func (t *Tx) AddLetter(ctx context.Context, x *Letter) error {
	_, err := t.Exec(ctx, `
		INSERT INTO letter (id, org_id, problem_id, task_id, follows_id, kind, severity, title, text, recipient_org_id, recipient_department_id,
		    recipient_post_id, rectify_by, reply_days, state, drafted_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'DRAFT', $15, $16)`,
		x.ID, x.OrgID, x.ProblemID, x.TaskID, x.FollowsID, x.Kind, x.Severity, x.Title, x.Text, x.RecipientOrgID, x.RecipientDepartmentID,
		x.RecipientPostID, x.RectifyBy, x.ReplyDays, t.actor(), t.Now)
	return err
}

// SetLetter writes what may change of a letter, on the version and in the state it was read at.
func (t *Tx) SetLetter(ctx context.Context, x *Letter, was LetterState) (int64, error) {
	return t.Exec(ctx, `
		UPDATE letter SET kind = $4, severity = $5, title = $6, text = $7, recipient_org_id = $8, recipient_department_id = $9,
		    recipient_post_id = $10, rectify_by = $11, reply_days = $12, reply_by = $13, state = $14, number = $15, year = COALESCE(year, $16),
		    serial = COALESCE(serial, $17), issued_by = $18, issued_at = $19, served_by = $20, served_at = $21, reply = $22, replied_by = $23,
		    replied_at = $24, returns = $25, return_reason = $26, accepted_by = $27, accepted_at = $28, ended_at = $29, end_reason = $30,
		    version = version + 1
		WHERE id = $1 AND version = $2 AND state = $3`,
		x.ID, x.Version, was, x.Kind, x.Severity, x.Title, x.Text, x.RecipientOrgID, x.RecipientDepartmentID,
		x.RecipientPostID, x.RectifyBy, x.ReplyDays, x.ReplyBy, x.State, x.Number, x.Year,
		x.Serial, x.IssuedByID, x.IssuedAt, x.ServedByID, x.ServedAt, x.Reply, x.RepliedByID,
		x.RepliedAt, x.Returns, x.ReturnReason, x.AcceptedByID, x.AcceptedAt, x.EndedAt, x.EndReason)
}

// NumberLetter gives a letter the next number of its organisation, kind and year (D-TASK-6).
func (t *Tx) NumberLetter(ctx context.Context, x *Letter) error {
	year := t.Viewer.Today.Year()
	var row struct {
		Before int    `db:"before"`
		Prefix string `db:"prefix"`
	}
	err := t.Get(ctx, &row, `SELECT take_numbers($1, $2, $3, 1) AS before, number_prefix AS prefix FROM organisation WHERE id = $1`, x.OrgID, x.Kind, year)
	serial := row.Before + 1
	number := fmt.Sprintf("%s会商%s〔%d〕%d号", row.Prefix, letterNumbers[x.Kind], year, serial)
	x.Number, x.Year, x.Serial = &number, &year, &serial
	return err
}

// SettledLetter is a letter that has settled.
type SettledLetter struct {
	ID    ident.LetterID       `db:"id"`
	OrgID ident.OrganisationID `db:"org_id"`
}

// SettleLetters settles the accepted letters about a problem or a task of which no task is open any more, whoever sees them.
func (t *Tx) SettleLetters(ctx context.Context, p *ident.ProblemID, x *ident.TaskID) (list []SettledLetter, err error) {
	err = t.Select(ctx, &list, `SELECT id, org_id FROM settle_letters($1, $2, $3)`, p, x, t.Now)
	return list, err
}

// ReclassifyProblem makes a problem as grave as a letter about it, and tells whose it is and how grave it was; nil where it was
// as grave already.
func (t *Tx) ReclassifyProblem(ctx context.Context, p ident.ProblemID, s Severity) (org *ident.OrganisationID, was Severity, err error) {
	var rows []struct {
		OrgID ident.OrganisationID `db:"org_id"`
		Was   Severity             `db:"was"`
	}
	if err := t.Select(ctx, &rows, `SELECT org_id, was FROM reclassify_problem($1, $2)`, p, s); err != nil || len(rows) == 0 {
		return nil, "", err
	}
	return &rows[0].OrgID, rows[0].Was, nil
}
