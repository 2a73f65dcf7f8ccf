package tests

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// A refusal is one sentence in one language: what is expected too, wherever the refusal comes from — the body, the
// variables, a filter, a page, or a rule.
func TestExpectedIsInTheClientsLanguage(t *testing.T) {
	w := newWorld(t)
	c := w.as("ADMINISTRATOR@HN")
	org := c.id("organisation", "HN-QH")
	const create = `mutation($in: PersonCreateInput!) { personCreate(input: $in) { errors { message ... on RuleError { params { name value } } } } }`
	for _, x := range []struct {
		name, query string
		variables   map[string]any
		en, zh      string
	}{
		{"page", `{ organisations(first: 0) { nodes { id } } }`, nil,
			"The value is not of the form expected: first from 1 to 100.", "取值形式不符，应为：first 为 1 至 100 的整数。"},
		{"count", `{ organisations { totalCount(limit: 0) { count } } }`, nil,
			"The value is not of the form expected: 1 to 10000.", "取值形式不符，应为：1 至 10000 的整数。"},
		{"filter", `{ posts(filter: { organisation: { within: "P_x" } }) { nodes { id } } }`, nil,
			"The value is not of the form expected: an id as this API gave it, beginning with O_.", "取值形式不符，应为：本接口给出的标识，以 O_ 开头。"},
		{"date", `{ appointments(filter: { from: { gt: "soon" } }) { nodes { id } } }`, nil,
			"The value is not of the form expected: a date as YYYY-MM-DD, or a duration from today such as P30D or -P2W.", "取值形式不符，应为：日期（YYYY-MM-DD），或自今日起算的时长（如 P30D、-P2W）。"},
		{"variable", `query($n: Int!) { organisations(first: $n) { nodes { id } } }`, map[string]any{"n": "one"},
			"The value is not of the form expected: Int, a whole number of 32 bits.", "取值形式不符，应为：Int，32 位整数。"},
		{"rule", create, map[string]any{"in": map[string]any{"organisation": org, "number": "no number", "name": "新人"}},
			`"number" has to be capital letters, digits and dashes, at most 32.`, "“工号”应为大写字母、数字和连字符，最多 32 个。"},
	} {
		for lang, want := range map[string]string{"en": x.en, "zh-CN": x.zh, "en-GB,en;q=0.9": x.en, "zh-CN,zh;q=0.9,en;q=0.8": x.zh, "": x.zh} {
			c.lang = lang
			a := c.ask(x.query, x.variables)
			var got, param string
			if len(a.Errors) > 0 {
				got = a.Errors[0].Message
				params, _ := a.Errors[0].Extensions["params"].(map[string]any)
				param, _ = params["expected"].(string)
			} else {
				got, param = a.text("personCreate.errors.0.message"), a.text("personCreate.errors.0.params.0.value")
			}
			if got != want {
				t.Errorf("%s in %q: %q, want %q\n%s", x.name, lang, got, want, a.Body)
			}
			if param != "" && !strings.Contains(want, param) {
				t.Errorf("%s in %q: the parameter %q is not the sentence's", x.name, lang, param)
			}
		}
	}
}

// The body's own refusals speak the language too, before any document is read.
func TestExpectedOfTheBodyIsInTheClientsLanguage(t *testing.T) {
	w := newWorld(t)
	c := w.as("ADMINISTRATOR@HN")
	for lang, want := range map[string]string{
		"en":    "The request is not as it must be; expected: one JSON object and nothing after it.",
		"zh-CN": "请求不符合要求，应为：一个 JSON 对象，其后无其他内容。",
	} {
		r, err := http.NewRequest(http.MethodPost, w.url+"/graphql", strings.NewReader(`{"query":"{__typename}"} again`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+c.token)
		r.Header.Set("Accept-Language", lang)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := res.Write(&b); err != nil {
			t.Fatal(err)
		}
		got := regexp.MustCompile(`"message":"([^"]*)"`).FindStringSubmatch(b.String())
		if got == nil || got[1] != want {
			t.Errorf("%s: %s, want %q", lang, b.String(), want)
		}
	}
}
