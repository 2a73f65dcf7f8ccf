package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"huishang/db/tx"
)

// foldBatch is how many changes of kept numbers one transaction folds.
const foldBatch = 5000

// FoldTasks folds what changed of the kept numbers of tasks into their sums, and tells how many changes.
func (d *DB) FoldTasks(ctx context.Context) (folded int64, err error) {
	for {
		var n int64
		if err := d.System(ctx, func(ctx context.Context, t *Tx) error { return t.Get(ctx, &n, `SELECT fold_tasks($1)`, foldBatch) }); err != nil {
			return folded, err
		}
		if folded += n; n < foldBatch {
			return folded, nil
		}
	}
}

// CountersReport is what recounting found.
type CountersReport struct {
	// Numbers are how many are kept, folded or not.
	Numbers int
	// Bad names each that is not what the rows are.
	Bad []string
}

// VerifyCounters recounts what is kept, in one snapshot, as the owner: the address is the migrating login's.
func VerifyCounters(ctx context.Context, address string) (*CountersReport, error) {
	r := new(CountersReport)
	err := tx.AsOwner(ctx, address, sql.LevelRepeatableRead, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM task_sum) + (SELECT count(*) FROM task_due) + (SELECT count(*) FROM task_delta)`).Scan(&r.Numbers); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT province, setting, responsible, secrecy, state, to_char(due_on, 'YYYY-MM-DD'), late, kept, counted FROM kept_differences()`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var province, setting, responsible, secrecy, state, due sql.NullString
			var late sql.NullBool
			var kept, counted int64
			if err := rows.Scan(&province, &setting, &responsible, &secrecy, &state, &due, &late, &kept, &counted); err != nil {
				return err
			}
			of := []string{"tasks of " + responsible.String, "set by " + setting.String, secrecy.String, state.String}
			switch {
			case due.Valid:
				of = append(of, "due on "+due.String)
			case late.Bool:
				of = append(of, "late")
			default:
				of = append(of, "not late")
			}
			r.Bad = append(r.Bad, fmt.Sprintf("%s: kept %d, counted %d", strings.Join(of, ", "), kept, counted))
		}
		return rows.Err()
	})
	return r, err
}

// RebuildCounters makes all that is kept anew from the rows, as the owner, and tells how many numbers there are. Who changes
// tasks waits meanwhile, and what was changed before is read: hence no snapshot of the transaction's beginning.
func RebuildCounters(ctx context.Context, address string) (numbers int, err error) {
	err = tx.AsOwner(ctx, address, sql.LevelReadCommitted, func(tx *sql.Tx) error { return tx.QueryRowContext(ctx, `SELECT keep_anew()`).Scan(&numbers) })
	return numbers, err
}
