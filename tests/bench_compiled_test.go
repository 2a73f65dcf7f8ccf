//go:build bench

package tests

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"syscall"
	"testing"
	"time"

	"huishang/internal/wiring"
)

// BenchCompiled: compiled reads against the resolvers, the same program over the same rows, in turns: requests a second,
// and the CPU of the server for each of them.
func TestBenchCompiled(t *testing.T) {
	store := sampled(t).Clone(t)
	massOfTasks(t, store)
	w := serve(t, store, 4)
	variables, _ := benchArguments(t, store.Super(t))
	parts := w.parts
	parts.Resolved = true
	servers := []http.Handler{w.server, wiring.Handler(parts)}
	fmt.Println("\n| Query | time of a request, compiled ÷ resolved, median (min–max of the rounds) | CPU of the server, compiled ÷ resolved | ms, µs of CPU compiled | resolved |\n|---|---|---|---|---|")
	for _, q := range benchQueries {
		if q.changes {
			continue
		}
		body, err := json.Marshal(map[string]any{"query": benchFile(q.name + ".graphql"), "variables": variables})
		if err != nil {
			t.Fatal(err)
		}
		token := "Bearer " + w.as(q.as).token
		turn := func(h http.Handler, within time.Duration) (each, cpu time.Duration) {
			began, used, n := time.Now(), own(), 0
			for time.Since(began) < within {
				r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Authorization", token)
				answer := httptest.NewRecorder()
				if h.ServeHTTP(answer, r); answer.Code != http.StatusOK || refused.Match(answer.Body.Bytes()) {
					t.Fatalf("%d %.500s", answer.Code, answer.Body.Bytes())
				}
				n++
			}
			return time.Since(began) / time.Duration(n), (own() - used) / time.Duration(n)
		}
		var ratios, cpus []float64
		var ms, us [2][]float64
		for round := range 9 {
			var each, cpu [2]time.Duration
			for i, h := range servers {
				each[i], cpu[i] = turn(h, 700*time.Millisecond)
			}
			if round == 0 {
				continue
			}
			ratios, cpus = append(ratios, float64(each[0])/float64(each[1])), append(cpus, float64(cpu[0])/float64(cpu[1]))
			for i := range servers {
				ms[i], us[i] = append(ms[i], each[i].Seconds()*1e3), append(us[i], cpu[i].Seconds()*1e6)
			}
		}
		slices.Sort(ratios)
		fmt.Printf("| %s | %.2f (%.2f–%.2f) | %.2f | %.1f, %.0f | %.1f, %.0f |\n", q.name, middle(ratios), ratios[0], ratios[len(ratios)-1], middle(cpus),
			middle(ms[0]), middle(us[0]), middle(ms[1]), middle(us[1]))
	}
}

// own is the CPU that this process has used.
func own() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func middle(of []float64) float64 {
	of = slices.Clone(of)
	slices.Sort(of)
	return of[len(of)/2]
}
