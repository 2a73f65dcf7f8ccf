package tests

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/internal/auth"

	"github.com/google/uuid"
)

// leaves ends a post's holder's appointment with yesterday.
func (w *world) leaves(number string) {
	w.t.Helper()
	if _, err := w.store.Super(w.t).Exec(`SET huishang.now = '2026-11-18T04:00:00Z'; UPDATE appointment SET to_on = '2026-11-17' WHERE person_id = (SELECT id FROM person WHERE number = '` + number + `') AND to_on IS NULL`); err != nil {
		w.t.Fatal(err)
	}
}

// takes puts a person into another post, so that he signs in with its role.
func (w *world) takes(number, role, org, department string) *client {
	w.t.Helper()
	super := w.store.Super(w.t)
	if _, err := super.Exec(`
		SET huishang.now = '2026-11-18T04:00:00Z';
		WITH p AS (
			INSERT INTO post (province_id, org_id, department_id, code, name, categories, created_at)
			SELECT o.province_id, o.id, (SELECT d.id FROM department d WHERE d.code = '` + department + `'), 'HN.T` + number + `', '职员', '{STAFF}', '2026-11-01' FROM organisation o WHERE o.code = '` + org + `' RETURNING *),
		r AS (INSERT INTO post_role (province_id, org_id, post_id, role, state, created_at) SELECT province_id, org_id, id, '` + role + `', 'CONFIRMED', '2026-11-01' FROM p)
		INSERT INTO appointment (province_id, org_id, post_id, person_id, kind, from_on, principal, state, created_at)
		SELECT p.province_id, p.org_id, p.id, u.id, 'SUBSTANTIVE', '2026-11-18', false, 'CONFIRMED', '2026-11-18' FROM p, person u WHERE u.number = '` + number + `'`); err != nil {
		w.t.Fatal(err)
	}
	return w.person(uuid.MustParse(w.uuid("person", number)), auth.TokenGrant{Role: auth.Role(role), Org: org, Dept: department})
}

// shown tells whether a record shows to who is signed in.
func (c *client) shown(id string) bool {
	return c.must(`query($id: ID!) { node(id: $id) { id } }`, in("id", id)).get("node") != nil
}

// Nobody shows others what is kept from himself (D-SEC-7): who invites shows the topics that he sees; from whom a topic is
// kept, he neither prepares nor records that consultation, nor submits it.
func TestWhoInvitesShowsWhatHeSees(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	clerk, guest := p.office, w.holderOf("REGION_STAFF@HN-QH-1")
	p.office = p.secretary
	secret := p.problem("机密问题", "secrecy", "CONFIDENTIAL")
	topics := p.draft("THEMATIC", in("title", "公开议题"), in("title", "机密议题", "problem", secret))
	p.step(p.secretary, "paperAdd", "paper", in("consultation", p.id, "topic", topics[1], "title", "机密材料", "text", "x"))
	invite := func(c *client, number string, refused ...string) {
		t.Helper()
		c.act("participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", w.uid(number), "side", "OTHER")})).told(t, "invite", refused...)
	}
	if clerk.shown(topics[1]) {
		t.Fatal("the clerk sees the confidential topic before anything was done")
	}
	invite(clerk, w.holderOf("DISCIPLINE_OFFICE@HN-QH"))
	invite(clerk, guest)
	as := w.holder("REGION_STAFF@HN-QH-1", guest)
	for who, c := range map[string]*client{"who invited himself": clerk, "whom he invited": as} {
		if c.shown(topics[1]) {
			t.Errorf("%s sees the confidential topic", who)
		}
		if !c.shown(topics[0]) {
			t.Errorf("%s does not see the open topic", who)
		}
	}
	invite(p.secretary, guest)
	if !as.shown(topics[1]) {
		t.Error("invited by the secretary, who sees it, the guest does not see the confidential topic")
	}

	q := newProcess(w, "HN-QH")
	q.office = q.secretary
	own := q.draft("THEMATIC", in("title", "涉及纪委办", "concerns", []any{w.uid(w.holderOf("DISCIPLINE_OFFICE@HN-QH"))}))
	p = q
	invite(clerk, guest, "OUT_OF_SCOPE")
	clerk.act("consultationSubmit", "consultation", q.on()).told(t, "submit", "WRONG_STATE")
	clerk.act("alignmentRecord", "consultation", in("consultation", q.id, "documents", []any{"x"}, "workReviewed", "x", "gaps", "x", "followUp", "x")).told(t, "align", "OUT_OF_SCOPE")
	if as.shown(own[0]) {
		t.Error("the guest sees the topic that concerns the clerk")
	}
}

