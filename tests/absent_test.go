package tests

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huishang/graph"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
)

// restates are the mutations that change a record by restating its fields: each by its name, and the one act that
// records or replaces.
var restates = regexp.MustCompile(`(Update|UpdateDraft|SetSecrecy|SetMandate)$|^outcomeRecord$`)

// namesItself are the fields of such an input that say which record, on which version, why and by which document: not restated.
var namesItself = []string{"version", "reason", "externalDocument", "idempotencyKey", "topic", "outcome", "outcomeVersion"}

// Every field that an update may leave out tells absent from null, in what it does and in what its idempotency key
// remembers; none has a default, which would make absent mean a value.
func TestAbsentIsTold(t *testing.T) {
	s, _ := schemaOf(t)
	resolver := reflect.TypeOf((*graph.MutationResolver)(nil)).Elem()
	found := 0
	for _, m := range s.Mutation.Fields {
		if !restates.MatchString(m.Name) {
			continue
		}
		input := s.Types[m.Arguments.ForName("input").Type.Name()]
		method, _ := resolver.MethodByName(strings.ToUpper(m.Name[:1]) + m.Name[1:])
		held := method.Type.In(1)
		for _, f := range input.Fields {
			if f.DefaultValue != nil {
				t.Errorf("%s.%s has a default: absent would mean it", input.Name, f.Name)
			}
			if f.Type.NonNull || slices.Contains(namesItself, f.Name) {
				continue
			}
			found++
			field, _ := held.FieldByName(strings.ToUpper(f.Name[:1]) + f.Name[1:])
			if !strings.HasPrefix(field.Type.String(), "graphql.Omittable[") {
				t.Errorf("%s.%s does not tell absent from null", input.Name, f.Name)
			}
			if field.Tag.Get("json") != ",omitzero" {
				t.Errorf("%s.%s: an idempotency key takes absent and null for one", input.Name, f.Name)
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d fields found: the names of updates have changed", found)
	}
	for _, m := range s.Mutation.Fields {
		if !restates.MatchString(m.Name) && regexp.MustCompile(`Update|Set[A-Z]`).MatchString(m.Name) && m.Name != "oversightSetPutInForce" {
			t.Errorf("%s looks like an update and is not held to leave what is absent", m.Name)
		}
	}
}

// restated is a record that updates restate: how it is read, and for each field of the input another value and whether null
// clears it.
type restated struct {
	mutation, record, id string
	more                 map[string]any // what each call gives besides
	read                 string
	fields               []restatedField
}

type restatedField struct {
	name   string
	value  any
	clears bool
}

// What an update leaves out stays as it is; what it gives as null is cleared, or refused where no record goes without it; an
// update that gives nothing changes nothing and says so. Each field of each update by itself, through the API.
func TestAbsentIsUnchanged(t *testing.T) {
	w := newWorld(t)
	admin, office, clerk := w.as("ADMINISTRATOR@HN"), w.as("DISCIPLINE_OFFICE@HN"), w.as("PARTY_OFFICE@HN")
	hn := admin.id("organisation", "HN")
	// Whoever sets the list stands on it (D-SEC-7).
	readers := []string{w.uid("HN0016"), office.must(`{ viewer { person { id } } }`, nil).text("viewer.person.id")}
	made := func(c *client, mutation, record string, input map[string]any) string {
		return c.do(mutation, record, input).told(t, mutation).text(mutation + "." + record + ".id")
	}
	org := made(admin, "organisationCreate", "organisation", in("parent", hn, "code", "HN-ZZ", "name", "甲", "numberPrefix", "甲甲", "partyOrganisation", "PARTY_COMMITTEE", "disciplineBody", "COMMISSION"))
	dept := made(admin, "departmentCreate", "department", in("organisation", org, "code", "HN-ZZ/A", "name", "甲", "riskDomains", []string{"FINANCE"}, "businessLines", []string{"SMART"}, "legalEntity", "乙公司"))
	post := made(admin, "postCreate", "post", in("organisation", org, "code", "HN-ZZ/A.1", "name", "甲", "department", dept, "categories", []string{"STAFF"}, "roles", []string{"DEPARTMENT_STAFF"}))
	person := made(admin, "personCreate", "person", in("organisation", org, "number", "HN9009", "name", "甲", "phone", "13800000000", "email", "a@b.cn"))
	finding := made(office, "findingRegister", "finding", in("organisation", hn, "source", "DAILY_SUPERVISION", "content", "x", "foundOn", "2026-11-01", "title", "甲", "category", "FUNDS", "severity", "GENERAL", "aboutOrganisation", hn, "readers", readers))
	problem := made(office, "problemRegister", "problem", in("organisation", hn, "title", "甲", "description", "乙", "category", "FUNDS", "severity", "GENERAL", "aboutOrganisation", hn, "amountInvolved", "100", "systemic", true, "readers", readers))
	posts := office.must(`query($hn: ID!) { posts(filter: { organisation: { eq: $hn } }, first: 2) { nodes { id } } }`, in("hn", hn))
	letter := made(office, "letterDraftForProblem", "letter", in("problem", problem, "content",
		in("kind", "REMINDER", "title", "甲", "text", "甲", "recipient", in("post", posts.text("posts.nodes.0.id")), "rectifyBy", "2027-01-31", "replyDays", 5)))
	draft, _ := clerk.revise(`kind: { eq: MAIN }, organisation: { eq: "` + hn + `" }`)
	why := in("reason", "丙")
	grades := []restatedField{{name: "secrecy", value: "RESTRICTED"}, {name: "readers", value: []string{w.uid("HN0017")}, clears: true}, {name: "concerns", value: []string{w.uid("HN0018")}, clears: true}}
	seen := map[string]bool{}
	for _, r := range []restated{
		{"letterUpdate", "letter", letter, nil, "kind title text rectifyBy replyDays recipient: recipientPost { id }", []restatedField{
			{name: "kind", value: "FOLLOW_UP_ORDER"}, {name: "title", value: "乙"}, {name: "text", value: "乙"}, {name: "rectifyBy", value: "2027-02-28"}, {name: "replyDays", value: 9},
			{name: "recipient", value: in("post", posts.text("posts.nodes.1.id"))}}},
		{"departmentUpdate", "department", dept, nil, "name kind riskDomains { code } businessLines { code } legalEntity", []restatedField{
			{name: "name", value: "乙"}, {name: "kind", value: "PARTY_OFFICE"}, {name: "riskDomains", value: []string{"GENERAL_MANAGEMENT"}, clears: true}, {name: "businessLines", value: []string{"ENERGY"}, clears: true}, {name: "legalEntity", value: "丙公司", clears: true}}},
		{"postUpdate", "post", post, nil, "name organisation { id } department { id } categories { code } roles { role }", []restatedField{
			{name: "name", value: "乙"}, {name: "categories", value: []string{"STAFF", "MIDDLE_MANAGER"}}, {name: "roles", value: []string{"DEPARTMENT_STAFF", "ANALYST"}, clears: true}, {name: "department", value: nil, clears: true}, {name: "organisation", value: hn}}},
		{"personUpdate", "person", person, nil, "name organisation { id } contact { phone email }", []restatedField{
			{name: "name", value: "乙"}, {name: "phone", value: "13900000000", clears: true}, {name: "email", value: "b@b.cn", clears: true}, {name: "organisation", value: hn}}},
		{"organisationUpdate", "organisation", org, nil, "name numberPrefix partyOrganisation disciplineBody", []restatedField{
			{name: "name", value: "乙"}, {name: "numberPrefix", value: "乙乙"}, {name: "partyOrganisation", value: "PARTY_BRANCH"}, {name: "disciplineBody", value: "COMMISSIONER"}}},
		{"findingUpdate", "finding", finding, why, "title category { code } severity secrecy readers { id } concerns { id }", []restatedField{
			{name: "title", value: "乙"}, {name: "category", value: "PROCUREMENT"}, {name: "severity", value: "SERIOUS"}}},
		{"findingSetSecrecy", "finding", finding, why, "title category { code } severity secrecy readers { id } concerns { id }", grades},
		{"problemSetMandate", "problem", problem, nil, "title issuer: mandateIssuer document: mandateDocument item: mandateItem reports: mandateReports", []restatedField{
			{name: "item", value: "一", clears: true}, {name: "reports", value: []string{"2026-12-31"}, clears: true}, {name: "issuer", value: "乙"}, {name: "document", value: "乙号"}}},
		{"problemUpdate", "problem", problem, why, "title description category { code } severity systemic amountInvolved amountRecovered secrecy issuer: mandateIssuer item: mandateItem", []restatedField{
			{name: "title", value: "乙"}, {name: "description", value: "丁"}, {name: "category", value: "PROCUREMENT"}, {name: "severity", value: "SERIOUS"}, {name: "systemic", value: false},
			{name: "amountRecovered", value: "50", clears: true}, {name: "amountInvolved", value: "200", clears: true}}},
		{"problemSetSecrecy", "problem", problem, why, "title severity secrecy readers { id } concerns { id } issuer: mandateIssuer", grades},
		{"dutyListUpdateDraft", "dutyList", draft, nil, "title items { nodes { content frequency riskDomains { code } } }", []restatedField{
			{name: "title", value: "乙"}, {name: "items", value: []any{item("甲", "ANNUAL")}, clears: true}}},
	} {
		seen[r.mutation] = true
		c := map[string]*client{"finding": office, "problem": office, "letter": office, "dutyList": clerk}[r.record]
		if c == nil {
			c = admin
		}
		if r.mutation == "problemSetMandate" {
			c.do(r.mutation, r.record, in("problem", r.id, "version", 1, "issuer", "甲", "document", "甲号", "item", "甲", "reports", []string{"2026-12-01"})).told(t, "mandate")
		}
		r.hold(t, c)
	}
	s, _ := schemaOf(t)
	for _, m := range s.Mutation.Fields {
		if restates.MatchString(m.Name) && !seen[m.Name] && m.Name != "outcomeRecord" {
			t.Errorf("%s is not tried", m.Name)
		}
	}
}

// hold tries each field of one update.
func (r restated) hold(t *testing.T, c *client) {
	t.Helper()
	now := func() (map[string]any, any) {
		query := `query($id: ID!) { node(id: $id) { ... on ` + strings.ToUpper(r.record[:1]) + r.record[1:] + ` { version ` + r.read + ` } } }`
		node := c.must(query, in("id", r.id)).get("node").(map[string]any)
		version := node["version"]
		delete(node, "version")
		return node, version
	}
	call := func(given map[string]any, codes ...string) {
		t.Helper()
		_, version := now()
		input := in(map[string]string{"dutyList": "list"}[r.record], r.id, "version", version)
		if r.record != "dutyList" {
			input = in(r.record, r.id, "version", version)
		}
		maps.Copy(input, r.more)
		maps.Copy(input, given)
		c.do(r.mutation, r.record, input).told(t, fmt.Sprintf("%s %v", r.mutation, given), codes...)
	}
	call(nil, "NOTHING_CHANGED")
	for _, f := range r.fields {
		before, _ := now()
		if f.value != nil {
			call(in(f.name, f.value))
			after, _ := now()
			r.onlyMoved(t, f.name, before, after)
			before = after
		}
		if !f.clears {
			call(in(f.name, nil), "REQUIRED")
			continue
		}
		if f.name == "department" {
			call(in(f.name, nil, "roles", []string{"ANALYST"}))
			continue
		}
		call(in(f.name, nil))
		after, _ := now()
		r.onlyMoved(t, f.name, before, after)
		if text, _ := json.Marshal(find(after, f.name)); !slices.Contains([]string{"null", "[]", `{"nodes":[]}`}, string(text)) && f.name != "readers" {
			t.Errorf("%s: null leaves %s at %s", r.mutation, f.name, text)
		}
	}
}

// find is the field of a node, or of what stands in it.
func find(node map[string]any, name string) any {
	if contact, ok := node["contact"].(map[string]any); ok && (name == "phone" || name == "email") {
		return contact[name]
	}
	return node[name]
}

// onlyMoved asserts that of all that is read the one field moved, and it did.
func (r restated) onlyMoved(t *testing.T, name string, before, after map[string]any) {
	t.Helper()
	flat := func(node map[string]any) map[string]string {
		all := map[string]string{}
		for k, v := range node {
			if m, ok := v.(map[string]any); ok && k == "contact" {
				for i, x := range m {
					text, _ := json.Marshal(x)
					all[i] = string(text)
				}
				continue
			}
			text, _ := json.Marshal(v)
			all[k] = string(text)
		}
		return all
	}
	b, a := flat(before), flat(after)
	for k := range b {
		if (b[k] != a[k]) != (k == name) {
			t.Errorf("%s of %s: %s was %s and is %s", r.mutation, name, k, b[k], a[k])
		}
	}
}

// An idempotency key tells a request that leaves a field out from one that clears it.
func TestKeysTellAbsentFromNull(t *testing.T) {
	w := newWorld(t)
	a := w.as("ADMINISTRATOR@HN")
	person := w.uid("HN0016")
	key := uuid.NewString()
	version := a.must(`query($id: ID!) { node(id: $id) { ... on Person { version } } }`, in("id", person)).get("node.version")
	input := in("person", person, "version", version, "name", "新名", "idempotencyKey", key)
	a.do("personUpdate", "person", input).told(t, "without a phone")
	a.do("personUpdate", "person", input).told(t, "the same again")
	input["phone"] = nil
	a.do("personUpdate", "person", input).told(t, "with the phone cleared", "IDEMPOTENCY_KEY_REUSED")
}

// An idempotency key stands for all of a request: every scalar that an input may hold tells two values apart in what is kept of it.
func TestKeysTellAllOfARequest(t *testing.T) {
	t.Parallel()
	p := newProcess(newWorld(t), "HN-QH")
	qh := p.office.id("organisation", "HN-QH")
	base := func() map[string]any {
		return in("organisation", qh, "title", "金额", "description", "x", "category", "FUNDS", "severity", "GENERAL", "aboutOrganisation", qh, "systemic", false, "amountInvolved", "100", "idempotencyKey", uuid.NewString())
	}
	for field, other := range map[string]any{"amountInvolved": "100.01", "title": "别的", "systemic": true, "severity": "SERIOUS"} {
		input := base()
		p.office.do("problemRegister", "problem", input).told(t, "first")
		p.office.do("problemRegister", "problem", input).told(t, "the same again")
		input[field] = other
		p.office.do("problemRegister", "problem", input).told(t, "another "+field, "IDEMPOTENCY_KEY_REUSED")
	}
	finding := in("organisation", qh, "aboutOrganisation", qh, "source", "AUDIT", "title", "日期", "content", "x", "category", "FUNDS", "severity", "GENERAL", "foundOn", "2026-11-02", "idempotencyKey", uuid.NewString())
	p.office.do("findingRegister", "finding", finding).told(t, "first")
	finding["foundOn"] = "2026-11-03"
	p.office.do("findingRegister", "finding", finding).told(t, "another day", "IDEMPOTENCY_KEY_REUSED")
	s, _ := schemaOf(t)
	for name, d := range s.Types {
		if d.Kind == ast.Scalar && !d.BuiltIn && !slices.Contains([]string{"Amount", "Date", "DateTime", "Duration", "DateOrDuration", "DateTimeOrDay", "UUID", "FilterValue"}, name) {
			t.Errorf("%s is a scalar that nobody tried", name)
		}
	}
}
