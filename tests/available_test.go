package tests

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// subject is a record with the viewer who is told what may be done with it, and acts.
type subject struct {
	*available
	c         *client
	person    uuid.UUID
	noun      string
	id        uuid.UUID
	version   any
	versioned bool
}

// available compares at random: it draws records, viewers and acts.
type available struct {
	*world
	test  *testing.T
	super *sql.DB
	r     *rand.Rand
	n     int
	// recordOf is, by mutation, the field of its payload that its record stands in.
	recordOf map[string]string
}

// try is a mutation with good input.
type try struct {
	mutation string
	input    map[string]any
}

// tables are the nouns that have availableActions, with their tables.
var tables = map[string]string{
	"Organisation": "organisation", "Department": "department", "Post": "post", "PostRole": "post_role", "Person": "person",
	"Appointment": "appointment", "Substitution": "substitution", "Portfolio": "portfolio", "DutyList": "duty_list", "Finding": "finding",
	"Problem": "problem", "Consultation": "consultation", "Topic": "topic", "Outcome": "outcome", "ConsultationRule": "consultation_rule",
	"ConsultationPlan": "consultation_plan", "Task": "task",
	"Milestone": "milestone", "Evidence": "evidence", "Extension": "extension", "Objection": "objection", "Participant": "participant",
	"PlanItem": "plan_item", "DutyItem": "duty_item", "Letter": "letter",
	"Viewer": "person", // who he is: what he may begin, he may at some organisation
}

// text is one that is nowhere else.
func (a *available) text() string {
	a.n++
	return fmt.Sprintf("随机%d", a.n)
}

// day is one far ahead that nothing else is likely to be on.
func (a *available) day() string {
	return fmt.Sprintf("%d-%02d-%02d", 2028+a.r.IntN(3), 1+a.r.IntN(12), 1+a.r.IntN(28))
}

// one draws one of a noun's rows that a condition holds for, by its id; of none, the id of nothing.
func (a *available) one(noun, from string, args ...any) string {
	var id uuid.UUID
	err := a.super.QueryRow(`SELECT t.id FROM `+from+` ORDER BY md5(t.id::text || '`+strconv.Itoa(a.r.IntN(1<<30))+`') LIMIT 1`, args...).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		a.t.Fatalf("%s: %v", from, err)
	}
	return public(noun, id)
}

// value reads one value, nil where there is none.
func (a *available) value(query string, args ...any) (v any) {
	if err := a.super.QueryRow(query, args...).Scan(&v); err != nil && !errors.Is(err, sql.ErrNoRows) {
		a.t.Fatalf("%s: %v", query, err)
	}
	return v
}

// stands tells a record's id from that of nothing.
func stands(id string) bool {
	return !strings.HasSuffix(id, strings.Repeat("a", 26))
}

// needs are the tries with a record, none where there is no such record.
func needs(id string, tries []try) []try {
	if !stands(id) {
		return nil
	}
	return tries
}

// made makes the inputs by which an act on the subject is done, if it can be: the same act may take several, of which one is
// good. Where there is nothing to do it with (no other problem to merge into), it makes none.
func (s *subject) made(act, mutation string) []try {
	if made, known := s.begun(act, mutation); known {
		return made
	}
	field := strings.ToLower(s.noun[:1]) + s.noun[1:]
	switch s.noun {
	case "DutyList":
		field = "list"
	case "ConsultationRule":
		field = "rule"
	case "ConsultationPlan":
		field = "plan"
	}
	me := public(s.noun, s.id)
	with := func(mutation string, pairs ...any) []try {
		return []try{{mutation, in(append([]any{field, me, "version", s.version}, pairs...)...)}}
	}
	plain := func(mutation string, pairs ...any) []try {
		return []try{{mutation, in(append([]any{field, me}, pairs...)...)}}
	}
	why := func(mutation string, pairs ...any) []try { return with(mutation, append(pairs, "reason", s.text())...) }
	if made, known := s.organised(act, with, plain, why); known {
		return made
	}
	if strings.HasPrefix(act, "LETTER_") {
		return s.lettered(act, with, plain, why)
	}
	if s.noun == "Task" {
		return s.worked(act, with, plain, why)
	}
	return s.deliberated(act, with, plain, why)
}

type making = func(mutation string, pairs ...any) []try

