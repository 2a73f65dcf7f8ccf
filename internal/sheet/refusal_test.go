package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"huishang/internal/fault"
	"huishang/internal/sheet"
)

// change is one edit of the sample: text replaced, or with old empty a line added.
type change struct{ sheet, old, new string }

// want is a problem by the beginning of its line.
type want struct {
	sheet, line, column string
	code                fault.Code
}

func spoil(t testing.TB, changes []change) fstest.MapFS {
	t.Helper()
	folder := hainan(t)
	for _, c := range changes {
		if c.old == "" {
			add(t, folder, c.sheet, c.new)
		} else {
			edit(t, folder, c.sheet, c.old, c.new)
		}
	}
	return folder
}

// compare holds an answer against all that is wanted: nothing less, nothing more.
func compare(t testing.TB, folder fstest.MapFS, got sheet.Problems, wanted []want) {
	t.Helper()
	var is, should []string
	for _, p := range got {
		is = append(is, fmt.Sprintf("%s:%d %s %s", p.Sheet, p.Row, p.Column, p.Error.Code))
		for _, l := range []fault.Locale{fault.EN, fault.ZH} {
			at := fmt.Sprintf("%s:%d", p.Sheet, p.Row)
			if l == fault.ZH {
				x := sheet.Sheets[slices.IndexFunc(sheet.Sheets, func(x sheet.Sheet) bool { return x.Name == p.Sheet })]
				at = fmt.Sprintf("%s 第 %d 行", x.ZH, p.Row)
			}
			if m := p.Message(l); strings.Contains(m, "…") || !strings.HasPrefix(m, at) {
				t.Errorf("message %q", m)
			}
		}
	}
	for _, w := range wanted {
		should = append(should, fmt.Sprintf("%s:%d %s %s", w.sheet, lineOf(t, folder, w.sheet, w.line), w.column, w.code))
	}
	slices.Sort(is)
	slices.Sort(should)
	if !slices.Equal(is, should) {
		t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(is, "\n"), strings.Join(should, "\n"))
	}
}

// one is a single edit with a single problem.
func one(sheet, old, new, line, column string, code fault.Code) ([]change, []want) {
	return []change{{sheet, old, new}}, []want{{sheet, line, column, code}}
}

type refusal struct {
	name    string
	changes []change
	wants   []want
}

func simple(name, sheet, old, new, line, column string, code fault.Code) refusal {
	changes, wants := one(sheet, old, new, line, column, code)
	return refusal{name, changes, wants}
}

var long = strings.Repeat("长", 201)

// cells are bad by themselves.
var cells = []refusal{
	simple("required", "people", "HN0001,HN,云永守", "HN0001,HN,", "HN0001,", "name", fault.Required),
	simple("blank is empty", "people", "HN0001,HN,云永守", "HN0001,HN,  ", "HN0001,", "name", fault.Required),
	simple("enum", "organisations", "HN-HK,HN,BRANCH", "HN-HK,HN,OFFICE", "HN-HK,", "level", fault.OneOf),
	simple("enum of a set", "posts", "STAFF,ANALYST", "STAFF,KING", "HN/ZH.FX,", "roles", fault.OneOf),
	simple("required set of nothing", "posts", "数据分析岗,STAFF", "数据分析岗,;；", "HN/ZH.FX,", "categories", fault.Required),
	simple("no date", "appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01", "HN.SJ,HN0001,SUBSTANTIVE,2024/13/1", "HN.SJ,", "from", fault.InvalidValue),
	simple("two dates", "appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01", "HN.SJ,HN0001,SUBSTANTIVE,2024/1/1至2024/12/31", "HN.SJ,", "from", fault.InvalidValue),
	simple("a date out of range", "appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01", "HN.SJ,HN0001,SUBSTANTIVE,2101-01-01", "HN.SJ,", "from", fault.InvalidValue),
	simple("its own parent", "organisations", "HN-QH-1,HN-QH,REGION", "HN-QH-1,HN-QH-1,REGION", "HN-QH-1,", "parent", fault.WrongLevel),
	simple("a region below a region", "organisations", "HN-QH-1,HN-QH,REGION", "HN-QH-1,HN-HK-1,REGION", "HN-QH-1,", "parent", fault.WrongLevel),
	simple("no phone", "people", "0898-55500001", "电话", "HN0001,", "phone", fault.InvalidValue),
	simple("no address", "people", "hn0001@example.invalid", "not-an-email", "HN0001,", "email", fault.InvalidValue),
	simple("a zone of the machine", "organisations", "Asia/Shanghai", "localtime", "HN,", "zone", fault.InvalidValue),
	simple("a text that turns its direction", "people", "云永守", "云\u202e永守", "HN0001,", "name", fault.BadText),
	simple("a name of nothing that shows", "people", "云永守", "\u200b\u3000", "HN0001,", "name", fault.Required),
	simple("no such date", "appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01", "HN.SJ,HN0001,SUBSTANTIVE,2023-02-29", "HN.SJ,", "from", fault.InvalidValue),
	simple("no whole number", "indicators", "MAIN,HN,2026,1,1,", "MAIN,HN,2026,1,1.5,", "MAIN,HN,2026,1,1.5,", "no", fault.InvalidValue),
	simple("no number", "indicators", "不少于1次,1,次/季", "不少于1次,一,次/季", "MAIN,HN,2026,1,1,", "target", fault.InvalidValue),
	simple("not a number", "indicators", "不少于1次,1,次/季", "不少于1次,NaN,次/季", "MAIN,HN,2026,1,1,", "target", fault.InvalidValue),
	simple("infinite", "indicators", "不少于1次,1,次/季", "不少于1次,Inf,次/季", "MAIN,HN,2026,1,1,", "target", fault.InvalidValue),
	simple("yes or no", "items", ",,yes,", ",,maybe,", "MAIN,HN,2026,7,", "principal", fault.InvalidValue),
	simple("form of a code", "people", "", "HN 9999,HN,又,,,", "HN 9999,", "number", fault.InvalidValue),
	simple("too long", "people", "云永守", long, "HN0001,", "name", fault.TooLong),
	simple("code too long", "people", "", strings.Repeat("H", 41)+",HN,又,,,", "HHH", "number", fault.TooLong),
	simple("cell over 8 KB", "items", "QUARTERLY,SEMIANNUAL,,,,TEXT", "QUARTERLY,SEMIANNUAL,"+strings.Repeat("FINANCE;", 1100)+",,,TEXT", "MAIN,HN,2026,1,", "risk_domains", fault.TooLong),
	simple("failed formula", "people", "云永守", "#N/A", "HN0001,", "name", fault.InvalidValue),
	simple("U+0000", "people", "云永守", "云\x00", "HN0001,", "name", fault.BadText),
	simple("beyond the header", "people", "hn0001@example.invalid,SAMPLE", "hn0001@example.invalid,SAMPLE,x", "HN0001,", "", fault.BeyondHeader),
}

