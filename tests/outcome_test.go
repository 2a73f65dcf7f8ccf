package tests

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/wiring"

	"github.com/google/uuid"
)

// written is a consultation in session with approved topics, ready to be given outcomes.
func (p *process) written(kind string, topics ...map[string]any) []string {
	p.t.Helper()
	ids := p.draft(kind, topics...)
	for _, id := range ids {
		p.settle(p.leader, id, "APPROVE").told(p.t, "approve")
	}
	p.open()
	for _, id := range ids {
		p.views(id)
	}
	return ids
}

// outcome records an outcome of a topic.
func (p *process) outcome(topic, kind string, more ...any) string {
	p.t.Helper()
	input := in(append([]any{"topic", topic, "version", p.version(), "kind", kind}, more...)...)
	if input["outcome"] != nil {
		input["outcomeVersion"] = p.outcomeVersion(input["outcome"])
	}
	return p.step(p.office, "outcomeRecord", "outcome", input)
}

// outcomeVersion is an outcome's version now.
func (p *process) outcomeVersion(id any) any {
	p.t.Helper()
	return p.office.must(`query($id: ID!) { outcome(id: $id) { version } }`, in("id", id)).get("outcome.version")
}

// follow asks for an act on an outcome under the consultation's version.
func (p *process) follow(c *client, mutation, outcome string, more ...any) *answer {
	p.t.Helper()
	return c.act(mutation, "outcome", in(append([]any{"outcome", outcome, "version", p.version()}, more...)...))
}

// holder signs in one of several who hold "ROLE@ORG", by number.
func (w *world) holder(grant, number string) *client {
	w.t.Helper()
	token, err := wiring.Token(context.Background(), w.db, w.issuer, w.clock.Now, grant, number)
	if err != nil {
		w.t.Fatal(err)
	}
	return &client{w, token.Token, "en"}
}

func measure(text, due string, responsibles ...any) map[string]any {
	return in("text", text, "dueOn", due, "responsibles", append([]any{}, responsibles...))
}

// A recommendation waits for the principal leader: adopted, declined with reason, or reported above and settled when
// it comes back; each answer once, and the consultation closes with the last one (D-CON-2, D-CON-9).
func TestRecommendations(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	topics := p.written("THEMATIC", in("title", "一"), in("title", "二"), in("title", "三"))
	adopted, declined, above := p.outcome(topics[0], "RECOMMENDATION", "text", "建议一"), p.outcome(topics[1], "RECOMMENDATION", "text", "建议二"), p.outcome(topics[2], "RECOMMENDATION", "text", "建议三")
	answer := func(c *client, outcome, how string, reason any, codes ...string) {
		t.Helper()
		p.follow(c, "recommendationAnswer", outcome, "answer", how, "reason", reason).told(t, how, codes...)
	}
	answer(p.leader, adopted, "ADOPTED", nil, "WRONG_STATE")
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	for _, c := range []struct {
		who  *client
		code string
	}{{p.office, "OUT_OF_SCOPE"}, {p.secretary, "OUT_OF_SCOPE"}, {p.partyclerk, "OUT_OF_SCOPE"}, {w.as("PARTY_SECRETARY@HN"), "OUT_OF_SCOPE"}, {w.as("PARTY_SECRETARY@HN-HK"), "NOT_FOUND"}} {
		answer(c.who, adopted, "ADOPTED", nil, c.code)
	}
	answer(p.leader, adopted, "PROPOSED", "x", "ONE_OF")
	answer(p.leader, adopted, "SETTLED", "x", "ONE_OF")
	answer(p.leader, declined, "DECLINED", nil, "REQUIRED")
	answer(p.leader, above, "REPORTED_ABOVE", nil, "REQUIRED")
	answer(p.leader, adopted, "ADOPTED", nil)
	answer(p.leader, adopted, "DECLINED", "x", "WRONG_OUTCOME")
	answer(p.leader, declined, "DECLINED", "条件不成熟")
	answer(p.leader, above, "REPORTED_ABOVE", "超出权限,报省公司党委")
	if p.state() != "CONCLUDED" {
		t.Fatalf("one was reported above, yet %s", p.state())
	}
	answer(p.leader, above, "ADOPTED", nil, "ONE_OF")
	answer(p.leader, above, "SETTLED", "省公司党委已批复")
	if p.state() != "CLOSED" {
		t.Errorf("all answered, yet %s", p.state())
	}
	a := p.office.must(`query($id: ID!) { consultation(id: $id) { closedAt outcomes(filter: { kind: { eq: RECOMMENDATION } }, first: 10) { nodes { recommendation answerReason answeredBy { number } } } } }`, in("id", p.id))
	if strings.Count(a.Body, `"number":"`+w.holderOf("PARTY_SECRETARY@HN-QH")) != 3 || a.text("consultation.closedAt") == "" {
		t.Errorf("the answers: %s", a.Body)
	}
}

