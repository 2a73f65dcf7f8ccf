SELECT t.id AS "node.id", t.consultation_id AS "node.consultation_id", t.version AS "node.version", t.person_id AS "node.person_id", t.side AS "node.side", t.required AS "node.required", t.attended AS "node.attended", t.invited_by AS "node.invited_by", t.invited_at AS "node.invited_at", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.updated_at AS "node.updated_at", jsonb_build_array(t.invited_at::text, t.id::text)::text AS "cursor_key"
FROM participant AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.invited_at, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
