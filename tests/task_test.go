package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// at adds the task and its version, as a client who sees it reads it, to an input.
func (p *process) task(c *client, id string, pairs ...any) map[string]any {
	p.t.Helper()
	v := c.must(`query($id: ID!) { task(id: $id) { version } }`, in("id", id)).get("task.version")
	return in(append([]any{"task", id, "version", v}, pairs...)...)
}

func (c *client) taskState(id string) string {
	return c.must(`query($id: ID!) { task(id: $id) { state } }`, in("id", id)).text("task.state")
}

// concluded plays a consultation of an organisation with one topic and one outcome of measures to its end and
// returns the tasks in the order of their numbers.
func (p *process) concluded(about, category string, measures []any) []string {
	p.t.Helper()
	org := p.office.id("organisation", p.org)
	on := p.office.id("organisation", about)
	finding := p.step(p.office, "findingRegister", "finding", in("organisation", org, "source", "AUDIT", "title", "采购化整为零", "content", "x", "category", category,
		"severity", "SERIOUS", "foundOn", "2026-11-01", "aboutOrganisation", on))
	problem := p.step(p.office, "problemRegister", "problem", in("organisation", org, "title", "采购化整为零", "description", "x", "category", category,
		"severity", "SERIOUS", "aboutOrganisation", on, "findings", []any{finding}))
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", org, "aboutOrganisation", on, "kind", "THEMATIC", "form", "MEETING", "title", "专题会商"))
	topic := p.step(p.office, "topicPropose", "topic", p.on("title", "规避招标", "problem", problem))
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	p.step(p.leader, "topicSettle", "topic", in("topic", topic, "version", p.version(), "decision", "APPROVE"))
	business, discipline := p.w.holderOf("PARTY_SECRETARY@"+p.org), p.w.holderOf("DISCIPLINE_SECRETARY@"+p.org)
	for _, seat := range p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE"}) {
		p.step(p.office, "attendanceRecord", "participant", in("participant", seat, "attended", true))
	}
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "BUSINESS_VIEW", "person", p.w.uid(business), "text", "业务意见"))
	p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "DISCIPLINE_VIEW", "person", p.w.uid(discipline), "text", "纪检意见"))
	p.step(p.office, "outcomeRecord", "outcome", in("topic", topic, "version", p.version(), "kind", "MEASURES", "problem", problem, "rootCause", "归集缺位", "measures", measures))
	p.step(p.leader, "consultationConclude", "consultation", p.on())
	var tasks []string
	for _, n := range p.leader.must(`query($id: ID!) { consultation(id: $id) { tasks(first: 100, orderBy: [{ field: NUMBER, direction: ASC }]) { nodes { id } } } }`, in("id", p.id)).list("consultation.tasks.nodes") {
		tasks = append(tasks, n.(map[string]any)["id"].(string))
	}
	return tasks
}

func toDo(text, due string, responsibles ...any) map[string]any {
	return in("text", text, "dueOn", due, "responsibles", responsibles)
}

// days pushes the clock by whole days.
func (w *world) days(n int) { w.clock.Push(time.Duration(n) * 24 * time.Hour) }

