package tests

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Statistics against a naive calculation, in Go, over the rows that the list returns to the same viewer: every dimension, every
// measure, random filters, conditions, orders and pages (SEED repeats a run; any seed must hold).

// many are copies of the played tasks with random days, states and numbers, past the triggers; some are kept from the person
// who is given first.
const many = `
SET session_replication_role = replica;
SELECT setseed($2);
CREATE TEMP TABLE made AS
SELECT t.id AS of, gen_random_uuid() AS id, row_number() OVER () AS no,
       (ARRAY['ASSIGNED', 'ACCEPTED', 'IN_PROGRESS', 'SUBMITTED', 'CLOSED', 'CLOSED', 'CLOSED', 'CANCELLED', 'SUSPENDED'])[1 + floor(random() * 9)] AS state,
       date '2025-09-01' + floor(random() * 430)::integer AS assigned, floor(random() * 200)::integer AS takes, floor(random() * 200)::integer AS lasts, random() AS r, random() AS q
FROM task t CROSS JOIN generate_series(1, 25);
INSERT INTO task
SELECT (jsonb_populate_record(t, jsonb_build_object('id', m.id, 'number', 'Z' || m.no, 'serial', 100000 + m.no, 'state', m.state, 'assigned_on', m.assigned, 'assigned_at', m.assigned + interval '3 hours',
    'accept_by', m.assigned + 5, 'accepted_at', CASE WHEN m.state <> 'ASSIGNED' THEN m.assigned + m.takes % 9 * interval '19 hours' END, 'due_on', m.assigned + m.takes, 'original_due_on', m.assigned + m.takes,
    'ended_at', CASE WHEN m.state IN ('CLOSED', 'CANCELLED') THEN (m.stopped + (m.r * 23) * interval '1 hour') AT TIME ZONE 'Asia/Shanghai' END,
    'stopped_on', CASE WHEN m.state IN ('CLOSED', 'CANCELLED', 'SUSPENDED') THEN m.stopped END, 'end_reason', CASE WHEN m.state = 'CANCELLED' THEN 'x' END,
    'suspended_from', CASE WHEN m.state = 'SUSPENDED' THEN 'IN_PROGRESS' END, 'review_on', CASE WHEN m.state = 'SUSPENDED' THEN m.assigned + 400 END,
    'submitted_at', CASE WHEN m.state IN ('SUBMITTED', 'CLOSED') THEN m.stopped - interval '5 hours' END, 'extension_open', false,
    'party_signed_by', CASE WHEN m.state = 'CLOSED' OR m.state = 'SUBMITTED' AND m.r < 0.3 THEN (SELECT u.id FROM person u ORDER BY u.number LIMIT 1) END,
    'discipline_signed_by', CASE WHEN m.state = 'CLOSED' OR m.state = 'SUBMITTED' AND m.r > 0.7 THEN (SELECT u.id FROM person u ORDER BY u.number LIMIT 1 OFFSET 1) END,
    'close_number', CASE WHEN m.state = 'CLOSED' THEN 'Y' || m.no END, 'close_year', CASE WHEN m.state = 'CLOSED' THEN 2026 END, 'close_serial', CASE WHEN m.state = 'CLOSED' THEN 100000 + m.no END,
    'category', (SELECT c.code FROM code c WHERE c.kind = 'PROBLEM_CATEGORY' AND m.r < 0.9 ORDER BY c.sort OFFSET floor(m.q * 10) LIMIT 1),
    'severity', (ARRAY['GENERAL', 'EMERGING', 'SERIOUS', NULL])[1 + floor(m.r * 4)], 'returns', floor(m.q * 3), 'round', 1 + floor(m.q * 3), 'extensions', floor(m.r * 4),
    'report_interval', CASE WHEN m.q < 0.3 THEN 'QUARTERLY' ELSE 'MONTHLY' END, 'amount_recovered', CASE WHEN m.q < 0.3 THEN round((m.r * 10000)::numeric, 2) END,
    'hidden_from', CASE WHEN m.r < 0.1 THEN t.hidden_from || $1::uuid ELSE t.hidden_from END))).*
FROM (SELECT *, LEAST(assigned + lasts, date '2026-11-18') AS stopped FROM made) m JOIN task t ON t.id = m.of;
INSERT INTO signature (task_id, province_id, org_id, round, track, verdict, person_id, acting_org_id, reason, signed_at, secrecy, reader_seats, hidden_from, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT t.id, t.province_id, t.org_id, n, CASE WHEN random() < 0.4 THEN 'PARTY' ELSE 'DISCIPLINE' END, 'RETURNED', (SELECT u.id FROM person u ORDER BY u.number LIMIT 1), t.org_id, 'x', t.assigned_at,
       t.secrecy, t.reader_seats, t.hidden_from, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM task t JOIN made m ON m.id = t.id CROSS JOIN LATERAL generate_series(1, t.returns) AS n;
INSERT INTO task_report (task_id, province_id, org_id, text, reported_on, reported_at, secrecy, reader_seats, hidden_from, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT t.id, t.province_id, t.org_id, 'x', t.assigned_on + floor(random() * 200)::integer, t.assigned_at, t.secrecy, t.reader_seats, t.hidden_from, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM task t JOIN made m ON m.id = t.id CROSS JOIN generate_series(1, 2);
INSERT INTO suspension (task_id, province_id, org_id, from_on, to_on, review_on, reason, approved_at, secrecy, reader_seats, hidden_from, seen_orgs, seen_departments, seen_posts, risk_domains)
SELECT t.id, t.province_id, t.org_id, t.stopped_on - 40, CASE WHEN t.state <> 'SUSPENDED' THEN t.stopped_on - 9 END, t.review_on, 'x', t.assigned_at, t.secrecy, t.reader_seats, t.hidden_from, t.seen_orgs, t.seen_departments, t.seen_posts, t.risk_domains
FROM task t JOIN made m ON m.id = t.id WHERE t.review_on IS NOT NULL;
UPDATE task SET returns = returns WHERE false;
RESET session_replication_role;
SELECT keep_anew()`

