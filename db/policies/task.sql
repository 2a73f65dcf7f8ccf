-- A task and all that belongs to it: who set it, who answers for it, and those above them.
CREATE POLICY read ON task FOR SELECT TO huishang_reader USING ({{template "graded_task" .}});
CREATE POLICY add ON task FOR INSERT TO huishang_api WITH CHECK ({{template "committee" .}});
CREATE POLICY change ON task FOR UPDATE TO huishang_api USING ({{template "works_on" .}} AND {{template "graded_task" .}}) WITH CHECK ({{template "works_on" .}});
{{range list "task_report" "evidence" "milestone" "extension" "objection" "suspension" "signature" "instruction"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "graded_task" $}});
CREATE POLICY add ON {{.}} FOR INSERT TO huishang_api WITH CHECK ({{template "works_on" $}});
CREATE POLICY change ON {{.}} FOR UPDATE TO huishang_api USING ({{template "works_on" $}} AND {{template "graded_task" $}}) WITH CHECK ({{template "works_on" $}});
{{end}}
CREATE POLICY drop_draft ON milestone FOR DELETE TO huishang_api USING ({{template "works_on" .}} AND reached_on IS NULL);

-- Who held the responsible post is written by the task's own trigger.
CREATE POLICY read ON task_holding FOR SELECT TO huishang_reader USING ({{template "graded_task" .}});

-- A task as it stood at a day's end: by what decides today who sees it.
CREATE POLICY read ON task_past FOR SELECT TO huishang_reader USING ({{template "graded_task" .}});

-- Kept numbers are read by who sees all tasks that they count; triggers and the fold write them.
{{- range list "task_sum" "task_due" "task_delta"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "summed" $}});
{{- end}}
CREATE POLICY read ON task_fold FOR SELECT TO huishang_reader USING ({{template "province"}});
GRANT SELECT ON task_sum, task_due, task_delta, task_fold, kept_task TO huishang_reader;

GRANT SELECT ON task, task_past, task_report, evidence, milestone, extension, objection, suspension, signature, instruction, task_holding TO huishang_reader;
GRANT INSERT, UPDATE ON task, task_report, evidence, milestone, extension, objection, suspension, signature, instruction TO huishang_api;
GRANT DELETE ON milestone TO huishang_api;
