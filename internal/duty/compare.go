package duty

import (
	"context"

	"huishang/db"
	"huishang/internal/ident"
)

// ItemChange is one item in two lists side by side.
type ItemChange struct {
	Kind          ItemChangeKind
	Before, After *db.DutyItem
	Changes       []*db.FieldChange
}

// ItemChangeKind says how an item differs between two lists.
type ItemChangeKind string

// The kinds of change.
const (
	Added     ItemChangeKind = "ADDED"
	Removed   ItemChangeKind = "REMOVED"
	Changed   ItemChangeKind = "CHANGED"
	Unchanged ItemChangeKind = "UNCHANGED"
)

// Compare puts two lists side by side. Items with the same content are the same item wherever they stand; of
// the rest, those with the same number are one item that changed.
func Compare(ctx context.Context, from, to ident.DutyListID) ([]*ItemChange, error) {
	t := db.From(ctx)
	before, err := t.ItemsOf(ctx, from)
	if err != nil {
		return nil, err
	}
	after, err := t.ItemsOf(ctx, to)
	if err != nil {
		return nil, err
	}
	return pair(before, after), nil
}

func pair(before, after []*db.DutyItem) []*ItemChange {
	partner := map[*db.DutyItem]*db.DutyItem{}
	taken := map[*db.DutyItem]bool{}
	for _, same := range []func(a, b *db.DutyItem) bool{
		func(a, b *db.DutyItem) bool { return a.Content == b.Content },
		func(a, b *db.DutyItem) bool { return a.No == b.No },
	} {
		for _, a := range after {
			for _, b := range before {
				if partner[a] == nil && !taken[b] && same(a, b) {
					partner[a], taken[b] = b, true
				}
			}
		}
	}
	changes := []*ItemChange{}
	for _, a := range after {
		b := partner[a]
		if b == nil {
			changes = append(changes, &ItemChange{Kind: Added, After: a, Changes: []*db.FieldChange{}})
			continue
		}
		c := &ItemChange{Kind: Unchanged, Before: b, After: a, Changes: differing(b, a)}
		if len(c.Changes) > 0 {
			c.Kind = Changed
		}
		changes = append(changes, c)
	}
	for _, b := range before {
		if !taken[b] {
			changes = append(changes, &ItemChange{Kind: Removed, Before: b, Changes: []*db.FieldChange{}})
		}
	}
	return changes
}

// differing lists the fields of content in which two items differ; what they take from their lists is no news.
func differing(b, a *db.DutyItem) []*db.FieldChange {
	left, right := *b, *a
	left.ListID, left.State, left.Year, left.OrgID, left.PostID, left.DepartmentID = right.ListID, right.State, right.Year, right.OrgID, right.PostID, right.DepartmentID
	changes := db.Diff(&left, &right)
	if changes == nil {
		return []*db.FieldChange{}
	}
	return changes
}
