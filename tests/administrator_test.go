package tests

import (
	"context"
	"strings"
	"sync"
	"testing"

	"huishang/db"
	"huishang/internal/auth"
	"huishang/internal/org"
	"huishang/internal/postgres"
)

// seat is what `huishang admin` does.
func (w *world) seat(in org.Administrator) (seated *org.Seated, err error) {
	err = w.db.System(context.Background(), func(ctx context.Context, _ *db.Tx) error {
		seated, err = org.SeatAdministrator(ctx, in)
		return err
	})
	return seated, err
}

// The first administrator of a province comes from the operator, and so does the second, who confirms what the first
// proposes; with two, only a reason makes another past them. What was done stands in the history, by nobody's name.
func TestFirstAdministrator(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if _, err := w.seat(org.Administrator{Province: "HN", Number: "HN0004"}); err == nil || !strings.Contains(err.Error(), "HN has administrators already (") {
		t.Errorf("beside the sample's administrators, without a reason: %v", err)
	}
	if _, err := w.store.Super(t).Exec(`UPDATE post_role SET state = 'WITHDRAWN', version = version + 1 WHERE role = 'ADMINISTRATOR'`); err != nil {
		t.Fatal(err)
	}
	for what, in := range map[string]org.Administrator{
		"no province": {Province: "GD", Number: "HN0004"}, "a branch": {Province: "HN-QH", Number: "HN0004"}, "a number of nobody": {Province: "HN", Number: "HN9999"},
		"another name": {Province: "HN", Number: "HN0004", Name: "别人"}, "a strange number": {Province: "HN", Number: "hn 1", Name: "新人"}, "an empty name": {Province: "HN", Number: "HN9999", Name: " "},
		"a name that turns": {Province: "HN", Number: "HN9999", Name: "张\u202e三"}, "a reason that rings": {Province: "HN", Number: "HN0004", Reason: "一\a二"}, "a long reason": {Province: "HN", Number: "HN0004", Reason: strings.Repeat("长", 501)},
	} {
		if seated, err := w.seat(in); err == nil {
			t.Errorf("%s: seated %+v", what, seated)
		}
	}
	// Two operators at once make one first administrator.
	var both sync.WaitGroup
	var made [2]error
	for i, number := range []string{"HN0004", "HN0005"} {
		both.Go(func() { _, made[i] = w.seat(org.Administrator{Province: "HN", Number: number}) })
	}
	both.Wait()
	if (made[0] == nil) == (made[1] == nil) {
		t.Fatalf("two at once: %v, %v", made[0], made[1])
	}
	second, err := w.seat(org.Administrator{Province: "HN", Number: "HN9001", Name: " 新管理员\u3000", Reason: "第二名管理员\u200b\n"})
	if err != nil || !second.Added || second.Person.Name != "新管理员" {
		t.Fatalf("a second one who is new: %+v %v", second, err)
	}
	if _, err := w.seat(org.Administrator{Province: "HN", Number: "HN9001", Reason: "again"}); err == nil {
		t.Error("the same person twice")
	}
	// Both act, and only in what an administrator may: the new one from the next request on.
	administrator := w.person(second.Person.ID.UUID(), auth.TokenGrant{Role: auth.Administrator, Org: "HN"})
	got := administrator.must(`{ viewer { grants { role organisation { code } } } post(code: "`+second.Post+`") { roles { role state } history(first: 5) { nodes { act reason actor { number } } } } }`, nil)
	if got.text("viewer.grants.0.role") != "ADMINISTRATOR" || got.text("viewer.grants.0.organisation.code") != "HN" || got.text("post.roles.0.state") != "CONFIRMED" {
		t.Errorf("the second one: %s", got.Body)
	}
	if got.text("post.history.nodes.0.reason") != "第二名管理员" || got.get("post.history.nodes.0.actor") != nil {
		t.Errorf("the history: %s", got.Body)
	}
	if a := administrator.do("personCreate", "person", map[string]any{"number": "HN9002", "name": "张三", "organisation": administrator.id("organisation", "HN")}); len(a.codes()) > 0 {
		t.Errorf("he adds a person: %s", a.Body)
	}
	report, err := db.VerifyAudit(context.Background(), w.store.URL(postgres.Superuser))
	if err != nil || report.Bad != "" {
		t.Errorf("the audit trail: %+v %v", report, err)
	}
}

// The list for identity providers has everybody in use of the province, once, with the uuid that tokens carry.
func TestPeopleIDs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var people []*db.PersonID
	if err := w.db.System(context.Background(), func(ctx context.Context, tx *db.Tx) (err error) {
		people, err = tx.PersonIDs(ctx, "HN")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range people {
		if seen[p.Number] {
			t.Errorf("%s twice", p.Number)
		}
		seen[p.Number] = true
	}
	var n int
	var id string
	if err := w.store.Super(t).QueryRow(`SELECT count(*), max(id::text) FILTER (WHERE number = 'HN0001') FROM person WHERE deactivated_at IS NULL`).Scan(&n, &id); err != nil {
		t.Fatal(err)
	}
	if n != len(people) || people[0].Number != "HN0001" || people[0].ID != id || people[0].Name == "" {
		t.Errorf("%d of %d, first %+v", len(people), n, people[0])
	}
}
