package tests

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// Nobody writes over what he has not read (D-GEN-3): what is replaced is named by its version, the refusal carries what is
// there now, and the old value stands in history. What is there for the first time, or stays as it is, takes no version.
func TestNobodyWritesOverWhatHeHasNotRead(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	business := w.holderOf("DEPARTMENT_HEAD@HN-QH/JS")
	for _, id := range p.draft("THEMATIC", in("title", "议题")) {
		p.settle(p.leader, id, "APPROVE").told(t, "approve")
	}
	seats := p.prepare(map[string]string{business: "BUSINESS"})
	study := p.office.must(`query($id: ID!) { consultation(id: $id) { topics(filter: { study: true }) { nodes { id } } } }`, in("id", p.id)).text("consultation.topics.nodes.0.id")
	align := func(gaps string) map[string]any {
		return in("consultation", p.id, "documents", []any{"中纪委全会公报"}, "workReviewed", "全年采购工作", "gaps", gaps, "followUp", "月内补课")
	}
	invited := func(side string, more ...any) map[string]any {
		return in("consultation", p.id, "participants", []any{in(append([]any{"person", w.uid(business), "side", side}, more...)...)})
	}
	p.step(p.office, "attendanceRecord", "participant", in("participant", seats[business], "attended", true))
	for _, c := range []struct {
		mutation, record, read, was string
		same, other                 map[string]any
		named                       func(version any) map[string]any
	}{
		{"alignmentRecord", "consultation", `consultation(id: $id) { alignment { version } history(first: 50) { nodes { changes { oldValue } } } }`, "招标管理", align("招标管理"), align("改写"), nil},
		{"studyRecord", "topic", `topic(id: $id) { version history(first: 50) { nodes { changes { oldValue } } } }`, "论党的自我革命", in("topic", study, "documents", []any{"论党的自我革命"}), in("topic", study, "documents", []any{"改写"}), nil},
		{"attendanceRecord", "participant", `consultation(id: $id) { participants { nodes { version } } history(first: 50) { nodes { changes { of oldValue } } } }`, `"oldValue":"true`, in("participant", seats[business], "attended", true), in("participant", seats[business], "attended", false), nil},
		{"participantsInvite", "consultation", `consultation(id: $id) { participants { nodes { version } } history(first: 50) { nodes { changes { of oldValue } } } }`, `"oldValue":"BUSINESS`, invited("BUSINESS"), invited("OTHER"), func(v any) map[string]any { return invited("OTHER", "version", v) }},
	} {
		about := p.id
		if c.record == "topic" {
			about = study
		}
		now := func() *answer { return p.office.must(`query($id: ID!) { `+c.read+` }`, in("id", about)) }
		version := func() any {
			for _, path := range []string{"consultation.alignment.version", "topic.version", "consultation.participants.nodes.0.version"} {
				if v := now().get(path); v != nil {
					return v
				}
			}
			return nil
		}
		at := version()
		p.secretary.act(c.mutation, c.record, c.same).told(t, c.mutation+" as it is")
		p.secretary.act(c.mutation, c.record, c.other).told(t, c.mutation+" blind", "VERSION_CONFLICT")
		if version() != at {
			t.Errorf("%s: what was refused moved the version", c.mutation)
		}
		good := c.other
		if c.named == nil {
			good["version"] = at
		} else {
			good = c.named(at)
		}
		p.secretary.act(c.mutation, c.record, good).told(t, c.mutation+" read before")
		if version() == at {
			t.Errorf("%s: the version did not move", c.mutation)
		}
		if !strings.Contains(now().Body, c.was+`"`) {
			t.Errorf("%s: the old value %s is not in history: %s", c.mutation, c.was, now().Body)
		}
	}
}

// Two people are recused from one topic at once by two secretaries: neither recusal is lost, whatever was read before the other.
func TestTwoRecusalsAtOnce(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	people := []string{w.holderOf("DEPARTMENT_HEAD@HN-QH/JS"), w.holderOf("DEPARTMENT_HEAD@HN-QH/ZH")}
	topics := p.draft("THEMATIC", in("title", "议题一"), in("title", "议题二"), in("title", "议题三"))
	for _, id := range topics {
		p.settle(p.leader, id, "APPROVE").told(t, "approve")
	}
	p.prepare(map[string]string{people[0]: "BUSINESS", people[1]: "BUSINESS"})
	for _, topic := range topics {
		var group sync.WaitGroup
		for i, c := range []*client{p.office, p.secretary} {
			group.Go(func() {
				c.act("topicRecuse", "topic", in("topic", topic, "people", []any{w.uid(people[i])}, "reason", "本人事项")).told(t, "recuse")
			})
		}
		group.Wait()
		if n := len(p.office.must(`query($id: ID!) { topic(id: $id) { recused { id } } }`, in("id", topic)).list("topic.recused")); n != 2 {
			t.Errorf("two were recused at once, and %d are", n)
		}
	}
}

