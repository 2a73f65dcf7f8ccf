package db

import (
	"context"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// AddRule proposes a rule, signed by the office that proposes it.
func (t *Tx) AddRule(ctx context.Context, r *ConsultationRule) error {
	_, err := t.Exec(ctx, `
		INSERT INTO consultation_rule (id, province_id, org_id, kind, superior_document, subjects, content, form, procedure, frequency,
		    use_of_outcomes, quorum_percent, state, party_office_by, discipline_office_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'PROPOSED', $13, $14, $15)`,
		r.ID, r.ProvinceID, r.OrgID, r.Kind, r.SuperiorDocument, r.Subjects, r.Content, r.Form, r.Procedure, r.Frequency,
		r.UseOfOutcomes, r.QuorumPercent, r.PartyOfficeByID, r.DisciplineOfficeByID, t.Now)
	return err
}

// AddPlan proposes a plan with its items, signed by the office that proposes it.
func (t *Tx) AddPlan(ctx context.Context, p *ConsultationPlan, items []*PlanItem) error {
	if _, err := t.Exec(ctx, `
		INSERT INTO consultation_plan (id, province_id, org_id, year, integrity_plan, supervision_plan, state, party_office_by, discipline_office_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, 'PROPOSED', $7, $8, $9)`,
		p.ID, p.ProvinceID, p.OrgID, p.Year, p.IntegrityPlan, p.SupervisionPlan, p.PartyOfficeByID, p.DisciplineOfficeByID, t.Now); err != nil {
		return err
	}
	for n, i := range items {
		if _, err := t.Exec(ctx, `
			INSERT INTO plan_item (province_id, org_id, plan_id, no, kind, subject, due_on, identity)
			VALUES ($1, $2, $3, $4, $5, $6, $7, COALESCE($8, gen_random_uuid()))`, p.ProvinceID, p.OrgID, p.ID, n+1, i.Kind, i.Subject, i.DueOn, kept(i.Identity)); err != nil {
			return err
		}
	}
	return nil
}

// Planned reads the items of an organisation's plan in force of a year, in their order.
func (t *Tx) Planned(ctx context.Context, org ident.OrganisationID, year int32) ([]*PlanItem, error) {
	return read.RowsWhere(ctx, PlanItems, `t.state = 'IN_FORCE' AND t.plan_id IN (SELECT p.id FROM consultation_plan p WHERE p.org_id = $1 AND p.year = $2) ORDER BY t.no`, org, year)
}

// Endorsed are a rule or a plan, as far as both are proposed by two offices and decided by the secretary.
type Endorsed struct {
	Table                             string
	ID                                uuid.UUID
	Version                           int32
	PartyOfficeByID, DisciplineOffice *ident.PersonID
}

// Endorse signs a proposed rule or plan for the other office.
func (t *Tx) Endorse(ctx context.Context, e Endorsed) (int64, error) {
	return t.Exec(ctx, `
		UPDATE `+e.Table+` SET party_office_by = $3, discipline_office_by = $4, version = version + 1
		WHERE id = $1 AND version = $2 AND state = 'PROPOSED'`, e.ID, e.Version, e.PartyOfficeByID, e.DisciplineOffice)
}

// Decide puts a proposed rule or plan in force, in place of the one before, or declines it.
func (t *Tx) Decide(ctx context.Context, e Endorsed, accept bool, reason *string) (int64, error) {
	state := StageDeclined
	if accept {
		state = StageInForce
		same := map[string]string{"consultation_rule": "o.kind = n.kind", "consultation_plan": "o.year = n.year"}[e.Table]
		if _, err := t.Exec(ctx, `
			UPDATE `+e.Table+` AS o SET state = 'SUPERSEDED', version = o.version + 1
			FROM `+e.Table+` AS n
			WHERE n.id = $1 AND o.org_id = n.org_id AND `+same+` AND o.state = 'IN_FORCE'`, e.ID); err != nil {
			return 0, err
		}
	}
	return t.Exec(ctx, `
		UPDATE `+e.Table+` SET state = $3, decided_by = $4, decided_at = $5, reason = $6, version = version + 1
		WHERE id = $1 AND version = $2 AND state = 'PROPOSED'`, e.ID, e.Version, state, t.actor(), t.Now, reason)
}

// opened tells whether a consultation has opened for the item, for all read with it.
func (i *PlanItem) opened(ctx context.Context) (bool, error) {
	key := func(i *PlanItem) *uuid.UUID { return ident.Some(&i.ID) }
	return read.Batch(ctx, "PlanItem.held", i, key, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
		return read.Those(ctx, t, `SELECT i.id FROM unnest($1::uuid[]) AS i (id) WHERE plan_item_held(i.id)`, ident.List(ids))
	})
}

// Held tells whether a consultation that fulfils the item has opened, whoever sees that consultation: what is hidden never
// reads as "did not happen".
func (i *PlanItem) Held(ctx context.Context) (bool, error) { return i.opened(ctx) }

// Late tells whether the day of an item of a plan in force has passed and none has.
func (i *PlanItem) Late(ctx context.Context) (bool, error) {
	held, err := i.opened(ctx)
	return !held && i.State == StageInForce && i.DueOn.Before(From(ctx).Viewer.Today), err
}
