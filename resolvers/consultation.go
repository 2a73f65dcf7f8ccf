package resolvers

import (
	"context"

	"huishang/db"
	"huishang/db/read"
	"huishang/graph"
	"huishang/internal/auth"
	"huishang/internal/clock"
	"huishang/internal/consultation"
)

type consultationResolver struct{ *Resolver }

// Consultation is the resolver of Consultation's fields.
func (r *Resolver) Consultation() graph.ConsultationResolver { return &consultationResolver{r} }

func (r *consultationResolver) Organisation(ctx context.Context, obj *db.Consultation) (*db.Organisation, error) {
	return db.ConsultationOrganisation.Of(ctx, obj)
}

func (r *consultationResolver) AboutOrganisation(ctx context.Context, obj *db.Consultation) (*db.Organisation, error) {
	return db.ConsultationAboutOrganisation.Of(ctx, obj)
}

func (r *consultationResolver) PlanItem(ctx context.Context, obj *db.Consultation) (*db.PlanItem, error) {
	return db.ConsultationPlanItem.Of(ctx, obj)
}

func (r *consultationResolver) CompiledBy(ctx context.Context, obj *db.Consultation) (*db.Person, error) {
	return db.ConsultationCompiledBy.Of(ctx, obj)
}

func (r *consultationResolver) RatifiedBy(ctx context.Context, obj *db.Consultation) (*db.Person, error) {
	return db.ConsultationRatifiedBy.Of(ctx, obj)
}

func (r *consultationResolver) Topics(ctx context.Context, obj *db.Consultation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Topic], error) {
	return db.ConsultationTopics.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationResolver) Participants(ctx context.Context, obj *db.Consultation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Participant], error) {
	return db.ConsultationParticipants.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationResolver) Papers(ctx context.Context, obj *db.Consultation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Paper], error) {
	return db.ConsultationPapers.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationResolver) Outcomes(ctx context.Context, obj *db.Consultation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Outcome], error) {
	return db.ConsultationOutcomes.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationResolver) Measures(ctx context.Context, obj *db.Consultation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Measure], error) {
	return db.ConsultationMeasures.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationResolver) Tasks(ctx context.Context, obj *db.Consultation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Task], error) {
	return db.ConsultationTasks.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationResolver) Addenda(ctx context.Context, obj *db.Consultation, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Addendum], error) {
	return db.ConsultationAddenda.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *consultationResolver) History(ctx context.Context, obj *db.Consultation, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.ConsultationHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *consultationResolver) AsOf(ctx context.Context, obj *db.Consultation) (*clock.Date, error) {
	return read.PastDay(ctx, obj), nil
}

func (r *consultationResolver) AvailableActions(ctx context.Context, obj *db.Consultation, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(consultation.ConsultationActions(ctx, obj))
}

type topicResolver struct{ *Resolver }

// Topic is the resolver of Topic's fields.
func (r *Resolver) Topic() graph.TopicResolver { return &topicResolver{r} }

func (r *topicResolver) Consultation(ctx context.Context, obj *db.Topic) (*db.Consultation, error) {
	return db.TopicConsultation.Of(ctx, obj)
}

func (r *topicResolver) MajorDecision(ctx context.Context, obj *db.Topic) (*read.Code, error) {
	return read.CodeOf(ctx, read.MajorDecisions, obj.MajorDecision)
}

func (r *topicResolver) Problem(ctx context.Context, obj *db.Topic) (*db.Problem, error) {
	return db.TopicProblem.Of(ctx, obj)
}

func (r *topicResolver) ProposedBy(ctx context.Context, obj *db.Topic) (*db.Person, error) {
	return db.TopicProposedBy.Of(ctx, obj)
}

func (r *topicResolver) AddedBy(ctx context.Context, obj *db.Topic) (*db.Person, error) {
	return db.TopicAddedBy.Of(ctx, obj)
}

func (r *topicResolver) SettledBy(ctx context.Context, obj *db.Topic) (*db.Person, error) {
	return db.TopicSettledBy.Of(ctx, obj)
}

func (r *topicResolver) CarriedFrom(ctx context.Context, obj *db.Topic) (*db.Topic, error) {
	return db.TopicCarriedFrom.Of(ctx, obj)
}

func (r *topicResolver) Concerns(ctx context.Context, obj *db.Topic) ([]*db.Person, error) {
	return db.TopicConcerns.Of(ctx, obj)
}

func (r *topicResolver) Recused(ctx context.Context, obj *db.Topic) ([]*db.Person, error) {
	return db.TopicRecused.Of(ctx, obj)
}

func (r *topicResolver) Readers(ctx context.Context, obj *db.Topic) ([]*db.Person, error) {
	return db.TopicReaders.Of(ctx, obj)
}

func (r *topicResolver) Statements(ctx context.Context, obj *db.Topic, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Statement], error) {
	return db.TopicStatements.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *topicResolver) Papers(ctx context.Context, obj *db.Topic, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Paper], error) {
	return db.TopicPapers.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *topicResolver) Outcomes(ctx context.Context, obj *db.Topic, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.Outcome], error) {
	return db.TopicOutcomes.Of(ctx, obj, list(filter, orderBy, first, after, last, before))
}

