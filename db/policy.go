package db

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
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
	derived := template.FuncMap{
		"reported":  func() ([]string, error) { return reported(files) },
		"reporting": func(table string) ([]readPolicy, error) { return reporting(files, table) },
	}
	t, err := template.New("").Funcs(conditions).Funcs(derived).Option("missingkey=error").ParseFS(files, "policies/conditions.tmpl", name)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	if err := t.ExecuteTemplate(&out, path.Base(name), usual); err != nil {
		return "", err
	}
	return out.String(), nil
}

const (
	reportingViews    = "views/reporting.sql"
	reportingPolicies = "policies/reporting.sql"
)

var (
	columnsGranted = regexp.MustCompile(`(?m)^GRANT SELECT(?: \([\w, ]+\))? ON (\w+) TO huishang_reporting;$`)
	readersPolicy  = regexp.MustCompile(`(?ms)^CREATE POLICY (\w+) ON (\w+) FOR SELECT TO huishang_reader USING \((.*?)\);$`)
	functionCalled = regexp.MustCompile(`\b([a-z_]+)\(`)
	graded         = regexp.MustCompile(`\bsecrecy\b`)
	// ofLogin asks of who is logged in what the API's conditions ask of the session.
	ofLogin = strings.NewReplacer("setting_uuids(", "reporting_uuids(", "setting_uuid(", "reporting_uuid(", "setting_texts(", "reporting_texts(",
		"invited_consultations(", "reporting_consultations(")
	asksLogin = []string{"reporting_uuids", "reporting_uuid", "reporting_texts", "reporting_consultations", "unnest"}
)

// reported are the tables of which the views for reporting read columns.
func reported(files fs.FS) (tables []string, err error) {
	views, err := fs.ReadFile(files, reportingViews)
	if err != nil {
		return nil, err
	}
	for _, m := range columnsGranted.FindAllStringSubmatch(string(views), -1) {
		if !slices.Contains(tables, m[1]) {
			tables = append(tables, m[1])
		}
	}
	return tables, nil
}

// readPolicy is a policy by which rows of a table are read; Graded tells that it asks for their grade.
type readPolicy struct {
	Name, Table, Condition string
	Graded                 bool
}

// reporting are the conditions by which the API's readers see a table's rows, asked of who is logged in for reporting. One that
// asks anything else is an error.
func reporting(files fs.FS, table string) (policies []readPolicy, err error) {
	names, err := fs.Glob(files, "policies/*.sql")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if name == reportingPolicies {
			continue
		}
		text, err := composed(files, name)
		if err != nil {
			return nil, err
		}
		for _, m := range readersPolicy.FindAllStringSubmatch(text, -1) {
			if m[2] != table {
				continue
			}
			p := readPolicy{Name: m[1], Table: table, Condition: ofLogin.Replace(m[3]), Graded: graded.MatchString(m[3])}
			for _, f := range functionCalled.FindAllStringSubmatch(p.Condition, -1) {
				if !slices.Contains(asksLogin, f[1]) {
					return nil, fmt.Errorf("%s is read by %s(), which is not asked of logins for reporting", table, f[1])
				}
			}
			policies = append(policies, p)
		}
	}
	if len(policies) == 0 {
		return nil, fmt.Errorf("nobody reads %s", table)
	}
	return policies, nil
}
