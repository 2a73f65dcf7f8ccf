SELECT t.id AS "node.id", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.post_id AS "node.post_id", t.person_id AS "node.person_id", t.kind AS "node.kind", t.from_on AS "node.from_on", t.to_on AS "node.to_on", t.basis AS "node.basis", t.principal AS "node.principal", t.hands_over AS "node.hands_over", t.state AS "node.state", t.proposed_by AS "node.proposed_by", t.confirmed_by AS "node.confirmed_by", t.version AS "node.version", t.created_at AS "node.created_at", t.updated_at AS "node.updated_at", jsonb_build_array(t.from_on::text, t.id::text)::text AS "cursor_key"
FROM appointment AS t
WHERE t.province_id = $2::uuid AND (((t.from_on <= $1::date AND (t.to_on IS NULL OR t.to_on >= $1::date))))
ORDER BY t.from_on DESC, t.id DESC
LIMIT 21;
-- $1: 2026-04-30
-- $2: 0d000000-0000-4000-8000-000000000001
