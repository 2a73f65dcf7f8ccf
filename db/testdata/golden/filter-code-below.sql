SELECT t.id AS "node.id", t.org_id AS "node.org_id", t.title AS "node.title", t.description AS "node.description", t.category AS "node.category", t.risk_domains AS "node.risk_domains", t.severity AS "node.severity", (CASE WHEN 'COMPLAINT' = ANY (t.sources) AND NOT EXISTS (SELECT FROM finding f JOIN complaint c ON c.id = f.id WHERE f.problem_id = t.id)
	    THEN array_replace(t.sources, 'COMPLAINT', 'WITHHELD') ELSE t.sources END) AS "node.sources", t.about_org_id AS "node.about_org_id", t.about_department_id AS "node.about_department_id", t.systemic AS "node.systemic", t.state AS "node.state", t.resolution AS "node.resolution", t.merged_into_id AS "node.merged_into_id", t.recurrence_of_id AS "node.recurrence_of_id", t.recurrence AS "node.recurrence", t.amount_involved AS "node.amount_involved", (CASE WHEN t.improvement IS NOT NULL THEN (SELECT string_agg(x.improvement, E'\n' ORDER BY x.year, x.serial) FROM task x WHERE x.problem_id = t.id) END) AS "node.improvement", t.amount_recovered AS "node.amount_recovered", t.mandate_issuer AS "node.mandate_issuer", t.mandate_document AS "node.mandate_document", t.mandate_item AS "node.mandate_item", t.mandate_reports AS "node.mandate_reports", t.transferred_on AS "node.transferred_on", t.transferred_to AS "node.transferred_to", t.no_measure_reason AS "node.no_measure_reason", t.party_office_by AS "node.party_office_by", t.discipline_office_by AS "node.discipline_office_by", t.concerns AS "node.concerns", t.secrecy AS "node.secrecy", t.readers AS "node.readers", t.registered_by AS "node.registered_by", t.created_at AS "node.created_at", t.closed_at AS "node.closed_at", t.version AS "node.version", t.province_id AS "node.province_id", t.hidden_from AS "node.hidden_from", t.seen_orgs AS "node.seen_orgs", t.seen_departments AS "node.seen_departments", t.updated_at AS "node.updated_at", jsonb_build_array(t.created_at::text, t.id::text)::text AS "cursor_key"
FROM problem AS t
WHERE t.province_id = $6::uuid AND (((t.category = $1::text) AND (t.category = ANY ($2::text[])) AND NOT COALESCE(t.category = ANY ($3::text[]), FALSE) AND NOT COALESCE(t.category = ANY ($4::text[]), FALSE)) AND NOT ((COALESCE(t.category = $5::text, FALSE))))
ORDER BY t.created_at DESC, t.id DESC
LIMIT 21;
-- $1: BUSINESS
-- $2: {"FUNDS","MONEY"}
-- $3: {"MONEY","FUNDS"}
-- $4: {"MANAGEMENT"}
-- $5: FUNDS
-- $6: 0d000000-0000-4000-8000-000000000001
