package db

import (
	"context"
	"slices"

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// Use is what must be ended or moved before a record is deactivated (D-ORG-2): active organisations below, appointments that
// run today or later, and of open work what the viewer sees by number or title, and whether there is more.
type Use struct {
	Children     int
	Appointments int
	Seen         []string
	Hidden       bool
}

// OrganisationUse tells what an organisation is used for, for all read with it.
func OrganisationUse(ctx context.Context, o *Organisation) (*Use, error) {
	return useOf(ctx, "Organisation.use", o, func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) }, `
		SELECT k.id, (SELECT count(*) FROM organisation WHERE parent_id = k.id AND deactivated_at IS NULL) AS children,
		       (SELECT count(*) FROM appointment WHERE org_id = k.id AND state <> 'REJECTED' AND (to_on IS NULL OR to_on >= $2)) AS appointments
		FROM unnest($1::uuid[]) AS k (id)`, `SELECT k.id AS of, w.noun, w.id FROM unnest($1::uuid[]) AS k (id), open_work(NULL, NULL, k.id) AS w`)
}

// DepartmentUse tells what a department is used for, for all read with it.
func DepartmentUse(ctx context.Context, d *Department) (*Use, error) {
	return useOf(ctx, "Department.use", d, func(d *Department) *uuid.UUID { return ident.Some(&d.ID) }, `
		SELECT k.id, 0 AS children,
		       (SELECT count(*) FROM appointment AS a JOIN post AS p ON p.id = a.post_id
		        WHERE p.department_id = k.id AND a.state <> 'REJECTED' AND (a.to_on IS NULL OR a.to_on >= $2)) AS appointments
		FROM unnest($1::uuid[]) AS k (id)`, `SELECT k.id AS of, w.noun, w.id FROM unnest($1::uuid[]) AS k (id), open_work(NULL, k.id, NULL) AS w`)
}

// PostUse tells what a post is used for, for all read with it.
func PostUse(ctx context.Context, p *Post) (*Use, error) {
	return useOf(ctx, "Post.use", p, postKey, `
		SELECT k.id, 0 AS children,
		       (SELECT count(*) FROM appointment WHERE post_id = k.id AND state <> 'REJECTED' AND (to_on IS NULL OR to_on >= $2)) AS appointments
		FROM unnest($1::uuid[]) AS k (id)`, `SELECT k.id AS of, w.noun, w.id FROM unnest($1::uuid[]) AS k (id), open_work(k.id, NULL, NULL) AS w`)
}

// PersonUse tells what a person holds, for all read with it.
func PersonUse(ctx context.Context, p *Person) (*Use, error) {
	return useOf(ctx, "Person.use", p, func(p *Person) *uuid.UUID { return ident.Some(&p.ID) }, `
		SELECT k.id, 0 AS children,
		       (SELECT count(*) FROM appointment WHERE person_id = k.id AND state <> 'REJECTED' AND (to_on IS NULL OR to_on >= $2))
		     + (SELECT count(*) FROM substitution WHERE person_id = k.id AND state <> 'REJECTED' AND to_on >= $2) AS appointments
		FROM unnest($1::uuid[]) AS k (id)`, "")
}

func postKey(p *Post) *uuid.UUID { return ident.Some(&p.ID) }

// useOf counts by one statement and lists open work by another; none where that is empty.
func useOf[T any](ctx context.Context, name string, of *T, key func(*T) *uuid.UUID, counts, work string) (*Use, error) {
	return read.Batch(ctx, name, of, key, func(ctx context.Context, t *tx.Tx, ids []uuid.UUID) (map[uuid.UUID]*Use, error) {
		var rows []struct {
			ID           uuid.UUID `db:"id"`
			Children     int       `db:"children"`
			Appointments int       `db:"appointments"`
		}
		err := t.Select(ctx, &rows, counts, ident.List(ids), t.Viewer.Today)
		found := map[uuid.UUID]*Use{}
		for _, r := range rows {
			found[r.ID] = &Use{Children: r.Children, Appointments: r.Appointments}
		}
		if err != nil || work == "" {
			return found, err
		}
		return found, openWork(ctx, t, found, work, ids)
	})
}

// openWork adds what is open: of what the viewer sees the number or title, of the rest that there is some.
func openWork(ctx context.Context, t *tx.Tx, found map[uuid.UUID]*Use, work string, of []uuid.UUID) error {
	var rows []struct {
		Of   uuid.UUID `db:"of"`
		Noun string    `db:"noun"`
		ID   uuid.UUID `db:"id"`
	}
	if err := t.Select(ctx, &rows, work, ident.List(of)); err != nil {
		return err
	}
	by := map[string][]uuid.UUID{}
	for _, r := range rows {
		by[r.Noun] = append(by[r.Noun], r.ID)
	}
	names := map[uuid.UUID]string{}
	tasks, err := read.Many(ctx, Tasks, by[Tasks.Name])
	if err != nil {
		return err
	}
	held, err := read.Many(ctx, Consultations, by[Consultations.Name])
	if err != nil {
		return err
	}
	problems, err := read.Many(ctx, Problems, by[Problems.Name])
	if err != nil {
		return err
	}
	letters, err := read.Many(ctx, Letters, by[Letters.Name])
	if err != nil {
		return err
	}
	for id, x := range tasks {
		names[id] = x.Number
	}
	for id, l := range letters {
		names[id] = l.Title
	}
	for id, c := range held {
		names[id] = c.Title
	}
	for id, p := range problems {
		names[id] = p.Title
	}
	for _, r := range rows {
		u := found[r.Of]
		if name, seen := names[r.ID]; seen {
			u.Seen = append(u.Seen, name)
		} else {
			u.Hidden = true
		}
	}
	for _, u := range found {
		slices.Sort(u.Seen)
	}
	return nil
}
