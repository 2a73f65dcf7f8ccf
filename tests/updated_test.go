package tests

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/db/read"
	"huishang/internal/dbtest"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

const past = "a copy of the record as it stood at a day's end"

// unmoved are the tables that move no record, each with its reason (docs/decisions/0036).
var unmoved = map[string]string{
	"audit_entry": "for those who verify", "audit_digest": "for those who verify", "idempotency": "no record shows it", "read_log": "no record shows it",
	"revocation": "of tokens: no record shows it", "schema_state": "of the program", "goose_db_version": "of the program", "job_run": "of the program", "session_epoch": "of sessions: no record shows it", "reporting_login": "of logins: no record shows it", "session_kept": "of sessions: no record shows it", "search_entry": "of rows that move themselves", "reading": "of the program", "task_delta": "counts tasks", "task_due": "counts tasks", "task_fold": "counts tasks", "task_sum": "counts tasks", "counter": "what it counts shows in the numbers given",
	"code": "its labels are the schema's to tell", "calendar_day": "no record shows it", "task_past": past, "problem_past": past, "consultation_past": past, "duty_list_past": past,
	"history":          "a line of its own: what it tells of has moved",
	"problem_relation": "a relation shows to whoever sees both problems: moved for it, one would tell of the other (D-SEC-1)",
}

// unshown columns move a row though no field shows them, each with its reason.
var unshown = map[string]string{
	"topic.position": "its place in the list, given once",
	"letter.year":    "a part of its number", "letter.serial": "a part of its number",
	"task.year": "a part of its number", "task.serial": "a part of its number", "task.close_year": "a part of its number", "task.close_serial": "a part of its number",
	"task.assigned_by": "in its history", "task.accepted_by": "in its history", "consultation.submitted_by": "in its history", "consultation.opened_by": "in its history",
	"consultation.concluded_by": "in its history", "consultation.cancelled_by": "in its history", "file.attached_kind": "what it is attached to shows it", "file.attached_id": "what it is attached to shows it",
	"consultation.planned_identity": "of its plan item, which shows", "file.expired_at": "nobody sees it from then on", "file.removed_at": "nobody sees it from then on",
}

// Each table is a node that is stamped, a part that moves the record it belongs to, both, or neither with a reason; what a
// row carries and no field shows moves nothing, for it is of rows that its reader may not see (docs/decisions/0036).
func TestEveryTableMovesItsRecord(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	s, _ := schemaOf(t)
	of := map[string]read.Declared{}
	for _, o := range read.Catalogue() {
		of[o.Table] = o
		isNode := s.Types[o.Object] != nil && slices.Contains(s.Types[o.Object].Interfaces, "Node")
		if isNode != slices.Contains(o.Columns, "updated_at") {
			t.Errorf("%s: node %v, reads updated_at %v", o.Object, isNode, !isNode)
		}
	}
	triggers := map[string][]string{}
	for _, line := range rowsOf(t, pool, `
		SELECT c.relname || ' ' || COALESCE((SELECT string_agg(g.tgname || ':' || replace(encode(g.tgargs, 'escape'), '\000', ','), ' ') FROM pg_trigger g
		    WHERE g.tgrelid = c.oid AND g.tgname ~ '^(stamp|touch)'), '') FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`) {
		table, rest, _ := strings.Cut(line, " ")
		triggers[table] = strings.Fields(rest)
	}
	records, used := map[string]string{}, map[string]bool{}
	for table, found := range triggers {
		touches := map[string]string{}
		stamped := ""
		for _, f := range found {
			name, arguments, _ := strings.Cut(f, ":")
			if name == "stamp" {
				stamped = "," + arguments
			} else {
				touches[name] = arguments
			}
		}
		o, read := of[table]
		isNode := read && slices.Contains(o.Columns, "updated_at")
		switch {
		case isNode && stamped == "":
			t.Errorf("%s is a node and is not stamped", table)
		case !isNode && len(touches) == 0 && unmoved[table] == "":
			t.Errorf("%s is no node, moves no record and has no reason for it", table)
		case len(touches) != 0 && len(touches) != 3:
			t.Errorf("%s moves its record at %v only", table, slices.Sorted(maps.Keys(touches)))
		case len(touches) > 0 && unmoved[table] != "":
			t.Errorf("%s moves %v, and is said not to", table, touches)
		}
		if isNode && (part[o.Object] != "") != (len(touches) > 0) {
			t.Errorf("%s moves %v; said to be a part of what its fields %q name", table, touches, part[o.Object])
		}
		if len(touches) > 0 {
			records[table] = strings.Split(touches["touch_insert"], ",")[0]
		}
		if !isNode || table == "history" {
			continue
		}
		for _, column := range rowsOf(t, pool, `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`, table) {
			carried := slices.Contains(alwaysCarried, column) || strings.Contains(stamped, ","+column+",")
			shown := slices.Contains(o.Columns, column)
			if column == "updated_at" || carried || shown || fixed[column] {
				continue
			}
			if used[table+"."+column] = true; unshown[table+"."+column] == "" {
				t.Errorf("%s.%s is shown by no field, and moves the row", table, column)
			}
		}
	}
	for column := range unshown {
		if !used[column] {
			t.Errorf("%s is listed, and is not there, shown or moves nothing", column)
		}
	}
	for table := range unmoved {
		if triggers[table] == nil {
			t.Errorf("%s is listed, and is no table", table)
		}
	}
	// A part's record is stamped itself.
	for part, record := range records {
		if !slices.ContainsFunc(triggers[record], func(f string) bool { return strings.HasPrefix(f, "stamp") }) {
			t.Errorf("%s moves %s, which is not stamped", part, record)
		}
	}
}

