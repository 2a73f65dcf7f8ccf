package db

import (
	"context"
	"encoding/json"
	"strconv"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// The writes of an import: sets of rows in one statement each (COPY is refused under row security). Rows come
// checked; ids are made by the caller, so that rows of one import can name each other. A row whose id is stored
// is changed, on the version it was read at; each write answers how many rows it added and changed.

// Stored reads all rows of an object of some provinces, for an import to compare with.
func Stored[T any](ctx context.Context, o *read.Object[T], provinces []uuid.UUID) ([]*T, error) {
	var rows []read.Row[T]
	err := From(ctx).Select(ctx, &rows, `SELECT `+o.Selected()+` FROM `+o.Table+` AS t WHERE t.province_id = ANY ($1)`, ident.List(provinces))
	all := make([]*T, len(rows))
	for i := range rows {
		all[i] = &rows[i].Node
	}
	return all, err
}

// ProvinceIDs reads the provinces with these codes.
func ProvinceIDs(ctx context.Context, codes []string) (ids ident.List, err error) {
	var rows []uuid.UUID
	err = From(ctx).Select(ctx, &rows, `SELECT id FROM organisation WHERE level = 'PROVINCE' AND code = ANY ($1)`, pq.StringArray(codes))
	return rows, err
}

// StoredContacts reads the contacts of a province's people.
func StoredContacts(ctx context.Context, provinces []uuid.UUID) (contacts []*PersonContact, err error) {
	err = From(ctx).Select(ctx, &contacts, `SELECT person_id, phone, email FROM person_contact WHERE province_id = ANY ($1)`, ident.List(provinces))
	return contacts, err
}

// StoredItems reads the items of lists, by list, in their order.
func StoredItems(ctx context.Context, lists []*DutyList) (map[ident.DutyListID][]*DutyItem, error) {
	var rows []read.Row[DutyItem]
	err := From(ctx).Select(ctx, &rows, `SELECT `+DutyItems.Selected()+` FROM duty_item AS t WHERE t.list_id = ANY ($1::uuid[]) ORDER BY t.list_id, t.no`,
		tx.Column(lists, func(l *DutyList) *string { return tx.OptionalID(&l.ID) }))
	items := make(map[ident.DutyListID][]*DutyItem, len(lists))
	for i := range rows {
		items[rows[i].Node.ListID] = append(items[rows[i].Node.ListID], &rows[i].Node)
	}
	return items, err
}

// whole is a number as text.
func whole(n int32) *string { return new(strconv.Itoa(int(n))) }

func optionalDay(d *clock.Date) *string {
	if d == nil {
		return nil
	}
	return new(d.String())
}

// sets writes an array of sets as PostgreSQL array texts, which the statement casts one by one.
func sets[T any](rows []*T, of func(*T) pq.StringArray) any {
	return tx.Column(rows, func(r *T) *string {
		v, _ := of(r).Value()
		s, ok := v.(string)
		if !ok {
			s = "{}"
		}
		return &s
	})
}

// ImportOrganisations adds and changes organisations; parents stand before children.
func ImportOrganisations(ctx context.Context, rows []*Organisation) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO organisation AS o (id, province_id, parent_id, level, code, name, number_prefix, party_organisation, discipline_body, zone, version, created_at)
		SELECT r.id, r.province, r.parent, r.level, r.code, r.name, r.prefix, r.party, r.discipline, r.zone, r.version, $12
		FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[])
		     WITH ORDINALITY AS r (id, province, parent, level, code, name, prefix, party, discipline, zone, version, n)
		ORDER BY r.n
		ON CONFLICT (id) DO UPDATE
		SET parent_id = EXCLUDED.parent_id, name = EXCLUDED.name, number_prefix = EXCLUDED.number_prefix,
		    party_organisation = EXCLUDED.party_organisation, discipline_body = EXCLUDED.discipline_body, version = o.version + 1
		WHERE o.version = EXCLUDED.version`,
		tx.Column(rows, func(o *Organisation) *string { return tx.OptionalID(&o.ID) }),
		tx.Column(rows, func(o *Organisation) *string { return tx.OptionalID(&o.ProvinceID) }),
		tx.Column(rows, func(o *Organisation) *string { return tx.OptionalID(o.ParentID) }),
		tx.Column(rows, func(o *Organisation) *string { return tx.OptionalText(&o.Level) }),
		tx.Column(rows, func(o *Organisation) *string { return &o.Code }),
		tx.Column(rows, func(o *Organisation) *string { return &o.Name }),
		tx.Column(rows, func(o *Organisation) *string { return o.NumberPrefix }),
		tx.Column(rows, func(o *Organisation) *string { return tx.OptionalText(&o.PartyOrganisation) }),
		tx.Column(rows, func(o *Organisation) *string { return tx.OptionalText(&o.DisciplineBody) }),
		tx.Column(rows, func(o *Organisation) *string { return &o.Zone }),
		tx.Column(rows, func(o *Organisation) *string { return whole(o.Version) }), From(ctx).Now)
}

// ImportDepartments adds and changes departments.
func ImportDepartments(ctx context.Context, rows []*Department) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO department AS d (id, province_id, org_id, code, name, kind, risk_domains, business_lines, legal_entity, origin, version, created_at)
		SELECT r.id, r.province, r.org, r.code, r.name, r.kind, r.domains::text[], r.lines::text[], r.entity, r.origin, r.version, $12
		FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[])
		     WITH ORDINALITY AS r (id, province, org, code, name, kind, domains, lines, entity, origin, version, n)
		ORDER BY r.n
		ON CONFLICT (id) DO UPDATE
		SET name = EXCLUDED.name, kind = EXCLUDED.kind, risk_domains = EXCLUDED.risk_domains, business_lines = EXCLUDED.business_lines,
		    legal_entity = EXCLUDED.legal_entity, origin = EXCLUDED.origin, version = d.version + 1
		WHERE d.version = EXCLUDED.version`,
		tx.Column(rows, func(d *Department) *string { return tx.OptionalID(&d.ID) }),
		tx.Column(rows, func(d *Department) *string { return tx.OptionalID(&d.ProvinceID) }),
		tx.Column(rows, func(d *Department) *string { return tx.OptionalID(&d.OrgID) }),
		tx.Column(rows, func(d *Department) *string { return &d.Code }),
		tx.Column(rows, func(d *Department) *string { return &d.Name }),
		tx.Column(rows, func(d *Department) *string { return tx.OptionalText(&d.Kind) }),
		sets(rows, func(d *Department) pq.StringArray { return d.RiskDomains }),
		sets(rows, func(d *Department) pq.StringArray { return d.BusinessLines }),
		tx.Column(rows, func(d *Department) *string { return d.LegalEntity }),
		tx.Column(rows, func(d *Department) *string { return tx.OptionalText(d.Origin) }),
		tx.Column(rows, func(d *Department) *string { return whole(d.Version) }), From(ctx).Now)
}