// organised are the acts on organisations, those who hold posts, and lists.
func (s *subject) organised(act string, with, plain, why making) ([]try, bool) {
	me := public(s.noun, s.id)
	other := func() string {
		return s.one("Person", `person t WHERE deactivated_at IS NULL AND id <> $1 AND NOT EXISTS (SELECT FROM appointment a WHERE a.person_id = t.id AND a.post_id = $2)`, s.person, s.id)
	}
	switch act {
	case "ORGANISATION_CREATE":
		s.n++
		region := s.value(`SELECT level = 'BRANCH' FROM organisation WHERE id = $1`, s.id).(bool)
		input := in("parent", me, "code", fmt.Sprintf("HN-X%d", s.n), "name", s.text(), "partyOrganisation", "PARTY_BRANCH", "disciplineBody", "NONE")
		if !region {
			input["numberPrefix"] = fmt.Sprintf("试%d", s.n)
		}
		return []try{{"organisationCreate", input}}, true
	case "ORGANISATION_UPDATE":
		return with("organisationUpdate", "name", s.text()), true
	case "ORGANISATION_MOVE":
		var tries []try
		for _, code := range []string{"HN-QH", "HN-WZS", "HN-HK"} {
			tries = append(tries, why("organisationMove", "branch", s.as("ADMINISTRATOR@HN").id("organisation", code))...)
		}
		return tries, true
	case "ORGANISATION_DEACTIVATE", "DEPARTMENT_DEACTIVATE", "POST_DEACTIVATE", "PERSON_DEACTIVATE":
		return why(strings.ToLower(s.noun) + "Deactivate"), true
	case "DEPARTMENT_CREATE":
		s.n++
		return plain("departmentCreate", "code", fmt.Sprintf("%s/X%d", s.value(`SELECT code FROM organisation WHERE id = $1`, s.id), s.n), "name", s.text()), true
	case "POST_CREATE":
		s.n++
		return plain("postCreate", "code", fmt.Sprintf("HN/X%d", s.n), "name", s.text(), "categories", []any{"STAFF"}, "roles", []any{}), true
	case "PERSON_CREATE":
		s.n++
		return plain("personCreate", "number", fmt.Sprintf("X%d", s.n), "name", s.text()), true
	case "OVERSIGHT_SET_PUT_IN_FORCE":
		var tries []try
		for _, year := range []int{2025, 2026, 2027} {
			lists := []any{}
			for _, row := range rowsOf(s.test, s.super, fmt.Sprintf(`SELECT id || ' ' || version FROM duty_list WHERE org_id = '%s' AND kind = 'OVERSIGHT' AND state = 'DRAFT' AND year = %d`, s.id, year)) {
				id, version, _ := strings.Cut(row, " ")
				v, _ := strconv.Atoi(version)
				lists = append(lists, in("list", public("DutyList", uuid.MustParse(id)), "version", v))
			}
			tries = append(tries, plain("oversightSetPutInForce", "year", year, "lists", lists)...)
		}
		return tries, true
	case "DEPARTMENT_UPDATE":
		return with("departmentUpdate", "name", s.text()), true
	case "POST_UPDATE":
		if s.value(`SELECT o.deactivated_at IS NOT NULL OR COALESCE(d.deactivated_at IS NOT NULL, false) FROM post p JOIN organisation o ON o.id = p.org_id LEFT JOIN department d ON d.id = p.department_id WHERE p.id = $1`, s.id).(bool) {
			return nil, true
		}
		return with("postUpdate", "name", s.text()), true
	case "APPOINTMENT_CREATE":
		day := s.day()
		return plain("appointmentCreate", "person", other(), "kind", "ACTING", "from", day, "to", day), true
	case "POST_HAND_OVER":
		from, _ := s.value(`SELECT (GREATEST(from_on, '2026-11-18') + 1)::text FROM appointment WHERE post_id = $1 AND kind = 'SUBSTANTIVE' AND state = 'CONFIRMED' AND (to_on IS NULL OR to_on >= '2026-11-18') ORDER BY from_on DESC LIMIT 1`, s.id).(string)
		if from == "" {
			from = "2026-11-19"
		}
		return why("postHandOver", "person", other(), "from", from), true
	case "SUBSTITUTION_CREATE":
		day := s.day()
		return plain("substitutionCreate", "person", other(), "from", day, "to", day, "reason", "x"), true
	case "PORTFOLIO_CREATE":
		day := s.day()
		free := s.one("Organisation", `organisation t WHERE NOT EXISTS (SELECT FROM portfolio f WHERE f.organisation_id = t.id AND f.from_on <= $1::date AND (f.to_on IS NULL OR f.to_on >= $1::date))`, day)
		return plain("portfolioCreate", "organisation", free, "from", day, "to", day), true
	case "PERSON_UPDATE":
		if s.value(`SELECT o.deactivated_at IS NOT NULL FROM person p JOIN organisation o ON o.id = p.org_id WHERE p.id = $1`, s.id).(bool) {
			return nil, true
		}
		return with("personUpdate", "name", s.text()), true
	case "TOKENS_REVOKE":
		return plain("personRevokeTokens", "reason", "x", "token", uuid.NewString()), true
	case "POST_ROLE_CONFIRM", "POST_ROLE_REJECT", "APPOINTMENT_CONFIRM", "APPOINTMENT_REJECT", "SUBSTITUTION_CONFIRM", "SUBSTITUTION_REJECT":
		_, how, _ := strings.Cut(strings.TrimPrefix(act, "POST_"), "_")
		return why(strings.ToLower(s.noun[:1]) + s.noun[1:] + how[:1] + strings.ToLower(how[1:])), true
	case "APPOINTMENT_END", "SUBSTITUTION_END", "PORTFOLIO_END":
		// A day between the first and what is set: the last that may be.
		to := s.value(`SELECT GREATEST(from_on, LEAST(to_on - 1, '2026-11-30'))::text FROM `+tables[s.noun]+` WHERE id = $1`, s.id)
		return why(strings.ToLower(s.noun)+"End", "to", to), true
	case "LIST_REVISE", "LIST_PUT_IN_FORCE":
		return with(map[string]string{"LIST_REVISE": "dutyListRevise", "LIST_PUT_IN_FORCE": "dutyListPutInForce"}[act]), true
	case "LIST_UPDATE_DRAFT":
		return with("dutyListUpdateDraft", "title", s.text()), true
	case "LIST_WITHDRAW":
		return why("dutyListWithdraw"), true
	}
	return nil, false
}

