package tests

import (
	"strings"
	"testing"
	"time"
)

// vacates ends the substantive appointment to a post on the day before today.
func (w *world) vacates(post string) {
	w.t.Helper()
	a := w.as("ADMINISTRATOR@HN")
	h := a.must(`{ post(code: "`+post+`") { appointments(filter: { state: { eq: CONFIRMED } }) { nodes { id version to } } } }`, nil)
	for _, n := range h.list("post.appointments.nodes") {
		if m := n.(map[string]any); m["to"] == nil {
			a.do("appointmentEnd", "appointment", in("appointment", m["id"], "version", m["version"], "to", w.clock.Now().AddDate(0, 0, -1).Format("2006-01-02"), "reason", "调离")).told(w.t, "leave "+post)
		}
	}
}

// Where the responsible post is vacant and no substitute is named the next level up acts for it, sees it as its own work and
// says so; a substitute of a vacant post says so too (D-ORG-5).
func TestVacantPostIsActedForAbove(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js, region := p.office.id("department", "HN-QH/JS"), p.office.id("organisation", "HN-QH-2")
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("部门", "2026-12-31", in("department", js)), toDo("区域", "2026-12-31", in("region", region))})
	whose := func(role, org, department string) string {
		a := p.office.must(`query($r: Role!, $o: ID!, $d: ID) { authority(role: $r, organisation: $o, department: $d) { role reason actingOrganisation { code } holders { person { number } } } }`,
			in("r", role, "o", p.office.id("organisation", org), "d", map[bool]any{true: department, false: nil}[department != ""]))
		return strings.Join([]string{a.text("authority.role"), a.text("authority.reason"), a.text("authority.actingOrganisation.code"), a.text("authority.holders.0.person.number")}, " ")
	}
	if got := whose("DEPARTMENT_HEAD", "HN-QH", js); !strings.HasPrefix(got, "DEPARTMENT_HEAD HOLDER HN-QH HN") {
		t.Errorf("held: %s", got)
	}
	above := w.as("PARTY_SECRETARY@HN")
	leader := w.holderOf("PARTY_SECRETARY@HN-QH")
	for i, post := range []string{"HN-QH/JS.ZR", "HN-QH-2.JL"} {
		id := tasks[i]
		p.step(p.leader, "taskAccept", "task", p.task(p.leader, id), "OUT_OF_SCOPE")
		w.vacates(post)
		p = again(w, p)
		deputy := in("id", id)
		who := p.leader
		if i == 0 { // The leader in charge of the department comes first, where there is one.
			in := p.leader.must(`{ department(code: "HN-QH/JS") { leaderInCharge { person { number } post { organisation { code } } } } }`, nil)
			if number := in.text("department.leaderInCharge.person.number"); number != "" && number != leader {
				who = w.holder("LEADERSHIP_MEMBER@"+in.text("department.leaderInCharge.post.organisation.code"), number)
				p.step(p.leader, "taskAccept", "task", p.task(p.leader, id), "OUT_OF_SCOPE")
			}
		}
		p.step(above, "taskAccept", "task", p.task(above, id), "OUT_OF_SCOPE")
		if got := who.actions("task", id)["TASK_ACCEPT"]; got != "" {
			t.Errorf("%s: who stands in is told %q", post, got)
		}
		if a := who.must(`{ viewer { tasks { nodes { id } } } }`, nil); !strings.Contains(a.Body, id) {
			t.Errorf("%s: not his work: %s", post, a.Body)
		}
		p.step(who, "taskAccept", "task", p.task(who, id))
		p.step(who, "taskReport", "task", in("task", id, "text", "代办"))
		p.step(who, "extensionRequest", "task", p.task(who, id, "until", "2027-01-31", "reason", "x"))
		p.step(p.office, "extensionDecide", "task", p.task(p.office, id, "grant", true))
		p.step(who, "evidenceAdd", "evidence", in("task", id, "description", "x", "effectiveOn", "2026-11-18"))
		p.step(who, "taskSubmit", "task", p.task(who, id, "text", "x"))
		a := p.office.must(`query($id: ID!) { task(id: $id) { history(first: 1) { nodes { act capacity nextLevel onBehalfOf { number } } } } }`, deputy)
		if a.text("task.history.nodes.0.act") != "TASK_SUBMIT" || a.get("task.history.nodes.0.nextLevel") != true || a.text("task.history.nodes.0.capacity") != "SUBSTANTIVE" {
			t.Errorf("%s: history does not say that the next level did it: %s", post, a.Body)
		}
		// Who acted for the responsible side signs nothing of it.
		if got := who.actions("task", id)["TASK_SIGN"]; who == p.leader && got != "OWN_MATTER" {
			t.Errorf("%s: he signs what he submitted: %q", post, got)
		}
	}
	if got := whose("REGION_MANAGER", "HN-QH-2", ""); got != "PARTY_SECRETARY VACANT_ABOVE HN-QH "+leader {
		t.Errorf("the region is vacant: %s", got)
	}
	if got := whose("DEPARTMENT_HEAD", "HN-QH", js); !strings.Contains(got, " VACANT_ABOVE HN") {
		t.Errorf("the department is vacant: %s", got)
	}
	// A substitute of the vacant post.
	two := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("区域", "2026-12-31", in("region", region)), toDo("区域", "2026-12-31", in("region", region))})
	more, only := two[0], two[1]
	p.step(p.leader, "taskAccept", "task", p.task(p.leader, only))
	admin := w.as("ADMINISTRATOR@HN")
	number := w.holderOf("REGION_MANAGER@HN-QH-1")
	admin.act("substitutionCreate", "substitution", in("post", admin.id("post", "HN-QH-2.JL"), "person", w.uid(number), "from", "2026-11-18", "to", "2026-11-30", "reason", "空缺")).told(t, "name a substitute")
	stand := w.holder("REGION_MANAGER@HN-QH-2", number)
	p.step(p.leader, "taskAccept", "task", p.task(p.leader, more), "OUT_OF_SCOPE")
	p.step(stand, "taskAccept", "task", p.task(stand, more))
	a := p.office.must(`query($id: ID!) { task(id: $id) { history(first: 1) { nodes { capacity nextLevel onBehalfOf { number } } } } }`, in("id", more))
	if a.text("task.history.nodes.0.capacity") != "SUBSTITUTE" || a.get("task.history.nodes.0.nextLevel") != false || a.get("task.history.nodes.0.onBehalfOf") != nil {
		t.Errorf("the substitute of a vacant post: %s", a.Body)
	}
	// Who only accepted for the responsible side signs nothing of it either.
	p.step(stand, "evidenceAdd", "evidence", in("task", only, "description", "x", "effectiveOn", "2026-11-18"))
	p.step(stand, "taskSubmit", "task", p.task(stand, only, "text", "x"))
	if got := p.leader.actions("task", only)["TASK_SIGN"]; got != "OWN_MATTER" {
		t.Errorf("he signs what he accepted: %q", got)
	}
}

