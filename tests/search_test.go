package tests

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

const searchQuery = `query($text: String!, $types: [SearchType!], $first: Int, $after: String) { search(text: $text, types: $types, first: $first, after: $after) {
	nodes { type typeLabel title field fieldLabel score excerpt { text matches { start length } } node { __typename id updatedAt } }
	edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`

// titles are what a search's hits are called, in their order.
func (c *client) titles(text string, types ...string) (titles []string) {
	c.w.t.Helper()
	variables := in("text", text)
	if types != nil {
		variables["types"] = types
	}
	for _, n := range c.must(searchQuery, variables).list("search.nodes") {
		titles = append(titles, n.(map[string]any)["title"].(string))
	}
	return titles
}

// The best hits come first: a whole name, code or number before its beginning, pinyin to the name's end as good as that, then what
// stands inside a name, then other texts; of the equally good the newest.
func TestTheBestHitsComeFirst(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	hn := a.id("organisation", "HN")
	for i, name := range []string{"栾川舟", "小栾川", "栾川", "大栾川舟", "单栾", "吕栾川", "欧阳栾川"} {
		a.do("personCreate", "person", in("organisation", hn, "number", fmt.Sprintf("SX%d", i), "name", name)).told(t, "enter "+name)
		w.clock.Push(time.Second)
	}
	for text, want := range map[string]string{
		"栾川":        "栾川 栾川舟 欧阳栾川 吕栾川 大栾川舟 小栾川",
		"栾":         "栾川 栾川舟 欧阳栾川 吕栾川 单栾 大栾川舟 小栾川",
		"luanchuan": "欧阳栾川 吕栾川 栾川 小栾川 大栾川舟 栾川舟",
		"lc":        "欧阳栾川 吕栾川 栾川 小栾川 大栾川舟 栾川舟",
		"shanluan":  "单栾", "danluan": "单栾", "lvluan": "吕栾川", "lyluan": "",
		"SX3": "大栾川舟", "ｓｘ３": "大栾川舟", "sx": "欧阳栾川 吕栾川 单栾 大栾川舟 栾川 小栾川 栾川舟",
		"栾川　ouyang": "欧阳栾川", "栾川 不在": "", "川栾": "",
	} {
		got := a.titles(text, "PERSON")
		got = slices.DeleteFunc(got, func(name string) bool { return !strings.Contains(name, "栾") })
		if strings.Join(got, " ") != want {
			t.Errorf("%q finds %v, want %s", text, got, want)
		}
	}
}

