package tests

import (
	"maps"
	"testing"
)

// What availableActions allows is done with good input, and what no input mends it refuses with the act's own code: what is
// on the way for a problem, an office that agreed already, a mandate, a round without evidence, a session that lacks
// something (D-TASK-8).
func TestAvailableActionsKnowWhatNoInputMends(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	same := func(c *client, noun, id, action, mutation string, input map[string]any, code string) {
		t.Helper()
		if got := c.actions(noun, id)[action]; got != code {
			t.Errorf("%s is shown as %q, and the act is told %q", action, got, code)
		}
		var refused []string
		if code != "" {
			refused = []string{code}
		}
		if mutation != "" {
			c.act(mutation, noun, input).told(t, mutation, refused...)
		}
	}
	version := func(noun, id string) any {
		return p.office.must(`query($id: ID!) { r: `+noun+`(id: $id) { version } }`, in("id", id)).get("r.version")
	}
	into, idle, busy := p.problem("并入"), p.problem("闲置"), p.problem("在会商")
	close := func(id string) map[string]any {
		return in("problem", id, "version", version("problem", id), "reason", "x")
	}
	merge := func(id string) map[string]any {
		return in("problem", id, "version", version("problem", id), "into", into, "reason", "x")
	}
	topics := p.draft("THEMATIC", in("title", "议题", "problem", busy))
	same(p.office, "problem", busy, "PROBLEM_CLOSE", "problemCloseWithoutMeasure", close(busy), "MATTERS_OPEN")
	same(p.office, "problem", busy, "PROBLEM_MERGE", "problemMerge", merge(busy), "MATTERS_OPEN")
	same(p.office, "problem", idle, "PROBLEM_CLOSE", "problemCloseWithoutMeasure", close(idle), "")
	same(p.office, "problem", idle, "PROBLEM_CLOSE", "problemCloseWithoutMeasure", close(idle), "OFFICE_DONE")
	same(p.office, "problem", idle, "PROBLEM_MERGE", "problemMerge", merge(idle), "")

	p.settle(p.leader, topics[0], "APPROVE").told(t, "approve")
	same(p.secretary, "consultation", p.id, "CONSULTATION_OPEN", "", nil, "ALIGNMENT_MISSING")
	p.prepare(map[string]string{w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"): "BUSINESS", w.holderOf("DISCIPLINE_SECRETARY@HN-QH"): "DISCIPLINE"})
	same(p.secretary, "consultation", p.id, "CONSULTATION_OPEN", "consultationOpen", p.on(), "")
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	same(p.secretary, "consultation", p.id, "CONSULTATION_CONCLUDE", "consultationConclude", p.on(), "TOPIC_INCOMPLETE")
	p.views(topics[0])
	p.step(p.office, "outcomeRecord", "outcome", in("topic", topics[0], "version", p.version(), "kind", "INFORMATION", "text", "x"))
	same(p.secretary, "consultation", p.id, "CONSULTATION_CONCLUDE", "consultationConclude", p.on(), "")

	js := in("department", p.office.id("department", "HN-QH/JS"))
	task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("一", "2026-12-31", js)})[0]
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	p.step(head, "taskAccept", "task", p.task(head, task))
	p.step(head, "taskReport", "task", in("task", task, "text", "x"))
	same(head, "task", task, "TASK_SUBMIT", "taskSubmit", p.task(head, task, "text", "x"), "EVIDENCE_MISSING")
	same(head, "task", task, "EXTENSION_REQUEST", "", nil, "")
	problem := p.office.must(`query($id: ID!) { task(id: $id) { problem { id version } } }`, in("id", task))
	p.step(p.office, "problemSetMandate", "problem", in("problem", problem.text("task.problem.id"), "version", problem.get("task.problem.version"), "issuer", "集团巡视办", "document", "巡视反馈〔1〕号"))
	same(head, "task", task, "EXTENSION_REQUEST", "extensionRequest", p.task(head, task, "until", "2027-01-31", "reason", "x"), "MANDATED")
	p.step(head, "evidenceAdd", "evidence", in("task", task, "description", "x", "effectiveOn", "2026-11-18"))
	same(head, "task", task, "TASK_SUBMIT", "taskSubmit", p.task(head, task, "text", "x"), "")
}

// A topic that concerns somebody changes nothing of what a state that refuses everybody tells him: while no topic concerns
// him, and once one does, he is told of those acts what his neighbour of the same roles is told elsewhere (D-SEC-1).
func TestConcernedIsToldTheStateAsBefore(t *testing.T) {
	w := newWorld(t)
	for _, kind := range []string{"THEMATIC", "IMMEDIATE"} {
		p := newProcess(w, "HN-QH")
		him := w.uid(w.holderOf("PARTY_SECRETARY@HN-QH"))
		p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", "HN-QH"), "kind", kind, "form", "WRITTEN", "title", kind))
		plain := p.step(p.office, "topicPropose", "topic", p.on("title", "一般事项"))
		refused := func(list map[string]string) map[string]string {
			maps.DeleteFunc(list, func(_, reason string) bool { return reason != "WRONG_STATE" })
			return list
		}
		before := refused(p.leader.actions("consultation", p.id))
		own := p.step(p.office, "topicPropose", "topic", p.on("title", "其本人事项", "concerns", []any{him}))
		same := func(where string, want map[string]string) {
			t.Helper()
			got := refused(p.leader.actions("consultation", p.id))
			if !maps.Equal(got, want) || len(want) == 0 {
				t.Errorf("%s %s: refused by state before %v, after %v", kind, where, want, got)
			}
		}
		same("in draft", before)
		// A neighbour who shares the secretary's acts on the whole of it, and is not concerned, is refused by state the same.
		neighbour := func(where string) {
			t.Helper()
			his, hers := p.leader.actions("consultation", p.id), p.secretary.actions("consultation", p.id)
			for _, action := range []string{"CONSULTATION_OPEN", "CONSULTATION_CONCLUDE", "CONSULTATION_CANCEL"} {
				if (his[action] == "WRONG_STATE") != (hers[action] == "WRONG_STATE") {
					t.Errorf("%s %s %s: he is told %q, his neighbour %q", kind, where, action, his[action], hers[action])
				}
			}
		}
		neighbour("in draft")
		if kind == "THEMATIC" {
			p.step(p.office, "consultationSubmit", "consultation", p.on())
			neighbour("submitted")
			p.settle(p.leader, plain, "APPROVE").told(t, "approve")
			p.settle(w.as("PARTY_SECRETARY@HN"), own, "APPROVE").told(t, "approve above")
			neighbour("approved")
		}
		p.open()
		neighbour("in session")
		p.leader.act("alignmentRecord", "consultation", in("consultation", p.id, "documents", []any{"x"}, "workReviewed", "x", "gaps", "x", "followUp", "x")).told(t, "no act of his", "FORBIDDEN")
	}
}