// ImportPosts adds and changes posts, without their roles.
func ImportPosts(ctx context.Context, rows []*Post) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO post AS p (id, province_id, org_id, department_id, code, name, categories, version, created_at)
		SELECT r.id, r.province, r.org, r.department, r.code, r.name, r.categories::text[], r.version, $9
		FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::integer[])
		     WITH ORDINALITY AS r (id, province, org, department, code, name, categories, version, n)
		ORDER BY r.n
		ON CONFLICT (id) DO UPDATE
		SET org_id = EXCLUDED.org_id, department_id = EXCLUDED.department_id, name = EXCLUDED.name, categories = EXCLUDED.categories,
		    version = p.version + 1
		WHERE p.version = EXCLUDED.version`,
		tx.Column(rows, func(p *Post) *string { return tx.OptionalID(&p.ID) }),
		tx.Column(rows, func(p *Post) *string { return tx.OptionalID(&p.ProvinceID) }),
		tx.Column(rows, func(p *Post) *string { return tx.OptionalID(&p.OrgID) }),
		tx.Column(rows, func(p *Post) *string { return tx.OptionalID(p.DepartmentID) }),
		tx.Column(rows, func(p *Post) *string { return &p.Code }),
		tx.Column(rows, func(p *Post) *string { return &p.Name }),
		sets(rows, func(p *Post) pq.StringArray { return p.Categories }),
		tx.Column(rows, func(p *Post) *string { return whole(p.Version) }), From(ctx).Now)
}

// ImportPostRoles puts roles on posts, confirmed: an import is the operator's. Their places are the posts'.
func ImportPostRoles(ctx context.Context, rows []*PostRole) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO post_role (province_id, org_id, post_id, role, state, created_at)
		SELECT p.province_id, p.org_id, p.id, r.role, 'CONFIRMED', $3
		FROM unnest($1::uuid[], $2::text[]) AS r (post, role)
		JOIN post p ON p.id = r.post`,
		tx.Column(rows, func(r *PostRole) *string { return tx.OptionalID(&r.PostID) }),
		tx.Column(rows, func(r *PostRole) *string { return tx.OptionalText(&r.Role) }), From(ctx).Now)
}

