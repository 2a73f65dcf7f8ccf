package main

import (
	"context"
	"time"

	"huishang/db"
	"huishang/internal/transport"
	"huishang/internal/wiring"

	"github.com/prometheus/client_golang/prometheus"
)

// sweep does, now and every hour, what time alone brings: it removes the files that nothing was attached to, hands
// open tasks on where an appointment has begun or ended, and forgets idempotency keys and reads that are kept no
// longer. It ends with the context.
func (c *serveCommand) sweep(ctx context.Context, p wiring.Parts, count *sweepMetrics) {
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	for {
		count.part(ctx, p, "files", func() error { return c.expireFiles(ctx, p, count) })
		count.part(ctx, p, "tasks", func() error { return handOn(ctx, p, count) })
		count.part(ctx, p, "keys", func() error { return forget(ctx, p, count, "keys_forgotten", c.KeepKeys, p.DB.ForgetKeys) })
		count.part(ctx, p, "reads", func() error { return forget(ctx, p, count, "reads_forgotten", c.KeepReads, p.DB.ForgetReads) })
		select {
		case <-ctx.Done():
			return
		case <-hourly.C:
		}
	}
}

func (c *serveCommand) expireFiles(ctx context.Context, p wiring.Parts, count *sweepMetrics) error {
	did, err := p.Files.Expire(ctx, c.KeepFiles)
	for what, n := range map[string]int64{"files_hidden": did.Hidden, "files_removed": int64(did.Removed), "files_strays": int64(did.Strays)} {
		count.add(ctx, p, what, n)
	}
	return err
}

// forget removes what is older than so many days; 0 keeps it for ever.
func forget(ctx context.Context, p wiring.Parts, count *sweepMetrics, what string, days int, remove func(context.Context, time.Time) (int64, error)) error {
	if days == 0 {
		return nil
	}
	n, err := remove(ctx, p.Now().AddDate(0, 0, -days))
	count.add(ctx, p, what, n)
	return err
}

func handOn(ctx context.Context, p wiring.Parts, count *sweepMetrics) error {
	var n int
	err := p.DB.System(ctx, func(ctx context.Context, t *db.Tx) (err error) {
		n, err = t.MoveTasks(ctx)
		return err
	})
	if err != nil {
		return err // rolled back: nothing was handed on
	}
	count.add(ctx, p, "tasks_handed_on", int64(n))
	return nil
}

// sweepParts are what a sweep does, each whatever became of the others.
var sweepParts = []string{"files", "tasks", "keys", "reads"}

// sweepMetrics count what the sweep did.
type sweepMetrics struct {
	runs, failures, done *prometheus.CounterVec
	last                 *prometheus.GaugeVec
}

// newSweepMetrics registers them, at zero: a rate of what has not happened yet is none, not unknown.
func newSweepMetrics(m *transport.Metrics) *sweepMetrics {
	s := &sweepMetrics{
		runs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_sweep_runs_total", Help: "Runs of the hourly sweep by part, failed ones too."}, []string{"part"}),
		failures: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_sweep_failures_total", Help: "Runs of the hourly sweep that failed, by part."}, []string{"part"}),
		done: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_sweep_done_total", Help: "What the hourly sweep did: files hidden and removed, bytes without a row removed (files_strays), tasks handed on, idempotency keys and lines of the read log removed."}, []string{"what"}),
		last: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "huishang_sweep_last_success_timestamp_seconds", Help: "When a part of the hourly sweep last ended well, in Unix time; 0 if not since the start."}, []string{"part"}),
	}
	m.Register(s.runs, s.failures, s.done, s.last)
	for _, part := range sweepParts {
		s.runs.WithLabelValues(part)
		s.failures.WithLabelValues(part)
		s.last.WithLabelValues(part)
	}
	for _, what := range []string{"files_hidden", "files_removed", "files_strays", "tasks_handed_on", "keys_forgotten", "reads_forgotten"} {
		s.done.WithLabelValues(what)
	}
	return s
}

// part runs one part and counts how it ended; one that the server's end broke off is not counted.
func (s *sweepMetrics) part(ctx context.Context, p wiring.Parts, name string, run func() error) {
	err := run()
	if ctx.Err() != nil {
		return
	}
	s.runs.WithLabelValues(name).Inc()
	if err != nil {
		s.failures.WithLabelValues(name).Inc()
		p.Log.ErrorContext(ctx, "sweep failed", "part", name, "error", err)
		return
	}
	s.last.WithLabelValues(name).Set(float64(p.Now().Unix()))
}

func (s *sweepMetrics) add(ctx context.Context, p wiring.Parts, what string, n int64) {
	if n > 0 {
		s.done.WithLabelValues(what).Add(float64(n))
		p.Log.InfoContext(ctx, "swept", "what", what, "count", n)
	}
}
