// Package letter keeps the rules of letters: reminders, follow-up orders and discipline recommendations, from the draft to the
// day on which they settle (D-ESC-1, D-ESC-2).
package letter

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/problem"

	"github.com/google/uuid"
)

// grades are the kinds of letters with their severities, each graver than the one before (D-ESC-1).
var grades = []struct {
	kind     db.LetterKind
	severity db.Severity
}{{db.Reminder, db.SeverityGeneral}, {db.FollowUpOrder, db.SeverityEmerging}, {db.DisciplineRecommendation, db.SeveritySerious}}

// fitting is the severity that fixes a kind.
func fitting(kind db.LetterKind) (s db.Severity) {
	for _, g := range grades {
		if g.kind == kind {
			s = g.severity
		}
	}
	return s
}

// next is the next graver kind; empty for the gravest.
func next(kind db.LetterKind) (graver db.LetterKind) {
	for i, g := range grades[1:] {
		if grades[i].kind == kind {
			graver = g.kind
		}
	}
	return graver
}

// LetterDraftForProblem drafts a letter about an open problem.
func LetterDraftForProblem(ctx context.Context, in input.LetterDraftForProblemInput) (uuid.UUID, error) {
	p, err := act.RestOn(ctx, db.Problems, in.Problem.UUID(), "input.problem")
	if err != nil {
		return uuid.Nil, err
	}
	if err := problem.Problems.Judge(ctx, auth.LetterDraft, p, "input.problem"); err != nil {
		return uuid.Nil, err
	}
	return Drafted(ctx, &db.Letter{OrgID: p.OrgID, ProblemID: &p.ID}, in.Content)
}

// Drafted adds a draft of what is given about what x names: a problem, or a task with its problem.
func Drafted(ctx context.Context, x *db.Letter, in *input.LetterContentInput) (uuid.UUID, error) {
	var c act.Checks
	x.Kind, x.Title, x.Text, x.RectifyBy, x.ReplyDays = in.Kind, in.Title, in.Text, in.RectifyBy, in.ReplyDays
	if err := addressed(ctx, &c, x, in.Recipient, "input.content"); err != nil {
		return uuid.Nil, err
	}
	checked(ctx, &c, x, "input.content")
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	return added(ctx, auth.LetterDraft, x)
}

func added(ctx context.Context, a auth.Act, x *db.Letter) (uuid.UUID, error) {
	x.ID, x.Severity = ident.Of[ident.LetterID](uuid.New()), fitting(x.Kind)
	if err := db.From(ctx).AddLetter(ctx, x); err != nil {
		return uuid.Nil, err
	}
	return x.ID.UUID(), Letters.Begun(ctx, a, x, db.LetterDraft)
}

// addressed checks the recipient and writes it: the issuing organisation or one below it, or a department or post there.
func addressed(ctx context.Context, c *act.Checks, x *db.Letter, to *input.LetterRecipientInput, at string) error {
	at += ".recipient"
	given := 0
	for _, is := range []bool{to.Organisation != nil, to.Department != nil, to.Post != nil} {
		if is {
			given++
		}
	}
	if given != 1 {
		c.Add(fault.At(at, fault.InvalidValue, "expected", "an organisation, a department or a post, exactly one of them"))
		return nil
	}
	var active bool
	x.RecipientDepartmentID, x.RecipientPostID = to.Department, to.Post
	switch {
	case to.Department != nil:
		d, err := act.RestOn(ctx, db.Departments, to.Department.UUID(), at+".department")
		if err != nil {
			return err
		}
		x.RecipientOrgID, active = d.OrgID, d.Active()
	case to.Post != nil:
		p, err := act.RestOn(ctx, db.Posts, to.Post.UUID(), at+".post")
		if err != nil {
			return err
		}
		x.RecipientOrgID, active = p.OrgID, p.Active()
	default:
		x.RecipientOrgID, active = *to.Organisation, true
	}
	o, err := act.RestOn(ctx, db.Organisations, x.RecipientOrgID.UUID(), at+".organisation")
	if err != nil {
		return err
	}
	issuer, err := act.RestOn(ctx, db.Organisations, x.OrgID.UUID(), at)
	if err != nil {
		return err
	}
	c.Unless(active && o.Active(), fault.At(at, fault.Inactive))
	if to.Department != nil || to.Post == nil && o.Level == read.LevelRegion {
		head, err := db.From(ctx).HeadPost(ctx, x.RecipientOrgID, to.Department)
		if err != nil {
			return err
		}
		c.Unless(head != nil, fault.At(at+".post", fault.HeadMissing))
	}
	c.Unless(o.Within(issuer), fault.At(at, fault.InvalidValue, "expected", "the organisation, or one below it"))
	return nil
}

