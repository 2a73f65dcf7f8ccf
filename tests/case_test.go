package tests

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// draft begins a consultation at the process's organisation with topics about problems, submits it and, unless
// told otherwise, has the leader approve everything.
func (p *process) draft(kind string, topics ...map[string]any) []string {
	p.t.Helper()
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", p.org), "kind", kind, "form", "WRITTEN", "title", kind))
	var ids []string
	for _, t := range topics {
		input := p.on()
		for k, v := range t {
			input[k] = v
		}
		ids = append(ids, p.step(p.office, "topicPropose", "topic", input))
	}
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	return ids
}

func (p *process) settle(c *client, topic, decision string, more ...any) *answer {
	p.t.Helper()
	return c.act("topicSettle", "topic", in(append([]any{"topic", topic, "version", p.version(), "decision", decision}, more...)...))
}

func (p *process) problem(title string, more ...any) string {
	p.t.Helper()
	qh := p.office.id("organisation", p.org)
	return p.step(p.office, "problemRegister", "problem", in(append([]any{"organisation", qh, "title", title, "description", title, "category", "PROCUREMENT", "severity", "GENERAL", "aboutOrganisation", qh}, more...)...))
}

// open prepares and opens a written consultation with both sides.
func (p *process) open() {
	p.t.Helper()
	p.prepare(map[string]string{p.w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"): "BUSINESS", p.w.holderOf("DISCIPLINE_SECRETARY@HN-QH"): "DISCIPLINE"})
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
}

// views records both views of a topic.
func (p *process) views(topic string) {
	p.t.Helper()
	p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "BUSINESS_VIEW", "person", p.w.uid(p.w.holderOf("DEPARTMENT_HEAD@HN-QH/JS")), "text", "业务意见"))
	p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "DISCIPLINE_VIEW", "person", p.w.uid(p.w.holderOf("DISCIPLINE_SECRETARY@HN-QH")), "text", "纪检意见"))
}

// A topic that concerns the branch's own head is hidden from him — in lists, counts, nodes, edges and history —
// and is settled above; at the province it takes a superior's document (D-SEC-6, "concerns").
func TestConcernedLeader(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	him := w.uid(w.holderOf("PARTY_SECRETARY@HN-QH"))
	problem := p.problem("一把手本人事项", "concerns", []any{him})
	topics := p.draft("THEMATIC", in("title", "其本人事项", "problem", problem), in("title", "一般事项"))
	a := p.leader.must(`query($c: ID!, $p: ID!, $t: ID!) { consultation(id: $c) { topics { totalCount { count } nodes { title } } } problem(id: $p) { id } topic(id: $t) { id } node(id: $t) { id } problems { totalCount { count } } }`,
		in("c", p.id, "p", problem, "t", topics[0]))
	if a.get("consultation.topics.totalCount.count") != float64(2) || a.get("problem") != nil || a.get("topic") != nil || a.get("node") != nil || a.get("problems.totalCount.count") != float64(0) || strings.Contains(a.Body, "本人") {
		t.Errorf("the one concerned sees %s", a.Body)
	}
	p.settle(p.leader, topics[0], "APPROVE").told(t, "he settles his own", "NOT_FOUND")
	p.settle(w.as("PARTY_SECRETARY@HN"), topics[1], "APPROVE").told(t, "the level above settles what is not its own", "OUT_OF_SCOPE")
	p.settle(p.leader, topics[1], "APPROVE").told(t, "he settles the other")
	if p.state() != "SUBMITTED" {
		t.Errorf("one topic waits above, yet %s", p.state())
	}
	p.settle(w.as("PARTY_SECRETARY@HN"), topics[0], "APPROVE", "externalDocument", "x").told(t, "a document that is not asked for", "MUST_BE_EMPTY")
	p.settle(w.as("PARTY_SECRETARY@HN"), topics[0], "APPROVE").told(t, "the level above settles")
	if p.state() != "APPROVED" {
		t.Errorf("all settled, yet %s", p.state())
	}
	// Who does not see all of it neither opens nor cancels it; the discipline secretary does.
	p.leader.act("consultationCancel", "consultation", p.on("reason", "x")).told(t, "he cancels", "OUT_OF_SCOPE")
	p.secretary.act("consultationCancel", "consultation", p.on("reason", "改期")).told(t, "the discipline secretary cancels")

	top := newProcess(w, "HN")
	office := top.office
	top.office = top.secretary
	own := top.problem("省公司书记本人事项", "concerns", []any{w.uid(w.holderOf("PARTY_SECRETARY@HN"))})
	topics = top.draft("THEMATIC", in("title", "其本人事项", "problem", own))
	top.settle(top.leader, topics[0], "APPROVE").told(t, "the province's secretary settles his own", "NOT_FOUND")
	top.settle(office, topics[0], "APPROVE").told(t, "without the superior's document", "EXTERNAL_RECORD_NEEDED")
	top.settle(office, topics[0], "APPROVE", "externalDocument", "国资委党委批复〔2026〕9号").told(t, "recorded by the office of the other track")
}

