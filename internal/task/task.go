// Package task keeps the rules of rectification: what may be done to a task between its number and its close-out,
// by whom, and what follows (domain.md §6).
package task

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
)

// lines are the lines of authority by which the setting side acts. An extension's and a signature's depend on
// which extension and track it is.
var lines = map[auth.Act][]string{
	auth.ObjectionDecide: {string(auth.DisciplineOffice)},
	auth.TaskReassign:    {string(auth.DisciplineOffice)},
	auth.TaskSuspend:     {string(auth.DisciplineOffice)},
	auth.TaskResume:      {string(auth.DisciplineOffice)},
	auth.MilestonesSet:   {string(auth.DisciplineOffice), string(auth.DisciplineSecretary)},
	auth.TaskCancel:      {string(auth.DisciplineOffice), string(auth.PartySecretary)},
	auth.LetterDraft:     {string(auth.DisciplineOffice), string(auth.DisciplineSecretary)},
}

// The kinds of extension, as the act table has them: the first is the discipline office's, later ones the
// principal leader's (D-TASK-4).
const (
	firstExtension = "FIRST"
	laterExtension = "LATER"
)

func extensionKind(x *db.Task) string {
	if x.Extensions == 0 {
		return firstExtension
	}
	return laterExtension
}

// need reads a task that an act names and judges whether it may be done; kind is a track for a signature.
func need(ctx context.Context, a auth.Act, id ident.TaskID, kind, path string) (*db.Task, *db.AuthorityLine, error) {
	x, err := act.Take(ctx, db.Tasks, id.UUID(), path)
	if err != nil {
		return nil, nil, err
	}
	line, err := judge(ctx, a, x, kind, path)
	if err != nil {
		return nil, nil, err
	}
	return x, line, nil
}

// judge tells whether an act may be done on a task, and by which line of authority the setting side acts.
func judge(ctx context.Context, a auth.Act, x *db.Task, kind, path string) (line *db.AuthorityLine, err error) {
	err = act.Judge(ctx, a, path, Tasks.Refused(a, x), func() error {
		line, err = admit(ctx, a, x, kind)
		return err
	})
	return line, err
}

// versioned is need for an act that takes the version that it was based on.
func versioned(ctx context.Context, a auth.Act, id ident.TaskID, version int32, kind string) (*db.Task, *db.AuthorityLine, error) {
	x, line, err := need(ctx, a, id, kind, "input.task")
	if err != nil {
		return nil, nil, err
	}
	return x, line, act.Version(x.ID, version, x.Version)
}

// free names what beside the state no input mends: a deadline that is past or fixed from outside, a round without evidence.
// The acts and availableActions ask it alike (D-TASK-8).
func free(ctx context.Context, a auth.Act, x *db.Task) error {
	var c act.Checks
	switch a {
	case auth.TaskReport:
		reports, err := db.TaskReportsOf.Of(ctx, x)
		if err != nil {
			return err
		}
		c.Unless(len(reports) < few, fault.New(fault.TooMany, "field", fault.Noun(db.TaskReports.Name), "limit", few, "count", len(reports)+1))
	case auth.MilestoneReach:
		all, err := db.TaskMilestones.Of(ctx, x)
		if err != nil {
			return err
		}
		c.Unless(len(all) > 0, fault.New(fault.NotFound, "noun", fault.Noun(db.Milestones.Name)))
		open := slices.ContainsFunc(all, func(m *db.Milestone) bool { return m.ReachedOn == nil })
		c.Unless(len(all) == 0 || open, fault.New(fault.MilestoneReached))
	case auth.EvidenceAdd:
		all, err := db.TaskEvidence.Of(ctx, x)
		if err != nil {
			return err
		}
		c.Unless(len(all) < few, fault.New(fault.TooMany, "field", fault.Noun(db.Evidences.Name), "limit", few, "count", len(all)+1))
	case auth.TaskSign:
		second := x.PartySignedByID != nil || x.DisciplineSignedByID != nil
		c.Unless(!second || !x.ExtensionOpen, fault.New(fault.ExtensionUndecided))
	case auth.ExtensionRequest:
		mandated, err := db.Mandated(ctx, x)
		if err != nil {
			return err
		}
		c.Unless(!x.Overdue(db.From(ctx).Viewer.Today), fault.New(fault.DeadlinePassed, "dueOn", x.DueOn))
		c.Unless(!mandated, fault.New(fault.Mandated))
	case auth.TaskSubmit:
		fresh, err := inRound(ctx, x)
		if err != nil {
			return err
		}
		c.Unless(len(fresh) > 0, fault.New(fault.EvidenceMissing))
	}
	return c.Or()
}

