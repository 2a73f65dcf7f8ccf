-- The organisation is the whole province's to see, but contacts (administrators of the person's organisation) and what is
-- only proposed or was refused (administrators who may confirm it). Administrators write, in their organisation and
-- below; a row can neither come from nor go elsewhere.
CREATE POLICY read ON organisation FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
CREATE POLICY add ON organisation FOR INSERT TO huishang_api WITH CHECK (parent_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON organisation FOR UPDATE TO huishang_api USING (id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]))
    WITH CHECK (id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]) AND (parent_id IS NULL OR level <> 'REGION' OR parent_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]) OR id = ANY ((SELECT setting_uuids('own_orgs'))::uuid[])));

CREATE POLICY read ON department FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));

CREATE POLICY read ON post FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));

CREATE POLICY read ON person FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));

CREATE POLICY read ON portfolio FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));

CREATE POLICY read ON post_role FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')) AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));

CREATE POLICY read ON appointment FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')) AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));

CREATE POLICY read ON substitution FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')) AND (state = 'CONFIRMED' OR org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])));

CREATE POLICY read ON person_contact FOR SELECT TO huishang_reader USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON department FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON department FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON post FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON post FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON post_role FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON post_role FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON person FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON person FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON person_contact FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON person_contact FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON appointment FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON appointment FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON substitution FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON substitution FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

CREATE POLICY add ON portfolio FOR INSERT TO huishang_api WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));
CREATE POLICY change ON portfolio FOR UPDATE TO huishang_api USING (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[])) WITH CHECK (org_id = ANY ((SELECT setting_uuids('admin_orgs'))::uuid[]));

GRANT SELECT ON organisation, department, post, post_role, person, person_contact, appointment, substitution, portfolio TO huishang_reader;
GRANT INSERT, UPDATE ON organisation, department, post, post_role, person, person_contact, appointment, substitution, portfolio TO huishang_api;

CREATE POLICY read ON calendar_day FOR SELECT TO huishang_reader USING (province_id = (SELECT setting_uuid('province')));
GRANT SELECT ON calendar_day TO huishang_reader;
GRANT INSERT, UPDATE ON calendar_day TO huishang_api;
