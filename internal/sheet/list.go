package sheet

import (
	"fmt"
	"reflect"
	"slices"

	"huishang/db"
	"huishang/internal/duty"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// itemRow is an item with its row, which its indicators name by number.
type itemRow struct {
	row        Row
	item       *db.DutyItem
	indicators []Row
}

// lists brings lists in as drafts. One equal to the list in force makes no draft; one equal to the draft
// changes nothing; any other becomes, or replaces, the draft.
func (i *importer) lists() error {
	b := begin[db.DutyList](i, "lists")
	rows := i.itemRows()
	i.indicatorRows(rows)
	was, err := i.storedLists()
	if err != nil {
		return err
	}
	var all []*db.DutyItem
	var parts tally
	for _, r := range i.rows["lists"] {
		l := i.list(r)
		if l == nil {
			continue
		}
		wanted := items(rows[r.listKey()])
		if len(wanted) > duty.MaxItems {
			i.bad(r, "holder", fault.New(fault.TooMany, "field", fault.Noun(db.DutyItems.Name), "limit", duty.MaxItems, "count", len(wanted)))
		}
		stands := was[holderKey(l)]
		parts.count(stands, l, wanted)
		switch {
		case stands.holds(l, wanted):
			b.report.Same++
			continue
		case stands.draft != nil:
			next := *stands.draft
			next.Title, next.Origin = l.Title, l.Origin
			l = &next
			b.change(true, l, duty.Imported(l, stands.draft))
		default:
			i.listable(r, l)
			if stands.inForce != nil {
				l.RevisesID = &stands.inForce.ID
			}
			b.add(l, duty.Imported(l, nil))
		}
		stands.before().Identify(wanted)
		for _, item := range wanted {
			item.ListID = l.ID
		}
		all = append(all, wanted...)
	}
	b.end(func() error {
		if err := b.put(append(b.changed, b.added...), db.ImportDutyLists); err != nil {
			return err
		}
		if err := db.DropItems(i.ctx, b.changed); err != nil {
			return err
		}
		return put(i.ctx, all, db.ImportDutyItems)
	})
	i.within("items", parts.items)
	i.within("indicators", parts.indicators)
	return nil
}

// tally counts the rows of items and of indicators that are added, changed and the same.
type tally struct{ items, indicators [3]int }

const (
	isAdded = iota
	isChanged
	isSame
)

// count holds a list's items, and their indicators, against those that stand there: the list in force where it says the
// same, else the draft, else none.
func (t *tally) count(s standing, l *db.DutyList, wanted []*db.DutyItem) {
	var stored []*db.DutyItem
	switch {
	case s.inForce != nil && (standing{draft: s.inForce, items: s.items}).holds(l, wanted):
		stored = s.items[s.inForce.ID]
	case s.draft != nil:
		stored = s.items[s.draft.ID]
	}
	for n, item := range wanted {
		is, was := isAdded, &db.DutyItem{}
		if n < len(stored) {
			is, was = isChanged, stored[n]
			alike := *was
			alike.Indicators = item.Indicators
			if sameItems([]*db.DutyItem{&alike}, []*db.DutyItem{item}) {
				is = isSame
			}
		}
		t.items[is]++
		for k, x := range item.Indicators {
			is := isAdded
			if k < len(was.Indicators) {
				is = isChanged
				if reflect.DeepEqual(was.Indicators[k], x) {
					is = isSame
				}
			}
			t.indicators[is]++
		}
	}
}

// standing is what is stored of a holder's list of a year.
type standing struct {
	inForce, draft *db.DutyList
	items          map[ident.DutyListID][]*db.DutyItem
}

// before are the items that a workbook's may go on with.
func (s standing) before() (b duty.Before) {
	if s.inForce != nil {
		b.Own = s.items[s.inForce.ID]
	}
	if s.draft != nil {
		b.Own, b.Others = s.items[s.draft.ID], b.Own
	}
	return b
}

// holds tells whether the draft or the list in force says the same already.
func (s standing) holds(l *db.DutyList, items []*db.DutyItem) bool {
	for _, is := range []*db.DutyList{s.draft, s.inForce} {
		if is != nil && is.Title == l.Title && same(is.Origin, l.Origin) && sameItems(s.items[is.ID], items) {
			return true
		}
	}
	return false
}

func holderKey(l *db.DutyList) string {
	holder := l.OrgID.String()
	switch {
	case l.PostID != nil:
		holder = l.PostID.String()
	case l.DepartmentID != nil:
		holder = l.DepartmentID.String()
	}
	return fmt.Sprint(l.Kind, l.Year, holder)
}

// storedLists reads drafts and lists in force with their items, by holder, kind and year.
func (i *importer) storedLists() (map[string]standing, error) {
	if len(i.rows["lists"]) == 0 {
		return nil, nil
	}
	all, err := db.Stored(i.ctx, db.DutyLists, i.provinces)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(l *db.DutyList) bool { return l.State != db.ListDraft && l.State != db.ListInForce })
	items, err := db.StoredItems(i.ctx, all)
	if err != nil {
		return nil, err
	}
	was := map[string]standing{}
	for _, l := range all {
		s := was[holderKey(l)]
		s.items = items
		if l.State == db.ListDraft {
			s.draft = l
		} else {
			s.inForce = l
		}
		was[holderKey(l)] = s
	}
	return was, nil
}