// WithdrawPostRoles takes roles from posts. What the same import changed before may have moved a role's version: a department
// that becomes another office has its roles proposed anew.
func WithdrawPostRoles(ctx context.Context, rows []*PostRole) (int64, error) {
	return From(ctx).Exec(ctx, `
		UPDATE post_role AS p SET state = 'WITHDRAWN', version = p.version + 1
		FROM unnest($1::uuid[]) AS r (id)
		WHERE p.id = r.id AND p.state IN ('PROPOSED', 'CONFIRMED')`,
		tx.Column(rows, func(r *PostRole) *string { return tx.OptionalID(&r.ID) }))
}

// ImportedPerson is a person with contacts, as an import brings both.
type ImportedPerson struct {
	Person
	Phone, Email *string
}

// ImportPeople adds and changes people, and their contacts where these differ.
func ImportPeople(ctx context.Context, rows []*ImportedPerson) (int64, error) {
	t := From(ctx)
	ids := tx.Column(rows, func(p *ImportedPerson) *string { return tx.OptionalID(&p.ID) })
	people, err := t.Exec(ctx, `
		INSERT INTO person AS p (id, province_id, org_id, number, name, origin, version, created_at)
		SELECT r.id, r.province, r.org, r.number, r.name, r.origin, r.version, $8
		FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::integer[]) AS r (id, province, org, number, name, origin, version)
		ON CONFLICT (id) DO UPDATE
		SET org_id = EXCLUDED.org_id, name = EXCLUDED.name, origin = EXCLUDED.origin, version = p.version + 1
		WHERE p.version = EXCLUDED.version`,
		ids,
		tx.Column(rows, func(p *ImportedPerson) *string { return tx.OptionalID(&p.ProvinceID) }),
		tx.Column(rows, func(p *ImportedPerson) *string { return tx.OptionalID(&p.OrgID) }),
		tx.Column(rows, func(p *ImportedPerson) *string { return &p.Number }),
		tx.Column(rows, func(p *ImportedPerson) *string { return &p.Name }),
		tx.Column(rows, func(p *ImportedPerson) *string { return tx.OptionalText(p.Origin) }),
		tx.Column(rows, func(p *ImportedPerson) *string { return whole(p.Version) }), t.Now)
	if err != nil {
		return 0, err
	}
	_, err = t.Exec(ctx, `
		INSERT INTO person_contact AS c (person_id, province_id, org_id, phone, email)
		SELECT p.id, p.province_id, p.org_id, r.phone, r.email
		FROM unnest($1::uuid[], $2::text[], $3::text[]) AS r (id, phone, email)
		JOIN person p ON p.id = r.id
		ON CONFLICT (person_id) DO UPDATE SET phone = EXCLUDED.phone, email = EXCLUDED.email
		WHERE (c.phone, c.email) IS DISTINCT FROM (EXCLUDED.phone, EXCLUDED.email)`,
		ids,
		tx.Column(rows, func(p *ImportedPerson) *string { return p.Phone }),
		tx.Column(rows, func(p *ImportedPerson) *string { return p.Email }))
	return people, err
}

