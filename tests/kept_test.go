package tests

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"

	"github.com/google/uuid"
)

// keptFacts is what of a task the kept numbers tell.
const keptFacts = `id state dueOn daysLeft organisation { id level parent { id level parent { id } } } settingOrganisation { id level parent { id level parent { id } } }`

// keptMeasures are the measures that kept numbers answer.
const keptMeasures = `count open overdue closed closedOnTime cancelled onTimeRate`

// moreTasks adds tasks beside those that there are, of the same measures, in random states, through the triggers.
const moreTasks = `
INSERT INTO task (org_id, responsible_org_id, department_id, post_id, person_id, joint_departments, number, year, serial, origin, consultation_id, outcome_id, measure_id, problem_id, text,
    original_due_on, due_on, state, assigned_at, assigned_on, accept_by, submitted_at, suspended_from, review_on, stopped_on, ended_at, end_reason, party_signed_by, discipline_signed_by, close_number, close_year, close_serial)
SELECT t.org_id, t.responsible_org_id, t.department_id, t.post_id, t.person_id, t.joint_departments, 'X' || gen_random_uuid(), 2025, n.serial, 'OUTCOME', t.consultation_id, t.outcome_id, t.measure_id, t.problem_id, 'x',
    n.due, n.due, n.state, '2026-01-01', '2026-01-01', '2026-01-06', CASE WHEN n.state IN ('SUBMITTED', 'CLOSED') THEN timestamptz '2026-02-01' END,
    CASE WHEN n.state = 'SUSPENDED' THEN 'IN_PROGRESS' END, CASE WHEN n.state = 'SUSPENDED' THEN date '2027-03-01' END, CASE WHEN n.state IN ('CLOSED', 'CANCELLED', 'SUSPENDED') THEN n.stopped END,
    CASE WHEN n.state IN ('CLOSED', 'CANCELLED') THEN timestamptz '2026-11-01' END, CASE WHEN n.state = 'CANCELLED' THEN 'x' END,
    CASE WHEN n.state = 'CLOSED' THEN (SELECT min(u.id::text)::uuid FROM person u WHERE u.province_id = t.province_id) END, CASE WHEN n.state = 'CLOSED' THEN (SELECT max(u.id::text)::uuid FROM person u WHERE u.province_id = t.province_id) END,
    CASE WHEN n.state = 'CLOSED' THEN 'Y' || gen_random_uuid() END, CASE WHEN n.state = 'CLOSED' THEN 2025 END, CASE WHEN n.state = 'CLOSED' THEN n.serial END
FROM (SELECT x.id AS of, (ARRAY['ASSIGNED', 'OBJECTED', 'ACCEPTED', 'IN_PROGRESS', 'SUBMITTED', 'SUSPENDED', 'CLOSED', 'CLOSED', 'CANCELLED'])[1 + floor(random() * 9)] AS state, (random() * 2000000000)::integer AS serial,
          date '2026-11-18' + floor(random() * 90)::integer - 60 AS due, date '2026-11-18' - floor(random() * 60)::integer AS stopped
      FROM (SELECT id FROM task ORDER BY random() LIMIT 3) x CROSS JOIN generate_series(1, 4)) AS n JOIN task t ON t.id = n.of`

