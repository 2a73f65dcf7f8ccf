package tests

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"huishang/db"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"
)

func schemaState(t *testing.T, pool *sql.DB) db.SchemaState {
	t.Helper()
	state, err := db.CompareSchema(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// A program knows how a database stands to it, before and after, and whichever of the API's logins asks; one that is
// older than the database leaves it alone.
func TestSchemaAndProgram(t *testing.T) {
	d := dbtest.New(t)
	super := d.Super(t)
	if got := schemaState(t, super); got != db.Current {
		t.Errorf("a migrated database is %d", got)
	}
	reader, err := sql.Open("postgres", d.URL("huishang_read"))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if got := schemaState(t, reader); got != db.Current {
		t.Errorf("to the reading login a migrated database is %d", got)
	}
	dumped := func() string {
		return strings.Join(rowsOf(t, super, `
			SELECT pg_get_functiondef(p.oid) || COALESCE(p.proacl::text, '') FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'huishang_owner'::regrole
			UNION ALL SELECT c.relname || ' ' || p.polname || ' ' || p.polroles::text || COALESCE(pg_get_expr(p.polqual, p.polrelid), '') || COALESCE(pg_get_expr(p.polwithcheck, p.polrelid), '') FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
			UNION ALL SELECT pg_get_triggerdef(g.oid) FROM pg_trigger g WHERE NOT g.tgisinternal
			UNION ALL SELECT c.relname || c.relacl::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relacl IS NOT NULL
			UNION ALL SELECT pg_get_viewdef(c.oid) FROM pg_class c WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace
			ORDER BY 1`), "\n")
	}
	want := dumped()

	// What somebody changed by hand, or an older program left, is made as the files say.
	for _, statement := range []string{
		`SET ROLE huishang_owner`,
		`INSERT INTO schema_state (state, at) VALUES (repeat('0', 64), now() - interval '1 day')`,
		`DELETE FROM schema_state WHERE state <> repeat('0', 64)`,
		`DROP POLICY read ON problem`, `CREATE POLICY everybody ON task FOR SELECT TO huishang_reader USING (true)`,
		`GRANT DELETE ON task TO huishang_api`, `DROP TRIGGER zz_frozen ON task`,
		`CREATE FUNCTION left_over() RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
		`CREATE OR REPLACE FUNCTION setting_on(name text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'`,
	} {
		if _, err := super.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if got := schemaState(t, super); got != db.Older {
		t.Errorf("a database in an older state is %d", got)
	}
	if _, err := db.Migrate(t.Context(), d.URL(postgres.Superuser), db.MigrateOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := dumped(); got != want {
		t.Error("functions, policies, triggers and grants are not what the files say")
	}
	if codes := rowsOf(t, super, `SELECT op FROM audit_entry WHERE chain LIKE 'code:%' AND op <> 'INSERT'`); len(codes) > 0 {
		t.Errorf("codes were written although nothing of them changed: %v", codes)
	}

	if _, err := super.Exec(`INSERT INTO schema_state (state, at) VALUES (repeat('f', 64), now() + interval '1 minute')`); err != nil {
		t.Fatal(err)
	}
	if got := schemaState(t, super); got != db.Newer {
		t.Errorf("a database in a newer state is %d", got)
	}
	if _, err := db.Migrate(t.Context(), d.URL(postgres.Superuser), db.MigrateOptions{}); !errors.Is(err, db.ErrNewerSchema) {
		t.Errorf("an older program migrates a newer database: %v", err)
	}
}

// Several migrations of one empty database at once follow each other: each ends well, and one does the work.
func TestMigrationsAtOnce(t *testing.T) {
	d := dbtest.New(t)
	super := d.Super(t)
	const name = "migrated_at_once"
	if _, err := super.Exec(`CREATE DATABASE ` + name); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if _, err := super.Exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	}()
	address := strings.Replace(d.URL(postgres.Superuser), "/"+d.Name, "/"+name, 1)
	empty, err := sql.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	defer empty.Close()
	if got := schemaState(t, empty); got != db.Unmigrated {
		t.Errorf("an empty database is %d", got)
	}
	var group sync.WaitGroup
	applied, failed := make([]int, 4), make([]error, 4)
	for i := range applied {
		group.Go(func() { applied[i], failed[i] = db.Migrate(t.Context(), address, db.MigrateOptions{}) })
	}
	group.Wait()
	worked := 0
	for i, n := range applied {
		if failed[i] != nil {
			t.Error(failed[i])
		}
		if n > 0 {
			worked++
		}
	}
	if worked != 1 {
		t.Errorf("applied %s: one does the work", fmt.Sprint(applied))
	}
	if got := schemaState(t, empty); got != db.Current {
		t.Errorf("afterwards the database is %d", got)
	}
}

// A database that is not in UTF-8 is left as it is: its texts could not be composed, nor Chinese.
func TestOnlyUnicodeIsMigrated(t *testing.T) {
	d := dbtest.New(t)
	super := d.Super(t)
	const name = "in_latin"
	if _, err := super.Exec(`CREATE DATABASE ` + name + ` ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if _, err := super.Exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	}()
	if n, err := db.Migrate(t.Context(), strings.Replace(d.URL(postgres.Superuser), "/"+d.Name, "/"+name, 1), db.MigrateOptions{}); err == nil || n != 0 || !strings.Contains(err.Error(), "is in LATIN1") {
		t.Errorf("%d migrations: %v", n, err)
	}
}
