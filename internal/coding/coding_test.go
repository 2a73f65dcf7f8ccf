package coding_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"huishang/internal/coding"
	"huishang/internal/codingtest"
)

func asking(lines ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	for _, line := range lines {
		r.Header.Add("Accept-Encoding", line)
	}
	return r
}

func TestTheCodingIsNegotiated(t *testing.T) {
	for _, c := range []struct {
		lines []string
		want  coding.Coding
	}{
		{nil, coding.Identity},
		{[]string{""}, coding.Identity},
		{[]string{"gzip"}, coding.Gzip},
		{[]string{"zstd"}, coding.Zstd},
		{[]string{"x-gzip"}, coding.Gzip},
		{[]string{"GZIP"}, coding.Gzip},
		{[]string{"gzip, deflate, br, zstd"}, coding.Zstd}, // browsers
		{[]string{"gzip, deflate, br"}, coding.Gzip},       // and others
		{[]string{"br"}, coding.Identity},
		{[]string{"deflate", "gzip"}, coding.Gzip}, // lines are one list
		{[]string{"zstd;q=0.5, gzip"}, coding.Gzip},
		{[]string{"gzip;q=0.5, zstd;q=0.50"}, coding.Zstd},
		{[]string{"gzip ; Q=0.001"}, coding.Gzip},
		{[]string{"gzip;q=0"}, coding.Identity},
		{[]string{"gzip;q=0.000, zstd;q=0"}, coding.Identity},
		{[]string{"*"}, coding.Gzip},
		{[]string{"*;q=0"}, coding.Identity},
		{[]string{"gzip;q=0, *"}, coding.Identity},
		{[]string{"zstd, *;q=0"}, coding.Zstd},
		{[]string{"identity"}, coding.Identity},
		{[]string{"identity, gzip"}, coding.Gzip},
		{[]string{"identity, gzip;q=0.5"}, coding.Identity},
		{[]string{"identity, *;q=0.5"}, coding.Identity},
		{[]string{"identity;q=0.5, gzip;q=0.5"}, coding.Gzip},
		{[]string{"identity;q=0"}, coding.Identity}, // nothing else is named: sent as it is, not refused
		{[]string{"identity;q=0, *;q=0"}, coding.Identity},
		{[]string{"identity;q=0, gzip"}, coding.Gzip},
		{[]string{"gzip;q=2"}, coding.Identity},
		{[]string{"gzip;q=NaN, zstd;q=many"}, coding.Identity},
		{[]string{"gzip;q"}, coding.Identity},
		{[]string{"gzip;level=1"}, coding.Identity},
		{[]string{",, ;q=1, gzip,"}, coding.Gzip},
		{[]string{"gzipx, xgzip, gz ip"}, coding.Identity},
	} {
		if got := coding.Negotiate(asking(c.lines...)); got != c.want {
			t.Errorf("%q: %q, want %q", c.lines, got, c.want)
		}
	}
}

