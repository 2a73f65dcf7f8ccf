package tests

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

// someone is a person with claims of a token: what he holds at first, and more.
type someone struct {
	person uuid.UUID
	claims string
}

// claimants are people of the sample who hold something, each with claims of all roles held anywhere, so that whatever they come
// to hold counts.
func claimants(t *testing.T, pool *sql.DB, n int) []someone {
	t.Helper()
	var claims string
	if err := pool.QueryRow(`
		SELECT jsonb_agg(DISTINCT jsonb_build_object('role', h.role, 'org', o.code, 'dept', CASE WHEN h.role LIKE 'DEPARTMENT%' THEN d.code END))
		FROM held_on($1) h JOIN organisation o ON o.id = h.org_id LEFT JOIN department d ON d.id = h.department_id`, start).Scan(&claims); err != nil {
		t.Fatal(err)
	}
	var all []someone
	for _, id := range rowsOf(t, pool, fmt.Sprintf(`
		SELECT DISTINCT ON (h.role, o.level) h.person_id::text FROM held_on('%s') h JOIN organisation o ON o.id = h.org_id`, start.Format(time.DateOnly))) {
		all = append(all, someone{uuid.MustParse(id), claims})
	}
	return all[:min(n, len(all))]
}

// sees tells whether somebody's session has an organisation that he sees as a whole.
func (s someone) sees(t *testing.T, pool *sql.DB) bool {
	t.Helper()
	var orgs sql.NullString
	if err := pool.QueryRow(`SELECT orgs FROM session_open($1, $2, 'x', $3, $3)`, s.person, s.claims, start).Scan(&orgs); err != nil {
		t.Fatal(err)
	}
	return orgs.Valid && orgs.String != "{}"
}

// granted is all that a session set, with what it answered.
func granted(tx *sql.Tx, answer string) (string, error) {
	var settings string
	err := tx.QueryRow(`SELECT string_agg(s.name || '=' || COALESCE(current_setting('huishang.' || s.name, true), ''), E'\n' ORDER BY s.name) FROM unnest(session_settings()) AS s (name)`).Scan(&settings)
	return answer + "\n" + settings, err
}

// sides are what a session of somebody grants as it is opened, and as computed anew, in one snapshot; "" where it is refused.
func sides(ctx context.Context, pool *sql.DB, s someone, now time.Time) (opened, fresh string, err error) {
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return "", "", err
	}
	defer func() { _ = tx.Rollback() }()
	var refusal, province, today, grants, orgs sql.NullString
	if err := tx.QueryRow(`SELECT refusal, province_id, today, grants, orgs FROM session_open($1, $2, 'x', $3, $3)`, s.person, s.claims, now).Scan(&refusal, &province, &today, &grants, &orgs); err != nil || refusal.Valid {
		return "", "", err
	}
	if opened, err = granted(tx, grants.String+orgs.String); err != nil {
		return "", "", err
	}
	if err := tx.QueryRow(`SELECT grants, orgs FROM session_compute($1, $2, $3, $4)`, s.person, province, s.claims, today).Scan(&grants, &orgs); err != nil {
		return "", "", err
	}
	if fresh, err = granted(tx, grants.String+orgs.String); err != nil {
		return "", "", err
	}
	return opened, fresh, tx.Commit()
}