// Sight by name rests on a post (D-SEC-7, domain.md §11): who registered, was listed, invited, or uploaded sees by name while
// in the post that he had then, and not from another one.
func TestSightEndsWithThePost(t *testing.T) {
	w := newWorld(t)
	wzs := w.as("DISCIPLINE_COMMISSIONER@HN-WZS")
	number := w.holderOf("DISCIPLINE_COMMISSIONER@HN-WZS")
	o := wzs.id("organisation", "HN-WZS")
	finding := wzs.act("findingRegister", "finding", in("organisation", o, "source", "COMPLAINT", "title", "群众反映", "complaintText", "举报内容", "category", "PROCUREMENT", "severity", "SERIOUS", "foundOn", "2026-11-02", "aboutOrganisation", o)).
		told(t, "register").text("findingRegister.finding.id")
	p := newProcess(w, "HN-QH")
	listed, guest := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), w.holderOf("REGION_STAFF@HN-QH-1")
	problem := p.problem("受限问题", "secrecy", "RESTRICTED", "readers", []any{w.uid(listed)})
	p.draft("THEMATIC", in("title", "议题"))
	p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", w.uid(guest), "side", "OTHER")}))
	before := map[string]struct {
		c  *client
		id string
	}{"the registrar": {wzs, finding}, "the listed reader": {w.as("DEPARTMENT_HEAD@HN-QH/JS"), problem}, "the participant": {w.holder("REGION_STAFF@HN-QH-1", guest), p.id}}
	for who, x := range before {
		if !x.c.shown(x.id) {
			t.Errorf("%s sees nothing in the post", who)
		}
	}
	after := map[string]struct {
		c  *client
		id string
	}{}
	for who, x := range map[string]struct{ number, org, dept, id string }{
		"the registrar": {number, "HN-WZS", "HN-WZS/ZH", finding}, "the listed reader": {listed, "HN-QH", "HN-QH/ZH", problem}, "the participant": {guest, "HN-QH", "HN-QH/ZH", p.id},
	} {
		w.leaves(x.number)
		after[who] = struct {
			c  *client
			id string
		}{w.takes(x.number, "DEPARTMENT_STAFF", x.org, x.dept), x.id}
	}
	for who, x := range after {
		if x.c.shown(x.id) {
			t.Errorf("%s sees on from another post of the same organisation", who)
		}
	}
}

// A recurrence is told to who sees both problems (D-SEC-1, D-TASK-7): to others the field is null, the filter finds nothing and
// there is nothing to confirm.
func TestRecurrenceIsToldToWhoSeesBoth(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	clerk := p.office
	p.office = p.secretary
	earlier := p.problem("机密旧案", "secrecy", "CONFIDENTIAL")
	if _, err := w.store.Super(t).Exec(`UPDATE problem SET state = 'CLOSED', resolution = 'NO_MEASURE', closed_at = '2026-11-18T03:00:00Z', no_measure_reason = 'x', party_office_by = $1, discipline_office_by = $2 WHERE title = '机密旧案'`,
		w.uuid("person", w.holderOf("PARTY_OFFICE@HN-QH")), w.uuid("person", w.holderOf("DISCIPLINE_SECRETARY@HN-QH"))); err != nil {
		t.Fatal(err)
	}
	p.office = clerk
	again := p.problem("新案")
	look := func(c *client) string {
		a := c.must(`query($id: ID!) { problem(id: $id) { recurrence recurrenceOf { id } }
			n: problems(filter: { id: { eq: $id }, recurrence: { eq: PROPOSED } }) { totalCount { count } }
			m: problems(filter: { id: { eq: $id }, not: { recurrence: { in: [PROPOSED, CONFIRMED, REJECTED] } } }) { totalCount { count } } }`, in("id", again))
		return strings.Join([]string{a.text("problem.recurrence"), fmt.Sprint(a.get("n.totalCount.count")), fmt.Sprint(a.get("m.totalCount.count"))}, " ")
	}
	if got := look(p.secretary); got != "PROPOSED 1 0" {
		t.Errorf("who sees both is told %q", got)
	}
	if clerk.shown(earlier) {
		t.Fatal("the clerk sees the confidential problem")
	}
	if got := look(clerk); got != " 0 1" {
		t.Errorf("who does not see the earlier problem is told %q", got)
	}
	if got := clerk.actions("problem", again)["RECURRENCE_CONFIRM"]; got != "RECURRENCE_NOT_PROPOSED" {
		t.Errorf("offered to confirm what is not shown: %q", got)
	}
}

