//go:build bench

package tests

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchWeights: what a count and what a computed list take, in rows' times, over 100,000 tasks: what the weights
// (@cost) of the schema rest on.
func TestBenchWeights(t *testing.T) {
	d := sampled(t).Clone(t)
	massOfTasks(t, d)
	w := serve(t, d, 4)
	secretary := w.as("PARTY_SECRETARY@HN")
	took := func(query string) time.Duration {
		var all []time.Duration
		for range 9 {
			began := time.Now()
			secretary.must(query, nil)
			all = append(all, time.Since(began))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	const page = `{ tasks(first: %d) { nodes { id number text state dueOn %s } } }`
	row := (took(fmt.Sprintf(page, 100, "")) - took(fmt.Sprintf(page, 1, ""))) / 99
	fmt.Printf("\na row of a list: %v\n\n| field | ms | rows |\n|---|---|---|\n", row)
	for _, m := range []struct {
		what, with, without string
		times               int
	}{
		{"totalCount of 100,000 tasks", `{ tasks(first: 1) { totalCount { count } } }`, `{ tasks(first: 1) { pageInfo { hasNextPage } } }`, 1},
		{"totalCount of 1,700 problems", `{ problems(first: 1) { totalCount { count } } }`, `{ problems(first: 1) { pageInfo { hasNextPage } } }`, 1},
		{"totalCount of people", `{ people(first: 1) { totalCount { count } } }`, `{ people(first: 1) { pageInfo { hasNextPage } } }`, 1},
		{"totalCount of posts in 20 organisations", `{ organisations(first: 20) { nodes { posts(first: 1) { totalCount { count } } } } }`, `{ organisations(first: 20) { nodes { posts(first: 1) { pageInfo { hasNextPage } } } } }`, 20},
		{"coverageGaps", `{ coverageGaps(first: 1) { totalCount { count } } }`, `{ __typename viewer { person { id } } }`, 1},
		{"Viewer.counts", `{ viewer { counts { tasks overdueTasks tasksDueSoon approvals coverageGaps draftLists } } }`, `{ viewer { person { id } } }`, 1},
		{"Organisation.counts of 20", `{ organisations(first: 20) { nodes { counts { openTasks overdueTasks posts people } } } }`, `{ organisations(first: 20) { nodes { id } } }`, 20},
		{"Task.availableActions of 20", fmt.Sprintf(page, 20, "availableActions { action allowed }"), fmt.Sprintf(page, 20, ""), 20},
		{"Problem.availableActions of 20", `{ problems(first: 20) { nodes { id availableActions { action allowed } } } }`, `{ problems(first: 20) { nodes { id } } }`, 20},
		{"Consultation.availableActions of 20", `{ consultations(first: 20) { nodes { id availableActions { action allowed } } } }`, `{ consultations(first: 20) { nodes { id } } }`, 20},
		{"Topic.availableActions of 80", `{ consultations(first: 20) { nodes { topics(first: 4) { nodes { id availableActions { action allowed } } } } } }`, `{ consultations(first: 20) { nodes { topics(first: 4) { nodes { id } } } } }`, 80},
		{"Task.history of 20", fmt.Sprintf(page, 20, "history(first: 10) { nodes { id at } }"), fmt.Sprintf(page, 20, ""), 20},
		{"Task.holders of 20", fmt.Sprintf(page, 20, "holders { from person { id } }"), fmt.Sprintf(page, 20, ""), 20},
	} {
		each := (took(m.with) - took(m.without)) / time.Duration(m.times)
		fmt.Printf("| %s | %.2f | %.0f |\n", m.what, float64(each.Microseconds())/1000, float64(each)/float64(row))
	}
}
