package problem

import (
	"context"
	"fmt"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// complaint is the source whose text only discipline roles read (D-SEC-3).
const complaint = "COMPLAINT"

// FindingRegister registers a finding of a source; a complaint's text goes where only discipline roles read it.
func FindingRegister(ctx context.Context, in input.FindingRegisterInput) (uuid.UUID, error) {
	t := db.From(ctx)
	var c act.Checks
	a := about{in.Organisation, in.Title, in.Category, in.AboutOrganisation, in.AboutDepartment, in.Concerns, in.Readers}
	o, err := a.check(ctx, &c, auth.FindingRegister)
	if err != nil {
		return uuid.Nil, err
	}
	if err := c.Codes(ctx, "input.source", read.Sources, []string{in.Source}); err != nil {
		return uuid.Nil, err
	}
	c.Optional("input.reference", in.Reference)
	c.Optional("input.content", in.Content)
	c.Optional("input.complaintText", in.ComplaintText)
	c.Unless(!in.FoundOn.After(t.Viewer.Today), fault.At("input.foundOn", fault.FutureDate, "day", in.FoundOn))
	if in.Source == complaint {
		c.Unless(in.ComplaintText != nil, fault.At("input.complaintText", fault.Required))
		c.Unless(in.Content == nil, fault.At("input.content", fault.MustBeEmpty, "why", "the text of a complaint goes into a field of its own"))
	} else {
		c.Unless(in.Content != nil, fault.At("input.content", fault.Required))
		c.Unless(in.ComplaintText == nil, fault.At("input.complaintText", fault.MustBeEmpty, "why", "the source is no complaint"))
	}
	was, is := act.Kept{Secrecy: in.Secrecy}, act.Kept{Secrecy: in.Secrecy, From: ident.UUIDs(in.Concerns)}
	if in.Problem != nil {
		p, err := act.Take(ctx, db.Problems, in.Problem.UUID(), "input.problem")
		if err != nil {
			return uuid.Nil, err
		}
		c.Unless(p.State == db.ProblemOpen, fault.At("input.problem", fault.WrongState, "state", p.State))
		was, is = joined(p, is)
	}
	if err := act.Overseen(ctx, &c, o.ID, was, is, in.ExternalDocument); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	f := &db.Finding{
		ID: ident.Of[ident.FindingID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, ProblemID: in.Problem, Source: in.Source,
		Reference: in.Reference, Title: in.Title, Content: in.Content, Category: in.Category, Severity: in.Severity, FoundOn: in.FoundOn,
		AboutOrgID: in.AboutOrganisation, AboutDepartmentID: in.AboutDepartment, Secrecy: in.Secrecy,
		Concerns: ident.UUIDs(in.Concerns), Readers: ident.UUIDs(in.Readers),
	}
	if err := t.AddFinding(ctx, f, in.ComplaintText); err != nil {
		return uuid.Nil, err
	}
	return f.ID.UUID(), Findings.Begun(ctx, auth.FindingRegister, f, db.FindingOpen)
}

// FindingUpdate classifies a finding.
func FindingUpdate(ctx context.Context, in input.FindingUpdateInput) (uuid.UUID, error) {
	return Findings.Change(ctx, auth.FindingClassify, in.Finding.UUID(), in.Version, &in.Reason, func(c *act.Checks, f *db.Finding) error {
		was := *f
		act.Needed(c, "input.title", &f.Title, in.Title)
		act.Needed(c, "input.category", &f.Category, in.Category)
		act.Needed(c, "input.severity", &f.Severity, in.Severity)
		err := classified(ctx, c, f.Title, f.Category, nil, nil)
		moved(c, &was, f)
		return err
	})
}

// FindingSetSecrecy sets how far a finding is kept, by whom it is read and whom it concerns (D-SEC-7).
func FindingSetSecrecy(ctx context.Context, in input.FindingSetSecrecyInput) (uuid.UUID, error) {
	return Findings.Change(ctx, auth.SecrecySet, in.Finding.UUID(), in.Version, &in.Reason, func(c *act.Checks, f *db.Finding) error {
		was := *f
		if err := secrecy(ctx, c, in.Secrecy, in.Readers, in.Concerns, &f.Secrecy, &f.Readers, &f.Concerns); err != nil {
			return err
		}
		moved(c, &was, f)
		before, after := act.Kept{Secrecy: was.Secrecy, From: was.HiddenFrom}, act.Kept{Secrecy: f.Secrecy, From: f.Concerns}
		if f.ProblemID != nil {
			p, err := read.One(ctx, db.Problems, f.ProblemID.UUID())
			if err != nil {
				return err
			}
			if p != nil {
				before, after = joined(p, after)
			}
		}
		return act.Overseen(ctx, c, f.OrgID, before, after, in.ExternalDocument)
	})
}

// FindingTransfer notes that a finding left the system; no content goes along.
func FindingTransfer(ctx context.Context, in input.FindingTransferInput) (uuid.UUID, error) {
	return Findings.Change(ctx, auth.CaseTransfer, in.Finding.UUID(), in.Version, nil, func(c *act.Checks, f *db.Finding) error {
		transferred(ctx, c, in.TransferredOn, in.Receiver)
		f.State, f.TransferredOn, f.TransferredTo = db.FindingTransferred, &in.TransferredOn, &in.Receiver
		return nil
	})
}

// loose takes findings that are in no problem yet.
func loose(ctx context.Context, c *act.Checks, ids []ident.FindingID) ([]*db.Finding, error) {
	act.Distinct(c, "input.findings", ids)
	if err := db.Hold(ctx, db.Findings, ident.UUIDs(ids)...); err != nil {
		return nil, err
	}
	found, err := read.Many(ctx, db.Findings, ident.UUIDs(ids))
	if err != nil {
		return nil, err
	}
	list := []*db.Finding{}
	for i, id := range ids {
		at := fmt.Sprintf("input.findings.%d", i)
		f := found[id.UUID()]
		if f == nil {
			c.Add(fault.At(at, fault.NotFound, "noun", fault.Noun(db.Findings.Name)))
			continue
		}
		c.Unless(f.ProblemID == nil && f.State == db.FindingOpen, fault.At(at, fault.FindingTaken, "place", i+1))
		list = append(list, f)
	}
	return list, nil
}

func put(ctx context.Context, findings []*db.Finding, p ident.ProblemID) error {
	t := db.From(ctx)
	for _, f := range findings {
		f.ProblemID = &p
		rows, err := t.SetFinding(ctx, f)
		if err := act.Believe(rows, err, f.ID, f.Version); err != nil {
			return err
		}
	}
	return nil
}

// concerned are the people whom some findings concern.
func concerned(findings []*db.Finding) (people ident.List) {
	for _, f := range findings {
		people = append(people, f.Concerns...)
	}
	return people
}

// FindingActions tells what the viewer may do with a finding now and, if not, why.
func FindingActions(ctx context.Context, f *db.Finding) ([]*auth.AvailableAction, error) {
	return Findings.Available(ctx, f)
}
