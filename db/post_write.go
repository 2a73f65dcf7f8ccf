package db

import (
	"context"

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
func (t *Tx) OpenRoles(ctx context.Context, post ident.PostID) (roles []*PostRole, err error) {
	err = t.Select(ctx, &roles, `
		SELECT id, province_id, org_id, post_id, role, state, proposed_by, confirmed_by, version, created_at
		FROM post_role
		WHERE post_id = $1 AND state IN ('PROPOSED', 'CONFIRMED')
		ORDER BY role`, post)
	return roles, err
}

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

// HoldsPost tells whether a person holds a post, or is named for it or as a substitute in it, today or later.
func (t *Tx) HoldsPost(ctx context.Context, person ident.PersonID, post ident.PostID) (holds bool, err error) {
	err = t.Get(ctx, &holds, `
		SELECT EXISTS (SELECT FROM appointment WHERE post_id = $1 AND person_id = $2 AND state <> 'REJECTED' AND (to_on IS NULL OR to_on >= $3))
		    OR EXISTS (SELECT FROM substitution WHERE post_id = $1 AND person_id = $2 AND state <> 'REJECTED' AND to_on >= $3)`,
		post, person, t.Viewer.Today)
	return holds, err
}

// PostUse counts a post's appointments that run today or later.
func (t *Tx) PostUse(ctx context.Context, id ident.PostID) (u Use, err error) {
	err = t.Get(ctx, &u, `
		SELECT 0 AS children, count(*) AS appointments
		FROM appointment
		WHERE post_id = $1 AND state <> 'REJECTED' AND (to_on IS NULL OR to_on >= $2)`, id, t.Viewer.Today)
	return u, err
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
	var rows []row[Appointment]
	err := t.Select(ctx, &rows, `
		SELECT `+Appointments.selected()+`
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
