package org

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

var postCode = regexp.MustCompile(`^[A-Z][A-Z0-9/.-]{1,39}$`)

// CreatePost adds a post with its categories and roles (D-ORG-4).
func CreatePost(ctx context.Context, in input.PostCreateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	o, err := act.RestOn(ctx, db.Organisations, in.Organisation.UUID(), "input.organisation")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.PostCreate, auth.Row{Org: o.ID}); err != nil {
		return uuid.Nil, err
	}
	p := &db.Post{ProvinceID: o.ProvinceID, OrgID: o.ID, DepartmentID: in.Department, Code: in.Code, Name: in.Name, Categories: in.Categories}
	var c act.Checks
	if err := codeBelow(ctx, &c, o.ProvinceID, "input.code", in.Code, postCode, "-/."); err != nil {
		return uuid.Nil, err
	}
	if err := checkPost(ctx, &c, auth.PostCreate, o, p, in.Roles); err != nil {
		return uuid.Nil, err
	}
	id, err := t.AddPost(ctx, p)
	if err != nil {
		return uuid.Nil, at(err, "input.code")
	}
	p.ID = ident.Of[ident.PostID](id)
	if _, err := setRoles(ctx, p, nil, in.Roles); err != nil {
		return uuid.Nil, err
	}
	return id, t.Record(ctx, reference(db.Posts.Name, id, auth.PostCreate, o.ID, nil))
}

// UpdatePost changes a post. Whoever holds it changes neither its roles nor its categories nor where it stands.
func UpdatePost(ctx context.Context, in input.PostUpdateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	p, err := post(ctx, auth.PostUpdate, in.Post, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	next := *p
	var c act.Checks
	act.Needed(&c, "input.organisation", &next.OrgID, in.Organisation)
	act.Clearable(&next.DepartmentID, in.Department)
	act.Needed(&c, "input.name", &next.Name, in.Name)
	act.Listed(&next.Categories, in.Categories)
	o, err := act.RestOn(ctx, db.Organisations, next.OrgID.UUID(), "input.organisation")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.PostUpdate, auth.Row{Org: o.ID}); err != nil {
		return uuid.Nil, err
	}
	open, err := db.OpenRoles(ctx, p.ID)
	if err != nil {
		return uuid.Nil, err
	}
	roles := make([]auth.Role, len(open))
	for i, r := range open {
		roles[i] = r.Role
	}
	act.Listed(&roles, in.Roles)
	if err := checkPost(ctx, &c, auth.PostUpdate, o, &next, roles); err != nil {
		return uuid.Nil, err
	}
	changes := db.Diff(p, &next)
	renamed := len(changes) == 0 || len(changes) == 1 && changes[0].Field == "name"
	if !renamed || !sameRoles(open, roles) {
		if err := notHolder(ctx, &c, p.ID); err != nil {
			return uuid.Nil, err
		}
		if err := c.Or(); err != nil {
			return uuid.Nil, at(err, "input.post")
		}
	}
	rows, err := t.SetPost(ctx, &next)
	if err := act.Believe(rows, at(err, "input.categories"), p.ID, p.Version); err != nil {
		return uuid.Nil, err
	}
	moved, err := setRoles(ctx, &next, open, roles)
	if err != nil {
		return uuid.Nil, err
	}
	e := reference(db.Posts.Name, p.ID.UUID(), auth.PostUpdate, o.ID, nil)
	e.Changes = slices.Concat(changes, moved)
	if len(e.Changes) == 0 {
		return uuid.Nil, fault.New(fault.NothingChanged)
	}
	return p.ID.UUID(), t.Record(ctx, e)
}