// What is done to a topic leaves no trace for those from whom the topic is kept (D-SEC-1): not in the consultation's history,
// and not in a cursor.
func TestHiddenTopicsLeaveNoTrace(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	head := w.holderOf("PARTY_SECRETARY@HN-QH")
	topics := p.draft("THEMATIC", in("title", "甲"), in("title", "乙", "concerns", []any{w.uid(head)}), in("title", "丙"))
	trace := func() (string, []any) {
		a := p.leader.must(`query($id: ID!) { consultation(id: $id) { history(first: 50) { totalCount { count } edges { cursor } } topics(first: 20) { totalCount { count } edges { cursor node { title } } } } }`, in("id", p.id))
		return fmt.Sprint(a.get("consultation.history.totalCount.count")) + " " + fmt.Sprint(a.get("consultation.topics.totalCount.count")), a.list("consultation.topics.edges")
	}
	was, edges := trace()
	for _, e := range edges {
		cursor := e.(map[string]any)["cursor"].(string)
		if plain, err := base64.RawURLEncoding.DecodeString(cursor); err != nil || json.Valid(plain) || strings.Contains(string(plain), `["`) && strings.Contains(string(plain), `"]`) {
			t.Errorf("a cursor can be read: %s, %v", cursor, err)
		}
	}
	p.step(p.office, "paperAdd", "paper", in("consultation", p.id, "topic", topics[1], "title", "材料", "text", "x"))
	if is, _ := trace(); is != was {
		t.Errorf("a paper on a hidden topic shows: %s, before %s", is, was)
	}
	p.step(p.office, "paperAdd", "paper", in("consultation", p.id, "title", "公开材料", "text", "x"))
	if is, _ := trace(); is == was {
		t.Error("a paper of the whole consultation does not show in its history")
	}
	lines := p.office.must(`query($id: ID!) { topic(id: $id) { history { nodes { act } } } }`, in("id", topics[1])).list("topic.history.nodes")
	if !slices.ContainsFunc(lines, func(x any) bool { return x.(map[string]any)["act"] == "PAPER_ADD" }) {
		t.Errorf("the topic's own history lacks the paper: %v", lines)
	}
}

// An act on a topic or an outcome that somebody does not see moves neither the version nor updatedAt of the consultation for
// anybody; one that all see moves both. Whoever replaces an outcome names its own version, which tells of nothing else.
func TestHiddenTopicsMoveNothing(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	guest := w.as("REGION_STAFF@HN-QH-1")
	number := w.holderOf("REGION_STAFF@HN-QH-1")
	topics := p.draft("THEMATIC", in("title", "甲"), in("title", "乙", "concerns", []any{w.uid(number)}), in("title", "丙"))
	p.step(p.office, "participantsInvite", "consultation", in("consultation", p.id, "participants", []any{in("person", w.uid(number), "side", "OTHER", "required", false)}))
	at := func(c *client) string {
		a := c.must(`query($id: ID!) { consultation(id: $id) { version updatedAt topics { totalCount { count } } } }`, in("id", p.id))
		return fmt.Sprint(a.get("consultation.version"), a.get("consultation.updatedAt"))
	}
	topicOf := func(id string) any {
		return p.office.must(`query($id: ID!) { topic(id: $id) { version updatedAt } }`, in("id", id)).get("topic")
	}
	try := func(what string, moves bool, act func()) {
		t.Helper()
		theirs, ours := at(guest), at(p.office)
		act()
		if at(guest) != theirs != moves || at(p.office) != ours != moves {
			t.Errorf("%s: who does not see it reads %s → %s, who does %s → %s; moves: %v", what, theirs, at(guest), ours, at(p.office), moves)
		}
	}
	was := topicOf(topics[1])
	try("to settle what is hidden", false, func() { p.settle(p.leader, topics[1], "APPROVE").told(t, "approve") })
	if is := topicOf(topics[1]); reflect.DeepEqual(is, was) {
		t.Errorf("the topic itself stayed at %v", is)
	}
	for _, x := range []string{topics[0], topics[2]} {
		try("to settle what is seen", true, func() { p.settle(p.leader, x, "APPROVE").told(t, "approve") })
	}
	p.open()
	p.recuse(topics[2], number)
	try("an outcome of what one is recused from", false, func() { p.outcome(topics[2], "INFORMATION") })
	try("a view on what is hidden", false, func() { p.views(topics[1]) })
	var id string
	try("an outcome of what is hidden", false, func() { id = p.outcome(topics[1], "NO_MEASURE", "text", "甲案") })
	try("to replace it", false, func() { p.outcome(topics[1], "NO_MEASURE", "outcome", id, "text", "乙案") })
	again := in("topic", topics[1], "version", p.version(), "kind", "NO_MEASURE", "outcome", id, "outcomeVersion", 1, "text", "丙案")
	p.step(p.office, "outcomeRecord", "outcome", again, "VERSION_CONFLICT")
	delete(again, "outcomeVersion")
	p.step(p.office, "outcomeRecord", "outcome", again, "VERSION_CONFLICT")
	try("an outcome of what is seen", true, func() { p.outcome(topics[0], "INFORMATION") })
	lines := p.office.must(`query($id: ID!) { topic(id: $id) { history { nodes { changes { field oldValue newValue } } } } }`, in("id", topics[1]))
	if !strings.Contains(lines.Body, `"field":"text","oldValue":"甲案","newValue":"乙案"`) {
		t.Errorf("the old text does not stand in the topic's history: %s", lines.Body)
	}
}

