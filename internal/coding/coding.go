// Package coding compresses answers with gzip or zstd, as a request's Accept-Encoding allows (RFC 9110, 12.5.3).
// What was compared, and what guards the lengths, is in docs/decisions/0044.
package coding

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Coding is a content coding by the name that Content-Encoding has for it.
type Coding string

// The codings that are offered. What no coding was agreed on for is sent as it is: no request is refused for them.
const (
	Identity Coding = ""
	Gzip     Coding = "gzip"
	Zstd     Coding = "zstd"
)

// Least is from how many bytes on an answer is compressed: what fits into one packet gains nothing.
const Least = 1 << 10

// Negotiate chooses the coding that the client likes best; of gzip and zstd liked alike zstd, which is smaller for less
// work. A client that takes any coding ("*") without naming one gets gzip, which everything reads.
func Negotiate(r *http.Request) Coding {
	best, most := Identity, 0.0
	named, any := weights(r.Header.Values("Accept-Encoding"))
	// What is not compressed is always acceptable; it is preferred only where it is named with a greater weight.
	if q, ok := named["identity"]; ok {
		most = q
	}
	for _, c := range []Coding{Gzip, Zstd} {
		q, ok := named[string(c)]
		if !ok && c == Gzip {
			q = any
		}
		if q > 0 && q >= most {
			best, most = c, q
		}
	}
	return best
}

// weights reads Accept-Encoding: the weights of the codings that are named and that of all others. What is malformed
// is passed over.
func weights(lines []string) (named map[string]float64, any float64) {
	named = map[string]float64{}
	for part := range strings.SplitSeq(strings.Join(lines, ","), ",") {
		name, parameters, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		q, ok := weight(parameters)
		switch {
		case !ok || name == "":
		case name == "*":
			any = max(any, q)
		case name == "x-gzip": // the same (RFC 9110, 8.4.1.3)
			named["gzip"] = max(named["gzip"], q)
		default:
			named[name] = max(named[name], q)
		}
	}
	return named, any
}

// weight reads "q=0.8", which is 1 where there is none.
func weight(parameters string) (float64, bool) {
	name, value, _ := strings.Cut(parameters, "=")
	if name = strings.TrimSpace(name); name == "" {
		return 1, true
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return q, strings.EqualFold(name, "q") && err == nil && q >= 0 && q <= 1
}

// Mark sets what tells clients and caches of the coding. Every answer that could have had another one varies by it, the
// plain one too.
func (c Coding) Mark(h http.Header) {
	if !slices.Contains(h.Values("Vary"), "Accept-Encoding") {
		h.Add("Vary", "Accept-Encoding")
	}
	if h.Del("Content-Encoding"); c != Identity {
		h.Set("Content-Encoding", string(c))
	}
}

// Send answers with a whole body, in the coding that the request asks for; the header says what it is already. For a
// client that has gone nothing is compressed.
func Send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	c := Identity
	if r.Context().Err() == nil {
		body, c = Negotiate(r).Encode(body)
	}
	c.Mark(w.Header())
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
