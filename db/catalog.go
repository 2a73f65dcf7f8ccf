package db

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"huishang/db/read"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// The catalog: how each GraphQL object is read, and how objects relate. A new noun adds declarations here;
// lists, filters, pages, counts and loaders follow from them.

// Organisations are filtered and sorted so; likewise each object below.
var Organisations = read.Declare(read.Object[Organisation]{
	Name: "Organisation", Table: "organisation", Default: by("CODE"),
	Filters: map[string]read.FilterField{
		"id": id("id", "O"), "code": searched("code"), "name": searched("name"), "level": text("level"),
		"partyOrganisation": text("party_organisation"), "disciplineBody": text("discipline_body"),
		"parent": optional(byCodeOf("parent_id", "Organisation")), "active": read.Flag("t.deactivated_at IS NULL"),
		"numberPrefix": optional(searched("number_prefix")), "deactivatedAt": optional(instant("deactivated_at")),
		"within": {Where: func(w *read.Where, path []string, value any) (string, error) {
			return read.Beneath(w, "id", value, path)
		}},
	},
	Orders: with(byCode, map[string]read.Sort{"LEVEL": read.Ranked("level", read.LevelProvince, read.LevelBranch, read.LevelRegion), "DEACTIVATED_AT": deactivated}),
})

// Departments are an organisation's departments, rooms and offices.
var Departments = read.Declare(read.Object[Department]{
	Name: "Department", Table: "department", Default: by("CODE"),
	Filters: map[string]read.FilterField{
		"id": id("id", "D"), "code": searched("code"), "name": searched("name"), "kind": text("kind"),
		"organisation": read.Within("org_id"), "riskDomains": codeSet("risk_domains", read.RiskDomains), "businessLines": codeSet("business_lines", read.BusinessLines),
		"active": read.Flag("t.deactivated_at IS NULL"), "legalEntity": optional(searched("legal_entity")), "origin": optional(text("origin")),
		"deactivatedAt": optional(instant("deactivated_at")),
	},
	Orders: with(byCode, map[string]read.Sort{"DEACTIVATED_AT": deactivated}),
})

// Posts are seats.
var Posts = read.Declare(read.Object[Post]{
	Name: "Post", Table: "post", Default: by("CODE"),
	Filters: map[string]read.FilterField{
		"id": id("id", "P"), "code": searched("code"), "name": searched("name"), "categories": codeSet("categories", read.PostCategories),
		"organisation": read.Within("org_id"), "department": optional(byCodeOf("department_id", "Department")),
		"active": read.Flag("t.deactivated_at IS NULL"), "deactivatedAt": optional(instant("deactivated_at")),
		"vacant": read.OneOf("SELECT p.id FROM post p WHERE NOT EXISTS (SELECT FROM appointment a WHERE a.post_id = p.id AND a.state = 'CONFIRMED' AND a.from_on <= %s AND (a.to_on IS NULL OR a.to_on >= %s))"),
	},
	Orders: with(byCode, map[string]read.Sort{"DEACTIVATED_AT": deactivated}),
})

// PostRoles are read with their post; they are no list of their own.
var PostRoles = read.Declare(read.Object[PostRole]{Name: "PostRole", Table: "post_role"})

// People are those who hold, held or may hold posts.
var People = read.Declare(read.Object[Person]{
	Name: "Person", Table: "person", Default: by("NUMBER"),
	Filters: map[string]read.FilterField{
		"id": id("id", "U"), "number": searched("number"), "name": searched("name"), "organisation": read.Within("org_id"),
		"active": read.Flag("t.deactivated_at IS NULL"), "role": {Where: holdsRole}, "origin": optional(text("origin")),
		"deactivatedAt": optional(instant("deactivated_at")),
	},
	Orders: map[string]read.Sort{"NUMBER": {Column: "number", Type: read.TypeText}, "NAME": {Column: "name", Type: read.TypeText}, "CREATED_AT": created, "DEACTIVATED_AT": deactivated},
})

