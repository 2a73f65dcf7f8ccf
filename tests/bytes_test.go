package tests

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"huishang/internal/coding"
	"huishang/internal/codingtest"
)

// sending is a request that an example sent.
type sending struct {
	name, body string
	header     http.Header
}

// sendings are the requests of all examples that only read: what each sent last.
func sendings(t testing.TB, w *world) []sending {
	files, err := filepath.Glob("../examples/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	var last sending
	s := httptest.NewServer(http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		last = sending{body: string(body), header: r.Header.Clone()}
		r.Body = io.NopCloser(bytes.NewReader(body))
		w.server.ServeHTTP(to, r)
	}))
	defer s.Close()
	w.url = s.URL
	var all []sending
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if regexp.MustCompile(`(?m)^mutation`).Match(text) {
			continue
		}
		w.example(t, string(text))
		last.name = strings.TrimSuffix(filepath.Base(file), ".graphql")
		all = append(all, last)
	}
	if len(all) < 20 {
		t.Fatalf("%d examples read", len(all))
	}
	return all
}

func (s sending) answer(t testing.TB, w *world, c coding.Coding) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(s.body))
	r.Header = s.header.Clone()
	r.Header.Set("Accept-Encoding", string(c))
	a := httptest.NewRecorder()
	if w.server.ServeHTTP(a, r); a.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", s.name, a.Code, a.Body)
	}
	return a
}

// A table has the same rows in every coding, with its length, its headers and a third of its bytes.
func TestTablesInEveryCoding(t *testing.T) {
	w := newWorld(t)
	token := w.as("PARTY_SECRETARY@HN").token
	table := func(query string, c coding.Coding) *httptest.ResponseRecorder {
		return sending{"a table", `{"query": "` + query + `"}`, http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + token}, "Accept": {"text/csv"}}}.answer(t, w, c)
	}
	const posts = "{ posts { nodes { code name organisation { name } } } }"
	plain := table(posts, coding.Identity)
	for _, c := range []coding.Coding{coding.Gzip, coding.Zstd} {
		a := table(posts, c)
		if a.Header().Get("Content-Encoding") != string(c) || a.Header().Get("Content-Length") != fmt.Sprint(a.Body.Len()) || a.Header().Get("Huishang-Rows") != plain.Header().Get("Huishang-Rows") ||
			a.Header().Get("Content-Type") != "text/csv; charset=utf-8" || a.Header().Get("Cache-Control") != "no-store" || 3*a.Body.Len() > plain.Body.Len() {
			t.Errorf("%s: %d of %d bytes, %v", c, a.Body.Len(), plain.Body.Len(), a.Header())
		}
		if got := codingtest.Decoded(t, c, a.Body); got != plain.Body.String() {
			t.Errorf("%s: other rows than without", c)
		}
	}
}

// The examples' answers take a third of their bytes at most, in either coding, and say the same in each.
func TestExamplesTakeAThirdOfTheirBytes(t *testing.T) {
	w := newPlayedWorld(t)
	plain, sent := 0, map[coding.Coding]int{}
	for _, s := range sendings(t, w) {
		before := s.answer(t, w, coding.Identity).Body.String()
		plain += len(before)
		for _, c := range []coding.Coding{coding.Gzip, coding.Zstd} {
			a := s.answer(t, w, c)
			sent[c] += a.Body.Len()
			in := coding.Coding(a.Header().Get("Content-Encoding"))
			if in == coding.Identity && len(before) >= coding.Least {
				t.Errorf("%s: %d bytes are not compressed", s.name, len(before))
			}
			if got := codingtest.Decoded(t, in, a.Body); got != before {
				t.Errorf("%s as %s: %.300s, before %.300s", s.name, c, got, before)
			}
		}
	}
	for c, n := range sent {
		t.Logf("%s: %d of %d bytes, %.3f", c, n, plain, float64(n)/float64(plain))
		if 3*n > plain {
			t.Errorf("%s: %d of %d bytes", c, n, plain)
		}
	}
}

// An answer that holds a token is sent as it is, however many grants make it long: its length tells nothing but its length.
func TestTokensAreNotCompressed(t *testing.T) {
	w := newWorld(t)
	r, err := http.NewRequest(http.MethodPost, w.url+"/dev/token", strings.NewReader(`{"as": "PARTY_SECRETARY@HN"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Encoding", "gzip, zstd")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || res.Header.Get("Content-Encoding") != "" || res.Header.Get("Cache-Control") != "no-store" || !strings.Contains(string(body), `"token"`) {
		t.Errorf("%d %v: %s %v", res.StatusCode, res.Header, body, err)
	}
}

// used is this process's time on the processor.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkBytes prints, for each example, the bytes that a coding leaves and its share of the server's work for the
// request (PostgreSQL's not counted): the target is a third, for a tenth.
func BenchmarkBytes(b *testing.B) {
	w := newPlayedWorld(b)
	all := sendings(b, w)
	for _, c := range []coding.Coding{coding.Gzip, coding.Zstd} {
		b.Run("coding="+string(c), func(b *testing.B) {
			var plain, sent int
			var serving, encoding time.Duration
			for range b.N {
				plain, sent, serving, encoding = 0, 0, 0, 0
				for _, s := range all {
					const rounds = 20
					began := used()
					var body []byte
					for range rounds {
						body = s.answer(b, w, coding.Identity).Body.Bytes()
					}
					request := used() - began
					began = used()
					var coded []byte
					for range rounds * 10 {
						coded, _ = c.Encode(body)
					}
					took := (used() - began) / 10
					plain, sent, serving, encoding = plain+len(body), sent+len(coded), serving+request, encoding+took
					if b.N == 1 {
						fmt.Printf("%-24s %-4s %6d bytes, ÷ %.2f; %4.0f µs a request, %4.1f µs the coding, %.1f %%\n", s.name, c, len(body), float64(len(body))/float64(len(coded)),
							float64(request.Microseconds())/rounds, float64(took.Microseconds())/rounds, 100*float64(took)/float64(took+request))
					}
				}
			}
			b.ReportMetric(float64(sent)/float64(plain), "of-the-bytes")
			b.ReportMetric(float64(encoding)/float64(encoding+serving), "of-the-work")
		})
	}
}
