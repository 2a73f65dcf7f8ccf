// Package problem keeps the rules of findings and problems: how they are registered, classified, merged, kept
// secret and closed (D-TASK-7, D-SEC-3, D-SEC-7).
package problem

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// ProblemRegister registers a problem of findings, or by itself (D-TASK-7).
func ProblemRegister(ctx context.Context, in input.ProblemRegisterInput) (uuid.UUID, error) {
	t := db.From(ctx)
	var c act.Checks
	a := about{in.Organisation, in.Title, in.Category, in.AboutOrganisation, in.AboutDepartment, in.Concerns, in.Readers}
	o, err := a.check(ctx, &c, auth.ProblemRegister)
	if err != nil {
		return uuid.Nil, err
	}
	c.Text("input.description", in.Description)
	found, err := loose(ctx, &c, in.Findings)
	if err != nil {
		return uuid.Nil, err
	}
	is := act.Kept{Secrecy: in.Secrecy, From: act.Together(ident.UUIDs(in.Concerns), concerned(found))}
	if err := act.Overseen(ctx, &c, o.ID, act.Kept{Secrecy: in.Secrecy}, is, in.ExternalDocument); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	p := &db.Problem{
		ID: ident.Of[ident.ProblemID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, Title: in.Title, Description: in.Description,
		Category: in.Category, Severity: in.Severity, AboutOrgID: in.AboutOrganisation, AboutDepartmentID: in.AboutDepartment,
		Systemic: in.Systemic, AmountInvolved: in.AmountInvolved, Secrecy: in.Secrecy, Concerns: ident.UUIDs(in.Concerns), Readers: ident.UUIDs(in.Readers),
	}
	if err := t.AddProblem(ctx, p); err != nil {
		return uuid.Nil, err
	}
	if err := put(ctx, found, p.ID); err != nil {
		return uuid.Nil, err
	}
	return p.ID.UUID(), Problems.Begun(ctx, auth.ProblemRegister, p, db.ProblemOpen)
}

// ProblemUpdate classifies a problem, marks it systemic and records amounts.
func ProblemUpdate(ctx context.Context, in input.ProblemUpdateInput) (uuid.UUID, error) {
	return Problems.Change(ctx, auth.FindingClassify, in.Problem.UUID(), in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
		was := *p
		act.Needed(c, "input.title", &p.Title, in.Title)
		act.Needed(c, "input.description", &p.Description, in.Description)
		act.Needed(c, "input.category", &p.Category, in.Category)
		act.Needed(c, "input.severity", &p.Severity, in.Severity)
		act.Needed(c, "input.systemic", &p.Systemic, in.Systemic)
		act.Clearable(&p.AmountInvolved, in.AmountInvolved)
		act.Clearable(&p.AmountRecovered, in.AmountRecovered)
		c.Text("input.description", p.Description)
		if p.AmountInvolved != nil && p.AmountRecovered != nil {
			c.Unless(!p.AmountRecovered.Exceeds(*p.AmountInvolved), fault.At("input.amountRecovered", fault.InvalidValue, "expected", "at most the amount involved, "+p.AmountInvolved.String()))
		}
		err := classified(ctx, c, p.Title, p.Category, nil, nil)
		moved(c, &was, p)
		return err
	})
}

// ProblemSetSecrecy sets how far a problem is kept; topics, outcomes, measures and tasks inherit it in the database.
func ProblemSetSecrecy(ctx context.Context, in input.ProblemSetSecrecyInput) (uuid.UUID, error) {
	return Problems.Change(ctx, auth.SecrecySet, in.Problem.UUID(), in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
		was := *p
		if err := secrecy(ctx, c, in.Secrecy, in.Readers, in.Concerns, &p.Secrecy, &p.Readers, &p.Concerns); err != nil {
			return err
		}
		moved(c, &was, p)
		// Whom the findings concern stays.
		found := slices.DeleteFunc(slices.Clone(was.HiddenFrom), func(x uuid.UUID) bool { return slices.Contains(was.Concerns, x) })
		return act.Overseen(ctx, c, p.OrgID, act.Kept{Secrecy: was.Secrecy, From: was.HiddenFrom}, act.Kept{Secrecy: p.Secrecy, From: act.Together(p.Concerns, found)}, in.ExternalDocument)
	})
}

