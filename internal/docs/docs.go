// Package docs writes the pages of docs/ that come from the code: the error catalogue from the codes, the
// permission matrix from the act table, state diagrams from the tables of steps, the data model from the dump of
// the schema, what computed fields are computed over from db.DerivedFields, the glossary from the schema's descriptions, the settings from the command line, the
// metrics from their registry. A test fails when a page is stale.
package docs

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huishang/internal/auth"
	"huishang/internal/fault"
)

//go:generate env WRITE=1 go test -count=1 .

// Pages are the generated pages by file name, of the sources under root.
func Pages(root fs.FS) (map[string]string, error) {
	model, err := dataModel(root)
	if err != nil {
		return nil, err
	}
	words, err := glossary(root)
	return map[string]string{"errors.md": errors(), "permissions.md": permissions(), "states.md": states(), "data-model.md": model, "derived.md": derived(), "glossary.md": words}, err
}

// Fresh fails a test where a page under root is not what the code says now. WRITE=1 writes it.
func Fresh(t testing.TB, root string, pages map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		file := filepath.Join(root, "docs", name)
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

func errors() string {
	var b strings.Builder
	b.WriteString("# Error codes · 错误码\n\nGenerated from `internal/fault/messages.go`. The same is answered by the query `errorCodes`.\n")
	for _, place := range []struct {
		of    fault.Place
		title string
	}{{fault.Payload, "In a mutation's payload: a person can put it right"}, {fault.TopLevel, "In the response's `errors`, as `extensions.code`"}} {
		fmt.Fprintf(&b, "\n## %s\n\n| code | cause | cure | 原因 | 处理 |\n|---|---|---|---|---|\n", place.title)
		for _, e := range fault.Catalogue() {
			if e.Place == place.of {
				fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", e.Code, e.Cause.EN, e.Cure.EN, e.Cause.ZH, e.Cure.ZH)
			}
		}
	}
	return b.String()
}

func permissions() string {
	cells := map[auth.Act]map[auth.Role]string{}
	var acts []auth.Act
	auth.Rules(func(act auth.Act, role auth.Role, relation auth.Relation, kinds []string) {
		if cells[act] == nil {
			cells[act] = map[auth.Role]string{}
			acts = append(acts, act)
		}
		cell := string(relation)
		if len(kinds) > 0 {
			cell += " (" + strings.Join(kinds, ", ") + ")"
		}
		cells[act][role] = cell
	})
	var b strings.Builder
	b.WriteString(`# Who may do what · 权限

Generated from the act table, ` + "`internal/auth/policy.go`" + `. SAME: the grant acts for the row's organisation, by itself or after
routing (an administrator: his organisation and below). IN_DEPARTMENT: the grant is held in the row's department. ROUTED:
the row's own authority names the role and the organisation, own matters passed on. What is not listed is refused.

| act | role | relation |
|---|---|---|
`)
	for _, act := range acts {
		if act == auth.Read {
			b.WriteString("| `READ` | every role | row security decides the rows |\n")
			continue
		}
		for _, role := range auth.Roles {
			if cell, ok := cells[act][role]; ok {
				fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", act, role, cell)
			}
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
