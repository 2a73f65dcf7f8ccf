package tests

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// invited is a consultation of a form with approved topics and participants, numbers to side; optional ones have "?"
// before their number. It returns the topics and the seats by number.
func (p *process) invited(form string, titles []string, people map[string]string) (topics []string, seats map[string]string) {
	p.t.Helper()
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", p.org), "kind", "THEMATIC", "form", form, "title", form))
	for _, title := range titles {
		topics = append(topics, p.step(p.office, "topicPropose", "topic", p.on("title", title)))
	}
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(p.t, "approve")
	}
	required := map[string]string{}
	for number, side := range people {
		if !strings.HasPrefix(number, "?") {
			required[number] = side
		}
	}
	seats = p.prepare(required)
	for number, side := range people {
		if guest, is := strings.CutPrefix(number, "?"); is {
			p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", p.w.uid(guest), "side", side, "required", false)}))
		}
	}
	a := p.office.must(`query($id: ID!) { consultation(id: $id) { participants(first: 50) { nodes { id person { number } } } } }`, in("id", p.id))
	for _, n := range a.list("consultation.participants.nodes") {
		m := n.(map[string]any)
		seats[m["person"].(map[string]any)["number"].(string)] = m["id"].(string)
	}
	return topics, seats
}

func (p *process) attend(seats map[string]string, numbers ...string) {
	p.t.Helper()
	for _, n := range numbers {
		p.step(p.office, "attendanceRecord", "participant", in("participant", seats[n], "attended", true))
	}
}

func (p *process) recuse(topic string, numbers ...string) {
	p.t.Helper()
	var people []any
	for _, n := range numbers {
		people = append(people, p.w.uid(n))
	}
	p.step(p.office, "topicRecuse", "topic", in("topic", topic, "people", people, "reason", "利害关系"))
}

// Of those required at a meeting or a remote session at least half attend: at the opening of all, at the conclusion
// of those who are not recused from the topic; guests count on neither side (D-CON-5).
func TestQuorum(t *testing.T) {
	w := newWorld(t)
	five := map[string]string{"HN0103": "OTHER", "HN0105": "DISCIPLINE", "HN0106": "BUSINESS", "HN0107": "BUSINESS", "HN0108": "BUSINESS", "?HN0111": "OTHER", "?HN0113": "OTHER"}
	for _, form := range []string{"MEETING", "REMOTE"} {
		p := newProcess(w, "HN-QH")
		topics, seats := p.invited(form, []string{"一", "二"}, five)
		p.attend(seats, "HN0105", "HN0106", "HN0111", "HN0113")
		p.step(p.secretary, "consultationOpen", "consultation", p.on(), "QUORUM_NOT_MET")
		p.attend(seats, "HN0107")
		p.step(p.secretary, "consultationOpen", "consultation", p.on())
		if q := p.office.must(`query($id: ID!) { consultation(id: $id) { quorum { required present needed held } } }`, in("id", p.id)).get("consultation.quorum"); fmt.Sprint(q) != "map[held:true needed:3 present:3 required:5]" {
			t.Errorf("%s: quorum %v", form, q)
		}
		p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
		for _, x := range topics {
			p.step(p.office, "statementRecord", "statement", in("topic", x, "kind", "DISSENT", "person", w.uid("HN0106"), "text", "x"))
			p.outcome(x, "INFORMATION", "text", "x")
		}
		// Of three who may hear topic one a single one is there.
		p.recuse(topics[0], "HN0107", "HN0106")
		a := p.secretary.act("consultationConclude", "consultation", p.on()).told(t, "one of three", "QUORUM_NOT_MET")
		if !strings.Contains(a.Body, `"value":"一"`) || strings.Contains(a.Body, `"value":"二"`) {
			t.Errorf("the refusal names the topic: %s", a.Body)
		}
		// With a second one it is two of three; and two of four are half.
		p.attend(seats, "HN0108")
		p.step(p.secretary, "consultationConclude", "consultation", p.on())

		p = newProcess(w, "HN-QH")
		topics, seats = p.invited(form, []string{"一"}, five)
		p.attend(seats, "HN0105", "HN0106", "HN0107")
		p.step(p.secretary, "consultationOpen", "consultation", p.on())
		p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
		p.outcome(topics[0], "INFORMATION", "text", "x")
		p.recuse(topics[0], "HN0107")
		p.step(p.secretary, "consultationConclude", "consultation", p.on())
	}
	// In writing nobody sits, so nobody is counted.
	p := newProcess(w, "HN-QH")
	p.invited("WRITTEN", []string{"一"}, five)
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
}

