package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"huishang/db"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"
)

// db/schema.sql is what the migrations make. It is compared under PostgreSQL 15, whose pg_dump wrote it; another
// version words the same database otherwise. The views for reporting stand in db/views/reporting.sql as they are. WRITE=1 writes it.
func TestSchemaDump(t *testing.T) {
	d := dbtest.New(t)
	var version int
	if err := d.Super(t).QueryRow(`SELECT current_setting('server_version_num')::int / 10000`).Scan(&version); err != nil {
		t.Fatal(err)
	}
	dump := "/usr/lib/postgresql/15/bin/pg_dump"
	if _, err := os.Stat(dump); err != nil {
		dump = "pg_dump"
	}
	if version != 15 {
		t.Logf("PostgreSQL %d: the dump is not compared", version)
		return
	}
	out, err := exec.Command(dump, "--schema-only", "--no-owner", "--exclude-schema=reporting", "--dbname", d.URL(postgres.Superuser)).Output()
	if err != nil {
		t.Fatalf("%s: %v", dump, err)
	}
	got, file := db.Comparable(string(out)), filepath.Join("..", "db", "schema.sql")
	if os.Getenv("WRITE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("db/schema.sql is stale: WRITE=1 go test ./tests -run SchemaDump")
	}
}
