SELECT t.id AS "node.id", t.gap AS "node.gap", t.year AS "node.year", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.department_id AS "node.department_id", t.post_id AS "node.post_id", t.item_id AS "node.item_id", t.list_kind AS "node.list_kind", t.risk_domain AS "node.risk_domain", t.updated_at AS "node.updated_at", jsonb_build_array(t.year::text, t.gap::text, t.id::text)::text AS "cursor_key"
FROM coverage_gap AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.year, t.gap, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
