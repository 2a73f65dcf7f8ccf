package tests

import (
	"cmp"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db/read"
)

// worst is one request and what it took.
type worst struct {
	query string
	bytes int
	cost  float64
	took  time.Duration
	mb    float64 // what the database's processes grew by
}

func (w worst) perCost() float64 { return w.took.Seconds() * 1000 / max(w.cost, 1) }
func (w worst) perKB() float64   { return w.took.Seconds() * 1000 / (float64(w.bytes) / 1024) }

// Bounds of any request that is answered, on a busy machine: what the limits let through may be slow, never ruinous.
const (
	worstTime   = 6 * time.Second
	worstMemory = 256
)

// A random walk over the inputs of the schema looks for the request that takes most for its bytes and its cost: every
// list, filters as large as they may be, of one comparison many times or of many. The ten worst are printed (go test
// -v); WORST is how long to look, WORST_SEED where to begin.
func TestTheWorstRequestsAreBounded(t *testing.T) {
	s, _ := schemaOf(t)
	w := newPlayedWorld(t)
	w.many("HN-QH", 2000)
	within, seed := setting(t, "WORST", 8*time.Second, time.ParseDuration), setting(t, "WORST_SEED", 1, parseSeed)
	g := &worstDraw{r: rand.New(rand.NewPCG(seed, 0)), s: s, routes: routes(s, "filter")}
	c := w.as("PARTY_SECRETARY@HN")
	g.like = c.id("organisation", "HN")
	for name := range g.routes {
		g.names = append(g.names, name)
	}
	slices.Sort(g.names)
	// What was worst once: a role's holders, asked as often as a filter holds; by the lowest role.
	first := fmt.Sprintf(`{ people(filter: { or: [%s] }, first: 1) { nodes { id } } }`, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("{ or: [%s] }, ", strings.TrimSuffix(strings.Repeat("{ role: { eq: ANALYST } }, ", 20), ", ")), 5), ", "))
	super := w.store.Super(t)
	var tried []worst
	for end := time.Now().Add(within); len(tried) == 0 || time.Now().Before(end); {
		query := first
		if len(tried) > 0 {
			query = g.query()
		}
		before := backends(t, super)
		began := time.Now()
		a := c.ask(query, nil)
		one := worst{query: query, bytes: len(query), took: time.Since(began), mb: backends(t, super) - before}
		one.cost, _ = a.Extensions["cost"].(map[string]any)["requested"].(float64)
		if len(a.Errors) > 0 {
			t.Errorf("%v: %.400s", a.codes(), query)
		}
		tried = append(tried, one)
		if one.took > worstTime || one.mb > worstMemory {
			t.Errorf("%v and %.0f MB for %d bytes at cost %v: %.400s", one.took, one.mb, one.bytes, one.cost, query)
		}
	}
	for what, by := range map[string]func(worst) float64{"time per cost": worst.perCost, "time per KB": worst.perKB, "memory": func(w worst) float64 { return w.mb }} {
		slices.SortFunc(tried, func(a, b worst) int { return cmp.Compare(by(b), by(a)) })
		t.Logf("the ten worst of %d by %s (WORST_SEED=%d):", len(tried), what, seed)
		for _, one := range tried[:min(10, len(tried))] {
			t.Logf("  %6.1f ms  %5.1f MB  %5d bytes  cost %4.0f  %.2f ms/cost  %.1f ms/KB  %.110s", one.took.Seconds()*1000, one.mb, one.bytes, one.cost, one.perCost(), one.perKB(), one.query)
		}
	}
}

// backends is what the processes of the database hold of their own, in MB; 0 where the system does not tell.
func backends(t *testing.T, super *sql.DB) (mb float64) {
	t.Helper()
	for _, pid := range rowsOf(t, super, `SELECT pid::text FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'huishang\_%'`) {
		status, err := os.ReadFile("/proc/" + pid + "/status")
		if err != nil {
			return 0
		}
		for line := range strings.SplitSeq(string(status), "\n") {
			var kb float64
			if n, _ := fmt.Sscanf(line, "RssAnon: %f kB", &kb); n == 1 {
				mb += kb / 1024
			}
		}
	}
	return mb
}

type worstDraw struct {
	r      *rand.Rand
	s      *ast.Schema
	routes map[string]*route
	names  []string
	like   string
	lists  int // that may still be asked below the rows of one filter
	seen   int // comparisons that may still be made with records that not everybody sees
}

