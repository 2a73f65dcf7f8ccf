package tx

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"huishang/internal/auth"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// ActAs notes by which grant the act is done, as the next level up or not, for history, and for whom, for audit too. Whoever
// only asks what he may do leaves neither.
func (t *Tx) ActAs(ctx context.Context, g *auth.Grant, nextLevel bool) error {
	if t.reading {
		return nil
	}
	was := t.behalf
	t.behalf, t.capacity, t.nextLevel = g.PrincipalID, &g.Capacity, nextLevel
	if was == nil && g.PrincipalID == nil {
		return nil
	}
	_, err := t.Exec(ctx, `SELECT session_act_for($1)`, g.PrincipalID)
	return err
}

// Doing is how the act is done that the transaction does: by which grant and for whom, as the next level up or not, by which
// document.
type Doing struct {
	At        time.Time
	Behalf    *ident.PersonID
	Capacity  *auth.Capacity
	NextLevel bool
	Document  *string
}

// Doing tells of the act. By now it has locked its record, so the instant is taken now: of two acts that waited for each other
// the later one stands later.
func (t *Tx) Doing() Doing {
	return Doing{At: t.clock().UTC(), Behalf: t.behalf, Capacity: t.capacity, NextLevel: t.nextLevel, Document: t.document}
}

// OnDocument notes the superior's document by which the act is done, for history; nil where it is none.
func (t *Tx) OnDocument(document *string) { t.document = document }

// Done is what came of an idempotency key.
type Done struct {
	Request  []byte    `db:"request"`
	RecordID uuid.UUID `db:"record_id"`
}

// Done reads what came of the viewer's key, nil when it is new.
func (t *Tx) Done(ctx context.Context, key uuid.UUID) (*Done, error) {
	var d Done
	// Two requests with one key go one after the other: the second reads what came of the first.
	if _, err := t.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1 || $2, 0))`, t.Viewer.PersonID.UUID().String(), key.String()); err != nil {
		return nil, err
	}
	err := t.Get(ctx, &d, `SELECT request, record_id FROM idempotency WHERE person_id = $1 AND key = $2`, t.Viewer.PersonID, key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &d, err
}

// Keep writes what came of the viewer's key.
func (t *Tx) Keep(ctx context.Context, key uuid.UUID, request []byte, noun string, record uuid.UUID) error {
	_, err := t.Exec(ctx, `
		INSERT INTO idempotency (person_id, key, request, noun, record_id, at)
		VALUES ($1, $2, $3, $4, $5, $6)`, t.Viewer.PersonID, key, request, noun, record, t.Now)
	return err
}

// Each hands over a statement's rows one by one.
func (t *Tx) Each(ctx context.Context, text string, args []any, one func(*sql.Rows) error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	began := time.Now()
	return t.note(ctx, text, began, func() error {
		rows, err := t.tx.QueryContext(ctx, text, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := one(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	}())
}

// LogRead writes a line of the read log for each row (D-GEN-2).
func (t *Tx) LogRead(ctx context.Context, noun string, ids []uuid.UUID) error {
	_, err := t.Exec(ctx, `
		INSERT INTO read_log (at, person_id, noun, record_id, request_id)
		SELECT $1, $2, $3, r.id, $4 FROM unnest($5::uuid[]) AS r (id)`,
		t.Now, t.Viewer.PersonID, noun, t.requestID, ident.List(ids))
	return err
}
