package tests

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/dbtest"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
)

// unsecured tables stand outside row security, each with its reason.
var unsecured = map[string]string{"goose_db_version": "what was migrated: the logins have no right on it"}

func rowsOf(t *testing.T, pool *sql.DB, query string, args ...any) (all []string) {
	t.Helper()
	if err := sqlx.NewDb(pool, "postgres").Select(&all, query, args...); err != nil {
		t.Fatal(err)
	}
	return all
}

// Every table has forced row security and a policy, every view the reader's own rights; nothing is granted to
// everybody; the logins own nothing, create nothing and pass no policy by (security.md "Rows").
func TestCatalogue(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	for _, name := range rowsOf(t, pool, `
		SELECT c.relname FROM pg_class c
		WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
		  AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`) {
		if unsecured[name] == "" {
			t.Errorf("table %s has no forced row security with a policy", name)
		}
	}
	for what, query := range map[string]string{
		"views with their owner's rights": `SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace AND NOT COALESCE('security_invoker=true' = ANY (reloptions), false)`,
		"granted to everybody":            `SELECT c.relname || ' ' || a.privilege_type FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 0`,
		"functions for everybody":         `SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'huishang_owner'::regrole AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0))`,
		"owned by a login":                `SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE c.relnamespace = 'public'::regnamespace AND r.rolcanlogin AND NOT r.rolsuper`,
		"logins that pass policies by":    `SELECT rolname FROM pg_roles WHERE rolname LIKE 'huishang%' AND (rolbypassrls OR rolsuper OR rolcreaterole OR rolcreatedb)`,
		"logins that create":              `SELECT rolname FROM pg_roles WHERE rolname LIKE 'huishang\_%' AND rolcanlogin AND (has_schema_privilege(oid, 'public', 'CREATE') OR has_database_privilege(oid, current_database(), 'CREATE'))`,
		"an owner that logs in":           `SELECT rolname FROM pg_roles WHERE rolname IN ('huishang_owner', 'huishang_reader') AND rolcanlogin`,
		"definers that trust the path":    `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef AND proconfig::text NOT LIKE '%search_path=public, pg_temp%'`,
		"records without audit":           `SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN ('audit_entry', 'audit_digest', 'idempotency', 'job_run', 'read_log', 'reading', 'schema_state', 'search_entry', 'session_epoch', 'session_kept', 'task_delta', 'task_due', 'task_fold', 'task_sum', 'goose_db_version') AND c.relname NOT LIKE '%\_past' AND (SELECT count(*) FROM pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname LIKE 'audit\_%') <> 3`,
	} {
		if found := rowsOf(t, pool, query); len(found) > 0 {
			t.Errorf("%s: %v", what, found)
		}
	}
}

// A CHECK's values are the schema's enum: neither knows a value that the other does not.
func TestChecksAreTheSchemas(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	s, _ := schemaOf(t)
	quoted := regexp.MustCompile(`'([A-Z_]+)'::text`)
	for column, enum := range map[string]string{
		"organisation.level": "OrganisationLevel", "organisation.party_organisation": "PartyOrganisation", "organisation.discipline_body": "DisciplineBody",
		"department.kind": "DepartmentKind", "department.origin": "Origin", "post_role.role": "Role", "post_role.state": "ProposalState",
		"appointment.kind": "AppointmentKind", "duty_list.kind": "DutyListKind", "duty_list.state": "DutyListState", "duty_item.frequency": "Frequency",
	} {
		table, name, _ := strings.Cut(column, ".")
		check := rowsOf(t, pool, `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1`, table+"_"+name+"_check")
		if len(check) != 1 {
			t.Errorf("%s has %d checks of its values", column, len(check))
			continue
		}
		var inTable, inSchema []string
		for _, m := range quoted.FindAllStringSubmatch(check[0], -1) {
			inTable = append(inTable, m[1])
		}
		for _, v := range s.Types[enum].EnumValues {
			inSchema = append(inSchema, v.Name)
		}
		slices.Sort(inTable)
		slices.Sort(inSchema)
		if !slices.Equal(inTable, inSchema) {
			t.Errorf("%s: the table has %v, %s has %v", column, inTable, enum, inSchema)
		}
	}
}

