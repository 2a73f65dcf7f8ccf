package db

import (
	"context"
	"slices"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// AddPost adds a post without roles.
func (t *Tx) AddPost(ctx context.Context, p *Post) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO post (province_id, org_id, department_id, code, name, categories, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		RETURNING id`,
		p.ProvinceID, p.OrgID, p.DepartmentID, p.Code, p.Name, p.Categories, t.Now)
	return id, err
}

// SetPost writes what may be edited and whether it is in use, on the version it was read at.
func (t *Tx) SetPost(ctx context.Context, p *Post) (int64, error) {
	return t.Exec(ctx, `
		UPDATE post
		SET org_id = $3, department_id = $4, name = $5, categories = $6, deactivated_at = $7, version = version + 1
		WHERE id = $1 AND version = $2`,
		p.ID, p.Version, p.OrgID, p.DepartmentID, p.Name, p.Categories, p.DeactivatedAt)
}

// OpenRoles lists a post's roles proposed or confirmed.
func OpenRoles(ctx context.Context, post ident.PostID) ([]*PostRole, error) {
	return read.RowsWhere(ctx, PostRoles, openRoles+` AND t.post_id = $1 ORDER BY t.role`, post)
}

const openRoles = `t.state IN ('PROPOSED', 'CONFIRMED')`

// AddPostRole puts a role on a post.
func (t *Tx) AddPostRole(ctx context.Context, post *Post, role auth.Role, state ProposalState) error {
	_, err := t.Exec(ctx, `
		INSERT INTO post_role (province_id, org_id, post_id, role, state, proposed_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		post.ProvinceID, post.OrgID, post.ID, role, state, t.actor(), t.Now)
	return err
}

// SetPostRole moves a role to a state, on the version it was read at.
func (t *Tx) SetPostRole(ctx context.Context, r *PostRole, to ProposalState) (int64, error) {
	return t.Exec(ctx, `
		UPDATE post_role SET state = $3, confirmed_by = $4, version = version + 1
		WHERE id = $1 AND version = $2`, r.ID, r.Version, to, r.ConfirmedByID)
}

// HoldsPost tells whether the viewer holds a post, or is named for it or as a substitute in it, today or later. An act asks
// before it writes.
func HoldsPost(ctx context.Context, post ident.PostID) (bool, error) {
	t := From(ctx)
	held, err := read.Once(t.Tx, "posts held", func() (held []ident.PostID, err error) {
		err = t.Select(ctx, &held, `
			SELECT post_id FROM appointment WHERE person_id = $1 AND state <> 'REJECTED' AND (to_on IS NULL OR to_on >= $2)
			UNION
			SELECT post_id FROM substitution WHERE person_id = $1 AND state <> 'REJECTED' AND to_on >= $2`, t.Viewer.PersonID, t.Viewer.Today)
		return held, err
	})
	return slices.Contains(held, post), err
}

// PostHeld tells whether a post has a holder today or later, for all read with it.
func PostHeld(ctx context.Context, p *Post) (bool, error) {
	return read.Batch(ctx, "Post.held", p, postKey, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
		return read.Those(ctx, t, `
			SELECT DISTINCT post_id FROM appointment
			WHERE post_id = ANY ($1) AND kind = 'SUBSTANTIVE' AND state = 'CONFIRMED' AND (to_on IS NULL OR to_on >= $2)`, ident.List(ids), t.Viewer.Today)
	})
}

// Meeting is which confirmed appointments a proposed one would meet: one to the same post, another principal leader's.
type Meeting struct {
	Holder, Principal bool
}

// AppointmentMeets tells what a proposed appointment would meet, for all read with it: by the same days as the table's
// exclusions, and without the days of the holder whom a handover ends.
func AppointmentMeets(ctx context.Context, a *Appointment) (Meeting, error) {
	return read.Batch(ctx, "Appointment.meets", a, func(a *Appointment) *uuid.UUID { return ident.Some(&a.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]Meeting, error) {
		var rows []struct {
			ID        uuid.UUID `db:"id"`
			Holder    bool      `db:"holder"`
			Principal bool      `db:"principal"`
		}
		err := t.Select(ctx, &rows, `
			SELECT a.id, COALESCE(bool_or(b.post_id = a.post_id AND b.kind = a.kind), false) AS holder,
			       COALESCE(bool_or(a.principal AND b.principal AND a.org_id = b.org_id AND a.kind = 'SUBSTANTIVE' AND b.kind = 'SUBSTANTIVE'), false) AS principal
			FROM appointment AS a
			JOIN appointment AS b ON b.id <> a.id AND b.state = 'CONFIRMED' AND b.from_on <= COALESCE(a.to_on, 'infinity')
			    AND COALESCE(b.to_on, 'infinity') >= a.from_on
			    AND NOT (a.hands_over AND b.post_id = a.post_id AND b.kind = 'SUBSTANTIVE' AND b.from_on < a.from_on)
			WHERE a.id = ANY ($1) AND (b.post_id = a.post_id OR b.org_id = a.org_id)
			GROUP BY a.id`, ident.List(ids))
		found := map[uuid.UUID]Meeting{}
		for _, r := range rows {
			found[r.ID] = Meeting{r.Holder, r.Principal}
		}
		return found, err
	})
}

