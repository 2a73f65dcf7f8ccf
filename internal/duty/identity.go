package duty

import (
	"context"
	"fmt"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/fault"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// Items keep their identity from edition to edition (D-DUTY-3), wherever they stand and whatever of them changes: by it
// editions are compared, and with it go the marks of where a text comes from (D-DUTY-4).

// Before is what a list's items may go on with: its own, as they are to be replaced, and those of other editions.
type Before struct{ Own, Others []*db.DutyItem }

// Identify makes a list's new items those that they go on with: who is named already; what has the same content; and, where
// the list keeps its length, what stands at the place of one of its own that nothing else goes on with, rewritten. The rest
// is new. It returns whom each goes on with, nil for new ones.
func (b Before) Identify(items []*db.DutyItem) []*db.DutyItem {
	with := make([]*db.DutyItem, len(items))
	taken := map[uuid.UUID]bool{}
	all := slices.Concat(b.Own, b.Others)
	pass := func(of []*db.DutyItem, same func(n int, was *db.DutyItem) bool) {
		for n, item := range items {
			at := slices.IndexFunc(of, func(was *db.DutyItem) bool { return !taken[was.Identity] && same(n, was) })
			if with[n] == nil && at >= 0 {
				with[n], item.Identity = of[at], of[at].Identity
				taken[item.Identity] = true
			}
		}
	}
	pass(all, func(n int, was *db.DutyItem) bool { return items[n].Identity == was.Identity })
	pass(all, func(n int, was *db.DutyItem) bool { return items[n].Content == was.Content })
	if len(b.Own) == len(items) {
		pass(b.Own, func(n int, was *db.DutyItem) bool { return int(was.No) == n+1 })
	}
	return with
}

// goOn gives new items the identity of those that they go on with, and their marks of origin where none is given.
func (b Before) goOn(c *act.Checks, in []*input.DutyItemInput, items []*db.DutyItem) {
	named := map[uuid.UUID]bool{}
	all := slices.Concat(b.Own, b.Others)
	for n, i := range in {
		if i.Item == nil {
			continue
		}
		at := fmt.Sprintf("input.items.%d.item", n)
		was := slices.IndexFunc(all, func(was *db.DutyItem) bool { return was.ID == *i.Item })
		if was < 0 {
			c.Add(fault.At(at, fault.NotFound, "noun", fault.Noun(db.DutyItems.Name)))
			continue
		}
		items[n].Identity = all[was].Identity
		c.Unless(!named[items[n].Identity], fault.At(at, fault.Duplicate, "place", n+1))
		named[items[n].Identity] = true
	}
	for n, was := range b.Identify(items) {
		if was == nil {
			was = new(db.DutyItem)
		}
		items[n].Origin = was.Origin
		if in[n].Origin.IsSet() {
			items[n].Origin = in[n].Origin.Value()
		}
		marks(in[n].Indicators, was.Indicators, items[n].Indicators)
	}
}

// marks gives indicators the marks of those that they go on with: of the same text, else, where there are as many, at the
// same place.
func marks(in []*input.IndicatorInput, before, indicators db.Indicators) {
	for n, x := range indicators {
		was := slices.IndexFunc(before, func(b *db.Indicator) bool { return b.Text == x.Text })
		if was < 0 && len(before) == len(indicators) {
			was = n
		}
		switch {
		case in[n].Origin.IsSet():
			x.Origin = in[n].Origin.Value()
		case was >= 0:
			x.Origin = before[was].Origin
		}
	}
}

// before reads what the items of a draft may go on with: its own and those of the list that it revises, so that one that was
// taken out may come back; for a new list, the holder's in force of that year, or of the year before.
func before(ctx context.Context, l *db.DutyList) (b Before, err error) {
	t := db.From(ctx)
	if l.ID.UUID() != uuid.Nil {
		if b.Own, err = t.ItemsOf(ctx, l.ID); err == nil && l.RevisesID != nil {
			b.Others, err = t.ItemsOf(ctx, *l.RevisesID)
		}
		return b, err
	}
	for _, year := range []int32{l.Year, l.Year - 1} {
		of := *l
		of.Year = year
		is, err := t.InForce(ctx, &of)
		if is == nil && err == nil {
			continue
		}
		if err == nil {
			b.Own, err = t.ItemsOf(ctx, is.ID)
		}
		return b, err
	}
	return b, nil
}
