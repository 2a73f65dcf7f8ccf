package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"huishang/db/tx"
	"huishang/examples"
	"huishang/internal/sweep"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// drain is how long open requests may take once the server stops.
const drain = 25 * time.Second

// serveCommand serves over a database that is migrated already.
type serveCommand struct {
	Host     string               `help:"Address to listen on." default:"127.0.0.1" env:"HUISHANG_HOST"`
	Port     int                  `help:"Port to listen on." default:"8080" env:"PORT"`
	Dev      bool                 `help:"Development: the issuer in the data folder signs tokens, names are suggested. On loopback alone." env:"HUISHANG_DEV"`
	Schema   transport.SchemaMode `help:"Who sees the schema: public, authenticated or off; public with --dev." default:"authenticated" enum:"public,authenticated,off" env:"SCHEMA"`
	Explorer string               `help:"The explorer (GraphiQL) at /: on, off, or auto, which is on with --dev alone." default:"auto" enum:"auto,on,off" env:"EXPLORER"`
	Origins  []string             `help:"Browser origins that may call; with --dev every page of this machine may, too." env:"HUISHANG_ORIGINS"`
	Refusals int                  `help:"How many refused requests one person may send at once; half as many more each minute. An address without a valid token ten times that; 0 throttles nobody." default:"60" env:"HUISHANG_REFUSALS"`
	Cost     int64                `help:"What an operation may cost, in rows." default:"25000" env:"HUISHANG_COST_LIMIT"`
	frontFlags
	trustFlags
	filesFlags
	sweepFlags
	Sweep bool `help:"Run the jobs that time brings; --no-sweep where huishang sweep is run by another schedule." default:"true" negatable:"" env:"HUISHANG_SWEEP"`
	observeFlags
}

// frontFlags are about what stands in front: proxies and balancers.
type frontFlags struct {
	Proxies []netip.Prefix `help:"Addresses of the proxies in front, as 10.0.0.5/32: what they say of a client's address is believed." default:"127.0.0.0/8,::1/128" env:"HUISHANG_PROXIES"`
	Grace   time.Duration  `help:"How long new requests are still taken once the server is told to stop, while /readyz says 503: longer than whoever asks it takes to notice." default:"5s" env:"HUISHANG_GRACE"`
}

func (f *frontFlags) check() error {
	if f.Grace < 0 || f.Grace > time.Minute {
		return errors.New("HUISHANG_GRACE is a duration as 5s, from 0 to a minute")
	}
	return nil
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
	case !c.Dev && (c.JWKS == "" || c.Issuer == ""):
		return errors.New("no keys to verify tokens with: set HUISHANG_JWKS_URL and HUISHANG_ISSUER, or --dev on a loopback address")
	}
	for _, origin := range c.Origins {
		if err := transport.ParseOrigin(origin); err != nil {
			return fmt.Errorf("HUISHANG_ORIGINS: %w", err)
		}
	}
	return cmp.Or(c.frontFlags.check(), c.filesFlags.check(), c.sweepFlags.check(), c.observeFlags.check())
}

// errStopping is what /readyz says between the signal and the end.
var errStopping = &tx.Unready{Sentence: "the server is shutting down"}

// serve runs the server over a database that may come later; ready is told once all is there.
func (c *serveCommand) serve(ctx context.Context, s *Settings, d *database, ready func(wiring.Parts) error) error {
	log := c.begin(s)
	pools, err := s.pools(d, time.Now)
	if err != nil {
		return err
	}
	defer pools.Close()
	operations, err := examples.Names()
	if err != nil {
		return err
	}
	metrics := registered(operations, pools.Pools())
	var stopping atomic.Bool
	p := wiring.Parts{
		DB: pools, SDL: s.Contract, Mode: c.Schema, Dev: c.Dev, Origins: c.Origins, Cost: c.Cost, Throttle: transport.ThrottleOf(c.Refusals),
		Metrics: metrics, Log: log, Now: time.Now, Slow: c.Slow,
		Ready: func() error {
			if stopping.Load() {
				return errStopping
			}
			return nil
		},
	}
	if p.Files, err = s.files(ctx, pools); err != nil {
		return err
	}
	defer p.Files.Close()
	p.Files.Limits = c.limits(c.KeepFiles)
	sweeper := c.sweeper(pools, p.Files, log, metrics.Register)
	watch := watchReporting(pools, log, metrics.Register)
	flush, err := c.trace(ctx, &p)
	if err != nil {
		return err
	}
	defer flush()
	if err := cmp.Or(c.keys(ctx, s, &p), c.explorer(&p)); err != nil {
		return err
	}
	registerKeys(metrics, p.Verifier.KeySet)
	failed := make(chan error, 4)
	listener, servers, err := c.listen(ctx, p, &stopping, failed)
	if err != nil {
		return err
	}
	defer c.work(ctx, p, watch, sweeper, ready, failed)()
	select {
	case <-ctx.Done():
	case err := <-failed:
		return err
	case <-d.gone():
		return errors.New("PostgreSQL ended")
	}
	stopping.Store(true)
	return c.stop(log, listener, servers, failed)
}

