package tests

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"huishang/db"
	"huishang/db/migrations"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"

	"github.com/klauspost/compress/zstd"
)

// Baselines are databases as a release left them: the whole sample, played, dumped with the state of its migrations; what it
// answered to the examples of then; and the hashes of its numbered migrations, which nobody edits any more. Until the first
// release there is one, `unreleased`, which WRITE=1 writes anew.
const (
	baselines  = "../db/baselines"
	unreleased = "unreleased"
)

// answered is an example of a baseline's time and what it was answered.
type answered struct {
	Operation string
	Data      map[string]any
}

// Whatever database a release left, this program's migrate makes of it what it makes of a new one, and every example of then is
// answered as it was. BASELINE=v1.0.0 WRITE=1 keeps the present one under that name (docs/operations.md).
func TestEveryBaselineIsUpgraded(t *testing.T) {
	t.Parallel()
	if os.Getenv("WRITE") == "1" {
		keepBaseline(t, writtenBaseline(t))
	}
	dumps, err := filepath.Glob(baselines + "/*.sql.zst")
	if err != nil || len(dumps) == 0 {
		t.Fatalf("no baseline: %v", err)
	}
	for _, dump := range dumps {
		name := strings.TrimSuffix(dump, ".sql.zst")
		t.Run(filepath.Base(name), func(t *testing.T) { upgraded(t, name) })
	}
}

// writtenBaseline is the baseline that WRITE=1 writes.
func writtenBaseline(t *testing.T) string {
	t.Helper()
	return filepath.Join(baselines, setting(t, "BASELINE", unreleased, func(s string) (string, error) { return s, nil }))
}

func upgraded(t *testing.T, name string) {
	if info, err := os.Stat(name + ".sql.zst"); err != nil || info.Size() > 1<<20 {
		t.Errorf("it is larger than a megabyte: %v", err)
	}
	d := dbtest.Empty(t)
	super := d.Super(t)
	restored(t, d, unpacked(t, name+".sql.zst"))
	if state := schemaState(t, super); state != db.Older && state != db.Current {
		t.Fatalf("to this program the baseline is %d", state)
	}
	if _, err := db.Migrate(t.Context(), d.URL(postgres.Superuser), db.MigrateOptions{}); err != nil {
		t.Fatalf("it is not upgraded: %v\n(until the first release: WRITE=1 go test ./tests -run Baseline)", err)
	}
	if state := schemaState(t, super); state != db.Current {
		t.Errorf("afterwards it is %d", state)
	}
	if was, is := schemaOnly(t, dbtest.New(t)), schemaOnly(t, d); was != is {
		t.Errorf("the upgraded database is not as a new one (until the first release: WRITE=1 go test ./tests -run Baseline):\n%s", firstDifference(was, is))
	}
	if report, err := db.VerifyAudit(t.Context(), d.URL(postgres.Superuser)); err != nil || report.Bad != "" || report.Entries < 1000 {
		t.Errorf("its audit trail: %+v, %v", report, err)
	}
	var then map[string]answered
	if err := json.Unmarshal(unpacked(t, name+".json.zst"), &then); err != nil || len(then) < 12 {
		t.Fatalf("%d answers: %v", len(then), err)
	}
	w := serve(t, d, 4)
	for file, a := range then {
		if now := w.example(t, a.Operation); !reflect.DeepEqual(a.Data, now.Data) {
			b, err := json.Marshal(a.Data)
			t.Errorf("%s: was answered %.600s\nand is now %.600s %v", file, b, now.Body, err)
		}
	}
}

// schemaOnly is a database's schema as pg_dump writes it once it was restored: PostgreSQL words a view that came from a dump
// otherwise than one that came from its own text.
func schemaOnly(t *testing.T, d *dbtest.DB) string {
	t.Helper()
	again := dbtest.Empty(t)
	restored(t, again, dumped(t, d, "--schema-only"))
	return db.Comparable(string(dumped(t, again, "--schema-only")))
}

func dumped(t *testing.T, d *dbtest.DB, options ...string) []byte {
	t.Helper()
	out, err := exec.Command(program(t, d.Super(t), "pg_dump"), append(options, "--dbname", d.URL(postgres.Superuser))...).Output()
	if err != nil {
		t.Fatal(err)
	}
	// Only the newest psql knows these; each is a line of its own.
	return unknown.ReplaceAll(out, nil)
}

var unknown = regexp.MustCompile(`(?m)^\\(un)?restrict .*\n`)

func restored(t *testing.T, d *dbtest.DB, dump []byte) {
	t.Helper()
	c := exec.Command(program(t, d.Super(t), "psql"), "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null", "--dbname="+d.URL(postgres.Superuser))
	c.Stdin = bytes.NewReader(dump)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("restore: %v: %s", err, out)
	}
}

func firstDifference(a, b string) string {
	was, is := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] {
			return fmt.Sprintf("line %d: %.300s\nnot %.300s", i+1, is[i], was[i])
		}
	}
	return fmt.Sprintf("%d lines, not %d", len(is), len(was))
}

// ofTheProgram are examples whose answers a later program may add to, rows or no rows: what can be done, dictionaries, the order of what
// is found; and those whose variables are of another example.
var ofTheProgram = regexp.MustCompile(`\n# with:|availableActions|enumValues|errorCodes|formFields|codes\(|search\(|states:|__schema`)

// keepBaseline writes the present database, its answers and its migrations' hashes.
func keepBaseline(t *testing.T, name string) {
	w := newPlayedWorld(t)
	packed(t, name+".sql.zst", dumped(t, w.store))
	then := map[string]answered{}
	for _, path := range queries(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if ofTheProgram.Match(text) {
			continue
		}
		then[filepath.Base(path)] = answered{string(text), w.example(t, string(text)).Data}
	}
	b, err := json.Marshal(then)
	if err != nil {
		t.Fatal(err)
	}
	packed(t, name+".json.zst", b)
}

// sums are the hashes of the numbered migrations, as sha256sum writes them.
func sums(t *testing.T) string {
	t.Helper()
	entries, err := migrations.Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		text, err := migrations.Files.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(text), e.Name())
	}
	return b.String()
}

// A numbered migration that a baseline was made with is never edited: a database that has it would be another one than a new
// database. What has to change is a further migration.
func TestMigrationsOfABaselineStay(t *testing.T) {
	t.Parallel()
	now := sums(t)
	if os.Getenv("WRITE") == "1" {
		if err := os.WriteFile(writtenBaseline(t)+".sums", []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(baselines + "/*.sums")
	if err != nil || len(files) == 0 {
		t.Fatalf("no baseline: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if !strings.Contains(now, line) {
				_, migration, _ := strings.Cut(strings.TrimSpace(line), "  ")
				t.Errorf("%s was edited or is gone: the baseline %s was made with it (until the first release: WRITE=1 go test ./tests -run Baseline)", migration, filepath.Base(file))
			}
		}
	}
}

// packed writes a file as small as it gets: a repository keeps it for good.
func packed(t *testing.T, file string, text []byte) {
	t.Helper()
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithWindowSize(32<<20))
	if err == nil {
		err = os.WriteFile(file, z.EncodeAll(text, nil), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func unpacked(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	text, err := z.DecodeAll(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
