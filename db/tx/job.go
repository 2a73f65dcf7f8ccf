package tx

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/lib/pq"
)

// JobRun is one run of a job that time alone brings.
type JobRun struct {
	ID     int64  `db:"id"`
	Job    string `db:"job"`
	Server string `db:"server"`
	// StartedAt and EndedAt are by the server's clock; without an end the run is at work, or its server died under it.
	StartedAt time.Time  `db:"started_at"`
	EndedAt   *time.Time `db:"ended_at"`
	// Done counts what it did, as a JSON object.
	Done    json.RawMessage `db:"done"`
	Failure *string         `db:"failure"`
}

// aloneIdle is how long a machine that vanished keeps a job from others: PostgreSQL ends the idle transaction that holds the
// job's lock after it.
const aloneIdle = time.Minute

// aloneBeat is how often whoever holds a job's lock makes sure that he still does.
var aloneBeat = 15 * time.Second

// Alone runs f while nobody else, at any server of this database, runs it under the same name; without running it it
// returns false where somebody does. The lock ends with this process's connection, however that ends, and f's context
// with the lock.
func (d *DB) Alone(ctx context.Context, name string, f func(context.Context) error) (ran bool, err error) {
	conn, err := d.api.Connx(ctx)
	if err != nil {
		return false, unopened(err)
	}
	defer conn.Close()
	// Not under the context: the lock is given back before this returns, also where the context has ended.
	lock, err := conn.BeginTxx(context.WithoutCancel(ctx), &sql.TxOptions{})
	if err != nil {
		return false, unopened(err)
	}
	defer func() { _ = lock.Rollback() }() // it has changed nothing
	if _, err := lock.ExecContext(ctx, `SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, fmt.Sprint(aloneIdle.Milliseconds())); err != nil {
		return false, translate(err)
	}
	if err := lock.GetContext(ctx, &ran, `SELECT pg_try_advisory_xact_lock(hashtextextended('job ' || $1, 0))`, name); err != nil || !ran {
		return false, translate(err)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	beaten := make(chan struct{})
	go func() {
		defer close(beaten)
		beat := time.NewTicker(aloneBeat)
		defer beat.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-beat.C:
				if _, err := lock.ExecContext(ctx, `SELECT 1`); err != nil {
					cancel(fmt.Errorf("the lock of %s is lost: %w", name, translate(err)))
					return
				}
			}
		}
	}()
	err = f(ctx)
	if err != nil && context.Cause(ctx) != ctx.Err() {
		err = errors.Join(err, context.Cause(ctx))
	}
	cancel(nil)
	<-beaten // the lock's connection serves one at a time
	return true, err
}

// BeginJob writes, as the operator, that a run begins.
func (d *DB) BeginJob(ctx context.Context, job, server string) (id int64, err error) {
	err = d.System(ctx, func(ctx context.Context) error {
		t := From(ctx)
		return t.Get(ctx, &id, `INSERT INTO job_run (job, server, started_at) VALUES ($1, $2, $3) RETURNING id`, job, server, t.Now)
	})
	return id, err
}

// EndJob writes, as the operator, how a run ended.
func (d *DB) EndJob(ctx context.Context, id int64, done map[string]int64, failure error) error {
	if done == nil {
		done = map[string]int64{}
	}
	counts, err := json.Marshal(done)
	if err != nil {
		return err
	}
	var why *string
	if failure != nil {
		text := failure.Error()
		why = &text
	}
	return d.System(ctx, func(ctx context.Context) error {
		t := From(ctx)
		n, err := t.Exec(ctx, `UPDATE job_run SET ended_at = greatest($2, started_at), done = $3, failure = $4 WHERE id = $1`, id, t.Now, string(counts), why)
		if err == nil && n != 1 {
			err = fmt.Errorf("run %d of a job is gone", id)
		}
		return err
	})
}

// NewestRuns are the newest run of each of some jobs, and the newest of each that ended well.
func (d *DB) NewestRuns(ctx context.Context, jobs []string) (newest, well map[string]*JobRun, err error) {
	err = d.System(ctx, func(ctx context.Context) (err error) {
		t := From(ctx)
		if newest, err = t.newestRuns(ctx, jobs, ``); err == nil {
			well, err = t.newestRuns(ctx, jobs, ` AND ended_at IS NOT NULL AND failure IS NULL`)
		}
		return err
	})
	return newest, well, err
}

func (t *Tx) newestRuns(ctx context.Context, jobs []string, only string) (map[string]*JobRun, error) {
	var runs []*JobRun
	if err := t.Select(ctx, &runs, `
		SELECT r.id, r.job, r.server, r.started_at, r.ended_at, r.done, r.failure
		FROM unnest($1::text[]) AS j (name)
		CROSS JOIN LATERAL (
			SELECT id, job, server, started_at, ended_at, done, failure
			FROM job_run WHERE job = j.name`+only+` ORDER BY started_at DESC, id DESC LIMIT 1) r`, pq.StringArray(jobs)); err != nil {
		return nil, err
	}
	of := make(map[string]*JobRun, len(runs))
	for _, r := range runs {
		of[r.Job] = r
	}
	return of, nil
}
