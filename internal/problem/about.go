package problem

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"

	"github.com/99designs/gqlgen/graphql"
)

// about is what findings and problems have in common when they are registered.
type about struct {
	Org               ident.OrganisationID
	Title, Category   string
	AboutOrganisation ident.OrganisationID
	AboutDepartment   *ident.DepartmentID
	Concerns, Readers []ident.PersonID
}

// check checks the common part and returns the organisation that registers.
func (a about) check(ctx context.Context, c *act.Checks, do auth.Act) (*db.Organisation, error) {
	o, err := act.RestOn(ctx, db.Organisations, a.Org.UUID(), "input.organisation")
	if err != nil {
		return nil, err
	}
	if err := act.Authorize(ctx, do, auth.Row{Org: o.ID}); err != nil {
		return nil, err
	}
	if err := c.Include("input.organisation", registers(o)); err != nil {
		return nil, err
	}
	on, err := act.RestOn(ctx, db.Organisations, a.AboutOrganisation.UUID(), "input.aboutOrganisation")
	if err != nil {
		return nil, err
	}
	c.Unless(on.Within(o), fault.At("input.aboutOrganisation", fault.InvalidValue, "expected", "the organisation, or one below it"))
	if a.AboutDepartment != nil {
		d, err := act.RestOn(ctx, db.Departments, a.AboutDepartment.UUID(), "input.aboutDepartment")
		if err != nil {
			return nil, err
		}
		c.Unless(d.OrgID == on.ID, fault.At("input.aboutDepartment", fault.InvalidValue, "expected", "a department of that organisation"))
	}
	return o, classified(ctx, c, a.Title, a.Category, a.Concerns, a.Readers)
}

// registers names what no input mends of registering at an organisation: one out of use, or a region.
func registers(o *db.Organisation) error {
	var c act.Checks
	c.Unless(o.Active(), fault.New(fault.Inactive))
	c.Unless(o.Level != read.LevelRegion, fault.New(fault.WrongLevel, "expected", "a province or a branch"))
	return c.Or()
}

// OrganisationActions tells what the viewer may register at an organisation now and, if not, why.
func OrganisationActions(ctx context.Context, o *db.Organisation) ([]*auth.AvailableAction, error) {
	return act.Available(db.Organisations.Name, []auth.Act{auth.FindingRegister, auth.ProblemRegister}, func(a auth.Act) error {
		if err := act.Authorize(ctx, a, auth.Row{Org: o.ID}); err != nil {
			return err
		}
		return registers(o)
	})
}

// classified checks title, category and people, wherever they are given. Nobody hides a matter from himself:
// one's own matter is another's to register.
func classified(ctx context.Context, c *act.Checks, title, category string, concerns, readers []ident.PersonID) error {
	c.Text("input.title", title)
	all, err := read.Codes(ctx, read.ProblemCategories)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(k *read.Code) bool { return k.Code == category })
	c.Unless(i >= 0, fault.At("input.category", fault.Unknown, "value", fault.Echoed(category), "nearest", read.Nearest(category, all)))
	if i >= 0 {
		c.Unless(all[i].Parent != nil, fault.At("input.category", fault.NotLeaf, "value", all[i].Term()))
	}
	return people(ctx, c, concerns, readers)
}

func people(ctx context.Context, c *act.Checks, concerns, readers []ident.PersonID) error {
	for _, named := range []struct {
		path   string
		people []ident.PersonID
	}{{"input.concerns", concerns}, {"input.readers", readers}} {
		known, err := db.Knows(ctx, db.People, ident.UUIDs(named.people))
		if err != nil {
			return err
		}
		c.Unless(known, fault.At(named.path, fault.NotFound, "noun", fault.Noun(db.People.Name)))
	}
	c.Unless(!slices.Contains(concerns, db.From(ctx).Viewer.PersonID), fault.At("input.concerns", fault.OwnMatter))
	return nil
}

// secrecy writes how far a record is kept, by whom it is read and whom it concerns, each where it is given.
func secrecy(ctx context.Context, c *act.Checks, given graphql.Omittable[*db.Secrecy], readers, concerns graphql.Omittable[[]ident.PersonID], to *db.Secrecy, list, about *ident.List) error {
	act.Needed(c, "input.secrecy", to, given)
	if readers.IsSet() {
		*list = kept(ctx, readers.Value())
	}
	if concerns.IsSet() {
		*about = ident.UUIDs(concerns.Value())
	}
	return people(ctx, c, concerns.Value(), readers.Value())
}

// kept are the readers asked for, and whoever sets the list: nobody writes himself off it by mistake.
func kept(ctx context.Context, readers []ident.PersonID) ident.List {
	list := ident.UUIDs(readers)
	if me := db.From(ctx).Viewer.PersonID.UUID(); !slices.Contains(list, me) {
		list = append(list, me)
	}
	return list
}

// joined is from whom a problem is kept, before and after another matter goes into it.
func joined(p *db.Problem, with act.Kept) (was, is act.Kept) {
	was = act.Kept{Secrecy: p.Secrecy, From: p.HiddenFrom}
	return was, act.Kept{Secrecy: p.Secrecy, From: act.Together(p.HiddenFrom, with.From)}
}

func transferred(ctx context.Context, c *act.Checks, on clock.Date, receiver string) {
	c.Text("input.receiver", receiver)
	c.Unless(!on.After(db.From(ctx).Viewer.Today), fault.At("input.transferredOn", fault.FutureDate, "day", on))
}

// moved refuses an update that is good otherwise and leaves a record as it was.
func moved[T any](c *act.Checks, was, is *T) {
	c.Unless(c.Or() != nil || len(db.Diff(was, is)) > 0, fault.New(fault.NothingChanged))
}