// PersonContacts are confidential: each read is logged.
var PersonContacts = read.Declare(read.Object[PersonContact]{Name: "PersonContact", Table: "person_contact", Logged: true})

// Appointments are dated holdings of posts.
var Appointments = read.Declare(read.Object[Appointment]{
	Name: "Appointment", Table: "appointment", Default: by("-FROM"),
	Filters: map[string]read.FilterField{
		"id": id("id", "A"), "post": byCodeOf("post_id", "Post"), "person": byCodeOf("person_id", "Person"), "organisation": read.Within("org_id"),
		"basis": optional(searched("basis")), "proposedBy": optional(byCodeOf("proposed_by", "Person")), "confirmedBy": optional(byCodeOf("confirmed_by", "Person")),
		"kind": text("kind"), "state": text("state"), "on": read.OnDay(runs), "from": date("from_on"), "to": optional(date("to_on")),
	},
	Orders: dated,
})

// Substitutions are named days of acting for a holder.
var Substitutions = read.Declare(read.Object[Substitution]{
	Name: "Substitution", Table: "substitution", Default: by("-FROM"),
	Filters: map[string]read.FilterField{
		"id": id("id", "S"), "post": byCodeOf("post_id", "Post"), "person": byCodeOf("person_id", "Person"), "organisation": read.Within("org_id"),
		"reason": searched("reason"), "proposedBy": optional(byCodeOf("proposed_by", "Person")), "confirmedBy": optional(byCodeOf("confirmed_by", "Person")),
		"state": text("state"), "on": read.OnDay(runs), "from": date("from_on"), "to": date("to_on"),
	},
	Orders: dated,
})

// Portfolios say which leadership post is in charge of what.
var Portfolios = read.Declare(read.Object[Portfolio]{
	Name: "Portfolio", Table: "portfolio", Default: by("-FROM"),
	Filters: map[string]read.FilterField{
		"id": id("id", "F"), "post": byCodeOf("post_id", "Post"), "department": optional(byCodeOf("department_id", "Department")),
		"organisation": read.Within("organisation_id"), "on": read.OnDay(runs), "from": date("from_on"), "to": optional(date("to_on")),
	},
	Orders: dated,
})

// DutyLists are lists of every state that the viewer sees.
var DutyLists = read.Declare(read.Object[DutyList]{
	Name: "DutyList", Table: "duty_list", Default: by("-YEAR", "KIND"), Past: "duty_list_past",
	Filters: map[string]read.FilterField{
		"id": id("id", "L"), "kind": text("kind"), "year": integer("year"), "state": text("state"),
		"organisation": read.Within("org_id"), "department": optional(byCodeOf("department_id", "Department")), "post": optional(byCodeOf("post_id", "Post")),
		"title": searched("title"), "edition": optional(integer("edition")), "revises": seen("revises_id", "L", "duty_list"), "origin": optional(text("origin")),
		"draftedBy": optional(byCodeOf("drafted_by", "Person")), "inForceAt": optional(instant("in_force_at")), "inForceBy": optional(byCodeOf("in_force_by", "Person")),
		"externalDocument": optional(searched("external_document")), "supersededAt": optional(instant("superseded_at")),
	},
	Orders: map[string]read.Sort{
		"YEAR": {Column: "year", Type: read.TypeInt}, "TITLE": {Column: "title", Type: read.TypeText}, "KIND": {Column: "kind", Type: read.TypeText},
		"CREATED_AT": created, "IN_FORCE_AT": {Column: "in_force_at", Type: read.TypeInstant, Nullable: true},
		"SUPERSEDED_AT": {Column: "superseded_at", Type: read.TypeInstant, Nullable: true}, "EDITION": {Column: "edition", Type: read.TypeInt, Nullable: true},
		"STATE": read.Ranked("state", ListDraft, ListInForce, ListSuperseded, ListWithdrawn),
	},
})

