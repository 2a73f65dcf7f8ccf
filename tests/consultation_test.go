package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// in gathers an input.
func in(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// act sends a mutation whose record carries no version.
func (c *client) act(mutation, record string, input map[string]any) *answer {
	c.w.t.Helper()
	inputType := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	return c.ask(`mutation($in: `+inputType+`!) { `+mutation+`(input: $in) { `+record+` { id } errors { code message path ... on RuleError { params { name value } } } } }`, in("in", input))
}

// process plays one consultation step by step: each step is first tried by neighbours, who get nothing.
type process struct {
	t                  *testing.T
	w                  *world
	org                string
	office, secretary  *client // of the discipline side
	leader, partyclerk *client
	neighbours         []*client
	id                 string
}

func newProcess(w *world, org string, neighbours ...string) *process {
	p := &process{t: w.t.(*testing.T), w: w, org: org, office: w.as("DISCIPLINE_OFFICE@" + org), secretary: w.as("DISCIPLINE_SECRETARY@" + org),
		leader: w.as("PARTY_SECRETARY@" + org), partyclerk: w.as("PARTY_OFFICE@" + org)}
	for _, n := range neighbours {
		p.neighbours = append(p.neighbours, w.as(n))
	}
	return p
}

// step does an act, after every neighbour was refused it, and returns the record's id.
func (p *process) step(c *client, mutation, record string, input map[string]any, refused ...string) string {
	p.t.Helper()
	p.w.clock.Push(time.Second)
	for _, n := range p.neighbours {
		got := n.act(mutation, record, input).codes()
		if len(got) != 1 || !slices.Contains([]string{"FORBIDDEN", "NOT_FOUND", "OUT_OF_SCOPE"}, got[0]) {
			p.t.Errorf("%s by a neighbour: told %v", mutation, got)
		}
	}
	a := c.act(mutation, record, input).told(p.t, mutation, refused...)
	return a.text(mutation + "." + record + ".id")
}

// putInForce has a rule or a plan proposed by one office, endorsed by the other and accepted, and returns its id.
func (p *process) putInForce(noun string, proposal map[string]any) string {
	p.t.Helper()
	argument := strings.ToLower(strings.TrimPrefix(noun, "consultation"))
	id := p.step(p.office, noun+"Propose", noun, proposal)
	p.step(p.partyclerk, noun+"Endorse", noun, in(argument, id, "version", 1))
	p.step(p.leader, noun+"Decide", noun, in(argument, id, "version", 2, "accept", true))
	return id
}

// version is the consultation's now.
func (p *process) version() any {
	p.t.Helper()
	return p.secretary.must(`query($id: ID!) { consultation(id: $id) { version } }`, in("id", p.id)).get("consultation.version")
}

func (p *process) state() string {
	return p.secretary.must(`query($id: ID!) { consultation(id: $id) { state } }`, in("id", p.id)).text("consultation.state")
}

// on adds the consultation and its version to an input.
func (p *process) on(pairs ...any) map[string]any {
	return in(append([]any{"consultation", p.id, "version", p.version()}, pairs...)...)
}

// prepare records what a session needs before it opens: alignment, study, participants who attend.
func (p *process) prepare(people map[string]string) map[string]string {
	p.t.Helper()
	p.step(p.office, "alignmentRecord", "consultation", in("consultation", p.id, "documents", []any{"中纪委全会公报"}, "workReviewed", "全年采购工作", "gaps", "招标管理", "followUp", "月内补课"))
	study := p.office.must(`query($id: ID!) { consultation(id: $id) { topics(filter: { study: true }) { nodes { id } } } }`, in("id", p.id)).text("consultation.topics.nodes.0.id")
	p.step(p.office, "studyRecord", "topic", in("topic", study, "documents", []any{"论党的自我革命"}))
	var invited []any
	for person, side := range people {
		invited = append(invited, in("person", p.office.id("person", person), "side", side))
	}
	p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", invited))
	found := map[string]string{}
	for _, n := range p.office.must(`query($id: ID!) { consultation(id: $id) { participants(first: 50) { nodes { id person { number } } } } }`, in("id", p.id)).list("consultation.participants.nodes") {
		m := n.(map[string]any)
		found[m["person"].(map[string]any)["number"].(string)] = m["id"].(string)
	}
	return found
}

// holderOf is the number of whoever holds a role at an organisation.
func (w *world) holderOf(grant string) string {
	return w.as(grant).must(`{ viewer { person { number } } }`, nil).text("viewer.person.number")
}

var threeAnswers = []any{
	in("question", "INSTRUCTIONS", "answer", "已落实"), in("question", "DEPLOYMENTS", "answer", "已落实"), in("question", "RESPONSIBILITY", "answer", "存在差距", "deviation", true),
}

// The process at 琼海, which has a commission of its own: from two findings to four tasks (D-CON-1…7, D-TASK-1, D-TASK-6).
func TestConsultationAtQionghai(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH", "PARTY_SECRETARY@HN-HK", "REGION_MANAGER@HN-HK-1", "DISCIPLINE_COMMISSIONER@HN-WZS")
	qh := p.office.id("organisation", "HN-QH")
	js := p.office.id("department", "HN-QH/JS")
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	audit := p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "title", "机房空调采购化整为零", "content", "同类合同拆分三份", "category", "PROCUREMENT",
		"severity", "SERIOUS", "foundOn", "2026-11-01", "aboutOrganisation", qh, "aboutDepartment", js))
	letter := p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "COMPLAINT", "title", "群众反映采购问题", "complaintText", "举报人称……", "category", "PROCUREMENT",
		"severity", "SERIOUS", "foundOn", "2026-11-02", "aboutOrganisation", qh, "aboutDepartment", js))
	problem := p.step(p.office, "problemRegister", "problem", in("organisation", qh, "title", "琼海机房空调采购化整为零规避招标", "description", "审计与举报相互印证", "category", "PROCUREMENT",
		"severity", "SERIOUS", "aboutOrganisation", qh, "aboutDepartment", js, "findings", []any{audit, letter}, "amountInvolved", "386000.50"))
	got := p.leader.must(`query($id: ID!) { problem(id: $id) { sources { code } amountInvolved findings { totalCount { count } nodes { complaintText } } } }`, in("id", problem))
	if len(got.list("problem.sources")) != 2 || got.text("problem.amountInvolved") != "386000.50" || got.get("problem.findings") != nil {
		t.Errorf("the principal leader sees the problem with redacted sources alone: %s", got.Body)
	}
	if text := p.secretary.must(`query($id: ID!) { finding(id: $id) { complaintText } }`, in("id", letter)).text("finding.complaintText"); text != "举报人称……" {
		t.Errorf("the discipline secretary reads %q", text)
	}

	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "MEETING", "title", "物资采购专题会商"))
	one := p.step(p.office, "topicPropose", "topic", p.on("title", "化整为零规避招标", "problem", problem))
	two := p.step(p.office, "topicPropose", "topic", p.on("title", "采购计划管理", "content", "归集不及时", "problem", problem))
	p.step(p.secretary, "consultationOpen", "consultation", p.on(), "WRONG_STATE")
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	// The compiler never settles, nor anybody of the discipline side (D-CON-3).
	settle := func(topic, decision string, more ...any) map[string]any {
		return in(append([]any{"topic", topic, "version", p.version(), "decision", decision}, more...)...)
	}
	for _, c := range []*client{p.office, p.secretary, p.partyclerk} {
		if codes := c.act("topicSettle", "topic", settle(one, "APPROVE")).codes(); len(codes) != 1 || (codes[0] != "FORBIDDEN" && codes[0] != "OUT_OF_SCOPE") {
			t.Errorf("one who may not settle is told %v", codes)
		}
	}
	p.step(p.leader, "topicSettle", "topic", settle(one, "RETURN"), "REQUIRED")
	p.step(p.leader, "topicSettle", "topic", settle(one, "APPROVE"))
	p.step(p.leader, "topicSettle", "topic", settle(two, "APPROVE", "title", "采购计划归集与公示"))
	if a := p.office.must(`query($id: ID!) { topic(id: $id) { title originalTitle state settledBy { number } } }`, in("id", two)); a.text("topic.originalTitle") != "采购计划管理" || a.text("topic.state") != "APPROVED" {
		t.Errorf("the amended topic: %s", a.Body)
	}
	if p.state() != "APPROVED" {
		t.Fatalf("all settled, yet %s", p.state())
	}

	// Every unmet condition of the opening is named at once (D-CON-4, D-CON-5).
	p.step(p.secretary, "consultationOpen", "consultation", p.on(), "ALIGNMENT_MISSING", "STUDY_MISSING", "QUORUM_NOT_MET")
	business, discipline, third := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), w.holderOf("DISCIPLINE_SECRETARY@HN-QH"), w.holderOf("DEPARTMENT_HEAD@HN-QH/YW")
	leader := w.holderOf("PARTY_SECRETARY@HN-QH")
	if head.must(`query($id: ID!) { consultation(id: $id) { id } }`, in("id", p.id)).get("consultation") != nil {
		t.Error("a department head sees a consultation before the invitation")
	}
	seats := p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE", third: "BUSINESS", leader: "OTHER"})
	if head.must(`query($id: ID!) { consultation(id: $id) { title topics { totalCount { count } } } }`, in("id", p.id)).get("consultation.topics.totalCount.count") != float64(3) {
		t.Error("a participant sees the consultation from the invitation (D-CON-9)")
	}
	attend := func(person string, is bool) {
		p.step(p.office, "attendanceRecord", "participant", in("participant", seats[person], "attended", is))
	}
	attend(discipline, true)
	p.step(p.secretary, "consultationOpen", "consultation", p.on(), "QUORUM_NOT_MET")
	attend(business, true)
	p.step(p.secretary, "consultationOpen", "consultation", p.on())

	// Concluding names every topic and field that is missing (D-CON-6).
	a := p.secretary.act("consultationConclude", "consultation", p.on())
	if codes := a.codes(); len(codes) != 3+2 || strings.Count(a.Body, "QUESTION_UNANSWERED") != 3 || strings.Count(a.Body, "TOPIC_INCOMPLETE") != 2 {
		t.Errorf("concluding an empty session is told %v", codes)
	}
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	for _, topic := range []string{one, two} {
		p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "BUSINESS_VIEW", "person", w.uid(business), "text", "业务意见"))
		p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "DISCIPLINE_VIEW", "person", w.uid(discipline), "text", "纪检意见"))
	}
	regions := []any{}
	for n := 1; n <= 3; n++ {
		regions = append(regions, in("region", p.office.id("organisation", fmt.Sprintf("HN-QH-%d", n))))
	}
	measures := func(due any) map[string]any {
		return in("topic", one, "version", p.version(), "kind", "MEASURES", "problem", problem, "rootCause", "计划归集缺位", "measures", []any{
			in("text", "重新归集采购计划,追溯两年同类合同", "dueOn", due, "responsibles", []any{in("department", js)})})
	}
	first := p.step(p.office, "outcomeRecord", "outcome", measures(nil))
	p.step(p.office, "outcomeRecord", "outcome", in("topic", two, "version", p.version(), "kind", "MEASURES", "problem", problem, "rootCause", "公示不到位", "measures", []any{
		in("text", "逐月公示采购计划", "dueOn", "2027-01-31", "immediate", true, "responsibles", regions)}))
	a = p.secretary.act("consultationConclude", "consultation", p.on())
	if codes := a.codes(); len(codes) != 1 || !strings.Contains(a.Body, "measures.0.dueOn") || !strings.Contains(a.Body, "化整为零规避招标") {
		t.Errorf("a measure without a deadline is told %s", a.Body)
	}
	with := measures("2026-12-31")
	with["outcome"], with["outcomeVersion"] = first, 1
	p.step(p.office, "outcomeRecord", "outcome", with)
	p.step(p.leader, "consultationConclude", "consultation", p.on())
	if p.state() != "CONCLUDED" {
		t.Fatalf("concluded, yet %s", p.state())
	}
	tasks := p.leader.must(`query($id: ID!) { consultation(id: $id) { measures { totalCount { count } } tasks(orderBy: [{ field: NUMBER, direction: ASC }]) { nodes { number state dueOn originalDueOn organisation { code } department { code } person { number } settingOrganisation { code } } } } }`, in("id", p.id))
	var numbers []string
	for _, n := range tasks.list("consultation.tasks.nodes") {
		numbers = append(numbers, n.(map[string]any)["number"].(string))
	}
	if fmt.Sprint(numbers) != "[琼海会商督〔2026〕1号 琼海会商督〔2026〕2号 琼海会商督〔2026〕3号 琼海会商督〔2026〕4号]" || tasks.get("consultation.measures.totalCount.count") != float64(2) {
		t.Errorf("two measures become four tasks without gaps: %s", tasks.Body)
	}

	// Minutes are frozen; corrections are dated addenda (D-CON-9, D-GEN-5).
	p.step(p.office, "statementRecord", "statement", in("topic", one, "kind", "DISSENT", "person", w.uid(business), "text", "补记"), "WRONG_STATE")
	p.step(p.office, "addendumAdd", "addendum", in("consultation", p.id, "text", "更正:表述调整"))
	p.step(p.leader, "consultationCancel", "consultation", p.on("reason", "x"), "WRONG_STATE")

	// The region sees its task and its measure, not the deliberation; the neighbour sees nothing at all.
	region := w.as("REGION_MANAGER@HN-QH-1").must(`{ tasks { totalCount { count } nodes { number text problem { title } measure { text } outcome { rootCause } consultation { id } } } consultations { totalCount { count } } }`, nil)
	if region.get("tasks.totalCount.count") != float64(1) || region.get("tasks.nodes.0.consultation") != nil || region.text("tasks.nodes.0.problem.title") == "" || region.get("consultations.totalCount.count") != float64(0) {
		t.Errorf("a region manager sees %s", region.Body)
	}
	for _, n := range p.neighbours {
		a := n.must(`query($c: ID!, $p: ID!, $f: ID!) { consultation(id: $c) { id } problem(id: $p) { id } finding(id: $f) { id } node(id: $c) { id } nodes(ids: [$p]) { id }
			tasks { totalCount { count } } consultations { totalCount { count } } problems { totalCount { count } } findings { totalCount { count } } outcomes { totalCount { count } } measures { totalCount { count } } }`, in("c", p.id, "p", problem, "f", letter))
		if strings.Count(a.Body, `"count":0`) != 6 || a.get("consultation") != nil || a.get("problem") != nil || a.get("finding") != nil || a.get("node") != nil {
			t.Errorf("a neighbour sees %s", a.Body)
		}
	}
	if a := w.as("ANALYST@HN").must(`{ findings { totalCount { count } } consultations { totalCount { count } } problems { totalCount { count } } tasks { totalCount { count } } }`, nil); a.get("findings.totalCount.count") != float64(0) || a.get("consultations.totalCount.count") != float64(0) || a.get("tasks.totalCount.count") != float64(4) {
		t.Errorf("an analyst sees %s", a.Body)
	}
}

