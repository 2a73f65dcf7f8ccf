package cli

import (
	"context"
	"log/slog"
	"time"

	"huishang/db"

	"github.com/prometheus/client_golang/prometheus"
)

// reportingEvery is how often the logins for reporting are looked at.
const reportingEvery = 15 * time.Second

// reportingWatch ends what logins for reporting run for longer than they may, and shows in the metrics what they are at: all
// of them, at whichever server.
type reportingWatch struct {
	db       *db.DB
	log      *slog.Logger
	sessions *prometheus.GaugeVec
	oldest   prometheus.Gauge
	busy     prometheus.Counter
	ended    *prometheus.CounterVec
}

func watchReporting(d *db.DB, log *slog.Logger, register func(...prometheus.Collector)) *reportingWatch {
	w := &reportingWatch{
		db: d, log: log,
		sessions: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "huishang_reporting_sessions", Help: "Sessions of logins for reporting, looked at every 15 seconds; the same at each server."}, []string{"state"}),
		oldest: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "huishang_reporting_oldest_statement_seconds", Help: "How long the oldest statement of a login for reporting has run; the same at each server."}),
		busy: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "huishang_reporting_busy_seconds_total", Help: "Time that logins for reporting have had statements running, of all sessions together, from samples every 15 seconds; the same at each server."}),
		ended: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_reporting_ended_total", Help: "What this server ended of logins for reporting, as it took too long."}, []string{"what"}),
	}
	register(w.sessions, w.oldest, w.busy, w.ended)
	w.show(db.ReportingActivity{}, 0)
	return w
}

// serve looks until the context ends.
func (w *reportingWatch) serve(ctx context.Context) {
	tick := time.NewTicker(reportingEvery)
	defer tick.Stop()
	for {
		if err := w.look(ctx); err != nil && ctx.Err() == nil {
			w.log.ErrorContext(ctx, "logins for reporting are not watched", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (w *reportingWatch) look(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, reportingEvery)
	defer cancel()
	a, err := w.db.WatchReporting(ctx, db.ReportingStatement, db.ReportingTransaction)
	if err != nil {
		return err
	}
	if a.Cancelled+a.Ended > 0 {
		w.log.WarnContext(ctx, "logins for reporting took too long", "statements", a.Cancelled, "sessions", a.Ended)
	}
	w.show(a, reportingEvery)
	return nil
}

// show sets what is shown, where sessions have been in their states for so long.
func (w *reportingWatch) show(a db.ReportingActivity, since time.Duration) {
	for state, n := range map[string]int64{"active": a.Active, "idle": a.Idle, "idle in transaction": a.InTransaction} {
		w.sessions.WithLabelValues(state).Set(float64(n))
	}
	w.oldest.Set(a.Oldest)
	w.busy.Add(float64(a.Active) * since.Seconds())
	w.ended.WithLabelValues("statement").Add(float64(a.Cancelled))
	w.ended.WithLabelValues("session").Add(float64(a.Ended))
}