// With both secretaries of the province recused, a session is concluded on a superior's document that an office records, and
// history names it; a recusal is undone until its topic is discussed (D-CON-5).
func TestBothSecretariesAtTheTopAreRecused(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN")
	topics := p.draft("THEMATIC", in("title", "回避"), in("title", "其他"))
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(t, "approve")
	}
	business, discipline := w.holderOf("DEPARTMENT_HEAD@HN/CW"), w.holderOf("DISCIPLINE_OFFICE@HN")
	p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE"})
	both := []any{w.uid(w.holderOf("PARTY_SECRETARY@HN")), w.uid(w.holderOf("DISCIPLINE_SECRETARY@HN"))}
	recuse := func() {
		p.step(p.office, "topicRecuse", "topic", in("topic", topics[0], "people", both, "reason", "利害关系"))
	}
	recuse()
	p.step(p.office, "topicRecusalUndo", "topic", in("topic", topics[0], "people", []any{w.uid(business)}, "reason", "x"), "NOT_FOUND")
	p.step(p.office, "topicRecusalUndo", "topic", in("topic", topics[0], "people", both, "reason", "登记有误"))
	if p.leader.must(`query($t: ID!) { topic(id: $t) { title } }`, in("t", topics[0])).get("topic") == nil {
		t.Error("the recusal was undone, yet he does not see the topic")
	}
	recuse()
	for _, c := range []*client{p.leader, p.secretary} {
		if got := c.actions("consultation", p.id)["CONSULTATION_OPEN"]; got != "OUT_OF_SCOPE" {
			t.Errorf("a recused secretary is offered to open: %q", got)
		}
	}
	recorded := func(mutation string, more ...any) {
		t.Helper()
		p.step(p.partyclerk, mutation, "consultation", p.on(more...), "EXTERNAL_RECORD_NEEDED")
		p.step(p.partyclerk, mutation, "consultation", p.on(append(more, "externalDocument", "国资委党委批复〔2026〕9号")...))
		a := p.partyclerk.must(`query($id: ID!) { consultation(id: $id) { history(first: 3) { nodes { toState document } } } }`, in("id", p.id))
		if !strings.Contains(a.Body, "国资委党委批复〔2026〕9号") {
			t.Errorf("%s: history does not name the document: %s", mutation, a.Body)
		}
	}
	recorded("consultationOpen")
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	p.step(p.office, "statementRecord", "statement", in("topic", topics[0], "kind", "REPORT", "person", w.uid(business), "text", "x"))
	p.step(p.office, "topicRecusalUndo", "topic", in("topic", topics[0], "people", both, "reason", "x"), "TOPIC_DISCUSSED")
	for _, x := range topics {
		p.outcome(x, "INFORMATION")
	}
	recorded("consultationConclude")
	q := newProcess(w, "HN")
	own := q.problem("两名书记事项", "concerns", both)
	q.draft("THEMATIC", in("title", "两名书记事项", "problem", own))
	p.id = q.id
	recorded("consultationCancel", "reason", "另行处理")
	// What was carried over keeps nobody from the rest.
	r := newProcess(w, "HN")
	topics = r.draft("THEMATIC", in("title", "回避"), in("title", "其他"))
	for _, x := range topics {
		r.settle(r.leader, x, "APPROVE").told(t, "approve")
	}
	r.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE"})
	r.step(r.secretary, "consultationOpen", "consultation", r.on())
	r.step(r.office, "answersRecord", "consultation", in("consultation", r.id, "answers", threeAnswers))
	r.step(r.office, "topicRecuse", "topic", in("topic", topics[0], "people", both, "reason", "x"))
	version := func(c *client, id string) any {
		return c.must(`query($id: ID!) { consultation(id: $id) { version } }`, in("id", id)).get("consultation.version")
	}
	next := r.step(r.office, "consultationDraft", "consultation", in("organisation", r.office.id("organisation", "HN"), "kind", "THEMATIC", "form", "WRITTEN", "title", "下次"))
	r.step(r.office, "topicCarryOver", "topic", in("topic", topics[0], "version", version(r.office, r.id), "to", next, "reason", "x"))
	r.step(r.office, "outcomeRecord", "outcome", in("topic", topics[1], "version", version(r.office, r.id), "kind", "INFORMATION"))
	r.step(r.leader, "consultationConclude", "consultation", r.on())
}

