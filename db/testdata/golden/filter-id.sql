SELECT t.id AS "node.id", t.province_id AS "node.province_id", t.branch_id AS "node.branch_id", t.parent_id AS "node.parent_id", t.level AS "node.level", t.code AS "node.code", t.name AS "node.name", t.number_prefix AS "node.number_prefix", t.party_organisation AS "node.party_organisation", t.discipline_body AS "node.discipline_body", t.zone AS "node.zone", t.deactivated_at AS "node.deactivated_at", t.version AS "node.version", t.created_at AS "node.created_at", t.updated_at AS "node.updated_at", jsonb_build_array(t.code::text, t.id::text)::text AS "cursor_key"
FROM organisation AS t
WHERE t.province_id = $4::uuid AND (((t.id = ANY ($1::uuid[])) AND (t.id IS DISTINCT FROM $2::uuid)) AND (t.parent_id IS NOT NULL AND NOT COALESCE(t.parent_id = ANY ($3::uuid[]), FALSE)))
ORDER BY t.code, t.id
LIMIT 21;
-- $1: {"0d000000-0000-4000-8000-00000000000a","0d000000-0000-4000-8000-00000000000b"}
-- $2: 0d000000-0000-4000-8000-00000000000a
-- $3: {"0d000000-0000-4000-8000-00000000000a"}
-- $4: 0d000000-0000-4000-8000-000000000001
