SELECT t.id AS "node.id", t.consultation_id AS "node.consultation_id", t.topic_id AS "node.topic_id", t.kind AS "node.kind", t.problem_id AS "node.problem_id", t.root_cause AS "node.root_cause", t.text AS "node.text", t.transferred_on AS "node.transferred_on", t.receiver AS "node.receiver", t.final AS "node.final", t.recommendation AS "node.recommendation", t.answer_reason AS "node.answer_reason", t.answered_by AS "node.answered_by", t.answered_at AS "node.answered_at", t.resolution AS "node.resolution", t.resolution_document AS "node.resolution_document", t.resolved_on AS "node.resolved_on", t.resolution_by AS "node.resolution_by", t.created_at AS "node.created_at", t.org_id AS "node.org_id", t.province_id AS "node.province_id", t.version AS "node.version", t.secrecy AS "node.secrecy", t.hidden_from AS "node.hidden_from", t.updated_at AS "node.updated_at", jsonb_build_array(t.created_at::text, t.id::text)::text AS "cursor_key"
FROM outcome AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.created_at, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
