package sweep

import (
	"context"
	"time"

	"huishang/db"
	"huishang/internal/files"
)

// Keep says for how long the jobs keep what only piles up.
type Keep struct {
	// Files is how long a file is kept that nothing was attached to.
	Files time.Duration
	// Keys and Reads are how many days idempotency keys and the read log are kept; 0 for ever.
	Keys, Reads int
}

// runsKept is how many days the runs of jobs are kept: a year, and the month in which it is looked at.
const runsKept = 400

// sessionsKept is how many days a kept session stays; whoever is active has a new one each day.
const sessionsKept = 7

// Jobs are all jobs, in the order in which one server does them. A new one adds itself here, and nowhere else.
func Jobs(d *db.DB, store *files.Store, keep Keep) []Job {
	return []Job{
		{
			Name: "files", Every: time.Hour, Does: "removes files that nothing was attached to, and bytes without a row",
			Counts: []string{"files_hidden", "files_removed", "files_strays"},
			Run: func(ctx context.Context) (Done, error) {
				did, err := store.Expire(ctx, keep.Files)
				return Done{"files_hidden": did.Hidden, "files_removed": int64(did.Removed), "files_strays": int64(did.Strays)}, err
			},
		},
		{
			Name: "tasks", Every: time.Hour, Does: "hands open tasks on where an appointment has begun or ended",
			Counts: []string{"tasks_handed_on"},
			Run: func(ctx context.Context) (Done, error) {
				var n int
				err := d.System(ctx, func(ctx context.Context, t *db.Tx) (err error) {
					n, err = t.MoveTasks(ctx)
					return err
				})
				if err != nil {
					return nil, err // rolled back: nothing was handed on
				}
				return Done{"tasks_handed_on": int64(n)}, nil
			},
		},
		{
			Name: "numbers", Every: 5 * time.Minute, Does: "folds what changed of kept numbers into their sums",
			Counts: []string{"numbers_folded"},
			Run: func(ctx context.Context) (Done, error) {
				n, err := d.FoldTasks(ctx)
				return Done{"numbers_folded": n}, err
			},
		},
		forgets(d, "keys", "removes idempotency keys that answer no longer", keep.Keys, (*db.DB).ForgetKeys),
		forgets(d, "reads", "removes lines of the read log that are kept no longer", keep.Reads, (*db.DB).ForgetReads),
		forgets(d, "runs", "removes runs of jobs from more than a year ago", runsKept, (*db.DB).ForgetRuns),
		forgets(d, "sessions", "removes kept sessions of who was not here for a week", sessionsKept, (*db.DB).ForgetSessions),
	}
}

// forgets is a job that removes what is older than so many days; 0 keeps it for ever.
func forgets(d *db.DB, name, does string, days int, remove func(*db.DB, context.Context, time.Time) (int64, error)) Job {
	count := name + "_forgotten"
	return Job{
		Name: name, Every: time.Hour, Does: does, Counts: []string{count},
		Run: func(ctx context.Context) (Done, error) {
			if days == 0 {
				return nil, nil
			}
			n, err := remove(d, ctx, d.Now().AddDate(0, 0, -days))
			return Done{count: n}, err
		},
	}
}
