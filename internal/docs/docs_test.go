package docs

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A generated page is what the code says now. WRITE=1 writes it.
func TestPagesAreFresh(t *testing.T) {
	pages := Pages()
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		file := filepath.Join("..", "..", "docs", name)
		if os.Getenv("WRITE") == "1" {
			if err := os.WriteFile(file, []byte(pages[name]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if string(b) != pages[name] {
			t.Errorf("docs/%s is stale: make generate", name)
		}
	}
}