// ProblemAddFindings puts findings to a problem.
func ProblemAddFindings(ctx context.Context, in input.ProblemAddFindingsInput) (uuid.UUID, error) {
	var found []*db.Finding
	id, err := Problems.Change(ctx, auth.ProblemAddFindings, in.Problem.UUID(), in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) (err error) {
		if found, err = loose(ctx, c, in.Findings); err != nil {
			return err
		}
		c.Unless(len(in.Findings) > 0, fault.At("input.findings", fault.Required))
		was, is := joined(p, act.Kept{From: concerned(found)})
		return act.Overseen(ctx, c, p.OrgID, was, is, in.ExternalDocument)
	})
	if err != nil {
		return uuid.Nil, err
	}
	return id, put(ctx, found, in.Problem)
}

// ProblemMerge merges a problem into another: its findings go along, it is closed as merged. What is on the way
// for it — a topic, a task — must end first.
func ProblemMerge(ctx context.Context, in input.ProblemMergeInput) (uuid.UUID, error) {
	if err := db.Hold(ctx, db.Problems, in.Problem.UUID(), in.Into.UUID()); err != nil {
		return uuid.Nil, err
	}
	p, err := act.Need(ctx, db.Problems, in.Problem.UUID(), "input.problem")
	if err != nil {
		return uuid.Nil, err
	}
	if err := Problems.Judge(ctx, auth.ProblemMerge, p, "input.problem"); err != nil {
		return uuid.Nil, err
	}
	into, err := act.Need(ctx, db.Problems, in.Into.UUID(), "input.into")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.AuthorizeCase(ctx, auth.ProblemMerge, into.OrgID, into.HiddenFrom); err != nil {
		return uuid.Nil, err
	}
	findings, err := db.FindingsOf(ctx, in.Problem)
	if err != nil {
		return uuid.Nil, err
	}
	id, err := Problems.Change(ctx, auth.ProblemMerge, in.Problem.UUID(), in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
		c.Unless(into.ID != p.ID && into.State == db.ProblemOpen && into.OrgID == p.OrgID, fault.At("input.into", fault.InvalidValue, "expected", "another open problem of the organisation"))
		by := db.ProblemByMerged
		p.State, p.Resolution, p.MergedIntoID = db.ProblemClosed, &by, &into.ID
		// Whom its findings concern it concerns still, when they are gone.
		p.Concerns = p.HiddenFrom
		was, is := joined(into, act.Kept{From: p.HiddenFrom})
		return act.Overseen(ctx, c, into.OrgID, was, is, in.ExternalDocument)
	})
	if err != nil {
		return uuid.Nil, err
	}
	return id, put(ctx, findings, into.ID)
}