// A plan shows to all in the organisation and below when it is in force, with its items; what is proposed or declined is the
// committee family's. Whether an item was held is told to all who see it, whoever sees the consultation.
func TestPlansShowWhenInForce(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	analyst := w.as("ANALYST@HN")
	items := func(c *client) []any {
		return c.must(`{ planItems(filter: { dueOn: { gte: "2026-11-10" }, kind: { eq: THEMATIC } }, first: 50) { nodes { subject held late plan { id } } } }`, nil).list("planItems.nodes")
	}
	has := func(c *client) (found map[string]any) {
		for _, i := range items(c) {
			if m := i.(map[string]any); m["subject"] == "未定事项" {
				found = m
			}
		}
		return found
	}
	plan := p.step(p.office, "consultationPlanPropose", "consultationPlan", in("organisation", p.office.id("organisation", "HN-QH"), "year", 2026, "integrityPlan", "x", "supervisionPlan", "x",
		"items", []any{in("kind", "THEMATIC", "subject", "未定事项", "dueOn", "2026-11-17")}))
	below := w.as("REGION_MANAGER@HN-QH-1")
	if has(below) != nil || has(p.office) == nil {
		t.Errorf("a proposed plan's item: shown below %v, to the office %v", has(below), has(p.office))
	}
	p.step(p.partyclerk, "consultationPlanEndorse", "consultationPlan", in("plan", plan, "version", 1))
	p.step(p.leader, "consultationPlanDecide", "consultationPlan", in("plan", plan, "version", 2, "accept", true))
	if m := has(below); m == nil || m["held"] != false || m["late"] != true {
		t.Errorf("in force the item shows below as %v", m)
	}
	item := p.office.must(`query($id: ID!) { consultationPlan(id: $id) { items { nodes { id } } } }`, in("id", plan)).text("consultationPlan.items.nodes.0.id")
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", "HN-QH"), "kind", "THEMATIC", "form", "WRITTEN", "title", "x", "planItem", item))
	topic := p.step(p.office, "topicPropose", "topic", p.on("title", "x"))
	p.step(p.office, "consultationSubmit", "consultation", p.on())
	p.settle(p.leader, topic, "APPROVE").told(t, "approve")
	p.open()
	w.clock.Push(time.Second)
	for who, c := range map[string]*client{"the office": p.office, "the region": below, "the analyst": analyst} {
		m := has(c)
		if m == nil && c == analyst {
			continue // an analyst of the province is not below the branch
		}
		if m == nil || m["held"] != true || m["late"] != false {
			t.Errorf("%s: held in a consultation that not all see: %v", who, m)
		}
	}
}

// A head of department oversees its risk domains in the organisations below, and nothing of other departments beside it (D-SEC-1).
func TestAHeadOverseesBelowNeverSideways(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	tasks := p.concluded("HN-QH", "FUNDS", []any{toDo("整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	problem := p.office.must(`query($id: ID!) { task(id: $id) { problem { id } } }`, in("id", tasks[0])).text("task.problem.id")
	for role, want := range map[string]bool{
		"DEPARTMENT_HEAD@HN-QH/JS": true,  // its own
		"DEPARTMENT_HEAD@HN/CW":    true,  // finance, above
		"DEPARTMENT_HEAD@HN/RL":    false, // above, of another domain
		"DEPARTMENT_HEAD@HN-QH/ZH": false, // finance too, beside it
	} {
		c := w.as(role)
		if c.shown(tasks[0]) != want || c.shown(problem) != want {
			t.Errorf("%s: shown %t, %t, want %t", role, c.shown(tasks[0]), c.shown(problem), want)
		}
	}
}
