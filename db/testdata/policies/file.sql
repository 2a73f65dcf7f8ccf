-- A file is seen by its uploader (attached, while in the same post), by the record's readers, and with its consultation or task; by nobody whom the record
-- concerns, the uploader included.
CREATE POLICY read ON file FOR SELECT TO huishang_reader USING (
    expired_at IS NULL AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND (uploaded_by = (SELECT setting_uuid('person')) AND (attached_at IS NULL OR uploaded_seats && (SELECT setting_uuids('seats'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[]
        OR CASE secrecy
        WHEN 'INTERNAL' THEN case_org_id = ANY ((SELECT setting_uuids('committee_orgs'))::uuid[]) OR consultation_id = ANY ((SELECT invited_consultations())::uuid[])
        WHEN 'RESTRICTED' THEN case_org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR case_org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[])
        ELSE case_org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR case_org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR case_org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) END));
CREATE POLICY read_evidence ON file FOR SELECT TO huishang_reader USING (
    attached_kind = 'Evidence' AND expired_at IS NULL AND NOT ((SELECT setting_uuid('person')) = ANY (hidden_from))
    AND CASE secrecy
    WHEN 'INTERNAL' THEN seen_orgs <> '{}' AND (
        case_org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[])
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
    WHEN 'RESTRICTED' THEN case_org_id = ANY ((SELECT setting_uuids('committee_own'))::uuid[]) OR case_org_id = ANY ((SELECT setting_uuids('discipline_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[]
    ELSE case_org_id = ANY ((SELECT setting_uuids('party_secretary_orgs'))::uuid[]) OR case_org_id = ANY ((SELECT setting_uuids('discipline_secretary_orgs'))::uuid[]) OR case_org_id = ANY ((SELECT setting_uuids('discipline_secretary_below'))::uuid[]) OR reader_seats && (SELECT setting_uuids('seats'))::uuid[] OR seen_posts && (SELECT setting_uuids('seats'))::uuid[]
        OR seen_posts && (SELECT setting_uuids('stood_for'))::uuid[]
        OR seen_departments && (SELECT setting_uuids('head_departments'))::uuid[] END);
-- Nobody adds a file in another's name, or one that is attached already: attach_file does that.
CREATE POLICY add ON file FOR INSERT TO huishang_api WITH CHECK (
    uploaded_by = (SELECT setting_uuid('person')) AND province_id = (SELECT setting_uuid('province')) AND attached_at IS NULL AND expired_at IS NULL);
GRANT SELECT ON file TO huishang_reader;
-- Only the operator's policy lets an update through, and only these columns: expiry.
GRANT INSERT, UPDATE (expired_at, removed_at) ON file TO huishang_api;
