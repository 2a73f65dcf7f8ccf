package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/lib/pq"
)

// matter is one record in one state, and what must be possible on it that it comes to its end: of each of these lists of
// acts somebody may do one. Every state that such an act leads to is a matter of the search itself, so that from each of
// them the end is reached.
type searched struct {
	name, noun, id string
	needs          [][]string
}

// From every state of a consultation, a topic, an outcome, a problem and a task, with any one post vacant and any set of the
// people who decide concerned, somebody can still bring it to its end (D-ORG-5, D-CON-5, D-TASK-7, D-SEC-6). The test prints
// who: the role, or a substitute whom administrators name where everybody who holds one is concerned.
func TestSomebodyCanAlwaysEndIt(t *testing.T) {
	for _, org := range []string{"HN", "HN-QH"} {
		t.Run(org, func(t *testing.T) { searchEnds(t, org) })
	}
}

func searchEnds(t *testing.T, org string) {
	w := newWorld(t)
	var problems []string
	matters := everyState(t, w, org, &problems)
	super := w.store.Super(t)
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := super.Exec(sql, args...); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	// Those who decide, by role: everybody who holds it at the organisation.
	deciding := []string{"PARTY_SECRETARY", "DISCIPLINE_SECRETARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE"}
	holders := map[string][]string{}
	posts := map[string][]string{"nobody": nil, "RESPONSIBLE": {responsibleOf[org]}}
	for _, role := range deciding {
		for _, r := range rowsOf(t, super, `SELECT h.person_id || ' ' || p.code FROM held_on('2026-11-18') h JOIN post p ON p.id = h.post_id JOIN organisation o ON o.id = h.org_id WHERE h.role = '`+role+`' AND o.code = '`+org+`' ORDER BY 1`) {
			person, post, _ := strings.Cut(r, " ")
			holders[role] = append(holders[role], person)
			posts[role] = append(posts[role], post)
		}
	}
	var askers []*client
	var names []string
	ask := func(name string, c *client) { askers, names = append(askers, c), append(names, name) }
	levels := []string{org}
	if org != "HN" {
		levels = append(levels, "HN")
	}
	for _, at := range levels {
		for _, role := range deciding {
			number := ""
			for _, r := range rowsOf(t, super, `SELECT DISTINCT x.number FROM held_on('2026-11-18') h JOIN person x ON x.id = h.person_id JOIN organisation o ON o.id = h.org_id WHERE h.role = '`+role+`' AND o.code = '`+at+`' ORDER BY 1`) {
				number = r
				ask(role+"@"+at, w.holder(role+"@"+at, number))
			}
		}
	}
	ask("RESPONSIBLE", w.as("DEPARTMENT_HEAD@"+responsibleDepartment[org]))
	substitutes := substitutesOf(t, w, org)
	table := map[string]map[string]int{}
	count := func(state, who string) {
		if table[state] == nil {
			table[state] = map[string]int{}
		}
		table[state][who]++
	}
	tried := 0
	for _, vacant := range []string{"nobody", "PARTY_SECRETARY", "DISCIPLINE_SECRETARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE", "RESPONSIBLE"} {
		if vacant != "nobody" {
			exec(`SELECT set_config('huishang.now', '2026-11-18T02:00:00Z', true); UPDATE appointment SET to_on = '2026-11-17' WHERE post_id IN (SELECT id FROM post WHERE code IN ('` + strings.Join(posts[vacant], "', '") + `')) AND state = 'CONFIRMED' AND to_on IS NULL`)
		}
		for set := range 1 << len(deciding) {
			concerned := []string{}
			var who []string
			for n, role := range deciding {
				if set&(1<<n) != 0 {
					concerned, who = append(concerned, holders[role]...), append(who, role)
				}
			}
			slices.Sort(concerned)
			exec(`UPDATE problem SET concerns = $1::uuid[] WHERE id = ANY ($2::uuid[])`, pq.Array(slices.Compact(concerned)), pq.Array(problems))
			found := make([][]string, len(matters)) // of each need, by whom
			for i, m := range matters {
				found[i] = make([]string, len(m.needs))
			}
			look := func(c *client, name string) (missing bool) {
				// Only what nobody before may do.
				query := "{"
				for i, m := range matters {
					if slices.Contains(found[i], "") {
						query += fmt.Sprintf(" m%d: %s(id: %q) { availableActions { action allowed } }", i, m.noun, m.id)
					}
				}
				a := c.ask(query+" }", nil)
				for i, m := range matters {
					acts := allowed(a, fmt.Sprintf("m%d", i))
					for k, need := range m.needs {
						if found[i][k] == "" && slices.ContainsFunc(need, func(act string) bool { return slices.Contains(acts, act) }) {
							found[i][k] = name
						}
						missing = missing || found[i][k] == ""
					}
				}
				return missing
			}
			missing := true
			for n, c := range askers {
				if missing = look(c, names[n]); !missing {
					break
				}
			}
			if missing {
				exec(`UPDATE substitution SET state = 'CONFIRMED' WHERE reason = 'search'`)
				for _, role := range deciding {
					if !look(substitutes[role], "a substitute") {
						break
					}
				}
				exec(`UPDATE substitution SET state = 'REJECTED' WHERE reason = 'search'`)
			}
			for i, m := range matters {
				tried++
				for k, by := range found[i] {
					if by == "" {
						t.Errorf("%s: %s vacant, %v concerned: nobody may do any of %v", m.name, vacant, who, m.needs[k])
					}
					count(m.name, by)
				}
			}
		}
		if vacant != "nobody" {
			exec(`SELECT set_config('huishang.now', '2026-11-18T02:00:00Z', true); UPDATE appointment SET to_on = NULL WHERE post_id IN (SELECT id FROM post WHERE code IN ('` + strings.Join(posts[vacant], "', '") + `')) AND state = 'CONFIRMED' AND to_on = '2026-11-17'`)
		}
	}
	t.Logf("%s: %d variations of states of matters × posts vacant × people concerned", org, tried)
	var lines []string
	for state, by := range table {
		var all []string
		for who, n := range by {
			all = append(all, fmt.Sprintf("%s %d", who, n))
		}
		slices.Sort(all)
		lines = append(lines, fmt.Sprintf("%-42s %s", state, strings.Join(all, ", ")))
	}
	slices.Sort(lines)
	t.Log("who can end it:\n" + strings.Join(lines, "\n"))
}