// lettered are the acts on letters, and those that draft one. A superior's document is given or not.
func (s *subject) lettered(act string, with, plain, why making) []try {
	either := func(how making, mutation string, pairs ...any) []try {
		return append(how(mutation, pairs...), how(mutation, append(pairs, "externalDocument", "x")...)...)
	}
	switch act {
	case "LETTER_DRAFT":
		org, _ := s.value(`SELECT org_id::text FROM `+tables[s.noun]+` WHERE id = $1`, s.id).(string)
		return plain("letterDraftFor"+s.noun, "content", says("REMINDER", in("organisation", public("Organisation", uuid.MustParse(org))), "title", s.text()))
	case "LETTER_UPDATE":
		return with("letterUpdate", "title", s.text())
	case "LETTER_ISSUE":
		return either(why, "letterIssue")
	case "LETTER_ACKNOWLEDGE":
		return with("letterAcknowledge")
	case "LETTER_REPLY":
		return with("letterReply", "text", s.text())
	case "LETTER_RETURN", "LETTER_REVOKE":
		return either(why, map[string]string{"LETTER_RETURN": "letterReturn", "LETTER_REVOKE": "letterRevoke"}[act])
	case "LETTER_ACCEPT":
		return either(with, "letterAccept")
	case "LETTER_UPGRADE":
		return with("letterUpgrade", "title", s.text(), "text", "x", "rectifyBy", "2027-12-31")
	}
	return nil
}

