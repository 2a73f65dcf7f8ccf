package tests

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huishang/internal/transport"
	"huishang/internal/wiring"
)

// twice is two servers over one database: one that compiles reads, and one that leaves all of them to the resolvers.
type twice struct {
	*world
	compiled, resolved string
	mu                 sync.Mutex
	fields, left       int            // root fields of the compiling server, and those of them that it left
	why                map[string]int // the reasons
	documents          [3]int         // wholly compiled, partly, not at all
	refused            int            // documents that were refused before anything ran
	faulty             int            // documents with errors of fields
	different          int
	requests           int
	codes              map[string]int
	bytes              int
	statements         [2]int // of the compiling server and of the other one
	super              *sql.DB
}

func newTwice(t *testing.T, w *world) *twice {
	c := &twice{world: w, why: map[string]int{}, codes: map[string]int{}, super: w.store.Super(t)}
	serve := func(change func(*wiring.Parts)) string {
		parts := w.parts
		change(&parts)
		server := httptest.NewServer(wiring.Handler(parts))
		t.Cleanup(server.Close)
		return server.URL
	}
	c.resolved = serve(func(p *wiring.Parts) { p.Resolved = true })
	c.compiled = serve(func(p *wiring.Parts) {
		p.OnRead = func(_, why string) {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.fields++
			if why != "" {
				c.left++
				c.why[why]++
			}
		}
	})
	return c
}

// byteAnswer is an answer as bytes: its data, its errors in the order of their paths, and what the server says of itself.
type byteAnswer struct {
	data    string
	errors  []string
	sql     int
	request string
}

var ownRequest = regexp.MustCompile(`,?"requestId":"[^"]*"`)

var errorCode = regexp.MustCompile(`"code":"\w+"(,"params":\{"expected":"[^"]*)?`)

func (c *twice) tell(t *testing.T, url, token, lang, query string, variables map[string]any) byteAnswer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, url+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Accept-Language", lang)
	c.requests++
	request := fmt.Sprintf("differential-%09d", c.requests)
	r.Header.Set("X-Request-Id", request)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var a struct {
		Data       json.RawMessage
		Errors     []json.RawMessage
		Extensions struct{ Cost struct{ SQLStatements int } }
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		t.Fatalf("%v: %s\n%s", err, raw, query)
	}
	is := byteAnswer{data: string(a.Data), sql: a.Extensions.Cost.SQLStatements, request: request}
	for _, e := range a.Errors {
		is.errors = append(is.errors, ownRequest.ReplaceAllString(string(e), ""))
	}
	slices.Sort(is.errors)
	return is
}

// alike asks both servers and fails where they differ: in a byte of the data, in an error, or in what the read log
// says. It gives the answer.
func (c *twice) alike(t *testing.T, token, lang, query string, variables map[string]any) byteAnswer {
	t.Helper()
	fields, left := c.fields, c.left
	compiled := c.tell(t, c.compiled, token, lang, query, variables)
	all, not := c.fields-fields, c.left-left
	resolved := c.tell(t, c.resolved, token, lang, query, variables)
	switch {
	case all == 0:
		c.refused++
	case not == 0:
		c.documents[0]++
	case not < all:
		c.documents[1]++
	default:
		c.documents[2]++
	}
	if compiled.data != "" && len(compiled.errors) > 0 {
		c.faulty++
	}
	logged := func(request string) []string {
		return rowsOf(t, c.super, `SELECT DISTINCT noun || ' ' || record_id FROM read_log WHERE request_id = '`+request+`' ORDER BY 1`)
	}
	var wrong string
	switch {
	case compiled.data != resolved.data:
		wrong = "data"
	case len(compiled.errors) != len(resolved.errors),
		// Of more errors than are told, the resolvers tell any.
		len(resolved.errors) < transport.LimitsDefault.Errors && !slices.Equal(compiled.errors, resolved.errors):
		wrong = "errors"
	case !slices.Equal(logged(compiled.request), logged(resolved.request)):
		wrong = "the read log"
	}
	for _, e := range compiled.errors {
		c.codes[errorCode.FindString(e)]++
	}
	c.bytes += len(compiled.data)
	c.statements[0] += compiled.sql
	c.statements[1] += resolved.sql
	if wrong != "" {
		c.different++
		in, err := json.Marshal(variables)
		if err != nil {
			t.Fatal(err)
		}
		a, b := apart(compiled.data, resolved.data)
		t.Errorf("%s differ (%d statements compiled, %d resolved):\n%s\n%s\ncompiled %s\nresolved %s\ncompiled %v\nresolved %v\nlogged compiled %v\nlogged resolved %v", wrong, compiled.sql, resolved.sql, query, in,
			a, b, compiled.errors, resolved.errors, logged(compiled.request), logged(resolved.request))
	}
	return compiled
}

// apart cuts two texts down to where they differ.
func apart(a, b string) (string, string) {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i-120, len(s))):min(len(s), i+200)] }
	return cut(a), cut(b)
}

func (c *twice) say(t *testing.T) {
	t.Helper()
	t.Logf("%d documents: %d wholly compiled, %d partly, %d not at all, %d refused before; %d with errors of fields; %d of %d root fields left to resolvers; %d differences; %d statements where %d were resolved",
		c.documents[0]+c.documents[1]+c.documents[2]+c.refused, c.documents[0], c.documents[1], c.documents[2], c.refused, c.faulty, c.left, c.fields, c.different, c.statements[0], c.statements[1])
	t.Logf("%d bytes of data on average; errors by their codes: %v", c.bytes/max(1, c.requests/2), c.codes)
	var whys []string
	for why, n := range c.why {
		whys = append(whys, fmt.Sprintf("%6d %s", n, why))
	}
	slices.Sort(whys)
	slices.Reverse(whys)
	t.Log("left to resolvers:\n" + strings.Join(whys[:min(len(whys), 40)], "\n"))
}

