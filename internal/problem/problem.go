// Package problem keeps the rules of findings and problems: how they are registered, classified, merged, kept
// secret and closed (D-TASK-7, D-SEC-3, D-SEC-7).
package problem

import (
	"context"
	"fmt"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
)

// complaint is the source whose text only discipline roles read (D-SEC-3).
const complaint = "COMPLAINT"

// about is what findings and problems have in common when they are registered.
type about struct {
	Org               ident.OrganisationID
	Title, Category   string
	AboutOrganisation ident.OrganisationID
	AboutDepartment   *ident.DepartmentID
	Concerns, Readers []ident.PersonID
}

// check checks the common part and returns the organisation that registers.
func (a about) check(ctx context.Context, c *act.Checks, do auth.Act) (*db.Organisation, error) {
	o, err := act.RestOn(ctx, db.Organisations, a.Org.UUID(), "input.organisation")
	if err != nil {
		return nil, err
	}
	if err := act.Authorize(ctx, do, auth.Row{Org: o.ID}); err != nil {
		return nil, err
	}
	c.Unless(o.Active(), fault.At("input.organisation", fault.Inactive))
	c.Unless(o.Level != db.LevelRegion, fault.At("input.organisation", fault.WrongLevel, "expected", "a province or a branch"))
	on, err := act.RestOn(ctx, db.Organisations, a.AboutOrganisation.UUID(), "input.aboutOrganisation")
	if err != nil {
		return nil, err
	}
	c.Unless(on.Within(o), fault.At("input.aboutOrganisation", fault.InvalidValue, "expected", "the organisation, or one below it"))
	if a.AboutDepartment != nil {
		d, err := act.RestOn(ctx, db.Departments, a.AboutDepartment.UUID(), "input.aboutDepartment")
		if err != nil {
			return nil, err
		}
		c.Unless(d.OrgID == on.ID, fault.At("input.aboutDepartment", fault.InvalidValue, "expected", "a department of that organisation"))
	}
	return o, classified(ctx, c, a.Title, a.Category, a.Concerns, a.Readers)
}

// classified checks title, category and people, wherever they are given. Nobody hides a matter from himself:
// one's own matter is another's to register.
func classified(ctx context.Context, c *act.Checks, title, category string, concerns, readers []ident.PersonID) error {
	c.Text("input.title", title, 200)
	all, err := db.Codes(ctx, db.ProblemCategories)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(k *db.Code) bool { return k.Code == category })
	c.Unless(i >= 0, fault.At("input.category", fault.Unknown, "value", fault.Echoed(category), "nearest", db.Nearest(category, all)))
	if i >= 0 {
		c.Unless(all[i].Parent != nil, fault.At("input.category", fault.NotLeaf, "value", all[i].Term()))
	}
	return people(ctx, c, concerns, readers)
}

func people(ctx context.Context, c *act.Checks, concerns, readers []ident.PersonID) error {
	for _, named := range []struct {
		path   string
		people []ident.PersonID
	}{{"input.concerns", concerns}, {"input.readers", readers}} {
		known, err := db.Knows(ctx, db.People, ident.UUIDs(named.people))
		if err != nil {
			return err
		}
		c.Unless(known, fault.At(named.path, fault.NotFound, "noun", fault.Noun(db.People.Name)))
	}
	c.Unless(!slices.Contains(concerns, db.From(ctx).Viewer.PersonID), fault.At("input.concerns", fault.OwnMatter))
	return nil
}

