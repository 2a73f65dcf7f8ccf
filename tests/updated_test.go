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

	"huishang/db"
	"huishang/internal/dbtest"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

// unmoved are the tables that move no record, each with its reason (docs/decisions/0036).
var unmoved = map[string]string{
	"audit_entry": "for those who verify", "audit_digest": "for those who verify", "idempotency": "no record shows it", "read_log": "no record shows it",
	"revocation": "of tokens: no record shows it", "schema_state": "of the program", "goose_db_version": "of the program", "job_run": "of the program", "counter": "what it counts shows in the numbers given",
	"code": "its labels are the schema's to tell", "calendar_day": "no record shows it", "history": "a line of its own: what it tells of has moved",
	"problem_relation": "a relation shows to whoever sees both problems: moved for it, one would tell of the other (D-SEC-1)",
}

// unshown columns move a row though no field shows them, each with its reason.
var unshown = map[string]string{
	"duty_item.org_id": "a filter names it", "duty_item.department_id": "a filter names it", "duty_item.post_id": "a filter names it", "duty_item.state": "a filter names it",
	"duty_item.year": "a filter names it", "duty_item.kind": "a filter names it",
}

// Each table is a node that is stamped, a part that moves the record it belongs to, both, or neither with a reason; what a
// row carries and no field shows moves nothing, for it is of rows that its reader may not see (docs/decisions/0036).
func TestEveryTableMovesItsRecord(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	s, _ := schemaOf(t)
	of := map[string]db.Declared{}
	for _, o := range db.Catalogue() {
		of[o.Table] = o
		isNode := s.Types[o.Object] != nil && slices.Contains(s.Types[o.Object].Interfaces, "Node")
		if isNode != slices.Contains(o.Columns, "updated_at") {
			t.Errorf("%s: node %v, reads updated_at %v", o.Object, isNode, !isNode)
		}
	}
	triggers := map[string][]string{}
	for _, line := range rowsOf(t, pool, `
		SELECT c.relname || ' ' || COALESCE(string_agg(g.tgname || ':' || replace(encode(g.tgargs, 'escape'), '\000', ','), ' '), '') FROM pg_class c
		LEFT JOIN pg_trigger g ON g.tgrelid = c.oid AND g.tgname ~ '^(stamp|touch)' WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1`) {
		table, rest, _ := strings.Cut(line, " ")
		triggers[table] = strings.Fields(rest)
	}
	records := map[string]string{}
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
		if len(touches) > 0 {
			records[table] = strings.Split(touches["touch_insert"], ",")[0]
		}
		if !isNode || table == "history" {
			continue
		}
		for _, column := range rowsOf(t, pool, `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`, table) {
			carried := slices.Contains(alwaysCarried, column) || strings.Contains(stamped, ","+column+",")
			shown := slices.Contains(o.Columns, column)
			if column != "updated_at" && !carried && !shown && !fixed[column] && unshown[table+"."+column] == "" {
				t.Errorf("%s.%s is shown by no field, and moves the row", table, column)
			}
		}
	}
	// A part's record is stamped itself.
	for part, record := range records {
		if !slices.ContainsFunc(triggers[record], func(f string) bool { return strings.HasPrefix(f, "stamp") }) {
			t.Errorf("%s moves %s, which is not stamped", part, record)
		}
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
			if !strings.HasSuffix(f.Type.Name(), "Connection") {
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

// derived fields are computed over other records or by the day; what they are computed from moves itself.
var derived = map[string]bool{
	"availableActions": true, "counts": true, "quorum": true, "held": true, "late": true, "overdue": true, "daysLeft": true, "missedReports": true, "reportBy": true,
	"sources": true, "related": true, "url": true, "locale": true, "mergedInto": true,
}

// part names the field by which a part that is a node itself shows the record that it moves.
var part = map[string]string{
	"PostRole": "post", "DutyItem": "list", "PlanItem": "plan", "Participant": "consultation", "Statement": "topic", "Outcome": "topic", "Measure": "outcome",
	"TaskReport": "task", "Evidence": "task", "Milestone": "task", "Extension": "task", "Objection": "task", "Suspension": "task", "Signature": "task", "Instruction": "task",
	"Paper": "topic consultation", "Addendum": "topic consultation",
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
	tables  []db.Declared
	viewers map[string]*client
}

func newWatch(t *testing.T, w *world, tables []string, viewers ...string) *watch {
	t.Helper()
	x := &watch{t: t, w: w, super: w.store.Super(t), fields: map[string]string{}, viewers: map[string]*client{}}
	s, _ := schemaOf(t)
	for _, o := range db.Catalogue() {
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
	for name := range x.viewers {
		all[name] = map[string]*sighted{}
	}
	for _, o := range x.tables {
		var ids []string
		for _, id := range rowsOf(x.t, x.super, `SELECT id::text FROM `+o.Table+` ORDER BY updated_at DESC LIMIT 300`) {
			ids = append(ids, public(o.Object, uuid.MustParse(id)))
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
			has := !was.updated.Equal(n.updated)
			if n.updated.Before(was.updated) {
				x.t.Errorf("%s: %s moved back", what, n.noun)
			}
			if has {
				moved++
			}
			if changed && !has {
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
	x := newWatch(t, w, []string{"finding", "problem", "consultation", "topic", "participant", "statement", "paper", "addendum", "outcome", "measure", "task", "task_report", "evidence", "milestone", "extension", "objection", "suspension", "signature", "instruction"},
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
