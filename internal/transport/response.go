package transport

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"huishang/internal/coding"
	"huishang/internal/cost"
	"huishang/internal/fault"
)

// exchange is one request and its answer; what the log and the metrics say of it is gathered here.
type exchange struct {
	w         http.ResponseWriter
	r         *http.Request
	media     string
	form      string // the media type of the table that the client asked for
	sheet     *sheet // the table
	status    int
	operation string
	hash      string
	kind      string // query or mutation
	person    string // the id, once the token is believed
	codes     []string
	cost      int64
	limit     int64
	sql       *cost.Tally
	bucket    string // whose refusals it counts among
	refused   bool   // by the client's fault, before anything ran
}

// fail answers a request that is not one of GraphQL, or that the server could not serve.
func (x *exchange) fail(status int, f *fault.Error) {
	x.write(status, &graphql.Response{Errors: gqlerror.List{refusal(x.r.Context(), f)}})
}

// unauthenticated answers with the one 401.
func (x *exchange) unauthenticated() {
	x.codes, x.refused = []string{string(fault.Unauthenticated)}, true
	x.w.Header().Set("WWW-Authenticate", challenge(x.r))
	x.send(http.StatusUnauthorized, unauthenticatedBody(x.r.Context()))
}

// persisted answers a hash without its document, which this server does not keep, with what clients fall back on:
// Apollo's link and urql's exchange look for this message or code, and take it with the status 200.
func (x *exchange) persisted() {
	r := refusal(x.r.Context(), fault.New(fault.PersistedQueryNotSupported))
	r.Message = "PersistedQueryNotSupported"
	x.write(http.StatusOK, &graphql.Response{Errors: gqlerror.List{r}})
	x.refused = false // the client sends the document next
}

// respond answers with what the operation gave, at most so many errors.
func (x *exchange) respond(response *graphql.Response, errors int) {
	if x.sheet != nil {
		x.sendTable()
		return
	}
	response.Errors = response.Errors[:min(len(response.Errors), errors)]
	if turnedAway(response) {
		x.unauthenticated()
		return
	}
	status := http.StatusOK
	if response.Data == nil {
		// As application/json a request error is 200, whatever it is (GraphQL over HTTP), but for the server that has
		// no database: then nothing of the request was carried out, and proxies and clients are to see it (0022).
		away := len(response.Errors) > 0 && codeOf(response.Errors[0]) == string(fault.Unavailable)
		if x.media == graphqlJSON || away {
			status = statusOf(response.Errors)
		}
	}
	x.write(status, response)
}

// turnedAway tells whether nothing came of the operation as its token is not believed: also where each mutation of it
// found so for itself, in a transaction of its own. One that did something is told with what it did.
func turnedAway(response *graphql.Response) bool {
	if len(response.Errors) == 0 {
		return false
	}
	for _, e := range response.Errors {
		if codeOf(e) != string(fault.Unauthenticated) {
			return false
		}
	}
	var fields map[string]json.RawMessage
	if len(response.Data) > 0 && json.Unmarshal(response.Data, &fields) != nil {
		return false
	}
	for _, value := range fields {
		if string(value) != "null" {
			return false
		}
	}
	return true
}