// What a row carries for others to decide who sees it moves nothing; what changes is later than it was, whatever the clock says,
// and no caller chooses when.
func TestWhatIsCarriedMovesNothing(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	p.draft("THEMATIC", in("title", "甲"))
	super := w.store.Super(t)
	at := func(change string) (was, is time.Time) {
		t.Helper()
		read := func(into *time.Time) {
			if err := super.QueryRow(`SELECT max(updated_at) FROM consultation`).Scan(into); err != nil {
				t.Fatal(err)
			}
		}
		read(&was)
		if _, err := super.Exec(change); err != nil {
			t.Fatal(err)
		}
		read(&is)
		return was, is
	}
	if was, is := at(`UPDATE consultation SET compiled_seats = '{}', revision = revision + 1`); !is.Equal(was) {
		t.Errorf("seats and revision move it: %s → %s", was, is)
	}
	if _, is := at(`SET session_replication_role = replica; UPDATE consultation SET updated_at = '2060-01-01'; SET session_replication_role = origin`); is.Year() != 2060 {
		t.Fatal(is)
	}
	if was, is := at(`UPDATE consultation SET title = '改'`); !is.After(was) {
		t.Errorf("a change under a clock that was set back: %s → %s", was, is)
	}
	if _, is := at(`UPDATE consultation SET updated_at = '2070-01-01'`); is.Year() != 2060 {
		t.Errorf("a caller chose when: %s", is)
	}
}

// alwaysCarried is what stamp leaves out on every table; fixed never changes.
var (
	alwaysCarried = []string{"reader_seats", "hidden_from", "seen_orgs", "seen_departments", "seen_posts", "registered_seats", "compiled_seats", "uploaded_seats", "seats", "invited", "case_org_id", "logged"}
	fixed         = map[string]bool{"id": true, "province_id": true, "org_id": true, "created_at": true, "version": true}
)

// Every node tells when it was last changed, and every list of nodes is filtered and ordered by it.
func TestEveryNodeTellsWhenItChanged(t *testing.T) {
	s, _ := schemaOf(t)
	for _, d := range s.Types {
		if d.Kind != ast.Object {
			continue
		}
		if slices.Contains(d.Interfaces, "Node") {
			if f := d.Fields.ForName("updatedAt"); f == nil || f.Type.String() != "DateTime!" {
				t.Errorf("%s has no updatedAt: DateTime!", d.Name)
			}
		}
		for _, f := range d.Fields {
			// Groups are no nodes, and the rows below one are those that it was grouped of; what a search finds comes by rank.
			if !strings.HasSuffix(f.Type.Name(), "Connection") || f.Type.Name() == "SearchConnection" || strings.HasSuffix(f.Type.Name(), "StatsConnection") || strings.HasSuffix(d.Name, "StatsRow") {
				continue
			}
			if a := f.Arguments.ForName("filter"); a == nil && f.Type.Name() != "HistoryEventConnection" {
				t.Errorf("%s.%s takes no filter", d.Name, f.Name)
			} else if a != nil && s.Types[a.Type.Name()].Fields.ForName("updatedAt") == nil {
				t.Errorf("%s has no updatedAt", a.Type.Name())
			}
			order := s.Types[f.Arguments.ForName("orderBy").Type.Name()]
			if values := s.Types[order.Fields.ForName("field").Type.Name()].EnumValues; values.ForName("UPDATED_AT") == nil {
				t.Errorf("%s.%s is not ordered by UPDATED_AT", d.Name, f.Name)
			}
		}
	}
}

