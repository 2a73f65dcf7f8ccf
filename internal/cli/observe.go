package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/jmoiron/sqlx"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// observeFlags are what an operator turns on to look inside: nothing by default but the log of slow operations.
type observeFlags struct {
	MetricsAddr string        `help:"Address that serves /metrics to others than this machine." env:"METRICS_ADDR" placeholder:"HOST:PORT"`
	Slow        time.Duration `help:"An operation that takes as long is logged with its SQL texts, without values; 0 logs none." default:"1s" env:"HUISHANG_SLOW"`
	OTLP        string        `name:"otlp-endpoint" help:"OpenTelemetry collector that takes traces over HTTP; none are made without it. The other OTEL_… variables of the exporter hold too." env:"OTEL_EXPORTER_OTLP_ENDPOINT" placeholder:"URL"`
	Pprof       string        `help:"Loopback address that serves /debug/pprof/; off without it." env:"HUISHANG_PPROF" placeholder:"127.0.0.1:PORT"`
}

func (o *observeFlags) check() error {
	if o.Slow < 0 {
		return errors.New("HUISHANG_SLOW is a duration as 1s, or 0")
	}
	if o.Pprof == "" {
		return nil
	}
	if host, _, err := net.SplitHostPort(o.Pprof); err != nil || !net.ParseIP(host).IsLoopback() {
		return errors.New("HUISHANG_PPROF is a loopback address with a port, as 127.0.0.1:6060: profiles show the process's memory")
	}
	return nil
}

// registered are the metrics of a server's requests and its pools.
func registered(operations []string, pools map[string]*sqlx.DB) *transport.Metrics {
	m := transport.NewMetrics(operations)
	for name, pool := range pools {
		m.Register(collectors.NewDBStatsCollector(pool.DB, name))
	}
	return m
}

// trace adds the tracer where one is asked for; stop sends what it still holds, for three seconds at most.
func (o *observeFlags) trace(ctx context.Context, p *wiring.Parts) (stop func(), err error) {
	if o.OTLP == "" {
		return func() {}, nil
	}
	tracer, flush, err := wiring.Tracing(ctx, o.OTLP, version(), p.Log)
	if err != nil {
		return nil, err
	}
	p.Tracer = tracer
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		if err := flush(ctx); err != nil {
			p.Log.Warn("tracing", "error", err)
		}
	}, nil
}

// listen serves metrics and profiles on addresses of their own, where they are asked for. failed is told of a
// server's end.
func (o *observeFlags) listen(p wiring.Parts, failed chan<- error) (servers []*http.Server, err error) {
	var others []*http.Server
	if o.MetricsAddr != "" {
		others = append(others, transport.Server(o.MetricsAddr, p.Metrics.Handler(), p.Log))
	}
	if o.Pprof != "" {
		profiles := transport.Server(o.Pprof, transport.Profiles(), p.Log)
		profiles.WriteTimeout = 0 // a profile takes as long as its reader asks
		others = append(others, profiles)
	}
	for _, s := range others {
		listener, err := net.Listen("tcp", s.Addr)
		if err != nil {
			for _, open := range servers {
				_ = open.Close()
			}
			return nil, fmt.Errorf("%w (METRICS_ADDR, HUISHANG_PPROF)", err)
		}
		servers = append(servers, s)
		go func() { failed <- s.Serve(listener) }()
	}
	return servers, nil
}
