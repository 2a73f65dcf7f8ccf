SELECT t.id AS "node.id", t.org_id AS "node.org_id", t.year AS "node.year", t.integrity_plan AS "node.integrity_plan", t.supervision_plan AS "node.supervision_plan", t.state AS "node.state", t.party_office_by AS "node.party_office_by", t.discipline_office_by AS "node.discipline_office_by", t.decided_by AS "node.decided_by", t.decided_at AS "node.decided_at", t.reason AS "node.reason", t.version AS "node.version", t.created_at AS "node.created_at", t.province_id AS "node.province_id", t.updated_at AS "node.updated_at", jsonb_build_array(t.created_at::text, t.id::text)::text AS "cursor_key"
FROM consultation_plan AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.created_at DESC, t.id DESC
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
