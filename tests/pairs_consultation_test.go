package tests

import "testing"

// Acts on a consultation, its topics, outcomes and recommendations, and on the problem that it is about, two at once, in every
// state (D-GEN-3, D-CON-9).
func TestTwoActsAtOnceOnConsultations(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := in("department", p.office.id("department", "HN-QH/JS"))
	head, secretary, guest := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), w.holderOf("DISCIPLINE_SECRETARY@HN-QH"), w.holderOf("REGION_STAFF@HN-QH-1")
	var problem string
	var other string
	fresh := func(kind, form string, titles ...string) (topics []string) {
		problem = p.problem("问题")
		other = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", "HN-QH"), "kind", "THEMATIC", "form", "WRITTEN", "title", "下次"))
		p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", "HN-QH"), "kind", kind, "form", form, "title", "会商"))
		for i, title := range titles {
			input := p.on("title", title)
			if i == 0 {
				input["problem"] = problem
			}
			topics = append(topics, p.step(p.office, "topicPropose", "topic", input))
		}
		return topics
	}
	seats := map[string]string{}
	prepare := func(attend bool) {
		seats = p.prepare(map[string]string{head: "BUSINESS", secretary: "DISCIPLINE"})
		for _, seat := range seats {
			if attend {
				p.step(p.office, "attendanceRecord", "participant", in("participant", seat, "attended", true))
			}
		}
	}
	study := func() string {
		return p.office.must(`query($id: ID!) { consultation(id: $id) { topics(filter: { study: true }) { nodes { id } } } }`, in("id", p.id)).text("consultation.topics.nodes.0.id")
	}
	on := func(name string, by *client, more ...any) attempt {
		return attempt{name: name, by: by, record: "consultation", input: p.on(more...)}
	}
	topic := func(name string, by *client, id string, more ...any) attempt {
		return attempt{name: name, by: by, record: "topic", input: in(append([]any{"topic", id, "version", p.version()}, more...)...)}
	}
	recuse := func(name string, id string, numbers ...string) attempt {
		var people []any
		for _, n := range numbers {
			people = append(people, w.uid(n))
		}
		return attempt{name: name, by: p.office, record: "topic", input: in("topic", id, "people", people, "reason", "x")}
	}
	invite := func(name, number, side string) attempt {
		return attempt{name: name, by: p.office, record: "consultation", input: in("consultation", p.id, "participants", []any{in("person", w.uid(number), "side", side, "required", true)})}
	}
	paper := func(id string) attempt {
		return attempt{name: "paperAdd", by: p.office, record: "paper", input: in("consultation", p.id, "topic", id, "title", "材料", "text", "x")}
	}
	conceal := func() attempt {
		v := p.office.must(`query($id: ID!) { problem(id: $id) { version } }`, in("id", problem)).get("problem.version")
		return attempt{name: "problemSetSecrecy", by: p.office, record: "problem", input: in("problem", problem, "version", v, "concerns", []any{w.uid(guest)}, "reason", "x")}
	}
	align := func(more ...any) attempt {
		return attempt{name: "alignmentRecord", by: p.office, record: "consultation", input: in(append([]any{"consultation", p.id, "documents", []any{"公报"}, "workReviewed", "采购", "gaps", "招标", "followUp", "补课"}, more...)...)}
	}
	try := func(state string, acts ...attempt) {
		t.Helper()
		newPairs(t, w, "consultation", []string{p.id, problem, other}, nil, taskRows()...).try(state, acts...)
	}

	topics := fresh("THEMATIC", "WRITTEN", "甲", "乙")
	try("DRAFT", on("consultationSubmit", p.office), on("consultationCancel", p.secretary, "reason", "x"), attempt{name: "topicPropose", by: p.office, record: "topic", input: p.on("title", "丙", "problem", problem)},
		topic("topicWithdraw", p.office, topics[0], "reason", "x"), align(), attempt{name: "studyRecord", by: p.office, record: "topic", input: in("topic", study(), "documents", []any{"甲"})},
		invite("participantsInvite", guest, "OTHER"), paper(topics[0]), conceal())

	topics = fresh("THEMATIC", "WRITTEN", "甲", "乙")
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	p.settle(p.leader, topics[1], "DEFER", "reason", "x").told(t, "defer")
	try("SUBMITTED", on("consultationCancel", p.secretary, "reason", "x"), topic("topicSettle approve", p.leader, topics[0], "decision", "APPROVE"), topic("topicSettle return", p.leader, topics[0], "decision", "RETURN", "reason", "x"),
		attempt{name: "topicAdd", by: p.leader, record: "topic", input: p.on("title", "丙")}, paper(topics[0]), conceal())

	topics = fresh("THEMATIC", "MEETING", "甲", "乙")
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(t, "approve")
	}
	prepare(true)
	p.recuse(topics[1], guest)
	attends := func(name, number string, attended bool) attempt {
		v := p.office.must(`query($id: ID!) { node(id: $id) { ... on Participant { version } } }`, in("id", seats[number])).get("node.version")
		return attempt{name: name, by: p.office, record: "participant", input: in("participant", seats[number], "attended", attended, "version", v)}
	}
	try("APPROVED", on("consultationOpen", p.secretary), on("consultationCancel", p.secretary, "reason", "x"), attends("attendanceRecord absent", head, false), attends("attendanceRecord both absent", secretary, false),
		invite("participantsInvite", guest, "OTHER"), recuse("topicRecuse", topics[0], head), recuse("topicRecusalUndo", topics[1], guest), recuse("topicRecuse more", topics[1], head), paper(topics[0]), conceal())

	topics = fresh("THEMATIC", "MEETING", "甲", "乙")
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(t, "approve")
	}
	prepare(true)
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	p.views(topics[0])
	outcome := p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{toDo("整改", "2026-12-31", js)})
	p.recuse(topics[1], guest)
	carry := topic("topicCarryOver", p.office, topics[1], "to", other, "reason", "x")
	write := func(name, id string, more ...any) attempt {
		return attempt{name: name, by: p.office, record: "outcome", input: in(append([]any{"topic", id, "version", p.version()}, more...)...)}
	}
	try("IN_SESSION", carry, write("outcomeRecord", topics[1], "kind", "INFORMATION", "text", "x"), write("outcomeRecord again", topics[0], "kind", "NO_MEASURE", "text", "x", "outcome", outcome, "outcomeVersion", p.outcomeVersion(outcome)),
		attempt{name: "statementRecord", by: p.office, record: "statement", input: in("topic", topics[1], "kind", "REPORT", "person", w.uid(head), "text", "x")},
		recuse("topicRecuse", topics[1], head), recuse("topicRecusalUndo", topics[1], guest), conceal())
	p.step(p.office, "topicCarryOver", "topic", carry.input)
	try("IN_SESSION, to be concluded", on("consultationConclude", p.leader), attends("attendanceRecord absent", head, false), attends("attendanceRecord absent too", secretary, false), recuse("topicRecuse", topics[0], secretary),
		invite("participantsInvite", guest, "OTHER"), write("outcomeRecord", topics[0], "kind", "INFORMATION", "text", "x"), conceal())

	topics = fresh("IMMEDIATE", "WRITTEN", "甲")
	prepare(false)
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	try("unratified", on("consultationRatify accepted", p.leader, "accept", true), on("consultationRatify refused", p.leader, "accept", false, "reason", "x"), topic("topicSettle", p.leader, topics[0], "decision", "APPROVE"),
		attempt{name: "topicPropose", by: p.office, record: "topic", input: p.on("title", "丙")}, topic("topicWithdraw", p.office, topics[0], "reason", "x"))

	topics = fresh("THEMATIC", "WRITTEN", "甲", "乙")
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(t, "approve")
	}
	p.open()
	for _, x := range topics {
		p.views(x)
	}
	recommended := p.outcome(topics[0], "RECOMMENDATION", "problem", problem, "text", "建议")
	asked := p.outcome(topics[1], "TO_COMMITTEE", "problem", problem, "text", "提请")
	p.step(p.leader, "consultationConclude", "consultation", p.on())
	follows := func(name string, by *client, id string, more ...any) attempt {
		return attempt{name: name, by: by, record: "outcome", input: in(append([]any{"outcome", id, "version", p.version()}, more...)...)}
	}
	try("CONCLUDED", follows("recommendationAnswer adopted", p.leader, recommended, "answer", "ADOPTED"), follows("recommendationAnswer declined", p.leader, recommended, "answer", "DECLINED", "reason", "x"),
		follows("resolutionRecord", p.partyclerk, asked, "resolution", "同意", "document", "x", "resolvedOn", "2026-11-18", "measures", []any{}),
		follows("resolutionRecord with measures", p.partyclerk, asked, "resolution", "同意", "document", "x", "resolvedOn", "2026-11-18", "measures", []any{toDo("整改", "2026-12-31", js)}),
		attempt{name: "addendumAdd", by: p.office, record: "addendum", input: in("consultation", p.id, "text", "更正")}, conceal())
}
