package transport

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync/atomic"
	"testing"

	"huishang/internal/coding"
	"huishang/internal/codingtest"
)

// A table of any size is sent with the length of what is sent, in its coding, and read back whole; one that is short is
// not compressed, and how large a table may be does not depend on the coding.
func TestTablesHaveALengthInEveryCoding(t *testing.T) {
	for _, c := range []coding.Coding{coding.Identity, coding.Gzip, coding.Zstd} {
		for _, rows := range []int{0, 3, 40, 2_000, 300_000} {
			s := &sheet{most: 64 << 20, coding: c}
			var want bytes.Buffer
			for i := range rows {
				l := line([]string{strconv.Itoa(i), "整改措施落实情况", fmt.Sprint(i * i * 7919 % 1_000_003)})
				s.write(l)
				want.Write(l)
			}
			s.finish()
			if err := s.failed(); err != nil {
				t.Fatal(err)
			}
			w := httptest.NewRecorder()
			x := &exchange{w: w, r: httptest.NewRequest(http.MethodPost, "/graphql", nil), sheet: s}
			x.sendTable()
			in := c
			if want.Len() < coding.Least {
				in = coding.Identity
			}
			h := w.Header()
			if h.Get("Content-Encoding") != string(in) || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Length") != strconv.Itoa(w.Body.Len()) {
				t.Errorf("%d rows as %q: %v, %d bytes", rows, c, h, w.Body.Len())
			}
			if (s.file != nil) != (w.Body.Len() >= inMemory) || rows == 300_000 && s.file == nil {
				t.Errorf("%d bytes as %q: in a file %t", w.Body.Len(), c, s.file != nil)
			}
			if got := codingtest.Decoded(t, in, w.Body); got != want.String() {
				t.Errorf("%d rows as %q: %d bytes come back as %d", rows, c, want.Len(), len(got))
			}
		}
		full := &sheet{most: 100_000, coding: c}
		for range 2_000 {
			full.write(bytes.Repeat([]byte("a"), 100))
		}
		if full.failed() != errFull || full.plain > 100_100 {
			t.Errorf("%q: %d bytes were taken, %v", c, full.plain, full.failed())
		}
		full.close()
	}
}

// Tables that slow clients have not taken yet hold so much and no more: another one waits for its room with a refusal that
// says to come again, and finds it once one is taken.
func TestTablesHoldSoMuchOfTheDisk(t *testing.T) {
	var held atomic.Int64
	fill := func() *sheet {
		s := &sheet{most: 1 << 30, held: &held, heldMost: 6 << 20}
		for range 5 {
			s.write(bytes.Repeat([]byte("a"), 1<<20))
		}
		s.finish()
		return s
	}
	first := fill()
	if err := first.failed(); err != nil {
		t.Fatal(err)
	}
	second := fill()
	if second.failed() != errNoRoom {
		t.Errorf("%v", second.failed())
	}
	second.close()
	second.close()
	w := httptest.NewRecorder()
	(&exchange{w: w, r: httptest.NewRequest(http.MethodPost, "/graphql", nil), sheet: first}).sendTable()
	if w.Body.Len() != 5<<20 || held.Load() != 0 {
		t.Errorf("%d bytes were sent, %d are held", w.Body.Len(), held.Load())
	}
	if third := fill(); third.failed() != nil {
		t.Error(third.failed())
	}
}
