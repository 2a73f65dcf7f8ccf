package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// AddPerson adds a person.
func (t *Tx) AddPerson(ctx context.Context, p *Person) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO person (province_id, org_id, number, name, created_at)
		VALUES ($1, $2, $3, $4, $5)
		RETURNING id`, p.ProvinceID, p.OrgID, p.Number, p.Name, t.Now)
	return id, err
}

// SetPerson writes what may be edited and whether the person is in use, on the version it was read at.
func (t *Tx) SetPerson(ctx context.Context, p *Person) (int64, error) {
	return t.Exec(ctx, `
		UPDATE person SET org_id = $3, name = $4, deactivated_at = $5, version = version + 1
		WHERE id = $1 AND version = $2`, p.ID, p.Version, p.OrgID, p.Name, p.DeactivatedAt)
}

// Contact reads a person's contacts for an act that writes over them; nothing is shown, so nothing is logged.
func (t *Tx) Contact(ctx context.Context, id ident.PersonID) (*PersonContact, error) {
	var rows []read.Row[PersonContact]
	if err := t.Select(ctx, &rows, `SELECT `+PersonContacts.Selected()+` FROM person_contact AS t WHERE t.person_id = $1`, id); err != nil || len(rows) == 0 {
		return &PersonContact{}, err
	}
	return &rows[0].Node, nil
}

// SetContact writes a person's contacts.
func (t *Tx) SetContact(ctx context.Context, person *Person, phone, email *string) error {
	_, err := t.Exec(ctx, `
		INSERT INTO person_contact (person_id, province_id, org_id, phone, email)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (person_id) DO UPDATE SET phone = EXCLUDED.phone, email = EXCLUDED.email`,
		person.ID, person.ProvinceID, person.OrgID, phone, email)
	return err
}

// Revoke ends one token of a person, or with jti nil all that he was issued until now. An issuer's clock may be ahead of
// this one by what a verifier allows, so as much more is ended: else a token dated ahead would outlive its revocation.
func (t *Tx) Revoke(ctx context.Context, person *Person, jti *string, reason string) error {
	until := t.Now
	if jti == nil {
		until = until.Add(auth.Leeway)
	}
	_, err := t.Exec(ctx, `
		INSERT INTO revocation (province_id, org_id, jti, person_id, not_before, reason)
		VALUES ($1, $2, $3, $4, $5, $6)`, person.ProvinceID, person.OrgID, jti, person.ID, until, reason)
	return err
}
