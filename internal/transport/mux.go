package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"huishang/internal/auth"
	"huishang/internal/coding"
	"huishang/internal/fault"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// ServerOptions are the endpoints of the main port. GraphQL is required; what is nil is not there.
type ServerOptions struct {
	GraphQL http.Handler
	// SDL is the schema's text for /schema.graphqls, shown as Mode says to who Authenticate lets in.
	SDL          string
	Mode         SchemaMode
	Authenticate func(ctx context.Context, bearer string) (*auth.Claims, error)
	// Proxies are believed about the client's address; nil stands for ProxiesDefault.
	Proxies Proxies
	// Ready tells whether the server can answer. Its error is logged; what of it has a method Public is shown.
	Ready    func(ctx context.Context) error
	JWKS     func() []byte
	DevToken http.Handler
	// Files answers "/files" and what is below it, to who Authenticate lets in: the claims stand on the context.
	Files http.Handler
	// Explorer answers "/" and what is below "/explorer/".
	Explorer http.Handler
	Metrics  *Metrics
	// Now times the requests for files.
	Now func() time.Time
	// Refusals throttles who is refused too often; nil throttles nobody.
	Refusals *Refusals
	// LoopbackOrigins lets every page of this machine call, whatever its port: for development.
	LoopbackOrigins bool
	// Origins are the browser origins that may call ("https://oa.example.cn"), compared whole; none by default.
	Origins []string
	Log     *slog.Logger
}

// Server gives a handler its time-outs; headers end at 16 KB (net/http allows 4 KB more than it is told). What net/http
// itself has to say is a line of the log as any other.
func Server(addr string, handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Addr: addr, Handler: handler, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 60 * time.Second, MaxHeaderBytes: 12 << 10,
	}
}

type mux struct {
	ServerOptions
	text *coding.Fixed // the SDL
}

// Mux serves the main port. Unknown paths are 404 in JSON.
func Mux(o ServerOptions) http.Handler {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Proxies == nil {
		o.Proxies = ProxiesDefault
	}
	return &mux{o, coding.NewFixed([]byte(o.SDL))}
}

func (m *mux) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = identified(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, m.Proxies.client(r))))
	defer func() {
		if p := recover(); p != nil {
			logPanic(r.Context(), m.Log, p)
			answerJSON(w, r, http.StatusInternalServerError, fault.New(fault.Internal))
		}
	}()
	if m.crossOrigin(w, r) {
		return
	}
	switch path := r.URL.Path; {
	case path == "/graphql" && m.Explorer != nil && opened(r):
		w.Header().Set("Location", "./")
		w.WriteHeader(http.StatusSeeOther)
	case path == "/graphql":
		m.GraphQL.ServeHTTP(w, r)
	case path == "/schema.graphqls":
		m.reading(w, r, m.schema)
	case path == "/healthz":
		m.reading(w, r, func(w http.ResponseWriter, _ *http.Request) { answerStatus(w, http.StatusOK, "ok") })
	case path == "/readyz":
		m.reading(w, r, m.ready)
	case path == "/metrics" && m.Metrics != nil && fromLoopback(r):
		m.reading(w, r, m.Metrics.Handler().ServeHTTP)
	case path == "/.well-known/jwks.json":
		m.reading(w, r, m.keys)
	case (path == "/files" || strings.HasPrefix(path, "/files/")) && m.Files != nil:
		m.signedIn(w, r, m.Files)
	case path == "/dev/token" && m.DevToken != nil:
		m.DevToken.ServeHTTP(w, r)
	case (path == "/" || strings.HasPrefix(path, "/explorer/")) && m.Explorer != nil:
		m.Explorer.ServeHTTP(w, r)
	case path == "/":
		m.reading(w, r, home)
	default:
		notFound(w, r)
	}
}

// opened tells that somebody opens the address itself, in a browser, and no client asks something.
func opened(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.RawQuery == "" && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// reading lets GET and HEAD through.
func (m *mux) reading(w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		answerJSON(w, r, http.StatusMethodNotAllowed, fault.New(fault.BadRequest, "expected", "the method GET"))
		return
	}
	serve(w, r)
}

// signedIn lets through whose token is good.
func (m *mux) signedIn(w http.ResponseWriter, r *http.Request, serve http.Handler) {
	claims, err := authenticate(r, m.Authenticate)
	if fault.Is(err, fault.Unavailable) {
		answerJSON(w, r, http.StatusServiceUnavailable, fault.New(fault.Unavailable))
		return
	}
	if err != nil || claims == nil {
		m.unauthenticated(w, r)
		return
	}
	key := personKeyOf(claims)
	if wait := m.Refusals.wait(key, m.Now); wait > 0 {
		tooMany(w, wait)
		answerJSON(w, r, http.StatusTooManyRequests, fault.New(fault.TooManyRequests, "seconds", seconds(wait)))
		return
	}
	m.noting(w, r.WithContext(auth.WithClaims(r.Context(), claims)), serve)
}

// unauthenticated answers with the one 401, or 429 to an address that has had too many.
func (m *mux) unauthenticated(w http.ResponseWriter, r *http.Request) {
	key := addressOf(r)
	if wait := m.Refusals.wait(key, m.Now); wait > 0 {
		tooMany(w, wait)
		answerJSON(w, r, http.StatusTooManyRequests, fault.New(fault.TooManyRequests, "seconds", seconds(wait)))
		return
	}
	m.Refusals.refused(key, m.Now)
	answerUnauthenticated(w, r)
}