// A role of a post reads the same below its post as by itself.
func TestARoleBelowItsPostTellsWhenItChanged(t *testing.T) {
	c := newWorld(t).as("ADMINISTRATOR@HN")
	roles := c.must(`{ post(code: "HN.SJ") { roles { id role version updatedAt } } }`, nil).list("post.roles")
	if len(roles) == 0 {
		t.Fatal("no role")
	}
	for _, below := range roles {
		itself := c.must(`query($id: ID!) { node(id: $id) { ... on PostRole { id role version updatedAt } } }`, in("id", below.(map[string]any)["id"])).get("node")
		if !reflect.DeepEqual(below, itself) {
			t.Errorf("below the post %v, itself %v", below, itself)
		}
	}
}

// derived fields are computed over other records or by the day; what they are computed from moves itself.
var derived = map[string]bool{
	"availableActions": true, "counts": true, "quorum": true, "held": true, "late": true, "overdue": true, "daysLeft": true, "missedReports": true, "reportBy": true,
	"sources": true, "recurrence": true, "related": true, "url": true, "locale": true, "mergedInto": true,
}

// part names the field by which a part that is a node itself shows the record that it moves.
var part = map[string]string{
	"PostRole": "post", "DutyItem": "list", "PlanItem": "plan", "Participant": "consultation", "Statement": "topic", "Outcome": "topic", "Measure": "outcome",
	"TaskReport": "task", "Evidence": "task", "Milestone": "task", "Extension": "task", "Objection": "task", "Suspension": "task", "Signature": "task", "Instruction": "task",
	"Paper": "topic consultation", "Addendum": "topic consultation", "Topic": "consultation",
}

// sighted is what a viewer reads of a node.
type sighted struct {
	noun    string
	updated time.Time
	version any
	own     map[string]any // fields of its own, but its version
	parts   map[string]time.Time
}

// watch reads all nodes of some tables as some viewers see them.
type watch struct {
	t       *testing.T
	w       *world
	super   *sql.DB
	fields  map[string]string
	tables  []read.Declared
	viewers map[string]*client
	known   map[string]bool // ids of the nodes that were there when last looked before
	all     map[string]bool // and that are there now
}

func newWatch(t *testing.T, w *world, tables []string, viewers ...string) *watch {
	t.Helper()
	x := &watch{t: t, w: w, super: w.store.Super(t), fields: map[string]string{}, viewers: map[string]*client{}}
	s, _ := schemaOf(t)
	for _, o := range read.Catalogue() {
		if slices.Contains(tables, o.Table) && slices.Contains(o.Columns, "updated_at") {
			x.tables = append(x.tables, o)
			x.fields[o.Object] = fieldsOf(s, s.Types[o.Object])
		}
	}
	for _, v := range viewers {
		x.viewers[v] = w.as(v)
	}
	return x
}

// fieldsOf selects what a node tells of itself: its plain fields, whom and what it names, and the objects that have no id.
func fieldsOf(s *ast.Schema, d *ast.Definition) string {
	var parts []string
	for _, f := range d.Fields {
		to := s.Types[f.Type.Name()]
		if len(f.Arguments) > 0 || derived[f.Name] || strings.HasPrefix(f.Name, "__") {
			continue
		}
		switch {
		case to.Kind == ast.Scalar || to.Kind == ast.Enum:
			parts = append(parts, f.Name)
		case slices.Contains(to.Interfaces, "Node"):
			parts = append(parts, f.Name+" { id }")
		case to.Kind == ast.Object && to.Name != "AvailableAction":
			parts = append(parts, f.Name+" { "+fieldsOf(s, to)+" }")
		}
	}
	return strings.Join(parts, " ")
}

