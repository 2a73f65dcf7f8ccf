package tests

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/internal/wiring"
)

// statementsOf are the statements that a query sends, after the one that opens its session.
func (w *world) statementsOf(t *testing.T, as, query string) (texts []string) {
	t.Helper()
	var log bytes.Buffer
	parts := w.parts
	parts.Slow, parts.Now = time.Nanosecond, time.Now // the tests' clock stands still
	parts.Log = slog.New(slog.NewJSONHandler(&lockedWriter{b: &log}, nil))
	server := httptest.NewServer(wiring.Handler(parts))
	c := w.as(as)
	own := *w
	own.url = server.URL
	(&client{&own, c.token, "en"}).must(query, nil)
	server.Close()
	for line := range strings.Lines(log.String()) {
		var said struct{ Texts []struct{ SQL string } }
		if json.Unmarshal([]byte(line), &said) != nil {
			continue
		}
		for _, one := range said.Texts {
			if !strings.Contains(one.SQL, "session_open") {
				texts = append(texts, one.SQL)
			}
		}
	}
	return texts
}

var pageBlocks = regexp.MustCompile("(?s)```(graphql|sql)\n(.*?)```")

// The page on compiled reads shows the statements that its examples send: the very ones.
func TestCompiledReadsPage(t *testing.T) {
	w := newPlayedWorld(t)
	page, err := os.ReadFile("../docs/compiled-reads.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := 0
	var shown []string
	var query string
	check := func() {
		if query == "" {
			return
		}
		examples++
		got := w.statementsOf(t, "DISCIPLINE_SECRETARY@HN", query)
		for i := range shown {
			shown[i] = strings.Join(strings.Fields(shown[i]), " ")
		}
		slices.Sort(got) // the log has them by how long they took
		slices.Sort(shown)
		if len(got) == 0 || !slices.Equal(got, shown) {
			t.Errorf("%s\nsends\n%s\nthe page says\n%s", query, strings.Join(got, "\n"), strings.Join(shown, "\n"))
		}
	}
	for _, m := range pageBlocks.FindAllStringSubmatch(string(page), -1) {
		if m[1] == "graphql" {
			check()
			query, shown = m[2], nil
			continue
		}
		shown = append(shown, m[2])
	}
	check()
	if examples < 3 {
		t.Errorf("%d examples", examples)
	}
}
