package tests

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	fenced   = regexp.MustCompile("(?s)```graphql\n(.*?)```")
	roleSaid = regexp.MustCompile("`([A-Z_]+@[A-Z0-9/-]+)`")
)

// Each query of the READMEs runs as the role that the text before it names, and answers with rows; both languages have
// the same ones. The analyst's is a table as well.
func TestReadmesRun(t *testing.T) {
	w := newPlayedWorld(t)
	var queries [2][]string
	for i, file := range []string{"../README.md", "../README.zh-CN.md"} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, rest := string(b), 0
		for _, at := range fenced.FindAllStringSubmatchIndex(text, -1) {
			query := text[at[2]:at[3]]
			queries[i] = append(queries[i], query)
			roles := roleSaid.FindAllStringSubmatch(text[rest:at[0]], -1)
			rest = at[1]
			if len(roles) == 0 {
				t.Errorf("%s: nobody is named for\n%s", file, query)
				continue
			}
			as := roles[len(roles)-1][1]
			a := w.as(as).must(query, nil)
			rows := 0
			for _, v := range a.Data {
				for _, list := range listsIn(v) {
					rows += len(list)
				}
			}
			if rows == 0 {
				t.Errorf("%s: nothing for %s: %s", file, as, a.Body)
			}
			if strings.HasPrefix(as, "ANALYST") {
				w.tableOf(t, as, query, max(len(a.list("tasks.nodes")), len(a.list("taskStats.nodes"))))
			}
		}
	}
	if len(queries[0]) < 3 || !slices.Equal(queries[0], queries[1]) {
		t.Errorf("%d queries in English, %d in Chinese, or not the same", len(queries[0]), len(queries[1]))
	}
}

func listsIn(v any) (all [][]any) {
	switch it := v.(type) {
	case []any:
		all = append(all, it)
	case map[string]any:
		for _, inner := range it {
			all = append(all, listsIn(inner)...)
		}
	}
	return all
}

// tableOf asks for a table and counts its rows.
func (w *world) tableOf(t *testing.T, as, query string, rows int) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, w.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/csv")
	r.Header.Set("Authorization", "Bearer "+w.as(as).token)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(res.Body); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(strings.TrimSpace(b.String()), "\n"); res.StatusCode != http.StatusOK || lines != rows {
		t.Errorf("%d, %d rows, want %d: %s", res.StatusCode, lines, rows, b.String())
	}
}