// SubstitutionMeets tells whether a proposed substitution would meet a confirmed one in its post, for all read with it.
func SubstitutionMeets(ctx context.Context, s *Substitution) (bool, error) {
	return read.Batch(ctx, "Substitution.meets", s, func(s *Substitution) *uuid.UUID { return ident.Some(&s.ID) }, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]bool, error) {
		return read.Those(ctx, t, `
			SELECT DISTINCT s.id
			FROM substitution AS s
			JOIN substitution AS b ON b.id <> s.id AND b.post_id = s.post_id AND b.state = 'CONFIRMED' AND b.from_on <= s.to_on AND b.to_on >= s.from_on
			WHERE s.id = ANY ($1)`, ident.List(ids))
	})
}

// AddAppointment appoints.
func (t *Tx) AddAppointment(ctx context.Context, a *Appointment) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO appointment (province_id, org_id, post_id, person_id, kind, from_on, to_on, basis, principal, hands_over, state, proposed_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false, $9, $10, $11, $12)
		RETURNING id`,
		a.ProvinceID, a.OrgID, a.PostID, a.PersonID, a.Kind, a.FromOn, a.ToOn, a.Basis, a.HandsOver, a.State, t.actor(), t.Now)
	return id, err
}

// SetAppointment writes an end and a state, on the version it was read at.
func (t *Tx) SetAppointment(ctx context.Context, a *Appointment) (int64, error) {
	return t.Exec(ctx, `
		UPDATE appointment SET to_on = $3, state = $4, confirmed_by = $5, version = version + 1
		WHERE id = $1 AND version = $2`, a.ID, a.Version, a.ToOn, a.State, a.ConfirmedByID)
}

// Holder reads the substantive appointment to a post that runs on a day; nil when there is none.
func (t *Tx) Holder(ctx context.Context, post ident.PostID, on clock.Date) (*Appointment, error) {
	var rows []read.Row[Appointment]
	err := t.Select(ctx, &rows, `
		SELECT `+Appointments.Selected()+`
		FROM appointment AS t
		WHERE t.post_id = $1 AND t.kind = 'SUBSTANTIVE' AND t.state = 'CONFIRMED' AND t.from_on <= $2 AND (t.to_on IS NULL OR t.to_on >= $2)`, post, on)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0].Node, nil
}

// AddSubstitution names a substitute.
func (t *Tx) AddSubstitution(ctx context.Context, s *Substitution) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO substitution (province_id, org_id, post_id, person_id, from_on, to_on, reason, state, proposed_by, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		RETURNING id`,
		s.ProvinceID, s.OrgID, s.PostID, s.PersonID, s.FromOn, s.ToOn, s.Reason, s.State, t.actor(), t.Now)
	return id, err
}

// SetSubstitution writes an end and a state, on the version it was read at.
func (t *Tx) SetSubstitution(ctx context.Context, s *Substitution) (int64, error) {
	return t.Exec(ctx, `
		UPDATE substitution SET to_on = $3, state = $4, confirmed_by = $5, version = version + 1
		WHERE id = $1 AND version = $2`, s.ID, s.Version, s.ToOn, s.State, s.ConfirmedByID)
}

// AddPortfolio puts a leadership post in charge.
func (t *Tx) AddPortfolio(ctx context.Context, f *Portfolio) (id uuid.UUID, err error) {
	err = t.Get(ctx, &id, `
		INSERT INTO portfolio (province_id, org_id, post_id, department_id, organisation_id, from_on, to_on, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		RETURNING id`,
		f.ProvinceID, f.OrgID, f.PostID, f.DepartmentID, f.OrganisationID, f.FromOn, f.ToOn, t.Now)
	return id, err
}

// EndPortfolio writes an end, on the version it was read at.
func (t *Tx) EndPortfolio(ctx context.Context, f *Portfolio) (int64, error) {
	return t.Exec(ctx, `UPDATE portfolio SET to_on = $3, version = version + 1 WHERE id = $1 AND version = $2`, f.ID, f.Version, f.ToOn)
}

// actor is the viewer's person, nil for the operator.
func (t *Tx) actor() *ident.PersonID {
	if t.Viewer.System {
		return nil
	}
	return &t.Viewer.PersonID
}