// The top's own matter rests on a superior's document, whatever is decided: objection, reassignment, suspension, resumption,
// cancellation (D-SEC-6).
func TestOwnMatterAtTheTopRestsOnADocument(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN")
	jwb := in("department", p.office.id("department", "HN/JWB"))
	elsewhere := in("department", p.office.id("department", "HN/CW"))
	head := w.as("DEPARTMENT_HEAD@HN/JWB")
	const paper = "省纪委批复〔2026〕3号"
	for name, act := range map[string]struct {
		before   func(id string)
		mutation string
		input    []any
	}{
		"objection":  {func(id string) { p.step(head, "taskObject", "task", p.task(head, id, "kind", "WORDING", "text", "x")) }, "objectionDecide", []any{"result", "MAINTAINED", "reason", "x"}},
		"reassign":   {func(string) {}, "taskReassign", []any{"responsible", elsewhere, "reason", "x"}},
		"suspension": {func(id string) { p.step(head, "taskAccept", "task", p.task(head, id)) }, "taskSuspend", []any{"reviewOn", "2026-12-01", "reason", "x"}},
		"resumption": {func(id string) {
			p.step(head, "taskAccept", "task", p.task(head, id))
			p.step(p.partyclerk, "taskSuspend", "task", p.task(p.partyclerk, id, "reviewOn", "2026-12-01", "reason", "x", "externalDocument", paper))
		}, "taskResume", []any{"reason", "x"}},
		"cancellation": {func(string) {}, "taskCancel", []any{"reason", "x"}},
	} {
		id := p.concluded("HN", "PROCUREMENT", []any{toDo(name, "2026-12-31", jwb)})[0]
		act.before(id)
		p.step(p.office, act.mutation, "task", p.task(p.office, id, act.input...), "OWN_MATTER")
		p.step(p.partyclerk, act.mutation, "task", p.task(p.partyclerk, id, act.input...), "EXTERNAL_RECORD_NEEDED")
		p.step(p.partyclerk, act.mutation, "task", p.task(p.partyclerk, id, append(act.input, "externalDocument", paper)...))
		a := p.partyclerk.must(`query($id: ID!) { task(id: $id) { history(first: 1) { nodes { document } } } }`, in("id", id))
		if a.text("task.history.nodes.0.document") != paper {
			t.Errorf("%s: %s", name, a.Body)
		}
	}
}

