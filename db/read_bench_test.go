package db_test

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/demo"
)

// benchmarked opens the sample, and who reads it: the discipline office of the province.
func benchmarked(b *testing.B) (*db.DB, *auth.Claims) {
	b.Helper()
	now := time.Date(2026, 11, 18, 2, 0, 0, 0, time.UTC)
	open := func(d *dbtest.DB) (*db.DB, error) {
		return db.Open(context.Background(), tx.Config{
			API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]),
			PoolSize: 2, StatementTimeout: 8 * time.Second, AnalystTimeout: 8 * time.Second, Now: func() time.Time { return now },
		})
	}
	store := dbtest.Kept(b, "benchmarked", func(d *dbtest.DB) error {
		pools, err := open(d)
		if err != nil {
			return err
		}
		defer pools.Close()
		return demo.Load(context.Background(), pools, io.Discard)
	})
	pools, err := open(store)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := pools.Close(); err != nil {
			b.Error(err)
		}
	})
	grant := auth.TokenGrant{Role: auth.DisciplineOffice, Org: "HN"}
	h, err := pools.FindHolder(context.Background(), grant, "")
	if err != nil {
		b.Fatal(err)
	}
	return pools, &auth.Claims{Person: h.Person, TokenID: "x", IssuedAt: now, Grants: []auth.TokenGrant{grant}}
}

// BenchmarkRead is a transaction with its identity alone (rows=0, what the others begin with), and with a page of
// people read from the catalog; edges=1 loads the organisation of each row too.
func BenchmarkRead(b *testing.B) {
	pools, claims := benchmarked(b)
	for _, c := range []struct {
		rows  int32
		edges int
	}{{0, 0}, {20, 0}, {100, 0}, {20, 1}, {100, 1}} {
		b.Run(fmt.Sprintf("rows=%d/edges=%d", c.rows, c.edges), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := pools.Read(context.Background(), claims, "benchmark", func(ctx context.Context, _ *db.Tx) error {
					return readPeople(ctx, c.rows, c.edges)
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func readPeople(ctx context.Context, rows int32, edges int) error {
	if rows == 0 {
		return nil
	}
	page, err := read.List(ctx, db.People, read.ListArgs{First: &rows})
	if err == nil && len(page.Nodes) != int(rows) {
		err = fmt.Errorf("%d rows of %d", len(page.Nodes), rows)
	}
	if err != nil || edges == 0 {
		return err
	}
	for _, p := range page.Nodes {
		if _, err := db.PersonOrganisation.Of(ctx, p); err != nil {
			return err
		}
	}
	return nil
}
