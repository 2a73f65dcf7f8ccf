package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/clock"
)

func (r *findingResolver) ComplaintText(ctx context.Context, obj *db.Finding) (*string, error) {
	c, err := db.FindingComplaint.Of(ctx, obj)
	if err != nil || c == nil {
		return nil, err
	}
	return &c.Text, nil
}

func (r *consultationResolver) Alignment(ctx context.Context, obj *db.Consultation) (*db.Alignment, error) {
	return db.AlignmentOf(ctx, obj)
}

func (r *consultationResolver) Quorum(ctx context.Context, obj *db.Consultation) (*db.Quorum, error) {
	return db.QuorumOf(ctx, obj)
}

func (r *consultationResolver) Answers(ctx context.Context, obj *db.Consultation) ([]*db.Answer, error) {
	return db.AnswersOf(ctx, obj)
}

type alignmentResolver struct{ *Resolver }

// Alignment is the resolver of Alignment's fields.
func (r *Resolver) Alignment() graph.AlignmentResolver { return &alignmentResolver{r} }

func (r *alignmentResolver) RecordedBy(ctx context.Context, obj *db.Alignment) (*db.Person, error) {
	return db.AlignmentRecordedBy.Of(ctx, obj)
}

type answerResolver struct{ *Resolver }

// Answer is the resolver of Answer's fields.
func (r *Resolver) Answer() graph.AnswerResolver { return &answerResolver{r} }

func (r *answerResolver) Question(ctx context.Context, obj *db.Answer) (*read.Code, error) {
	return read.CodeOf(ctx, read.AlignmentQuestions, &obj.QuestionCode)
}

type responsibleResolver struct{ *Resolver }

// Responsible is the resolver of Responsible's fields.
func (r *Resolver) Responsible() graph.ResponsibleResolver { return &responsibleResolver{r} }

func (r *responsibleResolver) Organisation(ctx context.Context, obj *db.Responsible) (*db.Organisation, error) {
	return db.ResponsibleOrganisation.Of(ctx, obj)
}

func (r *responsibleResolver) Department(ctx context.Context, obj *db.Responsible) (*db.Department, error) {
	return db.ResponsibleDepartment.Of(ctx, obj)
}

func (r *responsibleResolver) Post(ctx context.Context, obj *db.Responsible) (*db.Post, error) {
	return db.ResponsiblePost.Of(ctx, obj)
}

func (r *responsibleResolver) JointDepartments(ctx context.Context, obj *db.Responsible) ([]*db.Department, error) {
	return db.ResponsibleJointDepartments.Of(ctx, obj)
}

func (r *measureResolver) Responsibles(ctx context.Context, obj *db.Measure) ([]*db.Responsible, error) {
	return db.MeasureResponsibles.Of(ctx, obj)
}

type fileResolver struct{ *Resolver }

// File is the resolver of File's fields.
func (r *Resolver) File() graph.FileResolver { return &fileResolver{r} }

func (r *fileResolver) UploadedBy(ctx context.Context, obj *db.File) (*db.Person, error) {
	return db.FileUploadedBy.Of(ctx, obj)
}

func (r *alignmentResolver) Documents(_ context.Context, obj *db.Alignment) ([]string, error) {
	return obj.Documents, nil
}

func (r *topicResolver) StudyDocuments(_ context.Context, obj *db.Topic) ([]string, error) {
	return obj.StudyDocuments, nil
}

func (r *problemResolver) MandateReports(_ context.Context, obj *db.Problem) ([]*clock.Date, error) {
	days := make([]*clock.Date, len(obj.MandateReports))
	for i := range obj.MandateReports {
		days[i] = &obj.MandateReports[i]
	}
	return days, nil
}
