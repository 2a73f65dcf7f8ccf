package consultation

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

	"github.com/google/uuid"
)

// A rule and a plan go the same way: one office proposes, the other joins, two people; the Party secretary
// decides (D-CON-1, domain.md §11).

// proposer reads the organisation that a rule or plan is for and says for which office the viewer signs.
func proposer(ctx context.Context, org ident.OrganisationID) (o *db.Organisation, party, discipline *ident.PersonID, err error) {
	if o, err = act.RestOn(ctx, db.Organisations, org.UUID(), "input.organisation"); err != nil {
		return nil, nil, nil, err
	}
	if err = act.Authorize(ctx, auth.PlanPropose, auth.Row{Org: o.ID}); err != nil {
		return nil, nil, nil, err
	}
	if e := plans(o); e != nil {
		return nil, nil, nil, e
	}
	party, discipline = office(ctx, o.ID)
	return o, party, discipline, nil
}

// plans refuses an organisation that has no commission: nil where rules and plans are made.
func plans(o *db.Organisation) *fault.Error {
	if o.DisciplineBody != db.Commission {
		return fault.At("input.organisation", fault.NotHeldHere, "expected", "an organisation with a commission")
	}
	return nil
}

// office is for which office the viewer signs.
func office(ctx context.Context, org ident.OrganisationID) (party, discipline *ident.PersonID) {
	v := db.From(ctx).Viewer
	me := v.PersonID
	if v.Allows(auth.PlanPropose, auth.Row{Org: org}).Role == auth.PartyOffice {
		return &me, nil
	}
	return nil, &me
}

