package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

type m = map[string]any

var planned = time.Date(2026, 11, 18, 2, 0, 0, 0, time.UTC)

// A hundred thousand rows of each big table, spread over the organisations, one in ten of them open.
const manyRows = `
SET session_replication_role = replica;
CREATE TEMP TABLE at_org AS SELECT o.id, o.province_id, (row_number() OVER (ORDER BY o.code))::int AS k, count(*) OVER ()::int AS of FROM organisation o WHERE o.level <> 'REGION';
CREATE TEMP TABLE n AS SELECT g AS n, a.id AS org, a.province_id AS province, timestamptz '2026-11-01' - g * interval '10 minutes' AS at FROM generate_series(1, 100000) AS g JOIN at_org a ON a.k = 1 + g % a.of;
INSERT INTO problem (province_id, org_id, title, description, category, severity, about_org_id, state, resolution, closed_at, party_office_by, discipline_office_by, created_at, seen_orgs, risk_domains)
SELECT province, org, 'x' || n, 'x', 'PROCUREMENT', 'GENERAL', org, CASE WHEN n % 10 = 0 THEN 'OPEN' ELSE 'CLOSED' END, CASE WHEN n % 10 > 0 THEN 'NO_MEASURE' END, CASE WHEN n % 10 > 0 THEN at END, gen_random_uuid(), gen_random_uuid(), at, ARRAY[org], '{PARTNERS_PROCUREMENT}' FROM n;
INSERT INTO finding (province_id, org_id, source, title, content, category, severity, about_org_id, found_on, state, created_at)
SELECT province, org, 'AUDIT', 'x' || n, 'x', 'PROCUREMENT', 'GENERAL', org, at::date, 'OPEN', at FROM n;
INSERT INTO consultation (province_id, org_id, about_org_id, kind, form, title, state, ratified_at, opened_at, concluded_at, closed_at, created_at)
SELECT province, org, org, 'THEMATIC', 'WRITTEN', 'x' || n, CASE WHEN n % 10 = 0 THEN 'DRAFT' ELSE 'CLOSED' END, c, c, c, c, at FROM n CROSS JOIN LATERAL (SELECT CASE WHEN n % 10 > 0 THEN at END) AS x (c);
INSERT INTO outcome (province_id, org_id, consultation_id, topic_id, kind, text, final, created_at)
SELECT province, org, gen_random_uuid(), gen_random_uuid(), CASE WHEN n % 10 = 0 THEN 'TO_COMMITTEE' ELSE 'INFORMATION' END, 'x', true, at FROM n;
INSERT INTO measure (province_id, org_id, consultation_id, outcome_id, no, text, due_on, seen_orgs, problem_id)
SELECT province, org, gen_random_uuid(), gen_random_uuid(), 1, 'x', date '2026-01-01' + n % 700, ARRAY[org], gen_random_uuid() FROM n;
INSERT INTO task (province_id, org_id, responsible_org_id, department_id, post_id, person_id, number, year, serial, origin, measure_id, text,
    original_due_on, due_on, state, assigned_at, assigned_on, accept_by, seen_orgs, seen_departments, seen_posts, risk_domains, ended_at, stopped_on, end_reason)
SELECT d.province_id, d.province_id, d.org_id, d.id, p.id, a.person_id, d.code || n, 2026, row_number() OVER (ORDER BY d.id, n), 'OUTCOME', gen_random_uuid(), 'x',
    date '2026-01-01' + n % 700, date '2026-01-01' + n % 700, CASE WHEN n % 3 = 0 THEN 'ASSIGNED' ELSE 'CANCELLED' END, '2026-01-01', '2026-01-01', '2026-01-06',
    ARRAY[d.org_id], ARRAY[d.id], ARRAY[p.id], '{FINANCE}', CASE WHEN n % 3 > 0 THEN timestamptz '2026-02-01' END, CASE WHEN n % 3 > 0 THEN date '2026-02-01' END, CASE WHEN n % 3 > 0 THEN 'x' END
FROM department d
JOIN post p ON p.department_id = d.id AND 'DEPARTMENT_HEAD' = ANY (p.categories)
JOIN appointment a ON a.post_id = p.id
CROSS JOIN generate_series(1, 1600) n;
INSERT INTO letter (province_id, org_id, problem_id, kind, severity, title, text, recipient_org_id, rectify_by, reply_days, state, created_at)
SELECT province, org, gen_random_uuid(), 'REMINDER', 'GENERAL', 'x', 'x', org, date '2026-01-01' + n % 700, 10, 'DRAFT', at FROM n;
UPDATE letter SET updated_at = created_at; UPDATE problem SET updated_at = created_at; UPDATE finding SET updated_at = created_at; UPDATE consultation SET updated_at = created_at; UPDATE outcome SET updated_at = created_at;
UPDATE measure SET updated_at = due_on; UPDATE task SET updated_at = due_on;
DROP TABLE at_org, n;
SELECT keep_anew();
ANALYZE`

