-- Findings are the discipline side's; a complaint's text stays there whatever the list says (D-SEC-3). A problem is shown
-- to whoever answers for it once a task carries it.
CREATE POLICY read ON finding FOR SELECT TO huishang_reader USING ({{template "graded_finding" .}});
CREATE POLICY add ON finding FOR INSERT TO huishang_api WITH CHECK ({{template "committee" .}});
CREATE POLICY change ON finding FOR UPDATE TO huishang_api USING ({{template "committee" .}} AND {{template "graded_finding" .}}) WITH CHECK ({{template "committee" .}});

CREATE POLICY read ON complaint FOR SELECT TO huishang_reader USING ({{template "graded_finding" .}}
    AND ({{template "discipline" .}}));
CREATE POLICY add ON complaint FOR INSERT TO huishang_api WITH CHECK ({{template "committee" .}});
CREATE POLICY change ON complaint FOR UPDATE TO huishang_api USING ({{template "committee" .}} AND {{template "graded_finding" .}}
    AND ({{template "discipline" .}})) WITH CHECK ({{template "committee" .}});

CREATE POLICY read ON problem FOR SELECT TO huishang_reader USING ({{template "graded_problem" .}});
CREATE POLICY add ON problem FOR INSERT TO huishang_api WITH CHECK ({{template "committee" .}});
CREATE POLICY change ON problem FOR UPDATE TO huishang_api USING ({{template "committee" .}} AND {{template "graded_problem" .}}) WITH CHECK ({{template "committee" .}});

-- The row of a relation carries the other problem's columns.
CREATE POLICY read ON problem_relation FOR SELECT TO huishang_reader USING ({{template "graded_problem" .}});
CREATE POLICY add ON problem_relation FOR INSERT TO huishang_api WITH CHECK ({{template "committee" .}});
CREATE POLICY change ON problem_relation FOR UPDATE TO huishang_api USING ({{template "committee" .}}) WITH CHECK ({{template "committee" .}});

-- A problem as it stood at a day's end: by what decides today who sees it.
CREATE POLICY read ON problem_past FOR SELECT TO huishang_reader USING ({{template "graded_problem" now}});

GRANT SELECT ON finding, complaint, problem, problem_past, problem_relation TO huishang_reader;
GRANT INSERT, UPDATE ON finding, complaint, problem, problem_relation TO huishang_api;
