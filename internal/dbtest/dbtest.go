// Package dbtest gives each test a migrated PostgreSQL database of its own, and a clock that tests push. One
// server serves a test binary and ends with it, however it ends; the migrated cluster is made once and copied.
// A test without PostgreSQL fails; it is never skipped.
package dbtest

import (
	"database/sql"
	"fmt"
	"sync/atomic"
	"testing"

	"huishang/internal/postgres"
)

// DB is one test's database. It is dropped when the test ends.
type DB struct {
	Name   string
	server *server
}

var made atomic.Int64

// New makes a database with all migrations applied and no rows but theirs.
func New(t testing.TB) *DB {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("a database for the test: %v", err)
	}
	d := &DB{Name: fmt.Sprintf("test_%d", made.Add(1)), server: s}
	if err := d.create(templateName); err != nil {
		t.Fatal(err)
	}
	d.dropAfter(t)
	return d
}

// Empty makes a database with nothing in it, on a server that has Huishang's roles.
func Empty(t testing.TB) *DB {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatalf("a database for the test: %v", err)
	}
	d := &DB{Name: fmt.Sprintf("test_%d", made.Add(1)), server: s}
	if err := d.create("template0"); err != nil {
		t.Fatal(err)
	}
	d.dropAfter(t)
	return d
}

// create copies a template. A copy has its template's rows, not its rights on the database, which Migrate gives.
func (d *DB) create(template string) error {
	for _, statement := range []string{
		`CREATE DATABASE ` + d.Name + ` TEMPLATE ` + template + ` OWNER huishang_owner`,
		`REVOKE ALL ON DATABASE ` + d.Name + ` FROM PUBLIC`,
		`GRANT CONNECT ON DATABASE ` + d.Name + ` TO huishang_reader, huishang_reporting`,
	} {
		if _, err := d.server.admin.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

func (d *DB) dropAfter(t testing.TB) {
	t.Cleanup(func() {
		if _, err := d.server.admin.Exec(`DROP DATABASE ` + d.Name + ` WITH (FORCE)`); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
}

// URL is the database's address for one of db.Logins or postgres.Superuser, who migrates too.
func (d *DB) URL(login string) string { return d.server.embedded.URL(login, d.Name) }

// Super opens a pool as superuser, for arranging rows past row security and for looking at what is hidden. It
// closes with the test.
func (d *DB) Super(t testing.TB) *sql.DB {
	t.Helper()
	pool, err := sql.Open("postgres", d.URL(postgres.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
	})
	return pool
}