// Recusal hides a topic from the recused at once, and they count neither way for its quorum (D-CON-5).
func TestRecusal(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	topics := p.draft("THEMATIC", in("title", "回避议题"), in("title", "普通议题"))
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(t, "approve")
	}
	js := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS")
	p.open()
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	count := func() any {
		return head.must(`query($c: ID!) { consultation(id: $c) { topics { totalCount { count } } } }`, in("c", p.id)).get("consultation.topics.totalCount.count")
	}
	if count() != float64(3) {
		t.Errorf("before the recusal he sees %v topics", count())
	}
	p.views(topics[0])
	p.step(p.office, "topicRecuse", "topic", in("topic", topics[0], "people", []any{w.uid(js)}, "reason", "利害关系"))
	a := head.must(`query($c: ID!, $t: ID!) { consultation(id: $c) { topics { totalCount { count } nodes { title statements { totalCount { count } } } } history(first: 50) { nodes { act reason } } } topic(id: $t) { id } node(id: $t) { id } }`, in("c", p.id, "t", topics[0]))
	if a.get("consultation.topics.totalCount.count") != float64(2) || a.get("topic") != nil || a.get("node") != nil || strings.Contains(a.Body, "回避") || strings.Contains(a.Body, "利害") {
		t.Errorf("the recused sees %s", a.Body)
	}
	p.step(p.office, "statementRecord", "statement", in("topic", topics[0], "kind", "DISSENT", "person", w.uid(js), "text", "x"), "INVALID_VALUE")
	seen := p.office.must(`query($t: ID!) { topic(id: $t) { recused { number } statements { totalCount { count } } } }`, in("t", topics[0]))
	if seen.text("topic.recused.0.number") != js || seen.get("topic.statements.totalCount.count") != float64(2) {
		t.Errorf("the office sees %s", seen.Body)
	}
}

// Secrecy and the need-to-know list are inherited downward, in the database: problem, topic, outcome, measure,
// task and history; and each read of what is confidential is logged (D-SEC-7).
func TestSecrecyIsInherited(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("涉密问题")
	topics := p.draft("THEMATIC", in("title", "涉密议题", "problem", problem))
	p.settle(p.leader, topics[0], "APPROVE").told(t, "approve")
	p.open()
	p.views(topics[0])
	p.step(p.office, "outcomeRecord", "outcome", in("topic", topics[0], "version", p.version(), "kind", "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{
		in("text", "涉密措施", "dueOn", "2026-12-31", "responsibles", []any{in("department", p.office.id("department", "HN-QH/YW"))})}))
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	look := `{ tasks { totalCount { count } nodes { secrecy text } } measures { totalCount { count } nodes { id } } outcomes(filter: { kind: { eq: MEASURES } }) { totalCount { count } nodes { id } } problems { totalCount { count } nodes { id } } }`
	counts := func(who string) string {
		a := w.as(who).must(look, nil)
		var seen []any
		for _, list := range []string{"problems", "outcomes", "measures", "tasks"} {
			// Numbers may be kept (docs/decisions/0048): the rows are asked for as well, each by its own policy.
			rows := len(a.list(list + ".nodes"))
			if n := a.get(list + ".totalCount.count"); n != float64(rows) {
				t.Errorf("%s sees %d of %s and is told of %v", who, rows, list, n)
			}
			seen = append(seen, rows)
		}
		return strings.TrimSuffix(fmt.Sprintln(seen...), "\n")
	}
	expect := func(grade string, want map[string]string) {
		t.Helper()
		for who, n := range want {
			if got := counts(who); got != n {
				t.Errorf("%s: %s sees problem, outcome, measure, task %s, want %s", grade, who, got, n)
			}
		}
	}
	all, none := "1 1 1 1", "0 0 0 0"
	expect("INTERNAL", map[string]string{"PARTY_SECRETARY@HN": all, "PARTY_OFFICE@HN": all, "ANALYST@HN": all, "DEPARTMENT_HEAD@HN-QH/YW": all, "PARTY_OFFICE@HN-QH": all, "DEPARTMENT_HEAD@HN-QH/ZH": none, "PARTY_SECRETARY@HN-HK": none, "REGION_MANAGER@HN-QH-1": none})
	set := func(grade string, readers ...any) {
		t.Helper()
		version := p.office.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", problem)).get("problem.version")
		p.step(p.office, "problemSetSecrecy", "problem", in("problem", problem, "version", version, "secrecy", grade, "readers", append([]any{}, readers...), "concerns", []any{}, "reason", "定密"))
	}
	set("RESTRICTED")
	expect("RESTRICTED", map[string]string{"PARTY_SECRETARY@HN": none, "PARTY_OFFICE@HN": none, "ANALYST@HN": none, "DISCIPLINE_OFFICE@HN": all, "DISCIPLINE_SECRETARY@HN": all,
		"PARTY_OFFICE@HN-QH": all, "PARTY_COMMITTEE_MEMBER@HN": none, "PARTY_SECRETARY@HN-QH": all, "DISCIPLINE_OFFICE@HN-QH": all, "DEPARTMENT_HEAD@HN-QH/ZH": none})
	// Assignment puts the person on the list: the one responsible keeps the task, and nothing more.
	expect("RESTRICTED", map[string]string{"DEPARTMENT_HEAD@HN-QH/YW": "0 0 0 1"})
	set("CONFIDENTIAL", w.uid(w.holderOf("ANALYST@HN")))
	expect("CONFIDENTIAL", map[string]string{"PARTY_SECRETARY@HN": none, "DISCIPLINE_OFFICE@HN": none, "DISCIPLINE_SECRETARY@HN": all, "PARTY_OFFICE@HN-QH": none,
		"PARTY_SECRETARY@HN-QH": all, "DISCIPLINE_SECRETARY@HN-QH": all, "DISCIPLINE_OFFICE@HN-QH": all, "ANALYST@HN": all, "DEPARTMENT_HEAD@HN-QH/YW": "0 0 0 1"})
	history := `query($p: ID!) { problem(id: $p) { history { totalCount { count } } } }`
	if a := w.as("DISCIPLINE_SECRETARY@HN").must(history, in("p", problem)); a.get("problem.history.totalCount.count") != float64(3) {
		t.Errorf("its history: %s", a.Body)
	}
	var events, logged int
	super := w.store.Super(t)
	if err := super.QueryRow(`SELECT count(*) FILTER (WHERE secrecy <> 'CONFIDENTIAL'), (SELECT count(*) FROM read_log WHERE noun = 'Task') FROM history WHERE noun IN ('Problem', 'Task')`).Scan(&events, &logged); err != nil || events != 0 || logged == 0 {
		t.Errorf("%d lines of history are open, %d reads of the task logged: %v", events, logged, err)
	}
}