// itemRows makes items, by their lists, and refuses those without one.
func (i *importer) itemRows() map[string][]*itemRow {
	rows := map[string][]*itemRow{}
	for _, r := range i.rows["items"] {
		if i.named["lists"][r.listKey()] == nil {
			i.unknown(r, "holder", "lists", r.listKey())
		}
		if r.whole("no") < 1 {
			i.bad(r, "no", fault.New(fault.InvalidValue, "expected", "1 or more"))
		}
		rows[r.listKey()] = append(rows[r.listKey()], &itemRow{row: r, item: i.item(r)})
	}
	for _, list := range rows {
		slices.SortStableFunc(list, func(a, b *itemRow) int { return byNo(a.row, b.row) })
	}
	return rows
}

// indicatorRows hands indicators to their items and refuses those without one.
func (i *importer) indicatorRows(rows map[string][]*itemRow) {
	for _, r := range i.rows["indicators"] {
		item := fmt.Sprint(r.listKey(), " ", r.whole("item"))
		if i.named["items"][item] == nil {
			i.unknown(r, "item", "items", item)
		}
		if r.whole("no") < 1 {
			i.bad(r, "no", fault.New(fault.InvalidValue, "expected", "1 or more"))
		}
		if (r.text("target") == "") != (r.text("comparison") == "") {
			i.bad(r, "comparison", fault.New(fault.Together))
		}
		for _, of := range rows[r.listKey()] {
			if of.row.whole("no") == r.whole("item") {
				of.indicators = append(of.indicators, r)
			}
		}
	}
}

func byNo(a, b Row) int { return a.whole("no") - b.whole("no") }

// sameItems compares only content: the place, text, frequency, domains, marks and indicators of each.
func sameItems(stored, items []*db.DutyItem) bool {
	if len(stored) != len(items) {
		return false
	}
	for n := range items {
		if len(duty.Differing(stored[n], items[n])) > 0 {
			return false
		}
	}
	return true
}

