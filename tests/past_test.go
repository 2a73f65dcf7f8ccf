package tests

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/read"

	"github.com/vektah/gqlparser/v2/ast"
)

// thenTask is all that is told of a task of a past day.
const thenTask = `id number version updatedAt text state stateLabel severityLabel origin immediate dueOn originalDueOn daysLeft overdue reportInterval assignedOn acceptBy acceptedAt round returns extensions
	submission submittedAt reviewOn endedAt endReason closeNumber improvement amountRecovered reportBy missedReports secrecy organisation { code } settingOrganisation { code } department { code }
	jointDepartments { code } post { code } person { number } leaderInCharge { number } category { code } submittedBy { number } partySignedBy { number } disciplineSignedBy { number }
	reports { id text reportedOn reportedBy { number } } signatures { id round track verdict signedAt person { number } } instructions { id }`

const thenFigures = `count open overdue dueSoon closed closedOnTime cancelled onTimeRate acceptedInTimeRate ageing { to14 to29 from30 } awaitingPartyTrack awaitingDisciplineTrack returns returned partyReturns
	disciplineReturns extensions extended extendedTwice missedReports amountRecovered medianDaysToClose p90DaysToClose organisations departments people toEnd: daysBetween(from: ASSIGNED, to: CLOSED) { count median least most }
	old: daysBetween(from: DUE, to: TODAY) { count average }`

// thenQueries ask lists, counts and statistics of now, or as of a day: %[1]s is the argument beside others, %[2]s by itself.
var thenQueries = []string{
	`{ all: tasks(first: 15, orderBy: [{ field: NUMBER }]%[1]s) { nodes { ` + thenTask + ` } } }`,
	`{ all: tasks(first: 1, orderBy: [{ field: UPDATED_AT, direction: DESC }]%[1]s) { totalCount { count } } late: tasks(filter: { overdue: true, ended: false }%[1]s) { totalCount { count } nodes { id } } }`,
	`{ soon: tasks(filter: { dueWithin: "P30D" }%[1]s) { totalCount { count } nodes { id } } near: tasks(filter: { dueOn: { lt: "P60D" }, not: { state: { in: [CLOSED, CANCELLED] } } }, first: 3%[1]s) { totalCount { count } nodes { id dueOn } } }`,
	`query($branch: ID!) { waiting: tasks(filter: { awaiting: PARTY_TRACK }%[1]s) { totalCount { count } nodes { id } } closed: tasks(filter: { endedAt: { isNull: false }, organisation: { within: $branch } }%[1]s) { totalCount(limit: 3) { count precision } nodes { id } } }`,
	`{ sums: taskStats%[2]s { totals { ` + thenFigures + ` } nodes { ` + thenFigures + ` } } }`,
	`{ byState: taskStats(groupBy: [{ field: STATE }, { field: ORGANISATION }, { field: DUE, unit: QUARTER }], first: 100%[1]s) { totalCount { count } nodes { state organisation { code } due { period } count overdue people } } }`,
	`{ byPerson: taskStats(groupBy: [{ field: PERSON }], having: { open: { gte: 1 } }, orderBy: [{ field: OPEN, direction: DESC }], first: 2%[1]s) { totalCount { count } nodes { person { number } open overdue } } }`,
	`{ problems(first: 50, orderBy: [{ field: TITLE }]%[1]s) { totalCount { count } nodes { id version title state resolution severity amountRecovered improvement closedAt recurrence sources { code } riskDomains { code } aboutOrganisation { code } } } }`,
	`{ problemStats(groupBy: [{ field: STATE }, { field: RISK_DOMAIN }], first: 100%[1]s) { totals { count open openOverMonth rectified medianDaysToClose } nodes { state riskDomain { code } count open rectified organisations } } }`,
	`{ consultations(first: 50, orderBy: [{ field: TITLE }]%[1]s) { totalCount { count } nodes { id version title state kind plannedOn concludedAt closedAt compiledBy { number } } } }`,
	`{ consultationStats(groupBy: [{ field: STATE }]%[1]s) { totals { count held required present attendanceRate } nodes { state count held } } }`,
}

