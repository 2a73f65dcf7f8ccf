package sheet_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"huishang/internal/fault"
	"huishang/internal/sheet"
)

// The sample imports whole: every row of every sheet is a row of its table.
func TestSampleImports(t *testing.T) {
	t.Parallel()
	s, folder := empty(t), hainan(t)
	for _, r := range mustLoad(t, s, folder) {
		if r.Added != r.Rows || r.Changed != 0 || r.Same != 0 {
			t.Errorf("first import: %s", r)
		}
	}
	for name, table := range map[string]string{
		"organisations": "organisation", "departments": "department", "posts": "post", "people": "person",
		"appointments": "appointment", "portfolios": "portfolio", "calendar": "calendar_day", "lists": "duty_list", "items": "duty_item",
	} {
		if n, want := count(t, s, `SELECT count(*) FROM `+table), len(records(t, folder, name))-1; n != want {
			t.Errorf("%s: %d rows in %s, want %d", name, n, table, want)
		}
	}
	indicators := count(t, s, `SELECT sum(jsonb_array_length(indicators)) FROM duty_item`)
	if want := len(records(t, folder, "indicators")) - 1; indicators != want {
		t.Errorf("%d indicators, want %d", indicators, want)
	}
	if n := count(t, s, `SELECT count(*) FROM duty_list WHERE state <> 'DRAFT'`); n != 0 {
		t.Errorf("%d lists are no drafts: an import puts nothing in force", n)
	}
	if who := text(t, s, `SELECT string_agg(DISTINCT actor, ',') FROM audit_entry WHERE chain NOT LIKE 'code:%'`); who != "SYSTEM" {
		t.Errorf("the audit trail names %s, want the operator", who)
	}
}

// The same folder twice changes nothing: no version, no audit entry.
func TestTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	before := entries(t, s)
	for _, r := range mustLoad(t, s, hainan(t)) {
		if r.Same != r.Rows {
			t.Errorf("second import: %s", r)
		}
	}
	if after := entries(t, s); after != before {
		t.Errorf("%d audit entries, before %d", after, before)
	}
}

// Absent rows and absent sheets change nothing.
func TestAbsentRowsChangeNothing(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	before := entries(t, s)
	folder := hainan(t)
	for _, x := range sheet.Sheets {
		lines := records(t, folder, x.Name)
		part := fstest.MapFS{}
		write(t, part, x.Name, lines[:1])
		if x.Name != "items" && x.Name != "indicators" { // these are parts of their list: it is compared whole
			mustLoad(t, s, part)
		}
		if x.Name != "lists" && x.Name != "items" && x.Name != "indicators" {
			write(t, part, x.Name, append(lines[:1:1], lines[len(lines)-1]))
			mustLoad(t, s, part)
		}
	}
	if after := entries(t, s); after != before {
		t.Errorf("%d audit entries, before %d", after, before)
	}
}