// keptChanges are ways in which kept numbers change: what is done to tasks, and what decides who sees them, each of a random record. One that
// the database refuses changes nothing.
var keptChanges = []string{
	`UPDATE problem SET secrecy = (ARRAY['INTERNAL', 'RESTRICTED', 'CONFIDENTIAL'])[1 + floor(random() * 3)] WHERE id = (SELECT id FROM problem ORDER BY random() LIMIT 1)`,
	`UPDATE problem p SET concerns = ARRAY(SELECT u.id FROM person u WHERE u.province_id = p.province_id ORDER BY random() LIMIT floor(random() * 3)) WHERE id = (SELECT id FROM problem ORDER BY random() LIMIT 1)`,
	`UPDATE problem p SET readers = ARRAY(SELECT u.id FROM person u WHERE u.province_id = p.province_id ORDER BY random() LIMIT floor(random() * 3)) WHERE id = (SELECT id FROM problem ORDER BY random() LIMIT 1)`,
	`UPDATE topic p SET recused = ARRAY(SELECT u.id FROM person u WHERE u.province_id = p.province_id ORDER BY random() LIMIT floor(random() * 3)) WHERE id = (SELECT id FROM topic ORDER BY random() LIMIT 1)`,
	`UPDATE topic p SET concerns = ARRAY(SELECT u.id FROM person u WHERE u.province_id = p.province_id ORDER BY random() LIMIT floor(random() * 2)) WHERE id = (SELECT id FROM topic ORDER BY random() LIMIT 1)`,
	`UPDATE task SET due_on = due_on + floor(random() * 60)::integer - 20 WHERE id IN (SELECT id FROM task WHERE ended_at IS NULL ORDER BY random() LIMIT 5)`,
	`UPDATE task SET state = 'IN_PROGRESS' WHERE id IN (SELECT id FROM task WHERE state IN ('ASSIGNED', 'ACCEPTED', 'OBJECTED') ORDER BY random() LIMIT 3)`,
	`UPDATE task SET state = 'SUSPENDED', suspended_from = 'IN_PROGRESS', review_on = '2027-03-01', stopped_on = date '2026-11-18' - floor(random() * 40)::integer WHERE id IN (SELECT id FROM task WHERE state = 'IN_PROGRESS' ORDER BY random() LIMIT 3)`,
	`UPDATE task SET state = suspended_from, suspended_from = NULL, review_on = NULL, stopped_on = NULL WHERE id IN (SELECT id FROM task WHERE state = 'SUSPENDED' ORDER BY random() LIMIT 2)`,
	`UPDATE task SET state = 'CANCELLED', end_reason = 'x', stopped_on = '2026-11-18', ended_at = '2026-11-18' WHERE id IN (SELECT id FROM task WHERE state IN ('ASSIGNED', 'IN_PROGRESS') ORDER BY random() LIMIT 2)`,
	`UPDATE task t SET responsible_org_id = p.org_id, department_id = p.department_id, post_id = p.id FROM (SELECT * FROM post ORDER BY random() LIMIT 1) p
		WHERE t.id IN (SELECT x.id FROM task x WHERE x.province_id = p.province_id AND x.ended_at IS NULL ORDER BY random() LIMIT 3)`,
	`UPDATE task t SET joint_departments = ARRAY(SELECT d.id FROM department d WHERE d.province_id = t.province_id ORDER BY random() LIMIT floor(random() * 3)) WHERE id IN (SELECT id FROM task WHERE ended_at IS NULL ORDER BY random() LIMIT 3)`,
	`UPDATE organisation r SET branch_id = b.id, parent_id = b.id FROM (SELECT * FROM organisation WHERE level = 'BRANCH' ORDER BY random() LIMIT 1) b
		WHERE r.id = (SELECT x.id FROM organisation x WHERE x.level = 'REGION' AND x.province_id = b.province_id ORDER BY random() LIMIT 1)`,
	`UPDATE appointment SET to_on = CASE WHEN to_on IS NULL THEN date '2026-11-17' END WHERE id = (SELECT id FROM appointment WHERE from_on < '2026-11-01' ORDER BY random() LIMIT 1)`,
}

// keptFilter is a random filter that kept numbers cover.
func keptFilter(r *rand.Rand, orgs []string, depth int) map[string]any {
	states := []any{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "SUBMITTED", "CLOSED", "CANCELLED"}
	some := func() []any { at := r.IntN(len(states)); return states[at : at+r.IntN(len(states)-at)] }
	org := func() string { return orgs[r.IntN(len(orgs))] }
	f := map[string]any{}
	one := []func(){
		func() { f["state"] = in([]string{"eq", "neq"}[r.IntN(2)], states[r.IntN(len(states))]) },
		func() { f["state"] = in([]string{"in", "nin"}[r.IntN(2)], some()) },
		func() { f["overdue"] = r.IntN(2) == 0 },
		func() { f["ended"] = r.IntN(2) == 0 },
		func() { f["organisation"] = in([]string{"within", "eq"}[r.IntN(2)], org()) },
		func() { f["settingOrganisation"] = in("in", []any{org(), org()}) },
		func() { f["settingOrganisation"] = in("within", org()) },
		func() {
			if depth < 3 {
				f["not"] = keptFilter(r, orgs, depth+1)
			}
		},
		func() {
			if depth < 3 {
				f[[]string{"or", "and"}[r.IntN(2)]] = []any{keptFilter(r, orgs, depth+1), keptFilter(r, orgs, depth+1)}
			}
		},
	}
	for range r.IntN(3) {
		one[r.IntN(len(one))]()
	}
	return f
}