// What has open work is not deactivated: a post, a department, a region, a branch. The refusal lists it to who sees it; to an
// administrator it tells that there is some (D-ORG-2, D-SEC-1).
func TestOpenWorkIsNotDeactivated(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	region, js := p.office.id("organisation", "HN-QH-2"), p.office.id("department", "HN-QH/JS")
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("区域", "2026-12-31", in("region", region)), toDo("部门", "2026-12-31", in("department", p.office.id("department", "HN-QH/YW"), "jointDepartments", []any{js}))})
	admin := w.as("ADMINISTRATOR@HN")
	told := func(noun, code string, want ...string) {
		t.Helper()
		id := admin.id(noun, code)
		version := admin.must(`query($c: String!) { `+noun+`(code: $c) { version } }`, in("c", code)).get(noun + ".version")
		a := admin.do(noun+"Deactivate", noun, in(noun, id, "version", version, "reason", "撤并"))
		a.told(t, noun+" "+code, want...)
		if strings.Contains(a.Body, "会商督") || strings.Contains(a.Body, "专题会商") {
			t.Errorf("an administrator is told of work that is not his to see: %s", a.Body)
		}
	}
	w.vacates("HN-QH-2.JL")
	w.vacates("HN-QH-2.ZY")
	told("post", "HN-QH-2.JL", "OPEN_WORK_ELSEWHERE")
	told("organisation", "HN-QH-2", "OPEN_WORK_ELSEWHERE")
	told("department", "HN-QH/JS", "IN_USE", "OPEN_WORK_ELSEWHERE") // joined to a task
	told("organisation", "HN-QH", "IN_USE", "IN_USE", "OPEN_WORK_ELSEWHERE")
	p.step(p.office, "taskCancel", "task", p.task(p.office, tasks[0], "reason", "撤并"))
	p.step(p.office, "taskCancel", "task", p.task(p.office, tasks[1], "reason", "撤并"))
	told("post", "HN-QH-2.JL")
	told("organisation", "HN-QH-2")
	told("department", "HN-QH/JS", "IN_USE")
	// What a running session has written down for a department becomes its task: it is open work too.
	problem := p.problem("问题")
	topics := p.written("THEMATIC", in("title", "议题"))
	p.outcome(topics[0], "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/ZH")))})
	for _, n := range admin.must(`{ department(code: "HN-QH/ZH") { posts(first: 50) { nodes { code } } } }`, nil).list("department.posts.nodes") {
		w.vacates(n.(map[string]any)["code"].(string))
	}
	told("department", "HN-QH/ZH", "OPEN_WORK_ELSEWHERE")
}

