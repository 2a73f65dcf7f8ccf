package duty

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
)

// Actions tells what the viewer may do with a list now and, if not, why: by the same functions that guard the acts
// (D-TASK-8's rule, for lists).
func Actions(ctx context.Context, l *db.DutyList) ([]*auth.AvailableAction, error) {
	return Lists.Available(ctx, l)
}

// ItemActions tells what the viewer may do with an item of a list now and, if not, why: it is changed with its list.
func ItemActions(ctx context.Context, i *db.DutyItem) ([]*auth.AvailableAction, error) {
	l, err := db.DutyItemList.Of(ctx, i)
	if err != nil || l == nil {
		return []*auth.AvailableAction{}, err
	}
	return act.Available(db.DutyItems.Name, []auth.Act{auth.ListUpdateDraft}, func(a auth.Act) error {
		return Lists.Judge(ctx, a, l, "list")
	})
}

// OrganisationActions tells what the viewer may do with an organisation's lists now and, if not, why.
func OrganisationActions(ctx context.Context, o *db.Organisation) ([]*auth.AvailableAction, error) {
	return act.Available(db.Organisations.Name, []auth.Act{auth.ListDraft, auth.OversightSetPutInForce}, func(a auth.Act) error {
		if a == auth.ListDraft {
			return draftsOwn(ctx, o)
		}
		if err := act.Authorize(ctx, a, auth.Row{Org: o.ID}); err != nil {
			return err
		}
		return freeSet(ctx, o)
	})
}

// draftsOwn judges whether some list of an organisation's own may be drafted: of its committee or of its commission.
func draftsOwn(ctx context.Context, o *db.Organisation) error {
	list, err := db.DraftedOfOrganisation(ctx, o)
	if err != nil {
		return err
	}
	var first error
	for _, kind := range []db.DutyListKind{db.MainList, db.SupervisoryList} {
		err := drafts(ctx, &db.DutyList{Kind: kind, OrgID: o.ID}, due(kind, o), o.Active(), list)
		if err == nil || len(fault.All(err)) == 0 {
			return err
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// DepartmentActions tells what the viewer may do with a department's lists now and, if not, why.
func DepartmentActions(ctx context.Context, d *db.Department) ([]*auth.AvailableAction, error) {
	return act.Available(db.Departments.Name, []auth.Act{auth.ListDraft}, func(auth.Act) error {
		list, err := db.DraftedOfDepartment(ctx, d)
		if err != nil {
			return err
		}
		return drafts(ctx, &db.DutyList{Kind: db.OversightList, OrgID: d.OrgID, DepartmentID: &d.ID}, nil, d.Active(), list)
	})
}

// PostActions tells what the viewer may do with a post's lists now and, if not, why.
func PostActions(ctx context.Context, p *db.Post) ([]*auth.AvailableAction, error) {
	return act.Available(db.Posts.Name, []auth.Act{auth.ListDraft}, func(auth.Act) error {
		list, err := db.DraftedOfPost(ctx, p)
		if err != nil {
			return err
		}
		return drafts(ctx, &db.DutyList{Kind: db.DualDutyList, OrgID: p.OrgID, PostID: &p.ID, DepartmentID: p.DepartmentID}, nil, p.Active(), list)
	})
}

// drafts judges whether a holder's list may be drafted for some year: due, of a holder who is active, and not drafted for each
// of the years already.
func drafts(ctx context.Context, l *db.DutyList, state *fault.Error, active bool, drafted []*db.Drafted) error {
	if state == nil && !active {
		state = fault.New(fault.Inactive)
	}
	if err := act.Judge(ctx, auth.ListDraft, "input", state, func() error { return act.Authorize(ctx, auth.ListDraft, row(l)) }); err != nil {
		return err
	}
	first, last := clock.Years(db.From(ctx).Viewer.Today)
	for year := first; year <= last; year++ {
		if !slices.ContainsFunc(drafted, func(d *db.Drafted) bool { return d.Kind == l.Kind && d.Year == year }) {
			return nil
		}
	}
	return fault.New(fault.DraftExists)
}

// rights judges who may do an act on a list.
func rights(ctx context.Context, a auth.Act, l *db.DutyList) error {
	if a != auth.ListPutInForce {
		return act.Authorize(ctx, a, row(l))
	}
	_, err := authorizeForce(ctx, l)
	return err
}

// free names what no input mends: a next edition that is drafted already, a list without items, an oversight list that is the
// set's to begin, risk domains left uncovered. The acts and availableActions ask it alike.
func free(ctx context.Context, a auth.Act, l *db.DutyList) error {
	if a != auth.ListRevise && a != auth.ListPutInForce {
		return nil
	}
	s, err := db.ListStandingOf(ctx, l)
	if err != nil {
		return err
	}
	var c act.Checks
	if a == auth.ListRevise {
		c.Unless(!s.Drafted, fault.New(fault.DraftExists))
		return c.Or()
	}
	c.Unless(s.Items, fault.New(fault.ListEmpty))
	if l.Kind != db.OversightList {
		return c.Or()
	}
	c.Unless(s.InForce, fault.New(fault.SetInForce))
	if err := covers(ctx, &c, "input.list", s.Uncovered); err != nil {
		return err
	}
	return c.Or()
}

// freeSet names what stands against an organisation's oversight drafts of every year that has any.
func freeSet(ctx context.Context, o *db.Organisation) error {
	years, err := db.OversightSets(ctx, o)
	if err != nil {
		return err
	}
	var first error
	for _, y := range years {
		var c act.Checks
		c.Unless(!y.Empty, fault.New(fault.ListEmpty))
		if err := covers(ctx, &c, "input.lists", y.Uncovered); err != nil {
			return err
		}
		if c.Or() == nil {
			return nil
		}
		if first == nil {
			first = c.Or()
		}
	}
	if first == nil {
		first = fault.At("input.lists", fault.Required)
	}
	return first
}