// DutyItems are the lists' items.
var DutyItems = read.Declare(read.Object[DutyItem]{
	Name: "DutyItem", Table: "duty_item", Default: by("-YEAR", "NO"),
	Filters: map[string]read.FilterField{
		"id": id("id", "I"), "list": id("list_id", "L"), "kind": text("kind"), "year": integer("year"), "state": text("state"),
		"organisation": read.Within("org_id"), "department": optional(byCodeOf("department_id", "Department")), "post": optional(byCodeOf("post_id", "Post")),
		"no": integer("no"), "normFrequency": optional(text("norm_frequency")), "businessWork": optional(searched("business_work")),
		"evidenceRequired": optional(searched("evidence_required")), "origin": optional(text("origin")),
		"frequency": text("frequency"), "content": searched("content"), "riskDomains": codeSet("risk_domains", read.RiskDomains), "principal": read.Flag("t.principal"),
	},
	Orders: map[string]read.Sort{"YEAR": {Column: "year", Type: read.TypeInt}, "NO": {Column: "no", Type: read.TypeInt}},
})

// CoverageGaps are what is not covered (D-DUTY-5).
var CoverageGaps = read.Declare(read.Object[CoverageGap]{
	Name: "CoverageGap", Table: "coverage_gap", Default: by("YEAR", "GAP"),
	Filters: map[string]read.FilterField{
		"id": id("id", "G"), "gap": text("gap"), "year": integer("year"), "organisation": read.Within("org_id"), "department": optional(byCodeOf("department_id", "Department")),
		"item": seen("item_id", "I", "duty_item"), "post": optional(byCodeOf("post_id", "Post")), "listKind": text("list_kind"), "riskDomain": optional(coded("risk_domain", read.RiskDomains)),
	},
	Orders: map[string]read.Sort{"YEAR": {Column: "year", Type: read.TypeInt}, "GAP": {Column: "gap", Type: read.TypeText}},
})

// HistoryEvents are read with their record.
var HistoryEvents = read.Declare(read.Object[HistoryEvent]{
	Name: "HistoryEvent", Table: "history", Default: by("-AT"),
	Orders: map[string]read.Sort{"AT": {Column: "at", Type: read.TypeInstant}},
})

