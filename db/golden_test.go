package db

import (
	"context"
	"database/sql/driver"
	command "flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

var update = command.Bool("update", false, "write testdata/golden anew")

const goldenFolder = "testdata/golden"

// The SQL of lists is what stands in testdata/golden, so that a change of the catalog or of the builder is read
// as SQL before it is committed. `go test ./db -run Golden -update` writes the files anew.
func TestGolden(t *testing.T) {
	g := golden{}
	defaultLists(g)
	filteredLists(g)
	orderedLists(g)
	nestedLists(g)
	counts(g)
	walkedLists(g)
	if *update {
		if err := os.RemoveAll(goldenFolder); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(goldenFolder, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, sql := range g {
			if err := os.WriteFile(filepath.Join(goldenFolder, name+".sql"), []byte(sql), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	files, err := filepath.Glob(goldenFolder + "/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, file := range files {
		there = append(there, strings.TrimSuffix(filepath.Base(file), ".sql"))
	}
	slices.Sort(there)
	if diff := cmp.Diff(there, slices.Sorted(maps.Keys(g))); diff != "" {
		t.Errorf("golden files (-) and lists (+) differ:\n%s", diff)
	}
	for _, name := range there {
		b, err := os.ReadFile(filepath.Join(goldenFolder, name+".sql"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(b), g[name]); diff != "" {
			t.Errorf("%s.sql (-) is not what is built now (+):\n%s", name, diff)
		}
	}
}

// Every object that has a list of its own stands among the golden files.
func TestGoldenHasEveryList(t *testing.T) {
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	listed := regexp.MustCompile(`Name: "(\w+)", Table: "\w+", Default:`)
	found := 0
	for _, source := range sources {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range listed.FindAllSubmatch(text, -1) {
			found++
			if _, err := os.Stat(filepath.Join(goldenFolder, "list-"+string(m[1])+".sql")); err != nil {
				t.Errorf("the list of %s has no golden file: %v", m[1], err)
			}
		}
	}
	if found < 25 {
		t.Errorf("%d lists were found in the catalog: the pattern no longer fits", found)
	}
}

// golden is SQL by the name of its file.
type golden map[string]string

// put keeps a statement as text for psql, with what its parameters stand for below it.
func (g golden) put(name, sql string, args []any) {
	if _, twice := g[name]; twice {
		panic("two golden lists named " + name)
	}
	var b strings.Builder
	b.WriteString(sql + ";\n")
	for i, a := range args {
		if v, ok := a.(driver.Valuer); ok {
			a = sound(v.Value())
		}
		fmt.Fprintf(&b, "-- $%d: %v\n", i+1, a)
	}
	g[name] = b.String()
}

var (
	goldenProvince = uuid.MustParse("0d000000-0000-4000-8000-000000000001")
	goldenParents  = []uuid.UUID{uuid.MustParse("0d000000-0000-4000-8000-00000000000a"), uuid.MustParse("0d000000-0000-4000-8000-00000000000b")}
)

func goldenTx() *Tx {
	t := &Tx{cursorKey: []byte("golden"), Viewer: &auth.Viewer{
		ProvinceID: ident.Of[ident.OrganisationID](goldenProvince), Today: clock.DateOf(2026, 3, 31),
		Grants: []*auth.Grant{{Role: auth.PartySecretary, OrgID: ident.Of[ident.OrganisationID](goldenProvince)}},
	}}
	t.codes.once.Do(func() {
		money := "MONEY"
		t.codes.all = []*Code{
			{Kind: BusinessLines, Code: "SMART"}, {Kind: BusinessLines, Code: "ENERGY"},
			{Kind: RiskDomains, Code: "FINANCE"}, {Kind: RiskDomains, Code: "PARTNERS_PROCUREMENT"}, {Kind: PostCategories, Code: "STAFF"},
			{Kind: ProblemCategories, Code: "BUSINESS"}, {Kind: ProblemCategories, Code: "MANAGEMENT"},
			{Kind: ProblemCategories, Code: money}, {Kind: ProblemCategories, Code: "FUNDS", Parent: &money},
		}
	})
	return t
}

func sound[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// list keeps one page of a list at the root.
func list[T any](g golden, name string, o *Object[T], a ListArgs) {
	s := sound(o.statement(context.Background(), goldenTx(), a, rootPage, ""))
	g.put(name, s.shared()+o.pageSQL(s, ""), s.args)
}

// behind makes the arguments of a page that lies behind a row with these values, for a list of o: after it, or
// before it where the page walks backwards.
func behind[T any](o *Object[T], a ListArgs, values string) ListArgs {
	plain := a
	plain.Last = nil
	s := sound(o.statement(context.Background(), goldenTx(), plain, rootPage, ""))
	cursor := encodeCursor(goldenTx().cursorKey, s.list, values)
	if a.Last != nil {
		a.Before = &cursor
	} else {
		a.After = &cursor
	}
	return a
}

func defaultLists(g golden) {
	plainly(g, Organisations)
	plainly(g, Departments)
	plainly(g, Posts)
	plainly(g, People)
	plainly(g, Appointments)
	plainly(g, Substitutions)
	plainly(g, Portfolios)
	plainly(g, DutyLists)
	plainly(g, DutyItems)
	plainly(g, CoverageGaps)
	plainly(g, HistoryEvents)
	plainly(g, Findings)
	plainly(g, Problems)
	plainly(g, Consultations)
	plainly(g, Topics)
	plainly(g, Participants)
	plainly(g, Statements)
	plainly(g, Papers)
	plainly(g, Addenda)
	plainly(g, Outcomes)
	plainly(g, Measures)
	plainly(g, Tasks)
	plainly(g, ConsultationRules)
	plainly(g, ConsultationPlans)
	plainly(g, PlanItems)
}

func plainly[T any](g golden, o *Object[T]) { list(g, "list-"+o.Name, o, ListArgs{}) }

func filteredLists(g golden) {
	type m = map[string]any
	org := ident.Of[ident.OrganisationID](goldenParents[0]).String()
	other := ident.Of[ident.OrganisationID](goldenParents[1]).String()
	list(g, "filter-id", Organisations, ListArgs{Filter: m{"id": m{"in": []string{org, other}, "neq": org}, "parent": m{"isNull": false, "nin": []string{org}}}})
	list(g, "filter-organisation", Departments, ListArgs{Filter: m{"organisation": m{"within": org, "in": []string{other}}}})
	list(g, "filter-text", People, ListArgs{Filter: m{"name": m{"contains": "王"}, "number": m{"eq": "HN0001", "neq": "HN0002", "in": []string{"HN0001"}, "nin": []string{}}}})
	list(g, "filter-optional-text", CoverageGaps, ListArgs{Filter: m{"riskDomain": m{"eq": "PARTNERS_PROCUREMENT", "neq": "FINANCE", "isNull": false}}})
	list(g, "filter-code-below", Problems, ListArgs{Filter: m{"category": m{"eq": "BUSINESS", "neq": "MONEY", "in": []string{"FUNDS", "MONEY"}, "nin": []string{"MANAGEMENT"}}, "not": m{"category": m{"eq": "FUNDS"}}}})
	list(g, "filter-integer", DutyLists, ListArgs{Filter: m{"year": m{"eq": int32(2026), "lt": int32(2027), "lte": int32(2026), "gt": int32(2024), "gte": int32(2025), "in": []int32{2025, 2026}}}})
	list(g, "filter-date", Appointments, ListArgs{Filter: m{"to": m{"gte": day("-P2W"), "lt": day("2026-07-01"), "isNull": false}}})
	list(g, "filter-instant", Problems, ListArgs{Filter: m{"createdAt": m{"gt": instantOf(2026, 1, 1), "lte": instantOf(2026, 2, 1)}}})
	list(g, "filter-set", Departments, ListArgs{Filter: m{"businessLines": m{"has": "SMART", "hasAny": []string{"SMART", "ENERGY"}}, "riskDomains": m{"hasAll": []string{"FINANCE"}, "isEmpty": false}}})
	list(g, "filter-flag", Posts, ListArgs{Filter: m{"active": true, "vacant": false}})
	list(g, "filter-overdue", Tasks, ListArgs{Filter: m{"overdue": true}})
	list(g, "filter-on-day", Appointments, ListArgs{Filter: m{"on": day("P1M")}})
	list(g, "filter-role", People, ListArgs{Filter: m{"role": m{"eq": "PARTY_SECRETARY"}}})
	// What many conditions ask is computed once.
	list(g, "filter-role-often", People, ListArgs{Filter: m{"or": []m{{"role": m{"eq": "ANALYST"}}, {"not": m{"role": m{"in": []string{"PARTY_OFFICE"}, "eq": "ANALYST"}}}}}})
	list(g, "filter-within-often", Departments, ListArgs{Filter: m{"or": []m{{"organisation": m{"within": org}}, {"not": m{"organisation": m{"within": org}}}}}})
	list(g, "filter-awaiting", Tasks, ListArgs{Filter: m{"awaiting": "ME", "not": m{"mine": true}}})
	list(g, "filter-junctions", DutyItems, ListArgs{Filter: m{
		"or":  []m{{"state": m{"eq": "IN_FORCE"}}, {"not": m{"principal": true}}, {}},
		"and": []m{{"principal": true}, {"year": m{"neq": int32(2025)}}},
	}})
}

func day(text string) clock.DateOrDuration {
	var d clock.DateOrDuration
	if err := d.UnmarshalGQL(text); err != nil {
		panic(err)
	}
	return d
}

func instantOf(year int, month time.Month, day int) clock.DateTime {
	return clock.At(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func orderedLists(g golden) {
	n := int32(5)
	up := &Order{Field: "IN_FORCE_AT", Direction: Ascending}
	down := &Order{Field: "IN_FORCE_AT", Direction: Descending}
	upFirst := &Order{Field: "IN_FORCE_AT", Direction: Ascending, Nulls: NullsFirst}
	downLast := &Order{Field: "IN_FORCE_AT", Direction: Descending, Nulls: NullsLast}
	title := &Order{Field: "TITLE", Direction: Ascending}
	const key = `"0d000000-0000-4000-8000-0000000000ff"`
	for name, one := range map[string]*Order{"ascending": up, "descending": down, "ascending-nulls-first": upFirst, "descending-nulls-last": downLast} {
		a := ListArgs{OrderBy: []*Order{one, title}}
		list(g, "order-"+name, DutyLists, a)
		list(g, "page-forward-"+name, DutyLists, behind(DutyLists, a, `["2026-03-31 08:00:00+00", "t", `+key+`]`))
		list(g, "page-forward-"+name+"-after-null", DutyLists, behind(DutyLists, a, `[null, "t", `+key+`]`))
		a.Last = &n
		list(g, "page-backward-"+name, DutyLists, behind(DutyLists, a, `["2026-03-31 08:00:00+00", "t", `+key+`]`))
		list(g, "page-backward-"+name+"-before-null", DutyLists, behind(DutyLists, a, `[null, "t", `+key+`]`))
	}
	// Keys that run one way and are never null compare as one row.
	list(g, "page-forward-uniform", Departments, behind(Departments, ListArgs{First: &n}, `["HN-QH/BGS", `+key+`]`))
	list(g, "page-backward-uniform", Departments, behind(Departments, ListArgs{Last: &n}, `["HN-QH/BGS", `+key+`]`))
	list(g, "page-last", Departments, ListArgs{Last: &n})
	list(g, "page-forward-mixed", DutyLists, behind(DutyLists, ListArgs{First: &n}, `["2026", "MAIN", `+key+`]`))
	list(g, "page-forward-filtered", Tasks, behind(Tasks, ListArgs{Filter: map[string]any{"overdue": true}}, `["2026-03-01", `+key+`]`))
}

func nestedLists(g golden) {
	nested(g, "nested-posts", OrganisationPosts, ListArgs{})
	n := int32(3)
	nested(g, "nested-posts-filtered", OrganisationPosts, ListArgs{Last: &n, Filter: map[string]any{"vacant": true}})
	nested(g, "nested-history", TaskHistory, ListArgs{First: &n})
	nested(g, "nested-measures-nulls", OutcomeMeasures, ListArgs{OrderBy: []*Order{{Field: "DUE_ON", Direction: Descending, Nulls: NullsLast}}})
}

func nested[F, T any](g golden, name string, e *ToMany[F, T], a ListArgs) {
	s := sound(e.To.statement(context.Background(), goldenTx(), a, nestedPage, e.listOf(goldenParents[0])))
	sql := e.pagesSQL(s, goldenParents)
	g.put(name, sql, s.args)
}

func counts(g golden) {
	overdue := ListArgs{Filter: map[string]any{"overdue": true}}
	s := sound(Tasks.counting(context.Background(), goldenTx(), overdue, false))
	g.put("count-limited", s.shared()+Tasks.countSQL(s, 1000), s.args)
	s = sound(Tasks.counting(context.Background(), goldenTx(), overdue, false))
	g.put("count-exact", s.shared()+Tasks.countSQL(s, unlimited), s.args)
	s = sound(Tasks.counting(context.Background(), goldenTx(), overdue, true))
	g.put("count-nested", ProblemTasks.countsSQL(s, goldenParents, 100), s.args)
	s = sound(Tasks.counting(context.Background(), goldenTx(), overdue, true))
	x, sums, branch := TaskStatistics, goldenTx(), LevelBranch
	asks := sound(x.grouping(sums, StatsArgs{GroupBy: []*GroupBy{{Field: "ORGANISATION", Level: &branch}, {Field: "STATE"}}, Asked: []Asked{{Field: "count"}, {Field: "overdue"}}}))
	kept, groups, err := x.statement(context.Background(), sums, asks)
	if err != nil {
		panic(err)
	}
	g.put("kept-statistics", kept.shared()+x.pageSQL(kept, asks, groups), kept.args)
	g.put("count-nested-exact", ProblemTasks.countsSQL(s, goldenParents, unlimited), s.args)
}

// walkedLists are found by several walks each: by what the filter asks, or, of somebody who sees a part of the province, by that.
func walkedLists(g golden) {
	type m = map[string]any
	list(g, "walks-mine", Tasks, ListArgs{Filter: m{"mine": true, "ended": false}})
	list(g, "walks-approvals", Tasks, ListArgs{Filter: m{"awaiting": "MY_DECISION"}})
	list(g, "walks-states", Tasks, ListArgs{Filter: m{"state": m{"in": []any{"ASSIGNED", "OBJECTED"}}}})
	list(g, "walks-other-order", Tasks, ListArgs{Filter: m{"mine": true}, OrderBy: []*Order{{Field: "ASSIGNED_AT", Direction: Descending}}})
	below := goldenTx()
	below.Viewer.Grants[0].OrgID = ident.Of[ident.OrganisationID](goldenParents[0])
	s := sound(Tasks.statement(context.Background(), below, ListArgs{}, rootPage, ""))
	g.put("walks-below", s.shared()+Tasks.pageSQL(s, ""), s.args)
	s = sound(Tasks.counting(context.Background(), below, ListArgs{}, false))
	g.put("walks-count", s.shared()+Tasks.countSQL(s, unlimited), s.args)
	s = sound(Tasks.counting(context.Background(), below, ListArgs{}, false))
	g.put("walks-count-limited", s.shared()+Tasks.countSQL(s, 1000), s.args)
}