// stop takes requests for the grace, so that a balancer learns that the server is not ready, then answers those that are open.
func (c *serveCommand) stop(log *slog.Logger, listener net.Listener, servers []*http.Server, failed <-chan error) error {
	log.Info("stopping: not ready from here on, requests are still taken", "grace", c.Grace)
	select {
	case <-time.After(c.Grace):
	case err := <-failed:
		return err
	}
	log.Info("stopping: open requests are answered first")
	if err := transport.TurnAway(listener); err != nil {
		log.Warn("stopping: connections that are about to be accepted may be reset", "error", err)
	}
	return shutdown(servers)
}

// begin tunes the process and tells what cursors are sealed with where nobody chose it.
func (c *serveCommand) begin(s *Settings) *slog.Logger {
	log := s.log()
	tune(log, memlimit.FromCgroup, memlimit.FromSystem)
	if s.CursorKey == "" && !c.Dev {
		log.Warn("HUISHANG_CURSOR_KEY is not set: the key is made from DATABASE_URL, and cursors end where another server's differs or its password changes")
	}
	return log
}

// work waits for the database and the keys, tells ready that they are there, and from then on watches the logins for reporting and sweeps
// where it is to. It ends with the context; the function returned ends it sooner and waits. failed is told what waiting does not mend.
func (c *serveCommand) work(ctx context.Context, p wiring.Parts, watch *reportingWatch, sweeper *sweep.Sweeper, ready func(wiring.Parts) error, failed chan<- error) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() {
		err := await(ctx, p)
		if err == nil && ready != nil {
			err = ready(p)
		}
		if err == nil {
			running.Go(func() { watch.serve(ctx) })
		}
		if err == nil && c.Sweep {
			sweeper.Serve(ctx)
		}
		if err != nil && ctx.Err() == nil {
			failed <- err
		}
	})
	return func() { cancel(); running.Wait() }
}

// await returns once database and keys can be worked with. Each try that fails is a line of the log, and twice as long
// until the next, up to 15 seconds; what no waiting mends ends it.
func await(ctx context.Context, p wiring.Parts) error {
	for wait := 500 * time.Millisecond; ; wait = min(2*wait, 15*time.Second) {
		told, err := p.DB.Check(ctx)
		for _, sentence := range told {
			p.Log.WarnContext(ctx, "settings", "why", sentence)
		}
		if err == nil {
			err = p.Verifier.Ready()
		}
		if err == nil {
			p.Log.InfoContext(ctx, "ready")
			return nil
		}
		if tx.Hopeless(err) || ctx.Err() != nil {
			return err
		}
		p.Log.WarnContext(ctx, "waiting", "error", err, "again", wait)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// closing lets no connection outlive its answer once the server is stopping, so that a proxy does not send the next
// request on one that is about to be closed.
func closing(h http.Handler, stopping *atomic.Bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if stopping.Load() {
			w.Header().Set("Connection", "close")
		}
		h.ServeHTTP(w, r)
	})
}

// listen serves on the main port, and beside it what observeFlags ask for. failed is told of a server's end.
func (c *serveCommand) listen(ctx context.Context, p wiring.Parts, stopping *atomic.Bool, failed chan<- error) (net.Listener, []*http.Server, error) {
	listener, err := transport.Listen(ctx, net.JoinHostPort(c.Host, fmt.Sprint(c.Port)))
	if err != nil {
		return nil, nil, fmt.Errorf("%w (PORT chooses another)", err)
	}
	others, err := c.observeFlags.listen(p, failed)
	if err != nil {
		return nil, nil, errors.Join(err, listener.Close())
	}
	main := transport.Server(listener.Addr().String(), closing(wiring.Handler(p), stopping), p.Log)
	go func() { failed <- main.Serve(listener) }()
	p.Log.Info("serving", "address", "http://"+listener.Addr().String(), "version", version())
	return listener, append([]*http.Server{main}, others...), nil
}

// explorer adds the explorer where it is on: by itself in development alone.
func (c *serveCommand) explorer(p *wiring.Parts) (err error) {
	if c.Explorer == "on" || c.Explorer == "auto" && c.Dev {
		p.Explorer, err = wiring.Explorer(*p)
	}
	return err
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
	p.Verifier, err = c.verifier(ctx, p.Log)
	return err
}

// gone is closed when a database of the program's own has ended.
func (d *database) gone() <-chan struct{} {
	if d.embedded == nil {
		return nil
	}
	return d.embedded.Done()
}
