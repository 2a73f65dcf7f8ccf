package tests

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"

	"huishang/internal/fault"
	"huishang/internal/transport"
	"huishang/internal/workbook"
	"huishang/internal/workbooktest"
)

// document asks for lists in a form of tables, with what is wanted of it.
func (c *client) document(accept, query string, wanted any) (*http.Response, []byte) {
	c.w.t.Helper()
	envelope := map[string]any{"query": query}
	if wanted != nil {
		envelope["extensions"] = map[string]any{"table": wanted}
	}
	body, err := json.Marshal(envelope)
	if err != nil {
		c.w.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, c.w.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		c.w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	r.Header.Set("Accept", accept)
	r.Header.Set("Accept-Language", c.lang)
	r.Header.Set("Accept-Encoding", "identity")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		c.w.t.Fatal(err)
	}
	defer res.Body.Close()
	sent, err := io.ReadAll(res.Body)
	if err != nil {
		c.w.t.Fatal(err)
	}
	return res, sent
}

const ndJSON = "application/x-ndjson"

// sheets asks for a workbook and reads it.
func (c *client) sheets(query string, wanted any) []workbooktest.Sheet {
	c.w.t.Helper()
	res, file := c.document(workbook.MediaType, query, wanted)
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != workbook.MediaType || res.Header.Get("Content-Length") != fmt.Sprint(len(file)) {
		c.w.t.Fatalf("%s: %d %v %.300s", query, res.StatusCode, res.Header, file)
	}
	sheets, err := workbooktest.Read(file)
	if err != nil {
		c.w.t.Fatal(err)
	}
	return sheets
}

// lines asks for lines of JSON and reads them: the rows of each list, which are complete.
func (c *client) lines(query string, wanted any) map[string][]map[string]any {
	c.w.t.Helper()
	res, text := c.document(ndJSON, query, wanted)
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != ndJSON || res.Header.Get("Content-Length") != fmt.Sprint(len(text)) {
		c.w.t.Fatalf("%s: %d %v %.300s", query, res.StatusCode, res.Header, text)
	}
	all := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	lists, total := map[string][]map[string]any{}, 0
	for _, line := range all[:len(all)-1] {
		var one struct {
			List string
			Row  map[string]any
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			c.w.t.Fatalf("%v: %s", err, line)
		}
		lists[one.List] = append(lists[one.List], one.Row)
		total++
	}
	var last struct {
		Complete bool
		Rows     map[string]int
	}
	if err := json.Unmarshal([]byte(all[len(all)-1]), &last); err != nil || !last.Complete || res.Header.Get("Huishang-Rows") != fmt.Sprint(total) {
		c.w.t.Fatalf("the last line: %s, %d rows", all[len(all)-1], total)
	}
	for name, n := range last.Rows {
		if len(lists[name]) != n {
			c.w.t.Fatalf("%d of %d rows of %s", len(lists[name]), n, name)
		}
	}
	return lists
}

// texts are a sheet's rows without its header, as texts.
func rowTexts(s workbooktest.Sheet) (rows []string) {
	for _, row := range s.Rows[1:] {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Value)
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows
}

