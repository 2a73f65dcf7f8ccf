package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"huishang/db"
	"huishang/internal/files"
	"huishang/internal/sweep"

	"github.com/prometheus/client_golang/prometheus"
)

// sweepFlags are what the jobs of serve and of sweep go by.
type sweepFlags struct {
	KeepFiles time.Duration `name:"files-keep-unattached" help:"How long a file is kept that nothing was attached to." default:"24h" env:"FILES_KEEP_UNATTACHED"`
	KeepKeys  int           `name:"idempotency-keep-days" help:"How many days an idempotency key answers what came of it; 0 for ever." default:"30" env:"IDEMPOTENCY_KEEP_DAYS"`
	KeepReads int           `name:"read-log-keep-days" help:"How many days the log of who read what is kept; 0 for ever." default:"1096" env:"READ_LOG_KEEP_DAYS"`
}

// readLogLeast is six months in days: what the Cybersecurity Law asks of logs.
const readLogLeast = 184

func (f *sweepFlags) check() error {
	switch {
	case f.KeepFiles < time.Hour:
		return errors.New("FILES_KEEP_UNATTACHED is an hour at least: a file is uploaded first and attached afterwards")
	case f.KeepKeys < 0:
		return errors.New("IDEMPOTENCY_KEEP_DAYS is a number of days, or 0 for ever")
	case f.KeepReads != 0 && f.KeepReads < readLogLeast:
		return errors.New("READ_LOG_KEEP_DAYS is 184 at least, or 0 for ever: the Cybersecurity Law has logs kept for six months")
	}
	return nil
}

// sweeper is what runs the jobs, in the run log under the name of this machine and process.
func (f *sweepFlags) sweeper(d *db.DB, store *files.Store, log *slog.Logger, register func(...prometheus.Collector)) *sweep.Sweeper {
	machine, err := os.Hostname()
	if err != nil {
		machine = "unknown"
	}
	jobs := sweep.Jobs(d, store, sweep.Keep{Files: f.KeepFiles, Keys: f.KeepKeys, Reads: f.KeepReads})
	return sweep.New(d, jobs, fmt.Sprintf("%s/%d", machine, os.Getpid()), log, register)
}

// sweepCommand runs jobs once, for a schedule outside of the server.
type sweepCommand struct {
	Jobs   []string `arg:"" optional:"" name:"job" help:"Jobs to run whether they are due or not; without any, those that are due."`
	Status bool     `help:"Run nothing: say of each job what it does, when it ran last, where, for how long, what it did."`
	sweepFlags
}

// Run says what became of each job, and fails where one failed.
func (c *sweepCommand) Run(ctx context.Context, s *Settings) error {
	if err := c.check(); err != nil {
		return err
	}
	pools, leave, err := s.join(ctx)
	if err != nil {
		return err
	}
	defer leave()
	kept, err := s.files(ctx, pools)
	if err != nil {
		return err
	}
	defer kept.Close()
	sweeper := c.sweeper(pools, kept, s.log(), func(...prometheus.Collector) {})
	if c.Status {
		return status(ctx, os.Stdout, sweeper)
	}
	return c.run(ctx, os.Stdout, sweeper)
}

func (c *sweepCommand) run(ctx context.Context, to io.Writer, sweeper *sweep.Sweeper) error {
	var all []sweep.Outcome
	var err error
	if len(c.Jobs) == 0 {
		all, err = sweeper.Due(ctx)
	} else {
		all, err = sweeper.Now(ctx, c.Jobs)
	}
	var failed []error
	for _, o := range all {
		fmt.Fprintf(to, "%s: %s\n", o.Job.Name, became(o))
		if o.Failure != nil {
			failed = append(failed, fmt.Errorf("%s: %w", o.Job.Name, o.Failure))
		}
	}
	return errors.Join(append(failed, err)...)
}

func became(o sweep.Outcome) string {
	switch {
	case o.Failure != nil:
		return "failed: " + o.Failure.Error()
	case o.Busy:
		return "another server is at work on it"
	case !o.Ran:
		return "not due"
	}
	var did []string
	for what, n := range o.Done {
		did = append(did, fmt.Sprintf("%s %d", what, n))
	}
	if len(did) == 0 {
		return "done, nothing to do"
	}
	slices.Sort(did)
	return "done, " + strings.Join(did, ", ")
}

func status(ctx context.Context, to io.Writer, sweeper *sweep.Sweeper) error {
	all, err := sweeper.Status(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "job\tevery\tlast run\tat\ttook\tended\tdoes")
	for _, j := range all {
		began, at, took, ended := "never", "", "", ""
		if r := j.Newest; r != nil {
			began, at, ended = r.StartedAt.Format(time.RFC3339), r.Server, "not yet, or broken off"
			if r.EndedAt != nil {
				took, ended = r.EndedAt.Sub(r.StartedAt).Round(time.Millisecond).String(), "well "+string(r.Done)
			}
			if r.Failure != nil {
				ended = "failed: " + *r.Failure
			}
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", j.Job.Name, j.Job.Every, began, at, took, ended, j.Job.Does)
	}
	return table.Flush()
}
