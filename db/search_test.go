package db_test

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/read"
	"huishang/db/tx"
	"huishang/internal/auth"
	"huishang/internal/dbtest"
	"huishang/internal/demo"

	"github.com/google/uuid"
)

// unsearched are the columns of texts that search does not find, by table and column or by table, each with its reason.
var unsearched = map[string]string{
	"code": "a dictionary: codes and enumValues list it", "history": "told with its record", "revocation": "of tokens", "reporting_login": "of logins",
	"organisation.number_prefix": "each number of the organisation's has it", "organisation.zone": "a zone's name", "calendar_day": "a day's name, found by its day",
	"complaint":   "confidential: each read is logged, and a search would read all",
	"appointment": partOf, "substitution": partOf, "file": partOf, "paper": partOf, "statement": partOf, "addendum": partOf, "alignment": partOf,
	"answer": partOf, "problem_relation": partOf,
	"task_report": partOf, "evidence": partOf, "milestone": partOf, "extension": partOf, "objection": partOf, "suspension": partOf, "signature": partOf, "instruction": partOf,
	"plan_item": "few: the year's plan shows all", "consultation_plan": "one a year", "consultation_rule": "one a kind",
	"duty_list.external_document": document, "consultation.external_document": document, "topic.external_document": document,
	"topic.study_documents": "the same in each study topic", "topic.original_title": "what it was called before", "topic.original_content": "what it said before",
	"topic.reason": told, "consultation.cancel_reason": told, "finding.transferred_to": elsewhere, "problem.transferred_to": elsewhere, "outcome.receiver": elsewhere,
	"problem.improvement": "shown to each as he sees its tasks: these have it",
}

const (
	partOf    = "a part, read with its record"
	document  = "the document of an act, told in its history"
	told      = "the reason of an act, told in its history"
	elsewhere = "who it was handed to outside"
)

// A noun with a text is searched or says why not, column by column; and what the database keeps of it is made of the columns
// that are declared, and no others.
func TestEveryTextIsSearchedOrSaysWhyNot(t *testing.T) {
	t.Parallel()
	super := dbtest.New(t).Super(t)
	declared := map[string]bool{}
	source, err := os.ReadFile("functions/search.sql")
	if err != nil {
		t.Fatal(err)
	}
	lines := func(columns []string) string {
		if len(columns) == 0 {
			return "search_lines(NULL)"
		}
		return "search_lines(x." + strings.Join(columns, ", x.") + ")"
	}
	for _, s := range db.SearchedNouns() {
		for _, c := range slices.Concat(s.Heads, s.Texts) {
			declared[s.Table+"."+c] = true
		}
		spelling := "''"
		if s.Spelled {
			spelling = "search_spelling(x." + s.Title + ")"
		}
		kept, _, found := strings.Cut(string(source), "\n    FROM "+s.Table+" x ")
		if kept = strings.Join(strings.Fields(kept[strings.LastIndex(kept, "    SELECT "):]), " "); !found || !strings.Contains(kept, ", "+lines(s.Heads)+", "+spelling+", "+lines(s.Texts)+",") {
			t.Errorf("search_source keeps other columns of %s than are declared", s.Table)
		}
		var watched string
		if err := super.QueryRow(`SELECT array_to_string(columns, ',') FROM search_tables() WHERE name = $1 AND noun = $2`, s.Table, s.Letter).Scan(&watched); err != nil ||
			!strings.HasPrefix(watched+",", strings.Join(slices.Concat(s.Heads, s.Texts), ",")+",") {
			t.Errorf("search_tables watches %s of %s: %v", watched, s.Table, err)
		}
	}
	used := map[string]bool{}
	for _, c := range strings.Fields(one(t, super, `
		SELECT string_agg(c.relname || '.' || a.attname, ' ') FROM pg_attribute a
		JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relname NOT LIKE '%\_past' AND c.relnamespace = 'public'::regnamespace
		JOIN pg_type y ON y.oid = a.atttypid
		WHERE a.attnum > 0 AND (COALESCE(NULLIF(y.typelem, 0), y.oid) IN ('prose_text'::regtype, 'line_text'::regtype) AND y.typlen = -1
		    OR a.attname IN ('title', 'name', 'number', 'text', 'content'))`)) {
		table, _, _ := strings.Cut(c, ".")
		used[table], used[c] = true, true
		if !declared[c] && unsearched[c] == "" && unsearched[table] == "" {
			t.Errorf("%s is not searched: say why in unsearched, or declare it in db.Searched", c)
		}
	}
	for c := range unsearched {
		if !used[c] {
			t.Errorf("%s has no text", c)
		}
	}
}