// A list and statistics have the same rows in every form as their pages have, in the same order, under the same rights.
func TestEveryFormHasTheSameRows(t *testing.T) {
	w := newPlayedWorld(t)
	w.many("HN-QH", 2300)
	for _, q := range []struct{ as, list, fields, path string }{
		{"PARTY_SECRETARY@HN", `people(%sfilter: { name: { contains: "众" } })`, `number name organisation { code }`, "people"},
		{"PARTY_SECRETARY@HN", `tasks(%sorderBy: [{ field: NUMBER, direction: DESC }])`, `number text state`, "tasks"},
		{"DEPARTMENT_HEAD@HN/CW", `tasks(%sorderBy: [{ field: NUMBER }])`, `number text state`, "tasks"},
		{"ANALYST@HN", `taskStats(%sgroupBy: [{ field: ORGANISATION }, { field: STATE }])`, `organisation { code } state count`, "taskStats"},
	} {
		c := w.as(q.as)
		var want []string
		for cursor := any(nil); ; {
			a := c.must(`query($c: String) { `+fmt.Sprintf(q.list, "first: 100, after: $c, ")+` { nodes { `+q.fields+` } pageInfo { hasNextPage endCursor } } }`, map[string]any{"c": cursor})
			for _, n := range a.list(q.path + ".nodes") {
				want = append(want, flat(n, q.fields))
			}
			if a.get(q.path+".pageInfo.hasNextPage") != true {
				break
			}
			cursor = a.text(q.path + ".pageInfo.endCursor")
		}
		query := `{ ` + strings.Replace(fmt.Sprintf(q.list, ""), "()", "", 1) + ` { nodes { ` + q.fields + ` } } }`
		if got := rowTexts(c.sheets(query, nil)[0]); !slices.Equal(got, want) {
			t.Errorf("%s as %s: %d rows of a workbook are not the %d of the walk", q.list, q.as, len(got), len(want))
		}
		var got []string
		for _, row := range c.lines(query, nil)[q.path] {
			got = append(got, flat(row, q.fields))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s as %s: %d lines are not the %d rows of the walk", q.list, q.as, len(got), len(want))
		}
		if len(want) < 2 {
			t.Errorf("%s as %s: %d rows show nothing", q.list, q.as, len(want))
		}
	}
}

var fieldNames = regexp.MustCompile(`\w+ \{ \w+ \}|\w+`)

// flat is a row with its fields in their order.
func flat(row any, fields string) string {
	var cells []string
	for _, f := range fieldNames.FindAllString(fields, -1) {
		outer, inner, nested := strings.Cut(strings.NewReplacer(" {", "", " }", "").Replace(f), " ")
		v := row.(map[string]any)[outer]
		if o, ok := v.(map[string]any); ok && nested {
			v = o[inner]
		}
		if v == nil {
			v = ""
		}
		cells = append(cells, fmt.Sprint(v))
	}
	return strings.Join(cells, "|")
}

// A workbook has cells of the types of the contract: days and instants as the province's clocks show them, yes and no,
// numbers, amounts, and texts that never run. CSV and lines have an instant's day in the province beside it.
func TestCellsHaveTheTypesOfTheirFields(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	p.concluded("HN-QH", "PROCUREMENT", []any{toDo("=HYPERLINK(\"http://x\")", "2026-12-31", in("department", p.office.id("department", "HN-QH/JS")))})
	const query = `{ tasks { nodes { number text dueOn overdue daysLeft missedReports assignedAt stateLabel } } }`
	s := p.secretary.sheets(query, nil)[0]
	a := p.secretary.must(query, nil)
	types := ""
	for _, c := range s.Rows[1] {
		types += c.Type
	}
	row := s.Rows[1]
	if s.Frozen != 1 || types != "ssnbnnns" || row[1].Value != `=HYPERLINK("http://x")` || row[1].Formula || row[1].Format != "@" || !row[1].Quoted {
		t.Fatalf("%s: %+v", types, row)
	}
	due, err := row[2].Time()
	if err != nil || due.Format(time.DateOnly) != a.text("tasks.nodes.0.dueOn") || row[2].Format != "yyyy-mm-dd" {
		t.Errorf("due %s, %v", due, err)
	}
	assigned, err := time.Parse(time.RFC3339, a.text("tasks.nodes.0.assignedAt"))
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	shown, err := row[6].Time()
	if err != nil || shown.Format(time.DateTime) != assigned.In(zone).Round(time.Second).Format(time.DateTime) || row[6].Format != "yyyy-mm-dd hh:mm:ss" {
		t.Errorf("assigned %s, %v", shown, err)
	}
	if day := p.secretary.lines(query, nil)["tasks"][0]["assignedAt.date"]; day != assigned.In(zone).Format(time.DateOnly) {
		t.Errorf("the day in a line: %v", day)
	}
	res, text := p.secretary.table(query, nil)
	columns, rows := parsed(t, text)
	if res.StatusCode != http.StatusOK || columns[7] != "assignedAt.date" || rows[0][7] != assigned.In(zone).Format(time.DateOnly) {
		t.Errorf("the day in a table: %q", text)
	}
	// The clock of an evening is past midnight there.
	w.clock.Set(time.Date(2026, 11, 20, 17, 30, 0, 0, time.UTC))
	if res, _ := w.as("PARTY_SECRETARY@HN-QH").document(ndJSON, query, nil); !strings.Contains(res.Header.Get("Content-Disposition"), "2026-11-21.ndjson") {
		t.Errorf("a file of %s", res.Header.Get("Content-Disposition"))
	}
}

