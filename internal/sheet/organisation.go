package sheet

import (
	"slices"
	"strings"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/org"

	"github.com/google/uuid"
)

// levels from the top, so that parents stand before children.
var levels = []read.OrganisationLevel{read.LevelProvince, read.LevelBranch, read.LevelRegion}

func (i *importer) organisations() {
	b := begin[db.Organisation](i, "organisations")
	before := map[ident.OrganisationID]*db.Organisation{}
	for _, level := range levels {
		for _, r := range i.rows["organisations"] {
			if read.OrganisationLevel(r.text("level")) != level {
				continue
			}
			o := i.organisation(r, level)
			if o == nil {
				continue
			}
			was := i.orgs[o.Code]
			if was == nil {
				i.orgs[o.Code] = o
				b.add(o, org.Imported(db.Organisations.Name, o.ID.UUID(), auth.OrganisationCreate, o.ID, nil))
				continue
			}
			if next := i.sameOrganisation(r, was, o); next != nil {
				a, changes := auth.OrganisationUpdate, db.Diff(was, next)
				if !same(was.ParentID, next.ParentID) {
					a = auth.OrganisationMove
				}
				b.change(len(changes) > 0, next, org.Imported(db.Organisations.Name, next.ID.UUID(), a, next.ID, changes))
				i.orgs[o.Code], before[was.ID] = next, was
			}
		}
	}
	i.prefixes()
	// Who gives up a prefix stands before who takes it, a new branch before the region that moves there.
	first, last := partition(b.changed, func(o *db.Organisation) bool { return o.Level != read.LevelRegion })
	first, circle := inTurn(first, func(o *db.Organisation) string { return prefixKey(before[o.ID]) }, prefixKey)
	for _, o := range circle {
		i.circular("organisations", o.Code, "number_prefix")
	}
	b.end(func() error {
		return b.put(slices.Concat(first, b.added, last), db.ImportOrganisations)
	})
}

// organisation makes a row's organisation and checks where it stands; nil when it cannot stand there.
func (i *importer) organisation(r Row, level read.OrganisationLevel) *db.Organisation {
	o := &db.Organisation{
		ID: ident.Of[ident.OrganisationID](uuid.New()), Level: level, Code: r.text("code"), Name: r.text("name"), Version: 1,
		NumberPrefix: r.optional("number_prefix"), PartyOrganisation: db.PartyOrganisation(r.text("party_organisation")),
		DisciplineBody: db.DisciplineBody(r.text("discipline_body")),
	}
	before := len(i.problems)
	if level == read.LevelProvince {
		i.province(r, o)
	} else if !i.below(r, o) {
		return nil
	}
	if level == read.LevelRegion && o.NumberPrefix != nil {
		i.bad(r, "number_prefix", fault.New(fault.MustBeEmpty, "why", "a region has no document numbers of its own"))
	}
	if level != read.LevelRegion && o.NumberPrefix == nil {
		i.bad(r, "number_prefix", fault.New(fault.Required))
	}
	if level == read.LevelRegion && o.DisciplineBody == db.Commission {
		i.bad(r, "discipline_body", fault.New(fault.InvalidValue, "expected", "a commissioner or none, as a region has no commission"))
	}
	if len(i.problems) > before {
		return nil
	}
	return o
}

func (i *importer) province(r Row, o *db.Organisation) {
	o.ProvinceID, o.Zone = o.ID, r.text("zone")
	if o.Zone == "" {
		o.Zone = "Asia/Shanghai"
	}
	if _, err := clock.ParseZone(o.Zone); err != nil {
		i.bad(r, "zone", fault.All(err)[0])
	}
	if r.text("parent") != "" {
		i.bad(r, "parent", fault.New(fault.MustBeEmpty, "why", "nothing stands above a province"))
	}
	if provinceOf(o.Code) != o.Code {
		i.bad(r, "code", fault.New(fault.InvalidValue, "expected", "2 to 8 capital letters"))
	}
}

// below places an organisation below its parent; false when there is none.
func (i *importer) below(r Row, o *db.Organisation) bool {
	above, expected := read.LevelProvince, "a province"
	if o.Level == read.LevelRegion {
		above, expected = read.LevelBranch, "a branch"
	}
	parent := i.orgs[r.text("parent")]
	if parent == nil {
		// A row of another level is not placed yet, or never: itself, one in a circle.
		if of := i.named["organisations"][r.text("parent")]; of != nil && !of.bad && of.text("level") != string(above) {
			i.bad(r, "parent", fault.New(fault.WrongLevel, "expected", expected))
		}
		i.unknown(r, "parent", "organisations", r.text("parent"))
		return false
	}
	if parent.Level != above {
		i.bad(r, "parent", fault.New(fault.WrongLevel, "expected", expected))
	}
	if provinceOf(o.Code) != provinceOf(parent.Code) || provinceOf(o.Code) == o.Code {
		i.bad(r, "code", fault.New(fault.CodePrefix, "prefix", provinceOf(parent.Code)+"-"))
	}
	if zone := r.text("zone"); zone != "" && zone != parent.Zone {
		i.bad(r, "zone", fault.New(fault.InvalidValue, "expected", "the province's, "+parent.Zone))
	}
	o.ParentID, o.ProvinceID, o.Zone = &parent.ID, parent.ProvinceID, parent.Zone
	if was := i.orgs[o.Code]; was == nil || !same(was.ParentID, o.ParentID) {
		i.inUse(r, "parent", parent.Active())
	}
	return true
}

