package db

import (
	"maps"
	"testing"
	"testing/fstest"
)

// A database's state is named by the migrations in the binary: each one's name and text count.
func TestMigratedState(t *testing.T) {
	t.Parallel()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	first := fstest.MapFS{"migrations/1.sql": file("a"), "migrations/2.sql": file("b")}
	state := migratedState(first)
	if again := migratedState(maps.Clone(first)); again != state {
		t.Errorf("the same migrations are %s and %s", state, again)
	}
	for what, other := range map[string]fstest.MapFS{
		"one more":         {"migrations/1.sql": file("a"), "migrations/2.sql": file("b"), "migrations/3.sql": file("")},
		"one less":         {"migrations/1.sql": file("a")},
		"another text":     {"migrations/1.sql": file("a"), "migrations/2.sql": file("c")},
		"another name":     {"migrations/1.sql": file("a"), "migrations/4.sql": file("b")},
		"text moved along": {"migrations/1.sql": file("ab"), "migrations/2.sql": file("")},
	} {
		if migratedState(other) == state {
			t.Errorf("%s: the state has the same name", what)
		}
	}
	for folder := range sqlFiles {
		without := maps.Clone(sqlFiles)
		without[folder] = fstest.MapFS{}
		if MigratedState() == migratedState(without) {
			t.Errorf("the texts of %s do not count", folder)
		}
	}
}