// changes are all ways in which what a session rests on can change, as statements over a random row, with $1 for the day; one
// that the database refuses changes nothing.
var changes = []string{
	`UPDATE appointment SET to_on = CASE WHEN to_on IS NULL THEN greatest(from_on, $1::date - 1) END, version = version + 1 WHERE id = (SELECT id FROM appointment ORDER BY random() LIMIT 1)`,
	`UPDATE appointment SET state = CASE state WHEN 'CONFIRMED' THEN 'PROPOSED' ELSE 'CONFIRMED' END WHERE id = (SELECT id FROM appointment ORDER BY random() LIMIT 1)`,
	`INSERT INTO appointment (province_id, org_id, post_id, person_id, kind, from_on, principal, state, created_at)
		SELECT p.province_id, p.org_id, p.id, u.id, (ARRAY['SUBSTANTIVE', 'ACTING'])[1 + (random() * 0.99 * 2)::int % 2], $1::date - 1, false, 'CONFIRMED', now()
		FROM (SELECT * FROM post WHERE EXISTS (SELECT FROM post_role r WHERE r.post_id = post.id) ORDER BY random() LIMIT 1) p, (SELECT * FROM person ORDER BY random() LIMIT 1) u`,
	`DELETE FROM substitution WHERE id = (SELECT id FROM substitution ORDER BY random() LIMIT 1)`,
	`INSERT INTO substitution (province_id, org_id, post_id, person_id, from_on, to_on, reason, state, created_at)
		SELECT p.province_id, p.org_id, p.id, u.id, $1::date, $1::date + 3, 'x', 'CONFIRMED', now()
		FROM (SELECT * FROM post WHERE EXISTS (SELECT FROM post_role r WHERE r.post_id = post.id) ORDER BY random() LIMIT 1) p, (SELECT * FROM person ORDER BY random() LIMIT 1) u`,
	`UPDATE substitution SET to_on = greatest(from_on, $1::date - 1) WHERE id = (SELECT id FROM substitution ORDER BY random() LIMIT 1)`,
	`UPDATE post SET deactivated_at = CASE WHEN deactivated_at IS NULL THEN now() END WHERE id = (SELECT id FROM post ORDER BY random() LIMIT 1)`,
	`UPDATE post SET department_id = (SELECT d.id FROM department d WHERE d.org_id = post.org_id ORDER BY random() LIMIT 1) WHERE id = (SELECT id FROM post WHERE department_id IS NOT NULL ORDER BY random() LIMIT 1)`,
	`UPDATE post_role SET state = CASE state WHEN 'CONFIRMED' THEN 'PROPOSED' ELSE 'CONFIRMED' END WHERE id = (SELECT id FROM post_role ORDER BY random() LIMIT 1)`,
	`INSERT INTO post_role (province_id, org_id, post_id, role, state, created_at)
		SELECT p.province_id, p.org_id, p.id, (SELECT role FROM post_role ORDER BY random() LIMIT 1), 'CONFIRMED', now() FROM post p ORDER BY random() LIMIT 1`,
	`DELETE FROM post_role WHERE id = (SELECT id FROM post_role ORDER BY random() LIMIT 1)`,
	`UPDATE department SET deactivated_at = CASE WHEN deactivated_at IS NULL THEN now() END WHERE id = (SELECT id FROM department ORDER BY random() LIMIT 1)`,
	`UPDATE department SET risk_domains = CASE WHEN risk_domains = '{}' THEN '{FINANCE}'::text[] ELSE '{}' END WHERE id = (SELECT id FROM department WHERE kind <> 'DISCIPLINE_OFFICE' ORDER BY random() LIMIT 1)`,
	`UPDATE organisation SET discipline_body = (ARRAY['COMMISSION', 'COMMISSIONER', 'NONE'])[1 + (random() * 2)::int], party_organisation = (ARRAY['PARTY_COMMITTEE', 'GENERAL_PARTY_BRANCH', 'PARTY_BRANCH'])[1 + (random() * 2)::int] WHERE id = (SELECT id FROM organisation ORDER BY random() LIMIT 1)`,
	`UPDATE organisation SET deactivated_at = CASE WHEN deactivated_at IS NULL THEN now() END WHERE id = (SELECT id FROM organisation WHERE level = 'REGION' ORDER BY random() LIMIT 1)`,
	`UPDATE organisation r SET branch_id = b.id, parent_id = b.id FROM (SELECT id FROM organisation WHERE level = 'BRANCH' ORDER BY random() LIMIT 1) b WHERE r.id = (SELECT id FROM organisation WHERE level = 'REGION' ORDER BY random() LIMIT 1)`,
	`UPDATE portfolio SET to_on = CASE WHEN to_on IS NULL THEN greatest(from_on, $1::date - 1) END WHERE id = (SELECT id FROM portfolio ORDER BY random() LIMIT 1)`,
	`INSERT INTO portfolio (province_id, org_id, post_id, organisation_id, from_on, created_at)
		SELECT p.province_id, p.org_id, p.id, o.id, $1::date - 1, now()
		FROM (SELECT post.* FROM post JOIN post_role r ON r.post_id = post.id AND r.role = 'LEADERSHIP_MEMBER' ORDER BY random() LIMIT 1) p, (SELECT id FROM organisation ORDER BY random() LIMIT 1) o`,
	`DELETE FROM portfolio WHERE id = (SELECT id FROM portfolio ORDER BY random() LIMIT 1)`,
	`UPDATE person SET deactivated_at = CASE WHEN deactivated_at IS NULL THEN now() END WHERE id = (SELECT id FROM person ORDER BY random() LIMIT 1)`,
	`INSERT INTO duty_list (province_id, org_id, post_id, kind, year, title, state, created_at)
		SELECT p.province_id, p.org_id, p.id, 'DUAL_DUTY', 2027, 'x', 'DRAFT', now()
		FROM post p JOIN post_role r ON r.post_id = p.id AND r.role = 'PARTY_SECRETARY' ORDER BY random() LIMIT 1`,
	`UPDATE duty_list SET state = CASE state WHEN 'DRAFT' THEN 'WITHDRAWN' ELSE 'DRAFT' END, withdrawn_at = CASE state WHEN 'DRAFT' THEN now() END WHERE id = (SELECT id FROM duty_list WHERE kind = 'DUAL_DUTY' AND state IN ('DRAFT', 'WITHDRAWN') ORDER BY random() LIMIT 1)`,
	`DELETE FROM duty_list l WHERE l.kind = 'DUAL_DUTY' AND l.state = 'DRAFT' AND NOT EXISTS (SELECT FROM duty_item i WHERE i.list_id = l.id)`,
}