func one(t *testing.T, pool *sql.DB, query string, args ...any) (answer string) {
	t.Helper()
	if err := pool.QueryRow(query, args...).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// narrowing are the settings by which a grade narrows what the policy shows by others: alone they show nothing.
var narrowing = map[string][]string{
	"finding": {"committee_own", "party_secretary_orgs", "discipline_secretary_orgs", "discipline_secretary_below"},
	"problem": {"committee_own", "discipline_secretary_orgs", "discipline_secretary_below"},
	"letter":  {"committee_own", "discipline_secretary_orgs", "discipline_secretary_below"},
}

// Whoever sees a row by its policy has one of the ids that search asks for it by: search_ids asks every setting that the policy
// compares and no other, and the entry carries every column that it compares them with.
func TestSearchReachesWhatPoliciesShow(t *testing.T) {
	t.Parallel()
	functions, err := os.ReadFile("functions/search.sql")
	if err != nil {
		t.Fatal(err)
	}
	asks := asked(t, string(functions))
	files, err := os.ReadDir("testdata/policies")
	if err != nil {
		t.Fatal(err)
	}
	policies := ""
	for _, f := range files {
		b, err := os.ReadFile("testdata/policies/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		policies += string(b)
	}
	compared := 0
	for _, s := range db.SearchedNouns() {
		_, policy, found := strings.Cut(policies, "CREATE POLICY read ON "+s.Table+" FOR SELECT")
		policy, _, _ = strings.Cut(policy, ";\n")
		keeps, _, _ := strings.Cut(string(functions), "\n    FROM "+s.Table+" x ")
		keeps = keeps[strings.LastIndex(keeps, "    SELECT "):]
		if !found {
			t.Errorf("no policy shows %s", s.Table)
		}
		shows := map[string]bool{}
		for _, c := range regexp.MustCompile(`(\w+) (?:= ANY|&&) \(+SELECT (?:setting_uuids\('(\w+)'\)|(\w+)\(\))`).FindAllStringSubmatch(policy, -1) {
			compared++
			shows[c[2]+c[3]] = true
			if !strings.Contains(keeps, "x."+c[1]) {
				t.Errorf("%s is seen by %s, which its entry does not carry", s.Table, c[1])
			}
		}
		for _, only := range narrowing[s.Table] {
			delete(shows, only)
		}
		if strings.Contains(policy, "province_id = (SELECT setting_uuid('province')") {
			shows["province"] = true
		}
		if strings.Contains(policy, "head_domains") && !strings.Contains(keeps, "search_pairs(x.seen_orgs, x.risk_domains)") {
			t.Errorf("%s is seen by risk domain, which its entry does not carry", s.Table)
		}
		if want, got := slices.Sorted(maps.Keys(shows)), asks[s.Letter]; !slices.Equal(want, got) {
			t.Errorf("%s is seen by %v, search asks %v", s.Table, want, got)
		}
	}
	if compared < 80 {
		t.Errorf("only %d comparisons were looked at", compared)
	}
}

// asked are the settings by which search_ids asks for each noun.
func asked(t *testing.T, functions string) map[string][]string {
	t.Helper()
	_, body, found := strings.Cut(functions, "CREATE FUNCTION search_ids(")
	body, _, _ = strings.Cut(body, "END $$;")
	before, branches, _ := strings.Cut(body, "RETURN merged(VARIADIC CASE")
	setting := regexp.MustCompile(`setting_uuids\('(\w+)'\)|(invited_consultations)\(\)|(v_\w+)`)
	sets := map[string][]string{}
	for _, v := range regexp.MustCompile(`(?s)(v_\w+) uuid\[\] := (.*?);`).FindAllStringSubmatch(before, -1) {
		for _, m := range setting.FindAllStringSubmatch(v[2], -1) {
			sets[v[1]] = append(sets[v[1]], m[1]+m[2])
		}
	}
	sets["v_province"] = []string{"province"}
	asks := map[string][]string{}
	for branch := range strings.SplitSeq(branches, "WHEN p_noun ") {
		nouns, then, ok := strings.Cut(branch, " THEN ")
		if !ok {
			continue
		}
		var all []string
		for _, m := range setting.FindAllStringSubmatch(then, -1) {
			if m[3] != "" {
				all = append(all, sets[m[3]]...)
			} else {
				all = append(all, m[1]+m[2])
			}
		}
		slices.Sort(all)
		for _, letter := range regexp.MustCompile(`'(\w+)'`).FindAllStringSubmatch(nouns, -1) {
			asks[letter[1]] = slices.Compact(slices.Clone(all))
		}
	}
	if !found || len(asks) != len(db.SearchedNouns()) {
		t.Fatalf("search_ids asks %v", asks)
	}
	return asks
}

// A text is folded alike in the program and in the database.
func TestFoldingIsOne(t *testing.T) {
	t.Parallel()
	super := dbtest.New(t).Super(t)
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 2))
	alphabet := []rune("会商督〔2026〕号【】（）ＡＢａＺz①㈠Å…—“” \u3000\t\n琼éÉßİ")
	for range 200 {
		text := make([]rune, random.IntN(20))
		for i := range text {
			text[i] = alphabet[random.IntN(len(alphabet))]
		}
		if want, got := one(t, super, `SELECT search_fold($1)`, string(text)), db.Fold(string(text)); got != want {
			t.Errorf("%q is %q in the database, %q here", string(text), want, got)
		}
	}
}

