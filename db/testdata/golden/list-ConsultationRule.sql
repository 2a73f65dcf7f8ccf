SELECT t.id AS "node.id", t.org_id AS "node.org_id", t.kind AS "node.kind", t.superior_document AS "node.superior_document", t.subjects AS "node.subjects", t.content AS "node.content", t.form AS "node.form", t.procedure AS "node.procedure", t.frequency AS "node.frequency", t.use_of_outcomes AS "node.use_of_outcomes", t.quorum_percent AS "node.quorum_percent", t.state AS "node.state", t.party_office_by AS "node.party_office_by", t.discipline_office_by AS "node.discipline_office_by", t.decided_by AS "node.decided_by", t.decided_at AS "node.decided_at", t.reason AS "node.reason", t.version AS "node.version", t.created_at AS "node.created_at", t.province_id AS "node.province_id", t.updated_at AS "node.updated_at", jsonb_build_array(t.created_at::text, t.id::text)::text AS "cursor_key"
FROM consultation_rule AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.created_at DESC, t.id DESC
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