// Several findings are one problem; a merge takes them along; a problem closes without measure by both offices,
// two people; the same again within a year is proposed as a recurrence and counts when confirmed (D-TASK-7).
func TestProblems(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	finding := func(title string) string {
		return p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "title", title, "content", title, "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", qh))
	}
	version := func(id string) any {
		return p.office.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", id)).get("problem.version")
	}
	p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "COMPLAINT", "title", "x", "content", "x", "category", "BUSINESS", "severity", "GENERAL", "foundOn", "2027-11-01", "aboutOrganisation", p.office.id("organisation", "HN")),
		"REQUIRED", "MUST_BE_EMPTY", "NOT_LEAF", "FUTURE_DATE", "INVALID_VALUE")
	one, two := p.problem("问题甲", "findings", []any{finding("甲一")}), p.problem("问题乙", "findings", []any{finding("乙一"), finding("乙二")})
	p.step(p.office, "problemAddFindings", "problem", in("problem", one, "version", version(one), "findings", []any{finding("甲二")}, "reason", "同一事项"))
	p.step(p.office, "problemMerge", "problem", in("problem", two, "version", version(two), "into", one, "reason", "同一事项"))
	a := p.office.must(`query($a: ID!, $b: ID!) { a: problem(id: $a) { findings { totalCount { count } } sources { code } } b: problem(id: $b) { state resolution mergedInto { id } findings { totalCount { count } } } }`, in("a", one, "b", two))
	if a.get("a.findings.totalCount.count") != float64(4) || a.text("b.resolution") != "MERGED" || a.text("b.mergedInto.id") != one || a.get("b.findings.totalCount.count") != float64(0) {
		t.Errorf("merged: %s", a.Body)
	}
	closing := func(c *client, codes ...string) {
		t.Helper()
		c.act("problemCloseWithoutMeasure", "problem", in("problem", one, "version", version(one), "reason", "已自行纠正")).told(t, "close without measure", codes...)
	}
	closing(p.leader, "FORBIDDEN")
	closing(p.office)
	closing(p.office, "OFFICE_DONE")
	// The Party office sees the problem once a task carries it, or here as the office that closes it.
	if w.as("PARTY_OFFICE@HN-QH").must(`query($p: ID!) { problem(id: $p) { id } }`, in("p", one)).get("problem") == nil {
		t.Error("the Party office cannot see the problem that waits for its agreement")
	}
	closing(p.partyclerk)
	again := p.problem("问题甲又现")
	a = p.office.must(`query($p: ID!) { problem(id: $p) { recurrence recurrenceOf { id } } }`, in("p", again))
	if a.text("problem.recurrence") != "PROPOSED" || a.text("problem.recurrenceOf.id") != one {
		t.Errorf("a recurrence is proposed: %s", a.Body)
	}
	p.step(p.office, "problemConfirmRecurrence", "problem", in("problem", again, "version", version(again), "accept", true, "reason", "同类同部门"))
	p.step(p.office, "problemConfirmRecurrence", "problem", in("problem", again, "version", version(again), "accept", false, "reason", "x"), "RECURRENCE_NOT_PROPOSED")
	p.step(p.office, "problemSetMandate", "problem", in("problem", again, "version", version(again), "issuer", "集团公司巡视办", "document", "巡〔2026〕8号", "item", "三、2", "reports", []any{"2026-12-20", "2027-03-20"}))
	if a := p.office.must(`query($p: ID!) { problem(id: $p) { mandateReports mandateIssuer } }`, in("p", again)); len(a.list("problem.mandateReports")) != 2 {
		t.Errorf("the mandate: %s", a.Body)
	}
	p.step(p.office, "problemTransfer", "problem", in("problem", again, "version", version(again), "transferredOn", "2026-11-18", "receiver", "地方纪委"))
	look := func(c *client) any {
		return c.must(`query($p: ID!) { problem(id: $p) { id } }`, in("p", again)).get("problem")
	}
	if look(p.leader) != nil || look(p.office) == nil {
		t.Error("a transferred problem is for discipline roles alone")
	}
}

