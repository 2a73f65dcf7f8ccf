// Huishang (会商) is a GraphQL API over PostgreSQL for the work by which a Party committee and its discipline
// commission keep a state-owned company's branches accountable.
package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"huishang/db"
	"huishang/examples"
	"huishang/internal/auth"
	"huishang/internal/files"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/alecthomas/kong"
)

//go:embed schema.graphqls
var schema string

// drain is how long open requests may take once the server stops.
const drain = 25 * time.Second

// described is the command line but for what is bound to it.
var described = []kong.Option{
	kong.Name("huishang"), kong.UsageOnError(),
	kong.Description("Huishang (会商): consultation, duty and accountability as a GraphQL API over PostgreSQL."),
}

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	var c commands
	k := kong.Parse(&c, append(described, kong.BindTo(ctx, (*context.Context)(nil)))...)
	if err := k.Run(&c.Settings); err != nil {
		fmt.Fprintln(os.Stderr, "huishang:", err)
		cancel()
		os.Exit(1)
	}
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "development"
}

// serveCommand serves over a database that is migrated already.
type serveCommand struct {
	Host        string               `help:"Address to listen on." default:"127.0.0.1" env:"HUISHANG_HOST"`
	Port        int                  `help:"Port to listen on." default:"8080" env:"PORT"`
	Dev         bool                 `help:"Development: the issuer in the data folder signs tokens, names are suggested. On loopback alone." env:"HUISHANG_DEV"`
	Schema      transport.SchemaMode `help:"Who sees the schema: public, authenticated or off; public with --dev." default:"authenticated" enum:"public,authenticated,off" env:"SCHEMA"`
	Explorer    string               `help:"The explorer (GraphiQL) at /: on, off, or auto, which is on with --dev alone." default:"auto" enum:"auto,on,off" env:"EXPLORER"`
	Origins     []string             `help:"Browser origins that may call." env:"HUISHANG_ORIGINS"`
	MetricsAddr string               `help:"Address that serves /metrics to others than this machine." env:"METRICS_ADDR" placeholder:"HOST:PORT"`
	JWKS        string               `name:"jwks-url" help:"Published keys of the token issuer: https, or http on loopback." env:"HUISHANG_JWKS_URL" placeholder:"URL"`
	Issuer      string               `help:"The token issuer's name (iss)." env:"HUISHANG_ISSUER"`
	Audience    string               `help:"Whom tokens are for (aud)." default:"huishang" env:"HUISHANG_AUDIENCE"`
	Algorithms  []string             `help:"Signatures believed." default:"ES256,EdDSA" env:"HUISHANG_ALGORITHMS"`
	KeepFiles   time.Duration        `name:"files-keep-unattached" help:"How long a file is kept that nothing was attached to." default:"24h" env:"FILES_KEEP_UNATTACHED"`
	Cost        int64                `help:"What an operation may cost." default:"5000" env:"HUISHANG_COST_LIMIT"`
}

// Run serves until it is told to stop.
func (c *serveCommand) Run(ctx context.Context, s *Settings) error {
	if err := c.check(); err != nil {
		return err
	}
	d, err := s.open(ctx, false)
	if err != nil {
		return err
	}
	defer d.stop()
	return c.serve(ctx, s, d, nil)
}

func (c *serveCommand) check() error {
	ip := net.ParseIP(c.Host)
	loopback := c.Host == "localhost" || ip != nil && ip.IsLoopback()
	switch {
	case c.Dev && c.JWKS != "":
		return errors.New("--dev and HUISHANG_JWKS_URL exclude each other: the development issuer does not sign beside production keys")
	case c.Dev && !loopback:
		return errors.New("--dev serves on a loopback address alone")
	case c.KeepFiles < time.Hour:
		return errors.New("FILES_KEEP_UNATTACHED is an hour at least: a file is uploaded first and attached afterwards")
	case !c.Dev && (c.JWKS == "" || c.Issuer == ""):
		return errors.New("no keys to verify tokens with: set HUISHANG_JWKS_URL and HUISHANG_ISSUER, or --dev on a loopback address")
	}
	return nil
}

