// Huishang (会商) is a GraphQL API over PostgreSQL for the work by which a Party committee and its discipline
// commission keep a state-owned company's branches accountable.
package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"huishang/internal/cli"
)

//go:embed schema.graphqls
var schema string

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	line := cli.Parse(os.Args[1:], schema)
	context.AfterFunc(ctx, cancel) // a second signal ends at once
	if err := line.Run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "huishang:", err)
		cancel()
		os.Exit(1)
	}
}
