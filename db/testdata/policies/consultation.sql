-- A consultation and what frames it: the committee family of its organisation and above, and its participants.
CREATE POLICY read ON consultation FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR id = ANY ((SELECT invited_consultations())::uuid[]));
CREATE POLICY add ON consultation FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON consultation FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY read ON consultation_past FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR id = ANY ((SELECT invited_consultations())::uuid[]));

CREATE POLICY read ON alignment FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[]));
CREATE POLICY add ON alignment FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON alignment FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON participant FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[]));
CREATE POLICY add ON participant FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON participant FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON answer FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[]));
CREATE POLICY add ON answer FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON answer FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

-- What is said of a topic follows the topic's grade and list.
CREATE POLICY read ON topic FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END);
CREATE POLICY add ON topic FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON topic FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON statement FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END);
CREATE POLICY add ON statement FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON statement FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON paper FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END);
CREATE POLICY add ON paper FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON paper FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON addendum FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END);
CREATE POLICY add ON addendum FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON addendum FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
    WHEN 'RESTRICTED' THEN org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

-- What was decided is also its responsible side's, once a task carries it.
CREATE POLICY read ON outcome FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON outcome FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON outcome FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON measure FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON measure FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON measure FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

CREATE POLICY read ON responsible FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON responsible FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON responsible FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
    ELSE org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] END) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

-- Records that are replaced while the session runs; audited as any change.
CREATE POLICY drop_draft ON measure FOR DELETE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY drop_draft ON responsible FOR DELETE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

-- Rules and plans in force are for all in the organisation and below; otherwise for the committee family.
CREATE POLICY read ON consultation_rule FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR state = 'IN_FORCE' AND org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]));
CREATE POLICY read ON consultation_plan FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR state = 'IN_FORCE' AND org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]));
CREATE POLICY read ON plan_item FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR state = 'IN_FORCE' AND org_id = ANY ((SELECT setting_uuids('chain'))::uuid[]));
CREATE POLICY add ON consultation_rule FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON consultation_rule FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY add ON consultation_plan FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON consultation_plan FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY add ON plan_item FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON plan_item FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));

GRANT SELECT ON consultation, consultation_past, alignment, participant, answer, topic, statement, paper, addendum, outcome, measure, responsible,
    consultation_rule, consultation_plan, plan_item TO huishang_reader;
GRANT INSERT, UPDATE ON consultation, alignment, participant, answer, topic, statement, paper, addendum, outcome, measure, responsible,
    consultation_rule, consultation_plan, plan_item TO huishang_api;
GRANT DELETE ON measure, responsible TO huishang_api;
