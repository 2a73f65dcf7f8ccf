package dbtest

import (
	"fmt"
	"sync"
	"testing"
)

var (
	kept   = map[string]*DB{}
	keptMu sync.Mutex
	common []filled
)

// filled is a kept database and what fills it.
type filled struct {
	name string
	fill func(d *DB) error
}

// Common is Kept for what nearly every test of a package reads. Called while the package is initialised, it returns how a
// test gets the database. Where KEPT_DATABASES names a folder, the database is filled once for all test binaries that are
// given that folder, whatever program they are of: scripts/guards runs hundreds.
func Common(name string, fill func(d *DB) error) func(t testing.TB) *DB {
	common = append(common, filled{name, fill})
	return func(t testing.TB) *DB { return Kept(t, name, fill) }
}

// Kept makes a database that stays for the whole test binary, filled once by fill: what many tests read, or
// copy with Clone.
func Kept(t testing.TB, name string, fill func(d *DB) error) *DB {
	t.Helper()
	keptMu.Lock()
	defer keptMu.Unlock()
	s, err := shared() // which may have it already
	if err != nil {
		t.Fatalf("a database for the tests: %v", err)
	}
	if d, ok := kept[name]; ok {
		return d
	}
	d, err := s.fill(filled{name, fill})
	if err != nil {
		t.Fatal(err)
	}
	kept[name] = d
	return d
}

// fill makes a kept database.
func (s *server) fill(f filled) (*DB, error) {
	d := s.kept(f.name)
	if err := d.create(templateName); err != nil {
		return nil, err
	}
	if err := f.fill(d); err != nil {
		return nil, fmt.Errorf("fill %s: %w", f.name, err)
	}
	return d, nil
}

func (s *server) kept(name string) *DB { return &DB{Name: "kept_" + name, server: s} }

// Clone makes a copy of a database for one test; nobody may be connected to the original meanwhile.
func (d *DB) Clone(t testing.TB) *DB {
	t.Helper()
	keptMu.Lock()
	defer keptMu.Unlock()
	c := &DB{Name: fmt.Sprintf("test_%d", made.Add(1)), server: d.server}
	if err := c.create(d.Name); err != nil {
		t.Fatal(err)
	}
	c.dropAfter(t)
	return c
}
