package problem

import (
	"huishang/db"
	"huishang/internal/act"
	"huishang/internal/auth"
)

// The ways of findings and problems.
var (
	FindingSteps = act.Steps[db.FindingState]{
		auth.FindingRegister: {"": {db.FindingOpen}},
		auth.CaseTransfer:    {db.FindingOpen: {db.FindingTransferred}},
	}
	ProblemSteps = act.Steps[db.ProblemState]{
		auth.ProblemRegister: {"": {db.ProblemOpen}},
		auth.ProblemMerge:    {db.ProblemOpen: {db.ProblemClosed}},
		auth.ProblemClose:    {db.ProblemOpen: {db.ProblemClosed}},
		auth.CaseTransfer:    {db.ProblemOpen: {db.ProblemClosed}},
		// Whatever takes the last obstacle away closes it (D-TASK-7): see Finish.
		auth.TaskSign:             {db.ProblemOpen: {db.ProblemClosed}},
		auth.TaskCancel:           {db.ProblemOpen: {db.ProblemClosed}},
		auth.ObjectionDecide:      {db.ProblemOpen: {db.ProblemClosed}},
		auth.TopicWithdraw:        {db.ProblemOpen: {db.ProblemClosed}},
		auth.TopicSettle:          {db.ProblemOpen: {db.ProblemClosed}},
		auth.ConsultationRatify:   {db.ProblemOpen: {db.ProblemClosed}},
		auth.RecommendationAnswer: {db.ProblemOpen: {db.ProblemClosed}},
		auth.OutcomeRecord:        {db.ProblemOpen: {db.ProblemClosed}},
		auth.ConsultationConclude: {db.ProblemOpen: {db.ProblemClosed}},
		auth.ConsultationCancel:   {db.ProblemOpen: {db.ProblemClosed}},
		auth.ResolutionRecord:     {db.ProblemOpen: {db.ProblemClosed}},
	}
)