var (
	responsibleOf         = map[string]string{"HN": "HN/CW.JL", "HN-QH": "HN-QH/JS.ZR"}
	responsibleDepartment = map[string]string{"HN": "HN/CW", "HN-QH": "HN-QH/JS"}
)

// substitutesOf puts a person without any post down as a substitute in one post of each deciding role, not confirmed yet.
func substitutesOf(t *testing.T, w *world, org string) map[string]*client {
	t.Helper()
	admin, super := w.as("ADMINISTRATOR@HN"), w.store.Super(t)
	found := map[string]*client{}
	for n, role := range []string{"PARTY_SECRETARY", "DISCIPLINE_SECRETARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE"} {
		number := fmt.Sprintf("HN98%02d", n)
		admin.do("personCreate", "person", in("organisation", admin.id("organisation", org), "number", number, "name", "代行人")).told(t, "create")
		insert := `INSERT INTO substitution (province_id, org_id, post_id, person_id, from_on, to_on, reason, state, created_at)
			SELECT p.province_id, p.org_id, p.id, (SELECT id FROM person WHERE number = $1), '2026-11-18', '2026-11-30', 'search', $3, now()
			FROM post p JOIN post_role r ON r.post_id = p.id AND r.role = $2 AND r.state = 'CONFIRMED' JOIN organisation o ON o.id = p.org_id WHERE o.code = $4 ORDER BY p.code LIMIT 1`
		if _, err := super.Exec(insert, number, role, "CONFIRMED", org); err != nil {
			t.Fatal(err)
		}
		found[role] = w.holder(role+"@"+org, number)
	}
	if _, err := super.Exec(`UPDATE substitution SET state = 'REJECTED' WHERE reason = 'search'`); err != nil {
		t.Fatal(err)
	}
	return found
}

