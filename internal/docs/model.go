package docs

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// table is what the data model shows of one table.
type table struct {
	name    string
	columns []*column
}

// column is a key, foreign or unique column.
type column struct {
	name, typ       string
	notNull         bool
	primary, unique bool
	of              string // the table that a foreign key points to
}

// dataModel draws the tables of db/schema.sql, in the chapters that the migrations are.
func dataModel(root fs.FS) (string, error) {
	dump, err := fs.ReadFile(root, "db/schema.sql")
	if err != nil {
		return "", err
	}
	tables := tablesOf(string(dump))
	files, err := fs.Glob(root, "db/migrations/*.sql")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`# Data model · 数据模型

Generated from ` + "`db/schema.sql`" + `: one diagram per migration, with the keys (PK), unique columns (UK, alone or with others)
and foreign keys (FK) of its tables. ` + "`province_id`" + ` stands on every row and points to its province; it is left out. People who
acted (` + "`…_by`" + `) and sets (` + "`readers`, `concerns`, …" + `) are ids without a foreign key.
`)
	drawn := 0
	for _, file := range files {
		text, err := fs.ReadFile(root, file)
		if err != nil {
			return "", err
		}
		var chapter []*table
		for _, m := range createTable.FindAllStringSubmatch(string(text), -1) {
			if t := tables[m[1]]; t != nil {
				chapter = append(chapter, t)
			}
		}
		if len(chapter) == 0 {
			continue
		}
		drawn += len(chapter)
		_, name, _ := strings.Cut(strings.TrimSuffix(path.Base(file), ".sql"), "_")
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", strings.ReplaceAll(name, "_", " "), opening(string(text)))
		diagram(&b, chapter)
	}
	if own := len(tables) - 1; drawn != own { // goose_db_version is goose's
		return "", fmt.Errorf("%d tables are drawn of %d", drawn, own)
	}
	return b.String(), nil
}

var (
	createTable = regexp.MustCompile(`(?m)^CREATE TABLE (\w+) \(`)
	dumpedTable = regexp.MustCompile(`(?ms)^CREATE TABLE public\.(\w+) \(\n(.*?)\n\)(?:\nWITH \([^)]*\))?;`)
	dumpedKey   = regexp.MustCompile(`ALTER TABLE ONLY public\.(\w+)\n    ADD CONSTRAINT \w+ (PRIMARY KEY|UNIQUE|FOREIGN KEY) (?:NULLS NOT DISTINCT )?\(([^)]+)\)(?: REFERENCES public\.(\w+))?`)
	dumpedIndex = regexp.MustCompile(`CREATE UNIQUE INDEX \w+ ON public\.(\w+) USING btree \(([\w, "]+)\)`)
	dumpedRow   = regexp.MustCompile(`^    "?(\w+)"? (?:public\.)?((?:timestamp with time zone|[a-z_]+)(?:\[\])?)(.*)$`)
)

func tablesOf(dump string) map[string]*table {
	tables := map[string]*table{}
	for _, m := range dumpedTable.FindAllStringSubmatch(dump, -1) {
		t := &table{name: m[1]}
		for line := range strings.SplitSeq(m[2], "\n") {
			if c := dumpedRow.FindStringSubmatch(line); c != nil {
				t.columns = append(t.columns, &column{name: c[1], typ: strings.ReplaceAll(c[2], "timestamp with time zone", "timestamptz"), notNull: strings.Contains(c[3], "NOT NULL")})
			}
		}
		tables[t.name] = t
	}
	for _, m := range dumpedKey.FindAllStringSubmatch(dump, -1) {
		for _, c := range tables[m[1]].named(m[3]) {
			switch m[2] {
			case "PRIMARY KEY":
				c.primary = true
			case "UNIQUE":
				c.unique = true
			default:
				c.of = m[4]
			}
		}
	}
	for _, m := range dumpedIndex.FindAllStringSubmatch(dump, -1) {
		for _, c := range tables[m[1]].named(m[2]) {
			c.unique = true
		}
	}
	return tables
}

// named finds the columns of a key.
func (t *table) named(list string) (found []*column) {
	for name := range strings.SplitSeq(list, ",") {
		name = strings.Trim(name, ` "`)
		found = append(found, t.columns[slices.IndexFunc(t.columns, func(c *column) bool { return c.name == name })])
	}
	return found
}

// opening is the first paragraph of a migration's comment.
func opening(text string) string {
	var lines []string
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "-- +goose Up\n"), "\n") {
		comment, ok := strings.CutPrefix(line, "-- ")
		if !ok {
			break
		}
		lines = append(lines, comment)
	}
	return strings.Join(lines, "\n")
}

func diagram(b *strings.Builder, chapter []*table) {
	b.WriteString("```mermaid\nerDiagram\n")
	for _, t := range chapter {
		fmt.Fprintf(b, "    %s {\n", t.name)
		for _, c := range t.columns {
			var marks []string
			for _, mark := range []struct {
				is   bool
				text string
			}{{c.primary, "PK"}, {c.of != "", "FK"}, {c.unique, "UK"}} {
				if mark.is {
					marks = append(marks, mark.text)
				}
			}
			if len(marks) > 0 && c.name != "province_id" {
				fmt.Fprintf(b, "        %s %s %s\n", c.typ, c.name, strings.Join(marks, ", "))
			}
		}
		b.WriteString("    }\n")
	}
	for _, t := range chapter {
		for _, c := range t.columns {
			if c.of == "" || c.name == "province_id" {
				continue
			}
			one, many := "|o", "o{"
			if c.notNull {
				one = "||"
			}
			if c.primary {
				many = "o|"
			}
			fmt.Fprintf(b, "    %s %s--%s %s : %s\n", c.of, one, many, t.name, c.name)
		}
	}
	b.WriteString("```\n")
}