// The story of 琼海 to its end: accepted, objected to and reassigned, a report missed, an extension granted on the
// due day, submitted, returned, submitted again, signed by two people of two tracks, closed with numbers; problem
// and consultation close with the last (D-TASK-1…8, D-CON-9).
func TestRectificationAtQionghai(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH", "PARTY_SECRETARY@HN-HK", "DEPARTMENT_HEAD@HN-WZS/YW", "REGION_MANAGER@HN-HK-1")
	js := p.office.id("department", "HN-QH/JS")
	region := func(n int) map[string]any {
		return in("region", p.office.id("organisation", fmt.Sprintf("HN-QH-%d", n)))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("重新归集采购计划", "2026-12-31", in("department", js)), toDo("逐月公示", "2027-01-31", region(1), region(2))})
	if len(tasks) != 3 {
		t.Fatalf("%d tasks", len(tasks))
	}
	main, one, two := tasks[0], tasks[1], tasks[2]
	head, first, second := w.as("DEPARTMENT_HEAD@HN-QH/JS"), w.as("REGION_MANAGER@HN-QH-1"), w.as("REGION_MANAGER@HN-QH-2")

	// Accepted within three working days, by whom it is (D-TASK-4).
	a := head.must(`query($id: ID!) { task(id: $id) { acceptBy overdue daysLeft availableActions { action allowed } } viewer { counts { tasks overdueTasks approvals } tasks { nodes { id } } } }`, in("id", main))
	if a.text("task.acceptBy") != "2026-11-23" || a.get("viewer.counts.tasks") != float64(1) || a.text("viewer.tasks.nodes.0.id") != main {
		t.Errorf("three working days after Wednesday 18 November 2026: %s", a.Body)
	}
	if got := allowed(a, "task"); strings.Join(got, " ") != "TASK_ACCEPT TASK_OBJECT" {
		t.Errorf("the head may %v", got)
	}
	p.step(p.office, "taskAccept", "task", p.task(p.office, main), "OUT_OF_SCOPE")
	p.step(first, "taskAccept", "task", in("task", main, "version", 1), "NOT_FOUND")
	p.step(head, "taskAccept", "task", p.task(head, main))

	// "Not our responsibility": the discipline office of the setting organisation gives it to another region.
	p.step(second, "taskObject", "task", p.task(second, two, "kind", "NOT_OURS", "text", "采购由建维部负责"))
	p.step(second, "taskReport", "task", in("task", two, "text", "x"), "WRONG_STATE")
	third := region(3)
	p.step(p.office, "objectionDecide", "task", p.task(p.office, two, "result", "REASSIGNED", "reason", "改由三区负责"), "REQUIRED")
	p.step(p.office, "objectionDecide", "task", p.task(p.office, two, "result", "REASSIGNED", "reason", "改由三区负责", "responsible", third))
	if second.must(`query($id: ID!) { task(id: $id) { id } }`, in("id", two)).get("task") != nil {
		t.Error("the region that it was taken from still sees it")
	}
	other := w.as("REGION_MANAGER@HN-QH-3")
	p.step(other, "taskAccept", "task", p.task(other, two))
	p.step(first, "taskAccept", "task", p.task(first, one))

	// Reported on in the first month, not in the second: the missed report shows (D-TASK-5).
	p.step(head, "taskReport", "task", in("task", main, "text", "已归集"))
	if head.taskState(main) != "IN_PROGRESS" {
		t.Error("the first report puts it in progress")
	}
	w.days(43) // 31 December 2026
	head = w.as("DEPARTMENT_HEAD@HN-QH/JS")
	p = again(w, p)
	got := p.office.must(`query($m: ID!, $o: ID!) { a: task(id: $m) { missedReports overdue reportBy } b: task(id: $o) { missedReports } }`, in("m", main, "o", one))
	if got.get("a.missedReports") != float64(0) || got.get("b.missedReports") != float64(1) || got.get("a.overdue") != false || got.text("a.reportBy") != "2027-01-17" {
		t.Errorf("reports: %s", got.Body)
	}

	// Asked for on the due day, refused nobody; granted by the discipline office; the original stays (D-TASK-4).
	p.step(head, "extensionRequest", "task", p.task(head, main, "until", "2026-12-30", "reason", "x"), "DATE_ORDER")
	p.step(head, "extensionRequest", "task", p.task(head, main, "until", "2027-01-20", "reason", "供应商延期"))
	p.step(p.leader, "extensionDecide", "task", p.task(p.leader, main, "grant", true), "OUT_OF_SCOPE")
	p.step(p.office, "extensionDecide", "task", p.task(p.office, main, "grant", true))
	got = p.office.must(`query($id: ID!) { task(id: $id) { dueOn originalDueOn extensions extensionRequests { state first } } }`, in("id", main))
	if got.text("task.dueOn") != "2027-01-20" || got.text("task.originalDueOn") != "2026-12-31" || got.get("task.extensions") != float64(1) {
		t.Errorf("extended: %s", got.Body)
	}
	// A later one is the principal leader's.
	p.step(head, "extensionRequest", "task", p.task(head, main, "until", "2027-02-20", "reason", "再延"))
	p.step(p.office, "extensionDecide", "task", p.task(p.office, main, "grant", false, "reason", "x"), "OUT_OF_SCOPE")
	p.step(p.leader, "extensionDecide", "task", p.task(p.leader, main, "grant", false), "REQUIRED")
	p.step(p.leader, "extensionDecide", "task", p.task(p.leader, main, "grant", false, "reason", "不再延期"))

	// Submitted with evidence; one track returns; submitted again; two people of two tracks (D-TASK-3).
	p.step(head, "taskSubmit", "task", p.task(head, main, "text", "已完成"), "EVIDENCE_MISSING")
	p.step(head, "evidenceAdd", "evidence", in("task", main, "description", "公示截图", "effectiveOn", "2027-01-01"), "FUTURE_DATE")
	p.step(head, "evidenceAdd", "evidence", in("task", main, "description", "公示截图", "effectiveOn", "2026-12-30"))
	p.step(head, "taskSubmit", "task", p.task(head, main, "text", "已完成", "improvement", "采购归集制度"+strings.Repeat("一", 3994), "amountRecovered", "12000.5"))
	p.step(head, "taskReport", "task", in("task", main, "text", "x"), "WRONG_STATE")
	p.step(head, "taskSign", "task", p.task(head, main, "track", "PARTY"), "FORBIDDEN")
	p.step(p.office, "taskSign", "task", p.task(p.office, main, "track", "PARTY"), "OUT_OF_SCOPE")
	p.step(p.office, "taskReturn", "task", p.task(p.office, main, "track", "DISCIPLINE", "reason", "缺验收单"))
	got = head.must(`query($id: ID!) { task(id: $id) { state round returns evidence { decision reason round } signatures { track verdict } } }`, in("id", main))
	if got.text("task.state") != "IN_PROGRESS" || got.get("task.round") != float64(2) || got.text("task.evidence.0.decision") != "REJECTED" || got.text("task.signatures.0.verdict") != "RETURNED" {
		t.Errorf("returned: %s", got.Body)
	}
	p.step(head, "taskSubmit", "task", p.task(head, main, "text", "补齐"), "EVIDENCE_MISSING")
	good := p.step(head, "evidenceAdd", "evidence", in("task", main, "description", "验收单", "effectiveOn", "2026-12-31"))
	bad := p.step(head, "evidenceAdd", "evidence", in("task", main, "description", "模糊照片", "effectiveOn", "2026-12-31"))
	p.step(head, "taskSubmit", "task", p.task(head, main, "text", "补齐"))
	p.step(p.partyclerk, "taskSign", "task", p.task(p.partyclerk, main, "track", "PARTY", "rejected", []any{in("evidence", good, "reason", "x"), in("evidence", bad, "reason", "x")}), "EVIDENCE_MISSING")
	if n := p.partyclerk.must(`{ viewer { counts { approvals } approvals { nodes { id } } } tasks(filter: { awaiting: PARTY_TRACK }) { totalCount { count } } }`, nil); n.get("viewer.counts.approvals") != float64(1) || n.text("viewer.approvals.nodes.0.id") != main || n.get("tasks.totalCount.count") != float64(1) {
		t.Errorf("the Party office's approvals: %s", n.Body)
	}
	p.step(p.partyclerk, "taskSign", "task", p.task(p.partyclerk, main, "track", "PARTY", "rejected", []any{in("evidence", bad, "reason", "看不清")}))
	p.step(p.leader, "taskSign", "task", p.task(p.leader, main, "track", "PARTY"), "OFFICE_DONE")
	p.step(p.secretary, "taskSign", "task", p.task(p.secretary, main, "track", "DISCIPLINE"))
	got = head.must(`query($id: ID!) { task(id: $id) { state closeNumber endedAt overdue evidence { decision } history(first: 50) { nodes { act fromState toState actor { number } } } holders { daysOverdue person { number } } } }`, in("id", main))
	if got.text("task.state") != "CLOSED" || got.text("task.closeNumber") != "琼海会商销〔2026〕1号" || got.get("task.overdue") != false {
		t.Errorf("closed: %s", got.Body)
	}
	state := "CLOSED"
	for _, h := range got.list("task.history.nodes") {
		e := h.(map[string]any)
		if e["toState"] != state {
			t.Errorf("history does not replay at %v: %s", e["act"], got.Body)
			break
		}
		if e["fromState"] != nil {
			state = e["fromState"].(string)
		}
	}
	p.step(head, "taskReport", "task", in("task", main, "text", "x"), "WRONG_STATE")
	p.step(p.office, "taskCancel", "task", p.task(p.office, main, "reason", "x"), "WRONG_STATE")

	// The regions' tasks: one is closed, one cancelled; then nothing is open of problem and consultation.
	w.days(33) // 2 February 2027: due on 31 January, overdue by two days
	first = w.as("REGION_MANAGER@HN-QH-1")
	p = again(w, p)
	if got = p.office.must(`query($id: ID!) { task(id: $id) { overdue daysLeft holders { daysOverdue } } organisation(code: "HN-QH") { counts { openTasks overdueTasks } } tasks(filter: { overdue: true }) { totalCount { count } } }`, in("id", one)); got.get("task.overdue") != true || got.get("task.daysLeft") != float64(-2) || got.get("task.holders.0.daysOverdue") != float64(2) || got.get("organisation.counts.openTasks") != float64(2) || got.get("tasks.totalCount.count") != float64(2) {
		t.Errorf("overdue: %s", got.Body)
	}
	p.step(first, "extensionRequest", "task", p.task(first, one, "until", "2027-03-01", "reason", "x"), "DEADLINE_PASSED")
	p.step(first, "evidenceAdd", "evidence", in("task", one, "description", "公示照片", "effectiveOn", "2027-02-01"))
	p.step(first, "taskSubmit", "task", p.task(first, one, "text", "已公示", "improvement", strings.Repeat("二", 3998)+" 三"))
	p.step(p.secretary, "taskSign", "task", p.task(p.secretary, one, "track", "DISCIPLINE"))
	p.step(p.leader, "taskSign", "task", p.task(p.leader, one, "track", "PARTY"))
	if p.state() != "CONCLUDED" {
		t.Error("a task is open, yet the consultation closed")
	}
	p.step(p.leader, "taskCancel", "task", p.task(p.leader, two, "reason", "并入一区"))
	got = p.secretary.must(`query($id: ID!) { consultation(id: $id) { state } problems { nodes { state resolution improvement amountRecovered } } tasks(filter: { state: { eq: CLOSED } }, orderBy: [{ field: NUMBER, direction: ASC }]) { nodes { closeNumber } } }`, in("id", p.id))
	if got.text("consultation.state") != "CLOSED" || got.text("problems.nodes.0.resolution") != "RECTIFIED" || got.text("problems.nodes.0.improvement") != "采购归集制度"+strings.Repeat("一", 3994)+"\n"+strings.Repeat("二", 3998)+" 三" || got.text("tasks.nodes.1.closeNumber") != "琼海会商销〔2027〕1号" {
		t.Errorf("the end of it: %s", got.Body)
	}
	// The neighbours saw nothing of it, to the end.
	for _, n := range p.neighbours {
		if a := n.must(`query($t: ID!) { task(id: $t) { id } node(id: $t) { id } tasks { totalCount { count } } problems { totalCount { count } } }`, in("t", main)); strings.Count(a.Body, `"count":0`) != 2 || a.get("task") != nil || a.get("node") != nil {
			t.Errorf("a neighbour sees %s", a.Body)
		}
	}
}

