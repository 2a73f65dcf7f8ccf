package reporting

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	_ "huishang/db" // declares the nouns
	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/fault"

	"github.com/vektah/gqlparser/v2/ast"
)

// Column is one column of a view: the field that it is of, empty for a key, and the expression of the row as t.
type Column struct{ Name, Field, SQL, Comment string }

// View is one view: of which noun, type and table.
type View struct {
	Name, Noun, Type, Table, Comment string
	Columns                          []Column
}

// Views are the views of all nouns.
func Views(schema *ast.Schema) (views []View, err error) {
	for _, noun := range Nouns {
		v, err := view(schema, noun)
		if err != nil {
			return nil, err
		}
		views = append(views, v)
	}
	return views, nil
}

func view(schema *ast.Schema, noun string) (v View, err error) {
	o, kind := declared(noun), read.KindOf(noun)
	v = View{Noun: noun, Type: noun, Table: o.Table}
	if called[noun] != "" {
		v.Type = called[noun]
	}
	d := schema.Types[v.Type]
	if kind == nil || d == nil {
		return v, fmt.Errorf("%s is no object of catalogue and schema", noun)
	}
	v.Name, v.Comment = read.Snake(v.Type), d.Description
	if d.Fields.ForName("id") == nil {
		v.Columns = append(v.Columns, Column{"id", "", "t.id", "Its key (标识)."})
	}
	if key := Under[noun]; key != "" {
		of := strings.TrimSuffix(key, "_id")
		name := key
		if d.Fields.ForName(of) != nil {
			name = "of_" + key
		}
		v.Columns = append(v.Columns, Column{name, "", guarded(of, "t."+key), "The record that it is a part of (所属记录)." + keyOf(of)})
	}
	for _, f := range d.Fields {
		c, err := column(schema, o, kind.Struct(), v.Type, f)
		if err != nil {
			return v, err
		}
		if c.SQL != "" {
			v.Columns = append(v.Columns, c)
		}
	}
	return v, nil
}

// column is the column of a field; without SQL where the view leaves it out.
func column(schema *ast.Schema, o read.Declared, row reflect.Type, object string, f *ast.FieldDefinition) (Column, error) {
	c := Column{Name: read.Snake(f.Name), Field: f.Name, Comment: f.Description}
	if Left[f.Name] != "" || Left[object+"."+f.Name] != "" || labels(schema.Types[object], schema, f) {
		return c, nil
	}
	if sql := Written[object+"."+f.Name]; sql != "" {
		c.SQL = sql
		return c.worded(schema, o, f, ""), nil
	}
	if e := read.RelationOf(object, f.Name); e != nil && e.Key != nil {
		asks := e.Fields()
		if len(asks) != 1 {
			return c, fmt.Errorf("%s.%s asks for more than one column: say in Left why it has none", object, f.Name)
		}
		table := declared(e.To.Noun()).Table
		c.Name += "_id"
		c.Comment += keyOf(table)
		c.SQL = guarded(table, "t."+row.Field(asks[0]).Tag.Get("db"))
		if slices.Contains(shownToAll, e.To.Noun()) {
			c.SQL = sealed("t."+row.Field(asks[0]).Tag.Get("db"), row.Field(asks[0]).Type)
		}
		return c, nil
	}
	for field := range fieldsOf(row) {
		name := field.Tag.Get("db")
		if strings.EqualFold(field.Name, f.Name) || name == c.Name || name == Reserved[f.Name] {
			if Reserved[f.Name] != "" {
				c.Name = name
			}
			switch {
			case f.Name == "id":
				c.SQL = "t.id"
			case o.Shown[name] != "":
				c.SQL = o.Shown[name]
			default:
				c.SQL = sealed("t."+name, field.Type)
			}
			return c.worded(schema, o, f, name), nil
		}
	}
	if named := schema.Types[f.Type.Name()]; named.Kind == ast.Object && (f.Type.Elem != nil || strings.HasSuffix(named.Name, "Connection")) {
		return c, nil
	}
	return c, fmt.Errorf("%s.%s is no column: say in Left why, or in Written what it is", object, f.Name)
}

