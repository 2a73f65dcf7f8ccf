package db

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// File is what somebody attached, or is about to attach, to a record. Its bytes lie in the files' bucket.
type File struct {
	ID           ident.FileID         `db:"id"`
	ProvinceID   ident.OrganisationID `db:"province_id"`
	OrgID        ident.OrganisationID `db:"org_id"`
	Name         string               `db:"name"`
	MediaType    string               `db:"media_type"`
	SizeBytes    int32                `db:"size_bytes"`
	Digest       []byte               `db:"sha256"`
	UploadedByID ident.PersonID       `db:"uploaded_by"`
	UploadedAt   clock.DateTime       `db:"uploaded_at"`
	Logged       bool                 `db:"logged"`
	AttachedAt   *clock.DateTime      `db:"attached_at"`
	UpdatedAt    clock.DateTime       `db:"updated_at"`
}

// Files are read by their id and with the record that they are attached to; they are no list of their own.
var Files = read.Declare(read.Object[File]{Name: "File", Table: "file"})

// FileUploadedBy is who uploaded it.
var FileUploadedBy = toOne("File.uploadedBy", People, func(f *File) *uuid.UUID { return ident.Some(&f.UploadedByID) })

// Sha256 is the digest in hexadecimal.
func (f *File) Sha256() string { return hex.EncodeToString(f.Digest) }

// URL is where it is downloaded, on the server that answers.
func (f *File) URL() string { return "/files/" + f.ID.String() }

// AddFile adds a file of the viewer's own, attached to nothing yet. Its place is the viewer's.
func (t *Tx) AddFile(ctx context.Context, f *File) error {
	n, err := t.Exec(ctx, `
		INSERT INTO file (id, province_id, org_id, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
		SELECT $1, p.province_id, p.org_id, $2, $3, $4, $5, p.id, $6
		FROM person p
		WHERE p.id = $7`, f.ID, f.Name, f.MediaType, f.SizeBytes, f.Digest, t.Now, t.Viewer.PersonID)
	if err == nil && n != 1 {
		return errors.New("the uploader is no person of the viewer's province")
	}
	return err
}

// LockUploads lets one upload of the viewer's be written at a time: what it is compared with stands still.
func (t *Tx) LockUploads(ctx context.Context) error {
	_, err := t.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('uploads ' || $1, 0))`, t.Viewer.PersonID.UUID().String())
	return err
}

// SameFile is the viewer's own file of these bytes and this name that he uploaded since an instant and attached to
// nothing; nil where there is none.
func (t *Tx) SameFile(ctx context.Context, name string, digest []byte, since time.Time) (*File, error) {
	var r read.Row[File]
	err := t.Get(ctx, &r, `
		SELECT `+Files.Selected()+`
		FROM file AS t
		WHERE t.uploaded_by = $1 AND t.uploaded_at >= $2 AND t.attached_at IS NULL AND t.expired_at IS NULL
		    AND t.sha256 = $3 AND t.name = $4
		ORDER BY t.uploaded_at DESC, t.id
		LIMIT 1`, t.Viewer.PersonID, since, digest, name)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &r.Node, err
}

// Uploaded counts the viewer's files and their bytes since an instant, also those that he does not see any more.
func (t *Tx) Uploaded(ctx context.Context, since time.Time) (files, bytes int64, err error) {
	var sum struct {
		Files int64 `db:"files"`
		Bytes int64 `db:"bytes"`
	}
	err = t.Get(ctx, &sum, `SELECT files, bytes FROM uploads_since($1)`, since)
	return sum.Files, sum.Bytes, err
}

// ReadFile reads a file that is about to be downloaded, and logs the read where the record demands it; nil for
// one that is unknown or hidden.
func (t *Tx) ReadFile(ctx context.Context, id ident.FileID) (*File, error) {
	var r read.Row[File]
	err := t.Get(ctx, &r, `SELECT `+Files.Selected()+` FROM file AS t WHERE t.id = $1`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if r.Node.Logged {
		err = t.LogRead(ctx, Files.Name, []uuid.UUID{id.UUID()})
	}
	return &r.Node, err
}

// Attachment says to which record a file is attached and who reads it there: the record's own columns. In is
// set only where every reader of the consultation may read the file.
type Attachment struct {
	Kind       string
	Record     uuid.UUID
	In         *uuid.UUID
	Readers    []uuid.UUID
	HiddenFrom []uuid.UUID
	Logged     bool
}

// AttachFile attaches a file of the viewer's own, once; false where the viewer has no such file that is free.
func (t *Tx) AttachFile(ctx context.Context, id ident.FileID, a Attachment) (attached bool, err error) {
	err = t.Get(ctx, &attached, `SELECT attach_file($1, $2, $3, $4, $5, $6, $7, $8)`,
		id, a.Kind, a.Record, a.In, ident.List(a.Readers), ident.List(a.HiddenFrom), a.Logged, t.Now)
	return attached, err
}

// ExpireFiles hides, for the operator, the files that were uploaded before an instant and attached to nothing.
func (t *Tx) ExpireFiles(ctx context.Context, before time.Time) (int64, error) {
	return t.Exec(ctx, `
		UPDATE file SET expired_at = $2
		WHERE uploaded_at < $1 AND attached_at IS NULL AND expired_at IS NULL`, before, t.Now)
}

// FilesToRemove lists, for the operator, expired files whose bytes are not known to be gone.
func (t *Tx) FilesToRemove(ctx context.Context, limit int) (ids []ident.FileID, err error) {
	err = t.Select(ctx, &ids, `
		SELECT id
		FROM file
		WHERE expired_at IS NOT NULL AND removed_at IS NULL
		ORDER BY expired_at, id
		LIMIT $1`, limit)
	return ids, err
}

// FilesRemoved notes, for the operator, that their bytes are gone.
func (t *Tx) FilesRemoved(ctx context.Context, ids []ident.FileID) error {
	_, err := t.Exec(ctx, `UPDATE file SET removed_at = $2 WHERE id = ANY ($1) AND expired_at IS NOT NULL`, ident.UUIDs(ids), t.Now)
	return err
}

// KnownFiles tells, for the operator, which of these ids have a row.
func (t *Tx) KnownFiles(ctx context.Context, ids []ident.FileID) (known []ident.FileID, err error) {
	err = t.Select(ctx, &known, `SELECT id FROM file WHERE id = ANY ($1)`, ident.UUIDs(ids))
	return known, err
}

// KeptFiles lists, for the operator, files that somebody may still download, by id from behind one on.
func (t *Tx) KeptFiles(ctx context.Context, after ident.FileID, limit int) (files []*File, err error) {
	err = t.Select(ctx, &files, `
		SELECT id, name, media_type, size_bytes, sha256
		FROM file
		WHERE expired_at IS NULL AND id > $1
		ORDER BY id
		LIMIT $2`, after, limit)
	return files, err
}

// KeptFile tells, for the operator, whether a file is one that somebody may still download.
func (t *Tx) KeptFile(ctx context.Context, id ident.FileID) (kept bool, err error) {
	err = t.Get(ctx, &kept, `SELECT EXISTS (SELECT FROM file WHERE id = $1 AND expired_at IS NULL)`, id)
	return kept, err
}