// change makes some random changes in one transaction, which it may roll back, and tells how many took.
func change(ctx context.Context, pool *sql.DB, r *rand.Rand, pause time.Duration) (made int, err error) {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec(`SELECT session_system($1)`, start); err != nil {
		return 0, err
	}
	for range 1 + r.IntN(3) {
		if _, err := tx.Exec(`SAVEPOINT one`); err != nil {
			return 0, err
		}
		statement := strings.ReplaceAll(changes[r.IntN(len(changes))], "$1", "'"+start.Format(time.DateOnly)+"'")
		result, err := tx.Exec(statement)
		if err != nil { // refused by a rule of the database
			if _, err := tx.Exec(`ROLLBACK TO one`); err != nil {
				return 0, err
			}
			continue
		}
		if n, _ := result.RowsAffected(); n > 0 {
			made++
		}
		time.Sleep(pause)
	}
	if r.IntN(4) == 0 {
		return 0, nil
	}
	return made, tx.Commit()
}

// What a session grants equals what is computed anew in the same snapshot, at whichever server, whatever changes meanwhile,
// from the next transaction on; also where changes are rolled back, and while they are not committed. SEED= repeats
// which changes are made, not of which rows.
func TestKeptSessionsAreNeverStale(t *testing.T) {
	seed := seeded(t)
	store := sampled(t).Clone(t)
	servers := []*sql.DB{store.Super(t), store.Super(t)}
	people := claimants(t, servers[0], 24)
	r := rand.New(rand.NewPCG(seed, 1))
	compare := func(server *sql.DB, s someone, when string) bool {
		opened, fresh, err := sides(t.Context(), server, s, start)
		if err != nil {
			t.Errorf("SEED=%d, %s: %v", seed, when, err)
		} else if opened != fresh {
			t.Errorf("SEED=%d, %s: %s was granted\n%s\nwhere anew it is\n%s", seed, when, s.person, opened, fresh)
		}
		return err == nil && opened == fresh
	}
	// One after another: each change shows at both servers at once.
	var made, compared int
	for range 40 {
		n, err := change(t.Context(), servers[r.IntN(2)], r, 0)
		if err != nil {
			t.Fatal(err)
		}
		made += n
		for _, s := range people[:6+r.IntN(6)] {
			for _, server := range servers {
				if compared++; !compare(server, s, "after a change") {
					return
				}
			}
		}
		r.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
	}
	// At once: writers that take their time and roll back, readers that meet them anywhere.
	var writing, reading sync.WaitGroup
	var writes, reads atomic.Int32
	ended := make(chan struct{})
	for i := range 3 {
		writing.Go(func() {
			own := rand.New(rand.NewPCG(seed, uint64(10+i)))
			for n := 0; n < 25 || reads.Load() < 150 && !t.Failed(); n++ {
				n, err := change(t.Context(), servers[i%2], own, time.Duration(own.IntN(3))*time.Millisecond)
				if err != nil && !regexp.MustCompile(`deadlock|lock timeout`).MatchString(err.Error()) {
					t.Errorf("SEED=%d: %v", seed, err)
				}
				writes.Add(int32(n))
			}
		})
		reading.Go(func() {
			own := rand.New(rand.NewPCG(seed, uint64(20+i)))
			for {
				select {
				case <-ended:
					return
				default:
				}
				if reads.Add(1); !compare(servers[own.IntN(2)], people[own.IntN(len(people))], "meanwhile") {
					return
				}
			}
		})
	}
	writing.Wait()
	close(ended)
	reading.Wait()
	t.Logf("SEED=%d: %d changes then %d comparisons; %d changes and %d comparisons at once", seed, made, compared, writes.Load(), reads.Load())
	if made < 30 || writes.Load() < 20 || reads.Load() < 50 {
		t.Error("too few for a comparison")
	}
}

