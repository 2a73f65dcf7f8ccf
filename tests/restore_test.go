package tests

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/dbtest"
	"huishang/internal/files"
	"huishang/internal/postgres"
	"huishang/internal/wiring"
)

// program is one of PostgreSQL's own programs, of the server's version where Debian keeps several.
func program(t *testing.T, of *sql.DB, name string) string {
	t.Helper()
	var version int
	if err := of.QueryRow(`SELECT current_setting('server_version_num')::int / 10000`).Scan(&version); err != nil {
		t.Fatal(err)
	}
	if debian := fmt.Sprintf("/usr/lib/postgresql/%d/bin/%s", version, name); exists(debian) {
		return debian
	}
	return name
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func execute(t *testing.T, name string, arguments ...string) {
	t.Helper()
	if out, err := exec.Command(name, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", filepath.Base(name), err, out)
	}
}

// emptyCluster starts a PostgreSQL of its own with the roles of Huishang and no database of it, as operations.md says:
// migrate makes the roles, and the database that it was run on is dropped.
func emptyCluster(t *testing.T, name string) *postgres.Server {
	t.Helper()
	data, err := os.MkdirTemp("/tmp", "huishang-restore-")
	if err != nil {
		t.Fatal(err)
	}
	e, err := postgres.Start(t.Context(), postgres.Options{Data: data, NoSync: true, RemoveOnExit: true, Logins: db.Logins})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := e.Stop(ctx); err != nil {
			t.Error(err)
		}
		_ = os.RemoveAll(data)
	})
	admin, err := sql.Open("postgres", e.URL(postgres.Superuser, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if _, err := admin.Exec(`CREATE DATABASE ` + name); err != nil {
		t.Fatal(err)
	}
	passwords := db.MigrateOptions{API: e.Password(db.Logins[0]), Read: e.Password(db.Logins[1]), Analyst: e.Password(db.Logins[2])}
	if _, err := db.Migrate(t.Context(), e.URL(postgres.Superuser, name), passwords); err != nil {
		t.Fatal(err)
	}
	// The dump grants the backup's login its way in.
	if _, err := admin.Exec(`CREATE ROLE huishang_backup LOGIN BYPASSRLS PASSWORD 'backup' IN ROLE pg_read_all_data`); err != nil {
		t.Fatal(err)
	}
	if _, err := admin.Exec(`DROP DATABASE ` + name); err != nil {
		t.Fatal(err)
	}
	return e
}

// The drill of operations.md: what pg_dump and a copy of the files saved comes back in an empty cluster; the audit trail
// is whole to the last entry, every example answers byte for byte alike, files come back, and work goes on.
func TestARestoredBackupIsTheSame(t *testing.T) {
	w := newPlayedWorld(t)
	office := w.as("DISCIPLINE_OFFICE@HN")
	file := office.uploaded("evidence.pdf", "%PDF-1.4\n%%EOF\n")

	dump, super := filepath.Join(t.TempDir(), "huishang.dump"), w.store.Super(t)
	// The backup's login is no superuser: past row security, reading everything, changing nothing.
	if _, err := super.Exec(`CREATE ROLE huishang_backup LOGIN BYPASSRLS PASSWORD 'backup' IN ROLE pg_read_all_data; GRANT CONNECT ON DATABASE ` + w.store.Name + ` TO huishang_backup`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := super.Exec(`DROP OWNED BY huishang_backup; DROP ROLE huishang_backup`); err != nil {
			t.Error(err)
		}
	})
	from, err := url.Parse(w.store.URL(postgres.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	from.User = url.UserPassword("huishang_backup", "backup")
	execute(t, program(t, super, "pg_dump"), "--format=custom", "--file="+dump, "--dbname="+from.String())
	folder := filepath.Join(t.TempDir(), "files")
	if err := os.CopyFS(folder, os.DirFS(w.files)); err != nil {
		t.Fatal(err)
	}
	e := emptyCluster(t, w.store.Name)
	execute(t, program(t, super, "pg_restore"), "--exit-on-error", "--create", "--dbname="+e.URL(postgres.Superuser, "postgres"), dump)

	before, err := db.VerifyAudit(t.Context(), w.store.URL(postgres.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	after, err := db.VerifyAudit(t.Context(), e.URL(postgres.Superuser, w.store.Name))
	if err != nil || after.Bad != "" || *after != *before || after.Entries < 1000 || after.Provinces != 1 {
		t.Fatalf("the trail: %+v, before %+v: %v", after, before, err)
	}
	if n, err := db.Migrate(t.Context(), e.URL(postgres.Superuser, w.store.Name), db.MigrateOptions{}); err != nil || n != 0 {
		t.Errorf("migrations of the restored database: %d, %v", n, err)
	}
	restored := restoredWorld(t, w, e, folder)
	for _, path := range queries(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := w.example(t, string(text)), restored.example(t, string(text)); a.Body != b.Body {
			t.Errorf("%s: %.500s\nrestored: %.500s", filepath.Base(path), a.Body, b.Body)
		}
	}
	again := restored.as("DISCIPLINE_OFFICE@HN")
	if got := again.at("GET", "/files/"+file, nil); got.Body != "%PDF-1.4\n%%EOF\n" {
		t.Errorf("the file: %d %s", got.Status, got.Body)
	}
	hn := again.id("organisation", "HN")
	made := again.do("findingRegister", "finding", in("organisation", hn, "aboutOrganisation", hn, "source", "AUDIT", "title", "恢复之后", "content", "继续登记",
		"category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-01"))
	if codes := made.codes(); len(codes) > 0 {
		t.Errorf("work does not go on: %s", made.Body)
	}
	if report, err := db.VerifyAudit(t.Context(), e.URL(postgres.Superuser, w.store.Name)); err != nil || report.Bad != "" || report.Entries <= before.Entries {
		t.Errorf("the trail afterwards: %+v, %v", report, err)
	}
}

// restoredWorld serves the restored database and files, with the keys and the clock of the original.
func restoredWorld(t *testing.T, w *world, e *postgres.Server, folder string) *world {
	t.Helper()
	url := func(n int) string { return e.URL(db.Logins[n], w.store.Name) }
	pools, err := db.Open(t.Context(), tx.Config{API: url(0), Read: url(1), Analyst: url(2), PoolSize: 4,
		StatementTimeout: 8 * time.Second, AnalystTimeout: 8 * time.Second, CursorKey: []byte("tests"), Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pools.Close() })
	kept, err := files.Open(t.Context(), pools, "file://"+folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	restored := *w
	restored.db, restored.kept, restored.files = pools, kept, folder
	observed(&restored, func(*wiring.Parts) {})
	return &restored
}

// queries are the example files that change nothing.
func queries(t *testing.T) (paths []string) {
	t.Helper()
	all, err := filepath.Glob("../examples/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(`(?m)^mutation`).Match(text) {
			paths = append(paths, path)
		}
	}
	if len(paths) < 20 {
		t.Fatalf("%d queries", len(paths))
	}
	return paths
}

// A dump loads its rows table by table: a CHECK that looks into another table must not be asked before all are there.
func TestNoCheckHoldsUpARestore(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	for _, check := range rowsOf(t, pool, `
		SELECT DISTINCT c.conrelid::regclass || '.' || c.conname || ' asks ' || p.proname
		FROM pg_constraint c
		JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_proc'::regclass
		JOIN pg_proc p ON p.oid = d.refobjid
		WHERE c.contype = 'c' AND c.convalidated AND p.provolatile <> 'i' AND p.pronamespace = 'public'::regnamespace`) {
		t.Errorf("%s: make it NOT VALID in a migration, so that it is dumped behind the rows", check)
	}
}
