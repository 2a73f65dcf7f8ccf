package pg

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"huishang/internal/postgres"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// What security.md asks of the driver: a connection that can no longer be trusted is thrown away, and nothing
// waits longer for the server than the statement time-out and a little.

const shortTimeout = 500 * time.Millisecond

// one is the server of all tests of the driver; it ends with the test binary.
var one = sync.OnceValues(func() (*postgres.Server, error) {
	data, err := os.MkdirTemp("/tmp", "huishang-test-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(data, 0o755); err != nil {
		return nil, err
	}
	return postgres.Start(context.Background(), postgres.Options{Data: data, NoSync: true, RemoveOnExit: true})
})

func server(t *testing.T) *postgres.Server {
	t.Helper()
	e, err := one()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// pool opens a pool of one connection, so that the statement after a fault meets what the fault left behind.
func pool(t *testing.T, e *postgres.Server, o Options) *sqlx.DB {
	t.Helper()
	if o.PoolSize == 0 {
		o.PoolSize = 1
	}
	p, err := Connect(e.URL(postgres.Superuser, "postgres"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// right fails unless every later statement of the pool gets its own answer.
func right(t *testing.T, p *sqlx.DB) {
	t.Helper()
	for i := range 20 {
		var got int
		if err := p.GetContext(t.Context(), &got, `SELECT $1::int`, i); err != nil || got != i {
			t.Fatalf("statement %d afterwards: %d, %v", i, got, err)
		}
	}
}

func backend(t *testing.T, q sqlx.QueryerContext) int {
	t.Helper()
	var pid int
	if err := sqlx.GetContext(t.Context(), q, &pid, `SELECT pg_backend_pid()`); err != nil {
		t.Fatal(err)
	}
	return pid
}

// lib/pq #1324: a server error over 30,000 bytes. Each way of meeting it leaves a pool whose answers are right.
func TestServerErrorsOfAnySizeLeaveThePoolSound(t *testing.T) {
	e := server(t)
	p := pool(t, e, Options{StatementTimeout: 2 * time.Second})
	const cast = `SELECT $1::text::uuid`
	const castLater = `SELECT v::uuid FROM (VALUES (1, gen_random_uuid()::text), (2, $1::text)) AS t (n, v) ORDER BY n`
	ways := map[string]func(ctx context.Context, value string) error{
		"query": func(ctx context.Context, value string) error {
			var id string
			return p.GetContext(ctx, &id, cast, value)
		},
		"exec": func(ctx context.Context, value string) error {
			_, err := p.ExecContext(ctx, cast, value)
			return err
		},
		"in the text of the statement": func(ctx context.Context, value string) error {
			_, err := p.ExecContext(ctx, `SELECT '`+value+`'::uuid`)
			return err
		},
		"prepared by hand": func(ctx context.Context, value string) error {
			st, err := p.PreparexContext(ctx, cast)
			if err != nil {
				return err
			}
			defer st.Close()
			_, err = st.ExecContext(ctx, value)
			return err
		},
		"in a later row": func(ctx context.Context, value string) error {
			var ids []string
			return p.SelectContext(ctx, &ids, castLater, value)
		},
		"rows given up before it": func(ctx context.Context, value string) error {
			r, err := p.QueryxContext(ctx, castLater, value)
			if err != nil {
				return err
			}
			return errors.Join(r.Close(), errors.New("given up"))
		},
		"in a transaction that commits all the same": func(ctx context.Context, value string) error {
			tx, err := p.BeginTxx(ctx, nil)
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, cast, value)
			var n int
			if next := tx.GetContext(ctx, &n, `SELECT 1`); next == nil {
				t.Error("the transaction goes on after an error")
			}
			if tx.Commit() == nil {
				t.Error("the transaction commits after an error")
			}
			return err
		},
		"raised by a trigger's own words": func(ctx context.Context, value string) error {
			_, err := p.ExecContext(ctx, `DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', `+strconv.Itoa(len(value))+`); END $$`)
			return err
		},
	}
	for name, way := range ways {
		for _, size := range []int{100, 29_000, 30_000, 31_000, 40_000, 400_000} {
			t.Run(fmt.Sprintf("%s/%d", name, size), func(t *testing.T) {
				began := time.Now()
				if err := way(t.Context(), strings.Repeat("x", size)); err == nil {
					t.Fatal("no error")
				}
				right(t, p)
				if took := time.Since(began); took > shortTimeout {
					t.Errorf("took %v: something waited for a server that had answered", took)
				}
			})
		}
	}
}

// An ordinary refusal of the server is no reason to throw a connection away.
func TestOrdinaryErrorsKeepTheConnection(t *testing.T) {
	e := server(t)
	p := pool(t, e, Options{StatementTimeout: 2 * time.Second})
	before := backend(t, p)
	for _, statement := range []string{`SELECT 1/0`, `SELECT nothing`, `SELEC`, `SELECT 'x'::uuid`} {
		var reported *pq.Error
		if _, err := p.ExecContext(t.Context(), statement); !errors.As(err, &reported) {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if after := backend(t, p); after != before {
		t.Errorf("backend %d, then %d", before, after)
	}
}

func TestCancelledStatementCostsTheConnection(t *testing.T) {
	e := server(t)
	for name, run := range map[string]func(ctx context.Context, p *sqlx.DB) error{
		"alone": func(ctx context.Context, p *sqlx.DB) error {
			_, err := p.ExecContext(ctx, `SELECT pg_sleep(60)`)
			return err
		},
		"between rows": func(ctx context.Context, p *sqlx.DB) error {
			var n []int
			return p.SelectContext(ctx, &n, `SELECT n FROM generate_series(1, 1000) AS n, pg_sleep(0.01 + n * 0)`)
		},
		"after the server had answered": func(ctx context.Context, p *sqlx.DB) error {
			r, err := p.QueryContext(ctx, `SELECT generate_series(1, 3)`)
			if err != nil {
				return err
			}
			<-ctx.Done()
			return errors.Join(ctx.Err(), r.Close())
		},
		"in a transaction": func(ctx context.Context, p *sqlx.DB) error {
			tx, err := p.BeginTxx(ctx, nil)
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, `SELECT pg_sleep(60)`)
			return errors.Join(err, tx.Rollback())
		},
		"by the server's time-out": func(_ context.Context, p *sqlx.DB) error {
			_, err := p.ExecContext(context.Background(), `SELECT pg_sleep(60)`)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := pool(t, e, Options{StatementTimeout: 2 * time.Second})
			before := backend(t, p)
			ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
			defer cancel()
			if err := run(ctx, p); err == nil {
				t.Fatal("no error")
			}
			if after := backend(t, p); after == before {
				t.Error("the same connection serves on")
			}
			right(t, p)
		})
	}
}

// freeze stops processes of PostgreSQL and returns what lets them go on.
func freeze(t *testing.T, pids ...int) (thaw func()) {
	t.Helper()
	send := func(s syscall.Signal) {
		for _, pid := range pids {
			if err := syscall.Kill(pid, s); err != nil {
				t.Errorf("signal %v to %d: %v", s, pid, err)
			}
		}
	}
	send(syscall.SIGSTOP)
	thawed := false
	thaw = func() {
		if !thawed {
			thawed = true
			send(syscall.SIGCONT)
		}
	}
	t.Cleanup(thaw)
	return thaw
}

// freezeServer stops the postmaster, then its children: stopped it starts none, and one that ends keeps its number until the
// postmaster, which goes on last, takes note of it.
func freezeServer(t *testing.T, e *postgres.Server) (thaw func()) {
	t.Helper()
	var master int
	if err := pool(t, e, Options{}).Get(&master, `SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int`); err != nil {
		t.Fatal(err)
	}
	thawMaster := freeze(t, master)
	thawChildren := freeze(t, children(t, master)...)
	return func() {
		thawChildren()
		thawMaster()
	}
}

// children are the processes that a process has started.
func children(t *testing.T, parent int) (all []int) {
	t.Helper()
	out, err := exec.Command("ps", "-A", "-o", "pid=,ppid=").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		var pid, of int
		if _, err := fmt.Sscan(line, &pid, &of); err != nil {
			t.Fatal(err)
		}
		if of == parent {
			all = append(all, pid)
		}
	}
	return all
}

// A frozen server: every statement ends with an error within the time-out and its margin, or that of a new
// connection; as soon as the server goes on, so does the pool.
func TestFrozenServer(t *testing.T) {
	e := server(t)
	const limit = shortTimeout + deadlineMargin + 500*time.Millisecond
	within := func(t *testing.T, limit time.Duration, run func() error) {
		t.Helper()
		began := time.Now()
		err := run()
		if took := time.Since(began); err == nil || took > limit {
			t.Errorf("%v after %v, want an error within %v", err, took, limit)
		}
	}
	for name, statement := range map[string]func(p *sqlx.DB, ctx context.Context) error{
		"exec": func(p *sqlx.DB, ctx context.Context) error { _, err := p.ExecContext(ctx, `SELECT 1`); return err },
		"query": func(p *sqlx.DB, ctx context.Context) error {
			var n int
			return p.GetContext(ctx, &n, `SELECT $1::int`, 1)
		},
		"begin": func(p *sqlx.DB, ctx context.Context) error { _, err := p.BeginTxx(ctx, nil); return err },
	} {
		t.Run(name, func(t *testing.T) {
			p := pool(t, e, Options{StatementTimeout: shortTimeout})
			right(t, p)
			thaw := freezeServer(t, e)
			within(t, limit, func() error { return statement(p, context.Background()) })
			within(t, connectTimeout+500*time.Millisecond, func() error { return statement(p, context.Background()) })
			thaw()
			right(t, p)
		})
	}
	t.Run("commit", func(t *testing.T) {
		p := pool(t, e, Options{StatementTimeout: shortTimeout})
		tx, err := p.BeginTxx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		thaw := freeze(t, backend(t, tx))
		within(t, limit, tx.Commit)
		thaw()
		right(t, p)
	})
}

func TestConnectOptionsReachTheServer(t *testing.T) {
	e := server(t)
	for _, c := range []struct {
		o    Options
		want map[string]string
	}{
		{Options{}, map[string]string{
			"statement_timeout": "0", "lock_timeout": "0", "idle_in_transaction_session_timeout": "0",
			"application_name": "huishang", "timezone": "UTC", "datestyle": "ISO, MDY",
		}},
		{Options{StatementTimeout: 5 * time.Second}, map[string]string{
			"statement_timeout": "5s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "20s",
		}},
		{Options{
			StatementTimeout: 5 * time.Second, LockTimeout: time.Second,
			IdleInTransactionTimeout: 7 * time.Second, ApplicationName: "analyst",
		}, map[string]string{
			"statement_timeout": "5s", "lock_timeout": "1s", "idle_in_transaction_session_timeout": "7s",
			"application_name": "analyst",
		}},
	} {
		p := pool(t, e, c.o)
		for name, want := range c.want {
			var got string
			if err := p.GetContext(t.Context(), &got, `SELECT current_setting($1)`, name); err != nil || got != want {
				t.Errorf("%+v: %s = %q, %v; want %q", c.o, name, got, err, want)
			}
		}
	}
	if _, err := Connect("postgres://%", Options{}); err == nil {
		t.Error("a bad address is taken")
	}
}

func TestOnStatementCountsWhatIsSent(t *testing.T) {
	e := server(t)
	var sent atomic.Int64
	p := pool(t, e, Options{OnStatement: func(context.Context) { sent.Add(1) }})
	tx, err := p.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	for range 3 {
		if err := tx.GetContext(t.Context(), &n, `SELECT $1::int`, 1); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.ExecContext(t.Context(), `SELECT 1`); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if sent.Load() != 4 {
		t.Errorf("counted %d statements, sent 4", sent.Load())
	}
}

// Statements are prepared once per connection, in bounded number, and again after their result changed.
func TestPreparedStatements(t *testing.T) {
	e := server(t)
	p := pool(t, e, Options{})
	for i := range preparedLimit + 50 {
		var got int
		for range 2 {
			if err := p.GetContext(t.Context(), &got, fmt.Sprintf(`SELECT $1::int + %d`, i), 1); err != nil || got != i+1 {
				t.Fatalf("%d: %d, %v", i, got, err)
			}
		}
	}
	var kept int
	if err := p.GetContext(t.Context(), &kept, `SELECT count(*) FROM pg_prepared_statements`); err != nil || kept != preparedLimit {
		t.Errorf("%d statements are kept, %v; want %d", kept, err, preparedLimit)
	}

	for _, statement := range []string{`CREATE TABLE shape (a int)`, `INSERT INTO shape VALUES (1)`} {
		p.MustExecContext(t.Context(), statement)
	}
	var row struct {
		A int
		B *int
	}
	if err := p.GetContext(t.Context(), &row, `SELECT * FROM shape`); err != nil {
		t.Fatal(err)
	}
	p.MustExecContext(t.Context(), `ALTER TABLE shape ADD b int`)
	// The server refuses the statement prepared on the old shape, which costs the connection once.
	if err := p.GetContext(t.Context(), &row, `SELECT * FROM shape`); err == nil {
		t.Error("the old shape is still served")
	}
	if err := p.GetContext(t.Context(), &row, `SELECT * FROM shape`); err != nil {
		t.Errorf("after the change of shape: %v", err)
	}
}

// A transaction's statements do not mix: the second is refused while the first one's rows are unread.
func TestUnreadRowsRefuseTheNextStatement(t *testing.T) {
	e := server(t)
	p := pool(t, e, Options{})
	tx, err := p.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := tx.QueryContext(t.Context(), `SELECT generate_series(1, 100)`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), `SELECT 2`); !errors.Is(err, errRowsOpen) {
		t.Errorf("second statement: %v", err)
	}
	rows := 0
	for r.Next() {
		rows++
	}
	if err := errors.Join(r.Err(), r.Close()); err != nil || rows != 100 {
		t.Errorf("%d rows, %v", rows, err)
	}
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
}

func TestCopyIsNotOffered(t *testing.T) {
	e := server(t)
	p := pool(t, e, Options{})
	p.MustExecContext(t.Context(), `CREATE TABLE filled (a int)`)
	tx, err := p.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.PrepareContext(t.Context(), `COPY filled (a) FROM STDIN`); err == nil {
		t.Error("COPY is prepared")
	}
	if err := tx.Rollback(); err != nil && !errors.Is(err, driver.ErrBadConn) {
		t.Error(err)
	}
	right(t, p)
}

// What lib/pq tells of a column passes through the wrapper.
func TestColumnTypes(t *testing.T) {
	e := server(t)
	p := pool(t, e, Options{})
	r, err := p.QueryContext(t.Context(), `SELECT 1::bigint AS a, 'x'::varchar(7) AS b, 1.5::numeric(9, 2) AS c`)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	columns, err := r.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range columns {
		length, _ := c.Length()
		precision, scale, _ := c.DecimalSize()
		got = append(got, fmt.Sprint(c.Name(), c.DatabaseTypeName(), c.ScanType(), length, precision, scale))
	}
	want := "[a INT8 int64 0 0 0 b VARCHAR string 7 0 0 c NUMERIC interface {} 0 9 2]"
	if fmt.Sprint(got) != want && strings.ReplaceAll(fmt.Sprint(got), " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("columns %v, want %v", got, want)
	}
	if r.NextResultSet() {
		t.Error("a second result set")
	}
	if err := r.Err(); err != nil && !errors.Is(err, sql.ErrNoRows) {
		t.Error(err)
	}
}
