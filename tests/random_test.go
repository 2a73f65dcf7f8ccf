package tests

import (
	"context"
	"database/sql"
	"encoding/base32"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/ident"

	"github.com/google/uuid"
)

// setting is what a variable of the environment says, else what the test has by itself; it is printed, so that a run can be
// repeated.
func setting[V any](t *testing.T, variable string, otherwise V, parse func(string) (V, error)) V {
	t.Helper()
	v := otherwise
	if said := os.Getenv(variable); said != "" {
		var err error
		if v, err = parse(said); err != nil {
			t.Fatalf("%s: %v", variable, err)
		}
	}
	t.Logf("%s=%v", variable, v)
	return v
}

func parseSeed(text string) (uint64, error) { return strconv.ParseUint(text, 10, 64) }

// seeded is the SEED of the environment, else of the clock.
func seeded(t *testing.T) uint64 {
	t.Helper()
	return setting(t, "SEED", uint64(time.Now().UnixNano()), parseSeed)
}

// broken lists, in one statement, every rule of cases that the rows break: no act, in whatever order, may.
const broken = `
WITH deliberated AS (
    SELECT c.*, c.state IN ('CONCLUDED', 'CLOSED') AS over FROM consultation c)
SELECT 'a task without a complete final outcome: ' || t.number FROM task t
  LEFT JOIN outcome o ON o.id = t.outcome_id LEFT JOIN measure m ON m.id = t.measure_id LEFT JOIN deliberated c ON c.id = t.consultation_id
  WHERE (o.final AND c.over AND m.outcome_id = o.id AND m.due_on = t.original_due_on AND CASE o.kind
      WHEN 'MEASURES' THEN o.problem_id IS NOT NULL AND o.root_cause IS NOT NULL AND t.origin = 'OUTCOME'
      WHEN 'TO_COMMITTEE' THEN o.resolution IS NOT NULL AND t.origin = 'RESOLUTION' ELSE false END) IS NOT TRUE
UNION ALL SELECT 'a measure whose responsibles are not its tasks: ' || m.id FROM measure m JOIN deliberated c ON c.id = m.consultation_id
  WHERE (SELECT count(*) FROM responsible r WHERE r.measure_id = m.id) * c.over::int <> (SELECT count(*) FROM task t WHERE t.measure_id = m.id)
UNION ALL SELECT 'numbers with gaps: ' || t.org_id FROM task t GROUP BY t.org_id, t.year
  HAVING max(t.serial) <> count(*) OR min(t.serial) <> 1 OR max(t.serial) <> (SELECT last FROM counter k WHERE k.org_id = t.org_id AND k.year = t.year)
UNION ALL SELECT 'settled by its compiler, its proposer or the discipline side: ' || x.title FROM topic x JOIN consultation c ON c.id = x.consultation_id
  WHERE x.settled_by IN (c.compiled_by, x.proposed_by) OR x.external_document IS NULL AND on_discipline_side(x.settled_by, '2026-11-18')
UNION ALL SELECT 'ratified by its compiler or the discipline side: ' || c.id FROM consultation c
  WHERE c.ratified_by = c.compiled_by OR c.external_document IS NULL AND on_discipline_side(c.ratified_by, '2026-11-18')
UNION ALL SELECT 'opened without alignment or study: ' || c.id FROM consultation c
  WHERE c.opened_at IS NOT NULL AND (NOT EXISTS (SELECT FROM alignment a WHERE a.consultation_id = c.id)
      OR EXISTS (SELECT FROM topic x WHERE x.consultation_id = c.id AND x.study AND x.study_documents = '{}'))
UNION ALL SELECT 'over, and not whole: ' || c.id FROM deliberated c WHERE c.over AND (c.ratified_at IS NULL
      OR EXISTS (SELECT FROM topic x WHERE x.consultation_id = c.id AND x.state = 'PROPOSED')
      OR EXISTS (SELECT FROM topic x WHERE x.consultation_id = c.id AND x.state = 'APPROVED' AND NOT EXISTS (SELECT FROM outcome o WHERE o.topic_id = x.id AND o.final))
      OR EXISTS (SELECT FROM outcome o WHERE o.consultation_id = c.id AND (NOT o.final
          OR o.kind <> 'INFORMATION' AND 2 > (SELECT count(DISTINCT s.kind) FROM statement s WHERE s.topic_id = o.topic_id AND s.kind IN ('BUSINESS_VIEW', 'DISCIPLINE_VIEW')))))
UNION ALL SELECT 'closed with something open, or the reverse: ' || c.id FROM deliberated c WHERE c.over AND (c.state = 'CLOSED') <> (consultation_open(c.id) = 0)
UNION ALL SELECT 'approved, and nothing is: ' || c.id FROM consultation c
  WHERE c.state = 'APPROVED' AND NOT EXISTS (SELECT FROM topic x WHERE x.consultation_id = c.id AND NOT x.study AND x.state = 'APPROVED')
UNION ALL SELECT 'what is hidden above is open below: ' || r.what FROM topic x CROSS JOIN LATERAL (
      SELECT 'statement ' || s.id, s.hidden_from, s.secrecy FROM statement s WHERE s.topic_id = x.id
      UNION ALL SELECT 'paper ' || p.id, p.hidden_from, p.secrecy FROM paper p WHERE p.topic_id = x.id
      UNION ALL SELECT 'outcome ' || o.id, o.hidden_from, o.secrecy FROM outcome o WHERE o.topic_id = x.id
      UNION ALL SELECT 'measure ' || m.id, m.hidden_from, m.secrecy FROM measure m JOIN outcome o ON o.id = m.outcome_id WHERE o.topic_id = x.id
      UNION ALL SELECT 'responsible ' || q.id, q.hidden_from, q.secrecy FROM responsible q JOIN measure m ON m.id = q.measure_id JOIN outcome o ON o.id = m.outcome_id WHERE o.topic_id = x.id
      UNION ALL SELECT 'task ' || t.number, t.hidden_from, t.secrecy FROM task t JOIN outcome o ON o.id = t.outcome_id WHERE o.topic_id = x.id
      UNION ALL SELECT 'history ' || h.id, h.hidden_from, h.secrecy FROM history h WHERE h.record_id = x.id) AS r (what, hidden, secrecy)
  WHERE NOT r.hidden @> x.hidden_from OR graver(r.secrecy, x.secrecy) <> r.secrecy
UNION ALL SELECT 'a topic open to whom its problem concerns: ' || x.id FROM topic x JOIN problem p ON p.id = x.problem_id WHERE NOT x.hidden_from @> p.hidden_from OR x.secrecy <> p.secrecy`

