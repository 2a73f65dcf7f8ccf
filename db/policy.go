package db

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"
)

// columns are what a table calls the columns that the named conditions compare.
type columns struct {
	Org, Consultation, Kind string
	// State, Resolution, Office and Domains tell of a day in what is kept by the day, where what decides now stands beside them.
	State, Resolution, Office, Domains string
}

// conditions are the helpers of policies/conditions.tmpl, where each is explained.
var conditions = template.FuncMap{
	"in":    func(column, setting string) string { return setOf(column+" = ANY", "(", setting, ")") },
	"meets": func(column, setting string) string { return setOf(column+" &&", "", setting, "") },
	"list":  func(names ...string) []string { return names },
	"as": func(what, column string) (columns, error) {
		c := usual
		switch what {
		case "Org":
			c.Org = column
		case "Consultation":
			c.Consultation = column
		case "Kind":
			c.Kind = column
		default:
			return c, fmt.Errorf("no column is called %q", what)
		}
		return c, nil
	},
	"now": func() columns {
		c := usual
		c.State, c.Resolution, c.Office, c.Domains = "now_"+c.State, "now_"+c.Resolution, "now_"+c.Office, "now_"+c.Domains
		return c
	},
}

var usual = columns{
	Org: "org_id", Consultation: "consultation_id", Kind: "kind",
	State: "state", Resolution: "resolution", Office: "discipline_office_by", Domains: "risk_domains",
}

// setOf reads a setting once per statement; the cast keeps the planner from taking the sub-select for rows.
func setOf(left, open, setting, shut string) string {
	return left + " " + open + "(SELECT setting_uuids('" + setting + "'))::uuid[]" + shut
}

// composed writes the policies of one file out, from the named conditions.
func composed(files fs.FS, name string) (string, error) {
	t, err := template.New("").Funcs(conditions).Option("missingkey=error").ParseFS(files, "policies/conditions.tmpl", name)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	if err := t.ExecuteTemplate(&out, path.Base(name), usual); err != nil {
		return "", err
	}
	return out.String(), nil
}
