package duty

import (
	"context"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
)

// Actions tells what the viewer may do with a list now and, if not, why: by the same table and the same states
// that guard the acts (D-TASK-8's rule, for lists).
func Actions(ctx context.Context, l *db.DutyList) ([]*auth.AvailableAction, error) {
	v := db.From(ctx).Viewer
	drafting := func(a auth.Act, in ...db.DutyListState) *auth.AvailableAction {
		action := &auth.AvailableAction{Action: a}
		if v.Allows(a, row(l)) == nil {
			action.Refusal = v.Refusal(a)
			return action
		}
		for _, s := range in {
			if l.State == s {
				return action
			}
		}
		action.Refusal = fault.New(fault.WrongState, "state", l.State)
		return action
	}
	whose, err := db.ListAuthority(ctx, l, v.Today)
	if err != nil {
		return nil, err
	}
	force := &auth.AvailableAction{Action: auth.ListPutInForce}
	asked := row(l)
	asked.Routing = whose.Routing()
	switch {
	case v.Allows(auth.ListPutInForce, asked) == nil && ownMatter(v, l, whose):
		force.Refusal = fault.New(fault.OwnMatter)
	case v.Allows(auth.ListPutInForce, asked) == nil:
		force.Refusal = v.Refusal(auth.ListPutInForce)
	case l.State != db.ListDraft:
		force.Refusal = fault.New(fault.WrongState, "state", l.State)
	}
	return []*auth.AvailableAction{
		drafting(auth.ListDraft, db.ListDraft, db.ListInForce), force, drafting(auth.ListWithdraw, db.ListDraft),
	}, nil
}
