package sheet

import (
	"regexp"
	"slices"

	"huishang/db/read"
	"huishang/internal/auth"
	"huishang/internal/fault"
	"huishang/internal/org"
)

// Column is one column: its header in English and Chinese, and what its cells hold. Max counts characters. Enum are
// its closed values and Of their name in the schema, which labels them; Codes is the code table of its values. Says
// tells the person who fills it in what belongs there; Form and Check refuse values of the wrong shape; Example stands where the sample has none.
type Column struct {
	Name, ZH string
	Kind     Kind
	Required bool
	Max      int
	Enum     []string
	Of       string
	Codes    read.CodeTable
	Form     *regexp.Regexp
	Check    func(string) *fault.Error
	Prose    bool // several lines
	Says     fault.Text
	Example  string
}

// Sheet is one sheet of a workbook, or one CSV file. Key names the columns by which a row is known; problems of
// the key stand at the last of them.
type Sheet struct {
	Name, ZH string
	Key      []string
	Says     fault.Text
	Columns  []Column
}

// column finds a column by its English header, which the sheet has.
func (s Sheet) column(name string) *Column {
	return &s.Columns[slices.IndexFunc(s.Columns, func(c Column) bool { return c.Name == name })]
}

// called is what refusals call a column, or the sheet where they name none.
func (s Sheet) called(column string) fault.Term {
	for _, c := range s.Columns {
		if c.Name == column {
			return fault.Term{Value: c.Name, Label: fault.Text{EN: c.Name, ZH: c.ZH}}
		}
	}
	return fault.Term{Value: s.Name, Label: fault.Text{EN: s.Name, ZH: s.ZH}}
}

// sheetOf finds a sheet by its English name, which is one of them.
func sheetOf(name string) Sheet {
	return Sheets[slices.IndexFunc(Sheets, func(s Sheet) bool { return s.Name == name })]
}

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

var (
	frequencies = []string{"ONCE", "MONTHLY", "QUARTERLY", "SEMIANNUAL", "ANNUAL", "ON_EVENT"}

	origin = Column{Name: "origin", ZH: "来源", Enum: []string{"TEXT", "MECHANISM", "SAMPLE"}, Of: "Origin",
		Says: fault.Text{EN: "For sample content alone: where it comes from. Leave it empty for your own.", ZH: "仅用于样例内容，标明出处；自有数据留空。"}}
	ofOrganisation = Column{Name: "organisation", ZH: "组织编码", Required: true, Form: organisationCode,
		Says: fault.Text{EN: "Code of the organisation it belongs to, as on the sheet 组织.", ZH: "所属组织的编码，与“组织”表一致。"}}
	from = Column{Name: "from", ZH: "起始日", Kind: Day, Required: true,
		Says: fault.Text{EN: "First day, as 2026-01-31.", ZH: "起始日期，形如 2026-01-31。"}}
	to = Column{Name: "to", ZH: "截止日", Kind: Day, Example: "2027-12-31",
		Says: fault.Text{EN: "Last day, itself included. Empty while it goes on.", ZH: "截止日期（含当日）；仍在持续则留空。"}}
	riskDomains = Column{Name: "risk_domains", ZH: "风险领域", Kind: Set, Codes: read.RiskDomains,
		Says: fault.Text{EN: "Risk domains that it covers, several separated by semicolons.", ZH: "所涉风险领域，多个以分号分隔。"}}
)

var listKey = []Column{
	{Name: "kind", ZH: "类别", Required: true, Enum: []string{"MAIN", "SUPERVISORY", "DUAL_DUTY", "OVERSIGHT"}, Of: "DutyListKind",
		Says: fault.Text{EN: "The kind of list.", ZH: "清单类别。"}},
	{Name: "holder", ZH: "责任主体编码", Required: true, Form: anyCode,
		Says: fault.Text{EN: "Whose list: an organisation's code for main and supervisory lists, a post's for dual duty, a department's for oversight.",
			ZH: "清单归属：主体责任、监督责任清单填组织编码，一岗双责清单填岗位编码，监管责任清单填部门编码。"}},
	{Name: "year", ZH: "年度", Kind: Whole, Required: true, Says: fault.Text{EN: "The list's year.", ZH: "清单所属年度。"}},
}
