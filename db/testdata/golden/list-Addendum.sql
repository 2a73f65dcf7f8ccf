SELECT t.id AS "node.id", t.consultation_id AS "node.consultation_id", t.topic_id AS "node.topic_id", t.text AS "node.text", t.added_by AS "node.added_by", t.added_at AS "node.added_at", t.province_id AS "node.province_id", t.secrecy AS "node.secrecy", t.updated_at AS "node.updated_at", jsonb_build_array(t.added_at::text, t.id::text)::text AS "cursor_key"
FROM addendum AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.added_at, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
