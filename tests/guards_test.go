package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A guard whose patch does not fit the tree any more is a protection that nobody tries (make guards): each patch of
// tests/guards names a test that is there, and finds the lines that it changes as they are.
func TestGuardsFitTheTree(t *testing.T) {
	patches, err := filepath.Glob("guards/*.patch")
	if err != nil || len(patches) == 0 {
		t.Fatal(patches, err)
	}
	hunk := regexp.MustCompile(`(?m)^@@ .*\n`)
	for _, name := range patches {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		head, diff, found := strings.Cut(string(content), "\n--- a/")
		if !found || !regexp.MustCompile(`(?m)^test: \S`).MatchString(head) {
			t.Errorf("%s: no test, or no diff", name)
			continue
		}
		for _, file := range strings.Split(diff, "\n--- a/") {
			path, body, _ := strings.Cut(file, "\n")
			path, _, _ = strings.Cut(path, "\t")
			tree, err := os.ReadFile(filepath.Join("..", path))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for _, h := range hunk.Split(body, -1)[1:] {
				var was strings.Builder
				before, after := 0, 0 // lines of context: patch takes fewer at one end for the file's own
				changed := false
				for line := range strings.Lines(h) {
					context := strings.HasPrefix(line, " ") || line == "\n"
					switch {
					case !context:
						changed, after = true, 0
					case changed:
						after++
					default:
						before++
					}
					if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "-") {
						was.WriteString(line[1:])
					} else if line == "\n" {
						was.WriteString(line)
					}
				}
				lines := strings.TrimSuffix(was.String(), "\n")
				fits := strings.Contains(string(tree), lines) && (after >= before || strings.HasSuffix(strings.TrimSuffix(string(tree), "\n"), lines)) &&
					(before >= after || strings.HasPrefix(string(tree), lines))
				if !fits {
					t.Errorf("%s does not fit %s any more: cut it anew, so that it is tried", name, path)
				}
			}
		}
	}
}
