package postgres

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Where no PostgreSQL is found, one is downloaded: from a repository on loopback that serves this machine's own
// binaries in the form of the public one.
func TestEmbeddedDownloadsWhatIsMissing(t *testing.T) {
	archive := jar(t, ownBinaries(t))
	sum := sha256.Sum256(archive)
	var asked []string
	repository := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		answer := archive
		if strings.HasSuffix(r.URL.Path, ".sha256") {
			answer = []byte(hex.EncodeToString(sum[:]))
		}
		if _, err := w.Write(answer); err != nil {
			t.Error(err)
		}
	}))
	defer repository.Close()
	t.Setenv("EMBEDDED_POSTGRES_REPOSITORY", repository.URL+"/maven2/")

	data, nothing := folder(t), []string{folder(t)}
	e := start(t, Options{Data: data, search: nothing})
	must(t, e, `SELECT 1`)
	stop(t, e)
	first := len(asked)
	if first == 0 || !strings.HasPrefix(asked[0], "/maven2/io/zonky/test/postgres/embedded-postgres-binaries-") {
		t.Errorf("asked for %q", asked)
	}
	left, err := filepath.Glob(filepath.Join(e.place.Home, "trial-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}

	e = start(t, Options{Data: data, search: nothing})
	must(t, e, `SELECT 1`)
	if len(asked) != first {
		t.Error("downloaded again")
	}
}

func TestEmbeddedWithoutAnyPostgreSQLSaysWhatToInstall(t *testing.T) {
	repository := httptest.NewServer(http.NotFoundHandler())
	defer repository.Close()
	_, err := Start(t.Context(), Options{
		Data: folder(t), Repository: repository.URL, search: []string{folder(t)},
	})
	// One sentence, from what is missing to what to do.
	if err == nil || !strings.HasPrefix(err.Error(), "no PostgreSQL found on this machine, and the download from "+repository.URL+" failed") ||
		!strings.HasSuffix(err.Error(), ": "+howToInstall) || strings.Contains(err.Error(), "\n") {
		t.Errorf("start: %v", err)
	}
}

func TestEmbeddedRefusesAForgedDownload(t *testing.T) {
	archive := jar(t, ownBinaries(t))
	repository := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := archive
		if strings.HasSuffix(r.URL.Path, ".sha256") {
			answer = []byte(strings.Repeat("0", 64))
		}
		if _, err := w.Write(answer); err != nil {
			t.Error(err)
		}
	}))
	defer repository.Close()
	_, err := Start(t.Context(), Options{
		Data: folder(t), Repository: repository.URL, search: []string{folder(t)},
	})
	if err == nil || !strings.Contains(err.Error(), "checksums do not match") {
		t.Errorf("start: %v", err)
	}
}

// ownBinaries packs the PostgreSQL of the tests' server: the programs, and beside them the folders that a
// PostgreSQL which can be moved looks for.
func ownBinaries(t *testing.T) []byte {
	t.Helper()
	bin, err := findBinaries(start(t, Options{Data: folder(t)}).place, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := tar.NewWriter(&packed)
	for _, name := range []string{"bin/initdb", "bin/postgres", "bin/pg_ctl"} {
		add(t, w, filepath.Join(filepath.Dir(bin), name), name)
	}
	for _, name := range []string{"lib", "share"} {
		err := filepath.Walk(filepath.Join(filepath.Dir(bin), name), func(path string, info os.FileInfo, err error) error {
			if err != nil || info.IsDir() {
				return nil // a folder that is not there is not packed
			}
			rest, err := filepath.Rel(filepath.Dir(bin), path)
			if err == nil && !strings.Contains(rest, "bitcode") && !strings.Contains(rest, "llvm") {
				add(t, w, path, rest)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func add(t *testing.T, w *tar.Writer, path, name string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(content)), Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
}

// jar wraps a tar as the repository does: an .xz inside a .zip.
func jar(t *testing.T, archive []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	f, err := z.CreateHeader(&zip.FileHeader{Name: "postgres.txz", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	if err := storeXZ(f, archive); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// storeXZ writes the .xz format without compressing: one block of stored LZMA2 chunks, checked by CRC-32. The
// tests then need no xz program.
func storeXZ(to io.Writer, content []byte) error {
	le32 := binary.LittleEndian.AppendUint32
	crc := func(b []byte) []byte { return le32(nil, crc32.ChecksumIEEE(b)) }
	flags := []byte{0, 1} // the check is a CRC-32

	var block bytes.Buffer
	header := []byte{2, 0, 0x21, 1, 22, 0, 0, 0} // 12 bytes; one filter: LZMA2 with a dictionary of 8 MB
	block.Write(header)
	block.Write(crc(header))
	for rest, first := content, byte(1); len(rest) > 0; first = 2 {
		n := min(len(rest), 1<<16)
		block.Write([]byte{first, byte((n - 1) >> 8), byte(n - 1)})
		block.Write(rest[:n])
		rest = rest[n:]
	}
	block.WriteByte(0)
	unpadded := uint64(block.Len()) + 4
	block.Write(make([]byte, (4-block.Len()%4)%4))
	block.Write(crc(content))

	index := binary.AppendUvarint([]byte{0, 1}, unpadded)
	index = binary.AppendUvarint(index, uint64(len(content)))
	index = append(index, make([]byte, (4-len(index)%4)%4)...)
	index = append(index, crc(index)...)
	tail := append(le32(nil, uint32(len(index)/4-1)), flags...)

	for _, part := range [][]byte{
		[]byte("\xfd7zXZ\x00"), flags, crc(flags), block.Bytes(), index, crc(tail), tail, []byte("YZ"),
	} {
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
	return nil
}
