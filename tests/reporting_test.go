package tests

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"
	"huishang/internal/reporting"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/vektah/gqlparser/v2/ast"
)

// Logins for reporting read by SQL what their people see through the API, and nothing else (docs/decisions/0053).

// reported is a login for reporting of one person.
type reported struct {
	t              testing.TB
	store          *dbtest.DB
	login, address string
	pool           *sql.DB
}

var reportedLogins atomic.Int64

// reporting makes a login with some of a person's grants, nil for all, in a database whose reporting is judged by the tests' day.
func reporter(t testing.TB, store *dbtest.DB, province, number string, grants []auth.TokenGrant) *reported {
	t.Helper()
	super := store.URL(postgres.Superuser)
	if _, err := store.Super(t).Exec(`CREATE OR REPLACE FUNCTION reporting_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT timestamptz '` + start.Format(time.RFC3339) + `' $$`); err != nil {
		t.Fatal(err)
	}
	r := &reported{t: t, store: store}
	login, password, err := db.AddReportingLogin(context.Background(), super, db.NewReportingLogin{
		Login: fmt.Sprintf("reads_%d_%d", os.Getpid(), reportedLogins.Add(1)), Province: province, Number: number, Grants: grants,
	})
	if err != nil {
		t.Fatal(err)
	}
	// What was issued after the tests' day would count from the tests' future on.
	if _, err := store.Super(t).Exec(`UPDATE reporting_login SET issued_at = $1`, start); err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(super)
	if err != nil {
		t.Fatal(err)
	}
	address.User = url.UserPassword(login, password)
	r.login, r.address = login, address.String()
	t.Cleanup(func() {
		if r.pool != nil {
			_ = r.pool.Close()
		}
		if err := db.RemoveReportingLogin(context.Background(), super, login); err != nil && !strings.Contains(err.Error(), "there is no login") {
			t.Error(err)
		}
	})
	if r.pool, err = sql.Open("postgres", r.address); err != nil {
		t.Fatal(err)
	}
	r.pool.SetMaxOpenConns(1)
	return r
}

// is makes the login another person's.
func (r *reported) is(super *sql.DB, person string, grants []auth.TokenGrant) {
	r.t.Helper()
	list, err := json.Marshal(grants)
	if err != nil {
		r.t.Fatal(err)
	}
	if _, err := super.Exec(`UPDATE reporting_login l SET person_id = p.id, province_id = p.province_id, grants = $3 FROM person p WHERE p.id = $2 AND l.login = $1`, r.login, person, string(list)); err != nil {
		r.t.Fatal(err)
	}
}

func (r *reported) ids(query string, args ...any) (ids []string) {
	r.t.Helper()
	if err := sqlx.NewDb(r.pool, "postgres").Select(&ids, query, args...); err != nil {
		r.t.Fatalf("%s: %v", query, err)
	}
	return ids
}

// viewsOf are the views by the table whose rows they show.
func viewsOf(t *testing.T) map[string]string {
	t.Helper()
	s, _ := schemaOf(t)
	views, err := reporting.Views(s)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]string{}
	for _, v := range views {
		by[v.Table] = v.Name
	}
	return by
}

// TestReportingAgainstModel: for every viewer of random provinces with random matters a login reads, view by view, exactly the rows of
// the model, which are the API's, but for CONFIDENTIAL ones; and the login is one connection that was many people's.
func TestReportingAgainstModel(t *testing.T) {
	seed := seeded(t)
	r := rand.New(rand.NewPCG(seed, 3))
	store := dbtest.New(t)
	super := store.Super(t)
	views := viewsOf(t)
	var login *reported
	cases, shown, withheld := 0, 0, 0
	for n := 0; cases < 4_000 && !t.Failed(); n++ {
		m := newMatters(r, n)
		m.before = m.seats()
		for _, script := range []string{m.sql(), `BEGIN; SET LOCAL huishang.today = '` + today + `';` + m.script() + `COMMIT`, `BEGIN; SET LOCAL huishang.now = '` + today + `T04:00:00Z';` + m.moves() + `COMMIT`} {
			if _, err := super.Exec(script); err != nil {
				t.Fatalf("SEED=%d: %v", seed, err)
			}
		}
		m.handed(t, super)
		if login == nil {
			login = reporter(t, store, m.orgs[0].code, "P0", nil)
		}
		confidential := map[string]bool{}
		for _, table := range rowsOf(t, super, `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'secrecy'`) {
			if views[table] != "" {
				for _, id := range rowsOf(t, super, `SELECT id::text FROM `+table+` WHERE secrecy = 'CONFIDENTIAL'`) {
					confidential[id] = true
				}
			}
		}
		for i := range 2 * len(m.people) {
			person, claimed := m.people[i%len(m.people)], m.claims()
			v := &mViewer{m, person, m.grants(person, claimed), m.seats()[person]}
			login.is(super, person.id, claimed)
			want := v.shown()
			want["problem_relation"] = want["relation"]
			for table, ids := range m.model(v.grants) {
				want[table] = ids
			}
			for table, ids := range want {
				if views[table] == "" {
					continue
				}
				got := login.ids(`SELECT id::text FROM ` + views[table] + ` ORDER BY 1`)
				open := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return confidential[id] })
				slices.Sort(open)
				cases, shown, withheld = cases+1, shown+len(got), withheld+len(ids)-len(open)
				if !slices.Equal(got, open) {
					t.Errorf("SEED=%d province %d, %s, person %s, grants %v: read %v, model %v", seed, n, table, person.id, grantsText(v.grants), without(got, open), without(open, got))
				}
			}
		}
	}
	if withheld == 0 || shown == 0 {
		t.Errorf("%d rows shown, %d withheld", shown, withheld)
	}
	t.Logf("%d cases, %d rows shown, %d CONFIDENTIAL ones withheld", cases, shown, withheld)
}

