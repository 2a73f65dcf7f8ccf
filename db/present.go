package db

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"huishang/db/functions"
	"huishang/db/migrations"
	"huishang/db/policies"
	"huishang/db/triggers"
	"huishang/db/views"

	"github.com/lib/pq"
)

// sqlFiles are all the SQL in this binary. What stands beside the tables is present truth: each file is the one home of
// what it says, and all are applied as a whole.
var sqlFiles = folders{
	"migrations": migrations.Files, "functions": functions.Files, "views": views.Files, "triggers": triggers.Files, "policies": policies.Files, ".": codesFile,
}

//go:embed codes.sql readings.sql
var codesFile embed.FS

// folders is a file system of folders that are packages of their own; "." is for what lies in none.
type folders map[string]fs.FS

// Open is of fs.FS.
func (f folders) Open(name string) (fs.File, error) {
	folder, rest, _ := strings.Cut(name, "/")
	if files, ok := f[folder]; ok && folder != "." {
		return files.Open(cmp.Or(rest, "."))
	}
	return f["."].Open(name)
}

// drop takes away all that present.go is to make anew. It does not cascade: where something of a numbered migration
// needs one of these functions, that is refused. What a constraint, a default or an index calls is the
// migrations' own and stays.
const drop = `
	DO $$
	DECLARE
		x record;
		v_functions text;
	BEGIN
		FOR x IN SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace LOOP
			EXECUTE format('DROP POLICY %I ON %I', x.polname, x.relname);
		END LOOP;
		FOR x IN SELECT c.relname, g.tgname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal LOOP
			EXECUTE format('DROP TRIGGER %I ON %I', x.tgname, x.relname);
		END LOOP;
		FOR x IN SELECT oid FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'reporting'::regnamespace) AND relkind = 'v' LOOP
			EXECUTE format('DROP VIEW %s', x.oid::regclass);
		END LOOP;
		SELECT string_agg(p.oid::regprocedure::text, ', ') INTO v_functions
		FROM pg_proc p
		WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'huishang_owner'::regrole
		  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid
			AND d.classid IN ('pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_class'::regclass))
		  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e');
		IF v_functions IS NOT NULL THEN
			EXECUTE 'DROP FUNCTION ' || v_functions;
		END IF;
		REVOKE ALL ON ALL TABLES IN SCHEMA public FROM huishang_reader, huishang_api, huishang_reporting;
	END $$`

// script is one file's statements, as they are applied.
type script struct{ name, sql string }

// presentPatterns are the files of the present truth in the order in which they are applied.
var presentPatterns = []string{"functions/*.sql", "views/*.sql", "triggers/*.sql", "policies/*.sql", "codes.sql", "readings.sql"}