// rows are bad among other rows.
var rows = []refusal{
	simple("organisation twice", "organisations", "", "HN-QH-1,HN-QH,REGION,又,,PARTY_BRANCH,NONE,", "HN-QH-1,HN-QH,REGION,又", "code", fault.CodeTaken),
	simple("department twice", "departments", "", "HN/CW,HN,又,ORDINARY,,,,", "HN/CW,HN,又", "code", fault.CodeTaken),
	simple("post twice", "posts", "", "HN.SJ,HN,,又,STAFF,", "HN.SJ,HN,,又", "code", fault.CodeTaken),
	simple("person twice", "people", "", "HN0001,HN-QH,又,,,", "HN0001,HN-QH", "number", fault.CodeTaken),
	simple("appointment twice", "appointments", "", "HN.SJ,HN0001,ACTING,2024-01-01,,", "HN.SJ,HN0001,ACTING", "from", fault.CodeTaken),
	simple("portfolio twice", "portfolios", "", "HN.SJ,HN/RL,,2024-01-01,2025-01-01", "HN.SJ,HN/RL,,2024-01-01,2025-01-01", "from", fault.CodeTaken),
	simple("list twice", "lists", "", "MAIN,HN,02026,又,", "MAIN,HN,02026", "holder", fault.CodeTaken),
	simple("item twice", "items", "", "MAIN,HN,2026,1,又,,,ANNUAL,,,,,", "MAIN,HN,2026,1,又", "no", fault.CodeTaken),
	simple("indicator twice", "indicators", "", "MAIN,HN,2026,1,1,又,,,,", "MAIN,HN,2026,1,1,又", "no", fault.CodeTaken),

	simple("unknown parent", "organisations", "HN-QH-1,HN-QH,", "HN-QH-1,HN-ZZ,", "HN-QH-1,", "parent", fault.Unknown),
	simple("no parent", "organisations", "", "HN-ZZ,,BRANCH,又,又,PARTY_BRANCH,NONE,", "HN-ZZ,", "parent", fault.Unknown),
	simple("region below a province", "organisations", "HN-QH-3,HN-QH,", "HN-QH-3,HN,", "HN-QH-3,", "parent", fault.WrongLevel),
	simple("branch below a branch", "organisations", "", "HN-ZZ,HN-QH,BRANCH,又,又,PARTY_BRANCH,NONE,", "HN-ZZ,", "parent", fault.WrongLevel),
	simple("province below another", "organisations", "", "GD,HN,PROVINCE,又,又,PARTY_BRANCH,NONE,", "GD,", "parent", fault.MustBeEmpty),
	simple("province's code with a dash", "organisations", "", "GD-A,,PROVINCE,又,又,PARTY_BRANCH,NONE,", "GD-A,", "code", fault.InvalidValue),
	simple("organisation's code outside the province", "organisations", "", "GD-A,HN,BRANCH,又,又,PARTY_BRANCH,NONE,", "GD-A,", "code", fault.CodePrefix),
	simple("region with a prefix", "organisations", "琼海嘉积区域,,", "琼海嘉积区域,嘉,", "HN-QH-1,", "number_prefix", fault.MustBeEmpty),
	simple("branch without a prefix", "organisations", "琼海分公司,琼海,", "琼海分公司,,", "HN-QH,", "number_prefix", fault.Required),
	simple("region with a commission", "organisations", "琼海嘉积区域,,PARTY_BRANCH,NONE", "琼海嘉积区域,,PARTY_BRANCH,COMMISSION", "HN-QH-1,", "discipline_body", fault.InvalidValue),
	simple("unknown zone", "organisations", "Asia/Shanghai", "Mars/Phobos", "HN,", "zone", fault.InvalidValue),
	simple("machine's zone", "organisations", "Asia/Shanghai", "Local", "HN,", "zone", fault.InvalidValue),
	simple("branch's own zone", "organisations", "琼海,PARTY_COMMITTEE,COMMISSION,", "琼海,PARTY_COMMITTEE,COMMISSION,Asia/Tokyo", "HN-QH,", "zone", fault.InvalidValue),
	{"prefix of two", []change{{"organisations", "万宁分公司,万宁,", "万宁分公司,琼,"}}, []want{
		{"organisations", "HN,", "number_prefix", fault.CodeTaken}, {"organisations", "HN-WN,", "number_prefix", fault.CodeTaken}}},
	{"prefix of three", []change{{"organisations", "万宁分公司,万宁,", "万宁分公司,琼海,"}, {"organisations", "东方分公司,东方,", "东方分公司,琼海,"}}, []want{
		{"organisations", "HN-QH,", "number_prefix", fault.CodeTaken}, {"organisations", "HN-WN,", "number_prefix", fault.CodeTaken}, {"organisations", "HN-DF,", "number_prefix", fault.CodeTaken}}},

	simple("department of nobody", "departments", "", "HN-ZZ/A,HN-ZZ,又,ORDINARY,,,,", "HN-ZZ/A,", "organisation", fault.Unknown),
	simple("department's code of another", "departments", "", "HN/A,HN-QH,又,ORDINARY,,,,", "HN/A,", "code", fault.CodePrefix),
	simple("unknown domain", "departments", "ORDINARY,FINANCE,", "ORDINARY,FINANCE;MONEY,", "HN/CW,", "risk_domains", fault.Unknown),
	simple("domain twice", "departments", "ORDINARY,FINANCE,", "ORDINARY,FINANCE;FINANCE,", "HN/CW,", "risk_domains", fault.Duplicate),
	simple("unknown line", "departments", "BUSINESS_LINES,OPERATOR,", "BUSINESS_LINES,TRAINS,", "HN/KF,", "business_lines", fault.Unknown),
	simple("discipline office with a domain", "departments", "DISCIPLINE_OFFICE,,", "DISCIPLINE_OFFICE,FINANCE,", "HN/JWB,", "risk_domains", fault.MustBeEmpty),
	{"second office", []change{{"departments", "HN/ZH,HN,综合部,ORDINARY", "HN/ZH,HN,综合部,PARTY_OFFICE"}}, []want{
		{"departments", "HN/DWB,", "kind", fault.OfficeTaken}, {"departments", "HN/ZH,", "kind", fault.OfficeTaken}}},

	simple("post of nobody", "posts", "", "HN.ZZ,HN-ZZ,,又,STAFF,", "HN.ZZ,", "organisation", fault.Unknown),
	simple("post's code outside the province", "posts", "", "GD.ZZ,HN,,又,STAFF,", "GD.ZZ,", "code", fault.CodePrefix),
	simple("post of an unknown department", "posts", "HN/ZH.FX,HN,HN/ZH,", "HN/ZH.FX,HN,HN/ZZ,", "HN/ZH.FX,", "department", fault.Unknown),
	simple("post of another's department", "posts", "HN/ZH.FX,HN,HN/ZH,", "HN/ZH.FX,HN,HN-QH/ZH,", "HN/ZH.FX,", "department", fault.InvalidValue),
	simple("unknown category", "posts", "数据分析岗,STAFF", "数据分析岗,STAFF;KING", "HN/ZH.FX,", "categories", fault.Unknown),
	simple("role twice", "posts", "STAFF,ANALYST", "STAFF,ANALYST;ANALYST", "HN/ZH.FX,", "roles", fault.Duplicate),
	simple("role without its body", "posts", "区域专员,STAFF,REGION_STAFF", "区域专员,STAFF,DISCIPLINE_COMMISSIONER", "HN-HK-1.ZY,", "roles", fault.BodyMissing),
	simple("principal leader without the role", "posts", "PRINCIPAL_LEADER;LEADERSHIP_MEMBER,PARTY_SECRETARY;", "PRINCIPAL_LEADER;LEADERSHIP_MEMBER,", "HN.SJ,", "roles", fault.PrincipalRole),
	simple("the role without the principal leader", "posts", "STAFF,ANALYST", "STAFF,PARTY_SECRETARY", "HN/ZH.FX,", "roles", fault.PrincipalRole),

	simple("person of nobody", "people", "", "HN9999,HN-ZZ,又,,,", "HN9999,", "organisation", fault.Unknown),

	simple("appointment to no post", "appointments", "", "HN.ZZ,HN0001,ACTING,2026-01-01,,", "HN.ZZ,", "post", fault.Unknown),
	simple("appointment of nobody", "appointments", "", "HN-LG.FZ,HN9999,ACTING,2026-01-01,,", "HN-LG.FZ,", "person", fault.Unknown),
	{"appointment of nobody to nothing", []change{{"appointments", "", "HN.ZZ,HN9999,ACTING,2026-01-01,,"}}, []want{
		{"appointments", "HN.ZZ,", "post", fault.Unknown}, {"appointments", "HN.ZZ,", "person", fault.Unknown}}},
	simple("ends before it begins", "appointments", "", "HN-LG.FZ,HN0001,ACTING,2026-01-02,2026-01-01,", "HN-LG.FZ,", "to", fault.DateOrder),
	simple("two holders", "appointments", "", "HN.FSJ,HN0001,SUBSTANTIVE,2026-01-01,,", "HN.FSJ,HN0001", "from", fault.Overlap),
	{"two holders on one day", []change{{"appointments", "", "HN-LG.FZ,HN0001,SUBSTANTIVE,2025-01-01,2025-06-30,\nHN-LG.FZ,HN0002,SUBSTANTIVE,2025-06-30,,"}},
		[]want{{"appointments", "HN-LG.FZ,HN0002", "from", fault.Overlap}}},
	{"a long one meets all that follow", []change{{"appointments", "", "HN-LG.FZ,HN0001,SUBSTANTIVE,2025-01-01,2025-12-31,\nHN-LG.FZ,HN0002,SUBSTANTIVE,2025-02-01,2025-02-10,\nHN-LG.FZ,HN0003,SUBSTANTIVE,2025-05-01,2025-06-01,\nHN-LG.FZ,HN0004,SUBSTANTIVE,2026-01-01,,"}},
		[]want{{"appointments", "HN-LG.FZ,HN0002", "from", fault.Overlap}, {"appointments", "HN-LG.FZ,HN0003", "from", fault.Overlap}}},
	{"second principal leader", []change{{"posts", "", "HN-QH.S2,HN-QH,,又,PRINCIPAL_LEADER,PARTY_SECRETARY"}, {"appointments", "", "HN-QH.S2,HN0001,SUBSTANTIVE,2026-01-01,,"}},
		[]want{{"appointments", "HN-QH.S2,", "post", fault.PrincipalTaken}}},

	simple("in charge of nothing", "portfolios", "", "HN.SJ,,,2026-01-01,", "HN.SJ,,,", "department", fault.InvalidValue),
	simple("in charge of both", "portfolios", "", "HN.SJ,HN/CW,HN-QH,2023-01-01,2023-12-31", "HN.SJ,HN/CW,HN-QH", "department", fault.InvalidValue),
	simple("in charge of no department", "portfolios", "", "HN.SJ,HN/ZZ,,2026-01-01,", "HN.SJ,HN/ZZ", "department", fault.Unknown),
	simple("in charge of no organisation", "portfolios", "", "HN.SJ,,HN-ZZ,2026-01-01,", "HN.SJ,,HN-ZZ", "organisation", fault.Unknown),
	simple("no post in charge", "portfolios", "", "HN.ZZ,,HN-QH-1,2026-01-01,", "HN.ZZ,", "post", fault.Unknown),
	simple("in charge outside of leadership", "portfolios", "", "HN/CW.ZG,,HN-QH-1,2026-01-01,", "HN/CW.ZG,", "post", fault.InvalidValue),
	simple("two in charge", "portfolios", "", "HN.F1,,HN-QH,2026-01-01,", "HN.F1,,HN-QH", "from", fault.Overlap),
	simple("a day twice", "calendar", "", "HN,2026-01-01,yes,x", "HN,2026-01-01,yes", "day", fault.CodeTaken),
	simple("a day of no organisation", "calendar", "", "HN-ZZ,2026-01-02,yes,x", "HN-ZZ,", "organisation", fault.Unknown),
	simple("a branch's day", "calendar", "", "HN-QH,2026-03-02,no,x", "HN-QH,", "organisation", fault.WrongLevel),
	simple("charge ends before it begins", "portfolios", "", "HN.F1,,HN-QH-1,2026-01-02,2026-01-01", "HN.F1,,HN-QH-1", "to", fault.DateOrder),

	simple("list of no post", "lists", "", "DUAL_DUTY,HN.ZZ,2026,又,", "DUAL_DUTY,HN.ZZ", "holder", fault.Unknown),
	simple("list of no department", "lists", "", "OVERSIGHT,HN/ZZ,2026,又,", "OVERSIGHT,HN/ZZ", "holder", fault.Unknown),
	simple("list of no organisation", "lists", "", "MAIN,HN-ZZ,2026,又,", "MAIN,HN-ZZ", "holder", fault.Unknown),
	simple("list of a year long ago", "lists", "", "MAIN,HN,1926,又,", "MAIN,HN,1926", "year", fault.InvalidValue),
	simple("main list without a committee", "lists", "", "MAIN,HN-WZS,2026,又,", "MAIN,HN-WZS", "holder", fault.ListNotDue),
	simple("supervisory list without a commission", "lists", "", "SUPERVISORY,HN-WZS,2026,又,", "SUPERVISORY,HN-WZS", "holder", fault.ListNotDue),
	simple("item of no list", "items", "", "MAIN,HN,2027,1,又,,,ANNUAL,,,,,", "MAIN,HN,2027", "holder", fault.Unknown),
	simple("item's number", "items", "", "MAIN,HN,2026,0,又,,,ANNUAL,,,,,", "MAIN,HN,2026,0", "no", fault.InvalidValue),
	simple("looser than the norm", "items", "QUARTERLY,SEMIANNUAL,,,,TEXT", "ANNUAL,SEMIANNUAL,,,,TEXT", "MAIN,HN,2026,1,", "frequency", fault.LooserThanNorm),
	simple("an event is looser than any term", "items", "QUARTERLY,SEMIANNUAL,,,,TEXT", "ON_EVENT,SEMIANNUAL,,,,TEXT", "MAIN,HN,2026,1,", "frequency", fault.LooserThanNorm),
	simple("item of an unknown domain", "items", "QUARTERLY,SEMIANNUAL,,,,TEXT", "QUARTERLY,SEMIANNUAL,MONEY,,,TEXT", "MAIN,HN,2026,1,", "risk_domains", fault.Unknown),
	simple("domain that the department does not carry", "items", "MONTHLY,,FINANCE,,,SAMPLE", "MONTHLY,,PARTNERS_PROCUREMENT,,,SAMPLE", "OVERSIGHT,HN/CW,2026,1,", "risk_domains", fault.DomainNotCarried),
	simple("carried in person outside of a main list", "items", "SUPERVISORY,HN,2026,1,“三重一大”决策监督,,,ON_EVENT,,,,", "SUPERVISORY,HN,2026,1,“三重一大”决策监督,,,ON_EVENT,,,yes,", "SUPERVISORY,HN,2026,1,", "principal", fault.MustBeEmpty),
	simple("indicator of no item", "indicators", "", "MAIN,HN,2026,99,1,又,,,,", "MAIN,HN,2026,99", "item", fault.Unknown),
	simple("indicator's number", "indicators", "", "MAIN,HN,2026,1,0,又,,,,", "MAIN,HN,2026,1,0", "no", fault.InvalidValue),
	simple("target without comparison", "indicators", "", "MAIN,HN,2026,1,9,又,5,,,", "MAIN,HN,2026,1,9", "comparison", fault.Together),
	simple("comparison without target", "indicators", "", "MAIN,HN,2026,1,9,又,,,EQ,", "MAIN,HN,2026,1,9", "comparison", fault.Together),
	{"too many items", []change{{"items", "", strings.Join(manyItems(), "\n")}}, []want{{"lists", "MAIN,HN,", "holder", fault.TooMany}}},
}

