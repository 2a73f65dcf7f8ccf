package resolvers

import (
	"context"

	"huishang/db"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/task"
)

type taskReportResolver struct{ *Resolver }

// TaskReport is the resolver of TaskReport's fields.
func (r *Resolver) TaskReport() graph.TaskReportResolver { return &taskReportResolver{r} }

func (r *taskReportResolver) Task(ctx context.Context, obj *db.TaskReport) (*db.Task, error) {
	return db.TaskReportTask.Of(ctx, obj)
}

func (r *taskReportResolver) ReportedBy(ctx context.Context, obj *db.TaskReport) (*db.Person, error) {
	return db.TaskReportReportedBy.Of(ctx, obj)
}

type evidenceResolver struct{ *Resolver }

// Evidence is the resolver of Evidence's fields.
func (r *Resolver) Evidence() graph.EvidenceResolver { return &evidenceResolver{r} }

func (r *evidenceResolver) AvailableActions(ctx context.Context, obj *db.Evidence, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(task.EvidenceActions(ctx, obj))
}

func (r *evidenceResolver) Task(ctx context.Context, obj *db.Evidence) (*db.Task, error) {
	return db.EvidenceTask.Of(ctx, obj)
}

func (r *evidenceResolver) File(ctx context.Context, obj *db.Evidence) (*db.File, error) {
	return db.EvidenceFile.Of(ctx, obj)
}

func (r *evidenceResolver) AddedBy(ctx context.Context, obj *db.Evidence) (*db.Person, error) {
	return db.EvidenceAddedBy.Of(ctx, obj)
}

func (r *evidenceResolver) DecidedBy(ctx context.Context, obj *db.Evidence) (*db.Person, error) {
	return db.EvidenceDecidedBy.Of(ctx, obj)
}

type milestoneResolver struct{ *Resolver }

// Milestone is the resolver of Milestone's fields.
func (r *Resolver) Milestone() graph.MilestoneResolver { return &milestoneResolver{r} }

func (r *milestoneResolver) AvailableActions(ctx context.Context, obj *db.Milestone, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(task.MilestoneActions(ctx, obj))
}

func (r *milestoneResolver) Task(ctx context.Context, obj *db.Milestone) (*db.Task, error) {
	return db.MilestoneTask.Of(ctx, obj)
}

func (r *milestoneResolver) ReachedBy(ctx context.Context, obj *db.Milestone) (*db.Person, error) {
	return db.MilestoneReachedBy.Of(ctx, obj)
}

type extensionResolver struct{ *Resolver }

// Extension is the resolver of Extension's fields.
func (r *Resolver) Extension() graph.ExtensionResolver { return &extensionResolver{r} }

func (r *extensionResolver) AvailableActions(ctx context.Context, obj *db.Extension, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(task.ExtensionActions(ctx, obj))
}

func (r *extensionResolver) Task(ctx context.Context, obj *db.Extension) (*db.Task, error) {
	return db.ExtensionTask.Of(ctx, obj)
}

func (r *extensionResolver) AskedBy(ctx context.Context, obj *db.Extension) (*db.Person, error) {
	return db.ExtensionAskedBy.Of(ctx, obj)
}

func (r *extensionResolver) DecidedBy(ctx context.Context, obj *db.Extension) (*db.Person, error) {
	return db.ExtensionDecidedBy.Of(ctx, obj)
}

type objectionResolver struct{ *Resolver }

// Objection is the resolver of Objection's fields.
func (r *Resolver) Objection() graph.ObjectionResolver { return &objectionResolver{r} }

func (r *objectionResolver) AvailableActions(ctx context.Context, obj *db.Objection, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(task.ObjectionActions(ctx, obj))
}

func (r *objectionResolver) Task(ctx context.Context, obj *db.Objection) (*db.Task, error) {
	return db.ObjectionTask.Of(ctx, obj)
}

func (r *objectionResolver) RaisedBy(ctx context.Context, obj *db.Objection) (*db.Person, error) {
	return db.ObjectionRaisedBy.Of(ctx, obj)
}

func (r *objectionResolver) DecidedBy(ctx context.Context, obj *db.Objection) (*db.Person, error) {
	return db.ObjectionDecidedBy.Of(ctx, obj)
}

type suspensionResolver struct{ *Resolver }

// Suspension is the resolver of Suspension's fields.
func (r *Resolver) Suspension() graph.SuspensionResolver { return &suspensionResolver{r} }

func (r *suspensionResolver) Task(ctx context.Context, obj *db.Suspension) (*db.Task, error) {
	return db.SuspensionTask.Of(ctx, obj)
}

func (r *suspensionResolver) ApprovedBy(ctx context.Context, obj *db.Suspension) (*db.Person, error) {
	return db.SuspensionApprovedBy.Of(ctx, obj)
}

type signatureResolver struct{ *Resolver }

// Signature is the resolver of Signature's fields.
func (r *Resolver) Signature() graph.SignatureResolver { return &signatureResolver{r} }

func (r *signatureResolver) Task(ctx context.Context, obj *db.Signature) (*db.Task, error) {
	return db.SignatureTask.Of(ctx, obj)
}

func (r *signatureResolver) Person(ctx context.Context, obj *db.Signature) (*db.Person, error) {
	return db.SignaturePerson.Of(ctx, obj)
}

func (r *signatureResolver) ActingOrganisation(ctx context.Context, obj *db.Signature) (*db.Organisation, error) {
	return db.SignatureActingOrganisation.Of(ctx, obj)
}

type instructionResolver struct{ *Resolver }

// Instruction is the resolver of Instruction's fields.
func (r *Resolver) Instruction() graph.InstructionResolver { return &instructionResolver{r} }

func (r *instructionResolver) Task(ctx context.Context, obj *db.Instruction) (*db.Task, error) {
	return db.InstructionTask.Of(ctx, obj)
}

func (r *instructionResolver) GivenBy(ctx context.Context, obj *db.Instruction) (*db.Person, error) {
	return db.InstructionGivenBy.Of(ctx, obj)
}
