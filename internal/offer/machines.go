package offer

import (
	"huishang/internal/act"
	"huishang/internal/consultation"
	"huishang/internal/duty"
	"huishang/internal/letter"
	"huishang/internal/org"
	"huishang/internal/problem"
	"huishang/internal/task"
)

// Machines are the lives of all nouns that have states.
func Machines() []act.Drawing {
	return []act.Drawing{
		org.Appointments.Draw(), org.Substitutions.Draw(), org.PostRoles.Draw(), duty.Lists.Draw(),
		problem.Findings.Draw(), problem.Problems.Draw(), problem.Recurrences.Draw(),
		consultation.Plans.Draw(), consultation.Consultations.Draw(), consultation.Topics.Draw(), consultation.Recommendations.Draw(),
		task.Tasks.Draw(), task.Objections.Draw(), task.Extensions.Draw(), task.Evidence.Draw(),
		letter.Letters.Draw(),
	}
}

// Terminal are the states of an enum that nothing follows, in whichever noun has them.
func Terminal(enum string) []string {
	var all act.Drawing
	for _, m := range Machines() {
		if m.Enum == enum {
			all.Ways = append(all.Ways, m.Ways...)
		}
	}
	return all.Last()
}
