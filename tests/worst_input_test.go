package tests

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/wiring"
)

// A random walk over the arguments of the schema: every mutation's input and every query's arguments, of the right shape,
// with ids of the right noun and of another, texts, lists, days and numbers at their bounds and beyond, one act many times
// in a document, by those who may and by others. Whatever comes, the answer is bounded in time and memory, never INTERNAL,
// each refusal has its code and a path that leads into the input, what is refused leaves nothing, and the database's work
// ends with the answer, or with the client. WORST is how long to look, WORST_SEED where to begin.
func TestTheWorstInputsAreRefusedOrDone(t *testing.T) {
	s, _ := schemaOf(t)
	w := newPlayedWorld(t)
	within, seed := setting(t, "WORST", 8*time.Second, time.ParseDuration), setting(t, "WORST_SEED", 1, parseSeed)
	g := newInputDraw(w, s, seed)
	super := w.knowing()
	was := g.state(t, super)
	told, done, tried := map[string]int{}, map[string]int{}, 0
	var all []worst
	for end := time.Now().Add(within); time.Now().Before(end) && !t.Failed(); tried++ {
		one := g.request()
		c := cmp.Or(g.aimer, g.actor(one.acts))
		if g.r.IntN(40) == 0 {
			g.leave(c, one.body)
			g.idle(t, super, one)
			was = g.state(t, super)
			continue
		}
		before := backends(t, super)
		began := time.Now()
		a := g.send(t, c, one.body)
		took, mb := time.Since(began), backends(t, super)-before
		all = append(all, worst{query: one.body, bytes: len(one.body), took: took, mb: mb})
		if took > worstTime || mb > worstMemory {
			t.Errorf("%v and %.0f MB for %d bytes: %.1000s", took, mb, len(one.body), one.body)
		}
		g.idle(t, super, one)
		refused := g.refusals(t, a, one, told)
		if now := g.state(t, super); now != was {
			if refused == len(one.acts) || one.acts == nil {
				t.Errorf("a refused request leaves something: %s\nof %.2000s\n%.2000s", written(was, now), one.body, a.Body)
			}
			was = now
			for _, m := range one.acts {
				done[m]++
			}
		}
		if tried%50 == 49 {
			g.harvest()
		}
	}
	t.Logf("%d requests; %d mutations of %d did something; refusals: %v", tried, len(done), len(g.mutations), told)
	for what, by := range map[string]func(worst) float64{"time": func(w worst) float64 { return w.took.Seconds() }, "time per KB": worst.perKB, "memory": func(w worst) float64 { return w.mb }} {
		slices.SortFunc(all, func(a, b worst) int { return cmp.Compare(by(b), by(a)) })
		t.Logf("the ten worst of %d by %s (WORST_SEED=%d):", len(all), what, seed)
		for _, one := range all[:min(10, len(all))] {
			t.Logf("  %6.1f ms  %5.1f MB  %6d bytes  %.1f ms/KB  %.110s", one.took.Seconds()*1000, one.mb, one.bytes, one.perKB(), one.query)
		}
	}
}

// drawn is a request and what is known of it: the mutations in it, by the number in their alias, and their inputs.
type drawn struct {
	body   string
	acts   []string
	inputs []map[string]any
}

type kept struct {
	id      string
	version int
}

type inputDraw struct {
	w         *world
	s         *ast.Schema
	r         *rand.Rand
	grants    []string
	tokens    map[string]*client
	mutations []*ast.FieldDefinition
	queries   []*ast.FieldDefinition
	records   map[string][]kept // by the noun's prefix
	prefixes  []string
	codes     []string
	nouns     map[string]string // the prefix that an id takes, by "Input.field": what the server said
	keys      []string          // idempotency keys used before
	tables    string
	next      string              // the transaction that writes next
	held      string              // what the tables held before it
	may       map[string][]string // the grants that may do an act, by mutation
	plain     bool                // this request is as a client would write it: much of it is done
	spoil     bool                // but for a value here and there
	cursors   []string            // of lists that were asked
	acting    []string            // the nouns that tell what may be done with them
	by        map[string][]string // the mutations of an act
	aimer     *client             // who may do this request's act on
	aimed     kept                // this record
}