// everyState plays a matter to each state that it can be in, all about problems that the search lets concern people.
func everyState(t *testing.T, w *world, org string, problems *[]string) []searched {
	t.Helper()
	var list []searched
	add := func(name, noun, id string, needs ...[]string) { list = append(list, searched{name, noun, id, needs}) }
	super := w.store.Super(t)
	department := responsibleDepartment[org]
	head := w.as("DEPARTMENT_HEAD@" + department)
	begin := func() (*process, string) {
		p := newProcess(w, org)
		p.t = t
		return p, p.problem("搜索")
	}
	topicIn := func(p *process, problem, kind string, submit bool) string {
		p.id = p.step(p.office, "consultationDraft", "consultation", in("organisation", p.office.id("organisation", org), "kind", kind, "form", "WRITTEN", "title", kind))
		topic := p.step(p.office, "topicPropose", "topic", p.on("title", "议题", "problem", problem))
		if submit {
			p.step(p.office, "consultationSubmit", "consultation", p.on())
		}
		return topic
	}
	business, discipline := w.holderOf("DEPARTMENT_HEAD@"+department), w.holderOf("DISCIPLINE_SECRETARY@"+org)
	session := func(p *process, topic string) {
		p.settle(p.leader, topic, "APPROVE").told(t, "approve")
		p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE"})
		p.step(p.secretary, "consultationOpen", "consultation", p.on())
		p.step(p.office, "answersRecord", "consultation", in("consultation", p.id, "answers", threeAnswers))
		p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "BUSINESS_VIEW", "person", w.uid(business), "text", "x"))
		p.step(p.office, "statementRecord", "statement", in("topic", topic, "kind", "DISCIPLINE_VIEW", "person", w.uid(discipline), "text", "x"))
	}
	cancel := []string{"CONSULTATION_CANCEL"}

	_, problem := begin()
	add("problem OPEN", "problem", problem, []string{"CASE_TRANSFER", "PROBLEM_MERGE"})
	p, problem := begin()
	topicIn(p, problem, "THEMATIC", false)
	add("consultation DRAFT", "consultation", p.id, cancel)
	p, problem = begin()
	topic := topicIn(p, problem, "THEMATIC", true)
	add("consultation SUBMITTED", "consultation", p.id, cancel)
	add("topic PROPOSED", "topic", topic, []string{"TOPIC_SETTLE"})
	p, problem = begin()
	topic = topicIn(p, problem, "THEMATIC", true)
	p.settle(p.leader, topic, "APPROVE").told(t, "approve")
	add("consultation APPROVED", "consultation", p.id, cancel, []string{"ALIGNMENT_RECORD"}, []string{"PARTICIPANTS_INVITE"})
	p, problem = begin()
	topic = topicIn(p, problem, "THEMATIC", true)
	p.settle(p.leader, topic, "APPROVE").told(t, "approve")
	p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE"})
	add("consultation APPROVED, prepared", "consultation", p.id, cancel, []string{"CONSULTATION_OPEN"})
	p, problem = begin()
	topic = topicIn(p, problem, "THEMATIC", true)
	session(p, topic)
	add("consultation IN_SESSION", "consultation", p.id, []string{"ANSWERS_RECORD"})
	add("topic APPROVED in session", "topic", topic, []string{"OUTCOME_RECORD"}, []string{"STATEMENT_RECORD"})
	p, problem = begin()
	topic = topicIn(p, problem, "THEMATIC", true)
	session(p, topic)
	p.outcome(topic, "INFORMATION", "text", "x")
	add("consultation IN_SESSION, complete", "consultation", p.id, []string{"CONSULTATION_CONCLUDE"})
	p, problem = begin()
	topicIn(p, problem, "IMMEDIATE", false)
	p.prepare(map[string]string{business: "BUSINESS", discipline: "DISCIPLINE"})
	p.step(p.secretary, "consultationOpen", "consultation", p.on())
	add("consultation IN_SESSION, not ratified", "consultation", p.id, []string{"CONSULTATION_RATIFY"})
	for kind, then := range map[string]string{"TO_COMMITTEE": "RESOLUTION_RECORD", "RECOMMENDATION": "RECOMMENDATION_ANSWER"} {
		p, problem = begin()
		topic = topicIn(p, problem, "THEMATIC", true)
		session(p, topic)
		o := p.outcome(topic, kind, "text", "x", "problem", problem)
		p.step(p.secretary, "consultationConclude", "consultation", p.on())
		add("outcome "+kind+" CONCLUDED", "outcome", o, []string{then})
	}
	for _, state := range []string{"ASSIGNED", "OBJECTED", "ACCEPTED", "IN_PROGRESS", "SUSPENDED", "EXTENSION", "SUBMITTED", "SIGNED PARTY", "SIGNED DISCIPLINE"} {
		p, problem = begin()
		topic = topicIn(p, problem, "THEMATIC", true)
		session(p, topic)
		p.outcome(topic, "MEASURES", "problem", problem, "rootCause", "x", "measures", []any{measure("整改", "2026-12-31", in("department", p.office.id("department", department)))})
		p.step(p.secretary, "consultationConclude", "consultation", p.on())
		id := p.office.must(`query($id: ID!) { consultation(id: $id) { tasks { nodes { id } } } }`, in("id", p.id)).text("consultation.tasks.nodes.0.id")
		needs := [][]string{{"TASK_CANCEL"}}
		accepted := func() { p.step(head, "taskAccept", "task", p.task(head, id)) }
		submitted := func() {
			accepted()
			p.step(head, "evidenceAdd", "evidence", in("task", id, "description", "x", "effectiveOn", "2026-11-18"))
			p.step(head, "taskSubmit", "task", p.task(head, id, "text", "x"))
			needs = append(needs, []string{"TASK_SIGN", "TASK_CANCEL"})
		}
		switch state {
		case "ASSIGNED":
			needs = append(needs, []string{"TASK_ACCEPT", "TASK_REASSIGN"})
		case "OBJECTED":
			p.step(head, "taskObject", "task", p.task(head, id, "kind", "WORDING", "text", "x"))
			needs = append(needs, []string{"OBJECTION_DECIDE"})
		case "ACCEPTED":
			accepted()
			needs = append(needs, []string{"EVIDENCE_ADD", "TASK_REASSIGN"})
		case "IN_PROGRESS":
			accepted()
			p.step(head, "evidenceAdd", "evidence", in("task", id, "description", "x", "effectiveOn", "2026-11-18"))
			needs = append(needs, []string{"TASK_SUBMIT", "TASK_REASSIGN"})
		case "SUSPENDED":
			accepted()
			p.step(p.office, "taskSuspend", "task", p.task(p.office, id, "reviewOn", "2026-12-01", "reason", "x"))
			needs = append(needs, []string{"TASK_RESUME"})
		case "EXTENSION":
			accepted()
			p.step(head, "extensionRequest", "task", p.task(head, id, "until", "2027-01-31", "reason", "x"))
			needs = append(needs, []string{"EXTENSION_DECIDE"})
		case "SUBMITTED":
			submitted()
		case "SIGNED PARTY":
			submitted()
			p.step(p.leader, "taskSign", "task", p.task(p.leader, id, "track", "PARTY"))
		case "SIGNED DISCIPLINE":
			submitted()
			p.step(p.office, "taskSign", "task", p.task(p.office, id, "track", "DISCIPLINE"))
		}
		add("task "+state, "task", id, needs...)
	}
	*problems = rowsOf(t, super, `SELECT id::text FROM problem WHERE title = '搜索'`)
	return list
}