// allowed are the acts that availableActions allows.
func allowed(a *answer, noun string) (acts []string) {
	for _, one := range a.list(noun + ".availableActions") {
		if m := one.(map[string]any); m["allowed"] == true {
			acts = append(acts, m["action"].(string))
		}
	}
	return acts
}

// again signs everybody in anew: tokens end while the clock is pushed.
func again(w *world, p *process) *process {
	fresh := newProcess(w, p.org, "PARTY_SECRETARY@HN-HK", "DEPARTMENT_HEAD@HN-WZS/YW", "REGION_MANAGER@HN-HK-1")
	fresh.id = p.id
	return fresh
}

// About 五指山, which has no offices, the province's offices sign; 五指山 sees its task and not the deliberation
// (D-TASK-3, D-ORG-1). Whoever takes part in the work signs nothing; two signatures are two people (D-SEC-6).
func TestRectificationAboutWuzhishan(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN", "PARTY_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH", "DEPARTMENT_HEAD@HN-QH/YW")
	head := w.as("DEPARTMENT_HEAD@HN-WZS/YW")
	task := p.concluded("HN-WZS", "MAINTENANCE", []any{toDo("补扣代维款", "2026-12-31", in("department", p.office.id("department", "HN-WZS/YW")))})[0]
	a := head.must(`query($id: ID!, $c: ID!) { task(id: $id) { settingOrganisation { code } organisation { code } consultation { id } problem { title } } consultation(id: $c) { id } }`, in("id", task, "c", p.id))
	if a.text("task.settingOrganisation.code") != "HN" || a.text("task.organisation.code") != "HN-WZS" || a.get("task.consultation") != nil || a.get("consultation") != nil || a.text("task.problem.title") == "" {
		t.Errorf("五指山 sees %s", a.Body)
	}
	p.step(head, "taskAccept", "task", p.task(head, task))
	p.step(head, "evidenceAdd", "evidence", in("task", task, "description", "扣款凭证", "effectiveOn", "2026-11-18"))
	p.step(head, "taskSubmit", "task", p.task(head, task, "text", "已补扣"))
	secretary := w.as("PARTY_SECRETARY@HN-WZS")
	p.step(secretary, "taskSign", "task", p.task(secretary, task, "track", "PARTY"), "OUT_OF_SCOPE")

	// Sixteen signatures at once: one of each track is taken, and the task closes once, with one number (D-TASK-3).
	version := p.office.must(`query($id: ID!) { task(id: $id) { version } }`, in("id", task)).get("task.version")
	type told struct{ codes []string }
	answers := make(chan told, 16)
	for i := range 16 {
		c, track := p.office, "DISCIPLINE"
		if i%2 == 0 {
			c, track = p.partyclerk, "PARTY"
		}
		go func() {
			for {
				a := c.act("taskSign", "task", in("task", task, "version", version, "track", track))
				codes := a.codes()
				if len(codes) == 1 && codes[0] == "VERSION_CONFLICT" {
					fresh := c.ask(`query($id: ID!) { task(id: $id) { version } }`, in("id", task)).get("task.version")
					codes = c.act("taskSign", "task", in("task", task, "version", fresh, "track", track)).codes()
				}
				if len(codes) == 1 && codes[0] == "VERSION_CONFLICT" {
					continue
				}
				answers <- told{codes}
				return
			}
		}()
	}
	signed := 0
	for range 16 {
		if got := <-answers; len(got.codes) == 0 {
			signed++
		} else if !slices.Contains([]string{"OFFICE_DONE", "WRONG_STATE"}, got.codes[0]) {
			t.Errorf("a signature too many is told %v", got.codes)
		}
	}
	a = head.must(`query($id: ID!) { task(id: $id) { state closeNumber signatures { track verdict actingOrganisation { code } } } }`, in("id", task))
	if signed != 2 || len(a.list("task.signatures")) != 2 || a.text("task.closeNumber") != "琼会商销〔2026〕1号" || a.text("task.signatures.0.actingOrganisation.code") != "HN" {
		t.Errorf("%d of 16 signatures were taken: %s", signed, a.Body)
	}
	if p.state() != "CLOSED" {
		t.Errorf("the consultation is %s", p.state())
	}
}