// worked are the acts on a task.
func (s *subject) worked(act string, with, plain, why making) []try {
	switch act {
	case "TASK_ACCEPT":
		return with("taskAccept")
	case "TASK_OBJECT":
		return with("taskObject", "kind", "WORDING", "text", "x")
	case "TASK_REPORT":
		return plain("taskReport", "text", "x")
	case "MILESTONE_REACH":
		m := s.one("Milestone", `(SELECT id FROM milestone WHERE task_id = $1 ORDER BY reached_on IS NOT NULL, no LIMIT 1) t`, s.id)
		return needs(m, []try{{"milestoneReach", in("milestone", m, "version", s.version, "reachedOn", "2026-11-18")}})
	case "EVIDENCE_ADD":
		return plain("evidenceAdd", "description", "x", "effectiveOn", "2026-11-18")
	case "EXTENSION_REQUEST":
		return why("extensionRequest", "until", "2029-01-31")
	case "EXTENSION_DECIDE":
		return why("extensionDecide", "grant", false)
	case "TASK_SUBMIT":
		return with("taskSubmit", "text", "x")
	case "MILESTONES_SET":
		return with("milestonesSet", "milestones", []any{in("text", s.text(), "dueOn", "2027-11-18")})
	case "OBJECTION_DECIDE":
		return why("objectionDecide", "result", "MAINTAINED")
	case "TASK_REASSIGN":
		to := s.one("Department", `department t JOIN task x ON x.id = $1 AND x.org_id = t.org_id AND x.department_id IS DISTINCT FROM t.id
			WHERE t.deactivated_at IS NULL AND EXISTS (SELECT FROM post p JOIN post_role r ON r.post_id = p.id AND r.state = 'CONFIRMED' AND r.role = 'DEPARTMENT_HEAD' WHERE p.department_id = t.id AND p.deactivated_at IS NULL)`, s.id)
		return needs(to, why("taskReassign", "responsible", in("department", to)))
	case "TASK_SUSPEND":
		return why("taskSuspend", "reviewOn", "2026-12-01")
	case "TASK_RESUME", "TASK_CANCEL":
		return why(map[string]string{"TASK_RESUME": "taskResume", "TASK_CANCEL": "taskCancel"}[act])
	case "TASK_SIGN":
		return append(with("taskSign", "track", "PARTY"), with("taskSign", "track", "DISCIPLINE")...)
	case "TASK_RETURN":
		return append(why("taskReturn", "track", "PARTY"), why("taskReturn", "track", "DISCIPLINE")...)
	case "TASK_INSTRUCT":
		return plain("taskInstruct", "text", "x")
	}
	return nil
}

