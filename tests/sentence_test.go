package tests

import (
	"regexp"
	"strings"
	"testing"
)

// What an official reads is a sentence in Chinese: what a field, a state, an act or a role is called, never its code,
// and a path that names the input at fault. The rest of the catalogue is held by TestEveryRefusalReads.
func TestRefusalsReadAsSentences(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	admin, qh := w.as("ADMINISTRATOR@HN"), p.office.id("organisation", "HN-QH")
	branch := func(code, prefix string) map[string]any {
		return in("parent", admin.id("organisation", "HN"), "code", code, "name", "试办分公司", "numberPrefix", prefix, "partyOrganisation", "PARTY_BRANCH", "disciplineBody", "NONE")
	}
	finding := func(source string, more ...any) map[string]any {
		return in(append([]any{"organisation", qh, "source", source, "title", "x", "category", "PROCUREMENT", "severity", "GENERAL", "foundOn", "2026-11-01", "aboutOrganisation", qh}, more...)...)
	}
	department := func(domains ...string) map[string]any {
		return in("organisation", qh, "code", "HN-QH/XX", "name", "新部门", "riskDomains", domains)
	}
	for _, c := range []struct {
		name, mutation string
		as             *client
		input          map[string]any
		code, path, zh string
	}{
		{"a prefix that is taken", "organisationCreate", admin, branch("HN-XX", "琼海"), "CODE_TAKEN", "input.numberPrefix", "“文号前缀”已被其他记录使用。"},
		{"no prefix", "organisationCreate", admin, func() map[string]any { b := branch("HN-XX", ""); delete(b, "numberPrefix"); return b }(), "REQUIRED", "input.numberPrefix", "“文号前缀”为必填项。"},
		{"a second Party office", "departmentCreate", admin, in("organisation", qh, "code", "HN-QH/XX", "name", "新部门", "kind", "PARTY_OFFICE"), "OFFICE_TAKEN", "input.kind", "该组织已设同类办公室，每个组织限设一个。"},
		{"a domain twice", "departmentCreate", admin, department("FINANCE", "FINANCE"), "DUPLICATE", "input.riskDomains", "“风险领域”第 2 项与前面重复。"},
		{"a domain that is none", "departmentCreate", admin, department("MONEY"), "UNKNOWN_REFERENCE", "input.riskDomains", "“风险领域”没有“MONEY”这一取值，相近的有：财务资金（FINANCE）、一体两翼业务（BUSINESS_LINES）、综合管理（GENERAL_MANAGEMENT）。"},
		{"a complaint's text of an audit", "findingRegister", p.office, finding("AUDIT", "content", "x", "complaintText", "x"), "MUST_BE_EMPTY", "input.complaintText", "“举报内容”不应填写：来源不是信访举报。"},
		{"a category that is divided", "findingRegister", p.office, func() map[string]any { f := finding("AUDIT", "content", "x"); f["category"] = "BUSINESS"; return f }(), "NOT_LEAF", "input.category", "是大类，请选择其下的细类。"},
		{"a role without its body", "postCreate", admin, in("organisation", admin.id("organisation", "HN-QH-1"), "code", "HN-QH-1.XX", "name", "新岗位", "categories", []any{"STAFF"}, "roles", []any{"PARTY_OFFICE"}), "BODY_MISSING", "input.roles", "设置“党委办”角色须有党委办作为岗位所在部门。"},
		{"none of several", "tasksCancel", p.office, in("tasks", []any{}, "reason", "x"), "REQUIRED", "input.tasks", "“督办事项”为必填项。"},
		{"another's concerns", "findingRegister", p.office, finding("AUDIT", "content", "x", "readers", []any{"U_aaaaaaaaaaaaaaaaaaaaaaaaaa"}), "NOT_FOUND", "input.readers", "该人员不存在，或您无权查看。"},
	} {
		c.as.lang = "zh-CN"
		name := strings.ToUpper(c.mutation[:1]) + c.mutation[1:] + "Input"
		a := c.as.ask(`mutation($in: `+name+`!) { a: `+c.mutation+`(input: $in) { errors { code path message } } }`, in("in", c.input))
		c.as.lang = ""
		got := a.list("a.errors")
		if len(got) != 1 {
			t.Errorf("%s: %s", c.name, a.Body)
			continue
		}
		e := got[0].(map[string]any)
		var path []string
		for _, part := range e["path"].([]any) {
			path = append(path, part.(string))
		}
		message := e["message"].(string)
		if e["code"] != c.code || strings.Join(path, ".") != c.path || message != c.zh && !(strings.HasPrefix(c.zh, "是") && strings.HasSuffix(message, c.zh)) {
			t.Errorf("%s: %v at %v: %q, want %s at %s: %q", c.name, e["code"], path, message, c.code, c.path, c.zh)
		}
	}
}

// availableActions say why in the same sentences: the state and the act by their names.
func TestActionsSayWhyInSentences(t *testing.T) {
	w := newWorld(t)
	p := newProcess(w, "HN-QH")
	p.written("THEMATIC", in("title", "一"))
	for _, who := range []*client{p.office, p.leader, p.secretary, p.partyclerk} {
		who.lang = "zh-CN"
		said := who.must(`query($c: ID!) { consultation(id: $c) { availableActions { message } topics { nodes { availableActions { message } } } } }`, in("c", p.id)).Body
		for _, m := range regexp.MustCompile(`"message":"([^"]+)"`).FindAllStringSubmatch(said, -1) {
			if regexp.MustCompile(`[A-Za-z_…]|：。`).MatchString(m[1]) || !strings.HasSuffix(m[1], "。") {
				t.Errorf("%q", m[1])
			}
		}
	}
}
