package read

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Object declares how one GraphQL object is read: its table, its columns (the struct's db tags), what may be
// filtered and sorted. Everything of a list is generated from it.
type Object[T any] struct {
	Name    string
	Table   string
	Filters map[string]FilterField
	Orders  map[string]Sort
	// Default is the order of a list that asks for none.
	Default []*Order
	// Logged tells that each read of a row leaves a line in the read log, whatever its grade (D-GEN-2). Rows that have a
	// grade of secrecy do so where it is CONFIDENTIAL.
	Logged bool
	// Shown are the columns that this viewer reads otherwise than they stand: an expression of the row as t, in brackets,
	// in answers and in filters alike.
	Shown map[string]string

	// Reach are the walks that together find every row that this viewer may see, and more: a hint for the plan where he sees
	// few of a province's. Row security decides.
	Reach func(s Session) []Way
	// Past is the table that keeps the rows by the day; empty where nothing is kept.
	Past string
	// Kept are the numbers of rows that are kept, where they are.
	Kept *KeptRows

	columns []string
	fields  []int // the columns' fields in T
	key     string
	secrecy []int // the field that holds the grade, where the row has one
}

// FilterField is one filter field: a column with a type, or a domain filter that writes its own condition.
type FilterField struct {
	Column   string // or an expression of the row, as t, in brackets
	Type     ColumnType
	Prefix   string // of the ids it takes
	Nullable bool
	// Codes is the table whose codes it takes, where it takes codes.
	Codes CodeTable
	// Contains allows substring search, for names, titles, numbers and texts: no index serves it under row security, as one does
	// Search.
	Contains bool
	// Where writes a domain filter's condition for the value given.
	Where func(w *Where, path []string, value any) (string, error)
	// Ways are the walks that together find the rows for which Where's condition holds; nil where the value has none.
	Ways func(s Session, value any) []Way
	// Implies is what follows of a row that has one of these values, " AND …": a table's check, by which an index is found.
	Implies func(values ...string) string
	// Walked tells that an index has the rows of each value in the list's order.
	Walked bool
	// Seen is the table of the record that the column names, where not everybody sees it who sees the row: to him the row names
	// none, in the filter as in the answer.
	Seen string
	// Named is how the record that the column names is found by its code or number, too.
	Named Names
	// own tells that Where asks nothing but the row and the day.
	own bool
}

// ColumnType is a column's type as comparators see it.
type ColumnType string

// The types.
const (
	TypeID      ColumnType = "uuid"
	TypeText    ColumnType = "text"
	TypeInt     ColumnType = "integer"
	TypeBool    ColumnType = "boolean"
	TypeDate    ColumnType = "date"
	TypeInstant ColumnType = "timestamptz"
	TypeSet     ColumnType = "text[]"
	TypeNumeric ColumnType = "numeric"
)

// Sort is one way to order: a column, its type, and whether it may be null.
type Sort struct {
	Column   string
	Type     ColumnType
	Nullable bool
	// ranks are the column's values from the least to the most, as an array's literal, where they have an order of their own.
	ranks string
}

// of is what is ordered by, of the rows of an alias.
func (s Sort) of(alias string) string {
	if s.ranks != "" {
		return "array_position('" + s.ranks + "'::text[], " + alias + "." + s.Column + ")"
	}
	return alias + "." + s.Column
}

// Ranked orders by an enum's values, from the least to the most.
func Ranked[E ~string](column string, values ...E) Sort {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return Sort{Column: column, Type: TypeInt, ranks: "{" + strings.Join(texts, ",") + "}"}
}

// Order is one key of orderBy as the client gives it. Nulls is FIRST or LAST; empty is LAST ascending, FIRST
// descending, as PostgreSQL has it.
type Order struct {
	Field     string
	Direction Direction
	Nulls     Nulls
}

// Direction is ASC or DESC.
type Direction string

// The directions.
const (
	Ascending  Direction = "ASC"
	Descending Direction = "DESC"
)

// Nulls says where the rows without a value stand.
type Nulls string

// The places of nulls.
const (
	NullsFirst Nulls = "FIRST"
	NullsLast  Nulls = "LAST"
)

// Declare fills the columns from T's db tags.
func Declare[T any](o Object[T]) *Object[T] {
	t := reflect.TypeFor[T]()
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("db"); tag != "" {
			o.columns, o.fields = append(o.columns, tag), append(o.fields, i)
			if tag == "secrecy" {
				o.secrecy = t.Field(i).Index
			}
		}
	}
	if len(o.columns) == 0 {
		panic("db: no columns in " + t.Name())
	}
	o.key = o.columns[0]
	if o.key != "id" && o.key != "person_id" {
		panic("db: " + t.Name() + " must begin with its key")
	}
	if slices.Contains(o.columns, "updated_at") {
		o.Filters, o.Orders = withChange(o.Filters, "updatedAt", FilterField{Column: "updated_at", Type: TypeInstant}), withChange(o.Orders, "UPDATED_AT", Sort{Column: "updated_at", Type: TypeInstant})
	}
	d := Declared{Object: o.Name, Table: o.Table, Past: o.Past, Columns: o.columns, Logs: o.Logged || o.secrecy != nil, Compared: map[string]CodeTable{}, Filters: o.Filters}
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("db") != "" {
			d.Fields = append(d.Fields, t.Field(i).Name)
		}
	}
	for name, f := range o.Filters {
		if f.Column != "" {
			d.Compared[f.Column] = f.Codes
		}
		if shown := o.Shown[f.Column]; shown != "" {
			f.Column = shown
			o.Filters[name] = f
		}
		if f.Where != nil && !f.own || strings.HasPrefix(f.Column, "(") || f.Seen != "" {
			d.Asks = append(d.Asks, name)
		}
	}
	slices.Sort(d.Asks)
	d.Shown = o.Shown
	declared = append(declared, d)
	kinds[o.Name] = &o
	return &o
}