func rows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"number":"琼会商〔2026〕%d号","text":"整改措施落实情况","overdue":%t},`, i, i%3 == 0)
	}
	return b.String()
}

func noise(n int) []byte {
	b := make([]byte, n)
	chance := rand.NewChaCha8([32]byte{1})
	_, _ = chance.Read(b)
	return b
}

// Whatever is encoded is read back whole; what is short, or would grow, is left as it is.
func TestWhatIsEncodedIsReadBack(t *testing.T) {
	for _, c := range []coding.Coding{coding.Identity, coding.Gzip, coding.Zstd} {
		for name, body := range map[string]struct {
			text  string
			coded bool
		}{
			"nothing": {"", false}, "short": {rows(1), false}, "one less": {strings.Repeat("a", coding.Least-1), false},
			"least": {strings.Repeat("a", coding.Least), true}, "rows": {rows(100), true}, "many": {rows(50_000), true}, "noise": {string(noise(100_000)), false},
		} {
			got, in := c.Encode([]byte(body.text))
			if coded := body.coded && c != coding.Identity; in != c && in != coding.Identity || (in == c) != (coded || c == coding.Identity) {
				t.Errorf("%s as %q: in %q", name, c, in)
			}
			if codingtest.Decoded(t, in, bytes.NewReader(got)) != body.text {
				t.Errorf("%s as %q: %d bytes come back as others", name, c, len(body.text))
			}
			var b bytes.Buffer
			w := c.Writer(&b)
			for rest := body.text; rest != ""; {
				n := min(len(rest), 7001)
				if _, err := io.WriteString(w, rest[:n]); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			length := b.Len()
			if err := w.Close(); err != nil || b.Len() != length {
				t.Errorf("%s as %q: closed again %v, %d bytes more", name, c, err, b.Len()-length)
			}
			if codingtest.Decoded(t, c, &b) != body.text {
				t.Errorf("%s as %q, in pieces: comes back as another", name, c)
			}
		}
	}
}

// Browsers give up on a zstd whose window is above 8 MB (RFC 9659).
func TestNoWindowIsWiderThanBrowsersTake(t *testing.T) {
	body := []byte(rows(300_000)) // 20 MB
	whole, _ := coding.Zstd.Encode(body)
	var pieces bytes.Buffer
	w := coding.Zstd.Writer(&pieces)
	_, _ = w.Write(body)
	_ = w.Close()
	kept := answer(coding.NewFixed(body[:4<<20]), http.MethodGet, "Accept-Encoding", "zstd").Body.Bytes()
	for name, b := range map[string][]byte{"whole": whole, "pieces": pieces.Bytes(), "fixed": kept} {
		var h zstd.Header
		if err := h.Decode(b); err != nil || h.WindowSize > 8<<20 {
			t.Errorf("%s: a window of %d, %v", name, h.WindowSize, err)
		}
	}
}

// Two contents that differ by what is guessed are not told apart by their lengths: the length of each goes by the
// whole of it under a key, over a wider range than a guess moves it; and asking for the same again tells no more.
func TestLengthsArePadded(t *testing.T) {
	const secret = "举报人：张三"
	page := func(guess string, n int) []byte { return []byte(rows(40) + secret + strconv.Itoa(n) + guess) }
	for _, c := range []coding.Coding{coding.Gzip, coding.Zstd} {
		shortest, longest, wrongShorter := 1<<30, 0, 0
		const tries = 400
		for n := range tries {
			right, _ := c.Encode(page("举报人：张三", n))
			wrong, _ := c.Encode(page("举报人：李四", n))
			if len(wrong) <= len(right) {
				wrongShorter++
			}
			shortest, longest = min(shortest, len(right)), max(longest, len(right))
			if again, _ := c.Encode(page("举报人：张三", n)); len(again) != len(right) {
				t.Fatalf("%s: the same content has %d and %d bytes", c, len(right), len(again))
			}
		}
		if longest-shortest < 50 {
			t.Errorf("%s: lengths differ by %d only", c, longest-shortest)
		}
		if wrongShorter < tries/4 {
			t.Errorf("%s: in %d of %d guesses the wrong one was no longer than the right one", c, wrongShorter, tries)
		}
		lengths := map[int]bool{}
		for range 100 {
			var b bytes.Buffer
			w := c.Writer(&b)
			_, _ = w.Write(page("", 1))
			_ = w.Close()
			lengths[b.Len()] = true
		}
		if len(lengths) < 20 {
			t.Errorf("%s: a table has %d lengths in 100", c, len(lengths))
		}
	}
}

func answer(f *coding.Fixed, method string, headers ...string) *httptest.ResponseRecorder {
	r, w := httptest.NewRequest(method, "/", nil), httptest.NewRecorder()
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	f.Serve(w, r)
	return w
}

// Each coding of a content has its own bytes under its own ETag: validators and ranges of one do not serve another.
func TestAFixedContentHasAnETagForEachCoding(t *testing.T) {
	text := rows(200)
	f := coding.NewFixed([]byte(text))
	tags := map[coding.Coding]string{}
	for _, c := range []coding.Coding{coding.Identity, coding.Gzip, coding.Zstd} {
		a := answer(f, http.MethodGet, "Accept-Encoding", string(c))
		h := a.Header()
		tags[c] = h.Get("ETag")
		if a.Code != http.StatusOK || h.Get("Content-Encoding") != string(c) || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Length") != strconv.Itoa(a.Body.Len()) || codingtest.Decoded(t, c, bytes.NewReader(a.Body.Bytes())) != text {
			t.Errorf("%q: %d %v", c, a.Code, h)
		}
		head := answer(f, http.MethodHead, "Accept-Encoding", string(c))
		if head.Body.Len() != 0 || fmt.Sprint(head.Header()) != fmt.Sprint(h) {
			t.Errorf("HEAD %q: %v, GET %v", c, head.Header(), h)
		}
		whole := a.Body.String()
		part := answer(f, http.MethodGet, "Accept-Encoding", string(c), "Range", "bytes=10-19", "If-Range", tags[c])
		if part.Code != http.StatusPartialContent || part.Body.String() != whole[10:20] || part.Header().Get("Content-Length") != "10" || part.Header().Get("Content-Encoding") != string(c) {
			t.Errorf("a range of %q: %d %v", c, part.Code, part.Header())
		}
	}
	if tags[coding.Identity] == tags[coding.Gzip] || tags[coding.Gzip] == tags[coding.Zstd] || tags[coding.Identity] == tags[coding.Zstd] {
		t.Errorf("codings share a strong ETag: %v", tags)
	}
	for asked := range tags {
		for held, tag := range tags {
			for _, form := range []string{tag, "W/" + tag, `"x", ` + tag} {
				a := answer(f, http.MethodGet, "Accept-Encoding", string(asked), "If-None-Match", form)
				want := http.StatusOK
				if asked == held {
					want = http.StatusNotModified
				}
				h := a.Header()
				if a.Code != want || want == http.StatusNotModified && (a.Body.Len() > 0 || h.Get("Content-Encoding") != "" || h.Get("Content-Length") != "" || h.Get("Content-Type") != "") ||
					h.Get("ETag") != tags[asked] || h.Get("Vary") != "Accept-Encoding" || h.Get("Cache-Control") != "private, no-cache" {
					t.Errorf("asked for %q with %s: %d %v", asked, form, a.Code, h)
				}
			}
			if a := answer(f, http.MethodGet, "Accept-Encoding", string(asked), "Range", "bytes=0-3", "If-Range", tag); (a.Code == http.StatusPartialContent) != (asked == held) {
				t.Errorf("a range of %q for who holds a part of %q: %d", asked, held, a.Code)
			}
		}
		for _, refused := range []struct {
			header, value string
			status        int
		}{{"Range", "bytes=9999999-", http.StatusRequestedRangeNotSatisfiable}, {"If-Match", `"x"`, http.StatusPreconditionFailed}} {
			a := answer(f, http.MethodGet, "Accept-Encoding", string(asked), refused.header, refused.value)
			if a.Code != refused.status || a.Header().Get("Content-Encoding") != "" || a.Header().Get("Cache-Control") == "" {
				t.Errorf("%s: %s of %q: %d %v", refused.header, refused.value, asked, a.Code, a.Header())
			}
		}
	}
	if a := answer(coding.NewFixed([]byte("short")), http.MethodGet, "Accept-Encoding", "gzip"); a.Body.String() != "short" || a.Header().Get("Content-Encoding") != "" || a.Header().Get("Vary") != "Accept-Encoding" {
		t.Errorf("what is short: %q %v", a.Body, a.Header())
	}
}

// BenchmarkEncode shows what a coding takes, and what it leaves, for a page of 10 KB and a table of 1 MB.
func BenchmarkEncode(b *testing.B) {
	for _, c := range []coding.Coding{coding.Gzip, coding.Zstd} {
		for _, n := range []int{100, 10_000} {
			body := []byte(rows(n))
			b.Run(fmt.Sprintf("coding=%s/kB=%d", c, len(body)/1000), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(body)))
				var left int
				for b.Loop() {
					encoded, _ := c.Encode(body)
					left = len(encoded)
				}
				b.ReportMetric(float64(left)/float64(len(body)), "of-the-bytes")
			})
		}
	}
}
