package db

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// Who sees a table's rows, and who writes them, can be read in testdata/policies: the policies as they are applied.
func TestPoliciesAsTheyAreApplied(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(sqlFiles, "policies/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		got, err := composed(sqlFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name)
		if os.Getenv("WRITE") == "1" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is composed to something else: read the difference, then WRITE=1 go test ./db -run Policies", file)
		}
	}
	written, err := filepath.Glob(filepath.Join("testdata", "policies", "*.sql"))
	if err != nil || len(written) != len(names) {
		t.Errorf("%d files of policies, %d written out: %v", len(names), len(written), err)
	}
}

// A policy compares its own row's columns (decisions.md "Row security"): none names a table, none is made from another's
// text, and each condition that stands in the conditions is used.
func TestConditionsAreNamedOnce(t *testing.T) {
	t.Parallel()
	conditions, err := fs.ReadFile(sqlFiles, "policies/conditions.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	all := string(conditions)
	names, err := fs.Glob(sqlFiles, "policies/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(sqlFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		all += string(content)
		for _, made := range []string{"pg_get_expr", "ALTER POLICY", "replace("} {
			if strings.Contains(string(content), made) {
				t.Errorf("%s makes policies by %s", name, made)
			}
		}
	}
	for _, m := range regexp.MustCompile(`\{\{define "(\w+)"\}\}`).FindAllStringSubmatch(string(conditions), -1) {
		if !strings.Contains(all, `{{template "`+m[1]+`"`) {
			t.Errorf("the condition %s is nobody's", m[1])
		}
	}
}

// A slip in a policy is an error, never a policy that compares with nothing.
func TestSlipsInPoliciesAreErrors(t *testing.T) {
	t.Parallel()
	conditions, err := fs.ReadFile(sqlFiles, "policies/conditions.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{
		"an unknown condition": `{{template "nobodys" .}}`,
		"an unknown column":    `{{template "committee" (as "Organisation" "org_id")}}`,
		"an unknown field":     `{{.Organisation}}`,
		"an unknown helper":    `{{within "org_id" "orgs"}}`,
	} {
		files := fstest.MapFS{"policies/conditions.tmpl": {Data: conditions}, "policies/x.sql": {Data: []byte(text)}}
		if got, err := composed(files, "policies/x.sql"); err == nil {
			t.Errorf("%s is composed to %q", what, got)
		}
	}
}
