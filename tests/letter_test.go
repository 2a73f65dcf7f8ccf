package tests

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// says is what a letter says and to whom.
func says(kind string, to map[string]any, more ...any) map[string]any {
	return in(append([]any{"kind", kind, "recipient", to, "title", "关于规范采购的函", "text", "请于期限内整改并回复", "rectifyBy", "2026-12-31"}, more...)...)
}

// drafts drafts a letter about a problem.
func (p *process) drafts(problem, kind string, to map[string]any, more ...any) string {
	p.t.Helper()
	return p.step(p.office, "letterDraftForProblem", "letter", in("problem", problem, "content", says(kind, to, more...)))
}

// letter adds a letter and its version, as a client who sees it reads it, to an input.
func (c *client) letter(id string, pairs ...any) map[string]any {
	c.w.t.Helper()
	v := c.must(`query($id: ID!) { letter(id: $id) { version } }`, in("id", id)).get("letter.version")
	return in(append([]any{"letter", id, "version", v}, pairs...)...)
}

func (c *client) letterState(id string) string {
	return c.must(`query($id: ID!) { letter(id: $id) { state } }`, in("id", id)).text("letter.state")
}

// letterIn takes a fresh draft of 琼海's to a state; head acts for its recipient, issuer is whose letter it is.
func (p *process) letterIn(state string, issuer, head *client, id string) {
	p.t.Helper()
	for _, step := range []struct {
		until    string
		by       *client
		mutation string
		more     []any
	}{
		{"DRAFT", issuer, "letterIssue", []any{"reason", "突出问题"}}, {"ISSUED", head, "letterAcknowledge", nil},
		{"SERVED", head, "letterReply", []any{"text", "已整改"}}, {"REPLIED", issuer, "letterAccept", nil},
	} {
		if state == step.until {
			return
		}
		if state == "REVOKED" {
			step.mutation, step.more = "letterRevoke", []any{"reason", "x"}
		}
		p.step(step.by, step.mutation, "letter", step.by.letter(id, step.more...))
		if state == "REVOKED" {
			return
		}
	}
}

