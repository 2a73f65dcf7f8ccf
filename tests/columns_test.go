package tests

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/fault"
	"huishang/internal/text"

	"github.com/google/uuid"
)

// unruled are the columns of texts outside the types of texts that no check of their values holds either, by column or by
// table and column, each with its reason.
var unruled = map[string]string{
	"secrecy": copied, "risk_domains": copied, "duty_item.kind": copied, "duty_item.state": copied, "plan_item.state": copied,
	"history.list_kind": copied, "history.resolution": copied, "problem_relation.resolution": copied, "task.category": copied,
	"task_delta.state": copied, "task_due.state": copied, "task_sum.state": copied,
	"history.noun": ofProgram, "history.subject_noun": ofProgram, "history.act": ofProgram, "history.from_state": ofProgram, "history.to_state": ofProgram, "idempotency.noun": ofProgram, "read_log.noun": ofProgram,
	"audit_entry.chain": ofProgram, "audit_entry.actor": ofProgram, "audit_entry.on_behalf_of": ofProgram,
	"job_run.job": ofProgram, "job_run.server": "the machine's name, for its administrators", "job_run.failure": "what a library said, for administrators",
	"read_log.request_id": "the request's id, as it was given or made, for administrators",
	"code.parent":         "a code of the same table, which codes.sql alone writes",
	"audit_entry.image":   "a whole row as it was written", "history.changes": "values of columns under the rule", "job_run.done": "counts",
	"session_kept.grants": "computed by the program", "reporting_login.grants": "roles and codes as a token claims them, checked by the command", "search_entry.heads": folded, "search_entry.spelling": folded, "search_entry.texts": folded,
	"reading.syllables": "data of the program", "reading.character": "data of the program",
	"session_kept.orgs": "computed by the program", "session_kept.settings": "computed by the program",
}

const (
	copied    = "copied by trigger from a column whose values are checked"
	folded    = "folded by trigger from columns under the rule"
	ofProgram = "the program's own name, written by triggers and functions"
)

// unbounded are the columns of texts without a most length, with the reason.
var unbounded = map[string]string{"problem.improvement": "joined from those of its tasks, each of which is bounded"}

// bounded are checks of a text's length.
var bounded = regexp.MustCompile(`length\(.*\) <= \d+|each_within\(`)

// column is one column of a table as the catalogue has it. Its base is what the types stand on, an array's elements too.
type column struct{ table, name, kind, base, checks string }

func columnsOf(t *testing.T) (all []column) {
	t.Helper()
	for _, line := range rowsOf(t, dbtest.New(t).Super(t), `
		WITH RECURSIVE element AS (
			SELECT a.attrelid, a.attnum, a.attname, CASE WHEN y.typelem <> 0 AND y.typlen = -1 THEN y.typelem ELSE y.oid END AS id
			FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type y ON y.oid = a.atttypid
			WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'goose_db_version' AND a.attnum > 0 AND NOT a.attisdropped
		), base AS (
			SELECT id, id AS b FROM element
			UNION SELECT b.id, p.typbasetype FROM base b JOIN pg_type p ON p.oid = b.b AND p.typtype = 'd'
		)
		SELECT concat_ws('|', e.attrelid::regclass, e.attname, e.id::regtype, b.b::regtype,
			(SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k WHERE k.conrelid = e.attrelid AND k.conkey = ARRAY[e.attnum] AND k.contype IN ('c', 'f')))
		FROM element e JOIN base b ON b.id = e.id JOIN pg_type p ON p.oid = b.b AND p.typtype <> 'd'
		ORDER BY 1`) {
		part := strings.SplitN(line+"|", "|", 6)
		all = append(all, column{part[0], part[1], part[2], part[3], part[4]})
	}
	return all
}

// valued are checks that leave no text but codes: a list of values, a whole expression, the code tables, a foreign key.
var valued = regexp.MustCompile(`= ANY \(ARRAY\[|~ '\^[^']*\$'|code_is\(|codes_known\(|FOREIGN KEY`)

