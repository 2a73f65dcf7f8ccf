package files

import (
	"context"
	"errors"
	"io"
	"regexp"
	"time"

	"huishang/db"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// batch is how many files one statement speaks of.
const batch = 500

// Expired counts what Expire did.
type Expired struct {
	// Hidden files were attached to nothing in time.
	Hidden int64
	// Removed are the bytes of hidden files that are gone now; Strays those that had no row at all.
	Removed, Strays int
}

// Expire hides the files that were attached to nothing for so long, then removes the bytes of what is hidden,
// and those older than that which have no row: an upload ended between bytes and row. It acts as the operator,
// may be broken off anywhere and run anywhere at once: each step is done once or again, to the same end.
func (s *Store) Expire(ctx context.Context, olderThan time.Duration) (e Expired, err error) {
	if err := s.db.System(ctx, func(ctx context.Context, t *db.Tx) error {
		e.Hidden, err = t.ExpireFiles(ctx, t.Now.Add(-olderThan))
		return err
	}); err != nil {
		return e, err
	}
	if e.Removed, err = s.removeHidden(ctx); err != nil {
		return e, err
	}
	e.Strays, err = s.removeStrays(ctx, s.db.Now().Add(-olderThan))
	return e, err
}

func (s *Store) removeHidden(ctx context.Context) (removed int, err error) {
	for {
		var ids []ident.FileID
		if err := s.db.System(ctx, func(ctx context.Context, t *db.Tx) error {
			ids, err = t.FilesToRemove(ctx, batch)
			return err
		}); err != nil || len(ids) == 0 {
			return removed, err
		}
		for _, id := range ids {
			if err := s.remove(ctx, id); err != nil {
				return removed, err
			}
		}
		if err := s.db.System(ctx, func(ctx context.Context, t *db.Tx) error { return t.FilesRemoved(ctx, ids) }); err != nil {
			return removed, err
		}
		removed += len(ids)
	}
}

// removeStrays walks the bucket. Keys of another shape are not ours and stay, but for what the folder's writer left
// when the process ended under it.
func (s *Store) removeStrays(ctx context.Context, before time.Time) (removed int, err error) {
	var ids []ident.FileID
	for walk := s.bucket.List(nil); ; {
		o, err := walk.Next(ctx)
		if err != nil && !errors.Is(err, io.EOF) {
			return removed, err
		}
		end := err != nil
		if id, ours := fileOf(o); !end && ours && o.ModTime.Before(before) {
			ids = append(ids, id)
		}
		if !end && unfinished.MatchString(o.Key) && o.ModTime.Before(before) {
			if err := s.removeKey(ctx, o.Key); err != nil {
				return removed, err
			}
			removed++
		}
		if end || len(ids) == batch {
			n, err := s.removeUnknown(ctx, ids)
			removed += n
			if end || err != nil {
				return removed, err
			}
			ids = ids[:0]
		}
	}
}

// unfinished is the name under which a folder's writer keeps bytes until they are whole.
var unfinished = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]+\.tmp$`)

func fileOf(o *blob.ListObject) (id ident.FileID, ours bool) {
	if o == nil {
		return id, false
	}
	parsed, err := uuid.Parse(o.Key)
	id = ident.Of[ident.FileID](parsed)
	return id, err == nil && key(id) == o.Key
}

func (s *Store) removeUnknown(ctx context.Context, ids []ident.FileID) (removed int, err error) {
	if len(ids) == 0 {
		return 0, nil
	}
	known := map[ident.FileID]bool{}
	if err := s.db.System(ctx, func(ctx context.Context, t *db.Tx) error {
		rows, err := t.KnownFiles(ctx, ids)
		for _, id := range rows {
			known[id] = true
		}
		return err
	}); err != nil {
		return 0, err
	}
	for _, id := range ids {
		if known[id] {
			continue
		}
		if err := s.remove(ctx, id); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}

// remove removes a file's bytes; that they are gone already is no error.
func (s *Store) remove(ctx context.Context, id ident.FileID) error { return s.removeKey(ctx, key(id)) }

func (s *Store) removeKey(ctx context.Context, key string) error {
	err := s.bucket.Delete(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return err
}