// A one-to-one has its two sides, at the opening and at each topic (D-CON-5).
func TestOneToOne(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	topics, seats := p.invited("ONE_TO_ONE", []string{"一", "二"}, map[string]string{"HN0105": "DISCIPLINE", "HN0107": "BUSINESS", "HN0108": "BUSINESS", "HN0103": "OTHER"})
	p.attend(seats, "HN0105", "HN0103")
	p.step(p.secretary, "consultationOpen", "consultation", p.on(), "SIDES_MISSING")
	p.attend(seats, "HN0107")
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	for _, x := range topics {
		p.outcome(x, "INFORMATION", "text", "x")
	}
	p.recuse(topics[1], "HN0107")
	p.step(p.secretary, "consultationConclude", "consultation", p.on(), "SIDES_MISSING")
	p.attend(seats, "HN0108")
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
}

// A comprehensive consultation holds the briefing, the analysis of the political environment and that of the
// integrity situation; the refusal names each that is missing. Parts are its own (D-CON-2).
func TestComprehensiveParts(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	topics := p.draft("COMPREHENSIVE", in("title", "通报", "part", "BRIEFING"), in("title", "政治生态", "part", "POLITICAL_ENVIRONMENT"), in("title", "建议"))
	p.settle(p.leader, topics[0], "APPROVE").told(t, "approve")
	p.settle(p.leader, topics[1], "DEFER", "reason", "材料不足").told(t, "defer")
	p.settle(p.leader, topics[2], "APPROVE").told(t, "approve")
	p.prepare(map[string]string{"HN0108": "BUSINESS", "HN0105": "DISCIPLINE"})
	a := p.secretary.act("consultationOpen", "consultation", p.on()).told(t, "two parts are missing", "PART_MISSING", "PART_MISSING")
	if !strings.Contains(a.Body, "POLITICAL_ENVIRONMENT") || !strings.Contains(a.Body, "INTEGRITY_SITUATION") {
		t.Errorf("the parts that are missing: %s", a.Body)
	}
	p.step(p.leader, "consultationCancel", "consultation", p.on("reason", "x"))

	p = newProcess(w, "HN-QH")
	topics = p.draft("COMPREHENSIVE", in("title", "通报", "part", "BRIEFING"), in("title", "政治生态", "part", "POLITICAL_ENVIRONMENT"))
	// The leader adds what is missing while settling: it is approved, and says who added it.
	added := p.step(p.leader, "topicAdd", "topic", p.on("title", "廉洁形势", "part", "INTEGRITY_SITUATION"))
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(t, "approve")
	}
	if a := p.office.must(`query($id: ID!) { topic(id: $id) { state addedBy { number } settledBy { number } proposedBy { number } } }`, in("id", added)); a.text("topic.state") != "APPROVED" || a.text("topic.addedBy.number") != "HN0103" || a.get("topic.proposedBy") != nil {
		t.Errorf("the added topic: %s", a.Body)
	}
	p.open()

	q := newProcess(w, "HN-QH")
	q.id = q.step(q.office, "consultationDraft", "consultation", in("organisation", q.office.id("organisation", "HN-QH"), "kind", "THEMATIC", "form", "WRITTEN", "title", "x"))
	q.step(q.office, "topicPropose", "topic", q.on("title", "x", "part", "BRIEFING"), "ONLY_WITH")
	q.step(q.leader, "topicAdd", "topic", q.on("title", "x"), "WRONG_STATE")
}

// A list whose every topic is returned is a draft again, but what the leader added stays approved (D-CON-3).
func TestTopicAddedBySettler(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	topics := p.draft("THEMATIC", in("title", "退回"))
	for _, c := range []*client{p.office, p.secretary, p.partyclerk} {
		if got := c.act("topicAdd", "topic", p.on("title", "x")).codes(); len(got) != 1 || got[0] != "FORBIDDEN" && got[0] != "OUT_OF_SCOPE" {
			t.Errorf("another adds while settling: %v", got)
		}
	}
	p.step(p.leader, "topicAdd", "topic", p.on("title", "增补"))
	p.settle(p.leader, topics[0], "RETURN", "reason", "不成熟").told(t, "return")
	if p.state() != "APPROVED" {
		t.Errorf("one is approved, yet %s", p.state())
	}
	p.open()
}

