// Package tx is the pools and their transactions, each with one identity and one clock: opening and ending, retries, faults of
// PostgreSQL as refusals, idempotency, the read log, cursors, and the jobs that one server does for all. It knows no noun.
package tx

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"time"

	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/cost"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/pg"

	"github.com/jmoiron/sqlx"
)

// DB holds the pools of the API's three logins and the one clock.
type DB struct {
	api, read, analyst *sqlx.DB
	spares             map[*sqlx.DB]spare
	now                clock.Clock
	cursorKey          []byte
}

// Config names the pools' addresses: the logins huishang_api, huishang_read and huishang_analyst.
type Config struct {
	API, Read, Analyst string
	PoolSize           int
	StatementTimeout   time.Duration
	AnalystTimeout     time.Duration
	// CursorKey signs cursors; servers that share clients share it. Empty: one made from the API address.
	CursorKey []byte
	Now       clock.Clock
}

// At is the same database at another clock's time, for the sample.
func (d *DB) At(now clock.Clock) *DB {
	other := *d
	other.now = now
	return &other
}

// Open connects the three pools and asks each once.
func Open(ctx context.Context, c Config) (*DB, error) {
	d, err := Prepare(c)
	if err != nil {
		return nil, err
	}
	for _, pool := range d.Pools() {
		if err := pool.PingContext(ctx); err != nil {
			return nil, errors.Join(fmt.Errorf("connect: %w", err), d.Close())
		}
	}
	return d, nil
}

// Prepare makes the three pools without dialling, for who waits until they can be worked with: Check tells.
func Prepare(c Config) (*DB, error) {
	d := &DB{now: c.Now, cursorKey: c.CursorKey, spares: map[*sqlx.DB]spare{}}
	if len(d.cursorKey) == 0 {
		d.cursorKey = keyFrom(c.API)
	}
	pools := []struct {
		into    **sqlx.DB
		url     string
		size    int
		timeout time.Duration
	}{
		{&d.api, c.API, c.PoolSize, c.StatementTimeout},
		{&d.read, c.Read, c.PoolSize, c.StatementTimeout},
		{&d.analyst, c.Analyst, max(1, c.PoolSize/2), c.AnalystTimeout},
	}
	for _, p := range pools {
		pool, err := pg.Connect(p.url, pg.Options{PoolSize: p.size, StatementTimeout: p.timeout})
		if err != nil {
			return nil, errors.Join(err, d.Close())
		}
		*p.into = pool
		beside, err := pg.Connect(p.url, pg.Options{PoolSize: 1, StatementTimeout: p.timeout})
		if err != nil {
			return nil, errors.Join(err, d.Close())
		}
		beside.SetMaxIdleConns(-1)
		d.spares[pool] = spare{beside, p.timeout}
	}
	return d, nil
}

// Close closes the pools.
func (d *DB) Close() error {
	var errs []error
	for _, p := range []*sqlx.DB{d.api, d.read, d.analyst} {
		if p != nil {
			errs = append(errs, p.Close())
		}
	}
	for _, p := range d.spares {
		errs = append(errs, p.Close())
	}
	return errors.Join(errs...)
}

// Now is the instant by the clock that every transaction takes its own from.
func (d *DB) Now() time.Time { return d.now() }

// Pools lists the pools by login, for metrics and for the tests that borrow from them.
func (d *DB) Pools() map[string]*sqlx.DB {
	return map[string]*sqlx.DB{"api": d.api, "read": d.read, "analyst": d.analyst}
}

// Tx is one transaction with one identity and one clock. Statements run one at a time, each until its rows are
// read: a connection cannot interleave two (lib/pq), and gqlgen asks from many goroutines.
type Tx struct {
	Now    time.Time
	Viewer *auth.Viewer

	mu        sync.Mutex // one statement at a time
	mind      sync.Mutex // guards kept
	tx        *sqlx.Tx
	clock     clock.Clock
	cursorKey []byte
	failed    error
	reading   bool // on a login that only reads
	whole     bool // lists inside rows are read to their end, for a table
	behalf    *ident.PersonID
	capacity  *auth.Capacity
	nextLevel bool
	document  *string
	requestID string

	kept map[reflect.Type]any // what packages keep with the transaction, see Own
}

// Own is what a package keeps with a transaction under a type of its own: it is made when it is first asked for, and lives and
// dies with the transaction.
func Own[T any](t *Tx, make func() *T) *T {
	t.mind.Lock()
	defer t.mind.Unlock()
	key := reflect.TypeFor[T]()
	if own, ok := t.kept[key]; ok {
		return own.(*T)
	}
	if t.kept == nil {
		t.kept = map[reflect.Type]any{}
	}
	own := make()
	t.kept[key] = own
	return own
}

// Whole tells that lists inside rows are read to their end, for a table.
func (t *Tx) Whole() bool { return t.whole }