// deliberated are the acts on findings, problems, rules and plans, consultations, topics and outcomes.
func (s *subject) deliberated(act string, with, plain, why making) []try {
	noun := strings.ToLower(s.noun[:1]) + s.noun[1:]
	column := func(name string) any {
		return s.value(`SELECT `+name+`::text FROM `+tables[s.noun]+` WHERE id = $1`, s.id)
	}
	switch act {
	case "FINDING_CLASSIFY":
		return why(noun+"Update", "title", s.text())
	case "SECRECY_SET":
		to := "RESTRICTED"
		if column("secrecy") == "RESTRICTED" {
			to = "INTERNAL"
		}
		return why(noun+"SetSecrecy", "secrecy", to)
	case "CASE_TRANSFER":
		return with(noun+"Transfer", "transferredOn", "2026-11-18", "receiver", "x")
	case "PROBLEM_ADD_FINDINGS":
		f := s.one("Finding", `finding t WHERE problem_id IS NULL AND state = 'OPEN' AND secrecy <> 'CONFIDENTIAL' AND org_id = (SELECT org_id FROM problem WHERE id = $1) AND NOT $2 = ANY (hidden_from)`, s.id, s.person)
		return needs(f, why("problemAddFindings", "findings", []any{f}))
	case "PROBLEM_MERGE", "PROBLEM_RELATE":
		p := s.one("Problem", `problem t WHERE state = 'OPEN' AND secrecy <> 'CONFIDENTIAL' AND id <> $1 AND org_id = (SELECT org_id FROM problem WHERE id = $1) AND NOT $2 = ANY (hidden_from) AND NOT EXISTS (SELECT FROM problem_relation r WHERE r.problem_id = $1 AND r.other_id = t.id AND r.ended_at IS NULL)`, s.id, s.person)
		if act == "PROBLEM_MERGE" {
			return needs(p, why("problemMerge", "into", p))
		}
		return needs(p, why("problemRelate", "other", p))
	case "PROBLEM_UNRELATE":
		var tries []try
		for _, id := range append(rowsOf(s.test, s.super, fmt.Sprintf(`SELECT other_id::text FROM problem_relation WHERE problem_id = '%s' AND ended_at IS NULL`, s.id)), uuid.Nil.String()) {
			tries = append(tries, why("problemUnrelate", "other", public("Problem", uuid.MustParse(id)))...)
		}
		return tries
	case "RECURRENCE_CONFIRM":
		return why("problemConfirmRecurrence", "accept", true)
	case "MANDATE_SET":
		return with("problemSetMandate", "issuer", s.text(), "document", "x")
	case "PROBLEM_CLOSE":
		return why("problemCloseWithoutMeasure")
	case "PLAN_ENDORSE":
		return with(noun + "Endorse")
	case "PLAN_DECIDE":
		return with(noun+"Decide", "accept", true)
	case "TOPIC_PROPOSE":
		return with("topicPropose", "title", s.text())
	case "TOPIC_ADD":
		return with("topicAdd", "title", s.text())
	case "CONSULTATION_SUBMIT", "CONSULTATION_OPEN", "CONSULTATION_CONCLUDE":
		return with("consultation" + map[string]string{"CONSULTATION_SUBMIT": "Submit", "CONSULTATION_OPEN": "Open", "CONSULTATION_CONCLUDE": "Conclude"}[act])
	case "CONSULTATION_RATIFY":
		return with("consultationRatify", "accept", true)
	case "CONSULTATION_CANCEL":
		return why("consultationCancel")
	case "ALIGNMENT_RECORD":
		return plain("alignmentRecord", "version", s.value(`SELECT version FROM alignment WHERE consultation_id = $1`, s.id), "documents", []any{s.text()}, "workReviewed", "x", "gaps", "x", "followUp", "x")
	case "PARTICIPANTS_INVITE":
		p := s.one("Person", `person t WHERE deactivated_at IS NULL AND NOT EXISTS (SELECT FROM participant q WHERE q.consultation_id = $1 AND q.person_id = t.id)`, s.id)
		return plain("participantsInvite", "participants", []any{in("person", p, "side", "BUSINESS")})
	case "PAPER_ADD":
		if s.noun == "Topic" {
			return []try{{"paperAdd", in("consultation", s.consultation(), "topic", public("Topic", s.id), "title", "x", "text", "x")}}
		}
		return plain("paperAdd", "title", "x", "text", "x")
	case "ATTENDANCE_RECORD":
		q := s.one("Participant", `participant t WHERE consultation_id = $1`, s.id)
		v := s.value(`SELECT CASE WHEN attended IS NOT NULL THEN version END FROM participant WHERE id = $1`, s.uuidOf(q))
		return needs(q, []try{{"attendanceRecord", in("participant", q, "version", v, "attended", true)}})
	case "ANSWERS_RECORD":
		v := s.value(`SELECT version FROM answer WHERE consultation_id = $1 AND question = 'DEPLOYMENTS'`, s.id)
		return plain("answersRecord", "answers", []any{in("question", "DEPLOYMENTS", "version", v, "answer", s.text())})
	case "ADDENDUM_ADD":
		if s.noun == "Topic" {
			return []try{{"addendumAdd", in("consultation", s.consultation(), "topic", public("Topic", s.id), "text", "x")}}
		}
		return plain("addendumAdd", "text", "x")
	}
	return s.parted(act, plain)
}

// consultation is the one that a topic or an outcome is of.
func (s *subject) consultation() string {
	id, _ := s.value(`SELECT consultation_id::text FROM `+tables[s.noun]+` WHERE id = $1`, s.id).(string)
	return public("Consultation", uuid.MustParse(id))
}