// statsViewers are who asks: the whole province, a branch, a department, a region, and one of whom matters are kept.
var statsViewers = []string{"ANALYST@HN", "DISCIPLINE_OFFICE@HN", "PARTY_SECRETARY@HN-QH", "DEPARTMENT_HEAD@HN-QH/JS", "REGION_MANAGER@HN-QH-2", "LEADERSHIP_MEMBER@HN"}

// manyTasks is the played sample with many more tasks; one viewer in six is kept from a tenth of them.
func manyTasks(t *testing.T, seed uint64) *world {
	w := newPlayedWorld(t)
	super := w.knowing()
	kept := w.as("ANALYST@HN").must(`{ viewer { person { number } } }`, nil).text("viewer.person.number")
	var person string
	if err := super.QueryRow(`SELECT id FROM person WHERE number = $1`, kept).Scan(&person); err != nil {
		t.Fatal(err)
	}
	for statement := range strings.SplitSeq(many, ";\n") {
		var args []any
		if strings.Contains(statement, "$1::uuid") {
			args = []any{person}
		}
		if strings.Contains(statement, "$2") {
			statement, args = strings.Replace(statement, "$2", "$1", 1), []any{float64(seed%1000) / 1000}
		}
		if _, err := super.Exec(statement, args...); err != nil {
			t.Fatalf("%v\n%s", err, statement)
		}
	}
	return w
}

// fact is a task as the list tells it.
type fact map[string]any

const facts = `id state origin severity assignedOn dueOn endedAt acceptedAt acceptBy submittedAt daysLeft returns extensions missedReports amountRecovered
	organisation { id level parent { id level parent { id } } } settingOrganisation { id level parent { id level parent { id } } } department { id } post { id } person { id } category { code parent }
	partySignedBy { id } disciplineSignedBy { id } signatures { track verdict } consultation { concludedAt }`

func (f fact) get(path string) any { return (&answer{Data: f}).get(path) }

func (f fact) text(path string) string { return (&answer{Data: f}).text(path) }

func (f fact) number(path string) float64 { n, _ := f.get(path).(float64); return n }

// day is a day of the row, or none: an instant's in the province's zone.
func (f fact) day(path string) (time.Time, bool) {
	text := f.text(path)
	if d, err := time.Parse(time.DateOnly, text); err == nil {
		return d, true
	}
	i, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return i, false
	}
	return i.UTC().Add(8 * time.Hour).Truncate(24 * time.Hour), true
}

