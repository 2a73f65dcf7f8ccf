WITH set_1 AS MATERIALIZED (SELECT h.person_id, h.role FROM held_on($1::date) h)
SELECT t.id AS "node.id", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.number AS "node.number", t.name AS "node.name", t.origin AS "node.origin", t.deactivated_at AS "node.deactivated_at", t.version AS "node.version", t.created_at AS "node.created_at", t.updated_at AS "node.updated_at", jsonb_build_array(t.number::text, t.id::text)::text AS "cursor_key"
FROM person AS t
WHERE t.province_id = $5::uuid AND ((((t.id IN (SELECT h.person_id FROM set_1 h WHERE h.role = ANY ($2::text[])))) OR (NOT (COALESCE(t.id IN (SELECT h.person_id FROM set_1 h WHERE h.role = ANY ($3::text[])) AND t.id IN (SELECT h.person_id FROM set_1 h WHERE h.role = ANY ($4::text[])), FALSE)))))
ORDER BY t.number, t.id
LIMIT 21;
-- $1: 2026-03-31
-- $2: {"ANALYST"}
-- $3: {"ANALYST"}
-- $4: {"PARTY_OFFICE"}
-- $5: 0d000000-0000-4000-8000-000000000001
