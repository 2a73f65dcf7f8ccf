SELECT t.id AS "node.id", t.org_id AS "node.org_id", t.about_org_id AS "node.about_org_id", t.kind AS "node.kind", t.form AS "node.form", t.title AS "node.title", t.planned_on AS "node.planned_on", t.plan_item_id AS "node.plan_item_id", t.state AS "node.state", t.compiled_by AS "node.compiled_by", t.submitted_at AS "node.submitted_at", t.ratified_by AS "node.ratified_by", t.ratified_at AS "node.ratified_at", t.external_document AS "node.external_document", t.opened_at AS "node.opened_at", t.concluded_at AS "node.concluded_at", t.closed_at AS "node.closed_at", t.cancelled_at AS "node.cancelled_at", t.cancel_reason AS "node.cancel_reason", t.version AS "node.version", t.revision AS "node.revision", t.created_at AS "node.created_at", t.province_id AS "node.province_id", t.updated_at AS "node.updated_at", jsonb_build_array(t.created_at::text, t.id::text)::text AS "cursor_key"
FROM consultation AS t
WHERE t.province_id = $1::uuid AND TRUE
ORDER BY t.created_at DESC, t.id DESC
LIMIT 21;
-- $1: 0d000000-0000-4000-8000-000000000001
