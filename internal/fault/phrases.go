package fault

import (
	"regexp"
	"slices"
	"strings"
)

// worded are the parameters that hold words of a rule and not codes, names or numbers.
var worded = []string{"expected", "what", "why", "body"}

// Phrases lists what refusals say is expected, or in use, in both languages. Rules write the English; {} stands for what
// they put into it and {n} for a number. A test holds the list to the code.
func Phrases() []Text { return phrases }

var phrases = []Text{
	// Filters, lists and pages.
	{"at most {n} comparisons in a filter", "一个筛选至多 {n} 项比较"},
	{"at most {n} dimensions", "至多 {n} 个维度"},
	{"a level only with an organisation", "汇总层级仅用于组织维度"},
	{"a period only with a day", "周期仅用于日期维度"},
	{"gaps filled of one day", "仅可补齐一个日期维度的空期"},
	{"a dimension that is grouped by", "已列入分组的维度"},
	{"a day before today", "今日之前的日期"},
	{"a day not before from", "不早于 from 的日期"},
	{"at most {n} periods", "至多 {n} 个周期"},
	{"asOf or trend, not both", "asOf 与 trend 只用其一"},
	{"a date: a trend has no one today", "日期；趋势按多个日期计算，不能以今日起算"},
	{"filters", "筛选条件"},
	{"1 to 20 filters", "1 至 20 个筛选条件"},
	{"a comparator", "比较条件"},
	{"a field of this filter", "该筛选的字段"},
	{"a field that can be searched", "可搜索的字段"},
	{"a value", "取值"},
	{"a value, or no field at all", "取值，或省略该字段"},
	{"a value; isNull asks for rows without one", "取值；查无值的行请用 isNull"},
	{"a date, or a duration from today", "日期，或自今日起算的时长"},
	{"and, or, not, some and none nested at most {n} deep", "and、or、not、some、none 嵌套最多 {n} 层"},
	{"at most {n} comparisons with records that not everybody sees in a filter", "一个筛选中与非人人可见记录的比较至多 {n} 项"},
	{"at most {n} of some and none in a filter", "一个筛选中 some、none 至多 {n} 个"},
	{"lists of now: what belonged to a record on a past day is not kept", "现时列表；记录在以往日期的所属内容未予留存"},
	{"a year from {n} to {n}", "{n} 年至 {n} 年"},
	{"at most 200 values", "最多 200 个值"},
	{"at most 4 keys", "最多 4 个排序项"},
	{"each field once", "每个排序项仅用一次"},
	{"1 to 10000", "1 至 10000 的整数"},
	{"1 to 100", "1 至 100 的整数"},
	{"1 to 8 words, of at most 100 characters together", "1 至 8 个关键词，合计最多 100 个字符"},
	{"{} from 1 to 100", "{} 为 1 至 100 的整数"},
	{"after, with first", "first 与 after 同用"},
	{"before, with last", "last 与 before 同用"},
	{"first or last, not both", "first 与 last 只用其一"},
	// Scalars and ids.
	{"a date as YYYY-MM-DD", "日期，形式为 YYYY-MM-DD"},
	{"an instant as RFC 3339, a date as YYYY-MM-DD, or a duration from today such as P30D or -P2W", "RFC 3339 时刻、日期（YYYY-MM-DD），或自今日起算的时长（如 P30D、-P2W）"},
	{"a date as YYYY-MM-DD, or a duration from today such as P30D or -P2W", "日期（YYYY-MM-DD），或自今日起算的时长（如 P30D、-P2W）"},
	{"an ISO 8601 duration of days, weeks, months or years, such as P30D or -P2W", "ISO 8601 时长，以日、周、月、年计，如 P30D、-P2W"},
	{"an instant as RFC 3339, 2026-03-31T08:00:00Z", "RFC 3339 时刻，如 2026-03-31T08:00:00Z"},
	{"an amount in yuan as text, with at most two decimals: 12000.50", "以元计的金额文本，最多两位小数，如 12000.50"},
	{"an id as this API gave it", "本接口给出的标识"},
	{"an id as this API gave it, beginning with {}_", "本接口给出的标识，以 {}_ 开头"},
	{"an id of {}, beginning with {}_", "{} 的标识，以 {}_ 开头"},
	{"an id of {}, {} and 26 letters", "{} 的标识，即 {} 加 26 个字母"},
	{"at most 100 ids", "最多 100 个标识"},
	{"id or {}, one of them", "id 与 {} 二者之一"},
	{"the name of an enum of this schema", "本模式中枚举的名称"},
	// The request.
	{"the method GET", "GET 方法"},
	{"the method POST", "POST 方法"},
	{"the method {}", "{} 方法"},
	{"Accept of {}, {}, {}, {} or {}", "Accept 为 {}、{}、{}、{} 或 {}"},
	{"Content-Type {} in UTF-8, without Content-Encoding", "Content-Type 为 {}，UTF-8 编码，不带 Content-Encoding"},
	{"POST with application/json", "以 POST 和 application/json 发送"},
	{"{\"as\": \"ROLE@ORG[/DEPARTMENT]\", \"person\": \"NUMBER\"}", "形如 {\"as\": \"角色@组织[/部门]\", \"person\": \"工号\"}"},
	{"a whole body", "完整的请求体"},
	{"a query or a mutation, as subscriptions are not served over POST", "query 或 mutation；POST 不提供订阅"},
	{"a body of at most 256 KB", "最大 256 KB 的请求体"},
	{"a body in UTF-8", "UTF-8 编码的请求体"},
	{"one JSON object and nothing after it", "一个 JSON 对象，其后无其他内容"},
	{"JSON no deeper than 40", "JSON 嵌套不超过 40 层"},
	{"each key once", "每个键一次"},
	{"the keys query, operationName, variables and extensions, spelt so, and no others", "仅含 query、operationName、variables、extensions 四个键，拼写一致"},
	{"query as a string that is not empty", "query 为非空字符串"},
	{"query, as documents are not kept by their hash", "query（不按哈希保存查询文档）"},
	{"operationName as a string or null", "operationName 为字符串或 null"},
	{"variables as an object or null", "variables 为对象或 null"},
	{"extensions as an object or null", "extensions 为对象或 null"},
	{"a value of type {}", "类型为 {} 的值"},
	{"{}, not null", "{}，不能为 null"},
	{"a value of the enum {}", "枚举 {} 的值"},
	{"an object of type {}", "类型为 {} 的对象"},
	{"only fields of {}", "仅限 {} 的字段"},
	{"exactly one field of {}, and not null", "{} 的字段恰好一个，且不为 null"},
	{"Int, a whole number of 32 bits", "Int，32 位整数"},
	{"Float, a number", "Float，数值"},
	{"String", "String，字符串"},
	{"Boolean, true or false", "Boolean，true 或 false"},
	{"ID, a string", "ID，字符串"},
	{"a number of 64 bits", "64 位数值"},
	{"a number of at most {n} digits", "最多 {n} 位的数值"},
	{"text of at most {n} bytes", "最多 {n} 字节的文本"},
	{"text without U+0000", "不含 U+0000 的文本"},
	// Files.
	{"a whole file", "完整的文件"},
	{"a Content-Type", "Content-Type"},
	{"a body without Content-Encoding", "不带 Content-Encoding 的请求体"},
	{"multipart/form-data with one part, named \"file\", with a file name", "multipart/form-data，仅一个名为 file 的部分，并带文件名"},
	{"one Idempotency-Key, a UUID", "一个 Idempotency-Key，形式为 UUID"},
	{"files", "个文件"},
	{"MB", "兆字节"},
	{"a file name in UTF-8 of at most 200 characters", "UTF-8 编码、最多 200 个字符的文件名"},
	// Organisations, posts and people.
	{"another branch than the present one", "现属分公司以外的分公司"},
	{"a code that begins with that of its province or organisation", "以所属省公司或组织编码开头的编码"},
	{"a level that may stand there", "可设在该处的层级"},
	{"a commissioner or none, as a region has no commission", "纪检委员或未设（区域不设纪委）"},
	{"a day before the end that is set", "早于已定截止日的日期"},
	{"a department or an organisation, exactly one of them", "部门与组织中的一项，且仅一项"},
	{"organisations below", "下级组织"},
	{"appointments that run today or later", "现行或尚未生效的任职"},
	{"a region has no document numbers of its own", "区域不单独编文号"},
	{"the discipline office supervises and carries no risk domains", "纪委办公室负责监督，不承担风险领域"},
	{"a Party committee", "党委"},
	{"a discipline commission", "纪委"},
	{"a discipline commissioner", "纪检委员"},
	{"a Party office as the post's department", "党委办作为岗位所在部门"},
	{"a discipline office as the post's department", "纪委办作为岗位所在部门"},
	{"a department that the post stands in", "岗位所在部门"},
	{"a region as its organisation", "区域作为所属组织"},
	{"a region", "区域"},
	{"a branch", "市县分公司"},
	{"a province or a branch", "省公司或市县分公司"},
	{"capital letters and digits, parts of at most 8", "大写字母和数字，每段最多 8 个"},
	{"capital letters, digits and dashes, at most 32", "大写字母、数字和连字符，最多 32 个"},
	{"the organisation's code, a slash, capital letters and digits", "组织编码、斜杠加大写字母和数字"},
	{"a department of the organisation", "该组织的部门"},
	{"a leadership post", "领导班子岗位"},
	{"somebody else than the holder", "现任职人以外的人员"},
	{"the end that is set, {}", "已定的截止日 {}"},
	// Duty lists.
	{"an organisation, and only one", "一个组织（不填岗位和部门）"},
	{"a post, and only one", "一个岗位（不填组织和部门）"},
	{"a department, and only one", "一个部门（不填组织和岗位）"},
	{"an organisation with a Party committee", "设党委的组织"},
	{"an organisation with a discipline commission", "设纪委的组织"},
	{"only main lists mark items of the principal leader", "仅主体责任清单标明第一责任人事项"},
	{"no superior decides on this", "此事不由上级决定"},
	{"somebody above sees this", "上级仍有人员可以查阅"},
	{"{n} to {n}", "{n} 至 {n} 年"},
	// Findings, problems and consultations.
	{"the text of a complaint goes into a field of its own", "信访举报内容应填入专用栏目"},
	{"the source is no complaint", "来源不是信访举报"},
	{"the first signer has decided on the evidence", "首位会签人已认定佐证材料"},
	{"a result other than not decided yet", "待处理以外的处理结果"},
	{"somebody else than now", "与现责任单位、岗位不同的责任单位或岗位"},
	{"a department or a region, exactly one of them", "部门与区域中的一项，且仅一项"},
	{"a department of the organisation or below it, or a region below it", "本组织及其下级的部门，或下级区域"},
	{"an organisation, a department or a post, exactly one of them", "组织、部门、岗位中的一项，且仅一项"},
	{"an organisation, as a discipline recommendation goes to one", "一个组织（纪检建议书发给组织）"},
	{"an active post of the department or region", "该部门或区域启用中的岗位"},
	{"the organisation, or one below it", "该组织或其下级"},
	{"a department of that organisation", "该组织的部门"},
	{"another open problem of the organisation", "该组织的另一未关闭问题"},
	{"another problem of the organisation, or one below it", "该组织或其下级的另一问题"},
	{"an organisation with a commission", "设纪委的组织"},
	{"a branch below without a commission of its own", "未设纪委的下级分公司"},
	{"an item of the organisation's plan and of this kind", "该组织计划中同类的计划项"},
	{"a day of the plan's year", "计划年度内的日期"},
	{"topic 1, the study", "首要内容"},
	{"a participant who is not recused", "未回避的参会人员"},
	{"departments other than the responsible one", "责任部门以外的部门"},
	{"a participant of the business side", "业务方的参会人员"},
	{"a participant of the discipline side", "纪检方的参会人员"},
	{"another draft of the organisation", "该组织的另一份草稿"},
	{"one list: a connection's nodes or edges, or a plain list, and nothing beside it", "单个列表：连接的 nodes 或 edges，或普通列表，且无其他内容"},
	{"lists: connections' nodes or edges, or plain lists, and nothing beside them", "列表：连接的 nodes 或 edges，或普通列表，且无其他内容"},
	{"lists without first and last where there are several: each is given whole", "查询多个列表时不含 first 与 last（各列表均完整给出）"},
	{"an object of headers, dates, file and lists", "仅含 headers、dates、file、lists 的对象"},
	{"LABEL or PATH", "LABEL 或 PATH"},
	{"no names of columns for lines of JSON, which have those of the document", "逐行 JSON 不另设列名，沿用查询文档中的名称"},
	{"true or false, for text/csv and application/x-ndjson", "true 或 false，仅用于 text/csv 与 application/x-ndjson"},
	{"an object by the paths of lists", "以列表路径为键的对象"},
	{"a list that is asked for: {}", "所查询的列表：{}"},
	{"the path of a list inside a row that is asked for", "所查询的行内列表的路径"},
	{"title, unfold and names", "仅含 title、unfold、names"},
	{"an object by the paths of columns", "以列路径为键的对象"},
	{"a column of the list, by its path", "该列表的列，以路径表示"},
	{"a text of one line, 1 to {n} characters", "单行文本，1 至 {n} 字"},
	{"a query, to be answered as a table", "查询操作，方可答复为表格"},
	{"a table without first and last, whose rows are their count, or no totalCount", "不含 first 与 last 的表格（行数即总数），或不含 totalCount"},
	{"a list inside a row without first and last, or with its pageInfo { hasNextPage }", "行内列表不含 first 与 last，或含其 pageInfo { hasNextPage }"},
	{"a list inside a row without first and last, or with its pageInfo { hasPreviousPage }", "行内列表不含 first 与 last，或含其 pageInfo { hasPreviousPage }"},
	{"a province", "省公司"},
	{"a value of TaskAwaiting", "TaskAwaiting 的一个值"},
	{"a duration such as P7D", "时长，如 P7D"},
	// Sheets.
	{"nothing stands above a province", "省公司之上没有组织"},
	{"of the level that it has", "原层级"},
	{"the province that it has, as only regions move", "原省公司（仅区域可划转）"},
	{"the zone that it has, {}", "原时区 {}"},
	{"the organisation that it has", "原组织"},
	{"the kind that it has", "原类别"},
	{"the basis that it has, as an appointment is not overwritten", "原依据（任职记录不覆盖）"},
	{"another value: two records cannot exchange theirs in one import", "其他取值（一次导入内两条记录不能互换）"},
	{"on one sheet of the workbook, not on {}", "工作簿中的一张工作表（现有 {}）"},
	{"UTF-8 (a CSV saved by Excel is GBK or UTF-16: save as CSV UTF-8)", "UTF-8 编码（Excel 直接存的 CSV 是 GBK 或 UTF-16：请另存为 CSV UTF-8）"},
	{"CSV: {}", "CSV 格式：{}"},
	{"a day from {} to {}", "{} 至 {} 之间的日期"},
	{"not empty", "不为空的文本"},
	{"in composed characters (Unicode normal form C)", "采用规范组合字符的文本"},
	{"without control characters and characters that do not show", "不含控制字符和不显示字符的文本"},
	{"without spaces at its beginning or end", "首尾不带空白的文本"},
	{"on one line, without tabs", "不含换行和制表符的单行文本"},
	{"text without control characters", "不含控制字符的文本"},
	{"a phone number, such as 13800000000 or 0898-66800000 or 0898-66800000-8001", "电话号码，如 13800000000、0898-66800000 或 0898-66800000-8001"},
	{"an e-mail address with a domain", "带域名的邮箱地址"},
	{"at most the amount involved, {}", "不超过涉及金额 {}"},
	{"a sheet named {} or {}, not {}", "名为“{}”或“{}”的工作表（现为“{}”）"},
	{"in the file {}, not {}", "文件 {}（现为 {}）"},
	{"a sheet with cells", "含单元格的工作表"},
	{"a sheet that is whole: {}", "完整的工作表（{}）"},
	{"a table of at most {n} columns", "最多 {n} 列的表"},
	{"in a cell of its own: {} is merged", "独立的单元格（{} 已合并）"},
	{"a value: its formula was never calculated; open the workbook in a spreadsheet and save it", "取值（该公式从未计算，请用电子表格软件打开并保存）"},
	{"text: of a number a spreadsheet keeps 15 digits only", "文本格式（数字超过 15 位时电子表格会丢失末位）"},
	{"a day without a time", "不含时刻的日期"},
	{"one day, not {}", "单个日期（现为 {}）"},
	{"2000 to 2100", "2000 至 2100 年"},
	{"a value, not a failed formula's {}", "取值，而非公式出错的 {}"},
	{"a whole number", "整数"},
	{"a number", "数值"},
	{"yes or no", "是或否"},
	{"capital letters, digits and - / . as in codes", "编码所用的大写字母、数字和 - / ."},
	{"a time zone as Asia/Shanghai", "时区，如 Asia/Shanghai"},
	{"2 to 8 capital letters", "2 至 8 个大写字母"},
	{"the province's, {}", "省公司的 {}"},
	{"1 or more", "不小于 1 的整数"},
}