// minutes is a digest of what freezes with the conclusion, by consultation.
const minutes = `
SELECT c.id, md5(concat_ws('|', c.title, c.kind, c.form, c.opened_at, c.concluded_at, c.concluded_by, c.ratified_by,
    (SELECT string_agg(concat_ws(',', x.id, x.title, x.content, x.state, x.settled_by, x.recused, x.study_documents, x.problem_id), ';' ORDER BY x.id) FROM topic x WHERE x.consultation_id = c.id),
    (SELECT string_agg(concat_ws(',', s.id, s.kind, s.person_id, s.text), ';' ORDER BY s.id) FROM statement s WHERE s.consultation_id = c.id),
    (SELECT string_agg(concat_ws(',', o.id, o.kind, o.text, o.root_cause, o.problem_id), ';' ORDER BY o.id) FROM outcome o WHERE o.consultation_id = c.id),
    (SELECT string_agg(concat_ws(',', m.id, m.text, m.due_on, (SELECT string_agg(concat_ws(',', r.post_id, r.department_id), ';' ORDER BY r.no) FROM responsible r WHERE r.measure_id = m.id)), ';' ORDER BY m.id)
        FROM measure m JOIN outcome o ON o.id = m.outcome_id WHERE m.consultation_id = c.id AND o.kind = 'MEASURES'),
    (SELECT string_agg(concat_ws(',', p.person_id, p.side, p.required, p.attended), ';' ORDER BY p.id) FROM participant p WHERE p.consultation_id = c.id),
    (SELECT string_agg(concat_ws(',', a.question, a.answer, a.deviation), ';' ORDER BY a.id) FROM answer a WHERE a.consultation_id = c.id),
    (SELECT concat_ws(',', a.documents, a.work_reviewed, a.gaps, a.follow_up) FROM alignment a WHERE a.consultation_id = c.id)))
FROM consultation c WHERE c.state IN ('CONCLUDED', 'CLOSED')`

