package docs

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/consultation"
	"huishang/internal/duty"
	"huishang/internal/org"
	"huishang/internal/problem"
	"huishang/internal/task"
)

// machine is one noun's states, as drawn.
type machine struct {
	title, enum string
	ways        []way
}

// way is a step that one or more acts take.
type way struct {
	from, to string
	acts     []string
}

// machines are the nouns that have states, with the enum of the schema that names these.
func machines() []machine {
	return []machine{
		drawn("Appointments · 任职", "ProposalState", org.AppointmentSteps),
		drawn("Substitutions · 代行", "ProposalState", org.SubstitutionSteps),
		drawn("Roles of posts · 岗位角色", "ProposalState", org.PostRoleSteps),
		drawn("Duty lists · 责任清单", "DutyListState", duty.ListSteps),
		drawn("Findings · 发现", "FindingState", problem.FindingSteps),
		drawn("Problems · 问题", "ProblemState", problem.ProblemSteps),
		drawn("Rules and plans of consultations · 会商规则与计划", "ProposalStage", consultation.PlanSteps),
		drawn("Consultations · 会商", "ConsultationState", consultation.Steps),
		drawn("Topics · 议题", "TopicState", consultation.TopicSteps),
		drawn("Recommendations · 建议", "RecommendationState", consultation.RecommendationSteps),
		drawn("Tasks · 督办事项", "TaskState", task.Steps),
		drawn("Objections · 异议", "ObjectionState", task.ObjectionSteps),
		drawn("Extensions · 延期申请", "ExtensionState", task.ExtensionSteps),
		drawn("Evidence · 佐证材料", "EvidenceDecision", task.EvidenceSteps),
	}
}

func drawn[S ~string](title, enum string, steps act.Steps[S]) machine {
	byWay := map[[2]string][]string{}
	for a, ways := range steps {
		for from, to := range ways {
			for _, t := range to {
				w := [2]string{string(from), string(t)}
				byWay[w] = append(byWay[w], string(a))
			}
		}
	}
	m := machine{title: title, enum: enum}
	for w, acts := range byWay {
		slices.Sort(acts)
		m.ways = append(m.ways, way{w[0], w[1], acts})
	}
	slices.SortFunc(m.ways, func(a, b way) int { return strings.Compare(a.from+" "+a.to, b.from+" "+b.to) })
	return m
}

// states lists the states that are reached, and of these the ones that nothing leaves.
func (m machine) states() (reached, last []string) {
	for _, w := range m.ways {
		if !slices.Contains(reached, w.to) {
			reached = append(reached, w.to)
		}
	}
	slices.Sort(reached)
	for _, s := range reached {
		if !slices.ContainsFunc(m.ways, func(w way) bool { return w.from == s }) {
			last = append(last, s)
		}
	}
	return reached, last
}

func states() string {
	var b strings.Builder
	b.WriteString(`# What may follow what · 状态流转

Generated from the tables of steps in ` + "`internal/<noun>/states.go`" + `, which hold the rules too. On an arrow stand the acts that take
a record this way; who may do them says [permissions.md](permissions.md).
`)
	for _, m := range machines() {
		fmt.Fprintf(&b, "\n## %s\n\n`%s`\n\n```mermaid\nstateDiagram-v2\n", m.title, m.enum)
		for _, w := range m.ways {
			from := w.from
			if from == "" {
				from = "[*]"
			}
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, w.to, strings.Join(w.acts, ", "))
		}
		_, last := m.states()
		for _, s := range last {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
		b.WriteString("```\n")
	}
	allowedIn(&b, "consultation · 会商", "An immediate consultation that is not ratified allows more; see `allowed` in `internal/consultation`.", consultation.InStates())
	allowedIn(&b, "task · 督办事项", "While an extension is undecided a task is not closed, handed on or suspended.", task.InStates())
	return b.String()
}

// allowedIn lists in which states of a record each act may be done.
func allowedIn[S ~string](b *strings.Builder, what, note string, in map[auth.Act][]S) {
	fmt.Fprintf(b, "\n## Acts in the states of a %s各状态可办事项\n\n%s\n\n| act | in |\n|---|---|\n", what, note)
	for _, a := range slices.Sorted(maps.Keys(in)) {
		parts := make([]string, len(in[a]))
		for i, s := range in[a] {
			parts[i] = "`" + string(s) + "`"
		}
		fmt.Fprintf(b, "| `%s` | %s |\n", a, strings.Join(parts, ", "))
	}
}
