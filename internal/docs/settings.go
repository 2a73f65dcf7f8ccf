package docs

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// Settings lists the flags of a command line as --help does: what every command takes, then what each adds.
func Settings(k *kong.Kong) string {
	var b strings.Builder
	b.WriteString(`# Settings · 设置

Generated from the command line, which begins in ` + "`internal/cli`" + `; ` + "`bin/huishang --help`" + ` says the same. A flag goes before
its variable, the variable before the default.
`)
	settings(&b, "Every command", k.Model.Node)
	for _, command := range k.Model.Children {
		settings(&b, "`"+command.Name+"`: "+command.Help, command)
		for _, part := range command.Children {
			settings(&b, "`"+command.Name+" "+part.Name+"`: "+part.Help, part)
		}
	}
	return b.String()
}

func settings(b *strings.Builder, title string, of *kong.Node) {
	var rows []string
	for _, f := range of.Flags {
		if f.Hidden || f.Name == "help" {
			continue
		}
		rows = append(rows, fmt.Sprintf("| `--%s` | %s | %s | %s |\n", f.Name, code(strings.Join(f.Envs, ", ")), code(f.Default), f.Help))
	}
	for _, a := range of.Positional {
		rows = append(rows, fmt.Sprintf("| `%s` | | | %s |\n", a.Summary(), a.Help))
	}
	if len(rows) > 0 {
		fmt.Fprintf(b, "\n## %s\n\n| flag | variable | default | meaning |\n|---|---|---|---|\n%s", title, strings.Join(rows, ""))
	}
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}