// Several lists go into one document where the form can hold them: a sheet for each, or lines that say of which list they
// are; a table of CSV is refused, and so is a page of one of several.
func TestSeveralListsInOneDocument(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("PARTY_SECRETARY@HN")
	c.lang = "zh-CN"
	const query = `query Q { problems { nodes { title stateLabel } } open: tasks(filter: { ended: false }) { nodes { number dueOn } } stats: taskStats(groupBy: [{ field: STATE }]) { nodes { stateLabel count } } tasks { edges { node { number } } } organisation(code: "HN-QH") { posts { nodes { code name } } } }`
	a := c.must(strings.ReplaceAll(query, "{ problems", "{ of: problems { totalCount { count } } all: tasks { totalCount { count } } running: tasks(filter: { ended: false }) { totalCount { count } } problems"), nil)
	sheets := c.sheets(query, map[string]any{"lists": map[string]any{"open": map[string]any{"title": "督办事项列表"}}})
	var names []string
	rows := map[string]int{}
	for _, s := range sheets {
		names = append(names, s.Name)
		rows[s.Name] = len(s.Rows) - 1
	}
	if len(sheets) != 5 || names[1] != "督办事项列表" {
		t.Fatalf("sheets %q", names)
	}
	lists := c.lines(query, nil)
	for i, name := range []string{"problems", "open", "stats", "tasks", "organisation.posts"} {
		if len(lists[name]) != rows[names[i]] || len(lists[name]) == 0 {
			t.Errorf("%s: %d lines, %d rows on its sheet %q", name, len(lists[name]), rows[names[i]], names[i])
		}
	}
	for name, path := range map[string]string{"problems": "of", "tasks": "all", "open": "running"} {
		if a.get(path+".totalCount.count") != float64(len(lists[name])) {
			t.Errorf("%s: %d lines, %v counted", name, len(lists[name]), a.get(path+".totalCount.count"))
		}
	}
	refused := func(accept, query, says string) {
		t.Helper()
		res, body := c.document(accept, query, nil)
		if res.StatusCode != http.StatusBadRequest || !strings.Contains(string(body), `"BAD_REQUEST"`) || !strings.Contains(string(body), says) {
			t.Errorf("%s as %s: %d %s", query, accept, res.StatusCode, body)
		}
	}
	refused("text/csv", query, "单个列表")
	for _, accept := range []string{workbook.MediaType, ndJSON} {
		refused(accept, `{ problems { nodes { title } } tasks(first: 1) { nodes { number } } }`, "多个列表")
		refused(accept, `{ problems { nodes { title } } viewer { person { name } } }`, "列表：")
		refused(accept, `{ viewer { person { name } } }`, "列表：")
	}
}

