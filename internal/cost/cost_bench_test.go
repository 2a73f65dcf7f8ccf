package cost_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"

	"huishang/internal/cost"
)

// BenchmarkOf walks operations that were validated before: small, wide, and one whose fragments are spread often.
func BenchmarkOf(b *testing.B) {
	for _, c := range []struct{ name, query string }{
		{"operation=small", `{ viewer { id name } }`},
		{"operation=wide", `{ people(first: 100) { nodes { ` + strings.Repeat(`id name grants { n } `, 20) + ` boss { id people(first: 3) { edges { cursor node { id boss { id } } } pageInfo { hasNextPage } totalCount { count } } } } } }`},
		{"operation=fragments", `{ viewer { ` + strings.Repeat(`...f `, 50) + `} } fragment f on Person { boss { ...g people(first: 5) { nodes { ...g } } } } fragment g on Person { id name grants { n } }`},
	} {
		b.Run(c.name, func(b *testing.B) {
			doc, errs := gqlparser.LoadQueryWithRules(schema, c.query, nil)
			if len(errs) > 0 {
				b.Fatal(errs)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := cost.Of(schema, doc.Fragments, doc.Operations[0], nil, 5000); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
