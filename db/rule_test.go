package db_test

import (
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"huishang/internal/clock"
	"huishang/internal/dbtest"
	"huishang/internal/fault"
	"huishang/internal/org"
	"huishang/internal/text"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// types are the database's types for the kinds of texts.
var types = map[text.Kind]string{text.Line: "line_text", text.Prose: "prose_text"}

// keeps tells that the program keeps a text as it is: it comes so through every door.
func keeps(s string, k text.Kind) bool {
	return s != "" && text.Normal(s) == s && text.Flaw(s, k) == nil
}

// ruleOf is a type's rule as a condition on an expression, as the catalogue has it: asked of many texts at once, where a
// cast would stop at the first that breaks it.
func ruleOf(t *testing.T, pool *sql.DB, domain, expression string) string {
	t.Helper()
	var rule string
	if err := pool.QueryRow(`
		WITH RECURSIVE base AS (
			SELECT $1::regtype::oid AS id
			UNION ALL SELECT p.typbasetype FROM base b JOIN pg_type p ON p.oid = b.id AND p.typtype = 'd'
		)
		SELECT string_agg(pg_get_expr(c.conbin, 0), ' AND ') FROM pg_constraint c JOIN base b ON b.id = c.contypid`, domain).Scan(&rule); err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`\bVALUE\b`).ReplaceAllLiteralString(rule, "("+expression+")")
}

type fatal interface{ Fatal(args ...any) }

// taker asks a type's rule of many texts at once.
func taker(t *testing.T, pool *sql.DB, domain string) func(t fatal, given []string) []bool {
	t.Helper()
	s, err := pool.Prepare(`SELECT array_agg(COALESCE(` + ruleOf(t, pool, domain, "x") + `, false) ORDER BY n) FROM unnest($1::text[]) WITH ORDINALITY AS u (x, n)`)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return func(t fatal, given []string) []bool {
		var taken pq.BoolArray
		if err := s.QueryRow(pq.Array(given)).Scan(&taken); err != nil {
			t.Fatal(err)
		}
		return taken
	}
}

// Each character by itself, within a text, at its beginning and at its end: the database takes what the program keeps, and
// refuses what the program changes or refuses.
func TestTheDatabaseTakesTheCharactersThatTheProgramKeeps(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t).Super(t)
	for kind, domain := range types {
		for _, shape := range []string{"%s", "a%sb", "%sb", "a%s"} {
			before, after, _ := strings.Cut(shape, "%s")
			taken := map[rune]bool{}
			for _, r := range rowsOf(t, pool, fmt.Sprintf(`SELECT g FROM generate_series(1, 1114111) AS g WHERE g NOT BETWEEN 55296 AND 57343 AND %s`,
				ruleOf(t, pool, domain, fmt.Sprintf("'%s' || chr(g) || '%s'", before, after)))) {
				taken[r] = true
			}
			if len(taken) < 1_000_000 {
				t.Fatalf("%s takes only %d characters as %q", domain, len(taken), shape)
			}
			differ := 0
			for r := rune(1); r <= unicode.MaxRune; r++ {
				if r == 0xd800 {
					r = 0xe000
				}
				if s := before + string(r) + after; keeps(s, kind) != taken[r] {
					if differ++; differ < 10 {
						t.Errorf("%s: %+q is taken %v, kept %v", domain, s, taken[r], !taken[r])
					}
				}
			}
		}
	}
}

func rowsOf(t *testing.T, pool *sql.DB, query string, args ...any) (all []rune) {
	t.Helper()
	if err := sqlx.NewDb(pool, "postgres").Select(&all, query, args...); err != nil {
		t.Fatal(err)
	}
	return all
}

// strangers are characters left out: the zero character, which no text of PostgreSQL has; U+11A7, an old vowel that PostgreSQL 15
// takes for the last letter of the syllable before it; and marks that only the program's newer Unicode knows, whose order the
// database does not judge.
func strangers(t *testing.T, pool *sql.DB) []rune {
	t.Helper()
	var marks []int64
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if ccc := norm.NFC.PropertiesString(string(r)).CCC(); ccc > 0 && ccc < 240 {
			marks = append(marks, int64(r))
		}
	}
	newer := rowsOf(t, pool, `SELECT r FROM unnest($1::int[]) AS r WHERE U&'\0345' || chr(r) IS NFC NORMALIZED`, pq.Array(marks))
	if len(newer) > 100 {
		t.Fatalf("%d of %d marks are unknown to the database", len(newer), len(marks))
	}
	return append(newer, 0, 0x11a7)
}

// texts draws texts in which what the rule speaks of is frequent: ends, line breaks, marks that compose and change their
// order, syllables of Hangul, joiners, selectors, and characters of every category but some.
func texts(but []rune) *rapid.Generator[string] {
	var categories []*unicode.RangeTable
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range unicode.Categories {
			if name != "Cs" && name != "C" && !yield(name) {
				return
			}
		}
	}) {
		categories = append(categories, unicode.Categories[name])
	}
	part := rapid.OneOf(
		rapid.Map(rapid.RuneFrom(nil, categories...), func(r rune) string { return string(r) }),
		rapid.Map(rapid.RuneFrom(nil, unicode.Mn, unicode.Mc), func(r rune) string { return string(r) }),
		rapid.Map(rapid.RuneFrom([]rune{0x1100, 0x1161, 0x11a8, 0xac00, 0xac01}), func(r rune) string { return string(r) }),
		rapid.SampledFrom([]string{
			"a", "e", "张", "王五", " ", "\t", "\n", "\r", "\u3000", "\u00a0", "\u2800", "\u200b", "\u200c", "\u200d", "\ufe0f", "\u180b", "\U000e0100", "\u0301", "\u0323", "\u0338", "<",
			"\u2028", "\u202e", "\u034f", "\u2065", "\u0344", "\u212b", "\u2126", "\ufb1d", "\u0f73", "\U0001d15e", "\ufffd", "\u0085", "\u007f",
		}),
	)
	return rapid.Map(rapid.SliceOfN(part, 0, 12), func(parts []string) string {
		return strings.Map(func(r rune) rune {
			if slices.Contains(but, r) {
				return -1
			}
			return r
		}, strings.Join(parts, ""))
	})
}