// What is wanted of a table beside its rows: names of columns in Chinese, labels or paths, a row for each element of an
// inner list, names of the sheet and of the file. A wish that cannot be met is refused with its path.
func TestWishesOfATable(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("PARTY_SECRETARY@HN")
	const query = `{ problems(orderBy: [{ field: TITLE }]) { nodes { title no: severityLabel foundOn: createdAt tasks { nodes { number person { name } } } } } }`
	header := func(accept, lang string, wanted any) string {
		t.Helper()
		c.lang = lang
		if accept == "text/csv" {
			res, text := c.document(accept, query, wanted)
			if res.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", res.StatusCode, text)
			}
			columns, _ := parsed(t, string(text))
			return strings.Join(columns, ",")
		}
		var names []string
		for _, cell := range c.sheets(query, wanted)[0].Rows[0] {
			names = append(names, cell.Value)
		}
		return strings.Join(names, ",")
	}
	wants := func(o ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i < len(o); i += 2 {
			m[o[i].(string)] = o[i+1]
		}
		return m
	}
	paths := "title,no,foundOn,tasks.nodes.number,tasks.nodes.person.name"
	labels := header(workbook.MediaType, "zh-CN", nil)
	english := header(workbook.MediaType, "en", nil)
	if !regexp.MustCompile(`^(\p{Han}|[ /,，、（）])+$`).MatchString(labels) || english != "Title,Severity label,Created at,Tasks / Number,Tasks / Person" {
		t.Errorf("%q, %q", labels, english)
	}
	if got := header(workbook.MediaType, "en", wants("headers", "PATH")); got != paths {
		t.Errorf("paths: %q", got)
	}
	if got := header("text/csv", "en", wants("dates", false)); got != paths {
		t.Errorf("without days: %q", got)
	}
	if got := header("text/csv", "zh-CN", wants("dates", false, "headers", "LABEL")); got != labels {
		t.Errorf("labels of a table: %q", got)
	}
	named := wants("headers", "PATH", "lists", wants("problems", wants("names", wants("no", "等级", "tasks.nodes.person.name", "责任人"))))
	if got := header(workbook.MediaType, "en", named); got != "title,等级,foundOn,tasks.nodes.number,责任人" {
		t.Errorf("names: %q", got)
	}
	// One row for each task of a problem, in every form.
	folded := c.lines(query, nil)["problems"]
	want := 0
	for _, p := range folded {
		want += max(1, len(p["tasks"].(map[string]any)["nodes"].([]any)))
	}
	for _, path := range []string{"tasks", "tasks.nodes"} {
		unfold := wants("lists", wants("problems", wants("unfold", path)))
		s := c.sheets(query, unfold)[0]
		rows := c.lines(query, unfold)["problems"]
		res, text := c.document("text/csv", query, unfold)
		_, table := parsed(t, string(text))
		if want <= len(folded) || len(s.Rows)-1 != want || len(rows) != want || len(table) != want || res.Header.Get("Huishang-Rows") != fmt.Sprint(want) {
			t.Errorf("%s: %d problems, %d rows wanted; %d in the workbook, %d lines, %d in the table (%s)", path, len(folded), want, len(s.Rows)-1, len(rows), len(table), res.Header.Get("Huishang-Rows"))
		}
	}
	// The file has a name in both spellings, by what is listed and the day there.
	for _, f := range []struct {
		lang, accept string
		wanted       any
		name         string
	}{
		{"zh-CN", workbook.MediaType, nil, `^[\p{Han}]+-2026-1[12]-\d\d\.xlsx$`},
		{"en", ndJSON, nil, `^Problems-2026-1[12]-\d\d\.ndjson$`},
		{"en", "text/csv", wants("file", `整改/台账 "一"`), `^整改_台账 _一_-2026-1[12]-\d\d\.csv$`},
	} {
		c.lang = f.lang
		res, _ := c.document(f.accept, query, f.wanted)
		disposition := res.Header.Get("Content-Disposition")
		_, parts, err := mime.ParseMediaType(disposition)
		if err != nil || !regexp.MustCompile(f.name).MatchString(parts["filename"]) || !strings.HasPrefix(disposition, "attachment;") || !strings.Contains(disposition, `filename=`) {
			t.Errorf("%s: %s, %q, %v", f.accept, disposition, parts["filename"], err)
		}
	}
	for _, r := range []struct {
		accept string
		wanted any
		path   []any
	}{
		{"text/csv", "x", nil},
		{"text/csv", wants("header", "PATH"), []any{"header"}},
		{"text/csv", wants("headers", "path"), []any{"headers"}},
		{"text/csv", wants("dates", "no"), []any{"dates"}},
		{workbook.MediaType, wants("dates", true), []any{"dates"}},
		{ndJSON, wants("headers", "LABEL"), []any{"headers"}},
		{ndJSON, wants("lists", wants("problems", wants("names", wants("title", "标题")))), []any{"lists", "problems", "names"}},
		{"text/csv", wants("file", "a\tb"), []any{"file"}},
		{"text/csv", wants("file", strings.Repeat("字", 101)), []any{"file"}},
		{"text/csv", wants("file", 1), []any{"file"}},
		{"text/csv", wants("lists", []any{}), []any{"lists"}},
		{"text/csv", wants("lists", wants("tasks", wants())), []any{"lists", "tasks"}},
		{"text/csv", wants("lists", wants("problems", "x")), []any{"lists", "problems"}},
		{"text/csv", wants("lists", wants("problems", wants("sheet", "x"))), []any{"lists", "problems", "sheet"}},
		{"text/csv", wants("lists", wants("problems", wants("title", ""))), []any{"lists", "problems", "title"}},
		{"text/csv", wants("lists", wants("problems", wants("unfold", "title"))), []any{"lists", "problems", "unfold"}},
		{"text/csv", wants("lists", wants("problems", wants("unfold", nil))), []any{"lists", "problems", "unfold"}},
		{"text/csv", wants("lists", wants("problems", wants("names", "x"))), []any{"lists", "problems", "names"}},
		{"text/csv", wants("lists", wants("problems", wants("names", wants("severity", "等级")))), []any{"lists", "problems", "names", "severity"}},
		{"text/csv", wants("lists", wants("problems", wants("names", wants("title", "a\u202eb")))), []any{"lists", "problems", "names", "title"}},
	} {
		for _, lang := range []string{"en", "zh-CN"} {
			c.lang = lang
			res, body := c.document(r.accept, query, r.wanted)
			var a answer
			if err := json.Unmarshal(body, &a); err != nil || res.StatusCode != http.StatusBadRequest || len(a.Errors) != 1 || a.codes()[0] != "BAD_REQUEST" ||
				fmt.Sprint(a.Errors[0].Path) != fmt.Sprint(append([]any{"extensions", "table"}, r.path...)) || res.Header.Get("Content-Disposition") != "" {
				t.Errorf("%v: %d %s", r.wanted, res.StatusCode, body)
			} else if lang == "zh-CN" && !regexp.MustCompile(`应为：.*\p{Han}|应为：LABEL 或 PATH`).MatchString(a.Errors[0].Message) {
				t.Errorf("%v: %s", r.wanted, a.Errors[0].Message)
			}
		}
	}
	// Whoever asks for JSON has no table; what is wanted of one is not his.
	if a := c.ask(query, nil); len(a.Errors) > 0 {
		t.Error(a.Body)
	}
}