// Numbers run without gaps when several consultations conclude at once, and a conclusion that fails half way
// leaves nothing (D-TASK-6, D-CON-7).
func TestConcludingIsWhole(t *testing.T) {
	w := newWorld(t)
	var sessions []*process
	for range 4 {
		p := newProcess(w, "HN-QH")
		problem := p.problem("并发")
		topics := p.draft("THEMATIC", in("title", "并发", "problem", problem))
		p.settle(p.leader, topics[0], "APPROVE").told(t, "approve")
		p.open()
		p.views(topics[0])
		p.step(p.office, "outcomeRecord", "outcome", in("topic", topics[0], "version", p.version(), "kind", "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{
			in("text", "一", "dueOn", "2026-12-31", "responsibles", []any{in("department", p.office.id("department", "HN-QH/YW")), in("region", p.office.id("organisation", "HN-QH-1"))}),
			in("text", "二", "dueOn", "2026-12-31", "responsibles", []any{in("department", p.office.id("department", "HN-QH/JS"))})}))
		sessions = append(sessions, p)
	}
	super := w.store.Super(t)
	exec := func(sql string) {
		t.Helper()
		if _, err := super.Exec(sql); err != nil {
			t.Fatal(err)
		}
	}
	left := func() string {
		var s string
		if err := super.QueryRow(`SELECT (SELECT count(*) FROM task) || ' ' || (SELECT count(*) FROM counter) || ' ' || (SELECT count(*) FROM outcome WHERE final OR kind = 'INFORMATION') || ' ' || (SELECT count(*) FROM consultation WHERE state = 'CONCLUDED')`).Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	exec(`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken off'; END $$`)
	first := sessions[0]
	for _, table := range []string{"task", "counter", "outcome", "measure", "consultation", "history", "audit_entry"} {
		exec(`CREATE TRIGGER zzz AFTER INSERT OR UPDATE ON ` + table + ` FOR EACH ROW EXECUTE FUNCTION break_off()`)
		first.secretary.act("consultationConclude", "consultation", first.on()).told(t, "broken off at "+table, "INTERNAL")
		exec(`DROP TRIGGER zzz ON ` + table)
		if got := left(); got != "0 0 0 0" {
			t.Errorf("broken off at %s, there are tasks, counters, final outcomes, concluded: %s", table, got)
		}
	}
	var wait sync.WaitGroup
	for _, p := range sessions {
		input := p.on("idempotencyKey", "6f2f5e0e-8d2b-4c61-9a55-0123456789a"+fmt.Sprint(slices.Index(sessions, p)))
		for range 2 { // the same request twice at once, as after an ambiguous commit
			wait.Go(func() { p.secretary.act("consultationConclude", "consultation", input).told(t, "conclude") })
		}
	}
	wait.Wait()
	var serials string
	if err := super.QueryRow(`SELECT string_agg(serial::text, ' ' ORDER BY serial) FROM task`).Scan(&serials); err != nil || serials != "1 2 3 4 5 6 7 8 9 10 11 12" {
		t.Errorf("numbers: %s %v", serials, err)
	}
}