func (m *mux) schema(w http.ResponseWriter, r *http.Request) {
	if m.Mode == SchemaOff {
		notFound(w, r)
		return
	}
	claims, err := authenticate(r, m.Authenticate)
	if fault.Is(err, fault.Unavailable) {
		answerJSON(w, r, http.StatusServiceUnavailable, fault.New(fault.Unavailable))
		return
	}
	if err != nil || claims == nil && m.Mode != SchemaPublic {
		m.unauthenticated(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	m.text.Serve(w, r)
}

func (m *mux) ready(w http.ResponseWriter, r *http.Request) {
	if m.Ready != nil {
		if err := m.Ready(r.Context()); err != nil {
			m.Log.WarnContext(r.Context(), "not ready", "request_id", RequestID(r.Context()), "error", err)
			answerStatus(w, http.StatusServiceUnavailable, "not ready", public(err)...)
			return
		}
	}
	answerStatus(w, http.StatusOK, "ready")
}

func (m *mux) keys(w http.ResponseWriter, r *http.Request) {
	var keys []byte
	if m.JWKS != nil {
		keys = m.JWKS()
	}
	if keys == nil {
		notFound(w, r)
		return
	}
	w.Header().Set("Content-Type", plainJSON+"; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=300")
	coding.Send(w, r, http.StatusOK, keys)
}

func home(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("Huishang answers GraphQL at POST /graphql.\n"))
}

// fromLoopback tells whether the client itself is on this machine: one that a proxy speaks for is not.
func fromLoopback(r *http.Request) bool {
	for _, forwarded := range []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip"} {
		if r.Header.Get(forwarded) != "" {
			return false
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}

// NamesLoopback tells whether the client asked for this machine by a loopback name or address. What is for this
// machine's own browser or tools only asks it beside the client's address: a foreign page whose host name is made to
// point here (DNS rebinding) comes from a loopback address too.
func NamesLoopback(r *http.Request) bool {
	u := url.URL{Host: r.Host}
	return auth.Loopback(u.Hostname())
}

// What a page of another origin may send, and what it may read beside the body: validators and ranges of files, the
// size, cost and cursor of a table, the schema's hash, when to come again.
const (
	allowed = "Authorization, Content-Type, If-None-Match, If-Range, Range, Idempotency-Key, " + RequestIDHeader
	exposed = RequestIDHeader + ", " + rowsHeader + ", " + moreHeader + ", " + cursorHeader + ", " + costHeader + ", " + schemaHeader + ", ETag, Content-Disposition, Content-Range, Retry-After, WWW-Authenticate"
)

// ParseOrigin checks an origin as browsers send it: scheme, host and port, and nothing after them.
func ParseOrigin(origin string) error {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Scheme+"://"+u.Host != origin || strings.Contains(u.Host, "*") {
		return fmt.Errorf("%q is no origin: https://HOST or http://HOST:PORT, with nothing after it", origin)
	}
	return nil
}

// loopbackOrigin tells whether an origin is a page of this machine, on whatever port.
func loopbackOrigin(origin string) bool {
	if ParseOrigin(origin) != nil {
		return false
	}
	u, _ := url.Parse(origin)
	return auth.Loopback(u.Hostname())
}

// crossOrigin sets the headers for an origin that may call, and answers its preflight.
func (m *mux) crossOrigin(w http.ResponseWriter, r *http.Request) (answered bool) {
	if len(m.Origins) == 0 && !m.LoopbackOrigins {
		return false
	}
	w.Header().Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if !slices.Contains(m.Origins, origin) && !(m.LoopbackOrigins && loopbackOrigin(origin)) {
		return false
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Expose-Headers", exposed)
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	w.Header().Set("Access-Control-Allow-Methods", "GET, POST")
	w.Header().Set("Access-Control-Allow-Headers", allowed)
	w.Header().Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

func notFound(w http.ResponseWriter, r *http.Request) {
	answerJSON(w, r, http.StatusNotFound, fault.New(fault.NotFound, "noun", fault.Address))
}

func answerJSON(w http.ResponseWriter, r *http.Request, status int, f *fault.Error) {
	answerRefusal(w, r, status, refusal(r.Context(), f))
}

func answerRefusal(w http.ResponseWriter, r *http.Request, status int, shown *gqlerror.Error) {
	body, err := json.Marshal(map[string]any{"errors": []any{shown}})
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", plainJSON+"; charset=utf-8")
	retryAfter(w, status)
	coding.Send(w, r, status, body)
}

// retryAfter tells clients and proxies when to come again after a 503.
func retryAfter(w http.ResponseWriter, status int) {
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
}

// answerStatus answers a probe: a word, and sentences why where there are some.
func answerStatus(w http.ResponseWriter, status int, text string, why ...string) {
	body, err := json.Marshal(struct {
		Status string   `json:"status"`
		Why    []string `json:"why,omitempty"`
	}{text, why})
	if err != nil {
		panic(err) // texts always marshal
	}
	w.Header().Set("Content-Type", plainJSON+"; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// public gathers what may be shown of an error: what its parts answer to Public, each once.
func public(err error) (sentences []string) {
	add := func(more ...string) {
		for _, s := range more {
			if !slices.Contains(sentences, s) {
				sentences = append(sentences, s)
			}
		}
	}
	switch e := err.(type) {
	case interface{ Public() string }:
		add(e.Public())
	case interface{ Unwrap() []error }:
		for _, part := range e.Unwrap() {
			add(public(part)...)
		}
	case interface{ Unwrap() error }:
		add(public(e.Unwrap())...)
	}
	return sentences
}
