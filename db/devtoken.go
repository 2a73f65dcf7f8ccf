package db

import (
	"context"
	"database/sql"
	"errors"

	"huishang/internal/auth"

	"github.com/google/uuid"
)

// ErrNobody says that nobody holds a role today.
var ErrNobody = errors.New("nobody holds the role today")

// RoleHolder is somebody who holds a role today, for the development issuer.
type RoleHolder struct {
	Person     uuid.UUID `db:"id"`
	Number     string    `db:"number"`
	Name       string    `db:"name"`
	Department *string   `db:"department"`
}

// FindHolder finds who holds a role at an organisation (and department) today: the one with that number, else
// the substantive holder with the lowest.
func (d *DB) FindHolder(ctx context.Context, g auth.TokenGrant, number string) (h *RoleHolder, err error) {
	h = new(RoleHolder)
	err = d.System(ctx, func(ctx context.Context, t *Tx) error {
		return t.Get(ctx, h, `
			SELECT p.id, p.number, p.name, CASE WHEN $1 IN ('DEPARTMENT_HEAD', 'DEPARTMENT_STAFF') THEN d.code END AS department
			FROM organisation o
			JOIN organisation province ON province.id = o.province_id
			CROSS JOIN LATERAL held_on(($5::timestamptz AT TIME ZONE province.zone)::date) h
			JOIN person p ON p.id = h.person_id
			LEFT JOIN department d ON d.id = h.department_id
			WHERE o.code = $2 AND h.org_id = o.id AND h.role = $1 AND ($3 = '' OR d.code = $3) AND ($4 = '' OR p.number = $4)
			ORDER BY h.capacity <> 'SUBSTANTIVE', p.number
			LIMIT 1`, string(g.Role), g.Org, g.Dept, number, t.Now)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNobody
	}
	return h, err
}

// Provinces counts the provinces in the database: none means that nothing was imported yet.
func (d *DB) Provinces(ctx context.Context) (n int, err error) {
	err = d.System(ctx, func(ctx context.Context, t *Tx) error {
		return t.Get(ctx, &n, `SELECT count(*) FROM organisation WHERE level = 'PROVINCE'`)
	})
	return n, err
}
