package sheet

import (
	"huishang/db"
	"huishang/db/read"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// calendar takes a province's public holidays and make-up days (D-TASK-4). Days that are absent are free on
// Saturday and Sunday. A day is no record with a history; the audit trail has it.
func (i *importer) calendar() error {
	b := begin[db.CalendarDay](i, "calendar")
	if b.report.Rows == 0 {
		return nil
	}
	was, err := db.Stored(i.ctx, db.CalendarDays, i.provinces)
	if err != nil {
		return err
	}
	type key struct {
		province ident.OrganisationID
		day      clock.Date
	}
	byKey := make(map[key]*db.CalendarDay, len(was))
	for _, d := range was {
		byKey[key{d.ProvinceID, d.Day}] = d
	}
	for _, r := range i.rows["calendar"] {
		o := i.orgs[r.text("organisation")]
		if o == nil {
			i.unknown(r, "organisation", "organisations", r.text("organisation"))
			continue
		}
		if o.Level != read.LevelProvince {
			i.bad(r, "organisation", fault.New(fault.WrongLevel, "expected", "a province"))
			continue
		}
		d := &db.CalendarDay{ID: uuid.New(), ProvinceID: o.ID, Day: *r.day("day"), Working: r.yes("working"), Label: r.optional("label")}
		old := byKey[key{o.ID, d.Day}]
		if old == nil {
			b.added = append(b.added, d)
			continue
		}
		d.ID = old.ID
		if d.Working == old.Working && same(d.Label, old.Label) {
			b.report.Same++
			continue
		}
		b.changed = append(b.changed, d)
	}
	b.end(func() error {
		if err := b.put(b.added, db.ImportCalendar); err != nil {
			return err
		}
		return b.put(b.changed, db.ImportCalendar)
	})
	return nil
}