// play is the whole process, played by several at once in any order.
type play struct {
	*world
	super  *sql.DB
	mu     sync.Mutex
	frozen map[string]string
	done   map[string]int
	told   map[string]int
	people map[string]string
	org    string
	dept   string
	region string
}

// stand is how a consultation stands: enough to choose a next act that may be right.
type stand struct {
	id, state, kind, study         string
	version                        int
	topics, waiting, open, answers []string
	silent                         []string // approved, and not both views heard
	seats                          []string
	problems                       []string
}

// public is a row's id as clients know it.
func public(noun string, id uuid.UUID) string {
	return ident.PrefixOf(noun) + "_" + base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding).EncodeToString(id[:])
}

// publics are the ids of a list as the database joins it; of an empty one, an id of nothing.
func publics(text sql.NullString, noun string) []string {
	if !text.Valid {
		return []string{public(noun, uuid.Nil)}
	}
	var ids []string
	for part := range strings.SplitSeq(text.String, ",") {
		ids = append(ids, public(noun, uuid.MustParse(part)))
	}
	return ids
}

// look reads a consultation at random, rather one that is past its draft.
func (p *play) look(r *rand.Rand) *stand {
	var s stand
	var id uuid.UUID
	var study, topics, waiting, approved, silent, outcomes, seats, problems sql.NullString
	err := p.super.QueryRow(`
		SELECT c.id, c.state, c.kind, c.version,
		    (SELECT string_agg(x.id::text, ',') FROM topic x WHERE x.consultation_id = c.id AND x.study),
		    (SELECT string_agg(x.id::text, ',') FROM topic x WHERE x.consultation_id = c.id AND NOT x.study),
		    (SELECT string_agg(x.id::text, ',') FROM topic x WHERE x.consultation_id = c.id AND NOT x.study AND x.state = 'PROPOSED'),
		    (SELECT string_agg(x.id::text, ',') FROM topic x WHERE x.consultation_id = c.id AND NOT x.study AND x.state = 'APPROVED'
		        AND ($2 OR NOT EXISTS (SELECT FROM outcome o WHERE o.topic_id = x.id))),
		    (SELECT string_agg(x.id::text, ',') FROM topic x WHERE x.consultation_id = c.id AND NOT x.study AND x.state = 'APPROVED'
		        AND 2 > (SELECT count(DISTINCT y.kind) FROM statement y WHERE y.topic_id = x.id)),
		    (SELECT string_agg(o.id::text, ',') FROM outcome o WHERE o.consultation_id = c.id AND o.final AND (o.kind = 'TO_COMMITTEE' AND o.resolution IS NULL OR o.recommendation IN ('PROPOSED', 'REPORTED_ABOVE'))),
		    (SELECT string_agg(q.id::text, ',') FROM participant q WHERE q.consultation_id = c.id),
		    (SELECT string_agg(b.id::text, ',') FROM problem b WHERE b.state = 'OPEN')
		FROM consultation c ORDER BY $1 AND c.state IN ('APPROVED', 'IN_SESSION', 'CONCLUDED') DESC, $1 AND c.state = 'CONCLUDED', md5(c.id::text || $3::text) LIMIT 1`, r.IntN(10) < 6, r.IntN(6) == 0, r.IntN(1<<30)).
		Scan(&id, &s.state, &s.kind, &s.version, &study, &topics, &waiting, &approved, &silent, &outcomes, &seats, &problems)
	s.problems = publics(problems, "Problem")
	s.id, s.study = public("Consultation", id), publics(study, "Topic")[0]
	s.topics, s.waiting, s.open, s.answers = publics(topics, "Topic"), publics(waiting, "Topic"), publics(approved, "Topic"), publics(outcomes, "Outcome")
	s.silent = publics(silent, "Topic")
	s.seats = publics(seats, "Participant")
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		p.t.Error(err)
	}
	return &s
}

func one(r *rand.Rand, all []string) string { return all[r.IntN(len(all))] }