// A handover that is recorded late charges each day to who held the post on it, and the task's history has its reason; the
// move of a region stands in the history of its tasks (D-ORG-2, D-ORG-5).
func TestLateHandoverCountsFromItsDay(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	region := p.office.id("organisation", "HN-QH-2")
	two := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-11-20", in("region", region)), toDo("其他", "2026-11-20", in("region", region))})
	id, ended := two[0], two[1]
	before := w.holderOf("REGION_MANAGER@HN-QH-2")
	w.days(21) // 9 December: 19 days overdue
	clerk := w.as("DISCIPLINE_OFFICE@HN-QH")
	p.step(clerk, "taskCancel", "task", p.task(clerk, ended, "reason", "x"))
	admin := w.as("ADMINISTRATOR@HN")
	person, _ := record(admin.do("personCreate", "person", in("organisation", region, "number", "HN9301", "name", "接任人")), "personCreate", "person")
	admin.do("postHandOver", "post", in("post", admin.id("post", "HN-QH-2.JL"), "version", 1, "person", person, "from", "2026-11-30", "reason", "轮岗")).told(t, "hand over")
	a := w.as("DISCIPLINE_OFFICE@HN-QH").must(`query($id: ID!) { task(id: $id) { person { number } holders { person { number } from to daysOverdue } history(first: 1) { nodes { act reason } } } }`, in("id", id))
	if a.text("task.person.number") != "HN9301" || a.text("task.history.nodes.0.reason") != "轮岗" {
		t.Errorf("handed over: %s", a.Body)
	}
	if a.text("task.holders.0.person.number") != before || a.text("task.holders.0.to") != "2026-11-29" || a.get("task.holders.0.daysOverdue") != 9.0 || a.get("task.holders.1.daysOverdue") != 10.0 {
		t.Errorf("the days: %s", a.Body)
	}
	// A task that had ended by then is the earlier holder's until the handover's day, too.
	a = w.as("DISCIPLINE_OFFICE@HN-QH").must(`query($id: ID!) { task(id: $id) { holders { person { number } to } } }`, in("id", ended))
	if a.text("task.holders.0.to") != "2026-11-29" || a.text("task.holders.1.person.number") != "HN9301" {
		t.Errorf("the days of what had ended: %s", a.Body)
	}
	w.clock.Push(time.Second)
	version := admin.must(`{ organisation(code: "HN-QH-2") { version } }`, nil).get("organisation.version")
	admin.do("organisationMove", "organisation", in("organisation", region, "version", version, "branch", admin.id("organisation", "HN-WN"), "reason", "区划调整")).told(t, "move")
	a = w.as("DISCIPLINE_OFFICE@HN").must(`query($id: ID!) { task(id: $id) { history(first: 1) { nodes { act changes { field oldValue newValue } } } } }`, in("id", id))
	if a.text("task.history.nodes.0.act") != "ORGANISATION_MOVE" || !strings.Contains(a.text("task.history.nodes.0.changes.0.newValue"), "HN-WN") {
		t.Errorf("the move: %s", a.Body)
	}
}

