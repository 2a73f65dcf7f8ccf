SELECT t.id AS "node.id", t.topic_id AS "node.topic_id", t.kind AS "node.kind", t.person_id AS "node.person_id", t.text AS "node.text", t.recorded_by AS "node.recorded_by", t.recorded_at AS "node.recorded_at", t.province_id AS "node.province_id", t.secrecy AS "node.secrecy", t.consultation_id AS "node.consultation_id", t.updated_at AS "node.updated_at", jsonb_build_array(t.recorded_at::text, t.id::text)::text AS "cursor_key"
FROM statement AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.recorded_at, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
