package letter

import (
	"context"
	"fmt"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
)

// states is a list of a letter's.
type states = []db.LetterState

var (
	draft  = states{db.LetterDraft}
	sent   = states{db.LetterIssued, db.LetterServed, db.LetterReplied, db.LetterAccepted}
	lasted = states{db.LetterDraft, db.LetterIssued, db.LetterServed, db.LetterReplied, db.LetterAccepted}
)

// Letters is the life of a letter (D-ESC-2). An accepted one settles when no task of its is open: at once, or with the last task
// that ends.
var Letters = act.Machine[db.Letter, db.LetterState]{
	Object: db.Letters, Path: "letter", Title: "Letters · 函件",
	State: func(x *db.Letter) db.LetterState { return x.State },
	Ways: append([]act.Way[db.Letter, db.LetterState]{
		{Act: auth.LetterDraft, To: draft},
		{Act: auth.LetterUpgrade, To: draft},
		{Act: auth.LetterUpdate, From: draft},
		{Act: auth.LetterIssue, From: draft, To: states{db.LetterIssued}},
		{Act: auth.LetterAcknowledge, From: states{db.LetterIssued}, To: states{db.LetterServed}},
		{Act: auth.LetterReply, From: states{db.LetterServed}, To: states{db.LetterReplied}},
		{Act: auth.LetterReturn, From: states{db.LetterReplied}, To: states{db.LetterServed}},
		{Act: auth.LetterAccept, From: states{db.LetterReplied}, To: states{db.LetterAccepted}},
		{Act: auth.LetterRevoke, From: lasted, To: states{db.LetterRevoked}},
		{Act: auth.LetterUpgrade, From: sent},
	}, settling(auth.LetterAccept, auth.TaskSign, auth.TaskCancel, auth.ObjectionDecide)...),
	Rights: rights, Free: free,
	// The task and the problem that it is about, which settle it and close with it.
	Before: func(ctx context.Context, x *db.Letter) error {
		if err := db.HoldSome(ctx, db.Tasks, x.TaskID); err != nil {
			return err
		}
		return db.HoldSome(ctx, db.Problems, x.ProblemID)
	},
	Key: func(x *db.Letter) (fmt.Stringer, int32) { return x.ID, x.Version },
	Set: func(ctx context.Context, x *db.Letter, was db.LetterState) (int64, error) {
		return db.From(ctx).SetLetter(ctx, x, was)
	},
	Event: func(x *db.Letter, a auth.Act, reason *string) db.Event {
		audience := db.ForLetter
		if x.IssuedAt == nil && a != auth.LetterIssue { // its recipient is told from the issue on
			audience = db.ForLetterDraft
		}
		return db.CaseEvent(db.Letters.Name, x.ID.UUID(), x.OrgID, audience, a, reason)
	},
}

// settling are the acts that settle an accepted letter by ending the last task: see Settle.
func settling(acts ...auth.Act) (ways []act.Way[db.Letter, db.LetterState]) {
	for _, a := range acts {
		ways = append(ways, act.Way[db.Letter, db.LetterState]{Act: a, From: states{db.LetterAccepted}, To: states{db.LetterSettled}, Follows: true})
	}
	return ways
}

// Actions tells what the viewer may do with a letter now and, if not, why.
func Actions(ctx context.Context, x *db.Letter) ([]*auth.AvailableAction, error) {
	return Letters.Available(ctx, x)
}

// rights authorises an act on a letter. The recipient signs for it and replies; the issuing side drafts, issues, returns, accepts
// and revokes, the last four never in its own matter: that is the next level's (D-SEC-6).
func rights(ctx context.Context, a auth.Act, x *db.Letter) error {
	v := db.From(ctx).Viewer
	if a == auth.LetterUpdate || a == auth.LetterUpgrade {
		return act.AuthorizeCase(ctx, a, x.OrgID, x.HiddenFrom)
	}
	s, err := db.LetterStandingOf(ctx, x)
	if err != nil || v.System {
		return err
	}
	if a == auth.LetterAcknowledge || a == auth.LetterReply {
		return act.Authorize(ctx, a, recipient(x, s))
	}
	if s.Own && v.May(a) {
		return fault.New(fault.OwnMatter)
	}
	if _, row := line(v, a, x, s); row != nil {
		return act.Authorize(ctx, a, *row)
	}
	return v.Refusal(a)
}

// recipient is the letter as the act table asks for it of the recipient's acts.
func recipient(x *db.Letter, s *db.LetterStanding) auth.Row {
	row := auth.Row{Org: x.RecipientOrgID, Kind: s.Recipient, Department: x.RecipientDepartmentID, StandIns: s.StandIns}
	if x.RecipientPostID != nil {
		row.Posts = ident.List{x.RecipientPostID.UUID()}
	}
	return row
}

// line is by which line of authority the viewer does an act of the issuing side, and the letter as the act table asks for it
// then; nil where by none.
func line(v *auth.Viewer, a auth.Act, x *db.Letter, s *db.LetterStanding) (*db.AuthorityLine, *auth.Row) {
	for i := range s.Lines {
		l := &s.Lines[i]
		row := auth.Row{Org: x.OrgID, Kind: string(x.Kind), Routing: &auth.Routing{Role: l.Role, Org: &l.Org}}
		if v.Allows(a, row) != nil {
			return l, &row
		}
	}
	return nil, nil
}

// free names what no input mends: a problem that has closed or a day that has passed since the draft; a letter that is in time, as
// grave as any, or followed.
func free(ctx context.Context, a auth.Act, x *db.Letter) error {
	var c act.Checks
	switch a {
	case auth.LetterIssue:
		p, err := db.LetterProblem.Of(ctx, x)
		if err != nil {
			return err
		}
		if p != nil {
			c.Unless(p.State == db.ProblemOpen, fault.New(fault.ProblemClosed, "problem", p.Title))
		}
		c.Unless(!x.RectifyBy.Before(db.From(ctx).Viewer.Today), fault.New(fault.DeadlinePassed, "dueOn", x.RectifyBy))
	case auth.LetterUpgrade:
		c.Unless(next(x.Kind) != "" && (x.Returns >= 2 || x.Overdue(db.From(ctx).Viewer.Today)), fault.New(fault.LetterInTime))
		followed, err := db.Followed(ctx, x)
		if err != nil {
			return err
		}
		c.Unless(!followed, fault.New(fault.LetterFollowed))
	}
	return c.Or()
}