// A document whose rows cannot all be had is refused in every form, with a code and no byte of it: also where it fails
// after many rows were read.
func TestADocumentIsWholeOrRefused(t *testing.T) {
	w := newWorld(t)
	w.many("HN-QH", 10_001)
	c := w.as("PARTY_SECRETARY@HN")
	for _, accept := range []string{"text/csv", workbook.MediaType, ndJSON} {
		for _, query := range []string{
			`{ organisations(orderBy: [{ field: CODE }]) { nodes { code posts { nodes { code } } } } }`,
			`{ people { nodes { name } } organisations { nodes { code posts { nodes { code } } } } }`,
		} {
			if accept == "text/csv" && strings.Contains(query, "people") {
				continue
			}
			res, body := c.document(accept, query, nil)
			if res.StatusCode != http.StatusBadRequest || !strings.Contains(string(body), `"TABLE_NOT_WHOLE"`) || !strings.HasPrefix(res.Header.Get("Content-Type"), "application/graphql-response+json") || res.Header.Get("Content-Disposition") != "" {
				t.Errorf("%s as %s: %d %v %.300s", query, accept, res.StatusCode, res.Header, body)
			}
		}
		// A record that is not there, and an act.
		if res, body := c.document(accept, `{ organisation(code: "XX") { posts { nodes { code } } } }`, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d %s", accept, res.StatusCode, body)
		}
		if res, body := c.document(accept, `mutation { consultationCancel(input: { consultation: "C_x", version: 1, reason: "样例" }) { errors { code } } }`, nil); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d %s", accept, res.StatusCode, body)
		}
	}
	// A page that was asked for stays one, and says so.
	res, _ := c.document(workbook.MediaType, `{ people(first: 3) { nodes { number } } }`, nil)
	if res.Header.Get("Huishang-More") != "true" || res.Header.Get("Huishang-Next-Cursor") == "" || res.Header.Get("Huishang-Rows") != "3" {
		t.Errorf("a page: %v", res.Header)
	}
	_, lines := c.document(ndJSON, `{ people(first: 3) { nodes { number } } }`, nil)
	if !strings.HasSuffix(string(lines), "{\"complete\":true,\"rows\":{\"people\":3},\"more\":true}\n") {
		t.Errorf("a page: %s", lines)
	}
	// Nobody asks for more rows at once than a page has, in a table either.
	for _, query := range []string{`{ people(first: 101) { nodes { number } } }`, `{ organisations { nodes { code posts(first: 101) { nodes { code } pageInfo { hasNextPage } } } } }`} {
		if res, body := c.document(ndJSON, query, nil); res.StatusCode != http.StatusBadRequest || !strings.Contains(string(body), `"BAD_USER_INPUT"`) {
			t.Errorf("%s: %d %.300s", query, res.StatusCode, body)
		}
	}
}

