package sheet_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"huishang/internal/fault"
	"huishang/internal/sheet"
)

// Each record that an import adds has one line of history, of the act that it stands for: nobody's, for it is the
// operator's, by reason of the import. Nothing else has one.
func TestHistoryOfWhatIsAdded(t *testing.T) {
	t.Parallel()
	s := sampled(t)
	for table, noun := range map[string]string{
		"organisation": "Organisation ORGANISATION_CREATE REFERENCE -", "department": "Department DEPARTMENT_CREATE REFERENCE -",
		"post": "Post POST_CREATE REFERENCE -", "person": "Person PERSON_CREATE REFERENCE -",
		"appointment": "Appointment APPOINTMENT_CREATE REFERENCE CONFIRMED", "portfolio": "Portfolio PORTFOLIO_CREATE REFERENCE -",
		"duty_list": "DutyList LIST_DRAFT LIST_DRAFT DRAFT",
	} {
		wrong := count(t, s, fmt.Sprintf(`
			SELECT count(*) FROM %s r
			WHERE (SELECT array_agg(concat_ws(' ', h.noun, h.act, h.audience, COALESCE(h.to_state, '-'))) FROM history h
			       WHERE h.record_id = r.id AND h.org_id = %s AND h.actor_id IS NULL AND h.reason = 'import' AND h.changes = '[]' AND h.from_state IS NULL)
			      IS DISTINCT FROM ARRAY[$1]`, table, map[bool]string{true: "r.id", false: "r.org_id"}[table == "organisation"]), noun)
		all := count(t, s, `SELECT count(*) FROM `+table)
		lines := count(t, s, `SELECT count(*) FROM history WHERE noun = $1`, strings.Fields(noun)[0])
		if wrong != 0 || all == 0 || lines != all {
			t.Errorf("%s: %d of %d records lack their line %q; %d lines", table, wrong, all, noun, lines)
		}
	}
	if n := count(t, s, `SELECT count(*) FROM history h JOIN duty_list l ON l.id = h.record_id WHERE (h.department_id, h.post_id, h.list_kind) IS DISTINCT FROM (l.department_id, l.post_id, l.kind)`); n != 0 {
		t.Errorf("%d lines are not told to their lists' readers", n)
	}
}

// A changed record has a line more, with what changed; contacts are in none. The same again leaves no line.
func TestHistoryOfWhatChanges(t *testing.T) {
	t.Parallel()
	s, folder := sampled(t), hainan(t)
	edit(t, folder, "organisations", "琼海嘉积区域", "嘉积")
	edit(t, folder, "organisations", "HN-QH-2,HN-QH,", "HN-QH-2,HN-WN,")
	edit(t, folder, "departments", "HN/CW,HN,财务部", "HN/CW,HN,财务管理部")
	edit(t, folder, "posts", "党委副书记,LEADERSHIP_MEMBER,PARTY_COMMITTEE_MEMBER;", "党委专职副书记,LEADERSHIP_MEMBER,PARTY_COMMITTEE_MEMBER;ADMINISTRATOR;")
	edit(t, folder, "people", "HN0001,HN,云永守", "HN0001,HN,云永")
	edit(t, folder, "appointments", "HN.FSJ,HN0002,SUBSTANTIVE,2024-01-01,,", "HN.FSJ,HN0002,SUBSTANTIVE,2024-01-01,2026-12-31,")
	edit(t, folder, "portfolios", "HN.SJ,HN/RL,,2024-01-01,", "HN.SJ,HN/RL,,2024-01-01,2026-12-31")
	before := count(t, s, `SELECT count(*) FROM history`)
	mustLoad(t, s, folder)
	for line, n := range map[string]int{
		`Department DEPARTMENT_UPDATE name 财务部 财务管理部`:     1,
		`Post POST_UPDATE name 党委副书记 党委专职副书记`:             1,
		`Post POST_UPDATE role - ADMINISTRATOR`:           1,
		`Person PERSON_UPDATE name 云永守 云永`:                1,
		`Appointment APPOINTMENT_END to - 2026-12-31`:     1,
		`Portfolio PORTFOLIO_END to - 2026-12-31`:         1,
		`Organisation ORGANISATION_UPDATE name 琼海嘉积区域 嘉积`: 1,
	} {
		got := count(t, s, `
			SELECT count(*) FROM history h CROSS JOIN jsonb_array_elements(h.changes) c
			WHERE concat_ws(' ', h.noun, h.act, c ->> 'field', COALESCE(c ->> 'old', '-'), COALESCE(c ->> 'new', '-')) = $1
			  AND h.reason = 'import' AND h.actor_id IS NULL`, line)
		if got != n {
			t.Errorf("%d lines %q, want %d", got, line, n)
		}
	}
	if n := count(t, s, `SELECT count(*) FROM history WHERE act = 'ORGANISATION_MOVE' AND changes -> 0 ->> 'field' = 'parent'`); n != 1 {
		t.Errorf("%d lines of a move", n)
	}
	if n := count(t, s, `SELECT count(*) FROM history`); n != before+7 {
		t.Errorf("%d lines more, want 7", n-before)
	}
	mustLoad(t, s, folder)
	if n := count(t, s, `SELECT count(*) FROM history`); n != before+7 {
		t.Errorf("the same again: %d lines more", n-before-7)
	}
}

// Where a sheet takes longer than two seconds, a line says how far it is, every two seconds; its last line counts
// all of it.
func TestLinesOnTheWay(t *testing.T) {
	t.Parallel()
	s := empty(t)
	book, err := sheet.OpenFolder(thousands(t, 9000))
	if err != nil {
		t.Fatal(err)
	}
	// Each batch takes a second and a half.
	var out strings.Builder
	now := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	lines := sheet.Lines(&out, fault.EN, func() time.Time { return now })
	if _, err := sheet.Import(context.Background(), s.DB, book, func(r sheet.Report) {
		now = now.Add(1500 * time.Millisecond)
		lines(r)
	}); err != nil {
		t.Fatal(err)
	}
	var people []string
	for line := range strings.Lines(out.String()) {
		if strings.HasPrefix(line, "people:") {
			people = append(people, strings.TrimSpace(line))
		}
	}
	want := []string{"people: 4000 of 9000 rows written", "people: 8000 of 9000 rows written", "people: 9000 rows, 9000 added, 0 changed, 0 the same"}
	if fmt.Sprint(people) != fmt.Sprint(want) {
		t.Errorf("told %q, want %q\n%s", people, want, out.String())
	}
}
