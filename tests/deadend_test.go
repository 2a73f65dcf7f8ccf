package tests

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// reopened is a problem whose only task is closed, so that only what a second consultation has about it keeps it open.
type reopened struct {
	*process
	problem      string
	topic, other string
}

// reopen plays a problem to its task's submission, puts a topic about it and another one on the list of a second
// consultation, and closes the task.
func reopen(t *testing.T, w *world, kind string, submit bool) *reopened {
	t.Helper()
	p := &reopened{process: newProcess(w, "HN-QH")}
	p.t = t
	task := p.submitted("HN-QH/JS")
	p.problem = p.office.must(`query($id: ID!) { task(id: $id) { problem { id } } }`, in("id", task)).text("task.problem.id")
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", p.org), "kind", kind, "form", "WRITTEN", "title", "再议"))
	p.topic = p.step(p.office, "topicPropose", "topic", p.on("title", "再议", "problem", p.problem))
	p.other = p.step(p.office, "topicPropose", "topic", p.on("title", "另一议题"))
	if submit {
		p.step(p.office, "consultationSubmit", "consultation", p.on())
	}
	p.step(p.office, "taskSign", "task", p.task(p.office, task, "track", "DISCIPLINE"))
	p.step(p.leader, "taskSign", "task", p.task(p.leader, task, "track", "PARTY"))
	p.is("a topic about it waits", "OPEN")
	return p
}

// is tells how the problem was closed, or that it is open.
func (p *reopened) is(why, want string) {
	p.t.Helper()
	a := p.office.must(`query($id: ID!) { problem(id: $id) { state resolution } }`, in("id", p.problem))
	got := a.text("problem.resolution")
	if a.text("problem.state") == "OPEN" {
		got = "OPEN"
	}
	if got != want {
		p.t.Errorf("%s, yet the problem is %s and not %s", why, got, want)
	}
}

func (p *reopened) session() {
	p.t.Helper()
	for _, x := range []string{p.topic, p.other} {
		p.settle(p.leader, x, "APPROVE").told(p.t, "approve")
	}
	p.open()
	p.views(p.topic)
	p.outcome(p.other, "INFORMATION")
}

func (p *reopened) conclude() {
	p.t.Helper()
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
}

