package files

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"gocloud.dev/blob"
)

// Limit is the size of a file in bytes.
const Limit = 20 << 20

func tooLarge() error { return fault.New(fault.FileTooLarge, "limit", Limit>>20) }

// Admit refuses who may not upload, before any byte is taken: whoever holds some grant may.
func (s *Store) Admit(ctx context.Context, c *auth.Claims, requestID string) error {
	return s.db.Read(ctx, c, requestID, func(_ context.Context, t *db.Tx) error { return admit(t.Viewer) })
}

func admit(v *auth.Viewer) error {
	if !v.May(auth.Read) {
		return fault.New(fault.Forbidden, "act", "FILE_UPLOAD")
	}
	return nil
}

// Add stores one file for the claims' person: its bytes first, then its row. What is refused or broken off
// leaves neither. body's own refusal goes before that of what came so far.
func (s *Store) Add(ctx context.Context, c *auth.Claims, requestID, name string, body io.Reader) (*db.File, error) {
	name, err := cleanName(name)
	if err != nil {
		return nil, err
	}
	spooled, err := spool(body)
	if err != nil {
		return nil, err
	}
	defer spooled.Close()
	mediaType := typeOf(spooled, spooled.size)
	if mediaType == "" {
		return nil, fault.New(fault.FileType, "types", typeNames())
	}
	f := &db.File{
		ID: ident.Of[ident.FileID](uuid.New()), Name: name, MediaType: mediaType,
		SizeBytes: int32(spooled.size), Digest: spooled.digest,
	}
	if err := s.write(ctx, f, io.NewSectionReader(spooled, 0, spooled.size)); err != nil {
		return nil, err
	}
	return f, s.record(ctx, c, requestID, f)
}

// write puts a file's bytes into the bucket, whole or not at all: a folder gives bytes that did not all fit on its
// disk their name too, and they would fill it until the sweep.
func (s *Store) write(ctx context.Context, f *db.File, content io.Reader) error {
	err := s.bucket.Upload(ctx, key(f.ID), content, &blob.WriterOptions{
		ContentType: f.MediaType, DisableContentTypeDetection: true,
		BufferSize: 5 << 20, MaxConcurrency: 1, // S3 takes parts of no less: one at a time in memory
	})
	if err == nil {
		return nil
	}
	// The request may be over; its bytes go all the same.
	return unavailable(errors.Join(err, s.remove(context.WithoutCancel(ctx), f.ID)))
}

// unavailable is a failure of the bucket or of a disk, full or away, as the client is told of it; the cause is kept
// for the log. Time that ran out is a time-out.
func unavailable(err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return err
	}
	return fault.Wrap(err, fault.Unavailable)
}

// record writes the row, under the uploader's identity. Where it is refused the bytes go at once. A commit
// that failed may yet have happened: then they stay, and Expire removes them if there is no row.
func (s *Store) record(ctx context.Context, c *auth.Claims, requestID string, f *db.File) error {
	var written bool
	err := s.db.Change(ctx, c, requestID, func(ctx context.Context, t *db.Tx) error {
		written = false
		if err := admit(t.Viewer); err != nil {
			return err
		}
		err := t.AddFile(ctx, f)
		written = err == nil
		return err
	})
	if err != nil && !written {
		// The request may be over; its bytes go all the same.
		return errors.Join(err, s.remove(context.WithoutCancel(ctx), f.ID))
	}
	return err
}

// spooled is an upload that came whole, in a file that is gone when it is closed or the process ends.
type spooled struct {
	*os.File
	size   int64
	digest []byte
}

func spool(body io.Reader) (_ *spooled, err error) {
	f, err := os.CreateTemp("", "huishang-upload-")
	if err != nil {
		return nil, unavailable(err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
		}
	}()
	if err := os.Remove(f.Name()); err != nil {
		return nil, err
	}
	from, sum := &noted{Reader: body}, sha256.New()
	n, err := io.Copy(io.MultiWriter(f, sum), io.LimitReader(from, Limit+1))
	switch {
	case fault.All(from.err) != nil:
		return nil, from.err
	case from.err != nil:
		return nil, fault.Wrap(from.err, fault.FileMalformed, "expected", "a whole file")
	case err != nil:
		return nil, unavailable(err)
	case n > Limit:
		return nil, tooLarge()
	}
	return &spooled{f, n, sum.Sum(nil)}, nil
}

// noted keeps a reader's error apart from those of writing what it gave.
type noted struct {
	io.Reader
	err error
}

func (n *noted) Read(p []byte) (int, error) {
	k, err := n.Reader.Read(p)
	if err != nil && err != io.EOF {
		n.err = err
	}
	return k, err
}
