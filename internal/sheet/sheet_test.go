package sheet_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/dbtest"
	"huishang/internal/sheet"
	"huishang/sample"
)

// day is when all imports here happen.
var day = time.Date(2026, 11, 18, 2, 0, 0, 0, time.UTC)

// store is a database with the pools of its logins and a look past row security.
type store struct {
	*db.DB
	super *sql.DB
}

func open(t testing.TB, d *dbtest.DB) store {
	t.Helper()
	pools, err := db.Open(context.Background(), tx.Config{
		API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]), PoolSize: 2,
		StatementTimeout: 8 * time.Second, AnalystTimeout: 8 * time.Second, Now: dbtest.NewClock(day).Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pools.Close() })
	return store{pools, d.Super(t)}
}

// close gives the connections back before the test ends, for tests that use many databases.
func (s store) close() {
	_ = s.Close()
	_ = s.super.Close()
}

// empty is a database without a province.
func empty(t testing.TB) store { return open(t, dbtest.New(t)) }

// sampled is a copy of a database that holds the sample, lists as drafts.
func sampled(t testing.TB) store {
	t.Helper()
	return open(t, dbtest.Kept(t, "sheet", func(d *dbtest.DB) error {
		pools, err := db.Open(context.Background(), tx.Config{
			API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]), PoolSize: 2,
			StatementTimeout: 8 * time.Second, AnalystTimeout: 8 * time.Second, Now: dbtest.NewClock(day).Now,
		})
		if err != nil {
			return err
		}
		defer pools.Close()
		book, err := sheet.OpenFolder(hainan(t))
		if err != nil {
			return err
		}
		_, err = sheet.Import(context.Background(), pools, book, func(sheet.Report) {})
		return err
	}).Clone(t))
}

// hainan is the sample's folder, in memory, for tests to change.
func hainan(t testing.TB) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, s := range sheet.Sheets {
		b, err := fs.ReadFile(sample.Hainan, "hainan/"+s.Name+".csv")
		if err != nil {
			t.Fatal(err)
		}
		folder[s.Name+".csv"] = &fstest.MapFile{Data: b}
	}
	return folder
}

// edit replaces text in one sheet of a folder, once; the text has to be there.
func edit(t testing.TB, folder fstest.MapFS, name, old, new string) {
	t.Helper()
	text := string(folder[name+".csv"].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s.csv has no %q", name, old)
	}
	folder[name+".csv"] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
}

// add appends a line to a sheet.
func add(t testing.TB, folder fstest.MapFS, name, line string) {
	t.Helper()
	folder[name+".csv"] = &fstest.MapFile{Data: append(bytes.Clone(folder[name+".csv"].Data), line+"\n"...)}
}

// load opens and imports a folder.
func load(t testing.TB, s store, folder fs.FS) ([]sheet.Report, error) {
	t.Helper()
	book, err := sheet.OpenFolder(folder)
	if err != nil {
		return nil, err
	}
	return sheet.Import(context.Background(), s.DB, book, func(sheet.Report) {})
}

// mustLoad imports a folder that has to be sound.
func mustLoad(t testing.TB, s store, folder fs.FS) []sheet.Report {
	t.Helper()
	reports, err := load(t, s, folder)
	if err != nil {
		t.Fatal(err)
	}
	return reports
}

// refused are the problems of an import that has to be refused.
func refused(t testing.TB, s store, folder fs.FS) sheet.Problems {
	t.Helper()
	reports, err := load(t, s, folder)
	var problems sheet.Problems
	if !errors.As(err, &problems) || len(problems) == 0 {
		t.Fatalf("expected problems; got %v, %v", reports, err)
	}
	return problems
}

// entries counts the audit trail: every table that an import writes is in it, so that equal counts mean that
// nothing at all was written.
func entries(t testing.TB, s store) int { return count(t, s, `SELECT count(*) FROM audit_entry`) }

func count(t testing.TB, s store, query string, args ...any) (n int) {
	t.Helper()
	if err := s.super.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func text(t testing.TB, s store, query string, args ...any) (v string) {
	t.Helper()
	if err := s.super.QueryRow(query, args...).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func exec(t testing.TB, s store, query string, args ...any) {
	t.Helper()
	r, err := s.super.Exec(query, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s: %d rows, %v", query, n, err)
	}
}

// records reads a sheet's lines, the header first.
func records(t testing.TB, folder fstest.MapFS, name string) [][]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(folder[name+".csv"].Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// write makes a sheet of lines.
func write(t testing.TB, folder fstest.MapFS, name string, lines [][]string) {
	t.Helper()
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(lines); err != nil {
		t.Fatal(err)
	}
	folder[name+".csv"] = &fstest.MapFile{Data: b.Bytes()}
}

// lineOf is the number of the last line of a sheet that begins so.
func lineOf(t testing.TB, folder fstest.MapFS, name, prefix string) int {
	t.Helper()
	lines := strings.Split(string(folder[name+".csv"].Data), "\n")
	slices.Reverse(lines)
	n := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, prefix) })
	if n < 0 {
		t.Fatalf("%s.csv has no line that begins %q", name, prefix)
	}
	return len(lines) - n
}