// A problem with a closed task closes at whichever act takes the last obstacle away, and not before (D-TASK-7).
func TestProblemClosesWithItsLastObstacle(t *testing.T) {
	w := newWorld(t)
	submitted := func(t *testing.T) *reopened { return reopen(t, w, "THEMATIC", true) }
	settle := func(decision string) func(*testing.T) *reopened {
		return func(t *testing.T) *reopened {
			p := submitted(t)
			p.settle(p.leader, p.topic, decision, "reason", "x").told(t, decision)
			return p
		}
	}
	for name, last := range map[string]func(*testing.T) *reopened{
		"the topic is withdrawn": func(t *testing.T) *reopened {
			p := reopen(t, w, "THEMATIC", false)
			p.step(p.office, "topicWithdraw", "topic", in("topic", p.topic, "version", p.version(), "reason", "不再提请"))
			return p
		},
		"the topic is returned": settle("RETURN"),
		"the topic is deferred": settle("DEFER"),
		"the consultation is cancelled": func(t *testing.T) *reopened {
			p := submitted(t)
			p.step(p.secretary, "consultationCancel", "consultation", p.on("reason", "不开"))
			return p
		},
		"the ratification is refused": func(t *testing.T) *reopened {
			p := reopen(t, w, "IMMEDIATE", false)
			p.open()
			p.step(p.leader, "consultationRatify", "consultation", p.on("accept", false, "reason", "不急"))
			return p
		},
		"the session ends in information": func(t *testing.T) *reopened {
			p := submitted(t)
			p.session()
			p.outcome(p.topic, "INFORMATION")
			p.conclude()
			return p
		},
		"the committee resolves without measures": func(t *testing.T) *reopened {
			p := submitted(t)
			p.session()
			asked := p.outcome(p.topic, "TO_COMMITTEE", "problem", p.problem, "text", "?")
			p.conclude()
			p.is("a resolution is awaited", "OPEN")
			p.follow(p.partyclerk, "resolutionRecord", asked, "resolution", "不再追责", "document", "x", "resolvedOn", "2026-11-18").told(t, "resolve")
			return p
		},
		"the topic is carried over, and that consultation is cancelled": func(t *testing.T) *reopened {
			p := submitted(t)
			p.session()
			next := p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", p.org), "kind", "THEMATIC", "form", "WRITTEN", "title", "下次"))
			p.step(p.office, "topicCarryOver", "topic", in("topic", p.topic, "version", p.version(), "to", next, "reason", "未议完"))
			p.conclude()
			p.is("it is on the next list", "OPEN")
			p.id = next
			p.step(p.leader, "consultationCancel", "consultation", p.on("reason", "不开"))
			return p
		},
		"the outcome that names it is replaced": func(t *testing.T) *reopened {
			p := submitted(t)
			p.settle(p.leader, p.other, "APPROVE").told(t, "approve")
			p.settle(p.leader, p.topic, "APPROVE").told(t, "approve")
			p.open()
			o := p.outcome(p.other, "NO_MEASURE", "problem", p.problem, "text", "x")
			next := p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", p.org), "kind", "THEMATIC", "form", "WRITTEN", "title", "下次"))
			p.step(p.office, "topicCarryOver", "topic", in("topic", p.topic, "version", p.version(), "to", next, "reason", "x"))
			here := p.id
			p.id = next
			p.step(p.leader, "consultationCancel", "consultation", p.on("reason", "不开"))
			p.id = here
			p.is("a running session has an outcome about it", "OPEN")
			p.outcome(p.other, "INFORMATION", "outcome", o, "problem", nil)
			return p
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := last(t)
			p.is("nothing is open any more", "RECTIFIED")
			a := p.office.must(`query($id: ID!) { problem(id: $id) { history(first: 1) { nodes { toState actor { number } } } } }`, in("id", p.problem))
			if a.text("problem.history.nodes.0.toState") != "CLOSED" || a.text("problem.history.nodes.0.actor.number") == "" {
				t.Errorf("its history: %s", a.Body)
			}
		})
	}
	for rule, query := range brokenTasks {
		if found := rowsOf(t, w.store.Super(t), query); len(found) > 0 {
			t.Errorf("%s: %v", rule, found)
		}
	}
}

// Nothing new is hung on a closed problem: no topic, no outcome.
func TestClosedProblemTakesNothing(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("已移送")
	topics := p.written("THEMATIC", in("title", "议题"))
	version := p.office.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", problem)).get("problem.version")
	p.step(p.office, "problemTransfer", "problem", in("problem", problem, "version", version, "transferredOn", "2026-11-18", "receiver", "地方纪委"))
	p.step(p.office, "outcomeRecord", "outcome", in("topic", topics[0], "version", p.version(), "kind", "NO_MEASURE", "text", "x", "problem", problem), "PROBLEM_CLOSED")
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", p.org), "kind", "THEMATIC", "form", "WRITTEN", "title", "x"))
	p.step(p.office, "topicPropose", "topic", p.on("title", "x", "problem", problem), "PROBLEM_CLOSED")
}

