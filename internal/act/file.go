package act

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/fault"
	"huishang/internal/ident"
)

// File checks a file that an act is to attach: one of the viewer's own that is attached to nothing. That it is
// attached already is told only to whoever sees it; else it is as unknown as one that is not there.
func (c *Checks) File(ctx context.Context, path string, id *ident.FileID) error {
	if id == nil {
		return nil
	}
	f, err := read.One(ctx, db.Files, id.UUID())
	if err == nil && (f == nil || f.AttachedAt != nil) {
		c.Add(unfree(path, f))
	}
	return err
}

// Attach attaches the file that File checked, nil for none. Another request may have been first.
func Attach(ctx context.Context, path string, id *ident.FileID, a db.Attachment) error {
	if id == nil {
		return nil
	}
	t := db.From(ctx)
	attached, err := t.AttachFile(ctx, *id, a)
	if err != nil || attached {
		return err
	}
	f, err := t.ReadFile(ctx, *id)
	if err != nil {
		return err
	}
	return unfree(path, f)
}

// unfree refuses a file that is attached, or that the viewer does not see.
func unfree(path string, f *db.File) *fault.Error {
	if f == nil {
		return fault.At(path, fault.NotFound, "noun", fault.Noun(db.Files.Name))
	}
	return fault.At(path, fault.FileAttached)
}
