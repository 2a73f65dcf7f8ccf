SELECT t.id AS "node.id", t.outcome_id AS "node.outcome_id", t.no AS "node.no", t.text AS "node.text", t.due_on AS "node.due_on", t.immediate AS "node.immediate", t.problem_id AS "node.problem_id", t.org_id AS "node.org_id", t.province_id AS "node.province_id", t.secrecy AS "node.secrecy", t.consultation_id AS "node.consultation_id", t.updated_at AS "node.updated_at", jsonb_build_array(t.no::text, t.id::text)::text AS "cursor_key"
FROM measure AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.no, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
