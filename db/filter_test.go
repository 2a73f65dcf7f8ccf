package db

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huishang/db/read"
	"huishang/internal/amount"
	"huishang/internal/clock"
	"huishang/internal/ident"
)

var (
	ofTheRow = regexp.MustCompile(`\bt\.`)
	ofASet   = regexp.MustCompile(`\bFROM set_\d+\b`)
	callsOf  = regexp.MustCompile(`\b([a-z_]+)\(`)
)

// Whatever a filter asks besides the row is computed once for the statement, however many of its comparisons ask it: a
// sub-select that does not depend on the row stands in WITH, once; and no comparison calls a function of the database's
// own for each row. Every field of every filter of the catalogue, with every kind of value that it takes.
func TestAFilterAsksOnceWhatDoesNotDependOnTheRow(t *testing.T) {
	t.Parallel()
	shared := 0
	for _, d := range read.Catalogue() {
		for name, f := range d.Filters {
			taken := 0
			for _, value := range valuesFor(f) {
				_, one, err := written(d, map[string]any{name: value})
				if err != nil {
					continue
				}
				taken++
				if slices.Contains(d.Lists, name) || f.Seen != "" {
					continue // a list below a record, and a record's policies, are another question each time, and few are asked
				}
				cond, often, err := written(d, oftenAsked(name, value))
				if err != nil {
					t.Errorf("%s.%s %v, 50 times: %v", d.Object, name, value, err)
					continue
				}
				if often != one {
					t.Errorf("%s.%s %v: 50 comparisons ask %d sets, one asks %d", d.Object, name, value, often, one)
				}
				shared += one
				for _, sub := range subSelects(cond) {
					if !ofASet.MatchString(sub) && !ofTheRow.MatchString(sub) {
						t.Errorf("%s.%s %v writes %s for each comparison", d.Object, name, value, sub)
					}
				}
				for _, m := range callsOf.FindAllStringSubmatch(cond, -1) {
					if !slices.Contains([]string{"lower", "strpos", "array_replace"}, m[1]) {
						t.Errorf("%s.%s %v calls %s for each row and comparison", d.Object, name, value, m[1])
					}
				}
			}
			if taken == 0 {
				t.Errorf("%s.%s takes none of the test's values", d.Object, name)
			}
		}
	}
	if shared < 30 {
		t.Errorf("%d sets are asked by all filters: the walk finds too few", shared)
	}
}

// written is a filter as SQL, with how many sets it asks; an error, too, where the field does not take such a value at all.
func written(d read.Declared, f map[string]any) (cond string, sets int, err error) {
	defer func() {
		if recover() != nil {
			err = read.Bad(nil, "another kind of value")
		}
	}()
	return read.FilterSQL(context.Background(), goldenTx(), d, f)
}

// oftenAsked asks the same fifty times, plainly and below not.
func oftenAsked(name string, value any) map[string]any {
	leaf := map[string]any{name: value}
	var groups []any
	for range 5 {
		group := []any{map[string]any{"not": leaf}}
		for range 9 {
			group = append(group, leaf)
		}
		groups = append(groups, map[string]any{"and": group})
	}
	return map[string]any{"or": groups}
}

// valuesFor are values of every kind that a field's input may have; a field takes some of them.
func valuesFor(f read.FilterField) []any {
	var codes []*read.Code
	if f.Codes != "" {
		codes, _ = read.CodesShown(context.Background(), goldenTx(), f.Codes)
	}
	prefix := f.Prefix
	if prefix == "" {
		prefix = "O"
	}
	id := prefix + strings.TrimPrefix(ident.Of[ident.OrganisationID](goldenParents[0]).String(), "O")
	single := []any{"x", int32(2026), id, day("2026-03-01"), instantOf(2026, 1, 1), sound(amount.Parse("1.50")), "ANALYST"}
	for _, c := range codes {
		single = append(single, c.Code)
	}
	var week clock.Duration
	if err := week.UnmarshalGQL("P7D"); err != nil {
		panic(err)
	}
	values := []any{true, false, id, day("P1M"), week, "ME", "MY_DECISION", "PARTY_TRACK", "DISCIPLINE_TRACK"}
	for _, one := range single {
		for _, op := range []string{"eq", "neq", "within", "has", "contains", "lt"} {
			values = append(values, map[string]any{op: one})
		}
		for _, op := range []string{"in", "nin", "hasAny", "hasAll"} {
			values = append(values, map[string]any{op: []any{one}})
		}
	}
	return append(values, map[string]any{"isNull": true}, map[string]any{"isEmpty": false}, map[string]any{"some": map[string]any{}})
}

// subSelects are the sub-selects of a condition, each with its brackets, the inner ones too.
func subSelects(cond string) (found []string) {
	for from := 0; ; from++ {
		next := strings.Index(cond[from:], "(SELECT")
		if next < 0 {
			return found
		}
		from += next
		depth, end := 0, from
		for ; end < len(cond); end++ {
			if cond[end] == '(' {
				depth++
			} else if cond[end] == ')' {
				if depth--; depth == 0 {
					break
				}
			}
		}
		found = append(found, cond[from:end+1])
	}
}
