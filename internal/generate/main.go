// Command generate runs gqlgen with what the schema's conventions say by themselves: ids are those of internal/ident,
// filters and comparators are maps, orders are read.Order, dimensions read.GroupBy, and every other input is a struct of internal/input,
// which it writes, as it writes which mutations do each act. The schema's chapters it puts together first. How
// characters are read (db/readings.sql) it takes from a library, so that the program needs none.
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

func main() {
	log.SetOutput(io.Discard) // gqlgen tells each field that a resolver answers
	err := writeSchema()
	if err == nil {
		err = writeReadings()
	}
	if err == nil {
		err = generate()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate() error {
	cfg, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	return api.Generate(cfg, api.PrependPlugin(conventions{}))
}

// conventions is a plugin of gqlgen.
type conventions struct{}

// Name is of plugin.Plugin.
func (conventions) Name() string { return "conventions" }

const (
	identPackage = "huishang/internal/ident"
	inputPackage = "huishang/internal/input"
	inputFile    = "internal/input/input.go"
)

// MutateConfig is of plugin.ConfigMutator: it runs before gqlgen makes models of its own for what is bound to nothing.
func (conventions) MutateConfig(cfg *config.Config) error {
	cfg.Models.Add("ID", "github.com/99designs/gqlgen/graphql.ID")
	ids := cfg.Packages.Load(identPackage)
	if ids == nil || ids.Types == nil {
		return fmt.Errorf("%s does not load", identPackage)
	}
	known := map[string]bool{}
	for _, name := range ids.Types.Scope().Names() {
		if noun, ok := strings.CutSuffix(name, "ID"); ok && noun != "" {
			known[noun] = true
			cfg.Models.Add("ID", identPackage+"."+name)
		}
	}
	var inputs []*ast.Definition
	for _, name := range sortedNames(cfg.Schema.Types) {
		d := cfg.Schema.Types[name]
		switch {
		case cfg.Models.Exists(name):
		case d.Kind == ast.InputObject && (strings.HasSuffix(name, "Filter") || strings.HasSuffix(name, "Comparator")):
			cfg.Models.Add(name, "map[string]any")
		case d.Kind == ast.InputObject && strings.HasSuffix(name, "Order"):
			cfg.Models.Add(name, "huishang/db/read.Order")
		case d.Kind == ast.InputObject && strings.HasSuffix(name, "Dimension"):
			cfg.Models.Add(name, "huishang/db/read.GroupBy")
		case d.Kind == ast.Enum && (strings.HasSuffix(name, "OrderField") || strings.HasSuffix(name, "DimensionField")):
			cfg.Models.Add(name, "github.com/99designs/gqlgen/graphql.String")
		case d.Kind == ast.InputObject:
			inputs = append(inputs, d)
		}
	}
	text, err := write(inputs, cfg, known)
	if err != nil {
		return err
	}
	for _, d := range inputs {
		cfg.Models.Add(d.Name, inputPackage+"."+d.Name)
	}
	if err := os.WriteFile(inputFile, text, 0o644); err != nil {
		return err
	}
	return writeMutations(cfg.Schema)
}