// Where somebody outside fixes the deadline nothing moves it: not an extension that was asked for before the mandate was
// recorded, alone or in bulk, and not a suspension (D-TASK-4).
func TestMandateFixesTheDeadline(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js, yw := in("department", p.office.id("department", "HN-QH/JS")), in("department", p.office.id("department", "HN-QH/YW"))
	tasks := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("一", "2026-12-31", js), toDo("二", "2026-12-31", yw)})
	asked, stopped := tasks[0], tasks[1]
	head, other := w.as("DEPARTMENT_HEAD@HN-QH/JS"), w.as("DEPARTMENT_HEAD@HN-QH/YW")
	p.step(head, "taskAccept", "task", p.task(head, asked))
	p.step(other, "taskAccept", "task", p.task(other, stopped))
	p.step(head, "extensionRequest", "task", p.task(head, asked, "until", "2027-01-31", "reason", "x"))
	p.step(p.office, "taskSuspend", "task", p.task(p.office, stopped, "reviewOn", "2026-12-01", "reason", "x"))
	problem := p.office.must(`query($id: ID!) { task(id: $id) { problem { id version } } }`, in("id", asked))
	p.step(p.office, "problemSetMandate", "problem", in("problem", problem.text("task.problem.id"), "version", problem.get("task.problem.version"), "issuer", "集团巡视办", "document", "巡视反馈〔1〕号"))
	p.step(p.office, "extensionDecide", "task", p.task(p.office, asked, "grant", true), "MANDATED")
	version := p.task(p.office, asked)["version"]
	p.office.act("extensionsGrant", "tasks", in("tasks", []any{in("task", asked, "version", version)})).told(t, "in bulk", "MANDATED")
	p.step(p.office, "extensionDecide", "task", p.task(p.office, asked, "grant", false, "reason", "上级交办"))
	w.days(10)
	p = again(w, p)
	p.step(p.office, "taskResume", "task", p.task(p.office, stopped, "reason", "x"))
	for _, id := range tasks {
		if a := p.office.must(`query($id: ID!) { task(id: $id) { dueOn extensions } }`, in("id", id)); a.text("task.dueOn") != "2026-12-31" || a.get("task.extensions") != float64(0) {
			t.Errorf("the deadline moved: %s", a.Body)
		}
	}
}