// then asks thenQueries as of a day; of now where it is empty.
func then(c *client, branch, day string) map[string]any {
	beside, alone := "", ""
	if day != "" {
		beside, alone = fmt.Sprintf(", asOf: %q", day), fmt.Sprintf("(asOf: %q)", day)
	}
	answers := map[string]any{}
	for i, query := range thenQueries {
		query = strings.ReplaceAll(strings.ReplaceAll(query, "%[1]s", beside), "%[2]s", alone)
		for field, value := range c.must(query, in("branch", branch)).Data {
			if answers[field] != nil {
				field = fmt.Sprint(field, i)
			}
			answers[field] = value
		}
	}
	return answers
}

// lastSecond sets the clock to the last second of its day in the province's zone, and says which day that is.
func (w *world) lastSecond() string {
	now := w.clock.Now().In(shanghai)
	w.clock.Set(time.Date(now.Year(), now.Month(), now.Day(), 23, 59, 59, 0, shanghai))
	return now.Format(time.DateOnly)
}

// dated gives statements past the API the world's instant.
func (w *world) dated(super *sql.DB) {
	w.t.Helper()
	if _, err := super.Exec(`SELECT set_config('huishang.now', $1, false)`, w.clock.Now().Format(time.RFC3339)); err != nil {
		w.t.Fatal(err)
	}
}

var shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

// taken is what was answered at a day's end.
type taken struct {
	day, viewer string
	data        map[string]any
}