func manyItems() (lines []string) {
	for n := range 188 {
		lines = append(lines, fmt.Sprintf("MAIN,HN,2026,%d,又,,,ANNUAL,,,,,", n+100))
	}
	return lines
}

// Each kind of bad cell and bad row is named by sheet, row, column and reason, alone, in an empty database and
// in one that holds the sample; nothing is written (D-ORG-7).
func TestBadRows(t *testing.T) {
	t.Parallel()
	stores := map[string]store{"empty": empty(t), "sampled": sampled(t)}
	for name, s := range stores {
		before := entries(t, s)
		for _, c := range slices.Concat(cells, rows) {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				folder := spoil(t, c.changes)
				compare(t, folder, refused(t, s, folder), c.wants)
				if after := entries(t, s); after != before {
					t.Errorf("%d audit entries, before %d", after, before)
				}
			})
		}
	}
}

// All at once: one bad row of each kind comes in one answer, in the order of sheets and rows. What refers to a
// bad row is not blamed for it.
func TestOneAnswer(t *testing.T) {
	t.Parallel()
	s := empty(t)
	changes := []change{
		{"organisations", "HN-HK,HN,BRANCH,海口分公司,琼海口,PARTY_COMMITTEE", "HN-HK,HN,BRANCH,海口分公司,琼海口,NOTHING"},
		{"organisations", "HN-QH-1,HN-QH,", "HN-QH-1,HN-ZZ,"},
		{"departments", "ORDINARY,FINANCE,", "ORDINARY,MONEY,"},
		{"posts", "STAFF,ANALYST", "STAFF,KING"},
		{"people", "HN0001,HN,云永守", "HN0001,HN,"},
		{"appointments", "", "HN-LG.FZ,HN9999,ACTING,2026-01-01,,"},
		{"portfolios", "", "HN.SJ,,HN-ZZ,2026-01-01,"},
		{"lists", "", "MAIN,HN-WZS,2026,又,"},
		{"items", "", "MAIN,HN-WZS,2026,1,又,,,ANNUAL,MONTHLY,,,,"},
		{"indicators", "不少于1次,1,次/季", "不少于1次,一,次/季"},
	}
	folder := spoil(t, changes)
	problems := refused(t, s, folder)
	compare(t, folder, problems, []want{
		{"organisations", "HN-HK,", "party_organisation", fault.OneOf},
		{"organisations", "HN-QH-1,", "parent", fault.Unknown},
		{"departments", "HN/CW,", "risk_domains", fault.Unknown},
		{"items", "OVERSIGHT,HN/CW,2026,1,", "risk_domains", fault.DomainNotCarried},
		{"items", "OVERSIGHT,HN/CW,2026,2,", "risk_domains", fault.DomainNotCarried},
		{"items", "OVERSIGHT,HN/CW,2026,3,", "risk_domains", fault.DomainNotCarried},
		{"items", "OVERSIGHT,HN/CW,2026,4,", "risk_domains", fault.DomainNotCarried},
		{"items", "OVERSIGHT,HN/CW,2026,5,", "risk_domains", fault.DomainNotCarried},
		{"posts", "HN/ZH.FX,", "roles", fault.OneOf},
		{"people", "HN0001,", "name", fault.Required},
		{"appointments", "HN-LG.FZ,", "person", fault.Unknown},
		{"portfolios", "HN.SJ,,HN-ZZ", "organisation", fault.Unknown},
		{"lists", "MAIN,HN-WZS,", "holder", fault.ListNotDue},
		{"items", "MAIN,HN-WZS,", "frequency", fault.LooserThanNorm},
		{"indicators", "MAIN,HN,2026,1,1,", "target", fault.InvalidValue},
	})
	place := func(p sheet.Problem) int {
		return slices.IndexFunc(sheet.Sheets, func(s sheet.Sheet) bool { return s.Name == p.Sheet })*1_000_000 + p.Row
	}
	if !slices.IsSortedFunc(problems, func(a, b sheet.Problem) int { return place(a) - place(b) }) {
		t.Errorf("not in the order of sheets and rows:\n%v", problems)
	}
	if !strings.HasPrefix(problems.Error(), "15 problems; nothing was imported\norganisations:3 party_organisation: ") {
		t.Errorf("%s", problems.Error())
	}
}