// Each view is a participant's of its own side; a major decision never ends in measures; an outcome that is only information
// needs nothing; nothing is dated ahead, no resolution before its question; one responsible is one task (D-CON-6).
func TestWhatSessionsMayNotSay(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("问题")
	topics := p.draft("THEMATIC", in("title", "大额资金", "problem", problem, "majorDecision", "FUNDS"), in("title", "一般"), in("title", "移送"))
	for _, x := range topics {
		p.settle(p.leader, x, "APPROVE").told(t, "approve")
	}
	business, discipline, third := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), w.holderOf("DISCIPLINE_SECRETARY@HN-QH"), w.holderOf("DEPARTMENT_HEAD@HN-QH/ZH")
	p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE", third: "OTHER"})
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
	says := func(topic, kind, number string, refused ...string) {
		t.Helper()
		p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", kind, "person", w.uid(number), "text", "x"), refused...)
	}
	for kind, sides := range map[string]map[string]bool{
		"BUSINESS_VIEW":   {business: true, discipline: false, third: false},
		"DISCIPLINE_VIEW": {business: false, discipline: true, third: false},
		"REPORT":          {business: true, discipline: true, third: true},
		"DISSENT":         {business: true, discipline: true, third: true},
	} {
		for number, may := range sides {
			if may {
				says(topics[1], kind, number)
			} else {
				says(topics[1], kind, number, "INVALID_VALUE")
			}
		}
	}
	says(topics[2], "BUSINESS_VIEW", business)
	says(topics[2], "DISCIPLINE_VIEW", discipline)
	says(topics[0], "BUSINESS_VIEW", business)
	says(topics[0], "DISCIPLINE_VIEW", discipline)
	js := in("department", p.office.id("department", "HN-QH/JS"))
	record := func(topic, kind string, refused []string, more ...any) {
		t.Helper()
		p.step(p.office, "outcomeRecord", "outcome", in(append([]any{"topic", topic, "version", p.version(), "kind", kind}, more...)...), refused...)
	}
	record(topics[0], "MEASURES", []string{"MAJOR_DECISION"}, "problem", problem, "rootCause", "x", "measures", []any{measure("一", "2026-12-31", js)})
	record(topics[0], "TO_COMMITTEE", nil, "text", "?")
	post := p.office.must(`{ department(code: "HN-QH/JS") { posts(first: 50) { nodes { id code } } } }`, nil)
	head := ""
	for _, n := range post.list("department.posts.nodes") {
		if m := n.(map[string]any); strings.HasSuffix(m["code"].(string), ".ZR") {
			head = m["id"].(string)
		}
	}
	region := in("region", p.office.id("organisation", "HN-QH-1"))
	for name, twice := range map[string][]any{
		"a department twice":                {js, js},
		"a department, and its head's post": {js, in("department", js["department"], "post", head)},
		"a region twice":                    {region, region},
	} {
		p.step(p.office, "outcomeRecord", "outcome", in("topic", topics[1], "version", p.version(), "kind", "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure(name, "2026-12-31", twice...)}), "DUPLICATE")
	}
	for code, joint := range map[string][]any{"INVALID_VALUE": {js["department"]}, "DUPLICATE": {p.office.id("department", "HN-QH/YW"), p.office.id("department", "HN-QH/YW")}} {
		record(topics[1], "MEASURES", []string{code}, "problem", problem, "rootCause", "x", "measures", []any{measure("配合", "2026-12-31", in("department", js["department"], "jointDepartments", joint))})
	}
	record(topics[1], "INFORMATION", nil)
	record(topics[2], "TRANSFERRED", []string{"FUTURE_DATE"}, "transferredOn", "2026-11-19", "receiver", "地方纪委")
	record(topics[2], "TRANSFERRED", nil, "transferredOn", "2026-11-18", "receiver", "地方纪委")
	// A view of somebody who has changed sides since is no view of that side any more.
	change := func(side string, version int) {
		p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", w.uid(business), "side", side, "version", version)}))
	}
	change("DISCIPLINE", 1)
	p.step(p.secretary, "consultationConclude", "consultation", p.on(), "TOPIC_INCOMPLETE", "TOPIC_INCOMPLETE")
	change("BUSINESS", 2)
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	asked := p.office.must(`query($id: ID!) { consultation(id: $id) { outcomes(filter: { kind: { eq: TO_COMMITTEE } }) { nodes { id } } } }`, in("id", p.id)).text("consultation.outcomes.nodes.0.id")
	p.follow(p.partyclerk, "resolutionRecord", asked, "resolution", "同意", "document", "x", "resolvedOn", "2026-11-17").told(t, "before it was asked", "DATE_ORDER")
	p.follow(p.partyclerk, "resolutionRecord", asked, "resolution", "同意", "document", "x", "resolvedOn", "2026-11-18", "measures", []any{measure("按决议整改", "2026-12-31", js)}).told(t, "resolve")
}

// What is discussed in a session that is not ratified yet is written down at once; of a topic that is then returned no task
// comes (D-CON-3, D-CON-7).
func TestUnratifiedSessionWritesDown(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("急事")
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", "HN-QH"), "kind", "IMMEDIATE", "form", "WRITTEN", "title", "即时"))
	one := p.step(p.office, "topicPropose", "topic", p.on("title", "一", "problem", problem))
	two := p.step(p.office, "topicPropose", "topic", p.on("title", "二", "problem", problem))
	p.open()
	js := in("department", p.office.id("department", "HN-QH/JS"))
	for _, x := range []string{one, two} {
		p.views(x)
		p.outcome(x, "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("整改", "2026-12-31", js)})
	}
	p.settle(p.leader, two, "RETURN", "reason", "不属即时会商").told(t, "return")
	p.step(p.leader, "consultationRatify", "consultation", p.on("accept", true))
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	a := p.office.must(`query($id: ID!) { consultation(id: $id) { tasks { nodes { number } } outcomes(first: 10) { nodes { final topic { id } } } } }`, in("id", p.id))
	if len(a.list("consultation.tasks.nodes")) != 1 {
		t.Errorf("concluded: %s", a.Body)
	}
}

// Every date that an input takes is one that has come, and is refused when it lies ahead, or one that is planned.
func TestDatesOfInputs(t *testing.T) {
	come := []string{"EvidenceAddInput.effectiveOn", "FindingRegisterInput.foundOn", "FindingTransferInput.transferredOn", "MilestoneReachInput.reachedOn",
		"OutcomeRecordInput.transferredOn", "ProblemTransferInput.transferredOn", "ResolutionRecordInput.resolvedOn"}
	planned := []string{"AppointmentCreateInput.from", "AppointmentCreateInput.to", "AppointmentEndInput.to", "ConsultationDraftInput.plannedOn", "ExtensionRequestInput.until",
		"LetterContentInput.rectifyBy", "LetterUpdateInput.rectifyBy", "LetterUpgradeInput.rectifyBy",
		"MeasureInput.dueOn", "MilestoneInput.dueOn", "ObjectionDecideInput.reviewOn", "PlanItemInput.dueOn", "PortfolioCreateInput.from", "PortfolioCreateInput.to", "PortfolioEndInput.to",
		"PostHandOverInput.from", "ProblemSetMandateInput.reports", "SubstitutionCreateInput.from", "SubstitutionCreateInput.to", "SubstitutionEndInput.to", "TaskSuspendInput.reviewOn"}
	sdl, err := os.ReadFile("../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: string(sdl)})
	for name, d := range schema.Types {
		if d.Kind != ast.InputObject || strings.HasSuffix(name, "Comparator") {
			continue
		}
		for _, f := range d.Fields {
			field := name + "." + f.Name
			if name == "Trend" { // of days that have ended: refused otherwise, as TestRefusalsOfThePast has it
				continue
			}
			if f.Type.Name() == "Date" && !slices.Contains(come, field) && !slices.Contains(planned, field) {
				t.Errorf("%s: has it come, or is it planned?", field)
			}
		}
	}
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	problem, ahead := p.problem("问题"), "2026-11-19"
	finding := p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "title", "x", "content", "x", "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-18", "aboutOrganisation", qh))
	task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})[0]
	p.step(p.office, "milestonesSet", "task", p.task(p.office, task, "milestones", []any{in("text", "x", "dueOn", "2026-12-01")}))
	head := w.as("DEPARTMENT_HEAD@HN-QH/JS")
	p.step(head, "taskAccept", "task", p.task(head, task))
	milestone := head.must(`query($id: ID!) { task(id: $id) { milestones { id } } }`, in("id", task)).text("task.milestones.0.id")
	topics := p.written("THEMATIC", in("title", "提请"), in("title", "移送"))
	for field, refuse := range map[string]func(){
		"FindingRegisterInput.foundOn": func() {
			p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "title", "x", "content", "x", "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", ahead, "aboutOrganisation", qh), "FUTURE_DATE")
		},
		"FindingTransferInput.transferredOn": func() {
			p.step(p.office, "findingTransfer", "finding", in("finding", finding, "version", 1, "transferredOn", ahead, "receiver", "x"), "FUTURE_DATE")
		},
		"ProblemTransferInput.transferredOn": func() {
			p.step(p.office, "problemTransfer", "problem", in("problem", problem, "version", 1, "transferredOn", ahead, "receiver", "x"), "FUTURE_DATE")
		},
		"EvidenceAddInput.effectiveOn": func() {
			p.step(head, "evidenceAdd", "evidence", in("task", task, "description", "x", "effectiveOn", ahead), "FUTURE_DATE")
		},
		"MilestoneReachInput.reachedOn": func() {
			p.step(head, "milestoneReach", "task", in("milestone", milestone, "version", p.task(head, task)["version"], "reachedOn", ahead), "FUTURE_DATE")
		},
		"OutcomeRecordInput.transferredOn": func() {
			p.step(p.office, "outcomeRecord", "outcome", in("topic", topics[1], "version", p.version(), "kind", "TRANSFERRED", "transferredOn", ahead, "receiver", "x"), "FUTURE_DATE")
		},
		"ResolutionRecordInput.resolvedOn": func() {
			asked := p.outcome(topics[0], "TO_COMMITTEE", "text", "?")
			p.outcome(topics[1], "INFORMATION")
			p.step(p.secretary, "consultationConclude", "consultation", p.on())
			p.follow(p.partyclerk, "resolutionRecord", asked, "resolution", "x", "document", "x", "resolvedOn", ahead).told(t, "resolve", "FUTURE_DATE")
		},
	} {
		if !slices.Contains(come, field) {
			t.Errorf("%s is not listed", field)
		}
		if field != "ResolutionRecordInput.resolvedOn" {
			refuse()
			continue
		}
		defer refuse()
	}
}