// A random year of acts goes by, the last of some days a second before midnight and others a second after it, while lists,
// counts and statistics are asked at the end of days. What is asked of each of these days afterwards is what was answered then:
// to the letter for whose sight did not change, and row by row of what they see today for the others. SEED repeats a run.
func TestThePastIsWhatWasAnswered(t *testing.T) {
	seed := seeded(t)
	r := rand.New(rand.NewPCG(seed, 14))
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	departments := []string{"HN-QH/JS", "HN-QH/YW"}
	var list []any
	for i := range 9 {
		who := in("department", p.office.id("department", departments[i%2]))
		if i%4 == 3 {
			who = in("region", p.office.id("organisation", fmt.Sprintf("HN-QH-%d", 1+i%3)))
		}
		list = append(list, toDo(fmt.Sprintf("措施%d", i), fmt.Sprintf("2027-%02d-%02d", 1+i%7, 1+i), who))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", list)
	branch, region := p.office.id("organisation", "HN-QH"), in("region", p.office.id("organisation", "HN-QH-2"))
	whole, others := []string{"ANALYST@HN", "PARTY_OFFICE@HN-QH", "DISCIPLINE_OFFICE@HN"}, []string{"DEPARTMENT_HEAD@HN-QH/JS", "REGION_MANAGER@HN-QH-2"}
	actors := []string{"DEPARTMENT_HEAD@HN-QH/JS", "DEPARTMENT_HEAD@HN-QH/YW", "REGION_MANAGER@HN-QH-2", "DISCIPLINE_OFFICE@HN-QH", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "PARTY_SECRETARY@HN-QH"}
	done := map[string]int{}
	acts := func(n int) {
		for range n {
			done[randomAct(w.as(actors[r.IntN(len(actors))]), r, tasks[r.IntN(len(tasks))], region, w)]++
		}
	}
	var kept []taken
	for w.clock.Now().Before(start.AddDate(1, 0, 0)) {
		acts(4 + r.IntN(8))
		day := w.lastSecond()
		acts(r.IntN(3))
		for _, viewer := range append(slices.Clone(whole), others...) {
			if r.IntN(2) == 0 {
				kept = append(kept, taken{day, viewer, then(w.as(viewer), branch, "")})
			}
		}
		w.lastSecond()
		w.clock.Push(time.Second)
		acts(r.IntN(3))
		w.clock.Push(time.Duration(r.IntN(20*24)) * time.Hour)
	}
	w.days(1)
	for _, k := range kept {
		got := then(w.as(k.viewer), branch, k.day)
		if slices.Contains(whole, k.viewer) {
			alikeThen(t, fmt.Sprintf("SEED=%d %s as of %s", seed, k.viewer, k.day), k.data, got)
			continue
		}
		seen := byID(then(w.as(k.viewer), branch, ""), "all")
		was, is := byID(k.data, "all"), byID(got, "all")
		for id, row := range is {
			if seen[id] == nil {
				t.Errorf("SEED=%d %s as of %s is told of %s, which is hidden today", seed, k.viewer, k.day, id)
			}
			if was[id] != nil {
				alikeThen(t, fmt.Sprintf("SEED=%d %s as of %s: %s", seed, k.viewer, k.day, id), was[id], row)
			}
		}
		for id := range was {
			if seen[id] != nil && is[id] == nil {
				t.Errorf("SEED=%d %s as of %s misses %s", seed, k.viewer, k.day, id)
			}
		}
	}
	trendHolds(t, w, kept[0].day, kept[len(kept)-1].day)
	t.Log(len(kept), "answers kept;", done)
}

// alikeThen compares two answers by what they hold.
func alikeThen(t *testing.T, what string, was, is any) {
	t.Helper()
	if !reflect.DeepEqual(was, is) {
		a, _ := json.Marshal(was)
		b, _ := json.Marshal(is)
		t.Errorf("%s: told then\n%s\nis told of then now\n%s", what, a, b)
	}
}

// byID are the rows of a list by their ids.
func byID(data map[string]any, list string) map[string]any {
	rows := map[string]any{}
	for _, n := range data[list].(map[string]any)["nodes"].([]any) {
		rows[n.(map[string]any)["id"].(string)] = n
	}
	return rows
}

// trendHolds compares a trend with what is told of each of its days, and each of its figures with the rows that it unfolds to.
func trendHolds(t *testing.T, w *world, from, to string) {
	t.Helper()
	c := w.as("ANALYST@HN")
	const figures = `asOf state open overdue count closed returns partyReturns missedReports people`
	branch := c.id("organisation", "HN-QH")
	months := c.must(fmt.Sprintf(`{ taskStats(trend: { from: %q, to: %q }, groupBy: [{ field: STATE }], filter: { settingOrganisation: { within: %q } }, first: 100) {
		about { today } pageInfo { hasNextPage } nodes { %s filter } } }`, from, to, branch, figures), nil)
	rows := months.list("taskStats.nodes")
	below := c.must(fmt.Sprintf(`{ taskStats(trend: { from: %q, to: %q, unit: QUARTER }, filter: { settingOrganisation: { within: %q } }) {
		totals { asOf count } nodes { asOf count tasks(first: 2) { nodes { asOf } } } } }`, from, to, branch), nil)
	if months.get("taskStats.pageInfo.hasNextPage") != false {
		t.Fatalf("the trend has more than a page: %d rows", len(rows))
	}
	if len(rows) < 10 || months.text("taskStats.about.today") != to || below.text("taskStats.totals.asOf") != to || below.get("taskStats.nodes.0.tasks.nodes.1.asOf") != below.get("taskStats.nodes.0.asOf") {
		t.Errorf("the trend is of another time: %s\n%s", months.Body, below.Body)
	}
	met := map[string]bool{}
	for _, n := range rows {
		row := n.(map[string]any)
		day := row["asOf"].(string)
		unfolded := c.must(`query($f: TaskFilter, $day: Date) { tasks(filter: $f, asOf: $day, first: 100) { totalCount { count } nodes { asOf overdue endedAt } } }`, in("f", row["filter"], "day", day))
		var open, overdue float64
		for _, x := range unfolded.list("tasks.nodes") {
			task := x.(map[string]any)
			if task["asOf"] != day {
				t.Errorf("as of %s the rows are of %v", day, task["asOf"])
			}
			if task["endedAt"] == nil {
				open++
				if task["overdue"] == true {
					overdue++
				}
			}
		}
		if row["open"] != open || row["overdue"] != overdue || row["count"] != unfolded.get("tasks.totalCount.count") {
			t.Errorf("as of %s: %v unfolds to %v open, %v overdue", day, row, open, overdue)
		}
		if met[day] {
			continue
		}
		met[day] = true
		last, err := time.Parse(time.DateOnly, day)
		if err != nil || day != to && last.AddDate(0, 0, 1).Day() != 1 {
			t.Errorf("%s is no month's end", day)
		}
		one := c.must(fmt.Sprintf(`{ taskStats(asOf: %q, groupBy: [{ field: STATE }], filter: { settingOrganisation: { within: %q } }, first: 100) { nodes { %s } } }`, day, branch, figures), nil)
		for _, x := range one.list("taskStats.nodes") {
			if !slices.ContainsFunc(rows, func(y any) bool {
				for field, value := range x.(map[string]any) {
					if !reflect.DeepEqual(y.(map[string]any)[field], value) {
						return false
					}
				}
				return true
			}) {
				t.Errorf("as of %s: %v is not in the trend", day, x)
			}
		}
	}
}

// A day ends at midnight in the province's zone: what is done in its last second is of it, what is done in the next is not, and
// before the record began there is none.
func TestADayEndsAtMidnight(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("逐月公示", "2027-01-31", in("department", p.office.id("department", "HN-QH/JS")))})[0]
	began, branch := w.clock.Now().In(shanghai), p.office.id("organisation", "HN-QH")
	head := func() *client { return w.as("DEPARTMENT_HEAD@HN-QH/JS") }
	w.days(1)
	accepted := w.lastSecond()
	head().act("taskAccept", "task", in("task", task, "version", 1)).told(t, "taskAccept")
	w.clock.Push(time.Second)
	head().act("taskReport", "task", in("task", task, "text", "进展")).told(t, "taskReport")
	reported := w.clock.Now().In(shanghai).Format(time.DateOnly)
	w.days(2)
	for day, want := range map[string]string{
		began.AddDate(0, 0, -1).Format(time.DateOnly): "", began.Format(time.DateOnly): "ASSIGNED 0", accepted: "ACCEPTED 0", reported: "IN_PROGRESS 1",
	} {
		a := w.as("ANALYST@HN").must(`query($day: Date, $id: ID!) { tasks(filter: { id: { eq: $id } }, asOf: $day) { nodes { state asOf reports { id } } } }`, in("day", day, "id", task))
		got := ""
		if len(a.list("tasks.nodes")) == 1 {
			got = fmt.Sprint(a.text("tasks.nodes.0.state"), " ", len(a.list("tasks.nodes.0.reports")))
		}
		if got != want || got != "" && a.text("tasks.nodes.0.asOf") != day {
			t.Errorf("%s: told %q, want %q: %s", day, got, want, a.Body)
		}
	}
	// A table of that day has its rows.
	_, text := w.as("ANALYST@HN").table(`query($day: Date) { tasks(asOf: $day, filter: { settingOrganisation: { within: "`+branch+`" } }) { nodes { asOf state } } }`, in("day", accepted))
	if text != "\ufeffasOf,state\r\n"+accepted+",ACCEPTED\r\n" {
		t.Errorf("the table is %q", text)
	}
}

