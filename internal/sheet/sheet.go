// Package sheet reads and imports workbooks: one XLSX file or a folder of CSV files (D-ORG-7). Every bad cell
// and every bad row is found, all in one answer; nothing is half imported.
package sheet

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/org"
)

// Problem is one thing wrong with a workbook: where, and what. Row counts from 1 as a spreadsheet or an editor
// shows it, so the header is 1; Column is the English header, empty where the row or the sheet as a whole is meant.
type Problem struct {
	Sheet  string
	Row    int
	Column string
	Error  *fault.Error
}

// Message is the problem in one line.
func (p Problem) Message(l fault.Locale) string {
	return strings.TrimSpace(fmt.Sprintf("%s:%d %s", p.Sheet, p.Row, p.Column)) + ": " + p.Error.Message(l)
}

// Problems are all that is wrong with a workbook, in the order of sheets and rows.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.Message(fault.EN)
	}
	return fmt.Sprintf("%d problems; nothing was imported\n%s", len(p), strings.Join(lines, "\n"))
}

// sorted puts the problems in the order of sheets and rows.
func (p Problems) sorted() Problems {
	place := map[string]int{}
	for n, s := range Sheets {
		place[s.Name] = n
	}
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(place[a.Sheet], place[b.Sheet]), cmp.Compare(a.Row, b.Row))
	})
	return p
}

// Kind is what a column's cells hold.
type Kind int

// The kinds.
const (
	Text Kind = iota
	Set       // values separated by semicolons
	Day
	Whole
	Number
	YesNo
)

// Column is one column: its header in English and Chinese, and what its cells hold. Max counts characters.
type Column struct {
	Name, ZH string
	Kind     Kind
	Required bool
	Max      int
	Enum     []string
	Form     *regexp.Regexp
}

// Sheet is one sheet of a workbook, or one CSV file. Key names the columns by which a row is known; problems of
// the key stand at the last of them.
type Sheet struct {
	Name, ZH string
	Key      []string
	Columns  []Column
}

var origins = []string{"TEXT", "MECHANISM", "SAMPLE"}

var (
	organisationCode = regexp.MustCompile(`^[A-Z]{2,8}(-[A-Z0-9]{1,8}){0,2}$`)
	anyCode          = org.PostCode // of a post, a department or an organisation: the widest of the three
)

func roleNames() []string {
	names := make([]string, len(auth.Roles))
	for i, r := range auth.Roles {
		names[i] = string(r)
	}
	return names
}

var listKey = []Column{
	{Name: "kind", ZH: "类别", Required: true, Enum: []string{"MAIN", "SUPERVISORY", "DUAL_DUTY", "OVERSIGHT"}},
	{Name: "holder", ZH: "责任主体编码", Required: true, Form: anyCode},
	{Name: "year", ZH: "年度", Kind: Whole, Required: true},
}

var frequencies = []string{"ONCE", "MONTHLY", "QUARTERLY", "SEMIANNUAL", "ANNUAL", "ON_EVENT"}

