// Package files keeps what people attach to records: the bytes in a bucket, which is a folder or an
// S3-compatible store, the rows in the database. Row security alone decides who reads a file.
package files

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"huishang/db"
	"huishang/internal/ident"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // file:///folder
	_ "gocloud.dev/blob/s3blob"   // s3://bucket
)

// Store is the bucket beside the database that says what is in it. Nothing else writes to the bucket: what has
// no row there is removed.
type Store struct {
	// Limits are set before the store is used.
	Limits Limits
	db     *db.DB
	bucket *blob.Bucket
}

// Limits bound what one person stores, and how slowly.
type Limits struct {
	// FilesPerDay and BytesPerDay are what one person may upload on one day of his province; 0 is no bound.
	FilesPerDay, BytesPerDay int64
	// KeepUnattached is how long a file is kept that nothing was attached to. The same bytes sent again answer the
	// file of before while half of that is left to attach it.
	KeepUnattached time.Duration
	// Step is how long an upload or download may stand still, Within how long it may take in all.
	Step, Within time.Duration
}

// LimitsDefault are the settings' defaults.
var LimitsDefault = Limits{FilesPerDay: 200, BytesPerDay: 500 << 20, KeepUnattached: 24 * time.Hour, Step: 10 * time.Second, Within: 120 * time.Second}

// Open opens the bucket at an address as file:///folder or s3://bucket, and asks it once.
func Open(ctx context.Context, d *db.DB, address string) (*Store, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" {
		return nil, errors.New("files are kept at an address as file:///folder or s3://bucket")
	}
	if u.Scheme == "file" {
		u.RawQuery = folderDefaults(u.Query()).Encode()
	}
	bucket, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return nil, fmt.Errorf("open the files' bucket: %w", err)
	}
	there, err := bucket.IsAccessible(ctx)
	if err == nil && !there {
		err = errors.New("there is none")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the files' bucket: %w", err), bucket.Close())
	}
	return &Store{LimitsDefault, d, bucket}, nil
}

// Close ends the bucket's connections.
func (s *Store) Close() error { return s.bucket.Close() }

// FolderURL is the address of a folder.
func FolderURL(folder string) (string, error) {
	path, err := filepath.Abs(folder)
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String(), err
}

// folderDefaults makes a folder that is not there, for its owner alone. Bytes are written beside their place,
// since a rename does not cross file systems, and without the sidecar files: the row says what they are.
func folderDefaults(q url.Values) url.Values {
	for name, value := range map[string]string{"create_dir": "1", "dir_file_mode": "0700", "no_tmp_dir": "1", "metadata": "skip"} {
		if !q.Has(name) {
			q.Set(name, value)
		}
	}
	return q
}

// key is where a file's bytes lie: a random id, nothing that a client chose.
func key(id ident.FileID) string { return id.UUID().String() }
