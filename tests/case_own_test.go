package tests

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/fault"

	"github.com/google/uuid"
)

// Who stands in for the principal leader and is of the discipline side settles, ratifies and answers nothing; the leader
// himself does (D-CON-3, domain.md §11).
func TestDisciplineSideSettlesNothing(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	secretary := w.holderOf("DISCIPLINE_SECRETARY@HN-QH")
	topics := p.draft("THEMATIC", in("title", "议题"))
	w.standsIn("HN-QH.SJ", secretary)
	stands := w.holder("PARTY_SECRETARY@HN-QH", secretary)
	p.settle(stands, topics[0], "APPROVE").told(t, "settle", "DISCIPLINE_SIDE")
	if got := stands.actions("topic", topics[0])["TOPIC_SETTLE"]; got != "DISCIPLINE_SIDE" {
		t.Errorf("offered to settle: %q", got)
	}
	if got := stands.actions("consultation", p.id)["CONSULTATION_CANCEL"]; got != "" {
		t.Errorf("offered to cancel, which is both secretaries': %q", got)
	}
	p.settle(p.leader, topics[0], "APPROVE").told(t, "the leader himself")
	p.open()
	p.views(topics[0])
	asked := p.outcome(topics[0], "RECOMMENDATION", "text", "建议")
	p.step(p.secretary, "consultationConclude", "consultation", p.on())
	p.follow(stands, "recommendationAnswer", asked, "answer", "ADOPTED").told(t, "answer", "DISCIPLINE_SIDE")
	p.follow(p.leader, "recommendationAnswer", asked, "answer", "ADOPTED").told(t, "the leader answers")

	q := newProcess(w, "HN-QH")
	q.id = q.step(q.office, "consultationDraft", "consultation", in("organisation", q.office.id("organisation", "HN-QH"), "kind", "IMMEDIATE", "form", "WRITTEN", "title", "即时"))
	q.step(q.office, "topicPropose", "topic", q.on("title", "急"))
	q.open()
	stands.act("consultationRatify", "consultation", q.on("accept", true)).told(t, "ratify", "DISCIPLINE_SIDE")
	q.step(q.leader, "consultationRatify", "consultation", q.on("accept", true))
}

// Past every rule the tables themselves refuse that the compiler or a topic's proposer settles, and that one person is
// both offices of a problem, with the rule's own code (D-CON-3, D-SEC-6).
func TestTablesRefuseOneWhoIsBoth(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	p.problem("问题")
	p.draft("THEMATIC", in("title", "议题"))
	claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", "HN0110")), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{{Role: auth.DisciplineOffice, Org: "HN-QH"}}}
	for change, want := range map[string]fault.Code{
		`UPDATE topic SET state = 'APPROVED', settled_by = proposed_by, settled_at = now() WHERE NOT study`: fault.SettlerCompiled,
		`UPDATE consultation SET state = 'APPROVED', ratified_by = compiled_by, ratified_at = now()`:        fault.SettlerCompiled,
		`UPDATE problem SET party_office_by = registered_by, discipline_office_by = registered_by`:          fault.SecondPerson,
	} {
		err := w.db.Change(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, change)
			return err
		})
		if codes := fault.All(err); len(codes) != 1 || codes[0].Code != want {
			t.Errorf("%s: %v", change, err)
		}
	}
}

// A problem is closed without measure by two people: one who stands in for the other office does not make two
// (D-TASK-7, D-SEC-6).
func TestOneClerkIsNotTwoOffices(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	problem := p.problem("已自行纠正")
	clerk := w.holderOf("DISCIPLINE_OFFICE@HN-QH")
	w.standsIn("HN-QH/DWB.ZR", clerk)
	closing := func(c *client, codes ...string) {
		t.Helper()
		version := p.office.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", problem)).get("problem.version")
		c.act("problemCloseWithoutMeasure", "problem", in("problem", problem, "version", version, "reason", "已纠正")).told(t, "close", codes...)
	}
	closing(p.office)
	closing(w.holder("PARTY_OFFICE@HN-QH", clerk), "SECOND_PERSON_NEEDED")
	closing(p.partyclerk)
	if a := p.office.must(`query($p: ID!) { problem(id: $p) { resolution } }`, in("p", problem)); a.text("problem.resolution") != "NO_MEASURE" {
		t.Errorf("closed: %s", a.Body)
	}
}