// addsOnly are the acts that name no version: they only add, each with what it adds.
var addsOnly = map[string]string{
	"organisationCreate": "an organisation", "departmentCreate": "a department", "postCreate": "a post", "personCreate": "a person", "personRevokeTokens": "a revocation",
	"appointmentCreate": "an appointment", "substitutionCreate": "a substitution", "portfolioCreate": "a portfolio", "dutyListDraft": "a draft; there is one at a time",
	"findingRegister": "a finding", "problemRegister": "a problem", "consultationRulePropose": "a proposal", "consultationPlanPropose": "a proposal", "consultationDraft": "a draft",
	"paperAdd": "a paper", "topicRecuse": "people to who is recused; two at once are both kept", "topicRecusalUndo": "nothing: it takes named people back", "statementRecord": "a statement",
	"addendumAdd": "an addendum", "taskReport": "a report", "evidenceAdd": "evidence", "taskInstruct": "an instruction",
	"letterDraftForProblem": "a draft", "letterDraftForTask": "a draft",
}

// Every act names the version of what it changes or replaces, or only adds (D-GEN-3).
func TestEveryReplacingActNamesAVersion(t *testing.T) {
	s, _ := schemaOf(t)
	var names func(input string, seen ...string) bool
	names = func(input string, seen ...string) bool {
		return slices.ContainsFunc(s.Types[input].Fields, func(f *ast.FieldDefinition) bool {
			of := f.Type.Name()
			return f.Name == "version" || s.Types[of].Kind == ast.InputObject && !slices.Contains(seen, of) && names(of, append(seen, of)...)
		})
	}
	for _, m := range s.Mutation.Fields {
		if named := names(m.Arguments.ForName("input").Type.Name()); named == (addsOnly[m.Name] != "") {
			t.Errorf("%s names a version: %v; said to add only: %q", m.Name, named, addsOnly[m.Name])
		}
	}
	for name := range addsOnly {
		if s.Mutation.Fields.ForName(name) == nil {
			t.Errorf("%s is no act any more", name)
		}
	}
}

// An answer that is there is written over by who read it; what it was stands in history (D-GEN-3).
func TestAnswersAreNotWrittenOverBlind(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	p.written("THEMATIC", in("title", "议题"))
	read := func() *answer {
		return p.office.must(`query($id: ID!) { consultation(id: $id) { answers { question { code } version answer } history(first: 50) { nodes { changes { field oldValue newValue } } } } }`, in("id", p.id))
	}
	answers := func(text string, version any) map[string]any {
		one := in("question", read().text("consultation.answers.0.question.code"), "answer", text, "deviation", false)
		if version != nil {
			one["version"] = version
		}
		return in("consultation", p.id, "answers", []any{one})
	}
	was, at := read().text("consultation.answers.0.answer"), read().get("consultation.answers.0.version")
	p.secretary.act("answersRecord", "consultation", answers(was, nil)).told(t, "as it is")
	p.secretary.act("answersRecord", "consultation", answers("改写", nil)).told(t, "blind", "VERSION_CONFLICT")
	if read().get("consultation.answers.0.version") != at {
		t.Error("what was refused moved the version")
	}
	p.secretary.act("answersRecord", "consultation", answers("改写", at)).told(t, "read before")
	p.office.act("answersRecord", "consultation", answers("再改", at)).told(t, "read before another wrote", "VERSION_CONFLICT")
	if !strings.Contains(read().Body, `"oldValue":"`+was+`"`) {
		t.Errorf("the old answer %s is not in history: %s", was, read().Body)
	}
}

