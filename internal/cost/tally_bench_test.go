package cost_test

import (
	"context"
	"testing"
	"time"

	"huishang/internal/cost"
)

// What the record of an operation with ten statements costs: the clock asked twenty times, ten entries.
func BenchmarkTallyOfTenStatements(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ctx, _ := cost.WithTally(context.Background())
		for range 10 {
			began := time.Now()
			cost.Add(ctx, cost.Statement{SQL: "SELECT $1", Began: began, Took: time.Since(began)})
		}
	}
}
