WITH set_1 AS MATERIALIZED (SELECT setting_uuids('seats') AS it),
set_2 AS MATERIALIZED (SELECT setting_uuids('stood_for') AS it),
set_3 AS MATERIALIZED (SELECT setting_uuids('departments') AS it),
set_4 AS MATERIALIZED (SELECT setting_uuids('portfolio_departments') AS it),
set_5 AS MATERIALIZED (SELECT setting_uuids('head_departments') AS it),
set_6 AS MATERIALIZED (SELECT setting_uuids('orgs') AS it),
set_7 AS MATERIALIZED (SELECT setting_uuids('region_orgs') AS it),
set_8 AS MATERIALIZED (SELECT setting_uuids('portfolio_orgs') AS it),
set_9 AS MATERIALIZED (SELECT setting_uuids('head_orgs') AS it),
set_10 AS MATERIALIZED (SELECT setting_uuids('committee_own') AS it),
set_11 AS MATERIALIZED (SELECT setting_uuids('discipline_below') AS it),
set_12 AS MATERIALIZED (SELECT setting_uuids('party_secretary_orgs') AS it),
set_13 AS MATERIALIZED (SELECT setting_uuids('discipline_secretary_orgs') AS it),
set_14 AS MATERIALIZED (SELECT setting_uuids('discipline_secretary_below') AS it)
SELECT t.id AS "node.id", t.number AS "node.number", t.org_id AS "node.org_id", t.responsible_org_id AS "node.responsible_org_id", t.department_id AS "node.department_id", t.joint_departments AS "node.joint_departments", t.post_id AS "node.post_id", t.person_id AS "node.person_id", t.leader_id AS "node.leader_id", t.origin AS "node.origin", t.consultation_id AS "node.consultation_id", t.outcome_id AS "node.outcome_id", t.measure_id AS "node.measure_id", t.problem_id AS "node.problem_id", t.text AS "node.text", t.category AS "node.category", t.severity AS "node.severity", t.immediate AS "node.immediate", t.due_on AS "node.due_on", t.original_due_on AS "node.original_due_on", t.report_interval AS "node.report_interval", t.state AS "node.state", t.secrecy AS "node.secrecy", t.assigned_at AS "node.assigned_at", t.assigned_on AS "node.assigned_on", t.accept_by AS "node.accept_by", t.accepted_at AS "node.accepted_at", t.round AS "node.round", t.returns AS "node.returns", t.extensions AS "node.extensions", t.extension_open AS "node.extension_open", t.submission AS "node.submission", t.submitted_by AS "node.submitted_by", t.submitted_at AS "node.submitted_at", t.party_signed_by AS "node.party_signed_by", t.discipline_signed_by AS "node.discipline_signed_by", t.suspended_from AS "node.suspended_from", t.review_on AS "node.review_on", t.stopped_on AS "node.stopped_on", t.ended_at AS "node.ended_at", t.end_reason AS "node.end_reason", t.improvement AS "node.improvement", t.amount_recovered AS "node.amount_recovered", t.close_number AS "node.close_number", t.version AS "node.version", t.province_id AS "node.province_id", t.updated_at AS "node.updated_at", jsonb_build_array(t.due_on::text, t.id::text)::text AS "cursor_key"
FROM task AS t
WHERE t.id = ANY (ARRAY(SELECT m.id FROM (
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_1 s) || (SELECT s.it FROM set_2 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT t.due_on, t.id FROM task AS t WHERE t.post_id = s.it AND (t.province_id = $1::uuid) IS TRUE AND TRUE ORDER BY t.due_on, t.id LIMIT 21) AS w
UNION
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_3 s) || (SELECT s.it FROM set_4 s) || (SELECT s.it FROM set_5 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT t.due_on, t.id FROM task AS t WHERE t.department_id = s.it AND (t.province_id = $1::uuid) IS TRUE AND TRUE ORDER BY t.due_on, t.id LIMIT 21) AS w
UNION
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_6 s) || (SELECT s.it FROM set_7 s) || (SELECT s.it FROM set_8 s) || (SELECT s.it FROM set_9 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT t.due_on, t.id FROM task AS t WHERE t.responsible_org_id = s.it AND (t.province_id = $1::uuid) IS TRUE AND TRUE ORDER BY t.due_on, t.id LIMIT 21) AS w
UNION
SELECT w.* FROM (SELECT DISTINCT unnest(((SELECT s.it FROM set_6 s) || (SELECT s.it FROM set_10 s) || (SELECT s.it FROM set_11 s) || (SELECT s.it FROM set_12 s) || (SELECT s.it FROM set_13 s) || (SELECT s.it FROM set_14 s))::uuid[])) AS s (it) CROSS JOIN LATERAL (SELECT t.due_on, t.id FROM task AS t WHERE t.org_id = s.it AND (t.province_id = $1::uuid) IS TRUE AND TRUE ORDER BY t.due_on, t.id LIMIT 21) AS w
UNION
SELECT w.* FROM (SELECT DISTINCT unnest((SELECT named_tasks()))) AS s (it) CROSS JOIN LATERAL (SELECT t.due_on, t.id FROM task AS t WHERE t.id = s.it AND (t.province_id = $1::uuid) IS TRUE AND TRUE ORDER BY t.due_on, t.id LIMIT 21) AS w
) AS m ORDER BY m.due_on, m.id LIMIT 21))
ORDER BY t.due_on, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
