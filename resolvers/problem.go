package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/problem"
)

type findingResolver struct{ *Resolver }

// Finding is the resolver of Finding's fields.
func (r *Resolver) Finding() graph.FindingResolver { return &findingResolver{r} }

func (r *findingResolver) Organisation(ctx context.Context, obj *db.Finding) (*db.Organisation, error) {
	return db.FindingOrganisation.Of(ctx, obj)
}

func (r *findingResolver) Source(ctx context.Context, obj *db.Finding) (*read.Code, error) {
	return read.CodeOf(ctx, read.Sources, &obj.Source)
}

func (r *findingResolver) Category(ctx context.Context, obj *db.Finding) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, &obj.Category)
}

func (r *findingResolver) AboutOrganisation(ctx context.Context, obj *db.Finding) (*db.Organisation, error) {
	return db.FindingAboutOrganisation.Of(ctx, obj)
}

func (r *findingResolver) AboutDepartment(ctx context.Context, obj *db.Finding) (*db.Department, error) {
	return db.FindingAboutDepartment.Of(ctx, obj)
}

func (r *findingResolver) Problem(ctx context.Context, obj *db.Finding) (*db.Problem, error) {
	return db.FindingProblem.Of(ctx, obj)
}

func (r *findingResolver) Concerns(ctx context.Context, obj *db.Finding) ([]*db.Person, error) {
	return db.FindingConcerns.Of(ctx, obj)
}

func (r *findingResolver) Readers(ctx context.Context, obj *db.Finding) ([]*db.Person, error) {
	return db.FindingReaders.Of(ctx, obj)
}

func (r *findingResolver) RegisteredBy(ctx context.Context, obj *db.Finding) (*db.Person, error) {
	return db.FindingRegisteredBy.Of(ctx, obj)
}

func (r *findingResolver) History(ctx context.Context, obj *db.Finding, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.FindingHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *findingResolver) AvailableActions(ctx context.Context, obj *db.Finding, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(problem.FindingActions(ctx, obj))
}

type problemResolver struct{ *Resolver }

// Problem is the resolver of Problem's fields.
func (r *Resolver) Problem() graph.ProblemResolver { return &problemResolver{r} }

func (r *problemResolver) Organisation(ctx context.Context, obj *db.Problem) (*db.Organisation, error) {
	return db.ProblemOrganisation.Of(ctx, obj)
}

func (r *problemResolver) Category(ctx context.Context, obj *db.Problem) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, &obj.Category)
}

func (r *problemResolver) RiskDomains(ctx context.Context, obj *db.Problem) ([]*read.Code, error) {
	return read.CodesOf(ctx, read.RiskDomains, obj.RiskDomains)
}

func (r *problemResolver) Sources(ctx context.Context, obj *db.Problem) ([]*read.Code, error) {
	return read.CodesOf(ctx, read.Sources, obj.Sources)
}

func (r *problemResolver) AboutOrganisation(ctx context.Context, obj *db.Problem) (*db.Organisation, error) {
	return db.ProblemAboutOrganisation.Of(ctx, obj)
}

func (r *problemResolver) AboutDepartment(ctx context.Context, obj *db.Problem) (*db.Department, error) {
	return db.ProblemAboutDepartment.Of(ctx, obj)
}

func (r *problemResolver) MergedInto(ctx context.Context, obj *db.Problem) (*db.Problem, error) {
	return db.ProblemMergedInto.Of(ctx, obj)
}

func (r *problemResolver) RecurrenceOf(ctx context.Context, obj *db.Problem) (*db.Problem, error) {
	return db.ProblemRecurrenceOf.Of(ctx, obj)
}

func (r *problemResolver) PartyOfficeBy(ctx context.Context, obj *db.Problem) (*db.Person, error) {
	return db.ProblemPartyOfficeBy.Of(ctx, obj)
}

func (r *problemResolver) DisciplineOfficeBy(ctx context.Context, obj *db.Problem) (*db.Person, error) {
	return db.ProblemDisciplineOfficeBy.Of(ctx, obj)
}

func (r *problemResolver) Concerns(ctx context.Context, obj *db.Problem) ([]*db.Person, error) {
	return db.ProblemConcerns.Of(ctx, obj)
}

func (r *problemResolver) Readers(ctx context.Context, obj *db.Problem) ([]*db.Person, error) {
	return db.ProblemReaders.Of(ctx, obj)
}

func (r *problemResolver) RegisteredBy(ctx context.Context, obj *db.Problem) (*db.Person, error) {
	return db.ProblemRegisteredBy.Of(ctx, obj)
}

func (r *problemResolver) Findings(ctx context.Context, obj *db.Problem, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Finding], error) {
	return db.ProblemFindings.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *problemResolver) Topics(ctx context.Context, obj *db.Problem, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Topic], error) {
	return db.ProblemTopics.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *problemResolver) Related(ctx context.Context, obj *db.Problem) ([]*db.ProblemRelation, error) {
	return db.ProblemRelated.Of(ctx, obj)
}

func (r *problemResolver) Tasks(ctx context.Context, obj *db.Problem, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Task], error) {
	return db.ProblemTasks.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *problemResolver) History(ctx context.Context, obj *db.Problem, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.ProblemHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *problemResolver) AsOf(ctx context.Context, obj *db.Problem) (*clock.Date, error) {
	return read.PastDay(ctx, obj), nil
}

func (r *problemResolver) AvailableActions(ctx context.Context, obj *db.Problem, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(problem.ProblemActions(ctx, obj))
}

type problemRelationResolver struct{ *Resolver }

// ProblemRelation is the resolver of ProblemRelation's fields.
func (r *Resolver) ProblemRelation() graph.ProblemRelationResolver {
	return &problemRelationResolver{r}
}

func (r *problemRelationResolver) Problem(ctx context.Context, obj *db.ProblemRelation) (*db.Problem, error) {
	return db.ProblemRelationProblem.Of(ctx, obj)
}

func (r *problemRelationResolver) RelatedBy(ctx context.Context, obj *db.ProblemRelation) (*db.Person, error) {
	return db.ProblemRelationRelatedBy.Of(ctx, obj)
}

func (r *queryResolver) Finding(ctx context.Context, id string) (*db.Finding, error) {
	return either(ctx, db.Findings, &id, "", nil)
}

func (r *queryResolver) Findings(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Finding], error) {
	return read.List(ctx, db.Findings, list(filter, orderBy, first, after, last, before))
}

func (r *queryResolver) Problem(ctx context.Context, id string) (*db.Problem, error) {
	return either(ctx, db.Problems, &id, "", nil)
}

func (r *queryResolver) Problems(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string, asOf *clock.Date) (*read.Page[db.Problem], error) {
	return listOf(ctx, db.Problems, list(filter, orderBy, first, after, last, before), asOf)
}
