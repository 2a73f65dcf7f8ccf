package tests

import (
	"strings"
	"sync"
	"testing"
)

// Nobody writes over what he has not read (D-GEN-3): what is replaced is named by its version, the refusal carries what is
// there now, and the old value stands in history. What is there for the first time, or stays as it is, takes no version.
func TestNobodyWritesOverWhatHeHasNotRead(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	business := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS")
	for _, id := range p.draft("THEMATIC", in("title", "议题")) {
		p.settle(p.leader, id, "APPROVE").told(t, "approve")
	}
	seats := p.prepare(map[string]string{business: "BUSINESS"})
	study := p.office.must(`query($id: ID!) { consultation(id: $id) { topics(filter: { study: true }) { nodes { id } } } }`, in("id", p.id)).text("consultation.topics.nodes.0.id")
	align := func(gaps string) map[string]any {
		return in("consultation", p.id, "documents", []any{"中纪委全会公报"}, "workReviewed", "全年采购工作", "gaps", gaps, "followUp", "月内补课")
	}
	invited := func(side string, more ...any) map[string]any {
		return in("consultation", p.id, "participants", []any{in(append([]any{"person", w.uid(business), "side", side}, more...)...)})
	}
	p.step(p.office, "attendanceRecord", "participant", in("participant", seats[business], "attended", true))
	for _, c := range []struct {
		mutation, record, read, was string
		same, other                 map[string]any
		named                       func(version any) map[string]any
	}{
		{"alignmentRecord", "consultation", `consultation(id: $id) { alignment { version } history(first: 50) { nodes { changes { oldValue } } } }`, "招标管理", align("招标管理"), align("改写"), nil},
		{"studyRecord", "topic", `topic(id: $id) { version history(first: 50) { nodes { changes { oldValue } } } }`, "论党的自我革命", in("topic", study, "documents", []any{"论党的自我革命"}), in("topic", study, "documents", []any{"改写"}), nil},
		{"attendanceRecord", "participant", `consultation(id: $id) { participants { nodes { version } } history(first: 50) { nodes { changes { oldValue } } } }`, ": true", in("participant", seats[business], "attended", true), in("participant", seats[business], "attended", false), nil},
		{"participantsInvite", "consultation", `consultation(id: $id) { participants { nodes { version } } history(first: 50) { nodes { changes { oldValue } } } }`, ": BUSINESS", invited("BUSINESS"), invited("OTHER"), func(v any) map[string]any { return invited("OTHER", "version", v) }},
	} {
		about := p.id
		if c.record == "topic" {
			about = study
		}
		now := func() *answer { return p.office.must(`query($id: ID!) { `+c.read+` }`, in("id", about)) }
		version := func() any {
			for _, path := range []string{"consultation.alignment.version", "topic.version", "consultation.participants.nodes.0.version"} {
				if v := now().get(path); v != nil {
					return v
				}
			}
			return nil
		}
		at := version()
		p.secretary.act(c.mutation, c.record, c.same).told(t, c.mutation+" as it is")
		p.secretary.act(c.mutation, c.record, c.other).told(t, c.mutation+" blind", "VERSION_CONFLICT")
		if version() != at {
			t.Errorf("%s: what was refused moved the version", c.mutation)
		}
		good := c.other
		if c.named == nil {
			good["version"] = at
		} else {
			good = c.named(at)
		}
		p.secretary.act(c.mutation, c.record, good).told(t, c.mutation+" read before")
		if version() == at {
			t.Errorf("%s: the version did not move", c.mutation)
		}
		if !strings.Contains(now().Body, c.was+`"`) {
			t.Errorf("%s: the old value %s is not in history: %s", c.mutation, c.was, now().Body)
		}
	}
}

// Two people are recused from one topic at once by two secretaries: neither recusal is lost, whatever was read before the other.
func TestTwoRecusalsAtOnce(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	people := []string{w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), w.holderOf("DEPARTMENT_HEAD@HN-QH/ZH")}
	topics := p.draft("THEMATIC", in("title", "议题一"), in("title", "议题二"), in("title", "议题三"))
	for _, id := range topics {
		p.settle(p.leader, id, "APPROVE").told(t, "approve")
	}
	p.prepare(map[string]string{people[0]: "BUSINESS", people[1]: "BUSINESS"})
	for _, topic := range topics {
		var group sync.WaitGroup
		for i, c := range []*client{p.office, p.secretary} {
			group.Go(func() {
				c.act("topicRecuse", "topic", in("topic", topic, "people", []any{w.uid(people[i])}, "reason", "本人事项")).told(t, "recuse")
			})
		}
		group.Wait()
		if n := len(p.office.must(`query($id: ID!) { topic(id: $id) { recused { id } } }`, in("id", topic)).list("topic.recused")); n != 2 {
			t.Errorf("two were recused at once, and %d are", n)
		}
	}
}
