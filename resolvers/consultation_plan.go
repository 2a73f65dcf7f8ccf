package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/consultation"
)

type consultationRuleResolver struct{ *Resolver }

// ConsultationRule is the resolver of ConsultationRule's fields.
func (r *Resolver) ConsultationRule() graph.ConsultationRuleResolver {
	return &consultationRuleResolver{r}
}

func (r *consultationRuleResolver) Organisation(ctx context.Context, obj *db.ConsultationRule) (*db.Organisation, error) {
	return db.ConsultationRuleOrganisation.Of(ctx, obj)
}

func (r *consultationRuleResolver) PartyOfficeBy(ctx context.Context, obj *db.ConsultationRule) (*db.Person, error) {
	return db.ConsultationRulePartyOfficeBy.Of(ctx, obj)
}

func (r *consultationRuleResolver) DisciplineOfficeBy(ctx context.Context, obj *db.ConsultationRule) (*db.Person, error) {
	return db.ConsultationRuleDisciplineOfficeBy.Of(ctx, obj)
}

func (r *consultationRuleResolver) DecidedBy(ctx context.Context, obj *db.ConsultationRule) (*db.Person, error) {
	return db.ConsultationRuleDecidedBy.Of(ctx, obj)
}

func (r *consultationRuleResolver) History(ctx context.Context, obj *db.ConsultationRule, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.ConsultationRuleHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *consultationRuleResolver) AvailableActions(ctx context.Context, obj *db.ConsultationRule, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(consultation.ConsultationRuleActions(ctx, obj))
}

type consultationPlanResolver struct{ *Resolver }

// ConsultationPlan is the resolver of ConsultationPlan's fields.
func (r *Resolver) ConsultationPlan() graph.ConsultationPlanResolver {
	return &consultationPlanResolver{r}
}

func (r *consultationPlanResolver) Organisation(ctx context.Context, obj *db.ConsultationPlan) (*db.Organisation, error) {
	return db.ConsultationPlanOrganisation.Of(ctx, obj)
}

func (r *consultationPlanResolver) Items(ctx context.Context, obj *db.ConsultationPlan, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.PlanItem], error) {
	return db.ConsultationPlanItems.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationPlanResolver) PartyOfficeBy(ctx context.Context, obj *db.ConsultationPlan) (*db.Person, error) {
	return db.ConsultationPlanPartyOfficeBy.Of(ctx, obj)
}

func (r *consultationPlanResolver) DisciplineOfficeBy(ctx context.Context, obj *db.ConsultationPlan) (*db.Person, error) {
	return db.ConsultationPlanDisciplineOfficeBy.Of(ctx, obj)
}

func (r *consultationPlanResolver) DecidedBy(ctx context.Context, obj *db.ConsultationPlan) (*db.Person, error) {
	return db.ConsultationPlanDecidedBy.Of(ctx, obj)
}

func (r *consultationPlanResolver) History(ctx context.Context, obj *db.ConsultationPlan, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.ConsultationPlanHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *consultationPlanResolver) AvailableActions(ctx context.Context, obj *db.ConsultationPlan, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(consultation.ConsultationPlanActions(ctx, obj))
}

type planItemResolver struct{ *Resolver }

// PlanItem is the resolver of PlanItem's fields.
func (r *Resolver) PlanItem() graph.PlanItemResolver { return &planItemResolver{r} }

func (r *planItemResolver) AvailableActions(ctx context.Context, obj *db.PlanItem, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(consultation.PlanItemActions(ctx, obj))
}

func (r *planItemResolver) Plan(ctx context.Context, obj *db.PlanItem) (*db.ConsultationPlan, error) {
	return db.PlanItemPlan.Of(ctx, obj)
}

func (r *planItemResolver) Organisation(ctx context.Context, obj *db.PlanItem) (*db.Organisation, error) {
	return db.PlanItemOrganisation.Of(ctx, obj)
}

func (r *planItemResolver) Consultations(ctx context.Context, obj *db.PlanItem, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Consultation], error) {
	return db.PlanItemConsultations.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *queryResolver) ConsultationRule(ctx context.Context, id string) (*db.ConsultationRule, error) {
	return either(ctx, db.ConsultationRules, &id, "", nil)
}

func (r *queryResolver) ConsultationRules(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.ConsultationRule], error) {
	return read.List(ctx, db.ConsultationRules, list(filter, orderBy, first, after, last, before))
}

func (r *queryResolver) ConsultationPlan(ctx context.Context, id string) (*db.ConsultationPlan, error) {
	return either(ctx, db.ConsultationPlans, &id, "", nil)
}

func (r *queryResolver) ConsultationPlans(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.ConsultationPlan], error) {
	return read.List(ctx, db.ConsultationPlans, list(filter, orderBy, first, after, last, before))
}

func (r *queryResolver) PlanItem(ctx context.Context, id string) (*db.PlanItem, error) {
	return either(ctx, db.PlanItems, &id, "", nil)
}

func (r *queryResolver) PlanItems(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.PlanItem], error) {
	return read.List(ctx, db.PlanItems, list(filter, orderBy, first, after, last, before))
}