// The edges to one.
var (
	OrganisationParent = toOne("Organisation.parent", Organisations, func(o *Organisation) *uuid.UUID { return ident.Some(o.ParentID) })

	DepartmentOrganisation = toOne("Department.organisation", Organisations, func(d *Department) *uuid.UUID { return ident.Some(&d.OrgID) })
	PostOrganisation       = toOne("Post.organisation", Organisations, func(p *Post) *uuid.UUID { return ident.Some(&p.OrgID) })
	PostDepartment         = toOne("Post.department", Departments, func(p *Post) *uuid.UUID { return ident.Some(p.DepartmentID) })
	PersonOrganisation     = toOne("Person.organisation", Organisations, func(p *Person) *uuid.UUID { return ident.Some(&p.OrgID) })
	PersonContactOf        = toOne("Person.contact", PersonContacts, func(p *Person) *uuid.UUID { return ident.Some(&p.ID) })

	PostRolePost        = toOne("PostRole.post", Posts, func(r *PostRole) *uuid.UUID { return ident.Some(&r.PostID) })
	PostRoleProposedBy  = toOne("PostRole.proposedBy", People, func(r *PostRole) *uuid.UUID { return ident.Some(r.ProposedByID) })
	PostRoleConfirmedBy = toOne("PostRole.confirmedBy", People, func(r *PostRole) *uuid.UUID { return ident.Some(r.ConfirmedByID) })

	AppointmentPost        = toOne("Appointment.post", Posts, func(a *Appointment) *uuid.UUID { return ident.Some(&a.PostID) })
	AppointmentPerson      = toOne("Appointment.person", People, func(a *Appointment) *uuid.UUID { return ident.Some(&a.PersonID) })
	AppointmentProposedBy  = toOne("Appointment.proposedBy", People, func(a *Appointment) *uuid.UUID { return ident.Some(a.ProposedByID) })
	AppointmentConfirmedBy = toOne("Appointment.confirmedBy", People, func(a *Appointment) *uuid.UUID { return ident.Some(a.ConfirmedByID) })

	SubstitutionPost        = toOne("Substitution.post", Posts, func(s *Substitution) *uuid.UUID { return ident.Some(&s.PostID) })
	SubstitutionPerson      = toOne("Substitution.person", People, func(s *Substitution) *uuid.UUID { return ident.Some(&s.PersonID) })
	SubstitutionProposedBy  = toOne("Substitution.proposedBy", People, func(s *Substitution) *uuid.UUID { return ident.Some(s.ProposedByID) })
	SubstitutionConfirmedBy = toOne("Substitution.confirmedBy", People, func(s *Substitution) *uuid.UUID { return ident.Some(s.ConfirmedByID) })

	PortfolioPost         = toOne("Portfolio.post", Posts, func(f *Portfolio) *uuid.UUID { return ident.Some(&f.PostID) })
	PortfolioDepartment   = toOne("Portfolio.department", Departments, func(f *Portfolio) *uuid.UUID { return ident.Some(f.DepartmentID) })
	PortfolioOrganisation = toOne("Portfolio.organisation", Organisations, func(f *Portfolio) *uuid.UUID { return ident.Some(f.OrganisationID) })

	DutyListOrganisation = toOne("DutyList.organisation", Organisations, func(l *DutyList) *uuid.UUID { return ident.Some(&l.OrgID) })
	DutyListPost         = toOne("DutyList.post", Posts, func(l *DutyList) *uuid.UUID { return ident.Some(l.PostID) })
	DutyListDepartment   = toOne("DutyList.department", Departments, func(l *DutyList) *uuid.UUID { return ident.Some(l.DepartmentID) })
	DutyListRevises      = toOne("DutyList.revises", DutyLists, func(l *DutyList) *uuid.UUID { return ident.Some(l.RevisesID) })
	DutyListDraftedBy    = toOne("DutyList.draftedBy", People, func(l *DutyList) *uuid.UUID { return ident.Some(l.DraftedByID) })
	DutyListInForceBy    = toOne("DutyList.inForceBy", People, func(l *DutyList) *uuid.UUID { return ident.Some(l.InForceByID) })
	DutyItemList         = toOne("DutyItem.list", DutyLists, func(i *DutyItem) *uuid.UUID { return ident.Some(&i.ListID) })

	CoverageGapOrganisation = toOne("CoverageGap.organisation", Organisations, func(g *CoverageGap) *uuid.UUID { return ident.Some(&g.OrgID) })
	CoverageGapDepartment   = toOne("CoverageGap.department", Departments, func(g *CoverageGap) *uuid.UUID { return ident.Some(g.DepartmentID) })
	CoverageGapPost         = toOne("CoverageGap.post", Posts, func(g *CoverageGap) *uuid.UUID { return ident.Some(g.PostID) })
	CoverageGapItem         = toOne("CoverageGap.item", DutyItems, func(g *CoverageGap) *uuid.UUID { return ident.Some(g.ItemID) })

	HistoryActor      = toOne("HistoryEvent.actor", People, func(h *HistoryEvent) *uuid.UUID { return ident.Some(h.ActorID) })
	HistoryOnBehalfOf = toOne("HistoryEvent.onBehalfOf", People, func(h *HistoryEvent) *uuid.UUID { return ident.Some(h.OnBehalfOfID) })
)

