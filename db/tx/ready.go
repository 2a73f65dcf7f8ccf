package tx

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// readyWithin is how long the pools may take to say that they work: less than a probe waits.
const readyWithin = 2 * time.Second

// spare is a connection beside a pool, made when it is asked for: Ready must not wait behind a pool's work. within is the
// pool's time-out of a statement.
type spare struct {
	*sqlx.DB
	within time.Duration
}

// Unready says why a database cannot be worked with.
type Unready struct {
	// Sentence is for whoever asks; it names no address and no login.
	Sentence string
	// Never means that waiting does not help: another address is needed.
	Never bool
	cause error
}

func (u *Unready) Error() string {
	if u.cause == nil {
		return u.Sentence
	}
	return u.Sentence + ": " + u.cause.Error()
}

func (u *Unready) Unwrap() error { return u.cause }

// Public is what may be shown to anybody.
func (u *Unready) Public() string { return u.Sentence }

// Hopeless tells whether waiting does not help: some pool needs another address.
func Hopeless(err error) bool {
	var u *Unready
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return slices.ContainsFunc(many.Unwrap(), Hopeless)
	}
	return errors.As(err, &u) && u.Never
}

// What there is to say.
const (
	unreachable = "the database of the %s pool does not answer"
	standby     = "the database of the %s pool is a standby: reads write the read log, so that all three addresses name the primary"
	pooled      = "between the %s pool and PostgreSQL stands a pooler that gives a connection away after each transaction (PgBouncer: pool_mode = transaction), " +
		"where the statements of strangers mix: use pool_mode = session, or none"
	settingsRefused = "between the %s pool and PostgreSQL stands a pooler that refuses the connection's settings: name them in its ignore_startup_parameters, " +
		"and set them on the login, ALTER ROLE … SET statement_timeout"
	settingsLost = "between the %s pool and PostgreSQL stands a pooler that drops settings (PgBouncer: ignore_startup_parameters): statement_timeout is %d ms in place of %d; " +
		"set it on the login, ALTER ROLE … SET statement_timeout"
	tooMany = "HUISHANG_POOL makes up to %d connections from this server, and PostgreSQL takes %d in all (max_connections): with several servers some are refused"
)

// each asks all pools at once, and joins what is wrong.
func (d *DB) each(ask func(name string, pool *sqlx.DB) error) error {
	pools := d.Pools()
	errs := make([]error, 0, len(pools))
	var mu sync.Mutex
	var all sync.WaitGroup
	for name, pool := range pools {
		all.Go(func() {
			if err := ask(name, pool); err != nil {
				mu.Lock()
				defer mu.Unlock()
				errs = append(errs, err)
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// Schema says what is wrong with a database's schema, as a sentence; empty where nothing is.
type Schema func(ctx context.Context, pool *sql.DB) (string, error)

// Ready asks every pool: a primary answers, and nothing is wrong with its schema. A connection that died in the pool is
// replaced first; a pool whose connections are all at work is busy, not away, and is asked past them. The error holds an
// Unready for each pool.
func (d *DB) Ready(ctx context.Context, schema Schema) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	return d.each(func(name string, pool *sqlx.DB) error {
		if s := pool.Stats(); s.InUse >= s.MaxOpenConnections {
			pool = d.spares[pool].DB
		}
		return ready(ctx, name, pool, schema)
	})
}

func ready(ctx context.Context, name string, pool *sqlx.DB, schema Schema) error {
	var recovering bool
	if err := pool.GetContext(ctx, &recovering, `SELECT pg_is_in_recovery()`); err != nil {
		if strings.Contains(err.Error(), "unsupported startup parameter") {
			return &Unready{Sentence: fmt.Sprintf(settingsRefused, name), Never: true, cause: err}
		}
		return &Unready{Sentence: fmt.Sprintf(unreachable, name), cause: err}
	}
	if recovering {
		return &Unready{Sentence: fmt.Sprintf(standby, name), Never: true}
	}
	wrong, err := schema(ctx, pool.DB)
	if err != nil {
		return &Unready{Sentence: fmt.Sprintf(unreachable, name), cause: err}
	}
	if wrong != "" {
		return &Unready{Sentence: wrong}
	}
	return nil
}

// Check is Ready for a start: it refuses a pooler that mixes transactions too, and returns what works but is to be told.
func (d *DB) Check(ctx context.Context, schema Schema) (told []string, err error) {
	if err := d.Ready(ctx, schema); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, 3*readyWithin)
	defer cancel()
	var mu sync.Mutex
	most, ours := map[string]int{}, map[string]int{}
	err = d.each(func(name string, pool *sqlx.DB) error {
		beside := d.spares[pool]
		if err := unmixed(ctx, name, pool, beside.DB); err != nil {
			return err
		}
		var server struct {
			Which   string `db:"which"`
			Most    int    `db:"most"`
			Timeout int64  `db:"timeout"`
		}
		if err := pool.GetContext(ctx, &server, `
			SELECT pg_postmaster_start_time() || ' ' || coalesce(inet_server_addr()::text, '') AS which,
			       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most,
			       (SELECT setting::bigint FROM pg_settings WHERE name = 'statement_timeout') AS timeout`); err != nil {
			return &Unready{Sentence: fmt.Sprintf(unreachable, name), cause: err}
		}
		mu.Lock()
		defer mu.Unlock()
		most[server.Which] = server.Most
		ours[server.Which] += pool.Stats().MaxOpenConnections
		if within := beside.within.Milliseconds(); server.Timeout != within {
			told = append(told, fmt.Sprintf(settingsLost, name, server.Timeout, within))
		}
		return nil
	})
	for server, n := range ours {
		if n > most[server] {
			told = append(told, fmt.Sprintf(tooMany, n, most[server]))
		}
	}
	return told, err
}

// unmixed refuses a pooler that gives a connection to another client after each transaction. Of two connections that are
// open at once such a pooler serves the second from the first one's place, or the first from another one's later.
func unmixed(ctx context.Context, name string, pool, beside *sqlx.DB) error {
	mixed := &Unready{Sentence: fmt.Sprintf(pooled, name), Never: true}
	first, err := pool.Connx(ctx)
	if err != nil {
		return &Unready{Sentence: fmt.Sprintf(unreachable, name), cause: err}
	}
	defer first.Close()
	second, err := beside.Connx(ctx)
	if err != nil {
		return &Unready{Sentence: fmt.Sprintf(unreachable, name), cause: err}
	}
	defer second.Close()
	backend := func(c *sqlx.Conn) (pid int, tx *sqlx.Tx, err error) {
		if tx, err = c.BeginTxx(ctx, nil); err != nil {
			return 0, nil, err
		}
		err = tx.GetContext(ctx, &pid, `SELECT pg_backend_pid()`)
		return pid, tx, err
	}
	for range 3 {
		one, tx, err := backend(first)
		if err == nil {
			err = tx.Commit()
		}
		other, held, err2 := backend(second)
		again, tx, err3 := backend(first)
		for _, t := range []*sqlx.Tx{tx, held} {
			if t != nil {
				_ = t.Rollback()
			}
		}
		err = errors.Join(err, err2, err3)
		var reported *pq.Error
		if errors.As(err, &reported) && (reported.Code == "26000" || reported.Code == "42P05" || reported.Code.Class() == "08") {
			mixed.cause = err // a statement prepared on a connection that is another one now
			return mixed
		}
		if err != nil {
			return &Unready{Sentence: fmt.Sprintf(unreachable, name), cause: err}
		}
		if one == other || one != again {
			return mixed
		}
	}
	return nil
}