// A hit says what it is, in which field the words stand, and where: the ranges cut out the words as they were written. Labels are in
// the request's language.
func TestAHitSaysWhereItsWordsStand(t *testing.T) {
	w := newPlayedWorld(t)
	c := w.as("DISCIPLINE_OFFICE@HN-QH")
	c.lang = "zh-CN"
	seen := map[string]bool{}
	for _, text := range []string{"采购", "整改", "会商", "督", "财务 监督", "琼"} {
		a := c.must(searchQuery, in("text", text, "first", 100))
		for _, n := range a.list("search.nodes") {
			hit := n.(map[string]any)
			seen[hit["type"].(string)] = true
			excerpt := hit["excerpt"].(map[string]any)
			units := utf16.Encode([]rune(excerpt["text"].(string)))
			matches := excerpt["matches"].([]any)
			for _, m := range matches {
				from, length := int(m.(map[string]any)["start"].(float64)), int(m.(map[string]any)["length"].(float64))
				if from+length > len(units) {
					t.Fatalf("%q: %v of %q", text, m, excerpt["text"])
				}
				if word := string(utf16.Decode(units[from : from+length])); !slices.ContainsFunc(strings.Fields(text), func(w string) bool { return strings.Contains(word, w) }) {
					t.Errorf("%q: %q is marked in %q", text, word, excerpt["text"])
				}
			}
			if label := hit["typeLabel"].(string) + hit["fieldLabel"].(string); len(matches) == 0 || len(units) > 82 || strings.ContainsAny(label, "abcdefghijklmnopqrstuvwxyz_") || hit["title"] == "" {
				t.Errorf("%q: %v", text, hit)
			}
			if id := hit["node"].(map[string]any)["id"].(string); w.as("DISCIPLINE_OFFICE@HN-QH").must(`query($id: ID!) { node(id: $id) { id } }`, in("id", id)).get("node") == nil {
				t.Errorf("%q finds %s, which does not show", text, id)
			}
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %v were found", seen)
	}
}

// What cannot be searchQuery for is refused in both languages, and another search's cursor is never read as a wrong page.
func TestSearchRefusals(t *testing.T) {
	w := newWorld(t)
	c := w.as("ANALYST@HN")
	for text, code := range map[string]string{
		"": "BAD_USER_INPUT", " \u3000 ": "BAD_USER_INPUT", strings.Repeat("会", 101): "BAD_USER_INPUT", "一 二 三 四 五 六 七 八 九": "BAD_USER_INPUT", "会\u202e商": "BAD_USER_INPUT",
		strings.Repeat("会", 100): "", "一 二 三 四 五 六 七 八 八": "", "%": "", "_": "", `\`: "", "'": "", "\U0001f600\U0001f600": "",
	} {
		if a := c.ask(searchQuery, in("text", text)); strings.Join(a.codes(), " ") != code {
			t.Errorf("%q: %s", text, a.Body)
		}
	}
	for lang, want := range map[string]string{"zh-CN": "1 至 8 个关键词", "en": "1 to 8 words"} {
		c.lang = lang
		if a := c.ask(searchQuery, in("text", "")); len(a.Errors) != 1 || !strings.Contains(a.Errors[0].Message, want) {
			t.Errorf("%s: %s", lang, a.Body)
		}
	}
	if n := len(c.must(searchQuery, in("text", "公司", "types", []string{})).list("search.nodes")); n != 0 {
		t.Errorf("no types find %d records", n)
	}
	first := c.must(searchQuery, in("text", "公司", "first", 1))
	cursor := first.text("search.pageInfo.endCursor")
	if cursor == "" || first.get("search.pageInfo.hasNextPage") != true {
		t.Fatal(first.Body)
	}
	for _, other := range []map[string]any{in("text", "公", "after", cursor), in("text", "公司", "types", []string{"POST"}, "after", cursor), in("text", "公司", "after", cursor+"A")} {
		if a := c.ask(searchQuery, other); strings.Join(a.codes(), " ") != "CURSOR_MISMATCH" {
			t.Errorf("%v: %s", other, a.Body)
		}
	}
	next := c.must(searchQuery, in("text", "公司", "first", 1, "after", cursor))
	if id := next.text("search.nodes.0.node.id"); id == "" || id == first.text("search.nodes.0.node.id") || next.get("search.pageInfo.hasPreviousPage") != true {
		t.Errorf("the next page: %s", next.Body)
	}
	for _, n := range []int{0, 101} {
		if a := c.ask(searchQuery, in("text", "公司", "first", n)); strings.Join(a.codes(), " ") != "BAD_USER_INPUT" {
			t.Errorf("first %d: %s", n, a.Body)
		}
	}
}

// Whether something hidden holds the words changes nothing of an answer: the same search before and after a confidential finding,
// a complaint and a problem with them were registered. A complaint's text is found by nobody; a CONFIDENTIAL record that is shown is
// logged as read, one that is not shown is not. D-SEC-1, D-SEC-3, D-SEC-7.
func TestSearchTellsNothingOfWhatIsHidden(t *testing.T) {
	w := newPlayedWorld(t)
	super := w.store.Super(t)
	office := w.as("DISCIPLINE_OFFICE@HN-QH")
	qh := office.id("organisation", "HN-QH")
	words := []string{"匿名", "泄密", "匿名 泄密", "采购", "泄"}
	others := []string{"PARTY_SECRETARY@HN-QH", "DISCIPLINE_COMMISSIONER@HN-WZS", "DEPARTMENT_HEAD@HN/YW", "ANALYST@HN", "REGION_MANAGER@HN-QH-1", "ADMINISTRATOR@HN"}
	answers := func() (all []string) {
		for _, who := range others {
			for _, text := range words {
				all = append(all, w.as(who).must(searchQuery, in("text", text, "first", 100)).Body)
			}
		}
		return all
	}
	strip := func(bodies []string) []string {
		for i, b := range bodies {
			bodies[i], _, _ = strings.Cut(b, `"extensions"`)
		}
		return bodies
	}
	before := strip(answers())
	about := in("organisation", qh, "aboutOrganisation", qh, "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-03-01", "secrecy", "CONFIDENTIAL")
	for _, more := range []map[string]any{
		in("source", "AUDIT", "title", "泄密采购问题", "content", "匿名泄密"),
		in("source", "COMPLAINT", "title", "泄密采购举报", "complaintText", "匿名举报泄密"),
	} {
		for k, v := range about {
			more[k] = v
		}
		office.do("findingRegister", "finding", more).told(t, "register")
	}
	if after := strip(answers()); !slices.Equal(before, after) {
		for i := range after {
			if before[i] != after[i] {
				t.Errorf("%s, %s: %s\nwas %s", others[i/len(words)], words[i%len(words)], after[i], before[i])
			}
		}
	}
	logged := func() int { return len(rowsOf(t, super, `SELECT id::text FROM read_log WHERE noun = 'Finding'`)) }
	n := logged()
	if got := office.titles("泄密", "FINDING"); len(got) != 2 || logged() != n+2 {
		t.Errorf("who registered finds %v, and %d reads are logged", got, logged()-n)
	}
	if got := office.titles("匿名举报"); len(got) != 0 {
		t.Errorf("a complaint's text is found: %v", got)
	}
	if n = logged(); len(w.as("PARTY_SECRETARY@HN-QH").titles("泄密", "FINDING")) != 0 || logged() != n {
		t.Error("what is not shown is found or logged as read")
	}
}