// Every operation of the examples and pages is answered alike by compiled reads and by the resolvers, in both languages.
func TestCompiledReadsAnswerExamplesAlike(t *testing.T) {
	w := newPlayedWorld(t)
	c := newTwice(t, w)
	for _, pattern := range []string{"../examples/*.graphql", "pages/*.graphql", "bench/*.graphql"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 4 {
			t.Fatalf("%d in %s: %v", len(files), pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			said := map[string]string{}
			for _, m := range heading.FindAllStringSubmatch(string(text), -1) {
				said[m[1]] = m[2]
			}
			if !strings.Contains(string(text), "query") || strings.Contains(string(text), "mutation") {
				continue
			}
			as := said["as"]
			if as == "" {
				as = "DISCIPLINE_SECRETARY@HN"
			}
			who := w.as(as)
			var before *answer
			if said["with"] != "" {
				before = who.must(said["with"], nil)
			}
			variables := map[string]any{}
			for name, from := range said {
				if strings.Contains(string(text), "$"+name) {
					if variables[name] = from; before != nil && strings.Contains(from, ".") {
						variables[name] = before.get(from)
					}
				}
			}
			if strings.Contains(string(text), "$id: ID!") && variables["id"] == nil {
				variables["id"] = who.must(`{ consultations(first: 1) { nodes { id } } }`, nil).text("consultations.nodes.0.id")
			}
			for _, lang := range []string{"en", "zh"} {
				c.alike(t, who.token, lang, string(text), variables)
			}
		}
	}
	c.say(t)
	if c.documents[0] < 20 {
		t.Errorf("only %d documents were compiled", c.documents[0])
	}
}

// Thousands of documents drawn from the schema, asked by whoever holds something and sees much or little, are answered alike
// by compiled reads and by the resolvers: rows hidden, edges broken, counted, paged both ways. SEED and DOCUMENTS say which
// and how many.
func TestCompiledReadsAnswerAlike(t *testing.T) {
	seed := seeded(t)
	documents := setting(t, "DOCUMENTS", 300, strconv.Atoi)
	within := setting(t, "WITHIN", 4*time.Minute, time.ParseDuration)
	r := rand.New(rand.NewPCG(seed, 47))
	w := newPlayedWorld(t)
	shaken(t, w, r)
	c := newTwice(t, w)
	d := newDrawer(t, w, r)
	who := d.viewers(t, w)
	began := time.Now()
	for n := 0; n < documents && time.Since(began) < within; n++ {
		as := who[r.IntN(len(who))]
		query, variables := d.document()
		lang := []string{"en", "zh"}[r.IntN(2)]
		for range 1 + r.IntN(2) {
			got := c.alike(t, as, lang, query, variables)
			d.learn(got.data)
			if c.different > 3 {
				t.Fatalf("SEED=%d: after %d documents", seed, n)
			}
			if !d.turn(variables) {
				break
			}
		}
	}
	c.say(t)
}

// Reads of confidential rows leave the lines in the read log that the resolvers leave, by whatever edge the rows are reached
// (D-GEN-2).
func TestCompiledReadsAreLoggedAlike(t *testing.T) {
	w := newPlayedWorld(t)
	if _, err := w.store.Super(t).Exec(`SET session_replication_role = replica;
		UPDATE task SET secrecy = 'CONFIDENTIAL'; UPDATE problem SET secrecy = 'CONFIDENTIAL'; UPDATE topic SET secrecy = 'CONFIDENTIAL'; UPDATE finding SET secrecy = 'CONFIDENTIAL';
		UPDATE task_report SET secrecy = 'CONFIDENTIAL'; UPDATE outcome SET secrecy = 'CONFIDENTIAL';
		SET session_replication_role = DEFAULT`); err != nil {
		t.Fatal(err)
	}
	c := newTwice(t, w)
	for as, queries := range map[string][]string{
		"DISCIPLINE_SECRETARY@HN": {
			`{ tasks(first: 3) { nodes { number } } }`,
			`{ tasks(last: 3) { edges { cursor } } }`,
			`{ tasks(first: 5) { nodes { consultation { id } problem { title } } } }`,
			`{ problems(first: 5) { nodes { tasks(first: 2) { nodes { state } } topics(first: 2) { nodes { title } } findings(first: 2) { nodes { title complaintText } } } } }`,
			`{ tasks(first: 20) { nodes { reports { text } } } }`,
			`{ problems(first: 2) { nodes { related { problem { title } } } totalCount { count } } }`,
		},
		"ADMINISTRATOR@HN": {`{ people(first: 3) { nodes { contact { phone } } } }`},
	} {
		who := w.as(as)
		for i, query := range queries {
			got := c.alike(t, who.token, "en", query, nil)
			lines := rowsOf(t, c.super, `SELECT noun || ' ' || record_id FROM read_log WHERE request_id = '`+got.request+`'`)
			if len(lines) == 0 && i != 5 {
				t.Errorf("%s as %s reads nothing confidential: %s", query, as, got.data)
			}
		}
	}
	c.say(t)
}
