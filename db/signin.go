package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"huishang/internal/auth"
	"huishang/internal/fault"

	"github.com/google/uuid"
)

// SignIn completes claims of a token that leaves to the database who its person is, or what he holds: by province and
// number, and without grants as whatever is held today. session_open asks both again in each transaction, so what is
// said here only chooses what is asked for. Somebody unknown is UNAUTHENTICATED, and a database that does not answer
// UNAVAILABLE.
func (d *DB) SignIn(ctx context.Context, c *auth.Claims) (*auth.Claims, error) {
	if c.Number == "" && c.Grants != nil {
		return c, nil
	}
	var row struct {
		ID     uuid.UUID `db:"id"`
		Grants []byte    `db:"grants"`
	}
	err := d.System(ctx, func(ctx context.Context, t *Tx) error {
		return t.Get(ctx, &row, `
			SELECT p.id, CASE WHEN $5 THEN held_grants(p.id, ($4::timestamptz AT TIME ZONE province.zone)::date) END AS grants
			FROM person p
			JOIN organisation province ON province.id = p.province_id
			WHERE CASE WHEN $2 = '' THEN p.id = $1 ELSE province.code = $3 AND p.number = $2 END`,
			c.Person, c.Number, c.Province, t.Now, c.Grants == nil)
	})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fault.New(fault.Unauthenticated, "reason", "UNKNOWN_PERSON")
	case err != nil:
		return nil, fault.Wrap(err, fault.Unavailable)
	}
	full := *c
	full.Person = row.ID
	if full.Grants == nil {
		if err := json.Unmarshal(row.Grants, &full.Grants); err != nil {
			return nil, fmt.Errorf("grants held: %w", err)
		}
	}
	return &full, nil
}
