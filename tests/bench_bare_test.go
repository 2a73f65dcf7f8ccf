//go:build bench

package tests

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
)

//go:embed bench/*.sql bench/*.graphql bench/postgraphile/*.graphql
var benchFiles embed.FS

func benchFile(name string) string {
	b, err := benchFiles.ReadFile("bench/" + name)
	if err != nil {
		panic(err) // embedded above
	}
	return string(b)
}

// bareVariable marks the process that serves the bare handlers; its value is bareOrders.
const bareVariable = "HUISHANG_BENCH_BARE"

type bareOrders struct{ Read, API string }

// init turns the test binary into the bare server where the benchmark started it as one.
func init() {
	orders := os.Getenv(bareVariable)
	if orders == "" {
		return
	}
	if err := serveBare(orders); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// bareRequest is what the bare handler is asked with: who asks, without a token, and the statement's arguments.
type bareRequest struct {
	Person uuid.UUID       `json:"person"`
	Grants json.RawMessage `json:"grants"`
	Args   []string        `json:"args"`
}

// serveBare serves, until its input ends, each statement twice: in a transaction that session_open begins, as the
// server under test has it; and alone, on a connection that keeps one person's session.
func serveBare(text string) error {
	var orders bareOrders
	if err := json.Unmarshal([]byte(text), &orders); err != nil {
		return err
	}
	mux := http.NewServeMux()
	for _, q := range benchQueries {
		address := orders.Read
		if q.changes {
			address = orders.API
		}
		h, err := newBare(q, address)
		if err != nil {
			return err
		}
		mux.HandleFunc("/"+q.name, h.serve(h.inTransaction))
		mux.HandleFunc("/kept/"+q.name, h.serve(h.kept))
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("http://" + listener.Addr().String())
	go func() { _, _ = io.Copy(io.Discard, os.Stdin); os.Exit(0) }()
	return http.Serve(listener, mux)
}

// bare answers one query with one hand-written statement, prepared once per connection.
type bare struct {
	query     benchQuery
	pool      *sql.DB
	open, ask *sql.Stmt

	keeping sync.Once
	ready   chan *keptSession
	failed  error
}

const sessionOpen = `SELECT refusal, today::text FROM session_open($1, $2, $3, $4, $5)`

func newBare(q benchQuery, address string) (*bare, error) {
	pool, err := sql.Open("postgres", address+"&jit=off&timezone=UTC")
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(2 * connections) // in transactions, and kept
	pool.SetMaxIdleConns(2 * connections)
	b := &bare{query: q, pool: pool, ready: make(chan *keptSession, connections)}
	if b.open, err = pool.Prepare(sessionOpen); err != nil {
		return nil, err
	}
	b.ask, err = pool.Prepare(benchFile(q.name + ".sql"))
	return b, err
}

func (b *bare) serve(run func(context.Context, *bareRequest) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in bareRequest
		err := json.NewDecoder(r.Body).Decode(&in)
		var data []byte
		if err == nil {
			data, err = run(r.Context(), &in)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(clientIDs(data))
	}
}

// inTransaction opens the person's session and asks, in one transaction of the server's isolation.
func (b *bare) inTransaction(ctx context.Context, in *bareRequest) ([]byte, error) {
	level := sql.LevelRepeatableRead
	if b.query.changes {
		level = sql.LevelReadCommitted
	}
	tx, err := b.pool.BeginTx(ctx, &sql.TxOptions{Isolation: level})
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	today, err := openSession(ctx, tx.StmtContext(ctx, b.open), in)
	if err != nil {
		return nil, err
	}
	var data []byte
	if err := tx.StmtContext(ctx, b.ask).QueryRowContext(ctx, b.query.args(today, in.Args)...).Scan(&data); err != nil {
		return nil, err
	}
	return data, tx.Commit()
}

func openSession(ctx context.Context, open *sql.Stmt, in *bareRequest) (today string, err error) {
	now := time.Now()
	var refusal *string
	if err := open.QueryRowContext(ctx, in.Person, string(in.Grants), "bare", now, now).Scan(&refusal, &today); err != nil {
		return "", err
	}
	if refusal != nil {
		return "", fmt.Errorf("session_open: %s", *refusal)
	}
	return today, nil
}

// keptSession is a connection on which one person's session stands, with the statement prepared.
type keptSession struct {
	ask   *sql.Stmt
	today string
}

// kept asks alone, on a connection that belongs to whoever asked first. No server may work so: it shows what the
// transaction and session_open in front of a statement take.
func (b *bare) kept(ctx context.Context, in *bareRequest) ([]byte, error) {
	b.keeping.Do(func() {
		for range connections {
			k, err := b.keep(in)
			if err != nil {
				b.failed = err
				close(b.ready)
				return
			}
			b.ready <- k
		}
	})
	k, ok := <-b.ready
	if !ok {
		return nil, b.failed
	}
	defer func() { b.ready <- k }()
	var data []byte
	err := k.ask.QueryRowContext(ctx, b.query.args(k.today, in.Args)...).Scan(&data)
	return data, err
}

// keep opens a session and lifts its settings, whose names session_clear and session_settings know, from the transaction to the connection.
func (b *bare) keep(in *bareRequest) (*keptSession, error) {
	ctx := context.Background()
	conn, err := b.pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	k := new(keptSession)
	if k.today, err = openSession(ctx, tx.StmtContext(ctx, b.open), in); err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `
		SELECT set_config('huishang.' || m[1], COALESCE(current_setting('huishang.' || m[1], true), ''), false)
		FROM pg_proc p, regexp_matches(p.prosrc, '''([a-z_]+)''', 'g') AS m WHERE p.proname IN ('session_clear', 'session_settings')`); err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	k.ask, err = conn.PrepareContext(ctx, benchFile(b.query.name+".sql"))
	return k, err
}

var clientText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// clientIDs wraps an answer and writes each "X_" with a UUID in it as clients have their ids, in one pass: a
// statement has no base32.
func clientIDs(data []byte) []byte {
	const id = 36
	out := append(make([]byte, 0, len(data)+16), `{"data":`...)
	for {
		at := bytes.IndexByte(data, '_')
		if at < 0 {
			return append(append(out, data...), '}')
		}
		at++
		out = append(out, data[:at]...)
		if at >= 3 && data[at-3] == '"' && len(data) > at+id && data[at+id] == '"' {
			if u, err := uuid.ParseBytes(data[at : at+id]); err == nil {
				out = clientText.AppendEncode(out, u[:])
				at += id
			}
		}
		data = data[at:]
	}
}

// benchQuery is one query of the comparison: bench/NAME.graphql and bench/NAME.sql.
type benchQuery struct {
	name, what string
	as         string // who reads
	changes    bool
	// args are the statement's arguments, of the session's today and what the request carries.
	args func(today string, args []string) []any
}

var benchQueries = []benchQuery{
	{name: "Q1", what: "my 20 open tasks + organisation + outcome + last 3 events", as: "DEPARTMENT_HEAD@HN-QH/JS", args: func(today string, _ []string) []any { return []any{today} }},
	{name: "Q2", what: "consultation page: topics, outcomes, 80 tasks with owners", as: "DISCIPLINE_OFFICE@HN", args: func(_ string, args []string) []any { return []any{args[0]} }},
	{name: "Q4", what: "100 tasks in scope with owner, organisation.parent, outcome.consultation", as: "DISCIPLINE_OFFICE@HN", args: func(today string, _ []string) []any { return []any{today} }},
	{name: "Q6", what: "a task is accepted, with its history row", changes: true, args: func(_ string, args []string) []any {
		now := time.Now().UTC().Truncate(time.Microsecond)
		return []any{args[0], args[1], now, strings.TrimSuffix(now.Format(time.RFC3339Nano), "Z")}
	}},
}
