// Package db is the SQL of every noun, over the transactions of db/tx and the lists of db/read. It never decides who may do an
// act; row security decides what a transaction sees.
package db

import (
	"context"
	"database/sql"

	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/clock"
)

// DB is the database with the statements of the program's own.
type DB struct{ *tx.DB }

// Tx is a transaction with the statements of every noun.
type Tx struct{ *tx.Tx }

// Open connects the pools and asks each once.
func Open(ctx context.Context, c tx.Config) (*DB, error) {
	d, err := tx.Open(ctx, c)
	return &DB{d}, err
}

// Prepare makes the pools without dialling, for who waits until they can be worked with: Check tells.
func Prepare(c tx.Config) (*DB, error) {
	d, err := tx.Prepare(c)
	return &DB{d}, err
}

// At is the same database at another clock's time, for the sample.
func (d *DB) At(now clock.Clock) *DB { return &DB{d.DB.At(now)} }

// From returns the operation's transaction. Resolvers run inside one by construction.
func From(ctx context.Context) *Tx {
	t := tx.From(ctx)
	return tx.Own(t, func() *Tx { return &Tx{t} })
}

// Read runs f in one REPEATABLE READ transaction of the reading login, with the claims' identity set first.
func (d *DB) Read(ctx context.Context, c *auth.Claims, requestID string, f func(context.Context, *Tx) error) error {
	return d.DB.Read(ctx, c, requestID, func(ctx context.Context) error { return f(ctx, From(ctx)) })
}

// Change runs f in one transaction of the writing login, with the claims' identity set first. It may run f again, at most three
// times in all, after a serialization failure or a deadlock; f's effects outside the transaction are its own affair.
func (d *DB) Change(ctx context.Context, c *auth.Claims, requestID string, f func(context.Context, *Tx) error) error {
	return d.DB.Change(ctx, c, requestID, func(ctx context.Context) error { return f(ctx, From(ctx)) })
}

// System runs f as the operator, for import and demo.
func (d *DB) System(ctx context.Context, f func(context.Context, *Tx) error) error {
	return d.DB.System(ctx, func(ctx context.Context) error { return f(ctx, From(ctx)) })
}

// Ready asks every pool: a primary answers, and its schema is this program's. The error holds a tx.Unready for each pool.
func (d *DB) Ready(ctx context.Context) error { return d.DB.Ready(ctx, schemaReady) }

// Check is Ready for a start: it refuses a pooler that mixes transactions too, and returns what works but is to be told.
func (d *DB) Check(ctx context.Context) (told []string, err error) {
	return d.DB.Check(ctx, schemaReady)
}

var schemaSentences = map[SchemaState]string{
	Unmigrated: "the database has no schema of Huishang: run migrate",
	Older:      "the database's schema is older than this program: run its migrate",
	Newer:      "the database's schema is newer than this program: start the program that migrated it",
}

// schemaReady is what is wrong with a database's schema, as a sentence; empty where it is this program's.
func schemaReady(ctx context.Context, pool *sql.DB) (string, error) {
	state, err := CompareSchema(ctx, pool)
	return schemaSentences[state], err
}
