package db_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/demo"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

// mixedTasks makes of the many tasks all kinds that a walk could miss or find twice: of every state and grade, with and without
// departments, joint departments, listed and hidden people, signatures and extensions.
const mixedTasks = `
SET session_replication_role = replica;
CREATE TEMP TABLE some_departments AS SELECT array_agg(id) AS ids FROM department;
CREATE TEMP TABLE some_people AS SELECT array_agg(DISTINCT person_id) AS ids FROM appointment;
CREATE TEMP TABLE x AS SELECT t.id, (hashtextextended(t.id::text, $1) & 2147483647)::int AS h, (hashtextextended(t.id::text, $1 + 1) & 2147483647)::int AS k FROM task t;
UPDATE task t SET
    org_id = CASE WHEN h % 4 = 0 THEN t.province_id ELSE t.responsible_org_id END,
    department_id = CASE WHEN k % 5 = 0 THEN NULL ELSE t.department_id END,
    state = s.state, ended_at = CASE WHEN s.state = 'CANCELLED' THEN timestamptz '2026-02-01' END, stopped_on = CASE WHEN s.state IN ('CANCELLED', 'SUSPENDED') THEN date '2026-02-01' END,
    end_reason = CASE WHEN s.state = 'CANCELLED' THEN 'x' END, suspended_from = CASE WHEN s.state = 'SUSPENDED' THEN 'ACCEPTED' END, review_on = CASE WHEN s.state = 'SUSPENDED' THEN date '2026-12-01' END,
    submitted_at = CASE WHEN s.state = 'SUBMITTED' THEN timestamptz '2026-02-01' END,
    submitted_by = CASE WHEN s.state = 'SUBMITTED' AND k % 3 = 0 THEN p.ids[1 + k % cardinality(p.ids)] END,
    party_signed_by = CASE WHEN s.state = 'SUBMITTED' AND k % 4 = 0 THEN p.ids[1 + h % cardinality(p.ids)] END,
    discipline_signed_by = CASE WHEN s.state = 'SUBMITTED' AND k % 4 = 1 THEN p.ids[1 + h % cardinality(p.ids)] END,
    extension_open = s.state IN ('ACCEPTED', 'IN_PROGRESS', 'SUBMITTED') AND k % 6 = 0, extensions = k % 2,
    person_id = CASE k % 7 WHEN 0 THEN NULL WHEN 1 THEN p.ids[1 + h % cardinality(p.ids)] ELSE t.person_id END,
    secrecy = CASE WHEN h % 11 = 0 THEN 'CONFIDENTIAL' WHEN h % 11 = 1 THEN 'RESTRICTED' ELSE 'INTERNAL' END,
    reader_seats = CASE WHEN h % 3 = 0 THEN ARRAY[seat(p.ids[1 + k % cardinality(p.ids)], t.post_id), t.post_id] ELSE '{}' END,
    hidden_from = CASE WHEN h % 9 = 0 THEN ARRAY[p.ids[1 + k % cardinality(p.ids)]] ELSE '{}' END,
    joint_departments = CASE WHEN h % 8 = 0 THEN ARRAY[d.ids[1 + k % cardinality(d.ids)]] ELSE '{}' END,
    seen_departments = merged(VARIADIC CASE WHEN k % 5 > 0 THEN ARRAY[t.department_id] ELSE '{}' END || CASE WHEN h % 8 = 0 THEN ARRAY[d.ids[1 + k % cardinality(d.ids)]] ELSE '{}' END)
FROM x, some_departments d, some_people p, LATERAL (SELECT (ARRAY['ASSIGNED', 'OBJECTED', 'ACCEPTED', 'IN_PROGRESS', 'SUSPENDED', 'SUBMITTED', 'CANCELLED', 'CANCELLED'])[1 + h % 8] AS state) s
WHERE x.id = t.id`