// still is the day on which the row's clock stands, else today.
func (f fact) still() time.Time {
	due, _ := f.day("dueOn")
	return due.AddDate(0, 0, -int(f.number("daysLeft")))
}

func (f fact) is(states ...string) bool { return slices.Contains(states, f.text("state")) }

func (f fact) open() bool { return !f.is("CLOSED", "CANCELLED") }

func (f fact) late() float64 { return -f.number("daysLeft") }

// all reads every row of the list, in pages.
func (c *client) all(list, filter string, variables map[string]any, row string) (rows []fact) {
	after := any(nil)
	for {
		v := maps.Clone(variables)
		if v == nil {
			v = map[string]any{}
		}
		v["after"] = after
		a := c.must(`query($f: `+filter+`, $after: String) { `+list+`(filter: $f, first: 100, after: $after) { nodes { `+row+` } pageInfo { hasNextPage endCursor } } }`, v)
		for _, n := range a.list(list + ".nodes") {
			rows = append(rows, n.(map[string]any))
		}
		if a.get(list+".pageInfo.hasNextPage") != true {
			return rows
		}
		after = a.get(list + ".pageInfo.endCursor")
	}
}

// dimension is one way to group, as asked and as computed here.
type dimension struct {
	ask, show string // in the document
	path      string // of the key in the row
	key       func(fact) any
}

func rolled(f fact, path, level string) any {
	for at := path; ; at += ".parent" {
		if is := f.text(at + ".level"); is == level || is == "PROVINCE" {
			return f.text(at + ".id")
		} else if is == "BRANCH" && level == "REGION" {
			return f.text(at + ".id")
		} else if is == "" {
			return f.text(at + ".id")
		}
	}
}

func periodOf(day time.Time, unit string) string {
	switch unit {
	case "WEEK":
		y, w := day.ISOWeek()
		return fmt.Sprintf("%d-W%02d", y, w)
	case "QUARTER":
		return fmt.Sprintf("%dQ%d", day.Year(), (day.Month()+2)/3)
	case "HALF_YEAR":
		return fmt.Sprintf("%dH%d", day.Year(), 1+day.Month()/7)
	case "YEAR":
		return strconv.Itoa(day.Year())
	}
	return day.Format("2006-01")
}

// dimensions are all ways to group tasks.
func dimensions() map[string][]dimension {
	all := map[string][]dimension{}
	for _, field := range []string{"organisation", "settingOrganisation"} {
		for _, level := range []string{"PROVINCE", "BRANCH", "REGION"} {
			all[field] = append(all[field], dimension{"level: " + level, field + " { id }", field + ".id", func(f fact) any { return rolled(f, field, level) }})
		}
	}
	for _, field := range []string{"department", "post", "person"} {
		all[field] = []dimension{{"", field + " { id }", field + ".id", func(f fact) any { return f.get(field + ".id") }}}
	}
	for _, field := range []string{"severity", "state", "origin"} {
		all[field] = []dimension{{"", field, field, func(f fact) any { return f.get(field) }}}
	}
	all["category"] = []dimension{{"", "category { code }", "category.code", func(f fact) any { return f.get("category.code") }}}
	all["categoryGroup"] = []dimension{{"", "categoryGroup { code }", "categoryGroup.code", func(f fact) any {
		if above := f.get("category.parent"); above != nil {
			return above
		}
		return f.get("category.code")
	}}}
	for field, of := range map[string]string{"assigned": "assignedOn", "due": "dueOn", "ended": "endedAt"} {
		for _, unit := range []string{"WEEK", "MONTH", "QUARTER", "HALF_YEAR", "YEAR"} {
			all[field] = append(all[field], dimension{"unit: " + unit, field + " { period from to }", field + ".period", func(f fact) any {
				if d, ok := f.day(of); ok {
					return periodOf(d, unit)
				}
				return nil
			}})
		}
	}
	return all
}