// inChinese is the Chinese of what a rule expects; what is no phrase, a code or a name, stays as it is.
func inChinese(text string) string {
	if zh, ok := plainPhrases[text]; ok {
		return zh
	}
	for _, p := range patterns {
		if parts := p.en.FindStringSubmatch(text); parts != nil {
			zh := p.zh
			for _, part := range parts[1:] {
				at := slot.FindStringIndex(zh)
				zh = zh[:at[0]] + strings.ReplaceAll(part, "{", "\x00") + zh[at[1]:]
			}
			return strings.ReplaceAll(zh, "\x00", "{")
		}
	}
	return text
}

// slot is a place in a phrase that rules fill.
var slot = regexp.MustCompile(`\{n?\}`)

// pattern is a phrase with slots, which stand in the same order in both languages.
type pattern struct {
	en *regexp.Regexp
	zh string
}

var plainPhrases, patterns = func() (map[string]string, []pattern) {
	plain, withSlots := map[string]string{}, []Text{}
	for _, p := range phrases {
		if slot.MatchString(p.EN) {
			withSlots = append(withSlots, p)
		} else {
			plain[p.EN] = p.ZH
		}
	}
	// The phrase that spells out most goes first.
	slices.SortStableFunc(withSlots, func(a, b Text) int {
		return len(slot.ReplaceAllString(b.EN, "")) - len(slot.ReplaceAllString(a.EN, ""))
	})
	list := make([]pattern, len(withSlots))
	for i, p := range withSlots {
		en := regexp.QuoteMeta(p.EN)
		en = strings.NewReplacer(`\{n\}`, `(\d+)`, `\{\}`, `(.+?)`).Replace(en)
		list[i] = pattern{regexp.MustCompile(`^` + en + `$`), p.ZH}
	}
	return plain, list
}()
