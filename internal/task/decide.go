package task

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// What the setting side does: its discipline office, its secretaries, and the leader in charge.

// acceptWithin is how many working days a task is accepted or objected to in (D-TASK-4).
const acceptWithin = 3

// MilestonesSet sets the milestones that are not reached yet.
func MilestonesSet(ctx context.Context, in input.MilestonesSetInput) (uuid.UUID, error) {
	t := db.From(ctx)
	x, _, err := versioned(ctx, auth.MilestonesSet, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	all, err := db.TaskMilestones.Of(ctx, x)
	if err != nil {
		return uuid.Nil, err
	}
	reached := 0
	for _, m := range all {
		if m.ReachedOn != nil {
			reached = max(reached, int(m.No))
		}
	}
	var c act.Checks
	count := reached + len(in.Milestones)
	c.Unless(count <= input.MostMilestones, fault.At("input.milestones", fault.TooMany, "limit", input.MostMilestones, "count", count))
	list := make([]*db.Milestone, len(in.Milestones))
	for i, m := range in.Milestones {
		at := fmt.Sprintf("input.milestones.%d", i)
		c.Text(at+".text", m.Text)
		c.Unless(!m.DueOn.Before(x.AssignedOn), fault.At(at+".dueOn", fault.DateOrder, "earliest", x.AssignedOn))
		list[i] = &db.Milestone{Text: m.Text, DueOn: m.DueOn}
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := t.SetMilestones(ctx, x.ID, reached, list); err != nil {
		return uuid.Nil, err
	}
	next := *x
	return x.ID.UUID(), Tasks.Write(ctx, auth.MilestonesSet, x, &next, nil, act.About{Parts: replaced(all, list)})
}

// replaced is what becomes of the milestones that are not reached, a line each.
func replaced(was, next []*db.Milestone) db.FieldChanges {
	written := func(list []*db.Milestone) *string {
		var lines []string
		for _, m := range list {
			if m.ReachedOn == nil {
				lines = append(lines, m.Text+" "+m.DueOn.String())
			}
		}
		if len(lines) == 0 {
			return nil
		}
		text := strings.Join(lines, "\n")
		return &text
	}
	old, new := written(was), written(next)
	if old == nil && new == nil || old != nil && new != nil && *old == *new {
		return nil
	}
	return db.FieldChanges{{Field: "milestones", Old: old, New: new, Noun: db.Tasks.Name}}
}

// ObjectionDecide decides on an objection: the task is maintained, its wording adjusted, given to somebody else,
// cancelled, or suspended.
func ObjectionDecide(ctx context.Context, in input.ObjectionDecideInput) (uuid.UUID, error) {
	x, line, err := versioned(ctx, auth.ObjectionDecide, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	external(ctx, &c, line, in.ExternalDocument)
	c.Text("input.reason", in.Reason)
	needs := func(result db.ObjectionState, path string, given bool) {
		c.Unless(in.Result != result || given, fault.At(path, fault.Required))
		c.Unless(in.Result == result || !given, fault.At(path, fault.OnlyWith, "value", result))
	}
	c.Unless(in.Result != db.ObjectionOpen, fault.At("input.result", fault.InvalidValue, "expected", "a result other than not decided yet"))
	needs(db.ObjectionAdjusted, "input.text", in.Text != nil)
	needs(db.ObjectionReassigned, "input.responsible", in.Responsible != nil)
	needs(db.ObjectionSuspended, "input.reviewOn", in.ReviewOn != nil)
	c.Optional("input.text", in.Text)
	next := *x
	switch in.Result {
	case db.ObjectionMaintained:
		err = again(ctx, &next)
	case db.ObjectionAdjusted:
		if in.Text != nil {
			next.Text = *in.Text
		}
		err = again(ctx, &next)
	case db.ObjectionReassigned:
		if in.Responsible != nil {
			err = reassign(ctx, &c, &next, in.Responsible)
		}
	case db.ObjectionSuspended:
		if in.ReviewOn != nil {
			suspend(ctx, &c, &next, *in.ReviewOn)
		}
	}
	if err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	t := db.From(ctx)
	about, err := open(ctx, db.TaskObjections, x, db.Objections, func(o *db.Objection) (uuid.UUID, bool) {
		return o.ID.UUID(), o.State == db.ObjectionOpen
	})
	if err != nil {
		return uuid.Nil, err
	}
	if err := t.DecideObjection(ctx, x.ID, in.Result, in.Reason); err != nil {
		return uuid.Nil, err
	}
	if in.Result == db.ObjectionCancelled {
		return x.ID.UUID(), cancel(ctx, auth.ObjectionDecide, x, in.Reason, about)
	}
	if err := Tasks.Write(ctx, auth.ObjectionDecide, x, &next, &in.Reason, about); err != nil {
		return uuid.Nil, err
	}
	if in.Result == db.ObjectionSuspended {
		err = t.Suspend(ctx, uuid.New(), x.ID, *in.ReviewOn, in.Reason)
	}
	return x.ID.UUID(), err
}

// open is the part of a task that waits for a decision, as what the decision is about.
func open[T any](ctx context.Context, of *read.ToRows[db.Task, T], x *db.Task, o *read.Object[T], waits func(*T) (uuid.UUID, bool)) (about act.About, err error) {
	all, err := of.Of(ctx, x)
	for _, one := range all {
		if id, is := waits(one); is {
			about = act.Of(o, id)
		}
	}
	return about, err
}

// again puts a task back to ASSIGNED: the three days run anew.
func again(ctx context.Context, next *db.Task) (err error) {
	next.State, next.AcceptedAt = db.TaskAssigned, nil
	next.AcceptBy, err = db.From(ctx).WorkingDaysAfter(ctx, acceptWithin)
	return err
}

// reassign gives a task to somebody else.
func reassign(ctx context.Context, c *act.Checks, next *db.Task, to *input.ResponsibleInput) error {
	r, err := Responsible(ctx, c, next.OrgID, "input.responsible", to)
	if err != nil || c.Or() != nil {
		return err
	}
	c.Unless(r.PostID != next.PostID || !same(r.DepartmentID, next.DepartmentID), fault.At("input.responsible", fault.InvalidValue, "expected", "somebody else than now"))
	next.ResponsibleOrgID, next.DepartmentID, next.PostID, next.JointDepartments = r.OrgID, r.DepartmentID, r.PostID, r.JointDepartments
	if next.PersonID, next.LeaderID, err = db.From(ctx).Assignee(ctx, r); err != nil {
		return err
	}
	return again(ctx, next)
}

func same[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// TaskReassign gives a task to somebody else.
func TaskReassign(ctx context.Context, in input.TaskReassignInput) (uuid.UUID, error) {
	x, line, err := versioned(ctx, auth.TaskReassign, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	external(ctx, &c, line, in.ExternalDocument)
	c.Text("input.reason", in.Reason)
	next := *x
	if err := reassign(ctx, &c, &next, in.Responsible); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), Tasks.Write(ctx, auth.TaskReassign, x, &next, &in.Reason)
}

// suspend stops a task's clock.
func suspend(ctx context.Context, c *act.Checks, next *db.Task, review clock.Date) {
	today := db.From(ctx).Viewer.Today
	c.Unless(review.After(today), fault.At("input.reviewOn", fault.DateOrder, "earliest", today.AddDays(1)))
	back := next.State
	if back == db.TaskObjected {
		back = db.TaskAssigned
	}
	next.State, next.SuspendedFrom, next.ReviewOn, next.StoppedOn = db.TaskSuspended, &back, &review, &today
}

// TaskSuspend suspends a task until it is looked at again.
func TaskSuspend(ctx context.Context, in input.TaskSuspendInput) (uuid.UUID, error) {
	x, line, err := versioned(ctx, auth.TaskSuspend, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	external(ctx, &c, line, in.ExternalDocument)
	c.Text("input.reason", in.Reason)
	next := *x
	suspend(ctx, &c, &next, in.ReviewOn)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	suspension := uuid.New()
	if err := Tasks.Write(ctx, auth.TaskSuspend, x, &next, &in.Reason, act.Of(db.Suspensions, suspension)); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), db.From(ctx).Suspend(ctx, suspension, x.ID, in.ReviewOn, in.Reason)
}

// TaskResume resumes a task; its deadline moves by the days suspended, uncounted, but where an external mandate fixes
// it (D-TASK-4).
func TaskResume(ctx context.Context, in input.TaskResumeInput) (uuid.UUID, error) {
	t := db.From(ctx)
	x, line, err := versioned(ctx, auth.TaskResume, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	external(ctx, &c, line, in.ExternalDocument)
	c.Text("input.reason", in.Reason)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	mandated, err := db.Mandated(ctx, x)
	if err != nil {
		return uuid.Nil, err
	}
	next := *x
	if !mandated {
		next.DueOn = x.DueOn.AddDays(t.Viewer.Today.Sub(*x.StoppedOn))
	}
	next.State, next.SuspendedFrom, next.ReviewOn, next.StoppedOn = *x.SuspendedFrom, nil, nil, nil
	if next.State == db.TaskAssigned {
		if err := again(ctx, &next); err != nil {
			return uuid.Nil, err
		}
	}
	about, err := open(ctx, db.TaskSuspensions, x, db.Suspensions, func(s *db.Suspension) (uuid.UUID, bool) { return s.ID.UUID(), s.ToOn == nil })
	if err != nil {
		return uuid.Nil, err
	}
	if err := t.Resume(ctx, x.ID); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), Tasks.Write(ctx, auth.TaskResume, x, &next, &in.Reason, about)
}

// TaskCancel cancels a task; it keeps its number.
func TaskCancel(ctx context.Context, in input.TaskCancelInput) (uuid.UUID, error) {
	x, line, err := versioned(ctx, auth.TaskCancel, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	external(ctx, &c, line, in.ExternalDocument)
	c.Text("input.reason", in.Reason)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), cancel(ctx, auth.TaskCancel, x, in.Reason)
}

// cancel ends a task without a result; what waits for a decision on it lapses.
func cancel(ctx context.Context, a auth.Act, x *db.Task, reason string, about ...act.About) error {
	t := db.From(ctx)
	if err := t.LockCase(ctx, x); err != nil {
		return err
	}
	if err := lapse(ctx, x); err != nil {
		return err
	}
	if x.State == db.TaskObjected && a != auth.ObjectionDecide {
		if err := t.DecideObjection(ctx, x.ID, db.ObjectionCancelled, reason); err != nil {
			return err
		}
	}
	if x.State == db.TaskSuspended {
		if err := t.Resume(ctx, x.ID); err != nil {
			return err
		}
	}
	next := *x
	today := t.Viewer.Today
	next.State, next.EndReason, next.EndedAt, next.ExtensionOpen = db.TaskCancelled, &reason, now(ctx), false
	next.PartySignedByID, next.DisciplineSignedByID, next.SuspendedFrom, next.ReviewOn = nil, nil, nil, nil
	if next.StoppedOn == nil {
		next.StoppedOn = &today
	}
	if err := Tasks.Write(ctx, a, x, &next, &reason, about...); err != nil {
		return err
	}
	return finish(ctx, a, x)
}

func lapse(ctx context.Context, x *db.Task) error {
	if !x.ExtensionOpen {
		return nil
	}
	e, err := openExtension(ctx, x)
	if err != nil {
		return err
	}
	return db.From(ctx).DecideExtension(ctx, e.ID, db.ExtensionLapsed, nil, nil)
}

func openExtension(ctx context.Context, x *db.Task) (*db.Extension, error) {
	all, err := db.TaskExtensionRequests.Of(ctx, x)
	i := slices.IndexFunc(all, func(e *db.Extension) bool { return e.State == db.ExtensionOpen })
	if err == nil && i < 0 {
		err = fmt.Errorf("task %s has no open extension", x.ID)
	}
	if err != nil {
		return nil, err
	}
	return all[i], nil
}

// ExtensionDecide grants or refuses a later deadline; only what is granted counts (D-TASK-4).
func ExtensionDecide(ctx context.Context, in input.ExtensionDecideInput) (uuid.UUID, error) {
	x, line, err := versioned(ctx, auth.ExtensionDecide, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", in.Reason)
	c.Unless(in.Grant || in.Reason != nil, fault.At("input.reason", fault.Required))
	external(ctx, &c, line, in.ExternalDocument)
	mandated, err := db.Mandated(ctx, x)
	if err != nil {
		return uuid.Nil, err
	}
	// Asked before the mandate was recorded, it is refused all the same (D-TASK-4).
	c.Unless(!in.Grant || !mandated, fault.At("input.task", fault.Mandated))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	e, err := openExtension(ctx, x)
	if err != nil {
		return uuid.Nil, err
	}
	next := *x
	next.ExtensionOpen = false
	state := db.ExtensionRefused
	if in.Grant {
		state = db.ExtensionGranted
		next.DueOn, next.Extensions = e.Until, x.Extensions+1
	}
	if err := db.From(ctx).DecideExtension(ctx, e.ID, state, in.Reason, in.ExternalDocument); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), Tasks.Write(ctx, auth.ExtensionDecide, x, &next, in.Reason, act.Of(db.Extensions, e.ID.UUID()))
}

// external checks the superior's document, which history names.
func external(ctx context.Context, c *act.Checks, line *db.AuthorityLine, document *string) {
	c.External(ctx, db.Tasks.Name, line != nil && line.External, document)
}

// TaskInstruct leaves an instruction of the leader in charge.
func TaskInstruct(ctx context.Context, in input.TaskInstructInput) (uuid.UUID, error) {
	x, _, err := need(ctx, auth.TaskInstruct, in.Task, "", "input.task")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.text", in.Text)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	instruction := uuid.New()
	if err := db.From(ctx).Instruct(ctx, instruction, x.ID, in.Text); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), Tasks.Record(ctx, auth.TaskInstruct, x, x, &in.Text, act.Of(db.Instructions, instruction))
}

// each does an act to several tasks, all or none: the refusals of all are named with their place in the list.
func each(ctx context.Context, tasks []*input.TaskVersionInput, do func(*input.TaskVersionInput) error) (uuid.UUID, error) {
	var c act.Checks
	c.Unless(len(tasks) > 0, fault.At("input.tasks", fault.Required))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	ids := make([]uuid.UUID, len(tasks))
	for i, one := range tasks {
		ids[i] = one.Task.UUID()
	}
	if err := db.Hold(ctx, db.Tasks, ids...); err != nil {
		return uuid.Nil, err
	}
	for i, one := range tasks {
		at := fmt.Sprint(i)
		if slices.ContainsFunc(tasks[:i], func(b *input.TaskVersionInput) bool { return b.Task == one.Task }) {
			c.Add(fault.At("input.tasks."+at, fault.Duplicate, "place", i+1))
			continue
		}
		err := do(one)
		refused := fault.All(err)
		if err != nil && len(refused) == 0 {
			return uuid.Nil, err
		}
		for _, e := range refused {
			placed := *e
			if len(placed.Path) < 2 || placed.Path[1] == "task" || placed.Path[1] == "version" {
				placed.Path = append([]string{"input", "tasks", at}, placed.Path[min(1, len(placed.Path)):]...)
			}
			c.Add(&placed)
		}
	}
	return tasks[0].Task.UUID(), c.Or()
}

// TasksReassign gives several tasks to somebody else.
func TasksReassign(ctx context.Context, in input.TasksReassignInput) (uuid.UUID, error) {
	return each(ctx, in.Tasks, func(one *input.TaskVersionInput) error {
		_, err := TaskReassign(ctx, input.TaskReassignInput{Task: one.Task, Version: one.Version, Responsible: in.Responsible, Reason: in.Reason})
		return err
	})
}

// TasksCancel cancels several tasks.
func TasksCancel(ctx context.Context, in input.TasksCancelInput) (uuid.UUID, error) {
	return each(ctx, in.Tasks, func(one *input.TaskVersionInput) error {
		_, err := TaskCancel(ctx, input.TaskCancelInput{Task: one.Task, Version: one.Version, Reason: in.Reason})
		return err
	})
}

// ExtensionsGrant grants several first extensions.
func ExtensionsGrant(ctx context.Context, in input.ExtensionsGrantInput) (uuid.UUID, error) {
	return each(ctx, in.Tasks, func(one *input.TaskVersionInput) error {
		x, err := act.Need(ctx, db.Tasks, one.Task.UUID(), "input.task")
		if err != nil {
			return err
		}
		if x.Extensions > 0 {
			return fault.At("input.task", fault.LaterExtension)
		}
		_, err = ExtensionDecide(ctx, input.ExtensionDecideInput{Task: one.Task, Version: one.Version, Grant: true, Reason: in.Reason})
		return err
	})
}