// The table refuses one person as two offices too, whatever program writes.
func TestTablesRefuseOneClerkAsTwoOffices(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	p.problem("已自行纠正")
	super := w.store.Super(t)
	if _, err := super.Exec(`UPDATE problem SET party_office_by = id, discipline_office_by = id`); err == nil || !strings.Contains(err.Error(), "problem_two_people") {
		t.Error(err)
	}
}

// A complaint's text is for discipline roles and for whoever registered it: who is on the list of a finding reads the
// finding without it, and so does the principal leader of a confidential one; a commissioner reads only what is his own
// (D-SEC-3, D-SEC-7).
func TestComplaintText(t *testing.T) {
	w := newWorld(t)
	const text = "举报人称……"
	look := func(c *client, id string) string {
		return c.must(`query($id: ID!) { finding(id: $id) { title source { code } complaintText } }`, in("id", id)).Body
	}
	register := func(c *client, org string, more ...any) string {
		t.Helper()
		o := c.id("organisation", org)
		return c.act("findingRegister", "finding", in(append([]any{"organisation", o, "source", "COMPLAINT", "title", "群众反映", "complaintText", text, "category", "PROCUREMENT", "severity", "SERIOUS", "foundOn", "2026-11-02", "aboutOrganisation", o}, more...)...)).
			told(t, "register").text("findingRegister.finding.id")
	}
	expect := func(grade, id string, full, part, none []string) {
		t.Helper()
		for _, who := range full {
			if got := look(w.as(who), id); !strings.Contains(got, text) {
				t.Errorf("%s: %s reads %s", grade, who, got)
			}
		}
		for _, who := range part {
			if got := look(w.as(who), id); strings.Contains(got, text) || !strings.Contains(got, "群众反映") {
				t.Errorf("%s: %s, who is on the list, reads %s", grade, who, got)
			}
		}
		for _, who := range none {
			if got := look(w.as(who), id); !strings.Contains(got, `"finding":null`) {
				t.Errorf("%s: %s reads %s", grade, who, got)
			}
		}
	}
	office := w.as("DISCIPLINE_OFFICE@HN-QH")
	listed := []any{w.uid(w.holderOf("PARTY_OFFICE@HN-QH"))}
	others := []string{"PARTY_COMMITTEE_MEMBER@HN", "PARTY_SECRETARY@HN", "DEPARTMENT_HEAD@HN-QH/JS", "ANALYST@HN", "ADMINISTRATOR@HN", "PARTY_SECRETARY@HN-HK", "DISCIPLINE_COMMISSIONER@HN-WZS"}
	expect("INTERNAL", register(office, "HN-QH"), []string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_OFFICE@HN", "DISCIPLINE_SECRETARY@HN"}, nil, append([]string{"PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH"}, others...))
	expect("RESTRICTED", register(office, "HN-QH", "secrecy", "RESTRICTED", "readers", listed), []string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN"}, []string{"PARTY_OFFICE@HN-QH"}, others)
	expect("CONFIDENTIAL", register(office, "HN-QH", "secrecy", "CONFIDENTIAL", "readers", listed), []string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_SECRETARY@HN"}, []string{"PARTY_OFFICE@HN-QH"}, append([]string{"DISCIPLINE_OFFICE@HN", "PARTY_SECRETARY@HN-QH"}, others...))
	commissioner := w.as("DISCIPLINE_COMMISSIONER@HN-WZS")
	expect("INTERNAL at home", register(commissioner, "HN-WZS"), []string{"DISCIPLINE_COMMISSIONER@HN-WZS", "DISCIPLINE_OFFICE@HN"}, nil, []string{"PARTY_SECRETARY@HN-WZS", "PARTY_SECRETARY@HN"})
	expect("about his own", register(w.as("DISCIPLINE_OFFICE@HN"), "HN", "aboutOrganisation", commissioner.id("organisation", "HN-WZS")), []string{"DISCIPLINE_OFFICE@HN"}, nil, []string{"DISCIPLINE_COMMISSIONER@HN-WZS"})
}

// A merge takes along whom the findings concern: both problems are hidden from them, and from nobody else (D-TASK-7, D-SEC-6).
func TestMergeKeepsWhomItConcerns(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	him, her := w.uid(w.holderOf("PARTY_SECRETARY@HN-QH")), w.uid(w.holderOf("DISCIPLINE_SECRETARY@HN-QH"))
	qh := p.office.id("organisation", "HN-QH")
	finding := func(concerns ...any) any {
		return p.step(p.office, "findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "title", "发现", "content", "x", "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", qh, "concerns", append([]any{}, concerns...)))
	}
	into, from, loose := p.problem("其一", "findings", []any{finding(her)}), p.problem("其二", "findings", []any{finding(him)}), p.problem("其三")
	merge := func(one string) {
		t.Helper()
		version := p.office.must(`query($p: ID!) { problem(id: $p) { version } }`, in("p", one)).get("problem.version")
		p.step(p.office, "problemMerge", "problem", in("problem", one, "version", version, "into", into, "reason", "同一事项"))
	}
	sees := func(when string, c *client, want string) {
		t.Helper()
		got := ""
		for id, name := range map[string]string{into: "一", from: "二", loose: "三"} {
			if c.must(`query($p: ID!) { problem(id: $p) { title } }`, in("p", id)).get("problem") != nil {
				got += name
			}
		}
		if !sameSet(got, want) {
			t.Errorf("%s he sees %s, want %s", when, got, want)
		}
	}
	sees("before the merge, as leader", p.leader, "一三")
	sees("before the merge, as secretary", p.secretary, "二三")
	merge(from)
	merge(loose)
	sees("merged, as leader", p.leader, "三")
	sees("merged, as secretary", p.secretary, "二三")
	sees("merged, as office", p.office, "一二三")
}

func sameSet(a, b string) bool {
	for _, x := range a {
		if !strings.ContainsRune(b, x) {
			return false
		}
	}
	return len(a) == len(b)
}

// Who may not read a complaint is not told that there is one (D-SEC-3): its source reads as withheld, in the answer, in a table,
// and in every filter, whoever else sees the same problem.
func TestSourcesAreWithheld(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	o := p.office.id("organisation", "HN-QH")
	p.concluded("HN-QH", "PROCUREMENT", []any{toDo("整改", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	problem := p.office.must(`{ problems(filter: { title: { contains: "采购化整为零" }, state: { eq: OPEN } }) { nodes { id } } }`, nil).text("problems.nodes.0.id")
	register := func(more ...any) string {
		return p.step(p.office, "findingRegister", "finding", in(append([]any{"organisation", o, "source", "COMPLAINT", "title", "群众反映", "complaintText", "举报人称", "category", "PROCUREMENT", "severity", "SERIOUS",
			"foundOn", "2026-11-02", "aboutOrganisation", o, "problem", problem}, more...)...))
	}
	finding := register("secrecy", "CONFIDENTIAL", "readers", []any{w.uid(w.holderOf("PARTY_OFFICE@HN-QH"))})
	look := func(c *client) string {
		t.Helper()
		a := c.must(`query($p: ID!) { problem(id: $p) { sources { code label } }
			a: problems(filter: { id: { eq: $p }, sources: { has: "COMPLAINT" } }) { totalCount { count } }
			b: problems(filter: { id: { eq: $p }, sources: { hasAny: ["COMPLAINT", "PARTY_INSPECTION"] } }) { totalCount { count } }
			c: problems(filter: { id: { eq: $p }, sources: { hasAll: ["AUDIT", "COMPLAINT"] } }) { totalCount { count } }
			d: problems(filter: { id: { eq: $p }, not: { sources: { has: "COMPLAINT" } } }) { totalCount { count } } }`, in("p", problem))
		codes := []string{}
		for _, s := range a.list("problem.sources") {
			codes = append(codes, s.(map[string]any)["code"].(string))
		}
		slices.Sort(codes)
		_, table := c.table(`query($p: ID!) { problems(filter: { id: { eq: $p } }) { nodes { sources { code } } } }`, in("p", problem))
		return fmt.Sprint(codes, a.get("a.totalCount.count"), a.get("b.totalCount.count"), a.get("c.totalCount.count"), a.get("d.totalCount.count"), strings.Contains(table, "COMPLAINT"), strings.Contains(table, "WITHHELD"))
	}
	expect := func(want string, viewers ...string) {
		t.Helper()
		for _, v := range viewers {
			if got := look(w.as(v)); got != want {
				t.Errorf("%s reads %s, want %s", v, got, want)
			}
		}
	}
	const told, kept = "[AUDIT COMPLAINT] 1 1 1 0 true false", "[AUDIT WITHHELD] 0 0 0 1 false true"
	others := []string{"PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH", "PARTY_SECRETARY@HN", "PARTY_COMMITTEE_MEMBER@HN", "ANALYST@HN", "DEPARTMENT_HEAD@HN-QH/JS"}
	expect(told, "DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_SECRETARY@HN")
	expect(kept, append([]string{"DISCIPLINE_OFFICE@HN"}, others...)...) // the only complaint is CONFIDENTIAL
	register()
	expect(told, "DISCIPLINE_OFFICE@HN")
	expect(kept, others...)

	listed := w.as("PARTY_OFFICE@HN-QH")
	a := listed.must(`query($f: ID!) { finding(id: $f) { source { code label(locale: ZH_CN) } complaintText }
		a: findings(filter: { id: { eq: $f }, source: { eq: "COMPLAINT" } }) { totalCount { count } } b: findings(filter: { id: { eq: $f }, source: { neq: "COMPLAINT" } }) { totalCount { count } } }`, in("f", finding))
	if a.text("finding.source.code") != "WITHHELD" || a.text("finding.source.label") != "不予显示" || a.get("finding.complaintText") != nil || a.get("a.totalCount.count") != 0.0 || a.get("b.totalCount.count") != 1.0 {
		t.Errorf("who is on a complaint's list reads its source: %s", a.Body)
	}
	p.office.act("findingRegister", "finding", in("organisation", o, "source", "WITHHELD", "title", "x", "content", "x", "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-02", "aboutOrganisation", o)).
		told(t, "registered as withheld", "UNKNOWN_REFERENCE")
}

// Naming people as concerned never leaves nobody above who sees the matter (D-SEC-6): then the superior commission is told by a
// document, which stands in the history; whom it concerns learns nothing of either.
func TestSuperiorIsTold(t *testing.T) {
	w := newWorld(t)
	clerk, him := w.holder("DISCIPLINE_OFFICE@HN", "HN0010"), w.as("DISCIPLINE_SECRETARY@HN")
	secretary, head := w.uid("HN0003"), w.uid("HN0009")
	hn, qh := clerk.id("organisation", "HN"), clerk.id("organisation", "HN-QH")
	matter := func(org string, more ...any) map[string]any {
		return in(append([]any{"organisation", org, "title", "事项", "category", "PROCUREMENT", "severity", "GENERAL", "aboutOrganisation", org}, more...)...)
	}
	look := `{ problems { totalCount { count } } findings { totalCount { count } } viewer { counts { approvals consultationsToSettle } } organisation(code: "HN") { history { totalCount { count } } counts { openTasks } } }`
	before := him.must(look, nil).Body
	asked := func(c *client, mutation, record string, input map[string]any) string {
		t.Helper()
		c.act(mutation, record, input).told(t, mutation+" untold", "SUPERIOR_UNTOLD")
		input["externalDocument"] = "琼纪报〔2026〕1号"
		return c.act(mutation, record, input).told(t, mutation).text(mutation + "." + record + ".id")
	}
	version := func(noun, id string) any {
		return clerk.must(`query($id: ID!) { `+noun+`(id: $id) { version } }`, in("id", id)).get(noun + ".version")
	}

	problem := asked(clerk, "problemRegister", "problem", matter(hn, "description", "x", "secrecy", "CONFIDENTIAL", "concerns", []any{secretary}))
	if got := clerk.must(`query($id: ID!) { problem(id: $id) { history { nodes { document } } } }`, in("id", problem)).text("problem.history.nodes.0.document"); got != "琼纪报〔2026〕1号" {
		t.Errorf("the document in the history is %q", got)
	}
	asked(clerk, "findingRegister", "finding", matter(hn, "source", "AUDIT", "content", "x", "foundOn", "2026-11-02", "concerns", []any{secretary, head}))

	// Somebody else of the discipline side still sees it; a graver grade takes him away.
	open := clerk.act("problemRegister", "problem", matter(hn, "description", "x", "concerns", []any{secretary})).told(t, "the head of the office sees it").text("problemRegister.problem.id")
	clerk.act("problemRegister", "problem", matter(hn, "description", "x", "concerns", []any{secretary}, "externalDocument", "x")).told(t, "told without need", "MUST_BE_EMPTY")
	asked(clerk, "problemSetSecrecy", "problem", in("problem", open, "version", version("problem", open), "secrecy", "CONFIDENTIAL", "reason", "x"))
	clerk.act("problemSetSecrecy", "problem", in("problem", open, "version", version("problem", open), "readers", []any{w.uid("HN0008")}, "reason", "x")).told(t, "once told, the list may change")

	if after := him.must(look, nil).Body; after != before {
		t.Errorf("whom all this concerns is told something: %s, before %s", after, before)
	}

	// Piece by piece is no way round.
	finding := func(concerns ...any) string {
		return clerk.act("findingRegister", "finding", matter(hn, "source", "AUDIT", "content", "x", "foundOn", "2026-11-02", "concerns", concerns)).told(t, "finding").text("findingRegister.finding.id")
	}
	one, other := finding(secretary), finding(head)
	both := asked(clerk, "problemRegister", "problem", matter(hn, "description", "x", "findings", []any{one, other}))
	if both == "" {
		t.Error("not registered")
	}
	half := clerk.act("problemRegister", "problem", matter(hn, "description", "x", "concerns", []any{secretary})).told(t, "half").text("problemRegister.problem.id")
	asked(clerk, "problemAddFindings", "problem", in("problem", half, "version", version("problem", half), "findings", []any{finding(head)}, "reason", "x"))
	asked(clerk, "findingSetSecrecy", "finding", in("finding", finding(secretary), "version", 1, "concerns", []any{secretary, head}, "reason", "x"))
	into := clerk.act("problemRegister", "problem", matter(hn, "description", "x", "concerns", []any{head})).told(t, "into").text("problemRegister.problem.id")
	from := clerk.act("problemRegister", "problem", matter(hn, "description", "x", "concerns", []any{secretary})).told(t, "from").text("problemRegister.problem.id")
	asked(clerk, "problemMerge", "problem", in("problem", from, "version", version("problem", from), "into", into, "reason", "x"))

	// A branch's matter is seen above; unless all above are concerned.
	p := newProcess(w, "HN-QH")
	p.problem("纪委书记事项", "concerns", []any{w.uid(w.holderOf("DISCIPLINE_SECRETARY@HN-QH"))})
	asked(p.office, "problemRegister", "problem", matter(qh, "description", "x", "secrecy", "CONFIDENTIAL", "concerns", []any{secretary}))
	p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", qh, "kind", "THEMATIC", "form", "WRITTEN", "title", "x"))
	asked(p.office, "topicPropose", "topic", p.on("title", "x", "concerns", []any{secretary, head, w.uid("HN0010")}))

	for _, id := range []string{problem, both} {
		if him.shown(id) {
			t.Error("whom the matter concerns sees it")
		}
	}
}
