-- Findings are the discipline side's; a complaint's text stays there whatever the list says (D-SEC-3). A problem is shown
-- to whoever answers for it once a task carries it.
CREATE POLICY read ON finding FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END));
CREATE POLICY add ON finding FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON finding FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END)) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON complaint FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END)
    AND (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]));
CREATE POLICY add ON complaint FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON complaint FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END)
    AND (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON problem FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON problem FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON problem FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
    AND (resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

-- The row of a relation carries the other problem's columns.
CREATE POLICY read ON problem_relation FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON problem_relation FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON problem_relation FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

-- A problem as it stood at a day's end: by what decides today who sees it.
CREATE POLICY read ON problem_past FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (secrecy <> 'INTERNAL' AND reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR (org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[])
        OR now_discipline_office_by IS NOT NULL AND org_id = ANY ((SELECT setting_uuids('party_office_orgs'))::uuid[])
        OR seen_orgs <> '{}' AND (
        org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('head_orgs'))::uuid[] AND now_risk_domains && (SELECT setting_texts('head_domains'))::text[]
            AND EXISTS (SELECT FROM unnest((SELECT setting_uuids('head_orgs')), (SELECT setting_texts('head_domains'))) AS h (org, domain)
                WHERE h.org = ANY (seen_orgs) AND h.domain = ANY (now_risk_domains)))) AND CASE secrecy
        WHEN 'INTERNAL' THEN true
        WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END)
    AND (now_resolution IS DISTINCT FROM 'TRANSFERRED' OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR registered_seats && (SELECT setting_uuids('seats'))::uuid[]));

GRANT SELECT ON finding, complaint, problem, problem_past, problem_relation TO huishang_reader;
GRANT INSERT, UPDATE ON finding, complaint, problem, problem_relation TO huishang_api;