// at tells whether an organisation of the row is one or stands below it.
func (f fact) at(path, org string) bool {
	return f.text(path+".id") == org || f.text(path+".parent.id") == org || f.text(path+".parent.parent.id") == org
}

// keptHolds compares counts, statistics and the tree with the rows that the viewer is shown, and tells how many rows.
func keptHolds(t *testing.T, c *client, r *rand.Rand, what string) int {
	t.Helper()
	tree := c.ask(`{ organisationTree { id counts { openTasks overdueTasks } } }`, nil)
	if slices.Equal(tree.codes(), []string{"FORBIDDEN"}) {
		return 0 // who holds nothing
	}
	var orgs []string
	for _, n := range tree.list("organisationTree") {
		orgs = append(orgs, fact(n.(map[string]any)).text("id"))
	}
	all := c.all("tasks", "TaskFilter", nil, keptFacts)
	seen := map[string]fact{}
	for _, f := range all {
		seen[f.text("id")] = f
	}
	for _, n := range tree.list("organisationTree") {
		node := fact(n.(map[string]any))
		if node.get("counts.openTasks") == nil {
			continue
		}
		below := slices.DeleteFunc(slices.Clone(all), func(f fact) bool { return !f.at("organisation", node.text("id")) })
		for field, measure := range map[string]string{"openTasks": "open", "overdueTasks": "overdue"} {
			if want := measures[measure](below); !same(node.get("counts."+field), want) {
				t.Errorf("%s: %s of %s is %v, the rows say %v", what, field, node.text("id"), node.get("counts."+field), want)
			}
		}
	}
	known := dimensions()
	for range 2 {
		s := &statsCase{filter: keptFilter(r, orgs, 0)}
		for _, name := range []string{"organisation", "settingOrganisation", "state"} {
			if r.IntN(2) == 0 {
				s.dims, s.fields = append(s.dims, known[name][r.IntN(len(known[name]))]), append(s.fields, enumOf(name))
			}
		}
		groups, show := make([]string, len(s.dims)), make([]string, len(s.dims))
		for i, d := range s.dims {
			groups[i], show[i] = "{ field: "+s.fields[i]+" "+d.ask+" }", d.show
		}
		a := c.must(`query($f: TaskFilter) { tasks(filter: $f, first: 1) { totalCount { count precision } few: totalCount(limit: 3) { count precision } }
			taskStats(filter: $f, groupBy: [`+strings.Join(groups, ", ")+`], first: 100) { nodes { `+strings.Join(show, " ")+` `+keptMeasures+` } totalCount { count } totals { `+keptMeasures+` } } }`, in("f", s.filter))
		want := map[string][]fact{}
		var found []fact
		for _, one := range c.all("tasks", "TaskFilter", in("f", s.filter), "id") {
			f := seen[one.text("id")]
			key := make([]any, len(s.dims))
			for i, d := range s.dims {
				key[i] = d.key(f)
			}
			want[fmt.Sprint(key)] = append(want[fmt.Sprint(key)], f)
			found = append(found, f)
		}
		asked := fmt.Sprintf("%s: %v by %v", what, s.filter, s.fields)
		if len(s.dims) == 0 && len(found) == 0 {
			want["[]"] = nil
		}
		few, precision := float64(min(len(found), 3)), map[bool]string{true: "AT_LEAST", false: "EXACT"}[len(found) > 3]
		if a.get("tasks.totalCount.count") != float64(len(found)) || a.get("tasks.few.count") != few || a.get("tasks.few.precision") != precision {
			t.Errorf("%s: counted %v, %v; listed %d", asked, a.get("tasks.totalCount"), a.get("tasks.few"), len(found))
		}
		figures := func(told fact, rows []fact, of string) {
			for name := range strings.FieldsSeq(keptMeasures) {
				if want := measures[name](rows); !same(told.get(name), want) {
					t.Errorf("%s: %s of %s is told as %v and is %v", asked, name, of, told.get(name), want)
				}
			}
		}
		figures(a.get("taskStats.totals").(map[string]any), found, "all")
		if n := a.get("taskStats.totalCount.count"); n != float64(len(want)) {
			t.Errorf("%s: %v groups are counted, %d there are", asked, n, len(want))
		}
		for _, n := range a.list("taskStats.nodes") {
			row := fact(n.(map[string]any))
			key := make([]any, len(s.dims))
			for i, d := range s.dims {
				key[i] = row.get(d.path)
			}
			figures(row, want[fmt.Sprint(key)], fmt.Sprint(key))
		}
	}
	return len(all)
}