// Names are found by pinyin: surnames with readings of their own, places and posts with theirs.
func TestSpelling(t *testing.T) {
	t.Parallel()
	super := dbtest.New(t).Super(t)
	for name, spelt := range map[string]string{
		"王伟明": "wangweiming weiming ming wwm wm", "单雄信": "shanxiongxin danxiongxin sxx dxx", "曾国藩": "zengguofan zgf", "仇英": "qiuying qy", "解缙": "xiejin xj",
		"区寄": "ouji oj", "查良镛": "zhaliangyong", "朴树": "piaoshu ps", "任长霞": "renchangxia rcx", "吕布": "lvbu lubu lb", "万俟卨": "moqixie", "尉迟恭": "yuchigong ycg",
		"重庆分公司": "chongqingfengongsi cqfgs fengongsi", "海南省会计处": "hainanshengkuaijichu kjc", "行政处长": "xingzhengchuzhang xzcz",
		"QH-1区域": "qh1quyu quyu", "A股（上市）部": "agushangshibu agssb", "乐山银行": "leshanyinhang yinhang",
	} {
		lines := strings.Split(one(t, super, `SELECT search_spelling($1)`, name), "\n")
		for _, want := range strings.Fields(spelt) {
			if !slices.Contains(lines, want) {
				t.Errorf("%s is not found by %s, only by %v", name, want, lines)
			}
		}
	}
	if ways := strings.Count(one(t, super, `SELECT search_spelling($1)`, strings.Repeat("长重行乐", 25)), "\n"); ways > 500 {
		t.Errorf("a name of characters that are each read in two ways has %d lines", ways)
	}
}

