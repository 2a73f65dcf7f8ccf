package sheet

import (
	"slices"

	"huishang/db/read"
	"huishang/internal/fault"
	"huishang/internal/org"
)

// Sheets are the sheets of a workbook in the order of filling them in: the one home of their headers.
var Sheets = []Sheet{
	organisationSheet, departmentSheet, postSheet, personSheet, appointmentSheet, portfolioSheet, calendarSheet,
	listSheet, itemSheet, indicatorSheet,
}

var organisationSheet = Sheet{"organisations", "组织", []string{"code"},
	fault.Text{EN: "The province, its branches and their regions.", ZH: "省公司、市县分公司及区域。"}, []Column{
		{Name: "code", ZH: "编码", Required: true, Form: organisationCode,
			Says: fault.Text{EN: "Unique and lasting. The province's are 2 to 8 capital letters; those below begin with it and a hyphen.", ZH: "唯一且长期不变。省公司为 2 至 8 个大写字母，下级以省公司编码加连字符开头。"}},
		{Name: "parent", ZH: "上级编码", Form: organisationCode,
			Says: fault.Text{EN: "Code of the organisation above: none for the province, the province for a branch, a branch for a region.", ZH: "上级组织的编码：省公司留空，分公司填省公司，区域填分公司。"}},
		{Name: "level", ZH: "层级", Required: true, Enum: []string{"PROVINCE", "BRANCH", "REGION"}, Of: "OrganisationLevel",
			Says: fault.Text{EN: "Its level in the tree.", ZH: "在组织树中的层级。"}},
		{Name: "name", ZH: "名称", Required: true, Max: 200, Says: fault.Text{EN: "Its name.", ZH: "组织名称。"}},
		{Name: "number_prefix", ZH: "文号前缀", Max: 8,
			Says: fault.Text{EN: "What begins its document numbers, unique in the province. Needed for province and branches; none for a region.", ZH: "文号开头用字，省内唯一。省公司、分公司必填，区域留空。"}},
		{Name: "party_organisation", ZH: "党组织类型", Required: true, Enum: []string{"PARTY_COMMITTEE", "GENERAL_PARTY_BRANCH", "PARTY_BRANCH"}, Of: "PartyOrganisation",
			Says: fault.Text{EN: "The type of its Party organisation.", ZH: "党组织的类型。"}},
		{Name: "discipline_body", ZH: "纪检机构", Required: true, Enum: []string{"COMMISSION", "COMMISSIONER", "NONE"}, Of: "DisciplineBody",
			Says: fault.Text{EN: "What there is for discipline; a region has no commission.", ZH: "纪检机构设置；区域不设纪委。"}},
		{Name: "zone", ZH: "时区", Max: 40,
			Says: fault.Text{EN: "The province's time zone; empty means Asia/Shanghai. Leave it empty below the province.", ZH: "省公司的时区，留空即 Asia/Shanghai；下级组织留空。"}},
	}}

var departmentSheet = Sheet{"departments", "部门", []string{"code"},
	fault.Text{EN: "Departments and offices of organisations.", ZH: "各组织的部门、科室。"}, []Column{
		{Name: "code", ZH: "编码", Required: true, Form: org.DepartmentCode,
			Says: fault.Text{EN: "Unique and lasting: the organisation's code, a slash, capital letters or digits.", ZH: "唯一且长期不变：组织编码、斜线，再加大写字母或数字。"}},
		ofOrganisation,
		{Name: "name", ZH: "名称", Required: true, Max: 200, Says: fault.Text{EN: "Its name.", ZH: "部门名称。"}},
		{Name: "kind", ZH: "类别", Required: true, Enum: []string{"ORDINARY", "PARTY_OFFICE", "DISCIPLINE_OFFICE"}, Of: "DepartmentKind",
			Says: fault.Text{EN: "Party office and discipline office at most once in an organisation.", ZH: "每个组织至多一个党委办、一个纪委办。"}},
		riskDomains,
		{Name: "business_lines", ZH: "业务线", Kind: Set, Codes: read.BusinessLines,
			Says: fault.Text{EN: "Business lines that it runs, several separated by semicolons.", ZH: "所管业务线，多个以分号分隔。"}},
		{Name: "legal_entity", ZH: "其他法人", Max: 200, Says: fault.Text{EN: "Name of the other legal entity that it is part of, if any.", ZH: "隶属其他法人的，填该法人名称。"}},
		origin,
	}}

