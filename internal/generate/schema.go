package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const (
	schemaFile = "schema.graphqls"
	schemaHead = `# Huishang (会商): the contract. It is written in chapters, schema/*.graphqls; go generate ./... puts them together here.
#
`
)

// writeSchema puts the chapters together, in the order of their names, below a list of their headings.
func writeSchema() error {
	files, err := filepath.Glob("schema/*.graphqls")
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("schema/ has no chapter: generate runs at the module's root")
	}
	var head, body strings.Builder
	head.WriteString(schemaHead)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		heading, _, _ := strings.Cut(string(text), "\n")
		if !strings.HasPrefix(heading, "# ==== ") {
			return fmt.Errorf("%s begins with %q, not with its heading, # ==== N. Title", file, heading)
		}
		head.WriteString(heading + "\n")
		body.WriteString("\n" + strings.TrimRight(string(text), "\n") + "\n")
	}
	return os.WriteFile(schemaFile, []byte(head.String()+body.String()), 0o644)
}
