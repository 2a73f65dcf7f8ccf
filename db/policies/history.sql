-- A line of history is read by whoever reads its record: the line carries the record's columns.
CREATE POLICY add ON history FOR INSERT TO huishang_api WITH CHECK (actor_id = {{template "me"}});
GRANT SELECT ON history TO huishang_reader;
GRANT INSERT ON history TO huishang_api;

CREATE POLICY read_reference ON history FOR SELECT TO huishang_reader USING (
    audience = 'REFERENCE' AND ({{in "org_id" "orgs"}} OR {{template "administered" .}}));
CREATE POLICY read_proposal ON history FOR SELECT TO huishang_reader USING (
    audience = 'PROPOSAL' AND {{template "administered" .}});
CREATE POLICY read_contact ON history FOR SELECT TO huishang_reader USING (
    audience = 'CONTACT' AND {{template "administered" .}});
CREATE POLICY read_list ON history FOR SELECT TO huishang_reader USING (
    audience = 'LIST' AND ({{template "chain" .}} OR {{template "below" .}}));
CREATE POLICY read_draft ON history FOR SELECT TO huishang_reader USING (
    audience = 'LIST_DRAFT' AND {{template "drafts" (as "Kind" "list_kind")}});
CREATE POLICY read_finding ON history FOR SELECT TO huishang_reader USING (
    audience = 'FINDING' AND {{template "graded_finding" .}});
CREATE POLICY read_problem ON history FOR SELECT TO huishang_reader USING (
    audience = 'PROBLEM' AND {{template "graded_problem" .}});
CREATE POLICY read_deliberation ON history FOR SELECT TO huishang_reader USING (
    audience = 'DELIBERATION' AND {{template "not_transferred" .}} AND {{template "graded_deliberation" .}});
CREATE POLICY read_outcome ON history FOR SELECT TO huishang_reader USING (
    audience = 'OUTCOME' AND {{template "not_transferred" .}} AND {{template "graded_outcome" .}});
CREATE POLICY read_task ON history FOR SELECT TO huishang_reader USING (
    audience = 'TASK' AND {{template "not_transferred" .}} AND {{template "graded_task" .}});
CREATE POLICY read_plan ON history FOR SELECT TO huishang_reader USING (
    audience = 'PLAN' AND {{template "committee" .}});
CREATE POLICY read_letter ON history FOR SELECT TO huishang_reader USING (
    audience = 'LETTER' AND {{template "graded_letter" .}});
CREATE POLICY read_letter_draft ON history FOR SELECT TO huishang_reader USING (
    audience = 'LETTER_DRAFT' AND {{template "graded_letter_draft" .}});
