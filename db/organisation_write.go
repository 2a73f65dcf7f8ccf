package db

import (
	"context"

	"huishang/db/read"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// AddOrganisation adds an organisation below o.ParentID; its path is filled by the table.
func (t *Tx) AddOrganisation(ctx context.Context, o *Organisation) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO organisation (province_id, parent_id, level, code, name, number_prefix, party_organisation, discipline_body, zone, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		RETURNING id`,
		o.ProvinceID, o.ParentID, o.Level, o.Code, o.Name, o.NumberPrefix, o.PartyOrganisation, o.DisciplineBody, o.Zone, t.Now)
	return id, err
}

// SetOrganisation writes what may be edited, its parent and whether it is in use, on the version it was read at.
func (t *Tx) SetOrganisation(ctx context.Context, o *Organisation) (int64, error) {
	return t.Exec(ctx, `
		UPDATE organisation
		SET name = $3, number_prefix = $4, party_organisation = $5, discipline_body = $6, parent_id = $7, deactivated_at = $8,
		    version = version + 1
		WHERE id = $1 AND version = $2`,
		o.ID, o.Version, o.Name, o.NumberPrefix, o.PartyOrganisation, o.DisciplineBody, o.ParentID, o.DeactivatedAt)
}

// Branches are the branches in use that the viewer sees.
func Branches(ctx context.Context) ([]ident.OrganisationID, error) {
	t := From(ctx)
	return read.Once(t.Tx, "branches", func() (ids []ident.OrganisationID, err error) {
		err = t.Select(ctx, &ids, `SELECT id FROM organisation WHERE level = 'BRANCH' AND deactivated_at IS NULL ORDER BY id`)
		return ids, err
	})
}

// CloseOrganisation deactivates its departments and posts with it.
func (t *Tx) CloseOrganisation(ctx context.Context, id ident.OrganisationID) error {
	if _, err := t.Exec(ctx, `UPDATE post SET deactivated_at = $2, version = version + 1 WHERE org_id = $1 AND deactivated_at IS NULL`, id, t.Now); err != nil {
		return err
	}
	_, err := t.Exec(ctx, `UPDATE department SET deactivated_at = $2, version = version + 1 WHERE org_id = $1 AND deactivated_at IS NULL`, id, t.Now)
	return err
}

// Offices lists the kinds of office that an organisation has.
func (t *Tx) Offices(ctx context.Context, id ident.OrganisationID) (kinds []DepartmentKind, err error) {
	err = t.Select(ctx, &kinds, `SELECT kind FROM department WHERE org_id = $1 AND deactivated_at IS NULL AND kind IN ('PARTY_OFFICE', 'DISCIPLINE_OFFICE') ORDER BY kind`, id)
	return kinds, err
}

// AddDepartment adds a department.
func (t *Tx) AddDepartment(ctx context.Context, d *Department) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO department (province_id, org_id, code, name, kind, risk_domains, business_lines, legal_entity, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		RETURNING id`,
		d.ProvinceID, d.OrgID, d.Code, d.Name, d.Kind, d.RiskDomains, d.BusinessLines, d.LegalEntity, t.Now)
	return id, err
}

// SetDepartment writes what may be edited and whether it is in use, on the version it was read at.
func (t *Tx) SetDepartment(ctx context.Context, d *Department) (int64, error) {
	return t.Exec(ctx, `
		UPDATE department
		SET name = $3, kind = $4, risk_domains = $5, business_lines = $6, legal_entity = $7, deactivated_at = $8, version = version + 1
		WHERE id = $1 AND version = $2`,
		d.ID, d.Version, d.Name, d.Kind, d.RiskDomains, d.BusinessLines, d.LegalEntity, d.DeactivatedAt)
}