// Select reads rows into dest, a slice of structs.
func (t *Tx) Select(ctx context.Context, dest any, query string, args ...any) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	began := time.Now()
	return t.note(ctx, query, began, t.tx.SelectContext(ctx, dest, query, args...))
}

// Get reads one row into dest; none is sql.ErrNoRows.
func (t *Tx) Get(ctx context.Context, dest any, query string, args ...any) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	began := time.Now()
	return t.note(ctx, query, began, t.tx.GetContext(ctx, dest, query, args...))
}

// Exec runs a statement and returns how many rows it touched.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	began := time.Now()
	r, err := t.tx.ExecContext(ctx, query, args...)
	if err := t.note(ctx, query, began, err); err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// note tells the operation's tally of the statement, timed by the machine's clock as nothing is decided by it, and
// keeps the first failure: after it PostgreSQL refuses the rest of the transaction, so the operation fails as a
// whole and not field by field.
func (t *Tx) note(ctx context.Context, query string, began time.Time, err error) error {
	failed := err != nil && !errors.Is(err, sql.ErrNoRows)
	cost.Add(ctx, cost.Statement{SQL: query, Began: began, Took: time.Since(began), Failed: failed})
	if !failed {
		return err
	}
	err = translate(err)
	if t.failed == nil {
		t.failed = err
	}
	return err
}

// Failed returns the failure that ended the transaction early, nil while it is sound.
func (t *Tx) Failed() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.failed
}

type txKey struct{}

// Slot holds the transaction that a context's readers use: a query's from its start, a mutation field's from
// its commit on, when the payload is read anew.
type Slot struct{ tx *Tx }

// From returns the operation's transaction. Resolvers run inside one by construction.
func From(ctx context.Context) *Tx {
	s, ok := ctx.Value(txKey{}).(*Slot)
	if !ok || s.tx == nil {
		panic("db: no transaction on this context")
	}
	return s.tx
}

// With puts a transaction on the context.
func With(ctx context.Context, t *Tx) context.Context {
	return context.WithValue(ctx, txKey{}, &Slot{tx: t})
}

// WithSlot puts an empty slot on the context, for a mutation field.
func WithSlot(ctx context.Context) (context.Context, *Slot) {
	s := new(Slot)
	return context.WithValue(ctx, txKey{}, s), s
}

// Read runs f in one REPEATABLE READ transaction of the reading login, with the claims' identity set first.
func (d *DB) Read(ctx context.Context, c *auth.Claims, requestID string, f func(context.Context) error) error {
	t, err := d.BeginRead(ctx, c, requestID)
	if err != nil {
		return err
	}
	return t.do(ctx, f)
}

// BeginRead opens such a transaction for as long as an answer is written (in the analysts' own pool for those
// who hold nothing else). It is committed by End: the read log is written in it.
func (d *DB) BeginRead(ctx context.Context, c *auth.Claims, requestID string) (*Tx, error) {
	pool := d.read
	if onlyAnalyst(c) {
		pool = d.analyst
	}
	return d.begin(ctx, pool, sql.LevelRepeatableRead, requestID, opening{claims: c})
}

// BeginTable opens such a transaction for all the pages of a table, in the analysts' pool whoever asks: it is long. A
// list inside a row is whole unless a page of it is asked for.
func (d *DB) BeginTable(ctx context.Context, c *auth.Claims, requestID string) (*Tx, error) {
	t, err := d.begin(ctx, d.analyst, sql.LevelRepeatableRead, requestID, opening{claims: c})
	if err == nil {
		t.whole = true
	}
	return t, err
}

// OfTable is the table's transaction on a context, nil where none is read.
func OfTable(ctx context.Context) *Tx {
	if s, ok := ctx.Value(txKey{}).(*Slot); ok && s.tx != nil && s.tx.whole {
		return s.tx
	}
	return nil
}

// FillSlot puts a transaction into the context's slot; whoever made the slot ends it.
func FillSlot(ctx context.Context, t *Tx) { ctx.Value(txKey{}).(*Slot).tx = t }

// Tx is the slot's transaction, nil while it is empty.
func (s *Slot) Tx() *Tx { return s.tx }

// Change runs f in one transaction of the writing login, with the claims' identity set first. It may run f
// again, at most three times in all, after a serialization failure or a deadlock; f's effects outside the
// transaction are its own affair.
func (d *DB) Change(ctx context.Context, c *auth.Claims, requestID string, f func(context.Context) error) error {
	return d.retry(ctx, func() error {
		return d.run(ctx, d.api, sql.LevelReadCommitted, requestID, opening{claims: c}, f)
	})
}

// System runs f as the operator, for import and demo.
func (d *DB) System(ctx context.Context, f func(context.Context) error) error {
	return d.retry(ctx, func() error {
		return d.run(ctx, d.api, sql.LevelReadCommitted, "system", opening{}, f)
	})
}

