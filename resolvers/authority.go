package resolvers

import (
	"context"

	"huishang/db"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"
)

type authorityResolver struct{ *Resolver }

// Authority is the resolver of Authority's fields.
func (r *Resolver) Authority() graph.AuthorityResolver { return &authorityResolver{r} }

func (r *authorityResolver) Organisation(ctx context.Context, obj *db.Authority) (*db.Organisation, error) {
	return db.AuthorityOrganisation.Of(ctx, obj)
}

func (r *authorityResolver) ActingOrganisation(ctx context.Context, obj *db.Authority) (*db.Organisation, error) {
	return db.AuthorityActing.Of(ctx, obj)
}

func (r *authorityResolver) Holders(ctx context.Context, obj *db.Authority) ([]*db.AuthorityHolder, error) {
	return db.AuthorityHolders(ctx, obj)
}

type authorityHolderResolver struct{ *Resolver }

// AuthorityHolder is the resolver of AuthorityHolder's fields.
func (r *Resolver) AuthorityHolder() graph.AuthorityHolderResolver {
	return &authorityHolderResolver{r}
}

func (r *authorityHolderResolver) Person(ctx context.Context, obj *db.AuthorityHolder) (*db.Person, error) {
	return db.AuthorityHolderPerson.Of(ctx, obj)
}

func (r *authorityHolderResolver) Post(ctx context.Context, obj *db.AuthorityHolder) (*db.Post, error) {
	return db.AuthorityHolderPost.Of(ctx, obj)
}

func (r *authorityHolderResolver) OnBehalfOf(ctx context.Context, obj *db.AuthorityHolder) (*db.Person, error) {
	return db.AuthorityHolderOnBehalfOf.Of(ctx, obj)
}

func (r *queryResolver) Authority(ctx context.Context, role auth.Role, organisation string, department *string, on *clock.Date) (*db.Authority, error) {
	o, err := either(ctx, db.Organisations, &organisation, "", nil)
	if err != nil || o == nil {
		return nil, err
	}
	if department == nil && role != auth.RegionManager {
		return db.AuthorityOf(ctx, role, o.ID, day(ctx, on))
	}
	var in *ident.DepartmentID
	if department != nil {
		d, err := either(ctx, db.Departments, department, "", nil)
		if err != nil || d == nil || d.OrgID != o.ID {
			return nil, err
		}
		in = &d.ID
	}
	return db.ResponsibleAuthority(ctx, role, o.ID, in, day(ctx, on))
}

func (r *queryResolver) DutyListAuthority(ctx context.Context, list string, on *clock.Date) (*db.Authority, error) {
	l, err := either(ctx, db.DutyLists, &list, "", nil)
	if err != nil || l == nil {
		return nil, err
	}
	return db.ListAuthority(ctx, l, day(ctx, on))
}