var postSheet = Sheet{"posts", "岗位", []string{"code"},
	fault.Text{EN: "Posts, each for one person, with the roles that they confer.", ZH: "岗位（一岗一人）及其赋予的角色。"}, []Column{
		{Name: "code", ZH: "编码", Required: true, Form: org.PostCode,
			Says: fault.Text{EN: "Unique and lasting: the organisation's or department's code, a dot, capital letters or digits.", ZH: "唯一且长期不变：组织或部门编码、点，再加大写字母或数字。"}},
		ofOrganisation,
		{Name: "department", ZH: "部门编码", Form: org.DepartmentCode,
			Says: fault.Text{EN: "Code of its department; empty for leaders and regions.", ZH: "所属部门的编码；领导及区域岗位留空。"}},
		{Name: "name", ZH: "名称", Required: true, Max: 200, Says: fault.Text{EN: "Its name.", ZH: "岗位名称。"}},
		{Name: "categories", ZH: "岗位类别", Kind: Set, Required: true, Codes: read.PostCategories,
			Says: fault.Text{EN: "One or more categories, separated by semicolons.", ZH: "一个或多个类别，以分号分隔。"}},
		{Name: "roles", ZH: "角色", Kind: Set, Enum: roleNames(), Of: "Role",
			Says: fault.Text{EN: "Roles that its holder has in the system, separated by semicolons.", ZH: "任职者在系统中的角色，多个以分号分隔。"}},
	}}

var personSheet = Sheet{"people", "人员", []string{"number"},
	fault.Text{EN: "People, each once.", ZH: "人员，每人一行。"}, []Column{
		{Name: "number", ZH: "工号", Required: true, Form: org.PersonNumber,
			Says: fault.Text{EN: "Staff number, unique in the province: capital letters, digits and hyphens.", ZH: "工号，省内唯一：大写字母、数字、连字符。"}},
		ofOrganisation,
		{Name: "name", ZH: "姓名", Required: true, Max: 100, Says: fault.Text{EN: "Full name.", ZH: "姓名。"}},
		{Name: "phone", ZH: "电话", Max: 40, Check: org.PhoneProblem, Says: fault.Text{EN: "Seen by administrators alone; each reading is logged.", ZH: "仅管理员可见，查看留痕。"}},
		{Name: "email", ZH: "邮箱", Max: 200, Check: org.EmailProblem, Says: fault.Text{EN: "Seen by administrators alone; each reading is logged.", ZH: "仅管理员可见，查看留痕。"}},
		origin,
	}}

var appointmentSheet = Sheet{"appointments", "任职", []string{"post", "person", "from"},
	fault.Text{EN: "Who holds which post from when to when.", ZH: "何人自何日起任何岗位。"}, []Column{
		{Name: "post", ZH: "岗位编码", Required: true, Form: org.PostCode,
			Says: fault.Text{EN: "Code of the post, as on the sheet 岗位.", ZH: "岗位编码，与“岗位”表一致。"}},
		{Name: "person", ZH: "工号", Required: true, Form: org.PersonNumber,
			Says: fault.Text{EN: "Number of the person, as on the sheet 人员.", ZH: "人员工号，与“人员”表一致。"}},
		{Name: "kind", ZH: "任职类别", Required: true, Enum: []string{"SUBSTANTIVE", "ACTING"}, Of: "AppointmentKind",
			Says: fault.Text{EN: "At most one of each kind in a post at a time.", ZH: "同一岗位同一时间每种至多一人。"}},
		from, to,
		{Name: "basis", ZH: "依据", Max: 500, Prose: true, Says: fault.Text{EN: "The document of the appointment.", ZH: "任职文件。"}},
	}}

var portfolioSheet = Sheet{"portfolios", "分管", []string{"post", "department", "organisation", "from"},
	fault.Text{EN: "Which leadership post is in charge of which department or organisation.", ZH: "领导岗位分管的部门或组织。"}, []Column{
		{Name: "post", ZH: "岗位编码", Required: true, Form: org.PostCode,
			Says: fault.Text{EN: "Code of the leadership post, as on the sheet 岗位.", ZH: "领导岗位的编码，与“岗位”表一致。"}},
		{Name: "department", ZH: "部门编码", Form: org.DepartmentCode,
			Says: fault.Text{EN: "Code of the department in charge of. This or the organisation, one of the two.", ZH: "分管部门的编码；与组织编码二者填其一。"}},
		{Name: "organisation", ZH: "组织编码", Form: organisationCode,
			Says: fault.Text{EN: "Code of the organisation in charge of. This or the department, one of the two.", ZH: "分管组织的编码；与部门编码二者填其一。"}},
		from, to,
	}}