// serve runs the server over an open database; ready is told once it listens.
func (c *serveCommand) serve(ctx context.Context, s *Settings, d *database, ready func(wiring.Parts) error) error {
	log := s.log()
	pools, err := s.connect(ctx, d, time.Now)
	if err != nil {
		return err
	}
	defer pools.Close()
	operations, err := examples.Names()
	if err != nil {
		return err
	}
	p := wiring.Parts{
		DB: pools, SDL: schema, Mode: c.Schema, Dev: c.Dev, Origins: c.Origins, Cost: c.Cost,
		Metrics: transport.NewMetrics(operations), Log: log, Now: time.Now,
	}
	if p.Files, err = s.files(ctx, pools); err != nil {
		return err
	}
	defer p.Files.Close()
	if err := cmp.Or(c.keys(ctx, s, &p), c.explorer(&p)); err != nil {
		return err
	}
	var stopping atomic.Bool
	p.Ready = func() error {
		if stopping.Load() {
			return errors.New("shutting down")
		}
		return nil
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(c.Host, fmt.Sprint(c.Port)))
	if err != nil {
		return fmt.Errorf("%w (PORT chooses another)", err)
	}
	main := transport.Server(listener.Addr().String(), wiring.Handler(p))
	failed := make(chan error, 2)
	go func() { failed <- main.Serve(listener) }()
	servers := []*http.Server{main}
	if c.MetricsAddr != "" {
		metrics := transport.Server(c.MetricsAddr, p.Metrics.Handler())
		servers = append(servers, metrics)
		go func() { failed <- metrics.ListenAndServe() }()
	}
	defer c.sweep(ctx, p)()
	if ready != nil {
		if err := ready(p); err != nil {
			return err
		}
	}
	log.Info("serving", "address", "http://"+listener.Addr().String())
	select {
	case <-ctx.Done():
	case err := <-failed:
		return err
	case <-d.gone():
		return errors.New("PostgreSQL ended")
	}
	stopping.Store(true)
	log.Info("stopping: open requests are answered first")
	return shutdown(servers)
}

// explorer adds the explorer where it is on: by itself in development alone.
func (c *serveCommand) explorer(p *wiring.Parts) (err error) {
	if c.Explorer == "on" || c.Explorer == "auto" && c.Dev {
		p.Explorer, err = wiring.Explorer(p.Issuer != nil)
	}
	return err
}

// sweep does, now and every hour, what time alone brings: it removes the files that nothing was attached to, and
// hands open tasks on where an appointment has begun or ended. It ends with the context; the function returned
// ends it sooner and waits.
func (c *serveCommand) sweep(ctx context.Context, p wiring.Parts) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		hourly := time.NewTicker(time.Hour)
		defer hourly.Stop()
		for {
			did, err := p.Files.Expire(ctx, c.KeepFiles)
			if err != nil && ctx.Err() == nil {
				p.Log.Error("expire files", "error", err)
			}
			if did != (files.Expired{}) {
				p.Log.Info("expired files", "hidden", did.Hidden, "removed", did.Removed, "strays", did.Strays)
			}
			if err := p.DB.System(ctx, func(ctx context.Context, t *db.Tx) error {
				n, err := t.MoveTasks(ctx)
				if n > 0 {
					p.Log.Info("tasks handed on", "count", n)
				}
				return err
			}); err != nil && ctx.Err() == nil {
				p.Log.Error("hand tasks on", "error", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-hourly.C:
			}
		}
	})
	return func() { cancel(); running.Wait() }
}

// shutdown lets open requests end, for as long as drain.
func shutdown(servers []*http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), drain)
	defer cancel()
	var errs []error
	for _, s := range servers {
		errs = append(errs, s.Shutdown(ctx))
	}
	return errors.Join(errs...)
}

func (c *serveCommand) keys(ctx context.Context, s *Settings, p *wiring.Parts) (err error) {
	if c.Dev {
		if c.Schema == transport.SchemaAuthenticated && os.Getenv("SCHEMA") == "" {
			p.Mode = transport.SchemaPublic
		}
		if p.Issuer, err = s.issuer(); err != nil {
			return err
		}
		p.Verifier, err = p.Issuer.Verifier(time.Now)
		return err
	}
	p.Verifier, err = auth.NewJWKSVerifier(ctx, auth.VerifierConfig{Issuer: c.Issuer, Audience: c.Audience, Algorithms: c.Algorithms, Now: time.Now},
		c.JWKS, auth.Refresh{Every: 10 * time.Minute, UnknownEvery: time.Minute})
	return err
}

// gone is closed when a database of the program's own has ended.
func (d *database) gone() <-chan struct{} {
	if d.embedded == nil {
		return nil
	}
	return d.embedded.Done()
}