// list makes a row's list and checks its holder; nil when there is none, or it is not due there (D-DUTY-5).
func (i *importer) list(r Row) *db.DutyList {
	l := &db.DutyList{
		ID: ident.Of[ident.DutyListID](uuid.New()), Kind: db.DutyListKind(r.text("kind")), Title: r.text("title"), Year: int32(r.whole("year")),
		Origin: r.origin(), Version: 1,
	}
	if l.Year < 2000 || l.Year > 2100 {
		i.bad(r, "year", fault.New(fault.InvalidValue, "expected", "2000 to 2100"))
		return nil
	}
	holder := r.text("holder")
	switch l.Kind {
	case db.DualDutyList:
		p := i.posts[holder]
		if p == nil {
			i.unknown(r, "holder", "posts", holder)
			return nil
		}
		l.ProvinceID, l.OrgID, l.PostID, l.DepartmentID = p.ProvinceID, p.OrgID, &p.ID, p.DepartmentID
	case db.OversightList:
		d := i.departments[holder]
		if d == nil {
			i.unknown(r, "holder", "departments", holder)
			return nil
		}
		l.ProvinceID, l.OrgID, l.DepartmentID = d.ProvinceID, d.OrgID, &d.ID
	default:
		o := i.orgs[holder]
		if o == nil {
			i.unknown(r, "holder", "organisations", holder)
			return nil
		}
		if l.Kind == db.MainList && o.PartyOrganisation != db.PartyCommittee || l.Kind == db.SupervisoryList && o.DisciplineBody != db.Commission {
			expected := "an organisation with a Party committee"
			if l.Kind == db.SupervisoryList {
				expected = "an organisation with a discipline commission"
			}
			i.bad(r, "holder", fault.New(fault.ListNotDue, "kind", l.Kind, "expected", expected))
			return nil
		}
		l.ProvinceID, l.OrgID = o.ProvinceID, o.ID
	}
	return l
}

// listable refuses a new draft for a holder that is out of use.
func (i *importer) listable(r Row, l *db.DutyList) {
	switch holder := r.text("holder"); l.Kind {
	case db.DualDutyList:
		i.inUse(r, "holder", i.posts[holder].Active())
	case db.OversightList:
		i.inUse(r, "holder", i.departments[holder].Active())
	default:
		i.inUse(r, "holder", i.orgs[holder].Active())
	}
}

// item makes a row's item and checks it.
func (i *importer) item(r Row) *db.DutyItem {
	item := &db.DutyItem{
		Content: r.text("content"), Standard: r.optional("standard"), EvidenceRequired: r.optional("evidence_required"),
		Frequency: db.Frequency(r.text("frequency")), RiskDomains: i.known(r, "risk_domains"), Principal: r.yes("principal"),
		BusinessWork: r.optional("business_work"), Origin: r.origin(), Indicators: db.Indicators{},
	}
	if norm := r.text("norm_frequency"); norm != "" {
		f := db.Frequency(norm)
		item.NormFrequency = &f
		if !duty.StrictEnough(item.Frequency, f) {
			i.bad(r, "frequency", fault.New(fault.LooserThanNorm, "norm", f, "given", item.Frequency))
		}
	}
	kind := db.DutyListKind(r.text("kind"))
	if item.Principal && kind != db.MainList {
		i.bad(r, "principal", fault.New(fault.MustBeEmpty, "why", "only main lists mark items of the principal leader"))
	}
	if d := i.departments[r.text("holder")]; d != nil && kind == db.OversightList {
		i.carried(r, d, item)
	}
	return item
}

// items are a list's items, numbered by their places, with their indicators.
func items(rows []*itemRow) []*db.DutyItem {
	items := make([]*db.DutyItem, len(rows))
	for n, r := range rows {
		slices.SortStableFunc(r.indicators, byNo)
		for _, x := range r.indicators {
			r.item.Indicators = append(r.item.Indicators, indicator(x))
		}
		r.item.No = int32(n + 1)
		items[n] = r.item
	}
	return items
}

// carried refuses an oversight item's domain that its department does not carry: it would cover nothing (D-DUTY-2).
func (i *importer) carried(r Row, d *db.Department, item *db.DutyItem) {
	for _, domain := range item.RiskDomains {
		if !slices.Contains(d.RiskDomains, domain) && i.domains[domain].Value != "" {
			i.bad(r, "risk_domains", fault.New(fault.DomainNotCarried, "domain", i.domains[domain]))
		}
	}
}

func indicator(r Row) *db.Indicator {
	x := &db.Indicator{Text: r.text("text"), Target: r.number("target"), Unit: r.optional("unit"), Origin: r.origin()}
	if c := r.text("comparison"); c != "" {
		comparison := db.Comparison(c)
		x.Comparison = &comparison
	}
	return x
}