// parted are the acts on topics and outcomes, which take the consultation's version.
func (s *subject) parted(act string, plain making) []try {
	own := s.version
	s.version = s.c.must(`query($id: ID!) { node(id: $id) { ... on Consultation { version } } }`, in("id", s.consultation())).get("node.version")
	with := func(mutation string, pairs ...any) []try {
		return []try{{mutation, in(append([]any{strings.ToLower(s.noun), public(s.noun, s.id), "version", s.version}, pairs...)...)}}
	}
	why := func(mutation string, pairs ...any) []try { return with(mutation, append(pairs, "reason", s.text())...) }
	someone := func(cond string) string {
		return s.one("Person", `person t JOIN topic x ON x.id = $1 WHERE t.id <> $2 AND t.deactivated_at IS NULL AND `+cond, s.id, s.person)
	}
	switch act {
	case "TOPIC_WITHDRAW":
		return why("topicWithdraw")
	case "TOPIC_SETTLE":
		return with("topicSettle", "decision", "APPROVE")
	case "STUDY_RECORD":
		v := s.value(`SELECT CASE WHEN study_documents <> '{}' THEN 1 END FROM topic WHERE id = $1`, s.id)
		if v != nil {
			v = own
		}
		return plain("studyRecord", "version", v, "documents", []any{s.text()})
	case "TOPIC_RECUSE":
		return plain("topicRecuse", "people", []any{someone(`NOT t.id = ANY (x.recused) AND t.number LIKE 'HN01%'`)}, "reason", "x")
	case "TOPIC_RECUSAL_UNDO":
		return plain("topicRecusalUndo", "people", []any{someone(`t.id = ANY (x.recused)`)}, "reason", "x")
	case "STATEMENT_RECORD":
		p := s.one("Person", `person t JOIN participant q ON q.person_id = t.id JOIN topic x ON x.id = $1 AND x.consultation_id = q.consultation_id WHERE NOT t.id = ANY (x.hidden_from)`, s.id)
		return plain("statementRecord", "kind", "DISSENT", "person", p, "text", "x")
	case "TOPIC_CARRY_OVER":
		to := s.one("Consultation", `consultation t JOIN topic x ON x.id = $1 AND x.org_id = t.org_id AND x.consultation_id <> t.id WHERE t.state = 'DRAFT' AND NOT EXISTS (SELECT FROM topic y WHERE y.consultation_id = t.id AND $2 = ANY (y.hidden_from))`, s.id, s.person)
		return needs(to, why("topicCarryOver", "to", to))
	case "OUTCOME_RECORD":
		if s.noun == "Topic" {
			return with("outcomeRecord", "kind", "INFORMATION", "text", s.text())
		}
		topic, _ := s.value(`SELECT topic_id::text FROM outcome WHERE id = $1`, s.id).(string)
		if topic == "" {
			return nil
		}
		return []try{{"outcomeRecord", in("topic", public("Topic", uuid.MustParse(topic)), "version", s.version, "outcome", public("Outcome", s.id), "outcomeVersion", own, "kind", "INFORMATION", "text", s.text())}}
	case "RECOMMENDATION_ANSWER":
		return append(why("recommendationAnswer", "answer", "DECLINED"), why("recommendationAnswer", "answer", "SETTLED")...)
	case "RESOLUTION_RECORD":
		return with("resolutionRecord", "resolution", "x", "document", "x", "resolvedOn", "2026-11-18")
	}
	return nil
}

// shown is what availableActions says, by what is refused and what is not; of a record that the viewer does not see, nothing.
func (s *subject) shown() (refused, may []any) {
	list := s.c.offered(s.noun, public(s.noun, s.id))
	for _, x := range list {
		if x.(map[string]any)["allowed"] == true {
			may = append(may, x)
		} else {
			refused = append(refused, x)
		}
	}
	return refused, may
}

// reread reads the version that the viewer is shown, of nouns that have one.
func (s *subject) reread() {
	if s.versioned {
		s.version = s.c.must(fmt.Sprintf(`query($id: ID!) { node(id: $id) { ... on %s { version } } }`, s.noun), in("id", public(s.noun, s.id))).get("node.version")
	}
}

// told does an act with each of the inputs until one goes through, and tells all that it was refused with.
func (s *subject) told(tries []try) (done bool, codes []string) {
	for _, t := range tries {
		send := func() []string {
			return s.c.act(t.mutation, s.recordOf[t.mutation], t.input).codes()
		}
		got := send()
		// A superior's document is good input where it is asked for.
		for _, document := range []string{"EXTERNAL_RECORD_NEEDED", "SUPERIOR_UNTOLD"} {
			if len(got) == 1 && got[0] == document {
				t.input["externalDocument"] = "集团批复〔2026〕1号"
				got = send()
			}
		}
		if len(got) == 0 {
			return true, nil
		}
		codes = append(codes, got...)
	}
	return false, codes
}