// An office is where its body is: not made, not changed into, and the body does not go while its office is there (D-ORG-1).
func TestOfficeNeedsItsBody(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	wzs, qh := a.id("organisation", "HN-WZS"), a.must(`{ organisation(code: "HN-QH") { id version name numberPrefix partyOrganisation } }`, nil)
	a.do("departmentCreate", "department", in("organisation", wzs, "code", "HN-WZS/JW2", "name", "纪委办公室", "kind", "DISCIPLINE_OFFICE", "riskDomains", []any{}, "businessLines", []any{})).told(t, "create", "BODY_MISSING")
	a.do("departmentCreate", "department", in("organisation", a.id("organisation", "HN-QH-1"), "code", "HN-QH-1/DW", "name", "党委办公室", "kind", "PARTY_OFFICE", "riskDomains", []any{}, "businessLines", []any{})).told(t, "create at a region", "BODY_MISSING")
	yw := a.must(`{ department(code: "HN-WZS/YW") { id version name businessLines { code } } }`, nil)
	a.do("departmentUpdate", "department", in("department", yw.text("department.id"), "version", yw.get("department.version"), "name", "x", "kind", "DISCIPLINE_OFFICE", "riskDomains", []any{}, "businessLines", []any{})).told(t, "change into", "BODY_MISSING")
	a.do("organisationUpdate", "organisation", in("organisation", qh.text("organisation.id"), "version", qh.get("organisation.version"), "name", qh.text("organisation.name"), "numberPrefix", qh.text("organisation.numberPrefix"),
		"partyOrganisation", qh.text("organisation.partyOrganisation"), "disciplineBody", "COMMISSIONER")).told(t, "take the body away", "BODY_MISSING")
}

// A joint department's head sees the task whatever its secrecy, and not the problem; who leads a branch leads its regions too
// (D-TASK-10, D-ORG-6).
func TestJointDepartmentAndLeaderBelow(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := p.office.id("department", "HN-QH/JS")
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("配合", "2026-12-31", in("department", p.office.id("department", "HN-QH/YW"), "jointDepartments", []any{js})), toDo("区域", "2026-12-31", in("region", p.office.id("organisation", "HN-QH-2")))})
	problem := p.office.must(`query($id: ID!) { task(id: $id) { problem { id version } } }`, in("id", tasks[0]))
	joint := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	for i, grade := range []string{"RESTRICTED", "CONFIDENTIAL"} {
		p.step(p.secretary, "problemSetSecrecy", "problem", in("problem", problem.text("task.problem.id"), "version", problem.get("task.problem.version").(float64)+float64(i), "secrecy", grade, "readers", []any{}, "concerns", []any{}, "reason", "定密"))
		a := joint.must(`query($id: ID!) { task(id: $id) { text problem { id } } }`, in("id", tasks[0]))
		if a.text("task.text") != "配合" || a.get("task.problem") != nil {
			t.Errorf("%s: the joint department's head sees %s", grade, a.Body)
		}
		if w.as("DEPARTMENT_HEAD@HN-QH/ZH").must(`query($id: ID!) { task(id: $id) { text } }`, in("id", tasks[0])).get("task") != nil {
			t.Errorf("%s: another department's head sees the task", grade)
		}
	}
	a := p.office.must(`{ b: organisation(code: "HN-QH") { leaderInCharge { post { code } } } r: organisation(code: "HN-QH-2") { leaderInCharge { post { code } } } d: department(code: "HN-QH/YW") { leaderInCharge { post { code } } } }`, nil)
	if a.text("b.leaderInCharge.post.code") == "" || a.text("r.leaderInCharge.post.code") != a.text("b.leaderInCharge.post.code") || a.text("d.leaderInCharge.post.code") == "" {
		t.Errorf("in charge: %s", a.Body)
	}
	if got := p.office.must(`query($id: ID!) { task(id: $id) { leaderInCharge { number } } }`, in("id", tasks[1])).text("task.leaderInCharge.number"); got == "" {
		t.Error("the region's task has no leader in charge")
	}
}