// sameOrganisation is a stored organisation with what its row says; nil when the row asks for what never changes.
func (i *importer) sameOrganisation(r Row, was, o *db.Organisation) *db.Organisation {
	before := len(i.problems)
	if was.Level != o.Level {
		i.bad(r, "level", fault.New(fault.WrongLevel, "expected", "of the level that it has"))
	} else if o.Level == read.LevelBranch && !same(was.ParentID, o.ParentID) {
		i.bad(r, "parent", fault.New(fault.InvalidValue, "expected", "the province that it has, as only regions move"))
	}
	if was.Zone != o.Zone && o.Level == read.LevelProvince && r.text("zone") != "" {
		i.bad(r, "zone", fault.New(fault.InvalidValue, "expected", "the zone that it has, "+was.Zone))
	}
	if len(i.problems) > before {
		return nil
	}
	next := *was
	next.Name, next.NumberPrefix, next.PartyOrganisation = o.Name, o.NumberPrefix, o.PartyOrganisation
	next.DisciplineBody, next.ParentID = o.DisciplineBody, o.ParentID
	return &next
}

// prefixKey is what a number prefix is unique by; empty without one.
func prefixKey(o *db.Organisation) string {
	if o.NumberPrefix == nil {
		return ""
	}
	return o.ProvinceID.String() + *o.NumberPrefix
}

// circular refuses rows that exchange a value: no order of writing them leaves it to one at a time.
func (i *importer) circular(sheet, key, column string) {
	i.bad(*i.named[sheet][key], column, fault.New(fault.InvalidValue, "expected", "another value: two records cannot exchange theirs in one import"))
}

// prefixes refuses a number prefix that two organisations of a province would share.
func (i *importer) prefixes() {
	shared := map[string]int{}
	for _, o := range i.orgs {
		if o.NumberPrefix != nil {
			shared[prefixKey(o)]++
		}
	}
	for _, r := range i.rows["organisations"] {
		if o := i.orgs[r.text("code")]; o != nil && o.NumberPrefix != nil && shared[prefixKey(o)] > 1 {
			i.bad(r, "number_prefix", fault.New(fault.CodeTaken))
		}
	}
}

func (i *importer) allDepartments() {
	b := begin[db.Department](i, "departments")
	before := map[ident.DepartmentID]*db.Department{}
	for _, r := range i.rows["departments"] {
		d, o := i.department(r)
		if d == nil {
			continue
		}
		was := i.departments[d.Code]
		if was == nil {
			i.inUse(r, "organisation", o.Active())
			i.departments[d.Code] = d
			b.add(d, org.Imported(db.Departments.Name, d.ID.UUID(), auth.DepartmentCreate, d.OrgID, nil))
			continue
		}
		if was.OrgID != o.ID {
			i.bad(r, "organisation", fault.New(fault.InvalidValue, "expected", "the organisation that it has"))
			continue
		}
		next := *was
		next.Name, next.Kind, next.RiskDomains, next.BusinessLines = d.Name, d.Kind, d.RiskDomains, d.BusinessLines
		next.LegalEntity, next.Origin = d.LegalEntity, d.Origin
		changes := db.Diff(was, &next)
		b.change(len(changes) > 0, &next, org.Imported(db.Departments.Name, next.ID.UUID(), auth.DepartmentUpdate, next.OrgID, changes))
		i.departments[d.Code], before[was.ID] = &next, was
	}
	i.offices()
	// What ceases to be an office makes room for what becomes one.
	changed, circle := inTurn(b.changed, func(d *db.Department) string { return officeKey(before[d.ID]) }, officeKey)
	for _, d := range circle {
		i.circular("departments", d.Code, "kind")
	}
	b.end(func() error {
		return b.put(slices.Concat(changed, b.added), db.ImportDepartments)
	})
}

func (i *importer) department(r Row) (*db.Department, *db.Organisation) {
	o := i.orgs[r.text("organisation")]
	if o == nil {
		i.unknown(r, "organisation", "organisations", r.text("organisation"))
		return nil, nil
	}
	d := &db.Department{
		ID: ident.Of[ident.DepartmentID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, Code: r.text("code"), Name: r.text("name"), Version: 1,
		Kind: db.DepartmentKind(r.text("kind")), RiskDomains: i.known(r, "risk_domains"),
		BusinessLines: i.known(r, "business_lines"), LegalEntity: r.optional("legal_entity"), Origin: r.origin(),
	}
	if !strings.HasPrefix(d.Code, o.Code+"/") {
		i.bad(r, "code", fault.New(fault.CodePrefix, "prefix", o.Code+"/"))
	}
	if d.Kind == db.DisciplineOfficeKind && len(d.RiskDomains) > 0 {
		i.bad(r, "risk_domains", fault.New(fault.MustBeEmpty, "why", "the discipline office supervises and carries no risk domains"))
	}
	return d, o
}

// officeKey is what an office is the only one of; empty for what is none, or out of use.
func officeKey(d *db.Department) string {
	if d.Kind == db.OrdinaryDepartment || !d.Active() {
		return ""
	}
	return d.OrgID.String() + string(d.Kind)
}

// offices refuses a second office of a kind in an organisation, and one where its body is not.
func (i *importer) offices() {
	active := map[string]int{}
	for _, d := range i.departments {
		if key := officeKey(d); key != "" {
			active[key]++
		}
	}
	for _, r := range i.rows["departments"] {
		d := i.departments[r.text("code")]
		if d != nil && active[officeKey(d)] > 1 {
			i.bad(r, "kind", fault.New(fault.OfficeTaken))
		}
		if o := i.orgs[r.text("organisation")]; d != nil && o != nil && d.Active() {
			if e := org.OfficeProblem(o, d.Kind); e != nil {
				i.bad(r, "kind", e)
			}
		}
	}
}