// A question to the Party committee keeps the consultation open until the Party office records the resolution, once;
// its measures become tasks then, numbered on, and the minutes stay as they were (D-CON-6, D-CON-9, D-TASK-6).
func TestResolutions(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("三重一大")
	topics := p.written("THEMATIC", in("title", "整改", "problem", problem), in("title", "提请一", "majorDecision", "PROJECT"), in("title", "提请二"))
	js, region := in("department", p.office.id("department", "HN-QH/JS")), in("region", p.office.id("organisation", "HN-QH-1"))
	p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("一", "2026-12-31", js)})
	asked, second := p.outcome(topics[1], "TO_COMMITTEE", "text", "是否重新招标?"), p.outcome(topics[2], "TO_COMMITTEE", "text", "是否追责?")
	resolve := func(c *client, outcome string, codes []string, more ...any) *answer {
		t.Helper()
		input := in("resolution", "同意", "document", "琼海党纪〔2026〕8号", "resolvedOn", "2026-11-18")
		for i := 0; i < len(more); i += 2 {
			input[more[i].(string)] = more[i+1]
		}
		var pairs []any
		for k, v := range input {
			pairs = append(pairs, k, v)
		}
		return p.follow(c, "resolutionRecord", outcome, pairs...).told(t, "resolve", codes...)
	}
	resolve(p.partyclerk, asked, []string{"WRONG_STATE"})
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	for _, c := range []struct {
		who  *client
		code string
	}{{p.office, "OUT_OF_SCOPE"}, {p.leader, "FORBIDDEN"}, {w.as("PARTY_OFFICE@HN"), "OUT_OF_SCOPE"}} {
		resolve(c.who, asked, []string{c.code})
	}
	if got := p.partyclerk.actions("outcome", asked); got["RESOLUTION_RECORD"] != "" || got["RECOMMENDATION_ANSWER"] != "WRONG_OUTCOME" || got["OUTCOME_RECORD"] != "WRONG_STATE" {
		t.Errorf("the Party office may %v", got)
	}
	resolve(p.partyclerk, asked, []string{"REQUIRED", "REQUIRED", "FUTURE_DATE"}, "resolution", " ", "document", "", "resolvedOn", "2026-11-19")
	resolve(p.partyclerk, asked, []string{"REQUIRED", "REQUIRED"}, "measures", []any{in("text", "无人负责")})
	done := resolve(p.partyclerk, asked, nil, "measures", []any{measure("重新招标", "2027-03-31", js, region)})
	if done.text("resolutionRecord.outcome.id") != asked {
		t.Errorf("the payload: %s", done.Body)
	}
	resolve(p.partyclerk, asked, []string{"WRONG_OUTCOME"})
	a := p.partyclerk.must(`query($id: ID!) { consultation(id: $id) { state tasks(orderBy: [{ field: NUMBER }]) { nodes { number origin } } } }`, in("id", p.id))
	if a.text("consultation.state") != "CONCLUDED" || fmt.Sprint(a.get("consultation.tasks.nodes")) != "[map[number:琼海会商督〔2026〕1号 origin:OUTCOME] map[number:琼海会商督〔2026〕2号 origin:RESOLUTION] map[number:琼海会商督〔2026〕3号 origin:RESOLUTION]]" {
		t.Errorf("after the resolution: %s", a.Body)
	}
	resolve(p.partyclerk, second, nil)
	if got := p.partyclerk.actions("outcome", second); got["RESOLUTION_RECORD"] != "WRONG_OUTCOME" {
		t.Errorf("once recorded: %v", got)
	}

	// Without any task it closes with the resolution.
	q := newProcess(w, "HN-QH")
	topics = q.written("THEMATIC", in("title", "只提请"))
	asked = q.outcome(topics[0], "TO_COMMITTEE", "text", "?")
	q.step(q.secretary, "consultationConclude", "consultation", q.on())
	if q.state() != "CONCLUDED" {
		t.Errorf("a resolution is awaited, yet %s", q.state())
	}
	q.follow(q.partyclerk, "resolutionRecord", asked, "resolution", "不同意", "document", "x", "resolvedOn", "2026-11-18").told(t, "resolve")
	if q.state() != "CLOSED" {
		t.Errorf("nothing is open, yet %s", q.state())
	}
}