// Sheets are the sheets of a workbook: the one home of their headers.
var Sheets = []Sheet{
	{"organisations", "组织", []string{"code"}, []Column{
		{Name: "code", ZH: "编码", Required: true, Form: organisationCode}, {Name: "parent", ZH: "上级编码", Form: organisationCode},
		{Name: "level", ZH: "层级", Required: true, Enum: []string{"PROVINCE", "BRANCH", "REGION"}},
		{Name: "name", ZH: "名称", Required: true, Max: 200}, {Name: "number_prefix", ZH: "文号前缀", Max: 8},
		{Name: "party_organisation", ZH: "党组织类型", Required: true, Enum: []string{"PARTY_COMMITTEE", "GENERAL_PARTY_BRANCH", "PARTY_BRANCH"}},
		{Name: "discipline_body", ZH: "纪检机构", Required: true, Enum: []string{"COMMISSION", "COMMISSIONER", "NONE"}},
		{Name: "zone", ZH: "时区", Max: 40},
	}},
	{"departments", "部门", []string{"code"}, []Column{
		{Name: "code", ZH: "编码", Required: true, Form: org.DepartmentCode}, {Name: "organisation", ZH: "组织编码", Required: true, Form: organisationCode},
		{Name: "name", ZH: "名称", Required: true, Max: 200},
		{Name: "kind", ZH: "类别", Required: true, Enum: []string{"ORDINARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE"}},
		{Name: "risk_domains", ZH: "风险领域", Kind: Set}, {Name: "business_lines", ZH: "业务线", Kind: Set},
		{Name: "legal_entity", ZH: "其他法人", Max: 200}, {Name: "origin", ZH: "来源", Enum: origins},
	}},
	{"posts", "岗位", []string{"code"}, []Column{
		{Name: "code", ZH: "编码", Required: true, Form: org.PostCode}, {Name: "organisation", ZH: "组织编码", Required: true, Form: organisationCode},
		{Name: "department", ZH: "部门编码", Form: org.DepartmentCode}, {Name: "name", ZH: "名称", Required: true, Max: 200},
		{Name: "categories", ZH: "岗位类别", Kind: Set, Required: true}, {Name: "roles", ZH: "角色", Kind: Set, Enum: roleNames()},
	}},
	{"people", "人员", []string{"number"}, []Column{
		{Name: "number", ZH: "工号", Required: true, Form: org.PersonNumber}, {Name: "organisation", ZH: "组织编码", Required: true, Form: organisationCode},
		{Name: "name", ZH: "姓名", Required: true, Max: 100}, {Name: "phone", ZH: "电话", Max: 40}, {Name: "email", ZH: "邮箱", Max: 200},
		{Name: "origin", ZH: "来源", Enum: origins},
	}},
	{"appointments", "任职", []string{"post", "person", "from"}, []Column{
		{Name: "post", ZH: "岗位编码", Required: true, Form: org.PostCode}, {Name: "person", ZH: "工号", Required: true, Form: org.PersonNumber},
		{Name: "kind", ZH: "任职类别", Required: true, Enum: []string{"SUBSTANTIVE", "ACTING"}},
		{Name: "from", ZH: "起始日", Kind: Day, Required: true}, {Name: "to", ZH: "截止日", Kind: Day}, {Name: "basis", ZH: "依据", Max: 500},
	}},
	{"portfolios", "分管", []string{"post", "department", "organisation", "from"}, []Column{
		{Name: "post", ZH: "岗位编码", Required: true, Form: org.PostCode}, {Name: "department", ZH: "部门编码", Form: org.DepartmentCode},
		{Name: "organisation", ZH: "组织编码", Form: organisationCode}, {Name: "from", ZH: "起始日", Kind: Day, Required: true}, {Name: "to", ZH: "截止日", Kind: Day},
	}},
	{"calendar", "日历", []string{"organisation", "day"}, []Column{
		{Name: "organisation", ZH: "组织编码", Required: true, Form: organisationCode}, {Name: "day", ZH: "日期", Kind: Day, Required: true},
		{Name: "working", ZH: "是否上班", Kind: YesNo}, {Name: "label", ZH: "说明", Max: 100},
	}},
	{"lists", "清单", []string{"kind", "year", "holder"}, slices.Concat(listKey, []Column{
		{Name: "title", ZH: "标题", Required: true, Max: 200}, {Name: "origin", ZH: "来源", Enum: origins},
	})},
	{"items", "事项", []string{"kind", "year", "holder", "no"}, slices.Concat(listKey, []Column{
		{Name: "no", ZH: "序号", Kind: Whole, Required: true}, {Name: "content", ZH: "内容", Required: true, Max: 2000},
		{Name: "standard", ZH: "标准", Max: 2000}, {Name: "evidence_required", ZH: "佐证要求", Max: 500},
		{Name: "frequency", ZH: "频次", Required: true, Enum: frequencies}, {Name: "norm_frequency", ZH: "规范频次", Enum: frequencies},
		{Name: "risk_domains", ZH: "风险领域", Kind: Set}, {Name: "principal", ZH: "一把手亲自履行", Kind: YesNo},
		{Name: "business_work", ZH: "业务工作", Max: 500}, {Name: "origin", ZH: "来源", Enum: origins},
	})},
	{"indicators", "指标", []string{"kind", "year", "holder", "item", "no"}, slices.Concat(listKey, []Column{
		{Name: "item", ZH: "事项序号", Kind: Whole, Required: true}, {Name: "no", ZH: "序号", Kind: Whole, Required: true},
		{Name: "text", ZH: "表述", Required: true, Max: 500}, {Name: "target", ZH: "目标值", Kind: Number},
		{Name: "unit", ZH: "单位", Max: 40}, {Name: "comparison", ZH: "比较", Enum: []string{"EQ", "GTE", "LTE", "GT", "LT"}},
		{Name: "origin", ZH: "来源", Enum: origins},
	})},
}
