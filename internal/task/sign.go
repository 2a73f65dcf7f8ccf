package task

import (
	"context"
	"fmt"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/letter"
	"huishang/internal/problem"

	"github.com/google/uuid"
)

// TaskSign signs a submission for one track. The first signer of a round decides on its evidence; the second
// closes the task and takes its number, in one transaction (D-TASK-3).
func TaskSign(ctx context.Context, in input.TaskSignInput) (uuid.UUID, error) {
	t := db.From(ctx)
	x, line, err := versioned(ctx, auth.TaskSign, in.Task, in.Version, string(in.Track))
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	external(ctx, &c, line, in.ExternalDocument)
	second := x.PartySignedByID != nil || x.DisciplineSignedByID != nil
	fresh, err := inRound(ctx, x)
	if err != nil {
		return uuid.Nil, err
	}
	rejected := rejections(&c, fresh, in.Rejected)
	if len(in.Rejected) > 0 {
		decided(&c, x)
	}
	c.Unless(second || len(rejected) < len(fresh), fault.At("input.rejected", fault.EvidenceMissing))
	if err := c.Include("input.task", free(ctx, auth.TaskSign, x)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	next := *x
	if in.Track == db.PartyTrack {
		next.PartySignedByID = &t.Viewer.PersonID
	} else {
		next.DisciplineSignedByID = &t.Viewer.PersonID
	}
	signature := uuid.New()
	about := act.Of(db.Signatures, signature)
	sign := func() error {
		return verdict(ctx, signature, x, line, in.Track, db.VerdictSigned, nil, in.ExternalDocument)
	}
	if !second {
		// The root first: of two at once one goes on.
		if err := Tasks.Write(ctx, auth.TaskSign, x, &next, nil, about); err != nil {
			return uuid.Nil, err
		}
		if err := decide(ctx, fresh, rejected); err != nil {
			return uuid.Nil, err
		}
		return x.ID.UUID(), sign()
	}
	if err := t.LockCase(ctx, x); err != nil {
		return uuid.Nil, err
	}
	rows, err := t.CloseTask(ctx, &next)
	if err := act.Believe(rows, err, x.ID, x.Version); err != nil {
		return uuid.Nil, err
	}
	if err := sign(); err != nil {
		return uuid.Nil, err
	}
	next.State = db.TaskClosed
	if err := Tasks.Record(ctx, auth.TaskSign, x, &next, nil, about); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), finish(ctx, auth.TaskSign, x)
}

// rejections reads which evidence is not accepted, and why.
func rejections(c *act.Checks, fresh []*db.Evidence, in []*input.EvidenceRejectionInput) map[ident.EvidenceID]*string {
	list := map[ident.EvidenceID]*string{}
	for i, r := range in {
		at := fmt.Sprintf("input.rejected.%d", i)
		c.Text(at+".reason", r.Reason)
		known := slices.ContainsFunc(fresh, func(e *db.Evidence) bool { return e.ID == r.Evidence })
		c.Unless(known, fault.At(at+".evidence", fault.NotFound, "noun", fault.Noun(db.Evidences.Name)))
		list[r.Evidence] = &r.Reason
	}
	return list
}

// decide accepts a round's evidence but what is rejected.
func decide(ctx context.Context, fresh []*db.Evidence, rejected map[ident.EvidenceID]*string) error {
	for _, e := range fresh {
		decision, reason := db.EvidenceAccepted, rejected[e.ID]
		if reason != nil {
			decision = db.EvidenceRejected
		}
		if err := db.From(ctx).DecideEvidence(ctx, e.ID, decision, reason); err != nil {
			return err
		}
	}
	return nil
}

// verdict writes what a track says to a round, of the organisation whose act it is.
func verdict(ctx context.Context, id uuid.UUID, x *db.Task, line *db.AuthorityLine, track db.Track, v db.Verdict, reason, document *string) error {
	of := x.OrgID
	if line != nil {
		of = line.Org
	}
	return db.From(ctx).Sign(ctx, id, x.ID, &db.Signature{Round: x.Round, Track: track, Verdict: v, ActingOrgID: of, Reason: reason, ExternalDocument: document})
}

// TaskReturn returns a submission: the task goes back into progress, the return counts, and a new round of
// signatures begins. Evidence that nobody decided on is not accepted.
func TaskReturn(ctx context.Context, in input.TaskReturnInput) (uuid.UUID, error) {
	x, line, err := versioned(ctx, auth.TaskReturn, in.Task, in.Version, string(in.Track))
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.reason", in.Reason)
	external(ctx, &c, line, in.ExternalDocument)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	fresh, err := inRound(ctx, x)
	if err != nil {
		return uuid.Nil, err
	}
	all := map[ident.EvidenceID]*string{}
	for _, e := range fresh {
		all[e.ID] = &in.Reason
	}
	next := *x
	next.State, next.Round, next.Returns = db.TaskInProgress, x.Round+1, x.Returns+1
	next.PartySignedByID, next.DisciplineSignedByID = nil, nil
	signature := uuid.New()
	if err := Tasks.Write(ctx, auth.TaskReturn, x, &next, &in.Reason, act.Of(db.Signatures, signature)); err != nil {
		return uuid.Nil, err
	}
	if err := decide(ctx, fresh, all); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), verdict(ctx, signature, x, line, in.Track, db.VerdictReturned, &in.Reason, in.ExternalDocument)
}

// finish closes what a task's end leaves nothing open of: letters, its problem and its consultation (D-ESC-2, D-TASK-7, D-CON-9).
func finish(ctx context.Context, a auth.Act, x *db.Task) error {
	if err := letter.Settle(ctx, a, x.ProblemID, &x.ID); err != nil {
		return err
	}
	if x.ProblemID != nil {
		if err := problem.Finish(ctx, a, *x.ProblemID); err != nil {
			return err
		}
	}
	if x.ConsultationID == nil {
		return nil
	}
	return FinishConsultation(ctx, a, *x.ConsultationID, x.OrgID)
}

// FinishConsultation closes a concluded consultation of which nothing is open any more, after an act that may have ended the last
// of it (D-CON-9). Whoever does the act need not see it.
func FinishConsultation(ctx context.Context, a auth.Act, c ident.ConsultationID, org ident.OrganisationID) error {
	done, err := db.CloseFinishedConsultation(ctx, c)
	if err != nil || !done {
		return err
	}
	e := db.CaseEvent(db.Consultations.Name, c.UUID(), org, db.ForDeliberation, a, nil)
	e.From, e.To = act.StateOf(db.ConsultationConcluded), act.StateOf(db.ConsultationClosed)
	return db.From(ctx).Record(ctx, e)
}
