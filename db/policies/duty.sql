-- Duty lists (D-SEC-2). In force: all in the organisation and below, the committee family and analysts of an organisation
-- above, leadership members those of their portfolio. Superseded: the latter two. Drafts and withdrawn drafts: their
-- drafters and whoever puts them in force.
{{range list "duty_list" "duty_item"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "listed" $}});
CREATE POLICY add ON {{.}} FOR INSERT TO huishang_api WITH CHECK (state = 'DRAFT' AND {{template "drafts" $}});
{{end}}
CREATE POLICY change ON duty_list FOR UPDATE TO huishang_api USING ({{template "drafts" .}}) WITH CHECK ({{template "drafts" .}});
CREATE POLICY change ON duty_item FOR UPDATE TO huishang_api USING (state = 'DRAFT' AND {{template "drafts" .}}) WITH CHECK (state = 'DRAFT' AND {{template "drafts" .}});
CREATE POLICY drop_draft ON duty_item FOR DELETE TO huishang_api USING (state = 'DRAFT' AND {{template "drafts" .}});
-- A list as it stood at a day's end: once it was in force, by how it stands today. Drafting is told to nobody afterwards.
CREATE POLICY read ON duty_list_past FOR SELECT TO huishang_reader USING (state IN ('IN_FORCE', 'SUPERSEDED') AND ({{template "listed" now}}));
GRANT SELECT ON duty_list, duty_list_past, duty_item TO huishang_reader;
GRANT INSERT, UPDATE ON duty_list, duty_item TO huishang_api;
GRANT DELETE ON duty_item TO huishang_api;