// turn chooses an act: of ten, eight are such that the state may allow them.
func (p *play) turn(r *rand.Rand, s *stand) order {
	person := func() string {
		return p.people[one(r, []string{"HN0103", "HN0105", "HN0106", "HN0107", "HN0108", "HN0110"})]
	}
	v := s.version - r.IntN(12)/11
	on := func(pairs ...any) map[string]any {
		return in(append([]any{"consultation", s.id, "version", v}, pairs...)...)
	}
	topic := func(of []string, pairs ...any) map[string]any {
		return in(append([]any{"topic", one(r, of), "version", v}, pairs...)...)
	}
	of := func(m string, input map[string]any) func() order { return func() order { return order{"x", m, input} } }
	problem := func() any {
		if r.IntN(3) == 0 {
			return nil
		}
		return one(r, s.problems)
	}
	var concerns []any
	if r.IntN(6) == 0 {
		concerns = []any{person()}
	}
	if concerns == nil {
		concerns = []any{}
	}
	begin := of("consultationDraft", in("organisation", p.org, "kind", one(r, []string{"THEMATIC", "THEMATIC", "IMMEDIATE", "COMPREHENSIVE"}), "form", one(r, []string{"WRITTEN", "WRITTEN", "WRITTEN", "MEETING", "ONE_TO_ONE"}), "title", "会商"))
	report := of("problemRegister", in("organisation", p.org, "title", "问题", "description", "x", "category", "PROCUREMENT", "severity", "GENERAL", "aboutOrganisation", p.org, "concerns", concerns, "secrecy", one(r, []string{"INTERNAL", "INTERNAL", "RESTRICTED", "CONFIDENTIAL"})))
	propose := of("topicPropose", on("title", "议题", "problem", problem(), "concerns", concerns))
	withdraw := of("topicWithdraw", topic(s.waiting, "reason", "x"))
	submit, open, conclude := of("consultationSubmit", on()), of("consultationOpen", on()), of("consultationConclude", on())
	align := of("alignmentRecord", in("consultation", s.id, "documents", []any{"x"}, "workReviewed", "x", "gaps", "x", "followUp", "x"))
	study := of("studyRecord", in("topic", s.study, "documents", []any{"x"}))
	invite := of("participantsInvite", in("consultation", s.id, "participants", []any{in("person", p.people["HN0107"], "side", "BUSINESS"), in("person", p.people["HN0108"], "side", "BUSINESS"), in("person", p.people["HN0105"], "side", "DISCIPLINE")}))
	attend := of("attendanceRecord", in("participant", one(r, s.seats), "attended", r.IntN(8) > 0))
	recuse := of("topicRecuse", in("topic", one(r, s.topics), "people", []any{person()}, "reason", "x"))
	settle := of("topicSettle", topic(s.waiting, "decision", one(r, []string{"APPROVE", "APPROVE", "APPROVE", "DEFER", "RETURN"}), "reason", "x"))
	add := of("topicAdd", on("title", "增补"))
	ratify := of("consultationRatify", on("accept", r.IntN(5) > 0, "reason", "x"))
	cancel := of("consultationCancel", on("reason", "x"))
	speak := func(kind, number string) func() order {
		return of("statementRecord", in("topic", one(r, s.silent), "kind", kind, "person", p.people[number], "text", "x"))
	}
	said := []func() order{speak("BUSINESS_VIEW", "HN0107"), speak("BUSINESS_VIEW", "HN0108"), speak("DISCIPLINE_VIEW", "HN0105"), speak("DISCIPLINE_VIEW", "HN0105")}
	outcome := of("outcomeRecord", topic(s.open, "kind", one(r, []string{"INFORMATION", "RECOMMENDATION", "TO_COMMITTEE", "NO_MEASURE"}), "text", "x"))
	measures := of("outcomeRecord", topic(s.open, "kind", "MEASURES", "problem", one(r, s.problems), "rootCause", "x", "measures", []any{
		in("text", "x", "dueOn", "2026-12-31", "responsibles", []any{in("department", p.dept), in("region", p.region)})}))
	answers := of("answersRecord", in("consultation", s.id, "answers", threeAnswers))
	carry := of("topicCarryOver", topic(s.open, "to", s.id, "reason", "x"))
	addendum := of("addendumAdd", in("consultation", s.id, "text", "x"))
	paper := of("paperAdd", in("consultation", s.id, "topic", one(r, s.topics), "title", "x", "text", "x"))
	recommend := of("recommendationAnswer", in("outcome", one(r, s.answers), "version", v, "answer", one(r, []string{"ADOPTED", "DECLINED", "REPORTED_ABOVE", "SETTLED"}), "reason", "x"))
	resolve := of("resolutionRecord", in("outcome", one(r, s.answers), "version", v, "resolution", "x", "document", "x", "resolvedOn", "2026-11-18", "measures", []any{measure("x", "2026-12-31", in("department", p.dept))}))
	prepare := []func() order{align, study, invite, attend, attend, paper}
	wild := append([]func() order{begin, report, propose, withdraw, submit, open, conclude, recuse, settle, add, ratify, cancel, outcome, measures, answers, carry, addendum, recommend, resolve}, append(prepare, said...)...)
	fit := map[string][]func() order{
		"":           {begin, report},
		"DRAFT":      append([]func() order{propose, propose, submit, submit, open, withdraw, report}, prepare...),
		"SUBMITTED":  append([]func() order{settle, settle, settle, settle, settle, add}, prepare...),
		"APPROVED":   append([]func() order{open, open, open, open, recuse}, prepare...),
		"IN_SESSION": append([]func() order{outcome, outcome, measures, measures, answers, conclude, conclude, conclude, ratify, ratify, settle, recuse, attend, attend}, said...),
		"CONCLUDED":  {recommend, recommend, resolve, resolve, addendum},
		"CLOSED":     {addendum, begin, report}, "CANCELLED": {begin, report},
	}[s.state]
	if r.IntN(5) == 0 {
		fit = wild
	}
	return fit[r.IntN(len(fit))]()
}