// uid is a person's id by number.
func (w *world) uid(number string) string { return w.as("ADMINISTRATOR@HN").id("person", number) }

// About 五指山, which has a commissioner and no offices, the province consults: 五指山 sees its task and not the
// deliberation (D-ORG-1). A finding is registered at home.
func TestConsultationAboutWuzhishan(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN", "PARTY_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH")
	hn, wzs := p.office.id("organisation", "HN"), p.office.id("organisation", "HN-WZS")
	home := w.as("DISCIPLINE_COMMISSIONER@HN-WZS")
	finding := home.act("findingRegister", "finding", in("organisation", wzs, "source", "DAILY_SUPERVISION", "title", "代维考核扣款未执行", "content", "上半年未扣款", "category", "MAINTENANCE",
		"severity", "GENERAL", "foundOn", "2026-11-03", "aboutOrganisation", wzs)).told(t, "register at home").text("findingRegister.finding.id")
	problem := home.act("problemRegister", "problem", in("organisation", wzs, "title", "代维考核扣款未执行", "description", "x", "category", "MAINTENANCE", "severity", "GENERAL", "aboutOrganisation", wzs,
		"findings", []any{finding})).told(t, "a problem at home").text("problemRegister.problem.id")
	home.act("consultationDraft", "consultation", in("organisation", wzs, "kind", "THEMATIC", "form", "MEETING", "title", "x")).told(t, "a commissioner drafts", "FORBIDDEN")
	p.step(p.office, "consultationDraft", "consultation", in("organisation", wzs, "kind", "THEMATIC", "form", "MEETING", "title", "x"), "NOT_HELD_HERE")
	p.step(p.office, "consultationDraft", "consultation", in("organisation", hn, "aboutOrganisation", p.office.id("organisation", "HN-QH"), "kind", "THEMATIC", "form", "MEETING", "title", "x"), "NOT_HELD_HERE")
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", hn, "aboutOrganisation", wzs, "kind", "IMMEDIATE", "form", "ONE_TO_ONE", "title", "五指山代维考核即时会商"))
	topic := p.step(p.office, "topicPropose", "topic", p.on("title", "代维考核扣款", "problem", problem))
	business, discipline := w.holderOf("DEPARTMENT_HEAD@HN-WZS/YW"), w.holderOf("DISCIPLINE_SECRETARY@HN")
	seats := p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE"})
	p.step(p.office, "attendanceRecord", "participant", in("participant", seats[discipline], "attended", true))
	p.step(p.secretary, "consultationOpen", "consultation", p.on(), "SIDES_MISSING")
	p.step(p.office, "attendanceRecord", "participant", in("participant", seats[business], "attended", true))
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	p.step(p.leader, "consultationRatify", "consultation", p.on("accept", true))
	p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "BUSINESS_VIEW", "person", w.uid(business), "text", "业务意见"))
	p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "DISCIPLINE_VIEW", "person", w.uid(discipline), "text", "纪检意见"))
	p.step(p.office, "outcomeRecord", "outcome", in("topic", topic, "version", p.version(), "kind", "MEASURES", "problem", problem, "rootCause", "考核不严", "measures", []any{
		in("text", "补扣并公示", "dueOn", "2026-12-15", "responsibles", []any{in("department", p.office.id("department", "HN-WZS/YW"))})}))
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	a := w.as("PARTY_SECRETARY@HN-WZS").must(`query($c: ID!) { tasks { nodes { number settingOrganisation { code } organisation { code } consultation { id } problem { title } } } consultation(id: $c) { id } topics: consultations { totalCount { count } } outcomes { nodes { topic { id } rootCause } } }`, in("c", p.id))
	if a.text("tasks.nodes.0.number") != "琼会商督〔2026〕1号" || a.text("tasks.nodes.0.settingOrganisation.code") != "HN" || a.text("tasks.nodes.0.organisation.code") != "HN-WZS" || a.get("consultation") != nil || a.get("tasks.nodes.0.consultation") != nil || a.get("outcomes.nodes.0.topic") != nil {
		t.Errorf("五指山 sees %s", a.Body)
	}
}