// reportedRoles are viewers of the sample, of every role that sees something of its own.
var reportedRoles = []string{
	"ANALYST@HN", "PARTY_SECRETARY@HN", "DISCIPLINE_OFFICE@HN", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "REGION_MANAGER@HN-QH-1",
	"DEPARTMENT_HEAD@HN/YW", "LEADERSHIP_MEMBER@HN", "ADMINISTRATOR@HN", "PARTY_COMMITTEE_MEMBER@HN",
}

// Through both doors the same rows and values: each column of each view is what the API answers for the field that it is of, for every
// row that a login reads; and of the lists at the root a login reads all rows but the CONFIDENTIAL ones.
func TestReportingReadsWhatTheAPIAnswers(t *testing.T) {
	w := newPlayedWorld(t)
	s, _ := schemaOf(t)
	views, err := reporting.Views(s)
	if err != nil {
		t.Fatal(err)
	}
	roots := map[string]string{}
	for _, f := range s.Query.Fields {
		if of, ok := strings.CutSuffix(f.Type.Name(), "Connection"); ok {
			roots[of] = f.Name
		}
	}
	super := w.store.Super(t)
	compared, lists := map[string]int{}, 0
	for _, role := range reportedRoles {
		grant, number := w.whoHolds(role)
		c := w.person(uuid.MustParse(w.uuid("person", number)), grant)
		login := reporter(t, w.store, "HN", number, []auth.TokenGrant{grant})
		for _, v := range views {
			ids := login.ids(`SELECT id::text FROM ` + v.Name + ` ORDER BY 1`)
			if s.Types[v.Type].Fields.ForName("id") == nil {
				continue // read through its record: the model's test compares its rows
			}
			if root := roots[v.Type]; root != "" && v.Type != "CoverageGap" {
				lists++
				var all []string
				for after := ""; ; {
					a := c.must(`query($after: String) { `+root+`(first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`, map[string]any{"after": orNull(after)})
					for _, n := range a.list(root + ".nodes") {
						all = append(all, w.uuidOf(n.(map[string]any)["id"].(string)).String())
					}
					if after = a.text(root + ".pageInfo.endCursor"); a.get(root+".pageInfo.hasNextPage") != true {
						break
					}
				}
				if slices.Contains(columnsIn(t, super, v.Table), "secrecy") {
					closed := rowsOf(t, super, `SELECT id::text FROM `+v.Table+` WHERE secrecy = 'CONFIDENTIAL'`)
					all = slices.DeleteFunc(all, func(id string) bool { return slices.Contains(closed, id) })
				}
				slices.Sort(all)
				if !slices.Equal(all, ids) {
					t.Errorf("%s, %s: read %v, answered %v", role, v.Name, without(ids, all), without(all, ids))
				}
			}
			compared[v.Name] += w.compare(c, login, s, v, ids[:min(len(ids), 40)])
		}
		_ = login.pool.Close()
	}
	for _, v := range views {
		if compared[v.Name] == 0 && s.Types[v.Type].Fields.ForName("id") != nil {
			t.Logf("no row of %s was read", v.Name)
		}
	}
	if lists < 50 || len(compared) < 20 {
		t.Errorf("%d lists, %d views", lists, len(compared))
	}
	t.Logf("%d lists; rows compared: %v", lists, compared)
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func columnsIn(t *testing.T, pool *sql.DB, table string) []string {
	return rowsOf(t, pool, `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`, table)
}

// whoHolds is who holds a role today, as a token claims it.
func (w *world) whoHolds(role string) (auth.TokenGrant, string) {
	w.t.Helper()
	name, place, _ := strings.Cut(role, "@")
	g := auth.TokenGrant{Role: auth.Role(name), Org: place}
	if org, _, ok := strings.Cut(place, "/"); ok {
		g.Org, g.Dept = org, place
	}
	h, err := w.db.FindHolder(context.Background(), g, "")
	if err != nil {
		w.t.Fatalf("%s: %v", role, err)
	}
	return g, h.Number
}

// compare asks the API for rows by their ids and compares each column with its field.
func (w *world) compare(c *client, login *reported, s *ast.Schema, v reporting.View, ids []string) int {
	w.t.Helper()
	if len(ids) == 0 {
		return 0
	}
	var fields strings.Builder
	for _, col := range v.Columns {
		if f := s.Types[v.Type].Fields.ForName(col.Field); f != nil {
			switch of := s.Types[f.Type.Name()]; {
			case of.Name == "Code":
				fields.WriteString(f.Name + " { code } ")
			case of.Name == "Indicator":
			case of.Kind == ast.Object:
				fields.WriteString(f.Name + " { id } ")
			default:
				fields.WriteString(f.Name + " ")
			}
		}
	}
	nodes := make([]string, len(ids))
	for i, id := range ids {
		nodes[i] = nodeID(w.t, v, id)
	}
	a := c.must(`query($ids: [ID!]!) { nodes(ids: $ids) { ... on `+v.Type+` { `+fields.String()+` } } }`, map[string]any{"ids": nodes})
	for i, id := range ids {
		var raw string
		if err := login.pool.QueryRow(`SELECT to_jsonb(v) FROM `+v.Name+` v WHERE id = $1`, id).Scan(&raw); err != nil {
			w.t.Fatal(err)
		}
		var row map[string]any
		if err := json.Unmarshal([]byte(raw), &row); err != nil {
			w.t.Fatal(err)
		}
		node, _ := a.list("nodes")[i].(map[string]any)
		if node == nil {
			w.t.Errorf("%s %s is read, and not answered", v.Name, id)
			continue
		}
		for _, col := range v.Columns {
			f := s.Types[v.Type].Fields.ForName(col.Field)
			if f == nil || f.Type.Name() == "Indicator" {
				continue
			}
			if got, want := plainOf(w, row[col.Name], f), plainOf(w, node[f.Name], f); !reflect.DeepEqual(got, want) && !w.closed(f, got, want) {
				w.t.Errorf("%s.%s of %s: read %v, answered %v", v.Name, col.Name, id, got, want)
			}
		}
	}
	return len(ids)
}

// closed tells whether a key leads to a CONFIDENTIAL row, of which no view tells.
func (w *world) closed(f *ast.FieldDefinition, got, want any) bool {
	key, is := want.(string)
	if got != nil || !is {
		return false
	}
	o := slices.IndexFunc(read.Catalogue(), func(d read.Declared) bool { return d.Object == f.Type.Name() })
	if o < 0 || !read.Catalogue()[o].Logs {
		return false
	}
	return len(rowsOf(w.t.(*testing.T), w.store.Super(w.t), `SELECT 'x' FROM `+read.Catalogue()[o].Table+` WHERE id = $1 AND secrecy = 'CONFIDENTIAL'`, key)) == 1
}

// nodeID is a row's id as the API writes it.
func nodeID(t testing.TB, v reporting.View, id string) string {
	t.Helper()
	field := reflect.New(read.KindOf(v.Noun).Struct()).Elem().Field(0).Addr().Interface()
	field.(interface{ Set(uuid.UUID) }).Set(uuid.MustParse(id))
	return fmt.Sprint(field)
}

// plainOf is a value of either side in one form.
func plainOf(w *world, value any, f *ast.FieldDefinition) any {
	switch x := value.(type) {
	case []any:
		all := make([]any, len(x))
		for i := range x {
			all[i] = plainOf(w, x[i], f)
		}
		if f.Type.Name() == "Code" { // which the API gives in the order of their table
			slices.SortFunc(all, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		}
		return all
	case map[string]any:
		if code, ok := x["code"]; ok {
			return code
		}
		return w.uuidOf(x["id"].(string)).String()
	case string:
		switch f.Type.Name() {
		case "ID":
			if _, err := uuid.Parse(x); err != nil {
				return w.uuidOf(x).String()
			}
		case "DateTime":
			at, err := time.Parse(time.RFC3339Nano, x)
			if err != nil {
				w.t.Fatal(err)
			}
			return at.UTC()
		case "Amount":
			n, err := strconv.ParseFloat(x, 64)
			if err != nil {
				w.t.Fatal(err)
			}
			return n
		}
	}
	return value
}

var hanAndLatin = regexp.MustCompile(`[A-Za-z]{2}.*\p{Han}|\p{Han}.*[A-Za-z]{2}`)

// Every view and column has a comment in both languages; each column is called as the field that it is of, in snake case, or stands on a
// short list; each object of the catalogue has a view or a reason, as each reason has an object.
func TestReportingViewsAreDescribed(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	n := 0
	for _, line := range rowsOf(t, pool, `
		SELECT c.relname || COALESCE('.' || a.attname, '') || E'\t' || COALESCE(d.description, '')
		FROM pg_class c
		LEFT JOIN LATERAL (SELECT attname, attnum FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 UNION ALL SELECT NULL, 0) a ON true
		LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
		WHERE c.relnamespace = 'reporting'::regnamespace`) {
		name, comment, _ := strings.Cut(line, "\t")
		if n++; !hanAndLatin.MatchString(comment) {
			t.Errorf("%s is described as %q", name, comment)
		}
	}
	if n < 400 {
		t.Errorf("only %d views and columns", n)
	}
	for what, query := range map[string]string{
		"views with their owner's rights": `SELECT relname FROM pg_class WHERE relnamespace = 'reporting'::regnamespace AND NOT COALESCE('security_invoker=true' = ANY (reloptions), false)`,
		"functions beside those of the identity": `SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'huishang_owner'::regrole
			AND has_function_privilege('huishang_reporting', p.oid, 'EXECUTE') AND p.proname NOT IN ('reporting_uuid', 'reporting_uuids', 'reporting_texts', 'reporting_consultations', 'reporting_today')`,
		"rights beside reading":        `SELECT c.relname || ' ' || a.privilege_type FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a WHERE a.grantee = 'huishang_reporting'::regrole AND (a.privilege_type <> 'SELECT' OR c.relnamespace <> 'reporting'::regnamespace AND c.relname <> 'code')`,
		"roles that it is a member of": `SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'huishang_reporting'::regrole`,
		"schemas that it may name":     `SELECT nspname FROM pg_namespace WHERE has_schema_privilege('huishang_reporting', oid, 'USAGE') AND nspname NOT IN ('reporting', 'pg_catalog', 'information_schema')`,
		"schemas that it may write to": `SELECT nspname FROM pg_namespace WHERE has_schema_privilege('huishang_reporting', oid, 'CREATE')`,
	} {
		if found := rowsOf(t, pool, query); len(found) > 0 {
			t.Errorf("%s: %v", what, found)
		}
	}
	objects := map[string]bool{}
	for _, o := range read.Catalogue() {
		objects[o.Object] = true
		if has, reason := slices.Contains(reporting.Nouns, o.Object), reporting.Without[o.Object] != ""; has == reason {
			t.Errorf("%s: has a view %v, has a reason for none %v", o.Object, has, reason)
		}
	}
	for noun := range reporting.Without {
		if !objects[noun] {
			t.Errorf("%s is no object", noun)
		}
	}
}

// attempts are what a login for reporting must not do, each with what it is told.
var attempts = map[string]string{
	`SELECT id FROM public.task`:                                            "permission denied for schema public",
	`TABLE public.reporting_login`:                                          "permission denied for schema public",
	`SELECT public.setting_uuid('person')`:                                  "permission denied for schema public",
	`SELECT public.session_open(gen_random_uuid(), '[]', '', now(), now())`: "permission denied for schema public",
	`SELECT public.reporting_setting('orgs')`:                               "permission denied for schema public",
	`DO $$ BEGIN PERFORM public.session_system(now()); END $$`:              "permission denied for schema public",
	`SELECT table_to_xml('public.task', true, false, '')`:                   "permission denied for schema public",
	`SELECT schema_to_xml('public', true, false, '')`:                       "permission denied",
	`SET ROLE huishang_owner`:                                               "permission denied to set role",
	`SET ROLE huishang_api`:                                                 "permission denied to set role",
	`SET ROLE huishang_reader`:                                              "permission denied to set role",
	`SET SESSION AUTHORIZATION huishang_api`:                                "permission denied to set session authorization",
	`GRANT huishang_reader TO CURRENT_USER`:                                 "must have admin option|permission denied to grant role",
	`ALTER ROLE CURRENT_USER BYPASSRLS`:                                     "must be superuser|permission denied to alter role",
	`ALTER ROLE CURRENT_USER CONNECTION LIMIT 1000`:                         "permission denied",
	`ALTER ROLE CURRENT_USER CREATEROLE`:                                    "permission denied",
	`CREATE TEMP TABLE mine (id uuid)`:                                      "permission denied to create temporary tables",
	`CREATE TABLE reporting.mine (id uuid)`:                                 "permission denied for schema reporting",
	`CREATE FUNCTION reporting.tells(text) RETURNS boolean LANGUAGE plpgsql COST 0.01 AS 'BEGIN RAISE NOTICE ''%'', $1; RETURN true; END'`: "permission denied for schema reporting",
	`CREATE FUNCTION pg_temp.tells(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'`:                                                    "permission denied to create temporary tables",
	`CREATE SCHEMA mine`: "permission denied for database",
	`CREATE OPERATOR reporting.=== (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)`: "permission denied for schema reporting",
	`CREATE EXTENSION dblink`:                                                "permission denied to create extension|not available",
	`CREATE FOREIGN DATA WRAPPER mine`:                                       "permission denied to create foreign-data wrapper",
	`CREATE PUBLICATION mine`:                                                "permission denied",
	`COPY (SELECT 1) TO PROGRAM 'true'`:                                      "permission denied to COPY to or from an external program|must be superuser",
	`COPY (SELECT 1) TO '/tmp/reporting'`:                                    "permission denied to COPY to a file|must be superuser",
	`COPY reporting.task TO STDOUT`:                                          "cannot copy from view",
	`SELECT pg_read_file('PG_VERSION')`:                                      "permission denied for function",
	`SELECT pg_ls_dir('.')`:                                                  "permission denied for function",
	`SELECT lo_create(0)`:                                                    "permission denied for function",
	`SELECT lo_from_bytea(0, 'x')`:                                           "permission denied for function",
	`SELECT lo_import('/etc/passwd')`:                                        "permission denied for function",
	`SELECT pg_advisory_lock(7264117)`:                                       "permission denied for function",
	`SELECT pg_try_advisory_xact_lock(hashtextextended('job files', 0))`:     "permission denied for function",
	`SELECT pg_advisory_lock_shared(1, 2)`:                                   "permission denied for function",
	`SELECT pg_logical_emit_message(false, 'x', 'x')`:                        "permission denied for function",
	`INSERT INTO reporting.task (id) VALUES (gen_random_uuid())`:             "permission denied|cannot insert",
	`UPDATE reporting.problem SET id = id`:                                   "permission denied",
	`DELETE FROM reporting.organisation`:                                     "permission denied",
	`SELECT id FROM reporting.task FOR UPDATE`:                               "permission denied",
	`DO $$ BEGIN LOCK TABLE reporting.task IN ACCESS EXCLUSIVE MODE; END $$`: "permission denied",
	`SET row_security = off; SELECT id FROM reporting.task`:                  "row-level security",
	`SET session_replication_role = replica`:                                 "permission denied to set parameter",
	`SET temp_file_limit = -1`:                                               "permission denied to set parameter",
	`SET log_statement = 'all'`:                                              "permission denied to set parameter",
	`SELECT pg_reload_conf()`:                                                "permission denied for function",
	`SELECT pg_switch_wal()`:                                                 "permission denied for function",
	`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'huishang_read' LIMIT 1`: "must be a member|permission denied|role whose process",
	`SELECT * FROM pg_authid`:          "permission denied",
	`SELECT * FROM pg_statistic`:       "permission denied",
	`SELECT * FROM pg_stat_statements`: "does not exist",
	`ANALYZE public.task`:              "permission denied",
}

// What a login for reporting tries by hand is refused; what it sets changes nothing
// that it reads; and what PostgreSQL tells everybody tells it of no row.
func TestReportingAttempts(t *testing.T) {
	w := newPlayedWorld(t)
	grant, number := w.whoHolds("ANALYST@HN")
	login := reporter(t, w.store, "HN", number, []auth.TokenGrant{grant})
	for statement, told := range attempts {
		_, err := login.pool.Exec(statement)
		if err == nil || !regexp.MustCompile(told).MatchString(err.Error()) {
			t.Errorf("%s: %v, want %q", statement, err, told)
		}
		if _, err := login.pool.Exec(`RESET row_security`); err != nil {
			t.Fatal(err)
		}
	}
	super := w.store.Super(t)
	before := login.ids(`SELECT id::text FROM task UNION ALL SELECT id::text FROM problem UNION ALL SELECT id::text FROM finding UNION ALL SELECT id::text FROM consultation ORDER BY 1`)
	if len(before) == 0 {
		t.Fatal("the login reads nothing")
	}
	secretary := w.uuid("person", "HN0001")
	all := rowsOf(t, super, `SELECT array_agg(id)::text FROM organisation`)[0]
	for _, set := range []string{
		`SET huishang.person = '` + secretary + `'; SET huishang.orgs = '` + all + `'; SET huishang.committee_orgs = '` + all + `'; SET huishang.discipline_below = '` + all + `'`,
		`SET huishang.system = 'on'`, `SET ROLE huishang_reporting`, `SET search_path = public, reporting`,
	} {
		if _, err := login.pool.Exec(set); err != nil {
			t.Errorf("%s: %v", set, err)
		}
		if after := login.ids(`SELECT id::text FROM reporting.task UNION ALL SELECT id::text FROM reporting.problem UNION ALL SELECT id::text FROM reporting.finding UNION ALL SELECT id::text FROM reporting.consultation ORDER BY 1`); !slices.Equal(before, after) {
			t.Errorf("after %s: %d rows in place of %d", set, len(after), len(before))
		}
	}
	for what, query := range map[string]string{
		"statistics of columns":       `SELECT tablename || '.' || attname FROM pg_stats WHERE schemaname IN ('public', 'reporting')`,
		"what others ask":             `SELECT query FROM pg_stat_activity WHERE usename LIKE 'huishang%' AND query NOT IN ('<insufficient privilege>', '')`,
		"what others' rows look like": `SELECT id::text FROM reporting.finding WHERE title IS NOT NULL AND 1 / (CASE WHEN title <> '' THEN 0 ELSE 1 END) = 1`,
	} {
		if found := login.ids(query); len(found) > 0 {
			t.Errorf("%s: %v", what, found)
		}
	}
}

// EXPLAIN tells of no value: what a column is compared with changes no estimate, though the table's statistics hold it.
func TestReportingEstimatesTellNothing(t *testing.T) {
	w := newPlayedWorld(t)
	super := w.store.Super(t)
	if _, err := super.Exec(`ANALYZE`); err != nil {
		t.Fatal(err)
	}
	s, _ := schemaOf(t)
	views, err := reporting.Views(s)
	if err != nil {
		t.Fatal(err)
	}
	grant, number := w.whoHolds("ANALYST@HN")
	login := reporter(t, w.store, "HN", number, []auth.TokenGrant{grant})
	rows := regexp.MustCompile(`rows=\d+`)
	estimate := func(view, column, operator, value string) string {
		lines := login.ids(fmt.Sprintf(`EXPLAIN SELECT 1 FROM %s WHERE %s %s %s`, view, column, operator, value))
		return fmt.Sprint(rows.FindAllString(strings.Join(lines, "\n"), -1))
	}
	tried := 0
	for _, v := range views {
		for _, col := range v.Columns {
			var kind string
			if err := super.QueryRow(`SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = ('reporting.' || $1)::regclass AND attname = $2`, v.Name, col.Name).Scan(&kind); err != nil {
				t.Fatal(err)
			}
			values := map[string][]string{
				"text": {"''", "'m'", "'省'", "'\U0001f600'"}, "date": {"'1990-01-01'", "'2026-06-01'", "'2099-01-01'"}, "integer": {"-1", "1", "1000000"},
				"timestamp with time zone": {"'1990-01-01'", "'2026-06-01'", "'2099-01-01'"}, "numeric(14,2)": {"-1", "100000", "1e11"}, "numeric": {"-1", "100000", "1e11"},
			}[kind]
			for _, operator := range []string{"<", "=", ">"} {
				var first string
				for i, value := range values {
					tried++
					if got := estimate(v.Name, col.Name, operator, value); i == 0 {
						first = got
					} else if got != first {
						t.Errorf("%s.%s %s %s: %s, other values %s", v.Name, col.Name, operator, value, got, first)
					}
				}
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d estimates", tried)
	}
}

// A login reads no more from the statement on that begins after its person's grants ended, whichever way they end, also within a
// transaction; removed, its session ends.
func TestReportingEndsWithTheGrants(t *testing.T) {
	for what, end := range map[string]string{
		"the appointment ends":     `UPDATE appointment SET to_on = '2026-11-17', version = version + 1 WHERE person_id = $1 AND to_on IS NULL`,
		"the person is let go":     `UPDATE person SET deactivated_at = '2026-11-18' WHERE id = $1`,
		"what was issued is ended": `INSERT INTO revocation (province_id, org_id, person_id, not_before, reason) SELECT province_id, org_id, id, '2026-12-01', 'x' FROM person WHERE id = $1`,
		"the role is taken away":   `UPDATE post_role SET state = 'WITHDRAWN', version = version + 1 WHERE role = 'ANALYST' AND post_id IN (SELECT post_id FROM appointment WHERE person_id = $1)`,
	} {
		t.Run(what, func(t *testing.T) {
			w := newPlayedWorld(t)
			grant, number := w.whoHolds("ANALYST@HN")
			all, some := reporter(t, w.store, "HN", number, nil), reporter(t, w.store, "HN", number, []auth.TokenGrant{grant})
			before := map[*sql.Tx]int{}
			count := func(tx *sql.Tx) (n int) {
				if err := tx.QueryRow(`SELECT (SELECT count(*) FROM task) + (SELECT count(*) FROM problem)`).Scan(&n); err != nil {
					t.Fatal(err)
				}
				return n
			}
			for _, login := range []*reported{some, all} { // of two who hold the same only the first one keeps it
				tx, err := login.pool.Begin()
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = tx.Rollback() }()
				before[tx] = count(tx)
			}
			if _, err := w.store.Super(t).Exec(end, w.uuid("person", number)); err != nil {
				t.Fatal(err)
			}
			for tx, read := range before {
				if after := count(tx); read == 0 || after > 0 {
					t.Errorf("%d rows read before, %d after", read, after)
				}
			}
		})
	}
	t.Run("the login is removed", func(t *testing.T) {
		w := newPlayedWorld(t)
		_, number := w.whoHolds("ANALYST@HN")
		login := reporter(t, w.store, "HN", number, nil)
		if before := login.ids(`SELECT id::text FROM task`); len(before) == 0 {
			t.Fatal("nothing is read")
		}
		if err := db.RemoveReportingLogin(t.Context(), w.store.URL(postgres.Superuser), login.login); err != nil {
			t.Fatal(err)
		}
		if _, err := login.pool.Exec(`SELECT 1`); err == nil {
			t.Error("the session goes on, or a new one began")
		}
		if left := rowsOf(t, w.store.Super(t), `SELECT rolname FROM pg_roles WHERE rolname = $1 UNION ALL SELECT login FROM reporting_login`, login.login); len(left) > 0 {
			t.Errorf("left: %v", left)
		}
	})
}

// The login that migrates need be no superuser to make, renew and remove logins, and the watch ends their sessions all the same.
func TestReportingLoginsWithoutASuperuser(t *testing.T) {
	w := newPlayedWorld(t)
	super := w.store.Super(t)
	name := fmt.Sprintf("migrates_%d", os.Getpid())
	// As whom CREATE ROLE made the program's roles.
	if _, err := super.Exec(`CREATE ROLE ` + name + ` LOGIN CREATEROLE CREATEDB PASSWORD 'x'; GRANT huishang_owner TO ` + name + `; GRANT huishang_reporting TO ` + name + ` WITH ADMIN OPTION`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := super.Exec(`DROP ROLE ` + name); err != nil {
			t.Error(err)
		}
	})
	at, err := url.Parse(w.store.URL(postgres.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	at.User = url.UserPassword(name, "x")
	_, number := w.whoHolds("ANALYST@HN")
	asked := db.NewReportingLogin{Login: fmt.Sprintf("made_%d", os.Getpid()), Province: "HN", Number: number}
	var password string
	for range 2 {
		if _, password, err = db.AddReportingLogin(t.Context(), at.String(), asked); err != nil {
			t.Fatal(err)
		}
	}
	at.User = url.UserPassword(asked.Login, password)
	pool, err := sql.Open("postgres", at.String())
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var n int
	if err := pool.QueryRow(`SELECT count(*) FROM task`).Scan(&n); err != nil || n == 0 {
		t.Errorf("%d tasks, %v", n, err)
	}
	if a, err := w.db.WatchReporting(t.Context(), time.Hour, time.Hour); err != nil || a.Idle != 1 {
		t.Errorf("%+v, %v", a, err)
	}
	at.User = url.UserPassword(name, "x")
	if err := db.RemoveReportingLogin(t.Context(), at.String(), asked.Login); err != nil {
		t.Fatal(err)
	}
	if err := pool.QueryRow(`SELECT 1`).Scan(&n); err == nil {
		t.Error("the session goes on")
	}
}

// Whatever a login sets itself, a statement is cancelled and a transaction ended that take longer than they may; the watch tells what
// there is, and keeps what logins read with that are there.
func TestReportingIsWatched(t *testing.T) {
	w := newPlayedWorld(t)
	_, number := w.whoHolds("ANALYST@HN")
	login := reporter(t, w.store, "HN", number, nil)
	login.pool.SetMaxOpenConns(3)
	begin := func(statement string) (*sql.Conn, chan error) {
		conn, err := login.pool.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.ExecContext(t.Context(), `SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET idle_session_timeout = 0`); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { _, err := conn.ExecContext(t.Context(), statement); done <- err }()
		return conn, done
	}
	_, slow := begin(`SELECT pg_sleep(60)`)
	idle, idled := begin(`BEGIN`)
	if err := <-idled; err != nil {
		t.Fatal(err)
	}
	for a, tries := (db.ReportingActivity{}), 0; a.Active != 1 || a.InTransaction != 1; tries++ {
		var err error
		if a, err = w.db.WatchReporting(t.Context(), time.Hour, time.Hour); err != nil || tries > 100 {
			t.Fatalf("%+v, %v", a, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if kept := rowsOf(t, w.store.Super(t), `SELECT k.person_id::text FROM session_kept k JOIN reporting_login l USING (person_id)`); len(kept) == 0 {
		t.Error("what the login reads with is not kept")
	}
	time.Sleep(100 * time.Millisecond)
	a, err := w.db.WatchReporting(t.Context(), 50*time.Millisecond, time.Hour)
	if err != nil || a.Cancelled != 1 || a.Ended != 0 || a.Oldest < 0.05 {
		t.Errorf("%+v, %v", a, err)
	}
	if err := <-slow; err == nil || !strings.Contains(err.Error(), "canceling statement") {
		t.Errorf("the statement: %v", err)
	}
	if a, err = w.db.WatchReporting(t.Context(), time.Hour, 50*time.Millisecond); err != nil || a.Ended != 1 {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := idle.ExecContext(t.Context(), `SELECT 1`); err == nil {
		t.Error("the transaction goes on")
	}
}

// psql, as it comes, signs in with the address that the command prints, finds the views without naming their schema, and shows their
// comments; a fifth session is refused.
func TestReportingByPsql(t *testing.T) {
	w := newPlayedWorld(t)
	_, number := w.whoHolds("ANALYST@HN")
	login := reporter(t, w.store, "HN", number, nil)
	psql := func(command string) string {
		out, err := exec.Command(program(t, w.store.Super(t), "psql"), "--no-psqlrc", "--tuples-only", "--no-align", "--command", command, login.address).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
		return string(out)
	}
	if got, want := strings.Fields(psql(`SELECT number FROM task ORDER BY 1`)), login.ids(`SELECT number FROM task ORDER BY 1`); len(got) == 0 || !slices.Equal(got, want) {
		t.Errorf("%d numbers, want %d", len(got), len(want))
	}
	if got := psql(`\d+ task`); !strings.Contains(got, "due_on|date") {
		t.Errorf("\\d+ task: %s", got)
	}
	if got := psql(`SELECT col_description('task'::regclass, attnum) FROM pg_attribute WHERE attrelid = 'task'::regclass AND attname = 'due_on'`); !strings.Contains(got, "期限") {
		t.Errorf("the comment of due_on: %s", got)
	}
	if got := psql(`SELECT count(*) > 0 FROM task t JOIN organisation o ON o.id = t.organisation_id JOIN label l ON l.enum = 'TaskState' AND l.value = t.state WHERE t.overdue OR NOT t.overdue`); strings.TrimSpace(got) != "t" {
		t.Errorf("joined: %s", got)
	}
	login.pool.SetMaxOpenConns(10)
	var conns []*sql.Conn
	defer func() {
		for _, c := range conns {
			_ = c.Close()
		}
	}()
	for {
		c, err := login.pool.Conn(t.Context())
		if err != nil {
			if !strings.Contains(err.Error(), "too many connections for role") || len(conns) > 4 {
				t.Errorf("after %d sessions: %v", len(conns), err)
			}
			break
		}
		if conns = append(conns, c); len(conns) > 4 {
			t.Fatal("five sessions at once")
		}
	}
}
