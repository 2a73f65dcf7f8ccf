package transport_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/fault"
	"huishang/internal/transport"
	"huishang/internal/workbook"
)

var forms = []string{"text/csv", workbook.MediaType, "application/x-ndjson"}

// paged answers a list of notes in such pages: so many, and then what comes after them.
func paged(pages int, last func() *graphql.Response) func(*transport.Options) {
	return func(o *transport.Options) {
		var n atomic.Int64
		o.Operation = func(context.Context, graphql.OperationHandler) graphql.ResponseHandler {
			return func(context.Context) *graphql.Response {
				page := n.Add(1)
				if int(page) > pages {
					return last()
				}
				nodes := make([]map[string]string, 1000)
				for i := range nodes {
					nodes[i] = map[string]string{"title": fmt.Sprintf("note %d", int(page)*1000+i)}
				}
				data, err := json.Marshal(map[string]any{"notes": map[string]any{"nodes": nodes, "__huishangPage": map[string]any{"more": true, "cursor": fmt.Sprint(page)}}})
				if err != nil {
					panic(err)
				}
				return &graphql.Response{Data: data}
			}
		}
	}
}

// none is a page without rows, after which there is none.
func none() *graphql.Response {
	return &graphql.Response{Data: json.RawMessage(`{"notes": {"nodes": [], "__huishangPage": {"more": false}}}`)}
}

// What fails after a hundred thousand rows is a refusal with a code in every form, without a byte of the rows; what runs to
// its end is sent whole. Nothing else is read between.
func TestAFailureInTheMiddleLeavesNoPart(t *testing.T) {
	for _, form := range forms {
		h := transport.GraphQL(options(paged(100, func() *graphql.Response {
			return &graphql.Response{Errors: gqlerror.List{{Message: "no", Extensions: map[string]any{"code": string(fault.Unavailable)}}}}
		})))
		a := ask(t, h, `{ notes { nodes { title } } }`, nil, "Accept", form)
		if a.Result().StatusCode != http.StatusServiceUnavailable || a.code() != "UNAVAILABLE" || strings.Contains(a.Body.String(), "note 1") || a.Header().Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %v %.300s", form, a.Result().StatusCode, a.Header(), a.Body)
		}
		h = transport.GraphQL(options(paged(100, none)))
		a = ask(t, h, `{ notes { nodes { title } } }`, nil, "Accept", form)
		if a.Result().StatusCode != http.StatusOK || a.Header().Get("Huishang-Rows") != "100000" || a.Header().Get("Content-Length") != fmt.Sprint(a.Body.Len()) {
			t.Errorf("%s: %d %v", form, a.Result().StatusCode, a.Header())
		}
	}
}

// So many tables are read at once and no more, however many ask; all are answered. Waiting for a place takes nothing of
// the time for reading: two thirds of it are waited here, and two thirds are read.
func TestTablesWaitForTheirPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var reading, most, answered atomic.Int64
		limits := transport.LimitsDefault
		h := transport.GraphQL(options(paged(0, none), func(o *transport.Options) {
			o.Limits = limits
			o.Table = func(ctx context.Context, read func(context.Context) *graphql.Response) *graphql.Response {
				now := reading.Add(1)
				defer reading.Add(-1)
				for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
				}
				select {
				case <-ctx.Done():
					return &graphql.Response{Errors: gqlerror.List{{Extensions: map[string]any{"code": string(fault.Timeout)}}}}
				case <-time.After(limits.TableWithin * 2 / 3):
				}
				return read(ctx)
			}
		}))
		var all sync.WaitGroup
		for i := range 2 * limits.Tables {
			all.Go(func() {
				if a := ask(t, h, `{ notes { nodes { title } } }`, nil, "Accept", forms[i%3]); a.Result().StatusCode == http.StatusOK {
					answered.Add(1)
				} else {
					t.Errorf("%d %s", a.Result().StatusCode, a.Body)
				}
			})
		}
		all.Wait()
		if most.Load() != int64(limits.Tables) || answered.Load() != int64(2*limits.Tables) {
			t.Errorf("%d at once, %d answered", most.Load(), answered.Load())
		}
	})
}

// The form is the one that the client likes best, of two alike the first; JSON where it is liked better.
func TestTheFormIsNegotiated(t *testing.T) {
	h := transport.GraphQL(options(paged(0, none)))
	for accept, want := range map[string]string{
		"text/csv":                              "text/csv; charset=utf-8",
		workbook.MediaType:                      workbook.MediaType,
		"application/x-ndjson":                  "application/x-ndjson",
		workbook.MediaType + ", text/csv;q=0.5": workbook.MediaType,
		"application/x-ndjson;q=0.4, text/csv;q=0.9, */*;q=0.1": "text/csv; charset=utf-8",
		"application/json, application/x-ndjson":                "application/x-ndjson",
		"application/json, application/x-ndjson;q=0.9":          plain + "; charset=utf-8",
		"application/*": plain + "; charset=utf-8",
		"*/*":           plain + "; charset=utf-8",
		"application/x-ndjson;q=0, application/json":                                   plain + "; charset=utf-8",
		workbook.MediaType + ";charset=utf-8, application/graphql-response+json;q=0.2": workbook.MediaType,
	} {
		if a := ask(t, h, `{ notes { nodes { title } } }`, nil, "Accept", accept); a.Header().Get("Content-Type") != want {
			t.Errorf("%s: %s", accept, a.Header().Get("Content-Type"))
		}
	}
}
