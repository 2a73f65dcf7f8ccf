package tx_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/dbtest"
)

// Whoever lost the connection that holds a job's lock is told so under way, since another server may have begun; and what
// holds a lock for longer than an idle transaction lives keeps it.
func TestAloneEndsWithItsLock(t *testing.T) {
	t.Parallel()
	store := dbtest.New(t)
	d, err := tx.Open(t.Context(), tx.Config{
		API: store.URL(db.Logins[0]), Read: store.URL(db.Logins[1]), Analyst: store.URL(db.Logins[2]), PoolSize: 3,
		StatementTimeout: 100 * time.Millisecond, AnalystTimeout: time.Second, Now: time.Now, // an idle transaction lives four times as long
	})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	super := store.Super(t)
	if ran, err := d.Alone(t.Context(), "long", func(ctx context.Context) error {
		time.Sleep(time.Second)
		return ctx.Err()
	}); !ran || err != nil {
		t.Errorf("a long job: %v, %v", ran, err)
	}
	tx.BeatAlone(t, 20*time.Millisecond)
	ran, err := d.Alone(t.Context(), "cut", func(ctx context.Context) error {
		if _, err := super.Exec(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Second):
			return errors.New("it went on without its lock")
		}
	})
	if !ran || err == nil || !strings.Contains(err.Error(), "the lock of cut is lost") {
		t.Errorf("a job whose lock is lost: %v, %v", ran, err)
	}
	if ran, err := d.Alone(t.Context(), "cut", func(context.Context) error { return nil }); !ran || err != nil {
		t.Errorf("the next one: %v, %v", ran, err)
	}
}