// Whatever the text: the database takes it if the program keeps it as it is, and it takes what the program makes of it
// unless the program refuses that.
func TestTheDatabaseTakesTheTextsThatTheProgramKeeps(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t).Super(t)
	taken := map[text.Kind]func(t fatal, given []string) []bool{}
	for kind, domain := range types {
		taken[kind] = taker(t, pool, domain)
	}
	kept, texts := 0, texts(strangers(t, pool))
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.SliceOfN(texts, 50, 50).Draw(t, "texts")
		for _, s := range given {
			given = append(given, text.Normal(s))
		}
		for kind, taken := range taken {
			for n, taken := range taken(t, given) {
				if g := given[n]; taken != keeps(g, kind) {
					t.Errorf("%s: %+q is taken %v, kept %v", types[kind], g, taken, keeps(g, kind))
				}
				if taken {
					kept++
				}
			}
		}
	})
	if kept < 2000 {
		t.Errorf("only %d texts were kept", kept)
	}
	t.Logf("%d texts were kept", kept)
}

// Numbers and addresses of people: the tables take what the doors take, and nothing else of what is spelt with these parts.
func TestTheDatabaseTakesTheContactsThatTheProgramTakes(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t).Super(t)
	for domain, of := range map[string]struct {
		problem func(string) *fault.Error
		parts   []string
	}{
		"phone": {org.PhoneProblem, []string{
			"13800000000", "138", "0000", "0898", "66800000", "6680", "8001", "+86", "86", "0086", "+852", "2345", "6789", "400", "12388", "1", "0", "-", "-", " ", "（", "）", "(", ")",
			"－", "–", "\u3000", "转", "分机", "ext", "Ext.", "#", "+", "电话", "x", "１",
		}},
		"email": {org.EmailProblem, []string{
			"a", "b", "王五", "é", "first", ".", ".", "@", "@", "cn", "example.cn", "@b.cn", "-", "+", "1", "烟草.中国", "xn--fiqs8s", " ", "\"", "<", ">", ",", ";", "(", "[", "]", "\\", "_", "'", "!", "/",
			strings.Repeat("b", 62), "..", "*",
		}},
	} {
		taken := taker(t, pool, domain)
		drawn := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(of.parts), 1, 7), func(parts []string) string { return strings.Join(parts, "") })
		kept := 0
		rapid.Check(t, func(t *rapid.T) {
			given := rapid.SliceOfN(drawn, 200, 200).Draw(t, domain)
			for n, taken := range taken(t, given) {
				if is := keeps(given[n], text.Line) && of.problem(given[n]) == nil; is != taken {
					t.Errorf("%s: %q is taken %v by the table, %v by the program", domain, given[n], taken, is)
				} else if is {
					kept++
				}
			}
		})
		if kept < 50 {
			t.Errorf("%s: only %d were kept", domain, kept)
		}
		t.Logf("%s: %d were kept", domain, kept)
	}
}

// The types hold where rows are written, arrays and objects included; and a refusal names the part of the rule.
func TestTextsAndDaysOfRows(t *testing.T) {
	t.Parallel()
	pool := dbtest.New(t).Super(t)
	for value, constraint := range map[string]string{
		`''::line_text`:                                           "text_is_not_empty",
		`U&'e\0301'::prose_text`:                                  "text_is_composed",
		`U&'\202Egnp.exe'::line_text`:                             "text_is_visible",
		`' 王五'::line_text`:                                        "text_is_trimmed",
		`E'王\n五'::line_text`:                                      "text_is_one_line",
		`E'{王五," 王五"}'::prose_text[]`:                             "text_is_trimmed",
		`indicators_kept('[{"text": "甲", "unit": "件 "}]')`:        "text_is_trimmed",
		`indicators_kept('[{"text": "甲"}, {"text": "乙\u0007"}]')`: "text_is_visible",
		`'` + clock.First.AddDays(-1).String() + `'::day`:         "day_is_in_reach",
		`'` + clock.Last.AddDays(1).String() + `'::day`:           "day_is_in_reach",
		`'infinity'::day`:                                         "day_is_in_reach",
		`'{2026-11-18,2101-01-01}'::day[]`:                        "day_is_in_reach",
		`'1.3800000001E10'::phone`:                                "phone_is_called",
		`'a@b'::email`:                                            "email_has_a_domain",
		`'王五'::line_text`:                                         "",
		`E'一\n\t二'::prose_text`:                                   "",
		`indicators_kept('[{"text": "一\n二", "unit": "件"}, {"text": "三", "unit": null}]')`: "",
		`'` + clock.First.String() + `'::day`:                                             "",
		`'` + clock.Last.String() + `'::day`:                                              "",
	} {
		var refused *pq.Error
		_, err := pool.Exec(`SELECT ` + value)
		switch {
		case constraint == "" && err != nil:
			t.Errorf("%s: %v", value, err)
		case constraint != "":
			if refused, _ = err.(*pq.Error); refused == nil || refused.Constraint != constraint {
				t.Errorf("%s: %v, want %s", value, err, constraint)
			}
		}
	}
}