// keptDifferences are the kept numbers that are not what the rows are.
func keptDifferences(t *testing.T, d *dbtest.DB) []string {
	t.Helper()
	report, err := db.VerifyCounters(t.Context(), d.URL(postgres.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	return report.Bad
}

// What is counted from kept numbers is what is counted from the rows that a viewer sees, whoever he is, whatever became of tasks and of what
// decides who sees them, folded or not, on whichever day: in the tree, in counts, in statistics (D-SEC-1). SEED= repeats what
// is asked, not of which records.
func TestKeptNumbersAreThoseOfTheRowsThatTheViewerSees(t *testing.T) {
	seed := seeded(t)
	r := rand.New(rand.NewPCG(seed, 3))
	store := dbtest.New(t)
	super := store.Super(t)
	var worlds []*matters
	for n := range 3 {
		m := newMatters(r, n)
		m.before = m.seats()
		for _, script := range []string{m.sql(), `BEGIN; SET LOCAL huishang.today = '` + today + `';` + m.script() + `COMMIT`} {
			if _, err := super.Exec(script); err != nil {
				t.Fatalf("SEED=%d: %v", seed, err)
			}
		}
		worlds = append(worlds, m)
	}
	for range 8 {
		keptChange(t, super, moreTasks)
	}
	w := serve(t, store, 4)
	shown, compared, changed := 0, 0, map[int]int{}
	for round := range 16 {
		for range 12 {
			n := r.IntN(len(keptChanges) + 2)
			statement := moreTasks
			if n < len(keptChanges) {
				statement = keptChanges[n]
			}
			if keptChange(t, super, statement) {
				changed[min(n, len(keptChanges))]++
			}
		}
		switch r.IntN(4) {
		case 0:
			w.days(r.IntN(9))
		case 1:
			if _, err := w.db.FoldTasks(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			m := worlds[r.IntN(len(worlds))]
			person := m.people[r.IntN(len(m.people))]
			claims := m.claims()
			if r.IntN(2) == 0 { // whoever sees by organisation
				claims = slices.DeleteFunc(claims, func(g auth.TokenGrant) bool { return g.Dept != "" || g.Role == auth.LeadershipMember })
			}
			shown += keptHolds(t, w.person(uuid.MustParse(person.id), claims...), r, fmt.Sprintf("SEED=%d round %d", seed, round))
			compared++
		}
		if bad := keptDifferences(t, store); len(bad) > 0 {
			t.Errorf("SEED=%d round %d: %d differences, as %s", seed, round, len(bad), bad[0])
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("SEED=%d: %d viewers were shown %d tasks; changes by kind %v", seed, compared, shown, changed)
	if shown < 300 || len(changed) < len(keptChanges)/2 {
		t.Error("too little to show anything")
	}
}

// keptChange makes a change by the triggers and tells whether it took.
func keptChange(t *testing.T, super *sql.DB, statement string) bool {
	t.Helper()
	tx, err := super.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec(`SELECT session_system($1)`, start); err != nil {
		t.Fatal(err)
	}
	done, err := tx.Exec(statement)
	if err != nil {
		return false
	}
	n, err := done.RowsAffected()
	return err == nil && n > 0 && tx.Commit() == nil
}

// Acts of many at once, folds under way, readers under way: within one answer kept numbers are those of its rows, at every moment;
// and afterwards, folded, weeks later.
func TestKeptNumbersHoldWhileActsAndFoldsAreUnderWay(t *testing.T) {
	seed := seeded(t)
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	departments := []string{"HN-QH/JS", "HN-QH/YW", "HN-QH/JWB"}
	var list []any
	for i := range 12 {
		list = append(list, toDo(fmt.Sprintf("措施%d", i), fmt.Sprintf("2026-%02d-%02d", 12-i%2, 20+i%8), in("department", p.office.id("department", departments[i%3]))))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", list)
	region := in("region", p.office.id("organisation", "HN-QH-2"))
	actors := []string{"DEPARTMENT_HEAD@HN-QH/JS", "DEPARTMENT_HEAD@HN-QH/YW", "DISCIPLINE_OFFICE@HN-QH", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "PARTY_SECRETARY@HN-QH"}
	readers := []string{"ANALYST@HN", "PARTY_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN", "DEPARTMENT_HEAD@HN-QH/JS"}
	const asked = `{ tasks(first: 100) { totalCount { count } nodes { state overdue } } open: tasks(filter: { ended: false }) { totalCount { count } } late: tasks(filter: { overdue: true, ended: false }) { totalCount { count } }
		organisation(code: "HN-QH") { counts { openTasks overdueTasks } } taskStats { nodes { count open overdue } } }`
	var acts, reads, folds atomic.Int32
	compare := func(c *client) {
		a := c.ask(asked, nil)
		if len(a.Errors) > 0 {
			t.Errorf("SEED=%d: %s", seed, a.Body)
			return
		}
		open, late := 0.0, 0.0
		for _, n := range a.list("tasks.nodes") {
			f := fact(n.(map[string]any))
			open, late = open+oneIf(f.open()), late+oneIf(f.open() && f.get("overdue") == true)
		}
		all := float64(len(a.list("tasks.nodes")))
		told := []any{a.get("tasks.totalCount.count"), a.get("open.totalCount.count"), a.get("late.totalCount.count"), a.get("taskStats.nodes.0.count"), a.get("taskStats.nodes.0.open"), a.get("taskStats.nodes.0.overdue")}
		if want := []any{all, open, late, all, open, late}; !slices.Equal(told, want) {
			t.Errorf("SEED=%d: told %v of %v", seed, told, want)
		}
		reads.Add(1)
	}
	for day := range 6 {
		w.days(8)
		ended := make(chan struct{})
		var acting, others sync.WaitGroup
		others.Go(func() {
			for {
				n, err := w.db.FoldTasks(context.Background())
				if err != nil {
					t.Errorf("SEED=%d: %v", seed, err)
				}
				folds.Add(int32(n))
				select {
				case <-ended:
					return
				case <-time.After(3 * time.Millisecond):
				}
			}
		})
		for _, grant := range readers[day%2:][:2] {
			c := w.as(grant)
			others.Go(func() {
				for {
					compare(c)
					select {
					case <-ended:
						return
					default:
					}
				}
			})
		}
		for n, grant := range actors {
			actor, own := w.as(grant), rand.New(rand.NewPCG(seed, uint64(day*100+n)))
			acting.Go(func() {
				for range 5 {
					if randomAct(actor, own, tasks[own.IntN(len(tasks))], region, w) != "" {
						acts.Add(1)
					}
				}
			})
		}
		acting.Wait()
		close(ended)
		others.Wait()
		if bad := keptDifferences(t, w.store); len(bad) > 0 {
			t.Fatalf("SEED=%d: %d differences, as %s", seed, len(bad), bad[0])
		}
	}
	super := w.knowing()
	if _, err := super.Exec(`UPDATE task SET due_on = $1::timestamptz::date + 10 WHERE stopped_on IS NULL`, w.clock.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.db.FoldTasks(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.days(30)
	// Of each grade, too: of a restricted matter's tasks the analyst's numbers know nothing, of a confidential one's the office's neither.
	for _, grade := range []string{"INTERNAL", "RESTRICTED", "CONFIDENTIAL"} {
		if _, err := super.Exec(`UPDATE problem SET secrecy = $1`, grade); err != nil {
			t.Fatal(err)
		}
		for _, grant := range readers {
			compare(w.as(grant))
		}
		if _, err := w.db.FoldTasks(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, grant := range readers {
			compare(w.as(grant))
		}
	}
	t.Logf("SEED=%d: %d acts, %d changes folded, %d comparisons", seed, acts.Load(), folds.Load(), reads.Load())
	if acts.Load() < 20 || folds.Load() < 20 || reads.Load() < 20 {
		t.Error("too little to show anything")
	}
}

// verify-counters names each number that is not what the rows are, and rebuild-counters mends it: a sum, a day, a change that was never
// folded, a task that was written past the triggers.
func TestACounterThatIsWrongIsNamedAndMended(t *testing.T) {
	w := newPlayedWorld(t)
	super := w.store.Super(t)
	if _, err := w.db.FoldTasks(t.Context()); err != nil {
		t.Fatal(err)
	}
	if bad := keptDifferences(t, w.store); len(bad) > 0 {
		t.Fatal(bad)
	}
	for statement, names := range map[string]string{
		`UPDATE task_sum SET n = n + 2 WHERE ctid = (SELECT ctid FROM task_sum WHERE state = 'CLOSED' ORDER BY n LIMIT 1)`:                                                                                           "CLOSED, ",
		`DELETE FROM task_due WHERE ctid = (SELECT ctid FROM task_due ORDER BY due_on, org_id, n LIMIT 1)`:                                                                                                           "due on ",
		`INSERT INTO task_delta (province_id, org_id, responsible_org_id, seen_orgs, secrecy, state, due_on, n) SELECT province_id, org_id, org_id, '{}', 'INTERNAL', 'ASSIGNED', '2026-12-24', 1 FROM task LIMIT 1`: "due on 2026-12-24",
		`ALTER TABLE task DISABLE TRIGGER keep_update; UPDATE task SET due_on = due_on + 400 WHERE id = (SELECT id FROM task WHERE stopped_on IS NULL LIMIT 1); ALTER TABLE task ENABLE TRIGGER keep_update`:         "due on ",
	} {
		if _, err := super.Exec(statement); err != nil {
			t.Fatal(err)
		}
		bad := keptDifferences(t, w.store)
		if !slices.ContainsFunc(bad, func(line string) bool {
			return strings.HasPrefix(line, "tasks of HN") && strings.Contains(line, names) && strings.Contains(line, ": kept ")
		}) {
			t.Errorf("%s is told as %v", statement, bad)
		}
		if n, err := db.RebuildCounters(t.Context(), w.store.URL(postgres.Superuser)); err != nil || n == 0 {
			t.Errorf("%d numbers made anew: %v", n, err)
		}
		if bad := keptDifferences(t, w.store); len(bad) > 0 {
			t.Errorf("after %s and making anew: %v", statement, bad)
		}
	}
}

// The policy of tasks compares nothing that the kept numbers do not know: a task's own organisations and grade are in their key, whoever
// is kept from it is counted by the rows, and so is whoever sees it by name. A new column of sight is one of these, or a sum would count what
// its viewer does not see.
func TestKeptNumbersKnowEveryColumnOfSight(t *testing.T) {
	super := dbtest.New(t).Super(t)
	known := map[string]string{"hidden_from": "counted by the rows", "reader_seats": "by name", "seen_departments": "by name", "seen_posts": "by name", "risk_domains": "by name"}
	keyed := rowsOf(t, super, `SELECT attname FROM pg_attribute WHERE attrelid = 'task_sum'::regclass AND attnum > 0 AND attname NOT IN ('n', 'state', 'late')`)
	compared := rowsOf(t, super, `
		SELECT DISTINCT a.attname FROM pg_policy p JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = p.polrelid
		JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE p.polrelid = 'task'::regclass AND p.polcmd IN ('r', '*') AND p.polname <> 'owner'`)
	if len(compared) < 6 {
		t.Fatalf("the policy of tasks compares %v", compared)
	}
	for _, column := range compared {
		if known[column] == "" && !slices.Contains(keyed, column) {
			t.Errorf("who sees a task depends on %s, which its kept numbers do not know: it goes into their key (db/functions/kept.sql) or is counted beside them (db/kept.go)", column)
		}
	}
	for _, table := range []string{"task_sum", "task_due", "task_delta"} {
		sight := rowsOf(t, super, `SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = $1::regclass AND polname = 'read'`, table)
		if whole := rowsOf(t, super, `SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = 'task_sum'::regclass AND polname = 'read'`); !slices.Equal(sight, whole) {
			t.Errorf("%s is read by %v, the sums by %v", table, sight, whole)
		}
	}
}
