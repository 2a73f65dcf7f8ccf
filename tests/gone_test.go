package tests

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"huishang/internal/workbook"
)

// When the client hangs up, its statements end: a page, a table and an act alike, long before any limit of time.
func TestWorkEndsWhenTheClientIsGone(t *testing.T) {
	w := newWorld(t)
	c := w.as("ADMINISTRATOR@HN")
	super := w.store.Super(t)
	waiting := func() (n int) {
		if err := super.QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'huishang\_%' AND state = 'active'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	eventually := func(what string, holds func() bool) {
		t.Helper()
		for range 400 {
			if holds() {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Errorf("%s: not within four seconds", what)
	}
	org := c.id("organisation", "HN-QH")
	// Who locks the table keeps every statement waiting for as long as the test likes.
	for name, ask := range map[string]struct {
		accept, query string
		variables     map[string]any
	}{
		"a page":  {"application/json", `{ people(first: 1) { nodes { name } } }`, nil},
		"a count": {"application/json", `{ people(first: 1) { totalCount { count } } }`, nil},
		"a table": {"text/csv", `{ people { nodes { name } } }`, nil},
		"a book":  {workbook.MediaType, `{ people { nodes { name } } }`, nil},
		"lines":   {"application/x-ndjson", `{ organisations { nodes { name } } people { nodes { name } } }`, nil},
		"an act": {"application/json", `mutation($in: PersonCreateInput!) { personCreate(input: $in) { errors { code } } }`,
			map[string]any{"in": map[string]any{"organisation": org, "number": "HN9999", "name": "样例"}}},
	} {
		lock, err := super.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lock.Exec(`LOCK TABLE person IN ACCESS EXCLUSIVE MODE`); err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(map[string]any{"query": ask.query, "variables": ask.variables})
		if err != nil {
			t.Fatal(err)
		}
		ctx, hangUp := context.WithCancel(context.Background())
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url+"/graphql", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", ask.accept)
		r.Header.Set("Authorization", "Bearer "+c.token)
		done := make(chan struct{})
		go func() {
			defer close(done)
			if res, err := http.DefaultClient.Do(r); err == nil {
				_, _ = io.Copy(io.Discard, res.Body)
				_ = res.Body.Close()
			}
		}()
		eventually(name+" waits", func() bool { return waiting() > 0 })
		hangUp()
		<-done
		eventually(name+" ends", func() bool { return waiting() == 0 })
		if err := lock.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
	if a := c.must(`{ people(filter: { number: { eq: "HN9999" } }) { totalCount { count } } }`, nil); a.get("people.totalCount.count") != 0.0 {
		t.Error("the act of who hung up was done")
	}
}
