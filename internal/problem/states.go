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
	}
)
