package tests

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// The matrix of cases: each act on a consultation, a topic, an outcome, a finding and a problem, in each state, by
// each role at the organisation that holds it, above, sideways and below. What is expected is kept by hand here,
// from domain.md §11 and D-CON-9, and not taken from the act table or the transition table.

// order is one act of a batch, under a name of its own.
type order struct {
	name, mutation string
	input          map[string]any
}

// tell sends acts in one document and returns what each was told: its codes in order, each once, "" where it was done.
func (c *client) tell(orders []order) map[string]string {
	c.w.t.Helper()
	var head, body []string
	variables := map[string]any{}
	for _, o := range orders {
		head = append(head, fmt.Sprintf("$%s: %sInput!", o.name, strings.ToUpper(o.mutation[:1])+o.mutation[1:]))
		body = append(body, fmt.Sprintf("%s: %s(input: $%s) { errors { code } }", o.name, o.mutation, o.name))
		variables[o.name] = o.input
	}
	a := c.ask("mutation("+strings.Join(head, ", ")+") { "+strings.Join(body, "\n")+" }", variables)
	codes := map[string][]string{}
	for _, e := range a.Errors {
		if len(e.Path) == 0 {
			c.w.t.Fatalf("a batch: %s", a.Body)
		}
		name := e.Path[0].(string)
		codes[name] = append(codes[name], e.Extensions["code"].(string))
	}
	told := map[string]string{}
	for _, o := range orders {
		for _, e := range a.list(o.name + ".errors") {
			codes[o.name] = append(codes[o.name], e.(map[string]any)["code"].(string))
		}
		slices.Sort(codes[o.name])
		told[o.name] = strings.Join(slices.Compact(codes[o.name]), " ")
	}
	return told
}

// actions are a record's availableActions: "" where allowed, else the reason.
func (c *client) actions(noun, id string) map[string]string {
	c.w.t.Helper()
	a := c.must(`query($id: ID!) { r: `+noun+`(id: $id) { availableActions { action allowed code message } } }`, in("id", id))
	if a.get("r") == nil {
		return nil
	}
	list := map[string]string{}
	for _, v := range a.list("r.availableActions") {
		m := v.(map[string]any)
		reason, _ := m["code"].(string)
		if (m["allowed"] == true) != (reason == "") || (reason == "") != (m["message"] == nil) {
			c.w.t.Errorf("%s: an action that is %v", noun, m)
		}
		list[m["action"].(string)] = reason
	}
	return list
}

// caseViewers are the viewers of the matrix and one who takes part.
var caseViewers = append(slices.Clone(viewers), "DEPARTMENT_HEAD@HN-QH/JS")

// seers see a consultation of 琼海: the committee family there and above, and who takes part (domain.md §11).
var seers = []string{
	"PARTY_SECRETARY@HN", "PARTY_COMMITTEE_MEMBER@HN", "PARTY_OFFICE@HN", "DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN",
	"PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH", "DEPARTMENT_HEAD@HN-QH/JS",
}

// hands are who does an act at 琼海, and of which roles it is anywhere.
type hands struct{ does, roles []string }

