package main

import (
	"context"
	"fmt"
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
	Sample   bool          `help:"Load the sample into another server's database too." env:"SAMPLE"`
	JWKS     string        `name:"jwks-url" env:"HUISHANG_JWKS_URL" hidden:""`
	filesFlags
	keepFlags
}

// Run starts PostgreSQL, migrates, loads the sample once, serves, and prints a token per role. On another
// server's database it migrates only where MIGRATE_DATABASE_URL is set and loads the sample only with SAMPLE=1.
func (c *runCommand) Run(ctx context.Context, s *Settings) error {
	serve := &serveCommand{Host: c.Host, Port: c.Port, Dev: true, Schema: "authenticated", Explorer: c.Explorer, trustFlags: trustFlags{JWKS: c.JWKS}, Cost: transport.LimitsDefault.Cost, filesFlags: c.filesFlags, keepFlags: c.keepFlags, observeFlags: observeFlags{Slow: c.Slow}}
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

// welcome prints the address and a token per role.
func welcome(ctx context.Context, p wiring.Parts, host string, port int) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 2, 2, ' ', 0)
	fmt.Fprintf(w, "\nHuishang (会商) answers at http://%s:%d/graphql\n\n", host, port)
	if p.Explorer != nil {
		fmt.Fprintf(w, "Try it in a browser: http://%s:%d/\n\n", host, port)
	}
	fmt.Fprintf(w, "ROLE\tORGANISATION\tPERSON\tTOKEN (15 minutes; bin/huishang token --as ROLE@ORGANISATION gives another)\n")
	for _, as := range demo.Grants {
		t, err := wiring.Token(ctx, p.DB, p.Issuer, p.Now, as, "")
		if err != nil {
			continue // another database need not hold the sample's organisations
		}
		fmt.Fprintf(w, "%s\t%s\t%s %s\t%s\n", t.Role, t.Org, t.Number, t.Person, t.Token)
	}
	return w.Flush()
}
