package dbtest

import (
	"fmt"
	"sync"
	"testing"
)

var (
	kept   = map[string]*DB{}
	keptMu sync.Mutex
)

// Kept makes a database that stays for the whole test binary, filled once by fill: what many tests read, or
// copy with Clone.
func Kept(t testing.TB, name string, fill func(d *DB) error) *DB {
	t.Helper()
	keptMu.Lock()
	defer keptMu.Unlock()
	if d, ok := kept[name]; ok {
		return d
	}
	s, err := shared()
	if err != nil {
		t.Fatalf("a database for the tests: %v", err)
	}
	d := &DB{Name: "kept_" + name, server: s}
	if err := d.create(templateName); err != nil {
		t.Fatal(err)
	}
	if err := fill(d); err != nil {
		t.Fatalf("fill %s: %v", name, err)
	}
	kept[name] = d
	return d
}

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
