package tests

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/db/read"
)

// What a noun's statistics declare is what the schema offers: dimensions, measures, what groups are ordered and picked by.
func TestStatisticsAreWhatTheSchemaOffers(t *testing.T) {
	s, _ := schemaOf(t)
	offered := map[string]bool{}
	for _, d := range read.StatisticsCatalogue() {
		offered[d.Object+"StatsRow"] = true
		row := s.Types[d.Object+"StatsRow"]
		if row == nil {
			t.Errorf("%s has statistics that the schema lacks", d.Object)
			continue
		}
		var fields, keys, orders, having []string
		for _, f := range row.Fields {
			if !strings.HasSuffix(f.Name, "Label") && f.Name != "filter" && f.Name != "asOf" && f.Name != d.Rows {
				fields = append(fields, f.Name)
			}
		}
		for _, v := range s.Types[d.Object+"DimensionField"].EnumValues {
			keys = append(keys, v.Name)
		}
		for _, v := range s.Types[d.Object+"StatsOrderField"].EnumValues {
			orders = append(orders, v.Name)
		}
		for _, f := range s.Types[d.Object+"StatsFilter"].Fields {
			if f.Name != "and" && f.Name != "or" && f.Name != "not" {
				having = append(having, f.Name)
			}
		}
		var simple, dimensions []string
		for _, m := range d.Measures {
			if of := s.Types[row.Fields.ForName(m).Type.Name()]; of.Kind == ast.Scalar {
				simple = append(simple, m)
			}
		}
		for _, f := range d.Dimensions {
			dimensions = append(dimensions, enumOf(f))
		}
		for what, pair := range map[string][2][]string{
			"fields": {fields, slices.Concat(d.Dimensions, d.Measures)}, "dimensions": {keys, dimensions}, "conditions": {having, simple},
			"orders": {orders, append(slices.Clone(dimensions), enumsOf(simple)...)},
		} {
			slices.Sort(pair[0])
			slices.Sort(pair[1])
			if !slices.Equal(pair[0], pair[1]) {
				t.Errorf("%s: %s are %v in the schema and %v in the declaration", d.Object, what, pair[0], pair[1])
			}
		}
	}
	for name := range s.Types {
		if strings.HasSuffix(name, "StatsRow") && !offered[name] {
			t.Errorf("%s is not declared", name)
		}
	}
}

func enumsOf(fields []string) (names []string) {
	for _, f := range fields {
		names = append(names, enumOf(f))
	}
	return names
}

// A person of whom a matter is kept meets it in no figure, and others do (D-SEC-6).
func TestStatisticsTellNothingOfWhatIsKeptFromSomebody(t *testing.T) {
	w := newPlayedWorld(t)
	analyst := w.as("ANALYST@HN")
	of := in("f", in("number", in("eq", "琼海会商督〔2026〕2号")))
	figures := func() *answer {
		return analyst.must(`query($f: TaskFilter) { taskStats(filter: $f, groupBy: [{ field: STATE }]) { nodes { count } totals { count open closed medianDaysToClose } totalCount { count } } all: taskStats { nodes { count } } }`, of)
	}
	before := figures()
	if before.get("taskStats.totals.count") != 1.0 {
		t.Fatalf("the task is not there: %s", before.Body)
	}
	super := w.knowing()
	if _, err := super.Exec(`SET session_replication_role = replica`); err != nil {
		t.Fatal(err)
	}
	if _, err := super.Exec(`UPDATE task SET hidden_from = ARRAY[(SELECT id FROM person WHERE number = $1)] WHERE number = '琼海会商督〔2026〕2号'`,
		analyst.must(`{ viewer { person { number } } }`, nil).text("viewer.person.number")); err != nil {
		t.Fatal(err)
	}
	if _, err := super.Exec(`SELECT keep_anew()`); err != nil { // the numbers were not told of it
		t.Fatal(err)
	}
	after := figures()
	if after.get("taskStats.totals.count") != 0.0 || len(after.list("taskStats.nodes")) != 0 || after.get("taskStats.totals.medianDaysToClose") != nil ||
		after.get("all.nodes.0.count") != before.get("all.nodes.0.count").(float64)-1 {
		t.Errorf("the viewer is told of a task that is kept from him: %s", after.Body)
	}
	if n := w.as("DISCIPLINE_OFFICE@HN").must(`query($f: TaskFilter) { taskStats(filter: $f) { nodes { count } } }`, of).get("taskStats.nodes.0.count"); n != 1.0 {
		t.Errorf("to others it counts %v", n)
	}
}