// Of appointments, lists and organisations, too: whom a proposal meets, an edition that is drafted already, an oversight list
// that is the set's to begin, what is still held, and a region that somebody has nowhere to move to.
func TestAvailableActionsKnowWhoIsInTheWay(t *testing.T) {
	w := newWorld(t)
	first, second := w.as("ADMINISTRATOR@HN"), w.as("ADMINISTRATOR@HN-QH")
	shown := func(c *client, noun, id, action, want string) {
		t.Helper()
		a := c.must(`query($id: ID!) { node(id: $id) { ... on `+noun+` { availableActions { action allowed code } } } }`, in("id", id))
		for _, x := range a.list("node.availableActions") {
			m := x.(map[string]any)
			if got, _ := m["code"].(string); m["action"] == action && got != want {
				t.Errorf("%s of %s is shown as %q, want %q", action, noun, got, want)
			} else if m["action"] == action {
				return
			}
		}
		t.Errorf("%s of %s: %s", action, noun, a.Body)
	}
	post, person := first.id("post", "HN-QH.SJ"), first.id("person", "HN0108")
	proposed := first.do("appointmentCreate", "appointment", in("post", post, "person", person, "kind", "SUBSTANTIVE", "from", "2026-12-01")).told(t, "propose").text("appointmentCreate.appointment.id")
	shown(second, "Appointment", proposed, "APPOINTMENT_CONFIRM", "OVERLAP")
	second.do("appointmentConfirm", "appointment", in("appointment", proposed, "version", 1)).told(t, "confirm", "OVERLAP", "PRINCIPAL_LEADER_TAKEN")
	shown(second, "Appointment", proposed, "APPOINTMENT_REJECT", "")
	second.do("appointmentReject", "appointment", in("appointment", proposed, "version", 1, "reason", "在任")).told(t, "reject")
	handed := first.must(`query($id: ID!) { post(id: $id) { version } }`, in("id", post)).get("post.version")
	first.do("postHandOver", "post", in("post", post, "version", handed, "person", person, "from", "2026-12-02", "reason", "交接")).told(t, "hand over")
	over := second.must(`{ appointments(filter: { post: { eq: "`+post+`" }, state: { eq: PROPOSED } }) { nodes { id } } }`, nil).text("appointments.nodes.0.id")
	shown(second, "Appointment", over, "APPOINTMENT_CONFIRM", "")

	head := w.as("DEPARTMENT_HEAD@HN-QH/YW")
	id := head.must(`{ dutyLists(filter: { kind: { eq: OVERSIGHT }, state: { eq: IN_FORCE }, department: { eq: "`+head.id("department", "HN-QH/YW")+`" } }) { nodes { id version } } }`, nil)
	list := id.text("dutyLists.nodes.0.id")
	shown(head, "DutyList", list, "LIST_REVISE", "")
	head.do("dutyListRevise", "dutyList", in("list", list, "version", id.get("dutyLists.nodes.0.version"))).told(t, "revise")
	shown(head, "DutyList", list, "LIST_REVISE", "DRAFT_EXISTS")
	head.do("dutyListRevise", "dutyList", in("list", list, "version", id.get("dutyLists.nodes.0.version"))).told(t, "revise twice", "DRAFT_EXISTS")
	draft := head.do("dutyListDraft", "dutyList", in("kind", "OVERSIGHT", "department", head.id("department", "HN-QH/YW"), "year", 2027, "title", "x", "items", []any{in("content", "x", "frequency", "MONTHLY", "riskDomains", []any{})})).told(t, "draft").text("dutyListDraft.dutyList.id")
	office := w.as("PARTY_OFFICE@HN-QH")
	shown(office, "DutyList", draft, "LIST_PUT_IN_FORCE", "SET_ONLY")
	office.do("dutyListPutInForce", "dutyList", in("list", draft, "version", 1)).told(t, "put in force", "SET_ONLY", "DOMAINS_UNCOVERED")
	shown(office, "Organisation", first.id("organisation", "HN-QH"), "OVERSIGHT_SET_PUT_IN_FORCE", "")

	shown(first, "Department", first.id("department", "HN-QH/YW"), "DEPARTMENT_DEACTIVATE", "IN_USE")
	shown(first, "Organisation", first.id("organisation", "HN-QH"), "ORGANISATION_DEACTIVATE", "IN_USE")
	shown(first, "Organisation", first.id("organisation", "HN-QH-1"), "ORGANISATION_MOVE", "")
	shown(second, "Organisation", first.id("organisation", "HN-QH-1"), "ORGANISATION_MOVE", "OUT_OF_SCOPE")
}
