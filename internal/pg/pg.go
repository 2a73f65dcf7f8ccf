package pg

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// Options bound a pool and what its statements may take. Zero means the default named at each.
type Options struct {
	// PoolSize is the most connections at once; 0: 8.
	PoolSize int
	// Idle is the most connections kept while unused; 0: PoolSize.
	Idle int
	// IdleFor is how long an unused connection is kept; 0: 5 minutes.
	IdleFor time.Duration
	// StatementTimeout ends a statement in the server, and a second later in this process should the server
	// no longer answer; 0: no limit on either side.
	StatementTimeout time.Duration
	// LockTimeout ends a wait for a lock; 0: StatementTimeout.
	LockTimeout time.Duration
	// IdleInTransactionTimeout ends a session whose transaction is left open; 0: 4 × StatementTimeout.
	IdleInTransactionTimeout time.Duration
	// ApplicationName is shown in pg_stat_activity; empty: huishang.
	ApplicationName string
	// OnStatement is called once for each statement sent to the server, not for BEGIN, COMMIT and ROLLBACK.
	OnStatement func(ctx context.Context)
}

// connectTimeout ends the opening of a connection, and the sending of a cancel request. It is short, so that a
// request meets its limit although the server is frozen.
const connectTimeout = 3 * time.Second

// deadlineMargin is how long after the statement time-out a read or write ends in this process: the server's
// own report comes first wherever there still is a server.
const deadlineMargin = time.Second

// Connect opens a pool over lib/pq with what lib/pq lacks: reads and writes that end (a context alone does not
// end a read from a frozen server), connections thrown away once they can no longer be trusted, and every
// statement prepared once per connection. It does not dial; the error is of the address.
func Connect(address string, o Options) (*sqlx.DB, error) {
	config, err := pq.NewConfig(address)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	o = o.withDefaults()
	if config.Runtime == nil {
		config.Runtime = map[string]string{}
	}
	for name, value := range map[string]time.Duration{
		"statement_timeout":                   o.StatementTimeout,
		"lock_timeout":                        o.LockTimeout,
		"idle_in_transaction_session_timeout": o.IdleInTransactionTimeout,
	} {
		config.Runtime[name] = strconv.FormatInt(value.Milliseconds(), 10)
	}
	config.Runtime["timezone"] = "UTC"
	config.Runtime["jit"] = "off" // compiling costs more than any statement here
	config.ApplicationName = o.ApplicationName
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectTimeout
	}
	inner, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	d := dialer{}
	if o.StatementTimeout > 0 {
		d.within = o.StatementTimeout + deadlineMargin
	}
	inner.Dialer(d)
	pool := sqlx.NewDb(sql.OpenDB(&connector{inner, o.OnStatement}), "postgres")
	pool.SetMaxOpenConns(o.PoolSize)
	pool.SetMaxIdleConns(o.Idle)
	pool.SetConnMaxIdleTime(o.IdleFor)
	return pool, nil
}

func (o Options) withDefaults() Options {
	if o.PoolSize == 0 {
		o.PoolSize = 8
	}
	if o.Idle == 0 {
		o.Idle = o.PoolSize
	}
	if o.IdleFor == 0 {
		o.IdleFor = 5 * time.Minute
	}
	if o.LockTimeout == 0 {
		o.LockTimeout = o.StatementTimeout
	}
	if o.IdleInTransactionTimeout == 0 {
		o.IdleInTransactionTimeout = 4 * o.StatementTimeout
	}
	if o.ApplicationName == "" {
		o.ApplicationName = "huishang"
	}
	if o.OnStatement == nil {
		o.OnStatement = func(context.Context) {}
	}
	return o
}

// connector makes lib/pq's connections and wraps each.
type connector struct {
	*pq.Connector
	onStatement func(context.Context)
}

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &conn{inner: inner.(pqConn), onStatement: c.onStatement, prepared: map[string]pqStmt{}}, nil
}