// Both offices propose a rule and a plan, two people; the Party secretary decides; one stands at a time; the quorum
// is the rule's (D-CON-1, D-CON-5, domain.md §11).
func TestRulesAndPlans(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH", "PARTY_SECRETARY@HN-HK", "REGION_MANAGER@HN-HK-1")
	qh := p.office.id("organisation", "HN-QH")
	rule := func(more ...any) map[string]any {
		return in(append([]any{"organisation", qh, "kind", "THEMATIC", "superiorDocument", "琼铁塔党〔2026〕3号", "subjects", "x", "content", "x", "form", "MEETING", "procedure", "x", "frequency", "QUARTERLY", "useOfOutcomes", "x"}, more...)...)
	}
	plan := func(more ...any) map[string]any {
		return in(append([]any{"organisation", qh, "year", 2026, "integrityPlan", "廉洁工作计划", "supervisionPlan", "监督计划", "items", []any{
			in("kind", "THEMATIC", "subject", "物资采购", "dueOn", "2026-11-20"), in("kind", "COMPREHENSIVE", "subject", "全年综合", "dueOn", "2026-12-20")}}, more...)...)
	}
	version := func(noun, id string) any {
		return p.partyclerk.must(`query($id: ID!) { r: `+noun+`(id: $id) { version } }`, in("id", id)).get("r.version")
	}
	for _, noun := range []string{"consultationRule", "consultationPlan"} {
		argument, propose := strings.ToLower(strings.TrimPrefix(noun, "consultation")), rule
		if noun == "consultationPlan" {
			propose = plan
		}
		on := func(id string, more ...any) map[string]any {
			return in(append([]any{argument, id, "version", version(noun, id)}, more...)...)
		}
		for who, code := range map[string]string{"PARTY_SECRETARY@HN-QH": "FORBIDDEN", "DISCIPLINE_SECRETARY@HN-QH": "FORBIDDEN", "PARTY_OFFICE@HN": "OUT_OF_SCOPE", "DISCIPLINE_OFFICE@HN": "OUT_OF_SCOPE", "ANALYST@HN": "FORBIDDEN"} {
			w.as(who).act(noun+"Propose", noun, propose()).told(t, who+" proposes", code)
		}
		first := p.step(p.partyclerk, noun+"Propose", noun, propose())
		p.office.act(noun+"Propose", noun, propose()).told(t, "a second proposal beside the first", "PROPOSAL_EXISTS")
		p.partyclerk.act(noun+"Endorse", noun, on(first)).told(t, "the same office joins in", "OFFICE_DONE")
		p.leader.act(noun+"Decide", noun, on(first, "accept", true)).told(t, "one office is missing", "BOTH_OFFICES")
		if got := p.leader.actions(noun, first); got["PLAN_DECIDE"] != "BOTH_OFFICES" || got["PLAN_ENDORSE"] != "FORBIDDEN" {
			t.Errorf("the leader may %v", got)
		}
		p.step(p.office, noun+"Endorse", noun, on(first))
		p.office.act(noun+"Decide", noun, on(first, "accept", true)).told(t, "an office decides", "FORBIDDEN")
		w.as("PARTY_SECRETARY@HN").act(noun+"Decide", noun, on(first, "accept", true)).told(t, "the level above decides", "OUT_OF_SCOPE")
		p.leader.act(noun+"Decide", noun, on(first, "accept", false)).told(t, "decline without reason", "REQUIRED")
		p.leader.act(noun+"Decide", noun, on(first, "accept", false, "reason", "重拟")).told(t, "decline")
		p.leader.act(noun+"Decide", noun, on(first, "accept", true)).told(t, "once decided", "WRONG_STATE")
		var before string
		for range 2 {
			second := p.step(p.office, noun+"Propose", noun, propose("organisation", qh))
			p.step(p.partyclerk, noun+"Endorse", noun, on(second))
			p.step(p.leader, noun+"Decide", noun, on(second, "accept", true))
			states := p.leader.must(`query($a: ID!, $b: ID!) { a: `+noun+`(id: $a) { state } b: `+noun+`(id: $b) { state } }`, in("a", second, "b", or(before, second)))
			if states.text("a.state") != "IN_FORCE" || before != "" && states.text("b.state") != "SUPERSEDED" {
				t.Errorf("%s: one stands at a time: %s", noun, states.Body)
			}
			before = second
		}
		// In force it is for all there and below; a proposal is the committee family's.
		third := p.step(p.office, noun+"Propose", noun, propose())
		region := w.as("REGION_MANAGER@HN-QH-1").must(`query($a: ID!, $b: ID!) { a: `+noun+`(id: $a) { id } b: `+noun+`(id: $b) { id } }`, in("a", before, "b", third))
		if region.get("a") == nil || region.get("b") != nil {
			t.Errorf("%s: a region manager sees %s", noun, region.Body)
		}
		p.step(p.partyclerk, noun+"Endorse", noun, on(third))
		p.step(p.leader, noun+"Decide", noun, on(third, "accept", false, "reason", "x"))
	}
	// The quorum follows the rule in force: nine in ten.
	p.putInForce("consultationRule", rule("quorumPercent", 90))
	q := newProcess(w, "HN-QH")
	_, seats := q.invited("MEETING", []string{"一"}, map[string]string{"HN0105": "DISCIPLINE", "HN0107": "BUSINESS", "HN0108": "BUSINESS"})
	q.attend(seats, "HN0105", "HN0107")
	q.step(q.secretary, "consultationOpen", "consultation", q.on(), "QUORUM_NOT_MET")
	q.attend(seats, "HN0108")
	q.step(q.secretary, "consultationOpen", "consultation", q.on())
}

