-- A task and all that belongs to it: who set it, who answers for it, and those above them.
CREATE POLICY read ON task FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON task FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON task FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON task_report FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON task_report FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON task_report FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON evidence FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON evidence FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON evidence FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON milestone FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON milestone FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON milestone FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON extension FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON extension FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON extension FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON objection FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON objection FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON objection FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON suspension FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON suspension FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON suspension FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON signature FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON signature FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON signature FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY read ON instruction FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON instruction FOR INSERT TO huishang_api WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));
CREATE POLICY change ON instruction FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]));

CREATE POLICY drop_draft ON milestone FOR DELETE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('departments'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('portfolio_departments'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]) AND reached_on IS NULL);

-- Who held the responsible post is written by the task's own trigger.
CREATE POLICY read ON task_holding FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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

-- A task as it stood at a day's end: by what decides today who sees it.
CREATE POLICY read ON task_past FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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

-- Kept numbers are read by who sees all tasks that they count; triggers and the fold write them.
CREATE POLICY read ON task_sum FOR SELECT TO huishang_reader USING (CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END);
CREATE POLICY read ON task_due FOR SELECT TO huishang_reader USING (CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END);
CREATE POLICY read ON task_delta FOR SELECT TO huishang_reader USING (CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
        OR seen_orgs && (SELECT setting_uuids('orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('region_orgs'))::uuid[]
        OR seen_orgs && (SELECT setting_uuids('portfolio_orgs'))::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END);
CREATE POLICY read ON task_fold FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
GRANT SELECT ON task_sum, task_due, task_delta, task_fold, kept_task TO huishang_reader;

GRANT SELECT ON task, task_past, task_report, evidence, milestone, extension, objection, suspension, signature, instruction, task_holding TO huishang_reader;
GRANT INSERT, UPDATE ON task, task_report, evidence, milestone, extension, objection, suspension, signature, instruction TO huishang_api;
GRANT DELETE ON milestone TO huishang_api;