// A letter of 琼海's from its draft to its settlement: the draft is the issuing side's; issued it has a number, days to reply in
// working days, and shows to its recipient with the problem that it is about; a reply is returned and counted; accepted with no
// task open it settles. The neighbours get nothing at any step (D-ESC-1, D-ESC-2, D-SEC-5).
func TestALetterFromItsDraftToItsSettlement(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH", "PARTY_SECRETARY@HN-HK", "DEPARTMENT_HEAD@HN-WZS/YW", "REGION_MANAGER@HN-HK-1")
	head, other := w.as("DEPARTMENT_HEAD@HN-QH/JS"), w.as("DEPARTMENT_HEAD@HN-QH/YW")
	js := in("department", p.office.id("department", "HN-QH/JS"))
	problem := p.problem("采购不规范")
	draft := func(refused string, content map[string]any) {
		t.Helper()
		p.step(p.office, "letterDraftForProblem", "letter", in("problem", problem, "content", content), strings.Fields(refused)...)
	}
	draft("INVALID_VALUE", says("REMINDER", in()))
	draft("INVALID_VALUE", says("REMINDER", in("department", js["department"], "organisation", p.office.id("organisation", "HN-QH"))))
	draft("INVALID_VALUE", says("REMINDER", in("organisation", p.office.id("organisation", "HN-HK"))))
	draft("INVALID_VALUE", says("DISCIPLINE_RECOMMENDATION", js))
	draft("INVALID_VALUE", says("REMINDER", js, "replyDays", 61))
	draft("DATE_ORDER", says("REMINDER", js, "rectifyBy", "2026-11-17"))
	draft("REQUIRED", says("REMINDER", js, "text", " "))
	id := p.drafts(problem, "REMINDER", js)

	// A draft shows to the discipline side only, and so does what was done to it.
	sees := func(c *client) bool {
		a := c.must(`query($id: ID!) { letter(id: $id) { id } node(id: $id) { id } letters { totalCount { count } nodes { id } } }`, in("id", id))
		if (a.get("letter") == nil) != (a.get("node") == nil) || (a.get("letter") == nil) != (len(a.list("letters.nodes")) == 0) || a.get("letters.totalCount.count") != float64(len(a.list("letters.nodes"))) {
			t.Errorf("letter, node, list and count do not agree: %s", a.Body)
		}
		return a.get("letter") != nil
	}
	for who, c := range map[string]*client{"its recipient": head, "the Party secretary": p.leader, "the province's Party secretary": w.as("PARTY_SECRETARY@HN")} {
		if sees(c) {
			t.Errorf("%s sees the draft", who)
		}
	}
	if !sees(p.office) || !sees(p.secretary) || !sees(w.as("DISCIPLINE_OFFICE@HN")) {
		t.Error("the discipline side does not see the draft")
	}
	p.step(p.office, "letterUpdate", "letter", p.office.letter(id, "kind", "DISCIPLINE_RECOMMENDATION"), "INVALID_VALUE")
	p.step(p.office, "letterUpdate", "letter", p.office.letter(id, "title", "关于规范采购的函"), "NOTHING_CHANGED")
	p.step(p.office, "letterUpdate", "letter", p.office.letter(id, "title", "关于规范采购的工作提醒函", "replyDays", 5))
	p.step(p.office, "letterAcknowledge", "letter", p.office.letter(id), "WRONG_STATE")
	if got := allowed(p.office.must(`query($id: ID!) { letter(id: $id) { availableActions { action allowed } } }`, in("id", id)), "letter"); strings.Join(got, " ") != "LETTER_UPDATE LETTER_ISSUE LETTER_REVOKE" {
		t.Errorf("the office may %v", got)
	}
	p.step(p.secretary, "letterIssue", "letter", p.secretary.letter(id), "OUT_OF_SCOPE")
	p.step(p.office, "letterIssue", "letter", p.office.letter(id))

	// Five working days after Wednesday 18 November 2026.
	a := head.must(`query($id: ID!) { letter(id: $id) { number kind severity replyBy overdue state problem { title letters { nodes { id } } } organisation { code } recipientDepartment { code } recipientOrganisation { code } issuedBy { number } history { nodes { act } } } problems { totalCount { count } } }`, in("id", id))
	if a.text("letter.number") != "琼海会商提〔2026〕1号" || a.text("letter.replyBy") != "2026-11-25" || a.text("letter.severity") != "GENERAL" || a.get("letter.overdue") != false || a.text("letter.problem.letters.nodes.0.id") != id ||
		a.text("letter.recipientDepartment.code") != "HN-QH/JS" || a.get("problems.totalCount.count") != float64(1) || len(a.list("letter.history.nodes")) != 1 || a.text("letter.history.nodes.0.act") != "LETTER_ISSUE" {
		t.Errorf("the recipient is told %s", a.Body)
	}
	if a := p.office.must(`query($id: ID!) { letter(id: $id) { history { nodes { act } } } }`, in("id", id)); len(a.list("letter.history.nodes")) != 3 {
		t.Errorf("the issuing side is told of the draft, too: %s", a.Body)
	}
	if !sees(p.leader) || !sees(w.as("PARTY_COMMITTEE_MEMBER@HN")) || sees(other) || sees(w.as("ANALYST@HN")) {
		t.Error("issued it is for the committee roles of both organisations and above, and the recipient, and for nobody else")
	}
	p.step(p.office, "letterUpdate", "letter", p.office.letter(id, "title", "x"), "WRONG_STATE")

	p.step(p.office, "letterAcknowledge", "letter", p.office.letter(id), "OUT_OF_SCOPE")
	p.step(head, "letterReply", "letter", head.letter(id, "text", "x"), "WRONG_STATE")
	p.step(head, "letterAcknowledge", "letter", head.letter(id))
	p.step(head, "letterReply", "letter", head.letter(id, "text", "已整改"))
	p.step(p.office, "letterReturn", "letter", p.office.letter(id, "reason", ""), "REQUIRED")
	p.step(head, "letterReturn", "letter", head.letter(id, "reason", "x"), "FORBIDDEN")
	w.days(2)
	p, head = again(w, p), w.as("DEPARTMENT_HEAD@HN-QH/JS")
	p.step(p.office, "letterReturn", "letter", p.office.letter(id, "reason", "未列明措施"))
	a = head.must(`query($id: ID!) { letter(id: $id) { state returns returnReason replyBy reply } }`, in("id", id))
	if a.text("letter.state") != "SERVED" || a.get("letter.returns") != float64(1) || a.text("letter.returnReason") != "未列明措施" || a.text("letter.replyBy") != "2026-11-27" || a.text("letter.reply") != "已整改" {
		t.Errorf("returned on Friday 20 November: %s", a.Body)
	}
	p.step(head, "letterReply", "letter", head.letter(id, "text", "已整改，措施附后"))
	p.step(p.office, "letterAccept", "letter", p.office.letter(id))
	a = head.must(`query($id: ID!) { letter(id: $id) { state endedAt servedBy { number } acceptedBy { number } history(first: 20) { nodes { act fromState toState changes { field oldText newText } } } } }`, in("id", id))
	if a.text("letter.state") != "SETTLED" || a.get("letter.endedAt") == nil || !strings.Contains(a.Body, `"oldText":"已整改"`) {
		t.Errorf("settled: %s", a.Body)
	}
	p.step(p.office, "letterRevoke", "letter", p.office.letter(id, "reason", "x"), "WRONG_STATE")
	if a := p.office.must(`query($p: ID!) { problem(id: $p) { state } }`, in("p", problem)); a.text("problem.state") != "OPEN" {
		t.Error("no task was closed, yet the problem is")
	}
	for _, n := range p.neighbours {
		if sees(n) {
			t.Error("a neighbour sees the letter")
		}
	}
}