var calendarSheet = Sheet{"calendar", "日历", []string{"organisation", "day"},
	fault.Text{EN: "Public holidays and make-up days; other days are free on Saturday and Sunday.", ZH: "法定节假日与调休日；未列日期按周六、周日休息。"}, []Column{
		{Name: "organisation", ZH: "组织编码", Required: true, Form: organisationCode, Says: fault.Text{EN: "Code of the province.", ZH: "省公司的编码。"}},
		{Name: "day", ZH: "日期", Kind: Day, Required: true, Says: fault.Text{EN: "The day, as 2026-01-31.", ZH: "日期，形如 2026-01-31。"}},
		{Name: "working", ZH: "是否上班", Kind: YesNo, Says: fault.Text{EN: "Whether it is worked; empty means no.", ZH: "当日是否上班；留空即否。"}},
		{Name: "label", ZH: "说明", Max: 100, Says: fault.Text{EN: "Name of the holiday or reason.", ZH: "节日名称或事由。"}},
	}}

var listSheet = Sheet{"lists", "清单", []string{"kind", "year", "holder"},
	fault.Text{EN: "Duty lists; they come in as drafts. A list is given whole, with all its items and indicators.", ZH: "责任清单，导入后为草稿。每份清单须连同全部事项、指标完整提供。"}, slices.Concat(listKey, []Column{
		{Name: "title", ZH: "标题", Required: true, Max: 200, Says: fault.Text{EN: "The list's title.", ZH: "清单标题。"}},
		origin,
	})}

var itemSheet = Sheet{"items", "事项", []string{"kind", "year", "holder", "no"},
	fault.Text{EN: "Items of the lists.", ZH: "清单的事项。"}, slices.Concat(listKey, []Column{
		{Name: "no", ZH: "序号", Kind: Whole, Required: true, Says: fault.Text{EN: "Number of the item in its list, from 1.", ZH: "事项在清单中的序号，从 1 起。"}},
		{Name: "content", ZH: "内容", Required: true, Max: 2000, Prose: true, Says: fault.Text{EN: "What is to be done.", ZH: "应履行的职责。"}},
		{Name: "standard", ZH: "标准", Max: 2000, Prose: true, Says: fault.Text{EN: "To which standard.", ZH: "履行标准。"}},
		{Name: "evidence_required", ZH: "佐证要求", Max: 500, Prose: true, Says: fault.Text{EN: "What shows that it was done.", ZH: "履行情况的佐证材料。"}},
		{Name: "frequency", ZH: "频次", Required: true, Enum: frequencies, Of: "Frequency", Says: fault.Text{EN: "How often it is due.", ZH: "履行频次。"}},
		{Name: "norm_frequency", ZH: "规范频次", Enum: frequencies, Of: "Frequency",
			Says: fault.Text{EN: "How often a norm demands it; the frequency may not be looser.", ZH: "制度规定的频次；履行频次不得低于此。"}},
		riskDomains,
		{Name: "principal", ZH: "一把手亲自履行", Kind: YesNo,
			Says: fault.Text{EN: "Whether the principal leader does it himself; on main lists alone. Empty means no.", ZH: "是否由一把手亲自履行，仅用于主体责任清单；留空即否。"}},
		{Name: "business_work", ZH: "业务工作", Max: 500, Prose: true, Says: fault.Text{EN: "The business work that the duty goes with.", ZH: "所结合的业务工作。"}},
		origin,
	})}

var indicatorSheet = Sheet{"indicators", "指标", []string{"kind", "year", "holder", "item", "no"},
	fault.Text{EN: "Indicators of the items.", ZH: "事项的指标。"}, slices.Concat(listKey, []Column{
		{Name: "item", ZH: "事项序号", Kind: Whole, Required: true, Says: fault.Text{EN: "Number of the item, as on the sheet 事项.", ZH: "所属事项的序号，与“事项”表一致。"}},
		{Name: "no", ZH: "序号", Kind: Whole, Required: true, Says: fault.Text{EN: "Number of the indicator in its item, from 1.", ZH: "指标在事项中的序号，从 1 起。"}},
		{Name: "text", ZH: "表述", Required: true, Max: 500, Prose: true, Says: fault.Text{EN: "The indicator in words.", ZH: "指标的文字表述。"}},
		{Name: "target", ZH: "目标值", Kind: Number, Says: fault.Text{EN: "A number; together with the comparison or neither.", ZH: "数值；与比较同填或同空。"}},
		{Name: "unit", ZH: "单位", Max: 40, Says: fault.Text{EN: "The number's unit.", ZH: "目标值的单位。"}},
		{Name: "comparison", ZH: "比较", Enum: []string{"EQ", "GTE", "LTE", "GT", "LT"}, Of: "Comparison",
			Says: fault.Text{EN: "How the value is held against the target; together with it or neither.", ZH: "与目标值的比较方式；与目标值同填或同空。"}},
		origin,
	})}
