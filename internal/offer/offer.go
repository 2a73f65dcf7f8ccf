// Package offer tells what may be done at an organisation, and what a viewer may begin at any: the acts of all nouns together.
package offer

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/consultation"
	"huishang/internal/duty"
	"huishang/internal/fault"
	"huishang/internal/org"
	"huishang/internal/problem"

	"github.com/google/uuid"
)

// telling is how a package tells of its acts on a record.
type telling[T any] func(context.Context, *T) ([]*auth.AvailableAction, error)

// together tells of the acts of several packages.
func together[T any](ctx context.Context, x *T, by ...telling[T]) (list []*auth.AvailableAction, err error) {
	for _, tell := range by {
		told, err := tell(ctx, x)
		if err != nil {
			return nil, err
		}
		list = append(list, told...)
	}
	return list, nil
}

// Organisation tells what the viewer may do with an organisation and begin at it now and, if not, why.
func Organisation(ctx context.Context, o *db.Organisation) ([]*auth.AvailableAction, error) {
	return together(ctx, o, org.OrganisationActions, duty.OrganisationActions, problem.OrganisationActions, consultation.OrganisationActions)
}

// Department tells what the viewer may do with a department and begin for it now and, if not, why.
func Department(ctx context.Context, d *db.Department) ([]*auth.AvailableAction, error) {
	return together(ctx, d, org.DepartmentActions, duty.DepartmentActions)
}

// Post tells what the viewer may do with a post and begin for it now and, if not, why.
func Post(ctx context.Context, p *db.Post) ([]*auth.AvailableAction, error) {
	return together(ctx, p, org.PostActions, duty.PostActions)
}

// begins are the acts that begin a record at an organisation, rather than change one.
var begins = []auth.Act{
	auth.OrganisationCreate, auth.DepartmentCreate, auth.PostCreate, auth.PersonCreate, auth.ListDraft, auth.FindingRegister,
	auth.ProblemRegister, auth.PlanPropose, auth.ConsultationDraft,
}

// Viewer tells what the viewer may begin at some organisation that he acts for, or for a department or post of his own, and, if
// nowhere, why not where least stands against it.
func Viewer(ctx context.Context) ([]*auth.AvailableAction, error) {
	list, err := act.Available("Viewer", begins, func(a auth.Act) error { return db.From(ctx).Viewer.Refusal(a) })
	if err != nil {
		return nil, err
	}
	orgs, departments, posts, err := db.ActedFor(ctx)
	if err != nil {
		return nil, err
	}
	if err := better(ctx, list, orgs, Organisation); err != nil {
		return nil, err
	}
	if err := better(ctx, list, departments, duty.DepartmentActions); err != nil {
		return nil, err
	}
	return list, better(ctx, list, posts, duty.PostActions)
}

// better puts into a list what is told of some records, where less stands against it.
func better[T any](ctx context.Context, list []*auth.AvailableAction, records map[uuid.UUID]*T, tell telling[T]) error {
	for _, id := range slices.SortedFunc(maps.Keys(records), func(a, b uuid.UUID) int { return cmp.Compare(a.String(), b.String()) }) {
		told, err := tell(ctx, records[id])
		if err != nil {
			return err
		}
		for _, t := range told {
			for _, had := range list {
				if had.Action == t.Action && had.Mutation == t.Mutation && against(t) < against(had) {
					had.Refusal = t.Refusal
				}
			}
		}
	}
	return nil
}

// against orders what stands against an act: nothing, what the record is like, whose it is, that the role lacks it.
func against(a *auth.AvailableAction) int {
	switch {
	case a.Refusal == nil:
		return 0
	case a.Refusal.Code == fault.Forbidden:
		return 3
	case a.Refusal.Code == fault.OutOfScope:
		return 2
	}
	return 1
}