// Each answer says over which rows it is: the whole province for whose role shows it, else what the viewer may see.
func TestStatisticsSayOfWhatTheyAre(t *testing.T) {
	w := newPlayedWorld(t)
	for grant, basis := range map[string]string{"ANALYST@HN": "PROVINCE", "PARTY_SECRETARY@HN": "PROVINCE", "PARTY_SECRETARY@HN-QH": "SEEN", "REGION_MANAGER@HN-QH-2": "SEEN"} {
		a := w.as(grant).must(`{ taskStats { about { asOf today basis precision } nodes { daysBetween(from: CONCLUDED, to: CLOSED) { median withheld } } } }`, nil)
		if a.get("taskStats.about.basis") != basis || a.text("taskStats.about.today") != today || a.text("taskStats.about.precision") != "EXACT" || a.text("taskStats.about.asOf") != start.Format(time.RFC3339) {
			t.Errorf("%s: %s", grant, a.Body)
		}
		if grant == "ANALYST@HN" && (a.get("taskStats.nodes.0.daysBetween.median") != nil || a.text("taskStats.nodes.0.daysBetween.withheld") != "OUT_OF_SIGHT") {
			t.Errorf("days from consultations that the analyst does not see: %s", a.Body)
		}
		if grant == "PARTY_SECRETARY@HN" && a.get("taskStats.nodes.0.daysBetween.median") == nil {
			t.Errorf("days from consultations that the secretary sees: %s", a.Body)
		}
	}
}

// Gaps in time are filled on request: every period between the first and the last, with each combination of the other keys.
func TestStatisticsFillGapsOfTime(t *testing.T) {
	c := manyTasks(t, 7).as("ANALYST@HN")
	rows := map[bool][]fact{}
	for _, fill := range []bool{false, true} {
		after := any(nil)
		for more := true; more; {
			a := c.must(`query($a: String, $fill: Boolean!) { taskStats(groupBy: [{ field: SEVERITY }, { field: ENDED, unit: WEEK, fill: $fill }], first: 100, after: $a) {
				nodes { severity ended { period from to } count returns onTimeRate filter } pageInfo { hasNextPage endCursor } } }`, in("a", after, "fill", fill))
			for _, n := range a.list("taskStats.nodes") {
				rows[fill] = append(rows[fill], n.(map[string]any))
			}
			more, after = a.get("taskStats.pageInfo.hasNextPage") == true, a.get("taskStats.pageInfo.endCursor")
		}
	}
	there, first, last := map[string]fact{}, "9", ""
	for _, f := range rows[false] {
		if from := f.text("ended.from"); from != "" {
			there[f.text("severity")+from], first, last = f, min(first, from), max(last, from)
		} else {
			there[f.text("severity")] = f
		}
	}
	n := 0
	for _, f := range rows[true] {
		was := there[f.text("severity")+f.text("ended.from")]
		if was == nil && (f.number("count") != 0 || f.number("returns") != 0 || f.get("onTimeRate") != nil) || was != nil && was.number("count") != f.number("count") {
			t.Errorf("%v, without filling %v", f, was)
		}
		if f.text("ended.from") != "" {
			n++
		}
	}
	from, _ := time.Parse(time.DateOnly, first)
	to, _ := time.Parse(time.DateOnly, last)
	if weeks := int(to.Sub(from).Hours()/24/7) + 1; n != weeks*4 {
		t.Errorf("%d weeks from %s to %s with four severities are %d rows", weeks, first, last, n)
	}
	if len(rows[true]) <= len(rows[false]) {
		t.Error("nothing was filled: the test shows nothing")
	}
}

// A group's rows stand below it, in pages, whatever else is asked.
func TestStatisticsUnfoldToTheirRows(t *testing.T) {
	c := newPlayedWorld(t).as("ANALYST@HN")
	a := c.must(`{ taskStats(filter: { not: { state: { eq: CANCELLED } } }, groupBy: [{ field: ORGANISATION, level: BRANCH }, { field: STATE }]) {
		nodes { state count organisation { code } tasks(first: 20, orderBy: [{ field: NUMBER }]) { totalCount { count } nodes { state organisation { code parent { code } } } } } } }`, nil)
	for _, n := range a.list("taskStats.nodes") {
		row := fact(n.(map[string]any))
		if row.get("tasks.totalCount.count") != row.get("count") || len(row.get("tasks.nodes").([]any)) != int(row.number("count")) {
			t.Errorf("%v", row)
		}
		for _, x := range row.get("tasks.nodes").([]any) {
			if f := fact(x.(map[string]any)); f.text("state") != row.text("state") || f.text("organisation.code") != row.text("organisation.code") && f.text("organisation.parent.code") != row.text("organisation.code") {
				t.Errorf("%v is not of %v", f, row)
			}
		}
	}
}

// The statements of statistics do not grow with their groups: one for all, and one for each edge of the keys.
func TestStatisticsTakeConstantStatements(t *testing.T) {
	c := manyTasks(t, 3).as("ANALYST@HN")
	found := map[any]bool{}
	for _, n := range []int{30, 60, 100} {
		a := c.must(fmt.Sprintf(`{ taskStats(groupBy: [{ field: PERSON }, { field: DEPARTMENT }, { field: ORGANISATION }, { field: STATE }, { field: CATEGORY }], first: %d) {
			nodes { person { name } department { name } organisation { name } category { code } state stateLabel count missedReports partyReturns daysBetween(from: ASSIGNED, to: CLOSED) { median } filter } } }`, n), nil)
		if len(a.list("taskStats.nodes")) != n {
			t.Fatalf("%d rows", len(a.list("taskStats.nodes")))
		}
		found[a.Extensions["cost"].(map[string]any)["sqlStatements"]] = true
	}
	if len(found) != 1 {
		t.Errorf("%v statements for 30, 60 and 100 groups", found)
	}
}