// What is hidden today is hidden in the past: who sees a record is decided by today's rights and by what decides it today
// (D-SEC-1), lists, counts, statistics and trends alike.
func TestWhatIsHiddenIsHiddenInThePast(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := in("department", p.office.id("department", "HN-QH/JS"))
	task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("其一", "2026-12-31", js), toDo("其二", "2026-12-31", js)})[0]
	day := w.clock.Now().In(shanghai).Format(time.DateOnly)
	super := w.knowing()
	w.days(3)
	w.dated(super)
	seen := func(grant string) string {
		a := w.as(grant).must(`query($day: Date!, $id: ID!) {
			tasks(filter: { id: { eq: $id } }, asOf: $day) { totalCount { count } nodes { id } }
			taskStats(filter: { id: { eq: $id } }, asOf: $day) { nodes { count } }
			trend: taskStats(filter: { id: { eq: $id } }, trend: { from: $day, to: $day, unit: WEEK }) { nodes { count } } }`, in("day", day, "id", task))
		return fmt.Sprint(len(a.list("tasks.nodes")), a.get("tasks.totalCount.count"), a.get("taskStats.nodes.0.count"), a.get("trend.nodes.0.count"))
	}
	viewers := []string{"ANALYST@HN", "DEPARTMENT_HEAD@HN-QH/JS", "DISCIPLINE_SECRETARY@HN-QH"}
	for _, v := range viewers {
		if got := seen(v); got != "1 1 1 1" {
			t.Errorf("%s: %s", v, got)
		}
	}
	if _, err := super.Exec(`UPDATE problem SET secrecy = 'CONFIDENTIAL'`); err != nil {
		t.Fatal(err)
	}
	for v, want := range map[string]string{"ANALYST@HN": "0 0 0 0", "DEPARTMENT_HEAD@HN-QH/JS": "1 1 1 1", "DISCIPLINE_SECRETARY@HN-QH": "1 1 1 1"} {
		if got := seen(v); got != want {
			t.Errorf("%s of what is confidential today: %s, want %s", v, got, want)
		}
	}
	// What follows from a problem takes its grade and whom it concerns from it. A confidential record's past is read as confidential: the read stands in the log.
	var reads int
	if err := super.QueryRow(`SELECT count(*) FROM read_log l JOIN task t ON t.id = l.record_id WHERE t.serial = (SELECT min(serial) FROM task)`).Scan(&reads); err != nil || reads < 2 {
		t.Errorf("%d reads logged: %v", reads, err)
	}
	if _, err := super.Exec(`UPDATE problem SET concerns = concerns || (SELECT id FROM person WHERE number = $1)`, w.as("DISCIPLINE_SECRETARY@HN-QH").must(`{ viewer { person { number } } }`, nil).text("viewer.person.number")); err != nil {
		t.Fatal(err)
	}
	if got := seen("DISCIPLINE_SECRETARY@HN-QH"); got != "0 0 0 0" {
		t.Errorf("whom it concerns is told of it as of then: %s", got)
	}
}

