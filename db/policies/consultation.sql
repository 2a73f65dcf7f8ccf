-- A consultation and what frames it: the committee family of its organisation and above, and its participants.
CREATE POLICY read ON consultation FOR SELECT TO huishang_reader USING ({{template "deliberation" (as "Consultation" "id")}});
CREATE POLICY add ON consultation FOR INSERT TO huishang_api WITH CHECK ({{template "committee" .}});
CREATE POLICY change ON consultation FOR UPDATE TO huishang_api USING ({{template "committee" .}}) WITH CHECK ({{template "committee" .}});
CREATE POLICY read ON consultation_past FOR SELECT TO huishang_reader USING ({{template "deliberation" (as "Consultation" "id")}});
{{range list "alignment" "participant" "answer"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "deliberation" $}});
CREATE POLICY add ON {{.}} FOR INSERT TO huishang_api WITH CHECK ({{template "committee" $}});
CREATE POLICY change ON {{.}} FOR UPDATE TO huishang_api USING ({{template "committee" $}}) WITH CHECK ({{template "committee" $}});
{{end}}
-- What is said of a topic follows the topic's grade and list.
{{- range list "topic" "statement" "paper" "addendum"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "graded_deliberation" $}});
CREATE POLICY add ON {{.}} FOR INSERT TO huishang_api WITH CHECK ({{template "committee" $}});
CREATE POLICY change ON {{.}} FOR UPDATE TO huishang_api USING ({{template "committee" $}} AND {{template "graded_deliberation" $}}) WITH CHECK ({{template "committee" $}});
{{end}}
-- What was decided is also its responsible side's, once a task carries it.
{{- range list "outcome" "measure" "responsible"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "graded_outcome" $}});
CREATE POLICY add ON {{.}} FOR INSERT TO huishang_api WITH CHECK ({{template "committee" $}});
CREATE POLICY change ON {{.}} FOR UPDATE TO huishang_api USING ({{template "committee" $}} AND {{template "graded_outcome" $}}) WITH CHECK ({{template "committee" $}});
{{end}}
-- Records that are replaced while the session runs; audited as any change.
CREATE POLICY drop_draft ON measure FOR DELETE TO huishang_api USING ({{template "committee" .}});
CREATE POLICY drop_draft ON responsible FOR DELETE TO huishang_api USING ({{template "committee" .}});

-- Rules and plans in force are for all in the organisation and below; otherwise for the committee family.
{{- range list "consultation_rule" "consultation_plan" "plan_item"}}
CREATE POLICY read ON {{.}} FOR SELECT TO huishang_reader USING ({{template "committee" $}} OR state = 'IN_FORCE' AND {{template "chain" $}});
{{- end}}
{{- range list "consultation_rule" "consultation_plan" "plan_item"}}
CREATE POLICY add ON {{.}} FOR INSERT TO huishang_api WITH CHECK ({{template "committee" $}});
CREATE POLICY change ON {{.}} FOR UPDATE TO huishang_api USING ({{template "committee" $}}) WITH CHECK ({{template "committee" $}});
{{- end}}

GRANT SELECT ON consultation, consultation_past, alignment, participant, answer, topic, statement, paper, addendum, outcome, measure, responsible,
    consultation_rule, consultation_plan, plan_item TO huishang_reader;
GRANT INSERT, UPDATE ON consultation, alignment, participant, answer, topic, statement, paper, addendum, outcome, measure, responsible,
    consultation_rule, consultation_plan, plan_item TO huishang_api;
GRANT DELETE ON measure, responsible TO huishang_api;
