package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"

	"huishang/db"
	"huishang/internal/ident"

	"gocloud.dev/gcerrors"
)

// Verified counts what Verify read.
type Verified struct {
	Files int
	Bytes int64
}

// Verify compares the bucket with the rows, as the operator: each file that somebody may still download has its bytes,
// as many as its row says and, unless quick, with its digest. Each that has not is told to bad with the reason. The
// error is of the reading itself. Files may come and go meanwhile.
func (s *Store) Verify(ctx context.Context, quick bool, bad func(f *db.File, why string)) (v Verified, err error) {
	var after ident.FileID
	for {
		files, err := s.kept(ctx, after, batch)
		if err != nil || len(files) == 0 {
			return v, err
		}
		for _, f := range files {
			why, err := s.compare(ctx, f, quick)
			if err != nil {
				return v, fmt.Errorf("%s: %w", f.ID, err)
			}
			if why != "" {
				bad(f, why)
			}
			v.Files++
			v.Bytes += int64(f.SizeBytes)
		}
		after = files[len(files)-1].ID
	}
}

func (s *Store) kept(ctx context.Context, after ident.FileID, limit int) (files []*db.File, err error) {
	err = s.db.System(ctx, func(ctx context.Context, t *db.Tx) error {
		files, err = t.KeptFiles(ctx, after, limit)
		return err
	})
	return files, err
}

// compare says why a file's bytes are not those of its row, and nothing where they are, or where the file expired
// while it was compared.
func (s *Store) compare(ctx context.Context, f *db.File, quick bool) (why string, err error) {
	there, err := s.bucket.Attributes(ctx, key(f.ID))
	switch {
	case gcerrors.Code(err) == gcerrors.NotFound:
		return s.missing(ctx, f)
	case err != nil:
		return "", err
	case there.Size != int64(f.SizeBytes):
		return fmt.Sprintf("%d bytes in place of %d", there.Size, f.SizeBytes), nil
	case quick:
		return "", nil
	}
	content, err := s.bucket.NewReader(ctx, key(f.ID), nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return s.missing(ctx, f)
	}
	if err != nil {
		return "", err
	}
	defer content.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return "", err
	}
	if !bytes.Equal(sum.Sum(nil), f.Digest) {
		return "other bytes than were uploaded", nil
	}
	return "", nil
}

func (s *Store) missing(ctx context.Context, f *db.File) (string, error) {
	var known bool
	err := s.db.System(ctx, func(ctx context.Context, t *db.Tx) (err error) {
		known, err = t.KeptFile(ctx, f.ID)
		return err
	})
	if err != nil || !known {
		return "", err
	}
	return "no bytes", nil
}