// Every value that a row may change is changed by it, once.
func TestChangedRows(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sheet, old, new, query string }{
		"organisation's name":       {"organisations", "琼海博鳌区域", "博鳌", `SELECT count(*) FROM organisation WHERE name = '博鳌' AND version = 2`},
		"organisation's prefix":     {"organisations", ",琼海,PARTY", ",海,PARTY", `SELECT count(*) FROM organisation WHERE number_prefix = '海'`},
		"region moves":              {"organisations", "HN-QH-2,HN-QH,", "HN-QH-2,HN-WN,", `SELECT count(*) FROM organisation r JOIN organisation b ON b.id = r.branch_id WHERE r.code = 'HN-QH-2' AND b.code = 'HN-WN'`},
		"department's domains":      {"departments", "HN/RL,HN,人力资源部,ORDINARY,GENERAL_MANAGEMENT", "HN/RL,HN,人力资源部,ORDINARY,GENERAL_MANAGEMENT;FINANCE", `SELECT count(*) FROM department WHERE code = 'HN/RL' AND risk_domains = '{GENERAL_MANAGEMENT,FINANCE}'`},
		"department's origin":       {"departments", "HN/ZH,HN,综合部,ORDINARY,GENERAL_MANAGEMENT,,,SAMPLE", "HN/ZH,HN,综合部,ORDINARY,GENERAL_MANAGEMENT,,,TEXT", `SELECT count(*) FROM department WHERE code = 'HN/ZH' AND origin = 'TEXT'`},
		"post's department":         {"posts", "HN/CW.ZG,HN,HN/CW", "HN/CW.ZG,HN,HN/SJ", `SELECT count(*) FROM post p JOIN department d ON d.id = p.department_id WHERE p.code = 'HN/CW.ZG' AND d.code = 'HN/SJ'`},
		"post gains a role":         {"posts", "数据分析岗,STAFF,ANALYST", "数据分析岗,STAFF,ANALYST;DEPARTMENT_STAFF", `SELECT count(*) FROM post_role r JOIN post p ON p.id = r.post_id WHERE p.code = 'HN/ZH.FX' AND r.role = 'DEPARTMENT_STAFF' AND r.state = 'CONFIRMED' AND p.version = 2`},
		"post loses a role":         {"posts", "数据分析岗,STAFF,ANALYST", "数据分析岗,STAFF,", `SELECT count(*) FROM post_role r JOIN post p ON p.id = r.post_id WHERE p.code = 'HN/ZH.FX' AND r.role = 'ANALYST' AND r.state = 'WITHDRAWN'`},
		"person's name":             {"people", "HN0001,HN,云永守", "HN0001,HN,云永", `SELECT count(*) FROM person WHERE number = 'HN0001' AND name = '云永' AND version = 2`},
		"person's phone":            {"people", "0898-55500001", "12388", `SELECT count(*) FROM person_contact WHERE phone = '12388'`},
		"person's phone is emptied": {"people", "0898-55500001", "", `SELECT count(*) FROM person_contact WHERE phone IS NULL AND email = 'hn0001@example.invalid'`},
		"person's origin":           {"people", "hn0001@example.invalid,SAMPLE", "hn0001@example.invalid,", `SELECT count(*) FROM person WHERE number = 'HN0001' AND origin IS NULL`},
		"appointment's end":         {"appointments", "HN.JW,HN0003,SUBSTANTIVE,2024-01-01,,", "HN.JW,HN0003,SUBSTANTIVE,2024-01-01,2026-12-31,", `SELECT count(*) FROM appointment WHERE to_on = '2026-12-31' AND version = 2`},
		"a day that is worked":      {"calendar", "HN,2026-01-01,no,元旦", "HN,2026-01-01,yes,元旦值班", `SELECT count(*) FROM calendar_day WHERE working AND day = '2026-01-01' AND label = '元旦值班'`},
		"portfolio's end":           {"portfolios", "HN.SJ,HN/RL,,2024-01-01,", "HN.SJ,HN/RL,,2024-01-01,2026-12-31", `SELECT count(*) FROM portfolio WHERE to_on = '2026-12-31' AND version = 2`},
		"draft's title":             {"lists", "2026年纪委监督责任清单", "监督清单", `SELECT count(*) FROM duty_list WHERE title = '监督清单' AND version = 2 AND state = 'DRAFT'`},
		"draft's origin":            {"lists", "2026年纪委监督责任清单,SAMPLE", "2026年纪委监督责任清单,TEXT", `SELECT count(*) FROM duty_list WHERE origin = 'TEXT' AND version = 2`},
		"draft's item":              {"items", "落实“第一议题”制度,,会议记录,MONTHLY", "第一议题,,会议记录,MONTHLY", `SELECT count(*) FROM duty_item WHERE content = '第一议题' AND no = 3`},
		"draft's indicator":         {"indicators", "MAIN,HN,2026,1,1,党委会每季不少于1次,1", "MAIN,HN,2026,1,1,党委会每季不少于1次,2", `SELECT count(*) FROM duty_item WHERE indicators -> 0 ->> 'target' = '2' AND no = 1 AND kind = 'MAIN'`},
	} {
		t.Run(name, func(t *testing.T) {
			s, folder := sampled(t), hainan(t)
			edit(t, folder, c.sheet, c.old, c.new)
			changed := 0
			for _, r := range mustLoad(t, s, folder) {
				changed += r.Changed
				if r.Added != 0 {
					t.Errorf("%s", r)
				}
			}
			want := 1
			if c.sheet == "items" || c.sheet == "indicators" { // and the list that they are part of
				want = 2
			}
			if changed != want {
				t.Errorf("%d rows changed, want %d", changed, want)
			}
			if n := count(t, s, c.query); n != 1 {
				t.Errorf("%d rows answer %s, want 1", n, c.query)
			}
			before := entries(t, s)
			mustLoad(t, s, folder)
			if after := entries(t, s); after != before {
				t.Errorf("again: %d audit entries, before %d", after, before)
			}
		})
	}
}

