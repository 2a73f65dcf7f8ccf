package transport

import (
	"net/http"
	"net/http/pprof"
)

// Profiles serves net/http/pprof at /debug/pprof/. It shows memory and command line: it belongs on a loopback address
// of its own, and answers to loopback names only, as a page in a browser of that machine may reach the address by others.
func Profiles() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /debug/pprof/", pprof.Index)
	m.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	m.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	m.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	m.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !NamesLoopback(r) {
			notFound(w, r)
			return
		}
		m.ServeHTTP(w, r)
	})
}
