package demo_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"huishang/db"
	"huishang/db/tx"
	"huishang/internal/dbtest"
	"huishang/internal/demo"
	"huishang/internal/postgres"
)

// The sample imports, and every list of it goes in force through the rules, for the year it is loaded in; a second
// load does nothing (D-ORG-7).
func TestLoad(t *testing.T) {
	d := dbtest.New(t)
	clock := dbtest.NewClock(time.Date(2028, 2, 29, 9, 0, 0, 0, time.UTC)).Now
	pools, err := db.Open(context.Background(), tx.Config{
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
	var said bytes.Buffer
	if err := demo.All(context.Background(), pools, &said); err != nil || !strings.Contains(said.String(), "the sample is not loaded") {
		t.Errorf("where a province is: %v, %q; want it said", err, said.String())
	}
	report, err := db.VerifyAudit(context.Background(), d.URL(postgres.Superuser))
	if err != nil || report.Bad != "" {
		t.Errorf("audit: %v %+v", err, report)
	}
}

// The sample's matters are played through the rules up to the day of loading: the twelve problems, consultations of
// the three kinds in every state, tasks in every state, sources of each kind; a second play does nothing.
func TestPlay(t *testing.T) {
	d := dbtest.New(t)
	clock := dbtest.NewClock(time.Date(2026, 11, 18, 2, 0, 0, 0, time.UTC)).Now
	pools, err := db.Open(context.Background(), tx.Config{
		API: d.URL(db.Logins[0]), Read: d.URL(db.Logins[1]), Analyst: d.URL(db.Logins[2]), PoolSize: 4, StatementTimeout: 8 * time.Second, Now: clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer pools.Close()
	if err := demo.Load(context.Background(), pools, io.Discard); err != nil {
		t.Fatal(err)
	}
	played, err := demo.Play(context.Background(), pools)
	if err != nil {
		t.Fatal(err)
	}
	if played.Problems != 12 {
		t.Errorf("%+v", played)
	}
	super := d.Super(t)
	for what, query := range map[string]string{
		"states of a consultation": `SELECT string_agg(DISTINCT state, ' ' ORDER BY state) FROM consultation`,
		"kinds":                    `SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM consultation`,
		"states of a task":         `SELECT string_agg(DISTINCT state, ' ' ORDER BY state) FROM task`,
		"sources":                  `SELECT string_agg(DISTINCT source, ' ' ORDER BY source) FROM finding`,
		"outcomes":                 `SELECT string_agg(DISTINCT kind, ' ' ORDER BY kind) FROM outcome`,
	} {
		want := map[string]string{
			"states of a consultation": "APPROVED CANCELLED CLOSED CONCLUDED DRAFT IN_SESSION SUBMITTED",
			"kinds":                    "COMPREHENSIVE IMMEDIATE THEMATIC",
			"states of a task":         "ACCEPTED ASSIGNED CANCELLED CLOSED IN_PROGRESS OBJECTED SUBMITTED SUSPENDED",
			"sources":                  "AUDIT COMPLAINT DAILY_SUPERVISION PARTY_INSPECTION SUPERVISORY_CHECK",
			"outcomes":                 "INFORMATION MEASURES RECOMMENDATION TO_COMMITTEE",
		}[what]
		var got string
		if err := super.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %s, want %s (%v)", what, got, want, err)
		}
	}
	var late, entries, after int
	if err := super.QueryRow(`SELECT (SELECT count(*) FROM task WHERE ended_at IS NULL AND due_on < COALESCE(stopped_on, '2026-11-18')), (SELECT count(*) FROM audit_entry)`).Scan(&late, &entries); err != nil || late == 0 {
		t.Errorf("%d tasks are overdue (%v)", late, err)
	}
	if _, err := demo.Play(context.Background(), pools); err != nil {
		t.Error(err)
	}
	if err := super.QueryRow(`SELECT count(*) FROM audit_entry`).Scan(&after); err != nil || after != entries {
		t.Errorf("the second play wrote %d entries (%v)", after-entries, err)
	}
	report, err := db.VerifyAudit(context.Background(), d.URL(postgres.Superuser))
	if err != nil || report.Bad != "" {
		t.Errorf("audit: %v %+v", err, report)
	}
}
