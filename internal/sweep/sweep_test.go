package sweep

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/dbtest"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

var noon = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

// A job is due at first, then by the beginning of its newest run: after one that ended well when its time has passed,
// after one that failed in five minutes, after one that was broken off at once.
func TestWhenAJobIsDue(t *testing.T) {
	failure, ended := "x", noon.Add(time.Minute)
	well, failed, broken := &tx.JobRun{StartedAt: noon, EndedAt: &ended}, &tx.JobRun{StartedAt: noon, EndedAt: &ended, Failure: &failure}, &tx.JobRun{StartedAt: noon}
	for what, c := range map[string]struct {
		every, after time.Duration
		newest       *tx.JobRun
		want         bool
	}{
		"never run":                       {time.Hour, 0, nil, true},
		"well, an hour not over":          {time.Hour, time.Hour - 1, well, false},
		"well, an hour over":              {time.Hour, time.Hour, well, true},
		"well, after days without server": {time.Hour, 72 * time.Hour, well, true},
		"failed, four minutes ago":        {time.Hour, 4 * time.Minute, failed, false},
		"failed, five minutes ago":        {time.Hour, 5 * time.Minute, failed, true},
		"failed, of every minute":         {time.Minute, time.Minute, failed, true},
		"broken off":                      {time.Hour, 0, broken, true},
	} {
		if got := (&Job{Every: c.every}).due(c.newest, noon.Add(c.after)); got != c.want {
			t.Errorf("%s: due %v", what, got)
		}
	}
}

// swept is a database with the servers that sweep it, all of one clock.
type swept struct {
	*testing.T
	store *dbtest.DB
	clock *dbtest.Clock
}

func newSwept(t *testing.T) *swept { return &swept{t, dbtest.New(t), dbtest.NewClock(noon)} }

func (s *swept) pools() *db.DB {
	s.Helper()
	d, err := db.Open(s.Context(), tx.Config{
		API: s.store.URL(db.Logins[0]), Read: s.store.URL(db.Logins[1]), Analyst: s.store.URL(db.Logins[2]), PoolSize: 3,
		StatementTimeout: 5 * time.Second, AnalystTimeout: 5 * time.Second, Now: s.clock.Now,
	})
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { _ = d.Close() })
	return d
}

func (s *swept) server(name string, log *bytes.Buffer, jobs ...Job) *Sweeper {
	return New(s.pools(), jobs, name, slog.New(slog.NewJSONHandler(log, nil)), func(...prometheus.Collector) {})
}

// value is what a counter or gauge stands at.
func value(m prometheus.Metric) float64 {
	var d dto.Metric
	if err := m.Write(&d); err != nil {
		panic(err)
	}
	return d.GetCounter().GetValue() + d.GetGauge().GetValue()
}