// worded says where the words of the column's values stand.
func (c Column) worded(schema *ast.Schema, o read.Declared, f *ast.FieldDefinition, column string) Column {
	switch named := schema.Types[f.Type.Name()]; {
	case named.Kind == ast.Enum:
		c.Comment += fmt.Sprintf(" Words: reporting.label, enum %s (取值含义见 reporting.label).", named.Name)
	case o.Compared[column] != "":
		c.Comment += fmt.Sprintf(" Words: reporting.code, kind %s (代码含义见 reporting.code).", o.Compared[column])
	}
	return c
}

// keyOf says what a key leads to.
func keyOf(table string) string {
	return fmt.Sprintf(" Key of reporting.%[1]s (reporting.%[1]s 的标识).", viewOf(table))
}

func viewOf(table string) string {
	for noun, name := range called {
		if declared(noun).Table == table {
			return read.Snake(name)
		}
	}
	return table
}

// guarded is a key where the row that it leads to is shown, else null.
func guarded(table, key string) string {
	return fmt.Sprintf("(SELECT e.id FROM %s AS e WHERE e.id = %s)", table, key)
}

// sealed is a column as an expression of which PostgreSQL keeps no statistics: with those of a column, EXPLAIN would tell of
// values in rows that are not shown. Domains are given as the types that drivers know.
func sealed(column string, t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	day := reflect.TypeFor[clock.Date]()
	switch {
	case t == day:
		return "(ARRAY[" + column + "::date])[1]"
	case t.Kind() == reflect.Slice && t.Elem() == day:
		return "(" + column + "::date[])[:]"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return "(" + column + "::text[])[:]"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Array:
		return "(" + column + ")[:]"
	case t.Kind() == reflect.String:
		return "(ARRAY[" + column + "::text])[1]"
	}
	return "(ARRAY[" + column + "])[1]"
}

// labels tells whether a field has the words of another one's value.
func labels(object *ast.Definition, schema *ast.Schema, f *ast.FieldDefinition) bool {
	of, ok := strings.CutSuffix(f.Name, "Label")
	value := object.Fields.ForName(of)
	return ok && value != nil && schema.Types[value.Type.Name()].Kind == ast.Enum
}

func fieldsOf(row reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range row.NumField() {
			if f := row.Field(i); f.Tag.Get("db") != "" && !yield(f) {
				return
			}
		}
	}
}

func declared(noun string) read.Declared {
	all := read.Catalogue()
	i := slices.IndexFunc(all, func(d read.Declared) bool { return d.Object == noun })
	if i < 0 {
		return read.Declared{}
	}
	return all[i]
}

var ofRow = regexp.MustCompile(`\bt\.(\w+)`)

// SQL is db/views/reporting.sql.
func SQL(schema *ast.Schema) (string, error) {
	views, err := Views(schema)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`-- Code generated by internal/reporting from the catalogue and schema.graphqls, DO NOT EDIT.
-- What logins for reporting read (docs/decisions/0053-sql-for-analysts.md). The rows are the viewer's own (security_invoker), and
-- of the tables he has a right on no more than the columns read here. (ARRAY[t.name])[1] is t.name without the statistics that
-- PostgreSQL keeps of it.
`)
	for _, v := range views {
		v.write(&b)
	}
	for _, table := range slices.Sorted(maps.Keys(besides)) {
		fmt.Fprintf(&b, "\nGRANT SELECT (%s) ON %s TO huishang_reporting;", besides[table], table)
	}
	b.WriteString("\n" + codes)
	writeLabels(&b, schema, views)
	return b.String(), nil
}

