SELECT t.id AS "node.id", t.org_id AS "node.org_id", (CASE WHEN t.source = 'COMPLAINT' AND NOT EXISTS (SELECT FROM complaint c WHERE c.id = t.id) THEN 'WITHHELD' ELSE t.source END) AS "node.source", t.reference AS "node.reference", t.title AS "node.title", t.content AS "node.content", t.category AS "node.category", t.severity AS "node.severity", t.about_org_id AS "node.about_org_id", t.about_department_id AS "node.about_department_id", t.found_on AS "node.found_on", t.state AS "node.state", t.problem_id AS "node.problem_id", t.transferred_on AS "node.transferred_on", t.transferred_to AS "node.transferred_to", t.concerns AS "node.concerns", t.secrecy AS "node.secrecy", t.readers AS "node.readers", t.registered_by AS "node.registered_by", t.created_at AS "node.created_at", t.version AS "node.version", t.province_id AS "node.province_id", t.hidden_from AS "node.hidden_from", t.updated_at AS "node.updated_at", jsonb_build_array(t.found_on::text, t.id::text)::text AS "cursor_key"
FROM finding AS t
WHERE t.province_id = $2::uuid AND ((NOT EXISTS (SELECT FROM problem AS e WHERE e.id = t.problem_id) AND NOT (COALESCE((t.problem_id = ANY ($1::uuid[])), FALSE) AND EXISTS (SELECT FROM problem AS e WHERE e.id = t.problem_id))))
ORDER BY t.found_on DESC, t.id DESC
LIMIT 21;
-- $1: {"0d000000-0000-4000-8000-00000000000a"}
-- $2: 0d000000-0000-4000-8000-000000000001
