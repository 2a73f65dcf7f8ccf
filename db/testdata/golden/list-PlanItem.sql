SELECT t.id AS "node.id", t.plan_id AS "node.plan_id", t.org_id AS "node.org_id", t.no AS "node.no", t.kind AS "node.kind", t.subject AS "node.subject", t.due_on AS "node.due_on", t.state AS "node.state", t.province_id AS "node.province_id", t.identity AS "node.identity", t.updated_at AS "node.updated_at", jsonb_build_array(t.due_on::text, t.id::text)::text AS "cursor_key"
FROM plan_item AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.due_on, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
