SELECT t.id AS "node.id", t.list_id AS "node.list_id", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.post_id AS "node.post_id", t.department_id AS "node.department_id", t.kind AS "node.kind", t.state AS "node.state", t.year AS "node.year", t.no AS "node.no", t.content AS "node.content", t.standard AS "node.standard", t.evidence_required AS "node.evidence_required", t.frequency AS "node.frequency", t.norm_frequency AS "node.norm_frequency", t.risk_domains AS "node.risk_domains", t.principal AS "node.principal", t.business_work AS "node.business_work", t.origin AS "node.origin", t.indicators AS "node.indicators", t.identity AS "node.identity", t.updated_at AS "node.updated_at", jsonb_build_array(t.year::text, t.no::text, t.id::text)::text AS "cursor_key"
FROM duty_item AS t
WHERE t.province_id = $3::uuid AND (((((t.principal))) AND (((t.year IS DISTINCT FROM $1::integer)))) AND ((((t.state = $2::text))) OR (NOT (COALESCE((t.principal), FALSE))) OR TRUE))
ORDER BY t.year DESC, t.no, t.id
LIMIT 21;
-- $1: 2025
-- $2: IN_FORCE
-- $3: 0d000000-0000-4000-8000-000000000001