// checked checks a draft as it shall be.
func checked(ctx context.Context, c *act.Checks, x *db.Letter, at string) {
	c.Text(at+".title", x.Title)
	c.Text(at+".text", x.Text)
	whole := x.RecipientDepartmentID == nil && x.RecipientPostID == nil
	c.Unless(x.Kind != db.DisciplineRecommendation || whole, fault.At(at+".recipient", fault.InvalidValue, "expected", "an organisation, as a discipline recommendation goes to one"))
	c.Unless(!x.RectifyBy.Before(db.From(ctx).Viewer.Today), fault.At(at+".rectifyBy", fault.DateOrder, "earliest", db.From(ctx).Viewer.Today))
}

// LetterUpdate changes a draft.
func LetterUpdate(ctx context.Context, in input.LetterUpdateInput) (uuid.UUID, error) {
	return Letters.Change(ctx, auth.LetterUpdate, in.Letter.UUID(), in.Version, nil, func(c *act.Checks, x *db.Letter) error {
		was := *x
		act.Needed(c, "input.kind", &x.Kind, in.Kind)
		act.Needed(c, "input.title", &x.Title, in.Title)
		act.Needed(c, "input.text", &x.Text, in.Text)
		act.Needed(c, "input.rectifyBy", &x.RectifyBy, in.RectifyBy)
		act.Needed(c, "input.replyDays", &x.ReplyDays, in.ReplyDays)
		var to input.LetterRecipientInput
		act.Needed(c, "input.recipient", &to, in.Recipient)
		if in.Recipient.Value() != nil {
			if err := addressed(ctx, c, x, &to, "input"); err != nil {
				return err
			}
		}
		x.Severity = fitting(x.Kind)
		checked(ctx, c, x, "input")
		c.Unless(c.Or() != nil || len(db.Diff(&was, x)) > 0, fault.New(fault.NothingChanged))
		return nil
	})
}

// LetterIssue gives a draft its number and sends it; from then on it stays as it is. A letter graver than its problem makes the
// problem as grave, with reason (D-ESC-1).
func LetterIssue(ctx context.Context, in input.LetterIssueInput) (uuid.UUID, error) {
	var issued db.Letter
	id, err := Letters.Change(ctx, auth.LetterIssue, in.Letter.UUID(), in.Version, in.Reason, func(c *act.Checks, x *db.Letter) (err error) {
		t := db.From(ctx)
		if err := external(ctx, c, auth.LetterIssue, x, in.ExternalDocument); err != nil {
			return err
		}
		p, err := db.LetterProblem.Of(ctx, x)
		if err != nil {
			return err
		}
		c.Unless(in.Reason != nil || p == nil || !x.Severity.Graver(p.Severity), fault.At("input.reason", fault.Required))
		if c.Or() != nil {
			return nil
		}
		x.State, x.IssuedByID, x.IssuedAt = db.LetterIssued, me(ctx), now(ctx)
		if x.ReplyBy, err = replyBy(ctx, x); err != nil {
			return err
		}
		err = t.NumberLetter(ctx, x)
		issued = *x
		return err
	})
	if err != nil || issued.ProblemID == nil {
		return id, err
	}
	return id, problem.Reclassify(ctx, auth.LetterIssue, *issued.ProblemID, issued.Severity, in.Reason)
}

// LetterAcknowledge signs for a letter on behalf of its recipient (签收).
func LetterAcknowledge(ctx context.Context, in input.LetterAcknowledgeInput) (uuid.UUID, error) {
	return Letters.Change(ctx, auth.LetterAcknowledge, in.Letter.UUID(), in.Version, nil, func(_ *act.Checks, x *db.Letter) error {
		x.State, x.ServedByID, x.ServedAt = db.LetterServed, me(ctx), now(ctx)
		return nil
	})
}

// LetterReply replies to a letter; a reply that was returned is replaced, the history keeps it.
func LetterReply(ctx context.Context, in input.LetterReplyInput) (uuid.UUID, error) {
	return Letters.Change(ctx, auth.LetterReply, in.Letter.UUID(), in.Version, nil, func(c *act.Checks, x *db.Letter) error {
		c.Text("input.text", in.Text)
		x.State, x.Reply, x.RepliedByID, x.RepliedAt = db.LetterReplied, &in.Text, me(ctx), now(ctx)
		return nil
	})
}

// LetterReturn returns a reply: it counts, and the days to reply run anew.
func LetterReturn(ctx context.Context, in input.LetterReturnInput) (uuid.UUID, error) {
	return Letters.Change(ctx, auth.LetterReturn, in.Letter.UUID(), in.Version, &in.Reason, func(c *act.Checks, x *db.Letter) (err error) {
		if err := external(ctx, c, auth.LetterReturn, x, in.ExternalDocument); err != nil {
			return err
		}
		x.State, x.Returns, x.ReturnReason = db.LetterServed, x.Returns+1, &in.Reason
		x.ReplyBy, err = replyBy(ctx, x)
		return err
	})
}

