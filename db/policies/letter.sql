-- A letter: a draft for the issuing side; from its issue on for both organisations and the recipient, who signs for it and replies.
CREATE POLICY read ON letter FOR SELECT TO huishang_reader USING ({{template "graded_letter" .}});
CREATE POLICY add ON letter FOR INSERT TO huishang_api WITH CHECK ({{template "committee" .}});
CREATE POLICY change ON letter FOR UPDATE TO huishang_api USING ({{template "works_on_letter" .}} AND {{template "graded_letter" .}}) WITH CHECK ({{template "works_on_letter" .}});

GRANT SELECT ON letter TO huishang_reader;
GRANT INSERT, UPDATE ON letter TO huishang_api;
