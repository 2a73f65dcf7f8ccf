SELECT t.id AS "node.id", t.consultation_id AS "node.consultation_id", t.version AS "node.version", t.study AS "node.study", t.study_documents AS "node.study_documents", t.title AS "node.title", t.content AS "node.content", t.original_title AS "node.original_title", t.original_content AS "node.original_content", t.part AS "node.part", t.major_decision AS "node.major_decision", t.problem_id AS "node.problem_id", t.state AS "node.state", t.proposed_by AS "node.proposed_by", t.added_by AS "node.added_by", t.settled_by AS "node.settled_by", t.settled_at AS "node.settled_at", t.external_document AS "node.external_document", t.reason AS "node.reason", t.carried_from_id AS "node.carried_from_id", t.root_cause AS "node.root_cause", t.concerns AS "node.concerns", t.recused AS "node.recused", t.secrecy AS "node.secrecy", t.readers AS "node.readers", t.province_id AS "node.province_id", t.org_id AS "node.org_id", t.hidden_from AS "node.hidden_from", t.updated_at AS "node.updated_at", jsonb_build_array(t.position::text, t.id::text)::text AS "cursor_key"
FROM topic AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.position, t.id
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