// Every field has a name for a column in both languages: short enough for a header, and in its own script.
func TestEveryFieldHasAHeader(t *testing.T) {
	s, _ := schemaOf(t)
	n := 0
	for _, d := range s.Types {
		if d.Kind != ast.Object && d.Kind != ast.Interface || d.BuiltIn || strings.HasPrefix(d.Name, "__") || d == s.Mutation {
			continue
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			n++
			label := transport.LabelOf(f)
			zh, en := label.In(fault.ZH), label.In(fault.EN)
			if !regexp.MustCompile(`\p{Han}`).MatchString(zh) || utf8.RuneCountInString(zh) > 20 || !regexp.MustCompile(`^[A-Z][A-Za-z0-9 ]*$`).MatchString(en) || utf8.RuneCountInString(en) > 40 {
				t.Errorf("%s.%s is called %q and %q", d.Name, f.Name, zh, en)
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d fields", n)
	}
}

// The READMEs' command gives a workbook, with a row for each task of a problem.
func TestTheReadmesWorkbook(t *testing.T) {
	w := newPlayedWorld(t)
	bodies := map[string]bool{}
	for _, file := range []string{"../README.md", "../README.zh-CN.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		said := regexp.MustCompile(`(?s)token --as (\S+)\)" -o ledgers\.xlsx.*?'Accept: ([^']+)'.*?-d '([^']+)'`).FindSubmatch(text)
		if said == nil {
			t.Fatalf("%s has no such command", file)
		}
		bodies[string(said[3])] = true
		var asked struct {
			Query      string
			Extensions struct{ Table any }
		}
		if err := json.Unmarshal(said[3], &asked); err != nil || string(said[2]) != workbook.MediaType {
			t.Fatal(err, string(said[2]))
		}
		c := w.as(string(said[1]))
		sheets := c.sheets(asked.Query, asked.Extensions.Table)
		if len(sheets) != 2 || len(sheets[0].Rows) < 3 || len(sheets[1].Rows) < 3 || sheets[1].Rows[0][2].Value != "编号" {
			t.Errorf("%s: %+v", file, sheets)
		}
	}
	if len(bodies) != 1 {
		t.Error("the READMEs ask different things")
	}
}
