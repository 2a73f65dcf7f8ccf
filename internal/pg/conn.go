package pg

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"

	"github.com/lib/pq"
)

// pqConn, pqStmt and pqRows are what lib/pq offers to database/sql; the wrappers below offer the same.
type pqConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	driver.NamedValueChecker
}

type pqStmt interface {
	driver.Stmt
	driver.StmtQueryContext
	driver.StmtExecContext
}

type pqRows interface {
	driver.RowsNextResultSet
	driver.RowsColumnTypeScanType
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypePrecisionScale
}

var (
	_ pqConn                = (*conn)(nil)
	_ driver.QueryerContext = (*conn)(nil)
	_ driver.ExecerContext  = (*conn)(nil)
	_ pqStmt                = (*stmt)(nil)
	_ pqRows                = (*rows)(nil)
)

// preparedLimit bounds the statements kept per connection; the oldest go first.
const preparedLimit = 300

// errRowsOpen refuses a statement while another one's rows are unread: lib/pq would mix the two answers.
var errRowsOpen = errors.New("db: the rows of the statement before are not closed")

// conn is lib/pq's connection, thrown away after any error that is not a complete message of the server: lib/pq
// misreads a server error over 30,000 bytes and stays out of step with the server (lib/pq #1324). Once broken
// it answers nothing but driver.ErrBadConn, inside a transaction too, and the pool discards it. database/sql
// holds a lock of the connection around every call.
type conn struct {
	inner       pqConn
	onStatement func(context.Context)
	prepared    map[string]pqStmt
	order       []string
	rowsOpen    bool
	broken      bool
}

// judge marks the connection broken unless err is one that PostgreSQL itself reported in full. A cancelled
// statement costs the connection: its cancel request may still be on the way and would hit the next one. So
// does 0A000: a prepared statement's result has changed its type under it.
func (c *conn) judge(ctx context.Context, err error) error {
	var reported *pq.Error
	switch {
	case ctx.Err() != nil:
		c.abandon()
	case err == nil, err == io.EOF: // the plain end of rows, never wrapped
	case !errors.As(err, &reported), reported.Fatal(), reported.Code == "57014", reported.Code == "0A000":
		c.abandon()
	}
	return err
}

// abandon closes the connection under lib/pq and then sends on it, which fails and so tells lib/pq too: from
// here on it reads nothing more. (Draining the rows of a connection out of step would read text as a length
// and allocate a gigabyte for it.)
func (c *conn) abandon() {
	if c.broken {
		return
	}
	c.broken = true
	_ = c.inner.Close()
	_ = c.inner.Ping(context.Background())
}

// free refuses when the connection cannot take a statement now.
func (c *conn) free() error {
	if c.broken {
		return driver.ErrBadConn
	}
	if c.rowsOpen {
		return errRowsOpen
	}
	return nil
}

func (c *conn) IsValid() bool { return !c.broken && c.inner.IsValid() }

func (c *conn) ResetSession(ctx context.Context) error {
	if c.broken {
		return driver.ErrBadConn
	}
	return c.inner.ResetSession(ctx)
}

func (c *conn) Close() error {
	if c.broken {
		return nil
	}
	return c.inner.Close()
}

func (c *conn) CheckNamedValue(v *driver.NamedValue) error { return c.inner.CheckNamedValue(v) }

func (c *conn) Ping(ctx context.Context) error {
	if err := c.free(); err != nil {
		return err
	}
	return c.judge(ctx, c.inner.Ping(ctx))
}

// statement returns the query's prepared statement on this connection, prepared now if it is new here.
func (c *conn) statement(ctx context.Context, query string) (pqStmt, error) {
	if err := c.free(); err != nil {
		return nil, err
	}
	if st, ok := c.prepared[query]; ok {
		return st, nil
	}
	if len(c.order) >= preparedLimit {
		oldest := c.order[0]
		c.order = c.order[1:]
		st := c.prepared[oldest]
		delete(c.prepared, oldest)
		if err := c.judge(ctx, st.Close()); err != nil {
			return nil, err
		}
	}
	st, err := c.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	c.prepared[query] = st
	c.order = append(c.order, query)
	return st, nil
}