// ProblemConfirmRecurrence decides whether a proposed recurrence counts. Where not everybody who sees the problem sees the one
// that it may repeat, only the audit trail has a line of it: the problem's history would tell of the other (D-SEC-1).
func ProblemConfirmRecurrence(ctx context.Context, in input.ProblemConfirmRecurrenceInput) (uuid.UUID, error) {
	p, err := Problems.Take(ctx, auth.RecurrenceConfirm, in.Problem.UUID(), in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", &in.Reason)
	if err := c.Include("input.problem", free(ctx, auth.RecurrenceConfirm, p)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	decided := db.RecurrenceRejected
	if in.Accept {
		decided = db.RecurrenceConfirmed
	}
	told, err := db.From(ctx).DecideRecurrence(ctx, p, decided)
	if err != nil || !told {
		return p.ID.UUID(), err
	}
	next := *p
	next.RecurrenceState = &decided
	return p.ID.UUID(), Problems.Record(ctx, auth.RecurrenceConfirm, p, &next, &in.Reason)
}

// ProblemSetMandate records who outside demands rectification, by which document and with reports on which days.
func ProblemSetMandate(ctx context.Context, in input.ProblemSetMandateInput) (uuid.UUID, error) {
	return Problems.Change(ctx, auth.MandateSet, in.Problem.UUID(), in.Version, nil, func(c *act.Checks, p *db.Problem) error {
		was := *p
		act.Clearable(&p.MandateIssuer, in.Issuer)
		act.Clearable(&p.MandateDocument, in.Document)
		act.Clearable(&p.MandateItem, in.Item)
		act.Listed(&p.MandateReports, in.Reports)
		c.Unless(p.MandateIssuer != nil, fault.At("input.issuer", fault.Required))
		c.Unless(p.MandateDocument != nil, fault.At("input.document", fault.Required))
		c.Optional("input.issuer", p.MandateIssuer)
		c.Optional("input.document", p.MandateDocument)
		c.Optional("input.item", p.MandateItem)
		moved(c, &was, p)
		return nil
	})
}

// ProblemTransfer notes that a problem left the system: it closes, and only discipline roles read it from then on.
func ProblemTransfer(ctx context.Context, in input.ProblemTransferInput) (uuid.UUID, error) {
	return Problems.Change(ctx, auth.CaseTransfer, in.Problem.UUID(), in.Version, nil, func(c *act.Checks, p *db.Problem) error {
		transferred(ctx, c, in.TransferredOn, in.Receiver)
		by := db.ProblemByTransferred
		p.State, p.Resolution, p.TransferredOn, p.TransferredTo = db.ProblemClosed, &by, &in.TransferredOn, &in.Receiver
		return nil
	})
}

// ProblemCloseWithoutMeasure notes that an office agrees; with both, two people, the problem closes (D-TASK-7).
func ProblemCloseWithoutMeasure(ctx context.Context, in input.ProblemCloseWithoutMeasureInput) (uuid.UUID, error) {
	return Problems.Change(ctx, auth.ProblemClose, in.Problem.UUID(), in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
		mine, other, err := offices(ctx, p)
		if err != nil {
			return err
		}
		me := db.From(ctx).Viewer.PersonID
		*mine = &me
		if p.NoMeasureReason == nil {
			p.NoMeasureReason = &in.Reason
		}
		if other != nil {
			by := db.ProblemByNoMeasure
			p.State, p.Resolution = db.ProblemClosed, &by
		}
		return nil
	})
}

// free names what no input mends: something on the way for a problem that would end, a recurrence that nobody proposed, an
// office that has agreed already, one person for both. The acts and availableActions ask it alike (D-TASK-8).
func free(ctx context.Context, do auth.Act, p *db.Problem) error {
	var c act.Checks
	switch do {
	case auth.ProblemUnrelate:
		related, err := db.ProblemRelated.Of(ctx, p)
		if err != nil {
			return err
		}
		c.Unless(len(related) > 0, fault.New(fault.NotFound, "noun", fault.Noun(db.ProblemRelations.Name)))
	case auth.RecurrenceConfirm:
		recurs, err := p.Recurrence(ctx)
		if err != nil {
			return err
		}
		c.Unless(recurs != nil && *recurs == db.RecurrenceProposed, fault.New(fault.RecurrenceNotProposed))
	case auth.ProblemClose:
		mine, other, err := offices(ctx, p)
		if err != nil {
			return err
		}
		c.Unless(*mine == nil, fault.New(fault.OfficeDone))
		c.Unless(other == nil || *other != db.From(ctx).Viewer.PersonID, fault.New(fault.SecondPerson))
	}
	if do == auth.ProblemClose || do == auth.ProblemMerge {
		open, err := db.OpenMattersOf(ctx, p)
		if err != nil {
			return err
		}
		seen := slices.Clone(open.Seen)
		if len(seen) < open.Count {
			seen = append(seen, fault.Term{Value: "others", Label: fault.Text{EN: "others", ZH: "其他事项"}})
		}
		c.Unless(open.Count == 0, fault.New(fault.MattersOpen, "count", open.Count, "matters", seen))
	}
	return c.Or()
}

// offices are where the viewer's office notes that it agrees to close a problem, and what the other one noted.
func offices(ctx context.Context, p *db.Problem) (mine **ident.PersonID, other *ident.PersonID, err error) {
	g, err := act.CaseGrant(ctx, auth.ProblemClose, p.OrgID, p.HiddenFrom)
	if g != nil && g.Role == auth.DisciplineOffice {
		return &p.DisciplineOfficeByID, p.PartyOfficeByID, err
	}
	return &p.PartyOfficeByID, p.DisciplineOfficeByID, err
}

// ProblemActions tells what the viewer may do with a problem now and, if not, why.
func ProblemActions(ctx context.Context, p *db.Problem) ([]*auth.AvailableAction, error) {
	return Problems.Available(ctx, p)
}
