-- What logins for reporting read (docs/decisions/0053): the same rows as through the API, as the conditions are the same ones; of
-- rows with a grade none that is CONFIDENTIAL, as each read of those is logged.
GRANT USAGE ON SCHEMA reporting TO huishang_reporting;
{{range reported}}
{{reporting .}}
{{- end}}