func enumOf(field string) string {
	var b strings.Builder
	for _, r := range field {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

func oneIf(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func sumOf(of func(fact) float64) func([]fact) any {
	return func(rows []fact) any {
		n := 0.0
		for _, f := range rows {
			n += of(f)
		}
		return n
	}
}

func numberOf(holds func(fact) bool) func([]fact) any {
	return sumOf(func(f fact) float64 { return oneIf(holds(f)) })
}

func share(holds, among func(fact) bool) func([]fact) any {
	return func(rows []fact) any {
		n, of := 0.0, 0.0
		for _, f := range rows {
			if among(f) {
				of++
				n += oneIf(holds(f))
			}
		}
		if of == 0 {
			return nil
		}
		return n / of
	}
}

func distinct(path string) func([]fact) any {
	return func(rows []fact) any {
		seen := map[any]bool{}
		for _, f := range rows {
			if v := f.get(path); v != nil {
				seen[v] = true
			}
		}
		return float64(len(seen))
	}
}

// quantile is how long that share of the spans is at most, between two of them by their distance.
func quantile(spans []float64, q float64) any {
	if len(spans) == 0 {
		return nil
	}
	slices.Sort(spans)
	at := q * float64(len(spans)-1)
	low := math.Floor(at)
	high := min(int(low)+1, len(spans)-1)
	return spans[int(low)] + (at-low)*(spans[high]-spans[int(low)])
}

func spansOf(rows []fact, from, to func(fact) (time.Time, bool)) (spans []float64) {
	for _, f := range rows {
		a, x := from(f)
		if b, y := to(f); x && y {
			spans = append(spans, b.Sub(a).Hours()/24)
		}
	}
	return spans
}

func closedOn(f fact) (time.Time, bool) { return f.still(), f.is("CLOSED") }

// lifeDays are the days between which days are counted.
var lifeDays = map[string]func(fact) (time.Time, bool){
	"CONCLUDED": func(f fact) (time.Time, bool) { return f.day("consultation.concludedAt") }, "ASSIGNED": func(f fact) (time.Time, bool) { return f.day("assignedOn") },
	"ACCEPTED": func(f fact) (time.Time, bool) { return f.day("acceptedAt") }, "DUE": func(f fact) (time.Time, bool) { return f.day("dueOn") },
	"SUBMITTED": func(f fact) (time.Time, bool) { return f.day("submittedAt") }, "CLOSED": closedOn,
	"TODAY": func(fact) (time.Time, bool) { d, err := time.Parse(time.DateOnly, today); return d, err == nil },
}

func returnedBy(track string) func([]fact) any {
	return sumOf(func(f fact) (n float64) {
		for _, s := range f.get("signatures").([]any) {
			n += oneIf(s.(map[string]any)["track"] == track && s.(map[string]any)["verdict"] == "RETURNED")
		}
		return n
	})
}

// measures are all figures of tasks, each computed from the rows.
var measures = map[string]func([]fact) any{
	"count": numberOf(func(fact) bool { return true }), "open": numberOf(fact.open),
	"overdue": numberOf(func(f fact) bool { return f.open() && f.late() > 0 }),
	"dueSoon": numberOf(func(f fact) bool {
		d, _ := f.day("dueOn")
		t, _ := lifeDays["TODAY"](f)
		return f.open() && !d.Before(t) && !d.After(t.AddDate(0, 0, 7))
	}),
	"closed": numberOf(func(f fact) bool { return f.is("CLOSED") }), "cancelled": numberOf(func(f fact) bool { return f.is("CANCELLED") }),
	"closedOnTime": numberOf(func(f fact) bool { return f.is("CLOSED") && f.late() <= 0 }),
	"onTimeRate":   share(func(f fact) bool { return f.late() <= 0 }, func(f fact) bool { return f.is("CLOSED") }),
	"acceptedInTimeRate": share(func(f fact) bool {
		d, ok := f.day("acceptedAt")
		by, _ := f.day("acceptBy")
		return ok && !d.After(by)
	}, func(f fact) bool {
		by, _ := f.day("acceptBy")
		t, _ := lifeDays["TODAY"](f)
		return f.get("acceptedAt") != nil || f.is("ASSIGNED", "OBJECTED") && by.Before(t)
	}),
	"awaitingPartyTrack":      numberOf(func(f fact) bool { return f.is("SUBMITTED") && f.get("partySignedBy") == nil }),
	"awaitingDisciplineTrack": numberOf(func(f fact) bool { return f.is("SUBMITTED") && f.get("disciplineSignedBy") == nil }),
	"returns":                 sumOf(func(f fact) float64 { return f.number("returns") }), "returned": numberOf(func(f fact) bool { return f.number("returns") > 0 }),
	"partyReturns": returnedBy("PARTY"), "disciplineReturns": returnedBy("DISCIPLINE"),
	"extensions": sumOf(func(f fact) float64 { return f.number("extensions") }), "extended": numberOf(func(f fact) bool { return f.number("extensions") > 0 }),
	"extendedTwice": numberOf(func(f fact) bool { return f.number("extensions") > 1 }),
	"missedReports": sumOf(func(f fact) float64 { return f.number("missedReports") }),
	"amountRecovered": func(rows []fact) any {
		cents, any := 0.0, false
		for _, f := range rows {
			if text := f.text("amountRecovered"); text != "" {
				n, _ := strconv.ParseFloat(text, 64)
				cents, any = cents+math.Round(n*100), true
			}
		}
		if !any {
			return nil
		}
		return cents / 100
	},
	"medianDaysToClose": func(rows []fact) any { return quantile(spansOf(rows, lifeDays["ASSIGNED"], closedOn), 0.5) },
	"p90DaysToClose":    func(rows []fact) any { return quantile(spansOf(rows, lifeDays["ASSIGNED"], closedOn), 0.9) },
	"organisations":     distinct("organisation.id"), "departments": distinct("department.id"), "people": distinct("person.id"),
}

// same compares a figure as it is told with one computed here.
func same(told, computed any) bool {
	if text, ok := told.(string); ok {
		n, err := strconv.ParseFloat(text, 64)
		told = n
		if err != nil {
			return false
		}
	}
	a, x := told.(float64)
	b, y := computed.(float64)
	return x == y && (!x || math.Abs(a-b) < 1e-9*max(1, math.Abs(b)))
}

// statsCase is one random question.
type statsCase struct {
	dims     []dimension
	fields   []string
	filter   map[string]any
	having   map[string]any
	least    string // the measure and number of having
	bound    float64
	order    string
	desc     bool
	size     int
	from, to string
}

func randomFilter(r *rand.Rand, branch string, depth int) map[string]any {
	f := map[string]any{}
	one := []func(){
		func() { f["state"] = in("in", []any{"CLOSED", "IN_PROGRESS", "ASSIGNED", "SUBMITTED"}[r.IntN(3):]) },
		func() { f["overdue"] = r.IntN(2) == 0 },
		func() { f["ended"] = r.IntN(2) == 0 },
		func() { f["organisation"] = in("within", branch) },
		func() {
			f["category"] = in([]string{"eq", "neq"}[r.IntN(2)], []string{"BUSINESS", "PROCUREMENT", "MONEY"}[r.IntN(3)])
		},
		func() {
			f["dueOn"] = in([]string{"gte", "lt"}[r.IntN(2)], []string{"-P60D", "2026-06-15", "P20D"}[r.IntN(3)])
		},
		func() { f["severity"] = in("nin", []any{"SERIOUS"}) },
		func() { f["extensions"] = in("gte", 1) },
		func() { f["returns"] = in("lt", 2) },
		func() { f["assignedOn"] = in("gte", "2026-02-01") },
		func() { f["endedAt"] = in("lt", "2026-08-31T16:00:00Z") },
		func() { f["awaiting"] = "PARTY_TRACK" },
		func() {
			if depth < 3 {
				f["not"] = randomFilter(r, branch, depth+1)
			}
		},
		func() {
			if depth < 3 {
				f[[]string{"or", "and"}[r.IntN(2)]] = []any{randomFilter(r, branch, depth+1), randomFilter(r, branch, depth+1)}
			}
		},
	}
	for range r.IntN(3) {
		one[r.IntN(len(one))]()
	}
	return f
}

func (s *statsCase) document(after any, page string) string {
	groups, show := make([]string, len(s.dims)), make([]string, len(s.dims))
	for i, d := range s.dims {
		groups[i] = "{ field: " + s.fields[i] + " " + d.ask + " }"
		show[i] = d.show
	}
	order := ""
	if s.order != "" {
		order = "orderBy: [{ field: " + s.order + ", direction: " + map[bool]string{true: "DESC", false: "ASC"}[s.desc] + " }]"
	}
	figures := strings.Join(slices.Sorted(maps.Keys(measures)), " ") + " ageing { to14 to29 from30 } span: daysBetween(from: " + s.from + ", to: " + s.to + ") { count median p90 average least most withheld }"
	return `query($f: TaskFilter, $h: TaskStatsFilter, $after: String) { taskStats(filter: $f, having: $h, groupBy: [` + strings.Join(groups, ", ") + `] ` + order + ` first: ` + fmt.Sprint(s.size) + ` after: $after) {
		nodes { ` + strings.Join(show, " ") + ` ` + figures + ` filter } pageInfo { hasNextPage endCursor } totalCount { count } totals { ` + figures + ` } about { basis precision today } } }`
}

// holds compares the figures of one row with those of the rows that are its.
func (s *statsCase) holds(t *testing.T, told fact, rows []fact, what string) {
	t.Helper()
	for name, of := range measures {
		if want := of(rows); !same(told.get(name), want) {
			t.Errorf("%s: %s is told as %v and is %v", what, name, told.get(name), want)
		}
	}
	for field, bounds := range map[string][2]float64{"to14": {1, 14}, "to29": {15, 29}, "from30": {30, math.Inf(1)}} {
		if want := numberOf(func(f fact) bool { return f.open() && f.late() >= bounds[0] && f.late() <= bounds[1] })(rows); !same(told.get("ageing."+field), want) {
			t.Errorf("%s: ageing.%s is told as %v and is %v", what, field, told.get("ageing."+field), want)
		}
	}
	hidden := slices.ContainsFunc(rows, func(f fact) bool { return f.get("consultation") == nil })
	if hidden && (s.from == "CONCLUDED" || s.to == "CONCLUDED") {
		if told.get("span.withheld") != "OUT_OF_SIGHT" || told.get("span.median") != nil || told.get("span.count") != 0.0 {
			t.Errorf("%s: days from a consultation that is out of sight are %v", what, told.get("span"))
		}
		return
	}
	spans := spansOf(rows, lifeDays[s.from], lifeDays[s.to])
	n := float64(len(spans))
	want := map[string]any{"count": n, "median": quantile(spans, 0.5), "p90": quantile(spans, 0.9), "average": nil, "least": quantile(spans, 0), "most": quantile(spans, 1)}
	if n > 0 {
		sum := 0.0
		for _, d := range spans {
			sum += d
		}
		want["average"] = sum / n
	}
	for field, v := range want {
		if !same(told.get("span."+field), v) {
			t.Errorf("%s: days from %s to %s: %s is told as %v and is %v", what, s.from, s.to, field, told.get("span."+field), v)
		}
	}
}

func idsOf(rows []fact) []string {
	ids := make([]string, len(rows))
	for i, f := range rows {
		ids[i] = f.text("id")
	}
	slices.Sort(ids)
	return ids
}

func TestStatisticsAreTheRowsThatTheViewerSees(t *testing.T) {
	seed := seeded(t)
	w := manyTasks(t, seed)
	known := dimensions()
	names := slices.Sorted(maps.Keys(known))
	groups, asked := 0, map[string]bool{}
	for v, grant := range statsViewers {
		r := rand.New(rand.NewPCG(seed, uint64(v)))
		c := w.as(grant)
		seen := map[string]fact{}
		for _, f := range c.all("tasks", "TaskFilter", nil, facts) {
			seen[f.text("id")] = f
		}
		branch := c.id("organisation", "HN-QH")
		for round := range 5 {
			s := &statsCase{filter: randomFilter(r, branch, 0), size: 1 + r.IntN(60), desc: r.IntN(2) == 0, order: enumOf(slices.Sorted(maps.Keys(measures))[r.IntN(len(measures))])}
			for _, n := range r.Perm(len(names))[:r.IntN(4)] {
				ways := known[names[n]]
				s.dims, s.fields = append(s.dims, ways[r.IntN(len(ways))]), append(s.fields, enumOf(names[n]))
				asked[names[n]] = true
			}
			if r.IntN(3) == 0 && len(s.dims) > 0 {
				s.order = s.fields[r.IntN(len(s.fields))]
			} else if r.IntN(6) == 0 {
				s.order = ""
			}
			between := slices.Sorted(maps.Keys(lifeDays))
			s.from, s.to = between[r.IntN(len(between))], between[r.IntN(len(between))]
			if r.IntN(2) == 0 {
				s.least, s.bound = []string{"count", "open", "overdue", "returns"}[r.IntN(4)], float64(r.IntN(4))
				s.having = in(s.least, in("gte", s.bound))
			}
			s.check(t, c, r, seen, fmt.Sprintf("SEED=%d %s round %d", seed, grant, round))
			groups++
		}
	}
	if groups == 0 || len(asked) < len(known)/2 {
		t.Errorf("too little was asked to show anything: %v", asked)
	}
}

func (s *statsCase) check(t *testing.T, c *client, r *rand.Rand, seen map[string]fact, what string) {
	t.Helper()
	given := in("f", s.filter)
	want := map[string][]fact{}
	var all []fact
	for _, one := range c.all("tasks", "TaskFilter", given, "id") {
		f := seen[one.text("id")]
		key := make([]any, len(s.dims))
		for i, d := range s.dims {
			key[i] = d.key(f)
		}
		name, _ := json.Marshal(key)
		want[string(name)] = append(want[string(name)], f)
		all = append(all, f)
	}
	if len(s.dims) == 0 && len(all) == 0 {
		want["[]"] = nil
	}
	maps.DeleteFunc(want, func(_ string, rows []fact) bool {
		return s.having != nil && measures[s.least](rows).(float64) < s.bound
	})
	asks, _ := json.Marshal(s.filter)
	what = fmt.Sprintf("%s: %s by %v having %v by %s", what, asks, s.fields, s.having, s.order)
	told := map[string]fact{}
	var previous any
	for after, more := any(nil), true; more; {
		a := c.must(s.document(after, ""), map[string]any{"f": s.filter, "h": s.having, "after": after})
		if n := a.get("taskStats.totalCount.count"); n != float64(len(want)) {
			t.Errorf("%s: %v groups are counted, %d there are", what, n, len(want))
		}
		s.holds(t, a.get("taskStats.totals").(map[string]any), all, what+" totals")
		for _, n := range a.list("taskStats.nodes") {
			row := fact(n.(map[string]any))
			key := make([]any, len(s.dims))
			for i, d := range s.dims {
				key[i] = row.get(d.path)
			}
			name, _ := json.Marshal(key)
			if told[string(name)] != nil {
				t.Errorf("%s: the group %s is told twice", what, name)
			}
			told[string(name)] = row
			for field := range measures {
				if enumOf(field) == s.order {
					value := row.get(field)
					if p, ok := previous.(float64); ok && value != nil {
						if n := figureOf(value); cmp.Compare(p, n)*(map[bool]int{true: -1, false: 1}[s.desc]) > 0 {
							t.Errorf("%s: %v comes after %v", what, value, previous)
						}
					}
					if value != nil {
						previous = figureOf(value)
					}
				}
			}
		}
		more, after = a.get("taskStats.pageInfo.hasNextPage") == true, a.get("taskStats.pageInfo.endCursor")
	}
	if a, b := slices.Sorted(maps.Keys(told)), slices.Sorted(maps.Keys(want)); !slices.Equal(a, b) {
		t.Errorf("%s: groups are told as %v and are %v", what, a, b)
		return
	}
	unfold := 2
	for _, name := range slices.Sorted(maps.Keys(told)) {
		s.holds(t, told[name], want[name], what+" "+name)
		if unfold == 0 || r.IntN(3) > 0 {
			continue
		}
		unfold--
		rows := c.all("tasks", "TaskFilter", in("f", told[name].get("filter")), "id")
		if !reflect.DeepEqual(idsOf(rows), idsOf(want[name])) {
			t.Errorf("%s: the filter of %s, %v, lists %d rows, not its %d", what, name, told[name].get("filter"), len(rows), len(want[name]))
		}
	}
	if t.Failed() {
		t.FailNow()
	}
}

func figureOf(v any) float64 {
	if text, ok := v.(string); ok {
		n, _ := strconv.ParseFloat(text, 64)
		return n
	}
	return v.(float64)
}
