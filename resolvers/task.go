package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/ident"
	"huishang/internal/input"
	"huishang/internal/task"

	"github.com/google/uuid"
)

type taskResolver struct{ *Resolver }

// Task is the resolver of Task's fields.
func (r *Resolver) Task() graph.TaskResolver { return &taskResolver{r} }

func (r *taskResolver) SettingOrganisation(ctx context.Context, obj *db.Task) (*db.Organisation, error) {
	return db.TaskSettingOrganisation.Of(ctx, obj)
}

func (r *taskResolver) Organisation(ctx context.Context, obj *db.Task) (*db.Organisation, error) {
	return db.TaskOrganisation.Of(ctx, obj)
}

func (r *taskResolver) Department(ctx context.Context, obj *db.Task) (*db.Department, error) {
	return db.TaskDepartment.Of(ctx, obj)
}

func (r *taskResolver) JointDepartments(ctx context.Context, obj *db.Task) ([]*db.Department, error) {
	return db.TaskJointDepartments.Of(ctx, obj)
}

func (r *taskResolver) Post(ctx context.Context, obj *db.Task) (*db.Post, error) {
	return db.TaskPost.Of(ctx, obj)
}

func (r *taskResolver) Person(ctx context.Context, obj *db.Task) (*db.Person, error) {
	return db.TaskPerson.Of(ctx, obj)
}

func (r *taskResolver) LeaderInCharge(ctx context.Context, obj *db.Task) (*db.Person, error) {
	return db.TaskLeaderInCharge.Of(ctx, obj)
}

func (r *taskResolver) Consultation(ctx context.Context, obj *db.Task) (*db.Consultation, error) {
	return db.TaskConsultation.Of(ctx, obj)
}

func (r *taskResolver) Outcome(ctx context.Context, obj *db.Task) (*db.Outcome, error) {
	return db.TaskOutcome.Of(ctx, obj)
}

func (r *taskResolver) Measure(ctx context.Context, obj *db.Task) (*db.Measure, error) {
	return db.TaskMeasure.Of(ctx, obj)
}

func (r *taskResolver) Problem(ctx context.Context, obj *db.Task) (*db.Problem, error) {
	return db.TaskProblem.Of(ctx, obj)
}

func (r *taskResolver) Category(ctx context.Context, obj *db.Task) (*read.Code, error) {
	return read.CodeOf(ctx, read.ProblemCategories, obj.Category)
}

func (r *taskResolver) History(ctx context.Context, obj *db.Task, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.TaskHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *taskResolver) AvailableActions(ctx context.Context, obj *db.Task, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(task.Actions(ctx, obj))
}

func (r *taskResolver) SubmittedBy(ctx context.Context, obj *db.Task) (*db.Person, error) {
	return db.TaskSubmittedBy.Of(ctx, obj)
}

func (r *taskResolver) PartySignedBy(ctx context.Context, obj *db.Task) (*db.Person, error) {
	return db.TaskPartySignedBy.Of(ctx, obj)
}

func (r *taskResolver) DisciplineSignedBy(ctx context.Context, obj *db.Task) (*db.Person, error) {
	return db.TaskDisciplineSignedBy.Of(ctx, obj)
}

func (r *taskResolver) DaysLeft(ctx context.Context, obj *db.Task) (int32, error) {
	return obj.DaysLeft(read.DayOf(ctx, obj)), nil
}

func (r *taskResolver) Overdue(ctx context.Context, obj *db.Task) (bool, error) {
	return obj.Overdue(read.DayOf(ctx, obj)), nil
}

func (r *taskResolver) ReportBy(ctx context.Context, obj *db.Task) (*clock.Date, error) {
	return obj.ReportBy(read.DayOf(ctx, obj)), nil
}

func (r *taskResolver) AsOf(ctx context.Context, obj *db.Task) (*clock.Date, error) {
	return read.PastDay(ctx, obj), nil
}

func (r *taskResolver) MissedReports(ctx context.Context, obj *db.Task) (int32, error) {
	return db.MissedReports(ctx, obj)
}

func (r *taskResolver) Holders(ctx context.Context, obj *db.Task) ([]*db.TaskHolding, error) {
	return db.TaskHolders(ctx, obj)
}

func (r *taskResolver) Reports(ctx context.Context, obj *db.Task) ([]*db.TaskReport, error) {
	return db.TaskReportsOf.Of(ctx, obj)
}

func (r *taskResolver) Evidence(ctx context.Context, obj *db.Task) ([]*db.Evidence, error) {
	return db.TaskEvidence.Of(ctx, obj)
}

func (r *taskResolver) Milestones(ctx context.Context, obj *db.Task) ([]*db.Milestone, error) {
	return db.TaskMilestones.Of(ctx, obj)
}

func (r *taskResolver) ExtensionRequests(ctx context.Context, obj *db.Task) ([]*db.Extension, error) {
	return db.TaskExtensionRequests.Of(ctx, obj)
}

func (r *taskResolver) Objections(ctx context.Context, obj *db.Task) ([]*db.Objection, error) {
	return db.TaskObjections.Of(ctx, obj)
}

func (r *taskResolver) Suspensions(ctx context.Context, obj *db.Task) ([]*db.Suspension, error) {
	return db.TaskSuspensions.Of(ctx, obj)
}

func (r *taskResolver) Signatures(ctx context.Context, obj *db.Task) ([]*db.Signature, error) {
	return db.TaskSignatures.Of(ctx, obj)
}

func (r *taskResolver) Instructions(ctx context.Context, obj *db.Task) ([]*db.Instruction, error) {
	return db.TaskInstructions.Of(ctx, obj)
}

type taskHolderResolver struct{ *Resolver }

// TaskHolder is the resolver of TaskHolder's fields.
func (r *Resolver) TaskHolder() graph.TaskHolderResolver { return &taskHolderResolver{r} }

func (r *taskHolderResolver) Post(ctx context.Context, obj *db.TaskHolding) (*db.Post, error) {
	return db.TaskHolderPost.Of(ctx, obj)
}

func (r *taskHolderResolver) Person(ctx context.Context, obj *db.TaskHolding) (*db.Person, error) {
	return db.TaskHolderPerson.Of(ctx, obj)
}

func (r *queryResolver) Task(ctx context.Context, id string) (*db.Task, error) {
	return either(ctx, db.Tasks, &id, "", nil)
}

func (r *queryResolver) Tasks(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string, asOf *clock.Date) (*read.Page[db.Task], error) {
	return listOf(ctx, db.Tasks, list(filter, orderBy, first, after, last, before), asOf)
}

// several runs an act on several tasks and reads them all, in the order given.
func several[I any](ctx context.Context, r *Resolver, key *uuid.UUID, input I, tasks []*input.TaskVersionInput, rule func(context.Context, I) (uuid.UUID, error)) (*graph.TasksPayload, error) {
	id, errs, err := run(ctx, r, db.Tasks.Name, key, input, rule)
	if err != nil || len(errs) > 0 || id == uuid.Nil {
		return &graph.TasksPayload{Errors: errs}, err
	}
	ids := make([]ident.TaskID, len(tasks))
	for i, one := range tasks {
		ids[i] = one.Task
	}
	found, err := read.Many(ctx, db.Tasks, ident.UUIDs(ids))
	if err != nil {
		return nil, unread(err)
	}
	list := make([]*db.Task, 0, len(ids))
	for _, id := range ids {
		if x := found[id.UUID()]; x != nil {
			list = append(list, x)
		}
	}
	return &graph.TasksPayload{Tasks: list, Errors: errs}, nil
}
