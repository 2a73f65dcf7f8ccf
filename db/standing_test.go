package db_test

import (
	"database/sql"
	"encoding/json"
	"testing"

	"huishang/internal/auth"
)

// differing are the tasks for which task_standing answers otherwise than this, which asks for each task's whole side.
const differing = `
WITH tasks AS MATERIALIZED (
    SELECT t.*, task_side(t, $1) AS side FROM task t WHERE t.id = ANY (ARRAY(SELECT x.id FROM task x ORDER BY md5(x.id::text || $2) LIMIT 60))
), line (line, role) AS (VALUES
    ('DISCIPLINE_OFFICE', 'DISCIPLINE_OFFICE'), ('DISCIPLINE_SECRETARY', 'DISCIPLINE_SECRETARY'), ('PARTY_SECRETARY', 'PARTY_SECRETARY'),
    ('PARTY', 'PARTY_OFFICE'), ('PARTY', 'PARTY_SECRETARY'), ('DISCIPLINE', 'DISCIPLINE_OFFICE'), ('DISCIPLINE', 'DISCIPLINE_SECRETARY')
), map AS MATERIALIZED (
    SELECT r.role, m.org_id, m.acting_org_id
    FROM (SELECT DISTINCT role FROM line) r CROSS JOIN (SELECT DISTINCT province_id FROM tasks) p CROSS JOIN LATERAL authority_map(r.role, p.province_id, $1) m
), free AS (
    SELECT DISTINCT t.id, x.line, x.role, v.level, m.acting_org_id
    FROM tasks t JOIN organisation o ON o.id = t.org_id
    CROSS JOIN LATERAL (VALUES (0, o.id), (1, o.parent_id), (2, CASE WHEN o.level = 'REGION' THEN o.province_id END)) AS v (level, org_id)
    CROSS JOIN line x
    JOIN map m ON m.role = x.role AND m.org_id = v.org_id
    JOIN held_on($1) h ON h.role = x.role AND h.org_id = m.acting_org_id
    WHERE NOT h.person_id = ANY (t.side) AND NOT (x.line = 'PARTY_SECRETARY' AND on_discipline_side(h.person_id, $1))
      AND (x.line <> 'PARTY' OR h.person_id IS DISTINCT FROM t.discipline_signed_by)
      AND (x.line <> 'DISCIPLINE' OR h.person_id IS DISTINCT FROM t.party_signed_by)
), lowest AS (
    SELECT f.id, f.line, min(f.level) AS level FROM free f GROUP BY f.id, f.line
), found AS (
    SELECT f.id, f.line, f.role, f.acting_org_id, f.level > 0 AS own, false AS external
    FROM free f JOIN lowest l ON l.id = f.id AND l.line = f.line AND l.level = f.level
    UNION
    SELECT t.id, x.line, e.role, e.acting_org_id, true, true
    FROM tasks t CROSS JOIN line x
    CROSS JOIN LATERAL line_authority(ARRAY[x.role], t.province_id,
        merged(VARIADIC t.side || CASE x.line WHEN 'PARTY' THEN t.discipline_signed_by WHEN 'DISCIPLINE' THEN t.party_signed_by END), $1) e
    WHERE e.external AND NOT EXISTS (SELECT FROM lowest l WHERE l.id = t.id AND l.line = x.line)
), plain AS (
    SELECT t.id, setting_uuid('person') = ANY (t.side) AS own, leader_posts(t.responsible_org_id, t.department_id, $1) AS leaders,
           stands_in(t.post_id, t.responsible_org_id, t.department_id, t.hidden_from, $1) AS stand_ins,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('line', f.line, 'role', f.role, 'org', f.acting_org_id, 'own', f.own, 'external', f.external) ORDER BY f.line, f.role, f.acting_org_id) FROM found f WHERE f.id = t.id), '[]') AS lines
    FROM tasks t
)
SELECT count(*), count(*) FILTER (WHERE p.own), count(*) FILTER (WHERE p.lines @> '[{"external": true}]'),
       COALESCE(string_agg(jsonb_build_object('plain', to_jsonb(p), 'answered', to_jsonb(s))::text, E'\n') FILTER (WHERE s.task_id IS NULL OR (p.own, p.leaders, p.stand_ins, p.lines) IS DISTINCT FROM (s.own, s.leaders, s.stand_ins, s.lines)), '')
FROM plain p LEFT JOIN task_standing(ARRAY(SELECT id FROM tasks), $1) s ON s.task_id = p.id`

// standing holds how viewers stand to many tasks at once to what each task's whole side tells (D-TASK-3, D-SEC-6, D-ORG-5).
func standing(t *testing.T, super *sql.DB, viewers []*auth.Claims, seed string) {
	t.Helper()
	var all, own, external int
	for _, c := range viewers {
		grants, err := json.Marshal(c.Grants)
		if err != nil {
			t.Fatal(err)
		}
		tx, err := super.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(`SELECT refusal FROM session_open($1, $2, 'x', $3, $3)`, c.Person, string(grants), planned); err != nil {
			t.Fatal(err)
		}
		var n, mine, above int
		var otherwise string
		if err := tx.QueryRow(differing, planned.Format("2006-01-02"), seed+c.Person.String()).Scan(&n, &mine, &above, &otherwise); err != nil {
			t.Fatal(err)
		}
		if otherwise != "" {
			t.Errorf("seed %s, %v:\n%s", seed, c.Grants, otherwise)
		}
		all, own, external = all+n, own+mine, external+above
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
	if all < 500 || own == 0 || external == 0 {
		t.Errorf("seed %s: of %d tasks %d are the viewer's own matter and %d a superior's: too few to tell", seed, all, own, external)
	}
}