// viewerOf is somebody who holds a role at an organisation on the tests' day.
func viewerOf(t *testing.T, super *sql.DB, role auth.Role, org string) *auth.Claims {
	t.Helper()
	c := &auth.Claims{TokenID: "x", IssuedAt: planned, Grants: []auth.TokenGrant{{Role: role, Org: org}}}
	if err := super.QueryRow(`SELECT h.person_id FROM held_on('2026-11-18') h JOIN organisation o ON o.id = h.org_id WHERE h.role = $1 AND o.code = $2 LIMIT 1`, role, org).Scan(&c.Person); err != nil {
		t.Fatalf("%s@%s: %v", role, org, err)
	}
	return c
}

// The hot lists of cases walk an index over a hundred thousand rows under row security, whoever asks: the pages'
// own statements, as they are sent.
func TestPlansOfBigLists(t *testing.T) {
	t.Parallel()
	pools, super := manyTasks(t, 1600)
	var branch uuid.UUID
	if err := super.QueryRow(`SELECT id FROM organisation WHERE code = 'HN-QH'`).Scan(&branch); err != nil {
		t.Fatal(err)
	}
	open, qh := m{"eq": "OPEN"}, m{"eq": ident.Of[ident.OrganisationID](branch).String()}
	for _, claims := range []*auth.Claims{
		viewerOf(t, super, auth.DisciplineOffice, "HN-QH"), viewerOf(t, super, auth.DisciplineOffice, "HN"), viewerOf(t, super, auth.PartySecretary, "HN"),
		viewerOf(t, super, auth.DepartmentHead, "HN-QH"), viewerOf(t, super, auth.Analyst, "HN"),
	} {
		me := m{"eq": ident.Of[ident.PersonID](claims.Person).String()}
		if err := pools.Read(context.Background(), claims, "test", func(ctx context.Context, _ *db.Tx) error {
			who := fmt.Sprintf("%s@%s", claims.Grants[0].Role, claims.Grants[0].Org)
			walk(ctx, t, who, db.Problems, []list{{nil, ""}, {m{"organisation": qh}, "problem_org"}, {m{"state": open}, ""}, {m{"organisation": qh, "state": open}, "problem_org"}, {m{"aboutOrganisation": qh}, ""}}, "", "CREATED_AT")
			walk(ctx, t, who, db.Findings, []list{{nil, ""}, {m{"organisation": qh}, ""}}, "", "FOUND_ON", "CREATED_AT")
			walk(ctx, t, who, db.Outcomes, []list{{nil, ""}, {m{"organisation": qh}, ""}, {m{"awaitingResolution": true}, ""}}, "")
			walk(ctx, t, who, db.Consultations, []list{{nil, ""}, {m{"organisation": qh}, "consultation_org"}, {m{"aboutOrganisation": qh}, "consultation_about"}, {m{"state": m{"eq": "DRAFT"}}, ""}}, "", "CREATED_AT")
			walk(ctx, t, who, db.Measures, []list{{nil, ""}, {m{"organisation": qh}, ""}, {m{"dueOn": m{"lt": "2026-11-18"}}, ""}}, "", "DUE_ON")
			walk(ctx, t, who, db.Tasks, []list{{nil, ""}, {m{"organisation": qh, "ended": false}, "task_open_responsible"}, {m{"settingOrganisation": qh}, ""}, {m{"person": me, "ended": false}, "task_open_person"},
				{m{"overdue": true, "ended": false}, ""}, {m{"awaiting": "PARTY_TRACK"}, ""}}, "", "DUE_ON")
			walk(ctx, t, who, db.Letters, []list{{nil, ""}, {m{"organisation": qh}, "letter_org"}, {m{"recipientOrganisation": qh}, "letter_recipient"}, {m{"overdue": true}, ""}}, "")
			walk(ctx, t, who, db.Letters, []list{{nil, ""}, {m{"organisation": qh}, ""}, {m{"recipientOrganisation": qh}, ""}}, "RECTIFY_BY")
			// What a client that keeps a copy asks: what changed since it asked last, the earliest first.
			since := m{"updatedAt": m{"gte": clock.At(planned.AddDate(0, -1, 0))}}
			walk(ctx, t, who, db.Problems, []list{{nil, "problem_updated"}, {since, "problem_updated"}, {m{"organisation": qh}, ""}}, "UPDATED_AT")
			walk(ctx, t, who, db.Findings, []list{{nil, "finding_updated"}, {since, "finding_updated"}, {m{"organisation": qh}, ""}}, "UPDATED_AT")
			walk(ctx, t, who, db.Outcomes, []list{{nil, "outcome_updated"}, {since, "outcome_updated"}, {m{"organisation": qh}, ""}}, "UPDATED_AT")
			walk(ctx, t, who, db.Consultations, []list{{nil, "consultation_updated"}, {since, "consultation_updated"}, {m{"organisation": qh}, ""}}, "UPDATED_AT")
			walk(ctx, t, who, db.Measures, []list{{nil, "measure_updated"}, {since, "measure_updated"}, {m{"organisation": qh}, ""}}, "UPDATED_AT")
			walk(ctx, t, who, db.Letters, []list{{nil, "letter_updated"}, {since, "letter_updated"}}, "UPDATED_AT")
			walk(ctx, t, who, db.Tasks, []list{{nil, "task_updated"}, {since, "task_updated"}, {m{"organisation": qh, "ended": false}, ""}}, "UPDATED_AT")
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	t.Run("hot", func(t *testing.T) { hotLists(t, pools, super) })
	t.Run("searched", func(t *testing.T) { manySearched(t, pools, super) })
}

// list is a filtered list, and the index that it is found by, where it is to be a certain one.
type list struct {
	filter m
	index  string
}

// walk asks for each of some lists in some orders, "" the list's own, and holds its plan to an index.
func walk[T any](ctx context.Context, t *testing.T, who string, o *read.Object[T], lists []list, orders ...string) {
	t.Helper()
	whole := regexp.MustCompile(`"Seq Scan",[^{}]*"Relation Name": "` + o.Table + `"`)
	for _, l := range lists {
		for _, order := range orders {
			a := read.ListArgs{Filter: l.filter}
			if order != "" {
				a.OrderBy = []*read.Order{{Field: order, Direction: read.Ascending}}
			}
			plan, err := db.PlanOf(ctx, o, a)
			if err != nil {
				t.Fatalf("%s %v: %v", o.Name, l.filter, err)
			}
			if whole.MatchString(plan) || !strings.Contains(plan, `"Index Name": "`+l.index) {
				t.Errorf("%s: %s %v by %q reads more than it must (index %q):\n%s", who, o.Name, l.filter, order, l.index, plan)
			}
		}
	}
}