// The edges to many.
var (
	OrganisationChildren    = toMany("Organisation.children", Organisations, "parent_id", func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) })
	OrganisationDepartments = toMany("Organisation.departments", Departments, "org_id", func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) })
	OrganisationPosts       = toMany("Organisation.posts", Posts, "org_id", func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) })
	OrganisationDutyLists   = toMany("Organisation.dutyLists", DutyLists, "org_id", func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) })
	OrganisationHistory     = toMany("Organisation.history", HistoryEvents, "record_id", func(o *Organisation) *uuid.UUID { return ident.Some(&o.ID) })

	DepartmentPosts     = toMany("Department.posts", Posts, "department_id", func(d *Department) *uuid.UUID { return ident.Some(&d.ID) })
	DepartmentDutyLists = toMany("Department.dutyLists", DutyLists, "department_id", func(d *Department) *uuid.UUID { return ident.Some(&d.ID) })
	DepartmentHistory   = toMany("Department.history", HistoryEvents, "record_id", func(d *Department) *uuid.UUID { return ident.Some(&d.ID) })

	PostAppointments  = toMany("Post.appointments", Appointments, "post_id", func(p *Post) *uuid.UUID { return ident.Some(&p.ID) })
	PostSubstitutions = toMany("Post.substitutions", Substitutions, "post_id", func(p *Post) *uuid.UUID { return ident.Some(&p.ID) })
	PostPortfolios    = toMany("Post.portfolios", Portfolios, "post_id", func(p *Post) *uuid.UUID { return ident.Some(&p.ID) })
	PostDutyLists     = toMany("Post.dutyLists", DutyLists, "post_id", func(p *Post) *uuid.UUID { return ident.Some(&p.ID) })
	PostHistory       = toMany("Post.history", HistoryEvents, "record_id", func(p *Post) *uuid.UUID { return ident.Some(&p.ID) })

	PersonAppointments  = toMany("Person.appointments", Appointments, "person_id", func(p *Person) *uuid.UUID { return ident.Some(&p.ID) })
	PersonSubstitutions = toMany("Person.substitutions", Substitutions, "person_id", func(p *Person) *uuid.UUID { return ident.Some(&p.ID) })
	PersonHistory       = toMany("Person.history", HistoryEvents, "record_id", func(p *Person) *uuid.UUID { return ident.Some(&p.ID) })

	AppointmentHistory  = toMany("Appointment.history", HistoryEvents, "record_id", func(a *Appointment) *uuid.UUID { return ident.Some(&a.ID) })
	SubstitutionHistory = toMany("Substitution.history", HistoryEvents, "record_id", func(s *Substitution) *uuid.UUID { return ident.Some(&s.ID) })
	PortfolioHistory    = toMany("Portfolio.history", HistoryEvents, "record_id", func(f *Portfolio) *uuid.UUID { return ident.Some(&f.ID) })
	DutyListItems       = toMany("DutyList.items", DutyItems, "list_id", func(l *DutyList) *uuid.UUID { return ident.Some(&l.ID) })
	DutyListHistory     = toMany("DutyList.history", HistoryEvents, "record_id", func(l *DutyList) *uuid.UUID { return ident.Some(&l.ID) })
)

const runs = "t.from_on <= %s AND (t.to_on IS NULL OR t.to_on >= %s)"

var (
	created     = read.Sort{Column: "created_at", Type: read.TypeInstant}
	deactivated = read.Sort{Column: "deactivated_at", Type: read.TypeInstant, Nullable: true}
	byCode      = map[string]read.Sort{"CODE": {Column: "code", Type: read.TypeText}, "NAME": {Column: "name", Type: read.TypeText}, "CREATED_AT": created}
	dated       = map[string]read.Sort{"FROM": {Column: "from_on", Type: read.TypeDate}, "TO": {Column: "to_on", Type: read.TypeDate, Nullable: true}, "CREATED_AT": created}
)

func toOne[F, T any](name string, to *read.Object[T], key func(*F) *uuid.UUID) *read.ToOne[F, T] {
	return read.Relate(&read.ToOne[F, T]{Name: name, To: to, Key: key})
}