// rights judges who may do an act: one on a submission may be done where it may on one of the tracks.
func rights(ctx context.Context, a auth.Act, x *db.Task) (err error) {
	tracks := []string{""}
	if signs(a) {
		tracks = []string{string(db.PartyTrack), string(db.DisciplineTrack)}
	}
	for _, track := range tracks {
		if _, err = admit(ctx, a, x, track); err == nil {
			return nil
		}
	}
	return err
}

// admit authorises an act on a task. The responsible side works on it; the leader in charge instructs; the
// setting side decides, extends and signs, never in its own matter: that is the next level's (D-TASK-3, D-SEC-6).
// It returns by which line of authority the setting side acts.
func admit(ctx context.Context, a auth.Act, x *db.Task, kind string) (*db.AuthorityLine, error) {
	t := db.From(ctx)
	switch a {
	case auth.TaskAccept, auth.TaskObject, auth.TaskReport, auth.MilestoneReach, auth.EvidenceAdd, auth.ExtensionRequest, auth.TaskSubmit:
		return nil, respond(ctx, a, x)
	}
	s, err := db.StandingOf(ctx, x)
	if err != nil || t.Viewer.System {
		return nil, err
	}
	if a == auth.TaskInstruct {
		return nil, act.Authorize(ctx, a, auth.Row{Org: x.OrgID, Posts: s.Leaders})
	}
	if s.Own && t.Viewer.May(a) {
		return nil, fault.New(fault.OwnMatter)
	}
	which := lines[a]
	switch a {
	case auth.ExtensionDecide:
		kind, which = extensionKind(x), []string{string(auth.DisciplineOffice)}
		if kind == laterExtension {
			which = []string{string(auth.PartySecretary)}
		}
	case auth.TaskSign, auth.TaskReturn:
		which = []string{kind}
	}
	for i := range s.Lines {
		l := &s.Lines[i]
		row := auth.Row{Org: x.OrgID, Kind: kind, Routing: &auth.Routing{Role: l.Role, Org: &l.Org}}
		if !slices.Contains(which, l.Line) || t.Viewer.Allows(a, row) == nil {
			continue
		}
		if err := act.Authorize(ctx, a, row); err != nil {
			return nil, err
		}
		return l, other(ctx, a, x, l, kind)
	}
	if signs(a) && x.State == db.TaskSubmitted && signedOther(t.Viewer, x, kind) {
		return nil, fault.New(fault.SecondPerson)
	}
	return nil, t.Viewer.Refusal(a)
}

// respond authorises an act of the responsible side: the responsible post, the head of the department, the region's manager;
// where nobody of these is left, the next level up (D-ORG-5).
func respond(ctx context.Context, a auth.Act, x *db.Task) error {
	v := db.From(ctx).Viewer
	row := auth.Row{Org: x.ResponsibleOrgID, Department: x.DepartmentID, Posts: ident.List{x.PostID.UUID()}}
	if !v.System && v.Allows(a, row) == nil {
		s, err := db.StandingOf(ctx, x)
		if err != nil {
			return err
		}
		row.StandIns = s.StandIns
	}
	return act.Authorize(ctx, a, row)
}

// other refuses whoever may act by role, but not on this task: on the discipline side where the principal leader
// decides, or the other track's signatory.
func other(ctx context.Context, a auth.Act, x *db.Task, l *db.AuthorityLine, kind string) error {
	t := db.From(ctx)
	if l.Line == string(auth.PartySecretary) && !l.External && a == auth.ExtensionDecide {
		side, err := t.OnDisciplineSide(ctx)
		if err != nil {
			return err
		}
		if side {
			return fault.New(fault.DisciplineSide)
		}
	}
	if !signs(a) || x.State != db.TaskSubmitted {
		return nil
	}
	mine := x.PartySignedByID
	if kind == string(db.DisciplineTrack) {
		mine = x.DisciplineSignedByID
	}
	switch {
	case mine != nil:
		return fault.New(fault.OfficeDone)
	case signedOther(t.Viewer, x, kind):
		return fault.New(fault.SecondPerson)
	}
	return nil
}

// signs tells whether an act is a track's on a submission.
func signs(a auth.Act) bool { return a == auth.TaskSign || a == auth.TaskReturn }

// signedOther tells whether the viewer signed for the other track in this round.
func signedOther(v *auth.Viewer, x *db.Task, track string) bool {
	by := x.DisciplineSignedByID
	if track == string(db.DisciplineTrack) {
		by = x.PartySignedByID
	}
	return by != nil && *by == v.PersonID
}

// note writes a record that takes no version, moves an accepted task into progress, and leaves a line of history.
func note(ctx context.Context, a auth.Act, x *db.Task, about act.About, write func() error) error {
	after := *x
	if x.State == db.TaskAccepted {
		after.State = db.TaskInProgress
		if err := db.From(ctx).BeginWork(ctx, x); err != nil {
			return err
		}
	}
	if err := write(); err != nil {
		return err
	}
	return Tasks.Record(ctx, a, x, &after, nil, about)
}