// A list that is walked by several ways, its pages and its number, is what its condition alone finds, for whoever asks: by what is
// to be done, by what he sees, in whatever order, together with other conditions, one way and back. D-TASK-8.
func TestWalksFindWhatTheConditionDoes(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	pools, super := manyTasks(t, 25)
	if _, err := super.Exec(strings.ReplaceAll(mixedTasks, "$1", fmt.Sprint(seed%1e9)) + `; SELECT keep_anew()`); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, claims := range everyHolder(t, super) {
		if err := pools.Read(context.Background(), claims, "test", func(ctx context.Context, _ *db.Tx) error {
			for range 6 {
				a := anyList(random)
				want, err := db.Plainly(ctx, db.Tasks, a)
				if err != nil {
					return err
				}
				seen += len(want)
				who := fmt.Sprintf("seed %d: %v of %v by %v", seed, a.Filter, claims.Grants, a.OrderBy)
				got, err := pageByPage(ctx, random, a)
				if err != nil {
					return fmt.Errorf("%s: %w", who, err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					return fmt.Errorf("%s: the condition (-) and the walks (+) find\n%s", who, diff)
				}
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	t.Run("standing", func(t *testing.T) {
		holders := everyHolder(t, super)
		random.Shuffle(len(holders), func(i, j int) { holders[i], holders[j] = holders[j], holders[i] })
		standing(t, super, holders[:min(len(holders), 20)], fmt.Sprint(seed))
	})
	if seen < 1000 {
		t.Errorf("seed %d: only %d rows were compared", seed, seen)
	}
}

// anyList is a list that any of the ways may find, or none.
func anyList(random *rand.Rand) read.ListArgs {
	pick := func(of ...m) m { return of[random.IntN(len(of))] }
	f := m{"and": []any{
		pick(m{"mine": true}, m{"awaiting": "ME"}, m{"awaiting": "MY_DECISION"}, m{"awaiting": "PARTY_TRACK"}, m{"awaiting": "DISCIPLINE_TRACK"}, m{}, m{"mine": false},
			m{"state": m{"in": []any{"OBJECTED", "SUSPENDED", "OBJECTED"}}}, m{"not": m{"awaiting": "ME"}}, m{"or": []any{m{"mine": true}, m{"awaiting": "MY_DECISION"}}}),
		pick(m{}, m{}, m{"ended": false}, m{"overdue": true}, m{"state": m{"eq": "SUBMITTED"}}, m{"state": m{"in": []any{"ASSIGNED", "CANCELLED"}}}, m{"mine": true}, m{"awaiting": "ME"}),
	}}
	a := read.ListArgs{Filter: f}
	if field := []string{"", "DUE_ON", "ASSIGNED_AT", "NUMBER", "UPDATED_AT"}[random.IntN(5)]; field != "" {
		a.OrderBy = []*read.Order{{Field: field, Direction: []read.Direction{read.Ascending, read.Descending}[random.IntN(2)]}}
	}
	return a
}

// pageByPage reads a whole list in pages, from its beginning or from its end, and holds its number to what it has.
func pageByPage(ctx context.Context, random *rand.Rand, a read.ListArgs) (ids []uuid.UUID, err error) {
	size, back := int32(1+random.IntN(100)), random.IntN(2) == 0
	for {
		if back {
			a.Last = &size
		} else {
			a.First = &size
		}
		p, err := read.List(ctx, db.Tasks, a)
		if err != nil {
			return nil, err
		}
		var page []uuid.UUID
		for _, n := range p.Nodes {
			page = append(page, n.ID.UUID())
		}
		more := p.PageInfo.HasNextPage
		if back {
			ids, more, a.Before = append(page, ids...), p.PageInfo.HasPreviousPage, p.PageInfo.StartCursor
		} else {
			ids, a.After = append(ids, page...), p.PageInfo.EndCursor
		}
		if more {
			continue
		}
		c, err := p.TotalCount(ctx, nil)
		if err == nil && int(c.Count) != len(ids) {
			return nil, fmt.Errorf("%d are counted, %d are listed", c.Count, len(ids))
		}
		return ids, err
	}
}

// manyTasks is the sample with so many tasks for each department.
func manyTasks(t *testing.T, each int) (*db.DB, *sql.DB) {
	t.Helper()
	d := dbtest.New(t)
	pools, err := db.Open(context.Background(), tx.Config{
		API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]), PoolSize: 2,
		StatementTimeout: 60 * time.Second, AnalystTimeout: 60 * time.Second, CursorKey: []byte("tests"), Now: func() time.Time { return planned },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := pools.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := demo.Load(context.Background(), pools, io.Discard); err != nil {
		t.Fatal(err)
	}
	super := d.Super(t)
	super.SetMaxOpenConns(1)
	if _, err := super.Exec(strings.ReplaceAll(manyRows, "generate_series(1, 1600)", fmt.Sprintf("generate_series(1, %d)", each))); err != nil {
		t.Fatal(err)
	}
	return pools, super
}

// everyHolder is everybody of the sample who holds a role, with all that he holds.
func everyHolder(t *testing.T, super *sql.DB) (all []*auth.Claims) {
	t.Helper()
	rows, err := super.Query(`
		SELECT h.person_id, jsonb_agg(DISTINCT jsonb_strip_nulls(jsonb_build_object('role', h.role, 'org', o.code, 'dept', CASE WHEN h.role LIKE 'DEPARTMENT%' THEN d.code END)))
		FROM held_on('2026-11-18') h JOIN organisation o ON o.id = h.org_id LEFT JOIN department d ON d.id = h.department_id GROUP BY h.person_id ORDER BY h.person_id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		c := &auth.Claims{TokenID: "x", IssuedAt: planned}
		var grants []byte
		if err := rows.Scan(&c.Person, &grants); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(grants, &c.Grants); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	if err := rows.Err(); err != nil || len(all) < 30 {
		t.Fatalf("%d people hold roles: %v", len(all), err)
	}
	return all
}

// The walks of what somebody sees name every setting that the policy of tasks compares, each at its column: they are a hint that
// may be too wide and must not be too narrow. seen_… are the task's own place, department and post; what is seen by list or as
// a joint department is walked as such.
func TestWalksReachWhatThePolicyShows(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/policies/task.sql")
	if err != nil {
		t.Fatal(err)
	}
	policy, _, found := strings.Cut(string(text), "CREATE POLICY add")
	walked := db.TaskReach()
	columns := map[string]string{"org_id": "t.org_id", "seen_orgs": "t.responsible_org_id", "seen_departments": "t.department_id", "seen_posts": "t.post_id"}
	compared := regexp.MustCompile(`(\w+) (?:= ANY|&&) \(+SELECT setting_uuids\('(\w+)'\)`).FindAllStringSubmatch(policy, -1)
	if !found || len(compared) < 15 {
		t.Fatalf("the policy compares %d settings", len(compared))
	}
	for _, c := range compared {
		if column := columns[c[1]]; column != "" && !strings.Contains(walked[column], "'"+c[2]+"'") {
			t.Errorf("the policy shows tasks by %s and %s, which no walk finds", c[1], c[2])
		} else if column == "" && c[1] != "reader_seats" {
			t.Errorf("the policy compares %s, which no walk knows", c[1])
		}
	}
	if !strings.Contains(walked["t.id"], "named_tasks()") {
		t.Error("no walk finds what is seen by list or as a joint department")
	}
}

// What the policy of tasks shows is in the sums that a viewer sees, or tasks_by_name finds it beside them: each of its comparisons
// stands in one of both.
func TestWhatThePolicyShowsIsSummedOrByName(t *testing.T) {
	t.Parallel()
	read := func(file, from, to string) string {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(text), from)
		part, _, found := strings.Cut(after, to)
		if !found {
			t.Fatalf("%s has no %s", file, from)
		}
		return part
	}
	comparison := regexp.MustCompile(`(\w+) (?:= ANY|&&) \(+SELECT setting_uuids\('(\w+)'\)`)
	compared, summed := comparison.FindAllStringSubmatch(read("testdata/policies/task.sql", "CREATE POLICY read ON task ", ";"), -1), map[string]bool{}
	for _, c := range comparison.FindAllStringSubmatch(db.TaskSums(), -1) {
		summed[c[1]+" "+c[2]] = true
	}
	byName := read("functions/task.sql", "CREATE FUNCTION tasks_by_name()", "GRANT")
	if len(compared) < 15 || len(summed) < 8 {
		t.Fatalf("the policy compares %d settings, sums %d", len(compared), len(summed))
	}
	columns := map[string]string{"seen_orgs": "t.responsible_org_id", "seen_departments": "t.department_id", "seen_posts": "t.post_id", "reader_seats": "unnest(named_tasks())"}
	for _, c := range compared {
		named := slices.ContainsFunc(strings.Split(byName, "UNION"), func(part string) bool {
			return columns[c[1]] != "" && strings.Contains(part, columns[c[1]]) && (c[1] == "reader_seats" || strings.Contains(part, "'"+c[2]+"'"))
		})
		if !summed[c[1]+" "+c[2]] && !named {
			t.Errorf("tasks seen by %s and %s are in no sum, and tasks_by_name does not find them", c[1], c[2])
		}
	}
}

// mostBuffers is what a page of a hot list may read of 68,800 tasks, whatever their number: a table has ten times as many.
const mostBuffers = 1500

// hotLists holds that every hot list of tasks reads few buffers and never the whole table, for a viewer of the province, of a
// branch and of a department: a measure that is the same on any machine. Numbers read what they count.
func hotLists(t *testing.T, pools *db.DB, super *sql.DB) {
	t.Helper()
	if _, err := super.Exec(strings.ReplaceAll(mixedTasks, "$1", "7") + " AND (h / 64) % 20 = 0; SELECT keep_anew()"); err != nil {
		t.Fatal(err)
	}
	if _, err := super.Exec("VACUUM ANALYZE task"); err != nil {
		t.Fatal(err)
	}
	lists := []m{
		nil, {"ended": false}, {"ended": false, "overdue": true}, {"mine": true}, {"mine": true, "ended": false},
		{"awaiting": "ME"}, {"awaiting": "MY_DECISION"}, {"awaiting": "PARTY_TRACK"}, {"awaiting": "DISCIPLINE_TRACK"}, {"state": m{"in": []any{"OBJECTED", "SUSPENDED"}}},
	}
	for _, state := range []string{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "SUBMITTED", "CANCELLED"} {
		lists = append(lists, m{"state": m{"eq": state}})
	}
	for _, claims := range []*auth.Claims{
		viewerOf(t, super, auth.PartySecretary, "HN"), viewerOf(t, super, auth.DisciplineOffice, "HN"), viewerOf(t, super, auth.Analyst, "HN"),
		viewerOf(t, super, auth.PartySecretary, "HN-QH"), viewerOf(t, super, auth.DisciplineOffice, "HN-QH"), viewerOf(t, super, auth.DepartmentHead, "HN-QH"),
	} {
		if err := pools.Read(context.Background(), claims, "test", func(ctx context.Context, _ *db.Tx) error {
			who := fmt.Sprintf("%s@%s", claims.Grants[0].Role, claims.Grants[0].Org)
			for _, f := range lists {
				page, count, err := db.Read(ctx, db.Tasks, read.ListArgs{Filter: f})
				if err != nil {
					return err
				}
				if read := buffers(t, page); read > mostBuffers || wholeTable.MatchString(page) {
					t.Errorf("%s: a page of %v reads %d buffers:\n%s", who, f, read, page)
				}
				if narrow := claims.Grants[0].Org != "HN"; narrow && f != nil && wholeTable.MatchString(count) {
					t.Errorf("%s: the number of %v reads the whole table:\n%s", who, f, count)
				}
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
}

var wholeTable = regexp.MustCompile(`"Seq Scan",[^{}]*"Relation Name": "task"`)

// buffers is how many buffers a statement read.
func buffers(t *testing.T, plan string) int {
	t.Helper()
	var p []struct {
		Plan struct {
			Hit  int `json:"Shared Hit Blocks"`
			Read int `json:"Shared Read Blocks"`
		}
	}
	if err := json.Unmarshal([]byte(plan), &p); err != nil {
		t.Fatal(err)
	}
	return p[0].Plan.Hit + p[0].Plan.Read
}