// statusOf is the status of a request error as application/graphql-response+json.
func statusOf(errors gqlerror.List) int {
	if len(errors) == 0 {
		return http.StatusInternalServerError
	}
	switch fault.Code(codeOf(errors[0])) {
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Unavailable, fault.Timeout, fault.OutcomeUnknown:
		return http.StatusServiceUnavailable
	case fault.Internal:
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}

// clientsFault tells a request that should not have been sent from one that the server could not serve.
func clientsFault(e *gqlerror.Error) bool {
	switch fault.Code(codeOf(e)) {
	case fault.Unavailable, fault.Timeout, fault.Internal:
		return false
	}
	return true
}

func codeOf(e *gqlerror.Error) string { return fmt.Sprint(e.Extensions["code"]) }

// write sends a response; the data is the executor's own bytes, neither read nor copied again.
func (x *exchange) write(status int, response *graphql.Response) {
	for _, e := range response.Errors {
		if code := codeOf(e); !slices.Contains(x.codes, code) {
			x.codes = append(x.codes, code)
		}
	}
	x.refused = response.Data == nil && len(response.Errors) > 0 && clientsFault(response.Errors[0])
	extensions := map[string]any{}
	for name, value := range response.Extensions {
		extensions[name] = value
	}
	extensions["cost"] = published{x.cost, x.limit, x.sql.Count()}
	tail, err := json.Marshal(extensions)
	if err != nil {
		panic(fmt.Errorf("response extensions: %w", err))
	}
	var body bytes.Buffer
	body.WriteByte('{')
	if len(response.Errors) > 0 {
		list, err := json.Marshal(response.Errors)
		if err != nil {
			panic(fmt.Errorf("response errors: %w", err))
		}
		body.WriteString(`"errors":`)
		body.Write(list)
		body.WriteByte(',')
	}
	if response.Data != nil {
		body.WriteString(`"data":`)
		body.Write(response.Data)
		body.WriteByte(',')
	}
	body.WriteString(`"extensions":`)
	body.Write(tail)
	body.WriteByte('}')
	x.send(status, body.Bytes())
}

// published is extensions.cost.
type published struct {
	Requested     int64 `json:"requested"`
	Limit         int64 `json:"limit"`
	SQLStatements int64 `json:"sqlStatements"`
}

func (x *exchange) send(status int, body []byte) {
	x.status = status
	x.w.Header().Set("Content-Type", x.media+"; charset=utf-8")
	retryAfter(x.w, status)
	coding.Send(x.w, x.r, status, body)
}

// note writes the exchange to the log, the metrics and its span: names, sizes and codes, never a value or a token.
func (e *endpoint) note(x *exchange, took time.Duration) {
	code := "OK"
	if len(x.codes) > 0 {
		code = x.codes[0]
	}
	slow := e.Slow > 0 && took >= e.Slow
	e.Metrics.observe(x, code, took, slow)
	e.endSpan(x, code)
	level := slog.LevelInfo
	if slices.Contains(x.codes, string(fault.Internal)) {
		level = slog.LevelError
	}
	line := []slog.Attr{
		slog.String("request_id", RequestID(x.r.Context())),
		slog.String("operation", short(x.operation)),
		slog.String("hash", x.hash),
		slog.String("kind", x.kind),
		slog.String("person", x.person),
		slog.Int("status", x.status),
		slog.Duration("duration", took),
		slog.Any("codes", x.codes),
		slog.Int64("cost", x.cost),
		slog.Int64("statements", x.sql.Count()),
		slog.Duration("sql", x.sql.Took()),
	}
	if id := traceID(x.r.Context()); id != "" {
		line = append(line, slog.String("trace_id", id))
	}
	e.Log.LogAttrs(x.r.Context(), level, "graphql", line...)
	if slow {
		e.Log.LogAttrs(x.r.Context(), slog.LevelWarn, "slow operation", append(line, slog.Any("texts", textsOf(x.sql)))...)
	}
}

// pathsText names the costliest paths in one line: "people (10500, first: 3), people.nodes.grants (9000, a plain list
// counted as 3 rows)".
func pathsText(l fault.Locale, paths []cost.Path) string {
	plain, between := " (%d, a plain list counted as %d rows: leave it out or ask for it by itself)", ", "
	if l != fault.EN {
		plain, between = "（%d，不分页列表，每处按 %d 行计：可去掉或单独查询）", "、"
	}
	parts := make([]string, len(paths))
	for i, p := range paths {
		switch {
		case p.Rows > 0:
			parts[i] = p.Path + fmt.Sprintf(plain, p.Cost, p.Rows)
		case p.First > 0:
			parts[i] = fmt.Sprintf("%s (%d, first: %d)", p.Path, p.Cost, p.First)
		default:
			parts[i] = fmt.Sprintf("%s (%d)", p.Path, p.Cost)
		}
	}
	return strings.Join(parts, between)
}
