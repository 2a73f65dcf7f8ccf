package task

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/amount"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// What the responsible side does: the responsible post, the head of the responsible department, the region manager.

// few is how many parts of one kind a task may have.
const few = 200

// TaskAccept accepts a task.
func TaskAccept(ctx context.Context, in input.TaskAcceptInput) (uuid.UUID, error) {
	x, _, err := versioned(ctx, auth.TaskAccept, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	next := *x
	next.State, next.AcceptedAt = db.TaskAccepted, now(ctx)
	return x.ID.UUID(), Tasks.Write(ctx, auth.TaskAccept, x, &next, nil)
}

// TaskObject objects to a task that was assigned: not ours, wording, only an explanation is due, cannot be solved now.
func TaskObject(ctx context.Context, in input.TaskObjectInput) (uuid.UUID, error) {
	x, _, err := versioned(ctx, auth.TaskObject, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.text", in.Text)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *x
	next.State = db.TaskObjected
	objection := uuid.New()
	if err := Tasks.Write(ctx, auth.TaskObject, x, &next, &in.Text, act.Of(db.Objections, objection)); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), db.From(ctx).RaiseObjection(ctx, objection, x.ID, in.Kind, in.Text)
}

// TaskReport reports progress; it serves the interval that it falls in (D-TASK-5).
func TaskReport(ctx context.Context, in input.TaskReportInput) (uuid.UUID, error) {
	x, _, err := need(ctx, auth.TaskReport, in.Task, "", "input.task")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.text", in.Text)
	if err := c.Include("input.task", free(ctx, auth.TaskReport, x)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	report := uuid.New()
	return x.ID.UUID(), note(ctx, auth.TaskReport, x, act.Of(db.TaskReports, report), func() error { return db.From(ctx).AddReport(ctx, report, x.ID, in.Text) })
}

// EvidenceAdd brings a piece of evidence, for the round that comes next.
func EvidenceAdd(ctx context.Context, in input.EvidenceAddInput) (uuid.UUID, error) {
	t := db.From(ctx)
	x, _, err := need(ctx, auth.EvidenceAdd, in.Task, "", "input.task")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.description", in.Description)
	c.Unless(!in.EffectiveOn.After(t.Viewer.Today), fault.At("input.effectiveOn", fault.FutureDate, "day", in.EffectiveOn))
	if err := c.File(ctx, "input.file", in.File); err != nil {
		return uuid.Nil, err
	}
	if err := c.Include("input.task", free(ctx, auth.EvidenceAdd, x)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	e := &db.Evidence{ID: ident.Of[ident.EvidenceID](uuid.New()), TaskID: x.ID, Round: x.Round, Description: in.Description, EffectiveOn: in.EffectiveOn, FileID: in.File}
	return e.ID.UUID(), note(ctx, auth.EvidenceAdd, x, act.Of(db.Evidences, e.ID.UUID()), func() error {
		if err := t.AddEvidence(ctx, e); err != nil {
			return err
		}
		return act.Attach(ctx, "input.file", e.FileID, db.Attachment{Kind: db.Evidences.Name, Record: e.ID.UUID()})
	})
}

// MilestoneReach notes that a milestone was reached.
func MilestoneReach(ctx context.Context, in input.MilestoneReachInput) (uuid.UUID, error) {
	t := db.From(ctx)
	m, err := act.Need(ctx, db.Milestones, in.Milestone.UUID(), "input.milestone")
	if err != nil {
		return uuid.Nil, err
	}
	// Held with its task it is read again: the milestones may have been set anew meanwhile.
	if err := db.Hold(ctx, db.Tasks, m.TaskID.UUID()); err != nil {
		return uuid.Nil, err
	}
	if m, err = act.Need(ctx, db.Milestones, m.ID.UUID(), "input.milestone"); err != nil {
		return uuid.Nil, err
	}
	x, _, err := versioned(ctx, auth.MilestoneReach, m.TaskID, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	if err := c.Include("input.milestone", unreached(m)); err != nil {
		return uuid.Nil, err
	}
	c.Unless(!in.ReachedOn.After(t.Viewer.Today), fault.At("input.reachedOn", fault.FutureDate, "day", in.ReachedOn))
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if _, err := t.ReachMilestone(ctx, m.ID, in.ReachedOn); err != nil {
		return uuid.Nil, err
	}
	next := *x
	next.State = db.TaskInProgress
	return x.ID.UUID(), Tasks.Write(ctx, auth.MilestoneReach, x, &next, &m.Text, act.Of(db.Milestones, m.ID.UUID()))
}

// ExtensionRequest asks for a later deadline, up to the due day, where no external mandate forbids it (D-TASK-4).
func ExtensionRequest(ctx context.Context, in input.ExtensionRequestInput) (uuid.UUID, error) {
	t := db.From(ctx)
	x, _, err := versioned(ctx, auth.ExtensionRequest, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	c.Unless(in.Until.After(x.DueOn), fault.At("input.until", fault.DateOrder, "earliest", x.DueOn.AddDays(1)))
	if err := c.Include("input.task", free(ctx, auth.ExtensionRequest, x)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *x
	next.ExtensionOpen = true
	extension := uuid.New()
	if err := Tasks.Write(ctx, auth.ExtensionRequest, x, &next, &in.Reason, act.Of(db.Extensions, extension)); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), t.AskExtension(ctx, extension, x, in.Until, in.Reason)
}

// TaskSubmit submits a task for close-out, with evidence for this round.
func TaskSubmit(ctx context.Context, in input.TaskSubmitInput) (uuid.UUID, error) {
	t := db.From(ctx)
	x, _, err := versioned(ctx, auth.TaskSubmit, in.Task, in.Version, "")
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.text", in.Text)
	c.Optional("input.improvement", in.Improvement)
	if err := recoverable(ctx, &c, x, in.AmountRecovered); err != nil {
		return uuid.Nil, err
	}
	if err := c.Include("input.task", free(ctx, auth.TaskSubmit, x)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *x
	next.State, next.Submission, next.SubmittedByID, next.SubmittedAt = db.TaskSubmitted, &in.Text, &t.Viewer.PersonID, now(ctx)
	// What an earlier round recorded stays where this one says nothing of it.
	if in.Improvement != nil {
		next.Improvement = in.Improvement
	}
	if in.AmountRecovered != nil {
		next.AmountRecovered = in.AmountRecovered
	}
	return x.ID.UUID(), Tasks.Write(ctx, auth.TaskSubmit, x, &next, nil)
}

// recoverable refuses more than the amount that the task's problem involves, with what is recovered of it already. Who
// does not see the problem is told nothing of it.
func recoverable(ctx context.Context, c *act.Checks, x *db.Task, recovered *amount.Amount) error {
	if recovered == nil || x.ProblemID == nil {
		return nil
	}
	p, err := read.One(ctx, db.Problems, x.ProblemID.UUID())
	if err != nil || p == nil || p.AmountInvolved == nil {
		return err
	}
	all := *recovered
	if p.AmountRecovered != nil {
		all = all.Plus(*p.AmountRecovered)
	}
	c.Unless(!all.Exceeds(*p.AmountInvolved), fault.At("input.amountRecovered", fault.InvalidValue, "expected", "at most the amount involved, "+p.AmountInvolved.String()))
	return nil
}

// inRound lists the evidence that was brought for a task's present round.
func inRound(ctx context.Context, x *db.Task) ([]*db.Evidence, error) {
	all, err := db.TaskEvidence.Of(ctx, x)
	var fresh []*db.Evidence
	for _, e := range all {
		if e.Round == x.Round {
			fresh = append(fresh, e)
		}
	}
	return fresh, err
}

func now(ctx context.Context) *clock.DateTime { return &clock.DateTime{Time: db.From(ctx).Now} }