var (
	disciplineActs = hands{[]string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"}, []string{"DISCIPLINE_OFFICE", "DISCIPLINE_SECRETARY"}}
	registers      = hands{disciplineActs.does, []string{"DISCIPLINE_OFFICE", "DISCIPLINE_SECRETARY", "DISCIPLINE_COMMISSIONER"}}
	// At the top a superior's document settles, opens, concludes and cancels, and an office or the other track's secretary
	// records it; and where all of the discipline side are kept from a topic the Party office writes it down: so the roles
	// have the act.
	recorders   = []string{"PARTY_SECRETARY", "DISCIPLINE_SECRETARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE"}
	sessionActs = hands{disciplineActs.does, []string{"DISCIPLINE_OFFICE", "DISCIPLINE_SECRETARY", "PARTY_OFFICE"}}
	leaderActs  = hands{[]string{"PARTY_SECRETARY@HN-QH"}, recorders}
	secretaries = hands{[]string{"PARTY_SECRETARY@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"}, recorders}
	bothOffices = hands{[]string{"PARTY_OFFICE@HN-QH", "DISCIPLINE_OFFICE@HN-QH"}, []string{"PARTY_OFFICE", "DISCIPLINE_OFFICE"}}
)

// expect is what a viewer is told who sees the record or does not, when the one who does the act is told done.
func (h hands) expect(viewer string, sees bool, done string) string {
	switch {
	case slices.Contains(h.does, viewer) && sees:
		return done
	case pick(viewer, "", "FORBIDDEN", h.roles...) != "":
		return "FORBIDDEN"
	case !sees:
		return "NOT_FOUND"
	}
	return "OUT_OF_SCOPE"
}

// situation is a consultation somewhere on its way, with a topic, its study and one who takes part.
type situation struct {
	name, id, topic, study, seat string
	version                      any
}

// situations plays one consultation of 琼海 into each state of D-CON-9.
func situations(w *world) []*situation {
	var all []*situation
	add := func(name, kind string, until int, outcome string) {
		p := newProcess(w, "HN-QH")
		s := &situation{name: name}
		p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", "HN-QH"), "kind", kind, "form", "WRITTEN", "title", name))
		s.topic = p.step(p.office, "topicPropose", "topic", p.on("title", "议题"))
		s.seat = p.prepare(map[string]string{w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"): "BUSINESS", w.holderOf("DISCIPLINE_SECRETARY@HN-QH"): "DISCIPLINE"})[w.holderOf("DEPARTMENT_HEAD@HN-QH/JS")]
		for n, step := range []func(){
			func() { p.step(p.office, "consultationSubmit", "consultation", p.on()) },
			func() { p.settle(p.leader, s.topic, "APPROVE").told(p.t, "settle") },
			func() { p.step(p.secretary, "consultationOpen", "consultation", p.on()) },
			func() {
				p.step(p.leader, "consultationRatify", "consultation", p.on("accept", true))
			},
			func() {
				p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
				p.views(s.topic)
				p.step(p.office, "outcomeRecord", "outcome", in("topic", s.topic, "version", p.version(), "kind", outcome, "text", "x"))
				p.step(p.secretary, "consultationConclude", "consultation", p.on())
			},
		} {
			// An immediate one opens from its draft and is ratified in session; the others are settled before.
			if immediate := kind == "IMMEDIATE"; n < until && immediate == (n == 3) || n < until && immediate && n > 1 || n < until && !immediate && n != 3 {
				step()
			}
		}
		if outcome == "CANCEL" {
			p.step(p.secretary, "consultationCancel", "consultation", p.on("reason", "x"))
		}
		a := p.office.must(`query($id: ID!) { consultation(id: $id) { version topics(filter: { study: true }) { nodes { id } } } }`, in("id", p.id))
		s.id, s.version, s.study = p.id, a.get("consultation.version"), a.text("consultation.topics.nodes.0.id")
		all = append(all, s)
	}
	add("DRAFT", "THEMATIC", 0, "")
	add("SUBMITTED", "THEMATIC", 1, "")
	add("APPROVED", "THEMATIC", 2, "")
	add("IN_SESSION", "THEMATIC", 3, "")
	add("CONCLUDED", "THEMATIC", 5, "TO_COMMITTEE")
	add("CLOSED", "THEMATIC", 5, "INFORMATION")
	add("CANCELLED", "THEMATIC", 2, "CANCEL")
	add("IMMEDIATE DRAFT", "IMMEDIATE", 0, "")
	add("IMMEDIATE UNRATIFIED", "IMMEDIATE", 3, "")
	add("IMMEDIATE RATIFIED", "IMMEDIATE", 4, "")
	return all
}

// TestMatrixOfConsultations: who does what with a consultation and its topics, in which state, exactly (domain.md
// §11, D-CON-3, D-CON-9); and availableActions tell the same as the act itself (D-TASK-8).
func TestMatrixOfConsultations(t *testing.T) {
	w := newWorld(t)
	person, takesPart := w.uid("HN0107"), w.uid("HN0108")
	all := situations(w)
	// The transition table, by hand. The one thing left wrong in each input is what is told where the act is allowed.
	const draft, running, done = "DRAFT|IMMEDIATE DRAFT|IMMEDIATE UNRATIFIED", "IN_SESSION|IMMEDIATE UNRATIFIED|IMMEDIATE RATIFIED", "VERSION_CONFLICT"
	const before, attending = "DRAFT|SUBMITTED|APPROVED|IMMEDIATE DRAFT", "APPROVED|IMMEDIATE DRAFT|" + running
	table := []struct {
		mutation, action string
		hands            hands
		states           string
		done             string
		input            func(s *situation) map[string]any
	}{
		{"topicPropose", "TOPIC_PROPOSE", sessionActs, draft, done, func(s *situation) map[string]any { return in("consultation", s.id, "version", 99, "title", "x") }},
		{"topicWithdraw", "TOPIC_WITHDRAW", sessionActs, draft, done, func(s *situation) map[string]any { return in("topic", s.topic, "version", 99, "reason", "x") }},
		{"consultationSubmit", "CONSULTATION_SUBMIT", sessionActs, "DRAFT|IMMEDIATE DRAFT", done, func(s *situation) map[string]any { return in("consultation", s.id, "version", 99) }},
		{"topicSettle", "TOPIC_SETTLE", leaderActs, "SUBMITTED|IMMEDIATE UNRATIFIED", done, func(s *situation) map[string]any { return in("topic", s.topic, "version", 99, "decision", "APPROVE") }},
		{"topicAdd", "TOPIC_ADD", leaderActs, "SUBMITTED|IMMEDIATE UNRATIFIED", done, func(s *situation) map[string]any { return in("consultation", s.id, "version", 99, "title", "x") }},
		{"consultationRatify", "CONSULTATION_RATIFY", leaderActs, "IMMEDIATE UNRATIFIED", done, func(s *situation) map[string]any { return in("consultation", s.id, "version", 99, "accept", true) }},
		{"alignmentRecord", "ALIGNMENT_RECORD", sessionActs, before, "REQUIRED", func(s *situation) map[string]any {
			return in("consultation", s.id, "documents", []any{}, "workReviewed", "x", "gaps", "x", "followUp", "x")
		}},
		{"studyRecord", "", sessionActs, before + "|" + running, "REQUIRED", func(s *situation) map[string]any { return in("topic", s.study, "documents", []any{}) }},
		{"participantsInvite", "PARTICIPANTS_INVITE", sessionActs, before + "|" + running, "REQUIRED", func(s *situation) map[string]any { return in("consultation", s.id, "participants", []any{}) }},
		{"paperAdd", "PAPER_ADD", sessionActs, before + "|" + running, "REQUIRED", func(s *situation) map[string]any { return in("consultation", s.id, "title", "x") }},
		{"attendanceRecord", "ATTENDANCE_RECORD", sessionActs, attending, "", func(s *situation) map[string]any { return in("participant", s.seat, "attended", true) }},
		{"topicRecuse", "TOPIC_RECUSE", sessionActs, attending, "REQUIRED", func(s *situation) map[string]any { return in("topic", s.topic, "people", []any{person}, "reason", "") }},
		{"topicRecusalUndo", "TOPIC_RECUSAL_UNDO", sessionActs, attending, "NOT_FOUND REQUIRED", func(s *situation) map[string]any { return in("topic", s.topic, "people", []any{person}, "reason", "") }},
		{"consultationOpen", "CONSULTATION_OPEN", secretaries, "APPROVED|IMMEDIATE DRAFT", done, func(s *situation) map[string]any { return in("consultation", s.id, "version", 99) }},
		{"statementRecord", "STATEMENT_RECORD", sessionActs, running, "REQUIRED", func(s *situation) map[string]any {
			return in("topic", s.topic, "kind", "DISSENT", "person", takesPart, "text", "")
		}},
		{"outcomeRecord", "OUTCOME_RECORD", sessionActs, running, done, func(s *situation) map[string]any { return in("topic", s.topic, "version", 99, "kind", "INFORMATION") }},
		{"topicCarryOver", "TOPIC_CARRY_OVER", sessionActs, "IN_SESSION|IMMEDIATE RATIFIED", done, func(s *situation) map[string]any {
			return in("topic", s.topic, "version", 99, "to", s.id, "reason", "x")
		}},
		{"answersRecord", "ANSWERS_RECORD", sessionActs, running, "REQUIRED", func(s *situation) map[string]any { return in("consultation", s.id, "answers", []any{}) }},
		{"consultationConclude", "CONSULTATION_CONCLUDE", secretaries, running, done, func(s *situation) map[string]any { return in("consultation", s.id, "version", 99) }},
		{"consultationCancel", "CONSULTATION_CANCEL", secretaries, before, done, func(s *situation) map[string]any { return in("consultation", s.id, "version", 99, "reason", "x") }},
		{"addendumAdd", "ADDENDUM_ADD", sessionActs, "CONCLUDED|CLOSED", "REQUIRED", func(s *situation) map[string]any { return in("consultation", s.id, "text", "") }},
	}
	// What these sessions lack, whatever version is given.
	lacks := map[string]string{
		"CONSULTATION_CONCLUDE of IN_SESSION": "QUESTION_UNANSWERED", "CONSULTATION_CONCLUDE of IMMEDIATE RATIFIED": "QUESTION_UNANSWERED",
		"CONSULTATION_CONCLUDE of IMMEDIATE UNRATIFIED": "NOT_RATIFIED",
	}
	cells := 0
	for _, s := range all {
		var orders []order
		for _, row := range table {
			orders = append(orders, order{row.mutation, row.mutation, row.input(s)})
		}
		for _, v := range caseViewers {
			c, sees := w.as(v), slices.Contains(seers, v)
			told, available := c.tell(orders[:15]), c.actions("consultation", s.id)
			if available != nil {
				maps.Copy(available, c.actions("topic", s.topic))
			}
			maps.Copy(told, c.tell(orders[15:])) // an answer names at most twenty refusals
			if (available != nil) != sees {
				t.Errorf("%s: %s sees it: %v", s.name, v, available != nil)
			}
			for _, row := range table {
				state := row.done
				if !slices.Contains(strings.Split(row.states, "|"), s.name) {
					state = "WRONG_STATE"
				}
				want := row.hands.expect(v, sees, state)
				if want == "OUT_OF_SCOPE" && state == "WRONG_STATE" {
					// The state before the rights: who is kept from a topic is told what his neighbour is told.
					want = state
				}
				if cells++; told[row.mutation] != want {
					t.Errorf("%s of %s by %s: told %q, want %q", row.mutation, s.name, v, told[row.mutation], want)
				}
				if row.action == "" || !sees {
					continue
				}
				if want == row.done && row.action == "TOPIC_RECUSAL_UNDO" {
					want = "NOT_FOUND" // nobody is recused
				} else if want == row.done {
					want = lacks[row.action+" of "+s.name]
				}
				if got, listed := available[row.action]; !listed || got != want {
					t.Errorf("%s of %s for %s: available %q, and the act is told %q", row.action, s.name, v, got, want)
				}
			}
		}
	}
	t.Logf("%d cells", cells)
}

// TestMatrixOfTopics: in which state of a topic what may be done with it, by the act and by availableActions alike
// (D-CON-3, D-TASK-8). What was taken off the list is discussed no more; the study is spoken on, not settled.
func TestMatrixOfTopics(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	person := w.uid("HN0107")
	// Before the session: a list of which one topic is returned, one deferred, one withdrawn; then nothing is
	// approved, and the list is a draft again.
	topics := p.draft("THEMATIC", in("title", "退回"), in("title", "缓议"))
	p.settle(p.leader, topics[0], "RETURN", "reason", "x").told(t, "return")
	p.settle(p.leader, topics[1], "DEFER", "reason", "x").told(t, "defer")
	if p.state() != "DRAFT" {
		t.Fatalf("nothing approved, yet %s", p.state())
	}
	proposed := p.step(p.office, "topicPropose", "topic", p.on("title", "待议"))
	withdrawn := p.step(p.office, "topicPropose", "topic", p.on("title", "撤回"))
	p.step(p.office, "topicWithdraw", "topic", in("topic", withdrawn, "version", p.version(), "reason", "x"))
	list := p.id
	// In session, unratified: one waits, one is approved, one is carried over to that draft; and the study.
	q := newProcess(w, "HN-QH")
	q.id = q.step(q.office, "consultationDraft", "consultation", in("organisation", q.office.id("organisation", "HN-QH"), "kind", "IMMEDIATE", "form", "WRITTEN", "title", "即时"))
	var session []string
	for _, title := range []string{"待追认", "已审定", "结转"} {
		session = append(session, q.step(q.office, "topicPropose", "topic", q.on("title", title)))
	}
	q.open()
	q.settle(q.leader, session[1], "APPROVE").told(t, "approve in session")
	q.settle(q.leader, session[2], "APPROVE").told(t, "approve in session")
	q.step(q.office, "topicCarryOver", "topic", in("topic", session[2], "version", q.version(), "to", list, "reason", "未议完"))
	study := q.office.must(`query($id: ID!) { consultation(id: $id) { topics(filter: { study: true }) { nodes { id } } } }`, in("id", q.id)).text("consultation.topics.nodes.0.id")

	// By act: the topics on which it is done at this moment. settle: the principal leader; the rest: the discipline office.
	const none = ""
	for _, row := range []struct {
		topic, what      string
		of               *process
		withdraw, settle string
		prepare, recuse  string
		speak, outcome   string
	}{
		{proposed, "proposed, in a draft", p, none, "WRONG_STATE", none, "WRONG_STATE", "WRONG_STATE", "WRONG_STATE"},
		{topics[0], "returned", p, none, "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE"},
		{topics[1], "deferred", p, none, "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE"},
		{withdrawn, "withdrawn", p, "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE"},
		{session[0], "proposed, in session", q, none, none, none, none, none, none},
		{session[1], "approved", q, "WRONG_STATE", "WRONG_STATE", none, none, none, none},
		{session[2], "carried over", q, "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE"},
		{study, "the study", q, "STUDY_TOPIC", "STUDY_TOPIC", none, "STUDY_TOPIC", none, "STUDY_TOPIC"},
	} {
		v := row.of.version()
		office := p.office.tell([]order{
			{"withdraw", "topicWithdraw", in("topic", row.topic, "version", v, "reason", "")},
			{"paper", "paperAdd", in("consultation", row.of.id, "topic", row.topic, "title", "")},
			{"recuse", "topicRecuse", in("topic", row.topic, "people", []any{person}, "reason", "")},
			{"speak", "statementRecord", in("topic", row.topic, "kind", "DISSENT", "person", person, "text", "")},
			{"outcome", "outcomeRecord", in("topic", row.topic, "version", v, "kind", "INFORMATION", "text", "")},
			{"carry", "topicCarryOver", in("topic", row.topic, "version", v, "to", row.of.id, "reason", "")},
		})
		leader := p.leader.tell([]order{{"settle", "topicSettle", in("topic", row.topic, "version", v, "decision", "RETURN")}})
		wrong := func(told string) string {
			for _, code := range []string{"STUDY_TOPIC", "WRONG_STATE"} {
				if strings.Contains(told, code) {
					return code
				}
			}
			if told == "" {
				t.Errorf("%s: an act with a fault was done", row.what)
			}
			return ""
		}
		// What an unratified session discusses may get its outcome; only what was settled is carried over.
		carry := row.outcome
		if row.topic == session[0] {
			carry = "WRONG_STATE"
		}
		mine, his := p.office.actions("topic", row.topic), p.leader.actions("topic", row.topic)
		for _, c := range []struct{ what, told, available, want string }{
			{"withdraw", office["withdraw"], mine["TOPIC_WITHDRAW"], row.withdraw},
			{"settle", leader["settle"], his["TOPIC_SETTLE"], row.settle},
			{"paper", office["paper"], mine["PAPER_ADD"], row.prepare},
			{"recuse", office["recuse"], mine["TOPIC_RECUSE"], row.recuse},
			{"speak", office["speak"], mine["STATEMENT_RECORD"], row.speak},
			{"outcome", office["outcome"], mine["OUTCOME_RECORD"], row.outcome},
			{"carry over", office["carry"], mine["TOPIC_CARRY_OVER"], carry},
		} {
			if wrong(c.told) != c.want {
				t.Errorf("%s a topic that is %s: told %q, want %q", c.what, row.what, c.told, c.want)
			}
			if c.available != c.want {
				t.Errorf("%s a topic that is %s: available %q, want %q", c.what, row.what, c.available, c.want)
			}
		}
	}
}

// TestMatrixOfFindingsAndProblems: the discipline side of the organisation acts on them while they are open, a
// commissioner registers at home, both offices close (domain.md §11, D-TASK-7, D-SEC-1).
func TestMatrixOfFindingsAndProblems(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	finding := func(title string) string {
		return p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "title", title, "content", "x", "category", "FUNDS", "severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", qh))
	}
	version := func(noun, id string) any {
		return p.office.must(`query($id: ID!) { r: `+noun+`(id: $id) { version } }`, in("id", id)).get("r.version")
	}
	open, gone := finding("在办"), finding("已移送")
	p.step(p.office, "findingTransfer", "finding", in("finding", gone, "version", 1, "transferredOn", "2026-11-18", "receiver", "地方纪委"))
	problem, again, closed, into, transferred := p.problem("在办"), "", p.problem("已办结"), p.problem("并入"), p.problem("已移送")
	for _, c := range []*client{p.office, p.partyclerk} {
		c.act("problemCloseWithoutMeasure", "problem", in("problem", closed, "version", version("problem", closed), "reason", "x")).told(t, "close")
	}
	again = p.problem("又现")
	p.step(p.office, "problemTransfer", "problem", in("problem", transferred, "version", version("problem", transferred), "transferredOn", "2026-11-18", "receiver", "地方纪委"))

	discipline := []string{"DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH"}
	// Problems that no task carries: these and the principal leader; what both offices closed, the Party office too.
	leaders := append(slices.Clone(discipline), "PARTY_SECRETARY@HN-QH")
	type subject struct {
		what, noun, id string
		sees           []string
		state, repeats string
	}
	subjects := []subject{
		{"an open finding", "finding", open, discipline, "", ""},
		{"a transferred finding", "finding", gone, discipline, "WRONG_STATE", ""},
		{"an open problem", "problem", problem, leaders, "", "RECURRENCE_NOT_PROPOSED"},
		{"a problem that may repeat one", "problem", again, leaders, "", ""},
		{"a closed problem", "problem", closed, append(slices.Clone(leaders), "PARTY_OFFICE@HN-QH"), "WRONG_STATE", "WRONG_STATE"},
		{"a transferred problem", "problem", transferred, discipline, "WRONG_STATE", "WRONG_STATE"},
	}
	type row struct {
		mutation, action string
		hands            hands
		done             string
		input            map[string]any
	}
	for _, s := range subjects {
		v := version(s.noun, s.id)
		class := in(s.noun, s.id, "version", v, "title", "", "category", "FUNDS", "severity", "GENERAL", "reason", "x")
		secret := in(s.noun, s.id, "version", v, "secrecy", "INTERNAL", "readers", []any{}, "concerns", []any{}, "reason", "")
		transfer := in(s.noun, s.id, "version", v, "transferredOn", "2026-11-01", "receiver", "")
		table := []row{{"findingUpdate", "FINDING_CLASSIFY", disciplineActs, "REQUIRED", class}, {"findingSetSecrecy", "SECRECY_SET", disciplineActs, "REQUIRED", secret}, {"findingTransfer", "CASE_TRANSFER", disciplineActs, "REQUIRED", transfer}}
		if s.noun == "problem" {
			class["description"], class["systemic"] = "x", false
			table = []row{
				{"problemUpdate", "FINDING_CLASSIFY", disciplineActs, "REQUIRED", class},
				{"problemSetSecrecy", "SECRECY_SET", disciplineActs, "REQUIRED", secret},
				{"problemTransfer", "CASE_TRANSFER", disciplineActs, "REQUIRED", transfer},
				{"problemAddFindings", "PROBLEM_ADD_FINDINGS", disciplineActs, "REQUIRED", in("problem", s.id, "version", v, "findings", []any{}, "reason", "x")},
				{"problemMerge", "PROBLEM_MERGE", disciplineActs, "REQUIRED", in("problem", s.id, "version", v, "into", into, "reason", "")},
				{"problemRelate", "PROBLEM_RELATE", disciplineActs, "REQUIRED", in("problem", s.id, "version", v, "other", into, "reason", "")},
				{"problemUnrelate", "", disciplineActs, "REQUIRED", in("problem", s.id, "version", v, "other", into, "reason", "")},
				{"problemConfirmRecurrence", "RECURRENCE_CONFIRM", disciplineActs, "REQUIRED", in("problem", s.id, "version", v, "accept", true, "reason", "")},
				{"problemSetMandate", "MANDATE_SET", disciplineActs, "REQUIRED", in("problem", s.id, "version", v, "issuer", "", "document", "x")},
				{"problemCloseWithoutMeasure", "PROBLEM_CLOSE", bothOffices, "REQUIRED", in("problem", s.id, "version", v, "reason", "")},
			}
		}
		var orders []order
		for _, r := range table {
			orders = append(orders, order{r.mutation, r.mutation, r.input})
		}
		for _, viewer := range caseViewers {
			c, sees := w.as(viewer), slices.Contains(s.sees, viewer)
			told, available := c.tell(orders), c.actions(s.noun, s.id)
			if (available != nil) != sees {
				t.Errorf("%s: seen by %s: %v", s.what, viewer, available != nil)
			}
			for _, r := range table {
				state := s.state
				if r.action == "RECURRENCE_CONFIRM" {
					state = s.repeats
				}
				if strings.HasSuffix(r.mutation, "elate") {
					state = "" // closed problems are related too
				}
				want := r.hands.expect(viewer, sees, state)
				if want == "OUT_OF_SCOPE" && state == "WRONG_STATE" {
					want = state
				}
				// Who may not act is told that alone; where a recurrence is not proposed, the input is judged too.
				got := told[r.mutation]
				if want == state {
					got = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(got, r.done, ""), "OFFICE_DONE", ""))
				}
				if got != want {
					t.Errorf("%s of %s by %s: told %q, want %q", r.mutation, s.what, viewer, told[r.mutation], want)
				}
				if r.action != "" && sees && available[r.action] != want {
					t.Errorf("%s of %s for %s: available %q, want %q", r.action, s.what, viewer, available[r.action], want)
				}
			}
		}
	}
	// Registering: at home and, for nobody, elsewhere.
	for place, does := range map[string][]string{
		"HN":    {"DISCIPLINE_OFFICE@HN", "DISCIPLINE_SECRETARY@HN"},
		"HN-QH": {"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH"},
		// 五指山 has a commissioner and no commission: the province's discipline side acts for it, too (D-ORG-1).
		"HN-WZS": {"DISCIPLINE_COMMISSIONER@HN-WZS", "DISCIPLINE_OFFICE@HN", "DISCIPLINE_SECRETARY@HN"},
	} {
		org := p.office.id("organisation", place)
		for _, viewer := range caseViewers {
			told := w.as(viewer).tell([]order{
				{"finding", "findingRegister", in("organisation", org, "source", "AUDIT", "title", "", "content", "x", "category", "FUNDS", "severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", org)},
				{"problem", "problemRegister", in("organisation", org, "title", "", "description", "x", "category", "FUNDS", "severity", "GENERAL", "aboutOrganisation", org)},
			})
			want := hands{does, registers.roles}.expect(viewer, true, "REQUIRED")
			if told["finding"] != want || told["problem"] != want {
				t.Errorf("registering at %s by %s: told %v, want %s", place, viewer, told, want)
			}
		}
	}
}
