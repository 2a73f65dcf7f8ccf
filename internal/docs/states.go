package docs

import (
	"fmt"
	"slices"
	"strings"

	"huishang/internal/act"
	"huishang/internal/auth"
	"huishang/internal/offer"
)

// way is a step that one or more acts take.
type way struct {
	from, to string
	acts     []string
}

// waysOf lists the steps of a machine with the acts that take each.
func waysOf(m act.Drawing) []way {
	byWay := map[[2]string][]string{}
	for _, w := range m.Ways {
		from := w.From
		if len(from) == 0 {
			from = []string{""}
		}
		for _, f := range from {
			for _, t := range w.To {
				if f != t && !slices.Contains(byWay[[2]string{f, t}], string(w.Act)) {
					byWay[[2]string{f, t}] = append(byWay[[2]string{f, t}], string(w.Act))
				}
			}
		}
	}
	var ways []way
	for w, acts := range byWay {
		slices.Sort(acts)
		ways = append(ways, way{w[0], w[1], acts})
	}
	slices.SortFunc(ways, func(a, b way) int { return strings.Compare(a.from+" "+a.to, b.from+" "+b.to) })
	return ways
}

func states() string {
	var b strings.Builder
	b.WriteString(`# What may follow what · 状态流转

Generated from the machines in ` + "`internal/<noun>/states.go`" + `, which the acts, availableActions and the tests follow, too. On an arrow stand the
acts that take a record this way, those to another record that this one follows among them; below, in which states each act may be
done to it. Who may do them says [permissions.md](permissions.md).
`)
	for _, m := range offer.Machines() {
		fmt.Fprintf(&b, "\n## %s\n\n`%s`\n\n```mermaid\nstateDiagram-v2\n", m.Title, m.Enum)
		for _, w := range waysOf(m) {
			from := w.from
			if from == "" {
				from = "[*]"
			}
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from, w.to, strings.Join(w.acts, ", "))
		}
		for _, s := range m.Last() {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
		b.WriteString("```\n")
		allowedIn(&b, m)
	}
	return b.String()
}

// allowedIn lists in which states of a record each act may be done to it.
func allowedIn(b *strings.Builder, m act.Drawing) {
	in := map[auth.Act][]string{}
	var acts []auth.Act
	for _, w := range m.Ways {
		if len(w.From) == 0 || w.Follows {
			continue
		}
		if in[w.Act] == nil {
			acts = append(acts, w.Act)
		}
		text := "`" + strings.Join(w.From, "`, `") + "`"
		if w.When != "" {
			text += " (" + w.When + ")"
		}
		in[w.Act] = append(in[w.Act], text)
	}
	if len(acts) == 0 {
		return
	}
	b.WriteString("\n| act 事项 | in 状态 |\n|---|---|\n")
	for _, a := range acts {
		fmt.Fprintf(b, "| `%s` | %s |\n", a, strings.Join(in[a], ", "))
	}
}
