package docs

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every test that a document names is there: a promise without its test is none.
func TestPromisesNameTestsThatExist(t *testing.T) {
	var there []string
	if err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllSubmatch(text, -1) {
			there = append(there, string(m[1]))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"SECURITY.md", "docs/operations.md"} {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		named := regexp.MustCompile("`(Test\\w+)`").FindAllSubmatch(text, -1)
		if len(named) == 0 {
			t.Errorf("%s names no test", file)
		}
		for _, m := range named {
			if !slices.Contains(there, string(m[1])) {
				t.Errorf("%s names %s, which is not there", file, m[1])
			}
		}
	}
}
