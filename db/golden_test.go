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

	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/amount"
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
	t.Parallel()
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
	t.Parallel()
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
func (g golden) put(name string, sql read.SQL) {
	if _, twice := g[name]; twice {
		panic("two golden lists named " + name)
	}
	var b strings.Builder
	b.WriteString(sql.Text + ";\n")
	for i, a := range sql.Args {
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

func goldenTx() *tx.Tx {
	t := tx.Unconnected(&auth.Viewer{
		ProvinceID: ident.Of[ident.OrganisationID](goldenProvince), Today: clock.DateOf(2026, 3, 31), Zone: time.FixedZone("", 8*3600),
		Grants: []*auth.Grant{{Role: auth.PartySecretary, OrgID: ident.Of[ident.OrganisationID](goldenProvince)}},
	}, []byte("golden"))
	money := "MONEY"
	read.KnowCodes(t, []*read.Code{
		{Kind: read.BusinessLines, Code: "SMART"}, {Kind: read.BusinessLines, Code: "ENERGY"},
		{Kind: read.RiskDomains, Code: "FINANCE"}, {Kind: read.RiskDomains, Code: "PARTNERS_PROCUREMENT"}, {Kind: read.PostCategories, Code: "STAFF"},
		{Kind: read.ProblemCategories, Code: "BUSINESS"}, {Kind: read.ProblemCategories, Code: "MANAGEMENT"},
		{Kind: read.ProblemCategories, Code: money}, {Kind: read.ProblemCategories, Code: "FUNDS", Parent: &money},
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
func list[T any](g golden, name string, o *read.Object[T], a read.ListArgs) {
	g.put(name, sound(read.PageSQL(context.Background(), goldenTx(), o, a)))
}

// behind makes the arguments of a page that lies behind a row with these values, for a list of o: after it, or
// before it where the page walks backwards.
func behind[T any](o *read.Object[T], a read.ListArgs, values string) read.ListArgs {
	plain := a
	plain.Last = nil
	cursor := goldenTx().Seal(sound(read.PageSQL(context.Background(), goldenTx(), o, plain)).List, values)
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
	plainly(g, Letters)
}

func plainly[T any](g golden, o *read.Object[T]) { list(g, "list-"+o.Name, o, read.ListArgs{}) }

func filteredLists(g golden) {
	type m = map[string]any
	org := ident.Of[ident.OrganisationID](goldenParents[0]).String()
	other := ident.Of[ident.OrganisationID](goldenParents[1]).String()
	list(g, "filter-id", Organisations, read.ListArgs{Filter: m{"id": m{"in": []string{org, other}, "neq": org}, "parent": m{"isNull": false, "nin": []string{org}}}})
	list(g, "filter-organisation", Departments, read.ListArgs{Filter: m{"organisation": m{"within": org, "in": []string{other}}}})
	list(g, "filter-text", People, read.ListArgs{Filter: m{"name": m{"contains": "王"}, "number": m{"eq": "HN0001", "neq": "HN0002", "in": []string{"HN0001"}, "nin": []string{}}}})
	list(g, "filter-optional-text", CoverageGaps, read.ListArgs{Filter: m{"riskDomain": m{"eq": "PARTNERS_PROCUREMENT", "neq": "FINANCE", "isNull": false}}})
	list(g, "filter-code-below", Problems, read.ListArgs{Filter: m{"category": m{"eq": "BUSINESS", "neq": "MONEY", "in": []string{"FUNDS", "MONEY"}, "nin": []string{"MANAGEMENT"}}, "not": m{"category": m{"eq": "FUNDS"}}}})
	list(g, "filter-integer", DutyLists, read.ListArgs{Filter: m{"year": m{"eq": int32(2026), "lt": int32(2027), "lte": int32(2026), "gt": int32(2024), "gte": int32(2025), "in": []int32{2025, 2026}}}})
	list(g, "filter-date", Appointments, read.ListArgs{Filter: m{"to": m{"gte": day("-P2W"), "lt": day("2026-07-01"), "isNull": false}}})
	list(g, "filter-instant", Problems, read.ListArgs{Filter: m{"createdAt": m{"gt": instantOf(2026, 1, 1), "lte": instantOf(2026, 2, 1)}}})
	list(g, "filter-instant-day", Problems, read.ListArgs{Filter: m{"createdAt": m{"gt": momentOn("-P30D"), "lte": momentOn("2026-02-01")}}})
	list(g, "filter-amount", Problems, read.ListArgs{Filter: m{"amountInvolved": m{"gte": sound(amount.Parse("1000")), "isNull": false}}})
	list(g, "filter-seen", Findings, read.ListArgs{Filter: m{"problem": m{"isNull": true, "nin": []string{"B" + org[1:]}}}})
	list(g, "filter-some", Problems, read.ListArgs{Filter: m{"tasks": m{"some": m{"overdue": true, "problem": m{"isNull": false}}, "none": m{"state": m{"eq": "CLOSED"}}}, "findings": m{"none": m{}}}})
	list(g, "filter-set", Departments, read.ListArgs{Filter: m{"businessLines": m{"has": "SMART", "hasAny": []string{"SMART", "ENERGY"}}, "riskDomains": m{"hasAll": []string{"FINANCE"}, "isEmpty": false}}})
	list(g, "filter-flag", Posts, read.ListArgs{Filter: m{"active": true, "vacant": false}})
	list(g, "filter-overdue", Tasks, read.ListArgs{Filter: m{"overdue": true}})
	list(g, "filter-on-day", Appointments, read.ListArgs{Filter: m{"on": day("P1M")}})
	list(g, "filter-role", People, read.ListArgs{Filter: m{"role": m{"eq": "PARTY_SECRETARY"}}})
	// What many conditions ask is computed once.
	list(g, "filter-role-often", People, read.ListArgs{Filter: m{"or": []m{{"role": m{"eq": "ANALYST"}}, {"not": m{"role": m{"in": []string{"PARTY_OFFICE"}, "eq": "ANALYST"}}}}}})
	list(g, "filter-within-often", Departments, read.ListArgs{Filter: m{"or": []m{{"organisation": m{"within": org}}, {"not": m{"organisation": m{"within": org}}}}}})
	list(g, "filter-awaiting", Tasks, read.ListArgs{Filter: m{"awaiting": "ME", "not": m{"mine": true}}})
	list(g, "filter-junctions", DutyItems, read.ListArgs{Filter: m{
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

func momentOn(text string) clock.Moment {
	d := day(text)
	return clock.Moment{Day: &d}
}

func instantOf(year int, month time.Month, day int) clock.DateTime {
	return clock.At(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func orderedLists(g golden) {
	n := int32(5)
	up := &read.Order{Field: "IN_FORCE_AT", Direction: read.Ascending}
	down := &read.Order{Field: "IN_FORCE_AT", Direction: read.Descending}
	upFirst := &read.Order{Field: "IN_FORCE_AT", Direction: read.Ascending, Nulls: read.NullsFirst}
	downLast := &read.Order{Field: "IN_FORCE_AT", Direction: read.Descending, Nulls: read.NullsLast}
	title := &read.Order{Field: "TITLE", Direction: read.Ascending}
	const key = `"0d000000-0000-4000-8000-0000000000ff"`
	for name, one := range map[string]*read.Order{"ascending": up, "descending": down, "ascending-nulls-first": upFirst, "descending-nulls-last": downLast} {
		a := read.ListArgs{OrderBy: []*read.Order{one, title}}
		list(g, "order-"+name, DutyLists, a)
		list(g, "page-forward-"+name, DutyLists, behind(DutyLists, a, `["2026-03-31 08:00:00+00", "t", `+key+`]`))
		list(g, "page-forward-"+name+"-after-null", DutyLists, behind(DutyLists, a, `[null, "t", `+key+`]`))
		a.Last = &n
		list(g, "page-backward-"+name, DutyLists, behind(DutyLists, a, `["2026-03-31 08:00:00+00", "t", `+key+`]`))
		list(g, "page-backward-"+name+"-before-null", DutyLists, behind(DutyLists, a, `[null, "t", `+key+`]`))
	}
	// Keys that run one way and are never null compare as one row.
	list(g, "page-forward-uniform", Departments, behind(Departments, read.ListArgs{First: &n}, `["HN-QH/BGS", `+key+`]`))
	list(g, "page-backward-uniform", Departments, behind(Departments, read.ListArgs{Last: &n}, `["HN-QH/BGS", `+key+`]`))
	list(g, "order-ranked", Tasks, read.ListArgs{OrderBy: []*read.Order{{Field: "SEVERITY", Direction: read.Descending, Nulls: read.NullsLast}}})
	list(g, "page-forward-ranked", Tasks, behind(Tasks, read.ListArgs{OrderBy: []*read.Order{{Field: "SEVERITY", Direction: read.Descending, Nulls: read.NullsLast}}}, `["2", `+key+`]`))
	list(g, "page-last", Departments, read.ListArgs{Last: &n})
	list(g, "page-forward-mixed", DutyLists, behind(DutyLists, read.ListArgs{First: &n}, `["2026", "MAIN", `+key+`]`))
	list(g, "page-forward-filtered", Tasks, behind(Tasks, read.ListArgs{Filter: map[string]any{"overdue": true}}, `["2026-03-01", `+key+`]`))
}

func nestedLists(g golden) {
	nested(g, "nested-posts", OrganisationPosts, read.ListArgs{})
	n := int32(3)
	nested(g, "nested-posts-filtered", OrganisationPosts, read.ListArgs{Last: &n, Filter: map[string]any{"vacant": true}})
	nested(g, "nested-history", TaskHistory, read.ListArgs{First: &n})
	nested(g, "nested-measures-nulls", OutcomeMeasures, read.ListArgs{OrderBy: []*read.Order{{Field: "DUE_ON", Direction: read.Descending, Nulls: read.NullsLast}}})
}

func nested[F, T any](g golden, name string, e *read.ToMany[F, T], a read.ListArgs) {
	g.put(name, sound(read.NestedSQL(context.Background(), goldenTx(), e, a, goldenParents)))
}

func counts(g golden) {
	ctx, overdue := context.Background(), read.ListArgs{Filter: map[string]any{"overdue": true}}
	thousand, hundred, branch := 1000, 100, read.LevelBranch
	g.put("count-limited", sound(read.CountSQL(ctx, goldenTx(), Tasks, overdue, &thousand)))
	g.put("count-exact", sound(read.CountSQL(ctx, goldenTx(), Tasks, overdue, nil)))
	g.put("count-nested", sound(read.NestedCountSQL(ctx, goldenTx(), ProblemTasks, overdue, goldenParents, &hundred)))
	g.put("count-nested-exact", sound(read.NestedCountSQL(ctx, goldenTx(), ProblemTasks, overdue, goldenParents, nil)))
	g.put("kept-statistics", sound(TaskStatistics.SQL(ctx, goldenTx(), read.StatsArgs{
		GroupBy: []*read.GroupBy{{Field: "ORGANISATION", Level: &branch}, {Field: "STATE"}}, Asked: []read.Asked{{Field: "count"}, {Field: "overdue"}}})))
}

// walkedLists are found by several walks each: by what the filter asks, or, of somebody who sees a part of the province, by that.
func walkedLists(g golden) {
	type m = map[string]any
	list(g, "walks-mine", Tasks, read.ListArgs{Filter: m{"mine": true, "ended": false}})
	list(g, "walks-approvals", Tasks, read.ListArgs{Filter: m{"awaiting": "MY_DECISION"}})
	list(g, "walks-states", Tasks, read.ListArgs{Filter: m{"state": m{"in": []any{"ASSIGNED", "OBJECTED"}}}})
	list(g, "walks-other-order", Tasks, read.ListArgs{Filter: m{"mine": true}, OrderBy: []*read.Order{{Field: "ASSIGNED_AT", Direction: read.Descending}}})
	below := goldenTx()
	below.Viewer.Grants[0].OrgID = ident.Of[ident.OrganisationID](goldenParents[0])
	g.put("walks-below", sound(read.PageSQL(context.Background(), below, Tasks, read.ListArgs{})))
	g.put("walks-count", sound(read.CountSQL(context.Background(), below, Tasks, read.ListArgs{}, nil)))
	thousand := 1000
	g.put("walks-count-limited", sound(read.CountSQL(context.Background(), below, Tasks, read.ListArgs{}, &thousand)))
}
