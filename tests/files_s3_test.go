package tests

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/files"

	"github.com/google/uuid"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// An S3-compatible store serves as the folder does: a large file in parts, ranges, and removal.
func TestFilesInS3(t *testing.T) {
	w := newWorld(t)
	backend := s3mem.New()
	if err := backend.CreateBucket("papers"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	defer server.Close()
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"} {
		t.Setenv(name, value)
	}
	ctx := context.Background()
	address := func(bucket string) string {
		return "s3://" + bucket + "?use_path_style=true&request_checksum_calculation=when_required&response_checksum_validation=when_required&region=cn-south-1&endpoint=" + url.QueryEscape(server.URL)
	}
	kept, err := files.Open(ctx, w.db, address("papers"))
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	c := w.as("PARTY_OFFICE@HN-QH")
	claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", c.number())), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{{Role: auth.PartyOffice, Org: "HN-QH"}}}
	whole := pdf + strings.Repeat("x", files.Limit-len(pdf))
	f, fresh, err := kept.Add(ctx, claims, "test", files.Upload{Name: "会议.pdf", Body: strings.NewReader(whole)})
	if err != nil || !fresh {
		t.Fatal(fresh, err)
	}
	get := func(ranged string) (int, string) {
		r := httptest.NewRequest(http.MethodGet, f.URL(), nil)
		r.Header.Set("Range", ranged)
		a := httptest.NewRecorder()
		files.Handler(kept, slog.New(slog.DiscardHandler)).ServeHTTP(a, r.WithContext(auth.WithClaims(ctx, claims)))
		body, err := io.ReadAll(a.Body)
		if err != nil {
			t.Fatal(err)
		}
		return a.Code, string(body)
	}
	if status, body := get(""); status != 200 || body != whole {
		t.Errorf("whole: %d, %d bytes", status, len(body))
	}
	if status, body := get("bytes=5-7"); status != 206 || body != whole[5:8] {
		t.Errorf("a range: %d %q", status, body)
	}
	if _, _, err := kept.Add(ctx, claims, "test", files.Upload{Name: "a.pdf", Body: strings.NewReader("MZ")}); !fault.Is(err, fault.FileType) {
		t.Errorf("a program: %v", err)
	}
	w.clock.Push(25 * time.Hour)
	if did, err := kept.Expire(ctx, 24*time.Hour); err != nil || did != (files.Expired{Hidden: 1, Removed: 1}) {
		t.Errorf("%+v, %v", did, err)
	}
	if left, err := backend.ListBucket("papers", nil, gofakes3.ListBucketPage{}); err != nil || len(left.Contents) != 0 {
		t.Errorf("left in the bucket: %v, %v", left, err)
	}
	for what, wrong := range map[string]string{"a bucket that is not there": address("nothing"), "memory": "mem://", "a path": "/srv/files", "nothing": "", "a file": "file:///dev/null"} {
		if _, err := files.Open(ctx, w.db, wrong); err == nil {
			t.Errorf("%s was opened", what)
		}
	}
}