// Lists in force on a past day are those, with their items; what was a draft then is told to nobody.
func TestListsInForceOfAPastDay(t *testing.T) {
	w := newWorld(t)
	c := func() *client { return w.as("PARTY_OFFICE@HN") }
	inForce := func(day string) *answer {
		args := ""
		if day != "" {
			args = fmt.Sprintf(", asOf: %q", day)
		}
		return c().must(`{ dutyLists(filter: { state: { eq: IN_FORCE } }, first: 100, orderBy: [{ field: TITLE }]`+args+`) { totalCount { count } nodes { id title edition state items(first: 100) { nodes { id no content } } } } }`, nil)
	}
	day := w.lastSecond()
	was := inForce("")
	if len(was.list("dutyLists.nodes")) < 3 {
		t.Fatalf("too few lists to show anything: %s", was.Body)
	}
	w.days(5)
	super := w.knowing()
	w.dated(super)
	id := was.text("dutyLists.nodes.0.id")
	if _, err := super.Exec(`UPDATE duty_list SET state = 'SUPERSEDED', superseded_at = $1 WHERE title = $2`, w.clock.Now(), was.text("dutyLists.nodes.0.title")); err != nil {
		t.Fatal(err)
	}
	w.days(1)
	if byID(inForce("").Data, "dutyLists")[id] != nil {
		t.Fatal("the list is in force still")
	}
	alikeThen(t, "lists in force as of "+day, was.Data, inForce(day).Data)
	// Another was a draft then.
	if _, err := super.Exec(`UPDATE duty_list_past SET state = 'DRAFT' WHERE title = $1`, was.text("dutyLists.nodes.1.title")); err != nil {
		t.Fatal(err)
	}
	a := c().must(`query($day: Date) { dutyLists(filter: { state: { nin: [IN_FORCE, SUPERSEDED] } }, asOf: $day) { totalCount { count } } }`, in("day", day))
	if a.get("dutyLists.totalCount.count") != 0.0 {
		t.Errorf("drafts are told of: %s", a.Body)
	}
}