func newInputDraw(w *world, s *ast.Schema, seed uint64) *inputDraw {
	g := &inputDraw{w: w, s: s, r: rand.New(rand.NewPCG(seed, 1)), tokens: map[string]*client{}, nouns: map[string]string{}, grants: append([]string{"ADMINISTRATOR@HN", "PARTY_SECRETARY@HN"}, viewers...)}
	root := func(d *ast.Definition) (fields []*ast.FieldDefinition) {
		for _, f := range d.Fields {
			if !strings.HasPrefix(f.Name, "__") && (d == s.Mutation || len(f.Arguments) > 0) {
				fields = append(fields, f)
			}
		}
		return fields
	}
	g.mutations, g.queries = root(s.Mutation), root(s.Query)
	g.may, g.by = map[string][]string{}, map[string][]string{}
	for _, d := range read.Catalogue() {
		if def := s.Types[d.Object]; def != nil && def.Fields.ForName("availableActions") != nil {
			g.acting = append(g.acting, d.Object)
		}
	}
	for _, m := range g.mutations {
		raw := m.Directives.ForName("can").Arguments.ForName("do").Value.Raw
		g.by[raw] = append(g.by[raw], m.Name)
		act := auth.Act(raw)
		auth.Rules(func(a auth.Act, role auth.Role, _ auth.Relation, _ []string) {
			for _, v := range viewers {
				if a == act && strings.HasPrefix(v, string(role)+"@") && !slices.Contains(g.may[m.Name], v) {
					g.may[m.Name] = append(g.may[m.Name], v)
				}
			}
		})
	}
	super := w.store.Super(w.t)
	var parts []string
	// A session is kept and a read logged whatever comes of the act: a refusal may show the record as it is now.
	for _, table := range rowsOf(w.t.(*testing.T), super, `SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('session_kept', 'read_log') ORDER BY 1`) {
		parts = append(parts, fmt.Sprintf("SELECT '%s ' || count(*) || ' ' || COALESCE(max(xmin::text::bigint), 0) FROM %s", table, table))
	}
	g.tables = strings.Join(parts, " UNION ALL ") + " ORDER BY 1"
	g.codes = rowsOf(w.t.(*testing.T), super, `SELECT code::text FROM code UNION SELECT code::text FROM organisation UNION SELECT code::text FROM department ORDER BY 1`)
	g.harvest()
	c := w.as("PARTY_SECRETARY@HN")
	for _, list := range []string{"organisations", "posts", "people(orderBy: { field: NAME })", "tasks", "problems", `people(filter: { name: { contains: "a" } })`} {
		name, _, _ := strings.Cut(list, "(")
		if cursor := c.must("{ "+list+" { pageInfo { endCursor } } }", nil).text(name + ".pageInfo.endCursor"); cursor != "" {
			g.cursors = append(g.cursors, cursor, cursor[:len(cursor)-1]+"A", cursor+cursor)
		}
	}
	return g
}

// harvest reads the ids that there are, with their versions.
func (g *inputDraw) harvest() {
	super := g.w.store.Super(g.w.t)
	g.records, g.prefixes = map[string][]kept{}, nil
	for _, d := range read.Catalogue() {
		prefix := ident.PrefixOf(d.Object)
		if prefix == "" || d.Columns[0] != "id" || d.Object == "CoverageGap" {
			continue
		}
		version := "0"
		if slices.Contains(d.Columns, "version") {
			version = "version"
		}
		rows := rowsOf(g.w.t.(*testing.T), super, `SELECT id || ' ' || `+version+` FROM `+d.Table+` ORDER BY id LIMIT 400`)
		for _, row := range rows {
			id, version, _ := strings.Cut(row, " ")
			n, _ := strconv.Atoi(version)
			g.records[prefix] = append(g.records[prefix], kept{prefixed(prefix, uuid.MustParse(id)), n})
		}
		if len(rows) > 0 && !slices.Contains(g.prefixes, prefix) {
			g.prefixes = append(g.prefixes, prefix)
		}
	}
	slices.Sort(g.prefixes)
}

func prefixed(prefix string, id uuid.UUID) string {
	_, body, _ := strings.Cut(ident.Of[ident.OrganisationID](id).String(), "_")
	return prefix + "_" + body
}

// actor is somebody who may do such an act, an administrator, a secretary or anybody else.
func (g *inputDraw) actor(acts []string) *client {
	for range 50 {
		grant := g.grants[g.r.IntN(len(g.grants))]
		if len(acts) > 0 && g.r.IntN(3) > 0 && len(g.may[acts[0]]) > 0 {
			grant = g.may[acts[0]][g.r.IntN(len(g.may[acts[0]]))]
		} else if g.r.IntN(2) == 0 {
			grant = g.grants[g.r.IntN(2)]
		}
		if g.tokens[grant] == nil {
			one, err := wiring.Token(context.Background(), g.w.db, g.w.issuer, g.w.clock.Now, grant, "")
			if err != nil {
				continue // what was done before took the post away
			}
			g.tokens[grant] = &client{g.w, one.Token, "en"}
		}
		return g.tokens[grant]
	}
	g.w.t.Fatal("nobody is left who may sign in")
	return nil
}

// send sends a body as it is.
func (g *inputDraw) send(t *testing.T, c *client, body string) *answer {
	t.Helper()
	res, err := http.DefaultClient.Do(posted(context.Background(), c, body))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	a := &answer{Status: res.StatusCode, Body: string(raw)}
	if err == nil {
		err = json.Unmarshal(raw, a)
	}
	if err != nil {
		t.Fatalf("%v: %.400s\nto %.1000s", err, raw, body)
	}
	if a.Status == http.StatusUnauthorized {
		clear(g.tokens)
	}
	return a
}