// What is stored sets limits to what a row may say: places that never change, appointments that are never
// overwritten (D-ORG-5), records out of use.
func TestStoredRefuses(t *testing.T) {
	t.Parallel()
	deactivate := func(table, column, code string) string {
		return fmt.Sprintf(`UPDATE %s SET deactivated_at = now() WHERE %s = '%s'`, table, column, code)
	}
	for _, c := range []struct {
		arrange string
		refusal
	}{
		{"", refusal{"branch becomes a region", []change{{"organisations", "HN-TC,HN,BRANCH,屯昌分公司,屯昌,GENERAL_PARTY_BRANCH,NONE,", "HN-TC,HN-QH,REGION,屯昌分公司,,GENERAL_PARTY_BRANCH,NONE,"}}, []want{{"organisations", "HN-TC,", "level", fault.WrongLevel}}}},
		{"", refusal{"prefixes exchanged", []change{{"organisations", "琼海分公司,琼海,", "琼海分公司,万宁,"}, {"organisations", "万宁分公司,万宁,", "万宁分公司,琼海,"}}, []want{
			{"organisations", "HN-QH,", "number_prefix", fault.InvalidValue}, {"organisations", "HN-WN,", "number_prefix", fault.InvalidValue}}}},
		{"", refusal{"prefixes exchanged by three, a fourth follows", []change{
			{"organisations", "琼海分公司,琼海,", "琼海分公司,万宁,"}, {"organisations", "万宁分公司,万宁,", "万宁分公司,东方,"},
			{"organisations", "东方分公司,东方,", "东方分公司,琼海,"}, {"organisations", "屯昌分公司,屯昌,", "屯昌分公司,新,"}}, []want{
			{"organisations", "HN-QH,", "number_prefix", fault.InvalidValue}, {"organisations", "HN-WN,", "number_prefix", fault.InvalidValue},
			{"organisations", "HN-DF,", "number_prefix", fault.InvalidValue}}}},
		{"", refusal{"offices exchanged", []change{
			{"departments", "HN/DWB,HN,党委办公室(党群工作部),PARTY_OFFICE,GENERAL_MANAGEMENT", "HN/DWB,HN,党委办公室(党群工作部),DISCIPLINE_OFFICE,"},
			{"departments", "HN/JWB,HN,纪委办公室,DISCIPLINE_OFFICE", "HN/JWB,HN,纪委办公室,PARTY_OFFICE"}}, []want{
			{"departments", "HN/DWB,", "kind", fault.InvalidValue}, {"departments", "HN/JWB,", "kind", fault.InvalidValue},
			// What goes with an office goes wrong with it.
			{"items", "OVERSIGHT,HN/DWB,2026,1,", "risk_domains", fault.DomainNotCarried}, {"posts", "HN/DWB.JL,", "roles", fault.BodyMissing},
			{"posts", "HN/DWB.ZG,", "roles", fault.BodyMissing}, {"posts", "HN/JWB.JL,", "roles", fault.BodyMissing}, {"posts", "HN/JWB.ZG,", "roles", fault.BodyMissing}}}},
		{"", simple("province's zone", "organisations", "Asia/Shanghai", "Asia/Tokyo", "HN,", "zone", fault.InvalidValue)},
		{"", simple("kind of an appointment", "appointments", "HN.SJ,HN0001,SUBSTANTIVE", "HN.SJ,HN0001,ACTING", "HN.SJ,", "kind", fault.InvalidValue)},
		{"", simple("basis of an appointment", "appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,,样例任职文件", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,,又", "HN.SJ,", "basis", fault.InvalidValue)},
		{`UPDATE appointment SET to_on = '2026-12-31' WHERE basis = '样例任职文件' AND post_id = (SELECT id FROM post WHERE code = 'HN.SJ')`,
			refusal{"end taken away", nil, []want{{"appointments", "HN.SJ,", "to", fault.InvalidValue}}}},
		{`UPDATE appointment SET to_on = '2026-12-31' WHERE post_id = (SELECT id FROM post WHERE code = 'HN.SJ')`,
			simple("end put off", "appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,2027-01-01", "HN.SJ,", "to", fault.InvalidValue)},
		{`UPDATE appointment SET to_on = '2026-11-17' WHERE post_id = (SELECT id FROM post WHERE code = 'HN.SJ')`,
			simple("end that has come", "appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,2026-01-01", "HN.SJ,", "to", fault.Ended)},
		{`UPDATE portfolio SET to_on = '2026-12-31' WHERE department_id = (SELECT id FROM department WHERE code = 'HN/RL')`,
			refusal{"charge's end taken away", nil, []want{{"portfolios", "HN.SJ,HN/RL", "to", fault.InvalidValue}}}},
		{`UPDATE appointment SET state = 'REJECTED' WHERE post_id = (SELECT id FROM post WHERE code = 'HN.SJ')`,
			refusal{"appointment that was rejected", nil, []want{{"appointments", "HN.SJ,", "post", fault.WrongState}}}},
		{"", refusal{"second principal leader by the post alone", []change{{"posts", "党委副书记,LEADERSHIP_MEMBER,PARTY_COMMITTEE_MEMBER", "党委副书记,PRINCIPAL_LEADER,PARTY_SECRETARY;PARTY_COMMITTEE_MEMBER"}},
			[]want{{"appointments", "HN.FSJ,", "post", fault.PrincipalTaken}}}},
		{deactivate("organisation", "code", "HN-QH"), simple("region of a branch out of use", "organisations", "", "HN-QH-9,HN-QH,REGION,又,,PARTY_BRANCH,NONE,", "HN-QH-9,", "parent", fault.Inactive)},
		{deactivate("organisation", "code", "HN-QH"), simple("department of one out of use", "departments", "", "HN-QH/Z,HN-QH,又,ORDINARY,,,,", "HN-QH/Z,", "organisation", fault.Inactive)},
		{deactivate("organisation", "code", "HN-QH"), simple("post of one out of use", "posts", "", "HN-QH.Z,HN-QH,,又,STAFF,", "HN-QH.Z,", "organisation", fault.Inactive)},
		{deactivate("organisation", "code", "HN-QH"), simple("person of one out of use", "people", "", "HN9999,HN-QH,又,,,", "HN9999,", "organisation", fault.Inactive)},
		{deactivate("department", "code", "HN/CW"), simple("post of a department out of use", "posts", "", "HN/CW.Z,HN,HN/CW,又,STAFF,", "HN/CW.Z,", "department", fault.Inactive)},
		{deactivate("post", "code", "HN-LG.FZ"), simple("appointment to a post out of use", "appointments", "", "HN-LG.FZ,HN0001,ACTING,2026-01-01,,", "HN-LG.FZ,", "post", fault.Inactive)},
		{deactivate("person", "number", "HN0001"), simple("appointment of a person out of use", "appointments", "", "HN-LG.FZ,HN0001,ACTING,2026-01-01,,", "HN-LG.FZ,", "person", fault.Inactive)},
		{deactivate("post", "code", "HN.F1"), simple("post out of use in charge", "portfolios", "", "HN.F1,,HN-QH-1,2026-01-01,", "HN.F1,,HN-QH-1", "post", fault.Inactive)},
		{deactivate("organisation", "code", "HN-QH-1"), simple("in charge of one out of use", "portfolios", "", "HN.F1,,HN-QH-1,2026-01-01,", "HN.F1,,HN-QH-1", "organisation", fault.Inactive)},
		{deactivate("post", "code", "HN/CW.ZJ"), simple("list of a post out of use", "lists", "", "DUAL_DUTY,HN/CW.ZJ,2026,又,", "DUAL_DUTY,HN/CW.ZJ", "holder", fault.Inactive)},
		{deactivate("department", "code", "HN/CW"), simple("list of a department out of use", "lists", "", "OVERSIGHT,HN/CW,2027,又,", "OVERSIGHT,HN/CW,2027", "holder", fault.Inactive)},
		{deactivate("organisation", "code", "HN-DZ"), simple("list of an organisation out of use", "lists", "", "MAIN,HN-DZ,2026,又,", "MAIN,HN-DZ", "holder", fault.Inactive)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sampled(t)
			if c.arrange != "" {
				exec(t, s, c.arrange)
			}
			before := entries(t, s)
			folder := spoil(t, c.changes)
			compare(t, folder, refused(t, s, folder), c.wants)
			if after := entries(t, s); after != before {
				t.Errorf("%d audit entries, before %d", after, before)
			}
		})
	}
}

// Records out of use stay where they are named as before: only what is new is refused.
func TestOutOfUseStays(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	for _, query := range []string{
		`UPDATE organisation SET deactivated_at = now() WHERE code = 'HN-QH'`, `UPDATE department SET deactivated_at = now() WHERE code = 'HN/CW'`,
		`UPDATE post SET deactivated_at = now() WHERE code = 'HN.F1'`, `UPDATE person SET deactivated_at = now() WHERE number = 'HN0001'`,
	} {
		exec(t, s, query)
	}
	before := entries(t, s)
	mustLoad(t, s, hainan(t))
	if after := entries(t, s); after != before {
		t.Errorf("%d audit entries, before %d", after, before)
	}
}

// A post's row alone, without appointments in the workbook, answers for a second principal leader.
func TestPrincipalLeaderByPost(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	folder := fstest.MapFS{}
	lines := records(t, hainan(t), "posts")
	write(t, folder, "posts", [][]string{lines[0], {"HN.FSJ", "HN", "", "又", "PRINCIPAL_LEADER;LEADERSHIP_MEMBER", "PARTY_SECRETARY"}})
	compare(t, folder, refused(t, s, folder), []want{{"posts", "HN.FSJ,", "categories", fault.PrincipalTaken}})
}

// A portfolio stays in its province, whatever a workbook names besides.
func TestProvincesApart(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	folder := spoil(t, []change{
		{"organisations", "", "GD,,PROVINCE,又,粤,PARTY_COMMITTEE,COMMISSION,"}, {"departments", "", "GD/CW,GD,财务部,ORDINARY,FINANCE,,,"},
		{"portfolios", "", "HN.F1,GD/CW,,2026-01-01,"}, {"portfolios", "", "HN.F1,,GD,2026-01-01,"},
		{"appointments", "", "HN-LG.FZ,GD0001,ACTING,2026-01-01,,"}, {"people", "", "GD0001,GD,又,,,"},
	})
	compare(t, folder, refused(t, s, folder), []want{
		{"portfolios", "HN.F1,GD/CW", "department", fault.CodePrefix}, {"portfolios", "HN.F1,,GD", "organisation", fault.CodePrefix},
		{"appointments", "HN-LG.FZ,", "person", fault.Unknown},
	})
}
