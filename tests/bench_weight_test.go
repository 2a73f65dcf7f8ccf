//go:build bench

package tests

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huishang/internal/cost"
)

// BenchWeights: what a count and what a computed list take, in rows' times, over 100,000 tasks: what the weights
// (@cost) of the schema rest on. No weight is less than a quarter of it.
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
	fmt.Printf("\na row of a list: %v\n\n| field | | ms | rows | weight |\n|---|---|---|---|---|\n", row)
	for _, m := range []struct {
		of, what, with, without string
		times                   int
	}{
		{"TaskConnection.totalCount", "totalCount of 100,000 tasks", `{ tasks(first: 1) { totalCount { count } } }`, `{ tasks(first: 1) { pageInfo { hasNextPage } } }`, 1},
		{"ProblemConnection.totalCount", "totalCount of 1,700 problems", `{ problems(first: 1) { totalCount { count } } }`, `{ problems(first: 1) { pageInfo { hasNextPage } } }`, 1},
		{"PersonConnection.totalCount", "totalCount of people", `{ people(first: 1) { totalCount { count } } }`, `{ people(first: 1) { pageInfo { hasNextPage } } }`, 1},
		{"PostConnection.totalCount", "totalCount of posts in 20 organisations", `{ organisations(first: 20) { nodes { posts(first: 1) { totalCount { count } } } } }`, `{ organisations(first: 20) { nodes { posts(first: 1) { pageInfo { hasNextPage } } } } }`, 20},
		{"Query.coverageGaps", "coverageGaps", `{ coverageGaps(first: 1) { totalCount { count } } }`, `{ __typename viewer { person { id } } }`, 1},
		{"Viewer.counts", "Viewer.counts", `{ viewer { counts { tasks overdueTasks tasksDueSoon approvals coverageGaps draftLists } } }`, `{ viewer { person { id } } }`, 1},
		{"Organisation.counts", "Organisation.counts of 20", `{ organisations(first: 20) { nodes { counts { openTasks overdueTasks posts people } } } }`, `{ organisations(first: 20) { nodes { id } } }`, 20},
		{"Task.availableActions", "Task.availableActions of 20", fmt.Sprintf(page, 20, "availableActions { action allowed }"), fmt.Sprintf(page, 20, ""), 20},
		{"Problem.availableActions", "Problem.availableActions of 20", `{ problems(first: 20) { nodes { id availableActions { action allowed } } } }`, `{ problems(first: 20) { nodes { id } } }`, 20},
		{"Consultation.availableActions", "Consultation.availableActions of 20", `{ consultations(first: 20) { nodes { id availableActions { action allowed } } } }`, `{ consultations(first: 20) { nodes { id } } }`, 20},
		{"Topic.availableActions", "Topic.availableActions of 80", `{ consultations(first: 20) { nodes { topics(first: 4) { nodes { id availableActions { action allowed } } } } } }`, `{ consultations(first: 20) { nodes { topics(first: 4) { nodes { id } } } } }`, 80},
		{"Task.history", "Task.history of 20", fmt.Sprintf(page, 20, "history(first: 10) { nodes { id at } }"), fmt.Sprintf(page, 20, ""), 20},
		{"Task.holders", "Task.holders of 20", fmt.Sprintf(page, 20, "holders { from person { id } }"), fmt.Sprintf(page, 20, ""), 20},
	} {
		each := (took(m.with) - took(m.without)) / time.Duration(m.times)
		rows, weight := float64(each)/float64(row), weightOf(t, m.of)
		fmt.Printf("| `%s` | %s | %.2f | %.0f | %d |\n", m.of, m.what, float64(each.Microseconds())/1000, rows, weight)
		if rows > 20 && rows > 4*float64(weight) {
			t.Errorf("%s takes the time of %.0f rows and costs %d", m.of, rows, weight)
		}
	}
}

// weightOf is what the schema declares of TYPE.FIELD.
func weightOf(t *testing.T, field string) int {
	s, _ := schemaOf(t)
	of, name, _ := strings.Cut(field, ".")
	d := s.Types[of].Fields.ForName(name).Directives.ForName(cost.Weight)
	if d == nil {
		return 0
	}
	n, err := strconv.Atoi(d.Arguments.ForName("weight").Value.Raw)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
