package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/letter"
)

type letterResolver struct{ *Resolver }

// Letter is the resolver of Letter's fields.
func (r *Resolver) Letter() graph.LetterResolver { return &letterResolver{r} }

func (r *letterResolver) Organisation(ctx context.Context, obj *db.Letter) (*db.Organisation, error) {
	return db.LetterOrganisation.Of(ctx, obj)
}

func (r *letterResolver) Problem(ctx context.Context, obj *db.Letter) (*db.Problem, error) {
	return db.LetterProblem.Of(ctx, obj)
}

func (r *letterResolver) Task(ctx context.Context, obj *db.Letter) (*db.Task, error) {
	return db.LetterTask.Of(ctx, obj)
}

func (r *letterResolver) Follows(ctx context.Context, obj *db.Letter) (*db.Letter, error) {
	return db.LetterFollows.Of(ctx, obj)
}

func (r *letterResolver) RecipientOrganisation(ctx context.Context, obj *db.Letter) (*db.Organisation, error) {
	return db.LetterRecipientOrganisation.Of(ctx, obj)
}

func (r *letterResolver) RecipientDepartment(ctx context.Context, obj *db.Letter) (*db.Department, error) {
	return db.LetterRecipientDepartment.Of(ctx, obj)
}

func (r *letterResolver) RecipientPost(ctx context.Context, obj *db.Letter) (*db.Post, error) {
	return db.LetterRecipientPost.Of(ctx, obj)
}

func (r *letterResolver) Overdue(ctx context.Context, obj *db.Letter) (bool, error) {
	return obj.Overdue(db.From(ctx).Viewer.Today), nil
}

func (r *letterResolver) DraftedBy(ctx context.Context, obj *db.Letter) (*db.Person, error) {
	return db.LetterDraftedBy.Of(ctx, obj)
}

func (r *letterResolver) IssuedBy(ctx context.Context, obj *db.Letter) (*db.Person, error) {
	return db.LetterIssuedBy.Of(ctx, obj)
}

func (r *letterResolver) ServedBy(ctx context.Context, obj *db.Letter) (*db.Person, error) {
	return db.LetterServedBy.Of(ctx, obj)
}

func (r *letterResolver) RepliedBy(ctx context.Context, obj *db.Letter) (*db.Person, error) {
	return db.LetterRepliedBy.Of(ctx, obj)
}

func (r *letterResolver) AcceptedBy(ctx context.Context, obj *db.Letter) (*db.Person, error) {
	return db.LetterAcceptedBy.Of(ctx, obj)
}

func (r *letterResolver) History(ctx context.Context, obj *db.Letter, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.LetterHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *letterResolver) AvailableActions(ctx context.Context, obj *db.Letter, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(letter.Actions(ctx, obj))
}

func (r *problemResolver) Letters(ctx context.Context, obj *db.Problem, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Letter], error) {
	return db.ProblemLetters.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *taskResolver) Letters(ctx context.Context, obj *db.Task, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Letter], error) {
	return db.TaskLetters.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *organisationResolver) Letters(ctx context.Context, obj *db.Organisation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Letter], error) {
	return db.OrganisationLetters.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *queryResolver) Letter(ctx context.Context, id string) (*db.Letter, error) {
	return either(ctx, db.Letters, &id, "", nil)
}

func (r *queryResolver) Letters(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Letter], error) {
	return read.List(ctx, db.Letters, list(filter, orderBy, first, after, last, before))
}