// look reads what each viewer sees now, by id.
func (x *watch) look() map[string]map[string]*sighted {
	x.t.Helper()
	all := map[string]map[string]*sighted{}
	x.known, x.all = x.all, map[string]bool{}
	for name := range x.viewers {
		all[name] = map[string]*sighted{}
	}
	for _, o := range x.tables {
		var ids []string
		for _, id := range rowsOf(x.t, x.super, `SELECT id::text FROM `+o.Table+` ORDER BY updated_at DESC LIMIT 300`) {
			ids = append(ids, public(o.Object, uuid.MustParse(id)))
			x.all[ids[len(ids)-1]] = true
		}
		for chunk := range slices.Chunk(ids, 50) {
			for name, c := range x.viewers {
				for _, n := range c.must(`query($ids: [ID!]!) { nodes(ids: $ids) { ... on `+o.Object+` { `+x.fields[o.Object]+` } } }`, in("ids", chunk)).list("nodes") {
					m, _ := n.(map[string]any)
					if m == nil {
						continue
					}
					at, err := time.Parse(time.RFC3339Nano, m["updatedAt"].(string))
					if err != nil {
						x.t.Fatal(err)
					}
					one := &sighted{noun: o.Object, updated: at, version: m["version"], own: m, parts: map[string]time.Time{}}
					delete(m, "updatedAt")
					delete(m, "version")
					all[name][m["id"].(string)] = one
				}
			}
		}
	}
	for _, nodes := range all {
		for id, n := range nodes {
			for field := range strings.FieldsSeq(part[n.noun]) {
				if to, _ := n.own[field].(map[string]any); to != nil {
					if record := nodes[to["id"].(string)]; record != nil {
						record.parts[id] = n.updated
					}
					break
				}
			}
		}
	}
	return all
}

// compare holds, after an act, that what a viewer sees changed has moved, and that what has moved shows a change to who sees
// it; it counts the records that moved.
func (x *watch) compare(what string, before, after map[string]map[string]*sighted, blank map[string]bool) (moved int) {
	x.t.Helper()
	for viewer, nodes := range after {
		for id, n := range nodes {
			was := before[viewer][id]
			if was == nil {
				continue
			}
			changed := !reflect.DeepEqual(was.own, n.own)
			appeared := func(id string) bool { // or went out of sight, which moves nothing else
				return x.known[id] && (before[viewer][id] == nil) != (nodes[id] == nil)
			}
			itself := !reflect.DeepEqual(leftOf(was.own, appeared), leftOf(n.own, appeared))
			has := !was.updated.Equal(n.updated)
			if n.updated.Before(was.updated) {
				x.t.Errorf("%s: %s moved back", what, n.noun)
			}
			if has {
				moved++
			}
			if itself && !has {
				x.t.Errorf("%s: %s of %s did not move: %s", what, n.noun, viewer, differences(was.own, n.own))
			}
			if has && !changed && maps.Equal(was.parts, n.parts) && !blank[n.noun] {
				x.t.Errorf("%s: %s moved for %s, who sees no change of it", what, n.noun, viewer)
			}
			if !has && !reflect.DeepEqual(was.version, n.version) {
				x.t.Errorf("%s: the version of %s went on, and it did not move", what, n.noun)
			}
		}
	}
	return moved
}

// leftOf leaves out whom and what a node names that is one of these.
func leftOf(own any, these func(id string) bool) any {
	switch v := own.(type) {
	case map[string]any:
		if id, _ := v["id"].(string); len(v) == 1 && these(id) {
			return nil
		}
		left := map[string]any{}
		for k, one := range v {
			left[k] = leftOf(one, these)
		}
		return left
	case []any:
		left := []any{}
		for _, one := range v {
			if one = leftOf(one, these); one != nil {
				left = append(left, one)
			}
		}
		return left
	}
	return own
}

func differences(a, b map[string]any) string {
	var parts []string
	for k := range b {
		if !reflect.DeepEqual(a[k], b[k]) {
			was, _ := json.Marshal(a[k])
			is, _ := json.Marshal(b[k])
			parts = append(parts, fmt.Sprintf("%s %s → %s", k, was, is))
		}
	}
	return strings.Join(parts, ", ")
}

