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
}

var usual = columns{Org: "org_id", Consultation: "consultation_id", Kind: "kind"}

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