func (v View) write(b *strings.Builder) {
	granted := []string{"id"}
	fmt.Fprintf(b, "\nCREATE VIEW reporting.%s WITH (security_invoker = true) AS\nSELECT ", v.Name)
	for i, c := range v.Columns {
		if i > 0 {
			b.WriteString(",\n       ")
		}
		b.WriteString(c.SQL)
		if c.SQL != "t."+c.Name {
			b.WriteString(" AS " + c.Name)
		}
		for _, m := range ofRow.FindAllStringSubmatch(c.SQL, -1) {
			if !slices.Contains(granted, m[1]) {
				granted = append(granted, m[1])
			}
		}
	}
	fmt.Fprintf(b, "\nFROM %s AS t;\nGRANT SELECT ON reporting.%s TO huishang_reporting;\nGRANT SELECT (%s) ON %s TO huishang_reporting;\n", v.Table, v.Name, strings.Join(granted, ", "), v.Table)
	fmt.Fprintf(b, "COMMENT ON VIEW reporting.%s IS %s;\n", v.Name, quoted(v.Comment))
	for _, c := range v.Columns {
		fmt.Fprintf(b, "COMMENT ON COLUMN reporting.%s.%s IS %s;\n", v.Name, c.Name, quoted(c.Comment))
	}
}

const codes = `
CREATE VIEW reporting.code WITH (security_invoker = true) AS
SELECT t.kind, t.code, t.label_zh::text AS label_zh, t.label_en::text AS label_en, t.sort, t.mandatory, t.parent, t.risk_domains
FROM code AS t;
GRANT SELECT ON reporting.code TO huishang_reporting;
GRANT SELECT ON code TO huishang_reporting;
COMMENT ON VIEW reporting.code IS 'A value of a code table: sources, categories, risk domains and the like (代码).';
COMMENT ON COLUMN reporting.code.kind IS 'The code table (代码表).';
COMMENT ON COLUMN reporting.code.code IS 'The code, as columns have it (代码).';
COMMENT ON COLUMN reporting.code.label_zh IS 'Its words in Chinese (中文名称).';
COMMENT ON COLUMN reporting.code.label_en IS 'Its words in English (英文名称).';
COMMENT ON COLUMN reporting.code.sort IS 'Its place in the table (顺序).';
COMMENT ON COLUMN reporting.code.mandatory IS 'true: a risk domain that every organisation has to cover (必须覆盖).';
COMMENT ON COLUMN reporting.code.parent IS 'The group that a problem category belongs to (上级代码).';
COMMENT ON COLUMN reporting.code.risk_domains IS 'The risk domains that a problem category belongs to (风险领域).';
`

// writeLabels writes the words of the values of all enums that columns have.
func writeLabels(b *strings.Builder, schema *ast.Schema, views []View) {
	enums := map[string]bool{}
	for _, v := range views {
		for _, c := range v.Columns {
			if f := schema.Types[v.Type].Fields.ForName(c.Field); f != nil && schema.Types[f.Type.Name()].Kind == ast.Enum {
				enums[f.Type.Name()] = true
			}
		}
	}
	b.WriteString("\nCREATE VIEW reporting.label (enum, value, label_zh, label_en, sort) WITH (security_invoker = true) AS\nVALUES ")
	sep := ""
	for _, enum := range slices.Sorted(maps.Keys(enums)) {
		for i, v := range schema.Types[enum].EnumValues {
			l := fault.Label(enum, v.Name)
			fmt.Fprintf(b, "%s(%s, %s, %s, %s, %d)", sep, quoted(enum), quoted(v.Name), quoted(l.ZH), quoted(l.EN), i+1)
			sep = ",\n       "
		}
	}
	b.WriteString(`;
GRANT SELECT ON reporting.label TO huishang_reporting;
COMMENT ON VIEW reporting.label IS 'The words of the values of columns (取值名称).';
COMMENT ON COLUMN reporting.label.enum IS 'The type of the values, which the column''s comment names (取值类型).';
COMMENT ON COLUMN reporting.label.value IS 'The value, as columns have it (取值).';
COMMENT ON COLUMN reporting.label.label_zh IS 'Its words in Chinese (中文名称).';
COMMENT ON COLUMN reporting.label.label_en IS 'Its words in English (英文名称).';
COMMENT ON COLUMN reporting.label.sort IS 'Its place among the values (顺序).';
`)
}

func quoted(text string) string {
	return "'" + strings.ReplaceAll(strings.TrimSpace(text), "'", "''") + "'"
}