// Whatever acts are done on cases, in whatever order: what changed has moved for whoever sees it, by the database's clock,
// and what moved shows a change to everybody who sees it, so that nothing hidden leaves a trace (docs/decisions/0036).
func TestActsMoveWhatTheyChangeAndNothingElse(t *testing.T) {
	seed := seeded(t)
	w := newWorld(t)
	r := rand.New(rand.NewPCG(seed, 0))
	p := playOf(w)
	x := newWatch(t, w, []string{"finding", "problem", "consultation", "topic", "participant", "statement", "paper", "addendum", "outcome", "measure", "task", "task_report", "evidence", "milestone", "extension", "objection", "suspension", "signature", "instruction", "letter"},
		"DISCIPLINE_SECRETARY@HN-QH", "PARTY_SECRETARY@HN-QH", "DEPARTMENT_HEAD@HN-QH/YW")
	actors := map[string]*client{}
	for role := range mine {
		actors[role] = w.as(role + "@HN-QH")
	}
	done := map[string]int{}
	before := x.look()
	moved := 0
	for step := range 70 {
		role := one(r, slices.Sorted(maps.Keys(mine)))
		o := p.turn(r, p.look(r))
		for range 20 {
			if slices.Contains(mine[role], o.mutation) {
				break
			}
			o = p.turn(r, p.look(r))
		}
		if actors[role].tell([]order{o})["x"] != "" {
			continue
		}
		done[o.mutation]++
		after := x.look()
		moved += x.compare(fmt.Sprintf("SEED=%d step %d %s", seed, step, o.mutation), before, after, nil)
		before = after
	}
	t.Logf("done: %v, %d moved", done, moved)
	if len(done) < 6 || moved == 0 {
		t.Errorf("SEED=%d: the play proves little: %v", seed, done)
	}
}

// A client that keeps a copy asks each list for what changed since, and is told of each change and of nothing else: tasks
// with their parts, and the organisation, whose acts move what they change as well.
func TestWhoKeepsACopyFindsEachChange(t *testing.T) {
	seed := seeded(t)
	w := newWorld(t)
	r := rand.New(rand.NewPCG(seed, 1))
	p := newProcess(w, "HN-QH")
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("甲", "2027-04-01", in("department", p.office.id("department", "HN-QH/YW"))), toDo("乙", "2027-05-01", in("department", p.office.id("department", "HN-QH/JS")))})
	lists := map[string]string{"Task": "tasks", "Person": "people", "Post": "posts", "Department": "departments", "Problem": "problems", "Consultation": "consultations", "Appointment": "appointments", "Outcome": "outcomes", "Measure": "measures"}
	x := newWatch(t, w, []string{"task", "task_report", "evidence", "milestone", "extension", "objection", "suspension", "signature", "instruction", "problem", "consultation", "outcome", "measure",
		"person", "post", "post_role", "department", "appointment", "substitution", "organisation"}, "DISCIPLINE_SECRETARY@HN-QH", "ADMINISTRATOR@HN")
	first := x.look()
	const keeps = "DISCIPLINE_SECRETARY@HN-QH"
	var since time.Time
	for _, n := range first[keeps] {
		if n.updated.After(since) {
			since = n.updated
		}
	}
	admin := x.viewers["ADMINISTRATOR@HN"]
	// Contacts are for administrators only, and yet they move their person: that something was changed, not what.
	blank := map[string]bool{"Person": true}
	before, done := first, map[string]int{}
	after := func(what string) {
		t.Helper()
		done[what]++
		now := x.look()
		x.compare(fmt.Sprintf("SEED=%d %s", seed, what), before, now, blank)
		before = now
	}
	on := func(noun, id string, pairs ...any) map[string]any {
		return in(append([]any{noun, id, "version", admin.must(`query($id: ID!) { r: `+noun+`(id: $id) { version } }`, in("id", id)).get("r.version")}, pairs...)...)
	}
	for what, o := range map[string]struct {
		record string
		input  func() map[string]any
	}{
		"personUpdate": {"person", func() map[string]any { return on("person", admin.id("person", "HN0107"), "phone", "13800000009") }},
		"postUpdate":   {"post", func() map[string]any { return on("post", admin.id("post", "HN-QH/YW.ZR"), "name", "主任") }},
		"departmentUpdate": {"department", func() map[string]any {
			return on("department", admin.id("department", "HN-QH/YW"), "name", "业务科")
		}},
	} {
		admin.act(what, o.record, o.input()).told(t, what)
		after(what)
	}
	region := in("region", p.office.id("organisation", "HN-QH-2"))
	for range 60 {
		actor := w.as(one(r, []string{"DEPARTMENT_HEAD@HN-QH/JS", "DEPARTMENT_HEAD@HN-QH/YW", "DISCIPLINE_OFFICE@HN-QH", "PARTY_OFFICE@HN-QH"}))
		if what := randomAct(actor, r, one(r, tasks), region, w); what != "" {
			after(what)
		}
	}
	t.Log(done)
	changed := map[string]bool{}
	for id, n := range before[keeps] {
		if was := first[keeps][id]; lists[n.noun] != "" && (was == nil || !was.updated.Equal(n.updated)) {
			changed[id] = true
		}
	}
	found := map[string]bool{}
	for _, list := range lists {
		a := x.viewers[keeps].must(`query($t: DateTimeOrDay!) { r: `+list+`(filter: { updatedAt: { gt: $t } }, orderBy: [{ field: UPDATED_AT }], first: 100) { nodes { id updatedAt } } }`, in("t", since.Format(time.RFC3339Nano)))
		last := ""
		for _, n := range a.list("r.nodes") {
			m := n.(map[string]any)
			found[m["id"].(string)] = true
			if at := m["updatedAt"].(string); last != "" && mustTime(t, at).Before(mustTime(t, last)) {
				t.Errorf("%s: %s after %s", list, at, last)
			} else {
				last = at
			}
		}
	}
	if !maps.Equal(changed, found) || len(changed) < 5 {
		t.Errorf("SEED=%d: %d records changed, %d were found", seed, len(changed), len(found))
	}
}