// One workbook ends what was and begins what follows: posts, portfolios, prefixes, offices, principal leaders.
func TestMakesRoom(t *testing.T) {
	t.Parallel()
	for name, edits := range map[string][][3]string{
		"handover":  {{"appointments", "HN.FSJ,HN0002,SUBSTANTIVE,2024-01-01,,样例任职文件", "HN.FSJ,HN0002,SUBSTANTIVE,2024-01-01,2026-11-30,样例任职文件\nHN.FSJ,HN0007,SUBSTANTIVE,2026-12-01,,样"}},
		"portfolio": {{"portfolios", "HN.SJ,HN/RL,,2024-01-01,", "HN.SJ,HN/RL,,2024-01-01,2026-11-30\nHN.F1,HN/RL,,2026-12-01,"}},
		"prefix":    {{"organisations", "琼海分公司,琼海,", "琼海分公司,琼海新,"}, {"organisations", "HN-WN,HN,BRANCH,万宁", "HN-XX,HN,BRANCH,新分公司,琼海,PARTY_BRANCH,NONE,\nHN-WN,HN,BRANCH,万宁"}},
		"office":    {{"departments", "HN/DWB,HN,党委办公室(党群工作部),PARTY_OFFICE", "HN/DWB,HN,党委办公室(党群工作部),ORDINARY"}, {"departments", "HN/ZH,HN,综合部,ORDINARY", "HN/ZH,HN,综合部,PARTY_OFFICE"}, {"posts", "DEPARTMENT_HEAD;PARTY_OFFICE", "DEPARTMENT_HEAD"}, {"posts", "PARTY_OFFICE;DEPARTMENT_STAFF", "DEPARTMENT_STAFF"}},
		"prefixes in a row": {
			{"organisations", "琼海分公司,琼海,", "琼海分公司,万宁,"}, {"organisations", "万宁分公司,万宁,", "万宁分公司,东方,"},
			{"organisations", "东方分公司,东方,", "东方分公司,新,"},
		},
		"offices in a row": {
			{"departments", "HN/CW,HN,财务部,ORDINARY", "HN/CW,HN,财务部,PARTY_OFFICE"},
			{"departments", "HN/DWB,HN,党委办公室(党群工作部),PARTY_OFFICE", "HN/DWB,HN,党委办公室(党群工作部),ORDINARY"},
			{"posts", "DEPARTMENT_HEAD;PARTY_OFFICE", "DEPARTMENT_HEAD"}, {"posts", "PARTY_OFFICE;DEPARTMENT_STAFF", "DEPARTMENT_STAFF"},
		},
		"leader": {
			{"posts", "党委书记、总经理,PRINCIPAL_LEADER;LEADERSHIP_MEMBER,PARTY_SECRETARY;LEADERSHIP_MEMBER", "总经理,LEADERSHIP_MEMBER,LEADERSHIP_MEMBER"},
			{"posts", "党委副书记,LEADERSHIP_MEMBER,PARTY_COMMITTEE_MEMBER;LEADERSHIP_MEMBER", "党委书记,PRINCIPAL_LEADER;LEADERSHIP_MEMBER,PARTY_SECRETARY;LEADERSHIP_MEMBER"},
		},
		"leader's successor in another post": {
			{"appointments", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,,样例任职文件", "HN.SJ,HN0001,SUBSTANTIVE,2024-01-01,2026-11-30,样例任职文件\nHN.XS,HN0007,SUBSTANTIVE,2026-12-01,,样"},
			{"posts", "HN.FSJ,HN,", "HN.XS,HN,,党委书记,PRINCIPAL_LEADER,PARTY_SECRETARY\nHN.FSJ,HN,"},
		},
		"new branch takes a region": {{"organisations", "HN-QH-2,HN-QH,", "HN-XX,HN,BRANCH,新分公司,新,PARTY_BRANCH,NONE,\nHN-QH-2,HN-XX,"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, folder := sampled(t), hainan(t)
			for _, e := range edits {
				edit(t, folder, e[0], e[1], e[2])
			}
			mustLoad(t, s, folder)
			before := entries(t, s)
			mustLoad(t, s, folder)
			if after := entries(t, s); after != before {
				t.Errorf("again: %d audit entries, before %d", after, before)
			}
		})
	}
}

// A list equal to the one in force makes no draft; a different one makes a draft that revises it, and the list in
// force stays as it is (D-DUTY-3).
func TestListInForce(t *testing.T) {
	t.Parallel()
	s, folder := sampled(t), hainan(t)
	const main = `kind = 'MAIN' AND org_id = (SELECT id FROM organisation WHERE code = 'HN')`
	exec(t, s, `UPDATE duty_list SET state = 'IN_FORCE', in_force_at = now(), edition = 1 WHERE `+main)
	mustLoad(t, s, folder)
	if n := count(t, s, `SELECT count(*) FROM duty_list WHERE `+main); n != 1 {
		t.Fatalf("%d main lists after an equal one, want 1", n)
	}
	edit(t, folder, "items", "落实“第一议题”制度", "第一议题")
	mustLoad(t, s, folder)
	if n := count(t, s, `SELECT count(*) FROM duty_list d JOIN duty_list f ON f.id = d.revises_id WHERE d.state = 'DRAFT' AND f.state = 'IN_FORCE' AND d.kind = 'MAIN'`); n != 1 {
		t.Errorf("%d drafts that revise the list in force, want 1", n)
	}
	if n := count(t, s, `SELECT count(*) FROM duty_item WHERE state = 'IN_FORCE' AND content = '落实“第一议题”制度'`); n != 1 {
		t.Errorf("the list in force has changed")
	}
	before := entries(t, s)
	mustLoad(t, s, folder)
	mustLoad(t, s, hainan(t))
	if after := entries(t, s); after != before {
		t.Errorf("a list equal to the draft or to the one in force: %d audit entries, before %d", after, before)
	}
}

// A proposal waits for its second administrator: an import neither confirms nor withdraws it.
func TestProposalsStay(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	exec(t, s, `INSERT INTO post_role (post_id, province_id, org_id, role, state, created_at)
		SELECT id, province_id, org_id, 'ADMINISTRATOR', 'PROPOSED', now() FROM post WHERE code = 'HN/ZH.FX'`)
	before := entries(t, s)
	folder := hainan(t)
	mustLoad(t, s, folder)
	edit(t, folder, "posts", "数据分析岗,STAFF,ANALYST", "数据分析岗,STAFF,ANALYST;ADMINISTRATOR")
	mustLoad(t, s, folder)
	if after := entries(t, s); after != before {
		t.Errorf("%d audit entries, before %d", after, before)
	}
}

// Provinces live side by side: the same number of a person is another's in another province (D-ORG-2).
func TestTwoProvinces(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	folder := fstest.MapFS{}
	for _, x := range sheet.Sheets {
		b := strings.ReplaceAll(string(hainan(t)[x.Name+".csv"].Data), "HN0", "##0")
		b = strings.NewReplacer("HN", "GD", "##0", "HN0").Replace(b)
		folder[x.Name+".csv"] = &fstest.MapFile{Data: []byte(b)}
	}
	for _, r := range mustLoad(t, s, folder) {
		if r.Added != r.Rows {
			t.Errorf("%s", r)
		}
	}
	if n := count(t, s, `SELECT count(*) FROM person WHERE number = 'HN0001'`); n != 2 {
		t.Errorf("%d people with the number HN0001, want one in each province", n)
	}
}

// Progress is told of
// each sheet, with counts, in the order of writing.
func TestProgress(t *testing.T) {
	t.Parallel()
	s := empty(t)
	book, err := sheet.OpenFolder(hainan(t))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	reports, err := sheet.Import(context.Background(), s.DB, book, func(r sheet.Report) { told = append(told, r.String()) })
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != len(reports) {
		t.Errorf("told of %d sheets, %d reports", len(told), len(reports))
	}
	for n, r := range reports {
		if told[n] != r.String() {
			t.Errorf("told %q, reported %q", told[n], r)
		}
	}
	if len(told) == 0 || told[0] != "organisations: 66 rows, 66 added, 0 changed, 0 the same" {
		t.Errorf("told %q", told)
	}
}

// What somebody changes while an import runs is theirs: the import is refused whole.
func TestChangedMeanwhile(t *testing.T) {
	t.Parallel()
	s, folder := sampled(t), hainan(t)
	edit(t, folder, "organisations", "琼海博鳌区域", "博鳌")
	edit(t, folder, "people", "HN0001,HN,云永守", "HN0001,HN,云永")
	book, err := sheet.OpenFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	_, err = sheet.Import(context.Background(), s.DB, book, func(r sheet.Report) {
		if r.Sheet == "organisations" {
			exec(t, s, `UPDATE person SET name = '云守', version = version + 1 WHERE number = 'HN0001'`)
		}
	})
	if !fault.Is(err, fault.ChangedMeanwhile) {
		t.Errorf("%v, want CHANGED_MEANWHILE", err)
	}
	if n := count(t, s, `SELECT (SELECT count(*) FROM organisation WHERE name = '博鳌') + (SELECT count(*) FROM person WHERE name = '云永')`); n != 0 {
		t.Errorf("%d rows of the refused import stand", n)
	}
}

// A new name leaves no trace in the contacts: what is the same is not written.
func TestContactsStay(t *testing.T) {
	t.Parallel()
	s, folder := sampled(t), hainan(t)
	edit(t, folder, "people", "HN0001,HN,云永守", "HN0001,HN,云永")
	before := entries(t, s)
	mustLoad(t, s, folder)
	if after := entries(t, s); after != before+2 {
		t.Errorf("%d audit entries, before %d; want two, the person's and its line of history", after, before)
	}
}