func (r *topicResolver) History(ctx context.Context, obj *db.Topic, orderBy []*read.Order, first *int32, after *string, last *int32, before *string) (*read.Page[db.HistoryEvent], error) {
	return db.TopicHistory.Of(ctx, obj, list(nil, orderBy, first, after, last, before))
}

func (r *topicResolver) AvailableActions(ctx context.Context, obj *db.Topic, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(consultation.TopicActions(ctx, obj))
}

type participantResolver struct{ *Resolver }

// Participant is the resolver of Participant's fields.
func (r *Resolver) Participant() graph.ParticipantResolver { return &participantResolver{r} }

func (r *participantResolver) AvailableActions(ctx context.Context, obj *db.Participant, allowed *bool) ([]*auth.AvailableAction, error) {
	return only(allowed)(consultation.ParticipantActions(ctx, obj))
}

func (r *participantResolver) Consultation(ctx context.Context, obj *db.Participant) (*db.Consultation, error) {
	return db.ParticipantConsultation.Of(ctx, obj)
}

func (r *participantResolver) Person(ctx context.Context, obj *db.Participant) (*db.Person, error) {
	return db.ParticipantPerson.Of(ctx, obj)
}

func (r *participantResolver) InvitedBy(ctx context.Context, obj *db.Participant) (*db.Person, error) {
	return db.ParticipantInvitedBy.Of(ctx, obj)
}

type statementResolver struct{ *Resolver }

// Statement is the resolver of Statement's fields.
func (r *Resolver) Statement() graph.StatementResolver { return &statementResolver{r} }

func (r *statementResolver) Topic(ctx context.Context, obj *db.Statement) (*db.Topic, error) {
	return db.StatementTopic.Of(ctx, obj)
}

func (r *statementResolver) Person(ctx context.Context, obj *db.Statement) (*db.Person, error) {
	return db.StatementPerson.Of(ctx, obj)
}

func (r *statementResolver) RecordedBy(ctx context.Context, obj *db.Statement) (*db.Person, error) {
	return db.StatementRecordedBy.Of(ctx, obj)
}

type paperResolver struct{ *Resolver }

// Paper is the resolver of Paper's fields.
func (r *Resolver) Paper() graph.PaperResolver { return &paperResolver{r} }

func (r *paperResolver) Consultation(ctx context.Context, obj *db.Paper) (*db.Consultation, error) {
	return db.PaperConsultation.Of(ctx, obj)
}

func (r *paperResolver) Topic(ctx context.Context, obj *db.Paper) (*db.Topic, error) {
	return db.PaperTopic.Of(ctx, obj)
}

func (r *paperResolver) File(ctx context.Context, obj *db.Paper) (*db.File, error) {
	return db.PaperFile.Of(ctx, obj)
}

func (r *paperResolver) AddedBy(ctx context.Context, obj *db.Paper) (*db.Person, error) {
	return db.PaperAddedBy.Of(ctx, obj)
}

type addendumResolver struct{ *Resolver }

// Addendum is the resolver of Addendum's fields.
func (r *Resolver) Addendum() graph.AddendumResolver { return &addendumResolver{r} }

func (r *addendumResolver) Consultation(ctx context.Context, obj *db.Addendum) (*db.Consultation, error) {
	return db.AddendumConsultation.Of(ctx, obj)
}

func (r *addendumResolver) Topic(ctx context.Context, obj *db.Addendum) (*db.Topic, error) {
	return db.AddendumTopic.Of(ctx, obj)
}

func (r *addendumResolver) AddedBy(ctx context.Context, obj *db.Addendum) (*db.Person, error) {
	return db.AddendumAddedBy.Of(ctx, obj)
}

func (r *queryResolver) Consultation(ctx context.Context, id string) (*db.Consultation, error) {
	return either(ctx, db.Consultations, &id, "", nil)
}

func (r *queryResolver) Consultations(ctx context.Context, filter map[string]any, orderBy []*read.Order, first *int32, after *string, last *int32, before *string, asOf *clock.Date) (*read.Page[db.Consultation], error) {
	return listOf(ctx, db.Consultations, list(filter, orderBy, first, after, last, before), asOf)
}

func (r *queryResolver) Topic(ctx context.Context, id string) (*db.Topic, error) {
	return either(ctx, db.Topics, &id, "", nil)
}

func (r *queryResolver) Participant(ctx context.Context, id string) (*db.Participant, error) {
	return either(ctx, db.Participants, &id, "", nil)
}

func (r *queryResolver) Statement(ctx context.Context, id string) (*db.Statement, error) {
	return either(ctx, db.Statements, &id, "", nil)
}

func (r *queryResolver) Paper(ctx context.Context, id string) (*db.Paper, error) {
	return either(ctx, db.Papers, &id, "", nil)
}

func (r *queryResolver) Addendum(ctx context.Context, id string) (*db.Addendum, error) {
	return either(ctx, db.Addenda, &id, "", nil)
}