func mustTime(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// A change is stamped when it is made and shows when it is committed: who asks for what changed since the last answer less a
// minute, which no request outlasts, finds it. Of two that waited for each other the later is stamped later.
func TestWhatIsCommittedLateIsFoundByTheOverlap(t *testing.T) {
	w := newWorld(t)
	super := w.store.Super(t)
	if _, err := super.Exec(`SET session_replication_role = replica; UPDATE person SET updated_at = updated_at - interval '1 day'; SET session_replication_role = origin`); err != nil {
		t.Fatal(err)
	}
	slow, err := super.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := slow.Exec(`UPDATE person SET name = '迟' WHERE number = 'HN0107'`); err != nil {
		t.Fatal(err)
	}
	if _, err := super.Exec(`UPDATE person SET name = '早' WHERE number = 'HN0108'`); err != nil {
		t.Fatal(err)
	}
	c := w.as("DISCIPLINE_SECRETARY@HN-QH")
	ask := func(since time.Time) (numbers []string, last time.Time) {
		for _, n := range c.must(`query($t: DateTimeOrDay!) { people(filter: { updatedAt: { gte: $t } }, orderBy: [{ field: UPDATED_AT }], first: 100) { nodes { number updatedAt } } }`, in("t", since.Format(time.RFC3339Nano))).list("people.nodes") {
			m := n.(map[string]any)
			numbers, last = append(numbers, m["number"].(string)), mustTime(t, m["updatedAt"].(string))
		}
		return numbers, last
	}
	numbers, last := ask(time.Now().Add(-time.Minute))
	if slices.Contains(numbers, "HN0107") || !slices.Contains(numbers, "HN0108") {
		t.Fatalf("before the commit: %v", numbers)
	}
	waits := make(chan error, 1)
	go func() {
		_, err := super.Exec(`UPDATE person SET origin = 'SAMPLE', name = '后' WHERE number = 'HN0107'`)
		waits <- err
	}()
	var stamped time.Time
	if err := slow.QueryRow(`SELECT updated_at FROM person WHERE number = 'HN0107'`).Scan(&stamped); err != nil {
		t.Fatal(err)
	}
	if err := slow.Commit(); err != nil {
		t.Fatal(err)
	}
	if !stamped.Before(last) {
		t.Fatalf("the slow change is stamped %s, the quick one %s", stamped, last)
	}
	if numbers, _ := ask(last.Add(-time.Minute)); !slices.Contains(numbers, "HN0107") {
		t.Errorf("committed late and not found: %v", numbers)
	}
	if err := <-waits; err != nil {
		t.Fatal(err)
	}
	var later time.Time
	if err := super.QueryRow(`SELECT updated_at FROM person WHERE number = 'HN0107'`).Scan(&later); err != nil || !later.After(stamped) {
		t.Errorf("the one that waited is stamped %s, the first %s: %v", later, stamped, err)
	}
}