// prepare refuses COPY, which lib/pq offers through Prepare and row security refuses anyway.
func (c *conn) prepare(ctx context.Context, query string) (pqStmt, error) {
	st, err := c.inner.PrepareContext(ctx, query)
	if err := c.judge(ctx, err); err != nil {
		return nil, err
	}
	kept, ok := st.(pqStmt)
	if !ok {
		c.abandon()
		return nil, errors.New("db: COPY is not offered")
	}
	return kept, nil
}

func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	st, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return c.query(ctx, st, args)
}

func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	st, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return c.exec(ctx, st, args)
}

func (c *conn) query(ctx context.Context, st pqStmt, args []driver.NamedValue) (driver.Rows, error) {
	c.onStatement(ctx)
	r, err := st.QueryContext(ctx, args)
	if err := c.judge(ctx, err); err != nil {
		return nil, err
	}
	c.rowsOpen = true
	return &rows{r.(pqRows), ctx, c}, nil
}

func (c *conn) exec(ctx context.Context, st pqStmt, args []driver.NamedValue) (driver.Result, error) {
	c.onStatement(ctx)
	r, err := st.ExecContext(ctx, args)
	return r, c.judge(ctx, err)
}

// Prepare is PrepareContext for callers without a context; database/sql always has one.
func (c *conn) Prepare(query string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if err := c.free(); err != nil {
		return nil, err
	}
	st, err := c.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return &stmt{st, c}, nil
}

// Begin is BeginTx for callers without a context; database/sql always has one.
func (c *conn) Begin() (driver.Tx, error) {
	return c.BeginTx(context.Background(), driver.TxOptions{})
}

func (c *conn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	if err := c.free(); err != nil {
		return nil, err
	}
	t, err := c.inner.BeginTx(ctx, o)
	if err := c.judge(ctx, err); err != nil {
		return nil, err
	}
	return &tx{t, ctx, c}, nil
}

// tx ends a transaction; on a broken connection nothing is sent, and the server has rolled back.
type tx struct {
	inner driver.Tx
	ctx   context.Context
	conn  *conn
}

func (t *tx) Commit() error   { return t.end(t.inner.Commit) }
func (t *tx) Rollback() error { return t.end(t.inner.Rollback) }

// end calls lib/pq even on a broken connection: it answers at once and stops watching the context.
func (t *tx) end(how func() error) error {
	if t.conn.rowsOpen {
		t.conn.abandon()
	}
	return t.conn.judge(t.ctx, how())
}

// stmt is a statement that a caller prepared by hand.
type stmt struct {
	pqStmt
	conn *conn
}

func (s *stmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if err := s.conn.free(); err != nil {
		return nil, err
	}
	return s.conn.query(ctx, s.pqStmt, args)
}

func (s *stmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if err := s.conn.free(); err != nil {
		return nil, err
	}
	return s.conn.exec(ctx, s.pqStmt, args)
}

func (s *stmt) Close() error {
	if err := s.conn.free(); err != nil {
		return err
	}
	return s.conn.judge(context.Background(), s.pqStmt.Close())
}

type rows struct {
	pqRows
	ctx  context.Context
	conn *conn
}

func (r *rows) Next(dest []driver.Value) error { return r.conn.judge(r.ctx, r.pqRows.Next(dest)) }

func (r *rows) NextResultSet() error { return r.conn.judge(r.ctx, r.pqRows.NextResultSet()) }

// Close reads what is left and ends lib/pq's watching of the context.
func (r *rows) Close() error {
	r.conn.rowsOpen = false
	return r.conn.judge(r.ctx, r.pqRows.Close())
}