// A draft of a Party secretary's own list is routed past him (D-SEC-6): who drafts it sees it from the next transaction on, until
// it is withdrawn or gone.
func TestDraftsMoveSessions(t *testing.T) {
	pool := sampled(t).Clone(t).Super(t)
	people := claimants(t, pool, 24)
	const drafts = `kind = 'DUAL_DUTY' AND state = 'DRAFT' AND title = 'routed'`
	for _, step := range []struct {
		statement string
		seen      bool
	}{
		{`DELETE FROM duty_list WHERE false`, false},
		{`INSERT INTO duty_list (province_id, org_id, post_id, kind, year, title, state, created_at)
			SELECT p.province_id, p.org_id, p.id, 'DUAL_DUTY', 2031, 'routed', 'DRAFT', now() FROM post p JOIN post_role r ON r.post_id = p.id AND r.role = 'PARTY_SECRETARY'`, true},
		{`UPDATE duty_list SET state = 'WITHDRAWN', withdrawn_at = now() WHERE ` + drafts, false},
		{`INSERT INTO duty_list (province_id, org_id, post_id, kind, year, title, state, created_at)
			SELECT p.province_id, p.org_id, p.id, 'DUAL_DUTY', 2032, 'routed', 'DRAFT', now() FROM post p JOIN post_role r ON r.post_id = p.id AND r.role = 'PARTY_SECRETARY'`, true},
		{`DELETE FROM duty_list WHERE ` + drafts, false},
	} {
		if _, err := pool.Exec(step.statement); err != nil {
			t.Fatal(step.statement, err)
		}
		seen := false
		for _, s := range people {
			opened, fresh, err := sides(t.Context(), pool, s, start)
			if err != nil || opened != fresh {
				t.Errorf("after %.40s: %v, granted\n%s\nwhere anew it is\n%s", step.statement, err, opened, fresh)
			}
			seen = seen || strings.Contains(opened, "\nlist_posts={")
		}
		if seen != step.seen {
			t.Errorf("after %.40s: a routed draft is seen: %v", step.statement, seen)
		}
	}
}

