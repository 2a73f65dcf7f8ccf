WITH set_1 AS MATERIALIZED (SELECT o.id FROM organisation o WHERE $2::uuid IN (o.id, o.branch_id, o.province_id))
SELECT t.id AS "node.id", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.code AS "node.code", t.name AS "node.name", t.kind AS "node.kind", t.risk_domains AS "node.risk_domains", t.business_lines AS "node.business_lines", t.legal_entity AS "node.legal_entity", t.origin AS "node.origin", t.deactivated_at AS "node.deactivated_at", t.version AS "node.version", t.created_at AS "node.created_at", t.updated_at AS "node.updated_at", jsonb_build_array(t.code::text, t.id::text)::text AS "cursor_key"
FROM department AS t
WHERE t.province_id = $3::uuid AND ((((t.org_id = ANY ($1::uuid[])) AND t.org_id IN (SELECT o.id FROM set_1 o))))
ORDER BY t.code, t.id
LIMIT 21;
-- $1: {"0d000000-0000-4000-8000-00000000000b"}
-- $2: 0d000000-0000-4000-8000-00000000000a
-- $3: 0d000000-0000-4000-8000-000000000001
