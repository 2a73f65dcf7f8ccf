package duty

import (
	"context"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/org"
)

// Actions tells what the viewer may do with a list now and, if not, why: by the same functions that guard the acts
// (D-TASK-8's rule, for lists).
func Actions(ctx context.Context, l *db.DutyList) ([]*auth.AvailableAction, error) {
	acts := []auth.Act{auth.ListRevise, auth.ListUpdateDraft, auth.ListPutInForce, auth.ListWithdraw}
	return act.Available(acts, func(a auth.Act) error {
		if _, err := judge(ctx, a, l, "list"); err != nil {
			return err
		}
		return free(ctx, a, l)
	})
}

// OrganisationActions tells what the viewer may do with an organisation now, its oversight lists among it, and, if not, why.
func OrganisationActions(ctx context.Context, o *db.Organisation) ([]*auth.AvailableAction, error) {
	list, err := org.OrganisationActions(ctx, o)
	if err != nil {
		return nil, err
	}
	set, err := act.Available([]auth.Act{auth.OversightSetPutInForce}, func(a auth.Act) error {
		if err := act.Authorize(ctx, a, auth.Row{Org: o.ID}); err != nil {
			return err
		}
		return freeSet(ctx, o)
	})
	return append(list, set...), err
}

// states lists, act by act, in which states of a list it may be done.
var states = map[auth.Act]db.DutyListState{
	auth.ListRevise: db.ListInForce, auth.ListUpdateDraft: db.ListDraft, auth.ListPutInForce: db.ListDraft, auth.ListWithdraw: db.ListDraft,
}

// judge tells whether an act may be done on a list and, of putting it in force, whose it is.
func judge(ctx context.Context, a auth.Act, l *db.DutyList, path string) (whose *db.Authority, err error) {
	var state *fault.Error
	if l.State != states[a] {
		state = fault.New(fault.WrongState, "state", l.State)
	}
	err = act.Judge(ctx, a, path, state, func() error {
		if a != auth.ListPutInForce {
			return act.Authorize(ctx, a, row(l))
		}
		whose, err = authorizeForce(ctx, l)
		return err
	})
	return whose, err
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