// LetterAccept accepts a reply; where no task is open the letter settles at once.
func LetterAccept(ctx context.Context, in input.LetterAcceptInput) (uuid.UUID, error) {
	var accepted db.Letter
	id, err := Letters.Change(ctx, auth.LetterAccept, in.Letter.UUID(), in.Version, nil, func(c *act.Checks, x *db.Letter) error {
		if err := external(ctx, c, auth.LetterAccept, x, in.ExternalDocument); err != nil {
			return err
		}
		x.State, x.AcceptedByID, x.AcceptedAt = db.LetterAccepted, me(ctx), now(ctx)
		accepted = *x
		return nil
	})
	if err != nil {
		return uuid.Nil, err
	}
	if err := Settle(ctx, auth.LetterAccept, accepted.ProblemID, accepted.TaskID); err != nil {
		return uuid.Nil, err
	}
	return id, ended(ctx, auth.LetterAccept, &accepted)
}

// LetterRevoke takes a letter back, with reason; it keeps its number. A draft that is revoked never had one.
func LetterRevoke(ctx context.Context, in input.LetterRevokeInput) (uuid.UUID, error) {
	var revoked db.Letter
	id, err := Letters.Change(ctx, auth.LetterRevoke, in.Letter.UUID(), in.Version, &in.Reason, func(c *act.Checks, x *db.Letter) error {
		if err := external(ctx, c, auth.LetterRevoke, x, in.ExternalDocument); err != nil {
			return err
		}
		x.State, x.EndReason, x.EndedAt = db.LetterRevoked, &in.Reason, now(ctx)
		revoked = *x
		return nil
	})
	if err != nil {
		return uuid.Nil, err
	}
	return id, ended(ctx, auth.LetterRevoke, &revoked)
}

// LetterUpgrade drafts the letter of the next grade that follows one that is overdue or whose reply was returned twice, to the same
// recipient; a discipline recommendation goes to the recipient's organisation.
func LetterUpgrade(ctx context.Context, in input.LetterUpgradeInput) (uuid.UUID, error) {
	was, err := Letters.Take(ctx, auth.LetterUpgrade, in.Letter.UUID(), in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	x := &db.Letter{
		OrgID: was.OrgID, ProblemID: was.ProblemID, TaskID: was.TaskID, FollowsID: &was.ID, Kind: next(was.Kind), Title: in.Title, Text: in.Text,
		RecipientOrgID: was.RecipientOrgID, RecipientDepartmentID: was.RecipientDepartmentID, RecipientPostID: was.RecipientPostID,
		RectifyBy: in.RectifyBy, ReplyDays: in.ReplyDays,
	}
	if x.Kind == db.DisciplineRecommendation {
		x.RecipientDepartmentID, x.RecipientPostID = nil, nil
	}
	var c act.Checks
	if err := c.Include("input.letter", free(ctx, auth.LetterUpgrade, was)); err != nil {
		return uuid.Nil, err
	}
	checked(ctx, &c, x, "input")
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	return added(ctx, auth.LetterUpgrade, x)
}

// Settle settles the accepted letters about a problem or a task of which no task is open any more (D-ESC-2). Whoever ends the last
// task need not see them.
func Settle(ctx context.Context, a auth.Act, p *ident.ProblemID, x *ident.TaskID) error {
	t := db.From(ctx)
	list, err := t.SettleLetters(ctx, p, x)
	if err != nil {
		return err
	}
	for _, l := range list {
		if err := Letters.Check(a, db.LetterAccepted, db.LetterSettled); err != nil {
			return err
		}
		e := db.CaseEvent(db.Letters.Name, l.ID.UUID(), l.OrgID, db.ForLetter, a, nil)
		e.From, e.To = act.StateOf(db.LetterAccepted), act.StateOf(db.LetterSettled)
		if err := t.Record(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// ended closes the problem of a letter that may have been the last that was open about it (D-TASK-7).
func ended(ctx context.Context, a auth.Act, x *db.Letter) error {
	if x.ProblemID == nil {
		return nil
	}
	return problem.Finish(ctx, a, *x.ProblemID)
}

// replyBy is the last day to reply from today: in working days, by the province's calendar.
func replyBy(ctx context.Context, x *db.Letter) (*clock.Date, error) {
	on, err := db.From(ctx).WorkingDaysAfter(ctx, int(x.ReplyDays))
	return &on, err
}

// external checks the superior's document of an act that is one: history names it.
func external(ctx context.Context, c *act.Checks, a auth.Act, x *db.Letter, document *string) error {
	s, err := db.LetterStandingOf(ctx, x)
	if err != nil {
		return err
	}
	by, _ := line(db.From(ctx).Viewer, a, x, s)
	c.External(ctx, db.Letters.Name, by != nil && by.External, document)
	return nil
}

// me is who acts; nil where the operator does.
func me(ctx context.Context) *ident.PersonID {
	v := db.From(ctx).Viewer
	if v.System {
		return nil
	}
	return &v.PersonID
}

func now(ctx context.Context) *clock.DateTime { return &clock.DateTime{Time: db.From(ctx).Now} }