// mine are the acts of each role (domain.md §11).
var mine = func() map[string][]string {
	discipline := []string{"consultationDraft", "problemRegister", "topicPropose", "topicWithdraw", "consultationSubmit", "alignmentRecord", "studyRecord", "participantsInvite", "attendanceRecord",
		"topicRecuse", "statementRecord", "outcomeRecord", "answersRecord", "topicCarryOver", "addendumAdd", "paperAdd"}
	whole := []string{"consultationOpen", "consultationConclude", "consultationCancel"}
	return map[string][]string{
		"DISCIPLINE_OFFICE": discipline, "DISCIPLINE_SECRETARY": append(slices.Clone(discipline), whole...), "PARTY_OFFICE": {"resolutionRecord"},
		"PARTY_SECRETARY": append([]string{"topicSettle", "topicAdd", "consultationRatify", "recommendationAnswer"}, whole...),
	}
}()

// holds checks every rule on the rows as they stand now.
func (p *play) holds(what string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	rows, err := p.super.Query(broken)
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		var rule string
		if err := rows.Scan(&rule); err != nil {
			return err
		}
		return fmt.Errorf("after %s: %s", what, rule)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	digests, err := p.super.Query(minutes)
	if err != nil {
		return err
	}
	defer digests.Close()
	for digests.Next() {
		var id, digest string
		if err := digests.Scan(&id, &digest); err != nil {
			return err
		}
		if before, known := p.frozen[id]; known && before != digest {
			return fmt.Errorf("after %s: the minutes of %s changed", what, id)
		}
		p.frozen[id] = digest
	}
	return digests.Err()
}