// DeactivatePost takes a post out of use once nobody holds it and no work is open on it (D-ORG-2).
func DeactivatePost(ctx context.Context, in input.PostDeactivateInput) (uuid.UUID, error) {
	t := db.From(ctx)
	p, err := post(ctx, auth.PostDeactivate, in.Post, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	if err := c.Include("input.post", freePost(ctx, auth.PostDeactivate, p)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *p
	now := clock.At(t.Now)
	next.DeactivatedAt = &now
	rows, err := t.SetPost(ctx, &next)
	if err := act.Believe(rows, err, p.ID, p.Version); err != nil {
		return uuid.Nil, err
	}
	e := reference(db.Posts.Name, p.ID.UUID(), auth.PostDeactivate, p.OrgID, &in.Reason)
	e.Changes = db.Diff(p, &next)
	return p.ID.UUID(), t.Record(ctx, e)
}

// ConfirmPostRole confirms a proposed role: a second administrator, who does not hold the post.
func ConfirmPostRole(ctx context.Context, in input.PostRoleConfirmInput) (uuid.UUID, error) {
	return decidePostRole(ctx, auth.PostRoleConfirm, in.PostRole, in.Version, in.Reason)
}

// RejectPostRole rejects a proposed role.
func RejectPostRole(ctx context.Context, in input.PostRoleRejectInput) (uuid.UUID, error) {
	return decidePostRole(ctx, auth.PostRoleReject, in.PostRole, in.Version, &in.Reason)
}

func decidePostRole(ctx context.Context, do auth.Act, id ident.PostRoleID, version int32, reason *string) (uuid.UUID, error) {
	t := db.From(ctx)
	r, err := seated(ctx, do, db.PostRoles, id.UUID(), "input.postRole", version, func(r *db.PostRole) ofPost { return ofPost{r.PostID, r.OrgID, r.ID, r.Version} })
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", reason)
	if err := c.Include("input.postRole", freePostRole(ctx, do, r)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	to := decided[do]
	if err := PostRoles.Check(do, r.State, to); err != nil {
		return uuid.Nil, err
	}
	r.ConfirmedByID = &t.Viewer.PersonID
	rows, err := t.SetPostRole(ctx, r, to)
	if err := act.Believe(rows, err, r.ID, version); err != nil {
		return uuid.Nil, err
	}
	e := reference(db.Posts.Name, r.PostID.UUID(), do, r.OrgID, reason)
	e.Changes = RoleChanges([]*db.PostRole{r}, nil)
	e.From, e.To = act.StateOf(r.State), act.StateOf(to)
	return r.ID.UUID(), t.Record(ctx, e)
}

// seatOf takes a post, with which go its roles and whoever holds it, and rests on where it stands: always in this order.
func seatOf(ctx context.Context, id ident.PostID, path string) (*db.Post, error) {
	p, err := act.Need(ctx, db.Posts, id.UUID(), path)
	if err != nil {
		return nil, err
	}
	if err := db.HoldBeside(ctx, db.Organisations, p.OrgID.UUID()); err != nil {
		return nil, err
	}
	if p.DepartmentID != nil {
		if err := db.HoldBeside(ctx, db.Departments, p.DepartmentID.UUID()); err != nil {
			return nil, err
		}
	}
	return act.Take(ctx, db.Posts, id.UUID(), path)
}

// ofPost is what is asked of a record that belongs to a post: of its roles, of who holds it, of what it is in charge of.
type ofPost struct {
	post    ident.PostID
	org     ident.OrganisationID
	record  fmt.Stringer
	version int32
}

// seated reads a record that belongs to a post, once the post is taken, and authorises an act that was based on a version.
func seated[T any](ctx context.Context, a auth.Act, o *read.Object[T], id uuid.UUID, path string, version int32, of func(*T) ofPost) (*T, error) {
	found, err := act.Need(ctx, o, id, path)
	if err != nil {
		return nil, err
	}
	if _, err := seatOf(ctx, of(found).post, path); err != nil {
		return nil, err
	}
	if found, err = act.Need(ctx, o, id, path); err != nil {
		return nil, err
	}
	is := of(found)
	if err := act.Authorize(ctx, a, auth.Row{Org: is.org}); err != nil {
		return nil, err
	}
	return found, act.Version(is.record, version, is.version)
}

func post(ctx context.Context, a auth.Act, id ident.PostID, version int32) (*db.Post, error) {
	p, err := seatOf(ctx, id, "input.post")
	if err != nil {
		return nil, err
	}
	if err := act.Authorize(ctx, a, auth.Row{Org: p.OrgID}); err != nil {
		return nil, err
	}
	return p, act.Version(p.ID, version, p.Version)
}

// checkPost checks what a post may be where it stands.
func checkPost(ctx context.Context, c *act.Checks, a auth.Act, o *db.Organisation, p *db.Post, roles []auth.Role) error {
	if err := c.Include("input.organisation", freeOrganisation(ctx, a, o)); err != nil {
		return err
	}
	c.Text("input.name", p.Name)
	c.Unless(len(p.Categories) > 0, fault.At("input.categories", fault.Required))
	if err := c.Codes(ctx, "input.categories", read.PostCategories, p.Categories); err != nil {
		return err
	}
	var d *db.Department
	if p.DepartmentID != nil {
		var err error
		if d, err = act.RestOn(ctx, db.Departments, p.DepartmentID.UUID(), "input.department"); err != nil {
			return err
		}
		c.Unless(d.OrgID == o.ID, fault.At("input.department", fault.InvalidValue, "expected", "a department of the organisation"))
		c.Unless(d.Active(), fault.At("input.department", fault.Inactive))
	}
	for _, e := range RoleProblems(o, d, p.Categories, roles) {
		c.Add(e.At("input.roles"))
	}
	return c.Or()
}

// RoleProblems tells what stands against a post's roles where it stands: each once, each with its body, and the
// principal leader's role only on the principal leader's post (decisions.md).
func RoleProblems(o *db.Organisation, d *db.Department, categories []string, roles []auth.Role) fault.List {
	var l fault.List
	for i, role := range roles {
		if slices.Contains(roles[:i], role) {
			l = append(l, fault.New(fault.Duplicate, "place", i+1))
		}
		if body := lacking(o, d, role); body != "" {
			l = append(l, fault.New(fault.BodyMissing, "body", body, "role", role))
		}
	}
	principal := slices.Contains(categories, "PRINCIPAL_LEADER")
	conferred, holds := auth.PartySecretary, principal == slices.Contains(roles, auth.PartySecretary)
	if o.Level == read.LevelRegion {
		conferred, holds = auth.RegionManager, !principal || slices.Contains(roles, auth.RegionManager)
	}
	if !holds {
		l = append(l, fault.New(fault.PrincipalRole, "role", conferred))
	}
	return l
}

// lacking names what an organisation or department lacks for a role to be there; empty when nothing (D-ORG-1).
func lacking(o *db.Organisation, d *db.Department, role auth.Role) string {
	missing := func(holds bool, body string) string {
		if holds {
			return ""
		}
		return body
	}
	switch role {
	case auth.PartySecretary:
		return missing(o.Level != read.LevelRegion, "a province or a branch")
	case auth.PartyCommitteeMember:
		return missing(o.PartyOrganisation == db.PartyCommittee, "a Party committee")
	case auth.DisciplineSecretary:
		return missing(o.DisciplineBody == db.Commission, "a discipline commission")
	case auth.DisciplineCommissioner:
		return missing(o.DisciplineBody == db.Commissioner, "a discipline commissioner")
	case auth.PartyOffice:
		return missing(d != nil && d.Kind == db.PartyOfficeKind, "a Party office as the post's department")
	case auth.DisciplineOffice:
		return missing(d != nil && d.Kind == db.DisciplineOfficeKind, "a discipline office as the post's department")
	case auth.DepartmentHead, auth.DepartmentStaff:
		return missing(d != nil, "a department that the post stands in")
	case auth.RegionManager, auth.RegionStaff:
		return missing(o.Level == read.LevelRegion, "a region as its organisation")
	}
	return ""
}

// setRoles withdraws the roles no longer wanted and adds the new ones: those of the committee family and
// ADMINISTRATOR as proposals for a second administrator.
func setRoles(ctx context.Context, p *db.Post, open []*db.PostRole, wanted []auth.Role) (db.FieldChanges, error) {
	t := db.From(ctx)
	var changes db.FieldChanges
	for _, r := range open {
		if slices.Contains(wanted, r.Role) {
			continue
		}
		rows, err := t.SetPostRole(ctx, r, db.Withdrawn)
		if err := act.Believe(rows, err, p.ID, p.Version); err != nil {
			return nil, err
		}
		changes = append(changes, RoleChanges(nil, []*db.PostRole{r})...)
	}
	for _, role := range wanted {
		if slices.ContainsFunc(open, func(r *db.PostRole) bool { return r.Role == role }) {
			continue
		}
		to := db.Confirmed
		if slices.Contains(auth.SecondPersonRoles(), role) && !t.Viewer.System {
			to = db.Proposed
		}
		if err := t.AddPostRole(ctx, p, role, to); err != nil {
			return nil, err
		}
		if to == db.Confirmed {
			changes = append(changes, RoleChanges([]*db.PostRole{{Role: role}}, nil)...)
		}
	}
	if len(changes) == 0 && !sameRoles(open, wanted) {
		// Only proposals: the history of a post is no place to tell of them before they are confirmed.
		return db.FieldChanges{{Field: "proposals"}}, nil
	}
	return changes, nil
}

func sameRoles(open []*db.PostRole, wanted []auth.Role) bool {
	if len(open) != len(wanted) {
		return false
	}
	for _, r := range open {
		if !slices.Contains(wanted, r.Role) {
			return false
		}
	}
	return true
}
