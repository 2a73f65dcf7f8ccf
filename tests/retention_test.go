package tests

import (
	"context"
	"fmt"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"

	"github.com/google/uuid"
)

// piled puts so many rows into a table, a minute from each other up to an instant.
func (w *world) piled(table, columns, values string, n int, until time.Time) {
	w.t.Helper()
	if _, err := w.store.Super(w.t).Exec(fmt.Sprintf(`INSERT INTO %s (at, %s) SELECT $1::timestamptz - i * interval '1 minute', %s FROM generate_series(0, $2 - 1) i`, table, columns, values), until, n); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) rows(table string) (n int) {
	w.t.Helper()
	if err := w.store.Super(w.t).QueryRow(`SELECT count(*) FROM ` + table).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// Idempotency keys and the read log lose what is older than an instant, in batches, and nothing else; what is kept answers
// as before.
func TestWhatOnlyPilesUpIsForgotten(t *testing.T) {
	w := newWorld(t)
	ctx, old := context.Background(), time.Date(2020, 6, 1, 12, 0, 0, 0, time.UTC)
	for _, kind := range []struct {
		table, columns, values string
		forget                 func(context.Context, time.Time) (int64, error)
	}{
		{"idempotency", "person_id, key, request, noun, record_id", `gen_random_uuid(), gen_random_uuid(), '\x00', 'Task', gen_random_uuid()`, w.db.ForgetKeys},
		{"read_log", "person_id, noun, record_id, request_id", `gen_random_uuid(), 'Task', gen_random_uuid(), 'x'`, w.db.ForgetReads},
	} {
		before := w.rows(kind.table)
		w.piled(kind.table, kind.columns, kind.values, 12_000, old)
		w.piled(kind.table, kind.columns, kind.values, 30, old.Add(30*time.Minute))
		if n, err := kind.forget(ctx, old.Add(time.Second)); err != nil || n != 12_000 || w.rows(kind.table) != before+30 {
			t.Errorf("%s: %d forgotten, %v; %d left, want %d", kind.table, n, err, w.rows(kind.table), before+30)
		}
		if n, err := kind.forget(ctx, old.Add(time.Second)); err != nil || n != 0 {
			t.Errorf("%s: %d forgotten again, %v", kind.table, n, err)
		}
	}
}

// Nobody but the operator's session forgets, the API's login deletes nothing by itself, and the last 180 days of the read
// log stay whoever asks.
func TestOnlyTheOperatorForgets(t *testing.T) {
	w := newWorld(t)
	ctx, old := context.Background(), time.Date(2020, 6, 1, 12, 0, 0, 0, time.UTC)
	claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", w.as("ADMINISTRATOR@HN").number())), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{{Role: auth.Administrator, Org: "HN"}}}
	w.piled("idempotency", "person_id, key, request, noun, record_id", fmt.Sprintf(`'%s', gen_random_uuid(), '\x00', 'Task', gen_random_uuid()`, claims.Person), 3, old)
	w.piled("read_log", "person_id, noun, record_id, request_id", fmt.Sprintf(`'%s', 'Task', gen_random_uuid(), 'x'`, claims.Person), 3, old)
	keys, reads := w.rows("idempotency"), w.rows("read_log")
	for what, statement := range map[string]string{
		"forgets keys": `SELECT forget_keys('2021-01-01', 10)`, "forgets reads": `SELECT forget_reads('2021-01-01', 10)`,
		"deletes keys": `DELETE FROM idempotency`, "deletes reads": `DELETE FROM read_log`,
		"moves keys": `UPDATE idempotency SET at = '2000-01-01'`, "moves reads": `UPDATE read_log SET at = '2000-01-01'`,
	} {
		err := w.db.Change(ctx, claims, "test", func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, statement)
			return err
		})
		if err == nil {
			t.Errorf("an administrator %s", what)
		}
	}
	for what, before := range map[string]time.Time{"now": time.Now(), "half a year ago, nearly": time.Now().AddDate(0, 0, -179), "in time to come": time.Now().AddDate(9, 0, 0)} {
		if n, err := w.db.ForgetReads(ctx, before); err == nil {
			t.Errorf("reads from before %s: %d forgotten", what, n)
		}
	}
	if w.rows("idempotency") != keys || w.rows("read_log") != reads {
		t.Errorf("%d keys and %d reads are left, want %d and %d", w.rows("idempotency"), w.rows("read_log"), keys, reads)
	}
}
