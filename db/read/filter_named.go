package read

import (
	"context"
	"fmt"
	"slices"

	"huishang/db/tx"
	"huishang/internal/fault"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// namesOf are the comparators that take codes and numbers in place of ids, with the comparator over ids that each stands for.
var namesOf = map[string]string{"code": "eq", "codes": "in", "number": "eq", "numbers": "in", "withinCode": "within"}

// Names are the codes or numbers by which the records of a table are found. All of them show to the whole province, so that a code
// that nobody has tells nothing.
type Names struct{ Table, Column string }

var organisations = Names{"organisation", "code"}

// compareNamed compares an id with the ids of those that have these codes or numbers: one that nobody has is refused, as a
// code of a code table is, and never answered with "none".
func compareNamed(w *Where, f FilterField, op string, v any, path []string) (string, error) {
	given, err := several(v, path)
	if err != nil {
		return "", err
	}
	codes := Texts(v)
	found, err := w.named(f.Named, codes)
	if err != nil {
		return "", err
	}
	ids := make(pq.StringArray, len(codes))
	for i, code := range codes {
		id, known := found[code]
		if !known {
			at := slices.Clone(path)
			if namesOf[op] == "in" {
				at = append(at, fmt.Sprint(i))
			}
			return "", &fault.Error{Code: fault.Unknown, Path: at, Params: map[string]any{
				"field": fault.FilterField(w.object, path[len(path)-2]), "value": fault.Echoed(fmt.Sprint(given[i])),
			}}
		}
		ids[i] = id.String()
	}
	switch namesOf[op] {
	case "within":
		return w.below(f.Column, ids[0]), nil
	case "in":
		return w.told(f.sql() + " = ANY (" + w.Arg(ids, f.Type+"[]") + ")"), nil
	}
	return w.told(f.sql() + " = " + w.Arg(ids[0], f.Type)), nil
}

// read reads the ids of the records that have these codes or numbers.
func (n Names) read(ctx context.Context, t *tx.Tx, codes []string) (map[string]uuid.UUID, error) {
	var rows []struct {
		ID   uuid.UUID `db:"id"`
		Code string    `db:"code"`
	}
	err := t.Select(ctx, &rows, fmt.Sprintf(`SELECT t.id, t.%[2]s AS "code" FROM %[1]s AS t WHERE t.%[2]s = ANY ($1::text[])`, n.Table, n.Column), pq.StringArray(codes))
	ids := make(map[string]uuid.UUID, len(rows))
	for _, r := range rows {
		ids[r.Code] = r.ID
	}
	return ids, err
}

// maxSeen bounds the comparisons with records that not everybody sees: each asks the policies of another table for each row (100 of
// files took 462 MB).
const maxSeen = 20

// compareSeen compares the id of a record that not everybody sees who sees the row: for him the row names none.
func compareSeen(w *Where, f FilterField, op string, v any, path []string) (string, error) {
	if w.seen++; w.seen > maxSeen {
		return "", Bad(path, fmt.Sprintf("at most %d comparisons with records that not everybody sees in a filter", maxSeen))
	}
	seen := fmt.Sprintf("EXISTS (SELECT FROM %s AS e WHERE e.id = %s)", f.Seen, f.sql())
	switch op {
	case "isNull":
		if v.(bool) {
			return "NOT " + seen, nil
		}
		return seen, nil
	case "neq", "nin":
		sql, err := comparison(w, f, map[string]string{"neq": "eq", "nin": "in"}[op], v, path)
		return "NOT (COALESCE(" + sql + ", FALSE) AND " + seen + ")", err
	}
	sql, err := comparison(w, f, op, v, path)
	return "(" + sql + " AND " + seen + ")", err
}
