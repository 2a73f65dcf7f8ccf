// Package cli is the command line: what each command takes, and what it does.
package cli

import (
	"context"
	"runtime/debug"
	"slices"
	_ "time/tzdata" // an empty root has no zones

	"github.com/alecthomas/kong"
)

//go:generate env WRITE=1 go test -count=1 -run AreFresh .

// described is the command line but for what is bound to it.
var described = []kong.Option{
	kong.Name("huishang"), kong.ShortUsageOnError(),
	kong.Description("Huishang (会商): consultation, duty and accountability as a GraphQL API over PostgreSQL."),
}

// Line is a command line that was understood.
type Line struct {
	commands commands
	kong     *kong.Context
}

// Parse reads the command line for a program that publishes this contract, its schema. For one that is none it ends the
// program.
func Parse(args []string, contract string) *Line {
	var l Line
	l.commands.Contract = contract
	l.kong = parse(&l.commands, args)
	return &l
}

// parse ends the program with 80 for a command line that is none, and says how on standard error: where a script waits for a
// token or a table, no usage comes.
func parse(c *commands, args []string, more ...kong.Option) *kong.Context {
	line := kong.Must(c, slices.Concat(described, more)...)
	k, err := line.Parse(args)
	if err != nil {
		line.Stdout = line.Stderr
	}
	line.FatalIfErrorf(err)
	return k
}

// Run does what the line says; ctx ends it.
func (l *Line) Run(ctx context.Context) error {
	if err := l.commands.check(l.kong.Kong); err != nil {
		return err
	}
	l.kong.BindTo(ctx, (*context.Context)(nil))
	return l.kong.Run(&l.commands.Settings)
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "development"
}
