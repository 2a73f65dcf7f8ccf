package sheet

import (
	"cmp"
	"slices"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/org"

	"github.com/google/uuid"
)

// span is a row's days, for finding overlaps: on one key, two spans must not meet.
type span struct {
	key    string
	from   clock.Date
	to     *clock.Date
	row    *Row // nil for what is stored and not in the workbook
	column string
	meets  *fault.Error // what a row that meets another is refused with
}

// overlaps names each row that meets another span of its key: the later one, or where that is not of the
// workbook the earlier.
func (i *importer) overlaps(spans []span) {
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.key, b.key), a.from.Compare(b.from))
	})
	for n := 1; n < len(spans); n++ {
		before, s := spans[n-1], spans[n]
		if before.key != s.key || before.to != nil && before.to.Before(s.from) {
			continue
		}
		if named := cmp.Or(s.row, before.row); named != nil {
			i.bad(*named, s.column, s.meets)
		}
		// The longer of the two goes on, to meet what follows.
		if before.to == nil || s.to != nil && s.to.Before(*before.to) {
			spans[n].to = before.to
			spans[n].row = cmp.Or(s.row, before.row)
		}
	}
}

func (i *importer) appointments() error {
	b := begin[db.Appointment](i, "appointments")
	if len(i.rows["appointments"])+len(i.rows["posts"]) == 0 {
		return nil
	}
	was, err := db.Stored(i.ctx, db.Appointments, i.provinces)
	if err != nil {
		return err
	}
	byKey := map[string]*db.Appointment{}
	for _, a := range was {
		byKey[a.PostID.String()+a.PersonID.String()+a.FromOn.String()] = a
	}
	kept := map[*db.Appointment]bool{}
	var spans []span
	for n := range i.rows["appointments"] {
		r := &i.rows["appointments"][n]
		a := i.appointment(*r)
		if a == nil {
			continue
		}
		spans = append(spans, i.appointmentSpans(a, r)...)
		old := byKey[a.PostID.String()+a.PersonID.String()+a.FromOn.String()]
		if old == nil {
			i.appointable(*r)
			b.add(a, org.ImportedAppointment(a))
			continue
		}
		kept[old] = true
		next := *old
		next.ToOn = a.ToOn
		if err := i.sameAppointment(*r, old, a); err != nil {
			return err
		}
		b.change(!same(old.ToOn, a.ToOn), &next, org.Imported(db.Appointments.Name, old.ID.UUID(), auth.AppointmentEnd, old.OrgID, db.Diff(old, &next)))
	}
	for _, a := range was {
		if !kept[a] && a.State == db.Confirmed {
			spans = append(spans, i.appointmentSpans(a, nil)...)
		}
	}
	i.overlaps(spans)
	i.ends = append(i.ends, func() error { return b.put(b.changed, db.ImportAppointments) })
	b.end(func() error { return b.put(b.added, db.ImportAppointments) })
	return nil
}

// appointmentSpans are the two rules on an appointment's days: one holder of a kind per post, and one
// substantive principal leader per organisation (D-ORG-5). For a stored appointment the post's row answers.
func (i *importer) appointmentSpans(a *db.Appointment, r *Row) []span {
	spans := []span{{key: "post " + a.PostID.String() + string(a.Kind), from: a.FromOn, to: a.ToOn, row: r, column: "from", meets: fault.New(fault.Overlap)}}
	p := i.postByID[a.PostID]
	if a.Kind != db.Substantive || !slices.Contains(p.Categories, "PRINCIPAL_LEADER") {
		return spans
	}
	principal := span{key: "principal " + p.OrgID.String(), from: a.FromOn, to: a.ToOn, row: r, column: "post", meets: fault.New(fault.PrincipalTaken)}
	if r == nil {
		if of := i.named["posts"][p.Code]; of != nil {
			principal.row, principal.column = of, "categories"
		}
	}
	return append(spans, principal)
}

func (i *importer) appointment(r Row) *db.Appointment {
	p, key := i.posts[r.text("post")], personKey(provinceOf(r.text("post")), r.text("person"))
	person := i.people[key]
	if p == nil {
		i.unknown(r, "post", "posts", r.text("post"))
	}
	if person == nil {
		i.unknown(r, "person", "people", key)
	}
	if p == nil || person == nil {
		return nil
	}
	a := &db.Appointment{
		ID: ident.Of[ident.AppointmentID](uuid.New()), ProvinceID: p.ProvinceID, OrgID: p.OrgID, PostID: p.ID, PersonID: person.ID,
		Kind: db.AppointmentKind(r.text("kind")), FromOn: *r.day("from"), ToOn: r.day("to"), Basis: r.optional("basis"), Version: 1,
	}
	if a.ToOn != nil && a.ToOn.Before(a.FromOn) {
		i.bad(r, "to", fault.New(fault.DateOrder, "earliest", a.FromOn))
		return nil
	}
	return a
}

// appointable refuses a new appointment to or of what is out of use.
func (i *importer) appointable(r Row) {
	p := i.posts[r.text("post")]
	i.inUse(r, "post", p.Active())
	i.inUse(r, "person", i.people[personKey(provinceOf(p.Code), r.text("person"))].Active())
}