// What cannot be told of the past is refused in both languages, and nothing of today stands in its place.
func TestRefusalsOfThePast(t *testing.T) {
	w := newWorld(t)
	day := func(n int) string { return w.clock.Now().In(shanghai).AddDate(0, 0, n).Format(time.DateOnly) }
	for _, c := range []struct{ query, code, en, zh string }{
		{`{ tasks(asOf: "` + day(0) + `") { nodes { id } } }`, "BAD_USER_INPUT", "a day before today", "今日之前的日期"},
		{`{ tasks(asOf: "` + day(1) + `") { totalCount { count } } }`, "BAD_USER_INPUT", "a day before today", "今日之前的日期"},
		{`{ problems(asOf: "` + day(0) + `") { nodes { id } } }`, "BAD_USER_INPUT", "a day before today", "今日之前的日期"},
		{`{ taskStats(asOf: "` + day(0) + `") { nodes { count } } }`, "BAD_USER_INPUT", "a day before today", "今日之前的日期"},
		{`{ taskStats(trend: { from: "` + day(-3) + `", to: "` + day(0) + `" }) { nodes { count } } }`, "BAD_USER_INPUT", "a day before today", "今日之前的日期"},
		{`{ taskStats(trend: { from: "` + day(-3) + `", to: "` + day(-4) + `" }) { nodes { count } } }`, "BAD_USER_INPUT", "a day not before from", "不早于 from 的日期"},
		{`{ taskStats(trend: { from: "2000-01-01", to: "` + day(-4) + `" }) { nodes { count } } }`, "BAD_USER_INPUT", "at most 60 periods", "至多 60 个周期"},
		{`{ taskStats(asOf: "` + day(-1) + `", trend: { from: "` + day(-9) + `", to: "` + day(-4) + `" }) { nodes { count } } }`, "BAD_USER_INPUT", "asOf or trend, not both", "asOf 与 trend 只用其一"},
		{`{ taskStats(filter: { dueOn: { lt: "P7D" } }, trend: { from: "` + day(-9) + `", to: "` + day(-4) + `" }) { nodes { count } } }`, "BAD_USER_INPUT", "a trend has no one today", "不能以今日起算"},
		{`{ taskStats(filter: { dueWithin: "P7D" }, trend: { from: "` + day(-9) + `", to: "` + day(-4) + `" }) { nodes { count } } }`, "BAD_USER_INPUT", "a trend has no one today", "不能以今日起算"},
		{`{ tasks(asOf: "` + day(-1) + `") { nodes { id history { nodes { act } } } } }`, "NOT_OF_THE_PAST", "Task.history is not told of a past day", "Task.history 不提供历史日期的情况"},
		{`{ tasks(asOf: "` + day(-1) + `") { edges { node { ...f } } } } fragment f on Node { ... on Task { evidence { id } } }`, "NOT_OF_THE_PAST", "Task.evidence is not told", "Task.evidence 不提供"},
		{`{ taskStats(asOf: "` + day(-1) + `") { nodes { tasks { nodes { problem { id } } } } } }`, "NOT_OF_THE_PAST", "Task.problem is not told", "Task.problem 不提供"},
		{`{ tasks(asOf: "` + day(-1) + `") { nodes { reports { task { state } } } } }`, "NOT_OF_THE_PAST", "TaskReport.task is not told", "TaskReport.task 不提供"},
		{`{ dutyLists(asOf: "` + day(-1) + `") { nodes { items { nodes { updatedAt } } } } }`, "NOT_OF_THE_PAST", "DutyItem.updatedAt is not told", "DutyItem.updatedAt 不提供"},
		{`{ consultations(asOf: "` + day(-1) + `") { nodes { topics { nodes { id } } } } }`, "NOT_OF_THE_PAST", "Consultation.topics is not told", "Consultation.topics 不提供"},
	} {
		for lang, want := range map[string]string{"en": c.en, "zh-CN": c.zh} {
			asker := w.as("PARTY_OFFICE@HN")
			asker.lang = lang
			a := asker.ask(c.query, nil)
			if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != c.code || !strings.Contains(a.Errors[0].Message, want) {
				t.Errorf("%s (%s): want %s %q: %s", c.query, lang, c.code, want, a.Body)
			}
		}
	}
	// A cursor of the past is no cursor of now, nor of another day.
	w.days(40)
	c := w.as("PARTY_OFFICE@HN")
	cursor := c.must(`{ dutyLists(asOf: "`+day(-1)+`", first: 1) { pageInfo { endCursor } } }`, nil).text("dutyLists.pageInfo.endCursor")
	for _, args := range []string{"", `, asOf: "` + day(-2) + `"`} {
		if got := c.ask(`{ dutyLists(first: 1, after: "`+cursor+`"`+args+`) { nodes { id } } }`, nil).codes(); !slices.Equal(got, []string{"CURSOR_MISMATCH"}) {
			t.Errorf("a cursor of another day: told %v", got)
		}
	}
}