// presentTruth reads the files in the order in which they are applied: functions (twice, the first time without a
// look into their bodies, so that they may call each other in any order), views, triggers, policies, codes.
func presentTruth(files fs.FS) ([]script, error) {
	var all []script
	add := func(pattern string) error {
		names, err := fs.Glob(files, pattern)
		if err != nil {
			return err
		}
		for _, name := range names {
			content, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			sql := string(content)
			if strings.HasPrefix(name, "policies/") {
				if sql, err = composed(files, name); err != nil {
					return err
				}
			}
			all = append(all, script{name, sql})
		}
		return nil
	}
	for _, pattern := range presentPatterns {
		if err := add(pattern); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// applyPresent makes functions, views, triggers, policies, grants and codes what the files in this binary say, in one
// transaction, if the database was last left in another state.
func applyPresent(ctx context.Context, pool *sql.DB) (err error) {
	state := MigratedState()
	now, err := stateOf(ctx, pool, state)
	if err != nil || now == Current {
		return err
	}
	scripts, err := presentTruth(sqlFiles)
	if err != nil {
		return err
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	// A server that works meanwhile waits for this transaction, not the other way round.
	if _, err := tx.ExecContext(ctx, `SET LOCAL lock_timeout = '10s'; SET LOCAL check_function_bodies = off`); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, drop); err != nil {
		return fmt.Errorf("drop what is made anew: %w", err)
	}
	for _, t := range scripts {
		if _, err := tx.ExecContext(ctx, t.sql); err != nil {
			return fmt.Errorf("%s: %w", t.name, withPosition(err, t.sql))
		}
	}
	if _, err := tx.ExecContext(ctx, `SET LOCAL check_function_bodies = on`); err != nil {
		return err
	}
	for _, t := range scripts {
		if !strings.HasPrefix(t.name, "functions/") {
			continue
		}
		again := strings.ReplaceAll(t.sql, "\nCREATE FUNCTION ", "\nCREATE OR REPLACE FUNCTION ")
		if _, err := tx.ExecContext(ctx, again); err != nil {
			return fmt.Errorf("%s: %w", t.name, withPosition(err, again))
		}
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO schema_state (state) VALUES ($1) ON CONFLICT (state) DO UPDATE SET at = clock_timestamp()`, state); err != nil {
		return err
	}
	return tx.Commit()
}

// withPosition adds the line at which PostgreSQL found the fault.
func withPosition(err error, sql string) error {
	var fault *pq.Error
	at := 0
	if !errors.As(err, &fault) {
		return err
	}
	if _, scan := fmt.Sscan(fault.Position, &at); scan != nil || at < 1 || at > len(sql) {
		return err
	}
	return fmt.Errorf("line %d: %w", 1+strings.Count(string([]rune(sql)[:min(at, len([]rune(sql)))]), "\n"), err)
}

// SchemaState is how a database's schema stands to this program's.
type SchemaState int

// The states of a database's schema.
const (
	Unmigrated SchemaState = iota // no migration of Huishang was ever applied
	Older                         // the program's state was never applied: migrate
	Current
	Newer // the program's state was applied once, and another since: the program is the older one
)

// CompareSchema tells how a database's schema stands to this program's. Any of the API's logins may ask.
func CompareSchema(ctx context.Context, pool *sql.DB) (SchemaState, error) {
	return stateOf(ctx, pool, MigratedState())
}

func stateOf(ctx context.Context, pool *sql.DB, state string) (SchemaState, error) {
	var there bool
	if err := pool.QueryRowContext(ctx, `SELECT to_regclass('public.schema_state') IS NOT NULL`).Scan(&there); err != nil || !there {
		return Unmigrated, err
	}
	var applied, newest sql.NullBool
	err := pool.QueryRowContext(ctx, `SELECT bool_or(state = $1), (array_agg(state ORDER BY at DESC))[1] = $1 FROM schema_state`, state).Scan(&applied, &newest)
	switch {
	case err != nil:
		return Unmigrated, err
	case newest.Bool:
		return Current, nil
	case applied.Bool:
		return Newer, nil
	}
	return Older, nil
}

// MigratedState names what Migrate makes of a database: a digest of all the SQL in this binary and of the roles.
func MigratedState() string { return migratedState(sqlFiles) }

func migratedState(files fs.FS) string {
	return digest(files, append([]string{numbered, "policies/*.tmpl"}, presentPatterns...)...)
}

// TablesState names what Migrate does once and for all: of two programs that agree in it, either brings a database that the
// other migrated to its own state.
func TablesState() string { return digest(sqlFiles, numbered) }

const numbered = "migrations/*.sql"

func digest(files fs.FS, patterns ...string) string {
	sum := sha256.New()
	fmt.Fprintln(sum, roles)
	for _, pattern := range patterns {
		// The files are in the binary, so that reading them does not fail.
		names, _ := fs.Glob(files, pattern)
		for _, name := range names {
			content, _ := fs.ReadFile(files, name)
			fmt.Fprintf(sum, "%s %d\n%s", name, len(content), content)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}