// What availableActions allows goes through with good input, and what it refuses is refused with the same code (D-TASK-8): for
// every noun that has them, in states that are reached by acts at random, for viewers at random. SEED= repeats the draws,
// STEPS= goes on for longer.
func TestAvailableActionsAreTrue(t *testing.T) {
	seed, steps := seeded(t), setting(t, "STEPS", 500, strconv.Atoi)
	schema, _ := schemaOf(t)
	recordOf := map[string]string{}
	for _, f := range schema.Mutation.Fields {
		for _, p := range schema.Types[f.Type.Name()].Fields {
			if p.Name != "errors" {
				recordOf[f.Name] = p.Name
				break
			}
		}
	}
	for name, of := range schema.Types {
		if of.Fields.ForName("availableActions") != nil && tables[name] == "" && !of.IsAbstractType() {
			t.Errorf("%s has availableActions and is not compared", name)
		}
	}
	w := newPlayedWorld(t)
	a := &available{world: w, test: t, super: w.store.Super(t), r: rand.New(rand.NewPCG(seed, 1)), recordOf: recordOf}
	a.begin()
	people := append(slices.Clone(viewers), "DEPARTMENT_HEAD@HN-QH/JS", "DEPARTMENT_HEAD@HN/SH", "ADMINISTRATOR@HN", "ADMINISTRATOR@HN-QH", "DISCIPLINE_OFFICE@HN", "DISCIPLINE_SECRETARY@HN-QH", "PARTY_SECRETARY@HN-QH")
	holders := map[string]uuid.UUID{}
	for _, grant := range people {
		holders[grant] = uuid.MustParse(w.uuid("person", w.holderOf(grant)))
	}
	nouns := append(slices.Sorted(maps.Keys(tables)), "Consultation", "Topic", "Outcome", "Problem", "Task", "Consultation", "Topic", "Task")
	yes, no, none := map[string]int{}, map[string]int{}, map[string]int{}
	for step := range steps {
		if step%8 == 0 {
			a.more()
		}
		noun := nouns[step%len(nouns)]
		id := w.uuidOf(a.drawn(noun))
		if id == uuid.Nil {
			continue
		}
		// Of some viewers at random, who may do what was done least. All that he is refused is tried: it changes nothing.
		var s *subject
		var picked []any
		var grant string
		least := math.MaxInt
		for range 10 {
			g := one(a.r, people)
			next := &subject{available: a, c: w.as(g), person: holders[g], noun: noun, id: id, versioned: schema.Types[noun].Fields.ForName("version") != nil}
			refused, may := next.shown()
			if len(refused)+len(may) > 0 && s == nil {
				s, grant, picked = next, g, refused
			}
			for _, x := range may {
				if n := yes[noun+" "+x.(map[string]any)["action"].(string)]; n < least {
					least, s, grant, picked = n, next, g, append(slices.Clone(refused), x)
				}
			}
		}
		for _, x := range picked {
			m := x.(map[string]any)
			act := m["action"].(string)
			s.reread()
			tries := s.made(act, m["mutation"].(string))
			for _, try := range tries {
				if try.mutation != m["mutation"] {
					t.Errorf("%s on %s is done by %s, and said to be by %s", act, noun, try.mutation, m["mutation"])
				}
			}
			if len(tries) == 0 {
				none[noun+" "+act]++
				continue
			}
			done, codes := s.told(tries)
			state := a.value(`SELECT to_jsonb(t)::text FROM `+tables[noun]+` t WHERE id = $1`, s.id)
			switch {
			case m["allowed"] == true && !done:
				t.Errorf("SEED=%d step %d: %s on %s by %s is shown as allowed and refused with %v: %v\n%s", seed, step, act, noun, grant, codes, tries, state)
			case m["allowed"] == false && done:
				t.Errorf("SEED=%d step %d: %s on %s by %s is shown as %v and done: %v\n%s", seed, step, act, noun, grant, m["code"], tries, state)
			case m["allowed"] == false && !slices.Contains(codes, m["code"].(string)):
				t.Errorf("SEED=%d step %d: %s on %s by %s is shown as %v and told %v: %v\n%s", seed, step, act, noun, grant, m["code"], codes, tries, state)
			}
			if done && m["allowed"] == true {
				yes[noun+" "+act]++
			} else {
				no[noun+" "+act]++
			}
		}
	}
	count := func(m map[string]int) (n int) {
		for _, c := range m {
			n += c
		}
		return n
	}
	t.Logf("SEED=%d: %d steps, %d acts done, %d refused, %d without an input\ndone: %v\nrefused: %v\nwithout: %v", seed, steps, count(yes), count(no), count(none), yes, no, none)
	if len(yes) < 15 || count(no) < steps/4 {
		t.Error("too little was done to show anything")
	}
}

// drawn draws a record, rather one that was changed of late.
func (a *available) drawn(noun string) string {
	if a.r.IntN(2) == 0 {
		return a.one(noun, `(SELECT * FROM `+tables[noun]+` ORDER BY updated_at DESC LIMIT 12) t`)
	}
	return a.one(noun, tables[noun]+" t")
}