// sameAppointment refuses what an appointment's row may not say anew: appointments are ended, never overwritten
// (D-ORG-5).
func (i *importer) sameAppointment(r Row, was, a *db.Appointment) error {
	if was.State != db.Confirmed {
		i.bad(r, "post", fault.New(fault.WrongState, "state", was.State))
	}
	if was.Kind != a.Kind {
		i.bad(r, "kind", fault.New(fault.InvalidValue, "expected", "the kind that it has"))
	}
	if !same(was.Basis, a.Basis) {
		i.bad(r, "basis", fault.New(fault.InvalidValue, "expected", "the basis that it has, as an appointment is not overwritten"))
	}
	return i.sameEnd(r, a.ToOn, was.FromOn, was.ToOn, was.OrgID)
}

// sameEnd refuses an end that comes too late to be set.
func (i *importer) sameEnd(r Row, to *clock.Date, from clock.Date, was *clock.Date, of ident.OrganisationID) error {
	today, err := i.today(of)
	for _, e := range org.EndProblems(to, from, was, today) {
		i.bad(r, "to", e)
	}
	return err
}

func (i *importer) portfolios() error {
	b := begin[db.Portfolio](i, "portfolios")
	if len(i.rows["portfolios"]) == 0 {
		return nil
	}
	was, err := db.Stored(i.ctx, db.Portfolios, i.provinces)
	if err != nil {
		return err
	}
	byKey := map[string]*db.Portfolio{}
	for _, f := range was {
		byKey[f.PostID.String()+charge(f)+f.FromOn.String()] = f
	}
	kept := map[*db.Portfolio]bool{}
	var spans []span
	for n := range i.rows["portfolios"] {
		r := &i.rows["portfolios"][n]
		f := i.portfolio(*r)
		if f == nil {
			continue
		}
		spans = append(spans, span{key: charge(f), from: f.FromOn, to: f.ToOn, row: r, column: "from", meets: fault.New(fault.Overlap)})
		old := byKey[f.PostID.String()+charge(f)+f.FromOn.String()]
		if old == nil {
			i.chargeable(*r)
			b.add(f, org.Imported(db.Portfolios.Name, f.ID.UUID(), auth.PortfolioCreate, f.OrgID, nil))
			continue
		}
		kept[old] = true
		next := *old
		next.ToOn = f.ToOn
		if err := i.sameEnd(*r, f.ToOn, old.FromOn, old.ToOn, old.OrgID); err != nil {
			return err
		}
		b.change(!same(old.ToOn, f.ToOn), &next, org.Imported(db.Portfolios.Name, old.ID.UUID(), auth.PortfolioEnd, old.OrgID, db.Diff(old, &next)))
	}
	for _, f := range was {
		if !kept[f] {
			spans = append(spans, span{key: charge(f), from: f.FromOn, to: f.ToOn, column: "from", meets: fault.New(fault.Overlap)})
		}
	}
	i.overlaps(spans)
	i.ends = append(i.ends, func() error { return b.put(b.changed, db.ImportPortfolios) })
	b.end(func() error { return b.put(b.added, db.ImportPortfolios) })
	return nil
}

// charge is what a portfolio puts its post in charge of.
func charge(f *db.Portfolio) string {
	if f.DepartmentID != nil {
		return f.DepartmentID.String()
	}
	return f.OrganisationID.String()
}

func (i *importer) portfolio(r Row) *db.Portfolio {
	p, d, o := i.posts[r.text("post")], i.departments[r.text("department")], i.orgs[r.text("organisation")]
	if p == nil {
		i.unknown(r, "post", "posts", r.text("post"))
	}
	switch {
	case (r.text("department") == "") == (r.text("organisation") == ""):
		i.bad(r, "department", fault.New(fault.InvalidValue, "expected", "a department or an organisation, exactly one of them"))
		return nil
	case d == nil && r.text("department") != "":
		i.unknown(r, "department", "departments", r.text("department"))
	case o == nil && r.text("organisation") != "":
		i.unknown(r, "organisation", "organisations", r.text("organisation"))
	}
	if p == nil || d == nil && o == nil {
		return nil
	}
	f := &db.Portfolio{
		ID: ident.Of[ident.PortfolioID](uuid.New()), ProvinceID: p.ProvinceID, OrgID: p.OrgID, PostID: p.ID,
		FromOn: *r.day("from"), ToOn: r.day("to"), Version: 1,
	}
	if d != nil {
		f.DepartmentID = &d.ID
		i.inProvince(r, "department", p, d.Code)
	} else {
		f.OrganisationID = &o.ID
		i.inProvince(r, "organisation", p, o.Code)
	}
	if f.ToOn != nil && f.ToOn.Before(f.FromOn) {
		i.bad(r, "to", fault.New(fault.DateOrder, "earliest", f.FromOn))
		return nil
	}
	return f
}

func (i *importer) inProvince(r Row, column string, p *db.Post, code string) {
	if provinceOf(code) != provinceOf(p.Code) {
		i.bad(r, column, fault.New(fault.CodePrefix, "prefix", provinceOf(p.Code)))
	}
}

// chargeable refuses a new portfolio of or over what is out of use, and of a post outside of leadership.
func (i *importer) chargeable(r Row) {
	p := i.posts[r.text("post")]
	i.inUse(r, "post", p.Active())
	if !org.MayBeInCharge(p) {
		i.bad(r, "post", fault.New(fault.InvalidValue, "expected", "a leadership post"))
	}
	if d := i.departments[r.text("department")]; d != nil {
		i.inUse(r, "department", d.Active())
	}
	if o := i.orgs[r.text("organisation")]; o != nil {
		i.inUse(r, "organisation", o.Active())
	}
}
