package db

import (
	"context"
	"encoding/json"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// AddDutyList adds a draft without items.
func (t *Tx) AddDutyList(ctx context.Context, l *DutyList) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO duty_list (province_id, org_id, post_id, department_id, kind, year, title, state, revises_id, origin, drafted_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'DRAFT', $8, $9, $10, $11)
		RETURNING id`,
		l.ProvinceID, l.OrgID, l.PostID, l.DepartmentID, l.Kind, l.Year, l.Title, l.RevisesID, l.Origin, t.actor(), t.Now)
	return id, err
}

// SetDraft writes a draft's title, on the version it was read at.
func (t *Tx) SetDraft(ctx context.Context, l *DutyList) (int64, error) {
	return t.Exec(ctx, `
		UPDATE duty_list SET title = $3, version = version + 1
		WHERE id = $1 AND version = $2 AND state = 'DRAFT'`, l.ID, l.Version, l.Title)
}

// WithdrawDraft withdraws a draft, on the version it was read at.
func (t *Tx) WithdrawDraft(ctx context.Context, l *DutyList) (int64, error) {
	return t.Exec(ctx, `
		UPDATE duty_list SET state = 'WITHDRAWN', withdrawn_at = $3, version = version + 1
		WHERE id = $1 AND version = $2 AND state = 'DRAFT'`, l.ID, l.Version, t.Now)
}

// InForce reads the holder's list in force in that year; nil when there is none.
func (t *Tx) InForce(ctx context.Context, l *DutyList) (*DutyList, error) {
	var rows []read.Row[DutyList]
	err := t.Select(ctx, &rows, `
		SELECT `+DutyLists.Selected()+`
		FROM duty_list AS t
		WHERE t.state = 'IN_FORCE' AND t.kind = $1 AND t.year = $2 AND t.org_id = $3
		  AND t.post_id IS NOT DISTINCT FROM $4 AND t.department_id IS NOT DISTINCT FROM $5`,
		l.Kind, l.Year, l.OrgID, l.PostID, l.DepartmentID)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0].Node, nil
}

// PutInForce supersedes the list in force before and puts the draft in its place, as the next edition.
func (t *Tx) PutInForce(ctx context.Context, l *DutyList) (int64, error) {
	_, err := t.Exec(ctx, `
		UPDATE duty_list SET state = 'SUPERSEDED', superseded_at = $6, version = version + 1
		WHERE state = 'IN_FORCE' AND kind = $1 AND year = $2 AND org_id = $3
		  AND post_id IS NOT DISTINCT FROM $4 AND department_id IS NOT DISTINCT FROM $5`,
		l.Kind, l.Year, l.OrgID, l.PostID, l.DepartmentID, t.Now)
	if err != nil {
		return 0, err
	}
	return t.Exec(ctx, `
		UPDATE duty_list AS l
		SET state = 'IN_FORCE', in_force_at = $3, in_force_by = $4, external_document = $5, version = version + 1,
		    edition = 1 + (
		        SELECT COALESCE(max(e.edition), 0) FROM duty_list e
		        WHERE e.kind = l.kind AND e.year = l.year AND e.org_id = l.org_id
		          AND e.post_id IS NOT DISTINCT FROM l.post_id AND e.department_id IS NOT DISTINCT FROM l.department_id)
		WHERE l.id = $1 AND l.version = $2 AND l.state = 'DRAFT'`,
		l.ID, l.Version, t.Now, t.actor(), l.ExternalDocument)
}

// SetItems replaces a draft's items; their numbers are their places.
func (t *Tx) SetItems(ctx context.Context, list ident.DutyListID, items []*DutyItem) error {
	if _, err := t.Exec(ctx, `DELETE FROM duty_item WHERE list_id = $1 AND state = 'DRAFT'`, list); err != nil {
		return err
	}
	rows := make([]map[string]any, len(items))
	for n, i := range items {
		rows[n] = map[string]any{
			"no": n + 1, "content": i.Content, "standard": i.Standard, "evidence_required": i.EvidenceRequired, "frequency": i.Frequency,
			"norm_frequency": i.NormFrequency, "risk_domains": append([]string{}, i.RiskDomains...), "principal": i.Principal,
			"business_work": i.BusinessWork, "origin": i.Origin, "identity": kept(i.Identity), "indicators": append(Indicators{}, i.Indicators...),
		}
	}
	body, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	_, err = t.Exec(ctx, `
		INSERT INTO duty_item (list_id, province_id, org_id, post_id, department_id, kind, state, year, no, content, standard,
		    evidence_required, frequency, norm_frequency, risk_domains, principal, business_work, origin, indicators, identity)
		SELECT l.id, l.province_id, l.org_id, l.post_id, l.department_id, l.kind, l.state, l.year, r.no, r.content, r.standard,
		       r.evidence_required, r.frequency, r.norm_frequency, r.risk_domains, r.principal, r.business_work, r.origin, r.indicators,
		       COALESCE(r.identity, gen_random_uuid())
		FROM duty_list l
		CROSS JOIN jsonb_to_recordset($2::jsonb) AS r (no integer, content text, standard text, evidence_required text, frequency text,
		    norm_frequency text, risk_domains text[], principal boolean, business_work text, origin text, indicators jsonb, identity uuid)
		WHERE l.id = $1`, list, string(body))
	return err
}

// kept is an identity that is gone on with; nil where a new one is to be given.
func kept(identity uuid.UUID) *uuid.UUID {
	if identity == uuid.Nil {
		return nil
	}
	return &identity
}

// ItemsOf reads a list's items in their order.
func (t *Tx) ItemsOf(ctx context.Context, list ident.DutyListID) ([]*DutyItem, error) {
	var rows []read.Row[DutyItem]
	err := t.Select(ctx, &rows, `SELECT `+DutyItems.Selected()+` FROM duty_item AS t WHERE t.list_id = $1 ORDER BY t.no`, list)
	items := make([]*DutyItem, len(rows))
	for i := range rows {
		items[i] = &rows[i].Node
	}
	read.Remember(t.Tx, items)
	return items, err
}

// LockOversight lets one act at a time decide on an organisation's oversight set: the lists are rows of
// their own, and each of two revisions alone may leave the set covered where both do not.
func (t *Tx) LockOversight(ctx context.Context, org ident.OrganisationID) error {
	_, err := t.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, "oversight "+org.String())
	return err
}

// OversightDrafts lists an organisation's oversight drafts of a year.
func (t *Tx) OversightDrafts(ctx context.Context, org ident.OrganisationID, year int32) ([]*DutyList, error) {
	return t.oversight(ctx, org, year, ListDraft)
}

// HoldOversightDrafts holds an organisation's oversight drafts of a year.
func (t *Tx) HoldOversightDrafts(ctx context.Context, org ident.OrganisationID, year int32) error {
	_, err := t.Exec(ctx, `
		SELECT hold('duty_list', ARRAY(SELECT t.id FROM duty_list AS t WHERE t.org_id = $1 AND t.year = $2 AND t.kind = 'OVERSIGHT' AND t.state = 'DRAFT'), false)`, org, year)
	return err
}

// OversightInForce lists an organisation's oversight lists in force in a year.
func OversightInForce(ctx context.Context, org ident.OrganisationID, year int32) ([]*DutyList, error) {
	return From(ctx).oversight(ctx, org, year, ListInForce)
}

func (t *Tx) oversight(ctx context.Context, org ident.OrganisationID, year int32, state DutyListState) ([]*DutyList, error) {
	var rows []read.Row[DutyList]
	err := t.Select(ctx, &rows, `
		SELECT `+DutyLists.Selected()+`
		FROM duty_list AS t
		WHERE t.org_id = $1 AND t.year = $2 AND t.kind = 'OVERSIGHT' AND t.state = $3
		ORDER BY t.id`, org, year, state)
	lists := make([]*DutyList, len(rows))
	for i := range rows {
		lists[i] = &rows[i].Node
	}
	read.Remember(t.Tx, lists)
	return lists, err
}

// uncovered lists the mandatory risk domains that the oversight lists of an organisation and year leave open, were some drafts
// in force: covered is a domain that an item carries and its department does too (D-DUTY-2). It is made of the SQL for the
// organisation, the year and the array of drafts.
func uncovered(org, year, drafts string) string {
	return `
		    SELECT c.code
		    FROM code c
		    WHERE c.kind = 'RISK_DOMAIN' AND c.mandatory AND NOT EXISTS (
		        SELECT FROM duty_item i
		        JOIN duty_list l ON l.id = i.list_id
		        JOIN department d ON d.id = l.department_id AND d.deactivated_at IS NULL
		        WHERE l.kind = 'OVERSIGHT' AND l.org_id = ` + org + ` AND l.year = ` + year + `
		          AND (l.id = ANY (` + drafts + `) OR l.state = 'IN_FORCE' AND NOT EXISTS (
		              SELECT FROM duty_list n WHERE n.id = ANY (` + drafts + `) AND n.department_id = l.department_id))
		          AND c.code = ANY (i.risk_domains) AND c.code = ANY (d.risk_domains))
		    ORDER BY c.sort`
}

// ListStanding is how a list stands beside the others of its holder and year.
type ListStanding struct {
	ID        ident.DutyListID `db:"id"`
	Items     bool             `db:"items"`
	InForce   bool             `db:"in_force"`
	Drafted   bool             `db:"drafted"`
	Uncovered pq.StringArray   `db:"uncovered"`
}

// ListStandingOf tells how a list stands, for all read with it. An act asks before it writes, under the lock that it needs.
func ListStandingOf(ctx context.Context, l *DutyList) (*ListStanding, error) {
	return read.Batch(ctx, "DutyList.standing", l, func(l *DutyList) *uuid.UUID { return ident.Some(&l.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*ListStanding, error) {
		var rows []*ListStanding
		const beside = `SELECT FROM duty_list b WHERE b.kind = t.kind AND b.year = t.year AND b.org_id = t.org_id
		           AND b.post_id IS NOT DISTINCT FROM t.post_id AND b.department_id IS NOT DISTINCT FROM t.department_id AND b.state = `
		err := t.Select(ctx, &rows, `
			SELECT t.id, EXISTS (SELECT FROM duty_item i WHERE i.list_id = t.id) AS items,
			       EXISTS (`+beside+`'IN_FORCE') AS in_force, EXISTS (`+beside+`'DRAFT') AS drafted,
			       CASE WHEN t.kind = 'OVERSIGHT' THEN ARRAY(`+uncovered("t.org_id", "t.year", "ARRAY[t.id]")+`) END AS uncovered
			FROM duty_list AS t
			WHERE t.id = ANY ($1)`, ident.List(ids))
		found := map[uuid.UUID]*ListStanding{}
		for _, r := range rows {
			found[r.ID.UUID()] = r
		}
		return found, err
	})
}

// OversightSet is an organisation's oversight drafts of a year, were they put in force as a set.
type OversightSet struct {
	OrgID     ident.OrganisationID `db:"org_id"`
	Empty     bool                 `db:"empty"`
	Uncovered pq.StringArray       `db:"uncovered"`
}

// OversightSets are the years in which an organisation has oversight drafts, for all organisations read with it.
func OversightSets(ctx context.Context, o *Organisation) ([]*OversightSet, error) {
	return read.Batch(ctx, "Organisation.oversightSets", o, func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID][]*OversightSet, error) {
		var rows []*OversightSet
		err := t.Select(ctx, &rows, `
			WITH y AS (
			    SELECT t.org_id, t.year, array_agg(t.id) AS drafts, bool_or(NOT EXISTS (SELECT FROM duty_item i WHERE i.list_id = t.id)) AS empty
			    FROM duty_list AS t
			    WHERE t.org_id = ANY ($1) AND t.kind = 'OVERSIGHT' AND t.state = 'DRAFT'
			    GROUP BY t.org_id, t.year)
			SELECT y.org_id, y.empty, ARRAY(`+uncovered("y.org_id", "y.year", "y.drafts")+`) AS uncovered
			FROM y
			ORDER BY y.org_id, y.year`, ident.List(ids))
		return read.ByParent(rows, func(s *OversightSet) uuid.UUID { return s.OrgID.UUID() }), err
	})
}

// Uncovered lists what an organisation's oversight lists of a year would leave uncovered were these drafts in force.
func (t *Tx) Uncovered(ctx context.Context, org ident.OrganisationID, year int32, drafts []ident.DutyListID) (domains []string, err error) {
	err = t.Select(ctx, &domains, uncovered("$1", "$2", "$3"), org, year, ident.UUIDs(drafts))
	return domains, err
}

// Drafts lists every draft, for the operator.
func Drafts(ctx context.Context) ([]*DutyList, error) {
	var rows []read.Row[DutyList]
	err := From(ctx).Select(ctx, &rows, `SELECT `+DutyLists.Selected()+` FROM duty_list AS t WHERE t.state = 'DRAFT' ORDER BY t.kind, t.created_at, t.id`)
	lists := make([]*DutyList, len(rows))
	for i := range rows {
		lists[i] = &rows[i].Node
	}
	return lists, err
}

// ListHolder is somebody who may put a list in force today.
type ListHolder struct {
	Person   uuid.UUID `db:"person_id"`
	Role     auth.Role `db:"role"`
	Org      string    `db:"code"`
	External bool      `db:"external"`
}

// ListHolder finds somebody who may put a list in force today, for the operator.
func (t *Tx) ListHolder(ctx context.Context, l *DutyList) (*ListHolder, error) {
	h := new(ListHolder)
	err := t.Get(ctx, h, `
		SELECT h.person_id, a.role, o.code, a.external
		FROM organisation province
		CROSS JOIN LATERAL (SELECT ($4::timestamptz AT TIME ZONE province.zone)::date AS today) n
		CROSS JOIN LATERAL list_authority($1, $2, $3, n.today) a
		JOIN organisation o ON o.id = a.acting_org_id
		CROSS JOIN LATERAL held_on(n.today) h
		WHERE province.id = $5 AND h.role = a.role AND h.org_id = a.acting_org_id
		ORDER BY h.capacity DESC, h.person_id
		LIMIT 1`, l.Kind, l.OrgID, l.PostID, t.Now, l.ProvinceID)
	return h, err
}
