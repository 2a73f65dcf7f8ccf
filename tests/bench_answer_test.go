//go:build bench

package tests

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

// BenchmarkAnswer is the server's part of the reads of the comparison, in this process and without the network: what
// to take a profile of, and what benchstat compares from one change to the next.
func BenchmarkAnswer(b *testing.B) {
	store := sampled(b).Clone(b)
	massOfTasks(b, store)
	w := serve(b, store, 4)
	variables, _ := benchArguments(b, store.Super(b))
	for _, q := range benchQueries {
		if q.changes {
			continue
		}
		b.Run("query="+q.name, func(b *testing.B) {
			b.ReportAllocs()
			body, err := json.Marshal(map[string]any{"query": benchFile(q.name + ".graphql"), "variables": variables})
			if err != nil {
				b.Fatal(err)
			}
			token := "Bearer " + w.as(q.as).token
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Authorization", token)
				answer := httptest.NewRecorder()
				if w.server.ServeHTTP(answer, r); answer.Code != http.StatusOK || refused.Match(answer.Body.Bytes()) {
					b.Fatalf("%d %.500s", answer.Code, answer.Body.Bytes())
				}
			}
		})
	}
}
