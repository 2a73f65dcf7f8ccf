package cli

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/dbtest"
	"huishang/internal/postgres"
)

// A login is made for somebody who is there, by an address that signs in; once more it has a new password, and another person's it is
// not; listed it says whose it is, and removed it is gone. Nothing that is no name, grant or text gets so far.
func TestAnalystsLogins(t *testing.T) {
	d := dbtest.New(t)
	super := d.Super(t)
	if _, err := super.Exec(`
		INSERT INTO organisation (id, province_id, level, code, name, number_prefix, party_organisation, discipline_body, zone, created_at)
		VALUES ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000a', 'PROVINCE', 'HN', '海南', '琼', 'PARTY_COMMITTEE', 'COMMISSION', 'Asia/Shanghai', '2026-01-01');
		INSERT INTO person (province_id, org_id, number, name, created_at)
		SELECT id, id, number, '王五', '2026-01-01' FROM organisation CROSS JOIN unnest('{N-1,N-2}'::text[]) AS number`); err != nil {
		t.Fatal(err)
	}
	s := &Settings{DatabaseURL: d.URL(db.Logins[0]), ReadDatabaseURL: d.URL(db.Logins[1]), AnalystDatabaseURL: d.URL(db.Logins[2]), MigrateDatabaseURL: d.URL(postgres.Superuser),
		Pool: 2, StatementTimeout: 8 * time.Second}
	login := fmt.Sprintf("lists_%d", os.Getpid())
	t.Cleanup(func() { _ = analystRemove{login}.Run(t.Context(), s) })
	signsIn := func(address string) error {
		pool, err := sql.Open("postgres", address)
		if err != nil {
			return err
		}
		defer pool.Close()
		return pool.QueryRow(`SELECT count(*) FROM task`).Scan(new(int))
	}
	first, err := (&analystAdd{Number: "N-1", Login: login, As: []string{"ANALYST@HN"}, Purpose: "大屏"}).add(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := signsIn(first); err != nil {
		t.Error(err)
	}
	second, err := (&analystAdd{Number: "N-1", Login: login, As: []string{"ANALYST@HN", "DEPARTMENT_HEAD@HN/YW"}, Purpose: "大屏"}).add(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := signsIn(second); err != nil {
		t.Error(err)
	}
	if err := signsIn(first); err == nil {
		t.Error("the first password is good still")
	}
	for told, c := range map[string]*analystAdd{
		"somebody else's login":  {Number: "N-2", Login: login},
		"nobody in HN":           {Number: "N-3"},
		"no name for a login":    {Number: "N-1", Login: "Huishang"},
		"is no name for a login": {Number: "N-1", Login: "huishang_owner"},
		"ROLE@ORG":               {Number: "N-1", As: []string{"KING@HN"}},
		"not allowed":            {Number: "N-1", Purpose: "a\u202eb"},
		"at most 500":            {Number: "N-1", Purpose: strings.Repeat("长", 501)},
		"has a role":             {Number: "N-1", Login: "postgres"},
	} {
		if _, err := c.add(t.Context(), s); err == nil || !strings.Contains(err.Error(), told) {
			t.Errorf("%+v: %v, want %q", c, err, told)
		}
	}
	logins, err := db.ReportingLogins(t.Context(), s.MigrateDatabaseURL)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := writeLogins(&b, logins); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{login, "HN/N-1", "王五", "ANALYST@HN DEPARTMENT_HEAD@HN/YW", "false", "大屏"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%q is not in\n%s", part, b.String())
		}
	}
	if err := (analystRemove{login}).Run(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if err := signsIn(second); err == nil {
		t.Error("a removed login signs in")
	}
	if err := (analystRemove{login}).Run(t.Context(), s); err == nil {
		t.Error("what is not there is removed")
	}
	if err := (analystRemove{"huishang_read"}).Run(t.Context(), s); err == nil {
		t.Error("a login of the program is removed")
	}
}
