package transport

import (
	"log/slog"
	"net/http"

	"huishang/internal/auth"
	"huishang/internal/ident"
)

// noting serves a request that is not GraphQL's, and writes it to the log: no name of a file, no id.
func (m *mux) noting(w http.ResponseWriter, r *http.Request, serve http.Handler) {
	began := m.Now()
	seen := &seenWriter{ResponseWriter: w}
	defer func() {
		if seen.status == http.StatusBadRequest || seen.status == http.StatusRequestEntityTooLarge || seen.status == http.StatusUnsupportedMediaType {
			m.Refusals.refused(personKeyOf(auth.ClaimsFrom(r.Context())), m.Now)
		}
		m.Metrics.observeFile(r.Method, seen.status)
		m.Log.LogAttrs(r.Context(), slog.LevelInfo, "files",
			slog.String("request_id", RequestID(r.Context())),
			slog.String("method", r.Method),
			slog.String("person", ident.Of[ident.PersonID](auth.ClaimsFrom(r.Context()).Person).String()),
			slog.Int("status", seen.status),
			slog.Duration("duration", m.Now().Sub(began)),
			slog.Int64("sent", seen.sent),
		)
	}()
	serve.ServeHTTP(seen, r)
}

// seenWriter remembers the status of an answer, 0 before there is one, and its bytes.
type seenWriter struct {
	http.ResponseWriter
	status int
	sent   int64
}

// Unwrap lets http.ResponseController reach the deadlines.
func (s *seenWriter) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (s *seenWriter) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

func (s *seenWriter) Write(b []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	n, err := s.ResponseWriter.Write(b)
	s.sent += int64(n)
	return n, err
}
