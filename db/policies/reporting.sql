-- What logins for reporting read (docs/decisions/0053): the same rows as through the API, as the conditions are the same ones; of
-- rows with a grade none that is CONFIDENTIAL, as each read of those is logged.
GRANT USAGE ON SCHEMA reporting TO huishang_reporting;
{{range reported}}{{range reporting .}}
CREATE POLICY reporting_{{.Name}} ON {{.Table}} FOR SELECT TO huishang_reporting USING (
    {{- if .Graded}}secrecy <> 'CONFIDENTIAL' AND ({{.Condition}}){{else}}{{.Condition}}{{end}});
{{- end}}{{end}}
