package db

import (
	"context"

	"huishang/internal/ident"

	"github.com/google/uuid"
)

// Work is what must be moved or ended before a post, department or organisation is deactivated (D-ORG-2): what the viewer
// sees of it by number or title, and whether there is more.
type Work struct {
	Seen   []string
	Hidden bool
}

// OpenWork lists what is open on a post, a department or an organisation: one of the three.
func (t *Tx) OpenWork(ctx context.Context, post *ident.PostID, department *ident.DepartmentID, org *ident.OrganisationID) (*Work, error) {
	var rows []struct {
		Noun string    `db:"noun"`
		ID   uuid.UUID `db:"id"`
	}
	if err := t.Select(ctx, &rows, `SELECT noun, id FROM open_work($1, $2, $3) ORDER BY noun, id`, post, department, org); err != nil {
		return nil, err
	}
	by := map[string][]uuid.UUID{}
	for _, r := range rows {
		by[r.Noun] = append(by[r.Noun], r.ID)
	}
	w := &Work{}
	tasks, err := rowsWhere(ctx, Tasks, `t.id = ANY ($1) ORDER BY t.number`, uuids(by[Tasks.Name]))
	if err != nil {
		return nil, err
	}
	held, err := rowsWhere(ctx, Consultations, `t.id = ANY ($1) ORDER BY t.title, t.id`, uuids(by[Consultations.Name]))
	if err != nil {
		return nil, err
	}
	problems, err := rowsWhere(ctx, Problems, `t.id = ANY ($1) ORDER BY t.title, t.id`, uuids(by[Problems.Name]))
	if err != nil {
		return nil, err
	}
	for _, x := range tasks {
		w.Seen = append(w.Seen, x.Number)
	}
	for _, c := range held {
		w.Seen = append(w.Seen, c.Title)
	}
	for _, p := range problems {
		w.Seen = append(w.Seen, p.Title)
	}
	w.Hidden = len(w.Seen) < len(rows)
	return w, nil
}
