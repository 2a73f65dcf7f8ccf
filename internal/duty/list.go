// Package duty keeps the rules of duty lists: how they are drafted, put in force and covered (domain.md §3).
package duty

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// MaxItems are the items of one list at most, drafted by hand or imported.
const MaxItems = input.MostDutyItems

// Draft begins a list of a holder and year (D-DUTY-1). Where it is due is D-DUTY-5's: a main list where there
// is a Party committee, a supervisory one where there is a commission.
func Draft(ctx context.Context, in input.DutyListDraftInput) (uuid.UUID, error) {
	t := db.From(ctx)
	l, err := holder(ctx, in)
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.ListDraft, row(l)); err != nil {
		return uuid.Nil, err
	}
	l.Title, l.Year = in.Title, in.Year
	var c act.Checks
	c.Text("input.title", in.Title)
	was, err := before(ctx, l)
	if err != nil {
		return uuid.Nil, err
	}
	items, err := itemsOf(ctx, &c, l, was, in.Items)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := t.AddDutyList(ctx, l)
	if err != nil {
		return uuid.Nil, err
	}
	l.ID = ident.Of[ident.DutyListID](id)
	if err := t.SetItems(ctx, l.ID, items); err != nil {
		return uuid.Nil, err
	}
	return id, t.Record(ctx, event(l, auth.ListDraft, nil, "", db.ListDraft))
}

