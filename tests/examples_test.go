package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every example runs as who it says, answers with rows, and costs within the limit.
func TestExamples(t *testing.T) {
	w := newWorld(t)
	files, err := filepath.Glob("../examples/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	as := regexp.MustCompile(`(?m)^# as: (\S+)$`)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		who := as.FindStringSubmatch(string(b))
		if who == nil || !strings.HasPrefix(string(b), "# ") {
			t.Fatalf("%s does not say what it is for and as whom", file)
		}
		a := w.as(who[1]).must(string(b), nil)
		for name, v := range a.Data {
			if v == nil || strings.Contains(a.Body, `"nodes":[],"`) && len(a.Data) == 1 {
				t.Errorf("%s: %s answers nothing: %s", file, name, a.Body)
			}
		}
	}
}
