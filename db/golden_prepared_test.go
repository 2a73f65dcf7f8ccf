package db_test

import (
	"os"
	"path/filepath"
	"testing"

	"huishang/internal/dbtest"
)

// PostgreSQL takes every golden statement: its tables and columns are there and the types fit.
func TestGoldenIsPrepared(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/golden/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("golden files: %d, %v", len(files), err)
	}
	pool := dbtest.New(t).Super(t)
	for _, file := range files {
		sql, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		statement, err := pool.Prepare(string(sql))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if err := statement.Close(); err != nil {
			t.Error(err)
		}
	}
}
