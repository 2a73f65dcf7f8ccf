-- A line of history is read by whoever reads its record: the line carries the record's columns.
CREATE POLICY add ON history FOR INSERT TO huishang_api WITH CHECK (actor_id = (SELECT setting_uuid('person')));
GRANT SELECT ON history TO huishang_reader;
GRANT INSERT ON history TO huishang_api;

CREATE POLICY read_reference ON history FOR SELECT TO huishang_reader USING (
    audience = 'REFERENCE' AND (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY read_proposal ON history FOR SELECT TO huishang_reader USING (
    audience = 'PROPOSAL' AND org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY read_contact ON history FOR SELECT TO huishang_reader USING (
    audience = 'CONTACT' AND org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY read_list ON history FOR SELECT TO huishang_reader USING (
    audience = 'LIST' AND (org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]) OR (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT setting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT setting_uuids('portfolio_departments'))::uuid[]))));
CREATE POLICY read_draft ON history FOR SELECT TO huishang_reader USING (
    audience = 'LIST_DRAFT' AND (CASE list_kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT setting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT setting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT setting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT setting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT setting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT setting_uuids('head_departments'))::uuid[]) END));
CREATE POLICY read_finding ON history FOR SELECT TO huishang_reader USING (
    audience = 'FINDING' AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END));
CREATE POLICY read_problem ON history FOR SELECT TO huishang_reader USING (
    audience = 'PROBLEM' AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[])
        OR discipline_office_by IS NOT NULL AND org_id = ANY ((SELECT setting_uuids('party_office_orgs'))::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT setting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT setting_uuids('head_orgs')), (SELECT setting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END)
    AND (resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]));
CREATE POLICY read_deliberation ON history FOR SELECT TO huishang_reader USING (
    audience = 'DELIBERATION' AND (resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END);
CREATE POLICY read_outcome ON history FOR SELECT TO huishang_reader USING (
    audience = 'OUTCOME' AND (resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT setting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT setting_uuids('head_orgs')), (SELECT setting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END);
CREATE POLICY read_task ON history FOR SELECT TO huishang_reader USING (
    audience = 'TASK' AND (resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT setting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT setting_uuids('head_orgs')), (SELECT setting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END);
CREATE POLICY read_plan ON history FOR SELECT TO huishang_reader USING (
    audience = 'PLAN' AND org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY read_letter ON history FOR SELECT TO huishang_reader USING (
    audience = 'LETTER' AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND ((org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR org_id = province_id AND org_id = ANY ((SELECT setting_uuids('party_office_orgs'))::uuid[])
        OR seen_orgs <> '{}' AND (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR seen_orgs && (SELECT setting_uuids('committee_orgs'))::uuid[] OR seen_departments && (SELECT setting_uuids('departments'))::uuid[])
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[]
        OR seen_posts = '{}' AND seen_departments = '{}' AND (seen_orgs && (SELECT setting_uuids('party_secretary_orgs'))::uuid[] OR seen_orgs && (SELECT setting_uuids('party_office_orgs'))::uuid[])) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END
        OR secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[] AND (seen_orgs <> '{}' OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR org_id = province_id AND org_id = ANY ((SELECT setting_uuids('party_office_orgs'))::uuid[]))
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[]
        OR seen_posts = '{}' AND seen_departments = '{}' AND (seen_orgs && (SELECT setting_uuids('party_secretary_orgs'))::uuid[] OR seen_orgs && (SELECT setting_uuids('party_office_orgs'))::uuid[])));
CREATE POLICY read_letter_draft ON history FOR SELECT TO huishang_reader USING (
    audience = 'LETTER_DRAFT' AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR org_id = province_id AND org_id = ANY ((SELECT setting_uuids('party_office_orgs'))::uuid[])) AND (CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]));
