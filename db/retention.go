package db

import (
	"context"
	"time"
)

// forgetBatch is how many rows one statement of retention removes: locks and log stay small.
const forgetBatch = 5000

// ForgetKeys removes, as the operator, the idempotency keys that were used before an instant. What it removed
// until an error is counted too.
func (d *DB) ForgetKeys(ctx context.Context, before time.Time) (int64, error) {
	return d.forget(ctx, `SELECT forget_keys($1, $2)`, before)
}

// ForgetReads removes, as the operator, the lines of the read log from before an instant. The database refuses one
// of the last 180 days, whoever asks.
func (d *DB) ForgetReads(ctx context.Context, before time.Time) (int64, error) {
	return d.forget(ctx, `SELECT forget_reads($1, $2)`, before)
}

// ForgetRuns removes, as the operator, the runs of jobs from before an instant.
func (d *DB) ForgetRuns(ctx context.Context, before time.Time) (int64, error) {
	return d.forget(ctx, `SELECT forget_runs($1, $2)`, before)
}

// ForgetSessions removes, as the operator, kept sessions that were computed before an instant.
func (d *DB) ForgetSessions(ctx context.Context, before time.Time) (int64, error) {
	return d.forget(ctx, `SELECT forget_sessions($1, $2)`, before)
}

func (d *DB) forget(ctx context.Context, statement string, before time.Time) (removed int64, err error) {
	for {
		var n int64
		if err := d.System(ctx, func(ctx context.Context, t *Tx) error {
			return t.Get(ctx, &n, statement, before, forgetBatch)
		}); err != nil {
			return removed, err
		}
		removed += n
		if n < forgetBatch {
			return removed, nil
		}
	}
}