// many looks at the jobs at once from several servers, and fails on an error.
func many(t *testing.T, servers []*Sweeper) {
	var all sync.WaitGroup
	for _, server := range servers {
		all.Go(func() {
			if _, err := server.Due(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// However many servers look, a job runs once in its time, never twice at once; after an outage once, not once for each hour.
func TestManyServersSweepOnce(t *testing.T) {
	s := newSwept(t)
	var ran, at atomic.Int32
	job := Job{Name: "slow", Every: time.Hour, Counts: []string{"things"}, Run: func(context.Context) (Done, error) {
		if at.Add(1) > 1 {
			t.Error("two servers run the job at once")
		}
		defer at.Add(-1)
		ran.Add(1)
		time.Sleep(20 * time.Millisecond) // long enough for the others to look meanwhile
		return Done{"things": 2}, nil
	}}
	var servers []*Sweeper
	for _, name := range []string{"a", "b", "c", "d"} {
		servers = append(servers, s.server(name, new(bytes.Buffer), job))
	}
	for i, after := range []time.Duration{0, time.Minute, 59 * time.Minute, 72 * time.Hour, time.Hour} {
		s.clock.Push(after)
		for range 3 {
			many(t, servers)
		}
		if want := []int32{1, 1, 2, 3, 4}[i]; ran.Load() != want {
			t.Errorf("after %v: run %d times, want %d", after, ran.Load(), want)
		}
	}
	var count float64
	for _, server := range servers {
		count += value(server.done.WithLabelValues("things"))
		if last := value(server.last.WithLabelValues("slow")); last != float64(s.clock.Now().Unix()) {
			t.Errorf("server %s last heard of a success at %v", server.server, last)
		}
	}
	if count != 8 {
		t.Errorf("%v things counted by all servers, want 8", count)
	}
}

// A server that dies under a job frees it at once: another runs it from the beginning, and the dead one's run stays in the
// log without an end.
func TestAServerThatDiesUnderAJob(t *testing.T) {
	s := newSwept(t)
	begun, ran := make(chan struct{}), 0
	dying, die := context.WithCancel(t.Context())
	first := s.server("first", new(bytes.Buffer), Job{Name: "job", Every: time.Hour, Run: func(ctx context.Context) (Done, error) {
		close(begun)
		<-ctx.Done()
		return nil, ctx.Err()
	}})
	second := s.server("second", new(bytes.Buffer), Job{Name: "job", Every: time.Hour, Run: func(context.Context) (Done, error) { ran++; return nil, nil }})
	ended := make(chan error)
	go func() { _, err := first.Due(dying); ended <- err }()
	<-begun
	if all, err := second.Due(t.Context()); err != nil || ran != 0 || !all[0].Busy || all[0].Ran {
		t.Errorf("while the first is at work: %+v, %v", all, err)
	}
	die()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the dead one: %v", err)
	}
	if all, err := second.Due(t.Context()); err != nil || ran != 1 || !all[0].Ran {
		t.Errorf("after its death: %+v, %v", all, err)
	}
	var open, closed sql.NullString
	if err := s.store.Super(t).QueryRow(`SELECT string_agg(server, ' ') FILTER (WHERE ended_at IS NULL), string_agg(server, ' ') FILTER (WHERE ended_at IS NOT NULL) FROM job_run`).Scan(&open, &closed); err != nil || open.String != "first" || closed.String != "second" {
		t.Errorf("open %q, ended %q, %v", open.String, closed.String, err)
	}
	if n := value(first.runs.WithLabelValues("job")) + value(first.failures.WithLabelValues("job")); n != 0 {
		t.Errorf("what the end broke off is counted: %v", n)
	}
}

// A job that fails is counted, logged and tried again; the others run, and what did not happen is not counted as done.
func TestAJobThatFails(t *testing.T) {
	s := newSwept(t)
	var log bytes.Buffer
	fails := true
	server := s.server("x", &log,
		Job{Name: "files", Every: time.Hour, Counts: []string{"files_removed"}, Run: func(context.Context) (Done, error) {
			if fails {
				return Done{"files_removed": 3}, errors.New("the bucket is away")
			}
			return nil, nil
		}},
		Job{Name: "tasks", Every: time.Hour, Counts: []string{"tasks_handed_on"}, Run: func(context.Context) (Done, error) { return nil, nil }})
	all, err := server.Due(t.Context())
	if err != nil || all[0].Failure == nil || !all[1].Ran || all[1].Failure != nil {
		t.Fatalf("%+v, %v", all, err)
	}
	for name, want := range map[string][3]float64{"files": {1, 1, 0}, "tasks": {1, 0, float64(noon.Unix())}} {
		got := [3]float64{value(server.runs.WithLabelValues(name)), value(server.failures.WithLabelValues(name)), value(server.last.WithLabelValues(name))}
		if got != want {
			t.Errorf("%s: runs, failures, last success %v, want %v", name, got, want)
		}
	}
	if n := value(server.done.WithLabelValues("files_removed")); n != 3 {
		t.Errorf("what was done before the failure: %v", n)
	}
	if !strings.Contains(log.String(), `"msg":"sweep failed","part":"files","error":"the bucket is away"`) {
		t.Errorf("the log: %s", log.String())
	}
	fails = false
	s.clock.Push(5 * time.Minute)
	if all, err := server.Due(t.Context()); err != nil || !all[0].Ran || all[0].Failure != nil || all[1].Ran {
		t.Errorf("five minutes later: %+v, %v", all, err)
	}
	states, err := server.Status(t.Context())
	if err != nil || states[0].Well == nil || !states[0].Well.StartedAt.Equal(s.clock.Now()) || states[1].Newest == nil || states[1].Newest.Server != "x" {
		t.Errorf("the log of runs: %+v, %v", states, err)
	}
}

// Asked by name a job runs though it is not due; an unknown name is told with those that there are.
func TestJobsByName(t *testing.T) {
	s := newSwept(t)
	ran := 0
	server := s.server("x", new(bytes.Buffer), Job{Name: "job", Every: time.Hour, Run: func(context.Context) (Done, error) { ran++; return nil, nil }})
	for range 2 {
		if all, err := server.Now(t.Context(), []string{"job"}); err != nil || !all[0].Ran {
			t.Errorf("%+v, %v", all, err)
		}
	}
	if _, err := server.Now(t.Context(), []string{"jobs"}); err == nil || !strings.Contains(err.Error(), "[job]") || ran != 2 {
		t.Errorf("run %d times, %v", ran, err)
	}
}

// What is kept for 0 days is kept for ever; each name stands once, and each count belongs to one job.
func TestTheJobs(t *testing.T) {
	s := newSwept(t)
	names, counts := map[string]bool{}, map[string]bool{}
	for _, j := range Jobs(s.pools(), nil, Keep{}) {
		if names[j.Name] || j.Does == "" || j.Every <= 0 || len(j.Counts) == 0 {
			t.Errorf("%+v", j)
		}
		names[j.Name] = true
		for _, c := range j.Counts {
			if counts[c] {
				t.Errorf("%s is counted twice", c)
			}
			counts[c] = true
		}
		if j.Name == "keys" || j.Name == "reads" {
			if done, err := j.Run(t.Context()); err != nil || done != nil {
				t.Errorf("%s kept for 0 days: %v, %v", j.Name, done, err)
			}
		}
	}
}
