-- A letter: a draft for the issuing side; from its issue on for both organisations and the recipient, who signs for it and replies.
CREATE POLICY read ON letter FOR SELECT TO huishang_reader USING (NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
CREATE POLICY add ON letter FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]));
CREATE POLICY change ON letter FOR UPDATE TO huishang_api USING ((org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR org_id = province_id AND org_id = ANY ((SELECT setting_uuids('party_office_orgs'))::uuid[])
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[]
        OR seen_posts = '{}' AND seen_departments = '{}' AND (seen_orgs && (SELECT setting_uuids('party_secretary_orgs'))::uuid[] OR seen_orgs && (SELECT setting_uuids('party_office_orgs'))::uuid[])) AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
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
        OR seen_posts = '{}' AND seen_departments = '{}' AND (seen_orgs && (SELECT setting_uuids('party_secretary_orgs'))::uuid[] OR seen_orgs && (SELECT setting_uuids('party_office_orgs'))::uuid[]))) WITH CHECK ((org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR org_id = province_id AND org_id = ANY ((SELECT setting_uuids('party_office_orgs'))::uuid[])
        OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[]
        OR seen_posts = '{}' AND seen_departments = '{}' AND (seen_orgs && (SELECT setting_uuids('party_secretary_orgs'))::uuid[] OR seen_orgs && (SELECT setting_uuids('party_office_orgs'))::uuid[])));

GRANT SELECT ON letter TO huishang_reader;
GRANT INSERT, UPDATE ON letter TO huishang_api;
