-- The organisation is the whole province's to see, but contacts (administrators of the person's organisation) and what is
-- only proposed or was refused (administrators who may confirm it). Administrators write, in their organisation and
-- below; a row can neither come from nor go elsewhere.
CREATE POLICY read ON organisation FOR SELECT TO huishang_reader USING ({{template "province"}});
CREATE POLICY add ON organisation FOR INSERT TO huishang_api WITH CHECK ({{in "parent_id" "admin_orgs"}});
CREATE POLICY change ON organisation FOR UPDATE TO huishang_api USING ({{in "id" "admin_orgs"}})
    WITH CHECK ({{in "id" "admin_orgs"}} AND (parent_id IS NULL OR level <> 'REGION' OR {{in "parent_id" "admin_orgs"}} OR {{in "id" "own_orgs"}}));
{{range list "department" "post" "person" "portfolio"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "province"}});
{{end}}
{{- range list "post_role" "appointment" "substitution"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "settled_or_administered" $}});
{{end}}
CREATE POLICY read ON person_contact FOR SELECT TO huishang_reader USING ({{template "administered" .}});
{{range list "department" "post" "post_role" "person" "person_contact" "appointment" "substitution" "portfolio"}}
CREATE POLICY add ON {{.}} FOR INSERT TO huishang_api WITH CHECK ({{template "administered" $}});
CREATE POLICY change ON {{.}} FOR UPDATE TO huishang_api USING ({{template "administered" $}}) WITH CHECK ({{template "administered" $}});
{{end}}
GRANT SELECT ON organisation, department, post, post_role, person, person_contact, appointment, substitution, portfolio TO huishang_reader;
GRANT INSERT, UPDATE ON organisation, department, post, post_role, person, person_contact, appointment, substitution, portfolio TO huishang_api;

CREATE POLICY read ON calendar_day FOR SELECT TO huishang_reader USING ({{template "province"}});
GRANT SELECT ON calendar_day TO huishang_reader;
GRANT INSERT, UPDATE ON calendar_day TO huishang_api;
