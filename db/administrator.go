package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/ident"
)

// PersonID is one line of who has which uuid, for an identity provider to be filled with.
type PersonID struct {
	Number string `db:"number"`
	Name   string `db:"name"`
	ID     string `db:"id"`
}

// PersonIDs lists the people in use of a province, by its code, in the order of their numbers.
func (t *Tx) PersonIDs(ctx context.Context, province string) (people []*PersonID, err error) {
	err = t.Select(ctx, &people, `
		SELECT p.number, p.name, p.id::text AS id
		FROM person p
		JOIN organisation o ON o.id = p.province_id
		WHERE o.code = $1 AND p.deactivated_at IS NULL
		ORDER BY p.number`, province)
	return people, err
}

// ProvinceCodes lists the provinces by code.
func (t *Tx) ProvinceCodes(ctx context.Context) (codes []string, err error) {
	err = t.Select(ctx, &codes, `SELECT code FROM organisation WHERE level = 'PROVINCE' ORDER BY code`)
	return codes, err
}

// LockAdministrators lets one at a time decide whether an organisation has an administrator.
func (t *Tx) LockAdministrators(ctx context.Context, org ident.OrganisationID) error {
	_, err := t.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, "administrators "+org.String())
	return err
}

// PersonNumbered finds a person in a province, in use or not; nil when there is none.
func (t *Tx) PersonNumbered(ctx context.Context, province ident.OrganisationID, number string) (*Person, error) {
	var rows []read.Row[Person]
	err := t.Select(ctx, &rows, `SELECT `+People.Selected()+` FROM person AS t WHERE t.province_id = $1 AND t.number = $2`, province, number)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0].Node, nil
}

// AdministratorsOf lists the numbers of who administers an organisation itself on a day.
func (t *Tx) AdministratorsOf(ctx context.Context, org ident.OrganisationID, on clock.Date) (numbers []string, err error) {
	err = t.Select(ctx, &numbers, `
		SELECT DISTINCT p.number
		FROM held_on($2) h
		JOIN person p ON p.id = h.person_id AND p.deactivated_at IS NULL
		WHERE h.role = 'ADMINISTRATOR' AND h.org_id = $1
		ORDER BY p.number`, org, on)
	return numbers, err
}

// PostCodeTaken tells whether a post of any organisation has a code.
func (t *Tx) PostCodeTaken(ctx context.Context, code string) (taken bool, err error) {
	err = t.Get(ctx, &taken, `SELECT EXISTS (SELECT FROM post WHERE code = $1)`, code)
	return taken, err
}