// A problem with an open letter does not close, and closes when the letter ends; an accepted letter waits for its tasks, and settles
// with the last of them. Drafts hold nothing open (D-ESC-2, D-TASK-7).
func TestLettersTasksAndTheProblem(t *testing.T) {
	for _, how := range []string{"accepted before the task closes", "accepted after", "revoked", "about the task", "only a draft"} {
		t.Run(how, func(t *testing.T) {
			w := newWorld(t)
			p := newProcess(w, "HN-QH")
			head := w.as(work[0])
			js := in("department", p.office.id("department", "HN-QH/JS"))
			task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-12-31", js)})[0]
			problem := p.office.must(`query($t: ID!) { task(id: $t) { problem { id } } }`, in("t", task)).text("task.problem.id")
			now := func() string {
				a := p.office.must(`query($p: ID!) { problem(id: $p) { state letters { nodes { state } } } }`, in("p", problem))
				return a.text("problem.state") + " " + a.text("problem.letters.nodes.0.state")
			}
			expect := func(want string) {
				t.Helper()
				if got := now(); got != want {
					t.Errorf("%s, want %s", got, want)
				}
			}
			var id string
			if how == "about the task" {
				id = p.step(p.office, "letterDraftForTask", "letter", in("task", task, "content", says("REMINDER", js)))
			} else {
				id = p.drafts(problem, "REMINDER", js)
			}
			if how == "only a draft" {
				p.taskIn("CLOSED", head, task)
				expect("CLOSED DRAFT")
				p.step(p.office, "letterIssue", "letter", p.office.letter(id), "PROBLEM_CLOSED")
				p.step(p.office, "letterDraftForProblem", "letter", in("problem", problem, "content", says("REMINDER", js)), "WRONG_STATE")
				p.step(p.office, "letterDraftForTask", "letter", in("task", task, "content", says("REMINDER", js)), "WRONG_STATE")
				p.step(p.office, "letterRevoke", "letter", p.office.letter(id, "reason", "问题已关闭"))
				return
			}
			p.letterIn("REPLIED", p.office, head, id)
			if strings.HasPrefix(how, "accepted before") || how == "about the task" {
				p.step(p.office, "letterAccept", "letter", p.office.letter(id))
				expect("OPEN ACCEPTED")
				p.taskIn("CLOSED", head, task)
				expect("CLOSED SETTLED")
				return
			}
			p.taskIn("CLOSED", head, task)
			expect("OPEN REPLIED")
			a := p.office.act("problemCloseWithoutMeasure", "problem", in("problem", problem, "version", p.office.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", problem)).get("problem.version"), "reason", "x")).told(t, "close", "MATTERS_OPEN")
			if !strings.Contains(a.Body, "琼海会商提〔2026〕1号") {
				t.Errorf("the letter is not named: %s", a.Body)
			}
			if how == "revoked" {
				p.step(p.office, "letterRevoke", "letter", p.office.letter(id, "reason", "已并案处理"))
				expect("CLOSED REVOKED")
				return
			}
			p.step(p.office, "letterAccept", "letter", p.office.letter(id))
			expect("CLOSED SETTLED")
		})
	}
}

// A letter graver than its problem makes the problem as grave when it is issued, with reason; a recommendation is the discipline
// secretary's to issue, and goes to an organisation (D-ESC-1, D-ESC-2).
func TestAGraverLetterMakesItsProblemGraver(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	qh := in("organisation", p.office.id("organisation", "HN-QH"))
	problem := p.problem("化整为零")
	id := p.drafts(problem, "DISCIPLINE_RECOMMENDATION", qh)
	p.step(p.office, "letterIssue", "letter", p.office.letter(id, "reason", "x"), "OUT_OF_SCOPE")
	p.step(p.secretary, "letterIssue", "letter", p.secretary.letter(id), "REQUIRED")
	p.step(p.secretary, "letterIssue", "letter", p.secretary.letter(id, "reason", "金额大、涉及面广"))
	a := p.office.must(`query($p: ID!, $l: ID!) { problem(id: $p) { severity history(first: 1) { nodes { act reason changes { field oldValue newValue } } } } letter(id: $l) { number } }`, in("p", problem, "l", id))
	if a.text("problem.severity") != "SERIOUS" || a.text("problem.history.nodes.0.act") != "LETTER_ISSUE" || a.text("problem.history.nodes.0.reason") != "金额大、涉及面广" ||
		a.text("problem.history.nodes.0.changes.0.field") != "severity" || a.text("problem.history.nodes.0.changes.0.oldValue") != "GENERAL" || a.text("letter.number") != "琼海会商建〔2026〕1号" {
		t.Errorf("reclassified: %s", a.Body)
	}
	// Who acts for the organisation signs for it and replies; the office that recommended does neither.
	p.step(p.office, "letterAcknowledge", "letter", p.office.letter(id), "OUT_OF_SCOPE")
	p.step(p.partyclerk, "letterAcknowledge", "letter", p.partyclerk.letter(id))
	p.step(p.leader, "letterReply", "letter", p.leader.letter(id, "text", "党委已研究"))
	p.step(p.office, "letterAccept", "letter", p.office.letter(id), "OUT_OF_SCOPE")
	p.step(p.secretary, "letterAccept", "letter", p.secretary.letter(id))
	// A milder letter leaves the problem as it is.
	mild := p.drafts(problem, "REMINDER", qh)
	p.step(p.office, "letterIssue", "letter", p.office.letter(mild))
	if a := p.office.must(`query($p: ID!) { problem(id: $p) { severity } }`, in("p", problem)); a.text("problem.severity") != "SERIOUS" {
		t.Errorf("made milder: %s", a.Body)
	}
}

// Overdue or twice returned, a letter is followed by one of the next grade, which is linked to it; by one at a time, and a
// recommendation by none (D-ESC-2).
func TestALetterIsFollowedByTheNextGrade(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := in("department", p.office.id("department", "HN-QH/JS"))
	problem := p.problem("采购不规范")
	first := p.drafts(problem, "REMINDER", js, "rectifyBy", "2027-03-31")
	next := func(of string, refused ...string) string {
		t.Helper()
		return p.step(p.office, "letterUpgrade", "letter", p.office.letter(of, "title", "升级函", "text", "请整改", "rectifyBy", "2027-12-31"), refused...)
	}
	next(first, "WRONG_STATE")
	p.step(p.office, "letterIssue", "letter", p.office.letter(first))
	next(first, "LETTER_IN_TIME")
	overdue := func(want bool) {
		t.Helper()
		a := p.office.must(`query($id: ID!) { letter(id: $id) { overdue } letters(filter: { overdue: true }) { totalCount { count } } }`, in("id", first))
		if a.get("letter.overdue") != want || (a.get("letters.totalCount.count") == 1.0) != want {
			t.Errorf("overdue: %s", a.Body)
		}
	}
	// Ten working days end on Wednesday 2 December; due that day is not overdue.
	w.days(14)
	p = again(w, p)
	overdue(false)
	next(first, "LETTER_IN_TIME")
	w.days(1)
	p = again(w, p)
	overdue(true)
	order := next(first)
	next(first, "LETTER_FOLLOWED")
	a := p.office.must(`query($id: ID!) { letter(id: $id) { kind severity state recipientDepartment { code } follows { id } problem { id } } letters(filter: { follows: { isNull: false } }) { nodes { id } } }`, in("id", order))
	if a.text("letter.kind") != "FOLLOW_UP_ORDER" || a.text("letter.severity") != "EMERGING" || a.text("letter.follows.id") != first || a.text("letter.recipientDepartment.code") != "HN-QH/JS" || a.text("letter.problem.id") != problem || a.text("letters.nodes.0.id") != order {
		t.Errorf("it follows: %s", a.Body)
	}
	// Revoked, it makes room for another.
	p.step(p.office, "letterRevoke", "letter", p.office.letter(order, "reason", "重拟"))
	order = next(first)
	p.step(p.office, "letterIssue", "letter", p.office.letter(order, "reason", "逾期未复"))
	head := w.as(work[0])
	p.step(head, "letterAcknowledge", "letter", head.letter(order))
	for range 2 {
		next(order, "LETTER_IN_TIME")
		p.step(head, "letterReply", "letter", head.letter(order, "text", "x"))
		p.step(p.office, "letterReturn", "letter", p.office.letter(order, "reason", "x"))
	}
	gravest := next(order)
	a = p.office.must(`query($id: ID!) { letter(id: $id) { kind recipientOrganisation { code } recipientDepartment { code } } }`, in("id", gravest))
	if a.text("letter.kind") != "DISCIPLINE_RECOMMENDATION" || a.text("letter.recipientOrganisation.code") != "HN-QH" || a.get("letter.recipientDepartment") != nil {
		t.Errorf("a recommendation goes to the organisation: %s", a.Body)
	}
	p.step(p.secretary, "letterIssue", "letter", p.secretary.letter(gravest, "reason", "两次退回"))
	w.days(200)
	p = again(w, p)
	next(gravest, "LETTER_IN_TIME")
}

// Numbers run per organisation, kind and year without gaps or repeats, also where letters are issued at once and some are refused
// (D-TASK-6); what was issued stays as it is, and the severity fixes the kind, whoever writes (D-ESC-1, D-ESC-2).
func TestLettersAreNumberedAndFrozen(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	js := in("department", p.office.id("department", "HN-QH/JS"))
	problem := p.problem("采购不规范", "severity", "EMERGING")
	var all []map[string]any
	for i := range 12 {
		all = append(all, p.office.letter(p.drafts(problem, []string{"REMINDER", "FOLLOW_UP_ORDER"}[i%2], js)))
	}
	stale := in("letter", all[0]["letter"], "version", 99)
	var wait sync.WaitGroup
	for _, one := range append(slices.Clone(all), stale) {
		wait.Go(func() {
			if codes := p.office.act("letterIssue", "letter", one).codes(); len(codes) > 0 && one["version"] != 99 {
				t.Errorf("issue: %v", codes)
			}
		})
	}
	wait.Wait()
	super := w.store.Super(t)
	if got := rowsOf(t, super, `SELECT kind || ' ' || string_agg(serial::text, ' ' ORDER BY serial) FROM letter GROUP BY kind ORDER BY kind`); fmt.Sprint(got) != "[FOLLOW_UP_ORDER 1 2 3 4 5 6 REMINDER 1 2 3 4 5 6]" {
		t.Errorf("numbers: %v", got)
	}
	for _, change := range []string{`text = 'y'`, `title = 'y'`, `rectify_by = '2027-01-01'`, `number = 'y'`, `recipient_department_id = NULL`, `reply_days = 20`, `issued_by = NULL`, `problem_id = NULL`, `kind = 'FOLLOW_UP_ORDER', severity = 'EMERGING'`} {
		if _, err := super.Exec(`UPDATE letter SET ` + change + ` WHERE kind = 'REMINDER'`); err == nil {
			t.Errorf("an issued letter takes %s", change)
		}
	}
	draft := w.uuidOf(p.drafts(problem, "REMINDER", js))
	for _, change := range []string{`severity = 'SERIOUS'`, `kind = 'DISCIPLINE_RECOMMENDATION'`, `kind = 'DISCIPLINE_RECOMMENDATION', severity = 'SERIOUS'`, `state = 'ISSUED'`, `recipient_post_id = (SELECT id FROM post LIMIT 1)`} {
		if _, err := super.Exec(`UPDATE letter SET `+change+` WHERE id = $1`, draft); err == nil {
			t.Errorf("a draft takes %s", change)
		}
	}
}

// Own matter goes up: an office issues, returns and accepts no letter to itself, the next level's does; at the top it rests on a
// superior's document, which the Party office records (D-SEC-6).
func TestWhoseActALetterIs(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	own := p.drafts(p.problem("本室问题"), "REMINDER", in("department", p.office.id("department", "HN-QH/JWB")))
	p.step(p.office, "letterIssue", "letter", p.office.letter(own), "OWN_MATTER")
	above := w.as("DISCIPLINE_OFFICE@HN")
	p.step(above, "letterIssue", "letter", above.letter(own, "externalDocument", "x"), "MUST_BE_EMPTY")
	p.step(above, "letterIssue", "letter", above.letter(own))
	a := above.must(`query($id: ID!) { letter(id: $id) { number history { nodes { act nextLevel } } } }`, in("id", own))
	if a.text("letter.number") != "琼海会商提〔2026〕1号" || a.get("letter.history.nodes.0.nextLevel") != true {
		t.Errorf("issued by the next level, with the branch's number: %s", a.Body)
	}
	head := w.as("DEPARTMENT_HEAD@HN-QH/JWB")
	p.step(head, "letterAcknowledge", "letter", head.letter(own))
	p.step(head, "letterReply", "letter", head.letter(own, "text", "x"))
	p.step(p.office, "letterAccept", "letter", p.office.letter(own), "OWN_MATTER")
	p.step(above, "letterAccept", "letter", above.letter(own))

	// Where there is no office of its own, the next level's is the usual one.
	top := newProcess(w, "HN")
	id := top.drafts(top.problem("省公司纪委办问题"), "REMINDER", in("department", top.office.id("department", "HN/JWB")))
	top.step(top.office, "letterIssue", "letter", top.office.letter(id), "OWN_MATTER")
	top.step(top.leader, "letterIssue", "letter", in("letter", id, "version", 1), "NOT_FOUND")
	top.step(top.partyclerk, "letterIssue", "letter", top.partyclerk.letter(id), "EXTERNAL_RECORD_NEEDED")
	top.step(top.partyclerk, "letterIssue", "letter", top.partyclerk.letter(id, "externalDocument", "集团纪检组批复〔2026〕3号"))
	a = top.partyclerk.must(`query($id: ID!) { letter(id: $id) { state history { nodes { document } } } }`, in("id", id))
	if a.text("letter.state") != "ISSUED" || a.text("letter.history.nodes.0.document") != "集团纪检组批复〔2026〕3号" {
		t.Errorf("the superior's document: %s", a.Body)
	}
	// Whoever is concerned sees nothing of it.
	concerned := p.drafts(p.problem("涉及本人", "concerns", []any{w.uid(w.holderOf(work[0]))}), "REMINDER", in("department", p.office.id("department", "HN-QH/JS")))
	p.step(p.office, "letterIssue", "letter", p.office.letter(concerned))
	if head := w.as(work[0]); head.shown(concerned) {
		t.Error("whom it concerns sees the letter")
	}
}

// What it is about decides who reads a letter: above INTERNAL the issuing side as its grade says, the list, and who must answer;
// a change of the problem's grade changes the letter's (D-SEC-5, D-SEC-7).
func TestSecrecyOfLetters(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("涉密问题")
	dept := p.drafts(problem, "REMINDER", in("department", p.office.id("department", "HN-QH/JS")))
	org := p.drafts(problem, "REMINDER", in("organisation", p.office.id("organisation", "HN-QH")))
	region := p.drafts(problem, "REMINDER", in("organisation", p.office.id("organisation", "HN-QH-1")))
	draft := p.drafts(problem, "REMINDER", in("organisation", p.office.id("organisation", "HN-QH")))
	letters := []string{dept, org, region, draft}
	for _, id := range letters[:3] {
		p.step(p.office, "letterIssue", "letter", p.office.letter(id))
	}
	expect := func(grade string, want map[string]string) {
		t.Helper()
		for who, n := range want {
			c, got := w.as(who), ""
			for i, id := range letters {
				if c.shown(id) {
					got += string("DORd"[i])
				}
			}
			if got != n {
				t.Errorf("%s: %s sees %q of department's, organisation's, region's and draft, want %q", grade, who, got, n)
			}
		}
	}
	all, issued := "DORd", "DOR"
	expect("INTERNAL", map[string]string{
		"PARTY_SECRETARY@HN": issued, "PARTY_COMMITTEE_MEMBER@HN": issued, "PARTY_OFFICE@HN": issued, "DISCIPLINE_SECRETARY@HN": all, "DISCIPLINE_OFFICE@HN": all,
		"PARTY_SECRETARY@HN-QH": issued, "PARTY_OFFICE@HN-QH": issued, "DISCIPLINE_SECRETARY@HN-QH": all, "DISCIPLINE_OFFICE@HN-QH": all, "DEPARTMENT_HEAD@HN-QH/JS": "D",
		"REGION_MANAGER@HN-QH-1": "R", "REGION_STAFF@HN-QH-1": "", "DEPARTMENT_HEAD@HN-QH/YW": "", "DEPARTMENT_STAFF@HN-QH/ZH": "", "ANALYST@HN": "", "ADMINISTRATOR@HN": "",
		"PARTY_SECRETARY@HN-HK": "", "REGION_MANAGER@HN-HK-1": "", "DEPARTMENT_HEAD@HN/SH": "", "LEADERSHIP_MEMBER@HN": "",
	})
	set := func(grade string, readers ...any) {
		t.Helper()
		v := p.secretary.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", problem)).get("problem.version")
		p.step(p.secretary, "problemSetSecrecy", "problem", in("problem", problem, "version", v, "secrecy", grade, "readers", append([]any{}, readers...), "reason", "定密"))
	}
	set("RESTRICTED", w.uid(w.holderOf("ANALYST@HN")))
	expect("RESTRICTED", map[string]string{
		"PARTY_SECRETARY@HN": "", "PARTY_OFFICE@HN": "", "DISCIPLINE_SECRETARY@HN": all, "DISCIPLINE_OFFICE@HN": all,
		"PARTY_SECRETARY@HN-QH": issued, "PARTY_OFFICE@HN-QH": issued, "DISCIPLINE_SECRETARY@HN-QH": all, "DISCIPLINE_OFFICE@HN-QH": all, "DEPARTMENT_HEAD@HN-QH/JS": "D",
		"REGION_MANAGER@HN-QH-1": "R", "DEPARTMENT_HEAD@HN-QH/YW": "", "ANALYST@HN": issued,
	})
	set("CONFIDENTIAL")
	expect("CONFIDENTIAL", map[string]string{
		"PARTY_SECRETARY@HN": "", "DISCIPLINE_SECRETARY@HN": all, "DISCIPLINE_OFFICE@HN": "",
		// The Party office acts for the organisation that a letter goes to; the author of the problem is on its list.
		"PARTY_SECRETARY@HN-QH": issued, "PARTY_OFFICE@HN-QH": "O", "DISCIPLINE_SECRETARY@HN-QH": all, "DISCIPLINE_OFFICE@HN-QH": all, "DEPARTMENT_HEAD@HN-QH/JS": "D",
		"REGION_MANAGER@HN-QH-1": "R", "ANALYST@HN": "",
	})
	if n := rowsOf(t, w.store.Super(t), `SELECT count(*)::text FROM history WHERE noun = 'Letter' AND secrecy <> 'CONFIDENTIAL'`); n[0] != "0" {
		t.Errorf("%s lines of history are open", n[0])
	}
	if n := rowsOf(t, w.store.Super(t), `SELECT count(*)::text FROM read_log WHERE noun = 'Letter'`); n[0] == "0" {
		t.Error("reads of confidential letters are not logged")
	}
}

// letterStates are the states of a letter.
var letterStates = []string{"DRAFT", "ISSUED", "SERVED", "REPLIED", "ACCEPTED", "SETTLED", "REVOKED"}

// letterDuty is one line of the table of acts for letters (domain.md §11), kept by hand.
type letterDuty struct {
	mutation, act string
	input         map[string]any
	who, roles    []string
	states        []string
}

// TestMatrixOfLetters: who does what with a letter in which state, exactly, by the act and by availableActions alike: a reminder of
// 琼海's to its 建设维护室, and a recommendation to 琼海 itself (domain.md §11, D-ESC-2, D-SEC-5, D-TASK-8).
func TestMatrixOfLetters(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	head := w.as(work[0])
	office, secretary := []string{"DISCIPLINE_OFFICE@HN-QH"}, []string{"DISCIPLINE_SECRETARY@HN-QH"}
	// At the top a superior's document is recorded by the other track: so its roles have the acts.
	recorders := []string{"DISCIPLINE_OFFICE", "DISCIPLINE_SECRETARY", "PARTY_OFFICE", "PARTY_SECRETARY"}
	discipline := []string{"DISCIPLINE_OFFICE", "DISCIPLINE_SECRETARY"}
	with := func(pairs ...any) map[string]any { return in(append([]any{"version", 99}, pairs...)...) }
	for _, kind := range []struct {
		name, kind    string
		to            map[string]any
		issuer, actor *client
		issues, acts  []string
		seers         []string
	}{
		{"a reminder", "REMINDER", in("department", p.office.id("department", "HN-QH/JS")), p.office, head, office, work, work},
		{"a recommendation", "DISCIPLINE_RECOMMENDATION", in("organisation", p.office.id("organisation", "HN-QH")), p.secretary, p.partyclerk, secretary, []string{"PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH"}, nil},
	} {
		js := in("department", p.office.id("department", "HN-QH/JS"))
		letters := map[string]string{}
		for _, state := range letterStates {
			problem := p.problem(kind.name + state)
			if state == "ACCEPTED" { // its task is open
				task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-12-31", js)})[0]
				problem = p.office.must(`query($t: ID!) { task(id: $t) { problem { id } } }`, in("t", task)).text("task.problem.id")
			}
			letters[state] = p.drafts(problem, kind.kind, kind.to)
			p.letterIn(state, kind.issuer, kind.actor, letters[state])
			if got := p.office.letterState(letters[state]); got != state {
				t.Fatalf("%s is %s, not %s", kind.name, got, state)
			}
		}
		duties := []letterDuty{
			{"letterUpdate", "LETTER_UPDATE", with("title", "y"), append(slices.Clone(office), secretary...), discipline, []string{"DRAFT"}},
			{"letterIssue", "LETTER_ISSUE", with("reason", "x"), kind.issues, recorders, []string{"DRAFT"}},
			{"letterAcknowledge", "LETTER_ACKNOWLEDGE", with(), kind.acts, nil, []string{"ISSUED"}},
			{"letterReply", "LETTER_REPLY", with("text", "x"), kind.acts, nil, []string{"SERVED"}},
			{"letterReturn", "LETTER_RETURN", with("reason", "x"), kind.issues, recorders, []string{"REPLIED"}},
			{"letterAccept", "LETTER_ACCEPT", with(), kind.issues, recorders, []string{"REPLIED"}},
			{"letterRevoke", "LETTER_REVOKE", with("reason", "x"), kind.issues, recorders, []string{"DRAFT", "ISSUED", "SERVED", "REPLIED", "ACCEPTED"}},
			{"letterUpgrade", "LETTER_UPGRADE", with("title", "x", "text", "x", "rectifyBy", "2026-12-31"), append(slices.Clone(office), secretary...), discipline, []string{"ISSUED", "SERVED", "REPLIED", "ACCEPTED"}},
		}
		seers := append([]string{"PARTY_SECRETARY@HN", "PARTY_COMMITTEE_MEMBER@HN", "PARTY_OFFICE@HN", "PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH"}, kind.seers...)
		drafters := []string{"DISCIPLINE_SECRETARY@HN", "DISCIPLINE_OFFICE@HN", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN-QH"}
		for _, grant := range append(slices.Clone(viewers), "DEPARTMENT_HEAD@HN-QH/JS") {
			role, _, _ := strings.Cut(grant, "@")
			c := w.as(grant)
			for _, state := range letterStates {
				// Revoked here from its draft, it was never issued.
				sees := slices.Contains(drafters, grant) || state != "DRAFT" && state != "REVOKED" && slices.Contains(seers, grant)
				var orders []order
				for _, d := range duties {
					input := in("letter", letters[state])
					for k, v := range d.input {
						input[k] = v
					}
					orders = append(orders, order{d.mutation, d.mutation, input})
				}
				told, available := c.tell(orders), c.actions("letter", letters[state])
				if (available != nil) != sees {
					t.Errorf("%s sees %s that is %s: %v", grant, kind.name, state, available != nil)
				}
				for _, d := range duties {
					has := len(d.roles) == 0 && role != "ANALYST" && role != "ADMINISTRATOR" || slices.Contains(d.roles, role)
					want := "VERSION_CONFLICT"
					switch {
					case !has:
						want = "FORBIDDEN"
					case !sees:
						want = "NOT_FOUND"
					case !slices.Contains(d.states, state):
						want = "WRONG_STATE"
					case !slices.Contains(d.who, grant):
						want = "OUT_OF_SCOPE"
						// Who acts for the recipient is of its side: the letter is his own matter.
						if slices.Contains(kind.acts, grant) && slices.Contains(recorders, role) && slices.Contains(d.roles, role) && len(d.roles) == len(recorders) {
							want = "OWN_MATTER"
						}
					}
					if told[d.mutation] != want {
						t.Errorf("%s of %s that is %s by %s: told %q, want %q", d.mutation, kind.name, state, grant, told[d.mutation], want)
					}
					if !sees {
						continue
					}
					if want == "VERSION_CONFLICT" {
						want = ""
						if d.act == "LETTER_UPGRADE" {
							want = "LETTER_IN_TIME"
						}
					}
					if got, listed := available[d.act]; !listed || got != want {
						t.Errorf("%s of %s that is %s for %s: available %q, want %q", d.act, kind.name, state, grant, got, want)
					}
				}
			}
		}
	}
}