// ImportAppointments adds appointments, confirmed, and sets ends.
func ImportAppointments(ctx context.Context, rows []*Appointment) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO appointment AS a (id, province_id, org_id, post_id, person_id, kind, from_on, to_on, basis, principal, state, version, created_at)
		SELECT r.id, p.province_id, p.org_id, p.id, r.person, r.kind, r.from_on, r.to_on, r.basis, false, 'CONFIRMED', r.version, $9
		FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::date[], $7::text[], $8::integer[])
		     AS r (id, post, person, kind, from_on, to_on, basis, version)
		JOIN post p ON p.id = r.post
		ON CONFLICT (id) DO UPDATE SET to_on = EXCLUDED.to_on, version = a.version + 1
		WHERE a.version = EXCLUDED.version`,
		tx.Column(rows, func(a *Appointment) *string { return tx.OptionalID(&a.ID) }),
		tx.Column(rows, func(a *Appointment) *string { return tx.OptionalID(&a.PostID) }),
		tx.Column(rows, func(a *Appointment) *string { return tx.OptionalID(&a.PersonID) }),
		tx.Column(rows, func(a *Appointment) *string { return tx.OptionalText(&a.Kind) }),
		tx.Column(rows, func(a *Appointment) *string { return new(a.FromOn.String()) }),
		tx.Column(rows, func(a *Appointment) *string { return optionalDay(a.ToOn) }),
		tx.Column(rows, func(a *Appointment) *string { return a.Basis }),
		tx.Column(rows, func(a *Appointment) *string { return whole(a.Version) }), From(ctx).Now)
}

// ImportPortfolios adds portfolios and sets ends.
func ImportPortfolios(ctx context.Context, rows []*Portfolio) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO portfolio AS f (id, province_id, org_id, post_id, department_id, organisation_id, from_on, to_on, version, created_at)
		SELECT r.id, p.province_id, p.org_id, p.id, r.department, r.organisation, r.from_on, r.to_on, r.version, $8
		FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[], $6::date[], $7::integer[])
		     AS r (id, post, department, organisation, from_on, to_on, version)
		JOIN post p ON p.id = r.post
		ON CONFLICT (id) DO UPDATE SET to_on = EXCLUDED.to_on, version = f.version + 1
		WHERE f.version = EXCLUDED.version`,
		tx.Column(rows, func(f *Portfolio) *string { return tx.OptionalID(&f.ID) }),
		tx.Column(rows, func(f *Portfolio) *string { return tx.OptionalID(&f.PostID) }),
		tx.Column(rows, func(f *Portfolio) *string { return tx.OptionalID(f.DepartmentID) }),
		tx.Column(rows, func(f *Portfolio) *string { return tx.OptionalID(f.OrganisationID) }),
		tx.Column(rows, func(f *Portfolio) *string { return new(f.FromOn.String()) }),
		tx.Column(rows, func(f *Portfolio) *string { return optionalDay(f.ToOn) }),
		tx.Column(rows, func(f *Portfolio) *string { return whole(f.Version) }), From(ctx).Now)
}