// Every column of texts and every day is held to the rule by its type, whoever writes the row (docs/decisions/0043): a new
// column has one of the types, takes codes only, or gives its reason here. The kind of text is the one that the program's
// door takes for the input's field.
func TestEveryTextAndDayOfATableIsUnderTheRule(t *testing.T) {
	used, ruled := map[string]bool{}, map[string]int{}
	listed := func(of map[string]string, c column) bool {
		for _, name := range []string{c.name, c.table + "." + c.name} {
			if of[name] != "" {
				used[name] = true
				return true
			}
		}
		return false
	}
	for _, c := range columnsOf(t) {
		if strings.HasSuffix(c.table, "_past") {
			continue // copies that triggers make of rows which were held to it
		}
		ruled[c.kind]++
		switch c.base {
		case "text", "character varying", "character", "citext", "name":
			if kind, ok := map[string]text.Kind{"line_text": text.Line, "prose_text": text.Prose, "phone": text.Line, "email": text.Line}[c.kind]; ok {
				if want := kindOf(c.name); kind != want {
					t.Errorf("%s.%s is %s, and its input's field is prose: %v", c.table, c.name, c.kind, want)
				}
				if !bounded.MatchString(c.checks) && !listed(unbounded, c) {
					t.Errorf("%s.%s takes a text of any length", c.table, c.name)
				}
			} else if !valued.MatchString(c.checks) && !listed(unruled, c) {
				t.Errorf("%s.%s takes any text: make it line_text or prose_text", c.table, c.name)
			}
		case "jsonb":
			if !strings.Contains(c.checks, "indicators_kept(") && !listed(unruled, c) {
				t.Errorf("%s.%s takes any text inside: check it, as indicators_kept does", c.table, c.name)
			}
		case "date":
			if c.kind != "day" {
				t.Errorf("%s.%s takes any day: make it day", c.table, c.name)
			}
		}
	}
	for _, of := range []map[string]string{unruled, unbounded} {
		for name := range of {
			if !used[name] {
				t.Errorf("%s is listed, and there is no such column or it is under the rule", name)
			}
		}
	}
	if ruled["line_text"] < 25 || ruled["prose_text"] < 50 || ruled["day"] < 30 {
		t.Errorf("only %v columns are under the rule", ruled)
	}
	// Instants are the machine's: no act takes one, so none is bounded.
	s, _ := schemaOf(t)
	for _, l := range leaves(s, "DateTime") {
		t.Errorf("%s takes an instant at %s: bound its column", l.mutation, l.path)
	}
}

// kindOf is the kind of an input's field by the column that it fills: its whole name, or the last word of it (end_reason).
// What is submitted of a task, and replied to a letter, is the input's text.
func kindOf(name string) text.Kind {
	words := strings.Split(name, "_")
	whole := words[0]
	for _, w := range words[1:] {
		whole += strings.ToUpper(w[:1]) + w[1:]
	}
	return text.Kind(name == "submission" || name == "reply" || bool(text.Of(whole)) || bool(text.Of(words[len(words)-1])))
}

// What a type refuses is a refusal with a code and a sentence in both languages, never INTERNAL: every constraint of a type has one.
func TestWhatATypeRefusesIsSaid(t *testing.T) {
	w := newWorld(t)
	breaking := map[string]string{
		"text_is_not_empty": `''::line_text`, "text_is_composed": `U&'e\0301'::prose_text`, "text_is_visible": `U&'\202Egnp.exe'::line_text`,
		"text_is_trimmed": `' 王五'::prose_text`, "text_is_one_line": `E'王\n五'::line_text`, "day_is_in_reach": `'2101-01-01'::day`,
		"phone_is_called": `'电话'::phone`, "email_has_a_domain": `'a@b'::email`,
	}
	for _, constraint := range rowsOf(t, w.store.Super(t), `SELECT DISTINCT conname FROM pg_constraint WHERE contypid <> 0 AND connamespace = 'public'::regnamespace`) {
		value := breaking[constraint]
		if value == "" {
			t.Errorf("say what breaks %s", constraint)
			continue
		}
		claims := &auth.Claims{Person: uuid.MustParse(w.uuid("person", "HN0113")), TokenID: "x", IssuedAt: start, Grants: []auth.TokenGrant{{Role: auth.RegionManager, Org: "HN-QH-1"}}}
		err := w.db.Read(context.Background(), claims, "test", func(ctx context.Context, tx *db.Tx) error {
			var one string
			return tx.Get(ctx, &one, `SELECT (`+value+`)::text`)
		})
		refused := fault.All(err)
		if len(refused) != 1 || refused[0].Code != fault.InvalidValue {
			t.Errorf("%s: %v", constraint, err)
			continue
		}
		t.Log(refused[0].Message(fault.EN), refused[0].Message(fault.ZH))
	}
}