// Revise begins the next edition of a list in force, with its items; the list in force stays as it is (D-DUTY-3).
func Revise(ctx context.Context, in input.DutyListReviseInput) (uuid.UUID, error) {
	t := db.From(ctx)
	l, err := list(ctx, auth.ListRevise, in.List, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	if err := c.Include("input.list", free(ctx, auth.ListRevise, l)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	items, err := t.ItemsOf(ctx, l.ID)
	if err != nil {
		return uuid.Nil, err
	}
	next := *l
	next.RevisesID = &l.ID
	id, err := t.AddDutyList(ctx, &next)
	if err != nil {
		return uuid.Nil, err
	}
	next.ID = ident.Of[ident.DutyListID](id)
	if err := t.SetItems(ctx, next.ID, items); err != nil {
		return uuid.Nil, err
	}
	return id, t.Record(ctx, event(&next, auth.ListRevise, nil, "", db.ListDraft))
}

// UpdateDraft changes a draft's title and replaces its items, each where it is given.
func UpdateDraft(ctx context.Context, in input.DutyListUpdateDraftInput) (uuid.UUID, error) {
	t := db.From(ctx)
	l, err := list(ctx, auth.ListUpdateDraft, in.List, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	next := *l
	var c act.Checks
	act.Needed(&c, "input.title", &next.Title, in.Title)
	c.Text("input.title", next.Title)
	was, err := before(ctx, l)
	if err != nil {
		return uuid.Nil, err
	}
	items, err := itemsOf(ctx, &c, l, was, in.Items.Value())
	if err != nil {
		return uuid.Nil, err
	}
	changes := db.Diff(l, &next)
	if len(changes) == 0 && !in.Items.IsSet() {
		return uuid.Nil, fault.New(fault.NothingChanged)
	}
	rows, err := t.SetDraft(ctx, &next)
	if err := act.Believe(rows, err, l.ID, l.Version); err != nil {
		return uuid.Nil, err
	}
	if in.Items.IsSet() {
		if err := t.SetItems(ctx, l.ID, items); err != nil {
			return uuid.Nil, err
		}
	}
	e := event(l, auth.ListUpdateDraft, nil, db.ListDraft, db.ListDraft)
	e.Changes = changes
	if in.Items.IsSet() {
		e.Changes = append(e.Changes, replaced(was.Own, items)...)
	}
	return l.ID.UUID(), t.Record(ctx, e)
}

// replaced lists what becomes of a draft's items, by their numbers: field by field of one that goes on, the whole content of one
// that comes or goes.
func replaced(was, next []*db.DutyItem) db.FieldChanges {
	var all db.FieldChanges
	item := func(no int, was, is *string) {
		all = append(all, &db.FieldChange{Field: "items", Old: was, New: is, Of: numbered(no), Noun: db.DutyLists.Name})
	}
	kept := map[uuid.UUID]bool{}
	for n, new := range next {
		at := slices.IndexFunc(was, func(b *db.DutyItem) bool { return new.Identity != uuid.Nil && b.Identity == new.Identity })
		if at < 0 {
			item(n+1, nil, &new.Content)
			continue
		}
		before := was[at]
		kept[before.Identity] = true
		after := *new
		after.No = int32(n + 1)
		for _, c := range Differing(before, &after) {
			c.Of = numbered(n + 1)
			all = append(all, c)
		}
	}
	for _, b := range was {
		if !kept[b.Identity] {
			item(int(b.No), &b.Content, nil)
		}
	}
	return all
}

func numbered(no int) *string {
	text := strconv.Itoa(no)
	return &text
}

// Withdraw withdraws a draft.
func Withdraw(ctx context.Context, in input.DutyListWithdrawInput) (uuid.UUID, error) {
	t := db.From(ctx)
	l, err := list(ctx, auth.ListWithdraw, in.List, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := Lists.Check(auth.ListWithdraw, l.State, db.ListWithdrawn); err != nil {
		return uuid.Nil, err
	}
	rows, err := t.WithdrawDraft(ctx, l)
	if err := act.Believe(rows, err, l.ID, l.Version); err != nil {
		return uuid.Nil, err
	}
	return l.ID.UUID(), t.Record(ctx, event(l, auth.ListWithdraw, &in.Reason, db.ListDraft, db.ListWithdrawn))
}

// list takes a list that an act names and judges whether it may be done.
func list(ctx context.Context, a auth.Act, id ident.DutyListID, version int32) (*db.DutyList, error) {
	l, err := act.Take(ctx, db.DutyLists, id.UUID(), "input.list")
	if err != nil {
		return nil, err
	}
	if err := Lists.Judge(ctx, a, l, "input.list"); err != nil {
		return nil, err
	}
	return l, act.Version(l.ID, version, l.Version)
}

// row is the list as the act table asks for it.
func row(l *db.DutyList) auth.Row {
	return auth.Row{Kind: string(l.Kind), Org: l.OrgID, Department: l.DepartmentID}
}

// holder reads the holder that a new list names, by its kind, and fills the list's place.
func holder(ctx context.Context, in input.DutyListDraftInput) (*db.DutyList, error) {
	given := map[string]bool{"organisation": in.Organisation != nil, "post": in.Post != nil, "department": in.Department != nil}
	wanted := map[db.DutyListKind]string{db.MainList: "organisation", db.SupervisoryList: "organisation", db.DualDutyList: "post", db.OversightList: "department"}[in.Kind]
	for name, is := range given {
		if is != (name == wanted) {
			return nil, fault.At("input."+wanted, fault.ListNotDue, "kind", in.Kind, "expected", holders[wanted])
		}
	}
	l := &db.DutyList{Kind: in.Kind, PostID: in.Post, DepartmentID: in.Department}
	var active bool
	switch wanted {
	case "post":
		p, err := act.RestOn(ctx, db.Posts, in.Post.UUID(), "input.post")
		if err != nil {
			return nil, err
		}
		l.ProvinceID, l.OrgID, l.DepartmentID, active = p.ProvinceID, p.OrgID, p.DepartmentID, p.Active()
	case "department":
		d, err := act.RestOn(ctx, db.Departments, in.Department.UUID(), "input.department")
		if err != nil {
			return nil, err
		}
		l.ProvinceID, l.OrgID, active = d.ProvinceID, d.OrgID, d.Active()
	default:
		o, err := act.RestOn(ctx, db.Organisations, in.Organisation.UUID(), "input.organisation")
		if err != nil {
			return nil, err
		}
		l.ProvinceID, l.OrgID, active = o.ProvinceID, o.ID, o.Active()
		if e := due(in.Kind, o); e != nil {
			return nil, e
		}
	}
	if !active {
		return nil, fault.At("input."+wanted, fault.Inactive)
	}
	return l, nil
}

// holders say to refusals what holds a list, by the input's field.
var holders = map[string]string{"organisation": "an organisation, and only one", "post": "a post, and only one", "department": "a department, and only one"}

// due refuses a list that an organisation does not owe (D-DUTY-5); nil where it does.
func due(kind db.DutyListKind, o *db.Organisation) *fault.Error {
	if kind == db.MainList && o.PartyOrganisation != db.PartyCommittee {
		return fault.At("input.organisation", fault.ListNotDue, "kind", kind, "expected", "an organisation with a Party committee")
	}
	if kind == db.SupervisoryList && o.DisciplineBody != db.Commission {
		return fault.At("input.organisation", fault.ListNotDue, "kind", kind, "expected", "an organisation with a discipline commission")
	}
	return nil
}

// strictness orders the frequencies that recur; ON_EVENT stands apart (D-DUTY-4).
var strictness = []db.Frequency{db.Once, db.Annual, db.Semiannual, db.Quarterly, db.Monthly}

// StrictEnough tells whether a local frequency is at least the norm's: the same, or among those that recur more
// often (D-DUTY-4).
func StrictEnough(local, norm db.Frequency) bool {
	return local == norm || slices.Index(strictness, local) > slices.Index(strictness, norm) && slices.Contains(strictness, norm)
}

// itemsOf checks a list's items and makes its rows, which go on with those before; it returns all refusals of the act at
// once.
func itemsOf(ctx context.Context, c *act.Checks, l *db.DutyList, was Before, in []*input.DutyItemInput) ([]*db.DutyItem, error) {
	items := make([]*db.DutyItem, len(in))
	for n, i := range in {
		at := fmt.Sprintf("input.items.%d.", n)
		c.Text(at+"content", i.Content)
		c.Optional(at+"standard", i.Standard)
		c.Optional(at+"evidenceRequired", i.EvidenceRequired)
		c.Optional(at+"businessWork", i.BusinessWork)
		c.Unless(i.NormFrequency == nil || StrictEnough(i.Frequency, *i.NormFrequency), looser(at, i))
		c.Unless(!i.Principal || l.Kind == db.MainList, fault.At(at+"principal", fault.MustBeEmpty, "why", "only main lists mark items of the principal leader"))
		if err := c.Codes(ctx, at+"riskDomains", read.RiskDomains, i.RiskDomains); err != nil {
			return nil, err
		}
		if err := carried(ctx, c, l, at, i.RiskDomains); err != nil {
			return nil, err
		}
		item := &db.DutyItem{
			Content: i.Content, Standard: i.Standard, EvidenceRequired: i.EvidenceRequired, Frequency: i.Frequency,
			NormFrequency: i.NormFrequency, RiskDomains: i.RiskDomains, Principal: i.Principal, BusinessWork: i.BusinessWork,
		}
		for m, x := range i.Indicators {
			c.Text(fmt.Sprintf("%sindicators.%d.text", at, m), x.Text)
			c.Optional(fmt.Sprintf("%sindicators.%d.unit", at, m), x.Unit)
			c.Unless((x.Target == nil) == (x.Comparison == nil), fault.At(fmt.Sprintf("%sindicators.%d.comparison", at, m), fault.Together))
			item.Indicators = append(item.Indicators, &db.Indicator{Text: x.Text, Target: x.Target, Unit: x.Unit, Comparison: x.Comparison})
		}
		items[n] = item
	}
	was.goOn(c, in, items)
	return items, c.Or()
}

func looser(at string, i *input.DutyItemInput) *fault.Error {
	norm := db.Frequency("")
	if i.NormFrequency != nil {
		norm = *i.NormFrequency
	}
	return fault.At(at+"frequency", fault.LooserThanNorm, "norm", norm, "given", i.Frequency)
}

// carried refuses an oversight item's domain that its department does not carry: it would cover nothing (D-DUTY-2).
func carried(ctx context.Context, c *act.Checks, l *db.DutyList, at string, domains []string) error {
	if l.Kind != db.OversightList || len(domains) == 0 {
		return nil
	}
	d, err := read.One(ctx, db.Departments, l.DepartmentID.UUID())
	if err != nil {
		return err
	}
	named, err := read.Terms(ctx, read.RiskDomains, domains)
	for _, domain := range named {
		c.Unless(slices.Contains(d.RiskDomains, domain.Value), fault.At(at+"riskDomains", fault.DomainNotCarried, "domain", domain))
	}
	return err
}

// event begins a line of a list's history: a draft's for its drafters, any other for the list's readers.
func event(l *db.DutyList, a auth.Act, reason *string, from, to db.DutyListState) db.Event {
	e := db.Event{
		Noun: db.DutyLists.Name, Record: l.ID.UUID(), Act: a, Reason: reason, Org: l.OrgID, DepartmentID: l.DepartmentID,
		PostID: l.PostID, ListKind: &l.Kind, Audience: db.ForListDraft,
	}
	if to == db.ListInForce || to == db.ListSuperseded {
		e.Audience = db.ForList
	}
	e.From, e.To = act.StateOf(from), act.StateOf(to)
	return e
}

// Imported begins the line of history that an import leaves of a draft: new, or was as it stood before.
func Imported(l, was *db.DutyList) db.Event {
	reason := "import"
	if was == nil {
		return event(l, auth.ListDraft, &reason, "", db.ListDraft)
	}
	e := event(l, auth.ListDraft, &reason, db.ListDraft, db.ListDraft)
	e.Changes = db.Diff(was, l)
	return e
}
