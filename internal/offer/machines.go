package offer

import (
	"huishang/internal/act"
	"huishang/internal/consultation"
	"huishang/internal/duty"
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
	}
}

// Terminal tells of each state of an enum whether nothing follows it, in whichever noun has it.
func Terminal(enum string) map[string]bool {
	last := map[string]bool{}
	for _, m := range Machines() {
		if m.Enum != enum {
			continue
		}
		for _, s := range m.Reached() {
			last[s] = true
		}
	}
	for _, m := range Machines() {
		if m.Enum != enum {
			continue
		}
		for _, w := range m.Ways {
			for _, from := range w.From {
				for _, to := range w.To {
					if from != to {
						delete(last, from)
					}
				}
			}
		}
	}
	return last
}