// blind checks that a viewer is shown no row that was hidden from him before he asked.
func (p *play) blind(claims *auth.Claims) error {
	for _, table := range []string{"problem", "topic", "statement", "paper", "outcome", "measure", "task", "history"} {
		var hidden []string
		rows, err := p.super.Query(`SELECT id::text FROM `+table+` WHERE $1 = ANY (hidden_from)`, claims.Person)
		if err != nil {
			return err
		}
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				return err
			}
			hidden = append(hidden, id)
		}
		if err := p.db.Read(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
			var shown []string
			if err := tx.Select(ctx, &shown, `SELECT id::text FROM `+table); err != nil {
				return err
			}
			for _, id := range hidden {
				if slices.Contains(shown, id) {
					return fmt.Errorf("%s %s is shown to %s, from whom it is hidden", table, id, claims.Person)
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// knowing is the superuser's pool with an identity: without one the owner's functions answer nothing.
func (w *world) knowing() *sql.DB {
	w.t.Helper()
	super := w.store.Super(w.t)
	super.SetMaxOpenConns(1)
	if _, err := super.Exec(`SELECT set_config('huishang.person', gen_random_uuid()::text, false)`); err != nil {
		w.t.Fatal(err)
	}
	return super
}

// playOf begins a play: some consultations are on their way, in session, approved and prepared, and opened unratified.
func playOf(w *world) *play {
	p := &play{world: w, super: w.knowing(), frozen: map[string]string{}, done: map[string]int{}, told: map[string]int{}, people: map[string]string{}}
	admin := w.as("ADMINISTRATOR@HN")
	p.org, p.dept, p.region = admin.id("organisation", "HN-QH"), admin.id("department", "HN-QH/YW"), admin.id("organisation", "HN-QH-1")
	for _, number := range []string{"HN0103", "HN0105", "HN0106", "HN0107", "HN0108", "HN0110"} {
		p.people[number] = w.uid(number)
	}
	for n := range 6 {
		s := newProcess(w, "HN-QH")
		topics := []map[string]any{in("title", "甲"), in("title", "乙", "problem", s.problem("乙"))}
		if n%3 == 2 {
			s.id = s.step(s.office, "consultationDraft", "consultation", in("organisation", p.org, "kind", "IMMEDIATE", "form", "WRITTEN", "title", "即时"))
			s.step(s.office, "topicPropose", "topic", s.on("title", "急"))
			s.open()
			continue
		}
		for _, x := range s.draft("THEMATIC", topics...) {
			s.settle(s.leader, x, "APPROVE").told(s.t, "approve")
		}
		if n%3 == 0 {
			s.open()
		} else {
			s.prepare(map[string]string{"HN0107": "BUSINESS", "HN0105": "DISCIPLINE"})
		}
	}
	return p
}

// TestRandomActs: eight actors at once do random acts of the whole process; after each step every rule holds
// (D-CON-3…9, D-TASK-6, D-SEC-6). SEED= repeats the draws, STEPS= plays longer.
func TestRandomActs(t *testing.T) {
	seed, steps := seeded(t), setting(t, "STEPS", 70, strconv.Atoi)
	w := newWorld(t)
	p := playOf(w)
	var wait sync.WaitGroup
	var failed sync.Once
	stop := make(chan struct{})
	for n, who := range []string{"DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_OFFICE@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "DISCIPLINE_SECRETARY@HN-QH", "PARTY_SECRETARY@HN-QH", "PARTY_SECRETARY@HN-QH", "PARTY_OFFICE@HN-QH", "PARTY_SECRETARY@HN"} {
		c, r := w.as(who), rand.New(rand.NewPCG(seed, uint64(n)))
		role, org, _ := strings.Cut(who, "@")
		claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", w.holderOf(who))), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{{Role: auth.Role(role), Org: org}}}
		if role == "DISCIPLINE_OFFICE" || role == "PARTY_OFFICE" {
			claims.Grants[0].Dept = map[string]string{"DISCIPLINE_OFFICE": org + "/JWB", "PARTY_OFFICE": org + "/DWB"}[role]
		}
		wait.Go(func() {
			for step := range steps {
				select {
				case <-stop:
					return
				default:
				}
				s := p.look(r)
				o := p.turn(r, s)
				// Most acts are of those that the role has at all.
				for range 12 {
					if slices.Contains(mine[role], o.mutation) || r.IntN(12) == 0 {
						break
					}
					o = p.turn(r, s)
				}
				told := c.tell([]order{o})["x"]
				what := fmt.Sprintf("SEED=%d step %d: %s by %s (told %q)", seed, step, o.mutation, who, told)
				err := p.holds(what)
				if err == nil && step%5 == 0 {
					err = p.blind(claims)
				}
				if err == nil && (strings.Contains(told, "INTERNAL") || strings.Contains(told, "TIMEOUT")) {
					err = fmt.Errorf("%s: %v", what, o.input)
				}
				p.mu.Lock()
				if told == "" {
					p.done[o.mutation]++
				} else {
					p.told[told]++
				}
				p.mu.Unlock()
				if err != nil {
					failed.Do(func() { t.Error(err); close(stop) })
				}
			}
		})
	}
	wait.Wait()
	t.Logf("done: %v\ntold: %v", p.done, p.told)
	var tasks, over int
	if err := p.super.QueryRow(`SELECT (SELECT count(*) FROM task), (SELECT count(*) FROM consultation WHERE state IN ('CONCLUDED', 'CLOSED'))`).Scan(&tasks, &over); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d concluded, %d tasks", over, tasks)
	if !t.Failed() && over == 0 {
		t.Errorf("SEED=%d: nothing was concluded: the play proves little", seed)
	}
}
