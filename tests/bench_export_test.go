//go:build bench

package tests

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"huishang/internal/workbook"
	"huishang/internal/workbooktest"
)

// BenchExports: the whole ledger of tasks in each form, from a server that did nothing else before: seconds, the most memory that
// its process ever held, and how large the document is. It prints the table of docs/decisions/0049.
func TestBenchExports(t *testing.T) {
	b, data := filledBench(t)
	const query = `{ tasks { nodes { number text stateLabel severity organisation { name } department { name } person { name } assignedAt dueOn overdue extensions returns missedReports amountRecovered endedAt } } }`
	const narrow = `{ tasks { nodes { number text state dueOn organisation { name } } } }`
	fmt.Printf("\n%s\n\n| asked | form | rows | s | CPU s: server + PostgreSQL | most memory of the server, MB | document, MB |\n|---|---|---|---|---|---|---|\n", b.machine())
	as := b.holder("PARTY_SECRETARY@HN")
	for _, q := range []struct{ name, query string }{{"5 columns", narrow}, {"15 columns", query}} {
		for _, form := range []string{"text/csv", workbook.MediaType, "application/x-ndjson"} {
			t.Run(q.name+" "+form, func(t *testing.T) {
				server := startServer(t, b.program, data, b.store.URL)
				body, err := json.Marshal(map[string]any{"query": q.query})
				if err != nil {
					t.Fatal(err)
				}
				r, err := http.NewRequest(http.MethodPost, server.url+"/graphql", bytes.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				raw, _, err := b.issuer.Issue(time.Now(), as.person, as.grants)
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Authorization", "Bearer "+raw)
				r.Header.Set("Accept", form)
				r.Header.Set("Accept-Encoding", "identity")
				mine, _ := ticks(server.pid, false)
				its := family(b.postmaster)
				began := time.Now()
				res, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				defer res.Body.Close()
				sent, err := io.ReadAll(res.Body)
				took := time.Since(began)
				if err != nil || res.StatusCode != http.StatusOK {
					t.Fatalf("%d %v %.300s", res.StatusCode, err, sent)
				}
				used, _ := ticks(server.pid, false)
				mine, its = used-mine, family(b.postmaster)-its
				most := memory(t, server.pid, "VmHWM")
				if form == workbook.MediaType {
					if sheets, err := workbooktest.Read(sent); err != nil || fmt.Sprint(len(sheets[0].Rows)-1) != res.Header.Get("Huishang-Rows") {
						t.Errorf("%d sheets, %v", len(sheets), err)
					}
				}
				short := form[strings.LastIndexAny(form, ".-/")+1:]
				fmt.Printf("| %s | %s | %s | %.1f | %.1f + %.1f | %s | %.1f |\n", q.name, short, res.Header.Get("Huishang-Rows"), took.Seconds(), mine, its, most, float64(len(sent))/1e6)
			})
		}
	}
}