func (g *worstDraw) query() string {
	name := g.names[g.r.IntN(len(g.names))]
	size, left := 1+g.r.IntN(100), []int{1, 5, 20, 60, 100}[g.r.IntN(5)]
	// One comparison many times finds what is paid for by leaf; many, what they do together.
	one := ""
	if g.r.IntN(2) == 0 {
		one = g.leaf(name)
	}
	g.lists, g.seen = 10, 20
	if edge(name, one) {
		left = min(left, g.seen) // the worst that a filter may ask of another table's policies
	}
	filter := g.filter(name, one, &left, 0)
	return "{ " + g.routes[name].around(func(list string) string {
		rows := fmt.Sprintf("(filter: %s, first: %d) { nodes { __typename } }", filter, size)
		if g.r.IntN(2) == 0 {
			rows = fmt.Sprintf("(filter: %s, first: 1) { totalCount { count } }", filter)
		}
		return list + rows
	}) + " }"
}

func (g *worstDraw) filter(name, one string, left *int, depth int) string {
	if depth == 4 || *left <= 1 {
		*left--
		return "{ " + g.comparison(name, one, left, depth) + " }"
	}
	if depth == 3 || g.r.IntN(4) == 0 && depth > 0 {
		*left--
		leaf := g.comparison(name, one, left, depth)
		if depth < 4 && g.r.IntN(3) == 0 {
			return "{ not: { " + leaf + " } }"
		}
		return "{ " + leaf + " }"
	}
	var parts []string
	for range 20 {
		if *left <= 0 {
			break
		}
		parts = append(parts, g.filter(name, one, left, depth+1))
	}
	return "{ " + []string{"and", "or"}[g.r.IntN(2)] + ": [" + strings.Join(parts, ", ") + "] }"
}

// comparison is one that the filter may still hold at this depth: the one that it is full of, any other, or one of a list below
// the rows, of which a filter asks few and which has a filter of its own.
func (g *worstDraw) comparison(name, one string, left *int, depth int) string {
	if lists := listsBelow(g.s, g.s.Types[name]); one == "" && depth < 3 && *left > 3 && g.lists > 0 && len(lists) > 0 && g.r.IntN(4) == 0 {
		g.lists--
		*left -= 2
		return fmt.Sprintf("%s: { %s: { %s } }", lists[g.r.IntN(len(lists))], []string{"some", "none"}[g.r.IntN(2)], `updatedAt: { gte: "-P1M" }`)
	}
	leaf := cmp.Or(one, g.leaf(name))
	for ; edge(name, leaf); leaf = g.leaf(name) {
		if g.seen--; g.seen >= 0 {
			break
		}
	}
	return leaf
}

// edge tells that a comparison is with a record that not everybody sees.
func edge(filter, leaf string) bool {
	field, _, _ := strings.Cut(leaf, ":")
	i := slices.IndexFunc(read.Catalogue(), func(d read.Declared) bool { return d.Object+"Filter" == filter })
	return i >= 0 && read.Catalogue()[i].Filters[field].Seen != ""
}

// listsBelow are the fields of a filter that ask the lists below a row.
func listsBelow(s *ast.Schema, filter *ast.Definition) (fields []string) {
	for _, f := range filter.Fields {
		if s.Types[f.Type.Name()].Fields.ForName("some") != nil {
			fields = append(fields, f.Name)
		}
	}
	return fields
}

// leaf writes one comparison of a filter with a value of the row.
func (g *worstDraw) leaf(name string) string {
	fields := slices.DeleteFunc(slices.Clone(g.s.Types[name].Fields), func(f *ast.FieldDefinition) bool {
		return f.Name == "and" || f.Name == "or" || f.Name == "not" || g.s.Types[f.Type.Name()].Fields.ForName("some") != nil
	})
	f := fields[g.r.IntN(len(fields))]
	in := g.s.Types[f.Type.Name()]
	if in.Kind != ast.InputObject {
		return f.Name + ": " + sampleOf(g.s, f.Type, name, f.Name, g.like)
	}
	op := in.Fields[g.r.IntN(len(in.Fields))]
	return fmt.Sprintf("%s: { %s: %s }", f.Name, op.Name, sampleOf(g.s, op.Type, name, f.Name, g.like))
}