// Suspension, handover, reassignment in bulk, milestones, instructions, and cancelling of an objected task.
func TestTaskOnTheWay(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := p.office.id("department", "HN-QH/JS")
	region := func(n int) map[string]any {
		return in("region", p.office.id("organisation", fmt.Sprintf("HN-QH-%d", n)))
	}
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("归集", "2026-12-10", in("department", js)), toDo("公示", "2027-01-31", region(1), region(2))})
	main, one, two := tasks[0], tasks[1], tasks[2]
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	p.step(head, "taskAccept", "task", p.task(head, main))

	// Milestones have dates of their own; those reached stay.
	p.step(p.secretary, "milestonesSet", "task", p.task(p.secretary, main, "milestones", []any{in("text", "摸底", "dueOn", "2026-11-25"), in("text", "整改", "dueOn", "2026-12-05")}))
	mile := head.must(`query($id: ID!) { task(id: $id) { milestones { id } } }`, in("id", main)).text("task.milestones.0.id")
	v := head.must(`query($id: ID!) { task(id: $id) { version } }`, in("id", main)).get("task.version")
	p.step(head, "milestoneReach", "task", in("milestone", mile, "version", v, "reachedOn", "2026-11-18"))
	p.step(p.secretary, "milestonesSet", "task", p.task(p.secretary, main, "milestones", []any{in("text", "复核", "dueOn", "2026-12-06")}))
	if a := head.must(`query($id: ID!) { task(id: $id) { state milestones { no text reachedOn } } }`, in("id", main)); len(a.list("task.milestones")) != 2 || a.text("task.milestones.1.text") != "复核" || a.text("task.milestones.0.reachedOn") != "2026-11-18" {
		t.Errorf("milestones: %s", a.Body)
	}

	// Suspended for ten days: the clock stands still, the deadline moves by them, the original stays.
	p.step(p.office, "taskSuspend", "task", p.task(p.office, main, "reviewOn", "2026-11-18", "reason", "供应商诉讼"), "DATE_ORDER")
	p.step(p.office, "taskSuspend", "task", p.task(p.office, main, "reviewOn", "2026-12-01", "reason", "供应商诉讼"))
	p.step(head, "taskReport", "task", in("task", main, "text", "x"), "WRONG_STATE")
	w.days(10)
	p = again(w, p)
	p.neighbours = nil
	head = w.as("DEPARTMENT_HEAD@HN-QH/JS")
	first := w.as("REGION_MANAGER@HN-QH-1")
	p.step(p.office, "taskResume", "task", p.task(p.office, main, "reason", "诉讼终结"))
	if a := head.must(`query($id: ID!) { task(id: $id) { state dueOn originalDueOn extensions suspensions { from to } } }`, in("id", main)); a.text("task.dueOn") != "2026-12-20" || a.text("task.originalDueOn") != "2026-12-10" || a.text("task.state") != "IN_PROGRESS" || a.text("task.suspensions.0.to") != "2026-11-28" || a.get("task.extensions") != float64(0) {
		t.Errorf("resumed: %s", a.Body)
	}

	// The leader in charge instructs; nobody else does.
	p.step(p.office, "taskInstruct", "task", in("task", main, "text", "x"), "FORBIDDEN")

	// In bulk: all or none; each refusal is named with its place (D-TASK-9).
	ref := func(c *client, id string) map[string]any { return p.task(c, id) }
	bulk := func(input map[string]any) *answer {
		return p.office.ask(`mutation($in: TasksReassignInput!) { tasksReassign(input: $in) { tasks { id state } errors { code path } } }`, in("in", input))
	}
	stale := ref(p.office, two)
	stale["version"] = 99
	a := bulk(in("tasks", []any{ref(p.office, one), stale}, "responsible", region(3), "reason", "合并办理"))
	if codes := a.codes(); len(codes) != 1 || codes[0] != "VERSION_CONFLICT" || !strings.Contains(a.Body, `"path":["input","tasks","1","version"]`) || first.taskState(one) != "ASSIGNED" {
		t.Errorf("one stale of two: %s", a.Body)
	}
	a = bulk(in("tasks", []any{ref(p.office, one), ref(p.office, two)}, "responsible", region(3), "reason", "合并办理"))
	if len(a.codes()) != 0 || len(a.list("tasksReassign.tasks")) != 2 || first.must(`query($id: ID!) { task(id: $id) { id } }`, in("id", one)).get("task") != nil {
		t.Errorf("both: %s", a.Body)
	}

	// A post handed over takes its open work along, and the trace stays (D-ORG-5).
	admin := w.as("ADMINISTRATOR@HN")
	post := admin.must(`{ post(code: "HN-QH/JS.ZR") { id version holders { person { id number } } } }`, nil)
	fresh := admin.must(`mutation($in: PersonCreateInput!) { personCreate(input: $in) { person { id number } errors { code } } }`, in("in", in("organisation", p.office.id("organisation", "HN-QH"), "number", "HN9001", "name", "样例接任"))).text("personCreate.person.id")
	admin.act("postHandOver", "post", in("post", post.text("post.id"), "version", post.get("post.version"), "person", fresh, "from", "2026-11-28", "reason", "轮岗")).told(t, "hand over")
	a = p.office.must(`query($id: ID!) { task(id: $id) { person { number } holders { from to person { number } } history(first: 3) { nodes { act changes { field newValue } } } } }`, in("id", main))
	if a.text("task.person.number") != "HN9001" || len(a.list("task.holders")) != 2 || a.text("task.holders.0.to") != "2026-11-27" || a.text("task.history.nodes.0.act") != "POST_HAND_OVER" {
		t.Errorf("handed over: %s", a.Body)
	}
	if codes := head.act("taskReport", "task", in("task", main, "text", "x")).codes(); len(codes) == 0 {
		t.Error("who handed the post over still reports")
	}
}
