package transport_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"huishang/internal/transport"
)

// BenchmarkEndpoint answers small operations without a database: what every request costs beside its fields. The
// document is checked once and then known by its text; document=new is one that was never seen before.
func BenchmarkEndpoint(b *testing.B) {
	for _, c := range []struct{ name, body string }{
		{"document=known", `{"query": "{ hello }"}`},
		{"document=known,variables=1", `{"query": "query Q($name: String) { hello(name: $name) }", "operationName": "Q", "variables": {"name": "会商"}}`},
		{"document=new", `{"query": "{ hello } # %d"}`},
	} {
		b.Run(c.name, func(b *testing.B) {
			h := transport.GraphQL(options())
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				body := c.body
				if c.name == "document=new" {
					body = fmt.Sprintf(body, n)
				}
				answer := httptest.NewRecorder()
				h.ServeHTTP(answer, request(body))
				if answer.Code != http.StatusOK || !bytes.Contains(answer.Body.Bytes(), []byte(`"data"`)) {
					b.Fatalf("%d %s", answer.Code, answer.Body)
				}
			}
		})
	}
}