// The hot lists walk an index over 100,000 rows under row security: no plan reads the whole table.
func TestPlans(t *testing.T) {
	store := sampled(t).Clone(t)
	super := store.Super(t)
	super.SetMaxOpenConns(1)
	if _, err := super.Exec(`
		SET session_replication_role = replica;
		INSERT INTO person (province_id, org_id, number, name, created_at)
		SELECT o.province_id, o.id, 'X' || o.code || n, 'x', '2026-01-01' FROM organisation o CROSS JOIN generate_series(1, 1600) n;
		INSERT INTO post (province_id, org_id, code, name, categories, created_at)
		SELECT o.province_id, o.id, o.code || '.X' || n, 'x', '{STAFF}', '2026-01-01' FROM organisation o CROSS JOIN generate_series(1, 1600) n;
		ANALYZE person, post; -- else the join below is planned for a handful of them
		INSERT INTO appointment (province_id, org_id, post_id, person_id, kind, from_on, principal, state, created_at)
		SELECT p.province_id, p.org_id, p.id, u.id, 'SUBSTANTIVE', '2026-01-01', false, 'CONFIRMED', '2026-01-01'
		FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM post WHERE name = 'x') p
		JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM person WHERE name = 'x') u USING (n);
		INSERT INTO history (province_id, noun, record_id, at, act, audience, org_id)
		SELECT province_id, 'Person', id, '2026-01-01', 'PERSON_UPDATE', 'REFERENCE', org_id FROM person;
		INSERT INTO duty_list (province_id, org_id, post_id, kind, year, title, state, in_force_at, edition, created_at)
		SELECT province_id, org_id, id, 'DUAL_DUTY', 2025, 'x', 'IN_FORCE', '2026-01-01', 1, '2026-01-01' FROM post WHERE name = 'x';
		ANALYZE`); err != nil {
		t.Fatal(err)
	}
	w := serve(t, store, 4)
	var person, post, org uuid.UUID
	if err := super.QueryRow(`SELECT a.person_id, a.post_id, a.org_id FROM appointment a JOIN organisation o ON o.id = a.org_id WHERE o.code = 'HN-QH-1' AND a.from_on = '2026-01-01' LIMIT 1`).Scan(&person, &post, &org); err != nil {
		t.Fatal(err)
	}
	holder := w.uuid("person", "HN0113")
	claims := &auth.Claims{Person: uuid.MustParse(holder), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{{Role: auth.RegionManager, Org: "HN-QH-1"}}}
	err := w.db.Read(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
		province := tx.Viewer.ProvinceID.UUID()
		for what, query := range map[string]string{
			"people by number":         fmt.Sprintf(`SELECT id FROM person t WHERE t.province_id = '%s' ORDER BY t.number, t.id LIMIT 21`, province),
			"posts by code":            fmt.Sprintf(`SELECT id FROM post t WHERE t.province_id = '%s' ORDER BY t.code, t.id LIMIT 21`, province),
			"posts of an organisation": fmt.Sprintf(`SELECT id FROM post t WHERE t.org_id = '%s' AND t.province_id = '%s' ORDER BY t.code, t.id LIMIT 11`, org, province),
			"appointments of a person": fmt.Sprintf(`SELECT id FROM appointment t WHERE t.person_id = '%s' AND t.province_id = '%s' ORDER BY t.from_on DESC, t.id DESC LIMIT 11`, person, province),
			"history of a record":      fmt.Sprintf(`SELECT id FROM history t WHERE t.record_id = '%s' AND t.province_id = '%s' ORDER BY t.at DESC, t.id DESC LIMIT 11`, person, province),
			"lists of a post":          fmt.Sprintf(`SELECT id FROM duty_list t WHERE t.post_id = '%s' AND t.province_id = '%s' ORDER BY t.year DESC, t.kind, t.id LIMIT 11`, post, province),
			"lists of the province":    fmt.Sprintf(`SELECT id FROM duty_list t WHERE t.province_id = '%s' ORDER BY t.year DESC, t.id DESC LIMIT 21`, province),
		} {
			var plan string
			if err := tx.Get(ctx, &plan, `EXPLAIN (FORMAT JSON) `+query); err != nil {
				return fmt.Errorf("%s: %w", what, err)
			}
			if !json.Valid([]byte(plan)) || strings.Contains(plan, `"Seq Scan"`) || !strings.Contains(plan, "Index") {
				t.Errorf("%s reads the whole table:\n%s", what, plan)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Triggers of one event fire in the order of their names, and much rests on it: what fills a row before what freezes it,
// the audit before what a change hands on (db/functions/case_rows.sql). WRITE=1 writes the list anew.
func TestTheOrderOfTriggers(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	got := strings.Join(rowsOf(t, pool, `
		SELECT format('%s %s %s %s: %s', c.relname, CASE WHEN g.tgtype & 2 = 2 THEN 'before' ELSE 'after' END, e.event,
			CASE WHEN g.tgtype & 1 = 1 THEN 'each row' ELSE 'the statement' END, string_agg(g.tgname, ', ' ORDER BY g.tgname COLLATE "C"))
		FROM pg_trigger g
		JOIN pg_class c ON c.oid = g.tgrelid
		JOIN (VALUES (4, 'insert'), (8, 'delete'), (16, 'update')) AS e (bit, event) ON g.tgtype & e.bit = e.bit
		WHERE c.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal
		GROUP BY c.relname, g.tgtype & 2, e.event, g.tgtype & 1
		ORDER BY c.relname COLLATE "C", e.event, g.tgtype & 2 DESC, g.tgtype & 1 DESC`), "\n") + "\n"
	const file = "testdata/triggers.txt"
	if os.Getenv("WRITE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the triggers fire in another order than %s says: look at what rests on it, then WRITE=1 go test ./tests -run OrderOfTriggers", file)
	}
}

// Each read of a row that has a grade of secrecy is logged where it is CONFIDENTIAL (D-GEN-2, D-SEC-7): every object on a
// table with a grade does it. Complaints and contacts are logged whatever their grade; a file says itself whether it is.
func TestReadsOfGradedRowsAreLogged(t *testing.T) {
	pool := dbtest.New(t).Super(t)
	graded := rowsOf(t, pool, `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'secrecy' ORDER BY 1`)
	// A past row is read as its record, by the record's grade of today; figures name no record.
	readOf := map[string]bool{"file": true, "task_past": true, "problem_past": true, "task_delta": true, "task_due": true, "task_sum": true}
	for _, o := range read.Catalogue() {
		readOf[o.Table] = true
		if always := o.Table == "complaint" || o.Table == "person_contact"; (always || slices.Contains(graded, o.Table)) && o.Table != "file" && !o.Logs {
			t.Errorf("%s reads %s, which has a grade, without the read log", o.Object, o.Table)
		}
	}
	for _, table := range graded {
		if !readOf[table] {
			t.Errorf("no object reads %s: say how its reads are logged", table)
		}
	}
	if len(graded) < 20 {
		t.Errorf("only %d tables have a grade: %v", len(graded), graded)
	}
}

// The SQL logins have time-outs of their own, write no large objects, and learn nothing from the owner's functions while no
// identity is set (security.md "Rows").
func TestLoginsByHand(t *testing.T) {
	store := sampled(t).Clone(t)
	super := store.Super(t)
	for _, login := range db.Logins {
		for _, setting := range []string{"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"} {
			if len(rowsOf(t, super, `SELECT 1 FROM pg_roles r CROSS JOIN unnest(r.rolconfig) AS c WHERE r.rolname = $1 AND c LIKE $2 || '=%'`, login, setting)) != 1 {
				t.Errorf("%s has no %s of its own", login, setting)
			}
		}
		pool, err := sql.Open("postgres", store.URL(login))
		if err != nil {
			t.Fatal(err)
		}
		defer pool.Close()
		for _, statement := range []string{`SELECT lo_create(0)`, `SELECT lo_from_bytea(0, 'x')`, `SELECT lo_unlink(1)`} {
			if _, err := pool.Exec(statement); err == nil || !strings.Contains(err.Error(), "permission denied") {
				t.Errorf("%s: %s: %v", login, statement, err)
			}
		}
		for query, nothing := range map[string]string{
			`SELECT kept_from(c.id)::text FROM (SELECT $1::uuid) AS c (id)`:                    "{}",
			`SELECT count(*)::text FROM topic_states($1)`:                                      "0",
			`SELECT next_position($1)::text`:                                                   "1",
			`SELECT plan_item_held($1)::text`:                                                  "false",
			`SELECT COALESCE(earlier_problem('FUNDS', $1, NULL, now())::text, '')`:             "",
			`SELECT cardinality(invited_consultations())::text FROM (SELECT $1::uuid) AS none`: "0",
		} {
			if got := rowsOf(t, pool, query, uuid.NewString()); len(got) != 1 || got[0] != nothing {
				t.Errorf("%s without an identity: %s: %v", login, query, got)
			}
		}
	}
}
