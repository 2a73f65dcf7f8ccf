package task

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
)

// Actions tells what the viewer may do with a task now and, if not, why: by the same conditions that guard the
// acts (D-TASK-8).
func Actions(ctx context.Context, x *db.Task) ([]*auth.AvailableAction, error) {
	return Tasks.Available(ctx, x)
}

// MilestoneActions tells whether the viewer may note that a milestone is reached and, if not, why.
func MilestoneActions(ctx context.Context, m *db.Milestone) ([]*auth.AvailableAction, error) {
	return part(ctx, db.Milestones.Name, auth.MilestoneReach, db.MilestoneTask, m, func(x *db.Task) error {
		if _, err := judge(ctx, auth.MilestoneReach, x, "", "milestone"); err != nil {
			return err
		}
		return unreached(m)
	})
}

// unreached refuses a milestone that is reached.
func unreached(m *db.Milestone) error {
	var c act.Checks
	c.Unless(m.ReachedOn == nil, fault.New(fault.MilestoneReached))
	return c.Or()
}

// EvidenceActions tells whether the viewer may decide on evidence by signing and, if not, why.
func EvidenceActions(ctx context.Context, e *db.Evidence) ([]*auth.AvailableAction, error) {
	return part(ctx, db.Evidences.Name, auth.TaskSign, db.EvidenceTask, e, func(x *db.Task) error {
		if err := Tasks.May(ctx, auth.TaskSign, x); err != nil {
			return err
		}
		fresh, err := inRound(ctx, x)
		if err != nil {
			return err
		}
		var c act.Checks
		decided(&c, x)
		c.Unless(slices.ContainsFunc(fresh, func(f *db.Evidence) bool { return f.ID == e.ID }), fault.New(fault.NotFound, "noun", fault.Noun(db.Evidences.Name)))
		return c.Or()
	})
}

// decided refuses to decide on a round's evidence where the first signer has.
func decided(c *act.Checks, x *db.Task) {
	second := x.PartySignedByID != nil || x.DisciplineSignedByID != nil
	c.Unless(!second, fault.At("input.rejected", fault.MustBeEmpty, "why", "the first signer has decided on the evidence"))
}

// ExtensionActions tells whether the viewer may decide on an extension and, if not, why.
func ExtensionActions(ctx context.Context, e *db.Extension) ([]*auth.AvailableAction, error) {
	return part(ctx, db.Extensions.Name, auth.ExtensionDecide, db.ExtensionTask, e, func(x *db.Task) error {
		return waiting(ctx, auth.ExtensionDecide, x, Extensions.Refused(auth.ExtensionDecide, e))
	})
}

// ObjectionActions tells whether the viewer may decide on an objection and, if not, why.
func ObjectionActions(ctx context.Context, o *db.Objection) ([]*auth.AvailableAction, error) {
	return part(ctx, db.Objections.Name, auth.ObjectionDecide, db.ObjectionTask, o, func(x *db.Task) error {
		return waiting(ctx, auth.ObjectionDecide, x, Objections.Refused(auth.ObjectionDecide, o))
	})
}

// waiting judges a decision on a part of a task that waits for one; of several such parts one waits at most.
func waiting(ctx context.Context, a auth.Act, x *db.Task, decided *fault.Error) error {
	if err := Tasks.May(ctx, a, x); err != nil || decided == nil {
		return err
	}
	return decided
}

// part tells whether the viewer may do an act on a part of a task, which it judges by the task.
func part[T any](ctx context.Context, noun string, a auth.Act, of *read.ToOne[T, db.Task], p *T, judge func(*db.Task) error) ([]*auth.AvailableAction, error) {
	x, err := of.Of(ctx, p)
	if err != nil || x == nil {
		return []*auth.AvailableAction{}, err
	}
	return act.Available(noun, []auth.Act{a}, func(auth.Act) error { return judge(x) })
}
