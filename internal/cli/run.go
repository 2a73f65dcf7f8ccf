package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"huishang/internal/demo"
	"huishang/internal/transport"
	"huishang/internal/wiring"
)

// runCommand is everything for a first look.
type runCommand struct {
	Host     string        `help:"Loopback address to listen on." default:"127.0.0.1" env:"HUISHANG_HOST"`
	Port     int           `help:"Port to listen on." default:"8080" env:"PORT"`
	Explorer string        `help:"The explorer (GraphiQL) at /: on, off, or auto, which is on here." default:"auto" enum:"auto,on,off" env:"EXPLORER"`
	Slow     time.Duration `help:"An operation that takes as long is logged with its SQL texts, without values; 0 logs none." default:"1s" env:"HUISHANG_SLOW"`
	Origins  []string      `help:"Browser origins that may call, beside every page of this machine." env:"HUISHANG_ORIGINS"`
	Sample   bool          `help:"Load the sample into another server's database too." env:"SAMPLE"`
	JWKS     string        `name:"jwks-url" env:"HUISHANG_JWKS_URL" hidden:""`
	filesFlags
	sweepFlags
}

// Run starts PostgreSQL, migrates, loads the sample once, serves, and prints who may be acted as. On another
// server's database it migrates only where MIGRATE_DATABASE_URL is set and loads the sample only with SAMPLE=1.
func (c *runCommand) Run(ctx context.Context, s *Settings) error {
	serve := &serveCommand{Host: c.Host, Port: c.Port, Dev: true, Schema: "authenticated", Explorer: c.Explorer, trustFlags: trustFlags{JWKS: c.JWKS}, Cost: transport.LimitsDefault.Cost, Refusals: transport.RefusalsDefault, Origins: c.Origins, filesFlags: c.filesFlags, sweepFlags: c.sweepFlags, Sweep: true, observeFlags: observeFlags{Slow: c.Slow}}
	if err := serve.check(); err != nil {
		return err
	}
	s.OwnDatabase = s.DatabaseURL == ""
	d, err := s.open(ctx, false)
	if err != nil {
		return err
	}
	defer d.stop()
	own := s.OwnDatabase
	if own || d.migrate != "" {
		if err := migrate(ctx, d); err != nil {
			return err
		}
	}
	if own || c.Sample {
		pools, err := s.connect(ctx, d, time.Now)
		if err != nil {
			return err
		}
		err = demo.All(ctx, pools, os.Stderr)
		if err := closeAfter(pools.Close, err); err != nil {
			return err
		}
	}
	return serve.serve(ctx, s, d, func(p wiring.Parts) error { return welcome(ctx, p, c.Host, c.Port) })
}

func closeAfter(close func() error, err error) error {
	if closing := close(); err == nil {
		return closing
	}
	return err
}

// welcome prints the address, who may be acted as, one token, and how to get the others.
func welcome(ctx context.Context, p wiring.Parts, host string, port int) error {
	var tokens []*wiring.DevToken
	for _, as := range demo.Grants {
		t, err := wiring.Token(ctx, p.DB, p.Issuer, p.Now, as, "")
		if err != nil {
			continue // another database need not hold the sample's organisations
		}
		tokens = append(tokens, t)
	}
	return printWelcome(os.Stdout, fmt.Sprintf("http://%s:%d", host, port), p.Explorer != nil, tokens)
}

// printWelcome fits a screen of 100 columns but for the token, which is a line of its own.
func printWelcome(out io.Writer, address string, explorer bool, tokens []*wiring.DevToken) error {
	w := tabwriter.NewWriter(out, 0, 2, 2, ' ', 0)
	fmt.Fprintf(w, "\nROLE\tORGANISATION\tPERSON\n")
	for _, t := range tokens {
		fmt.Fprintf(w, "%s\t%s\t%s %s\n", t.Role, t.Place(), t.Number, t.Person)
	}
	if len(tokens) > 0 {
		first := tokens[0]
		as := fmt.Sprintf("%s@%s", first.Role, first.Place())
		fmt.Fprintf(w, "\nA token of %s for 15 minutes:\n\n%s\n\nAny other: bin/huishang token --as ROLE@ORGANISATION, for instance --as %s\n", as, first.Token, as)
	}
	fmt.Fprintf(w, "\nHuishang (会商) answers at %s/graphql\n", address)
	if explorer {
		fmt.Fprintf(w, "In a browser: %s/\n", address)
	}
	return w.Flush()
}
