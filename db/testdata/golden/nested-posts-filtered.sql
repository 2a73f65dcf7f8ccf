WITH set_1 AS MATERIALIZED (SELECT p.id FROM post p WHERE NOT EXISTS (SELECT FROM appointment a WHERE a.post_id = p.id AND a.state = 'CONFIRMED' AND a.from_on <= $1::date AND (a.to_on IS NULL OR a.to_on >= $1::date)))
SELECT x.* FROM unnest($3::uuid[]) AS p (id) CROSS JOIN LATERAL (
SELECT t.id AS "node.id", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.department_id AS "node.department_id", t.code AS "node.code", t.name AS "node.name", t.categories AS "node.categories", t.deactivated_at AS "node.deactivated_at", t.version AS "node.version", t.created_at AS "node.created_at", t.updated_at AS "node.updated_at", jsonb_build_array(t.code::text, t.id::text)::text AS "cursor_key", t.org_id AS "parent"
FROM post AS t
WHERE t.org_id = p.id AND t.province_id = $2::uuid AND ((t.id IN (SELECT s.id FROM set_1 s)))
ORDER BY t.code DESC, t.id DESC
LIMIT 4
) AS x;
-- $1: 2026-03-31
-- $2: 0d000000-0000-4000-8000-000000000001
-- $3: {0d000000-0000-4000-8000-00000000000a,0d000000-0000-4000-8000-00000000000b}
