package db

import (
	"huishang/db/read"
	"huishang/internal/ident"
)

// The sights.
var (
	seesLists    = read.Sight{"orgs", "portfolio_orgs"}
	seesTasks    = read.Sight{"orgs", "portfolio_orgs", "region_orgs"}
	seesChanges  = read.Sight{"orgs", "admin_orgs"}
	seesCases    = read.Sight{"committee_orgs"}
	seesFindings = read.Sight{"discipline_below"}
	seesLetters  = read.Sight{"discipline_below"} // drafts, too
)

func init() {
	OrganisationDutyLists.Whole = read.SeenAt(OrganisationDutyLists.Name, seesLists, func(x *Organisation) ident.OrganisationID { return x.ID })
	DepartmentDutyLists.Whole = read.SeenAt(DepartmentDutyLists.Name, seesLists, func(x *Department) ident.OrganisationID { return x.OrgID })
	PostDutyLists.Whole = read.SeenAt(PostDutyLists.Name, seesLists, func(x *Post) ident.OrganisationID { return x.OrgID })

	OrganisationHistory.Whole = read.SeenAt(OrganisationHistory.Name, seesChanges, func(x *Organisation) ident.OrganisationID { return x.ID })
	DepartmentHistory.Whole = read.SeenAt(DepartmentHistory.Name, seesChanges, func(x *Department) ident.OrganisationID { return x.OrgID })
	PostHistory.Whole = read.SeenAt(PostHistory.Name, seesChanges, func(x *Post) ident.OrganisationID { return x.OrgID })
	PersonHistory.Whole = read.SeenAt(PersonHistory.Name, seesChanges, func(x *Person) ident.OrganisationID { return x.OrgID })
	AppointmentHistory.Whole = read.SeenAt(AppointmentHistory.Name, seesChanges, func(x *Appointment) ident.OrganisationID { return x.OrgID })
	SubstitutionHistory.Whole = read.SeenAt(SubstitutionHistory.Name, seesChanges, func(x *Substitution) ident.OrganisationID { return x.OrgID })
	PortfolioHistory.Whole = read.SeenAt(PortfolioHistory.Name, seesChanges, func(x *Portfolio) ident.OrganisationID { return x.OrgID })
	ConsultationRuleHistory.Whole = read.SeenAt(ConsultationRuleHistory.Name, seesCases, func(x *ConsultationRule) ident.OrganisationID { return x.OrgID })
	ConsultationPlanHistory.Whole = read.SeenAt(ConsultationPlanHistory.Name, seesCases, func(x *ConsultationPlan) ident.OrganisationID { return x.OrgID })

	ProblemFindings.Whole = read.SeenAt(ProblemFindings.Name, seesFindings, func(x *Problem) ident.OrganisationID { return x.OrgID })
	ProblemTopics.Whole = read.SeenEverywhere[Problem](ProblemTopics.Name, seesCases)
	ProblemTasks.Whole = read.SeenEverywhere[Problem](ProblemTasks.Name, seesTasks)
	ProblemRelated.Whole = read.SeenEverywhere[Problem](ProblemRelated.Name, seesFindings)
	PlanItemConsultations.Whole = read.SeenAt(PlanItemConsultations.Name, seesCases, func(x *PlanItem) ident.OrganisationID { return x.OrgID })
	ConsultationTasks.Whole = read.SeenAt(ConsultationTasks.Name, seesTasks, func(x *Consultation) ident.OrganisationID { return x.OrgID })
	ProblemLetters.Whole = read.SeenEverywhere[Problem](ProblemLetters.Name, seesLetters)
	TaskLetters.Whole = read.SeenAt(TaskLetters.Name, seesLetters, func(x *Task) ident.OrganisationID { return x.OrgID })
	OrganisationLetters.Whole = read.SeenEverywhere[Organisation](OrganisationLetters.Name, seesLetters)
	MeasureTasks.Whole = read.SeenAt(MeasureTasks.Name, seesTasks, func(x *Measure) ident.OrganisationID { return x.OrgID })

	read.AskLists()
}
