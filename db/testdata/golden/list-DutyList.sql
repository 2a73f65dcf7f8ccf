SELECT t.id AS "node.id", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.post_id AS "node.post_id", t.department_id AS "node.department_id", t.kind AS "node.kind", t.year AS "node.year", t.title AS "node.title", t.state AS "node.state", t.edition AS "node.edition", t.revises_id AS "node.revises_id", t.origin AS "node.origin", t.drafted_by AS "node.drafted_by", t.in_force_at AS "node.in_force_at", t.in_force_by AS "node.in_force_by", t.external_document AS "node.external_document", t.superseded_at AS "node.superseded_at", t.withdrawn_at AS "node.withdrawn_at", t.version AS "node.version", t.created_at AS "node.created_at", t.updated_at AS "node.updated_at", jsonb_build_array(t.year::text, t.kind::text, t.id::text)::text AS "cursor_key"
FROM duty_list AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.year DESC, t.kind, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
