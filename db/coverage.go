package db

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"huishang/db/read"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/lib/pq"
)

// ListCoverageGaps lists what is not covered; nil where nothing is found and the viewer sees whole the lists of no
// organisation, or not of one that the filter names.
func ListCoverageGaps(ctx context.Context, a read.ListArgs) (*read.Page[CoverageGap], error) {
	t := From(ctx)
	a, err := gapsOfYears(ctx, t, a)
	if err != nil {
		return nil, err
	}
	p, err := read.List(ctx, CoverageGaps, a)
	if err != nil || len(p.Nodes) > 0 || a.After != nil || a.Before != nil || t.Viewer.System {
		return p, err
	}
	if len(t.Viewer.Orgs) == 0 {
		return nil, nil
	}
	var hidden bool
	if names := placesNamed(a.Filter); len(names) > 0 {
		err = t.Get(ctx, &hidden, `
			SELECT EXISTS (
			    SELECT FROM unnest($1::text[]) AS n (name)
			    JOIN (SELECT o.id::text, o.code, o.id AS org_id FROM organisation o
			          UNION ALL SELECT d.id::text, d.code, d.org_id FROM department d
			          UNION ALL SELECT p.id::text, p.code, p.org_id FROM post p) AS x ON n.name IN (x.id, x.code)
			    WHERE NOT x.org_id = ANY ((SELECT setting_uuids('orgs'))::uuid[]))`, pq.StringArray(names))
	}
	if err != nil || hidden {
		return nil, err
	}
	return p, nil
}

// gapsOfYears is the list of gaps with the years that it asks for: the present one where the filter names none. A year to
// come has no gaps yet, and of one before the records begin nothing is known: both are refused, not answered with none.
func gapsOfYears(ctx context.Context, t *Tx, a read.ListArgs) (read.ListArgs, error) {
	named := yearsNamed(a.Filter)
	last := int32(t.Viewer.Today.Year())
	if len(named) == 0 {
		f := maps.Clone(a.Filter)
		if f == nil {
			f = map[string]any{}
		}
		f["year"] = map[string]any{"eq": last}
		a.Filter = f
		a.Added++
		return a, nil
	}
	var first int32
	if err := t.Get(ctx, &first, `
		SELECT COALESCE(min(extract(year FROM o.created_at AT TIME ZONE o.zone)), $1)::integer FROM organisation o WHERE o.level = 'PROVINCE'`, last); err != nil {
		return a, err
	}
	for _, n := range named {
		from, to := first, last
		switch n.path[slices.IndexFunc(n.path, func(p string) bool { return p == "year" })+1] {
		case "lt":
			to++
		case "gt":
			from--
		}
		if n.year < from || n.year > to {
			return a, fault.At(strings.Join(n.path, "."), fault.BadUserInput, "expected", fmt.Sprintf("a year from %d to %d", first, last), "from", first, "to", last)
		}
	}
	return a, nil
}

type yearNamed struct {
	year int32
	path []string
}

// yearsNamed are the years that a filter compares with, each with its path.
func yearsNamed(filter map[string]any) (named []yearNamed) {
	eachLeaf(filter, []string{"filter"}, func(path []string, value any) {
		if year, ok := value.(int32); ok && slices.Contains(path, "year") {
			named = append(named, yearNamed{year, path})
		}
	})
	return named
}

// placesNamed are the organisations, departments and posts that a filter asks for, each by id or code.
func placesNamed(filter map[string]any) (names []string) {
	noPlace := func(key string) bool {
		return slices.Contains([]string{"not", "neq", "nin", "gap", "year", "listKind", "riskDomain", "isNull"}, key)
	}
	eachLeaf(filter, []string{"filter"}, func(path []string, value any) {
		name, ok := value.(string)
		if !ok || slices.ContainsFunc(path, noPlace) {
			return
		}
		if _, id, err := ident.Split(name); err == nil {
			name = id.String()
		}
		names = append(names, name)
	})
	return names
}

// eachLeaf visits the values of a filter that are no filters or lists themselves, each with its path.
func eachLeaf(v any, path []string, visit func(path []string, value any)) {
	switch x := read.Plain(v).(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(x)) {
			eachLeaf(x[key], append(slices.Clone(path), key), visit)
		}
	default:
		if r := reflect.ValueOf(x); r.IsValid() && r.Kind() == reflect.Slice {
			for i := range r.Len() {
				eachLeaf(r.Index(i).Interface(), append(slices.Clone(path), fmt.Sprint(i)), visit)
			}
			return
		}
		visit(path, x)
	}
}