// withChange adds the instant of the last change to the fields that a list is filtered or ordered by; nil stays nil, where
// an object is no list. The fields may be another object's, too.
func withChange[V any](fields map[string]V, name string, change V) map[string]V {
	if fields == nil {
		return nil
	}
	all := maps.Clone(fields)
	all[name] = change
	return all
}

// Declared is one object of the catalogue: its table, the columns that are read of it, and whether reads of its
// confidential rows are logged.
type Declared struct {
	Object, Table string
	// Past is the table that keeps its rows by the day.
	Past    string
	Columns []string
	Logs    bool
	// Fields are the columns by their names in Go; Asks are the filters that ask more than the row and the day.
	Fields, Asks []string
	// Shown are the columns that not everybody reads as they stand, each with the expression of the row, as t, that is read.
	Shown map[string]string
	// Lists are the lists below a row that filters ask with some and none.
	Lists []string
	// Compared are the columns that filters compare, each with the table whose codes it takes; empty where it takes none.
	Compared map[string]CodeTable
	// Filters are the fields of its filter.
	Filters map[string]FilterField
}

var declared []Declared

// Catalogue lists all objects.
func Catalogue() []Declared { return slices.Clone(declared) }

// Selected lists the columns under a prefix that sqlx reads into row.Node.
func (o *Object[T]) Selected() string { return o.selectedOf(nil) }

// selectedOf lists the columns chosen by their places; nil: all.
func (o *Object[T]) selectedOf(chosen []int) string {
	columns := o.columns
	if chosen != nil {
		columns = make([]string, len(chosen))
		for i, c := range chosen {
			columns[i] = o.columns[c]
		}
	}
	parts := make([]string, len(columns))
	for i, c := range columns {
		shown := "t." + c
		if o.Shown[c] != "" {
			shown = o.Shown[c]
		}
		parts[i] = shown + ` AS "node.` + c + `"`
	}
	return strings.Join(parts, ", ")
}

func (o *Object[T]) hasProvince() bool {
	for _, c := range o.columns {
		if c == "province_id" {
			return true
		}
	}
	return false
}

// Row is a node with what its cursor is made of and, in a nested list, its parent.
type Row[T any] struct {
	Node   T          `db:"node"`
	Key    *string    `db:"cursor_key"`
	Parent *uuid.UUID `db:"parent"`
}
