SELECT t.id AS "node.id", t.number AS "node.number", t.org_id AS "node.org_id", t.responsible_org_id AS "node.responsible_org_id", t.department_id AS "node.department_id", t.joint_departments AS "node.joint_departments", t.post_id AS "node.post_id", t.person_id AS "node.person_id", t.leader_id AS "node.leader_id", t.origin AS "node.origin", t.consultation_id AS "node.consultation_id", t.outcome_id AS "node.outcome_id", t.measure_id AS "node.measure_id", t.problem_id AS "node.problem_id", t.text AS "node.text", t.category AS "node.category", t.severity AS "node.severity", t.immediate AS "node.immediate", t.due_on AS "node.due_on", t.original_due_on AS "node.original_due_on", t.report_interval AS "node.report_interval", t.state AS "node.state", t.secrecy AS "node.secrecy", t.assigned_at AS "node.assigned_at", t.version AS "node.version", t.province_id AS "node.province_id", jsonb_build_array(t.due_on::text, t.id::text)::text AS "cursor_key"
FROM task AS t
WHERE t.province_id = $2::uuid AND (COALESCE((t.due_on < $1::date), FALSE)) AND (t.due_on, t.id) > ($3::date, $4::uuid)
ORDER BY t.due_on, t.id
LIMIT 21;
-- $1: 2026-03-31
-- $2: 0d000000-0000-4000-8000-000000000001
-- $3: 2026-03-01
-- $4: 0d000000-0000-4000-8000-0000000000ff