// A session is kept, by person and claims, for a day and an epoch: tampering with what is kept shows that it is used, a change of
// what it rests on, and the next day of the province that it is not; revocation and a person who
// is gone count at once.
func TestSessionsAreKept(t *testing.T) {
	store := sampled(t).Clone(t)
	pool := store.Super(t)
	people := claimants(t, pool, 24)
	s := people[slices.IndexFunc(people, func(s someone) bool { return s.sees(t, pool) })]
	opened := func(now time.Time) string {
		t.Helper()
		var refusal, orgs sql.NullString
		if err := pool.QueryRow(`SELECT refusal, orgs FROM session_open($1, $2, 'x', $3, $4)`, s.person, s.claims, start, now).Scan(&refusal, &orgs); err != nil {
			t.Fatal(err)
		}
		return refusal.String + orgs.String
	}
	tamper := func() {
		t.Helper()
		if _, err := pool.Exec(`UPDATE session_kept SET orgs = 'tampered'`); err != nil {
			t.Fatal(err)
		}
	}
	run := func(statement string) {
		t.Helper()
		if _, err := pool.Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	right := opened(start)
	if right == "{}" || right == "tampered" {
		t.Fatal("nothing to tamper with: ", right)
	}
	for what, unkept := range map[string]func() time.Time{
		"nothing":      nil,
		"the next day": func() time.Time { return start.Add(24 * time.Hour) },
		"an act": func() time.Time {
			run(`UPDATE post_role SET state = 'WITHDRAWN' WHERE id = (SELECT id FROM post_role WHERE state = 'CONFIRMED' AND role = 'ANALYST' LIMIT 1)`)
			return start
		},
		"a name": nil,
	} {
		opened(start)
		tamper()
		if what == "a name" {
			run(`UPDATE organisation SET name = name || '一', version = version + 1; UPDATE person SET name = name || '一'`)
		}
		now := start
		if unkept != nil {
			now = unkept()
		}
		if got := opened(now); (got == "tampered") != (unkept == nil) {
			t.Errorf("after %s: %.60s", what, got)
		}
		run(`DELETE FROM session_kept`)
	}
	// Midnight in the province's zone, not in UTC.
	var zone string
	if err := pool.QueryRow(`SELECT zone FROM organisation WHERE level = 'PROVINCE' LIMIT 1`).Scan(&zone); err != nil {
		t.Fatal(err)
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	last := time.Date(2026, 11, 19, 23, 59, 59, 0, place)
	opened(last)
	tamper()
	if got := opened(last); got != "tampered" {
		t.Errorf("in the day's last second: %.60s", got)
	}
	if got := opened(last.Add(time.Second)); got == "tampered" {
		t.Error("what was kept yesterday counts at midnight")
	}
	run(`INSERT INTO revocation (province_id, org_id, jti, person_id, not_before, reason) SELECT province_id, org_id, 'x', id, now(), 'x' FROM person WHERE id = '` + s.person.String() + `'`)
	if got := opened(last); got != "REVOKED" {
		t.Errorf("a revoked token: %.60s", got)
	}
	run(`UPDATE person SET deactivated_at = now() WHERE id = '` + s.person.String() + `'`)
	if got := opened(last); got != "UNKNOWN_PERSON" {
		t.Errorf("somebody who is gone: %.60s", got)
	}
}

// Whatever a session is computed from moves the epoch: the tables that its functions name, and those that they call, have the
// triggers.
func TestWhatSessionsRestOnMovesTheEpoch(t *testing.T) {
	pool := sampled(t).Clone(t).Super(t)
	sources := map[string]string{}
	var all []byte
	if err := pool.QueryRow(`SELECT jsonb_object_agg(proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = 'huishang_owner'::regrole AND prokind = 'f'`).Scan(&all); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(all, &sources); err != nil {
		t.Fatal(err)
	}
	tables := rowsOf(t, pool, `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')`)
	named := regexp.MustCompile(`[a-z_]+`)
	comment := regexp.MustCompile(`--[^\n]*`)
	text := regexp.MustCompile(`'[^']*'`)
	read, seen := map[string]bool{}, map[string]bool{}
	for todo := []string{"session_compute"}; len(todo) > 0; todo = todo[1:] {
		if seen[todo[0]] {
			continue
		}
		seen[todo[0]] = true
		source := text.ReplaceAllString(comment.ReplaceAllString(sources[todo[0]], ""), "''")
		for _, from := range regexp.MustCompile(`(?:FROM|JOIN)\s+([a-z_]+)`).FindAllStringSubmatch(source, -1) {
			if slices.Contains(tables, from[1]) {
				read[from[1]] = true
			}
		}
		for _, word := range named.FindAllString(source, -1) {
			if _, ok := sources[word]; ok {
				todo = append(todo, word)
			}
		}
	}
	if !seen["authority_map"] || !seen["list_authority"] || !seen["stands_in"] || len(read) < 8 {
		t.Fatalf("functions %v read %v", seen, read)
	}
	moving := rowsOf(t, pool, `SELECT c.relname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid WHERE g.tgname IN ('session_insert', 'session_update', 'session_delete') AND g.tgenabled = 'O' GROUP BY 1 HAVING count(*) = 3`)
	for table := range read {
		if !slices.Contains(moving, table) {
			t.Errorf("a session is computed from %s, whose changes do not move the epoch", table)
		}
	}
	for _, table := range moving {
		if !read[table] {
			t.Errorf("%s moves the epoch and no session reads it", table)
		}
	}
}
