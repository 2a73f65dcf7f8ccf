package db

import (
	"bytes"
	"text/template"

	"huishang/db/read"
)

var taskKept = &read.KeptRows{
	Rows: "kept_task", Summed: namedCondition("summed"), ByName: "(SELECT tasks_by_name())::uuid[]",
	Columns:    []string{"province_id", "org_id", "responsible_org_id", "state", "due_on", "stopped_on", "ended_at"},
	Filters:    []string{"state", "organisation", "settingOrganisation", "ended", "overdue"},
	Dimensions: []string{"organisation", "settingOrganisation", "state"},
}

// namedCondition is a condition of the policies by its name.
func namedCondition(name string) string {
	var out bytes.Buffer
	t := template.Must(template.New("").Funcs(conditions).ParseFS(sqlFiles, "policies/conditions.tmpl"))
	if err := t.ExecuteTemplate(&out, name, usual); err != nil {
		panic(err)
	}
	return out.String()
}
