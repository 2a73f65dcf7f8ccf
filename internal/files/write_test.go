package files

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huishang/db"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// full gives so many bytes and then fails, as a disk does that is full.
type full struct{ left int }

var errFull = errors.New("no space left on device")

func (f *full) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, errFull
	}
	n := copy(p, strings.Repeat("x", min(len(p), f.left)))
	f.left -= n
	return n, nil
}

// Bytes that were not all written go at once, whoever waits for them, and the client is told to come again.
func TestHalfWrittenFilesGoAtOnce(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "files")
	s, err := Open(t.Context(), nil, "file://"+folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	gone, cancel := context.WithCancel(t.Context())
	defer cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		from io.Reader
	}{
		"a full disk":             {t.Context(), &full{1 << 20}},
		"nothing written":         {t.Context(), &full{}},
		"whoever sent it is gone": {gone, io.MultiReader(&full{1 << 10}, &full{})},
	} {
		if c.ctx == gone {
			cancel()
		}
		err := s.write(c.ctx, &db.File{ID: ident.Of[ident.FileID](uuid.New()), MediaType: "application/pdf"}, c.from)
		if err == nil || c.ctx.Err() == nil && !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v", name, err)
		}
		left, err := os.ReadDir(folder)
		if err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", name, left, err)
		}
	}
}
