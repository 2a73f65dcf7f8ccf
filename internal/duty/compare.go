package duty

import (
	"cmp"
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/ident"
)

// Compare puts two lists side by side, by the identity of their items; in lists that were written apart, those with the
// same content are the same item. Where an item stands is news only if it moved among those that both lists have.
func Compare(ctx context.Context, from, to ident.DutyListID) ([]*db.DutyItemChange, error) {
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

func pair(before, after []*db.DutyItem) []*db.DutyItemChange {
	place := map[*db.DutyItem]int{} // of an item of the later list, its partner's in the earlier
	taken := map[int]bool{}
	for _, same := range []func(a, b *db.DutyItem) bool{
		func(a, b *db.DutyItem) bool { return a.Identity == b.Identity },
		func(a, b *db.DutyItem) bool { return a.Content == b.Content },
	} {
		for _, a := range after {
			at := slices.IndexFunc(before, func(b *db.DutyItem) bool { return same(a, b) })
			if _, paired := place[a]; !paired && at >= 0 && !taken[at] {
				place[a], taken[at] = at, true
			}
		}
	}
	moved := outOfOrder(after, place)
	changes := []*db.DutyItemChange{}
	for _, a := range after {
		at, paired := place[a]
		if !paired {
			changes = append(changes, &db.DutyItemChange{Kind: db.ItemAdded, After: a, Changes: []*db.FieldChange{}})
			continue
		}
		c := &db.DutyItemChange{Kind: db.ItemUnchanged, Before: before[at], After: a, Changes: differing(before[at], a, moved[a])}
		switch {
		case slices.ContainsFunc(c.Changes, func(f *db.FieldChange) bool { return f.Field != "no" }):
			c.Kind = db.ItemChanged
		case moved[a]:
			c.Kind = db.ItemMoved
		}
		changes = append(changes, c)
	}
	for at, b := range before {
		if !taken[at] {
			changes = append(changes, &db.DutyItemChange{Kind: db.ItemRemoved, Before: b, Changes: []*db.FieldChange{}})
		}
	}
	return changes
}

// outOfOrder are the fewest items whose moving makes the order of the earlier list that of the later: all but a longest run
// that stands in the same order in both.
func outOfOrder(after []*db.DutyItem, place map[*db.DutyItem]int) map[*db.DutyItem]bool {
	var paired, ends []*db.DutyItem // ends: the least last item of a run of each length
	last := map[*db.DutyItem]*db.DutyItem{}
	for _, a := range after {
		if _, ok := place[a]; !ok {
			continue
		}
		paired = append(paired, a)
		n, _ := slices.BinarySearchFunc(ends, a, func(end, a *db.DutyItem) int { return cmp.Compare(place[end], place[a]) })
		if n > 0 {
			last[a] = ends[n-1]
		}
		ends = append(ends[:n], append([]*db.DutyItem{a}, ends[min(n+1, len(ends)):]...)...)
	}
	moved := map[*db.DutyItem]bool{}
	for _, a := range paired {
		moved[a] = true
	}
	if len(ends) > 0 {
		for a := ends[len(ends)-1]; a != nil; a = last[a] {
			delete(moved, a)
		}
	}
	return moved
}

// differing is Differing for items side by side: the number of one that others made way for is no news.
func differing(before, after *db.DutyItem, moved bool) []*db.FieldChange {
	changes := []*db.FieldChange{}
	for _, c := range Differing(before, after) {
		if moved || c.Field != "no" {
			changes = append(changes, c)
		}
	}
	return changes
}

// Differing lists the fields in which two items differ, their numbers among them; what they have of their lists is no news.
func Differing(before, after *db.DutyItem) db.FieldChanges {
	is := *after
	is.ListID, is.OrgID, is.PostID, is.DepartmentID = before.ListID, before.OrgID, before.PostID, before.DepartmentID
	is.Kind, is.State, is.Year = before.Kind, before.State, before.Year
	return db.Diff(before, &is)
}
