package read

import (
	"context"
	"slices"
	"strings"

	"huishang/db/tx"
	"huishang/internal/ident"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// What is hidden never reads as "there is none" (decisions.md). A list below a record is null where it is empty for the
// viewer and his roles do not show him all such rows there: then it tells nothing. What a grade or a name keeps from a
// single person does not count: null must not tell of it (D-SEC-1).

// Sight tells by which settings of the session a viewer sees all rows of a kind at an organisation.
type Sight []string

// Partly is a list below a record whose rows have fewer readers than the record.
type Partly struct {
	Field string
	// Settings are the session's settings, one of which names an organisation all of whose rows the viewer sees.
	Settings []string
	// Everywhere tells that the rows may be any organisation's of the province.
	Everywhere bool
	column     string // the organisation's, where they are not
}

var partlySeen []Partly

// PartlySeen lists the lists below records that are null where they are empty and not seen whole.
func PartlySeen() []Partly { return slices.Clone(partlySeen) }

// seenWhole tells whether the viewer sees all rows of a list below a record.
type seenWhole[F any] func(context.Context, *F) (bool, error)

// SeenAt makes a list's rule: the viewer has the sight at the record's organisation.
func SeenAt[F any](field string, by Sight, org func(*F) ident.OrganisationID) seenWhole[F] {
	column := columnOf(func(f *F) *uuid.UUID { return ident.Some(new(org(f))) })
	partlySeen = append(partlySeen, Partly{Field: field, Settings: by, column: column})
	return func(ctx context.Context, of *F) (bool, error) { return by.at(ctx, tx.From(ctx), org(of).UUID()) }
}

// SeenEverywhere makes the rule of a list whose rows may stand at any organisation: the viewer has the sight at the province.
func SeenEverywhere[F any](field string, by Sight) seenWhole[F] {
	partlySeen = append(partlySeen, Partly{Field: field, Settings: by, Everywhere: true})
	return func(ctx context.Context, _ *F) (bool, error) {
		t := tx.From(ctx)
		return by.at(ctx, t, t.Viewer.ProvinceID.UUID())
	}
}

func (s Sight) at(ctx context.Context, t *tx.Tx, org uuid.UUID) (bool, error) {
	if t.Viewer.System {
		return true, nil
	}
	set, err := Once(t, "sights", func() (map[string]ident.List, error) {
		var settings pq.StringArray
		for _, p := range partlySeen {
			settings = append(settings, p.Settings...)
		}
		var rows []struct {
			Name string     `db:"name"`
			Orgs ident.List `db:"orgs"`
		}
		err := t.Select(ctx, &rows, `SELECT s.name, COALESCE(setting_uuids(s.name), '{}') AS orgs FROM (SELECT DISTINCT unnest($1::text[])) AS s (name)`, settings)
		set := make(map[string]ident.List, len(rows))
		for _, r := range rows {
			set[r.Name] = r.Orgs
		}
		return set, err
	})
	return slices.ContainsFunc(s, func(name string) bool { return slices.Contains(set[name], org) }), err
}

// SQL is the organisations of the sight, as a statement names them.
func (s Sight) SQL() string {
	parts := make([]string, len(s))
	for i, name := range s {
		parts[i] = "COALESCE((SELECT setting_uuids('" + name + "')), '{}')"
	}
	return strings.Join(parts, " || ")
}