// What is kept by the day has every column of its record, is written by nobody but the triggers, and every field that is told of
// a past day is a column of it, computed of the row and the day, or leads where KeptByDay says.
func TestThePastHasWhatTheRecordHas(t *testing.T) {
	super := newWorld(t).knowing()
	s, _ := schemaOf(t)
	computed := strings.Fields(`asOf daysLeft overdue reportBy missedReports recurrence mandateReports`)
	for _, o := range read.Catalogue() {
		fields, kept := db.KeptByDay[o.Object]
		if o.Past == "" {
			continue
		}
		if !kept {
			t.Errorf("%s is kept by the day, and nothing is said of its fields", o.Object)
		}
		const columns = `SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull FROM pg_attribute a
			WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname !~ '^(from_on|until_on|now_.*)$' ORDER BY a.attnum`
		if was, is := rowsOf(t, super, columns, o.Table), rowsOf(t, super, columns, o.Past); !slices.Equal(was, is) {
			t.Errorf("%s has %v, its past %v", o.Table, was, is)
		}
		if may := rowsOf(t, super, `SELECT p.privilege FROM unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p (privilege), unnest(ARRAY['huishang_api', 'huishang_reader']) AS r (role)
			WHERE has_table_privilege(r.role, $1, p.privilege)`, o.Past); len(may) > 0 {
			t.Errorf("%s may be written: %v", o.Past, may)
		}
		for _, f := range s.Types[o.Object].Fields {
			leaf := s.Types[f.Type.Name()].IsLeafType()
			column := slices.ContainsFunc(o.Fields, func(name string) bool { return strings.EqualFold(name, f.Name) })
			label := strings.HasSuffix(f.Name, "Label")
			if leaf && !column && !label && !slices.Contains(computed, f.Name) {
				t.Errorf("%s.%s is told of a past day, and is no column", o.Object, f.Name)
			}
		}
		for _, name := range fields {
			if f := s.Types[o.Object].Fields.ForName(strings.TrimPrefix(name, "-")); f == nil || s.Types[f.Type.Name()].Kind == ast.Scalar && !strings.HasPrefix(name, "-") {
				t.Errorf("%s.%s is said to lead on", o.Object, name)
			}
		}
	}
}