// What search keeps is what the rows say, after everything that the sample plays, and after records are renamed and taken away.
func TestEntriesFollowTheirRows(t *testing.T) {
	t.Parallel()
	_, super := playedPools(t)
	var entries, others int
	if err := super.QueryRow(`
		SELECT (SELECT count(*) FROM search_entry), count(*) FROM search_tables() n
		CROSS JOIN LATERAL search_source(n.noun, (SELECT array_agg(e.record_id) FROM search_entry e)) s
		FULL JOIN search_entry e ON e.record_id = s.record_id
		WHERE to_jsonb(s) IS DISTINCT FROM to_jsonb(e)`).Scan(&entries, &others); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, s := range db.SearchedNouns() {
		var n int
		if err := super.QueryRow(`SELECT count(*) FROM ` + s.Table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		rows += n
	}
	if entries != rows || others != 0 || rows < 1000 {
		t.Errorf("%d records have %d entries, %d of them other than their rows", rows, entries, others)
	}
}

// playedPools is the sample as it was played, with one connection of a superuser.
func playedPools(t *testing.T) (*db.DB, *sql.DB) {
	t.Helper()
	d := dbtest.New(t)
	pools, err := db.Open(context.Background(), tx.Config{
		API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]), PoolSize: 2,
		StatementTimeout: 60 * time.Second, AnalystTimeout: 60 * time.Second, CursorKey: []byte("tests"), Now: func() time.Time { return planned },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := pools.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := demo.All(context.Background(), pools, io.Discard); err != nil {
		t.Fatal(err)
	}
	super := d.Super(t)
	super.SetMaxOpenConns(1)
	return pools, super
}

// scrambled writes random texts of few words into all searched columns, and random grades and hidden people on cases.
func scrambled(t *testing.T, super *sql.DB, seed uint64) {
	t.Helper()
	if _, err := super.Exec(fmt.Sprintf(`
		SET session_replication_role = replica;
		CREATE FUNCTION pg_temp.dice(p text, n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN ('x' || left(md5('%d ' || p), 7))::bit(28)::int %% n;
		CREATE FUNCTION pg_temp.words(p text) RETURNS text LANGUAGE sql IMMUTABLE RETURN (SELECT string_agg((ARRAY['会商', '整改', '采购', '督办', '财务', 'Ａ1', '〔2026〕', '王', 'wang', 'B-2', '号'])[1 + pg_temp.dice(p || n, 11)], '' ORDER BY n)
			FROM generate_series(1, 2 + pg_temp.dice(p, 5)) n)`, seed)); err != nil {
		t.Fatal(err)
	}
	for _, s := range db.SearchedNouns() {
		set := []string{}
		for _, c := range slices.Concat(s.Heads, s.Texts) {
			switch {
			case c == "code" || c == "number" || c == "close_number" || s.Table == "finding" && c == "content":
			default:
				set = append(set, fmt.Sprintf("%s = CASE WHEN %s IS NOT NULL THEN pg_temp.words('%s' || x.id) END", c, c, c))
			}
		}
		switch s.Table {
		case "finding", "problem", "topic", "outcome", "measure", "task":
			set = append(set, `secrecy = (ARRAY['INTERNAL', 'INTERNAL', 'RESTRICTED', 'CONFIDENTIAL'])[1 + pg_temp.dice('g' || x.id, 4)]`,
				`hidden_from = CASE WHEN pg_temp.dice('h' || x.id, 4) = 0 THEN ARRAY(SELECT p.id FROM person p WHERE pg_temp.dice('p' || p.id || x.id, 3) = 0) ELSE '{}' END`)
		}
		if _, err := super.Exec(`UPDATE ` + s.Table + ` x SET ` + strings.Join(set, ", ")); err != nil {
			t.Fatalf("%s: %v", s.Table, err)
		}
	}
	if _, err := super.Exec(`SELECT search_fill(); RESET session_replication_role; ANALYZE search_entry`); err != nil {
		t.Fatal(err)
	}
}

// hit is a record with how well it holds what is searched for, and its place among those that do so as well.
type hit struct {
	Type  db.SearchType
	ID    uuid.UUID
	Class int
	At    time.Time
}

// What search finds is what a plain look through all that the viewer sees finds, record for record and in order, for whoever
// asks: what is hidden by grade, by name or by place changes nothing. D-SEC-1, D-SEC-7.
func TestSearchFindsWhatTheViewerSees(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 3))
	pools, super := playedPools(t)
	scrambled(t, super, seed%1e9)
	at, spelling := entries(t, super)
	holders := everyHolder(t, super)
	random.Shuffle(len(holders), func(i, j int) { holders[i], holders[j] = holders[j], holders[i] })
	found, most := 0, 0
	for i, claims := range holders[:12] {
		if i == 6 {
			nearer(t, super)
		}
		if err := pools.Read(context.Background(), claims, "test", func(ctx context.Context, _ *db.Tx) error {
			seen, err := allSeen(ctx)
			if err != nil {
				return err
			}
			for range 8 {
				words, types := anyWords(random), anyTypes(random)
				want := plainSearch(seen, words, types, at, spelling)
				got, err := searchPages(ctx, random, words, types)
				if err != nil {
					return fmt.Errorf("seed %d: %q: %w", seed, words, err)
				}
				found, most = found+len(want), max(most, len(want))
				for i := range max(len(want), len(got)) {
					if i >= len(got) || i >= len(want) || got[i].ID != want[i].ID || got[i].Class != want[i].Class || got[i].Type != want[i].Type {
						return fmt.Errorf("seed %d: %q of %v by %v finds %d, not %d; from hit %d on %v, not %v", seed, words, types, claims.Grants, len(got), len(want), i,
							got[min(i, len(got)):min(i+2, len(got))], want[min(i, len(want)):min(i+2, len(want))])
					}
				}
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	if found < 1000 || most < 4*nearFew {
		t.Errorf("seed %d: only %d hits, %d at once, were compared", seed, found, most)
	}
}

// nearFew is how many are few where bounds are near.
const nearFew = 20

// nearer makes the bounds near by which search goes one way or another, so that a sample's rows are many.
func nearer(t *testing.T, super *sql.DB) {
	t.Helper()
	var code string
	if err := super.QueryRow(`SELECT pg_get_functiondef('search_noun'::regproc)`).Scan(&code); err != nil {
		t.Fatal(err)
	}
	for bound, near := range map[string]int{"few": nearFew, "walked": 7, "newest": 8} {
		set := regexp.MustCompile(bound + ` CONSTANT integer := \d+`)
		if !set.MatchString(code) {
			t.Fatalf("search_noun has no bound %s", bound)
		}
		code = set.ReplaceAllString(code, fmt.Sprintf("%s CONSTANT integer := %d", bound, near))
	}
	if _, err := super.Exec(code); err != nil {
		t.Fatal(err)
	}
}

// entries are the instants and spellings that search keeps, by record.
func entries(t *testing.T, super *sql.DB) (at map[uuid.UUID]time.Time, spelling map[uuid.UUID]string) {
	t.Helper()
	rows, err := super.Query(`SELECT record_id, at, spelling FROM search_entry`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	at, spelling = map[uuid.UUID]time.Time{}, map[uuid.UUID]string{}
	for rows.Next() {
		var id uuid.UUID
		var when time.Time
		var spelt string
		if err := rows.Scan(&id, &when, &spelt); err != nil {
			t.Fatal(err)
		}
		at[id], spelling[id] = when, spelt
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return at, spelling
}

// record is a row that the viewer sees, its heads and texts folded.
type record struct {
	of           db.SearchType
	id           uuid.UUID
	heads, texts []string
}

// allSeen reads every searched noun's whole list.
func allSeen(ctx context.Context) (all []record, err error) {
	hundred := int32(100)
	for _, s := range db.SearchedNouns() {
		a := read.ListArgs{First: &hundred}
		for {
			p, err := s.Object.Page(ctx, a, read.Reading{Cursors: true})
			if err != nil {
				return nil, err
			}
			for _, row := range p.Rows {
				r := record{of: s.Type, id: row.Field(0).Interface().(interface{ UUID() uuid.UUID }).UUID()}
				r.heads, r.texts = columnsOf(row, s.Heads), columnsOf(row, s.Texts)
				all = append(all, r)
			}
			of := p.Of[0]
			if !of.Info.HasNextPage {
				break
			}
			cursor := of.Cursor(of.To - of.From - 1)
			a.After = &cursor
		}
	}
	return all, nil
}

func columnsOf(row reflect.Value, names []string) (folded []string) {
	for i := range row.NumField() {
		if slices.Contains(names, row.Type().Field(i).Tag.Get("db")) {
			if v := reflect.Indirect(row.Field(i)); v.IsValid() {
				folded = append(folded, db.Fold(v.String()))
			}
		}
	}
	return folded
}

func plainSearch(seen []record, words string, types []db.SearchType, at map[uuid.UUID]time.Time, spelling map[uuid.UUID]string) (hits []hit) {
	for _, r := range seen {
		if types != nil && !slices.Contains(types, r.of) {
			continue
		}
		class := 4
		for _, word := range strings.Fields(db.Fold(words)) {
			best, single := 0, len([]rune(word)) == 1
			for _, h := range r.heads {
				switch {
				case h == word:
					best = max(best, 4)
				case strings.HasPrefix(h, word):
					best = max(best, 3)
				case strings.Contains(h, word):
					best = max(best, 2)
				}
			}
			for _, x := range r.texts {
				if !single && strings.Contains(x, word) {
					best = max(best, 1)
				}
			}
			for line := range strings.SplitSeq(spelling[r.id], "\n") {
				switch {
				case single || line == "":
				case line == word:
					best = max(best, 3)
				case strings.HasPrefix(line, word):
					best = max(best, 2)
				}
			}
			class = min(class, best)
		}
		if class > 0 {
			hits = append(hits, hit{r.of, r.id, class, at[r.id]})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(b.Class-a.Class, b.At.Compare(a.At), strings.Compare(b.ID.String(), a.ID.String()))
	})
	return hits
}

func anyWords(random *rand.Rand) string {
	some := []string{"会商", "整改", "采购督", "财", "商整", "ａ1", "[2026]", "〔2026", "王", "Wang", "w", "ws", "wang", "hs", "caigou", "b-2", "号", "不存在", "HN", "政会", "购", "财务a1", "督办号", "6]"}
	words := make([]string, 1+random.IntN(2))
	for i := range words {
		words[i] = some[random.IntN(len(some))]
	}
	return strings.Join(words, []string{" ", "\u3000"}[random.IntN(2)])
}

func anyTypes(random *rand.Rand) (types []db.SearchType) {
	if random.IntN(2) == 0 {
		return nil
	}
	for _, s := range db.SearchedNouns() {
		if random.IntN(3) == 0 {
			types = append(types, s.Type)
		}
	}
	return append(types, "TASK")
}

func searchPages(ctx context.Context, random *rand.Rand, words string, types []db.SearchType) (hits []hit, err error) {
	size := int32(1 + random.IntN(100))
	var after *string
	for {
		p, err := db.Search(ctx, words, types, &size, after)
		if err != nil {
			return nil, err
		}
		for _, n := range p.Nodes {
			id := reflect.ValueOf(n.Row).Elem().Field(0).Interface().(interface{ UUID() uuid.UUID }).UUID()
			hits = append(hits, hit{Type: n.Type, ID: id, Class: int(4 * n.Score)})
		}
		if !p.PageInfo.HasNextPage {
			return hits, nil
		}
		after = p.PageInfo.EndCursor
	}
}

// mostSearched is how many buffers a page of a search may read of a hundred thousand records of a noun, whatever their number.
const mostSearched = 12_000

// manySearched holds that a page of search reads few buffers of a hundred thousand problems, whether few or all of them hold the
// words, for who sees the province, a department's, or none of them: a measure that is the same on any machine.
func manySearched(t *testing.T, pools *db.DB, super *sql.DB) {
	t.Helper()
	if _, err := super.Exec(`
		SET session_replication_role = replica;
		UPDATE problem SET title = '关于采购管理的问题' || title, description = CASE WHEN title IN ('x77', 'x777') THEN '罕见之词' ELSE '采购流程不规范，须整改' END;
		SELECT search_keep('B', ARRAY(SELECT id FROM problem));
		ANALYZE search_entry`); err != nil {
		t.Fatal(err)
	}
	if _, err := super.Exec(`VACUUM search_entry`); err != nil {
		t.Fatal(err)
	}
	for _, claims := range []*auth.Claims{
		viewerOf(t, super, auth.PartySecretary, "HN"), viewerOf(t, super, auth.Analyst, "HN"), viewerOf(t, super, auth.Administrator, "HN"), viewerOf(t, super, auth.DepartmentHead, "HN"),
		viewerOf(t, super, auth.DisciplineOffice, "HN-QH"), viewerOf(t, super, auth.DepartmentHead, "HN-QH"), viewerOf(t, super, auth.RegionManager, "HN-QH-1"),
	} {
		if err := pools.Read(context.Background(), claims, "test", func(ctx context.Context, _ *db.Tx) error {
			for _, words := range []string{"罕见", "采购", "整改", "采购 整改", "关于", "x77", "财务", "caigou", "无此"} {
				began := time.Now()
				p, err := db.Search(ctx, words, nil, nil, nil)
				if err != nil {
					return err
				}
				took := time.Since(began)
				plan, err := db.SearchPlan(ctx, words)
				if err != nil {
					return err
				}
				read := buffers(t, plan)
				t.Logf("%s@%s %s: %d hits, %d buffers, %v", claims.Grants[0].Role, claims.Grants[0].Org, words, len(p.Nodes), read, took.Round(time.Millisecond))
				if read > mostSearched {
					t.Errorf("%s@%s: a page of %q reads %d buffers", claims.Grants[0].Role, claims.Grants[0].Org, words, read)
				}
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
}
