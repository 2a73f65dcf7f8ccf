package consultation

import (
	"context"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/fault"
)

// kinds are those of consultations, each with a rule of its own.
var kinds = []db.ConsultationKind{db.KindComprehensive, db.KindThematic, db.KindImmediate}

// OrganisationActions tells what the viewer may begin at an organisation of consultations now and, if not, why.
func OrganisationActions(ctx context.Context, o *db.Organisation) ([]*auth.AvailableAction, error) {
	list, err := act.Available(db.Organisations.Name, []auth.Act{auth.ConsultationDraft}, func(auth.Act) error { return drafts(ctx, o) })
	if err != nil {
		return nil, err
	}
	proposed, err := act.Told(db.Organisations.Name, auth.PlanPropose, func(mutation string) error {
		if err := act.Authorize(ctx, auth.PlanPropose, auth.Row{Org: o.ID}); err != nil {
			return err
		}
		if e := plans(o); e != nil {
			return e
		}
		return unproposed(ctx, o, mutation == "consultationRulePropose")
	})
	return append(list, proposed...), err
}

// drafts judges whether a consultation may be drafted at an organisation.
func drafts(ctx context.Context, o *db.Organisation) error {
	if err := act.Authorize(ctx, auth.ConsultationDraft, auth.Row{Org: o.ID}); err != nil {
		return err
	}
	return held(o)
}

// unproposed refuses where every rule, or every year's plan, waits to be decided already.
func unproposed(ctx context.Context, o *db.Organisation, rule bool) error {
	waits, err := db.ProposalsOf(ctx, o)
	if err != nil {
		return err
	}
	if rule {
		if !slices.ContainsFunc(kinds, func(k db.ConsultationKind) bool { return !slices.Contains(waits.Kinds, string(k)) }) {
			return fault.New(fault.ProposalExists, "noun", fault.Noun(db.ConsultationRules.Name))
		}
		return nil
	}
	first, last := clock.Years(db.From(ctx).Viewer.Today)
	for year := first; year <= last; year++ {
		if !slices.Contains(waits.Years, year) {
			return nil
		}
	}
	return fault.New(fault.ProposalExists, "noun", fault.Noun(db.ConsultationPlans.Name))
}

// PlanItemActions tells whether a consultation may be drafted now that holds a plan's item and, if not, why.
func PlanItemActions(ctx context.Context, i *db.PlanItem) ([]*auth.AvailableAction, error) {
	o, err := db.PlanItemOrganisation.Of(ctx, i)
	if err != nil || o == nil {
		return []*auth.AvailableAction{}, err
	}
	return act.Available(db.PlanItems.Name, []auth.Act{auth.ConsultationDraft}, func(auth.Act) error { return drafts(ctx, o) })
}

// ParticipantActions tells whether somebody's attendance may be recorded now and, if not, why.
func ParticipantActions(ctx context.Context, p *db.Participant) ([]*auth.AvailableAction, error) {
	c, err := db.ParticipantConsultation.Of(ctx, p)
	if err != nil || c == nil {
		return []*auth.AvailableAction{}, err
	}
	return act.Available(db.Participants.Name, []auth.Act{auth.AttendanceRecord}, func(a auth.Act) error {
		return judge(ctx, a, c, nil, nil, "participant")
	})
}
