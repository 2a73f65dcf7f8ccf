package duty

import (
	"context"
	"fmt"
	"slices"

	"huishang/db"
	"huishang/db/read"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/ident"
	"huishang/internal/input"

	"github.com/google/uuid"
)

// PutInForce puts a draft in force; the edition before is superseded in the same transaction (D-DUTY-3). A
// single oversight list goes in force only as a revision that leaves its organisation's set covered (D-DUTY-2).
func PutInForce(ctx context.Context, in input.DutyListPutInForceInput) (uuid.UUID, error) {
	t := db.From(ctx)
	l, err := act.Need(ctx, db.DutyLists, in.List.UUID(), "input.list")
	if err != nil {
		return uuid.Nil, err
	}
	// Two revisions at once may each leave the set covered where both do not.
	if l.Kind == db.OversightList {
		if err := t.LockOversight(ctx, l.OrgID); err != nil {
			return uuid.Nil, err
		}
	}
	if l, err = act.Take(ctx, db.DutyLists, in.List.UUID(), "input.list"); err != nil {
		return uuid.Nil, err
	}
	if err := Lists.Judge(ctx, auth.ListPutInForce, l, "input.list"); err != nil {
		return uuid.Nil, err
	}
	whose, err := authorizeForce(ctx, l)
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Version(l.ID, in.Version, l.Version); err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	if err := c.Include("input.list", free(ctx, auth.ListPutInForce, l)); err != nil {
		return uuid.Nil, err
	}
	c.External(ctx, db.DutyLists.Name, whose.External, in.ExternalDocument)
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	l.ExternalDocument = in.ExternalDocument
	return l.ID.UUID(), force(ctx, auth.ListPutInForce, l)
}

// PutSetInForce puts an organisation's oversight lists of a year in force as a set (D-DUTY-2): every draft of
// the organisation is named with the version it was read at, and together with what stays in force they cover
// every mandatory risk domain. The refusal names what is missing.
func PutSetInForce(ctx context.Context, in input.OversightSetPutInForceInput) (uuid.UUID, error) {
	t := db.From(ctx)
	o, err := act.RestOn(ctx, db.Organisations, in.Organisation.UUID(), "input.organisation")
	if err != nil {
		return uuid.Nil, err
	}
	if err := act.Authorize(ctx, auth.OversightSetPutInForce, auth.Row{Org: o.ID}); err != nil {
		return uuid.Nil, err
	}
	if err := t.LockOversight(ctx, o.ID); err != nil {
		return uuid.Nil, err
	}
	if err := t.HoldOversightDrafts(ctx, o.ID, in.Year); err != nil {
		return uuid.Nil, err
	}
	drafts, err := t.OversightDrafts(ctx, o.ID, in.Year)
	if err != nil {
		return uuid.Nil, err
	}
	var c act.Checks
	c.Unless(len(drafts) > 0, fault.At("input.lists", fault.Required))
	ids := make([]ident.DutyListID, len(drafts))
	var wrong []fault.Term
	for n, l := range drafts {
		ids[n] = l.ID
		i := slices.IndexFunc(in.Lists, func(g *input.ListVersionInput) bool { return g.List == l.ID })
		if i < 0 {
			wrong = append(wrong, fault.Term{Value: l.ID.String(), Label: fault.Text{EN: l.Title, ZH: l.Title}})
			continue
		}
		if stale := fault.All(act.Version(l.ID, in.Lists[i].Version, l.Version)); len(stale) > 0 {
			return uuid.Nil, stale[0].At(fmt.Sprintf("input.lists.%d.version", i))
		}
		items, err := t.ItemsOf(ctx, l.ID)
		if err != nil {
			return uuid.Nil, err
		}
		c.Unless(len(items) > 0, fault.At(fmt.Sprintf("input.lists.%d.list", i), fault.ListEmpty))
	}
	for i, g := range in.Lists {
		if !slices.Contains(ids, g.List) {
			wrong = append(wrong, fault.Term{Value: g.List.String(), Label: fault.Text{EN: fmt.Sprintf("number %d", i+1), ZH: fmt.Sprintf("所列第 %d 项", i+1)}})
		}
	}
	c.Unless(len(wrong) == 0, fault.At("input.lists", fault.SetIncomplete, "lists", wrong))
	missing, err := t.Uncovered(ctx, o.ID, in.Year, ids)
	if err != nil {
		return uuid.Nil, err
	}
	if err := covers(ctx, &c, "input.lists", missing); err != nil {
		return uuid.Nil, err
	}
	if err := c.Or(); err != nil {
		return uuid.Nil, err
	}
	for _, l := range drafts {
		if err := force(ctx, auth.OversightSetPutInForce, l); err != nil {
			return uuid.Nil, err
		}
	}
	return o.ID.UUID(), nil
}

// authorizeForce asks for whoever puts the list in force, own matters routed (D-SEC-6).
func authorizeForce(ctx context.Context, l *db.DutyList) (*db.Authority, error) {
	t := db.From(ctx)
	whose, err := db.ListAuthority(ctx, l, t.Viewer.Today)
	if err != nil {
		return nil, err
	}
	asked := row(l)
	asked.Routing = whose.Routing()
	err = act.Authorize(ctx, auth.ListPutInForce, asked)
	if fault.Is(err, fault.OutOfScope) && ownMatter(t.Viewer, l, whose) {
		err = fault.At("input.list", fault.OwnMatter)
	}
	return whose, err
}

// ownMatter tells whether the viewer would have the act but for its being his own matter.
func ownMatter(v *auth.Viewer, l *db.DutyList, whose *db.Authority) bool {
	return (whose.Reason == db.ByOwnMatter || whose.Reason == db.ByExternalDocument) &&
		slices.ContainsFunc(v.Grants, func(g *auth.Grant) bool { return g.Role == auth.PartySecretary && g.For(l.OrgID) })
}

// covers refuses lists that leave mandatory risk domains out, and names these.
func covers(ctx context.Context, c *act.Checks, path string, missing []string) error {
	domains, err := read.Terms(ctx, read.RiskDomains, missing)
	c.Unless(len(domains) == 0, fault.At(path, fault.DomainsUncovered, "domains", domains))
	return err
}

func force(ctx context.Context, a auth.Act, l *db.DutyList) error {
	t := db.From(ctx)
	before, err := t.InForce(ctx, l)
	if err != nil {
		return err
	}
	if err := Lists.Check(a, l.State, db.ListInForce); err != nil {
		return err
	}
	rows, err := t.PutInForce(ctx, l)
	if err := act.Believe(rows, err, l.ID, l.Version); err != nil {
		return err
	}
	if before != nil {
		if err := t.Record(ctx, event(before, a, nil, db.ListInForce, db.ListSuperseded)); err != nil {
			return err
		}
	}
	return t.Record(ctx, event(l, a, nil, db.ListDraft, db.ListInForce))
}
