package db

import (
	"huishang/db/read"
)

// The connections and edges of the schema, by the names it gives them.
type (
	OrganisationConnection = read.Page[Organisation]
	OrganisationEdge       = read.Edge[Organisation]
	DepartmentConnection   = read.Page[Department]
	DepartmentEdge         = read.Edge[Department]
	PostConnection         = read.Page[Post]
	PostEdge               = read.Edge[Post]
	PersonConnection       = read.Page[Person]
	PersonEdge             = read.Edge[Person]
	AppointmentConnection  = read.Page[Appointment]
	AppointmentEdge        = read.Edge[Appointment]
	SubstitutionConnection = read.Page[Substitution]
	SubstitutionEdge       = read.Edge[Substitution]
	PortfolioConnection    = read.Page[Portfolio]
	PortfolioEdge          = read.Edge[Portfolio]
	DutyListConnection     = read.Page[DutyList]
	DutyListEdge           = read.Edge[DutyList]
	DutyItemConnection     = read.Page[DutyItem]
	DutyItemEdge           = read.Edge[DutyItem]
	CoverageGapConnection  = read.Page[CoverageGap]
	CoverageGapEdge        = read.Edge[CoverageGap]
	HistoryEventConnection = read.Page[HistoryEvent]
	HistoryEventEdge       = read.Edge[HistoryEvent]
)

// The connections and edges of cases, by the names the schema gives them.
type (
	FindingConnection          = read.Page[Finding]
	FindingEdge                = read.Edge[Finding]
	ProblemConnection          = read.Page[Problem]
	ProblemEdge                = read.Edge[Problem]
	ConsultationConnection     = read.Page[Consultation]
	ConsultationEdge           = read.Edge[Consultation]
	TopicConnection            = read.Page[Topic]
	TopicEdge                  = read.Edge[Topic]
	ParticipantConnection      = read.Page[Participant]
	ParticipantEdge            = read.Edge[Participant]
	StatementConnection        = read.Page[Statement]
	StatementEdge              = read.Edge[Statement]
	PaperConnection            = read.Page[Paper]
	PaperEdge                  = read.Edge[Paper]
	AddendumConnection         = read.Page[Addendum]
	AddendumEdge               = read.Edge[Addendum]
	OutcomeConnection          = read.Page[Outcome]
	OutcomeEdge                = read.Edge[Outcome]
	MeasureConnection          = read.Page[Measure]
	MeasureEdge                = read.Edge[Measure]
	TaskConnection             = read.Page[Task]
	TaskEdge                   = read.Edge[Task]
	ConsultationRuleConnection = read.Page[ConsultationRule]
	ConsultationRuleEdge       = read.Edge[ConsultationRule]
	ConsultationPlanConnection = read.Page[ConsultationPlan]
	ConsultationPlanEdge       = read.Edge[ConsultationPlan]
	PlanItemConnection         = read.Page[PlanItem]
	PlanItemEdge               = read.Edge[PlanItem]
	LetterConnection           = read.Page[Letter]
	LetterEdge                 = read.Edge[Letter]
)