// What a list is replaced by leaves the old one in history: milestones, a draft's items; contacts for those who read contacts, each
// reading of it logged (D-GEN-2).
func TestOldValuesStandInHistory(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	task := p.concluded("HN-QH", "PROCUREMENT", []any{toDo("甲", "2027-04-01", in("department", p.office.id("department", "HN-QH/YW")))})[0]
	head := w.as("DEPARTMENT_HEAD@HN-QH/YW")
	p.step(head, "taskAccept", "task", p.task(head, task))
	setter := head
	if !slices.Contains(allowed(setter.must(`query($id: ID!) { task(id: $id) { availableActions { action allowed } } }`, in("id", task)), "task"), "MILESTONES_SET") {
		setter = p.office
	}
	for _, text := range []string{"第一步", "另一步"} {
		p.step(setter, "milestonesSet", "task", p.task(setter, task, "milestones", []any{in("text", text, "dueOn", "2027-01-31")}))
	}
	history := func(c *client, noun, id string) string {
		return c.must(`query($id: ID!) { r: `+noun+`(id: $id) { history(first: 50) { nodes { changes { field oldValue newValue oldText newText } } } } }`, in("id", id)).Body
	}
	if got := history(head, "task", task); !strings.Contains(got, `{"field":"milestones","oldValue":"第一步 2027-01-31","newValue":"另一步 2027-01-31","oldText":"第一步 2027-01-31","newText":"另一步 2027-01-31"}`) {
		t.Errorf("milestones: %s", got)
	}
	admin := w.as("ADMINISTRATOR@HN")
	person := admin.id("person", "HN0107")
	for _, phone := range []string{"13800000001", "13800000002"} {
		version := admin.must(`query($id: ID!) { person(id: $id) { version } }`, in("id", person)).get("person.version")
		admin.act("personUpdate", "person", in("person", person, "version", version, "phone", phone)).told(t, "phone")
	}
	count := func() int {
		return len(rowsOf(t, w.store.Super(t), `SELECT id::text FROM read_log WHERE noun = 'HistoryEvent'`))
	}
	before := count()
	if got := history(admin, "person", person); !strings.Contains(got, `{"field":"phone","oldValue":"13800000001","newValue":"13800000002","oldText":"13800000001","newText":"13800000002"}`) {
		t.Errorf("contacts: %s", got)
	}
	if count() == before {
		t.Error("contacts in history were read and not logged")
	}
	if got := history(w.as("DISCIPLINE_SECRETARY@HN-QH"), "person", person); strings.Contains(got, "1380000000") || strings.Contains(got, "phone") {
		t.Errorf("who reads no contacts is told them: %s", got)
	}
}

// A draft's items are told one by one: what changed of one that goes on, and what came and went (D-GEN-2).
func TestReplacedItemsStandInHistory(t *testing.T) {
	w := newWorld(t)
	head := w.as("DEPARTMENT_HEAD@HN-QH/YW")
	item := func(content string) map[string]any { return in("content", content, "frequency", "MONTHLY") }
	drafted := head.act("dutyListDraft", "dutyList", in("kind", "OVERSIGHT", "department", head.id("department", "HN-QH/YW"), "year", 2025, "title", "监督责任清单", "items", []any{item("甲"), item("乙")}))
	drafted.told(t, "draft")
	id := drafted.text("dutyListDraft.dutyList.id")
	at := func() any {
		return head.must(`query($id: ID!) { dutyList(id: $id) { version } }`, in("id", id)).get("dutyList.version")
	}
	changed := item("甲")
	changed["frequency"] = "QUARTERLY"
	head.act("dutyListUpdateDraft", "dutyList", in("list", id, "version", at(), "items", []any{changed, item("丙"), item("丁")})).told(t, "update")
	got := head.must(`query($id: ID!) { dutyList(id: $id) { history { nodes { changes { of field fieldLabel(locale: ZH_CN) oldText(locale: ZH_CN) newText(locale: ZH_CN) } } } } }`, in("id", id)).Body
	if strings.Contains(got, `"field":"indicators"`) {
		t.Errorf("items without indicators before and after tell of them: %s", got)
	}
	for _, want := range []string{`{"of":"1","field":"frequency","fieldLabel":"频次","oldText":"每月","newText":"每季度"}`, `{"of":"2","field":"items","fieldLabel":"责任事项","oldText":"乙","newText":null}`, `{"of":"3","field":"items","fieldLabel":"责任事项","oldText":null,"newText":"丁"}`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in history: %s", want, got)
		}
	}
}