// What statistics cannot answer is refused where it stands.
func TestStatisticsRefuse(t *testing.T) {
	c := newPlayedWorld(t).as("ANALYST@HN")
	for arguments, path := range map[string]string{
		`groupBy: [{ field: STATE }, { field: STATE }]`:                                                                        "groupBy.1.field",
		`groupBy: [{ field: STATE, level: BRANCH }]`:                                                                           "groupBy.0.level",
		`groupBy: [{ field: STATE, unit: MONTH }]`:                                                                             "groupBy.0.unit",
		`groupBy: [{ field: STATE, fill: true }]`:                                                                              "groupBy.0.fill",
		`groupBy: [{ field: DUE, fill: true }, { field: ENDED, fill: true }]`:                                                  "groupBy.1.fill",
		`groupBy: [{ field: DUE }, { field: ENDED }, { field: STATE }, { field: ORIGIN }, { field: POST }, { field: PERSON }]`: "groupBy",
		`orderBy: [{ field: STATE }]`:                                                                                          "orderBy.0.field",
		`orderBy: [{ field: COUNT }, { field: COUNT }]`:                                                                        "orderBy.1.field",
		`groupBy: [{ field: STATE }], orderBy: [{ field: COUNT }, { field: OPEN }, { field: CLOSED }, { field: OVERDUE }, { field: STATE }]`: "orderBy",
		`having: { count: { gte: null } }`:           "having.count.gte",
		`filter: { category: { eq: "PROCURMENT" } }`: "filter.category.eq",
		`after: "x"`:        "after",
		`first: 3, last: 3`: "last",
	} {
		a := c.ask(`{ taskStats(`+arguments+`) { nodes { count } } }`, nil)
		if len(a.Errors) != 1 {
			t.Errorf("%s: %s", arguments, a.Body)
			continue
		}
		at := fmt.Sprint(a.Errors[0].Extensions["argument"])
		if want := fmt.Sprint(strings.Split(path, ".")); at != want || a.Errors[0].Extensions["code"] == "INTERNAL" {
			t.Errorf("%s is refused with %v at %s, not at %s", arguments, a.Errors[0].Extensions["code"], at, want)
		}
	}
	// A cursor is of its own statistics.
	cursor := c.must(`{ taskStats(groupBy: [{ field: STATE }], first: 1) { nodes { count } pageInfo { endCursor } } }`, nil).text("taskStats.pageInfo.endCursor")
	for _, other := range []string{`groupBy: [{ field: SEVERITY }]`, `groupBy: [{ field: STATE }], having: { count: { gte: 1 } }`, `groupBy: [{ field: STATE }], filter: { ended: false }`} {
		a := c.ask(`query($c: String) { taskStats(`+other+`, after: $c) { nodes { count } } }`, in("c", cursor))
		if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "CURSOR_MISMATCH" {
			t.Errorf("%s with another's cursor: %s", other, a.Body)
		}
	}
}

// As a table, statistics are whole: a line for each group, with a column for each part of a key.
func TestStatisticsAreATable(t *testing.T) {
	c := manyTasks(t, 5).as("ANALYST@HN")
	const asked = `taskStats(groupBy: [{ field: PERSON }, { field: ASSIGNED, unit: WEEK }])`
	groups := c.must(`{ `+asked+` { totalCount { count } } }`, nil).get("taskStats.totalCount.count").(float64)
	_, body := c.table(`{ `+asked+` { nodes { person { number name } assigned { period } count onTimeRate filter } totals { count } } }`, nil)
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(lines[0], " "); got != "person.number person.name assigned.period count onTimeRate filter" {
		t.Errorf("the columns are %s", got)
	}
	if groups < 101 || len(lines) != int(groups)+1 {
		t.Errorf("%d lines of %v groups", len(lines)-1, groups)
	}
	if !strings.Contains(lines[1][5], `"person":{"eq":"U_`) {
		t.Errorf("the filter of a line is %s", lines[1][5])
	}
}

// Totals are of all rows that the filter finds, though `having` leaves out every group.
func TestStatisticsTotalsAreOfAllRows(t *testing.T) {
	c := newPlayedWorld(t).as("ANALYST@HN")
	a := c.must(`{ taskStats(groupBy: [{ field: STATE }], having: { count: { gte: 1000 } }) { nodes { count } totalCount { count } totals { count open } } tasks { totalCount { count } } }`, nil)
	if len(a.list("taskStats.nodes")) != 0 || a.get("taskStats.totalCount.count") != 0.0 || a.get("taskStats.totals.count") != a.get("tasks.totalCount.count") || a.get("taskStats.totals.count") == 0.0 {
		t.Error(a.Body)
	}
}
