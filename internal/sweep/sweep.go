// Package sweep does what time alone brings: jobs by the clock, each at one server at a time, caught up with after an
// outage, with a log of their runs in the database. Any number of servers may sweep one database.
package sweep

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"huishang/db"
	"huishang/db/tx"

	"github.com/prometheus/client_golang/prometheus"
)

// Job is one thing that time alone brings. Run may be broken off anywhere and run again: what it does once only rests on
// keys in the database, never on the lock.
type Job struct {
	// Name names it in the run log, the metrics and on the command line; Does says what it does.
	Name, Does string
	// Every is how long after the beginning of a run that ended well the next one begins.
	Every time.Duration
	// Counts are all keys that its Done may have.
	Counts []string
	Run    func(ctx context.Context) (Done, error)
}

// Done counts what a run did.
type Done map[string]int64

// again is how long after the beginning of a run that failed the next one begins, where Every is not sooner.
const again = 5 * time.Minute

// due reports whether a job is to be run, by its newest run. Nobody is at work on it: a run without an end was broken off.
func (j *Job) due(newest *tx.JobRun, now time.Time) bool {
	switch {
	case newest == nil || newest.EndedAt == nil:
		return true
	case newest.Failure != nil:
		return now.Sub(newest.StartedAt) >= min(again, j.Every)
	}
	return now.Sub(newest.StartedAt) >= j.Every
}

// Sweeper runs jobs over one database.
type Sweeper struct {
	db     *db.DB
	jobs   []Job
	server string
	log    *slog.Logger

	runs, failures, done *prometheus.CounterVec
	last                 *prometheus.GaugeVec
}

// New makes a sweeper and registers what it counts, at zero: a rate of what has not happened yet is none, not unknown.
// server names this one in the run log.
func New(d *db.DB, jobs []Job, server string, log *slog.Logger, register func(...prometheus.Collector)) *Sweeper {
	s := &Sweeper{
		db: d, jobs: jobs, server: server, log: log,
		runs: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_sweep_runs_total", Help: "Runs of a job at this server, failed ones too."}, []string{"part"}),
		failures: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_sweep_failures_total", Help: "Runs of a job at this server that failed."}, []string{"part"}),
		done: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "huishang_sweep_done_total", Help: "What the jobs did at this server: files hidden and removed, bytes without a row removed (files_strays), tasks handed on, idempotency keys, lines of the read log, runs of jobs and kept sessions removed, changes of kept numbers folded."}, []string{"what"}),
		last: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "huishang_sweep_last_success_timestamp_seconds", Help: "When a job last began a run that ended well, at whichever server, in Unix time; 0 if never."}, []string{"part"}),
	}
	register(s.runs, s.failures, s.done, s.last)
	for _, j := range jobs {
		s.runs.WithLabelValues(j.Name)
		s.failures.WithLabelValues(j.Name)
		s.last.WithLabelValues(j.Name)
		for _, what := range j.Counts {
			s.done.WithLabelValues(what)
		}
	}
	return s
}

// Serve runs what is due, now and every minute, until the context ends.
func (s *Sweeper) Serve(ctx context.Context) {
	minutely := time.NewTicker(time.Minute)
	defer minutely.Stop()
	for {
		if _, err := s.Due(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "sweep failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-minutely.C:
		}
	}
}

// Outcome is what became of a job that was looked at.
type Outcome struct {
	Job Job
	// Ran is false where it was not due, or where another server is at work on it: Busy.
	Ran, Busy bool
	Done      Done
	// Failure is why it failed; the others went on.
	Failure error
}

// Due runs the jobs that are due, one after the other, and says what became of each.
func (s *Sweeper) Due(ctx context.Context) ([]Outcome, error) { return s.sweep(ctx, s.jobs, false) }

// Now runs some jobs by name whether they are due or not.
func (s *Sweeper) Now(ctx context.Context, names []string) ([]Outcome, error) {
	var jobs []Job
	for _, name := range names {
		i := slices.IndexFunc(s.jobs, func(j Job) bool { return j.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("no job %q: there are %v", name, s.names())
		}
		jobs = append(jobs, s.jobs[i])
	}
	return s.sweep(ctx, jobs, true)
}

func (s *Sweeper) names() (names []string) {
	for _, j := range s.jobs {
		names = append(names, j.Name)
	}
	return names
}

func (s *Sweeper) sweep(ctx context.Context, jobs []Job, anyway bool) (all []Outcome, err error) {
	for _, j := range jobs {
		o := Outcome{Job: j}
		// Looked at before the lock, so that servers with nothing to do take none, and again under it.
		due, err := s.isDue(ctx, j)
		if err != nil {
			return all, err
		}
		if due || anyway {
			alone, err := s.db.Alone(ctx, j.Name, func(ctx context.Context) error { return s.run(ctx, &o, anyway) })
			if err != nil {
				return all, err
			}
			o.Busy = !alone
		}
		all = append(all, o)
	}
	return all, s.tell(ctx)
}

func (s *Sweeper) isDue(ctx context.Context, j Job) (bool, error) {
	newest, _, err := s.db.NewestRuns(ctx, []string{j.Name})
	return err == nil && j.due(newest[j.Name], s.db.Now()), err
}

// run runs a job whose lock is held, logs the run and counts how it ended; one that the server's end broke off is not
// counted, and stays without an end.
func (s *Sweeper) run(ctx context.Context, o *Outcome, anyway bool) error {
	if due, err := s.isDue(ctx, o.Job); err != nil || !due && !anyway {
		return err
	}
	id, err := s.db.BeginJob(ctx, o.Job.Name, s.server)
	if err != nil {
		return err
	}
	o.Ran = true
	o.Done, o.Failure = o.Job.Run(ctx)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	s.runs.WithLabelValues(o.Job.Name).Inc()
	for what, n := range o.Done {
		if n > 0 {
			s.done.WithLabelValues(what).Add(float64(n))
			s.log.InfoContext(ctx, "swept", "part", o.Job.Name, "what", what, "count", n)
		}
	}
	if o.Failure != nil {
		s.failures.WithLabelValues(o.Job.Name).Inc()
		s.log.ErrorContext(ctx, "sweep failed", "part", o.Job.Name, "error", o.Failure)
	}
	return s.db.EndJob(ctx, id, o.Done, o.Failure)
}

// tell shows in the metrics when each job last went well, at whichever server.
func (s *Sweeper) tell(ctx context.Context) error {
	_, well, err := s.db.NewestRuns(ctx, s.names())
	for job, r := range well {
		s.last.WithLabelValues(job).Set(float64(r.StartedAt.Unix()))
	}
	return err
}

// Status is a job with its newest run, and the newest that ended well; nil where there is none.
type Status struct {
	Job          Job
	Newest, Well *tx.JobRun
}

// Status says when each job ran.
func (s *Sweeper) Status(ctx context.Context) ([]Status, error) {
	newest, well, err := s.db.NewestRuns(ctx, s.names())
	if err != nil {
		return nil, err
	}
	var all []Status
	for _, j := range s.jobs {
		all = append(all, Status{j, newest[j.Name], well[j.Name]})
	}
	return all, nil
}