// begin puts records on the way that the demonstration has none of.
func (a *available) begin() {
	situations(a.world)
	p := newProcess(a.world, "HN-QH")
	var measures []any
	for range taskStates {
		measures = append(measures, toDo(a.text(), "2026-12-31", in("department", p.office.id("department", "HN-QH/JS"))))
	}
	for i, id := range p.concluded("HN-QH", "PROCUREMENT", measures) {
		p.taskIn(taskStates[i], a.as("DEPARTMENT_HEAD@HN-QH/JS"), id)
	}
	for range 6 {
		a.more()
	}
}

// more adds a record that waits for somebody: a proposal, a case, a draft.
func (a *available) more() {
	t := a.t
	admin, office := a.as("ADMINISTRATOR@HN"), a.as("DISCIPLINE_OFFICE@HN-QH")
	qh := admin.id("organisation", "HN-QH")
	person := func() string {
		return a.one("Person", `person t WHERE deactivated_at IS NULL AND NOT EXISTS (SELECT FROM held_on('2026-11-18') h WHERE h.person_id = t.id AND h.role IN ('ADMINISTRATOR', 'DISCIPLINE_OFFICE'))`)
	}
	post := a.one("Post", `post t JOIN post_role r ON r.post_id = t.id AND r.state = 'CONFIRMED' AND r.role IN ('PARTY_COMMITTEE_MEMBER', 'PARTY_SECRETARY', 'DISCIPLINE_OFFICE') WHERE t.deactivated_at IS NULL AND t.code LIKE 'HN-QH%'`)
	switch a.r.IntN(9) {
	case 0: // proposed, and in the way of the holder or not
		admin.act("appointmentCreate", "appointment", in("post", post, "person", person(), "kind", one(a.r, []string{"SUBSTANTIVE", "ACTING"}), "from", a.day()))
	case 1:
		admin.act("substitutionCreate", "substitution", in("post", post, "person", person(), "from", "2028-01-01", "to", a.day(), "reason", "x"))
	case 2:
		a.n++
		admin.act("postCreate", "post", in("organisation", qh, "code", fmt.Sprintf("HN-QH/Y%d", a.n), "name", a.text(), "categories", []any{"LEADERSHIP_MEMBER"}, "roles", []any{"PARTY_COMMITTEE_MEMBER"})).told(t, "a post with a proposed role")
	case 3:
		office.act("findingRegister", "finding", in("organisation", qh, "source", "AUDIT", "title", a.text(), "content", "x", "category", "FUNDS", "severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", qh)).told(t, "finding")
	case 4:
		office.act("problemRegister", "problem", in("organisation", qh, "title", a.text(), "description", "x", "category", "PROCUREMENT", "severity", "GENERAL", "aboutOrganisation", qh, "concerns", []any{person()})).told(t, "problem")
	case 5:
		id := office.act("consultationDraft", "consultation", in("organisation", qh, "kind", one(a.r, []string{"THEMATIC", "IMMEDIATE"}), "form", "WRITTEN", "title", a.text())).text("consultationDraft.consultation.id")
		office.act("topicPropose", "topic", in("consultation", id, "version", 1, "title", a.text(), "concerns", []any{person()})).told(t, "topic")
	case 6:
		a.as(one(a.r, []string{"PARTY_OFFICE@HN", "DISCIPLINE_OFFICE@HN"})).act("consultationRulePropose", "consultationRule", in("organisation", admin.id("organisation", "HN"), "kind", one(a.r, []string{"THEMATIC", "IMMEDIATE", "COMPREHENSIVE"}), "superiorDocument", "x", "subjects", "x", "content", "x", "form", "MEETING", "procedure", "x", "frequency", "QUARTERLY", "useOfOutcomes", "x"))
	case 7:
		year := 2026 + a.r.IntN(2)
		item := in("kind", "THEMATIC", "subject", "x", "dueOn", fmt.Sprintf("%d-12-01", year))
		a.as(one(a.r, []string{"PARTY_OFFICE@HN-QH", "DISCIPLINE_OFFICE@HN-QH"})).act("consultationPlanPropose", "consultationPlan", in("organisation", qh, "year", year, "integrityPlan", "x", "supervisionPlan", "x", "items", []any{item}))
	case 8:
		admin.act("postHandOver", "post", in("post", post, "version", a.value(`SELECT version FROM post WHERE id = $1`, a.uuidOf(post)), "person", person(), "from", "2026-12-01", "reason", "x"))
	}
}
