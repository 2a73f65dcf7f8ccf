package cli

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"huishang/internal/dbtest"

	"github.com/prometheus/client_golang/prometheus"
)

// huishang sweep runs what is due, a job by name in any case, says what became of each, and shows the log of runs; where the
// server has done it already, nothing is due.
func TestSweepCommand(t *testing.T) {
	s := &Settings{Contract: contents(t, "schema.graphqls"), Data: t.TempDir(), Pool: 2, StatementTimeout: 5 * time.Second, LogLevel: 8}
	pools, err := s.connect(t.Context(), logins(dbtest.New(t)), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer pools.Close()
	kept, err := s.files(t.Context(), pools)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	c := sweepCommand{sweepFlags: sweepFlags{KeepFiles: time.Hour, KeepKeys: 30, KeepReads: 1096}}
	sweeper := c.sweeper(pools, kept, s.log(), func(...prometheus.Collector) {})
	said := func(jobs ...string) string {
		t.Helper()
		var out bytes.Buffer
		c.Jobs = jobs
		if err := c.run(t.Context(), &out, sweeper); err != nil {
			t.Errorf("sweep %v: %v", jobs, err)
		}
		return out.String()
	}
	var before bytes.Buffer
	if err := status(t.Context(), &before, sweeper); err != nil || strings.Count(before.String(), "never") != 7 {
		t.Errorf("before the first run: %v\n%s", err, before.String())
	}
	if got := said(); got != "files: done, files_hidden 0, files_removed 0, files_strays 0\ntasks: done, tasks_handed_on 0\nnumbers: done, numbers_folded 0\nkeys: done, keys_forgotten 0\nreads: done, reads_forgotten 0\nruns: done, runs_forgotten 0\nsessions: done, sessions_forgotten 0\n" {
		t.Errorf("at first:\n%s", got)
	}
	if got := said(); strings.Count(got, ": not due\n") != 7 {
		t.Errorf("again:\n%s", got)
	}
	if got := said("keys", "tasks"); got != "keys: done, keys_forgotten 0\ntasks: done, tasks_handed_on 0\n" {
		t.Errorf("by name:\n%s", got)
	}
	var after bytes.Buffer
	if err := status(t.Context(), &after, sweeper); err != nil || !regexp.MustCompile(`(?m)^keys +1h0m0s +20\S+ +\S+/\d+ +\S+s +well \{"keys_forgotten": 0\} +removes`).MatchString(after.String()) {
		t.Errorf("after: %v\n%s", err, after.String())
	}
	c.Jobs = []string{"key"}
	if err := c.run(t.Context(), &after, sweeper); err == nil || !strings.Contains(err.Error(), `no job "key"`) {
		t.Errorf("an unknown job: %v", err)
	}
}