// What each kind of outcome must have: concluding names topic and field of all that is missing at once (D-CON-6).
func TestOutcomesAreComplete(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	kinds := map[string][]string{
		"MEASURES": {"businessView", "disciplineView", "measures", "problem", "rootCause"}, "RECOMMENDATION": {"businessView", "disciplineView", "text"},
		"TO_COMMITTEE": {"businessView", "disciplineView", "text"}, "TRANSFERRED": {"businessView", "disciplineView", "receiver", "transferredOn"},
		"NO_MEASURE": {"businessView", "disciplineView", "text"}, "INFORMATION": nil, "NOTHING": {"outcome"},
	}
	var lists []map[string]any
	for kind := range kinds {
		lists = append(lists, in("title", kind))
	}
	topics := p.draft("THEMATIC", lists...)
	for _, topic := range topics {
		p.settle(p.leader, topic, "APPROVE").told(t, "approve")
	}
	p.open()
	of := map[string]string{}
	for n, topic := range topics {
		if of[lists[n]["title"].(string)] = topic; lists[n]["title"] != "NOTHING" {
			p.outcome(topic, lists[n]["title"].(string))
		}
	}
	a := p.leader.act("consultationConclude", "consultation", p.on())
	for kind, fields := range kinds {
		var got []string
		for _, e := range a.list("consultationConclude.errors") {
			params := map[string]string{}
			for _, v := range e.(map[string]any)["params"].([]any) {
				m := v.(map[string]any)
				params[m["name"].(string)], _ = m["value"].(string)
			}
			if params["topic"] == kind {
				got = append(got, params["missing"])
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, fields) {
			t.Errorf("%s lacks %v, told %v", kind, fields, got)
		}
	}
	p.step(p.office, "outcomeRecord", "outcome", in("topic", of["INFORMATION"], "version", p.version(), "kind", "INFORMATION", "receiver", "x", "measures", []any{in("text", "x")}), "ONLY_WITH", "ONLY_WITH")
}

// A branch's own leader is concerned by a problem that only an outcome names: what he does not see he does not
// conclude, and whoever does makes every task, all or none (D-CON-7, D-SEC-6).
func TestHiddenOutcomesAreConcludedWhole(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	him := w.uid(w.holderOf("PARTY_SECRETARY@HN-QH"))
	problem := p.problem("一把手本人事项", "concerns", []any{him})
	topics := p.written("THEMATIC", in("title", "议题"))
	p.outcome(topics[0], "INFORMATION", "text", "x")
	p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("其本人整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	p.leader.act("consultationConclude", "consultation", p.on()).told(t, "who does not see all of it concludes", "OUT_OF_SCOPE")
	if got := p.leader.actions("consultation", p.id)["CONSULTATION_CONCLUDE"]; got != "OUT_OF_SCOPE" {
		t.Errorf("he is offered to conclude: %q", got)
	}
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	a := p.secretary.must(`query($id: ID!) { consultation(id: $id) { outcomes { nodes { final } } tasks { totalCount { count } } } }`, in("id", p.id))
	if strings.Contains(a.Body, `"final":false`) || a.get("consultation.tasks.totalCount.count") != float64(1) {
		t.Errorf("concluded: %s", a.Body)
	}
	if a := p.leader.must(`{ tasks { totalCount { count } } measures { totalCount { count } } }`, nil); strings.Count(a.Body, `"count":0`) != 2 {
		t.Errorf("the one concerned sees %s", a.Body)
	}
}

// Where both who could conclude are concerned, it is the next level's counterpart who does (D-SEC-6).
func TestBothSecretariesAreConcerned(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	above := w.as("DISCIPLINE_SECRETARY@HN")
	problem := p.problem("两名书记事项", "concerns", []any{w.uid(w.holderOf("PARTY_SECRETARY@HN-QH")), w.uid(w.holderOf("DISCIPLINE_SECRETARY@HN-QH"))})
	topics := p.draft("THEMATIC", in("title", "两名书记事项", "problem", problem))
	p.settle(w.as("PARTY_SECRETARY@HN"), topics[0], "APPROVE").told(t, "settled above")
	p.prepare(map[string]string{w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"): "BUSINESS", w.holderOf("DISCIPLINE_OFFICE@HN-QH"): "DISCIPLINE"})
	for _, c := range []*client{p.leader, p.secretary} {
		c.act("consultationOpen", "consultation", p.on()).told(t, "one of them opens", "OUT_OF_SCOPE")
	}
	w.as("DISCIPLINE_SECRETARY@HN").act("consultationOpen", "consultation", p.on()).told(t, "the level above opens")
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	for kind, person := range map[string]string{"BUSINESS_VIEW": "DEPARTMENT_HEAD@HN-QH/JS", "DISCIPLINE_VIEW": "DISCIPLINE_OFFICE@HN-QH"} {
		p.step(p.office, "statementRecord", "statement", in("topic", topics[0], "kind", kind, "person", w.uid(w.holderOf(person)), "text", "x"))
	}
	p.outcome(topics[0], "TRANSFERRED", "transferredOn", "2026-11-18", "receiver", "省公司纪委")
	above.act("consultationConclude", "consultation", p.on()).told(t, "the level above concludes")
	// Who is not concerned keeps his own: nothing is taken up that need not be.
	q := newProcess(w, "HN-QH")
	q.draft("THEMATIC", in("title", "普通"))
	above.act("consultationCancel", "consultation", q.on("reason", "x")).told(t, "the level above cancels what is not its own", "OUT_OF_SCOPE")
}

// The superior's document is recorded by the office of the other track, and by another than who compiled the list
// (D-CON-3, D-SEC-6).
func TestCompilerRecordsNoSettlement(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN")
	clerk, head := w.holder("DISCIPLINE_OFFICE@HN", "HN0010"), w.holder("DISCIPLINE_OFFICE@HN", "HN0009")
	p.office = head
	own := p.problem("省公司书记本人事项", "concerns", []any{w.uid("HN0001")})
	// He drafted it; the topic is another's, and yet the list is his.
	p.id = p.step(head, "consultationDraft", "consultation", in("organisation", head.id("organisation", "HN"), "kind", "THEMATIC", "form", "WRITTEN", "title", "x"))
	topics := []string{p.step(p.secretary, "topicPropose", "topic", p.on("title", "其本人事项", "problem", own))}
	p.step(head, "consultationSubmit", "consultation", p.on())
	p.settle(head, topics[0], "APPROVE", "externalDocument", "批复").told(t, "the compiler records", "SETTLER_COMPILED")
	if got := head.actions("topic", topics[0])["TOPIC_SETTLE"]; got != "SETTLER_COMPILED" {
		t.Errorf("the compiler is offered to settle: %q", got)
	}
	p.settle(clerk, topics[0], "APPROVE", "externalDocument", "批复").told(t, "another of the office records")
	if a := p.secretary.must(`query($id: ID!) { topic(id: $id) { externalDocument settledBy { number } consultation { state ratifiedBy { number } } } }`, in("id", topics[0])); a.text("topic.externalDocument") != "批复" || a.text("topic.consultation.state") != "APPROVED" {
		t.Errorf("settled: %s", a.Body)
	}
}

// An immediate consultation opens unratified and cannot conclude so; refused it is cancelled, ratified it concludes;
// once (D-CON-3, D-CON-9).
func TestImmediateConsultations(t *testing.T) {
	w := newWorld(t)
	begin := func(concerns ...any) (*process, string, string) {
		p := newProcess(w, "HN-QH")
		problem := p.problem("紧急事项", "concerns", append([]any{}, concerns...))
		p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", "HN-QH"), "kind", "IMMEDIATE", "form", "WRITTEN", "title", "即时"))
		topic := p.step(p.office, "topicPropose", "topic", p.on("title", "紧急事项", "problem", problem))
		p.open()
		p.views(topic)
		return p, topic, problem
	}
	p, topic, _ := begin()
	p.secretary.act("consultationConclude", "consultation", p.on()).told(t, "unratified", "NOT_RATIFIED", "TOPIC_UNSETTLED")
	p.leader.act("consultationCancel", "consultation", p.on("reason", "x")).told(t, "a session is not cancelled", "WRONG_STATE")
	for who, code := range map[*client]string{p.office: "OUT_OF_SCOPE", p.secretary: "OUT_OF_SCOPE", p.partyclerk: "OUT_OF_SCOPE", w.as("PARTY_SECRETARY@HN"): "OUT_OF_SCOPE"} {
		who.act("consultationRatify", "consultation", p.on("accept", true)).told(t, "another ratifies", code)
	}
	p.leader.act("consultationRatify", "consultation", p.on("accept", true, "externalDocument", "x")).told(t, "a document not asked for", "MUST_BE_EMPTY")
	p.leader.act("consultationRatify", "consultation", p.on("accept", true)).told(t, "ratify")
	p.leader.act("consultationRatify", "consultation", p.on("accept", true)).told(t, "ratify twice", "WRONG_STATE")
	p.outcome(topic, "NO_MEASURE", "text", "已当场纠正")
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	if p.state() != "CLOSED" {
		t.Errorf("ratified and nothing open, yet %s", p.state())
	}

	p, topic, problem := begin()
	p.leader.act("consultationRatify", "consultation", p.on("accept", false)).told(t, "refuse without reason", "REQUIRED")
	p.leader.act("consultationRatify", "consultation", p.on("accept", false, "reason", "不属即时事项")).told(t, "refuse")
	a := p.office.must(`query($c: ID!, $t: ID!) { consultation(id: $c) { state cancelReason ratifiedAt } topic(id: $t) { state } }`, in("c", p.id, "t", topic))
	if a.text("consultation.state") != "CANCELLED" || a.text("consultation.cancelReason") != "不属即时事项" || a.text("topic.state") != "WITHDRAWN" {
		t.Errorf("refused: %s", a.Body)
	}
	// Its topics are free again: the problem can go into another list, or be merged.
	q := newProcess(w, "HN-QH")
	q.draft("THEMATIC", in("title", "另议", "problem", problem))

	// What concerns the leader is ratified above, with all of it; he does not ratify the half that he sees.
	p, topic, _ = begin(w.uid(w.holderOf("PARTY_SECRETARY@HN-QH")))
	p.leader.act("consultationRatify", "consultation", p.on("accept", true)).told(t, "the one concerned ratifies", "OUT_OF_SCOPE")
	above := w.as("PARTY_SECRETARY@HN")
	above.act("consultationRatify", "consultation", p.on("accept", true)).told(t, "the level above ratifies")
	p.outcome(topic, "NO_MEASURE", "text", "x")
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
}

// An unfinished topic is carried over to another draft, with whom it concerns and who is recused; one with an
// outcome is not unfinished (D-CON-9).
func TestCarryOver(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("未议完")
	topics := p.written("THEMATIC", in("title", "未议完", "content", "内容", "problem", problem, "majorDecision", "FUNDS"), in("title", "已议"))
	next := newProcess(w, "HN-QH")
	next.id = next.step(next.office, "consultationDraft", "consultation", in("organisation", next.office.id("organisation", "HN-QH"), "kind", "THEMATIC", "form", "WRITTEN", "title", "下次"))
	carry := func(topic, to string, codes ...string) string {
		t.Helper()
		return p.office.act("topicCarryOver", "topic", in("topic", topic, "version", p.version(), "to", to, "reason", "时间不够")).told(t, "carry over", codes...).text("topicCarryOver.topic.id")
	}
	p.step(p.office, "topicRecuse", "topic", in("topic", topics[0], "people", []any{w.uid(w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"))}, "reason", "利害关系"))
	p.outcome(topics[1], "INFORMATION", "text", "x")
	carry(topics[1], next.id, "OUTCOME_RECORDED")
	carry(topics[0], p.id, "WRONG_STATE")
	carry(topics[0], next.id)
	carry(topics[0], next.id, "WRONG_STATE")
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	if p.state() != "CLOSED" {
		t.Errorf("concluded without it, yet %s", p.state())
	}
	a := p.office.must(`query($a: ID!, $b: ID!) { topic(id: $a) { state reason } consultation(id: $b) { topics { nodes { id study title content state majorDecision { code } problem { id } proposedBy { number } carriedFrom { id } recused { number } } } } }`, in("a", topics[0], "b", next.id))
	if a.text("topic.state") != "CARRIED_OVER" || a.text("topic.reason") != "时间不够" {
		t.Errorf("what was carried over: %s", a.Body)
	}
	if a.text("consultation.topics.nodes.1.carriedFrom.id") != topics[0] || a.text("consultation.topics.nodes.1.state") != "PROPOSED" || a.text("consultation.topics.nodes.1.problem.id") != problem ||
		a.text("consultation.topics.nodes.1.content") != "内容" || a.text("consultation.topics.nodes.1.majorDecision.code") != "FUNDS" || a.text("consultation.topics.nodes.1.recused.0.number") != "HN0108" {
		t.Errorf("carried over to: %s", a.Body)
	}
	// Who was recused from it does not see it where it goes on, though invited.
	next.prepare(map[string]string{"HN0108": "BUSINESS"})
	if a := w.as("DEPARTMENT_HEAD@HN-QH/JS").must(`query($b: ID!) { consultation(id: $b) { topics { totalCount { count } } } }`, in("b", next.id)); a.get("consultation.topics.totalCount.count") != float64(1) {
		t.Errorf("the recused sees %s", a.Body)
	}
}

// Minutes freeze on conclusion: no act changes them, addenda stand beside them with their date, and the tables
// themselves refuse (D-CON-9, D-GEN-5).
func TestMinutesAreFrozen(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("冻结")
	topics := p.written("THEMATIC", in("title", "冻结", "problem", problem))
	p.step(p.office, "paperAdd", "paper", in("consultation", p.id, "topic", topics[0], "title", "材料", "text", "x"))
	p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("一", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	minutes := func() string {
		return trimCost(p.secretary.must(`query($id: ID!) { consultation(id: $id) { title state concludedAt alignment { documents gaps } answers { question { code } answer }
			participants { nodes { person { number } attended } } papers { nodes { title text } }
			topics(first: 5) { nodes { title state statements(first: 5) { nodes { kind text person { number } } } recused { number } outcomes(first: 5) { nodes { kind rootCause text final measures(first: 5) { nodes { text dueOn responsibles { post { code } } } } } } } } } }`, in("id", p.id)).Body)
	}
	before, seat := minutes(), p.office.must(`query($id: ID!) { consultation(id: $id) { participants { nodes { id } } } }`, in("id", p.id)).text("consultation.participants.nodes.0.id")
	first := p.step(p.office, "addendumAdd", "addendum", in("consultation", p.id, "topic", topics[0], "text", "更正一"))
	w.clock.Push(48 * time.Hour)
	p = &process{t: t, w: w, org: p.org, id: p.id, office: w.as("DISCIPLINE_OFFICE@HN-QH"), secretary: w.as("DISCIPLINE_SECRETARY@HN-QH"), leader: w.as("PARTY_SECRETARY@HN-QH")}
	p.step(p.office, "addendumAdd", "addendum", in("consultation", p.id, "text", "更正二"))
	a := p.office.must(`query($id: ID!) { consultation(id: $id) { addenda { nodes { id text addedAt addedBy { number } topic { id } } } } }`, in("id", p.id))
	if a.text("consultation.addenda.nodes.0.id") != first || !strings.HasPrefix(a.text("consultation.addenda.nodes.1.addedAt"), "2026-11-20") || a.text("consultation.addenda.nodes.0.topic.id") != topics[0] {
		t.Errorf("the addenda: %s", a.Body)
	}
	for mutation, told := range p.office.tell([]order{
		{"statementRecord", "statementRecord", in("topic", topics[0], "kind", "DISSENT", "person", w.uid("HN0108"), "text", "x")},
		{"answersRecord", "answersRecord", in("consultation", p.id, "answers", threeAnswers)},
		{"attendanceRecord", "attendanceRecord", in("participant", seat, "attended", false)},
		{"outcomeRecord", "outcomeRecord", in("topic", topics[0], "version", p.version(), "kind", "INFORMATION", "text", "x")},
		{"paperAdd", "paperAdd", in("consultation", p.id, "title", "x", "text", "x")},
		{"topicRecuse", "topicRecuse", in("topic", topics[0], "people", []any{w.uid("HN0107")}, "reason", "x")},
	}) {
		if told != "WRONG_STATE" {
			t.Errorf("%s after the conclusion: told %q", mutation, told)
		}
	}
	// Past every rule: the API's own login is refused by the tables.
	claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", "HN0110")), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{{Role: auth.DisciplineOffice, Org: "HN-QH"}}}
	for _, change := range []string{
		`UPDATE statement SET text = 'x'`, `UPDATE outcome SET text = 'x'`, `UPDATE outcome SET root_cause = 'y'`, `UPDATE outcome SET problem_id = NULL WHERE kind = 'MEASURES'`, `UPDATE measure SET text = 'x'`, `UPDATE measure SET due_on = '2027-12-31'`,
		`DELETE FROM responsible`, `DELETE FROM measure`, `UPDATE answer SET answer = 'x'`, `UPDATE participant SET required = NOT required`, `UPDATE alignment SET gaps = 'x'`, `UPDATE paper SET title = 'x'`, `UPDATE topic SET title = 'x'`,
		`INSERT INTO statement (province_id, org_id, consultation_id, topic_id, kind, person_id, text, recorded_at) SELECT province_id, org_id, consultation_id, topic_id, kind, person_id, 'x', recorded_at FROM statement LIMIT 1`,
		`INSERT INTO measure (province_id, org_id, consultation_id, outcome_id, no, text) SELECT province_id, org_id, consultation_id, outcome_id, 9, 'x' FROM measure LIMIT 1`,
	} {
		err := w.db.Change(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, change)
			return err
		})
		if codes := fault.All(err); len(codes) != 1 || codes[0].Code != fault.Frozen {
			t.Errorf("%s: %v", change, err)
		}
	}
	if after := minutes(); after != before {
		t.Errorf("the minutes changed:\n%s\n%s", before, after)
	}
}

// An outcome that is replaced keeps what is left out of it, its measures too; what goes only with another kind goes with the
// kind.
func TestAReplacedOutcomeKeepsWhatIsLeftOut(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	topics, problem := p.written("THEMATIC", in("title", "议题")), p.problem("招标")
	stands := func() string {
		a := p.office.must(`query($id: ID!) { consultation(id: $id) { outcomes { nodes { kind rootCause text receiver transferredOn problem { title } measures { nodes { text } } } } } }`, in("id", p.id))
		body, _ := json.Marshal(a.list("consultation.outcomes.nodes")[0])
		return string(body)
	}
	id := p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "原因", "text", "说明", "measures", []any{measure("整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	before := stands()
	p.outcome(topics[0], "MEASURES", "outcome", id, "rootCause", "新原因")
	if got, want := stands(), strings.Replace(before, "原因", "新原因", 1); got != want {
		t.Errorf("the root cause alone was given: %s, want %s", got, want)
	}
	p.outcome(topics[0], "MEASURES", "outcome", id, "text", nil, "measures", nil)
	if got, want := stands(), `{"kind":"MEASURES","measures":{"nodes":[]},"problem":{"title":"招标"},"receiver":null,"rootCause":"新原因","text":null,"transferredOn":null}`; got != want {
		t.Errorf("text and measures are cleared: %s, want %s", got, want)
	}
	p.outcome(topics[0], "TRANSFERRED", "outcome", id, "transferredOn", "2026-11-02", "receiver", "集团")
	p.outcome(topics[0], "INFORMATION", "outcome", id)
	if got, want := stands(), `{"kind":"INFORMATION","measures":{"nodes":[]},"problem":{"title":"招标"},"receiver":null,"rootCause":"新原因","text":null,"transferredOn":null}`; got != want {
		t.Errorf("another kind: %s, want %s", got, want)
	}
}
