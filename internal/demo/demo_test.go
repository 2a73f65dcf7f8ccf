package demo_test

import (
	"context"
	"io"
	"testing"
	"time"

	"huishang/db"
	"huishang/internal/dbtest"
	"huishang/internal/demo"
)

// The sample imports, and every list of it goes in force through the rules, for the year it is loaded in; a second
// load does nothing (D-ORG-7).
func TestLoad(t *testing.T) {
	d := dbtest.New(t)
	clock := dbtest.NewClock(time.Date(2028, 2, 29, 9, 0, 0, 0, time.UTC)).Now
	pools, err := db.Open(context.Background(), db.Config{
		API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]), PoolSize: 4, StatementTimeout: 8 * time.Second, Now: clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer pools.Close()
	if err := demo.Load(context.Background(), pools, io.Discard); err != nil {
		t.Fatal(err)
	}
	counts := func() (inForce, drafts, entries int) {
		err := d.Super(t).QueryRow(`SELECT (SELECT count(*) FROM duty_list WHERE state = 'IN_FORCE' AND year = 2028 AND title LIKE '2028年%'), (SELECT count(*) FROM duty_list WHERE state = 'DRAFT'), (SELECT count(*) FROM audit_entry)`).Scan(&inForce, &drafts, &entries)
		if err != nil {
			t.Fatal(err)
		}
		return inForce, drafts, entries
	}
	inForce, drafts, entries := counts()
	if inForce != 228 || drafts != 0 {
		t.Errorf("in force %d, drafts %d; want 228 and none", inForce, drafts)
	}
	if err := demo.Load(context.Background(), pools, io.Discard); err != nil {
		t.Fatal(err)
	}
	if _, _, again := counts(); again != entries {
		t.Errorf("the second load changed something: %d audit entries, before %d", again, entries)
	}
	report, err := db.VerifyAudit(context.Background(), d.URL(db.Superuser))
	if err != nil || report.Bad != "" {
		t.Errorf("audit: %v %+v", err, report)
	}
}