// ConsultationRulePropose proposes the rule of a kind of consultation, citing the superior's document.
func ConsultationRulePropose(ctx context.Context, in input.ConsultationRuleProposeInput) (uuid.UUID, error) {
	o, party, discipline, err := proposer(ctx, in.Organisation)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	for path, text := range map[string]string{"subjects": in.Subjects, "content": in.Content, "procedure": in.Procedure, "useOfOutcomes": in.UseOfOutcomes} {
		c.Text("input."+path, text)
	}
	c.Text("input.superiorDocument", in.SuperiorDocument)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	r := &db.ConsultationRule{
		ID: ident.Of[ident.ConsultationRuleID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, Kind: in.Kind, SuperiorDocument: in.SuperiorDocument,
		Subjects: in.Subjects, Content: in.Content, Form: in.Form, Procedure: in.Procedure, Frequency: in.Frequency,
		UseOfOutcomes: in.UseOfOutcomes, QuorumPercent: in.QuorumPercent, PartyOfficeByID: party, DisciplineOfficeByID: discipline,
	}
	if err := db.From(ctx).AddRule(ctx, r); err != nil {
		return uuid.Nil, err
	}
	return r.ID.UUID(), planEvent(ctx, db.ConsultationRules.Name, r.ID.UUID(), r.OrgID, auth.PlanPropose, nil, "", db.StageProposed)
}

// ConsultationPlanPropose proposes the yearly plan, citing the integrity work plan and the supervision plan.
func ConsultationPlanPropose(ctx context.Context, in input.ConsultationPlanProposeInput) (uuid.UUID, error) {
	o, party, discipline, err := proposer(ctx, in.Organisation)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Text("input.integrityPlan", in.IntegrityPlan)
	c.Text("input.supervisionPlan", in.SupervisionPlan)
	c.Unless(len(in.Items) > 0, fault.At("input.items", fault.Required))
	items := make([]*db.PlanItem, len(in.Items))
	for n, i := range in.Items {
		c.Text(fmt.Sprintf("input.items.%d.subject", n), i.Subject)
		c.Unless(i.DueOn.Year() == int(in.Year), fault.At(fmt.Sprintf("input.items.%d.dueOn", n), fault.InvalidValue, "expected", "a day of the plan's year"))
		items[n] = &db.PlanItem{Kind: i.Kind, Subject: i.Subject, DueOn: i.DueOn}
	}
	if err := goOn(ctx, &c, o.ID, in, items); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	p := &db.ConsultationPlan{
		ID: ident.Of[ident.ConsultationPlanID](uuid.New()), ProvinceID: o.ProvinceID, OrgID: o.ID, Year: in.Year,
		IntegrityPlan: in.IntegrityPlan, SupervisionPlan: in.SupervisionPlan, PartyOfficeByID: party, DisciplineOfficeByID: discipline,
	}
	if err := db.From(ctx).AddPlan(ctx, p, items); err != nil {
		return uuid.Nil, err
	}
	return p.ID.UUID(), planEvent(ctx, db.ConsultationPlans.Name, p.ID.UUID(), p.OrgID, auth.PlanPropose, nil, "", db.StageProposed)
}

// goOn gives a plan's items the identity of those of the plan in force that they go on with, so that what was held under
// that one is held under this one (D-CON-1): who is named, else of the same kind and subject, else of the same kind and day.
func goOn(ctx context.Context, c *act.Checks, org ident.OrganisationID, in input.ConsultationPlanProposeInput, items []*db.PlanItem) error {
	before, err := db.From(ctx).Planned(ctx, org, in.Year)
	if err != nil {
		return err
	}
	taken := map[uuid.UUID]bool{}
	take := func(n int, same func(was *db.PlanItem) bool) bool {
		at := slices.IndexFunc(before, same)
		if at < 0 || taken[before[at].Identity] {
			return false
		}
		items[n].Identity = before[at].Identity
		taken[items[n].Identity] = true
		return true
	}
	for n, i := range in.Items {
		if i.Item == nil {
			continue
		}
		at := fmt.Sprintf("input.items.%d.item", n)
		c.Unless(slices.ContainsFunc(before, func(was *db.PlanItem) bool { return was.ID == *i.Item }), fault.At(at, fault.NotFound, "noun", fault.Noun(db.PlanItems.Name)))
		named := func(j *input.PlanItemInput) bool { return j.Item != nil && *j.Item == *i.Item }
		c.Unless(!slices.ContainsFunc(in.Items[:n], named), fault.At(at, fault.Duplicate, "place", n+1))
		take(n, func(was *db.PlanItem) bool { return was.ID == *i.Item })
	}
	for _, same := range []func(a, b *db.PlanItem) bool{
		func(a, b *db.PlanItem) bool { return a.Subject == b.Subject },
		func(a, b *db.PlanItem) bool { return a.DueOn == b.DueOn },
	} {
		for n, i := range items {
			if i.Identity == uuid.Nil {
				take(n, func(was *db.PlanItem) bool { return !taken[was.Identity] && was.Kind == i.Kind && same(was, i) })
			}
		}
	}
	return nil
}

// proposal is what a rule and a plan have in common once they are proposed.
type proposal struct {
	db.Endorsed
	noun  string
	org   ident.OrganisationID
	state db.ProposalStage
	id    fmt.Stringer
	path  string // of the input that names it
}

func proposedRule(r *db.ConsultationRule) *proposal {
	return &proposal{db.Endorsed{Table: db.ConsultationRules.Table, ID: r.ID.UUID(), Version: r.Version, PartyOfficeByID: r.PartyOfficeByID, DisciplineOffice: r.DisciplineOfficeByID}, db.ConsultationRules.Name, r.OrgID, r.State, r.ID, "input.rule"}
}

func proposedPlan(p *db.ConsultationPlan) *proposal {
	return &proposal{db.Endorsed{Table: db.ConsultationPlans.Table, ID: p.ID.UUID(), Version: p.Version, PartyOfficeByID: p.PartyOfficeByID, DisciplineOffice: p.DisciplineOfficeByID}, db.ConsultationPlans.Name, p.OrgID, p.State, p.ID, "input.plan"}
}

// ruleOf takes a rule for an act on the version that it was based on, and planOf a plan.
func ruleOf(ctx context.Context, a auth.Act, id ident.ConsultationRuleID, version int32) (*proposal, error) {
	r, err := act.Take(ctx, db.ConsultationRules, id.UUID(), "input.rule")
	if err != nil {
		return nil, err
	}
	return proposedRule(r).admit(ctx, a, version)
}

func planOf(ctx context.Context, a auth.Act, id ident.ConsultationPlanID, version int32) (*proposal, error) {
	p, err := act.Take(ctx, db.ConsultationPlans, id.UUID(), "input.plan")
	if err != nil {
		return nil, err
	}
	return proposedPlan(p).admit(ctx, a, version)
}

// admit judges an act on a proposal and compares the version.
func (p *proposal) admit(ctx context.Context, a auth.Act, version int32) (*proposal, error) {
	if err := Plans.Judge(ctx, a, p, p.path); err != nil {
		return nil, err
	}
	return p, act.Version(p.id, version, p.Version)
}

// endorsed names what no input mends of a proposal: an office that has joined already, one person for both, an office that
// has not joined yet. The acts and availableActions ask it alike.
func endorsed(ctx context.Context, a auth.Act, p *proposal) error {
	byParty, byDiscipline := p.PartyOfficeByID, p.DisciplineOffice
	var c act.Checks
	if a == auth.PlanDecide {
		c.Unless(byParty != nil && byDiscipline != nil, fault.New(fault.BothOffices))
		return c.Or()
	}
	party, discipline := office(ctx, p.org)
	done := party != nil && byParty != nil || discipline != nil && byDiscipline != nil
	c.Unless(!done, fault.New(fault.OfficeDone))
	me := db.From(ctx).Viewer.PersonID
	for _, signed := range []*ident.PersonID{byParty, byDiscipline} {
		c.Unless(done || signed == nil || *signed != me, fault.New(fault.SecondPerson))
	}
	return c.Or()
}

// ConsultationRuleEndorse joins in proposing a rule, as the other office.
func ConsultationRuleEndorse(ctx context.Context, in input.ConsultationRuleEndorseInput) (uuid.UUID, error) {
	p, err := ruleOf(ctx, auth.PlanEndorse, in.Rule, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	return p.endorse(ctx)
}

// ConsultationPlanEndorse joins in proposing a plan, as the other office.
func ConsultationPlanEndorse(ctx context.Context, in input.ConsultationPlanEndorseInput) (uuid.UUID, error) {
	p, err := planOf(ctx, auth.PlanEndorse, in.Plan, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	return p.endorse(ctx)
}

func (p *proposal) endorse(ctx context.Context) (uuid.UUID, error) {
	var c act.Checks
	if err := c.Include(p.path, endorsed(ctx, auth.PlanEndorse, p)); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	party, discipline := office(ctx, p.org)
	if party != nil {
		p.PartyOfficeByID = party
	} else {
		p.DisciplineOffice = discipline
	}
	rows, err := db.From(ctx).Endorse(ctx, p.Endorsed)
	if err := act.Believe(rows, err, p.id, p.Version); err != nil {
		return uuid.Nil, err
	}
	return p.ID, planEvent(ctx, p.noun, p.ID, p.org, auth.PlanEndorse, nil, db.StageProposed, db.StageProposed)
}

// ConsultationRuleDecide puts a rule in force that both offices proposed, or declines it.
func ConsultationRuleDecide(ctx context.Context, in input.ConsultationRuleDecideInput) (uuid.UUID, error) {
	p, err := ruleOf(ctx, auth.PlanDecide, in.Rule, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	return p.decide(ctx, in.Accept, in.Reason)
}

// ConsultationPlanDecide puts a plan in force that both offices proposed, or declines it.
func ConsultationPlanDecide(ctx context.Context, in input.ConsultationPlanDecideInput) (uuid.UUID, error) {
	p, err := planOf(ctx, auth.PlanDecide, in.Plan, in.Version)
	if err != nil {
		return uuid.Nil, err
	}
	return p.decide(ctx, in.Accept, in.Reason)
}

func (p *proposal) decide(ctx context.Context, accept bool, reason *string) (uuid.UUID, error) {
	var c act.Checks
	if err := c.Include(p.path, endorsed(ctx, auth.PlanDecide, p)); err != nil {
		return uuid.Nil, err
	}
	c.Unless(accept || reason != nil, fault.At("input.reason", fault.Required))
	c.Optional("input.reason", reason)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	rows, err := db.From(ctx).Decide(ctx, p.Endorsed, accept, reason)
	if err := act.Believe(rows, err, p.id, p.Version); err != nil {
		return uuid.Nil, err
	}
	to := db.StageDeclined
	if accept {
		to = db.StageInForce
	}
	return p.ID, planEvent(ctx, p.noun, p.ID, p.org, auth.PlanDecide, reason, db.StageProposed, to)
}

func planEvent(ctx context.Context, noun string, id uuid.UUID, org ident.OrganisationID, a auth.Act, reason *string, from, to db.ProposalStage) error {
	e := db.CaseEvent(noun, id, org, db.ForPlan, a, reason)
	e.From, e.To = act.StateOf(from), act.StateOf(to)
	return db.From(ctx).Record(ctx, e)
}

// ConsultationRuleActions tells what the viewer may do with a rule now and, if not, why.
func ConsultationRuleActions(ctx context.Context, r *db.ConsultationRule) ([]*auth.AvailableAction, error) {
	return proposedRule(r).available(ctx)
}

// ConsultationPlanActions tells what the viewer may do with a plan now and, if not, why.
func ConsultationPlanActions(ctx context.Context, p *db.ConsultationPlan) ([]*auth.AvailableAction, error) {
	return proposedPlan(p).available(ctx)
}

func (p *proposal) available(ctx context.Context) ([]*auth.AvailableAction, error) {
	return act.Available(p.noun, Plans.Acts(), func(a auth.Act) error { return Plans.May(ctx, a, p) })
}