func (d *DB) retry(ctx context.Context, f func() error) error {
	var err error
	for attempt := range 3 {
		if attempt > 0 {
			select {
			case <-ctx.Done():
				return err
			case <-time.After(time.Duration(5+rand.IntN(20*attempt)) * time.Millisecond):
			}
		}
		if err = f(); !retryable(err) {
			return err
		}
	}
	return err
}

// opening is who opens a transaction: a token's claims, or without them the operator.
type opening struct{ claims *auth.Claims }

func (d *DB) run(ctx context.Context, pool *sqlx.DB, level sql.IsolationLevel, requestID string, o opening, f func(context.Context) error) error {
	t, err := d.begin(ctx, pool, level, requestID, o)
	if err != nil {
		return err
	}
	return t.do(ctx, f)
}

// do runs f in the transaction and ends it.
func (t *Tx) do(ctx context.Context, f func(context.Context) error) error {
	defer t.Abandon()
	if err := f(With(ctx, t)); err != nil {
		return err
	}
	return t.End()
}

func (d *DB) begin(ctx context.Context, pool *sqlx.DB, level sql.IsolationLevel, requestID string, o opening) (*Tx, error) {
	sqlTx, err := pool.BeginTxx(ctx, &sql.TxOptions{Isolation: level})
	if err != nil {
		return nil, unopened(err)
	}
	t := &Tx{tx: sqlTx, Now: d.now().UTC(), clock: d.now, cursorKey: d.cursorKey, requestID: requestID, reading: pool != d.api}
	if err := t.open(ctx, o); err != nil {
		t.Abandon()
		return nil, err
	}
	return t, nil
}

// End commits, unless a statement failed: then the whole transaction did. A change whose commit was not confirmed is
// fault.OutcomeUnknown.
func (t *Tx) End() error {
	if err := t.Failed(); err != nil {
		t.Abandon()
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	err := t.tx.Commit()
	if t.reading {
		return translate(err)
	}
	return committing(err)
}

// Abandon rolls back; after End it does nothing.
func (t *Tx) Abandon() {
	t.mu.Lock()
	defer t.mu.Unlock()
	_ = t.tx.Rollback()
}

// shownAs names the request to PostgreSQL, for pg_stat_activity and its log (%a in log_line_prefix): the id that proxy
// and server log, until the transaction ends. PostgreSQL keeps 63 bytes.
func (t *Tx) shownAs() string { return "huishang " + t.requestID }

// open sets the identity as the transaction's first statement (decisions.md).
func (t *Tx) open(ctx context.Context, o opening) error {
	if o.claims == nil {
		t.Viewer = &auth.Viewer{System: true, Zone: time.UTC}
		_, err := t.Exec(ctx, `SELECT session_system($1), set_config('application_name', $2, true)`, t.Now, t.shownAs())
		return err
	}
	grants, err := json.Marshal(o.claims.Grants)
	if err != nil {
		return err
	}
	var row struct {
		Refusal    *string               `db:"refusal"`
		ProvinceID *ident.OrganisationID `db:"province_id"`
		Zone       *string               `db:"zone"`
		Today      *clock.Date           `db:"today"`
		Grants     []byte                `db:"grants"`
		Orgs       ident.List            `db:"orgs"`
	}
	if err := t.Get(ctx, &row, `
		SELECT refusal, province_id, zone, today, grants, orgs
		FROM session_open($1, $2, $3, $4, $5), set_config('application_name', $6, true)`,
		o.claims.Person, string(grants), o.claims.TokenID, o.claims.IssuedAt, t.Now, t.shownAs()); err != nil {
		return err
	}
	if row.Refusal != nil {
		return fault.New(fault.Unauthenticated, "reason", *row.Refusal)
	}
	zone, err := time.LoadLocation(*row.Zone)
	if err != nil {
		return err
	}
	v := &auth.Viewer{ProvinceID: *row.ProvinceID, Zone: zone, Today: *row.Today, TokenID: o.claims.TokenID}
	v.PersonID = ident.Of[ident.PersonID](o.claims.Person)
	if err := json.Unmarshal(row.Grants, &v.Grants); err != nil {
		return fmt.Errorf("session grants: %w", err)
	}
	for _, id := range row.Orgs {
		v.Orgs = append(v.Orgs, ident.Of[ident.OrganisationID](id))
	}
	t.Viewer = v
	return nil
}

func onlyAnalyst(c *auth.Claims) bool {
	for _, g := range c.Grants {
		if g.Role != auth.Analyst {
			return false
		}
	}
	return len(c.Grants) > 0
}

// Unconnected is a transaction without a connection: statements are written in it, as SQL, and cannot be asked.
func Unconnected(v *auth.Viewer, cursorKey []byte) *Tx { return &Tx{Viewer: v, cursorKey: cursorKey} }