func posted(ctx context.Context, c *client, body string) *http.Request {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.w.url+"/graphql", strings.NewReader(body))
	if err != nil {
		c.w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Accept-Language", c.lang)
	return r
}

// leave sends a request and goes before the answer comes.
func (g *inputDraw) leave(c *client, body string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(g.r.IntN(8000))*time.Microsecond)
	defer cancel()
	if res, err := http.DefaultClient.Do(posted(ctx, c, body)); err == nil {
		_ = res.Body.Close()
	}
}

// idle waits until no statement runs any more; that is at once.
func (g *inputDraw) idle(t *testing.T, super *sql.DB, one drawn) {
	t.Helper()
	var busy int
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if err := super.QueryRow(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'huishang\_%' AND state <> 'idle'`).Scan(&busy); err != nil {
			t.Fatal(err)
		}
		if busy == 0 {
			return
		}
	}
	t.Errorf("%d connections still work two seconds after %.1000s", busy, one.body)
}

// state is what every table holds: how many rows, and who wrote the newest. Where nobody has begun to write, it is what it was.
func (g *inputDraw) state(t *testing.T, super *sql.DB) string {
	t.Helper()
	if next := rowsOf(t, super, `SELECT pg_snapshot_xmax(pg_current_snapshot())::text`)[0]; next != g.next {
		g.next, g.held = next, strings.Join(rowsOf(t, super, g.tables), "\n")
	}
	return g.held
}

func written(a, b string) string {
	was := strings.Split(a, "\n")
	return strings.Join(slices.DeleteFunc(strings.Split(b, "\n"), func(line string) bool { return slices.Contains(was, line) }), ", ")
}

// refusals checks an answer's refusals and counts the acts that were refused.
func (g *inputDraw) refusals(t *testing.T, a *answer, one drawn, told map[string]int) (acts int) {
	t.Helper()
	wrong := func(why string, code string) {
		t.Errorf("%s (%s): %.2000s\nto %.3000s", why, code, a.Body, one.body)
	}
	for _, e := range a.Errors {
		code, _ := e.Extensions["code"].(string)
		told[code]++
		if code == "" || code == string(fault.Internal) || e.Message == "" {
			wrong("a refusal of the request", code)
		}
		g.learn(one, e.Message, e.Path)
	}
	if a.Data == nil {
		if len(a.Errors) == 0 {
			wrong("neither data nor errors", "")
		}
		return len(one.acts)
	}
	for n := range one.acts {
		payload, _ := a.Data["a"+strconv.Itoa(n)].(map[string]any)
		errs, _ := payload["errors"].([]any)
		if payload == nil || len(errs) > 0 {
			acts++
		}
		for _, e := range errs {
			m := e.(map[string]any)
			code, _ := m["code"].(string)
			told[code]++
			if code == "" || code == string(fault.Internal) || m["message"] == "" || fault.Lookup(fault.Code(code)).Place != fault.Payload {
				wrong("a refusal of the act", code)
			}
			path, given := m["path"].([]any)
			if given && !g.leads(one, n, path) {
				wrong(fmt.Sprintf("the path %v leads nowhere", path), code)
			}
		}
	}
	return acts
}

// leads tells whether a refusal's path leads into the input: each step a field of it, or a place in a list that was given.
func (g *inputDraw) leads(one drawn, n int, path []any) bool {
	m := g.s.Mutation.Fields.ForName(one.acts[n])
	if len(path) == 0 || path[0] != "input" {
		return false
	}
	t, at := m.Arguments.ForName("input").Type, any(one.inputs[n])
	for _, step := range path[1:] {
		name := fmt.Sprint(step)
		if t.Elem != nil {
			list, several := at.([]any)
			if !several {
				list = []any{at}
			}
			place, err := strconv.Atoi(name)
			if err != nil || place < 0 || place >= len(list) {
				return false
			}
			t, at = t.Elem, list[place]
			continue
		}
		f := g.s.Types[t.NamedType].Fields.ForName(name)
		if f == nil {
			return false
		}
		inside, _ := at.(map[string]any)
		t, at = f.Type, inside[name]
	}
	return true
}

// learn keeps which noun's id a field takes, as the refusal of another one says it.
func (g *inputDraw) learn(one drawn, message string, path []any) {
	wanted := idWanted.FindStringSubmatch(message)
	if wanted == nil || len(one.acts) == 0 {
		return
	}
	from := slices.Index(path, any("input"))
	if from < 0 {
		return
	}
	t := g.s.Mutation.Fields.ForName(one.acts[0]).Arguments.ForName("input").Type
	of := ""
	for _, step := range path[from+1:] {
		if t.Elem != nil {
			t = t.Elem
			continue
		}
		f := g.s.Types[t.NamedType].Fields.ForName(fmt.Sprint(step))
		if f == nil {
			return
		}
		of, t = t.NamedType+"."+f.Name, f.Type
	}
	g.nouns[of] = wanted[1]
}
