SELECT t.id AS "node.id", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.number AS "node.number", t.name AS "node.name", t.origin AS "node.origin", t.deactivated_at AS "node.deactivated_at", t.version AS "node.version", t.created_at AS "node.created_at", t.updated_at AS "node.updated_at", jsonb_build_array(t.number::text, t.id::text)::text AS "cursor_key"
FROM person AS t
WHERE t.province_id = $6::uuid AND (((strpos(lower(t.name), lower($1::text)) > 0)) AND ((t.number = $2::text) AND (t.number = ANY ($3::text[])) AND (t.number IS DISTINCT FROM $4::text) AND NOT COALESCE(t.number = ANY ($5::text[]), FALSE)))
ORDER BY t.number, t.id
LIMIT 21;
-- $1: 王
-- $2: HN0001
-- $3: {"HN0001"}
-- $4: HN0002
-- $5: {}
-- $6: 0d000000-0000-4000-8000-000000000001
