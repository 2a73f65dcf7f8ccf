-- A file is seen by its uploader (attached, while in the same post), by the record's readers, and with its consultation or task; by nobody whom the record
-- concerns, the uploader included.
CREATE POLICY read ON file FOR SELECT TO huishang_reader USING (
    expired_at IS NULL AND {{template "not_hidden"}}
    AND (uploaded_by = {{template "me"}} AND (attached_at IS NULL OR {{meets "uploaded_seats" "seats"}}) OR {{template "on_list"}}
        OR CASE secrecy
        WHEN 'INTERNAL' THEN {{template "deliberation" (as "Org" "case_org_id")}}
        WHEN 'RESTRICTED' THEN {{template "restricted" (as "Org" "case_org_id")}}
        ELSE {{template "confidential" (as "Org" "case_org_id")}} END));
CREATE POLICY read_evidence ON file FOR SELECT TO huishang_reader USING (
    attached_kind = 'Evidence' AND expired_at IS NULL AND {{template "graded_task" (as "Org" "case_org_id")}});
-- Nobody adds a file in another's name, or one that is attached already: attach_file does that.
CREATE POLICY add ON file FOR INSERT TO huishang_api WITH CHECK (
    uploaded_by = {{template "me"}} AND {{template "province"}} AND attached_at IS NULL AND expired_at IS NULL);
GRANT SELECT ON file TO huishang_reader;
-- Only the operator's policy lets an update through, and only these columns: expiry.
GRANT INSERT, UPDATE (expired_at, removed_at) ON file TO huishang_api;