func toMany[F, T any](name string, to *read.Object[T], column string, key func(*F) *uuid.UUID) *read.ToMany[F, T] {
	return read.Relate(&read.ToMany[F, T]{Name: name, To: to, Column: column, Key: key})
}

func toSet[F, T any](name string, to *read.Object[T], keys func(*F) (uuid.UUID, ident.List)) *read.ToSet[F, T] {
	return read.Relate(&read.ToSet[F, T]{Name: name, To: to, Keys: keys})
}

func toRows[F, T any](name string, to *read.Object[T], column, order string, key func(*F) *uuid.UUID, parent func(*T) uuid.UUID) *read.ToRows[F, T] {
	return read.Relate(&read.ToRows[F, T]{Name: name, To: to, Column: column, Order: order, Key: key, Parent: parent})
}

// by names an order's fields, "-" before one that descends.
func by(fields ...string) []*read.Order {
	orders := make([]*read.Order, len(fields))
	for i, f := range fields {
		orders[i] = &read.Order{Field: f, Direction: read.Ascending}
		if f[0] == '-' {
			orders[i] = &read.Order{Field: f[1:], Direction: read.Descending}
		}
	}
	return orders
}

func id(column, prefix string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeID, Prefix: prefix}
}

// names are the codes and numbers by which filters find records, beside their ids.
var names = map[string]read.Names{
	"Organisation": {Table: "organisation", Column: "code"}, "Department": {Table: "department", Column: "code"}, "Post": {Table: "post", Column: "code"},
	"Person": {Table: "person", Column: "number"},
}

// byCodeOf compares the id of a record that is found by its code or number, too; seen that of a record which not everybody sees
// who sees the row.
func byCodeOf(column, object string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeID, Prefix: ident.PrefixOf(object), Named: names[object]}
}
func seen(column, prefix, table string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeID, Prefix: prefix, Nullable: true, Seen: table}
}
func number(column string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeNumeric}
}

// with is a set of orders with more; nullable is an order by what may be missing.
func with(orders, more map[string]read.Sort) map[string]read.Sort {
	all := maps.Clone(orders)
	maps.Copy(all, more)
	return all
}
func nullable(s read.Sort) read.Sort {
	s.Nullable = true
	return s
}

func text(column string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeText}
}
func searched(column string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeText, Contains: true}
}
func integer(column string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeInt}
}
func date(column string) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeDate}
}

// coded compares a code of a table, codeSet a set of them.
func coded(column string, kind read.CodeTable) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeText, Codes: kind}
}
func codeSet(column string, kind read.CodeTable) read.FilterField {
	return read.FilterField{Column: column, Type: read.TypeSet, Codes: kind}
}
func optional(f read.FilterField) read.FilterField {
	f.Nullable = true
	return f
}

// holdsRole writes `role: { eq in }` of people: they hold it today, by the rule that grants do.
func holdsRole(w *read.Where, path []string, value any) (string, error) {
	m, _ := value.(map[string]any)
	if len(m) == 0 {
		return "TRUE", nil
	}
	var parts []string
	for _, op := range slices.Sorted(maps.Keys(m)) {
		at := append(slices.Clone(path), op)
		if err := w.Leaf(at); err != nil {
			return "", err
		}
		v := read.Plain(m[op])
		if v == nil {
			return "", read.Bad(at, "a value")
		}
		held := w.Set("held today", func() string {
			return "SELECT h.person_id, h.role FROM held_on(" + w.Arg(w.Today, read.TypeDate) + ") h"
		})
		parts = append(parts, fmt.Sprintf("t.id IN (SELECT h.person_id FROM %s h WHERE h.role = ANY (%s))", held, w.Arg(read.Texts(v), read.TypeSet)))
	}
	return strings.Join(parts, " AND "), nil
}
