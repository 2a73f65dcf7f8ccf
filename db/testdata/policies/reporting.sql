-- What logins for reporting read (docs/decisions/0053): the same rows as through the API, as the conditions are the same ones; of
-- rows with a grade none that is CONFIDENTIAL, as each read of those is logged.
GRANT USAGE ON SCHEMA reporting TO huishang_reporting;

CREATE POLICY reporting_read ON organisation FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')));
CREATE POLICY reporting_read ON department FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')));
CREATE POLICY reporting_read ON post FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')));
CREATE POLICY reporting_read ON post_role FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')) AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT reporting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY reporting_read ON person FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')));
CREATE POLICY reporting_read ON appointment FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')) AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT reporting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY reporting_read ON substitution FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')) AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT reporting_uuids('admin_orgs'))::uuid[])));
CREATE POLICY reporting_read ON portfolio FOR SELECT TO huishang_reporting USING (province_id = (SELECT reporting_uuid('province')));
CREATE POLICY reporting_read ON duty_list FOR SELECT TO huishang_reporting USING (CASE state
    WHEN 'IN_FORCE' THEN org_id = ANY ((SELECT reporting_uuids('chain'))::uuid[]) OR (org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT reporting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT reporting_uuids('portfolio_departments'))::uuid[]))
    WHEN 'SUPERSEDED' THEN (org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT reporting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT reporting_uuids('portfolio_departments'))::uuid[]))
    ELSE (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT reporting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT reporting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT reporting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT reporting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT reporting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT reporting_uuids('head_departments'))::uuid[]) END) END);
CREATE POLICY reporting_read ON duty_item FOR SELECT TO huishang_reporting USING (CASE state
    WHEN 'IN_FORCE' THEN org_id = ANY ((SELECT reporting_uuids('chain'))::uuid[]) OR (org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT reporting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT reporting_uuids('portfolio_departments'))::uuid[]))
    WHEN 'SUPERSEDED' THEN (org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR org_id = ANY ((SELECT reporting_uuids('portfolio_orgs'))::uuid[])
        OR department_id = ANY ((SELECT reporting_uuids('portfolio_departments'))::uuid[]))
    ELSE (CASE kind
        WHEN 'MAIN' THEN org_id = ANY ((SELECT reporting_uuids('draft_main'))::uuid[])
        WHEN 'DUAL_DUTY' THEN org_id = ANY ((SELECT reporting_uuids('draft_dual'))::uuid[]) OR post_id = ANY ((SELECT reporting_uuids('list_posts'))::uuid[])
        WHEN 'SUPERVISORY' THEN org_id = ANY ((SELECT reporting_uuids('draft_supervisory'))::uuid[])
        WHEN 'OVERSIGHT' THEN org_id = ANY ((SELECT reporting_uuids('draft_oversight'))::uuid[]) OR department_id = ANY ((SELECT reporting_uuids('head_departments'))::uuid[]) END) END);
CREATE POLICY reporting_read ON finding FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT reporting_uuids('seats'))::uuid[]) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) END)));
CREATE POLICY reporting_read ON problem FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT reporting_uuids('seats'))::uuid[]
        OR org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[])
        OR discipline_office_by IS NOT NULL AND org_id = ANY ((SELECT reporting_uuids('party_office_orgs'))::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) END)
    AND (resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT reporting_uuids('seats'))::uuid[])));
CREATE POLICY reporting_read ON problem_relation FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT reporting_uuids('seats'))::uuid[]
        OR org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[])
        OR discipline_office_by IS NOT NULL AND org_id = ANY ((SELECT reporting_uuids('party_office_orgs'))::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) END)
    AND (resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT reporting_uuids('seats'))::uuid[])));