// Plan against actual: an item is held once a consultation of it has opened, and late when its day has passed and
// none has; a consultation takes only an item of its organisation's plan and of its kind (D-CON-1).
func TestPlanAgainstActual(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	plan := p.putInForce("consultationPlan", in("organisation", p.office.id("organisation", "HN-QH"), "year", 2026, "integrityPlan", "x", "supervisionPlan", "x", "items", []any{
		in("kind", "THEMATIC", "subject", "物资采购", "dueOn", "2026-11-18"), in("kind", "THEMATIC", "subject", "工程建设", "dueOn", "2026-11-18"), in("kind", "COMPREHENSIVE", "subject", "全年", "dueOn", "2026-12-20")}))
	items := func(c *client) []any {
		return c.must(`query($id: ID!) { consultationPlan(id: $id) { items { nodes { id subject held late } } } }`, in("id", plan)).list("consultationPlan.items.nodes")
	}
	of := map[string]string{}
	for _, v := range items(p.office) {
		m := v.(map[string]any)
		of[m["subject"].(string)] = m["id"].(string)
		if m["held"] != false || m["late"] != false {
			t.Errorf("due today is not late: %v", m)
		}
	}
	qh := p.office.id("organisation", "HN-QH")
	p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "WRITTEN", "title", "x", "planItem", of["全年"]), "INVALID_VALUE")
	w.as("DISCIPLINE_OFFICE@HN").act("consultationDraft", "consultation", in("organisation", w.as("DISCIPLINE_OFFICE@HN").id("organisation", "HN"), "kind", "THEMATIC", "form", "WRITTEN", "title", "x", "planItem", of["物资采购"])).told(t, "another's plan", "INVALID_VALUE")
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "WRITTEN", "title", "x", "planItem", of["物资采购"]))
	topic := p.step(p.office, "topicPropose", "topic", p.on("title", "x"))
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	p.settle(p.leader, topic, "APPROVE").told(t, "approve")
	p.open()
	w.clock.Push(24 * time.Hour)
	c := w.as("DISCIPLINE_OFFICE@HN-QH")
	got := map[string]string{}
	for _, v := range items(c) {
		m := v.(map[string]any)
		got[m["subject"].(string)] = fmt.Sprint(m["held"], m["late"])
	}
	if fmt.Sprint(got) != "map[全年:false false 工程建设:false true 物资采购:true false]" {
		t.Errorf("plan against actual: %v", got)
	}
	late := c.must(`query($id: ID!) { late: planItems(filter: { plan: { eq: $id }, late: true }) { totalCount { count } nodes { subject } } fine: planItems(filter: { plan: { eq: $id }, late: false }) { totalCount { count } } }`, in("id", plan))
	if late.get("late.totalCount.count") != float64(1) || late.text("late.nodes.0.subject") != "工程建设" || late.get("fine.totalCount.count") != float64(2) {
		t.Errorf("what is late: %s", late.Body)
	}
}

// A problem that concerns the whole discipline office is closed by the office above, for the discipline track; the
// other office is the organisation's own still (D-SEC-6, D-TASK-7).
func TestProblemOfTheOfficeItself(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	own := p.office
	p.office = p.secretary
	problem := p.problem("纪委办自身事项", "concerns", []any{w.uid(w.holderOf("DISCIPLINE_OFFICE@HN-QH"))})
	version := func() any {
		return p.secretary.must(`query($id: ID!) { problem(id: $id) { version } }`, in("id", problem)).get("problem.version")
	}
	closing := func(c *client, codes ...string) {
		t.Helper()
		c.act("problemCloseWithoutMeasure", "problem", in("problem", problem, "version", version(), "reason", "已纠正")).told(t, "close", codes...)
	}
	closing(own, "NOT_FOUND")
	closing(p.secretary, "FORBIDDEN")
	closing(w.as("DISCIPLINE_OFFICE@HN"))
	closing(w.as("DISCIPLINE_OFFICE@HN"), "OFFICE_DONE")
	closing(p.partyclerk)
	if a := p.secretary.must(`query($id: ID!) { problem(id: $id) { state resolution disciplineOfficeBy { number } partyOfficeBy { number } } }`, in("id", problem)); a.text("problem.resolution") != "NO_MEASURE" || a.text("problem.partyOfficeBy.number") != "HN0109" {
		t.Errorf("closed: %s", a.Body)
	}
}
