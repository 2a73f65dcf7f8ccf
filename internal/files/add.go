package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"gocloud.dev/blob"
)

// Limit is the size of a file in bytes.
const Limit = 20 << 20

func tooLarge() error { return fault.New(fault.FileTooLarge, "limit", Limit>>20) }

// Upload is what somebody sends. With a key it stores one file however often it is sent.
type Upload struct {
	Name string
	Body io.Reader
	Key  *uuid.UUID
}

// Admit refuses who may not upload, before any byte is taken: whoever holds some grant may.
func (s *Store) Admit(ctx context.Context, c *auth.Claims, requestID string) error {
	return s.db.Read(ctx, c, requestID, func(_ context.Context, t *db.Tx) error { return admit(t.Viewer) })
}

func admit(v *auth.Viewer) error {
	if !v.May(auth.Read) {
		return fault.New(fault.Forbidden, "act", fault.Term{Value: "FILE_UPLOAD", Label: fault.Text{EN: "Upload a file", ZH: "上传附件"}})
	}
	return nil
}

// Add stores one file for the claims' person: its bytes first, then its row. What is refused or broken off
// leaves neither. An upload's own refusal goes before that of what came so far. One that came before, by its key
// or as the same bytes under the same name that nothing is attached to yet, answers the file of that time; fresh
// tells whether this one stored it.
func (s *Store) Add(ctx context.Context, c *auth.Claims, requestID string, u Upload) (f *db.File, fresh bool, err error) {
	name, err := cleanName(u.Name)
	if err != nil {
		return nil, false, err
	}
	spooled, err := spool(u.Body)
	if err != nil {
		return nil, false, err
	}
	defer spooled.Close()
	mediaType, err := typeOf(ctx, spooled, spooled.size)
	if err != nil {
		return nil, false, err
	}
	if mediaType == "" {
		return nil, false, fault.New(fault.FileType, "types", typeNames())
	}
	f = &db.File{
		ID: ident.Of[ident.FileID](uuid.New()), Name: name, MediaType: mediaType,
		SizeBytes: int32(spooled.size), Digest: spooled.digest,
	}
	came := &arrival{s, u.Key, f}
	var before *db.File
	if err := s.db.Change(ctx, c, requestID, func(ctx context.Context, t *db.Tx) error {
		before, err = came.before(ctx, t)
		return err
	}); err != nil || before != nil {
		return before, false, err
	}
	if err := s.write(ctx, f, io.NewSectionReader(spooled, 0, spooled.size)); err != nil {
		return nil, false, err
	}
	return s.record(ctx, c, requestID, came)
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

// record writes the row, under the uploader's identity. Where it is refused, or the same upload was first, the
// bytes go at once. A commit that failed may yet have happened: then they stay, and Expire removes them if there
// is no row.
func (s *Store) record(ctx context.Context, c *auth.Claims, requestID string, came *arrival) (f *db.File, fresh bool, err error) {
	err = s.db.Change(ctx, c, requestID, func(ctx context.Context, t *db.Tx) error {
		fresh = false
		var err error
		if f, err = came.before(ctx, t); err != nil || f != nil {
			return err
		}
		f = came.file
		if err := t.AddFile(ctx, f); err != nil {
			return err
		}
		if err := came.keep(ctx, t, f.ID); err != nil {
			return err
		}
		fresh = true
		return nil
	})
	if !fresh {
		// The request may be over; its bytes go all the same.
		err = errors.Join(err, s.remove(context.WithoutCancel(ctx), came.file.ID))
	}
	if err != nil {
		return nil, false, err
	}
	return f, fresh, nil
}

// arrival is a file that has come whole and is not stored yet.
type arrival struct {
	*Store
	key  *uuid.UUID
	file *db.File
}

// before is the file that the same upload stored before, nil where this one is the first: then it is refused if
// its person has uploaded too much today. Of uploads of one person one goes after the other from here on.
func (a *arrival) before(ctx context.Context, t *db.Tx) (*db.File, error) {
	if err := admit(t.Viewer); err != nil {
		return nil, err
	}
	if err := t.LockUploads(ctx); err != nil {
		return nil, err
	}
	if a.key != nil {
		done, err := t.Done(ctx, *a.key)
		if err != nil {
			return nil, err
		}
		if done != nil {
			return a.answered(ctx, t, done)
		}
	}
	f, err := t.SameFile(ctx, a.file.Name, a.file.Digest, t.Now.Add(-a.Limits.KeepUnattached/2))
	if err != nil {
		return nil, err
	}
	if f != nil {
		return f, a.keep(ctx, t, f.ID)
	}
	return nil, a.withinTheDay(ctx, t)
}

// answered is the file that came of a key, if it was sent with the same upload and its person still sees it.
func (a *arrival) answered(ctx context.Context, t *db.Tx, done *tx.Done) (*db.File, error) {
	if !bytes.Equal(done.Request, a.request()) {
		return nil, fault.New(fault.IdempotencyReused)
	}
	f, err := t.ReadFile(ctx, ident.Of[ident.FileID](done.RecordID))
	if err == nil && f == nil {
		err = fault.New(fault.NotFound, "noun", fault.Noun(db.Files.Name))
	}
	return f, err
}

// request is what a key stands for: an upload of these bytes under this name.
func (a *arrival) request() []byte {
	sum := sha256.Sum256(append([]byte("POST /files "+a.file.Name+"\x00"), a.file.Digest...))
	return sum[:]
}

func (a *arrival) keep(ctx context.Context, t *db.Tx, id ident.FileID) error {
	if a.key == nil {
		return nil
	}
	return t.Keep(ctx, *a.key, a.request(), db.Files.Name, id.UUID())
}

// withinTheDay refuses what goes over the limits of a day of the viewer's province.
func (a *arrival) withinTheDay(ctx context.Context, t *db.Tx) error {
	year, month, day := t.Now.In(t.Viewer.Zone).Date()
	count, size, err := t.Uploaded(ctx, time.Date(year, month, day, 0, 0, 0, 0, t.Viewer.Zone))
	if err != nil {
		return err
	}
	tomorrow := time.Date(year, month, day+1, 0, 0, 0, 0, t.Viewer.Zone)
	left := int64((tomorrow.Sub(t.Now) + time.Second - 1) / time.Second)
	switch most := a.Limits; {
	case most.FilesPerDay > 0 && count >= most.FilesPerDay:
		return fault.New(fault.FileQuota, "what", "files", "limit", most.FilesPerDay, "used", count, "seconds", left)
	case most.BytesPerDay > 0 && size+int64(a.file.SizeBytes) > most.BytesPerDay:
		return fault.New(fault.FileQuota, "what", "MB", "limit", most.BytesPerDay>>20, "used", size>>20, "seconds", left)
	}
	return nil
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
