package tx

import (
	"context"
	"database/sql"
)

// AsOwner runs f in one transaction of the database's owner, however long it takes. The address is the migrating login's.
func AsOwner(ctx context.Context, address string, isolation sql.IsolationLevel, f func(*sql.Tx) error) error {
	pool, err := sql.Open("postgres", address)
	if err != nil {
		return err
	}
	defer pool.Close()
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{Isolation: isolation})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, `SET LOCAL ROLE huishang_owner; SET LOCAL statement_timeout = 0`); err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}