// ImportDutyLists adds drafts and changes drafts' titles and marks.
func ImportDutyLists(ctx context.Context, rows []*DutyList) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO duty_list AS l (id, province_id, org_id, post_id, department_id, kind, year, title, state, revises_id, origin, version, created_at)
		SELECT r.id, r.province, r.org, r.post, r.department, r.kind, r.year, r.title, 'DRAFT', r.revises, r.origin, r.version, $12
		FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::integer[], $8::text[], $9::uuid[], $10::text[], $11::integer[])
		     AS r (id, province, org, post, department, kind, year, title, revises, origin, version)
		ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title, origin = EXCLUDED.origin, version = l.version + 1
		WHERE l.version = EXCLUDED.version AND l.state = 'DRAFT'`,
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalID(&l.ID) }),
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalID(&l.ProvinceID) }),
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalID(&l.OrgID) }),
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalID(l.PostID) }),
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalID(l.DepartmentID) }),
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalText(&l.Kind) }),
		tx.Column(rows, func(l *DutyList) *string { return whole(l.Year) }),
		tx.Column(rows, func(l *DutyList) *string { return &l.Title }),
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalID(l.RevisesID) }),
		tx.Column(rows, func(l *DutyList) *string { return tx.OptionalText(l.Origin) }),
		tx.Column(rows, func(l *DutyList) *string { return whole(l.Version) }), From(ctx).Now)
}

// DropItems empties drafts.
func DropItems(ctx context.Context, drafts []*DutyList) error {
	if len(drafts) == 0 {
		return nil
	}
	_, err := From(ctx).Exec(ctx, `DELETE FROM duty_item WHERE list_id = ANY ($1::uuid[]) AND state = 'DRAFT'`,
		tx.Column(drafts, func(l *DutyList) *string { return tx.OptionalID(&l.ID) }))
	return err
}

// ImportDutyItems adds items to drafts.
func ImportDutyItems(ctx context.Context, rows []*DutyItem) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO duty_item (list_id, province_id, org_id, post_id, department_id, kind, state, year, no, content, standard,
		    evidence_required, frequency, norm_frequency, risk_domains, principal, business_work, origin, indicators, identity)
		SELECT l.id, l.province_id, l.org_id, l.post_id, l.department_id, l.kind, l.state, l.year, r.no, r.content, r.standard,
		    r.evidence, r.frequency, r.norm, r.domains::text[], r.principal, r.work, r.origin, r.indicators, COALESCE(r.identity, gen_random_uuid())
		FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::text[], $11::text[], $12::jsonb[], $13::uuid[])
		     AS r (list, no, content, standard, evidence, frequency, norm, domains, principal, work, origin, indicators, identity)
		JOIN duty_list l ON l.id = r.list`,
		tx.Column(rows, func(i *DutyItem) *string { return tx.OptionalID(&i.ListID) }),
		tx.Column(rows, func(i *DutyItem) *string { return whole(i.No) }),
		tx.Column(rows, func(i *DutyItem) *string { return &i.Content }),
		tx.Column(rows, func(i *DutyItem) *string { return i.Standard }),
		tx.Column(rows, func(i *DutyItem) *string { return i.EvidenceRequired }),
		tx.Column(rows, func(i *DutyItem) *string { return tx.OptionalText(&i.Frequency) }),
		tx.Column(rows, func(i *DutyItem) *string { return tx.OptionalText(i.NormFrequency) }),
		sets(rows, func(i *DutyItem) pq.StringArray { return i.RiskDomains }),
		tx.Column(rows, func(i *DutyItem) *string { return new(strconv.FormatBool(i.Principal)) }),
		tx.Column(rows, func(i *DutyItem) *string { return i.BusinessWork }),
		tx.Column(rows, func(i *DutyItem) *string { return tx.OptionalText(i.Origin) }),
		tx.Column(rows, func(i *DutyItem) *string { return indicatorsText(i.Indicators) }),
		tx.Column(rows, func(i *DutyItem) *string {
			if i.Identity == uuid.Nil {
				return nil
			}
			return new(i.Identity.String())
		}))
}

// indicatorsText is the JSON array; Indicators always marshal: their numbers are finite.
func indicatorsText(x Indicators) *string {
	b, _ := json.Marshal(x)
	return new(string(b))
}

// CalendarDay is a public holiday or a make-up day of a province (D-TASK-4).
type CalendarDay struct {
	ID         uuid.UUID            `db:"id"`
	ProvinceID ident.OrganisationID `db:"province_id"`
	Day        clock.Date           `db:"day"`
	Working    bool                 `db:"working"`
	Label      *string              `db:"label"`
}

// CalendarDays are read by the import alone; working_days_after reckons with them.
var CalendarDays = read.Declare(read.Object[CalendarDay]{Name: "CalendarDay", Table: "calendar_day"})

// ImportCalendar adds days and changes those that are there.
func ImportCalendar(ctx context.Context, rows []*CalendarDay) (int64, error) {
	return From(ctx).Exec(ctx, `
		INSERT INTO calendar_day (id, province_id, day, working, label)
		SELECT r.id, r.province, r.day, r.working, r.label
		FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::boolean[], $5::text[]) AS r (id, province, day, working, label)
		ON CONFLICT (id) DO UPDATE SET working = EXCLUDED.working, label = EXCLUDED.label`,
		tx.Column(rows, func(d *CalendarDay) *string { return new(d.ID.String()) }),
		tx.Column(rows, func(d *CalendarDay) *string { return tx.OptionalID(&d.ProvinceID) }),
		tx.Column(rows, func(d *CalendarDay) *string { return new(d.Day.String()) }),
		tx.Column(rows, func(d *CalendarDay) *string { return new(strconv.FormatBool(d.Working)) }),
		tx.Column(rows, func(d *CalendarDay) *string { return tx.OptionalText(d.Label) }))
}