CREATE POLICY reporting_read ON consultation_rule FOR SELECT TO huishang_reporting USING (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR state = 'IN_FORCE' AND org_id = ANY ((SELECT reporting_uuids('chain'))::uuid[]));
CREATE POLICY reporting_read ON consultation_plan FOR SELECT TO huishang_reporting USING (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR state = 'IN_FORCE' AND org_id = ANY ((SELECT reporting_uuids('chain'))::uuid[]));
CREATE POLICY reporting_read ON plan_item FOR SELECT TO huishang_reporting USING (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR state = 'IN_FORCE' AND org_id = ANY ((SELECT reporting_uuids('chain'))::uuid[]));
CREATE POLICY reporting_read ON consultation FOR SELECT TO huishang_reporting USING (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR id = ANY ((SELECT reporting_consultations())::uuid[]));
CREATE POLICY reporting_read ON alignment FOR SELECT TO huishang_reporting USING (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[]));
CREATE POLICY reporting_read ON answer FOR SELECT TO huishang_reporting USING (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[]));
CREATE POLICY reporting_read ON participant FOR SELECT TO huishang_reporting USING (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[]));
CREATE POLICY reporting_read ON topic FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] END));
CREATE POLICY reporting_read ON statement FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] END));
CREATE POLICY reporting_read ON paper FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] END));
CREATE POLICY reporting_read ON addendum FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] END));
CREATE POLICY reporting_read ON outcome FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] END));
CREATE POLICY reporting_read ON measure FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] END));
CREATE POLICY reporting_read ON responsible FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT reporting_consultations())::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] END));
CREATE POLICY reporting_read ON task FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON task_report FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON evidence FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON milestone FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON extension FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON objection FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON suspension FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON signature FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON instruction FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON task_holding FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT reporting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT reporting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT reporting_uuids('head_orgs'))::uuid[] AND risk_domains && (SELECT reporting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT reporting_uuids('head_orgs')), (SELECT reporting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (risk_domains)))
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
    ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT reporting_uuids('seats'))::uuid[] OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[] END));
CREATE POLICY reporting_read ON letter FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND ((org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR org_id = province_id AND org_id = ANY ((SELECT reporting_uuids('party_office_orgs'))::uuid[])
        OR seen_orgs <> '{}' AND (org_id = ANY ((SELECT reporting_uuids('committee_orgs'))::uuid[]) OR seen_orgs && (SELECT reporting_uuids('committee_orgs'))::uuid[] OR seen_departments && (SELECT reporting_uuids('departments'))::uuid[])
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
        OR seen_posts = '{}' AND seen_departments = '{}' AND (seen_orgs && (SELECT reporting_uuids('party_secretary_orgs'))::uuid[] OR seen_orgs && (SELECT reporting_uuids('party_office_orgs'))::uuid[])) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) END
        OR secrecy <> 'INTERNAL' AND reader_seats && (SELECT reporting_uuids('seats'))::uuid[] AND (seen_orgs <> '{}' OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR org_id = province_id AND org_id = ANY ((SELECT reporting_uuids('party_office_orgs'))::uuid[]))
        OR seen_posts && (SELECT reporting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT reporting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT reporting_uuids('head_departments'))::uuid[]
        OR seen_posts = '{}' AND seen_departments = '{}' AND (seen_orgs && (SELECT reporting_uuids('party_secretary_orgs'))::uuid[] OR seen_orgs && (SELECT reporting_uuids('party_office_orgs'))::uuid[]))));
CREATE POLICY reporting_read ON complaint FOR SELECT TO huishang_reporting USING (secrecy <> 'CONFIDENTIAL' AND (NOT ((SELECT reporting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT reporting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT reporting_uuids('seats'))::uuid[]) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT reporting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT reporting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT reporting_uuids('discipline_secretary_below'))::uuid[]) END)
    AND (org_id = ANY ((SELECT reporting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT reporting_uuids('seats'))::uuid[])));
CREATE POLICY reporting_read ON code FOR SELECT TO huishang_reporting USING ((SELECT reporting_uuid('person')) IS NOT NULL);
