package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/duty"
	"huishang/internal/input"

	"github.com/google/uuid"
)

type dutyListResolver struct{ *Resolver }

// DutyList is the resolver of DutyList's fields.
func (r *Resolver) DutyList() graph.DutyListResolver { return &dutyListResolver{r} }

func (r *dutyListResolver) Organisation(ctx context.Context, obj *db.DutyList) (*db.Organisation, error) {
	return db.DutyListOrganisation.Of(ctx, obj)
}

func (r *dutyListResolver) Post(ctx context.Context, obj *db.DutyList) (*db.Post, error) {
	return db.DutyListPost.Of(ctx, obj)
}

func (r *dutyListResolver) Department(ctx context.Context, obj *db.DutyList) (*db.Department, error) {
	return db.DutyListDepartment.Of(ctx, obj)
}

func (r *dutyListResolver) Revises(ctx context.Context, obj *db.DutyList) (*db.DutyList, error) {
	return db.DutyListRevises.Of(ctx, obj)
}

func (r *dutyListResolver) Items(ctx context.Context, obj *db.DutyList, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.DutyItem], error) {
	return db.DutyListItems.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *dutyListResolver) History(ctx context.Context, obj *db.DutyList, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.DutyListHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *dutyListResolver) AsOf(ctx context.Context, obj *db.DutyList) (*clock.Date, error) {
	return read.PastDay(ctx, obj), nil
}

func (r *dutyListResolver) AvailableActions(ctx context.Context, obj *db.DutyList, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(duty.Actions(ctx, obj))
}

type dutyItemResolver struct{ *Resolver }

// DutyItem is the resolver of DutyItem's fields.
func (r *Resolver) DutyItem() graph.DutyItemResolver { return &dutyItemResolver{r} }

func (r *dutyItemResolver) AvailableActions(ctx context.Context, obj *db.DutyItem, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(duty.ItemActions(ctx, obj))
}

func (r *dutyItemResolver) List(ctx context.Context, obj *db.DutyItem) (*db.DutyList, error) {
	return db.DutyItemList.Of(ctx, obj)
}

func (r *dutyItemResolver) RiskDomains(ctx context.Context, obj *db.DutyItem) ([]*read.Code, error) {
	return read.CodesOf(ctx, read.RiskDomains, obj.RiskDomains)
}

func (r *dutyItemResolver) Indicators(ctx context.Context, obj *db.DutyItem) ([]*db.Indicator, error) {
	return obj.Indicators, nil
}

func (r *queryResolver) DutyList(ctx context.Context, id string) (*db.DutyList, error) {
	return either(ctx, db.DutyLists, &id, "", nil)
}

func (r *queryResolver) DutyLists(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string, asOf *clock.Date) (*read.Page[db.DutyList], error) {
	return listOf(ctx, db.DutyLists, list(filter, orderBy, first, after, last, before), asOf)
}

func (r *queryResolver) DutyItems(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.DutyItem], error) {
	return read.List(ctx, db.DutyItems, list(filter, orderBy, first, after, last, before))
}

func (r *mutationResolver) DutyListDraft(ctx context.Context, input input.DutyListDraftInput) (*graph.DutyListPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.DutyLists, input.IdempotencyKey, input, duty.Draft)
	return &graph.DutyListPayload{DutyList: record, Errors: errs}, err
}

func (r *mutationResolver) DutyListRevise(ctx context.Context, input input.DutyListReviseInput) (*graph.DutyListPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.DutyLists, input.IdempotencyKey, input, duty.Revise)
	return &graph.DutyListPayload{DutyList: record, Errors: errs}, err
}

func (r *mutationResolver) DutyListUpdateDraft(ctx context.Context, input input.DutyListUpdateDraftInput) (*graph.DutyListPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.DutyLists, input.IdempotencyKey, input, duty.UpdateDraft)
	return &graph.DutyListPayload{DutyList: record, Errors: errs}, err
}

func (r *mutationResolver) DutyListPutInForce(ctx context.Context, input input.DutyListPutInForceInput) (*graph.DutyListPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.DutyLists, input.IdempotencyKey, input, duty.PutInForce)
	return &graph.DutyListPayload{DutyList: record, Errors: errs}, err
}

func (r *mutationResolver) DutyListWithdraw(ctx context.Context, input input.DutyListWithdrawInput) (*graph.DutyListPayload, error) {
	record, errs, err := change(ctx, r.Resolver, db.DutyLists, input.IdempotencyKey, input, duty.Withdraw)
	return &graph.DutyListPayload{DutyList: record, Errors: errs}, err
}

func (r *queryResolver) DutyListComparison(ctx context.Context, from, to string) (*graph.DutyListComparison, error) {
	before, err := either(ctx, db.DutyLists, &from, "", nil)
	if err != nil || before == nil {
		return nil, err
	}
	after, err := either(ctx, db.DutyLists, &to, "", nil)
	if err != nil || after == nil {
		return nil, err
	}
	items, err := duty.Compare(ctx, before.ID, after.ID)
	return &graph.DutyListComparison{From: before, To: after, Items: items}, err
}

func (r *mutationResolver) OversightSetPutInForce(ctx context.Context, input input.OversightSetPutInForceInput) (*graph.OversightSetPayload, error) {
	id, errs, err := run(ctx, r.Resolver, db.Organisations.Name, input.IdempotencyKey, input, duty.PutSetInForce)
	if err != nil || len(errs) > 0 || id == uuid.Nil {
		return &graph.OversightSetPayload{Errors: errs}, err
	}
	lists, err := db.OversightInForce(ctx, input.Organisation, input.Year)
	return &graph.OversightSetPayload{DutyLists: lists, Errors: errs}, unread(err)
}

func (r *dutyListResolver) DraftedBy(ctx context.Context, obj *db.DutyList) (*db.Person, error) {
	return db.DutyListDraftedBy.Of(ctx, obj)
}

func (r *dutyListResolver) InForceBy(ctx context.Context, obj *db.DutyList) (*db.Person, error) {
	return db.DutyListInForceBy.Of(ctx, obj)
}