// FindingRegister registers a finding of a source; a complaint's text goes where only discipline roles read it.
func FindingRegister(ctx context.Context, in input.FindingRegisterInput) (uuid.UUID, error) {
	t := db.From(ctx)
	var c act.Checks
	a := about{in.Organisation, in.Title, in.Category, in.AboutOrganisation, in.AboutDepartment, in.Concerns, in.Readers}
	o, err := a.check(ctx, &c, auth.FindingRegister)
	if err != nil {
		return uuid.Nil, err
	}
	if err := c.Codes(ctx, "input.source", db.Sources, []string{in.Source}); err != nil {
		return uuid.Nil, err
	}
	c.Optional("input.reference", in.Reference, 200)
	c.Optional("input.content", in.Content, 8000)
	c.Optional("input.complaintText", in.ComplaintText, 64000)
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
	return f.ID.UUID(), t.Record(ctx, findingEvent(f, auth.FindingRegister, nil, f))
}

// FindingUpdate classifies a finding.
func FindingUpdate(ctx context.Context, in input.FindingUpdateInput) (uuid.UUID, error) {
	return changeFinding(ctx, auth.FindingClassify, in.Finding, in.Version, &in.Reason, func(c *act.Checks, f *db.Finding) error {
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
	return changeFinding(ctx, auth.SecrecySet, in.Finding, in.Version, &in.Reason, func(c *act.Checks, f *db.Finding) error {
		was := *f
		if err := secrecy(ctx, c, in.Secrecy, in.Readers, in.Concerns, &f.Secrecy, &f.Readers, &f.Concerns); err != nil {
			return err
		}
		moved(c, &was, f)
		before, after := act.Kept{Secrecy: was.Secrecy, From: was.HiddenFrom}, act.Kept{Secrecy: f.Secrecy, From: f.Concerns}
		if f.ProblemID != nil {
			p, err := db.One(ctx, db.Problems, f.ProblemID.UUID())
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
	return changeFinding(ctx, auth.CaseTransfer, in.Finding, in.Version, nil, func(c *act.Checks, f *db.Finding) error {
		transferred(ctx, c, in.TransferredOn, in.Receiver)
		f.State, f.TransferredOn, f.TransferredTo = db.FindingTransferred, &in.TransferredOn, &in.Receiver
		return nil
	})
}

func transferred(ctx context.Context, c *act.Checks, on clock.Date, receiver string) {
	c.Text("input.receiver", receiver, 200)
	c.Unless(!on.After(db.From(ctx).Viewer.Today), fault.At("input.transferredOn", fault.FutureDate, "day", on))
}

// moved refuses an update that is good otherwise and leaves a record as it was.
func moved[T any](c *act.Checks, was, is *T) {
	c.Unless(c.Or() != nil || len(db.Diff(was, is)) > 0, fault.New(fault.NothingChanged))
}

// secrecy writes how far a record is kept, by whom it is read and whom it concerns, each where it is given.
func secrecy(ctx context.Context, c *act.Checks, given graphql.Omittable[*db.Secrecy], readers, concerns graphql.Omittable[[]ident.PersonID], to *db.Secrecy, list, about *ident.List) error {
	act.Needed(c, "input.secrecy", to, given)
	if readers.IsSet() {
		*list = kept(ctx, readers.Value())
	}
	if concerns.IsSet() {
		*about = ident.UUIDs(concerns.Value())
	}
	return people(ctx, c, concerns.Value(), readers.Value())
}

// kept are the readers asked for, and whoever sets the list: nobody writes himself off it by mistake.
func kept(ctx context.Context, readers []ident.PersonID) ident.List {
	list := ident.UUIDs(readers)
	if me := db.From(ctx).Viewer.PersonID.UUID(); !slices.Contains(list, me) {
		list = append(list, me)
	}
	return list
}

func changeFinding(ctx context.Context, do auth.Act, id ident.FindingID, version int32, reason *string, change func(*act.Checks, *db.Finding) error) (uuid.UUID, error) {
	t := db.From(ctx)
	f, err := takeFinding(ctx, id)
	if err != nil {
		return uuid.Nil, err
	}
	if err := judgeFinding(ctx, do, f, "input.finding"); err != nil {
		return uuid.Nil, err
	}
	if err := act.Version(f.ID, version, f.Version); err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", reason, 500)
	next := *f
	if err := change(&c, &next); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := FindingSteps.Check(do, f.State, next.State); err != nil {
		return uuid.Nil, err
	}
	rows, err := t.SetFinding(ctx, &next)
	if err := act.Believe(rows, err, f.ID, f.Version); err != nil {
		return uuid.Nil, err
	}
	return f.ID.UUID(), t.Record(ctx, findingEvent(f, do, reason, &next))
}

// takeFinding takes a finding, and before it the problem that it is in, which changes with it.
func takeFinding(ctx context.Context, id ident.FindingID) (*db.Finding, error) {
	f, err := act.Need(ctx, db.Findings, id.UUID(), "input.finding")
	if err != nil {
		return nil, err
	}
	if f.ProblemID != nil {
		if err := db.Hold(ctx, db.Problems, f.ProblemID.UUID()); err != nil {
			return nil, err
		}
	}
	return act.Take(ctx, db.Findings, id.UUID(), "input.finding")
}

// joined is from whom a problem is kept, before and after another matter goes into it.
func joined(p *db.Problem, with act.Kept) (was, is act.Kept) {
	was = act.Kept{Secrecy: p.Secrecy, From: p.HiddenFrom}
	return was, act.Kept{Secrecy: p.Secrecy, From: act.Together(p.HiddenFrom, with.From)}
}

// concerned are the people whom some findings concern.
func concerned(findings []*db.Finding) (people ident.List) {
	for _, f := range findings {
		people = append(people, f.Concerns...)
	}
	return people
}

func findingEvent(f *db.Finding, do auth.Act, reason *string, next *db.Finding) db.Event {
	e := db.CaseEvent(db.Findings.Name, f.ID.UUID(), f.OrgID, db.ForFinding, do, reason)
	to := string(next.State)
	if do == auth.FindingRegister {
		to = string(db.FindingOpen)
	} else {
		from := string(f.State)
		e.From = &from
	}
	e.To, e.Changes = &to, db.Diff(f, next)
	return e
}

// ProblemRegister registers a problem of findings, or by itself (D-TASK-7).
func ProblemRegister(ctx context.Context, in input.ProblemRegisterInput) (uuid.UUID, error) {
	t := db.From(ctx)
	var c act.Checks
	a := about{in.Organisation, in.Title, in.Category, in.AboutOrganisation, in.AboutDepartment, in.Concerns, in.Readers}
	o, err := a.check(ctx, &c, auth.ProblemRegister)
	if err != nil {
		return uuid.Nil, err
	}
	c.Text("input.description", in.Description, 8000)
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
	e := event(p, auth.ProblemRegister, nil, p)
	e.From = nil
	open := string(db.ProblemOpen)
	e.To = &open
	return p.ID.UUID(), t.Record(ctx, e)
}

// loose takes findings that are in no problem yet.
func loose(ctx context.Context, c *act.Checks, ids []ident.FindingID) ([]*db.Finding, error) {
	c.AtMost("input.findings", len(ids), 200)
	act.Distinct(c, "input.findings", ids)
	if err := db.Hold(ctx, db.Findings, ident.UUIDs(ids)...); err != nil {
		return nil, err
	}
	found, err := db.Many(ctx, db.Findings, ident.UUIDs(ids))
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

// ProblemUpdate classifies a problem, marks it systemic and records amounts.
func ProblemUpdate(ctx context.Context, in input.ProblemUpdateInput) (uuid.UUID, error) {
	return change(ctx, auth.FindingClassify, in.Problem, in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
		was := *p
		act.Needed(c, "input.title", &p.Title, in.Title)
		act.Needed(c, "input.description", &p.Description, in.Description)
		act.Needed(c, "input.category", &p.Category, in.Category)
		act.Needed(c, "input.severity", &p.Severity, in.Severity)
		act.Needed(c, "input.systemic", &p.Systemic, in.Systemic)
		act.Clearable(&p.AmountInvolved, in.AmountInvolved)
		act.Clearable(&p.AmountRecovered, in.AmountRecovered)
		c.Text("input.description", p.Description, 8000)
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
	return change(ctx, auth.SecrecySet, in.Problem, in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
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
	id, err := change(ctx, auth.ProblemAddFindings, in.Problem, in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) (err error) {
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
	if err := judge(ctx, auth.ProblemMerge, p, "input.problem"); err != nil {
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
	id, err := change(ctx, auth.ProblemMerge, in.Problem, in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
		c.Unless(into.ID != p.ID && into.State == db.ProblemOpen && into.OrgID == p.OrgID, fault.At("input.into", fault.InvalidValue, "expected", "another open problem of the organisation"))
		if err := c.Include("input.problem", free(ctx, auth.ProblemMerge, p)); err != nil {
			return err
		}
		by := db.ProblemByMerged
		p.State, p.Resolution, p.MergedIntoID = db.ProblemClosed, &by, &into.ID
		// Whom its findings concern it concerns still, when they are gone.
		p.Concerns = p.HiddenFrom
		was, is := joined(into, act.Kept{From: p.HiddenFrom})
		if err := act.Overseen(ctx, c, into.OrgID, was, is, in.ExternalDocument); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		return uuid.Nil, err
	}
	return id, put(ctx, findings, into.ID)
}

// ProblemConfirmRecurrence decides whether a proposed recurrence counts. Where not everybody who sees the problem sees the one
// that it may repeat, only the audit trail has a line of it: the problem's history would tell of the other (D-SEC-1).
func ProblemConfirmRecurrence(ctx context.Context, in input.ProblemConfirmRecurrenceInput) (uuid.UUID, error) {
	p, err := versioned(ctx, auth.RecurrenceConfirm, in.Problem, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", &in.Reason, 500)
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
	return p.ID.UUID(), db.From(ctx).Record(ctx, event(p, auth.RecurrenceConfirm, &in.Reason, &next))
}

// ProblemSetMandate records who outside demands rectification, by which document and with reports on which days.
func ProblemSetMandate(ctx context.Context, in input.ProblemSetMandateInput) (uuid.UUID, error) {
	return change(ctx, auth.MandateSet, in.Problem, in.Version, nil, func(c *act.Checks, p *db.Problem) error {
		was := *p
		act.Clearable(&p.MandateIssuer, in.Issuer)
		act.Clearable(&p.MandateDocument, in.Document)
		act.Clearable(&p.MandateItem, in.Item)
		act.Listed(&p.MandateReports, in.Reports)
		c.Unless(p.MandateIssuer != nil, fault.At("input.issuer", fault.Required))
		c.Unless(p.MandateDocument != nil, fault.At("input.document", fault.Required))
		c.Optional("input.issuer", p.MandateIssuer, 200)
		c.Optional("input.document", p.MandateDocument, 200)
		c.Optional("input.item", p.MandateItem, 100)
		c.AtMost("input.reports", len(p.MandateReports), 100)
		moved(c, &was, p)
		return nil
	})
}

// ProblemTransfer notes that a problem left the system: it closes, for discipline roles alone from then on.
func ProblemTransfer(ctx context.Context, in input.ProblemTransferInput) (uuid.UUID, error) {
	return change(ctx, auth.CaseTransfer, in.Problem, in.Version, nil, func(c *act.Checks, p *db.Problem) error {
		transferred(ctx, c, in.TransferredOn, in.Receiver)
		by := db.ProblemByTransferred
		p.State, p.Resolution, p.TransferredOn, p.TransferredTo = db.ProblemClosed, &by, &in.TransferredOn, &in.Receiver
		return nil
	})
}

// ProblemCloseWithoutMeasure notes that an office agrees; with both, two people, the problem closes (D-TASK-7).
func ProblemCloseWithoutMeasure(ctx context.Context, in input.ProblemCloseWithoutMeasureInput) (uuid.UUID, error) {
	return change(ctx, auth.ProblemClose, in.Problem, in.Version, &in.Reason, func(c *act.Checks, p *db.Problem) error {
		if err := c.Include("input.problem", free(ctx, auth.ProblemClose, p)); err != nil {
			return err
		}
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

// versioned takes a problem that an act names with the version that it was based on, and judges whether it may be done.
func versioned(ctx context.Context, do auth.Act, id ident.ProblemID, version int32) (*db.Problem, error) {
	p, err := act.Take(ctx, db.Problems, id.UUID(), "input.problem")
	if err != nil {
		return nil, err
	}
	if err := judge(ctx, do, p, "input.problem"); err != nil {
		return nil, err
	}
	return p, act.Version(p.ID, version, p.Version)
}

func change(ctx context.Context, do auth.Act, id ident.ProblemID, version int32, reason *string, edit func(*act.Checks, *db.Problem) error) (uuid.UUID, error) {
	p, err := versioned(ctx, do, id, version)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Optional("input.reason", reason, 500)
	next := *p
	if err := edit(&c, &next); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	if err := ProblemSteps.Check(do, p.State, next.State); err != nil {
		return uuid.Nil, err
	}
	t := db.From(ctx)
	rows, err := t.SetProblem(ctx, &next, p.State)
	if err := act.Believe(rows, err, p.ID, p.Version); err != nil {
		return uuid.Nil, err
	}
	return p.ID.UUID(), t.Record(ctx, event(p, do, reason, &next))
}

func event(p *db.Problem, do auth.Act, reason *string, next *db.Problem) db.Event {
	e := db.CaseEvent(db.Problems.Name, p.ID.UUID(), p.OrgID, db.ForProblem, do, reason)
	from, to := string(p.State), string(next.State)
	e.From, e.To, e.Changes = &from, &to, db.Diff(p, next)
	return e
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

// judgeFinding tells whether an act may be done on a finding.
func judgeFinding(ctx context.Context, a auth.Act, f *db.Finding, path string) error {
	var state *fault.Error
	if f.State != db.FindingOpen {
		state = fault.New(fault.WrongState, "state", f.State)
	}
	return act.Judge(ctx, a, path, state, func() error { return act.AuthorizeCase(ctx, a, f.OrgID, f.HiddenFrom) })
}

// judge tells whether an act may be done on a problem; problems are related open or closed.
func judge(ctx context.Context, a auth.Act, p *db.Problem, path string) error {
	var state *fault.Error
	if p.State != db.ProblemOpen && a != auth.ProblemRelate && a != auth.ProblemUnrelate {
		state = fault.New(fault.WrongState, "state", p.State)
	}
	return act.Judge(ctx, a, path, state, func() error { return act.AuthorizeCase(ctx, a, p.OrgID, p.HiddenFrom) })
}

// FindingActions tells what the viewer may do with a finding now and, if not, why.
func FindingActions(ctx context.Context, f *db.Finding) ([]*auth.AvailableAction, error) {
	return act.Available([]auth.Act{auth.FindingClassify, auth.SecrecySet, auth.CaseTransfer}, func(a auth.Act) error {
		return judgeFinding(ctx, a, f, "finding")
	})
}

// ProblemActions tells what the viewer may do with a problem now and, if not, why.
func ProblemActions(ctx context.Context, p *db.Problem) ([]*auth.AvailableAction, error) {
	acts := []auth.Act{auth.FindingClassify, auth.SecrecySet, auth.ProblemAddFindings, auth.ProblemMerge, auth.ProblemRelate, auth.ProblemUnrelate, auth.RecurrenceConfirm, auth.MandateSet, auth.CaseTransfer, auth.ProblemClose}
	return act.Available(acts, func(a auth.Act) error {
		if err := judge(ctx, a, p, "problem"); err != nil {
			return err
		}
		return free(ctx, a, p)
	})
}
