package sheet

import (
	"slices"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/org"

	"github.com/google/uuid"
)

func (i *importer) allPosts() {
	b := begin[db.Post](i, "posts")
	var gained, lost []*db.PostRole
	for _, r := range i.rows["posts"] {
		p, roles := i.post(r)
		if p == nil {
			continue
		}
		was := i.posts[p.Code]
		if was == nil {
			i.posts[p.Code] = p
			b.add(p, org.Imported(db.Posts.Name, p.ID.UUID(), auth.PostCreate, p.OrgID, nil))
			gained = append(gained, i.gained(p, roles)...)
			continue
		}
		next := *was
		next.OrgID, next.DepartmentID, next.Name, next.Categories = p.OrgID, p.DepartmentID, p.Name, p.Categories
		more, less := i.gained(&next, roles), i.lost(&next, roles)
		gained, lost = append(gained, more...), append(lost, less...)
		changes := slices.Concat(db.Diff(was, &next), org.RoleChanges(more, less))
		b.change(len(changes) > 0, &next, org.Imported(db.Posts.Name, next.ID.UUID(), auth.PostUpdate, next.OrgID, changes))
		i.posts[p.Code] = &next
	}
	b.end(func() error {
		// What ceases to be the principal leader's makes room for what becomes it.
		last, first := partition(b.changed, func(p *db.Post) bool { return slices.Contains(p.Categories, "PRINCIPAL_LEADER") })
		if err := b.put(slices.Concat(first, last, b.added), db.ImportPosts); err != nil {
			return err
		}
		if err := put(i.ctx, lost, db.WithdrawPostRoles); err != nil {
			return err
		}
		return put(i.ctx, gained, db.ImportPostRoles)
	})
}

// post makes a row's post with the roles that it confers, and checks both where they stand.
func (i *importer) post(r Row) (*db.Post, []auth.Role) {
	o := i.orgs[r.text("organisation")]
	if o == nil {
		i.unknown(r, "organisation", "organisations", r.text("organisation"))
		return nil, nil
	}
	p := &db.Post{
		ID: ident.Of[ident.PostID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, Code: r.text("code"), Name: r.text("name"), Version: 1,
		Categories: i.known(r, "categories"),
	}
	if provinceOf(p.Code) != provinceOf(o.Code) || provinceOf(p.Code) == p.Code {
		i.bad(r, "code", fault.New(fault.CodePrefix, "prefix", provinceOf(o.Code)+"."))
	}
	was := i.posts[p.Code]
	if was == nil || was.OrgID != p.OrgID {
		i.inUse(r, "organisation", o.Active())
	}
	var d *db.Department
	if code := r.text("department"); code != "" {
		if d = i.departments[code]; d == nil {
			i.unknown(r, "department", "departments", code)
			return nil, nil
		}
		p.DepartmentID = &d.ID
		if d.OrgID != o.ID {
			i.bad(r, "department", fault.New(fault.InvalidValue, "expected", "a department of the organisation"))
		}
		if was == nil || !same(was.DepartmentID, p.DepartmentID) {
			i.inUse(r, "department", d.Active())
		}
	}
	var roles []auth.Role
	for _, role := range r.set("roles") {
		roles = append(roles, auth.Role(role))
	}
	for _, e := range org.RoleProblems(o, d, p.Categories, roles) {
		i.bad(r, "roles", e)
	}
	return p, roles
}

// gained are the roles that a post does not confer yet. One that waits for a second administrator goes on waiting.
func (i *importer) gained(p *db.Post, roles []auth.Role) (gained []*db.PostRole) {
	for _, role := range roles {
		if !slices.ContainsFunc(i.roles[p.ID], func(r *db.PostRole) bool { return r.Role == role }) {
			gained = append(gained, &db.PostRole{PostID: p.ID, Role: role})
		}
	}
	return gained
}

// lost are the confirmed roles that a post confers no more; what is only proposed is the administrators'.
func (i *importer) lost(p *db.Post, roles []auth.Role) (lost []*db.PostRole) {
	for _, r := range i.roles[p.ID] {
		if r.State == db.Confirmed && !slices.Contains(roles, r.Role) {
			lost = append(lost, r)
		}
	}
	return lost
}

func (i *importer) allPeople() {
	b := begin[db.ImportedPerson](i, "people")
	for _, r := range i.rows["people"] {
		o := i.orgs[r.text("organisation")]
		if o == nil {
			i.unknown(r, "organisation", "organisations", r.text("organisation"))
			continue
		}
		p := &db.ImportedPerson{Phone: r.optional("phone"), Email: r.optional("email")}
		p.Person = db.Person{
			ID: ident.Of[ident.PersonID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, Number: r.text("number"), Name: r.text("name"),
			Origin: r.origin(), Version: 1,
		}
		key := personKey(provinceOf(o.Code), p.Number)
		was := i.people[key]
		if was == nil {
			i.inUse(r, "organisation", o.Active())
			i.people[key] = p
			b.add(p, org.Imported(db.People.Name, p.ID.UUID(), auth.PersonCreate, p.OrgID, nil))
			continue
		}
		next := *was
		next.OrgID, next.Name, next.Origin, next.Phone, next.Email = p.OrgID, p.Name, p.Origin, p.Phone, p.Email
		if was.OrgID != next.OrgID {
			i.inUse(r, "organisation", o.Active())
		}
		// Contacts are no one's to read in a history.
		changes := db.Diff(&was.Person, &next.Person)
		b.change(len(changes) > 0 || !same(was.Phone, p.Phone) || !same(was.Email, p.Email), &next,
			org.Imported(db.People.Name, next.ID.UUID(), auth.PersonUpdate, next.OrgID, changes))
	}
	b.end(func() error { return b.put(append(b.changed, b.added...), db.ImportPeople) })
}
